// SPDX-License-Identifier: MIT
// Encoding of values; see encoding.h for the format.
#include "encoding/encode_parts.h"

#include "base/absent.h"
#include "base/cstack.h"
#include "base/error.h"
#include "base/prim.h"
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
#include "seq/seq.h"
#include "state/ref.h"
#include "text/regex.h"
#include "vm/switch.h"

#include <datetime.h>

#define SEQ_MAX (1 << 20) // of a seq that may have no end

// --- bytes ----------------------------------------------------------------

static int grow(struct encoder *e, size_t more) {
    size_t capacity = e->capacity ? e->capacity : 4096;
    while (capacity - e->length < more) capacity *= 2;
    uint8_t *data = PyMem_Realloc(e->data, capacity);
    if (!data) return (PyErr_NoMemory(), -1);
    e->data = data;
    e->capacity = capacity;
    return 0;
}

int encode_bytes(struct encoder *e, const void *data, size_t length) {
    if (e->capacity - e->length < length && grow(e, length) < 0) return -1;
    if (length) memcpy(e->data + e->length, data, length);
    e->length += length;
    return 0;
}

int encode_byte(struct encoder *e, unsigned byte) {
    uint8_t b = (uint8_t)byte;
    return encode_bytes(e, &b, 1);
}

int encode_number(struct encoder *e, uint64_t n) {
    uint8_t group[10];
    size_t length = 0;
    do {
        group[length++] = (uint8_t)((n & 127) | (n > 127 ? 128 : 0));
        n >>= 7;
    } while (n);
    return encode_bytes(e, group, length);
}

int encode_word(struct encoder *e, uint64_t w) {
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(w >> (8 * i));
    return encode_bytes(e, bytes, 8);
}

static int encode_counted(struct encoder *e, const void *data, size_t length) {
    return encode_number(e, length) < 0 ? -1 : encode_bytes(e, data, length);
}

int encode_all(struct encoder *e, const Value *items, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++)
        if (encode_value(e, ref(items[i])) < 0) return -1;
    return 0;
}

// --- numbers of values ------------------------------------------------------

static uint32_t *slot(struct encoder *e, uintptr_t key) {
    uint32_t i = (uint32_t)((key >> 4) * 0x9e3779b1u) & e->mask;
    while (e->keys[i] && e->keys[i] != key) i = (i + 1) & e->mask;
    return &e->numbers[i];
}

static int rehash(struct encoder *e) {
    uint32_t old = e->keys ? e->mask + 1 : 0, size = old ? old * 2 : 256;
    uintptr_t *keys = e->keys;
    uint32_t *numbers = e->numbers;
    e->keys = PyMem_Calloc(size, sizeof *e->keys);
    e->numbers = PyMem_Calloc(size, sizeof *e->numbers);
    if (!e->keys || !e->numbers) {
        PyMem_Free(e->keys);
        PyMem_Free(e->numbers);
        e->keys = keys;
        e->numbers = numbers;
        return (PyErr_NoMemory(), -1);
    }
    e->mask = size - 1;
    for (uint32_t i = 0; i < old; i++)
        if (keys[i]) {
            uint32_t *to = slot(e, keys[i]);
            *to = numbers[i];
            e->keys[to - e->numbers] = keys[i];
        }
    PyMem_Free(keys);
    PyMem_Free(numbers);
    return 0;
}

int encoder_number(struct encoder *e, Ref r) {
    if ((!e->keys || e->used * 2 > e->mask) && rehash(e) < 0) return -1;
    if (e->used == e->kept_size) {
        uint32_t size = e->kept_size ? e->kept_size * 2 : 128;
        Value *kept = PyMem_Realloc(e->kept, size * sizeof *kept);
        if (!kept) return (PyErr_NoMemory(), -1);
        e->kept = kept;
        e->kept_size = size;
    }
    uint32_t *number = slot(e, r.w);
    if (!e->keys[number - e->numbers]) { // an object may have a number already: the first one is as good
        e->keys[number - e->numbers] = r.w;
        *number = e->used;
    }
    e->kept[e->used++] = keep(r);
    return 0;
}

// The number of a value that was encoded before, or -1.
static int64_t number_of(struct encoder *e, Ref r) {
    if (!e->keys) return -1;
    uint32_t *number = slot(e, r.w);
    return e->keys[number - e->numbers] ? (int64_t)*number : -1;
}

bool encoder_has(struct encoder *e, Ref r) { return number_of(e, r) >= 0; }

void encoder_forget(struct encoder *e) {
    e->depth = 0;
    if (!e->used) return;
    for (uint32_t i = 0; i < e->used; i++) drop(e->kept[i]);
    e->used = 0;
    if (e->mask < 4096) {
        memset(e->keys, 0, ((size_t)e->mask + 1) * sizeof *e->keys);
        return;
    }
    PyMem_Free(e->keys); // it was a large value: the next one need not be
    PyMem_Free(e->numbers);
    PyMem_Free(e->kept);
    e->keys = NULL;
    e->numbers = NULL;
    e->kept = NULL;
    e->kept_size = e->mask = 0;
}

void encoder_free(struct encoder *e) {
    for (uint32_t i = 0; i < e->used; i++) drop(e->kept[i]);
    PyMem_Free(e->kept);
    PyMem_Free(e->keys);
    PyMem_Free(e->numbers);
    PyMem_Free(e->data);
    if (!e->outer) {
        Py_XDECREF(e->names);
        encode_sections_free(e);
    }
    *e = (struct encoder){0};
}

// --- strings and numbers ----------------------------------------------------

static int encode_text(struct encoder *e, PyObject *s) {
    Py_ssize_t length;
    const char *text = PyUnicode_IS_COMPACT_ASCII(s) ? PyUnicode_AsUTF8AndSize(s, &length) : NULL;
    if (text) return encode_counted(e, text, (size_t)length);
    SCOPED_PY PyObject *bytes = PyUnicode_AsEncodedString(s, "utf-8", "surrogatepass");
    return bytes ? encode_counted(e, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) : -1;
}

static int encode_big(struct encoder *e, PyObject *o) {
    size_t bits = _PyLong_NumBits(o);
    if (bits == (size_t)-1 && PyErr_Occurred()) return -1;
    size_t length = bits / 8 + 1;
    if (encode_byte(e, TAG_BIG) < 0 || encode_number(e, length) < 0) return -1;
    if (e->capacity - e->length < length && grow(e, length) < 0) return -1;
    if (_PyLong_AsByteArray((PyLongObject *)o, e->data + e->length, length, 1, 1) < 0) return -1;
    e->length += length;
    return 0;
}

static int encode_double(struct encoder *e, double d) {
    uint64_t w;
    memcpy(&w, &d, 8);
    return encode_byte(e, TAG_DOUBLE) < 0 ? -1 : encode_word(e, w);
}

// --- names ------------------------------------------------------------------

int encode_name(struct encoder *e, PyObject *s) { return encode_value(e, ref_of(s ? s : Py_None)); }

// Of a function: nobody looks it up, so it is not interned where it is read.
int encode_label(struct encoder *e, PyObject *name) {
    if (!PyUnicode_CheckExact(name) || encoder_has(e, ref_of(name))) return encode_name(e, name);
    return encode_byte(e, TAG_STR) < 0 || encode_text(e, name) < 0 ? -1 : encoder_number(e, ref_of(name));
}

// --- collections --------------------------------------------------------------

int encode_tag(struct encoder *e, enum tag tag, PyObject *meta) {
    if (encode_byte(e, tag | (meta ? TAG_META : 0)) < 0) return -1;
    return meta ? encode_value(e, ref_of(meta)) : 0;
}

static PyObject *meta_of(Ref r) {
    PyObject **place = meta_slot(r);
    return place ? *place : NULL;
}

static int encode_items(struct encoder *e, enum tag tag, Ref coll) {
    Value *items;
    if (kind_of(coll) & K_SEQ && !is_list(coll)) { // it may be endless
        SCOPED Value s = seq_of(coll);
        for (int i = 0; ok(s) && !is_nil(ref(s)); i++) {
            if (i == SEQ_MAX) return (err_type("a seq that is too long cannot be encoded"), -1);
            Value next = seq_next(ref(s));
            drop(s);
            s = next;
        }
        if (failed(s)) return -1;
    }
    Py_ssize_t n = seq_to_words(coll, &items);
    if (n < 0) return -1;
    int r = encode_tag(e, tag, meta_of(coll)) < 0 || encode_number(e, (uint64_t)n) < 0 ? -1 : encode_all(e, items, n);
    seq_words_free(items, n);
    return r;
}

static int encode_pairs(struct encoder *e, Ref map, Py_ssize_t n) {
    struct map_cursor cursor = {0};
    Ref key, val;
    if (encode_number(e, (uint64_t)n) < 0) return -1;
    while (map_each(map, &cursor, &key, &val))
        if (encode_value(e, key) < 0 || encode_value(e, val) < 0) return -1;
    return 0;
}

static int encode_sorted(struct encoder *e, Ref r) {
    bool map = is_clj(r, &sorted_map_type);
    if (!sorted_is_plain(r) && e->travel) return encode_cannot(e, r);
    if (!sorted_is_plain(r)) return (err_type("a sorted collection with a comparator of its own cannot be encoded"), -1);
    if (encode_tag(e, map ? TAG_SORTED_MAP : TAG_SORTED_SET, meta_of(r)) < 0) return -1;
    Py_ssize_t n = coll_count(r);
    if (n < 0) return -1;
    if (map) return encode_pairs(e, r, n);
    struct map_cursor cursor = {0};
    Ref key, val;
    if (encode_number(e, (uint64_t)n) < 0) return -1;
    while (map_each(r, &cursor, &key, &val))
        if (encode_value(e, key) < 0) return -1;
    return 0;
}

static int encode_instance(struct encoder *e, Ref r, const struct class_info *info) {
    bool record = info->ops.kind & K_RECORD;
    if (info->ops.kind & K_REIFIED || Py_TYPE(obj(r)) != info->class) return encode_cannot(e, r);
    struct instance *o = instance_of(r);
    PyObject *meta = info->meta_word >= 0 ? *instance_meta(r, info) : NULL;
    if (encode_tag(e, record ? TAG_RECORD : TAG_INSTANCE, meta) < 0 || encode_value(e, ref_of(info->class)) < 0) return -1;
    if (encode_number(e, (uint64_t)info->nfields) < 0 || encode_all(e, o->words, info->nfields) < 0) return -1;
    if (!record) return 0;
    Value more = o->words[info->nfields];
    return encode_value(e, more.w ? ref(more) : NIL);
}

// --- things of the host ---------------------------------------------------------

static int encode_inst(struct encoder *e, PyObject *o) {
    PyDateTime_DateTime *t = (PyDateTime_DateTime *)o;
    if (!t->hastzinfo || t->tzinfo != PyDateTime_TimeZone_UTC || t->fold) return encode_cannot(e, ref_of(o));
    const int parts[] = {PyDateTime_GET_YEAR(o),         PyDateTime_GET_MONTH(o),       PyDateTime_GET_DAY(o),
                         PyDateTime_DATE_GET_HOUR(o),    PyDateTime_DATE_GET_MINUTE(o), PyDateTime_DATE_GET_SECOND(o),
                         PyDateTime_DATE_GET_MICROSECOND(o)};
    int bad = encode_byte(e, TAG_INST);
    for (int i = 0; i < 7; i++) bad |= encode_number(e, (uint64_t)parts[i]);
    return bad;
}

static bool is_uuid(PyObject *o) {
    PyObject *module = PyDict_GetItemString(PyImport_GetModuleDict(), "uuid");
    SCOPED_PY PyObject *class = module ? PyObject_GetAttrString(module, "UUID") : NULL;
    PyErr_Clear();
    return class && (PyObject *)Py_TYPE(o) == class;
}

static int encode_uuid(struct encoder *e, PyObject *o) {
    SCOPED_PY PyObject *bytes = PyObject_GetAttrString(o, "bytes");
    if (!bytes || !PyBytes_Check(bytes) || PyBytes_GET_SIZE(bytes) != 16) return encode_cannot(e, ref_of(o));
    return encode_byte(e, TAG_UUID) < 0 ? -1 : encode_bytes(e, PyBytes_AS_STRING(bytes), 16);
}

static int encode_sequence(struct encoder *e, enum tag tag, PyObject *o) {
    SCOPED_PY PyObject *items = PySequence_Fast(o, "not iterable");
    if (!items || encode_byte(e, tag) < 0 || encode_number(e, (uint64_t)PySequence_Fast_GET_SIZE(items)) < 0) return -1;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items); i++) {
        SCOPED Value x = val_from(PySequence_Fast_GET_ITEM(items, i));
        if (failed(x) || encode_value(e, ref(x)) < 0) return -1;
    }
    return 0;
}

static int encode_dict(struct encoder *e, PyObject *o) {
    PyObject *key, *val;
    Py_ssize_t at = 0;
    if (encode_byte(e, TAG_DICT) < 0 || encode_number(e, (uint64_t)PyDict_GET_SIZE(o)) < 0) return -1;
    while (PyDict_Next(o, &at, &key, &val)) {
        SCOPED Value k = val_from(key), v = val_from(val);
        if (failed(k) || failed(v) || encode_value(e, ref(k)) < 0 || encode_value(e, ref(v)) < 0) return -1;
    }
    return 0;
}

static int encode_large(struct encoder *e, PyObject *bytes) {
    size_t before = e->length, length = (size_t)PyBytes_GET_SIZE(bytes);
    if (encode_byte(e, TAG_SHARED) < 0) return -1;
    int shared = e->travel->share(e, PyBytes_AS_STRING(bytes), length);
    if (shared) return shared < 0 ? -1 : 0;
    e->length = before;
    return encode_byte(e, TAG_BYTES) < 0 ? -1 : encode_counted(e, PyBytes_AS_STRING(bytes), length);
}

static int encode_foreign(struct encoder *e, PyObject *o) {
    PyTypeObject *type = Py_TYPE(o);
    if (type == &PyUnicode_Type) {
        bool interned = PyUnicode_CHECK_INTERNED(o);
        return encode_byte(e, interned ? TAG_NAME : TAG_STR) < 0 ? -1 : encode_text(e, o);
    }
    if (type == &PyBytes_Type && PyBytes_GET_SIZE(o) >= 1 << 20 && e->travel) return encode_large(e, o);
    if (type == &PyBytes_Type)
        return encode_byte(e, TAG_BYTES) < 0 ? -1 : encode_counted(e, PyBytes_AS_STRING(o), (size_t)PyBytes_GET_SIZE(o));
    if (type == &PyTuple_Type) return encode_sequence(e, TAG_TUPLE, o);
    if (type == &PyList_Type) return encode_sequence(e, TAG_PY_LIST, o);
    if (type == &PySet_Type) return encode_sequence(e, TAG_PY_SET, o);
    if (type == &PyFrozenSet_Type) return encode_sequence(e, TAG_FROZENSET, o);
    if (type == &PyDict_Type) return encode_dict(e, o);
    if (type == &fndef_type) e->local = true;
    if (type == &fndef_type && e->sections && !e->outer) return encode_late_fndef(e, (struct fndef *)o);
    if (type == &fndef_type) return encode_byte(e, TAG_FNDEF) < 0 ? -1 : encode_fndef(e, (struct fndef *)o);
    if (type == &switch_type) return encode_switch(e, ref_of(o));
    if (num_is_decimal(o)) {
        SCOPED_PY PyObject *text = PyObject_Str(o);
        return !text || encode_byte(e, TAG_DECIMAL) < 0 ? -1 : encode_text(e, text);
    }
    if (!PyDateTimeAPI) PyDateTime_IMPORT;
    if (PyDateTimeAPI && PyDateTime_CheckExact(o)) return encode_inst(e, o);
    if (is_uuid(o)) return encode_uuid(e, o);
    return encode_host(e, o);
}

static int encode_symbol(struct encoder *e, Ref r, enum tag tag) {
    struct symbol *s = symbol_of(r); // a keyword begins like a symbol
    PyObject *meta = tag == TAG_SYMBOL ? s->meta : NULL;
    e->plain++;
    int bad = encode_tag(e, tag, meta);
    e->plain--;
    return bad < 0 || encode_name(e, s->ns) < 0 ? -1 : encode_name(e, s->name);
}

static int encode_entry(struct encoder *e, Ref r) {
    struct entry *x = (struct entry *)obj(r);
    return encode_byte(e, TAG_ENTRY) < 0 || encode_value(e, ref(x->key)) < 0 ? -1 : encode_value(e, ref(x->val));
}

static int encode_object(struct encoder *e, Ref r) {
    PyTypeObject *type = Py_TYPE(obj(r));
    if (Py_TYPE(type) != &clj_meta) return encode_foreign(e, obj(r));
    if (is_symbol(r)) return encode_symbol(e, r, TAG_SYMBOL);
    if (is_keyword(r)) return encode_symbol(e, r, TAG_KEYWORD);
    if (is_var(r)) return encode_var(e, var_of(r));
    if (is_fn(r)) return encode_fn(e, fn_of(r));
    if (is_ns(r)) return encode_byte(e, TAG_NS) < 0 ? -1 : encode_name(e, ((struct ns *)obj(r))->name);
    if (is_list(r)) return encode_items(e, TAG_LIST, r);
    if (is_clj(r, &entry_type)) return encode_entry(e, r);
    if (is_ratio(r))
        return encode_byte(e, TAG_RATIO) < 0 || encode_value(e, ref_of(ratio_of(r)->num)) < 0 ? -1 : encode_value(e, ref_of(ratio_of(r)->den));
    if (is_clj(r, &pattern_type)) {
        SCOPED_PY PyObject *source = PyObject_GetAttrString(obj(r), "pattern");
        return !source || encode_byte(e, TAG_PATTERN) < 0 ? -1 : encode_value(e, ref_of(source));
    }
    if (is_clj(r, &volatile_type))
        return encode_byte(e, TAG_VOLATILE) < 0 ? -1 : encode_value(e, ref(((struct volatile_box *)obj(r))->value));
    if (is_clj(r, &map_array_type) || is_clj(r, &hash_map_type)) {
        enum tag tag = is_clj(r, &map_array_type) ? TAG_MAP : TAG_HASH_MAP;
        return encode_tag(e, tag, meta_of(r)) < 0 ? -1 : encode_pairs(e, r, map_count(r));
    }
    if (is_clj(r, &set_hash_type)) return encode_items(e, TAG_SET, r);
    if (is_clj(r, &sorted_map_type) || is_clj(r, &sorted_set_type)) return encode_sorted(e, r);
    if (is_clj(r, &queue_type)) return encode_items(e, TAG_QUEUE, r);
    const struct class_info *info = info_of(r);
    if (info) return encode_instance(e, r, info);
    unsigned kind = kind_of(r);
    if (kind & K_VECTOR) return encode_items(e, TAG_VECTOR, r);
    if (kind & K_SEQ) return encode_items(e, TAG_SEQ, r);
    return encode_cannot(e, r);
}

int encode_value(struct encoder *e, Ref r) {
    if (is_int(r)) return encode_byte(e, TAG_INT) < 0 ? -1 : encode_number(e, zigzag(int_of(r)));
    if (is_double(r)) return encode_double(e, double_of(r));
    if (is_nil(r)) return encode_byte(e, TAG_NIL);
    if (r.w == W_TRUE || r.w == W_FALSE) return encode_byte(e, r.w == W_TRUE ? TAG_TRUE : TAG_FALSE);
    if (PyFloat_CheckExact(obj(r))) return encode_double(e, PyFloat_AS_DOUBLE(obj(r)));
    if (PyLong_CheckExact(obj(r))) {
        int64_t n;
        if (int64_of(r, &n)) return encode_byte(e, TAG_INT) < 0 ? -1 : encode_number(e, zigzag(n));
        return encode_big(e, obj(r));
    }
    int64_t number = number_of(e, r);
    if (number >= 0) return encode_byte(e, TAG_REF) < 0 ? -1 : encode_number(e, (uint64_t)number);
    if (e->depth == ENCODING_DEPTH) return (err_type("a value nested too deeply cannot be encoded"), -1);
    if (cstack_check() < 0) return -1;
    const size_t place = e->length;
    e->depth++;
    const int elsewhere = e->sections ? encode_elsewhere(e, r) : 0;
    int bad = elsewhere ? elsewhere : encode_object(e, r);
    e->depth--;
    if (bad < 0 || (e->outer && !elsewhere && encode_note(e, r, place) < 0)) return -1;
    return encoder_number(e, r);
}

// --- by itself ------------------------------------------------------------------

PRIM(vm_encode, "cljsh.vm", "encode", "[x]",
     "Writes a value as bytes, functions and what they close over included.\n"
     "Vars, classes and modules are written by their names. Throws when something in it cannot be written.")
{
    struct encoder e = {0};
    int bad = encode_bytes(&e, ENCODING_MAGIC, 4) < 0 || encode_number(&e, ENCODING_VERSION) < 0 || encode_value(&e, a[0]) < 0;
    PyObject *bytes = bad ? NULL : PyBytes_FromStringAndSize((const char *)e.data, (Py_ssize_t)e.length);
    encoder_free(&e);
    return adopt(bytes);
}

PRIM(vm_decode, "cljsh.vm", "decode", "[bytes]",
     "Reads a value back that encode has written, here or elsewhere.\n"
     "Throws when the bytes are malformed, or name what is not here. Code in them is checked before it can run.")
{
    if (!is_obj(a[0]) || !PyBytes_Check(obj(a[0]))) return err_type("decode needs bytes, not %s", err_type_name(a[0]));
    const uint8_t *data = (const uint8_t *)PyBytes_AS_STRING(obj(a[0]));
    struct decoder d = {.start = data, .at = data, .end = data + PyBytes_GET_SIZE(obj(a[0])), .flags = DECODE_VERIFY};
    const uint8_t *magic = decode_bytes(&d, 4);
    uint64_t version;
    if (!magic || decode_number(&d, &version) < 0) return ERR;
    if (memcmp(magic, ENCODING_MAGIC, 4) != 0 || version != ENCODING_VERSION) return bad_code("these bytes are not of encode, or of another version");
    Value v = decode_value(&d);
    decoder_free(&d);
    if (ok(v) && d.at != d.end) return (drop(v), bad_code("more follows the value"));
    return v;
}
