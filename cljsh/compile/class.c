// SPDX-License-Identifier: MIT
/* The methods of classes: the special forms behind deftype and reify.
 *
 *     (methods* [field …] by-name? (name ([this param …] body …) …) …)
 *     (reify* make-class (name ([this param …] body …) …) …)
 *
 * The first is a vector of functions, which take the instance as their first
 * argument and find the fields in it.  The second closes over locals: they
 * become the fields of an instance of a class that make-class, a function of
 * the vector of methods and the number of fields, makes when the form is
 * evaluated for the first time.  See struct class_scope.
 */
#include "coll/coll.h"
#include "compile/special.h"
#include "compile/ast.h"
#include "data/str.h"
#include "data/symbol.h"
#include "seq/seq.h"

// --- fields ---------------------------------------------------------------

static enum lookup declared_field(struct compiler *c, struct method *m, Ref symbol, struct local **field) {
    struct class_scope *class = m->fn->class;
    int i = 0;
    *field = NULL;
    while (i < class->n && symbol_of(class->names[i])->name != symbol_of(symbol)->name) i++;
    if (i == class->n) return LOOKUP_ABSENT;
    if (!m->fields && !(m->fields = ast_alloc(c, (size_t)class->n * sizeof *m->fields))) return LOOKUP_FAILED;
    if ((*field = m->fields[i])) return LOOKUP_FOUND;
    struct local *l;
    if (class->is_mutable[i] || class->by_name) {
        l = ast_alloc(c, sizeof *l);
        if (!l) return LOOKUP_FAILED;
        l->name = class->names[i];
        l->method = m;
        l->id = i;
        l->is_field = true;
    } else {
        l = scope_new_local(c, m, class->names[i]);
        if (l && analyze_hinted(l, "long")) l->value = INT_VALUE;
    }
    *field = m->fields[i] = l;
    return l ? LOOKUP_FOUND : LOOKUP_FAILED;
}

struct local *field_find(struct compiler *c, struct method *m, Ref symbol, bool *error) {
    struct ast_fn *closing = m->fn->class->closing;
    struct local *l;
    if (closing) {
        struct local *outer = closing->outer ? scope_find_local(c, closing->outer, symbol, error) : NULL;
        if (!outer || outer->is_field) return outer;
        l = analyze_capture(c, m, outer);
    } else {
        if (declared_field(c, m, symbol, &l) == LOOKUP_ABSENT) return NULL;
    }
    *error = !l;
    return l;
}

struct local *this_local(struct compiler *c, struct method *m, struct method *owner) {
    if (m == owner) return owner->params[0];
    struct class_scope *class = m->fn->class;
    struct local *outer = this_local(c, class ? class->closing->outer : m->fn->outer, owner);
    return outer ? analyze_capture(c, m, outer) : NULL;
}

// An access to a field: N_MEMBER or N_SETMEMBER.
static struct node *field_access(struct compiler *c, struct method *m, struct local *field, enum node_type type, struct node *value) {
    struct class_scope *class = field->method->fn->class;
    struct node *n = ast_new(c, type), *this = ast_new(c, N_LOCAL);
    if (!n || !this || !(this->local = this_local(c, m, field->method))) return NULL;
    if (!(n->items = ast_alloc(c, 3 * sizeof *n->items))) return NULL;
    n->items[0] = this;
    n->items[1] = value;
    n->n = value ? 2 : 1;
    n->number = field->id;
    n->k = ref_of(symbol_of(class->names[field->id])->name);
    n->op = class->by_name ? OP_GETATTR : value ? OP_SETFIELD : OP_FIELD;
    return n;
}

struct node *field_node(struct compiler *c, struct method *m, struct local *field) { return field_access(c, m, field, N_MEMBER, NULL); }

struct node *ast_set_field(struct compiler *c, struct method *m, struct local *field, struct node *value) {
    if (!value) return NULL;
    struct class_scope *class = field->method->fn->class;
    if (!class->is_mutable[field->id])
        return compile_error(c, "Cannot assign to non-mutable: %U", symbol_of(class->names[field->id])->name);
    return field_access(c, m, field, N_SETMEMBER, value);
}

// --- the forms ------------------------------------------------------------

static bool marked_mutable(Ref symbol) {
    SCOPED Value meta = coll_meta(symbol);
    if (failed(meta)) return PyErr_Clear(), false;
    static const char *const marks[] = {"unsynchronized-mutable", "volatile-mutable", "mutable"};
    for (int i = 0; i < 3; i++) {
        SCOPED Value key = keyword_parse(marks[i]);
        SCOPED Value is = ok(key) ? coll_get(ref(meta), ref(key), NIL) : ERR;
        if (ok(is) && is_true(ref(is))) return true;
    }
    return false;
}

// The fields of (methods* [field …] …).
static int scope_fields(struct compiler *c, struct class_scope *class, Ref vector) {
    Value *words;
    if (!(kind_of(vector) & K_VECTOR)) return (compile_error(c, "methods* needs a vector of fields"), -1);
    Py_ssize_t n = form_to_words(vector, &words);
    if (n < 0) return -1;
    class->names = ast_alloc(c, (size_t)(n + 1) * sizeof *class->names);
    class->is_mutable = ast_alloc(c, (size_t)n + 1);
    int bad = class->names && class->is_mutable ? 0 : -1;
    for (Py_ssize_t i = 0; i < n && !bad; i++) {
        Ref name = compiler_own(c, keep(ref(words[i])));
        if (!name.w || !is_symbol(name)) bad = (compile_error(c, "fields must be symbols"), -1);
        else class->names[class->n] = name, class->is_mutable[class->n++] = marked_mutable(name);
    }
    seq_words_free(words, n);
    return bad;
}

// The methods from `first` on, as functions.
static int scope_methods(struct compiler *c, struct method *outer, struct node *n, struct class_scope *class, Value *words, Py_ssize_t count,
                         Py_ssize_t first) {
    n->fns = ast_alloc(c, (size_t)(count + 1) * sizeof *n->fns);
    if (!n->fns) return -1;
    for (Py_ssize_t i = first; i < count; i++) {
        SCOPED Value name = seq_first(ref(words[i]));
        if (failed(name) || !is_str(ref(name))) return (compile_error(c, "a method begins with its name, a string"), -1);
        if (!(n->fns[i - first] = analyze_class_method(c, outer, ref(words[i]), obj(ref(name)), class))) return -1;
    }
    return 0;
}

struct node *analyze_methods(struct compiler *c, struct method *m, Ref form) {
    (void)m; // the methods of a deftype close over nothing
    struct node *n = ast_new(c, N_METHODS);
    struct class_scope *class = ast_alloc(c, sizeof *class);
    Value *words;
    Py_ssize_t count = n && class ? form_to_words(form, &words) : -1;
    if (count < 0) return NULL;
    int bad = count < 3 ? (compile_error(c, "methods* needs fields and methods"), -1) : scope_fields(c, class, ref(words[1]));
    if (!bad) {
        class->by_name = is_true(ref(words[2]));
        bad = scope_methods(c, NULL, n, class, words, count, 3);
    }
    seq_words_free(words, count);
    return bad ? NULL : n;
}

struct node *analyze_reify(struct compiler *c, struct method *m, Ref form) {
    struct node *n = ast_new(c, N_REIFY);
    struct class_scope *class = ast_alloc(c, sizeof *class);
    struct ast_fn *closing = ast_alloc(c, sizeof *closing);
    Value *words;
    Py_ssize_t count = n && class && closing ? form_to_words(form, &words) : -1;
    if (count < 0) return NULL;
    class->closing = closing;
    closing->outer = m;
    int bad = count < 2 ? (compile_error(c, "reify* needs what makes the class"), -1) : 0;
    if (!bad && !(n->a = analyze(c, m, ref(words[1]), false))) bad = -1;
    if (!bad) bad = scope_methods(c, m, n, class, words, count, 2);
    seq_words_free(words, count);
    if (bad) return NULL;
    n->n = closing->ncaptured;
    if (!(n->items = ast_alloc(c, (size_t)(n->n + 1) * sizeof *n->items))) return NULL;
    for (int i = 0; i < n->n; i++) {
        if (!(n->items[i] = ast_new(c, N_LOCAL))) return NULL;
        n->items[i]->local = closing->captured[i];
    }
    return n;
}
