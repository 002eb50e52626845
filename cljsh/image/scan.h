// SPDX-License-Identifier: MIT
/* Looking for pointers into memory that an image does not hold. */
#ifndef IMAGE_SCAN_H
#define IMAGE_SCAN_H

#include "image/layout.h"

#include <stddef.h>

// Where foreign memory lies; the header's segments are ours.  From malloc; NULL with errno.
struct scan *scan_start(const struct image_header *h);
// Looks at every word of the segments but what is kept, names the foreign
// ones on stderr and returns their number.
long scan_segments(const struct scan *s);
// The same for this thread's variables that are not zero, but for the known
// ones (up to an entry of NULL).
struct scan_known { const void *start; size_t size; };
long scan_thread(const struct scan_known *known);

#endif
