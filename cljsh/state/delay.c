// SPDX-License-Identifier: MIT
/* Delays: a function called when its value is first asked for, at most once;
 * other tasks wait meanwhile.  An exception is kept and raised every time,
 * but for those that only end the program's wait (KeyboardInterrupt …). */
#include "base/call.h"
#include "base/prim.h"
#include "seq/chain.h"
#include "state/ref.h"
#include "task/once.h"

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
    PyObject_GC_Track(d);
    return adopt(d);
}

PRIM(core_force, "clojure.core", "force", "[x]",
     "Returns the value of x if it is a delay, computing it if need be, else x.")
{ return is_clj(a[0], &delay_type) ? delay_force(a[0]) : keep(a[0]); }

PRIM(core_is_delay, "clojure.core", "delay?", "[x]",
     "Returns true when x is a delay.")
{ return bool_value(is_clj(a[0], &delay_type)); }
