// SPDX-License-Identifier: MIT
#include "builtins/operands.h"

#include <stdlib.h>

BUILTIN(eval, .summary = "run arguments as commands", .synopsis = "[ARG…]", .flags = BUILTIN_SPECIAL | BUILTIN_RAW,
        .doc = "Joins its arguments with blanks and runs the text as commands of this shell.  Its status is that of the last command, "
               "0 when there is none.")
{
    int first = first_operand(c);
    size_t n = 1;
    for (int i = first; i < c->argc; i++) n += strlen(c->argv[i]) + 1;
    char *text = malloc(n), *to = text;
    if (!text) return builtin_error(c, 1, "no memory");
    for (int i = first; i < c->argc; i++) {
        if (i > first) *to++ = ' ';
        to = stpcpy(to, c->argv[i]);
    }
    *to = 0;
    sh_text_was_wrong(c->sh);
    int status = sh_eval(c->sh, text, NULL, sh_line(c->sh));
    free(text);
    return sh_text_was_wrong(c->sh) ? builtin_fatal(c, status) : status;
}
