// SPDX-License-Identifier: MIT
#include "builtins/completion.h"

#include <stdlib.h>
#include <string.h>

// --- names of what there is --------------------------------------------------------

static const struct { const char *name; char letter; } actions[ACTION_COUNT] = {
    [ACTION_ALIAS] = {"alias", 'a'}, [ACTION_ARRAYVAR] = {"arrayvar", 0}, [ACTION_BINDING] = {"binding", 0}, [ACTION_BUILTIN] = {"builtin", 'b'}, [ACTION_COMMAND] = {"command", 'c'},
    [ACTION_DIRECTORY] = {"directory", 'd'}, [ACTION_DISABLED] = {"disabled", 0}, [ACTION_ENABLED] = {"enabled", 0}, [ACTION_EXPORT] = {"export", 'e'},
    [ACTION_FILE] = {"file", 'f'}, [ACTION_FUNCTION] = {"function", 0}, [ACTION_GROUP] = {"group", 'g'}, [ACTION_HELPTOPIC] = {"helptopic", 0}, [ACTION_HOSTNAME] = {"hostname", 0},
    [ACTION_JOB] = {"job", 'j'}, [ACTION_KEYWORD] = {"keyword", 'k'}, [ACTION_RUNNING] = {"running", 0}, [ACTION_SERVICE] = {"service", 's'},
    [ACTION_SETOPT] = {"setopt", 0}, [ACTION_SHOPT] = {"shopt", 0}, [ACTION_SIGNAL] = {"signal", 0}, [ACTION_STOPPED] = {"stopped", 0},
    [ACTION_USER] = {"user", 'u'}, [ACTION_VARIABLE] = {"variable", 'v'},
};

static const char *const options[COMPOPT_COUNT] = {"bashdefault", "default", "dirnames", "filenames", "noquote", "nosort", "nospace", "plusdirs"};
static const char text_letters[TEXT_COUNT + 1] = "GWPSXFC";

int completion_option_named(const char *name) {
    for (int o = 0; o < COMPOPT_COUNT; o++)
        if (!strcmp(options[o], name)) return o;
    return -1;
}

const char *completion_option_name(enum completion_option o) { return options[o]; }

// --- the specifications ---------------------------------------------------------------

struct completions { struct sh_kept kept; int count; struct completion *at; };

void completion_clear(struct completion *spec) {
    free(spec->name);
    for (int i = 0; i < TEXT_COUNT; i++) free(spec->texts[i]);
    *spec = (struct completion){0};
}

static void drop_all(struct sh_kept *kept) {
    struct completions *all = (struct completions *)kept;
    for (int i = 0; i < all->count; i++) completion_clear(&all->at[i]);
    free(all->at);
    free(all);
}

static struct completions *those_of(struct interp *sh) { return (struct completions *)*sh_completions(sh); }

static void *memory(void *p) {
    if (!p) abort();
    return p;
}

static struct completion copy_of(const struct completion *spec) {
    struct completion copy = *spec;
    copy.name = memory(strdup(spec->name));
    for (int i = 0; i < TEXT_COUNT; i++) copy.texts[i] = spec->texts[i] ? memory(strdup(spec->texts[i])) : NULL;
    return copy;
}

// Those that this shell may change.
static struct completions *own(struct interp *sh) {
    struct completions *before = those_of(sh);
    if (before && before->kept.references == 1) return before;
    struct completions *all = memory(calloc(1, sizeof *all));
    all->kept = (struct sh_kept){1, drop_all};
    all->count = before ? before->count : 0;
    all->at = memory(calloc((size_t)all->count + 1, sizeof *all->at));
    for (int i = 0; i < all->count; i++) all->at[i] = copy_of(&before->at[i]);
    if (before) sh_kept_drop(&before->kept);
    *sh_completions(sh) = &all->kept;
    return all;
}

static int index_of(struct interp *sh, const char *name) {
    struct completions *all = those_of(sh);
    for (int i = 0; all && i < all->count; i++)
        if (!strcmp(all->at[i].name, name)) return i;
    return -1;
}

int completion_count(struct interp *sh) { return those_of(sh) ? those_of(sh)->count : 0; }
struct completion *completion_at(struct interp *sh, int i) { return &those_of(sh)->at[i]; }

struct completion *completion_find(struct interp *sh, const char *name) {
    int i = index_of(sh, name);
    return i < 0 ? NULL : completion_at(sh, i);
}

void completion_set(struct interp *sh, const char *name, struct completion *spec) {
    struct completions *all = own(sh);
    int i = index_of(sh, name);
    struct completion made = *spec;
    made.name = memory(strdup(name));
    if (i >= 0) {
        completion_clear(&all->at[i]);
    } else {
        i = all->count++;
        all->at = memory(realloc(all->at, sizeof *all->at * (size_t)all->count));
    }
    all->at[i] = made;
}

bool completion_remove(struct interp *sh, const char *name) {
    int i = index_of(sh, name);
    if (i < 0) return false;
    struct completions *all = own(sh);
    completion_clear(&all->at[i]);
    memmove(all->at + i, all->at + i + 1, sizeof *all->at * (size_t)(--all->count - i));
    return true;
}

void completion_remove_all(struct interp *sh) {
    sh_kept_drop(*sh_completions(sh));
    *sh_completions(sh) = NULL;
}

// --- options ------------------------------------------------------------------------------

static int action_named(struct call *c, const char *name) {
    for (int a = 0; a < ACTION_COUNT; a++)
        if (!strcmp(actions[a].name, name)) return a;
    builtin_error(c, 2, "%s: no such action", name);
    return -1;
}

static int take_argument(struct call *c, struct completion *spec, char letter, const char *argument) {
    if (letter == 'A') {
        int a = action_named(c, argument);
        if (a < 0) return -1;
        spec->actions |= 1u << a;
    } else if (letter == 'o') {
        int o = completion_option_named(argument);
        if (o < 0) return (builtin_error(c, 2, "%s: no such option of completion", argument), -1);
        spec->options |= 1u << o;
    } else {
        char **text = &spec->texts[strchr(text_letters, letter) - text_letters];
        free(*text);
        *text = memory(strdup(argument));
    }
    return 1;
}

int completion_parse(struct call *c, int *i, struct completion *spec) {
    const char *word = c->argv[*i];
    for (const char *p = word + 1; *p; p++) {
        int a = 0;
        if (strchr("Ao", *p) || strchr(text_letters, *p)) {
            const char *argument = p[1] ? p + 1 : c->argv[*i + 1];
            if (!p[1] && argument) ++*i;
            if (!argument) return (builtin_usage(c, "-%c: needs an argument", *p), -1);
            return take_argument(c, spec, *p, argument);
        }
        while (a < ACTION_COUNT && actions[a].letter != *p) a++;
        if (a == ACTION_COUNT) {
            if (p == word + 1) return 0;
            return (builtin_usage(c, "-%c: no such option", *p), -1);
        }
        spec->actions |= 1u << a;
    }
    return 1;
}

// --- showing ---------------------------------------------------------------------------------

static void show_quoted(struct call *c, const char *text) {
    char *quoted = sh_quote(text);
    bool bare = quoted[0] != '\'' && quoted[0] != '$';
    builtin_printf(c, bare ? "'%s'" : "%s", quoted);
    free(quoted);
}

void completion_show(struct call *c, const struct completion *spec) {
    builtin_puts(c, "complete");
    for (int o = 0; o < COMPOPT_COUNT; o++)
        if (spec->options >> o & 1) builtin_printf(c, " -o %s", options[o]);
    for (int a = 0; a < ACTION_COUNT; a++)
        if (spec->actions >> a & 1 && actions[a].letter) builtin_printf(c, " -%c", actions[a].letter);
    for (int a = 0; a < ACTION_COUNT; a++)
        if (spec->actions >> a & 1 && !actions[a].letter) builtin_printf(c, " -A %s", actions[a].name);
    for (int t = 0; t < TEXT_COUNT; t++) {
        if (!spec->texts[t]) continue;
        builtin_printf(c, " -%c ", text_letters[t]);
        if (t == TEXT_FUNCTION) builtin_quoted(c, spec->texts[t]);
        else show_quoted(c, spec->texts[t]);
    }
    builtin_puts(c, " ");
    if (*spec->name) builtin_quoted(c, spec->name);
    else builtin_puts(c, "''");
    builtin_puts(c, "\n");
}
