// SPDX-License-Identifier: MIT
/* Primitives of evaluation: eval, macroexpand, def, vars, namespaces. */
#include "base/error.h"
#include "base/prim.h"
#include "class/protocol.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "compile/ast.h"
#include "compile/java.h"
#include "compile/compile.h"
#include "compile/recording.h"
#include "compile/special.h"
#include "data/str.h"
#include "data/symbol.h"
#include "macro/forms.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vars/var.h"
#include "vm/vm.h"

static Value bad_argument(const char *function, const char *wanted, Ref got) {
    return err_arg("%s needs %s, not %s", function, wanted, err_type_name(got));
}

// --- evaluation -----------------------------------------------------------

PRIM(core_eval, "clojure.core", "eval", "[form]",
     "Evaluates the form, as data, in the current namespace.\nThe result is the form's value.")
{ return form_check_end(a[0]) < 0 ? ERR : eval_form(a[0], NULL); }

/* What a call of a method or of a constructor is short for: (.m o 1) is
 * (. o m 1), (C. 1) is (new C 1). The compiler takes them as they are. */
static Value long_form(Ref form) {
    if (!(kind_of(form) & (K_SEQ | K_LIST))) return keep(form);
    SCOPED Value first = seq_first(form);
    if (failed(first)) return ERR;
    PyObject *name = is_symbol(ref(first)) ? symbol_of(ref(first))->name : NULL;
    Py_ssize_t length = name ? PyUnicode_GET_LENGTH(name) : 0, n;
    if (length < 2 || (PyUnicode_READ_CHAR(name, 0) == '.') == (PyUnicode_READ_CHAR(name, length - 1) == '.')) return keep(form);
    Value *items;
    if ((n = form_to_words(form, &items)) < 0) return ERR;
    bool method = PyUnicode_READ_CHAR(name, 0) == '.' && n > 1, constructor = PyUnicode_READ_CHAR(name, 0) != '.';
    Value result = ERR;
    if (method || constructor) {
        SCOPED_PY PyObject *part = method ? PyUnicode_Substring(name, 1, length) : PyUnicode_Substring(name, 0, length - 1);
        SCOPED Value short_name = part ? symbol_new(symbol_of(ref(items[0]))->ns, part) : ERR;
        result = ok(short_name) ? list_empty() : ERR;
        for (Py_ssize_t i = n; i-- > (method ? 2 : 1) && ok(result);) result = list_cons(ref(items[i]), result);
        if (ok(result)) result = list_cons(ref(short_name), result);
        if (ok(result) && method) result = list_cons(ref(items[1]), result);
        SCOPED Value head = method ? SYM(".") : SYM("new");
        if (ok(result)) result = list_cons(ref(head), result);
    } else {
        result = keep(form);
    }
    seq_words_free(items, n);
    return result;
}

// What goes wrong in a macro is an error of the compiler, unless the arguments were too many or too few.
static Value expand_or_tell(Ref form) {
    // deftype* is a macro to the compiler; to programs that take types apart, a special form.
    SCOPED Value head = kind_of(form) & (K_SEQ | K_LIST) ? seq_first(form) : nil_value();
    if (failed(head)) return ERR;
    if (symbol_is(ref(head), "deftype*")) return keep(form);
    Value next = macroexpand_1(form);
    if (failed(next) && !PyErr_ExceptionMatches(ArityError)) compile_error_at(form);
    return next;
}

PRIM(core_macroexpand_1, "clojure.core", "macroexpand-1", "[form]",
     "Expands a macro call once.\nA form that is no macro call is returned as it is.")
{
    SCOPED Value next = expand_or_tell(a[0]);
    return failed(next) ? ERR : next.w == a[0].w ? long_form(a[0]) : keep(ref(next));
}

PRIM(core_macroexpand, "clojure.core", "macroexpand", "[form]",
     "Expands a macro call until its head is no macro any more.\nForms inside of it are not expanded.")
{
    Value form = keep(a[0]);
    for (;;) {
        Value next = expand_or_tell(ref(form));
        bool same_form = failed(next) || next.w == form.w;
        drop(form);
        if (same_form) {
            Value whole = failed(next) ? ERR : long_form(ref(next));
            xdrop(next);
            return whole;
        }
        form = next;
    }
}

PRIM(core_load_string, "clojure.core", "load-string", "[s]",
     "Reads and evaluates all forms of the string.\nReturns the value of the last one.")
{
    if (!is_str(a[0])) return bad_argument("load-string", "a string", a[0]);
    SCOPED Value file = str_value("NO_SOURCE_PATH");
    return compile_load_text(obj(a[0]), obj(ref(file)));
}

PRIM(core_load_file, "clojure.core", "load-file", "[name]",
     "Reads and evaluates all forms of the file.\nReturns the value of the last one.")
{
    if (!is_str(a[0])) return bad_argument("load-file", "a path", a[0]);
    return compile_load_path(obj(a[0]));
}

// --- vars -----------------------------------------------------------------

PRIM(own_def_2, "cljsh.core", "def*", "[var meta]", "What (def name) does: gives the var its metadata and returns it.") {
    struct var *v = var_of(a[0]);
    recording_changes++;
    return var_set_meta(v, obj(a[1])) < 0 ? ERR : keep_obj(v);
}
PRIM(own_def_3, "cljsh.core", "def*", "[var meta value]", NULL) {
    struct var *v = var_of(a[0]);
    recording_changes++;
    if (var_set_root(v, a[2]) < 0) return ERR;
    return var_set_meta(v, obj(a[1])) < 0 ? ERR : keep_obj(v);
}
PRIM(own_set_var, "cljsh.core", "set-var*", "[var value]", "What (set! var value) does: changes the thread's binding.")
{ return var_set(var_of(a[0]), a[1]) < 0 ? ERR : take(&a[1]); }

#define NEED_VAR(function, r) if (!is_var(r)) return bad_argument(function, "a var", r)

PRIM(core_var_get, "clojure.core", "var-get", "[x]", "Gets the value of the var, the thread's binding first.")
{ NEED_VAR("var-get", a[0]); return var_get(var_of(a[0])); }

PRIM(core_var_set, "clojure.core", "var-set", "[x val]", "Sets the thread's binding of the var to val and returns val.")
{ NEED_VAR("var-set", a[0]); return var_set(var_of(a[0]), a[1]) < 0 ? ERR : take(&a[1]); }

PRIM(core_is_var, "clojure.core", "var?", "[v]", "Returns true if v is a var.")
{ return bool_value(is_var(a[0])); }

PRIM(core_bound, "clojure.core", "bound?", "[& vars]", "Returns true if all the vars have a value, by binding or root.")
{
    for (Py_ssize_t i = 0; i < n; i++) {
        NEED_VAR("bound?", a[i]);
        struct var *v = var_of(a[i]);
        Value bound = var_binding(v);
        bool has = bound.w || v->root.w;
        xdrop(bound);
        if (!has) return bool_value(false);
    }
    return bool_value(true);
}

PRIM(core_thread_bound, "clojure.core", "thread-bound?", "[& vars]", "Returns true if all the vars are bound in this thread.")
{
    for (Py_ssize_t i = 0; i < n; i++) {
        NEED_VAR("thread-bound?", a[i]);
        Value bound = var_binding(var_of(a[i]));
        if (failed(bound)) return bool_value(false);
        drop(bound);
    }
    return bool_value(true);
}

PRIM(own_set_root, "cljsh.core", "set-root!", "[var value]", "Sets the root value of the var; validators and watches see it.")
{ NEED_VAR("set-root!", a[0]); return var_set_root(var_of(a[0]), a[1]) < 0 ? ERR : take(&a[1]); }

PRIM(own_get_root, "cljsh.core", "get-root", "[var]", "Gets the root value of the var, nil when it has none.")
{
    NEED_VAR("get-root", a[0]);
    struct var *v = var_of(a[0]);
    return v->root.w ? keep(ref(v->root)) : nil_value();
}

PRIM(own_unbind_root, "cljsh.core", "unbind-root!", "[var]", "Takes the root value of the var away.")
{
    NEED_VAR("unbind-root!", a[0]);
    struct var *v = var_of(a[0]);
    Value old = v->root;
    v->root = ERR;
    xdrop(old);
    return nil_value();
}

PRIM(own_var_meta, "cljsh.core", "set-var-meta!", "[var meta]", "Replaces the metadata of the var.")
{ NEED_VAR("set-var-meta!", a[0]); return var_set_meta(var_of(a[0]), is_nil(a[1]) ? NULL : obj(a[1])) < 0 ? ERR : take(&a[1]); }

PRIM(own_var_ns, "cljsh.core", "var-ns", "[var]", "Gets the namespace of the var.")
{ NEED_VAR("var-ns", a[0]); struct var *v = var_of(a[0]); return v->ns ? keep_obj(v->ns) : nil_value(); }

PRIM(own_var_symbol, "cljsh.core", "var-symbol", "[var]", "Gets the qualified symbol of the var.")
{ NEED_VAR("var-symbol", a[0]); struct var *v = var_of(a[0]); return symbol_new(v->ns ? v->ns->name : NULL, v->name); }

PRIM(core_push_bindings, "clojure.core", "push-thread-bindings", "[bindings]",
     "Begins thread bindings of a map from vars to values.\nEvery push is followed by pop-thread-bindings in a finally.")
{
    if (!(kind_of(a[0]) & K_MAP)) return bad_argument("push-thread-bindings", "a map", a[0]);
    SCOPED Value map = is_plain_map(a[0]) ? keep(a[0]) : coll_conj(map_empty(), a[0]); // of a record, a sorted map
    return failed(map) || bindings_push(ref(map)) < 0 ? ERR : nil_value();
}

PRIM(core_pop_bindings, "clojure.core", "pop-thread-bindings", "[]", "Ends the thread bindings of the last push.")
{ return bindings_pop() < 0 ? ERR : nil_value(); }

PRIM(core_get_bindings, "clojure.core", "get-thread-bindings", "[]", "Gets a map from the vars bound in this thread to their values.")
{
    Value map = map_empty();
    PyObject *frame = this_task()->bindings;
    if (!frame) return map;
    struct map_cursor c = {0};
    Ref key, box;
    while (ok(map) && map_each(ref_of(PyTuple_GET_ITEM(frame, 0)), &c, &key, &box)) {
        SCOPED Value v = var_binding(var_of(key));
        if (ok(v)) map = map_assoc(map, key, ref(v));
    }
    return map;
}

PRIM(core_find_var, "clojure.core", "find-var", "[sym]",
     "Finds the var of a qualified symbol, nil when there is none.\nThrows when the namespace does not exist.")
{
    if (!is_symbol(a[0]) || !symbol_of(a[0])->ns) return bad_argument("find-var", "a qualified symbol", a[0]);
    struct symbol *s = symbol_of(a[0]);
    struct ns *ns = ns_find(s->ns);
    if (!ns) return err_arg("No such namespace: %U", s->ns);
    PyObject *o = ns_lookup(ns, s->name);
    if (!o || !is_var(ref_of(o))) return nil_value();
    note_looked_up((struct var *)o);
    return keep_obj(o);
}

// --- namespaces -----------------------------------------------------------

static PyObject *name_str(Ref r) {
    if (is_symbol(r)) return symbol_of(r)->name;
    if (is_ns(r)) return ((struct ns *)obj(r))->name;
    if (is_str(r)) return obj(r);
    err_arg("a namespace is named by a symbol, not %s", err_type_name(r));
    return NULL;
}

static struct ns *the_ns(Ref r) {
    if (is_ns(r)) return (struct ns *)obj(r);
    PyObject *name = name_str(r);
    struct ns *ns = name ? ns_find(name) : NULL;
    if (name && !ns) err_arg("No namespace: %U found", name);
    return ns;
}

PRIM(core_find_ns, "clojure.core", "find-ns", "[sym]", "Finds the namespace of that name, nil when there is none.")
{
    if (!is_symbol(a[0])) return bad_argument("find-ns", "a symbol", a[0]);
    PyObject *name = name_str(a[0]);
    struct ns *ns = name ? ns_find(name) : NULL;
    return ns ? keep_obj(ns) : name ? nil_value() : ERR;
}

PRIM(core_create_ns, "clojure.core", "create-ns", "[sym]", "Finds or creates the namespace of that name.")
{
    PyObject *name = name_str(a[0]);
    struct ns *ns = name ? ns_make(name) : NULL;
    return ns ? keep_obj(ns) : ERR;
}

PRIM(core_in_ns, "clojure.core", "in-ns", "[name]", "Makes the namespace of that name the current one, creating it if need be.")
{
    if (!is_symbol(a[0])) return bad_argument("in-ns", "a symbol", a[0]);
    struct ns *ns = ns_make(symbol_of(a[0])->name);
    if (!ns) return ERR;
    Value bound = var_binding(ns_var);
    int r = bound.w ? var_set(ns_var, ref_of(ns)) : var_set_root(ns_var, ref_of(ns));
    xdrop(bound);
    return r < 0 ? ERR : keep_obj(ns);
}

PRIM(core_the_ns, "clojure.core", "the-ns", "[x]", "Gets the namespace x names, or x itself; throws when there is none.")
{ struct ns *ns = the_ns(a[0]); return ns ? keep_obj(ns) : ERR; }

PRIM(core_ns_name, "clojure.core", "ns-name", "[ns]", "Gets the name of the namespace, a symbol.")
{
    if (is_obj(a[0]) && PyModule_Check(obj(a[0]))) { // what an alias can stand for, too
        SCOPED_PY PyObject *name = PyModule_GetNameObject(obj(a[0]));
        return name ? symbol_parse_str(name) : ERR;
    }
    struct ns *ns = the_ns(a[0]);
    return ns ? symbol_parse_str(ns->name) : ERR;
}

PRIM(core_all_ns, "clojure.core", "all-ns", "[]", "Gets all namespaces, as a seq.")
{
    SCOPED_PY PyObject *list = PyDict_Values(all_namespaces);
    return list ? seq_of(ref_of(list)) : ERR;
}

PRIM(core_remove_ns, "clojure.core", "remove-ns", "[sym]", "Removes the namespace of that name and returns it, nil when there was none.")
{
    PyObject *name = name_str(a[0]);
    struct ns *ns = name ? ns_find(name) : NULL;
    if (!name) return ERR;
    if (ns == core_ns) return err_arg("Cannot remove clojure namespace");
    if (!ns) return nil_value();
    Value v = keep_obj(ns);
    late_load_all(); // what is encoded goes by names
    ns_epoch++;
    PyDict_DelItem(all_namespaces, name);
    return v;
}

enum which { ALL, INTERNED, PUBLIC, REFERRED, IMPORTED };
// The map (consumed) with what a namespace has of that sort.
static Value add_mappings(Value map, struct ns *ns, enum which which) {
    PyObject *name, *o;
    Py_ssize_t i = 0;
    while (ok(map) && PyDict_Next(ns->mappings, &i, &name, &o)) {
        bool var = is_var(ref_of(o)), here = var && ((struct var *)o)->ns == ns;
        if (which == INTERNED && !here) continue;
        if (which == PUBLIC && (!here || ((struct var *)o)->is_private)) continue;
        if (which == REFERRED && (!var || here)) continue;
        if (which == IMPORTED && var) continue;
        SCOPED Value symbol = symbol_new(NULL, name);
        map = ok(symbol) ? map_assoc(map, ref(symbol), ref_of(o)) : (drop(map), ERR);
    }
    return map;
}

static Value mappings(Ref r, enum which which) {
    struct ns *ns = the_ns(r);
    if (!ns || ((which == ALL || which == REFERRED) && !ns_all(ns))) return ERR;
    Value map = map_empty();
    if (which == IMPORTED && ns != core_ns) map = add_mappings(map, core_ns, which); // the classes that all namespaces see
    return add_mappings(map, ns, which);
}

PRIM(core_ns_map, "clojure.core", "ns-map", "[ns]", "Gets a map of all names of the namespace.") { return mappings(a[0], ALL); }
PRIM(core_ns_interns, "clojure.core", "ns-interns", "[ns]", "Gets a map of the vars interned in the namespace.") { return mappings(a[0], INTERNED); }
PRIM(core_ns_publics, "clojure.core", "ns-publics", "[ns]", "Gets a map of the public vars of the namespace.") { return mappings(a[0], PUBLIC); }
PRIM(core_ns_refers, "clojure.core", "ns-refers", "[ns]", "Gets a map of the vars referred from other namespaces.") { return mappings(a[0], REFERRED); }
PRIM(core_ns_imports, "clojure.core", "ns-imports", "[ns]", "Gets a map of the classes and host objects imported, and of the classes that every namespace sees.") { return mappings(a[0], IMPORTED); }

PRIM(core_ns_aliases, "clojure.core", "ns-aliases", "[ns]", "Gets a map of the namespace's aliases to namespaces and host modules.")
{
    struct ns *ns = the_ns(a[0]);
    Value map = ns ? map_empty() : ERR;
    PyObject *name, *o;
    Py_ssize_t i = 0;
    while (ok(map) && PyDict_Next(ns->aliases, &i, &name, &o)) {
        SCOPED Value symbol = symbol_new(NULL, name);
        map = ok(symbol) ? map_assoc(map, ref(symbol), ref_of(o)) : (drop(map), ERR);
    }
    return map;
}

PRIM(own_alias, "cljsh.core", "alias*", "[ns alias target]", "Adds an alias to a namespace: of another one, or of a host module.")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1])) return ns ? bad_argument("alias", "a symbol", a[1]) : ERR;
    PyObject *name = symbol_of(a[1])->name, *target = obj(a[2]);
    PyObject *there = PyDict_GetItemWithError(ns->aliases, name);
    if (there && there != target && is_ns(ref_of(there)) && is_ns(ref_of(target)))
        return err_state("Alias %U already exists in namespace %U, aliasing %U", name, ns->name, ((struct ns *)there)->name);
    return PyDict_SetItem(ns->aliases, name, target) < 0 ? ERR : nil_value();
}

PRIM(own_alias_module, "cljsh.core", "ns-alias-module", "[ns alias module]", "Adds an alias for a host module to a namespace.")
{ return own_alias(a, n); }

PRIM(core_alias, "clojure.core", "alias", "[alias namespace-sym]",
     "Adds an alias for a namespace to the current one.\nA symbol alias/name then means a name in that namespace.")
{
    struct ns *target = the_ns(a[1]);
    if (!target) return ERR;
    Ref args[] = {ref_of(ns_current()), a[0], ref_of(target)};
    return own_alias(args, 3);
}

PRIM(core_ns_unalias, "clojure.core", "ns-unalias", "[ns sym]", "Removes the alias of that name from the namespace.")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1])) return ns ? bad_argument("ns-unalias", "a symbol", a[1]) : ERR;
    if (PyDict_DelItem(ns->aliases, symbol_of(a[1])->name) < 0) PyErr_Clear();
    return nil_value();
}

PRIM(core_ns_unmap, "clojure.core", "ns-unmap", "[ns sym]", "Removes the mapping of that name from the namespace.")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1])) return ns ? bad_argument("ns-unmap", "a symbol", a[1]) : ERR;
    if (!ns_all(ns)) return ERR;
    late_load_all(); // what is encoded goes by names
    ns_changed(ns);
    if (PyDict_DelItem(ns->mappings, symbol_of(a[1])->name) == 0) return nil_value();
    PyErr_Clear();
    if (!ns->unmapped && !(ns->unmapped = PySet_New(NULL))) return ERR;
    return PySet_Add(ns->unmapped, symbol_of(a[1])->name) < 0 ? ERR : nil_value();
}

PRIM(own_is_unmapped, "cljsh.core", "ns-unmapped?", "[ns sym]", "Was ns-unmap asked for a name that had no mapping of the namespace's own?")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1])) return ns ? bad_argument("ns-unmapped?", "a symbol", a[1]) : ERR;
    int is = ns->unmapped ? PySet_Contains(ns->unmapped, symbol_of(a[1])->name) : 0;
    return is < 0 ? ERR : bool_value(is);
}

PRIM(own_mapping, "cljsh.core", "ns-mapping", "[ns sym]",
     "Gets what (get (ns-map ns) sym) does, without a map of all names: a var, class or host object, or nil.")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1])) return ns ? bad_argument("ns-mapping", "a symbol", a[1]) : ERR;
    PyObject *o = symbol_of(a[1])->ns ? NULL : ns_lookup(ns, symbol_of(a[1])->name);
    return o ? val_from(o) : nil_value();
}

PRIM(own_refer_var, "cljsh.core", "ns-refer!", "[ns sym var]", "Refers a var in the namespace under a name, as refer does with many; returns the var.")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1]) || !is_var(a[2])) return ns ? bad_argument("ns-refer!", "a symbol and a var", a[is_symbol(a[1]) ? 2 : 1]) : ERR;
    const int may = analyze_check_replaced(ns, symbol_of(a[1])->name, var_of(a[2]));
    return may < 0 || (may && PyDict_SetItem(ns->mappings, symbol_of(a[1])->name, obj(a[2])) < 0) ? ERR : keep(a[2]);
}

PRIM(own_map_name, "cljsh.core", "ns-map-name!", "[ns sym x]", "Maps a name of the namespace to a var, class or host object.")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1])) return ns ? bad_argument("ns-map-name!", "a symbol", a[1]) : ERR;
    PyObject *name = symbol_of(a[1])->name, *x = py_of(a[2]), *there;
    recording_changes++;
    if (lookup_in_dict(ns->mappings, name, &there) != LOOKUP_ABSENT && there != x) {
        late_load_all(); // what is encoded goes by names
        ns_changed(ns);
    }
    int r = x ? PyDict_SetItem(ns->mappings, name, x) : -1;
    Py_XDECREF(x);
    return r < 0 ? ERR : nil_value();
}

PRIM(own_refer_all, "cljsh.core", "refer-all", "[ns from]", "Refers all public vars of one namespace in another.")
{
    struct ns *ns = the_ns(a[0]), *from = ns ? the_ns(a[1]) : NULL;
    return from && ns_refer_all(ns, from) == 0 ? nil_value() : ERR;
}

PRIM(core_intern_2, "clojure.core", "intern", "[ns name]",
     "Finds or creates the var of that name in the namespace.\nWith a value, that becomes its root.")
{
    struct ns *ns = the_ns(a[0]);
    if (!ns || !is_symbol(a[1])) return ns ? bad_argument("intern", "a symbol", a[1]) : ERR;
    if (analyze_check_replaced(ns, symbol_of(a[1])->name, NULL) < 0) return ERR;
    recording_changes++;
    struct var *v = ns_intern(ns, symbol_of(a[1])->name);
    PyObject *given = symbol_of(a[1])->meta;
    if (!v) return ERR;
    if (!given && v->meta) return keep_obj(v);
    SCOPED Value meta = given ? keep_obj(given) : map_empty();
    SCOPED Value name = symbol_new(NULL, v->name);
    if (ok(meta)) meta = map_assoc(meta, KW("ns"), ref_of(ns));
    if (ok(meta)) meta = map_assoc(meta, KW("name"), ref(name));
    return ok(meta) && var_set_meta(v, obj(ref(meta))) == 0 ? keep_obj(v) : ERR;
}
PRIM(core_intern_3, "clojure.core", "intern", "[ns name val]", NULL)
{
    Value v = core_intern_2(a, 2);
    if (failed(v) || var_set_root(var_of(ref(v)), a[2]) == 0) return v;
    drop(v);
    return ERR;
}

static Value resolve_in(Ref ns_name, Ref symbol);

// long/1, String/2: a class of arrays.
static Value resolve_array(Ref ns_name, Ref symbol) {
    PyTypeObject *primitive = resolve_array_class(symbol);
    if (primitive) return keep_obj(primitive);
    SCOPED Value name = symbol_new(NULL, symbol_of(symbol)->ns), element = ok(name) ? resolve_in(ns_name, ref(name)) : ERR;
    if (failed(element)) return ERR;
    if (is_obj(ref(element)) && PyType_Check(obj(ref(element)))) return keep_obj(&PyList_Type);
    PyErr_SetObject(PyExc_ImportError, symbol_of(symbol)->ns);
    return ERR;
}

// Is it a class that was made under the name of the var, as by deftype?  Its name then names the class.
static bool is_class_of_var(struct var *v, Ref class) {
    if (!is_obj(class) || !PyType_Check(obj(class)) || !v->ns) return false;
    SCOPED_PY PyObject *module = PyObject_GetAttrString(obj(class), "__module__");
    SCOPED_PY PyObject *name = PyObject_GetAttrString(obj(class), "__name__");
    SCOPED_PY PyObject *home = str_replaced(v->ns->name, '-', '_');
    if (!module || !name || !home) return (PyErr_Clear(), false);
    return PyUnicode_Check(module) && PyUnicode_Compare(module, home) == 0 && PyUnicode_Compare(name, v->name) == 0;
}

static Value resolve_in(Ref ns_name, Ref symbol) {
    struct ns *ns = the_ns(ns_name);
    if (!ns || !is_symbol(symbol)) return ns ? bad_argument("ns-resolve", "a symbol", symbol) : ERR;
    if (symbol_of(symbol)->ns && resolve_is_dimensions(symbol_of(symbol)->name)) return resolve_array(ns_name, symbol);
    Value v;
    enum lookup found = ns_resolve(ns, symbol, &v);
    if (found == LOOKUP_FOUND && is_var(ref(v))) {
        struct var *var = var_of(ref(v));
        note_looked_up(var);
        if (!symbol_of(symbol)->ns && var->root.w && is_class_of_var(var, ref(var->root))) {
            Value class = keep(ref(var->root));
            drop(v);
            return class;
        }
    }
    if (found == LOOKUP_ABSENT && !symbol_of(symbol)->ns) {
        PyObject *member = ns_member(symbol_of(symbol)->name); // my_ns.Type
        if (member && is_var(ref_of(member)) && var_of(ref_of(member))->root.w && is_class_of_var(var_of(ref_of(member)), ref(var_of(ref_of(member))->root)))
            return keep(ref(var_of(ref_of(member))->root));
        if (member && is_var(ref_of(member)) && var_of(ref_of(member))->root.w && is_protocol(ref(var_of(ref_of(member))->root))) {
            PyObject *interface = protocol_interface(protocol_of(ref(var_of(ref_of(member))->root))); // my_ns.Protocol
            return interface ? keep_obj(interface) : ERR;
        }
        PyErr_Clear();
        PyObject *o = ns_lookup(core_ns, symbol_of(symbol)->name); // the host's classes
        if (o && !is_var(ref_of(o))) return keep_obj(o);
        if (ns_names_class(symbol_of(symbol)->name)) found = java_class_named(symbol_of(symbol)->name, &v); // one that is made when it is named
    }
    return found == LOOKUP_ABSENT ? nil_value() : v;
}

PRIM(core_ns_resolve_2, "clojure.core", "ns-resolve", "[ns sym]",
     "Finds what the symbol names in the namespace: a var or a class, else nil.\nA symbol in env names nothing.")
{ return resolve_in(a[0], a[1]); }
PRIM(core_ns_resolve_3, "clojure.core", "ns-resolve", "[ns env sym]", NULL)
{
    int in = coll_contains(a[1], a[2]);
    return in < 0 ? ERR : in ? nil_value() : resolve_in(a[0], a[2]);
}
PRIM(core_resolve_1, "clojure.core", "resolve", "[sym]", "Finds what the symbol names in the current namespace.")
{ return resolve_in(ref_of(ns_current()), a[0]); }
PRIM(core_resolve_2, "clojure.core", "resolve", "[env sym]", NULL)
{
    int in = coll_contains(a[0], a[1]);
    return in < 0 ? ERR : in ? nil_value() : resolve_in(ref_of(ns_current()), a[1]);
}
PRIM(core_special, "clojure.core", "special-symbol?", "[s]", "Returns true if s names a special form.")
{
    bool analyze_is_special_symbol(Ref);
    static const char *const clojures_own[] = {"deftype*", "monitor-enter", "monitor-exit"}; // reserved, though macros do without them here
    if (!is_symbol(a[0])) return bool_value(false);
    bool is_special = analyze_is_special_symbol(a[0]);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(clojures_own); i++) is_special |= symbol_is(a[0], clojures_own[i]);
    return bool_value(is_special);
}
PRIM(own_local_var, "cljsh.core", "local-var", "[]", "Makes a dynamic var that belongs to no namespace.")
{ struct var *v = var_unnamed(); return adopt(v); }

PRIM(core_alter_root, "clojure.core", "alter-var-root", "[v f & args]",
     "Sets the root of the var to what f makes of it and args.\nReturns the new root. f may be called again when another thread changes it.")
{
    NEED_VAR("alter-var-root", a[0]);
    struct var *v = var_of(a[0]);
    Value *args = PyMem_New(Value, n - 1);
    if (!args) return (PyErr_NoMemory(), ERR);
    Value r = ERR;
    for (bool changed = true; changed;) {
        SCOPED Value before = v->root.w ? keep(ref(v->root)) : ERR;
        args[0] = before.w ? keep(ref(before)) : nil_value();
        for (Py_ssize_t i = 2; i < n; i++) args[i - 1] = keep(a[i]);
        r = vm_call_give(a[1], args, n - 1);
        changed = ok(r) && v->root.w != before.w; // by another thread meanwhile: once more
        if (changed) drop(r);
    }
    PyMem_Free(args);
    if (failed(r) || var_set_root(v, ref(r)) == 0) return r;
    drop(r);
    return ERR;
}

// One name of another namespace, under its own or a new name.
static int refer_one(struct ns *ns, struct ns *from, PyObject *name, Ref rename, bool must) {
    PyObject *o = ns_lookup(from, name);
    bool public = o && is_var(ref_of(o)) && ((struct var *)o)->ns == from && !((struct var *)o)->is_private;
    if (!public) {
        if (!must) return 0;
        if (o && is_var(ref_of(o)) && ((struct var *)o)->ns == from) return (err_access("%U is not public", name), -1);
        return (err_access("%U does not exist in %U", name, from->name), -1);
    }
    SCOPED Value symbol = symbol_new(NULL, name);
    SCOPED Value other = ok(symbol) ? coll_get(rename, ref(symbol), ref(symbol)) : ERR;
    if (failed(other)) return -1;
    if (!is_symbol(ref(other))) return (err_arg(":rename is a map from symbols to symbols"), -1);
    const int may = analyze_check_replaced(ns, symbol_of(ref(other))->name, (struct var *)o);
    if (may <= 0) return may;
    if (PyDict_Contains(ns->mappings, symbol_of(ref(other))->name) != 0) ns_changed(ns);
    return PyDict_SetItem(ns->mappings, symbol_of(ref(other))->name, o);
}

// The names of the symbols among these values: a new set.
static PyObject *names_of(const Value *words, Py_ssize_t count) {
    PyObject *set = PySet_New(NULL);
    for (Py_ssize_t i = 0; set && i < count; i++)
        if (is_symbol(ref(words[i])) && PySet_Add(set, symbol_of(ref(words[i]))->name) < 0) Py_CLEAR(set);
    return set;
}

PRIM(core_refer, "clojure.core", "refer", "[ns-sym & filters]",
     "Refers the public vars of a namespace in the current one.\nThe filters are :only and :exclude, with symbols, and :rename, with a map.")
{
    struct ns *from = the_ns(a[0]), *ns = ns_current();
    if (!from) return ERR;
    if (n == 1 && from == core_ns && from != ns) return ns_refer_all(ns, from) < 0 ? ERR : nil_value(); // what most namespaces begin with
    Ref only = NO_REF, exclude = NIL, rename = NIL;
    for (Py_ssize_t i = 1; i + 1 < n; i += 2) {
        if (same(a[i], KW("only"))) only = a[i + 1];
        else if (same(a[i], KW("exclude"))) exclude = a[i + 1];
        else if (same(a[i], KW("rename"))) rename = a[i + 1];
    }
    if (only.w && !is_nil(only)) {
        Value *words;
        Py_ssize_t count = form_to_words(only, &words);
        int r = count < 0 ? -1 : 0;
        for (Py_ssize_t i = 0; i < count && r == 0; i++)
            r = is_symbol(ref(words[i])) ? refer_one(ns, from, symbol_of(ref(words[i]))->name, rename, true)
                                         : (err_arg(":only takes symbols, not %s", err_type_name(ref(words[i]))), -1);
        if (count >= 0) seq_words_free(words, count);
        return r < 0 ? ERR : nil_value();
    }
    Value *excluded;
    Py_ssize_t count = form_to_words(exclude, &excluded), at = 0;
    if (count < 0) return ERR;
    if (from == core_ns && from != ns && is_nil(rename)) {
        int done = ns_refer_core(ns, names_of(excluded, count));
        seq_words_free(excluded, count);
        return done < 0 ? ERR : nil_value();
    }
    PyObject *name, *o;
    int r = 0;
    while (r == 0 && PyDict_Next(from->mappings, &at, &name, &o)) {
        bool skip = from == ns;
        for (Py_ssize_t i = 0; i < count; i++) skip |= is_symbol(ref(excluded[i])) && symbol_of(ref(excluded[i]))->name == name;
        if (!skip) r = refer_one(ns, from, name, rename, false);
    }
    seq_words_free(excluded, count);
    return r < 0 ? ERR : nil_value();
}
