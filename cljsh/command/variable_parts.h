// SPDX-License-Identifier: MIT
// What the files of variables share; nobody else includes this.
#ifndef COMMAND_VARIABLE_PARTS_H
#define COMMAND_VARIABLE_PARTS_H

#include "command/sh.h"

// Room for n characters and a NUL in the variable's own buffer.
static inline void variable_reserve(struct variable *v, size_t n) {
    if (likely(v->capacity > n)) return;
    size_t capacity = n < 24 ? 32 : n + n / 2 + 8;
    v->buffer = sh_realloc(v->buffer, capacity);
    v->capacity = capacity;
}

static inline void variable_drop_array(struct variable *v) {
    xdrop(v->array);
    v->array = ERR;
}

// A value is another: whoever is to know of that is told.
static inline void variable_changed(struct interp *sh, struct variable *v) {
    if (v->flags & VAR_EXPORT) sh->environment = NULL;
    if (v->special) special_set(sh, v);
}

// Into the case that the flags ask for, in place: no letter becomes longer (parameter_patterns.c).
void variable_change_case(struct interp *sh, unsigned flags, char *text, size_t n);

// What an assignment before the function's call, or a local variable of a calling function, hides; NULL: nothing.
struct undo *variable_hidden(struct interp *sh, struct variable *v);
void variable_reveal(struct interp *sh, struct undo *u); // that is there again

#endif
