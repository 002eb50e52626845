// SPDX-License-Identifier: MIT
/* let, loop and letfn.  They expand to let*, loop* and letfn*, which bind
 * plain symbols only; binding vectors without patterns pass through as they
 * are.  The macros that make functions are in fn_macros.c. */
#include "macro/macros.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "macro/destructure.h"
#include "seq/seq.h"

static bool all_plain(const Value *pairs, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i += 2)
        if (!binding_is_plain(ref(pairs[i])) || symbol_is(ref(pairs[i]), "&")) return false; // destructure complains of &
    return true;
}

// The items of a binding vector, or -1 with an error that begins with the macro's name.
static Py_ssize_t binding_items(Ref bindings, const char *macro, Value **items) {
    if (!(kind_of(bindings) & K_VECTOR)) return (err_arg("%s requires a vector for its binding", macro), -1);
    Py_ssize_t n = form_to_words(bindings, items);
    if (n > 0 && n % 2) {
        seq_words_free(*items, n);
        return (err_arg("%s requires an even number of forms in its binding vector", macro), -1);
    }
    return n;
}

// (head [binding…] body…), with the position of the macro's form; takes bindings.
static Value block(Value head, Value bindings, const Ref *body, Py_ssize_t n, Ref form) {
    struct forms out;
    forms_start(&out);
    forms_give(&out, head);
    forms_give(&out, bindings);
    forms_add_all(&out, body, n);
    return form_like(forms_list(&out), form);
}

Value let_form(const Value *pairs, Py_ssize_t n, const Ref *body, Py_ssize_t body_n, Ref form) {
    struct forms out;
    forms_start(&out);
    if (destructure_pairs(&out, pairs, n) < 0) out.failed = true;
    return block(SYM("let*"), forms_vec(&out), body, body_n, form);
}

PRIM_MACRO(core_let, "clojure.core", "let", "[bindings & body]",
           "Evaluates the body with names bound to values, one after the other.\n"
           "The left sides in the vector are symbols or patterns (see destructure); each right side sees the names\n"
           "before it.")
{
    Ref form = a[0], bindings = a[2];
    Value *pairs;
    Py_ssize_t length = binding_items(bindings, "let", &pairs);
    if (length < 0) return ERR;
    Value let = all_plain(pairs, length) ? block(SYM("let*"), keep(bindings), a + 3, n - 3, form)
                                         : let_form(pairs, length, a + 3, n - 3, form);
    seq_words_free(pairs, length);
    return let;
}

// --- loop -----------------------------------------------------------------

// Can a form's value depend on a local?
static bool may_use_locals(Ref form) { return is_symbol(form) || kind_of(form) & K_COLL; }

/* loop* gets one plain symbol per pattern, and the patterns are taken apart
 * at the head of the body, for every iteration.  Where a later initial value
 * may use what a pattern binds, a let* around the loop binds it there too:
 *
 *   (loop [[x & xs] coll, n x] …)
 *   (let* [p coll, <[x & xs] from p>, n x]
 *     (loop* [p p, n n] (let* [<[x & xs] from p>, n n] …)))
 */
static Value pattern_loop(const Value *pairs, Py_ssize_t n, const Ref *body, Py_ssize_t body_n, Ref form) {
    bool around = false;
    for (Py_ssize_t i = 0, seen = 0; i < n; i += 2) {
        around |= seen && may_use_locals(ref(pairs[i + 1]));
        seen |= !binding_is_plain(ref(pairs[i]));
    }
    struct forms outer, loop, inner;
    forms_start(&outer);
    forms_start(&loop);
    forms_start(&inner);
    for (Py_ssize_t i = 0; i < n; i += 2) {
        Ref left = ref(pairs[i]), right = ref(pairs[i + 1]);
        bool plain = binding_is_plain(left);
        SCOPED Value local = plain ? keep(left) : form_gensym("loop");
        if (failed(local)) {
            loop.failed = true;
            break;
        }
        forms_add(&loop, ref(local));
        forms_add(&loop, around ? ref(local) : right);
        if (around) {
            forms_add(&outer, ref(local));
            forms_add(&outer, right);
        }
        if (plain) continue;
        if (around && destructure_into(&outer, left, keep(ref(local))) < 0) outer.failed = true;
        if (outer.failed || destructure_into(&inner, left, keep(ref(local))) < 0) {
            inner.failed = true;
            break;
        }
    }
    Value body_form = block(SYM("let*"), forms_vec(&inner), body, body_n, NIL);
    Value loop_form = block(SYM("loop*"), loop.failed || failed(body_form) ? (forms_free(&loop), ERR) : forms_vec(&loop),
                            lend(&body_form), ok(body_form), form);
    xdrop(body_form);
    if (!around) {
        forms_free(&outer);
        return loop_form;
    }
    Value outer_form = block(SYM("let*"), failed(loop_form) ? (forms_free(&outer), ERR) : forms_vec(&outer), lend(&loop_form),
                             ok(loop_form), form);
    xdrop(loop_form);
    return outer_form;
}

PRIM_MACRO(core_loop, "clojure.core", "loop", "[bindings & body]",
           "Evaluates the body with names bound as by let; recur in it starts it again with new values.")
{
    Ref form = a[0], bindings = a[2];
    Value *pairs;
    Py_ssize_t length = binding_items(bindings, "loop", &pairs);
    if (length < 0) return ERR;
    for (Py_ssize_t i = 0; i < length; i += 2)
        if (symbol_is(ref(pairs[i]), "&")) {
            seq_words_free(pairs, length);
            return form_error("& stands for no value, so it can't be bound: %S", bindings);
        }
    Value loop = all_plain(pairs, length) ? block(SYM("loop*"), keep(bindings), a + 3, n - 3, form)
                                          : pattern_loop(pairs, length, a + 3, n - 3, form);
    seq_words_free(pairs, length);
    return loop;
}

// --- letfn ----------------------------------------------------------------

PRIM_MACRO(core_letfn, "clojure.core", "letfn", "[fnspecs & body]",
           "Evaluates the body with local functions that can call each other.\n"
           "A fnspec is (name [params*] exprs*) or (name ([params*] exprs*)+).")
{
    Ref form = a[0], specs = a[2];
    if (!(kind_of(specs) & K_VECTOR)) return err_arg("letfn requires a vector of functions");
    Value *items;
    Py_ssize_t length = form_to_words(specs, &items);
    if (length < 0) return ERR;
    struct forms bindings;
    forms_start(&bindings);
    for (Py_ssize_t i = 0; i < length && !bindings.failed; i++) {
        Ref spec = ref(items[i]);
        Value *parts = NULL;
        Py_ssize_t parts_n = kind_of(spec) & K_SEQ ? form_to_words(spec, &parts) : 0;
        if (parts_n > 0 && binding_is_plain(ref(parts[0]))) {
            forms_add(&bindings, ref(parts[0]));
            forms_give(&bindings, macro_fn_form(lend(parts), parts_n, spec));
        } else {
            if (parts_n >= 0) form_error("A function in letfn must be a list that begins with a name, not %S", spec);
            bindings.failed = true;
        }
        if (parts) seq_words_free(parts, parts_n);
    }
    seq_words_free(items, length);
    return block(SYM("letfn*"), forms_vec(&bindings), a + 3, n - 3, form);
}
