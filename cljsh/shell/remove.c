// SPDX-License-Identifier: MIT
/* Deleting a directory with all it holds.
 *
 * What must not happen: that a path which came out wrong (nil, "", "/", "x/..")
 * takes the machine with it; that a symbolic link, also one that somebody puts
 * in a directory's place while we are at work, leads elsewhere; that what is
 * mounted below goes, too.  So names are never looked up from the root or the
 * current directory again: the directory above the tree is opened once, each
 * directory is opened by its last name alone, without following a link
 * (O_NOFOLLOW), and what it holds is deleted relative to its descriptor.
 *
 * The tree may be deeper than there are descriptors.  Only the innermost
 * OPEN_MAX_LEVELS directories are kept open; one further out is opened again
 * as .. of the one below it, and must be the same directory as before.
 */
#include "base/prim.h"
#include "shell/lines.h"
#include "shell/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define OPEN_MAX_LEVELS 64

struct level {
    DIR *dir;     // NULL: closed for the time being
    dev_t device;
    ino_t inode;
    size_t name;  // where its name begins in the path
    bool changed; // something was deleted since its names were read from the beginning
};

enum refusal { NOTHING, ROOT, MOUNT, MOVED };

struct removal {
    char *path; // of what is being looked at, for messages
    size_t length, capacity;
    struct level *levels;
    size_t depth, room;
    struct stat root;
    bool mounts; // go on where another file system is mounted
    enum refusal refused;
    bool raised; // a signal's handler has
};

static bool path_push(struct removal *r, const char *name) {
    size_t more = strlen(name) + 2;
    if (r->length + more > r->capacity) {
        char *path = realloc(r->path, (r->length + more) * 2);
        if (!path) return false;
        r->path = path;
        r->capacity = (r->length + more) * 2;
    }
    if (r->length && r->path[r->length - 1] != '/') r->path[r->length++] = '/';
    r->length = (size_t)(stpcpy(r->path + r->length, name) - r->path);
    return true;
}

static void path_cut(struct removal *r, size_t length) {
    while (length > 1 && r->path[length - 1] == '/') length--;
    r->length = length;
    r->path[length] = 0;
}

static bool is_mounted(int fd, const struct stat *st, dev_t above) {
    struct statx more;
    if (st->st_dev != above) return true;
    return statx(fd, "", AT_EMPTY_PATH, 0, &more) == 0 && more.stx_attributes & STATX_ATTR_MOUNT_ROOT;
}

static int open_level(int above, const char *name) {
    return openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
}

// Begins with the directory of this name in another.  1; 0 when it is no directory; -1 with errno or a refusal.
static int enter(struct removal *r, int above, dev_t device, const char *name, size_t at) {
    int fd = open_level(above, name);
    if (fd < 0) return errno == ENOTDIR || errno == ELOOP ? 0 : -1;
    struct stat st;
    if (fstat(fd, &st) < 0) goto fail;
    if (st.st_dev == r->root.st_dev && st.st_ino == r->root.st_ino) r->refused = ROOT;
    else if (!r->mounts && is_mounted(fd, &st, device)) r->refused = MOUNT;
    if (r->refused) goto fail;
    if (r->depth == r->room) {
        struct level *levels = realloc(r->levels, (r->room * 2 + 16) * sizeof *levels);
        if (!levels) goto fail;
        r->levels = levels;
        r->room = r->room * 2 + 16;
    }
    DIR *dir = fdopendir(fd);
    if (!dir) goto fail;
    if (r->depth >= OPEN_MAX_LEVELS) {
        struct level *far = &r->levels[r->depth - OPEN_MAX_LEVELS];
        if (far->dir) closedir(far->dir);
        far->dir = NULL;
    }
    r->levels[r->depth++] = (struct level){dir, st.st_dev, st.st_ino, at, false};
    return 1;
fail:
    close(fd);
    return -1;
}

// The directory around the innermost one, open.
static int reopen(struct removal *r, struct level *outer, int inner) {
    if (outer->dir) return 0;
    int fd = open_level(inner, "..");
    struct stat st;
    if (fd < 0) return -1;
    if (fstat(fd, &st) == 0) {
        if (st.st_dev != outer->device || st.st_ino != outer->inode) r->refused = MOVED;
        else if ((outer->dir = fdopendir(fd))) return 0;
    }
    close(fd);
    return -1;
}

// Leaves the innermost directory, which is empty now, and deletes it.
static int leave(struct removal *r, int top) {
    struct level *inner = &r->levels[r->depth - 1], *outer = r->depth > 1 ? inner - 1 : NULL;
    if (outer && reopen(r, outer, dirfd(inner->dir)) < 0) return -1;
    if (unlinkat(outer ? dirfd(outer->dir) : top, r->path + inner->name, AT_REMOVEDIR) < 0) {
        if ((errno != ENOTEMPTY && errno != EEXIST) || !inner->changed) return -1;
        rewinddir(inner->dir); // some file systems leave names out when others are deleted meanwhile
        inner->changed = false;
        return 0;
    }
    closedir(inner->dir);
    path_cut(r, inner->name);
    r->depth--;
    if (outer) outer->changed = true;
    return 0;
}

// One name in the innermost directory.  0; -1 with errno or a refusal, and the path is the one it is about.
static int remove_entry(struct removal *r, const struct dirent *e) {
    struct level *here = &r->levels[r->depth - 1];
    int fd = dirfd(here->dir);
    size_t length = r->length;
    if (!path_push(r, e->d_name)) return -1;
    size_t at = r->length - strlen(e->d_name);
    int entered = e->d_type == DT_DIR || e->d_type == DT_UNKNOWN ? enter(r, fd, here->device, e->d_name, at) : 0;
    if (entered) return entered > 0 ? 0 : -1;
    if (unlinkat(fd, e->d_name, 0) < 0) {
        if (errno == EISDIR && (entered = enter(r, fd, here->device, e->d_name, at))) return entered > 0 ? 0 : -1;
        if (errno != ENOENT) return -1; // gone already: somebody else deletes as well
    }
    here->changed = true;
    path_cut(r, length);
    return 0;
}

// The names of the innermost directory up to a directory, which is entered, or to its end.
static int remove_some(struct removal *r, int top) {
    size_t depth = r->depth;
    for (struct dirent *e; r->depth == depth;) {
        DIR *dir = r->levels[depth - 1].dir;
        errno = 0;
        if (!(e = readdir(dir))) return errno ? -1 : leave(r, top);
        if (e->d_name[0] == '.' && (!e->d_name[1] || (e->d_name[1] == '.' && !e->d_name[2]))) continue;
        if (remove_entry(r, e) < 0) return -1;
    }
    return 0;
}

// Deletes the name in the directory top.  1; 0 when there is none; -1 with errno, a refusal or an exception.
static int remove_below(struct removal *r, int top, const char *name, bool directory) {
    struct stat st, above;
    if (fstatat(top, name, &st, AT_SYMLINK_NOFOLLOW) < 0) return errno == ENOENT ? 0 : -1;
    if (!S_ISDIR(st.st_mode) && directory) return (errno = ENOTDIR, -1);
    if (stat("/", &r->root) < 0 || fstat(top, &above) < 0) return -1;
    int entered = S_ISDIR(st.st_mode) ? enter(r, top, above.st_dev, name, r->length - strlen(name)) : 0;
    if (entered < 0) return -1;
    if (!entered) return unlinkat(top, name, 0) < 0 ? -1 : 1;
    while (r->depth) {
        int result;
        Py_BEGIN_ALLOW_THREADS
        result = remove_some(r, top);
        Py_END_ALLOW_THREADS
        if (result < 0) return -1;
        if (PyErr_CheckSignals() < 0) return (r->raised = true, -1);
    }
    return 1;
}

static Value refuse(struct removal *r) {
    const char *why = r->refused == ROOT  ? "is the root directory"
                    : r->refused == MOUNT ? "is on another file system; {:mounts true} deletes that, too"
                                          : "was moved elsewhere meanwhile";
    Py_ssize_t length = (Py_ssize_t)strlen(r->path);
    SCOPED_PY PyObject *path = PyUnicode_DecodeUTF8(r->path, length, "backslashreplace");
    return path ? err_value("not deleted: %U %s", path, why) : ERR;
}

// The last name of a path, of `length` bytes without the slashes behind it; NULL, with an
// exception, when it is one under which nothing may be deleted.
static const char *last_name(const char *path, size_t *length) {
    size_t end = strlen(path);
    while (end && path[end - 1] == '/') end--;
    size_t begin = end;
    while (begin && path[begin - 1] != '/') begin--;
    *length = end - begin;
    const char *name = path + begin;
    if (!*path) return (err_value("a path to delete or move must not be an empty string"), NULL);
    if (!end) return (err_value("%s is the root directory, which cannot be deleted or moved", path), NULL);
    if (*length <= 2 && memcmp(name, "..", *length) == 0)
        return (err_value("a path to delete or move must not end in . or .. as %s does", path), NULL);
    return name;
}

PRIM(files_removable, "cljsh.process.prim", "removable", "[path]",
     "Returns a path to delete or move as a string without slashes at its end; throws when it is one that must stay.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *path = kept ? path_chars(a[0], kept) : NULL;
    size_t length;
    const char *last = path ? last_name(path, &length) : NULL;
    return last ? adopt(lines_decode(path, (size_t)(last - path) + length)) : ERR;
}

PRIM(files_remove_tree, "cljsh.process.prim", "remove-tree", "[path mounts]",
     "Deletes a file, or a directory with all it holds; was there any? Goes on below mount points if mounts is true.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *path = kept ? path_chars(a[0], kept) : NULL;
    size_t length;
    const char *last = path ? last_name(path, &length) : NULL;
    if (!last) return ERR;

    SCOPED_PY PyObject *above = PyBytes_FromStringAndSize(path, last - path), *name = PyBytes_FromStringAndSize(last, (Py_ssize_t)length);
    if (!above || !name) return ERR;
    const char *dir = last == path ? "." : PyBytes_AS_STRING(above);
    int top = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (top < 0) return errno == ENOENT || errno == ENOTDIR ? bool_value(false) : path_error(dir);

    struct removal r = {.mounts = is_true(a[1])};
    errno = ENOMEM;
    int found = path_push(&r, PyBytes_AS_STRING(above)) && path_push(&r, PyBytes_AS_STRING(name))
        ? remove_below(&r, top, PyBytes_AS_STRING(name), last[length] == '/') : -1;
    int number = errno;
    close(top);
    while (r.depth--) if (r.levels[r.depth].dir) closedir(r.levels[r.depth].dir);
    errno = number;
    Value result = found >= 0 ? bool_value(found) : r.raised ? ERR : r.refused ? refuse(&r) : path_error(r.path ? r.path : path);
    free(r.path);
    free(r.levels);
    return result;
}
