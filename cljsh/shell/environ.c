// SPDX-License-Identifier: MIT
#include "shell/environ.h"

#include "base/prim.h"
#include "coll/map.h"
#include "data/str.h"
#include "shell/lines.h"
#include "shell/python_state.h"
#include "shell/state.h"
#include "shell/words.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define NS "cljsh.process"

static PyObject *text_of(const char *chars) { return lines_decode(chars, strlen(chars)); }

// --- variables --------------------------------------------------------------

int environ_set(const char *name, const char *value) {
    if (!shell_own()) return -1;
    if ((value ? setenv(name, value, 1) : unsetenv(name)) == 0) return python_environ_changed(name, value);
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

static const char *name_chars(Ref r, PyObject *keep) {
    if (!is_str(r) && !(is_obj(r) && PyBytes_Check(obj(r))))
        return (err_type("the name of a variable is a string, not %s", err_type_name(r)), NULL);
    return word_chars(obj(r), keep);
}

PRIM(environ_get_2, NS, "getenv", "[name not-found]", NULL)
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *name = kept ? name_chars(a[0], kept) : NULL;
    if (!name) return ERR;
    shell_follow();
    const char *value = getenv(name);
    return value ? adopt(text_of(value)) : take(&a[1]);
}

PRIM(environ_get_1, NS, "getenv", "[name]",
     "Returns the value of a variable of the environment, or nil (or not-found) when there is none.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *name = kept ? name_chars(a[0], kept) : NULL;
    if (!name) return ERR;
    shell_follow();
    const char *value = getenv(name);
    return value ? adopt(text_of(value)) : nil_value();
}

PRIM(environ_set_prim, NS, "setenv", "[name value]",
     "Sets a variable of the environment, for this process and the commands it starts.\n"
     "The value is a string or anything that can be a word; nil removes the variable. Returns the value.")
{
    SCOPED_PY PyObject *kept = PyList_New(0), *words = PyList_New(0);
    const char *name = kept && words ? name_chars(a[0], kept) : NULL;
    if (!name || words_add(words, a[1]) < 0) return ERR;
    if (!*name || strchr(name, '=')) return err_arg("no name of a variable: '%s'", name);
    const char *value = NULL;
    if (!is_nil(a[1])) {
        if (PyList_GET_SIZE(words) != 1) return err_arg("the value of a variable must be one word, not %R", words);
        if (!(value = word_chars(PyList_GET_ITEM(words, 0), kept))) return ERR;
    }
    return environ_set(name, value) < 0 ? ERR : take(&a[1]);
}

PRIM(environ_all, NS, "env", "[]", "Returns the environment as a map of strings.")
{
    extern char **environ;
    shell_follow();
    Value map = map_empty();
    for (char **entry = environ; ok(map) && entry && *entry; entry++) {
        char *equals = strchr(*entry, '=');
        if (!equals) continue;
        SCOPED_PY PyObject *name = lines_decode(*entry, (size_t)(equals - *entry)), *value = text_of(equals + 1);
        if (!name || !value) {
            drop(map);
            return ERR;
        }
        map = map_assoc(map, ref_of(name), ref_of(value));
    }
    return map;
}

// --- the current directory --------------------------------------------------

// Is this absolute path a name of the current directory?
static bool is_here(const char *path) {
    struct stat named, here;
    return path && *path == '/' && stat(path, &named) == 0 && stat(".", &here) == 0 &&
           named.st_dev == here.st_dev && named.st_ino == here.st_ino;
}

// The current directory, malloc'ed; NULL with errno.
static char *current(void) {
    const char *pwd = getenv("PWD");
    return is_here(pwd) ? strdup(pwd) : getcwd(NULL, 0);
}

// base/dir without . and .. and double slashes, malloc'ed.
static char *logical_path(const char *base, const char *dir) {
    if (*dir == '/') base = "";
    char *path = malloc(strlen(base) + strlen(dir) + 3), *end = path;
    if (!path) return NULL;
    const char *parts[] = {base, dir};
    for (int i = 0; i < 2; i++) {
        for (const char *p = parts[i]; *p;) {
            size_t n = strcspn(p, "/");
            if (n == 2 && p[0] == '.' && p[1] == '.') {
                while (end > path && *--end != '/') {}
            } else if (n && !(n == 1 && *p == '.')) {
                *end++ = '/';
                memcpy(end, p, n);
                end += n;
            }
            p += n;
            p += *p == '/';
        }
    }
    if (end == path) *end++ = '/';
    *end = 0;
    return path;
}

int environ_cd(const char *dir) {
    struct shell *s = shell_leave_dir();
    if (!s) return -1;
    if (strcmp(dir, "-") == 0 && !(dir = getenv("OLDPWD"))) return (err_state("there is no previous directory"), -1);
    char *before = current();
    char *target = before || *dir == '/' ? logical_path(before ? before : "", dir) : strdup(dir);
    int result = -1;
    if (!target) {
        PyErr_NoMemory();
    } else if (chdir(target) < 0 && (errno != ENOENT || chdir(dir) < 0)) {
        SCOPED_PY PyObject *name = text_of(dir);
        if (name) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, name);
    } else {
        char *here = is_here(target) ? NULL : getcwd(NULL, 0);
        result = shell_moved(s);
        if (result == 0) result = environ_set("PWD", here ? here : target);
        if (result == 0 && before) result = environ_set("OLDPWD", before);
        free(here);
    }
    free(before);
    free(target);
    return result;
}

PyObject *environ_pwd(void) {
    shell_follow();
    char *here = current();
    if (!here) return PyErr_SetFromErrno(PyExc_OSError);
    PyObject *text = text_of(here);
    free(here);
    return text;
}

PRIM(environ_pwd_prim, NS, "pwd", "[]", "Returns the current directory, by the name under which it was entered.")
{
    return adopt(environ_pwd());
}

static Value cd_and_tell(const char *dir) { return environ_cd(dir) < 0 ? ERR : adopt(environ_pwd()); }

PRIM(environ_cd_1, NS, "cd", "[dir]",
     "Changes the current directory, by default to the home directory, and returns the new one.\n"
     "\"-\" is the directory before; a ~ at the beginning is the home directory.")
{
    SCOPED_PY PyObject *kept = PyList_New(0), *words = PyList_New(0);
    if (!kept || !words || words_add(words, a[0]) < 0) return ERR;
    if (PyList_GET_SIZE(words) != 1) return err_arg("a directory must be one word, not %R", words);
    const char *dir = word_chars(PyList_GET_ITEM(words, 0), kept);
    if (!dir) return ERR;
    if (dir[0] != '~' || (dir[1] && dir[1] != '/')) return cd_and_tell(dir);
    shell_follow();
    const char *home = getenv("HOME");
    PyObject *path = PyBytes_FromFormat("%s%s", home ? home : "/", dir + 1);
    Value result = path ? cd_and_tell(PyBytes_AS_STRING(path)) : ERR;
    Py_XDECREF(path);
    return result;
}

PRIM(environ_cd_0, NS, "cd", "[]", NULL)
{
    shell_follow();
    const char *home = getenv("HOME");
    struct passwd *entry = home && *home ? NULL : getpwuid(getuid());
    if (entry) home = entry->pw_dir;
    return home && *home ? cd_and_tell(home) : err_state("there is no home directory: HOME is not set");
}
