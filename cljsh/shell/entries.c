// SPDX-License-Identifier: MIT
#include "shell/entries.h"

#include "base/py.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

// The kernel's entries are those of the C library.
_Static_assert(sizeof(struct dirent) == sizeof(struct dirent64), "the offsets are of 64 bits");

/* A directory that is read again and again, as by a pattern in a loop, is kept
 * from the second time on, and taken for the same as long as the time of its
 * last change is.  That is certain where the kernel itself sets that time,
 * with each entry that comes or goes, and where the last change lay more than a
 * tick of its clock before the reading began: a later one has another time. */
enum { KEPT_MOST = 1 << 20, TICK_NANOSECONDS = 50 * 1000 * 1000 };

struct version { dev_t device; ino_t inode; struct timespec changed; };

struct listing {
    int references;
    struct version version;
    size_t n, capacity;
    _Alignas(struct dirent) char entries[];
};

static struct listing *kept;
static struct version seen; // the last one that was read to its end

struct entries {
    int fd;
    size_t at, end;
    const char *from;        // the entries: buffer, or what is kept
    struct listing *listing; // that is read, or
    struct listing *made;    // is being made
    struct version version;
    _Alignas(struct dirent) char buffer[1 << 15];
};

static bool same_version(const struct version *a, const struct version *b) {
    return a->inode == b->inode && a->device == b->device && a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

static void listing_drop(struct listing *l) {
    if (l && !--l->references) free(l);
}

// Does a change from now on give the directory another time?
static bool is_settled(int fd, const struct version *v) {
    struct statfs fs;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    int64_t age = (int64_t)(now.tv_sec - v->changed.tv_sec) * 1000000000 + (now.tv_nsec - v->changed.tv_nsec);
    if (age < TICK_NANOSECONDS || WITHOUT_GIL(fstatfs(fd, &fs)) < 0) return false;
    return fs.f_type == EXT4_SUPER_MAGIC || fs.f_type == XFS_SUPER_MAGIC || fs.f_type == BTRFS_SUPER_MAGIC || fs.f_type == TMPFS_MAGIC;
}

struct entries *entries_open(const char *path) {
    int fd = WITHOUT_GIL(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd < 0) return NULL;
    struct entries *d = malloc(sizeof *d);
    struct stat st;
    if (!d) {
        close(fd);
        errno = ENOMEM;
        return NULL;
    }
    d->fd = fd;
    d->at = d->end = 0;
    d->from = d->buffer;
    d->listing = d->made = NULL;
    d->version = (struct version){0};
    if (WITHOUT_GIL(fstat(fd, &st)) < 0) return d;
    d->version = (struct version){st.st_dev, st.st_ino, st.st_ctim};
    if (kept && same_version(&kept->version, &d->version)) {
        kept->references++;
        d->listing = kept;
        d->from = kept->entries;
        d->end = kept->n;
    } else if (same_version(&seen, &d->version) && is_settled(fd, &d->version) && (d->made = malloc(sizeof *d->made))) {
        *d->made = (struct listing){.references = 1, .version = d->version};
    }
    return d;
}

// What was read becomes part of the listing that is being made; n 0: it is all.
static void note(struct entries *d, size_t n) {
    struct listing *l = d->made;
    if (!n) {
        seen = d->version;
        if (!l) return;
        listing_drop(kept);
        kept = l;
        d->made = NULL;
        return;
    }
    if (!l) return;
    if (l->n + n > l->capacity) {
        size_t capacity = 2 * l->capacity + n;
        struct listing *larger = capacity <= KEPT_MOST ? realloc(l, sizeof *l + capacity) : NULL;
        if (!larger) {
            free(l);
            d->made = NULL;
            return;
        }
        d->made = l = larger;
        l->capacity = capacity;
    }
    memcpy(l->entries + l->n, d->buffer, n);
    l->n += n;
}

const struct dirent *entries_next(struct entries *d) {
    if (d->at == d->end) {
        if (d->listing) return NULL;
        ssize_t n;
        do n = WITHOUT_GIL(getdents64(d->fd, d->buffer, sizeof d->buffer));
        while (n < 0 && errno == EINTR);
        d->at = 0;
        d->end = n > 0 ? (size_t)n : 0;
        if (n >= 0) note(d, d->end);
        if (n <= 0) return NULL;
    }
    const struct dirent *e = (const struct dirent *)(d->from + d->at);
    d->at += e->d_reclen;
    return e;
}

int entries_fd(const struct entries *d) { return d->fd; }

void entries_close(struct entries *d) {
    if (!d) return;
    close(d->fd);
    listing_drop(d->listing);
    listing_drop(d->made);
    free(d);
}
