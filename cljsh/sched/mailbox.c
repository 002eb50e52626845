// SPDX-License-Identifier: MIT
#include "sched/mailbox.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "sched/clock.h"

static Value no_message; // what receive-next gives when the time is over

int mailbox_init(void) {
    no_message = keyword_parse("cljsh.receive/none");
    return ok(no_message) ? 0 : -1;
}

#define SPARE_MAX 4096
static struct message *spare; // kept for the next messages
static int spares;

static struct message *message_new(void) {
    struct message *m = spare;
    if (!m) return PyMem_Malloc(sizeof *m);
    spare = m->next;
    spares--;
    return m;
}

static void message_free(struct message *m) {
    if (spares >= SPARE_MAX) {
        PyMem_Free(m);
        return;
    }
    m->next = spare;
    spare = m;
    spares++;
}

// Ends a process whose mailbox is full.
static COLD void overflows(struct task *t) {
    struct process_extra *extra = t->process->extra;
    SCOPED Value reason = vec_from((Ref[]){KW("mailbox-full"), int_ref(extra->most)}, 2);
    extra->most = 0; // told once
    if (failed(reason) || process_interrupt(t, ref(reason)) < 0) PyErr_Clear();
}

int mailbox_send(struct task *to, Value message, struct task *from) {
    if (unlikely(to->state == TASK_REMOTE)) return remote_calls->send(to, message, from);
    if (to->state == TASK_ENDED) return (drop(message), 0);
    struct process *p = process_of(to);
    struct message *m = p ? message_new() : NULL;
    if (!m) {
        drop(message);
        if (p) PyErr_NoMemory();
        return -1;
    }
    *m = (struct message){.value = message, .from = from, .size = MESSAGE_UNSEEN};
    Py_XINCREF((PyObject *)from);
    *p->end = m;
    p->end = &m->next;
    p->count++;
    if (p->listens) {
        p->listens = false;
        wait_tell(to);
    }
    if (unlikely(p->extra) && p->extra->most && !p->extra->senders_wait && p->count > p->extra->most) overflows(to);
    return 0;
}

// Waits, where a mailbox is full whose senders are to wait. 0 or -1.
static int wait_for_room(struct task *to, struct task *self) {
    struct process *p = to->process;
    int woken = 1;
    while (woken > 0 && to != self && to->state != TASK_ENDED && p && p->extra && p->extra->senders_wait && p->count >= p->extra->most)
        woken = wait_on(&p->extra->room, FOREVER);
    return woken < 0 ? -1 : 0;
}

void mailbox_clear(struct process *p) {
    for (struct message *m = p->first, *next; m; m = next) {
        next = m->next;
        Value v = m->value;
        struct task *from = m->from;
        message_free(m);
        drop(v);
        Py_XDECREF((PyObject *)from);
    }
    p->first = NULL;
    p->end = &p->first;
    p->seen = NULL;
    p->count = 0;
    if (p->extra) wait_wake_all(&p->extra->room);
}

// All cases of the following.
static Value send_anyhow(Ref *a, Py_ssize_t n) {
    (void)n;
    struct task *self = this_task();
    if (is_clj(a[0], &reference_type)) return pid_make(self) && reference_answer(a[0], a[1], self) == 0 && !task_is_parking(self) ? take(&a[1]) : ERR;
    if (unlikely(is_vec(a[0])) && remote_calls) return remote_calls->send_named(a[0], a[1]) < 0 || task_is_parking(self) ? ERR : take(&a[1]);
    struct task *to = process_target(a[0]);
    if (!to) return ERR;
    if (unlikely(!Py_TYPE(self)) && !pid_make(self)) return ERR;
    SCOPED Value kept = keep_obj(to);
    (void)kept;
    if (wait_for_room(to, self) < 0) return ERR;
    return mailbox_send(to, keep(a[1]), self) < 0 || unlikely(task_is_parking(self)) ? ERR : take(&a[1]);
}

PRIM_DECLARE(tasklet_send, "cljsh.tasklet", "!", "[process message]",
     "Sends a message to a process, a pid or a name that one is registered by; returns the message.\n"
     "[name node] is the process registered by a name on another node. The message is put into the mailbox, from which\n"
     "the process takes it by receive. A process that has ended gets nothing.", PRIM_WAITING)
{
    struct task *self = this_task();
    if (likely(is_pid(a[0]) && !self->repeats && Py_TYPE(self))) {
        struct task *to = pid_task(a[0]);
        if (likely(to->state != TASK_REMOTE && to->process && !to->process->extra)) {
            return mailbox_send(to, keep(a[1]), self) < 0 ? ERR : take(&a[1]);
        }
    }
    return wait_prim(send_anyhow, a, n);
}

// --- receiving ---------------------------------------------------------------

/* How a receive works: receive-first, then receive-next, until a message is
 * wanted or the time is over, then in the first case receive-take.  Where many
 * messages lie in front that no clause takes, a filter lets most of them be
 * passed without a look at them by Clojure code.
 *
 * Where all clauses are as plain as most are, keywords and vectors that begin
 * with one, receive-way looks for the message alone, without Clojure code. */

// Can x never be = to key?  (Of what is interned, and of integers, that is known at once.)
static inline bool differs(Ref x, Ref key) {
    if (x.w == key.w) return false;
    if (is_int(x) && is_int(key)) return true;
    return is_keyword(x) || is_keyword(key) || is_clj(key, &reference_type) || is_pid(key);
}

static void look_at(struct message *m) {
    Ref value = ref(m->value);
    const bool is_vector = is_vec(value) && vec_count(value) < INT32_MAX;
    m->size = is_vector ? (int32_t)vec_count(value) : kind_of(value) & K_VECTOR ? MESSAGE_OTHER : 0;
    if (m->size > 0) m->first = vec_at(value, 0);
}

static inline bool passes(const struct filter *f, const struct message *m) {
    if (f->size == 0) return !differs(ref(m->value), ref(f->key));
    if (f->size != m->size) return m->size == MESSAGE_OTHER;
    return !f->key.w || !differs(m->first, ref(f->key));
}

static inline bool is_wanted(const struct process_extra *extra, struct message *m) {
    if (likely(!extra || !extra->nfilters)) return true;
    if (m->size == MESSAGE_UNSEEN) look_at(m);
    for (int i = 0; i < extra->nfilters; i++)
        if (passes(&extra->filters[i], m)) return true;
    return false;
}

void filters_drop(struct process_extra *extra) {
    while (extra->nfilters) xdrop(extra->filters[--extra->nfilters].key);
}

static Value look_on(struct process *p) {
    struct task *self = this_task();
    p->listens = false;
    if (unlikely(self->interrupt) && task_check(self) < 0) return ERR; // a signal comes before a message that came later
    for (int woken = 1;;) {
        struct message **last = p->seen, **look = last ? &(*last)->next : &p->first;
        for (struct message *m; (m = *look); last = look, look = &m->next) {
            if (!is_wanted(p->extra, m)) continue;
            p->seen = look;
            return keep(ref(m->value));
        }
        p->seen = last;
        if (!woken) return keep(ref(no_message));
        p->listens = true;
        woken = wait_told(p->deadline);
        if (woken < 0) return ERR; // a message that has come at the same time as a signal stays
    }
}

// Begins the receive that the running primitive is, or is a part of; ms: a Ref of milliseconds, nil for ever. NULL with an exception.
static struct process *receive_begin(Ref ms) {
    struct task *self = this_task();
    struct process *p = process_of(self);
    if (!p || task_repeats(self)) return p;
    int64_t deadline = is_nil(ms) ? FOREVER : deadline_of(ms);
    if (deadline < 0) return NULL;
    p->deadline = deadline;
    p->seen = NULL;
    if (unlikely(p->extra)) filters_drop(p->extra);
    return p;
}

PRIM_WAITS(own_receive_first, "cljsh.core", "receive-first", "[ms]",
           "Begins a receive: returns the oldest message, waiting for one so many milliseconds, nil for ever.\n"
           "The message stays in the mailbox. When the time is over, :cljsh.receive/none is returned.")
{
    struct process *p = receive_begin(a[0]);
    return p ? look_on(p) : ERR;
}

PRIM_WAITS(own_receive_next, "cljsh.core", "receive-next", "[]",
           "Returns the next message that this receive has not seen, waiting for it until its time is over.")
{
    struct process *p = process_of(this_task());
    return p ? look_on(p) : ERR;
}

PRIM(own_receive_filter, "cljsh.core", "receive-filter", "[& sizes-and-keys]",
     "Has the running receive see only messages that one of the filters lets pass, two arguments each. Returns nil.\n"
     "size and key: vectors of that size whose first element may be = to the key; size and nil: of that size;\n"
     "0 and key: what may be = to the key.")
{
    struct process *p = process_of(this_task());
    if (!p || n > 2 * FILTERS_MAX) return p ? nil_value() : ERR;
    struct process_extra *extra = process_extra(p);
    if (!extra) return ERR;
    for (Py_ssize_t i = 0; i + 1 < n; i += 2) {
        bool any = is_nil(a[i + 1]) && int_of(a[i]);
        extra->filters[extra->nfilters++] = (struct filter){.size = (int)int_of(a[i]), .key = any ? ERR : keep(a[i + 1])};
    }
    return nil_value();
}

// Takes a message out of the mailbox; who has sent it is *from (owned).
static Value take_out(struct process *p, struct message **at, struct task **from) {
    struct message *m = *at;
    *at = m->next;
    if (p->end == &m->next) p->end = at;
    if (p->seen == &m->next) p->seen = at; // a guard of a receive may take out what was passed over
    p->seen = NULL;
    p->count--;
    if (unlikely(p->extra) && p->extra->room.first) wait_wake_first(&p->extra->room);
    *from = m->from;
    Value v = m->value;
    message_free(m);
    return v;
}

void mailbox_forget_down(struct process *p, Ref reference) {
    for (struct message **at = &p->first; *at; at = &(*at)->next) {
        Ref m = ref((*at)->value);
        if (!is_vec(m) || vec_count(m) != 5 || !same(vec_at(m, 0), KW("DOWN")) || !same(vec_at(m, 1), reference)) continue;
        struct task *from;
        drop(take_out(p, at, &from));
        Py_XDECREF((PyObject *)from);
        return;
    }
}

// Takes the message seen last; who has sent it is *from (owned).
static Value take_seen(struct task **from) {
    struct process *p = process_of(this_task());
    if (p && p->seen) return take_out(p, p->seen, from);
    return p ? err_state("no message was looked at") : ERR;
}

// --- plain patterns -------------------------------------------------------------

// Of a message: the number of the pattern that takes it, or
enum { NO_WAY = -1, WAY_FAILED = -2, WAY_UNSURE = -3 }; // none does; an exception; = has to be asked, which may run code

// Is the value a vector of that size whose first element is = to the key (NO_REF: any)? -1 failed.
static COLD int is_such_vector(Ref value, Py_ssize_t size, Ref key) {
    if (!(kind_of(value) & K_VECTOR)) return 0;
    const Py_ssize_t count = ops_of(value)->count(value);
    if (count != size || !key.w) return count < 0 ? -1 : count == size;
    SCOPED Value first = coll_nth(value, (Ref){W_INT(0)}, NO_REF);
    return failed(first) ? -1 : val_equal(ref(first), key);
}

// The same for sure, by all that = may do.
static COLD Py_ssize_t way_of_value(Ref value, Ref patterns) {
    int r = 0;
    for (Py_ssize_t i = 0; 2 * i < vec_count(patterns); i++) {
        const Ref kind = vec_at(patterns, 2 * i), key = vec_at(patterns, 2 * i + 1);
        if (is_nil(kind)) return i;
        const int64_t size = int_of(kind);
        r = size == 0 ? val_equal(value, key) : is_such_vector(value, (Py_ssize_t)(size < 0 ? -size : size), size < 0 ? NO_REF : key);
        if (r) return r < 0 ? WAY_FAILED : i;
    }
    return NO_WAY;
}

// The same of the message seen last. False: code that has run meanwhile has taken that out, and all are to be looked at again.
static COLD bool ask_way(struct process *p, Ref patterns, Py_ssize_t *way) {
    struct task *self = this_task();
    const struct message *m = *p->seen;
    const int64_t deadline = p->deadline; // a receive in there has its own
    SCOPED Value value = keep(ref(m->value));
    const bool may = task_part_begins(self);
    *way = way_of_value(ref(value), patterns);
    task_part_ends(self, may);
    p->deadline = deadline;
    p->seen = &p->first;
    while (*p->seen && (*p->seen != m || m->value.w != value.w)) p->seen = &(*p->seen)->next;
    if (*p->seen) return true;
    p->seen = NULL;
    return *way == WAY_FAILED;
}

static inline Py_ssize_t way_of(struct message *m, Ref patterns) {
    if (m->size == MESSAGE_UNSEEN) look_at(m);
    for (Py_ssize_t i = 0; 2 * i < vec_count(patterns); i++) {
        const Ref kind = vec_at(patterns, 2 * i), key = vec_at(patterns, 2 * i + 1);
        if (is_nil(kind)) return i;
        const int64_t size = int_of(kind);
        if (size != 0 && m->size == MESSAGE_OTHER) return WAY_UNSURE;
        if (size != 0 && m->size != (size < 0 ? -size : size)) continue;
        if (size < 0) return i;
        const Ref x = size == 0 ? ref(m->value) : m->first;
        if (x.w == key.w && !is_type(x, &PyFloat_Type)) return i; // a NaN is not even = to itself
        if (!differs(x, key)) return WAY_UNSURE;
    }
    return NO_WAY;
}

// Looks for the first message that one of the patterns takes: that is then *p->seen. NO_WAY: the time is over.
static Py_ssize_t look_for(struct process *p, Ref patterns) {
    struct task *self = this_task();
    p->listens = false;
    if (unlikely(self->interrupt) && task_check(self) < 0) return WAY_FAILED; // a signal comes before a message that came later
    for (int woken = 1;;) {
        for (struct message **look = p->seen ? &(*p->seen)->next : &p->first; *look; look = p->seen ? &(*p->seen)->next : &p->first) {
            p->seen = look;
            Py_ssize_t way = way_of(*look, patterns);
            if (unlikely(way == WAY_UNSURE) && !ask_way(p, patterns, &way)) continue;
            if (way != NO_WAY) return way;
        }
        if (!woken) return NO_WAY;
        p->listens = true;
        woken = wait_told(p->deadline);
        if (woken < 0) return WAY_FAILED; // a message that has come at the same time as a signal stays
    }
}

static Value receive_way(Ref patterns, Ref ms) {
    struct process *p = receive_begin(ms);
    const Py_ssize_t way = p ? look_for(p, patterns) : WAY_FAILED;
    return way == WAY_FAILED ? ERR : int_value(way);
}

PRIM_WAITS(own_receive_way, "cljsh.core", "receive-way", "[patterns]",
           "A whole receive with plain patterns: returns the number of the first that takes a message, which can then be\n"
           "taken. patterns: a vector with two elements for each, kind and key. nil and nil: takes any message; 0 and key: what\n"
           "is = to the key; a size and key: vectors of that size whose first element is; -size and nil: vectors of that size.\n"
           "With milliseconds as a second argument, -1 is returned when they are over.")
{ return receive_way(a[0], NIL); }

PRIM_WAITS(own_receive_way_2, "cljsh.core", "receive-way", "[patterns ms]", NULL)
{ return receive_way(a[0], a[1]); }

PRIM_WAITS(own_receive_one, "cljsh.core", "receive-one", "[patterns]", "Waits for a message like receive-way, takes it out of the mailbox, and returns it.")
{
    struct process *p = receive_begin(NIL);
    if (!p || look_for(p, a[0]) < 0) return ERR;
    struct task *from = NULL;
    Value v = take_out(p, p->seen, &from);
    Py_XDECREF((PyObject *)from);
    return v;
}

PRIM(own_receive_take, "cljsh.core", "receive-take", "[]", "Takes the message seen last out of the mailbox, and returns it.")
{
    struct task *from = NULL;
    Value v = take_seen(&from);
    if (ok(v)) Py_XDECREF((PyObject *)from);
    return v;
}

PRIM(own_receive_take_from, "cljsh.core", "receive-take-from", "[]", "Like receive-take; returns [message pid], with who has sent it, or nil.")
{
    struct task *from = NULL;
    Value v = take_seen(&from);
    if (failed(v)) return ERR;
    return vec_give((Value[]){v, from ? adopt(from) : nil_value()}, 2);
}

// --- for people ---------------------------------------------------------------

static Value set_limit(Ref limit, bool senders_wait) {
    struct process *p = process_of(this_task());
    struct process_extra *extra = p ? process_extra(p) : NULL;
    int64_t n = 0;
    if (!extra) return ERR;
    if (!is_nil(limit) && (!int64_of(limit, &n) || n <= 0)) return err_arg("the limit of a mailbox is a positive number of messages, or nil");
    Value before = extra->most ? int_value(extra->most) : nil_value();
    extra->most = (Py_ssize_t)n;
    extra->senders_wait = n && senders_wait;
    wait_wake_all(&extra->room);
    return before;
}

PRIM(tasklet_mailbox_limit, "cljsh.tasklet", "mailbox-limit", "[n]",
     "Sets how many messages may lie in this process's mailbox (nil: any number, as at first); returns what it was.\n"
     "One more ends the process, with the reason [:mailbox-full n], as an exit signal that cannot be trapped. With :wait\n"
     "as a second argument ! waits instead, until there is room; messages that no program sends, such as [:DOWN …],\n"
     "those of other nodes, and its own come in nevertheless.")
{ return set_limit(a[0], false); }

PRIM(tasklet_mailbox_limit_2, "cljsh.tasklet", "mailbox-limit", "[n how]", NULL)
{
    if (!same(a[1], KW("wait")) && !same(a[1], KW("end"))) return err_arg("what happens at the limit of a mailbox is :end or :wait");
    return set_limit(a[0], same(a[1], KW("wait")));
}

PRIM(tasklet_process_messages, "cljsh.tasklet", "process-messages", "[pid]", "Returns a vector of the messages in the mailbox of a process, the oldest first.")
{
    struct task *t = process_arg(a[0]);
    struct process *p = t ? process_of(t) : NULL;
    Value list = p ? vec_empty() : ERR;
    for (struct message *m = p ? p->first : NULL; m && ok(list); m = m->next) list = vec_conj(list, ref(m->value));
    return list;
}
