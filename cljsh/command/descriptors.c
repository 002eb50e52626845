// SPDX-License-Identifier: MIT
/* Descriptors of the shell (sh.h): a table in place of dup2 and back. */
#include "command/sh.h"

#include "shell/fd.h"
#include "shell/spawn.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

struct stream stream_closed = {.references = 1, .fd = -1, .pipe = -1, .pipe_write = -1};

// --- streams ------------------------------------------------------------------------

static struct stream *stream_new(void) {
    struct stream *s = sh_alloc(sizeof *s);
    *s = (struct stream){.references = 1, .fd = -1, .pipe = -1, .pipe_write = -1};
    return s;
}

struct stream *stream_of_fd(int fd) {
    struct stream *s = stream_new();
    s->fd = fd;
    return s;
}

struct stream *stream_of_memory(void) {
    struct stream *s = stream_new();
    s->memory = true;
    return s;
}

struct stream *stream_of_text(const char *text, size_t n) {
    struct stream *s = stream_new();
    s->text = sh_copy(text, n);
    s->length = n;
    return s;
}

void stream_drop(struct stream *s) {
    if (!s || s == &stream_closed || --s->references) return;
    if (s->fd >= 0 && !s->inherited) close(s->fd);
    if (s->pipe >= 0) close(s->pipe);
    if (s->pipe_write >= 0) close(s->pipe_write);
    free(s->text);
    free(s);
}

// A here-document: in a pipe when it fits, else a file in memory.
static int materialize(struct stream *s) {
    int ends[2];
    if (s->length - s->taken <= 4096 && pipe2(ends, O_CLOEXEC) == 0) {
        ssize_t written = write(ends[1], s->text + s->taken, s->length - s->taken);
        close(ends[1]);
        if (written == (ssize_t)(s->length - s->taken)) s->fd = ends[0];
        else close(ends[0]);
    }
    if (s->fd < 0) s->fd = fd_of_bytes(s->text + s->taken, s->length - s->taken, FD_FIRST);
    free(s->text);
    s->text = NULL;
    return s->fd;
}

int stream_descriptor(struct stream *s) {
    if (s->text && !s->memory) return materialize(s);
    return s->fd;
}

void stream_write(struct stream *s, const char *bytes, size_t n) {
    if (s->capacity - s->length < n + 1) {
        s->capacity = (s->length + n) * 2 + 64;
        s->text = sh_realloc(s->text, s->capacity);
    }
    memcpy(s->text + s->length, bytes, n);
    s->length += n;
}

// --- the table ------------------------------------------------------------------------

bool descriptor_is_inherited(struct interp *sh, int n) {
    (void)sh;
    int flags = fcntl(n, F_GETFD);
    // Ours are close-on-exec; 0 to 2 are always the user's.
    return flags >= 0 && (n < 3 || !(flags & FD_CLOEXEC));
}

static struct stream *entry(struct interp *sh, int n) { return n < sh->descriptor_count ? sh->descriptors[n] : NULL; }

struct stream *descriptor_stream(struct interp *sh, int n) {
    struct stream *s = entry(sh, n);
    if (s == &stream_closed) return NULL;
    if (s) return stream_keep(s);
    if (!descriptor_is_inherited(sh, n)) return NULL;
    s = stream_of_fd(n);
    s->inherited = true;
    return s;
}

// A here-document that nobody has needed a descriptor for yet: what of it is not read, or NULL.
const char *descriptor_text(struct interp *sh, int n, size_t *length) {
    struct stream *s = entry(sh, n);
    if (!s || !s->text || s->memory) return NULL;
    *length = s->length - s->taken;
    return s->text + s->taken;
}

void descriptor_text_taken(struct interp *sh, int n, size_t length) { entry(sh, n)->taken += length; }

struct stream *descriptor_saved(struct interp *sh, int n) { return stream_keep(entry(sh, n)); }

int descriptor_real(struct interp *sh, int n) {
    struct stream *s = entry(sh, n);
    if (!s) return n < 3 || descriptor_is_inherited(sh, n) ? n : -1;
    return stream_descriptor(s);
}

void descriptor_set(struct interp *sh, int n, struct stream *s) {
    if (n >= sh->descriptor_count) {
        int count = n + 10;
        sh->descriptors = sh_realloc(sh->descriptors, sizeof *sh->descriptors * (size_t)count);
        while (sh->descriptor_count < count) sh->descriptors[sh->descriptor_count++] = NULL;
    }
    struct stream *before = sh->descriptors[n];
    sh->descriptors[n] = s;
    stream_drop(before);
}

int descriptor_write(struct interp *sh, int n, const char *bytes, size_t size) {
    struct stream *s = entry(sh, n);
    if (s && s->memory) {
        stream_write(s, bytes, size);
        return 0;
    }
    int fd = s ? stream_descriptor(s) : n;
    if (fd < 0) return EBADF;
    while (size) {
        ssize_t written = WITHOUT_GIL(write(fd, bytes, size)); // who reads may be a task of this process
        if (written < 0 && errno == EAGAIN) { // somebody has made it non-blocking
            struct pollfd room = {.fd = fd, .events = POLLOUT};
            if (WITHOUT_GIL(poll(&room, 1, -1)) >= 0 || errno != EINTR) continue;
            written = -1;
        }
        if (written < 0 && errno == EINTR) {
            if (sh_interrupted(sh)) return EINTR;
            continue;
        }
        if (written < 0) return errno;
        bytes += written;
        size -= (size_t)written;
    }
    return 0;
}

// --- what programs get ------------------------------------------------------------------

// The descriptor is not to be one that an action writes to before it is used.
static int above(struct stream *s, int most) {
    int fd = s->fd;
    if (fd > most || s->inherited) return fd;
    int lifted = fcntl(fd, F_DUPFD_CLOEXEC, most + 1 < FD_FIRST ? FD_FIRST : most + 1);
    if (lifted < 0) return -1;
    close(fd);
    return s->fd = lifted;
}

static struct outlet *outlet_of(struct plumbing *p, struct stream *s) {
    for (int i = 0; i < p->outlet_count; i++)
        if (p->outlets[i].stream == s) return &p->outlets[i];
    if (p->outlet_count == (int)(sizeof p->outlets / sizeof *p->outlets)) return (errno = EMFILE, NULL);
    struct outlet *o = &p->outlets[p->outlet_count];
    int ends[2];
    if (fd_pipe(ends, FD_FIRST) < 0) return NULL;
    *o = (struct outlet){.stream = s, .read = ends[0], .write = ends[1]};
    p->outlet_count++;
    return o;
}

int plumbing_make(struct interp *sh, struct plumbing *p) {
    p->actions = NULL;
    p->count = 0;
    int n = sh->descriptor_count, most = -1;
    for (int i = 0; i < n; i++)
        if (sh->descriptors[i]) most = i;
    if (most < 0) return 0;
    p->actions = sh_arena_alloc(&sh->arena, sizeof *p->actions * (size_t)(2 * most + 4));
    // Inherited descriptors that go elsewhere first leave their place.
    struct fd_action *at = p->actions;
    int *from = sh_arena_alloc(&sh->arena, sizeof *from * (size_t)(most + 1));
    for (int i = 0; i <= most; i++) {
        struct stream *s = sh->descriptors[i];
        from[i] = -2;
        if (!s) continue;
        if (s->memory) {
            struct outlet *o = outlet_of(p, s);
            if (!o) return -1;
            from[i] = o->write;
        } else if (s == &stream_closed) {
            from[i] = -1;
        } else if (stream_descriptor(s) < 0) {
            return -1;
        } else if (s->inherited && s->fd <= most && sh->descriptors[s->fd] && s->fd != i) {
            // 3>&1 1>&2 2>&3: a place that is taken by another one.
            int copy = fcntl(s->fd, F_DUPFD_CLOEXEC, most + 1 < FD_FIRST ? FD_FIRST : most + 1);
            if (copy < 0) return -1;
            s->fd = copy;
            s->inherited = false;
            from[i] = copy;
        } else if ((from[i] = above(s, most)) < 0) {
            return -1;
        }
    }
    for (int i = 0; i <= most; i++)
        if (from[i] >= -1) *at++ = (struct fd_action){i, from[i]};
    p->count = (int)(at - p->actions);
    return 0;
}

void plumbing_started(struct plumbing *p) {
    for (int i = 0; i < p->outlet_count; i++)
        if (p->outlets[i].write >= 0) fd_close(&p->outlets[i].write);
}

static void gather(struct outlet *o) {
    struct stream *s = o->stream;
    if (s->capacity - s->length < 4096) {
        s->capacity = s->capacity * 2 + 4096 + 64;
        s->text = sh_realloc(s->text, s->capacity);
    }
    ssize_t n = read(o->read, s->text + s->length, s->capacity - s->length - 1);
    if (n > 0) s->length += (size_t)n;
    else if (n == 0 || errno != EINTR) fd_close(&o->read);
}

void plumbing_drain(struct interp *sh, struct plumbing *p) {
    plumbing_started(p);
    do {
        struct pollfd polled[sizeof p->outlets / sizeof *p->outlets];
        int n = 0, last = -1;
        for (int i = 0; i < p->outlet_count; i++)
            if (p->outlets[i].read >= 0) polled[n++] = (struct pollfd){.fd = p->outlets[last = i].read, .events = POLLIN};
        if (!n) break;
        Py_BEGIN_ALLOW_THREADS
        if (n == 1) {
            gather(&p->outlets[last]);
        } else if (poll(polled, (nfds_t)n, -1) > 0) {
            for (int i = 0; i < n; i++)
                for (int k = 0; polled[i].revents && k < p->outlet_count; k++)
                    if (p->outlets[k].read == polled[i].fd) gather(&p->outlets[k]);
        }
        Py_END_ALLOW_THREADS
    } while (!sh_interrupted(sh));
    for (int i = 0; i < p->outlet_count; i++)
        if (p->outlets[i].read >= 0) fd_close(&p->outlets[i].read);
    p->outlet_count = 0;
}

// What a here-document's readers take is gone for all of them: that needs a descriptor, as soon as they are processes.
static int ready_for_fork(struct plumbing *p, struct stream **at, int count) {
    for (int i = 0; i < count; i++) {
        if (!at[i]) continue;
        if (at[i]->memory ? !outlet_of(p, at[i]) : at[i]->text && stream_descriptor(at[i]) < 0) return -1;
    }
    return 0;
}

int descriptors_to_pipes(struct interp *sh, struct plumbing *p) {
    return ready_for_fork(p, sh->descriptors, sh->descriptor_count);
}

void descriptors_in_child(struct interp *sh, struct plumbing *p) {
    for (int k = 0; k < p->outlet_count; k++) {
        struct outlet *o = &p->outlets[k];
        struct stream *pipe = stream_of_fd(o->write);
        for (int i = 0; i < sh->descriptor_count; i++)
            if (sh->descriptors[i] == o->stream) descriptor_set(sh, i, stream_keep(pipe));
        stream_drop(pipe);
        fd_close(&o->read);
    }
    p->outlet_count = 0;
}

int descriptors_to_pipes_of_all(struct interp *sh, struct plumbing *p) {
    if (ready_for_fork(p, sh->descriptors, sh->descriptor_count) < 0) return -1;
    for (struct subshell *s = sh->subshell; s; s = s->outer) {
        if (ready_for_fork(p, s->descriptors, s->descriptor_count) < 0) return -1;
        if (s->gathers && ready_for_fork(p, &s->gathers, 1) < 0) return -1;
    }
    return 0;
}

// The streams themselves: redirections that end may bring them back.
void descriptors_moved(struct plumbing *p) {
    for (int k = 0; k < p->outlet_count; k++) {
        struct outlet *o = &p->outlets[k];
        free(o->stream->text);
        o->stream->text = NULL;
        o->stream->length = o->stream->capacity = 0;
        o->stream->memory = false;
        o->stream->fd = o->write;
        fd_close(&o->read);
    }
    p->outlet_count = 0;
}

// A pipe that lives as long as the stream, for what runs in the background.
int stream_background_pipe(struct stream *s) {
    int ends[2];
    if (s->pipe >= 0) return 0;
    if (fd_pipe(ends, FD_FIRST) < 0) return -1;
    s->pipe = ends[0];
    s->pipe_write = ends[1];
    return 0;
}

void descriptors_drain_all(struct interp *sh, struct stream *s) {
    if (s->pipe < 0) return;
    struct plumbing p = {.outlets = {{.stream = s, .read = s->pipe, .write = s->pipe_write}}, .outlet_count = 1};
    s->pipe = s->pipe_write = -1;
    plumbing_drain(sh, &p);
}

void descriptors_apply(struct interp *sh) {
    struct plumbing p = {0};
    struct mark m = arena_mark(&sh->arena);
    if (plumbing_make(sh, &p) == 0) {
        for (int i = 0; i < p.count; i++) {
            int fd = p.actions[i].fd, from = p.actions[i].from;
            if (from < 0) close(fd);
            else if (from == fd) fcntl(fd, F_SETFD, 0);
            else dup2(from, fd);
        }
    }
    plumbing_started(&p);
    arena_release(&sh->arena, m);
}

/* The place of what is closed among 0 to 2 is taken, or the next file would get it. */
static void settle_closed(struct interp *sh, int n) {
    if (n >= 3) {
        if (descriptor_is_inherited(sh, n)) close(n);
        descriptor_set(sh, n, NULL);
        return;
    }
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0) return;
    dup2(null, n);
    if (null != n) close(null);
}

void descriptors_settle(struct interp *sh) {
    struct plumbing p = {0};
    for (int i = 0; i < sh->descriptor_count; i++)
        if (sh->descriptors[i] && sh->descriptors[i]->memory) return;
    struct mark m = arena_mark(&sh->arena);
    if (plumbing_make(sh, &p) == 0) {
        for (int i = 0; i < p.count; i++) {
            int n = p.actions[i].fd, from = p.actions[i].from;
            if (from < 0) {
                settle_closed(sh, n);
                continue;
            }
            if (n >= 3 && from != n && fcntl(n, F_GETFD) >= 0 && !descriptor_is_inherited(sh, n)) continue; // the shell's own has that number
            if (from == n) fcntl(n, F_SETFD, 0);
            else if (dup2(from, n) < 0) continue;
            descriptor_set(sh, n, NULL);
        }
    }
    arena_release(&sh->arena, m);
}
