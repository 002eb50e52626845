// SPDX-License-Identifier: MIT
/* What the running program's own headers say about it. */
#ifndef IMAGE_ELF_H
#define IMAGE_ELF_H

#include "image/layout.h"

#include <stdbool.h>
#include <stddef.h>

// Its build id, up to 32 bytes, padded with zeros; false when it has none.
bool program_build_id(uint8_t id[32]);
// Where it has variables that are neither read-only nor the dynamic linker's.
void program_data(uint64_t *start, uint64_t *end);
// The words among the variables that the dynamic linker sets: their number, or -1 when there are too many.
int program_kept(uint64_t start, uint64_t end, struct image_kept *kept, int max);
// The thread-local variables of the calling thread.
char *program_thread_data(size_t *size);
// The word at that address as the program's file has it, or 0: what is still
// the same was put there by the linker.  fd: of the file.
uint64_t program_first_word(int fd, uint64_t address);
// The program's file, opened for reading: a descriptor or -1.
int program_open(void);

#endif
