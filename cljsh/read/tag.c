// SPDX-License-Identifier: MIT
// Tagged literals: which function reads the form behind a tag.
#include "base/call.h"
#include "coll/coll.h"
#include "read/reader_internal.h"
#include "read/tagged.h"

// The function (new) among the caller's readers (EDN) or of the namespaces for a tag.
static enum lookup find_reader(Reader *r, Ref tag, Value *f) {
    *f = ERR;
    if (r->mode == READ_CLJ) return reader_hooks.data_reader ? reader_hooks.data_reader(tag, f) : LOOKUP_ABSENT;
    if (!r->readers.w) return LOOKUP_ABSENT;
    *f = coll_get(ref(r->readers), tag, NIL);
    return failed(*f) ? LOOKUP_FAILED : is_nil(ref(*f)) ? LOOKUP_ABSENT : LOOKUP_FOUND;
}

// --- what print_host.c writes of Python's ---------------------------------

static Value py_list(PyObject *form) { return adopt(PySequence_List(form)); }
static Value py_tuple(PyObject *form) { return adopt(PySequence_Tuple(form)); }
static Value py_set(PyObject *form) { return adopt(PySet_New(form)); }
static Value py_frozenset(PyObject *form) { return adopt(PyFrozenSet_New(form)); }

static Value py_dict(PyObject *form) {
    PyObject *dict = PyDict_New();
    if (dict && PyDict_Update(dict, form) < 0) Py_CLEAR(dict);
    return adopt(dict);
}

static Value bytes(PyObject *text) {
    PyObject *encoded = PyUnicode_AsLatin1String(text);
    if (encoded || !PyErr_ExceptionMatches(PyExc_UnicodeError)) return adopt(encoded);
    PyErr_Clear();
    return err_value("a character of #bytes is a byte, from \\000 to \\377");
}

static Value bytearray(PyObject *text) {
    SCOPED Value plain = bytes(text);
    return ok(plain) ? adopt(PyByteArray_FromObject(obj(ref(plain)))) : ERR;
}

static Value from_iso(const char *class_name, PyObject *text) {
    SCOPED_PY PyObject *module = PyImport_ImportModule("datetime");
    SCOPED_PY PyObject *class = module ? PyObject_GetAttrString(module, class_name) : NULL;
    return class ? adopt(PyObject_CallMethod(class, "fromisoformat", "O", text)) : ERR;
}
static Value py_datetime(PyObject *text) { return from_iso("datetime", text); }
static Value py_date(PyObject *text) { return from_iso("date", text); }
static Value py_time(PyObject *text) { return from_iso("time", text); }

// The literals whose form is a collection, of which kind it is, and what reads it.
static const struct { const char *tag; unsigned kind; const char *wants; Value (*make)(PyObject *); } collections[] = {
    {"list", K_SEQUENTIAL, "a vector", py_list}, {"tuple", K_SEQUENTIAL, "a vector", py_tuple},
    {"set", K_SET, "a set", py_set}, {"frozenset", K_SET, "a set", py_frozenset}, {"dict", K_MAP, "a map", py_dict},
};
static const struct { const char *tag; Value (*make)(PyObject *); } texts[] = {
    {"datetime", py_datetime}, {"date", py_date}, {"time", py_time}, {"bytearray", bytearray},
};

// #py/… : 1 and *out (ERR: failed), or 0.
static int read_python(Reader *r, struct mark at, Ref tag, Ref form, Value *out) {
    PyObject *ns = symbol_of(tag)->ns, *name = symbol_of(tag)->name;
    if (!ns || PyUnicode_CompareWithASCIIString(ns, "py") != 0) return 0;
    for (size_t i = 0; i < sizeof collections / sizeof *collections; i++) {
        if (PyUnicode_CompareWithASCIIString(name, collections[i].tag) != 0) continue;
        if (!(kind_of(form) & collections[i].kind)) *out = reader_error(r, at, "#py/%U wants %s", name, collections[i].wants);
        else if (failed(*out = collections[i].make(obj(form)))) reader_error_wrap(r, at);
        return 1;
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (PyUnicode_CompareWithASCIIString(name, texts[i].tag) != 0) continue;
        if (!is_obj(form) || !PyUnicode_Check(obj(form))) *out = reader_error(r, at, "#py/%U wants a string", name);
        else if (failed(*out = texts[i].make(obj(form)))) reader_error_wrap(r, at);
        return 1;
    }
    return 0;
}

// The literals that are always there: 1 and *out (ERR: failed), or 0.
static int read_builtin(Reader *r, struct mark at, Ref tag, Ref form, Value *out) {
    if (read_python(r, at, tag, form, out)) return 1;
    Value (*parse)(PyObject *) = symbol_is(tag, "inst") ? inst_parse : symbol_is(tag, "uuid") ? uuid_parse
                                 : symbol_is(tag, "bytes") ? bytes : NULL;
    if (!parse) return 0;
    if (!is_obj(form) || !PyUnicode_Check(obj(form)))
        *out = reader_error(r, at, "#%U wants a string", symbol_of(tag)->name);
    else if (failed(*out = parse(obj(form)))) reader_error_wrap(r, at);
    return 1;
}

// #java.lang.Long["1"] calls a constructor: what that says against the form, the text has said wrong.
static bool is_class_name(Ref tag) {
    PyObject *name = symbol_of(tag)->name;
    return !symbol_of(tag)->ns && PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), 1) > 0;
}

Value read_tagged(Reader *r, struct mark at) {
    SCOPED Value tag = read_required(r, at, "#");
    if (failed(tag)) return ERR;
    if (!is_symbol(ref(tag))) return reader_error(r, at, "Reader tag must be a symbol");
    SCOPED Value form = read_required(r, at, "a tag");
    if (failed(form)) return ERR;
    if (r->suppress) return tagged_literal_new(ref(tag), ref(form));
    SCOPED Value f = ERR;
    enum lookup known = find_reader(r, ref(tag), &f);
    Value v;
    if (known != LOOKUP_ABSENT) {
        v = known < 0 ? ERR : call1(ref(f), ref(form));
        return failed(v) && is_class_name(ref(tag)) ? reader_error_wrap(r, at) : v;
    }
    if (read_builtin(r, at, ref(tag), ref(form), &v)) return v;
    if (r->default_reader.w) return call2(ref(r->default_reader), ref(tag), ref(form));
    SCOPED_PY PyObject *name = symbol_str(ref(tag));
    return name ? reader_error(r, at, "No reader function for tag %U", name) : ERR;
}
