// SPDX-License-Identifier: MIT
#include "vm/generator.h"

#include "base/error.h"
#include "base/prim.h"
#include "data/type.h"
#include "vm/generator_internal.h"

#include <structmember.h>

static PyTypeObject generator_type, coroutine_type;

static const char *what(const struct generator *g) {
    return Py_TYPE(g) == &coroutine_type ? "coroutine" : Py_TYPE(g) == &async_generator_type ? "async generator" : "generator";
}

// --- the frame --------------------------------------------------------------

bool generator_has_frame(const struct generator *g) { return g->state == FRESH || g->state == SUSPENDED; }

static void end(struct generator *g) {
    g->state = DONE;
    PyMem_Free(g->run.stack);
    g->run.stack = NULL;
    Py_CLEAR(g->delegate);
    Py_CLEAR(g->bindings);
}

void generator_abandon(struct generator *g) {
    if (!generator_has_frame(g)) return;
    struct frame f = frame_innermost(&g->run);
    Value *stack = g->run.stack;
    g->state = DONE;
    g->run.stack = NULL;
    frame_drop(f, NULL);
    Py_DECREF(frame_proto(f));
    PyMem_Free(stack);
    end(g);
}

static PyTypeObject *type_for(const struct proto *p) {
    if (!(p->flags & PROTO_ASYNC)) return &generator_type;
    return p->flags & PROTO_YIELDS ? &async_generator_type : &coroutine_type;
}

Value generator_new(struct proto *p, Value *registers, int n) {
    struct generator *g = PyObject_GC_New(struct generator, type_for(p));
    if (g) {
        g->delegate = g->bindings = g->weak = NULL;
        g->name = p->def ? p->def->name : NULL;
        Py_XINCREF(g->name);
        g->state = DONE;
        g->run.stack = NULL;
        if (Py_TYPE(g) == &async_generator_type) async_generator_begin(g);
    }
    Value *base = g ? activation_start(&g->run, p->nregs) : NULL;
    if (!base) {
        for (int i = 0; i < n; i++) drop(registers[i]);
        Py_XDECREF(g);
        return ERR;
    }
    Py_INCREF(p);
    base[-2] = (Value){(uintptr_t)p};
    memcpy(base, registers, (size_t)n * sizeof *registers);
    g->run.base = base;
    g->run.pc = p->code;
    g->state = FRESH;
    gc_track(g);
    return adopt(g);
}

// --- going on ---------------------------------------------------------------

// A StopIteration that escapes would end somebody else's loop (PEP 479).
static void no_stop_iteration(const struct generator *g) {
    bool async = Py_TYPE(g) == &async_generator_type && PyErr_ExceptionMatches(PyExc_StopAsyncIteration);
    if (!async && !PyErr_ExceptionMatches(PyExc_StopIteration)) return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyErr_Format(PyExc_RuntimeError, "%s raised %s", what(g), async ? "StopAsyncIteration" : "StopIteration");
    PyObject *new_type, *new_value, *new_traceback;
    PyErr_Fetch(&new_type, &new_value, &new_traceback);
    PyErr_NormalizeException(&new_type, &new_value, &new_traceback);
    if (value && new_value) {
        PyException_SetCause(new_value, Py_NewRef(value));
        PyException_SetContext(new_value, Py_NewRef(value));
    }
    PyErr_Restore(new_type, new_value, new_traceback);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

// Runs the frame until it yields (run.yielded says how), returns, or fails.
// throws: with the exception that is set, at the place where it stands.
// (Inlined, as each step of a loop over a generator is this and little else.)
static inline __attribute__((always_inline)) Value run(struct generator *g, Value sent, bool throws) {
    struct activation *t = &g->run;
    bool fresh = g->state == FRESH;
    if (fresh && throws) { // nothing of it has run
        generator_abandon(g);
        return ERR;
    }
    struct task *self = this_task();
    PyObject *outside = self->bindings;
    if (g->bindings) self->bindings = g->bindings;
    else Py_XINCREF(outside);
    g->bindings = NULL;
    g->state = RUNNING;
    t->yielded = 0;
    if (fresh) drop(sent);
    else if (!throws) t->base[I_A(t->pc[-1])] = sent;
    self->depth++;
    Value r = throws && !vm_unwind(t) ? ERR : vm_run(t);
    self->depth--;
    PyObject *inside = self->bindings;
    self->bindings = outside;
    if (ok(r) && t->yielded && inside != outside) g->bindings = inside;
    else Py_XDECREF(inside);
    if (failed(r)) {
        end(g);
        no_stop_iteration(g);
    } else if (t->yielded) {
        g->state = SUSPENDED;
    } else {
        end(g);
    }
    return r;
}

// The iterator behind something that is awaited; takes it.
static PyObject *awaitable_iterator(Value v) {
    PyObject *o = py_give(v);
    if (!o) return NULL;
    PyTypeObject *type = Py_TYPE(o);
    bool itself = type == &coroutine_type || PyCoro_CheckExact(o) ||
                  (PyGen_CheckExact(o) && ((PyCodeObject *)((PyGenObject *)o)->gi_code)->co_flags & CO_ITERABLE_COROUTINE);
    if (itself) return o;
    PyObject *iterator = NULL;
    if (type->tp_as_async && type->tp_as_async->am_await) {
        iterator = type->tp_as_async->am_await(o);
        if (iterator && !PyIter_Check(iterator)) {
            PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'", Py_TYPE(iterator)->tp_name);
            Py_CLEAR(iterator);
        }
    } else {
        PyErr_Format(PyExc_TypeError, "object %.100s can't be used in 'await' expression", type->tp_name);
    }
    Py_DECREF(o);
    return iterator;
}

static PyObject *item_iterator(Value v) {
    PyObject *o = py_give(v), *iterator = o ? PyObject_GetIter(o) : NULL;
    Py_XDECREF(o);
    return iterator;
}

// The value of the StopIteration that is set, new; NULL: another exception, still set, or a new one.
static PyObject *stop_value(void) {
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return NULL;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *result = PyObject_GetAttrString(value, "value");
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return result;
}

static int close_delegate(PyObject *delegate) {
    SCOPED_PY PyObject *close = PyObject_GetAttrString(delegate, "close");
    if (!close) return PyErr_ExceptionMatches(PyExc_AttributeError) ? (PyErr_Clear(), 0) : -1;
    SCOPED_PY PyObject *r = PyObject_CallNoArgs(close);
    return r ? 0 : -1;
}

/* The exception that is set is for the delegate.  PYGEN_NEXT: it went on,
 * *result is its item; PYGEN_RETURN: it ended with *result; PYGEN_ERROR: the
 * exception that is set now is for the frame. */
static PySendResult throw_to_delegate(PyObject *delegate, PyObject **result) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    bool closes = PyErr_GivenExceptionMatches(type, PyExc_GeneratorExit);
    PyObject *method = closes ? NULL : PyObject_GetAttrString(delegate, "throw");
    if (closes && close_delegate(delegate) == 0) {
        PyErr_Restore(type, value, traceback);
        return PYGEN_ERROR;
    }
    if (!closes && !method && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Restore(type, value, traceback);
        return PYGEN_ERROR;
    }
    *result = method ? PyObject_CallOneArg(method, value) : NULL;
    Py_XDECREF(method);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    if (*result) return PYGEN_NEXT;
    return (*result = stop_value()) ? PYGEN_RETURN : PYGEN_ERROR;
}

// What a step gives when there is no frame to run.
static PySendResult step_done(struct generator *g, bool throws, PyObject **result) {
    if (throws) return PYGEN_ERROR;
    if (Py_TYPE(g) == &coroutine_type) {
        PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine");
        return PYGEN_ERROR;
    }
    *result = Py_NewRef(Py_None);
    return PYGEN_RETURN;
}

// What a run of the frame gave, as a step's result.
static PySendResult outcome(struct generator *g, Value v, PyObject **result) {
    *result = failed(v) ? NULL : py_give(v);
    return !*result ? PYGEN_ERROR : g->state == DONE ? PYGEN_RETURN : PYGEN_NEXT;
}

// *v is what goes on: nil for the delegate, or ERR with an exception for the frame.
static COLD bool take_delegate(struct generator *g, Value *v) {
    g->delegate = g->run.yielded == YIELD_AWAIT ? awaitable_iterator(*v) : item_iterator(*v);
    *v = g->delegate ? nil_value() : ERR;
    return true;
}
// Is it a delegate that the frame asked for?  Then that is taken.
static inline bool has_delegate(struct generator *g, Value *v) {
    return unlikely(ok(*v) && g->state != DONE && g->run.yielded != YIELD_VALUE) && take_delegate(g, v);
}

PySendResult generator_step(struct generator *g, Value sent, bool throws, PyObject **result) {
    *result = NULL;
    if (g->state == RUNNING) {
        if (!throws) drop(sent);
        PyErr_Format(PyExc_ValueError, "%s already executing", what(g));
        return PYGEN_ERROR;
    }
    if (g->state == DONE) {
        if (!throws) drop(sent);
        return step_done(g, throws, result);
    }
    if (g->state == FRESH && !throws && !is_nil(ref(sent))) {
        drop(sent);
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s", what(g));
        return PYGEN_ERROR;
    }
    for (;;) {
        if (g->delegate) {
            PyObject *delegate = Py_NewRef(g->delegate), *arg = throws ? NULL : py_give(sent);
            g->state = RUNNING;
            PySendResult r = throws ? throw_to_delegate(delegate, result) : arg ? PyIter_Send(delegate, arg, result) : PYGEN_ERROR;
            g->state = SUSPENDED;
            Py_XDECREF(arg);
            Py_DECREF(delegate);
            if (r == PYGEN_NEXT) return r;
            Py_CLEAR(g->delegate);
            throws = r == PYGEN_ERROR;
            if (!throws) {
                sent = val_of(*result);
                *result = NULL;
                throws = failed(sent);
            }
        }
        Value v = run(g, sent, throws);
        if (!has_delegate(g, &v)) return outcome(g, v, result);
        throws = failed(v);
        sent = v;
    }
}

// --- the Python side ----------------------------------------------------------

static PyObject *raise_stop(PyObject *value) { // takes it
    PyObject *stop = PyObject_CallOneArg(PyExc_StopIteration, value);
    if (stop) PyErr_SetObject(PyExc_StopIteration, stop);
    Py_XDECREF(stop);
    Py_DECREF(value);
    return NULL;
}

PyObject *generator_stepped(PySendResult r, PyObject *result) { return r == PYGEN_RETURN ? raise_stop(result) : result; }

static PyObject *iternext(PyObject *self) {
    struct generator *g = (struct generator *)self;
    PyObject *result;
    PySendResult r;
    Value v = nil_value();
    if (likely(g->state == SUSPENDED && !g->delegate)) {
        v = run(g, v, false);
        if (likely(!has_delegate(g, &v))) r = outcome(g, v, &result);
        else r = generator_step(g, v, failed(v), &result);
    } else {
        r = generator_step(g, v, false, &result);
    }
    if (r != PYGEN_RETURN || result != Py_None) return generator_stepped(r, result);
    Py_DECREF(result);
    return NULL;
}

static PySendResult am_send(PyObject *self, PyObject *arg, PyObject **result) {
    return generator_step((struct generator *)self, val_from(arg), false, result);
}

static PyObject *send(PyObject *self, PyObject *arg) {
    PyObject *result;
    PySendResult r = am_send(self, arg, &result);
    return generator_stepped(r, result);
}

int generator_set_thrown(PyObject *args) {
    PyObject *type, *value = NULL, *traceback = NULL;
    if (!PyArg_ParseTuple(args, "O|OO:throw", &type, &value, &traceback)) return -1;
    if (traceback == Py_None) traceback = NULL;
    if (PyExceptionInstance_Check(type)) {
        if (value && value != Py_None)
            return PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value"), -1;
        value = type;
        type = (PyObject *)Py_TYPE(value);
    } else if (!PyExceptionClass_Check(type)) {
        return PyErr_Format(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not %s",
                            Py_TYPE(type)->tp_name), -1;
    }
    if (traceback && !PyTraceBack_Check(traceback))
        return PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object"), -1;
    Py_INCREF(type);
    Py_XINCREF(value);
    Py_XINCREF(traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyErr_Restore(type, value, traceback);
    return 0;
}

static PyObject *throw(PyObject *self, PyObject *args) {
    if (generator_set_thrown(args) < 0) return NULL;
    PyObject *result;
    PySendResult r = generator_step((struct generator *)self, ERR, true, &result);
    return generator_stepped(r, result);
}

PyObject *generator_close(PyObject *self, PyObject *unused) {
    (void)unused;
    struct generator *g = (struct generator *)self;
    if (g->state == FRESH) generator_abandon(g);
    if (g->state == DONE) Py_RETURN_NONE;
    PyErr_SetNone(PyExc_GeneratorExit);
    PyObject *result;
    switch (generator_step(g, ERR, true, &result)) {
    case PYGEN_NEXT:
        Py_DECREF(result);
        return PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", what(g));
    case PYGEN_RETURN: Py_DECREF(result); Py_RETURN_NONE;
    default:
        if (!PyErr_ExceptionMatches(PyExc_GeneratorExit) && !PyErr_ExceptionMatches(PyExc_StopIteration)) return NULL;
        PyErr_Clear();
        Py_RETURN_NONE;
    }
}

static void finalize(PyObject *self) {
    struct generator *g = (struct generator *)self;
    if (!generator_has_frame(g)) return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (Py_TYPE(self) == &async_generator_type && async_generator_finalize(g)) { // it lives on in its event loop
        PyErr_Restore(type, value, traceback);
        return;
    }
    if (g->state == FRESH && Py_TYPE(self) == &coroutine_type &&
        PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine '%U' was never awaited", g->name) < 0)
        PyErr_WriteUnraisable(self);
    PyObject *r = generator_close(self, NULL);
    if (!r) PyErr_WriteUnraisable(self);
    Py_XDECREF(r);
    PyErr_Restore(type, value, traceback);
}

static int clear(PyObject *self) {
    struct generator *g = (struct generator *)self;
    if (Py_TYPE(self) == &async_generator_type) Py_CLEAR(((struct async_generator *)self)->finalizer);
    generator_abandon(g);
    Py_CLEAR(g->delegate);
    Py_CLEAR(g->bindings);
    return 0;
}

static void dealloc(PyObject *self) {
    struct generator *g = (struct generator *)self;
    if (PyObject_CallFinalizerFromDealloc(self) < 0) return;
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, dealloc)
    if (g->weak) PyObject_ClearWeakRefs(self);
    clear(self);
    Py_XDECREF(g->name);
    PyObject_GC_Del(self);
    Py_TRASHCAN_END
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
    struct generator *g = (struct generator *)self;
    if (Py_TYPE(self) == &async_generator_type) Py_VISIT(((struct async_generator *)self)->finalizer);
    Py_VISIT(g->delegate);
    Py_VISIT(g->bindings);
    return generator_has_frame(g) ? frame_traverse(frame_innermost(&g->run), visit, arg) : 0;
}

static PyObject *repr(PyObject *self) {
    struct generator *g = (struct generator *)self;
    return PyUnicode_FromFormat("<%s object %U at %p>", what(g), g->name ? g->name : Py_None, self);
}

PyObject *generator_running(PyObject *self, void *unused) {
    (void)unused;
    return PyBool_FromLong(((struct generator *)self)->state == RUNNING);
}

static PyMethodDef methods[] = {
    {"send", send, METH_O, "Goes on with a value for the yield that it stands at; returns what is yielded next, or raises StopIteration."},
    {"throw", throw, METH_VARARGS, "Raises an exception where it stands; returns what is yielded next, or raises StopIteration."},
    {"close", generator_close, METH_NOARGS, "Ends it by GeneratorExit, raised where it stands."},
    {NULL},
};
static PyMemberDef generator_members[] = {
    {"__name__", T_OBJECT_EX, offsetof(struct generator, name), READONLY, NULL},
    {"__qualname__", T_OBJECT_EX, offsetof(struct generator, name), READONLY, NULL},
    {"gi_yieldfrom", T_OBJECT, offsetof(struct generator, delegate), READONLY, "The iterator whose items it hands on, or None."},
    {NULL},
};
static PyGetSetDef generator_getset[] = {{"gi_running", generator_running, NULL, NULL, NULL}, {NULL}};
static PyMemberDef coroutine_members[] = {
    {"__name__", T_OBJECT_EX, offsetof(struct generator, name), READONLY, NULL},
    {"__qualname__", T_OBJECT_EX, offsetof(struct generator, name), READONLY, NULL},
    {"cr_await", T_OBJECT, offsetof(struct generator, delegate), READONLY, "What it waits for, or None."},
    {NULL},
};
static PyGetSetDef coroutine_getset[] = {{"cr_running", generator_running, NULL, NULL, NULL}, {NULL}};

static PyAsyncMethods generator_async = {.am_send = am_send};
static PyAsyncMethods coroutine_async = {.am_await = PyObject_SelfIter, .am_send = am_send};

#define COMMON                                                              \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                    \
    .tp_dealloc = dealloc, .tp_traverse = traverse, .tp_clear = clear,      \
    .tp_finalize = finalize, .tp_repr = repr,                             \
    .tp_weaklistoffset = offsetof(struct generator, weak)

static PyTypeObject generator_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.Generator",
    .tp_doc = "A call of a function that yields: an iterator, as Python's generators are.",
    COMMON, .tp_basicsize = sizeof(struct generator), .tp_methods = methods,
    .tp_iter = PyObject_SelfIter, .tp_iternext = iternext, .tp_as_async = &generator_async,
    .tp_members = generator_members, .tp_getset = generator_getset,
};
// Awaited, it is its own iterator; it has no __iter__, so that nobody takes it for a collection.
static PyTypeObject coroutine_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.Coroutine",
    .tp_doc = "A call of an ^:async function: to be awaited, as Python's coroutines are.",
    COMMON, .tp_basicsize = sizeof(struct generator), .tp_methods = methods,
    .tp_iternext = iternext, .tp_as_async = &coroutine_async,
    .tp_members = coroutine_members, .tp_getset = coroutine_getset,
};

static PyMemberDef async_members[] = {
    {"__name__", T_OBJECT_EX, offsetof(struct generator, name), READONLY, NULL},
    {"__qualname__", T_OBJECT_EX, offsetof(struct generator, name), READONLY, NULL},
    {"ag_await", T_OBJECT, offsetof(struct generator, delegate), READONLY, "What it waits for, or None."},
    {NULL},
};
static PyGetSetDef async_getset[] = {{"ag_running", generator_running, NULL, NULL, NULL}, {NULL}};
PyTypeObject async_generator_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.AsyncGenerator",
    .tp_doc = "A call of an ^:async function that yields: for `async for`, as Python's asynchronous generators are.",
    COMMON, .tp_basicsize = sizeof(struct async_generator), .tp_methods = async_generator_methods,
    .tp_as_async = &async_generator_slots, .tp_members = async_members, .tp_getset = async_getset,
};

bool generator_is(Ref r) { return is_obj(r) && (Py_IS_TYPE(obj(r), &generator_type) || PyGen_CheckExact(obj(r))); }

static int type_start(PyTypeObject *type, const char *abc) {
    if (PyType_Ready(type) < 0 || PyModule_AddObjectRef(cljsh_module, abc, (PyObject *)type) < 0) return -1;
    return type_add_abc(type, abc);
}

int generator_init(void) {
    if (type_start(&generator_type, "Generator") < 0 || type_start(&coroutine_type, "Coroutine") < 0) return -1;
    return async_generator_init() < 0 ? -1 : type_start(&async_generator_type, "AsyncGenerator");
}

PRIM(cljsh_is_generator, "cljsh.core", "generator?", "[x]", "Is x the call of a function that yields?")
{ return bool_value(generator_is(a[0])); }

PRIM(cljsh_is_awaitable, "cljsh.core", "awaitable?", "[x]", "Can x be awaited: is it a coroutine, a task, a future of asyncio?")
{
    if (!is_obj(a[0])) return bool_value(false);
    PyTypeObject *type = Py_TYPE(obj(a[0]));
    return bool_value(type == &coroutine_type || (type->tp_as_async && type->tp_as_async->am_await));
}
