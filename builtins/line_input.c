// SPDX-License-Identifier: MIT
#include "builtins/line_input.h"

#include "task/pause.h"
#include "task/wait.h"

#include <errno.h>
#include <unistd.h>

void line_input_begin(struct input *in, int fd, int64_t deadline) {
    in->fd = fd;
    in->text = NULL;
    in->deadline = deadline;
    in->at = in->n = 0;
    in->seekable = lseek(fd, 0, SEEK_CUR) >= 0;
}

bool line_input_begin_text(struct input *in, struct call *c, int number) {
    size_t n;
    const char *text = number >= 0 ? builtin_text(c, number, &n) : NULL;
    if (!text) return false;
    in->fd = -1;
    in->text = text;
    in->at = 0;
    in->n = n;
    in->call = c;
    in->number = number;
    return true;
}

// Reads when there is something: what read(2) returns, or 0 with *result.
static ssize_t fill(struct input *in, size_t most, enum input_result *result) {
    for (;;) {
        if (!in->seekable) {
            struct pollfd look = {.fd = in->fd, .events = POLLIN};
            if (poll(&look, 1, 0) == 0 || in->deadline != FOREVER) {
                int r = wait_fd(in->fd, POLLIN, in->deadline);
                if (r <= 0) {
                    *result = r ? INPUT_RAISED : INPUT_TIMEOUT;
                    return 0;
                }
            }
        }
        ssize_t n = WITHOUT_GIL(read(in->fd, in->block, most));
        if (n > 0) return n;
        *result = n == 0 ? INPUT_END : INPUT_FAILED;
        if (n == 0 || (errno != EINTR && errno != EAGAIN)) return 0;
        bool again = errno == EAGAIN;
        if (PyErr_CheckSignals() == 0 && (!again || wait_fd(in->fd, POLLIN, in->deadline) >= 0)) continue;
        *result = INPUT_RAISED;
        return 0;
    }
}

enum input_result line_input_byte(struct input *in, unsigned char *byte) {
    if (in->text) {
        if (in->at == in->n) return INPUT_END;
        *byte = (unsigned char)in->text[in->at++];
        return INPUT_BYTE;
    }
    if (in->at == in->n) {
        enum input_result result;
        ssize_t n = fill(in, in->seekable ? sizeof in->block : 1, &result);
        in->at = 0;
        in->n = (size_t)n;
        if (!n) return result;
    }
    *byte = (unsigned char)in->block[in->at++];
    return INPUT_BYTE;
}

void line_input_end(struct input *in) {
    if (in->text) {
        builtin_text_taken(in->call, in->number, in->at);
        in->text = NULL;
        return;
    }
    if (in->at < in->n) lseek(in->fd, (off_t)in->at - (off_t)in->n, SEEK_CUR);
    in->at = in->n = 0;
}
