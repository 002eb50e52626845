// SPDX-License-Identifier: MIT
/* The expansion of words (POSIX 2.6), in one pass: each part is expanded into
 * the field in the making, split where IFS has it, and a field that ends is
 * looked up as a pattern of pathnames when something in it asks for that. */
#include "command/expand.h"

#include "shell/match.h"
#include "task/pause.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void room(struct expansion *e, size_t n) {
    if (likely(e->capacity - e->n > n)) return;
    size_t capacity = (e->capacity + n) * 2;
    char *buffer = sh_alloc(capacity);
    memcpy(buffer, e->buffer, e->n);
    if (e->buffer != e->local) free(e->buffer);
    e->buffer = buffer;
    e->capacity = capacity;
}

static void start(struct expansion *e, struct interp *sh, enum expansion_mode mode, struct words *out) {
    e->sh = sh;
    e->out = out;
    e->mode = mode;
    e->glob = mode == FIELDS && !sh->options[OPT_NOGLOB];
    e->open = e->magic = e->escaped = e->inside = e->failed = false;
    e->delimiter = 0;
    e->buffer = e->local;
    e->n = 0;
    e->capacity = sizeof e->local;
}

static void finish(struct expansion *e) {
    if (e->buffer != e->local) free(e->buffer);
}

size_t character_length(const char *text, size_t n) {
    unsigned char c = (unsigned char)text[0];
    size_t length = c < 0xc2 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 1;
    if (length > n) return 1;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)text[i] & 0xc0) != 0x80) return 1;
    return length;
}

// --- text --------------------------------------------------------------------------

static inline bool is_magic(char c) { return c == '*' || c == '?' || c == '[' || c == '('; } // ( in ?(…) and its like

void sh_put_literal(struct expansion *e, const char *text, size_t n, bool quoted) {
    e->open = true;
    e->delimiter = 0;
    room(e, 2 * n);
    if (e->mode == SINGLE || (e->mode == FIELDS && !e->glob)) {
        if (n) memcpy(e->buffer + e->n, text, n); // without text it may be NULL
        e->n += n;
        return;
    }
    if (e->mode == REPLACEMENT) {
        for (size_t i = 0; i < n; i++) {
            if (quoted ? text[i] == '&' || text[i] == ESCAPE : text[i] == ESCAPE) e->buffer[e->n++] = ESCAPE;
            e->buffer[e->n++] = text[i];
        }
        return;
    }
    if (e->mode != FIELDS) {
        const char *specials = e->mode == PATTERN ? "*?[]-!^\\()|" : "\\^$.*+?()[]{}|\1";
        char escape = e->mode == PATTERN ? '\\' : ESCAPE;
        for (size_t i = 0; i < n; i++) {
            if (quoted && text[i] && strchr(specials, text[i])) e->buffer[e->n++] = escape;
            e->buffer[e->n++] = text[i];
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        if (quoted ? is_magic(c) || c == ']' || c == '-' || c == '!' || c == '^' || c == '\\' || c == ')' || c == '|' || c == ESCAPE : c == ESCAPE) {
            e->buffer[e->n++] = ESCAPE;
            e->escaped = true;
        } else if (is_magic(c)) {
            e->magic = true;
        }
        e->buffer[e->n++] = c;
    }
}

static char *remove_escapes(char *text) {
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == ESCAPE && from[1]) from++;
        *to++ = *from;
    }
    *to = 0;
    return text;
}

void end_field(struct expansion *e) {
    struct arena *a = &e->sh->arena;
    char *field = sh_arena_text(a, e->buffer, e->n);
    bool found = false;
    if (e->magic && e->glob && sh_words_of_pattern(e->sh, field, e->out, &found) < 0) e->failed = true;
    if (!found) words_put(a, e->out, e->escaped ? remove_escapes(field) : field);
    e->n = 0;
    e->open = e->magic = e->escaped = false;
}

// The separator of several bytes that stands here: its length, else 0.
static COLD size_t wide_separator(struct interp *sh, const char *text, size_t n) {
    size_t length = character_length(text, n);
    for (const char *p = sh->ifs_text; *p; p += character_length(p, strlen(p)))
        if (character_length(p, strlen(p)) == length && memcmp(p, text, length) == 0) return length;
    return 0;
}

// Text that is split: white space of IFS ends a field, any other of its characters ends one that may be empty.
static void put_split(struct expansion *e, const char *text, size_t n) {
    struct interp *sh = e->sh;
    for (size_t i = 0; i < n;) {
        unsigned char c = (unsigned char)text[i];
        unsigned char kind = sh->ifs[c];
        if (likely(!kind)) {
            size_t begin = i;
            do i++;
            while (i < n && !sh->plain[(unsigned char)text[i]]);
            if (sh->plain[c]) i = begin + 1;
            room(e, 2 * (i - begin));
            e->open = true;
            e->delimiter = 0;
            if (c == ESCAPE && e->glob) {
                e->buffer[e->n++] = ESCAPE;
                e->escaped = true;
            } else if (is_magic((char)c)) {
                e->magic = true;
            }
            memcpy(e->buffer + e->n, text + begin, i - begin);
            e->n += i - begin;
            continue;
        }
        size_t length = 1;
        if (unlikely(kind == 3) && !(length = wide_separator(sh, text + i, n - i))) { // part of another character
            room(e, 2);
            e->open = true;
            e->delimiter = 0;
            e->buffer[e->n++] = (char)c;
            i++;
            continue;
        }
        i += length;
        if (kind == 1) {
            if (e->open) {
                end_field(e);
                e->delimiter = 1;
            }
        } else if (e->open) {
            end_field(e);
            e->delimiter = 2;
        } else if (e->delimiter == 1) {
            e->delimiter = 2;
        } else {
            end_field(e); // an empty one
            e->delimiter = 2;
        }
    }
}

void sh_put_expanded(struct expansion *e, const char *text, size_t n, bool quoted) {
    if (quoted) {
        sh_put_literal(e, text, n, true);
    } else if (e->mode == FIELDS) {
        put_split(e, text, n);
    } else {
        sh_put_literal(e, text, n, false);
    }
}

void sh_put_list(struct expansion *e, struct words *list, bool quoted, bool star) {
    struct interp *sh = e->sh;
    bool joins = e->mode != FIELDS || (quoted && star);
    const char *separator = " ";
    size_t separator_length = 1;
    if (joins && star) {
        separator = sh->ifs_text;
        separator_length = *separator ? character_length(separator, strlen(separator)) : 0;
    }
    for (int i = 0; i < list->count; i++) {
        if (i && joins) sh_put_literal(e, separator, separator_length, true);
        else if (i && (quoted || e->open)) end_field(e);
        if (i && !joins) e->delimiter = 0;
        if (quoted || joins) sh_put_literal(e, list->at[i], strlen(list->at[i]), quoted);
        else put_split(e, list->at[i], strlen(list->at[i]));
    }
}

// --- parameters --------------------------------------------------------------------

static char *option_letters(struct interp *sh, char *buffer) {
    char *p = buffer;
    for (int o = 0; o < OPT_COUNT; o++)
        if (sh->options[o] && option_letter(o)) *p++ = option_letter(o);
    *p = 0;
    return buffer;
}

static const char *special_parameter(struct interp *sh, char letter, size_t *n) {
    static char buffer[64];
    switch (letter) {
    case '#': *n = (size_t)sh_number_text(buffer, sh->parameters.count); return buffer;
    case '?': *n = (size_t)sh_number_text(buffer, sh->status); return buffer;
    case '$': *n = (size_t)sh_number_text(buffer, sh->pid); return buffer;
    case '!':
        if (!sh_last_background(sh)) return NULL;
        *n = (size_t)sh_number_text(buffer, sh_last_background(sh));
        return buffer;
    case '-': *n = strlen(option_letters(sh, buffer)); return buffer;
    default: *n = strlen(sh->zero); return sh->zero;
    }
}

bool parameter_value(struct interp *sh, struct part *part, unsigned char kind, const char **text, size_t *n) {
    *text = NULL;
    if (likely(kind == PART_VAR)) {
        struct variable *v = part->variable;
        if (unlikely(v->flags & VAR_NAMEREF)) {
            v = variable_target(sh, v);
            if (v->flags & VAR_NAMEREF && v->text) {
                if (strchr(v->text, '[')) *text = sh_named_element(sh, v->text); // else it stands for itself, or for nothing
                return *text ? (*n = strlen(*text), true) : false;
            }
        }
        if ((*text = variable_text(v))) *n = likely(*text == v->text) ? v->length : strlen(*text);
    } else if (kind == PART_POSITIONAL) {
        if (part->number <= sh->parameters.count) *n = strlen(*text = sh->parameters.at[part->number - 1]);
    } else {
        *text = special_parameter(sh, part->letter, n);
    }
    return *text != NULL;
}

void unset_parameter(struct interp *sh, const char *name) {
    sh_report(sh, "%s: parameter not set", name);
    sh_fatal(sh, 2);
}

void expansion_error(struct interp *sh) { sh_abandon_line(sh); }

void positional_words(struct interp *sh, struct words *list) {
    *list = (struct words){sh->parameters.at, sh->parameters.count, sh->parameters.count};
}

static void put_value(struct expansion *e, struct part *part) {
    const char *text;
    size_t n;
    if (parameter_value(e->sh, part, part->kind, &text, &n)) {
        sh_put_expanded(e, text, n, part->quoted);
    } else if (e->sh->options[OPT_NOUNSET]) {
        unset_parameter(e->sh, part->text);
        e->failed = true;
    } else if (part->quoted) {
        e->open = true;
    }
}

// --- tildes ---------------------------------------------------------------------------

// ~2, ~+2 and ~-2: of what `dirs` lists, counted from the left or the right; NULL: that is not it.
static const char *stacked_directory(struct interp *sh, const char *text, size_t n) {
    const bool sign = *text == '+' || *text == '-';
    const size_t digits = strspn(text + sign, "0123456789");
    if (!digits || digits > 6 || digits + sign != n || sh->options[OPT_POSIX]) return NULL;
    int number = atoi(text + sign);
    if (*text == '-') number = sh->directories.count - number;
    if (number < 0 || number > sh->directories.count) return NULL;
    return number ? sh->directories.at[number - 1] : variable_get(sh, "PWD");
}

static void put_tilde(struct expansion *e, struct part *part) {
    char name[256], room[4096];
    const char *home = NULL;
    if (!part->length) {
        home = variable_text(e->sh->v_home);
    } else if (part->length == 1 && part->text[0] == '+') {
        home = variable_get(e->sh, "PWD");
    } else if (part->length == 1 && part->text[0] == '-') {
        home = variable_get(e->sh, "OLDPWD");
    } else if ((home = stacked_directory(e->sh, part->text, part->length))) {
    } else if (part->length < sizeof name) {
        memcpy(name, part->text, part->length);
        name[part->length] = 0;
        struct passwd entry, *user = NULL;
        if (WITHOUT_GIL(getpwnam_r(name, &entry, room, sizeof room, &user)) != 0) user = NULL; // it may ask another machine
        home = user ? user->pw_dir : NULL;
        if (!home && !e->sh->options[OPT_POSIX]) { // no user: a var of Clojure's?
            struct words list = {0};
            int found = clojure_name_words(e->sh, name, &list);
            if (found < 0) e->failed = true;
            else if (found) sh_put_list(e, &list, true, false);
            if (found) return;
        }
    }
    if (home) {
        // ~/x with a home of / is /x: one slash of the two goes.
        size_t n = strlen(home);
        if (n && home[n - 1] == '/' && part->text[part->length] == '/') n--;
        sh_put_literal(e, home, n, true);
    } else {
        sh_put_literal(e, "~", 1, true);
        sh_put_literal(e, part->text, part->length, true);
    }
}

// --- other parts -----------------------------------------------------------------------

static void put_command(struct expansion *e, struct part *part) {
    char *text = NULL;
    size_t n = 0;
    struct interp *sh = e->sh;
    sh->substituted = sh_substitute(sh, part->script, &text, &n);
    if (sh->pending) e->failed = true;
    else if (n || part->quoted) sh_put_expanded(e, text, n, part->quoted);
    free(text);
}

static void put_arithmetic(struct expansion *e, struct part *part) {
    struct interp *sh = e->sh;
    int64_t value;
    int r = part->arith ? sh_arith_value(sh, part->arith, &value) : 1;
    if (r > 0) { // it is known only now what it says
        struct mark m = arena_mark(&sh->arena);
        char *text = expand_single(sh, part->word);
        r = text ? sh_arith(sh, text, &value) : -1;
        arena_release(&sh->arena, m);
    }
    if (r < 0) {
        expansion_error(sh);
        e->failed = true;
        return;
    }
    char text[24];
    sh_put_expanded(e, text, (size_t)sh_number_text(text, value), part->quoted);
}


static void put_part(struct expansion *e, struct part *part) {
    struct words list = {0};
    switch ((enum part_kind)part->kind) {
    case PART_TEXT: if (e->inside) sh_put_expanded(e, part->text, part->length, false); else sh_put_literal(e, part->text, part->length, false); break;
    case PART_QUOTED: sh_put_literal(e, part->text, part->length, true); break;
    case PART_TILDE: put_tilde(e, part); break;
    case PART_VAR: case PART_POSITIONAL: case PART_SPECIAL: put_value(e, part); break;
    case PART_AT: case PART_STAR:
        positional_words(e->sh, &list);
        sh_put_list(e, &list, part->quoted, part->kind == PART_STAR);
        break;
    case PART_PARAM: sh_put_parameter(e, part); break;
    case PART_COMMAND: put_command(e, part); break;
    case PART_ARITH: put_arithmetic(e, part); break;
    case PART_PROCESS: {
        char *name = sh_process_substitution(e->sh, part->script, part->letter == '<');
        if (name) sh_put_literal(e, name, strlen(name), true);
        else e->failed = true;
        break;
    }
    case PART_CLOJURE:
        if (clojure_words(e->sh, part, &list) < 0) e->failed = true;
        else sh_put_list(e, &list, true, false);
        break;
    case PART_BAD:
        sh_report(e->sh, "%s: bad substitution", part->text);
        expansion_error(e->sh);
        e->failed = true;
        break;
    }
}

void expand_parts(struct expansion *e, struct word *w, bool quoted) {
    if (w->literal && !w->count) {
        if (e->inside && !quoted) sh_put_expanded(e, w->literal, w->length, false);
        else sh_put_literal(e, w->literal, w->length, quoted);
        return;
    }
    for (int i = 0; i < w->count && !e->failed; i++) put_part(e, &w->parts[i]);
}

// --- words -------------------------------------------------------------------------------

static char *assignment_word(struct interp *sh, struct assignment *a);

// A value none of whose characters means anything here is a word as it is.
static bool put_plain_value(struct interp *sh, struct part *part, struct words *out) {
    const char *text;
    size_t n;
    if (!parameter_value(sh, part, part->kind, &text, &n)) return false;
    if (!part->quoted) {
        if (!n) return true;
        for (size_t i = 0; i < n; i++)
            if (sh->plain[(unsigned char)text[i]]) return false;
    }
    words_put(&sh->arena, out, sh_arena_text(&sh->arena, text, n));
    return true;
}

int expand_fields(struct interp *sh, struct word *w, struct words *out) {
    if (likely(w->literal != NULL)) {
        words_put(&sh->arena, out, (char *)w->literal);
        return 0;
    }
    if (unlikely(w->assigns)) {
        char *word = assignment_word(sh, w->assignment);
        if (!word) return -1;
        words_put(&sh->arena, out, word);
        return 0;
    }
    struct part *part = w->parts;
    int count = w->count;
    if (count == 2 && part->kind == PART_QUOTED && !part->length && part[1].quoted && part[1].kind != PART_AT) part++, count--; // "$x"
    if (count == 1 && part->kind >= PART_VAR && part->kind <= PART_SPECIAL && put_plain_value(sh, part, out)) return 0;
    if (count == 1 && part->kind == PART_AT && part->quoted) {
        for (int i = 0; i < sh->parameters.count; i++) words_put(&sh->arena, out, sh_arena_text(&sh->arena, sh->parameters.at[i], strlen(sh->parameters.at[i])));
        return 0;
    }
    struct expansion e;
    start(&e, sh, FIELDS, out);
    expand_parts(&e, w, false);
    if (e.open && !e.failed) end_field(&e);
    finish(&e);
    return e.failed ? -1 : 0;
}

static char *expand_text_mode(struct interp *sh, struct word *w, enum expansion_mode mode, size_t *n) {
    struct expansion e;
    start(&e, sh, mode, NULL);
    expand_parts(&e, w, false);
    char *text = NULL;
    if (!e.failed) {
        text = sh_arena_text(&sh->arena, e.buffer, e.n);
        if (n) *n = e.n;
    }
    finish(&e);
    return text;
}

char *expand_single(struct interp *sh, struct word *w) {
    if (w->literal) return (char *)w->literal;
    if (w->count == 1 && w->parts->kind >= PART_VAR && w->parts->kind <= PART_SPECIAL) {
        const char *text;
        size_t n;
        if (parameter_value(sh, w->parts, w->parts->kind, &text, &n)) return sh_arena_text(&sh->arena, text, n);
    }
    return expand_text_mode(sh, w, SINGLE, NULL);
}

char *expand_replacement(struct interp *sh, struct word *w) {
    return shopt_is_set(sh, SHOPT_PATSUB) ? expand_text_mode(sh, w, REPLACEMENT, NULL) : expand_single(sh, w);
}

char *expand_pattern(struct interp *sh, struct word *w, size_t *n) {
    if (w->pattern) return (*n = w->pattern_length, (char *)w->pattern);
    return expand_text_mode(sh, w, PATTERN, n);
}

int expand_regex(struct interp *sh, struct word *w, char **text) {
    *text = expand_text_mode(sh, w, REGEX, NULL);
    if (!*text) return -1;
    // What was quoted has a backslash, but in brackets, where that would be a character like others.
    char *copy = sh_arena_alloc(&sh->arena, 2 * strlen(*text) + 1), *to = copy;
    size_t set = 0; // how far into brackets
    for (const char *from = *text; *from; from++) {
        if (*from == ESCAPE && from[1]) {
            from++;
            if (!set) *to++ = '\\';
        } else if (!set) {
            set = *from == '[';
            *to++ = *from;
            if (set && from[1] == '^') *to++ = *++from;
            if (set && from[1] == ']') *to++ = *++from; // the first one is no end
            continue;
        } else if (*from == '[' && from[1] && strchr(":.=", from[1])) { // a class, up to its end
            const char *close = strstr(from + 2, (char[]){from[1], ']', 0});
            while (close && from < close) *to++ = *from++;
        } else if (*from == ']') {
            set = 0;
        }
        *to++ = *from;
    }
    *to = 0;
    *text = copy;
    return 0;
}

// An argument x=…, expanded as an assignment is, as one word.
static char *assignment_word(struct interp *sh, struct assignment *a) {
    struct arena *arena = &sh->arena;
    char *index = a->index ? expand_single(sh, a->index) : NULL;
    if (a->index && !index) return NULL;
    char *value = NULL;
    if (a->is_array) { // NAME=( words ): in a form that `declare` reads again
        struct words all = {0};
        size_t size = 4;
        for (int i = 0; i < a->count; i++) {
            struct words fields = {0};
            char *key = a->elements[i].index ? expand_single(sh, a->elements[i].index) : NULL;
            if (key) {
                char *again = sh_quote(key);
                key = sh_arena_text(arena, again, strlen(again));
                free(again);
            }
            if (expand_fields(sh, a->elements[i].value, &fields) < 0) return NULL;
            for (int k = 0; k < fields.count; k++) {
                char *quoted = sh_quote(fields.at[k]);
                char *item = sh_arena_alloc(arena, strlen(quoted) + (key ? strlen(key) + 4 : 0) + 2);
                if (key) sprintf(item, "[%s]=%s ", key, quoted); // key is quoted, too
                else sprintf(item, "%s ", quoted);
                free(quoted);
                size += strlen(item);
                words_put(arena, &all, item);
            }
        }
        value = sh_arena_alloc(arena, size + 1);
        char *at = stpcpy(value, "\001("); // which no text begins with: see assignment_do
        for (int i = 0; i < all.count; i++) at = stpcpy(at, all.at[i]);
        strcpy(at, ")");
    } else {
        value = expand_single(sh, a->value);
        if (!value) return NULL;
    }
    size_t name = strlen(a->name), length = strlen(value);
    char *word = sh_arena_alloc(arena, name + length + (index ? strlen(index) + 2 : 0) + 3), *at = word;
    memcpy(at, a->name, name);
    at += name;
    if (index) {
        *at++ = '[';
        at = stpcpy(at, index);
        *at++ = ']';
    }
    if (a->append) *at++ = '+';
    *at++ = '=';
    memcpy(at, value, length + 1);
    return word;
}

bool sh_text_matches(struct interp *sh, const char *pattern, const char *text) {
    (void)sh;
    return sh_pattern_matches(pattern, strlen(pattern), text, strlen(text), true);
}

static bool with_groups(struct interp *sh) { return sh && (sh->matching_groups || shopt_is_set(sh, SHOPT_EXTGLOB)); }

long sh_pattern_prefix(const char *pattern, size_t pattern_length, const char *text, size_t length, bool longest) {
    return with_groups(sh_now()) ? match_prefix_groups(pattern, pattern_length, text, length, longest)
                                 : match_prefix(pattern, pattern_length, text, length, longest);
}

bool sh_pattern_matches(const char *pattern, size_t pattern_length, const char *text, size_t length, bool may_fold) {
    struct interp *sh = sh_now();
    bool (*matches_pattern)(const char *, size_t, const char *, size_t) = with_groups(sh) ? match_groups : match_pattern;
    if (likely(!may_fold || !sh || !shopt_is_set(sh, SHOPT_NOCASEMATCH))) return matches_pattern(pattern, pattern_length, text, length);
    char *lower = sh_copy_lower(pattern, pattern_length), *lower_text = sh_copy_lower(text, length);
    bool matches = matches_pattern(lower, pattern_length, lower_text, length);
    free(lower);
    free(lower_text);
    return matches;
}
