// SPDX-License-Identifier: MIT
#include "command/clojure_commands.h"

#include "command/node.h"
#include "command/session.h"

#include "base/call.h"
#include "base/prim.h"
#include "coll/vector.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "load/library.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "shell/words.h"
#include "vars/lib_var.h"
#include "vars/var.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

PyObject *clojure_commands, *clojure_exports;

LIB_VAR(run_stage, "cljsh.sh.commands", "run-stage", "cljsh/sh/commands.clj");

static PyObject *text_object(const char *text) { return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogateescape"); }

// --- what is a function -----------------------------------------------------------------

Ref clojure_command_of(const char *name) {
    SCOPED_PY PyObject *key = text_object(name);
    PyObject *f = key ? PyDict_GetItemWithError(clojure_commands, key) : NULL;
    if (!f) PyErr_Clear();
    return f ? ref_of(f) : (Ref){0};
}

bool sh_is_function_word(struct interp *sh, const struct word *w) {
    if (w->literal || w->count != 1 || sh->options[OPT_POSIX]) return false;
    return (w->parts->kind == PART_CLOJURE && !w->parts->quoted) || (w->parts->kind == PART_TILDE && w->parts->length);
}

static bool is_function(Ref r) {
    return is_obj(r) && (kind_of(r) & (K_FN | K_MULTI) || PyFunction_Check(obj(r)) || PyCFunction_Check(obj(r)) || PyMethod_Check(obj(r)));
}

static Value value_of_name(struct part *part) {
    SCOPED_PY PyObject *text = PyUnicode_DecodeUTF8(part->text, (Py_ssize_t)part->length, "surrogateescape");
    const char *name = text ? PyUnicode_AsUTF8(text) : NULL;
    SCOPED Value symbol = name ? symbol_parse(name) : ERR;
    SCOPED Value var = ERR;
    bool known = ok(symbol) && ns_resolve(ns_current(), ref(symbol), &var) == LOOKUP_FOUND && is_var(ref(var));
    Value value = known ? var_get(var_of(ref(var))) : ERR;
    if (failed(value)) PyErr_Clear();
    return value;
}

int sh_function_of_word(struct interp *sh, struct word *w, Value *f, struct words *words) {
    if (w->parts->kind == PART_TILDE) {
        Value value = value_of_name(w->parts);
        if (ok(value) && is_function(ref(value))) return (*f = value, 1);
        xdrop(value);
        return expand_fields(sh, w, words);
    }
    session_to_program(sh);
    Value value = eval_form(w->parts->form, NULL);
    if (ok(value) && is_function(ref(value))) return (*f = value, 1);
    int r = ok(value) ? sh_words_of_value(sh, ref(value), words) : -1;
    if (failed(value)) sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    xdrop(value);
    return r;
}

// --- running -----------------------------------------------------------------------------

// A descriptor of its own for Clojure's reader or writer; -1: closed, or memory.
static int own_descriptor(struct interp *sh, int n) {
    int fd = descriptor_real(sh, n);
    return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, FD_FIRST);
}

int sh_run_clojure(struct interp *sh, Ref f, bool command, int argc, char **argv) {
    session_to_program(sh);
    struct var *run = load_require("cljsh.sh.commands") == 0 ? lib_var(&run_stage) : NULL;
    SCOPED_PY PyObject *words = run ? PyList_New(0) : NULL;
    for (int i = 0; words && i < argc; i++) {
        SCOPED_PY PyObject *word = text_object(argv[i]);
        if (!word || PyList_Append(words, word) < 0) Py_CLEAR(words);
    }
    int status = 1;
    Value r = ERR;
    bool written = true;
    struct stream *out = descriptor_stream(sh, 1);
    bool gathers = out && out->memory;
    stream_drop(out);
    if (words) {
        int fds[2] = {own_descriptor(sh, 0), gathers ? -1 : own_descriptor(sh, 1)};
        Ref kind = command ? TRUE_REF : FALSE_REF, list = ref_of(words);
        SCOPED Value in = fds[0] < 0 ? keep(NIL) : int_value(fds[0]), to = fds[1] < 0 ? keep(NIL) : int_value(fds[1]);
        Ref args[] = {f, kind, list, ref(in), ref(to)};
        r = call_hook(ref_of(run), args, 5);
    }
    if (ok(r) && is_vec(ref(r))) { // [status text message]
        int64_t number;
        if (int64_of(vec_at(ref(r), 0), &number)) status = (int)number;
        for (int i = 1; i < 3; i++) {
            if (!is_str(vec_at(ref(r), i))) continue;
            SCOPED_PY PyObject *bytes = str_bytes(obj(vec_at(ref(r), i)));
            written &= bytes != NULL;
            if (bytes) descriptor_write(sh, i, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
        }
    }
    if (failed(r) || !written) sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    xdrop(r);
    return status;
}

// --- variables -----------------------------------------------------------------------------

const char *exported_text(struct variable *v) {
    PyObject *var = PyDict_GetItemString(clojure_exports, v->name);
    if (!var) return NULL;
    SCOPED Value value = var_get(var_of(ref_of(var)));
    SCOPED_PY PyObject *list = ok(value) ? PyList_New(0) : NULL, *keep = list ? PyList_New(0) : NULL;
    if (!keep || words_add(list, ref(value)) < 0) return (PyErr_Clear(), NULL);
    Py_ssize_t count = PyList_GET_SIZE(list);
    size_t n = 0;
    if (!count && is_nil(ref(value))) return NULL;
    for (Py_ssize_t i = 0; i < count; i++) {
        const char *text = word_chars(PyList_GET_ITEM(list, i), keep);
        if (!text) return (PyErr_Clear(), NULL);
        size_t length = strlen(text);
        if (v->capacity < n + length + 2) v->buffer = sh_realloc(v->buffer, v->capacity = (n + length) * 2 + 32);
        if (i) v->buffer[n++] = ' ';
        memcpy(v->buffer + n, text, length);
        n += length;
    }
    if (!v->capacity) v->buffer = sh_alloc(v->capacity = 32);
    v->buffer[n] = 0;
    v->length = n;
    return v->buffer;
}

// --- primitives ------------------------------------------------------------------------------

static Value keep_under(PyObject **table, Ref name, Ref value) {
    if (!is_str(name)) return err_type("a name is a string, not %s", err_type_name(name));
    if (!*table && !(*table = PyDict_New())) return ERR;
    int r = is_nil(value) ? (PyDict_Contains(*table, obj(name)) > 0 ? PyDict_DelItem(*table, obj(name)) : 0) : PyDict_SetItem(*table, obj(name), obj(value));
    return r < 0 ? ERR : keep(NIL);
}

PRIM(command_keep, "cljsh.sh.prim", "keep-command", "[name f]",
     "Makes a function a command of the command language; nil takes it away.")
{
    return keep_under(&clojure_commands, a[0], a[1]);
}

PRIM(command_export, "cljsh.sh.prim", "export-var", "[name var]",
     "Makes a var's value the variable of that name in the command language, while it has none of its own; nil takes it away.")
{
    if (!is_nil(a[1]) && !is_var(a[1])) return err_type("not a var: %s", err_type_name(a[1]));
    const char *name = is_str(a[0]) ? PyUnicode_AsUTF8(obj(a[0])) : NULL;
    if (!name || !sh_is_variable_name(name, strlen(name))) return (PyErr_Clear(), err_arg("not a variable's name: %R", obj(a[0])));
    return keep_under(&clojure_exports, a[0], a[1]);
}
