// SPDX-License-Identifier: MIT
/* A table from numbers other than 0 to pointers, which it does not own. */
#ifndef NODE_IDMAP_H
#define NODE_IDMAP_H

#include "base/py.h"

struct idmap { struct idmap_entry { uint64_t id; void *what; } *entries; uint32_t used, mask; };

static inline uint32_t idmap_place(const struct idmap *m, uint64_t id) { return (uint32_t)(id * 0x9e3779b97f4a7c15u >> 32) & m->mask; }

static inline void *idmap_get(const struct idmap *m, uint64_t id) {
    if (!m->entries) return NULL;
    for (uint32_t i = idmap_place(m, id); m->entries[i].id; i = (i + 1) & m->mask)
        if (m->entries[i].id == id) return m->entries[i].what;
    return NULL;
}

int idmap_put(struct idmap *m, uint64_t id, void *what); // 0, or -1 with MemoryError
void idmap_remove(struct idmap *m, uint64_t id);
void idmap_free(struct idmap *m);

#endif
