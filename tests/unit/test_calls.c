// SPDX-License-Identifier: MIT
// Calls on protos put together by hand: each kind of call, entry by arity,
// what is captured, deep recursion, lazy seqs, calls from C and whose
// arguments are whose.
#include "running.h"

#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "num/number.h"
#include "seq/list.h"
#include "seq/seq.h"

// (fn [a b] [a b])
static Value pairing(void) {
    return FN(.nargs = 2, .nregs = 2, CODE(I(VECTOR, 0, 0, 2), I(RET, 0, 0, 0)), LIVE({0, R(0, 1)}, {1, NONE}));
}
// (fn [x] (callee x 1)), the way of the call and its operand given; registers: x, window 1 … 4.
static Value calling(Instr call, Value constant) {
    return FN(.nargs = 1, .nregs = 5, CODE(IF(MOVE, FLAG_B, 3, 0, 0), I(LOADI, 4, 1, 0), call, I(RET, 1, 0, 0)), CONSTANTS(constant),
              LIVE({0, R(0)}, {3, NONE}));
}
static struct var *test_var(const char *name, Value root) {
    struct var *v = ns_intern_utf8("test", name);
    ck_assert_int_eq(var_set_root(v, ref(root)), 0);
    drop(root);
    return v;
}

START_TEST(by_var) {
    struct var *v = test_var("pair", pairing());
    Value f = calling(I(CALLV, 1, 0, 2), keep_obj(v)), p = probe();
    gives(RUN(keep(ref(f)), keep(ref(p))), "[#py/list [] 1]");
    test_var("pair", evaluated("(fn [a b] b)"));
    gives(RUN(keep(ref(f)), keep(ref(p))), "1"); // a new value is seen at once
    test_var("pair", evaluated("{1 :one}")); // any callable
    gives(RUN(keep(ref(f)), int_value(1)), ":one");
    test_var("pair", evaluated("(do (defmulti m (fn [a b] a)) (defmethod m 1 [a b] :m) m)"));
    gives(RUN(keep(ref(f)), int_value(1)), ":m");
    test_var("pair", evaluated("(do (defprotocol P (pm [a b])) (extend-type py/int P (pm [a b] [:p b])) pm)"));
    gives(RUN(keep(ref(f)), int_value(1)), "[:p 1]");
    gives(RUN(keep(ref(f)), int_value(2)), "[:p 1]"); // by the cache
    // Failures leave nothing behind.
    fails(RUN(keep(ref(f)), keep(ref(p))), PyExc_Exception); // no implementation
    test_var("pair", evaluated("(fn [a] a)"));
    fails(RUN(keep(ref(f)), keep(ref(p))), ArityError);
    test_var("pair", int_value(1));
    fails(RUN(keep(ref(f)), keep(ref(p))), PyExc_TypeError);
    drop(f);
    f = calling(I(CALLV, 1, 0, 2), keep_obj(ns_intern_utf8("test", "unbound")));
    fails(RUN(f, keep(ref(p))), StateError);
    HELD(p, 1);
    drop(p);
}
END_TEST

START_TEST(dynamic_var) {
    struct var *v = test_var("dynamic", evaluated("(fn [a b] :root)"));
    v->is_dynamic = true;
    Value f = calling(I(CALLV, 1, 0, 2), keep_obj(v)), other = evaluated("(fn [a b] :bound)");
    gives(RUN(keep(ref(f)), int_value(1)), ":root");
    SCOPED Value map = map_assoc(map_empty(), ref_of(v), ref(other));
    ck_assert_int_eq(bindings_push(ref(map)), 0);
    gives(RUN(keep(ref(f)), int_value(1)), ":bound");
    bindings_pop();
    gives(RUN(f, int_value(1)), ":root");
    drop(other);
}
END_TEST

START_TEST(by_constant) {
    Value p = probe(), f = calling(I(CALLK, 1, 0, 2), pairing());
    gives(RUN(keep(ref(f)), keep(ref(p))), "[#py/list [] 1]");
    drop(f);
    fails(RUN(calling(I(CALLK, 1, 0, 2), evaluated("(fn [a b c] a)")), keep(ref(p))), ArityError);
    gives(RUN(calling(I(CALLK, 1, 0, 2), evaluated("vector")), keep(ref(p))), "[#py/list [] 1]"); // a primitive
    HELD(p, 1);
    drop(p);
}
END_TEST

// (fn [f x] (f x 1)): the function in the window, or in a register.
static Value in_window(void) {
    return FN(.nargs = 2, .nregs = 6,
              CODE(IF(MOVE, FLAG_B, 2, 0, 0), IF(MOVE, FLAG_B, 4, 1, 0), I(LOADI, 5, 1, 0), I(CALL, 2, 0, 2), I(RET, 2, 0, 0)),
              LIVE({0, R(0, 1)}, {4, NONE}));
}
static Value in_register(bool consume) {
    if (consume)
        return FN(.nargs = 2, .nregs = 6, CODE(IF(MOVE, FLAG_B, 4, 1, 0), I(LOADI, 5, 1, 0), IF(CALLR, FLAG_B, 2, 0, 2), I(RET, 2, 0, 0)),
                  LIVE({0, R(0, 1)}, {3, NONE}));
    return FN(.nargs = 2, .nregs = 6,
              CODE(IF(MOVE, FLAG_B, 4, 1, 0), I(LOADI, 5, 1, 0), I(CALLR, 2, 0, 2), I(DROP, 0, 0, 0), I(RET, 2, 0, 0)),
              LIVE({0, R(0, 1)}, {3, R(0)}));
}

START_TEST(any_callable) {
    static const struct { const char *f, *x, *result; } cases[] = {
        {"(fn [a b] [b a])", "7", "[1 7]"}, {"(fn [& more] more)", "7", "(7 1)"}, {"+", "7", "8"}, {":k", "{:k 2}", "2"},
        {":k", "{}", "1"}, {"{7 8}", "7", "8"}, {"{}", "7", "1"}, {"#'+", "7", "8"}, {"'k", "{k 2}", "2"},
        {"py/max", "7", "7"}, {"(do (deftype Inv [n] IFn (invoke [this a b] [n a b])) (Inv. 3))", "7", "[3 7 1]"},
        {"(do (deftype Any [n] IFn (invoke [this a & more] [n a more])) (Any. 3))", "7", "[3 7 (1)]"},
        {"(reify IFn (invoke [this a b] [a b]))", "7", "[7 1]"}, {"(partial + 1)", "7", "9"}, {"(comp - +)", "7", "-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gives(RUN(in_window(), evaluated(cases[i].f), read_text(cases[i].x)), cases[i].result);
        gives(RUN(in_register(true), evaluated(cases[i].f), read_text(cases[i].x)), cases[i].result);
        gives(RUN(in_register(false), evaluated(cases[i].f), read_text(cases[i].x)), cases[i].result);
    }
    static const struct { const char *f; PyObject **class; } bad[] = {
        {"nil", &PyExc_TypeError}, {"1", &PyExc_TypeError}, {"\"s\"", &PyExc_TypeError}, {"(fn [a] a)", &ArityError},
        {"[1]", &PyExc_Exception}, {"(fn [a b] (throw (py/KeyError a)))", &PyExc_KeyError}, {"py/len", &PyExc_TypeError},
    };
    Value p = probe();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fails(RUN(in_window(), evaluated(bad[i].f), keep(ref(p))), *bad[i].class);
        fails(RUN(in_register(true), evaluated(bad[i].f), keep(ref(p))), *bad[i].class);
        fails(RUN(in_register(false), evaluated(bad[i].f), keep(ref(p))), *bad[i].class);
        HELD(p, 1);
    }
    Value f = pairing();
    drop(RUN(in_window(), keep(ref(f)), keep(ref(p))));
    drop(RUN(in_register(true), keep(ref(f)), keep(ref(p))));
    drop(RUN(in_register(false), keep(ref(f)), keep(ref(p))));
    HELD(f, 1);
    HELD(p, 1);
    drop(f), drop(p);
}
END_TEST

START_TEST(methods) {
    Value replace = FN(.nargs = 3, .nregs = 6,
                       CODE(IF(MOVE, FLAG_B, 5, 2, 0), IF(MOVE, FLAG_B, 4, 1, 0), IF(MOVE, FLAG_B, 3, 0, 0), I(METHOD, 1, -1, 3), I(RET, 1, 0, 0)),
                       CONSTANTS(interned("replace")), SITES(0), LIVE({0, R(0, 1, 2)}, {4, NONE}));
    gives(RUN(keep(ref(replace)), read_text("\"aXb\""), read_text("\"X\""), read_text("\"-\"")), "\"a-b\"");
    Value p = probe();
    fails(RUN(keep(ref(replace)), keep(ref(p)), int_value(1), int_value(2)), PyExc_AttributeError);
    fails(RUN(keep(ref(replace)), read_text("\"a\""), keep(ref(p)), int_value(2)), PyExc_TypeError);
    gives(RUN(replace, evaluated("(do (deftype M [] py/object (replace [this a b] [a b])) (M.))"), int_value(1), keep(ref(p))),
          "[1 #py/list []]"); // of a deftype: entered
    HELD(p, 1);
    // With keyword arguments: of a method, of a callable.
    Value sort = FN(.nargs = 2, .nregs = 5, CODE(IF(MOVE, FLAG_B, 4, 1, 0), IF(MOVE, FLAG_B, 3, 0, 0), I(METHODKW, 1, 0, 2), I(RET, 1, 0, 0)),
                    CONSTANTS(interned("split")), LIVE({0, R(0, 1)}, {3, NONE}));
    gives(RUN(keep(ref(sort)), read_text("\"a,b,c\""), read_text("{:sep \",\" :maxsplit 1}")), "#py/list [\"a\" \"b,c\"]");
    fails(RUN(keep(ref(sort)), read_text("\"a\""), read_text("{:no 1}")), PyExc_TypeError);
    fails(RUN(sort, read_text("\"a\""), keep(ref(p))), ArgumentError);
    Value max = FN(.nargs = 3, .nregs = 7,
                   CODE(IF(MOVE, FLAG_B, 3, 0, 0), IF(MOVE, FLAG_B, 5, 1, 0), IF(MOVE, FLAG_B, 6, 2, 0), I(CALLKW, 3, 0, 2), I(RET, 3, 0, 0)),
                   LIVE({0, R(0, 1, 2)}, {4, NONE}));
    gives(RUN(keep(ref(max)), python("max"), read_text("[]"), read_text("{:default 3}")), "3");
    fails(RUN(max, int_value(1), keep(ref(p)), read_text("{}")), PyExc_TypeError);
    HELD(p, 1);
    drop(p);
}
END_TEST

// --- entry ------------------------------------------------------------------

static struct proto *variadic_proto(uint16_t nargs) { // [fixed… more]
    return assemble(&(struct listing){.nargs = nargs, .nregs = nargs + 1, .flags = PROTO_VARIADIC,
                                      CODE(I(VECTOR, 0, 0, nargs + 1), I(RET, 0, 0, 0)),
                                      LIVE({0, (1ull << (nargs + 1)) - 1}, {1, NONE})});
}

START_TEST(variadic) {
    Value f = fn_of_proto(variadic_proto(1));
    gives(RUN(keep(ref(f)), int_value(1)), "[1 nil]");
    gives(RUN(keep(ref(f)), int_value(1), int_value(2)), "[1 (2)]");
    Value args[30];
    for (int i = 0; i < 30; i++) args[i] = int_value(i);
    Value r = vm_call_give(ref(f), args, 30);
    SCOPED Value more = coll_nth(ref(r), int_ref(1), NO_REF);
    drop(r);
    ck_assert_int_eq(coll_count(ref(more)), 29);
    fails(RUN0(keep(ref(f))), ArityError);
    drop(f);
    // Several arities in one function.
    struct proto *none = assemble(&(struct listing){.nregs = 1, CODE(I(LOADI, 0, 0, 0), I(RET, 0, 0, 0)), LIVE({0, NONE})});
    struct proto *two = assemble(&(struct listing){.nargs = 2, .nregs = 2, CODE(I(VECTOR, 0, 0, 2), I(RET, 0, 0, 0)), LIVE({0, R(0, 1)}, {1, NONE})});
    struct fndef *def = def_of(none, two, variadic_proto(3));
    f = adopt(fn_new(def));
    gives(RUN0(keep(ref(f))), "0");
    gives(RUN(keep(ref(f)), int_value(1), int_value(2)), "[1 2]");
    fails(RUN(keep(ref(f)), int_value(1)), ArityError);
    gives(RUN(keep(ref(f)), int_value(1), int_value(2), int_value(3)), "[1 2 3 nil]");
    gives(RUN(keep(ref(f)), int_value(1), int_value(2), int_value(3), int_value(4), int_value(5)), "[1 2 3 (4 5)]");
    drop(f);
    // A def refuses what collides.
    ck_assert_int_eq(fndef_add(def, variadic_proto(1)), -1);
    PyErr_Clear();
    ck_assert_int_eq(fndef_add(def, assemble(&(struct listing){.nregs = 1, CODE(I(LOADI, 0, 0, 0), I(RET, 0, 0, 0)), LIVE({0, NONE})})), -1);
    PyErr_Clear();
    Py_DECREF(def);
}
END_TEST

// (fn [f xs] (apply f xs)), and with an argument before.
static Value applying(int before) {
    if (!before)
        return FN(.nargs = 2, .nregs = 5, CODE(IF(MOVE, FLAG_B, 2, 0, 0), IF(MOVE, FLAG_B, 4, 1, 0), I(APPLY, 2, 0, 1), I(RET, 2, 0, 0)),
                  LIVE({0, R(0, 1)}, {3, NONE}));
    return FN(.nargs = 2, .nregs = 6,
              CODE(IF(MOVE, FLAG_B, 2, 0, 0), I(LOADI, 4, 9, 0), IF(MOVE, FLAG_B, 5, 1, 0), I(APPLY, 2, 0, 2), I(RET, 2, 0, 0)),
              LIVE({0, R(0, 1)}, {4, NONE}));
}

START_TEST(apply) {
    static const struct { const char *f, *xs, *plain, *before; } cases[] = {
        {"+", "[1 2 3]", "6", "15"}, {"+", "nil", "0", "9"}, {"(fn [& more] more)", "[]", "nil", "(9)"},
        {"(fn [a & more] [a more])", "'(1 2 3)", "[1 (2 3)]", "[9 (1 2 3)]"}, {"vector", "(range 3)", "[0 1 2]", "[9 0 1 2]"},
        {"(fn [a b & more] [a b more])", "[1 2]", "[1 2 nil]", "[9 1 (2)]"}, {"py/max", "[3 5]", "5", "9"},
        {"(fn [a b & more] [a b (first more)])", "(map inc (range))", "[1 2 3]", "[9 1 2]"}, // endless
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gives(RUN(applying(0), evaluated(cases[i].f), evaluated(cases[i].xs)), cases[i].plain);
        gives(RUN(applying(1), evaluated(cases[i].f), evaluated(cases[i].xs)), cases[i].before);
    }
    gives(RUN(applying(0), evaluated("(fn [& more] (count more))"), evaluated("(range 100000)")), "100000");
    gives(RUN(applying(0), evaluated("+"), evaluated("(range 100000)")), "4999950000"); // taken apart on the stack
    Value p = probe(), all = vec_from((Ref[]){ref(p), ref(p)}, 2);
    fails(RUN(applying(0), evaluated("(fn [a] a)"), keep(ref(all))), ArityError);
    fails(RUN(applying(0), int_value(1), keep(ref(all))), PyExc_TypeError);
    fails(RUN(applying(1), evaluated("+"), keep(ref(all))), PyExc_TypeError);
    fails(RUN(applying(0), evaluated("+"), int_value(1)), ArgumentError);
    fails(RUN(applying(0), evaluated("vector"), evaluated("(map #(quot 1 %) [1 0])")), PyExc_ArithmeticError);
    HELD(all, 1);
    drop(all);
    HELD(p, 1);
    drop(p);
}
END_TEST

// --- closures -----------------------------------------------------------------

START_TEST(captures) {
    // (fn [a b] (fn [x] [x b a]))
    struct proto *inner = assemble(&(struct listing){.nargs = 1, .nregs = 3, .flags = PROTO_CAPTURES, .ncaptures = 2,
                                                     CODE(I(VECTOR, 0, 0, 3), I(RET, 0, 0, 0)), LIVE({0, R(0, 1, 2)}, {1, NONE})});
    inner->captures[0] = 1, inner->captures[1] = 0;
    Value make = FN(.nargs = 2, .nregs = 2, CODE(I(FN, 0, 0, 2), I(RET, 0, 0, 0)), CONSTANTS(adopt(def_of(inner))), LIVE({0, R(0, 1)}, {1, NONE}));
    Value p = probe(), f = RUN(make, keep(ref(p)), int_value(2));
    HELD(p, 2);
    gives(RUN(keep(ref(f)), int_value(1)), "[1 2 #py/list []]");
    HELD(p, 2);
    drop(f);
    HELD(p, 1);
    drop(p);
}
END_TEST

START_TEST(self) {
    // (fn me [n] (if (<= n 0) me (me (dec n)))): itself in a register
    Value f = FN(.nargs = 1, .nregs = 6, .flags = PROTO_SELF,
                 CODE(I(JNLEI, 0, 0, 2), I(DROP, 0, 0, 0), I(RET, 1, 0, 0), IF(ADDI, FLAG_B, 4, 0, -1), IF(CALLR, FLAG_B, 2, 1, 1), I(RET, 2, 0, 0)),
                 LIVE({0, R(0, 1)}, {4, R(1)}, {5, NONE}));
    Value r = RUN(keep(ref(f)), int_value(1000));
    ck_assert(same(ref(r), ref(f)));
    HELD(f, 2);
    drop(r), drop(f);
    // Two that close over each other, by CAPTURE: a cycle, for the collector.
    struct proto *inner = assemble(&(struct listing){.nargs = 1, .nregs = 2, .flags = PROTO_CAPTURES, .ncaptures = 1,
                                                     CODE(I(DROP, 0, 0, 0), I(RET, 1, 0, 0)), LIVE({0, R(0, 1)})});
    Value make = FN(.nargs = 1, .nregs = 3,
                    CODE(IF(MOVE, FLAG_B, 1, 0, 0), I(FN, 1, 0, 1), I(LOADK, 2, 1, 0), I(FN, 2, 0, 1), I(CAPTURE, 2, 1, 0), IF(CAPTURE, FLAG_B, 1, 2, 0),
                         I(RET, 1, 0, 0)),
                    CONSTANTS(adopt(def_of(inner)), nil_value()), LIVE({0, R(0)}, {2, NONE}, {4, R(1)}, {5, R(1, 2)}, {6, R(1)}));
    Value p = probe(), a = RUN(make, keep(ref(p)));
    HELD(p, 1); // it was replaced
    Value b = RUN(keep(ref(a)), int_value(1)), c = RUN(keep(ref(b)), int_value(1));
    ck_assert(same(ref(c), ref(a)) && !same(ref(b), ref(a)));
    drop(b), drop(c), drop(a), drop(p);
    ck_assert_int_ge((int)PyGC_Collect(), 2);
}
END_TEST

// --- depth --------------------------------------------------------------------

// (defn deep [n x] (if (<= n 0) 0 (inc (deep (dec n) x)))), with x kept until the end
static struct var *deep(void) {
    struct var *v = ns_intern_utf8("test", "deep");
    Value f = FN(.nargs = 2, .nregs = 6,
                 CODE(I(JNLEI, 0, 0, 4), I(DROP, 0, 0, 0), I(DROP, 1, 0, 0), I(LOADI, 0, 0, 0), I(RET, 0, 0, 0),
                      IF(ADDI, FLAG_B, 4, 0, -1), I(MOVE, 5, 1, 0), I(CALLV, 2, 0, 2), IF(ADDI, FLAG_B, 2, 2, 1), I(DROP, 1, 0, 0), I(RET, 2, 0, 0)),
                 CONSTANTS(keep_obj(v)), LIVE({0, R(0, 1)}, {6, R(1)}, {9, R(1)}));
    ck_assert_int_eq(var_set_root(v, ref(f)), 0);
    drop(f);
    return v;
}

START_TEST(deep_recursion) {
    struct var *v = deep();
    Value p = probe();
    gives(RUN(keep(ref(v->root)), int_value(10), keep(ref(p))), "10");
    gives(RUN(keep(ref(v->root)), int_value(500000), keep(ref(p))), "500000"); // the stack has moved many times
    HELD(p, 1);
    fails(RUN(keep(ref(v->root)), int_value(100000000), keep(ref(p))), PyExc_RecursionError);
    HELD(p, 1);
    gives(RUN(keep(ref(v->root)), int_value(1000), keep(ref(p))), "1000");
    HELD(p, 1);
    drop(p);
}
END_TEST

// --- lazy seqs ------------------------------------------------------------------

static int bodies;
static PyObject *count_body(PyObject *self, PyObject *none) {
    (void)none;
    bodies++;
    return Py_NewRef(self);
}
static PyMethodDef body_def = {"body", count_body, METH_NOARGS, NULL};
static Value lazy_of_result(Value result) {
    Value seq = lazy_new(adopt(PyCFunction_New(&body_def, obj(ref(result)))));
    drop(result);
    return seq;
}
static Value walking(enum opcode op) {
    return FN(.nargs = 1, .nregs = 2, CODE(INSTR(op, FLAG_B, 1, 0, 0), I(RET, 1, 0, 0)), LIVE({0, R(0)}, {1, NONE}));
}

START_TEST(lazy) {
    Value p = probe(), list = list_from((Ref[]){ref(p), ref(p)}, 2), seq = lazy_of_result(keep(ref(list)));
    drop(list);
    bodies = 0;
    gives(RUN(walking(OP_FIRST), keep(ref(seq))), "#py/list []");
    gives(RUN(walking(OP_REST), keep(ref(seq))), "(#py/list [])");
    gives(RUN(walking(OP_NEXT), keep(ref(seq))), "(#py/list [])");
    ck_assert_int_eq(bodies, 1); // called once
    gives(RUN(walking(OP_SEQ), seq), "(#py/list [] #py/list [])");
    HELD(p, 1);
    drop(p);
    gives(RUN(walking(OP_SEQ), lazy_of_result(nil_value())), "nil");
    // One gives another, and so on: the stack does not grow, the last use frees all.
    seq = list_from((Ref[]){int_ref(1)}, 1);
    for (int i = 0; i < 200000; i++) seq = lazy_of_result(seq);
    bodies = 0;
    gives(RUN(walking(OP_SEQ), seq), "(1)");
    ck_assert_int_eq(bodies, 200000);
    // NEXT realises the rest where it stands.
    Value rest = lazy_of_result(list_from((Ref[]){int_ref(2)}, 1)), cons = cons_new(int_ref(1), ref(rest));
    drop(rest);
    gives(RUN(walking(OP_NEXT), cons), "(2)");
}
END_TEST

START_TEST(lazy_failure) {
    // A body that failed fails again, with the same exception, and is not called twice.
    drop(evaluated("(def calls (atom 0)) (defn body [] (swap! calls inc) (throw (ex-info \"lazy\" {})))"));
    Value seq = lazy_new(evaluated("body"));
    PyObject *first = NULL;
    for (int i = 0; i < 3; i++) {
        Value r = RUN(walking(i == 1 ? OP_NEXT : OP_FIRST), keep(ref(seq)));
        ck_assert(failed(r));
        PyObject *e = exception_fetch();
        ck_assert(!first || first == e);
        Py_XSETREF(first, e);
    }
    Py_DECREF(first);
    drop(seq);
    gives(evaluated("@calls"), "1");
    // What is no seq: the element is not lost, the failure comes again.
    seq = lazy_new(evaluated("(fn [] 5)"));
    fails(RUN(walking(OP_SEQ), keep(ref(seq))), ArgumentError);
    fails(RUN(walking(OP_SEQ), seq), ArgumentError);
    // Its own result.
    drop(evaluated("(def cell (atom nil)) (def knot (lazy-seq @cell)) (reset! cell knot)"));
    fails(RUN(walking(OP_SEQ), evaluated("knot")), StateError);
    drop(evaluated("(reset! cell nil)"));
}
END_TEST

// --- elements of chunks -------------------------------------------------------------

START_TEST(chunks) {
    // A function for each element, by instructions of its own: primitives, keywords, closures;
    // what fails in the midst leaves nothing behind.
    static const struct { const char *form; bool fails; } cases[] = {
        {"(fn [v] (dorun (map vector v)))", false}, {"(fn [v] (dorun (map (fn [x] [x x]) v)))", false},
        {"(fn [v] (dorun (map :k v)))", false}, {"(fn [v] (dorun (filter some? v)))", false},
        {"(fn [v] (dorun (remove (fn [x] (nil? x)) v)))", false}, {"(fn [v] (dorun (keep identity v)))", false},
        {"(fn [v] (reduce (fn [a x] x) v))", false}, {"(fn [v] (reduce (fn [a x] (reduced x)) v))", false},
        {"(fn [v] (transduce (comp (map vector) (filter seq) (take 9)) conj v))", false},
        {"(fn [v] (dorun (map inc v)))", true}, {"(fn [v] (let [n (atom 0)] (dorun (map (fn [x] (quot 1 (- 20 (swap! n inc)))) v))))", true},
        {"(fn [v] (dorun (filter neg? v)))", true}, {"(fn [v] (reduce + v))", true}, {"(fn [v] (dorun (keep (fn [] 1) v)))", true},
        {"(fn [v] (reduce (fn [a x] (if (number? a) (quot a 0) 1)) v))", true}, {"(fn [v] (dorun (map 5 v)))", true},
    };
    Value p = python("object()"), all = vec_from(NULL, 0);
    for (int i = 0; i < 40; i++) all = vec_conj(all, ref(p));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Value r = RUN(evaluated(cases[i].form), keep(ref(all)));
        ck_assert_msg(failed(r) == cases[i].fails, "%s", cases[i].form);
        if (ok(r)) drop(r);
        PyErr_Clear();
        HELD(p, 41);
        HELD(all, 1);
    }
    drop(all);
    HELD(p, 1);
    drop(p);
}
END_TEST

// --- calls from C -----------------------------------------------------------------

START_TEST(ownership) {
    Value p = probe(), f = pairing(), prim = evaluated("vector"), bad = evaluated("(fn [a] a)");
    Value none = int_value(3);
    static const int wide = 12;
    for (int round = 0; round < 3; round++) {
        Ref borrowed[] = {ref(p), ref(p)};
        gives(vm_call(ref(f), borrowed, 2), "[#py/list [] #py/list []]");
        gives(vm_call(ref(prim), borrowed, 2), "[#py/list [] #py/list []]");
        fails(vm_call(ref(bad), borrowed, 2), ArityError);
        fails(vm_call(ref(none), borrowed, 2), PyExc_TypeError);
        HELD(p, 1);
        Value given[] = {keep(ref(p)), keep(ref(p))};
        gives(vm_call_give(ref(f), given, 2), "[#py/list [] #py/list []]");
        Value again[] = {keep(ref(p)), keep(ref(p))};
        fails(vm_call_give(ref(bad), again, 2), ArityError);
        Value third[] = {keep(ref(p)), keep(ref(p))};
        fails(vm_call_give(ref(none), third, 2), PyExc_TypeError);
        HELD(p, 1);
        Ref many[12];
        for (int i = 0; i < wide; i++) many[i] = ref(p);
        drop(vm_call(ref(prim), many, wide));
        fails(vm_call(ref(f), many, wide), ArityError);
        SCOPED Value list = list_from(borrowed, 2);
        gives(vm_apply(ref(f), ref(list)), "[#py/list [] #py/list []]");
        fails(vm_apply(ref(bad), ref(list)), ArityError);
        fails(vm_apply(ref(f), int_ref(1)), ArgumentError);
        HELD(p, 3);
    }
    HELD(p, 1);
    HELD(f, 1);
    // More arguments than an instruction can name.
    Py_ssize_t n = UINT16_MAX + 10;
    Value *args = PyMem_New(Value, n), counting = evaluated("(fn [& more] (count more))");
    for (Py_ssize_t i = 0; i < n; i++) args[i] = keep(ref(p));
    gives(vm_call_give(ref(counting), args, n), "65545");
    PyMem_Free(args);
    HELD(p, 1);
    drop(p), drop(f), drop(prim), drop(bad), drop(counting);
}
END_TEST

// Python's allocator, counting what is handed out in its middle domain.
static PyMemAllocatorEx real;
static long blocks;
static void *counting_malloc(void *of, size_t size) { return blocks++, (void)of, real.malloc(real.ctx, size); }
static void *counting_calloc(void *of, size_t n, size_t size) { return blocks++, (void)of, real.calloc(real.ctx, n, size); }
static void *counting_realloc(void *of, void *p, size_t size) { return blocks++, (void)of, real.realloc(real.ctx, p, size); }
static void counting_free(void *of, void *p) { (void)of, real.free(real.ctx, p); }

START_TEST(tasks_are_used_again) {
    Value f = evaluated("(fn nest [f n] (if (pos? n) (.__call__ f f (dec n)) n))"); // by way of Python: a task for each
    gives(RUN(keep(ref(f)), keep(ref(f)), int_value(20)), "0");
    Value plain = evaluated("(fn [x] x)");
    drop(RUN(keep(ref(plain)), int_value(1)));
    PyMem_GetAllocator(PYMEM_DOMAIN_MEM, &real);
    PyMemAllocatorEx counting = {NULL, counting_malloc, counting_calloc, counting_realloc, counting_free};
    PyMem_SetAllocator(PYMEM_DOMAIN_MEM, &counting);
    blocks = 0;
    for (int i = 0; i < 1000; i++) {
        Value arg = int_value(i);
        drop(vm_call_give(ref(plain), &arg, 1));
    }
    long calls = blocks;
    PyMem_SetAllocator(PYMEM_DOMAIN_MEM, &real);
    ck_assert_int_eq(calls, 0);
    drop(f), drop(plain);
}
END_TEST

START_TEST(c_recursion) {
    // Calls that nest on the C stack end in a RecursionError, too.
    drop(evaluated("(defn nest [n] (.__call__ nest (inc n)))"));
    fails(eval_text("(nest 0)"), PyExc_RecursionError);
    gives(evaluated("((fn [x] x) 1)"), "1");
}
END_TEST

TESTS("calls", by_var, dynamic_var, by_constant, any_callable, methods, variadic, apply, captures, self, deep_recursion, lazy, lazy_failure, chunks,
      ownership, tasks_are_used_again, c_recursion)
