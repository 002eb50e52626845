// SPDX-License-Identifier: MIT
// Memory of the command language.
#include "command/sh.h"

#include "data/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <unistd.h>

COLD _Noreturn void sh_out_of_memory(void) {
    static const char text[] = "cljsh: out of memory\n";
    ssize_t n = write(2, text, sizeof text - 1);
    (void)n;
    _exit(2);
}

COLD void sh_forget_error(void) {
    if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_MemoryError)) sh_out_of_memory();
    PyErr_Clear();
}

const char *sh_built(const struct strbuf *b) {
    if (unlikely(b->oom)) sh_out_of_memory();
    return b->data ? b->data : "";
}

void *sh_alloc(size_t n) {
    void *p = malloc(n ? n : 1);
    if (!p) sh_out_of_memory();
    return p;
}

void *sh_realloc(void *p, size_t n) {
    p = realloc(p, n ? n : 1);
    if (!p) sh_out_of_memory();
    return p;
}

char *sh_copy(const char *text, size_t n) {
    char *copy = sh_alloc(n + 1);
    memcpy(copy, text, n);
    copy[n] = 0;
    return copy;
}

char *sh_copy_lower(const char *text, size_t n) {
    char *copy = sh_copy(text, n);
    for (size_t i = 0; i < n; i++) copy[i] = (char)tolower((unsigned char)copy[i]);
    return copy;
}

enum { CHUNK = 16 * 1024 - 64 };

void sh_arena_more(struct arena *a, size_t n) {
    struct chunk *c = a->spare;
    if (c && (size_t)(c->end - c->data) >= n) {
        a->spare = NULL;
    } else {
        size_t size = n > CHUNK ? n * 2 : CHUNK;
        c = sh_alloc(sizeof *c + size);
        c->end = c->data + size;
    }
    c->before = a->chunk;
    a->chunk = c;
    a->at = c->data;
    a->end = c->end;
}

void sh_arena_release_chunks(struct arena *a, struct mark m) {
    while (a->chunk != m.chunk) {
        struct chunk *c = a->chunk;
        a->chunk = c->before;
        if (a->spare || c->end - c->data > 4 * CHUNK) {
            free(c);
        } else {
            a->spare = c;
        }
    }
    a->at = m.at;
    a->end = a->chunk ? a->chunk->end : NULL;
}

char *sh_arena_text(struct arena *a, const char *text, size_t n) {
    char *copy = sh_arena_alloc(a, n + 1);
    memcpy(copy, text, n);
    copy[n] = 0;
    return copy;
}

void sh_words_more(struct arena *a, struct words *w) {
    int capacity = w->capacity ? w->capacity * 2 : 8;
    char **at = sh_arena_alloc(a, sizeof *at * (size_t)capacity);
    if (w->count) memcpy(at, w->at, sizeof *at * (size_t)w->count);
    w->at = at;
    w->capacity = capacity;
}
