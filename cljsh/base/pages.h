// SPDX-License-Identifier: MIT
/* Pages of the image that a part of the program will touch.
 *
 * Where a page fault is dear, as on virtual machines, a short process spends
 * most of its time in faults: one that maps a single page takes as long as
 * taking ten or twenty at once.  So each part below says when it begins, and
 * what it is known to read and write is taken then.  image/hot.c learns what
 * that is when the image is made; without an image nothing is known.
 */
#ifndef BASE_PAGES_H
#define BASE_PAGES_H

#include <stdbool.h>
#include <stdint.h>

enum pages_part {
    PAGES_START,    // every process
    PAGES_FORMS,    // a text of Clojure
    PAGES_COMMANDS, // a text of the command language
    PAGES_PROGRAM,  // a namespace with functions of its own
    PAGES_CLASS,    // a type or record is defined
    PAGES_LIBRARY,  // a compiled library is loaded
    PAGES_IMPORT,   // Python imports a module
    PAGES_PARTS
};

/* A run is the address of its first page, and in the bits below that the number of pages and whether they
 * are written to.  Those of a part stand behind those of the parts before. */
#define PAGES_RUNS 640
#define PAGES_LONGEST 2047
struct pages { uint64_t runs[PAGES_RUNS]; uint32_t end[PAGES_PARTS + 1]; }; // a multiple of 8 bytes

static inline uint64_t pages_run(uint64_t address, uint64_t n, bool written) { return address | n << 1 | written; }

#ifdef CLJSH_IMAGE
// What is known, from now on.
void pages_know(const struct pages *p);
// A part begins.
void pages_take(enum pages_part part);
#else
static inline void pages_take(enum pages_part part) { (void)part; }
#endif

#endif
