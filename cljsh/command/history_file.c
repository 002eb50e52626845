// SPDX-License-Identifier: MIT
#include "command/history_file.h"

#include "task/pause.h"

#include <fcntl.h>
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

bool history_file_path(char path[PATH_MAX]) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    int n = -1;
    if (state && *state == '/') n = snprintf(path, PATH_MAX, "%s/cljsh/history", state);
    else if (home && *home) n = snprintf(path, PATH_MAX, "%s/.local/state/cljsh/history", home);
    return n > 0 && n < PATH_MAX;
}

// Room for 4 characters of each of the text's, and the cookie.
static char *encode(char *p, const char *text) {
    for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
        if (*s <= ' ' || *s == '\\' || *s == 127) p += sprintf(p, "\\%03o", *s);
        else *p++ = (char)*s;
    }
    *p++ = '\n';
    return p;
}

// 0, or -1 when it could not be written.
static int add(const char *text) {
    char path[PATH_MAX];
    if (!history_file_path(path)) return -1;
    make_folders(path);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0600); // no FIFO is waited for
    if (fd < 0) return -1;
    // One write, so that sessions do not mix their entries.
    char *line = malloc(strlen(text) * 4 + sizeof COOKIE + 1), *p = line;
    ssize_t written = -1;
    if (line) {
        struct stat st;
        if (fstat(fd, &st) == 0 && st.st_size == 0) p = stpcpy(p, COOKIE);
        p = encode(p, text);
        written = write(fd, line, (size_t)(p - line));
        free(line);
    }
    close(fd);
    return written < 0 ? -1 : 0;
}

void history_file_add(const char *text) { WITHOUT_GIL(add(text)); }

// In place: \NNN become bytes.
static void decode(char *line) {
    char *to = line;
    for (const char *s = line; *s;) {
        bool octal = s[0] == '\\';
        for (int i = 1; octal && i < 4; i++) octal = s[i] >= '0' && s[i] <= '7';
        if (octal) {
            *to++ = (char)((s[1] - '0') << 6 | (s[2] - '0') << 3 | (s[3] - '0'));
            s += 4;
        } else {
            *to++ = *s++;
        }
    }
    *to = 0;
}

bool history_entry_decode(char *line) {
    if (strncmp(line, COOKIE, sizeof COOKIE - 2) == 0) return false;
    decode(line);
    size_t length = strlen(line);
    while (length && line[length - 1] == '\n') line[--length] = 0;
    return length > 0;
}

void history_file_begin(FILE *f) { fputs(COOKIE, f); }

static int read_entries(struct strings *entries) {
    char path[PATH_MAX];
    int fd = history_file_path(path) ? open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
    FILE *f = fd < 0 ? NULL : fdopen(fd, "r");
    if (!f) return -1;
    char *line = NULL;
    size_t room = 0;
    for (ssize_t n; (n = getline(&line, &room, f)) > 0;) {
        if (line[n - 1] == '\n') line[n - 1] = 0;
        if (history_entry_decode(line)) strings_add(entries, strdup(line));
    }
    free(line);
    fclose(f);
    return 0;
}

void history_file_read(struct strings *entries) { WITHOUT_GIL(read_entries(entries)); }

static int write_entries(const struct strings *entries) {
    char path[PATH_MAX], temporary[PATH_MAX + 8];
    if (!history_file_path(path)) return -1;
    snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f) return -1;
    history_file_begin(f);
    for (int i = 0; i < entries->count; i++) {
        char *line = malloc(strlen(entries->at[i]) * 4 + 2);
        if (line) fwrite(line, 1, (size_t)(encode(line, entries->at[i]) - line), f);
        free(line);
    }
    if (fclose(f) == 0 && rename(temporary, path) == 0) return 0;
    unlink(temporary);
    return -1;
}

int history_file_write(const struct strings *entries) { return WITHOUT_GIL(write_entries(entries)); }
