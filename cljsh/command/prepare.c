// SPDX-License-Identifier: MIT
// Nodes from data.
#include "command/node.h"

#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"

#include <stdlib.h>

struct program *sh_program_new(Value data) {
    struct program *p = sh_alloc(sizeof *p);
    *p = (struct program){.references = 1, .data = data};
    return p;
}

static void program_free_pool(struct arena *a) {
    sh_arena_release_chunks(a, (struct mark){0});
    free(a->spare);
}

void sh_program_drop(struct program *p) {
    if (!p || --p->references) return;
    xdrop(p->data);
    program_free_pool(&p->pool);
    free(p);
}

static void *pool(struct program *p, size_t n) {
    void *at = sh_arena_alloc(&p->pool, n);
    memset(at, 0, n);
    return at;
}

char *sh_text_of_value(struct interp *sh, struct program *p, Ref str, size_t *n) {
    (void)sh;
    struct arena *a = &p->pool;
    PyObject *s = obj(str);
    if (PyUnicode_IS_ASCII(s)) {
        if (n) *n = (size_t)PyUnicode_GET_LENGTH(s);
        return sh_arena_text(a, (const char *)PyUnicode_1BYTE_DATA(s), (size_t)PyUnicode_GET_LENGTH(s));
    }
    SCOPED_PY PyObject *bytes = str_bytes(s);
    if (!bytes) {
        PyErr_Clear();
        if (n) *n = 0;
        return sh_arena_text(a, "", 0);
    }
    if (n) *n = (size_t)PyBytes_GET_SIZE(bytes);
    return sh_arena_text(a, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
}

static bool is_tag(Ref v, Ref tag) { return is_vec(v) && vec_count(v) && same(vec_at(v, 0), tag); }
static bool str_is(Ref v, const char *text) { return is_str(v) && PyUnicode_CompareWithASCIIString(obj(v), text) == 0; }
static int int_or(Ref v, int otherwise) { return is_int(v) ? (int)int_of(v) : otherwise; }

struct node *sh_node_lazy(struct program *p, Ref data) {
    struct node *n = pool(p, sizeof *n);
    n->kind = is_nil(data) ? NODE_NOTHING : NODE_LAZY;
    n->data = data;
    n->program = p;
    return n;
}

// --- words ------------------------------------------------------------------------

// The parts of a word in the making.
struct maker { struct interp *sh; struct program *program; struct part *parts; int count, capacity; };

static struct part *part_new(struct maker *m, enum part_kind kind, bool quoted) {
    if (m->count == m->capacity) {
        int capacity = m->capacity * 2 + 4;
        struct part *parts = pool(m->program, sizeof *parts * (size_t)capacity);
        if (m->count) memcpy(parts, m->parts, sizeof *parts * (size_t)m->count);
        m->parts = parts;
        m->capacity = capacity;
    }
    struct part *part = &m->parts[m->count++];
    memset(part, 0, sizeof *part);
    part->kind = kind;
    part->quoted = quoted;
    return part;
}

static void add_text(struct maker *m, const char *text, size_t n, bool quoted) {
    struct part *part = part_new(m, quoted ? PART_QUOTED : PART_TEXT, quoted);
    part->text = text;
    part->length = n;
}

// What a parameter's name says.
static void set_target(struct maker *m, struct part *part, const char *name, size_t n, unsigned char *target) {
    if (n == 1 && name[0] == '@') *target = PART_AT;
    else if (n == 1 && name[0] == '*') *target = PART_STAR;
    else if (n == 1 && strchr("#?-$!", name[0])) *target = PART_SPECIAL, part->letter = name[0];
    else if (name[0] >= '0' && name[0] <= '9') {
        long number = strtol(name, NULL, 10);
        if (number == 0) *target = PART_SPECIAL, part->letter = '0';
        else *target = PART_POSITIONAL, part->number = number > 1 << 30 ? 1 << 30 : (int)number;
    } else {
        *target = PART_VAR;
        part->variable = variable_intern(m->sh, name, n);
    }
    part->text = name;
    part->length = n;
}

static struct word *sub_word(struct maker *m, Ref data, enum word_use use) {
    return is_nil(data) ? NULL : sh_word_prepare(m->sh, m->program, data, use);
}

static void set_operator(struct part *part, const char *op) {
    char c = op[0], next = op[0] ? op[1] : 0;
    if (c == ':' && next) part->colon = true, c = next, next = 0;
    switch (c) {
    case '-': part->op = OP_DEFAULT; break;
    case '=': part->op = OP_ASSIGN; break;
    case '?': part->op = OP_ERROR; break;
    case '+': part->op = OP_ALTERNATIVE; break;
    case '#': part->op = OP_PREFIX; part->all = next; break;
    case '%': part->op = OP_SUFFIX; part->all = next; break;
    case '/': part->op = OP_REPLACE; part->all = next == '/'; part->letter = next == '/' ? 0 : next; break;
    case ':': part->op = OP_SUBSTRING; break;
    case '^': part->op = OP_UPPER; part->all = next; break;
    case ',': part->op = OP_LOWER; part->all = next; break;
    case '~': part->op = OP_TOGGLE; part->all = next; break;
    case '@': part->op = OP_TRANSFORM; part->letter = next; break;
    }
}

static bool is_list_index(Ref index) {
    return is_str(index) && PyUnicode_GET_LENGTH(obj(index)) == 1 && strchr("@*", (int)PyUnicode_READ_CHAR(obj(index), 0));
}

// [:param name op word word2 index]
static void add_parameter(struct maker *m, Ref data, bool quoted) {
    struct part *part = part_new(m, PART_PARAM, quoted);
    int at = m->count - 1;
    size_t n;
    const char *name = sh_text_of_value(m->sh, m->program, vec_at(data, 1), &n);
    Ref op = vec_at(data, 2), index = vec_at(data, 5);
    unsigned char target;
    set_target(m, part, name, n, &target);
    part->target = target;
    char letter = part->letter;
    if (str_is(op, "len")) part->op = OP_LENGTH;
    else if (str_is(op, "indirect")) part->op = OP_INDIRECT;
    else if (str_is(op, "keys")) part->op = OP_KEYS;
    else if (str_is(op, "names")) part->op = OP_NAMES, part->letter = str_is(vec_at(data, 3), "*") ? '*' : '@';
    else if (!is_nil(op)) {
        const char *text = sh_text_of_value(m->sh, m->program, op, NULL);
        part->letter = 0;
        set_operator(part, text);
        if (part->op == OP_SUBSTRING && part->colon) part->colon = false;
    }
    if (target == PART_SPECIAL && (part->op != OP_TRANSFORM && part->op != OP_REPLACE && part->op != OP_NAMES)) part->letter = letter;
    if (is_list_index(index)) part->list_index = (char)PyUnicode_READ_CHAR(obj(index), 0);
    struct word *indexed = is_nil(index) ? NULL : sub_word(m, index, USE_ASSIGNED);
    // The words: as they are used.
    enum parameter_op o = part->op;
    bool pattern = o == OP_PREFIX || o == OP_SUFFIX || o == OP_REPLACE || o == OP_UPPER || o == OP_LOWER || o == OP_TOGGLE;
    bool values = o == OP_DEFAULT || o == OP_ASSIGN || o == OP_ERROR || o == OP_ALTERNATIVE;
    enum word_use use = pattern ? USE_PATTERN : values && quoted ? USE_QUOTED : o == OP_SUBSTRING ? USE_QUOTED : USE_FIELDS;
    struct word *word = o == OP_NAMES ? NULL : sub_word(m, vec_at(data, 3), use);
    struct word *second = sub_word(m, vec_at(data, 4), o == OP_REPLACE ? USE_PATTERN : USE_QUOTED);
    part = &m->parts[at];
    part->indirect = vec_count(data) > 6 || part->op == OP_INDIRECT;
    part->index = indexed;
    part->word = word;
    part->second = second;
}

static void add_part(struct maker *m, Ref data, bool quoted);

static bool gives_list(Ref data) {
    if (!is_vec(data)) return false;
    if (is_tag(data, KW("var"))) return str_is(vec_at(data, 1), "@");
    if (!is_tag(data, KW("param"))) return is_tag(data, KW("clj"));
    return str_is(vec_at(data, 1), "@") || str_is(vec_at(data, 5), "@") || str_is(vec_at(data, 2), "names");
}

static void add_double_quoted(struct maker *m, Ref data) {
    bool list = false;
    for (Py_ssize_t i = 1; i < vec_count(data); i++) list |= gives_list(vec_at(data, i));
    if (!list) add_text(m, "", 0, true); // a word is there, even an empty one
    for (Py_ssize_t i = 1; i < vec_count(data); i++) add_part(m, vec_at(data, i), true);
}

static void add_part(struct maker *m, Ref data, bool quoted) {
    size_t n;
    if (is_str(data)) {
        const char *text = sh_text_of_value(m->sh, m->program, data, &n);
        add_text(m, text, n, quoted);
        return;
    }
    Ref tag = vec_at(data, 0);
    if (same(tag, KW("q"))) {
        const char *text = sh_text_of_value(m->sh, m->program, vec_at(data, 1), &n);
        add_text(m, text, n, true);
    } else if (same(tag, KW("dq"))) {
        add_double_quoted(m, data);
    } else if (same(tag, KW("var"))) {
        const char *name = sh_text_of_value(m->sh, m->program, vec_at(data, 1), &n);
        struct part *part = part_new(m, PART_VAR, quoted);
        set_target(m, part, name, n, &part->kind);
    } else if (same(tag, KW("param"))) {
        add_parameter(m, data, quoted);
    } else if (same(tag, KW("cmd"))) {
        struct node *script = sh_node_lazy(m->program, vec_at(data, 1));
        part_new(m, PART_COMMAND, quoted)->script = script;
    } else if (same(tag, KW("arith"))) {
        int at = m->count;
        part_new(m, PART_ARITH, quoted);
        struct word *word = sh_word_prepare(m->sh, m->program, vec_at(data, 1), USE_QUOTED);
        struct arith *arith = is_nil(vec_at(data, 2)) ? NULL : sh_arith_prepare(m->sh, m->program, vec_at(data, 2));
        m->parts[at].word = word;
        m->parts[at].arith = arith;
    } else if (same(tag, KW("proc"))) {
        struct node *script = sh_node_lazy(m->program, vec_at(data, 2));
        struct part *part = part_new(m, PART_PROCESS, quoted);
        part->script = script;
        part->letter = str_is(vec_at(data, 1), "<") ? '<' : '>';
    } else if (same(tag, KW("clj"))) {
        part_new(m, PART_CLOJURE, quoted)->form = vec_at(data, 1);
    } else {
        const char *text = is_str(vec_at(data, vec_count(data) - 1)) ? sh_text_of_value(m->sh, m->program, vec_at(data, vec_count(data) - 1), &n) : "";
        part_new(m, PART_BAD, quoted)->text = text;
    }
}

// A tilde at the beginning of a text that is not quoted: the length of its name, or -1.
static long tilde_prefix(const char *text, size_t n, bool ends_word, bool colon) {
    if (!n || text[0] != '~') return -1;
    for (size_t i = 1; i < n; i++) {
        if (text[i] == '/' || (colon && text[i] == ':')) return (long)i - 1;
        if (strchr("*?[\\", text[i])) return -1;
    }
    return ends_word ? (long)n - 1 : -1;
}

// Text that is not quoted: with its tildes, of which there may be several in an assignment.
static void add_unquoted(struct maker *m, const char *text, size_t n, bool begins, bool last, enum word_use use) {
    bool colons = use == USE_ASSIGNED;
    size_t start = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(i == 0 ? begins : colons && text[i - 1] == ':')) {
            if (!colons) break;
            continue;
        }
        long length = tilde_prefix(text + i, n - i, last, colons);
        if (length < 0) continue;
        if (i > start) add_text(m, text + start, i - start, false);
        struct part *part = part_new(m, PART_TILDE, true);
        part->text = text + i + 1;
        part->length = (size_t)length;
        start = i + 1 + (size_t)length;
        i = start ? start - 1 : 0;
    }
    if (n > start || !n) add_text(m, text + start, n - start, false);
}

static bool special_in_pattern(char c) { return c && strchr("*?[]-!^\\()|", c); }

// All is text: the word, and the pattern that it is, are known.
static void settle(struct maker *m, struct word *w, enum word_use use) {
    size_t n = 0, magic = 0;
    for (int i = 0; i < m->count; i++) {
        struct part *part = &m->parts[i];
        if (part->kind != PART_TEXT && part->kind != PART_QUOTED) return;
        n += part->length;
        if (memchr(part->text, 1, part->length)) magic++;
        if (part->kind == PART_TEXT)
            for (size_t k = 0; k < part->length; k++) magic += part->text[k] && strchr("*?[(", part->text[k]);
    }
    bool plain = !magic;
    if (use == USE_FIELDS && !plain) return;
    if (use == USE_FIELDS && m->count == 1 && m->parts[0].kind == PART_TEXT && !m->parts[0].length) return; // no word at all
    char *text = pool(m->program, n + 1), *at = text;
    for (int i = 0; i < m->count; i++) {
        memcpy(at, m->parts[i].text, m->parts[i].length);
        at += m->parts[i].length;
    }
    w->literal = text;
    w->length = n;
    if (use != USE_PATTERN) return;
    char *pattern = pool(m->program, 2 * n + 1);
    at = pattern;
    for (int i = 0; i < m->count; i++)
        for (size_t k = 0; k < m->parts[i].length; k++) {
            char c = m->parts[i].text[k];
            if (m->parts[i].kind == PART_QUOTED && special_in_pattern(c)) *at++ = '\\';
            *at++ = c;
        }
    w->pattern = pattern;
    w->pattern_length = (size_t)(at - pattern);
    w->pattern_plain = !memchr(pattern, '\\', w->pattern_length) && !memchr(pattern, '*', w->pattern_length) &&
                       !memchr(pattern, '?', w->pattern_length) && !memchr(pattern, '[', w->pattern_length) && !memchr(pattern, '(', w->pattern_length);
}

static void assignment_prepare(struct interp *sh, struct program *p, Ref data, struct assignment *a);

// From parts, each a part of the data.
static struct word *word_of_parts(struct interp *sh, struct program *p, Ref *parts, int count, enum word_use use) {
    struct word *w = pool(p, sizeof *w);
    struct maker m = {.sh = sh, .program = p};
    bool quoted = use == USE_QUOTED || use == USE_TEXT;
    for (int i = 0; i < count; i++) {
        if (!quoted && is_str(parts[i])) {
            size_t n;
            const char *text = sh_text_of_value(sh, p, parts[i], &n);
            add_unquoted(&m, text, n, i == 0, i == count - 1, use);
        } else {
            add_part(&m, parts[i], quoted);
        }
    }
    w->parts = m.parts;
    w->count = m.count;
    settle(&m, w, use);
    return w;
}

struct word *sh_word_prepare(struct interp *sh, struct program *p, Ref data, enum word_use use) {
    if (is_str(data)) return word_of_parts(sh, p, &data, 1, use);
    if (is_tag(data, KW("assignment"))) {
        struct word *w = pool(p, sizeof *w);
        w->assigns = true;
        w->assignment = pool(p, sizeof *w->assignment);
        assignment_prepare(sh, p, vec_at(data, 1), w->assignment);
        return w;
    }
    if (vec_count(data) && !is_str(vec_at(data, 0)) && !is_vec(vec_at(data, 0))) return word_of_parts(sh, p, &data, 1, use); // one part
    int n = (int)vec_count(data);
    Ref *parts = sh_arena_alloc(&p->pool, sizeof *parts * (size_t)(n + 1));
    for (int i = 0; i < n; i++) parts[i] = vec_at(data, i);
    return word_of_parts(sh, p, parts, n, use);
}

// --- braces -----------------------------------------------------------------------

struct word_list { struct word **at; int count, capacity; };
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
static Ref kept_text(struct program *p, const char *text) {
    Value s = str_value(text);
    SCOPED Value both = ERR;
    if (ok(s)) {
        Value items[] = {s, p->data};
        both = vec_give(items, 2);
    }
    if (failed(both)) {
        PyErr_Clear();
        return NIL;
    }
    p->data = keep(ref(both));
    return vec_at(ref(p->data), 0);
}

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

static void words_add_prepared(struct program *p, struct word_list *list, struct word *w) {
    if (list->count == list->capacity) {
        int capacity = list->capacity * 2 + 4;
        struct word **at = sh_arena_alloc(&p->pool, sizeof *at * (size_t)capacity);
        if (list->count) memcpy(at, list->at, sizeof *at * (size_t)list->count);
        list->at = at;
        list->capacity = capacity;
    }
    list->at[list->count++] = w;
}

// Adjacent unquoted texts, which braces have left, as one: a ~ may be in the second.
static void add_words(struct interp *sh, struct program *p, Ref word, struct word_list *list) {
    if (!has_braces(word)) {
        words_add_prepared(p, list, sh_word_prepare(sh, p, word, USE_FIELDS));
        return;
    }
    struct rows rows = {0};
    expand_braces(sh, p, word, &rows);
    for (int i = 0; i < rows.count; i++) {
        Ref *parts = rows.at[i].parts;
        int count = 0;
        for (int k = 0; k < rows.at[i].count; k++) // empty texts are left out
            if (!str_is(parts[k], "")) parts[count++] = parts[k];
        if (count) words_add_prepared(p, list, word_of_parts(sh, p, parts, count, USE_FIELDS));
    }
}

static struct word **prepare_words(struct interp *sh, struct program *p, Ref words, int *count) {
    struct word_list list = {0};
    for (Py_ssize_t i = 0; i < vec_count(words); i++) add_words(sh, p, vec_at(words, i), &list);
    *count = list.count;
    return list.at;
}

// --- assignments and redirections ---------------------------------------------------

static void elements_prepare(struct interp *sh, struct program *p, Ref array, struct assignment *a) {
    Ref elements = vec_at(array, 1);
    struct { struct element *at; int count, capacity; } list = {0};
    for (Py_ssize_t i = 0; i < vec_count(elements); i++) {
        Ref e = vec_at(elements, i);
        struct word_list words = {0};
        bool indexed = !is_nil(vec_at(e, 0));
        if (indexed) words_add_prepared(p, &words, sh_word_prepare(sh, p, vec_at(e, 2), USE_ASSIGNED));
        else add_words(sh, p, vec_at(e, 2), &words);
        for (int k = 0; k < words.count; k++) {
            if (list.count == list.capacity) {
                int capacity = list.capacity * 2 + 8;
                struct element *at = pool(p, sizeof *at * (size_t)capacity);
                if (list.count) memcpy(at, list.at, sizeof *at * (size_t)list.count);
                list.at = at;
                list.capacity = capacity;
            }
            list.at[list.count++] = (struct element){
                .index = indexed ? sh_word_prepare(sh, p, vec_at(e, 0), USE_ASSIGNED) : NULL, .value = words.at[k], .append = is_true(vec_at(e, 1))};
        }
    }
    a->elements = list.at;
    a->count = list.count;
}

static void assignment_prepare(struct interp *sh, struct program *p, Ref data, struct assignment *a) {
    size_t n;
    a->name = sh_text_of_value(sh, p, vec_at(data, 0), &n);
    a->variable = variable_intern(sh, a->name, n);
    a->index = is_nil(vec_at(data, 1)) ? NULL : sh_word_prepare(sh, p, vec_at(data, 1), USE_ASSIGNED);
    a->append = is_true(vec_at(data, 2));
    Ref value = vec_at(data, 3);
    if (is_tag(value, KW("array"))) {
        a->is_array = true;
        elements_prepare(sh, p, value, a);
        return;
    }
    struct word *w = a->value = sh_word_prepare(sh, p, value, USE_ASSIGNED);
    struct part *first = w->count ? &w->parts[0] : NULL;
    if (w->literal || a->append || a->index || !first) return;
    if (w->count == 1 && first->kind == PART_ARITH) a->arith = first->arith;
    if (first->kind == PART_QUOTED && !first->length && w->count > 1) first++; // "$x…"
    a->grows = first->kind == PART_VAR && first->variable == a->variable;
    for (struct part *part = first + 1; part < w->parts + w->count; part++) {
        if (part->kind != PART_TEXT && part->kind != PART_QUOTED && part->kind != PART_VAR && part->kind != PART_POSITIONAL) a->grows = false;
        if (part->kind == PART_VAR && part->variable == a->variable) a->grows = false;
    }
}

static const struct { const char *text; unsigned char op; } redirection_ops[] = {
    {"<", REDIR_IN}, {">", REDIR_OUT}, {">>", REDIR_APPEND}, {">|", REDIR_CLOBBER}, {"<>", REDIR_BOTH}, {"<&", REDIR_DUP_IN},
    {">&", REDIR_DUP_OUT}, {"<<", REDIR_HERE}, {"<<<", REDIR_STRING}, {"&>", REDIR_ALL}, {"&>>", REDIR_ALL_APPEND},
};

static struct redir *redirections_prepare(struct interp *sh, struct program *p, Ref data) {
    struct redir *list = NULL, **end = &list;
    for (Py_ssize_t i = 0; i < vec_count(data); i++) {
        Ref r = vec_at(data, i), fd = vec_at(r, 1);
        struct redir *item = pool(p, sizeof *item);
        for (size_t k = 0; k < sizeof redirection_ops / sizeof *redirection_ops; k++)
            if (str_is(vec_at(r, 0), redirection_ops[k].text)) item->op = redirection_ops[k].op;
        bool reads = item->op == REDIR_IN || item->op == REDIR_BOTH || item->op == REDIR_DUP_IN || item->op == REDIR_HERE || item->op == REDIR_STRING;
        item->fd = int_or(fd, is_str(fd) ? -1 : reads ? 0 : 1);
        if (is_str(fd)) {
            size_t n;
            const char *name = sh_text_of_value(sh, p, fd, &n);
            item->variable = variable_intern(sh, name, n);
        }
        item->word = sh_word_prepare(sh, p, vec_at(r, 2), item->op == REDIR_HERE ? USE_TEXT : USE_ASSIGNED);
        *end = item;
        end = &item->next;
    }
    return list;
}

// --- commands -----------------------------------------------------------------------

static struct node *child(struct node *n, Ref data) { return sh_node_lazy(n->program, data); }

static void prepare_simple(struct interp *sh, struct node *n, Ref d) {
    struct program *p = n->program;
    n->kind = NODE_SIMPLE;
    Ref assignments = vec_at(d, 1);
    n->assignment_count = (int)vec_count(assignments);
    if (n->assignment_count) n->assignments = pool(p, sizeof *n->assignments * (size_t)n->assignment_count);
    for (int i = 0; i < n->assignment_count; i++) assignment_prepare(sh, p, vec_at(assignments, i), &n->assignments[i]);
    n->words = prepare_words(sh, p, vec_at(d, 2), &n->word_count);
    n->redirections = redirections_prepare(sh, p, vec_at(d, 3));
    n->line = int_or(vec_at(d, 4), 0);
    if (n->word_count && n->words[0]->literal) n->name = name_intern(sh, n->words[0]->literal);
}

static struct test *prepare_test(struct interp *sh, struct program *p, Ref e) {
    struct test *t = pool(p, sizeof *t);
    Ref tag = vec_at(e, 0);
    if (same(tag, KW("and")) || same(tag, KW("or"))) {
        t->op = same(tag, KW("and")) ? '&' : '|';
        t->left = prepare_test(sh, p, vec_at(e, 1));
        t->right = prepare_test(sh, p, vec_at(e, 2));
    } else if (same(tag, KW("not"))) {
        t->op = '!';
        t->left = prepare_test(sh, p, vec_at(e, 1));
    } else {
        bool unary = same(tag, KW("unary"));
        t->op = unary ? 'u' : 'b';
        t->operator = sh_text_of_value(sh, p, vec_at(e, 1), NULL);
        t->a = sh_word_prepare(sh, p, vec_at(e, 2), USE_ASSIGNED);
        bool pattern = !unary && (t->operator[0] == '=' || t->operator[0] == '!');
        if (!unary) t->b = sh_word_prepare(sh, p, vec_at(e, 3), pattern ? USE_PATTERN : USE_ASSIGNED);
    }
    return t;
}

static struct expression prepare_expression(struct interp *sh, struct program *p, Ref word, Ref expression) {
    return (struct expression){sh_word_prepare(sh, p, word, USE_QUOTED), is_nil(expression) ? NULL : sh_arith_prepare(sh, p, expression)};
}

static void prepare_case(struct interp *sh, struct node *n, Ref d) {
    struct program *p = n->program;
    Ref items = vec_at(d, 2);
    n->subject = sh_word_prepare(sh, p, vec_at(d, 1), USE_ASSIGNED);
    n->item_count = (int)vec_count(items);
    n->items = pool(p, sizeof *n->items * (size_t)(n->item_count + 1));
    for (int i = 0; i < n->item_count; i++) {
        Ref item = vec_at(items, i), patterns = vec_at(item, 0);
        struct case_item *c = &n->items[i];
        c->count = (int)vec_count(patterns);
        c->patterns = pool(p, sizeof *c->patterns * (size_t)c->count);
        for (int k = 0; k < c->count; k++) c->patterns[k] = sh_word_prepare(sh, p, vec_at(patterns, k), USE_PATTERN);
        c->body = child(n, vec_at(item, 1));
        c->end = str_is(vec_at(item, 2), ";&") ? '&' : str_is(vec_at(item, 2), ";;&") ? 't' : ';';
    }
}

static void prepare_for(struct interp *sh, struct node *n, Ref d) {
    size_t length;
    const char *name = sh_text_of_value(sh, n->program, vec_at(d, 1), &length);
    n->variable = variable_intern(sh, name, length);
    n->over_parameters = is_nil(vec_at(d, 2));
    if (!n->over_parameters) n->list = prepare_words(sh, n->program, vec_at(d, 2), &n->list_count);
    n->loop_body = child(n, vec_at(d, 3));
}

// 0, or -1 with an exception.
static int prepare_compound(struct interp *sh, struct node *n, Ref d) {
    struct program *p = n->program;
    Ref tag = vec_at(d, 0);
    Py_ssize_t count = vec_count(d);
    // Compound commands end with their redirections and line.
    bool redirects = !same(tag, KW("pipe")) && !same(tag, KW("seq")) && !same(tag, KW("not")) && !same(tag, KW("and")) && !same(tag, KW("or")) &&
                     !same(tag, KW("bg")) && !same(tag, KW("time")) && !same(tag, KW("function"));
    if (redirects) {
        n->redirections = redirections_prepare(sh, p, vec_at(d, count - 2));
        n->line = int_or(vec_at(d, count - 1), 0);
    }
    if (same(tag, KW("pipe")) || same(tag, KW("seq"))) {
        Ref list = vec_at(d, 1);
        n->kind = same(tag, KW("pipe")) ? NODE_PIPE : NODE_SEQ;
        n->count = (int)vec_count(list);
        n->nodes = pool(p, sizeof *n->nodes * (size_t)(n->count + 1));
        for (int i = 0; i < n->count; i++) n->nodes[i] = child(n, vec_at(list, i));
    } else if (same(tag, KW("and")) || same(tag, KW("or"))) {
        n->kind = same(tag, KW("and")) ? NODE_AND : NODE_OR;
        n->left = child(n, vec_at(d, 1));
        n->right = child(n, vec_at(d, 2));
    } else if (same(tag, KW("not")) || same(tag, KW("bg")) || same(tag, KW("time")) || same(tag, KW("subshell")) || same(tag, KW("group"))) {
        n->kind = same(tag, KW("not")) ? NODE_NOT : same(tag, KW("bg")) ? NODE_BG : same(tag, KW("time")) ? NODE_TIME
                : same(tag, KW("subshell")) ? NODE_SUBSHELL : NODE_GROUP;
        n->left = child(n, vec_at(d, 1));
        if (n->kind == NODE_TIME) n->flag = is_true(vec_at(d, 2));
        if (n->kind == NODE_SUBSHELL) n->flag = sh_node_needs_process(vec_at(d, 1));
    } else if (same(tag, KW("if"))) {
        Ref branches = vec_at(d, 1);
        n->kind = NODE_IF;
        n->branch_count = (int)vec_count(branches);
        n->branches = pool(p, sizeof *n->branches * (size_t)n->branch_count);
        for (int i = 0; i < n->branch_count; i++)
            n->branches[i] = (struct branch){child(n, vec_at(vec_at(branches, i), 0)), child(n, vec_at(vec_at(branches, i), 1))};
        n->otherwise = is_nil(vec_at(d, 2)) ? NULL : child(n, vec_at(d, 2));
    } else if (same(tag, KW("while")) || same(tag, KW("until"))) {
        n->kind = same(tag, KW("while")) ? NODE_WHILE : NODE_UNTIL;
        n->condition = child(n, vec_at(d, 1));
        n->body = child(n, vec_at(d, 2));
    } else if (same(tag, KW("for")) || same(tag, KW("select"))) {
        n->kind = same(tag, KW("for")) ? NODE_FOR : NODE_SELECT;
        prepare_for(sh, n, d);
    } else if (same(tag, KW("for-arith"))) {
        n->kind = NODE_FOR_ARITH;
        for (int i = 0; i < 3; i++) n->expressions[i] = prepare_expression(sh, p, vec_at(vec_at(d, i + 1), 0), vec_at(vec_at(d, i + 1), 1));
        n->arith_body = child(n, vec_at(d, 4));
    } else if (same(tag, KW("case"))) {
        n->kind = NODE_CASE;
        prepare_case(sh, n, d);
    } else if (same(tag, KW("function"))) {
        n->kind = NODE_FUNCTION;
        n->function_name = name_intern(sh, sh_text_of_value(sh, p, vec_at(d, 1), NULL));
        n->function_body = vec_at(d, 2);
        n->line = int_or(vec_at(d, 3), 0);
        n->text = sh_text_of_value(sh, p, vec_at(d, 4), NULL);
    } else if (same(tag, KW("test"))) {
        n->kind = NODE_TEST;
        n->test = prepare_test(sh, p, vec_at(d, 1));
    } else if (same(tag, KW("arithmetic"))) {
        n->kind = NODE_ARITHMETIC;
        n->expression = prepare_expression(sh, p, vec_at(d, 1), vec_at(d, 2));
    } else {
        return (err_type("no command: %R", obj(d)), -1);
    }
    return 0;
}

int sh_node_prepare(struct interp *sh, struct node *n) {
    Ref d = n->data;
    if (!same(vec_at(d, 0), KW("simple"))) return prepare_compound(sh, n, d);
    prepare_simple(sh, n, d);
    return 0;
}

// Text for another shell, sh -c '… $PPID', which has to find this one.
static bool asks_for_parent(Ref text) {
    const char *bytes = is_str(text) ? PyUnicode_AsUTF8(obj(text)) : NULL;
    if (!bytes) PyErr_Clear();
    return bytes && strstr(bytes, "PPID");
}

/* What cannot be undone in this process: limits, and what shells of other
 * kinds may do to a process.  Its own one is meant by kill, trap and BASHPID. */
bool sh_node_needs_process(Ref data) {
    if (is_str(data)) return str_is(data, "ulimit") || str_is(data, "kill") || str_is(data, "trap") || str_is(data, "BASHPID");
    if (!is_vec(data)) return false;
    if (is_tag(data, KW("function"))) return sh_node_needs_process(vec_at(data, 2));
    if (is_tag(data, KW("q"))) {
        for (Py_ssize_t i = 1; i < vec_count(data); i++)
            if (asks_for_parent(vec_at(data, i))) return true;
        return false;
    }
    for (Py_ssize_t i = 0; i < vec_count(data); i++)
        if (sh_node_needs_process(vec_at(data, i))) return true;
    return false;
}
