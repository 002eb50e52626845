// SPDX-License-Identifier: MIT
// Bits are counted alike with the processor's instruction and without.
#include "base/popcount.h"

#include <check.h>
#include <stdlib.h>

static unsigned one_by_one(uint32_t x) {
    unsigned n = 0;
    for (; x; x &= x - 1) n++;
    return n;
}

static void compare(uint32_t x) {
    const unsigned n = one_by_one(x);
    ck_assert_uint_eq(popcount(x), n);
    ck_assert_uint_eq(popcount_plainly(x), n);
}

START_TEST(popcounts_agree) {
    if (_i) popcount_start();
    compare(0);
    compare(UINT32_MAX);
    for (int i = 0; i < 32; i++) {
        compare((uint32_t)1 << i);
        compare(UINT32_MAX >> i);
        compare(UINT32_MAX << i);
    }
    uint32_t x = 1;
    for (int i = 0; i < 10000; i++) compare(x = x * 1664525u + 1013904223u);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("popcount");
    TCase *tests = tcase_create("popcount");
    tcase_add_loop_test(tests, popcounts_agree, 0, 2);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
