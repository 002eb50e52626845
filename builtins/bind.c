// SPDX-License-Identifier: MIT
#include "builtins/bind.h"

#include "command/builtin.h"

int (*bind_keys_of_editor)(int argc, char **argv);

BUILTIN(bind, .summary = "show or set what keys do", .synopsis = "[-a] [-e|-v] [-s] [-r] [-l] [KEY [COMMAND]]", .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "Without operands shows what keys do.  KEY, a character or a sequence such as ^X or \\e[3~, is bound to the editor's COMMAND; -l lists "
               "the commands, -s binds it to a text, -r removes it, -a is vi's command mode, -e and -v set all keys as in emacs or vi.  editrc(5) "
               "has the rest.")
{
    if (!bind_keys_of_editor) return builtin_error(c, 1, "there is no line editor here");
    builtin_flush(c);
    return bind_keys_of_editor(c->argc, c->argv) < 0 ? builtin_error(c, 1, "not a key and a command of the line editor") : 0;
}
