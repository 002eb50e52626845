// SPDX-License-Identifier: MIT
/* Collections walked a chunk at a time.
 *
 * What walks a collection, as reduce and map do, has it opened first: it
 * becomes a seq, unless it is short and all there.  Then it is its own only
 * chunk, and no seq is made to walk it. */
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/vector_impl.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"

#define SHORT WIDTH // what the first chunk of a seq over it would have, too

// How many elements a short collection has; 0: it is none.
static inline Py_ssize_t short_count(Ref coll) {
    if (!is_obj(coll)) return 0;
    const PyTypeObject *type = Py_TYPE(obj(coll));
    Py_ssize_t n = 0;
    if (type == TYPE_OBJECT(vec_type)) n = vec_ptr(coll)->count;
    else if (type == TYPE_OBJECT(map_array_type) || type == TYPE_OBJECT(hash_map_type)) n = map_count(coll);
    else if (type == TYPE_OBJECT(set_hash_type)) n = ops_of(coll)->count(coll);
    return n <= SHORT ? n : 0;
}

bool coll_is_short(Ref coll) { return short_count(coll) > 0; }

static Value chunk_of_vec(const struct vec *v) {
    struct chunk *chunk = chunk_new(v->count);
    if (!chunk) return ERR;
    for (Py_ssize_t i = 0; i < v->count; i++) chunk->items[i] = keep(ref(v->tail[i]));
    chunk->end = v->count;
    return adopt(chunk);
}

// Of a map or set.
static Value chunk_of_entries(Ref coll, Py_ssize_t n) {
    struct chunk *chunk = chunk_new(n);
    if (!chunk) return ERR;
    struct map_cursor c = {0};
    const bool set = is_clj(coll, &set_hash_type);
    for (Ref key, val; map_each(coll, &c, &key, &val); chunk->end++) {
        Value x = set ? keep(key) : entry_new(key, val);
        if (failed(x)) {
            Py_DECREF(chunk);
            return ERR;
        }
        chunk->items[chunk->end] = x;
    }
    return adopt(chunk);
}

Value coll_short_chunk(Ref coll) {
    Py_ssize_t n = short_count(coll);
    if (n == 0) return nil_value();
    return is_vec(coll) ? chunk_of_vec(vec_ptr(coll)) : chunk_of_entries(coll, n);
}

PRIM(cljsh_is_short, "cljsh.core", "short?", "[coll]",
     "Is coll a short collection, not empty and all of it there? It can be given to first-chunk, first-run and chunk-after.")
{ return bool_value(short_count(a[0]) > 0); }

PRIM(cljsh_is_plain_map, "cljsh.core", "plain-map?", "[x]", "Is x a map whose keys and vals come in chunks of one size?")
{ return bool_value(is_clj(a[0], &map_array_type) || is_clj(a[0], &hash_map_type)); }

static Value first_chunk(Ref s) {
    const Ops *ops = ops_of(s);
    if (ops->kind & K_CHUNKED) return ops->chunk_first(s);
    return coll_short_chunk(s);
}

PRIM(cljsh_first_chunk, "cljsh.core", "first-chunk", "[s]",
     "Returns the first chunk of the seq s, or of s if it is short?, or nil when s is not chunked.")
{ return first_chunk(a[0]); }

PRIM(cljsh_first_run, "cljsh.core", "first-run", "[s]",
     "Returns something with the count and nth of the first chunk of s, which a short vector is itself; nil when s is not chunked.")
{ return is_vec(a[0]) && short_count(a[0]) ? keep(a[0]) : first_chunk(a[0]); }

PRIM(cljsh_short_run, "cljsh.core", "short-run", "[coll]",
     "Returns what first-run does where coll is short?, and so is all that there is; nil for everything else.")
{
    Py_ssize_t count = short_count(a[0]);
    return count == 0 ? nil_value() : is_vec(a[0]) ? keep(a[0]) : chunk_of_entries(a[0], count);
}

PRIM(cljsh_chunk_after, "cljsh.core", "chunk-after", "[s]",
     "Returns a seq, which may be empty, of what follows the first chunk of s.")
{
    const Ops *ops = ops_of(a[0]);
    return ops->kind & K_CHUNKED ? ops->chunk_rest(a[0]) : list_empty();
}

PRIM(cljsh_chunk_room, "cljsh.core", "chunk-room", "[run]",
     "Returns a chunk in the making, empty, with room for as many elements as run has, a chunk or a short vector.")
{
    Ref run = a[0];
    Py_ssize_t count = is_clj(run, &chunk_type) ? chunk_count(run) : is_vec(run) ? vec_count(run) : -1;
    if (count < 0) return err_type("%s is not a chunk", err_type_name(run));
    struct chunk *room = chunk_new(count);
    return room ? adopt(room) : ERR;
}

PRIM(cljsh_conj_chunk, "cljsh.core", "conj-chunk", "[coll chunk]", "Returns the collection with the elements of the chunk added by conj.")
{
    if (!is_clj(a[1], &chunk_type)) return err_type("conj-chunk takes a collection and a chunk");
    const struct chunk *c = chunk_of(a[1]);
    Value coll = take(&a[0]);
    if (is_vec(ref(coll))) return vec_append(coll, c->items + c->start, c->end - c->start);
    for (Py_ssize_t i = c->start; i < c->end && ok(coll); i++) coll = coll_conj(coll, ref(c->items[i]));
    return coll;
}
