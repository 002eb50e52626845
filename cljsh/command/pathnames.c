// SPDX-License-Identifier: MIT
/* Pathname expansion of a field (expand.h): component by component, only
 * those with pattern characters read their directory. */
#include "command/expand.h"

#include "shell/entries.h"
#include "shell/match.h"
#include "task/pause.h"

#include <stdlib.h>
#include <sys/stat.h>

struct found { struct arena *arena; char **at; size_t count, capacity; bool dotglob, skipdots, globstar, groups, any_case; int patterns; }; // patterns: that come before, in what is looked at

// front, of n characters, and name: in the arena, where it stays as a word.
static void found_add(struct found *f, const char *front, size_t n, const char *name, size_t k) {
    char *path = sh_arena_alloc(f->arena, n + k + 1);
    memcpy(path, front, n);
    memcpy(path + n, name, k);
    path[n + k] = 0;
    if (f->count == f->capacity) {
        f->capacity = f->capacity * 2 + 64;
        f->at = sh_realloc(f->at, sizeof *f->at * f->capacity);
    }
    f->at[f->count++] = path;
}

static bool has_magic(const struct found *f, const char *text, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (text[i] == ESCAPE || text[i] == '\\') i++; // a backslash that came from a value quotes, too
        else if (text[i] == '*' || text[i] == '?') return true;
        else if (f->groups && i + 1 < n && text[i + 1] == '(' && strchr("+@!", text[i])) return true;
        else if (text[i] == '[' && memchr(text + i, ']', n - i)) return true;
    }
    return false;
}

// As match.h wants it: what was escaped has a backslash.
static char *pattern_of(const char *text, size_t n) {
    char *pattern = sh_alloc(2 * n + 1), *at = pattern;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == ESCAPE && i + 1 < n) *at++ = '\\', i++;
        *at++ = text[i];
    }
    *at = 0;
    return pattern;
}

// As a name: what was escaped is itself, and so is what a backslash of a value quotes.
static size_t literal_of(char *to, const char *text, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if ((text[i] == ESCAPE || text[i] == '\\') && i + 1 < n) i++;
        to[k++] = text[i];
    }
    to[k] = 0;
    return k;
}

static bool fits(const struct found *f, const char *pattern, size_t m, const char *name, size_t k) {
    if (!f->any_case) return f->groups ? match_groups(pattern, m, name, k) : match_pattern(pattern, m, name, k);
    char *p = sh_copy_lower(pattern, m), *t = sh_copy_lower(name, k);
    bool result = f->groups ? match_groups(p, m, t, k) : match_pattern(p, m, t, k);
    free(p);
    free(t);
    return result;
}

static void look(struct found *f, char *path, size_t length, size_t capacity, const char *rest);

static char *reserve(char *path, size_t *capacity, size_t n) {
    if (*capacity > n) return path;
    *capacity = n * 2 + 64;
    return sh_realloc(path, *capacity);
}

static void look_below(struct found *f, char *path, size_t length, size_t capacity, const char *rest) {
    f->patterns++;
    look(f, path, length, capacity, rest);
    f->patterns--;
}

// path: taken; rest: what of the pattern is not done yet.
static void look(struct found *f, char *path, size_t length, size_t capacity, const char *rest) {
    // Components without a pattern go together.
    for (;;) {
        size_t slashes = strspn(rest, "/"), n = strcspn(rest + slashes, "/");
        path = reserve(path, &capacity, length + slashes + n + 2);
        if (!slashes && !n) { // all done
            struct stat st;
            path[length] = 0;
            if (WITHOUT_GIL(lstat(path, &st)) == 0) found_add(f, path, length, "", 0);
            free(path);
            return;
        }
        memcpy(path + length, rest, slashes);
        if (n && has_magic(f, rest + slashes, n)) {
            length += slashes;
            path[length] = 0;
            rest += slashes;
            char *pattern = pattern_of(rest, n);
            size_t m = strlen(pattern);
            bool deep = f->globstar && !strcmp(pattern, "**");
            if (deep && rest[n] == '/') { // no folder at all
                char *here = sh_alloc(length + 64);
                memcpy(here, path, length);
                look_below(f, here, length, length + 64, rest + n + 1);
            }
            bool dots = pattern[0] == '.' || (pattern[0] == '\\' && pattern[1] == '.');
            const char *after = rest + n;
            struct entries *d = entries_open(length ? path : ".");
            if (d && deep && !*after && slashes) found_add(f, path, length - (f->patterns > 0), "", 0); // dir/** is dir/, too; */** is each dir
            for (const struct dirent *e; d && (e = entries_next(d));) {
                const char *name = e->d_name;
                bool self = name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); // which * never finds
                if (self && f->skipdots) continue;
                if (name[0] == '.' && !dots && (self || !f->dotglob) && !(f->groups && match_groups_of_dots(pattern, m, name, strlen(name)))) continue;
                if (*after && e->d_type != DT_DIR && e->d_type != DT_LNK && e->d_type != DT_UNKNOWN) continue;
                size_t k = strlen(name);
                if (!fits(f, pattern, m, name, k)) continue;
                if (!deep && !*after) {
                    found_add(f, path, length, name, k);
                    continue;
                }
                char *next = sh_alloc(length + k + 1);
                memcpy(next, path, length);
                memcpy(next + length, name, k + 1);
                struct stat st;
                if (deep && WITHOUT_GIL(lstat(next, &st)) == 0 && S_ISDIR(st.st_mode)) { // ** again, below it
                    char *below = sh_alloc(length + k + 64);
                    memcpy(below, next, length + k);
                    below[length + k] = '/';
                    look_below(f, below, length + k + 1, length + k + 64, rest);
                }
                if (*after && !deep) {
                    look_below(f, next, length + k, length + k + 1, after);
                    continue;
                }
                if (!*after) found_add(f, next, length + k, "", 0); // else what follows was looked for by that
                free(next);
            }
            entries_close(d);
            free(pattern);
            free(path);
            return;
        }
        length += slashes;
        length += literal_of(path + length, rest + slashes, n);
        rest += slashes + n;
    }
}

// A path, and its first eight bytes as a number, which decides most comparisons.
struct sorted { uint64_t key; char *path; };

static struct sorted sorted(char *path) {
    struct sorted s = {0, path};
    for (size_t i = 0; i < 8 && path[i]; i++) s.key |= (uint64_t)(unsigned char)path[i] << (56 - 8 * i);
    return s;
}

static int by_bytes(const void *a, const void *b) {
    const struct sorted *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return strcmp(x->path, y->path);
}

// --- GLOBIGNORE ---------------------------------------------------------------------------------

// Does the pattern match the path, slash by slash?
static bool fits_path(const struct found *f, const char *pattern, const char *end, const char *path) {
    for (;;) {
        const char *slash = memchr(pattern, '/', (size_t)(end - pattern)), *stop = slash ? slash : end;
        size_t k = strcspn(path, "/");
        if (!fits(f, pattern, (size_t)(stop - pattern), path, k)) return false;
        if (!slash || !path[k]) return !slash && !path[k];
        pattern = slash + 1;
        path += k + 1;
    }
}

// The end of the first of the patterns: a colon, but for those in brackets, in groups and behind a backslash.
static const char *pattern_end(const char *p) {
    bool bracket = false;
    int groups = 0;
    for (; *p && (*p != ':' || bracket || groups); p++) {
        if (*p == '\\' && p[1]) p++;
        else if (*p == '[' && !bracket) bracket = strchr(p + 1, ']') != NULL;
        else if (*p == '[' && bracket && p[1] == ':' && strstr(p + 2, ":]")) p = strstr(p + 2, ":]") + 1;
        else if (*p == ']') bracket = false;
        else if (*p == '(' && !bracket) groups++;
        else if (*p == ')' && !bracket && groups) groups--;
    }
    return p;
}

static void leave_out(struct found *f, const char *patterns) {
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        bool ignored = false;
        for (const char *p = patterns, *end; !ignored && *p; p = *end ? end + 1 : end) {
            end = pattern_end(p);
            ignored = end > p && fits_path(f, p, end, f->at[i]);
        }
        if (!ignored) f->at[kept++] = f->at[i];
    }
    f->count = kept;
}

int sh_words_of_pattern(struct interp *sh, char *field, struct words *out, bool *any) {
    struct found f = {.arena = &sh->arena, .dotglob = shopt_is_set(sh, SHOPT_DOTGLOB), .skipdots = shopt_is_set(sh, SHOPT_GLOBSKIPDOTS), .globstar = shopt_is_set(sh, SHOPT_GLOBSTAR),
                      .groups = shopt_is_set(sh, SHOPT_EXTGLOB), .any_case = shopt_is_set(sh, SHOPT_NOCASEGLOB)};
    if (!has_magic(&f, field, strlen(field))) return 0;
    const char *ignored = sh->options[OPT_POSIX] ? NULL : variable_get(sh, "GLOBIGNORE");
    if (unlikely(ignored && *ignored)) f.dotglob = true;
    look(&f, sh_alloc(64), 0, 64, field);
    if (unlikely(ignored && *ignored)) leave_out(&f, ignored);
    *any = f.count > 0 || shopt_is_set(sh, SHOPT_NULLGLOB);
    struct sorted *all = sh_alloc(sizeof *all * (f.count + 1));
    for (size_t i = 0; i < f.count; i++) all[i] = sorted(f.at[i]);
    if (f.count > 1) qsort(all, f.count, sizeof *all, by_bytes);
    for (size_t i = 0; i < f.count; i++)
        if (!f.globstar || !i || strcmp(all[i].path, all[i - 1].path) != 0) words_put(&sh->arena, out, all[i].path); // else found in two ways
    free(all);
    free(f.at);
    if (f.count || !shopt_is_set(sh, SHOPT_FAILGLOB)) return 0;
    char *shown = sh_copy(field, strlen(field));
    literal_of(shown, field, strlen(field));
    sh_report(sh, "no name matches: %s", shown);
    free(shown);
    expansion_error(sh);
    return -1;
}
