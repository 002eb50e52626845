// SPDX-License-Identifier: MIT
#include "load/library.h"

#include "base/at_start.h"
#include "base/call.h"
#include "base/error.h"
#include "base/prim.h"
#include "coll/map.h"
#include "compile/compile.h"
#include "compile/recording.h"
#include "compile/origin.h"
#include "data/str.h"
#include "data/symbol.h"
#include "load/cache.h"
#include "load/own_library.h"
#include "task/pause.h"
#include "vars/lib_var.h"

#include <sys/stat.h>

PyObject *load_path_list;
AT_START Py_ssize_t load_path_first;

/* Paths of libraries that the program has as well: those that are being loaded
 * from the load path, and those that could not be, so that the program's counts. */
static PyObject *shadowing, *replaced;

int library_init(void) {
    load_path_list = PyList_New(0);
    shadowing = PyList_New(0);
    replaced = PyList_New(0);
    own_library_init();
    return load_path_list && shadowing && replaced ? 0 : -1;
}

enum lookup library_source_of_builtin(const char *path, PyObject **text) {
    const struct own_file *f = own_library_find(path);
    *text = f ? PyUnicode_DecodeUTF8(f->data, (Py_ssize_t)f->length, "strict") : NULL;
    return !f ? LOOKUP_ABSENT : *text ? LOOKUP_FOUND : LOOKUP_FAILED;
}

int load_core(void) {
    for (const struct own_file *f = builtin_files; f->path; f++) {
        if (strncmp(f->path, "clojure/core/", 13) != 0) continue;
        const char *base = f->path + 13;
        if (*base < '0' || *base > '9') continue; // a namespace below clojure.core, loaded when asked for
        Value v = own_library_load(f);
        if (failed(v)) return -1;
        drop(v);
    }
    return 0;
}

// a.b-c as the path a/b_c
static PyObject *library_path(PyObject *name) {
    SCOPED_PY PyObject *slashed = str_replaced(name, '.', '/');
    return slashed ? str_replaced(slashed, '-', '_') : NULL;
}

static bool is_file(PyObject *path) {
    SCOPED_PY PyObject *bytes = PyUnicode_EncodeFSDefault(path);
    struct stat st;
    bool r = bytes && WITHOUT_GIL(stat(PyBytes_AS_STRING(bytes), &st)) == 0 && S_ISREG(st.st_mode);
    PyErr_Clear();
    return r;
}

// Is the current directory gone?
static bool is_nowhere(void) {
    char *here = getcwd(NULL, 0);
    free(here);
    return !here;
}

// Python finds the module: 1 loaded, 0 there is none, -1 failed.
static int import_module(PyObject *name) {
    SCOPED_PY PyObject *munged = str_replaced(name, '-', '_');
    PyObject *module = munged ? PyImport_Import(munged) : NULL;
    if (module) {
        Py_DECREF(module);
        // The module of a - name is known by that name too.
        if (PyUnicode_Compare(name, munged) != 0) {
            PyObject *m = PyDict_GetItemWithError(PyImport_GetModuleDict(), munged);
            if (m && PyDict_SetItem(PyImport_GetModuleDict(), name, m) < 0) return -1;
        }
        return 1;
    }
    if (PyErr_ExceptionMatches(PyExc_FileNotFoundError) && is_nowhere()) { // Python looks in the current directory
        PyErr_Clear();
        return 0;
    }
    if (!PyErr_ExceptionMatches(PyExc_ModuleNotFoundError)) return -1;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    SCOPED_PY PyObject *missing = value ? PyObject_GetAttrString(value, "name") : NULL;
    // It is there, but something it needs is not: that is the error to show.
    bool itself = missing && PyUnicode_Check(missing) &&
                  (PyUnicode_Compare(missing, munged) == 0 || PyUnicode_Tailmatch(munged, missing, 0, PY_SSIZE_T_MAX, -1) > 0);
    if (!itself) {
        PyErr_Restore(type, value, traceback);
        return -1;
    }
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return 0;
}

static const char *const endings[] = {".cljsh", ".clj", ".cljc"};

// Loads it from one of the folders from..to of the load path: 1, 0 not there, -1.
static int load_from_folders(PyObject *path, Py_ssize_t from, Py_ssize_t to) {
    for (Py_ssize_t i = from; i < to && i < PyList_GET_SIZE(load_path_list); i++)
        for (int e = 0; e < 3; e++) {
            PyObject *folder = PyList_GET_ITEM(load_path_list, i);
            bool here = PyUnicode_CompareWithASCIIString(folder, ".") == 0;
            SCOPED_PY PyObject *file = here ? PyUnicode_FromFormat("%U%s", path, endings[e])
                                            : PyUnicode_FromFormat("%U/%U%s", folder, path, endings[e]);
            if (!file) return -1;
            if (!is_file(file)) continue;
            SCOPED Value v = cache_load(file);
            return ok(v) ? 1 : -1;
        }
    return 0;
}

// The file of the program's that has a library.
static enum lookup builtin_of(PyObject *path, const struct own_file **found) {
    for (int e = 1; e < 3; e++) {
        SCOPED_PY PyObject *file = PyUnicode_FromFormat("%U%s", path, endings[e]);
        const char *utf8 = file ? PyUnicode_AsUTF8(file) : NULL;
        if (!utf8) return LOOKUP_FAILED;
        if ((*found = own_library_find(utf8))) return LOOKUP_FOUND;
    }
    return LOOKUP_ABSENT;
}

enum lookup library_is_builtin(PyObject *name) {
    const struct own_file *f;
    SCOPED_PY PyObject *path = library_path(name);
    return path ? builtin_of(path, &f) : LOOKUP_FAILED;
}

static int load_from_program(PyObject *path) {
    const struct own_file *f;
    enum lookup found = builtin_of(path, &f);
    if (found != LOOKUP_FOUND) return found;
    SCOPED Value v = own_library_load(f);
    return ok(v) ? 1 : -1;
}

// Does the exception that is set say that a class of the JVM's is not here?
static bool lacks_class(void) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    SCOPED_PY PyObject *class = value ? PyObject_GetAttrString(value, "missing_class") : NULL;
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    return class;
}

LIB_VAR(loaded_libs, "clojure.core", "loaded-libs", "clojure/core/70_ns.clj");
LIB_VAR(forget_libraries, "clojure.core", "forget-libraries", "clojure/core/70_ns.clj");

static int own_first; // libraries of the program's are looked for before the load path

// Are two paths those of parts of one library? Below clojure/ only what is below the other is.
static bool are_parts(const char *a, const char *b) {
    size_t first = strcspn(a, "/"), n = strlen(a), m = strlen(b);
    if (first != strcspn(b, "/") || strncmp(a, b, first) != 0) return false;
    if (strncmp(a, "clojure/", 8) != 0) return true;
    return n < m ? strncmp(a, b, n) == 0 && b[n] == '/' : strncmp(a, b, m) == 0 && (a[m] == '/' || !a[m]);
}

// Does a list of paths have one of the same library?
static bool has_part(PyObject *paths, PyObject *path) {
    const char *name = PyUnicode_AsUTF8(path);
    for (Py_ssize_t i = 0; name && i < PyList_GET_SIZE(paths); i++) {
        const char *other = PyUnicode_AsUTF8(PyList_GET_ITEM(paths, i));
        if (other && are_parts(name, other)) return true;
    }
    PyErr_Clear();
    return false;
}

/* A library that could not be loaded, for it is written over classes of the
 * JVM's: the one of its name that is part of the program.  What was loaded since
 * `before`, the set of what was then, is forgotten where the program has its
 * own, so that parts of one library are not mixed with those of another; the
 * outermost part that is being loaded takes care of all. */
static int load_in_its_place(Ref symbol, PyObject *path, Ref before) {
    if (!lacks_class() || has_part(shadowing, path)) return -1;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    struct var *forget = lib_var(&forget_libraries);
    SCOPED Value forgotten = forget ? call2(ref_of(forget), symbol, before) : ERR;
    own_first++;
    int found = ok(forgotten) && PyList_Append(replaced, path) == 0 ? load_from_program(path) : -1;
    own_first--;
    if (cache_settings.verbose && found > 0) PySys_FormatStderr("cljsh: %U: part of the program, as %S\n", path, value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return found;
}

// Takes the last one of a path out of those that are being loaded: another task may have added more meanwhile.
static int shadowed(PyObject *path, int found) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    for (Py_ssize_t i = PyList_GET_SIZE(shadowing) - 1; i >= 0; i--)
        if (PyList_GET_ITEM(shadowing, i) == path) {
            PyList_SetSlice(shadowing, i, i + 1, NULL);
            break;
        }
    PyErr_Restore(type, value, traceback);
    return found;
}

// From the folders before the program's; of a library that the program has as well, so that this can be in its place.
static int load_shadowing(Ref symbol, PyObject *path) {
    const struct own_file *f;
    enum lookup ours = load_path_first ? builtin_of(path, &f) : LOOKUP_ABSENT;
    if (ours == LOOKUP_FAILED) return -1;
    if (ours == LOOKUP_ABSENT) return load_from_folders(path, 0, load_path_first);
    if (has_part(replaced, path)) return load_from_program(path);
    struct var *loaded = lib_var(&loaded_libs);
    SCOPED Value before = loaded ? call0(ref_of(loaded)) : ERR;
    if (failed(before) || PyList_Append(shadowing, path) < 0) return -1;
    int found = shadowed(path, load_from_folders(path, 0, load_path_first));
    return found < 0 ? load_in_its_place(symbol, path, ref(before)) : found;
}

AT_START void (*library_load_hook)(void);

Value load_library(Ref symbol) {
    void (*hook)(void) = library_load_hook;
    library_load_hook = NULL;
    if (hook) hook();
    PyObject *name = symbol_of(symbol)->name;
    recording_changes++;
    SCOPED_PY PyObject *path = library_path(name);
    if (!path) return ERR;
    int found = own_first ? load_from_program(path) : 0;
    if (!found) found = load_shadowing(symbol, path);
    if (!found) found = load_from_program(path);
    if (!found) found = load_from_folders(path, load_path_first, PY_SSIZE_T_MAX);
    if (found) return found < 0 ? ERR : nil_value();
    int imported = ns_find(name) ? 1 : import_module(name);
    if (imported > 0) return nil_value();
    if (imported == 0) {
        SCOPED_PY PyObject *colon = PyUnicode_FromString(":");
        SCOPED_PY PyObject *places = colon ? PyUnicode_Join(colon, load_path_list) : NULL;
        PyErr_Format(PyExc_FileNotFoundError, "Could not locate %U.cljsh, %U.clj or %U.cljc on the load path (%U), nor a Python module %U",
                     path, path, path, places, name);
    }
    return ERR;
}

PRIM(own_load_ns, "cljsh.core", "load-ns", "[lib]", "Finds and loads the library of that name: Clojure source, or a Python module.")
{
    if (!is_symbol(a[0])) return err_arg("a library is named by a symbol, not %s", err_type_name(a[0]));
    return load_library(a[0]);
}

PRIM(own_library_text, "cljsh.core", "library-text", "[file]",
     "Returns the text of a file of the library that is part of the program, cljsh:path; nil for any other.")
{
    const char *name = is_obj(a[0]) && PyUnicode_Check(obj(a[0])) ? PyUnicode_AsUTF8(obj(a[0])) : NULL;
    if (!name || strncmp(name, "cljsh:", 6) != 0) return PyErr_Clear(), nil_value();
    PyObject *text;
    return library_source_of_builtin(name + 6, &text) == LOOKUP_ABSENT ? nil_value() : adopt(text);
}

PRIM(own_load_path, "cljsh.core", "load-path", "[]", "Gets the folders libraries are looked for in, a Python list.")
{ return keep_obj(load_path_list); }

LIB_VAR(require, "clojure.core", "require", "clojure/core/70_ns.clj");

int load_require(const char *name) {
    SCOPED Value library = symbol_parse(name);
    SCOPED Value r = lib_var(&require) && ok(library) ? call1(ref_of(require.var), ref(library)) : ERR;
    return ok(r) ? 0 : -1;
}
