// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include "base/call.h"
#include "data/str.h"
#include "read/print.h"
#include "seq/seq.h"
#include "shell/job.h"
#include "shell/writer.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/rare.h"

#include <unistd.h>

static enum output_form output_form;
static Value writer;
static bool each_line; // a person is watching: known where there is a writer

int output_init(enum output_form form) {
    if (form == OUTPUT_VALUE) return 0;
    output_form = form;
    each_line = isatty(STDOUT_FILENO);
    writer = writer_line_new(STDOUT_FILENO);
    return ok(writer) ? 0 : -1;
}

Ref output_tie(void) {
    if (writer.w) return ref(writer);
    PyObject *out = PySys_GetObject("stdout");
    return out ? ref_of(out) : NIL;
}

static int put_line(Ref value) {
    struct line_writer *w = (struct line_writer *)writer.w;
    int r;
    if (output_form == OUTPUT_LINES && is_str(value)) {
        r = writer_line_put(w, value);
    } else {
        SCOPED_PY PyObject *text = print_str(value, output_form == OUTPUT_VALUES);
        r = text ? writer_line_put(w, ref_of(text)) : -1;
    }
    if (r == 0) {
        PyErr_SetNone(PyExc_BrokenPipeError); // the program ends as if SIGPIPE had struck
        return -1;
    }
    return r < 0 || (each_line && writer_line_flush(w) < 0) ? -1 : 0;
}

static int put_elements(Value result) {
    // What the program has printed itself comes first.
    PyObject *out = PySys_GetObject("stdout");
    PyObject *flushed = out && out != Py_None ? PyObject_CallMethod(out, "flush", NULL) : Py_NewRef(Py_None);
    struct cursor c;
    if (!flushed || cursor_start(&c, ref(result)) < 0) {
        Py_XDECREF(flushed);
        drop(result);
        return -1;
    }
    Py_DECREF(flushed);
    drop(result); // so that the head of a lazy seq is not held
    int r = 0;
    unsigned n = 0;
    for (Value x; r == 0 && (x = cursor_next(&c)).w; drop(x)) {
        r = put_line(ref(x));
        if (r == 0 && ++n % 1024 == 0) r = PyErr_CheckSignals();
    }
    PyObject *error = r < 0 ? exception_fetch() : NULL;
    if (cursor_end(&c) < 0) r = -1;
    if (error) {
        PyErr_Clear();
        reraise_value(adopt(error));
    }
    return r;
}

LIB_VAR(prn, "clojure.core", "prn", "clojure/core/55_print.clj");

int output_result(Value result) {
    if (job_shown(ref(result)) && output_form == OUTPUT_VALUE) {
        drop(result);
        return 0;
    }
    if (is_nil(ref(result))) return 0;
    if (output_form == OUTPUT_VALUE) {
        SCOPED Value r = lib_var(&prn) ? call1(ref_of(prn.var), ref(result)) : ERR;
        drop(result);
        return ok(r) ? 0 : -1;
    }
    if (seq_is_seqable(ref(result)) && !is_str(ref(result))) return put_elements(result);
    int r = put_line(ref(result));
    drop(result);
    return r;
}

int output_end(void) { return writer.w && writer_line_flush((struct line_writer *)writer.w) < 0 ? -1 : 0; }
