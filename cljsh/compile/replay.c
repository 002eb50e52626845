// SPDX-License-Identifier: MIT
// Loading a file by what was recorded of it, and compiling it from where that ends.
#include "compile/recording_parts.h"

#include "base/absent.h"
#include "base/error.h"
#include "class/instance.h"
#include "coll/map.h"
#include "compile/ast.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/show.h"
#include "vars/lib_var.h"
#include "vm/rare.h"
#include "vm/vm.h"

#include <time.h>
#include <unistd.h>

// --- replaying -----------------------------------------------------------------------

static int misfit(const char *format, ...) {
    va_list args;
    va_start(args, format);
    PyErr_FormatV(DecodeError, format, args);
    va_end(args);
    return -1;
}

static int check_resolved(struct decoder *d, struct ns *ns, PyObject *prefix, PyObject *name, uint64_t flags) {
    SCOPED Value v = decode_value(d);
    if (failed(v)) return -1;
    struct var *var = recording_var(ns, prefix, name);
    if (!var || var != (struct var *)obj(ref(v)) || recording_flags(ns, var) != flags) return misfit("%U is not what it was", name);
    return var->ns ? origin_edge(ns, var->ns->name) : 0;
}

static int check_tag(struct decoder *d, PyObject *prefix, PyObject *name) {
    SCOPED_PY PyObject *before = decode_str(d);
    SCOPED Value tag = before ? symbol_new(prefix, name) : ERR;
    if (failed(tag)) return -1;
    SCOPED Value f = ERR;
    SCOPED_PY PyObject *now = NULL;
    if (recording_plain_hooks.data_reader(ref(tag), &f) < 0 || recording_reader_name(f, &now) < 0) return -1;
    bool same = now && (now == Py_None || before == Py_None ? now == before : PyUnicode_Compare(now, before) == 0);
    return same ? 0 : misfit("the reader of #%S is another", obj(ref(tag)));
}

static int check_identity(struct decoder *d, PyObject *name) {
    const uint8_t *before = decode_bytes(d, sizeof(struct digest));
    struct digest id;
    PyObject *missing;
    enum identity found = before ? origin_identity(name, &id, &missing) : IDENTITY_ERROR;
    if (found == IDENTITY_ERROR) return -1;
    if (found == IDENTITY_KNOWN && memcmp(before, &id, sizeof id) == 0) return 0;
    return misfit("%U, or what it requires, has changed", name);
}

// What it is about, a str that must be there.
static PyObject *get_string(struct decoder *d) {
    PyObject *s = decode_str(d);
    if (s != Py_None) return s;
    Py_DECREF(s);
    misfit("a name is missing");
    return NULL;
}

static int check_one(struct decoder *d) {
    uint64_t kind, flags = 0;
    struct ns *ns = ns_current();
    if (decode_number(d, &kind) < 0 || (kind == CHECK_RESOLVED && decode_number(d, &flags) < 0)) return -1;
    if (kind == CHECK_INTERNED) {
        SCOPED Value v = decode_value(d); // that makes it
        return failed(v) ? -1 : 0;
    }
    bool prefixed = kind == CHECK_RESOLVED || kind == CHECK_TAG;
    SCOPED_PY PyObject *first = prefixed ? decode_str(d) : NULL;
    PyObject *prefix = first == Py_None ? NULL : first;
    if (prefixed && !first) return -1;
    SCOPED_PY PyObject *name = get_string(d);
    if (!name) return -1;
    switch (kind) {
    case CHECK_RESOLVED: return check_resolved(d, ns, prefix, name, flags);
    case CHECK_TAG: return check_tag(d, prefix, name);
    case CHECK_USED: return check_identity(d, name);
    case CHECK_OWN: {
        struct var *v = recording_var(ns, NULL, name);
        return !v || v->ns == ns ? 0 : misfit("%U is not what it was", name);
    }
    case CHECK_ALIAS: {
        SCOPED_PY PyObject *before = get_string(d), *now = NULL;
        if (!before || recording_plain_hooks.resolve_alias(name, &now) < 0) return -1;
        return now && PyUnicode_Compare(now, before) == 0 ? 0 : misfit("the alias %U stands for something else", name);
    }
    case CHECK_IN_NS: return PyUnicode_Compare(ns->name, name) == 0 ? 0 : misfit("it was compiled in the namespace %U", name);
    default: return misfit("there is no check %d", (int)kind);
    }
}

static int check_many(struct decoder *d, uint64_t n) {
    while (n--)
        if (check_one(d) < 0) return -1;
    return 0;
}

/* Which of a namespace's mappings were looked at, and whether one of them is in
 * the place of a name of core. */
struct looked { struct ns *ns; uint64_t epoch; Py_ssize_t at; bool hides; };

// Has every name of core's its meaning in the namespace?
static bool core_is_seen(struct looked *l, struct ns *ns) {
    if (ns_core_changed || !ns->sees_core || ns->hidden || PyDict_Contains(ns->aliases, core_ns->name) != 0) return false;
    if (l->ns != ns || l->epoch != ns_epoch) *l = (struct looked){.ns = ns, .epoch = ns_epoch};
    PyObject *name, *o;
    while (!l->hides && PyDict_Next(ns->mappings, &l->at, &name, &o))
        if (!(is_var(ref_of(o)) && ((struct var *)o)->ns == core_ns && ((struct var *)o)->name == name)) l->hides = PyDict_Contains(core_ns->mappings, name) != 0;
    return !l->hides;
}

static int check_core(struct decoder *d, struct looked *l) {
    uint64_t n;
    struct section s;
    if (decode_number(d, &n) < 0) return -1;
    if (!n) return 0;
    if (decode_section(d, &s) < 0) return -1;
    struct ns *ns = ns_current();
    int bad = 0;
    if (core_is_seen(l, ns)) {
        bad = origin_edge(ns, core_ns->name);
    } else {
        struct decoder part = section_decoder(d, &s);
        bad = section_done(&part, check_many(&part, n));
    }
    section_free(&s);
    return bad;
}

static int check_all(struct decoder *d, struct looked *l) {
    uint64_t n;
    return decode_number(d, &n) < 0 || check_many(d, n) < 0 ? -1 : check_core(d, l);
}

// How far a replay has come: the place behind the last unit that ran, that unit's own, and the
// namespace in which its form began (owned).
struct progress { size_t length; uint32_t used, sections; Py_ssize_t offset; uint32_t part; struct ns *ns; struct looked looked; };

enum replay { REPLAY_FAILED = -1, REPLAY_DONE, REPLAY_RUN, REPLAY_MISFIT };

// A function that is to be called, or a var that is to be defined.
struct call { Value f, var, value; PyObject *meta; unsigned flags; };

static void call_drop(struct call *c) {
    xdrop(c->f);
    xdrop(c->var);
    xdrop(c->value);
    Py_XDECREF(c->meta);
}

static int decode_unit(struct decoder *d, struct call *c) {
    struct fndef *def = decode_fndef(d);
    if (!def) return -1;
    struct proto *p = def->arity[0];
    if (def->ncaptures || !p || p->nargs) misfit("a unit takes arguments");
    else c->f = adopt(fn_new(def));
    Py_DECREF(def);
    return ok(c->f) ? 0 : -1;
}

static Value decode_metadata(struct decoder *d) {
    Value map = decode_value(d);
    if (failed(map) || (is_map(ref(map)) && !info_of(ref(map)))) return map;
    drop(map);
    return misfit("metadata are no map"), ERR;
}

static int load_metadata(struct late *l) {
    SCOPED_PY PyObject *owner = Py_NewRef(l->owner);
    struct var *v = (struct var *)owner;
    struct decoder d = late_decoder(l);
    SCOPED Value map = decode_metadata(&d);
    if (section_done(&d, failed(map)) < 0) return -1;
    if (v->meta == (PyObject *)l) Py_XSETREF(v->meta, Py_NewRef(obj(ref(map))));
    return 0;
}

static int decode_definition(struct decoder *d, struct call *c) {
    struct section s;
    uint64_t flags;
    if (failed(c->var = decode_value(d)) || decode_number(d, &flags) < 0) return -1;
    if (!is_var(ref(c->var))) return misfit("a definition is malformed");
    c->flags = (unsigned)flags;
    if (decode_section(d, &s) < 0) return -1;
    if (d->late && !s.at_once) {
        c->meta = (PyObject *)section_late(d, &s, load_metadata, obj(ref(c->var)));
    } else {
        struct decoder part = section_decoder(d, &s);
        SCOPED Value map = decode_metadata(&part);
        if (section_done(&part, failed(map)) == 0) c->meta = Py_NewRef(obj(ref(map)));
    }
    section_free(&s);
    return c->meta && ok(c->value = decode_value(d)) ? 0 : -1;
}

// Decodes one unit and holds it against the world.
static enum replay next_unit(struct decoder *d, struct progress *to, struct call *c) {
    uint64_t kind, offset, part;
    if (decode_number(d, &kind) < 0) return REPLAY_MISFIT;
    if (kind == UNIT_END) return d->at == d->end ? REPLAY_DONE : (misfit("more follows the end"), REPLAY_MISFIT);
    if (decode_number(d, &offset) < 0 || decode_number(d, &part) < 0) return REPLAY_MISFIT;
    bool back = offset < (uint64_t)to->offset || (offset == (uint64_t)to->offset && part <= to->part);
    if (kind > UNIT_DEF || offset > INT32_MAX || part > INT32_MAX || back) return (misfit("a unit is malformed"), REPLAY_MISFIT);
    *c = (struct call){0};
    int bad = kind == UNIT_CODE ? decode_unit(d, c) : decode_definition(d, c);
    if (!bad && origin_touch(ns_current()) == 0 && check_all(d, &to->looked) == 0) {
        if (!to->part || offset != (uint64_t)to->offset) Py_XSETREF(to->ns, (struct ns *)Py_NewRef((PyObject *)ns_current()));
        *to = (struct progress){(size_t)(d->at - d->start), d->used, d->sections, (Py_ssize_t)offset, (uint32_t)part, to->ns, to->looked};
        return REPLAY_RUN;
    }
    call_drop(c);
    return REPLAY_MISFIT;
}

// What def* does.
static int define(struct var *v, struct call *c) {
    if (var_set_root(v, ref(c->value)) < 0) return -1;
    if (!is_late(c->meta)) return var_set_meta(v, c->meta);
    var_put_off_meta(v, (struct late *)Py_NewRef(c->meta), c->flags);
    return 0;
}

static Value run_unit(struct call *c) {
    Value r = ok(c->f) ? vm_call_give(ref(c->f), NULL, 0) : define(var_of(ref(c->var)), c) < 0 ? ERR : nil_value();
    call_drop(c);
    return r;
}

// Runs units as long as they fit.
static enum replay replay(struct library *l, struct decoder *d, struct progress *done) {
    for (;;) {
        struct call call;
        enum replay r = next_unit(d, done, &call);
        if (r == REPLAY_MISFIT) {
            if (!PyErr_ExceptionMatches(PyExc_Exception) || PyErr_ExceptionMatches(PyExc_MemoryError)) return REPLAY_FAILED;
            SCOPED_PY PyObject *exc = exception_fetch();
            l->why = show_exception(exc);
            PyErr_Clear();
        }
        if (r != REPLAY_RUN) return r;
        Value v = run_unit(&call);
        if (failed(v)) return REPLAY_FAILED;
        drop(v);
    }
}

// --- compiling ------------------------------------------------------------------------

// Where an offset of the text stands.
static void find_place(PyObject *text, Py_ssize_t offset, int *line, int *column) {
    *line = 1;
    Py_ssize_t start = 0;
    for (Py_ssize_t at; (at = PyUnicode_FindChar(text, '\n', start, offset, 1)) >= 0; start = at + 1) ++*line;
    *column = (int)(offset - start) + 1;
}

// What ran before is in the recording already, and its values have their numbers.
static int take_over(struct recording *r, const struct library *l, const struct decoder *d, const struct progress *done) {
    if (encode_bytes(&r->encoder, l->recorded, done->length) < 0) return -1;
    for (uint32_t i = 0; i < done->used; i++)
        if (encoder_number(&r->encoder, ref(d->table[i])) < 0) return -1;
    return encode_sections(&r->encoder, l->file, done->sections);
}

static Value read_all(Reader *reader, struct recording *r, Py_ssize_t base) {
    Value result = nil_value();
    for (;;) {
        Value form;
        r->offset = base + reader_offset(reader);
        task_in_c.recording = r->why && !r->skip ? NULL : r;
        enum read_result read = reader_read(reader, &form);
        if (read == READ_EOF) return result;
        drop(result);
        if (read == READ_ERROR) return ERR;
        r->part = 0;
        result = eval_form(ref(form), reader);
        drop(form);
        if (failed(result)) return ERR;
        r->skip = 0;
    }
}

static Value compile_from(struct library *l, struct recording *r, Py_ssize_t offset) {
    SCOPED_PY PyObject *text = PyUnicode_DecodeUTF8(l->text, (Py_ssize_t)l->length, "surrogateescape");
    if (!text) return ERR;
    int line, column;
    if (offset > PyUnicode_GET_LENGTH(text)) offset = PyUnicode_GET_LENGTH(text);
    find_place(text, offset, &line, &column);
    SCOPED_PY PyObject *rest = offset ? PyUnicode_Substring(text, offset, PyUnicode_GET_LENGTH(text)) : Py_NewRef(text);
    Reader *reader = rest ? reader_new(rest, l->file) : NULL;
    if (!reader) return ERR;
    if (offset) reader_set_start(reader, line, column);
    Value v = read_all(reader, r, offset);
    reader_free(reader);
    return v;
}

static void begin_gensyms(const struct library *l, int64_t saved[2]) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct digest here = digest_join(l->sum, (struct digest){(uint64_t)now.tv_sec ^ (uint64_t)now.tv_nsec << 32, (uint64_t)getpid()});
    saved[0] = gensym_last;
    saved[1] = reader_gensym_last;
    gensym_last = (int64_t)(here.a >> 22);
    reader_gensym_last = (int64_t)(here.b >> 22);
}

// The text is needed after all.  Should it be another by now, it is compiled as a whole.
static int get_text(struct library *l, struct progress *done) {
    if (l->text) return 0;
    struct digest before = l->sum;
    if (l->read(l) < 0) return -1;
    if (!digest_same(before, l->sum)) done->length = done->used = done->sections = done->part = 0, done->offset = 0;
    return 0;
}

static Value compile_recorded(struct library *l, const struct decoder *d, struct progress *done) {
    if (get_text(l, done) < 0) return ERR;
    struct recording r = {.skip = done->part};
    struct ns *ns = ns_current();
    int64_t saved[2] = {0};
    if (!l->record) r.why = PyUnicode_FromString("nobody wants it");
    else if (take_over(&r, l, d, done) < 0) recording_spoil_by_exception(&r);
    if (l->record) begin_gensyms(l, saved);
    if (done->part && done->ns != ns) { // the form is expanded where it was
        r.after = ns;
        if (var_set(ns_var, ref_of(done->ns)) < 0) recording_spoil_by_exception(&r);
    }
    Value v = compile_from(l, &r, done->offset);
    if (l->record) gensym_last = saved[0], reader_gensym_last = saved[1];
    task_in_c.recording = NULL;
    if (ok(v) && !r.why && encode_number(&r.encoder, 0) < 0) recording_spoil_by_exception(&r);
    if (ok(v) && !r.why) {
        l->data = r.encoder.data;
        l->data_length = r.encoder.length;
        r.encoder.data = NULL;
    } else if (ok(v) && l->record) {
        Py_XSETREF(l->why, Py_NewRef(r.why));
    }
    recording_free(&r);
    return v;
}

static Value load_bound(struct library *l) {
    struct decoder d = {.start = l->recorded, .at = l->recorded, .end = l->recorded ? l->recorded + l->recorded_length : NULL,
                        .late = true, .source = l->holder};
    struct progress done = {0};
    enum replay r = l->recorded ? replay(l, &d, &done) : REPLAY_MISFIT;
    l->compiled = r == REPLAY_MISFIT;
    Value v = r == REPLAY_FAILED ? ERR : r == REPLAY_DONE ? nil_value() : compile_recorded(l, &d, &done);
    PyObject *type, *value, *traceback; // what dies may run code
    PyErr_Fetch(&type, &value, &traceback);
    decoder_free(&d);
    Py_XDECREF(done.ns);
    PyErr_Restore(type, value, traceback);
    return v;
}

Value recording_load_text(struct library *l) {
    struct recording *outer = task_in_c.recording;
    if (outer && outer->compiling) recording_spoil(outer, "a macro loads %U", l->file);
    task_in_c.recording = NULL;
    if (compile_bind_file(l->file) < 0) return (task_in_c.recording = outer, ERR);
    struct load load;
    origin_begin(&load, l->own ? NULL : l->file, l->sum);
    Value v = load_bound(l);
    origin_end(&load);
    task_in_c.recording = outer;
    compile_unbind_file();
    return v;
}
