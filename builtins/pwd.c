// SPDX-License-Identifier: MIT
#include "builtins/directory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct builtin_option options[] = {
    {'L', "logical", NULL, "as it was entered, with symbolic links (default)", "P"},
    {'P', "physical", NULL, "with symbolic links resolved", "L"},
    {0},
};

BUILTIN(pwd, .summary = "write the current directory", .synopsis = "[-L|-P]", .options = options, .flags = BUILTIN_PURE | BUILTIN_INTRINSIC,
        .doc = "Writes the absolute path of the current directory.")
{
    char *here = directory_now(c->sh, builtin_has(c, 'P'));
    if (!here) return builtin_error(c, 1, "%s", strerror(errno));
    builtin_printf(c, "%s\n", here);
    free(here);
    return 0;
}
