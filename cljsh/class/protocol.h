// SPDX-License-Identifier: MIT
/* Protocols and their methods.
 *
 * A protocol is an object that answers :on, :sigs, :var, :method-map and
 * :impls like the map it is in Clojure.  Implementations are maps from a
 * method's keyword to a function, one per class: those a class of deftype
 * brings with itself (`own`), and those of extend (`impls`).
 *
 * A method of a protocol is a function-like object that finds the function
 * to call by the class of its first argument:
 *
 *     1. what a class of the MRO brings with itself
 *     2. the value's metadata, under the method's qualified symbol, when the
 *        protocol has :extend-via-metadata
 *     3. extend'ed classes along the MRO, object left for last
 *     4. extend'ed classes that are abstract base classes, or Clojure's
 *        interfaces, of which it is a virtual subclass: the most specific one;
 *        of several an interface rather than another, and that extended first
 *     5. object
 *
 * For a function, its own class comes before these; see class/function_class.h.
 *
 * The answer is remembered in the method, by the class and its version tag,
 * which Python changes when the class changes.  Whatever else changes the
 * answer counts protocol_epoch up.  nil's class is NoneType; a bool is no
 * int here.
 */
#ifndef CLASS_PROTOCOL_H
#define CLASS_PROTOCOL_H

#include "vm/function.h"

struct protocol {
    PyObject_HEAD
    PyObject *name;        // str "ns/Name"
    PyObject *var;
    PyObject *sigs;        // map: keyword -> {:name :arglists :doc …}
    PyObject *impls;       // map: class or nil -> map
    PyObject *virtuals;    // list: the classes among impls that are virtual bases, in the order of extend
    PyObject *own;         // dict: class -> map
    PyObject *methods;     // dict: str -> struct protocol_method
    PyObject *doc;         // str or nil
    PyObject *interface;   // the class my.ns.P, made when it is asked for; or NULL
    bool via_metadata;
    bool of_functions;     // it was extended to a class of a function, which the function's type says nothing of
};

struct method_cache { PyTypeObject *class; unsigned int version; bool own; struct fn *function; };
#define METHOD_CACHE 4

struct protocol_method {
    PyObject_HEAD
    struct method_cache cache[METHOD_CACHE];
    uint64_t epoch;        // the cache holds what was so then
    bool via_metadata;
    int next;              // cache entry to be replaced
    struct protocol *protocol;
    PyObject *name;        // str
    Value keyword, symbol; // :name, and ns/name as metadata has it
    PyObject *meta;
    vectorcallfunc vectorcall;
};

extern CljType protocol_type, protocol_method_type;
extern uint64_t protocol_epoch;
extern PyTypeObject *protocol_interface_class; // the class of Clojure's interfaces (host/interface.h)

int protocol_init(void);
static inline bool is_protocol(Ref r) { return is_clj(r, &protocol_type); }
static inline struct protocol *protocol_of(Ref r) { return (struct protocol *)obj(r); }
// Protocol implementations that a class brings with itself: map keyword -> function. 0 or -1.
int protocol_add_own(struct protocol *p, PyObject *class, Ref map);
// Does the class bring an implementation with itself?
bool protocol_brought(struct protocol *p, PyTypeObject *class);
/* A protocol is an interface too, by the name my.ns.P: a class whose instances
 * are those of the classes that bring an implementation with themselves.
 * Borrowed; NULL on failure. */
PyObject *protocol_interface(struct protocol *p);
extern PyObject *(*protocol_interface_hook)(struct protocol *p); // makes it: new.  Filled by host/interface.c.
// What stands for a protocol, itself or its interface (borrowed); NO_REF for anything else.
Ref protocol_behind(Ref r);
extern struct protocol *(*protocol_of_interface_hook)(PyTypeObject *interface); // Filled by host/interface.c.
// Has x (its class, its metadata) an implementation? 1, 0, -1.
int protocol_satisfied(struct protocol *p, Ref x);
// The same, but not by what object or nil were given: for defaults that ask.
int protocol_extended(struct protocol *p, Ref x);

static inline PyTypeObject *dispatch_class(Ref r) {
    return is_obj(r) ? Py_TYPE(obj(r)) : is_int(r) ? &PyLong_Type : &PyFloat_Type;
}
// The function for a first argument, when it is known and nothing has to be looked at (borrowed), or NULL.
static inline struct fn *method_cached(const struct protocol_method *m, Ref first) {
    PyTypeObject *class = dispatch_class(first);
    if (unlikely(m->epoch != protocol_epoch)) return NULL;
    for (int i = 0; i < METHOD_CACHE; i++) {
        const struct method_cache *c = &m->cache[i];
        if (c->class == class && c->version == class->tp_version_tag)
            return likely(!m->via_metadata || c->own) ? c->function : NULL;
    }
    return NULL;
}

#endif
