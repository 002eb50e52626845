// SPDX-License-Identifier: MIT
/* Delays: a function called when its value is first asked for, at most once;
 * other tasks wait meanwhile.  An exception is kept and raised every time,
 * but for those that only end the program's wait (KeyboardInterrupt …). */
#include "base/call.h"
#include "base/prim.h"
#include "seq/chain.h"
#include "state/ref.h"
#include "task/once.h"
#include "task/wait.h"

struct delay {
    PyObject_HEAD
    Value fn;        // the function; a task's mark while it runs; 0 afterwards
    Value value;     // then one of these is set
    PyObject *error;
};

static inline struct delay *delay_of(Ref r) { return (struct delay *)obj(r); }

static void run(struct delay *d) {
    Value fn = d->fn;
    d->fn = once_mark();
    Value value = call0(ref(fn));
    if (failed(value) && !PyErr_ExceptionMatches(PyExc_Exception)) {
        d->fn = fn; // may be tried again
        once_done(&d->fn);
        return;
    }
    if (failed(value)) {
        PyObject *type, *traceback;
        PyErr_Fetch(&type, &d->error, &traceback);
        PyErr_NormalizeException(&type, &d->error, &traceback);
        if (traceback) PyException_SetTraceback(d->error, traceback);
        Py_XDECREF(type);
        Py_XDECREF(traceback);
    }
    d->value = value;
    d->fn = ERR;
    once_done(&d->fn);
    drop(fn);
}

Value delay_force(Ref r) {
    struct delay *d = delay_of(r);
    if (likely(d->value.w)) return keep(ref(d->value));
    Py_INCREF(d);
    Value value = ERR;
    while (is_int(ref(d->fn)))
        if (once_wait(&d->fn, "a delay") < 0) goto done;
    if (d->fn.w) run(d);
    if (d->value.w) {
        value = keep(ref(d->value));
    } else if (d->error) {
        Py_INCREF(Py_TYPE(d->error));
        Py_INCREF(d->error);
        PyErr_Restore(PY_CAST(Py_TYPE(d->error)), d->error, PyException_GetTraceback(d->error));
    }
done:
    Py_DECREF(d);
    return value;
}

// In a tasklet this is called instead (see delay-ahead).
static PyObject *in_frames;

Value delay_force_or_call(Ref r) {
    if (this_task()->may_park && in_frames && delay_of(r)->fn.w && !is_int(ref(delay_of(r)->fn))) return task_call_instead(in_frames);
    return delay_force(r);
}

static int delay_realized(Ref r) { return delay_of(r)->fn.w == 0; }

static int delay_traverse(PyObject *o, visitproc visit, void *arg) {
    struct delay *d = (struct delay *)o;
    VISIT_WORD(d->fn.w);
    VISIT_WORD(d->value.w);
    Py_VISIT(d->error);
    return 0;
}

static int delay_clear(PyObject *o) {
    struct delay *d = (struct delay *)o;
    Value fn = d->fn, value = d->value;
    d->fn = ERR;
    d->value = nil_value();
    xdrop(fn);
    xdrop(value);
    Py_CLEAR(d->error);
    return 0;
}

static void delay_dealloc(PyObject *o) {
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, delay_dealloc)
    struct delay *d = (struct delay *)o;
    xdrop(d->fn);
    xdrop(d->value);
    Py_XDECREF(d->error);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static const Ops delay_ops = {.kind = K_REF | K_PENDING, .deref = delay_force, .realized = delay_realized};
CljType delay_type = {CLJ_TYPE_HEAD("cljsh.Delay", struct delay), .ops = &delay_ops};

int delay_init(void) {
    PyTypeObject *t = TYPE_OBJECT(delay_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = delay_dealloc;
    t->tp_traverse = delay_traverse;
    t->tp_clear = delay_clear;
    return type_ready(&delay_type, NULL);
}

PRIM(cljsh_delay, "cljsh.core", "delay*", "[f]",
     "Returns a delay whose value is (f), called when it is first needed.")
{
    if (!is_obj(a[0])) return err_type("%s is not a function", err_type_name(a[0])); // nor a mark
    struct delay *d = PyObject_GC_New(struct delay, TYPE_OBJECT(delay_type));
    if (!d) return ERR;
    d->fn = take(&a[0]);
    d->value = ERR;
    d->error = NULL;
    gc_track(d);
    return adopt(d);
}

PRIM(cljsh_delay_ahead, "cljsh.core", "delay-ahead", "[f]",
     "Has f called in tasklets with a delay that is to be forced. Returns nil.")
{
    Py_XSETREF(in_frames, Py_NewRef(obj(a[0])));
    return nil_value();
}

PRIM_WAITS(cljsh_delay_begin, "cljsh.core", "delay-begin", "[delay]",
     "Returns the function of a delay, whose call begins; nil when the delay has its value.\n"
     "Waits while another process calls it.")
{
    struct delay *d = delay_of(a[0]);
    if (!is_clj(a[0], &delay_type)) return err_type("%s is not a delay", err_type_name(a[0]));
    while (is_int(ref(d->fn)))
        if (once_wait(&d->fn, "a delay") < 0) return ERR;
    if (!d->fn.w) return nil_value();
    Value fn = d->fn;
    d->fn = once_mark();
    return fn;
}

PRIM(cljsh_delay_end, "cljsh.core", "delay-end", "[delay value error]",
     "The function of the delay, whose call has begun here, has given the value, or the error if that is not nil. Returns nil.")
{
    struct delay *d = delay_of(a[0]);
    if (!is_clj(a[0], &delay_type) || d->fn.w != once_mark().w) return err_state("the delay has not begun here");
    if (is_nil(a[2])) d->value = keep(a[1]);
    else d->error = Py_NewRef(obj(a[2]));
    d->fn = ERR;
    once_done(&d->fn);
    return nil_value();
}

PRIM(cljsh_delay_left, "cljsh.core", "delay-left", "[delay f]",
     "The call of the delay's function f has ended; if neither value nor error came of it, it may be called again. Returns nil.")
{
    struct delay *d = delay_of(a[0]);
    if (is_clj(a[0], &delay_type) && d->fn.w == once_mark().w) {
        d->fn = keep(a[1]);
        once_done(&d->fn);
    }
    return nil_value();
}

PRIM_WAITS(core_force, "clojure.core", "force", "[x]",
     "Returns the value of x if it is a delay, computing it if need be, else x.")
{ return is_clj(a[0], &delay_type) ? delay_force_or_call(a[0]) : keep(a[0]); }

PRIM(core_is_delay, "clojure.core", "delay?", "[x]",
     "Returns true when x is a delay.")
{ return bool_value(is_clj(a[0], &delay_type)); }
