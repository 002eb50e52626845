// SPDX-License-Identifier: MIT
/* Leaving the process: exit and exec; and which, which says what exec would run. */
#include "base/prim.h"
#include "coll/vector.h"
#include "data/str.h"
#include "shell/command_search.h"
#include "shell/lines.h"
#include "shell/signals.h"
#include "shell/state.h"
#include "shell/words.h"
#include "vm/rare.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define NS "cljsh.process"

PRIM(exec_which, NS, "which", "[name]",
     "Returns the path of the file that a command name stands for, or nil when there is none.")
{
    SCOPED_PY PyObject *kept = PyList_New(0), *words = PyList_New(0);
    if (!kept || !words || words_add(words, a[0]) < 0) return ERR;
    if (PyList_GET_SIZE(words) != 1) return err_arg("the name of a command must be one word, not %R", words);
    const char *name = word_chars(PyList_GET_ITEM(words, 0), kept);
    PyObject *path = NULL;
    int error = name ? command_find(AT_FDCWD, name, NULL, &path) : -1;
    if (error) return error < 0 ? ERR : nil_value();
    Value text = adopt(lines_decode(PyBytes_AS_STRING(path), (size_t)PyBytes_GET_SIZE(path)));
    Py_DECREF(path);
    return text;
}

static Value leave(int status) {
    SCOPED_PY PyObject *asked = PyObject_CallFunction(PyExc_SystemExit, "i", status);
    if (!asked || PyObject_SetAttrString(asked, "cljsh_at_once", Py_True) < 0) return ERR; // program.c: no thread is waited for
    PyErr_SetObject(PyExc_SystemExit, asked);
    if (!signals_in_main()) { // unwinding ends this thread only
        PyObject *e = exception_fetch();
        signals_exit_main(e);
        reraise_value(adopt(e));
    }
    return ERR;
}

PRIM(exec_exit_1, NS, "exit", "[status]",
     "Leaves the program with an exit status, by default 0.\n"
     "finally clauses run. true stands for 0 and false for 1.")
{
    int64_t status;
    if (same(a[0], TRUE_REF) || is_nil(a[0])) return leave(0);
    if (same(a[0], FALSE_REF)) return leave(1);
    if (!int64_of(a[0], &status)) return err_type("an exit status is a number, not %s", err_type_name(a[0]));
    return leave((int)(status & 255));
}

PRIM(exec_exit_0, NS, "exit", "[]", NULL) { return leave(0); }

// Only comes back when it has failed, everything being as it was: an errno.
static int replace_process(const char *path, char *const *argv) {
    extern char **environ;
    shell_follow();
    struct signals_kept kept;
    signals_before_exec(&kept);
    execve(path, argv, environ);
    int error = errno;
    signals_restore(&kept);
    return error;
}

PRIM(exec_replace, "cljsh.process.prim", "replace-process", "[words]",
     "Runs a command in place of this process; throws when it cannot be run.")
{
    SCOPED_PY PyObject *kept = PyList_New(0), *words = PyList_New(0);
    if (!kept || !words || words_add(words, a[0]) < 0) return ERR;
    Py_ssize_t count = PyList_GET_SIZE(words);
    if (!count) return err_arg("a command without words");
    char **argv = PyMem_New(char *, count + 1);
    if (!argv) return adopt(PyErr_NoMemory());
    argv[count] = NULL;
    for (Py_ssize_t i = 0; i < count; i++) {
        argv[i] = (char *)word_chars(PyList_GET_ITEM(words, i), kept);
        if (!argv[i]) {
            PyMem_Free(argv);
            return ERR;
        }
    }
    PyObject *path = NULL;
    int error = command_find(AT_FDCWD, argv[0], NULL, &path);
    if (!error) error = replace_process(PyBytes_AS_STRING(path), argv);
    Py_XDECREF(path);
    PyMem_Free(argv);
    if (error > 0) {
        errno = error;
        PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, PyList_GET_ITEM(words, 0));
    }
    return ERR;
}
