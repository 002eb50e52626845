// SPDX-License-Identifier: MIT
// Memory of the process that makes an image.
#include "image/arena.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

// --- the arena: each test is a process of its own ------------------------------

static bool in_arena(const void *p) { return (char *)p >= ARENA_BLOCKS && (char *)p < ARENA_OBJECTS; }
static bool in_stretch(const void *p) { return (char *)p >= ARENA_BLOCKS && (char *)p < ARENA_BLOCKS + ARENA_FIRST; }
static void *volatile seen; // so that no allocation is left out

START_TEST(arena_blocks) {
    char *before = seen = malloc(40);
    strcpy(before, "before");
    ck_assert_int_eq(arena_start(), 0);
    char *p = seen = malloc(100), *q = seen = malloc(100);
    ck_assert(in_arena(p) && in_arena(q) && !in_stretch(p));
    ck_assert(p + 100 <= q || q + 100 <= p);
    memset(p, 'p', 100);
    memset(q, 'q', 100);
    p = seen = realloc(p, 5000); // keeps what is in it, and nobody else's is touched
    for (int i = 0; i < 100; i++) ck_assert(p[i] == 'p' && q[i] == 'q');
    free(q);
    char *again = seen = malloc(100);
    ck_assert_ptr_eq(again, q);
    for (int i = 0; i < 100; i++) ck_assert_int_eq(again[i], 0); // it compresses, and points nowhere
    char *zero = seen = calloc(20, 30);
    for (int i = 0; i < 600; i++) ck_assert_int_eq(zero[i], 0);
    errno = 0;
    size_t volatile huge = SIZE_MAX / 2;
    ck_assert_ptr_null(seen = calloc(huge, 3));
    before = realloc(before, 4000); // what was the C library's stays there
    ck_assert(!in_arena(before));
    ck_assert_str_eq(before, "before");
    free(before);
    ck_assert(arena_blocks_end() >= p + 5000);
    ck_assert_uint_eq((uintptr_t)arena_blocks_end() % 4096, 0);
}
END_TEST

START_TEST(arena_what_comes_first) {
    ck_assert_int_eq(arena_start(), 0);
    arena_gather(true);
    void *together = seen = malloc(50);
    arena_gather(false);
    void *apart = seen = malloc(50);
    ck_assert(in_stretch(together));
    ck_assert(in_arena(apart) && !in_stretch(apart));
    arena_stop();
    void *first = seen = malloc(50);
    ck_assert(in_stretch(first) && first != together);
    void *p = NULL;
    for (int i = 0; i < 10000 && !(p && !in_arena(p)); i++) p = seen = malloc(100); // until the stretch is full
    ck_assert(!in_arena(p));
    free(p);
    free(first); // is left where it is
    char *moved = realloc(apart, 10000);
    ck_assert(!in_arena(moved));
    free(moved);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("arena");
    TCase *all = tcase_create("arena"); // each test is a process of its own
    tcase_add_test(all, arena_blocks);
    tcase_add_test(all, arena_what_comes_first);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_FORK);
    srunner_run_all(runner, CK_NORMAL);
    int bad = srunner_ntests_failed(runner);
    srunner_free(runner);
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
