// SPDX-License-Identifier: MIT
/* Concatenations of short collections, joined at once.
 *
 * What mapcat gets for the elements of a chunk is a chunk of collections. Where
 * all of these are short, and all there, the seq of their elements needs no
 * lazy seq for each of them: nobody can tell when it was made. */
#include "base/prim.h"
#include "coll/vector_impl.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"

#define PIECE_MAX WIDTH // elements of a piece

// The elements of a collection that is short and there: how many, or -1.
static Py_ssize_t piece_items(Ref coll, const Value **items) {
    if (is_lazy(coll)) { // one that is not realised is nothing of these
        coll = ref(((struct lazy *)obj(coll))->seq);
        if (!coll.w) return -1;
    }
    if (is_nil(coll) || is_clj(coll, &empty_list_type)) return 0;
    if (is_vec(coll) && vec_ptr(coll)->count <= PIECE_MAX) {
        *items = vec_ptr(coll)->tail;
        return vec_ptr(coll)->count;
    }
    if (!is_clj(coll, &chunked_cons_type)) return -1;
    const struct chunked_cons *c = (const struct chunked_cons *)obj(coll);
    if (!is_nil(ref(c->more)) && !is_clj(ref(c->more), &empty_list_type)) return -1;
    const struct chunk *chunk = chunk_of(ref(c->chunk));
    *items = chunk->items + c->at;
    return chunk->end - c->at;
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
        for (count = piece_items(ref(pieces->items[i]), &items); ok(seq) && count-- > 0; left--) {
            if (!chunk) {
                const Py_ssize_t room = (left - 1) % WIDTH + 1; // all chunks but the last are full
                if (!(chunk = chunk_new(room))) return drop(seq), ERR;
                chunk->start = chunk->end = room;
            }
            chunk->items[--chunk->start] = keep(ref(items[count]));
            if (chunk->start > 0) continue;
            Value longer = chunk_cons(adopt(chunk), ref(seq));
            chunk = NULL;
            drop(seq);
            seq = longer;
        }
    }
    return seq;
}

PRIM(cljsh_lazy_done, "cljsh.core", "lazy-done", "[seq]", "Returns a lazy seq that is realised: the seq, or nil, is what it gives. A lazy seq is returned as it is.")
{
    return is_lazy(a[0]) ? take(&a[0]) : lazy_realised(take(&a[0]));
}
