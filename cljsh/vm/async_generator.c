// SPDX-License-Identifier: MIT
/* Asynchronous generators (PEP 525): calls of functions that are ^:async and
 * yield.
 *
 * The frame is a generator's.  What it awaits is its delegate, whose items go
 * out to the event loop; what it yields itself ends the awaitable that asked:
 * anext() and asend(), athrow() and aclose() give one each.
 *
 *     await g.asend(x)   send(None) → step → an item of the delegate: handed out
 *                                          → an own item: StopIteration(item)
 *                                          → its end: StopAsyncIteration
 */
#include "vm/generator_internal.h"

enum asks { FOR_ITEM, TO_THROW, TO_CLOSE };
enum progress { NOT_BEGUN, BEGUN, ENDED };

struct request {
    PyObject_HEAD
    struct async_generator *g;
    PyObject *arg;   // what to send, or the exception to throw
    uint8_t asks, progress;
};

static PyTypeObject request_type;

static void request_end(struct request *q) {
    if (q->progress == BEGUN) q->g->busy = false;
    q->progress = ENDED;
}

// What a step of the generator means for the one who asked.
static PySendResult request_outcome(struct request *q, PySendResult r, PyObject **result) {
    if (r == PYGEN_NEXT && q->g->generator.delegate) return r;
    request_end(q);
    switch (r) {
    case PYGEN_NEXT:
        if (q->asks != TO_CLOSE) return PYGEN_RETURN;
        Py_CLEAR(*result);
        PyErr_SetString(PyExc_RuntimeError, "async generator ignored GeneratorExit");
        return PYGEN_ERROR;
    case PYGEN_RETURN:
        if (q->asks == TO_CLOSE) return r;
        Py_CLEAR(*result);
        PyErr_SetNone(PyExc_StopAsyncIteration);
        return PYGEN_ERROR;
    default:
        if (q->asks != TO_CLOSE || !(PyErr_ExceptionMatches(PyExc_GeneratorExit) || PyErr_ExceptionMatches(PyExc_StopAsyncIteration)))
            return r;
        PyErr_Clear();
        *result = Py_NewRef(Py_None);
        return PYGEN_RETURN;
    }
}

static PySendResult request_begin(struct request *q, PyObject *arg, PyObject **result) {
    struct generator *g = &q->g->generator;
    if (arg != Py_None) {
        PyErr_SetString(PyExc_RuntimeError, "can't send non-None value to a just-started coroutine");
        return PYGEN_ERROR;
    }
    if (q->g->busy) {
        PyErr_SetString(PyExc_RuntimeError, "asynchronous generator is already running");
        return PYGEN_ERROR;
    }
    q->progress = BEGUN;
    q->g->busy = true;
    if (q->asks == FOR_ITEM) return request_outcome(q, generator_step(g, val_from(q->arg), false, result), result);
    if (!generator_has_frame(g)) { // it has ended already
        *result = Py_NewRef(Py_None);
        return request_outcome(q, PYGEN_RETURN, result);
    }
    PyErr_SetObject(PY_CAST(Py_TYPE(q->arg)), q->arg);
    return request_outcome(q, generator_step(g, ERR, true, result), result);
}

static bool request_over(struct request *q) {
    if (q->progress != ENDED) return false;
    PyErr_SetString(PyExc_RuntimeError, "cannot reuse an already awaited step of an asynchronous generator");
    return true;
}

static PySendResult request_am_send(PyObject *self, PyObject *arg, PyObject **result) {
    struct request *q = (struct request *)self;
    *result = NULL;
    if (request_over(q)) return PYGEN_ERROR;
    if (q->progress == NOT_BEGUN) return request_begin(q, arg, result);
    return request_outcome(q, generator_step(&q->g->generator, val_from(arg), false, result), result);
}

static PyObject *request_send(PyObject *self, PyObject *arg) {
    PyObject *result;
    PySendResult r = request_am_send(self, arg, &result);
    return generator_stepped(r, result);
}

static PyObject *request_next(PyObject *self) { return request_send(self, Py_None); }

static PyObject *request_throw(PyObject *self, PyObject *args) {
    struct request *q = (struct request *)self;
    if (request_over(q) || generator_set_thrown(args) < 0) return NULL;
    if (q->progress == NOT_BEGUN) { // nothing has been asked yet
        request_end(q);
        return NULL;
    }
    PyObject *result;
    PySendResult r = request_outcome(q, generator_step(&q->g->generator, ERR, true, &result), &result);
    return generator_stepped(r, result);
}

static PyObject *request_close(PyObject *self, PyObject *unused) {
    (void)unused;
    request_end((struct request *)self);
    Py_RETURN_NONE;
}

static void request_dealloc(PyObject *self) {
    struct request *q = (struct request *)self;
    PyObject_GC_UnTrack(self);
    if (q->progress == BEGUN) request_end(q);
    Py_XDECREF(q->g);
    Py_XDECREF(q->arg);
    PyObject_GC_Del(self);
}

static int request_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(((struct request *)self)->g);
    Py_VISIT(((struct request *)self)->arg);
    return 0;
}

static PyMethodDef request_methods[] = {
    {"send", request_send, METH_O, "Goes on; StopIteration has the item."},
    {"throw", request_throw, METH_VARARGS, "Raises an exception where the generator waits."},
    {"close", request_close, METH_NOARGS, "Ends the request."},
    {NULL},
};
static PyAsyncMethods request_async = {.am_await = PyObject_SelfIter, .am_send = request_am_send};
static PyTypeObject request_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.AsyncGeneratorStep",
    .tp_doc = "One step of an asynchronous generator, to be awaited.",
    .tp_basicsize = sizeof(struct request),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_dealloc = request_dealloc, .tp_traverse = request_traverse, .tp_methods = request_methods,
    .tp_iter = PyObject_SelfIter, .tp_iternext = request_next, .tp_as_async = &request_async,
};

// --- the generator ------------------------------------------------------------

void async_generator_begin(struct generator *g) {
    struct async_generator *a = (struct async_generator *)g;
    a->finalizer = NULL;
    a->hooked = a->busy = false;
}

// Tells the event loop of it, once: it closes what is left when it ends.
static int hook(struct async_generator *g) {
    if (g->hooked) return 0;
    g->hooked = true;
    PyObject *get = PySys_GetObject("get_asyncgen_hooks"); // borrowed
    SCOPED_PY PyObject *hooks = get ? PyObject_CallNoArgs(get) : NULL;
    if (!hooks) return get ? -1 : 0;
    PyObject *first = PyTuple_GET_ITEM(hooks, 0), *finalizer = PyTuple_GET_ITEM(hooks, 1);
    if (finalizer != Py_None) g->finalizer = Py_NewRef(finalizer);
    SCOPED_PY PyObject *done = first == Py_None ? Py_NewRef(Py_None) : PyObject_CallOneArg(first, PY_CAST(g));
    return done ? 0 : -1;
}

static PyObject *request(PyObject *self, enum asks asks, PyObject *arg) { // takes arg
    struct async_generator *g = (struct async_generator *)self;
    struct request *q = arg && hook(g) == 0 ? PyObject_GC_New(struct request, &request_type) : NULL;
    if (!q) return Py_XDECREF(arg), NULL;
    q->g = (struct async_generator *)Py_NewRef(g);
    q->arg = arg;
    q->asks = asks;
    q->progress = NOT_BEGUN;
    gc_track(q);
    return PY_CAST(q);
}

int async_generator_finalize(struct generator *g) {
    struct async_generator *a = (struct async_generator *)g;
    if (g->state == FRESH) return generator_abandon(g), 1;
    if (!a->finalizer) return 0;
    SCOPED_PY PyObject *done = PyObject_CallOneArg(a->finalizer, PY_CAST(g));
    if (!done) PyErr_WriteUnraisable(PY_CAST(g));
    return 1;
}

static PyObject *anext(PyObject *self) { return request(self, FOR_ITEM, Py_NewRef(Py_None)); }
static PyObject *asend(PyObject *self, PyObject *arg) { return request(self, FOR_ITEM, Py_NewRef(arg)); }

static PyObject *athrow(PyObject *self, PyObject *args) {
    if (generator_set_thrown(args) < 0) return NULL;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (value && traceback) PyException_SetTraceback(value, traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return request(self, TO_THROW, value);
}

static PyObject *aclose(PyObject *self, PyObject *unused) {
    (void)unused;
    return request(self, TO_CLOSE, PyObject_CallNoArgs(PyExc_GeneratorExit));
}

PyMethodDef async_generator_methods[] = {
    {"asend", asend, METH_O, "An awaitable: sends a value to the yield it stands at, and gives what is yielded next."},
    {"athrow", athrow, METH_VARARGS, "An awaitable: raises an exception where it stands, and gives what is yielded next."},
    {"aclose", aclose, METH_NOARGS, "An awaitable: ends it by GeneratorExit, raised where it stands."},
    {NULL},
};
PyAsyncMethods async_generator_slots = {.am_aiter = PyObject_SelfIter, .am_anext = anext};

int async_generator_init(void) { return PyType_Ready(&request_type); }
