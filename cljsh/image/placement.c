// SPDX-License-Identifier: MIT
#include "image/placement.h"

#ifdef CLJSH_IMAGE

#include "compile/compile.h"
#include "image/arena.h"

#include <pthread.h>
#include <sys/mman.h>

#define MOST ((size_t)64 << 20) // allocations

// By number of the allocation; the first has the last number. The trial is counted from 1 here.
static struct placement { uint32_t size; uint8_t trial; } *all;
// By unit of the arena: the number of the allocation that has had it last. Both halves.
static uint32_t *owner;

static enum { IDLE, RECORDS, PLACES } mode;
static uint32_t last; // the number of the allocation counted last

// The number before the first allocation of each form that is evaluated: so that one which allocates more or
// less than it did does not put the numbers of all that follow astray.
#define MOST_FORMS ((size_t)1 << 20)
static uint32_t *at_form;
static uint32_t form;

static void next_form(void) {
    form = compile_forms;
    if (form >= MOST_FORMS) return;
    if (mode == RECORDS) at_form[form] = last;
    else if (at_form[form]) last = at_form[form];
}

/* Where things lie decides in a few places of Python's how often something is
 * allocated (sets of objects that hash by address).  The numbers are put right
 * by the sizes of the last allocations, in a row. */
#define IN_ROW 12
#define ASTRAY 512 // at most
static uint32_t sizes[IN_ROW];
static uint32_t seen, tried; // allocations; how many when it was last tried to put right

static bool fits(uint32_t at) {
    for (uint32_t i = 0; i < IN_ROW; i++)
        if (all[at - i].size != sizes[(seen - i) % IN_ROW]) return false;
    return true;
}

static void put_right(void) {
    if (last <= IN_ROW || seen - tried < IN_ROW || fits(last)) return;
    tried = seen;
    for (uint32_t by = 1; by <= ASTRAY; by++) {
        if (last > by + IN_ROW && fits(last - by)) last -= by;
        else if (last + by < MOST && fits(last + by)) last += by;
        else continue;
        return;
    }
}

static void *room(size_t size) {
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

// Children that load libraries to record them count nothing: what they free and use again is still there in their parent.
static void child_is_idle(void) { mode = IDLE; }

int placement_start(void) {
    all = room(MOST * sizeof *all);
    owner = room(2 * TOUCHED_UNITS * sizeof *owner);
    at_form = room(MOST_FORMS * sizeof *at_form);
    return all && owner && at_form && pthread_atfork(NULL, NULL, child_is_idle) == 0 ? 0 : -1;
}

void placement_record(void) { mode = RECORDS; }
void placement_use(void) { mode = PLACES; }

// Nothing may stay that points out of the image.
void placement_end(void) {
    if (all) munmap(all, MOST * sizeof *all);
    if (owner) munmap(owner, 2 * TOUCHED_UNITS * sizeof *owner);
    if (at_form) munmap(at_form, MOST_FORMS * sizeof *at_form);
    all = NULL;
    owner = at_form = NULL;
    mode = IDLE;
    last = seen = tried = form = 0;
}

int placement_of(size_t size) {
    if (mode == IDLE || last + 1 == MOST) return -1;
    if (form != compile_forms) next_form();
    last++;
    if (mode == RECORDS) return -1;
    sizes[++seen % IN_ROW] = (uint32_t)size;
    if (all[last].size != size) put_right();
    if (all[last].size != size) return -1;
    const int trial = all[last].trial - 1;
    all[last].trial = 0; // there is room for it once
    return trial;
}

void placement_note(const void *p, size_t size) {
    if (mode != RECORDS || !p || last + 1 == MOST || size > UINT32_MAX) return;
    const size_t half = (const char *)p >= ARENA_OBJECTS;
    size_t unit = (size_t)((const char *)p - (half ? ARENA_OBJECTS : ARENA_BLOCKS)) / TOUCHED_UNIT;
    all[last].size = (uint32_t)size;
    all[0].size = last;
    for (size_t end = unit + (size + TOUCHED_UNIT - 1) / TOUCHED_UNIT; unit < end && unit < TOUCHED_UNITS; unit++)
        owner[half * TOUCHED_UNITS + unit] = last;
}

void placement_learn(int trial, const uint8_t *touched) {
    for (size_t i = 0; i < 2 * TOUCHED_UNITS; i++) {
        struct placement *one = touched[i] && owner[i] ? &all[owner[i]] : NULL;
        if (one && !one->trial && one->size && one->size <= PLACEMENT_LARGEST) one->trial = (uint8_t)(trial + 1);
    }
}

size_t placement_room(int trial, size_t (*rounded)(size_t size)) {
    size_t sum = 0;
    for (uint32_t i = 1; mode == PLACES && i <= all[0].size; i++)
        if (all[i].trial == trial + 1) sum += rounded(all[i].size);
    return sum;
}

#endif
