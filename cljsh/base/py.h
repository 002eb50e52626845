// SPDX-License-Identifier: MIT
// The one place that includes Python's headers.
#ifndef BASE_PY_H
#define BASE_PY_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define COLD __attribute__((noinline, cold))
#define PY_CAST(o) ((PyObject *)(o))

/* PyObject_GC_IsTracked(), PyObject_GC_Track() and, of what may not be tracked, PyObject_GC_UnTrack(), without a call:
 * for objects whose type has a header for the collector, two words before the object that link it into a ring. In the
 * second, the one before it, are two bits that are the collector's. */
#if PY_VERSION_HEX >= 0x030b0000 && PY_VERSION_HEX < 0x030c0000
struct gc_head { struct gc_head *next; uintptr_t prev; };
extern struct gc_head *const gc_young; // the ring of the youngest generation; base/collector.c
#define GC_BITS ((uintptr_t)3)
#define GC_FINALIZED ((uintptr_t)1)
static inline struct gc_head *gc_head_of(const void *o) { return (struct gc_head *)o - 1; }
static inline bool gc_is_tracked(const void *o) { return gc_head_of(o)->next; }
static inline void gc_track(void *o) {
    struct gc_head *head = gc_head_of(o), *last = (struct gc_head *)gc_young->prev;
    last->next = head;
    head->prev = (head->prev & GC_BITS) | (uintptr_t)last;
    head->next = gc_young;
    gc_young->prev = (uintptr_t)head;
}
static inline void gc_untrack(void *o) {
    struct gc_head *head = gc_head_of(o), *next = head->next;
    if (!next) return;
    struct gc_head *prev = (struct gc_head *)(head->prev & ~GC_BITS);
    prev->next = next;
    next->prev = (next->prev & GC_BITS) | (uintptr_t)prev;
    head->next = NULL;
    head->prev &= GC_FINALIZED;
}
#else
static inline bool gc_is_tracked(const void *o) { return PyObject_GC_IsTracked((PyObject *)o); }
static inline void gc_track(void *o) { PyObject_GC_Track(o); }
static inline void gc_untrack(void *o) { if (gc_is_tracked(o)) PyObject_GC_UnTrack(o); }
#endif

#endif
