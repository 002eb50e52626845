// SPDX-License-Identifier: MIT
/* All pages of the image are protected.  An access to one faults: the address
 * is noted, the page opened, and the one instruction let run, with the
 * processor's trap flag set; then the page is protected again. */
#include "image/touched.h"

#if defined(CLJSH_IMAGE) && defined(__x86_64__)

#include "image/arena.h"
#include "image/placement.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#define TRAP_FLAG 0x100
#define PAGES 16 // that one instruction touches at most
#define STALE 32 // accesses that teach nothing, after which a page stays open

static uint8_t *touched;
static uint8_t stale[2 * TOUCHED_UNITS / (IMAGE_PAGE / TOUCHED_UNIT)]; // by page: accesses in a row to what is known
static char *opened[PAGES]; // for the instruction that is to run now
static int count;

static void on_fault(int sig, siginfo_t *info, void *context) {
    char *at = info->si_addr;
    const size_t half = at >= ARENA_OBJECTS;
    const size_t unit = (size_t)(at - (half ? ARENA_OBJECTS : ARENA_BLOCKS)) / TOUCHED_UNIT;
    char *page = (char *)((uintptr_t)at & ~(uintptr_t)(IMAGE_PAGE - 1));
    if (at < ARENA_BLOCKS || at >= ARENA_END || unit >= TOUCHED_UNITS || count == PAGES || mprotect(page, IMAGE_PAGE, PROT_READ | PROT_WRITE) < 0) {
        signal(sig, SIG_DFL); // a fault like any other: it comes again
        return;
    }
    uint8_t *known = &touched[half * TOUCHED_UNITS + unit], *in_row = &stale[(half * TOUCHED_UNITS + unit) / (IMAGE_PAGE / TOUCHED_UNIT)];
    *in_row = *known ? *in_row + 1 : 0;
    *known = 1;
    if (*in_row == STALE) return;
    opened[count++] = page;
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_EFL] |= TRAP_FLAG;
}

static void on_step(int sig, siginfo_t *info, void *context) {
    (void)sig, (void)info;
    while (count) mprotect(opened[--count], IMAGE_PAGE, PROT_NONE);
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_EFL] &= ~TRAP_FLAG;
}

static int handle(int sig, void (*handler)(int, siginfo_t *, void *)) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigfillset(&action.sa_mask);
    return sigaction(sig, &action, NULL);
}

/* The stretch that comes first stays open: it lies together already, and the
 * system's calls get buffers there, for which an access that faults is an
 * error. */
void touched_start(const struct image_header *h) {
    const char *fd = getenv(TOUCHED_VARIABLE);
    if (!fd) return;
    touched = mmap(NULL, 2 * TOUCHED_UNITS, PROT_READ | PROT_WRITE, MAP_SHARED, atoi(fd), 0);
    if (touched == MAP_FAILED || handle(SIGSEGV, on_fault) < 0 || handle(SIGTRAP, on_step) < 0) _exit(71);
    const struct image_segment *blocks = &h->segments[1], *objects = &h->segments[2];
    char *first = (char *)((uintptr_t)arena_first() & ~(uintptr_t)(IMAGE_PAGE - 1)), *behind = first + ARENA_FIRST + IMAGE_PAGE;
    mprotect(ARENA_BLOCKS, (size_t)(first - ARENA_BLOCKS), PROT_NONE);
    mprotect(behind, blocks->size - (size_t)(behind - ARENA_BLOCKS), PROT_NONE);
    mprotect((void *)objects->address, objects->size, PROT_NONE);
}

#else

void touched_start(const struct image_header *h) { (void)h; }

#endif
