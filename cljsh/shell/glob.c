// SPDX-License-Identifier: MIT
/* Pathname expansion.
 *
 * A pattern is split at slashes; components without magic are only joined,
 * others are compared with the names in the directories found so far.  A
 * component ** stands for any number of directories, none included; it does
 * not follow symbolic links.  Names that begin with a dot match only where
 * the pattern has that dot.
 */
#include "base/prim.h"
#include "coll/vector.h"
#include "shell/lines.h"
#include "shell/match.h"
#include "shell/words.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

struct paths { char **items; size_t count, capacity; bool oom; };

static void paths_add(struct paths *p, char *path) { // takes path
    if (path && p->count == p->capacity) {
        size_t capacity = p->capacity * 2 + 16;
        char **items = realloc(p->items, capacity * sizeof *items);
        if (items) {
            p->items = items;
            p->capacity = capacity;
        } else {
            free(path);
            path = NULL;
        }
    }
    if (path) p->items[p->count++] = path;
    else p->oom = true;
}

static void paths_free(struct paths *p) {
    for (size_t i = 0; i < p->count; i++) free(p->items[i]);
    free(p->items);
    *p = (struct paths){0};
}

static char *join(const char *dir, const char *name, size_t length) {
    size_t n = strlen(dir);
    char *path = malloc(n + length + 2); // room for a slash
    if (!path) return NULL;
    memcpy(path, dir, n);
    memcpy(path + n, name, length);
    path[n + length] = 0;
    return path;
}

static bool is_dot(const char *name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

// dir: "" or ending in a slash.  last: no component follows, so files count, too.
static void match_names(struct paths *out, const char *dir, const char *pattern, size_t length, bool last) {
    DIR *d = opendir(*dir ? dir : ".");
    if (!d) return;
    for (struct dirent *e; !out->oom && (e = readdir(d));) {
        const char *name = e->d_name;
        if (name[0] == '.' && (pattern[0] != '.' || (is_dot(name) && match_has_magic(pattern, length)))) continue;
        if (!last && e->d_type != DT_DIR && e->d_type != DT_LNK && e->d_type != DT_UNKNOWN) continue;
        if (!match_pattern(pattern, length, name, strlen(name))) continue;
        paths_add(out, join(dir, name, strlen(name)));
    }
    closedir(d);
}

static bool is_real_directory(int dir, const struct dirent *e) {
    if (e->d_type != DT_UNKNOWN) return e->d_type == DT_DIR;
    struct stat st;
    return fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

// dir itself and all directories below it; with files, everything below it.
static void descend(struct paths *out, const char *dir, bool files) {
    struct paths todo = {0};
    paths_add(&todo, strdup(dir));
    while (todo.count && !out->oom && !todo.oom) {
        char *path = todo.items[--todo.count];
        if (!files) paths_add(out, strdup(path));
        DIR *d = opendir(*path ? path : ".");
        for (struct dirent *e; d && (e = readdir(d));) {
            if (e->d_name[0] == '.') continue;
            if (files) paths_add(out, join(path, e->d_name, strlen(e->d_name)));
            if (!is_real_directory(dirfd(d), e)) continue;
            char *below = join(path, e->d_name, strlen(e->d_name));
            paths_add(&todo, below ? strcat(below, "/") : NULL);
        }
        if (d) closedir(d);
        free(path);
    }
    out->oom |= todo.oom;
    paths_free(&todo);
}

static size_t unescape(char *out, const char *text, size_t length) {
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\' && i + 1 < length) i++;
        out[n++] = text[i];
    }
    out[n] = 0;
    return n;
}

static void exists_only(struct paths *p) {
    size_t kept = 0;
    struct stat st;
    for (size_t i = 0; i < p->count; i++) {
        if (lstat(p->items[i], &st) == 0) p->items[kept++] = p->items[i];
        else free(p->items[i]);
    }
    p->count = kept;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void drop_duplicates(struct paths *p) { // a/**/**/b reaches a name twice
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (kept && strcmp(p->items[kept - 1], p->items[i]) == 0) free(p->items[i]);
        else p->items[kept++] = p->items[i];
    }
    p->count = kept;
}

static struct paths expand(const char *pattern) {
    struct paths found = {0};
    bool unchecked = false; // literal components since the last look at the disk
    size_t lead = strspn(pattern, "/");
    paths_add(&found, strdup(lead ? "/" : ""));
    pattern += lead;
    while (*pattern && !found.oom) {
        size_t length = strcspn(pattern, "/"), slashes = strspn(pattern + length, "/");
        bool last = !pattern[length];
        bool deep = length == 2 && memcmp(pattern, "**", 2) == 0, magic = match_has_magic(pattern, length);
        struct paths next = {0};
        for (size_t i = 0; i < found.count && !next.oom; i++) {
            const char *dir = found.items[i];
            if (deep) {
                descend(&next, dir, last);
            } else if (magic) {
                match_names(&next, dir, pattern, length, last);
            } else {
                char *path = malloc(strlen(dir) + length + 1);
                if (path) unescape(path + strlen(strcpy(path, dir)), pattern, length);
                paths_add(&next, path);
            }
        }
        unchecked = (unchecked || !magic) && !deep;
        if (magic) unchecked = false;
        if (slashes && !deep) { // only directories go on
            for (size_t i = 0; i < next.count; i++) {
                char *path = realloc(next.items[i], strlen(next.items[i]) + 2);
                if (!path) next.oom = true;
                else next.items[i] = strcat(path, "/");
            }
        }
        if (magic && slashes && !deep) exists_only(&next); // "x/" exists only if x is a directory
        paths_free(&found);
        found = next;
        pattern += length + slashes;
    }
    if (unchecked) exists_only(&found);
    if (found.count) qsort(found.items, found.count, sizeof *found.items, by_bytes);
    drop_duplicates(&found);
    return found;
}

// --- alternatives -----------------------------------------------------------

// The paths of all alternatives together.
static bool collect(const char *pattern, void *arg) {
    struct paths *all = arg;
    int more = match_alternatives(pattern, collect, all);
    if (more < 0) all->oom = true;
    if (more) return !all->oom;
    struct paths found = expand(pattern);
    all->oom |= found.oom;
    for (size_t i = 0; i < found.count; i++) paths_add(all, found.items[i]);
    free(found.items);
    return !all->oom;
}

static struct paths expand_all(const char *pattern) {
    struct paths all = {0};
    collect(pattern, &all);
    if (all.count) qsort(all.items, all.count, sizeof *all.items, by_bytes);
    drop_duplicates(&all);
    return all;
}

struct comparison { const char *text; size_t length; bool found, oom; };

static bool compare(const char *pattern, void *arg) {
    struct comparison *c = arg;
    int more = match_alternatives(pattern, compare, c);
    if (more < 0) c->oom = true;
    if (!more) c->found = match_pattern(pattern, strlen(pattern), c->text, c->length);
    return !c->found && !c->oom;
}

PRIM(glob_expand, "cljsh.fs", "glob", "[pattern]",
     "Returns a vector of the existing paths that match a shell pattern, sorted.\n"
     "* ? [a-z] match within a name, ** any number of directories (without following links), {a,b} is\n"
     "either of the alternatives; \\ quotes.\n"
     "Names that begin with a dot match only a pattern with that dot. Without a match the vector is empty.")
{
    SCOPED_PY PyObject *kept = PyList_New(0), *words = PyList_New(0);
    if (!kept || !words || words_add(words, a[0]) < 0) return ERR;
    Value result = vec_empty();
    for (Py_ssize_t i = 0; ok(result) && i < PyList_GET_SIZE(words); i++) {
        const char *pattern = word_chars(PyList_GET_ITEM(words, i), kept);
        if (!pattern) {
            drop(result);
            return ERR;
        }
        struct paths found;
        Py_BEGIN_ALLOW_THREADS
        found = expand_all(pattern);
        Py_END_ALLOW_THREADS
        if (found.oom) {
            drop(result);
            result = adopt(PyErr_NoMemory());
        }
        for (size_t k = 0; ok(result) && k < found.count; k++) {
            if (!found.items[k][0]) continue; // the current directory itself has no name
            SCOPED_PY PyObject *path = lines_decode(found.items[k], strlen(found.items[k]));
            if (path) {
                result = vec_conj(result, ref_of(path));
            } else {
                drop(result);
                result = ERR;
            }
        }
        paths_free(&found);
    }
    return result;
}

PRIM(glob_matches, "cljsh.fs", "matches?", "[pattern text]",
     "Does a text match a shell pattern (* ? [a-z] {a,b}) as a whole?")
{
    SCOPED_PY PyObject *kept = PyList_New(0), *words = PyList_New(0);
    if (!kept || !words || words_add(words, a[0]) < 0 || words_add(words, a[1]) < 0) return ERR;
    if (PyList_GET_SIZE(words) != 2) return err_arg("matches? compares a pattern with one text, not %R", words);
    const char *pattern = word_chars(PyList_GET_ITEM(words, 0), kept), *text = word_chars(PyList_GET_ITEM(words, 1), kept);
    if (!pattern || !text) return ERR;
    struct comparison c = {text, strlen(text), false, false};
    compare(pattern, &c);
    return c.oom ? adopt(PyErr_NoMemory()) : bool_value(c.found);
}
