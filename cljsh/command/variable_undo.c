// SPDX-License-Identifier: MIT
// What variables were before a subshell, a function or a command changed them, and how that comes back.
#include "command/variable_parts.h"

#include <stdlib.h>

// What a special variable is beside its text.
static int64_t special_state(struct interp *sh, const struct variable *v) {
    switch ((enum special)v->special) {
    case SPECIAL_OPTIND: return sh->getopts_offset; // it may be in the middle of a word
    case SPECIAL_SECONDS: return sh->seconds_base;
    default: return 0;
    }
}

static void special_back(struct interp *sh, struct variable *v, int64_t state) {
    special_set(sh, v);
    if (v->special == SPECIAL_OPTIND) sh->getopts_offset = (int)state;
    else if (v->special == SPECIAL_SECONDS) sh->seconds_base = state;
}

// What a variable is, into an entry; it is empty afterwards, its flags apart.
static void move_out(struct interp *sh, struct undo *u, struct variable *v) {
    if (unlikely(v->special)) u->state = special_state(sh, v);
    u->variable = v;
    u->buffer = v->buffer;
    u->capacity = v->capacity;
    u->text = v->text;
    u->length = v->length;
    u->number = v->number;
    u->has_number = v->has_number;
    u->flags = v->flags;
    u->array = v->array;
    u->level = v->level;
    v->buffer = v->text = NULL;
    v->capacity = v->length = 0;
    v->has_number = false;
    v->array = ERR;
}

static void copy_back(struct variable *v, const struct undo *u) {
    if (u->text) {
        variable_reserve(v, u->length);
        memcpy(v->buffer, u->text, u->length + 1);
        v->text = v->buffer;
        v->length = u->length;
    }
    v->has_number = u->has_number;
    v->number = u->number;
    if (u->array.w) v->array = keep(ref(u->array));
}

static void put_back(struct interp *sh, struct undo *u) {
    struct variable *v = u->variable;
    bool exported = (v->flags | u->flags) & VAR_EXPORT;
    free(v->buffer);
    xdrop(v->array);
    v->buffer = u->buffer;
    v->capacity = u->capacity;
    v->text = u->text;
    v->length = u->length;
    v->number = u->number;
    v->has_number = u->has_number;
    v->array = u->array;
    v->flags = u->flags;
    if (exported) sh->environment = NULL;
    if (unlikely(v->special)) special_back(sh, v, u->state);
}

void variable_touch(struct interp *sh, struct variable *v, bool keep_text) {
    if (likely(v->level >= sh->level)) return;
    struct undo *u = sh_alloc(sizeof *u);
    *u = (struct undo){.next = sh->undo};
    move_out(sh, u, v);
    if (keep_text) copy_back(v, u);
    v->level = sh->level;
    sh->undo = u;
}

void undo_restore(struct interp *sh, struct undo *mark) {
    while (sh->undo != mark) {
        struct undo *u = sh->undo;
        sh->undo = u->next;
        if (u->variable) {
            put_back(sh, u);
            u->variable->level = u->level;
        } else {
            sh_function_drop(u->name->function);
            u->name->function = u->function;
            u->name->level = u->level;
        }
        free(u);
    }
}

void variable_save(struct interp *sh, struct variable *v) {
    variable_touch(sh, v, true);
    struct undo *u = sh_alloc(sizeof *u);
    *u = (struct undo){.next = sh->locals};
    move_out(sh, u, v);
    sh->locals = u;
}

void locals_restore(struct interp *sh, struct undo *mark) {
    while (sh->locals != mark) {
        struct undo *u = sh->locals;
        sh->locals = u->next;
        if (u->variable) put_back(sh, u);
        free(u);
    }
}

static void drop_saved(struct undo *u) {
    free(u->buffer);
    xdrop(u->array);
}

/* `x=1 local y`: y's entry lies above that of x, and stays.  A variable that
 * has an entry above as well (`x=1 local x`) is given back when that one is,
 * as what it was before both. */
void locals_take_back(struct interp *sh, struct undo *from, struct undo *mark) {
    struct undo **link = &sh->locals;
    while (*link != from && *link != mark) link = &(*link)->next;
    while (*link != mark) {
        struct undo *u = *link, *above = NULL;
        *link = u->next;
        for (struct undo *w = sh->locals; w != *link; w = w->next)
            if (u->variable && w->variable == u->variable) above = w;
        if (above) {
            struct undo *next = above->next;
            drop_saved(above);
            *above = *u;
            above->next = next;
            above->temporary = false;
        } else if (u->variable) {
            put_back(sh, u);
        }
        free(u);
    }
}

/* What is hidden by the value that a command's own assignment gave a variable
 * (`x=1 f`), or by a local variable of a calling function; NULL: nothing is, or
 * the variable is a local one of the function that runs. */
struct undo *variable_hidden(struct interp *sh, struct variable *v) {
    if (!sh->function_depth) return NULL;
    bool own = true;
    for (struct undo *u = sh->locals; u; u = u->next) {
        if (u == sh->frame) own = false;
        if (u->variable == v) return u->assigned || !(own || sh->options[OPT_POSIX]) ? u : NULL;
    }
    return NULL;
}

bool variable_is_local(struct interp *sh, const struct variable *v) {
    if (!sh->function_depth) return false;
    for (const struct undo *u = sh->locals; u && u != sh->frame; u = u->next)
        if (u->variable == v) return true;
    return false;
}

bool variable_is_anybodys(struct interp *sh, const struct variable *v) {
    for (const struct undo *u = sh->locals; u; u = u->next)
        if (u->variable == v && !u->temporary) return true;
    return false;
}

/* Such a variable is unset: what it hides is there again, as in
 * bash, where functions give values to their callers' callers this way.  The
 * entry stays where it is, for marks may point to it. */
void variable_reveal(struct interp *sh, struct undo *u) {
    struct variable *v = u->variable;
    struct undo *outside = sh->subshell ? sh->subshell->locals : NULL;
    while (outside && outside != u) outside = outside->next;
    if (!outside) {
        put_back(sh, u);
        u->variable = NULL;
        return;
    }
    // The function goes on outside of this subshell, with its variable.
    variable_touch(sh, v, false);
    v->text = NULL;
    v->has_number = false;
    variable_drop_array(v);
    copy_back(v, u);
    v->flags = u->flags;
    variable_changed(sh, v);
    sh->environment = NULL;
}

static void exchange(struct interp *sh, struct undo *u) {
    struct variable *v = u->variable;
    struct undo inner = {0};
    unsigned exported = (v->flags | u->flags) & VAR_EXPORT;
    move_out(sh, &inner, v);
    put_back(sh, u);
    inner.next = u->next;
    inner.assigned = u->assigned;
    inner.temporary = u->temporary;
    *u = inner;
    if (exported) sh->environment = NULL;
}

// What lies outside of this subshell is not its own to change.
struct undo *variable_uncover(struct interp *sh, const char *name) {
    struct variable *v = variable_intern(sh, name, strlen(name));
    struct undo *outside = sh->subshell ? sh->subshell->locals : NULL, *outer = NULL;
    for (struct undo *u = sh->locals; u && u != outside; u = u->next)
        if (u->variable == v && !u->temporary) outer = u;
    if (outer) exchange(sh, outer);
    return outer;
}

void variable_cover(struct interp *sh, struct undo *outer) { exchange(sh, outer); }

int variable_make_local(struct interp *sh, const char *name, bool inherits) {
    if (!sh->function_depth) return -1;
    struct variable *v = variable_intern(sh, name, strlen(name));
    for (struct undo *u = sh->locals; u != sh->frame; u = u->next)
        if (u->variable == v && !u->temporary) { // it is local already, and keeps its value
            u->assigned = false;
            return 0;
        }
    unsigned flags = v->flags;
    if (flags & VAR_READONLY && variable_is_anybodys(sh, v)) flags &= ~(unsigned)VAR_READONLY; // a caller's own, not everybody's
    variable_save(sh, v);
    v->flags = inherits ? flags : flags & (VAR_EXPORT | VAR_READONLY);
    if (inherits) copy_back(v, sh->locals);
    if (v->special) special_set(sh, v);
    if (flags & VAR_EXPORT) sh->environment = NULL;
    return 0;
}
