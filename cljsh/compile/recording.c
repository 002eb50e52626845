// SPDX-License-Identifier: MIT
#include "compile/recording_parts.h"

#include "base/absent.h"
#include "base/error.h"
#include "class/instance.h"
#include "coll/map.h"
#include "compile/ast.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/reader.h"
#include "read/show.h"
#include "vars/lib_var.h"
#include "vm/rare.h"
#include "vm/vm.h"

#include <time.h>
#include <unistd.h>

struct reader_hooks recording_plain_hooks;
uint64_t recording_changes;

COLD void recording_spoil(struct recording *r, const char *format, ...) {
    if (r->why) return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    va_list args;
    va_start(args, format);
    r->why = PyUnicode_FromFormatV(format, args);
    va_end(args);
    if (!r->why) r->why = PyUnicode_FromString("no memory");
    PyErr_Restore(type, value, traceback);
}

// The exception that is set, as the reason.
COLD void recording_spoil_by_exception(struct recording *r) {
    PyObject *exc = exception_fetch();
    if (exc) recording_spoil(r, "%S", exc);
    Py_XDECREF(exc);
}

static void checks_clear(struct recording *r) {
    for (uint32_t i = 0; i < r->nchecks; i++) {
        Py_XDECREF(r->checks[i].a);
        Py_XDECREF(r->checks[i].b);
        Py_XDECREF(r->checks[i].c);
        Py_XDECREF(r->checks[i].var);
    }
    r->nchecks = 0;
}

void recording_free(struct recording *r) {
    checks_clear(r);
    PyMem_Free(r->checks);
    Py_XDECREF(r->why);
    Py_XDECREF(r->noted);
    Py_XDECREF(r->used);
    encoder_free(&r->encoder);
}

// --- notes ----------------------------------------------------------------------

/* What is noted is remembered under its key: 1 when it is news, 0 when the
 * same was noted before, -1 failed. */
static int is_news(struct recording *r, PyObject *key, PyObject *what) {
    SCOPED_PY PyObject *k = key, *w = what;
    PyObject *there;
    if ((!r->noted && !(r->noted = PyDict_New())) || !k || !w || lookup_in_dict(r->noted, k, &there) < 0) return -1;
    if (there) {
        int same = PyObject_RichCompareBool(there, w, Py_EQ);
        if (same) return same < 0 ? -1 : 0;
    }
    return PyDict_SetItem(r->noted, k, w) < 0 ? -1 : 1;
}

static int add_check(struct recording *r, struct check check) {
    if (r->nchecks == r->checks_size) {
        uint32_t size = r->checks_size ? r->checks_size * 2 : 32;
        struct check *checks = PyMem_Realloc(r->checks, size * sizeof *checks);
        if (!checks) return (PyErr_NoMemory(), -1);
        r->checks = checks;
        r->checks_size = size;
    }
    Py_XINCREF(check.a);
    Py_XINCREF(check.b);
    Py_XINCREF(check.c);
    Py_XINCREF(check.var);
    r->checks[r->nchecks++] = check;
    return 0;
}

static PyObject *or_none(PyObject *o) { return o ? o : Py_None; }

// Of a namespace's own vars the file itself says the rest; when it is loaded again they have it already.
unsigned recording_flags(struct ns *ns, struct var *v) {
    if (v->ns == ns) return v->is_macro ? WAS_MACRO : 0;
    return (v->is_macro ? WAS_MACRO : 0) | (v->is_private ? WAS_PRIVATE : 0) | (v->is_const ? WAS_CONST : 0) |
           (v->is_redefined ? WAS_REDEFINED : 0);
}

// What a symbol means in a namespace, if that is a var (borrowed).
struct var *recording_var(struct ns *ns, PyObject *prefix, PyObject *name) {
    struct ns *in = ns;
    if (prefix) {
        PyObject *target = PyDict_GetItem(ns->aliases, prefix);
        if (!target) target = PyDict_GetItem(core_ns->aliases, prefix);
        if (!target) target = (PyObject *)ns_find(prefix);
        if (!target || !is_ns(ref_of(target))) return NULL;
        in = (struct ns *)target;
    }
    PyObject *o = ns_lookup(in, name);
    if (!o || !is_var(ref_of(o)) || (prefix && ((struct var *)o)->ns != in)) return NULL;
    return (struct var *)o;
}

static int resolved(struct recording *r, struct symbol *s, struct var *v) {
    struct ns *ns = ns_current();
    unsigned flags = recording_flags(ns, v);
    if (v->ns && origin_edge(ns, v->ns->name) < 0) return -1;
    if (encoder_root(&r->encoder, v) < 0) return -1;
    if (flags & WAS_CONST && v->ns != ns) recording_used(v->ns);
    if (recording_var(ns, s->ns, s->name) != v) return 0; // found in another way: its name says it all
    if (s->ns && v->ns && ns_names_class(v->ns->name)) return 0; // and so does the class of a static member, whose part of the program need not be there yet
    int news = is_news(r, Py_BuildValue("(OOO)", ns->name, or_none(s->ns), s->name), Py_BuildValue("(nI)", (Py_ssize_t)(uintptr_t)v, flags));
    if (news <= 0) return news;
    return add_check(r, (struct check){.kind = CHECK_RESOLVED, .flags = flags, .a = s->ns, .b = s->name, .var = v});
}

// Runs a note with the exception that is set put aside; a failure spoils the recording.
#define NOTE(body)                                       \
    do {                                                 \
        struct recording *r_ = task_in_c.recording;                \
        PyObject *type_, *value_, *traceback_;           \
        if (!r_ || r_->why) break;                       \
        PyErr_Fetch(&type_, &value_, &traceback_);       \
        if ((body) < 0) recording_spoil_by_exception(r_);          \
        PyErr_Restore(type_, value_, traceback_);        \
    } while (0)

void recording_resolved(Ref symbol, struct var *v) { NOTE(resolved(r_, symbol_of(symbol), v)); }

static int used(struct recording *r, struct ns *ns) {
    if (!ns) return 0;
    if (!r->used && !(r->used = PyDict_New())) return -1;
    return PyDict_SetItem(r->used, ns->name, Py_None);
}

void recording_interned(struct var *v) { NOTE(add_check(r_, (struct check){.kind = CHECK_INTERNED, .var = v})); }

void recording_used(struct ns *ns) { NOTE(used(r_, ns)); }

/* Notes that a macro was expanded.  A macro of another namespace: the recording depends on that
 * namespace.  A macro of this file changes only with the file, unless its body uses macros of others.
 * A macro that looks at variables or files may expand to anything: then the recording depends on every
 * namespace that was loaded for this file. */
static int used_macro(struct recording *r, struct var *macro) {
    struct ns *ns = ns_current();
    if (macro->ns != ns && used(r, macro->ns) < 0) return -1;
    int known = macro->ns == ns ? origin_keeps_home(macro) : origin_is_constant(macro); // anew each time: what it calls may have been redefined
    return known < 0 ? -1 : known ? 0 : used(r, ns);
}

void recording_macro(struct var *macro) { NOTE(used_macro(r_, macro)); }

void recording_host(PyObject *prefix, PyObject *name, Ref o) {
    if (is_obj(o)) NOTE(encoder_name(&r_->encoder, obj(o), ns_current(), prefix, name));
}

// --- the reader ------------------------------------------------------------------

static int read_symbol(struct recording *r, struct symbol *s, struct symbol *result) {
    struct ns *ns = ns_current();
    if (s->ns) { // through an alias
        if (!result->ns || s->ns == result->ns) return 0;
        SCOPED_PY PyObject *stands_for = NULL;
        if (recording_plain_hooks.resolve_alias(s->ns, &stands_for) < 0) return -1;
        if (!stands_for || PyUnicode_Compare(stands_for, result->ns) != 0) return 0; // or as the name of a class that is known everywhere
        int news = is_news(r, Py_BuildValue("(OsO)", ns->name, "alias", s->ns), Py_NewRef(result->ns));
        return news <= 0 ? news : add_check(r, (struct check){.kind = CHECK_ALIAS, .a = s->ns, .b = result->ns});
    }
    struct var *v = recording_var(ns, NULL, s->name);
    if (v && v->ns != ns) return resolved(r, s, v);
    if (!result->ns) return 0;
    int news = is_news(r, Py_BuildValue("(OsO)", ns->name, "own", s->name), Py_NewRef(Py_None));
    return news <= 0 ? news : add_check(r, (struct check){.kind = CHECK_OWN, .a = s->name});
}

static Value resolve_symbol_noted(Ref symbol) {
    Value v = recording_plain_hooks.resolve_symbol(symbol);
    if (unlikely(task_in_c.recording) && ok(v) && is_symbol(ref(v))) NOTE(read_symbol(r_, symbol_of(symbol), symbol_of(ref(v))));
    return v;
}

static int read_alias(struct recording *r, PyObject *alias, PyObject *ns_name) {
    SCOPED_PY PyObject *name = Py_NewRef(alias);
    PyUnicode_InternInPlace(&name);
    int news = is_news(r, Py_BuildValue("(OsO)", ns_current()->name, "alias", name), Py_NewRef(ns_name));
    return news <= 0 ? news : add_check(r, (struct check){.kind = CHECK_ALIAS, .a = name, .b = ns_name});
}

static enum lookup resolve_alias_noted(PyObject *alias, PyObject **name) {
    enum lookup found = recording_plain_hooks.resolve_alias(alias, name);
    if (unlikely(task_in_c.recording) && alias && found == LOOKUP_FOUND) NOTE(read_alias(r_, alias, *name));
    return found;
}

// The name of a tag's function, if it has one: new, None where no function is.
enum lookup recording_reader_name(Value f, PyObject **name) {
    if (failed(f)) *name = Py_NewRef(Py_None);
    else if (is_var(ref(f))) *name = var_str(var_of(ref(f)));
    else if (is_fn(ref(f))) *name = Py_NewRef(fn_of(ref(f))->def->name);
    else return LOOKUP_ABSENT;
    return *name ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// Is the function what its name stands for?  One without a name, or one that another made, may be another the next time.
static bool is_named_function(Value f, struct ns *ns, PyObject *name, Py_ssize_t slash) {
    SCOPED_PY PyObject *own = PyUnicode_Substring(name, slash + 1, PyUnicode_GET_LENGTH(name));
    if (own) PyUnicode_InternInPlace(&own);
    PyObject *o = own ? ns_lookup(ns, own) : NULL;
    return o && is_var(ref_of(o)) && ((struct var *)o)->root.w == f.w;
}

static int read_tag(struct recording *r, struct symbol *tag, Value f) {
    SCOPED_PY PyObject *name = NULL;
    enum lookup named = recording_reader_name(f, &name);
    if (named < 0) return -1;
    if (named == LOOKUP_ABSENT) return recording_spoil(r, "what reads #%S has no name", tag), 0;
    Py_ssize_t slash = name == Py_None ? -1 : PyUnicode_FindChar(name, '/', 1, PyUnicode_GET_LENGTH(name), 1);
    SCOPED_PY PyObject *ns_name = slash > 0 ? PyUnicode_Substring(name, 0, slash) : NULL;
    struct ns *home = ns_name ? ns_find(ns_name) : NULL;
    if (home && used(r, home) < 0) return -1;
    PyObject *class = tag->ns ? NULL : ns_member(tag->name); // of a record, perhaps
    if (!class && ok(f) && is_fn(ref(f)) && !(home && is_named_function(f, home, name, slash)))
        return recording_spoil(r, "what reads #%S is no function with a name", tag), 0;
    if (class && is_var(ref_of(class)) && used(r, ((struct var *)class)->ns) < 0) return -1;
    PyErr_Clear();
    int news = is_news(r, Py_BuildValue("(sOO)", "tag", or_none(tag->ns), tag->name), Py_NewRef(name));
    return news <= 0 ? news : add_check(r, (struct check){.kind = CHECK_TAG, .a = tag->ns, .b = tag->name, .c = name});
}

static enum lookup data_reader_noted(Ref tag, Value *f) {
    enum lookup found = recording_plain_hooks.data_reader(tag, f);
    if (unlikely(task_in_c.recording) && found >= 0) NOTE(read_tag(r_, symbol_of(tag), *f));
    return found;
}

int recording_init(void) {
    recording_plain_hooks = reader_hooks;
    reader_hooks.resolve_symbol = resolve_symbol_noted;
    reader_hooks.resolve_alias = resolve_alias_noted;
    reader_hooks.data_reader = data_reader_noted;
    return encoding_init();
}

// --- units -------------------------------------------------------------------------

// The identities of the namespaces the unit uses become checks.
static int check_used(struct recording *r) {
    PyObject *name, *none, *missing;
    Py_ssize_t at = 0;
    while (r->used && PyDict_Next(r->used, &at, &name, &none)) {
        struct digest id;
        enum identity found = origin_identity(name, &id, &missing);
        if (found == IDENTITY_ERROR) return -1;
        if (found == IDENTITY_BUILTIN) continue;
        if (found == IDENTITY_UNKNOWN) {
            recording_spoil(r, "it depends on %U, which is not from a file alone", missing ? missing : name);
            return 0;
        }
        SCOPED_PY PyObject *bytes = PyBytes_FromStringAndSize((const char *)&id, sizeof id);
        int news = bytes ? is_news(r, Py_BuildValue("(sO)", "used", name), Py_NewRef(bytes)) : -1;
        if (news < 0 || (news && add_check(r, (struct check){.kind = CHECK_USED, .a = name, .b = bytes}) < 0)) return -1;
    }
    if (r->used) PyDict_Clear(r->used);
    return 0;
}

static int put_string(struct encoder *e, PyObject *s) { return encode_value(e, ref_of(or_none(s))); }

static int put_check(struct encoder *e, const struct check *c) {
    if (encode_number(e, c->kind) < 0) return -1;
    switch (c->kind) {
    case CHECK_RESOLVED:
        if (encode_number(e, c->flags) < 0 || put_string(e, c->a) < 0 || put_string(e, c->b) < 0) return -1;
        return encode_value(e, ref_of(c->var));
    case CHECK_TAG: return put_string(e, c->a) < 0 || put_string(e, c->b) < 0 ? -1 : put_string(e, c->c);
    case CHECK_ALIAS: return put_string(e, c->a) < 0 ? -1 : put_string(e, c->b);
    case CHECK_USED:
        return put_string(e, c->a) < 0 ? -1 : encode_bytes(e, PyBytes_AS_STRING(c->b), (size_t)PyBytes_GET_SIZE(c->b));
    case CHECK_OWN: case CHECK_IN_NS: return put_string(e, c->a);
    case CHECK_INTERNED: return encode_value(e, ref_of(c->var));
    }
    return 0;
}

// Vars that are in the code are made with it.
static void drop_interned(struct recording *r) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->nchecks; i++) {
        struct check *c = &r->checks[i];
        if (c->kind == CHECK_INTERNED && encoder_has(&r->encoder, ref_of(c->var))) {
            Py_DECREF(c->var);
            continue;
        }
        if (c->kind == CHECK_INTERNED) r->encoder.local = true;
        r->checks[n++] = *c;
    }
    r->nchecks = n;
}

// The function that defines a var.
LIB_VAR(def_function, "cljsh.core", "def*", "compile/eval_prims.c");

/* Is the code nothing but a definition with constants?  Most of a file is, and
 * the function around it would be made for one call.
 *
 *     LOADK w+2, LOADK w+3, LOADK w+4, CALLK w def* 3, RET w
 */
static bool is_definition(const struct proto *p, Value parts[3]) {
    if (p->ncode != 5 || I_OP(p->code[3]) != OP_CALLK || I_C(p->code[3]) != 3 || !same(ref(p->k[I_B(p->code[3])]), lib_var_root(&def_function)))
        return false;
    for (unsigned i = 0; i < 3; i++) {
        Instr load = p->code[i];
        if (I_A(load) != I_A(p->code[3]) + FRAME_HEADER + i) return false;
        if (I_OP(load) == OP_LOADK) parts[i] = p->k[I_B(load)];
        else if (I_OP(load) == OP_LOADI) parts[i] = int_value(I_SB(load));
        else return false;
    }
    return is_var(ref(parts[0])) && is_map(ref(parts[1]));
}

// Does the check say that a name of core means what it means everywhere?
static bool is_of_core(const struct check *c, struct ns *ns) {
    if (c->kind != CHECK_RESOLVED || !c->var->is_early || ns == core_ns || ns_core_changed) return false;
    return !c->a || PyUnicode_Compare(c->a, core_ns->name) == 0;
}

static int put_checks(struct recording *r, struct ns *ns) {
    struct encoder *e = &r->encoder, part;
    uint32_t of_core = 0;
    for (uint32_t i = 0; i < r->nchecks; i++) of_core += is_of_core(&r->checks[i], ns);
    if (encode_number(e, r->nchecks - of_core) < 0) return -1;
    for (uint32_t i = 0; i < r->nchecks; i++)
        if (!is_of_core(&r->checks[i], ns) && put_check(e, &r->checks[i]) < 0) return -1;
    if (encode_number(e, of_core) < 0) return -1;
    if (!of_core) return 0;
    encode_section_begin(e, &part);
    int bad = 0;
    for (uint32_t i = 0; i < r->nchecks && !bad; i++)
        if (is_of_core(&r->checks[i], ns)) bad = put_check(&part, &r->checks[i]);
    return encode_section_end(e, &part, bad);
}

static int put_definition(struct encoder *e, Value parts[3]) {
    struct encoder part;
    if (encode_value(e, ref(parts[0])) < 0 || encode_number(e, var_flags(obj(ref(parts[1])))) < 0) return -1;
    encode_section_begin(e, &part);
    if (encode_section_end(e, &part, encode_value(&part, ref(parts[1]))) < 0) return -1;
    return encode_value(e, ref(parts[2]));
}

static int put_unit(struct recording *r, struct fndef *def) {
    struct encoder *e = &r->encoder;
    struct ns *ns = ns_current();
    Value parts[3];
    bool define = is_definition(def->arity[0], parts);
    e->local = false;
    if (encode_number(e, define ? UNIT_DEF : UNIT_CODE) < 0 || encode_number(e, (uint64_t)r->offset) < 0 || encode_number(e, r->part) < 0) return -1;
    if (!define && encode_fndef(e, def) < 0) return -1;
    if (define && put_definition(e, parts) < 0) return -1;
    drop_interned(r);
    if (e->local && r->noted_ns != ns) {
        if (add_check(r, (struct check){.kind = CHECK_IN_NS, .a = ns->name}) < 0) return -1;
        r->noted_ns = ns;
    }
    return check_used(r) < 0 ? -1 : put_checks(r, ns);
}

int recording_skip(struct recording *r) {
    if (r->part++ >= r->skip) return 0;
    return r->part == r->skip && r->after && var_set(ns_var, ref_of(r->after)) < 0 ? -1 : 1;
}

void recording_unit(struct recording *r, struct fndef *def) {
    if (!r->why && put_unit(r, def) < 0) recording_spoil_by_exception(r);
    checks_clear(r);
}
