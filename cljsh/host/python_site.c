// SPDX-License-Identifier: MIT
#include "host/python_site.h"

#include "base/value.h"
#include "host/executable.h"

#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

#define VERSION Py_STRINGIFY(PY_MAJOR_VERSION) "." Py_STRINGIFY(PY_MINOR_VERSION)
#define PYTHON "/usr/bin/python" VERSION

static PyObject *standard; // the path to Python's own modules: a list

static const char finder[] =
    "import sys\n"
    "class SiteFinder:\n"
    "    'Reads the .pth files when a module is not found, and looks once more.'\n"
    "    @staticmethod\n"
    "    def find_spec(name, path=None, target=None):\n"
    "        if path is not None: return None\n"
    "        sys.meta_path.remove(SiteFinder)\n"
    "        import site\n"
    "        before = len(sys.path), len(sys.meta_path)\n"
    "        for folder in list(sys.path):\n"
    "            if folder.endswith('-packages'): site.addsitedir(folder)\n"
    "        if before != (len(sys.path), len(sys.meta_path)):\n"
    "            for f in list(sys.meta_path):\n"
    "                spec = f.find_spec(name, path, target)\n"
    "                if spec: return spec\n"
    "sys.meta_path.append(SiteFinder)\n";

static int add(PyObject *list, PyObject *item) {
    int r = item ? PyList_Append(list, item) : -1;
    Py_XDECREF(item);
    return r;
}

static int set_string(const char *name, PyObject *value) {
    int r = value ? PySys_SetObject(name, value) : -1;
    Py_XDECREF(value);
    return r;
}

static int add_system_packages(PyObject *list) {
    return add(list, PyUnicode_FromString("/usr/local/lib/python" VERSION "/dist-packages")) < 0
               ? -1 : add(list, PyUnicode_FromString("/usr/lib/python3/dist-packages"));
}

int python_site_init(void) {
    PyObject *path = PySys_GetObject("path");
    standard = path ? PySequence_List(path) : NULL;
    SCOPED_PY PyObject *names = standard ? Py_BuildValue("{sOss}", "__builtins__", PyEval_GetBuiltins(), "__name__", "cljsh.site") : NULL;
    SCOPED_PY PyObject *r = names ? PyRun_String(finder, Py_file_input, names, names) : NULL;
    if (!r || executable_postpone(PYTHON) < 0 || set_string("_base_executable", PyUnicode_FromString(PYTHON)) < 0)
        return -1;
    return add_system_packages(path);
}

static int add_pythonpath(PyObject *list) {
    const char *p = getenv("PYTHONPATH");
    char here[4096];
    while (p && *p) {
        size_t n = strcspn(p, ":");
        PyObject *dir = PyUnicode_DecodeFSDefaultAndSize(p, (Py_ssize_t)n);
        if (dir && *p != '/' && getcwd(here, sizeof here)) {
            SCOPED_PY PyObject *base = PyUnicode_DecodeFSDefault(here);
            Py_SETREF(dir, base ? PyUnicode_FromFormat(n ? "%U/%U" : "%U%U", base, dir) : NULL);
        }
        if (add(list, dir) < 0) return -1;
        p += n;
        if (*p == ':' && !*++p) return add(list, PyUnicode_DecodeFSDefault(getcwd(here, sizeof here) ? here : "."));
    }
    return 0;
}

// Does the environment ask for the system's packages as well?
static bool wants_system_packages(const char *env) {
    char file[4200], line[512];
    snprintf(file, sizeof file, "%s/pyvenv.cfg", env);
    FILE *f = fopen(file, "re");
    bool wants = false;
    while (f && fgets(line, sizeof line, f)) {
        char value[8];
        if (sscanf(line, " include-system-site-packages = %7s", value) == 1) wants = strcasecmp(value, "true") == 0;
    }
    if (f) fclose(f);
    return wants;
}

static int enter_environment(PyObject *list, const char *env) {
    static const char *const prefixes[] = {"prefix", "exec_prefix"};
    for (int i = 0; i < 2; i++)
        if (set_string(prefixes[i], PyUnicode_DecodeFSDefault(env)) < 0) return -1;
    SCOPED_PY PyObject *root = PyUnicode_DecodeFSDefault(env);
    return root ? add(list, PyUnicode_FromFormat("%U/lib/python" VERSION "/site-packages", root)) : -1;
}

bool python_site_changed;

/* Every start looks for the two that follow, so they make do with little: each
 * page of the stack or of libc that is touched first costs a page fault. */
#define SPACE 1024 // longer paths are not looked at

// Is there `name` in the folder of n bytes at the start of space?
static bool has_file(char *space, size_t n, const char *name) {
    size_t length = strlen(name);
    if (n + length >= SPACE) return false;
    memcpy(space + n, name, length + 1);
    bool there = access(space, R_OK) == 0;
    space[n] = 0;
    return there;
}

/* The virtual environment: VIRTUAL_ENV, the one that a sys.executable of ours
 * was made in, or the one whose bin folder the program was started from, by a
 * link or as a copy.  NULL: none. */
static const char *find_environment(char *space) {
    const char *env = getenv("VIRTUAL_ENV");
    if (env && *env) return env;
    const char *program = (const char *)getauxval(AT_EXECFN), *slash = program ? strrchr(program, '/') : NULL;
    if (!slash || slash - program >= SPACE) return NULL;
    size_t n = (size_t)(slash - program);
    memcpy(space, program, n);
    space[n] = 0;
    if (*space != '/') {
        char *whole = realpath(n ? space : "/", NULL);
        n = whole ? strlen(whole) : SPACE;
        if (n < SPACE) memcpy(space, whole, n + 1);
        free(whole);
        if (n >= SPACE) return NULL;
    }
    if (strcmp(slash, "/python3") == 0 && has_file(space, n, "/" EXECUTABLE_ENVIRONMENT "/pyvenv.cfg")) {
        char *root = realpath(strcat(space, "/" EXECUTABLE_ENVIRONMENT), NULL);
        n = root ? strlen(root) : SPACE;
        if (n < SPACE) memcpy(space, root, n + 1);
        free(root);
        return n < SPACE ? space : NULL;
    }
    char *up = strrchr(space, '/');
    if (!up || up == space) return NULL;
    *up = 0;
    return has_file(space, (size_t)(up - space), "/pyvenv.cfg") ? space : NULL;
}

// The user's own packages, when there are any: true and the folder.
static bool find_user_site(char *space) {
    const char *no = getenv("PYTHONNOUSERSITE"), *base = getenv("PYTHONUSERBASE"), *home = getenv("HOME");
    if (no && *no) return false;
    bool given = base && *base;
    const char *root = given ? base : home, *rest = given ? "/lib/python" VERSION "/site-packages" : "/.local/lib/python" VERSION "/site-packages";
    size_t n = root ? strlen(root) : 0;
    if (!n || n >= SPACE) return false;
    memcpy(space, root, n);
    if (!has_file(space, n, rest) || getuid() != geteuid() || getgid() != getegid()) return false;
    strcpy(space + n, rest);
    return true;
}

// Sets sys.path and sys.prefix for this process. Without a virtual environment, a user site and
// PYTHONPATH there is nothing to do: the image has the right values.
int python_site_refresh(void) {
    char space[SPACE], user[SPACE];
    const char *env = find_environment(space), *path = getenv("PYTHONPATH");
    bool system = !env || wants_system_packages(env), has_user = system && find_user_site(user);
    if (!env && !has_user && !(path && *path)) return 0;
    SCOPED_PY PyObject *list = PyList_New(0);
    if (!list || add_pythonpath(list) < 0) return -1;
    SCOPED_PY PyObject *r = PySequence_InPlaceConcat(list, standard);
    if (!r || (env && enter_environment(list, env) < 0)) return -1;
    if (has_user && add(list, PyUnicode_DecodeFSDefault(user)) < 0) return -1;
    if (system && add_system_packages(list) < 0) return -1;
    python_site_changed = true;
    return PySys_SetObject("path", list);
}
