// SPDX-License-Identifier: MIT
/* Names of commands: what each stands for, as a function, a builtin, a file;
 * and aliases. */
#include "command/node.h"

#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned hash_of(const char *name) {
    unsigned h = 5381;
    for (; *name; name++) h = h * 33 ^ (unsigned char)*name;
    return h;
}

static struct command_name *find_hashed(struct interp *sh, const char *name, unsigned hash) {
    if (unlikely(!sh->name_slots)) return NULL;
    for (struct command_name *n = sh->names[hash & (sh->name_slots - 1)]; n; n = n->next)
        if (n->hash == hash && strcmp(n->name, name) == 0) return n;
    return NULL;
}

struct command_name *name_find(struct interp *sh, const char *name) { return find_hashed(sh, name, hash_of(name)); }

// The number of slots is a power of two.
static COLD void more_slots(struct interp *sh) {
    unsigned slots = sh->name_slots ? 4 * sh->name_slots : NAME_SLOTS;
    struct command_name **fresh = sh_alloc(sizeof *fresh * slots);
    memset(fresh, 0, sizeof *fresh * slots);
    for (unsigned i = 0; i < sh->name_slots; i++)
        for (struct command_name *n = sh->names[i], *next; n; n = next) {
            struct command_name **slot = &fresh[n->hash & (slots - 1)];
            next = n->next;
            n->next = *slot;
            *slot = n;
        }
    free(sh->names);
    sh->names = fresh;
    sh->name_slots = slots;
}

struct command_name *name_intern(struct interp *sh, const char *name) {
    unsigned hash = hash_of(name);
    struct command_name *n = find_hashed(sh, name, hash);
    if (n) return n;
    if (sh->name_count++ >= sh->name_slots) more_slots(sh);
    struct command_name **slot = &sh->names[hash & (sh->name_slots - 1)];
    size_t length = strlen(name);
    n = sh_alloc(sizeof *n + length + 1);
    *n = (struct command_name){.next = *slot, .builtin = builtin_find(name), .hash = hash};
    memcpy(n->name, name, length + 1);
    return *slot = n;
}

// --- builtins -------------------------------------------------------------------

const struct builtin *builtin_find(const char *name) {
    enum { SLOTS = 512 };
    static const struct builtin *table[SLOTS];
    static bool filled;
    if (!filled) {
        for (const struct builtin *const *b = __start_builtins; b < __stop_builtins; b++) {
            unsigned at = 5381;
            for (const char *p = (*b)->name; *p; p++) at = at * 33 ^ (unsigned char)*p;
            while (table[at % SLOTS]) at++;
            table[at % SLOTS] = *b;
        }
        filled = true;
    }
    unsigned at = 5381;
    for (const char *p = name; *p; p++) at = at * 33 ^ (unsigned char)*p;
    for (; table[at % SLOTS]; at++)
        if (strcmp(table[at % SLOTS]->name, name) == 0) return table[at % SLOTS];
    return NULL;
}

// --- functions ------------------------------------------------------------------

void sh_function_drop(struct function *f) {
    if (!f || --f->references) return;
    sh_program_drop(f->program);
    xdrop(f->body);
    free(f->text);
    free(f->file);
    free(f);
}

void sh_function_define(struct interp *sh, struct command_name *n, struct function *f) {
    if (n->function && n->function->exported) {
        if (f) f->exported = true; // another body of the same name
        sh->environment = NULL;
    }
    if (n->level < sh->level) {
        struct undo *u = sh_alloc(sizeof *u);
        *u = (struct undo){.next = sh->undo, .name = n, .function = n->function, .level = n->level};
        sh->undo = u;
        n->level = sh->level;
    } else {
        sh_function_drop(n->function);
    }
    n->function = f;
}

bool sh_function_exists(struct interp *sh, const char *name) {
    struct command_name *n = name_find(sh, name);
    return n && n->function;
}

const char *sh_function_text(struct interp *sh, const char *name) {
    struct command_name *n = name_find(sh, name);
    return n && n->function ? n->function->text : NULL;
}

// The function to give an attribute to: a subshell's are its own. NULL: none of this name.
static struct function *own_function(struct interp *sh, const char *name) {
    struct command_name *n = name_find(sh, name);
    if (!n || !n->function) return NULL;
    const struct function *f = n->function;
    if (n->level < sh->level) {
        struct function *own = sh_alloc(sizeof *own);
        *own = (struct function){.references = 1, .body = keep(ref(f->body)), .text = f->text ? sh_copy(f->text, strlen(f->text)) : NULL, .line = f->line,
                                 .file = f->file ? sh_copy(f->file, strlen(f->file)) : NULL, .exported = f->exported, .readonly = f->readonly};
        sh_function_define(sh, n, own);
    }
    return n->function;
}

int function_export(struct interp *sh, const char *name, bool on) {
    struct function *f = own_function(sh, name);
    if (!f) return -1;
    f->exported = on;
    sh->exports_functions |= on;
    sh->environment = NULL;
    return 0;
}

void function_make_readonly(struct interp *sh, const char *name) {
    struct function *f = own_function(sh, name);
    if (f) f->readonly = true;
}

bool function_is_readonly(struct interp *sh, const char *name) {
    struct command_name *n = name_find(sh, name);
    return n && n->function && n->function->readonly;
}

// What stands behind the name, and its parentheses, in a function's text.
static const char *body_text(const char *text, const char *name) {
    if (strncmp(text, "function", 8) == 0 && (text[8] == ' ' || text[8] == '\t')) text += 8;
    text += strspn(text, " \t\n");
    if (strncmp(text, name, strlen(name)) == 0) text += strlen(name);
    const char *at = text + strspn(text, " \t");
    if (*at == '(') {
        const char *close = at + 1 + strspn(at + 1, " \t");
        if (*close == ')') text = close + 1;
    }
    return text + strspn(text, " \t\n");
}

void functions_environment(struct interp *sh, struct strings *out) {
    for (unsigned i = 0; sh->exports_functions && i < sh->name_slots; i++)
        for (struct command_name *n = sh->names[i]; n; n = n->next) {
            if (!n->function || !n->function->exported || !n->function->text) continue;
            const char *body = body_text(n->function->text, n->name);
            bool braces = body[0] == '{' && body[strlen(body) - 1] == '}';
            char *entry = NULL;
            if (asprintf(&entry, braces ? "BASH_FUNC_%s%%%%=() %s" : "BASH_FUNC_%s%%%%=() { %s\n}", n->name, body) < 0) abort();
            strings_add(out, entry);
        }
}

int sh_function_unset(struct interp *sh, const char *name) {
    struct command_name *n = name_find(sh, name);
    if (!n || !n->function) return -1;
    sh_function_define(sh, n, NULL);
    return 0;
}

static int by_name(const void *a, const void *b) {
    return strcmp((*(struct command_name *const *)a)->name, (*(struct command_name *const *)b)->name);
}

static struct command_name **sorted_names(struct interp *sh, size_t *count) {
    size_t n = 0;
    for (unsigned i = 0; i < sh->name_slots; i++)
        for (struct command_name *c = sh->names[i]; c; c = c->next) n++;
    struct command_name **all = sh_alloc(sizeof *all * (n + 1));
    n = 0;
    for (unsigned i = 0; i < sh->name_slots; i++)
        for (struct command_name *c = sh->names[i]; c; c = c->next) all[n++] = c;
    qsort(all, n, sizeof *all, by_name);
    *count = n;
    return all;
}

void sh_function_each(struct interp *sh, void (*take)(struct interp *, const char *, const char *, void *), void *arg) {
    size_t n;
    struct command_name **all = sorted_names(sh, &n);
    for (size_t i = 0; i < n; i++)
        if (all[i]->function) take(sh, all[i]->name, all[i]->function->text, arg);
    free(all);
}

// --- files ------------------------------------------------------------------------

static int runnable(const char *path) {
    struct stat st;
    if (WITHOUT_GIL(stat(path, &st)) < 0) return errno;
    if (S_ISDIR(st.st_mode)) return EISDIR;
    if (!S_ISREG(st.st_mode)) return EACCES;
    return WITHOUT_GIL(faccessat(AT_FDCWD, path, X_OK, AT_EACCESS)) == 0 ? 0 : errno;
}

static int readable(const char *path) {
    struct stat st;
    if (WITHOUT_GIL(stat(path, &st)) < 0) return errno;
    return S_ISDIR(st.st_mode) ? EISDIR : WITHOUT_GIL(access(path, R_OK)) == 0 ? 0 : errno;
}

// The first file of that name along a PATH that is fit: malloc'd, or NULL with errno.
static char *search_path(const char *search, const char *name, int (*fit)(const char *path)) {
    int result = ENOENT;
    size_t n = strlen(name);
    for (const char *dir = search, *end;; dir = end + 1) {
        end = strchrnul(dir, ':');
        size_t length = (size_t)(end - dir);
        char *path = sh_alloc(length + n + 2);
        memcpy(path, dir, length);
        if (length) path[length++] = '/';
        memcpy(path + length, name, n + 1);
        int error = fit(path);
        if (!error) return path;
        if (error == EACCES && WITHOUT_GIL(access(path, F_OK)) == 0) result = EACCES; // not of a directory that is closed to us
        free(path);
        if (!*end) break;
    }
    errno = result;
    return NULL;
}

static const char standard_path[] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

int name_path(struct interp *sh, struct command_name *n, const char **path) {
    if (n->path) {
        n->hits++;
        return (*path = n->path, 0);
    }
    if (!*n->name) return ENOENT;
    const char *search = variable_text(sh->v_path);
    char *found = search_path(search ? search : standard_path, n->name, runnable);
    if (!found) return errno;
    n->path = found; // also one in a relative directory; `cd` has them forgotten
    n->hits = 1;
    *path = found;
    return 0;
}

char *sh_find_command(struct interp *sh, const char *name, bool default_path) {
    if (strchr(name, '/')) {
        int error = runnable(name);
        errno = error;
        return error ? NULL : sh_copy(name, strlen(name));
    }
    if (!*name) return (errno = ENOENT, NULL);
    if (default_path) return search_path(standard_path, name, runnable);
    struct command_name *n = name_find(sh, name);
    if (n && n->path && WITHOUT_GIL(access(n->path, X_OK)) == 0) return sh_copy(n->path, strlen(n->path));
    const char *search = variable_text(sh->v_path);
    return search_path(search ? search : standard_path, name, runnable);
}

char *sh_find_readable(struct interp *sh, const char *name) {
    const char *search = variable_text(sh->v_path);
    return *name ? search_path(search ? search : "", name, readable) : NULL;
}

void sh_hash_forget(struct interp *sh, const char *name) {
    for (unsigned i = 0; i < sh->name_slots; i++)
        for (struct command_name *n = sh->names[i]; n; n = n->next) {
            if (!n->path || (name && strcmp(n->name, name) != 0)) continue;
            free(n->path);
            n->path = NULL;
            n->hits = 0;
        }
}

void sh_forget_relative(struct interp *sh) {
    for (unsigned i = 0; i < sh->name_slots; i++)
        for (struct command_name *n = sh->names[i]; n; n = n->next)
            if (n->path && n->path[0] != '/') {
                free(n->path);
                n->path = NULL;
            }
}

void sh_hash_each(struct interp *sh, void (*take)(struct interp *, const char *, const char *, int, void *), void *arg) {
    size_t n;
    struct command_name **all = sorted_names(sh, &n);
    for (size_t i = 0; i < n; i++)
        if (all[i]->path) take(sh, all[i]->name, all[i]->path, all[i]->hits, arg);
    free(all);
}

// --- aliases ----------------------------------------------------------------------

struct alias { char *name, *text; };
struct aliases { long references; int count; struct alias *at; }; // sorted; copied when a subshell changes it

void aliases_drop(struct aliases *a) {
    if (!a || --a->references) return;
    for (int i = 0; i < a->count; i++) {
        free(a->at[i].name);
        free(a->at[i].text);
    }
    free(a->at);
    free(a);
}

static struct aliases *own_aliases(struct interp *sh) {
    struct aliases *a = sh->aliases;
    if (a && a->references == 1) return a;
    struct aliases *copy = sh_alloc(sizeof *copy);
    *copy = (struct aliases){.references = 1};
    if (a) {
        copy->at = sh_alloc(sizeof *copy->at * (size_t)(a->count + 1));
        for (; copy->count < a->count; copy->count++)
            copy->at[copy->count] = (struct alias){sh_copy(a->at[copy->count].name, strlen(a->at[copy->count].name)),
                                                   sh_copy(a->at[copy->count].text, strlen(a->at[copy->count].text))};
        a->references--;
    }
    return sh->aliases = copy;
}

static int alias_position(const struct aliases *a, const char *name, bool *found) {
    int low = 0, high = a ? a->count : 0;
    *found = false;
    while (low < high) {
        int middle = (low + high) / 2, order = strcmp(a->at[middle].name, name);
        if (order == 0) return (*found = true, middle);
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

const char *sh_alias_get(struct interp *sh, const char *name) {
    bool found;
    int at = alias_position(sh->aliases, name, &found);
    return found ? sh->aliases->at[at].text : NULL;
}

void sh_alias_set(struct interp *sh, const char *name, const char *text) {
    struct aliases *a = own_aliases(sh);
    bool found;
    int at = alias_position(a, name, &found);
    char *copy = sh_copy(text, strlen(text));
    if (found) {
        free(a->at[at].text);
        a->at[at].text = copy;
        return;
    }
    a->at = sh_realloc(a->at, sizeof *a->at * (size_t)(a->count + 1));
    memmove(a->at + at + 1, a->at + at, sizeof *a->at * (size_t)(a->count - at));
    a->at[at] = (struct alias){sh_copy(name, strlen(name)), copy};
    a->count++;
}

int sh_alias_unset(struct interp *sh, const char *name) {
    if (!name) {
        aliases_drop(sh->aliases);
        sh->aliases = NULL;
        return 0;
    }
    bool found;
    int at = alias_position(sh->aliases, name, &found);
    if (!found) return -1;
    struct aliases *a = own_aliases(sh);
    free(a->at[at].name);
    free(a->at[at].text);
    memmove(a->at + at, a->at + at + 1, sizeof *a->at * (size_t)(a->count - at - 1));
    a->count--;
    return 0;
}

void sh_alias_each(struct interp *sh, void (*take)(struct interp *, const char *, const char *, void *), void *arg) {
    struct aliases *a = sh->aliases;
    if (!a) return;
    a->references++;
    for (int i = 0; i < a->count; i++) take(sh, a->at[i].name, a->at[i].text, arg);
    aliases_drop(a);
}

struct aliases *aliases_share(struct interp *sh) {
    if (sh->aliases) sh->aliases->references++;
    return sh->aliases;
}
