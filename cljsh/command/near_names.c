// SPDX-License-Identifier: MIT
// What a command that is not there may have been meant to be.
#include "command/clojure_commands.h"
#include "shell/entries.h"
#include "task/pause.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { MOST_NAMES = 3, LONGEST = 40 }; // a score: 64 for each change, less what speaks for the name

struct near {
    const char *name;
    int length, limit; // of the name; how many changes are still near
    struct { char text[LONGEST + 3]; int score; } best[MOST_NAMES];
    int count;
};

// How many characters are to be changed, added, taken away or swapped with the next one; more than limit: any such number.
static int distance(const char *a, int n, const char *b, int m, int limit) {
    int rows[3][LONGEST + 3], *two = rows[0], *one = rows[1], *now = rows[2];
    for (int j = 0; j <= m; j++) one[j] = j;
    for (int i = 1; i <= n; i++) {
        int least = now[0] = i;
        for (int j = 1; j <= m; j++) {
            int d = one[j - 1] + (a[i - 1] != b[j - 1]);
            if (one[j] + 1 < d) d = one[j] + 1;
            if (now[j - 1] + 1 < d) d = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two[j - 2] + 1 < d) d = two[j - 2] + 1;
            now[j] = d;
            if (d < least) least = d;
        }
        if (least > limit) return limit + 1;
        int *t = two;
        two = one;
        one = now;
        now = t;
    }
    return one[m];
}

// False: it is none, and need not be looked at further.
static bool is_candidate(const struct near *near, const char *name, int *score) {
    int m = (int)strnlen(name, LONGEST + 3);
    if (m < 2 || m - near->length > near->limit || near->length - m > near->limit) return false;
    int d = distance(near->name, near->length, name, m, near->limit), same = 0;
    if (d > near->limit || !d) return false;
    while (name[same] && name[same] == near->name[same]) same++;
    bool swapped = m == near->length && strspn(name, near->name) == (size_t)m && strspn(near->name, name) == (size_t)m;
    // Of two or three letters, most others are one away.
    if (near->length < 4 && !same && !swapped) return false;
    *score = d * 64 - same - (swapped ? 20 : 0);
    return true;
}

static void offer(struct near *near, const char *name, int score) {
    int at = near->count;
    for (int i = 0; i < near->count; i++)
        if (strcmp(near->best[i].text, name) == 0) return;
    while (at && near->best[at - 1].score > score) at--;
    if (at == MOST_NAMES) return;
    if (near->count < MOST_NAMES) near->count++;
    memmove(near->best + at + 1, near->best + at, sizeof *near->best * (size_t)(near->count - at - 1));
    strcpy(near->best[at].text, name);
    near->best[at].score = score;
}

static void consider(struct near *near, const char *name) {
    int score;
    if (is_candidate(near, name, &score)) offer(near, name, score);
}

static void consider_word(struct interp *sh, const char *name, const char *text, void *arg) {
    (void)sh;
    (void)text;
    consider(arg, name);
}

static void consider_directory(struct near *near, const char *path) {
    struct entries *dir = *path == '/' ? entries_open(path) : NULL;
    if (!dir) return;
    for (const struct dirent *e; (e = entries_next(dir));) {
        int score;
        struct stat st;
        if (!is_candidate(near, e->d_name, &score)) continue;
        if (WITHOUT_GIL(fstatat(entries_fd(dir), e->d_name, &st, 0)) == 0 && S_ISREG(st.st_mode) && WITHOUT_GIL(faccessat(entries_fd(dir), e->d_name, X_OK, AT_EACCESS)) == 0)
            offer(near, e->d_name, score);
    }
    entries_close(dir);
}

static void consider_path(struct interp *sh, struct near *near) {
    const char *search = variable_text(sh->v_path);
    char dir[4096];
    while (search && *search) {
        size_t n = strcspn(search, ":");
        if (n < sizeof dir) {
            memcpy(dir, search, n);
            dir[n] = 0;
            consider_directory(near, dir);
        }
        search += n + (search[n] == ':');
    }
}

// Does nobody read what is reported?
static bool goes_nowhere(struct interp *sh) {
    struct stream *s = descriptor_stream(sh, 2);
    struct stat st;
    bool nowhere = !s || (!s->memory && (s->fd < 0 || (fstat(s->fd, &st) == 0 && S_ISCHR(st.st_mode) && st.st_rdev == makedev(1, 3))));
    stream_drop(s);
    return nowhere;
}

char *near_names(struct interp *sh, const char *name) {
    struct near near = {.name = name, .length = (int)strnlen(name, LONGEST + 1)};
    near.limit = near.length < 5 ? 1 : 2;
    if (near.length < 2 || near.length > LONGEST || goes_nowhere(sh)) return NULL;
    sh_function_each(sh, consider_word, &near);
    sh_alias_each(sh, consider_word, &near);
    for (const struct builtin *const *b = __start_builtins; b < __stop_builtins; b++)
        if (!builtin_is_disabled(sh, (*b)->name)) consider(&near, (*b)->name);
    Py_ssize_t position = 0;
    for (PyObject *command, *f; clojure_commands && PyDict_Next(clojure_commands, &position, &command, &f);) {
        const char *text = PyUnicode_AsUTF8(command);
        if (text) consider(&near, text);
        else PyErr_Clear();
    }
    consider_path(sh, &near);
    if (!near.count) return NULL;
    char *text = sh_alloc(MOST_NAMES * (LONGEST + 5)), *at = text;
    *at = 0;
    // One that is as near as can be keeps the others away that are farther.
    for (int i = 0; i < near.count && (near.best[i].score + 63) / 64 == (near.best[0].score + 63) / 64; i++) {
        if (i) at = stpcpy(at, ", ");
        at = stpcpy(at, near.best[i].text);
    }
    return text;
}

void package_hint(struct interp *sh, const char *name) {
    static const char program[] = "/usr/lib/command-not-found";
    if (sh->level || sh->forked || access(program, X_OK) < 0) return;
    char *words[] = {(char *)program, "--no-failure-msg", "--", (char *)name, NULL};
    bool may_exec = sh->may_exec;
    sh->may_exec = false;
    sh_run_external(sh, program, 4, words, variables_environment(sh));
    sh->may_exec = may_exec;
}
