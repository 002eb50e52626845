// SPDX-License-Identifier: MIT
#include "load/cache.h"

#include "base/error.h"
#include "base/at_start.h"
#include "compile/compile.h"
#include "compile/recording.h"
#include "data/str.h"
#include "load/cache_folder.h"
#include "read/reader.h"
#include "read/print.h"
#include "task/pause.h"
#include "vars/lib_var.h"
#include "vars/var.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define CACHE_MAGIC "cljsh\x7fns"
#define LARGEST ((size_t)1 << 30)
#define MOST_ENTRIES 2000

AT_START struct cache_settings cache_settings;

struct cache_header {
    char magic[8];
    uint32_t version, word;       // ENCODING_VERSION; 1, in the order of bytes of this machine
    uint8_t build_id[32];
    struct digest source, name, compiler; // texts: of the file, of its name, of the compiler's settings
    uint64_t length;              // of the recording, which follows
    struct digest recording;
};

// --- the header of a cached file -------------------------------------------------

static struct digest digest_str(PyObject *s) {
    SCOPED_PY PyObject *bytes = s ? PyUnicode_AsEncodedString(s, "utf-8", "surrogatepass") : NULL;
    PyErr_Clear();
    return bytes ? digest_of(PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) : (struct digest){0};
}

// The vars that the compiler, or macros of core, look at.
LIB_VARS(compiler_vars, {"clojure.core", "*assert*", "clojure/core/05_vars.clj"}, {"clojure.core", "*unchecked-math*", "clojure/core/05_vars.clj"},
         {"clojure.core", "*warn-on-reflection*", "clojure/core/05_vars.clj"}, {"clojure.core", "*compiler-options*", "clojure/core/05_vars.clj"});

struct digest cache_compiler_settings(void) {
    struct digest all = {0};
    for (size_t i = 0; i < sizeof compiler_vars / sizeof *compiler_vars; i++) {
        struct var *v = lib_var(&compiler_vars[i]);
        SCOPED Value now = v ? var_get(v) : ERR;
        SCOPED_PY PyObject *text = ok(now) ? print_str(ref(now), true) : NULL;
        PyErr_Clear();
        all = digest_join(all, digest_str(text));
    }
    if (!reader_feature_order()) return all;
    SCOPED_PY PyObject *features = print_str(ref_of(reader_feature_order()), true);
    PyErr_Clear();
    return digest_join(all, digest_str(features));
}

static void fill_header(struct cache_header *h, const struct library *l) {
    memset(h, 0, sizeof *h);
    memcpy(h->magic, CACHE_MAGIC, sizeof h->magic);
    h->version = ENCODING_VERSION;
    h->word = 1;
    memcpy(h->build_id, cache_settings.build_id, sizeof h->build_id);
    h->source = l->sum;
    h->name = digest_str(l->file);
    h->compiler = cache_compiler_settings();
}

// The entry's name, from where the file is: false when nobody can tell.
static bool entry_name(PyObject *file, char name[33]) {
    SCOPED_PY PyObject *path = PyUnicode_EncodeFSDefault(file);
    char *real = path ? WITHOUT_GIL(realpath(PyBytes_AS_STRING(path), NULL)) : NULL;
    PyErr_Clear();
    if (!real) return false;
    struct digest d = digest_of(real, strlen(real));
    free(real);
    snprintf(name, 33, "%016llx%016llx", (unsigned long long)d.a, (unsigned long long)d.b);
    return true;
}

// --- reading and writing ------------------------------------------------------------

// Why an entry is not for this library; NULL: it is.
static const char *unfit(const struct cache_header *h, const uint8_t *data, size_t length, const struct cache_header *want) {
    if (length < sizeof *h || memcmp(h->magic, want->magic, sizeof h->magic) != 0) return "the entry in the cache is none";
    if (h->version != want->version || h->word != want->word || memcmp(h->build_id, want->build_id, sizeof h->build_id) != 0)
        return "another cljsh has compiled it";
    if (!digest_same(h->source, want->source)) return "its source has changed";
    if (!digest_same(h->name, want->name)) return "it goes by another name";
    if (!digest_same(h->compiler, want->compiler)) return "the compiler is set otherwise";
    if (h->length != length - sizeof *h || !digest_same(h->recording, digest_of(data + sizeof *h, h->length))) return "the entry in the cache is damaged";
    return NULL;
}

static void store(int folder, const char *name, struct cache_header *h, const struct library *l) {
    static bool swept;
    h->length = l->data_length;
    h->recording = digest_of(l->data, l->data_length);
    const struct part parts[] = {{h, sizeof *h}, {l->data, l->data_length}};
    WITHOUT_GIL(folder_write(folder, name, parts, 2));
    if (!swept) WITHOUT_GIL(folder_sweep(folder, false, MOST_ENTRIES));
    swept = true;
}

static void tell(const struct library *l, bool in_use, const char *why, double milliseconds) {
    SCOPED_PY PyObject *name = PyUnicode_EncodeFSDefault(l->file);
    PyErr_Clear();
    const char *file = name ? PyBytes_AS_STRING(name) : "?";
    const char *reason = l->why ? PyUnicode_AsUTF8(l->why) : why;
    PyErr_Clear();
    if (!l->compiled) fprintf(stderr, "cljsh: %s: from the cache in %.1f ms\n", file, milliseconds);
    else fprintf(stderr, "cljsh: %s: compiled in %.1f ms: %s%s\n", file, milliseconds, reason ? reason : "for the first time",
                 in_use && !l->data ? "; not kept" : "");
}

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool is_on(void) {
    static const uint8_t nothing[32];
    if (cache_settings.off || memcmp(cache_settings.build_id, nothing, sizeof nothing) == 0) return false;
    const char *no = getenv("CLJSH_NO_CACHE");
    return !no || !*no || strcmp(no, "0") == 0;
}

// The digest of a file that is not read as a whole: false when it can't be read.
static bool digest_file(PyObject *file, struct digest *sum) {
    SCOPED_PY PyObject *path = PyUnicode_EncodeFSDefault(file);
    int fd = path ? WITHOUT_GIL(open(PyBytes_AS_STRING(path), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) : -1;
    PyErr_Clear();
    if (fd < 0) return false;
    struct digest_state state = DIGEST_START;
    char piece[1 << 15];
    size_t n = 0;
    ssize_t got;
    while ((got = WITHOUT_GIL(read(fd, piece + n, sizeof piece - n))) > 0) {
        n += (size_t)got;
        if (n < sizeof piece) continue; // whole pieces only
        digest_add(&state, piece, n);
        n = 0;
    }
    close(fd);
    digest_add(&state, piece, n);
    *sum = digest_end(&state);
    return got == 0;
}

// An entry as bytes, which are ours whatever becomes of the file; NULL without exception.
static PyObject *read_entry(int folder, const char *name) {
    size_t length = 0;
    int fd = WITHOUT_GIL(folder_open_file(folder, name, LARGEST, &length));
    if (fd < 0) return NULL;
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)length);
    if (bytes && !WITHOUT_GIL(folder_read(fd, PyBytes_AS_STRING(bytes), length))) Py_CLEAR(bytes);
    close(fd);
    PyErr_Clear();
    return bytes;
}

// Looks for what is kept of the library; says why there is nothing.
static const char *find(int folder, const char *name, struct library *l, struct cache_header *want) {
    fill_header(want, l);
    PyObject *entry = read_entry(folder, name);
    if (!entry) return NULL;
    struct cache_header h = {0};
    const size_t length = (size_t)PyBytes_GET_SIZE(entry);
    const uint8_t *data = (const uint8_t *)PyBytes_AS_STRING(entry);
    memcpy(&h, data, length < sizeof h ? length : sizeof h);
    const char *why = unfit(&h, data, length, want);
    if (why) {
        Py_DECREF(entry);
        return why;
    }
    l->recorded = data + sizeof h;
    l->recorded_length = length - sizeof h;
    l->holder = entry;
    return NULL;
}

// The text, when it has to be compiled: it may be another than it was a moment ago.
static int read_text(struct library *l) {
    PyObject *bytes = compile_read_file(l->file);
    if (!bytes) return -1;
    l->owner = bytes;
    l->text = PyBytes_AS_STRING(bytes);
    l->length = (size_t)PyBytes_GET_SIZE(bytes);
    struct digest sum = digest_of(l->text, l->length);
    if (!digest_same(sum, l->sum)) l->record = false;
    l->sum = sum;
    return 0;
}

Value cache_load(PyObject *file) {
    double begin = cache_settings.verbose ? now_ms() : 0;
    struct library l = {.file = file, .read = read_text};
    char name[33];
    int folder = is_on() && entry_name(file, name) && digest_file(file, &l.sum) ? WITHOUT_GIL(folder_open(true)) : -1;
    struct cache_header want;
    const char *why = folder < 0 ? "there is no cache" : find(folder, name, &l, &want);
    l.record = folder >= 0;
    Value v = l.recorded || read_text(&l) == 0 ? recording_load_text(&l) : ERR;
    if (folder >= 0) {
        if (l.data) store(folder, name, &want, &l);
        close(folder);
    }
    if (cache_settings.verbose && ok(v)) tell(&l, folder >= 0, why, now_ms() - begin);
    Py_XDECREF(l.holder);
    PyMem_Free(l.data);
    Py_XDECREF(l.why);
    Py_XDECREF(l.owner);
    return v;
}

int cache_clear(void) {
    int folder = WITHOUT_GIL(folder_open(false));
    if (folder < 0) return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    int r = WITHOUT_GIL(folder_sweep(folder, true, 0));
    close(folder);
    if (r == 0) folder_remove_if_empty();
    return r;
}
