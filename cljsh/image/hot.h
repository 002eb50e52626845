// SPDX-License-Identifier: MIT
/* The pages every process writes to at its start: their number is small, but
 * a fault for each costs more than copying them all.  They are found out by
 * watching a command of the shell and an expression, when the image has been
 * written: what both write to. */
#ifndef IMAGE_HOT_H
#define IMAGE_HOT_H

#include "image/layout.h"

// Runs the program, which has its image, and notes in the header which pages it wrote to.
// What cannot be watched here leaves the header as it is.
void hot_learn(const char *program, struct image_header *h);
// Makes those pages the process's own.
void hot_take(const struct image_header *h);

#endif
