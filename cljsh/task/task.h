// SPDX-License-Identifier: MIT
/* A task is one running computation: the main program, a thread that Python
 * started, a tasklet.  Whatever belongs to a computation and not to the whole
 * process is here, and nowhere in a thread-local variable; of those there are
 * task_current, which points to the task that runs on this thread, and
 * task_in_c, for what a task has only while C functions run.
 *
 * The folders above define what the pointers point to; here they are words.
 * All of it is guarded by the GIL.
 */
#ifndef TASK_TASK_H
#define TASK_TASK_H

#include "base/value.h"

struct load;
struct recording;
struct shell;
struct interp;
struct process;
struct wait_list;

// A stack of frames, and where its interpreter goes on (vm/vm.h).
struct activation {
    Value *stack, *stack_end;
    union { Value *base; struct activation *next; }; // next: in the pool
    const uint64_t *pc;
    uint8_t yielded;         // how a generator's frame was left by YIELD (vm/generator.h)
};

// A place in a list of those who wait for something.
struct waiter {
    struct waiter *next, **at;
    struct wait_list *list;    // NULL: in none
    uintptr_t task;            // a struct task *, and 1 once it was woken
};
static inline bool waiter_is_woken(const struct waiter *w) { return w->task & 1; }
static inline struct task *waiter_task(const struct waiter *w) { return (struct task *)(w->task & ~(uintptr_t)1); }

// The latest time at which a computation must have ended (wait.h: limits).
struct limit { int64_t deadline; double ms; struct limit *outer; };

enum task_state {
    TASK_RUNNING,
    TASK_BLOCKED, // its thread waits, without the GIL
    TASK_PARKED,  // a tasklet that waits; no thread has it
    TASK_READY,   // a tasklet in the run queue
    TASK_ENDED,
    TASK_REMOTE,  // a process of another node: what this one knows of it
};

struct task {
    PyObject_HEAD                // a task that a program can see is the value it sees
    struct activation run;       // a tasklet's own frames; all other activations are nested in C calls
    PyObject *bindings;          // dynamic bindings (vars/var.c): map of var -> box, and the frame before; or NULL
    PyObject *context;           // a tasklet's contextvars, while it does not run; or NULL
    PyObject *interrupt;         // an exception, raised at the next pause or wait; or NULL
    struct limit *limit;         // the innermost one
    struct shell *shell;         // its surroundings: environment, directory, descriptors …; NULL: the process's
    struct process *process;     // what makes it a process with a mailbox (sched/pid.h), or NULL
    struct waiter waiter;        // a parked tasklet's
    union {
        struct task *next;       // in the run queue
        struct waiters *more;    // of one that is parked: its other waiters, if it waits for several things (task/wait.c); else NULL
    };
    int64_t given;               // until when it waits, as the primitive has said
    uint32_t timer;              // its place among the timers (task/loop.c); 0: none
    int32_t reductions;          // left of its slice
    uint32_t slices;             // how many it has had
    uint32_t depth;              // how many C calls its innermost frames are in; a tasklet without any has 1
    int wake_fd;                 // while it is blocked: what its thread listens to
    uint8_t state;               // enum task_state
    uint8_t priority;            // task/run.h
    bool may_park;               // a primitive runs that is called from the interpreter at depth 1, and may be repeated
    bool parking;                // it has found nothing, and the interpreter is to be left
    bool woken;                  // and was woken before that was done; or told (wait_tell) while it blocks its thread
    bool repeats;                // the primitive that runs is one that has waited
    bool is_tasklet;
    bool is_main : 1;
    bool is_remote : 1;          // of another node; TASK_REMOTE until it has ended
    bool is_worker : 1;          // it runs on a thread of task/thread.c
    bool waits_for_others : 1;   // and for nothing else (task/deadlock.h)
    bool nudged : 1;             // something was written to wake_fd
    bool is_ending : 1;          // the interrupt is an exit signal: one that comes later has no effect
};

/* What a task has only while it is in a call of a C function that sets and
 * resets it, and so stays on its thread. */
struct task_in_c {
    struct load *load;           // what is being loaded (compile/origin.h)
    struct recording *recording; // and compiled (compile/recording.h)
    PyObject *plainly;           // what is being printed without regard to print-method (host/type_hooks.c)
    struct interp *interp;       // the command language's, of a call of the task's own of it (command/sh.h)
};
extern __thread struct task_in_c task_in_c;

extern __thread struct task *task_current; // NULL until this thread's task is first asked for
extern struct task task_main;

// Called without the GIL with the task of a thread that ends, to free it.  Filled by sched/pid.c, whose type a task is.
extern void (*task_forget_hook)(struct task *t);

/* The surroundings of tasks (shell/state.c defines them and fills this in). */
extern struct surroundings {
    struct shell *(*share)(void);       // those of the running task once more, for one that it starts
    void (*drop)(struct shell *);       // such a one, when it comes to nothing
    void (*follow)(void);               // the process takes on those of the running task: it has got the GIL (back)
    void (*end)(struct task *t);        // the running task ends: gives them back
} task_surroundings;

COLD struct task *task_adopt(void);
// The task that runs.
static inline struct task *this_task(void) { return likely(task_current) ? task_current : task_adopt(); }

// Has the exception (borrowed) raised in the task at its next pause, or at once where it waits.
void task_interrupt(struct task *t, PyObject *exception);
// Raises what is due in this task: an interrupt, a limit that has passed. 0 or -1.
int task_check(struct task *self);
static inline bool task_is_due(const struct task *self) { return unlikely(self->interrupt || self->limit); }

/* A primitive that may wait (PRIM_WAITS) can be called from the interpreter of
 * a tasklet that has no C frames below.  Then the functions of task/wait.h do
 * not wait but note where the tasklet is parked, and fail without an
 * exception; the interpreter is left, and when the tasklet is woken the
 * instruction is repeated.  So such a primitive looks first whether what it
 * wants is there, waits before it changes anything, and takes no argument
 * before that. */
static inline void task_allow_parking(struct task *self) { self->may_park = self->is_tasklet && self->depth == 1; }
/* Such a primitive can also have a function called in its place, with its
 * arguments, of which it has taken none: task_call_instead(f) fails, and the
 * interpreter calls f (kept by others) in frames of its own. */
extern PyObject *task_instead;
static inline Value task_call_instead(PyObject *f) { task_instead = f; return ERR; }
/* Inside of such a primitive, around what must not be repeated: it waits with its thread.
 * Gives what task_part_ends is given. */
static inline bool task_part_begins(struct task *self) {
    bool may = self->may_park;
    self->may_park = false;
    return may;
}
static inline void task_part_ends(struct task *self, bool may) { self->may_park = may; }
// Is the interpreter to be left?  Not a nested one: what is dropped on the way out may call a function.
static inline bool task_is_parking(const struct task *self) { return self->parking && self->depth == 1; }
// Can what runs be parked by leaving the interpreter?
static inline bool in_tasklet(void) { return task_current->is_tasklet && task_current->depth == 1; }
// Is the primitive that runs repeated?
static inline bool task_repeats(const struct task *self) { return self->repeats && self->depth == 1; }

#endif
