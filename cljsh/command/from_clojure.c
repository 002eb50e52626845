// SPDX-License-Identifier: MIT
/* Shell text that Clojure code runs: (sh "…").
 *
 * Each call is a subshell of its own: it begins with the task's environment,
 * directory and descriptors, and nothing of what it does to the state of a
 * shell stays.  The interpreters are kept for the next call; there are as many
 * as calls were under way at the same time.
 */
#include "command/from_clojure.h"

#include "base/prim.h"
#include "command/session.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "shell/state.h"
#include "shell/words.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static struct interp *idle; // those that no call has, by outer

struct interp *clojure_shell_take(void) {
    struct interp *sh = idle;
    if (sh) {
        idle = sh->outer;
        sh->task = this_task();
        return task_in_c.interp = sh;
    }
    sh = task_in_c.interp = interp_new("cljsh");
    specials_start(sh);
    variable_set(sh, "IFS", " \t\n");
    variable_set(sh, "PS4", "+ ");
    variable_set(sh, "OPTIND", "1");
    traps_start(sh);
    return sh;
}

void clojure_shell_give_back(struct interp *sh, struct interp *before) {
    sh->outer = idle;
    idle = sh;
    task_in_c.interp = before;
}

// The environment of the task that calls.
static void import_environment(struct interp *sh) {
    extern char **environ;
    for (char **e = environ; e && *e; e++) {
        const char *equals = strchr(*e, '=');
        if (!equals || !sh_is_variable_name(*e, (size_t)(equals - *e))) continue;
        struct variable *v = variable_intern(sh, *e, (size_t)(equals - *e));
        if (v->special && v->special != SPECIAL_PATH) continue;
        variable_touch(sh, v, false);
        v->flags |= VAR_EXPORT;
        variable_assign(sh, v, equals + 1, strlen(equals + 1));
    }
}

int clojure_text_flush(void) {
    PyObject *out = PySys_GetObject("stdout");
    PyObject *r = out && out != Py_None ? PyObject_CallMethod(out, "flush", NULL) : Py_NewRef(Py_None);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

void clojure_shell_streams(struct interp *sh) {
    for (int i = 0; i < 3; i++) {
        int fd = shell_stream(i);
        if (fd != i) descriptor_set(sh, i, stream_of_fd(fcntl(fd, F_DUPFD_CLOEXEC, FD_FIRST)));
    }
}

// The words of a value as C strings that keep holds: how many, or -1.
static int words_of(Ref value, PyObject *keep, char ***words) {
    SCOPED_PY PyObject *list = PyList_New(0);
    if (!list || words_add(list, value) < 0) return -1;
    int n = (int)PyList_GET_SIZE(list);
    *words = sh_alloc(sizeof **words * (size_t)(n + 1));
    for (int i = 0; i < n; i++)
        if (!((*words)[i] = (char *)word_chars(PyList_GET_ITEM(list, i), keep))) {
            free(*words);
            return -1;
        }
    return n;
}

// A parameter: a text, or for a collection an array.
static int set_parameter(struct interp *sh, Ref key, Ref value, PyObject *keep) {
    PyObject *name = is_keyword(key) ? keyword_of(key)->name : is_symbol(key) ? symbol_of(key)->name : is_str(key) ? obj(key) : NULL;
    const char *text = name ? PyUnicode_AsUTF8(name) : NULL;
    if (name && !text) return -1;
    if (!name || !sh_is_variable_name(text, strlen(text))) {
        SCOPED_PY PyObject *shown = py_of(key);
        if (shown) err_arg("the name of a parameter is one of a variable, not %R", shown);
        return -1;
    }
    char **words;
    int n = words_of(value, keep, &words);
    if (n < 0) return -1;
    if (is_obj(value) && kind_of(value) & K_COLL) variable_set_array(sh, text, n, words);
    else if (n == 1) variable_set(sh, text, words[0]);
    else variable_unset(sh, text);
    free(words);
    return 0;
}

static int set_parameters(struct interp *sh, Ref parameters, Ref arguments, PyObject *keep) {
    if (!is_nil(parameters)) {
        if (!is_map(parameters)) return (err_type("parameters are a map of names to values, not %s", err_type_name(parameters)), -1);
        struct map_cursor c = {0};
        Ref key, value;
        while (map_each(parameters, &c, &key, &value) > 0)
            if (set_parameter(sh, key, value, keep) < 0) return -1;
    }
    char **words;
    int n = words_of(arguments, keep, &words);
    if (n < 0) return -1;
    params_set(sh, n, words);
    free(words);
    return 0;
}

int clojure_call_begin(struct clojure_call *c) {
    if (clojure_text_flush() < 0) return -1;
    shell_follow();
    struct interp *running = sh_now();
    const bool own = !running || running->task != this_task(); // another task's is busy
    *c = (struct clojure_call){.before = task_in_c.interp, .own = own};
    c->sh = own ? clojure_shell_take() : running;
    if (c->own) {
        c->sh->pending = PENDING_NOTHING;
        import_environment(c->sh);
        clojure_shell_streams(c->sh);
    } else if (!c->sh->subshell) {
        session_from_program(c->sh);
    }
    return 0;
}

int clojure_call_end(struct clojure_call *c, int status) {
    struct interp *sh = c->sh;
    enum pending pending = sh->pending;
    if (pending == PENDING_EXIT) {
        SCOPED_PY PyObject *code = PyLong_FromLong(sh->pending_status);
        if (code) PyErr_SetObject(PyExc_SystemExit, code);
    }
    if (pending == PENDING_EXIT || pending == PENDING_EXCEPTION) status = -1;
    else if (pending == PENDING_LINE) status = sh->pending_status;
    sh->pending = PENDING_NOTHING;
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    if (c->own || !sh->subshell) session_to_program(sh);
    PyErr_Restore(type, error, trace);
    if (!c->own) return status;
    for (int i = 0; i < 3; i++) descriptor_set(sh, i, NULL);
    clojure_shell_give_back(sh, c->before);
    return status;
}

static Value result(int status, struct stream *out) {
    if (!out) return int_value(status);
    size_t n = out->length;
    Value items[] = {int_value(status), adopt(lines_decode(out->text ? out->text : "", n))};
    return failed(items[1]) ? ERR : vec_give(items, 2);
}

PRIM(command_run_text, "cljsh.sh.prim", "run-text", "[text parameters arguments gather?]",
     "Runs a text of the command language in a subshell: its exit status, or with gather? [status output].\n"
     "parameters: a map of variables; arguments: $1 and the following.")
{
    if (!is_str(a[0])) return err_type("shell text is a string, not %s", err_type_name(a[0]));
    SCOPED_PY PyObject *keep = PyList_New(0), *text = str_bytes(obj(a[0]));
    if (!keep || !text || clojure_text_flush() < 0) return ERR;
    shell_follow();
    struct interp *before = task_in_c.interp, *sh = clojure_shell_take();
    struct subshell s;
    struct stream *out = is_true(a[3]) ? stream_of_memory() : NULL;
    int status = 0;
    sh->pending = PENDING_NOTHING;
    sh->line = 1;
    subshell_enter(sh, &s);
    import_environment(sh);
    clojure_shell_streams(sh);
    if (out) descriptor_set(sh, 1, stream_keep(out));
    bool prepared = set_parameters(sh, a[1], a[2], keep) == 0;
    if (prepared) status = sh_run_text(sh, PyBytes_AS_STRING(text), (size_t)PyBytes_GET_SIZE(text), NULL, 1);
    status = subshell_leave(sh, &s, status);
    bool fine = prepared && sh->pending != PENDING_EXCEPTION;
    if (sh->pending >= PENDING_PROMPT) sh->pending = PENDING_NOTHING;
    if (out) descriptors_drain_all(sh, out);
    if (sh->forked) _exit(status); // a child that has come here by some way
    clojure_shell_give_back(sh, before);
    Value r = fine ? result(status, out) : ERR;
    stream_drop(out);
    return r;
}
