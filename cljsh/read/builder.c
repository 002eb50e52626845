// SPDX-License-Identifier: MIT
#include "read/builder.h"

#include "base/error.h"
#include "data/type.h"
#include "read/print.h"

struct builder {
    PyObject_HEAD
    char *data;
    Py_ssize_t length, capacity; // characters
    int kind;                    // bytes of a character
};

static struct builder *builder_of(PyObject *o) { return (struct builder *)o; }
static char *at(const struct builder *b, Py_ssize_t i) { return b->data + i * b->kind; }

// --- the block --------------------------------------------------------------------

static void copy(int to_kind, char *to, int kind, const void *from, Py_ssize_t from_start, Py_ssize_t n) {
    if (kind == to_kind) {
        memcpy(to, (const char *)from + from_start * kind, (size_t)(n * kind));
        return;
    }
    for (Py_ssize_t i = 0; i < n; i++) PyUnicode_WRITE(to_kind, to, i, PyUnicode_READ(kind, from, from_start + i));
}

// Room for so many characters in all, of at least that kind: 0 or -1.
static int reserve(struct builder *b, Py_ssize_t length, int kind) {
    if (length <= b->capacity && kind <= b->kind) return 0;
    Py_ssize_t capacity = b->capacity;
    if (length > capacity) capacity = length < 16 ? 16 : length + length / 2;
    if (kind < b->kind) kind = b->kind;
    if (kind == b->kind) {
        char *data = PyMem_Realloc(b->data, (size_t)(capacity * kind));
        if (!data) return PyErr_NoMemory(), -1;
        b->data = data;
    } else {
        char *data = PyMem_Malloc((size_t)(capacity * kind));
        if (!data) return PyErr_NoMemory(), -1;
        copy(kind, data, b->kind, b->data, 0, b->length);
        PyMem_Free(b->data);
        b->data = data;
        b->kind = kind;
    }
    b->capacity = capacity;
    return 0;
}

// Puts n characters of a str, from start on, in the place of those in [from, to).
static int splice(struct builder *b, Py_ssize_t from, Py_ssize_t to, PyObject *s, Py_ssize_t start, Py_ssize_t n) {
    if (PyUnicode_READY(s) < 0) return -1;
    Py_ssize_t length = b->length - (to - from) + n;
    if (reserve(b, length, n ? (int)PyUnicode_KIND(s) : b->kind) < 0) return -1;
    if (to < b->length && n != to - from) memmove(at(b, from + n), at(b, to), (size_t)((b->length - to) * b->kind));
    copy(b->kind, at(b, from), (int)PyUnicode_KIND(s), PyUnicode_DATA(s), start, n);
    b->length = length;
    return 0;
}

static PyObject *slice(const struct builder *b, Py_ssize_t from, Py_ssize_t to) {
    return PyUnicode_FromKindAndData(b->kind, at(b, from), to - from);
}
static PyObject *whole(PyObject *self) { return slice(builder_of(self), 0, builder_of(self)->length); }

// --- arguments --------------------------------------------------------------------

// What .append writes for a value: its text; nil is null, an array of characters these.
static PyObject *text_of(PyObject *x) {
    if (PyUnicode_CheckExact(x)) return Py_NewRef(x);
    if (x == Py_None) return PyUnicode_FromString("null");
    if (PyList_CheckExact(x)) {
        SCOPED_PY PyObject *nothing = PyUnicode_FromString("");
        PyObject *joined = nothing ? PyUnicode_Join(nothing, x) : NULL;
        if (joined) return joined;
        PyErr_Clear(); // other arrays are shown
    }
    SCOPED Value v = val_of(Py_NewRef(x));
    return ok(v) ? print_value_str(ref(v)) : NULL;
}

static bool given(const char *name, Py_ssize_t n, Py_ssize_t least, Py_ssize_t most) {
    if (n >= least && n <= most) return true;
    PyErr_Format(PyExc_TypeError, ".%s of a StringBuilder takes %zd to %zd arguments, not %zd", name, least, most, n);
    return false;
}

// An index from 0 to last: 0 or -1.
static int index_of(PyObject *x, Py_ssize_t last, Py_ssize_t *i) {
    *i = PyNumber_AsSsize_t(x, PyExc_IndexError);
    if (*i == -1 && PyErr_Occurred()) return -1;
    if (*i >= 0 && *i <= last) return 0;
    PyErr_Format(PyExc_IndexError, "index %zd, length %zd", *i, last);
    return -1;
}

// The index of a character: 0 or -1.
static int place_of(const struct builder *b, PyObject *x, Py_ssize_t *i) {
    *i = PyNumber_AsSsize_t(x, PyExc_IndexError);
    if (*i == -1 && PyErr_Occurred()) return -1;
    if (*i >= 0 && *i < b->length) return 0;
    PyErr_Format(PyExc_IndexError, "index %zd, length %zd", *i, b->length);
    return -1;
}

// Bounds of a part, whose end may lie behind the text's.
static int bounds(const struct builder *b, PyObject *start, PyObject *end, Py_ssize_t *from, Py_ssize_t *to) {
    if (index_of(start, b->length, from) < 0) return -1;
    *to = end ? PyNumber_AsSsize_t(end, PyExc_IndexError) : b->length;
    if (*to == -1 && PyErr_Occurred()) return -1;
    if (*to > b->length) *to = b->length;
    if (*to >= *from) return 0;
    PyErr_Format(PyExc_IndexError, "start %zd, end %zd, length %zd", *from, *to, b->length);
    return -1;
}

static PyObject *changed(PyObject *self, int r) { return r < 0 ? NULL : Py_NewRef(self); }

// --- methods that change it ---------------------------------------------------------

#define METHOD(name) static PyObject *name(PyObject *self, PyObject *const *a, Py_ssize_t n)

METHOD(append) {
    struct builder *b = builder_of(self);
    if (!given("append", n, 1, 3)) return NULL;
    SCOPED_PY PyObject *text = text_of(a[0]);
    if (!text) return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), from = 0, to = length;
    if (n == 3 && PyList_CheckExact(a[0])) { // an array, offset and length
        if (index_of(a[1], length, &from) < 0 || index_of(a[2], length - from, &to) < 0) return NULL;
        to += from;
    } else if (n > 1 && (index_of(a[1], length, &from) < 0 || (n == 3 && index_of(a[2], length, &to) < 0))) {
        return NULL;
    }
    if (to < from) return PyErr_Format(PyExc_IndexError, "start %zd, end %zd", from, to);
    return changed(self, splice(b, b->length, b->length, text, from, to - from));
}

METHOD(append_code_point) {
    if (!given("appendCodePoint", n, 1, 1)) return NULL;
    long code = PyLong_AsLong(a[0]);
    if (code == -1 && PyErr_Occurred()) return NULL;
    SCOPED_PY PyObject *text = PyUnicode_FromOrdinal((int)code);
    struct builder *b = builder_of(self);
    return text ? changed(self, splice(b, b->length, b->length, text, 0, 1)) : NULL;
}

METHOD(insert) {
    struct builder *b = builder_of(self);
    Py_ssize_t i;
    if (!given("insert", n, 2, 2) || index_of(a[0], b->length, &i) < 0) return NULL;
    SCOPED_PY PyObject *text = text_of(a[1]);
    return text ? changed(self, splice(b, i, i, text, 0, PyUnicode_GET_LENGTH(text))) : NULL;
}

METHOD(replace) {
    struct builder *b = builder_of(self);
    Py_ssize_t from, to;
    if (!given("replace", n, 3, 3) || bounds(b, a[0], a[1], &from, &to) < 0) return NULL;
    SCOPED_PY PyObject *text = text_of(a[2]);
    return text ? changed(self, splice(b, from, to, text, 0, PyUnicode_GET_LENGTH(text))) : NULL;
}

static int cut(struct builder *b, Py_ssize_t from, Py_ssize_t to) {
    memmove(at(b, from), at(b, to), (size_t)((b->length - to) * b->kind));
    b->length -= to - from;
    return 0;
}

METHOD(delete) {
    Py_ssize_t from, to;
    if (!given("delete", n, 2, 2) || bounds(builder_of(self), a[0], a[1], &from, &to) < 0) return NULL;
    return changed(self, cut(builder_of(self), from, to));
}

METHOD(delete_char_at) {
    Py_ssize_t i;
    struct builder *b = builder_of(self);
    if (!given("deleteCharAt", n, 1, 1) || place_of(b, a[0], &i) < 0) return NULL;
    return changed(self, cut(b, i, i + 1));
}

METHOD(set_char_at) {
    Py_ssize_t i;
    struct builder *b = builder_of(self);
    if (!given("setCharAt", n, 2, 2) || place_of(b, a[0], &i) < 0) return NULL;
    SCOPED_PY PyObject *text = text_of(a[1]);
    if (!text || splice(b, i, i + 1, text, 0, PyUnicode_GET_LENGTH(text)) < 0) return NULL;
    Py_RETURN_NONE;
}

METHOD(set_length) {
    struct builder *b = builder_of(self);
    Py_ssize_t length;
    if (!given("setLength", n, 1, 1) || index_of(a[0], PY_SSIZE_T_MAX / 8, &length) < 0 || reserve(b, length, b->kind) < 0) return NULL;
    if (length > b->length) memset(at(b, b->length), 0, (size_t)((length - b->length) * b->kind));
    b->length = length;
    Py_RETURN_NONE;
}

METHOD(reverse) {
    struct builder *b = builder_of(self);
    if (!given("reverse", n, 0, 0)) return NULL;
    for (Py_ssize_t i = 0, j = b->length - 1; i < j; i++, j--) {
        Py_UCS4 left = PyUnicode_READ(b->kind, b->data, i);
        PyUnicode_WRITE(b->kind, b->data, i, PyUnicode_READ(b->kind, b->data, j));
        PyUnicode_WRITE(b->kind, b->data, j, left);
    }
    (void)a;
    return Py_NewRef(self);
}

// --- methods that ask it --------------------------------------------------------------

METHOD(substring) {
    Py_ssize_t from, to;
    struct builder *b = builder_of(self);
    if (!given("substring", n, 1, 2) || index_of(a[0], b->length, &from) < 0) return NULL;
    to = b->length;
    if (n == 2 && index_of(a[1], b->length, &to) < 0) return NULL;
    return to < from ? PyErr_Format(PyExc_IndexError, "start %zd, end %zd, length %zd", from, to, b->length) : slice(b, from, to);
}

METHOD(char_at) {
    Py_ssize_t i;
    struct builder *b = builder_of(self);
    if (!given("charAt", n, 1, 1) || place_of(b, a[0], &i) < 0) return NULL;
    return slice(b, i, i + 1);
}

METHOD(code_point_at) {
    Py_ssize_t i;
    struct builder *b = builder_of(self);
    if (!given("codePointAt", n, 1, 1) || place_of(b, a[0], &i) < 0) return NULL;
    return PyLong_FromUnsignedLong(PyUnicode_READ(b->kind, b->data, i));
}

static PyObject *find(PyObject *self, PyObject *const *a, Py_ssize_t n, int direction) {
    SCOPED_PY PyObject *text = whole(self), *part = text ? text_of(a[0]) : NULL;
    if (!part) return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), from = direction > 0 ? 0 : length;
    if (n == 2) {
        from = PyNumber_AsSsize_t(a[1], NULL);
        if (from == -1 && PyErr_Occurred()) return NULL;
    }
    Py_ssize_t end = direction > 0 ? length : from + PyUnicode_GET_LENGTH(part); // a match may begin there
    return PyLong_FromSsize_t(PyUnicode_Find(text, part, direction > 0 && from > 0 ? from : 0, end > length ? length : end, direction));
}
METHOD(index_of_text) { return given("indexOf", n, 1, 2) ? find(self, a, n, 1) : NULL; }
METHOD(last_index_of_text) { return given("lastIndexOf", n, 1, 2) ? find(self, a, n, -1) : NULL; }

METHOD(compare_to) {
    if (!given("compareTo", n, 1, 1)) return NULL;
    SCOPED_PY PyObject *mine = whole(self), *other = mine ? PyObject_Str(a[0]) : NULL;
    return other ? PyLong_FromLong(PyUnicode_Compare(mine, other)) : NULL;
}

METHOD(ensure_capacity) {
    Py_ssize_t capacity;
    if (!given("ensureCapacity", n, 1, 1) || index_of(a[0], PY_SSIZE_T_MAX / 8, &capacity) < 0) return NULL;
    if (reserve(builder_of(self), capacity, 1) < 0) return NULL;
    Py_RETURN_NONE;
}

static Py_ssize_t length_of(PyObject *self) { return builder_of(self)->length; }
static PyObject *length(PyObject *self, PyObject *none) { (void)none; return PyLong_FromSsize_t(length_of(self)); }
static PyObject *capacity(PyObject *self, PyObject *none) { (void)none; return PyLong_FromSsize_t(builder_of(self)->capacity > 16 ? builder_of(self)->capacity : 16); }
static PyObject *is_empty(PyObject *self, PyObject *none) { (void)none; return PyBool_FromLong(!length_of(self)); }
static PyObject *to_string(PyObject *self, PyObject *none) { (void)none; return whole(self); }
static PyObject *nothing(PyObject *self, PyObject *none) { (void)self, (void)none; Py_RETURN_NONE; }

#define FAST(name, f, doc) {name, (PyCFunction)(void (*)(void))f, METH_FASTCALL, doc}
static PyMethodDef methods[] = {
    FAST("append", append, "Adds the text of a value, or a part of it."),
    FAST("appendCodePoint", append_code_point, "Adds a character by its number."),
    FAST("insert", insert, "Puts the text of a value at an index."),
    FAST("replace", replace, "Puts a text in the place of a part."),
    FAST("delete", delete, "Takes a part out."),
    FAST("deleteCharAt", delete_char_at, "Takes a character out."),
    FAST("setCharAt", set_char_at, "Puts a character in the place of one."),
    FAST("setLength", set_length, "Cuts it, or adds characters of number 0."),
    FAST("reverse", reverse, "Turns it round."),
    FAST("substring", substring, "A part of its text."),
    FAST("subSequence", substring, "A part of its text."),
    FAST("charAt", char_at, "The character at an index."),
    FAST("codePointAt", code_point_at, "The number of the character at an index."),
    FAST("indexOf", index_of_text, "Where a text begins first, from an index on, or -1."),
    FAST("lastIndexOf", last_index_of_text, "Where a text begins last, up to an index, or -1."),
    FAST("compareTo", compare_to, "Compares the texts."),
    FAST("ensureCapacity", ensure_capacity, "Makes room."),
    {"trimToSize", nothing, METH_NOARGS, "Does nothing."},
    {"length", length, METH_NOARGS, "How many characters."},
    {"capacity", capacity, METH_NOARGS, "How many characters there is room for."},
    {"isEmpty", is_empty, METH_NOARGS, "Is there no text?"},
    {"toString", to_string, METH_NOARGS, "Its text."},
    // As a stream of Python's that keeps what is written.
    FAST("write", append, "Adds a text."),
    {"getvalue", to_string, METH_NOARGS, "Its text."},
    {"flush", nothing, METH_NOARGS, "Does nothing."},
    {"close", nothing, METH_NOARGS, "Does nothing."},
    {NULL, NULL, 0, NULL},
};

// --- the type -------------------------------------------------------------------------

static PyObject *builder_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    if (kwargs && PyDict_GET_SIZE(kwargs)) return PyErr_Format(PyExc_TypeError, "a StringBuilder takes a text or a capacity");
    if (!given("<init>", PyTuple_GET_SIZE(args), 0, 1)) return NULL;
    PyObject *first = PyTuple_GET_SIZE(args) ? PyTuple_GET_ITEM(args, 0) : NULL;
    struct builder *b = (struct builder *)type->tp_alloc(type, 0);
    if (!b) return NULL;
    b->kind = 1;
    bool has_text = first && !(PyLong_CheckExact(first));
    SCOPED_PY PyObject *text = has_text ? text_of(first) : NULL;
    if (has_text ? !text || splice(b, 0, 0, text, 0, PyUnicode_GET_LENGTH(text)) < 0 : reserve(b, 16, 1) < 0) {
        Py_DECREF(b);
        return NULL;
    }
    return (PyObject *)b;
}

static void builder_dealloc(PyObject *self) {
    PyMem_Free(builder_of(self)->data);
    Py_TYPE(self)->tp_free(self);
}

static PyObject *builder_item(PyObject *self, Py_ssize_t i) {
    if (i >= 0 && i < length_of(self)) return slice(builder_of(self), i, i + 1);
    PyErr_SetString(PyExc_IndexError, "index out of range");
    return NULL;
}

static PyObject *builder_iter(PyObject *self) {
    SCOPED_PY PyObject *text = whole(self);
    return text ? PyObject_GetIter(text) : NULL;
}

static Py_ssize_t builder_count(Ref r) { return length_of(obj(r)); }
static Value builder_nth(Ref r, Py_ssize_t i, Ref absent) {
    if (i >= 0 && i < length_of(obj(r))) return adopt(builder_item(obj(r), i));
    return absent.w ? keep(absent) : (PyErr_SetString(PyExc_IndexError, "index out of range"), ERR);
}
static const Ops builder_ops = {.kind = K_CHARS, .count = builder_count, .nth = builder_nth};
static CljType builder_type = {CLJ_TYPE_HEAD("java.lang.StringBuilder", struct builder), .ops = &builder_ops};

int builder_init(void) {
    static PySequenceMethods sequence = {.sq_length = length_of, .sq_item = builder_item};
    PyTypeObject *t = TYPE_OBJECT(builder_type);
    t->tp_doc = "Text that grows by .append.";
    t->tp_new = builder_new;
    t->tp_dealloc = builder_dealloc;
    t->tp_as_sequence = &sequence;
    t->tp_iter = builder_iter;
    t->tp_str = t->tp_repr = whole;
    t->tp_methods = methods;
    return type_ready(&builder_type, NULL);
}
