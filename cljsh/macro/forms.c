// SPDX-License-Identifier: MIT
#include "macro/forms.h"

#include "coll/coll.h"
#include "coll/vector.h"
#include "read/show.h"
#include "seq/list.h"
#include "seq/seq.h"

void forms_start(struct forms *f) {
    f->n = 0;
    f->capacity = sizeof f->few / sizeof *f->few;
    f->failed = false;
    f->items = f->few;
}

static int forms_grow(struct forms *f) {
    Py_ssize_t capacity = f->capacity * 2;
    Value *items = PyMem_Realloc(f->items == f->few ? NULL : f->items, capacity * sizeof *items);
    if (!items) return (PyErr_NoMemory(), -1);
    if (f->items == f->few) memcpy(items, f->few, sizeof f->few);
    f->items = items;
    f->capacity = capacity;
    return 0;
}

void forms_give(struct forms *f, Value form) {
    if (f->failed || failed(form) || (f->n == f->capacity && forms_grow(f) < 0)) {
        f->failed = true;
        xdrop(form);
        return;
    }
    f->items[f->n++] = form;
}

void forms_add_all(struct forms *f, const Ref *items, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) forms_give(f, keep(items[i]));
}

void forms_free(struct forms *f) {
    for (Py_ssize_t i = 0; i < f->n; i++) drop(f->items[i]);
    if (f->items != f->few) PyMem_Free(f->items);
    forms_start(f);
}

static Value forms_end(struct forms *f, Value (*make)(Value *, Py_ssize_t)) {
    if (f->failed) {
        forms_free(f);
        return ERR;
    }
    Value made = make(f->items, f->n);
    f->n = 0;
    forms_free(f);
    return made;
}

Value forms_list(struct forms *f) { return forms_end(f, list_give); }
Value forms_vec(struct forms *f) { return forms_end(f, vec_give); }

Value form_of(Value *items, Py_ssize_t n) {
    bool spoilt = false;
    for (Py_ssize_t i = 0; i < n; i++) spoilt |= failed(items[i]);
    if (!spoilt) return list_give(items, n);
    for (Py_ssize_t i = 0; i < n; i++) xdrop(items[i]);
    return ERR;
}

Value form_symbol(Value *slot, const char *text) {
    if (unlikely(!slot->w)) *slot = symbol_parse(text);
    return slot->w ? keep(ref(*slot)) : ERR;
}

Value form_gensym(const char *prefix) {
    static unsigned long counter;
    char text[48];
    snprintf(text, sizeof text, "%s__%lu_", prefix, ++counter);
    return symbol_parse(text);
}

Value form_like(Value form, Ref original) {
    if (failed(form)) return ERR;
    SCOPED Value meta = coll_meta(original);
    if (failed(meta) || is_nil(ref(meta))) return failed(meta) ? (drop(form), ERR) : form;
    Value with = coll_with_meta(ref(form), ref(meta));
    drop(form);
    return with;
}

#define PARTS_MOST 1000000

static void too_many_parts(Ref form) { form_error("A form has more than a million parts, or no end: %S", form); }

Py_ssize_t form_to_words(Ref form, Value **items) {
    Py_ssize_t n = seq_to_words_most(form, PARTS_MOST, items);
    if (n != SEQ_TOO_MANY) return n;
    too_many_parts(form);
    return -1;
}

// How deep what has no end is looked for, which is nowhere in code that anybody wrote.
#define LOOK_DEEP 50

static int check_end(Ref form, int depth) {
    const unsigned kind = kind_of(form);
    if (!(kind & (K_SEQ | K_LIST)) && !is_vec(form)) return 0;
    struct cursor c;
    if (cursor_start(&c, form) < 0) return -1;
    Py_ssize_t n = 0;
    int result = 0;
    for (Value x; result == 0 && ok(x = cursor_next(&c));) {
        if (!(kind & K_COUNTED) && ++n > PARTS_MOST) result = (too_many_parts(form), -1);
        else if (depth < LOOK_DEEP) result = check_end(ref(x), depth + 1);
        drop(x);
    }
    return cursor_end(&c) < 0 ? -1 : result;
}

int form_check_end(Ref form) { return check_end(form, 0); }

Value form_error(const char *format, Ref form) {
    SCOPED_PY PyObject *text = show(form);
    return text ? err_arg(format, text) : ERR;
}
