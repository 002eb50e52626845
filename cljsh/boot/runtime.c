// SPDX-License-Identifier: MIT
#include "boot/runtime.h"

#include "base/at_start.h"
#include "boot/data.h"
#include "class/function_class.h"
#include "class/instance.h"
#include "class/multi.h"
#include "class/protocol.h"
#include "compile/compile.h"
#include "compile/origin.h"
#include "compile/recording.h"
#include "data/type.h"
#include "host/host.h"
#include "host/interface.h"
#include "host/process.h"
#include "host/python_site.h"
#include "load/library.h"
#include "node/start.h"
#include "read/builder.h"
#include "read/reader.h"
#include "sched/sched.h"
#include "shell/shell.h"
#include "shell/signals.h"
#include "vars/prim_vars.h"
#include "vars/var.h"
#include "vm/generator.h"
#include "vm/switch.h"
#include "vm/vm.h"

#include <stdio.h>
#include <stdlib.h>

unsigned long runtime_hash_seed;

/* Python's own variables of the environment have their effect here; all else
 * that is this process's comes by process_refresh(), after a restore too. */
static PyStatus configure(PyConfig *config) {
    config->parse_argv = 0;
    config->site_import = 0; // host/python_site.c does what is needed of it
    config->install_signal_handlers = 1;
    config->pathconfig_warnings = 0;
    config->user_site_directory = 0;
    config->safe_path = 1;
    config->use_hash_seed = runtime_hash_seed != 0;
    config->hash_seed = runtime_hash_seed;
    PyStatus status = PyConfig_SetString(config, &config->program_name, L"cljsh");
    if (!PyStatus_Exception(status)) status = PyConfig_SetString(config, &config->pythonpath_env, L"");
    if (!PyStatus_Exception(status)) status = PyConfig_SetString(config, &config->stdio_errors, L"surrogateescape");
    const char *home = getenv("PYTHONHOME");
    if (!PyStatus_Exception(status) && !(home && *home)) status = PyConfig_SetString(config, &config->home, L"/usr");
    return status;
}

static int start_python(void) {
    PyPreConfig pre;
    PyPreConfig_InitPythonConfig(&pre);
    pre.utf8_mode = 1;
    pre.configure_locale = 1;
    pre.coerce_c_locale = 0; // it would set LC_CTYPE for all commands we start
    PyStatus status = Py_PreInitialize(&pre);
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    if (!PyStatus_Exception(status)) status = configure(&config);
    signals_before_python();
    if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
    signals_after_python();
    PyConfig_Clear(&config);
    if (!PyStatus_Exception(status)) return 0;
    fprintf(stderr, "cljsh: Python did not start: %s\n", status.err_msg ? status.err_msg : "unknown error");
    return -1;
}

// Persistent data makes many objects and few cycles: the collector looks less
// often than Python's does, and never at what core is made of. It looks at no
// more than what 40,000 new objects leave, which the processor's caches still
// have for the most part: a few milliseconds. The whole is looked at when
// 80 million have been left.
static int tune_collector(void) {
    PyObject *gc = PyImport_ImportModule("gc");
    PyObject *r = gc ? PyObject_CallMethod(gc, "set_threshold", "iii", 20000, 1, 2000) : NULL;
    if (r) Py_SETREF(r, PyObject_CallMethod(gc, "freeze", NULL));
    Py_XDECREF(gc);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

// The libraries most programs use, and a program's namespace: part of the
// image, and made by a start from source, too, so that the two are alike.
static int load_libraries(void) {
    static const char *const names[] = {"clojure.string", "clojure.set", "clojure.walk", "clojure.edn", "clojure.math",
                                        "cljsh.process", "cljsh.tasklet", "clojure.repl", "cljsh.java", "cljsh.node", "clojure.java.io", "cljsh.java.time"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (load_require(names[i]) < 0) return -1;
    SCOPED_PY PyObject *name = PyUnicode_InternFromString("user");
    struct ns *user = name ? ns_make(name) : NULL;
    return user ? ns_refer_all(user, core_ns) : -1;
}

// A program begins in `user`.
static int enter_user(void) {
    struct ns *user = ns_find_utf8("user");
    return user ? var_set_root(ns_var, ref_of(user)) : -1;
}

static AT_START bool booted; // by this process, or by the one whose image it has

int runtime_boot(void) {
    if (start_python() < 0) return -1;
    static int (*const starts[])(void) = {
        python_site_init, data_init, builder_init, reader_init, function_init, switch_init, var_init, vm_init, generator_init, function_class_init, instance_init,
        protocol_init, multi_init, prims_register, compile_init, library_init,
        gil_init, classes_init, interface_init, hooks_init, sched_init, load_core, shell_init,
        load_libraries, nodes_init, recording_init, origin_boot, type_register_abcs, enter_user, tune_collector,
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts[i]() < 0) {
            PyErr_Print();
            fprintf(stderr, "cljsh: the start failed (step %zu)\n", i + 1);
            return -1;
        }
    booted = true;
    return 0;
}

int runtime_start(void) {
    bool restored = booted;
    if (!restored && runtime_boot() < 0) return -1;
    if (process_refresh(restored) == 0 && shell_start() == 0) return 0;
    PyErr_Print();
    return -1;
}

int runtime_end(int status) {
    static const char *const names[] = {"stdout", "stderr"};
    for (int i = 0; i < 2; i++) {
        PyObject *stream = process_holds_output(i + 1) ? PySys_GetObject(names[i]) : NULL;
        PyObject *r = stream && stream != Py_None ? PyObject_CallMethod(stream, "flush", NULL) : NULL;
        Py_XDECREF(r);
        PyErr_Clear();
    }
    return status;
}
