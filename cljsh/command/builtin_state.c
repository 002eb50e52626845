// SPDX-License-Identifier: MIT
// What the interpreter keeps for builtins (interpreter.h, its last part).
#include "command/sh.h"

#include <stdlib.h>
#include <string.h>

enum pending sh_pending(struct interp *sh) { return sh->pending; }
void sh_set_status(struct interp *sh, int status) { sh->status = status; }
bool sh_login(struct interp *sh) { return sh->login; }
unsigned long params_generation(struct interp *sh) { return sh->params_generation; }

int *sh_getopts_offset(struct interp *sh) { return &sh->getopts_offset; }
struct strings *sh_directories(struct interp *sh) { return &sh->directories; }
struct sh_kept **sh_completions(struct interp *sh) { return &sh->completions; }

void sh_kept_drop(struct sh_kept *k) {
    if (k && !--k->references) k->drop(k);
}
bool *sh_call_traps(struct interp *sh) { return &sh->call_traps; }
void sh_asks_command(struct interp *sh) { sh->asks_command = sh->notes_commands = true; }
void sh_traps_are_set(struct interp *sh, bool any) { sh->notes_commands = any || sh->asks_command; }
unsigned *sh_shopts(struct interp *sh) { return &sh->shopts; }

static const char *const shopt_names[SHOPT_COUNT] = {
    [SHOPT_CDABLE_VARS] = "cdable_vars", [SHOPT_DOTGLOB] = "dotglob", [SHOPT_EXECFAIL] = "execfail", [SHOPT_EXPAND_ALIASES] = "expand_aliases", [SHOPT_EXTGLOB] = "extglob",
    [SHOPT_FAILGLOB] = "failglob", [SHOPT_GLOBSKIPDOTS] = "globskipdots", [SHOPT_GLOBSTAR] = "globstar", [SHOPT_HUPONEXIT] = "huponexit", [SHOPT_INHERIT_ERREXIT] = "inherit_errexit", [SHOPT_LASTPIPE] = "lastpipe",
    [SHOPT_NOCASEGLOB] = "nocaseglob", [SHOPT_NOCASEMATCH] = "nocasematch", [SHOPT_NULLGLOB] = "nullglob",
    [SHOPT_PATSUB] = "patsub_replacement", [SHOPT_SHIFT_VERBOSE] = "shift_verbose",
    [SHOPT_SOURCEPATH] = "sourcepath", [SHOPT_XPG_ECHO] = "xpg_echo",
};

const char *shopt_name(enum shell_shopt o) { return shopt_names[o]; }

// Options of other shells, and which of their values is what happens here in any case.
static const struct { const char *name; bool on; } always[] = {
    {"autocd", false}, {"cdspell", false}, {"checkhash", true}, {"checkwinsize", true}, {"cmdhist", true},
    {"complete_fullquote", true}, {"compat42", false}, {"compat43", false}, {"compat44", false}, {"direxpand", false}, {"dirspell", false},
    {"extquote", true}, {"force_fignore", true}, {"globasciiranges", true},
    {"gnu_errfmt", false}, {"histreedit", false}, {"histverify", false}, {"hostcomplete", false}, {"mailwarn", false}, {"no_empty_cmd_completion", true},
    {"progcomp_alias", false}, {"assoc_expand_once", true}, {"compat31", false}, {"compat32", false}, {"compat40", false}, {"compat41", false},
    {"extdebug", false}, {"localvar_unset", false}, {"noexpand_translation", false}, {"restricted_shell", false}, {"varredir_close", false},
    {"histappend", true}, {"inherit_errexit", true}, {"interactive_comments", true}, {"lithist", true}, {"localvar_inherit", false},
    {"progcomp", true}, {"promptvars", true},
};

int shopt_fixed(const char *name) {
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (!strcmp(always[i].name, name)) return always[i].on;
    return -1;
}

struct named { const char *name; bool on; };

static int by_name(const void *a, const void *b) { return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name); }

void shopt_each(struct interp *sh, void (*each)(const char *name, bool on, void *arg), void *arg) {
    struct named all[SHOPT_COUNT + sizeof always / sizeof *always];
    size_t n = 0;
    for (int i = 0; i < SHOPT_COUNT; i++) all[n++] = (struct named){shopt_name(i), shopt_is_set(sh, i)};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        bool is_own = false; // it can be changed by now
        for (int k = 0; k < SHOPT_COUNT; k++) is_own |= !strcmp(shopt_name(k), always[i].name);
        if (!is_own) all[n++] = (struct named){always[i].name, always[i].on};
    }
    qsort(all, n, sizeof *all, by_name);
    for (size_t i = 0; i < n; i++) each(all[i].name, all[i].on, arg);
}

void shopt_set(struct interp *sh, enum shell_shopt o, bool on) {
    if (on) sh->shopts |= 1u << o;
    else sh->shopts &= ~(1u << o);
    if (o == SHOPT_EXTGLOB) ifs_changed(sh); // which characters of a value mean something
}

bool builtin_is_disabled(struct interp *sh, const char *name) {
    struct command_name *n = name_find(sh, name);
    return n && n->disabled;
}

void builtin_disable(struct interp *sh, const char *name, bool off) { name_intern(sh, name)->disabled = off; }

void sh_local_options(struct interp *sh) {
    if (sh->local_options) return; // those of the beginning are kept already
    sh->local_options = sh_alloc(sizeof sh->options);
    memcpy(sh->local_options, sh->options, sizeof sh->options);
}

void sh_hash_set(struct interp *sh, const char *name, const char *path) {
    struct command_name *n = name_intern(sh, name);
    free(n->path);
    n->path = sh_copy(path, strlen(path));
    n->hits = 0;
}

const char *sh_hash_get(struct interp *sh, const char *name) {
    struct command_name *n = name_find(sh, name);
    return n ? n->path : NULL;
}

int variable_unset_element(struct interp *sh, const char *name, const char *index) {
    struct variable *v = variable_find(sh, name);
    if (!v) return 0;
    if (v->flags & VAR_READONLY) {
        sh_report(sh, "%s: readonly variable", name);
        return -1;
    }
    return element_unset(sh, v, index);
}

int variable_append_text(struct interp *sh, const char *name, const char *value) {
    return variable_append(sh, variable_intern(sh, name, strlen(name)), value, strlen(value));
}

void variable_elements(struct interp *sh, struct variable *v, struct strings *indexes, struct strings *values) {
    struct mark m = arena_mark(&sh->arena);
    struct words keys = {0}, texts = {0};
    array_each(sh, v, &keys, &texts);
    for (int i = 0; i < keys.count; i++) {
        strings_add(indexes, sh_copy(keys.at[i], strlen(keys.at[i])));
        strings_add(values, sh_copy(texts.at[i], strlen(texts.at[i])));
    }
    arena_release(&sh->arena, m);
}
