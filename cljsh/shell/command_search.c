// SPDX-License-Identifier: MIT
#include "shell/command_search.h"

#include "base/absent.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static PyObject *known;  // name -> path, both bytes
static char *known_path; // the PATH they were found with

PyObject *command_table(void) { return known; }

void command_forget(const char *name) {
    if (!known) return;
    if (!name) { PyDict_Clear(known); return; }
    PyObject *key = PyBytes_FromString(name);
    if (!key || PyDict_DelItem(known, key) < 0) PyErr_Clear();
    Py_XDECREF(key);
}

// Can this file be run?  0 or an errno.
static int runnable(int dir, const char *path) {
    struct stat st;
    if (WITHOUT_GIL(fstatat(dir, path, &st, 0)) < 0) return errno;
    if (S_ISDIR(st.st_mode)) return EISDIR;
    if (!S_ISREG(st.st_mode)) return EACCES;
    return WITHOUT_GIL(faccessat(dir, path, X_OK, AT_EACCESS)) == 0 ? 0 : errno;
}

// An element of PATH with a name.
static PyObject *path_in(const char *dir, size_t length, const char *name) {
    if (!length) return PyBytes_FromString(name); // an empty element is the current directory
    size_t n = strlen(name);
    PyObject *path = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(length + 1 + n));
    if (!path) return NULL;
    char *chars = PyBytes_AS_STRING(path);
    memcpy(chars, dir, length);
    chars[length] = '/';
    memcpy(chars + length + 1, name, n);
    return path;
}

static int search_path(int from, const char *name, const char *search, PyObject **path) {
    int result = ENOENT;
    for (const char *dir = search, *end; ; dir = end + 1) {
        end = strchrnul(dir, ':');
        PyObject *candidate = path_in(dir, (size_t)(end - dir), name);
        if (!candidate) return -1;
        int error = runnable(from, PyBytes_AS_STRING(candidate));
        if (!error) {
            *path = candidate;
            return 0;
        }
        Py_DECREF(candidate);
        if (error == EACCES) result = EACCES; // as POSIX: remember it, but look on
        if (!*end) return result;
    }
}

int command_find(int dir, const char *name, const char *search, PyObject **path) {
    if (strchr(name, '/')) {
        int error = runnable(dir, name);
        if (error) return error;
        return (*path = PyBytes_FromString(name)) ? 0 : -1;
    }
    if (!*name) return ENOENT;
    const char *own = getenv("PATH");
    if (!own) own = "/usr/local/bin:/usr/bin:/bin";
    if (search && strcmp(search, own) != 0) return search_path(dir, name, search, path);

    if (!known && !(known = PyDict_New())) return -1;
    if (!known_path || strcmp(known_path, own) != 0) {
        free(known_path);
        known_path = strdup(own);
        PyDict_Clear(known);
    }
    PyObject *key = PyBytes_FromString(name);
    if (!key) return -1;
    PyObject *found;
    enum lookup there = lookup_in_dict(known, key, &found);
    int result = 0;
    if (there == LOOKUP_FOUND) {
        Py_INCREF(*path = found);
    } else {
        result = there < 0 ? -1 : search_path(dir, name, own, path);
        // What lies in a relative directory is somewhere else after the next cd.
        if (!result && *PyBytes_AS_STRING(*path) == '/' && PyDict_SetItem(known, key, *path) < 0) {
            Py_CLEAR(*path);
            result = -1;
        }
    }
    Py_DECREF(key);
    return result;
}
