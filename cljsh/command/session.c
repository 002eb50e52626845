// SPDX-License-Identifier: MIT
#include "command/session.h"

#include "command/sh.h"
#include "language/syntax.h"
#include "read/reader.h"
#include "shell/environ.h"

#include <ctype.h>
#include <stdlib.h>

extern char **environ;

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

static bool num_is_own_number(const char *word) {
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

bool session_is_clojure(struct interp *sh, const char *text, bool (*is_form)(const char *word)) {
    char word[256];
    if (sh->options[OPT_POSIX]) return false;
    text += strspn(text, " \t\n");
    char next = text[0] ? text[1] : 0;
    switch (text[0]) {
    case 0: return false;
    case '(': return !is_blank(next);
    case '{': return !is_blank(next);
    case '[': return next != '[' && (!is_blank(next) || !text[1 + strspn(text + 1, " \t\n")]);
    case '#': return next && strchr("{(\"'^_?:<#=", next);
    case '@': case '^': return !is_blank(next);
    case ':': return isalpha((unsigned char)next) || (unsigned char)next >= 0x80;
    case '\'': return !strchr(text + 1, '\''); // '(a b), 'x: a quote of the shell's is closed
    case '"': { // a string alone
        size_t n = strlen(text);
        while (n && is_blank(text[n - 1])) n--;
        return n > 1 && strcspn(text + 1, "\"") == n - 2;
    }
    default: {
        bool only;
        return first_word(text, word, sizeof word, &only) && (only || num_is_own_number(word)) && !names_command(sh, word) && is_form(word);
    }
    }
}

// --- entries ------------------------------------------------------------------------

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

bool session_is_incomplete(struct interp *sh, const char *text, size_t n) {
    struct syntax syntax = {.posix = sh->options[OPT_POSIX], .alias = sh_reader_alias, .arg = &sh};
    SCOPED_PY PyObject *name = PyUnicode_FromString("prompt");
    struct parser *p = name ? parser_new(&syntax, name, 1) : NULL;
    enum parse_result r = p && parser_add(p, text, n) == 0 ? PARSE_COMMAND : PARSE_ERROR;
    Value command;
    while (r == PARSE_COMMAND && (r = parser_next(p, &command)) == PARSE_COMMAND) drop(command);
    bool incomplete = r == PARSE_ERROR && error_is_incomplete();
    if (p) parser_free(p);
    // A backslash at the end joins the next line.
    size_t slashes = 0;
    while (n > slashes + 1 && text[n - 2 - slashes] == '\\') slashes++;
    return incomplete || slashes % 2;
}

enum session_result session_run(struct interp *sh, const char *text, size_t n, int line) {
    session_from_program(sh);
    sh->line = line;
    int status = sh_run_text(sh, text, n, NULL, line);
    enum pending pending = sh->pending;
    sh->pending = PENDING_NOTHING;
    sh->untested = sh->loop_depth = 0;
    if (pending != PENDING_EXCEPTION || !PyErr_Occurred()) {
        sh->status = pending == PENDING_EXIT || pending == PENDING_RETURN || pending == PENDING_EXCEPTION ? sh->pending_status : status;
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
        bool kept = !sh_is_variable_name(name, n) || (v && v->flags & VAR_EXPORT && variable_text(v));
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
    int status = sh->status;
    char *shown = sh_expand_text(sh, text);
    sh->status = status;
    sh->pending = PENDING_NOTHING;
    return shown ? shown : sh_copy(text, strlen(text));
}
