// SPDX-License-Identifier: MIT
#include "shell/entries.h"

#include "base/py.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

// The kernel's entries are those of the C library.
_Static_assert(sizeof(struct dirent) == sizeof(struct dirent64), "the offsets are of 64 bits");

struct entries {
    int fd;
    size_t at, end;
    _Alignas(struct dirent) char buffer[1 << 15];
};

struct entries *entries_open(const char *path) {
    int fd = WITHOUT_GIL(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd < 0) return NULL;
    struct entries *d = malloc(sizeof *d);
    if (!d) {
        close(fd);
        errno = ENOMEM;
        return NULL;
    }
    d->fd = fd;
    d->at = d->end = 0;
    return d;
}

const struct dirent *entries_next(struct entries *d) {
    if (d->at == d->end) {
        ssize_t n;
        do n = WITHOUT_GIL(getdents64(d->fd, d->buffer, sizeof d->buffer));
        while (n < 0 && errno == EINTR);
        d->at = 0;
        d->end = n > 0 ? (size_t)n : 0;
        if (n <= 0) return NULL;
    }
    const struct dirent *e = (const struct dirent *)(d->buffer + d->at);
    d->at += e->d_reclen;
    return e;
}

int entries_fd(const struct entries *d) { return d->fd; }

void entries_close(struct entries *d) {
    if (!d) return;
    close(d->fd);
    free(d);
}
