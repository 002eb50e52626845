// SPDX-License-Identifier: MIT
#include "vm/switch.h"

#include "coll/map.h"
#include "data/str.h"

/* The distances are kept in a map of ours: it has Clojure's equality.  Those of the first few small integers, which
 * count the ways of a receive or of a program's own, are at hand: of others the map says whether they are there.  So are
 * those of ASCII's characters, where one of them is a constant: text is told apart a character at a time. */
#define AT_HAND 8
#define CHARACTERS 128
struct table {
    PyObject_HEAD
    Value jumps;
    int32_t at_hand[AT_HAND]; // -1: not known here
    int32_t *characters;      // CHARACTERS of them, -1: not there; NULL: no constant is one
};

static void table_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    drop(((struct table *)self)->jumps);
    PyMem_Free(((struct table *)self)->characters);
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
    t->characters = NULL;
    for (int i = 0; i < AT_HAND; i++) t->at_hand[i] = -1;
    gc_track(t);
    return adopt(t);
}

static int add_character(struct table *t, int64_t code, int64_t jump) {
    if (!t->characters) {
        t->characters = PyMem_New(int32_t, CHARACTERS);
        if (!t->characters) return (PyErr_NoMemory(), -1);
        for (int i = 0; i < CHARACTERS; i++) t->characters[i] = -1;
    }
    t->characters[code] = (int32_t)jump; // a proto's code is shorter, see RETURN_WORD
    return 0;
}

int switch_add(Ref r, Ref constant, int64_t jump) {
    struct table *t = (struct table *)obj(r);
    bool error = false;
    if (map_find(ref(t->jumps), constant, &error).w) return 1;
    if (error) return -1;
    const int64_t code = char_code(constant);
    if ((uint64_t)code < CHARACTERS && add_character(t, code, jump) < 0) return -1;
    Value map = t->jumps;
    t->jumps = keep(NIL);
    map = map_assoc(map, constant, int_ref(jump));
    if (failed(map)) return -1;
    drop(t->jumps);
    t->jumps = map;
    if (W_IS_INT(constant.w) && (uint64_t)int_of(constant) < AT_HAND && jump <= INT32_MAX) t->at_hand[int_of(constant)] = (int32_t)jump;
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
    const struct table *t = (const struct table *)obj(r);
    if (W_IS_INT(x.w) && (uint64_t)int_of(x) < AT_HAND && t->at_hand[int_of(x)] >= 0) return t->at_hand[int_of(x)];
    if (t->characters && is_obj(x) && PyUnicode_CheckExact(obj(x))) {
        const int64_t code = char_code(x);
        if ((uint64_t)code < CHARACTERS) return t->characters[code]; // or SWITCH_NONE
    }
    bool error = false;
    Ref jump = map_find(ref(t->jumps), x, &error);
    return jump.w ? int_of(jump) : error ? SWITCH_FAILED : SWITCH_NONE;
}
