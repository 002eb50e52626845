// SPDX-License-Identifier: MIT
/* A small evaluator for tests of primitives, without a virtual machine: a
 * list is a call of the primitive its head names (str/… is clojure.string),
 * (quote x) and (py "expression") are what they say, and anything else is
 * itself.
 *
 * A case is an expression and what it gives: its printed form; or, after an
 * exclamation mark, the exception's class and message. */
#ifndef TESTS_EVALUATING_H
#define TESTS_EVALUATING_H

#include "reading.h"
#include "seq/list.h"
#include "seq/seq.h"

struct eval_case { const char *expression, *expected; };

// How many parameters an arglist names, and whether more may follow.
static inline Py_ssize_t parameters(const char *arglist, bool *more) {
    Py_ssize_t n = 0;
    *more = false;
    for (const char *p = arglist + 1; *p && *p != ']';) {
        if (*p == ' ') { p++; continue; }
        if (*p == '&') { *more = true; break; }
        n++;
        while (*p && *p != ' ' && *p != ']') p++;
    }
    return n;
}

// The type of a body whose arguments lie in owned words.
typedef Value (*OwningBody)(Value *args, Py_ssize_t n);

static inline OwningBody prim_for(const char *ns, const char *name, Py_ssize_t n) {
    for (const struct prim *const *p = __start_prims; p < __stop_prims; p++) {
        bool more;
        if (strcmp((*p)->ns, ns) || strcmp((*p)->name, name)) continue;
        Py_ssize_t arity = parameters((*p)->arglist, &more);
        if (more ? n >= arity : n == arity) return (OwningBody)(*p)->body;
    }
    ck_abort_msg("no primitive %s/%s of %zd arguments", ns, name, n);
}

static inline Value evaluate(Ref form);

static inline Value evaluate_call(Value *items, Py_ssize_t n) {
    struct symbol *head = symbol_of(ref(items[0]));
    const char *name = PyUnicode_AsUTF8(head->name);
    if (!strcmp(name, "quote")) return keep(ref(items[1]));
    if (!head->ns && !strcmp(name, "py")) return python(PyUnicode_AsUTF8(obj(ref(items[1]))));
    Value args[16];
    for (Py_ssize_t i = 1; i < n; i++)
        if (failed(args[i - 1] = evaluate(ref(items[i])))) {
            while (--i > 0) drop(args[i - 1]);
            return ERR;
        }
    Value result = prim_for(head->ns ? "clojure.string" : "clojure.core", name, n - 1)(args, n - 1);
    for (Py_ssize_t i = 0; i < n - 1; i++) drop(args[i]);
    ck_assert_msg(ok(result) == !PyErr_Occurred(), "%s: result and exception disagree", name);
    return result;
}

static inline Value evaluate(Ref form) {
    if (!is_list(form) || is_clj(form, &empty_list_type)) return keep(form);
    Value *items;
    Py_ssize_t n = seq_to_words(form, &items);
    Value result = evaluate_call(items, n);
    seq_words_free(items, n);
    return result;
}

static inline void check_case(const struct eval_case *c) {
    Value form = read_text(c->expression), result = evaluate(ref(form));
    drop(form);
    char got[4200];
    if (ok(result)) {
        snprintf(got, sizeof got, "%s", shown(ref(result)));
        drop(result);
    } else {
        const char *class = ((PyTypeObject *)PyErr_Occurred())->tp_name, *dot = strrchr(class, '.');
        snprintf(got, sizeof got, "!%s ", dot ? dot + 1 : class);
        strncat(got, raised(), sizeof got - strlen(got) - 1);
    }
    // An expected exception may be its class alone.
    bool class_only = c->expected[0] == '!' && !strchr(c->expected, ' ');
    if (class_only && strchr(got, ' ')) *strchr(got, ' ') = 0;
    ck_assert_msg(!strcmp(got, c->expected), "%s\n  gives    %s\n  expected %s", c->expression, got, c->expected);
}

#endif
