// SPDX-License-Identifier: MIT
#include "host/python_threads.h"

#include "base/value.h"
#include "task/run.h"

#include <unistd.h>

static const char finder[] =
    "import _thread, os, sys\n"
    "if 'threading' not in sys.modules:\n"
    "    hooks = []\n"
    "    register, get_ident = os.register_at_fork, _thread.get_ident\n"
    "    os.register_at_fork = lambda **given: hooks.append(given)\n"
    "    _thread.get_ident = lambda: 1\n" // else an address of this process would stay in the memory of a dict
    "    try:\n"
    "        import threading\n"
    "    finally:\n"
    "        os.register_at_fork, _thread.get_ident = register, get_ident\n"
    "    threading.get_ident = get_ident\n"
    "    del sys.modules['threading']\n"
    "    main = threading._main_thread\n"
    "    main._ident = main._native_id = None\n"
    "    threading._active.clear()\n"
    "    class KeptLoader:\n"
    "        @staticmethod\n"
    "        def create_module(spec): return threading\n"
    "        @staticmethod\n"
    "        def exec_module(module): module.__spec__ = own_spec\n"
    "    own_spec = threading.__spec__\n"
    "    spec = type(own_spec)('threading', KeptLoader, origin=own_spec.origin)\n"
    "    class ThreadingFinder:\n"
    "        'Gives the module threading that was loaded before, when it is first imported.'\n"
    "        @staticmethod\n"
    "        def find_spec(name, path=None, target=None):\n"
    "            if name != 'threading': return None\n"
    "            sys.meta_path.remove(ThreadingFinder)\n"
    "            main._ident, main._native_id = main_thread_ids()\n"
    "            threading._active[main._ident] = main\n"
    "            for given in hooks: register(**given)\n"
    "            return spec\n"
    "    sys.meta_path.insert(0, ThreadingFinder)\n";

// The oldest thread of Python's is the main one.
static PyObject *main_thread_ids(PyObject *self, PyObject *unused) {
    (void)self;
    (void)unused;
    PyThreadState *main = PyInterpreterState_ThreadHead(PyInterpreterState_Get());
    for (PyThreadState *t = main; t; t = PyThreadState_Next(t)) main = t;
    return Py_BuildValue("kl", main->thread_id, (long)getpid());
}

int python_threads_keep(void) {
    static PyMethodDef ids = {"main_thread_ids", main_thread_ids, METH_NOARGS, "The identifiers of the main thread, Python's and the system's."};
    SCOPED_PY PyObject *function = PyCFunction_New(&ids, NULL);
    SCOPED_PY PyObject *names = function ? Py_BuildValue("{sOsssO}", "__builtins__", PyEval_GetBuiltins(), "__name__", "cljsh.threads", ids.ml_name, function) : NULL;
    SCOPED_PY PyObject *r = names ? PyRun_String(finder, Py_file_input, names, names) : NULL;
    if (r) run_main_is_known = true;
    return r ? 0 : -1;
}
