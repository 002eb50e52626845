// SPDX-License-Identifier: MIT
#include "command/traps.h"

#include "builtins/operands.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void show(struct call *c, int sig, const char *action) {
    builtin_puts(c, "trap -- ");
    // Quoted in any case, as it is in the listings that scripts expect.
    builtin_quoted_always(c, action);
    // The standard's mode has the names without SIG.
    bool signal = sig > 0 && sig < NSIG && !option_is_set(c->sh, OPT_POSIX);
    builtin_printf(c, " %s%s\n", signal ? "SIG" : "", trap_name(sig));
}

static bool is_default_action(const char *text) { return !strcmp(text, "-"); }

static bool is_unsigned(const char *text) {
    if (!*text) return false;
    for (; *text; text++)
        if (!isdigit((unsigned char)*text)) return false;
    return true;
}

static void list_signals(struct call *c) {
    for (int sig = 1; sig < NSIG; sig++) {
        const char *name = sh_signal_short_name(sig);
        if (name) builtin_printf(c, "%2d) SIG%s\n", sig, name);
    }
}

static const struct builtin_option options[] = {
    {'p', NULL, NULL, "show the actions, also the defaults of the CONDITIONs that are named"},
    {'l', NULL, NULL, "list the signals"},
    {0},
};

BUILTIN(trap, .summary = "say what happens when a signal comes, or at the end", .synopsis = "[ACTION] CONDITION… | -p [CONDITION…] | -l",
        .options = options, .flags = BUILTIN_SPECIAL,
        .doc = "ACTION is a text that runs as a command, - for the default, or empty: the signal is ignored.  A CONDITION is a signal's name or "
               "number, EXIT or 0: the end of the shell, ERR: a command has failed, DEBUG: a command is about to run, RETURN: a function or a dot script has ended; functions have the last three of their own (see set -E, -T).  Without operands the actions are shown so that they can be "
               "read again; a subshell shows its parent's until it sets one.  Signals that were ignored when the shell started stay so.")
{
    if (builtin_has(c, 'l')) return (list_signals(c), 0);
    if (c->argc == 1) {
        for (int sig = 0; sig < TRAP_COUNT; sig++) {
            const char *action = trap_shown(c->sh, sig);
            if (action) show(c, sig, action);
        }
        return 0;
    }
    int status = 0, first = 1;
    const char *action = NULL;
    bool shown = builtin_has(c, 'p');
    // An operand that is a number cannot be an action: all are conditions then.
    if (!shown && !is_unsigned(c->argv[1])) {
        action = c->argv[1];
        first = 2;
        if (c->argc == 2) {
            if (is_default_action(action)) return 0;
            if (trap_number(action) < 0) return builtin_usage(c, "%s: a condition is missing", action);
            first = 1; // `trap INT`, as many write it
            action = NULL;
        }
        if (action && is_default_action(action)) action = NULL;
    }
    for (int i = first; i < c->argc; i++) {
        int sig = trap_number(c->argv[i]);
        if (sig < 0) {
            status = builtin_error(c, 1, "%s: no such condition", c->argv[i]);
            continue;
        }
        const char *now = shown ? trap_shown(c->sh, sig) : NULL;
        if (now) show(c, sig, now);
        else if (shown) builtin_printf(c, "trap -- - %s\n", trap_name(sig));
        if (!shown) trap_set(c->sh, sig, action);
    }
    return status;
}
