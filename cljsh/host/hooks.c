// SPDX-License-Identifier: MIT
/* What the reader and the printer ask of the namespaces. */
#include "base/absent.h"
#include "base/error.h"
#include "class/instance.h"
#include "class/protocol.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/str.h"
#include "data/symbol.h"
#include "host/type_hooks.h"
#include "num/number.h"
#include "read/print.h"
#include "read/reader.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/vm.h"

static bool info_of_class_word(Ref r) { return is_obj(r) && PyType_Check(obj(r)) && info_of_class((PyTypeObject *)obj(r)); }

// The names of Java that are known everywhere, also those of classes that are not there.
static const char *java_package(PyObject *name) {
    static const char *const lang[] = {
        "Appendable", "ArithmeticException", "ArrayIndexOutOfBoundsException", "AssertionError", "Boolean", "Byte", "CharSequence", "Character",
        "Class", "ClassCastException", "ClassLoader", "ClassNotFoundException", "CloneNotSupportedException", "Cloneable", "Comparable", "Double",
        "Enum", "Error", "Exception", "Float", "IllegalArgumentException", "IllegalStateException", "IndexOutOfBoundsException", "Integer",
        "InterruptedException", "Iterable", "Long", "Math", "NullPointerException", "Number", "NumberFormatException", "Object", "OutOfMemoryError",
        "Package", "Process", "ProcessBuilder", "Readable", "Runnable", "Runtime", "RuntimeException", "SecurityException", "Short",
        "StackOverflowError", "StackTraceElement", "StrictMath", "String", "StringBuffer", "StringBuilder", "StringIndexOutOfBoundsException",
        "System", "Thread", "ThreadGroup", "ThreadLocal", "Throwable", "UnsupportedOperationException", "Void",
    };
    for (size_t i = 0; i < sizeof lang / sizeof *lang; i++)
        if (PyUnicode_CompareWithASCIIString(name, lang[i]) == 0) return "java.lang";
    if (PyUnicode_CompareWithASCIIString(name, "BigDecimal") == 0 || PyUnicode_CompareWithASCIIString(name, "BigInteger") == 0) return "java.math";
    if (PyUnicode_CompareWithASCIIString(name, "Compiler") == 0) return "clojure.lang";
    return PyUnicode_CompareWithASCIIString(name, "Callable") == 0 ? "java.util.concurrent" : NULL;
}

// Does the full name lead to the class?
static bool leads_to(PyObject *full, PyObject *class) {
    PyObject *found = PyDict_GetItemWithError(core_ns->mappings, full);
    if (!found) found = ns_member(full);
    if (found && is_var(ref_of(found))) found = is_obj(ref(((struct var *)found)->root)) ? obj(ref(((struct var *)found)->root)) : NULL;
    if (found && is_protocol(ref_of(found))) return ((struct protocol *)found)->interface == class;
    if (found) return found == class;
    Py_ssize_t n = PyUnicode_GET_LENGTH(full), dot = PyUnicode_FindChar(full, '.', 1, n, -1);
    SCOPED_PY PyObject *module_name = PyUnicode_Substring(full, 0, dot), *name = PyUnicode_Substring(full, dot + 1, n);
    PyObject *module = module_name && name ? PyDict_GetItem(PyImport_GetModuleDict(), module_name) : NULL;
    SCOPED_PY PyObject *there = module ? PyObject_GetAttr(module, name) : NULL;
    PyErr_Clear();
    return there == class;
}

static enum lookup made_symbol(PyObject *ns, PyObject *name, Value *symbol) {
    *symbol = symbol_new(ns, name);
    return ok(*symbol) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// The symbol of a class with its module, where that leads to it.
static enum lookup class_symbol(PyObject *class, Value *symbol) {
    SCOPED_PY PyObject *module = PyObject_GetAttrString(class, "__module__"), *name = PyObject_GetAttrString(class, "__qualname__");
    bool named = module && name && PyUnicode_Check(module) && PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(module, "builtins") != 0;
    SCOPED_PY PyObject *full = named ? PyUnicode_FromFormat("%U.%U", module, name) : NULL;
    PyErr_Clear();
    return full && leads_to(full, class) ? made_symbol(NULL, full, symbol) : LOOKUP_ABSENT;
}

// The name that a class was imported by, where several of the JVM's are one here: import made it short for the class's statics.
static enum lookup imported_symbol(struct ns *ns, PyObject *name, Value *symbol) {
    PyObject *statics = PyDict_GetItemWithError(ns->aliases, name);
    if (!statics || !is_ns(ref_of(statics))) return LOOKUP_ABSENT;
    PyObject *full = ((struct ns *)statics)->name;
    const Py_ssize_t n = PyUnicode_GET_LENGTH(full), k = PyUnicode_GET_LENGTH(name);
    const bool ends = n > k && PyUnicode_READ_CHAR(full, n - k - 1) == '.' && PyUnicode_Tailmatch(full, name, 0, n, 1) == 1;
    return ends ? made_symbol(NULL, full, symbol) : LOOKUP_ABSENT;
}

// A name of Java with its package, if it has one.
static enum lookup java_symbol(PyObject *ns, PyObject *name, Value *symbol) {
    const char *package = java_package(ns ? ns : name);
    if (!package) return LOOKUP_ABSENT;
    SCOPED_PY PyObject *full = PyUnicode_FromFormat("%s.%U", package, ns ? ns : name);
    return full ? made_symbol(ns ? full : NULL, ns ? name : full, symbol) : LOOKUP_FAILED;
}

// How syntax-quote qualifies a symbol.
static Value resolve_symbol_hook(Ref r) {
    struct symbol *s = symbol_of(r);
    struct ns *ns = ns_current();
    Value full = ERR;
    if (s->ns) {
        PyObject *target = PyDict_GetItemWithError(ns->aliases, s->ns);
        if (!target && !ns_find(s->ns) && ns_default(ns, s->ns, NULL, false) > 0)
            target = PyDict_GetItemWithError(ns->aliases, s->ns);
        if (!target && !ns_find(s->ns) && !ns_lookup(ns, s->ns)) {
            if (java_symbol(s->ns, s->name, &full) != LOOKUP_ABSENT) return full;
        }
        return target && is_ns(ref_of(target)) ? symbol_new(((struct ns *)target)->name, s->name) : keep(r);
    }
    PyObject *o = ns_lookup(ns, s->name);
    if (!o) o = ns_always(s->name);
    if (!o && ns_default(ns, NULL, s->name, false) > 0) o = ns_lookup(ns, s->name);
    if (o && is_var(ref_of(o))) {
        struct var *v = (struct var *)o;
        // A deftype is the class my.ns.T in its own namespace.
        bool is_own_class = v->ns == ns && v->root.w && info_of_class_word(ref(v->root));
        return is_own_class && class_symbol(obj(ref(v->root)), &full) != LOOKUP_ABSENT ? full : symbol_new(v->ns->name, v->name);
    }
    if (o && PyType_Check(o) && imported_symbol(ns, s->name, &full) != LOOKUP_ABSENT) return full;
    if (o && PyType_Check(o) && class_symbol(o, &full) != LOOKUP_ABSENT) return full; // imported, too
    if (o) return keep(r);
    if (java_symbol(NULL, s->name, &full) != LOOKUP_ABSENT) return full;
    o = ns_lookup(core_ns, s->name);
    if (o && !is_var(ref_of(o))) return keep(r); // a class of the host
    if (PyUnicode_FindChar(s->name, '.', 0, PyUnicode_GET_LENGTH(s->name), 1) >= 0) return keep(r);
    return symbol_new(ns->name, s->name);
}

static enum lookup resolve_alias_hook(PyObject *alias, PyObject **name) {
    struct ns *ns = ns_current(), *found = alias ? NULL : ns;
    PyObject *target = NULL;
    *name = NULL;
    if (alias) {
        if (lookup_in_dict(ns->aliases, alias, &target) < 0) return LOOKUP_FAILED;
        if (!target || !is_ns(ref_of(target))) target = (PyObject *)ns_find(alias);
        if (!target) {
            int added = ns_default(ns, alias, NULL, false);
            if (added < 0 || (added && lookup_in_dict(ns->aliases, alias, &target) < 0)) return LOOKUP_FAILED;
        }
        if (target && is_ns(ref_of(target))) found = (struct ns *)target;
    }
    if (!found) return LOOKUP_ABSENT;
    *name = Py_NewRef(found->name);
    return LOOKUP_FOUND;
}

#define CORE_VAR(name) {"clojure.core", name, "clojure/core/05_vars.clj"}
enum setting { DATA_READERS, DEFAULT_READER, PRINT_LENGTH, PRINT_LEVEL, PRINT_META, PRINT_MAPS, PRINT_READABLY, PRINT_DUP, READ_EVAL, MATH_CONTEXT, VERBOSE_RECORDS };
LIB_VARS(settings, CORE_VAR("*data-readers*"), CORE_VAR("*default-data-reader-fn*"),
         CORE_VAR("*print-length*"), CORE_VAR("*print-level*"), CORE_VAR("*print-meta*"),
         CORE_VAR("*print-namespace-maps*"), CORE_VAR("*print-readably*"), CORE_VAR("*print-dup*"), CORE_VAR("*read-eval*"),
         CORE_VAR("*math-context*"), CORE_VAR("*verbose-defrecords*"));

LIB_VAR(path_data_reader, "cljsh.core", "path-data-reader", "clojure/core/70_ns.clj");
LIB_VAR(read_eval, "cljsh.core", "read-eval", "clojure/core/70_ns.clj");

static Value setting(enum setting which) {
    struct var *v = lib_var(&settings[which]);
    Value bound = v ? var_binding(v) : ERR;
    if (bound.w) return bound;
    return v && v->root.w ? keep(ref(v->root)) : nil_value();
}

// (partial f tag), for a function that is to be called with the form alone.
static Value with_tag(Ref f, Ref tag) {
    SCOPED_PY PyObject *functools = PyImport_ImportModule("functools");
    return functools ? adopt(PyObject_CallMethod(functools, "partial", "OO", obj(f), obj(tag))) : ERR;
}

// What was looked for, nil when there is none (consumed).
static enum lookup unless_nil(Value v, Value *found) {
    *found = ERR;
    if (failed(v)) return LOOKUP_FAILED;
    if (is_nil(ref(v))) return (drop(v), LOOKUP_ABSENT);
    *found = v;
    return LOOKUP_FOUND;
}

static enum lookup data_reader_hook(Ref tag, Value *f) {
    SCOPED Value readers = setting(DATA_READERS);
    enum lookup r = unless_nil(coll_get(ref(readers), tag, NIL), f);
    if (r != LOOKUP_ABSENT || symbol_is(tag, "inst") || symbol_is(tag, "uuid")) return r; // these are the reader's own
    if ((r = type_hooks_class_reader(tag, f)) != LOOKUP_ABSENT) return r;
    Ref on_path = lib_var_root(&path_data_reader); // data_readers.clj on the load path
    if (on_path.w && (r = unless_nil(vm_call(on_path, &tag, 1), f)) != LOOKUP_ABSENT) return r;
    SCOPED Value otherwise = setting(DEFAULT_READER);
    return is_nil(ref(otherwise)) ? LOOKUP_ABSENT : unless_nil(with_tag(ref(otherwise), tag), f);
}

/* #=form, when *read-eval* lets it: a symbol is the class it names, (var x)
 * the var, and anything else a call with the arguments as they were read. */
static Value read_eval_hook(Ref form) {
    SCOPED Value allowed = setting(READ_EVAL);
    if (!is_true(ref(allowed))) return err_value("EvalReader not allowed when *read-eval* is false");
    Ref f = lib_var_root(&read_eval);
    if (!f.w) return err_state("#= is not known yet");
    struct recording *recording = task_in_c.recording; // what is read is a constant of the form around it
    task_in_c.recording = NULL;
    Value result = vm_call(f, &form, 1);
    task_in_c.recording = recording;
    return result;
}

static void limit(enum setting which, Py_ssize_t *to) {
    SCOPED Value v = setting(which);
    if (is_int(ref(v))) *to = int_of(ref(v));
}

static void print_settings_hook(struct printer *p) {
    limit(PRINT_LENGTH, &p->length);
    limit(PRINT_LEVEL, &p->level);
    SCOPED Value meta = setting(PRINT_META), maps = setting(PRINT_MAPS);
    SCOPED Value readably = setting(PRINT_READABLY), dup = setting(PRINT_DUP);
    SCOPED Value verbose = setting(VERBOSE_RECORDS);
    p->dup = is_true(ref(dup));
    p->named_fields = is_true(ref(verbose));
    p->readably = p->dup || (p->readably && is_true(ref(readably)));
    p->meta = is_true(ref(meta));
    p->namespace_maps = is_true(ref(maps));
}

// The context of decimal arithmetic that *math-context* holds (borrowed), or NULL.
static PyObject *math_context_hook(void) {
    SCOPED Value context = setting(MATH_CONTEXT); // its binding keeps it alive
    return is_nil(ref(context)) ? NULL : obj(ref(context));
}

int hooks_init(void) {
    num_math_context = math_context_hook;
    type_hooks_init();
    reader_hooks.resolve_symbol = resolve_symbol_hook;
    reader_hooks.resolve_alias = resolve_alias_hook;
    reader_hooks.data_reader = data_reader_hook;
    reader_hooks.read_eval = read_eval_hook;
    print_settings = print_settings_hook;
    return 0;
}
