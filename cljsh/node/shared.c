// SPDX-License-Identifier: MIT
/* Large bytes for a node of this machine: they go into a memory file
 * (memfd_create), and the frame says which it is: the sender's process and its
 * descriptor, by which the other side opens it in /proc.  So they are copied
 * into memory once, and once out of it (an array's not even that), and do not
 * go through the connection.  The sender keeps the descriptor until the other
 * side says that it has it. */
#include "node/link.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static struct out_frame *frame_of(struct encoder *e) { return e->traveller; }

// All of it, without the GIL.
static bool fill(int fd, const char *data, size_t length) {
    bool good = true;
    Py_BEGIN_ALLOW_THREADS
    while (length && good) {
        ssize_t n = write(fd, data, length);
        if (n > 0) data += n, length -= (size_t)n;
        else good = n < 0 && errno == EINTR;
    }
    Py_END_ALLOW_THREADS
    return good;
}

int shared_write(struct encoder *e, const void *data, size_t length) {
    struct out_frame *f = frame_of(e);
    if (length < SHARED_MIN || !f->link->shares || !f->link->open || f->nlent == LENT_MAX) return 0;
    int fd = e->is_trial ? -1 : memfd_create("cljsh", MFD_CLOEXEC);
    if (fd < 0) return e->is_trial;
    if (!fill(fd, data, length)) return (close(fd), 0); // as there is no room: the connection will do
    f->lent[f->nlent++] = fd;
    f->personal = true;
    return encode_number(e, (uint64_t)getpid()) < 0 || encode_number(e, (uint64_t)fd) < 0 || encode_number(e, length) < 0 ? -1 : 1;
}

int shared_lend(struct link *l, struct out_frame *f) {
    for (int i = 0; i < f->nlent; i++) {
        SCOPED_PY PyObject *fd = PyLong_FromLong(f->lent[i]);
        if (!l->lent && !(l->lent = PySet_New(NULL))) return -1;
        if (!fd || PySet_Add(l->lent, fd) < 0) return -1;
    }
    f->nlent = 0;
    return 0;
}

void shared_abandon(struct out_frame *f) {
    while (f->nlent) close(f->lent[--f->nlent]);
}

void shared_returned(struct link *l, uint64_t number) {
    SCOPED_PY PyObject *fd = PyLong_FromUnsignedLongLong(number);
    if (l->lent && fd && PySet_Discard(l->lent, fd) == 1) close((int)number);
    PyErr_Clear();
}

void shared_close(struct link *l) {
    PyObject *fd;
    while (l->lent && PySet_GET_SIZE(l->lent) && (fd = PySet_Pop(l->lent))) {
        close((int)PyLong_AsLong(fd));
        Py_DECREF(fd);
    }
}

// The file that the data name, which must have so many bytes: a descriptor, or -1.
static int open_file(struct decoder *d, struct link *l, uint64_t *number, uint64_t *length) {
    uint64_t pid;
    if (decode_number(d, &pid) < 0 || decode_number(d, number) < 0 || decode_number(d, length) < 0) return -1;
    if (!l->shares) return (bad_code("the other side has no memory to share"), -1);
    char path[64];
    snprintf(path, sizeof path, "/proc/%llu/fd/%llu", (unsigned long long)pid, (unsigned long long)*number);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat s;
    if (fd >= 0 && fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && (uint64_t)s.st_size == *length && *length < SSIZE_MAX) return fd;
    bad_code("the memory that the other side shares cannot be opened: %s", fd < 0 ? strerror(errno) : "it is none");
    if (fd >= 0) close(fd);
    return -1;
}

static void give_back(struct link *l, uint64_t number) {
    struct out_frame *f = l->open ? link_frame_begin(l, FRAME_RETURN) : NULL;
    if (f && encode_number(&f->encoder, number) == 0) link_frame_end(f);
    else link_frame_abandon(f);
}

// All of a file that open_file has opened, which is closed. 0 or -1.
static int read_file(struct link *l, int fd, uint64_t number, char *to, size_t length) {
    bool good = true;
    size_t done = 0;
    Py_BEGIN_ALLOW_THREADS
    while (done < length && good) {
        ssize_t n = pread(fd, to + done, length - done, (off_t)done);
        if (n > 0) done += (size_t)n;
        else good = n < 0 && errno == EINTR;
    }
    Py_END_ALLOW_THREADS
    close(fd);
    give_back(l, number);
    return good ? 0 : (bad_code("the memory that the other side shares cannot be read"), -1);
}

PyObject *shared_read_as(struct decoder *d, PyObject *(*make)(size_t length, char **data, void *context), void *context) {
    struct link *l = d->traveller;
    uint64_t number, length;
    int fd = open_file(d, l, &number, &length);
    if (fd < 0) return NULL;
    char *data;
    PyObject *made = make((size_t)length, &data, context);
    if (!made) {
        close(fd);
        give_back(l, number);
    } else if (read_file(l, fd, number, data, (size_t)length) < 0) {
        Py_CLEAR(made);
    }
    return made;
}

static PyObject *make_bytes(size_t length, char **data, void *context) {
    (void)context;
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)length);
    if (bytes) *data = PyBytes_AS_STRING(bytes);
    return bytes;
}

Value shared_read(struct decoder *d) { return adopt(shared_read_as(d, make_bytes, NULL)); }

PyObject *shared_map(struct decoder *d) {
    struct link *l = d->traveller;
    uint64_t number, length;
    int fd = open_file(d, l, &number, &length);
    if (fd < 0) return NULL;
    SCOPED_PY PyObject *module = PyImport_ImportModule("mmap"), *access = module ? PyObject_GetAttrString(module, "ACCESS_COPY") : NULL;
    SCOPED_PY PyObject *class = access ? PyObject_GetAttrString(module, "mmap") : NULL, *args = class ? Py_BuildValue("(iK)", fd, (unsigned long long)length) : NULL;
    SCOPED_PY PyObject *options = args ? Py_BuildValue("{sO}", "access", access) : NULL;
    PyObject *map = options ? PyObject_Call(class, args, options) : NULL;
    close(fd);
    give_back(l, number);
    return map;
}
