// SPDX-License-Identifier: MIT
// What a command looked like, for people: `jobs`, messages.
#include "command/node.h"

#include "base/call.h"
#include "coll/vector.h"
#include "data/str.h"
#include "load/library.h"
#include "vars/lib_var.h"

#include <stdlib.h>

LIB_VAR(line_of, "cljsh.sh.syntax", "line-of", "cljsh/sh/syntax.clj");
LIB_VAR(function_text, "cljsh.sh.layout", "function-text", "cljsh/sh/layout.clj");

// Most commands in the background are words without anything to expand.
static char *plain_text(struct node *n) {
    if (n->kind != NODE_SIMPLE || n->assignment_count || n->redirections || !n->word_count) return NULL;
    size_t size = 1;
    for (int i = 0; i < n->word_count; i++) {
        if (!n->words[i]->literal) return NULL;
        size += n->words[i]->length * 4 + 8;
    }
    char *text = sh_alloc(size), *at = text;
    for (int i = 0; i < n->word_count; i++) {
        char *quoted = i ? sh_quote_argument(n->words[i]->literal) : sh_quote(n->words[i]->literal);
        if (i) *at++ = ' ';
        at = stpcpy(at, quoted);
        free(quoted);
    }
    return text;
}

static char *written(Ref data) {
    struct var *f = load_require("cljsh.sh.syntax") == 0 ? lib_var(&line_of) : NULL;
    SCOPED Value text = f ? call1(ref_of(f), data) : ERR;
    SCOPED_PY PyObject *bytes = ok(text) && is_str(ref(text)) ? str_bytes(obj(ref(text))) : NULL;
    if (!bytes) return (sh_forget_error(), NULL);
    size_t size = (size_t)PyBytes_GET_SIZE(bytes);
    while (size && PyBytes_AS_STRING(bytes)[size - 1] == '\n') size--;
    return sh_copy(PyBytes_AS_STRING(bytes), size);
}

char *sh_function_layout(struct interp *sh, const char *name) {
    const char *text = sh_function_text(sh, name);
    if (!text) return sh_copy(name, strlen(name));
    SCOPED_PY PyObject *str = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogateescape");
    struct var *f = str && load_require("cljsh.sh.layout") == 0 ? lib_var(&function_text) : NULL;
    SCOPED Value laid_out = f ? call2(ref_of(f), ref_of(str), ref(bool_value(sh->options[OPT_POSIX]))) : ERR;
    SCOPED_PY PyObject *bytes = ok(laid_out) && is_str(ref(laid_out)) ? str_bytes(obj(ref(laid_out))) : NULL;
    if (!bytes) return (sh_forget_error(), sh_copy(text, strlen(text)));
    return sh_copy(PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
}

void sh_note_command(struct interp *sh, struct node *n) {
    if (traps_action_runs(sh)) return;
    if (sh->noted_in != n->program) {
        n->program->references++;
        if (sh->noted_in) sh_program_drop(sh->noted_in);
        sh->noted_in = n->program;
    }
    sh->noted = n;
}

char *sh_node_text(struct interp *sh, struct node *n) {
    (void)sh;
    char *text = plain_text(n);
    if (!text && n->data.w) text = written(n->data);
    return text ? text : sh_copy("(commands)", 10);
}
