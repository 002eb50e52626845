// SPDX-License-Identifier: MIT
#include "shell/collect.h"

#include "base/prim.h"
#include "coll/vector.h"
#include "data/type.h"
#include "seq/seq.h"
#include "shell/fd.h"
#include "task/wait.h"

#define BUFFER (64 * 1024)

struct source { int fd; PyObject *bytes; Py_ssize_t length; };
#define SOURCES_MAX 8

// Several descriptors that are read to their ends, and what they gave.
struct collector { PyObject_HEAD int count; struct source sources[SOURCES_MAX]; };

static void collector_dealloc(PyObject *self) {
    struct collector *c = (struct collector *)self;
    for (int i = 0; i < c->count; i++) {
        fd_close(&c->sources[i].fd);
        Py_XDECREF(c->sources[i].bytes);
    }
    PyObject_Free(self);
}

static const Ops collector_ops = {0};
static CljType collector_type = {CLJ_TYPE_HEAD("cljsh.Collector", struct collector), .ops = &collector_ops};

static int source_grow(struct source *s) {
    Py_ssize_t size = s->bytes ? PyBytes_GET_SIZE(s->bytes) : 0;
    if (size - s->length >= BUFFER / 2) return 0;
    if (!s->bytes) return (s->bytes = PyBytes_FromStringAndSize(NULL, BUFFER)) ? 0 : -1;
    return _PyBytes_Resize(&s->bytes, size * 2);
}

// Reads all of them side by side, so that none fills up while we wait for another.
static int read_sources(struct source *sources, int n) {
    for (;;) {
        struct wait waits[SOURCES_MAX];
        int open = 0;
        for (int i = 0; i < n; i++)
            if (sources[i].fd >= 0) waits[open++] = (struct wait){.fd = sources[i].fd, .events = POLLIN};
        if (!open) return 0;
        if (open > 1 && wait_any(waits, open, FOREVER) < 0) return -1;
        for (int i = 0, k = 0; i < n; i++) {
            struct source *s = &sources[i];
            if (s->fd < 0 || (!waits[k++].ready && open > 1)) continue;
            if (source_grow(s) < 0) return -1;
            ssize_t got = fd_read(s->fd, PyBytes_AS_STRING(s->bytes) + s->length, (size_t)(PyBytes_GET_SIZE(s->bytes) - s->length));
            if (got < 0) return -1;
            s->length += got;
            if (got == 0) fd_close(&s->fd);
        }
    }
}

int collect_init(void) {
    TYPE_OBJECT(collector_type)->tp_dealloc = collector_dealloc;
    return type_ready(&collector_type, NULL);
}

PRIM_WAITS(collect_some, "cljsh.process.prim", "read-some", "[fd n]",
           "Reads what is there from a descriptor, at most n bytes, waiting for some. Returns bytes, nil at the end.")
{
    int fd = fd_argument(a[0]);
    int64_t n_;
    if (fd < 0) return ERR;
    if (!int64_of(a[1], &n_) || n_ <= 0 || n_ > 1 << 30) return err_arg("how much is read is a positive number of bytes");
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)n_);
    ssize_t got = bytes ? fd_read(fd, PyBytes_AS_STRING(bytes), (size_t)n_) : -1;
    if (got <= 0) {
        Py_XDECREF(bytes);
        return got < 0 ? ERR : nil_value();
    }
    return _PyBytes_Resize(&bytes, got) < 0 ? ERR : adopt(bytes);
}

PRIM(collect_new, "cljsh.process.prim", "collector", "[fds]", "Returns what collect reads descriptors with, which it closes; nil stands for none.")
{
    struct collector *c = PyObject_New(struct collector, TYPE_OBJECT(collector_type));
    if (!c) return ERR;
    c->count = 0;
    SCOPED Value collector = adopt(c);
    Value *fds;
    Py_ssize_t total = seq_to_words(a[0], &fds);
    if (total < 0) return ERR;
    bool bad = total > SOURCES_MAX;
    if (bad) err_arg("too many descriptors to read: %zd", total);
    for (Py_ssize_t i = 0; !bad && i < total; i++) {
        int fd = is_nil(ref(fds[i])) ? -1 : fd_argument(ref(fds[i]));
        bad = fd < 0 && !is_nil(ref(fds[i]));
        if (!bad) c->sources[c->count++] = (struct source){.fd = fd};
    }
    seq_words_free(fds, total);
    return bad ? ERR : keep(ref(collector));
}

PRIM_WAITS(collect_all, "cljsh.process.prim", "collect", "[collector]",
           "Reads the descriptors of a collector to their ends, side by side, and closes them.\n"
           "Returns a vector of what each gave, as bytes; nil stands for none.")
{
    if (!is_clj(a[0], &collector_type)) return err_type("not a collector: %s", err_type_name(a[0]));
    struct collector *c = (struct collector *)obj(a[0]);
    if (read_sources(c->sources, c->count) < 0) return ERR;
    Value result = vec_empty();
    for (int i = 0; ok(result) && i < c->count; i++) {
        struct source *s = &c->sources[i];
        if (s->bytes && _PyBytes_Resize(&s->bytes, s->length) < 0) return drop(result), ERR;
        result = vec_conj(result, s->bytes ? ref_of(s->bytes) : NIL);
    }
    return result;
}
