// SPDX-License-Identifier: MIT
#include "edit/repl.h"

#include "base/call.h"
#include "command/session.h"
#include "command/sh.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "edit/complete.h"
#include "edit/history.h"
#include "edit/history_words.h"
#include "edit/line.h"
#include "edit/prompt_line.h"
#include "host/report.h"
#include "shell/job.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/rare.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All that was typed is one text, so that a report can show the line of a
 * function defined long ago; the position of a form is that in this text. */
struct session {
    PyObject *file;          // the text's name
    PyObject *text;          // all of it
    PyObject *pending;       // what is not evaluated yet: the beginning of a form
    Py_ssize_t entry;        // where in the text the current entry begins
    int line, column;        // where pending begins
    struct var *values[5];   // *1 *2 *3 *e *repl*
    struct interp *shell;    // NULL: all is Clojure
    bool commands;           // what is pending is of the command language
};

static struct session session;

static bool is_form(const char *word);

static PyObject *complete(PyObject *before, struct completion *c) {
    bool begun = PyUnicode_GET_LENGTH(session.pending) > 0, commands = begun && session.commands;
    if (!begun && session.shell) {
        SCOPED_PY PyObject *bytes = str_bytes(before);
        commands = bytes && !session_is_clojure(session.shell, PyBytes_AS_STRING(bytes), is_form);
        PyErr_Clear();
    }
    SCOPED_PY PyObject *text = commands ? PyUnicode_Concat(session.pending, before) : NULL;
    PyObject *names = text ? complete_command(text, session.text, PyUnicode_GET_LENGTH(session.pending), c) : NULL;
    PyErr_Clear();
    if (names && PyList_GET_SIZE(names)) return names;
    // The first word may be a name of Clojure's as well.
    if (names && (begun || PyUnicode_FindChar(before, ' ', 0, PyUnicode_GET_LENGTH(before), 1) >= 0)) return names;
    Py_XDECREF(names);
    Py_CLEAR(c->docs);
    return complete_line(before, session.text, &c->from, &c->end);
}

static enum prompt_event wait_for_key(int note, const struct typing *typing) { return prompt_wait(session.shell, note, typing); }

// --- start ------------------------------------------------------------------

LIB_VARS(results, {"clojure.core", "*1", "clojure/core/05_vars.clj"}, {"clojure.core", "*2", "clojure/core/05_vars.clj"}, {"clojure.core", "*3", "clojure/core/05_vars.clj"},
         {"clojure.core", "*e", "clojure/core/05_vars.clj"}, {"clojure.core", "*repl*", "clojure/core/05_vars.clj"});
LIB_VAR(prn, "clojure.core", "prn", "clojure/core/55_print.clj");

static int start(void) {
    session.file = PyUnicode_InternFromString("repl");
    session.text = PyUnicode_FromString("");
    session.pending = PyUnicode_FromString("");
    session.line = session.column = 1;
    if (!session.file || !session.text || !session.pending) return -1;
    for (int i = 0; i < 5; i++)
        if (!(session.values[i] = lib_var(&results[i]))) return -1;
    terminal_prompt = isatty(STDIN_FILENO);
    SCOPED Value yes = bool_value(true);
    static const struct line_input input = {complete, wait_for_key};
    if (line_start(&input) < 0 || compile_bind_prompt(session.file) < 0) return -1;
    return var_set(session.values[4], ref(yes));
}

// --- one form ---------------------------------------------------------------

static int remember_value(Value v) {
    for (int i = 2; i > 0; i--) {
        SCOPED Value previous = var_get(session.values[i - 1]);
        if (failed(previous) || var_set(session.values[i], ref(previous)) < 0) return -1;
    }
    return var_set(session.values[0], ref(v));
}

static int print_value_of(Value v) {
    SCOPED Value r = lib_var(&prn) ? call1(ref_of(prn.var), ref(v)) : ERR;
    return ok(r) ? 0 : -1;
}

// Reports what went wrong: 0, or -1 when that ends the session.
static int recover(void) {
    if (PyErr_ExceptionMatches(PyExc_SystemExit)) return -1;
    PyObject *exc = exception_fetch();
    if (!exc) return 0;
    line_restore_modes();
    if (PyErr_GivenExceptionMatches(exc, PyExc_KeyboardInterrupt)) {
        if (write(STDOUT_FILENO, "\n", 1) < 0) PyErr_Clear();
        if (session.shell) session.shell->status = 128 + SIGINT;
    } else {
        report_exception(exc);
        if (var_set(session.values[3], ref_of(exc)) < 0) PyErr_Clear();
    }
    Py_DECREF(exc);
    return 0;
}

static int evaluate(Ref form, Reader *reader) {
    Value v = eval_form(form, reader);
    if (failed(v)) return -1;
    int r = remember_value(v) < 0 ? -1 : job_shown(ref(v)) ? 0 : print_value_of(v);
    drop(v);
    return r;
}

// --- one entry --------------------------------------------------------------

// Moves the beginning of what is pending forward.
static int consume(Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) {
        bool newline = PyUnicode_READ_CHAR(session.pending, i) == '\n';
        session.line += newline;
        session.column = newline ? 1 : session.column + 1;
    }
    PyObject *rest = PyUnicode_Substring(session.pending, n, PyUnicode_GET_LENGTH(session.pending));
    if (!rest) return -1;
    Py_SETREF(session.pending, rest);
    return 0;
}

static int discard(void) { return consume(PyUnicode_GET_LENGTH(session.pending)); }

/* Evaluates the forms that are complete.  1: a form is still open; 0: all is
 * done, or an error was reported; -1: the session ends. */
static int evaluate_pending(void) {
    Reader *reader = reader_new(session.pending, session.file);
    if (!reader) return -1;
    reader_set_start(reader, session.line, session.column);
    report_source(session.file, session.text);
    Py_ssize_t done = 0;
    int result = 0;
    for (;;) {
        Value form;
        enum read_result r = reader_read(reader, &form);
        if (r == READ_ERROR && reader_incomplete(reader)) {
            PyErr_Clear();
            result = consume(done) < 0 ? -1 : 1;
            break;
        }
        int evaluated = r == READ_FORM ? evaluate(ref(form), reader) : -1;
        if (r == READ_FORM) drop(form);
        done = reader_offset(reader);
        if (r == READ_EOF || evaluated < 0) {
            if (r != READ_EOF) result = recover();
            if (result == 0 && discard() < 0) result = -1;
            break;
        }
    }
    reader_free(reader);
    return result;
}

static PyObject *concat(PyObject *a, PyObject *b) { // takes a
    PyObject *r = PyUnicode_Concat(a, b);
    Py_DECREF(a);
    return r;
}

static int add_line(PyObject *line) {
    SCOPED_PY PyObject *ended = PyUnicode_FromFormat("%U\n", line);
    if (!ended) return -1;
    session.text = concat(session.text, ended);
    session.pending = concat(session.pending, ended);
    return session.text && session.pending ? 0 : -1;
}

static bool is_remembered(PyObject *entry) {
    static PyObject *last;
    const char *text = PyUnicode_AsUTF8(entry), *before = last ? PyUnicode_AsUTF8(last) : NULL;
    bool is = !session.shell || !text || session_remembers(session.shell, text, before);
    if (is) Py_XSETREF(last, Py_NewRef(entry));
    return is;
}

static void remember_entry(void) {
    Py_ssize_t end = PyUnicode_GET_LENGTH(session.text);
    SCOPED_PY PyObject *entry = PyUnicode_Substring(session.text, session.entry, end - 1);
    SCOPED_PY PyObject *stripped = entry ? PyObject_CallMethod(entry, "strip", NULL) : NULL;
    if (stripped && PyUnicode_GET_LENGTH(stripped) && is_remembered(entry)) line_remember(entry);
    PyErr_Clear();
    session.entry = end;
}

// --- commands ---------------------------------------------------------------

// Is a word that names no command a form all the same: a number, or what resolves here?
static bool is_form(const char *word) {
    SCOPED_PY PyObject *text = PyUnicode_DecodeUTF8(word, (Py_ssize_t)strlen(word), "surrogateescape");
    Reader *reader = text ? reader_new(text, session.file) : NULL;
    Value form = ERR;
    bool is = reader && reader_read(reader, &form) == READ_FORM && reader_offset(reader) == PyUnicode_GET_LENGTH(text);
    if (is && is_symbol(ref(form))) {
        SCOPED Value var = ERR;
        is = ns_resolve(ns_current(), ref(form), &var) == LOOKUP_FOUND && !is_nil(ref(var));
    }
    xdrop(form);
    if (reader) reader_free(reader);
    PyErr_Clear();
    return is;
}

static int choose_language(PyObject *line) {
    session.commands = false;
    if (!session.shell) return 0;
    SCOPED_PY PyObject *bytes = str_bytes(line);
    if (!bytes) return -1;
    session.commands = !session_is_clojure(session.shell, PyBytes_AS_STRING(bytes), is_form);
    return 0;
}

// Runs the commands that are pending: like evaluate_pending, and 2 when the shell ends.
static int run_pending(void) {
    SCOPED_PY PyObject *bytes = str_bytes(session.pending);
    if (!bytes) return -1;
    const char *text = PyBytes_AS_STRING(bytes);
    size_t n = (size_t)PyBytes_GET_SIZE(bytes);
    if (session_is_incomplete(session.shell, text, n)) return 1;
    enum session_result r = session_run(session.shell, text, n, session.line);
    if (r == SESSION_FAILED && recover() < 0) return -1;
    if (discard() < 0) return -1;
    return r == SESSION_ENDS ? 2 : 0;
}

// The prompt of the shell, if it has one, else the namespace's name; for the rest of a form a mark that ends where the prompt did.  Malloc'd.
static char *make_prompt(bool more) {
    static int width; // of the last one that was no continuation's
    char *text = session.shell && (!more || session.commands) ? session_prompt(session.shell, more) : NULL;
    if (!text && more) {
        if (asprintf(&text, "%*s ", width > 5 && width < 40 ? width - 1 : 4, "#_=>") < 0) abort();
    } else if (!text) {
        const char *name = PyUnicode_AsUTF8(ns_current()->name);
        PyErr_Clear();
        if (asprintf(&text, "%s=> ", name ? name : "?") < 0) abort();
    }
    if (!more) width = edit_prompt_width(text);
    return text;
}

// A line of commands with what stands for former entries put in, and shown then: new.  NULL without an exception: there is none such.
static enum lookup recalled(PyObject *line, PyObject **meant) {
    *meant = NULL;
    SCOPED_PY PyObject *bytes = str_bytes(line);
    if (!bytes) return LOOKUP_FAILED;
    bool unknown = false;
    char *text = edit_history_expand(PyBytes_AS_STRING(bytes), &unknown);
    if (unknown) return LOOKUP_ABSENT;
    if (!text) return (*meant = Py_NewRef(line), LOOKUP_FOUND);
    printf("%s\n", text);
    fflush(stdout);
    *meant = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogateescape");
    free(text);
    return *meant ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// One line of what was typed: as evaluate_pending and run_pending.
static int take_line(PyObject *typed, bool *more) {
    if (!*more && choose_language(typed) < 0) return -1;
    SCOPED_PY PyObject *recalled_line = NULL;
    bool recalls = session.commands && !*more && !(session.shell && !option_is_set(session.shell, OPT_HISTEXPAND));
    enum lookup found = recalls ? recalled(typed, &recalled_line) : LOOKUP_FOUND;
    if (found != LOOKUP_FOUND) return found;
    if (add_line(recalled_line ? recalled_line : typed) < 0) return -1;
    int r = session.commands ? run_pending() : evaluate_pending();
    if (r < 0 || r == 2) return r;
    *more = r > 0;
    if (!*more) remember_entry();
    return 0;
}

static int take_lines(PyObject *text, bool *more) {
    SCOPED_PY PyObject *lines = PyUnicode_Splitlines(text, 0);
    if (!lines) return -1;
    Py_ssize_t n = PyList_GET_SIZE(lines);
    if (!n) return take_line(text, more);
    int r = 0;
    for (Py_ssize_t i = 0; i < n && r == 0; i++) r = take_line(PyList_GET_ITEM(lines, i), more);
    return r;
}

// No line has come, without an exception: does the shell go on?
static bool stays(int ends) {
    if (!session.shell) return false;
    if (session.shell->pending) return false;
    if (line_time_is_over()) return false;
    return prompt_ignores_end(session.shell, ends) || !jobs_may_end(session.shell);
}

// A line was given up, or a trap has thrown: 0; -1: the session ends.
static int give_up(bool *more) {
    if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
        PyErr_Clear();
        if (session.shell) session.shell->status = 128 + SIGINT;
    } else if (recover() < 0) {
        return -1;
    }
    if (discard() < 0) return -1;
    session.entry = PyUnicode_GET_LENGTH(session.text);
    *more = false;
    return 0;
}

static int loop(void) {
    bool more = false;
    for (int ends = 0;;) {
        if (session.shell && !more) jobs_notify(session.shell);
        if (session.shell) line_keys(session.shell->options[OPT_VI]);
        if (session.shell) edit_history_size(atoi(variable_get_or(session.shell, "HISTSIZE", "5000")));
        char *prompt = make_prompt(more);
        SCOPED_PY PyObject *line = NULL;
        enum lookup found = line_read(prompt, !more, &line);
        free(prompt);
        if (found == LOOKUP_FOUND) {
            ends = 0;
            int r = take_lines(line, &more);
            if (r) return r < 0 ? -1 : 0;
        } else if (found == LOOKUP_FAILED) {
            if (give_up(&more) < 0) return -1;
        } else {
            if (more) { // the end of an entry that has begun: it is given up
                more = false;
                fputs("cljsh: the input ended inside of an entry, which is forgotten\n", stderr);
                if (discard() < 0) return -1;
                session.entry = PyUnicode_GET_LENGTH(session.text);
            } else if (!stays(++ends)) {
                return 0;
            }
        }
    }
}

int repl_run(struct interp *shell) {
    session.shell = shell;
    if (shell) {
        signals_ignore(SIGTERM);   // as every shell at a terminal has it
        session_to_program(shell); // PWD and what else the shell has set itself at its start
    }
    int r = start() < 0 ? -1 : loop();
    PyObject *exc = r < 0 ? exception_fetch() : NULL;
    line_end();
    if (exc) reraise_value(adopt(exc));
    return r;
}
