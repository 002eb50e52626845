// SPDX-License-Identifier: MIT
// Decoding of functions; see encoding.h for the format.
#include "encoding/decode_parts.h"

#include "base/error.h"
#include "coll/vector.h"
#include "vm/switch.h"
#include "vm/verify.h"

Value decode_switch(struct decoder *d) {
    int64_t n = decode_count(d, 2);
    Value table = n < 0 ? ERR : switch_new();
    for (int64_t i = 0; ok(table) && i < n; i++) {
        SCOPED Value constant = decode_value(d);
        int64_t jump = ok(constant) ? decode_limited(d, INT32_MAX) : -1;
        int there = jump < 0 ? -1 : switch_add(ref(table), ref(constant), jump);
        if (there > 0) bad_code("a constant stands twice in a table");
        if (!there) continue;
        drop(table);
        return ERR;
    }
    return table;
}

// An array of an object that frees it; none for nothing.
#define VERIFY_MOST ((uint64_t)1 << 26) // registers times instructions: the memory it takes

#define ARRAY(place, count) ((count) == 0 || ((place) = PyMem_Malloc((size_t)(count) * sizeof *(place))) ? 0 : (PyErr_NoMemory(), -1))

static int decode_lines(struct decoder *d, struct proto *p) {
    int64_t n = decode_count(d, 3);
    if (n < 0 || ARRAY(p->lines, n) < 0) return -1;
    uint64_t pc = 0, step, line, column;
    int64_t at = 0;
    for (p->nlines = 0; p->nlines < n; p->nlines++) {
        if (decode_number(d, &step) < 0 || decode_number(d, &line) < 0 || decode_number(d, &column) < 0) return -1;
        pc += step;
        at += unzigzag(line);
        if (step > p->ncode || pc > p->ncode || at < INT32_MIN || at > INT32_MAX || column > INT32_MAX)
            return (bad_code("a line is out of bounds"), -1);
        p->lines[p->nlines] = (struct line){(uint32_t)pc, (int)at, (int)column};
    }
    return 0;
}

static int decode_live(struct decoder *d, struct proto *p) {
    int64_t words = decode_limited(d, UINT16_MAX / 64 + 1), rows = words < 0 ? -1 : decode_limited(d, UINT32_MAX);
    if (rows < 0) return -1;
    if (words != (p->nregs + 63) / 64 + !p->nregs || rows > (d->end - d->at) / words)
        return (bad_code("the table of live registers is out of bounds"), -1);
    if (ARRAY(p->live_bits, rows * words) < 0) return -1;
    p->live_words = (uint32_t)words;
    uint64_t beyond = p->nregs % 64 || !p->nregs ? ~(uint64_t)0 << p->nregs % 64 : 0;
    for (int64_t i = 0; i < rows * words; i++) {
        if (decode_number(d, &p->live_bits[i]) < 0) return -1;
        if (i % words == words - 1 && p->live_bits[i] & beyond) return (bad_code("a register is out of bounds"), -1);
    }
    int64_t n = decode_count(d, 2);
    if (n < 0 || ARRAY(p->live, n) < 0) return -1;
    uint64_t pc = 0, step, row;
    for (p->nlive = 0; p->nlive < n; p->nlive++) {
        if (decode_number(d, &step) < 0 || decode_number(d, &row) < 0) return -1;
        pc += step;
        if (step > p->ncode || pc > p->ncode || row >= (uint64_t)rows) return (bad_code("a place is out of bounds"), -1);
        p->live[p->nlive] = (struct live_entry){(uint32_t)pc, (uint32_t)row};
    }
    n = decode_count(d, 5);
    if (n < 0 || ARRAY(p->handlers, n) < 0) return -1;
    for (p->nhandlers = 0; p->nhandlers < n; p->nhandlers++) {
        int64_t start = decode_limited(d, p->ncode), end = start < 0 ? -1 : decode_limited(d, p->ncode);
        int64_t target = end < 0 ? -1 : decode_limited(d, p->ncode), reg = target < 0 ? -1 : decode_limited(d, UINT16_MAX);
        int64_t live = reg < 0 ? -1 : decode_limited(d, UINT32_MAX);
        if (live < 0) return -1;
        if (live >= rows) return (bad_code("a handler is out of bounds"), -1);
        p->handlers[p->nhandlers] = (struct handler){.start = (uint32_t)start, .end = (uint32_t)end, .target = (uint32_t)target,
                                                     .exc_reg = (uint16_t)reg, .live = (uint32_t)live};
    }
    return 0;
}

static int decode_code(struct decoder *d, struct proto *p) {
    int64_t n = decode_count(d, 8);
    if (n < 0) return -1;
    if (!n || n > INT32_MAX) return (bad_code("a function has no code"), -1);
    if (!(p->code = PyMem_New(Instr, n))) return (PyErr_NoMemory(), -1);
    const uint8_t *from = decode_bytes(d, (size_t)n * 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (int64_t i = 0; i < n; i++) p->code[i] = decode_word(from + 8 * i);
#else
    memcpy(p->code, from, (size_t)n * 8);
#endif
    p->ncode = (uint32_t)n;
    n = decode_count(d, 1);
    if (n > UINT16_MAX) return (bad_code("a function has too many constants"), -1);
    int64_t sites = n < 0 ? -1 : decode_count(d, 1);
    if (sites < 0) return -1;
    if (sites > SITES_MAX) return (bad_code("a function has too many sites"), -1);
    if (proto_room(p, (uint32_t)n, (uint32_t)sites) < 0) return -1;
    for (; p->nk < n; p->nk++)
        if (failed(p->k[p->nk] = decode_value(d))) return -1;
    for (int64_t i = 1; i <= sites; i++) {
        uint64_t k;
        if (decode_number(d, &k) < 0) return -1;
        if (k >= p->nk) return (bad_code("a site has no constant"), -1);
        proto_site(p, -i)->k = ref(p->k[k]);
    }
    return 0;
}

static int decode_head(struct decoder *d, struct proto *p) {
    int64_t flags = decode_limited(d, PROTO_FLAGS);
    int64_t nregs = flags < 0 ? -1 : decode_limited(d, UINT16_MAX), nargs = nregs < 0 ? -1 : decode_limited(d, MAX_FIXED);
    int64_t n = nargs < 0 ? -1 : decode_count(d, 1);
    if (n > UINT16_MAX) return (bad_code("a function closes over too much"), -1);
    if (n < 0 || ARRAY(p->captures, n) < 0) return -1;
    p->flags = (uint16_t)flags;
    p->nregs = (uint16_t)nregs;
    p->nargs = (uint8_t)nargs;
    for (; p->ncaptures < n; p->ncaptures++) {
        int64_t which = decode_limited(d, UINT16_MAX);
        if (which < 0) return -1;
        if (p->ncaptures && which <= p->captures[p->ncaptures - 1]) return (bad_code("a function closes over a value twice"), -1);
        p->captures[p->ncaptures] = (uint16_t)which;
    }
    return 0;
}

static int decode_ends(struct decoder *d, struct proto *p) {
    if (!(p->file = decode_str(d))) return -1;
    if (p->file == Py_None) Py_CLEAR(p->file);
    Value arglist = decode_value(d);
    if (failed(arglist)) return -1;
    if (!is_nil(ref(arglist)) && !is_vec(ref(arglist))) {
        drop(arglist);
        return (bad_code("an arglist is no vector"), -1);
    }
    if (is_nil(ref(arglist))) drop(arglist);
    else p->arglist = py_give(arglist);
    return 0;
}

static int decode_body(struct decoder *d, struct proto *p, unsigned captures) {
    int bad = decode_code(d, p) < 0 || decode_lines(d, p) < 0 || decode_live(d, p) < 0 || decode_ends(d, p) < 0 ||
              check_code_proto(p, captures) < 0;
    if (!bad && d->flags & DECODE_VERIFY && (uint64_t)p->ncode * p->nregs > VERIFY_MOST) {
        bad_code("a function is too large to be verified");
        bad = 1;
    }
    if (!bad && d->flags & DECODE_VERIFY && proto_verify(p, "decoded code") < 0) {
        if (PyErr_ExceptionMatches(PyExc_SystemError)) bad_code("the code takes registers for what they are not");
        bad = 1;
    }
    return bad ? -1 : 0;
}

static struct proto *decode_proto(struct decoder *d, struct fndef *def) {
    struct proto *p = proto_new();
    if (p && (decode_head(d, p) < 0 || decode_body(d, p, def->ncaptures) < 0)) Py_CLEAR(p);
    return p;
}

// The code of a proto whose head is there: it goes into it when it is complete.
static int decode_late_body(struct decoder *d, struct proto *p, unsigned captures) {
    struct proto *with = proto_new();
    if (!with) return -1;
    with->flags = p->flags;
    with->nregs = p->nregs;
    with->nargs = p->nargs;
    with->captures = p->captures;
    with->ncaptures = p->ncaptures;
    int bad = decode_body(d, with, captures);
    with->captures = NULL;
    if (!bad && (p->late || !p->code)) proto_fill(p, with); // or another thread was faster
    Py_DECREF(with);
    return bad;
}

static int load_code(struct late *l) {
    SCOPED_PY PyObject *owner = Py_NewRef(l->owner);
    struct decoder d = late_decoder(l);
    return section_done(&d, decode_late_body(&d, (struct proto *)owner, UINT16_MAX)); // its head was held against its def
}

static int decode_late_or_now(struct decoder *d, struct proto *p, unsigned captures) {
    struct section s;
    if (decode_head(d, p) < 0 || check_code_head(p, captures) < 0 || decode_section(d, &s) < 0) return -1;
    int bad;
    if (d->late && !s.at_once && p->nregs <= PROTO_LATE_REGISTERS) {
        struct late *late = section_late(d, &s, load_code, (PyObject *)p);
        if (late) proto_put_off(p, late);
        bad = late ? 0 : -1;
    } else {
        struct decoder part = section_decoder(d, &s);
        bad = section_done(&part, decode_late_body(&part, p, captures));
    }
    section_free(&s);
    return bad;
}

static struct proto *decode_late_proto(struct decoder *d, struct fndef *def) {
    struct proto *p = proto_new();
    if (p && decode_late_or_now(d, p, def->ncaptures) < 0) Py_CLEAR(p);
    return p;
}

static struct fndef *decode_def(struct decoder *d, struct proto *(*proto)(struct decoder *d, struct fndef *def)) {
    SCOPED_PY PyObject *name = decode_name(d);
    int64_t captures = name ? decode_limited(d, UINT16_MAX) : -1, n = captures < 0 ? -1 : decode_limited(d, MAX_FIXED + 2);
    struct fndef *def = n < 0 ? NULL : fndef_new(name);
    if (!def) return NULL;
    def->ncaptures = (uint16_t)captures;
    for (int64_t i = 0; i < n; i++) {
        struct proto *p = proto(d, def);
        if (p && fndef_add(def, p) == 0) continue;
        if (p && PyErr_ExceptionMatches(ArgumentError)) bad_code("two arities of a function collide");
        Py_DECREF(def);
        return NULL;
    }
    return def;
}

struct fndef *decode_fndef(struct decoder *d) { return decode_def(d, decode_proto); }
struct fndef *decode_late_fndef(struct decoder *d) { return decode_def(d, decode_late_proto); }

Value decode_fn(struct decoder *d) {
    SCOPED Value def = decode_value(d);
    if (failed(def)) return ERR;
    if (!is_type(ref(def), &fndef_type)) return bad_code("a function has no code");
    struct fn *f = fn_new((struct fndef *)obj(ref(def)));
    for (int i = 0; f && i < f->def->ncaptures; i++) {
        Value x = decode_value(d);
        if (failed(x)) return (drop(adopt(f)), ERR);
        drop(f->captured[i]);
        f->captured[i] = x;
    }
    return adopt(f);
}
