// SPDX-License-Identifier: MIT
#include "image/arena.h"

#ifdef CLJSH_IMAGE

#include "base/py.h"
#include "base/at_start.h"
#include "image/placement.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

// One thread runs while an image is made, so nothing here is locked.

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);

static AT_START bool active;
static char *blocks_top, *objects_top = ARENA_OBJECTS;

// --- blocks ---------------------------------------------------------------

/* A block is its size (a multiple of 16, the header included), 8 unused
 * bytes, and the memory.  Freed ones are kept in lists by size: exact up to
 * SMALL, above that four sizes between two powers of two. */
#define HEADER 16
#define SMALL 1024
#define LISTS (SMALL / 16 + 4 * 54)
struct block { size_t size; struct block *next; };
static struct block *free_blocks[LISTS];

static size_t rounded(size_t size) {
    size = (size + HEADER + 15) & ~(size_t)15;
    if (size <= SMALL) return size;
    size_t step = (size_t)1 << (63 - __builtin_clzl(size - 1)) >> 2;
    return (size + step - 1) & ~(step - 1);
}

static size_t list_of(size_t size) {
    if (size <= SMALL) return size / 16 - 1;
    int log = 63 - __builtin_clzl(size - 1);
    return SMALL / 16 + 4 * (size_t)(log - 10) + ((size - 1) >> (log - 2) & 3);
}

static bool in_blocks(const void *p) { return (const char *)p >= ARENA_BLOCKS && (const char *)p < ARENA_OBJECTS; }
static struct block *block_of(void *p) { return (struct block *)((char *)p - HEADER); }

// --- what comes first -------------------------------------------------------

static AT_START bool gathers; // the restored process takes from the stretch
static AT_START char *image_end; // of the objects
static AT_START char *first_top, *first_end; // threads may be there already
static char *placed_top[PLACEMENT_TRIALS + 1]; // the last is where all ends

#define FIRST_MAX (16 << 10)

// NULL: take it elsewhere.  A large block would use up the stretch, and most of its pages are not needed soon.
static void *take_first(size_t wanted) {
    size_t size = rounded(wanted);
    if (wanted > FIRST_MAX) return NULL;
    struct block *b = (struct block *)__atomic_fetch_add(&first_top, size, __ATOMIC_RELAXED);
    if ((char *)b + size > first_end) return (gathers = false, NULL);
    b->size = size;
    return (char *)b + HEADER;
}

// While an image is made: an allocation that short programs need, else NULL.
static void *take_placed(size_t wanted) {
    const int trial = placement_of(wanted);
    if (trial < 0) return NULL;
    struct block *b = (struct block *)placed_top[trial];
    size_t size = rounded(wanted);
    if ((char *)b + size > placed_top[PLACEMENT_TRIALS]) return NULL;
    b->size = size;
    placed_top[trial] += size;
    return (char *)b + HEADER;
}

static void place(void) {
    char *top = ARENA_BLOCKS;
    for (int i = 0; i < PLACEMENT_TRIALS; i++) {
        placed_top[i] = top;
        top += placement_room(i, rounded);
    }
    first_top = placed_top[PLACEMENT_TRIALS] = top;
    first_end = blocks_top = top + ARENA_FIRST;
}

// --- blocks again -----------------------------------------------------------

static void *take(size_t wanted) {
    size_t size = rounded(wanted);
    if (wanted > PTRDIFF_MAX / 2 || size > (size_t)(ARENA_OBJECTS - blocks_top)) return errno = ENOMEM, NULL;
    struct block **list = &free_blocks[list_of(size)], *b = *list;
    if (b) {
        *list = b->next;
    } else {
        b = (struct block *)blocks_top;
        blocks_top += size;
        b->size = size;
    }
    b->next = NULL;
    return (char *)b + HEADER;
}

// What is free is zero: it compresses, and holds no stale pointers that would look foreign.
static void give(void *p) {
    struct block *b = block_of(p), **list = &free_blocks[list_of(b->size)];
    memset(p, 0, b->size - HEADER);
    b->next = *list;
    *list = b;
}

// Python's allocator asks for its own needs, and for what is counted as Python's object already.
static bool inside;

static void *take_counted(size_t size) {
    if (inside) return take(size);
    void *p = take_placed(size);
    if (!p) p = take(size);
    placement_note(p, size);
    return p;
}

void *__wrap_malloc(size_t size) {
    void *first = unlikely(gathers) ? take_first(size) : NULL;
    return first ? first : unlikely(active) ? take_counted(size) : __real_malloc(size);
}

// What was never used is zero, and what was freed, too, see give().
void *__wrap_calloc(size_t n, size_t size) {
    if (likely(!active && !gathers)) return __real_calloc(n, size);
    size_t all;
    if (__builtin_mul_overflow(n, size, &all)) return NULL;
    void *first = gathers ? take_first(all) : NULL;
    return first ? first : active ? take_counted(all) : __real_calloc(n, size);
}

void __wrap_free(void *p) {
    if (likely(!in_blocks(p))) __real_free(p);
    else if (active) give(p);
}

void *__wrap_realloc(void *p, size_t size) {
    if (!p) return __wrap_malloc(size);
    if (!in_blocks(p)) return __real_realloc(p, size);
    size_t had = block_of(p)->size - HEADER;
    if (size <= had && (active ? rounded(size) == had + HEADER : size > had / 2)) {
        if (active) memset((char *)p + size, 0, had - size);
        return p;
    }
    void *fresh = __wrap_malloc(size);
    if (!fresh) return NULL;
    memcpy(fresh, p, had < size ? had : size);
    __wrap_free(p);
    return fresh;
}

// --- Python's small objects -----------------------------------------------------

/* Python's allocator frees what is not its own by PyMem_RawFree, which comes
 * here: so only what allocates has to be led through these functions. */
static const PyMemAllocatorDomain domains[] = {PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
static PyMemAllocatorEx own[2]; // Python's; the context of ours says which

static void use_own(void) {
    for (int i = 0; i < 2; i++) {
        PyMemAllocatorEx now;
        PyMem_GetAllocator(domains[i], &now);
        if (now.ctx == &own[i]) PyMem_SetAllocator(domains[i], &own[i]); // else somebody calls ours for good
    }
}

static void *object_malloc(void *ctx, size_t size) {
    void *first = gathers ? take_first(size) : NULL;
    if (first) return first;
    PyMemAllocatorEx *a = ctx;
    if (!active) {
        if (!gathers) use_own(); // else it was only too large
        return a->malloc(a->ctx, size);
    }
    void *p = take_placed(size);
    if (!p) {
        inside = true;
        p = a->malloc(a->ctx, size);
        inside = false;
    }
    placement_note(p, size);
    return p;
}

static void *object_calloc(void *ctx, size_t n, size_t size) {
    size_t all;
    if (__builtin_mul_overflow(n, size, &all)) return NULL;
    if (active) {
        void *p = object_malloc(ctx, all);
        return p ? memset(p, 0, all) : NULL;
    }
    void *first = gathers ? take_first(all) : NULL;
    if (first) return first;
    PyMemAllocatorEx *a = ctx;
    return a->calloc(a->ctx, n, size);
}

/* The size of a block of Python's allocator while an image is made, or 0. It
 * cuts memory into pools of 16 KiB, in whose headers (obmalloc.c of Python
 * 3.11) the size stands, in units of 16 bytes less one. */
#define POOL ((uintptr_t)1 << 14)
#define POOL_SIZE_AT 36
static size_t pooled(const void *p) {
    if (!active || (const char *)p < ARENA_OBJECTS || (const char *)p >= objects_top) return 0;
    uint32_t units;
    memcpy(&units, (const char *)((uintptr_t)p & ~(POOL - 1)) + POOL_SIZE_AT, sizeof units);
    return ((size_t)units + 1) * 16;
}

/* What is free is zero here, too.  A restored process leaves what came first
 * as it is (Python's own way there would only count it), and as long as it is
 * short the image's objects as well, for a pool costs three pages to enter. */
static void object_free(void *ctx, void *p) {
    if (!active && (char *)p >= ARENA_BLOCKS && (char *)p < (gathers ? image_end : first_end)) return;
    PyMemAllocatorEx *a = ctx;
    size_t size = pooled(p);
    if (size) memset(p, 0, size);
    a->free(a->ctx, p);
}

static void *object_realloc(void *ctx, void *p, size_t size) {
    if (!p) return object_malloc(ctx, size);
    PyMemAllocatorEx *a = ctx;
    size_t had = pooled(p);
    if (!had && active && in_blocks(p)) had = block_of(p)->size - HEADER; // moves as well: what is counted must not depend on where things lie
    if (!had) return a->realloc(a->ctx, p, size);
    void *fresh = object_malloc(ctx, size);
    if (!fresh) return NULL;
    memcpy(fresh, p, had < size ? had : size);
    object_free(ctx, p);
    return fresh;
}

static void lead_objects(void) {
    for (int i = 0; i < 2; i++) {
        PyMem_GetAllocator(domains[i], &own[i]);
        PyMemAllocatorEx ours = {&own[i], object_malloc, object_calloc, object_realloc, object_free};
        PyMem_SetAllocator(domains[i], &ours);
    }
}

// --- pieces for Python's object allocator -----------------------------------

#define HUGE_PAGE ((size_t)2 << 20)
#define HUGE_AFTER 8 // pieces of a process that has little come in small pages, of which it touches few

#define SPARE_PIECES 8 // what was given back and will be asked for again: no call of the system, no page new

static void *spare[SPARE_PIECES];
static size_t spare_size; // of each
static int spare_count;
static char *huge_end;  // pieces up to here are mapped
static int pieces_taken; // since the image was restored

static void *map_at(char *at, size_t size) {
    void *p = mmap(at, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p == at) return p;
    if (p != MAP_FAILED) munmap(p, size); // a kernel without MAP_FIXED_NOREPLACE
    return NULL;
}

#define HUGE_ORDER 9    // of 2^9 small pages
#define HUGE_FREE 16    // at least so many of them are to be free
#define HUGE_PATIENCE 8 // pieces until it is asked again

/* Does the system have huge pages to give?  Where its memory lies in small
 * pieces it moves pages of others about until there is one, which takes longer
 * than all that the huge page saves: seconds, for some hundreds of MiB.  (The
 * last line of /proc/buddyinfo is the zone that programs' memory comes from;
 * the numbers are free blocks of 1, 2, 4 … pages.) */
static bool are_huge_pages_free(void) {
    char text[4096];
    const int file = open("/proc/buddyinfo", O_RDONLY | O_CLOEXEC);
    const ssize_t n = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0) close(file);
    if (n <= 0) return false;
    text[n] = 0;
    if (text[n - 1] == '\n') text[n - 1] = 0;
    char *line = strrchr(text, '\n'), *at = strstr(line ? line : text, "zone");
    if (!at || !(at = strpbrk(at + 4 + strspn(at + 4, " "), " "))) return false;
    unsigned long huge = 0;
    for (int order = 0;; order++) {
        char *end;
        const unsigned long blocks = strtoul(at, &end, 10);
        if (end == at) return huge >= HUGE_FREE;
        if (order >= HUGE_ORDER) huge += blocks << (order - HUGE_ORDER);
        at = end;
    }
}

/* A process that has much gets its pieces out of huge pages: one fault instead
 * of 512, and a walk through many objects finds their addresses in the
 * processor's table.  They must be mapped whole. */
static void *piece_of_huge_page(size_t size) {
    if (objects_top >= huge_end) {
        static int none_before; // no huge page is asked for before so many pieces were taken
        if (pieces_taken < HUGE_AFTER || pieces_taken < none_before || size > HUGE_PAGE) return NULL;
        if (!are_huge_pages_free()) {
            none_before = pieces_taken + HUGE_PATIENCE;
            return NULL;
        }
        char *at = objects_top + (-(uintptr_t)objects_top & (HUGE_PAGE - 1));
        if (HUGE_PAGE > (size_t)(ARENA_END - at) || !map_at(at, HUGE_PAGE)) return NULL;
        objects_top = at;
        huge_end = at + HUGE_PAGE;
        madvise(at, HUGE_PAGE, MADV_HUGEPAGE);
    }
    if (size > (size_t)(huge_end - objects_top)) return NULL;
    objects_top += size;
    return objects_top - size;
}

static void *piece_take(void *unused, size_t size) {
    (void)unused;
    size = (size + 0xfff) & ~(size_t)0xfff;
    void *p = NULL;
    if (!active) {
        if (spare_count && size == spare_size) return spare[--spare_count];
        pieces_taken++;
        if ((p = piece_of_huge_page(size))) return p;
    }
    if (objects_top < huge_end) objects_top = huge_end; // the rest of a huge page is too little
    if (size <= (size_t)(ARENA_END - objects_top) && (p = map_at(objects_top, size))) {
        objects_top += size;
        return p;
    }
    p = active ? MAP_FAILED : mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

static void piece_give(void *unused, void *p, size_t size) {
    (void)unused;
    if (active) {
        memset(p, 0, size);
        return;
    }
    size = (size + 0xfff) & ~(size_t)0xfff;
    if (!spare_count) spare_size = size;
    if (size == spare_size && spare_count < SPARE_PIECES) spare[spare_count++] = p;
    else munmap(p, size);
}

// --- start and end ----------------------------------------------------------

int arena_start(void) {
    size_t size = (size_t)(ARENA_OBJECTS - ARENA_BLOCKS);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    if (mmap(ARENA_BLOCKS, size, PROT_READ | PROT_WRITE, flags, -1, 0) != ARENA_BLOCKS) return -1;
    PyObjectArenaAllocator pieces = {NULL, piece_take, piece_give};
    PyObject_SetArenaAllocator(&pieces);
    lead_objects();
    place();
    active = true;
    return 0;
}

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 // since Linux 5.14; others refuse it, which does no harm
#endif
#define FRESH ((size_t)32 << 10) // that a small library takes

static char *page_end(char *p) { return (char *)(((uintptr_t)p + 0xfff) & ~(uintptr_t)0xfff); }
char *arena_blocks_end(void) { return page_end(blocks_top); }
char *arena_objects_end(void) { return page_end(objects_top); }
char *arena_first(void) { return first_top; }

/* A page that is written to costs a fault, two where it was read before: to take
 * all at once costs half of that.  They are what the trials of a namespace and of
 * a library touched, and what comes next of the fresh memory. */
void arena_expect_library(void) {
    if (!gathers) return;
    char *from = page_end(ARENA_BLOCKS + 1), *to = page_end(placed_top[PLACEMENT_LIBRARY]), *fresh = page_end(first_top);
    madvise(from, (size_t)(to - from), MADV_POPULATE_WRITE);
    if (fresh + FRESH <= first_end) madvise(fresh, FRESH, MADV_POPULATE_WRITE);
}

void arena_stop(void) {
    active = false;
    image_end = objects_top;
    gathers = true;
}

#endif
