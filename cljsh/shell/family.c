// SPDX-License-Identifier: MIT
#include "shell/family.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct process { pid_t pid, parent; bool member; };
struct table { struct process *items; int count, capacity; };

// The parent of a process, from "PID (NAME) STATE PARENT …", where NAME may hold anything; 0: gone.
static pid_t parent_of(int proc, const char *name) {
    char path[64], text[512];
    snprintf(path, sizeof path, "%s/stat", name);
    int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    text[n > 0 ? n : 0] = 0;
    const char *end = strrchr(text, ')');
    int parent;
    return end && sscanf(end + 1, " %*c %d", &parent) == 1 ? parent : 0;
}

static bool table_add(struct table *t, struct process p) {
    if (t->count == t->capacity) {
        int capacity = t->capacity * 2 + 256;
        struct process *more = realloc(t->items, sizeof *more * (size_t)capacity);
        if (!more) return false;
        t->items = more;
        t->capacity = capacity;
    }
    t->items[t->count++] = p;
    return true;
}

static bool read_processes(struct table *t) {
    DIR *d = opendir("/proc");
    bool good = d;
    for (struct dirent *e; good && (e = readdir(d));) {
        if (!isdigit((unsigned char)e->d_name[0])) continue;
        pid_t parent = parent_of(dirfd(d), e->d_name);
        if (parent > 0) good = table_add(t, (struct process){.pid = atoi(e->d_name), .parent = parent});
    }
    if (d) closedir(d);
    return good;
}

static struct process *find(const struct table *t, pid_t pid) {
    for (int i = 0; i < t->count; i++)
        if (t->items[i].pid == pid) return &t->items[i];
    return NULL;
}

// Marks all descendants of those that are marked.
static void mark_descendants(struct table *t) {
    for (bool more = true; more;) {
        more = false;
        for (int i = 0; i < t->count; i++) {
            struct process *p = &t->items[i], *parent = p->member ? NULL : find(t, p->parent);
            if (parent && parent->member) p->member = more = true;
        }
    }
}

/* The family is looked up before anybody is told, since who loses its parent
 * is no descendant any more. */
int family_signal(const pid_t *heads, int count, int sig) {
    struct table t = {0};
    if (sig && count && read_processes(&t)) {
        for (int i = 0; i < count; i++) {
            struct process *p = find(&t, heads[i]);
            if (p) p->member = true;
        }
        mark_descendants(&t);
    }
    int result = 0, error = 0;
    for (int i = 0; i < count; i++) {
        struct process *p = find(&t, heads[i]);
        if (p) p->member = false; // once is enough
        if (kill(heads[i], sig) < 0) result = -1, error = errno;
    }
    for (int i = 0; i < t.count; i++)
        if (t.items[i].member) kill(t.items[i].pid, sig);
    free(t.items);
    errno = error;
    return result;
}
