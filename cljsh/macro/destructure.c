// SPDX-License-Identifier: MIT
#include "macro/destructure.h"

#include "base/cstack.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "seq/list.h"
#include "seq/seq.h"

// --- [a b & more :as all] -------------------------------------------------

struct positions {
    Ref rest, as; // NO_REF: there is none
    Py_ssize_t n; // how many forms stand before & and :as
};

static int positions_parse(struct positions *p, Ref pattern, const Value *items, Py_ssize_t n) {
    *p = (struct positions){NO_REF, NO_REF, n};
    bool ended = false;
    for (Py_ssize_t i = 0; i < n; i++) {
        Ref item = ref(items[i]);
        bool rest = symbol_is(item, "&"), as = same(item, KW("as"));
        if (!rest && !as) {
            if (ended) return (form_error("Only :as can follow the form after & in %S", pattern), -1);
            continue;
        }
        if (rest && p->as.w) return (form_error(":as and its symbol end %S", pattern), -1);
        if (!ended) p->n = i;
        ended = true;
        Ref *slot = rest ? &p->rest : &p->as;
        if (slot->w) return (form_error(rest ? "More than one & in %S" : "More than one :as in %S", pattern), -1);
        if (++i == n)
            return (form_error(rest ? "Nothing follows & in %S" : "Nothing follows :as in %S", pattern), -1);
        *slot = ref(items[i]);
        if (as && !binding_is_plain(*slot))
            return (form_error(":as must be followed by a symbol without namespace in %S", pattern), -1);
    }
    return 0;
}

static Value nth_form(Value vec, Py_ssize_t i) { return FORM(SYM("clojure.core/nth"), vec, int_value(i), nil_value()); }

/* Without & the elements are found by nth, which is quick for vectors.  With
 * &, any seqable will do, and it is walked by first and next. */
static int bind_positions(struct forms *out, Ref pattern, Value *items, Py_ssize_t n, Value init) {
    struct positions p;
    if (positions_parse(&p, pattern, items, n) < 0) return (drop(init), -1);
    if (p.n == 1 && !p.rest.w && !p.as.w) return destructure_into(out, ref(items[0]), nth_form(init, 0));

    SCOPED Value whole = ERR, seq = ERR;
    if (!p.rest.w || p.as.w) {
        whole = form_gensym("vec");
        if (failed(whole)) return (drop(init), -1);
        forms_add(out, ref(whole));
        forms_give(out, init);
        init = keep(ref(whole));
    }
    if (!p.rest.w) {
        for (Py_ssize_t i = 0; i < p.n; i++)
            if (destructure_into(out, ref(items[i]), nth_form(keep(ref(whole)), i)) < 0) return (drop(init), -1);
        drop(init);
    } else {
        Value more = FORM(SYM("clojure.core/seq"), init);
        if (p.n) {
            seq = form_gensym("seq");
            if (failed(seq)) return (xdrop(more), -1);
        }
        for (Py_ssize_t i = 0; i < p.n; i++) {
            forms_add(out, ref(seq));
            forms_give(out, more);
            more = FORM(SYM("clojure.core/next"), keep(ref(seq)));
            if (destructure_into(out, ref(items[i]), FORM(SYM("clojure.core/first"), keep(ref(seq)))) < 0)
                return (xdrop(more), -1);
        }
        if (destructure_into(out, p.rest, more) < 0) return -1;
    }
    if (p.as.w) {
        forms_add(out, p.as);
        forms_add(out, ref(whole));
    }
    return out->failed ? -1 : 0;
}

// --- {a :key, :keys [b]} --------------------------------------------------

// Binds the form to the value of a key (taken) of the map that a symbol names.
static int bind_key(struct forms *out, Ref form, Value key, Ref map, Ref defaults) {
    int found = is_nil(defaults) || !is_symbol(form) ? 0 : coll_contains(defaults, form);
    if (found < 0) return (xdrop(key), -1);
    Value get = found ? FORM(SYM("clojure.core/get"), keep(map), key, coll_get(defaults, form, NIL))
                      : FORM(SYM("clojure.core/get"), keep(map), key);
    return destructure_into(out, form, get);
}

/* :keys [a b/c :d], :ns/keys, :strs, :syms.  A name's own namespace is part
 * of the key unless the group has one; the local never has it. */
static int bind_group(struct forms *out, Ref group, Ref names, Ref map, Ref defaults) {
    PyObject *group_ns = keyword_of(group)->ns;
    Py_UCS4 kind = PyUnicode_READ_CHAR(keyword_of(group)->name, 1); // k[e]ys s[t]rs s[y]ms
    if (!(kind_of(names) & K_SEQUENTIAL)) return (form_error("Not a vector of symbols: %S", names), -1);
    Value *items;
    Py_ssize_t n = form_to_words(names, &items);
    if (n < 0) return -1;
    int result = 0;
    for (Py_ssize_t i = 0; i < n && result == 0; i++) {
        Ref item = ref(items[i]);
        PyObject *ns, *name;
        if (is_symbol(item)) ns = symbol_of(item)->ns, name = symbol_of(item)->name;
        else if (is_keyword(item)) ns = keyword_of(item)->ns, name = keyword_of(item)->name;
        else {
            form_error("Unsupported binding form: %S", item);
            result = -1;
            break;
        }
        if (group_ns && ns) {
            form_error("A name with a namespace in a group that has one: %S", item);
            result = -1;
            break;
        }
        if (group_ns) ns = group_ns;
        Value key = kind == 'e'   ? keyword_new(ns, name)
                    : kind == 'y' ? FORM(SYM("quote"), symbol_new(ns, name))
                                  : adopt(symbol_str(item));
        SCOPED Value local = binding_is_plain(item) ? keep(item) : form_like(symbol_new(NULL, name), item);
        if (failed(local)) {
            xdrop(key);
            result = -1;
        } else {
            result = bind_key(out, ref(local), key, map, defaults);
        }
    }
    seq_words_free(items, n);
    return result;
}

static bool is_group(Ref key) {
    if (!is_keyword(key)) return false;
    PyObject *name = keyword_of(key)->name;
    return PyUnicode_CompareWithASCIIString(name, "keys") == 0 || PyUnicode_CompareWithASCIIString(name, "strs") == 0 ||
           PyUnicode_CompareWithASCIIString(name, "syms") == 0;
}

static int entry_parts(Ref entry, Value *key, Value *val) {
    *key = coll_nth(entry, int_ref(0), NO_REF);
    *val = failed(*key) ? ERR : coll_nth(entry, int_ref(1), NO_REF);
    return failed(*val) ? -1 : 0;
}

static int bind_entries(struct forms *out, Ref pattern, Value *entries, Py_ssize_t n, Ref map, Ref defaults) {
    // Single names come first, so that a group's defaults can use them.
    for (int groups = 0; groups < 2; groups++)
        for (Py_ssize_t i = 0; i < n; i++) {
            SCOPED Value form = ERR, key = ERR;
            if (entry_parts(ref(entries[i]), &form, &key) < 0) return -1;
            if (is_group(ref(form))) {
                if (groups && bind_group(out, ref(form), ref(key), map, defaults) < 0) return -1;
            } else if (is_keyword(ref(form))) {
                if (!same(ref(form), KW("as")) && !same(ref(form), KW("or")))
                    return (form_error("A keyword other than :keys :strs :syms :or :as on the left in %S", pattern), -1);
            } else if (!groups && bind_key(out, ref(form), keep(ref(key)), map, defaults) < 0) {
                return -1;
            }
        }
    return 0;
}

static int bind_map(struct forms *out, Ref pattern, Value init) {
    SCOPED Value map = form_gensym("map");
    SCOPED Value as = coll_get(pattern, KW("as"), NIL), defaults = coll_get(pattern, KW("or"), NIL);
    if (failed(map) || failed(as) || failed(defaults)) return (drop(init), -1);
    forms_add(out, ref(map));
    forms_give(out, FORM(SYM("cljsh.core/kwargs-map"), init));
    if (out->failed) return -1;
    if (!is_nil(ref(defaults)) && !is_map(ref(defaults)))
        return (form_error(":or must be followed by a map of symbols to defaults in %S", pattern), -1);
    if (!is_nil(ref(as))) {
        if (!binding_is_plain(ref(as)))
            return (form_error(":as must be followed by a symbol without namespace in %S", pattern), -1);
        forms_add(out, ref(as));
        forms_add(out, ref(map));
    }
    Value *entries;
    Py_ssize_t n = form_to_words(pattern, &entries);
    if (n < 0) return -1;
    int result = bind_entries(out, pattern, entries, n, ref(map), ref(defaults));
    seq_words_free(entries, n);
    return result;
}

// --- any form -------------------------------------------------------------

int destructure_into(struct forms *out, Ref binding, Value init) {
    if (failed(init)) return -1;
    if (is_symbol(binding)) {
        if (symbol_is(binding, "&")) {
            drop(init);
            return (form_error("& stands for no value, so it can't be bound: %S", binding), -1);
        }
        if (symbol_of(binding)->ns) {
            drop(init);
            return (form_error("Can't let qualified name: %S", binding), -1);
        }
        forms_add(out, binding);
        forms_give(out, init);
        return out->failed ? -1 : 0;
    }
    if (cstack_check() < 0) return (drop(init), -1);
    if (kind_of(binding) & K_VECTOR) {
        Value *items;
        Py_ssize_t n = form_to_words(binding, &items);
        if (n < 0) return (drop(init), -1);
        int result = bind_positions(out, binding, items, n, init);
        seq_words_free(items, n);
        return result;
    }
    if (is_map(binding)) return bind_map(out, binding, init);
    drop(init);
    return (form_error("Unsupported binding form: %S", binding), -1);
}

int destructure_pairs(struct forms *out, const Value *pairs, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i += 2)
        if (destructure_into(out, ref(pairs[i]), keep(ref(pairs[i + 1]))) < 0) return -1;
    return 0;
}

PRIM(core_destructure, "clojure.core", "destructure", "[bindings]",
     "Returns a vector of simple bindings that does what the binding vector with patterns does.\n"
     "Every left side in it is a symbol.")
{
    Ref bindings = a[0];
    Value *items;
    Py_ssize_t length = form_to_words(bindings, &items);
    if (length < 0) return ERR;
    bool simple = length % 2 == 0;
    for (Py_ssize_t i = 0; simple && i < length; i += 2) simple = is_symbol(ref(items[i]));
    if (simple) {
        seq_words_free(items, length);
        return keep(bindings);
    }
    struct forms out;
    forms_start(&out);
    if (length % 2) {
        form_error("An even number of forms is needed in %S", bindings);
        out.failed = true;
    } else if (destructure_pairs(&out, items, length) < 0) {
        out.failed = true;
    }
    seq_words_free(items, length);
    return forms_vec(&out);
}

// --- keyword arguments ----------------------------------------------------

Value kwargs_map(Ref seq) {
    if (!(kind_of(seq) & K_SEQ)) return keep(seq);
    Value *items;
    Py_ssize_t n = form_to_words(seq, &items);
    if (n < 0) return ERR;
    Value map;
    if (n == 1) {
        map = keep(ref(items[0]));
    } else if (n % 2 == 0) {
        map = map_give(items, n);
        n = 0;
    } else if (!is_map(ref(items[n - 1])) && !is_nil(ref(items[n - 1]))) {
        map = form_error("No value supplied for key: %S", ref(items[n - 1]));
    } else {
        Value last = items[n - 1];
        map = map_give(items, n - 1);
        if (ok(map) && !is_nil(ref(last))) map = coll_conj(map, ref(last));
        drop(last);
        n = 0;
    }
    seq_words_free(items, n);
    return map;
}

PRIM(cljsh_kwargs_map, "cljsh.core", "kwargs-map", "[x]",
     "Returns a seq of keys and values as a map, and anything else as it is.\n"
     "A last element without a value must be a map, whose entries are added; alone it is the result.")
{
    return kwargs_map(a[0]);
}
