// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <stdlib.h>
#include <string.h>

static int assign(struct call *c, const char *name, const char *value) { return variable_set(c->sh, name, value) < 0 ? 2 : 0; }

// The options have come to their end, or are wrong.
static int end(struct call *c, const char *name, int index) {
    int status = assign(c, name, "?");
    variable_unset(c->sh, "OPTARG");
    if (variable_set_number(c->sh, "OPTIND", index) < 0) status = 2;
    *sh_getopts_offset(c->sh) = 0;
    return status ? status : 1;
}

BUILTIN(getopts, .summary = "parse options, one at each call", .synopsis = "OPTSTRING NAME [ARG…]", .flags = BUILTIN_INTRINSIC,
        .doc = "Puts the next option's letter into NAME, its argument into OPTARG, and the number of the next word into OPTIND; the words are "
               "ARGs, or the positional parameters.  In OPTSTRING a letter with : behind it takes an argument.  At the end the status is 1.  An "
               "unknown option becomes ?, and so does one without its argument; with : at OPTSTRING's beginning nothing is said of that, "
               "OPTARG is the letter, and a missing argument gives : instead.")
{
    if (c->argc < 3) return builtin_usage(c, "OPTSTRING and NAME are needed");
    const char *letters = c->argv[1], *name = c->argv[2];
    if (!sh_is_variable_name(name, strlen(name))) return builtin_error(c, 2, "%s: not a name", name);
    bool silent = *letters == ':';
    bool given = c->argc > 3;
    int count = given ? c->argc - 3 : params_count(c->sh);
    int *offset = sh_getopts_offset(c->sh), at = *offset;
    long index = strtol(variable_get_or(c->sh, "OPTIND", "1"), NULL, 10);
    if (index < 1) index = 1;
    if (index > count + 1) return end(c, name, count + 1); // there are no more, or other words than before
#define WORD(n) ((n) > count ? NULL : given ? c->argv[2 + (n)] : params_get(c->sh, (int)(n)))
    const char *word = WORD(index);
    if (at == 0 || !word || (size_t)at >= strlen(word)) {
        at = 0;
        if (!word || word[0] != '-' || !word[1]) return end(c, name, (int)index);
        if (!strcmp(word, "--")) return end(c, name, (int)index + 1);
        at = 1;
    }
    char letter[2] = {word[at++], 0};
    const char *known = *letter == ':' ? NULL : strchr(letters + silent, *letter);
    bool is_last = !word[at];
    char result[2] = {letter[0], 0}, *argument = NULL;
    if (!known) {
        result[0] = '?';
        if (silent) argument = strdup(letter);
        else if (strcmp(variable_get_or(c->sh, "OPTERR", "1"), "0") != 0) sh_report(c->sh, "unknown option -%s", letter);
    } else if (known[1] == ':') {
        if (!is_last) {
            argument = strdup(word + at);
        } else if ((word = WORD(index + 1))) {
            argument = strdup(word);
            index++;
        } else {
            result[0] = silent ? ':' : '?';
            if (silent) argument = strdup(letter);
            else if (strcmp(variable_get_or(c->sh, "OPTERR", "1"), "0") != 0) sh_report(c->sh, "option -%s needs an argument", letter);
        }
        is_last = true;
    }
#undef WORD
    int status = 0;
    if (variable_set_number(c->sh, "OPTIND", is_last ? index + 1 : index) < 0) status = 2;
    *offset = is_last ? 0 : at; // after OPTIND, whose new value resets it
    if (argument) status |= assign(c, "OPTARG", argument);
    else variable_unset(c->sh, "OPTARG");
    free(argument);
    status |= assign(c, name, result);
    return status;
}
