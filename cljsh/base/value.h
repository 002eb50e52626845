// SPDX-License-Identifier: MIT
/* A value is one machine word.
 *
 *   low bits 00   PyObject *
 *            01   integer of 62 bits:   word = n << 2 | 1
 *            10   double: the sign bit rotated to the low end, the exponent
 *                 re-biased so that what is left fits 62 bits; 0.0 is the
 *                 word 2
 *
 * A word is held through one of two types, so that the compiler finds
 * mistakes of ownership:
 *
 *   Value  owned: whoever has it must drop() it, or give it to somebody who
 *          takes a Value
 *   Ref    borrowed: valid as long as its owner keeps it
 *
 * An invalid word (w == 0) stands for "failed, a Python exception is set"
 * (ERR), and in tables for "nothing here".
 *
 * Canonical form: an int or float that fits a tag is always tagged inside
 * Clojure code and our collections, and a boolean scalar of another make
 * (numpy's) is true or false, so that a test need only compare words.
 * val_of() makes a word out of a Python object, py_of() an object out of a
 * word.  A tagged word must never reach Py_VISIT, a Python container or a
 * vectorcall.
 */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include "base/py.h"

typedef struct { uintptr_t w; } Value;
typedef struct { uintptr_t w; } Ref;

#define ERR ((Value){0})
#define NO_REF ((Ref){0})
#define W_NIL ((uintptr_t)&_Py_NoneStruct)
#define W_TRUE ((uintptr_t)&_Py_TrueStruct)
#define W_FALSE ((uintptr_t)&_Py_FalseStruct)
#define NIL ((Ref){W_NIL})
#define TRUE_REF ((Ref){W_TRUE})
#define FALSE_REF ((Ref){W_FALSE})

#define INT_MAX62 (((int64_t)1 << 61) - 1)
#define INT_MIN62 (-((int64_t)1 << 61))

// --- looking at a word ----------------------------------------------------

#define W_IS_OBJ(w) (((w) & 3) == 0)
#define W_IS_INT(w) ((w) & 1)
#define W_IS_DOUBLE(w) ((w) & 2)

static inline bool ok(Value v) { return v.w != 0; }
static inline bool failed(Value v) { return unlikely(v.w == 0); }
static inline Ref ref(Value v) { return (Ref){v.w}; }
// The same of a row of values: to lend them, or as the arguments of a primitive.
static inline Ref *lend(const Value *v) { return (Ref *)v; }
static inline Ref ref_of(const void *o) { return (Ref){(uintptr_t)o}; }

static inline bool is_obj(Ref r) { return W_IS_OBJ(r.w); }
static inline bool is_int(Ref r) { return W_IS_INT(r.w); }
static inline bool is_double(Ref r) { return W_IS_DOUBLE(r.w); }
static inline bool is_nil(Ref r) { return r.w == W_NIL; }
static inline bool is_true(Ref r) { return r.w != W_NIL && r.w != W_FALSE; }
static inline bool same(Ref a, Ref b) { return a.w == b.w; }

// The object behind a pointer word (borrowed).
static inline PyObject *obj(Ref r) { return (PyObject *)r.w; }
static inline bool is_type(Ref r, const void *type) {
    return is_obj(r) && Py_TYPE(obj(r)) == (const PyTypeObject *)type;
}

// --- ownership ------------------------------------------------------------

static inline void word_keep(uintptr_t w) { if (W_IS_OBJ(w)) Py_INCREF((PyObject *)w); }
static inline void word_drop(uintptr_t w) { if (W_IS_OBJ(w)) Py_DECREF((PyObject *)w); }

// A new reference to what is borrowed.
static inline Value keep(Ref r) { word_keep(r.w); return (Value){r.w}; }
static inline Value keep_obj(const void *o) { Py_INCREF((PyObject *)o); return (Value){(uintptr_t)o}; }
// Wraps a new reference; NULL becomes ERR.  No unboxing: see val_of().
static inline Value adopt(const void *o) { return (Value){(uintptr_t)o}; }
static inline void drop(Value v) { word_drop(v.w); }
static inline void xdrop(Value v) { if (v.w) word_drop(v.w); }
// Empties an argument of a primitive (base/prim.h), which now owns what was in it.
static inline Value take(Ref *argument) { Value v = {argument->w}; argument->w = 1; return v; }
// Empties a slot that owns.
static inline Value take_slot(Value *slot) { Value v = *slot; slot->w = 1; return v; }
// Is this the only reference, so that the object may be changed in place?
static inline bool sole(Value v) { return W_IS_OBJ(v.w) && Py_REFCNT((PyObject *)v.w) == 1; }

// Drops at the end of the scope: SCOPED Value v = ...
static inline void scoped_drop(Value *v) { xdrop(*v); }
static inline void scoped_decref(PyObject **o) { Py_XDECREF(*o); }
#define SCOPED __attribute__((cleanup(scoped_drop)))
#define SCOPED_PY __attribute__((cleanup(scoped_decref)))

static inline Value nil_value(void) { Py_INCREF(Py_None); return (Value){W_NIL}; }
static inline Value bool_value(bool b) { return keep(b ? TRUE_REF : FALSE_REF); }

// --- integers -------------------------------------------------------------

static inline bool fits_int(int64_t n) { return n >= INT_MIN62 && n <= INT_MAX62; }
#define W_INT(n) ((uintptr_t)((uint64_t)(int64_t)(n) << 2 | 1))
static inline Ref int_ref(int64_t n) { return (Ref){W_INT(n)}; } // n must fit
static inline int64_t int_of(Ref r) { return (int64_t)r.w >> 2; }
Value int_value_big(int64_t n);
static inline Value int_value(int64_t n) {
    return likely(fits_int(n)) ? (Value){W_INT(n)} : int_value_big(n);
}
// Any int, tagged or not, or what says by __index__ which it is, into *n: 1,
// or 0 when it is none or does not fit (no exception set).
int int64_of(Ref r, int64_t *n);

// --- doubles --------------------------------------------------------------

#define DOUBLE_BIAS ((uint64_t)0x300 << 53)

static inline double double_of_word(uintptr_t w) {
    uint64_t x = ((uint64_t)w >> 2) + DOUBLE_BIAS;
    x = w == 2 ? 0 : x >> 1 | x << 63;
    double d;
    memcpy(&d, &x, 8);
    return d;
}
static inline double double_of(Ref r) { return double_of_word(r.w); }

Value double_value_boxed(double d);
static inline Value double_value(double d) {
    uint64_t x;
    memcpy(&x, &d, 8);
    if (x == 0) return (Value){2};
    x = (x << 1 | x >> 63) - DOUBLE_BIAS;
    if (likely(x - 1 < ((uint64_t)1 << 62) - 1)) return (Value){x << 2 | 2};
    return double_value_boxed(d);
}
// A float, tagged or boxed: 1 and *d set, or 0.
static inline int float_of(Ref r, double *d) {
    if (is_double(r)) { *d = double_of(r); return 1; }
    if (is_type(r, &PyFloat_Type)) { *d = PyFloat_AS_DOUBLE(obj(r)); return 1; }
    return 0;
}

// --- the border to Python -------------------------------------------------

// Takes a new reference (NULL gives ERR) and makes it canonical.
Value val_of_big(PyObject *o);
// Might this be a boolean of another make?  It then knows its truth.
static inline bool knows_truth(PyObject *o) {
    return Py_TYPE(o)->tp_as_number && Py_TYPE(o)->tp_as_number->nb_bool && o != Py_None;
}
// true, false, or the object itself (borrowed).
PyObject *val_plain_bool(PyObject *o);
static inline Value val_of(PyObject *o) {
    if (unlikely(!o)) return ERR;
    if (unlikely(PyLong_CheckExact(o) || PyFloat_CheckExact(o))) return val_of_big(o);
    if (unlikely(knows_truth(o)) && val_plain_bool(o) != o) {
        bool truth = val_plain_bool(o) == Py_True;
        Py_DECREF(o);
        return bool_value(truth);
    }
    return (Value){(uintptr_t)o};
}
// The same for a borrowed object.
Value val_from_big(PyObject *o);
static inline Value val_from(PyObject *o) {
    if (unlikely(!o)) return ERR;
    if (PyLong_CheckExact(o) || PyFloat_CheckExact(o)) return val_from_big(o);
    if (unlikely(knows_truth(o))) o = val_plain_bool(o);
    Py_INCREF(o);
    return (Value){(uintptr_t)o};
}

// A new reference to a Python object with the same value; NULL on failure.
PyObject *py_box(Ref r);
static inline PyObject *py_of(Ref r) {
    if (likely(is_obj(r))) { Py_INCREF(obj(r)); return obj(r); }
    return py_box(r);
}
// The same, giving the value away.
static inline PyObject *py_give(Value v) {
    if (W_IS_OBJ(v.w)) return (PyObject *)v.w;
    return py_box(ref(v));
}

// May this word be part of a reference cycle (so that its holder must be tracked)?
static inline bool may_cycle(Ref r) { return is_obj(r) && PyType_IS_GC(Py_TYPE(obj(r))); }
// tp_traverse of a word: skips tags.
#define VISIT_WORD(w_) do { if ((w_) && W_IS_OBJ(w_)) Py_VISIT((PyObject *)(w_)); } while (0)

#endif
