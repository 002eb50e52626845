// SPDX-License-Identifier: MIT
/* The shell that runs, as Clojure sees it: the names it knows, for completion,
 * and its builtins as functions. */
#include "command/job_control.h"
#include "command/clojure_commands.h"
#include "command/from_clojure.h"
#include "command/sh.h"

#include "base/prim.h"
#include "data/str.h"
#include "data/symbol.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "shell/state.h"
#include "shell/words.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>

// --- names ------------------------------------------------------------------------

static int list_add(PyObject *list, PyObject *item) { // takes item
    int r = item ? PyList_Append(list, item) : -1;
    Py_XDECREF(item);
    return r;
}

// A list that is being made; NULL once that has failed, with an exception.
struct making { PyObject *list; };

static void making_add(struct making *m, PyObject *item) { // takes item
    if (!m->list) Py_XDECREF(item);
    else if (list_add(m->list, item) < 0) Py_CLEAR(m->list);
}

static void making_text(struct making *m, const char *text) {
    if (m->list) making_add(m, lines_decode(text, strlen(text)));
}

static void take_variable(struct interp *sh, struct variable *v, void *list) {
    (void)sh;
    making_text(list, v->name);
}

static void take_name(struct interp *sh, const char *name, const char *text, void *list) {
    (void)sh, (void)text;
    making_text(list, name);
}

static void add_builtins(struct interp *sh, struct making *list) {
    for (const struct builtin *const *b = __start_builtins; b < __stop_builtins; b++)
        if (!sh || !builtin_is_disabled(sh, (*b)->name)) making_text(list, (*b)->name);
}

static void add_commands(struct making *list) {
    PyObject *name, *f;
    for (Py_ssize_t i = 0; clojure_commands && PyDict_Next(clojure_commands, &i, &name, &f);) making_add(list, Py_NewRef(name));
}

PRIM(command_names, "cljsh.sh.prim", "names", "[kind]",
     "Lists the names of a kind: :builtins, :functions, :aliases, :variables, :commands (of defcommand) or :options.")
{
    const char *kind = is_keyword(a[0]) ? PyUnicode_AsUTF8(keyword_of(a[0])->name) : NULL;
    struct interp *sh = sh_now();
    if (!kind) return is_keyword(a[0]) ? ERR : err_type("a kind of names is a keyword");
    struct making m = {PyList_New(0)}, *list = &m;
    if (strcmp(kind, "builtins") == 0) add_builtins(sh, list);
    else if (strcmp(kind, "commands") == 0) add_commands(list);
    else if (strcmp(kind, "functions") == 0 && sh) sh_function_each(sh, take_name, list);
    else if (strcmp(kind, "aliases") == 0 && sh) sh_alias_each(sh, take_name, list);
    else if (strcmp(kind, "variables") == 0 && sh) variable_each(sh, take_variable, list);
    else if (strcmp(kind, "options") == 0)
        for (int o = 0; o < OPT_COUNT; o++) {
            const char *name = option_name(o);
            if (name) making_text(list, name);
        }
    return adopt(m.list);
}

static void take_job(struct interp *sh, struct job_entry *j, void *list) {
    char state[80];
    const char *text = jobs_state_text(sh, j, state, sizeof state);
    struct making *m = list;
    SCOPED_PY PyObject *command = m->list ? lines_decode(job_table_text(j), strlen(job_table_text(j))) : NULL;
    if (m->list) making_add(m, command ? Py_BuildValue("(isO)", j->number, text, command) : NULL);
}

PRIM(command_jobs, "cljsh.sh.prim", "jobs", "[]",
     "Lists the jobs of the shell that runs: (number state command) of each.")
{
    struct making m = {PyList_New(0)};
    struct interp *sh = sh_now();
    if (sh) jobs_each(sh, take_job, &m);
    return adopt(m.list);
}

static const char *text_of(Ref r) {
    const char *text = is_str(r) ? PyUnicode_AsUTF8(obj(r)) : NULL;
    if (!text) PyErr_Clear();
    return text;
}

PRIM(command_variable, "cljsh.sh.prim", "variable", "[name]",
     "Returns the value of a variable of the shell that runs, nil when it is unset; of the environment where no shell runs.")
{
    const char *name = text_of(a[0]);
    struct interp *sh = sh_now();
    const char *value = !name ? NULL : sh ? (sh_is_variable_name(name, strlen(name)) ? variable_get(sh, name) : NULL) : getenv(name);
    return value ? adopt(lines_decode(value, strlen(value))) : nil_value();
}

PRIM(command_signal_names, "cljsh.sh.prim", "signal-names", "[]",
     "Lists the names of the signals, without SIG.")
{
    struct making m = {PyList_New(0)};
    for (int sig = 1; sig < NSIG; sig++) {
        const char *name = sh_signal_short_name(sig);
        if (name) making_text(&m, name);
    }
    return adopt(m.list);
}

// --- builtins ---------------------------------------------------------------------------

PRIM(command_describe, "cljsh.sh.prim", "describe-builtin", "[name]",
     "Returns (summary synopsis doc options) of a builtin, nil when there is none; an option is (letter name argument doc).")
{
    const struct builtin *b = text_of(a[0]) ? builtin_find(text_of(a[0])) : NULL;
    if (!b) return nil_value();
    SCOPED_PY PyObject *options = PyList_New(0);
    for (const struct builtin_option *o = b->options; options && o && o->letter; o++)
        if (list_add(options, Py_BuildValue("(Czzz)", o->letter, o->name, o->argument, o->doc)) < 0) return ERR;
    return options ? adopt(Py_BuildValue("(sssO)", b->summary, b->synopsis ? b->synopsis : "", b->doc, options)) : ERR;
}

PRIM(command_stream, "cljsh.sh.prim", "stream", "[n]",
     "Returns a copy of the running task's standard descriptor n (0, 1 or 2), nil when that is the process's own.")
{
    int64_t which;
    if (!int64_of(a[0], &which) || which < 0 || which > 2) return err_arg("no standard descriptor");
    int fd = shell_stream((int)which), copy = fd == which ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, FD_FIRST);
    if (fd != which && copy < 0) return adopt(PyErr_SetFromErrno(PyExc_OSError));
    return copy < 0 ? nil_value() : int_value(copy);
}

static Value with_output(int status, struct stream *out) {
    if (!out) return int_value(status);
    SCOPED_PY PyObject *text = lines_decode(out->text ? out->text : "", out->length);
    return text ? adopt(Py_BuildValue("(iO)", status, text)) : ERR;
}

/* In the shell that runs, which it may change for good; else in one that has
 * the task's environment, and gives it back. */
PRIM(command_call_builtin, "cljsh.sh.prim", "call-builtin", "[name words gather?]",
     "Calls a builtin with words: its status, or with gather? (status output).")
{
    const struct builtin *b = text_of(a[0]) ? builtin_find(text_of(a[0])) : NULL;
    if (!b) return err_arg("there is no builtin %R", is_obj(a[0]) ? obj(a[0]) : Py_None);
    SCOPED_PY PyObject *list = PyList_New(0), *keep = list ? PyList_New(0) : NULL;
    if (!keep || words_add(list, a[1]) < 0) return ERR;
    int argc = (int)PyList_GET_SIZE(list) + 1;
    char **argv = sh_alloc(sizeof *argv * (size_t)(argc + 1));
    argv[0] = (char *)b->name;
    argv[argc] = NULL;
    for (int i = 1; i < argc; i++)
        if (!(argv[i] = (char *)word_chars(PyList_GET_ITEM(list, i - 1), keep))) return (free(argv), ERR);
    struct clojure_call call;
    if (clojure_call_begin(&call) < 0) return (free(argv), ERR);
    struct interp *sh = call.sh;
    struct stream *out = is_true(a[2]) ? stream_of_memory() : NULL, *before = NULL;
    if (out) {
        before = descriptor_saved(sh, 1);
        descriptor_set(sh, 1, stream_keep(out));
    }
    int status = sh_run_builtin(sh, b, argc, argv, false);
    if (out) {
        descriptor_set(sh, 1, before);
        descriptors_drain_all(sh, out);
    }
    free(argv);
    status = clojure_call_end(&call, status);
    Value r = status < 0 ? ERR : with_output(status, out);
    stream_drop(out);
    return r;
}
