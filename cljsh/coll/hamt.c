// SPDX-License-Identifier: MIT
#include "coll/hamt.h"

// Counting bits is most of what finding one's way takes. The processor of a
// build may lack the instruction for it; the linker chooses at the start.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !CLJSH_DEBUG
#define CLONES
#else
#define CLONES
#endif

#define INLINE static inline __attribute__((always_inline))
#define BITS 5
#define MAX_DEPTH 16 // 13 levels and a collision node, and some
#define NO_SHIFT 64  // of collision nodes
#define RUN_SHIFT 60 // of nodes that hold a run of integers, which is likely to be completed

// Indexed by width - 1 and by whether the nodes have a GC header.
static PyTypeObject node_types[2][2];

// --- looking at nodes -----------------------------------------------------

// Without -mpopcnt the builtin is a call into libgcc; this the compiler knows for what it is.
INLINE unsigned count_bits(uint32_t x) {
#ifdef __POPCNT__
    return __builtin_popcount(x);
#else
    x -= x >> 1 & 0x55555555u;
    x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
    x = (x + (x >> 4)) & 0x0f0f0f0fu;
    return x * 0x01010101u >> 24;
#endif
}

INLINE uint32_t bit_at(Py_hash_t hash, unsigned shift) {
    return (uint32_t)1 << ((size_t)hash >> (shift & 63) & 31);
}
// The level at which two hashes part.
INLINE unsigned shift_between(Py_hash_t a, Py_hash_t b) {
    return (unsigned)__builtin_ctzll((size_t)a ^ (size_t)b) / BITS * BITS;
}
INLINE unsigned index_of(uint32_t map, uint32_t bit) { return count_bits(map & (bit - 1)); }

INLINE bool is_collision(const struct hamt *n) { return !(n->data | n->kids); }
INLINE bool is_gc(const struct hamt *n, int width) { return Py_TYPE(n) == &node_types[width - 1][1]; }

// The words that entries take up, from the front.
INLINE Py_ssize_t data_words(const struct hamt *n, int width) {
    return is_collision(n) ? (Py_ssize_t)n->capacity : (Py_ssize_t)count_bits(n->data) * width;
}
// The place of the child with index j.
INLINE struct hamt **kid_at(const struct hamt *n, Py_ssize_t j) {
    return (struct hamt **)&n->slot[n->capacity - 1 - j];
}

/* Where an integer stands in a full run is known before the node has come
 * from memory: both are fetched at once. */
INLINE void prefetch_run(const struct hamt *n, Py_hash_t hash, int width) {
    __builtin_prefetch(&n->slot[((size_t)hash >> 60) * width]);
}

INLINE const Value *find(const struct hamt *n, Ref key, Py_hash_t hash, bool *error, int width) {
    if (!n) return NULL;
    uint32_t bit;
    while (n->kids & (bit = bit_at(hash, n->shift))) {
        n = *kid_at(n, index_of(n->kids, bit));
        if (is_int(key)) prefetch_run(n, hash, width);
    }
    const Value *entry = n->slot, *end = entry;
    if (n->data & bit) {
        entry += index_of(n->data, bit) * width;
        end = entry + width;
    } else if (unlikely(is_collision(n))) {
        end += n->capacity;
    }
    for (; entry < end; entry += width) {
        int equal = val_equal(ref(entry[0]), key);
        if (likely(equal > 0)) return entry;
        if (unlikely(equal < 0)) { *error = true; return NULL; }
    }
    return NULL;
}

CLONES const Value *hamt_map_find(const struct hamt *root, Ref key, Py_hash_t hash, bool *error) {
    return find(root, key, hash, error, 2);
}
CLONES Value *hamt_map_own_value(struct hamt *root, Ref key, Py_hash_t hash, bool *error) {
    const Value *entry = find(root, key, hash, error, 2);
    if (!entry) return NULL;
    struct hamt *n = root;
    for (; Py_REFCNT(n) == 1; n = *kid_at(n, index_of(n->kids, bit_at(hash, n->shift))))
        if (entry >= n->slot && entry < n->slot + n->capacity) return (Value *)&entry[1];
    return NULL;
}
CLONES const Value *hamt_set_find(const struct hamt *root, Ref key, Py_hash_t hash, bool *error) {
    return find(root, key, hash, error, 1);
}

// --- making nodes ---------------------------------------------------------

// A node whose content the caller writes before he calls node_ready().
INLINE struct hamt *node_alloc(Py_ssize_t capacity, unsigned shift, int width, bool gc) {
    PyTypeObject *type = &node_types[width - 1][gc];
    struct hamt *n;
    if (unlikely(gc)) {
        n = PyObject_GC_NewVar(struct hamt, type, capacity);
        if (!n) return NULL;
    } else {
        n = PyObject_Malloc(sizeof *n + capacity * sizeof(Value));
        if (unlikely(!n)) { PyErr_NoMemory(); return NULL; }
        Py_SET_REFCNT(n, 1);
        Py_SET_TYPE(n, type);
    }
    n->capacity = (uint32_t)capacity; // where PyObject_GC_NewVar() has put the size
    n->shift = shift;
    n->data = n->kids = 0;
    return n;
}
INLINE void node_ready(struct hamt *n, int width) {
    if (unlikely(is_gc(n, width))) PyObject_GC_Track(n);
}

// Frees a node whose words have gone elsewhere.
INLINE void node_free_shell(struct hamt *n, int width) {
    if (unlikely(is_gc(n, width))) {
        PyObject_GC_UnTrack(n);
        PyObject_GC_Del(n);
    } else {
        PyObject_Free(n);
    }
}

/* Replaces the node at *slot by one that is ours alone, has `room` more
 * words, and a GC header when gc is asked for.  A node that was ours before
 * is growing: it gets half of its size or more in addition. */
static __attribute__((noinline)) struct hamt *node_renew(struct hamt **slot, Py_ssize_t room, bool gc, int width) {
    struct hamt *n = *slot;
    bool sole = Py_REFCNT(n) == 1;
    Py_ssize_t data = data_words(n, width), kids = count_bits(n->kids);
    Py_ssize_t capacity = data + kids + room;
    if (!is_collision(n)) {
        if (sole && room) capacity += n->shift == RUN_SHIFT ? capacity : capacity / 2;
        capacity = (capacity + 1) & ~1; // whole units of the allocator
        if (capacity > 32 * width) capacity = 32 * width;
    }
    struct hamt *copy = node_alloc(capacity, n->shift, width, gc || is_gc(n, width));
    if (!copy) return NULL;
    copy->data = n->data;
    copy->kids = n->kids;
    const Value *from_kids = n->slot + n->capacity - kids;
    Value *to_kids = copy->slot + capacity - kids;
    if (sole) {
        memcpy(copy->slot, n->slot, data * sizeof(Value));
        memcpy(to_kids, from_kids, kids * sizeof(Value));
        node_free_shell(n, width);
    } else {
        for (Py_ssize_t i = 0; i < data; i++) copy->slot[i] = keep(ref(n->slot[i]));
        for (Py_ssize_t i = 0; i < kids; i++) {
            to_kids[i] = from_kids[i];
            Py_INCREF((PyObject *)from_kids[i].w);
        }
        Py_DECREF(n);
    }
    // A collision node that grows is complete only when its caller has written the new entry.
    if (room && is_collision(copy))
        for (Py_ssize_t i = data; i < capacity; i++) copy->slot[i] = (Value){W_INT(0)};
    node_ready(copy, width);
    return *slot = copy;
}

// Makes sure that the node at *slot may be changed.
INLINE struct hamt *node_own(struct hamt **slot, bool gc, int width) {
    struct hamt *n = *slot;
    if (likely(Py_REFCNT(n) == 1) && likely(!gc || is_gc(n, width))) return n;
    return node_renew(slot, 0, gc, width);
}

// The same, with room for another entry (not for collision nodes).
INLINE struct hamt *node_own_room(struct hamt **slot, Py_ssize_t room, bool gc, int width) {
    struct hamt *n = *slot;
    Py_ssize_t used = (Py_ssize_t)count_bits(n->data) * width + count_bits(n->kids);
    if (likely(Py_REFCNT(n) == 1 && used + room <= (Py_ssize_t)n->capacity) && likely(!gc || is_gc(n, width))) return n;
    return node_renew(slot, room, gc, width);
}

INLINE void put_entry(Value *to, const Value *from, int width) {
    to[0] = from[0];
    if (width == 2) to[1] = from[1];
}

// A node for two entries, whose words it takes unless it fails.
static struct hamt *node_two(const Value *a, Py_hash_t hash_a, const Value *b, Py_hash_t hash_b, bool gc, int width) {
    bool collision = hash_a == hash_b;
    unsigned shift = collision ? NO_SHIFT : shift_between(hash_a, hash_b);
    struct hamt *n = node_alloc(2 * width, shift, width, gc);
    if (!n) return NULL;
    uint32_t bit_a = bit_at(hash_a, shift), bit_b = bit_at(hash_b, shift);
    if (!collision) n->data = bit_a | bit_b;
    bool a_first = bit_a <= bit_b;
    put_entry(n->slot, a_first ? a : b, width);
    put_entry(n->slot + width, a_first ? b : a, width);
    node_ready(n, width);
    return n;
}

// --- adding ---------------------------------------------------------------

// The entry with this bit makes room for a node, which takes over its words.
INLINE void entry_to_kid(struct hamt *n, uint32_t bit, struct hamt *kid, int width) {
    Py_ssize_t data = (Py_ssize_t)count_bits(n->data) * width, kids = count_bits(n->kids);
    Py_ssize_t i = (Py_ssize_t)index_of(n->data, bit) * width, j = index_of(n->kids, bit);
    memmove(&n->slot[i], &n->slot[i + width], (data - width - i) * sizeof(Value));
    Value *end = n->slot + n->capacity;
    memmove(end - kids - 1, end - kids, (kids - j) * sizeof(Value));
    n->data &= ~bit;
    n->kids |= bit;
    *kid_at(n, j) = kid;
}

INLINE void insert_entry(struct hamt *n, uint32_t bit, Ref key, Ref val, int width) {
    Py_ssize_t data = (Py_ssize_t)count_bits(n->data) * width, i = (Py_ssize_t)index_of(n->data, bit) * width;
    Value *entry = &n->slot[i];
    memmove(entry + width, entry, (data - i) * sizeof(Value));
    n->data |= bit;
    entry[0] = keep(key);
    if (width == 2) entry[1] = keep(val);
}

INLINE void replace_val(Value *entry, Ref val, int width) {
    if (width == 1) return;
    Value old = entry[1];
    entry[1] = keep(val);
    drop(old);
}

INLINE bool entry_may_cycle(const Value *entry, int width) {
    return may_cycle(ref(entry[0])) || (width == 2 && may_cycle(ref(entry[1])));
}

/* The new key's place has an entry with another key (or the root has only
 * that entry): a node for both. */
static __attribute__((noinline)) int split_entry(struct hamt **slot, Py_ssize_t i, uint32_t bit, const Value *entry,
                                                 Py_hash_t hash, bool gc, int width) {
    Py_hash_t other = hamt_hash(ref((*slot)->slot[i]));
    if (other == -1) return -1;
    struct hamt *n = node_own(slot, gc, width);
    if (!n) return -1;
    bool kid_gc = gc || (is_gc(n, width) && entry_may_cycle(&n->slot[i], width));
    struct hamt *kid = node_two(&n->slot[i], other, entry, hash, kid_gc, width);
    if (!kid) return -1;
    for (int w = 0; w < width; w++) word_keep(entry[w].w);
    if (!n->kids && !(n->data & (n->data - 1))) { // a root of one entry
        node_free_shell(n, width);
        *slot = kid;
    } else {
        entry_to_kid(n, bit, kid, width);
    }
    return 1;
}

// The new key parts from all of the node at *slot before that node's level: a node above both.
static __attribute__((noinline)) int split_path(struct hamt **slot, Py_hash_t other, const Value *entry,
                                                Py_hash_t hash, bool gc, int width) {
    struct hamt *n = *slot;
    if (!n->kids && n->data && !(n->data & (n->data - 1))) return split_entry(slot, 0, n->data, entry, hash, gc, width);
    unsigned shift = shift_between(other, hash);
    struct hamt *above = node_alloc(4 * width, shift, width, gc || is_gc(n, width));
    if (!above) return -1;
    above->kids = bit_at(other, shift);
    *kid_at(above, 0) = n;
    insert_entry(above, bit_at(hash, shift), ref(entry[0]), ref(entry[1]), width);
    node_ready(above, width);
    *slot = above;
    return 1;
}

// The hash of some entry at or below n.
static Py_hash_t some_hash(const struct hamt *n) {
    while (n->kids && !n->data) n = *kid_at(n, 0);
    return hamt_hash(ref(n->slot[0]));
}

/* The walk down goes by the bits that nodes look at.  If it passed over some
 * (skipped), the new key may differ in those from all the entries where it
 * arrives; they all agree with each other there, so one tells.  In that case
 * the walk starts again and ends at the level where the difference is. */
INLINE int add(struct hamt **root, Ref key, Ref val, Py_hash_t hash, int width) {
    const Value entry[2] = {{key.w}, {val.w}};
    bool gc = unlikely(entry_may_cycle(entry, width));
    if (unlikely(!*root)) {
        struct hamt *n = node_alloc(4 * width, 0, width, gc);
        if (!n) return -1;
        insert_entry(n, bit_at(hash, 0), key, val, width);
        node_ready(n, width);
        *root = n;
        return 1;
    }
    struct hamt **slot = root, *n;
    unsigned expected = 0, skipped = 0;
    uint32_t bit;
    for (;;) {
        n = *slot;
        skipped |= n->shift ^ expected;
        bit = bit_at(hash, n->shift);
        if (!(n->kids & bit)) break;
        if (!(n = node_own(slot, gc, width))) return -1;
        slot = kid_at(n, index_of(n->kids, bit));
        if (is_int(key)) prefetch_run(*slot, hash, width);
        expected = n->shift + BITS;
    }
    if (n->data & bit) {
        Py_ssize_t i = (Py_ssize_t)index_of(n->data, bit) * width;
        int equal = val_equal(ref(n->slot[i]), key);
        if (unlikely(equal < 0)) return -1;
        if (equal) {
            if (!(n = node_own(slot, gc, width))) return -1;
            replace_val(&n->slot[i], val, width);
            return 0;
        }
    }
    if (skipped) {
        Py_hash_t other = some_hash(n);
        if (unlikely(other == -1)) return -1;
        size_t apart = (size_t)other ^ (size_t)hash;
        if (n->shift < 64) apart &= ((size_t)1 << n->shift) - 1;
        if (apart) {
            unsigned level = shift_between(other, hash);
            for (slot = root; (*slot)->shift < level;) { // all ours by now, down to here
                n = *slot;
                slot = kid_at(n, index_of(n->kids, bit_at(hash, n->shift)));
            }
            return split_path(slot, other, entry, hash, gc, width);
        }
    }
    if (n->data & bit) {
        Py_ssize_t i = (Py_ssize_t)index_of(n->data, bit) * width;
        return split_entry(slot, i, bit, entry, hash, gc, width);
    }
    if (likely(!is_collision(n))) {
        if (!(n = node_own_room(slot, width, gc, width))) return -1;
        insert_entry(n, bit, key, val, width);
        return 1;
    }
    Py_ssize_t size = n->capacity;
    for (Py_ssize_t i = 0; i < size; i += width) {
        int equal = val_equal(ref(n->slot[i]), key);
        if (equal < 0) return -1;
        if (equal) {
            if (!(n = node_own(slot, gc, width))) return -1;
            replace_val(&n->slot[i], val, width);
            return 0;
        }
    }
    if (!(n = node_renew(slot, width, gc, width))) return -1;
    for (int w = 0; w < width; w++) n->slot[size + w] = keep(ref(entry[w]));
    return 1;
}

CLONES int hamt_map_add(struct hamt **root, Ref key, Ref val, Py_hash_t hash) { return add(root, key, val, hash, 2); }
CLONES int hamt_set_add(struct hamt **root, Ref key, Py_hash_t hash) { return add(root, key, NIL, hash, 1); }

// --- removing -------------------------------------------------------------

/* The child with this bit has a single entry left: it moves into the node
 * at *slot, and the child goes. */
static int kid_to_entry(struct hamt **slot, uint32_t bit, int width) {
    struct hamt *n = node_own_room(slot, width - 1, false, width);
    if (!n) return -1;
    Py_ssize_t data = (Py_ssize_t)count_bits(n->data) * width, kids = count_bits(n->kids);
    Py_ssize_t i = (Py_ssize_t)index_of(n->data, bit) * width, j = index_of(n->kids, bit);
    struct hamt *kid = *kid_at(n, j);
    Value *end = n->slot + n->capacity;
    memmove(end - kids + 1, end - kids, (kids - 1 - j) * sizeof(Value));
    memmove(&n->slot[i + width], &n->slot[i], (data - i) * sizeof(Value));
    n->kids &= ~bit;
    n->data |= bit;
    put_entry(&n->slot[i], kid->slot, width);
    node_free_shell(kid, width);
    return 0;
}

/* Takes the entry at slot[i] out of the collision node at *slot.  When one
 * entry is left, the new node is an ordinary one. */
static struct hamt *shrink_collision(struct hamt **slot, Py_ssize_t i, Py_hash_t hash, int width) {
    struct hamt *n = *slot;
    Py_ssize_t size = n->capacity;
    bool one = size == 2 * width;
    struct hamt *less = node_alloc(size - width, one ? 0 : NO_SHIFT, width, is_gc(n, width));
    if (!less) return NULL;
    if (one) less->data = bit_at(hash, 0);
    memcpy(less->slot, n->slot, i * sizeof(Value));
    memcpy(less->slot + i, n->slot + i + width, (size - width - i) * sizeof(Value));
    node_ready(less, width);
    node_free_shell(n, width);
    return *slot = less;
}

INLINE int remove_key(struct hamt **root, Ref key, Py_hash_t hash, int width) {
    bool error = false;
    const Value *found = find(*root, key, hash, &error, width);
    if (!found) return error ? -1 : 0;
    // From here on the key as stored is enough, and no foreign code runs.
    uintptr_t stored = found[0].w;
    struct hamt **above = NULL, **slot = root, *n;
    uint32_t bit = 0, above_bit = 0;
    for (;; above = slot, above_bit = bit, slot = kid_at(n, index_of(n->kids, bit))) {
        if (!(n = node_own(slot, false, width))) return -1;
        bit = bit_at(hash, n->shift);
        if (!(n->kids & bit)) break;
    }
    Value gone[2];
    if (n->data & bit) {
        Py_ssize_t data = data_words(n, width), i = (Py_ssize_t)index_of(n->data, bit) * width;
        put_entry(gone, &n->slot[i], width);
        memmove(&n->slot[i], &n->slot[i + width], (data - width - i) * sizeof(Value));
        n->data &= ~bit;
    } else {
        Py_ssize_t i = 0;
        while (n->slot[i].w != stored) i += width;
        put_entry(gone, &n->slot[i], width);
        if (!(n = shrink_collision(slot, i, hash, width))) return -1;
    }
    int result = 1;
    if (!n->data && !(n->kids & (n->kids - 1)) && !(n->shift == NO_SHIFT)) { // a child or nothing is left
        *slot = n->kids ? *kid_at(n, 0) : NULL;
        node_free_shell(n, width);
    } else if (!n->kids && n->data && !(n->data & (n->data - 1)) && above) {
        result = kid_to_entry(above, above_bit, width);
    }
    drop(gone[0]);
    if (width == 2) drop(gone[1]);
    return result < 0 ? -1 : 1;
}

CLONES int hamt_map_remove(struct hamt **root, Ref key, Py_hash_t hash) { return remove_key(root, key, hash, 2); }
CLONES int hamt_set_remove(struct hamt **root, Ref key, Py_hash_t hash) { return remove_key(root, key, hash, 1); }

// --- walking --------------------------------------------------------------

const Value *hamt_each(const struct hamt *root, struct map_cursor *c, int width) {
    if (!c->index) {
        if (!root) return NULL;
        c->index = 1;
        c->path[0] = (void *)root;
        c->at[0] = c->depth = 0;
    }
    while (c->depth >= 0) {
        const struct hamt *n = c->path[c->depth];
        Py_ssize_t data = data_words(n, width), i = (Py_ssize_t)c->at[c->depth]++ * width;
        if (i < data) return &n->slot[i];
        Py_ssize_t j = (i - data) / width;
        if (j < (Py_ssize_t)count_bits(n->kids)) {
            c->depth++;
            c->path[c->depth] = *kid_at(n, j);
            c->at[c->depth] = 0;
        } else {
            c->depth--;
        }
    }
    return NULL;
}

void hamt_save(const struct map_cursor *c, struct hamt_place *place) {
    if (!c->index || c->depth < 0) { *place = (struct hamt_place){0}; return; }
    place->depth = c->depth;
    place->last = c->at[c->depth];
    for (int d = 0; d < c->depth; d++) place->at[d] = c->at[d];
}

void hamt_load(const struct hamt *root, const struct hamt_place *place, struct map_cursor *c, int width) {
    c->index = 1;
    c->depth = place->depth;
    for (int d = 0;; d++) {
        c->path[d] = (void *)root;
        if (d == place->depth) { c->at[d] = place->last; return; }
        c->at[d] = place->at[d];
        root = *kid_at(root, c->at[d] - 1 - data_words(root, width) / width);
    }
}

// --- Python's side --------------------------------------------------------

INLINE void node_dealloc(PyObject *o, int width, bool gc) {
    struct hamt *n = (struct hamt *)o;
    if (gc) PyObject_GC_UnTrack(o);
    Py_ssize_t data = data_words(n, width), kids = count_bits(n->kids);
    for (Py_ssize_t i = 0; i < data; i++) drop(n->slot[i]);
    for (Py_ssize_t j = 0; j < kids; j++) Py_DECREF(*kid_at(n, j)); // no deeper than the trie
    if (gc) PyObject_GC_Del(o);
    else PyObject_Free(o);
}
static void map_node_dealloc(PyObject *o) { node_dealloc(o, 2, false); }
static void set_node_dealloc(PyObject *o) { node_dealloc(o, 1, false); }
static void map_gc_node_dealloc(PyObject *o) { node_dealloc(o, 2, true); }
static void set_gc_node_dealloc(PyObject *o) { node_dealloc(o, 1, true); }

INLINE int node_traverse(PyObject *o, visitproc visit, void *arg, int width) {
    struct hamt *n = (struct hamt *)o;
    Py_ssize_t data = data_words(n, width), kids = count_bits(n->kids);
    for (Py_ssize_t i = 0; i < data; i++) VISIT_WORD(n->slot[i].w);
    for (Py_ssize_t j = 0; j < kids; j++) Py_VISIT((PyObject *)*kid_at(n, j));
    return 0;
}
static int map_node_traverse(PyObject *o, visitproc visit, void *arg) { return node_traverse(o, visit, arg, 2); }
static int set_node_traverse(PyObject *o, visitproc visit, void *arg) { return node_traverse(o, visit, arg, 1); }

/* Nodes need no tp_clear, as tuples need none: they cannot change once they
 * are part of a cycle, so something else in it can be cleared. */
#define NODE_TYPE(name, dealloc, traverse_, flags)                                                  \
    {PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name, .tp_basicsize = sizeof(struct hamt),     \
     .tp_itemsize = sizeof(Value), .tp_dealloc = dealloc, .tp_flags = Py_TPFLAGS_DEFAULT | (flags), \
     .tp_traverse = traverse_}

static PyTypeObject node_types[2][2] = {
    {NODE_TYPE("cljsh.SetNode", set_node_dealloc, NULL, 0),
     NODE_TYPE("cljsh.SetNode", set_gc_node_dealloc, set_node_traverse, Py_TPFLAGS_HAVE_GC)},
    {NODE_TYPE("cljsh.MapNode", map_node_dealloc, NULL, 0),
     NODE_TYPE("cljsh.MapNode", map_gc_node_dealloc, map_node_traverse, Py_TPFLAGS_HAVE_GC)},
};

int hamt_init(void) {
    for (int i = 0; i < 4; i++) {
        PyTypeObject *type = &node_types[i / 2][i % 2];
        type->tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
        if (PyType_Ready(type) < 0) return -1;
    }
    return 0;
}

#ifdef CLJSH_DEBUG
static Py_ssize_t broken(const char *what) {
    PyErr_Format(PyExc_AssertionError, "hash trie: %s", what);
    return -1;
}

// All hashes below n must agree with prefix in the bits before n's level.
static Py_ssize_t check(const struct hamt *n, int width, bool is_root, unsigned shift, size_t prefix) {
    bool gc = is_gc(n, width), collision = is_collision(n);
    Py_ssize_t data = data_words(n, width), kids = count_bits(n->kids), total = data / width, i = 0;
    if (Py_TYPE(n) != &node_types[width - 1][gc]) return broken("node of a wrong type");
    if (gc != PyObject_GC_IsTracked((PyObject *)n)) return broken("node not tracked");
    if (n->data & n->kids) return broken("position taken twice");
    if (data + kids > n->capacity) return broken("more words than room");
    if (total + kids < (is_root ? 1 : 2) || (is_root && kids == 1 && !total)) return broken("lone entry or child");
    if (n->shift < shift || (n->shift == NO_SHIFT) != collision || n->shift % BITS > (collision ? 4 : 0))
        return broken("wrong level");
    Py_hash_t some = some_hash(n);
    if (some == -1) return -1;
    if (shift && ((size_t)some ^ prefix) << (64 - shift)) return broken("node in a wrong place");
    for (; i < data; i += width) {
        Py_hash_t hash = hamt_hash(ref(n->slot[i]));
        if (hash == -1) return -1;
        if (collision ? hash != some : n->shift && ((size_t)hash ^ (size_t)some) << (64 - n->shift))
            return broken("entry in a wrong node");
        if (!collision && index_of(n->data, bit_at(hash, n->shift)) * width != i) return broken("entry at a wrong place");
        if (!gc && entry_may_cycle(&n->slot[i], width)) return broken("cycles possible in a node without GC header");
    }
    unsigned j = 0;
    for (int way = 0; way < 32; way++) {
        if (!(n->kids >> way & 1)) continue;
        const struct hamt *kid = *kid_at(n, j++);
        if (!gc && is_gc(kid, width)) return broken("node with GC header below one without");
        size_t below = ((size_t)some & (((size_t)1 << n->shift) - 1)) | (size_t)way << n->shift;
        Py_ssize_t count = check(kid, width, false, n->shift + BITS > 64 ? 64 : n->shift + BITS, below);
        if (count < 0) return -1;
        total += count;
    }
    return total;
}

Py_ssize_t hamt_check(const struct hamt *root, int width) { return root ? check(root, width, true, 0, 0) : 0; }
#endif
