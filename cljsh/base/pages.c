// SPDX-License-Identifier: MIT
#include "base/pages.h"

#ifdef CLJSH_IMAGE

#include "base/at_start.h"

#include <stddef.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_WRITE // Linux 5.14
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#endif

static AT_START struct pages known;
static AT_START uint32_t taken; // a bit for each part

void pages_know(const struct pages *p) {
    known = *p;
    taken = 0; // the process that made the image has been through all parts
}

// What a kernel cannot do, or has no memory for, happens page by page later.
void pages_take(enum pages_part part) {
    if (taken & 1u << part) return;
    taken |= 1u << part;
    for (uint32_t i = part ? known.end[part - 1] : 0; i < known.end[part]; i++) {
        uint64_t run = known.runs[i], address = run & ~(uint64_t)0xfff, n = (run & 0xfff) >> 1;
        if (madvise((void *)address, n << 12, run & 1 ? MADV_POPULATE_WRITE : MADV_POPULATE_READ) < 0) return;
    }
}

#endif
