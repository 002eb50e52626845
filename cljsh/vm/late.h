// SPDX-License-Identifier: MIT
/* What is decoded when it is needed for the first time: the code of a
 * function, the metadata of a var.  Most of a library's functions are never
 * called in a short run, and hardly any var's metadata are looked at.
 *
 * A struct late stands in the place of what it will become and belongs to
 * that place alone.  All of them are in one list, for what the encoded data
 * go by names of: before a name comes to mean something else (a var is taken
 * out of its namespace, a function of core gets another root), all are
 * decoded. */
#ifndef VM_LATE_H
#define VM_LATE_H

#include "base/value.h"

struct late {
    PyObject_VAR_HEAD
    struct late *before, *behind;
    int (*load)(struct late *l); // decodes it, in its owner: 0, or -1 with an exception, and it stays what it was
    PyObject *owner;             // borrowed: what has it
    PyObject *source;            // keeps the data in their place; NULL: nothing needs to
    const uint8_t *data;
    size_t length;
    Value given[];               // what the data refer to by number; owned
};
extern PyTypeObject late_type;

int late_init(void);
// A new one; source is kept, the given values are copied and kept. NULL without memory.
struct late *late_new(int (*load)(struct late *l), PyObject *owner, PyObject *source, const Value *given, Py_ssize_t n);
static inline bool is_late(const PyObject *o) { return o && Py_TYPE(o) == &late_type; }
int late_load(struct late *l);
// What cannot be decoded is reported, and fails when it is needed.
void late_load_all(void);

#endif
