// SPDX-License-Identifier: MIT
#include "vm/fn_attributes.h"

#include "base/absent.h"
#include "base/call.h"
#include "base/error.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/named.h"

static struct fndef *def_of(PyObject *self) { return ((struct fn *)self)->def; }

// --- attributes of its own ----------------------------------------------------

static void extras_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((struct fn_extras *)self)->meta);
    Py_XDECREF(((struct fn_extras *)self)->attributes);
    PyObject_GC_Del(self);
}

static int extras_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(((struct fn_extras *)self)->meta);
    Py_VISIT(((struct fn_extras *)self)->attributes);
    return 0;
}

PyTypeObject fn_extras_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.FunctionExtras",
    .tp_basicsize = sizeof(struct fn_extras),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_dealloc = extras_dealloc,
    .tp_traverse = extras_traverse,
};

PyObject *fn_extras_add(struct fn *f, PyObject *attributes) {
    struct fn_extras *extras = attributes ? PyObject_GC_New(struct fn_extras, &fn_extras_type) : NULL;
    if (!extras) return Py_XDECREF(attributes), NULL;
    extras->meta = f->extras;
    extras->attributes = attributes;
    f->extras = (PyObject *)extras;
    gc_track(extras);
    return attributes;
}

// The dict of them (borrowed), made when there is none.
static PyObject *own_attributes(struct fn *f) {
    struct fn_extras *extras = fn_extras_of(f);
    return extras ? extras->attributes : fn_extras_add(f, PyDict_New());
}

static enum lookup own_attribute(PyObject *self, PyObject *name, PyObject **own) { // borrowed
    struct fn_extras *extras = fn_extras_of((struct fn *)self);
    *own = NULL;
    return extras ? lookup_in_dict(extras->attributes, name, own) : LOOKUP_ABSENT;
}

// What was set goes before what a function tells of itself: functools.wraps sets its name.
PyObject *fn_getattro(PyObject *self, PyObject *name) {
    PyObject *own;
    return own_attribute(self, name, &own) ? Py_XNewRef(own) : PyObject_GenericGetAttr(self, name);
}

int fn_setattro(PyObject *self, PyObject *name, PyObject *value) {
    if (PyUnicode_CompareWithASCIIString(name, "__dict__") == 0 || PyUnicode_CompareWithASCIIString(name, "__class__") == 0)
        return PyObject_GenericSetAttr(self, name, value);
    if (value) {
        PyObject *attributes = own_attributes((struct fn *)self);
        return attributes ? PyDict_SetItem(attributes, name, value) : -1;
    }
    PyObject *own;
    switch (own_attribute(self, name, &own)) {
    case LOOKUP_FOUND: return PyDict_DelItem(fn_extras_of((struct fn *)self)->attributes, name);
    case LOOKUP_ABSENT: return PyObject_GenericSetAttr(self, name, NULL);
    default: return -1;
    }
}

static PyObject *get_dict(PyObject *self, void *closure) { return (void)closure, Py_XNewRef(own_attributes((struct fn *)self)); }

static int set_dict(PyObject *self, PyObject *dict, void *closure) {
    (void)closure;
    if (!dict || !PyDict_Check(dict)) return PyErr_SetString(PyExc_TypeError, "__dict__ must be set to a dictionary"), -1;
    if (!own_attributes((struct fn *)self)) return -1;
    Py_SETREF(fn_extras_of((struct fn *)self)->attributes, Py_NewRef(dict));
    return 0;
}

// --- what it tells of itself -----------------------------------------------------

// The name "ns/name" in two: before the slash (from = false), after it.
static PyObject *name_part(PyObject *self, bool after) {
    PyObject *name = def_of(self)->name;
    Py_ssize_t n = PyUnicode_GET_LENGTH(name), slash = PyUnicode_FindChar(name, '/', 0, n, 1);
    if (slash < 0) return after ? Py_NewRef(name) : Py_NewRef(Py_None);
    return after ? PyUnicode_Substring(name, slash + 1, n) : PyUnicode_Substring(name, 0, slash);
}

static PyObject *get_name(PyObject *self, void *closure) { return (void)closure, name_part(self, true); }

// The module's name as Python writes it, by which it stands in sys.modules.
static PyObject *get_module(PyObject *self, void *closure) {
    (void)closure;
    SCOPED_PY PyObject *ns = name_part(self, false);
    return ns && PyUnicode_Check(ns) ? PyObject_CallMethod(ns, "replace", "ss", "-", "_") : Py_XNewRef(ns);
}

// The var that holds the function, or another closure of the same form, under its name (borrowed), or NULL.
static struct var *var_of_fn(PyObject *self) {
    SCOPED_PY PyObject *module = name_part(self, false), *name = name_part(self, true);
    struct ns *ns = module && name && module != Py_None ? ns_find(module) : NULL;
    PyObject *var = ns ? PyDict_GetItemWithError(ns->mappings, name) : NULL;
    if (!var || !is_var(ref_of(var))) return NULL;
    Value root = var_of(ref_of(var))->root;
    return root.w && is_fn(ref(root)) && fn_of(ref(root))->def == def_of(self) ? var_of(ref_of(var)) : NULL;
}

static PyObject *var_meta(PyObject *self) {
    struct var *v = var_of_fn(self);
    return v ? *meta_slot(ref_of(v)) : NULL;
}

static Ref meta_value(PyObject *meta, Ref key) {
    bool error = false;
    Ref found = meta ? map_find(ref_of(meta), key, &error) : NO_REF;
    if (error) PyErr_Clear();
    return found;
}

static PyObject *get_doc(PyObject *self, void *closure) {
    (void)closure;
    Ref doc = meta_value(fn_meta((struct fn *)self), KW("doc"));
    if (!doc.w) doc = meta_value(var_meta(self), KW("doc"));
    return doc.w ? py_of(doc) : Py_NewRef(Py_None);
}

// --- annotations ------------------------------------------------------------

// What a hint stands for: a class of that name, or its text.
static PyObject *hint(PyObject *namespace, Ref tag) {
    if (is_symbol(tag)) {
        struct ns *ns = namespace && namespace != Py_None ? ns_find(namespace) : NULL;
        SCOPED Value found = ERR;
        if (!ns || ns_resolve(ns, tag, &found) != LOOKUP_FOUND) ns_resolve(core_ns, tag, &found);
        if (failed(found)) PyErr_Clear();
        if (ok(found) && is_obj(ref(found)) && PyType_Check(obj(ref(found)))) return py_of(ref(found));
    } else if (is_obj(tag) && PyType_Check(obj(tag))) {
        return py_of(tag);
    }
    return print_str(tag, false);
}

static int annotate(PyObject *annotations, PyObject *namespace, Ref symbol) {
    PyObject *meta = is_symbol(symbol) ? symbol_of(symbol)->meta : NULL;
    Ref tag = meta_value(meta, KW("tag"));
    if (!tag.w) return 0;
    SCOPED_PY PyObject *name = named_python_name(symbol_of(symbol)->name);
    SCOPED_PY PyObject *value = name ? hint(namespace, tag) : NULL;
    return value ? PyDict_SetItem(annotations, name, value) : -1;
}

// The last arity counts: a name has one annotation.
static PyObject *get_annotations(PyObject *self, void *closure) {
    (void)closure;
    struct fndef *def = def_of(self);
    PyObject *all = fndef_ready(def) < 0 ? NULL : PyDict_New();
    SCOPED_PY PyObject *namespace = name_part(self, false);
    for (int i = 0; all && namespace && i < MAX_FIXED + 2; i++) {
        struct proto *p = def->arity[i];
        if (!p || (i > 0 && p == def->arity[i - 1]) || !p->arglist || !is_vec(ref_of(p->arglist))) continue;
        for (Py_ssize_t k = 0; all && k < vec_count(ref_of(p->arglist)); k++)
            if (annotate(all, namespace, vec_at(ref_of(p->arglist), k)) < 0) Py_CLEAR(all);
    }
    Ref tag = meta_value(var_meta(self), KW("tag"));
    SCOPED_PY PyObject *result = all && tag.w ? hint(namespace, tag) : NULL;
    if (result && PyDict_SetItemString(all, "return", result) < 0) Py_CLEAR(all);
    return all;
}

// --- signature --------------------------------------------------------------

static bool is_keyword_of_python(PyObject *name) {
    SCOPED_PY PyObject *module = PyImport_ImportModule("keyword"), *list = module ? PyObject_GetAttrString(module, "kwlist") : NULL;
    int r = list ? PySequence_Contains(list, name) : -1;
    if (r < 0) PyErr_Clear();
    return r != 0;
}

// A parameter's name that Python's inspect accepts; others are positional only.
static PyObject *parameter_name(Ref symbol, int index, bool *plain) {
    PyObject *name = is_symbol(symbol) ? named_python_name(symbol_of(symbol)->name) : NULL;
    if (name && PyUnicode_IsIdentifier(name) && PyUnicode_READ_CHAR(name, 0) != '_' && !is_keyword_of_python(name)) return name;
    Py_XDECREF(name);
    *plain = false;
    return PyUnicode_FromFormat("arg%d", index);
}

struct signature { PyObject *names, *seen; bool plain; };

static int add_name(struct signature *s, Ref symbol) {
    SCOPED_PY PyObject *name = parameter_name(symbol, (int)PyList_GET_SIZE(s->names), &s->plain);
    if (!name) return -1;
    int twice = PySequence_Contains(s->names, name);
    if (twice > 0) {
        Py_SETREF(name, PyUnicode_FromFormat("%U_%zd", name, PyList_GET_SIZE(s->names)));
        s->plain = false;
    }
    return twice < 0 || !name ? -1 : PyList_Append(s->names, name);
}

static PyObject *parameter(PyObject *class, PyObject *name, const char *kind, bool optional, PyObject *annotations) {
    SCOPED_PY PyObject *args = PyTuple_Pack(1, name), *kwargs = PyDict_New(), *k = PyObject_GetAttrString(class, kind);
    if (!args || !kwargs || !k || PyDict_SetItemString(kwargs, "kind", k) < 0) return NULL;
    if (optional && PyDict_SetItemString(kwargs, "default", Py_Ellipsis) < 0) return NULL;
    PyObject *annotation = PyDict_GetItemWithError(annotations, name);
    if (annotation && PyDict_SetItemString(kwargs, "annotation", annotation) < 0) return NULL;
    return PyObject_Call(class, args, kwargs);
}

static int append_give(PyObject *list, PyObject *o) {
    int r = o ? PyList_Append(list, o) : -1;
    Py_XDECREF(o);
    return r;
}

static int add_parameters(PyObject *list, PyObject *class, struct fndef *def, PyObject *annotations) {
    struct proto *longest = NULL, *rest = def->variadic >= 0 ? def->arity[MAX_FIXED + 1] : NULL;
    int least = MAX_FIXED + 1;
    for (int i = 0; i <= MAX_FIXED; i++) {
        struct proto *p = def->arity[i];
        if (!p) continue;
        int required = p->nargs - (proto_takes_kwargs(p) && !(p->flags & PROTO_VARIADIC));
        if (required < least) least = required;
        longest = p;
    }
    if (!longest) return 0;
    bool collects = proto_takes_kwargs(longest), last_is_map = collects && !(longest->flags & PROTO_VARIADIC);
    int n = longest->nargs - last_is_map;
    SCOPED_PY PyObject *names = PyList_New(0);
    struct signature s = {.names = names, .plain = true};
    bool known = longest->arglist && is_vec(ref_of(longest->arglist));
    for (int i = 0; i < n; i++)
        if (!names || add_name(&s, known ? vec_at(ref_of(longest->arglist), i) : NIL) < 0) return -1;
    for (int i = 0; i < n; i++)
        if (append_give(list, parameter(class, PyList_GET_ITEM(names, i), s.plain ? "POSITIONAL_OR_KEYWORD" : "POSITIONAL_ONLY",
                                        i >= least, annotations)) < 0)
            return -1;
    SCOPED_PY PyObject *args = PyUnicode_FromString("args"), *kwargs = PyUnicode_FromString("kwargs");
    if (rest && append_give(list, parameter(class, args, "VAR_POSITIONAL", false, annotations)) < 0) return -1;
    return collects ? append_give(list, parameter(class, kwargs, "VAR_KEYWORD", false, annotations)) : 0;
}

/* Of several arities the longest is shown, what shorter ones don't have with
 * the default `...`. */
static PyObject *get_signature(PyObject *self, void *closure) {
    (void)closure;
    struct fn_extras *extras = fn_extras_of((struct fn *)self);
    if (extras && PyDict_GetItemString(extras->attributes, "__wrapped__")) // that one's counts
        return PyErr_Format(PyExc_AttributeError, "a wrapper has no __signature__");
    SCOPED_PY PyObject *inspect = PyImport_ImportModule("inspect"), *list = inspect ? PyList_New(0) : NULL;
    SCOPED_PY PyObject *class = list ? PyObject_GetAttrString(inspect, "Parameter") : NULL;
    SCOPED_PY PyObject *annotations = class ? get_annotations(self, NULL) : NULL;
    if (!annotations || add_parameters(list, class, def_of(self), annotations) < 0) return NULL;
    SCOPED_PY PyObject *signature = PyObject_GetAttrString(inspect, "Signature"), *args = PyTuple_Pack(1, list), *kwargs = PyDict_New();
    PyObject *result = PyDict_GetItemString(annotations, "return");
    if (!signature || !args || !kwargs || (result && PyDict_SetItemString(kwargs, "return_annotation", result) < 0)) return NULL;
    return PyObject_Call(signature, args, kwargs);
}

PRIM(own_name_fn, "cljsh.core", "name-fn!", "[f name]", "Gives a function, and all closures of the same form, another name \"ns/name\".\nReturns f.")
{
    if (!is_fn(a[0]) || !is_str(a[1])) return err_arg("name-fn! needs a function and a string");
    Py_INCREF(obj(a[1]));
    Py_XSETREF(fn_of(a[0])->def->name, obj(a[1]));
    return take(&a[0]);
}

// What kind of call a proto has, as inspect's flags say it.
static int code_flags(const struct proto *p) {
    if (!(p->flags & (PROTO_ASYNC | PROTO_YIELDS))) return 0;
    return !(p->flags & PROTO_ASYNC) ? CO_GENERATOR : p->flags & PROTO_YIELDS ? CO_ASYNC_GENERATOR : CO_COROUTINE;
}

// The line where the form of a function begins, if its var tells, else that of its first instruction.
static int first_line(PyObject *self, const struct proto *first) {
    Ref line = meta_value(var_meta(self), KW("line"));
    return line.w && is_int(line) ? (int)int_of(line) : first->nlines ? first->lines[0].line : 1;
}

/* inspect and what is built on it look into the code for where a function
 * stands and what a call gives. What is written in C has none, as builtins
 * have none. */
static PyObject *get_code(PyObject *self, void *closure) {
    (void)closure;
    struct fndef *def = def_of(self);
    if (fndef_ready(def) < 0) return NULL;
    int flags = 0;
    struct proto *first = NULL;
    for (int i = 0; i < MAX_FIXED + 2; i++) {
        struct proto *p = def->arity[i];
        if (!p || p->native) continue;
        flags |= code_flags(p);
        if (!first) first = p;
    }
    if (!first) return PyErr_Format(PyExc_AttributeError, "a function that is written in C has no __code__");
    SCOPED_PY PyObject *called = name_part(self, true);
    const char *file = first->file ? PyUnicode_AsUTF8(first->file) : "?", *name = called ? PyUnicode_AsUTF8(called) : NULL;
    SCOPED_PY PyObject *code = file && name ? (PyObject *)PyCode_NewEmpty(file, name, first_line(self, first)) : NULL;
    SCOPED_PY PyObject *replace = code ? PyObject_GetAttrString(code, "replace") : NULL;
    SCOPED_PY PyObject *none = replace ? PyTuple_New(0) : NULL, *with = none ? Py_BuildValue("{si}", "co_flags", flags) : NULL;
    return with ? PyObject_Call(replace, none, with) : NULL;
}

// inspect asks for these two before it believes the __code__.
static PyObject *get_defaults(PyObject *self, void *closure) {
    PyObject *code = get_code(self, closure);
    if (!code) return NULL;
    Py_DECREF(code);
    Py_RETURN_NONE;
}

// --- pickling -----------------------------------------------------------------

/* What a var holds is pickled as its name, as Python does with its functions;
 * the other process loads the namespace if it has to. */
static PyObject *resolver(const char *name) { return PyObject_GetAttrString(cljsh_module, name); }

static PyObject *reduce_fn(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *name = def_of(self)->name;
    struct var *v = var_of_fn(self);
    if (!v || v->root.w != (uintptr_t)self) {
        PyErr_Clear();
        return PyErr_Format(PyExc_TypeError, "cannot pickle the function %U: no var of that name holds it", name);
    }
    SCOPED_PY PyObject *by = resolver("_function");
    return by ? Py_BuildValue("O(O)", by, name) : NULL;
}

static PyObject *reduce_var(PyObject *self, PyObject *unused) {
    (void)unused;
    SCOPED_PY PyObject *by = resolver("_var"), *name = PyUnicode_FromFormat("%U/%U", ((struct var *)self)->ns->name, ((struct var *)self)->name);
    return by && name ? Py_BuildValue("O(O)", by, name) : NULL;
}

LIB_VAR(requiring_resolve, "clojure.core", "requiring-resolve", "clojure/core/70_ns.clj");

static PyObject *find_var(PyObject *unused, PyObject *name) {
    (void)unused;
    struct var *find = lib_var(&requiring_resolve);
    const char *text = PyUnicode_Check(name) ? PyUnicode_AsUTF8(name) : NULL;
    SCOPED Value symbol = text ? symbol_parse(text) : ERR;
    Value v = find && ok(symbol) ? call1(ref_of(find), ref(symbol)) : ERR;
    if (ok(v) && !is_var(ref(v))) {
        drop(v);
        return PyErr_Format(PyExc_AttributeError, "there is no var %U", name);
    }
    return ok(v) ? py_give(v) : NULL;
}

static PyObject *find_function(PyObject *unused, PyObject *name) {
    SCOPED_PY PyObject *v = find_var(unused, name);
    return v ? py_give(var_get((struct var *)v)) : NULL;
}

static PyMethodDef resolvers[] = {
    {"_var", find_var, METH_O, "The var of a name with namespace, which is loaded if it is not yet."},
    {"_function", find_function, METH_O, "The value of the var of that name."},
    {NULL},
};
static PyObject *itself(PyObject *self, PyObject *unused) { return (void)unused, Py_NewRef(self); }

static PyObject *fn_sizeof(PyObject *self, PyObject *unused) {
    (void)unused;
    return PyLong_FromSize_t(sizeof(struct fn) + def_of(self)->ncaptures * sizeof(Value));
}

PyMethodDef fn_methods[] = {
    {"__sizeof__", fn_sizeof, METH_NOARGS, "The size of the function itself in bytes."},
    {"__reduce__", reduce_fn, METH_NOARGS, "How to pickle the function: by the name of its var."},
    {"__copy__", itself, METH_NOARGS, "The function itself."},
    {"__deepcopy__", itself, METH_O, "The function itself."},
    {NULL},
};
PyMethodDef fn_var_methods[] = {{"__reduce__", reduce_var, METH_NOARGS, "How to pickle the var: by its name."}, {NULL}};

int fn_attributes_init(void) {
    return PyType_Ready(&fn_extras_type) < 0 ? -1 : PyModule_AddFunctions(cljsh_module, resolvers);
}

PyGetSetDef fn_attributes[] = {
    {"__dict__", get_dict, set_dict, NULL, NULL},
    {"__name__", get_name, NULL, NULL, NULL},
    {"__qualname__", get_name, NULL, NULL, NULL},
    {"__module__", get_module, NULL, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__annotations__", get_annotations, NULL, NULL, NULL},
    {"__signature__", get_signature, NULL, NULL, NULL},
    {"__code__", get_code, NULL, NULL, NULL},
    {"__defaults__", get_defaults, NULL, NULL, NULL},
    {"__kwdefaults__", get_defaults, NULL, NULL, NULL},
    {0},
};
