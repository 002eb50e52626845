// SPDX-License-Identifier: MIT
#include "sched/mailbox.h"

#include "base/prim.h"
#include "coll/vector.h"
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
    SCOPED Value reason = vec_from((Ref[]){KW("mailbox-full"), int_ref(t->process->most)}, 2);
    t->process->most = 0; // told once
    if (ok(reason)) process_interrupt(t, ref(reason));
    else PyErr_Clear();
}

void mailbox_send(struct task *to, Value message, struct task *from) {
    if (unlikely(to->state == TASK_REMOTE)) {
        remote_calls->send(to, message, from);
        return;
    }
    struct process *p = to->state == TASK_ENDED ? NULL : process_of(to);
    struct message *m = p ? message_new() : NULL;
    if (!m) {
        drop(message);
        return;
    }
    *m = (struct message){.value = message, .from = from};
    Py_XINCREF((PyObject *)from);
    *p->end = m;
    p->end = &m->next;
    p->count++;
    wait_wake_all(&p->arrived);
    if (unlikely(p->most && p->count > p->most)) overflows(to);
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
    p->end = p->look = p->seen = &p->first;
    p->count = 0;
}

PRIM(tasklet_send, "cljsh.tasklet", "!", "[process message]",
     "Sends a message to a process, a pid or a name that one is registered by; returns the message.\n"
     "[name node] is the process registered by a name on another node. The message is put into the mailbox, from which\n"
     "the process takes it by receive. A process that has ended gets nothing.")
{
    if (is_clj(a[0], &reference_type)) return pid_make(this_task()) && reference_answer(a[0], a[1], this_task()) == 0 ? take(&a[1]) : ERR;
    if (unlikely(is_vec(a[0])) && remote_calls) return remote_calls->send_named(a[0], a[1]) < 0 ? ERR : take(&a[1]);
    struct task *to = process_target(a[0]), *self = this_task();
    if (!to) return ERR;
    if (unlikely(!Py_TYPE(self)) && !pid_make(self)) return ERR;
    mailbox_send(to, keep(a[1]), self);
    return unlikely(to->is_remote) && PyErr_Occurred() ? ERR : take(&a[1]);
}

// --- receiving ---------------------------------------------------------------

/* How a receive works: receive-first, then receive-next, until a message is
 * wanted or the time is over, then in the first case receive-take.  Where many
 * messages lie in front that no clause takes, a filter lets most of them be
 * passed without a look at them by Clojure code. */

// Can x never be = to key?  (Of what is interned, and of integers, that is known at once.)
static bool differs(Ref x, Ref key) {
    if (x.w == key.w) return false;
    if (is_int(x) && is_int(key)) return true;
    return is_keyword(x) || is_keyword(key) || is_clj(key, &reference_type) || is_pid(key);
}

static bool passes(const struct filter *f, Ref message) {
    if (f->size == 0) return !differs(message, ref(f->key));
    if (!is_vec(message)) return kind_of(message) & K_VECTOR;
    if (f->size != vec_count(message)) return false;
    return !f->key.w || !differs(vec_at(message, 0), ref(f->key));
}

static bool is_wanted(const struct process *p, Ref message) {
    if (!p->nfilters) return true;
    for (int i = 0; i < p->nfilters; i++)
        if (passes(&p->filters[i], message)) return true;
    return false;
}

void filters_drop(struct process *p) {
    while (p->nfilters) xdrop(p->filters[--p->nfilters].key);
}

static Value look_on(struct process *p) {
    for (int woken = 1;;) {
        struct message *m;
        while ((m = *p->look)) {
            p->seen = p->look;
            p->look = &m->next;
            if (is_wanted(p, ref(m->value))) return keep(ref(m->value));
        }
        if (woken <= 0) return woken < 0 ? ERR : keep(ref(no_message));
        woken = wait_on(&p->arrived, p->deadline);
    }
}

PRIM_WAITS(own_receive_first, "cljsh.core", "receive-first", "[ms]",
           "Begins a receive: returns the oldest message, waiting for one so many milliseconds, nil for ever.\n"
           "The message stays in the mailbox. When the time is over, :cljsh.receive/none is returned.")
{
    struct task *self = this_task();
    struct process *p = process_of(self);
    if (!p) return ERR;
    if (!task_repeats(self)) {
        int64_t deadline = is_nil(a[0]) ? FOREVER : deadline_of(a[0]);
        if (deadline < 0) return ERR;
        p->deadline = deadline;
        p->look = &p->first;
        if (p->nfilters) filters_drop(p);
    }
    return look_on(p);
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
    for (Py_ssize_t i = 0; i + 1 < n; i += 2) {
        bool any = is_nil(a[i + 1]) && int_of(a[i]);
        p->filters[p->nfilters++] = (struct filter){.size = (int)int_of(a[i]), .key = any ? ERR : keep(a[i + 1])};
    }
    return nil_value();
}

PRIM(own_receive_take, "cljsh.core", "receive-take", "[]", "Takes the message seen last out of the mailbox, and returns it.")
{
    struct process *p = process_of(this_task());
    if (!p || p->look == &p->first) return p ? err_state("no message was looked at") : ERR;
    struct message *m = *p->seen;
    *p->seen = m->next;
    if (p->end == &m->next) p->end = p->seen;
    p->look = &p->first;
    p->count--;
    Py_XSETREF(p->sender, m->from);
    Value v = m->value;
    message_free(m);
    return v;
}

PRIM(own_receive_sender, "cljsh.core", "receive-sender", "[]", "Returns the pid of who sent the message that receive-take took last, or nil.")
{
    struct process *p = process_of(this_task());
    return !p ? ERR : p->sender ? keep_obj(p->sender) : nil_value();
}

// --- for people ---------------------------------------------------------------

PRIM(tasklet_mailbox_limit, "cljsh.tasklet", "mailbox-limit", "[n]",
     "Sets how many messages may lie in this process's mailbox (nil: any number, as at first); returns what it was.\n"
     "One more ends the process, with the reason [:mailbox-full n], as an exit signal that cannot be trapped.")
{
    struct process *p = process_of(this_task());
    int64_t n_ = 0;
    if (!p) return ERR;
    if (!is_nil(a[0]) && (!int64_of(a[0], &n_) || n_ <= 0)) return err_arg("the limit of a mailbox is a positive number of messages, or nil");
    Value before = p->most ? int_value(p->most) : nil_value();
    p->most = (Py_ssize_t)n_;
    return before;
}

PRIM(tasklet_process_messages, "cljsh.tasklet", "process-messages", "[pid]", "Returns a vector of the messages in the mailbox of a process, the oldest first.")
{
    struct task *t = process_arg(a[0]);
    struct process *p = t ? process_of(t) : NULL;
    Value list = p ? vec_empty() : ERR;
    for (struct message *m = p ? p->first : NULL; m && ok(list); m = m->next) list = vec_conj(list, ref(m->value));
    return list;
}
