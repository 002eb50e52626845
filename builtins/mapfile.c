// SPDX-License-Identifier: MIT
#include "builtins/line_input.h"

#include "task/wait.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct builtin_option options[] = {
    {'d', NULL, "CHARACTER", "in place of a newline; \"\": NUL"},
    {'n', NULL, "COUNT", "read at most so many lines; 0: all"},
    {'O', NULL, "INDEX", "of the first; the other elements stay"},
    {'s', NULL, "COUNT", "skip so many lines"},
    {'t', NULL, NULL, "without the newlines at the ends"},
    {'u', NULL, "N", "the descriptor, in place of 0"},
    {'C', NULL, "COMMAND", "run it each time -c lines were read, with the index and the line"},
    {'c', NULL, "COUNT", "5000"},
    {0},
};

static int call_back(struct call *c, const char *command, long index, const char *line) {
    char *quoted = sh_quote(line), *text = NULL;
    int status = asprintf(&text, "%s %ld %s", command, index, quoted) < 0 ? 1 : sh_eval(c->sh, text, NULL, sh_line(c->sh));
    free(text);
    free(quoted);
    return status;
}

static int read_lines(struct call *c) {
    intmax_t fd = 0, most = 0, origin = 0, skip = 0, quantum = 5000;
    const struct { char letter; intmax_t *number; } numbers[] = {{'u', &fd}, {'n', &most}, {'O', &origin}, {'s', &skip}, {'c', &quantum}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *text = builtin_option(c, numbers[i].letter);
        if (text && !builtin_number(c, text, numbers[i].number)) return 2;
        if (*numbers[i].number < 0) return builtin_error(c, 2, "-%c: %s: less than nothing", numbers[i].letter, text);
    }
    const char *name = c->argc > 1 ? c->argv[1] : "MAPFILE", *callback = builtin_option(c, 'C');
    if (c->argc > 2) return builtin_usage(c, "too many arguments");
    if (!sh_is_variable_name(name, strlen(name))) return builtin_error(c, 2, "%s: not a name", name);
    int real = fd == 0 ? builtin_stdin(c) : builtin_fd(c, (int)fd), delimiter = builtin_has(c, 'd') ? (unsigned char)builtin_option(c, 'd')[0] : '\n';
    if (real < 0) return builtin_error(c, 2, "%jd: %s", fd, strerror(EBADF));
    struct input in;
    struct strings lines = {0};
    struct bytes line = {0};
    enum input_result result = INPUT_BYTE;
    line_input_begin(&in, real, FOREVER);
    while (result == INPUT_BYTE && (!most || lines.count < most)) {
        unsigned char byte;
        while ((result = line_input_byte(&in, &byte)) == INPUT_BYTE && byte != delimiter)
            if (byte) bytes_char(&line, (char)byte);
        if (result != INPUT_BYTE && !line.n) break;
        if (result == INPUT_BYTE && !builtin_has(c, 't')) bytes_char(&line, (char)delimiter);
        bytes_char(&line, 0);
        if (skip > 0) {
            skip--;
        } else {
            if (callback && quantum && (lines.count + 1) % quantum == 0) call_back(c, callback, origin + lines.count, line.at);
            strings_add(&lines, strdup(line.at));
        }
        line.n = 0;
    }
    int error = errno, status = 0;
    line_input_end(&in);
    if (result == INPUT_RAISED) {
        sh_pend(c->sh, PENDING_EXCEPTION, 0, 128 + SIGINT);
        status = 128 + SIGINT;
    } else {
        if (result == INPUT_FAILED) status = builtin_error(c, 1, "%s", strerror(error));
        if (!builtin_has(c, 'O')) {
            if (variable_set_array(c->sh, name, lines.count, lines.at) < 0) status = 1;
        } else {
            for (int i = 0; i < lines.count; i++) {
                char index[32];
                snprintf(index, sizeof index, "%jd", origin + i);
                if (variable_set_element(c->sh, name, index, lines.at[i]) < 0) status = 1;
            }
        }
    }
    escapes_bytes_free(&line);
    strings_free(&lines);
    return status;
}

#define MAPFILE_DOC "Reads the lines of standard input into an array, MAPFILE when no NAME is given."
#define MAPFILE_SYNOPSIS "[-t] [-d CHARACTER] [-n COUNT] [-O INDEX] [-s COUNT] [-u N] [-C COMMAND [-c COUNT]] [NAME]"

BUILTIN(mapfile, .summary = "read lines into an array", .synopsis = MAPFILE_SYNOPSIS, .options = options, .flags = BUILTIN_BEYOND, .doc = MAPFILE_DOC)
{
    return read_lines(c);
}

BUILTIN(readarray, .summary = "read lines into an array", .synopsis = MAPFILE_SYNOPSIS, .options = options, .flags = BUILTIN_BEYOND, .doc = MAPFILE_DOC)
{
    return read_lines(c);
}
