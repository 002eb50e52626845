// SPDX-License-Identifier: MIT
// Primitives that work long: what they charge in reductions, and that they can be broken off.
#include "evaluating.h"
#include "running.h"
#include "task/pause.h"

// A call of a primitive with two (or one, then b is NULL) arguments, and about how much it has to charge.
struct work { const char *ns, *name, *a, *b; int32_t least; };

static const struct work works[] = {
    {"clojure.core", "hash", "(vec (range 100000))", NULL, 90000},
    {"clojure.core", "hash", "(subvec (vec (range 100000)) 5)", NULL, 90000},
    {"clojure.core", "hash", "(zipmap (range 100000) (range))", NULL, 90000},
    {"clojure.core", "hash", "(set (range 100000))", NULL, 90000},
    {"clojure.core", "hash", "(into (sorted-map) (zipmap (range 100000) (range)))", NULL, 90000},
    {"clojure.core", "hash", "(into (sorted-set) (range 100000))", NULL, 90000},
    {"clojure.core", "hash", "(apply list (range 100000))", NULL, 90000},
    {"clojure.core", "=", "(vec (range 100000))", "(conj (vec (range 99999)) 99999)", 90000},
    {"clojure.core", "=", "(zipmap (range 100000) (range))", "(zipmap (range 100000) (range))", 90000},
    {"clojure.core", "=", "(set (range 100000))", "(set (range 100000))", 90000},
    {"clojure.core", "=", "(apply list (range 100000))", "(apply list (range 100000))", 90000},
    {"clojure.core", "into-array", "(vec (range 100000))", NULL, 90000},
    {"clojure.core", "long-array", "(vec (range 100000))", NULL, 90000},
    {"clojure.core", "double-array", "100000", "(vec (range 100000))", 90000},
    {"clojure.core", "re-find", "#\"x\"", "(apply str (repeat 100000 \"ab\"))", 6000},
    {"clojure.core", "re-find", "#\"a+x\"", "(apply str (repeat 100000 \"ab\"))", 6000},
    {"clojure.core", "re-matches", "#\"(?:ab)*\"", "(apply str (repeat 100000 \"ab\"))", 6000},
    {"clojure.string", "split", "(apply str (repeat 100000 \"ab\"))", "#\"a\"", 100000},
    {"clojure.core", "*", "(py/pow 3 300000)", "(py/pow 3 300000)", 1000000},
    {"clojure.core", "quot", "(py/pow 3 600000)", "(inc (py/pow 3 300000))", 1000000},
    {"clojure.core", "/", "(py/pow 3 30000)", "(inc (py/pow 3 30000))", 50000},
    {"clojure.core", "str", "(py/pow 3 300000)", NULL, 1000000},
};

static Value call(const struct work *w, Value args[2]) { return prim_for(w->ns, w->name, w->b ? 2 : 1)(args, w->b ? 2 : 1); }

START_TEST(charged)
{
    const struct work *w = &works[_i];
    struct task *self = this_task();
    SCOPED Value a = evaluated(w->a), b = w->b ? evaluated(w->b) : nil_value();
    Value args[2] = {a, b};
    self->reductions = INT32_MAX;
    SCOPED Value r = call(w, args);
    int32_t used = INT32_MAX - self->reductions;
    self->reductions = SLICE;
    ck_assert(ok(r));
    ck_assert_msg(used >= w->least, "%s of %s charges %d", w->name, w->a, used);
}
END_TEST

// The first pause of the work is the last.
START_TEST(broken_off)
{
    const struct work *w = &works[_i];
    struct task *self = this_task();
    SCOPED Value a = evaluated(w->a), b = w->b ? evaluated(w->b) : nil_value();
    Value args[2] = {a, b};
    self->reductions = 1;
    task_interrupt(self, PyExc_KeyboardInterrupt);
    SCOPED Value r = call(w, args);
    ck_assert_msg(failed(r), "%s of %s goes on", w->name, w->a);
    ck_assert(PyErr_ExceptionMatches(PyExc_KeyboardInterrupt));
    PyErr_Clear();
    SCOPED Value again = call(w, args); // and nothing is left of it
    ck_assert(ok(again));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("charges");
    TCase *all = tcase_create("charges");
    tcase_add_unchecked_fixture(all, start_language, NULL);
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, charged, 0, sizeof works / sizeof *works);
    tcase_add_loop_test(all, broken_off, 0, sizeof works / sizeof *works);
    suite_add_tcase(suite, all);
    return run_suite(suite);
}
