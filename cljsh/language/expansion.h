// SPDX-License-Identifier: MIT
// What words have in them beside text; of word.c and expansion.c.
#ifndef LANGUAGE_EXPANSION_H
#define LANGUAGE_EXPANSION_H

#include "language/parser.h"

// A word in the making: parts, and the text that is gathered for the next one.
struct parts {
    struct values parts;
    struct strbuf text;
    bool open;        // is text being gathered (perhaps none yet)?
    bool text_quoted;
    bool quoted;      // was anything?
};
int parts_text(struct parts *w, const char *bytes, size_t n, bool quoted);
int parts_add(struct parts *w, Value part); // takes part, also ERR
int parts_word(struct parts *w, Value word);  // takes a word, also ERR: its parts
Value parts_finish(struct parts *w);         // the word: a str when it is one unquoted text; frees the parts
void parts_drop(struct parts *w);

// What a $ or ` at the position begins; a $ that begins nothing is text.
int parse_expansion(struct parser *p, struct parts *w, bool in_double_quotes);
int parse_process(struct parser *p, struct parts *w);      // <(…)
int parse_dollar_quoted(struct parser *p, struct parts *w); // $'…'
Value parse_clojure(struct parser *p);                     // a form, from its first character on: [:clj form]
// Does arithmetic stand behind the two parentheses that end i characters on (and not a subshell in parentheses)?
bool parse_is_arithmetic(struct parser *p, size_t i);

#endif
