// SPDX-License-Identifier: MIT
/* Symbols and keywords.
 *
 * Both hold interned strings, so two symbols are equal exactly when their
 * two pointers are.  Keywords are found in a table of open addressing whose
 * slots own them; the table only grows.  Neither type takes part in cycle
 * collection: a symbol's metadata could close a cycle only through a mutable
 * reference that holds the symbol, and then merely stays.
 */
#include "data/symbol.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "data/by_name.h"
#include "data/equal.h"
#include "data/str.h"

// --- names ----------------------------------------------------------------

// A new reference to the interned str of the same text; NULL stays NULL.
static PyObject *intern(PyObject *s) {
    if (!s) return NULL;
    if (PyUnicode_CheckExact(s)) Py_INCREF(s);
    else if (!(s = PyUnicode_FromObject(s))) return NULL;
    PyUnicode_InternInPlace(&s);
    return s;
}

#define SYMBOL_SALT 0x9e3779b97f4a7c15u
#define KEYWORD_SALT 0xd1b54a32d192ed03u

static Py_hash_t hash_names(PyObject *ns, PyObject *name, uint64_t salt) {
    uint64_t h = (uint64_t)PyObject_Hash(name) + salt; // a str's hash cannot fail
    if (ns) h += (uint64_t)PyObject_Hash(ns) * 31;
    Py_hash_t hash = (Py_hash_t)mix_hash(h);
    return hash == -1 ? -2 : hash;
}

static int compare_names(PyObject *ns_a, PyObject *name_a, PyObject *ns_b, PyObject *name_b) {
    if (ns_a != ns_b) {
        if (!ns_a) return -1;
        if (!ns_b) return 1;
        return PyUnicode_Compare(ns_a, ns_b);
    }
    return name_a == name_b ? 0 : PyUnicode_Compare(name_a, name_b);
}

// --- symbols --------------------------------------------------------------

// Takes both (interned) names.
static Value symbol_give(PyObject *ns, PyObject *name, Py_hash_t hash) {
    struct symbol *s = PyObject_New(struct symbol, TYPE_OBJECT(symbol_type));
    if (!s) {
        Py_XDECREF(ns);
        Py_DECREF(name);
        return ERR;
    }
    s->ns = ns, s->name = name, s->hash = hash, s->meta = NULL;
    return adopt(s);
}

Value symbol_new(PyObject *ns, PyObject *name) {
    PyObject *n = intern(name), *q = intern(ns);
    if (!n || (ns && !q)) {
        Py_XDECREF(n);
        Py_XDECREF(q);
        return ERR;
    }
    return symbol_give(q, n, hash_names(q, n, SYMBOL_SALT));
}

static void symbol_dealloc(PyObject *self) {
    struct symbol *s = (struct symbol *)self;
    Py_XDECREF(s->ns);
    Py_DECREF(s->name);
    Py_XDECREF(s->meta);
    PyObject_Free(self);
}

static int symbol_equal(Ref a, Ref b) {
    return is_symbol(b) && symbol_of(a)->name == symbol_of(b)->name && symbol_of(a)->ns == symbol_of(b)->ns;
}

static Py_hash_t symbol_hash(Ref r) { return symbol_of(r)->hash; }

static int symbol_compare(Ref a, Ref b, int *order) {
    if (!is_symbol(b)) return err_type("cannot compare a symbol with %s", err_type_name(b)), -1;
    *order = compare_names(symbol_of(a)->ns, symbol_of(a)->name, symbol_of(b)->ns, symbol_of(b)->name);
    return 0;
}

static Value symbol_with_meta(Ref r, PyObject *meta) {
    struct symbol *s = symbol_of(r);
    Py_XINCREF(s->ns);
    Py_INCREF(s->name);
    Value v = symbol_give(s->ns, s->name, s->hash);
    if (ok(v)) {
        Py_XINCREF(meta);
        symbol_of(ref(v))->meta = meta;
    }
    return v;
}

// (:k coll) and ('s coll), with or without a default.
static Value named_invoke(Ref self, Value *args, Py_ssize_t n) {
    if (likely(n == 1)) return coll_get(ref(args[0]), self, NIL);
    if (n == 2) return coll_get(ref(args[0]), self, ref(args[1]));
    if (n > 20) PyErr_Format(ArityError, "Wrong number of args (> 20) passed to: %S; it takes 1 or 2", obj(self));
    else PyErr_Format(ArityError, "Wrong number of args (%zd) passed to: %S; it takes 1 or 2", n, obj(self));
    return ERR;
}

static const Ops symbol_ops = {
    .kind = K_NAMED | K_IFN, .meta_offset = offsetof(struct symbol, meta),
    .equal = symbol_equal, .hash = symbol_hash, .compare = symbol_compare,
    .with_meta = symbol_with_meta, .invoke = named_invoke,
};
CljType symbol_type = {CLJ_TYPE_HEAD("cljsh.Symbol", struct symbol), .ops = &symbol_ops};

// --- keywords -------------------------------------------------------------

static struct { struct keyword **slots; size_t size, count; } table; // size: a power of two

static struct keyword **table_slot(PyObject *ns, PyObject *name, Py_hash_t hash) {
    size_t mask = table.size - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        struct keyword *k = table.slots[i];
        if (!k || (k->name == name && k->ns == ns)) return &table.slots[i];
    }
}

static int table_grow(void) {
    size_t old_size = table.size;
    struct keyword **old = table.slots, **slots = PyMem_RawCalloc(old_size ? old_size * 2 : 1024, sizeof *slots);
    if (!slots) return PyErr_NoMemory(), -1;
    table.slots = slots;
    table.size = old_size ? old_size * 2 : 1024;
    for (size_t i = 0; i < old_size; i++)
        if (old[i]) *table_slot(old[i]->ns, old[i]->name, old[i]->hash) = old[i];
    PyMem_RawFree(old);
    return 0;
}

// The keyword of these names if there is one already (borrowed), NULL without exception if not.
static struct keyword *keyword_known(PyObject *ns, PyObject *name) {
    if (!table.size) return NULL;
    return *table_slot(ns, name, hash_names(ns, name, KEYWORD_SALT));
}

Value keyword_new(PyObject *ns, PyObject *name) {
    PyObject *n = intern(name), *q = intern(ns);
    if (!n || (ns && !q)) goto fail;
    if (table.count * 2 >= table.size && table_grow() < 0) goto fail;
    Py_hash_t hash = hash_names(q, n, KEYWORD_SALT);
    struct keyword **slot = table_slot(q, n, hash);
    if (*slot) {
        Py_DECREF(n);
        Py_XDECREF(q);
        return keep_obj(*slot);
    }
    struct keyword *k = PyObject_New(struct keyword, TYPE_OBJECT(keyword_type));
    if (!k) goto fail;
    k->ns = q, k->name = n, k->hash = hash;
    *slot = k, table.count++; // this reference is the table's
    return keep_obj(k);
fail:
    Py_XDECREF(n);
    Py_XDECREF(q);
    return ERR;
}

static void keyword_dealloc(PyObject *self) { Py_SET_REFCNT(self, 1); } // never: the table holds it

static int keyword_equal(Ref a, Ref b) { return same(a, b); }
static Py_hash_t keyword_hash(Ref r) { return keyword_of(r)->hash; }

static int keyword_compare(Ref a, Ref b, int *order) {
    if (!is_keyword(b)) return err_type("cannot compare a keyword with %s", err_type_name(b)), -1;
    *order = compare_names(keyword_of(a)->ns, keyword_of(a)->name, keyword_of(b)->ns, keyword_of(b)->name);
    return 0;
}

static const Ops keyword_ops = {
    .kind = K_NAMED | K_IFN,
    .equal = keyword_equal, .hash = keyword_hash, .compare = keyword_compare, .invoke = named_invoke,
};
CljType keyword_type = {CLJ_TYPE_HEAD("cljsh.Keyword", struct keyword), .ops = &keyword_ops};

// --- text -----------------------------------------------------------------

// Splits at the first slash; "/" alone is a name.
static Value parse(PyObject *text, Value (*make)(PyObject *ns, PyObject *name)) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), slash = length == 1 ? -1 : PyUnicode_FindChar(text, '/', 0, length, 1);
    if (slash == -2) return ERR;
    if (slash < 0) return make(NULL, text);
    SCOPED_PY PyObject *ns = PyUnicode_Substring(text, 0, slash);
    SCOPED_PY PyObject *name = PyUnicode_Substring(text, slash + 1, length);
    return ns && name ? make(ns, name) : ERR;
}

static Value parse_utf8(const char *text, Value (*make)(PyObject *ns, PyObject *name)) {
    SCOPED Value s = str_value(text);
    return ok(s) ? parse(obj(ref(s)), make) : ERR;
}

Value symbol_parse(const char *text) { return parse_utf8(text, symbol_new); }
Value keyword_parse(const char *text) { return parse_utf8(text, keyword_new); }
struct keyword *keyword_for_ever(const char *text) {
    for (int tries = 0; tries < 3; tries++) {
        Value k = keyword_parse(text);
        if (ok(k)) return (struct keyword *)k.w;
        PyErr_Clear();
    }
    Py_FatalError("no memory for a keyword");
}

void keywords_ready(void) {
    for (const struct keyword_use *k = __start_keyword_uses; k < __stop_keyword_uses; k++) (void)keyword_cached(k->slot, k->text);
}

Value symbol_parse_str(PyObject *text) { return parse(text, symbol_new); }
Value keyword_parse_str(PyObject *text) { return parse(text, keyword_new); }

PyObject *symbol_str(Ref r) {
    PyObject *ns = is_symbol(r) ? symbol_of(r)->ns : keyword_of(r)->ns;
    PyObject *name = is_symbol(r) ? symbol_of(r)->name : keyword_of(r)->name;
    if (!ns) return Py_NewRef(name);
    return PyUnicode_FromFormat("%U/%U", ns, name);
}

bool symbol_is(Ref r, const char *name) {
    return is_symbol(r) && !symbol_of(r)->ns && PyUnicode_CompareWithASCIIString(symbol_of(r)->name, name) == 0;
}

// --- the Python side ------------------------------------------------------

// Symbol(name), Symbol(namespace, name); one str is split at its slash.
static PyObject *named_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    bool keyword = type == TYPE_OBJECT(keyword_type);
    PyObject *ns, *name = NULL;
    if (kwargs && PyDict_GET_SIZE(kwargs)) return PyErr_Format(PyExc_TypeError, "%s takes no keyword arguments", type->tp_name);
    if (!PyArg_ParseTuple(args, "O|U", &ns, &name)) return NULL;
    if (!PyUnicode_Check(ns) && !(ns == Py_None && name))
        return PyErr_Format(PyExc_TypeError, "%s needs str, not %s", type->tp_name, Py_TYPE(ns)->tp_name);
    Value v = name ? (keyword ? keyword_new : symbol_new)(ns == Py_None ? NULL : ns, name)
                   : (keyword ? keyword_parse_str : symbol_parse_str)(ns);
    return (PyObject *)v.w;
}

static PyObject *named_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    Ref r = ref_of(self);
    PyObject *ns = is_symbol(r) ? symbol_of(r)->ns : keyword_of(r)->ns;
    PyObject *name = is_symbol(r) ? symbol_of(r)->name : keyword_of(r)->name;
    return Py_BuildValue("O(OO)", Py_TYPE(self), ns ? ns : Py_None, name);
}

static PyMethodDef named_methods[] = {{"__reduce__", named_reduce, METH_NOARGS, NULL}, {NULL}};
static PyMemberDef symbol_members[] = {
    {"namespace", T_OBJECT, offsetof(struct symbol, ns), READONLY, "The part before the slash, or None."},
    {"name", T_OBJECT, offsetof(struct symbol, name), READONLY, "The part after the slash."},
    {NULL},
};
static PyMemberDef keyword_members[] = {
    {"namespace", T_OBJECT, offsetof(struct keyword, ns), READONLY, "The part before the slash, or None."},
    {"name", T_OBJECT, offsetof(struct keyword, name), READONLY, "The part after the slash."},
    {NULL},
};

int symbol_init(void) {
    PyTypeObject *s = TYPE_OBJECT(symbol_type), *k = TYPE_OBJECT(keyword_type);
    s->tp_dealloc = symbol_dealloc, s->tp_members = symbol_members;
    k->tp_dealloc = keyword_dealloc, k->tp_members = keyword_members;
    s->tp_new = k->tp_new = named_new;
    s->tp_methods = k->tp_methods = named_methods;
    return type_ready(&symbol_type, NULL) < 0 || type_ready(&keyword_type, NULL) < 0 ? -1 : 0;
}

// --- primitives -----------------------------------------------------------

static bool is_named(Ref r) { return is_symbol(r) || is_keyword(r); }
static PyObject *ns_of(Ref named) { return is_symbol(named) ? symbol_of(named)->ns : keyword_of(named)->ns; }
static PyObject *name_of(Ref named) { return is_symbol(named) ? symbol_of(named)->name : keyword_of(named)->name; }

// Two str, the first perhaps nil, for the two-argument constructors.
static int two_names(Ref *a, const char *what, PyObject **ns, PyObject **name) {
    if (!is_nil(a[0]) && !is_str(a[0]))
        return err_type("%s needs a string as namespace, not %s", what, err_type_name(a[0])), -1;
    if (!is_str(a[1])) return err_type("%s needs a string as name, not %s", what, err_type_name(a[1])), -1;
    *ns = is_nil(a[0]) ? NULL : obj(a[0]);
    *name = obj(a[1]);
    return 0;
}

// `name` or `namespace` of one of our types that is named without being a
// symbol or keyword (a var, a deftype): its Python attribute.
static Value attribute_of(Ref r, const char *attribute) {
    if (is_obj(r) && Py_TYPE(Py_TYPE(obj(r))) == &clj_meta) {
        PyObject *v = PyObject_GetAttrString(obj(r), attribute);
        if (v && (PyUnicode_Check(v) || v == Py_None)) return adopt(v);
        Py_XDECREF(v);
        PyErr_Clear();
    }
    Value own; // of a type with Named's methods
    enum lookup found = by_name_call(r, strcmp(attribute, "name") == 0 ? "getName" : "getNamespace", NULL, 0, &own);
    return found == LOOKUP_ABSENT ? err_type("%s has no %s", err_type_name(r), attribute) : own;
}

PRIM(core_symbol_1, "clojure.core", "symbol", "[name]",
     "Makes a symbol of a string, a keyword or a var.\nA string is split at its first slash into namespace and name; a symbol is returned as it is.")
{
    Ref x = a[0];
    if (is_symbol(x)) return keep(x);
    if (is_str(x)) return symbol_parse_str(obj(x));
    if (is_keyword(x)) return symbol_new(keyword_of(x)->ns, keyword_of(x)->name);
    SCOPED Value ns = attribute_of(x, "namespace");
    SCOPED Value name = ok(ns) ? attribute_of(x, "name") : ERR;
    if (ok(name) && is_str(ref(name))) return symbol_new(is_nil(ref(ns)) ? NULL : obj(ref(ns)), obj(ref(name)));
    return err_arg("symbol cannot be made of %s", err_type_name(x));
}
PRIM(core_symbol_2, "clojure.core", "symbol", "[ns name]", NULL)
{
    PyObject *ns, *name;
    return two_names(a, "symbol", &ns, &name) < 0 ? ERR : symbol_new(ns, name);
}

PRIM(core_keyword_1, "clojure.core", "keyword", "[name]",
     "Returns the keyword of this name, given as a string, a symbol or a keyword.\nA string is written without colon and split at its first slash. Anything else gives nil.")
{
    Ref x = a[0];
    if (is_keyword(x)) return keep(x);
    if (is_symbol(x)) return keyword_new(symbol_of(x)->ns, symbol_of(x)->name);
    if (is_str(x)) return keyword_parse_str(obj(x));
    return nil_value();
}
PRIM(core_keyword_2, "clojure.core", "keyword", "[ns name]", NULL)
{
    PyObject *ns, *name;
    return two_names(a, "keyword", &ns, &name) < 0 ? ERR : keyword_new(ns, name);
}

// Like keyword_new, but nil when there is no such keyword yet.
static Value keyword_find(PyObject *ns, PyObject *name) {
    SCOPED_PY PyObject *n = intern(name);
    SCOPED_PY PyObject *q = intern(ns);
    if (!n || (ns && !q)) return ERR;
    struct keyword *k = keyword_known(q, n);
    return k ? keep_obj(k) : nil_value();
}

PRIM(core_find_keyword_1, "clojure.core", "find-keyword", "[name]",
     "Returns the keyword of this name if it exists already, otherwise nil.")
{
    Ref x = a[0];
    if (is_keyword(x)) return keep(x);
    if (is_symbol(x)) return keyword_find(symbol_of(x)->ns, symbol_of(x)->name);
    if (is_str(x)) return parse(obj(x), keyword_find);
    return nil_value();
}
PRIM(core_find_keyword_2, "clojure.core", "find-keyword", "[ns name]", NULL)
{
    PyObject *ns, *name;
    return two_names(a, "find-keyword", &ns, &name) < 0 ? ERR : keyword_find(ns, name);
}

PRIM(core_name, "clojure.core", "name", "[x]",
     "Returns the name of a symbol or keyword without its namespace, or a string as it is.")
{
    Ref x = a[0];
    if (is_named(x)) return keep_obj(name_of(x));
    if (is_str(x)) return keep(x);
    return attribute_of(x, "name");
}

PRIM(core_namespace, "clojure.core", "namespace", "[x]",
     "Returns the namespace of a symbol or keyword as a string, or nil when it has none.")
{
    Ref x = a[0];
    if (is_named(x)) return ns_of(x) ? keep_obj(ns_of(x)) : nil_value();
    return attribute_of(x, "namespace");
}

PRIM(core_is_symbol, "clojure.core", "symbol?", "[x]", "Tells whether x is a symbol.")
{ return bool_value(is_symbol(a[0])); }
PRIM(core_is_keyword, "clojure.core", "keyword?", "[x]", "Tells whether x is a keyword.")
{ return bool_value(is_keyword(a[0])); }
PRIM(core_is_ident, "clojure.core", "ident?", "[x]", "Tells whether x is a symbol or a keyword.")
{ return bool_value(is_named(a[0])); }
PRIM(core_is_simple_symbol, "clojure.core", "simple-symbol?", "[x]", "Tells whether x is a symbol without a namespace.")
{ return bool_value(is_symbol(a[0]) && !ns_of(a[0])); }
PRIM(core_is_simple_keyword, "clojure.core", "simple-keyword?", "[x]", "Tells whether x is a keyword without a namespace.")
{ return bool_value(is_keyword(a[0]) && !ns_of(a[0])); }
PRIM(core_is_simple_ident, "clojure.core", "simple-ident?", "[x]", "Tells whether x is a symbol or keyword without a namespace.")
{ return bool_value(is_named(a[0]) && !ns_of(a[0])); }
PRIM(core_is_qualified_symbol, "clojure.core", "qualified-symbol?", "[x]", "Tells whether x is a symbol with a namespace.")
{ return bool_value(is_symbol(a[0]) && ns_of(a[0])); }
PRIM(core_is_qualified_keyword, "clojure.core", "qualified-keyword?", "[x]", "Tells whether x is a keyword with a namespace.")
{ return bool_value(is_keyword(a[0]) && ns_of(a[0])); }
PRIM(core_is_qualified_ident, "clojure.core", "qualified-ident?", "[x]", "Tells whether x is a symbol or keyword with a namespace.")
{ return bool_value(is_named(a[0]) && ns_of(a[0])); }

int64_t gensym_last;

static Value gensym(PyObject *prefix) {
    SCOPED_PY PyObject *name = PyUnicode_FromFormat("%S%lld", prefix, (long long)++gensym_last);
    return name ? symbol_new(NULL, name) : ERR;
}

PRIM(core_gensym_0, "clojure.core", "gensym", "[]",
     "Returns a symbol whose name was not used before: the prefix, G__ by default, and a number.")
{
    SCOPED Value prefix = str_value("G__");
    return ok(prefix) ? gensym(obj(ref(prefix))) : ERR;
}
PRIM(core_gensym_1, "clojure.core", "gensym", "[prefix-string]", NULL)
{
    if (is_symbol(a[0])) { // the commonest prefix, without the printer
        SCOPED_PY PyObject *text = symbol_str(a[0]);
        return text ? gensym(text) : ERR;
    }
    SCOPED_PY PyObject *prefix = is_nil(a[0]) ? PyUnicode_New(0, 0) : py_of(a[0]);
    return prefix ? gensym(prefix) : ERR;
}
