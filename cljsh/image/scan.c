// SPDX-License-Identifier: MIT
#include "image/scan.h"

#ifdef CLJSH_IMAGE

#include "image/elf.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define RANGES_MAX 512
#define NAMED 60 // so many are named, the others counted

// Not a static variable: it would be scanned itself.
struct scan {
    const struct image_header *header;
    struct range { uint64_t start, end; char name[100]; } ranges[RANGES_MAX];
    int n, fd;
};

static bool is_ours(const struct image_header *h, uint64_t start, uint64_t end) {
    extern char __executable_start[], _end[];
    if (start < (uint64_t)_end && end > (uint64_t)__executable_start) return true; // the program
    for (int i = 0; i < IMAGE_SEGMENTS; i++) {
        const struct image_segment *s = &h->segments[i];
        if (start < s->address + s->size && end > s->address) return true;
    }
    return false;
}

struct scan *scan_start(const struct image_header *h) {
    FILE *maps = fopen("/proc/self/maps", "re");
    struct scan *s = maps ? calloc(1, sizeof *s) : NULL;
    if (!s) return NULL;
    s->header = h;
    s->fd = program_open();
    char line[600], access[8];
    while (s->n < RANGES_MAX && fgets(line, sizeof line, maps)) {
        struct range *r = &s->ranges[s->n];
        *r->name = 0;
        if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %99s", &r->start, &r->end, access, r->name) < 3) continue;
        // Nothing points to what nobody may read; the page that stops the heap has a small address, which numbers look like.
        if (*access != '-' && !is_ours(h, r->start, r->end)) s->n++;
    }
    fclose(maps);
    return s;
}

static const struct range *foreign(const struct scan *s, uint64_t w) {
    for (int i = 0; i < s->n; i++)
        if (w >= s->ranges[i].start && w < s->ranges[i].end) return &s->ranges[i];
    return NULL;
}

static void name_address(char *to, size_t size, uint64_t address) {
    Dl_info info;
    if (dladdr((void *)address, &info) && info.dli_sname)
        snprintf(to, size, "%s+%lu", info.dli_sname, address - (uint64_t)info.dli_saddr);
    else
        snprintf(to, size, "%#lx", address);
}

static bool is_kept(const struct image_header *h, uint64_t at) {
    for (uint64_t i = 0; i < h->nkept; i++)
        if (at - h->kept[i].address < h->kept[i].size) return true;
    return false;
}

static void tell(int segment, uint64_t at, uint64_t w, const struct range *r) {
    static const char *const kinds[IMAGE_SEGMENTS] = {"a variable", "a block", "an object"};
    char where[200], what[200];
    name_address(where, sizeof where, at);
    name_address(what, sizeof what, w);
    dprintf(STDERR_FILENO, "cljsh: foreign pointer in %s, %s: to %s in %s\n", kinds[segment], where, what,
            *r->name ? r->name : "unnamed memory");
}

long scan_segments(const struct scan *s) {
    const struct image_header *h = s->header;
    long found = 0;
    for (int i = 0; i < IMAGE_SEGMENTS; i++) {
        uint64_t end = h->segments[i].address + h->segments[i].file_size;
        for (uint64_t at = h->segments[i].address; at + 8 <= end; at += 8) {
            uint64_t w = *(const uint64_t *)at;
            const struct range *r = w < IMAGE_PAGE ? NULL : foreign(s, w);
            if (r && !is_kept(h, at) && program_first_word(s->fd, at) != w && found++ < NAMED) tell(i, at, w, r);
        }
    }
    return found;
}

long scan_thread(const struct scan_known *known) {
    size_t size;
    const char *data = program_thread_data(&size);
    long found = 0;
    for (size_t i = 0; i + 8 <= size; i += 8) {
        uint64_t w;
        memcpy(&w, data + i, 8);
        for (const struct scan_known *k = known; w && k->start; k++)
            if (data + i >= (const char *)k->start && data + i < (const char *)k->start + k->size) w = 0;
        if (w && ++found)
            dprintf(STDERR_FILENO, "cljsh: a thread-local variable, %zu bytes into them, is not zero: %#lx\n", i, w);
    }
    return found;
}

#endif
