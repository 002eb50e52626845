// SPDX-License-Identifier: MIT
// Decoding of values; see encoding.h for the format.
#include "encoding/decode_parts.h"

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

// A number of things that take at least `size` bytes each: -1 when there cannot be that many.
int64_t decode_count(struct decoder *d, size_t size) {
    uint64_t n;
    if (decode_number(d, &n) < 0) return -1;
    if (n > (size_t)(d->end - d->at) / size) return (bad_code("a length is out of bounds"), -1);
    return (int64_t)n;
}

// A number that must not pass a limit.
int64_t decode_limited(struct decoder *d, uint64_t limit) {
    uint64_t n;
    if (decode_number(d, &n) < 0) return -1;
    if (n > limit) return (bad_code("a number is out of bounds"), -1);
    return (int64_t)n;
}

uint64_t decode_word(const uint8_t *p) {
    uint64_t w;
    memcpy(&w, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    return w;
}

// --- the table ----------------------------------------------------------------

static Value decoder_enter(struct decoder *d, Value v) {
    if (failed(v)) return ERR;
    if (d->used == d->size) {
        uint32_t size = d->size ? d->size * 2 : 32;
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
    Py_CLEAR(d->fetched);
    d->table = NULL;
    d->used = d->size = 0;
}

// --- strings and numbers --------------------------------------------------------

PyObject *decode_text(struct decoder *d) {
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
PyObject *decode_name(struct decoder *d) {
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
    const bool there = n && m; // else there was no memory
    if (!there || !PyLong_Check(n) || !PyLong_Check(m) || PyBool_Check(n) || PyBool_Check(m) || long_is_zero(m)) {
        Py_XDECREF(n);
        Py_XDECREF(m);
        return there ? bad_code("a ratio is malformed") : ERR;
    }
    return ratio_give(n, m);
}

static Value decode_decimal(struct decoder *d) {
    SCOPED_PY PyObject *text = decode_text(d);
    return text ? adopt(decimal_parse(text)) : ERR;
}

static Value decode_double(struct decoder *d) {
    const uint8_t *p = decode_bytes(d, 8);
    if (!p) return ERR;
    uint64_t w = decode_word(p);
    double x;
    memcpy(&x, &w, 8);
    return double_value(x);
}

// --- collections ------------------------------------------------------------------

// `count` values into a new array; NULL on failure.
Value *decode_items(struct decoder *d, int64_t count) {
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

// --- values -------------------------------------------------------------------------------

static Value decode_ref(struct decoder *d) {
    uint64_t n;
    if (decode_number(d, &n) < 0) return ERR;
    return likely(n < d->used) ? keep(ref(d->table[n])) : bad_code("a reference leads nowhere");
}

static Value decode_interned(struct decoder *d) {
    PyObject *s = decode_text(d);
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
    case TAG_STR: return adopt(decode_text(d));
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
    case TAG_LATE_FNDEF: return adopt(decode_late_fndef(d));
    case TAG_IMPORT: return decode_import(d);
    case TAG_FAR: return decode_far(d);
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
        if (PyObject_IS_GC(obj(ref(v))) && !gc_is_tracked(obj(ref(v)))) gc_track(obj(ref(v)));
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
    const enum tag tag = (enum tag)(byte & ~(TAG_META | TAG_FETCHED));
    Value v = byte & TAG_META ? decode_with_meta(d, tag) : decode_object(d, tag);
    d->depth--;
    if (failed(v)) return blame(d);
    if (unlikely(byte & TAG_FETCHED) && d->outer && decode_fetched(d, ref(v), d->used) < 0) return (drop(v), ERR);
    return decoder_enter(d, v);
}
