// SPDX-License-Identifier: MIT
// What the files of protocols share; nobody else includes this.
#ifndef CLASS_PROTOCOL_PARTS_H
#define CLASS_PROTOCOL_PARTS_H

#include "class/protocol.h"
#include "vars/var.h"

// The implementation that a class, or nil, was given by extend (borrowed), or NULL.
PyObject *protocol_impl(PyObject *impls, Ref class);
// That of a class: 1 and *found (borrowed), which it brings with itself when *own; 0, -1.
int protocol_find(struct protocol *p, PyTypeObject *class, PyObject **found, bool *own);
// The function that a method calls for a first argument: new.
Value protocol_function(struct protocol_method *m, Ref x);
void protocol_forget(struct protocol_method *m); // what the method has found so far
static inline void protocol_changed(void) { protocol_epoch++; } // and what any of them has

PyObject *protocol_interface_name(struct protocol *p); // "my.ns.Name"
int protocol_extend(struct protocol *p, Ref class, Ref map); // 0 or -1
int protocol_retract(struct protocol *p, Ref class);         // takes that back: 0 or -1
int protocol_extend_method(struct protocol_method *m, PyObject *class, PyObject *f); // one method alone
static inline struct protocol_method *protocol_method_of(Ref r) { return (struct protocol_method *)obj(r); }
struct protocol_method *protocol_method_new(struct protocol *p, struct var *v, PyObject *name, PyObject *meta);

#endif
