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
    if (!history_file_path(path) || history_w(h, &event, H_LOAD, path) < 0) return;
    shorten(h, path);
}
