// SPDX-License-Identifier: MIT
#include "vars/var.h"

#include "base/call.h"
#include "base/error.h"
#include "coll/map.h"
#include "data/equal.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "state/ref.h"
#include "vm/fn_attributes.h"
#include "vm/unbound.h"
#include "vm/vm.h"

// --- roots ----------------------------------------------------------------

Value var_binding(struct var *v) {
    PyObject *frame = v->is_dynamic ? this_task()->bindings : NULL;
    if (!frame) return ERR;
    bool error = false;
    Ref box = map_find(ref_of(PyTuple_GET_ITEM(frame, 0)), ref_of(v), &error);
    return box.w ? keep(ref(((struct volatile_box *)obj(box))->value)) : ERR;
}

enum lookup (*var_unbound_hook)(struct var *v, Value *value);

Value var_get(struct var *v) {
    Value bound = var_binding(v);
    if (bound.w) return bound;
    if (v->root.w) return keep(ref(v->root));
    Value late = ERR;
    return var_unbound_hook && var_unbound_hook(v, &late) != LOOKUP_ABSENT ? late : unbound_new(v);
}

uint64_t var_epoch;

int var_set_root(struct var *v, Ref value) {
    if (watch_validate(&v->watch, value) < 0) return -1;
    if (v->ns == core_ns && v->root.w && !v->is_redefined) { // code of core's functions goes by their names where it is still encoded
        ns_core_changed = true;
        late_load_all();
    }
    Value old = v->root;
    v->root = keep(value);
    if (!old.w) return 0;
    var_epoch++;
    if (v->ns == core_ns || v->inlined) v->is_redefined = true;
    int result = watch_notify(ref_of(v), ref(old), value);
    drop(old);
    return result;
}

int _PyOS_IsMainThread(void); // of CPython, in none of its public headers

int var_set(struct var *v, Ref value) {
    PyObject *frame = v->is_dynamic ? this_task()->bindings : NULL;
    if (frame) {
        bool error = false;
        Ref box = map_find(ref_of(PyTuple_GET_ITEM(frame, 0)), ref_of(v), &error);
        if (box.w) {
            if (watch_validate(&v->watch, value) < 0) return -1;
            struct volatile_box *cell = (struct volatile_box *)obj(box);
            Value old = cell->value;
            cell->value = keep(value);
            drop(old);
            return 0;
        }
    }
    if (v->is_settable && _PyOS_IsMainThread()) return var_set_root(v, value);
    PyObject *name = var_str(v);
    if (name) err_state("Can't change/establish root binding of: %U with set", name);
    Py_XDECREF(name);
    return -1;
}

static bool meta_flag(PyObject *meta, Ref key) {
    bool error = false;
    Ref r = meta ? map_find(ref_of(meta), key, &error) : NO_REF;
    if (error) PyErr_Clear();
    return r.w && is_true(r);
}

unsigned var_flags(PyObject *meta) {
    return (meta_flag(meta, KW("dynamic")) ? VAR_DYNAMIC : 0) | (meta_flag(meta, KW("macro")) ? VAR_MACRO : 0) |
           (meta_flag(meta, KW("private")) ? VAR_PRIVATE : 0) | (meta_flag(meta, KW("const")) ? VAR_CONST : 0);
}

static void set_flags(struct var *v, unsigned flags) {
    if (v->ns == core_ns && (v->is_macro != !!(flags & VAR_MACRO) || v->is_private != !!(flags & VAR_PRIVATE) || v->is_const != !!(flags & VAR_CONST)))
        ns_core_changed = true;
    v->is_dynamic = flags & VAR_DYNAMIC;
    v->is_macro = flags & VAR_MACRO;
    v->is_private = flags & VAR_PRIVATE;
    v->is_const = flags & VAR_CONST;
}

int var_set_meta(struct var *v, PyObject *meta) {
    Py_XINCREF(meta);
    Py_XSETREF(v->meta, meta);
    set_flags(v, var_flags(meta));
    return 0;
}

void var_put_off_meta(struct var *v, struct late *late, unsigned flags) {
    Py_XSETREF(v->meta, (PyObject *)late);
    set_flags(v, flags);
}

// Before anybody sees them.  What cannot be decoded is reported, and the var has none.
static void meta_ready(Ref r) {
    struct var *v = var_of(r);
    if (likely(!is_late(v->meta))) return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (late_load((struct late *)v->meta) < 0) {
        PyErr_WriteUnraisable((PyObject *)v);
        Py_CLEAR(v->meta);
    }
    PyErr_Restore(type, value, traceback);
}

// (alter-meta! #'f assoc :macro true) makes a macro, as .setMacro does.
static void meta_changed(Ref r) {
    if (!is_var(r)) return;
    struct var *v = var_of(r);
    set_flags(v, (var_flags(v->meta) & (VAR_MACRO | VAR_PRIVATE)) | (v->is_dynamic ? VAR_DYNAMIC : 0) | (v->is_const ? VAR_CONST : 0));
}

PyObject *var_str(struct var *v) {
    return v->ns ? PyUnicode_FromFormat("%U/%U", v->ns->name, v->name) : PyUnicode_FromFormat("--unnamed--/%U", v->name);
}

// --- dynamic bindings -----------------------------------------------------

static Value box_new(Value value) {
    struct volatile_box *box = (struct volatile_box *)TYPE_OBJECT(volatile_type)->tp_alloc(TYPE_OBJECT(volatile_type), 0);
    if (!box) return (drop(value), ERR);
    box->value = value;
    return adopt(box);
}

int bindings_push(Ref bindings) {
    struct task *self = this_task();
    Value map = self->bindings ? keep(ref_of(PyTuple_GET_ITEM(self->bindings, 0))) : map_empty();
    struct map_cursor c = {0};
    Ref key, value;
    while (ok(map) && map_each(bindings, &c, &key, &value)) {
        if (!is_var(key)) {
            err_type("Can't bind %s, which is no var", err_type_name(key));
            return (drop(map), -1);
        }
        if (!var_of(key)->is_dynamic) {
            SCOPED_PY PyObject *name = var_str(var_of(key));
            if (name) err_state("Can't dynamically bind non-dynamic var: %U", name);
            return (drop(map), -1);
        }
        if (watch_validate(&var_of(key)->watch, value) < 0) return (drop(map), -1);
        Value box = box_new(keep(value));
        if (failed(box)) return (drop(map), -1);
        map = map_assoc(map, key, ref(box));
        drop(box);
    }
    if (failed(map)) return -1;
    PyObject *frame = PyTuple_New(2);
    if (!frame) return (drop(map), -1);
    PyTuple_SET_ITEM(frame, 0, py_give(map));
    PyTuple_SET_ITEM(frame, 1, self->bindings ? self->bindings : Py_NewRef(Py_None));
    self->bindings = frame;
    return 0;
}

int bindings_pop(void) {
    struct task *self = this_task();
    if (!self->bindings) return (err_state("Pop without matching push"), -1);
    PyObject *frame = self->bindings, *previous = PyTuple_GET_ITEM(frame, 1);
    self->bindings = previous == Py_None ? NULL : Py_NewRef(previous);
    Py_DECREF(frame);
    return 0;
}

// --- the type -------------------------------------------------------------

static void var_dealloc(PyObject *self) {
    struct var *v = (struct var *)self;
    PyObject_GC_UnTrack(self);
    xdrop(v->root);
    Py_XDECREF(v->ns);
    Py_XDECREF(v->name);
    Py_XDECREF(v->meta);
    watch_clear(&v->watch);
    PyObject_GC_Del(self);
}

static int var_traverse(PyObject *self, visitproc visit, void *arg) {
    struct var *v = (struct var *)self;
    VISIT_WORD(v->root.w);
    Py_VISIT(v->ns);
    Py_VISIT(v->meta);
    return watch_traverse(&v->watch, visit, arg);
}

static int var_clear(PyObject *self) {
    struct var *v = (struct var *)self;
    Value old = v->root;
    v->root = ERR;
    xdrop(old);
    Py_CLEAR(v->meta);
    watch_clear(&v->watch);
    return 0;
}

static Value var_deref(Ref r) { return var_get(var_of(r)); }

static Value var_invoke(Ref self, Value *args, Py_ssize_t n) {
    Value f = var_get(var_of(self));
    if (failed(f)) return ERR;
    Value r = invoke_value(ref(f), args, n);
    drop(f);
    return r;
}

static Value var_target(Ref self, Value *args, Py_ssize_t n) {
    (void)args, (void)n;
    return var_get(var_of(self));
}

static int var_print(Ref r, void *printer) {
    struct printer *p = printer;
    PyObject *name = var_str(var_of(r));
    if (!name) return -1;
    strbuf_puts(&p->out, p->dup ? "#=(var " : "#'");
    int result = strbuf_str(&p->out, name);
    if (p->dup) strbuf_putc(&p->out, ')');
    Py_DECREF(name);
    return result;
}

static PyObject *var_get_name(PyObject *self, void *closure) {
    (void)closure;
    return Py_NewRef(((struct var *)self)->name);
}

static PyObject *var_get_namespace(PyObject *self, void *closure) {
    (void)closure;
    struct var *v = (struct var *)self;
    return Py_NewRef(v->ns ? v->ns->name : Py_None);
}

static PyObject *var_get_sym(PyObject *self, void *closure) {
    (void)closure;
    Value sym = symbol_new(NULL, ((struct var *)self)->name);
    return ok(sym) ? py_give(sym) : NULL;
}

static PyObject *var_get_ns(PyObject *self, void *closure) {
    (void)closure;
    struct var *v = (struct var *)self;
    return Py_NewRef(v->ns ? (PyObject *)v->ns : Py_None);
}

static PyGetSetDef var_getset[] = {
    {"name", var_get_name, NULL, "The name, without the namespace.", NULL},
    {"namespace", var_get_namespace, NULL, "The name of the namespace, or None.", NULL},
    {"sym", var_get_sym, NULL, "The name, without the namespace, as a symbol.", NULL},
    {"ns", var_get_ns, NULL, "The namespace, or None.", NULL},
    {0},
};

static int var_equal(Ref a, Ref b) { return same(a, b); }
static Py_hash_t var_hash(Ref r) { return (Py_hash_t)(mix_hash(r.w) >> 1); }

static const Ops var_ops = {
    .kind = K_IFN | K_REF,
    .meta_offset = offsetof(struct var, meta),
    .meta_ready = meta_ready,
    .watch_offset = offsetof(struct var, watch),
    .deref = var_deref,
    .invoke = var_invoke,
    .target = var_target,
    .print = var_print,
    .equal = var_equal,
    .hash = var_hash,
};
CljType var_type = {CLJ_TYPE_HEAD("cljsh.Var", struct var), .ops = &var_ops};

int var_init(void) {
    ref_var_meta_changed = meta_changed;
    PyTypeObject *t = TYPE_OBJECT(var_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = var_dealloc;
    t->tp_traverse = var_traverse;
    t->tp_clear = var_clear;
    t->tp_getset = var_getset;
    t->tp_methods = fn_var_methods;
    if (type_ready(&var_type, NULL) < 0 || unbound_init() < 0) return -1;
    return ns_init();
}
