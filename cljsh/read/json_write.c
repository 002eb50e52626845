// SPDX-License-Identifier: MIT
/* Values as JSON.  What JSON cannot say is refused: NaN and the infinities,
 * functions, what contains itself.  Dates, times and UUIDs are strings. */
#include "base/cstack.h"
#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "num/tower.h"
#include "read/print.h"
#include "seq/seq.h"

#include <math.h>

struct output {
    struct strbuf text;
    int64_t indent; // blanks of a level; -1: all on one line; -2: and no blanks there
    int level;
};

static int write_value(struct output *out, Ref x);

static void line(struct output *out) {
    if (out->indent < 0) return;
    strbuf_putc(&out->text, '\n');
    for (int64_t i = 0; i < out->indent * out->level; i++) strbuf_putc(&out->text, ' ');
}

// --- scalars ----------------------------------------------------------------

static bool is_special(Py_UCS4 c) { return c < ' ' || c == '"' || c == '\\' || (c >= 0xd800 && c < 0xe000); }

static void write_escape(struct strbuf *b, Py_UCS4 c) {
    static const char chars[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    const char *known = c && c < 128 ? strchr(chars, (int)c) : NULL;
    if (known) strbuf_printf(b, "\\%c", names[known - chars]);
    else strbuf_printf(b, "\\u%04x", (unsigned)c);
}

static int write_text(struct output *out, PyObject *text) {
    if (PyUnicode_READY(text) < 0) return -1;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t n = PyUnicode_GET_LENGTH(text), from = 0;
    bool ascii = PyUnicode_IS_ASCII(text);
    strbuf_putc(&out->text, '"');
    for (Py_ssize_t i = 0; i <= n; i++) { // runs without escapes are copied whole
        Py_UCS4 c = i < n ? PyUnicode_READ(kind, data, i) : 0;
        if (i < n && !is_special(c)) continue;
        if (ascii) {
            strbuf_add(&out->text, (const char *)data + from, (size_t)(i - from));
        } else if (i > from) {
            SCOPED_PY PyObject *run = PyUnicode_Substring(text, from, i);
            if (!run || strbuf_str(&out->text, run) < 0) return -1;
        }
        if (i < n) write_escape(&out->text, c);
        from = i + 1;
    }
    strbuf_putc(&out->text, '"');
    return 0;
}

static int write_str_of(struct output *out, PyObject *text) { // takes text, in quotes
    int r = text ? write_text(out, text) : -1;
    Py_XDECREF(text);
    return r;
}

static int write_double(struct output *out, double d) {
    if (!isfinite(d)) return (err_value("JSON has no %s", isnan(d) ? "NaN" : "infinite numbers"), -1);
    char *text = PyOS_double_to_string(d, 'r', 0, Py_DTSF_ADD_DOT_0, NULL);
    if (!text) return -1;
    strbuf_puts(&out->text, text);
    PyMem_Free(text);
    return 0;
}

static int write_plain(struct output *out, PyObject *text) { // takes text
    int r = text ? strbuf_str(&out->text, text) : -1;
    Py_XDECREF(text);
    return r;
}

static int write_number(struct output *out, Ref x) {
    double d;
    if (float_of(x, &d)) return write_double(out, d);
    if (is_int(x)) return strbuf_printf(&out->text, "%lld", (long long)int_of(x)), 0;
    if (PyLong_Check(obj(x))) return write_plain(out, PyLong_Type.tp_repr(obj(x)));
    if (num_category(x) == CAT_DECIMAL) {
        SCOPED_PY PyObject *finite = PyObject_CallMethod(obj(x), "is_finite", NULL);
        if (!finite) return -1;
        if (finite != Py_True) return (err_value("JSON has no %S", obj(x)), -1);
        return write_plain(out, PyObject_Str(obj(x)));
    }
    return num_to_double(x, &d) < 0 ? -1 : write_double(out, d);
}

// :a/b is "a/b".
static PyObject *name_text(Ref x) {
    PyObject *ns = is_keyword(x) ? keyword_of(x)->ns : symbol_of(x)->ns, *name = is_keyword(x) ? keyword_of(x)->name : symbol_of(x)->name;
    return ns ? PyUnicode_FromFormat("%U/%U", ns, name) : Py_NewRef(name);
}

// --- collections ------------------------------------------------------------

static int write_key(struct output *out, Ref key) {
    int r = write_str_of(out, is_keyword(key) || is_symbol(key) ? name_text(key) : print_value_str(key));
    strbuf_puts(&out->text, out->indent == -2 ? ":" : ": ");
    return r;
}

static int between(struct output *out, Py_ssize_t i) {
    if (i) strbuf_puts(&out->text, out->indent == -1 ? ", " : ",");
    line(out);
    return (i & 0xfff) == 0xfff ? PyErr_CheckSignals() : 0; // it may have no end
}

static int write_entry(struct output *out, Ref entry) {
    if (is_clj(entry, &entry_type)) {
        struct entry *e = (struct entry *)obj(entry);
        return write_key(out, ref(e->key)) < 0 ? -1 : write_value(out, ref(e->val));
    }
    SCOPED Value key = seq_first(entry), rest = seq_next(entry);
    SCOPED Value val = ok(rest) ? seq_first(ref(rest)) : ERR;
    return failed(key) || failed(val) || write_key(out, ref(key)) < 0 ? -1 : write_value(out, ref(val));
}

static int write_items(struct output *out, Ref coll, bool map) {
    struct cursor c;
    if (cursor_start(&c, coll) < 0) return -1;
    Py_ssize_t n = 0;
    int bad = 0;
    strbuf_putc(&out->text, map ? '{' : '[');
    out->level++;
    for (Value x; !bad && (x = cursor_next(&c)).w; drop(x), n++)
        bad = between(out, n) < 0 ? -1 : map ? write_entry(out, ref(x)) : write_value(out, ref(x));
    out->level--;
    if (n) line(out);
    strbuf_putc(&out->text, map ? '}' : ']');
    return cursor_end(&c) < 0 ? -1 : bad;
}

static int write_collection(struct output *out, Ref coll, bool map) {
    struct print_opened self;
    if (cstack_check() < 0) return -1;
    if (!print_open(&self, obj(coll))) return (err_value("what contains itself cannot be written as JSON"), -1);
    int r = write_items(out, coll, map);
    print_close(&self);
    return r;
}

// --- others -----------------------------------------------------------------

static bool is_a(PyObject *o, const char *module, const char *name) {
    PyTypeObject *type = Py_TYPE(o);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        const char *dot = strrchr(base->tp_name, '.');
        if (strcmp(dot ? dot + 1 : base->tp_name, name) != 0) continue;
        SCOPED_PY PyObject *in = PyObject_GetAttrString((PyObject *)base, "__module__");
        if (in && PyUnicode_Check(in) && PyUnicode_CompareWithASCIIString(in, module) == 0) return true;
        PyErr_Clear();
    }
    return false;
}

// An instant as RFC 3339 writes it, 2020-01-01T00:00:00Z; a date or a time of its own as ISO 8601 does.
static int write_date(struct output *out, PyObject *date) {
    SCOPED_PY PyObject *text = PyObject_CallMethod(date, "isoformat", NULL);
    if (!text) return -1;
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    SCOPED_PY PyObject *utc = PyUnicode_FromString("+00:00");
    if (!utc || PyUnicode_Tailmatch(text, utc, 0, n, 1) <= 0) return write_text(out, text);
    SCOPED_PY PyObject *local = PyUnicode_Substring(text, 0, n - 6);
    return local ? write_str_of(out, PyUnicode_FromFormat("%UZ", local)) : -1;
}

static int write_object(struct output *out, Ref x) {
    PyObject *o = obj(x);
    if (is_a(o, "datetime", "date") || is_a(o, "datetime", "time")) return write_date(out, o);
    if (is_a(o, "uuid", "UUID") || PyObject_HasAttrString(o, "__fspath__")) return write_str_of(out, PyObject_Str(o));
    if (!PyType_Check(o) && PyIndex_Check(o)) return write_plain(out, PyNumber_ToBase(o, 10)); // numpy's integers
    if (PyMapping_Check(o) && PyObject_HasAttrString(o, "items") && !PyType_Check(o)) {
        SCOPED_PY PyObject *items = PyMapping_Items(o);
        return items ? write_collection(out, ref_of(items), true) : -1;
    }
    if (seq_is_seqable(x)) return write_collection(out, x, false);
    return (err_type("%s cannot be written as JSON", err_type_name(x)), -1);
}

static int write_value(struct output *out, Ref x) {
    if (!is_obj(x)) return write_number(out, x);
    if (PyUnicode_Check(obj(x))) return write_text(out, obj(x));
    if (is_nil(x)) return strbuf_puts(&out->text, "null"), 0;
    if (PyBool_Check(obj(x))) return strbuf_puts(&out->text, same(x, TRUE_REF) ? "true" : "false"), 0;
    if (is_keyword(x) || is_symbol(x)) return write_str_of(out, name_text(x));
    if (num_is_own_number(x)) return write_number(out, x);
    unsigned kind = kind_of(x);
    if (kind & K_MAP || PyDict_Check(obj(x))) return write_collection(out, x, true);
    if (kind & (K_COLL | K_SEQ)) return write_collection(out, x, false);
    return write_object(out, x);
}

PRIM(json_text, "cljsh.process.prim", "json-text", "[x indent]",
     "Returns a value as JSON text, over several lines when indent is a number of blanks, without any blanks when it is false.")
{
    struct output out = {STRBUF_INIT, is_obj(a[1]) && obj(a[1]) == Py_False ? -2 : -1, 0};
    if (out.indent == -1 && !is_nil(a[1]) && (!int64_of(a[1], &out.indent) || out.indent < 0 || out.indent > 100))
        return err_arg("the indentation is a number of blanks up to 100, not %s", err_type_name(a[1]));
    if (write_value(&out, a[0]) == 0) return adopt(strbuf_finish(&out.text));
    strbuf_free(&out.text);
    return ERR;
}
