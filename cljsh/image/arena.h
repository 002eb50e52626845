// SPDX-License-Identifier: MIT
/* Memory at a fixed address, for the process that makes an image.
 *
 * The program is linked with --wrap=malloc,calloc,realloc,free: while an
 * image is made (and only then) these take from the arena, so that all that
 * Python and our own code allocate lies there.  The libraries' own
 * allocations do not pass through here and stay the C library's.
 *
 * The arena has two halves, one for blocks and one for the large pieces that
 * Python's object allocator cuts up (and which it asks for through
 * PyObject_SetArenaAllocator).
 *
 * At the beginning of the blocks' half lies what short programs need of the
 * image (placement.h), and behind it a small stretch that is given out from
 * front to end: what a restored process allocates first, be it Python's or a
 * library's.  So a short process touches few pages.  When the stretch is used
 * up, Python's allocator gets its own functions back.
 *
 * From then on everything new in a restored process comes from the C library.  free and
 * realloc tell by the address what a block is; a block of the image that is
 * freed is not used again, which at most wastes the image's size.  Python's
 * pieces go on being placed behind the image's, so that its radix tree of
 * addresses needs no new nodes.
 */
#ifndef IMAGE_ARENA_H
#define IMAGE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARENA_FIRST   (256 << 10) // of the stretch for what a restored process allocates first
#define ARENA_BLOCKS  ((char *)0x200000000000)
#define ARENA_OBJECTS ((char *)0x200100000000)
#define ARENA_END     ((char *)0x201000000000)

#ifdef CLJSH_IMAGE

// From now on memory comes from the arena: 0, or -1 when its addresses are taken.
int arena_start(void);
// The end of what is in use of either half (a multiple of the page size).
char *arena_blocks_end(void);
char *arena_objects_end(void);
// Where the stretch for what comes first begins; it ends ARENA_FIRST behind that.
char *arena_first(void);
// From the next malloc on, memory comes from the stretch for what comes first, and then from the C library.
void arena_stop(void);
// In a restored process: the first library is going to be loaded, so the pages that this writes to are taken now.
void arena_expect_library(void);

#endif
#endif
