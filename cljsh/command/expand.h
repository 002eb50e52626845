// SPDX-License-Identifier: MIT
/* A word on its way to fields.
 *
 * The field in the making is in a buffer of its own; finished ones go to the
 * arena.  Where pathnames are expanded, a character that was quoted and would
 * be special in a pattern has ESCAPE before it, and so has ESCAPE itself;
 * patterns have a backslash there.
 */
#ifndef COMMAND_EXPAND_H
#define COMMAND_EXPAND_H

#include "command/node.h"

#define ESCAPE '\1'

enum expansion_mode {
    FIELDS,  // split, pathnames
    SINGLE,  // one text as it is
    PATTERN, // one text in which what was quoted is escaped
    REGEX,   // the same for a regular expression
    REPLACEMENT, // one text in which an & that was quoted is escaped
};

struct expansion {
    struct interp *sh;
    struct words *out;    // FIELDS
    enum expansion_mode mode;
    bool glob;            // pathnames are expanded
    bool open;            // a field has begun
    bool magic, escaped;  // of it
    bool inside;          // a word of ${x-word}: its text is split as what comes from an expansion
    bool failed;
    unsigned char delimiter; // what has ended the field before: 0 nothing, 1 white space, 2 another character of IFS
    char *buffer;
    size_t n, capacity;
    char local[256];
};

void expand_parts(struct expansion *e, struct word *w, bool quoted);
void sh_put_literal(struct expansion *e, const char *text, size_t n, bool quoted);
void sh_put_expanded(struct expansion *e, const char *text, size_t n, bool quoted);
void sh_put_list(struct expansion *e, struct words *list, bool quoted, bool star);
void sh_put_parameter(struct expansion *e, struct part *part); // ${…}, parameter.c
void end_field(struct expansion *e);
size_t character_length(const char *text, size_t n);        // bytes of the first one, of UTF-8

// The value of a simple parameter: false when it is unset.
bool parameter_value(struct interp *sh, struct part *part, unsigned char kind, const char **text, size_t *n);
void positional_words(struct interp *sh, struct words *list);
COLD void unset_parameter(struct interp *sh, const char *name);

#endif
