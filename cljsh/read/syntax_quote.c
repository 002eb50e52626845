// SPDX-License-Identifier: MIT
/* Syntax-quote: a template becomes the code that builds it.
 *
 *     `(a ~b ~@c)  ->  (seq (concat (list (quote a)) (list b) c))
 *
 * with every symbol of clojure.core written in full.  A nested syntax-quote
 * has become such code by the time the outer one sees it.
 */
#include "base/absent.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "read/reader_internal.h"
#include "seq/list.h"
#include "seq/seq.h"

int64_t reader_gensym_last;

Value reader_gensym(const char *prefix, PyObject *stem, const char *suffix) {
    SCOPED_PY PyObject *name = PyUnicode_FromFormat("%s%V__%lld%s", prefix, stem, "", (long long)++reader_gensym_last, suffix);
    return name ? symbol_new(NULL, name) : ERR;
}

// --- symbols --------------------------------------------------------------

static bool is_special(Ref symbol) {
    static const char *const names[] = {
        "def", "if", "do", "let*", "loop*", "recur", "fn*", "letfn*", "quote", "var", "throw", "try", "catch",
        "finally", "case*", "set!", ".", "new", "&", "monitor-enter", "monitor-exit", "deftype*", "reify*", "each*", "import*",
    };
    enum { COUNT = sizeof names / sizeof *names };
    static PyObject *interned[COUNT]; // names of symbols are interned: identity decides
    if (!interned[0])
        for (int i = 0; i < COUNT; i++) interned[i] = PyUnicode_InternFromString(names[i]);
    if (symbol_of(symbol)->ns) return false;
    for (int i = 0; i < COUNT; i++)
        if (symbol_of(symbol)->name == interned[i]) return true;
    return false;
}

static Value resolve(Ref symbol) {
    return reader_hooks.resolve_symbol ? reader_hooks.resolve_symbol(symbol) : keep(symbol);
}

// x# : the same new symbol each time within one syntax-quote.
static Value template_gensym(Reader *r, PyObject *name) {
    PyObject *known;
    if (lookup_in_dict(r->gensyms, name, &known)) return known ? keep_obj(known) : ERR;
    SCOPED_PY PyObject *stem = PyUnicode_Substring(name, 0, PyUnicode_GET_LENGTH(name) - 1);
    if (!stem) return ERR;
    Value symbol = reader_gensym("", stem, "__auto__");
    if (ok(symbol) && PyDict_SetItem(r->gensyms, name, obj(ref(symbol))) < 0) return (drop(symbol), ERR);
    return symbol;
}

// Class. : the class resolved, the dot put back.
static Value resolve_constructor(PyObject *name) {
    SCOPED_PY PyObject *class = PyUnicode_Substring(name, 0, PyUnicode_GET_LENGTH(name) - 1);
    SCOPED Value plain = class ? symbol_new(NULL, class) : ERR;
    SCOPED Value full = ok(plain) ? resolve(ref(plain)) : ERR;
    if (failed(full)) return ERR;
    struct symbol *s = symbol_of(ref(full));
    SCOPED_PY PyObject *dotted = PyUnicode_FromFormat("%U.", s->name);
    return dotted ? symbol_new(s->ns, dotted) : ERR;
}

static Value quoted_symbol(Reader *r, Ref symbol) {
    struct symbol *s = symbol_of(symbol);
    Py_ssize_t n = PyUnicode_GET_LENGTH(s->name);
    Py_UCS4 first = n ? PyUnicode_READ_CHAR(s->name, 0) : 0, last = n ? PyUnicode_READ_CHAR(s->name, n - 1) : 0;
    Value resolved;
    if (is_special(symbol)) resolved = keep(symbol);
    else if (!s->ns && last == '#') resolved = template_gensym(r, s->name);
    else if (!s->ns && n > 1 && last == '.') resolved = resolve_constructor(s->name);
    else if (!s->ns && first == '.') resolved = keep(symbol); // .method
    else resolved = resolve(symbol);
    return reader_list_of(2, keep(SYM("quote")), resolved);
}

// --- collections ----------------------------------------------------------

// Is it a list that begins with this symbol?
static bool calls(Ref form, PyObject *name) {
    if (!is_list(form)) return false;
    struct list *l = (struct list *)obj(form);
    if (!l->count || !is_symbol(ref(l->first))) return false;
    struct symbol *s = symbol_of(ref(l->first));
    static PyObject *core;
    if (!core) core = PyUnicode_InternFromString("clojure.core");
    return s->name == name && s->ns == core;
}

static bool is_unquote(Ref form) {
    static PyObject *name;
    if (!name) name = PyUnicode_InternFromString("unquote");
    return calls(form, name);
}

static bool is_splice(Ref form) {
    static PyObject *name;
    if (!name) name = PyUnicode_InternFromString("unquote-splicing");
    return calls(form, name);
}

static Value second(Ref form) {
    SCOPED Value rest = seq_next(form);
    return ok(rest) ? seq_first(ref(rest)) : ERR;
}

static Value template(Reader *r, Ref form, struct mark at);

// What concat takes for one element.
static Value element(Reader *r, Ref form, struct mark at) {
    if (is_splice(form)) return second(form);
    Value built = is_unquote(form) ? second(form) : template(r, form, at);
    return reader_list_of(2, keep(SYM("clojure.core/list")), built);
}

// Pushes the elements' code on the stack: how many, or -1.
static Py_ssize_t push_elements(Reader *r, Ref form, struct mark at) {
    Py_ssize_t base = r->stack.n;
    bool bad = false;
    if (is_map(form)) {
        struct map_cursor c = {0};
        for (Ref k, v; !bad && map_each(form, &c, &k, &v);) {
            Ref pair[] = {k, v};
            for (int i = 0; i < 2 && !bad; i++) {
                Value code = element(r, pair[i], at);
                bad = failed(code) || reader_words_push(&r->stack, code) < 0;
            }
        }
    } else {
        struct cursor c;
        if (cursor_start(&c, form) < 0) return -1;
        for (Value x; !bad && (x = cursor_next(&c)).w;) {
            Value code = element(r, ref(x), at);
            drop(x);
            bad = failed(code) || reader_words_push(&r->stack, code) < 0;
        }
        bad |= cursor_end(&c) < 0;
    }
    if (!bad) return r->stack.n - base;
    reader_words_pop_drop(&r->stack, r->stack.n - base);
    return -1;
}

// (seq (concat …))
static Value elements(Reader *r, Ref form, struct mark at) {
    if (reader_words_push(&r->stack, keep(SYM("clojure.core/concat"))) < 0) return ERR;
    Py_ssize_t n = push_elements(r, form, at) + 1;
    if (n == 0) return (reader_words_pop_drop(&r->stack, 1), ERR);
    r->stack.n -= n;
    return reader_list_of(2, keep(SYM("clojure.core/seq")), list_give(r->stack.items + r->stack.n, n));
}

static Value applied(Reader *r, Ref maker, Ref form, struct mark at) {
    return reader_list_of(3, keep(SYM("clojure.core/apply")), keep(maker), elements(r, form, at));
}

static Value collection(Reader *r, Ref form, struct mark at) {
    unsigned kind = kind_of(form);
    if (kind & K_RECORD) return keep(form);
    if (kind & K_MAP) return applied(r, SYM("clojure.core/hash-map"), form, at);
    if (kind & K_VECTOR) return applied(r, SYM("clojure.core/vector"), form, at);
    if (kind & K_SET) return applied(r, SYM("clojure.core/hash-set"), form, at);
    if (is_list(form) && ((struct list *)obj(form))->count == 0)
        return reader_list_of(1, keep(SYM("clojure.core/list")));
    return elements(r, form, at);
}

// --- metadata -------------------------------------------------------------

// The form's metadata without its position; nil when none is left.
static Value kept_meta(Ref form) {
    const Ops *ops = ops_of(form);
    if (!ops->with_meta && !ops->meta_offset) return nil_value();
    Value meta = coll_meta(form);
    if (failed(meta) || is_nil(ref(meta))) return meta;
    meta = coll_dissoc(meta, KW("line"));
    if (ok(meta)) meta = coll_dissoc(meta, KW("column"));
    if (ok(meta) && coll_count(ref(meta)) == 0) {
        drop(meta);
        return nil_value();
    }
    return meta;
}

static Value template(Reader *r, Ref form, struct mark at) {
    if (cstack_check() < 0) return ERR;
    if (is_unquote(form)) return second(form);
    if (is_splice(form)) return reader_error(r, at, "~@ stands in no collection: splice not in list");
    Value code;
    if (is_symbol(form)) code = quoted_symbol(r, form);
    else if (kind_of(form) & K_COLL) code = collection(r, form, at);
    else return keep(form); // everything else evaluates to itself
    if (failed(code)) return ERR;
    SCOPED Value meta = kept_meta(form);
    if (failed(meta)) return (drop(code), ERR);
    if (!is_nil(ref(meta)))
        code = reader_list_of(3, keep(SYM("clojure.core/with-meta")), code, template(r, ref(meta), at));
    if (ok(code) && sole(code)) places_add(r, ref(code), at);
    return code;
}

Value read_syntax_quote(Reader *r, struct mark at) {
    PyObject *outer = r->gensyms, *own_gensyms = PyDict_New();
    if (!own_gensyms) return ERR;
    r->pos++;
    r->gensyms = own_gensyms;
    SCOPED Value form = read_required(r, at, "`");
    Value code = ok(form) ? template(r, ref(form), at) : ERR;
    r->gensyms = outer;
    Py_DECREF(own_gensyms);
    return code;
}
