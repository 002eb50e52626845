// SPDX-License-Identifier: MIT
#include "load/own_library.h"

#include "base/error.h"
#include "base/prim.h"
#include "coll/vector.h"
#include "compile/compile.h"
#include "compile/java.h"
#include "compile/origin.h"
#include "compile/recording.h"
#include "data/symbol.h"
#include "load/cache.h"
#include "load/library.h"
#include "vars/var.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t number_of_files(void) {
    static size_t n;
    while (builtin_files[n].path) n++;
    return n;
}

const struct own_file *own_library_find(const char *path) {
    size_t low = 0, high = number_of_files();
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const int order = strcmp(path, builtin_files[middle].path);
        if (order == 0) return &builtin_files[middle];
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return NULL;
}

// --- loading --------------------------------------------------------------------

struct recorded { uint8_t *data; size_t length; };
static struct recorded *recorded; // one for each of builtin_files; NULL: nothing is recorded
static struct digest compiler;    // its settings then
static bool recording;            // this process loads libraries to record them
static bool replaying;            // a library is being loaded by what was recorded of it

static Value load_compiled(const struct own_file *f, PyObject *name) {
    SCOPED_PY PyObject *text = PyUnicode_DecodeUTF8(f->data, (Py_ssize_t)f->length, "strict");
    if (!text) return ERR;
    struct load load;
    origin_begin(&load, NULL, (struct digest){0}); // known by the program it is a part of
    Value v = compile_load_text(text, name);
    origin_end(&load);
    return v;
}

static Value load(const struct own_file *f) {
    SCOPED_PY PyObject *name = PyUnicode_FromFormat("cljsh:%s", f->path);
    if (!name) return ERR;
    struct recorded *there = recorded ? &recorded[f - builtin_files] : NULL;
    bool usable = there && there->data && digest_same(compiler, cache_compiler_settings());
    if (!usable && !recording) return load_compiled(f, name);
    struct library l = {.file = name, .own = true, .text = f->data, .length = f->length, .record = !usable};
    if (usable) l.recorded = there->data, l.recorded_length = there->length;
    const bool outer = replaying;
    replaying = usable;
    Value v = recording_load_text(&l);
    replaying = outer;
    if (l.data) *there = (struct recorded){l.data, l.data_length};
    Py_XDECREF(l.why);
    return v;
}

// A macro may load one: where what it expands to names anything in it, the code asks for it again (load_absent).
Value own_library_load(const struct own_file *f) {
    struct recording *outer = task_in_c.recording;
    task_in_c.recording = NULL;
    Value v = load(f);
    if (ok(v) && origin_of_program() < 0) drop(v), v = ERR;
    task_in_c.recording = outer;
    return v;
}

/* A library of the program's may need much of Python's library for what few
 * programs ask of it: what it requires of that is imported when it is first
 * used.  While an image is made everything is imported, so that it is there. */
PRIM(own_await_module, "cljsh.core", "await-module!", "[lib aliases]",
     "Has a module of Python's library imported when it is first used by one of the names in aliases, a vector.\n"
     "False when it is to be loaded now: all but what the program's own libraries require, and what is there already.")
{
    if (!replaying || !is_symbol(a[0]) || symbol_of(a[0])->ns || !is_vec(a[1])) return bool_value(false);
    PyObject *name = symbol_of(a[0])->name, *stdlib = PySys_GetObject("stdlib_module_names");
    const Py_ssize_t dot = PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), 1);
    SCOPED_PY PyObject *outermost = PyUnicode_Substring(name, 0, dot < 0 ? PyUnicode_GET_LENGTH(name) : dot);
    const int known = stdlib && outermost ? PySequence_Contains(stdlib, outermost) : 0;
    if (known <= 0) return known < 0 || !outermost ? ERR : bool_value(false);
    const int there = PyDict_Contains(PyImport_GetModuleDict(), name);
    if (there || ns_find(name)) return there < 0 ? ERR : bool_value(false);
    for (Py_ssize_t i = 0; i < vec_count(a[1]); i++) {
        Ref alias = vec_at(a[1], i);
        if (!is_symbol(alias)) return err_arg("an alias is a symbol, not %s", err_type_name(alias));
        if (ns_await_module(ns_current(), symbol_of(alias)->name, name) < 0) return ERR;
    }
    return bool_value(true);
}

// --- loading when recorded code names what is in one ---------------------------------

static int load_absent(PyObject *name, Value *class) {
    struct recording *outer = task_in_c.recording;
    task_in_c.recording = NULL; // the code that is decoded is no part of what is compiled now
    int loaded = 0;
    enum lookup own = class ? LOOKUP_ABSENT : library_is_builtin(name);
    if (own == LOOKUP_FAILED) {
        loaded = -1;
    } else if (own == LOOKUP_FOUND) {
        const char *utf8 = PyUnicode_AsUTF8(name);
        loaded = utf8 && load_require(utf8) == 0 ? 1 : -1;
    } else if (ns_names_class(name)) {
        Value there = ERR;
        enum lookup found = java_class_named(name, &there);
        if (found == LOOKUP_ABSENT && class) found = java_missing_class(name, &there);
        if (class) *class = there;
        else xdrop(there);
        loaded = found; // the two have the same numbers
    }
    task_in_c.recording = outer;
    return loaded;
}

void own_library_init(void) { ns_absent_hook = load_absent; }

// --- recording ------------------------------------------------------------------

// clojure/data_x.clj as the name clojure.data-x; NULL: of a part of core, or an exception.
static char *name_of(const struct own_file *f) {
    const char *part = strncmp(f->path, "clojure/core/", 13) == 0 ? f->path + 13 : "";
    char *name = *part >= '0' && *part <= '9' ? NULL : strdup(f->path), *ending = name ? strrchr(name, '.') : NULL;
    if (ending) *ending = 0;
    for (char *p = name; p && *p; p++) *p = *p == '/' ? '.' : *p == '_' ? '-' : *p;
    return name;
}

// In the child: what was recorded goes to the parent, when the library is one and was loaded.
static void record_one(const char *name, FILE *to, const bool *before) {
    recording = true;
    if (load_require(name) < 0 || !ns_find_utf8(name)) return;
    for (size_t i = 0; builtin_files[i].path; i++) {
        if (before[i] || !recorded[i].data) continue;
        fwrite(&i, sizeof i, 1, to);
        fwrite(&recorded[i].length, sizeof recorded[i].length, 1, to);
        fwrite(recorded[i].data, recorded[i].length, 1, to);
    }
    fflush(to);
}

static void take_recorded(FILE *from) {
    size_t i, length;
    while (fread(&i, sizeof i, 1, from) == 1 && fread(&length, sizeof length, 1, from) == 1) {
        uint8_t *data = PyMem_Malloc(length);
        if (!data || fread(data, length, 1, from) != 1) {
            PyMem_Free(data);
            return;
        }
        recorded[i] = (struct recorded){data, length};
    }
}

static int record_in_child(const char *name) {
    int ends[2], status;
    if (pipe(ends) < 0) return -1;
    pid_t pid = fork();
    if (pid == 0) {
        size_t n = number_of_files();
        bool *before = calloc(n, sizeof *before);
        FILE *to = fdopen(ends[1], "w");
        for (size_t i = 0; before && i < n; i++) before[i] = recorded[i].data;
        if (before && to) record_one(name, to, before);
        _exit(0);
    }
    close(ends[1]);
    FILE *from = pid > 0 ? fdopen(ends[0], "r") : NULL;
    if (from) take_recorded(from), fclose(from);
    else close(ends[0]);
    return pid > 0 && waitpid(pid, &status, 0) == pid ? 0 : -1;
}

int own_library_record(void) {
    recorded = PyMem_Calloc(number_of_files(), sizeof *recorded);
    if (!recorded) return PyErr_NoMemory(), -1;
    compiler = cache_compiler_settings();
    int r = 0;
    for (size_t i = 0; builtin_files[i].path && r == 0; i++) {
        char *name = recorded[i].data ? NULL : name_of(&builtin_files[i]);
        if (name && !ns_find_utf8(name)) r = record_in_child(name);
        free(name);
    }
    if (r < 0) PyErr_SetFromErrno(PyExc_OSError);
    return r;
}
