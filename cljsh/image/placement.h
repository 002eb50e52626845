// SPDX-License-Identifier: MIT
/* Which allocations lie at the front of an image.
 *
 * A short process touches few of the image's objects, but they lie all over
 * it, and each page costs a fault and, when it is written to (a reference
 * count is enough), a copy.  So an image is made twice.  The first one is
 * tried on what short programs do (learn.c), every access to it being noted
 * (touched.c).  While the second is made, the allocations whose memory was
 * touched are put beside each other: first those of the first trial, then
 * what the second touched besides, and so on.
 *
 * Allocations are told apart by their number: the boot is the same each time,
 * as it runs alone, without an environment and with the same seed for hashes.
 * Where it is not after all, the sizes do not fit, and things lie where they
 * would without all this.
 */
#ifndef IMAGE_PLACEMENT_H
#define IMAGE_PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLACEMENT_TRIALS 10
#define PLACEMENT_LIBRARY 4 // of them, which loads libraries
#define PLACEMENT_LARGEST 2048 // bytes; of what is larger a start needs a part

#define TOUCHED_UNIT 16
#define TOUCHED_UNITS ((size_t)4 << 20) // of each half of the arena, from its beginning
#define TOUCHED_VARIABLE "CLJSH_IMAGE_TOUCHED" // the number of a descriptor

#ifdef CLJSH_IMAGE

// Room for what is learnt, which a child shares: 0, or -1.
int placement_start(void);
// From now on allocations are noted, or placed as learnt.
void placement_record(void);
void placement_use(void);
// No more of either.
void placement_end(void);

// Counts an allocation: the trial that needs it, from 0 on, or -1.
int placement_of(size_t size);
// Where the allocation counted last lies.
void placement_note(const void *p, size_t size);
// What a trial touched: units of the two halves of the arena.
void placement_learn(int trial, const uint8_t *touched);
// Room that a trial's allocations need, each taking `rounded` of its size.
size_t placement_room(int trial, size_t (*rounded)(size_t size));

#endif
#endif
