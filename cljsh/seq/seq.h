// SPDX-License-Identifier: MIT
/* Seqs over anything: dispatch on our types' operations, with seqs for host
 * objects where there are none.
 *
 *   str            characters
 *   list, tuple    by index (a list is read as it is when the seq gets there)
 *   dict           entries of a snapshot of its items
 *   other iterables and iterators, generators: read one element at a time,
 *                  once, cached in the seq
 *   nil            nil
 * Anything else: ArgumentError "Don't know how to create ISeq from: …".
 */
#ifndef SEQ_SEQ_H
#define SEQ_SEQ_H

#include "coll/map.h"
#include "data/type.h"
#include "seq/list.h"

int seq_init(void);
Value seq_of(Ref coll);    // (seq coll): a seq or nil
Value seq_first(Ref coll); // (first coll)
Value seq_next(Ref coll);
Value seq_walk(Ref seq);   // the same, for a walk that may have no end: now and then it looks for Ctrl-C
Value seq_rest(Ref coll);
bool seq_is_read(Ref seq); // can seq_rest be had without asking an iterator? (A lazy rest may still be one that is not realised.)
bool seq_is_seqable(Ref r);
// Counts a seq by walking it, until a part of it that knows its count: the
// count of types without K_COUNTED.  -1: failed.
Py_ssize_t seq_count(Ref seq);
// Operations that most types of seqs share: seq gives the seq itself, conj a
// cons before it, empty ().
Value seq_itself(Ref seq);
Value seq_conj(Value seq, Ref x);
Value seq_emptied(Ref seq);
// The seq of a host object (host_seq.c): what seq_of does where ops has no seq.
Value host_seq(Ref coll);
// The seq of an array of primitive elements (coll/prim_array.h), or nil.
Value seq_of_array(Ref array);
// The seq of a Python iterator, which is read as the seq is: a seq or nil.
Value iterator_seq(PyObject *iterator);
int host_seq_init(void);
int cursor_init(void);

// A cursor for C loops over anything seqable, without garbage for vectors,
// lists, tuples, strings, maps.  It holds no more of a lazy seq than the part
// not yet walked:
//     struct cursor c; if (cursor_start(&c, coll) < 0) …;
//     for (Value x; (x = cursor_next(&c)).w;) { … drop(x); }
//     if (cursor_end(&c) < 0) failed
// cursor_next gives an owned element, or ERR at the end and on failure.
// A loop left early must still say cursor_end.
struct cursor {
    Value seq, chunk;   // what is walked, and what `items` belongs to (w 0: none)
    Py_ssize_t i, n;    // the next element of n
    const Value *items; // borrowed
    int mode;           // how to walk (cursor.c)
    bool failed, in_row; // in_row: items[i] to items[n - 1] come next
    struct map_cursor map;
};
int cursor_start(struct cursor *c, Ref coll);
Value cursor_next(struct cursor *c);
// The elements that lie in a row where the walk stands, borrowed, until the next step: how many (0: it is not known, and *items stays), which are passed.
static inline Py_ssize_t cursor_run(struct cursor *c, const Value **items) {
    Py_ssize_t n = c->in_row ? c->n - c->i : 0;
    if (n > 0) {
        *items = c->items + c->i;
        c->i = c->n;
    }
    return n;
}
// Of a walk along a seq: is the next element there, so that no code of the program need run for it?  And what
// has not been walked yet, a seqable (new), or ERR.
bool cursor_is_ready(const struct cursor *c);
Value cursor_rest(struct cursor *c);
int cursor_end(struct cursor *c); // 0, or -1 when an exception is set

// All elements into a new list of words: *items is PyMem_Malloc'ed, elements
// owned; returns the count or -1.  seq_words_free drops and frees.
Py_ssize_t seq_to_words(Ref coll, Value **items);
// The same of what may have no end; with (many) more than `most` elements SEQ_TOO_MANY and no exception.
#define SEQ_TOO_MANY -2
Py_ssize_t seq_to_words_most(Ref coll, Py_ssize_t most, Value **items);
void seq_words_free(Value *items, Py_ssize_t n);

/* For those who want all elements of coll and have been given it: where coll
 * is a lazy seq that nobody else has, of a known kind, they are computed
 * quicker at once, as a vector. Else coll as it is; ERR failed. */
static inline Value seq_gather(Value coll);
// What these do with a lazy seq, of which nothing is realised: the vector, or the count if `count`.  Filled by vm/flow.c.
extern Value (*seq_flow_hook)(Value lazy, bool count);

// A Python iterator over coll's seq (boxing): tp_iter of our types.
PyObject *seq_iter(PyObject *coll);
// Sequential equality and hash, for ops.equal and ops.hash of sequential types.
int seq_equal(Ref a, Ref b);       // b may be anything
Py_hash_t seq_hash(Ref a);
Py_hash_t endless_hash(Ref a);     // an error: there is none
// The same for two walked seqs (seq_is_walked), and of one, which are consumed: nothing holds their heads.
int seq_equal_give(Value a, Value b);
Py_hash_t seq_hash_give(Value a);
// Is this a seq whose elements are there only once they are walked?
static inline bool seq_is_walked(Ref r) {
    return (kind_of(r) & (K_SEQ | K_COUNTED)) == K_SEQ && ops_of(r)->equal == seq_equal && ops_of(r)->hash == seq_hash;
}

static inline bool seq_is_flow(Value coll) {
    return is_clj(ref(coll), &lazy_type) && sole(coll) && !lazy_done((struct lazy *)coll.w);
}
static inline Value seq_gather(Value coll) { return seq_is_flow(coll) ? seq_flow_hook(coll, false) : coll; }

#endif
