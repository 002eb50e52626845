// SPDX-License-Identifier: MIT
/* Instances of the classes that deftype, defrecord and reify make.
 *
 *     +-----------+---------+---------+-----+   of a record:    of a reify:
 *     | PyObject  | field 0 | field 1 | …   |  ext hash meta  |  meta
 *     +-----------+---------+---------+-----+
 *
 * The fields are words right behind the object's head; a Python subclass adds
 * what it has after them.  Behind the fields a record has the map of what was
 * assoc'ed beyond them (0: nothing), its hash (0: not known), and a record
 * and a reify their metadata (a plain pointer, NULL: none).
 *
 * What such a class knows beyond its Python type is a class_info, whose first
 * member is the table of operations: CljType.ops points to it, so a class
 * made by Python from ours has the same.  The operations call the Clojure
 * implementations in `impl`.  A class_info is never freed; what it refers to
 * is kept by a list in the class's dict, where the collector sees it.
 * Classes of deftype and defrecord live for ever, so that inline caches may
 * compare their addresses.
 */
#ifndef CLASS_INSTANCE_H
#define CLASS_INSTANCE_H

#include "data/type.h"

// The methods of Clojure's interfaces that an operation is made of.
enum impl {
#define IMPL(id, name) IMPL_##id,
#include "vm/impl.def"
#undef IMPL
    IMPL_TOTAL
};

struct class_info {
    Ops ops;
    PyTypeObject *class;     // borrowed
    PyObject *name;          // str "ns.Name"
    int nfields, nwords;
    const char *hints;       // NULL, or a letter per field for the primitive type it is hinted with: l d b, or - for none
    int takes;               // how many values the constructor takes: nfields, or -1 for an abstract class
    int meta_word;           // index of the metadata's word, or -1
    bool has_invoke;         // calls enter impl[IMPL_INVOKE] with the instance before the arguments
    PyObject *field_names;   // tuple of str as Clojure writes them
    PyObject *attributes;    // dict: str (Clojure's and Python's spelling) -> index, as int
    Value *keys;             // a keyword per field
    bool *is_mutable;
    PyObject *methods;       // dict: str -> function with the instance as first argument
    PyObject *interfaces;    // tuple of the interfaces and protocols named
    Ref impl[IMPL_TOTAL];    // w 0: none
    PyObject *kept;          // list: owns all of the above
    struct instance *free;   // instances to be used again, chained by their first words
    int nfree;
};

struct instance { PyObject_HEAD Value words[]; };

static inline const struct class_info *info_of_class(const PyTypeObject *class) {
    if (Py_TYPE(class) != &clj_meta) return NULL;
    const Ops *ops = ((const CljType *)class)->ops;
    return ops->kind & K_INSTANCE ? (const struct class_info *)ops : NULL;
}
// The class_info of an instance; NULL for anything else.
static inline const struct class_info *info_of(Ref r) { return is_obj(r) ? info_of_class(Py_TYPE(obj(r))) : NULL; }
static inline struct instance *instance_of(Ref r) { return (struct instance *)obj(r); }

enum class_kind { CLASS_PLAIN, CLASS_RECORD, CLASS_REIFY };

/* A new class without methods: name "ns.Name", fields a tuple of str, and of
 * bool which of them are mutable.  NULL on failure. */
PyTypeObject *class_new(enum class_kind kind, PyObject *name, PyObject *fields, const bool *is_mutable);
/* Gives a new class its methods (dict: str -> function) and interfaces; kinds
 * are the bits that marker interfaces stand for.  0 or -1. */
int class_finish(PyTypeObject *class, PyObject *methods, PyObject *interfaces, unsigned kinds);
// instance_ops.c: the operations that the implementations in info->impl amount to.
void instance_fill_ops(struct class_info *info, unsigned kinds);
COLD Value err_invoke(Ref self, Py_ssize_t n); // a call with a number of arguments that invoke does not take
// record.c
void record_fill_ops(struct class_info *info);

/* An instance with its fields; they are taken.  ArityError when n is not their number;
 * metadata and a map of further entries may follow the fields of a record. */
Value instance_new(PyTypeObject *class, Value *fields, Py_ssize_t n);
// A field by its name, Clojure's or Python's: its index, or -1.
int instance_field(const struct class_info *info, PyObject *name);
// Sets a field; the instance becomes known to the collector if need be.
void instance_set(Ref instance, int field, Value x);
static inline PyObject **instance_meta(Ref r, const struct class_info *info) {
    return (PyObject **)&instance_of(r)->words[info->meta_word];
}
// The index of a record's field by its keyword, or -1.
static inline int record_field(const struct class_info *info, Ref key) {
    for (int i = 0; i < info->nfields; i++)
        if (info->keys[i].w == key.w) return i;
    return -1;
}
// A copy that shares nothing but the values; for with-meta, assoc.
struct instance *instance_copy(Ref r, const struct class_info *info);
// A record with its fields from a map, the rest as extension: (map->R m).
Value record_from_map(PyTypeObject *class, Ref map);

int instance_init(void);

bool instance_method_is(PyObject *x); // is it a method of a deftype, as its class has it?

#endif
