// SPDX-License-Identifier: MIT
#include "vm/trace.h"

static PyObject *trace_key(void) {
    static PyObject *key;
    if (!key) key = PyUnicode_InternFromString("__cljsh_trace__");
    return key;
}

PyObject *trace_of(PyObject *exc) {
    PyObject *dict = ((PyBaseExceptionObject *)exc)->dict;
    PyObject *list = dict ? PyDict_GetItemWithError(dict, trace_key()) : NULL;
    if (!list) PyErr_Clear();
    return list && PyList_Check(list) ? list : NULL;
}

void trace_add(PyObject *exc, struct proto *p, uint32_t pc) {
    if (!p->def || (p->flags & PROTO_NATIVE)) return;
    PyObject *list = trace_of(exc);
    if (!list) {
        PyBaseExceptionObject *e = (PyBaseExceptionObject *)exc;
        if (!e->dict && !(e->dict = PyDict_New())) { PyErr_Clear(); return; }
        list = PyList_New(0);
        if (!list || PyDict_SetItem(e->dict, trace_key(), list) < 0) PyErr_Clear();
        Py_XDECREF(list); // the dict has it
        if (!list) return;
    }
    if (PyList_GET_SIZE(list) >= TRACE_MAX) return;
    const struct line *line = proto_line(p, pc ? pc : 1);
    PyObject *place = Py_BuildValue("(OOii)", p->def->name, p->file ? p->file : Py_None, line ? line->line : 0,
                                    line ? line->column : 0);
    if (!place || PyList_Append(list, place) < 0) PyErr_Clear();
    Py_XDECREF(place);
}
