// SPDX-License-Identifier: MIT
#include "compile/origin.h"

#include "base/absent.h"
#include "base/prim.h"
#include "data/symbol.h"
#include "num/tower.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "task/pause.h"
#include "text/regex.h"
#include "vm/function.h"
#include "vm/switch.h"

#include <sys/stat.h>


static PyObject *origins; // namespace's name -> dict: file -> digest as bytes; None as key: unknown
static PyObject *edges;   // namespace's name -> set of names of namespaces and modules
static PyObject *known;   // namespace's name -> its identity; forgotten at every change

// What was noted last (owned, so that nothing else can have their addresses): most notes say it again.
static struct { PyObject *touched, *from, *to; } last;

static void remember(PyObject **place, void *o) {
    Py_INCREF((PyObject *)o);
    Py_XSETREF(*place, (PyObject *)o);
}

void origin_begin(struct load *l, PyObject *file, struct digest sum) {
    *l = (struct load){.up = task_in_c.load, .file = file, .sum = sum};
    task_in_c.load = l;
}

void origin_end(struct load *l) { task_in_c.load = l->up; }

// The dict or set of a name, made if need be (borrowed); NULL: an exception.
static PyObject *entry_of(PyObject **table, PyObject *name, PyObject *(*make)(void)) {
    PyObject *there;
    if (!*table && !(*table = PyDict_New())) return NULL;
    if (lookup_in_dict(*table, name, &there)) return there;
    PyObject *made = make();
    int r = made ? PyDict_SetItem(*table, name, made) : -1;
    Py_XDECREF(made);
    return r < 0 ? NULL : made;
}

int origin_of_program(void) {
    PyObject *name, *ns, *there;
    Py_ssize_t at = 0;
    while (PyDict_Next(all_namespaces, &at, &name, &ns)) {
        if (!ns_names_class(name)) continue;
        if (origins && lookup_in_dict(origins, name, &there) == LOOKUP_FOUND) continue;
        if (!entry_of(&origins, name, PyDict_New)) return -1;
    }
    return 0;
}

static PyObject *new_set(void) { return PySet_New(NULL); }

static void changed(void) {
    if (known) PyDict_Clear(known);
}

static int add_origin(struct ns *ns, PyObject *file, PyObject *sum) {
    PyObject *files = entry_of(&origins, ns->name, PyDict_New);
    if (!files) return -1;
    if (!file) return 0;
    PyObject *there;
    if (lookup_in_dict(files, file, &there) < 0) return -1;
    if (there && PyObject_RichCompareBool(there, sum, Py_EQ) > 0) return 0;
    changed();
    return PyDict_SetItem(files, file, sum);
}

int origin_touch(struct ns *ns) {
    struct load *l = task_in_c.load;
    if (!l) {
        if (last.touched == (PyObject *)ns) return 0;
        remember(&last.touched, ns);
        return add_origin(ns, Py_None, Py_None);
    }
    if (l->touched == ns) return 0;
    l->touched = ns;
    SCOPED_PY PyObject *sum = PyBytes_FromStringAndSize((const char *)&l->sum, sizeof l->sum);
    return sum ? add_origin(ns, l->file, sum) : -1;
}

int origin_boot(void) {
    PyObject *name, *ns;
    Py_ssize_t at = 0;
    Py_CLEAR(origins);
    Py_CLEAR(edges);
    Py_CLEAR(last.touched);
    Py_CLEAR(last.from);
    while (PyDict_Next(all_namespaces, &at, &name, &ns))
        if (PyUnicode_CompareWithASCIIString(name, "user") != 0 && !entry_of(&origins, name, PyDict_New)) return -1;
    return 0;
}

int origin_edge(struct ns *from, PyObject *to) {
    if ((PyObject *)from == last.from && to == last.to) return 0; // names are interned
    if (PyUnicode_Compare(from->name, to) == 0) return 0;
    PyObject *set = entry_of(&edges, from->name, new_set);
    int there = set ? PySet_Contains(set, to) : -1;
    if (there == 0) {
        changed();
        there = PySet_Add(set, to);
    }
    if (there < 0) return -1;
    remember(&last.from, from);
    remember(&last.to, to);
    return 0;
}

PRIM(own_note_require, "cljsh.core", "note-require", "[lib]", "Notes that the current namespace makes use of a library.")
{
    struct ns *ns = ns_current();
    return is_symbol(a[0]) && origin_edge(ns, symbol_of(a[0])->name) < 0 ? ERR : nil_value();
}

// --- what a macro reaches -------------------------------------------------------

#define FAR 1 // beyond the namespace, or nobody knows how far

// home NULL: all namespaces are walked through, and what is looked for is something that can change.
struct walk { struct ns *home; PyObject *seen; int depth; };
static int reach(struct walk *w, Ref r);

static int reach_all(struct walk *w, const Value *items, Py_ssize_t n) {
    int far = 0;
    for (Py_ssize_t i = 0; i < n && !far; i++) far = reach(w, ref(items[i]));
    return far;
}

static int reach_code(struct walk *w, struct fndef *def) {
    int far = fndef_ready(def);
    for (int i = 0; i < MAX_FIXED + 2 && !far; i++) {
        const struct proto *p = def->arity[i];
        if (p && (!i || p != def->arity[i - 1])) far = reach_all(w, p->k, p->nk);
    }
    return far;
}

// The files a namespace was made from, or what else is noted of one, in a table that may not be there yet.
static enum lookup noted_of(PyObject *table, PyObject *name, PyObject **found) {
    *found = NULL;
    return table ? lookup_in_dict(table, name, found) : LOOKUP_ABSENT;
}

static int reach_var(struct walk *w, struct var *v) {
    if (!v->ns) return FAR;
    PyObject *files;
    if (noted_of(origins, v->ns->name, &files) < 0) return -1;
    if (files && PyDict_GET_SIZE(files) == 0) return 0; // a part of the program
    if (w->home && v->ns != w->home) return FAR;
    return v->root.w ? reach(w, ref(v->root)) : 0;
}

static int reach_coll(struct walk *w, Ref coll, unsigned kind) {
    bool plain = is_list(coll) || (kind & (K_VECTOR | K_MAP | K_SET) && !(kind & K_INSTANCE));
    if (!plain) return FAR;
    Value *items;
    Py_ssize_t n = seq_to_words(coll, &items);
    if (n < 0) return -1;
    int far = reach_all(w, items, n);
    seq_words_free(items, n);
    return far;
}

static int reach_host(const struct walk *w, PyObject *o) {
    if (PyUnicode_Check(o) || PyLong_Check(o) || PyFloat_Check(o) || PyBytes_Check(o) || num_is_decimal(o) || Py_TYPE(o) == &switch_type) return 0;
    if (!PyType_Check(o) && !PyCFunction_Check(o)) return !w->home && (PyModule_Check(o) || PyFunction_Check(o)) ? 0 : FAR;
    if (!w->home) return 0;
    SCOPED_PY PyObject *module = PyObject_GetAttrString(o, "__module__");
    PyErr_Clear();
    return module && PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, "builtins") == 0 ? 0 : FAR;
}

static int reach(struct walk *w, Ref r) {
    if (!is_obj(r) || is_nil(r) || is_symbol(r) || is_keyword(r) || is_ratio(r) || is_ns(r) || is_clj(r, &pattern_type)) return 0;
    SCOPED_PY PyObject *key = PyLong_FromVoidPtr(obj(r));
    int seen = key ? PySet_Contains(w->seen, key) : -1;
    if (seen) return seen < 0 ? -1 : 0;
    if (PySet_Add(w->seen, key) < 0) return -1;
    if (w->depth == 200) return FAR;
    w->depth++;
    unsigned kind = kind_of(r);
    int far = is_var(r)                   ? reach_var(w, var_of(r))
              : is_type(r, &fndef_type)   ? reach_code(w, (struct fndef *)obj(r))
              : is_fn(r)                  ? reach_code(w, fn_of(r)->def)
              : kind & (K_COLL | K_SEQ)   ? reach_coll(w, r, kind)
              : Py_TYPE(Py_TYPE(obj(r))) == &clj_meta ? FAR // an atom, a multimethod …
                                          : reach_host(w, obj(r));
    if (!far && is_fn(r)) far = reach_all(w, fn_of(r)->captured, fn_of(r)->def->ncaptures);
    w->depth--;
    return far;
}

static int keeps(struct var *macro, struct ns *home) {
    SCOPED_PY PyObject *seen = PySet_New(NULL);
    struct walk w = {home, seen, 0};
    int far = seen ? reach(&w, ref_of(macro)) : -1;
    return far < 0 ? -1 : !far;
}

int origin_keeps_home(struct var *macro) { return keeps(macro, macro->ns); }
int origin_is_constant(struct var *macro) { return keeps(macro, NULL); }

// --- identity -----------------------------------------------------------------

// Has it vars of its own?
static bool has_vars(struct ns *ns) {
    PyObject *name, *o;
    Py_ssize_t at = 0;
    while (PyDict_Next(ns->mappings, &at, &name, &o))
        if (is_var(ref_of(o)) && ((struct var *)o)->ns == ns) return true;
    return false;
}

static int add_bytes(PyObject *list, PyObject *name, const void *data, Py_ssize_t n) {
    SCOPED_PY PyObject *item = Py_BuildValue("(Oy#)", name, (const char *)data, n);
    return item ? PyList_Append(list, item) : -1;
}

// A Python module counts with its file.
static int add_module(PyObject *list, PyObject *name) {
    PyObject *module = PyDict_GetItemWithError(PyImport_GetModuleDict(), name);
    SCOPED_PY PyObject *file = module ? PyObject_GetAttrString(module, "__file__") : NULL;
    SCOPED_PY PyObject *path = file && PyUnicode_Check(file) ? PyUnicode_EncodeFSDefault(file) : NULL;
    PyErr_Clear();
    struct stat st;
    if (!path || WITHOUT_GIL(stat(PyBytes_AS_STRING(path), &st)) < 0) return 0;
    const int64_t stamp[] = {st.st_mtim.tv_sec, st.st_mtim.tv_nsec, st.st_size};
    return add_bytes(list, name, stamp, sizeof stamp);
}

// Adds what the namespace is made of: 1, 0 when nobody knows, -1 failed.
static int add_origins(PyObject *list, PyObject *name, PyObject *todo) {
    struct ns *ns = ns_find(name);
    if (!ns) return add_module(list, name) < 0 ? -1 : 1;
    PyObject *files, *more, *file, *sum;
    enum lookup noted = noted_of(origins, name, &files);
    if (noted != LOOKUP_FOUND) return noted < 0 ? -1 : !has_vars(ns);
    if (PyDict_GET_SIZE(files) == 0) return 1; // a part of the program
    Py_ssize_t at = 0;
    while (PyDict_Next(files, &at, &file, &sum)) {
        if (file == Py_None) return 0;
        if (add_bytes(list, name, PyBytes_AS_STRING(sum), PyBytes_GET_SIZE(sum)) < 0) return -1;
    }
    enum lookup leads = noted_of(edges, name, &more);
    if (leads != LOOKUP_FOUND) return leads < 0 ? -1 : 1;
    SCOPED_PY PyObject *names = PySequence_List(more);
    return names && PyList_SetSlice(todo, PyList_GET_SIZE(todo), PyList_GET_SIZE(todo), names) == 0 ? 1 : -1;
}

static int digest_list(PyObject *list, struct digest *id) {
    if (PyList_Sort(list) < 0) return -1; // sets have no order
    *id = (struct digest){0};
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *name = PyTuple_GET_ITEM(PyList_GET_ITEM(list, i), 0), *sum = PyTuple_GET_ITEM(PyList_GET_ITEM(list, i), 1);
        SCOPED_PY PyObject *text = PyUnicode_AsEncodedString(name, "utf-8", "surrogatepass");
        if (!text) return -1;
        *id = digest_join(*id, digest_of(PyBytes_AS_STRING(text), (size_t)PyBytes_GET_SIZE(text)));
        *id = digest_join(*id, digest_of(PyBytes_AS_STRING(sum), (size_t)PyBytes_GET_SIZE(sum)));
    }
    return 0;
}

static enum identity find_identity(PyObject *ns, struct digest *id, PyObject **missing) {
    SCOPED_PY PyObject *list = PyList_New(0), *todo = PyList_New(0), *seen = PySet_New(NULL);
    if (!list || !todo || !seen || PyList_Append(todo, ns) < 0) return IDENTITY_ERROR;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(todo); i++) {
        SCOPED_PY PyObject *name = Py_NewRef(PyList_GET_ITEM(todo, i));
        int there = PySet_Contains(seen, name);
        if (there > 0) continue;
        int r = there < 0 || PySet_Add(seen, name) < 0 ? -1 : add_origins(list, name, todo);
        if (r < 0) return IDENTITY_ERROR;
        if (r == 0) {
            struct ns *unknown = ns_find(name);
            *missing = unknown ? unknown->name : NULL;
            return IDENTITY_UNKNOWN;
        }
    }
    return digest_list(list, id) < 0 ? IDENTITY_ERROR : IDENTITY_KNOWN;
}

enum identity origin_identity(PyObject *ns, struct digest *id, PyObject **missing) {
    PyObject *files, *there;
    *missing = NULL;
    if (noted_of(origins, ns, &files) < 0) return IDENTITY_ERROR;
    if (files && PyDict_GET_SIZE(files) == 0) return IDENTITY_BUILTIN;
    if ((!known && !(known = PyDict_New())) || lookup_in_dict(known, ns, &there) < 0) return IDENTITY_ERROR;
    if (there) {
        memcpy(id, PyBytes_AS_STRING(there), sizeof *id);
        return IDENTITY_KNOWN;
    }
    enum identity found = find_identity(ns, id, missing);
    if (found != IDENTITY_KNOWN) return found;
    SCOPED_PY PyObject *bytes = PyBytes_FromStringAndSize((const char *)id, sizeof *id);
    return bytes && PyDict_SetItem(known, ns, bytes) == 0 ? IDENTITY_KNOWN : IDENTITY_ERROR;
}
