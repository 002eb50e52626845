// SPDX-License-Identifier: MIT
#include "edit/complete.h"

#include "base/absent.h"
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
    PyObject *name;
    enum lookup next;
    while ((next = lookup_next(iterator, &name)) == LOOKUP_FOUND) {
        int r = add(set, front, name, prefix);
        Py_DECREF(name);
        if (r < 0) break;
    }
    Py_DECREF(iterator);
    return next == LOOKUP_ABSENT ? 0 : -1;
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

// --- where in a line --------------------------------------------------------

static bool is_blank(Py_UCS4 c) { return c == ' ' || c == ',' || c == '\t' || c == '\n'; }
static bool ends_name(Py_UCS4 c) { return is_blank(c) || (c < 128 && strchr("()[]{}\"'`~@^;\\#", (int)c)); }

#define DEPTH_MAX 64
struct place {
    Py_ssize_t string;          // where the text of the string begins that is not closed; -1: none
    Py_ssize_t open[DEPTH_MAX]; // the brackets that are not closed
    int depth;
    bool comment;
};

static struct place look(PyObject *line) {
    struct place p = {.string = -1};
    Py_ssize_t n = PyUnicode_GET_LENGTH(line);
    for (Py_ssize_t i = 0; i < n && !p.comment; i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(line, i);
        if (c == '\\') i++;
        else if (c == '"') p.string = p.string < 0 ? i + 1 : -1;
        else if (p.string >= 0) continue;
        else if (c == ';') p.comment = true;
        else if ((c == '(' || c == '[' || c == '{') && p.depth < DEPTH_MAX) p.open[p.depth++] = i;
        else if ((c == ')' || c == ']' || c == '}') && p.depth > 0) p.depth--;
    }
    return p;
}

// Does the innermost bracket begin a command, such as ($ or ($<lines ?
static bool in_command(PyObject *line, const struct place *p, Py_ssize_t *words) {
    if (!p->depth || PyUnicode_READ_CHAR(line, p->open[p->depth - 1]) != '(') return false;
    Py_ssize_t n = PyUnicode_GET_LENGTH(line), i = p->open[p->depth - 1] + 1;
    if (i >= n || PyUnicode_READ_CHAR(line, i) != '$') return false;
    while (i < n && !is_blank(PyUnicode_READ_CHAR(line, i))) i++;
    *words = i;
    return i < n;
}

// Is the word that begins at from the name of a command: the first one, or the first behind a bar?
static bool names_command(PyObject *line, Py_ssize_t words, Py_ssize_t from) {
    while (from > words && is_blank(PyUnicode_READ_CHAR(line, from - 1))) from--;
    return from == words || PyUnicode_READ_CHAR(line, from - 1) == '|';
}

static Py_ssize_t begin_of(PyObject *line, bool (*ends)(Py_UCS4)) {
    Py_ssize_t from = PyUnicode_GET_LENGTH(line);
    while (from > 0 && !ends(PyUnicode_READ_CHAR(line, from - 1))) from--;
    return from;
}

static bool ends_word(Py_UCS4 c) { return is_blank(c) || c == '(' || c == '|'; }

// Methods, .name, or attributes, .-name, of the types that most values have.
static int add_methods(PyObject *set, PyObject *prefix) {
    PyTypeObject *const types[] = {&PyUnicode_Type, &PyBytes_Type, &PyList_Type, &PyTuple_Type, &PyDict_Type, &PySet_Type,
                                   &PyLong_Type, &PyFloat_Type, (PyTypeObject *)PyExc_OSError};
    bool attribute = PyUnicode_GET_LENGTH(prefix) > 1 && PyUnicode_READ_CHAR(prefix, 1) == '-';
    SCOPED_PY PyObject *front = PyUnicode_FromString(attribute ? ".-" : ".");
    SCOPED_PY PyObject *hidden = front ? PyUnicode_FromFormat("%U__", front) : NULL;
    if (!hidden) return -1;
    bool all = PyUnicode_Tailmatch(prefix, hidden, 0, PY_SSIZE_T_MAX, -1) > 0;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        SCOPED_PY PyObject *names = PyObject_Dir((PyObject *)types[i]);
        for (Py_ssize_t k = 0; names && k < PyList_GET_SIZE(names); k++) {
            PyObject *name = PyList_GET_ITEM(names, k);
            if (all != (PyUnicode_READ_CHAR(name, 0) == '_')) continue;
            if (add(set, front, name, prefix) < 0) return -1;
        }
        if (!names) return -1;
    }
    return 0;
}

static PyObject *sorted(PyObject *set) { // takes set
    PyObject *list = set ? PySequence_List(set) : NULL;
    Py_XDECREF(set);
    if (list && PyList_Sort(list) < 0) Py_CLEAR(list);
    return list;
}

PyObject *complete_line(PyObject *before, PyObject *text, Py_ssize_t *from, char *end) {
    struct place place = look(before);
    Py_ssize_t words = 0, length = PyUnicode_GET_LENGTH(before);
    bool command = place.string < 0 && in_command(before, &place, &words);
    *end = place.string < 0 ? ' ' : '"';
    *from = place.string >= 0 ? place.string : begin_of(before, command ? ends_word : ends_name);
    if (command && *from < length && PyUnicode_READ_CHAR(before, *from) == '~') { // a value among the words
        command = false;
        *from = begin_of(before, ends_name);
    }
    if (place.comment) return PyList_New(0);
    SCOPED_PY PyObject *prefix = PyUnicode_Substring(before, *from, length);
    if (!prefix) return NULL;
    bool method = *from > 0 && *from < length && PyUnicode_READ_CHAR(prefix, 0) == '.' && PyUnicode_READ_CHAR(before, *from - 1) == '(';
    if (place.string < 0 && !command && !method) return complete_name(prefix, text);
    PyObject *set = PySet_New(NULL);
    int r = !set ? -1
          : place.string >= 0 ? complete_files(set, prefix)
          : method            ? add_methods(set, prefix)
          : names_command(before, words, *from) ? complete_commands(set, prefix) : complete_files(set, prefix);
    if (r < 0) Py_CLEAR(set);
    return sorted(set);
}
