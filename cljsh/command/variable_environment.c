// SPDX-License-Identifier: MIT
// All variables in order, and those that programs get.
#include "command/sh.h"
#include "command/clojure_commands.h"

#include <stdlib.h>

// --- all of them --------------------------------------------------------------------

static int by_name(const void *a, const void *b) {
    return strcmp((*(struct variable *const *)a)->name, (*(struct variable *const *)b)->name);
}

static struct variable **sorted(struct interp *sh, size_t *count) {
    size_t n = 0;
    for (int i = 0; i < VARIABLE_SLOTS; i++)
        for (struct variable *v = sh->variables[i]; v; v = v->next) n++;
    struct variable **all = sh_alloc(sizeof *all * (n + 1));
    n = 0;
    for (int i = 0; i < VARIABLE_SLOTS; i++)
        for (struct variable *v = sh->variables[i]; v; v = v->next)
            if (v->flags || variable_set_p(v)) all[n++] = v;
    qsort(all, n, sizeof *all, by_name);
    *count = n;
    return all;
}

void variable_each(struct interp *sh, void (*take)(struct interp *, struct variable *, void *), void *arg) {
    size_t n;
    struct variable **all = sorted(sh, &n);
    for (size_t i = 0; i < n; i++) take(sh, all[i], arg);
    free(all);
}

// --- the environment ------------------------------------------------------------------

void variables_import(struct interp *sh) {
    extern char **environ;
    // The process's environment is ours to replace, when it is needed: most short scripts start no program.
    sh->imported_environment = sh->made_environment = environ;
    sh->gave_environment = true;
    int foreign = 0;
    for (char **e = environ; e && *e; e++) foreign++;
    sh->foreign = sh_alloc(sizeof *sh->foreign * (size_t)(foreign + 1));
    for (char **e = environ; e && *e; e++) {
        const char *equals = strchr(*e, '=');
        if (!equals) continue;
        if (!sh_is_variable_name(*e, (size_t)(equals - *e))) {
            sh->foreign[sh->foreign_count++] = *e;
            continue;
        }
        struct variable *v = variable_intern(sh, *e, (size_t)(equals - *e));
        if (v->special >= SPECIAL_LINENO) continue;
        v->flags |= VAR_EXPORT;
        // It stays where it is until the variable is set.
        v->text = (char *)equals + 1;
        v->length = strlen(equals + 1);
        if (v->special) special_set(sh, v);
    }
}

// What programs get of it: a variable that is exported, or the value of a var of Clojure's that is.
const char *variable_for_programs(struct variable *v) {
    if (v->flags & VAR_EXPORT) return v->array.w ? NULL : variable_text(v); // arrays have no text of their own
    return unlikely(clojure_exports != NULL) && !variable_set_p(v) ? exported_text(v) : NULL;
}

char **variables_environment(struct interp *sh) {
    extern char **environ;
    if (sh->environment && likely(!clojure_exports)) return sh->environment; // whoever changes such a var does not tell
    PyObject *name, *var;
    for (Py_ssize_t i = 0; clojure_exports && PyDict_Next(clojure_exports, &i, &name, &var);) {
        Py_ssize_t n;
        const char *text = PyUnicode_AsUTF8AndSize(name, &n);
        if (text) variable_intern(sh, text, (size_t)n);
    }
    size_t count = (size_t)sh->foreign_count, size = 0;
    for (int i = 0; i < VARIABLE_SLOTS; i++)
        for (struct variable *v = sh->variables[i]; v; v = v->next)
            if (variable_for_programs(v)) {
                count++;
                size += strlen(v->name) + strlen(variable_for_programs(v)) + 2;
            }
    struct strings functions = {0};
    if (unlikely(sh->exports_functions)) functions_environment(sh, &functions);
    for (int i = 0; i < functions.count; i++) {
        count++;
        size += strlen(functions.at[i]) + 1;
    }
    // Before it is room for the _ that programs get, which is nobody's variable and differs from one to the next.
    char **all = (char **)sh_alloc(sizeof *all * (count + 2) + size) + 1, *at = (char *)(all + count + 1);
    size_t n = 0;
    for (int i = 0; i < VARIABLE_SLOTS; i++)
        for (struct variable *v = sh->variables[i]; v; v = v->next) {
            const char *text = variable_for_programs(v);
            if (!text) continue;
            all[n++] = at;
            at = stpcpy(at, v->name);
            *at++ = '=';
            at = stpcpy(at, text) + 1;
        }
    for (int i = 0; i < functions.count; i++) {
        all[n++] = at;
        at = stpcpy(at, functions.at[i]) + 1;
    }
    strings_free(&functions);
    for (int i = 0; i < sh->foreign_count; i++) all[n++] = sh->foreign[i];
    all[n] = NULL;
    /* The one that the process has goes on with the new one.  Where setenv has
     * made an array of its own of it, that points to the texts of the old one. */
    bool is_ours = environ == sh->made_environment;
    if (is_ours) environ = all;
    if ((is_ours || !sh->gave_environment) && sh->made_environment != sh->imported_environment) free(sh->made_environment - 1);
    sh->gave_environment = is_ours;
    return sh->environment = sh->made_environment = all;
}

char **environment_for(struct interp *sh, const char *path) {
    char **all = variables_environment(sh);
    if (sh->options[OPT_POSIX]) return all; // _ is not the standard's
    size_t n = strlen(path);
    sh->underscore = sh_realloc(sh->underscore, n + 3);
    memcpy(stpcpy(sh->underscore, "_="), path, n + 1);
    all[-1] = sh->underscore;
    return all - 1;
}
