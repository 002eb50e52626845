// SPDX-License-Identifier: MIT
#include "builtins/completion.h"

#include <stdlib.h>
#include <string.h>

#define GENERATORS "[-abcdefgjksuv] [-o OPTION] [-A ACTION] [-G PATTERN] [-W WORDS] [-F FUNCTION] [-C COMMAND] [-X FILTER] [-P PREFIX] [-S SUFFIX]"
#define GENERATORS_DOC                                                                                                                    \
    "  -a aliases, -b builtins, -c commands, -d folders, -e exported variables, -f files, -g groups, -j jobs, -k keywords, -s services, " \
    "-u users, -v variables; -A the same by name, and function, arrayvar, hostname, running, stopped, setopt, shopt, signal.  -W words, "   \
    "which are expanded; -G the files that match; -F a function that sets COMPREPLY, given the command, the word and the one before; "     \
    "-C a command that writes them.  -X takes those out that match, with ! those that do not; -P and -S put a text before and behind."

// What stands behind the options: an index; -1: something is wrong, reported.
static int parse(struct call *c, struct completion *spec, const char *others, bool given[128]) {
    int i = 1;
    for (; i < c->argc && c->argv[i][0] == '-' && c->argv[i][1]; i++) {
        if (!strcmp(c->argv[i], "--")) return i + 1;
        char letter = c->argv[i][1];
        if (strchr(others, letter)) {
            for (const char *p = c->argv[i] + 1; *p; p++) {
                if (!strchr(others, *p)) return (builtin_usage(c, "-%c: no such option", *p), -1);
                given[(int)*p] = true;
            }
            continue;
        }
        int r = completion_parse(c, &i, spec);
        if (r == 0) builtin_usage(c, "-%c: no such option", letter);
        if (r <= 0) return -1;
    }
    return i;
}

static int write_candidates(struct call *c, struct strings *found) {
    for (int i = 0; i < found->count; i++) builtin_printf(c, "%s\n", found->at[i]);
    int status = found->count ? 0 : 1;
    strings_free(found);
    return status;
}

BUILTIN(compgen, .summary = "list what a word may be completed to", .synopsis = GENERATORS " [WORD]", .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "Writes the candidates that begin with WORD, one on a line; 1 when there is none." GENERATORS_DOC)
{
    struct completion spec = {0};
    struct strings found = {0};
    if (c->argc == 2 && !strcmp(c->argv[1], "--help")) return builtin_help(c);
    int i = parse(c, &spec, "", NULL);
    if (i >= 0) {
        const struct completion_line line = {.command = "compgen", .word = i < c->argc ? c->argv[i] : "", .before = ""};
        completion_generate(c, &spec, &line, &found);
        completion_generate_otherwise(c, &spec, &line, &found);
    }
    completion_clear(&spec);
    return i < 0 ? (strings_free(&found), 2) : write_candidates(c, &found);
}

// The specification that holds for a command: by its path, its name, or the default.
static struct completion *spec_for(struct interp *sh, const char *command) {
    struct completion *spec = completion_find(sh, command);
    const char *slash = strrchr(command, '/');
    if (!spec && slash) spec = completion_find(sh, slash + 1);
    return spec ? spec : completion_find(sh, COMPLETION_DEFAULT);
}

// complete --try COMMAND WORD…: the last word is the one that was begun.
static int try(struct call *c, int count, char **words) {
    if (count < 2) return builtin_usage(c, "--try needs a command and a word, which may be empty");
    struct strings found = {0};
    for (int tries = 0; tries < 3; tries++) {
        struct completion *spec = spec_for(c->sh, words[0]);
        if (!spec) return 2;
        struct completion now = *spec; // the function may change it
        const struct completion_line line = {words[0], words[count - 1], count > 2 ? words[count - 2] : words[0], count, words};
        if (completion_generate(c, &now, &line, &found) != 124) break;
        strings_free(&found);
    }
    return write_candidates(c, &found);
}

static int show(struct call *c, int i) {
    int status = 0;
    if (i == c->argc)
        for (int k = 0; k < completion_count(c->sh); k++) completion_show(c, completion_at(c->sh, k));
    for (; i < c->argc; i++) {
        struct completion *spec = completion_find(c->sh, c->argv[i]);
        if (spec) completion_show(c, spec);
        else status = builtin_error(c, 1, "%s: no completion is set", c->argv[i]);
    }
    return status;
}

static int remove_those(struct call *c, int i) {
    int status = 0;
    if (i == c->argc) completion_remove_all(c->sh);
    for (; i < c->argc; i++)
        if (!completion_remove(c->sh, c->argv[i])) status = builtin_error(c, 1, "%s: no completion is set", c->argv[i]);
    return status;
}

// Each name has texts of its own.
static void set_for(struct interp *sh, const char *name, const struct completion *spec) {
    struct completion copy = *spec;
    for (int t = 0; t < TEXT_COUNT; t++) copy.texts[t] = spec->texts[t] ? strdup(spec->texts[t]) : NULL;
    completion_set(sh, name, &copy);
}

BUILTIN(complete, .summary = "say how the words of a command are completed",
        .synopsis = GENERATORS " [-DEI] NAME… | -p [NAME…] | -r [NAME…] | --try COMMAND WORD…", .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "The Tab key completes words of NAME as is said; -D stands for all commands without one of their own, -E for an empty line, -I for "
               "the first word.  -p shows what is set so that it can be read again, as does no operand; -r removes it.  --try writes the candidates "
               "for the last WORD.  -o: dirnames and plusdirs (folders, when nothing else fits or always), nospace, filenames, default, bashdefault, "
               "nosort, noquote." GENERATORS_DOC)
{
    if (c->argc > 1 && !strcmp(c->argv[1], "--help")) return builtin_help(c);
    if (c->argc > 1 && !strcmp(c->argv[1], "--try")) return try(c, c->argc - 2, c->argv + 2);
    struct completion spec = {0};
    bool given[128] = {0};
    int i = parse(c, &spec, "prDEI", given), status = 0;
    static const char *const stands[] = {COMPLETION_DEFAULT, COMPLETION_EMPTY, COMPLETION_FIRST};
    const char *special = NULL;
    for (int k = 0; k < 3; k++)
        if (given[(int)stands[k][1]]) special = stands[k];
    bool asked = spec.actions || spec.options;
    for (int t = 0; t < TEXT_COUNT; t++) asked |= spec.texts[t] != NULL;
    if (i < 0) status = 2;
    else if (given['r']) status = special ? !completion_remove(c->sh, special) : remove_those(c, i);
    else if (given['p'] || (i == c->argc && !special && !asked)) status = show(c, i);
    else if (special) set_for(c->sh, special, &spec);
    else if (i == c->argc) status = builtin_usage(c, "a name is missing");
    else for (; i < c->argc; i++) set_for(c->sh, c->argv[i], &spec);
    completion_clear(&spec);
    return status;
}

BUILTIN(compopt, .summary = "change the options of a completion", .synopsis = "[-o OPTION] [+o OPTION] [-DEI] [NAME…]", .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "Without NAME: of the completion whose function runs.  Without an option shows those that are set.")
{
    unsigned on = 0, off = 0;
    int i = 1, status = 0;
    const char *special = NULL;
    if (c->argc == 2 && !strcmp(c->argv[1], "--help")) return builtin_help(c);
    for (; i < c->argc && strchr("-+", c->argv[i][0]) && c->argv[i][1]; i++) {
        const char *word = c->argv[i];
        if (strchr("DEI", word[1]) && word[0] == '-' && !word[2]) {
            special = word[1] == 'D' ? COMPLETION_DEFAULT : word[1] == 'E' ? COMPLETION_EMPTY : COMPLETION_FIRST;
            continue;
        }
        const char *name = word[1] != 'o' ? NULL : word[2] ? word + 2 : c->argv[++i];
        if (!name) return builtin_usage(c, "%s: no such option", word);
        int o = completion_option_named(name);
        if (o < 0) return builtin_error(c, 2, "%s: no such option of completion", name);
        *(word[0] == '-' ? &on : &off) |= 1u << o;
    }
    if (i == c->argc && !special && !completion_running) return builtin_error(c, 1, "no function of a completion runs");
    for (bool first = true; first || i < c->argc; first = false) {
        const char *name = special ? special : i < c->argc ? c->argv[i++] : NULL;
        struct completion *spec = name ? completion_find(c->sh, name) : completion_running;
        if (!spec) {
            status = builtin_error(c, 1, "%s: no completion is set", name);
            continue;
        }
        spec->options = (spec->options | on) & ~off;
        for (int o = 0; !on && !off && o < COMPOPT_COUNT; o++) builtin_printf(c, "compopt %co %s\n", spec->options >> o & 1 ? '-' : '+', completion_option_name(o));
    }
    return status;
}
