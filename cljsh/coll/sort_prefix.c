// SPDX-License-Identifier: MIT
#include "coll/sort_prefix.h"

#include "coll/vector.h"

static uint64_t double_bits(double d) {
    uint64_t bits;
    if (d == 0) d = 0; // -0.0 has the place of 0.0
    memcpy(&bits, &d, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static uint64_t string_bits(PyObject *s, Py_ssize_t skip) {
    const Py_UCS1 *data = PyUnicode_1BYTE_DATA(s) + skip;
    Py_ssize_t left = PyUnicode_GET_LENGTH(s) - skip;
    uint64_t bits = 0;
    if (left >= 8) {
        memcpy(&bits, data, 8);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        bits = __builtin_bswap64(bits);
#endif
        return bits;
    }
    for (Py_ssize_t i = 0; i < left; i++) bits |= (uint64_t)data[i] << (56 - 8 * i);
    return bits;
}

// Item c of a key, or the key itself.
static inline Ref item(Ref key, bool vectors, int c) {
    Py_ssize_t n;
    return vectors ? ref(vec_few(key, &n)[c]) : key;
}

// Are the keys vectors of the same size, with their items in a row?  That size, or 0.
static Py_ssize_t vector_size(const Value *keys, Py_ssize_t n, int width) {
    Py_ssize_t size, other;
    if (!vec_few(ref(keys[0]), &size)) return 0;
    for (Py_ssize_t i = 1; i < n; i++)
        if (!vec_few(ref(keys[i * width]), &other) || other != size) return 0;
    return size;
}

static Py_ssize_t common_start(PyObject *a, PyObject *b, Py_ssize_t most) {
    const Py_UCS1 *x = PyUnicode_1BYTE_DATA(a), *y = PyUnicode_1BYTE_DATA(b);
    Py_ssize_t length = PyUnicode_GET_LENGTH(b), i = 0;
    if (length < most) most = length;
    while (i < most && x[i] == y[i]) i++;
    return i;
}

// What column c is; false: something of which no bits can be taken, or of several kinds.
static bool plan_column(struct prefix_column *column, const Value *keys, Py_ssize_t n, int width, bool vectors, int c) {
    Ref first = item(ref(keys[0]), vectors, c);
    if (is_int(first)) {
        int64_t low = int_of(first), high = low;
        for (Py_ssize_t i = 1; i < n; i++) {
            Ref x = item(ref(keys[i * width]), vectors, c);
            if (!is_int(x)) return false;
            if (int_of(x) < low) low = int_of(x);
            if (int_of(x) > high) high = int_of(x);
        }
        uint64_t range = (uint64_t)high - (uint64_t)low;
        *column = (struct prefix_column){COLUMN_INTS, range ? 64 - __builtin_clzll(range) : 0, low, 0};
        return true;
    }
    if (is_double(first)) {
        for (Py_ssize_t i = 1; i < n; i++)
            if (!is_double(item(ref(keys[i * width]), vectors, c))) return false;
        *column = (struct prefix_column){COLUMN_DOUBLES, 64, 0, 0};
        return true;
    }
    if (!is_latin(first)) return false;
    Py_ssize_t skip = PyUnicode_GET_LENGTH(obj(first));
    for (Py_ssize_t i = 1; i < n; i++) {
        Ref x = item(ref(keys[i * width]), vectors, c);
        if (!is_latin(x)) return false;
        skip = common_start(obj(first), obj(x), skip);
    }
    *column = (struct prefix_column){COLUMN_STRINGS, 64, 0, skip};
    return true;
}

bool prefix_plan(struct prefix_plan *plan, const Value *keys, Py_ssize_t n, int width) {
    Py_ssize_t size = vector_size(keys, n, width);
    plan->vectors = size > 0;
    plan->columns = 0;
    plan->whole = false;
    if (!size) size = 1;
    int room = 64;
    while (plan->columns < PREFIX_COLUMNS && plan->columns < size && room > 0) {
        struct prefix_column *column = &plan->column[plan->columns];
        if (!plan_column(column, keys, n, width, plan->vectors, plan->columns)) break;
        plan->columns++;
        if (column->kind == COLUMN_STRINGS || column->bits > room) return true;
        room -= column->bits;
        plan->whole = plan->columns == size;
    }
    return plan->columns > 0;
}

uint64_t prefix_of(const struct prefix_plan *plan, Ref key) {
    uint64_t prefix = 0;
    int room = 64;
    for (int c = 0; c < plan->columns && room > 0; c++) {
        const struct prefix_column *column = &plan->column[c];
        Ref x = item(key, plan->vectors, c);
        uint64_t bits = column->kind == COLUMN_INTS ? (uint64_t)int_of(x) - (uint64_t)column->low
                        : column->kind == COLUMN_DOUBLES ? double_bits(double_of(x)) : string_bits(obj(x), column->skip);
        int cut = column->bits > room ? column->bits - room : 0, kept = column->bits - cut;
        prefix = kept == 64 ? bits : prefix << kept | bits >> cut;
        room -= kept;
    }
    return prefix;
}

// --- of keys alone ------------------------------------------------------------

enum { MAKE_DOUBLE = 1, MAKE_STRING = 2, // of vectors: their size and what they begin with
       MAKE_INT = 1, MAKE_INTS = 2, MAKE_FIRST_DOUBLE = 3, MAKE_FIRST_STRING = 4, SIZE_MAX_ALONE = 31 };

static inline uint64_t made(unsigned make, uint64_t bits) { return (uint64_t)make << PREFIX_MAKE_SHIFT | bits; }
static inline bool fits(int64_t n, int bits) { return n >= -((int64_t)1 << (bits - 1)) && n < (int64_t)1 << (bits - 1); }
static inline uint64_t raised(int64_t n, int bits) { return (uint64_t)(n + ((int64_t)1 << (bits - 1))); }

uint64_t prefix_alone(Ref key) {
    Py_ssize_t n;
    const Value *items = is_obj(key) ? vec_few(key, &n) : NULL;
    if (items && (n < 1 || n > SIZE_MAX_ALONE)) return 0;
    const unsigned size = items ? (unsigned)n << 3 : 0;
    const Ref x = items ? ref(items[0]) : key;
    if (is_int(x)) { // alone, an integer is a word already
        const int64_t first = int_of(x);
        if (items && n > 1 && is_int(ref(items[1])) && fits(first, 28) && fits(int_of(ref(items[1])), 28))
            return made(size | MAKE_INTS, raised(first, 28) << 28 | raised(int_of(ref(items[1])), 28));
        return items && fits(first, 56) ? made(size | MAKE_INT, raised(first, 56)) : 0;
    }
    if (is_double(x)) {
        const double d = double_of(x);
        return d != d ? 0 : made(items ? size | MAKE_FIRST_DOUBLE : MAKE_DOUBLE, double_bits(d) >> 8);
    }
    return is_latin(x) ? made(items ? size | MAKE_FIRST_STRING : MAKE_STRING, string_bits(obj(x), 0) >> 8) : 0;
}
