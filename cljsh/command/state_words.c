// SPDX-License-Identifier: MIT
// The rest of a shell's state: options, parameters, where it is; reports; texts.
#include "command/sh.h"

#include <ctype.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// --- options ----------------------------------------------------------------------

static const struct { const char *name; char letter; } options[OPT_COUNT] = {
    [OPT_ALLEXPORT] = {"allexport", 'a'}, [OPT_NOTIFY] = {"notify", 'b'}, [OPT_NOCLOBBER] = {"noclobber", 'C'}, [OPT_ERREXIT] = {"errexit", 'e'},
    [OPT_NOGLOB] = {"noglob", 'f'}, [OPT_HASHALL] = {"hashall", 'h'}, [OPT_MONITOR] = {"monitor", 'm'}, [OPT_NOEXEC] = {"noexec", 'n'},
    [OPT_NOUNSET] = {"nounset", 'u'}, [OPT_VERBOSE] = {"verbose", 'v'}, [OPT_XTRACE] = {"xtrace", 'x'}, [OPT_PIPEFAIL] = {"pipefail", 0},
    [OPT_IGNOREEOF] = {"ignoreeof", 0}, [OPT_NOLOG] = {"nolog", 0}, [OPT_VI] = {"vi", 0}, [OPT_EMACS] = {"emacs", 0}, [OPT_POSIX] = {"posix", 0},
    [OPT_INTERACTIVE] = {"interactive", 'i'}, [OPT_STDIN] = {"stdin", 's'}, [OPT_COMMAND] = {"command", 'c'},
    [OPT_BRACEEXPAND] = {"braceexpand", 'B'}, [OPT_ERRTRACE] = {"errtrace", 'E'}, [OPT_FUNCTRACE] = {"functrace", 'T'}, [OPT_KEYWORD] = {"keyword", 'k'}, [OPT_HISTEXPAND] = {"histexpand", 'H'},
};

bool option_is_set(struct interp *sh, enum shell_option o) { return sh->options[o]; }

void option_set(struct interp *sh, enum shell_option o, bool on) {
    sh->options[o] = on;
    if (on && o == OPT_VI) sh->options[OPT_EMACS] = false;
    if (on && o == OPT_EMACS) sh->options[OPT_VI] = false;
    // The variable says the same, which the standard does not know.
    if (o == OPT_IGNOREEOF && !sh->options[OPT_POSIX] && on != (variable_get(sh, "IGNOREEOF") != NULL))
        on ? variable_set(sh, "IGNOREEOF", "10") : variable_unset(sh, "IGNOREEOF");
}

enum shell_option option_by_letter(char letter) {
    for (int o = 0; letter && o < OPT_COUNT; o++)
        if (options[o].letter == letter) return o;
    return OPT_COUNT;
}

enum shell_option option_by_name(const char *name) {
    for (int o = 0; o < OPT_COUNT; o++)
        if (strcmp(options[o].name, name) == 0) return o;
    return OPT_COUNT;
}

const char *option_name(enum shell_option o) { return options[o].name; }
char option_letter(enum shell_option o) { return options[o].letter; }

// --- parameters -------------------------------------------------------------------

int params_count(struct interp *sh) { return sh->parameters.count; }
const char *params_get(struct interp *sh, int n) { return n >= 1 && n <= sh->parameters.count ? sh->parameters.at[n - 1] : NULL; }

void params_set(struct interp *sh, int count, char **values) {
    struct parameters before = sh->parameters;
    char **at = sh_alloc(sizeof *at * (size_t)(count + 1));
    for (int i = 0; i < count; i++) at[i] = sh_copy(values[i], strlen(values[i]));
    at[count] = NULL;
    sh->parameters = (struct parameters){count, at, at, count};
    sh->params_generation++;
    for (int i = 0; i < before.owned_count; i++) free(before.owned[i]);
    free(before.owned);
}

int params_shift(struct interp *sh, int n) {
    if (n > sh->parameters.count) return -1;
    sh->parameters.at += n;
    sh->parameters.count -= n;
    return 0;
}

// --- where it is --------------------------------------------------------------------

int sh_status(struct interp *sh) { return sh->status; }
int sh_line(struct interp *sh) { return sh->line; }
bool sh_interactive(struct interp *sh) { return sh->options[OPT_INTERACTIVE]; }
int sh_loop_depth(struct interp *sh) { return sh->loop_depth; }
int sh_function_depth(struct interp *sh) { return sh->function_depth; }
int sh_dot_depth(struct interp *sh) { return sh->dot_depth; }
bool sh_call_at(struct interp *sh, long n, struct sh_call *call) {
    struct call_frame *f = sh->frames;
    for (; f && n > 0; n--) f = f->outer;
    if (!f || n < 0) return false;
    struct call_frame *from = f->outer;
    const char *file = from ? from->file : NULL;
    *call = (struct sh_call){from ? from->name : "main", file ? file : sh->main_file ? sh->main_file : sh->name, f->line};
    return true;
}

bool sh_is_subshell(struct interp *sh) { return sh->level > 0 || sh->forked; }
struct traps **sh_traps(struct interp *sh) { return &sh->traps; }
struct job_list **sh_jobs(struct interp *sh) { return &sh->jobs; }

void sh_pend(struct interp *sh, enum pending what, int levels, int status) {
    if (sh->pending == PENDING_EXCEPTION && what != PENDING_EXCEPTION) return; // out of this shell comes before all else
    sh->pending = what;
    sh->levels = levels;
    sh->pending_status = status;
}

bool sh_interrupted(struct interp *sh) {
    if (sh->pending == PENDING_EXCEPTION) return true;
    if (PyErr_Occurred() || PyErr_CheckSignals() == 0) return false;
    sh_pend(sh, PENDING_EXCEPTION, 0, 128 + SIGINT);
    return true;
}

void sh_fatal(struct interp *sh, int status) {
    if (sh->pending) return;
    if (sh->options[OPT_INTERACTIVE] && !sh->level && !sh->forked) sh_pend(sh, PENDING_PROMPT, 0, status);
    else sh_pend(sh, PENDING_EXIT, 0, status);
}

void sh_abandon_line(struct interp *sh) {
    if (sh->pending) return;
    bool ends = sh->options[OPT_POSIX] || sh->options[OPT_INTERACTIVE];
    if (ends) sh_fatal(sh, 2);
    else sh_pend(sh, sh->options[OPT_ERREXIT] || sh->level || sh->forked ? PENDING_EXIT : PENDING_LINE, 0, 1);
}

// --- reports --------------------------------------------------------------------------

void sh_report(struct interp *sh, const char *format, ...) {
    char head[512];
    va_list args;
    if (sh->pending == PENDING_EXCEPTION) return; // what is said of that is said elsewhere
    int n = sh->options[OPT_INTERACTIVE] ? snprintf(head, sizeof head, "%s: ", sh->name)
                                         : snprintf(head, sizeof head, "%.300s: line %d: ", sh->file ? sh->file : sh->name, sh->line);
    if (n >= (int)sizeof head) n = (int)sizeof head - 1;
    char *message = NULL;
    va_start(args, format);
    int length = vasprintf(&message, format, args);
    va_end(args);
    if (length < 0) length = 0;
    char *text = sh_alloc((size_t)(n + length + 2));
    memcpy(text, head, (size_t)n);
    if (length) memcpy(text + n, message, (size_t)length);
    free(message);
    text[n + length] = '\n';
    descriptor_write(sh, 2, text, (size_t)(n + length + 1));
    free(text);
}

// --- texts ------------------------------------------------------------------------------

static bool needs_quotes(const char *text, const char *plain) {
    if (!*text) return true;
    for (const char *p = text; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr(plain, *p) && (unsigned char)*p < 0x80) return true;
    return false;
}

// The bytes of the character of UTF-8 at p, or 0: there is none.
static int character_length(const unsigned char *p) {
    int n = *p < 0x80 ? 1 : *p >= 0xC2 && *p < 0xE0 ? 2 : *p >= 0xE0 && *p < 0xF0 ? 3 : *p >= 0xF0 && *p < 0xF5 ? 4 : 0;
    for (int i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    return n;
}

char *sh_quote_codes(const char *text, const char *plain) {
    bool codes = false;
    for (const unsigned char *p = (const unsigned char *)text; *p && !codes; p++) {
        int n = character_length(p);
        codes = !n || *p == 127 || (*p < 32 && !strchr(plain, *p));
        p += n > 1 ? n - 1 : 0;
    }
    if (!codes) return NULL;
    char *quoted = sh_alloc(strlen(text) * 4 + 4), *at = stpcpy(quoted, "$'");
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        static const char named[] = "\a\b\t\n\v\f\r\033'\\", letters[] = "abtnvfrE'\\";
        const char *name = strchr(named, *p);
        int n = character_length(p);
        if (name) *at++ = '\\', *at++ = letters[name - named];
        else if (!n || *p < 32 || *p == 127) at += sprintf(at, "\\%03o", *p);
        else for (*at++ = (char)*p; n > 1; n--) *at++ = (char)*++p;
    }
    strcpy(at, "'");
    return quoted;
}

static char *quoted_text(const char *text, const char *plain) {
    size_t n = strlen(text);
    char *quoted = sh_quote_codes(text, "\t\n");
    if (quoted) return quoted;
    if (plain && !needs_quotes(text, plain)) return sh_copy(text, n);
    if (!strcmp(text, "'")) return sh_copy("\\'", 2);
    char *at = quoted = sh_alloc(n * 4 + 8);
    *at++ = '\'';
    for (const char *p = text; *p; p++) {
        if (*p == '\'') at = stpcpy(at, "'\\''");
        else *at++ = *p;
    }
    *at++ = '\'';
    *at = 0;
    return quoted;
}

char *sh_quote(const char *text) { return quoted_text(text, "_-./:,+@%^"); }
char *sh_quote_always(const char *text) { return quoted_text(text, NULL); }
char *sh_quote_argument(const char *text) { return quoted_text(text, "_-./:,+@%^="); }

void strings_add(struct strings *s, char *word) {
    if (s->count + 1 >= s->capacity) {
        s->capacity = s->capacity * 2 + 8;
        s->at = sh_realloc(s->at, sizeof *s->at * (size_t)s->capacity);
    }
    s->at[s->count++] = word;
    s->at[s->count] = NULL;
}

void strings_free(struct strings *s) {
    for (int i = 0; i < s->count; i++) free(s->at[i]);
    free(s->at);
    *s = (struct strings){0};
}
