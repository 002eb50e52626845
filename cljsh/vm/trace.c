// SPDX-License-Identifier: MIT
#include "vm/trace.h"

static PyObject *trace_key(void) {
    static PyObject *key;
    if (!key) key = PyUnicode_InternFromString("__cljsh_trace__");
    return key;
}

PyObject *trace_of(PyObject *exc) {
    PyObject *dict = ((PyBaseExceptionObject *)exc)->dict, *key = dict ? trace_key() : NULL;
    PyObject *list = key ? PyDict_GetItemWithError(dict, key) : NULL;
    if (!list) PyErr_Clear();
    return list && PyList_Check(list) ? list : NULL;
}

void trace_add(PyObject *exc, struct proto *p, uint32_t pc) {
    if (!p->def || (p->flags & PROTO_NATIVE)) return;
    PyObject *list = trace_of(exc);
    if (!list) {
        PyBaseExceptionObject *e = (PyBaseExceptionObject *)exc;
        PyObject *key = trace_key();
        if (!key || (!e->dict && !(e->dict = PyDict_New())) || !(list = PyList_New(0))) { PyErr_Clear(); return; }
        int r = PyDict_SetItem(e->dict, key, list);
        Py_DECREF(list); // the dict has it
        if (r < 0) { PyErr_Clear(); return; }
    }
    if (PyList_GET_SIZE(list) >= TRACE_MAX) return;
    const struct line *line = proto_line(p, pc ? pc : 1);
    PyObject *place = Py_BuildValue("(OOii)", p->def->name, p->file ? p->file : Py_None, line ? line->line : 0,
                                    line ? line->column : 0);
    if (!place || PyList_Append(list, place) < 0) PyErr_Clear();
    Py_XDECREF(place);
}

// --- for Python -------------------------------------------------------------

// The globals of the frames made here; tells them from others.
static PyObject *frame_globals(void) {
    static PyObject *dict;
    if (!dict) dict = Py_BuildValue("{ssss}", "__name__", "cljsh", "__file__", "cljsh");
    return dict;
}

bool trace_is_ours(PyTracebackObject *t) {
    SCOPED_PY PyObject *globals = PyFrame_GetGlobals(t->tb_frame);
    return globals == frame_globals();
}

// A traceback entry for a place, before `next` (may be NULL); or NULL.
static PyObject *entry(PyObject *place, PyObject *next) {
    const char *name = PyUnicode_AsUTF8(PyTuple_GET_ITEM(place, 0)), *file = PyUnicode_AsUTF8(PyTuple_GET_ITEM(place, 1));
    int line = (int)PyLong_AsLong(PyTuple_GET_ITEM(place, 2));
    PyCodeObject *code = name && file ? PyCode_NewEmpty(file, name, line) : NULL;
    PyFrameObject *frame = code ? PyFrame_New(PyThreadState_Get(), code, frame_globals(), NULL) : NULL;
    PyObject *t = frame ? PyObject_CallFunction((PyObject *)&PyTraceBack_Type, "OOii", next ? next : Py_None, frame, 0, line) : NULL;
    Py_XDECREF(code);
    Py_XDECREF(frame);
    return t;
}

static bool is_shown(PyObject *place) {
    PyObject *file = PyTuple_GET_ITEM(place, 1);
    const char *name = PyUnicode_Check(file) ? PyUnicode_AsUTF8(file) : NULL;
    return name && strncmp(name, "cljsh:", 6) != 0;
}

static PyObject *shown_key(void) {
    static PyObject *key;
    if (!key) key = PyUnicode_InternFromString("__cljsh_shown__");
    return key;
}

// The traceback with the places from `from` on before it; takes and gives a reference (perhaps NULL).
static PyObject *extended(PyObject *traceback, PyObject *list, Py_ssize_t from) {
    for (Py_ssize_t i = from; i < PyList_GET_SIZE(list); i++) {
        PyObject *place = PyList_GET_ITEM(list, i);
        PyObject *t = is_shown(place) ? entry(place, traceback) : NULL;
        if (t) Py_XSETREF(traceback, t);
        else PyErr_Clear();
    }
    return traceback;
}

void trace_show(PyObject *exc) {
    PyObject *list = trace_of(exc);
    if (!list) return;
    PyObject *type, *value, *before; // an exception may be on its way
    PyErr_Fetch(&type, &value, &before);
    PyObject *dict = ((PyBaseExceptionObject *)exc)->dict, *shown = PyDict_GetItemWithError(dict, shown_key());
    Py_ssize_t from = shown ? PyLong_AsSsize_t(shown) : 0;
    if (from < PyList_GET_SIZE(list)) {
        PyObject *traceback = extended(PyException_GetTraceback(exc), list, from);
        SCOPED_PY PyObject *now = PyLong_FromSsize_t(PyList_GET_SIZE(list));
        if (traceback && PyException_SetTraceback(exc, traceback) < 0) PyErr_Clear();
        if (!now || PyDict_SetItem(dict, shown_key(), now) < 0) PyErr_Clear();
        Py_XDECREF(traceback);
    }
    PyErr_Clear();
    PyErr_Restore(type, value, before);
}

void trace_show_current(void) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback) PyException_SetTraceback(value, traceback);
    Py_XDECREF(traceback);
    trace_show(value);
    PyErr_Restore(type, value, PyException_GetTraceback(value));
}
