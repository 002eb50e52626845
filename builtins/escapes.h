// SPDX-License-Identifier: MIT
// Backslash escapes of echo and printf.
#ifndef BUILTINS_ESCAPES_H
#define BUILTINS_ESCAPES_H

#include "command/builtin.h"

enum escape_style {
    ESCAPE_XSI,    // echo in posix mode: \0nnn
    ESCAPE_ECHO,   // echo -e: \0nnn, and \e \xHH \uHHHH \UHHHHHHHH
    ESCAPE_B,      // %b: \0nnn and \nnn and all of those
    ESCAPE_FORMAT, // printf's format: \nnn and all of those
};

// Bytes in the making.
struct bytes { char *at; size_t n, max; };
void escapes_bytes_add(struct bytes *b, const char *from, size_t n);
static inline void bytes_char(struct bytes *b, char x) { escapes_bytes_add(b, &x, 1); }
void escapes_bytes_free(struct bytes *b);

// Appends what text says; false when a \c says that all output ends there.
bool escapes_add(struct bytes *b, const char *text, size_t n, enum escape_style style);

#endif
