// SPDX-License-Identifier: MIT
#include "sched/promise.h"

#include "base/call.h"
#include "base/cstack.h"
#include "base/prim.h"
#include "read/print.h"
#include "read/show.h"
#include "sched/clock.h"
#include "task/run.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/rare.h"

PyObject *ExecutionError, *CancelledError, *RejectedError;

static Value promise_new(CljType *type) {
    struct promise *p = PyObject_GC_New(struct promise, TYPE_OBJECT(*type));
    if (!p) return ERR;
    p->value = ERR;
    p->waiters = (struct wait_list){0};
    p->runner = NULL;
    p->state = PENDING;
    gc_track(p);
    return adopt(p);
}

bool promise_settle(struct promise *p, enum promise_state state, Value value) {
    if (p->state != PENDING) {
        drop(value);
        return false;
    }
    p->value = value;
    p->state = (uint8_t)state;
    wait_wake_all(&p->waiters);
    return true;
}

// --- its value ------------------------------------------------------------

/* The exception of another thread is the cause of a new one: who derefs
 * twice, or in two threads, must not get one object whose traceback grows.
 * That the program is to end is no failure that who waits could catch. */
static Value raise_failure(Ref cause) {
    PyObject *e = obj(cause);
    if (PyErr_GivenExceptionMatches(e, PyExc_SystemExit)) {
        SCOPED_PY PyObject *code = PyObject_GetAttrString(e, "code");
        if (code) PyErr_SetObject(PyExc_SystemExit, code);
        return ERR;
    }
    SCOPED_PY PyObject *text = show_exception(e);
    SCOPED_PY PyObject *message =
        !text ? NULL : PyUnicode_GET_LENGTH(text) ? PyUnicode_FromFormat("%s: %U", err_type_name(cause), text)
                                                  : PyUnicode_FromString(err_type_name(cause));
    SCOPED_PY PyObject *error = message ? PyObject_CallOneArg(ExecutionError, message) : NULL;
    if (!error) return ERR;
    PyException_SetCause(error, Py_NewRef(e));
    PyErr_SetObject(ExecutionError, error);
    return ERR;
}

static Value outcome(const struct promise *p) {
    switch (p->state) {
    case DONE: return keep(ref(p->value));
    case FAILED: return raise_failure(ref(p->value));
    default: PyErr_SetString(CancelledError, "the future was cancelled"); return ERR;
    }
}

/* Who waits for a future and has nothing else to do can as well run it: a
 * thread that would have to hand over to another one, and back.  1, or -1 with
 * the KeyboardInterrupt that was meant for who waits. */
static int run_future(const struct promise *p, int64_t deadline) {
    struct task *self = this_task(), *t = p->runner;
    const bool parks = self->is_tasklet && self->depth == 1;
    if (parks || !t || t->state != TASK_READY || deadline != FOREVER || self->limit || cstack_check() < 0) return (PyErr_Clear(), 1);
    run_here(t);
    if (p->state != FAILED || !PyErr_GivenExceptionMatches(obj(ref(p->value)), PyExc_KeyboardInterrupt)) return 1;
    PyErr_SetNone(PyExc_KeyboardInterrupt);
    return -1;
}

static Value wait_for(Ref r, int64_t deadline, Ref absent) {
    struct promise *p = promise_of(r);
    if (likely(p->state != PENDING)) return outcome(p);
    Py_INCREF(p);
    int woken = run_future(p, deadline);
    while (p->state == PENDING && woken > 0) woken = wait_on(&p->waiters, deadline);
    Value v = woken < 0 ? ERR : p->state == PENDING ? keep(absent) : outcome(p);
    Py_DECREF(p);
    return v;
}

static Value promise_deref(Ref r) { return wait_for(r, FOREVER, NIL); }

static Value promise_deref_within(Ref r, Ref ms, Ref absent) {
    int64_t deadline = deadline_of(ms);
    return deadline < 0 ? ERR : wait_for(r, deadline, absent);
}

static int promise_realized(Ref r) { return promise_of(r)->state != PENDING; }

static Value deliver(Ref r, Ref value) { return promise_settle(promise_of(r), DONE, keep(value)) ? keep(r) : nil_value(); }

static Value promise_invoke(Ref self, Value *args, Py_ssize_t n) {
    return n == 1 ? deliver(self, ref(args[0])) : err_arg("a promise is called with the value to deliver, not with %zd arguments", n);
}

// Never waits, and shows what there is.
static int promise_print(Ref r, void *printer) {
    static const char *const status[] = {"pending", "ready", "failed", "failed"};
    struct printer *p = printer;
    struct promise *promise = promise_of(r);
    strbuf_printf(&p->out, "#object[%s 0x%zx {:status :%s, :val ", Py_TYPE(promise)->tp_name, (size_t)promise, status[promise->state]);
    SCOPED Value value = promise->value.w ? keep(ref(promise->value)) : nil_value();
    struct print_opened self;
    bool first = print_open(&self, obj(r));
    p->depth++;
    int result = first ? print_value(p, ref(value)) : (strbuf_puts(&p->out, "..."), 0);
    p->depth--;
    if (first) print_close(&self);
    strbuf_puts(&p->out, "}]");
    return result;
}

// --- the types ------------------------------------------------------------

static int promise_traverse(PyObject *o, visitproc visit, void *arg) {
    VISIT_WORD(((struct promise *)o)->value.w);
    return 0;
}

static int promise_clear(PyObject *o) {
    struct promise *p = (struct promise *)o;
    Value value = p->value;
    p->value = p->state == PENDING ? ERR : nil_value();
    if (p->state == FAILED) p->state = CANCELLED;
    xdrop(value);
    return 0;
}

static void promise_dealloc(PyObject *o) {
    PyObject_GC_UnTrack(o);
    Py_TRASHCAN_BEGIN(o, promise_dealloc)
    xdrop(((struct promise *)o)->value);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static const Ops promise_ops = {
    .kind = K_REF | K_PENDING | K_IFN, .deref = promise_deref, .deref_within = promise_deref_within,
    .realized = promise_realized, .invoke = promise_invoke, .print = promise_print,
};
static const Ops future_ops = {
    .kind = K_REF | K_PENDING, .deref = promise_deref, .deref_within = promise_deref_within,
    .realized = promise_realized, .print = promise_print,
};
LIB_VAR(await_reference, "cljsh.core", "await-reference", "clojure/core/91_generators.clj");

// await in a coroutine of asyncio.
static PyObject *am_await(PyObject *self) {
    Ref f = lib_var_root(&await_reference);
    return f.w ? py_give(call1(f, ref_of(self))) : NULL;
}
static PyAsyncMethods awaitable = {.am_await = am_await};

CljType promise_type = {CLJ_TYPE_HEAD("cljsh.Promise", struct promise), .ops = &promise_ops};
CljType future_type = {CLJ_TYPE_HEAD("cljsh.Future", struct promise), .ops = &future_ops};

static PyObject *new_exception(const char *name, const char *doc, PyObject *base, const char *clojure_name) {
    PyObject *class = PyErr_NewExceptionWithDoc(name, doc, base, NULL);
    const char *const prefixes[] = {"", "java.util.concurrent."};
    for (int i = 0; class && i < 2; i++) {
        SCOPED_PY PyObject *key = PyUnicode_FromFormat("%s%s", prefixes[i], clojure_name);
        if (!key || PyDict_SetItem(core_ns->mappings, key, class) < 0) Py_CLEAR(class);
    }
    if (class && PyModule_AddObjectRef(cljsh_module, strchr(name, '.') + 1, class) < 0) Py_CLEAR(class);
    return class;
}

int promise_init(void) {
    CljType *const types[] = {&promise_type, &future_type};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        PyTypeObject *t = TYPE_OBJECT(*types[i]);
        t->tp_flags |= Py_TPFLAGS_HAVE_GC;
        t->tp_dealloc = promise_dealloc;
        t->tp_traverse = promise_traverse;
        t->tp_clear = promise_clear;
        TYPE_OBJECT(*types[i])->tp_as_async = &awaitable;
        if (type_ready(types[i], NULL) < 0) return -1;
    }
    ExecutionError = new_exception("cljsh.ExecutionError", "What a future's body threw, as seen by who derefs it; the cause is the exception itself.",
                                   PyExc_RuntimeError, "ExecutionException");
    CancelledError = new_exception("cljsh.CancelledError", "The future whose value was asked for has been cancelled.", StateError,
                                   "CancellationException");
    RejectedError = new_exception("cljsh.RejectedError", "Work was given to an executor that takes no more.", PyExc_RuntimeError,
                                  "RejectedExecutionException");
    return ExecutionError && CancelledError && RejectedError ? 0 : -1;
}

// --- promises -------------------------------------------------------------

PRIM(core_promise, "clojure.core", "promise", "[]",
     "Makes a promise: deref waits for the value that deliver gives it, once.\n"
     "A promise is also a function that delivers its argument.")
{ return promise_new(&promise_type); }

PRIM(core_deliver, "clojure.core", "deliver", "[promise val]",
     "Gives a promise its value and returns the promise, or nil when it had one already.")
{
    if (is_clj(a[0], &promise_type)) return deliver(a[0], a[1]);
    return vm_call(a[0], (Ref[]){a[1]}, 1);
}

// --- futures --------------------------------------------------------------

static struct promise *future_arg(Ref r) {
    if (is_clj(r, &future_type)) return promise_of(r);
    err_type("%s is not a future", err_type_name(r));
    return NULL;
}

PRIM(own_future, "cljsh.core", "future*", "[]", "Makes a future that spawn-future is to run.")
{ return promise_new(&future_type); }

PRIM(core_is_future, "clojure.core", "future?", "[x]", "Returns true if x is a future.")
{ return bool_value(is_clj(a[0], &future_type)); }

PRIM(core_future_done, "clojure.core", "future-done?", "[f]", "Returns true if the future has ended, also by cancellation.")
{
    struct promise *p = future_arg(a[0]);
    return p ? bool_value(p->state != PENDING) : ERR;
}

PRIM(core_future_cancelled, "clojure.core", "future-cancelled?", "[f]", "Returns true if the future has been cancelled.")
{
    struct promise *p = future_arg(a[0]);
    return p ? bool_value(p->state == CANCELLED) : ERR;
}

PRIM(core_future_cancel, "clojure.core", "future-cancel", "[f]",
     "Cancels the future if it has not ended yet; returns whether it did.\n"
     "Its tasklet is interrupted: InterruptedException is thrown where it waits or\n"
     "runs Clojure code.")
{
    struct promise *p = future_arg(a[0]);
    if (!p) return ERR;
    struct task *runner = p->runner;
    bool done = promise_settle(p, CANCELLED, nil_value());
    if (done && runner) task_interrupt(runner, PyExc_KeyboardInterrupt);
    return bool_value(done);
}
