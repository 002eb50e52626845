// SPDX-License-Identifier: MIT
// Words, and what is expanded in them, from data.
#include "command/prepare.h"

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
        if (unlikely(part->variable->special == SPECIAL_COMMAND)) sh_asks_command(m->sh);
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
    case '/': part->op = OP_REPLACE; part->all = next == '/'; part->way = next == '/' ? 0 : next; break;
    case ':': part->op = OP_SUBSTRING; break;
    case '^': part->op = OP_UPPER; part->all = next; break;
    case ',': part->op = OP_LOWER; part->all = next; break;
    case '~': part->op = OP_TOGGLE; part->all = next; break;
    case '@': part->op = OP_TRANSFORM; part->way = next; break;
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
    if (str_is(op, "len")) part->op = OP_LENGTH;
    else if (str_is(op, "indirect")) part->op = OP_INDIRECT;
    else if (str_is(op, "keys")) part->op = OP_KEYS;
    else if (str_is(op, "names")) part->op = OP_NAMES, part->way = str_is(vec_at(data, 3), "*") ? '*' : '@';
    else if (!is_nil(op)) {
        const char *text = sh_text_of_value(m->sh, m->program, op, NULL);
        set_operator(part, text);
        if (part->op == OP_SUBSTRING && part->colon) part->colon = false;
    }
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
        script->needs_process = sh_node_needs_process(vec_at(data, 1));
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

/* `make FOO=~/x`: out of POSIX mode the tildes of a word that looks like an
 * assignment are replaced, as in bash.  The length of NAME= in one with a
 * tilde, else 0. */
static size_t assignment_prefix(struct interp *sh, struct program *p, Ref *parts, int count) {
    size_t n = 0;
    const char *text = is_str(parts[0]) ? sh_text_of_value(sh, p, parts[0], &n) : "", *equals = memchr(text, '=', n);
    if (!equals || !sh_is_variable_name(text, (size_t)(equals - text))) return 0;
    bool any = memchr(text, '~', n);
    for (int i = 1; i < count && !any; i++) {
        if (!is_str(parts[i])) continue;
        const char *more = sh_text_of_value(sh, p, parts[i], &n);
        any = memchr(more, '~', n);
    }
    return any ? (size_t)(equals - text) + 1 : 0;
}

struct word *prepare_word(struct interp *sh, struct program *p, Ref *parts, int count, enum word_use use) {
    struct word *w = pool(p, sizeof *w);
    struct maker m = {.sh = sh, .program = p};
    bool quoted = use == USE_QUOTED || use == USE_TEXT;
    size_t name = use == USE_FIELDS && count && !sh->options[OPT_POSIX] ? assignment_prefix(sh, p, parts, count) : 0;
    for (int i = 0; i < count; i++) {
        if (!quoted && is_str(parts[i])) {
            size_t n;
            const char *text = sh_text_of_value(sh, p, parts[i], &n);
            if (i == 0 && name) add_text(&m, text, name, false);
            if (i == 0 && name) text += name, n -= name;
            add_unquoted(&m, text, n, i == 0, i == count - 1, name ? USE_ASSIGNED : use);
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
    if (is_str(data)) return prepare_word(sh, p, &data, 1, use);
    if (is_tag(data, KW("assignment"))) {
        struct word *w = pool(p, sizeof *w);
        w->assigns = true;
        w->assignment = pool(p, sizeof *w->assignment);
        prepare_assignment(sh, p, vec_at(data, 1), w->assignment);
        return w;
    }
    if (vec_count(data) && !is_str(vec_at(data, 0)) && !is_vec(vec_at(data, 0))) return prepare_word(sh, p, &data, 1, use); // one part
    int n = (int)vec_count(data);
    Ref *parts = sh_arena_alloc(&p->pool, sizeof *parts * (size_t)(n + 1));
    for (int i = 0; i < n; i++) parts[i] = vec_at(data, i);
    return prepare_word(sh, p, parts, n, use);
}
