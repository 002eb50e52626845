// SPDX-License-Identifier: MIT
#include "builtins/declare.h"
#include "builtins/operands.h"
#include "command/job_control.h"

#include <stdio.h>

// Those that only an invocation sets.
static bool is_fixed(enum shell_option o) { return o == OPT_INTERACTIVE || o == OPT_STDIN || o == OPT_COMMAND; }

// Options of other shells whose meaning in one direction is what happens here in any case.
static const struct { char letter; const char *name; bool on; } always[] = {
    {'p', "privileged", false}, {'P', "physical", false}, {'t', "onecmd", false},
};

// What -r makes of other shells: there would be no keeping in what is Clojure.
static bool is_restriction(char letter, const char *name) { return name ? !strcmp(name, "restricted") : letter == 'r'; }

static int no_such_option(struct call *c, const char *word, char letter, const char *name) {
    if (is_restriction(letter, name)) return builtin_error(c, 2, "%s: no shell is restricted here", name ? name : word);
    return name ? builtin_usage(c, "%s: no such option", name) : builtin_usage(c, "%c%c: no such option", *word, letter);
}

static bool is_so_anyway(char letter, const char *name, bool on) {
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if ((name ? !strcmp(always[i].name, name) : always[i].letter == letter) && always[i].on == on) return true;
    return false;
}

static void change(struct interp *sh, enum shell_option o, bool on) {
    if (on && o == OPT_VI) option_set(sh, OPT_EMACS, false);
    if (on && o == OPT_EMACS) option_set(sh, OPT_VI, false);
    option_set(sh, o, on);
    if (o == OPT_MONITOR) jobs_monitor(sh, on);
}

static void show_options(struct call *c, bool commands) {
    for (int o = 0; o < OPT_COUNT; o++) {
        if (is_fixed(o)) continue;
        bool on = option_is_set(c->sh, o);
        if (commands) builtin_printf(c, "set %co %s\n", on ? '-' : '+', option_name(o));
        else builtin_printf(c, "%-15s %s\n", option_name(o), on ? "on" : "off");
    }
}

static const struct builtin_option options[] = {
    {'a', NULL, NULL, "variables are exported when they are set"},
    {'b', NULL, NULL, "the end of a job in the background is told at once"},
    {'C', NULL, NULL, "> does not overwrite a file; >| does"},
    {'B', NULL, NULL, "{a,b} is expanded"},
    {'e', NULL, NULL, "the shell ends when a command fails"},
    {'E', NULL, NULL, "functions and subshells have the ERR trap, too"},
    {'f', NULL, NULL, "no pathname expansion"},
    {'h', NULL, NULL, "commands' places are remembered"},
    {'H', NULL, NULL, "at the prompt !! and its like are former commands"},
    {'k', NULL, NULL, "NAME=VALUE is an assignment behind the command's name, too"},
    {'m', NULL, NULL, "job control: each job is a process group"},
    {'n', NULL, NULL, "commands are read and not run"},
    {'T', NULL, NULL, "functions and subshells have the DEBUG and RETURN traps, too"},
    {'u', NULL, NULL, "expanding an unset parameter is an error"},
    {'v', NULL, NULL, "text is written as it is read"},
    {'x', NULL, NULL, "commands are written before they run"},
    {'o', NULL, "NAME", "by name: allexport notify noclobber errexit noglob hashall monitor noexec nounset verbose xtrace "
                        "pipefail ignoreeof nolog vi emacs posix braceexpand errtrace functrace keyword histexpand"},
    {0},
};

BUILTIN(set, .summary = "set options and positional parameters", .synopsis = "[-abBCeEfhHkmnTuvx] [-o NAME] [--] [ARG…]", .options = options,
        .flags = BUILTIN_SPECIAL | BUILTIN_RAW | BUILTIN_PLUS,
        .doc = "With + in place of -, an option is taken back.  ARGs become $1, $2 …; `set --` alone removes them all.  Without anything all "
               "variables are written; with -o alone the options, and with +o so that they can be read again.")
{
    struct interp *sh = c->sh;
    if (c->argc == 1) {
        declare_show_all(c);
        return 0;
    }
    int i = 1;
    for (; i < c->argc; i++) {
        const char *word = c->argv[i];
        bool on = *word == '-';
        if ((!on && *word != '+') || !word[0]) break;
        if (!strcmp(word, "--")) {
            params_set(sh, c->argc - i - 1, c->argv + i + 1);
            return 0;
        }
        if (!word[1] && !on) break; // a lone +
        if (!word[1]) { // -: no more traces; what follows are parameters
            option_set(sh, OPT_XTRACE, false);
            option_set(sh, OPT_VERBOSE, false);
            i++;
            break;
        }
        for (const char *p = word + 1; *p; p++) {
            if (*p == 'o') {
                if (i + 1 >= c->argc) {
                    show_options(c, !on);
                    return 0;
                }
                const char *name = c->argv[++i];
                enum shell_option o = option_by_name(name);
                if (o != OPT_COUNT && !is_fixed(o)) change(sh, o, on);
                else if (!is_so_anyway(0, name, on)) return no_such_option(c, word, 0, name);
                continue;
            }
            enum shell_option o = option_by_letter(*p);
            if (o != OPT_COUNT && !is_fixed(o)) change(sh, o, on);
            else if (!is_so_anyway(*p, NULL, on)) return no_such_option(c, word, *p, NULL);
        }
    }
    if (i < c->argc) params_set(sh, c->argc - i, c->argv + i);
    return 0;
}
