// SPDX-License-Identifier: MIT
/* Making an image: `cljsh --dump-image FILE` writes this program together
 * with an image of itself, initialised.
 *
 * What of the calling process could leak into the image is put aside first:
 * environment, directory, signals, standard streams.  Then everything is
 * booted from source with all memory in the arena, what belongs to a process
 * is cleared, and every word of the memory to be written is looked at: one
 * that points into memory of another object (the C library, the stack, …)
 * makes the dump fail, naming it.
 */
#ifndef IMAGE_DUMP_H
#define IMAGE_DUMP_H

// The exit status; says on stderr what went wrong.
int image_dump(const char *file, int (*prepare)(void));

#endif
