// SPDX-License-Identifier: MIT
/* What the tests of seqs and references share: starting Python, calling
 * primitives by name, C functions as callables, comparing with Python. */
#ifndef TESTS_WALKING_H
#define TESTS_WALKING_H

#include "base/call.h"
#include "base/prim.h"
#include "boot/data.h"
#include "coll/coll.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "seq/list.h"
#include "seq/seq.h"

#include <check.h>
#include <stdlib.h>
#include <time.h>

// Calls Python callables: there is no virtual machine here.
static inline Value call_python(Ref f, const Ref *args, Py_ssize_t n) {
    PyObject *objects[5] = {NULL};
    for (Py_ssize_t i = 0; i < n; i++) objects[i] = py_of(args[i]);
    PyObject *result = PyObject_Vectorcall(obj(f), objects, (size_t)n, NULL);
    for (Py_ssize_t i = 0; i < n; i++) Py_DECREF(objects[i]);
    return val_of(result);
}

static inline void start_python(void) {
    Py_InitializeEx(0);
    ck_assert_int_eq(data_init(), 0);
    call_hook = call_python;
}

static inline PyObject *globals(void) {
    static PyObject *dict;
    if (!dict) {
        dict = PyDict_New();
        PyDict_SetItemString(dict, "__builtins__", PyEval_GetBuiltins());
    }
    return dict;
}

// The value of a Python expression, and running statements.
static inline Value python(const char *code) {
    PyObject *o = PyRun_String(code, Py_eval_input, globals(), globals());
    if (!o) PyErr_Print();
    ck_assert_msg(o != NULL, "%s", code);
    return val_of(o);
}
static inline void python_run(const char *code) {
    PyObject *o = PyRun_String(code, Py_file_input, globals(), globals());
    if (!o) PyErr_Print();
    ck_assert_msg(o != NULL, "%s", code);
    Py_DECREF(o);
}

static inline bool arglist_takes(const char *arglist, Py_ssize_t n) {
    Py_ssize_t names = 0;
    bool variadic = false;
    for (const char *p = arglist; *p; p++) {
        if (*p == '&') variadic = true;
        else if (*p != ' ' && *p != '[' && *p != ']' && (p[-1] == ' ' || p[-1] == '[')) names++;
    }
    return variadic ? n >= names - 1 : n == names;
}

// Calls a primitive with values, which are consumed.
static inline Value prim_call(const char *name, Value *args, Py_ssize_t n) {
    const struct prim *found = NULL;
    for (const struct prim *const *p = __start_prims; p < __stop_prims; p++)
        if (!strcmp((*p)->name, name) && arglist_takes((*p)->arglist, n) && (!found || strchr(found->arglist, '&')))
            found = *p;
    ck_assert_msg(found != NULL, "no primitive %s of %d arguments", name, (int)n);
    Value result = found->body(lend(args), n);
    for (Py_ssize_t i = 0; i < n; i++) drop(args[i]);
    ck_assert_msg(ok(result) != (PyErr_Occurred() != NULL), "%s: exception and result disagree", name);
    return result;
}
#define CALL(name, ...) ({                                                       \
    Value args_[] = {__VA_ARGS__};                                               \
    prim_call(name, args_, (Py_ssize_t)(sizeof args_ / sizeof *args_)); })

static inline Value num(int64_t n) { return int_value(n); }

// Does the value print, boxed into a Python list, as the Python expression
// says?  Compares types too (1 is not 1.0).  Consumes v.
static inline void is_seq_like(Value v, const char *expected, const char *file, int line) {
    if (failed(v)) PyErr_Print();
    ck_assert_msg(ok(v), "%s:%d: failed, expected %s", file, line, expected);
    Value wanted = python(expected);
    PyObject *all = PyList_New(0);
    struct cursor c;
    ck_assert_int_eq(cursor_start(&c, ref(v)), 0);
    for (Value x; ok(x = cursor_next(&c));) {
        PyObject *o = py_give(x);
        PyList_Append(all, o);
        Py_DECREF(o);
    }
    ck_assert_int_eq(cursor_end(&c), 0);
    PyObject *got = PyObject_ASCII(all), *want = PyObject_ASCII(obj(ref(wanted)));
    ck_assert_msg(!strcmp(PyUnicode_AsUTF8(got), PyUnicode_AsUTF8(want)), "%s:%d: got %s, expected %s", file, line,
                  PyUnicode_AsUTF8(got), PyUnicode_AsUTF8(want));
    // the same by first and next
    Value seq = seq_of(ref(v));
    Py_ssize_t n = 0;
    while (!is_nil(ref(seq))) {
        Value first = seq_first(ref(seq));
        PyObject *o = py_give(first);
        SCOPED_PY PyObject *a = PyObject_ASCII(o), *b = PyObject_ASCII(PyList_GetItem(all, n++));
        ck_assert_msg(!strcmp(PyUnicode_AsUTF8(a), PyUnicode_AsUTF8(b)), "%s:%d: element %d", file, line, (int)n);
        Py_DECREF(o);
        Value next = seq_next(ref(seq)), rest = seq_rest(ref(seq)), of_rest = seq_of(ref(rest));
        ck_assert(is_nil(ref(next)) == is_nil(ref(of_rest)));
        drop(rest);
        drop(of_rest);
        drop(seq);
        seq = next;
    }
    ck_assert_int_eq(n, PyList_GET_SIZE(all));
    drop(seq);
    Py_DECREF(got);
    Py_DECREF(want);
    Py_DECREF(all);
    drop(wanted);
    drop(v);
}
#define IS_SEQ(v, expected) is_seq_like(v, expected, __FILE__, __LINE__)

// A scalar result, compared by = (and consumed).
static inline void is_value(Value v, Value wanted, const char *file, int line) {
    if (failed(v)) PyErr_Print();
    ck_assert_msg(ok(v) && ok(wanted), "%s:%d: failed", file, line);
    int equal = val_equal(ref(v), ref(wanted));
    if (equal != 1) {
        PyObject *a = py_of(ref(v)), *b = py_of(ref(wanted));
        PyObject_Print(a, stderr, 0);
        fprintf(stderr, " is not ");
        PyObject_Print(b, stderr, 0);
        fprintf(stderr, "\n");
    }
    ck_assert_msg(equal == 1, "%s:%d: not the expected value", file, line);
    drop(v);
    drop(wanted);
}
#define IS(v, wanted) is_value(v, wanted, __FILE__, __LINE__)

// Did the call fail with this class?  Clears the exception.
static inline void is_raised(Value v, PyObject *class, const char *file, int line) {
    ck_assert_msg(failed(v), "%s:%d: nothing raised", file, line);
    if (!PyErr_ExceptionMatches(class)) PyErr_Print();
    else PyErr_Clear();
    ck_assert_msg(!PyErr_Occurred(), "%s:%d: another exception", file, line);
}
#define RAISES(v, class) is_raised(v, class, __FILE__, __LINE__)

// A Python callable of a C function with a word of its own.
typedef PyObject *(*Body)(PyObject *data, PyObject *const *args, Py_ssize_t n);
static inline PyObject *function_call(PyObject *capsule, PyObject *const *args, Py_ssize_t n) {
    Body body = (Body)PyCapsule_GetPointer(PyTuple_GET_ITEM(capsule, 0), NULL);
    return body(PyTuple_GET_ITEM(capsule, 1), args, n);
}
static inline Value function(Body body, Value data) {
    static PyMethodDef def = {"function", (PyCFunction)(void (*)(void))function_call, METH_FASTCALL, NULL};
    PyObject *o = py_give(data), *pointer = PyCapsule_New((void *)body, NULL, NULL), *self = PyTuple_Pack(2, pointer, o);
    PyObject *f = PyCFunction_New(&def, self);
    Py_DECREF(pointer);
    Py_DECREF(o);
    Py_DECREF(self);
    return adopt(f);
}

static inline double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline int run_tests(const char *name, const TTest *const *tests, size_t n) {
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_add_unchecked_fixture(tcase, start_python, NULL);
    tcase_set_timeout(tcase, 300);
    for (size_t i = 0; i < n; i++) tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int bad = srunner_ntests_failed(runner);
    srunner_free(runner);
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
#define RUN_TESTS(name, ...)                                                   \
    int main(void) {                                                           \
        const TTest *const tests[] = {__VA_ARGS__};                            \
        return run_tests(name, tests, sizeof tests / sizeof *tests);           \
    }

#endif
