// SPDX-License-Identifier: MIT
/* fn, defn, defn- and defmacro.
 *
 * They expand to (fn* name? ([params] body…)+) and (def name (fn* …)), where
 * params are plain symbols: a pattern becomes a name no program has and a
 * let* around the body.  What def's symbol carries as metadata is evaluated
 * with it, so that arglists stand there as (quote …). */
#include "macro/macros.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "macro/destructure.h"
#include "seq/list.h"
#include "seq/seq.h"

static bool is_vector(Ref form) { return kind_of(form) & K_VECTOR; }

// --- conditions -----------------------------------------------------------

// Appends (assert c) for every condition under a key of the condition map.
static int add_asserts(struct forms *out, Ref conditions, Ref key) {
    if (!is_map(conditions)) return 0;
    SCOPED Value list = coll_get(conditions, key, NIL);
    if (failed(list)) return -1;
    Value *items;
    Py_ssize_t n = form_to_words(ref(list), &items);
    if (n < 0) return -1;
    for (Py_ssize_t i = 0; i < n; i++) forms_give(out, FORM(SYM("clojure.core/assert"), keep(ref(items[i]))));
    seq_words_free(items, n);
    return out->failed ? -1 : 0;
}

// (let* [% (do body…)] (assert …)… %), or nothing when there are no conditions afterwards.
static int add_checked_result(struct forms *out, Ref conditions, const Ref *body, Py_ssize_t n) {
    struct forms let, whole;
    forms_start(&let);
    if (add_asserts(&let, conditions, KW("post")) < 0) {
        forms_free(&let);
        return -1;
    }
    if (let.n == 0) {
        forms_free(&let);
        forms_add_all(out, body, n);
        return 0;
    }
    struct forms result;
    forms_start(&result);
    forms_give(&result, SYM("do"));
    forms_add_all(&result, body, n);
    Value binding[] = {SYM("%"), forms_list(&result)};
    forms_start(&whole);
    forms_give(&whole, SYM("let*"));
    forms_give(&whole, ok(binding[0]) && ok(binding[1]) ? vec_give(binding, 2) : (xdrop(binding[0]), xdrop(binding[1]), ERR));
    forms_add_all(&whole, lend(let.items), let.n);
    forms_give(&whole, SYM("%"));
    forms_free(&let);
    forms_give(out, forms_list(&whole));
    return out->failed ? -1 : 0;
}

/* A body's forms, with the checks that a leading map {:pre [c…] :post [c…]}
 * asks for; the map is one only when something follows it.  The metadata of
 * the parameters may carry conditions as well. */
static int add_body(struct forms *out, Ref params, const Ref *body, Py_ssize_t n) {
    SCOPED Value conditions = ERR;
    if (n > 1 && is_map(body[0])) {
        conditions = keep(body[0]);
        body++, n--;
    } else {
        conditions = coll_meta(params);
        if (failed(conditions)) return -1;
    }
    if (add_asserts(out, ref(conditions), KW("pre")) < 0) return -1;
    return add_checked_result(out, ref(conditions), body, n);
}

// --- ([params] body…) -----------------------------------------------------

/* A parameter's symbol with the mark that it takes Python's keyword arguments,
 * as a map (vm/named.h).  Takes the symbol. */
static Value marked_kwargs(Value symbol) {
    SCOPED Value meta = ok(symbol) ? coll_meta(ref(symbol)) : ERR;
    if (failed(meta)) return (xdrop(symbol), ERR);
    SCOPED Value with = coll_assoc(is_nil(ref(meta)) ? map_empty() : keep(ref(meta)), KW("kwargs"), TRUE_REF);
    Value marked = ok(with) ? coll_with_meta(ref(symbol), ref(with)) : ERR;
    drop(symbol);
    return marked;
}

// Does the metadata ask for it: {:kwargs :collect}?
static int asks_for_kwargs(Ref x) {
    SCOPED Value meta = coll_meta(x), how = ok(meta) ? coll_get(ref(meta), KW("kwargs"), NIL) : ERR;
    return failed(how) ? -1 : same(ref(how), KW("collect"));
}

/* Parameters, patterns replaced by names; what takes the patterns apart goes
 * to pairs.  collect: the last one takes keyword arguments, as what follows &
 * does when it is the pattern of a map. */
static int add_params(struct forms *out, struct forms *pairs, const Value *params, Py_ssize_t n, bool collect) {
    for (Py_ssize_t i = 0; i < n; i++) {
        Ref param = ref(params[i]);
        bool last = i == n - 1, after_rest = i > 0 && symbol_is(ref(params[i - 1]), "&");
        if (is_symbol(param)) {
            if (symbol_of(param)->ns) return (form_error("Can't use qualified name as parameter: %S", param), -1);
            forms_give(out, last && collect ? marked_kwargs(keep(param)) : keep(param));
            continue;
        }
        SCOPED Value name = form_gensym("p");
        if (failed(name)) return -1;
        forms_give(out, last && (collect || (after_rest && is_map(param))) ? marked_kwargs(keep(ref(name))) : keep(ref(name)));
        if (destructure_into(pairs, param, keep(ref(name))) < 0) return -1;
    }
    return out->failed ? -1 : 0;
}

// What is added to clauses: a macro's parameters &form and &env go before those given; collect: see add_params.
struct clause_options { bool macro, collect; };

static Value clause_of_params(Ref params, const Value *items, Py_ssize_t params_n, const Ref *body, Py_ssize_t n,
                              struct clause_options options) {
    struct forms names, pairs, clause;
    forms_start(&names);
    forms_start(&pairs);
    forms_start(&clause);
    if (options.macro) {
        forms_give(&names, SYM("&form"));
        forms_give(&names, SYM("&env"));
    }
    if (add_params(&names, &pairs, items, params_n, options.collect) < 0) {
        forms_free(&names);
        forms_free(&pairs);
        return ERR;
    }
    if (pairs.n == 0 && !options.macro && !options.collect) {
        forms_free(&names);
        forms_add(&clause, params);
    } else {
        forms_give(&clause, form_like(forms_vec(&names), params));
    }
    if (pairs.n == 0) {
        forms_free(&pairs);
        if (add_body(&clause, params, body, n) < 0) clause.failed = true;
    } else {
        struct forms let;
        forms_start(&let);
        forms_give(&let, SYM("let*"));
        forms_give(&let, forms_vec(&pairs));
        if (add_body(&let, params, body, n) < 0) let.failed = true;
        forms_give(&clause, forms_list(&let));
    }
    return forms_list(&clause);
}

static Value clause(const Ref *parts, Py_ssize_t n, struct clause_options options) {
    Ref params = parts[0];
    int asks = options.collect ? 1 : asks_for_kwargs(params);
    if (asks < 0) return ERR;
    options.collect = asks;
    Value *items;
    Py_ssize_t params_n = form_to_words(params, &items);
    if (params_n < 0) return ERR;
    Value made = clause_of_params(params, items, params_n, parts + 1, n - 1, options);
    seq_words_free(items, params_n);
    return made;
}

// Appends the clauses of [params] body… or ([params] body…)+.
static int add_clauses(struct forms *out, const Ref *parts, Py_ssize_t n, struct clause_options options) {
    if (n == 0) return (err_arg("Parameter declaration missing"), -1);
    if (is_vector(parts[0])) {
        forms_give(out, clause(parts, n, options));
        return out->failed ? -1 : 0;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        Ref form = parts[i];
        if (!(kind_of(form) & K_SEQ))
            return (form_error("Parameter declaration should be a vector, or a list that begins with one, not %S", form), -1);
        Value *items;
        Py_ssize_t items_n = form_to_words(form, &items);
        if (items_n < 0) return -1;
        Value made = ERR;
        if (items_n == 0) err_arg("Parameter declaration missing");
        else if (!is_vector(ref(items[0]))) form_error("Parameter declaration %S should be a vector", ref(items[0]));
        else made = form_like(clause(lend(items), items_n, options), form);
        seq_words_free(items, items_n);
        if (failed(made)) return -1;
        forms_give(out, made);
    }
    return out->failed ? -1 : 0;
}

Value macro_fn_form(const Ref *parts, Py_ssize_t n, Ref form) {
    struct forms fn;
    forms_start(&fn);
    forms_give(&fn, SYM("fn*"));
    int asks = asks_for_kwargs(form);
    if (!asks && n > 0 && is_symbol(parts[0])) asks = asks_for_kwargs(parts[0]);
    if (asks < 0) fn.failed = true;
    if (n > 0 && is_symbol(parts[0])) {
        if (!binding_is_plain(parts[0])) {
            forms_free(&fn);
            return form_error("A function's own name must be without namespace: %S", parts[0]);
        }
        forms_add(&fn, parts[0]);
        parts++, n--;
    }
    if (add_clauses(&fn, parts, n, (struct clause_options){.collect = asks > 0}) < 0) fn.failed = true;
    return form_like(forms_list(&fn), form);
}

// The metadata that a form was given by its author, nil when that is none: all but its place.
static Value user_meta(Ref form) {
    Value meta = coll_meta(form);
    static const char *const places[] = {"line", "column", "end-line", "end-column", "file", "rettag"};
    for (int i = 0; ok(meta) && !is_nil(ref(meta)) && i < 6; i++) {
        Value key = keyword_parse(places[i]);
        meta = ok(key) ? coll_dissoc(meta, ref(key)) : (drop(meta), ERR);
        xdrop(key);
    }
    if (failed(meta) || is_nil(ref(meta)) || map_count(ref(meta)) > 0) return meta;
    drop(meta);
    return nil_value();
}

PRIM_MACRO(core_fn, "clojure.core", "fn", "[& sigs]",
           "Makes a function: (fn name? [params*] condition-map? exprs*) or (fn name? ([params*] condition-map? exprs*)+).\n"
           "Parameters are symbols or patterns (see destructure); what follows & takes the remaining arguments. name is\n"
           "the function itself inside the body. The condition map has vectors of expressions that must be true under\n"
           ":pre, before the body, and :post, after it, where % is the result.")
{
    SCOPED Value meta = user_meta(a[0]);
    if (failed(meta) || is_nil(ref(meta))) return failed(meta) ? ERR : macro_fn_form(a + 2, n - 2, a[0]);
    SCOPED Value fn = macro_fn_form(a + 2, n - 2, a[0]);
    SCOPED Value bare = ok(fn) ? coll_with_meta(ref(fn), NIL) : ERR;
    return ok(bare) ? FORM(SYM("clojure.core/with-meta"), keep(ref(bare)), keep(ref(meta))) : ERR;
}

// --- defn, defmacro -------------------------------------------------------

struct definition {
    Ref name, doc, attributes, more_attributes; // NO_REF: there is none
    const Ref *parts;                          // [params] body…, or ([params] body…)+
    Py_ssize_t n;
};

static int definition_parse(struct definition *d, const char *macro, const Ref *parts, Py_ssize_t n) {
    *d = (struct definition){NO_REF};
    if (n == 0 || !is_symbol(parts[0]))
        return (err_arg("First argument to %s must be a symbol", macro), -1);
    d->name = parts[0];
    parts++, n--;
    if (n && is_str(parts[0])) d->doc = parts[0], parts++, n--;
    if (n && is_map(parts[0])) d->attributes = parts[0], parts++, n--;
    if (n && !is_vector(parts[0]) && is_map(parts[n - 1])) d->more_attributes = parts[--n];
    d->parts = parts;
    d->n = n;
    return 0;
}

// (quote ([params]…)): the parameters as they are written.
static Value arglists(const struct definition *d) {
    struct forms lists;
    forms_start(&lists);
    if (d->n && is_vector(d->parts[0])) forms_add(&lists, d->parts[0]);
    else
        for (Py_ssize_t i = 0; i < d->n; i++) forms_give(&lists, kind_of(d->parts[i]) & K_SEQ ? seq_first(d->parts[i]) : nil_value()); // add_clauses complains
    return FORM(SYM("quote"), forms_list(&lists));
}

// The metadata of the symbol: its own, the docstring, the maps, :arglists unless a map has it.
static Value definition_meta(const struct definition *d, Ref flag) {
    SCOPED Value own_meta = coll_meta(d->name);
    SCOPED Value list = arglists(d);
    if (failed(own_meta) || failed(list)) return ERR;
    Value meta = is_nil(ref(own_meta)) ? map_empty() : keep(ref(own_meta));
    meta = coll_assoc(meta, KW("arglists"), ref(list));
    if (ok(meta) && d->doc.w) meta = coll_assoc(meta, KW("doc"), d->doc);
    if (ok(meta) && d->attributes.w) meta = coll_conj(meta, d->attributes);
    if (ok(meta) && d->more_attributes.w) meta = coll_conj(meta, d->more_attributes);
    if (ok(meta) && flag.w) meta = coll_assoc(meta, flag, TRUE_REF);
    return meta;
}

static Value definition_form(const char *macro, const Ref *parts, Py_ssize_t n, Ref form, bool is_macro, Ref flag) {
    struct definition d;
    if (definition_parse(&d, macro, parts, n) < 0) return ERR;
    SCOPED Value meta = definition_meta(&d, flag);
    if (failed(meta)) return ERR;
    SCOPED Value kwargs = coll_get(ref(meta), KW("kwargs"), NIL);
    struct forms fn;
    forms_start(&fn);
    forms_give(&fn, SYM("fn*"));
    struct clause_options options = {.macro = is_macro, .collect = same(ref(kwargs), KW("collect"))};
    if (add_clauses(&fn, d.parts, d.n, options) < 0) fn.failed = true;
    SCOPED Value fn_list = forms_list(&fn);
    if (failed(fn_list)) return ERR;
    Value def = FORM(SYM("def"), coll_with_meta(d.name, ref(meta)), keep(ref(fn_list)));
    SCOPED Value decorators = ok(def) && !is_macro ? coll_get(ref(meta), KW("decorators"), NIL) : nil_value();
    if (ok(decorators) && !is_nil(ref(decorators))) def = FORM(SYM("cljsh.core/decorated"), def, keep(ref(decorators)));
    return form_like(def, form);
}

PRIM_MACRO(core_defn, "clojure.core", "defn", "[name & fdecl]",
           "Defines a function in the current namespace: (defn name doc-string? attr-map? [params*] exprs*).\n"
           "Also (defn name doc-string? attr-map? ([params*] exprs*)+ attr-map?). The docstring, the maps and the list\n"
           "of parameter vectors become metadata of the var. Parameters and conditions are those of fn.")
{
    return definition_form("defn", a + 2, n - 2, a[0], false, NO_REF);
}

PRIM_MACRO(core_defn_private, "clojure.core", "defn-", "[name & decls]",
           "Defines a function, as defn, that other namespaces don't see.")
{
    return definition_form("defn-", a + 2, n - 2, a[0], false, KW("private"));
}

PRIM_MACRO(core_defmacro, "clojure.core", "defmacro", "[name & args]",
           "Defines a macro: as defn, but it gets its arguments as they are written, and returns the form to use instead.\n"
           "In the body, &form is the whole form and &env a map of the locals around it, or nil.")
{
    return definition_form("defmacro", a + 2, n - 2, a[0], true, KW("macro"));
}
