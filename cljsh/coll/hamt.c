// SPDX-License-Identifier: MIT
#include "coll/hamt_flat.h"

/* Where an integer stands in a full run is known before the node has come
 * from memory: both are fetched at once. */
INLINE void prefetch_run(const struct hamt *n, Py_hash_t hash, int width) {
    __builtin_prefetch(&n->slot[((size_t)hash >> 60) * width]);
}

// The entry of a key among those of a node that has no child for it.
INLINE const Value *find_in(const struct hamt *n, uint32_t bit, Ref key, bool *error, int width) {
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

INLINE const Value *find(const struct hamt *n, Ref key, Py_hash_t hash, bool *error, int width) {
    if (!n) return NULL;
    if (is_flat(n)) return flat_find((const struct flat *)n, key, hash, error, width);
    uint32_t bit;
    while (n->kids & (bit = bit_at(hash, n->shift))) {
        n = *kid_at(n, index_of(n->kids, bit));
        if (is_int(key)) prefetch_run(n, hash, width);
    }
    return find_in(n, bit, key, error, width);
}

const Value *hamt_map_find(const struct hamt *root, Ref key, Py_hash_t hash, bool *error) {
    return find(root, key, hash, error, 2);
}
Value *hamt_map_own_value(struct hamt *root, Ref key, Py_hash_t hash, enum lookup *found) {
    *found = LOOKUP_ABSENT;
    struct hamt *n = root;
    if (n && is_flat(n) && Py_REFCNT(n) == 1) return flat_own_value((struct flat *)n, key, hash, found);
    while (n && Py_REFCNT(n) == 1) {
        const uint32_t bit = bit_at(hash, n->shift);
        if (n->kids & bit) {
            n = *kid_at(n, index_of(n->kids, bit));
            if (is_int(key)) prefetch_run(n, hash, 2);
            continue;
        }
        bool error = false;
        const Value *entry = find_in(n, bit, key, &error, 2);
        *found = error ? LOOKUP_FAILED : entry ? LOOKUP_FOUND : LOOKUP_ABSENT;
        return entry ? (Value *)&entry[1] : NULL;
    }
    if (n) *found = LOOKUP_FOUND; // nobody looked
    return NULL;
}
const Value *hamt_set_find(const struct hamt *root, Ref key, Py_hash_t hash, bool *error) {
    return find(root, key, hash, error, 1);
}

// --- making nodes ---------------------------------------------------------

// A node whose content the caller writes before he calls node_ready().
INLINE struct hamt *node_alloc(Py_ssize_t capacity, unsigned shift, int width, bool gc) {
    PyTypeObject *type = &hamt_node_types[width - 1][gc];
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
    if (unlikely(is_gc(n, width))) gc_track(n);
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
    Py_ssize_t data = data_words(n, width), kids = popcount(n->kids);
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
    Py_ssize_t used = (Py_ssize_t)popcount(n->data) * width + popcount(n->kids);
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
    Py_ssize_t data = (Py_ssize_t)popcount(n->data) * width, kids = popcount(n->kids);
    Py_ssize_t i = (Py_ssize_t)index_of(n->data, bit) * width, j = index_of(n->kids, bit);
    memmove(&n->slot[i], &n->slot[i + width], (data - width - i) * sizeof(Value));
    Value *end = n->slot + n->capacity;
    memmove(end - kids - 1, end - kids, (kids - j) * sizeof(Value));
    n->data &= ~bit;
    n->kids |= bit;
    *kid_at(n, j) = kid;
}

INLINE void insert_entry(struct hamt *n, uint32_t bit, Ref key, Ref val, int width) {
    Py_ssize_t data = (Py_ssize_t)popcount(n->data) * width, i = (Py_ssize_t)index_of(n->data, bit) * width;
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

/* The walk down goes by the bits that nodes look at.  If it passed over some
 * (skipped), the new key may differ in those from all the entries where it
 * arrives; they all agree with each other there, so one tells.  In that case
 * the walk starts again and ends at the level where the difference is. */
INLINE int add(struct hamt **root, Ref key, Ref val, Py_hash_t hash, int width) {
    if (*root && is_flat(*root)) {
        if (Py_REFCNT(*root) == 1) return flat_add((struct flat **)root, key, val, hash, width);
        if (flat_to_trie(root, width) < 0) return -1;
    }
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

int hamt_map_add(struct hamt **root, Ref key, Ref val, Py_hash_t hash) { return add(root, key, val, hash, 2); }
int hamt_set_add(struct hamt **root, Ref key, Py_hash_t hash) { return add(root, key, NIL, hash, 1); }

// --- removing -------------------------------------------------------------

/* The child with this bit has a single entry left: it moves into the node
 * at *slot, and the child goes. */
static int kid_to_entry(struct hamt **slot, uint32_t bit, int width) {
    struct hamt *n = node_own_room(slot, width - 1, false, width);
    if (!n) return -1;
    Py_ssize_t data = (Py_ssize_t)popcount(n->data) * width, kids = popcount(n->kids);
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

static int remove_of(struct hamt **root, Ref key, Py_hash_t hash, int width) {
    if (*root && is_flat(*root)) {
        if (Py_REFCNT(*root) == 1) return flat_remove((struct flat **)root, key, hash, width);
        if (flat_to_trie(root, width) < 0) return -1;
    }
    return width == 2 ? remove_key(root, key, hash, 2) : remove_key(root, key, hash, 1);
}
int hamt_map_remove(struct hamt **root, Ref key, Py_hash_t hash) { return remove_of(root, key, hash, 2); }
int hamt_set_remove(struct hamt **root, Ref key, Py_hash_t hash) { return remove_of(root, key, hash, 1); }
