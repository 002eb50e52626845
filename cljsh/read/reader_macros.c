// SPDX-License-Identifier: MIT
// What begins with # and ^.
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/vector.h"
#include "read/reader_internal.h"
#include "read/tagged.h"
#include "seq/list.h"
#include "seq/seq.h"

// --- metadata -------------------------------------------------------------

// A map out of what stands behind ^; consumes it.
static Value meta_map(Reader *r, Value meta, struct mark at) {
    Ref key = NO_REF, given = ref(meta);
    if (kind_of(given) & K_MAP) return meta;
    if (is_keyword(given)) {
        Ref kv[] = {given, TRUE_REF};
        Value map = map_from(kv, 2);
        drop(meta);
        return map;
    }
    if (is_symbol(given) || (is_obj(given) && PyUnicode_Check(obj(given)))) key = KW("tag");
    else if (kind_of(given) & K_VECTOR) key = KW("param-tags");
    if (key.w) {
        Ref kv[] = {key, given};
        Value map = map_from(kv, 2);
        drop(meta);
        return map;
    }
    drop(meta);
    return reader_error(r, at, "Metadata must be a symbol, keyword, string, map or vector");
}

static bool carries_meta(Ref form) {
    const Ops *ops = ops_of(form);
    return ops->with_meta || ops->meta_offset;
}

// What the form has already, overridden by meta; both stay the caller's.
static Value merge_meta(Reader *r, Ref form, Ref meta, struct mark at) {
    Value merged = coll_meta(form);
    if (failed(merged)) return ERR;
    bool bare = is_nil(ref(merged));
    if (bare) merged = keep(meta);
    else {
        struct map_cursor c = {0};
        for (Ref k, v; ok(merged) && map_each(meta, &c, &k, &v);) merged = coll_assoc(merged, k, v);
    }
    if (failed(merged) || !r->line_meta || !(kind_of(form) & K_SEQ) || bare) return merged;
    // A list's position is that of its first ^, unless the text says otherwise.
    Ref keys[] = {KW("line"), KW("column")};
    int values[] = {at.line, at.column};
    for (int i = 0; i < 2 && ok(merged); i++) {
        bool error = false;
        if (!map_find(meta, keys[i], &error).w && !error) merged = coll_assoc(merged, keys[i], int_ref(values[i]));
    }
    return merged;
}

Value read_meta(Reader *r, struct mark at) {
    r->pos = at.offset;
    r->pos += char_at(r, r->pos) == '#' ? 2 : 1; // #^ is the old way to write it
    Value given = read_required(r, at, "^");
    if (failed(given)) return ERR;
    SCOPED Value meta = meta_map(r, given, at);
    if (failed(meta)) return ERR;
    SCOPED Value form = read_required(r, at, "^");
    if (failed(form)) return ERR;
    if (!carries_meta(ref(form)))
        return reader_error(r, at, "Metadata can't be put on a value of type %s", err_type_name(ref(form)));
    SCOPED Value merged = merge_meta(r, ref(form), ref(meta), at);
    if (failed(merged)) return ERR;
    Value with = coll_with_meta(ref(form), ref(merged));
    if (ok(with)) places_add(r, ref(with), at);
    return with;
}

// --- function literals ----------------------------------------------------

static Ref fn_arg(struct fn_args *args, int i) {
    Value *slot = i ? &args->args[i] : &args->rest;
    if (!slot->w) {
        char prefix[16];
        if (i) snprintf(prefix, sizeof prefix, "p%d", i);
        *slot = reader_gensym(i ? prefix : "rest", NULL, "#");
    }
    if (i > args->highest) args->highest = i;
    return ref(*slot);
}

Value read_fn_arg(Reader *r, struct mark at) {
    Py_ssize_t from = r->pos + 1, to = r->pos = token_end(r, from);
    int i = 0;
    if (from == to) i = 1;
    else if (to - from != 1 || char_at(r, from) != '&') {
        for (Py_ssize_t k = from; k < to && i <= FN_ARGS_MAX; k++) {
            if (!is_digit(char_at(r, k))) {
                i = 0;
                break;
            }
            i = i * 10 + (int)(char_at(r, k) - '0');
        }
        if (i == 0) return reader_error(r, at, "An argument of #( ) must be %%, %%& or %%n with n from 1 on");
        if (i > FN_ARGS_MAX) return reader_error(r, at, "#( ) takes at most %d arguments", FN_ARGS_MAX);
    }
    Ref symbol = fn_arg(r->fn_args, i);
    return symbol.w ? keep(symbol) : ERR;
}

// [p1 p2 & rest]
static Value fn_params(struct fn_args *args) {
    Ref items[FN_ARGS_MAX + 2];
    Py_ssize_t n = 0;
    for (int i = 1; i <= args->highest; i++)
        if (!(items[n++] = fn_arg(args, i)).w) return ERR;
    if (args->rest.w) {
        if (!(items[n++] = SYM("&")).w) return ERR;
        items[n++] = ref(args->rest);
    }
    return vec_from(items, n);
}

Value read_fn(Reader *r, struct mark at) {
    if (r->fn_args) return reader_error(r, at, "Nested #()s are not allowed");
    struct fn_args args = {0};
    r->fn_args = &args;
    Value body = read_list(r, at, "#("), form = ERR;
    r->fn_args = NULL;
    if (ok(body)) form = reader_list_of(3, keep(SYM("fn*")), fn_params(&args), body);
    if (ok(form)) places_add(r, ref(form), at);
    for (int i = 1; i <= FN_ARGS_MAX; i++) xdrop(args.args[i]);
    xdrop(args.rest);
    return form;
}

// --- reader conditionals --------------------------------------------------

/* Code that was written for babashka or the JVM is read where nothing is
 * written for cljsh: of all branches that hold, the one whose feature is the
 * most particular counts, wherever it stands.  Features that the caller of
 * the reader names are like :clj. */
enum { HOLDS_NOT, HOLDS_DEFAULT, HOLDS_CLJ, HOLDS_BB, HOLDS_CLJSH };

// A vector of the features that hold instead of these, the most particular first; NULL: these.
static PyObject *feature_order;

PRIM(own_set_reader_features, "cljsh.core", "set-reader-features!", "[features]",
     "Sets which features of #?( ) hold beside :default: a vector, in which the first counts before the others.\n"
     "nil: [:cljsh :bb :clj]. Returns what held before. What is loaded begins with those of the project.")
{
    if (!is_nil(a[0]) && !(kind_of(a[0]) & K_VECTOR)) return err_type("Reader features are a vector of keywords, not %s", err_type_name(a[0]));
    for (Py_ssize_t i = 0, n = is_nil(a[0]) ? 0 : coll_count(a[0]); i < n; i++) {
        SCOPED Value feature = coll_nth(a[0], (Ref){W_INT(i)}, NO_REF);
        if (failed(feature)) return ERR;
        if (!is_keyword(ref(feature))) return err_type("Reader features are a vector of keywords, not of %s", err_type_name(ref(feature)));
    }
    PyObject *before = feature_order;
    feature_order = is_nil(a[0]) ? NULL : Py_NewRef(obj(a[0]));
    return before ? adopt(before) : nil_value();
}

PyObject *reader_feature_order(void) { return feature_order; }

static int place_in_order(Ref feature) {
    Py_ssize_t n = coll_count(ref_of(feature_order));
    for (Py_ssize_t i = 0; i < n; i++) {
        SCOPED Value listed = coll_nth(ref_of(feature_order), (Ref){W_INT(i)}, NO_REF);
        if (failed(listed)) return -1;
        if (same(ref(listed), feature)) return HOLDS_CLJSH + (int)(n - i);
    }
    return HOLDS_NOT;
}

// How particular a feature is that holds, HOLDS_NOT, or -1 with the error set.
static int feature_holds(Reader *r, Ref feature, struct mark at) {
    if (!is_keyword(feature)) return (reader_error(r, at, "Feature should be a keyword, in #?( )"), -1);
    if (same(feature, KW("else")) || same(feature, KW("none")))
        return (reader_error(r, at, "Feature name :%U is reserved", keyword_of(feature)->name), -1);
    if (same(feature, KW("default"))) return HOLDS_DEFAULT;
    if (feature_order) {
        int place = place_in_order(feature);
        if (place != HOLDS_NOT) return place;
        int more = r->features ? coll_contains(ref_of(r->features), feature) : 0;
        return more > 0 ? HOLDS_CLJ : more;
    }
    if (same(feature, KW("cljsh"))) return HOLDS_CLJSH;
    if (same(feature, KW("bb"))) return HOLDS_BB;
    if (same(feature, KW("clj"))) return HOLDS_CLJ;
    int given = r->features ? coll_contains(ref_of(r->features), feature) : 0;
    return given > 0 ? HOLDS_CLJ : given;
}

// Where a form begins that is read later, if at all.
struct branch { int holds; struct mark at; Py_ssize_t pos, line_start; int line; };

// One branch: a feature was read, its form is passed; *best is the one to be read in the end. Behind :default none is better.
static int pass_branch(Reader *r, Ref feature, struct mark at, struct branch *best) {
    int holds = r->suppress ? 0 : feature_holds(r, feature, at);
    if (holds < 0) return -1;
    if (holds > best->holds && best->holds != HOLDS_DEFAULT) *best = (struct branch){holds, at, r->pos, r->line_start, r->line};
    r->suppress++;
    Value skipped = read_required(r, at, "a feature of #?");
    r->suppress--;
    xdrop(skipped);
    return failed(skipped) ? -1 : 0;
}

// Reads the form of a branch that was passed; the reader stands behind all branches again then.
static int read_branch(Reader *r, const struct branch *b, Value *form) {
    struct branch here = {.pos = r->pos, .line_start = r->line_start, .line = r->line};
    r->pos = b->pos, r->line_start = b->line_start, r->line = b->line;
    *form = read_required(r, b->at, "a feature of #?");
    if (failed(*form)) return -1;
    r->pos = here.pos, r->line_start = here.line_start, r->line = here.line;
    return 1;
}

// Between the parentheses: 1 and *taken, 0 when no feature holds, or -1.
static int read_branches(Reader *r, const char *opener, struct mark at, Value *taken) {
    struct open_form frame = {r->open, opener, at};
    r->open = &frame;
    r->pos++;
    *taken = ERR;
    struct branch best = {0};
    int result = -1;
    for (;;) {
        Value feature;
        token_skip_space(r);
        struct mark here = mark_here(r);
        enum next next = read_next(r, &feature);
        if (next == NEXT_FORM && best.holds && token_skip_space(r) == ')') { // what follows the one that holds need not be paired
            drop(feature);
            continue;
        }
        if (next == NEXT_FORM && token_skip_space(r) == ')') {
            drop(feature);
            reader_error(r, here, "read-cond requires an even number of forms, in %s", opener);
            break;
        }
        if (next == NEXT_FORM) {
            int done = pass_branch(r, ref(feature), here, &best);
            drop(feature);
            if (done == 0) continue;
        } else if (next == NEXT_EOF) reader_error_eof(r, NULL);
        else if (next == NEXT_CLOSE) {
            if (peek_char(r) == ')') {
                r->pos++;
                result = best.holds ? read_branch(r, &best, taken) : 0;
            } else
                reader_error(r, here, "Unmatched delimiter: %c, where %s at %d:%d needs )", (int)peek_char(r), opener,
                             at.line, at.column);
        }
        break;
    }
    r->open = frame.outer;
    if (result < 0) xdrop(*taken);
    return result;
}

// What #?@ found: all but the first go to `pending`.  Consumes the form.
static enum next splice(Reader *r, Value form, struct mark at) {
    SCOPED Value sequence = form;
    if (!(kind_of(ref(sequence)) & K_SEQUENTIAL)) {
        reader_error(r, at, "Spliced form list in read-cond-splicing must implement java.util.List, or be sequential");
        return NEXT_ERROR;
    }
    if (!r->open) return (reader_error(r, at, "Reader conditional splicing not allowed at the top level"), NEXT_ERROR);
    Value *items;
    Py_ssize_t n = seq_to_words(ref(sequence), &items);
    if (n < 0) return NEXT_ERROR;
    int bad = 0;
    while (n > 0) {
        n--;
        if (bad) drop(items[n]);
        else bad = reader_words_push(&r->pending, items[n]);
    }
    seq_words_free(items, 0);
    return bad ? NEXT_ERROR : NEXT_NOTHING;
}

enum next read_conditional(Reader *r, struct mark at, Value *form) {
    if (r->cond == COND_FORBID) return (reader_error(r, at, "Conditional read not allowed"), NEXT_ERROR);
    r->pos++;
    bool splicing = peek_char(r) == '@';
    if (splicing) r->pos++;
    const char *opener = splicing ? "#?@(" : "#?(";
    Py_UCS4 c = token_skip_space(r);
    if (c == END_OF_TEXT) return (reader_error_eof(r, "a reader conditional"), NEXT_ERROR);
    if (c != '(') return (reader_error(r, at, "The body of a reader conditional must be a list"), NEXT_ERROR);
    if (r->cond == COND_PRESERVE) {
        r->suppress++;
        SCOPED Value body = read_list(r, at, opener);
        r->suppress--;
        *form = ok(body) ? reader_conditional_new(ref(body), splicing) : ERR;
        return ok(*form) ? NEXT_FORM : NEXT_ERROR;
    }
    int found = read_branches(r, opener, at, form);
    if (found <= 0) return found < 0 ? NEXT_ERROR : NEXT_NOTHING;
    return splicing ? splice(r, *form, at) : NEXT_FORM;
}

// --- dispatch -------------------------------------------------------------

Value read_namespaced_map(Reader *r, struct mark at) {
    bool automatic = char_at(r, ++r->pos) == ':';
    if (automatic) r->pos++;
    if (automatic && r->mode == READ_EDN) return reader_error(r, at, "#:: is no EDN");
    Py_ssize_t from = r->pos, to = from;
    if (peek_char(r) != '{' && !is_space(peek_char(r))) to = r->pos = token_end(r, from);
    if (from == to && !automatic)
        return reader_error(r, at, "Namespaced map must specify a namespace");
    if (to == from + 1 && char_at(r, from) == ':') return reader_error(r, at, "Invalid token: :");
    for (Py_ssize_t i = from; i < to; i++)
        if (char_at(r, i) == '/' || char_at(r, i) == ':' || is_digit(char_at(r, from)))
            return reader_error(r, at, "Namespaced map must specify a valid namespace");
    SCOPED_PY PyObject *name = from == to ? NULL : PyUnicode_Substring(r->source, from, to);
    if (from != to && !name) return ERR;
    PyObject *ns = automatic ? NULL : Py_NewRef(name);
    enum lookup known = !automatic ? LOOKUP_FOUND : reader_hooks.resolve_alias ? reader_hooks.resolve_alias(name, &ns) : LOOKUP_ABSENT;
    if (known < 0) return ERR;
    if (known == LOOKUP_ABSENT) {
        if (!name) return reader_error(r, at, "There is no current namespace for #::{ }");
        if (!r->suppress) return reader_error(r, at, "Unknown auto-resolved namespace alias: %U", name);
        ns = Py_NewRef(name);
    }
    Value map = ERR;
    Py_UCS4 c = token_skip_space(r);
    if (c == '{') map = read_map(r, at, ns);
    else if (c == END_OF_TEXT) reader_error_eof(r, "a namespaced map");
    else reader_error(r, at, "Namespaced map must specify a map");
    Py_DECREF(ns);
    return map;
}

// ##Inf ##-Inf ##NaN, at the second #.
static Value read_symbolic(Reader *r, struct mark at) {
    r->pos++;
    SCOPED Value name = read_required(r, at, "##");
    if (failed(name)) return ERR;
    if (symbol_is(ref(name), "Inf")) return double_value(Py_HUGE_VAL);
    if (symbol_is(ref(name), "-Inf")) return double_value(-Py_HUGE_VAL);
    if (symbol_is(ref(name), "NaN")) return double_value(Py_NAN);
    if (r->suppress) return nil_value(); // another dialect's
    SCOPED_PY PyObject *shown = py_of(ref(name));
    return shown ? reader_error(r, at, is_symbol(ref(name)) ? "Unknown symbolic value: ##%S" : "Invalid token: ##%S", shown) : ERR;
}

static Value read_var(Reader *r, struct mark at) {
    r->pos++;
    Value name = read_required(r, at, "#'");
    if (failed(name)) return ERR;
    Value form = reader_list_of(2, keep(SYM("var")), name);
    if (ok(form)) places_add(r, ref(form), at);
    return form;
}

// Dispatch characters that EDN does not have.
static enum next dispatch_clojure(Reader *r, struct mark at, Py_UCS4 c, Value *form) {
    switch (c) {
    case '(': *form = read_fn(r, at); break;
    case '\'': *form = read_var(r, at); break;
    case '"': *form = read_pattern(r, at); break;
    case '?': return read_conditional(r, at, form);
    case '!': token_skip_line(r); return NEXT_NOTHING;
    case '=': {
        r->pos++;
        SCOPED Value skipped = read_required(r, at, "#=");
        if (failed(skipped)) return NEXT_ERROR;
        if (r->suppress) return (*form = nil_value(), NEXT_FORM);
        if (!reader_hooks.read_eval) *form = reader_error(r, at, "#= would evaluate code while reading, which is not allowed");
        else if (failed(*form = reader_hooks.read_eval(ref(skipped)))) reader_error_wrap(r, at);
        break;
    }
    default: return NEXT_EOF; // not ours
    }
    return ok(*form) ? NEXT_FORM : NEXT_ERROR;
}

enum next read_dispatch(Reader *r, struct mark at, Value *form) {
    Py_UCS4 c = char_at(r, ++r->pos);
    if (r->mode == READ_CLJ) {
        enum next next = dispatch_clojure(r, at, c, form);
        if (next != NEXT_EOF) return next;
    }
    switch (c) {
    case '_': {
        r->pos++;
        Value skipped = read_required(r, at, "#_");
        xdrop(skipped);
        return ok(skipped) ? NEXT_NOTHING : NEXT_ERROR;
    }
    case '{': *form = read_set(r, at); break;
    case '#': *form = read_symbolic(r, at); break;
    case ':': *form = read_namespaced_map(r, at); break;
    case '^': *form = read_meta(r, at); break;
    case '<': *form = reader_error(r, at, "Unreadable form: #<"); break;
    case END_OF_TEXT: *form = reader_error_eof(r, "what follows #"); break;
    default:
        if (Py_UNICODE_ISALPHA(c) || (r->suppress && !is_space(c))) *form = read_tagged(r, at);
        else *form = reader_error(r, at, "No dispatch macro for: %c", (int)c);
    }
    return ok(*form) ? NEXT_FORM : NEXT_ERROR;
}
