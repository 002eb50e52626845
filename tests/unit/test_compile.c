// SPDX-License-Identifier: MIT
// What the compiler writes: instructions of key forms as the disassembler
// shows them, errors with their places, macroexpansion, protos' tables.
#include "running.h"

#include "coll/coll.h"
#include "seq/list.h"

// --- code -------------------------------------------------------------------

/* The code of a function's first arity, an instruction after another with
 * "; " between them, jumps by the index of their target. */
static const char *code_of(const char *form) {
    static char out[4000];
    char text[1000];
    snprintf(text, sizeof text, "(cljsh.vm/disassemble %s)", form);
    SCOPED Value listing = evaluated(text);
    char *copy = strdup(PyUnicode_AsUTF8(obj(ref(listing)))), *save;
    int at = -1;
    *out = 0;
    for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        int address, source, skipped;
        char rest[400];
        if (sscanf(line, "%d %d %n%399[^\n]", &address, &source, &skipped, rest) < 3) {
            if (strstr(line, "handler")) snprintf(out + strlen(out), sizeof out - strlen(out), "; %s", line + strspn(line, " "));
            else if (strstr(line, "parameter") && at >= 0) break; // the next arity
            continue;
        }
        at = address;
        char *to = out + strlen(out);
        if (*out) to = stpcpy(to, "; ");
        for (char *c = rest; *c; c++) // one space where there are several
            if (*c != ' ' || (c > rest && c[-1] != ' ')) *to++ = *c;
        *to = 0;
    }
    free(copy);
    return out;
}
static void compiles(const char *form, const char *code) {
    const char *got = code_of(form);
    ck_assert_msg(!strcmp(got, code), "%s\n  is        %s\n  expected  %s", form, got, code);
}
static void has(const char *form, const char *part, bool wanted) {
    const char *got = code_of(form);
    ck_assert_msg((strstr(got, part) != NULL) == wanted, "%s is\n  %s\n  %s %s", form, got, wanted ? "without" : "with", part);
}

START_TEST(constants) {
    compiles("(fn [] 1)", "LOADI r0 1; RET ~r0");
    compiles("(fn [] 100000)", "LOADK r0 <100000>; RET ~r0");
    // Literals without anything to evaluate are built once.
    compiles("(fn [] [1 [2 \"a\"] {:a #{1}} '(1 2)])", "LOADK r0 <[1 [2 \"a\"] {:a #{1}} (1 2)]>; RET ~r0");
    compiles("(fn [x] [1 x])", "LOADI r1 1; MOVE r2 ~r0; VECTOR r1 2; RET ~r1");
    compiles("(fn [x] {:a x})", "LOADK r1 <:a>; MOVE r2 ~r0; MAP r1 2; RET ~r1");
    compiles("(fn [x] #{x})", "MOVE r1 ~r0; SET r1 1; RET ~r1");
    // A function that closes over nothing is a constant, too.
    has("(fn [] (fn [x] x))", "FN ", false);
    has("(fn [y] (fn [x] y))", "FN ", true);
    SCOPED Value f = evaluated("(fn [] (fn [x] [1 2]))");
    SCOPED Value a = RUN0(keep(ref(f))), b = RUN0(keep(ref(f)));
    ck_assert(same(ref(a), ref(b)));
    SCOPED Value x = RUN(keep(ref(a)), int_value(1)), y = RUN(keep(ref(a)), int_value(2));
    ck_assert(same(ref(x), ref(y)));
    // The same constant stands in the table once.
    SCOPED Value twice = evaluated("(fn [m] [(:abc m) (:abc m) :abc :abc])");
    ck_assert_int_eq(fn_of(ref(twice))->def->arity[1]->nk, 1);
}
END_TEST

START_TEST(last_uses) {
    has("(fn [a b c] (< a b c))", "CALL", false);
    // A local that is needed no more lends its register to the one that is bound to it.
    compiles("(fn [a] (let [b a] b))", "RET ~r0");
    compiles("(fn [a] (loop [x a] (let [y x] (recur (inc y)))))", "MOVE r1 ~r0; ADDI r1 ~r1 1; LOOP ->1");
    compiles("(fn [x] x)", "RET ~r0");
    compiles("(fn [x] nil)", "DROP ~r0; LOADK r1 <nil>; RET ~r1");
    compiles("(fn [a b] (+ a b))", "ADD r2 ~r0 ~r1; RET ~r2");
    compiles("(fn [a] (+ a a))", "ADD r1 r0 ~r0; RET ~r1");
    compiles("(fn [a b] (let [c (+ a b)] [c c]))", "ADD r2 ~r0 ~r1; MOVE2 r3 r2 ~r2; VECTOR r3 2; RET ~r3");
    compiles("(fn [m] (:a m))", "GETK r1 ~r0 <:a>; RET ~r1");
    compiles("(fn [v x] (conj v x))", "CONJ r2 ~r0 ~r1; RET ~r2");
    // What only one branch needs dies where the other begins.
    has("(fn [t x] (if t x 1))", "DROP ~r1", true);
    compiles("(fn [f x] (f x))", "MOVE r4 ~r1; CALLR r2 ~r0 1; RET ~r2");
    // A primitive that only looks does so where the value is; what its var is bound to since is called.
    compiles("(fn [x] (if (even? x) x 1))", "PRIM r1 r0 8; JF ~r1 ->3; RET ~r0; DROP ~r0; LOADI r1 1; RET ~r1");
    gives(evaluated("(let [f (fn [x] [(vector? x) (peek x)])] [(f [1 2]) (with-redefs [vector? str peek count] (f [1 2]))])"), "[[true 2] [\"[1 2]\" 2]]");
    compiles("(fn [x y] (min x y 3))", "MIN r2 ~r0 ~r1; LOADI r3 3; MIN r4 ~r2 ~r3; RET ~r4");
    gives(evaluated("[(min 1 2 0.5) (max 1 2.0) (max 2.0 1) (min 1 1.0) (max 3 7) (min ##NaN 1)]"), "[0.5 2.0 2.0 1.0 7 ##NaN]");
    // The head of a seq is not kept by the local it was in.
    has("(fn [xs] (reduce + xs))", "~r0", true);
}
END_TEST

START_TEST(tests_are_fused) {
    compiles("(fn [a b] (if (< a b) 1 2))", "JNLT ~r0 ~r1 ->3; LOADI r2 1; RET ~r2; LOADI r2 2; RET ~r2");
    compiles("(fn [a b] (if (>= a b) 1 2))", "JNLE ~r1 ~r0 ->3; LOADI r2 1; RET ~r2; LOADI r2 2; RET ~r2");
    compiles("(fn [a] (if (> a 10) 1 2))", "JNGTI ~r0 10 ->3; LOADI r1 1; RET ~r1; LOADI r1 2; RET ~r1");
    compiles("(fn [a] (if (zero? a) 1 2))", "JNNUMEQI ~r0 0 ->3; LOADI r1 1; RET ~r1; LOADI r1 2; RET ~r1");
    compiles("(fn [a] (if (nil? a) 1 2))", "JNNIL ~r0 ->3; LOADI r1 1; RET ~r1; LOADI r1 2; RET ~r1");
    compiles("(fn [a] (if (not a) 1 2))", "JT ~r0 ->3; LOADI r1 1; RET ~r1; LOADI r1 2; RET ~r1");
    compiles("(fn [a b] (if (= a b) 1 2))", "JNEQ ~r0 ~r1 ->3; LOADI r2 1; RET ~r2; LOADI r2 2; RET ~r2");
    // and, or need no value where only their truth is asked for
    has("(fn [a b] (if (and (< a 1) (< b 2)) 1 2))", "LT r", false);
    has("(fn [a b] (if (and (< a 1) (< b 2)) 1 2))", "JF", false);
    has("(fn [a b] (if (or (nil? a) (nil? b)) 1 2))", "ISNIL", false);
    // What is constant is not tested.
    compiles("(fn [] (if true 1 2))", "LOADI r0 1; RET ~r0");
    has("(fn [] (if nil 1 2))", "LOADI r0 1", false);
}
END_TEST

START_TEST(loops) {
    // The test at the beginning is made again where the loop goes back, in one instruction.
    static const char *const counting = "(fn [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))";
    has(counting, "LOADI r1 0; LOADI r2 0; JNLT r1 r0 ->", true);
    has(counting, "ADD r2 ~r2 r1; ", true);
    has(counting, " r1 r0 ->3; LOOP ->2; DROP2 ~r0 ~r1; RET ~r2", true);
    has("(fn [n] (loop [i 0 s 0] (if (< i n) (recur (+ i 2) (+ s i)) s)))", "ADDI r1 ~r1 2; LOOPLT r1 r0 ->3; LOOP ->2", true);
    compiles("(fn [] (loop [i 0] (if (< i 9) (recur (+ i 2)) i)))", "LOADI r0 0; JNLTI r0 9 ->5; ADDI r0 ~r0 2; LOOPLTI r0 9 ->2; LOOP ->1; RET ~r0");
    gives(evaluated("((fn [n] (loop [i 2305843009213693949 s 0] (if (< i n) (recur (inc i) (inc s)) [i s]))) 2305843009213693955)"),
          "[2305843009213693955 6]"); // from small integers to large ones on the way
    gives(evaluated("((fn [n] (loop [i 1/2 s 0] (if (< i n) (recur (inc i) (inc s)) [i s]))) 3.0)"), "[7/2 3]");
    compiles("(fn f [n] (if (zero? n) :done (recur (dec n))))",
             "JNNUMEQI r0 0 ->4; DROP ~r0; LOADK r1 <:done>; RET ~r1; ADDI r0 ~r0 -1; LOOPNEI r0 0 ->4; LOOP ->0");
    // the branch that recurs may be either
    has("(fn [n] (loop [i 0] (if (<= i n) (recur (+ i 2)) i)))", "LOOPLE r1 r0 ->2; LOOP ->1", true);
    has("(fn [n] (loop [i 0] (if (> i n) i (recur (+ i 2)))))", "LOOPLE r1 r0 ->", true);
    has("(fn [] (loop [i 9] (if (> i 0) (recur (- i 2)) i)))", "LOOPGTI r0 0 ->2; LOOP ->1", true);
    has("(fn [] (loop [i 0] (if (>= i 9) i (recur (+ i 2)))))", "LOOPLTI r0 9 ->", true);
    has("(fn [n] (loop [i 0] (if (= i n) i (recur (inc i)))))", "LOOPNE r1 r0 ->", true);
    gives(evaluated("[((fn [n] (loop [i 0] (if (= i n) i (recur (inc i))))) 5) ((fn [] (loop [i 3.5] (if (<= i 0) i (recur (dec i))))))]"), "[5 -0.5]");
    gives(evaluated("[((fn [n] (loop [i 0] (if (<= i n) (recur (+ i 2)) i))) 5) ((fn [n] (loop [i 0] (if (>= i n) i (recur (+ i 2))))) 5)]"), "[6 6]");
    // recur of a variadic function's own parameters
    has("(fn [a & more] (if more (recur (first more) (next more)) a))", "LOOP ->0", true);
    // values that change places
    gives(evaluated("(loop [a 1 b 2 n 3] (if (pos? n) (recur b a (dec n)) [a b]))"), "[2 1]");
    has("(fn [x] (while (pos? x) x))", "LOOP", true);
}
END_TEST

START_TEST(raw_doubles) {
    static const char *const form = "(fn [x] (loop [i 0 y 1.0] (if (< y 100.0) (recur (inc i) (* y 1.5)) y)))";
    has(form, "FMUL", true);
    has(form, "JNFLT", true);
    has(form, " MUL", false);
    has(form, "FUNBOX", false);
    // boxed once, at the end
    const char *code = code_of(form), *box = strstr(code, "FBOX");
    ck_assert_ptr_nonnull(box);
    ck_assert_ptr_null(strstr(box + 1, "FBOX"));
    // A local that is no double on some way round stays a value.
    has("(fn [x] (loop [y 1.0] (if x (recur (first x)) y)))", "FLOADK", false);
    has("(fn [x] (loop [y 1.0 n 0] (if (< n 3) (recur (+ y x) (inc n)) y)))", "FADD", false); // x may be anything
    has("(fn [x] (let [d (double x)] (* d d)))", "FMUL", true);
    gives(evaluated("((fn [x] (loop [y 1.0 n 0] (if (< n 3) (recur (+ y x) (inc n)) y))) 1/2)"), "2.5");
    gives(evaluated("(loop [y 0.5 n 0] (if (< n 3) (recur (+ y n) (inc n)) [y n]))"), "[3.5 3]");
}
END_TEST

START_TEST(calls) {
    has("(fn [] (println 1))", "CALLV r0 <#'clojure.core/println> 1", true); // through the var
    has("(fn [f] (apply f 1 [2]))", "APPLY", true);
    has("(fn [s] (.upper s))", "ATTRCALL", true);
    has("(fn [s] (.split s \",\"))", "METHOD r1 <\"split\"> 2", true);
    has("(fn [s] (.-real s))", "GETATTR", true);
    has("(fn [s x] (set! (.-a s) x))", "SETATTR", true);
    has("(fn [x] (py/int x ** :base 8))", "CALLKW", true);
    has("(fn [x] (case x 1 :a (2 3) :b :c))", "SWITCH", true);
    has("(fn [x] (throw x))", "THROW ~r0", true);
    // A local shadows what would be inlined; so does another definition.
    has("(fn [+ a] (+ a 1))", "ADD", false);
    has("(let [] (defn own+ [a b] a) (fn [a] (own+ a 1)))", "CALLV", true);
}
END_TEST

START_TEST(handlers) {
    static const char *const form = "(fn [f x] (try (f x) (catch py/KeyError e e) (finally (f 1))))";
    has(form, "JNCATCH", true);
    has(form, "RETHROW", true);
    has(form, "handler", true);
    // No code, no handler: a body that cannot fail.
    has("(fn [x] (try x (catch py/KeyError e e)))", "handler", true);
    gives(evaluated("((fn [x] (try x (finally 1))) 5)"), "5");
    gives(evaluated("(try (throw (py/KeyError 1)) (catch py/KeyError e :caught) (finally :no))"), ":caught");
}
END_TEST

START_TEST(tables) {
    // Lines and columns of what may fail; arities; what a function closes over.
    SCOPED Value f = evaluated("\n(fn [a b]\n  (let [c (+ a\n             b)]\n    (quot c 0)))");
    struct proto *p = fn_of(ref(f))->def->arity[2];
    ck_assert_int_eq(p->nargs, 2);
    ck_assert_int_eq(p->flags, 0);
    const struct line *add = proto_line(p, 1);
    ck_assert_int_eq(add->line, 3);
    ck_assert_int_eq(add->column, 11);
    const struct line *quot = NULL;
    for (uint32_t i = 0; i < p->ncode; i++)
        if (I_OP(p->code[i]) == OP_QUOTI || I_OP(p->code[i]) == OP_CALLV) quot = proto_line(p, i + 1);
    ck_assert(quot && quot->line == 5 && quot->column == 5);
    ck_assert_str_eq(PyUnicode_AsUTF8(p->file), "test.clj");
    SCOPED Value g = evaluated("((fn [a b] (fn ([] a) ([x & more] [a b]))) 1 2)");
    struct fndef *def = fn_of(ref(g))->def;
    ck_assert_int_eq(def->ncaptures, 2);
    ck_assert_int_eq(def->variadic, 1);
    ck_assert_int_eq(def->arity[0]->ncaptures, 1); // each arity takes what it uses
    ck_assert_int_eq(def->arity[1]->ncaptures, 2);
    ck_assert_ptr_eq(def->arity[1], def->arity[MAX_FIXED + 1]);
}
END_TEST

// --- errors -------------------------------------------------------------------

START_TEST(errors) {
    static const struct { const char *text; int line, column; const char *message; } cases[] = {
        {"(foo)", 1, 2, "Unable to resolve symbol: foo in this context. Did you mean: for?"},
        {"(nope/x)", 1, 2, "No such namespace: nope (in nope/x)"},
        {"[1\n (bar)]", 2, 3, "Unable to resolve symbol: bar in this context"},
        {"when", 1, 1, "Can't take value of a macro: #'clojure.core/when"},
        {"if", 1, 1, "Can't take value of a special form: if"},
        {"\n  (if)", 2, 3, "Too few arguments to if"},
        {"(if 1 2 3 4)", 1, 1, "Too many arguments to if"},
        {"(nil)", 1, 1, "Can't call nil"},
        {"(def)", 1, 1, "First argument to def must be a Symbol"},
        {"(def a 1 2)", 1, 1, "Too many arguments to def: the third may only be a docstring"},
        {"(def a \"d\" 2 3)", 1, 1, "Too many arguments to def"},
        {"(var nope)", 1, 1, "Unable to resolve var: nope in this context"},
        {"(quote)", 1, 1, "quote takes one form"},
        {"(throw)", 1, 1, "throw takes one exception"},
        {"(new)", 1, 1, "new needs a class"},
        {"(. x)", 1, 1, "Malformed member expression, expecting (. target member ...)"},
        {"(set! 1 2)", 1, 1, "Invalid assignment target"},
        {"(let [y 1] (set! y 2))", 1, 12, "Cannot assign to the local y: it is not mutable"},
        {"(let [x] x)", 1, 1, "Call to clojure.core/let did not conform to spec: let requires an even number of forms in its binding vector"},
        {"(do 1\n  (fn))", 2, 3, "Call to clojure.core/fn did not conform to spec: Parameter declaration missing"},
        {"(fn [& a b])", 1, 1, "Invalid parameter list: & must be followed by exactly one name"},
        {"(fn [a b c d e f g h i j k l m n o p q r s t u])", 1, 1, "Can't specify more than 20 params"},
        {"(let* [a/b 1])", 1, 1, "Bad binding form, expected a symbol"},
        {"(letfn* [f 1])", 1, 1, "letfn* binds functions only"},
        {"(try 1 (catch))", 1, 1, "Bad catch clause, expected (catch Class name body ...)"},
        {"(try (finally 1) 2)", 1, 1, "finally clause must be last in try expression"},
        {"(catch 1)", 1, 1, "catch is only for its place in a special form"},
        {"(case 1 1 2 1 3)", 1, 1, "Duplicate case test constant: 1"},
        // recur
        {"(fn [x] (recur))", 1, 9, "Mismatched argument count to recur, expected: 1 args, got: 0"},
        {"(loop [x 1] (recur 1 2))", 1, 13, "Mismatched argument count to recur, expected: 1 args, got: 2"},
        {"(fn [x] (fn [y] (recur)))", 1, 17, "Mismatched argument count to recur, expected: 1 args, got: 0"},
        {"(loop [x 1]\n (inc (recur 2)))", 2, 7, "Can only recur from tail position"},
        {"(loop [x 1] [(recur 2)])", 1, 14, "Can only recur from tail position"},
        {"(loop [x 1] (recur 1) 2)", 1, 13, "Can only recur from tail position"},
        {"(loop [] (try (recur) (finally 1)))", 1, 15, "Cannot recur across try"},
        {"(loop [] (try 1 (catch Exception e (recur))))", 1, 36, "Cannot recur across try"},
        // macros
        {"(defmacro m1 [x] (quot 1 x)) (do\n 1\n   (m1 0))", 3, 4, "Divide by zero"},
        {"(defmacro m2 [a]) (m2)", 1, 19, "Wrong number of args (0) passed to the macro m2; it takes 1"},
        {"(defmacro m3 [] '(foo)) (list\n (m3))", 2, 2, "Unable to resolve symbol: foo in this context. Did you mean: for?"},
        {"(defmacro m4 [] '(m4)) (m4)", 1, 18, "This macro expands for ever"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Value r = eval_text(cases[i].text);
        ck_assert_msg(failed(r), "%s is accepted", cases[i].text);
        SCOPED_PY PyObject *e = exception_fetch();
        ck_assert_msg(PyErr_GivenExceptionMatches(e, CompileError), "%s gives a %s", cases[i].text, Py_TYPE(e)->tp_name);
        SCOPED_PY PyObject *message = PyObject_Str(e), *file = PyObject_GetAttrString(e, "file");
        SCOPED_PY PyObject *line = PyObject_GetAttrString(e, "line"), *column = PyObject_GetAttrString(e, "column");
        const char *got = PyUnicode_AsUTF8(message);
        ck_assert_msg(!strcmp(got, cases[i].message), "%s: %s", cases[i].text, got);
        ck_assert_msg(PyLong_AsLong(line) == cases[i].line && PyLong_AsLong(column) == cases[i].column, "%s: at %ld:%ld", cases[i].text,
                      PyLong_AsLong(line), PyLong_AsLong(column));
        ck_assert_str_eq(PyUnicode_AsUTF8(file), "test.clj");
    }
}
END_TEST

START_TEST(arities_that_collide) {
    static const char *const texts[] = {"(fn ([a] 1) ([b] 2))", "(fn ([a & b] 1) ([a b c] 2))", "(fn ([& a] 1) ([b & c] 2))"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) fails(eval_text(texts[i]), CompileError);
}
END_TEST

START_TEST(causes) {
    // What a macro raised is the cause.
    Value r = eval_text("(defmacro boom [] (throw (ex-info \"inside\" {:a 1})))\n\n(boom)");
    ck_assert(failed(r));
    SCOPED_PY PyObject *e = exception_fetch(), *cause = PyException_GetCause(e);
    ck_assert_ptr_nonnull(cause);
    SCOPED_PY PyObject *text = PyObject_Str(cause);
    ck_assert(strstr(PyUnicode_AsUTF8(text), "inside"));
}
END_TEST

START_TEST(limits) {
    // Too much for one function is said so; what is large but fits works.
    drop(evaluated("(defmacro many [n] (list* '+ (map (fn [i] (list 'py/int (str i))) (range n))))"));
    gives(evaluated("(many 3000)"), "4498500");
    drop(evaluated("(defmacro keys-of [n] (vec (map (fn [i] (keyword (str \"k\" i))) (range n)))) (defmacro nest [n] (if (zero? n) 1 (list 'inc (list 'nest (dec n)))))"));
    gives(evaluated("(count (keys-of 70000))"), "70000"); // one constant
    gives(evaluated("(nest 300)"), "301");
    drop(evaluated("(defmacro each-key [n] (list* 'do (map (fn [i] (list 'py/len (str \"k\" i))) (range n))))"));
    fails(eval_text("((fn [] (each-key 70000)))"), CompileError);
    gives(evaluated("((fn [] (each-key 100)))"), "3");
}
END_TEST

// --- macroexpansion -----------------------------------------------------------

START_TEST(macroexpansion) {
    static const char *const cases[][2] = {
        {"(when a b c)", "(if a (do b c))"}, {"(foo 1)", "(foo 1)"}, {"(if 1 2)", "(if 1 2)"}, {"5", "5"}, {"[(when 1)]", "[(when 1)]"},
        {"(.foo x)", "(.foo x)"}, {"(-> x f)", "(f x)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED Value form = read_text(cases[i][0]);
        gives(macroexpand_1(ref(form)), cases[i][1]);
    }
    gives(evaluated("(defmacro twice [x] `(do ~x ~x)) (macroexpand-1 '(twice 1))"), "(do 1 1)");
    gives(evaluated("(let [when (fn [& xs] xs)] (when 1 2))"), "(1 2)"); // a local is no macro
    gives(evaluated("(defmacro envs [] (vec (sort (map name (keys &env))))) (let [b 1 a 2] (envs))"), "[\"a\" \"b\"]");
    gives(evaluated("(defmacro line [] (:line (meta &form)))\n\n(line)"), "3");
    // A top-level do is compiled part by part: a macro defined in it holds at once.
    gives(evaluated("(do (defmacro now [] 7) (now))"), "7");
}
END_TEST

TESTS("compile", constants, last_uses, tests_are_fused, loops, raw_doubles, calls, handlers, tables, errors, arities_that_collide, causes, limits,
      macroexpansion)
