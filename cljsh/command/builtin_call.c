// SPDX-License-Identifier: MIT
// Calls of builtins: their options, their output, their errors.
#include "command/describe.h"
#include "command/sh.h"
#include "shell/signals.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

// --- output -----------------------------------------------------------------------

enum { OUTPUT = 16 * 1024 };

static void flush(struct interp *sh) {
    if (!sh->output_length) return;
    size_t n = sh->output_length;
    sh->output_length = 0;
    int error = descriptor_write(sh, 1, sh->output, n);
    if (error && !sh->write_error) sh->write_error = error;
}

void builtin_write(struct call *c, const char *bytes, size_t n) {
    struct interp *sh = c->sh;
    if (!sh->output) sh->output = sh_alloc(OUTPUT);
    if (OUTPUT - sh->output_length < n) flush(sh);
    if (n > OUTPUT) {
        int error = descriptor_write(sh, 1, bytes, n);
        if (error && !sh->write_error) sh->write_error = error;
        return;
    }
    memcpy(sh->output + sh->output_length, bytes, n);
    sh->output_length += n;
}

void builtin_puts(struct call *c, const char *text) { builtin_write(c, text, strlen(text)); }

static char *formatted(const char *format, va_list args) {
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0) sh_out_of_memory();
    return text;
}

void builtin_printf(struct call *c, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = formatted(format, args);
    va_end(args);
    builtin_puts(c, text);
    free(text);
}

static void put_and_free(struct call *c, char *text) {
    builtin_puts(c, text);
    free(text);
}

void builtin_quoted(struct call *c, const char *text) { put_and_free(c, sh_quote(text)); }
void builtin_quoted_always(struct call *c, const char *text) { put_and_free(c, sh_quote_always(text)); }

void builtin_flush(struct call *c) { flush(c->sh); }

bool builtin_own_process(struct call *c) {
    flush(c->sh);
    return subshell_move(c->sh);
}

const char *builtin_text(struct call *c, int fd, size_t *n) { return descriptor_text(c->sh, fd, n); }
void builtin_text_taken(struct call *c, int fd, size_t n) { descriptor_text_taken(c->sh, fd, n); }

int builtin_fd(struct call *c, int fd) { return descriptor_real(c->sh, fd); }
const char *builtin_path(struct call *c, const char *path, char buffer[32]) {
    int n = likely(path[0] != '/') ? -1 : sh_device_descriptor(path);
    if (likely(n < 0)) return path;
    snprintf(buffer, 32, "/dev/fd/%d", descriptor_real(c->sh, n));
    return buffer;
}

int builtin_stdin(struct call *c) { return descriptor_real(c->sh, 0); }

// --- errors ---------------------------------------------------------------------------

int builtin_error(struct call *c, int status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = formatted(format, args);
    va_end(args);
    flush(c->sh);
    sh_report(c->sh, "%s: %s", c->argv[0], text);
    free(text);
    return status;
}

int builtin_usage(struct call *c, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = formatted(format, args);
    va_end(args);
    builtin_error(c, 2, "%s", text);
    free(text);
    char *usage = sh_alloc(strlen(c->builtin->name) + strlen(c->builtin->synopsis ? c->builtin->synopsis : "") + 16);
    int length = sprintf(usage, "usage: %s %s\n", c->builtin->name, c->builtin->synopsis ? c->builtin->synopsis : "");
    descriptor_write(c->sh, 2, usage, (size_t)length);
    free(usage);
    c->fatal = true;
    return 2;
}

int builtin_fatal(struct call *c, int status) {
    c->fatal = true;
    return status;
}

bool builtin_number(struct call *c, const char *text, intmax_t *number) {
    char *end;
    errno = 0;
    intmax_t n = strtoimax(text, &end, 10);
    while (*end == ' ' || *end == '\t' || *end == '\n') end++;
    if (end == text || *end || errno) {
        builtin_error(c, 2, "%s: not a number", text);
        return false;
    }
    *number = n;
    return true;
}

// --- options ------------------------------------------------------------------------------

int builtin_help(struct call *c) {
    char *text = describe_help(c->builtin);
    builtin_puts(c, text);
    free(text);
    return 0;
}

static const struct builtin_option *option_of(const struct builtin *b, char letter) {
    for (const struct builtin_option *o = b->options; o && o->letter; o++)
        if (o->letter == letter) return o;
    return NULL;
}

static const struct builtin_option *long_option_of(const struct builtin *b, const char *name, size_t n) {
    for (const struct builtin_option *o = b->options; o && o->letter; o++)
        if (o->name && strlen(o->name) == n && memcmp(o->name, name, n) == 0) return o;
    return NULL;
}

static void option_given(struct call *c, const struct builtin_option *o, const char *value) {
    for (const char *p = o->excludes ? o->excludes : ""; *p; p++) c->option_of[(int)*p] = NULL;
    c->option_of[(int)o->letter] = value;
}

// 0 and c->argv the operands behind the name; else the status, *done.
static int parse_options(struct call *c, int argc, char **argv, bool *done) {
    const struct builtin *b = c->builtin;
    int i = 1;
    *done = true;
    for (; i < argc; i++) {
        char *word = argv[i];
        bool plus = word[0] == '+' && b->flags & BUILTIN_PLUS;
        if ((word[0] != '-' && !plus) || !word[1]) break;
        if (word[0] == '-' && word[1] == '-') {
            if (!word[2]) {
                i++;
                break;
            }
            if (strcmp(word, "--help") == 0) return builtin_help(c);
            size_t n = strcspn(word + 2, "=");
            const struct builtin_option *o = long_option_of(b, word + 2, n);
            if (!o) return builtin_usage(c, "unknown option: %s", word);
            if (o->argument && !word[2 + n] && i + 1 >= argc) return builtin_usage(c, "option %s needs %s", word, o->argument);
            option_given(c, o, !o->argument ? "" : word[2 + n] ? word + 3 + n : argv[++i]);
            continue;
        }
        for (char *p = word + 1; *p; p++) {
            const struct builtin_option *o = *p > 0 ? option_of(b, *p) : NULL;
            if (!o) return builtin_usage(c, "unknown option: %c%c", word[0], *p);
            if (!o->argument) {
                option_given(c, o, plus ? "+" : "");
                continue;
            }
            if (!p[1] && i + 1 >= argc) return builtin_usage(c, "option -%c needs %s", *p, o->argument);
            option_given(c, o, p[1] ? p + 1 : argv[++i]);
            break;
        }
    }
    c->argc = argc - i + 1;
    c->argv = sh_arena_alloc(&c->sh->arena, sizeof *c->argv * (size_t)(c->argc + 1));
    c->argv[0] = argv[0];
    memcpy(c->argv + 1, argv + i, sizeof *argv * (size_t)(argc - i));
    c->argv[c->argc] = NULL;
    *done = false;
    return 0;
}

// --- the call --------------------------------------------------------------------------------

/* Nobody reads what this shell writes: does that end it, as SIGPIPE ends the
 * process that other shells make for it?  (The process itself ignores the signal.) */
static bool pipe_ends(struct interp *sh) {
    return !sh->options[OPT_INTERACTIVE] && !signals_were_ignored(SIGPIPE) && !trap_get(sh, SIGPIPE);
}

int sh_run_builtin(struct interp *sh, const struct builtin *b, int argc, char **argv, bool special) {
    struct call c;
    c.sh = sh;
    c.builtin = b;
    c.argc = argc;
    c.argv = argv;
    c.fatal = false;
    int status, outer_error = sh->write_error;
    sh->write_error = 0;
    if (b->flags & BUILTIN_RAW) {
        status = b->run(&c);
    } else {
        struct mark m = arena_mark(&sh->arena);
        bool done;
        memset(c.option_of, 0, sizeof c.option_of);
        status = parse_options(&c, argc, argv, &done);
        if (!done) status = b->run(&c);
        arena_release(&sh->arena, m);
    }
    flush(sh);
    if (unlikely(sh->write_error)) {
        if (sh->write_error == EPIPE && pipe_ends(sh)) {
            if (sh->pending < PENDING_PROMPT) sh_pend(sh, PENDING_EXIT, 0, 128 + SIGPIPE);
            status = 128 + SIGPIPE;
        } else {
            sh_report(sh, "%s: write error: %s", argv[0], strerror(sh->write_error));
            if (!status) status = 1;
        }
    }
    sh->write_error = outer_error;
    if (argc == 1 && strcmp(b->name, "exec") == 0 && !status) sh->keep_redirections = true;
    if (unlikely(c.fatal) && special && (sh->options[OPT_POSIX] || b->flags & BUILTIN_ENDS)) sh_fatal(sh, status);
    return status;
}
