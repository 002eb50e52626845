// SPDX-License-Identifier: MIT
/* What every type of ours tells about itself.
 *
 * Our types are instances of one metaclass, clj_meta, and carry a table of
 * operations behind the Python type object.  coll/coll.c and seq/seq.c
 * dispatch through it, and treat host objects (str, list, tuple, dict, set,
 * any iterable) where there is none.  Types made by deftype use the same
 * table, filled with functions that call the Clojure implementation.
 *
 * Ownership: Ref parameters are borrowed, Value parameters are consumed —
 * also when the function fails — and an unshared (sole()) one may be changed
 * in place and returned.  Results are new.  A NULL entry: not supported.
 */
#ifndef DATA_TYPE_H
#define DATA_TYPE_H

#include "base/error.h"
#include "base/value.h"

enum kind {                // what a type is; several bits may be set
    K_SEQ = 1 << 0,        // seq?        (list, cons, lazy seq, vector's seq …)
    K_LIST = 1 << 1,       // list?
    K_VECTOR = 1 << 2,     // vector?     (map entries too)
    K_MAP = 1 << 3,        // map?
    K_SET = 1 << 4,        // set?
    K_SEQUENTIAL = 1 << 5, // sequential?
    K_ASSOCIATIVE = 1 << 6,
    K_COUNTED = 1 << 7,
    K_INDEXED = 1 << 8,
    K_REVERSIBLE = 1 << 9,
    K_SORTED = 1 << 10,
    K_COLL = 1 << 11,      // coll?  persistent collections
    K_ENTRY = 1 << 12,     // map-entry?
    K_RECORD = 1 << 13,
    K_REF = 1 << 14,       // has deref
    K_TRANSIENT = 1 << 15,
    K_CHUNKED = 1 << 16,   // chunked-seq?: chunk_first and chunk_rest are there
    K_NAMED = 1 << 17,     // keyword, symbol
    K_FN = 1 << 18,        // fn?
    K_IFN = 1 << 19,       // ifn?
    K_EDITABLE = 1 << 20,  // transient works on it
    K_PENDING = 1 << 21,   // realized? works on it
    K_INSTANCE = 1 << 22,  // made by deftype, defrecord, reify: ops is the head of a class_info (class/instance.h)
    K_REDUCE = 1 << 23,    // reduces itself: implements reduce or kvreduce
    K_REIFIED = 1 << 24,   // with K_INSTANCE: made by reify
    K_CHARS = 1 << 25,     // a CharSequence of a program's own: functions of strings take its text
    K_MULTI = 1 << 26,     // a multimethod: there to be called, as functions are, but none to fn?
    K_JAVA_MAP = 1 << 27,  // with K_INSTANCE: named java.util.Map, and is asked by its methods
    K_JAVA_SET = 1 << 28,  // with K_INSTANCE: named java.util.Set
};

typedef struct ops {
    unsigned kind;
    Py_ssize_t meta_offset; // of a PyObject *meta (NULL: none) in the object; 0: no metadata
    // seqs
    Value (*seq)(Ref);      // a seq with at least one element, or nil
    Value (*first)(Ref);    // nil when empty
    Value (*rest)(Ref);     // a seq, perhaps empty
    Value (*next)(Ref);     // a seq or nil
    // Makes one that nobody else has its own next one and tells whether it did; not where it has metadata or would end.
    bool (*step)(Ref);
    Value (*rseq)(Ref);
    Value (*chunk_first)(Ref); // a chunk (seq/chunk.h)
    Value (*chunk_rest)(Ref);  // a seq, perhaps empty
    // collections
    Py_ssize_t (*count)(Ref);              // -1: failed
    Value (*conj)(Value coll, Ref x);
    Value (*empty)(Ref);
    Value (*peek)(Ref);
    Value (*pop)(Value coll);
    Value (*nth)(Ref, Py_ssize_t i, Ref absent); // absent NO_REF: raise IndexError
    Value (*get)(Ref, Ref key, Ref absent);      // absent when the key is missing
    int (*contains)(Ref, Ref key);               // 1, 0, -1 failed
    Value (*find)(Ref, Ref key);                 // an entry or nil
    Value (*assoc)(Value coll, Ref key, Ref x);
    Value (*dissoc)(Value coll, Ref key);        // maps: without; sets: disj
    // identity
    int (*equal)(Ref, Ref);                      // 1, 0, -1; the right side may be anything
    Py_hash_t (*hash)(Ref);                      // -1: failed
    int (*compare)(Ref, Ref, int *order);        // 0, or -1 failed
    // others
    Value (*meta)(Ref);                          // of a type whose metadata is not at meta_offset
    void (*meta_ready)(Ref);                     // before what is at meta_offset is looked at
    Value (*with_meta)(Ref, PyObject *meta);     // a copy; meta borrowed, NULL for none
    Value (*deref)(Ref);
    Value (*deref_within)(Ref, Ref ms, Ref absent); // deref, or absent when it takes longer
    int (*realized)(Ref);                        // K_PENDING: 1, 0, -1 failed
    Py_ssize_t watch_offset;                     // of a struct watchable (state/ref.h) in the object; 0: none
    Value (*invoke)(Ref self, Value *args, Py_ssize_t n); // args are the caller's
    // The function a call goes on to (a var's, a multimethod's method); the
    // arguments stay where they are.  NULL: invoke is used.
    Value (*target)(Ref self, Value *args, Py_ssize_t n);
    // Prints readably or not (read/print.h); NULL: by kind, else repr.
    int (*print)(Ref, void *printer);
} Ops;

typedef struct clj_type {
    PyHeapTypeObject py; // py.ht_type is the Python type
    const Ops *ops;
} CljType;

extern PyTypeObject clj_meta; // a subclass of type whose instances are CljTypes

#define TYPE_OBJECT(t) (&(t).py.ht_type)

// The operations of a value; a table of NULLs for tags and foreign objects.
extern const Ops no_ops;
static inline const Ops *ops_of(Ref r) {
    if (!is_obj(r)) return &no_ops;
    PyTypeObject *type = Py_TYPE(obj(r));
    return Py_TYPE(type) == &clj_meta ? ((CljType *)type)->ops : &no_ops;
}
static inline unsigned kind_of(Ref r) { return ops_of(r)->kind; }
static inline bool is_clj(Ref r, const CljType *type) { return is_type(r, type); }

/* A static type is written
 *
 *     CljType vec_type = {CLJ_TYPE_HEAD("cljsh.Vector", struct vec), .ops = &vec_ops};
 *
 * and made ready in its module's init function:
 *
 *     int vec_init(void) {
 *         PyTypeObject *t = TYPE_OBJECT(vec_type);
 *         t->tp_dealloc = …; t->tp_as_sequence = …;   (GC: t->tp_flags |= Py_TPFLAGS_HAVE_GC)
 *         return type_ready(&vec_type, "Sequence");
 *     }
 */
#define CLJ_TYPE_HEAD(name, structure)                                       \
    .py.ht_type = {                                                          \
        PyVarObject_HEAD_INIT(&clj_meta, 0).tp_name = name,                  \
        .tp_basicsize = sizeof(structure), .tp_flags = Py_TPFLAGS_DEFAULT}

/* Fills in what follows from ops where the slot is still empty (see
 * data/slots.h), readies the type, adds it to the module `cljsh` under its
 * short name, and has it registered with collections.abc.<abc> (abc may be
 * NULL).  0 or -1. */
int type_ready(CljType *type, const char *abc);

// How a value of ours is shown by repr() and str().  Filled by read/print.c.
extern PyObject *(*type_repr_hook)(PyObject *);

// The module `cljsh` (borrowed), made by type_init().
extern PyObject *cljsh_module;
int type_init(void);
// Has a type that is none of CljType registered with collections.abc.<abc>, too.
int type_add_abc(PyTypeObject *type, const char *abc);
// Registers all types with collections.abc; called once after start.
int type_register_abcs(void);

// --- metadata -------------------------------------------------------------

static inline PyObject **meta_slot(Ref r) {
    const Ops *ops = ops_of(r);
    if (unlikely(ops->meta_ready)) ops->meta_ready(r);
    return ops->meta_offset ? (PyObject **)((char *)obj(r) + ops->meta_offset) : NULL;
}

#endif
