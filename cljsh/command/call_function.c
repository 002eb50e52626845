// SPDX-License-Identifier: MIT
/* Functions of the command language that Clojure code calls.
 *
 * A call is a subshell of the shell that runs.  That one belongs to a task; for
 * another one, which may run at the same time, it is a shell of its own that
 * begins with the same variables and functions.  These are read again from
 * their texts, since what they were read to points to the variables of their
 * shell. */
#include "command/from_clojure.h"
#include "command/node.h"
#include "command/variable_parts.h"

#include "base/prim.h"
#include "coll/vector.h"
#include "data/str.h"
#include "shell/lines.h"
#include "shell/state.h"
#include "shell/words.h"

#include <stdlib.h>

static struct interp *shell_with(const char *name) {
    struct interp *sh = sh_now();
    return sh && sh_function_exists(sh, name) ? sh : NULL;
}

PRIM(command_has_function, "cljsh.sh.prim", "function?", "[name]",
     "Has the shell that runs a function of that name?")
{
    const char *name = is_str(a[0]) ? PyUnicode_AsUTF8(obj(a[0])) : NULL;
    if (!name) PyErr_Clear();
    return bool_value(name && shell_with(name));
}

// --- a shell like another -----------------------------------------------------------------

static void copy_variable(struct interp *from, struct variable *v, void *shell) {
    struct interp *to = shell;
    if (v->special >= SPECIAL_LINENO) return; // each shell computes its own
    struct variable *copy = variable_intern(to, v->name, strlen(v->name));
    const char *text = v->array.w ? NULL : variable_text(v);
    variable_touch(to, copy, false);
    copy->flags = 0;
    if (v->array.w) copy->array = keep(ref(v->array));
    else if (text) variable_assign(to, copy, text, strlen(text));
    copy->flags = v->flags;
    variable_changed(to, copy);
    (void)from;
}

static void become_like(struct interp *to, struct interp *from) {
    clojure_shell_streams(to);
    variable_each(from, copy_variable, to);
    aliases_drop(to->aliases);
    to->aliases = aliases_share(from);
    for (unsigned i = 0; i < from->name_slots; i++)
        for (struct command_name *n = from->names[i]; n; n = n->next)
            if (n->function && n->function->text) sh_run_text(to, n->function->text, strlen(n->function->text), NULL, 1);
    params_set(to, from->parameters.count, from->parameters.at);
    memcpy(to->options, from->options, sizeof to->options);
    to->zero = from->zero;
    to->status = from->status;
}

// --- calls ----------------------------------------------------------------------------------

// What the function has written, in a subshell: *status, and a new stream of memory.
static struct stream *run_function(struct interp *sh, struct interp *like, int argc, char **argv, int *status) {
    struct subshell s;
    struct stream *out = stream_of_memory();
    subshell_enter(sh, &s);
    if (like) become_like(sh, like);
    descriptor_set(sh, 1, stream_keep(out));
    sh->options[OPT_MONITOR] = false;
    *status = subshell_leave(sh, &s, sh_run(sh, argc, argv, 0));
    descriptors_drain_all(sh, out);
    return out;
}

// By the shell itself, which goes on as it was; false: an exception is set.
static bool call_here(struct interp *sh, int argc, char **argv, int *status, struct stream **out) {
    enum pending pending = sh->pending;
    int line = sh->line, before = sh->status, substituted = sh->substituted;
    sh->pending = PENDING_NOTHING;
    *out = run_function(sh, NULL, argc, argv, status);
    bool thrown = sh->pending == PENDING_EXCEPTION;
    sh->pending = pending;
    sh->line = line;
    sh->status = before;
    sh->substituted = substituted;
    return !thrown;
}

// By another one that is like it.
static bool call_apart(struct interp *like, int argc, char **argv, int *status, struct stream **out) {
    if (clojure_text_flush() < 0) return false;
    shell_follow();
    struct interp *before = task_in_c.interp, *sh = clojure_shell_take();
    sh->pending = PENDING_NOTHING;
    sh->line = 1;
    *out = run_function(sh, like, argc, argv, status);
    bool thrown = sh->pending == PENDING_EXCEPTION;
    if (sh->pending >= PENDING_PROMPT) sh->pending = PENDING_NOTHING;
    if (sh->forked) _exit(*status); // a child that has come here by some way
    clojure_shell_give_back(sh, before);
    return !thrown;
}

PRIM(command_call_function, "cljsh.sh.prim", "call-function", "[name args]",
     "Calls a function of the shell that runs in a subshell of it: [status output].")
{
    const char *name = is_str(a[0]) ? PyUnicode_AsUTF8(obj(a[0])) : NULL;
    struct interp *sh = name ? shell_with(name) : NULL;
    if (!sh) return (PyErr_Clear(), err_arg("the shell has no function %R", is_obj(a[0]) ? obj(a[0]) : Py_None));
    SCOPED_PY PyObject *list = PyList_New(0), *keep = list ? PyList_New(0) : NULL;
    if (!keep || words_add(list, a[1]) < 0) return ERR;
    int argc = (int)PyList_GET_SIZE(list) + 1, status = 0;
    char **argv = sh_alloc(sizeof *argv * (size_t)(argc + 1));
    argv[0] = (char *)name;
    argv[argc] = NULL;
    for (int i = 1; i < argc; i++)
        if (!(argv[i] = (char *)word_chars(PyList_GET_ITEM(list, i - 1), keep))) return (free(argv), ERR);
    struct stream *out = NULL;
    bool fine = (sh->task == this_task() ? call_here : call_apart)(sh, argc, argv, &status, &out);
    free(argv);
    Value r = ERR;
    if (fine) {
        Value items[] = {int_value(status), adopt(lines_decode(out->text ? out->text : "", out->length))};
        r = failed(items[1]) ? ERR : vec_give(items, 2);
    }
    stream_drop(out);
    return r;
}
