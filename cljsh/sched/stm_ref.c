// SPDX-License-Identifier: MIT
/* Refs: their versions, and what can be asked of them. */
#include "base/prim.h"
#include "coll/map.h"
#include "data/symbol.h"
#include "sched/stm_internal.h"
#include "vm/vm.h"

const struct version *stm_ref_version_at(struct stm_ref *r, int64_t point) {
    if (r->now.point <= point) return &r->now;
    for (int i = 0; i < r->count; i++)
        if (r->history[i].point <= point) return &r->history[i];
    return NULL;
}

int stm_ref_reserve(struct stm_ref *r) {
    if (r->count < r->capacity) return 0;
    int capacity = r->capacity ? r->capacity * 2 : 4;
    struct version *grown = PyMem_Realloc(r->history, (size_t)capacity * sizeof *grown);
    if (!grown) return (PyErr_NoMemory(), -1);
    r->history = grown;
    r->capacity = capacity;
    return 0;
}

Value stm_ref_install(struct stm_ref *r, Value value, int64_t point) {
    struct version old = r->now;
    r->now = (struct version){value, point};
    bool grow = r->count < r->min || (r->missed && r->count < r->max);
    if (!grow && r->count == 0) return old.value;
    Value dropped = ERR;
    if (grow) r->missed = false;
    else dropped = r->history[--r->count].value;
    memmove(r->history + 1, r->history, (size_t)r->count * sizeof *r->history);
    r->history[0] = old;
    r->count++;
    return dropped;
}

// --- the type -------------------------------------------------------------

static Value deref(Ref r) {
    struct tx *tx = stm_running();
    return tx ? tx_read(tx, stm_ref_of(r)) : keep(ref(stm_ref_of(r)->now.value));
}

static Value ref_invoke(Ref self, Value *args, Py_ssize_t n) {
    SCOPED Value f = deref(self);
    return failed(f) ? ERR : invoke_value(ref(f), args, n);
}

static int ref_compare(Ref a, Ref b, int *order) {
    if (!is_clj(b, &stm_ref_type)) return (err_type("a ref can't be compared with %s", err_type_name(b)), -1);
    uint64_t x = stm_ref_of(a)->id, y = stm_ref_of(b)->id;
    *order = x < y ? -1 : x > y;
    return 0;
}

static int ref_traverse(PyObject *o, visitproc visit, void *arg) {
    struct stm_ref *r = (struct stm_ref *)o;
    VISIT_WORD(r->now.value.w);
    for (int i = 0; i < r->count; i++) VISIT_WORD(r->history[i].value.w);
    Py_VISIT(r->meta);
    return watch_traverse(&r->watch, visit, arg);
}

static int ref_clear(PyObject *o) {
    struct stm_ref *r = (struct stm_ref *)o;
    Value value = r->now.value;
    r->now.value = nil_value();
    drop(value);
    while (r->count) drop(r->history[--r->count].value);
    Py_CLEAR(r->meta);
    watch_clear(&r->watch);
    return 0;
}

static void ref_dealloc(PyObject *o) {
    PyObject_GC_UnTrack(o);
    Py_TRASHCAN_BEGIN(o, ref_dealloc)
    ref_clear(o);
    PyMem_Free(((struct stm_ref *)o)->history);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static const Ops ref_ops = {
    .kind = K_REF | K_IFN,
    .meta_offset = offsetof(struct stm_ref, meta),
    .watch_offset = offsetof(struct stm_ref, watch),
    .deref = deref,
    .compare = ref_compare,
    .invoke = ref_invoke,
};
CljType stm_ref_type = {CLJ_TYPE_HEAD("cljsh.Ref", struct stm_ref), .ops = &ref_ops};

int stm_ref_type_init(void) {
    PyTypeObject *t = TYPE_OBJECT(stm_ref_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = ref_dealloc;
    t->tp_traverse = ref_traverse;
    t->tp_clear = ref_clear;
    return type_ready(&stm_ref_type, NULL);
}

struct stm_ref *stm_ref_arg(Ref r) {
    if (is_clj(r, &stm_ref_type)) return stm_ref_of(r);
    err_type("%s is not a ref", err_type_name(r));
    return NULL;
}

// --- primitives -----------------------------------------------------------

static Value ref_new(Ref value) {
    static uint64_t last_id;
    struct stm_ref *r = PyObject_GC_New(struct stm_ref, TYPE_OBJECT(stm_ref_type));
    if (!r) return ERR;
    memset((char *)r + sizeof(PyObject), 0, sizeof *r - sizeof(PyObject));
    r->now.value = keep(value);
    r->max = 10;
    r->id = ++last_id;
    gc_track(r);
    return adopt(r);
}

// 0, or -1 with an exception.
static int set_option(struct stm_ref *r, Ref option, Ref value) {
    int64_t n;
    bool is_min = same(option, KW("min-history")), is_max = same(option, KW("max-history"));
    if (is_min || is_max) {
        if (!int64_of(value, &n) || n < 0 || n > INT32_MAX) return (err_arg("the number of versions to keep is an integer from 0 up"), -1);
        *(is_min ? &r->min : &r->max) = (int)n;
    } else if (same(option, KW("meta"))) {
        if (is_nil(value)) return 0;
        if (!is_map(value)) return (err_type("metadata must be a map, not %s", err_type_name(value)), -1);
        Py_XSETREF(r->meta, Py_NewRef(obj(value)));
    } else if (same(option, KW("validator")) && !is_nil(value)) {
        PyObject *validator = py_of(value);
        if (!validator) return -1;
        Py_XSETREF(r->watch.validator, validator);
    }
    return 0;
}

PRIM(core_ref_1, "clojure.core", "ref", "[x]",
     "Makes a ref with the value x; it is changed in transactions only.\n"
     "Options: :meta, a map; :validator, a function of a value that the ref may\n"
     "only have when it returns true; :min-history (0) and :max-history (10), how\n"
     "many older versions are kept at least and, when transactions need them, at\n"
     "most.")
{ return ref_new(a[0]); }

PRIM(core_ref_n, "clojure.core", "ref", "[x & options]", NULL) {
    if (n % 2 == 0) return err_arg("no value for the last option of ref");
    Value result = ref_new(a[0]);
    if (failed(result)) return ERR;
    struct stm_ref *r = stm_ref_of(ref(result));
    for (Py_ssize_t i = 1; i < n; i += 2)
        if (set_option(r, a[i], a[i + 1]) < 0) return (drop(result), ERR);
    if (watch_validate(&r->watch, ref(r->now.value)) == 0) return result;
    return (drop(result), ERR);
}

PRIM(core_ref_history_count, "clojure.core", "ref-history-count", "[ref]", "Returns the number of older versions the ref keeps.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    return r ? int_value(r->count) : ERR;
}

PRIM(core_ref_min_history_1, "clojure.core", "ref-min-history", "[ref]",
     "Returns how many older versions the ref keeps at least; with n sets that and returns the ref.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    return r ? int_value(r->min) : ERR;
}
PRIM(core_ref_min_history_2, "clojure.core", "ref-min-history", "[ref n]", NULL) {
    struct stm_ref *r = stm_ref_arg(a[0]);
    return r && set_option(r, KW("min-history"), a[1]) == 0 ? keep(a[0]) : ERR;
}

PRIM(core_ref_max_history_1, "clojure.core", "ref-max-history", "[ref]",
     "Returns how many older versions the ref keeps at most; with n sets that and returns the ref.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    return r ? int_value(r->max) : ERR;
}
PRIM(core_ref_max_history_2, "clojure.core", "ref-max-history", "[ref n]", NULL) {
    struct stm_ref *r = stm_ref_arg(a[0]);
    return r && set_option(r, KW("max-history"), a[1]) == 0 ? keep(a[0]) : ERR;
}
