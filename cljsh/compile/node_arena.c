// SPDX-License-Identifier: MIT
#include "compile/ast.h"

#define BLOCK_SIZE (32 * 1024)

struct arena_block { struct arena_block *next; size_t used, size; char data[]; };

void *ast_alloc(struct compiler *c, size_t size) {
    size = (size + 15) & ~(size_t)15;
    struct arena_block *b = c->arena;
    if (!b || b->size - b->used < size) {
        size_t capacity = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        b = PyMem_Malloc(sizeof *b + capacity);
        if (!b) return PyErr_NoMemory();
        b->next = c->arena;
        b->used = 0;
        b->size = capacity;
        c->arena = b;
    }
    void *p = b->data + b->used;
    b->used += size;
    return memset(p, 0, size);
}

Ref compiler_own(struct compiler *c, Value v) {
    if (failed(v)) return NO_REF;
    if (c->nowned == c->owned_size) {
        int size = c->owned_size ? c->owned_size * 2 : 64;
        Value *owned = PyMem_Realloc(c->owned, (size_t)size * sizeof *owned);
        if (!owned) { drop(v); PyErr_NoMemory(); return NO_REF; }
        c->owned = owned;
        c->owned_size = size;
    }
    c->owned[c->nowned++] = v;
    return ref(v);
}

void compiler_free(struct compiler *c) {
    for (struct arena_block *b = c->arena, *next; b; b = next) {
        next = b->next;
        PyMem_Free(b);
    }
    while (c->nowned > 0) drop(c->owned[--c->nowned]);
    PyMem_Free(c->owned);
}

struct node *ast_new(struct compiler *c, enum node_type type) {
    struct node *node = ast_alloc(c, sizeof *node);
    if (!node) return NULL;
    node->type = (uint8_t)type;
    node->line = c->line;
    node->column = c->column;
    return node;
}
