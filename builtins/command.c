// SPDX-License-Identifier: MIT
#include "builtins/lookup.h"

#include "shell/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct builtin_option command_options[] = {
    {'p', NULL, NULL, "look along a PATH on which the standard utilities are"},
    {'v', NULL, NULL, "write what would run: a path, a name, an alias"},
    {'V', NULL, NULL, "say in words what it is"},
    {0},
};

// The standard wants the paths of files from the root on; links stay, for a program may look at its name.
static char *from_root(char *path) {
    if (!path || *path == '/') return path;
    shell_follow();
    char *directory = getcwd(NULL, 0), *whole;
    while (path[0] == '.' && path[1] == '/' && path[2]) memmove(path, path + 2, strlen(path + 2) + 1);
    if (!directory || asprintf(&whole, "%s/%s", strcmp(directory, "/") ? directory : "", path) < 0) whole = NULL;
    free(directory);
    if (!whole) return path;
    free(path);
    return whole;
}

BUILTIN(command, .summary = "run a command, no function of that name", .synopsis = "[-p] NAME [ARG…] | -v|-V [-p] NAME…",
        .options = command_options, .flags = BUILTIN_INTRINSIC,
        .doc = "Runs the builtin or program NAME even if there is a function of that name; errors of a special builtin do not end the shell then.  "
               "With -v and -V nothing runs, and the status is 1 when NAME means nothing.")
{
    if (!builtin_has(c, 'v') && !builtin_has(c, 'V')) {
        if (c->argc == 1) return 0;
        return sh_run(c->sh, c->argc - 1, c->argv + 1, RUN_NO_FUNCTION | RUN_NOT_SPECIAL | (builtin_has(c, 'p') ? RUN_DEFAULT_PATH : 0));
    }
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        char *path;
        enum meaning m = lookup_name(c->sh, c->argv[i], (struct command_lookup){.default_path = builtin_has(c, 'p')}, &path);
        path = from_root(path);
        if (m == MEANS_NOTHING) status = builtin_has(c, 'V') ? builtin_error(c, 1, "%s: not found", c->argv[i]) : 1;
        else if (builtin_has(c, 'V')) lookup_tell(c, c->argv[i], m, path);
        else lookup_write(c, c->argv[i], m, path);
        free(path);
    }
    return status;
}

BUILTIN(builtin, .summary = "run a builtin, no function of that name", .synopsis = "NAME [ARG…]", .flags = BUILTIN_BEYOND,
        .doc = "Runs the builtin NAME even if there is a function of that name.")
{
    if (c->argc == 1) return 0;
    if (!builtin_find(c->argv[1])) return builtin_error(c, 1, "%s: no builtin", c->argv[1]);
    return sh_run(c->sh, c->argc - 1, c->argv + 1, RUN_NO_FUNCTION | RUN_ONLY_BUILTIN);
}
