// SPDX-License-Identifier: MIT
#include "host/process.h"

#include "base/locale.h"
#include "base/value.h"
#include "host/python_site.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// --- what is asked for rarely -------------------------------------------------

/* The names of the time zone are made when they are first looked at: a module
 * that lacks an attribute asks its __getattr__.  Before an image is made, the
 * attributes are taken away and this function put in. */

static const char *const zone_names[] = {"timezone", "altzone", "daylight", "tzname"};

static PyObject *get_zone(PyObject *unused, PyObject *name) {
    (void)unused;
    bool known = false;
    for (int i = 0; i < 4 && PyUnicode_Check(name); i++)
        known |= PyUnicode_CompareWithASCIIString(name, zone_names[i]) == 0;
    SCOPED_PY PyObject *time = PyImport_ImportModule("time");
    if (!time) return NULL;
    PyObject *dict = PyModule_GetDict(time);
    if (known && !PyDict_GetItem(dict, name)) {
        SCOPED_PY PyObject *r = PyObject_CallMethod(time, "tzset", NULL);
        if (!r) return NULL;
    }
    PyObject *value = known ? PyDict_GetItem(dict, name) : NULL;
    if (value) return Py_NewRef(value);
    return PyErr_Format(PyExc_AttributeError, "module 'time' has no attribute '%S'", name);
}

static PyMethodDef zone_getter = {"__getattr__", get_zone, METH_O, NULL};

static int set_getter(PyObject *o, PyObject *getter) {
    int r = getter ? PyObject_SetAttrString(o, "__getattr__", getter) : -1;
    Py_XDECREF(getter);
    return r;
}

static int postpone_zone(void) {
    SCOPED_PY PyObject *time = PyImport_ImportModule("time");
    for (int i = 0; time && i < 4; i++)
        if (PyObject_SetAttrString(time, zone_names[i], NULL) < 0) return -1;
    return time ? set_getter(time, PyCFunction_New(&zone_getter, NULL)) : -1;
}

// --- sys --------------------------------------------------------------------

#define FLAG_DONT_WRITE_BYTECODE 4 // its place in sys.flags

// What is looked up once, before an image is made: sys, its flags, the name of the one that is not among them, and 1.
static PyObject *sys_names, *sys_flags, *no_bytecode_name, *one;

static int learn_sys(void) {
    SCOPED_PY PyObject *sys = PyImport_ImportModule("sys");
    sys_names = sys ? PyModule_GetDict(sys) : NULL;
    sys_flags = PySys_GetObject("flags");
    no_bytecode_name = PyUnicode_InternFromString("dont_write_bytecode");
    one = PyLong_FromLong(1);
    return sys_names && sys_flags && no_bytecode_name && one ? 0 : -1;
}

static int refresh_sys(void) {
    const char *value = getenv("PYTHONDONTWRITEBYTECODE");
    if (!value || !*value) return 0;
    if (!sys_names && learn_sys() < 0) return -1;
    PyStructSequence_SET_ITEM(sys_flags, FLAG_DONT_WRITE_BYTECODE, one); // no small integer is ever freed
    return PyDict_SetItem(sys_names, no_bytecode_name, Py_True);
}

// --- standard streams -------------------------------------------------------

static int init_again(PyObject *o, const char *format, ...) {
    va_list items;
    va_start(items, format);
    SCOPED_PY PyObject *args = Py_VaBuildValue(format, items);
    va_end(items);
    return args ? Py_TYPE(o)->tp_init(o, args, NULL) : -1;
}

/* A standard stream is a text stream on a buffer on a file.  To make all
 * three anew costs a third of the whole start, for what are five fields that
 * depend on the descriptor:
 *
 *     text    line_buffering (a member Python tells the place of), seekable, telling;
 *             unbuffered, as PYTHONUNBUFFERED asks for: write_through, and the file in the buffer's place
 *             pending_bytes_count, which is 0 while the buffer has all that was written
 *             (and write_end of the buffer is -1 while the file has all of that)
 *     buffer  abs_pos, the file's position or 0
 *     file    seekable, which is -1 until somebody asks
 *
 * Their places are those of Python 3.11; learn_layout() makes sure of them
 * before an image is made.  If they are not there, the slow way is taken. */
static bool layout_known;
static Py_ssize_t lines_at, position_at, pending_at, written_at;
static Py_ssize_t buffer_at; // in a text stream; -1: not known
#define FILE_FLAGS_AT ((Py_ssize_t)(sizeof(PyObject) + sizeof(int)))
#define FILE_SEEKABLE (3u << 4) // two bits: -1, 0 or 1
enum { LINES, DIRECT, SEEKABLE = 5, TELLING = 7 };

static Py_ssize_t member_at(PyObject *o, const char *name) {
    SCOPED_PY PyObject *member = PyObject_GetAttrString((PyObject *)Py_TYPE(o), name);
    if (!member || Py_TYPE(member) != &PyMemberDescr_Type) return (PyErr_Clear(), -1);
    return ((PyMemberDescrObject *)member)->d_member->offset;
}

// The three layers under a text stream (borrowed).
struct layers { PyObject *text, *buffer, *file; };

static int layers_of(struct layers *l, PyObject *text) {
    l->text = text;
    l->buffer = PyObject_GetAttrString(text, "buffer");
    l->file = l->buffer ? PyObject_GetAttrString(l->buffer, "raw") : NULL;
    Py_XDECREF(l->buffer);
    Py_XDECREF(l->file);
    return l->file ? 0 : -1;
}

static bool looks_right(int fd, off_t position) {
    SCOPED_PY PyObject *io = PyImport_ImportModule("_io");
    SCOPED_PY PyObject *text = io ? PyObject_CallMethod(io, "open", "isissOi", fd, "w", -1, "utf-8", NULL, Py_None, 0) : NULL;
    struct layers l;
    if (!text || layers_of(&l, text) < 0) return (PyErr_Clear(), false);
    const char *flags = (const char *)text + lines_at;
    bool seekable = position >= 0;
    uint32_t file;
    int64_t at;
    memcpy(&file, (const char *)l.file + FILE_FLAGS_AT, sizeof file);
    memcpy(&at, (const char *)l.buffer + position_at, sizeof at);
    return !flags[LINES] && !flags[DIRECT] && flags[SEEKABLE] == seekable && flags[TELLING] == seekable && at == (seekable ? position : 0) &&
           (file & FILE_SEEKABLE) >> 4 == seekable;
}

// Where in an object has a word changed from one value to another, and nowhere else? -1: that cannot be said.
static Py_ssize_t changed_at(const int64_t *before, const int64_t *after, size_t n, int64_t from, int64_t to) {
    Py_ssize_t at = -1;
    for (size_t i = 0; i < n / 8; i++) {
        if (before[i] != from || after[i] != to) continue;
        if (at >= 0) return -1;
        at = (Py_ssize_t)i * 8;
    }
    return at;
}

// What writing changes in a text stream or a buffer; text: what is written, n bytes.
static Py_ssize_t change_of_write(PyObject *stream, const char *format, const char *text, int64_t n, int64_t none) {
    int64_t before[128], after[128];
    size_t size = (size_t)Py_TYPE(stream)->tp_basicsize;
    if (size > sizeof before) return -1;
    memcpy(before, stream, size);
    SCOPED_PY PyObject *r = PyObject_CallMethod(stream, "write", format, text);
    memcpy(after, stream, size);
    return r ? changed_at(before, after, size, none, n) : -1;
}

static bool learn_pending(int fd) {
    SCOPED_PY PyObject *io = PyImport_ImportModule("_io");
    SCOPED_PY PyObject *text = io ? PyObject_CallMethod(io, "open", "isissOi", fd, "w", -1, "utf-8", NULL, Py_None, 0) : NULL;
    SCOPED_PY PyObject *buffer = text ? PyObject_GetAttrString(text, "buffer") : NULL;
    if (!buffer) return (PyErr_Clear(), false);
    pending_at = change_of_write(text, "s", "pending", 7, 0);
    SCOPED_PY PyObject *flushed = PyObject_CallMethod(text, "flush", NULL);
    written_at = change_of_write(buffer, "y", "written", 7, -1);
    PyErr_Clear();
    return flushed && pending_at > 0 && written_at > 0;
}

// What is different in a text stream that writes through to its file.
static bool learn_direct(int fd, const struct layers *l) {
    buffer_at = member_at(l->text, "buffer");
    SCOPED_PY PyObject *file = PyObject_CallFunction((PyObject *)Py_TYPE(l->file), "isi", fd, "wb", 0);
    SCOPED_PY PyObject *text = file ? PyObject_CallFunction((PyObject *)Py_TYPE(l->text), "OsssOO", file, "utf-8", "strict", "\n", Py_False, Py_True) : NULL;
    if (!text || buffer_at < 0) return (PyErr_Clear(), false);
    const char *flags = (const char *)text + lines_at;
    PyObject *buffer;
    memcpy(&buffer, (const char *)text + buffer_at, sizeof buffer);
    return buffer == file && flags[DIRECT] == 1 && !flags[LINES] && !flags[SEEKABLE] && !flags[TELLING];
}

static int learn_layout(void) {
    struct layers l;
    int ends[2], memory = memfd_create("cljsh", MFD_CLOEXEC);
    if (memory < 0 || layers_of(&l, PySys_GetObject("stdout")) < 0 || pipe2(ends, O_CLOEXEC) < 0) return -1;
    lines_at = member_at(l.text, "line_buffering");
    Py_ssize_t raw_at = member_at(l.buffer, "raw");
    position_at = raw_at + 32;
    layout_known = lines_at > 0 && raw_at > 0 && lseek(memory, 4711, SEEK_SET) == 4711 && looks_right(ends[1], -1) &&
                   looks_right(memory, 4711) && learn_pending(ends[1]);
    if (layout_known && !learn_direct(ends[1], &l)) buffer_at = -1;
    close(ends[0]);
    close(ends[1]);
    close(memory);
    return 0;
}

static void poke(const struct layers *l, int fd, bool direct) {
    char *flags = (char *)l->text + lines_at;
    int64_t position = lseek(fd, 0, SEEK_CUR);
    uint32_t file;
    flags[LINES] = !direct && (fd == 2 || (position < 0 && isatty(fd)));
    flags[DIRECT] = direct;
    if (direct) memcpy((char *)l->text + buffer_at, &(PyObject *){Py_NewRef(l->file)}, sizeof l->file); // the buffer is nobody's from now on, see make_anew()
    flags[SEEKABLE] = flags[TELLING] = position >= 0;
    if (position < 0) position = 0;
    memcpy((char *)l->buffer + position_at, &position, sizeof position);
    memcpy(&file, (char *)l->file + FILE_FLAGS_AT, sizeof file);
    file |= FILE_SEEKABLE;
    memcpy((char *)l->file + FILE_FLAGS_AT, &file, sizeof file);
}

// Text and buffer stay the same objects, since others hold them, and are initialised anew.
static int make_anew(struct layers *l, int fd, bool direct) {
    SCOPED_PY PyObject *title = PyObject_GetAttrString(l->file, "name");
    SCOPED_PY PyObject *file = title ? PyObject_CallFunction((PyObject *)Py_TYPE(l->file), "isi", fd, fd ? "wb" : "rb", 0) : NULL;
    if (!file || PyObject_SetAttrString(file, "name", title) < 0) return -1;
    if (direct) Py_INCREF(l->buffer); // nobody's from now on, but its end would close the descriptor
    else if (init_again(l->buffer, "(O)", file) < 0) return -1;
    return init_again(l->text, "(OsssNN)", direct ? file : l->buffer, "utf-8", fd == 2 ? "backslashreplace" : "surrogateescape",
                      "\n", PyBool_FromLong(!direct && (fd == 2 || isatty(fd))), PyBool_FromLong(direct));
}

static struct layers standard[3];

static PyObject *sys_streams[3]; // stdout and stderr as keys in the dict of sys

bool process_holds_output(int fd) {
    PyObject *now = layout_known ? PyDict_GetItem(sys_names, sys_streams[fd]) : NULL;
    const struct layers *l = &standard[fd];
    if (!now || now != l->text) return true;
    Py_ssize_t pending, written;
    memcpy(&pending, (const char *)l->text + pending_at, sizeof pending);
    memcpy(&written, (const char *)l->buffer + written_at, sizeof written);
    return pending != 0 || written != -1;
}

static int refresh_streams(void) {
    const char *unbuffered = getenv("PYTHONUNBUFFERED");
    for (int fd = 0; fd < 3; fd++) {
        bool direct = fd && unbuffered && *unbuffered;
        if (layout_known && (!direct || buffer_at > 0)) poke(&standard[fd], fd, direct);
        else if (make_anew(&standard[fd], fd, direct) < 0) return -1;
    }
    return 0;
}

static int learn_streams(void) {
    static const char *const names[] = {"stdin", "stdout", "stderr"};
    for (int fd = 0; fd < 3; fd++) {
        sys_streams[fd] = PyUnicode_InternFromString(names[fd]);
        if (!sys_streams[fd] || layers_of(&standard[fd], PySys_GetObject(names[fd])) < 0) return -1;
    }
    return learn_layout();
}

// --- the parts together -------------------------------------------------------

int process_refresh(bool restored) {
    if (refresh_sys() < 0 || python_site_refresh() < 0) return -1;
    if (!restored) return 0;
    locale_start();
    return refresh_streams();
}

// Modules that many programs use, of Python or part of its binary, that register nothing with fork().
static const char *const ready[] = {"os", "re", "functools", "operator", "itertools", "errno", "math", "datetime", "shlex", "difflib",
                                    "contextlib", "locale", "selectors", "signal", "warnings", "weakref"};

// Those of the constants of java.nio's StandardCharsets.
static const char *const encodings[] = {"ascii", "latin-1", "utf-16", "utf-16-be", "utf-16-le"};

/* json loads a shared object, which no image can hold, so it is imported when it
 * is needed.  Most of that is the compiling of its patterns: they stay in
 * re's cache, where it finds them. */
static int keep_patterns(void) {
    PyObject *modules = PyImport_GetModuleDict();
    if (PyDict_SetItemString(modules, "_json", Py_None) < 0) return -1; // it can do without
    PyObject *json = PyImport_ImportModule("json");
    if (!json) return -1;
    Py_DECREF(json);
    SCOPED_PY PyObject *names = PyDict_Keys(modules), *package = PyUnicode_InternFromString("json");
    if (!names || !package) return -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
        PyObject *name = PyList_GET_ITEM(names, i);
        bool part = PyUnicode_Tailmatch(name, package, 0, 4, -1) == 1 && (PyUnicode_GET_LENGTH(name) == 4 || PyUnicode_READ_CHAR(name, 4) == '.');
        if (part && PyDict_DelItem(modules, name) < 0) return -1;
    }
    return PyDict_DelItemString(modules, "_json");
}

/* Python's allocator cuts memory into pools of blocks of one size.  Those
 * with room lie among the objects of the image; the first new objects would
 * write to two pages of each.  So that they all get pools of their own, the
 * others are filled. */
static void fill_pools(void) {
    enum { POOL = 1 << 14, POOL_HEADER = 48, TRIES = 1 << 20 };
    for (size_t size = 16; size <= 512; size += 16)
        for (int i = 0; i < TRIES; i++) {
            void *p = PyObject_Malloc(size);
            if (!p || ((uintptr_t)p & (POOL - 1)) == POOL_HEADER) break;
        }
}

int process_forget(void) {
    for (size_t i = 0; i < sizeof ready / sizeof *ready; i++) {
        SCOPED_PY PyObject *module = PyImport_ImportModule(ready[i]);
        if (!module) return -1;
    }
    if (keep_patterns() < 0) return -1;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if (!PyCodec_KnownEncoding(encodings[i])) PyErr_Clear();
    if (learn_sys() < 0 || learn_streams() < 0 || postpone_zone() < 0) return -1;
    PyObject *cache = PySys_GetObject("path_importer_cache");
    if (cache) PyDict_Clear(cache); // it knows what was in the folders
    SCOPED_PY PyObject *gc = PyImport_ImportModule("gc");
    PyGC_Collect();
    SCOPED_PY PyObject *r = gc ? PyObject_CallMethod(gc, "freeze", NULL) : NULL;
    fill_pools();
    return r ? 0 : -1;
}
