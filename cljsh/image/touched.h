// SPDX-License-Identifier: MIT
/* Which memory of its image a restored process reads or writes: for the
 * maker of the image (placement.h), who starts the process with a descriptor
 * in TOUCHED_VARIABLE, on a file of a byte for each unit of the arena. */
#ifndef IMAGE_TOUCHED_H
#define IMAGE_TOUCHED_H

#include "image/layout.h"

// If this process is asked to, notes what it touches of the image from now on.
void touched_start(const struct image_header *h);

#endif
