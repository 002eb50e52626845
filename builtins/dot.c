// SPDX-License-Identifier: MIT
#include "builtins/operands.h"
#include "task/pause.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_readable_file(const char *path) {
    struct stat s;
    return WITHOUT_GIL(stat(path, &s)) == 0 && !S_ISDIR(s.st_mode) && WITHOUT_GIL(access(path, R_OK)) == 0;
}

static int run_file(struct call *c) {
    int first = first_operand(c);
    if (first >= c->argc) return builtin_usage(c, "a file is missing");
    const char *name = c->argv[first];
    char *found = NULL;
    if (!strchr(name, '/') && shopt_is_set(c->sh, SHOPT_SOURCEPATH)) {
        found = sh_find_readable(c->sh, name);
        // Beyond the standard, as people expect it: then the current directory.
        if (!found && !option_is_set(c->sh, OPT_POSIX) && is_readable_file(name)) found = strdup(name);
        if (!found) return builtin_fatal(c, builtin_error(c, option_is_set(c->sh, OPT_POSIX) ? 127 : 1, "%s: not found", name));
    }
    char own[32];
    const char *path = found ? found : builtin_path(c, name, own);
    // Arguments are the parameters meanwhile, unless it sets them anew.
    int before = params_count(c->sh), given = c->argc - first - 1;
    char **kept = NULL;
    if (given) {
        kept = calloc((size_t)before + 1, sizeof *kept);
        for (int i = 0; i < before; i++) kept[i] = strdup(params_get(c->sh, i + 1));
        params_set(c->sh, given, c->argv + first + 1);
    }
    unsigned long set_before = given ? params_generation(c->sh) : 0;
    sh_text_was_wrong(c->sh);
    int status = sh_source(c->sh, path);
    int error = errno;
    if (sh_text_was_wrong(c->sh)) builtin_fatal(c, status);
    if (given) {
        if (params_generation(c->sh) == set_before) params_set(c->sh, before, kept);
        for (int i = 0; i < before; i++) free(kept[i]);
        free(kept);
    }
    free(found);
    if (status < 0) status = builtin_fatal(c, builtin_error(c, option_is_set(c->sh, OPT_POSIX) ? 127 : 1, "%s: %s", name, strerror(error)));
    return status;
}

BUILTIN_NAMED(dot, ".", .summary = "run the commands of a file in this shell", .synopsis = "FILE [ARG…]",
              .flags = BUILTIN_SPECIAL | BUILTIN_RAW,
              .doc = "Looks for FILE along PATH when it has no slash, and runs its commands in this shell.  ARGs are the positional "
                     "parameters meanwhile.  `return` leaves the file.  Its status is that of the last command.")
{
    return run_file(c);
}

BUILTIN(source, .summary = "run the commands of a file in this shell", .synopsis = "FILE [ARG…]", .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "The same as `.`.")
{
    return run_file(c);
}
