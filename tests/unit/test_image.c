// SPDX-License-Identifier: MIT
// What of an image's header is looked at before anything of it is used.
#include "image/check.h"
#include "image/elf.h"
#include "image/layout.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#define PAGES 3

// A file with the header at its end; what is read of it, NULL when all is well.
static const char *read_back(const struct image_header *h, size_t cut) {
    char path[] = "/tmp/test_image.XXXXXX", page[IMAGE_PAGE] = {0};
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    unlink(path);
    for (int i = 0; i < PAGES; i++) ck_assert_int_eq(write(fd, page, sizeof page), sizeof page);
    ck_assert_int_eq(write(fd, h, sizeof *h), sizeof *h);
    ck_assert_int_eq(ftruncate(fd, (off_t)(PAGES * sizeof page + sizeof *h - cut)), 0);
    struct image_header back;
    const char *why = image_header_read(fd, &back);
    if (!why) ck_assert_mem_eq(&back, h, sizeof back);
    close(fd);
    return why;
}

static struct image_header valid(void) {
    struct image_header h = {.version = IMAGE_VERSION, .file_size = PAGES * IMAGE_PAGE + sizeof h, .program_size = IMAGE_PAGE};
    ck_assert(program_build_id(h.build_id));
    memcpy(h.magic, IMAGE_MAGIC, sizeof h.magic);
    h.sum = image_header_sum(&h);
    return h;
}

static void refused(struct image_header h, bool sum_again, const char *why) {
    if (sum_again) h.sum = image_header_sum(&h);
    const char *told = read_back(&h, 0);
    ck_assert_ptr_nonnull(told);
    ck_assert_str_eq(told, why);
}

START_TEST(what_fits_is_taken) {
    struct image_header h = valid();
    ck_assert_ptr_null(read_back(&h, 0));
}
END_TEST

START_TEST(what_does_not_fit_is_refused) {
    struct image_header h = valid();
    h.magic[0] ^= 1;
    refused(h, true, "the program has no image");
    h = valid();
    h.version++;
    refused(h, true, "the image is of another version");
    h = valid();
    h.build_id[0] ^= 1;
    refused(h, true, "the image is another program's");
    h = valid();
    h.file_size += IMAGE_PAGE;
    refused(h, true, "the image is not complete");
    h = valid();
    ck_assert_ptr_nonnull(read_back(&h, 1)); // the last byte is missing
}
END_TEST

// Whatever bit of the header is changed, it is noticed.
START_TEST(damage_is_noticed) {
    for (size_t at = 0; at < offsetof(struct image_header, sum); at += 97) {
        struct image_header h = valid();
        ((unsigned char *)&h)[at] ^= (unsigned char)(1 << at % 8);
        refused(h, false, "the image's header is damaged");
    }
}
END_TEST

START_TEST(sums) {
    uint64_t words[4] = {1, 2, 3, 4}, before = image_sum(words, sizeof words);
    ck_assert_uint_eq(image_sum(words, sizeof words), before);
    ck_assert_uint_ne(image_sum(words, sizeof words - 8), before);
    uint64_t swapped[4] = {2, 1, 3, 4};
    ck_assert_uint_ne(image_sum(swapped, sizeof swapped), before);
    for (int bit = 0; bit < 256; bit++) {
        words[bit / 64] ^= 1ULL << bit % 64;
        ck_assert_uint_ne(image_sum(words, sizeof words), before);
        words[bit / 64] ^= 1ULL << bit % 64;
    }
    ck_assert_uint_eq(IMAGE_ROUND(1), IMAGE_PAGE);
    ck_assert_uint_eq(IMAGE_ROUND(IMAGE_PAGE), IMAGE_PAGE);
}
END_TEST

START_TEST(the_program_itself) {
    uint64_t start, end;
    program_data(&start, &end);
    static int variable = 7;
    ck_assert((uint64_t)&variable >= start && (uint64_t)&variable < end);
    struct image_kept kept[IMAGE_KEPT];
    int n = program_kept(start, end, kept, IMAGE_KEPT);
    ck_assert_int_ge(n, 1); // stdout, at least
    for (int i = 0; i < n; i++) ck_assert(kept[i].address >= start && kept[i].address + kept[i].size <= end);
    ck_assert_int_eq(program_kept(start, end, kept, 0), -1);
    size_t size;
    static __thread int of_thread = 1;
    char *data = program_thread_data(&size);
    ck_assert((char *)&of_thread >= data && (char *)&of_thread < data + size);
    int fd = program_open();
    ck_assert_int_ge(fd, 0);
    ck_assert_uint_eq(program_first_word(fd, (uint64_t)&variable) & 0xffffffff, 7);
    variable++;
    ck_assert_uint_eq(program_first_word(fd, (uint64_t)&variable) & 0xffffffff, 7);
    close(fd);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("image");
    TCase *t = tcase_create("header");
    tcase_add_test(t, what_fits_is_taken);
    tcase_add_test(t, what_does_not_fit_is_refused);
    tcase_add_test(t, damage_is_noticed);
    tcase_add_test(t, sums);
    tcase_add_test(t, the_program_itself);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
