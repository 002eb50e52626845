// SPDX-License-Identifier: MIT
#include "class/multi.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "read/print.h"
#include "read/show.h"
#include "seq/seq.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/vm.h"

LIB_VAR(global_hierarchy, "clojure.core", "global-hierarchy", "clojure/core/45_hierarchy.clj");
LIB_VAR(isa_function, "clojure.core", "isa?", "clojure/core/45_hierarchy.clj");
LIB_VAR(parents_function, "clojure.core", "parents", "clojure/core/45_hierarchy.clj");

// --- the hierarchy --------------------------------------------------------

// Where the method for a dispatch value may be in the small table: there, or in one of the places that follow.
#define FAST_PLACE(w) ((unsigned)((w) >> 4 ^ (w) >> 9) % MULTI_FAST)
#define FAST_TRIES 4

// The known method, or NO_REF.
static inline Ref fast_method(const struct multi *m, uintptr_t value) {
    for (unsigned at = FAST_PLACE(value), i = 0; i < FAST_TRIES; i++, at = (at + 1) % MULTI_FAST)
        if (m->fast[at].value == value) return ref(m->fast[at].method);
    return NO_REF;
}

// What the hierarchy is now (borrowed from whoever holds it), NO_REF without exception: unbound.
static Value hierarchy_now(struct multi *m) {
    if (!m->hierarchy) {
        Ref global = lib_var_root(&global_hierarchy);
        return global.w ? keep(global) : nil_value();
    }
    const Ops *ops = ops_of(ref_of(m->hierarchy));
    return ops->deref ? ops->deref(ref_of(m->hierarchy)) : keep_obj(m->hierarchy);
}

static int isa(Ref hierarchy, Ref child, Ref parent) {
    int equal = val_equal(child, parent);
    if (equal) return equal;
    Ref function = lib_var_root(&isa_function);
    if (!function.w) return -1;
    Value r = vm_call(function, (Ref[]){hierarchy, child, parent}, 3);
    if (failed(r)) return -1;
    bool is = is_true(ref(r));
    drop(r);
    return is;
}

// --- preference -----------------------------------------------------------

static int prefers(struct multi *m, Ref hierarchy, Ref x, Ref y);

// Does x prefer over y by what one of y's parents, or x's, is preferred over?
static int prefers_inherited(struct multi *m, Ref hierarchy, Ref x, Ref y, bool of_y) {
    Value parents = vm_call(lib_var_root(&parents_function), (Ref[]){hierarchy, of_y ? y : x}, 2);
    struct cursor c;
    if (failed(parents)) return -1;
    int found = cursor_start(&c, ref(parents));
    drop(parents);
    if (found < 0) return -1;
    for (Value p; !found && ok(p = cursor_next(&c)); drop(p))
        found = of_y ? prefers(m, hierarchy, x, ref(p)) : prefers(m, hierarchy, ref(p), y);
    return cursor_end(&c) < 0 ? -1 : found;
}

static int prefers(struct multi *m, Ref hierarchy, Ref x, Ref y) {
    if (map_count(ref_of(m->prefers)) == 0) return 0;
    bool error = false;
    Ref over = map_find(ref_of(m->prefers), x, &error);
    if (error) return -1;
    if (over.w) {
        int direct = coll_contains(over, y);
        if (direct) return direct;
    }
    int r = prefers_inherited(m, hierarchy, x, y, true);
    return r ? r : prefers_inherited(m, hierarchy, x, y, false);
}

static int dominates(struct multi *m, Ref hierarchy, Ref x, Ref y) {
    int r = prefers(m, hierarchy, x, y);
    return r ? r : isa(hierarchy, x, y);
}

COLD static Value ambiguous(struct multi *m, Ref value, Ref x, Ref y) {
    SCOPED_PY PyObject *v = show(value), *a = show(x), *b = show(y);
    if (v && a && b)
        err_arg("Multiple methods in multimethod '%U' match dispatch value: %U -> %U and %U, and neither is preferred", m->name, v, a, b);
    return ERR;
}

// --- finding --------------------------------------------------------------

static void forget(struct multi *m) {
    for (int i = 0; i < MULTI_FAST; i++) {
        Value old = m->fast[i].method;
        m->fast[i].value = 0;
        m->fast[i].method = ERR;
        xdrop(old);
    }
    PyObject *empty = (PyObject *)map_empty().w;
    if (empty) Py_SETREF(m->cache, empty);
}

static void remember(struct multi *m, Ref value, Ref method) {
    if (is_int(value) || val_is_identity(value)) {
        unsigned at = FAST_PLACE(value.w);
        int i = 0;
        while (i < FAST_TRIES && m->fast[at].value) i++, at = (at + 1) % MULTI_FAST;
        if (i < FAST_TRIES) {
            m->fast[at].value = value.w;
            m->fast[at].method = keep(method);
            return;
        }
    }
    Value map = map_assoc((Value){(uintptr_t)m->cache}, value, method);
    m->cache = ok(map) ? obj(ref(map)) : (PyErr_Clear(), (PyObject *)map_empty().w);
}

// The method for a dispatch value: new; nil when there is none.
static Value find(struct multi *m, Ref hierarchy, Ref value) {
    Ref best = NO_REF, best_method = NO_REF, key, method;
    SCOPED_PY PyObject *methods = Py_NewRef(m->methods); // isa? may run anything
    struct map_cursor c = {0};
    while (map_each(ref_of(methods), &c, &key, &method)) {
        int is = isa(hierarchy, value, key);
        if (is < 0) return ERR;
        if (!is) continue;
        if (best.w) {
            int better = dominates(m, hierarchy, key, best);
            if (better < 0) return ERR;
            if (!better) {
                int worse = dominates(m, hierarchy, best, key);
                if (worse < 0) return ERR;
                if (!worse) return ambiguous(m, value, best, key);
                continue;
            }
        }
        best = key;
        best_method = method;
    }
    if (best.w) return keep(best_method);
    return coll_get(ref_of(methods), ref(m->fallback), NIL);
}

Value multi_method_for(struct multi *m, Ref value) {
    SCOPED Value hierarchy = hierarchy_now(m);
    if (failed(hierarchy)) return ERR;
    if (unlikely(hierarchy.w != m->seen.w)) {
        forget(m);
        Value old = m->seen;
        m->seen = keep(ref(hierarchy));
        xdrop(old);
    }
    bool error = false;
    Ref known = NO_REF;
    if (is_int(value) || val_is_identity(value)) {
        known = fast_method(m, value.w);
    }
    if (!known.w) {
        known = map_find(ref_of(m->cache), value, &error);
        if (error) return ERR;
    }
    if (known.w) return keep(known);
    Value method = find(m, ref(hierarchy), value);
    if (ok(method) && !is_nil(ref(method))) remember(m, value, ref(method));
    return method;
}

struct fn *multi_known(struct multi *m, const Value *args, Py_ssize_t n) {
    if (n != 1 || m->hierarchy || !is_keyword(ref(m->dispatch)) || !is_clj(ref(args[0]), &map_array_type)) return NULL;
    if (unlikely(!global_hierarchy.var) || global_hierarchy.var->root.w != m->seen.w) return NULL;
    struct array_map *map = (struct array_map *)args[0].w;
    int i = 0;
    while (i < map->count && map->kv[2 * i].w != m->dispatch.w) i++;
    if (i == map->count) return NULL;
    uintptr_t value = map->kv[2 * i + 1].w;
    Ref method = fast_method(m, value);
    return method.w && is_fn(method) ? fn_of(method) : NULL;
}

// The method for a dispatch value, which is consumed.
static Value method_or_error(struct multi *m, Value dispatch_value) {
    SCOPED Value value = dispatch_value;
    if (failed(value)) return ERR;
    Value method = multi_method_for(m, ref(value));
    if (failed(method) || !is_nil(ref(method))) return method;
    drop(method);
    SCOPED_PY PyObject *text = show(ref(value));
    return text ? err_arg("No method in multimethod '%U' for dispatch value: %U", m->name, text) : ERR;
}

static Value multi_target(Ref self, Value *args, Py_ssize_t n) {
    struct multi *m = multi_of(self);
    return method_or_error(m, n == 1 && is_keyword(ref(m->dispatch)) ? coll_get(ref(args[0]), ref(m->dispatch), NIL)
                                                                     : vm_call(ref(m->dispatch), (const Ref *)args, n));
}

Value multi_apply(Ref self, Ref apply, Ref seq) {
    struct multi *m = multi_of(self);
    return method_or_error(m, vm_call(apply, (const Ref[]){ref(m->dispatch), seq}, 2));
}

static Value multi_invoke(Ref self, Value *args, Py_ssize_t n) {
    SCOPED Value f = multi_target(self, args, n);
    return ok(f) ? vm_call(ref(f), (const Ref *)args, n) : ERR;
}

static PyObject *multi_vectorcall(PyObject *self, PyObject *const *args, size_t flags, PyObject *names) {
    Py_ssize_t n = PyVectorcall_NARGS(flags);
    Value few[8], *words = n <= 8 ? few : PyMem_New(Value, n);
    if (!words) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < n; i++) words[i] = val_from(args[i]);
    SCOPED Value f = multi_target(ref_of(self), words, n);
    for (Py_ssize_t i = 0; i < n; i++) drop(words[i]);
    if (words != few) PyMem_Free(words);
    return ok(f) ? PyObject_Vectorcall(obj(ref(f)), args, flags, names) : NULL;
}

// --- the type -------------------------------------------------------------

static int multi_traverse(PyObject *self, visitproc visit, void *arg) {
    struct multi *m = (struct multi *)self;
    VISIT_WORD(m->dispatch.w);
    VISIT_WORD(m->fallback.w);
    VISIT_WORD(m->seen.w);
    Py_VISIT(m->hierarchy);
    Py_VISIT(m->methods);
    Py_VISIT(m->prefers);
    Py_VISIT(m->cache);
    for (int i = 0; i < MULTI_FAST; i++) VISIT_WORD(m->fast[i].method.w);
    return 0;
}

static int multi_clear(PyObject *self) {
    struct multi *m = (struct multi *)self;
    forget(m);
    PyObject *empty = (PyObject *)map_empty().w;
    if (empty) Py_SETREF(m->methods, empty);
    return 0;
}

static void multi_dealloc(PyObject *self) {
    struct multi *m = (struct multi *)self;
    PyObject_GC_UnTrack(self);
    for (int i = 0; i < MULTI_FAST; i++) xdrop(m->fast[i].method);
    PyObject *all[] = {m->name, m->hierarchy, m->methods, m->prefers, m->cache};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) Py_XDECREF(all[i]);
    xdrop(m->dispatch);
    xdrop(m->fallback);
    xdrop(m->seen);
    PyObject_GC_Del(self);
}

static int multi_print(Ref r, void *to) {
    struct printer *p = to;
    strbuf_puts(&p->out, "#multimethod[");
    if (strbuf_str(&p->out, multi_of(r)->name) < 0) return -1;
    strbuf_putc(&p->out, ']');
    return 0;
}

static PyMemberDef multi_members[] = {
    {"__name__", T_OBJECT, offsetof(struct multi, name), READONLY, NULL},
    {"__qualname__", T_OBJECT, offsetof(struct multi, name), READONLY, NULL},
    {NULL},
};

static const Ops multi_ops = {
    .kind = K_MULTI | K_IFN,
    .invoke = multi_invoke,
    .target = multi_target,
    .print = multi_print,
};
CljType multi_type = {CLJ_TYPE_HEAD("cljsh.MultiFn", struct multi), .ops = &multi_ops};

// --- primitives -----------------------------------------------------------

PRIM(own_multi, "cljsh.core", "make-multi", "[name dispatch-fn default hierarchy]",
     "Makes a multimethod without methods; hierarchy is a reference to one, or nil for the global one.")
{
    if (!is_str(a[0])) return err_arg("the name of a multimethod is a string");
    struct multi *m = PyObject_GC_New(struct multi, TYPE_OBJECT(multi_type));
    if (!m) return ERR;
    memset((char *)m + sizeof(PyObject), 0, sizeof *m - sizeof(PyObject));
    m->name = py_of(a[0]);
    m->dispatch = keep(a[1]);
    m->fallback = keep(a[2]);
    m->hierarchy = is_nil(a[3]) ? NULL : py_of(a[3]);
    m->methods = (PyObject *)map_empty().w;
    m->prefers = (PyObject *)map_empty().w;
    m->cache = (PyObject *)map_empty().w;
    m->vectorcall = multi_vectorcall;
    gc_track(m);
    if (m->name && m->methods && m->prefers && m->cache) return adopt(m);
    Py_DECREF(m);
    return ERR;
}

#define NEED_MULTI(r) if (!is_multi(r)) return err_type("a multimethod is needed here, not %s", err_type_name(r))

static Value set_methods(struct multi *m, Value methods) {
    if (failed(methods)) return ERR;
    Py_SETREF(m->methods, obj(ref(methods)));
    var_epoch++;
    forget(m);
    return keep_obj(m);
}

PRIM(own_add_method, "cljsh.core", "add-method", "[multifn dispatch-val method]", "Adds a method for a dispatch value to the multimethod.")
{
    NEED_MULTI(a[0]);
    struct multi *m = multi_of(a[0]);
    return set_methods(m, map_assoc(keep_obj(m->methods), a[1], a[2]));
}

PRIM(core_remove_method, "clojure.core", "remove-method", "[multifn dispatch-val]",
     "Removes the method for a dispatch value from the multimethod, and returns the multimethod.")
{
    NEED_MULTI(a[0]);
    struct multi *m = multi_of(a[0]);
    return set_methods(m, map_dissoc(keep_obj(m->methods), a[1]));
}

PRIM(core_remove_all_methods, "clojure.core", "remove-all-methods", "[multifn]", "Removes all methods from the multimethod, and returns it.")
{
    NEED_MULTI(a[0]);
    struct multi *m = multi_of(a[0]);
    Value result = set_methods(m, map_empty());
    PyObject *none = (PyObject *)map_empty().w;
    if (none) Py_SETREF(m->prefers, none);
    return result;
}

PRIM(core_prefer_method, "clojure.core", "prefer-method", "[multifn dispatch-val-x dispatch-val-y]",
     "Makes the method for x win against the one for y when both match a dispatch value.\nReturns the multimethod.")
{
    NEED_MULTI(a[0]);
    struct multi *m = multi_of(a[0]);
    Ref x = a[1], y = a[2];
    SCOPED Value hierarchy = hierarchy_now(m);
    int reverse = ok(hierarchy) ? prefers(m, ref(hierarchy), y, x) : -1;
    if (reverse < 0) return ERR;
    if (reverse) {
        SCOPED_PY PyObject *p = show(x), *q = show(y);
        return p && q ? err_state("Preference conflict in multimethod '%U': %U is already preferred to %U", m->name, q, p) : ERR;
    }
    bool error = false;
    Ref had = map_find(ref_of(m->prefers), x, &error);
    if (error) return ERR;
    Value over = had.w ? coll_conj(keep(had), y) : set_from(&y, 1);
    if (failed(over)) return ERR;
    Value map = map_assoc(keep_obj(m->prefers), x, ref(over));
    drop(over);
    if (failed(map)) return ERR;
    Py_SETREF(m->prefers, obj(ref(map)));
    var_epoch++;
    forget(m);
    return keep_obj(m);
}

PRIM(core_get_method, "clojure.core", "get-method", "[multifn dispatch-val]",
     "Finds the method that a dispatch value would go to, the default one included, or nil.")
{
    NEED_MULTI(a[0]);
    return multi_method_for(multi_of(a[0]), a[1]);
}

PRIM(core_methods, "clojure.core", "methods", "[multifn]", "Returns the map from dispatch values to methods of the multimethod.")
{
    NEED_MULTI(a[0]);
    return keep_obj(multi_of(a[0])->methods);
}

PRIM(core_prefers, "clojure.core", "prefers", "[multifn]",
     "Returns the preferences of the multimethod: a map from a dispatch value to the set of those it wins against.")
{
    NEED_MULTI(a[0]);
    return keep_obj(multi_of(a[0])->prefers);
}

PRIM(own_multi_dispatch, "cljsh.core", "multi-dispatch", "[multifn]", "Returns the function that a multimethod dispatches by.")
{
    if (!is_multi(a[0])) return err_type("not a multimethod: %s", err_type_name(a[0]));
    return keep(ref(multi_of(a[0])->dispatch));
}
PRIM(own_is_multi, "cljsh.core", "multi?", "[x]", "Tells whether x is a multimethod.")
{ return bool_value(is_multi(a[0])); }

int multi_init(void) {
    PyTypeObject *t = TYPE_OBJECT(multi_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL;
    t->tp_dealloc = multi_dealloc;
    t->tp_traverse = multi_traverse;
    t->tp_clear = multi_clear;
    t->tp_call = PyVectorcall_Call;
    t->tp_vectorcall_offset = offsetof(struct multi, vectorcall);
    t->tp_members = multi_members;
    return type_ready(&multi_type, NULL);
}
