// SPDX-License-Identifier: MIT
#include "class/function_class.h"

#include "base/error.h"
#include "data/str.h"
#include "vm/vm.h"

// Is x a function of that class?  The class is of the def that made it.
static PyObject *class_has(PyObject *self, PyObject *x) {
    if (Py_TYPE(x) == TYPE_OBJECT(fn_type)) return PyBool_FromLong(fn_of(ref_of(x))->def->class == self);
    return Py_NewRef(Py_False);
}

static PyMethodDef methods[] = {
    {"__instancecheck__", class_has, METH_O, "Is it one of the functions of this class?"},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject function_class_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.FunctionClass",
    .tp_base = &clj_meta,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = methods,
};

// What a character is in the names of the JVM's classes, or NULL.
static const char *munged(char c) {
    static const char *const names[128] = {
        ['-'] = "_", [':'] = "_COLON_", ['+'] = "_PLUS_", ['>'] = "_GT_", ['<'] = "_LT_", ['='] = "_EQ_", ['~'] = "_TILDE_", ['!'] = "_BANG_",
        ['@'] = "_CIRCA_", ['#'] = "_SHARP_", ['\''] = "_SINGLEQUOTE_", ['"'] = "_DOUBLEQUOTE_", ['%'] = "_PERCENT_", ['^'] = "_CARET_",
        ['&'] = "_AMPERSAND_", ['*'] = "_STAR_", ['|'] = "_BAR_", ['{'] = "_LBRACE_", ['}'] = "_RBRACE_", ['['] = "_LBRACK_", [']'] = "_RBRACK_",
        ['/'] = "_SLASH_", ['\\'] = "_BSLASH_", ['?'] = "_QMARK_",
    };
    return c < 0 ? NULL : names[(unsigned char)c];
}

PyObject *function_class_munged(PyObject *name) {
    const char *whole = PyUnicode_AsUTF8(name);
    if (!whole) return NULL;
    struct strbuf b = STRBUF_INIT;
    for (const char *p = whole; *p; p++) {
        const char *m = munged(*p);
        if (m) strbuf_puts(&b, m);
        else strbuf_putc(&b, *p);
    }
    PyObject *text = b.oom ? PyErr_NoMemory() : PyUnicode_FromStringAndSize(b.data, (Py_ssize_t)b.length);
    strbuf_free(&b);
    return text;
}

// a.b/c? as the module a, and b$c_QMARK_ in it.
static int class_name(struct fndef *def, PyObject **module, PyObject **name) {
    const char *whole = PyUnicode_AsUTF8(def->name);
    if (!whole) return -1;
    const char *slash = strchr(whole, '/');
    struct strbuf b = STRBUF_INIT;
    size_t after_dot = 0;
    for (const char *p = whole; *p; p++) {
        const char *m = p == slash ? "$" : munged(*p);
        if (m) strbuf_puts(&b, m);
        else strbuf_putc(&b, *p);
        if (*p == '.' && (!slash || p < slash)) after_dot = b.length;
    }
    if (b.oom) return strbuf_free(&b), PyErr_NoMemory(), -1;
    *module = after_dot ? PyUnicode_FromStringAndSize(b.data, (Py_ssize_t)after_dot - 1) : PyUnicode_FromString("builtins"); // which no name shows
    *name = PyUnicode_FromStringAndSize(b.data + after_dot, (Py_ssize_t)(b.length - after_dot));
    strbuf_free(&b);
    return *module && *name ? 0 : -1;
}

static PyObject *make_class(struct fndef *def) {
    if (!function_class_type.tp_dict && PyType_Ready(&function_class_type) < 0) return NULL;
    SCOPED_PY PyObject *module = NULL, *name = NULL;
    if (class_name(def, &module, &name) < 0) return NULL;
    SCOPED_PY PyObject *members = Py_BuildValue("{s:(),s:O}", "__slots__", "__module__", module);
    if (!members) return NULL;
    // No program can inherit from the type of functions; this is no program.
    PyTypeObject *base = TYPE_OBJECT(fn_type);
    base->tp_flags |= Py_TPFLAGS_BASETYPE;
    PyObject *class = PyObject_CallFunction((PyObject *)&function_class_type, "O(O)O", name, base, members);
    base->tp_flags &= ~Py_TPFLAGS_BASETYPE;
    if (class) ((PyTypeObject *)class)->tp_flags &= ~Py_TPFLAGS_BASETYPE;
    return class;
}

PyObject *function_class(const struct fn *f) {
    if (!f->def->class) f->def->class = make_class(f->def);
    return f->def->class;
}

// As Java writes an object without a text of its own: user$f@7f3a10. Libraries take names of functions out of it.
static PyObject *function_text(PyObject *self) {
    PyObject *class = function_class(fn_of(ref_of(self)));
    if (!class) return NULL;
    SCOPED_PY PyObject *module = PyObject_GetAttrString(class, "__module__");
    if (!module) return NULL;
    const char *name = ((PyTypeObject *)class)->tp_name;
    const unsigned hash = (unsigned)((uintptr_t)self >> 4);
    return strcmp(PyUnicode_AsUTF8(module), "builtins") == 0 ? PyUnicode_FromFormat("%s@%x", name, hash)
                                                             : PyUnicode_FromFormat("%U.%s@%x", module, name, hash);
}

int function_class_init(void) {
    TYPE_OBJECT(fn_type)->tp_str = function_text;
    return 0;
}

bool function_class_is(PyObject *x) { return Py_TYPE(x) == &function_class_type; }
