// SPDX-License-Identifier: MIT
// Clojure in the command language: ~(form) and ~name as words.
#include "command/node.h"
#include "command/session.h"

#include "compile/compile.h"
#include "data/symbol.h"
#include "shell/words.h"
#include "vars/var.h"

/* The words that a value becomes, in the arena: a sequence gives one for
 * each element, nil none.  0, or -1: an exception, which ends everything. */
int sh_words_of_value(struct interp *sh, Ref value, struct words *words) {
    SCOPED_PY PyObject *list = PyList_New(0), *keep = list ? PyList_New(0) : NULL;
    bool fine = keep && words_add(list, value) == 0;
    for (Py_ssize_t i = 0; fine && i < PyList_GET_SIZE(list); i++) {
        const char *text = word_chars(PyList_GET_ITEM(list, i), keep);
        if (text) words_put(&sh->arena, words, sh_arena_text(&sh->arena, text, strlen(text)));
        else fine = false;
    }
    if (!fine) sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    return fine ? 0 : -1;
}

static int words_of_form(struct interp *sh, Ref form, struct words *words) {
    session_to_program(sh);
    SCOPED Value value = eval_form(form, NULL);
    if (ok(value)) return sh_words_of_value(sh, ref(value), words);
    sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    return -1;
}

int clojure_words(struct interp *sh, struct part *part, struct words *words) { return words_of_form(sh, part->form, words); }

int clojure_name_words(struct interp *sh, const char *name, struct words *words) {
    SCOPED Value symbol = symbol_parse(name);
    SCOPED Value var = ERR;
    if (failed(symbol) || ns_resolve(ns_current(), ref(symbol), &var) != LOOKUP_FOUND || !is_var(ref(var))) return (PyErr_Clear(), 0);
    if (var_of(ref(var))->ns == core_ns) return 0; // ~first of a script is meant as it is written
    return words_of_form(sh, ref(symbol), words) < 0 ? -1 : 1;
}
