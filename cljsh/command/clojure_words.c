// SPDX-License-Identifier: MIT
// Clojure in the command language: ~(form) and ~name as words.
#include "command/node.h"

#include "compile/compile.h"
#include "shell/words.h"

/* The words that a form's value becomes, in the arena: a sequence gives one for
 * each element, nil none.  0, or -1: an exception, which ends everything. */
int clojure_words(struct interp *sh, struct part *part, struct words *words) {
    sh->uses_clojure = true;
    SCOPED Value value = eval_form(part->form, NULL);
    SCOPED_PY PyObject *list = ok(value) ? PyList_New(0) : NULL, *keep = list ? PyList_New(0) : NULL;
    bool fine = keep && words_add(list, ref(value)) == 0;
    for (Py_ssize_t i = 0; fine && i < PyList_GET_SIZE(list); i++) {
        const char *text = word_chars(PyList_GET_ITEM(list, i), keep);
        if (text) words_put(&sh->arena, words, arena_text(&sh->arena, text, strlen(text)));
        else fine = false;
    }
    if (!fine) sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    return fine ? 0 : -1;
}
