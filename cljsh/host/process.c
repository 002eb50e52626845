// SPDX-License-Identifier: MIT
#include "host/process.h"

#include "base/value.h"
#include "host/site.h"

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

// --- the environment --------------------------------------------------------

// os.environ is a view of this dictionary.
static int refresh_environ(void) {
    SCOPED_PY PyObject *posix = PyImport_ImportModule("posix");
    SCOPED_PY PyObject *dict = posix ? PyObject_GetAttrString(posix, "environ") : NULL;
    if (!dict) return -1;
    PyDict_Clear(dict);
    for (char **e = environ; e && *e; e++) {
        const char *equals = strchr(*e, '=');
        if (!equals) continue;
        SCOPED_PY PyObject *name = PyBytes_FromStringAndSize(*e, equals - *e), *value = PyBytes_FromString(equals + 1);
        if (!name || !value || !PyDict_SetDefault(dict, name, value)) return -1;
    }
    return 0;
}

// time.tzname and its like are set when the module is loaded.
static int refresh_time(void) {
    SCOPED_PY PyObject *time = PyImport_ImportModule("time");
    SCOPED_PY PyObject *r = time ? PyObject_CallMethod(time, "tzset", NULL) : NULL;
    return r ? 0 : -1;
}

// --- sys --------------------------------------------------------------------

#define FLAG_DONT_WRITE_BYTECODE 4 // its place in sys.flags

static int refresh_sys(const char *program) {
    SCOPED_PY PyObject *argv = Py_BuildValue("[s]", ""), *original = PyList_New(0);
    PyObject *name = PyUnicode_DecodeFSDefault(program), *flags = PySys_GetObject("flags");
    if (!argv || !original || !name || !flags || PyList_Append(original, name) < 0) {
        Py_XDECREF(name);
        return -1;
    }
    Py_DECREF(name);
    const char *value = getenv("PYTHONDONTWRITEBYTECODE");
    bool dont = value && *value;
    PyStructSequence_SET_ITEM(flags, FLAG_DONT_WRITE_BYTECODE, PyLong_FromLong(dont)); // small integers are never freed
    if (PySys_SetObject("argv", argv) < 0 || PySys_SetObject("orig_argv", original) < 0) return -1;
    return PySys_SetObject("dont_write_bytecode", dont ? Py_True : Py_False);
}

// --- standard streams -------------------------------------------------------

static int init_again(PyObject *o, const char *format, ...) {
    va_list items;
    va_start(items, format);
    SCOPED_PY PyObject *args = Py_VaBuildValue(format, items);
    va_end(items);
    return args ? Py_TYPE(o)->tp_init(o, args, NULL) : -1;
}

/* The text stream and its buffer stay the same objects, since others hold
 * them, and are initialised anew; what they are a stream on is made anew, as
 * Python does it at its start. */
static int refresh_stream(int fd, const char *name) {
    PyObject *text = PySys_GetObject(name);
    struct stat st;
    if (!text || text == Py_None || fstat(fd, &st) < 0) return 0;
    SCOPED_PY PyObject *buffer = PyObject_GetAttrString(text, "buffer");
    SCOPED_PY PyObject *before = buffer ? PyObject_GetAttrString(buffer, "raw") : NULL;
    SCOPED_PY PyObject *raw = before ? PyObject_CallFunction((PyObject *)Py_TYPE(before), "isi", fd, fd ? "wb" : "rb", 0) : NULL;
    SCOPED_PY PyObject *title = raw ? PyUnicode_FromFormat("<%s>", name) : NULL;
    if (!title || PyObject_SetAttrString(raw, "name", title) < 0) return -1;
    const char *unbuffered = fd ? getenv("PYTHONUNBUFFERED") : NULL;
    bool direct = unbuffered && *unbuffered, lines = !direct && (fd == 2 || isatty(fd));
    if (direct) Py_INCREF(buffer); // nobody's from now on, but its end would close the descriptor
    else if (init_again(buffer, "(Oi)", raw, st.st_blksize > 1 ? (int)st.st_blksize : 8192) < 0) return -1;
    return init_again(text, "(OsssNN)", direct ? raw : buffer, "utf-8", fd == 2 ? "backslashreplace" : "surrogateescape", "\n",
                      PyBool_FromLong(lines), PyBool_FromLong(direct));
}

// --- all of it --------------------------------------------------------------

int process_refresh(const char *program, bool restored) {
    if (refresh_sys(program) < 0 || site_refresh() < 0) return -1;
    if (!restored) return 0;
    setlocale(LC_CTYPE, "");
    static const char *const streams[] = {"stdin", "stdout", "stderr"};
    for (int fd = 0; fd < 3; fd++)
        if (refresh_stream(fd, streams[fd]) < 0) return -1;
    return refresh_signals() < 0 || refresh_environ() < 0 ? -1 : refresh_time();
}

// Modules that many programs use, of Python or part of its binary, that register nothing with fork().
static const char *const ready[] = {"os", "re", "functools", "operator", "itertools", "errno", "math", "datetime", "shlex", "difflib"};

int process_forget(void) {
    interrupted = PyOS_getsig(SIGINT);
    for (size_t i = 0; i < sizeof ready / sizeof *ready; i++) {
        SCOPED_PY PyObject *module = PyImport_ImportModule(ready[i]);
        if (!module) return -1;
    }
    PyObject *cache = PySys_GetObject("path_importer_cache");
    if (cache) PyDict_Clear(cache); // it knows what was in the folders
    SCOPED_PY PyObject *gc = PyImport_ImportModule("gc");
    PyGC_Collect();
    SCOPED_PY PyObject *r = gc ? PyObject_CallMethod(gc, "freeze", NULL) : NULL;
    return r ? 0 : -1;
}
