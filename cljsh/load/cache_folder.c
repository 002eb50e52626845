// SPDX-License-Identifier: MIT
#include "load/cache_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ENTRY_LENGTH 32 // hexadecimal digits
#define ABANDONED 3600  // seconds after which a writer is taken for dead

static bool is_ours(const struct stat *st) { return st->st_uid == geteuid() && !(st->st_mode & (S_IWGRP | S_IWOTH)); }

// The path of the folder, and what must be there already: false when there is nowhere to go.
static bool folder_path(char path[PATH_MAX], size_t *given) {
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (getuid() != geteuid() || getgid() != getegid()) return false; // the environment is somebody else's
    int n;
    if (base && *base == '/') { // the standard has relative ones ignored
        *given = (size_t)(strrchr(base, '/') - base); // it may be made, too
        n = snprintf(path, PATH_MAX, "%s/cljsh", base);
    } else {
        if (!home || *home != '/') return false;
        *given = strlen(home);
        n = snprintf(path, PATH_MAX, "%s/.cache/cljsh", home);
    }
    return n > 0 && n < PATH_MAX;
}

// Makes what is missing of the path, below a folder of ours only (the home of another user stays as it is).
static void make_folders(char *path, size_t given) {
    for (char *p = path + given; p; p = strchr(p + 1, '/')) {
        struct stat st;
        char saved = *p;
        *p = 0;
        bool there = stat(p == path ? "/" : path, &st) == 0;
        bool made = !there && p != path + given && mkdir(path, 0700) == 0;
        *p = saved;
        if (there ? st.st_uid != geteuid() : !made && errno != EEXIST) return;
    }
    mkdir(path, 0700);
}

int folder_open(bool make) {
    char path[PATH_MAX];
    size_t given;
    if (!folder_path(path, &given)) return -1;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT && make) {
        make_folders(path, given);
        fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }
    struct stat st;
    if (fd >= 0 && (fstat(fd, &st) < 0 || !is_ours(&st))) {
        close(fd);
        fd = -1;
        errno = EPERM;
    }
    return fd;
}

// --- files --------------------------------------------------------------------

int folder_open_file(int folder, const char *name, size_t most, size_t *length) {
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat st;
    if (fd < 0) return -1;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && is_ours(&st) && st.st_size > 0 && (size_t)st.st_size <= most) {
        *length = (size_t)st.st_size;
        return fd;
    }
    close(fd);
    return -1;
}

const void *folder_map(int folder, const char *name, size_t most, size_t *length) {
    int fd = folder_open_file(folder, name, most, length);
    if (fd < 0) return NULL;
    void *data = mmap(NULL, *length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    close(fd);
    return data == MAP_FAILED ? NULL : data;
}

void folder_unmap(const void *data, size_t length) {
    if (data) munmap((void *)data, length);
}

bool folder_read(int fd, void *data, size_t length) {
    for (char *at = data; length;) {
        ssize_t n = read(fd, at, length);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        at += n;
        length -= (size_t)n;
    }
    return true;
}

static bool write_whole(int fd, const char *data, size_t length) {
    while (length) {
        ssize_t n = write(fd, data, length);
        if (n < 0 && errno != EINTR) return false;
        if (n <= 0) continue;
        data += n;
        length -= (size_t)n;
    }
    return true;
}

bool folder_write(int folder, const char *name, const struct part *parts, int n) {
    static unsigned serial;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    char temporary[80];
    snprintf(temporary, sizeof temporary, ".%ld.%lx.%x", (long)getpid(), (unsigned long)now.tv_nsec, ++serial);
    int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    bool done = true; // a limit on the size of files is an error of write(): XFSZ is ignored (shell/signals.h)
    for (int i = 0; i < n && done; i++) done = write_whole(fd, parts[i].data, parts[i].length);
    if (close(fd) < 0) done = false;
    if (done) done = renameat(folder, temporary, folder, name) == 0;
    if (!done) unlinkat(folder, temporary, 0);
    return done;
}

// --- sweeping -------------------------------------------------------------------

static bool is_entry(const char *name) { return strlen(name) == ENTRY_LENGTH && strspn(name, "0123456789abcdef") == ENTRY_LENGTH; }
static bool is_temporary(const char *name) {
    return name[0] == '.' && name[1] >= '0' && name[1] <= '9' && strspn(name, ".0123456789abcdef") == strlen(name);
}

struct found { char name[ENTRY_LENGTH + 1]; time_t at; };

static int by_age(const void *a, const void *b) {
    time_t x = ((const struct found *)a)->at, y = ((const struct found *)b)->at;
    return x < y ? -1 : x > y;
}

int folder_sweep(int folder, bool all, int most) {
    int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), count = 0, size = 0, result = 0;
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (!dir) {
        if (copy >= 0) close(copy);
        return -1;
    }
    struct found *entries = NULL;
    time_t now = time(NULL);
    for (struct dirent *e; (e = readdir(dir));) {
        struct stat st;
        bool entry = is_entry(e->d_name);
        if (!entry && !is_temporary(e->d_name)) continue;
        if (all || (!entry && fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && now - st.st_mtime > ABANDONED)) {
            if (unlinkat(folder, e->d_name, 0) < 0 && errno != ENOENT) result = -1;
            continue;
        }
        if (!entry || fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) continue;
        if (count == size) {
            int larger = size ? size * 2 : 256;
            struct found *more = realloc(entries, (size_t)larger * sizeof *more);
            if (!more) break;
            entries = more;
            size = larger;
        }
        memcpy(entries[count].name, e->d_name, ENTRY_LENGTH + 1);
        entries[count++].at = st.st_mtime;
    }
    if (count > most) {
        qsort(entries, (size_t)count, sizeof *entries, by_age);
        for (int i = 0; i < count / 2; i++) unlinkat(folder, entries[i].name, 0);
    }
    int error = errno;
    free(entries);
    closedir(dir);
    errno = error;
    return result;
}

bool folder_remove_if_empty(void) {
    char path[PATH_MAX];
    size_t given;
    return folder_path(path, &given) && rmdir(path) == 0;
}
