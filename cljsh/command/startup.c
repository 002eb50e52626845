// SPDX-License-Identifier: MIT
/* The files that a shell reads at its start: the system's and the user's
 * profile of a login shell, $ENV, and what the user has in the folder
 * ~/.config/cljsh, in either language. */
#include "command/startup.h"

#include "base/call.h"
#include "command/session.h"
#include "command/sh.h"
#include "host/report.h"
#include "task/pause.h"
#include "vars/lib_var.h"
#include "vm/rare.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void source_if_there(struct interp *sh, const char *path) {
    if (WITHOUT_GIL(access(path, R_OK)) == 0) sh_source(sh, path);
}

/* The system's profile gives a shell that it does not know the prompt of a
 * plain one; that is not what the user has chosen. */
static void source_system_profile(struct interp *sh) {
    const char *before = variable_get(sh, "PS1");
    char *prompt = before && sh->options[OPT_INTERACTIVE] && !sh->options[OPT_POSIX] ? sh_copy(before, strlen(before)) : NULL;
    source_if_there(sh, "/etc/profile");
    if (prompt && !sh->pending) variable_set(sh, "PS1", prompt);
    free(prompt);
}

void startup_profiles(struct interp *sh) {
    source_system_profile(sh);
    const char *home = variable_get(sh, "HOME");
    if (!home || !*home || sh->pending) return;
    char *path = sh_alloc(strlen(home) + 16);
    sprintf(path, "%s/.profile", home);
    source_if_there(sh, path);
    free(path);
}

void startup_env(struct interp *sh) {
    const char *env = variable_get(sh, "ENV");
    if (!env || !*env || getuid() != geteuid() || getgid() != getegid()) return;
    char *path = sh_expand_text(sh, env);
    if (path && *path) source_if_there(sh, path);
    free(path);
}

// --- the folder of the user's ------------------------------------------------------------

// A file in it: malloc'd, or NULL when it cannot be read.
static char *configuration(struct interp *sh, const char *name) {
    const char *folder = variable_get(sh, "XDG_CONFIG_HOME"), *home = variable_get(sh, "HOME");
    char *path = NULL;
    int n = -1;
    if (folder && *folder == '/') n = asprintf(&path, "%s/cljsh/%s", folder, name);
    else if (home && *home) n = asprintf(&path, "%s/.config/cljsh/%s", home, name);
    if (n < 0) return NULL;
    if (WITHOUT_GIL(access(path, R_OK)) == 0) return path;
    free(path);
    return NULL;
}

LIB_VAR(load_file, "clojure.core", "load-file", "compile/eval_prims.c");

// What is wrong in a file is told, and the shell starts all the same.
static void load_clojure(struct interp *sh, const char *path) {
    session_to_program(sh);
    SCOPED_PY PyObject *name = PyUnicode_DecodeFSDefault(path);
    SCOPED Value r = name && lib_var(&load_file) ? call1(ref_of(load_file.var), ref_of(name)) : ERR;
    if (failed(r) && PyErr_ExceptionMatches(PyExc_SystemExit)) {
        sh_pend(sh, PENDING_EXCEPTION, 0, 0);
        return;
    }
    PyObject *exception = failed(r) ? exception_fetch() : NULL;
    if (exception) report_exception(exception);
    Py_XDECREF(exception);
    session_from_program(sh);
}

static void load_configuration(struct interp *sh, const char *name, void (*load)(struct interp *sh, const char *path)) {
    char *path = sh->pending ? NULL : configuration(sh, name);
    if (path) load(sh, path);
    free(path);
}

void startup_configuration(struct interp *sh, bool login, bool rc) {
    if (login) load_configuration(sh, "profile.clj", load_clojure);
    if (!rc || !sh->options[OPT_INTERACTIVE]) return;
    load_configuration(sh, "config.sh", source_if_there);
    load_configuration(sh, "config.clj", load_clojure);
}
