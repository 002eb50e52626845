// SPDX-License-Identifier: MIT
/* Classes by the names Clojure programmers know, and exceptions with data. */
#include "base/error.h"
#include "base/prim.h"
#include "class/function_class.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "host/host.h"
#include "host/interface.h"
#include "read/reader.h"
#include "read/show.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/rare.h"
#include "vm/trace.h"
#include "vm/vm.h"

PyObject *ExceptionInfo;

static int add(const char *name, PyObject *class) {
    PyObject *key = PyUnicode_InternFromString(name);
    int r = key ? PyDict_SetItem(core_ns->mappings, key, class) : -1;
    Py_XDECREF(key);
    return r;
}

// Java's names for what Python has under others.  A handler for the left one
// must catch what Clojure code expects it to.
static int add_exceptions(void) {
    const struct { const char *name; PyObject *class; } names[] = {
        {"Throwable", PyExc_BaseException}, {"Exception", PyExc_Exception}, {"RuntimeException", PyExc_Exception},
        {"Error", ErrorClass}, {"IllegalArgumentException", PyExc_ValueError},
        {"IllegalStateException", PyExc_RuntimeError}, {"ArithmeticException", PyExc_ArithmeticError},
        {"IndexOutOfBoundsException", PyExc_IndexError}, {"ArrayIndexOutOfBoundsException", PyExc_IndexError},
        {"StringIndexOutOfBoundsException", PyExc_IndexError}, {"ClassCastException", PyExc_TypeError},
        {"NullPointerException", PyExc_TypeError}, {"NumberFormatException", PyExc_ValueError},
        {"UnsupportedOperationException", PyExc_NotImplementedError}, {"IOException", PyExc_OSError},
        {"FileNotFoundException", PyExc_FileNotFoundError}, {"EOFException", PyExc_EOFError},
        {"InterruptedException", PyExc_KeyboardInterrupt}, {"AssertionError", PyExc_AssertionError},
        {"StackOverflowError", PyExc_RecursionError}, {"OutOfMemoryError", PyExc_MemoryError},
        {"TimeoutException", PyExc_TimeoutError}, {"NoSuchElementException", PyExc_LookupError},
        {"ClassNotFoundException", PyExc_ImportError}, {"SecurityException", PyExc_PermissionError},
        {"CompilerException", CompileError}, {"ArityException", ArityError}, {"ExceptionInfo", ExceptionInfo},
        {"clojure.lang.ExceptionInfo", ExceptionInfo}, {"clojure.lang.ArityException", ArityError},
        {"ConcurrentModificationException", PyExc_RuntimeError}, {"CloneNotSupportedException", PyExc_TypeError},
        {"UncheckedIOException", PyExc_OSError},
        {"Compiler$CompilerException", CompileError}, {"PatternSyntaxException", PyExc_ValueError},
        {"IllegalAccessError", AccessError}, {"AbstractMethodError", AbstractError}, {"NegativeArraySizeException", PyExc_ValueError},
        {"ArrayStoreException", PyExc_TypeError}, {"NoSuchMethodException", PyExc_AttributeError},
        {"NoSuchFieldException", PyExc_AttributeError}, {"VirtualMachineError", PyExc_RecursionError},
        {"InvalidParameterException", PyExc_ValueError}, {"DateTimeException", PyExc_ValueError},
        {"DateTimeParseException", PyExc_ValueError}, {"UnknownHostException", PyExc_OSError}, {"ReaderError", ReaderError},
        {"IllegalThreadStateException", PyExc_RuntimeError}, {"IllegalMonitorStateException", PyExc_RuntimeError},
        {"ThreadDeath", PyExc_GeneratorExit},
        {"TypeNotPresentException", PyExc_ImportError}, {"EnumConstantNotPresentException", PyExc_ValueError},
        {"InternalError", PyExc_SystemError}, {"UnknownError", PyExc_SystemError},
        {"InstantiationException", PyExc_TypeError}, {"IllegalAccessException", PyExc_PermissionError},
        {"ReflectiveOperationException", PyExc_AttributeError},
        {"java.lang.Exception", PyExc_Exception}, {"java.lang.Throwable", PyExc_BaseException},
        {"Object", (PyObject *)&PyBaseObject_Type}, {"String", (PyObject *)&PyUnicode_Type},
        {"Character", (PyObject *)&PyUnicode_Type},
        {"Long", (PyObject *)&PyLong_Type}, {"Integer", (PyObject *)&PyLong_Type}, {"BigInteger", (PyObject *)&PyLong_Type},
        {"Short", (PyObject *)&PyLong_Type}, {"Byte", (PyObject *)&PyLong_Type}, {"Double", (PyObject *)&PyFloat_Type}, {"Float", (PyObject *)&PyFloat_Type}, {"Boolean", (PyObject *)&PyBool_Type},
        {"Class", (PyObject *)&PyType_Type},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!names[i].class || add(names[i].name, names[i].class) < 0) return -1;
    return 0;
}

// *in* *out* *err* are Python's streams.
LIB_VARS(streams, {"clojure.core", "*in*", "host/classes.c"}, {"clojure.core", "*out*", "host/classes.c"},
         {"clojure.core", "*err*", "host/classes.c"});

static int add_streams(void) {
    static const char *const names[] = {"stdin", "stdout", "stderr"};
    for (int i = 0; i < 3; i++) {
        struct var *v = lib_var(&streams[i]);
        PyObject *stream = PySys_GetObject(names[i]);
        if (!v) return -1;
        v->is_dynamic = true;
        v->root = stream ? keep_obj(stream) : nil_value();
    }
    return 0;
}

// --- builtins that look at their caller ---------------------------------------

/* Code of Clojure is in no frame of Python: where there is none at all, the
 * globals of eval, exec and globals are those of the module __main__. */
static PyObject *plain_eval, *plain_exec, *plain_globals;

static PyObject *main_globals(void) { // borrowed
    PyObject *module = PyImport_AddModule("__main__");
    return module ? PyModule_GetDict(module) : NULL;
}

static PyObject *evaluate(PyObject *f, PyObject *args, PyObject *kwargs) {
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    if (PyEval_GetFrame() || n < 1 || (n > 1 && PyTuple_GET_ITEM(args, 1) != Py_None)) return PyObject_Call(f, args, kwargs);
    PyObject *globals = main_globals();
    SCOPED_PY PyObject *more = globals ? PyTuple_Pack(3, PyTuple_GET_ITEM(args, 0), globals, n > 2 ? PyTuple_GET_ITEM(args, 2) : Py_None) : NULL;
    return more ? PyObject_Call(f, more, kwargs) : NULL;
}

static PyObject *builtin_eval(PyObject *self, PyObject *args) { return (void)self, evaluate(plain_eval, args, NULL); }
static PyObject *builtin_exec(PyObject *self, PyObject *args, PyObject *kwargs) { return (void)self, evaluate(plain_exec, args, kwargs); }
static PyObject *builtin_globals(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    if (PyEval_GetFrame()) return PyObject_CallNoArgs(plain_globals);
    PyObject *globals = main_globals();
    return Py_XNewRef(globals);
}

static int wrap_builtin(PyObject *module, PyMethodDef *def, PyObject **plain) {
    SCOPED_PY PyObject *name = PyUnicode_InternFromString("builtins");
    if (!name || !(*plain = PyObject_GetAttrString(module, def->ml_name))) return -1;
    def->ml_doc = ((PyCFunctionObject *)*plain)->m_ml->ml_doc;
    SCOPED_PY PyObject *f = PyCFunction_NewEx(def, module, name);
    return f ? PyObject_SetAttrString(module, def->ml_name, f) : -1;
}

static int wrap_builtins(PyObject *module) {
    static PyMethodDef eval_def = {.ml_name = "eval", .ml_meth = builtin_eval, .ml_flags = METH_VARARGS};
    static PyMethodDef exec_def = {.ml_name = "exec", .ml_meth = (PyCFunction)(void (*)(void))builtin_exec, .ml_flags = METH_VARARGS | METH_KEYWORDS};
    static PyMethodDef globals_def = {.ml_name = "globals", .ml_meth = builtin_globals, .ml_flags = METH_NOARGS};
    if (wrap_builtin(module, &eval_def, &plain_eval) < 0 || wrap_builtin(module, &exec_def, &plain_exec) < 0) return -1;
    return wrap_builtin(module, &globals_def, &plain_globals);
}

// --- the start ----------------------------------------------------------------

int classes_init(void) {
    PyObject *bases = PyTuple_Pack(1, PyExc_RuntimeError);
    ExceptionInfo = bases ? PyErr_NewExceptionWithDoc("cljsh.ExceptionInfo", "An exception that carries a map of data.", bases, NULL) : NULL;
    Py_XDECREF(bases);
    if (!ExceptionInfo || PyModule_AddObjectRef(cljsh_module, "ExceptionInfo", ExceptionInfo) < 0) return -1;
    PyObject *name, *o;
    SCOPED_PY PyObject *module = PyImport_ImportModule("builtins");
    if (!module || PyDict_SetItemString(core_ns->aliases, "py", module) < 0) return -1;
    if (wrap_builtins(module) < 0) return -1;
    // Python's own exception classes, by their names.
    Py_ssize_t i = 0;
    while (PyDict_Next(PyModule_GetDict(module), &i, &name, &o))
        if (PyExceptionClass_Check(o) && PyDict_SetItem(core_ns->mappings, name, o) < 0) return -1;
    SCOPED_PY PyObject *numbers = PyImport_ImportModule("numbers");
    SCOPED_PY PyObject *number = numbers ? PyObject_GetAttrString(numbers, "Number") : NULL;
    if (!number || add("Number", number) < 0) return -1;
    return add_exceptions() < 0 ? -1 : add_streams();
}

// --- exceptions with data -------------------------------------------------

PRIM(core_ex_info_2, "clojure.core", "ex-info", "[msg map]",
     "Makes an exception with a message and a map of data, which ex-data gives back.\nThe cause, if given, becomes Python's __cause__ too.")
{
    SCOPED Value data = is_nil(a[1]) ? map_empty() : keep(a[1]);
    if (!(kind_of(ref(data)) & K_MAP)) return err_arg("Additional data must be a map, not %s", err_type_name(ref(data)));
    PyObject *message = py_of(a[0]);
    PyObject *e = message ? PyObject_CallOneArg(ExceptionInfo, message) : NULL;
    Py_XDECREF(message);
    if (e && PyObject_SetAttrString(e, "data", obj(ref(data))) < 0) Py_CLEAR(e);
    return adopt(e);
}
PRIM(core_ex_info_3, "clojure.core", "ex-info", "[msg map cause]", NULL)
{
    Value e = core_ex_info_2(a, 2);
    Ref cause = a[2];
    if (failed(e) || is_nil(cause)) return e;
    if (!is_obj(cause) || !PyExceptionInstance_Check(obj(cause))) {
        drop(e);
        return err_type("the cause of an exception is an exception, not %s", err_type_name(cause));
    }
    PyException_SetCause((PyObject *)e.w, Py_NewRef(obj(cause)));
    return e;
}

static Value attribute_or_nil(PyObject *o, const char *name) {
    PyObject *x = PyObject_GetAttrString(o, name);
    return x ? val_of(x) : (PyErr_Clear(), nil_value());
}

// Where the compiler was, and what it did there; nil for an exception that has no place.
static Value compile_error_data(PyObject *e) {
    SCOPED Value line = attribute_or_nil(e, "line"), column = attribute_or_nil(e, "column"), file = attribute_or_nil(e, "file");
    if (is_nil(ref(line))) return nil_value();
    SCOPED_PY PyObject *cause = PyException_GetCause(e);
    Value map = map_empty();
    Ref phase = !cause ? KW("compile-syntax-check")
                : PyErr_GivenExceptionMatches(cause, ExceptionInfo) ? KW("macro-syntax-check") : KW("macroexpansion");
    if (ok(map)) map = map_assoc(map, KW("clojure.error/phase"), phase);
    if (ok(map)) map = map_assoc(map, KW("clojure.error/line"), ref(line));
    if (ok(map)) map = map_assoc(map, KW("clojure.error/column"), ref(column));
    if (ok(map)) map = map_assoc(map, KW("clojure.error/source"), ref(file));
    return map;
}

PRIM(core_ex_data, "clojure.core", "ex-data", "[ex]",
     "Gets the map of data of an exception made by ex-info, else nil.\nThat of an error of the compiler says where it was: :clojure.error/line and the like.")
{
    if (!is_obj(a[0]) || !PyExceptionInstance_Check(obj(a[0]))) return nil_value();
    PyObject *data = PyObject_GetAttrString(obj(a[0]), "data");
    if (!data && PyErr_ExceptionMatches(PyExc_MemoryError)) return ERR;
    if (!data || !(kind_of(ref_of(data)) & K_MAP)) {
        PyErr_Clear();
        Py_XDECREF(data);
        return PyErr_GivenExceptionMatches(obj(a[0]), CompileError) ? compile_error_data(obj(a[0])) : nil_value();
    }
    return adopt(data);
}

PRIM(core_ex_message, "clojure.core", "ex-message", "[ex]", "Gets the message of an exception, nil for anything else.")
{
    if (!is_obj(a[0]) || !PyExceptionInstance_Check(obj(a[0]))) return nil_value();
    PyObject *args = PyObject_GetAttrString(obj(a[0]), "args");
    bool message_first = args && PyTuple_Check(args) && PyTuple_GET_SIZE(args) == 1;
    if (message_first) {
        Value first = val_from(PyTuple_GET_ITEM(args, 0));
        Py_DECREF(args);
        if (is_nil(ref(first)) || is_str(ref(first))) return first;
        drop(first);
        args = NULL;
    }
    Py_XDECREF(args);
    PyErr_Clear();
    PyObject *text = show_exception(obj(a[0]));
    if (!text || PyUnicode_GET_LENGTH(text)) return adopt(text);
    Py_DECREF(text);
    return nil_value(); // (Exception.)
}

PRIM(core_ex_cause, "clojure.core", "ex-cause", "[ex]", "Gets the cause of an exception, nil when it has none.")
{
    if (!is_obj(a[0]) || !PyExceptionInstance_Check(obj(a[0]))) return nil_value();
    PyObject *cause = PyException_GetCause(obj(a[0]));
    return cause ? adopt(cause) : nil_value();
}

// "Class: message" of an exception that is the cause of one without a message of its own: new.
static PyObject *described(PyObject *cause) {
    SCOPED_PY PyObject *text = PyObject_Str(cause);
    if (!text) return NULL;
    const char *name = Py_TYPE(cause)->tp_name;
    return PyUnicode_GET_LENGTH(text) ? PyUnicode_FromFormat("%s: %U", name, text) : PyUnicode_FromString(name);
}

/* Java's constructors: (E. cause) and (E. message cause), of which the latter
 * may be nil.  What a class of Python takes otherwise is left to it. */
PRIM(own_new_exception, "cljsh.core", "new-exception", "[class & args]", "Makes an exception; one among the arguments is its cause.")
{
    Ref last = n > 1 ? a[n - 1] : NO_REF;
    bool caused = last.w && is_obj(last) && PyExceptionInstance_Check(obj(last));
    bool pair = n == 3 && (is_str(a[1]) || is_nil(a[1]));
    if (obj(a[0]) == ExceptionInfo && (n == 3 || n == 4)) {
        return n == 3 ? core_ex_info_2(a + 1, 2) : core_ex_info_3(a + 1, 3);
    }
    SCOPED_PY PyObject *args = PyTuple_New(pair && (caused || is_nil(last)) ? 1 : n - 1);
    for (Py_ssize_t i = 0; args && i < PyTuple_GET_SIZE(args); i++) {
        PyObject *x = n == 2 && caused ? described(obj(last)) : py_of(a[i + 1]);
        if (!x) return ERR;
        PyTuple_SET_ITEM(args, i, x);
    }
    PyObject *e = args ? PyObject_CallObject(obj(a[0]), args) : NULL;
    if (e && caused && (pair || n == 2) && PyExceptionInstance_Check(e)) PyException_SetCause(e, Py_NewRef(obj(last)));
    return adopt(e);
}

PRIM(own_ex_trace, "cljsh.core", "ex-trace", "[ex]",
     "Gets the Clojure stack an exception came through, a vector of [function file line column], innermost first.")
{
    if (!is_obj(a[0]) || !PyExceptionInstance_Check(obj(a[0]))) return nil_value();
    PyObject *list = trace_of(obj(a[0]));
    Value v = vec_empty();
    for (Py_ssize_t i = 0; list && ok(v) && i < PyList_GET_SIZE(list); i++) {
        SCOPED Value place = vec_of_seqable(ref_of(PyList_GET_ITEM(list, i)));
        v = ok(place) ? vec_conj(v, ref(place)) : (drop(v), ERR);
    }
    return v;
}

// --- classes --------------------------------------------------------------

static PyObject *class_of(Ref r) {
    if (is_int(r)) return (PyObject *)&PyLong_Type;
    if (is_double(r)) return (PyObject *)&PyFloat_Type;
    return (PyObject *)Py_TYPE(obj(r));
}

PRIM(core_class, "clojure.core", "class", "[x]", "Gets the class of x, nil for nil.")
{
    PyObject *class = is_nil(a[0]) ? Py_None : is_fn(a[0]) ? function_class(fn_of(a[0])) : class_of(a[0]);
    return class ? keep_obj(class) : ERR;
}

PRIM(core_instance, "clojure.core", "instance?", "[c x]", "Returns true if x is an instance of the class c.")
{
    Ref class = a[0], x = a[1];
    if (!is_obj(class) || !(PyType_Check(obj(class)) || PyTuple_Check(obj(class))))
        return err_type("instance? needs a class, not %s", err_type_name(class));
    // A boolean is an int to Python only.
    if ((same(x, TRUE_REF) || same(x, FALSE_REF)) && !is_interface(class))
        return bool_value(obj(class) == (PyObject *)&PyBool_Type || obj(class) == (PyObject *)&PyBaseObject_Type);
    // Nor is nil an Object; only Python's class of None has it.
    if (is_nil(x) && obj(class) == (PyObject *)&PyBaseObject_Type) return bool_value(false);
    if (is_obj(x)) {
        int r = error_in_branch(Py_TYPE(obj(x)), obj(class));
        if (r < 0) r = PyObject_IsInstance(obj(x), obj(class));
        return r < 0 ? ERR : bool_value(r);
    }
    int r = PyObject_IsSubclass(class_of(x), obj(class));
    return r < 0 ? ERR : bool_value(r);
}

PRIM(own_subclass, "cljsh.core", "subclass?", "[c parent]", "Returns true if the class c is, or inherits from, the class parent.")
{
    if (!is_obj(a[0]) || !is_obj(a[1]) || !PyType_Check(obj(a[0])) || !PyType_Check(obj(a[1])))
        return bool_value(false);
    int r = error_in_branch((PyTypeObject *)obj(a[0]), obj(a[1]));
    if (r < 0) r = PyObject_IsSubclass(obj(a[0]), obj(a[1]));
    return r < 0 ? ERR : bool_value(r);
}

PRIM(core_is_class, "clojure.core", "class?", "[x]", "Returns true if x is a class.")
{ return bool_value(is_obj(a[0]) && PyType_Check(obj(a[0]))); }
