// SPDX-License-Identifier: MIT
#include "sched/mailbox.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/vector.h"
#include "data/symbol.h"

struct message *mailbox_spare;
int mailbox_spares;

static struct message *message_new(void) {
    struct message *m = mailbox_spare;
    if (!m) return PyMem_Malloc(sizeof *m);
    mailbox_spare = m->next;
    mailbox_spares--;
    return m;
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
