// SPDX-License-Identifier: MIT
/* try, case*; see special.h. */
#include "coll/coll.h"
#include "compile/special.h"
#include "data/symbol.h"
#include "seq/seq.h"

static bool clause_is(Ref form, const char *name) {
    if (!(kind_of(form) & (K_SEQ | K_LIST))) return false;
    SCOPED Value head = seq_first(form);
    if (failed(head)) return (PyErr_Clear(), false);
    return symbol_is(ref(head), name);
}

static struct node *analyze_catch_class(struct compiler *c, struct method *m, Ref class) {
    if (is_keyword(class) && same(class, KW("default"))) return const_node(c, ref_of(PyExc_BaseException));
    return analyze(c, m, class, false);
}

struct node *analyze_try(struct compiler *c, struct method *m, struct parts *p) {
    Py_ssize_t body_end = 1, catches_end;
    while (body_end < p->n && !clause_is(PART(body_end), "catch") && !clause_is(PART(body_end), "finally")) body_end++;
    catches_end = body_end;
    while (catches_end < p->n && clause_is(PART(catches_end), "catch")) catches_end++;
    Ref finally = NO_REF;
    if (catches_end < p->n) {
        if (!clause_is(PART(catches_end), "finally"))
            return compile_error(c, "Only catch or finally clause can follow catch in try expression");
        if (catches_end != p->n - 1) return compile_error(c, "finally clause must be last in try expression");
        finally = PART(catches_end);
    }
    struct parts body = {p->words, body_end};
    bool outer = m->no_recur;
    m->no_recur = true;
    struct node *n = ast_new(c, N_TRY), *result = NULL;
    if (!n || !(n->a = body_from(c, m, &body, 1, false))) goto done;
    Py_ssize_t count = catches_end - body_end;
    n->catches = ast_alloc(c, (size_t)(count + 1) * sizeof *n->catches);
    if (!n->catches) goto done;
    for (Py_ssize_t i = body_end; i < catches_end; i++) {
        struct parts clause;
        clause.n = form_to_words(PART(i), &clause.words);
        if (clause.n < 0) goto done;
        struct catch_clause *k = &n->catches[n->n];
        struct scope *saved = m->scope;
        if (clause.n < 3 || !is_symbol(ref(clause.words[2])) || symbol_of(ref(clause.words[2]))->ns) {
            compile_error(c, "Bad catch clause, expected (catch Class name body ...)");
        } else if ((k->class = analyze_catch_class(c, m, ref(clause.words[1]))) && (k->local = scope_new_local(c, m, ref(clause.words[2]))) &&
                   scope_push(c, m, k->local) == 0) {
            k->body = body_from(c, m, &clause, 3, false);
        }
        scope_restore(m, saved);
        seq_words_free(clause.words, clause.n);
        if (!k->body) goto done;
        n->n++;
    }
    if (finally.w) {
        // The clause stands twice in the code: after success and after failure.
        Value rest = seq_next(finally);
        Ref forms = compiler_own(c, rest);
        if (!forms.w || !(n->b = analyze_body(c, m, forms, false)) || !(n->c = analyze_body(c, m, forms, false))) goto done;
    }
    result = count || finally.w ? n : n->a;
done:
    m->no_recur = outer;
    return result;
}

// The constant and the form of a number in the map of case*.
static bool case_pair(struct compiler *c, Ref entry, Ref *constant, Ref *then) {
    SCOPED Value pair = coll_nth(entry, int_ref(1), NO_REF);
    Value one = ok(pair) ? coll_nth(ref(pair), int_ref(0), NO_REF) : ERR;
    *constant = ok(one) ? compiler_own(c, one) : NO_REF;
    Value two = constant->w ? coll_nth(ref(pair), int_ref(1), NO_REF) : ERR;
    *then = ok(two) ? compiler_own(c, two) : NO_REF;
    return then->w;
}

// (case* value shift mask default {number [constant then]} …): entries whose forms are one are one clause.
struct node *analyze_case(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 6 || !(kind_of(PART(5)) & K_MAP)) return compile_error(c, "case* needs a value, shift, mask, default and a map");
    Py_ssize_t count = coll_count(PART(5));
    struct node *n = count < 0 ? NULL : ast_new(c, N_CASE);
    if (!n || !(n->a = analyze(c, m, PART(1), false)) || !(n->items = ast_list(c, count + 1)) ||
        !(n->consts = ast_alloc(c, (size_t)(count + 1) * sizeof *n->consts)))
        return NULL;
    Ref *room = ast_alloc(c, (size_t)(2 * count + 1) * sizeof *room), shared = NO_REF; // NO_REF behind those of a clause
    struct cursor cursor;
    if (!room || cursor_start(&cursor, PART(5)) < 0) return NULL;
    bool good = true;
    for (Value entry; good && ok(entry = cursor_next(&cursor)); drop(entry)) {
        Ref constant, then;
        good = case_pair(c, ref(entry), &constant, &then);
        if (good && (!n->n || then.w != shared.w)) {
            good = (n->items[n->n] = analyze(c, m, then, tail));
            if (n->n) room++;
            n->consts[n->n++] = room;
            shared = then;
        }
        if (good) *room++ = constant;
    }
    cursor_end(&cursor);
    return good && !PyErr_Occurred() && (n->c = analyze(c, m, PART(4), tail)) ? n : NULL;
}
