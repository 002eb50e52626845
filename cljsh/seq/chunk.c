// SPDX-License-Identifier: MIT
#include "seq/chunk.h"

#include "base/prim.h"
#include "base/at_start.h"
#include "base/spare.h"
#include "seq/chain.h"
#include "seq/list.h"
#include "seq/seq.h"

// --- chunks ---------------------------------------------------------------

// Every step along a seq of chunks makes one and forgets one: dead ones by their room (4, 8, 16 or 32).
#define KINDS_OF_ROOM 4
#define SPARE_MAX 16
static AT_START struct spare spare[KINDS_OF_ROOM];

void chunk_forget_free(void) { spare_forget(spare, KINDS_OF_ROOM); }

static inline int kind_of_room(Py_ssize_t n) { return n <= 4 ? 0 : n <= 8 ? 1 : n <= 16 ? 2 : n <= 32 ? 3 : KINDS_OF_ROOM; }

struct chunk *chunk_new(Py_ssize_t capacity) {
    int kind = kind_of_room(capacity);
    struct chunk *c;
    if (likely(kind < KINDS_OF_ROOM)) {
        if ((c = spare_take(&spare[kind]))) {
            c->start = c->end = 0;
            return c;
        }
        capacity = (Py_ssize_t)4 << kind;
    }
    c = PyObject_GC_NewVar(struct chunk, TYPE_OBJECT(chunk_type), capacity);
    if (c) c->start = c->end = 0;
    return c;
}

static inline void chunk_free(struct chunk *c) {
    for (Py_ssize_t i = c->start; i < c->end; i++) drop(c->items[i]);
    int kind = kind_of_room(Py_SIZE(c));
    if (kind == KINDS_OF_ROOM) PyObject_GC_Del(c);
    else spare_give(&spare[kind], c, SPARE_MAX);
}

static void chunk_dealloc(PyObject *o) {
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, chunk_dealloc)
    chunk_free((struct chunk *)o);
    Py_TRASHCAN_END
}

static int chunk_traverse(PyObject *o, visitproc visit, void *arg) {
    struct chunk *c = (struct chunk *)o;
    for (Py_ssize_t i = c->start; i < c->end; i++) VISIT_WORD(c->items[i].w);
    return 0;
}

// A chunk is filled untracked; in a seq it is tracked if its elements ask for it.
static void chunk_seal(struct chunk *c) {
    if (gc_is_tracked(c)) return;
    for (Py_ssize_t i = c->start; i < c->end; i++)
        if (may_close_cycle(ref(c->items[i]))) {
            gc_track(c);
            return;
        }
}

static Py_ssize_t chunk_count_op(Ref r) { return chunk_count(r); }
static Value chunk_nth(Ref r, Py_ssize_t i, Ref absent) {
    if (i >= 0 && i < chunk_count(r)) return keep(ref(chunk_of(r)->items[chunk_of(r)->start + i]));
    return absent.w ? keep(absent) : err_index("index %zd out of range", i);
}

static const Ops chunk_ops = {.kind = K_COUNTED | K_INDEXED, .count = chunk_count_op, .nth = chunk_nth};
CljType chunk_type = {CLJ_TYPE_HEAD("cljsh.Chunk", struct chunk), .ops = &chunk_ops};

// --- buffers --------------------------------------------------------------

// limit: how many elements it takes.  chunk: NULL once (chunk buffer) has taken it.
struct chunk_buffer { PyObject_HEAD struct chunk *chunk; Py_ssize_t limit; };

static struct chunk_buffer *buffer_of(Ref r) {
    if (!is_clj(r, &chunk_buffer_type)) {
        err_type("%s is not a chunk buffer", err_type_name(r));
        return NULL;
    }
    struct chunk_buffer *b = (struct chunk_buffer *)obj(r);
    if (b->chunk) return b;
    err_state("the chunk buffer has become a chunk already");
    return NULL;
}

static void buffer_dealloc(PyObject *o) {
    struct chunk_buffer *b = (struct chunk_buffer *)o;
    Py_XDECREF(b->chunk);
    PyObject_Free(o);
}

static Py_ssize_t buffer_count(Ref r) {
    struct chunk_buffer *b = buffer_of(r);
    return b ? b->chunk->end : -1;
}

static const Ops buffer_ops = {.kind = K_COUNTED, .count = buffer_count};
CljType chunk_buffer_type = {CLJ_TYPE_HEAD("cljsh.ChunkBuffer", struct chunk_buffer), .ops = &buffer_ops};

// --- chunked conses -------------------------------------------------------

static inline struct chunked_cons *chunked_of(Ref r) { return (struct chunked_cons *)obj(r); }

static Value chunked_make(Value chunk, Py_ssize_t at, Value more, PyObject *meta) {
    struct chunked_cons *c = chain_new(&chunked_cons_type);
    if (unlikely(!c)) {
        drop(chunk);
        drop(more);
        return ERR;
    }
    c->chunk = chunk;
    c->at = at;
    c->more = more;
    c->meta = meta;
    Py_XINCREF(meta);
    if (meta) {
        gc_track(c);
        return adopt(c);
    }
    return chain_done(c, ref(chunk), ref(more));
}

/* What was made for as many elements as there might be, as filter does, and got few, goes into a smaller one: a seq may be
 * kept.  The chunk is owned by its maker alone. */
static Value chunk_trimmed(Value chunk) {
    struct chunk *big = chunk_of(ref(chunk));
    const Py_ssize_t n = big->end - big->start;
    if (likely(kind_of_room(n) >= kind_of_room(Py_SIZE(big))) || Py_REFCNT(big) != 1) return chunk;
    struct chunk *small = chunk_new(n);
    if (!small) return drop(chunk), ERR;
    memcpy(small->items, big->items + big->start, (size_t)n * sizeof(Value));
    small->end = n;
    big->end = big->start;
    drop(chunk);
    return adopt(small);
}

Value chunk_cons_at(Value chunk, Py_ssize_t at, Ref more) {
    chunk_seal(chunk_of(ref(chunk)));
    return chunked_make(chunk, at, keep(more), NULL);
}

Value chunk_cons(Value chunk, Ref more) {
    if (chunk_count(ref(chunk)) == 0) {
        drop(chunk);
        return keep(more);
    }
    chunk = chunk_trimmed(chunk);
    if (failed(chunk)) return ERR;
    chunk_seal(chunk_of(ref(chunk)));
    return chunked_make(chunk, chunk_of(ref(chunk))->start, keep(more), NULL);
}

Value chunk_put_before(Value chunk, Ref more) {
    struct chunk *c = chunk_of(ref(chunk));
    if (c->end - c->start != 1 || !is_lazy(more) || Py_REFCNT(c) != 1) return chunk_cons(chunk, more);
    Value only = c->items[--c->end];
    drop(chunk);
    return cons_own(only, keep(more));
}

static Value chunked_first(Ref r) {
    struct chunked_cons *c = chunked_of(r);
    return keep(ref(chunk_of(ref(c->chunk))->items[c->at]));
}
static Value chunked_rest(Ref r) {
    struct chunked_cons *c = chunked_of(r);
    if (c->at + 1 < chunk_of(ref(c->chunk))->end)
        return chunked_make(keep(ref(c->chunk)), c->at + 1, keep(ref(c->more)), NULL);
    return is_nil(ref(c->more)) ? list_empty() : keep(ref(c->more));
}
static bool chunked_step(Ref r) {
    struct chunked_cons *c = chunked_of(r);
    if (c->meta || c->at + 1 >= chunk_of(ref(c->chunk))->end) return false;
    c->at++;
    return true;
}

static Value chunked_next(Ref r) {
    struct chunked_cons *c = chunked_of(r);
    if (c->at + 1 < chunk_of(ref(c->chunk))->end)
        return chunked_make(keep(ref(c->chunk)), c->at + 1, keep(ref(c->more)), NULL);
    return seq_of(ref(c->more));
}
static Value chunked_chunk_first(Ref r) {
    struct chunked_cons *c = chunked_of(r);
    struct chunk *whole = chunk_of(ref(c->chunk));
    if (c->at == whole->start) return keep(ref(c->chunk));
    struct chunk *part = chunk_new(whole->end - c->at);
    if (!part) return ERR;
    for (Py_ssize_t i = c->at; i < whole->end; i++) part->items[part->end++] = keep(ref(whole->items[i]));
    return adopt(part);
}
static Value chunked_chunk_rest(Ref r) {
    Ref more = ref(chunked_of(r)->more);
    return is_nil(more) ? list_empty() : keep(more);
}
static Value chunked_with_meta(Ref r, PyObject *meta) {
    struct chunked_cons *c = chunked_of(r);
    if (c->meta == meta) return keep(r);
    return chunked_make(keep(ref(c->chunk)), c->at, keep(ref(c->more)), meta);
}

static const Ops chunked_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL | K_CHUNKED,
    .meta_offset = offsetof(struct chunked_cons, meta),
    .seq = seq_itself,
    .first = chunked_first,
    .rest = chunked_rest,
    .next = chunked_next,
    .step = chunked_step,
    .chunk_first = chunked_chunk_first,
    .chunk_rest = chunked_chunk_rest,
    .count = seq_count,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = chunked_with_meta,
};
CljType chunked_cons_type = {CLJ_TYPE_HEAD("cljsh.ChunkedCons", struct chunked_cons), .ops = &chunked_ops};

int chunk_init(void) {
    PyTypeObject *t = TYPE_OBJECT(chunk_type);
    t->tp_basicsize = offsetof(struct chunk, items);
    t->tp_itemsize = sizeof(Value);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = chunk_dealloc;
    t->tp_traverse = chunk_traverse;
    TYPE_OBJECT(chunk_buffer_type)->tp_dealloc = buffer_dealloc;
    chain_type(&chunked_cons_type);
    return type_ready(&chunk_type, NULL) < 0 || type_ready(&chunk_buffer_type, NULL) < 0 ||
                   type_ready(&chunked_cons_type, "Collection") < 0
               ? -1
               : 0;
}

// --- primitives -----------------------------------------------------------

static const Ops *chunked_seq_ops(Ref r) {
    if (kind_of(r) & K_CHUNKED) return ops_of(r);
    err_type("%s is not a chunked seq", err_type_name(r));
    return NULL;
}

static struct chunk *chunk_arg(Ref r) {
    if (is_clj(r, &chunk_type)) return chunk_of(r);
    err_type("%s is not a chunk", err_type_name(r));
    return NULL;
}

PRIM(core_chunk_buffer, "clojure.core", "chunk-buffer", "[capacity]",
     "Returns a new buffer for at most capacity elements, of which chunk makes a chunk.")
{
    int64_t capacity;
    if (!int64_of(a[0], &capacity) || capacity < 0)
        return err_arg("chunk-buffer needs a capacity of at least 0");
    struct chunk_buffer *b = PyObject_New(struct chunk_buffer, TYPE_OBJECT(chunk_buffer_type));
    if (!b) return ERR;
    b->limit = (Py_ssize_t)capacity;
    b->chunk = chunk_new(b->limit);
    if (b->chunk) return adopt(b);
    Py_DECREF(b);
    return ERR;
}

int chunk_append(Ref buffer, Value x) {
    struct chunk *c;
    Py_ssize_t limit;
    if (is_clj(buffer, &chunk_type) && sole((Value){buffer.w})) { // in the making, by chunk-room
        c = chunk_of(buffer);
        limit = Py_SIZE(c);
    } else {
        struct chunk_buffer *b = buffer_of(buffer);
        c = b ? b->chunk : NULL;
        limit = b ? b->limit : 0;
    }
    if (likely(c && c->end < limit)) {
        c->items[c->end++] = x;
        return 0;
    }
    drop(x);
    if (c) err_index("the chunk buffer is full at %zd elements", c->end);
    return -1;
}

PRIM(core_chunk_append, "clojure.core", "chunk-append", "[b x]",
     "Adds x to the chunk buffer b.")
{
    return chunk_append(a[0], take(&a[1])) < 0 ? ERR : nil_value();
}

PRIM(core_chunk, "clojure.core", "chunk", "[b]",
     "Returns the chunk of the elements of the buffer b, which can not be used again.")
{
    struct chunk_buffer *b = buffer_of(a[0]);
    if (!b) return ERR;
    struct chunk *c = b->chunk;
    b->chunk = NULL;
    chunk_seal(c);
    return adopt(c);
}

PRIM(core_chunk_cons, "clojure.core", "chunk-cons", "[chunk rest]",
     "Returns a chunked seq of the chunk's elements and then those of rest.\n"
     "With an empty chunk that is rest.")
{
    if (!chunk_arg(a[0])) return ERR;
    return chunk_cons(take(&a[0]), a[1]);
}

PRIM(cljsh_before, "cljsh.core", "before", "[chunk rest]",
     "Does what chunk-cons does; where the chunk, which is in the making, has got a single element, the seq may be one without chunks.")
{
    if (!chunk_arg(a[0])) return ERR;
    return chunk_put_before(take(&a[0]), a[1]);
}

PRIM(core_chunk_first, "clojure.core", "chunk-first", "[s]",
     "Returns the first chunk of the chunked seq s.")
{
    const Ops *ops = chunked_seq_ops(a[0]);
    return ops ? ops->chunk_first(a[0]) : ERR;
}

PRIM(core_chunk_rest, "clojure.core", "chunk-rest", "[s]",
     "Returns a seq, which may be empty, of what follows the first chunk of the chunked seq s.")
{
    const Ops *ops = chunked_seq_ops(a[0]);
    return ops ? ops->chunk_rest(a[0]) : ERR;
}

PRIM(core_chunk_next, "clojure.core", "chunk-next", "[s]",
     "Returns a seq of what follows the first chunk of the chunked seq s, or nil when nothing does.")
{
    const Ops *ops = chunked_seq_ops(a[0]);
    SCOPED Value rest = ops ? ops->chunk_rest(a[0]) : ERR;
    return failed(rest) ? ERR : seq_of(ref(rest));
}

PRIM(cljsh_chunk_nth, "cljsh.core", "chunk-nth", "[chunk i]",
     "Returns the element of the chunk at index i.")
{
    struct chunk *c = chunk_arg(a[0]);
    int64_t i;
    if (!c) return ERR;
    if (!int64_of(a[1], &i)) return err_type("the index of a chunk must be an int, not %s", err_type_name(a[1]));
    return chunk_nth(a[0], (Py_ssize_t)i, NO_REF);
}

PRIM(cljsh_chunk_count, "cljsh.core", "chunk-count", "[chunk]",
     "Returns the number of elements in the chunk.")
{
    return chunk_arg(a[0]) ? int_value(chunk_count(a[0])) : ERR;
}
