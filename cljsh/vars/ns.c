// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "base/prim.h"
#include "data/equal.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "vars/lib_var.h"
#include "vars/var.h"

PyObject *all_namespaces;
struct ns *core_ns, *cljsh_ns;
struct var *ns_var, *file_var;
bool ns_core_changed;
uint64_t ns_epoch;
static PyObject *asked_for; // a set of the names of modules

bool ns_names_module(PyObject *name) {
    bool full = PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), 1) > 0;
    bool known = full || (asked_for && PySet_Contains(asked_for, name) > 0);
    PyErr_Clear();
    return known;
}

bool ns_names_class(PyObject *name) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(name), dot = PyUnicode_FindChar(name, '.', 0, n, -1);
    if (n > 1 && PyUnicode_READ_CHAR(name, 0) == '[') return true; // [B, a class of arrays: a macro may have made the symbol
    return dot > 0 && dot + 1 < n && Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(name, dot + 1));
}

PRIM(own_ask_for_module, "cljsh.core", "ask-for-module!", "[name]",
     "Makes a Python module known everywhere by its name, as namespaces are: a program has required it.")
{
    if (!asked_for && !(asked_for = PySet_New(NULL))) return ERR;
    return PySet_Add(asked_for, obj(a[0])) < 0 ? ERR : nil_value();
}

int (*ns_default_hook)(struct ns *ns, PyObject *alias, PyObject *name, bool once);
int (*ns_absent_hook)(PyObject *name, Value *class);

int ns_await_module(struct ns *ns, PyObject *alias, PyObject *module) {
    if (!ns->awaited && !(ns->awaited = PyDict_New())) return -1;
    return PyDict_SetItem(ns->awaited, alias, module);
}

// The module that an alias waits for is imported: 1; 0 where it waits for none, -1.
static int import_awaited(struct ns *ns, PyObject *alias) {
    SCOPED_PY PyObject *name = Py_XNewRef(PyDict_GetItemWithError(ns->awaited, alias));
    if (!name) return PyErr_Occurred() ? -1 : 0;
    SCOPED_PY PyObject *outermost = PyImport_Import(name), *module = outermost ? PyImport_GetModule(name) : NULL;
    if (!module) {
        if (outermost && !PyErr_Occurred()) PyErr_Format(PyExc_ModuleNotFoundError, "No module named '%U'", name);
        return -1;
    }
    if (PyDict_SetItem(ns->aliases, alias, module) < 0) return -1;
    if (PyDict_DelItem(ns->awaited, alias) < 0) PyErr_Clear(); // another thread was faster
    return 1;
}

int ns_default(struct ns *ns, PyObject *alias, PyObject *name, bool once) {
    const int imported = ns->awaited ? import_awaited(ns, alias ? alias : name) : 0;
    return imported || !ns_default_hook ? imported : ns_default_hook(ns, alias, name, once);
}

struct ns *ns_find(PyObject *name) {
    struct ns *ns = (struct ns *)PyDict_GetItemWithError(all_namespaces, name);
    if (!ns) PyErr_Clear();
    return ns;
}

struct ns *ns_find_utf8(const char *name) {
    PyObject *s = PyUnicode_FromString(name);
    struct ns *ns = s ? ns_find(s) : NULL;
    Py_XDECREF(s);
    return ns;
}

struct ns *ns_make(PyObject *name) {
    struct ns *ns = ns_find(name);
    if (ns) return ns;
    ns = PyObject_GC_New(struct ns, TYPE_OBJECT(ns_type));
    if (!ns) return NULL;
    ns->name = Py_NewRef(name);
    PyUnicode_InternInPlace(&ns->name);
    ns->meta = NULL;
    ns->sees_core = false;
    ns->hidden = NULL;
    ns->unmapped = NULL;
    ns->awaited = NULL;
    ns->mappings = PyDict_New();
    ns->aliases = PyDict_New();
    gc_track(ns);
    int r = ns->mappings && ns->aliases ? PyDict_SetItem(all_namespaces, name, (PyObject *)ns) : -1;
    Py_DECREF(ns); // the table holds it
    return r < 0 ? NULL : ns;
}

struct ns *ns_current(void) {
    Value v = var_get(ns_var);
    if (failed(v)) return (PyErr_Clear(), core_ns);
    drop(v); // the table of namespaces keeps it alive
    return is_ns(ref(v)) ? (struct ns *)v.w : core_ns;
}

static struct var *var_new(struct ns *ns, PyObject *name) {
    struct var *v = PyObject_GC_New(struct var, TYPE_OBJECT(var_type));
    if (!v) return NULL;
    memset((char *)v + sizeof(PyObject), 0, sizeof *v - sizeof(PyObject));
    Py_XINCREF(ns);
    v->ns = ns;
    v->name = Py_NewRef(name);
    gc_track(v);
    return v;
}

struct var *var_unnamed(void) {
    PyObject *name = PyUnicode_InternFromString("local");
    struct var *v = name ? var_new(NULL, name) : NULL;
    Py_XDECREF(name);
    if (v) v->is_dynamic = true;
    return v;
}

static bool is_public_of(PyObject *o, struct ns *ns) {
    return is_var(ref_of(o)) && ((struct var *)o)->ns == ns && !((struct var *)o)->is_private;
}

PyObject *ns_lookup(struct ns *ns, PyObject *name) {
    PyObject *o = PyDict_GetItemWithError(ns->mappings, name);
    if (o) return o;
    PyErr_Clear();
    if (!ns->sees_core || (ns->hidden && PySet_Contains(ns->hidden, name) > 0)) return NULL;
    o = PyDict_GetItemWithError(core_ns->mappings, name);
    if (!o) PyErr_Clear();
    return o && is_public_of(o, core_ns) ? o : NULL;
}

PyObject *ns_always(PyObject *name) {
    static PyObject *known[2];
    if (!known[0]) known[0] = PyUnicode_InternFromString("ns"), known[1] = PyUnicode_InternFromString("in-ns");
    return name == known[0] || name == known[1] ? ns_lookup(core_ns, name) : NULL;
}

void ns_core_settle(void) {
    PyObject *name, *o;
    for (Py_ssize_t i = 0; PyDict_Next(core_ns->mappings, &i, &name, &o);)
        if (is_var(ref_of(o)) && ((struct var *)o)->ns == core_ns) ((struct var *)o)->is_early = true;
    ns_core_changed = false;
}

void ns_changed(struct ns *ns) {
    ns_epoch++;
    if (ns == core_ns) ns_core_changed = true;
}

struct var *ns_intern(struct ns *ns, PyObject *name) {
    PyObject *there = ns_lookup(ns, name);
    if (there && is_var(ref_of(there)) && ((struct var *)there)->ns == ns) return (struct var *)there;
    struct var *v = var_new(ns, name);
    if (!v) return NULL;
    if (there) ns_changed(ns);
    int r = PyDict_SetItem(ns->mappings, name, (PyObject *)v);
    Py_DECREF(v);
    return r < 0 ? NULL : v;
}

struct var *ns_intern_utf8(const char *ns_name, const char *name) {
    PyObject *ns_str = PyUnicode_InternFromString(ns_name), *str = PyUnicode_InternFromString(name);
    struct ns *ns = ns_str && str ? ns_make(ns_str) : NULL;
    struct var *v = ns ? ns_intern(ns, str) : NULL;
    Py_XDECREF(ns_str);
    Py_XDECREF(str);
    return v;
}

void lib_vars_ready(void) {
    for (const struct lib_vars *all = __start_lib_vars; all < __stop_lib_vars; all++)
        for (size_t i = 0; i < all->n; i++) {
            struct lib_var *v = &all->vars[i];
            SCOPED_PY PyObject *name = PyUnicode_FromString(v->name);
            struct ns *ns = name ? ns_find_utf8(v->ns) : NULL;
            PyObject *there = ns ? ns_lookup(ns, name) : NULL;
            if (there && is_var(ref_of(there)) && ((struct var *)there)->ns == ns) v->var = (struct var *)there;
        }
}

static PyObject *makers; // dict: str -> var

struct var *ns_maker(PyObject *ns) {
    PyObject *v = PyDict_GetItemWithError(makers, ns);
    if (!v) PyErr_Clear();
    return (struct var *)v;
}

PRIM(own_set_maker, "cljsh.core", "set-maker!", "[ns maker]",
     "Makes ns/name mean (maker \"name\") for every name, where nothing else is called ns.\n"
     "ns is a symbol, maker a var.")
{
    if (!is_symbol(a[0]) || !is_var(a[1])) return err_type("set-maker! takes a symbol and a var");
    return PyDict_SetItem(makers, symbol_of(a[0])->name, obj(a[1])) < 0 ? ERR : keep(a[1]);
}

int ns_refer_all(struct ns *ns, struct ns *from) {
    if (from == core_ns && ns != core_ns) {
        ns->sees_core = true;
        Py_CLEAR(ns->hidden);
        return 0;
    }
    PyObject *name, *o;
    Py_ssize_t i = 0;
    while (PyDict_Next(from->mappings, &i, &name, &o)) {
        if (is_public_of(o, from) && PyDict_SetItem(ns->mappings, name, o) < 0) return -1;
    }
    return 0;
}

int ns_refer_core(struct ns *ns, PyObject *but) {
    if (!but) return -1;
    if (ns->sees_core && !ns->hidden) return (Py_DECREF(but), 0); // it has all
    PyObject *both = ns->hidden ? PyNumber_And(ns->hidden, but) : Py_NewRef(but);
    Py_DECREF(but);
    if (!both) return -1;
    Py_XSETREF(ns->hidden, both);
    ns->sees_core = true;
    return 0;
}

PyObject *ns_all(struct ns *ns) {
    PyObject *name, *o;
    for (Py_ssize_t i = 0; ns->sees_core && PyDict_Next(core_ns->mappings, &i, &name, &o);)
        if (is_public_of(o, core_ns) && !(ns->hidden && PySet_Contains(ns->hidden, name) > 0) && !PyDict_SetDefault(ns->mappings, name, o)) return NULL;
    ns->sees_core = false;
    Py_CLEAR(ns->hidden);
    return ns->mappings;
}

// A Python attribute by its Clojure name: as it is, or with - as _.
static enum lookup module_attribute(PyObject *module, PyObject *name, PyObject **found) {
    *found = PyObject_GetAttr(module, name);
    if (*found) return LOOKUP_FOUND;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return LOOKUP_FAILED;
    PyErr_Clear();
    SCOPED_PY PyObject *munged = str_replaced(name, '-', '_');
    *found = munged ? PyObject_GetAttr(module, munged) : NULL;
    if (*found) return LOOKUP_FOUND;
    PyErr_Clear();
    return LOOKUP_ABSENT;
}

static enum lookup mapped(PyObject *o, Value *found) {
    if (!o) return LOOKUP_ABSENT;
    *found = val_from(o);
    return ok(*found) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

enum lookup ns_resolve(struct ns *ns, Ref symbol, Value *found) {
    struct symbol *s = symbol_of(symbol);
    *found = ERR;
    if (!s->ns) {
        PyObject *o = ns_lookup(ns, s->name);
        if (!o) o = ns_always(s->name);
        int added = o ? 0 : ns_default(ns, NULL, s->name, false);
        return added < 0 ? LOOKUP_FAILED : mapped(added ? ns_lookup(ns, s->name) : o, found);
    }
    PyObject *target = PyDict_GetItemWithError(ns->aliases, s->ns);
    if (!target) PyErr_Clear();
    if (!target) target = PyDict_GetItemWithError(core_ns->aliases, s->ns); // py, known everywhere
    if (!target) target = (PyObject *)ns_find(s->ns);
    if (!target) target = ns_lookup(ns, s->ns); // Class/member
    int added = !target || is_var(ref_of(target)) ? ns_default(ns, s->ns, NULL, false) : 0;
    if (added < 0) return LOOKUP_FAILED;
    if (added) target = PyDict_GetItemWithError(ns->aliases, s->ns);
    // A module of Python by its full name; one of a single word only when it was asked for.
    if (!target && ns_names_module(s->ns)) target = PyDict_GetItemWithError(PyImport_GetModuleDict(), s->ns);
    if (!target) return (PyErr_Clear(), LOOKUP_ABSENT);
    if (is_ns(ref_of(target))) {
        PyObject *o = ns_lookup((struct ns *)target, s->name);
        if (o && is_var(ref_of(o)) && ((struct var *)o)->ns != (struct ns *)target) return LOOKUP_ABSENT;
        return mapped(o, found);
    }
    PyObject *attribute = NULL;
    enum lookup r = is_var(ref_of(target)) ? LOOKUP_ABSENT : module_attribute(target, s->name, &attribute);
    if (r == LOOKUP_FOUND && failed(*found = val_of(attribute))) return LOOKUP_FAILED;
    return r;
}

PyObject *ns_member(PyObject *dotted) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(dotted), dot = PyUnicode_FindChar(dotted, '.', 1, n, -1);
    if (dot < 1 || dot == n - 1) return NULL;
    PyObject *prefix = PyUnicode_Substring(dotted, 0, dot), *name = PyUnicode_Substring(dotted, dot + 1, n);
    PyObject *o = NULL;
    if (prefix && name) {
        PyUnicode_InternInPlace(&prefix);
        PyUnicode_InternInPlace(&name);
        struct ns *ns = ns_find(prefix);
        o = ns ? ns_lookup(ns, name) : NULL;
        if (!o && PyUnicode_FindChar(prefix, '_', 0, dot, 1) >= 0) { // there may be namespaces of both names
            Py_SETREF(prefix, str_replaced(prefix, '_', '-'));
            if (prefix) PyUnicode_InternInPlace(&prefix);
            ns = prefix ? ns_find(prefix) : NULL;
            o = ns ? ns_lookup(ns, name) : NULL;
        }
    }
    Py_XDECREF(prefix);
    Py_XDECREF(name);
    return o;
}

static void ns_dealloc(PyObject *self) {
    struct ns *ns = (struct ns *)self;
    PyObject_GC_UnTrack(self);
    Py_XDECREF(ns->name);
    Py_XDECREF(ns->mappings);
    Py_XDECREF(ns->hidden);
    Py_XDECREF(ns->unmapped);
    Py_XDECREF(ns->aliases);
    Py_XDECREF(ns->awaited);
    Py_XDECREF(ns->meta);
    PyObject_GC_Del(self);
}

static int ns_traverse(PyObject *self, visitproc visit, void *arg) {
    struct ns *ns = (struct ns *)self;
    Py_VISIT(ns->mappings);
    Py_VISIT(ns->aliases);
    Py_VISIT(ns->hidden);
    Py_VISIT(ns->meta);
    return 0;
}

static int ns_clear(PyObject *self) {
    struct ns *ns = (struct ns *)self;
    PyDict_Clear(ns->mappings);
    PyDict_Clear(ns->aliases);
    Py_CLEAR(ns->meta);
    return 0;
}

static int ns_print(Ref r, void *printer) {
    struct printer *p = printer;
    strbuf_puts(&p->out, p->dup ? "#=(find-ns " : "#namespace[");
    if (strbuf_str(&p->out, ((struct ns *)obj(r))->name) < 0) return -1;
    strbuf_puts(&p->out, p->dup ? ")" : "]");
    return 0;
}

static PyObject *ns_text(PyObject *self) { return Py_NewRef(((struct ns *)self)->name); }

static int ns_equal(Ref a, Ref b) { return same(a, b); }
static Py_hash_t ns_hash(Ref r) { return (Py_hash_t)(mix_hash(r.w) >> 1); }

static const Ops ns_ops = {
    .meta_offset = offsetof(struct ns, meta),
    .print = ns_print,
    .equal = ns_equal,
    .hash = ns_hash,
};
CljType ns_type = {CLJ_TYPE_HEAD("cljsh.Namespace", struct ns), .ops = &ns_ops};

int ns_init(void) {
    PyTypeObject *t = TYPE_OBJECT(ns_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = ns_dealloc;
    t->tp_traverse = ns_traverse;
    t->tp_clear = ns_clear;
    t->tp_str = ns_text;
    if (type_ready(&ns_type, NULL) < 0) return -1;
    all_namespaces = PyDict_New();
    makers = PyDict_New();
    if (!all_namespaces || !makers) return -1;
    ns_var = ns_intern_utf8("clojure.core", "*ns*");
    core_ns = ns_find_utf8("clojure.core");
    file_var = ns_intern_utf8("clojure.core", "*file*");
    SCOPED_PY PyObject *own_name = PyUnicode_InternFromString("cljsh.core");
    cljsh_ns = own_name ? ns_make(own_name) : NULL;
    if (!ns_var || !file_var || !cljsh_ns) return -1;
    ns_var->is_dynamic = file_var->is_dynamic = true;
    ns_var->root = keep_obj(core_ns);
    file_var->root = str_value("NO_SOURCE_PATH");
    return 0;
}
