// SPDX-License-Identifier: MIT
#include "edit/history.h"

#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COOKIE "_HiStOrY_V2_\n"

// Makes the folders of a path that are missing, for the user alone.
static void make_folders(char *path) {
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = 0;
        mkdir(path, 0700);
        *p = '/';
    }
}

static bool history_path(char path[PATH_MAX]) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    int n = -1;
    if (state && *state == '/') n = snprintf(path, PATH_MAX, "%s/cljsh/history", state);
    else if (home && *home) n = snprintf(path, PATH_MAX, "%s/.local/state/cljsh/history", home);
    return n > 0 && n < PATH_MAX;
}

// Rewrites the file with what the history holds, when it has grown far beyond that.
static void shorten(HistoryW *h, const char *path) {
    struct stat st;
    HistEventW event;
    if (stat(path, &st) < 0 || st.st_size < 1 << 20 || history_w(h, &event, H_GETSIZE) < 0 || event.num < HISTORY_SIZE) return;
    char temporary[PATH_MAX + 8];
    snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f) return;
    bool written = history_w(h, &event, H_SAVE_FP, f) >= 0;
    if (fclose(f) != 0 || !written || rename(temporary, path) < 0) unlink(temporary);
}

void history_file_load(HistoryW *h) {
    char path[PATH_MAX];
    HistEventW event;
    if (!history_path(path) || history_w(h, &event, H_LOAD, path) < 0) return;
    shorten(h, path);
}

void history_file_add(const char *text) {
    char path[PATH_MAX];
    if (!history_path(path)) return;
    make_folders(path);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return;
    // One write, so that sessions do not mix their entries.
    size_t length = strlen(text);
    char *line = malloc(length * 4 + sizeof COOKIE + 1), *p = line;
    if (line) {
        struct stat st;
        if (fstat(fd, &st) == 0 && st.st_size == 0) p = stpcpy(p, COOKIE);
        for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
            if (*s <= ' ' || *s == '\\' || *s == 127) p += sprintf(p, "\\%03o", *s);
            else *p++ = (char)*s;
        }
        *p++ = '\n';
        ssize_t written = write(fd, line, (size_t)(p - line));
        (void)written;
        free(line);
    }
    close(fd);
}
