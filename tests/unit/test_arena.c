// SPDX-License-Identifier: MIT
// Memory of the process that makes an image.
#include "image/arena.h"
#include "image/placement.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

// --- the arena: each test is a process of its own ------------------------------

static char *stretch;
static bool in_arena(const void *p) { return (char *)p >= ARENA_BLOCKS && (char *)p < ARENA_OBJECTS; }
static bool in_stretch(const void *p) { return (char *)p >= stretch && (char *)p < stretch + ARENA_FIRST; }
static void *volatile seen; // so that no allocation is left out

START_TEST(arena_blocks) {
    char *before = seen = malloc(40);
    strcpy(before, "before");
    ck_assert_int_eq(arena_start(), 0);
    stretch = arena_first();
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
    stretch = arena_first();
    void *apart = seen = malloc(50);
    ck_assert(in_arena(apart) && !in_stretch(apart));
    arena_stop();
    void *first = seen = malloc(50);
    ck_assert(in_stretch(first));
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

// What a trial has touched lies beside each other the next time, also after an allocation more than there was.
static void allocate(void *made[100], int more) {
    while (more-- > 0) seen = malloc(24);
    for (int i = 0; i < 100; i++) made[i] = seen = malloc((size_t)(i * i % 101 * 5 + 16));
}

START_TEST(arena_places_what_was_touched) {
    ck_assert_int_eq(placement_start(), 0);
    pid_t child = fork();
    void *made[100];
    if (child == 0) {
        placement_record();
        if (arena_start() < 0) _exit(1);
        allocate(made, 0);
        uint8_t *touched = mmap(NULL, 2 * TOUCHED_UNITS, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        touched[((char *)made[60] - ARENA_BLOCKS) / TOUCHED_UNIT] = touched[((char *)made[90] - ARENA_BLOCKS) / TOUCHED_UNIT] = 1;
        placement_learn(1, touched);
        memset(touched, 0, 2 * TOUCHED_UNITS);
        touched[((char *)made[60] - ARENA_BLOCKS) / TOUCHED_UNIT] = touched[((char *)made[40] - ARENA_BLOCKS) / TOUCHED_UNIT] = 1;
        placement_learn(0, touched);
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    placement_use();
    ck_assert_int_eq(arena_start(), 0);
    allocate(made, _i);
    placement_end();
    char *first = arena_first();
    ck_assert((char *)made[40] < (char *)made[60] && (char *)made[60] < (char *)made[90] && (char *)made[90] < first);
    for (int i = 0; i < 100; i++)
        if (i != 40 && i != 60 && i != 90) ck_assert((char *)made[i] > first);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("arena");
    TCase *all = tcase_create("arena"); // each test is a process of its own
    tcase_add_test(all, arena_blocks);
    tcase_add_test(all, arena_what_comes_first);
    tcase_add_loop_test(all, arena_places_what_was_touched, 0, 3);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_FORK);
    srunner_run_all(runner, CK_NORMAL);
    int bad = srunner_ntests_failed(runner);
    srunner_free(runner);
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
