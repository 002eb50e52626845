// SPDX-License-Identifier: MIT
/* Printing by what a value can do (its kind), so that a type that brings no
 * print operation still prints as what it is. */
#include "read/print.h"

#include "base/cstack.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "num/number.h"
#include "read/print_internal.h"
#include "read/show.h"
#include "seq/seq.h"
#include "text/regex.h"
#include "task/pause.h"

static void no_settings(struct printer *p) { (void)p; }

void (*print_settings)(struct printer *p) = no_settings;
int (*print_hook)(struct printer *p, Ref value);
bool print_hook_all;

// --- names and strings ----------------------------------------------------

static int print_name(struct printer *p, PyObject *ns, PyObject *name) {
    if (ns) {
        if (strbuf_str(&p->out, ns) < 0) return -1;
        strbuf_putc(&p->out, '/');
    }
    return strbuf_str(&p->out, name);
}

static const char *escape_of(Py_UCS4 c) {
    switch (c) {
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\r': return "\\r";
    case '\f': return "\\f";
    case '\b': return "\\b";
    case '"': return "\\\"";
    case '\\': return "\\\\";
    default: return NULL;
    }
}

static void put_point(struct strbuf *b, Py_UCS4 c) {
    char utf8[4];
    size_t n;
    if (c < 0x80) utf8[0] = (char)c, n = 1;
    else if (c < 0x800) utf8[0] = (char)(0xc0 | c >> 6), n = 2;
    else if (c < 0x10000) utf8[0] = (char)(0xe0 | c >> 12), n = 3;
    else utf8[0] = (char)(0xf0 | c >> 18), n = 4;
    for (size_t i = 1; i < n; i++) utf8[i] = (char)(0x80 | (c >> 6 * (n - 1 - i) & 63));
    strbuf_add(b, utf8, n);
}

void print_quoted(struct printer *p, PyObject *str) {
    struct strbuf *b = &p->out;
    strbuf_putc(b, '"');
    int kind = PyUnicode_KIND(str);
    const void *data = PyUnicode_DATA(str);
    Py_ssize_t n = PyUnicode_GET_LENGTH(str), from = 0;
    bool ascii = PyUnicode_IS_ASCII(str); // runs without escapes are copied whole
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        const char *escape = c <= '\\' ? escape_of(c) : NULL;
        if (escape) {
            if (ascii) strbuf_add(b, (const char *)data + from, i - from);
            strbuf_puts(b, escape);
            from = i + 1;
        } else if (!ascii) put_point(b, c);
    }
    if (ascii) strbuf_add(b, (const char *)data + from, n - from);
    strbuf_putc(b, '"');
}

static int print_string(struct printer *p, PyObject *str) {
    if (PyUnicode_READY(str) < 0) return -1;
    SCOPED_PY PyObject *part = p->bound && PyUnicode_GET_LENGTH(str) > (Py_ssize_t)p->bound / 2
                                   ? PyUnicode_Substring(str, 0, (Py_ssize_t)p->bound / 2) : Py_NewRef(str);
    if (!part) return -1;
    if (p->readably) print_quoted(p, part);
    else if (strbuf_str(&p->out, part) < 0) return -1;
    if (part != str) strbuf_puts(&p->out, "...");
    return 0;
}

// A regular expression that holds quotes: a backslash before each, outside of \Q…\E, as the reader wants it.
static void put_quotes(struct strbuf *out, const char *source) {
    bool literal = false;
    for (const char *c = source; *c; c++) {
        if (*c == '"') {
            strbuf_puts(out, literal ? "\\E\\\"\\Q" : "\\\"");
        } else {
            strbuf_putc(out, *c);
            if (*c != '\\' || !c[1]) continue;
            strbuf_putc(out, *++c);
            literal = literal ? *c != 'E' : *c == 'Q';
        }
    }
}

static int print_pattern(struct printer *p, Ref pattern) {
    SCOPED_PY PyObject *source = PyObject_GetAttrString(obj(pattern), "pattern");
    if (!source || !PyUnicode_Check(source)) return -1;
    strbuf_puts(&p->out, "#\"");
    if (PyUnicode_FindChar(source, '"', 0, PyUnicode_GET_LENGTH(source), 1) < 0) {
        if (strbuf_str(&p->out, source) < 0) return -1;
    } else {
        const char *text = PyUnicode_AsUTF8(source);
        if (!text) return -1;
        put_quotes(&p->out, text);
    }
    strbuf_putc(&p->out, '"');
    return 0;
}

// --- what contains itself ---------------------------------------------------

bool print_open(struct print_opened *self, PyObject *o) {
    int i = 0;
    for (struct print_opened *at = cstack.printing; at && i < 32; at = at->outer, i++)
        if (at->object == o) return false;
    struct print_opened *mark = cstack.printing ? cstack.printing->mark : NULL;
    if (mark && mark->object == o) return false;
    unsigned depth = cstack.printing ? cstack.printing->depth + 1 : 1;
    *self = (struct print_opened){o, cstack.printing, depth & (depth - 1) ? mark : self, depth};
    cstack.printing = self;
    return true;
}

void print_close(struct print_opened *self) { cstack.printing = self->outer; }

// --- collections ----------------------------------------------------------

bool print_more(struct printer *p, Py_ssize_t i) {
    if ((p->length < 0 || i < p->length) && !(p->bound && p->out.length > p->bound)) return true;
    strbuf_puts(&p->out, "...");
    return false;
}

// Puts the name of a stream into the system's error that is set, unless that names a file.
static void name_stream(PyObject *stream) {
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    PyErr_NormalizeException(&type, &error, &trace);
    SCOPED_PY PyObject *named = error ? PyObject_GetAttrString(error, "filename") : NULL;
    SCOPED_PY PyObject *name = named == Py_None ? PyObject_GetAttrString(stream, "name") : NULL;
    if (name && PyUnicode_Check(name)) {
        if (PyUnicode_CompareWithASCIIString(name, "<stdout>") == 0) Py_SETREF(name, PyUnicode_FromString("standard output"));
        if (name && PyUnicode_CompareWithASCIIString(name, "<stderr>") == 0) Py_SETREF(name, PyUnicode_FromString("standard error"));
        if (name) PyObject_SetAttrString(error, "filename", name);
    }
    PyErr_Restore(type, error, trace); // and what went wrong here is forgotten
}

int print_stream(PyObject *stream, const char *method, PyObject *text) {
    PyObject *r = text ? PyObject_CallMethod(stream, method, "O", text) : PyObject_CallMethod(stream, method, NULL);
    Py_XDECREF(r);
    if (!r && PyErr_ExceptionMatches(PyExc_OSError)) name_stream(stream);
    return r ? 0 : -1;
}

int print_write(struct printer *p) {
    SCOPED_PY PyObject *text = strbuf_finish(&p->out);
    return text ? print_stream(p->stream, "write", text) : -1;
}

// What is printed to a stream goes out piece by piece: a seq may have no end.
#define PIECE (32 * 1024)

static int print_elements(struct printer *p, Value coll, const char *open, char close) {
    strbuf_puts(&p->out, open);
    struct cursor c;
    int started = cursor_start(&c, ref(coll));
    drop(coll);
    if (started < 0) return -1;
    int bad = 0;
    Py_ssize_t i = 0;
    for (Value x; !bad && (x = cursor_next(&c)).w; i++) {
        if (i) strbuf_putc(&p->out, ' ');
        bool more = print_more(p, i);
        if (more) bad = print_value(p, ref(x));
        drop(x);
        if (!more) break;
        if (unlikely(p->stream && p->out.length > PIECE) && !bad) bad = print_write(p);
    }
    if (cursor_end(&c) < 0 || bad) return -1;
    strbuf_putc(&p->out, close);
    return 0;
}

int print_sequence(struct printer *p, Ref coll, const char *open, char close) {
    if (!p->bound || !(kind_of(coll) & K_SEQ)) return print_elements(p, keep(coll), open, close);
    strbuf_puts(&p->out, open);
    if (print_ready(p, coll) < 0) return -1;
    strbuf_putc(&p->out, close);
    return 0;
}

int print_pair(struct printer *p, Ref key, Ref val) {
    if (print_value(p, key) < 0) return -1;
    strbuf_putc(&p->out, ' ');
    return print_value(p, val);
}

static PyObject *namespace_of(Ref key) {
    return is_keyword(key) ? keyword_of(key)->ns : is_symbol(key) ? symbol_of(key)->ns : NULL;
}

// The namespace that all keys of a map share (borrowed), or NULL; *failed is set on failure.
static PyObject *shared_namespace(Ref map, bool *bad) {
    PyObject *ns = NULL;
    struct cursor c;
    if ((*bad = cursor_start(&c, map) < 0)) return NULL;
    bool shared = true;
    for (Value e; shared && (e = cursor_next(&c)).w;) {
        SCOPED Value key = seq_first(ref(e));
        drop(e);
        *bad |= failed(key);
        PyObject *own_ns = ok(key) ? namespace_of(ref(key)) : NULL; // interned: identity decides
        shared = own_ns && (!ns || ns == own_ns);
        ns = own_ns; // keys are the map's, so their namespaces stay
    }
    *bad |= cursor_end(&c) < 0;
    return shared && !*bad ? ns : NULL;
}

// A key without its namespace, behind #:ns .
static int print_lifted(struct printer *p, Ref key) {
    if (is_keyword(key)) {
        strbuf_putc(&p->out, ':');
        return strbuf_str(&p->out, keyword_of(key)->name);
    }
    return strbuf_str(&p->out, symbol_of(key)->name);
}

static int print_entry(struct printer *p, Ref entry, bool lifted) {
    SCOPED Value key = seq_first(entry), rest = seq_next(entry);
    SCOPED Value val = ok(rest) ? seq_first(ref(rest)) : ERR;
    if (failed(key) || failed(val)) return -1;
    if (!lifted) return print_pair(p, ref(key), ref(val));
    if (print_lifted(p, ref(key)) < 0) return -1;
    strbuf_putc(&p->out, ' ');
    return print_value(p, ref(val));
}

static int print_entries(struct printer *p, Ref map, bool lifted) {
    strbuf_putc(&p->out, '{');
    struct cursor c;
    if (cursor_start(&c, map) < 0) return -1;
    int bad = 0;
    Py_ssize_t i = 0;
    for (Value e; !bad && (e = cursor_next(&c)).w; i++) {
        if (i) strbuf_puts(&p->out, ", ");
        bool more = print_more(p, i);
        if (more) bad = is_clj(ref(e), &entry_type) && !lifted
                            ? print_pair(p, ref(((struct entry *)obj(ref(e)))->key), ref(((struct entry *)obj(ref(e)))->val))
                            : print_entry(p, ref(e), lifted);
        drop(e);
        if (!more) break;
    }
    if (cursor_end(&c) < 0 || bad) return -1;
    strbuf_putc(&p->out, '}');
    return 0;
}

static int print_map(struct printer *p, Ref map) {
    PyObject *ns = NULL;
    if (p->namespace_maps) {
        bool bad;
        ns = shared_namespace(map, &bad);
        if (bad) return -1;
    }
    if (ns) {
        strbuf_puts(&p->out, "#:");
        if (strbuf_str(&p->out, ns) < 0) return -1;
    }
    return print_entries(p, map, ns != NULL);
}

// The values of a map's entries, in order, as the fields of a record.
static int print_fields(struct printer *p, Ref map) {
    strbuf_putc(&p->out, '[');
    struct cursor c;
    if (cursor_start(&c, map) < 0) return -1;
    int bad = 0;
    Py_ssize_t i = 0;
    for (Value e; !bad && (e = cursor_next(&c)).w; i++) {
        if (i) strbuf_puts(&p->out, ", ");
        SCOPED Value rest = seq_next(ref(e));
        SCOPED Value val = ok(rest) ? seq_first(ref(rest)) : ERR;
        bad = ok(val) ? print_value(p, ref(val)) : -1;
        drop(e);
    }
    if (cursor_end(&c) < 0 || bad) return -1;
    strbuf_putc(&p->out, ']');
    return 0;
}

bool (*print_only_fields)(Ref record);

static int print_record(struct printer *p, Ref record) {
    strbuf_putc(&p->out, '#');
    if (print_class_name(p, Py_TYPE(obj(record))) < 0) return -1;
    return p->dup && !p->named_fields && print_only_fields && print_only_fields(record) ? print_fields(p, record) : print_entries(p, record, false);
}

// Under *print-dup*, sorted collections are made by their classes.
static int print_sorted(struct printer *p, Ref coll, unsigned kind) {
    strbuf_puts(&p->out, kind & K_MAP ? "#=(clojure.lang.PersistentTreeMap/create " : "#=(clojure.lang.PersistentTreeSet/create ");
    int result = kind & K_MAP ? print_map(p, coll) : print_sequence(p, coll, "[", ']');
    strbuf_putc(&p->out, ')');
    return result;
}

static int print_seq(struct printer *p, Ref seq, unsigned kind) {
    struct print_opened self;
    if (p->slot && same(*p->slot, seq)) return print_elements(p, take(p->slot), "(", ')');
    if (kind & (K_LIST | K_COUNTED)) return print_sequence(p, seq, "(", ')');
    if (!print_open(&self, obj(seq))) return strbuf_puts(&p->out, "(...)"), 0;
    int result = print_sequence(p, seq, "(", ')');
    print_close(&self);
    return result;
}

static int print_contents(struct printer *p, Ref coll, unsigned kind) {
    if (kind & K_RECORD) return print_record(p, coll);
    if (unlikely(p->dup) && kind & K_SORTED) return print_sorted(p, coll, kind);
    if (kind & K_MAP) return print_map(p, coll);
    if (kind & K_SET) return print_sequence(p, coll, "#{", '}');
    if (kind & K_VECTOR) return print_sequence(p, coll, "[", ']');
    return print_seq(p, coll, kind);
}

static int print_coll(struct printer *p, Ref coll, unsigned kind) {
    if (p->level >= 0 && p->depth >= p->level) {
        strbuf_putc(&p->out, '#');
        return 0;
    }
    p->depth++;
    int result = print_contents(p, coll, kind);
    p->depth--;
    return result;
}

// --- everything -----------------------------------------------------------

// ^{…} before a form that carries metadata.
static int print_meta(struct printer *p, Ref value) {
    const Ops *ops = ops_of(value);
    if (!ops->meta_offset && !ops->with_meta) return 0;
    SCOPED Value meta = coll_meta(value);
    if (failed(meta)) return -1;
    Py_ssize_t n = is_nil(ref(meta)) ? 0 : coll_count(ref(meta));
    if (n <= 0) return (int)n;
    SCOPED Value tag = coll_get(ref(meta), KW("tag"), NIL);
    if (failed(tag)) return -1;
    strbuf_putc(&p->out, '^');
    if (print_value(p, n == 1 && is_true(ref(tag)) ? ref(tag) : ref(meta)) < 0) return -1;
    strbuf_putc(&p->out, ' ');
    return 0;
}

// A type made at run time: by defrecord, deftype, reify.
static bool is_made_type(Ref value) { return Py_TYPE(obj(value))->tp_flags & Py_TPFLAGS_HEAPTYPE; }

static int print_object(struct printer *p, Ref value) {
    const Ops *ops = ops_of(value);
    if (p->bound && kind_of(value) & K_INSTANCE && !(kind_of(value) & K_RECORD) && !ops->print) return print_opaque(p, value);
    bool plainly = p->plainly;
    p->plainly = false;
    if (print_hook && !p->bound && !plainly && (print_hook_all || is_made_type(value))) {
        int done = print_hook(p, value);
        if (done) return done < 0 ? -1 : 0;
    }
    if (ops->print) return ops->print(value, p);
    unsigned kind = ops->kind;
    if (kind & (K_SEQ | K_LIST | K_VECTOR | K_MAP | K_SET | K_RECORD)) return print_coll(p, value, kind);
    if (kind & K_SEQUENTIAL && p->readably) return print_coll(p, value, K_SEQ); // an eduction
    if (is_clj(value, &pattern_type)) return print_pattern(p, value);
    return print_host(p, value);
}

int print_value(struct printer *p, Ref value) {
    if (!is_obj(value)) return num_print(&p->out, value, p->readably || p->symbolic);
    PyObject *o = obj(value);
    if (unlikely(p->bound) && PyLong_Check(o) && print_big(p, o)) return 0;
    if (PyUnicode_Check(o)) return print_string(p, o);
    if (is_keyword(value)) {
        strbuf_putc(&p->out, ':');
        return print_name(p, keyword_of(value)->ns, keyword_of(value)->name);
    }
    if (is_nil(value)) return (strbuf_puts(&p->out, "nil"), 0);
    if (o == Py_True || o == Py_False) return (strbuf_puts(&p->out, o == Py_True ? "true" : "false"), 0);
    if (cstack_check() < 0 || task_charge(1) < 0 || (p->readably && (p->meta || (p->dup && kind_of(value) & (K_COLL | K_NAMED))) && print_meta(p, value) < 0)) return -1;
    if (is_symbol(value)) return print_name(p, symbol_of(value)->ns, symbol_of(value)->name);
    if (num_is_own_number(value)) return num_print(&p->out, value, p->readably || p->symbolic);
    return print_object(p, value);
}

static PyObject *finish(struct printer *p, int result) {
    if (result == 0) return strbuf_finish(&p->out);
    strbuf_free(&p->out);
    return NULL;
}

PyObject *print_str(Ref value, bool readably) {
    struct printer p = {.readably = readably, .length = -1, .level = -1};
    print_settings(&p);
    p.readably = readably;
    return finish(&p, print_value(&p, value));
}

PyObject *print_as_set(Ref value) {
    struct printer p = {.readably = true, .symbolic = true, .length = -1, .level = -1};
    print_settings(&p);
    return finish(&p, print_value(&p, value));
}

bool print_has_own_str(Ref value) {
    PyObject *o = obj(value);
    if (PyType_Check(o)) return false;
    if (Py_TYPE(Py_TYPE(o)) == &clj_meta) return Py_TYPE(o)->tp_str != TYPE_OBJECT(vec_type)->tp_str; // a deftype's own
    return !(PyList_CheckExact(o) || PyDict_CheckExact(o) || PyTuple_CheckExact(o) || PyAnySet_CheckExact(o) ||
             PyBytes_CheckExact(o));
}

// What prints the same under all settings.
static bool is_scalar(Ref value) {
    return !is_obj(value) || is_keyword(value) || is_symbol(value) || PyBool_Check(obj(value)) || num_is_own_number(value);
}

// Of these str is what pr writes, a print-method's text too; that of other objects is their own affair.
static bool is_own_collection(Ref value) {
    unsigned kind = ops_of(value)->kind;
    return kind & (K_SEQ | K_LIST | K_VECTOR | K_MAP | K_SET) && !(kind & (K_RECORD | K_INSTANCE));
}

int print_as_str(struct printer *p, Ref value) {
    if (is_nil(value)) return 0;
    if (is_obj(value) && PyUnicode_CheckExact(obj(value))) return strbuf_str(&p->out, obj(value));
    if (is_obj(value) && PyType_Check(obj(value))) {
        const char *array = strchr(((PyTypeObject *)obj(value))->tp_name, '[');
        strbuf_puts(&p->out, strcmp(Py_TYPE(obj(value))->tp_name, "cljsh.Interface") == 0 ? "interface " : "class ");
        if (array) return strbuf_puts(&p->out, array), 0;
    }
    bool scalar = is_scalar(value);
    if (!scalar && (is_clj(value, &pattern_type) || print_has_own_str(value))) {
        SCOPED_PY PyObject *text =
            is_clj(value, &pattern_type) ? PyObject_GetAttrString(obj(value), "pattern") : PyObject_Str(obj(value));
        return text ? strbuf_str(&p->out, text) : -1;
    }
    if (!scalar) print_settings(p);
    p->readably = !scalar; // 1.5M alone is "1.5"; what is inside a collection reads back
    p->plainly = !scalar && !is_own_collection(value);
    int r = print_value(p, value);
    p->plainly = false;
    return r;
}

PyObject *print_value_str(Ref value) {
    if (is_nil(value)) return PyUnicode_FromStringAndSize(NULL, 0);
    if (is_obj(value) && PyUnicode_CheckExact(obj(value))) return Py_NewRef(obj(value));
    struct printer p = {.length = -1, .level = -1};
    return finish(&p, print_as_str(&p, value));
}

static PyObject *repr(PyObject *self) { return show_repr(ref_of(self)); }

int print_init(void) {
    type_repr_hook = repr;
    show_init();
    return 0;
}
