// SPDX-License-Identifier: MIT
#include "image/dump.h"

#include <stdio.h>

#ifdef CLJSH_IMAGE

#include "base/libm.h"
#include "boot/runtime.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "host/process.h"
#include "host/python_threads.h"
#include "image/arena.h"
#include "image/elf.h"
#include "image/learn.h"
#include "image/placement.h"
#include "image/scan.h"
#include "image/wake.h"
#include "load/library.h"
#include "load/own_library.h"
#include "seq/chain.h"
#include "seq/chunk.h"
#include "text/regex.h"
#include "vars/lib_var.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// --- nothing of the caller --------------------------------------------------

static int become_nobody(void) {
    clearenv();
    for (int sig = 1; sig < NSIG; sig++) signal(sig, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int i = 0; i < 3; i++) {
        int null = i == 2 && fcntl(2, F_GETFD) >= 0 ? 2 : open("/dev/null", O_RDWR); // messages may go on
        if (null < 0 || (null != i && (dup2(null, i) < 0 || close(null) < 0))) return -1;
    }
    return chdir("/");
}

// --- the file -----------------------------------------------------------------

static int put(int fd, const void *data, uint64_t size, uint64_t offset) {
    while (size) {
        ssize_t n = pwrite(fd, data, size, (off_t)offset);
        if (n < 0 && errno != EINTR) return -1;
        if (n <= 0) continue;
        data = (const char *)data + n;
        size -= (uint64_t)n;
        offset += (uint64_t)n;
    }
    return 0;
}

/* The program itself, without an image it has already: its size in h->program_size. */
static int put_program(int fd, struct image_header *h) {
    int from = program_open();
    struct stat st;
    if (from < 0 || fstat(from, &st) < 0) return -1;
    struct image_header old;
    uint64_t size = (uint64_t)st.st_size;
    if (size > sizeof old && pread(from, &old, sizeof old, (off_t)(size - sizeof old)) == sizeof old &&
        memcmp(old.magic, IMAGE_MAGIC, 8) == 0 && old.sum == image_header_sum(&old) && old.program_size < size)
        size = old.program_size;
    h->program_size = size;
    char part[1 << 16];
    for (uint64_t at = 0; at < size;) {
        uint64_t wanted = size - at < sizeof part ? size - at : sizeof part;
        ssize_t n = pread(from, part, wanted, (off_t)at);
        if (n <= 0 || put(fd, part, (uint64_t)n, at) < 0) return -1;
        at += (uint64_t)n;
    }
    close(from);
    return fchmod(fd, st.st_mode & 0777);
}

static int put_image(int fd, struct image_header *h) {
    static const char page[IMAGE_PAGE];
    uint64_t offset = IMAGE_ROUND(h->program_size), npages = 0;
    for (int i = 0; i < IMAGE_SEGMENTS; i++) {
        struct image_segment *s = &h->segments[i];
        s->offset = offset;
        // A last page that is not full is filled up with zeros.
        if (put(fd, (void *)s->address, s->file_size, offset) < 0) return -1;
        uint64_t rest = IMAGE_ROUND(s->file_size) - s->file_size;
        if (put(fd, page, rest, offset + s->file_size) < 0) return -1;
        offset += IMAGE_ROUND(s->file_size);
        npages += IMAGE_ROUND(s->file_size) / IMAGE_PAGE;
    }
    h->sums = offset;
    // The sums are of what the file has: reading it back sees what went wrong on the way.
    uint64_t at = IMAGE_ROUND(h->program_size);
    for (uint64_t i = 0; i < npages; i++, at += IMAGE_PAGE, offset += 8) {
        char buffer[IMAGE_PAGE];
        if (pread(fd, buffer, IMAGE_PAGE, (off_t)at) != IMAGE_PAGE) return -1;
        uint64_t sum = image_sum(buffer, IMAGE_PAGE);
        if (put(fd, &sum, 8, offset) < 0) return -1;
    }
    h->file_size = offset + sizeof *h;
    h->version = IMAGE_VERSION;
    memcpy(h->magic, IMAGE_MAGIC, 8);
    h->sum = image_header_sum(h);
    return put(fd, h, sizeof *h, offset);
}

// Under another name first: nobody ever sees half of it.
static int write_file(const char *file, struct image_header *h) {
    char *name = NULL;
    if (asprintf(&name, "%s.XXXXXX", file) < 0) return -1;
    int fd = mkostemp(name, O_CLOEXEC);
    int r = fd < 0 || put_program(fd, h) < 0 || put_image(fd, h) < 0 || fsync(fd) < 0 ? -1 : 0;
    if (fd >= 0 && close(fd) < 0) r = -1;
    if (r == 0) r = rename(name, file);
    if (r < 0) dprintf(STDERR_FILENO, "cljsh: writing %s: %s\n", file, strerror(errno));
    if (r < 0 && fd >= 0) unlink(name);
    free(name);
    return r;
}

// --- the memory that is written ---------------------------------------------------

static int lay_out(struct image_header *h) {
    uint64_t start, end;
    program_data(&start, &end);
    if (start % IMAGE_PAGE || !program_build_id(h->build_id)) {
        dprintf(STDERR_FILENO, "cljsh: this program was not linked for an image (build id, page-aligned data)\n");
        return -1;
    }
    uint64_t blocks = (uint64_t)(arena_blocks_end() - ARENA_BLOCKS), objects = (uint64_t)(arena_objects_end() - ARENA_OBJECTS);
    const char *last = ARENA_OBJECTS + objects;
    while (last > ARENA_OBJECTS && !last[-1]) last--; // what was never used is no part of the file
    h->segments[0] = (struct image_segment){.address = start, .size = end - start, .file_size = end - start};
    h->segments[1] = (struct image_segment){.address = (uint64_t)ARENA_BLOCKS, .size = blocks, .file_size = blocks};
    h->segments[2] = (struct image_segment){.address = (uint64_t)ARENA_OBJECTS, .size = objects,
                                            .file_size = IMAGE_ROUND((uint64_t)(last - ARENA_OBJECTS))};
    int kept = program_kept(start, end, h->kept, IMAGE_KEPT);
    if (kept < 0) dprintf(STDERR_FILENO, "cljsh: too many copy relocations\n");
    h->nkept = kept < 0 ? 0 : (uint64_t)kept;
    return kept < 0 ? -1 : 0;
}

static int boot(int (*prepare)(void)) {
    regex_jit = false; // machine code lies in memory that is no part of an image
    if (runtime_boot() < 0) return -1;
    keywords_ready();
    lib_vars_ready();
    bool prepared = prepare() == 0 && own_library_record() == 0 && python_threads_keep() == 0;
    PyGC_Collect();
    map_forget_free();
    vec_forget_free();
    chunk_forget_free();
    chain_forget_free();
    fn_forget_free();
    if (!prepared || process_forget() < 0) {
        PyErr_Print();
        return -1;
    }
    regex_jit = true;
    return 0;
}

/* Addresses of the heap behind the variables are small numbers, which others
 * may look like.  When it cannot grow, the C library takes memory far away. */
static void block_heap(void) {
    uintptr_t end = IMAGE_ROUND((uintptr_t)sbrk(0));
    mmap((void *)end, IMAGE_PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}

static int dump(const char *path, int (*prepare)(void)) {
    struct image_header h = {0};
    if (arena_start() < 0) {
        perror("cljsh: --dump-image: 4 GiB of addresses for the image"); // taken, or more than ulimit -v
        return 1;
    }
    if (boot(prepare) < 0) {
        dprintf(STDERR_FILENO, "cljsh: the program to be dumped did not start\n");
        return 1;
    }
    wake_forget();
    placement_end();
    arena_stop();
    library_load_hook = arena_expect_library;
    libm_forget();
    if (lay_out(&h) < 0) return 1;
    struct scan *scan = scan_start(&h);
    if (!scan) {
        perror("/proc/self/maps");
        return 1;
    }
    struct scan_known known[WAKE_VARIABLES + 1];
    wake_thread_variables(known);
    long found = scan_thread(known) + scan_segments(scan);
    free(scan);
    if (found) {
        dprintf(STDERR_FILENO, "cljsh: no image: %ld words point to what it cannot hold\n", found);
        return 1;
    }
    return write_file(path, &h) < 0;
}

// Makes the image that is tried, and tries it. Without, or where it fails, the image is as good, but slower to start.
static void learn(const char *path, int (*prepare)(void)) {
    char *name = NULL;
    if (placement_start() < 0 || asprintf(&name, "%s.trial", path) < 0) return;
    pid_t child = fork();
    if (child == 0) {
        placement_record();
        _exit(dump(name, prepare));
    }
    int status = -1;
    if (child > 0 && waitpid(child, &status, 0) == child && status == 0) image_learn(name);
    unlink(name);
    free(name);
    placement_use();
}

// The same for both images, and another for each program made: who knows one cannot make keys that collide in another.
static unsigned long seed(void) {
    uint32_t seed = 0;
    while (!seed && getrandom(&seed, sizeof seed, 0) == sizeof seed);
    return seed;
}

int image_dump(const char *file, int (*prepare)(void)) {
    block_heap();
    char *path = *file == '/' ? strdup(file) : NULL;
    char *here = path ? NULL : getcwd(NULL, 0);
    if (here && asprintf(&path, "%s/%s", here, file) < 0) path = NULL;
    free(here);
    if (!path || become_nobody() < 0) {
        perror("cljsh: --dump-image");
        return 1;
    }
    runtime_hash_seed = seed();
    learn(path, prepare);
    return dump(path, prepare);
}

#else

int image_dump(const char *file, int (*prepare)(void)) {
    (void)file, (void)prepare;
    fprintf(stderr, "cljsh: this build has no image\n");
    return 1;
}

#endif
