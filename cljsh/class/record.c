// SPDX-License-Identifier: MIT
/* The operations of records: a map whose first keys are the fields, in their
 * order; what is assoc'ed beyond them is in a map of its own, the extension. */
#include "base/call.h"
#include "base/cstack.h"
#include "class/instance.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/map_common.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "seq/chain.h"
#include "seq/seq.h"

static Value *extension(struct instance *o, const struct class_info *info) { return &o->words[info->nfields]; }
static Value *hash_word(struct instance *o, const struct class_info *info) { return &o->words[info->nfields + 1]; }
#define TAKE_APART(r)                         \
    const struct class_info *info = info_of(r); \
    struct instance *o = instance_of(r)

static Value record_get(Ref r, Ref key, Ref absent) {
    TAKE_APART(r);
    int i = record_field(info, key);
    if (i >= 0) return keep(ref(o->words[i]));
    Value ext = *extension(o, info);
    return ext.w ? coll_get(ref(ext), key, absent) : keep(absent);
}

static int record_contains(Ref r, Ref key) {
    TAKE_APART(r);
    if (record_field(info, key) >= 0) return 1;
    Value ext = *extension(o, info);
    return ext.w ? coll_contains(ref(ext), key) : 0;
}

static Value record_find(Ref r, Ref key) {
    TAKE_APART(r);
    int i = record_field(info, key);
    if (i >= 0) return entry_new(key, ref(o->words[i]));
    Value ext = *extension(o, info);
    return ext.w ? coll_find(ref(ext), key) : nil_value();
}

static Py_ssize_t record_count(Ref r) {
    TAKE_APART(r);
    Value ext = *extension(o, info);
    return info->nfields + (ext.w ? coll_count(ref(ext)) : 0);
}

static Value record_seq(Ref r) {
    TAKE_APART(r);
    Value all = vec_empty();
    for (int i = 0; i < info->nfields && ok(all); i++) {
        SCOPED Value e = entry_new(ref(info->keys[i]), ref(o->words[i]));
        all = ok(e) ? vec_conj(all, ref(e)) : (drop(all), ERR);
    }
    struct map_cursor c = {0};
    Ref key, val;
    Value ext = *extension(o, info);
    while (ext.w && ok(all) && map_each(ref(ext), &c, &key, &val)) {
        SCOPED Value e = entry_new(key, val);
        all = ok(e) ? vec_conj(all, ref(e)) : (drop(all), ERR);
    }
    if (failed(all)) return ERR;
    Value seq = seq_of(ref(all));
    drop(all);
    return seq;
}

// One that may be changed: the record itself when nobody else has it.
static struct instance *own_copy(Value record, const struct class_info *info) {
    struct instance *o;
    if (sole(record)) {
        o = instance_of(ref(record));
    } else {
        o = instance_copy(ref(record), info);
        drop(record);
    }
    if (o) *hash_word(o, info) = ERR; // a tag or nothing
    return o;
}

static Value set_extension(struct instance *o, const struct class_info *info, Value ext) {
    if (failed(ext)) {
        Py_DECREF(o);
        return ERR;
    }
    if (map_count(ref(ext)) == 0) {
        drop(ext);
        ext = ERR;
    }
    Value old = *extension(o, info);
    *extension(o, info) = ext;
    xdrop(old);
    if (ext.w && may_close_cycle(ref(ext)) && !gc_is_tracked(o)) gc_track(o);
    return adopt(o);
}

static Value record_assoc(Value record, Ref key, Ref x) {
    const struct class_info *info = info_of(ref(record));
    int i = record_field(info, key);
    Value had = i >= 0 ? ERR : *extension(instance_of(ref(record)), info);
    struct instance *o = own_copy(record, info);
    if (!o) return ERR;
    if (i >= 0) {
        instance_set(ref_of(o), i, keep(x));
        return adopt(o);
    }
    // The extension is taken out while it is changed, so that it can be in place.
    if (had.w) *extension(o, info) = ERR;
    return set_extension(o, info, map_assoc(had.w ? had : map_empty(), key, x));
}

// Without one of its fields a record is a plain map.
static Value as_map(Ref r, int without) {
    TAKE_APART(r);
    Value ext = *extension(o, info), map = map_empty();
    for (int i = 0; i < info->nfields && ok(map); i++)
        if (i != without) map = map_assoc(map, ref(info->keys[i]), ref(o->words[i]));
    if (ext.w && ok(map)) map = coll_conj(map, ref(ext));
    PyObject *meta = *instance_meta(r, info);
    if (!meta || failed(map)) return map;
    Value with = coll_with_meta(ref(map), ref_of(meta));
    drop(map);
    return with;
}

static Value record_dissoc(Value record, Ref key) {
    const struct class_info *info = info_of(ref(record));
    int i = record_field(info, key);
    if (i >= 0) {
        Value map = as_map(ref(record), i);
        drop(record);
        return map;
    }
    Value ext = *extension(instance_of(ref(record)), info);
    if (!ext.w) return record;
    struct instance *o = own_copy(record, info);
    if (!o) return ERR;
    *extension(o, info) = ERR;
    return set_extension(o, info, map_dissoc(ext, key));
}

static Value record_empty(Ref r) { return err_unsupported("Can't create empty: %U", info_of(r)->name); }

static int record_equal(Ref a, Ref b) {
    if (same(a, b)) return 1;
    if (!is_obj(b) || Py_TYPE(obj(a)) != Py_TYPE(obj(b))) return 0;
    const struct class_info *info = info_of(a);
    struct instance *x = instance_of(a), *y = instance_of(b);
    for (int i = 0; i < info->nfields; i++) {
        int equal = val_equal(ref(x->words[i]), ref(y->words[i]));
        if (equal <= 0) return equal;
    }
    Value p = *extension(x, info), q = *extension(y, info);
    return !p.w || !q.w ? p.w == q.w : val_equal(ref(p), ref(q));
}

static Py_hash_t record_hash(Ref r) {
    TAKE_APART(r);
    Value known = *hash_word(o, info);
    if (known.w) return (Py_hash_t)int_of(ref(known));
    uint64_t sum = 0;
    for (int i = 0; i < info->nfields; i++) {
        Py_hash_t h = equal_hash_entry(ref(info->keys[i]), ref(o->words[i]));
        if (h == -1) return -1;
        sum += (uint64_t)h;
    }
    Value ext = *extension(o, info);
    Py_hash_t more = ext.w ? val_hash(ref(ext)) : 0, name = PyObject_Hash(info->name);
    if (more == -1 || name == -1) return -1;
    sum ^= (uint64_t)more * 31;
    Py_hash_t h = hash_unordered_end((Py_hash_t)sum, info->nfields) ^ name;
    h = (Py_hash_t)((uint64_t)h & (uint64_t)INT_MAX62); // fits a tag, and is never -1
    *hash_word(o, info) = (Value){W_INT(h)};
    return h;
}

static Value record_conj(Value record, Ref x) {
    if (is_nil(x)) return record;
    if (is_clj(x, &entry_type)) return record_assoc(record, ref(((struct entry *)obj(x))->key), ref(((struct entry *)obj(x))->val));
    return map_conj(record, x);
}

static Value record_with_meta(Ref r, PyObject *meta) {
    const struct class_info *info = info_of(r);
    struct instance *copy = instance_copy(r, info);
    if (!copy) return ERR;
    PyObject **slot = instance_meta(ref_of(copy), info);
    Py_XINCREF(meta);
    Py_XSETREF(*slot, meta);
    if (meta && !gc_is_tracked(copy)) gc_track(copy);
    return adopt(copy);
}

void record_fill_ops(struct class_info *info) {
    Ops *ops = &info->ops;
    ops->kind |= K_RECORD | K_MAP | K_ASSOCIATIVE | K_COUNTED | K_COLL;
    ops->seq = record_seq;
    ops->count = record_count;
    ops->conj = record_conj;
    ops->empty = record_empty;
    ops->get = record_get;
    ops->contains = record_contains;
    ops->find = record_find;
    ops->assoc = record_assoc;
    ops->dissoc = record_dissoc;
    ops->with_meta = record_with_meta;
    ops->meta = NULL;
    ops->print = NULL;
    // A record may have its own idea of equality, as Object's methods.
    if (!ops->equal) {
        ops->equal = record_equal;
        ops->hash = record_hash;
    } else if (!ops->hash) {
        ops->hash = record_hash;
    }
}

Value record_from_map(PyTypeObject *class, Ref map) {
    const struct class_info *info = info_of_class(class);
    int n = info->nfields;
    Value *fields = PyMem_New(Value, n + 1);
    if (!fields) return (PyErr_NoMemory(), ERR);
    int got = 0;
    for (; got < n; got++)
        if (failed(fields[got] = coll_get(map, ref(info->keys[got]), NIL))) break;
    Value record = ERR;
    if (got == n) record = instance_new(class, fields, n);
    else for (int i = 0; i < got; i++) drop(fields[i]);
    PyMem_Free(fields);
    if (failed(record)) return ERR;
    struct cursor c;
    if (is_nil(map)) return record;
    if (cursor_start(&c, map) < 0) return drop(record), ERR;
    for (Value e; ok(record) && ok(e = cursor_next(&c)); drop(e)) {
        SCOPED Value key = coll_nth(ref(e), int_ref(0), NO_REF), val = ok(key) ? coll_nth(ref(e), int_ref(1), NO_REF) : ERR;
        if (failed(val)) drop(record), record = ERR;
        else if (record_field(info, ref(key)) < 0) record = record_assoc(record, ref(key), ref(val));
    }
    if (cursor_end(&c) == 0) return record;
    xdrop(record);
    return ERR;
}
