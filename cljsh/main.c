// SPDX-License-Identifier: MIT
#include "base/cstack.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "host/host.h"
#include "host/runtime.h"
#include "read/print.h"
#include "shell/shell.h"
#include "vm/special.h"
#include "vm/var.h"

#include <stdio.h>
#include <stdlib.h>

#define C_STACK ((size_t)256 << 20)

struct program { int argc; char **argv; };

static int run(void *arg) {
    struct program *p = arg;
    if (runtime_start(p->argv[0]) < 0 || shell_init() < 0) return 1;
    SCOPED_PY PyObject *user = PyUnicode_InternFromString("user");
    struct ns *ns = ns_make(user);
    ns_refer_all(ns, core_ns);
    var_set_root(ns_var, ref_of(ns));
    PyList_Append(load_path_list, PyUnicode_FromString("."));
    PyList_Append(load_path_list, PyUnicode_FromString("lib"));
    int status = 0;
    for (int i = 1; i < p->argc; i++) {
        Value v;
        if (!strcmp(p->argv[i], "-e")) {
            SCOPED_PY PyObject *text = PyUnicode_DecodeFSDefault(p->argv[++i]), *file = PyUnicode_FromString("-e");
            v = load_text(text, file);
            if (ok(v) && !is_nil(ref(v))) {
                PyObject *s = print_str(ref(v), true);
                if (s) { PySys_FormatStdout("%U\n", s); Py_DECREF(s); }
                else PyErr_Print();
            }
        } else {
            SCOPED_PY PyObject *path = PyUnicode_DecodeFSDefault(p->argv[i]);
            v = load_path(path);
        }
        if (failed(v)) { PyObject *e = exception_fetch(); PyObject *d = PyObject_GetAttrString(e, "__dict__"); if (d) { PySys_FormatStderr("%R\n", d); Py_DECREF(d);} PyErr_Restore(Py_NewRef(Py_TYPE(e)), e, NULL); PyErr_Print(); status = 1; break; }
        drop(v);
    }
    return runtime_end(status);
}

int main(int argc, char **argv) {
    struct program p = {argc, argv};
    exit(cstack_run(run, &p, C_STACK));
}
