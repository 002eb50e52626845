// SPDX-License-Identifier: MIT
/* Which pages the parts of a program touch (base/pages.h): found out by
 * watching examples, when the image has been written.  What all starts touch is
 * the first part; an example of another part has what those before it have,
 * and more, which is that part's. */
#ifndef IMAGE_HOT_H
#define IMAGE_HOT_H

#include "image/layout.h"

// Runs the program, which has its image, and notes in the header which pages it touches.
// What cannot be watched here leaves the header as it is.
void hot_learn(const char *program, struct image_header *h);

#endif
