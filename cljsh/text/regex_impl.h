// SPDX-License-Identifier: MIT
/* What lies behind a pattern: its translation, and searching with it.  Used
 * by the functions on patterns (regex_prims.c, replace.c).
 *
 * A subject is matched as UTF-8.  The surrogates in which Python keeps bytes
 * that are no UTF-8 are written as the last code points of plane 16, in
 * pattern and subject alike, so that PCRE2 never sees malformed text. */
#ifndef TEXT_REGEX_IMPL_H
#define TEXT_REGEX_IMPL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "data/str.h"
#include "text/regex.h"

struct program { pcre2_code *code; unsigned uses; }; // how often it was used, until it has machine code
struct pattern {
    PyObject_HEAD
    PyObject *source;
    struct program find, whole; // whole: anchored at both ends, made by the first re-matches
    pcre2_match_data *match;    // used during one call only
    uint32_t groups;
    // Of a pattern that is one character or class, with or without a +: which (ASCII) characters that are.
    enum { RUN_NONE, RUN_ONE, RUN_MANY } run;
    uint64_t run_set[2];
};
static inline bool is_pattern(Ref r) { return is_clj(r, &pattern_type); }
static inline struct pattern *pattern_of(Ref r) { return (struct pattern *)obj(r); }

// Translates Java's syntax of patterns to PCRE2's: 0, or -1.
int regex_translate(PyObject *source, struct strbuf *out, uint32_t *options);
// A code point as it is given to PCRE2.
static inline Py_UCS4 without_surrogate(Py_UCS4 c) { return c >= 0xd800 && c <= 0xdfff ? c - 0xd800 + 0x10f800 : c; }
void regex_put(struct strbuf *b, Py_UCS4 c); // appends such a code point

/* One walk through a str, match by match.
 *
 * ov holds the byte offsets of the last match: [0] and [1] of all of it,
 * [2i] and [2i+1] of group i, or PCRE2_UNSET. */
struct search {
    struct pattern *pattern;
    PyObject *str;
    const char *data;
    size_t length;
    char *copy;               // NULL unless the str has surrogates
    bool found, done;
    size_t start;             // where the first search begins
    struct program *last;     // what was run last, NULL at first,
    size_t last_from;         // and from where
    size_t uncharged;         // bytes
    size_t *ov, few[12];
};
int search_start(struct search *s, struct pattern *pattern, PyObject *str); // 0 or -1
int search_next(struct search *s);    // the next match: 1, 0 when there is none, -1
int search_whole(struct search *s);   // does all of the str match?
int search_prefix(struct search *s);  // does the str begin with a match?
// Did the last search look at the end of the str, so that more text could have changed what it found?
bool search_hit_end(struct search *s);
void search_end(struct search *s);
// The text between two byte offsets: a new str.
PyObject *search_slice(const struct search *s, size_t from, size_t to);
// The match as re-find gives it: a string, or a vector when there are groups.
Value search_value(const struct search *s);
static inline size_t search_from(const struct search *s) { return s->ov[0]; }
static inline size_t search_to(const struct search *s) { return s->ov[1]; }
// The number of a named group, or -1 with an exception.
int search_group(const struct search *s, const char *name, size_t length);

// (clojure.string/replace s match replacement) for any kind of match; all borrowed.
Value text_replace(PyObject *s, Ref match, Ref replacement, bool first_only);
// The parts between matches, as a vector: (clojure.string/split s re limit).
Value text_split(PyObject *s, struct pattern *pattern, Py_ssize_t limit);
Value text_split_lines(PyObject *s);

#endif
