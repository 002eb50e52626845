// SPDX-License-Identifier: MIT
#include "compile/java.h"

#include "base/call.h"
#include "compile/recording.h"
#include "data/symbol.h"
#include "vars/lib_var.h"
#include "vm/rare.h"

static bool is_dotted(PyObject *name) { return PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), 1) > 0; }

// Has the program given the name a meaning of its own?
static bool is_taken(struct compiler *c, struct method *m, struct ns *ns, PyObject *name) {
    PyObject *own = ns_lookup(ns, name);
    if (own && own != ns_lookup(core_ns, name)) return true;
    bool error = false;
    SCOPED Value symbol = symbol_new(NULL, name);
    bool local = ok(symbol) && scope_find_local(c, m, ref(symbol), &error);
    PyErr_Clear();
    return local;
}

LIB_VAR(class_named, "cljsh.core", "java-class-named", "clojure/core/70_ns.clj");
LIB_VAR(missing_class, "cljsh.core", "java-missing-class", "clojure/core/70_ns.clj");

// What a function of the library says of a name, if it is there already; nil is nothing.
static enum lookup ask(struct lib_var *function, PyObject *name, Value *class) {
    Ref f = lib_var_root(function);
    *class = ERR;
    if (!f.w) return LOOKUP_ABSENT;
    const uint64_t changes = recording_changes;
    Value said = call1(f, ref_of(name));
    recording_changes = changes; // what was loaded for it, is each time
    if (failed(said)) return LOOKUP_FAILED;
    if (is_nil(ref(said))) return (drop(said), LOOKUP_ABSENT);
    *class = said;
    return LOOKUP_FOUND;
}

enum lookup java_class_named(PyObject *name, Value *class) {
    enum lookup found = ask(&class_named, name, class);
    if (found == LOOKUP_FOUND) note_host(NULL, name, ref(*class));
    return found;
}

enum lookup java_missing_class(PyObject *name, Value *class) {
    enum lookup found = ask(&missing_class, name, class);
    if (found == LOOKUP_FOUND) note_host(NULL, name, ref(*class));
    return found;
}

// The namespace of a class's static members; the class may be one that is made when it is first named.
static enum lookup statics_of(struct compiler *c, struct method *m, PyObject *name, struct ns **found) {
    struct ns *ns = ns_current();
    PyObject *alias = PyDict_GetItemWithError(ns->aliases, name);
    SCOPED Value class = ERR;
    *found = NULL;
    if (alias) {
        *found = is_ns(ref_of(alias)) ? (struct ns *)alias : NULL;
    } else if (is_dotted(name)) {
        *found = ns_find(name);
        if (!*found && ns_names_class(name)) {
            if (java_class_named(name, &class) < 0) return LOOKUP_FAILED;
            *found = ns_find(name);
        }
    } else if (!is_taken(c, m, ns, name)) {
        SCOPED_PY PyObject *full = PyUnicode_FromFormat("java.lang.%U", name);
        if (!full) return LOOKUP_FAILED;
        *found = ns_find(full);
        if (!*found && PyUnicode_GET_LENGTH(name) && Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(name, 0))) {
            enum lookup known = java_class_named(name, &class); // BigDecimal, Compiler, or one of java.lang that few programs need
            if (known != LOOKUP_FOUND) return known;
            SCOPED_PY PyObject *other =
                PyUnicode_FromFormat("%s.%U", PyUnicode_CompareWithASCIIString(name, "Compiler") == 0 ? "clojure.lang" : "java.math", name);
            if (!other) return LOOKUP_FAILED;
            *found = ns_find(full);
            if (!*found) *found = ns_find(other);
        }
    }
    return *found ? LOOKUP_FOUND : LOOKUP_ABSENT;
}

struct var *java_static(struct compiler *c, struct method *m, PyObject *class_name, const char *utf8, PyObject *member) {
    struct ns *ns;
    statics_of(c, m, class_name, &ns);
    SCOPED_PY PyObject *name = utf8 ? PyUnicode_InternFromString(utf8) : Py_NewRef(member);
    PyObject *o = ns && name ? ns_lookup(ns, name) : NULL;
    PyErr_Clear();
    if (!o || !is_var(ref_of(o)) || var_of(ref_of(o))->ns != ns || !var_of(ref_of(o))->root.w) return NULL;
    return var_of(ref_of(o));
}

enum lookup java_class_of_statics(struct compiler *c, struct method *m, PyObject *name, Value *class) {
    struct ns *ns;
    enum lookup r = statics_of(c, m, name, &ns);
    *class = ERR;
    if (r != LOOKUP_FOUND) return r;
    return ns_names_class(ns->name) ? java_class_named(ns->name, class) : LOOKUP_ABSENT;
}
