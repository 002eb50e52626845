// SPDX-License-Identifier: MIT
/* Objects of types that come and go all the time: some of the dead ones are
 * kept for the next that is made.  There is one list for each size.  The dead
 * are untracked, hold nothing, and are linked by the word that counts their
 * references.  A debug build keeps none, so that misuse is found. */
#ifndef BASE_SPARE_H
#define BASE_SPARE_H

#include "base/py.h"

struct spare { PyObject *first; int count; };

// One of them with one reference, its other fields as they were; NULL: there is none.
static inline void *spare_take(struct spare *s) {
    PyObject *o = s->first;
    if (!o) return NULL;
    s->first = (PyObject *)o->ob_refcnt;
    s->count--;
    Py_SET_REFCNT(o, 1);
    return o;
}

// The object is dead: is it kept?  Not where there are `most` already.
static inline bool spare_keep(struct spare *s, void *object, int most) {
#ifdef CLJSH_DEBUG
    most = 0;
#endif
    PyObject *o = object;
    if (s->count >= most) return false;
    o->ob_refcnt = (Py_ssize_t)s->first;
    s->first = o;
    s->count++;
    return true;
}
static inline void spare_give(struct spare *s, void *object, int most) {
    if (!spare_keep(s, object, most)) PyObject_GC_Del(object);
}

// None is kept any longer, of n lists: they lie all over the memory of an image.
static inline void spare_forget(struct spare *lists, int n) {
    for (int i = 0; i < n; i++)
        for (PyObject *o; (o = spare_take(&lists[i]));) PyObject_GC_Del(o);
}

#endif
