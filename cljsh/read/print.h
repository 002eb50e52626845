// SPDX-License-Identifier: MIT
/* The printer: any value as text, readably (pr) or not (print). Honours
 * *print-length* *print-level* *print-meta* *print-namespace-maps* through
 * print_settings. */
#ifndef READ_PRINT_H
#define READ_PRINT_H

#include "data/str.h"
#include "data/type.h"

struct printer {
    struct strbuf out;
    bool readably, meta, namespace_maps;
    bool dup;                 // *print-dup*: what is read back has the same type
    bool named_fields;        // *verbose-defrecords*: of records under *print-dup*
    bool symbolic;            // infinity is ##Inf and a decimal 1.5M, though not readable otherwise
    Py_ssize_t length, level; // limits; -1: none
    Py_ssize_t depth;
    PyObject *stream;         // where to write in pieces, or NULL (borrowed)
    Ref *slot;                // holds the value to be printed and may be emptied, so that a seq's head is not held; or NULL
    bool plainly;             // the value itself, not what is in it, prints without print-method
    size_t bound;             // for a message (read/show.h): about so many bytes, and nothing that would run code; 0: no
};
// Sets the settings to what the dynamic vars are now (default: none).  Filled by host/hooks.c.
extern void (*print_settings)(struct printer *p);
/* Asks Clojure how to print an object that no C code knows (print-method):
 * 1 printed, 0 not known, -1 failed.  NULL until core is loaded.  Records,
 * types made by deftype and Python objects ask it first.  Filled by host/type_hooks.c. */
extern int (*print_hook)(struct printer *p, Ref value);
extern bool print_hook_all; // the hook knows of other types, too: ask it about every collection and object

extern PyObject *(*print_trace_of)(PyObject *error); // a list of steps (function, file, line …), borrowed, or NULL Filled by host/type_hooks.c.
extern bool (*print_only_fields)(Ref record); // has a record nothing beside its fields?  Filled by host/type_hooks.c.

int print_init(void);                           // sets type_repr_hook; 0 or -1
/* What is being printed by this thread, of what can contain itself.  print_open
 * tells whether the object is not among it, and puts it there until print_close;
 * otherwise the caller prints "..." in its place.  So that a deep nest takes no
 * longer for that, only the innermost few are looked at, and the one at the last
 * depth that was a power of two: a longer circle is found when that comes again. */
struct print_opened { PyObject *object; struct print_opened *outer, *mark; unsigned depth; };
bool print_open(struct print_opened *self, PyObject *o);
void print_close(struct print_opened *self);

// Calls write with the text, or flush or close, on a stream; an error of the system names it: 0 or -1.
int print_stream(PyObject *stream, const char *method, PyObject *text);
int print_write(struct printer *p); // gives what has been printed to the stream: 0 or -1
int print_value(struct printer *p, Ref value);  // 0 or -1
PyObject *print_str(Ref value, bool readably);  // new str
PyObject *print_as_set(Ref value);              // the same, readable if *print-readably* says so
// As (str x): nil is "", strings are themselves, other things as pr but
// strings inside collections still in quotes.
PyObject *print_value_str(Ref value);
int print_as_str(struct printer *p, Ref value); // the same, appended: 0 or -1

// --- for the print operations of other modules ----------------------------

// `#object[cljsh.Atom 0x7f…`, to be followed by what else there is and "]".
int print_object_head(struct printer *p, Ref value);
// How error messages and the printer call a class: user.Point, datetime.date, int.
int print_class_name(struct printer *p, PyTypeObject *type);

#endif
