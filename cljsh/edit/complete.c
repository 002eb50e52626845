// SPDX-License-Identifier: MIT
#include "edit/complete.h"

#include "data/type.h"
#include "vars/var.h"

PyObject *(*complete_defaults)(bool aliases);

static const char *const special_forms[] = {
    "catch", "def", "do", "finally", "fn*", "if", "let*", "letfn*", "loop*", "new", "quote", "recur", "set!", "throw", "try", "var",
};

// Adds front + name where that begins with prefix: 0 or -1.
static int add(PyObject *set, PyObject *front, PyObject *name, PyObject *prefix) {
    if (!PyUnicode_Check(name)) return 0;
    PyObject *whole = front ? PyUnicode_Concat(front, name) : Py_NewRef(name);
    if (!whole) return -1;
    int r = PyUnicode_Tailmatch(whole, prefix, 0, PY_SSIZE_T_MAX, -1) > 0 ? PySet_Add(set, whole) : 0;
    Py_DECREF(whole);
    return r;
}

// The names any iterable of str gives (consumed; NULL: failed).
static int add_all(PyObject *set, PyObject *front, PyObject *names, PyObject *prefix) {
    PyObject *iterator = names ? PyObject_GetIter(names) : NULL;
    Py_XDECREF(names);
    if (!iterator) return -1;
    int r = 0;
    for (PyObject *name; r == 0 && (name = PyIter_Next(iterator)); Py_DECREF(name)) r = add(set, front, name, prefix);
    Py_DECREF(iterator);
    return r < 0 || PyErr_Occurred() ? -1 : 0;
}

// The names of a namespace that others may use.
static int add_publics(PyObject *set, PyObject *front, struct ns *ns, PyObject *prefix) {
    PyObject *name, *o;
    Py_ssize_t i = 0;
    while (PyDict_Next(ns->mappings, &i, &name, &o)) {
        struct var *v = is_var(ref_of(o)) ? (struct var *)o : NULL;
        if (!v || v->ns != ns || v->is_private) continue;
        if (add(set, front, name, prefix) < 0) return -1;
    }
    return 0;
}

// What stands behind alias/.
static int add_members(PyObject *set, PyObject *alias, PyObject *prefix) {
    struct ns *ns = ns_current();
    SCOPED_PY PyObject *front = PyUnicode_FromFormat("%U/", alias);
    if (!front) return -1;
    PyObject *target = PyDict_GetItemWithError(ns->aliases, alias);
    if (!target) target = PyDict_GetItemWithError(core_ns->aliases, alias);
    if (!target) target = (PyObject *)ns_find(alias);
    if (!target && ns_default(ns, alias, NULL, false) > 0) target = PyDict_GetItemWithError(ns->aliases, alias);
    if (!target) return 0;
    if (is_ns(ref_of(target))) return add_publics(set, front, (struct ns *)target, prefix);
    return add_all(set, front, PyObject_Dir(target), prefix);
}

static int add_names(PyObject *set, PyObject *prefix) {
    struct ns *ns = ns_current();
    SCOPED_PY PyObject *slash = PyUnicode_FromString("/"), *aliases = PyDict_Keys(ns->aliases);
    if (!slash || !aliases || add_all(set, NULL, PyDict_Keys(ns->mappings), prefix) < 0) return -1;
    if (add_all(set, NULL, PyDict_Keys(all_namespaces), prefix) < 0) return -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(aliases); i++) {
        SCOPED_PY PyObject *whole = PyUnicode_Concat(PyList_GET_ITEM(aliases, i), slash);
        if (!whole || add(set, NULL, whole, prefix) < 0) return -1;
    }
    for (size_t i = 0; i < sizeof special_forms / sizeof *special_forms; i++) {
        SCOPED_PY PyObject *name = PyUnicode_FromString(special_forms[i]);
        if (!name || add(set, NULL, name, prefix) < 0) return -1;
    }
    // The host's classes are known everywhere.
    PyObject *name, *o;
    Py_ssize_t i = 0;
    while (PyDict_Next(core_ns->mappings, &i, &name, &o))
        if (!is_var(ref_of(o)) && add(set, NULL, name, prefix) < 0) return -1;
    return complete_defaults ? add_all(set, NULL, complete_defaults(true), prefix) < 0 ||
                                       add_all(set, NULL, complete_defaults(false), prefix) < 0
                                   ? -1 : 0
                             : 0;
}

// The keywords that stand in a text.
static int add_keywords(PyObject *set, PyObject *text, PyObject *prefix) {
    SCOPED_PY PyObject *re = PyImport_ImportModule("re");
    return add_all(set, NULL, re ? PyObject_CallMethod(re, "findall", "sO", ":{1,2}[^\\s()\\[\\]{}\"'`~@^;,\\\\:]+", text) : NULL, prefix);
}

PyObject *complete_name(PyObject *prefix, PyObject *text) {
    SCOPED_PY PyObject *set = PySet_New(NULL);
    Py_ssize_t length = PyUnicode_GET_LENGTH(prefix);
    if (!set) return NULL;
    int r;
    if (length && PyUnicode_READ_CHAR(prefix, 0) == ':') {
        r = add_keywords(set, text, prefix);
    } else {
        Py_ssize_t slash = PyUnicode_FindChar(prefix, '/', 0, length, 1);
        SCOPED_PY PyObject *alias = slash > 0 ? PyUnicode_Substring(prefix, 0, slash) : NULL;
        r = alias ? add_members(set, alias, prefix) : add_names(set, prefix);
    }
    PyObject *list = r < 0 ? NULL : PySequence_List(set);
    if (list && PyList_Sort(list) < 0) Py_CLEAR(list);
    return list;
}
