// SPDX-License-Identifier: MIT
// Encoding of functions; see encoding.h for the format.
#include "encoding/encode_parts.h"

#include "base/absent.h"

#include "base/error.h"
#include "coll/map.h"
#include "vm/switch.h"

static int encode_tables(struct encoder *e, const struct proto *p) {
    uint32_t pc = 0;
    int64_t line = 0;
    int bad = encode_number(e, p->nlines);
    for (uint32_t i = 0; i < p->nlines && !bad; i++) {
        bad = encode_number(e, p->lines[i].pc - pc) | encode_number(e, zigzag(p->lines[i].line - line)) |
              encode_number(e, (uint32_t)p->lines[i].column);
        pc = p->lines[i].pc;
        line = p->lines[i].line;
    }
    uint32_t rows = 0;
    for (uint32_t i = 0; i < p->nlive; i++)
        if (p->live[i].bits >= rows) rows = p->live[i].bits + 1;
    for (uint32_t i = 0; i < p->nhandlers; i++)
        if (p->handlers[i].live >= rows) rows = p->handlers[i].live + 1;
    if (bad || encode_number(e, p->live_words) < 0 || encode_number(e, rows) < 0) return -1;
    for (size_t i = 0; i < (size_t)rows * p->live_words; i++)
        if (encode_number(e, p->live_bits[i]) < 0) return -1;
    bad = encode_number(e, p->nlive);
    pc = 0;
    for (uint32_t i = 0; i < p->nlive && !bad; i++) {
        bad = encode_number(e, p->live[i].pc - pc) | encode_number(e, p->live[i].bits);
        pc = p->live[i].pc;
    }
    bad |= encode_number(e, p->nhandlers);
    for (uint32_t i = 0; i < p->nhandlers && !bad; i++) {
        const struct handler *h = &p->handlers[i];
        bad = encode_number(e, h->start) | encode_number(e, h->end) | encode_number(e, h->target) | encode_number(e, h->exc_reg) |
              encode_number(e, h->live);
    }
    return bad;
}

// The constant of each site; what it remembers is of this process.
static int encode_sites(struct encoder *e, const struct proto *p) {
    uint32_t at = 0;
    for (uint32_t i = 1; i <= p->nsites; i++) {
        const uintptr_t k = proto_site(p, -(int64_t)i)->k.w;
        for (uint32_t tries = 0; tries < p->nk && p->k[at].w != k; tries++) at = at + 1 < p->nk ? at + 1 : 0;
        if (encode_number(e, at) < 0) return -1;
    }
    return 0;
}

static int encode_head(struct encoder *e, struct proto *p, unsigned captures) {
    if (p->flags & PROTO_NATIVE || p->fast) return (err_type("a primitive cannot be encoded"), -1);
    if (proto_ready(p) < 0 || check_code_proto(p, captures) < 0) return -1;
    int bad = encode_number(e, p->flags & PROTO_FLAGS) | encode_number(e, p->nregs) | encode_number(e, p->nargs) | encode_number(e, p->ncaptures);
    for (unsigned i = 0; i < p->ncaptures && !bad; i++) bad = encode_number(e, p->captures[i]);
    return bad;
}

static int encode_body(struct encoder *e, const struct proto *p) {
    int bad = encode_number(e, p->ncode);
    for (uint32_t i = 0; i < p->ncode && !bad; i++) bad = encode_word(e, p->code[i]);
    bad |= encode_number(e, p->nk) | encode_number(e, p->nsites);
    if (bad || encode_all(e, p->k, p->nk) < 0 || encode_sites(e, p) < 0 || encode_tables(e, p) < 0) return -1;
    return encode_name(e, p->file) < 0 ? -1 : encode_name(e, p->arglist);
}

// A proto stands in every slot it serves: each is written once.
static unsigned protos_of(const struct fndef *def, struct proto *protos[MAX_FIXED + 2]) {
    unsigned n = 0;
    for (int i = 0; i < MAX_FIXED + 2; i++)
        if (def->arity[i] && (!n || protos[n - 1] != def->arity[i])) protos[n++] = def->arity[i];
    return n;
}

static int encode_def(struct encoder *e, const struct fndef *def, unsigned n) {
    return encode_label(e, def->name) < 0 || encode_number(e, def->ncaptures) < 0 ? -1 : encode_number(e, n);
}

int encode_fndef(struct encoder *e, struct fndef *def) {
    struct proto *protos[MAX_FIXED + 2];
    const unsigned n = protos_of(def, protos);
    if (encode_def(e, def, n) < 0) return -1;
    for (unsigned i = 0; i < n; i++)
        if (encode_head(e, protos[i], def->ncaptures) < 0 || encode_body(e, protos[i]) < 0) return -1;
    return 0;
}

int encode_late_fndef(struct encoder *e, struct fndef *def) {
    struct proto *protos[MAX_FIXED + 2];
    const unsigned n = protos_of(def, protos);
    bool can = true;
    for (unsigned i = 0; i < n; i++) can = can && protos[i]->nregs <= PROTO_LATE_REGISTERS;
    if (!can) return encode_byte(e, TAG_FNDEF) < 0 ? -1 : encode_fndef(e, def);
    if (encode_byte(e, TAG_LATE_FNDEF) < 0 || encode_def(e, def, n) < 0) return -1;
    for (unsigned i = 0; i < n; i++) {
        struct encoder part;
        if (encode_head(e, protos[i], def->ncaptures) < 0) return -1;
        encode_section_begin(e, &part);
        if (encode_section_end(e, &part, encode_body(&part, protos[i])) < 0) return -1;
    }
    return 0;
}

// The var that a function is named after, if it is its root.
static struct var *namesake(struct fn *f) {
    PyObject *name = f->def->name;
    Py_ssize_t length = PyUnicode_GET_LENGTH(name), slash = PyUnicode_FindChar(name, '/', 1, length, 1);
    if (slash < 1 || slash == length - 1) return NULL;
    SCOPED_PY PyObject *prefix = PyUnicode_Substring(name, 0, slash), *rest = PyUnicode_Substring(name, slash + 1, length);
    struct ns *ns = prefix ? ns_find(prefix) : NULL;
    PyObject *o = ns && rest ? ns_lookup(ns, rest) : NULL;
    return o && is_var(ref_of(o)) && ((struct var *)o)->root.w == (uintptr_t)f ? (struct var *)o : NULL;
}

struct var *encode_root_of(struct encoder *e, struct fn *f) {
    struct var *v = namesake(f);
    if (v || !e->names) return v;
    PyObject *what;
    SCOPED_PY PyObject *key = PyLong_FromVoidPtr(f);
    if (!key || lookup_in_dict(e->names, key, &what) != LOOKUP_FOUND) return (PyErr_Clear(), NULL);
    struct ns *ns = ns_find(PyTuple_GET_ITEM(what, 0));
    PyObject *o = ns ? ns_lookup(ns, PyTuple_GET_ITEM(what, 2)) : NULL;
    return o && is_var(ref_of(o)) && ((struct var *)o)->root.w == (uintptr_t)f ? (struct var *)o : NULL;
}

int encoder_root(struct encoder *e, struct var *v) {
    bool other = v->ns && v->root.w && is_fn(ref(v->root)) && namesake(fn_of(ref(v->root))) != v;
    return other ? encoder_name(e, obj(ref(v->root)), v->ns, NULL, v->name) : 0;
}

int encode_fn(struct encoder *e, struct fn *f) {
    struct var *root = encode_root_of(e, f);
    if (root && root != e->defining) {
        if (encode_need(e, ref_of(root), false) < 0) return -1;
        return encode_byte(e, TAG_ROOT) < 0 ? -1 : encode_value(e, ref_of(root));
    }
    int named = encode_named(e, (PyObject *)f); // an attribute of something of the host
    if (named) return named < 0 ? -1 : 0;
    e->local = true; // its name
    if (encode_byte(e, TAG_FN | (fn_meta(f) ? TAG_META : 0)) < 0 || (fn_meta(f) && encode_value(e, ref_of(fn_meta(f))) < 0)) return -1;
    if (encode_value(e, ref_of(f->def)) < 0) return -1;
    return encode_all(e, f->captured, f->def->ncaptures);
}

int encode_switch(struct encoder *e, Ref table) {
    struct map_cursor cursor = {0};
    Ref key;
    uint64_t n = 0;
    for (int64_t jump; (jump = switch_next(table, &cursor, &key)) >= 0;) n++;
    if (encode_byte(e, TAG_SWITCH) < 0 || encode_number(e, n) < 0) return -1;
    cursor = (struct map_cursor){0};
    for (int64_t jump; (jump = switch_next(table, &cursor, &key)) >= 0;)
        if (encode_value(e, key) < 0 || encode_number(e, (uint64_t)jump) < 0) return -1;
    return 0;
}
