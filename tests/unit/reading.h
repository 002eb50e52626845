// SPDX-License-Identifier: MIT
/* What the tests of reader and printer share: starting Python, reading text,
 * evaluating Python, calling primitives. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "base/call.h"
#include "base/prim.h"
#include "boot/data.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "read/print.h"
#include "read/reader.h"

#include <check.h>
#include <stdlib.h>

// Calls Python callables: there is no virtual machine here.
static inline Value call_python(Ref f, const Ref *args, Py_ssize_t n) {
    PyObject *objects[4] = {NULL}, *result;
    for (Py_ssize_t i = 0; i < n; i++) objects[i] = py_of(args[i]);
    result = PyObject_Vectorcall(obj(f), objects, n, NULL);
    for (Py_ssize_t i = 0; i < n; i++) Py_DECREF(objects[i]);
    return val_of(result);
}

static inline void start_python(void) {
    Py_InitializeEx(0);
    ck_assert_int_eq(data_init(), 0);
    ck_assert_int_eq(reader_init(), 0);
    call_hook = call_python;
}

static inline PyObject *text_of(const char *utf8) {
    return (PyObject *)str_value(utf8).w;
}

// The value of a Python expression.
static inline Value python(const char *code) {
    static PyObject *globals;
    if (!globals) {
        globals = PyDict_New();
        PyDict_SetItemString(globals, "__builtins__", PyEval_GetBuiltins());
    }
    PyObject *o = PyRun_String(code, Py_eval_input, globals, globals);
    if (!o) PyErr_Print();
    ck_assert_msg(o != NULL, "%s", code);
    return val_of(o);
}

// The first form of a text in a mode; ERR with an exception, or at its end without.
static inline Value read_mode_text(const char *text, enum read_mode mode) {
    SCOPED_PY PyObject *source = text_of(text), *file = text_of("test.clj");
    Reader *r = reader_new(source, file);
    reader_set_mode(r, mode);
    Value form;
    if (reader_read(r, &form) != READ_FORM) form = ERR;
    reader_free(r);
    return form;
}

static inline Value read_text(const char *text) {
    Value form = read_mode_text(text, READ_CLJ);
    if (failed(form) && PyErr_Occurred()) PyErr_Print();
    ck_assert_msg(ok(form), "nothing read from %s", text);
    return form;
}

// Text as UTF-8 in a buffer that the next calls reuse.
static inline const char *shown_str(PyObject *str) {
    static char buffers[4][4096];
    static int turn;
    if (!str) PyErr_Print();
    ck_assert_ptr_nonnull(str);
    SCOPED_PY PyObject *bytes = PyUnicode_AsEncodedString(str, "utf-8", "surrogatepass");
    ck_assert_ptr_nonnull(bytes);
    Py_DECREF(str);
    char *b = buffers[turn++ % 4];
    snprintf(b, sizeof *buffers, "%s", PyBytes_AS_STRING(bytes));
    return b;
}

static inline const char *shown(Ref value) { return shown_str(print_str(value, true)); }

// Drops the exception that is set and returns str() of it.
static inline const char *raised(void) {
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    ck_assert_ptr_nonnull(type);
    PyErr_NormalizeException(&type, &value, &trace);
    const char *text = shown_str(PyObject_Str(value));
    Py_DECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);
    return text;
}

// The type of a body whose arguments lie in owned words.
typedef Value (*OwningBody)(Value *args, Py_ssize_t n);

// A primitive's entry by the arglist it was declared with.
static inline OwningBody prim(const char *ns, const char *name, const char *arglist) {
    for (const struct prim *const *p = __start_prims; p < __stop_prims; p++)
        if (!strcmp((*p)->ns, ns) && !strcmp((*p)->name, name) && !strcmp((*p)->arglist, arglist)) return (OwningBody)(*p)->body;
    ck_abort_msg("no primitive %s/%s %s", ns, name, arglist);
}

static inline int run_suite(Suite *suite) {
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int bad = srunner_ntests_failed(runner);
    srunner_free(runner);
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
