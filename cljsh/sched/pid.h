// SPDX-License-Identifier: MIT
/* Processes: tasks with a mailbox, that others can watch.
 *
 * Each task is one, the main program and Python's threads too.  What others
 * see of it, its pid, is the task itself.  Semantics are those of Erlang:
 * messages between two processes keep their order; one to a process that has
 * ended is dropped; a link ends both, a monitor tells one; an exit signal is a
 * message to who traps exits.
 */
#ifndef SCHED_PID_H
#define SCHED_PID_H

#include "data/type.h"
#include "task/wait.h"

/* from: owned; NULL: of no process, such as [:DOWN …].
 * A receive that passes by thousands of messages looks at nothing but these. */
struct message {
    struct message *next;
    Value value;
    struct task *from;
    Ref first;      // of a vector, its first element
    int32_t size;   // of a vector; 0: of what is none; MESSAGE_UNSEEN; MESSAGE_OTHER: it has to be looked at
};
enum { MESSAGE_OTHER = -1, MESSAGE_UNSEEN = -2 };

// What a receive looks at: see receive-filter.
struct filter { int size; Value key; };
#define FILTERS_MAX 4

struct tx;
enum relation { LINKED, MONITORS, MONITORED };

// What a process has to do with another one; that one has the counterpart.
struct relative {
    struct relative *next;
    struct task *other;
    Value ref;               // of a monitor; else 0
    enum relation relation;
};

// Those started by a call of schedule, and by them: who waits for the last to end.
struct group { Py_ssize_t references, alive; struct wait_list ended; };

// What few processes have.
struct process_extra {
    int nfilters;                 // of the running receive
    struct filter filters[FILTERS_MAX];
    Py_ssize_t most;              // messages that may lie in the mailbox; 0: any number
    bool senders_wait;            // while so many are there; else one more ends the process
    struct wait_list room;        // where they do
    Value name;                   // it is registered by, or 0
    struct tx *tx;                // the transaction that runs (sched/stm.h), or NULL
    Value held;                   // in an agent's action: a vector of the sends to be made when it ends, else 0
};

struct process {
    struct message *first, **end; // the mailbox
    struct message **seen;        // where what the running receive saw last is; NULL: it has seen none
    int64_t deadline;             // of the running receive
    struct relative *relatives;
    struct group *group;
    Value result;                 // the future that it computes, or 0
    Value function;               // it was spawned with
    struct process *before, *after; // of all tasklets that have not ended
    struct process_extra *extra;  // or NULL
    uint64_t id;
    uint32_t count;               // of messages
    bool listens;                 // it waits for a message (wait_told)
    bool traps;
    bool is_awaited;              // by the end of the program
    bool is_known;                // to other nodes, by its id
};

/* The reference of a monitor.  One with an owner is an alias, too: the first
 * message sent to it goes to the owner as [reference message] and ends the
 * monitor; later ones, and those after the end of what is monitored or after
 * demonitor, go nowhere.  So the answer to a request cannot come late. */
struct reference {
    PyObject_HEAD
    struct task *owner;
    uint64_t id;                  // by which other nodes know it; 0: they do not
    void *node;                   // the node it belongs to, NULL: this one
    Value name;                   // by which the process was called that is monitored, or 0
};

/* Processes of other nodes are tasks, too (is_remote): what they are linked
 * with and who monitors them here is written down as that of any other.  What
 * has to be told to their nodes goes through these functions.  Filled by
 * node/remote.c. */
struct remote_calls {
    int (*send)(struct task *to, Value message, struct task *from);     // takes the message: 0 or -1
    int (*send_named)(Ref name_and_node, Ref message);                  // 0 or -1
    int (*answer)(struct reference *r, Ref message, struct task *from); // to an alias: 0 or -1
    void (*signal)(struct task *to, Ref from, Ref reason);              // of kill-process
    void (*ended)(struct task *to, struct task *t, Ref reason);         // t, which `to` has to do with, has ended
    void (*watch)(struct task *t);                                      // its end is to be told
    void (*link)(struct task *self, struct task *t, bool begins);
    void (*forget)(struct task *t);                                     // it is known to others, or theirs, and will be freed
    void (*forget_reference)(struct reference *r);
    void (*print)(struct task *t, void *strbuf);
    Value (*node)(struct task *t);                                      // the name of its node
};
extern const struct remote_calls *remote_calls;

extern CljType pid_type, reference_type;
// BaseExceptions: of die; of kill and links, which nothing catches; of become, which nothing catches either.
extern PyObject *ProcessExit, *ExitSignal, *Become;
extern PyObject *Deadlock; // what the main program gets when nothing can ever wake (task/deadlock.h)

int process_init(void);
int process_info_init(void);
static inline bool is_pid(Ref r) { return is_clj(r, &pid_type); }
static inline struct task *pid_task(Ref r) { return (struct task *)obj(r); }
COLD struct process *process_make(struct task *t);
// What makes a task a process: NULL with MemoryError.
static inline struct process *process_of(struct task *t) { return likely(t->process) ? t->process : process_make(t); }

// What it is to have of it; NULL with MemoryError.
struct process_extra *process_extra(struct process *p);
static inline Ref process_name(const struct process *p) { return p->extra ? ref(p->extra->name) : NO_REF; }

// The process that a pid, or a name it is registered by, means; NULL with an exception.
struct task *process_target_named(Ref r);
static inline struct task *process_target(Ref r) { return likely(is_pid(r)) ? pid_task(r) : process_target_named(r); }
// Makes the task of a thread, which nobody has seen yet, a value: false with an exception.
bool pid_make(struct task *self);
// The process of an argument that must be a pid; NULL with an exception.
struct task *process_arg(Ref r);
// Ends it from within, for a reason that nothing traps.
int process_interrupt(struct task *t, Ref reason); // 0, or -1 with an exception

/* Takes the message; from may be NULL (mailbox.c).  0; -1 with an exception, or where this task is to be
 * parked first: it cannot be sent to another node, or there is no memory. */
int mailbox_send(struct task *to, Value message, struct task *from);
// An exit signal; from and reason are borrowed: 0, or -1 with an exception.
int process_signal(struct task *to, Ref from, Ref reason);
// The process ends: tells those that want to know, and forgets all it has.  How many were told.
int process_end(struct task *t, Ref reason);

int process_link(struct task *self, struct task *t); // 0 or -1
void process_unlink(struct task *self, struct task *t);
// The task other, of another node, is to know when t ends: 0 or -1.
int process_watch(struct task *t, struct task *other);
#define PID_GIVEN ((uint64_t)1 << 44) // from here on: numbers that another node has chosen, shown as +N
struct strbuf;
void pid_number_print(struct strbuf *b, uint64_t number);
Value pid_value(struct task *t);  // of any task
int reference_answer(Ref reference, Ref message, struct task *from); // a message to a reference: 0 or -1
Ref process_named(Ref name);      // the pid registered by a name, borrowed, or NO_REF without exception
// A new reference, of no owner and no node; or NULL.
struct reference *reference_new(void);
// The reference. name: what t was called by, which its end is told by, or NO_REF.
Value process_monitor(struct task *self, struct task *t, Ref name, bool alias);

/* Starts a tasklet that calls f (the arguments are borrowed) with the bindings
 * (consumed, may be NULL) and, if result is not 0, settles that future
 * (borrowed).  Borrowed from the scheduler, or NULL. */
struct task *tasklet_spawn(Ref f, const Ref *args, Py_ssize_t n, PyObject *bindings, Ref result);
int tasklet_init(void);
Py_ssize_t tasklet_count(void);   // of those that have not ended

#endif
