// SPDX-License-Identifier: MIT
/* Atoms. The GIL makes each change one step, so compare-and-set! only has to
 * look; swap! is a loop around it in Clojure, where its function may park. */
#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/by_name.h"
#include "data/str.h"
#include "data/symbol.h"
#include "num/number.h"
#include "seq/chain.h"
#include "state/ref.h"
#include "task/wait.h"

static inline struct atom *atom_of(Ref r) { return (struct atom *)obj(r); }

Value atom_new(Ref value) {
    struct atom *atom = PyObject_GC_New(struct atom, TYPE_OBJECT(atom_type));
    if (!atom) return ERR;
    atom->value = keep(value);
    atom->meta = NULL;
    atom->watch = (struct watchable){0};
    gc_track(atom);
    return adopt(atom);
}

// identical?, but boxed numbers and strings that can not be told apart are the same.
static bool is_same(Ref x, Ref y) {
    if (same(x, y)) return true;
    if (!is_obj(x) || !is_obj(y) || Py_TYPE(obj(x)) != Py_TYPE(obj(y))) return false;
    if (!PyLong_CheckExact(obj(x)) && !PyFloat_CheckExact(obj(x)) && !PyUnicode_CheckExact(obj(x))) return false;
    int equal = PyObject_RichCompareBool(obj(x), obj(y), Py_EQ);
    if (equal < 0) PyErr_Clear();
    return equal == 1;
}

// Validates, sets, notifies; the value before, or ERR.
static Value set(Ref r, Ref value) {
    struct atom *atom = atom_of(r);
    if (watch_validate(&atom->watch, value) < 0) return ERR;
    Value before = atom->value;
    atom->value = keep(value);
    if (watch_notify(r, ref(before), value) == 0) return before;
    drop(before);
    return ERR;
}

Value atom_reset(Ref atom, Ref value) { return set(atom, value); }

int atom_compare_and_set(Ref r, Ref before, Ref value) {
    struct atom *atom = atom_of(r);
    if (watch_validate(&atom->watch, value) < 0) return -1;
    if (!is_same(ref(atom->value), before)) return 0;
    Value old = atom->value;
    atom->value = keep(value);
    int notified = watch_notify(r, ref(old), value);
    drop(old);
    return notified < 0 ? -1 : 1;
}

static Value atom_deref(Ref r) { return keep(ref(atom_of(r)->value)); }

static int atom_traverse(PyObject *o, visitproc visit, void *arg) {
    struct atom *atom = (struct atom *)o;
    VISIT_WORD(atom->value.w);
    Py_VISIT(atom->meta);
    return watch_traverse(&atom->watch, visit, arg);
}

static int atom_clear(PyObject *o) {
    struct atom *atom = (struct atom *)o;
    Value value = atom->value;
    atom->value = nil_value();
    drop(value);
    Py_CLEAR(atom->meta);
    watch_clear(&atom->watch);
    return 0;
}

static void atom_dealloc(PyObject *o) {
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, atom_dealloc)
    atom_clear(o);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static const Ops atom_ops = {
    .kind = K_REF,
    .meta_offset = offsetof(struct atom, meta),
    .watch_offset = offsetof(struct atom, watch),
    .deref = atom_deref,
};
CljType atom_type = {CLJ_TYPE_HEAD("cljsh.Atom", struct atom), .ops = &atom_ops};

int atom_init(void) {
    PyTypeObject *t = TYPE_OBJECT(atom_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = atom_dealloc;
    t->tp_traverse = atom_traverse;
    t->tp_clear = atom_clear;
    return type_ready(&atom_type, NULL);
}

// --- primitives -----------------------------------------------------------

PRIM(core_atom_1, "clojure.core", "atom", "[x]",
     "Returns a new atom with the value x.\n"
     "Options: :meta, a map; :validator, a function of a value that an atom may\n"
     "only have when it returns true.")
{ return atom_new(a[0]); }

PRIM(core_atom_n, "clojure.core", "atom", "[x & options]", NULL) {
    if (n % 2 == 0) return err_arg("no value for the last option of atom");
    Value result = atom_new(a[0]);
    if (failed(result)) return ERR;
    struct atom *atom = atom_of(ref(result));
    for (Py_ssize_t i = 1; i < n; i += 2) {
        Ref option = a[i], value = a[i + 1];
        if (is_nil(value)) continue;
        if (same(option, KW("validator"))) {
            Py_XSETREF(atom->watch.validator, py_of(value));
        } else if (same(option, KW("meta"))) {
            if (!(kind_of(value) & K_MAP)) {
                drop(result);
                return err_type("metadata must be a map, not %s", err_type_name(value));
            }
            Py_XSETREF(atom->meta, py_of(value));
        }
    }
    if (watch_validate(&atom->watch, ref(atom->value)) == 0) return result;
    drop(result);
    return ERR;
}

static bool is_atom(Ref r) {
    if (is_clj(r, &atom_type)) return true;
    err_type("%s is not an atom", err_type_name(r));
    return false;
}

/* Where an atom has watches or a validator, which may park, functions in
 * Clojure are called instead in a tasklet (see atom-ahead). */
enum { CHANGE, RESET, RESET_VALS, AHEAD };
static PyObject *ahead[AHEAD];

static inline bool is_watched(Ref r) {
    return is_clj(r, &atom_type) && unlikely(atom_of(r)->watch.watches || atom_of(r)->watch.validator);
}

static inline bool goes_ahead(int which) { return this_task()->may_park && ahead[which]; }

static Value reset(Ref *a, Py_ssize_t n) {
    (void)n;
    Value own; // of a type with IAtom's methods
    if (unlikely(!is_clj(a[0], &atom_type)) && by_name_call(a[0], "reset", &a[1], 1, &own) != LOOKUP_ABSENT) return own;
    if (goes_ahead(RESET)) return task_call_instead(ahead[RESET]);
    Value before = is_atom(a[0]) ? set(a[0], a[1]) : ERR;
    if (failed(before)) return ERR;
    drop(before);
    return keep(a[1]);
}

PRIM_DECLARE(core_reset, "clojure.core", "reset!", "[atom newval]",
     "Sets the value of the atom, whatever it was, and returns it.", PRIM_WAITING)
{ return is_watched(a[0]) ? wait_prim(reset, a, n) : reset(a, n); }

static Value reset_vals(Ref *a, Py_ssize_t n) {
    (void)n;
    Value own;
    if (unlikely(!is_clj(a[0], &atom_type)) && by_name_call(a[0], "resetVals", &a[1], 1, &own) != LOOKUP_ABSENT) return own;
    if (goes_ahead(RESET_VALS)) return task_call_instead(ahead[RESET_VALS]);
    SCOPED Value before = is_atom(a[0]) ? set(a[0], a[1]) : ERR;
    return failed(before) ? ERR : vec_from((Ref[]){ref(before), a[1]}, 2);
}

PRIM_DECLARE(core_reset_vals, "clojure.core", "reset-vals!", "[atom newval]",
     "Sets the value of the atom and returns a vector of the old value and the new one.", PRIM_WAITING)
{ return is_watched(a[0]) ? wait_prim(reset_vals, a, n) : reset_vals(a, n); }

static Value compare_and_set(Ref *a, Py_ssize_t n) {
    (void)n;
    Value own;
    if (unlikely(!is_clj(a[0], &atom_type)) && by_name_call(a[0], "compareAndSet", &a[1], 2, &own) != LOOKUP_ABSENT) return own;
    if (goes_ahead(CHANGE)) return task_call_instead(ahead[CHANGE]);
    if (!is_atom(a[0])) return ERR;
    int done = atom_compare_and_set(a[0], a[1], a[2]);
    return done < 0 ? ERR : bool_value(done);
}

PRIM_DECLARE(core_compare_and_set, "clojure.core", "compare-and-set!", "[atom oldval newval]",
     "Sets the value of the atom to newval if it is the very value oldval; returns whether it did.", PRIM_WAITING)
{ return is_watched(a[0]) ? wait_prim(compare_and_set, a, n) : compare_and_set(a, n); }

// Puts an entry into a map; if it is to have been `before`, only then: 1, 0, or -1.
static int put_entry(Ref map, Ref key, Ref val, const Ref *before) {
    if (before) {
        bool error = false;
        Ref found = map_find(map, key, &error);
        if (error) return -1;
        if (!is_same(found.w ? found : NIL, *before)) return 0;
    }
    return map_put(map, key, val);
}

/* Nobody can tell a map that only its atom has from one that is changed in
 * place. It is kept meanwhile, as the == of a foreign key may do anything. */
static Value put(Ref atom, Ref key, Ref val, const Ref *before) {
    if (!is_clj(atom, &atom_type) || is_watched(atom)) return bool_value(false);
    Ref map = ref(atom_of(atom)->value);
    if (!sole(atom_of(atom)->value) || !is_plain_map(map)) return bool_value(false);
    Value kept = keep(map);
    int done = put_entry(map, key, val, before);
    drop(kept);
    return done < 0 ? ERR : bool_value(done);
}

PRIM(own_atom_put_3, "cljsh.core", "atom-put!", "[atom key val]",
     "Puts an entry into an atom's map where that can be done without another map; returns whether it was.\n"
     "Given the value before, it does so only if that is the key's value still, nil if there is none.")
{ return put(a[0], a[1], a[2], NULL); }
PRIM(own_atom_put_4, "cljsh.core", "atom-put!", "[atom key val before]", NULL) { return put(a[0], a[1], a[2], &a[3]); }

PRIM(own_atom_ahead, "cljsh.core", "atom-ahead", "[compare-and-set! reset! reset-vals!]",
     "Has these called in tasklets, in the place of the functions of that name, with atoms that have watches or a\n"
     "validator. Returns nil.")
{
    for (int i = 0; i < AHEAD; i++) Py_XSETREF(ahead[i], Py_NewRef(obj(a[i])));
    return nil_value();
}

PRIM(own_atom_exchange, "cljsh.core", "atom-exchange!", "[atom newval]", "Sets the value of the atom without a word to anybody; returns what it was.")
{
    struct atom *atom = atom_of(a[0]);
    Value before = atom->value;
    atom->value = keep(a[1]);
    return before;
}

PRIM(own_atom_change, "cljsh.core", "atom-change!", "[atom oldval newval]",
     "Does what compare-and-set! does, without a word to anybody; returns a vector of the old value, nil if it was another one.")
{
    struct atom *atom = atom_of(a[0]);
    if (!is_same(ref(atom->value), a[1])) return nil_value();
    Value before = atom->value;
    atom->value = keep(a[2]);
    return vec_give((Value[]){before}, 1);
}
