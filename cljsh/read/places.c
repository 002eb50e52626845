// SPDX-License-Identifier: MIT
/* Where forms stood.  Entries are appended while reading, which is all most
 * readers ever do; the first look-up makes an index over the addresses (open
 * addressing, 0 = free, else entry number + 1).  Of several entries with one
 * address the last one counts: the earlier object has died since. */
#include "read/reader_internal.h"

void places_add(Reader *r, Ref form, struct mark at) {
    struct places *p = &r->places;
    if (unlikely(p->n == p->capacity)) {
        Py_ssize_t capacity = p->capacity ? p->capacity * 2 : 64;
        struct place *items = PyMem_Realloc(p->items, capacity * sizeof *items);
        if (!items) return; // only messages get poorer
        p->items = items;
        p->capacity = capacity;
    }
    p->items[p->n++] = (struct place){
        obj(form), {at.line, at.column, r->line, (int)(r->pos - r->line_start) + 1}};
    if (unlikely(p->index)) {
        PyMem_Free(p->index);
        p->index = NULL;
    }
}

void places_clear(struct places *p) {
    p->n = 0;
    if (p->index) {
        PyMem_Free(p->index);
        p->index = NULL;
    }
}

void places_free(struct places *p) {
    places_clear(p);
    PyMem_Free(p->items);
}

// The slot of the index that has the object, or the free one where it belongs.
static uint32_t *slot_of(const struct places *p, const PyObject *form) {
    size_t i = ((uintptr_t)form >> 4) * 0x9e3779b97f4a7c15ULL >> 32;
    for (;; i++) {
        uint32_t *slot = &p->index[i & p->mask];
        if (!*slot || p->items[*slot - 1].form == form) return slot;
    }
}

static int make_index(struct places *p) {
    size_t size = 16;
    while (size < 2 * (size_t)p->n) size *= 2;
    if (!(p->index = PyMem_Calloc(size, sizeof *p->index))) return -1;
    p->mask = size - 1;
    for (Py_ssize_t i = 0; i < p->n; i++) *slot_of(p, p->items[i].form) = (uint32_t)i + 1;
    return 0;
}

int reader_position(Reader *r, Ref form, struct position *where) {
    struct places *p = &r->places;
    if (!is_obj(form) || !p->n || (!p->index && make_index(p) < 0)) return 0;
    uint32_t *slot = slot_of(p, obj(form));
    if (!*slot) return 0;
    *where = p->items[*slot - 1].where;
    return 1;
}
