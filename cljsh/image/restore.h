// SPDX-License-Identifier: MIT
/* The start of the program: from its image if it can be, else nothing has
 * happened and runtime_start() boots from source. */
#ifndef IMAGE_RESTORE_H
#define IMAGE_RESTORE_H

/* Called before anything else in main: all variables change.  Also does what
 * `--dump-image FILE` and `--check-image` ask for.  The exit status of the
 * program, or -1 when it goes on. */
int image_main(int argc, char **argv, int (*prepare)(void));
// Which start was taken and, for the one from source, why.
const char *image_how(void);

#endif
