// SPDX-License-Identifier: MIT
// Variables that are computed when they are asked for, or that have consequences when they are set.
#include "command/node.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static const struct { const char *name; enum special special; } specials[] = {
    {"IFS", SPECIAL_IFS}, {"PATH", SPECIAL_PATH}, {"OPTIND", SPECIAL_OPTIND}, {"FUNCNEST", SPECIAL_FUNCNEST}, {"IGNOREEOF", SPECIAL_IGNOREEOF}, {"LINENO", SPECIAL_LINENO}, {"RANDOM", SPECIAL_RANDOM}, {"SECONDS", SPECIAL_SECONDS},
    {"_", SPECIAL_UNDERSCORE}, {"PIPESTATUS", SPECIAL_PIPESTATUS}, {"BASHPID", SPECIAL_BASHPID}, {"EPOCHSECONDS", SPECIAL_EPOCH}, {"EPOCHREALTIME", SPECIAL_EPOCH_REAL},
    {"FUNCNAME", SPECIAL_FUNCNAME}, {"BASH_SOURCE", SPECIAL_SOURCE}, {"BASH_LINENO", SPECIAL_LINES}, {"BASH_COMMAND", SPECIAL_COMMAND},
    {"BASH_SUBSHELL", SPECIAL_SUBSHELL}, {"DIRSTACK", SPECIAL_DIRECTORIES}, {"SRANDOM", SPECIAL_SRANDOM}, {"SHELLOPTS", SPECIAL_SHELLOPTS},
    {"BASHOPTS", SPECIAL_SHOPTS}, {"GROUPS", SPECIAL_GROUPS}, {"BASH_ARGV0", SPECIAL_ZERO},
};

// Names that mean nothing to the standard: in its mode they are variables like any others.
static bool is_beyond(enum special s) { return s >= SPECIAL_SOURCE && s != SPECIAL_EPOCH_REAL; }

// --- those of several elements ----------------------------------------------------------

static int64_t seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

static void nest_calls(struct interp *sh, const char *text) {
    enum { MOST = 100001 };
    long n = text && !sh->options[OPT_POSIX] ? strtol(text, NULL, 10) : 0;
    sh->functions_deep = n > 0 && n < MOST ? (int)n : MOST;
}

void specials_start(struct interp *sh) {
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        variable_intern(sh, specials[i].name, strlen(specials[i].name))->special = specials[i].special;
    sh->v_ifs = variable_intern(sh, "IFS", 3);
    sh->v_path = variable_intern(sh, "PATH", 4);
    sh->v_home = variable_intern(sh, "HOME", 4);
    sh->v_ps4 = variable_intern(sh, "PS4", 3);
    nest_calls(sh, NULL);
    sh->seconds_base = seconds_now();
    sh->random = (uint32_t)getpid() * 2654435761u ^ (uint32_t)sh->seconds_base;
}

static int64_t computed(struct interp *sh, struct variable *v) {
    switch (v->special) {
    case SPECIAL_LINENO: return sh->line;
    case SPECIAL_SECONDS: return seconds_now() - sh->seconds_base;
    case SPECIAL_BASHPID: return getpid();
    case SPECIAL_EPOCH: return time(NULL);
    case SPECIAL_SUBSHELL: return sh->level + sh->forked_level;
    case SPECIAL_SRANDOM: {
        uint32_t random;
        return getrandom(&random, sizeof random, GRND_NONBLOCK) == sizeof random ? random : 0;
    }
    case SPECIAL_RANDOM:
        sh->random = sh->random * 1103515245u + 12345u;
        return sh->random >> 16 & 0x7fff;
    default: return 0;
    }
}

bool special_is_array(const struct variable *v) {
    switch ((enum special)v->special) {
    case SPECIAL_PIPESTATUS: case SPECIAL_FUNCNAME: case SPECIAL_SOURCE: case SPECIAL_LINES: case SPECIAL_DIRECTORIES: case SPECIAL_GROUPS: return true;
    default: return false;
    }
}

static void put_text(struct interp *sh, struct words *values, const char *text) {
    words_put(&sh->arena, values, sh_arena_text(&sh->arena, text, strlen(text)));
}

static void put_number(struct interp *sh, struct words *values, int64_t number) {
    char text[24];
    sh_number_text(text, number);
    put_text(sh, values, text);
}

static void put_groups(struct interp *sh, struct words *values) {
    gid_t groups[256];
    int n = getgroups(256, groups);
    put_number(sh, values, getgid());
    for (int i = 0; i < n; i++)
        if (groups[i] != getgid()) put_number(sh, values, groups[i]);
}

// The calls, the innermost first, and below them the script that was started.
static void put_calls(struct interp *sh, enum special what, struct words *values) {
    bool any = what == SPECIAL_SOURCE;
    for (struct call_frame *f = sh->frames; f; f = f->outer) any |= f->is_function;
    if (!any) return;
    for (struct call_frame *f = sh->frames; f; f = f->outer) {
        if (what == SPECIAL_FUNCNAME) put_text(sh, values, f->name);
        else if (what == SPECIAL_LINES) put_number(sh, values, f->line);
        else put_text(sh, values, f->file ? f->file : sh->main_file ? sh->main_file : "main");
    }
    if (!sh->main_file) return;
    if (what == SPECIAL_LINES) put_number(sh, values, 0);
    else put_text(sh, values, what == SPECIAL_FUNCNAME ? "main" : sh->main_file);
}

void special_elements(struct interp *sh, struct variable *v, struct words *values) {
    enum special what = v->special;
    if (is_beyond(what) && sh->options[OPT_POSIX]) return;
    if (what == SPECIAL_PIPESTATUS) {
        if (!sh->pipe_count) put_number(sh, values, sh->status);
        for (int i = 0; i < sh->pipe_count; i++) put_number(sh, values, sh->pipe_status[i]);
    } else if (what == SPECIAL_DIRECTORIES) {
        put_text(sh, values, variable_get_or(sh, "PWD", "."));
        for (int i = 0; i < sh->directories.count; i++) put_text(sh, values, sh->directories.at[i]);
    } else if (what == SPECIAL_GROUPS) {
        put_groups(sh, values);
    } else {
        put_calls(sh, what, values);
    }
}

// --- those of one value --------------------------------------------------------------------

static const char *buffered(struct variable *v, const char *text) {
    v->length = strlen(text);
    if (v->capacity <= v->length) v->buffer = sh_realloc(v->buffer, v->capacity = v->length + 1);
    return memcpy(v->buffer, text, v->length + 1);
}

static const char *first_element(struct interp *sh, struct variable *v) {
    struct mark m = arena_mark(&sh->arena);
    struct words values = {0};
    special_elements(sh, v, &values);
    const char *text = values.count ? buffered(v, values.at[0]) : NULL;
    arena_release(&sh->arena, m);
    return text;
}

static const char *noted_command(struct interp *sh, struct variable *v) {
    if (!sh->noted) return NULL;
    char *text = sh_node_text(sh, sh->noted);
    const char *copy = buffered(v, text);
    free(text);
    return copy;
}

struct named_options { char text[1024], *end; };

static void add_option(const char *name, bool on, void *arg) {
    struct named_options *o = arg;
    if (on && o->end - o->text + strlen(name) + 2 < sizeof o->text) o->end = stpcpy(stpcpy(o->end, o->end == o->text ? "" : ":"), name);
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

// Those of set -o that are on, or of shopt, in order, between colons.
static const char *option_names(struct interp *sh, struct variable *v) {
    struct named_options o = {.end = o.text};
    *o.text = 0;
    if (v->special == SPECIAL_SHOPTS) {
        shopt_each(sh, add_option, &o);
        return buffered(v, o.text);
    }
    const char *names[OPT_COUNT + 1];
    int n = 0;
    names[n++] = "interactive-comments"; // which no option takes away
    for (int i = 0; i < OPT_COUNT; i++)
        if (sh->options[i] && i != OPT_INTERACTIVE && i != OPT_STDIN && i != OPT_COMMAND) names[n++] = option_name(i);
    qsort(names, (size_t)n, sizeof *names, by_name);
    for (int i = 0; i < n; i++) add_option(names[i], true, &o);
    return buffered(v, o.text);
}

const char *special_text(struct interp *sh, struct variable *v) {
    v->text = NULL;
    v->has_number = false;
    if (is_beyond(v->special) && sh->options[OPT_POSIX]) return NULL;
    if (special_is_array(v)) return first_element(sh, v);
    if (v->special == SPECIAL_ZERO) return buffered(v, sh->zero);
    if (v->special == SPECIAL_COMMAND) return noted_command(sh, v);
    if (v->special == SPECIAL_SHELLOPTS || v->special == SPECIAL_SHOPTS) return option_names(sh, v);
    if (v->capacity < 512) v->buffer = sh_realloc(v->buffer, v->capacity = 512);
    if (v->special == SPECIAL_UNDERSCORE) {
        v->length = strlen(strcpy(v->buffer, sh->last_word));
    } else if (v->special == SPECIAL_EPOCH_REAL) {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        v->length = (size_t)snprintf(v->buffer, v->capacity, "%lld.%06ld", (long long)t.tv_sec, t.tv_nsec / 1000);
    } else {
        v->length = (size_t)sh_number_text(v->buffer, computed(sh, v));
    }
    return v->buffer;
}

void ifs_changed(struct interp *sh) {
    const char *ifs = variable_text(sh->v_ifs);
    if (!ifs) ifs = " \t\n";
    sh->ifs_text = ifs;
    sh->ifs_bytes = 0;
    memset(sh->ifs, 0, sizeof sh->ifs);
    memset(sh->plain, 0, sizeof sh->plain);
    for (const unsigned char *p = (const unsigned char *)ifs; *p; p++) {
        sh->ifs[*p] = *p == ' ' || *p == '\t' || *p == '\n' ? 1 : *p >= 0x80 ? 3 : 2;
        sh->plain[*p] = 1;
        if (*p >= 0x80) sh->ifs_bytes = 1;
    }
    for (const char *p = "*?[\\\001"; *p; p++) sh->plain[(unsigned char)*p] = 1;
    if (shopt_is_set(sh, SHOPT_EXTGLOB)) sh->plain['('] = 1;
}

void special_set(struct interp *sh, struct variable *v) {
    switch (v->special) {
    case SPECIAL_IFS: ifs_changed(sh); break;
    case SPECIAL_OPTIND: sh->getopts_offset = 0; break;
    case SPECIAL_PATH: sh_hash_forget(sh, NULL); break;
    case SPECIAL_FUNCNEST: nest_calls(sh, variable_text(v)); break;
    case SPECIAL_IGNOREEOF: sh->options[OPT_IGNOREEOF] = variable_text(v) != NULL; break;
    case SPECIAL_SECONDS: if (v->text) sh->seconds_base = seconds_now() - atoll(v->text); break;
    case SPECIAL_ZERO: if (v->text && !sh->options[OPT_POSIX]) sh->zero = name_intern(sh, v->text)->name; break; // a text that stays
    case SPECIAL_RANDOM: if (v->text) sh->random = (uint32_t)atoll(v->text); break;
    default: break;
    }
    if (v->special >= SPECIAL_LINENO) v->text = NULL, v->has_number = false; // what was assigned is not what it says
}
