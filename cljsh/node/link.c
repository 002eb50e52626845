// SPDX-License-Identifier: MIT
#include "node/link.h"

#include "base/error.h"
#include "data/symbol.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define SOON ((size_t)64 << 10)      // so much is written at once
#define READ_SIZE ((size_t)256 << 10)
#define KEPT ((size_t)1 << 20)       // a buffer larger than this is not kept

static struct link *all;
static bool dirty;                   // one of them has something to be written

static void after_fork(void) { // the child is no node of the parent's network: it must not write there
    for (struct link *l = all; l; l = l->next) {
        l->beat = NULL;
        if (l->open && l->in >= 0) {
            close(l->in);
            if (l->out != l->in) close(l->out);
        }
        l->open = false;
        l->in = l->out = -1;
    }
}

// --- the object -------------------------------------------------------------------------

static int non_blocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    return flags < 0 ? -1 : fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

struct link *link_new(int in, int out) {
    static bool registered;
    if (!registered && pthread_atfork(NULL, NULL, after_fork) == 0) registered = true;
    struct link *l = PyObject_New(struct link, TYPE_OBJECT(link_type));
    if (!l) return NULL;
    memset((char *)l + sizeof(PyObject), 0, sizeof *l - sizeof(PyObject));
    l->in = in;
    l->out = out;
    l->open = true;
    l->heard = wait_now();
    l->known = PyDict_New();
    l->next = all;
    all = l;
    if (!l->known) return (Py_DECREF(l), NULL);
    if (in < 0) return l; // leads nowhere: for values alone
    if (non_blocking(in) < 0 || non_blocking(out) < 0) return (PyErr_SetFromErrno(PyExc_OSError), Py_DECREF(l), NULL);
    fcntl(out, F_SETPIPE_SZ, 1 << 20); // if it is a pipe, and may be
    return l;
}

int link_name(struct link *l, struct node_id id, PyObject *name) {
    if (!l->own.a) l->own = node_own_id;
    if (!(l->peer = node_make(id, name, l, &link_calls))) return -1;
    return link_begin_beat(l);
}

int link_begin_beat(struct link *l) {
    if (l->in < 0 || l->beat) return 0;
    return (l->beat = beat_new(l->in, l->out, !l->is_child, l->foreign)) ? 0 : (PyErr_NoMemory(), -1);
}

int link_take(struct link *l, int socket) {
    if (non_blocking(socket) < 0) return (PyErr_SetFromErrno(PyExc_OSError), -1);
    l->in = l->out = socket;
    l->heard = wait_now();
    if (link_begin_beat(l) < 0) return -1;
    link_flush(l); // what was sent meanwhile
    return 0;
}

static void bytes_free(struct bytes *b) {
    PyMem_Free(b->data);
    *b = (struct bytes){0};
}

void link_close(struct link *l, Ref reason) {
    if (!l->open) return;
    Py_INCREF(l);
    l->open = false;
    beat_end(l->beat);
    l->beat = NULL;
    if (l->in >= 0) {
        if (l->out != l->in) close(l->out);
        close(l->in);
    }
    l->in = l->out = -1;
    wait_wake_all(&l->room);
    wait_wake_all(&l->to_write);
    wait_wake_all(&l->to_read);
    wait_wake_all(&l->shipped);
    for (struct node *n = nodes.next, *next; n != &nodes; n = next) { // those beyond it, too
        next = n->next;
        if (n->link != l) continue;
        Py_INCREF(n);
        node_down(n, reason);
        next = nodes.next; // whoever was told may have changed the list
        Py_DECREF(n);
    }
    Py_DECREF(l);
}

static void link_dealloc(PyObject *o) {
    struct link *l = (struct link *)o;
    for (struct link **at = &all; *at; at = &(*at)->next)
        if (*at == l) {
            *at = l->next;
            break;
        }
    beat_end(l->beat);
    if (l->open && l->in >= 0) {
        close(l->in);
        if (l->out != l->in) close(l->out);
    }
    encoder_free(&l->frame.encoder);
    Py_XDECREF(l->frame.needs);
    bytes_free(&l->waiting);
    bytes_free(&l->writing);
    bytes_free(&l->received);
    Py_XDECREF(l->peer);
    Py_XDECREF(l->known);
    Py_XDECREF(l->more);
    shared_close(l);
    Py_XDECREF(l->lent);
    PyObject_Free(o);
}

CljType link_type = {CLJ_TYPE_HEAD("cljsh.Link", struct link), .ops = &no_ops};

// --- writing -------------------------------------------------------------------------------

static struct out_frame *frame_new(struct link *l) {
    struct out_frame *f = &l->frame;
    if (f->busy && !(f = PyMem_Calloc(1, sizeof *f))) return (struct out_frame *)PyErr_NoMemory();
    if (!f->needs && !(f->needs = PyList_New(0))) {
        if (f != &l->frame) PyMem_Free(f);
        return NULL;
    }
    f->link = (struct link *)Py_NewRef((PyObject *)l);
    f->encoder.travel = &link_travel;
    f->encoder.traveller = f;
    f->busy = true;
    f->defines = f->personal = false;
    return f;
}

static void frame_free(struct out_frame *f) {
    struct link *l = f->link;
    shared_abandon(f);
    f->busy = false;
    f->encoder.defining = NULL;
    f->encoder.length = 0;
    encoder_forget(&f->encoder);
    if (f != &l->frame) {
        encoder_free(&f->encoder);
        Py_CLEAR(f->needs);
        PyMem_Free(f);
    } else {
        if (f->encoder.capacity > KEPT) encoder_free(&f->encoder);
        if (f->needs && PyList_GET_SIZE(f->needs)) PyList_SetSlice(f->needs, 0, PY_SSIZE_T_MAX, NULL);
    }
    Py_DECREF(l);
}

struct out_frame *link_frame_begin(struct link *l, enum frame_kind type) {
    struct out_frame *f = frame_new(l);
    const uint8_t head[5] = {0, 0, 0, 0, (uint8_t)type};
    if (f && encode_bytes(&f->encoder, head, sizeof head) == 0) return f;
    if (f) frame_free(f);
    return NULL;
}

void link_frame_abandon(struct out_frame *f) {
    if (f) frame_free(f);
}

static int append_bytes(struct bytes *b, const void *from, size_t length) {
    if (b->capacity - b->end < length) {
        size_t capacity = b->capacity ? b->capacity : 4096;
        while (capacity - b->end < length) capacity *= 2;
        uint8_t *data = PyMem_Realloc(b->data, capacity);
        if (!data) return (PyErr_NoMemory(), -1);
        b->data = data;
        b->capacity = capacity;
    }
    memcpy(b->data + b->end, from, length);
    b->end += length;
    return 0;
}

static int append(struct bytes *b, struct encoder *e) {
    if (b->start == b->end && e->length > KEPT) { // large: the buffers change places
        struct bytes before = *b;
        *b = (struct bytes){e->data, 0, e->length, e->capacity};
        e->data = before.data;
        e->capacity = before.capacity;
        return 0;
    }
    return append_bytes(b, e->data, e->length);
}

int link_frame_end(struct out_frame *f) {
    struct link *l = f->link;
    size_t length = f->encoder.length - 4;
    int bad = 0;
    if (length > FRAME_MAX) bad = (err_arg("a message of %zd bytes is too large for a node", (Py_ssize_t)length), -1);
    for (int i = 0; i < 4; i++) f->encoder.data[i] = (uint8_t)(length >> (8 * i));
    if (!bad && l->open) bad = append(&l->waiting, &f->encoder);
    if (!bad && l->open) bad = shared_lend(l, f);
    l->sent++;
    l->sent_bytes += length + 4;
    Py_INCREF(l);
    frame_free(f);
    if (!bad) link_touched(l);
    Py_DECREF(l);
    return bad;
}

int link_put(struct link *l, const void *data, size_t length) {
    if (!l->open) return 0;
    if (append_bytes(&l->waiting, data, length) < 0) return -1;
    l->sent++;
    link_touched(l);
    return 0;
}

void link_touched(struct link *l) {
    if (l->waiting.end - l->waiting.start >= SOON) {
        link_flush(l);
        return;
    }
    // A tasklet gives way soon, and then it is written; whoever has a thread of his own may not.
    if (!dirty && !this_task()->is_tasklet) wait_wake_all(&l->to_write);
    dirty = true;
}

static bool take_more(struct link *l) {
    if (l->waiting.start == l->waiting.end) return false;
    struct bytes done = l->writing;
    l->writing = l->waiting;
    if (done.capacity > KEPT) bytes_free(&done);
    l->waiting = (struct bytes){done.data, 0, 0, done.capacity};
    return true;
}

void link_flush(struct link *l) {
    if (l->open && !l->is_child && l->peer && l->waiting.end) link_report(l);
    if (l->carried && l->waiting.end) wait_wake_all(&l->to_write);
    while (l->open && !l->blocked && l->beat) {
        struct bytes *b = &l->writing;
        if (b->start == b->end && !take_more(l)) break;
        ssize_t n = beat_write(l->beat, b->data + b->start, b->end - b->start);
        if (n >= 0) {
            b->start += (size_t)n;
        } else if (errno == EAGAIN) {
            l->blocked = true;
            wait_wake_all(&l->to_write);
        } else if (errno != EINTR) { // nobody reads any more: who reads here will see the end
            b->start = b->end = l->waiting.end = 0;
            break;
        }
    }
    if (l->room.first && link_unwritten(l) < ROOM) wait_wake_all(&l->room);
}

static void flush_all(void) {
    if (!dirty) return;
    dirty = false;
    for (struct link *l = all; l; l = l->next)
        if (l->waiting.end) link_flush(l);
}

int link_wait_for_room(struct link *l) {
    while (l->open && link_unwritten(l) >= ROOM)
        if (wait_on(&l->room, FOREVER) < 0) return -1;
    return 0;
}

bool link_handling;

enum lookup link_way(struct node *n, int (*before)(struct link *l), struct link **way) {
    struct link *l = *way = n->link;
    if (!l || !l->open) return LOOKUP_ABSENT;
    if (likely(link_handling || link_unwritten(l) < ROOM)) return LOOKUP_FOUND;
    SCOPED Value kept = keep_obj(l);
    (void)kept;
    if ((before && before(l) < 0) || link_wait_for_room(l) < 0) return LOOKUP_FAILED;
    return n->link ? LOOKUP_FOUND : LOOKUP_ABSENT;
}

// --- by hand ---

PyObject *link_take_bytes(struct link *l, size_t most) {
    struct bytes *b = &l->waiting;
    size_t n = b->end - b->start < most ? b->end - b->start : most;
    PyObject *bytes = PyBytes_FromStringAndSize((const char *)b->data + b->start, (Py_ssize_t)n);
    if (!bytes) return NULL;
    b->start += n;
    if (b->start == b->end) b->start = b->end = 0;
    if (l->room.first && link_unwritten(l) < ROOM) wait_wake_all(&l->room);
    return bytes;
}

int link_give_bytes(struct link *l, const void *data, size_t length) {
    struct bytes *b = &l->received;
    if (b->start == b->end) b->start = b->end = 0;
    l->heard = wait_now();
    wait_wake_all(&l->to_read);
    return append_bytes(b, data, length);
}

// --- reading -------------------------------------------------------------------------------

enum link_filled link_fill(struct link *l) {
    struct bytes *b = &l->received;
    if (b->start == b->end) b->start = b->end = 0;
    size_t want = READ_SIZE;
    if (b->end - b->start >= 4) { // the rest of a large frame at once
        size_t length = 4;
        for (int i = 0; i < 4; i++) length += (size_t)b->data[b->start + (size_t)i] << (8 * (l->foreign ? 3 - i : i));
        if (length <= FRAME_MAX && length > b->end - b->start + want) want = length - (b->end - b->start);
    }
    if (b->capacity - b->end < want) {
        if (b->start) {
            memmove(b->data, b->data + b->start, b->end - b->start);
            b->end -= b->start;
            b->start = 0;
        }
        if (b->capacity - b->end < want || (b->capacity > 4 * KEPT && b->end + want < KEPT)) {
            uint8_t *data = PyMem_Realloc(b->data, b->end + want);
            if (!data) return (PyErr_NoMemory(), LINK_FAILED);
            b->data = data;
            b->capacity = b->end + want;
        }
    }
    ssize_t n;
    if (want > READ_SIZE) {
        Py_BEGIN_ALLOW_THREADS
        n = read(l->in, b->data + b->end, want);
        Py_END_ALLOW_THREADS
    } else {
        n = read(l->in, b->data + b->end, want);
    }
    l->drained = n < (ssize_t)want;
    if (n > 0) {
        b->end += (size_t)n;
        l->heard = wait_now();
        return LINK_SOME;
    }
    return n < 0 && (errno == EAGAIN || errno == EINTR) ? LINK_NOTHING : LINK_AT_END;
}

int link_next_frame(struct link *l, struct decoder *d) {
    struct bytes *b = &l->received;
    if (b->end - b->start < 5) return 0;
    size_t length = 0;
    for (int i = 0; i < 4; i++) length |= (size_t)b->data[b->start + (size_t)i] << (8 * i);
    if (length < 1 || length > FRAME_MAX) return (bad_code("a frame is malformed"), -1);
    if (b->end - b->start < 4 + length) return 0;
    const uint8_t *start = b->data + b->start + 4;
    *d = (struct decoder){.start = start, .at = start, .end = start + length, .flags = DECODE_VERIFY, .travel = &link_travel, .traveller = l};
    b->start += 4 + length;
    l->got++;
    return 1;
}

int link_init(void) {
    TYPE_OBJECT(link_type)->tp_dealloc = link_dealloc;
    wait_before = flush_all;
    return type_ready(&link_type, NULL);
}
