// SPDX-License-Identifier: MIT
// What a word may become, by a specification of programmable completion.
#include "builtins/completion.h"
#include "builtins/lookup.h"
#include "command/job_control.h"
#include "command/traps.h"
#include "shell/entries.h"
#include "task/pause.h"

#include <glob.h>
#include <grp.h>
#include <netdb.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct completion *completion_running;

// What is gathered; those that do not begin with the word are no candidates.
struct gather { struct call *c; const char *word; size_t length; struct strings *out; };

static void add(struct gather *g, const char *text) {
    if (strncmp(text, g->word, g->length) == 0) strings_add(g->out, strdup(text));
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

// Those from an index on, in order and once.
static void sort_from(struct strings *s, int from) {
    if (s->count > from) qsort(s->at + from, (size_t)(s->count - from), sizeof *s->at, by_text);
    int kept = from;
    for (int i = from; i < s->count; i++) {
        if (kept > from && !strcmp(s->at[kept - 1], s->at[i])) free(s->at[i]);
        else s->at[kept++] = s->at[i];
    }
    s->count = kept;
}

// --- files and programs ---------------------------------------------------------------

static bool is_folder(const char *path) {
    struct stat s;
    return WITHOUT_GIL(stat(path, &s)) == 0 && S_ISDIR(s.st_mode);
}

static void add_files(struct gather *g, bool folders_only) {
    const char *slash = strrchr(g->word, '/');
    size_t front = slash ? (size_t)(slash + 1 - g->word) : 0;
    char *folder = front ? strndup(g->word, front) : strdup("."), *opened = folder;
    const char *home = folder[0] == '~' && folder[1] == '/' ? variable_get(g->c->sh, "HOME") : NULL;
    if (home && asprintf(&opened, "%s%s", home, folder + 1) < 0) opened = folder;
    struct entries *d = entries_open(opened);
    for (const struct dirent *e; d && (e = entries_next(d));) {
        char *path, *full;
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
        if (asprintf(&path, "%.*s%s", (int)front, g->word, e->d_name) < 0) break;
        if (asprintf(&full, "%s/%s", opened, e->d_name) < 0) full = NULL;
        if (full && (!folders_only || is_folder(full))) add(g, path);
        free(path);
        free(full);
    }
    entries_close(d);
    if (opened != folder) free(opened);
    free(folder);
}

static void add_programs(struct gather *g) {
    for (const char *p = variable_get_or(g->c->sh, "PATH", ""), *end;; p = end + 1) {
        end = strchrnul(p, ':');
        char *folder = end > p ? strndup(p, (size_t)(end - p)) : strdup(".");
        struct entries *d = entries_open(folder);
        for (const struct dirent *e; d && (e = entries_next(d));) {
            char *path;
            if (strncmp(e->d_name, g->word, g->length) || asprintf(&path, "%s/%s", folder, e->d_name) < 0) continue;
            if (!is_folder(path) && WITHOUT_GIL(access(path, X_OK)) == 0) add(g, e->d_name);
            free(path);
        }
        entries_close(d);
        free(folder);
        if (!*end) return;
    }
}

// --- names of the shell's ------------------------------------------------------------------

static void take_name(struct interp *sh, const char *name, const char *text, void *arg) {
    (void)sh, (void)text;
    add(arg, name);
}

struct variables { struct gather *g; unsigned flags; };

static void take_variable(struct interp *sh, struct variable *v, void *arg) {
    (void)sh;
    struct variables *these = arg;
    bool fits = !these->flags || v->flags & these->flags;
    if (fits && (v->flags & (VAR_ARRAY | VAR_ASSOC) || variable_text(v))) add(these->g, v->name);
}

static void add_variables(struct gather *g, unsigned flags) { variable_each(g->c->sh, take_variable, &(struct variables){g, flags}); }

static void add_builtins(struct gather *g, bool enabled, bool disabled) {
    for (const struct builtin *const *b = __start_builtins; b < __stop_builtins; b++)
        if (builtin_is_disabled(g->c->sh, (*b)->name) ? disabled : enabled) add(g, (*b)->name);
}

static void take_job(struct interp *sh, struct job_entry *j, void *arg) {
    (void)sh;
    add(arg, job_table_text(j));
}

static void take_running(struct interp *sh, struct job_entry *j, void *arg) {
    char text[80];
    if (strncmp(jobs_state_text(sh, j, text, sizeof text), "Running", 7) == 0) add(arg, job_table_text(j));
}

static void take_stopped(struct interp *sh, struct job_entry *j, void *arg) {
    char text[80];
    if (strncmp(jobs_state_text(sh, j, text, sizeof text), "Stopped", 7) == 0) add(arg, job_table_text(j));
}

static void add_keywords(struct gather *g) {
    for (int i = 0; lookup_keyword(i); i++) add(g, lookup_keyword(i));
}

static void add_signals(struct gather *g) {
    add(g, "EXIT");
    for (int sig = 1; sig < 65; sig++) {
        const char *name = sh_signal_short_name(sig);
        char text[24];
        if (name) add(g, (snprintf(text, sizeof text, "SIG%s", name), text));
    }
}

// --- names of the system's --------------------------------------------------------------------

static void add_users(struct gather *g) {
    setpwent();
    for (struct passwd *p; (p = getpwent());) add(g, p->pw_name);
    endpwent();
}

static void add_groups(struct gather *g) {
    setgrent();
    for (struct group *p; (p = getgrent());) add(g, p->gr_name);
    endgrent();
}

static void add_services(struct gather *g) {
    setservent(0);
    for (struct servent *p; (p = getservent());) add(g, p->s_name);
    endservent();
}

static void add_hosts(struct gather *g) {
    sethostent(0);
    for (struct hostent *p; (p = gethostent());) add(g, p->h_name);
    endhostent();
}

static void add_action(struct gather *g, enum completion_action a) {
    struct interp *sh = g->c->sh;
    int from = g->out->count;
    switch (a) {
    case ACTION_ALIAS: sh_alias_each(sh, take_name, g); break;
    case ACTION_ARRAYVAR: add_variables(g, VAR_ARRAY | VAR_ASSOC); break;
    case ACTION_BINDING: break; // the editor has no names for them
    case ACTION_BUILTIN: case ACTION_HELPTOPIC: add_builtins(g, true, true); break;
    case ACTION_COMMAND:
        sh_alias_each(sh, take_name, g);
        add_keywords(g);
        sh_function_each(sh, take_name, g);
        add_builtins(g, true, false);
        add_programs(g);
        break;
    case ACTION_DIRECTORY: add_files(g, true); break;
    case ACTION_DISABLED: add_builtins(g, false, true); break;
    case ACTION_ENABLED: add_builtins(g, true, false); break;
    case ACTION_EXPORT: add_variables(g, VAR_EXPORT); break;
    case ACTION_FILE: add_files(g, false); break;
    case ACTION_FUNCTION: sh_function_each(sh, take_name, g); break;
    case ACTION_GROUP: add_groups(g); break;
    case ACTION_HOSTNAME: add_hosts(g); break;
    case ACTION_JOB: jobs_each(sh, take_job, g); break;
    case ACTION_KEYWORD: add_keywords(g); break;
    case ACTION_RUNNING: jobs_each(sh, take_running, g); break;
    case ACTION_SERVICE: add_services(g); break;
    case ACTION_SETOPT:
        for (int o = 0; o < OPT_COUNT; o++)
            if (o != OPT_INTERACTIVE && o != OPT_STDIN && o != OPT_COMMAND) add(g, option_name(o)); // which only a start sets
        break;
    case ACTION_SHOPT:
        for (int o = 0; o < SHOPT_COUNT; o++) add(g, shopt_name(o));
        break;
    case ACTION_SIGNAL: add_signals(g); break;
    case ACTION_STOPPED: jobs_each(sh, take_stopped, g); break;
    case ACTION_USER: add_users(g); break;
    case ACTION_VARIABLE: add_variables(g, 0); break;
    case ACTION_COUNT: break;
    }
    sort_from(g->out, from);
}

// --- words, patterns, functions ------------------------------------------------------------------

// Behind the $(…), ${…} or `…` that begins at p; p itself where none does.
static const char *skip_expansion(const char *p) {
    const bool backquoted = *p == '`';
    if (!backquoted && (*p != '$' || (p[1] != '(' && p[1] != '{'))) return p;
    const char open = p[1], close = open == '(' ? ')' : '}';
    int depth = 0;
    char quote = 0;
    for (p++; *p; p++) {
        if (*p == '\\' && p[1] && quote != '\'') p++;
        else if (backquoted ? *p == '`' : 0) return p + 1;
        else if (quote ? *p == quote : *p == '\'' || *p == '"') quote = quote ? 0 : *p;
        else if (!quote && *p == open) depth++;
        else if (!quote && *p == close && --depth == 0) return p + 1;
    }
    return p;
}

// The end of a word of -W: separators that are quoted, or stand in an expansion, belong to it.
static const char *word_end(const char *p, const char *separators) {
    for (char quote = 0; *p; p++) {
        const char *behind = (*p == '$' || *p == '`') && quote != '\'' ? skip_expansion(p) : p;
        if (behind > p) p = behind - 1;
        else if (*p == '\\' && p[1] && quote != '\'') p++;
        else if (quote ? *p == quote : *p == '\'' || *p == '"') quote = quote ? 0 : *p;
        else if (!quote && strchr(separators, *p)) break;
    }
    return p;
}

// A word without its quotes.
static char *unquoted(const char *text, size_t n) {
    char *word = malloc(n + 1), *at = word, quote = 0;
    if (!word) abort();
    for (const char *p = text; p < text + n; p++) {
        if (*p == '\\' && p + 1 < text + n && quote != '\'') *at++ = *++p;
        else if (quote ? *p == quote : *p == '\'' || *p == '"') quote = quote ? 0 : *p;
        else *at++ = *p;
    }
    *at = 0;
    return word;
}

// A word as the command language has it: what would be an operator, or end it, is itself.
static char *as_one_word(const char *text, size_t n) {
    char *word = malloc(3 * n + 1), *at = word, quote = 0;
    if (!word) abort();
    for (const char *p = text, *end = text + n; p < end; p++) {
        const char *behind = quote == '\'' ? p : skip_expansion(p);
        if (behind > end) behind = end;
        if (behind > p) {
            at = mempcpy(at, p, (size_t)(behind - p));
            p = behind - 1;
            continue;
        }
        if (*p == '\\' && p + 1 < end && quote != '\'') *at++ = *p++;
        else if (quote ? *p == quote : *p == '\'' || *p == '"') quote = quote ? 0 : *p;
        else if (!quote && *p == '\n') at = stpcpy(at, "'\n"); // and its second quote
        else if (!quote && strchr(";|&()<> \t#", *p)) *at++ = '\\';
        *at++ = *p == '\n' && !quote ? '\'' : *p;
    }
    *at = 0;
    return word;
}

static bool is_expanded(const char *word, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (word[i] == '$' || word[i] == '`' || word[i] == '{' || word[i] == '~') return true;
    return false;
}

// Each word is expanded as those of a command are, but that it names no files.
static void add_words(struct gather *g, const char *list) {
    const char *separators = variable_get_or(g->c->sh, "IFS", " \t\n");
    for (const char *p = list, *end; *(p += strspn(p, separators)); p = end) {
        end = word_end(p, separators);
        if (end == p) break;
        const bool expanded = is_expanded(p, (size_t)(end - p));
        char *text = (expanded ? as_one_word : unquoted)(p, (size_t)(end - p));
        struct strings words = {0};
        if (!expanded) add(g, text);
        else if (sh_expand_words(g->c->sh, text, &words) == 0)
            for (int i = 0; i < words.count; i++) add(g, words.at[i]);
        strings_free(&words);
        free(text);
    }
}

static void add_glob(struct gather *g, const char *pattern) {
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++) add(g, found.gl_pathv[i]);
    globfree(&found);
}

static void set_line(struct interp *sh, const struct completion_line *line) {
    char number[24], *all = NULL;
    size_t n;
    FILE *f = open_memstream(&all, &n);
    if (!f) return;
    for (int i = 0; i < line->count; i++) fprintf(f, "%s%s", i ? " " : "", line->words[i]);
    fclose(f);
    variable_set_array(sh, "COMP_WORDS", line->count, line->words);
    snprintf(number, sizeof number, "%d", line->count - 1);
    variable_set(sh, "COMP_CWORD", number);
    variable_set(sh, "COMP_LINE", all);
    snprintf(number, sizeof number, "%zu", n);
    variable_set(sh, "COMP_POINT", number);
    variable_set(sh, "COMP_TYPE", "9");
    variable_set(sh, "COMP_KEY", "9");
    free(all);
}

// A function, or a command whose lines they are: the candidates as they are.
static int add_replies(struct gather *g, struct completion *spec, const struct completion_line *line, const char *function, const char *command) {
    struct interp *sh = g->c->sh;
    const char *words[] = {function ? function : command, line->command, line->word, line->before, NULL};
    char *text = NULL;
    int status = 0;
    if (line->count) set_line(sh, line);
    variable_unset(sh, "COMPREPLY");
    struct completion *before = completion_running;
    completion_running = spec;
    builtin_flush(g->c);
    if (function) {
        if (sh_function_exists(sh, function)) status = sh_run(sh, 4, (char **)words, 0);
        else builtin_error(g->c, 1, "%s: no such function", function);
    } else {
        char *quoted[3];
        for (int i = 0; i < 3; i++) quoted[i] = sh_quote(words[i + 1]);
        if (asprintf(&text, "readarray -t COMPREPLY < <(%s %s %s %s)", command, quoted[0], quoted[1], quoted[2]) >= 0) sh_eval(sh, text, NULL, sh_line(sh));
        for (int i = 0; i < 3; i++) free(quoted[i]);
        free(text);
    }
    completion_running = before;
    struct variable *v = variable_find(sh, "COMPREPLY");
    struct strings indexes = {0}, values = {0};
    if (v && v->array.w) variable_elements(sh, v, &indexes, &values);
    else if (v && variable_text(v)) strings_add(&values, strdup(variable_text(v)));
    for (int i = 0; i < values.count; i++) strings_add(g->out, strdup(values.at[i]));
    strings_free(&indexes);
    strings_free(&values);
    return status == 124 ? 124 : 0; // the function has made another specification
}

// -X: those that match are taken out, with ! those that do not; an & is the word.
static void filter(struct call *c, const char *pattern, const char *word, struct strings *s) {
    char *whole = malloc(strlen(pattern) * (strlen(word) + 1) + 1), *at = whole;
    if (!whole) abort();
    bool keep = *pattern == '!';
    for (const char *p = pattern + keep; *p; p++) {
        if (*p == '\\' && p[1] == '&') *at++ = *++p;
        else if (*p == '&') at = stpcpy(at, word);
        else *at++ = *p;
    }
    *at = 0;
    int kept = 0;
    for (int i = 0; i < s->count; i++) {
        if (sh_text_matches(c->sh, whole, s->at[i]) == keep) s->at[kept++] = s->at[i];
        else free(s->at[i]);
    }
    s->count = kept;
    free(whole);
}

static void put_around(const struct completion *spec, struct strings *s) {
    const char *prefix = spec->texts[TEXT_PREFIX], *suffix = spec->texts[TEXT_SUFFIX];
    for (int i = 0; (prefix || suffix) && i < s->count; i++) {
        char *all;
        if (asprintf(&all, "%s%s%s", prefix ? prefix : "", s->at[i], suffix ? suffix : "") < 0) abort();
        free(s->at[i]);
        s->at[i] = all;
    }
}

int completion_generate(struct call *c, struct completion *spec, const struct completion_line *line, struct strings *out) {
    struct gather g = {c, line->word, strlen(line->word), out};
    int status = 0;
    for (int a = 0; a < ACTION_COUNT; a++)
        if (spec->actions >> a & 1) add_action(&g, a);
    if (spec->texts[TEXT_GLOB]) add_glob(&g, spec->texts[TEXT_GLOB]);
    if (spec->texts[TEXT_WORDS]) add_words(&g, spec->texts[TEXT_WORDS]);
    if (spec->texts[TEXT_FUNCTION]) status = add_replies(&g, spec, line, spec->texts[TEXT_FUNCTION], NULL);
    if (spec->texts[TEXT_COMMAND]) add_replies(&g, spec, line, NULL, spec->texts[TEXT_COMMAND]);
    if (spec->texts[TEXT_FILTER]) filter(c, spec->texts[TEXT_FILTER], line->word, out);
    put_around(spec, out);
    if ((spec->options >> COMPOPT_DIRNAMES & 1 && !out->count) || spec->options >> COMPOPT_PLUSDIRS & 1) add_action(&g, ACTION_DIRECTORY);
    return status;
}

void completion_generate_otherwise(struct call *c, const struct completion *spec, const struct completion_line *line, struct strings *out) {
    struct gather g = {c, line->word, strlen(line->word), out};
    if (!out->count && spec->options & (1u << COMPOPT_DEFAULT | 1u << COMPOPT_BASHDEFAULT)) add_action(&g, ACTION_FILE);
}
