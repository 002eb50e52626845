// SPDX-License-Identifier: MIT
#include "compile/java.h"

#include "base/call.h"
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

static Value ask(struct lib_var *function, PyObject *name) {
    Ref f = lib_var_root(function);
    return f.w ? call1(f, ref_of(name)) : ERR;
}

Value java_class_named(PyObject *name) {
    Value class = ask(&class_named, name);
    if (failed(class) || !is_nil(ref(class))) return class;
    drop(class);
    return ERR;
}

Value java_missing_class(PyObject *name) { return ask(&missing_class, name); }

bool java_looks_like_class(PyObject *name) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(name), dot = PyUnicode_FindChar(name, '.', 0, n, -1);
    return dot > 0 && dot + 1 < n && Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(name, dot + 1));
}

// The namespace of a class's static members; the class may be one that is made when it is first named.
static struct ns *statics_of(struct compiler *c, struct method *m, PyObject *name) {
    struct ns *ns = ns_current();
    PyObject *alias = PyDict_GetItemWithError(ns->aliases, name);
    if (alias) return is_ns(ref_of(alias)) ? (struct ns *)alias : NULL;
    if (is_dotted(name)) {
        struct ns *found = ns_find(name);
        if (found || !java_looks_like_class(name)) return found;
        xdrop(java_class_named(name));
        return PyErr_Occurred() ? NULL : ns_find(name);
    }
    if (is_taken(c, m, ns, name)) return NULL;
    SCOPED_PY PyObject *full = PyUnicode_FromFormat("java.lang.%U", name);
    struct ns *found = full ? ns_find(full) : NULL;
    if (found || !full || !PyUnicode_GET_LENGTH(name) || !Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(name, 0))) return found;
    Value class = java_class_named(name); // BigDecimal, or one of java.lang that few programs need
    bool known = class.w != 0;
    xdrop(class);
    if (!known) return NULL;
    if ((found = ns_find(full))) return found;
    SCOPED_PY PyObject *math = PyUnicode_FromFormat("java.math.%U", name);
    return math ? ns_find(math) : NULL;
}

struct var *java_static(struct compiler *c, struct method *m, PyObject *class_name, const char *utf8, PyObject *member) {
    struct ns *ns = statics_of(c, m, class_name);
    SCOPED_PY PyObject *name = utf8 ? PyUnicode_InternFromString(utf8) : Py_NewRef(member);
    PyObject *o = ns && name ? ns_lookup(ns, name) : NULL;
    PyErr_Clear();
    if (!o || !is_var(ref_of(o)) || var_of(ref_of(o))->ns != ns || !var_of(ref_of(o))->root.w) return NULL;
    return var_of(ref_of(o));
}

Value java_class_of_statics(struct compiler *c, struct method *m, PyObject *name) {
    struct ns *ns = statics_of(c, m, name);
    return ns && java_looks_like_class(ns->name) ? java_class_named(ns->name) : ERR;
}
