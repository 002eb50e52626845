// SPDX-License-Identifier: MIT
#include "node/idmap.h"

static void enter(struct idmap *m, uint64_t id, void *what) {
    uint32_t i = idmap_place(m, id);
    while (m->entries[i].id && m->entries[i].id != id) i = (i + 1) & m->mask;
    if (!m->entries[i].id) m->used++;
    m->entries[i] = (struct idmap_entry){id, what};
}

int idmap_put(struct idmap *m, uint64_t id, void *what) {
    if (!m->entries || m->used * 2 > m->mask) {
        struct idmap grown = {.mask = m->entries ? m->mask * 2 + 1 : 63};
        grown.entries = PyMem_Calloc((size_t)grown.mask + 1, sizeof *grown.entries);
        if (!grown.entries) return (PyErr_NoMemory(), -1);
        for (uint32_t i = 0; m->entries && i <= m->mask; i++)
            if (m->entries[i].id) enter(&grown, m->entries[i].id, m->entries[i].what);
        PyMem_Free(m->entries);
        *m = grown;
    }
    enter(m, id, what);
    return 0;
}

void idmap_remove(struct idmap *m, uint64_t id) {
    if (!m->entries) return;
    uint32_t hole = idmap_place(m, id);
    while (m->entries[hole].id && m->entries[hole].id != id) hole = (hole + 1) & m->mask;
    if (!m->entries[hole].id) return;
    m->used--;
    // What follows and could lie in the hole goes there, so that searches need not pass holes.
    for (uint32_t i = (hole + 1) & m->mask; m->entries[i].id; i = (i + 1) & m->mask) {
        uint32_t home = idmap_place(m, m->entries[i].id);
        if (((i - home) & m->mask) < ((i - hole) & m->mask)) continue;
        m->entries[hole] = m->entries[i];
        hole = i;
    }
    m->entries[hole] = (struct idmap_entry){0};
}

void idmap_free(struct idmap *m) {
    PyMem_Free(m->entries);
    *m = (struct idmap){0};
}
