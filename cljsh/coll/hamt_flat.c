// SPDX-License-Identifier: MIT
#include "coll/hamt_flat.h"

#define TAG_BITS 32
#define GONE UINT32_MAX // the place in the slot of an entry that was removed
#define LOG_MIN 6       // of the slots that there are at least
#define LOG_MAX 31

/* The slot that a hash goes to first is named by the bits that its tag ends with.  The tags of a run of 16 integers
 * end with their last 4 bits, so that their slots are neighbours, and so are those that they go on to. */
INLINE uint32_t tag_of(Py_hash_t hash) { return (uint32_t)((size_t)hash << 4 | (size_t)hash >> 60); }
INLINE uint32_t step_of(uint32_t tag) { return tag >> 15 | 1; }
INLINE uint64_t slot_of(uint32_t tag, uint32_t place) { return (uint64_t)tag << TAG_BITS | (place + 1); }
INLINE bool is_entry(uint64_t slot) { return slot && (uint32_t)slot != GONE; }
INLINE uint32_t place_in(uint64_t slot) { return (uint32_t)slot - 1; }

static inline uint32_t mask_of(const struct flat *f) { return ((uint32_t)1 << f->log) - 1; }
// Two of three slots are taken at most.
static inline uint32_t room_of(unsigned log) { return (uint32_t)(((uint64_t)2 << log) / 3); }

static unsigned log_for(size_t entries) {
    unsigned log = LOG_MIN;
    while (room_of(log) < entries) log++;
    return log;
}

// --- looking --------------------------------------------------------------

// The slot of a key, or the empty one that its search ends at; *entry: NULL where it is not there.
INLINE uint64_t *search(const struct flat *f, Ref key, Py_hash_t hash, Value **entry, bool *error, int width) {
    const uint32_t tag = tag_of(hash), mask = mask_of(f), step = step_of(tag);
    *entry = NULL;
    for (uint32_t i = tag & mask;; i = (i + step) & mask) {
        uint64_t *slot = &f->slots[i];
        if (!*slot) return slot;
        if (*slot >> TAG_BITS != tag || !is_entry(*slot)) continue;
        Value *found = &f->entries[(size_t)place_in(*slot) * width];
        const int equal = val_equal(ref(found[0]), key);
        if (unlikely(equal < 0)) return *error = true, NULL;
        if (equal) return *entry = found, slot;
    }
}

const Value *flat_find(const struct flat *f, Ref key, Py_hash_t hash, bool *error, int width) {
    Value *entry;
    if (width == 2) search(f, key, hash, &entry, error, 2);
    else search(f, key, hash, &entry, error, 1);
    return entry;
}

Value *flat_own_value(struct flat *f, Ref key, Py_hash_t hash, enum lookup *found) {
    Value *entry;
    bool error = false;
    search(f, key, hash, &entry, &error, 2);
    Py_CLEAR(f->trie);
    *found = error ? LOOKUP_FAILED : entry ? LOOKUP_FOUND : LOOKUP_ABSENT;
    return entry ? &entry[1] : NULL;
}

const Value *flat_each(const struct flat *f, struct map_cursor *c, int width) {
    uint32_t i = c->index ? (uint32_t)c->at[0] : 0;
    if (i < f->first) i = f->first;
    while (i < f->used && !f->entries[(size_t)i * width].w) i++;
    c->index = 1;
    c->depth = 0;
    c->path[0] = (void *)f;
    c->at[0] = (int)(i < f->used ? i + 1 : i);
    return i < f->used ? &f->entries[(size_t)i * width] : NULL;
}

// --- making ---------------------------------------------------------------

// Without arrays; tracked by the collector when it has a GC header.
static struct flat *head_new(int width, bool gc) {
    PyTypeObject *type = &flat_types[width - 1][gc];
    struct flat *f;
    if (gc) {
        if (!(f = PyObject_GC_New(struct flat, type))) return NULL;
    } else {
        if (!(f = PyObject_Malloc(sizeof *f))) return PyErr_NoMemory(), NULL;
        Py_SET_REFCNT(f, 1);
        Py_SET_TYPE(f, type);
    }
    *f = (struct flat){.ob_base = f->ob_base, .shift = FLAT_SHIFT};
    if (gc) gc_track(f);
    return f;
}

static void head_free(struct flat *f) {
    if (PyType_IS_GC(Py_TYPE(f))) {
        gc_untrack((PyObject *)f);
        PyObject_GC_Del(f);
    } else {
        PyObject_Free(f);
    }
}

static void put_slot(uint64_t *slots, uint32_t mask, uint64_t slot) {
    const uint32_t tag = (uint32_t)(slot >> TAG_BITS), step = step_of(tag);
    uint32_t i = tag & mask;
    while (slots[i]) i = (i + step) & mask;
    slots[i] = slot;
}

/* Gives it 2^log slots, and room for as many entries as belong to them; the holes go.  -1, and it is as it was,
 * without an exception: there is no memory. */
static int resize(struct flat *f, unsigned log, int width) {
    const uint32_t mask = (uint32_t)(((uint64_t)1 << log) - 1), room = room_of(log);
    const bool holes = f->live < f->used;
    uint64_t *slots = PyMem_Calloc((size_t)1 << log, sizeof *slots);
    uint32_t *moved = holes ? PyMem_Malloc(f->used * sizeof *moved) : NULL; // where an entry comes to lie
    Value *entries = NULL;
    if (slots && (moved || !holes)) {
        // Where it shrinks, the entries have to move first; it has room for them, whether or not it is cut.
        entries = log > f->log || !f->entries ? PyMem_Realloc(f->entries, (size_t)room * width * sizeof(Value)) : f->entries;
    }
    if (!entries) {
        PyMem_Free(slots);
        PyMem_Free(moved);
        return -1;
    }
    if (holes) {
        uint32_t to = 0;
        for (uint32_t i = 0; i < f->used; i++) {
            if (!entries[(size_t)i * width].w) continue;
            memmove(&entries[(size_t)to * width], &entries[(size_t)i * width], width * sizeof(Value));
            moved[i] = to++;
        }
    }
    for (size_t i = 0; f->slots && i <= mask_of(f); i++) {
        const uint64_t slot = f->slots[i];
        if (!is_entry(slot)) continue;
        const uint32_t place = place_in(slot);
        put_slot(slots, mask, slot_of((uint32_t)(slot >> TAG_BITS), moved ? moved[place] : place));
    }
    if (log < f->log) {
        Value *less = PyMem_Realloc(entries, (size_t)room * width * sizeof(Value));
        if (less) entries = less;
    }
    PyMem_Free(f->slots);
    PyMem_Free(moved);
    f->slots = slots;
    f->entries = entries;
    f->used = f->live;
    f->first = 0;
    f->log = log;
    return 0;
}

// --- changing -------------------------------------------------------------

int flat_add(struct flat **at, Ref key, Ref val, Py_hash_t hash, int width) {
    struct flat *f = *at;
    Value *entry;
    bool error = false;
    uint64_t *slot = search(f, key, hash, &entry, &error, width);
    if (unlikely(error)) return -1;
    const Value new[2] = {{key.w}, {val.w}};
    if (unlikely(!PyType_IS_GC(Py_TYPE(f))) ? entry_may_cycle(new, width) : false) {
        struct flat *tracked = head_new(width, true);
        if (!tracked) return -1;
        const PyObject head = tracked->ob_base;
        *tracked = *f;
        tracked->ob_base = head;
        head_free(f);
        *at = f = tracked;
    }
    Py_CLEAR(f->trie);
    if (entry) {
        if (width == 2) {
            Value old = entry[1];
            entry[1] = keep(val);
            drop(old);
        }
        return 0;
    }
    if (unlikely(f->used == room_of(f->log))) {
        const unsigned log = log_for((size_t)f->live + f->live / 2 + 1);
        if (log > LOG_MAX || resize(f, log, width) < 0) return PyErr_NoMemory(), -1;
        put_slot(f->slots, mask_of(f), slot_of(tag_of(hash), f->used));
    } else {
        *slot = slot_of(tag_of(hash), f->used);
    }
    entry = &f->entries[(size_t)f->used * width];
    entry[0] = keep(key);
    if (width == 2) entry[1] = keep(val);
    f->used++;
    f->live++;
    return 1;
}

int flat_remove(struct flat **at, Ref key, Py_hash_t hash, int width) {
    struct flat *f = *at;
    Value *entry;
    bool error = false;
    uint64_t *slot = search(f, key, hash, &entry, &error, width);
    if (!entry) return error ? -1 : 0;
    Py_CLEAR(f->trie);
    const Value gone[2] = {entry[0], entry[width - 1]};
    memset(entry, 0, width * sizeof *entry);
    *slot |= GONE;
    if (--f->live == 0) {
        *at = NULL;
        Py_DECREF(f);
    } else {
        while (!f->entries[(size_t)f->first * width].w) f->first++;
        if (f->live < f->used / 4 && f->log > LOG_MIN) resize(f, log_for((size_t)f->live * 2), width); // or another time
    }
    drop(gone[0]);
    if (width == 2) drop(gone[1]);
    return 1;
}

// --- from trie to trie ------------------------------------------------------

/* Integers that follow each other are nowhere better kept than in the nodes of a trie, 16 in one.  A walk through it
 * meets neighbours one after the other. */
static bool is_of_runs(const struct hamt *root, int width) {
    struct map_cursor c = {0};
    int neighbours = 0;
    int64_t last = INT64_MIN;
    for (const Value *entry; (entry = hamt_each(root, &c, width));) {
        if (!is_int(ref(entry[0]))) continue;
        const int64_t run = int_of(ref(entry[0])) >> 4;
        neighbours += run == last;
        last = run;
    }
    return neighbours > HAMT_TABLE_FROM / 2;
}

void hamt_to_table(struct hamt **root, int width) {
    if (is_flat(*root) || is_of_runs(*root, width)) return;
    struct flat *f = head_new(width, hamt_may_cycle(*root));
    if (f && resize(f, log_for(HAMT_TABLE_FROM), width) == 0) {
        struct map_cursor c = {0};
        for (const Value *entry; (entry = hamt_each(*root, &c, width)); f->used = ++f->live) {
            const Py_hash_t hash = hamt_hash(ref(entry[0]));
            if (hash == -1) break;
            put_slot(f->slots, mask_of(f), slot_of(tag_of(hash), f->used));
            for (int w = 0; w < width; w++) f->entries[(size_t)f->used * width + w] = keep(ref(entry[w]));
        }
        if (f->live == HAMT_TABLE_FROM) {
            Py_DECREF(*root);
            *root = (struct hamt *)f;
            return;
        }
    }
    PyErr_Clear(); // it stays what it is
    Py_XDECREF((PyObject *)f);
}

/* Entries that lie in one subtree, two levels down, are added one after the other: while it is worked on, it
 * stays in the processor's cache.  The bits that lead there are those of the slot after the last 4. */
int flat_to_trie(struct hamt **root, int width) {
    struct flat *f = (struct flat *)*root;
    if (!f->trie) {
        struct hamt *trie = NULL;
        const unsigned way_bits = f->log > 4 + 2 * BITS ? 2 * BITS : f->log - 4;
        const size_t ways = (size_t)1 << way_bits, rounds = ((size_t)1 << f->log) / (16 * ways);
        for (size_t i = 0; i < ways * rounds * 16; i++) {
            const uint64_t slot = f->slots[(i / 16 % rounds * ways + i / 16 / rounds) * 16 + i % 16];
            if (!is_entry(slot)) continue;
            const Value *entry = &f->entries[(size_t)place_in(slot) * width];
            const Py_hash_t hash = hamt_hash(ref(entry[0]));
            const int added = hash == -1 ? -1
                              : width == 2 ? hamt_map_add(&trie, ref(entry[0]), ref(entry[1]), hash) : hamt_set_add(&trie, ref(entry[0]), hash);
            if (added >= 0) continue;
            Py_XDECREF(trie);
            return -1;
        }
        f->trie = trie;
    }
    *root = (struct hamt *)Py_NewRef(f->trie);
    Py_DECREF(f);
    return 0;
}

// --- Python's side ----------------------------------------------------------

INLINE void dealloc(PyObject *o, int width) {
    struct flat *f = (struct flat *)o;
    if (PyType_IS_GC(Py_TYPE(o))) gc_untrack(o);
    Py_XDECREF((PyObject *)f->trie);
    for (size_t i = 0; i < (size_t)f->used * width; i++) xdrop(f->entries[i]);
    PyMem_Free(f->slots);
    PyMem_Free(f->entries);
    head_free(f);
}
static void map_dealloc(PyObject *o) { dealloc(o, 2); }
static void set_dealloc(PyObject *o) { dealloc(o, 1); }

INLINE int traverse(PyObject *o, visitproc visit, void *arg, int width) {
    const struct flat *f = (const struct flat *)o;
    Py_VISIT((PyObject *)f->trie);
    for (size_t i = 0; i < (size_t)f->used * width; i++) VISIT_WORD(f->entries[i].w);
    return 0;
}
static int map_traverse(PyObject *o, visitproc visit, void *arg) { return traverse(o, visit, arg, 2); }
static int set_traverse(PyObject *o, visitproc visit, void *arg) { return traverse(o, visit, arg, 1); }

#define FLAT_TYPE(name, dealloc_, traverse_, flags)                                                        \
    {PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name, .tp_basicsize = sizeof(struct flat),            \
     .tp_dealloc = dealloc_, .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | (flags), \
     .tp_traverse = traverse_}

PyTypeObject flat_types[2][2] = {
    {FLAT_TYPE("cljsh.SetTable", set_dealloc, NULL, 0), FLAT_TYPE("cljsh.SetTable", set_dealloc, set_traverse, Py_TPFLAGS_HAVE_GC)},
    {FLAT_TYPE("cljsh.MapTable", map_dealloc, NULL, 0), FLAT_TYPE("cljsh.MapTable", map_dealloc, map_traverse, Py_TPFLAGS_HAVE_GC)},
};

#ifdef CLJSH_DEBUG
const char *flat_check(const struct flat *f, int width) {
    uint32_t live = 0;
    for (uint32_t i = 0; i < f->used; i++) {
        const Value *entry = &f->entries[(size_t)i * width];
        if (!entry->w) continue;
        live++;
        if (i < f->first) return "an entry before the first";
        if (!PyType_IS_GC(Py_TYPE(f)) && entry_may_cycle(entry, width)) return "cycles possible in a table without GC header";
        bool error = false;
        if (flat_find(f, ref(entry[0]), hamt_hash(ref(entry[0])), &error, width) != entry) return "an entry that is not found";
    }
    if (live != f->live || !live) return "a wrong number of entries";
    if (PyType_IS_GC(Py_TYPE(f)) != PyObject_GC_IsTracked((PyObject *)f)) return "table not tracked";
    return NULL;
}
#endif
