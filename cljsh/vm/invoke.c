// SPDX-License-Identifier: MIT
/* Calling what is no function of ours: keywords, maps, vars … through their
 * operations, and Python callables through vectorcall. */
#include "base/error.h"
#include "base/prim.h"
#include "class/instance.h"
#include "class/member.h"
#include "class/multi.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/slots.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/show.h"
#include "seq/ahead.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/named.h"
#include "vm/trace.h"
#include "vm/vm.h"

#define SMALL 8

/* What asks its argument i of n for an iterator, once, and never looks at the
 * argument again: it can have the iterator itself, so that nothing holds the
 * head of a seq that is walked. */
static bool walks_once(PyObject *f, Py_ssize_t i, Py_ssize_t n) {
    static PyTypeObject *const first_only[] = {&PyList_Type, &PyTuple_Type, &PySet_Type, &PyFrozenSet_Type, &PyDict_Type, &PyEnum_Type};
    static const char *const functions[] = {"builtins.sum", "builtins.any", "builtins.all", "builtins.sorted", "math.fsum", "math.prod"};
    static const char *const of_one[] = {"builtins.min", "builtins.max"}; // which compare several
    if (PyType_Check(f)) {
        for (size_t k = 0; i == 0 && k < sizeof first_only / sizeof *first_only; k++)
            if ((PyTypeObject *)f == first_only[k]) return true;
        if ((PyTypeObject *)f == &PyZip_Type || (PyTypeObject *)f == &PyMap_Type || (PyTypeObject *)f == &PyFilter_Type) return true;
        const char *name = ((PyTypeObject *)f)->tp_name;
        return strncmp(name, "itertools.", 10) == 0 && strcmp(name + 10, "repeat") != 0;
    }
    if (i > 0 || !PyCFunction_Check(f) || !PyCFunction_GET_SELF(f) || !PyModule_Check(PyCFunction_GET_SELF(f))) return false;
    const char *module = PyModule_GetName(PyCFunction_GET_SELF(f));
    if (!module) return (PyErr_Clear(), false);
    char name[40];
    snprintf(name, sizeof name, "%s.%s", module, ((PyCFunctionObject *)f)->m_ml->ml_name);
    for (size_t k = 0; k < sizeof functions / sizeof *functions; k++)
        if (strcmp(functions[k], name) == 0) return true;
    return n == 1 && (strcmp(of_one[0], name) == 0 || strcmp(of_one[1], name) == 0);
}

// What makes a collection of all that its argument gives.
static bool takes_all(PyObject *f) {
    static PyTypeObject *const types[] = {&PyList_Type, &PyTuple_Type, &PySet_Type, &PyFrozenSet_Type, &PyDict_Type};
    for (size_t k = 0; k < sizeof types / sizeof *types; k++)
        if (f == (PyObject *)types[k]) return true;
    return PyCFunction_Check(f) && strcmp(((PyCFunctionObject *)f)->m_ml->ml_name, "sorted") == 0 && walks_once(f, 0, 1);
}

struct lazy *callable_ahead(Ref f, Ref arg) {
    struct lazy *l = ahead_lazy(arg, PY_SSIZE_T_MAX);
    return l && !flow_is_at_hand(arg) && takes_all(obj(f)) ? l : NULL;
}

// Argument i of n for Python; a seq that only the call holds may go as its iterator.
static inline PyObject *box_arg(PyObject *f, Value *args, Py_ssize_t i, Py_ssize_t n) {
    Ref arg = ref(args[i]);
    if (likely(!is_obj(arg) || Py_REFCNT(obj(arg)) > 1 || !seq_is_walked(arg) || !walks_once(f, i, n))) return py_of(arg);
    SCOPED Value seq = take_slot(&args[i]);
    return PyObject_GetIter(obj(ref(seq)));
}

// Boxes arguments behind a free slot, as PY_VECTORCALL_ARGUMENTS_OFFSET wants.
static PyObject **box_args(PyObject *f, Value *args, Py_ssize_t n, PyObject **small) {
    PyObject **boxed = n < SMALL ? small : PyMem_New(PyObject *, n + 1);
    if (!boxed) return (PyObject **)PyErr_NoMemory();
    boxed[0] = NULL;
    for (Py_ssize_t i = 0; i < n; i++) {
        boxed[i + 1] = box_arg(f, args, i, n);
        if (likely(boxed[i + 1])) {
            if (unlikely(PyExceptionInstance_Check(boxed[i + 1]))) trace_show(boxed[i + 1]);
            continue;
        }
        while (i-- > 0) Py_DECREF(boxed[i + 1]);
        if (boxed != small) PyMem_Free(boxed);
        return NULL;
    }
    return boxed;
}

static void free_args(PyObject **boxed, Py_ssize_t n, PyObject **small) {
    for (Py_ssize_t i = 0; i < n; i++) Py_DECREF(boxed[i + 1]);
    if (boxed != small) PyMem_Free(boxed);
}

static Value call_python(PyObject *f, Value *args, Py_ssize_t n) {
    PyObject *small[SMALL + 1], **boxed = box_args(f, args, n, small);
    if (!boxed) return ERR;
    PyObject *r = PyObject_Vectorcall(f, boxed + 1, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    free_args(boxed, n, small);
    return val_of(r);
}

// A builtin of one argument, without the way through vectorcall.
static Value call_builtin(PyObject *f, Value *args, Py_ssize_t n) {
    if (n != 1 || (PyCFunction_GET_FLAGS(f) & (METH_O | METH_METHOD)) != METH_O) return call_python(f, args, n);
    PyObject *x = box_arg(f, args, 0, 1);
    if (unlikely(!x)) return ERR;
    if (unlikely(PyExceptionInstance_Check(x))) trace_show(x);
    PyObject *r = PyCFunction_GET_FUNCTION(f)(PyCFunction_GET_SELF(f), x);
    Py_DECREF(x);
    return val_of(r);
}

Value invoke_value(Ref f, Value *args, Py_ssize_t n) {
    if (is_obj(f) && Py_TYPE(obj(f)) == &PyCFunction_Type) return call_builtin(obj(f), args, n);
    if (is_obj(f) && Py_TYPE(obj(f)) == &clj_meta) { // (T. a b) of a deftype that Python did not change
        PyTypeObject *class = (PyTypeObject *)obj(f);
        const struct class_info *info = info_of_class(class);
        if (info && info->class == class && class->tp_init == PyBaseObject_Type.tp_init) return instance_new(class, args, n);
    }
    const Ops *ops = ops_of(f);
    if (ops->invoke) return ops->invoke(f, args, n);
    if (is_obj(f) && !is_nil(f) && PyCallable_Check(obj(f))) return call_python(obj(f), args, n);
    if (is_nil(f)) return err_type("nil can't be called as a function");
    SCOPED_PY PyObject *text = show(f);
    return text ? err_type("%s can't be called as a function: %.100U", err_type_name(f), text) : ERR;
}

// seq behind the arguments.
static Value arguments_seq(const Value *args, Py_ssize_t n, Ref seq) {
    Value all = keep(seq);
    while (ok(all) && n-- > 0) {
        Value longer = cons_new(ref(args[n]), ref(all));
        drop(all);
        all = longer;
    }
    return all;
}

LIB_VAR(apply, "clojure.core", "apply", "clojure/core/00_apply.clj");

static Value multi_target_of(Ref f, const Value *args, Py_ssize_t n, Ref seq) {
    SCOPED Value all = arguments_seq(args, n, seq);
    Ref function = lib_var_root(&apply);
    if (failed(all)) return ERR;
    return function.w ? multi_apply(f, function, ref(all)) : err_state("apply is not known yet");
}

Py_ssize_t apply_most(Ref f) {
    const bool fixed = is_fn(f) ? fn_of(f)->def->variadic < 0 : is_keyword(f) || is_symbol(f) || kind_of(f) & (K_MAP | K_SET | K_VECTOR);
    return fixed ? APPLY_MOST : PY_SSIZE_T_MAX;
}

enum lookup apply_target(Ref f, const Value *args, Py_ssize_t n, Ref seq, Value *target) {
    if (is_var(f)) *target = var_get(var_of(f));
    // What cannot be called says so before the arguments, of which there may be no end, are taken apart.
    else if (!(kind_of(f) & (K_IFN | K_FN)) && !(is_obj(f) && PyCallable_Check(obj(f)))) *target = vm_call(f, NULL, 0);
    else if (is_multi(f)) *target = multi_target_of(f, args, n, seq);
    else return LOOKUP_ABSENT;
    return ok(*target) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// The name of a keyword argument: that of a keyword, symbol or string, - as _.
static PyObject *kwarg_name(Ref key) {
    if (is_keyword(key)) return named_python_name(keyword_of(key)->name);
    if (is_symbol(key)) return named_python_name(symbol_of(key)->name);
    if (is_obj(key) && PyUnicode_Check(obj(key))) return Py_NewRef(obj(key));
    return (err_type("the name of a keyword argument is a keyword, symbol or string, not %s", err_type_name(key)), NULL);
}

static int add_kwarg(PyObject *dict, Ref key, Ref val) {
    SCOPED_PY PyObject *name = kwarg_name(key), *value = name ? py_of(val) : NULL;
    return value ? PyDict_SetItem(dict, name, value) : -1;
}


// The entries of any other map, or seq of pairs.
static int add_entries(PyObject *dict, Ref map) {
    struct cursor c;
    if (cursor_start(&c, map) < 0) return -1;
    int bad = 0;
    for (Value e; !bad && ok(e = cursor_next(&c)); drop(e)) {
        SCOPED Value key = coll_nth(ref(e), int_ref(0), NO_REF), val = ok(key) ? coll_nth(ref(e), int_ref(1), NO_REF) : ERR;
        bad = ok(val) ? add_kwarg(dict, ref(key), ref(val)) : -1;
    }
    return cursor_end(&c) < 0 ? -1 : bad;
}

// The trailing map of keyword arguments as a new dict with str keys.
static PyObject *kwargs_dict(Ref map) {
    PyObject *dict = PyDict_New();
    if (is_nil(map) || !dict) return dict;
    struct map_cursor c = {0};
    Ref key, val;
    int bad = 0;
    if (is_plain_map(map)) {
        while (!bad && map_each(map, &c, &key, &val)) bad = add_kwarg(dict, key, val);
    } else if (kind_of(map) & K_MAP || (is_obj(map) && PyDict_Check(obj(map)))) {
        bad = add_entries(dict, map);
    } else {
        err_arg("keyword arguments are a map, not %s", err_type_name(map));
        bad = -1;
    }
    if (bad) Py_CLEAR(dict);
    return dict;
}

static Value call_with_kwargs(PyObject *f, Value *args, Py_ssize_t n) {
    PyObject *small[SMALL + 1], **boxed = box_args(f, args, n - 1, small);
    if (!boxed) return ERR;
    PyObject *kwargs = kwargs_dict(ref(args[n - 1]));
    PyObject *r = kwargs ? PyObject_VectorcallDict(f, boxed + 1, (size_t)(n - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwargs) : NULL;
    Py_XDECREF(kwargs);
    free_args(boxed, n - 1, small);
    return val_of(r);
}

Value invoke_kwargs(Ref f, Value *args, Py_ssize_t n) {
    if (!is_obj(f)) return err_type("%s can't be called with keyword arguments", err_type_name(f));
    return call_with_kwargs(obj(f), args, n);
}

// Out of Python, of what is no function: a deftype by its invoke, a var by its value.
static PyObject *named_call(PyObject *self, PyObject *args, PyObject *kwargs) {
    const struct class_info *info = info_of(ref_of(self));
    if (is_var(ref_of(self))) {
        SCOPED Value f = var_get(var_of(ref_of(self)));
        return ok(f) ? PyObject_Call(obj(ref(f)), args, kwargs) : NULL;
    }
    if (!info || !info->has_invoke || !is_fn(info->impl[IMPL_INVOKE]))
        return (err_type("%s takes no keyword arguments", Py_TYPE(self)->tp_name), NULL);
    Py_ssize_t n = PyTuple_GET_SIZE(args), named = PyDict_GET_SIZE(kwargs), at = n;
    SCOPED_PY PyObject *names = PyTuple_New(named), *all = names ? PyTuple_New(n + named) : NULL; // the tuple owns them for the call
    if (!all) return NULL;
    for (Py_ssize_t i = 0; i < n; i++) PyTuple_SET_ITEM(all, i, Py_NewRef(PyTuple_GET_ITEM(args, i)));
    PyObject *name, *value;
    Py_ssize_t pos = 0;
    while (PyDict_Next(kwargs, &pos, &name, &value)) {
        PyTuple_SET_ITEM(names, at - n, Py_NewRef(name));
        PyTuple_SET_ITEM(all, at++, Py_NewRef(value));
    }
    return named_call_from_python(fn_of(info->impl[IMPL_INVOKE]), ref_of(self), ((PyTupleObject *)all)->ob_item, n, names);
}

void invoke_init(void) { slots_named_call = named_call; }

// f with `first` arguments, those of a seq, and a map of named ones.
static Value apply_kw(Ref f, const Ref *args, Py_ssize_t first, Ref seq, Ref kwargs) {
    Value *words;
    Py_ssize_t count = seq_to_words(seq, &words);
    if (count < 0) return ERR;
    Value *all = PyMem_New(Value, first + count + 1), r = ERR;
    if (!all) {
        PyErr_NoMemory();
    } else {
        if (first) memcpy(all, args, (size_t)first * sizeof(Value));
        if (count) memcpy(all + first, words, (size_t)count * sizeof(Value));
        all[first + count] = (Value){kwargs.w};
        r = invoke_kwargs(f, all, first + count + 1);
    }
    PyMem_Free(all);
    seq_words_free(words, count);
    return r;
}

PRIM(core_apply_kw_3, "clojure.core", "apply-kw", "[f args kwargs]",
     "Calls f with the arguments of a seq and the keyword arguments of a map.\n"
     "The names may be keywords, symbols or strings; - in them becomes _. More arguments can stand before the seq,\n"
     "as with apply.")
{ return apply_kw(a[0], NULL, 0, a[1], a[2]); }
PRIM(core_apply_kw_n, "clojure.core", "apply-kw", "[f a args kwargs & more]", NULL)
{ return apply_kw(a[0], a + 1, n - 3, a[n - 2], a[n - 1]); }

/* A method that the class of an object has, which has no attribute of the name
 * itself: what can be called with the object first, and need not be bound to it
 * before.  A new reference (the class may change while it runs); NULL where it
 * takes the long way. */
static PyObject *method_of_class(Ref r, PyObject *name) {
    PyTypeObject *type = is_obj(r) ? Py_TYPE(obj(r)) : NULL;
    if (!type || type->tp_getattro != PyObject_GenericGetAttr) return NULL;
    PyObject *method = _PyType_Lookup(type, name);
    if (!method || !PyType_HasFeature(Py_TYPE(method), Py_TPFLAGS_METHOD_DESCRIPTOR)) return NULL;
    if (!type->tp_dictoffset) return Py_NewRef(method);
    if (_PyObject_GetMethod(obj(r), name, &method)) return method;
    Py_XDECREF(method);
    PyErr_Clear();
    return NULL;
}

Value invoke_method(Ref name, Value *args, Py_ssize_t n, bool kwargs) {
    const struct class_info *info = kwargs ? NULL : info_of(ref(args[0]));
    if (info && info->class == Py_TYPE(obj(ref(args[0])))) {
        PyObject *f = PyDict_GetItem(info->methods, obj(name));
        if (f && is_fn(ref_of(f))) return vm_call(ref_of(f), (const Ref *)args, n);
    }
    Value of_pattern = ERR;
    enum lookup splits = n > 1 && !kwargs && is_str(ref(args[0])) ? member_of_pattern(ref(args[0]), name, ref(args[1]), n > 2 ? ref(args[2]) : NIL, &of_pattern) : LOOKUP_ABSENT;
    if (unlikely(splits != LOOKUP_ABSENT)) {
        SCOPED Value f = of_pattern;
        return splits == LOOKUP_FOUND ? vm_call(ref(f), (const Ref *)args, n) : ERR;
    }
    SCOPED_PY PyObject *plain = kwargs ? NULL : method_of_class(ref(args[0]), obj(name));
    if (plain) return Py_IS_TYPE(plain, &PyMethodDescr_Type) ? call_python(plain, args, n) : invoke_value(ref_of(plain), args, n);
    Value found = ERR;
    Value method = kwargs ? member_get(ref(args[0]), name) : member_get_java(ref(args[0]), name, &found);
    SCOPED Value java = found;
    if (ok(java)) return vm_call(ref(java), (const Ref *)args, n);
    if (failed(method)) return ERR;
    Value r = kwargs ? invoke_kwargs(ref(method), args + 1, n - 1)
              : ops_of(ref(method))->invoke ? ops_of(ref(method))->invoke(ref(method), args + 1, n - 1)
                                            : invoke_value(ref(method), args + 1, n - 1);
    drop(method);
    return r;
}
