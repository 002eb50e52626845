// SPDX-License-Identifier: MIT
#include "image/arena.h"

#ifdef CLJSH_IMAGE

#include "base/py.h"

#include <errno.h>
#include <sys/mman.h>

// One thread runs while an image is made, so nothing here is locked.

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);

static bool active;
static char *blocks_top = ARENA_BLOCKS, *objects_top = ARENA_OBJECTS;

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

void *__wrap_malloc(size_t size) { return unlikely(active) ? take(size) : __real_malloc(size); }

void *__wrap_calloc(size_t n, size_t size) {
    if (likely(!active)) return __real_calloc(n, size);
    size_t all;
    return __builtin_mul_overflow(n, size, &all) ? NULL : take(all); // zero already, see give()
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

// --- pieces for Python's object allocator -----------------------------------

static void *piece_take(void *unused, size_t size) {
    (void)unused;
    size = (size + 0xfff) & ~(size_t)0xfff;
    void *p = MAP_FAILED;
    if (size <= (size_t)(ARENA_END - objects_top))
        p = mmap(objects_top, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p == objects_top) {
        objects_top += size;
        return p;
    }
    if (p != MAP_FAILED) munmap(p, size); // a kernel without MAP_FIXED_NOREPLACE
    p = active ? MAP_FAILED : mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

static void piece_give(void *unused, void *p, size_t size) {
    (void)unused;
    if (active) memset(p, 0, size);
    else munmap(p, (size + 0xfff) & ~(size_t)0xfff);
}

// --- start and end ----------------------------------------------------------

int arena_start(void) {
    size_t size = (size_t)(ARENA_OBJECTS - ARENA_BLOCKS);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    if (mmap(ARENA_BLOCKS, size, PROT_READ | PROT_WRITE, flags, -1, 0) != ARENA_BLOCKS) return -1;
    PyObjectArenaAllocator pieces = {NULL, piece_take, piece_give};
    PyObject_SetArenaAllocator(&pieces);
    active = true;
    return 0;
}

static char *page_end(char *p) { return (char *)(((uintptr_t)p + 0xfff) & ~(uintptr_t)0xfff); }
char *arena_blocks_end(void) { return page_end(blocks_top); }
char *arena_objects_end(void) { return page_end(objects_top); }
void arena_stop(void) { active = false; }

#endif
