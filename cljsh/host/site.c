// SPDX-License-Identifier: MIT
#include "host/site.h"

#include "base/value.h"

#include <stdlib.h>
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

int site_init(void) {
    PyObject *path = PySys_GetObject("path");
    standard = path ? PySequence_List(path) : NULL;
    SCOPED_PY PyObject *names = standard ? Py_BuildValue("{sOss}", "__builtins__", PyEval_GetBuiltins(), "__name__", "cljsh.site") : NULL;
    SCOPED_PY PyObject *r = names ? PyRun_String(finder, Py_file_input, names, names) : NULL;
    if (!r || set_string("executable", PyUnicode_FromString(PYTHON)) < 0 ||
        set_string("_base_executable", PyUnicode_FromString(PYTHON)) < 0)
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
    char line[512];
    snprintf(line, sizeof line, "%s/pyvenv.cfg", env);
    FILE *f = fopen(line, "re");
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
    if (!root || add(list, PyUnicode_FromFormat("%U/lib/python" VERSION "/site-packages", root)) < 0) return -1;
    return set_string("executable", PyUnicode_FromFormat("%U/bin/python", root));
}

// Without variables of the environment, what it is set to at first stays right.
int site_refresh(void) {
    const char *env = getenv("VIRTUAL_ENV"), *path = getenv("PYTHONPATH");
    bool in_env = env && *env;
    if (!in_env && !(path && *path)) return 0;
    SCOPED_PY PyObject *list = PyList_New(0);
    if (!list || add_pythonpath(list) < 0) return -1;
    SCOPED_PY PyObject *r = PySequence_InPlaceConcat(list, standard);
    if (!r || (in_env && enter_environment(list, env) < 0)) return -1;
    if ((!in_env || wants_system_packages(env)) && add_system_packages(list) < 0) return -1;
    return PySys_SetObject("path", list);
}
