// SPDX-License-Identifier: MIT
#include "builtins/line_input.h"

#include "task/wait.h"

#include <errno.h>
#include <unistd.h>

void input_begin(struct input *in, int fd, int64_t deadline) {
    in->fd = fd;
    in->deadline = deadline;
    in->at = in->n = 0;
    in->seekable = lseek(fd, 0, SEEK_CUR) >= 0;
}

// Reads when there is something: what read(2) returns, or 0 with *result.
static ssize_t fill(struct input *in, size_t most, enum input_result *result) {
    for (;;) {
        if (!in->seekable) {
            struct pollfd look = {.fd = in->fd, .events = POLLIN};
            if (poll(&look, 1, 0) == 0 || in->deadline != FOREVER) {
                int r = wait_fd(in->fd, POLLIN, in->deadline);
                if (r <= 0) {
                    *result = r ? INPUT_FAILED : INPUT_TIMEOUT;
                    return 0;
                }
            }
        }
        ssize_t n = read(in->fd, in->block, most);
        if (n > 0) return n;
        *result = n == 0 ? INPUT_END : INPUT_FAILED;
        if (n < 0 && (errno == EINTR || errno == EAGAIN) && PyErr_CheckSignals() == 0) {
            if (errno == EAGAIN && wait_fd(in->fd, POLLIN, in->deadline) < 0) return 0;
            continue;
        }
        return 0;
    }
}

enum input_result input_byte(struct input *in, unsigned char *byte) {
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

void input_end(struct input *in) {
    if (in->at < in->n) lseek(in->fd, (off_t)in->at - (off_t)in->n, SEEK_CUR);
    in->at = in->n = 0;
}
