// SPDX-License-Identifier: MIT
/* What all reference cells share: deref, watches, validators, metadata that
 * can be reset; and the two plain boxes, volatile and reduced. */
#include "state/ref.h"

#include "base/call.h"
#include "coll/map.h"
#include "seq/chain.h"
#include "task/wait.h"

Value ref_deref(Ref r) {
    const Ops *ops = ops_of(r);
    return ops->deref ? ops->deref(r) : err_type("%s can not be dereferenced", err_type_name(r));
}

// --- watches and validators -----------------------------------------------

static Value refuse(void) { return err_state("Invalid reference state"); }

int watch_validate(const struct watchable *w, Ref value) {
    if (likely(!w->validator)) return 0;
    SCOPED Value validator = keep_obj(w->validator), valid = call1(ref(validator), value);
    if (failed(valid)) return -1;
    return is_true(ref(valid)) ? 0 : (refuse(), -1);
}

int watch_notify(Ref reference, Ref before, Ref now) {
    struct watchable *w = watchable_of(reference);
    if (likely(!w->watches)) return 0;
    SCOPED Value watches = keep_obj(w->watches); // a watch may remove itself
    struct map_cursor c = {0};
    for (Ref key, fn; map_each(ref(watches), &c, &key, &fn);) {
        if (is_nil(fn)) continue; // as in Clojure, a watch may be nil
        Value result = call4(fn, key, reference, before, now);
        if (failed(result)) return -1;
        drop(result);
    }
    return 0;
}

int watch_traverse(const struct watchable *w, visitproc visit, void *arg) {
    Py_VISIT(w->watches);
    Py_VISIT(w->validator);
    return 0;
}

void watch_clear(struct watchable *w) {
    Py_CLEAR(w->watches);
    Py_CLEAR(w->validator);
}

static struct watchable *watch_arg(Ref r) {
    struct watchable *w = watchable_of(r);
    if (!w) err_type("%s has no watches and no validator", err_type_name(r));
    return w;
}

PRIM(core_add_watch, "clojure.core", "add-watch", "[reference key fn]",
     "Has (fn key reference old new) called after every change of the reference; returns the reference.\n"
     "The key names the watch for remove-watch; one of the same key is replaced.")
{
    struct watchable *w = watch_arg(a[0]);
    if (!w) return ERR;
    Value watches = map_assoc(w->watches ? keep_obj(w->watches) : map_empty(), a[1], a[2]);
    if (failed(watches)) return ERR;
    Py_XSETREF(w->watches, obj(ref(watches)));
    return keep(a[0]);
}

PRIM(core_remove_watch, "clojure.core", "remove-watch", "[reference key]",
     "Removes the reference's watch named by the key; returns the reference.")
{
    struct watchable *w = watch_arg(a[0]);
    if (!w) return ERR;
    if (w->watches) {
        Value watches = map_dissoc(keep_obj(w->watches), a[1]);
        if (failed(watches)) return ERR;
        bool none = map_count(ref(watches)) == 0;
        Py_XSETREF(w->watches, none ? NULL : obj(ref(watches)));
        if (none) drop(watches);
    }
    return keep(a[0]);
}

PRIM(core_set_validator, "clojure.core", "set-validator!", "[iref validator-fn]",
     "Sets the function that every new value of the reference must satisfy; nil removes it.\n"
     "Throws, and changes nothing, when the value the reference has does not.")
{
    struct watchable *w = watch_arg(a[0]);
    if (!w) return ERR;
    if (is_nil(a[1])) {
        Py_CLEAR(w->validator);
        return nil_value();
    }
    PyObject *validator = py_of(a[1]);
    if (!validator) return ERR;
    struct watchable candidate = {.validator = validator};
    SCOPED Value value = ref_deref(a[0]);
    if (failed(value) || watch_validate(&candidate, ref(value)) < 0) {
        Py_DECREF(validator);
        return ERR;
    }
    Py_XSETREF(w->validator, validator);
    return nil_value();
}

PRIM(own_watches, "cljsh.core", "watches", "[reference]", "Returns the map of a reference's watches, or nil.")
{
    struct watchable *w = watch_arg(a[0]);
    if (!w) return ERR;
    return w->watches ? keep_obj(w->watches) : nil_value();
}

PRIM(own_state_refused, "cljsh.core", "state-refused", "[]", "Throws what is thrown for a value that a validator does not let pass.")
{ return refuse(); }

PRIM(core_get_validator, "clojure.core", "get-validator", "[iref]",
     "Returns the reference's validator function, or nil.")
{
    struct watchable *w = watch_arg(a[0]);
    if (!w) return ERR;
    return w->validator ? val_from(w->validator) : nil_value();
}

void (*ref_var_meta_changed)(Ref var);

PRIM(core_reset_meta, "clojure.core", "reset-meta!", "[iref metadata-map]",
     "Sets the metadata of a reference, which is changed itself; returns the map.")
{
    PyObject **meta = meta_slot(a[0]);
    if (!meta || kind_of(a[0]) & (K_COLL | K_SEQ | K_NAMED | K_FN))
        return err_type("%s is no reference whose metadata can be set", err_type_name(a[0]));
    Ref map = a[1];
    if (!is_nil(map) && !is_map(map)) return err_type("metadata must be a map, not %s", err_type_name(map));
    Py_XSETREF(*meta, is_nil(map) ? NULL : Py_NewRef(obj(map)));
    if (ref_var_meta_changed) ref_var_meta_changed(a[0]);
    return keep(map);
}

// --- deref ----------------------------------------------------------------

PRIM_WAITS(core_deref_1, "clojure.core", "deref", "[ref]",
     "Returns the value of a reference: atom, var, ref, agent, volatile, delay, future, promise.\n"
     "Waits for a delay, future or promise; with timeout-ms no longer than that\n"
     "many milliseconds, after which timeout-val is returned.  @ref is short for\n"
     "(deref ref).")
{ return unlikely(is_clj(a[0], &delay_type)) ? delay_force_or_call(a[0]) : ref_deref(a[0]); }

PRIM_WAITS(core_deref_3, "clojure.core", "deref", "[ref timeout-ms timeout-val]", NULL) {
    const Ops *ops = ops_of(a[0]);
    if (!ops->deref_within) return err_type("%s can not be dereferenced with a timeout", err_type_name(a[0]));
    return ops->deref_within(a[0], a[1], a[2]);
}

PRIM(core_realized, "clojure.core", "realized?", "[x]",
     "Returns true when the value of a lazy seq, delay, future or promise has been computed.")
{
    const Ops *ops = ops_of(a[0]);
    if (!ops->realized) return err_type("%s is not computed later", err_type_name(a[0]));
    int realized = ops->realized(a[0]);
    return realized < 0 ? ERR : bool_value(realized);
}

// --- boxes ----------------------------------------------------------------

struct box { PyObject_HEAD Value value; }; // volatile_box and reduced are this

static Value box_new(CljType *type, Value value) {
    struct box *b = PyObject_GC_New(struct box, TYPE_OBJECT(*type));
    if (!b) {
        drop(value);
        return ERR;
    }
    b->value = value;
    if (type == &volatile_type || may_close_cycle(ref(value))) gc_track(b);
    return adopt(b);
}

static void box_dealloc(PyObject *o) {
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, box_dealloc)
    drop(((struct box *)o)->value);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}
static int box_traverse(PyObject *o, visitproc visit, void *arg) {
    VISIT_WORD(((struct box *)o)->value.w);
    return 0;
}
static int box_clear(PyObject *o) {
    Value value = ((struct box *)o)->value;
    ((struct box *)o)->value = nil_value();
    drop(value);
    return 0;
}
static Value box_deref(Ref r) { return keep(ref(((struct box *)obj(r))->value)); }

static const Ops box_ops = {.kind = K_REF, .deref = box_deref};
CljType volatile_type = {CLJ_TYPE_HEAD("cljsh.Volatile", struct volatile_box), .ops = &box_ops};
CljType reduced_type = {CLJ_TYPE_HEAD("cljsh.Reduced", struct reduced), .ops = &box_ops};

Value reduced_new(Value v) { return box_new(&reduced_type, v); }

int ref_init(void) {
    CljType *const boxes[] = {&volatile_type, &reduced_type};
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        PyTypeObject *t = TYPE_OBJECT(*boxes[i]);
        t->tp_flags |= Py_TPFLAGS_HAVE_GC;
        t->tp_dealloc = box_dealloc;
        t->tp_traverse = box_traverse;
        t->tp_clear = box_clear;
        if (type_ready(boxes[i], NULL) < 0) return -1;
    }
    return atom_init() < 0 || delay_init() < 0 ? -1 : 0;
}

PRIM(core_volatile, "clojure.core", "volatile!", "[val]",
     "Returns a new volatile with the value: a box that is set without checks or watches.")
{ return box_new(&volatile_type, take(&a[0])); }

PRIM(core_vreset, "clojure.core", "vreset!", "[vol newval]",
     "Sets the value of the volatile and returns it.")
{
    if (!is_clj(a[0], &volatile_type)) return err_type("%s is not a volatile", err_type_name(a[0]));
    struct volatile_box *v = (struct volatile_box *)obj(a[0]);
    Value before = v->value;
    v->value = keep(a[1]);
    drop(before);
    return keep(a[1]);
}

PRIM(core_is_volatile, "clojure.core", "volatile?", "[x]",
     "Returns true when x is a volatile.")
{ return bool_value(is_clj(a[0], &volatile_type)); }

PRIM(core_reduced, "clojure.core", "reduced", "[x]",
     "Returns x wrapped so that reduce ends with it as the result.")
{ return reduced_new(take(&a[0])); }

PRIM(core_is_reduced, "clojure.core", "reduced?", "[x]",
     "Returns true when x is the result of reduced.")
{ return bool_value(is_reduced(a[0])); }

PRIM(core_ensure_reduced, "clojure.core", "ensure-reduced", "[x]",
     "Returns x if it is reduced, else (reduced x).")
{ return is_reduced(a[0]) ? keep(a[0]) : reduced_new(take(&a[0])); }

PRIM(core_unreduced, "clojure.core", "unreduced", "[x]",
     "Returns what x wraps if it is reduced, else x.")
{ return is_reduced(a[0]) ? box_deref(a[0]) : keep(a[0]); }
