// SPDX-License-Identifier: MIT
#include "image/check.h"

#ifdef CLJSH_IMAGE

#include "image/elf.h"

#include <stdio.h>
#include <unistd.h>

static int bad(const char *what) {
    printf("cljsh: image: %s\n", what);
    return 1;
}

int image_check(void) {
    struct image_header h;
    int fd = program_open();
    const char *reason = fd < 0 ? "the program's file is not to be found" : image_header_read(fd, &h);
    if (reason) return bad(reason);
    uint64_t sums = h.sums, npages = 0, damaged = 0;
    for (int i = 0; i < IMAGE_SEGMENTS; i++) {
        for (uint64_t at = 0; at < h.segments[i].file_size; at += IMAGE_PAGE, sums += 8, npages++) {
            char page[IMAGE_PAGE];
            uint64_t sum;
            if (pread(fd, page, sizeof page, (off_t)(h.segments[i].offset + at)) != sizeof page ||
                pread(fd, &sum, sizeof sum, (off_t)sums) != sizeof sum)
                return bad("the file cannot be read");
            if (sum == image_sum(page, sizeof page)) continue;
            damaged++;
            printf("cljsh: image: the page of %#lx is damaged\n", h.segments[i].address + at);
        }
    }
    close(fd);
    if (damaged) return 1;
    printf("cljsh: image: %lu pages, %lu KiB, all as they were made\n", npages, npages * IMAGE_PAGE / 1024);
    return fflush(stdout) == 0 ? 0 : 1;
}

#endif
