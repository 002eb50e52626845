// SPDX-License-Identifier: MIT
// Values as text for Clojure: str, the pr-str family, and what pr writes.
#include "base/prim.h"
#include "read/plain_text.h"
#include "read/print.h"
#include "seq/seq.h"

PRIM(core_str_0, "clojure.core", "str", "[]",
     "Returns the text of its arguments, joined without separator.\n"
     "nil is no text; a string or a character is itself.")
{
    return adopt(PyUnicode_FromStringAndSize(NULL, 0));
}

PRIM(core_str_1, "clojure.core", "str", "[x]", NULL)
{
    PyObject *text;
    enum lookup found = is_int(a[0]) ? plain_text(a, 1, &text) : LOOKUP_ABSENT;
    return found ? (found < 0 ? ERR : adopt(text)) : adopt(print_value_str(a[0]));
}

PRIM(core_str_n, "clojure.core", "str", "[x & ys]", NULL)
{
    PyObject *text;
    enum lookup found = plain_text(a, n, &text);
    if (found) return found < 0 ? ERR : adopt(text);
    struct printer p = {.length = -1, .level = -1};
    for (Py_ssize_t i = 0; i < n; i++)
        if (print_as_str(&p, a[i]) < 0) return (strbuf_free(&p.out), ERR);
    return adopt(strbuf_finish(&p.out));
}

static void start(struct printer *p, bool readably) {
    *p = (struct printer){.readably = readably, .symbolic = true, .length = -1, .level = -1};
    print_settings(p);
}

// The arguments with a space between them.
static Value joined(Ref *a, Py_ssize_t n, bool readably, bool newline) {
    struct printer p;
    start(&p, readably);
    for (Py_ssize_t i = 0; i < n; i++) {
        if (i) strbuf_putc(&p.out, ' ');
        if (print_value(&p, a[i]) < 0) return (strbuf_free(&p.out), ERR);
    }
    if (newline) strbuf_putc(&p.out, '\n');
    return adopt(strbuf_finish(&p.out));
}

PRIM(core_pr_str, "clojure.core", "pr-str", "[& xs]",
     "Returns what pr would write: readable text of each argument, a space between them.")
{
    return joined(a, n, true, false);
}

PRIM(core_prn_str, "clojure.core", "prn-str", "[& xs]",
     "Returns what prn would write: as pr-str, with a newline at the end.")
{
    return joined(a, n, true, true);
}

PRIM(core_print_str, "clojure.core", "print-str", "[& xs]",
     "Returns what print would write: text for people, strings without quotes.")
{
    return joined(a, n, false, false);
}

PRIM(core_println_str, "clojure.core", "println-str", "[& xs]",
     "Returns what println would write: as print-str, with a newline at the end.")
{
    return joined(a, n, false, true);
}

static PyObject *stream_of(Ref r) { // borrowed
    if (is_obj(r) && !is_nil(r)) return obj(r);
    return (err_type("%s is no stream to print to", err_type_name(r)), NULL);
}

PRIM(cljsh_print_to, "cljsh.core", "print-to", "[stream readably newline & xs]",
     "Writes the arguments to a text stream with a space between them, and perhaps a newline.\n"
     "Long seqs are written as they are read. Returns nil.")
{
    struct printer p;
    start(&p, is_true(a[1]));
    if (!(p.stream = stream_of(a[0]))) return ERR;
    for (Py_ssize_t i = 3; i < n; i++) {
        if (i > 3) strbuf_putc(&p.out, ' ');
        p.slot = &a[i];
        if (print_value(&p, a[i]) < 0) return (strbuf_free(&p.out), ERR);
    }
    if (is_true(a[2])) strbuf_putc(&p.out, '\n');
    return print_write(&p) < 0 ? ERR : nil_value();
}

PRIM(cljsh_flush, "cljsh.core", "flush-stream", "[stream]", "Has a text stream write what it holds; an error names it. Returns nil.")
{
    PyObject *stream = stream_of(a[0]);
    return !stream || print_stream(stream, "flush", NULL) < 0 ? ERR : nil_value();
}

PRIM(cljsh_text, "cljsh.core", "text", "[readably args]",
     "Returns the text of the elements of args with a space between them.\n"
     "readably says whether as pr does it or as print does.")
{
    Value *items;
    Py_ssize_t count = seq_to_words(a[1], &items);
    if (count < 0) return ERR;
    Value text = joined(lend(items), count, is_true(a[0]), false);
    seq_words_free(items, count);
    return text;
}
