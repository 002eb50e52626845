// SPDX-License-Identifier: MIT
/* Variables that a process which was restored from an image writes to before
 * anything else happens: they lie together, so that they are one page or two
 * and not one each. */
#ifndef BASE_AT_START_H
#define BASE_AT_START_H

#ifdef CLJSH_IMAGE
#define AT_START __attribute__((section("at_start")))
#else
#define AT_START
#endif

#endif
