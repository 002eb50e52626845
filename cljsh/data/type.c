// SPDX-License-Identifier: MIT
#include "data/type.h"

#include "data/slots.h"

const Ops no_ops;
PyObject *cljsh_module;
PyObject *(*type_repr_hook)(PyObject *);

// --- the metaclass --------------------------------------------------------

/* A class made at run time (by deftype, or a Python subclass of one of its
 * classes) starts with the operations of its first base of ours; deftype
 * then gives it a table of its own. */
static PyObject *meta_new(PyTypeObject *meta, PyObject *args, PyObject *kwargs) {
    PyObject *class = PyType_Type.tp_new(meta, args, kwargs);
    if (!class) return NULL;
    CljType *type = (CljType *)class;
    PyObject *mro = ((PyTypeObject *)class)->tp_mro;
    for (Py_ssize_t i = 1; !type->ops && i < PyTuple_GET_SIZE(mro); i++) {
        PyObject *base = PyTuple_GET_ITEM(mro, i);
        if (Py_TYPE(base) == &clj_meta) type->ops = ((CljType *)base)->ops;
    }
    if (!type->ops) type->ops = &no_ops;
    return class;
}

PyTypeObject clj_meta = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0)
    .tp_name = "cljsh.ClojureType",
    .tp_doc = "The class of the classes of Clojure's values.",
    .tp_basicsize = sizeof(CljType),
    .tp_itemsize = sizeof(PyMemberDef), // as type has it: room for __slots__
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &PyType_Type,
    .tp_new = meta_new,
};

// --- the module and its types ---------------------------------------------

static PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT,
    .m_name = "cljsh",
    .m_doc = "Clojure: its values, and the functions that load and call its code.",
    .m_size = -1,
};

int type_init(void) {
    if (PyType_Ready(&clj_meta) < 0) return -1;
    cljsh_module = PyModule_Create(&module_def);
    if (!cljsh_module || error_init(cljsh_module) < 0) return -1;
    return PyDict_SetItemString(PyImport_GetModuleDict(), "cljsh", cljsh_module);
}

// Types waiting for type_register_abcs().
static struct { PyTypeObject *type; const char *abc; } registered[64];
static int registered_count;

int type_add_abc(PyTypeObject *type, const char *abc) {
    if (registered_count == sizeof registered / sizeof *registered)
        return (err_state("too many types for the table of abstract classes"), -1);
    registered[registered_count].type = type;
    registered[registered_count++].abc = abc;
    return 0;
}

int type_ready(CljType *type, const char *abc) {
    PyTypeObject *t = TYPE_OBJECT(*type);
    if (abc) {
        if (type_add_abc(t, abc) < 0) return -1;
        // What `match` looks at: register() does not set it on a static type.
        if (!strcmp(abc, "Sequence")) t->tp_flags |= Py_TPFLAGS_SEQUENCE;
        if (!strcmp(abc, "Mapping")) t->tp_flags |= Py_TPFLAGS_MAPPING;
    }
    slots_fill(type);
    if (PyType_Ready(t) < 0 || slots_add_methods(type) < 0) return -1;
    const char *dot = strrchr(t->tp_name, '.');
    return PyModule_AddObjectRef(cljsh_module, dot ? dot + 1 : t->tp_name, (PyObject *)t);
}

int type_register_abcs(void) {
    SCOPED_PY PyObject *module = PyImport_ImportModule("collections.abc");
    if (!module) return -1;
    while (registered_count > 0) {
        registered_count--;
        SCOPED_PY PyObject *abc = PyObject_GetAttrString(module, registered[registered_count].abc);
        if (!abc) return -1;
        SCOPED_PY PyObject *done = PyObject_CallMethod(abc, "register", "O", registered[registered_count].type);
        if (!done) return -1;
    }
    return 0;
}
