// SPDX-License-Identifier: MIT
/* Looking at files: what a directory holds, and what a file is. */
#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "shell/entries.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "shell/path.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define NS "cljsh.process.prim"

static Ref kind_keyword(mode_t mode) {
    if (S_ISREG(mode)) return KW("file");
    if (S_ISDIR(mode)) return KW("directory");
    if (S_ISLNK(mode)) return KW("link");
    if (S_ISFIFO(mode)) return KW("fifo");
    if (S_ISSOCK(mode)) return KW("socket");
    if (S_ISCHR(mode)) return KW("character-device");
    return KW("block-device");
}

// Pairs [name type] of what is in a directory; names of unknown type are looked at.
static Value directory_entries(struct entries *d) {
    Value list = vec_empty();
    for (const struct dirent *e; ok(list) && (e = entries_next(d));) {
        const char *name = e->d_name;
        if (name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]))) continue;
        struct stat st = {.st_mode = DTTOIF(e->d_type)};
        if (e->d_type == DT_UNKNOWN && WITHOUT_GIL(fstatat(entries_fd(d), name, &st, AT_SYMLINK_NOFOLLOW)) < 0) continue;
        SCOPED_PY PyObject *text = lines_decode(name, strlen(name));
        Ref pair[] = {ref_of(text), kind_keyword(st.st_mode)};
        SCOPED Value entry = text ? vec_from(pair, 2) : ERR;
        if (failed(entry)) {
            drop(list);
            return ERR;
        }
        list = vec_conj(list, ref(entry));
    }
    return list;
}

PRIM(files_entries, NS, "directory-entries", "[dir]",
     "Returns a vector of [name type] for what a directory holds, in no order; links are not followed.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *name = kept ? path_chars(a[0], kept) : NULL;
    if (!name) return ERR;
    struct entries *d = entries_open(name);
    if (!d) return path_error(name);
    Value list = directory_entries(d);
    entries_close(d);
    return list;
}

static double seconds(struct timespec t) { return (double)t.tv_sec + (double)t.tv_nsec / 1e9; }

PRIM(files_stat, NS, "stat", "[path follow]",
     "Returns what is known of a file as a map, or nil when there is none; follows links if follow is true.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *name = kept ? path_chars(a[0], kept) : NULL;
    struct stat st;
    if (!name) return ERR;
    if (WITHOUT_GIL(fstatat(AT_FDCWD, name, &st, is_true(a[1]) ? 0 : AT_SYMLINK_NOFOLLOW)) < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENAMETOOLONG ? nil_value() : path_error(name);
    Ref type = kind_keyword(st.st_mode);
    Value items[] = {
        keep(KW("type")), keep(type),
        keep(KW("size")), int_value(st.st_size),
        keep(KW("mode")), int_value(st.st_mode & 07777),
        keep(KW("modified")), double_value(seconds(st.st_mtim)),
        keep(KW("user")), int_value(st.st_uid),
        keep(KW("group")), int_value(st.st_gid),
        keep(KW("links")), int_value((int64_t)st.st_nlink),
        keep(KW("inode")), int_value((int64_t)st.st_ino),
    };
    return map_give(items, sizeof items / sizeof *items);
}

// "dir/prefixXXXXXX" as a new bytes object, for mkstemp and mkdtemp.
static PyObject *temp_template(Ref dir, Ref prefix, PyObject *kept) {
    const char *where = path_chars(dir, kept), *begin = where ? path_chars(prefix, kept) : NULL;
    return begin ? PyBytes_FromFormat("%s/%sXXXXXX", where, begin) : NULL;
}

PRIM(files_temp_dir, NS, "make-temp-dir", "[dir prefix]", "Makes a new directory that only its owner can enter; returns its path.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    SCOPED_PY PyObject *path = kept ? temp_template(a[0], a[1], kept) : NULL;
    if (!path) return ERR;
    char *name = PyBytes_AS_STRING(path);
    return mkdtemp(name) ? adopt(lines_decode(name, strlen(name))) : path_error(name);
}

PRIM(files_temp_file, NS, "make-temp-file", "[dir prefix]", "Makes a new empty file that only its owner can read; returns its path.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    SCOPED_PY PyObject *path = kept ? temp_template(a[0], a[1], kept) : NULL;
    if (!path) return ERR;
    char *name = PyBytes_AS_STRING(path);
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd < 0) return path_error(name);
    close(fd);
    return adopt(lines_decode(name, strlen(name)));
}

PRIM(files_open, NS, "open-fd", "[path mode]",
     "Opens a file and returns a descriptor; mode is :read, :write or :append.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *name = kept ? path_chars(a[0], kept) : NULL;
    if (!name) return ERR;
    int flags = same(a[1], KW("read"))    ? O_RDONLY
              : same(a[1], KW("write"))   ? O_WRONLY | O_CREAT | O_TRUNC
              : same(a[1], KW("append"))  ? O_WRONLY | O_CREAT | O_APPEND : -1;
    if (flags < 0) return err_arg("a file is opened to :read, :write or :append");
    int fd = fd_open(name, flags, 0666, FD_FIRST);
    if (fd >= 0) return int_value(fd);
    return fd == FD_RAISED ? ERR : path_error(name);
}

PRIM(own_is_pipe, "cljsh.core", "peek-pipe?", "[fd]", "Returns true if the descriptor is that of a pipe, which peek-pipe can look into.") {
    int64_t fd;
    return bool_value(int64_of(a[0], &fd) && fd_is_pipe((int)fd));
}

PRIM(own_peek_pipe, "cljsh.core", "peek-pipe", "[fd]",
     "Waits until something is in the pipe and returns it, bytes, without taking it away; empty at the end.") {
    int64_t fd;
    return int64_of(a[0], &fd) ? adopt(fd_peek_pipe((int)fd)) : err_arg("peek-pipe needs a descriptor");
}
