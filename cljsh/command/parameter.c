// SPDX-License-Identifier: MIT
// ${…} with an operator or an index.
#include "command/expand.h"
#include "command/parameter_patterns.h"
#include "command/session.h"

#include "data/str.h"
#include "language/syntax.h"

#include <stdlib.h>
#include <wctype.h>

// The value that an operator works on: one text, or several.
struct subject { struct variable *meant; bool element, list, star, set; const char *text, *index; size_t n; struct words words; };

static void array_words(struct interp *sh, struct variable *v, struct words *keys, struct words *values);

static size_t characters(const char *text, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i += character_length(text + i, n - i)) count++;
    return count;
}

static char *copy_text(struct interp *sh, const char *text, size_t n) { return sh_arena_text(&sh->arena, text, n); }

// --- operators on texts ---------------------------------------------------------------

static int number_of(struct interp *sh, struct word *w, int64_t *n) {
    char *text = expand_single(sh, w);
    if (text && sh_arith(sh, text, n) == 0) return 0;
    if (!sh->pending) expansion_error(sh);
    return -1;
}

static size_t skip_characters(const char *text, size_t n, int64_t count) {
    size_t i = 0;
    for (; count > 0 && i < n; count--) i += character_length(text + i, n - i);
    return i;
}

/* Of an array: the offset is an index, which elements that are not there
 * have as well; the number is one of elements. */
static void slice(struct interp *sh, struct variable *v, struct subject *s, int64_t offset, int64_t length) {
    struct words keys = {0}, values = {0};
    array_words(sh, v, &keys, &values);
    if (offset < 0 && keys.count) offset += atoll(keys.at[keys.count - 1]) + 1;
    int from = 0;
    while (from < keys.count && offset >= 0 && atoll(keys.at[from]) < offset) from++;
    if (offset < 0) from = keys.count;
    int count = values.count - from;
    if (length < count) count = (int)length;
    s->words = (struct words){values.at + from, count, count};
}

static int substring(struct expansion *e, struct part *part, struct subject *s) {
    struct interp *sh = e->sh;
    int64_t offset, length = INT64_MAX;
    if (number_of(sh, part->word, &offset) < 0 || (part->second && number_of(sh, part->second, &length) < 0)) return -1;
    bool positional = part->target == PART_AT || part->target == PART_STAR;
    if (s->list && !positional && part->variable && !part->indirect && length >= 0 && !(variable_target(sh, part->variable)->flags & VAR_ASSOC)) {
        slice(sh, part->variable, s, offset, length);
        return 0;
    }
    struct words all = s->words;
    if (s->list && positional) { // $0 is the first
        struct words with_zero = {0};
        words_put(&sh->arena, &with_zero, (char *)sh->zero);
        for (int i = 0; i < all.count; i++) words_put(&sh->arena, &with_zero, all.at[i]);
        all = with_zero;
    }
    int64_t count = s->list ? all.count : (int64_t)characters(s->text, s->n);
    if (offset < 0) offset += count;
    if (offset < 0 || offset > count) offset = length = count; // nothing
    if (length < 0) {
        if (s->list) {
            sh_report(sh, "%s: substring expression < 0", part->text);
            expansion_error(sh);
            return -1;
        }
        length += count - offset;
        if (length < 0) {
            sh_report(sh, "%s: substring expression < 0", part->text);
            expansion_error(sh);
            return -1;
        }
    }
    if (length > count - offset) length = count - offset;
    if (s->list) {
        s->words = (struct words){all.at + offset, (int)length, (int)length};
        return 0;
    }
    size_t begin = skip_characters(s->text, s->n, offset);
    size_t end = begin + skip_characters(s->text + begin, s->n - begin, length);
    s->text = copy_text(sh, s->text + begin, end - begin);
    s->n = end - begin;
    return 0;
}

// In quotes, also where it needs none.
static char *always_quoted(struct interp *sh, const char *text) {
    char *codes = sh_quote_codes(text, ""), *quoted = codes ? codes : sh_quote_always(text), *result = copy_text(sh, quoted, strlen(quoted));
    free(quoted);
    return result;
}

static char *attribute_letters(unsigned f, char letters[12]) {
    static const struct { unsigned flag; char letter; } known[] = {
        {VAR_ARRAY, 'a'}, {VAR_ASSOC, 'A'}, {VAR_CAPITAL, 'c'}, {VAR_INTEGER, 'i'}, {VAR_LOWER, 'l'}, {VAR_NAMEREF, 'n'}, {VAR_READONLY, 'r'}, {VAR_TRACE, 't'}, {VAR_UPPER, 'u'}, {VAR_EXPORT, 'x'}};
    char *at = letters;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (f & known[i].flag) *at++ = known[i].letter;
    *at = 0;
    return letters;
}

// ${x@A}: the assignment that makes it, by declare where it has attributes.
static char *as_assignment(struct interp *sh, struct part *part, const char *value) {
    char letters[12], *result;
    attribute_letters(part->target == PART_VAR && part->variable ? part->variable->flags : 0, letters);
    int n = *letters ? asprintf(&result, "declare -%s %s=%s", letters, part->text, value) : asprintf(&result, "%s=%s", part->text, value);
    if (n < 0) sh_out_of_memory();
    char *copy = copy_text(sh, result, (size_t)n);
    free(result);
    return copy;
}

// ${a[@]@A}, ${a[@]@K}, ${a[@]@k}: with the indexes.
static void transform_array(struct interp *sh, struct part *part, struct subject *s) {
    struct words keys = {0}, values = {0}, result = {0};
    array_words(sh, part->variable, &keys, &values);
    struct strbuf all = STRBUF_INIT;
    bool assignment = part->way == 'A';
    for (int i = 0; i < values.count; i++) {
        if (part->way == 'k') {
            words_put(&sh->arena, &result, keys.at[i]);
            words_put(&sh->arena, &result, values.at[i]);
            continue;
        }
        char *key = sh_quote(keys.at[i]), *value = always_quoted(sh, values.at[i]);
        strbuf_printf(&all, assignment ? "%s[%s]=%s" : "%s%s %s", i ? " " : "", key, value);
        free(key);
    }
    if (part->way != 'k') {
        char *text = copy_text(sh, sh_built(&all), all.length);
        if (assignment) {
            char *list = sh_arena_alloc(&sh->arena, all.length + 3);
            stpcpy(stpcpy(stpcpy(list, "("), text), ")");
            text = as_assignment(sh, part, list);
        }
        words_put(&sh->arena, &result, text);
    }
    strbuf_free(&all);
    s->words = result;
}

static char *transform(struct interp *sh, struct part *part, const char *text, size_t n) {
    switch (part->way) {
    case 'U': case 'u': case 'L': return parameter_change_case(sh, part, NULL, 0, text, n);
    case 'Q': case 'K': case 'k': return always_quoted(sh, text);
    case 'P': {
        char *decoded = prompt_decode(sh, text), *expanded = sh_expand_text(sh, decoded);
        char *result = copy_text(sh, expanded ? expanded : "", expanded ? strlen(expanded) : 0);
        free(decoded);
        free(expanded);
        return result;
    }
    case 'E': {
        SCOPED Value str = syntax_escapes(text, n);
        SCOPED_PY PyObject *bytes = ok(str) ? str_bytes(obj(ref(str))) : NULL;
        if (!bytes) sh_forget_error();
        return bytes ? copy_text(sh, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) : copy_text(sh, text, n);
    }
    case 'a': {
        char letters[12];
        attribute_letters(part->target == PART_VAR && part->variable ? part->variable->flags : 0, letters);
        return copy_text(sh, letters, strlen(letters));
    }
    case 'A': return as_assignment(sh, part, always_quoted(sh, text));
    default: return copy_text(sh, text, n);
    }
}

static bool changes_case(enum parameter_op op) { return op == OP_UPPER || op == OP_LOWER || op == OP_TOGGLE; }

// An operator that changes a text: on each of several.
static int change(struct expansion *e, struct part *part, struct subject *s) {
    struct interp *sh = e->sh;
    if (part->op == OP_SUBSTRING) return substring(e, part, s);
    if (part->op == OP_TRANSFORM && s->list && part->target == PART_VAR && strchr("AKk", part->way)) return (transform_array(sh, part, s), 0);
    size_t m = 0;
    const char *pattern = NULL, *with = "";
    bool pattern_op = part->op != OP_TRANSFORM;
    if (pattern_op && part->word && !(pattern = expand_pattern(sh, part->word, &m))) return -1;
    if (pattern && !m && changes_case(part->op)) pattern = NULL;
    if (part->op == OP_REPLACE && part->second && !(with = expand_replacement(sh, part->second))) return -1;
    if (!s->list && !s->set && part->op != OP_TRANSFORM) return 0; // nothing is there to be changed
    struct words one = {(char *[]){(char *)s->text}, 1, 1}, result = {0};
    struct words *from = s->list ? &s->words : &one;
    for (int i = 0; i < from->count; i++) {
        const char *text = from->at[i];
        size_t n = s->list ? strlen(text) : s->n;
        char *changed = part->op == OP_REPLACE ? parameter_replace(sh, part, pattern ? pattern : "", m, text, n, with)
                      : part->op == OP_TRANSFORM ? transform(sh, part, text, n)
                      : changes_case(part->op) ? parameter_change_case(sh, part, pattern, m, text, n)
                                                                      : parameter_trim(sh, part, pattern ? pattern : "", m, text, n);
        words_put(&sh->arena, &result, changed);
    }
    if (s->list) s->words = result;
    else s->text = result.at[0], s->n = strlen(s->text);
    return 0;
}

// --- what it works on ---------------------------------------------------------------------

static void array_words(struct interp *sh, struct variable *v, struct words *keys, struct words *values) {
    v = variable_target(sh, v);
    if (v->array.w || special_is_array(v)) {
        array_each(sh, v, keys, values);
        return;
    }
    const char *text = variable_text(v);
    if (!text) return;
    if (keys) words_put(&sh->arena, keys, "0");
    if (values) words_put(&sh->arena, values, sh_arena_text(&sh->arena, text, strlen(text)));
}

static int subject_of(struct interp *sh, struct part *part, struct subject *s) {
    *s = (struct subject){0};
    if (part->target == PART_AT || part->target == PART_STAR) {
        s->list = true;
        s->star = part->target == PART_STAR;
        positional_words(sh, &s->words);
        s->set = s->words.count > 0;
        return 0;
    }
    if (part->list_index && part->target == PART_VAR) {
        s->list = true;
        s->star = part->list_index == '*';
        array_words(sh, part->variable, NULL, &s->words);
        s->set = s->words.count > 0;
        return 0;
    }
    if (part->index && part->target == PART_VAR) {
        s->index = expand_single(sh, part->index);
        bool fail = false;
        if (!s->index) return -1;
        if (part->op == OP_ASSIGN) { // it is used once more to set the element
            char number[24];
            fail = !(s->index = element_index(sh, part->variable, s->index, number));
            if (s->index == number) s->index = copy_text(sh, number, strlen(number));
        }
        if (!fail) s->text = element_get(sh, part->variable, s->index, &fail);
        if (fail) {
            expansion_error(sh);
            return -1;
        }
        s->set = s->text != NULL;
        if (s->text) s->n = strlen(s->text);
        return 0;
    }
    if (unlikely(part->indirect && part->target == PART_VAR && part->variable && part->variable->flags & VAR_NAMEREF)) {
        const struct variable *v = part->variable; // ${!x} of a nameref: the name itself
        if ((s->set = v->text != NULL)) s->text = v->text, s->n = v->length;
        return 0;
    }
    s->set = parameter_value(sh, part, part->target, &s->text, &s->n);
    return 0;
}

// ${!x}: the parameter whose name is the value.
static int indirect(struct interp *sh, struct subject *s) {
    if (!s->set) return 0;
    if (s->list) { // ${!*}: of the parameters, when there is one
        if (s->words.count != 1) return 0;
        s->text = s->words.at[0];
    }
    const char *name = s->text, *bracket = strchr(name, '[');
    size_t length = strlen(name);
    struct subject found = {0};
    if (name[0] >= '0' && name[0] <= '9') {
        int n = atoi(name);
        found.text = n ? params_get(sh, n) : sh->zero;
    } else if (strcmp(name, "@") == 0 || strcmp(name, "*") == 0) {
        found.list = true;
        found.star = name[0] == '*';
        positional_words(sh, &found.words);
        found.set = found.words.count > 0;
    } else if (bracket && name[length - 1] == ']' && sh_is_variable_name(name, (size_t)(bracket - name))) {
        struct variable *v = variable_intern(sh, name, (size_t)(bracket - name));
        char *expanded = sh_index_of_text(sh, bracket + 1, length - (size_t)(bracket - name) - 2);
        char *index = sh_arena_text(&sh->arena, expanded, strlen(expanded));
        free(expanded);
        bool fail = false;
        found.meant = v;
        found.element = true;
        if (strcmp(index, "@") == 0 || strcmp(index, "*") == 0) {
            found.list = true;
            found.star = *index == '*';
            array_words(sh, v, NULL, &found.words);
            found.set = found.words.count > 0;
        } else {
            found.text = element_get(sh, v, index, &fail);
        }
    } else if (sh_is_variable_name(name, length)) {
        found.meant = variable_intern(sh, name, length);
        found.text = variable_get(sh, name);
    } else if (length == 1 && strchr("#?-$!", *name)) {
        struct part special = {.kind = PART_SPECIAL, .letter = *name};
        found.set = parameter_value(sh, &special, PART_SPECIAL, &found.text, &found.n);
    } else {
        sh_report(sh, "%s: invalid indirect expansion", name);
        expansion_error(sh);
        return -1;
    }
    if (!found.list && found.text) {
        found.set = true;
        found.n = strlen(found.text);
    }
    *s = found;
    return 0;
}

static void prefix_names(struct interp *sh, struct variable *v, void *arg) {
    void **args = arg;
    const char *prefix = args[0];
    if (strncmp(v->name, prefix, strlen(prefix)) == 0 && variable_set_p(v)) words_put(&sh->arena, args[1], v->name);
}

// --- all together ---------------------------------------------------------------------------

static int assign_default(struct expansion *e, struct part *part, struct subject *s) {
    struct interp *sh = e->sh;
    if (part->target != PART_VAR) {
        sh_report(sh, "%s: cannot be assigned to", part->text);
        expansion_error(sh);
        return -1;
    }
    char *value = part->word ? expand_single(sh, part->word) : "";
    if (!value) return -1;
    int r = part->index ? element_set(sh, part->variable, s->index, value, false) : variable_assign(sh, part->variable, value, strlen(value));
    if (r < 0) {
        expansion_error(sh);
        return -1;
    }
    const char *now = part->index ? value : variable_text(part->variable);
    *s = (struct subject){.set = true, .text = now, .n = strlen(now)};
    return 0;
}

static void complain(struct expansion *e, struct part *part, const struct subject *s) {
    struct interp *sh = e->sh;
    char *text = part->word ? expand_single(sh, part->word) : NULL;
    if (part->word && !text) return;
    const struct word *w = part->word;
    bool omitted = !w || (!w->literal && (!w->count || (w->count == 1 && w->parts->kind == PART_TEXT && !w->parts->length)));
    if (!omitted) sh_report(sh, "%s: %s", part->text, text); // also when it has become nothing
    else sh_report(sh, "%s: parameter %s", part->text, s->set || part->colon ? "null or not set" : "not set");
    sh_fatal(sh, 2);
}

static void put_subject(struct expansion *e, struct part *part, struct subject *s) {
    if (s->list) sh_put_list(e, &s->words, part->quoted, s->star);
    else sh_put_expanded(e, s->text, s->n, part->quoted);
}

static void put_word(struct expansion *e, struct part *part) {
    if (!part->word) {
        if (part->quoted) e->open = true;
        return;
    }
    bool before = e->inside;
    e->inside = true;
    expand_parts(e, part->word, part->quoted);
    e->inside = before;
    if (part->quoted && !(part->word->count && part->word->parts[0].kind == PART_AT)) e->open = true;
}

static void put_count(struct expansion *e, struct part *part, size_t n) {
    char text[24];
    sh_put_expanded(e, text, (size_t)sh_number_text(text, (int64_t)n), part->quoted);
}

static bool is_null(struct interp *sh, const struct part *part, const struct subject *s) {
    if (!s->set) return true;
    if (!s->list) return !s->n;
    if (part->quoted && s->star && !*sh->ifs_text) { // joined, with nothing between
        for (int i = 0; i < s->words.count; i++)
            if (*s->words.at[i]) return false;
        return true;
    }
    return s->words.count == 0 || (s->words.count == 1 && !*s->words.at[0]);
}

static bool is_expanded(const struct word *w) { return w && !w->literal; }

static void put_parameter_inner(struct expansion *e, struct part *part) {
    struct interp *sh = e->sh;
    struct subject s;
    if (part->op == OP_NAMES) {
        void *args[] = {(void *)part->text, &s.words};
        s = (struct subject){.list = true, .star = part->way == '*'};
        variable_each(sh, prefix_names, args);
        sh_put_list(e, &s.words, part->quoted, s.star);
        return;
    }
    if (part->op == OP_KEYS) {
        s = (struct subject){.list = true, .star = part->list_index == '*'};
        array_words(sh, part->variable, &s.words, NULL);
        sh_put_list(e, &s.words, part->quoted, s.star);
        return;
    }
    if (subject_of(sh, part, &s) < 0) {
        e->failed = true;
        return;
    }
    bool is_name = part->target == PART_VAR && !part->index && !part->list_index && part->variable && part->variable->flags & VAR_NAMEREF;
    if (part->indirect && !is_name && indirect(sh, &s) < 0) {
        e->failed = true;
        return;
    }
    struct part named = *part; // ${!x@a} and ${!x:=a} are about the variable that x names
    if (s.meant && (s.element ? part->op == OP_TRANSFORM && part->way == 'a' : part->op == OP_TRANSFORM || part->op == OP_ASSIGN || part->op == OP_ERROR)) {
        named.target = PART_VAR;
        named.variable = s.meant;
        named.text = s.meant->name;
        part = &named;
    }
    bool missing = part->colon ? is_null(sh, part, &s) : !s.set;
    switch ((enum parameter_op)part->op) {
    case OP_DEFAULT:
        if (missing) put_word(e, part);
        else put_subject(e, part, &s);
        return;
    case OP_ALTERNATIVE:
        if (!missing) put_word(e, part);
        else if (part->quoted && !s.list) e->open = true;
        return;
    case OP_ASSIGN:
        if (missing && assign_default(e, part, &s) < 0) e->failed = true;
        else put_subject(e, part, &s);
        return;
    case OP_ERROR:
        if (missing) {
            complain(e, part, &s);
            e->failed = true;
        } else {
            put_subject(e, part, &s);
        }
        return;
    default: break;
    }
    if (!s.set && !s.list) {
        if (sh->options[OPT_NOUNSET]) {
            unset_parameter(sh, part->text);
            e->failed = true;
            return;
        }
        s.text = "";
        s.n = 0;
        if (part->op == OP_TRANSFORM && part->way != 'a') { // there is nothing to be shown
            put_subject(e, part, &s);
            return;
        }
    }
    // What the operator's words expand may change the parameter, or be in the place where $? and its like are put.
    if (s.set && !s.list && (is_expanded(part->word) || is_expanded(part->second))) s.text = copy_text(sh, s.text, s.n);
    if (part->op == OP_LENGTH) {
        put_count(e, part, s.list ? (size_t)s.words.count : characters(s.text, s.n));
    } else if (part->op == OP_NONE || part->op == OP_INDIRECT) {
        put_subject(e, part, &s);
    } else if (change(e, part, &s) < 0) {
        e->failed = true;
    } else {
        put_subject(e, part, &s);
    }
}

void sh_put_parameter(struct expansion *e, struct part *part) {
    // Fields that are put stay in the arena, so that nothing is given back here.
    put_parameter_inner(e, part);
}
