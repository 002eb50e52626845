// SPDX-License-Identifier: MIT
// Values as terms, and the type of terms that are nothing else here.
#include "erlang/erlang.h"

#include "base/cstack.h"
#include "base/error.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "seq/seq.h"

#include <math.h>

// --- struct term ------------------------------------------------------------------------

Value term_new(const uint8_t *data, size_t length) {
    struct term *t = PyObject_New(struct term, TYPE_OBJECT(term_type));
    if (!t) return ERR;
    t->bytes = PyBytes_FromStringAndSize((const char *)data, (Py_ssize_t)length);
    return t->bytes ? adopt(t) : (drop(adopt(t)), ERR);
}

static PyObject *bytes_of(Ref r) { return ((struct term *)obj(r))->bytes; }

static void term_dealloc(PyObject *o) {
    Py_XDECREF(((struct term *)o)->bytes);
    PyObject_Free(o);
}

static int term_equal(Ref a, Ref b) { return is_clj(b, &term_type) ? PyObject_RichCompareBool(bytes_of(a), bytes_of(b), Py_EQ) : 0; }
static Py_hash_t term_hash(Ref r) { return PyObject_Hash(bytes_of(r)); }

static const char *kind_name(int tag) {
    switch (tag) {
    case ERL_REFERENCE_EXT: case ERL_NEW_REFERENCE_EXT: case ERL_NEWER_REFERENCE_EXT: return "reference";
    case ERL_PORT_EXT: case ERL_NEW_PORT_EXT: case ERL_V4_PORT_EXT: return "port";
    case ERL_FUN_EXT: case ERL_NEW_FUN_EXT: case ERL_EXPORT_EXT: return "fun";
    case ERL_BIT_BINARY_EXT: return "bitstring";
    case ERL_LIST_EXT: return "improper-list";
    default: return "term";
    }
}

static int term_print(Ref r, void *printer) {
    struct strbuf *b = &((struct printer *)printer)->out;
    const uint8_t *data = (const uint8_t *)PyBytes_AS_STRING(bytes_of(r));
    Py_ssize_t length = PyBytes_GET_SIZE(bytes_of(r));
    strbuf_printf(b, "#erlang[%s ", kind_name(data[0]));
    for (Py_ssize_t i = length > 16 ? length - 16 : 1; i < length; i++) strbuf_printf(b, "%02x", data[i]);
    strbuf_puts(b, "]");
    return 0;
}

static const Ops term_ops = {.equal = term_equal, .hash = term_hash, .print = term_print};
CljType term_type = {CLJ_TYPE_HEAD("cljsh.ErlangTerm", struct term), .ops = &term_ops};

int term_init(void) {
    static bool ready;
    if (ready) return 0;
    TYPE_OBJECT(term_type)->tp_dealloc = term_dealloc;
    if (type_ready(&term_type, NULL) < 0) return -1;
    ready = true;
    return 0;
}

// --- writing ----------------------------------------------------------------------------------

static int wrote(int result) { return result < 0 ? (PyErr_NoMemory(), -1) : 0; }

static int write_bytes(ei_x_buff *x, const void *data, size_t length) {
    if ((size_t)x->index + length > TERM_MAX) return (err_arg("a message of more than %zd bytes is too large for an Erlang node", (Py_ssize_t)TERM_MAX), -1);
    return wrote(ei_x_append_buf(x, data, (int)length));
}

static int write_number(ei_x_buff *x, int tag, uint64_t n, int bytes) {
    uint8_t b[9] = {(uint8_t)tag};
    for (int i = 0; i < bytes; i++) b[1 + i] = (uint8_t)(n >> (8 * (bytes - 1 - i)));
    return write_bytes(x, b, (size_t)bytes + 1);
}

static int write_binary(ei_x_buff *x, const char *data, Py_ssize_t length) {
    if ((size_t)length > TERM_MAX) return write_bytes(x, data, (size_t)length);
    return write_number(x, ERL_BINARY_EXT, (uint64_t)length, 4) < 0 ? -1 : write_bytes(x, data, (size_t)length);
}

static int write_text(ei_x_buff *x, PyObject *s) {
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(s, &length);
    return text ? write_binary(x, text, length) : -1;
}

static int write_atom(ei_x_buff *x, PyObject *name) {
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(name, &length);
    if (!text) return -1;
    if (PyUnicode_GET_LENGTH(name) > 255) return (err_arg("an atom has at most 255 characters"), -1);
    return wrote(ei_x_encode_atom_len_as(x, text, (int)length, ERLANG_UTF8, ERLANG_UTF8));
}

static int write_name(ei_x_buff *x, Ref r) {
    PyObject *ns = is_keyword(r) ? keyword_of(r)->ns : symbol_of(r)->ns;
    if (!ns) return write_atom(x, is_keyword(r) ? keyword_of(r)->name : symbol_of(r)->name);
    SCOPED_PY PyObject *name = symbol_str(r);
    return name ? write_atom(x, name) : -1;
}

static int write_big(ei_x_buff *x, PyObject *o) {
    bool negative = _PyLong_Sign(o) < 0;
    SCOPED_PY PyObject *magnitude = PyNumber_Absolute(o);
    size_t bits = magnitude ? _PyLong_NumBits(magnitude) : (size_t)-1;
    if (bits == (size_t)-1 && PyErr_Occurred()) return -1;
    size_t length = (bits + 7) / 8;
    SCOPED_PY PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)length);
    if (!bytes || _PyLong_AsByteArray((PyLongObject *)magnitude, (unsigned char *)PyBytes_AS_STRING(bytes), length, 1, 0) < 0) return -1;
    const uint8_t sign = negative;
    int bad = length < 256 ? write_number(x, ERL_SMALL_BIG_EXT, length, 1) : write_number(x, ERL_LARGE_BIG_EXT, length, 4);
    return bad || write_bytes(x, &sign, 1) < 0 ? -1 : write_bytes(x, PyBytes_AS_STRING(bytes), length);
}

static int write_double(ei_x_buff *x, double d) {
    if (!isfinite(d)) return (err_arg("Erlang has no floating-point number for %s", isnan(d) ? "NaN" : "an infinity"), -1);
    return wrote(ei_x_encode_double(x, d));
}

int term_write_task(ei_x_buff *x, struct task *t) {
    if (!process_of(t)) return -1;
    if (t->is_remote) {
        PyObject *bytes = proxy_of(t)->extra;
        if (bytes && PyBytes_Check(bytes)) return write_bytes(x, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
    }
    uint64_t number = node_number_here(t);
    erlang_pid pid = erlang_self.self;
    pid.num = (unsigned)number;
    pid.serial = (unsigned)(number >> 32);
    return wrote(ei_x_encode_pid(x, &pid));
}

static int write_reference(ei_x_buff *x, Ref r) {
    struct reference *reference = (struct reference *)obj(r);
    if (reference->node) return (err_arg("a reference of another node cannot be sent to an Erlang node"), -1);
    uint64_t number = node_local_reference_number(reference);
    erlang_ref e = {.len = 3, .n = {0, (unsigned)number, (unsigned)(number >> 32)}, .creation = erlang_self.creation};
    strcpy(e.node, erlang_self.thisnodename);
    return wrote(ei_x_encode_ref(x, &e));
}

static int write_all(ei_x_buff *x, const Value *items, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++)
        if (term_write(x, ref(items[i])) < 0) return -1;
    return 0;
}

static int write_items(ei_x_buff *x, Ref coll, bool tuple) {
    Value *items;
    Py_ssize_t n = seq_to_words(coll, &items);
    if (n < 0) return -1;
    int bad = wrote(tuple ? ei_x_encode_tuple_header(x, n) : n ? ei_x_encode_list_header(x, n) : 0);
    if (!bad) bad = write_all(x, items, n);
    if (!bad && !tuple) bad = wrote(ei_x_encode_empty_list(x));
    seq_words_free(items, n);
    return bad;
}

// Of a map, or the items of a dict.
static int write_map(ei_x_buff *x, Ref map) {
    Value *entries;
    Py_ssize_t n = seq_to_words(map, &entries);
    if (n < 0) return -1;
    int bad = wrote(ei_x_encode_map_header(x, n));
    for (Py_ssize_t i = 0; i < n && !bad; i++) {
        Value *pair;
        Py_ssize_t two = seq_to_words(ref(entries[i]), &pair);
        if (two < 0) bad = -1;
        else if (two != 2) bad = (err_type("a map has an entry that is none"), -1);
        else bad = write_all(x, pair, 2);
        if (two >= 0) seq_words_free(pair, two);
    }
    seq_words_free(entries, n);
    return bad;
}

static int write_exception(ei_x_buff *x, PyObject *e) {
    SCOPED_PY PyObject *name = PyUnicode_FromString(strrchr(Py_TYPE(e)->tp_name, '.') ? strrchr(Py_TYPE(e)->tp_name, '.') + 1 : Py_TYPE(e)->tp_name);
    SCOPED_PY PyObject *text = name ? PyObject_Str(e) : NULL;
    if (!text || wrote(ei_x_encode_tuple_header(x, 3)) < 0 || wrote(ei_x_encode_atom(x, "error")) < 0) return -1;
    return write_atom(x, name) < 0 ? -1 : write_text(x, text);
}

static int write_object(ei_x_buff *x, Ref r) {
    PyObject *o = obj(r);
    unsigned kind = kind_of(r);
    if (o == Py_None) return wrote(ei_x_encode_atom(x, "nil"));
    if (PyBool_Check(o)) return wrote(ei_x_encode_boolean(x, o == Py_True));
    if (is_keyword(r) || is_symbol(r)) return write_name(x, r);
    if (PyUnicode_Check(o)) return write_text(x, o);
    if (PyLong_Check(o)) return write_big(x, o);
    if (PyFloat_Check(o)) return write_double(x, PyFloat_AS_DOUBLE(o));
    if (is_pid(r)) return term_write_task(x, pid_task(r));
    if (is_clj(r, &reference_type)) return write_reference(x, r);
    if (is_clj(r, &term_type)) return write_bytes(x, PyBytes_AS_STRING(bytes_of(r)), (size_t)PyBytes_GET_SIZE(bytes_of(r)));
    if (PyBytes_Check(o)) return write_binary(x, PyBytes_AS_STRING(o), PyBytes_GET_SIZE(o));
    if (PyByteArray_Check(o)) return write_binary(x, PyByteArray_AS_STRING(o), PyByteArray_GET_SIZE(o));
    if (kind & K_MAP) return write_map(x, r);
    if (kind & K_VECTOR || PyTuple_Check(o)) return write_items(x, r, true);
    if (kind & (K_SEQ | K_LIST) || (kind & K_SEQUENTIAL && !(kind & K_SET)) || PyList_Check(o)) return write_items(x, r, false);
    if (PyDict_Check(o)) return write_map(x, r);
    if (PyExceptionInstance_Check(o)) return write_exception(x, o);
    return (err_type("a value of type %s has no counterpart in Erlang", err_type_name(r)), -1);
}

int term_write(ei_x_buff *x, Ref r) {
    double d;
    if (is_int(r)) return wrote(ei_x_encode_longlong(x, int_of(r)));
    if (!is_obj(r)) return float_of(r, &d) ? write_double(x, d) : (err_type("a value of type %s has no counterpart in Erlang", err_type_name(r)), -1);
    if (cstack.terms == ENCODING_DEPTH) return (err_arg("a value is nested too deeply for Erlang"), -1);
    if (cstack_check() < 0) return -1;
    cstack.terms++;
    int bad = write_object(x, r);
    cstack.terms--;
    return bad;
}
