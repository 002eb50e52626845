// SPDX-License-Identifier: MIT
/* Printing Python's objects, and those of ours that are no collections:
 * functions, references, exceptions. */
#include "base/absent.h"
#include "coll/coll.h"
#include "coll/prim_array.h"
#include "data/foreign.h"
#include "data/symbol.h"
#include "num/number.h"
#include "read/print_internal.h"
#include "read/show.h"
#include "seq/seq.h"

// --- names of classes and functions ----------------------------------------

// An attribute that is a str; only lack of memory is a failure.
static enum lookup str_attribute(PyObject *o, const char *name, PyObject **value) {
    *value = PyObject_GetAttrString(o, name);
    if (*value && PyUnicode_Check(*value)) return LOOKUP_FOUND;
    if (!*value && PyErr_ExceptionMatches(PyExc_MemoryError)) return LOOKUP_FAILED;
    Py_CLEAR(*value);
    PyErr_Clear();
    return LOOKUP_ABSENT;
}

// module.qualname, leaving out `builtins`.
static int print_qualified(struct printer *p, PyObject *o, char between) {
    SCOPED_PY PyObject *module = NULL, *name = NULL;
    if (str_attribute(o, "__module__", &module) < 0) return -1;
    enum lookup named = str_attribute(o, "__qualname__", &name);
    if (named == LOOKUP_ABSENT) named = str_attribute(o, "__name__", &name);
    if (named < 0) return -1;
    bool is_array = name && PyUnicode_READ_CHAR(name, 0) == '['; // which Java knows by this name only
    if (module && !is_array && PyUnicode_CompareWithASCIIString(module, "builtins") != 0) {
        if (strbuf_str(&p->out, module) < 0) return -1;
        strbuf_putc(&p->out, between);
    }
    if (name) return strbuf_str(&p->out, name);
    strbuf_puts(&p->out, Py_TYPE(o)->tp_name);
    return 0;
}

static bool is_of_module(PyTypeObject *type, const char *name) {
    SCOPED_PY PyObject *module = NULL;
    return str_attribute((PyObject *)type, "__module__", &module) == LOOKUP_FOUND && PyUnicode_CompareWithASCIIString(module, name) == 0;
}

// What Clojure calls the classes that it has in common with the JVM. A class of
// a program's own may have such a name as well; it is made on the heap.
static const char *clojure_class_name(PyTypeObject *type) {
    static const struct { char own[18]; char name[34]; } names[] = {
        {"str", "java.lang.String"}, {"int", "java.lang.Long"}, {"float", "java.lang.Double"},
        {"bool", "java.lang.Boolean"}, {"object", "java.lang.Object"}, {"type", "java.lang.Class"},
        {"cljsh.Pattern", "java.util.regex.Pattern"}, {"cljsh.Keyword", "clojure.lang.Keyword"},
        {"cljsh.Symbol", "clojure.lang.Symbol"}, {"cljsh.Var", "clojure.lang.Var"},
        {"cljsh.Namespace", "clojure.lang.Namespace"}, {"cljsh.Vector", "clojure.lang.PersistentVector"},
        {"cljsh.Map", "clojure.lang.PersistentArrayMap"}, {"cljsh.HashMap", "clojure.lang.PersistentHashMap"},
        {"cljsh.Set", "clojure.lang.PersistentHashSet"}, {"cljsh.List", "clojure.lang.PersistentList"},
        {"cljsh.LazySeq", "clojure.lang.LazySeq"}, {"cljsh.Cons", "clojure.lang.Cons"},
        {"cljsh.Ratio", "clojure.lang.Ratio"}, {"cljsh.Atom", "clojure.lang.Atom"},
        {"cljsh.MapEntry", "clojure.lang.MapEntry"},
    };
    static const struct { PyObject **class; char name[36]; } exceptions[] = {
        {&PyExc_BaseException, "java.lang.Throwable"}, {&PyExc_Exception, "java.lang.Exception"},
        {&PyExc_ArithmeticError, "java.lang.ArithmeticException"}, {&PyExc_AssertionError, "java.lang.AssertionError"},
        {&ArityError, "clojure.lang.ArityException"},
    };
    static const struct { char module[8], own[15], name[40]; } made[] = { // by modules that are built on this one, and by Python's
        {"cljsh", "ExceptionInfo", "clojure.lang.ExceptionInfo"}, {"cljsh", "CompileError", "clojure.lang.Compiler$CompilerException"},
        {"numbers", "Number", "java.lang.Number"},
    };
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
        if ((PyObject *)type == *exceptions[i].class) return exceptions[i].name;
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        for (size_t i = 0; i < sizeof made / sizeof *made; i++)
            if (strcmp(type->tp_name, made[i].own) == 0 && is_of_module(type, made[i].module)) return made[i].name;
        return NULL;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(type->tp_name, names[i].own) == 0) return names[i].name;
    return NULL;
}

// int/1 for [I: the symbol that is read as the class of an array; str writes the other.
static bool print_array_class(struct printer *p, PyTypeObject *type) {
    static const char names[][9] = {"Zboolean", "Ddouble", "Ffloat", "Iint", "Jlong", "Sshort"};
    const char *name = strchr(type->tp_name, '[');
    if (!name) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i][0] == name[1]) return strbuf_printf(&p->out, "%s/1", names[i] + 1), true;
    return false;
}

int print_class_name(struct printer *p, PyTypeObject *type) {
    if (print_array_class(p, type)) return 0;
    const char *name = clojure_class_name(type);
    return name ? strbuf_puts(&p->out, name), 0 : print_qualified(p, (PyObject *)type, '.');
}

int print_object_head(struct printer *p, Ref value) {
    strbuf_puts(&p->out, "#object[");
    if (print_class_name(p, Py_TYPE(obj(value))) < 0) return -1;
    strbuf_printf(&p->out, " 0x%zx", (size_t)obj(value));
    return 0;
}

static int print_function(struct printer *p, Ref f) {
    strbuf_puts(&p->out, "#function[");
    if (print_qualified(p, obj(f), '/') < 0) return -1;
    strbuf_putc(&p->out, ']');
    return 0;
}

// --- references -----------------------------------------------------------

/* An atom shows its value, and so does what may not have one yet (a delay, a
 * promise) once it has: printing must neither start nor await anything. */
static int print_referred(struct printer *p, Ref r) {
    SCOPED Value value = ops_of(r)->deref(r);
    bool done = ok(value);
    if (!done) { // a delay or future that ended with an exception
        if (!PyErr_ExceptionMatches(PyExc_Exception)) return -1;
        PyObject *type, *error, *trace;
        PyErr_Fetch(&type, &error, &trace);
        PyErr_NormalizeException(&type, &error, &trace);
        Py_XDECREF(type);
        Py_XDECREF(trace);
        value = adopt(error);
    }
    strbuf_printf(&p->out, " {:status :%s, :val ", done ? "ready" : "failed");
    p->depth++;
    int result = print_value(p, ref(value));
    p->depth--;
    strbuf_putc(&p->out, '}');
    return result;
}

// Has it a value that can be shown?
static int has_value(Ref r, unsigned kind) {
    const Ops *ops = ops_of(r);
    if (!(kind & K_PENDING)) return 1;
    return kind & K_INSTANCE || !ops->realized ? 0 : ops->realized(r);
}

static int print_reference(struct printer *p, Ref r, unsigned kind) {
    int shown = has_value(r, kind);
    if (shown < 0 || print_object_head(p, r) < 0) return -1;
    if (!shown) {
        if (!(kind & K_INSTANCE)) strbuf_puts(&p->out, " {:status :pending, :val nil}");
    } else if (!(p->bound & K_PENDING) && !(p->bound && (kind & K_INSTANCE || p->depth >= p->level))) {
        struct print_opened self;
        bool first = print_open(&self, obj(r));
        int result = first ? print_referred(p, r) : (strbuf_puts(&p->out, " ..."), 0);
        if (first) print_close(&self);
        if (result < 0) return -1;
    }
    strbuf_putc(&p->out, ']');
    return 0;
}

// --- Python's collections -------------------------------------------------

static int print_items(struct printer *p, PyObject *coll, const char *open, char close) {
    return print_sequence(p, ref_of(coll), open, close);
}

static int print_dict(struct printer *p, PyObject *dict) {
    SCOPED_PY PyObject *items = PyDict_Items(dict); // printing a value may change the dict
    if (!items) return -1;
    strbuf_puts(&p->out, "#py/dict {");
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items); i++) {
        PyObject *pair = PyList_GET_ITEM(items, i);
        if (i) strbuf_puts(&p->out, ", ");
        if (!print_more(p, i)) break;
        SCOPED Value key = val_from(PyTuple_GET_ITEM(pair, 0)), val = val_from(PyTuple_GET_ITEM(pair, 1));
        if (print_pair(p, ref(key), ref(val)) < 0) return -1;
    }
    strbuf_putc(&p->out, '}');
    return 0;
}

// As a string literal whose characters are the bytes.
static int print_bytes(struct printer *p, PyObject *o) {
    SCOPED_PY PyObject *bytes = PyBytes_FromObject(o); // of a bytearray, which may change
    if (!bytes) return -1;
    strbuf_puts(&p->out, PyBytes_Check(o) ? "#bytes \"" : "#py/bytearray \"");
    for (Py_ssize_t i = 0; i < PyBytes_GET_SIZE(bytes); i++) {
        if (p->bound && p->out.length > p->bound) {
            strbuf_puts(&p->out, "...");
            break;
        }
        unsigned char c = (unsigned char)PyBytes_AS_STRING(bytes)[i];
        if (c == '\n') strbuf_puts(&p->out, "\\n");
        else if (c == '"' || c == '\\') strbuf_printf(&p->out, "\\%c", c);
        else if (c < ' ' || c > '~') strbuf_printf(&p->out, "\\%03o", c);
        else strbuf_putc(&p->out, (char)c);
    }
    strbuf_putc(&p->out, '"');
    return 0;
}

static int print_collection(struct printer *p, PyObject *o) {
    if (PyList_CheckExact(o)) return print_items(p, o, "#py/list [", ']');
    if (PyTuple_CheckExact(o)) return print_items(p, o, "#py/tuple [", ']');
    if (PyFrozenSet_CheckExact(o)) return print_items(p, o, "#py/frozenset #{", '}');
    if (PyAnySet_CheckExact(o)) return print_items(p, o, "#py/set #{", '}');
    return print_dict(p, o);
}

static bool is_collection(PyObject *o) {
    return PyList_CheckExact(o) || PyTuple_CheckExact(o) || PyAnySet_CheckExact(o) || PyDict_CheckExact(o);
}

// --- dates ----------------------------------------------------------------

static bool is_instance_of(PyObject *o, const char *module, const char *name) {
    const char *own_name = Py_TYPE(o)->tp_name, *dot = strrchr(own_name, '.');
    if (strcmp(dot ? dot + 1 : own_name, name) != 0) return false; // the usual answer, cheaply
    SCOPED_PY PyObject *own_module = NULL;
    if (str_attribute((PyObject *)Py_TYPE(o), "__module__", &own_module) < 0) PyErr_Clear();
    return own_module && PyUnicode_CompareWithASCIIString(own_module, module) == 0;
}

// datetime o, in UTC if it knows its zone: new.
static PyObject *in_utc(PyObject *o) {
    SCOPED_PY PyObject *zone = PyObject_GetAttrString(o, "tzinfo");
    if (!zone || zone == Py_None) return zone ? Py_NewRef(o) : NULL;
    SCOPED_PY PyObject *module = PyImport_ImportModule("datetime");
    SCOPED_PY PyObject *class = module ? PyObject_GetAttrString(module, "timezone") : NULL;
    SCOPED_PY PyObject *utc = class ? PyObject_GetAttrString(class, "utc") : NULL;
    return utc ? PyObject_CallMethod(o, "astimezone", "O", utc) : NULL;
}

// A datetime, date or time without zone: as Python writes it, for #inst would give it one.
static int print_iso(struct printer *p, PyObject *o, const char *tag) {
    SCOPED_PY PyObject *text = PyObject_CallMethod(o, "isoformat", NULL);
    if (!text) return -1;
    strbuf_printf(&p->out, "#py/%s \"", tag);
    if (strbuf_str(&p->out, text) < 0) return -1;
    strbuf_putc(&p->out, '"');
    return 0;
}

static int print_instant(struct printer *p, PyObject *o) {
    SCOPED_PY PyObject *zone = PyObject_GetAttrString(o, "tzinfo");
    if (!zone || zone == Py_None) return zone ? print_iso(p, o, "datetime") : -1;
    SCOPED_PY PyObject *at = in_utc(o);
    SCOPED_PY PyObject *micro = at ? PyObject_GetAttrString(at, "microsecond") : NULL;
    if (!micro) return -1;
    const char *spec = PyLong_AsLong(micro) % 1000 ? "microseconds" : "milliseconds";
    SCOPED_PY PyObject *text = PyObject_CallMethod(at, "isoformat", "ss", "T", spec);
    if (!text) return -1;
    strbuf_puts(&p->out, "#inst \"");
    // Aware ones end in +00:00, which Clojure writes -00:00; naive ones have no zone.
    Py_ssize_t n = PyUnicode_GET_LENGTH(text), sign = PyUnicode_FindChar(text, '+', 0, n, 1);
    SCOPED_PY PyObject *local = PyUnicode_Substring(text, 0, sign < 0 ? n : sign);
    if (!local || strbuf_str(&p->out, local) < 0) return -1;
    strbuf_puts(&p->out, sign < 0 ? "\"" : "-00:00\"");
    return 0;
}

static int print_str_of(struct printer *p, PyObject *o) {
    SCOPED_PY PyObject *text = PyExceptionInstance_Check(o) ? show_exception(o) : PyObject_Str(o);
    if (!text || PyUnicode_READY(text) < 0) return -1;
    if (p->readably) print_quoted(p, text);
    else if (strbuf_str(&p->out, text) < 0) return -1;
    return 0;
}

// --- exceptions -----------------------------------------------------------

// Its message, or nil when it has none, as ex-message has it.
static int print_message_of(struct printer *p, PyObject *error) {
    PyObject *args = ((PyBaseExceptionObject *)error)->args;
    bool none = args && PyTuple_GET_SIZE(args) == 1 && PyTuple_GET_ITEM(args, 0) == Py_None;
    SCOPED_PY PyObject *text = none ? NULL : show_exception(error);
    if (none || (text && !PyUnicode_GET_LENGTH(text))) return strbuf_puts(&p->out, "nil"), 0;
    return print_str_of(p, error);
}

// What ex-info was given, if the exception is one.
static int print_data_of(struct printer *p, PyObject *error) {
    SCOPED_PY PyObject *data = PyObject_GetAttrString(error, "data");
    if (!data) return PyErr_Clear(), 0;
    if (!(kind_of(ref_of(data)) & K_MAP)) return 0;
    strbuf_puts(&p->out, ", :data ");
    return print_value(p, ref_of(data));
}

// {:type T, :message "…"} and so on along __cause__, outermost first.
static int print_via(struct printer *p, PyObject *error) {
    strbuf_puts(&p->out, ":via [");
    SCOPED_PY PyObject *e = Py_NewRef(error);
    for (Py_ssize_t i = 0; e; i++) {
        if (i) strbuf_putc(&p->out, ' ');
        if (i == 100) { // a chain that bites its tail
            strbuf_puts(&p->out, "...");
            break;
        }
        strbuf_puts(&p->out, "{:type ");
        if (print_class_name(p, Py_TYPE(e)) < 0) return -1;
        strbuf_puts(&p->out, ", :message ");
        if (print_message_of(p, e) < 0 || print_data_of(p, e) < 0) return -1;
        strbuf_putc(&p->out, '}');
        PyObject *cause = PyException_GetCause(e);
        Py_DECREF(e);
        e = cause;
    }
    strbuf_putc(&p->out, ']');
    return 0;
}

static PyObject *root_cause(PyObject *error) {
    PyObject *e = Py_NewRef(error), *cause;
    for (int i = 0; i < 100 && (cause = PyException_GetCause(e)); i++) {
        Py_DECREF(e);
        e = cause;
    }
    return e;
}

PyObject *(*print_trace_of)(PyObject *error);
#define TRACE_SHOWN 1000

// [[function "file" line] …], innermost first.
static int print_trace(struct printer *p, PyObject *trace) {
    strbuf_puts(&p->out, ", :trace [");
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(trace); i++) {
        if (i) strbuf_putc(&p->out, ' ');
        if (i == TRACE_SHOWN) {
            strbuf_puts(&p->out, "...");
            break;
        }
        PyObject *step = PyList_GET_ITEM(trace, i);
        SCOPED_PY PyObject *function = PySequence_GetItem(step, 0), *file = PySequence_GetItem(step, 1), *line = PySequence_GetItem(step, 2);
        SCOPED_PY PyObject *name = function && file && line ? PyObject_Str(function) : NULL;
        if (!name) return -1;
        strbuf_putc(&p->out, '[');
        if (strbuf_str(&p->out, name) < 0) return -1;
        strbuf_putc(&p->out, ' ');
        if (PyUnicode_Check(file)) print_quoted(p, file);
        else strbuf_puts(&p->out, "nil");
        strbuf_putc(&p->out, ' ');
        SCOPED Value number = val_from(line);
        if (print_value(p, ref(number)) < 0) return -1;
        strbuf_putc(&p->out, ']');
    }
    strbuf_putc(&p->out, ']');
    return 0;
}

static int print_error(struct printer *p, PyObject *error) {
    SCOPED_PY PyObject *root = root_cause(error);
    strbuf_puts(&p->out, "#error {:cause ");
    if (print_message_of(p, root) < 0) return -1;
    if (print_data_of(p, root) < 0) return -1;
    strbuf_puts(&p->out, ", ");
    if (print_via(p, error) < 0) return -1;
    PyObject *trace = print_trace_of ? print_trace_of(root) : NULL;
    if (trace && print_trace(p, trace) < 0) return -1;
    if (!trace) strbuf_puts(&p->out, ", :trace []");
    strbuf_putc(&p->out, '}');
    return 0;
}

// --- all ------------------------------------------------------------------

static int print_any(struct printer *p, Ref value) {
    if (p->bound) return print_opaque(p, value);
    if (print_object_head(p, value) < 0) return -1;
    if (print_has_own_str(value)) { // otherwise str() would only come back here
        strbuf_putc(&p->out, ' ');
        if (print_str_of(p, obj(value)) < 0) return -1;
    }
    strbuf_putc(&p->out, ']');
    return 0;
}

static int print_nested(struct printer *p, PyObject *o) {
    if (p->level >= 0 && p->depth >= p->level) {
        strbuf_putc(&p->out, '#');
        return 0;
    }
    struct print_opened self;
    if (!print_open(&self, o)) {
        strbuf_puts(&p->out, PyList_CheckExact(o) ? "#py/list [...]" : PyDict_CheckExact(o) ? "#py/dict {...}" : "...");
        return 0;
    }
    p->depth++;
    int result = print_collection(p, o);
    p->depth--;
    print_close(&self);
    return result;
}

static int print_array(struct printer *p, Ref array) {
    const char *name = prim_array_class(prim_array_of(array)->kind);
    const size_t at = (size_t)obj(array);
    strbuf_printf(&p->out, "#object[\"%s\" 0x%zx \"%s@%zx\"]", name, at, name, at);
    return 0;
}

int print_host(struct printer *p, Ref value) {
    PyObject *o = obj(value);
    unsigned kind = kind_of(value);
    if (kind & K_FN) return print_function(p, value);
    if (kind & K_REF && ops_of(value)->deref) return print_reference(p, value, kind);
    if (is_collection(o)) return print_nested(p, o);
    if (is_prim_array(value)) return print_array(p, value);
    if (PyBytes_CheckExact(o) || PyByteArray_Check(o)) return print_bytes(p, o);
    SCOPED Value number = foreign_number(value);
    if (ok(number)) return num_print(&p->out, ref(number), p->readably);
    if (PyType_Check(o)) {
        if (p->dup) strbuf_puts(&p->out, "#=");
        return print_class_name(p, (PyTypeObject *)o);
    }
    if (PyExceptionInstance_Check(o)) return print_error(p, o);
    if (is_instance_of(o, "datetime", "datetime")) return print_instant(p, o);
    if (is_instance_of(o, "datetime", "date")) return print_iso(p, o, "date");
    if (is_instance_of(o, "datetime", "time")) return print_iso(p, o, "time");
    if (is_instance_of(o, "uuid", "UUID")) {
        SCOPED_PY PyObject *text = PyObject_Str(o);
        if (!text) return -1;
        strbuf_puts(&p->out, "#uuid ");
        print_quoted(p, text);
        return 0;
    }
    return print_any(p, value);
}
