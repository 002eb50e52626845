// SPDX-License-Identifier: MIT
#include "read/show.h"

#include "base/cstack.h"
#include "base/prim.h"
#include "read/print_internal.h"
#include "read/show_time.h"
#include "seq/seq.h"

#define LENGTH 10  // elements of a collection
#define LEVEL 5    // collections within each other
#define TEXT 500   // bytes, about
#define BITS 4096  // of an integer
#define MESSAGE 20000       // characters of an exception's message
#define REPR_LENGTH 1000000 // elements of a seq whose end nobody knows, for repr()

// Makes do with nothing after a failure, unless that is one the program must end with: 0 or -1.
static int forgive(void) {
    if (show_was_too_long()) return (PyErr_Clear(), 0);
    if (!PyErr_ExceptionMatches(PyExc_Exception) || PyErr_ExceptionMatches(PyExc_MemoryError)) return -1;
    PyErr_Clear();
    return 0;
}

int print_opaque(struct printer *p, Ref value) {
    size_t start = p->out.length;
    if (print_object_head(p, value) < 0) {
        if (forgive() < 0) return -1;
        p->out.length = start;
        strbuf_printf(&p->out, "#object[%s", err_type_name(value));
    }
    if (!(kind_of(value) & K_INSTANCE) && print_has_own_str(value)) {
        SCOPED_PY PyObject *text = show_str(obj(value));
        SCOPED_PY PyObject *part = text && PyUnicode_READY(text) == 0 ? PyUnicode_Substring(text, 0, (Py_ssize_t)p->bound / 2) : NULL;
        if (!part && forgive() < 0) return -1;
        if (part) {
            strbuf_putc(&p->out, ' ');
            print_quoted(p, part);
            if (PyUnicode_GET_LENGTH(part) < PyUnicode_GET_LENGTH(text)) strbuf_puts(&p->out, "...");
        }
    }
    strbuf_putc(&p->out, ']');
    return 0;
}

bool print_big(struct printer *p, PyObject *integer) {
    size_t bits = _PyLong_NumBits(integer);
    if (bits <= BITS) return false;
    strbuf_printf(&p->out, "#<an integer of %zu bits>", bits);
    return true;
}

// The seq of a seq, when no code has to run for it: new; ERR and *more when there is one, but not yet.
static Value ready(Ref seq, bool *more) {
    SCOPED Value s = keep(seq);
    for (int i = 0; i < 2; i++) { // a lazy seq, and what came out of it
        const Ops *ops = ops_of(ref(s));
        *more = ops->kind & K_INSTANCE || (ops->kind & K_PENDING && ops->realized && ops->realized(ref(s)) <= 0);
        if (*more) return ERR;
        Value next = seq_of(ref(s));
        if (failed(next)) return ERR;
        drop(s);
        s = next;
    }
    return keep(ref(s));
}

int print_ready(struct printer *p, Ref coll) {
    bool more;
    Value s = ready(coll, &more);
    for (Py_ssize_t i = 0; ok(s) && !is_nil(ref(s)); i++) {
        if (i) strbuf_putc(&p->out, ' ');
        if (!print_more(p, i)) break;
        SCOPED Value x = seq_first(ref(s));
        if (failed(x) || print_value(p, ref(x)) < 0) return (drop(s), -1);
        more = !seq_is_read(ref(s));
        Value rest = more ? ERR : seq_rest(ref(s));
        drop(s);
        s = ok(rest) ? ready(ref(rest), &more) : ERR;
        xdrop(rest);
        if (failed(s) && more) strbuf_putc(&p->out, ' ');
    }
    if (failed(s) && !more) return -1;
    if (failed(s)) strbuf_puts(&p->out, "...");
    xdrop(s);
    return 0;
}

static PyObject *print_bounded(Ref value, bool readably, Py_ssize_t length, Py_ssize_t level, size_t text) {
    struct printer p = {.readably = readably, .symbolic = true, .length = length, .level = level, .bound = text};
    cstack.messages++;
    int result = print_value(&p, value);
    if (--cstack.messages == 0) show_time_over();
    if (result == 0) return strbuf_finish(&p.out);
    strbuf_free(&p.out);
    return forgive() < 0 ? NULL : PyUnicode_FromFormat("#object[%s %p]", err_type_name(value), is_obj(value) ? obj(value) : NULL);
}

PyObject *show_within(Ref value, Py_ssize_t length, Py_ssize_t level, size_t text) {
    return print_bounded(value, true, length, level, text);
}

PyObject *show(Ref value) { return show_within(value, LENGTH, LEVEL, TEXT); }

static PyObject *show_in_message(PyObject *o, bool readably) {
    if (PyExceptionInstance_Check(o)) return show_exception(o);
    SCOPED Value value = val_from(o); // a list's %S is what can be read, but a string's is itself
    return print_bounded(ref(value), readably || !(PyUnicode_Check(o) || PyBytes_Check(o)), LENGTH, LEVEL, readably ? TEXT : MESSAGE);
}

PyObject *show_exception(PyObject *exc) {
    cstack.messages++;
    PyObject *text = show_str(exc);
    if (--cstack.messages == 0) show_time_over();
    if (!text) return forgive() < 0 ? NULL : PyUnicode_FromString("(the exception cannot say what it is)");
    if (PyUnicode_READY(text) < 0 || PyUnicode_GET_LENGTH(text) <= MESSAGE) return text;
    SCOPED_PY PyObject *part = PyUnicode_Substring(text, 0, MESSAGE);
    Py_DECREF(text);
    return part ? PyUnicode_FromFormat("%U...", part) : NULL;
}

PyObject *show_repr(Ref value) {
    if (cstack.messages) return show(value);
    if (!(kind_of(value) & K_SEQ) || kind_of(value) & K_COUNTED) return print_str(value, true);
    struct printer p = {.readably = true, .length = -1, .level = -1};
    print_settings(&p);
    p.readably = true;
    if (p.length < 0) p.length = REPR_LENGTH; // Python shows values in messages of its own
    if (print_value(&p, value) == 0) return strbuf_finish(&p.out);
    strbuf_free(&p.out);
    return NULL;
}

PRIM(own_show, "cljsh.core", "show", "[x]",
     "Returns what pr would write of x, for a message: bounded, and without running anything for it.")
{ return adopt(show(a[0])); }

PRIM(own_show_form, "cljsh.core", "show-form", "[form]", "Returns the text of a form as show does, but of up to a page.")
{ return adopt(show_within(a[0], 100, 30, 4000)); }

void show_init(void) { error_show = show_in_message; }
