// SPDX-License-Identifier: MIT
#include "sched/stm.h"

#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "sched/stm_internal.h"
#include "vars/var.h"

static PyObject *Retry;     // raised to run the body again
static int64_t last_point;  // the number of commits

#define PRECEDENCE_AFTER 8         // attempts
#define PRECEDENCE_TIME 100000000L // ns that others wait at most

// The transaction that goes first, since when, and who waits for it to end.
static struct { struct tx *tx; int64_t since; struct wait_list waiters; } first;

static COLD int retry(void) {
    PyErr_SetNone(Retry);
    return -1;
}

int stm_init(void) {
    Retry = PyErr_NewExceptionWithDoc("cljsh.RetryTransaction", "Leaves a transaction's body, to run it again.", PyExc_BaseException, NULL);
    if (!Retry || PyDict_SetItemString(core_ns->mappings, "cljsh.RetryTransaction", Retry) < 0) return -1;
    return stm_ref_type_init();
}

// --- entries --------------------------------------------------------------

#define INDEXED 8 // transactions with more refs than this have an index of them

static struct tx_entry *find(struct tx *tx, struct stm_ref *r) {
    if (tx->count <= INDEXED) {
        for (Py_ssize_t i = 0; i < tx->count; i++)
            if (tx->entries[i].ref.w == (uintptr_t)r) return &tx->entries[i];
        return NULL;
    }
    bool error = false;
    Ref at = map_find(ref(tx->index), ref_of(r), &error);
    return at.w ? tx->entries + int_of(at) : NULL;
}

// The ref's entry, which may be new; NULL on failure.
static struct tx_entry *enter(struct tx *tx, struct stm_ref *r) {
    struct tx_entry *e = find(tx, r);
    if (e) return e;
    if (tx->count == tx->capacity) {
        Py_ssize_t capacity = tx->capacity ? tx->capacity * 2 : 4;
        struct tx_entry *grown = PyMem_Realloc(tx->entries, (size_t)capacity * sizeof *grown);
        if (!grown) return (struct tx_entry *)PyErr_NoMemory();
        tx->entries = grown;
        tx->capacity = capacity;
    }
    if (tx->count >= INDEXED) {
        Value index = keep(ref(tx->index));
        for (Py_ssize_t i = tx->count == INDEXED ? 0 : tx->count; i <= tx->count && ok(index); i++)
            index = map_assoc(index, i < tx->count ? ref(tx->entries[i].ref) : ref_of(r), int_ref(i));
        if (failed(index)) return NULL;
        drop(tx->index);
        tx->index = index;
    }
    e = &tx->entries[tx->count++];
    *e = (struct tx_entry){.ref = keep_obj(r), .base = -1};
    return e;
}

static void put(struct tx_entry *e, Ref value) {
    Value before = e->value;
    e->value = keep(value);
    e->is_valid = false;
    xdrop(before);
}

Value tx_read(struct tx *tx, struct stm_ref *r) {
    struct tx_entry *e = find(tx, r);
    if (e && e->value.w) return keep(ref(e->value));
    const struct version *v = stm_ref_version_at(r, tx->read_point);
    if (v) return keep(ref(v->value));
    r->missed = true;
    retry();
    return ERR;
}

static struct tx *running(void) {
    struct tx *tx = stm_running();
    if (!tx) err_state("No transaction running");
    return tx;
}

// --- beginning and end ----------------------------------------------------

PRIM(own_tx_running, "cljsh.core", "tx-running?", "[]", "Returns true inside of a transaction.")
{ return bool_value(stm_running()); }

PRIM(own_tx_begin, "cljsh.core", "tx-begin", "[attempt]", "Begins an attempt, counted from 0, at a transaction. Returns nil.")
{
    struct process *p = process_of(this_task());
    struct process_extra *extra = p ? process_extra(p) : NULL;
    struct tx *tx = extra ? PyMem_Calloc(1, sizeof *tx) : NULL;
    if (!tx) return extra ? (PyErr_NoMemory(), ERR) : ERR;
    tx->index = map_empty();
    tx->sends = vec_empty();
    if (int_of(a[0]) >= PRECEDENCE_AFTER && !first.tx) {
        first.tx = tx;
        first.since = wait_now();
    }
    tx->read_point = last_point;
    extra->tx = tx;
    return nil_value();
}

PRIM(own_tx_end, "cljsh.core", "tx-end", "[]", "Ends the attempt at a transaction, and forgets what it has not committed. Returns nil.")
{
    struct tx *tx = stm_running();
    if (!tx) return nil_value();
    this_task()->process->extra->tx = NULL;
    if (first.tx == tx) {
        first.tx = NULL;
        wait_wake_all(&first.waiters);
    }
    for (Py_ssize_t i = 0; i < tx->count; i++) {
        struct tx_entry *e = &tx->entries[i];
        drop(e->ref);
        xdrop(e->value);
        xdrop(e->functions);
    }
    drop(tx->index);
    drop(tx->sends);
    PyMem_Free(tx->entries);
    PyMem_Free(tx);
    return nil_value();
}

// --- what a body does -----------------------------------------------------

// Somebody has changed it since: the attempt can't succeed any more.
static int check_unchanged(struct tx *tx, struct stm_ref *r) { return r->now.point > tx->read_point ? retry() : 0; }

PRIM(own_tx_value, "cljsh.core", "tx-value", "[ref]", "Gets the value of the ref in the transaction that must be running.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    struct tx *tx = r ? running() : NULL;
    return tx ? tx_read(tx, r) : ERR;
}

PRIM(core_ref_set, "clojure.core", "ref-set", "[ref val]",
     "Sets the value of the ref in the transaction that must be running, and returns it.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    struct tx *tx = r ? running() : NULL;
    struct tx_entry *e = tx ? enter(tx, r) : NULL;
    if (!e) return ERR;
    if (e->functions.w) return err_state("Can't set after commute");
    if (check_unchanged(tx, r) < 0) return ERR;
    e->is_set = true;
    put(e, a[1]);
    return keep(a[1]);
}

PRIM(core_ensure, "clojure.core", "ensure", "[ref]",
     "Returns the value of the ref in the transaction, which only succeeds if no other changes it meanwhile.\n"
     "Reading alone does not guarantee that: what is derived from a ref that is\n"
     "not changed itself should be read by ensure.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    struct tx *tx = r ? running() : NULL;
    struct tx_entry *e = tx ? enter(tx, r) : NULL;
    if (!e) return ERR;
    if (check_unchanged(tx, r) < 0) return ERR;
    e->is_ensured = true;
    return tx_read(tx, r);
}

PRIM(own_tx_commute, "cljsh.core", "tx-commute!", "[ref f]",
     "Notes that the ref becomes (f value), also at the end; returns the value it has now, and tx-put! tells the new one.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    struct tx *tx = r ? running() : NULL;
    struct tx_entry *e = tx ? enter(tx, r) : NULL;
    if (!e) return ERR;
    if (!e->value.w) put(e, ref(r->now.value)); // the latest, not the snapshot's
    if (e->is_set) return keep(ref(e->value));
    Value functions = e->functions.w ? e->functions : vec_empty();
    e->functions = ERR;
    functions = vec_conj(functions, a[1]);
    if (failed(functions)) return ERR;
    e->functions = functions;
    return keep(ref(e->value));
}

PRIM(own_tx_put, "cljsh.core", "tx-put!", "[ref val]", "Sets the value that a commuted ref has in the transaction, and returns it.")
{
    struct stm_ref *r = stm_ref_arg(a[0]);
    struct tx *tx = r ? running() : NULL;
    struct tx_entry *e = r ? find(tx, r) : NULL;
    if (e) put(e, a[1]);
    return r ? keep(a[1]) : ERR;
}

PRIM(own_tx_hold, "cljsh.core", "tx-hold!", "[action]", "Keeps an action for an agent until the transaction has succeeded. Returns nil.")
{
    struct tx *tx = running();
    if (!tx) return ERR;
    Value sends = tx->sends;
    tx->sends = nil_value();
    sends = vec_conj(sends, a[0]);
    if (failed(sends)) return ERR;
    tx->sends = sends;
    return nil_value();
}

PRIM(own_notify, "cljsh.core", "notify-watches", "[reference old new]", "Calls the watches of a reference. Returns nil.")
{ return watch_notify(a[0], a[1], a[2]) < 0 ? ERR : nil_value(); }

// --- the commit -----------------------------------------------------------

static bool is_stale(const struct tx_entry *e) { return e->functions.w && !e->is_set && e->base != stm_ref_of(ref(e->ref))->now.point; }

PRIM(own_tx_stale, "cljsh.core", "tx-stale", "[]",
     "Gets [ref functions] of a commuted ref whose functions are to be run on its latest value, nil when there is none.\n"
     "The ref has the latest value in the transaction now.")
{
    struct tx *tx = running();
    for (Py_ssize_t i = 0; tx && i < tx->count; i++) {
        struct tx_entry *e = &tx->entries[i];
        if (!is_stale(e)) continue;
        struct stm_ref *r = stm_ref_of(ref(e->ref));
        if (e->is_ensured && check_unchanged(tx, r) < 0) return ERR;
        e->base = r->now.point;
        put(e, ref(r->now.value));
        return vec_from((Ref[]){ref(e->ref), ref(e->functions)}, 2);
    }
    return tx ? nil_value() : ERR;
}

static bool changes(const struct tx_entry *e) { return e->is_set || e->functions.w; }

// Has anything that the transaction depends on changed?  0 no; 1 a commuted ref only; -1 run it again.
static int check(struct tx *tx) {
    int stale = 0;
    for (Py_ssize_t i = 0; i < tx->count; i++) {
        struct tx_entry *e = &tx->entries[i];
        if ((e->is_set || e->is_ensured) && check_unchanged(tx, stm_ref_of(ref(e->ref))) < 0) return -1;
        stale |= is_stale(e);
    }
    return stale;
}

// 0, or -1 with an exception. Others may commit meanwhile.
static int give_precedence(struct tx *tx) {
    while (first.tx && first.tx != tx) {
        int woken = wait_on(&first.waiters, first.since + PRECEDENCE_TIME);
        if (woken < 0) return -1;
        if (!woken && first.tx && wait_now() >= first.since + PRECEDENCE_TIME) first.tx = NULL;
    }
    return 0;
}

/* A value that its validator does not like is an error only if it was made
 * from what still holds; validators are Clojure code, and may take long. */
static int validate(struct tx *tx) {
    for (Py_ssize_t i = 0; i < tx->count; i++) {
        struct tx_entry *e = &tx->entries[i];
        if (e->is_valid || !changes(e)) continue;
        if (watch_validate(&stm_ref_of(ref(e->ref))->watch, ref(e->value)) < 0) {
            PyObject *type, *value, *traceback;
            PyErr_Fetch(&type, &value, &traceback);
            int moved = check(tx);
            if (moved < 0) {
                Py_XDECREF(type);
                Py_XDECREF(value);
                Py_XDECREF(traceback);
                return -1;
            }
            PyErr_Restore(type, value, traceback);
            if (!moved) return -1;
            PyErr_Clear(); // a commute that will be run again
            continue;
        }
        tx->entries[i].is_valid = true;
    }
    return 0;
}

static int reserve(struct tx *tx) {
    for (Py_ssize_t i = 0; i < tx->count; i++)
        if (changes(&tx->entries[i]) && stm_ref_reserve(stm_ref_of(ref(tx->entries[i].ref))) < 0) return -1;
    return 0;
}

PRIM_WAITS(own_tx_commit, "cljsh.core", "tx-commit", "[]",
     "Makes the transaction's changes everybody's: [[ref old new …] sends], the changes being those that are watched;\n"
     "true where both are empty; or nil when tx-stale has something again.")
{
    struct tx *tx = running();
    if (!tx) return ERR;
    bool any = false;
    for (Py_ssize_t i = 0; i < tx->count && !any; i++) any = changes(&tx->entries[i]);
    if (any && give_precedence(tx) < 0) return ERR;
    int moved = check(tx);
    if (!moved) moved = validate(tx);
    if (!moved) moved = reserve(tx);
    Value *list = moved ? NULL : PyMem_New(Value, tx->count * 4 + 1);
    if (!moved && !list) return (PyErr_NoMemory(), ERR);
    // From here to the last stm_ref_install no other code runs.
    if (!moved) moved = check(tx);
    if (moved) {
        PyMem_Free(list);
        return moved < 0 ? ERR : nil_value();
    }
    Py_ssize_t filled = 0;
    Value *dropped = list + tx->count * 3, *end = dropped;
    if (any) last_point++;
    for (Py_ssize_t i = 0; i < tx->count; i++) {
        struct tx_entry *e = &tx->entries[i];
        if (!changes(e)) continue;
        struct stm_ref *r = stm_ref_of(ref(e->ref));
        if (r->watch.watches) {
            list[filled++] = keep(ref(e->ref));
            list[filled++] = keep(ref(r->now.value));
            list[filled++] = keep(ref(e->value));
        }
        *end++ = stm_ref_install(r, keep(ref(e->value)), last_point);
    }
    for (Value *v = dropped; v < end; v++) xdrop(*v);
    if (!filled && vec_count(ref(tx->sends)) == 0) {
        PyMem_Free(list);
        return bool_value(true);
    }
    SCOPED Value all = vec_give(list, filled);
    PyMem_Free(list);
    return failed(all) ? ERR : vec_from((Ref[]){ref(all), ref(tx->sends)}, 2);
}
