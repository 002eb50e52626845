// SPDX-License-Identifier: MIT
#include "sched/channel.h"

#include "base/call.h"
#include "base/prim.h"
#include "state/ref.h"
#include "data/symbol.h"
#include "host/report.h"
#include "read/print.h"
#include "sched/pid.h"
#include "task/wait.h"
#include "vm/rare.h"

#define WAITING_MAX 1024 // a program that has more puts or takes pending has gone wrong
#define DEAD_MAX 64      // offers done elsewhere that may stay in a queue

enum buffer { UNBUFFERED, FIXED, DROPPING, SLIDING, PROMISE };

struct offer {
    PyObject_HEAD
    Value result;       // once done: what was taken, or whether it was put
    Value fn;           // called then with the result; 0: somebody waits
    PyObject *port;     // the channel it was done with
    PyObject *task;     // who waits for it (borrowed by a reference); NULL: nobody does any more
    struct wait_list waiters;
    bool done;
};

struct waiting { struct waiting *next; struct offer *offer; Value value; }; // value: of a put
struct queue { struct waiting *first, **end; int count, dead; };

struct channel {
    PyObject_HEAD
    Value *items;       // a ring
    Py_ssize_t count, at, room, capacity;
    Value add;          // the transducer's step: (add channel value), (add channel) at the end; or 0
    Value on_error;     // gets what it throws; or 0
    Value view;         // what this shows of another channel, for clojure.core.async; or 0
    struct queue takes, puts;
    struct wait_list idle;
    uint8_t buffer;
    bool closed, busy;
    bool flushed;       // the transducer has been told of the end
};

static CljType channel_type, offer_type;
static Value none; // a put or take is not possible now

static inline struct channel *channel_of(Ref r) { return (struct channel *)obj(r); }
static inline struct offer *offer_of(Ref r) { return (struct offer *)obj(r); }

static struct channel *channel_arg(Ref r) {
    if (is_clj(r, &channel_type)) return channel_of(r);
    err_type("%s is not a channel", err_type_name(r));
    return NULL;
}

// --- offers ---------------------------------------------------------------------

static int settle(struct offer *o, struct channel *c, Value result) {
    o->done = true;
    o->result = result;
    o->port = Py_NewRef((PyObject *)c);
    wait_wake_all(&o->waiters);
    if (!o->fn.w) return 0;
    // It runs by itself: it may wait, and must not hold up who is putting or taking now.
    return tasklet_spawn(ref(o->fn), (Ref[]){ref(result)}, 1, NULL, NO_REF) ? 0 : -1;
}

// --- queues of those who wait ------------------------------------------------------

static void queue_init(struct queue *q) {
    *q = (struct queue){0};
    q->end = &q->first;
}

static void waiting_free(struct waiting *w) {
    Py_DECREF(w->offer);
    xdrop(w->value);
    PyMem_Free(w);
}

static void drop_dead(struct queue *q) {
    for (struct waiting **at = &q->first, *w; (w = *at);) {
        if (!w->offer->done) {
            at = &w->next;
            continue;
        }
        *at = w->next;
        if (!w->next) q->end = at;
        q->count--;
        waiting_free(w);
    }
    q->dead = 0;
}

static int enqueue(struct queue *q, struct offer *o, Value value, const char *what) {
    if (++q->dead > DEAD_MAX) drop_dead(q);
    struct waiting *w = q->count < WAITING_MAX ? PyMem_Malloc(sizeof *w) : NULL;
    if (!w) {
        xdrop(value);
        if (q->count < WAITING_MAX) return (PyErr_NoMemory(), -1);
        PyErr_Format(PyExc_AssertionError, "No more than %d pending %s are allowed on a single channel", WAITING_MAX, what);
        return -1;
    }
    *w = (struct waiting){.offer = (struct offer *)Py_NewRef((PyObject *)o), .value = value};
    *q->end = w;
    q->end = &w->next;
    q->count++;
    return 0;
}

// The first that is not done elsewhere, taken out; or NULL.
static struct waiting *dequeue(struct queue *q) {
    for (struct waiting *w; (w = q->first);) {
        q->first = w->next;
        if (!w->next) q->end = &q->first;
        q->count--;
        if (!w->offer->done) return w;
        waiting_free(w);
    }
    return NULL;
}

static int settle_waiting(struct waiting *w, struct channel *c, Value result) {
    int r = settle(w->offer, c, result);
    waiting_free(w);
    return r;
}

static void queue_clear(struct queue *q) {
    for (struct waiting *w; (w = q->first);) {
        q->first = w->next;
        waiting_free(w);
    }
    queue_init(q);
}

// --- the buffer ------------------------------------------------------------------------

static bool is_full(const struct channel *c) { return c->buffer == FIXED && c->count >= c->capacity; }

static Value buffer_pop(struct channel *c) {
    if (c->buffer == PROMISE) return keep(ref(c->items[c->at]));
    Value v = c->items[c->at];
    c->at = c->at + 1 == c->room ? 0 : c->at + 1;
    c->count--;
    return v;
}

static int make_room(struct channel *c) {
    if (c->count < c->room) return 0;
    Py_ssize_t room = c->room ? c->room * 2 : c->capacity < 16 ? c->capacity : 16;
    Value *items = PyMem_New(Value, room);
    if (!items) return (PyErr_NoMemory(), -1);
    for (Py_ssize_t i = 0; i < c->count; i++) items[i] = c->items[(c->at + i) % c->room];
    PyMem_Free(c->items);
    c->items = items;
    c->room = room;
    c->at = 0;
    return 0;
}

// Puts a value in, of which a transducer may give more than there is room for.
static int buffer_push(struct channel *c, Value v) {
    bool at_limit = c->count >= c->capacity;
    if (at_limit && (c->buffer == DROPPING || c->buffer == PROMISE)) {
        drop(v);
        return 0;
    }
    if (at_limit && c->buffer == SLIDING) drop(buffer_pop(c));
    if (make_room(c) < 0) return (drop(v), -1);
    c->items[(c->at + c->count++) % c->room] = v;
    return 0;
}

// --- transducers -------------------------------------------------------------------------

static int channel_close(struct channel *c);

// What the transducer threw: its handler may give a value in its place.
static int handle_error(struct channel *c) {
    if (!PyErr_ExceptionMatches(PyExc_Exception)) return -1;
    SCOPED Value e = adopt(exception_fetch());
    if (!c->on_error.w) {
        report_exception(obj(ref(e)));
        PyErr_Clear();
        return 0;
    }
    Value v = call1(ref(c->on_error), ref(e));
    if (failed(v)) return -1;
    if (!is_nil(ref(v))) return buffer_push(c, v);
    drop(v);
    return 0;
}

// (add channel) or (add channel value): 1 when the transducer wants no more, 0, -1.
static int transduce(struct channel *c, Value v) {
    c->busy = true;
    Py_INCREF(c);
    Value r = v.w ? call2(ref(c->add), ref_of(c), ref(v)) : call1(ref(c->add), ref_of(c));
    xdrop(v);
    int done = ok(r) ? is_reduced(ref(r)) : handle_error(c);
    xdrop(r);
    c->busy = false;
    wait_wake_all(&c->idle);
    Py_DECREF(c);
    return done;
}

// Hands what is in the buffer to those who wait to take.
static int feed(struct channel *c) {
    while (c->count) {
        struct waiting *w = dequeue(&c->takes);
        if (!w) return 0;
        Value v = buffer_pop(c);
        if (settle_waiting(w, c, v) < 0) return -1;
    }
    return 0;
}

// A value comes into the buffer: 0 or -1.
static int add(struct channel *c, Value v) {
    if (!c->add.w) return buffer_push(c, v) < 0 ? -1 : feed(c);
    int done = transduce(c, v);
    if (done < 0 || feed(c) < 0) return -1;
    return done ? channel_close(c) : 0;
}

// --- putting, taking, closing ---------------------------------------------------------------

// Whether it was put, or none; takes v unless it is none.
static Value put_value(struct channel *c, Ref v) {
    if (c->closed) return bool_value(false);
    if (c->buffer != UNBUFFERED) {
        if (is_full(c)) return keep(ref(none));
        return add(c, keep(v)) < 0 ? ERR : bool_value(true);
    }
    struct waiting *w = dequeue(&c->takes);
    if (!w) return keep(ref(none));
    return settle_waiting(w, c, keep(v)) < 0 ? ERR : bool_value(true);
}

// The channel is closed, and once nobody waits to put, the transducer hands out what it has kept.
static int flush(struct channel *c) {
    if (!c->add.w || c->flushed || c->busy || c->puts.first) return 0;
    c->flushed = true;
    return transduce(c, ERR) < 0 ? -1 : feed(c);
}

// There is room in the buffer for those who wait to put.
static int refill(struct channel *c) {
    while (!is_full(c) && !c->busy) {
        struct waiting *w = dequeue(&c->puts);
        if (!w) break;
        Value v = w->value;
        w->value = ERR;
        if (settle_waiting(w, c, bool_value(true)) < 0) return (drop(v), -1);
        if (add(c, v) < 0) return -1;
    }
    return c->closed ? flush(c) : 0;
}

// A value; nil when the channel is closed and empty; none.
static Value take_value(struct channel *c) {
    if (c->count) {
        Value v = buffer_pop(c);
        if (refill(c) < 0) return (drop(v), ERR);
        return v;
    }
    struct waiting *w = dequeue(&c->puts);
    if (w) {
        Value v = w->value;
        w->value = ERR;
        if (settle_waiting(w, c, bool_value(true)) < 0) return (drop(v), ERR);
        return v;
    }
    return c->closed ? nil_value() : keep(ref(none));
}

static int channel_close(struct channel *c) {
    if (c->closed) return 0;
    c->closed = true;
    if (flush(c) < 0 || feed(c) < 0) return -1;
    for (struct waiting *w; !c->count && (w = dequeue(&c->takes));)
        if (settle_waiting(w, c, nil_value()) < 0) return -1;
    return 0;
}

// Until no transducer runs in it: 0 or -1.  Nothing has happened yet, so that a primitive may be repeated.
static int until_idle(struct channel *c) {
    int woken = 1;
    while (c->busy && woken > 0) woken = wait_on(&c->idle, FOREVER);
    return woken < 0 ? -1 : 0;
}

// --- the types ---------------------------------------------------------------------------------

static int channel_traverse(PyObject *o, visitproc visit, void *arg) {
    struct channel *c = (struct channel *)o;
    for (Py_ssize_t i = 0; i < c->count; i++) VISIT_WORD(c->items[(c->at + i) % c->room].w);
    VISIT_WORD(c->add.w);
    VISIT_WORD(c->on_error.w);
    VISIT_WORD(c->view.w);
    for (struct waiting *w = c->takes.first; w; w = w->next) Py_VISIT(w->offer);
    for (struct waiting *w = c->puts.first; w; w = w->next) {
        Py_VISIT(w->offer);
        VISIT_WORD(w->value.w);
    }
    return 0;
}

static int channel_clear(PyObject *o) {
    struct channel *c = (struct channel *)o;
    queue_clear(&c->takes);
    queue_clear(&c->puts);
    while (c->count) {
        Value v = c->items[c->at];
        c->at = c->at + 1 == c->room ? 0 : c->at + 1;
        c->count--;
        drop(v);
    }
    Value add_fn = c->add, on_error = c->on_error, view = c->view;
    c->add = c->on_error = c->view = ERR;
    xdrop(add_fn);
    xdrop(on_error);
    xdrop(view);
    return 0;
}

static void channel_dealloc(PyObject *o) {
    PyObject_GC_UnTrack(o);
    channel_clear(o);
    PyMem_Free(((struct channel *)o)->items);
    PyObject_GC_Del(o);
}

static int offer_traverse(PyObject *o, visitproc visit, void *arg) {
    struct offer *offer = (struct offer *)o;
    VISIT_WORD(offer->result.w);
    VISIT_WORD(offer->fn.w);
    Py_VISIT(offer->port);
    return 0;
}

static int offer_clear(PyObject *o) {
    struct offer *offer = (struct offer *)o;
    Value result = offer->result, fn = offer->fn;
    offer->result = offer->done ? nil_value() : ERR;
    offer->fn = ERR;
    xdrop(result);
    xdrop(fn);
    Py_CLEAR(offer->port);
    return 0;
}

static void offer_dealloc(PyObject *o) {
    struct offer *offer = (struct offer *)o;
    PyObject_GC_UnTrack(o);
    xdrop(offer->result);
    xdrop(offer->fn);
    Py_XDECREF(offer->port);
    PyObject_GC_Del(o);
}

static const Ops plain_ops = {0};
static CljType channel_type = {CLJ_TYPE_HEAD("cljsh.Channel", struct channel), .ops = &plain_ops};
static CljType offer_type = {CLJ_TYPE_HEAD("cljsh.Offer", struct offer), .ops = &plain_ops};

static int ready(CljType *type, traverseproc traverse, inquiry clear, destructor dealloc) {
    PyTypeObject *t = TYPE_OBJECT(*type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_traverse = traverse;
    t->tp_clear = clear;
    t->tp_dealloc = dealloc;
    return type_ready(type, NULL);
}

int channel_init(void) {
    if (ready(&channel_type, channel_traverse, channel_clear, channel_dealloc) < 0 ||
        ready(&offer_type, offer_traverse, offer_clear, offer_dealloc) < 0)
        return -1;
    none = keyword_parse("clojure.core.async/none");
    return ok(none) ? 0 : -1;
}

// --- primitives -----------------------------------------------------------------------------------

PRIM(channel_make, "cljsh.channel", "make", "[kind n]",
     "Makes a channel; kind 0: without a buffer, 1: with one of n values, 2: that drops what comes when it is full,\n"
     "3: that drops what is oldest, 4: that keeps the first value for all who take.")
{
    int64_t kind, size;
    if (!int64_of(a[0], &kind) || !int64_of(a[1], &size) || kind < 0 || kind > PROMISE) return err_arg("a kind and a number are needed");
    if (kind && size < 1) return err_arg("a buffer has room for one value or more");
    struct channel *c = PyObject_GC_New(struct channel, TYPE_OBJECT(channel_type));
    if (!c) return ERR;
    memset((char *)c + sizeof(PyObject), 0, sizeof *c - sizeof(PyObject));
    c->buffer = (uint8_t)kind;
    c->capacity = (Py_ssize_t)size;
    queue_init(&c->takes);
    queue_init(&c->puts);
    gc_track(c);
    return adopt(c);
}

PRIM(channel_set_step, "cljsh.channel", "set-step", "[channel add on-error]",
     "Gives a new channel its transducer's step, and what gets its exceptions or nil. Returns the channel.")
{
    struct channel *c = channel_arg(a[0]);
    if (!c) return ERR;
    c->add = keep(a[1]);
    c->on_error = is_nil(a[2]) ? ERR : keep(a[2]);
    return keep(a[0]);
}

PRIM(channel_set_view, "cljsh.channel", "set-view", "[channel view]",
     "Says that a new channel shows another one, and how, in any value: nothing is put on it itself, or taken from it.\n"
     "Returns the channel.")
{
    struct channel *c = channel_arg(a[0]);
    if (!c) return ERR;
    c->view = keep(a[1]);
    return keep(a[0]);
}

PRIM(channel_view, "cljsh.channel", "view", "[channel]", "Returns what set-view gave a channel, nil for most.")
{
    struct channel *c = channel_arg(a[0]);
    return c ? c->view.w ? keep(ref(c->view)) : nil_value() : ERR;
}

PRIM(channel_push, "cljsh.channel", "push", "[channel value]", "Puts what a transducer gives into the buffer. Returns the channel.")
{
    struct channel *c = channel_arg(a[0]);
    if (!c) return ERR;
    if (is_nil(a[1])) return err_arg("nil cannot be put on a channel");
    return buffer_push(c, keep(a[1])) < 0 ? ERR : keep(a[0]);
}

PRIM(channel_is, "cljsh.channel", "channel?", "[x]", "Returns true if x is a channel.")
{ return bool_value(is_clj(a[0], &channel_type)); }

PRIM(channel_is_closed, "cljsh.channel", "closed?", "[channel]", "Returns true if the channel takes no more.")
{
    struct channel *c = channel_arg(a[0]);
    return c ? bool_value(c->closed) : ERR;
}

PRIM_WAITS(channel_take_now, "cljsh.channel", "take-now", "[channel]",
           "Takes a value; nil when the channel is closed and empty, :clojure.core.async/none when there is none now.")
{
    struct channel *c = channel_arg(a[0]);
    return c && until_idle(c) == 0 ? take_value(c) : ERR;
}

static int value_arg(Ref v) {
    return is_nil(v) ? (err_arg("nil cannot be put on a channel"), -1) : 0;
}

PRIM_WAITS(channel_put_now, "cljsh.channel", "put-now", "[channel value]",
           "Puts a value: true, false when the channel is closed, :clojure.core.async/none when it takes none now.")
{
    struct channel *c = channel_arg(a[0]);
    return c && value_arg(a[1]) == 0 && until_idle(c) == 0 ? put_value(c, a[1]) : ERR;
}

PRIM_WAITS(channel_close_it, "cljsh.channel", "close", "[channel]", "Closes a channel. Returns nil.")
{
    struct channel *c = channel_arg(a[0]);
    return c && until_idle(c) == 0 && channel_close(c) == 0 ? nil_value() : ERR;
}

PRIM(offer_make, "cljsh.channel", "offer", "[f]",
     "Makes an offer, that is done once; f is called with its result by a tasklet, or nil if it is waited for.")
{
    struct offer *o = PyObject_GC_New(struct offer, TYPE_OBJECT(offer_type));
    if (!o) return ERR;
    memset((char *)o + sizeof(PyObject), 0, sizeof *o - sizeof(PyObject));
    o->fn = is_nil(a[0]) ? ERR : keep(a[0]);
    gc_track(o);
    return adopt(o);
}

// The result of what could be done at once, or not: is the offer done now?
static Value offered(struct offer *o, struct channel *c, Value result, struct queue *q, Value value, const char *what) {
    if (failed(result)) return (xdrop(value), ERR);
    if (!same(ref(result), ref(none))) {
        xdrop(value);
        o->fn = o->fn.w ? (drop(o->fn), ERR) : ERR; // the caller has the result
        return settle(o, c, result) < 0 ? ERR : bool_value(true);
    }
    drop(result);
    return enqueue(q, o, value, what) < 0 ? ERR : bool_value(false);
}

PRIM_WAITS(channel_offer_take, "cljsh.channel", "offer-take", "[channel offer]",
           "Takes for an offer, now (true) or when there is something to take (false).")
{
    struct channel *c = channel_arg(a[0]);
    if (!c || until_idle(c) < 0) return ERR;
    struct offer *o = offer_of(a[1]);
    if (o->done) return bool_value(true);
    return offered(o, c, take_value(c), &c->takes, ERR, "takes");
}

PRIM_WAITS(channel_offer_put, "cljsh.channel", "offer-put", "[channel value offer]",
           "Puts for an offer, now (true) or when there is room (false).")
{
    struct channel *c = channel_arg(a[0]);
    if (!c || value_arg(a[1]) < 0 || until_idle(c) < 0) return ERR;
    struct offer *o = offer_of(a[2]);
    if (o->done) return bool_value(true);
    return offered(o, c, put_value(c, a[1]), &c->puts, keep(a[1]), "puts");
}

PRIM_WAITS(offer_await, "cljsh.channel", "await", "[offer]", "Waits until an offer is done, and returns its result.")
{
    struct offer *o = offer_of(a[0]);
    int woken = 1;
    while (!o->done && woken > 0) woken = wait_on(&o->waiters, FOREVER);
    return woken < 0 ? ERR : keep(ref(o->result));
}

PRIM(offer_withdraw, "cljsh.channel", "withdraw", "[offer]", "Makes an offer that nobody waits for any more void. Returns nil.")
{
    struct offer *o = offer_of(a[0]);
    if (!o->done) {
        o->done = true;
        o->result = nil_value();
    }
    return nil_value();
}

PRIM(offer_settle, "cljsh.channel", "settle", "[offer value]", "Makes an offer done with a value, of no channel. Returns whether it was not.")
{
    struct offer *o = offer_of(a[0]);
    if (o->done) return bool_value(false);
    o->done = true;
    o->result = keep(a[1]);
    wait_wake_all(&o->waiters);
    return bool_value(true);
}

PRIM(offer_port, "cljsh.channel", "port", "[offer]", "Returns the channel with which an offer was done, nil for none.")
{
    struct offer *o = offer_of(a[0]);
    return o->port ? keep_obj(o->port) : nil_value();
}
