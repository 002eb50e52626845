// SPDX-License-Identifier: MIT
/* Reading from Python's text streams without blocking.
 *
 *     TextIOWrapper          BufferedReader        FileIO, SocketIO …
 *     decoded characters  <-  buffered bytes   <-  the descriptor
 *
 * Who waits in readline() has C frames below it, and so keeps a thread.  So
 * before it is called it is waited for that it will not wait: until there is
 * a whole line among the decoded characters, or until there is more to
 * decode.  Whether there is anything, and how much, the two objects do not
 * tell.  Where in them it is written is found out by trying: two of them are
 * read from, and the words that change are looked for.  Where that finds
 * nothing, nothing is waited for here, and readline() blocks a thread. */
#include "base/call.h"
#include "base/error.h"
#include "task/wait.h"

#include <sys/stat.h>

// Where it is, in words from the object's beginning; 0: it was not found.
static size_t decoded_at;  // the decoded characters, a str; then how many of them are used
static size_t buffered_at; // the position in the buffer; then that of the descriptor, then where it ends
static PyTypeObject *text_type, *buffered_type, *file_type;

static inline Py_ssize_t word_at(PyObject *o, size_t at) { return ((Py_ssize_t *)o)[at]; }

// The word that is `first` now, and `then` after so many characters more were read of the stream; 0: none, or several.
static size_t find_word(PyObject *searched, PyObject *stream, Py_ssize_t first, int more, Py_ssize_t then) {
    enum { WORDS = 64 };
    bool is_first[WORDS] = {false};
    size_t words = (size_t)Py_TYPE(searched)->tp_basicsize / sizeof(Py_ssize_t), found = 0;
    if (words > WORDS) return 0;
    for (size_t i = 2; i < words; i++) is_first[i] = word_at(searched, i) == first;
    SCOPED_PY PyObject *read = PyObject_CallMethod(stream, "read", "i", more);
    for (size_t i = 2; read && i < words; i++) {
        if (!is_first[i] || word_at(searched, i) != then) continue;
        if (found) return 0;
        found = i;
    }
    return found;
}

static int note_if_str(PyObject *o, void *found) {
    if (PyUnicode_CheckExact(o) && PyUnicode_CompareWithASCIIString(o, "some characters to be found") == 0) *(PyObject **)found = o;
    return 0;
}

static int find_places(void) {
    SCOPED_PY PyObject *io = PyImport_ImportModule("_io");
    SCOPED_PY PyObject *bytes = io ? PyObject_CallMethod(io, "BytesIO", "y", "some characters to be found") : NULL;
    SCOPED_PY PyObject *buffered = bytes ? PyObject_CallMethod(io, "BufferedReader", "Oi", bytes, 97) : NULL;
    SCOPED_PY PyObject *start = buffered ? PyObject_CallMethod(buffered, "read", "i", 3) : NULL;
    if (!start) return -1;
    size_t at = find_word(buffered, buffered, 3, 8, 11);
    if (at && word_at(buffered, at + 1) == 27 && word_at(buffered, at + 2) == 27) buffered_at = at;

    SCOPED_PY PyObject *bytes_2 = PyObject_CallMethod(io, "BytesIO", "y", "some characters to be found");
    SCOPED_PY PyObject *below = bytes_2 ? PyObject_CallMethod(io, "BufferedReader", "O", bytes_2) : NULL;
    SCOPED_PY PyObject *text = below ? PyObject_CallMethod(io, "TextIOWrapper", "Os", below, "ascii") : NULL;
    SCOPED_PY PyObject *start_2 = text ? PyObject_CallMethod(text, "read", "i", 3) : NULL;
    PyObject *decoded = NULL;
    if (!start_2) return -1;
    Py_TYPE(text)->tp_traverse(text, note_if_str, &decoded);
    at = decoded ? find_word(text, text, 3, 8, 11) : 0;
    if (at > 2 && word_at(text, at - 1) == (Py_ssize_t)decoded) decoded_at = at - 1;

    SCOPED_PY PyObject *file = PyObject_GetAttrString(io, "FileIO");
    if (!file) return -1;
    file_type = (PyTypeObject *)Py_NewRef(file);
    buffered_type = (PyTypeObject *)Py_NewRef((PyObject *)Py_TYPE(buffered));
    text_type = (PyTypeObject *)Py_NewRef((PyObject *)Py_TYPE(text));
    return 0;
}

static bool is_known(PyObject *stream) {
    static bool tried;
    if (!tried) {
        tried = true;
        if (find_places() < 0) PyErr_Clear();
    }
    return Py_TYPE(stream) == text_type && decoded_at && buffered_at;
}

// How many decoded characters have not been read; and is the end of a line among them?
static Py_ssize_t decoded_left(PyObject *text, bool *has_line) {
    PyObject *decoded = (PyObject *)word_at(text, decoded_at);
    Py_ssize_t used = word_at(text, decoded_at + 1), n;
    *has_line = false;
    if (!decoded || !PyUnicode_Check(decoded) || used < 0 || used >= (n = PyUnicode_GET_LENGTH(decoded))) return 0;
    if (PyUnicode_KIND(decoded) == PyUnicode_1BYTE_KIND) {
        const char *from = (const char *)PyUnicode_1BYTE_DATA(decoded) + used;
        *has_line = memchr(from, '\n', (size_t)(n - used)) || memchr(from, '\r', (size_t)(n - used));
    } else {
        *has_line = PyUnicode_FindChar(decoded, '\n', used, n, 1) >= 0 || PyUnicode_FindChar(decoded, '\r', used, n, 1) >= 0;
    }
    return n - used;
}

// A socket that is read as it is, or a stream of ours that knows when it is to be waited for.
static bool is_plain_socket(PyObject *raw) {
    if (strcmp(Py_TYPE(raw)->tp_name, "SocketIO") != 0) return false;
    SCOPED_PY PyObject *socket = PyObject_GetAttrString(raw, "_sock");
    if (!socket) PyErr_Clear();
    return socket && strcmp(Py_TYPE(socket)->tp_name, "socket") == 0;
}

enum source { SOURCE_UNKNOWN, SOURCE_READY, SOURCE_BLOCKS };

// What is below the text: can something be read of it at once, or is *fd to be waited for?
static enum source look_below(PyObject *text, int *fd) {
    SCOPED_PY PyObject *buffer = PyObject_GetAttrString(text, "buffer");
    if (!buffer || Py_TYPE(buffer) != buffered_type) return SOURCE_UNKNOWN;
    SCOPED_PY PyObject *raw = PyObject_GetAttrString(buffer, "raw");
    if (!raw) return SOURCE_UNKNOWN;
    if (word_at(buffer, buffered_at + 2) > word_at(buffer, buffered_at)) return SOURCE_READY;
    SCOPED_PY PyObject *peeks = PyObject_GetAttrString(raw, "has_more");
    if (!peeks) {
        PyErr_Clear();
        if (Py_TYPE(raw) != file_type && !is_plain_socket(raw)) return SOURCE_UNKNOWN;
    } else {
        SCOPED_PY PyObject *more = PyObject_CallNoArgs(peeks);
        if (!more || more == Py_True) return more ? SOURCE_READY : SOURCE_UNKNOWN;
    }
    SCOPED_PY PyObject *number = PyObject_CallMethod(raw, "fileno", NULL);
    *fd = number ? (int)PyLong_AsLong(number) : -1;
    struct stat st;
    if (*fd < 0 || fstat(*fd, &st) < 0 || S_ISREG(st.st_mode)) return SOURCE_UNKNOWN;
    return SOURCE_BLOCKS;
}

// Waits until something can be read: 1. 0: it is simply read, in a way that is not known here. -1: failed, or parking.
static int await_more(PyObject *stream) {
    int fd = -1;
    bool may = task_part_begins(this_task());
    enum source source = look_below(stream, &fd);
    task_part_ends(this_task(), may);
    if (source == SOURCE_UNKNOWN) PyErr_Clear(); // who reads is told
    return source == SOURCE_BLOCKS ? wait_fd(fd, POLLIN, FOREVER) : source == SOURCE_READY;
}

// A stream that is to be waited for here, or NULL.
static PyObject *stream_arg(Ref r) { return this_task()->may_park && is_obj(r) && is_known(obj(r)) ? obj(r) : NULL; }

PRIM_WAITS(own_await_text, "cljsh.core", "await-text", "[stream]",
     "In a tasklet, waits until something can be read of a text stream, and returns how many characters surely can;\n"
     "there may be fewer at its end. Returns nil where it is not known, or to be waited for in another way.")
{
    PyObject *stream = stream_arg(a[0]);
    bool has_line;
    const Py_ssize_t left = stream ? decoded_left(stream, &has_line) : 0;
    const int more = !stream ? 0 : left ? 1 : await_more(stream);
    return more < 0 ? ERR : more ? int_value(left ? left : 1) : nil_value();
}

// Is this what is held of the stream (in an attribute, "" without it)?
static bool holds(PyObject *stream, PyObject *held) {
    PyObject *found = NULL;
    SCOPED_PY PyObject *name = PyUnicode_InternFromString("unread_");
    if (!name || _PyObject_LookupAttr(stream, name, &found) < 0) PyErr_Clear(); // no exception is made where there is none
    SCOPED_PY PyObject *now = found;
    if (!now || !PyUnicode_Check(now)) return now ? now == held : PyUnicode_Check(held) && PyUnicode_GET_LENGTH(held) == 0;
    return PyUnicode_Check(held) && PyUnicode_Compare(now, held) == 0;
}

// Nobody else runs between the looks and the reading.
PRIM_WAITS(own_text_line, "cljsh.core", "text-line", "[stream held]",
     "In a tasklet, reads a line of a text stream if there is a whole one, else waits until something can be read;\n"
     "returns one more then than the number of characters that are there, none of which ends a line. False if not `held`\n"
     "is what is held of it (see claim-text); nil as await-text.")
{
    PyObject *stream = stream_arg(a[0]);
    if (!stream) return nil_value();
    if (!holds(stream, obj(a[1]))) return bool_value(false);
    bool has_line;
    const Py_ssize_t left = decoded_left(stream, &has_line);
    if (has_line) return val_of(PyObject_CallMethod(stream, "readline", NULL));
    const int more = await_more(stream);
    return more < 0 ? ERR : more ? int_value(left + 1) : nil_value();
}

PRIM(own_claim_text, "cljsh.core", "claim-text", "[stream held parts]",
     "Puts parts in the place of what is held of a stream, if that is it still: whether it was.")
{
    if (!holds(obj(a[0]), obj(a[1]))) return bool_value(false);
    return PyObject_SetAttrString(obj(a[0]), "unread_", obj(a[2])) < 0 ? ERR : bool_value(true);
}
