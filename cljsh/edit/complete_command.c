// SPDX-License-Identifier: MIT
// Completion in the command language: cljsh.sh.complete knows what there is.
#include "edit/complete.h"

#include "base/call.h"
#include "coll/vector.h"
#include "data/str.h"
#include "load/library.h"
#include "vars/lib_var.h"

LIB_VAR(answer_function, "cljsh.sh.complete", "answer", "cljsh/sh/complete.clj");

// [start], where a form of Clojure begins; [start names docs end]; or nil.
static Value answer(PyObject *text) {
    if (load_require("cljsh.sh.complete") < 0) return ERR;
    struct var *f = lib_var(&answer_function);
    return f ? call1(ref_of(f), ref_of(text)) : ERR;
}

// The texts among the names that can be shown, and what is said of each.
static PyObject *shown(Ref names, Ref docs, PyObject **said) {
    PyObject *list = PyList_New(0);
    *said = list ? PyList_New(0) : NULL;
    for (Py_ssize_t i = 0; *said && i < vec_count(names); i++) {
        PyObject *name = obj(vec_at(names, i)), *doc = is_str(vec_at(docs, i)) ? obj(vec_at(docs, i)) : Py_None;
        if (!PyUnicode_AsUTF8(name)) PyErr_Clear(); // bytes that are no text
        else if (PyList_Append(list, name) < 0 || PyList_Append(*said, doc) < 0) Py_CLEAR(*said);
    }
    if (!*said) Py_CLEAR(list);
    return list;
}

PyObject *complete_command(PyObject *text, PyObject *typed, Py_ssize_t before, struct completion *c) {
    SCOPED Value r = answer(text);
    if (failed(r)) return NULL;
    if (is_nil(ref(r))) return PyList_New(0);
    c->from = (Py_ssize_t)int_of(vec_at(ref(r), 0)) - before;
    if (c->from < 0) return PyList_New(0); // the word has begun in another line
    if (vec_count(ref(r)) > 1) {
        Ref end = vec_at(ref(r), 3);
        c->end = is_str(end) && PyUnicode_GET_LENGTH(obj(end)) ? (char)PyUnicode_READ_CHAR(obj(end), 0) : 0;
        return shown(vec_at(ref(r), 1), vec_at(ref(r), 2), &c->docs);
    }
    Py_ssize_t start = c->from;
    SCOPED_PY PyObject *form = PyUnicode_Substring(text, start + before, PyUnicode_GET_LENGTH(text));
    PyObject *names = form ? complete_line(form, typed, &c->from, &c->end) : NULL;
    c->from += start;
    return names;
}
