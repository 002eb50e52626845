// SPDX-License-Identifier: MIT
#include "image/restore.h"

#include "image/dump.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#ifdef CLJSH_IMAGE

#include "image/check.h"
#include "image/elf.h"
#include "image/touched.h"
#include "image/wake.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *how;

const char *image_how(void) { return how; }

// --- may it be used? --------------------------------------------------------

/* What of Python's variables process.c and Python's modules heed in a
 * restored process, or nobody before the prompt.  Any other may have to do
 * with how Python initialises itself. */
static const char *const heeded[] = {
    "PATH", "DONTWRITEBYTECODE", "UNBUFFERED", "UTF8", "BREAKPOINT", "ASYNCIODEBUG", "TZPATH", "STARTUP",
    "NOUSERSITE", "USERBASE", "SAFEPATH", "_HISTORY", "_BASIC_REPL", "COERCECLOCALE",
};

static int is_heeded(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof heeded / sizeof *heeded; i++)
        if (strncmp(heeded[i], name, length) == 0 && !heeded[i][length]) return 1;
    return 0;
}

// Why the environment asks for a start from source, or NULL.
static const char *asked_for(void) {
    for (char **e = environ; e && *e; e++) {
        const char *value = strchr(*e, '=');
        if (!value || !value[1] || ((*e)[0] != 'P' && (*e)[0] != 'C' && (*e)[0] != 'L')) continue;
        size_t length = (size_t)(value - *e);
        if (strncmp(*e, "PYTHON", 6) == 0 && !is_heeded(*e + 6, length - 6)) return "the environment sets up Python differently (PYTHON...)";
        if (length == 14 && strncmp(*e, "CLJSH_NO_IMAGE", 14) == 0) return "CLJSH_NO_IMAGE is set";
#if CLJSH_DEBUG
        if (length == 23 && strncmp(*e, "CLJSH_STRESS_SHORT_HASH", 23) == 0) return "CLJSH_STRESS_SHORT_HASH changes all maps";
#endif
        if (length == 10 && strncmp(*e, "LD_PRELOAD", 10) == 0 && strstr(value, "/vgpreload_")) return "this is valgrind";
    }
    return NULL;
}

const char *image_header_read(int fd, struct image_header *h) {
    off_t size = lseek(fd, 0, SEEK_END);
    if (size < (off_t)sizeof *h || pread(fd, h, sizeof *h, size - (off_t)sizeof *h) != sizeof *h) return "the program cannot be read";
    if (memcmp(h->magic, IMAGE_MAGIC, 8) != 0) return "the program has no image";
    if (h->sum != image_header_sum(h)) return "the image's header is damaged";
    if (h->version != IMAGE_VERSION) return "the image is of another version";
    if (h->file_size != (uint64_t)size) return "the image is not complete";
    uint8_t id[32];
    if (!program_build_id(id) || memcmp(id, h->build_id, sizeof id) != 0) return "the image is another program's";
    return NULL;
}

// --- mapping ------------------------------------------------------------------

#define ACCESS (PROT_READ | PROT_WRITE)

// Nothing may stand at its place, but for the variables' own.
static int map_segment(int fd, const struct image_segment *s, int fixed) {
    char *at = (char *)s->address;
    if (mmap(at, s->file_size, ACCESS, MAP_PRIVATE | fixed, fd, (off_t)s->offset) != at) return -1;
    uint64_t rest = s->size - s->file_size;
    return rest && mmap(at + s->file_size, rest, ACCESS, MAP_PRIVATE | MAP_ANONYMOUS | fixed, -1, 0) != at + s->file_size ? -1 : 0;
}

/* From the first mapping over the variables on, there is no way back: it is
 * the last that could fail.  The page in which the variables end may have
 * the beginning of the heap behind them and is read, not mapped. */
static int map_image(int fd, const struct image_header *h) {
    const struct image_segment *v = &h->segments[0];
    for (int i = 1; i < IMAGE_SEGMENTS; i++) {
        if (map_segment(fd, &h->segments[i], MAP_FIXED_NOREPLACE) == 0) continue;
        while (i > 0) munmap((void *)h->segments[i].address, h->segments[i].size), i--;
        return -1;
    }
    char kept[IMAGE_KEPT * 16], *k = kept;
    for (uint64_t i = 0; i < h->nkept; k += h->kept[i++].size) {
        if (k + h->kept[i].size > kept + sizeof kept) return -1;
        memcpy(k, (void *)h->kept[i].address, h->kept[i].size);
    }
    uint64_t whole = v->size & ~(uint64_t)(IMAGE_PAGE - 1), rest = v->size - whole;
    if (mmap((void *)v->address, whole, ACCESS, MAP_PRIVATE | MAP_FIXED, fd, (off_t)v->offset) == MAP_FAILED) return -1;
    if (rest && pread(fd, (void *)(v->address + whole), rest, (off_t)(v->offset + whole)) != (ssize_t)rest) _exit(70);
    k = kept;
    for (uint64_t i = 0; i < h->nkept; k += h->kept[i++].size) memcpy((void *)h->kept[i].address, k, h->kept[i].size);
    return 0;
}

// NULL, or why not.
static const char *restore(void) {
    const char *reason = asked_for();
    if (reason) return reason;
    int fd = program_open();
    struct image_header h;
    if (fd < 0) return "the program's file is not to be found";
    reason = image_header_read(fd, &h);
    if (!reason && map_image(fd, &h) < 0) reason = "the image's addresses are taken";
    close(fd);
    if (reason) return reason;
    touched_start(&h);
    wake();
    return NULL;
}

int image_main(int argc, char **argv, int (*prepare)(void)) {
    if (argc == 3 && strcmp(argv[1], "--dump-image") == 0) return image_dump(argv[2], prepare);
    if (argc == 2 && strcmp(argv[1], "--check-image") == 0) return image_check();
    const char *reason = restore();
    if (reason) how = reason;
    return -1;
}

#else

int image_main(int argc, char **argv, int (*prepare)(void)) {
    if (argc != 3 || strcmp(argv[1], "--dump-image") != 0) return -1;
    return image_dump(argv[2], prepare);
}

const char *image_how(void) { return "this build has no image"; }

#endif
