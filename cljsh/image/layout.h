// SPDX-License-Identifier: MIT
/* The memory image of the initialised process, as a file.
 *
 * An image is appended to the program it belongs to; a file that was copied
 * or renamed keeps it, and `strip` removes it (the program then boots from
 * source).
 *
 *     the ELF program            padded to a page
 *     segment pages              each segment begins at a page of the file
 *     sums                       one 64-bit sum per page of the segments, in order
 *     struct image_header        ends where the file ends
 *
 * A segment is a stretch of memory at a fixed address: the program's .data
 * and .bss, and the two halves of the arena (arena.h).  Nothing of another
 * object's memory is in it, and no pointer to any: dump.c looks at every
 * word.  The few words of .bss that the dynamic linker fills in (stdin,
 * environ…: copy relocations) are listed in `kept`: they stay what they are
 * in the restored process.
 *
 * The header is read at each start: magic, version, build id, sizes and its
 * own sum must fit, else the process boots from source.  The pages' sums
 * cost too much at a start; `cljsh --check-image` looks at them.
 */
#ifndef IMAGE_LAYOUT_H
#define IMAGE_LAYOUT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define IMAGE_MAGIC "cljsh\x7fim"
#define IMAGE_VERSION 4
#define IMAGE_PAGE 4096
#define IMAGE_SEGMENTS 3
#define IMAGE_KEPT 24

// The kernel maps [address, address + size); what is behind `file_size` is
// zero and not in the file.
struct image_segment { uint64_t address, size, file_size, offset; };
struct image_kept { uint64_t address, size; };

struct image_header {
    uint8_t build_id[32];   // of the program, padded with zeros
    struct image_segment segments[IMAGE_SEGMENTS];
    struct image_kept kept[IMAGE_KEPT];
    uint64_t nkept;
    uint64_t sums;          // where in the file
    uint64_t program_size;  // of the ELF file without padding
    uint64_t file_size;     // of everything
    uint64_t version;
    uint64_t sum;           // image_sum of all that stands before it
    char magic[8];
};

#define IMAGE_ROUND(n) (((n) + IMAGE_PAGE - 1) & ~(uint64_t)(IMAGE_PAGE - 1))

// Against damage, not against an attacker: who can write the image can write the program.
// Length a multiple of 8.
static inline uint64_t image_sum(const void *data, uint64_t length) {
    uint64_t h = 0x9e3779b97f4a7c15u ^ length;
    for (uint64_t i = 0; i < length; i += 8) {
        uint64_t w;
        memcpy(&w, (const char *)data + i, 8);
        h = (h ^ w) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    return h;
}

static inline uint64_t image_header_sum(const struct image_header *h) {
    return image_sum(h, offsetof(struct image_header, sum));
}

#endif
