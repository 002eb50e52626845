// SPDX-License-Identifier: MIT
// Decoding of values; see encoding.h for the format.
#include "encoding/encoding.h"

#include "base/call.h"
#include "base/cstack.h"
#include "base/error.h"
#include "class/instance.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/queue.h"
#include "coll/set.h"
#include "coll/sorted.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "num/tower.h"
#include "seq/list.h"
#include "state/ref.h"
#include "text/regex.h"
#include "vm/switch.h"
#include "vm/verify.h"

#include <datetime.h>

PyObject *DecodeError;

int encoding_init(void) {
    DecodeError = PyErr_NewExceptionWithDoc("cljsh.DecodeError", "Encoded data that cannot be decoded here.", PyExc_ValueError, NULL);
    return DecodeError ? PyModule_AddObjectRef(cljsh_module, "DecodeError", DecodeError) : -1;
}

COLD Value bad_code(const char *format, ...) {
    va_list args;
    va_start(args, format);
    PyErr_FormatV(DecodeError, format, args);
    va_end(args);
    return ERR;
}

// --- bytes ------------------------------------------------------------------

int decode_byte(struct decoder *d) {
    if (unlikely(d->at == d->end)) return (bad_code("the data end too early"), -1);
    return *d->at++;
}

const uint8_t *decode_bytes(struct decoder *d, size_t n) {
    if (unlikely((size_t)(d->end - d->at) < n)) return (bad_code("the data end too early"), NULL);
    const uint8_t *p = d->at;
    d->at += n;
    return p;
}

int decode_number(struct decoder *d, uint64_t *n) {
    if (likely(d->at < d->end && *d->at < 128)) return (*n = *d->at++, 0);
    uint64_t x = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (unlikely(d->at == d->end)) break;
        uint8_t b = *d->at++;
        if (shift == 63 && b > 1) break;
        x |= (uint64_t)(b & 127) << shift;
        if (!(b & 128)) return (*n = x, 0);
    }
    return (bad_code("a number is malformed"), -1);
}

static int64_t unzigzag(uint64_t n) { return (int64_t)(n >> 1) ^ -(int64_t)(n & 1); }

// A number of things that take at least `size` bytes each: -1 when there cannot be that many.
int64_t decode_count(struct decoder *d, size_t size) {
    uint64_t n;
    if (decode_number(d, &n) < 0) return -1;
    if (n > (size_t)(d->end - d->at) / size) return (bad_code("a length is out of bounds"), -1);
    return (int64_t)n;
}

// A number that must not pass a limit.
static int64_t get_limited(struct decoder *d, uint64_t limit) {
    uint64_t n;
    if (decode_number(d, &n) < 0) return -1;
    if (n > limit) return (bad_code("a number is out of bounds"), -1);
    return (int64_t)n;
}

static uint64_t word_at(const uint8_t *p) {
    uint64_t w;
    memcpy(&w, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    return w;
}

// --- the table ----------------------------------------------------------------

static Value enter(struct decoder *d, Value v) {
    if (failed(v)) return ERR;
    if (d->used == d->size) {
        uint32_t size = d->size ? d->size * 2 : 256;
        Value *table = PyMem_Realloc(d->table, size * sizeof *table);
        if (!table) return (drop(v), PyErr_NoMemory(), ERR);
        d->table = table;
        d->size = size;
    }
    d->table[d->used++] = keep(ref(v));
    return v;
}

void decoder_free(struct decoder *d) {
    for (uint32_t i = 0; i < d->used; i++) drop(d->table[i]);
    PyMem_Free(d->table);
    d->table = NULL;
    d->used = d->size = 0;
}

// --- strings and numbers --------------------------------------------------------

static PyObject *get_text(struct decoder *d) {
    int64_t n = decode_count(d, 1);
    if (n < 0) return NULL;
    PyObject *s = PyUnicode_DecodeUTF8((const char *)d->at, n, "surrogatepass");
    d->at += n;
    if (!s && PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) bad_code("a text is no UTF-8");
    return s;
}

PyObject *decode_str(struct decoder *d) {
    Value v = decode_value(d);
    if (failed(v) || is_str(ref(v)) || is_nil(ref(v))) return (PyObject *)v.w;
    drop(v);
    bad_code("a str is missing");
    return NULL;
}

// A str, and no other value.
static PyObject *decode_name(struct decoder *d) {
    PyObject *s = decode_str(d);
    if (s != Py_None) return s;
    Py_DECREF(s);
    bad_code("a name is missing");
    return NULL;
}

static Value decode_big(struct decoder *d) {
    int64_t n = decode_count(d, 1);
    if (n < 0) return ERR;
    PyObject *o = _PyLong_FromByteArray(d->at, (size_t)n, 1, 1);
    d->at += n;
    return val_of(o);
}

static Value decode_ratio(struct decoder *d) {
    SCOPED Value num = decode_value(d), den = ok(num) ? decode_value(d) : ERR;
    if (failed(den)) return ERR;
    PyObject *n = py_of(ref(num)), *m = py_of(ref(den));
    if (!n || !m || !PyLong_Check(n) || !PyLong_Check(m) || PyBool_Check(n) || PyBool_Check(m) || long_is_zero(m)) {
        Py_XDECREF(n);
        Py_XDECREF(m);
        return PyErr_Occurred() ? ERR : bad_code("a ratio is malformed");
    }
    return ratio_give(n, m);
}

static Value decode_decimal(struct decoder *d) {
    SCOPED_PY PyObject *text = get_text(d);
    return text ? adopt(decimal_parse(text)) : ERR;
}

static Value decode_double(struct decoder *d) {
    const uint8_t *p = decode_bytes(d, 8);
    if (!p) return ERR;
    uint64_t w = word_at(p);
    double x;
    memcpy(&x, &w, 8);
    return double_value(x);
}

// --- collections ------------------------------------------------------------------

// `count` values into a new array; NULL on failure.
static Value *decode_items(struct decoder *d, int64_t count) {
    Value *items = count < 0 ? NULL : PyMem_New(Value, count + 1);
    if (!items) return count < 0 ? NULL : (Value *)PyErr_NoMemory();
    for (int64_t i = 0; i < count; i++) {
        items[i] = decode_value(d);
        if (ok(items[i])) continue;
        while (i-- > 0) drop(items[i]);
        PyMem_Free(items);
        return NULL;
    }
    return items;
}

// Takes the items.
static Value cons_all(Value *items, int64_t n) {
    Value seq = list_empty();
    while (n-- > 0) {
        Value next = ok(seq) ? cons_new(ref(items[n]), ref(seq)) : ERR;
        xdrop(seq);
        drop(items[n]);
        seq = next;
    }
    return seq;
}

static Value conj_all(Value coll, Value *items, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        if (ok(coll)) coll = coll_conj(coll, ref(items[i]));
        drop(items[i]);
    }
    return coll;
}

static Value decode_sequence(struct decoder *d, enum tag tag) {
    int64_t n = decode_count(d, 1);
    Value *items = decode_items(d, n), v;
    if (!items) return ERR;
    if (tag == TAG_LIST) v = n ? list_give(items, n) : list_empty();
    else if (tag == TAG_VECTOR) v = n ? vec_give(items, n) : vec_empty();
    else if (tag == TAG_SEQ) v = cons_all(items, n);
    else v = conj_all(tag == TAG_SET ? set_empty() : queue_empty(), items, n);
    PyMem_Free(items);
    return v;
}

static Value decode_map(struct decoder *d, enum tag tag) {
    int64_t n = decode_count(d, 2);
    if (n < 0) return ERR;
    if (tag == TAG_MAP) {
        Value *items = decode_items(d, 2 * n);
        if (!items) return ERR;
        Value map = map_give_ordered(items, 2 * n);
        PyMem_Free(items);
        return map;
    }
    Value map = map_empty();
    for (int64_t i = 0; i < n && ok(map); i++) {
        SCOPED Value key = decode_value(d), val = ok(key) ? decode_value(d) : ERR;
        map = ok(val) ? map_assoc(map, ref(key), ref(val)) : (drop(map), ERR);
    }
    return map;
}

static Value decode_sorted(struct decoder *d, bool map) {
    int64_t n = decode_count(d, map ? 2 : 1);
    Value coll = n < 0 ? ERR : sorted_make(map);
    for (int64_t i = 0; i < n && ok(coll); i++) {
        SCOPED Value key = decode_value(d), val = !ok(key) ? ERR : map ? decode_value(d) : nil_value();
        if (failed(val)) return (drop(coll), ERR);
        coll = map ? coll_assoc(coll, ref(key), ref(val)) : coll_conj(coll, ref(key));
    }
    return coll;
}

static Value decode_entry(struct decoder *d) {
    SCOPED Value key = decode_value(d), val = ok(key) ? decode_value(d) : ERR;
    return ok(val) ? entry_new(ref(key), ref(val)) : ERR;
}

static Value decode_instance(struct decoder *d, bool record) {
    SCOPED Value class = decode_value(d);
    if (failed(class)) return ERR;
    const struct class_info *info =
        is_obj(ref(class)) && PyType_Check(obj(ref(class))) ? info_of_class((PyTypeObject *)obj(ref(class))) : NULL;
    if (!info || (bool)(info->ops.kind & K_RECORD) != record || info->ops.kind & K_REIFIED)
        return bad_code("the class of an instance is another than it was");
    int64_t n = decode_count(d, 1);
    if (n >= 0 && n != info->nfields) return bad_code("%U has other fields now", info->name);
    Value *fields = decode_items(d, n);
    if (!fields) return ERR;
    SCOPED Value v = instance_new((PyTypeObject *)obj(ref(class)), fields, n);
    PyMem_Free(fields);
    if (failed(v)) return ERR;
    if (record) {
        Value more = decode_value(d);
        if (failed(more)) return ERR;
        if (!is_nil(ref(more)) && !is_clj(ref(more), &map_array_type) && !is_clj(ref(more), &hash_map_type))
            return (drop(more), bad_code("a record is malformed"));
        if (is_nil(ref(more))) {
            drop(more);
        } else {
            instance_of(ref(v))->words[n] = nil_value(); // for the setter to let go of
            instance_set(ref(v), (int)n, more);
        }
    }
    return keep(ref(v));
}

// --- things of the host -----------------------------------------------------------

static Value decode_inst(struct decoder *d) {
    static const int most[] = {9999, 12, 31, 23, 59, 59, 999999};
    int part[7];
    for (int i = 0; i < 7; i++) {
        int64_t n = get_limited(d, (uint64_t)most[i]);
        if (n < 0) return ERR;
        part[i] = (int)n;
    }
    if (!PyDateTimeAPI) PyDateTime_IMPORT;
    if (!PyDateTimeAPI) return ERR;
    Value v = adopt(PyDateTimeAPI->DateTime_FromDateAndTime(part[0], part[1], part[2], part[3], part[4], part[5], part[6],
                                                          PyDateTime_TimeZone_UTC, PyDateTimeAPI->DateTimeType));
    return failed(v) ? bad_code("an instant is malformed") : v;
}

static Value decode_uuid(struct decoder *d) {
    const uint8_t *p = decode_bytes(d, 16);
    SCOPED_PY PyObject *module = p ? PyImport_ImportModule("uuid") : NULL;
    SCOPED_PY PyObject *class = module ? PyObject_GetAttrString(module, "UUID") : NULL;
    SCOPED_PY PyObject *bytes = class ? PyBytes_FromStringAndSize((const char *)p, 16) : NULL;
    return bytes ? adopt(PyObject_CallFunctionObjArgs(class, Py_None, bytes, NULL)) : ERR;
}

static Value unhashable(void) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) bad_code("an element of a set or dict cannot be one");
    return ERR;
}

static Value decode_container(struct decoder *d, enum tag tag) {
    int64_t n = decode_count(d, 1);
    if (n < 0) return ERR;
    SCOPED_PY PyObject *list = PyList_New(0);
    for (int64_t i = 0; list && i < n; i++) {
        Value v = decode_value(d);
        SCOPED_PY PyObject *o = ok(v) ? py_give(v) : NULL;
        if (!o || PyList_Append(list, o) < 0) return ERR;
    }
    if (!list) return ERR;
    Value v = tag == TAG_PY_LIST ? keep_obj(list) : tag == TAG_TUPLE ? adopt(PyList_AsTuple(list))
            : tag == TAG_PY_SET  ? adopt(PySet_New(list)) : adopt(PyFrozenSet_New(list));
    return ok(v) ? v : unhashable();
}

static Value decode_dict(struct decoder *d) {
    int64_t n = decode_count(d, 2);
    PyObject *dict = n < 0 ? NULL : PyDict_New();
    for (int64_t i = 0; dict && i < n; i++) {
        Value k = decode_value(d), v = ok(k) ? decode_value(d) : ERR;
        SCOPED_PY PyObject *key = ok(k) ? py_give(k) : NULL, *val = ok(v) ? py_give(v) : NULL;
        if (key && val && PyDict_SetItem(dict, key, val) == 0) continue;
        if (key && val) unhashable();
        Py_CLEAR(dict);
    }
    return adopt(dict);
}

// --- names ---------------------------------------------------------------------------

static struct ns *get_ns(struct decoder *d, PyObject *name) {
    struct ns *ns = ns_find(name);
    if (ns) return ns;
    if (d->travel) return d->travel->ns(name);
    bad_code("there is no namespace %U", name);
    return NULL;
}

static Value decode_var(struct decoder *d) {
    SCOPED_PY PyObject *ns_name = decode_name(d), *name = ns_name ? decode_name(d) : NULL;
    int make = name ? decode_byte(d) : -1;
    if (make < 0) return ERR;
    struct ns *ns = get_ns(d, ns_name);
    if (!ns) return ERR;
    PyObject *o = ns_lookup(ns, name);
    if (o && is_var(ref_of(o)) && ((struct var *)o)->ns == ns) return keep_obj(o);
    if (!d->travel && (!make || ns != ns_current())) return bad_code("there is no %U/%U", ns_name, name);
    struct var *v = ns_intern(ns, name);
    return v ? keep_obj(v) : ERR;
}

static Value decode_root(struct decoder *d) {
    SCOPED Value v = decode_value(d);
    if (failed(v)) return ERR;
    if (!is_var(ref(v)) || !var_of(ref(v))->root.w || !is_fn(ref(var_of(ref(v))->root))) return bad_code("a var holds no function any more");
    return keep(ref(var_of(ref(v))->root));
}

static Value decode_class(struct decoder *d) {
    SCOPED_PY PyObject *name = decode_name(d);
    PyObject *o = name ? ns_member(name) : NULL;
    if (o && is_var(ref_of(o))) o = ((struct var *)o)->root.w ? obj(ref(((struct var *)o)->root)) : NULL;
    if (o && is_obj(ref_of(o)) && PyType_Check(o) && info_of_class((PyTypeObject *)o)) return keep_obj(o);
    return name ? bad_code("there is no class %U", name) : ERR;
}

static Value failed_import(PyObject *name) {
    if (PyErr_ExceptionMatches(PyExc_Exception)) bad_code("the module %U cannot be imported", name);
    return ERR;
}

static PyObject *get_module(PyObject *name) {
    PyObject *module;
    enum lookup found = lookup_module(name, &module);
    if (found == LOOKUP_ABSENT) {
        SCOPED_PY PyObject *outermost = PyImport_Import(name); // the package it is in
        found = outermost ? lookup_module(name, &module) : LOOKUP_FAILED;
    }
    if (found == LOOKUP_ABSENT) bad_code("the module %U cannot be imported", name);
    if (found == LOOKUP_FAILED) failed_import(name);
    return module;
}

static Value decode_module(struct decoder *d) {
    SCOPED_PY PyObject *name = decode_name(d);
    return name ? adopt(get_module(name)) : ERR;
}

static Value decode_host(struct decoder *d) {
    SCOPED_PY PyObject *module = decode_name(d), *name = module ? decode_name(d) : NULL;
    SCOPED_PY PyObject *dot = name ? PyUnicode_FromString(".") : NULL, *parts = dot ? PyUnicode_Split(name, dot, -1) : NULL;
    PyObject *o = parts ? get_module(module) : NULL;
    for (Py_ssize_t i = 0; o && i < PyList_GET_SIZE(parts); i++) {
        Py_SETREF(o, PyObject_GetAttr(o, PyList_GET_ITEM(parts, i)));
        if (!o && PyErr_ExceptionMatches(PyExc_Exception)) return bad_code("there is no %U in the module %U", name, module);
    }
    if (o && !PyType_Check(o) && !PyCFunction_Check(o) && !PyFunction_Check(o)) {
        Py_DECREF(o);
        return bad_code("%U of the module %U is neither class nor function", name, module);
    }
    return adopt(o);
}

static Value decode_named(struct decoder *d) {
    SCOPED_PY PyObject *ns_name = decode_name(d), *prefix = ns_name ? decode_str(d) : NULL, *name = prefix ? decode_name(d) : NULL;
    struct ns *ns = name ? get_ns(d, ns_name) : NULL;
    PyObject *o = ns ? encode_named_object(ns, prefix == Py_None ? NULL : prefix, name) : NULL;
    if (o) return val_from(o);
    return ns ? bad_code("%U means nothing of the host in %U any more", name, ns_name) : ERR;
}

static Value decode_symbol(struct decoder *d, bool keyword) {
    SCOPED_PY PyObject *ns = decode_str(d), *name = ns ? decode_name(d) : NULL;
    if (!name) return ERR;
    PyObject *prefix = ns == Py_None ? NULL : ns;
    return keyword ? keyword_new(prefix, name) : symbol_new(prefix, name);
}

static Value decode_pattern(struct decoder *d) {
    SCOPED_PY PyObject *source = decode_name(d);
    return source ? pattern_new(source) : ERR;
}

static Value decode_volatile(struct decoder *d) {
    Value v = decode_value(d);
    if (failed(v)) return ERR;
    struct volatile_box *box = (struct volatile_box *)TYPE_OBJECT(volatile_type)->tp_alloc(TYPE_OBJECT(volatile_type), 0);
    if (!box) return (drop(v), ERR);
    box->value = v;
    return adopt(box);
}

static Value decode_ns(struct decoder *d) {
    SCOPED_PY PyObject *name = decode_name(d);
    struct ns *ns = name ? get_ns(d, name) : NULL;
    return ns ? keep_obj(ns) : ERR;
}

// --- functions ---------------------------------------------------------------------------

static Value decode_switch(struct decoder *d) {
    int64_t n = decode_count(d, 2);
    Value table = n < 0 ? ERR : switch_new();
    for (int64_t i = 0; ok(table) && i < n; i++) {
        SCOPED Value constant = decode_value(d);
        int64_t jump = ok(constant) ? get_limited(d, INT32_MAX) : -1;
        int there = jump < 0 ? -1 : switch_add(ref(table), ref(constant), jump);
        if (there > 0) bad_code("a constant stands twice in a table");
        if (!there) continue;
        drop(table);
        return ERR;
    }
    return table;
}

// An array of an object that frees it; none for nothing.
#define VERIFY_MOST ((uint64_t)1 << 26) // registers times instructions: the memory it takes

#define ARRAY(place, count) ((count) == 0 || ((place) = PyMem_Malloc((size_t)(count) * sizeof *(place))) ? 0 : (PyErr_NoMemory(), -1))

static int decode_lines(struct decoder *d, struct proto *p) {
    int64_t n = decode_count(d, 3);
    if (n < 0 || ARRAY(p->lines, n) < 0) return -1;
    uint64_t pc = 0, step, line, column;
    int64_t at = 0;
    for (p->nlines = 0; p->nlines < n; p->nlines++) {
        if (decode_number(d, &step) < 0 || decode_number(d, &line) < 0 || decode_number(d, &column) < 0) return -1;
        pc += step;
        at += unzigzag(line);
        if (step > p->ncode || pc > p->ncode || at < INT32_MIN || at > INT32_MAX || column > INT32_MAX)
            return (bad_code("a line is out of bounds"), -1);
        p->lines[p->nlines] = (struct line){(uint32_t)pc, (int)at, (int)column};
    }
    return 0;
}

static int decode_live(struct decoder *d, struct proto *p) {
    int64_t words = get_limited(d, UINT16_MAX / 64 + 1), rows = words < 0 ? -1 : get_limited(d, UINT32_MAX);
    if (rows < 0) return -1;
    if (words != (p->nregs + 63) / 64 + !p->nregs || rows > (d->end - d->at) / words)
        return (bad_code("the table of live registers is out of bounds"), -1);
    if (ARRAY(p->live_bits, rows * words) < 0) return -1;
    p->live_words = (uint32_t)words;
    uint64_t beyond = p->nregs % 64 || !p->nregs ? ~(uint64_t)0 << p->nregs % 64 : 0;
    for (int64_t i = 0; i < rows * words; i++) {
        if (decode_number(d, &p->live_bits[i]) < 0) return -1;
        if (i % words == words - 1 && p->live_bits[i] & beyond) return (bad_code("a register is out of bounds"), -1);
    }
    int64_t n = decode_count(d, 2);
    if (n < 0 || ARRAY(p->live, n) < 0) return -1;
    uint64_t pc = 0, step, row;
    for (p->nlive = 0; p->nlive < n; p->nlive++) {
        if (decode_number(d, &step) < 0 || decode_number(d, &row) < 0) return -1;
        pc += step;
        if (step > p->ncode || pc > p->ncode || row >= (uint64_t)rows) return (bad_code("a place is out of bounds"), -1);
        p->live[p->nlive] = (struct live_entry){(uint32_t)pc, (uint32_t)row};
    }
    n = decode_count(d, 5);
    if (n < 0 || ARRAY(p->handlers, n) < 0) return -1;
    for (p->nhandlers = 0; p->nhandlers < n; p->nhandlers++) {
        int64_t start = get_limited(d, p->ncode), end = start < 0 ? -1 : get_limited(d, p->ncode);
        int64_t target = end < 0 ? -1 : get_limited(d, p->ncode), reg = target < 0 ? -1 : get_limited(d, UINT16_MAX);
        int64_t live = reg < 0 ? -1 : get_limited(d, UINT32_MAX);
        if (live < 0) return -1;
        if (live >= rows) return (bad_code("a handler is out of bounds"), -1);
        p->handlers[p->nhandlers] = (struct handler){.start = (uint32_t)start, .end = (uint32_t)end, .target = (uint32_t)target,
                                                     .exc_reg = (uint16_t)reg, .live = (uint32_t)live};
    }
    return 0;
}

static int decode_code(struct decoder *d, struct proto *p) {
    int64_t n = decode_count(d, 8);
    if (n < 0) return -1;
    if (!n || n > INT32_MAX) return (bad_code("a function has no code"), -1);
    if (!(p->code = PyMem_New(Instr, n))) return (PyErr_NoMemory(), -1);
    const uint8_t *from = decode_bytes(d, (size_t)n * 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (int64_t i = 0; i < n; i++) p->code[i] = word_at(from + 8 * i);
#else
    memcpy(p->code, from, (size_t)n * 8);
#endif
    p->ncode = (uint32_t)n;
    n = decode_count(d, 1);
    if (n > UINT16_MAX) return (bad_code("a function has too many constants"), -1);
    int64_t sites = n < 0 ? -1 : decode_count(d, 1);
    if (sites < 0) return -1;
    if (sites > SITES_MAX) return (bad_code("a function has too many sites"), -1);
    if (proto_room(p, (uint32_t)n, (uint32_t)sites) < 0) return -1;
    for (; p->nk < n; p->nk++)
        if (failed(p->k[p->nk] = decode_value(d))) return -1;
    for (int64_t i = 1; i <= sites; i++) {
        uint64_t k;
        if (decode_number(d, &k) < 0) return -1;
        if (k >= p->nk) return (bad_code("a site has no constant"), -1);
        proto_site(p, -i)->k = ref(p->k[k]);
    }
    return 0;
}

static int decode_head(struct decoder *d, struct proto *p) {
    int64_t flags = get_limited(d, UINT8_MAX);
    int64_t nregs = flags < 0 ? -1 : get_limited(d, UINT16_MAX), nargs = nregs < 0 ? -1 : get_limited(d, MAX_FIXED);
    int64_t n = nargs < 0 ? -1 : decode_count(d, 1);
    if (n > UINT16_MAX) return (bad_code("a function closes over too much"), -1);
    if (n < 0 || ARRAY(p->captures, n) < 0) return -1;
    p->flags = (uint8_t)flags;
    p->nregs = (uint16_t)nregs;
    p->nargs = (uint16_t)nargs;
    for (; p->ncaptures < n; p->ncaptures++) {
        int64_t which = get_limited(d, UINT16_MAX);
        if (which < 0) return -1;
        p->captures[p->ncaptures] = (uint16_t)which;
    }
    return 0;
}

static int decode_ends(struct decoder *d, struct proto *p) {
    if (!(p->file = decode_str(d))) return -1;
    if (p->file == Py_None) Py_CLEAR(p->file);
    Value arglist = decode_value(d);
    if (failed(arglist)) return -1;
    if (!is_nil(ref(arglist)) && !is_vec(ref(arglist))) {
        drop(arglist);
        return (bad_code("an arglist is no vector"), -1);
    }
    if (is_nil(ref(arglist))) drop(arglist);
    else p->arglist = py_give(arglist);
    return 0;
}

static struct proto *decode_proto(struct decoder *d, struct fndef *def) {
    struct proto *p = proto_new();
    if (!p) return NULL;
    int bad = decode_head(d, p) < 0 || decode_code(d, p) < 0 || decode_lines(d, p) < 0 || decode_live(d, p) < 0 || decode_ends(d, p) < 0 ||
              check_code_proto(p, def->ncaptures) < 0;
    if (!bad && d->flags & DECODE_VERIFY && (uint64_t)p->ncode * p->nregs > VERIFY_MOST) {
        bad_code("a function is too large to be verified");
        bad = 1;
    }
    if (!bad && d->flags & DECODE_VERIFY && proto_verify(p, "decoded code") < 0) {
        if (PyErr_ExceptionMatches(PyExc_SystemError)) bad_code("the code takes registers for what they are not");
        bad = 1;
    }
    if (bad) Py_CLEAR(p);
    return p;
}

struct fndef *decode_fndef(struct decoder *d) {
    SCOPED_PY PyObject *name = decode_name(d);
    int64_t captures = name ? get_limited(d, UINT16_MAX) : -1, n = captures < 0 ? -1 : get_limited(d, MAX_FIXED + 2);
    struct fndef *def = n < 0 ? NULL : fndef_new(name);
    if (!def) return NULL;
    def->ncaptures = (uint16_t)captures;
    for (int64_t i = 0; i < n; i++) {
        struct proto *p = decode_proto(d, def);
        if (p && fndef_add(def, p) == 0) continue;
        if (p && PyErr_ExceptionMatches(ArgumentError)) bad_code("two arities of a function collide");
        Py_DECREF(def);
        return NULL;
    }
    return def;
}

static Value decode_fn(struct decoder *d) {
    SCOPED Value def = decode_value(d);
    if (failed(def)) return ERR;
    if (!is_type(ref(def), &fndef_type)) return bad_code("a function has no code");
    struct fn *f = fn_new((struct fndef *)obj(ref(def)));
    for (int i = 0; f && i < f->def->ncaptures; i++) {
        Value x = decode_value(d);
        if (failed(x)) return (drop(adopt(f)), ERR);
        drop(f->captured[i]);
        f->captured[i] = x;
    }
    return adopt(f);
}

// --- values -------------------------------------------------------------------------------

static Value decode_ref(struct decoder *d) {
    uint64_t n;
    if (decode_number(d, &n) < 0) return ERR;
    return likely(n < d->used) ? keep(ref(d->table[n])) : bad_code("a reference leads nowhere");
}

static Value decode_interned(struct decoder *d) {
    PyObject *s = get_text(d);
    if (s) PyUnicode_InternInPlace(&s);
    return adopt(s);
}

static Value decode_raw_bytes(struct decoder *d) {
    int64_t n = decode_count(d, 1);
    if (n < 0) return ERR;
    PyObject *bytes = PyBytes_FromStringAndSize((const char *)d->at, n);
    d->at += n;
    return adopt(bytes);
}

static Value decode_object(struct decoder *d, enum tag tag) {
    switch (tag) {
    case TAG_RATIO: return decode_ratio(d);
    case TAG_DECIMAL: return decode_decimal(d);
    case TAG_STR: return adopt(get_text(d));
    case TAG_NAME: return decode_interned(d);
    case TAG_BYTES: return decode_raw_bytes(d);
    case TAG_SYMBOL: return decode_symbol(d, false);
    case TAG_KEYWORD: return decode_symbol(d, true);
    case TAG_LIST: case TAG_SEQ: case TAG_VECTOR: case TAG_SET: case TAG_QUEUE: return decode_sequence(d, tag);
    case TAG_ENTRY: return decode_entry(d);
    case TAG_MAP: case TAG_HASH_MAP: return decode_map(d, tag);
    case TAG_SORTED_MAP: case TAG_SORTED_SET: return decode_sorted(d, tag == TAG_SORTED_MAP);
    case TAG_RECORD: case TAG_INSTANCE: return decode_instance(d, tag == TAG_RECORD);
    case TAG_PATTERN: return decode_pattern(d);
    case TAG_INST: return decode_inst(d);
    case TAG_UUID: return decode_uuid(d);
    case TAG_TUPLE: case TAG_PY_LIST: case TAG_PY_SET: case TAG_FROZENSET: return decode_container(d, tag);
    case TAG_DICT: return decode_dict(d);
    case TAG_VOLATILE: return decode_volatile(d);
    case TAG_VAR: return decode_var(d);
    case TAG_NS: return decode_ns(d);
    case TAG_ROOT: return decode_root(d);
    case TAG_CLASS: return decode_class(d);
    case TAG_MODULE: return decode_module(d);
    case TAG_HOST: return decode_host(d);
    case TAG_NAMED: return decode_named(d);
    case TAG_FNDEF: return adopt(decode_fndef(d));
    case TAG_FN: return decode_fn(d);
    case TAG_SWITCH: return decode_switch(d);
    default: return d->travel && tag > TAG_REF ? d->travel->read(d, tag) : bad_code("there is no tag %d", (int)tag);
    }
}

static bool can_have_meta(enum tag tag) {
    switch (tag) {
    case TAG_SYMBOL: case TAG_LIST: case TAG_SEQ: case TAG_VECTOR: case TAG_SET: case TAG_QUEUE: case TAG_MAP: case TAG_HASH_MAP:
    case TAG_SORTED_MAP: case TAG_SORTED_SET: case TAG_RECORD: case TAG_INSTANCE: case TAG_FN: case TAG_SORTED_BY: return true;
    default: return false;
    }
}

static Value decode_with_meta(struct decoder *d, enum tag tag) {
    if (!can_have_meta(tag)) return bad_code("tag %d has no metadata", (int)tag);
    SCOPED Value meta = decode_value(d);
    if (failed(meta)) return ERR;
    if (!is_map(ref(meta))) return bad_code("metadata are no map");
    Value v = decode_object(d, tag);
    if (failed(v)) return ERR;
    PyObject **place = meta_slot(ref(v));
    if (place && !*place && sole(v) && !info_of(ref(v))) { // just made
        *place = (PyObject *)keep(ref(meta)).w;
        if (PyObject_IS_GC(obj(ref(v))) && !gc_is_tracked(obj(ref(v)))) PyObject_GC_Track(obj(ref(v)));
        return v;
    }
    Value with = coll_with_meta(ref(v), ref(meta));
    drop(v);
    return with;
}

/* Errors of others on the way (a pattern that does not compile, elements a
 * comparator refuses) are the data's fault; what is not, passes. */
static COLD Value blame(struct decoder *d) {
    if (PyErr_ExceptionMatches(DecodeError) || PyErr_ExceptionMatches(PyExc_MemoryError) || !PyErr_ExceptionMatches(PyExc_Exception)) return ERR;
    PyErr_Clear();
    return bad_code("a value before byte %zd is malformed", d->at - d->start);
}

Value decode_value(struct decoder *d) {
    int byte = decode_byte(d);
    if (byte < 0) return ERR;
    uint64_t n;
    switch (byte) {
    case TAG_NIL: return nil_value();
    case TAG_TRUE: return bool_value(true);
    case TAG_FALSE: return bool_value(false);
    case TAG_INT: return decode_number(d, &n) < 0 ? ERR : int_value(unzigzag(n));
    case TAG_BIG: return decode_big(d);
    case TAG_DOUBLE: return decode_double(d);
    case TAG_REF: return decode_ref(d);
    default: break;
    }
    if (d->depth == ENCODING_DEPTH) return bad_code("a value is nested too deeply");
    if (cstack_check() < 0) return ERR;
    d->depth++;
    Value v = byte & TAG_META ? decode_with_meta(d, (enum tag)(byte & ~TAG_META)) : decode_object(d, (enum tag)byte);
    d->depth--;
    return ok(v) ? enter(d, v) : blame(d);
}
