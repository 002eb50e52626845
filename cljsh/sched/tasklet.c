// SPDX-License-Identifier: MIT
/* Tasklets: how one begins, is run and ends. */
#include "sched/pid.h"

#include "base/call.h"
#include "base/error.h"
#include "base/prim.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "host/context.h"
#include "host/report.h"
#include "sched/promise.h"
#include "task/pause.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/generator.h"
#include "vm/rare.h"

struct tasklet { struct task task; struct process process; };

static struct process all = {.before = &all, .after = &all}; // a ring, with this at its ends
static uint64_t last_id; // 0 is the main program
static Py_ssize_t count;

Py_ssize_t tasklet_count(void) { return count; }

// --- the end --------------------------------------------------------------

static Value reason_of(PyObject *e) {
    if (!PyErr_GivenExceptionMatches(e, ProcessExit)) return keep_obj(e);
    PyObject *reason = PyObject_GetAttrString(e, "reason");
    if (!reason) PyErr_Clear();
    return reason ? val_of(reason) : keep(KW("unknown"));
}

static void forget_stack(struct task *t) {
    PyMem_Free(t->run.stack);
    t->run.stack = NULL;
    Py_CLEAR(t->bindings);
    Py_CLEAR(t->context);
    Py_CLEAR(t->interrupt);
    while (t->limit) {
        struct limit *l = t->limit;
        t->limit = l->outer;
        PyMem_Free(l);
    }
}

// v: the value, or ERR with the exception.
static void end(struct task *t, Value v) {
    struct process *p = t->process;
    PyObject *e = failed(v) ? exception_fetch() : NULL;
    const bool leaves = e && PyErr_GivenExceptionMatches(e, PyExc_SystemExit);
    Value reason = e ? reason_of(e) : keep(KW("normal"));
    forget_stack(t);
    task_surroundings.end(t);
    if (leaves) task_interrupt(&task_main, e);
    if (p->result.w) {
        Value result = p->result;
        p->result = ERR;
        promise_of(ref(result))->runner = NULL;
        if (e) promise_settle(promise_of(ref(result)), FAILED, keep_obj(e));
        else promise_settle(promise_of(ref(result)), DONE, keep(ref(v)));
        drop(result);
        process_end(t, ref(reason));
    } else {
        int told = process_end(t, ref(reason));
        if (e && !told && !leaves && !PyErr_GivenExceptionMatches(e, ProcessExit) && !PyErr_GivenExceptionMatches(e, PyExc_KeyboardInterrupt))
            report_exception(e);
    }
    PyErr_Clear();
    count--;
    p->before->after = p->after;
    p->after->before = p->before;
    if (p->is_awaited && --run_awaited == 0) wait_wake_all(&run_all_ended);
    drop(reason);
    xdrop(v);
    Py_XDECREF(e);
    t->state = TASK_ENDED;
    Py_DECREF(t); // the scheduler's
}

// The exception that is set, of become, taken: the tasklet begins anew. 0 or -1.
static int begin_anew(struct task *t) {
    PyObject *e = exception_fetch();
    SCOPED Value f = val_of(PyObject_GetAttrString(e, "function")), args = val_of(PyObject_GetAttrString(e, "arguments"));
    Py_DECREF(e);
    if (failed(f) || failed(args)) return -1;
    PyMem_Free(t->run.stack);
    t->run.stack = NULL;
    Py_ssize_t n = PyTuple_GET_SIZE(obj(ref(args)));
    Value *words = PyMem_New(Value, n + 1);
    if (!words) return (PyErr_NoMemory(), -1);
    for (Py_ssize_t i = 0; i < n; i++) words[i] = val_from(PyTuple_GET_ITEM(obj(ref(args)), i));
    int r = activation_call(&t->run, keep(ref(f)), words, n);
    PyMem_Free(words);
    return r;
}

LIB_VAR(drive, "cljsh.tasklet", "drive", "cljsh/tasklet.clj");

// A tasklet whose function has returned a generator runs that (consumed).
static Value go_on_as(struct task *t, Value generator) {
    PyMem_Free(t->run.stack);
    t->run.stack = NULL;
    Ref f = lib_var_root(&drive);
    if (f.w && activation_call(&t->run, keep(f), (Value[]){generator}, 1) == 0) return VM_LEFT;
    return ERR;
}

static void run(struct task *t) {
    t->depth = 1;
    task_surroundings.follow();
    context_exchange(&t->context);
    Value v = vm_run(&t->run);
    t = this_task(); // perhaps another one by now (run_switch)
    context_exchange(&t->context);
    if (failed(v) && PyErr_ExceptionMatches(Become) && begin_anew(t) == 0) v = VM_LEFT;
    else if (unlikely(ok(v) && v.w != VM_LEFT.w && generator_is(ref(v)) && !t->process->result.w)) v = go_on_as(t, v);
    if (v.w != VM_LEFT.w) end(t, v);
    else if (t->parking) wait_parked(t);
    else run_ready(t);
}

// --- the beginning --------------------------------------------------------

struct task *tasklet_spawn(Ref f, const Ref *args, Py_ssize_t n, PyObject *bindings, Ref result) {
    struct tasklet *t = PyMem_Calloc(1, sizeof *t);
    Value small[8], *words = n <= 8 ? small : PyMem_New(Value, n);
    if (t && words) {
        for (Py_ssize_t i = 0; i < n; i++) words[i] = keep(args[i]);
        if (activation_call(&t->task.run, keep(f), words, n) == 0) goto made;
    } else {
        PyErr_NoMemory();
    }
    if (words != small) PyMem_Free(words);
    PyMem_Free(t);
    Py_XDECREF(bindings);
    return NULL;
made:
    if (words != small) PyMem_Free(words);
    struct task *self = this_task();
    PyObject_Init((PyObject *)t, TYPE_OBJECT(pid_type));
    t->task.bindings = bindings;
    if (context_copy(&t->task.context) < 0) PyErr_Clear();
    t->task.is_tasklet = true;
    t->task.wake_fd = -1;
    t->task.shell = task_surroundings.share();
    t->task.priority = PRIORITY_NORMAL;
    t->task.reductions = SLICE;
    t->task.slices = 1;
    struct process *p = t->task.process = &t->process;
    p->end = &p->first;
    p->id = ++last_id;
    p->function = keep(f);
    if (result.w) p->result = keep(result);
    if (self->process && (p->group = self->process->group)) {
        p->group->references++;
        p->group->alive++;
    }
    p->after = &all;
    p->before = all.before;
    all.before->after = p;
    all.before = p;
    count++;
    run_ready(&t->task);
    return &t->task;
}

int tasklet_init(void) {
    run_tasklet = run;
    return process_init();
}

// --- primitives -----------------------------------------------------------

static void await_at_end(struct task *t) {
    t->process->is_awaited = true;
    run_awaited++;
}

// What cannot be called is refused here, where the mistake is.
static struct task *spawn(const Ref *a, Py_ssize_t n) {
    if (unlikely(!(kind_of(a[0]) & (K_FN | K_IFN))) && !(is_obj(a[0]) && PyCallable_Check(obj(a[0]))))
        return (err_type("a tasklet calls a function, not %s", err_type_name(a[0])), NULL);
    return tasklet_spawn(a[0], (const Ref *)a + 1, n - 1, bindings_frame(), NO_REF);
}

PRIM(tasklet_spawn_, "cljsh.tasklet", "spawn", "[f & args]",
     "Starts a tasklet that calls f with the arguments, and returns its pid.\n"
     "It has a mailbox of its own and the bindings in force here. An exception that ends it is reported, unless\n"
     "somebody is linked to it or monitors it.")
{
    struct task *t = spawn(a, n);
    return t ? keep_obj(t) : ERR;
}

PRIM(tasklet_spawn_link, "cljsh.tasklet", "spawn-link", "[f & args]", "Starts a tasklet like spawn, that is linked to this process; see link.")
{
    struct task *t = process_of(this_task()) ? spawn(a, n) : NULL;
    return t && process_link(this_task(), t) == 0 ? keep_obj(t) : ERR;
}

PRIM(tasklet_spawn_monitor, "cljsh.tasklet", "spawn-monitor", "[f & args]",
     "Starts a tasklet like spawn, that this process monitors; returns [pid ref]. See monitor.")
{
    struct task *t = process_of(this_task()) ? spawn(a, n) : NULL;
    SCOPED Value reference = t ? process_monitor(this_task(), t, NO_REF, false) : ERR;
    return ok(reference) ? vec_from((Ref[]){ref_of(t), ref(reference)}, 2) : ERR;
}

PRIM(tasklet_become, "cljsh.tasklet", "become", "[f & args]",
     "Has this tasklet go on as a call of f with the arguments, in the place of what it does. Does not return.\n"
     "Its mailbox, links and name stay; finally clauses that surround the call are run.")
{
    if (!this_task()->is_tasklet) return err_state("only a tasklet can become something else");
    PyObject *args = PyTuple_New(n - 1);
    for (Py_ssize_t i = 1; args && i < n; i++) {
        PyObject *o = py_of(a[i]);
        if (o) PyTuple_SET_ITEM(args, i - 1, o);
        else Py_CLEAR(args);
    }
    SCOPED_PY PyObject *f = py_of(a[0]), *e = args ? PyObject_CallNoArgs(Become) : NULL;
    if (e && PyObject_SetAttrString(e, "function", f) == 0 && PyObject_SetAttrString(e, "arguments", args) == 0) PyErr_SetObject(Become, e);
    Py_XDECREF(args);
    return ERR;
}

PRIM(own_spawn_plain, "cljsh.core", "spawn-tasklet", "[f]", "Has f called by a tasklet, with the bindings in force here. Returns nil.")
{
    struct task *t = spawn(a, n);
    return t ? (await_at_end(t), nil_value()) : ERR;
}

PRIM(own_spawn_group, "cljsh.core", "spawn-group", "[future f]",
     "Like spawn-future; await-group waits for what this tasklet spawns, too. Returns its pid.")
{
    struct process *self = process_of(this_task());
    struct group *g = self ? PyMem_Calloc(1, sizeof *g) : NULL, *outer = self ? self->group : NULL;
    if (!g) return (PyErr_NoMemory(), ERR);
    self->group = g;
    struct task *t = tasklet_spawn(a[1], NULL, 0, bindings_frame(), a[0]);
    self->group = outer;
    if (t) return keep_obj(t);
    PyMem_Free(g);
    return ERR;
}

PRIM(own_interrupt_process, "cljsh.core", "interrupt-process", "[pid]", "Has KeyboardInterrupt thrown in a process, where it waits or runs Clojure code. Returns nil.")
{
    struct task *t = process_arg(a[0]);
    if (!t) return ERR;
    if (t->state != TASK_ENDED && !t->is_remote) task_interrupt(t, PyExc_KeyboardInterrupt);
    return nil_value();
}

PRIM_WAITS(own_await_group, "cljsh.core", "await-group", "[pid]", "Waits until a tasklet of spawn-group and all that it spawned have ended. Returns nil.")
{
    struct group *g = is_pid(a[0]) ? pid_task(a[0])->process->group : NULL;
    int woken = 1;
    while (g && g->alive && woken > 0) woken = wait_on(&g->ended, FOREVER);
    return woken < 0 ? ERR : nil_value();
}

PRIM(own_spawn_future, "cljsh.core", "spawn-future", "[future f]", "Starts a tasklet that calls f, and makes its value or exception the future's. Returns nil.")
{
    if (!is_clj(a[0], &future_type)) return err_type("%s is not a future", err_type_name(a[0]));
    struct task *t = tasklet_spawn(a[1], NULL, 0, bindings_frame(), a[0]);
    if (!t) return ERR;
    promise_of(a[0])->runner = t;
    await_at_end(t);
    return nil_value();
}

PRIM(own_future_helper, "cljsh.core", "future-helper", "[future f]", "Like spawn-future, but the end of the program does not wait for it. Returns nil.")
{
    if (!is_clj(a[0], &future_type)) return err_type("%s is not a future", err_type_name(a[0]));
    struct task *t = tasklet_spawn(a[1], NULL, 0, bindings_frame(), a[0]);
    if (!t) return ERR;
    promise_of(a[0])->runner = t;
    return nil_value();
}

PRIM(own_call_blocking, "cljsh.core", "call-blocking", "[f]", "Calls f, which will block this thread; other tasklets are run by another one at once. Returns its value.")
{
    run_thread_blocks();
    return call0(a[0]);
}

PRIM(own_spawn_helper, "cljsh.core", "spawn-helper", "[f]",
     "Like spawn-tasklet, for what something else waits for: the end of the program does not. Returns nil.")
{ return tasklet_spawn(a[0], NULL, 0, bindings_frame(), NO_REF) ? nil_value() : ERR; }

PRIM(tasklet_processes, "cljsh.tasklet", "processes", "[]", "Returns the pids of all tasklets that have not ended, as a vector, the oldest first.")
{
    Value list = vec_empty();
    for (struct process *p = all.after; p != &all && ok(list); p = p->after) list = vec_conj(list, ref_of((struct tasklet *)((char *)p - offsetof(struct tasklet, process))));
    return list;
}

// --- bindings -------------------------------------------------------------

PRIM(own_binding_frame, "cljsh.core", "binding-frame", "[]",
     "Gets the bindings in force, for exchange-bindings; nil for none.")
{
    PyObject *frame = bindings_frame();
    return frame ? adopt(frame) : nil_value();
}

PRIM(own_exchange_bindings, "cljsh.core", "exchange-bindings", "[frame]",
     "Puts bindings that binding-frame gave in the place of those in force, and returns the latter.")
{
    PyObject *before = bindings_exchange(is_nil(a[0]) ? NULL : Py_NewRef(obj(a[0])));
    return before ? adopt(before) : nil_value();
}
