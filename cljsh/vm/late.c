// SPDX-License-Identifier: MIT
#include "vm/late.h"

#include "base/error.h"
#include "data/str.h"

static struct late *all;

static void enter(struct late *l) {
    l->before = NULL;
    l->behind = all;
    if (all) all->before = l;
    all = l;
}

static void leave(struct late *l) {
    if (l->before) l->before->behind = l->behind;
    else if (all == l) all = l->behind;
    if (l->behind) l->behind->before = l->before;
    l->before = l->behind = NULL;
}

static void late_dealloc(PyObject *self) {
    struct late *l = (struct late *)self;
    PyObject_GC_UnTrack(self);
    leave(l);
    for (Py_ssize_t i = 0; i < Py_SIZE(l); i++) drop(l->given[i]);
    Py_XDECREF(l->source);
    PyObject_GC_Del(self);
}

static int late_traverse(PyObject *self, visitproc visit, void *arg) {
    struct late *l = (struct late *)self;
    for (Py_ssize_t i = 0; i < Py_SIZE(l); i++) VISIT_WORD(l->given[i].w);
    return 0;
}

PyTypeObject late_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.Late",
    .tp_basicsize = sizeof(struct late),
    .tp_itemsize = sizeof(Value),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = late_dealloc,
    .tp_traverse = late_traverse,
    .tp_free = PyObject_GC_Del,
};

int late_init(void) { return PyType_Ready(&late_type); }

struct late *late_new(int (*load)(struct late *l), PyObject *owner, PyObject *source, const Value *given, Py_ssize_t n) {
    struct late *l = PyObject_GC_NewVar(struct late, &late_type, n);
    if (!l) return NULL;
    l->load = load;
    l->owner = owner;
    l->source = Py_XNewRef(source);
    l->data = NULL;
    l->length = 0;
    bool strings = true; // alone: it is part of no cycle
    for (Py_ssize_t i = 0; i < n; i++) {
        l->given[i] = keep(ref(given[i]));
        strings = strings && is_str(ref(given[i]));
    }
    enter(l);
    if (!strings) PyObject_GC_Track(l);
    return l;
}

int late_load(struct late *l) {
    Py_INCREF(l);
    int r = l->load(l);
    if (r == 0) leave(l);
    Py_DECREF(l);
    return r;
}

void late_load_all(void) {
    if (!all) return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    while (all) {
        struct late *l = all;
        leave(l); // whether that fails or not
        if (late_load(l) < 0) PyErr_WriteUnraisable(NULL);
    }
    PyErr_Restore(type, value, traceback);
}
