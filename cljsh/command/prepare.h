// SPDX-License-Identifier: MIT
/* Making nodes out of data, in three parts: commands (prepare.c), words
 * (prepare_word.c), and the words that braces make of one (prepare_braces.c).
 * All of it lies in the program's memory. */
#ifndef COMMAND_PREPARE_H
#define COMMAND_PREPARE_H

#include "command/node.h"

#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"

// Room in the program, all zeros.
static inline void *pool(struct program *p, size_t n) {
    void *at = sh_arena_alloc(&p->pool, n);
    memset(at, 0, n);
    return at;
}

static inline bool is_tag(Ref v, Ref tag) { return is_vec(v) && vec_count(v) && same(vec_at(v, 0), tag); }
static inline bool str_is(Ref v, const char *text) { return is_str(v) && PyUnicode_CompareWithASCIIString(obj(v), text) == 0; }
static inline int int_or(Ref v, int otherwise) { return is_int(v) ? (int)int_of(v) : otherwise; }

// A word from its parts, each a part of the data.
struct word *prepare_word(struct interp *sh, struct program *p, Ref *parts, int count, enum word_use use);
void prepare_assignment(struct interp *sh, struct program *p, Ref data, struct assignment *a);

struct word_list { struct word **at; int count, capacity; };
void prepare_words_add(struct program *p, struct word_list *list, struct word *w);
// The words that a word becomes by its braces.
void prepare_braces(struct interp *sh, struct program *p, Ref word, struct word_list *list);

#endif
