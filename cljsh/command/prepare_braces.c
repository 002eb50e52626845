// SPDX-License-Identifier: MIT
// Braces: the words that a{b,c} and {1..9} make of one.
#include "command/prepare.h"

struct row { Ref *parts; int count; };
struct rows { struct row *at; int count, capacity; };

static void rows_add(struct program *p, struct rows *r, struct row row) {
    if (r->count == r->capacity) {
        int capacity = r->capacity * 2 + 4;
        struct row *at = sh_arena_alloc(&p->pool, sizeof *at * (size_t)capacity);
        if (r->count) memcpy(at, r->at, sizeof *at * (size_t)r->count);
        r->at = at;
        r->capacity = capacity;
    }
    r->at[r->count++] = row;
}

static struct row row_join(struct program *p, struct row a, struct row b) {
    struct row r = {sh_arena_alloc(&p->pool, sizeof(Ref) * (size_t)(a.count + b.count + 1)), a.count + b.count};
    if (a.count) memcpy(r.parts, a.parts, sizeof(Ref) * (size_t)a.count);
    if (b.count) memcpy(r.parts + a.count, b.parts, sizeof(Ref) * (size_t)b.count);
    return r;
}

static bool has_braces(Ref word) {
    if (!is_vec(word)) return false;
    for (Py_ssize_t i = 0; i < vec_count(word); i++)
        if (is_tag(vec_at(word, i), KW("brace")) || is_tag(vec_at(word, i), KW("range"))) return true;
    return false;
}

// A new string that the program keeps.
static Ref keep_for_program(struct program *p, Value s) {
    SCOPED Value both = ERR;
    if (ok(s)) {
        Value items[] = {s, p->data};
        both = vec_give(items, 2);
    }
    if (failed(both)) sh_out_of_memory(); // the error alone would leave a word without what it says
    p->data = keep(ref(both));
    return vec_at(ref(p->data), 0);
}

static Ref kept_text(struct program *p, const char *text) { return keep_for_program(p, str_value(text)); }

static void expand_braces(struct interp *sh, struct program *p, Ref word, struct rows *out);

static void range_rows(struct program *p, Ref part, struct rows *out) {
    Ref from = vec_at(part, 1), to = vec_at(part, 2);
    int64_t step = is_int(vec_at(part, 3)) ? int_of(vec_at(part, 3)) : 1;
    int width = int_or(vec_at(part, 4), 0);
    bool letters = is_str(from);
    int64_t a, b;
    if (letters) {
        a = (int64_t)PyUnicode_READ_CHAR(obj(from), 0);
        b = (int64_t)PyUnicode_READ_CHAR(obj(to), 0);
    } else if (!int64_of(from, &a) || !int64_of(to, &b)) {
        return;
    }
    uint64_t count = (a <= b ? (uint64_t)b - (uint64_t)a : (uint64_t)a - (uint64_t)b) / (uint64_t)step + 1;
    if (count > 10000000) count = 10000000;
    for (uint64_t i = 0; i < count; i++) {
        char text[64];
        int64_t n = a <= b ? a + (int64_t)(i * (uint64_t)step) : a - (int64_t)(i * (uint64_t)step);
        if (letters) snprintf(text, sizeof text, "%c", (char)n);
        else snprintf(text, sizeof text, "%0*lld", width, (long long)n);
        Ref *one = sh_arena_alloc(&p->pool, sizeof *one);
        *one = kept_text(p, text);
        rows_add(p, out, (struct row){one, 1});
    }
}

// set +B: as the word is written.
static void unexpanded(struct interp *sh, struct program *p, Ref part, struct rows *out) {
    struct row row = {NULL, 0};
    if (is_tag(part, KW("range"))) {
        struct rows ends = {0};
        range_rows(p, part, &ends);
        Ref *parts = sh_arena_alloc(&p->pool, 5 * sizeof *parts);
        if (!ends.count) return;
        parts[0] = kept_text(p, "{"), parts[1] = ends.at[0].parts[0], parts[2] = kept_text(p, "..");
        parts[3] = ends.at[ends.count - 1].parts[0], parts[4] = kept_text(p, "}");
        rows_add(p, out, (struct row){parts, 5});
        return;
    }
    Ref words = vec_at(part, 1);
    for (Py_ssize_t k = 0; k <= vec_count(words); k++) {
        Ref *sign = sh_arena_alloc(&p->pool, sizeof *sign);
        *sign = kept_text(p, k == 0 ? "{" : k == vec_count(words) ? "}" : ",");
        row = row_join(p, row, (struct row){sign, 1});
        struct rows inner = {0};
        if (k < vec_count(words)) expand_braces(sh, p, vec_at(words, k), &inner);
        if (inner.count) row = row_join(p, row, inner.at[0]);
    }
    rows_add(p, out, row);
}

static void expand_braces(struct interp *sh, struct program *p, Ref word, struct rows *out) {
    struct rows rows = {0};
    rows_add(p, &rows, (struct row){NULL, 0});
    if (is_str(word)) {
        Ref *one = sh_arena_alloc(&p->pool, sizeof *one);
        *one = word;
        rows_add(p, out, (struct row){one, 1});
        return;
    }
    bool single = vec_count(word) && !is_str(vec_at(word, 0)) && !is_vec(vec_at(word, 0));
    for (Py_ssize_t i = 0; i < (single ? 1 : vec_count(word)); i++) {
        Ref part = single ? word : vec_at(word, i);
        struct rows alternatives = {0}, next = {0};
        if (!sh->options[OPT_BRACEEXPAND] && (is_tag(part, KW("brace")) || is_tag(part, KW("range")))) {
            unexpanded(sh, p, part, &alternatives);
        } else if (is_tag(part, KW("brace"))) {
            Ref words = vec_at(part, 1);
            for (Py_ssize_t k = 0; k < vec_count(words); k++) expand_braces(sh, p, vec_at(words, k), &alternatives);
        } else if (is_tag(part, KW("range"))) {
            range_rows(p, part, &alternatives);
        } else {
            Ref *one = sh_arena_alloc(&p->pool, sizeof *one);
            *one = part;
            rows_add(p, &alternatives, (struct row){one, 1});
        }
        for (int a = 0; a < rows.count; a++)
            for (int b = 0; b < alternatives.count; b++) rows_add(p, &next, row_join(p, rows.at[a], alternatives.at[b]));
        rows = next;
    }
    for (int i = 0; i < rows.count; i++) rows_add(p, out, rows.at[i]);
}

void prepare_words_add(struct program *p, struct word_list *list, struct word *w) {
    if (list->count == list->capacity) {
        int capacity = list->capacity * 2 + 4;
        struct word **at = sh_arena_alloc(&p->pool, sizeof *at * (size_t)capacity);
        if (list->count) memcpy(at, list->at, sizeof *at * (size_t)list->count);
        list->at = at;
        list->capacity = capacity;
    }
    list->at[list->count++] = w;
}

// Is this $name, which may go on with what braces put behind it?
static bool is_short_name(Ref part) { return is_vec(part) && vec_count(part) == 3 && is_tag(part, KW("var")); }

// $x and a text behind it: [:var …] of the longer name, and what is left of the text (or NIL).
static Ref longer_name(struct program *p, Ref var, Ref *text) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(obj(*text)), n = 0;
    for (Py_UCS4 c; n < length && (c = PyUnicode_READ_CHAR(obj(*text), n)) < 0x80 && (c == '_' || Py_ISALNUM(c));) n++;
    if (!n) return var;
    SCOPED Value more = adopt(PyUnicode_Substring(obj(*text), 0, n));
    Value name = ok(more) ? adopt(PyUnicode_Concat(obj(vec_at(var, 1)), obj(ref(more)))) : ERR;
    if (failed(name)) sh_out_of_memory();
    Value items[] = {keep(KW("var")), name, bool_value(true)};
    *text = n == length ? NIL : keep_for_program(p, adopt(PyUnicode_Substring(obj(*text), n, length)));
    return keep_for_program(p, vec_give(items, 3));
}

/* Braces come first: the texts that they have left side by side are one where
 * there is a ~, for the next may say whose home is meant; and $x{a,b} is $xa $xb. */
static int join_texts(struct program *p, Ref *parts, int count) {
    int left = 0;
    for (int i = 0; i < count; i++) {
        if (str_is(parts[i], "")) continue;
        Ref before = left ? parts[left - 1] : NIL;
        if (is_short_name(before) && is_str(parts[i])) {
            parts[left - 1] = longer_name(p, before, &parts[i]);
            if (!is_str(parts[i])) continue;
        }
        if (!left || !is_str(before) || !is_str(parts[i]) || PyUnicode_FindChar(obj(before), '~', 0, PyUnicode_GET_LENGTH(obj(before)), 1) < 0)
            parts[left++] = parts[i];
        else
            parts[left - 1] = keep_for_program(p, adopt(PyUnicode_Concat(obj(before), obj(parts[i]))));
    }
    return left;
}

void prepare_braces(struct interp *sh, struct program *p, Ref word, struct word_list *list) {
    if (!has_braces(word)) {
        prepare_words_add(p, list, sh_word_prepare(sh, p, word, USE_FIELDS));
        return;
    }
    struct rows rows = {0};
    expand_braces(sh, p, word, &rows);
    for (int i = 0; i < rows.count; i++) {
        Ref *parts = rows.at[i].parts;
        const int count = join_texts(p, parts, rows.at[i].count);
        if (count) prepare_words_add(p, list, prepare_word(sh, p, parts, count, USE_FIELDS));
    }
}
