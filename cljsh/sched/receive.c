// SPDX-License-Identifier: MIT
#include "sched/receive.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/vector_impl.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "sched/clock.h"
#include "sched/mailbox.h"

static Value no_message; // what receive-next gives when the time is over

int receive_init(void) {
    no_message = keyword_parse("cljsh.receive/none");
    return ok(no_message) ? 0 : -1;
}

// Can x never be = to key?  (Of what is interned, and of integers, that is known at once.)
static inline bool differs(Ref x, Ref key) {
    if (x.w == key.w) return false;
    if (is_int(x) && is_int(key)) return true;
    return is_keyword(x) || is_keyword(key) || is_clj(key, &reference_type) || is_pid(key);
}

static inline void look_at(struct message *m) {
    const Ref value = ref(m->value);
    if (likely(is_vec(value) && vec_ptr(value)->count < INT32_MAX)) {
        m->size = (int32_t)vec_ptr(value)->count;
        if (m->size > 0) m->first = item_at(vec_ptr(value), 0);
    } else {
        m->size = !is_keyword(value) && kind_of(value) & K_VECTOR ? MESSAGE_OTHER : 0;
    }
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

#define PLAIN_MAX 8 // cljsh.receive asks for no more

// The elements of the vector of patterns, of which there are *n; NULL: it is none of plain patterns.
static inline const Value *plain_of(Ref patterns, int *n) {
    if (unlikely(!is_vec(patterns) || vec_ptr(patterns)->count > 2 * PLAIN_MAX)) return NULL;
    *n = (int)vec_ptr(patterns)->count / 2;
    return vec_ptr(patterns)->tail; // all of so few
}

static inline Py_ssize_t way_of(struct message *m, const Value *all, int n) {
    if (m->size == MESSAGE_UNSEEN) look_at(m);
    for (int i = 0; i < n; i++) {
        const Ref kind = ref(all[2 * i]), key = ref(all[2 * i + 1]);
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

/* Most receives of a tasklet: without a time; the oldest message is taken by one of the patterns for sure, that
 * being then *p->seen, or there is none, and the tasklet is parked (WAY_FAILED).  WAY_UNSURE: it is none of those. */
static inline Py_ssize_t look_at_oldest(struct task *self, Ref patterns) {
    struct process *p = self->process;
    int n;
    if (unlikely(!p || !self->is_tasklet || self->depth != 1 || task_is_due(self) || (p->extra && p->extra->nfilters))) return WAY_UNSURE;
    if (!self->repeats) p->seen = NULL;
    else if (unlikely(p->seen || p->deadline != FOREVER)) return WAY_UNSURE;
    struct message *m = p->first;
    if (!m) {
        p->deadline = FOREVER;
        p->listens = true;
        wait_begins_parked(self, FOREVER);
        self->repeats = true;
        return WAY_FAILED;
    }
    const Value *all = plain_of(patterns, &n);
    const Py_ssize_t way = all ? way_of(m, all, n) : NO_WAY;
    if (unlikely(way < 0)) return WAY_UNSURE;
    p->listens = self->repeats = false;
    p->seen = &p->first;
    return way;
}

// Looks for the first message that one of the patterns takes: that is then *p->seen. NO_WAY: the time is over.
static Py_ssize_t look_for(struct process *p, Ref patterns) {
    struct task *self = this_task();
    int n;
    const Value *all = plain_of(patterns, &n);
    if (!all) return (err_arg("receive-way takes a vector of %d patterns at most", PLAIN_MAX), WAY_FAILED);
    p->listens = false;
    if (unlikely(self->interrupt) && task_check(self) < 0) return WAY_FAILED; // a signal comes before a message that came later
    for (int woken = 1;;) {
        struct message **last = p->seen, **look = last ? &(*last)->next : &p->first;
        for (struct message *m; (m = *look);) {
            Py_ssize_t way = way_of(m, all, n);
            if (unlikely(way == WAY_UNSURE)) {
                p->seen = look;
                bool there = ask_way(p, patterns, &way);
                last = p->seen;
                look = last ? last : &p->first;
                if (!there) continue;
            }
            if (way != NO_WAY) {
                p->seen = look;
                return way;
            }
            last = look;
            look = &(*look)->next;
        }
        p->seen = last;
        if (!woken) return NO_WAY;
        p->listens = true;
        woken = wait_told(p->deadline);
        if (woken < 0) return WAY_FAILED; // a message that has come at the same time as a signal stays
    }
}

static Value receive_way(Ref *a, Py_ssize_t n) {
    struct process *p = receive_begin(n > 1 ? a[1] : NIL);
    const Py_ssize_t way = p ? look_for(p, a[0]) : WAY_FAILED;
    return way == WAY_FAILED ? ERR : int_value(way);
}

PRIM_DECLARE(own_receive_way, "cljsh.core", "receive-way", "[patterns]",
             "A whole receive with plain patterns: returns the number of the first that takes a message, which can then be\n"
             "taken. patterns: a vector with two elements for each, kind and key. nil and nil: takes any message; 0 and key: what\n"
             "is = to the key; a size and key: vectors of that size whose first element is; -size and nil: vectors of that size.\n"
             "With milliseconds as a second argument, -1 is returned when they are over.", PRIM_WAITING)
{
    const Py_ssize_t way = look_at_oldest(this_task(), a[0]);
    return likely(way >= 0) ? int_value(way) : way == WAY_FAILED ? ERR : wait_prim(receive_way, a, n);
}

PRIM_DECLARE(own_receive_way_2, "cljsh.core", "receive-way", "[patterns ms]", NULL, PRIM_WAITING) { return wait_prim(receive_way, a, n); }

static Value take_seen_alone(struct process *p) {
    struct task *from = NULL;
    Value v = take_out(p, p->seen, &from);
    Py_XDECREF((PyObject *)from);
    return v;
}

static Value receive_one(Ref *a, Py_ssize_t n) {
    (void)n;
    struct process *p = receive_begin(NIL);
    return !p || look_for(p, a[0]) < 0 ? ERR : take_seen_alone(p);
}

PRIM_DECLARE(own_receive_one, "cljsh.core", "receive-one", "[patterns]",
             "Waits for a message like receive-way, takes it out of the mailbox, and returns it.", PRIM_WAITING)
{
    struct task *self = this_task();
    const Py_ssize_t way = look_at_oldest(self, a[0]);
    return likely(way >= 0) ? take_seen_alone(self->process) : way == WAY_FAILED ? ERR : wait_prim(receive_one, a, n);
}

PRIM(own_receive_take, "cljsh.core", "receive-take", "[]", "Takes the message seen last out of the mailbox, and returns it.")
{
    struct process *p = process_of(this_task());
    if (likely(p && p->seen)) return take_seen_alone(p);
    return p ? err_state("no message was looked at") : ERR;
}

PRIM(own_receive_take_from, "cljsh.core", "receive-take-from", "[]", "Like receive-take; returns [message pid], with who has sent it, or nil.")
{
    struct process *p = process_of(this_task());
    if (unlikely(!p || !p->seen)) return p ? err_state("no message was looked at") : ERR;
    struct task *from = NULL;
    Value v = take_out(p, p->seen, &from);
    return vec_give((Value[]){v, from ? adopt(from) : nil_value()}, 2);
}
