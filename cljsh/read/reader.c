// SPDX-License-Identifier: MIT
// The reader's life, its stacks, and the forms between delimiters.
#include "read/reader.h"

#include "coll/map.h"
#include "coll/set.h"
#include "coll/vector.h"
#include "read/print.h"
#include "read/reader_internal.h"
#include "read/tagged.h"
#include "seq/list.h"

#include <stdarg.h>

struct reader_hooks reader_hooks;

int reader_init(void) { return reader_error_init() < 0 || tagged_init() < 0 ? -1 : print_init(); }

Reader *reader_new(PyObject *source, PyObject *file) {
    if (PyUnicode_READY(source) < 0) return NULL;
    Reader *r = PyMem_Calloc(1, sizeof *r);
    if (!r) return (PyErr_NoMemory(), NULL);
    r->source = Py_NewRef(source);
    r->file = Py_NewRef(file);
    r->kind = PyUnicode_KIND(source);
    r->data = PyUnicode_DATA(source);
    r->end = PyUnicode_GET_LENGTH(source);
    r->line = 1;
    r->line_meta = true;
    reader_set_mode(r, READ_CLJ);
    if (peek_char(r) == 0xfeff) r->pos = r->line_start = 1; // a byte order mark
    return r;
}

void reader_free(Reader *r) {
    if (!r) return;
    token_free_known(r);
    reader_words_pop_drop(&r->stack, r->stack.n);
    reader_words_pop_drop(&r->pending, r->pending.n);
    PyMem_Free(r->stack.items);
    PyMem_Free(r->pending.items);
    places_free(&r->places);
    xdrop(r->readers);
    xdrop(r->default_reader);
    Py_XDECREF(r->features);
    Py_DECREF(r->source);
    Py_DECREF(r->file);
    PyMem_Free(r);
}

void reader_set_mode(Reader *r, enum read_mode mode) {
    r->mode = mode;
    r->stop_token = mode == READ_EDN ? C_TERM_EDN : C_TERM;
    r->stop_number = mode == READ_EDN ? C_MACRO_EDN : C_MACRO;
}

void reader_set_start(Reader *r, int line, int column) {
    r->line = line;
    r->line_start = r->pos - (column - 1);
}

bool reader_incomplete(Reader *r) { return r->incomplete; }
Py_ssize_t reader_offset(Reader *r) { return r->pos; }

// --- stacks ---------------------------------------------------------------

Value *reader_words_top(struct words *w, Py_ssize_t n) { return w->items + w->n - n; }

int reader_words_push(struct words *w, Value v) {
    if (unlikely(w->n == w->capacity)) {
        Py_ssize_t capacity = w->capacity ? w->capacity * 2 : 32;
        Value *items = PyMem_Realloc(w->items, capacity * sizeof *items);
        if (!items) {
            drop(v);
            return (PyErr_NoMemory(), -1);
        }
        w->items = items;
        w->capacity = capacity;
    }
    w->items[w->n++] = v;
    return 0;
}

void reader_words_pop_drop(struct words *w, Py_ssize_t n) {
    while (n-- > 0) drop(w->items[--w->n]);
}

Value reader_list_of(int n, ...) {
    Value items[8];
    bool bad = false;
    va_list args;
    va_start(args, n);
    for (int i = 0; i < n; i++) bad |= failed(items[i] = va_arg(args, Value));
    va_end(args);
    if (!bad) return list_give(items, n);
    for (int i = 0; i < n; i++) xdrop(items[i]);
    return ERR;
}

// --- forms ----------------------------------------------------------------

static Value wrapped(Reader *r, struct mark at, Ref symbol, const char *what, int length) {
    r->pos += length;
    Value form = read_required(r, at, what);
    if (failed(form)) return ERR;
    if (!symbol.w) return (drop(form), ERR);
    form = reader_list_of(2, keep(symbol), form);
    if (ok(form)) places_add(r, ref(form), at);
    return form;
}

static Value read_vector(Reader *r, struct mark at) {
    Py_ssize_t n = read_until(r, "[", ']', at);
    if (n < 0) return ERR;
    r->stack.n -= n;
    Value v = n ? vec_give(r->stack.items + r->stack.n, n) : vec_empty();
    if (ok(v)) places_add(r, ref(v), at);
    return v;
}

// Characters that begin a form in Clojure, but not in EDN.
static enum next read_clojure_macro(Reader *r, struct mark at, Py_UCS4 c, Value *form) {
    switch (c) {
    case '\'': *form = wrapped(r, at, SYM("quote"), "'", 1); break;
    case '@': *form = wrapped(r, at, SYM("clojure.core/deref"), "@", 1); break;
    case '`': *form = read_syntax_quote(r, at); break;
    case '~':
        if (char_at(r, r->pos + 1) == '@')
            *form = wrapped(r, at, SYM("clojure.core/unquote-splicing"), "~@", 2);
        else *form = wrapped(r, at, SYM("clojure.core/unquote"), "~", 1);
        break;
    case '%':
        if (r->fn_args) {
            *form = read_fn_arg(r, at);
            break;
        }
        return NEXT_NOTHING;
    default: return NEXT_NOTHING;
    }
    return ok(*form) ? NEXT_FORM : NEXT_ERROR;
}

enum next read_next(Reader *r, Value *form) {
    if (cstack_check() < 0) return NEXT_ERROR;
    for (;;) {
        if (unlikely(r->pending.n)) {
            *form = r->pending.items[--r->pending.n];
            return NEXT_FORM;
        }
        Py_UCS4 c = token_skip_space(r);
        struct mark at = mark_here(r);
        enum next next;
        switch (c) {
        case END_OF_TEXT: return NEXT_EOF;
        case ';': token_skip_line(r); continue;
        case ')': case ']': case '}': return NEXT_CLOSE;
        case '(': *form = read_list(r, at, "("); break;
        case '[': *form = read_vector(r, at); break;
        case '{': *form = read_map(r, at, NULL); break;
        case '"': *form = read_string(r, at); break;
        case '\\': *form = read_char(r, at); break;
        case '^': *form = read_meta(r, at); break;
        case '#':
            if ((next = read_dispatch(r, at, form)) == NEXT_NOTHING) continue;
            return next;
        case '+': case '-':
            *form = is_digit(char_at(r, r->pos + 1)) ? read_number(r, at) : read_token(r, at);
            break;
        case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
            *form = read_number(r, at);
            break;
        case '\'': case '@': case '`': case '~': case '%':
            if (r->mode == READ_CLJ && (next = read_clojure_macro(r, at, c, form)) != NEXT_NOTHING) return next;
            // fall through
        default: *form = read_token(r, at);
        }
        return ok(*form) ? NEXT_FORM : NEXT_ERROR;
    }
}

static Value unmatched(Reader *r) {
    struct mark at = mark_here(r);
    int c = (int)peek_char(r);
    if (!r->open) return reader_error(r, at, "Unmatched delimiter: %c", c);
    const char *opener = r->open->opener;
    char end = opener[strlen(opener) - 1];
    return reader_error(r, at, "Unmatched delimiter: %c, where %s at %d:%d needs %c", c, opener, r->open->at.line,
                        r->open->at.column, end == '[' ? ']' : end == '{' ? '}' : ')');
}

Value read_required(Reader *r, struct mark at, const char *what) {
    Value form;
    switch (read_next(r, &form)) {
    case NEXT_FORM: return form;
    case NEXT_EOF: {
        struct open_form frame = {r->open, what, at};
        r->open = &frame;
        reader_error_eof(r, NULL);
        return open_error(r, &frame);
    }
    case NEXT_CLOSE:
        return reader_error(r, mark_here(r), "Unmatched delimiter: %c, where a form must follow %s at %d:%d",
                            (int)peek_char(r), what, at.line, at.column);
    default: return ERR;
    }
}

Py_ssize_t read_until(Reader *r, const char *opener, Py_UCS4 closer, struct mark at) {
    struct open_form frame = {r->open, opener, at};
    Py_ssize_t base = r->stack.n;
    r->open = &frame;
    r->pos++;
    for (;;) {
        Value form;
        enum next next = read_next(r, &form);
        if (likely(next == NEXT_FORM)) {
            if (reader_words_push(&r->stack, form) == 0 &&
                (likely(r->stack.n - base > 1 || closer != ')' || r->mode != READ_CLJ || !shell_words_head(ref(form))) || shell_words_read(r) == 0))
                continue;
        } else if (next == NEXT_CLOSE) {
            if (likely(peek_char(r) == closer)) break;
            unmatched(r);
        } else if (next == NEXT_EOF) reader_error_eof(r, NULL);
        r->open = frame.outer;
        reader_words_pop_drop(&r->stack, r->stack.n - base);
        return -1;
    }
    r->pos++;
    r->open = frame.outer;
    return r->stack.n - base;
}

Value read_list(Reader *r, struct mark at, const char *opener) {
    Py_ssize_t n = read_until(r, opener, ')', at);
    if (n < 0) return ERR;
    if (n == 0) return list_empty();
    r->stack.n -= n;
    Value list = list_give(r->stack.items + r->stack.n, n);
    if (failed(list)) return ERR;
    places_add(r, ref(list), at);
    if (!r->line_meta) return list;
    Ref kv[] = {KW("line"), int_ref(at.line), KW("column"), int_ref(at.column)};
    Value meta = map_from(kv, 4);
    if (failed(meta)) return (drop(list), ERR);
    // The list is new, and a map of integers makes no cycle.
    ((struct list *)obj(ref(list)))->meta = obj(ref(meta));
    return list;
}

// The first of n keys (each `step` words apart) that occurs twice; the error is set.
static Value duplicate(Reader *r, struct mark at, Value *items, Py_ssize_t n, int step, const char *what) {
    SCOPED Value seen = set_empty();
    for (Py_ssize_t i = 0; i < n && ok(seen); i += step) {
        int found = ops_of(ref(seen))->contains(ref(seen), ref(items[i]));
        if (found < 0) return ERR;
        if (found) {
            SCOPED_PY PyObject *key = py_of(ref(items[i]));
            return key ? reader_error(r, at, "Duplicate %s: %R", what, key) : ERR;
        }
        seen = set_conj(seen, ref(items[i]));
    }
    return ok(seen) ? reader_error(r, at, "Duplicate %s", what) : ERR;
}

static const char *map_opener(PyObject *ns) { return ns ? "#:{" : "{"; }

// Qualifies the unqualified, and makes ":_/x" unqualified.
static Value namespaced_key(Value key, PyObject *ns) {
    bool keyword = is_keyword(ref(key));
    if (!keyword && !is_symbol(ref(key))) return key;
    PyObject *own_ns = keyword ? keyword_of(ref(key))->ns : symbol_of(ref(key))->ns;
    PyObject *name = keyword ? keyword_of(ref(key))->name : symbol_of(ref(key))->name;
    bool bare = own_ns && PyUnicode_CompareWithASCIIString(own_ns, "_") == 0;
    if (own_ns && !bare) return key;
    Value named = keyword ? keyword_new(bare ? NULL : ns, name) : symbol_new(bare ? NULL : ns, name);
    drop(key);
    return named;
}

Value read_map(Reader *r, struct mark at, PyObject *ns) {
    Py_ssize_t n = read_until(r, map_opener(ns), '}', at);
    if (n < 0) return ERR;
    Value *items = reader_words_top(&r->stack, n), map = ERR;
    if (n == 0 || (n & 1 && r->suppress)) map = map_empty(); // what is passed over may be another dialect's
    else if (n & 1)
        reader_error(r, at, "%s literal must contain an even number of forms, but has %zd", ns ? "Namespaced map" : "Map", n);
    else {
        bool bad = false;
        for (Py_ssize_t i = 0; ns && i < n && !bad; i += 2) {
            items[i] = namespaced_key(items[i], ns);
            if ((bad = failed(items[i]))) items[i] = nil_value();
        }
        if (!bad) map = map_from((const Ref *)items, n);
        if (ok(map) && map_count(ref(map)) != n / 2 && !r->suppress) {
            drop(map);
            map = duplicate(r, at, items, n, 2, "key");
        }
    }
    reader_words_pop_drop(&r->stack, n);
    if (ok(map)) places_add(r, ref(map), at);
    return map;
}

Value read_set(Reader *r, struct mark at) {
    Py_ssize_t n = read_until(r, "#{", '}', at);
    if (n < 0) return ERR;
    Value *items = reader_words_top(&r->stack, n);
    Value set = n ? set_from((const Ref *)items, n) : set_empty();
    if (ok(set) && n && ops_of(ref(set))->count(ref(set)) != n && !r->suppress) {
        drop(set);
        set = duplicate(r, at, items, n, 1, "key");
    }
    reader_words_pop_drop(&r->stack, n);
    if (ok(set)) places_add(r, ref(set), at);
    return set;
}

enum read_result reader_read(Reader *r, Value *form) {
    places_clear(&r->places);
    r->incomplete = false;
    enum next next = read_next(r, form);
    if (likely(next == NEXT_FORM)) return READ_FORM;
    *form = ERR;
    if (next == NEXT_EOF) return READ_EOF;
    if (next == NEXT_CLOSE) unmatched(r);
    // Nothing of a form that failed is left for the next.
    reader_words_pop_drop(&r->pending, r->pending.n);
    r->open = NULL;
    r->fn_args = NULL;
    r->gensyms = NULL;
    r->suppress = 0;
    return READ_ERROR;
}
