// SPDX-License-Identifier: MIT
#include "seq/map_seq.h"

#include "coll/hamt.h"
#include "coll/map_common.h"
#include "coll/set.h"
#include "coll/sorted.h"
#include "coll/sorted_tree.h"
#include "coll/vector.h"
#include "seq/chain.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"

#define CHUNK 32
#define FIRST_OF_TREE 4 // often only the first is wanted, the smallest or the next above something

struct map_seq {
    PyObject_HEAD
    PyObject *source, *meta;
    struct chunk *chunk;
    Py_ssize_t i;    // of the first element, in the chunk's items
    Py_ssize_t left; // elements after the chunk
    union {
        struct hamt_place trie;
        struct { Py_ssize_t rank; bool descending, begun; } tree;
        Py_ssize_t index; // in an array map
    } place;              // of the first element after the chunk
    enum map_part part;
};

static inline void track(struct map_seq *s) {
    if (s->meta || may_close_cycle(ref_of(s->source))) gc_track(s);
}

// --- reading chunks -------------------------------------------------------

static Value part_of(const Value *entry, enum map_part part) {
    if (part == MAP_ENTRIES) return entry_new(ref(entry[0]), ref(entry[1]));
    return keep(ref(entry[part == MAP_VALS]));
}

static inline bool put(struct chunk *chunk, const Value *entry, enum map_part part) {
    Value x = part_of(entry, part);
    if (failed(x)) return false;
    chunk->items[chunk->end++] = x;
    return true;
}

// Reads the next chunk and moves s->place and s->left beyond it: 0 or -1.
static int read_chunk(struct map_seq *s) {
    PyTypeObject *type = Py_TYPE(s->source);
    const bool tree = type == TYPE_OBJECT(sorted_map_type) || type == TYPE_OBJECT(sorted_set_type);
    const Py_ssize_t most = tree && !s->place.tree.begun ? FIRST_OF_TREE : CHUNK, n = s->left < most ? s->left : most;
    struct chunk *chunk = chunk_new(n);
    if (!chunk) return -1;
    bool done = true;
    if (type == TYPE_OBJECT(map_array_type)) {
        const Value *entry = &((struct array_map *)s->source)->kv[2 * s->place.index];
        for (Py_ssize_t i = 0; i < n && done; i++) done = put(chunk, &entry[2 * i], s->part);
        s->place.index += n;
    } else if (type == TYPE_OBJECT(hash_map_type) || type == TYPE_OBJECT(set_hash_type)) {
        int width = type == TYPE_OBJECT(hash_map_type) ? 2 : 1;
        const struct hamt *root = width == 2 ? ((struct hash_map *)s->source)->root : set_root(ref_of(s->source));
        struct map_cursor c;
        hamt_load(root, &s->place.trie, &c, width);
        for (Py_ssize_t i = 0; i < n && done; i++) done = put(chunk, hamt_each(root, &c, width), s->part);
        hamt_save(&c, &s->place.trie);
    } else {
        bool descending = s->place.tree.descending;
        struct tree *nodes[CHUNK];
        tree_walk(sorted_root(ref_of(s->source)), s->place.tree.rank, n, descending, nodes);
        for (Py_ssize_t i = 0; i < n && done; i++) done = put(chunk, nodes[i]->entry, s->part);
        s->place.tree.rank += descending ? -n : n;
        s->place.tree.begun = true;
    }
    s->left -= n;
    s->chunk = chunk;
    s->i = chunk->start;
    if (done) return 0;
    return -1; // s owns the chunk
}

static struct map_seq *alloc(PyObject *source, enum map_part part, Py_ssize_t count) {
    struct map_seq *s = PyObject_GC_New(struct map_seq, TYPE_OBJECT(map_seq_type));
    if (!s) return NULL;
    s->source = Py_NewRef(source);
    s->meta = NULL;
    s->chunk = NULL;
    s->i = 0;
    s->left = count;
    memset(&s->place, 0, sizeof s->place);
    s->part = part;
    return s;
}

static Value with_chunk(struct map_seq *s) {
    if (read_chunk(s) < 0) {
        Py_DECREF(s);
        return ERR;
    }
    track(s);
    return adopt(s);
}

Value map_seq_of(Ref coll, enum map_part part) {
    Py_ssize_t count = ops_of(coll)->count(coll);
    if (count == 0) return nil_value();
    struct map_seq *s = alloc(obj(coll), part, count);
    return s ? with_chunk(s) : ERR;
}

Value map_seq_of_ranks(Ref sorted, Py_ssize_t start, Py_ssize_t end, bool descending, enum map_part part) {
    if (start >= end) return nil_value();
    struct map_seq *s = alloc(obj(sorted), part, end - start);
    if (!s) return ERR;
    s->place.tree.rank = descending ? end - 1 : start;
    s->place.tree.descending = descending;
    return with_chunk(s);
}

enum lookup map_seq_half(Ref seq, enum map_part part, Value *found) {
    struct map_seq *s = (struct map_seq *)obj(seq);
    if (s->part != MAP_ENTRIES || !is_clj(ref(s->chunk->items[s->i]), &entry_type)) return LOOKUP_ABSENT;
    struct map_seq *half = alloc(s->source, part, s->left);
    *found = ERR;
    if (!half) return LOOKUP_FAILED;
    half->place = s->place;
    half->chunk = chunk_new(s->chunk->end - s->i);
    if (!half->chunk) return Py_DECREF(half), LOOKUP_FAILED;
    for (Py_ssize_t i = s->i; i < s->chunk->end; i++) {
        const struct entry *e = (const struct entry *)s->chunk->items[i].w;
        half->chunk->items[half->chunk->end++] = keep(ref(part == MAP_KEYS ? e->key : e->val));
    }
    track(half);
    *found = adopt(half);
    return LOOKUP_FOUND;
}

// --- as a seq -------------------------------------------------------------

static inline struct map_seq *seq_from(Ref r) { return (struct map_seq *)obj(r); }

static Value map_seq_first(Ref r) { return keep(ref(seq_from(r)->chunk->items[seq_from(r)->i])); }
static Value map_seq_self(Ref r) { return keep(r); }
static Py_ssize_t map_seq_count(Ref r) { return seq_from(r)->chunk->end - seq_from(r)->i + seq_from(r)->left; }

// The seq after the chunk.
static Value beyond(struct map_seq *s) {
    if (s->left == 0) return nil_value();
    struct map_seq *next = alloc(s->source, s->part, s->left);
    if (!next) return ERR;
    next->place = s->place;
    return with_chunk(next);
}

static Value map_seq_next(Ref r) {
    struct map_seq *s = seq_from(r);
    if (s->i + 1 == s->chunk->end) return beyond(s);
    struct map_seq *next = alloc(s->source, s->part, s->left);
    if (!next) return ERR;
    next->chunk = (struct chunk *)Py_NewRef(s->chunk);
    next->i = s->i + 1;
    next->place = s->place;
    track(next);
    return adopt(next);
}

static bool map_seq_step(Ref r) {
    struct map_seq *s = seq_from(r);
    if (s->meta || s->i + 1 == s->chunk->end) return false;
    s->i++;
    return true;
}

static Value or_empty(Value seq) {
    if (!ok(seq) || !is_nil(ref(seq))) return seq;
    drop(seq);
    return list_empty();
}
static Value map_seq_rest(Ref r) { return or_empty(map_seq_next(r)); }
static Value map_seq_chunk_rest(Ref r) { return or_empty(beyond(seq_from(r))); }

static Value map_seq_chunk_first(Ref r) {
    struct map_seq *s = seq_from(r);
    if (s->i == s->chunk->start) return keep_obj(s->chunk);
    Py_ssize_t n = s->chunk->end - s->i;
    struct chunk *part = chunk_new(n);
    if (!part) return ERR;
    for (Py_ssize_t i = 0; i < n; i++) part->items[part->end++] = keep(ref(s->chunk->items[s->i + i]));
    return adopt(part);
}

static Value map_seq_conj(Value seq, Ref x) {
    Value cons = cons_new(x, ref(seq));
    drop(seq);
    return cons;
}
static Value map_seq_empty(Ref r) { (void)r; return list_empty(); }

static Value map_seq_with_meta(Ref r, PyObject *meta) {
    struct map_seq *s = seq_from(r), *c = alloc(s->source, s->part, s->left);
    if (!c) return ERR;
    c->chunk = (struct chunk *)Py_NewRef(s->chunk);
    c->i = s->i;
    c->place = s->place;
    c->meta = Py_XNewRef(meta);
    track(c);
    return adopt(c);
}

static void map_seq_dealloc(PyObject *o) {
    struct map_seq *s = (struct map_seq *)o;
    gc_untrack(o);
    Py_XDECREF(s->chunk);
    Py_XDECREF(s->meta);
    Py_DECREF(s->source);
    PyObject_GC_Del(o);
}

static int map_seq_traverse(PyObject *o, visitproc visit, void *arg) {
    struct map_seq *s = (struct map_seq *)o;
    Py_VISIT(s->source);
    Py_VISIT(s->meta);
    Py_VISIT((PyObject *)s->chunk);
    return 0;
}

static const Ops map_seq_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL | K_CHUNKED | K_COUNTED,
    .meta_offset = offsetof(struct map_seq, meta),
    .seq = map_seq_self,
    .first = map_seq_first,
    .rest = map_seq_rest,
    .next = map_seq_next,
    .step = map_seq_step,
    .chunk_first = map_seq_chunk_first,
    .chunk_rest = map_seq_chunk_rest,
    .count = map_seq_count,
    .conj = map_seq_conj,
    .empty = map_seq_empty,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = map_seq_with_meta,
};

CljType map_seq_type = {CLJ_TYPE_HEAD("cljsh.MapSeq", struct map_seq), .ops = &map_seq_ops};

int map_seq_init(void) {
    PyTypeObject *t = TYPE_OBJECT(map_seq_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = map_seq_dealloc;
    t->tp_traverse = map_seq_traverse;
    t->tp_doc = "A seq over a map's entries, keys or values, or over a set.";
    return type_ready(&map_seq_type, "Sequence");
}
