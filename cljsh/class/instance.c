// SPDX-License-Identifier: MIT
#include "class/instance.h"

#include "base/absent.h"
#include "base/call.h"
#include "class/iterable.h"
#include "coll/map.h"
#include "coll/sorted.h"
#include "coll/vector.h"
#include "data/slots.h"
#include "data/symbol.h"
#include "num/tower.h"
#include "seq/chain.h"
#include "vars/lib_var.h"
#include "vm/named.h"

// --- objects --------------------------------------------------------------

#define FREE_MAX 200 // instances of a class kept for reuse

static void drop_words(struct instance *o, const struct class_info *info) {
    for (int i = 0; i < info->nwords; i++) {
        Value old = o->words[i];
        if (i == info->meta_word) Py_XDECREF((PyObject *)old.w);
        else xdrop(old);
    }
}

static void instance_dealloc(PyObject *self) {
    PyTypeObject *class = Py_TYPE(self);
    if (unlikely(class->tp_finalize) && class->tp_dealloc == instance_dealloc && PyObject_CallFinalizerFromDealloc(self) < 0) return;
    gc_untrack(self);
    Py_TRASHCAN_BEGIN(self, instance_dealloc)
    struct class_info *info = (struct class_info *)info_of_class(class);
    drop_words((struct instance *)self, info);
    if (likely(class == info->class) && info->nfree < FREE_MAX && info->nwords && !(info->ops.kind & K_REIFIED) && !class->tp_finalize) {
        ((struct instance *)self)->words[0].w = (uintptr_t)info->free;
        info->free = (struct instance *)self;
        info->nfree++;
    } else {
        class->tp_free(self);
    }
    Py_DECREF(class);
    Py_TRASHCAN_END
}

static int instance_traverse(PyObject *self, visitproc visit, void *arg) {
    const struct class_info *info = info_of_class(Py_TYPE(self));
    struct instance *o = (struct instance *)self;
    Py_VISIT(Py_TYPE(self));
    for (int i = 0; i < info->nwords; i++) VISIT_WORD(o->words[i].w);
    return 0;
}

static int instance_clear(PyObject *self) {
    const struct class_info *info = info_of_class(Py_TYPE(self));
    struct instance *o = (struct instance *)self;
    for (int i = 0; i < info->nwords; i++) {
        Value old = o->words[i];
        if (!old.w || !may_cycle(ref(old))) continue;
        o->words[i] = i < info->nfields ? nil_value() : ERR;
        drop(old);
    }
    return 0;
}

// An instance whose words are 0, not tracked; kept so for as long as it holds atoms only.
static struct instance *allocate(PyTypeObject *class, struct class_info *info) {
    struct instance *o;
    if (likely(class == info->class) && info->free) {
        o = info->free;
        info->free = (struct instance *)o->words[0].w;
        info->nfree--;
        Py_INCREF(class);
        _Py_NewReference((PyObject *)o);
        memset(o->words, 0, (size_t)info->nwords * sizeof(Value));
    } else if (likely(class == info->class)) {
        o = PyObject_GC_New(struct instance, class);
        if (o) memset(o->words, 0, (size_t)info->nwords * sizeof(Value));
    } else {
        o = (struct instance *)class->tp_alloc(class, 0);
    }
    return o;
}

static void track(struct instance *o, Ref x) {
    if (may_close_cycle(x) && !gc_is_tracked(o)) gc_track(o);
}

static Value wrong_number(const struct class_info *info, Py_ssize_t n) {
    PyErr_Format(ArityError, "Wrong number of args (%zd) passed to: %U; it takes %d", n, info->name, info->nfields);
    return ERR;
}

// What a field with a primitive hint holds of a value (taken): a number becomes one of the hinted type.
static Value hinted(char hint, Value x) {
    SCOPED Value given = x;
    double d;
    if (hint == '-' || (hint == 'l' && is_int(ref(x))) || (hint == 'd' && is_double(ref(x)))) return keep(ref(given));
    if (hint == 'b') return same(ref(given), TRUE_REF) || same(ref(given), FALSE_REF) ? keep(ref(given)) : err_arg("a field hinted with boolean cannot hold %s", err_type_name(ref(given)));
    if (!num_can_calculate(ref(given)))
        return err_arg("a field hinted with %s cannot hold %s", hint == 'l' ? "long" : "double", err_type_name(ref(given)));
    if (hint == 'd') return num_to_double(ref(given), &d) < 0 ? ERR : double_value(d);
    return val_of(num_integer(ref(given)));
}

static bool takes_extras(const struct class_info *info, Py_ssize_t n) {
    return info->ops.kind & K_RECORD && info->takes >= 0 && n == info->nfields + 2;
}

static Value new_with_extras(PyTypeObject *class, Value *fields, Py_ssize_t n) {
    const struct class_info *info = info_of_class(class);
    SCOPED Value ext = take_slot(&fields[n - 1]), meta = take_slot(&fields[n - 2]);
    Value record = instance_new(class, fields, n - 2);
    if (failed(record)) return ERR;
    if ((!is_nil(ref(ext)) && !is_plain_map(ref(ext))) || (!is_nil(ref(meta)) && !is_map(ref(meta)))) {
        drop(record);
        return err_type("metadata and further entries of a record must be maps or nil");
    }
    struct instance *o = instance_of(ref(record));
    if (!is_nil(ref(meta))) *instance_meta(ref(record), info) = Py_NewRef(obj(ref(meta)));
    if (!is_nil(ref(ext)) && map_count(ref(ext)) > 0) o->words[info->nfields] = keep(ref(ext));
    if (!gc_is_tracked(o)) gc_track(o);
    return record;
}

Value instance_new(PyTypeObject *class, Value *fields, Py_ssize_t n) {
    const struct class_info *info = info_of_class(class);
    struct instance *o = NULL;
    if (unlikely(n != info->takes)) {
        if (takes_extras(info, n)) return new_with_extras(class, fields, n);
        wrong_number(info, n);
    } else {
        bool fit = true;
        for (Py_ssize_t i = 0; unlikely(info->hints) && i < n; i++) fit &= ok(fields[i] = hinted(info->hints[i], fields[i]));
        if (likely(fit)) o = allocate(class, (struct class_info *)info);
    }
    if (unlikely(!o)) {
        for (Py_ssize_t i = 0; i < n; i++) xdrop(take_slot(&fields[i]));
        return ERR;
    }
    bool cycle = false;
    for (Py_ssize_t i = 0; i < n; i++) {
        o->words[i] = take_slot(&fields[i]);
        cycle |= may_close_cycle(ref(o->words[i]));
    }
    if (cycle && !gc_is_tracked(o)) gc_track(o);
    return adopt(o);
}

struct instance *instance_copy(Ref r, const struct class_info *info) {
    struct instance *from = instance_of(r), *o = allocate(Py_TYPE(from), (struct class_info *)info);
    if (!o) return NULL;
    for (int i = 0; i < info->nwords; i++) {
        Value x = from->words[i];
        if (!x.w) continue;
        o->words[i] = keep(ref(x));
        track(o, ref(x));
    }
    return o;
}

void instance_set(Ref r, int field, Value x) {
    struct instance *o = instance_of(r);
    Value old = o->words[field];
    track(o, ref(x));
    o->words[field] = x;
    drop(old);
}

int instance_field(const struct class_info *info, PyObject *name) {
    PyObject *index = PyDict_GetItem(info->attributes, name);
    return index ? (int)PyLong_AsLong(index) : -1;
}

// --- Python's view --------------------------------------------------------

static PyObject *construct(PyTypeObject *class, PyObject *args, PyObject *kwargs) {
    const struct class_info *info = info_of_class(class);
    Py_ssize_t n = PyTuple_GET_SIZE(args), named = kwargs ? PyDict_GET_SIZE(kwargs) : 0;
    const bool extras = !named && takes_extras(info, n);
    if (n + named != info->takes && !extras) return (wrong_number(info, n + named), NULL);
    Value *fields = PyMem_New(Value, info->nfields + 2 + 1);
    if (!fields) return PyErr_NoMemory();
    const Py_ssize_t total = extras ? n : info->nfields;
    for (Py_ssize_t i = 0; i < total; i++)
        fields[i] = i < n ? val_from(PyTuple_GET_ITEM(args, i)) : ERR;
    PyObject *key, *value;
    Py_ssize_t at = 0;
    bool fit = true;
    while (named && fit && PyDict_Next(kwargs, &at, &key, &value)) {
        int field = instance_field(info, key);
        if (field < 0) fit = ok(err_type("%U has no field %R", info->name, key));
        else if (fields[field].w) fit = ok(err_type("%U got the field %R twice", info->name, key));
        else fit = ok(fields[field] = val_from(value));
    }
    PyObject *result = NULL;
    if (fit) {
        result = (PyObject *)instance_new(class, fields, total).w;
    } else {
        for (Py_ssize_t i = 0; i < info->nfields; i++) xdrop(fields[i]);
    }
    PyMem_Free(fields);
    return result;
}

static PyObject *get_field(PyObject *self, void *index) { return py_of(ref(instance_of(ref_of(self))->words[(intptr_t)index])); }

static int set_field(PyObject *self, PyObject *value, void *index) {
    const struct class_info *info = info_of_class(Py_TYPE(self));
    intptr_t i = (intptr_t)index;
    if (!info->is_mutable[i]) {
        PyErr_Format(AccessError, "the field %U of %U is not mutable", PyTuple_GET_ITEM(info->field_names, i), info->name);
        return -1;
    }
    if (!value) return (PyErr_SetString(PyExc_AttributeError, "a field cannot be deleted"), -1);
    instance_set(ref_of(self), (int)i, val_from(value));
    return 0;
}

// The newest class of each name, for instances that are unpickled: name -> class.
static PyObject *classes_by_name;

static PyObject *restore(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *name, *fields, *extension;
    if (!PyArg_ParseTuple(args, "UO!O:restore", &name, &PyTuple_Type, &fields, &extension)) return NULL;
    PyObject *found;
    enum lookup known = lookup_in_dict(classes_by_name, name, &found);
    if (known == LOOKUP_ABSENT) err_state("there is no class %U: its namespace has to be loaded first", name);
    if (known != LOOKUP_FOUND) return NULL;
    PyTypeObject *class = (PyTypeObject *)found;
    PyObject *o = construct(class, fields, NULL);
    const struct class_info *info = info_of_class(class);
    if (o && extension != Py_None && info->ops.kind & K_RECORD) {
        instance_of(ref_of(o))->words[info->nfields] = keep_obj(extension);
        track((struct instance *)o, ref_of(extension));
    }
    return o;
}

static PyObject *reduce(PyObject *self, PyObject *none) {
    (void)none;
    const struct class_info *info = info_of_class(Py_TYPE(self));
    if (Py_TYPE(self) != info->class || PyDict_GetItem(classes_by_name, info->name) != (PyObject *)info->class)
        return (err_unsupported("%s cannot be pickled or copied", Py_TYPE(self)->tp_name), NULL);
    static PyObject *function;
    if (!function && !(function = PyObject_GetAttrString(cljsh_module, "_restore"))) return NULL;
    struct instance *o = (struct instance *)self;
    PyObject *fields = PyTuple_New(info->nfields);
    for (int i = 0; fields && i < info->nfields; i++) {
        PyObject *x = py_of(ref(o->words[i]));
        if (x) PyTuple_SET_ITEM(fields, i, x);
        else Py_CLEAR(fields);
    }
    if (!fields) return NULL;
    Value extension = info->ops.kind & K_RECORD ? o->words[info->nfields] : ERR;
    return Py_BuildValue("O(ONO)", function, info->name, fields, extension.w ? (PyObject *)extension.w : Py_None);
}

static PyMethodDef reduce_def = {"__reduce__", reduce, METH_NOARGS, "How to pickle the instance: its class and its fields."};
static PyMethodDef restore_defs[] = {
    {"_restore", restore, METH_VARARGS, "Makes an instance again: its class's name, its fields, a record's extension."}, {NULL}};

// --- methods as attributes ------------------------------------------------

/* The functions read fields out of what they are given as the instance, so
 * only an instance may get there. */
struct method {
    PyObject_HEAD
    PyObject *function, *name;
    PyTypeObject *class; // borrowed: the method is in its dict; NULL once that is cleared
    vectorcallfunc vectorcall;
};

static PyObject *method_call(PyObject *self, PyObject *const *args, size_t flags, PyObject *names) {
    struct method *m = (struct method *)self;
    if (PyVectorcall_NARGS(flags) < 1 || !m->class || !PyObject_TypeCheck(args[0], m->class)) {
        PyErr_Format(PyExc_TypeError, "the method %U needs an instance of %s before its arguments", m->name,
                     m->class ? m->class->tp_name : "its class");
        return NULL;
    }
    return PyObject_Vectorcall(m->function, args, flags, names);
}

static PyObject *method_get(PyObject *self, PyObject *instance, PyObject *class) {
    (void)class;
    return instance && instance != Py_None ? PyMethod_New(self, instance) : Py_NewRef(self);
}

static int method_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(((struct method *)self)->function);
    return 0;
}

static int method_clear(PyObject *self) {
    struct method *m = (struct method *)self;
    m->class = NULL;
    PyObject *function = m->function;
    m->function = Py_NewRef(Py_None);
    Py_DECREF(function);
    return 0;
}

static void method_dealloc(PyObject *self) {
    gc_untrack(self);
    Py_DECREF(((struct method *)self)->function);
    Py_DECREF(((struct method *)self)->name);
    PyObject_GC_Del(self);
}

static PyObject *method_repr(PyObject *self) {
    struct method *m = (struct method *)self;
    return PyUnicode_FromFormat("<method '%U' of '%s' objects>", m->name, m->class ? m->class->tp_name : "?");
}

// What is not a method's own is its function's: __doc__, __annotations__, __signature__ …
static PyObject *method_getattr(PyObject *self, PyObject *name) {
    PyObject *o = PyObject_GenericGetAttr(self, name);
    if (o || !PyErr_ExceptionMatches(PyExc_AttributeError)) return o;
    PyErr_Clear();
    return PyObject_GetAttr(((struct method *)self)->function, name);
}

static PyMemberDef method_members[] = {
    {"__name__", T_OBJECT, offsetof(struct method, name), READONLY, NULL},
    {"__qualname__", T_OBJECT, offsetof(struct method, name), READONLY, NULL},
    {"__wrapped__", T_OBJECT, offsetof(struct method, function), READONLY, NULL},
    {NULL},
};

static PyTypeObject method_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.Method",
    .tp_basicsize = sizeof(struct method),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR |
                Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_dealloc = method_dealloc,
    .tp_traverse = method_traverse,
    .tp_clear = method_clear,
    .tp_repr = method_repr,
    .tp_getattro = method_getattr,
    .tp_call = PyVectorcall_Call,
    .tp_vectorcall_offset = offsetof(struct method, vectorcall),
    .tp_descr_get = method_get,
    .tp_members = method_members,
};

bool instance_method_is(PyObject *x) { return Py_TYPE(x) == &method_type; }

static PyObject *method_new(PyTypeObject *class, PyObject *name, PyObject *function) {
    struct method *m = PyObject_GC_New(struct method, &method_type);
    if (!m) return NULL;
    m->function = Py_NewRef(function);
    m->name = Py_NewRef(name);
    m->class = class;
    m->vectorcall = method_call;
    gc_track(m);
    return (PyObject *)m;
}

// --- classes --------------------------------------------------------------

static int add_field(struct class_info *info, PyGetSetDef *def, int i) {
    PyObject *name = PyTuple_GET_ITEM(info->field_names, i);
    SCOPED_PY PyObject *attribute = named_python_name(name), *index = PyLong_FromLong(i);
    if (!attribute || !index || PyDict_SetItem(info->attributes, name, index) < 0 ||
        PyDict_SetItem(info->attributes, attribute, index) < 0)
        return -1;
    *def = (PyGetSetDef){.name = PyUnicode_AsUTF8(attribute), .get = get_field, .set = set_field, .closure = (void *)(intptr_t)i};
    SCOPED_PY PyObject *descriptor = PyDescr_NewGetSet(info->class, def);
    Value key = keyword_new(NULL, name);
    if (!descriptor || failed(key)) return -1;
    info->keys[i] = key; // keywords live for ever
    return PyDict_SetItem(info->class->tp_dict, attribute, descriptor);
}

// The list that owns what the class_info refers to, in the class's dict.
static int keep_with_class(struct class_info *info, PyObject *o) { return o ? PyList_Append(info->kept, o) : -1; }

static PyObject *make_type(PyObject *name) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(name), dot = PyUnicode_FindChar(name, '.', 0, n, -1);
    SCOPED_PY PyObject *module = PyUnicode_Substring(name, 0, dot < 0 ? 0 : dot);
    SCOPED_PY PyObject *short_name = PyUnicode_Substring(name, dot + 1, n);
    if (!module || !short_name) return NULL;
    return PyObject_CallFunction((PyObject *)&clj_meta, "O(O){s:(),s:O}", short_name, &PyBaseObject_Type, "__slots__", "__module__", module);
}

static struct class_info *info_new(enum class_kind kind, PyObject *name, PyObject *fields, const bool *is_mutable) {
    int n = (int)PyTuple_GET_SIZE(fields);
    struct class_info *info = PyMem_Calloc(1, sizeof *info);
    if (!info) return (struct class_info *)PyErr_NoMemory();
    info->nfields = info->takes = n;
    info->nwords = n + (kind == CLASS_RECORD ? 3 : kind == CLASS_REIFY ? 1 : 0);
    info->meta_word = kind == CLASS_PLAIN ? -1 : info->nwords - 1;
    info->ops.kind = K_INSTANCE | (kind == CLASS_RECORD ? K_RECORD : kind == CLASS_REIFY ? K_REIFIED : 0);
    info->ops.meta_offset = kind == CLASS_PLAIN ? 0 : (Py_ssize_t)(sizeof(PyObject) + (size_t)info->meta_word * sizeof(Value));
    info->keys = PyMem_Calloc((size_t)n + 1, sizeof *info->keys);
    info->is_mutable = PyMem_Calloc((size_t)n + 1, sizeof *info->is_mutable);
    info->kept = PyList_New(0);
    info->attributes = PyDict_New();
    info->name = name;
    info->field_names = fields;
    if (!info->keys || !info->is_mutable) return (struct class_info *)PyErr_NoMemory();
    for (int i = 0; i < n; i++) info->is_mutable[i] = is_mutable && is_mutable[i];
    if (!info->kept || keep_with_class(info, info->attributes) < 0 || keep_with_class(info, name) < 0 || keep_with_class(info, fields) < 0)
        return NULL;
    Py_DECREF(info->attributes);
    return info;
}

PyTypeObject *class_new(enum class_kind kind, PyObject *name, PyObject *fields, const bool *is_mutable) {
    struct class_info *info = info_new(kind, name, fields, is_mutable);
    PyTypeObject *t = info ? (PyTypeObject *)make_type(name) : NULL;
    if (!t) return NULL;
    info->class = t;
    t->tp_basicsize = (Py_ssize_t)(sizeof(PyObject) + (size_t)info->nwords * sizeof(Value));
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_free = PyObject_GC_Del;
    t->tp_dealloc = instance_dealloc;
    t->tp_traverse = instance_traverse;
    t->tp_clear = instance_clear;
    t->tp_new = construct;
    ((CljType *)t)->ops = &info->ops;
    PyGetSetDef *defs = PyMem_Calloc((size_t)info->nfields + 1, sizeof *defs);
    int bad = defs ? 0 : (PyErr_NoMemory(), -1);
    for (int i = 0; !bad && i < info->nfields; i++) bad = add_field(info, &defs[i], i);
    if (!bad) bad = PyDict_SetItemString(t->tp_dict, "__cljsh__", info->kept);
    if (!bad) bad = PyDict_SetItemString(t->tp_dict, "__match_args__", fields);
    SCOPED_PY PyObject *reduce_method = bad ? NULL : PyDescr_NewMethod(t, &reduce_def);
    if (!reduce_method || PyDict_SetItemString(t->tp_dict, "__reduce__", reduce_method) < 0) {
        Py_DECREF(t);
        return NULL;
    }
    Py_DECREF(info->kept);
    if (kind == CLASS_REIFY) return t;
    // Never to go away: another of the name takes its place in the table only.
    return PyDict_SetItem(classes_by_name, name, (PyObject *)t) < 0 ? NULL : (PyTypeObject *)Py_NewRef(t);
}

// The attribute of a method: not in place of a field.
static int add_method(struct class_info *info, PyObject *name, PyObject *function) {
    SCOPED_PY PyObject *attribute = named_python_name(name);
    if (!attribute) return -1;
    if (PyDict_Contains(info->attributes, attribute)) return 0;
    SCOPED_PY PyObject *method = kind_of(ref_of(function)) & K_FN ? method_new(info->class, name, function) : Py_NewRef(function);
    // Through the type's own setattr, which sees to slots for dunder names.
    return method ? PyObject_SetAttr((PyObject *)info->class, attribute, method) : -1;
}

int class_finish(PyTypeObject *class, PyObject *methods, PyObject *interfaces, unsigned kinds) {
    static const char *const names[IMPL_TOTAL] = {
#define IMPL(id, name) name,
#include "vm/impl.def"
#undef IMPL
    };
    struct class_info *info = (struct class_info *)info_of_class(class);
    if (keep_with_class(info, methods) < 0 || keep_with_class(info, interfaces) < 0) return -1;
    info->methods = methods;
    info->interfaces = interfaces;
    for (int i = 0; i < IMPL_TOTAL; i++) {
        SCOPED_PY PyObject *name = PyUnicode_InternFromString(names[i]);
        PyObject *function;
        if (!name || lookup_in_dict(methods, name, &function) < 0) return -1;
        info->impl[i] = function && kind_of(ref_of(function)) & K_FN ? ref_of(function) : NO_REF;
    }
    instance_fill_ops(info, kinds);
    if (info->ops.kind & K_RECORD) record_fill_ops(info);
    // The C functions first, so that a method of Python's name replaces one.
    slots_fill((CljType *)class);
    if (slots_add_methods((CljType *)class) < 0 || slots_add_dunders((CljType *)class) < 0) return -1;
    PyObject *name, *function;
    Py_ssize_t at = 0;
    while (PyDict_Next(methods, &at, &name, &function))
        if (add_method(info, name, function) < 0) return -1;
    if (info->impl[IMPL_TO_STRING].w && !PyDict_GetItemString(methods, "__str__")) {
        SCOPED_PY PyObject *dunder = PyUnicode_InternFromString("__str__");
        SCOPED_PY PyObject *str = dunder ? method_new(class, dunder, obj(info->impl[IMPL_TO_STRING])) : NULL;
        if (!str || PyObject_SetAttrString((PyObject *)class, "__str__", str) < 0) return -1;
    }
    if (iterable_add(class, info) < 0) return -1;
    PyType_Modified(class);
    return 0;
}

LIB_VAR(into, "clojure.core", "into", "clojure/core/25_reduce.clj");

static Value into_vector(Ref coll) {
    Ref f = lib_var_root(&into);
    SCOPED Value empty = vec_empty();
    return f.w ? call2(f, ref(empty), coll) : ERR;
}

// Class/getBasis, of deftypes and records.
static PyObject *get_basis(PyObject *class, PyObject *unused) {
    (void)unused;
    const struct class_info *info = info_of_class((PyTypeObject *)class);
    SCOPED Value all = vec_empty();
    for (int i = 0; info && i < info->nfields && ok(all); i++) {
        SCOPED Value name = symbol_new(NULL, PyTuple_GET_ITEM(info->field_names, i));
        all = ok(name) ? vec_conj(all, ref(name)) : (drop(all), ERR);
    }
    return ok(all) ? py_of(ref(all)) : NULL;
}

static PyMethodDef get_basis_def = {"getBasis", get_basis, METH_NOARGS, "The fields of a type, a vector of symbols."};

LIB_VAR(instance_subseq, "cljsh.core", "instance-subseq", "clojure/core/60_misc.clj");

static Value part_of_sorted(Ref sorted, Ref descending, Ref limits) {
    Ref f = lib_var_root(&instance_subseq);
    return f.w ? call3(f, sorted, descending, limits) : ERR;
}

int instance_init(void) {
    sorted_instance_part = part_of_sorted;
    SCOPED_PY PyObject *descriptor = PyDescr_NewMethod(&clj_meta, &get_basis_def);
    if (!descriptor || PyDict_SetItemString(clj_meta.tp_dict, "getBasis", descriptor) < 0) return -1;
    invoke_init();
    vec_by_reduce = into_vector;
    if (PyType_Ready(&method_type) < 0) return -1;
    classes_by_name = PyDict_New();
    return classes_by_name ? PyModule_AddFunctions(cljsh_module, restore_defs) : -1;
}
