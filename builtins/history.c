// SPDX-License-Identifier: MIT
#include "builtins/operands.h"
#include "command/history_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const struct builtin_option options[] = {
    {'c', NULL, NULL, "forget all"},
    {'d', NULL, "N", "forget the entry N; from the end when it is negative"},
    {'s', NULL, NULL, "add the arguments as an entry"},
    {'a', NULL, NULL, "nothing: entries are in the file as soon as they are typed, as with -n, -r and -w"},
    {'n', NULL, NULL, "nothing"},
    {'r', NULL, NULL, "nothing"},
    {'w', NULL, NULL, "nothing"},
    {0},
};

BUILTIN(history, .summary = "show what was typed", .synopsis = "[COUNT] | -c | -d N | -s ARG…", .options = options, .flags = BUILTIN_BEYOND,
        .doc = "Shows the entries of the history file, or the last COUNT, with their numbers.  All sessions share the file.")
{
    struct strings all = {0};
    int status = 0;
    if (builtin_has(c, 's')) {
        char *text = NULL;
        for (int i = 1; i < c->argc; i++) {
            char *more = NULL;
            if (asprintf(&more, "%s%s%s", text ? text : "", text ? " " : "", c->argv[i]) < 0) break;
            free(text);
            text = more;
        }
        if (text) history_file_add(text);
        free(text);
        return 0;
    }
    if (builtin_has(c, 'a') || builtin_has(c, 'n') || builtin_has(c, 'r') || builtin_has(c, 'w')) return 0;
    if (builtin_has(c, 'c')) return history_file_write(&all) < 0 ? builtin_error(c, 1, "the history file cannot be written") : 0;
    history_file_read(&all);
    intmax_t count = all.count, n;
    if (builtin_has(c, 'd')) {
        if (!builtin_number(c, builtin_option(c, 'd'), &n)) {
            status = 1;
        } else {
            if (n < 0) n += all.count + 1;
            if (n < 1 || n > all.count) {
                status = builtin_error(c, 1, "%s: no such entry", builtin_option(c, 'd'));
            } else {
                free(all.at[n - 1]);
                memmove(all.at + n - 1, all.at + n, sizeof *all.at * (size_t)(all.count - n));
                all.count--;
                if (history_file_write(&all) < 0) status = builtin_error(c, 1, "the history file cannot be written");
            }
        }
    } else if (c->argc > 2) {
        status = builtin_usage(c, "too many arguments");
    } else if (c->argc > 1 && (!builtin_number(c, c->argv[1], &count) || count < 0)) {
        status = 1;
    } else {
        for (intmax_t i = count < all.count ? all.count - count : 0; i < all.count; i++) builtin_printf(c, "%5jd  %s\n", i + 1, all.at[i]);
    }
    strings_free(&all);
    return status;
}
