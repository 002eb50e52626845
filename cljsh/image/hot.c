// SPDX-License-Identifier: MIT
#include "image/hot.h"

#ifdef CLJSH_IMAGE

#include "image/arena.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE // Linux 5.14
#define MADV_POPULATE_WRITE 23
#endif

#define GAP 1 // pages between two runs that are taken along

// --- learning -----------------------------------------------------------------

// /proc/PID/pagemap, see the kernel's admin-guide/mm/pagemap: a word per page.
#define PAGE_PRESENT (1ULL << 63)
#define PAGE_OF_FILE (1ULL << 61)

static void add_page(struct image_header *h, uint64_t address) {
    struct image_run *last = h->nhot ? &h->hot[h->nhot - 1] : NULL;
    uint64_t end = last ? last->address + last->pages * IMAGE_PAGE : 0;
    if (last && address >= end && address - end <= GAP * IMAGE_PAGE) last->pages = (address - last->address) / IMAGE_PAGE + 1;
    else if (h->nhot < IMAGE_HOT) h->hot[h->nhot++] = (struct image_run){address, 1};
}

// A bit per process that was watched, a byte per page of the segments.
struct seen { uint8_t *pages; uint8_t bit; };

static void note_pages(pid_t pid, const struct image_header *h, struct seen seen) {
    char name[64];
    snprintf(name, sizeof name, "/proc/%d/pagemap", (int)pid);
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    for (int i = 0; i < IMAGE_SEGMENTS; i++) {
        const struct image_segment *s = &h->segments[i];
        for (uint64_t at = s->address; at + IMAGE_PAGE <= s->address + s->file_size; at += IMAGE_PAGE, seen.pages++) {
            uint64_t word = 0;
            if (pread(fd, &word, sizeof word, (off_t)(at / IMAGE_PAGE * sizeof word)) != sizeof word) continue;
            if (word & PAGE_PRESENT && !(word & PAGE_OF_FILE)) *seen.pages |= seen.bit;
        }
    }
    close(fd);
}

static uint64_t pages_of(const struct image_segment *s) { return s->file_size / IMAGE_PAGE; }

// What comes first comes one after another: the page behind the last one will be next.
static bool is_first(const struct image_header *h, int segment, uint64_t n) {
    const char *at = (const char *)h->segments[segment].address + n * IMAGE_PAGE;
    return at >= ARENA_BLOCKS && at < ARENA_BLOCKS + ARENA_FIRST;
}

static void add_pages(struct image_header *h, const uint8_t *pages, uint8_t bits) {
    for (int i = 0; i < IMAGE_SEGMENTS; i++)
        for (uint64_t n = 0; n < pages_of(&h->segments[i]); n++, pages++)
            if (*pages == bits || (*pages && is_first(h, i, n))) add_page(h, h->segments[i].address + n * IMAGE_PAGE);
}

static pid_t start_watched(const char *program, const char *option, const char *text) {
    pid_t pid = fork();
    if (pid != 0) return pid;
    char *const argv[] = {"cljsh", (char *)option, (char *)text, NULL}, *const env[] = {"PATH=/usr/bin:/bin", "HOME=/", "LANG=C.UTF-8", "TERM=xterm", NULL};
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0) execve(program, argv, env);
    _exit(127);
}

static void watch(pid_t pid, const struct image_header *h, struct seen seen) {
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) return;
    ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL);
    for (long signal = 0; ptrace(PTRACE_CONT, pid, NULL, signal) == 0 && waitpid(pid, &status, 0) == pid && WIFSTOPPED(status);) {
        bool ends = status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8); // its memory is still there
        if (ends) note_pages(pid, h, seen);
        signal = ends ? 0 : WSTOPSIG(status);
    }
}

void hot_learn(const char *program, struct image_header *h) {
    static const char *const starts[][2] = {{"-e", "nil"}, {"-c", ":"}};
    uint64_t n = 0;
    for (int i = 0; i < IMAGE_SEGMENTS; i++) n += pages_of(&h->segments[i]);
    struct seen seen = {calloc(n, 1), 1};
    if (!seen.pages) return;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++, seen.bit <<= 1) watch(start_watched(program, starts[i][0], starts[i][1]), h, seen);
    add_pages(h, seen.pages, (uint8_t)(seen.bit - 1));
    free(seen.pages);
}

// --- taking -------------------------------------------------------------------

void hot_take(const struct image_header *h) {
    for (uint64_t i = 0; i < h->nhot; i++)
        if (madvise((void *)h->hot[i].address, h->hot[i].pages * IMAGE_PAGE, MADV_POPULATE_WRITE) < 0) return;
}

#endif
