// SPDX-License-Identifier: MIT
#include "image/hot.h"

#ifdef CLJSH_IMAGE

#include "image/arena.h"
#include "image/elf.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

// --- the memory that is watched ----------------------------------------------

// The program's code, and the segments with what is behind their file.
struct range { uint64_t address, pages; };
#define RANGES (1 + IMAGE_SEGMENTS)
struct memory { struct range ranges[RANGES]; uint64_t pages; };

static struct memory memory_of(const struct image_header *h) {
    struct memory m = {0};
    uint64_t start, end;
    program_text(&start, &end);
    m.ranges[0] = (struct range){start, (end - start) / IMAGE_PAGE};
    for (int i = 0; i < IMAGE_SEGMENTS; i++) m.ranges[1 + i] = (struct range){h->segments[i].address, h->segments[i].size / IMAGE_PAGE};
    for (int i = 0; i < RANGES; i++) m.pages += m.ranges[i].pages;
    return m;
}

// --- watching -----------------------------------------------------------------

// /proc/PID/pagemap, see the kernel's admin-guide/mm/pagemap: a word per page.
#define PAGE_PRESENT (1ULL << 63)
#define PAGE_OF_FILE (1ULL << 61)

enum touch { NOT, IS_READ, IS_WRITTEN }; // a byte per page of the memory

static void note_pages(pid_t pid, const struct memory *m, uint8_t *touched) {
    char name[64];
    snprintf(name, sizeof name, "/proc/%d/pagemap", (int)pid);
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    for (const struct range *r = m->ranges; r < m->ranges + RANGES; r++)
        for (uint64_t i = 0; i < r->pages; i++, touched++) {
            uint64_t word = 0;
            if (pread(fd, &word, sizeof word, (off_t)((r->address / IMAGE_PAGE + i) * sizeof word)) != sizeof word) continue;
            if (word & PAGE_PRESENT) *touched = word & PAGE_OF_FILE ? IS_READ : IS_WRITTEN;
        }
    close(fd);
}

static pid_t start_watched(const char *program, const char *option, const char *text) {
    pid_t pid = fork();
    if (pid != 0) return pid;
    char *const argv[] = {"cljsh", (char *)option, (char *)text, NULL}, *const env[] = {"PATH=/usr/bin:/bin", "HOME=/", "LANG=C.UTF-8", "TERM=xterm", NULL};
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0) execve(program, argv, env);
    _exit(127);
}

static void watch(pid_t pid, const struct memory *m, uint8_t *touched) {
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) return;
    ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL);
    for (long signal = 0; ptrace(PTRACE_CONT, pid, NULL, signal) == 0 && waitpid(pid, &status, 0) == pid && WIFSTOPPED(status);) {
        bool ends = status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8); // its memory is still there
        if (ends) note_pages(pid, m, touched);
        signal = ends ? 0 : WSTOPSIG(status);
    }
}

// --- learning -----------------------------------------------------------------

static const struct { enum pages_part part; const char *option, *text; } examples[] = {
    {PAGES_FORMS, "-e", "nil"},
    {PAGES_COMMANDS, "-c", ":"},
    {PAGES_PROGRAM, "-e",
     "(ns example (:require [clojure.string :as str]))"
     "(defn shout [x & more] (let [{:keys [a b]} x] (when (seq more) (str (str/upper-case a) b))))"
     "(doseq [n (map inc (range 3))] (println (shout {:a \"a\" :b [1 2.5]} n)))"},
    {PAGES_CLASS, "-e", "(ns example) (defrecord Point [x y]) (println (:x (->Point 1 2)))"},
    {PAGES_LIBRARY, "-e", "(require 'clojure.data)"},
    {PAGES_IMPORT, "-e", "(ns example (:require [os] [re] [json]))"},
};
#define EXAMPLES (sizeof examples / sizeof *examples)

// Pages between two runs that are taken along: copying one costs more than mapping it.
#define GAP_READ 8
#define GAP_WRITTEN 1

static bool add_page(struct pages *p, uint32_t first, uint64_t address, bool written) {
    uint64_t *last = p->end[PAGES_PARTS] > first ? &p->runs[p->end[PAGES_PARTS] - 1] : NULL;
    uint64_t begin = last ? *last & ~(uint64_t)(IMAGE_PAGE - 1) : 0, n = last ? (*last & (IMAGE_PAGE - 1)) >> 1 : 0;
    uint64_t gap = written ? GAP_WRITTEN : GAP_READ, now = (address - begin) / IMAGE_PAGE + 1;
    if (last && (*last & 1) == written && address <= begin + (n + gap) * IMAGE_PAGE && now <= PAGES_LONGEST) *last = pages_run(begin, now, written);
    else if (p->end[PAGES_PARTS] == PAGES_RUNS) return false;
    else p->runs[p->end[PAGES_PARTS]++] = pages_run(address, 1, written);
    return true;
}

/* A part's pages: those that are written to first, for what is mapped already has to be taken away
 * again, on all processors, when it is copied. */
static void add_part(struct pages *p, enum pages_part part, const struct memory *m, const uint8_t *touched) {
    uint32_t first = p->end[PAGES_PARTS];
    bool room = true;
    for (enum touch kind = IS_WRITTEN; kind >= IS_READ; kind--) {
        const uint8_t *t = touched;
        for (const struct range *r = m->ranges; r < m->ranges + RANGES; r++)
            for (uint64_t i = 0; i < r->pages; i++)
                if (*t++ == kind && room) room = add_page(p, first, r->address + i * IMAGE_PAGE, kind == IS_WRITTEN);
        first = p->end[PAGES_PARTS]; // the two kinds are not joined
    }
    p->end[part] = p->end[PAGES_PARTS];
}

// What comes first comes one after another: the page behind the last one will be next.
static bool is_first(const struct memory *m, uint64_t n) {
    const struct range *r = m->ranges;
    while (n >= r->pages) n -= r++->pages;
    const char *at = (const char *)r->address + n * IMAGE_PAGE;
    return at >= ARENA_BLOCKS && at < ARENA_BLOCKS + ARENA_FIRST;
}

static void add_start(struct pages *p, const struct memory *m, uint8_t *forms, uint8_t *commands, uint8_t *both) {
    for (uint64_t i = 0; i < m->pages; i++) {
        both[i] = forms[i] < commands[i] ? forms[i] : commands[i];
        if ((forms[i] == IS_WRITTEN || commands[i] == IS_WRITTEN) && is_first(m, i)) both[i] = IS_WRITTEN;
    }
    add_part(p, PAGES_START, m, both);
}

// What is new in a part, and from then on known; what is only in the command language is no program's.
static void add_new(struct pages *p, enum pages_part part, const struct memory *m, uint8_t *touched, uint8_t *before) {
    for (uint64_t i = 0; i < m->pages; i++) {
        if (touched[i] <= before[i]) touched[i] = NOT;
        else if (part != PAGES_COMMANDS) before[i] = touched[i];
    }
    add_part(p, part, m, touched);
}

void hot_learn(const char *program, struct image_header *h) {
    struct memory m = memory_of(h);
    uint8_t *touched = calloc(EXAMPLES + 1, m.pages), *known = touched ? touched + EXAMPLES * m.pages : NULL;
    if (!touched) return;
    for (size_t i = 0; i < EXAMPLES; i++) watch(start_watched(program, examples[i].option, examples[i].text), &m, touched + i * m.pages);
    add_start(&h->pages, &m, touched, touched + m.pages, known);
    for (size_t i = 0; i < EXAMPLES; i++) add_new(&h->pages, examples[i].part, &m, touched + i * m.pages, known);
    free(touched);
}

#endif
