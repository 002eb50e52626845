// SPDX-License-Identifier: MIT
#include "vm/switch.h"

#include "coll/map.h"

// The distances are kept in a map of ours: it has Clojure's equality.
struct table { PyObject_HEAD Value jumps; };

static void table_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    drop(((struct table *)self)->jumps);
    PyObject_GC_Del(self);
}

static int table_traverse(PyObject *self, visitproc visit, void *arg) {
    VISIT_WORD(((struct table *)self)->jumps.w);
    return 0;
}

PyTypeObject switch_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.Switch",
    .tp_basicsize = sizeof(struct table),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = table_dealloc,
    .tp_traverse = table_traverse,
};

int switch_init(void) { return PyType_Ready(&switch_type); }

Value switch_new(void) {
    struct table *t = PyObject_GC_New(struct table, &switch_type);
    if (!t) return ERR;
    t->jumps = map_empty();
    gc_track(t);
    return adopt(t);
}

int switch_add(Ref r, Ref constant, int64_t jump) {
    struct table *t = (struct table *)obj(r);
    bool error = false;
    if (map_find(ref(t->jumps), constant, &error).w) return 1;
    if (error) return -1;
    Value map = t->jumps;
    t->jumps = keep(NIL);
    map = map_assoc(map, constant, int_ref(jump));
    if (failed(map)) return -1;
    drop(t->jumps);
    t->jumps = map;
    return 0;
}

int64_t switch_next(Ref r, struct map_cursor *state, Ref *constant) {
    Ref jump;
    return map_each(ref(((struct table *)obj(r))->jumps), state, constant, &jump) ? int_of(jump) : -1;
}

int64_t switch_each(Ref r, struct map_cursor *state) {
    Ref constant;
    return switch_next(r, state, &constant);
}

int64_t switch_find(Ref r, Ref x) {
    bool error = false;
    Ref jump = map_find(ref(((struct table *)obj(r))->jumps), x, &error);
    return jump.w ? int_of(jump) : error ? SWITCH_FAILED : SWITCH_NONE;
}
