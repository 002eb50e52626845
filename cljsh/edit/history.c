// SPDX-License-Identifier: MIT
#include "edit/history.h"

#include "task/pause.h"

#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#define ENTRY_MOST 200 // bytes that an entry takes in the file, on the average
#define FILE_MOST (16 << 20) // a longer file loses its older half

static HistoryW *entries;
static ino_t file;  // whose
static off_t taken; // first bytes are in the history
static int size = HISTORY_SIZE;

static void enter(const char *text) {
    size_t n = mbstowcs(NULL, text, 0);
    wchar_t *wide = n == (size_t)-1 ? NULL : malloc((n + 1) * sizeof *wide);
    HistEventW event;
    if (!wide) return; // not of this locale
    mbstowcs(wide, text, n + 1);
    if (n) history_w(entries, &event, H_ENTER, wide);
    free(wide);
}

// Where the last lines of a text begin, as many as there are entries.
static size_t last_lines(const char *text, size_t n) {
    size_t at = n;
    for (int lines = 0; at; at--)
        if (text[at - 1] == '\n' && lines++ == size) break;
    return at;
}

// The lines of a part of the file; what is behind the last newline is not whole yet, and comes the next time.
static void take_part(int fd, off_t from, off_t end, bool in_middle) { // of a line, perhaps, which is left out
    size_t n = (size_t)(end - from);
    char *text = malloc(n + 1);
    ssize_t got = text ? WITHOUT_GIL(pread(fd, text, n, from)) : -1;
    size_t used = got > 0 ? last_lines(text, (size_t)got) : 0;
    char *first = in_middle && used == 0 && got > 0 ? memchr(text, '\n', (size_t)got) : NULL;
    if (first) used = (size_t)(first + 1 - text);
    for (char *line = text + used, *newline; got > 0 && (newline = memchr(line, '\n', (size_t)got - used)); line = newline + 1) {
        *newline = 0;
        if (history_entry_decode(line)) enter(line);
        used = (size_t)(newline + 1 - text);
    }
    free(text);
    taken = from + (off_t)used;
}

// The newer half of a file that has become very long takes its place.
static bool shorten(int fd, off_t size, const char *path) {
    char temporary[PATH_MAX + 8];
    snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    size_t half = (size_t)size / 2;
    char *text = malloc(half);
    ssize_t got = text ? pread(fd, text, half, size - (off_t)half) : -1;
    char *line = got > 0 ? memchr(text, '\n', (size_t)got) : NULL;
    int to = line ? mkostemp(temporary, O_CLOEXEC) : -1;
    FILE *f = to < 0 ? NULL : fdopen(to, "w");
    if (f) {
        history_file_begin(f);
        fwrite(line + 1, 1, (size_t)(text + got - line - 1), f);
        bool written = !ferror(f);
        if (fclose(f) != 0 || !written || rename(temporary, path) < 0) unlink(temporary);
    }
    free(text);
    return f;
}

void edit_history_sync(void) {
    char path[PATH_MAX];
    struct stat st;
    HistEventW event;
    int fd = entries && history_file_path(path) ? WITHOUT_GIL(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) : -1;
    if (fd < 0) return;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        if (st.st_ino != file || st.st_size < taken) { // another file: the first time, or it was written anew
            history_w(entries, &event, H_CLEAR);
            off_t most = (off_t)size * ENTRY_MOST;
            bool middle = st.st_size > most;
            take_part(fd, middle ? st.st_size - most : 0, st.st_size, middle);
            file = st.st_ino;
        } else if (st.st_size > taken) {
            take_part(fd, taken, st.st_size, false);
        }
        if (st.st_size > FILE_MOST) WITHOUT_GIL(shorten(fd, st.st_size, path));
    }
    close(fd);
}

HistoryW *edit_history_start(void) {
    HistEventW event;
    entries = history_winit();
    if (!entries) return NULL;
    history_w(entries, &event, H_SETSIZE, size);
    history_w(entries, &event, H_SETUNIQUE, 1);
    edit_history_sync();
    return entries;
}

void edit_history_close(void) {
    if (entries) history_wend(entries);
    entries = NULL;
    file = 0;
    taken = 0;
    size = HISTORY_SIZE;
}

void edit_history_size(int most) {
    HistEventW event;
    if (!entries || most < 0 || most == size) return;
    if (most > size) file = 0; // there may be more in the file
    history_w(entries, &event, H_SETSIZE, size = most);
}

void edit_history_remember(const char *text) {
    if (!entries) return;
    edit_history_sync(); // what others have typed before
    off_t before = taken;
    history_file_add(text);
    edit_history_sync();
    if (taken == before) enter(text); // the file cannot be written
}

int edit_history_count(void) {
    HistEventW event;
    return entries && history_w(entries, &event, H_GETSIZE) >= 0 ? event.num : 0;
}

char *edit_history_entry(int back) {
    HistEventW event;
    if (!entries || back < 1 || history_w(entries, &event, H_FIRST) < 0) return NULL;
    while (--back)
        if (history_w(entries, &event, H_NEXT) < 0) return NULL;
    size_t n = wcstombs(NULL, event.str, 0);
    char *text = n == (size_t)-1 ? NULL : malloc(n + 1);
    if (text) wcstombs(text, event.str, n + 1);
    return text;
}
