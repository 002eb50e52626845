// SPDX-License-Identifier: MIT
/* What the tests of maps, sets and sorted collections share: a pool of keys
 * of all kinds, a random source, counted objects, calling operations. */
#ifndef TESTS_COLLECTIONS_H
#define TESTS_COLLECTIONS_H

#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "reading.h"
#include "seq/seq.h"

/* Pool: small integers (in runs), strings, keywords, floats, vectors, and
 * objects of a Python class with only four hashes.  No two are equal, in
 * Clojure or in Python, so that a dict can be the model. */
#define POOL 3000
static Value pool[POOL];
static PyObject *py_pool[POOL];

static inline void run_python(const char *code) {
    SCOPED_PY PyObject *globals = (PyObject *)python("globals()").w;
    PyObject *done = PyRun_String(code, Py_file_input, globals, globals);
    if (!done) PyErr_Print();
    ck_assert_ptr_nonnull(done);
    Py_DECREF(done);
}

static inline void collections_setup(void) {
    start_python();
    run_python("class Clash:\n"
               "    def __init__(self, n): self.n = n\n"
               "    def __hash__(self): return self.n & 3\n"
               "    def __eq__(self, other): return isinstance(other, Clash) and other.n == self.n\n"
               "class Angry:\n"
               "    def __hash__(self): return 7\n"
               "    def __eq__(self, other):\n"
               "        if isinstance(other, Angry): raise OverflowError('eq')\n"
               "        return False\n"
               "class Unhashable:\n"
               "    def __hash__(self): raise OverflowError('hash')\n"
               "class Counted:\n"
               "    alive = 0\n"
               "    def __init__(self): Counted.alive += 1\n"
               "    def __del__(self): Counted.alive -= 1\n");
    for (int i = 0; i < POOL; i++) {
        char text[64];
        snprintf(text, sizeof text, i % 10 == 8 ? "Clash(%d)" : "'s%d'", i);
        switch (i % 10) {
        case 5: case 6: snprintf(text, sizeof text, ":k%d", i); pool[i] = read_text(text); break;
        case 7: pool[i] = double_value(i + .5); break;
        case 8: pool[i] = i % 100 == 8 ? python(text) : int_value(1000003LL * i); break;
        case 9: pool[i] = i == 9 ? nil_value() : vec_from((Ref[]){int_ref(i)}, 1); break;
        case 4: pool[i] = python(text); break;
        default: pool[i] = int_value(i);
        }
        py_pool[i] = py_of(ref(pool[i]));
    }
}

static inline uint64_t random_next(uint64_t *state) { // xorshift
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state;
}
static inline int random_below(uint64_t *state, int n) { return (int)((random_next(state) >> 20) % (uint64_t)n); }

static inline Value o_assoc(Value coll, Ref k, Ref v) { return ops_of(ref(coll))->assoc(coll, k, v); }
static inline Value o_dissoc(Value coll, Ref k) { return ops_of(ref(coll))->dissoc(coll, k); }
static inline Value o_conj(Value coll, Ref x) { return ops_of(ref(coll))->conj(coll, x); }
static inline Py_ssize_t o_count(Ref coll) { return ops_of(coll)->count(coll); }
static inline Value o_get(Ref coll, Ref k) { return ops_of(coll)->get(coll, k, KW("absent")); }
static inline int o_contains(Ref coll, Ref k) { return ops_of(coll)->contains(coll, k); }

// Does a Python expression hold for a value named x (and one named y)?
static inline bool holds(const char *expression, Ref x, Ref y) {
    SCOPED_PY PyObject *globals = (PyObject *)python("globals()").w;
    SCOPED_PY PyObject *a = py_of(x);
    SCOPED_PY PyObject *b = py_of(y);
    PyDict_SetItemString(globals, "x", a);
    PyDict_SetItemString(globals, "y", b);
    PyObject *result = PyRun_String(expression, Py_eval_input, globals, globals);
    PyDict_SetItemString(globals, "x", Py_None);
    PyDict_SetItemString(globals, "y", Py_None);
    if (!result) PyErr_Print();
    bool yes = result && PyObject_IsTrue(result) == 1;
    Py_XDECREF(result);
    return yes;
}

static inline long counted_alive(void) {
    PyGC_Collect();
    return (long)int_of(ref(python("Counted.alive")));
}

static inline void expect_error(PyObject *class) {
    ck_assert(PyErr_Occurred());
    ck_assert(PyErr_ExceptionMatches(class));
    PyErr_Clear();
}

// Reads two texts and compares.
static inline void check_reads(Ref got, const char *wanted) {
    SCOPED Value w = read_text(wanted);
    ck_assert_msg(val_equal(got, ref(w)) == 1, "%s is not %s", shown(got), wanted);
    ck_assert_int_eq(val_hash(got), val_hash(ref(w)));
}

#endif
