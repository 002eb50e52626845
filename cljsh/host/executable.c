// SPDX-License-Identifier: MIT
#include "host/executable.h"

#include "base/digest.h"
#include "load/cache_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *otherwise;

static bool read_link(int folder, const char *name, char path[PATH_MAX]) {
    ssize_t n = readlinkat(folder, name, path, PATH_MAX - 1);
    path[n < 0 ? 0 : n] = 0;
    return n > 0 && n < PATH_MAX - 1;
}

// Makes a link in a folder of ours anew unless it is right; the new one is put in the old one's place at once.
static bool have_link(int folder, const char *name, const char *to) {
    char there[PATH_MAX], temporary[64];
    if (read_link(folder, name, there) && strcmp(there, to) == 0) return true;
    snprintf(temporary, sizeof temporary, "%s.%ld", name, (long)getpid());
    if (symlinkat(to, folder, temporary) < 0) return false;
    if (renameat(folder, temporary, folder, name) == 0) return true;
    unlinkat(folder, temporary, 0);
    return false;
}

// The virtual environment that we are in, or "".
static const char *environment(void) {
    PyObject *prefix = PySys_GetObject("prefix"), *base = PySys_GetObject("base_prefix");
    const char *root = prefix && PyUnicode_Check(prefix) ? PyUnicode_AsUTF8(prefix) : NULL;
    if (root && base && PyUnicode_Check(base) && PyUnicode_Compare(prefix, base) != 0) return root;
    PyErr_Clear();
    return "";
}

// Into path; each program that asks has a folder of its own in the cache's, and in each environment another one.
static bool make_link(char path[PATH_MAX + 64]) {
    char program[PATH_MAX], cache[PATH_MAX], self[64], name[64], both[2 * PATH_MAX];
    const char *env = environment();
    if (!read_link(AT_FDCWD, "/proc/self/exe", program) || access(program, X_OK) < 0) return false;
    int folder = folder_open(true), own = -1;
    if (folder < 0) return false;
    snprintf(self, sizeof self, "/proc/self/fd/%d", folder);
    snprintf(both, sizeof both, "%s%s%s", program, *env ? "\n" : "", env);
    struct digest d = digest_of(both, strlen(both));
    unsigned char bytes[sizeof d];
    memcpy(bytes, &d, sizeof d);
    int n = snprintf(name, sizeof name, "python-");
    for (int i = 0; i < 8; i++) n += snprintf(name + n, sizeof name - (size_t)n, "%02x", bytes[i]);
    struct stat st;
    bool made = read_link(AT_FDCWD, self, cache) && (mkdirat(folder, name, 0700) == 0 || errno == EEXIST);
    if (made) own = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    made = own >= 0 && fstat(own, &st) == 0 && st.st_uid == geteuid() && !(st.st_mode & (S_IWGRP | S_IWOTH)) && have_link(own, "python3", program) &&
           (!*env || have_link(own, EXECUTABLE_ENVIRONMENT, env));
    if (own >= 0) close(own);
    close(folder);
    return made && snprintf(path, PATH_MAX + 64, "%s/%s/python3", cache, name) < PATH_MAX;
}

static PyObject *get_executable(PyObject *unused, PyObject *name) {
    (void)unused;
    if (!PyUnicode_Check(name) || PyUnicode_CompareWithASCIIString(name, "executable") != 0)
        return PyErr_Format(PyExc_AttributeError, "module 'sys' has no attribute '%S'", name);
    char path[PATH_MAX + 64];
    PyObject *text = PyUnicode_DecodeFSDefault(make_link(path) ? path : otherwise);
    if (text && PySys_SetObject("executable", text) < 0) Py_CLEAR(text);
    return text;
}

static PyMethodDef executable_getter = {"__getattr__", get_executable, METH_O, NULL};

int executable_postpone(const char *system) {
    otherwise = system;
    SCOPED_PY PyObject *f = PyCFunction_New(&executable_getter, NULL);
    return f && PySys_SetObject("executable", NULL) == 0 ? PySys_SetObject("__getattr__", f) : -1;
}
