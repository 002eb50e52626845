// SPDX-License-Identifier: MIT
// Terms as values.  Nothing is believed: lengths are held against what is left.
#include "erlang/erlang.h"

#include "base/cstack.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "seq/list.h"
#include "seq/seq.h"

#include <stdlib.h>

#define VERSION 131

static size_t left(const struct term_reader *r) { return (size_t)(r->end - r->at); }

static Value short_of(void) { return bad_code("a term of Erlang's is cut off"); }

static bool number(struct term_reader *r, int bytes, uint64_t *n) {
    if (left(r) < (size_t)bytes) return (short_of(), false);
    *n = 0;
    for (int i = 0; i < bytes; i++) *n = *n << 8 | *r->at++;
    return true;
}

static const uint8_t *take_bytes(struct term_reader *r, uint64_t n) {
    if (left(r) < n) return (short_of(), NULL);
    const uint8_t *at = r->at;
    r->at += n;
    return at;
}

bool term_is_version(struct term_reader *r) { return r->at < r->end && *r->at++ == VERSION; }

// --- atoms ------------------------------------------------------------------------------

struct text { const char *data; size_t length; bool latin1; };

static bool atom_text(struct term_reader *r, struct text *text) {
    uint64_t tag, length;
    if (!number(r, 1, &tag)) return false;
    bool is_short = tag == ERL_SMALL_ATOM_EXT || tag == ERL_SMALL_ATOM_UTF8_EXT;
    if (!is_short && tag != ERL_ATOM_EXT && tag != ERL_ATOM_UTF8_EXT) return (bad_code("an atom is missing in a term of Erlang's"), false);
    if (!number(r, is_short ? 1 : 2, &length)) return false;
    *text = (struct text){(const char *)r->at, length, tag == ERL_ATOM_EXT || tag == ERL_SMALL_ATOM_EXT};
    return take_bytes(r, length) != NULL;
}

static bool text_is(const struct text *t, const char *s) { return t->length == strlen(s) && memcmp(t->data, s, t->length) == 0; }

// Atoms come again and again: the keywords of those seen last.
#define ATOMS 256
static struct { char text[31]; uint8_t length; Value keyword; } atoms[ATOMS];

static Value keyword_of_text(const struct text *t) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < t->length; i++) hash = (hash ^ (uint8_t)t->data[i]) * 16777619u;
    __auto_type known = &atoms[hash % ATOMS];
    bool fits = t->length && t->length <= sizeof known->text && !t->latin1;
    if (fits && known->length == t->length && memcmp(known->text, t->data, t->length) == 0) return keep(ref(known->keyword));
    SCOPED_PY PyObject *name = t->latin1 ? PyUnicode_DecodeLatin1(t->data, (Py_ssize_t)t->length, NULL)
        : PyUnicode_DecodeUTF8(t->data, (Py_ssize_t)t->length, "replace");
    Value v = !name ? ERR : t->length ? keyword_parse_str(name) : keyword_new(NULL, name);
    if (failed(v) || !fits) return v;
    if (known->length) drop(known->keyword);
    memcpy(known->text, t->data, t->length);
    known->length = (uint8_t)t->length;
    known->keyword = keep(ref(v));
    return v;
}

static Value read_atom(struct term_reader *r) {
    struct text t;
    if (!atom_text(r, &t)) return ERR;
    if (text_is(&t, "true")) return bool_value(true);
    if (text_is(&t, "false")) return bool_value(false);
    if (text_is(&t, "nil")) return nil_value();
    return keyword_of_text(&t);
}

// --- what stays as it is ----------------------------------------------------------------------

static bool skip(struct term_reader *r);

static bool skip_all(struct term_reader *r, uint64_t n) {
    if (n > left(r)) return (short_of(), false);
    while (n--)
        if (!skip(r)) return false;
    return true;
}

static bool skip_parts(struct term_reader *r) {
    struct text text;
    uint64_t tag, n, bytes = 0;
    const uint8_t *start = r->at;
    if (!number(r, 1, &tag)) return false;
    switch (tag) {
    case ERL_SMALL_INTEGER_EXT: return take_bytes(r, 1);
    case ERL_INTEGER_EXT: return take_bytes(r, 4);
    case NEW_FLOAT_EXT: return take_bytes(r, 8);
    case ERL_FLOAT_EXT: return take_bytes(r, 31);
    case ERL_ATOM_EXT: case ERL_SMALL_ATOM_EXT: case ERL_ATOM_UTF8_EXT: case ERL_SMALL_ATOM_UTF8_EXT: r->at = start; return atom_text(r, &text);
    case ERL_SMALL_TUPLE_EXT: return number(r, 1, &n) && skip_all(r, n);
    case ERL_LARGE_TUPLE_EXT: return number(r, 4, &n) && skip_all(r, n);
    case ERL_NIL_EXT: return true;
    case ERL_STRING_EXT: return number(r, 2, &n) && take_bytes(r, n);
    case ERL_LIST_EXT: return number(r, 4, &n) && skip_all(r, n + 1);
    case ERL_BINARY_EXT: return number(r, 4, &n) && take_bytes(r, n);
    case ERL_BIT_BINARY_EXT: return number(r, 4, &n) && take_bytes(r, n + 1);
    case ERL_SMALL_BIG_EXT: return number(r, 1, &n) && take_bytes(r, n + 1);
    case ERL_LARGE_BIG_EXT: return number(r, 4, &n) && take_bytes(r, n + 1);
    case ERL_MAP_EXT: return number(r, 4, &n) && skip_all(r, 2 * n);
    case ERL_PID_EXT: bytes = 9; break;
    case ERL_NEW_PID_EXT: bytes = 12; break;
    case ERL_PORT_EXT: bytes = 5; break;
    case ERL_NEW_PORT_EXT: bytes = 8; break;
    case ERL_V4_PORT_EXT: bytes = 12; break;
    case ERL_REFERENCE_EXT: bytes = 5; break;
    case ERL_NEW_REFERENCE_EXT: case ERL_NEWER_REFERENCE_EXT:
        if (!number(r, 2, &n)) return false;
        bytes = 4 * n + (tag == ERL_NEW_REFERENCE_EXT ? 1 : 4);
        break;
    case ERL_EXPORT_EXT: return skip_all(r, 3);
    case ERL_NEW_FUN_EXT: return number(r, 4, &n) && n >= 4 ? take_bytes(r, n - 4) != NULL : (short_of(), false);
    case ERL_FUN_EXT: return number(r, 4, &n) && skip_all(r, n + 4);
    default: return (bad_code("a term of Erlang's has the unknown tag %d", (int)tag), false);
    }
    return atom_text(r, &text) && take_bytes(r, bytes);
}

static bool deeper(struct term_reader *r) {
    if (r->depth == ENCODING_DEPTH) return (bad_code("a term of Erlang's is nested too deeply"), false);
    if (cstack_check() < 0) return false;
    r->depth++;
    return true;
}

static bool skip(struct term_reader *r) {
    if (!deeper(r)) return false;
    bool good = skip_parts(r);
    r->depth--;
    return good;
}

static Value read_opaque(struct term_reader *r, const uint8_t *start) {
    r->at = start;
    return skip(r) ? term_new(start, (size_t)(r->at - start)) : ERR;
}

// --- numbers ----------------------------------------------------------------------------------

static Value read_big(struct term_reader *r, int width) {
    uint64_t n, sign;
    if (!number(r, width, &n) || !number(r, 1, &sign)) return ERR;
    const uint8_t *digits = take_bytes(r, n);
    if (!digits) return ERR;
    SCOPED_PY PyObject *x = _PyLong_FromByteArray(digits, n, 1, 0), *minus = x && sign ? PyNumber_Negative(x) : NULL;
    return x ? val_of(Py_NewRef(sign ? minus : x)) : ERR;
}

static Value read_float(struct term_reader *r, bool is_text) {
    uint64_t bits;
    if (!is_text) {
        double d;
        if (!number(r, 8, &bits)) return ERR;
        memcpy(&d, &bits, 8);
        return double_value(d);
    }
    const uint8_t *bytes = take_bytes(r, 31);
    char text[32] = {0};
    if (!bytes) return ERR;
    memcpy(text, bytes, 31);
    double d = PyOS_string_to_double(text, NULL, NULL);
    return d == -1 && PyErr_Occurred() ? (PyErr_Clear(), bad_code("a float of Erlang's is malformed")) : double_value(d);
}

// --- collections --------------------------------------------------------------------------------

// So many terms into new words; NULL on failure.
static Value *read_all(struct term_reader *r, uint64_t n) {
    if (n > left(r)) return (short_of(), NULL);
    Value *items = PyMem_Malloc((n + 1) * sizeof *items);
    if (!items) return (Value *)PyErr_NoMemory();
    for (uint64_t i = 0; i < n; i++)
        if (failed(items[i] = term_read(r))) return (seq_words_free(items, (Py_ssize_t)i), NULL);
    return items;
}

static Value given(Value *items, uint64_t n, Value (*give)(Value *, Py_ssize_t)) {
    if (!items) return ERR;
    Value v = give(items, (Py_ssize_t)n);
    PyMem_Free(items);
    return v;
}

static Value read_tuple(struct term_reader *r, int width) {
    uint64_t n;
    return number(r, width, &n) ? given(read_all(r, n), n, vec_give) : ERR;
}

static Value read_list(struct term_reader *r, const uint8_t *start) {
    uint64_t n;
    if (!number(r, 4, &n)) return ERR;
    Value *items = read_all(r, n);
    if (!items) return ERR;
    if (r->at < r->end && *r->at == ERL_NIL_EXT) return (r->at++, given(items, n, list_give));
    seq_words_free(items, (Py_ssize_t)n); // it ends in something else
    return read_opaque(r, start);
}

static Value read_string(struct term_reader *r) { // a list of bytes
    uint64_t n;
    const uint8_t *bytes = number(r, 2, &n) ? take_bytes(r, n) : NULL;
    Value *items = bytes ? PyMem_Malloc((n + 1) * sizeof *items) : NULL;
    if (bytes && !items) PyErr_NoMemory();
    for (uint64_t i = 0; items && i < n; i++) items[i] = int_value(bytes[i]);
    return given(items, n, list_give);
}

static Value read_map(struct term_reader *r) {
    uint64_t n;
    if (!number(r, 4, &n)) return ERR;
    if (n > left(r) / 2) return short_of();
    return given(read_all(r, 2 * n), 2 * n, map_give);
}

static Value read_binary(struct term_reader *r) {
    uint64_t n;
    const uint8_t *bytes = number(r, 4, &n) ? take_bytes(r, n) : NULL;
    if (!bytes) return ERR;
    PyObject *text = PyUnicode_DecodeUTF8((const char *)bytes, (Py_ssize_t)n, NULL);
    if (text) return adopt(text);
    if (!PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) return ERR;
    PyErr_Clear();
    return adopt(PyBytes_FromStringAndSize((const char *)bytes, (Py_ssize_t)n));
}

// --- processes, references ------------------------------------------------------------------------

static bool is_own(const struct text *node, uint64_t creation) {
    return erlang_name && text_is(node, erlang_self.thisnodename) && (creation == erlang_self.creation || !creation);
}

static Value read_pid(struct term_reader *r, int width) {
    struct text node;
    uint64_t id, serial, creation;
    if (!atom_text(r, &node) || !number(r, 4, &id) || !number(r, 4, &serial) || !number(r, width, &creation)) return ERR;
    if (node.length >= MAXATOMLEN) return bad_code("a node's name is too long");
    if (is_own(&node, creation)) {
        struct task *t = node_local_task(serial << 32 | id);
        if (t) return keep_obj(t);
    }
    struct node *n = is_own(&node, 0) ? node_nowhere() : erlang_node(node.data, node.length); // of this one: it has ended
    erlang_pid pid = {.num = (unsigned)id, .serial = (unsigned)serial, .creation = (unsigned)creation};
    memcpy(pid.node, node.data, node.length);
    return n ? adopt(erlang_process(n, &pid)) : ERR;
}

static Value read_reference(struct term_reader *r, const uint8_t *start) {
    struct text node;
    uint64_t n, creation, words[3];
    if (!number(r, 2, &n) || !atom_text(r, &node) || !number(r, 4, &creation)) return ERR;
    if (n == 3 && is_own(&node, creation)) { // see term_write
        for (int i = 0; i < 3; i++)
            if (!number(r, 4, &words[i])) return ERR;
        struct reference *known = words[0] ? NULL : node_local_reference(words[2] << 32 | words[1]);
        if (known) return keep_obj(known);
    }
    return read_opaque(r, start);
}

static Value read_parts(struct term_reader *r) {
    const uint8_t *start = r->at;
    uint64_t tag, n;
    if (!number(r, 1, &tag)) return ERR;
    switch (tag) {
    case ERL_SMALL_INTEGER_EXT: return number(r, 1, &n) ? int_value((int64_t)n) : ERR;
    case ERL_INTEGER_EXT: return number(r, 4, &n) ? int_value((int32_t)n) : ERR;
    case ERL_SMALL_BIG_EXT: return read_big(r, 1);
    case ERL_LARGE_BIG_EXT: return read_big(r, 4);
    case NEW_FLOAT_EXT: return read_float(r, false);
    case ERL_FLOAT_EXT: return read_float(r, true);
    case ERL_ATOM_EXT: case ERL_SMALL_ATOM_EXT: case ERL_ATOM_UTF8_EXT: case ERL_SMALL_ATOM_UTF8_EXT: r->at = start; return read_atom(r);
    case ERL_SMALL_TUPLE_EXT: return read_tuple(r, 1);
    case ERL_LARGE_TUPLE_EXT: return read_tuple(r, 4);
    case ERL_NIL_EXT: return list_empty();
    case ERL_STRING_EXT: return read_string(r);
    case ERL_LIST_EXT: return read_list(r, start);
    case ERL_MAP_EXT: return read_map(r);
    case ERL_BINARY_EXT: return read_binary(r);
    case ERL_NEW_PID_EXT: return read_pid(r, 4);
    case ERL_PID_EXT: return read_pid(r, 1);
    case ERL_NEWER_REFERENCE_EXT: return read_reference(r, start);
    default: return read_opaque(r, start);
    }
}

Value term_read(struct term_reader *r) {
    if (!deeper(r)) return ERR;
    Value v = read_parts(r);
    r->depth--;
    return v;
}
