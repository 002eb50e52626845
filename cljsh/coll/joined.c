// SPDX-License-Identifier: MIT
/* Concatenations of short collections, joined at once.
 *
 * What mapcat gets for the elements of a chunk is a chunk of collections. Where
 * all of these are short, and all there, the seq of their elements needs no
 * lazy seq for each of them: nobody can tell when it was made. */
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/set.h"
#include "coll/vector_impl.h"
#include "data/str.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/range.h"
#include "seq/seq.h"

#define PIECE_MAX WIDTH // elements of a piece

static bool is_end(Ref seq) { return is_nil(seq) || is_clj(seq, &empty_list_type); }

// A collection whose elements are there, or come without code of the program's: how many, or -1.  It is not walked for that.
static Py_ssize_t known_count(Ref coll) {
    if (is_clj(coll, &repeat_type)) return repeat_left(coll);
    bool known = is_str(coll) || is_clj(coll, &list_type) || is_clj(coll, &range_int_type) || is_clj(coll, &map_array_type) ||
                 is_clj(coll, &hash_map_type) || is_clj(coll, &set_hash_type);
    return known ? coll_count(coll) : -1;
}

// The elements of a collection that is short and there: how many, or -1.  *items: where they lie in a row, or NULL: they have to be walked.
static Py_ssize_t piece_items(Ref coll, const Value **items) {
    Py_ssize_t before = 0; // conses
    *items = NULL;
    for (;; before++) {
        if (is_lazy(coll)) { // one that is not realised is nothing of these
            coll = ref(((struct lazy *)obj(coll))->seq);
            if (!coll.w) return -1;
        }
        if (!is_clj(coll, &cons_type) || before >= PIECE_MAX) break;
        coll = ref(((struct cons *)obj(coll))->rest);
    }
    Py_ssize_t count = is_end(coll) ? 0 : -1;
    if (is_vec(coll)) {
        count = vec_ptr(coll)->count;
        if (count <= PIECE_MAX) *items = vec_ptr(coll)->tail;
    } else if (is_clj(coll, &chunked_cons_type)) {
        const struct chunked_cons *c = (const struct chunked_cons *)obj(coll);
        const struct chunk *chunk = chunk_of(ref(c->chunk));
        if (!is_end(ref(c->more))) return -1;
        *items = chunk->items + c->at;
        count = chunk->end - c->at;
    } else if (count < 0) {
        count = known_count(coll);
    }
    if (before > 0) *items = NULL;
    return count < 0 || before + count > PIECE_MAX ? -1 : before + count;
}

// The elements of such a collection, borrowed from it or, where they have to be walked, put into own (kept): NULL: failed.
static const Value *piece_walk(Ref coll, const Value *items, Py_ssize_t count, Value *own) {
    if (items || !count) return items ? items : own;
    struct cursor c;
    if (cursor_start(&c, coll) < 0) return NULL;
    Py_ssize_t n = 0;
    for (Value x; n < count && (x = cursor_next(&c)).w;) own[n++] = x;
    if (cursor_end(&c) == 0 && n == count) return own;
    while (n > 0) drop(own[--n]);
    return NULL;
}

// The collections of the first chunk of a seq.
static const struct chunk *pieces_of(Ref seq, Py_ssize_t *from) {
    if (!is_clj(seq, &chunked_cons_type)) return NULL;
    *from = ((const struct chunked_cons *)obj(seq))->at;
    return chunk_of(ref(((const struct chunked_cons *)obj(seq))->chunk));
}

PRIM(cljsh_is_joinable, "cljsh.core", "joinable?", "[colls]", "Are the collections of the first chunk of the seq colls all short, and there?")
{
    Py_ssize_t i;
    const Value *items;
    const struct chunk *pieces = pieces_of(a[0], &i);
    for (; pieces && i < pieces->end; i++)
        if (piece_items(ref(pieces->items[i]), &items) < 0) return bool_value(false);
    return bool_value(pieces);
}

PRIM(cljsh_joined, "cljsh.core", "joined", "[colls more]",
     "Returns a seq of the elements of the collections of the first chunk of colls, which are joinable?, and then those of more.")
{
    Py_ssize_t i, count, from;
    const Value *items = NULL;
    const struct chunk *pieces = pieces_of(a[0], &from);
    Value seq = keep(a[1]);
    struct chunk *chunk = NULL; // filled from its end on, as the seq is made
    if (!pieces) return drop(seq), err_type("%s has no chunk of collections", err_type_name(a[0]));
    Py_ssize_t left = 0;
    for (i = from; i < pieces->end; i++)
        if ((count = piece_items(ref(pieces->items[i]), &items)) > 0) left += count;
    for (i = pieces->end; ok(seq) && i-- > from;) {
        Value own[PIECE_MAX];
        count = piece_items(ref(pieces->items[i]), &items);
        const Value *piece = piece_walk(ref(pieces->items[i]), items, count, own);
        if (!piece) {
            if (chunk) drop(adopt(chunk));
            return drop(seq), ERR;
        }
        for (; ok(seq) && count > 0; count--, left--) {
            if (!chunk) {
                const Py_ssize_t room = (left - 1) % WIDTH + 1; // all chunks but the last are full
                if (!(chunk = chunk_new(room))) {
                    drop(seq);
                    seq = ERR;
                    break;
                }
                chunk->start = chunk->end = room;
            }
            chunk->items[--chunk->start] = piece == own ? own[count - 1] : keep(ref(piece[count - 1]));
            if (chunk->start > 0) continue;
            Value longer = chunk_cons(adopt(chunk), ref(seq));
            chunk = NULL;
            drop(seq);
            seq = longer;
        }
        for (; piece == own && count > 0; count--) drop(own[count - 1]); // it has failed
    }
    return seq;
}

PRIM(cljsh_lazy_done, "cljsh.core", "lazy-done", "[seq]", "Returns a lazy seq that is realised: the seq, or nil, is what it gives. A lazy seq is returned as it is.")
{
    return is_lazy(a[0]) ? take(&a[0]) : lazy_realised(take(&a[0]));
}
