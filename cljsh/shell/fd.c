// SPDX-License-Identifier: MIT
#include "shell/fd.h"

#include "base/error.h"
#include "task/wait.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void fd_close(int *fd) {
    if (*fd < 0) return;
    int saved = errno;
    close(*fd);
    *fd = -1;
    errno = saved;
}

int fd_lift(int fd, int first) {
    if (fd < 0 || fd >= first) return fd;
    int high = fcntl(fd, F_DUPFD_CLOEXEC, first);
    if (high < 0 && errno == EINVAL) errno = EMFILE; // ulimit -n is below first
    fd_close(&fd);
    return high;
}

int fd_open(const char *path, int flags, mode_t mode, int first) {
    for (;;) {
        int fd;
        Py_BEGIN_ALLOW_THREADS // a FIFO waits for its other end, a file for its server
        fd = open(path, flags | O_CLOEXEC, mode);
        Py_END_ALLOW_THREADS
        if (fd >= 0 || errno != EINTR) return fd_lift(fd, first);
        if (PyErr_CheckSignals() < 0) return FD_RAISED;
    }
}

int fd_pipe(int ends[2], int first) {
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    ends[0] = fd_lift(ends[0], first);
    ends[1] = fd_lift(ends[1], first);
    if (ends[0] >= 0 && ends[1] >= 0) return 0;
    fd_close(&ends[0]);
    fd_close(&ends[1]);
    return -1;
}

int fd_of_bytes(const void *data, size_t size, int first) {
    int fd = fd_lift(memfd_create("cljsh-input", MFD_CLOEXEC), first);
    const char *p = data;
    for (size_t done = 0; fd >= 0 && done < size;) {
        ssize_t n = write(fd, p + done, size - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fd_close(&fd);
        else done += (size_t)n;
    }
    if (fd >= 0 && lseek(fd, 0, SEEK_SET) < 0) fd_close(&fd);
    return fd;
}

// What a descriptor leads to, as far as that has a name: new, or NULL without an exception.
static PyObject *fd_name(int fd) {
    static const char *const standard[] = {"standard input", "standard output", "standard error"};
    char link[64], name[4096];
    if (fd >= 0 && fd < 3) return PyUnicode_FromString(standard[fd]);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, name, sizeof name);
    return n > 0 && name[0] == '/' ? PyUnicode_DecodeFSDefaultAndSize(name, n) : NULL;
}

int fd_error(int fd) {
    int number = errno;
    PyObject *name = fd_name(fd);
    errno = number;
    PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, name);
    Py_XDECREF(name);
    return -1;
}

ssize_t fd_read(int fd, void *buffer, size_t size) {
    for (;;) {
        if (wait_fd(fd, POLLIN, FOREVER) < 0) return -1;
        ssize_t n;
        Py_BEGIN_ALLOW_THREADS
        n = read(fd, buffer, size);
        Py_END_ALLOW_THREADS
        if (n > 0) return n;
        if (n == 0) return PyErr_CheckSignals() < 0 ? -1 : 0; // Ctrl-C may have ended the writer and meant us, too
        if (errno != EINTR && errno != EAGAIN) return fd_error(fd); // another may have read it, or made it non-blocking
        if (PyErr_CheckSignals() < 0) return -1;
    }
}

int fd_write_all(int fd, const void *data, size_t size) {
    for (const char *p = data; size;) {
        ssize_t n;
        Py_BEGIN_ALLOW_THREADS
        n = write(fd, p, size);
        Py_END_ALLOW_THREADS
        if (n >= 0) {
            p += n;
            size -= (size_t)n;
            continue;
        }
        if (errno == EAGAIN) {
            if (wait_fd(fd, POLLOUT, FOREVER) < 0) return -1;
        } else if (errno != EINTR) {
            return fd_error(fd);
        }
        if (PyErr_CheckSignals() < 0) return -1;
    }
    return 0;
}

bool fd_would_block(int fd) {
    struct pollfd look = {.fd = fd, .events = POLLIN};
    return poll(&look, 1, 0) == 0;
}

bool fd_unread(int fd) {
    struct pollfd look = {.fd = fd};
    return poll(&look, 1, 0) > 0 && look.revents & POLLERR;
}

bool fd_is_pipe(int fd) {
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode);
}

PyObject *fd_peek_pipe(int fd) {
    enum { MOST = 65536 }; // what a pipe holds unless it was made larger
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return fd_error(fd), NULL;
    PyObject *bytes = NULL;
    ssize_t n;
    for (;;) {
        Py_BEGIN_ALLOW_THREADS
        n = tee(fd, ends[1], MOST, 0);
        Py_END_ALLOW_THREADS
        if (n >= 0) break;
        if (errno == EINTR && PyErr_CheckSignals() == 0) continue;
        if (errno != EINTR) fd_error(fd);
        break;
    }
    if (n >= 0 && (bytes = PyBytes_FromStringAndSize(NULL, n)) && n > 0 && read(ends[0], PyBytes_AS_STRING(bytes), (size_t)n) != n) {
        fd_error(fd);
        Py_CLEAR(bytes);
    }
    close(ends[0]);
    close(ends[1]);
    return bytes;
}

int fd_argument(Ref r) {
    int64_t fd;
    if (int64_of(r, &fd) && fd >= 0 && fd < 1 << 20) return (int)fd;
    return (err_type("not a descriptor: %s", err_type_name(r)), -1);
}
