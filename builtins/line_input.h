// SPDX-License-Identifier: MIT
/* Reading lines for read and mapfile, no further than their end: what is
 * behind it is for whoever reads next from the same descriptor. */
#ifndef BUILTINS_LINE_INPUT_H
#define BUILTINS_LINE_INPUT_H

#include "builtins/escapes.h"

struct input {
    int fd;
    bool seekable;     // then a block is read, and what is not used is given back
    int64_t deadline;  // of wait.h; FOREVER
    char block[4096];
    size_t at, n;
    const char *text;  // instead: all of it is here already
    struct call *call; // whose descriptor `number` it is
    int number;
};

enum input_result { INPUT_BYTE, INPUT_END, INPUT_TIMEOUT, INPUT_FAILED, INPUT_RAISED }; // FAILED: errno; RAISED: an exception

void line_input_begin(struct input *in, int fd, int64_t deadline);
bool line_input_begin_text(struct input *in, struct call *c, int number); // is it text that needs no descriptor?
enum input_result line_input_byte(struct input *in, unsigned char *byte);
void line_input_end(struct input *in); // gives back what was read too far

#endif
