// SPDX-License-Identifier: MIT
#include "host/process.h"

#include "base/value.h"
#include "host/site.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static PyOS_sighandler_t interrupted; // what Python does on SIGINT

// --- signals ----------------------------------------------------------------

// Python's table has every signal at its default; what is ignored here is entered.
static int enter_ignored(int sig) {
    SCOPED_PY PyObject *module = PyImport_ImportModule("_signal");
    SCOPED_PY PyObject *ignore = module ? PyObject_GetAttrString(module, "SIG_IGN") : NULL;
    SCOPED_PY PyObject *r = ignore ? PyObject_CallMethod(module, "signal", "iO", sig, ignore) : NULL;
    return r ? 0 : -1;
}

static int refresh_signals(void) {
    for (int sig = 1; sig < NSIG; sig++) {
        struct sigaction now;
        bool fixed = sig == SIGKILL || sig == SIGSTOP || (sig >= 32 && sig < SIGRTMIN); // those below SIGRTMIN are libc's
        if (fixed || sigaction(sig, NULL, &now) < 0) continue;
        if (sig == SIGPIPE || sig == SIGXFSZ) {
            if (now.sa_handler != SIG_IGN) PyOS_setsig(sig, SIG_IGN);
        } else if (now.sa_handler == SIG_IGN) {
            if (enter_ignored(sig) < 0) return -1;
        } else if (sig == SIGINT && now.sa_handler == SIG_DFL) {
            PyOS_setsig(sig, interrupted);
        }
    }
    return 0;
}

// --- what is asked for rarely -------------------------------------------------

/* The environment as Python sees it and the names of the time zone are made
 * when they are first looked at: a class or module that lacks an attribute
 * asks its __getattr__.  Before an image is made, the attributes are taken
 * away and these functions put in. */

// os.environ and os.environb are views of this dictionary.
static int fill_environ(PyObject *dict) {
    PyDict_Clear(dict);
    for (char **e = environ; e && *e; e++) {
        const char *equals = strchr(*e, '=');
        if (!equals) continue;
        SCOPED_PY PyObject *name = PyBytes_FromStringAndSize(*e, equals - *e), *value = PyBytes_FromString(equals + 1);
        if (!name || !value || !PyDict_SetDefault(dict, name, value)) return -1;
    }
    return 0;
}

static PyObject *environ_dict; // posix.environ, to be filled

static PyObject *get_environ(PyObject *unused, PyObject *const *args, Py_ssize_t n) {
    (void)unused;
    bool of_module = n == 1; // posix.environ, else os.environ._data
    PyObject *name = n ? args[n - 1] : NULL;
    if (!name || !PyUnicode_Check(name) || PyUnicode_CompareWithASCIIString(name, of_module ? "environ" : "_data") != 0)
        return PyErr_Format(PyExc_AttributeError, "no attribute '%S'", name ? name : Py_None);
    if (environ_dict) {
        SCOPED_PY PyObject *posix = PyImport_ImportModule("posix");
        if (!posix || fill_environ(environ_dict) < 0 || PyObject_SetAttrString(posix, "environ", environ_dict) < 0) return NULL;
        Py_CLEAR(environ_dict);
    }
    SCOPED_PY PyObject *posix = PyImport_ImportModule("posix");
    PyObject *dict = posix ? PyObject_GetAttrString(posix, "environ") : NULL;
    if (!dict || of_module || PyObject_SetAttr(args[0], name, dict) == 0) return dict;
    Py_DECREF(dict);
    return NULL;
}

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

static PyMethodDef environ_getter = {"__getattr__", (PyCFunction)(void (*)(void))get_environ, METH_FASTCALL, NULL};
static PyMethodDef zone_getter = {"__getattr__", get_zone, METH_O, NULL};

static int set_getter(PyObject *o, PyObject *getter) {
    int r = getter ? PyObject_SetAttrString(o, "__getattr__", getter) : -1;
    Py_XDECREF(getter);
    return r;
}

static int postpone_environ(void) {
    SCOPED_PY PyObject *posix = PyImport_ImportModule("posix"), *os = PyImport_ImportModule("os");
    SCOPED_PY PyObject *text = os ? PyObject_GetAttrString(os, "environ") : NULL;
    SCOPED_PY PyObject *bytes = text ? PyObject_GetAttrString(os, "environb") : NULL;
    environ_dict = bytes ? PyObject_GetAttrString(posix, "environ") : NULL;
    if (!environ_dict || PyObject_SetAttrString(text, "_data", NULL) < 0 || PyObject_SetAttrString(bytes, "_data", NULL) < 0 ||
        PyObject_SetAttrString(posix, "environ", NULL) < 0 || set_getter(posix, PyCFunction_New(&environ_getter, NULL)) < 0)
        return -1;
    SCOPED_PY PyObject *plain = PyCFunction_New(&environ_getter, NULL); // binds no self, unlike a function
    SCOPED_PY PyObject *method = plain ? PyInstanceMethod_New(plain) : NULL;
    return method ? PyObject_SetAttrString((PyObject *)Py_TYPE(text), "__getattr__", method) : -1;
}

static int postpone_zone(void) {
    SCOPED_PY PyObject *time = PyImport_ImportModule("time");
    for (int i = 0; time && i < 4; i++)
        if (PyObject_SetAttrString(time, zone_names[i], NULL) < 0) return -1;
    return time ? set_getter(time, PyCFunction_New(&zone_getter, NULL)) : -1;
}

// --- sys --------------------------------------------------------------------

#define FLAG_DONT_WRITE_BYTECODE 4 // its place in sys.flags

static int refresh_sys(const char *program) {
    SCOPED_PY PyObject *original = PySequence_List(PySys_GetObject("argv")); // one empty string, until the program sets it
    SCOPED_PY PyObject *name = original ? PyUnicode_DecodeFSDefault(program) : NULL;
    if (!name || PyList_SetItem(original, 0, Py_NewRef(name)) < 0 || PySys_SetObject("orig_argv", original) < 0) return -1;
    const char *value = getenv("PYTHONDONTWRITEBYTECODE");
    if (!value || !*value) return 0;
    PyStructSequence_SET_ITEM(PySys_GetObject("flags"), FLAG_DONT_WRITE_BYTECODE, PyLong_FromLong(1)); // no small integer is ever freed
    return PySys_SetObject("dont_write_bytecode", Py_True);
}

// --- standard streams -------------------------------------------------------

static int init_again(PyObject *o, const char *format, ...) {
    va_list items;
    va_start(items, format);
    SCOPED_PY PyObject *args = Py_VaBuildValue(format, items);
    va_end(items);
    return args ? Py_TYPE(o)->tp_init(o, args, NULL) : -1;
}

/* Initialising a text stream runs Python code (codecs).  Three flags in it
 * are all that depends on the descriptor.  Python tells where the first one
 * is; learn_flags() makes sure that the others follow it as in Python 3.11. */
static Py_ssize_t lines_flag; // 0: unknown
#define SEEKABLE_FLAG (lines_flag + 5)
#define TELLING_FLAG (lines_flag + 7)

static PyObject *text_on(int fd) {
    SCOPED_PY PyObject *io = PyImport_ImportModule("_io");
    SCOPED_PY PyObject *raw = io ? PyObject_CallMethod(io, "FileIO", "isi", fd, "wb", 0) : NULL;
    SCOPED_PY PyObject *buffer = raw ? PyObject_CallMethod(io, "BufferedWriter", "O", raw) : NULL;
    return buffer ? PyObject_CallMethod(io, "TextIOWrapper", "Os", buffer, "utf-8") : NULL;
}

static void learn_flags(void) {
    PyObject *stdin_text = PySys_GetObject("stdin");
    SCOPED_PY PyObject *member = PyObject_GetAttrString((PyObject *)Py_TYPE(stdin_text), "line_buffering");
    int ends[2];
    if (!member || Py_TYPE(member) != &PyMemberDescr_Type || pipe2(ends, O_CLOEXEC) < 0) return;
    Py_ssize_t at = ((PyMemberDescrObject *)member)->d_member->offset;
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    SCOPED_PY PyObject *fixed = text_on(ends[1]), *movable = text_on(null);
    const char *f = (const char *)fixed + at, *m = (const char *)movable + at;
    static const char of_fixed[8] = {0, 0, 1, 1, 0, 0, 0, 0}, of_movable[8] = {0, 0, 1, 1, 0, 1, 0, 1};
    if (fixed && movable && memcmp(f, of_fixed, 8) == 0 && memcmp(m, of_movable, 8) == 0) lines_flag = at;
    close(ends[0]), close(ends[1]), close(null);
    PyErr_Clear();
}

static int refresh_text(PyObject *text, PyObject *buffer, int fd, bool lines, bool direct) {
    if (lines_flag && !direct) {
        bool seekable = lseek(fd, 0, SEEK_CUR) >= 0;
        char *o = (char *)text;
        o[lines_flag] = lines;
        o[SEEKABLE_FLAG] = o[TELLING_FLAG] = seekable;
        return 0;
    }
    return init_again(text, "(OsssNN)", buffer, "utf-8", fd == 2 ? "backslashreplace" : "surrogateescape", "\n",
                      PyBool_FromLong(lines), PyBool_FromLong(direct));
}

/* The text stream and its buffer stay the same objects, since others hold
 * them; what they are a stream on is made anew, as Python does it at its start. */
static int refresh_stream(int fd, const char *name) {
    PyObject *text = PySys_GetObject(name);
    struct stat st;
    if (!text || text == Py_None || fstat(fd, &st) < 0) return 0;
    SCOPED_PY PyObject *buffer = PyObject_GetAttrString(text, "buffer");
    SCOPED_PY PyObject *before = buffer ? PyObject_GetAttrString(buffer, "raw") : NULL;
    SCOPED_PY PyObject *title = before ? PyObject_GetAttrString(before, "name") : NULL;
    SCOPED_PY PyObject *raw = title ? PyObject_CallFunction((PyObject *)Py_TYPE(before), "isi", fd, fd ? "wb" : "rb", 0) : NULL;
    if (!raw || PyObject_SetAttrString(raw, "name", title) < 0) return -1;
    const char *unbuffered = fd ? getenv("PYTHONUNBUFFERED") : NULL;
    bool direct = unbuffered && *unbuffered, lines = !direct && (fd == 2 || (S_ISCHR(st.st_mode) && isatty(fd)));
    if (direct) Py_INCREF(buffer); // nobody's from now on, but its end would close the descriptor
    else if (init_again(buffer, "(Oi)", raw, st.st_blksize > 1 ? (int)st.st_blksize : 8192) < 0) return -1;
    return refresh_text(text, direct ? raw : buffer, fd, lines, direct);
}

// --- all of it --------------------------------------------------------------

int process_refresh(const char *program, bool restored) {
    if (refresh_sys(program) < 0 || site_refresh() < 0) return -1;
    if (!restored) return 0;
    setlocale(LC_CTYPE, "");
    static const char *const streams[] = {"stdin", "stdout", "stderr"};
    for (int fd = 0; fd < 3; fd++)
        if (refresh_stream(fd, streams[fd]) < 0) return -1;
    return refresh_signals();
}

// Modules that many programs use, of Python or part of its binary, that register nothing with fork().
static const char *const ready[] = {"os", "re", "functools", "operator", "itertools", "errno", "math", "datetime", "shlex", "difflib"};

int process_forget(void) {
    interrupted = PyOS_getsig(SIGINT);
    for (size_t i = 0; i < sizeof ready / sizeof *ready; i++) {
        SCOPED_PY PyObject *module = PyImport_ImportModule(ready[i]);
        if (!module) return -1;
    }
    learn_flags();
    if (postpone_environ() < 0 || postpone_zone() < 0) return -1;
    PyObject *cache = PySys_GetObject("path_importer_cache");
    if (cache) PyDict_Clear(cache); // it knows what was in the folders
    SCOPED_PY PyObject *gc = PyImport_ImportModule("gc");
    PyGC_Collect();
    SCOPED_PY PyObject *r = gc ? PyObject_CallMethod(gc, "freeze", NULL) : NULL;
    return r ? 0 : -1;
}
