// SPDX-License-Identifier: MIT
/* What the tests of the virtual machine and the compiler share: the whole
 * language, and protos put together by hand.
 *
 * A listing is a proto as it is written down: instructions, constants, and
 * for unwinding, which registers are owned should an instruction fail:
 *
 *     LIVE({0, R(0, 1)}, {3, R(0)})     from the beginning 0 and 1, from
 *                                       behind instruction 2 on only 0
 *
 * Every one is verified before it runs. */
#ifndef TESTS_RUNNING_H
#define TESTS_RUNNING_H

#include "boot/runtime.h"
#include "compile/compile.h"
#include "reading.h"
#include "vars/var.h"
#include "vm/rare.h"
#include "vm/verify.h"
#include "vm/vm.h"

struct owned { uint32_t pc; uint64_t registers; };
struct caught { uint32_t start, end, target; uint16_t exc_reg; uint64_t registers; };
struct listing {
    uint16_t nargs, nregs;
    uint8_t flags;
    uint16_t ncaptures;
    uint32_t ncode, nk, nsites, nlive, nhandlers;
    const Instr *code;
    const Value *k; // taken
    const uint16_t *sites; // the constant of each
    const struct owned *live;
    const struct caught *handlers;
};

#define COUNTED(type, ...) (const type[]){__VA_ARGS__}, sizeof((const type[]){__VA_ARGS__}) / sizeof(type)
#define LISTED(name, count, type, ...) .name = (const type[]){__VA_ARGS__}, .count = sizeof((const type[]){__VA_ARGS__}) / sizeof(type)
#define CODE(...) LISTED(code, ncode, Instr, __VA_ARGS__)
#define CONSTANTS(...) LISTED(k, nk, Value, __VA_ARGS__)
#define SITES(...) LISTED(sites, nsites, uint16_t, __VA_ARGS__)
#define LIVE(...) LISTED(live, nlive, struct owned, __VA_ARGS__)
#define HANDLERS(...) LISTED(handlers, nhandlers, struct caught, __VA_ARGS__)

// Sets of up to four registers.
#define R_BIT(n) ((n) < 0 ? 0 : (uint64_t)1 << ((n) & 63))
#define R4(a, b, c, d, ...) (R_BIT(a) | R_BIT(b) | R_BIT(c) | R_BIT(d))
#define R(...) R4(__VA_ARGS__, -1, -1, -1, -1)
#define NONE 0

// An instruction; with what it consumes; a jump of 32 bits.
#define I(op, a, b, c) INSTR(OP_##op, 0, a, b, c)
#define IF(op, flags, a, b, c) INSTR(OP_##op, flags, a, b, c)
#define FAR(op, distance) INSTR(OP_##op, 0, 0, (distance) & 0xffff, (uint32_t)(distance) >> 16)

static inline struct proto *assemble_unverified(const struct listing *l) {
    struct proto *p = proto_new();
    p->nargs = l->nargs, p->nregs = l->nregs, p->flags = l->flags;
    p->ncode = l->ncode, p->nk = l->nk, p->nlive = l->nlive, p->nhandlers = l->nhandlers;
    p->code = PyMem_New(Instr, l->ncode);
    memcpy(p->code, l->code, l->ncode * sizeof(Instr));
    ck_assert_int_eq(proto_room(p, l->nk, l->nsites), 0);
    if (l->nk) memcpy(p->k, l->k, l->nk * sizeof(Value));
    for (uint32_t i = 0; i < l->nsites; i++) proto_site(p, -(int64_t)i - 1)->k = ref(p->k[l->sites[i]]);
    p->live_words = 1;
    p->live = PyMem_New(struct live_entry, l->nlive + 1);
    p->live_bits = PyMem_New(uint64_t, l->nlive + l->nhandlers + 1);
    for (uint32_t i = 0; i < l->nlive; i++) {
        p->live[i] = (struct live_entry){l->live[i].pc, i};
        p->live_bits[i] = l->live[i].registers;
    }
    p->handlers = PyMem_New(struct handler, l->nhandlers + 1);
    for (uint32_t i = 0; i < l->nhandlers; i++) {
        const struct caught *h = &l->handlers[i];
        p->handlers[i] = (struct handler){h->start, h->end, h->target, h->exc_reg, l->nlive + i};
        p->live_bits[l->nlive + i] = h->registers;
    }
    p->ncaptures = l->ncaptures;
    p->captures = PyMem_New(uint16_t, l->ncaptures + 1);
    for (uint16_t i = 0; i < l->ncaptures; i++) p->captures[i] = i;
    return p;
}

static inline struct proto *assemble(const struct listing *l) {
    struct proto *p = assemble_unverified(l);
    if (proto_verify(p, "test") < 0) ck_abort_msg("%s", raised());
    return p;
}

// A def of one or more protos (taken); NULL at the end.
#define def_of(...) def_of_all((struct proto *[]){__VA_ARGS__, NULL})
static inline struct fndef *def_of_all(struct proto **protos) {
    SCOPED_PY PyObject *name = text_of("test/f");
    struct fndef *def = fndef_new(name);
    def->ncaptures = protos[0]->ncaptures;
    for (int i = 0; protos[i]; i++) ck_assert_int_eq(fndef_add(def, protos[i]), 0);
    return def;
}

static inline Value fn_of_proto(struct proto *p) {
    struct fndef *def = def_of(p);
    Value f = adopt(fn_new(def));
    Py_DECREF(def);
    return f;
}
#define FN(...) fn_of_proto(assemble(&(struct listing){__VA_ARGS__}))

// Calls a function (which is dropped) with arguments that are given away.
#define RUN(f, ...) run_given((f), COUNTED(Value, __VA_ARGS__))
#define RUN0(f) run_given((f), NULL, 0)
static inline Value run_given(Value f, const Value *args, size_t n) {
    Value given[40];
    ck_assert_uint_le(n, 40);
    if (n) memcpy(given, args, n * sizeof(Value));
    Value r = vm_call_give(ref(f), given, (Py_ssize_t)n);
    drop(f);
    ck_assert_msg(ok(r) == !PyErr_Occurred(), "result and exception disagree");
    return r;
}

// A value is printed like that, or a call failed with an exception of a class. Both drop.
static inline void gives(Value v, const char *expected) {
    if (failed(v)) PyErr_Print();
    ck_assert_msg(ok(v), "failed instead of giving %s", expected);
    ck_assert_str_eq(shown(ref(v)), expected);
    drop(v);
}
static inline void fails(Value v, PyObject *class) {
    ck_assert_msg(failed(v), "gives %s", shown(ref(v)));
    if (!PyErr_ExceptionMatches(class)) PyErr_Print();
    ck_assert(PyErr_ExceptionMatches(class));
    PyErr_Clear();
}

static inline Value interned(const char *text) { return adopt(PyUnicode_InternFromString(text)); }

// A fresh object nobody else has, and how many references to it there are.
static inline Value probe(void) { return adopt(PyList_New(0)); }
static inline long refs(Value v) { return (long)Py_REFCNT((PyObject *)v.w); }
#define HELD(v, n) ck_assert_int_eq(refs(v), n)

// The value of the last form of a text.
static inline Value eval_text(const char *text) {
    SCOPED_PY PyObject *source = text_of(text), *file = text_of("test.clj");
    return compile_load_text(source, file);
}
static inline Value evaluated(const char *text) {
    Value v = eval_text(text);
    if (failed(v)) PyErr_Print();
    ck_assert_msg(ok(v), "%s", text);
    return v;
}

static inline void start_language(void) {
    ck_assert_int_eq(runtime_boot(), 0);
    SCOPED_PY PyObject *name = text_of("user");
    ck_assert_int_eq(var_set_root(ns_var, ref_of(ns_find(name))), 0);
}

static inline Suite *suite_of(const char *name, SFun start, SFun end, const TTest *const *tests, size_t n) {
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);
    tcase_add_unchecked_fixture(all, start, end);
    tcase_set_timeout(all, 0);
    for (size_t i = 0; i < n; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}
// main() of a program of tests, which are named in the order they run; what start does comes before them.
#define TESTS_BETWEEN(name, start, end, ...)                                                   \
    int main(void) {                                                                           \
        const TTest *const tests[] = {__VA_ARGS__};                                            \
        return run_suite(suite_of(name, start, end, tests, sizeof tests / sizeof *tests));     \
    }
#define TESTS(name, ...) TESTS_BETWEEN(name, start_language, NULL, __VA_ARGS__)

#endif
