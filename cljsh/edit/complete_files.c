// SPDX-License-Identifier: MIT
/* Files and commands as completions. */
#include "edit/complete.h"
#include "shell/entries.h"
#include "shell/lines.h"
#include "task/pause.h"
#include "base/value.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int add(PyObject *set, PyObject *name) { // takes name
    int r = name ? PySet_Add(set, name) : -1;
    Py_XDECREF(name);
    return r;
}

static bool is_directory(int dir, const struct dirent *e) {
    struct stat st;
    if (e->d_type != DT_UNKNOWN && e->d_type != DT_LNK) return e->d_type == DT_DIR;
    return WITHOUT_GIL(fstatat(dir, e->d_name, &st, 0)) == 0 && S_ISDIR(st.st_mode);
}

static bool is_command(int dir, const struct dirent *e) {
    struct stat st;
    return WITHOUT_GIL(fstatat(dir, e->d_name, &st, 0)) == 0 && S_ISREG(st.st_mode) && WITHOUT_GIL(faccessat(dir, e->d_name, X_OK, AT_EACCESS)) == 0;
}

// Names in the directory that begin with `begin`, behind front: of all files (directories with a slash) or of commands.
static int add_names(PyObject *set, const char *dir, PyObject *front, const char *begin, bool commands) {
    struct entries *d = entries_open(dir);
    size_t n = strlen(begin);
    int r = 0;
    for (const struct dirent *e; d && r == 0 && (e = entries_next(d));) {
        const char *name = e->d_name;
        if (strncmp(name, begin, n) != 0 || (name[0] == '.' && (begin[0] != '.' || !name[1] || (name[1] == '.' && !name[2])))) continue;
        if (commands && !is_command(entries_fd(d), e)) continue;
        SCOPED_PY PyObject *text = lines_decode(name, strlen(name));
        r = text ? add(set, PyUnicode_FromFormat("%U%U%s", front, text, !commands && is_directory(entries_fd(d), e) ? "/" : "")) : -1;
    }
    entries_close(d);
    return r;
}

int complete_files(PyObject *set, PyObject *prefix) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(prefix), slash = PyUnicode_FindChar(prefix, '/', 0, length, -1);
    SCOPED_PY PyObject *front = PyUnicode_Substring(prefix, 0, slash + 1), *last = PyUnicode_Substring(prefix, slash + 1, length);
    SCOPED_PY PyObject *dir = front ? PyUnicode_EncodeFSDefault(front) : NULL, *begin = last ? PyUnicode_EncodeFSDefault(last) : NULL;
    if (!dir || !begin) return PyErr_Clear(), 0;
    const char *path = PyBytes_AS_STRING(dir), *home = getenv("HOME");
    char whole[4096];
    if (path[0] == '~' && path[1] == '/' && home) {
        snprintf(whole, sizeof whole, "%s%s", home, path + 1);
        path = whole;
    }
    return add_names(set, *path ? path : ".", front, PyBytes_AS_STRING(begin), false);
}

int complete_commands(PyObject *set, PyObject *prefix) {
    if (PyUnicode_FindChar(prefix, '/', 0, PyUnicode_GET_LENGTH(prefix), 1) >= 0) return complete_files(set, prefix);
    SCOPED_PY PyObject *begin = PyUnicode_EncodeFSDefault(prefix), *front = PyUnicode_FromStringAndSize(NULL, 0);
    if (!begin || !front) return PyErr_Clear(), 0;
    const char *path = getenv("PATH");
    for (size_t n; path && *path; path += n + (path[n] == ':')) {
        char dir[4096];
        n = strcspn(path, ":");
        snprintf(dir, sizeof dir, "%.*s", n ? (int)n : 1, n ? path : ".");
        if (add_names(set, dir, front, PyBytes_AS_STRING(begin), true) < 0) return -1;
    }
    return 0;
}
