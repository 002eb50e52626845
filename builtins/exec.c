// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <stdio.h>
#include <stdlib.h>

static const struct builtin_option options[] = {
    {'a', NULL, "NAME", "as its argv[0]"},
    {'c', NULL, NULL, "with an empty environment"},
    {'l', NULL, NULL, "as a login shell: with - before its argv[0]"},
    {0},
};

BUILTIN(exec, .summary = "replace the shell by a program", .synopsis = "[-cl] [-a NAME] [PROGRAM [ARG…]]", .options = options,
        .flags = BUILTIN_SPECIAL | BUILTIN_ENDS,
        .doc = "PROGRAM takes the place of the shell.  Without one, the redirections of the command hold for the shell from now on.")
{
    if (c->argc == 1) return 0;
    const char *name = builtin_option(c, 'a');
    char *login = NULL;
    if (builtin_has(c, 'l') && asprintf(&login, "-%s", name ? name : c->argv[1]) >= 0) name = login;
    int status = sh_exec(c->sh, c->argc - 1, c->argv + 1, builtin_has(c, 'c'), name);
    free(login);
    if (shopt_is_set(c->sh, SHOPT_EXECFAIL)) return status;
    return builtin_fatal(c, status); // a script ends when its program cannot be run
}
