// SPDX-License-Identifier: MIT
#include "vm/named.h"

#include "base/error.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "vm/trace.h"
#include "vm/vm.h"

static PyObject *replaced(PyObject *s, char from, char to) {
    PyObject *r = str_replaced(s, from, to);
    if (r) PyUnicode_InternInPlace(&r);
    return r;
}

PyObject *named_python_name(PyObject *name) {
    return PyUnicode_FindChar(name, '-', 0, PyUnicode_GET_LENGTH(name), 1) < 0 ? Py_NewRef(name) : replaced(name, '-', '_');
}

Value kwarg_keyword(PyObject *name) {
    bool plain = PyUnicode_GET_LENGTH(name) == 0 || PyUnicode_READ_CHAR(name, 0) == '_';
    SCOPED_PY PyObject *s = plain ? Py_NewRef(name) : replaced(name, '_', '-');
    return s ? keyword_new(NULL, s) : ERR;
}

// The symbols of a proto's parameters; 0 of a primitive's that has none.
static Py_ssize_t parameters(const struct proto *p) { return p->arglist && is_vec(ref_of(p->arglist)) ? vec_count(ref_of(p->arglist)) : 0; }

static bool has_mark(Ref symbol) {
    PyObject *meta = is_symbol(symbol) ? symbol_of(symbol)->meta : NULL;
    bool error = false;
    Ref mark = meta ? map_find(ref_of(meta), KW("kwargs"), &error) : NO_REF;
    return mark.w && is_true(mark);
}

bool proto_takes_kwargs(const struct proto *p) {
    Py_ssize_t n = parameters(p);
    return n > 0 && has_mark(vec_at(ref_of(p->arglist), n - 1));
}

// The index of the parameter of that name among the first n, or -1.
static int parameter_named(const struct proto *p, int n, PyObject *name) {
    for (int i = 0; i < n && i < parameters(p); i++) {
        Ref symbol = vec_at(ref_of(p->arglist), i);
        if (!is_symbol(symbol)) continue;
        SCOPED_PY PyObject *python = named_python_name(symbol_of(symbol)->name);
        if (python && PyUnicode_Compare(python, name) == 0) return i;
    }
    return -1;
}

/* A call being put together: the values by parameter, `n` of them in all.
 * Of a proto that takes keyword arguments the last one is their map. */
struct call {
    const struct proto *p;
    Value *words;
    Py_ssize_t n, size;
    Value map;      // of what is no parameter's; ERR: the proto does not collect
};

static bool collects_last(const struct proto *p) { return proto_takes_kwargs(p) && !(p->flags & PROTO_VARIADIC); }

// How many leading parameters can be named: not the rest, not the map.
static int nameable(const struct proto *p) { return p->nargs - collects_last(p); }

/* The proto for n positional and the named arguments: one whose parameters
 * they fit, else one that collects what it does not know. */
static struct proto *proto_for(struct fn *f, Py_ssize_t n, PyObject *kwnames) {
    Py_ssize_t named = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    struct proto *fixed = fn_entry(f, n + named);
    if (fixed && (fixed->flags & PROTO_VARIADIC || collects_last(fixed))) fixed = NULL;
    bool all = fixed != NULL;
    for (Py_ssize_t i = 0; all && i < named; i++) all = parameter_named(fixed, fixed->nargs, PyTuple_GET_ITEM(kwnames, i)) >= 0;
    if (all) return fixed;
    struct proto *best = NULL; // the one that leaves least to the map
    for (Py_ssize_t i = n; i <= n + named + 1 && i <= MAX_FIXED; i++) {
        struct proto *p = f->def->arity[i];
        if (!p || !collects_last(p) || p->nargs - 1 < n) continue;
        Py_ssize_t hits = 0;
        for (Py_ssize_t k = 0; k < named; k++) hits += parameter_named(p, nameable(p), PyTuple_GET_ITEM(kwnames, k)) >= 0;
        if (n + hits == p->nargs - 1) best = p;
    }
    if (best) return best;
    return f->def->variadic >= 0 ? f->def->arity[MAX_FIXED + 1] : fixed;
}

static int unexpected(struct fn *f, const struct proto *p, PyObject *name) {
    SCOPED_PY PyObject *list = PyList_New(0), *comma = PyUnicode_FromString(", ");
    for (int i = 0; list && p && i < nameable(p) && i < parameters(p); i++) {
        SCOPED_PY PyObject *python = named_python_name(symbol_of(vec_at(ref_of(p->arglist), i))->name);
        if (!python || PyList_Append(list, python) < 0) return -1;
    }
    SCOPED_PY PyObject *names = list && comma ? PyUnicode_Join(comma, list) : NULL;
    if (!names) return -1;
    if (p && PyUnicode_GET_LENGTH(names))
        PyErr_Format(PyExc_TypeError, "%U got an unexpected keyword argument '%U'; its parameters are %U", f->def->name, name, names);
    else PyErr_Format(PyExc_TypeError, "%U got an unexpected keyword argument '%U'", f->def->name, name);
    return -1;
}

// Puts a keyword argument where it belongs.
static int place(struct fn *f, struct call *c, PyObject *name, PyObject *value) {
    int at = parameter_named(c->p, nameable(c->p), name);
    if (at >= 0 && at < c->size) {
        if (c->words[at].w) {
            PyErr_Format(PyExc_TypeError, "%U got multiple values for argument '%U'", f->def->name, name);
            return -1;
        }
        c->words[at] = val_from(value);
        if (at >= c->n) c->n = at + 1;
        return 0;
    }
    if (failed(c->map)) return unexpected(f, c->p, name);
    SCOPED Value key = kwarg_keyword(name), x = val_from(value);
    if (failed(key) || failed(x)) return -1;
    c->map = map_assoc(c->map, ref(key), ref(x));
    return ok(c->map) ? 0 : -1;
}

static Value run(struct fn *f, struct call *c, Ref self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames) {
    Py_ssize_t named = kwnames ? PyTuple_GET_SIZE(kwnames) : 0, first = self.w ? 1 : 0;
    if (first) c->words[0] = keep(self);
    for (Py_ssize_t i = 0; i < n; i++) c->words[first + i] = val_from(args[i]);
    c->n = first + n;
    for (Py_ssize_t i = 0; i < named; i++)
        if (place(f, c, PyTuple_GET_ITEM(kwnames, i), args[n + i]) < 0) return ERR;
    bool variadic = c->p->flags & PROTO_VARIADIC;
    Py_ssize_t wanted = nameable(c->p);
    if (variadic ? c->n < wanted : c->n != wanted) return err_arity(ref_of(f), first + n + named);
    for (Py_ssize_t i = 0; i < c->n; i++)
        if (!c->words[i].w) return err_arity(ref_of(f), first + n + named);
    if (ok(c->map) && (!variadic || map_count(ref(c->map)) > 0)) c->words[c->n++] = take_slot(&c->map);
    Py_ssize_t count = c->n;
    c->n = 0; // they are given away
    Value r = vm_call_give(ref_of(f), c->words, count);
    memset(c->words, 0, (size_t)count * sizeof(Value));
    return r;
}

static Value call_named(struct fn *f, Ref self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames) {
    Py_ssize_t named = kwnames ? PyTuple_GET_SIZE(kwnames) : 0, all = n + (self.w ? 1 : 0);
    if (fndef_ready(f->def) < 0) return ERR;
    struct proto *p = proto_for(f, all, kwnames);
    if (!p) {
        if (named && fn_entry(f, all + named)) return (unexpected(f, fn_entry(f, all + named), PyTuple_GET_ITEM(kwnames, 0)), ERR);
        return err_arity(ref_of(f), all + named);
    }
    struct call c = {.p = p, .size = (all > p->nargs ? all : p->nargs) + 1, .map = proto_takes_kwargs(p) ? map_empty() : ERR};
    c.words = PyMem_Calloc((size_t)c.size + 1, sizeof(Value));
    if (!c.words) return (PyErr_NoMemory(), xdrop(c.map), ERR);
    Value r = run(f, &c, self, args, n, kwnames);
    for (Py_ssize_t i = 0; i < c.size; i++) xdrop(c.words[i]);
    PyMem_Free(c.words);
    xdrop(c.map);
    return r;
}

PyObject *named_call_from_python(struct fn *f, Ref self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames) {
    Py_ssize_t all = n + (self.w ? 1 : 0);
    struct proto *p = fn_entry(f, all);
    Value r;
    const bool positional = p && !(kwnames && PyTuple_GET_SIZE(kwnames));
    if (likely(positional && !p->flags && !self.w)) {
        struct activation *t = vm_plain_activation(p);
        if (unlikely(!t)) return NULL;
        for (Py_ssize_t i = 0; i < n; i++) t->base[i] = val_from(args[i]);
        r = vm_run_plain(t);
    } else if (positional) {
        Value small[8], *words = all <= 8 ? small : PyMem_New(Value, all);
        if (!words) return PyErr_NoMemory();
        Py_ssize_t at = 0;
        if (self.w) words[at++] = keep(self);
        for (Py_ssize_t i = 0; i < n; i++) words[at + i] = val_from(args[i]);
        r = vm_call_give(ref_of(f), words, all);
        if (words != small) PyMem_Free(words);
    } else {
        r = call_named(f, self, args, n, kwnames);
    }
    if (unlikely(failed(r))) trace_show_current();
    return py_give(r);
}
