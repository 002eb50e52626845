// SPDX-License-Identifier: MIT
#include "cli/defaults.h"

#include "base/call.h"
#include "base/at_start.h"
#include "cli/input.h"
#include "data/str.h"
#include "data/symbol.h"
#include "edit/complete.h"
#include "load/library.h"
#include "vars/var.h"

#include <stdlib.h>

struct entry { const char *name, *library; };

// Both tables are sorted by name; tests/script/defaults.sh holds the second
// one against what the libraries have.
static const struct entry aliases[] = {
    {"async", "clojure.core.async"}, {"bencode", "bencode.core"}, {"cli", "babashka.cli"}, {"csv", "clojure.data.csv"},
    {"curl", "babashka.curl"}, {"deps", "babashka.deps"}, {"edn", "clojure.edn"}, {"fs", "cljsh.fs"},
    {"http", "babashka.http-client"}, {"io", "cljsh.io"}, {"json", "cheshire.core"}, {"pprint", "clojure.pprint"},
    {"proc", "cljsh.process"}, {"set", "clojure.set"}, {"shell", "clojure.java.shell"}, {"str", "clojure.string"},
    {"tools.cli", "clojure.tools.cli"}, {"walk", "clojure.walk"}, {"xml", "clojure.data.xml"}, {"yaml", "clj-yaml.core"},
};

#define PROCESS "cljsh.process"
#define REPL "clojure.repl"
#define SHELL "cljsh.sh"
#define TASKLET "cljsh.tasklet"
#define NODE "cljsh.node"
static const struct entry names[] = {
    {"!", TASKLET}, {"$", PROCESS}, {"$&", PROCESS}, {"$<", PROCESS}, {"$<bytes", PROCESS}, {"$<edn", PROCESS},
    {"$<json", PROCESS}, {"$<lines", PROCESS}, {"$?", PROCESS}, {"*input*", NULL}, {"alive?", TASKLET},
    {"apropos", REPL}, {"become", TASKLET}, {"blocking", TASKLET}, {"call-on", NODE}, {"call-with-dir", PROCESS},
    {"call-with-env", PROCESS}, {"call-with-timeout", PROCESS}, {"cd", PROCESS}, {"check", PROCESS},
    {"cluster", NODE}, {"cmd", PROCESS}, {"connect", NODE}, {"defcommand", SHELL}, {"demonitor", TASKLET}, {"die", TASKLET},
    {"dir", REPL}, {"dir-with", PROCESS}, {"dirs", PROCESS}, {"disconnect", NODE}, {"doc", REPL},
    {"dynamic-stage", PROCESS}, {"env", PROCESS}, {"env-with", PROCESS}, {"exec", PROCESS}, {"exit", PROCESS},
    {"external", PROCESS}, {"file-redirect", PROCESS}, {"find-doc", REPL}, {"find-job", PROCESS}, {"getenv", PROCESS},
    {"glob", "cljsh.fs"}, {"job-lines", PROCESS}, {"job-writer", PROCESS}, {"job?", PROCESS}, {"jobs", PROCESS}, {"kill", PROCESS},
    {"link", TASKLET}, {"mailbox-limit", TASKLET}, {"map-reduce-on", NODE}, {"monitor", TASKLET}, {"node", NODE}, {"nodes", NODE},
    {"pass", TASKLET}, {"pid?", TASKLET}, {"pipe", PROCESS}, {"pmap-on", NODE}, {"popd", PROCESS},
    {"process-info", TASKLET}, {"process-priority", TASKLET}, {"processes", TASKLET}, {"pst", REPL},
    {"pushd", PROCESS}, {"pwd", PROCESS}, {"receive", TASKLET}, {"receive*", TASKLET}, {"redirect", PROCESS},
    {"register", TASKLET}, {"registered", TASKLET}, {"run", PROCESS}, {"run-all", PROCESS},
    {"run-bytes", PROCESS}, {"run-job", PROCESS}, {"run-lines", PROCESS}, {"run-list", PROCESS},
    {"run-str", PROCESS}, {"run?", PROCESS}, {"schedule", TASKLET}, {"self", TASKLET}, {"set-heartbeat!", NODE},
    {"set-workers!", NODE}, {"setenv", PROCESS}, {"sh", SHELL}, {"sleep", TASKLET}, {"source", REPL}, {"spawn", TASKLET},
    {"spawn-link", TASKLET}, {"spawn-link-on", NODE}, {"spawn-monitor", TASKLET}, {"spawn-monitor-on", NODE},
    {"spawn-on", NODE}, {"spawn-process", PROCESS}, {"spawn-process*", PROCESS}, {"start", PROCESS}, {"tasklets", TASKLET},
    {"threads-max", TASKLET}, {"top", TASKLET}, {"trap", PROCESS},
    {"trap-exit", TASKLET}, {"umask", PROCESS}, {"unlink", TASKLET}, {"unregister", TASKLET}, {"wait", PROCESS},
    {"whereis", TASKLET}, {"which", PROCESS}, {"with-dir", PROCESS}, {"with-env", PROCESS},
    {"with-options", PROCESS}, {"with-timeout", PROCESS}, {"workers", NODE},
};
#define LENGTH(table) (sizeof(table) / sizeof *(table))

static int by_name(const void *key, const void *entry) { return strcmp(key, ((const struct entry *)entry)->name); }

static const struct entry *find(const struct entry *table, size_t n, PyObject *name) {
    const char *text = PyUnicode_AsUTF8(name);
    if (!text) return (PyErr_Clear(), NULL);
    return bsearch(text, table, n, sizeof *table, by_name);
}

// For completion: all short names, with a slash, or all names.
static PyObject *list_names(bool of_aliases) {
    const struct entry *table = of_aliases ? aliases : names;
    size_t n = of_aliases ? LENGTH(aliases) : LENGTH(names);
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list && i < n; i++) {
        SCOPED_PY PyObject *name = PyUnicode_FromFormat("%s%s", table[i].name, of_aliases ? "/" : "");
        if (!name || PyList_Append(list, name) < 0) Py_CLEAR(list);
    }
    return list;
}

// --- loading ----------------------------------------------------------------

// The namespace, loaded (borrowed).
static struct ns *load(const char *library) {
    return load_require(library) == 0 ? ns_find_utf8(library) : NULL;
}

static AT_START PyObject *program_file;

void defaults_program(PyObject *file) { Py_XSETREF(program_file, Py_NewRef(file)); }

static bool is_program(struct ns *ns) {
    if (PyUnicode_CompareWithASCIIString(ns->name, "user") == 0) return true;
    SCOPED Value file = var_get(file_var);
    return program_file && ok(file) && is_str(ref(file)) && PyUnicode_Compare(obj(ref(file)), program_file) == 0;
}

static int add_alias(struct ns *ns, PyObject *alias) {
    const struct entry *e = find(aliases, LENGTH(aliases), alias);
    if (!e || !is_program(ns) || ns_names_module(alias)) return 0; // a module of Python that was asked for
    struct ns *target = load(e->library);
    return target && PyDict_SetItem(ns->aliases, alias, (PyObject *)target) == 0 ? 1 : -1;
}

static int add_name(struct ns *ns, PyObject *name, bool once) {
    const struct entry *e = find(names, LENGTH(names), name);
    if (!e || !is_program(ns)) return 0;
    PyObject *var;
    if (e->library) {
        // What is written in C is there before its library is loaded.
        struct ns *from = ns_find_utf8(e->library);
        var = from ? ns_lookup(from, name) : NULL;
        if (!var || !((struct var *)var)->root.w) {
            if (!(from = load(e->library))) return -1;
            if (!(var = ns_lookup(from, name))) return 0;
        }
    } else {
        input_mentioned(once);
        var = (PyObject *)input_var();
    }
    return var && PyDict_SetItem(ns->mappings, name, var) == 0 ? 1 : -1;
}

static int add_default(struct ns *ns, PyObject *alias, PyObject *name, bool once) {
    return alias ? add_alias(ns, alias) : add_name(ns, name, once);
}

void defaults_prepare(void) {
    ns_default_hook = add_default;
    complete_defaults = list_names;
}
