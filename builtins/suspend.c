// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include "shell/terminal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const struct builtin_option options[] = {
    {'f', "force", NULL, "also when it is a login shell"},
    {0},
};

BUILTIN(suspend, .summary = "stop the shell until it is continued", .synopsis = "[-f]", .options = options, .flags = BUILTIN_BEYOND,
        .doc = "Stops the shell, as Ctrl-Z stops other programs; whoever started it has the terminal then.")
{
    if (!option_is_set(c->sh, OPT_MONITOR)) return builtin_error(c, 1, "there is no job control here");
    if (sh_login(c->sh) && !builtin_has(c, 'f')) return builtin_error(c, 1, "this is a login shell; -f does it all the same");
    if (kill(0, SIGSTOP) < 0) return builtin_error(c, 1, "%s", strerror(errno));
    terminal_take();
    return 0;
}
