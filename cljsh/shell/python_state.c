// SPDX-License-Identifier: MIT
/* The state of the running task, as Python sees it.
 *
 * os.environ and os.environb are views of one dictionary, their `_data`.
 * Here that is a property: the dictionary of the running task, made when it
 * is first looked at, so that no start has to pay for it.  Python's functions
 * that look at the environment, the directory or the umask, or change them,
 * have the process follow the running task first.
 */
#include "shell/python_state.h"

#include "shell/environ.h"
#include "shell/state.h"

extern char **environ;

// --- os.environ -----------------------------------------------------------------

static PyObject *views[2];    // os.environ, os.environb
static PyObject *start_dict;  // while nobody has a state of its own

static PyObject *environ_as_dict(void) {
    PyObject *dict = PyDict_New();
    for (char **e = environ; dict && e && *e; e++) {
        const char *equals = strchr(*e, '=');
        if (!equals) continue;
        SCOPED_PY PyObject *name = PyBytes_FromStringAndSize(*e, equals - *e), *value = PyBytes_FromString(equals + 1);
        if (!name || !value || !PyDict_SetDefault(dict, name, value)) Py_CLEAR(dict);
    }
    return dict;
}

static PyObject **current_dict(void) {
    shell_follow();
    struct shell *s = shell_now();
    return s ? &s->environ_dict : &start_dict;
}

// Borrowed; NULL with an exception.
static PyObject *made_dict(void) {
    PyObject **dict = current_dict();
    if (!*dict) *dict = environ_as_dict();
    return *dict;
}

static PyObject *get_data(PyObject *self, void *unused) {
    (void)unused;
    if (self != views[0] && self != views[1]) { // somebody else's
        PyObject *dict = PyObject_GenericGetDict(self, NULL), *data = dict ? PyDict_GetItemString(dict, "_data") : NULL;
        Py_XINCREF(data);
        Py_XDECREF(dict);
        return data ? data : PyErr_Format(PyExc_AttributeError, "no attribute '_data'");
    }
    return Py_XNewRef(made_dict());
}

static int set_data(PyObject *self, PyObject *value, void *unused) {
    (void)unused;
    SCOPED_PY PyObject *dict = PyObject_GenericGetDict(self, NULL);
    return !dict ? -1 : value ? PyDict_SetItemString(dict, "_data", value) : PyDict_DelItemString(dict, "_data");
}

int python_environ_changed(const char *name, const char *value) {
    PyObject *dict = *current_dict();
    if (!dict) return 0;
    SCOPED_PY PyObject *key = PyBytes_FromString(name), *val = value ? PyBytes_FromString(value) : NULL;
    if (!key || (value && !val)) return -1;
    if (val) return PyDict_SetItem(dict, key, val);
    int there = PyDict_Contains(dict, key);
    return there > 0 ? PyDict_DelItem(dict, key) : there;
}

static PyGetSetDef data_property = {"_data", get_data, set_data, "The environment of the running task.", NULL};

static int watch_environ(PyObject *os) {
    views[0] = PyObject_GetAttrString(os, "environ");
    views[1] = PyObject_GetAttrString(os, "environb");
    if (!views[0] || !views[1]) return -1;
    SCOPED_PY PyObject *data = PyObject_GetAttrString(views[0], "_data");
    SCOPED_PY PyObject *property = PyDescr_NewGetSet(Py_TYPE(views[0]), &data_property);
    if (!data || !property) return -1;
    if (PyDict_Check(data)) PyDict_Clear(data); // it is the builder's, when this is to become an image
    return PyObject_SetAttrString((PyObject *)Py_TYPE(views[0]), "_data", property);
}

// --- functions ---------------------------------------------------------------------

// Each gets the function that it stands for as self.
static PyObject *following(PyObject *f, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    shell_follow();
    return PyObject_Vectorcall(f, args, (size_t)n, names);
}

/* Python changes the environment first and then its dictionary, which has to be
 * there as it was: what is deleted must be found in it. */
static PyObject *changing_environ(PyObject *f, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    return shell_own() && made_dict() ? PyObject_Vectorcall(f, args, (size_t)n, names) : NULL;
}

static PyObject *changing_dir(PyObject *f, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    struct shell *s = shell_leave_dir();
    PyObject *r = s ? PyObject_Vectorcall(f, args, (size_t)n, names) : NULL;
    if (r && shell_moved(s) < 0) Py_CLEAR(r);
    return r;
}

static PyObject *changing_umask(PyObject *f, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    struct shell *s = shell_own();
    PyObject *r = s ? PyObject_Vectorcall(f, args, (size_t)n, names) : NULL;
    if (r) shell_umask_set(s, (int)PyLong_AsLong(r), (int)PyLong_AsLong(args[0]));
    return r;
}

#define FUNCTION(f) ((PyCFunction)(void (*)(void))(f))
#define KIND METH_FASTCALL | METH_KEYWORDS
static struct watched { const char *module; PyMethodDef def; } watched[] = {
    {"posix", {"putenv", FUNCTION(changing_environ), KIND, NULL}},
    {"posix", {"unsetenv", FUNCTION(changing_environ), KIND, NULL}},
    {"posix", {"chdir", FUNCTION(changing_dir), KIND, NULL}},
    {"posix", {"fchdir", FUNCTION(changing_dir), KIND, NULL}},
    {"posix", {"umask", FUNCTION(changing_umask), KIND, NULL}},
    {"posix", {"getcwd", FUNCTION(following), KIND, NULL}},
    {"posix", {"getcwdb", FUNCTION(following), KIND, NULL}},
    {"posix", {"system", FUNCTION(following), KIND, NULL}},
    {"posix", {"execv", FUNCTION(following), KIND, NULL}},
    {"_posixsubprocess", {"fork_exec", FUNCTION(following), KIND, NULL}},
};

static int watch_function(struct watched *w, PyObject *os) {
    SCOPED_PY PyObject *module = PyImport_ImportModule(w->module);
    SCOPED_PY PyObject *before = module ? PyObject_GetAttrString(module, w->def.ml_name) : NULL;
    if (!before || !PyCFunction_Check(before)) return before ? 0 : -1;
    w->def.ml_doc = ((PyCFunctionObject *)before)->m_ml->ml_doc;
    SCOPED_PY PyObject *f = PyCFunction_New(&w->def, before);
    if (!f || PyObject_SetAttrString(module, w->def.ml_name, f) < 0) return -1;
    if (strcmp(w->module, "posix") != 0) return 0;
    SCOPED_PY PyObject *by_descriptor = PyObject_GetAttrString(os, "supports_fd");
    int member = by_descriptor ? PySet_Contains(by_descriptor, before) : -1;
    if (member < 0 || (member && PySet_Add(by_descriptor, f) < 0)) return -1;
    return PyObject_SetAttrString(os, w->def.ml_name, f);
}

int python_state_init(void) {
    SCOPED_PY PyObject *os = PyImport_ImportModule("os");
    if (!os || watch_environ(os) < 0) return -1;
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        if (watch_function(&watched[i], os) < 0) return -1;
    return 0;
}
