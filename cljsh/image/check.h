// SPDX-License-Identifier: MIT
#ifndef IMAGE_CHECK_H
#define IMAGE_CHECK_H

#include "image/layout.h"

// `cljsh --check-image`: looks at every page of the program's image. The exit status.
int image_check(void);

// Reads the header of the image in that file: NULL, or what is wrong with it.
const char *image_header_read(int fd, struct image_header *h);

#endif
