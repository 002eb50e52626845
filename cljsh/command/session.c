// SPDX-License-Identifier: MIT
#include "command/session.h"

#include "command/clojure_commands.h"
#include "command/sh.h"
#include "language/syntax.h"
#include "read/reader.h"
#include "shell/environ.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdlib.h>

extern char **environ;

// --- what is whole -------------------------------------------------------------------

static bool error_is_incomplete(void) {
    if (!PyErr_ExceptionMatches(ReaderError)) return (PyErr_Clear(), false);
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    PyErr_NormalizeException(&type, &error, &trace);
    SCOPED_PY PyObject *incomplete = error ? PyObject_GetAttrString(error, "incomplete") : NULL;
    PyErr_Clear();
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(trace);
    return incomplete == Py_True;
}

// Reads all commands of a text: 0, or what it lacks.
enum { WHOLE, WRONG, INCOMPLETE };
static int read_whole(struct interp *sh, const char *text, size_t n) {
    struct syntax syntax = {.posix = sh->options[OPT_POSIX], .alias = sh_reader_alias, .arg = &sh,
                            .groups = shopt_is_set(sh, SHOPT_EXTGLOB)};
    SCOPED_PY PyObject *name = PyUnicode_FromString("prompt");
    struct parser *p = name ? parser_new(&syntax, name, 1) : NULL;
    enum parse_result r = p && parser_add(p, text, n) == 0 ? PARSE_COMMAND : PARSE_ERROR;
    Value command;
    while (r == PARSE_COMMAND && (r = parser_next(p, &command)) == PARSE_COMMAND) drop(command);
    bool wrong = r == PARSE_ERROR, incomplete = wrong ? error_is_incomplete() : p && parser_ended_in_here_document(p);
    if (p) parser_free(p);
    return incomplete ? INCOMPLETE : wrong ? WRONG : WHOLE;
}

static bool is_whole(struct interp *sh, const char *text, size_t n) { return read_whole(sh, text, n) == WHOLE; }

bool session_is_incomplete(struct interp *sh, const char *text, size_t n) {
    // A backslash at the end joins the next line.
    size_t slashes = 0;
    while (n > slashes + 1 && text[n - 2 - slashes] == '\\') slashes++;
    return slashes % 2 || read_whole(sh, text, n) == INCOMPLETE;
}

// --- which language -----------------------------------------------------------------

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || !c; }

// The first word of a text, in buffer; NULL: it is not plain.  *only: there is no other.
static const char *first_word(const char *text, char *buffer, size_t size, bool *only) {
    size_t n = strcspn(text, " \t\n");
    if (n >= size || strcspn(text, "|&;<>()$`\\\"'") < n) return NULL;
    *only = !text[n + strspn(text + n, " \t\n")];
    memcpy(buffer, text, n);
    buffer[n] = 0;
    return buffer;
}

static bool is_number(const char *word) {
    word += *word == '-' || *word == '+';
    return isdigit((unsigned char)*word);
}

static bool names_command(struct interp *sh, const char *word) {
    struct command_name *name = name_find(sh, word);
    if ((name && name->function) || sh_alias_get(sh, word) || (builtin_find(word) && !(name && name->disabled))) return true;
    if (strchr(word, '=')) return true; // an assignment
    char *path = sh_find_command(sh, word, false);
    free(path);
    return path != NULL;
}

// Is there a word, outside of strings, that only the command language has between commands?
static bool has_operator(const char *text) {
    bool quoted = false;
    for (const char *p = text; *p; p++) {
        if (*p == '\\' && p[1]) p++;
        else if (*p == '"') quoted = !quoted;
        else if (!quoted && (*p == ';' || strncmp(p, "&&", 2) == 0 || strncmp(p, "||", 2) == 0)) return true;
    }
    return false;
}

/* (make && ./run): a list of commands all the same, for it begins with the name
 * of one, and as a form it would be none. */
static bool is_subshell(struct interp *sh, const char *text, bool (*is_form)(const char *word)) {
    char word[256];
    size_t n = strcspn(text + 1, " \t\n|&;<>()$`\\\"'~[{");
    if (!n || n >= sizeof word) return false;
    memcpy(word, text + 1, n);
    word[n] = 0;
    return !strchr(word, '=') && names_command(sh, word) && (has_operator(text) || !is_form(word)) && is_whole(sh, text, strlen(text));
}

bool session_is_clojure(struct interp *sh, const char *text, bool (*is_form)(const char *word)) {
    char word[256];
    if (sh->options[OPT_POSIX]) return false;
    text += strspn(text, " \t\n");
    char next = text[0] ? text[1] : 0;
    switch (text[0]) {
    case 0: return false;
    case '(': return !is_blank(next) && !is_subshell(sh, text, is_form);
    case '{': return !is_blank(next);
    case '[': return next != '[' && (!is_blank(next) || !text[1 + strspn(text + 1, " \t\n")]);
    case '#': return next && strchr("{(\"'^_?:<#=", next);
    case '@': return !is_blank(next);
    case '^': return !is_blank(next) && text[1 + strcspn(text + 1, "^ \t\n([{")] != '^'; // ^old^new^ is of the history
    case ':': return isalpha((unsigned char)next) || (unsigned char)next >= 0x80;
    case '\'': return !strchr(text + 1, '\''); // '(a b), 'x: a quote of the shell's is closed
    case '"': { // a string alone
        size_t n = strlen(text);
        while (n && is_blank(text[n - 1])) n--;
        return n > 1 && strcspn(text + 1, "\"") == n - 2;
    }
    default: {
        bool only;
        return first_word(text, word, sizeof word, &only) && (only || is_number(word)) && !names_command(sh, word) && is_form(word);
    }
    }
}

// --- running ------------------------------------------------------------------------

enum session_result session_run(struct interp *sh, const char *text, size_t n, int line) {
    session_from_program(sh);
    sh->line = line;
    int status = sh_run_text(sh, text, n, NULL, line);
    enum pending pending = sh->pending;
    sh->pending = PENDING_NOTHING;
    sh->untested = sh->loop_depth = 0;
    if (pending != PENDING_EXCEPTION) {
        sh->status = pending == PENDING_EXIT || pending == PENDING_RETURN || pending == PENDING_PROMPT ? sh->pending_status : status;
        if (pending == PENDING_EXIT) {
            sh_pend(sh, PENDING_EXIT, 0, sh->status);
            return SESSION_ENDS;
        }
        session_to_program(sh);
        return SESSION_GOES_ON;
    }
    sh->status = 1;
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    session_to_program(sh);
    PyErr_Restore(type, error, trace);
    return SESSION_FAILED;
}

// --- history --------------------------------------------------------------------------

static bool is_ignored(const char *patterns, const char *text) {
    for (const char *p = patterns; *p;) {
        size_t n = strcspn(p, ":");
        char *pattern = sh_copy(p, n);
        bool matches = n && fnmatch(pattern, text, 0) == 0;
        free(pattern);
        if (matches) return true;
        p += n + (p[n] == ':');
    }
    return false;
}

bool session_remembers(struct interp *sh, const char *text, const char *last) {
    const char *control = variable_get_or(sh, "HISTCONTROL", "ignoreboth"), *ignored = variable_get(sh, "HISTIGNORE");
    bool both = strstr(control, "ignoreboth") != NULL;
    if ((both || strstr(control, "ignorespace")) && (*text == ' ' || *text == '\t')) return false;
    if ((both || strstr(control, "ignoredups")) && last && strcmp(text, last) == 0) return false;
    return !ignored || !is_ignored(ignored, text);
}

// --- the environment of both ------------------------------------------------------------

void session_to_program(struct interp *sh) {
    if (sh->environment && sh->environment == sh->told_environment) return;
    char **wanted = sh->told_environment = variables_environment(sh);
    for (char **e = wanted; *e; e++) {
        size_t n = strcspn(*e, "=");
        char *name = sh_copy(*e, n);
        const char *now = getenv(name);
        if (!now || strcmp(now, *e + n + 1) != 0) environ_set(name, *e + n + 1);
        free(name);
    }
    struct strings gone = {0};
    for (char **e = environ; e && *e; e++) {
        size_t n = strcspn(*e, "=");
        char *name = sh_copy(*e, n);
        struct variable *v = sh_is_variable_name(name, n) ? variable_find(sh, name) : NULL;
        bool kept = !sh_is_variable_name(name, n) || (v && variable_for_programs(v));
        if (kept) free(name);
        else strings_add(&gone, name);
    }
    for (int i = 0; i < gone.count; i++) environ_set(gone.at[i], NULL);
    strings_free(&gone);
    PyErr_Clear();
}

static void unset_if_gone(struct interp *sh, struct variable *v, void *arg) {
    (void)arg;
    if (v->flags & VAR_EXPORT && variable_text(v) && v->special < SPECIAL_LINENO && !getenv(v->name)) variable_unset(sh, v->name);
}

void session_from_program(struct interp *sh) {
    for (char **e = environ; e && *e; e++) {
        size_t n = strcspn(*e, "=");
        if (!sh_is_variable_name(*e, n)) continue;
        struct variable *v = variable_intern(sh, *e, n);
        if (clojure_exports && !variable_set_p(v) && variable_for_programs(v)) continue; // it is a var's, and not the shell's own
        const char *text = variable_text(v);
        if (v->special >= SPECIAL_LINENO || v->flags & VAR_READONLY || (text && strcmp(text, *e + n + 1) == 0)) continue;
        variable_assign(sh, v, *e + n + 1, strlen(*e + n + 1));
        variable_change_flags(sh, v->name, VAR_EXPORT, 0);
    }
    variable_each(sh, unset_if_gone, NULL);
}

// --- prompts ---------------------------------------------------------------------------------

char *session_prompt(struct interp *sh, bool more) {
    const char *text = variable_get(sh, more ? "PS2" : "PS1");
    if (!text) return NULL;
    return prompt_expand(sh, text);
}
