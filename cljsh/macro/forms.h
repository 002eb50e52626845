// SPDX-License-Identifier: MIT
/* Building forms in C, for macros.
 *
 * A `struct forms` collects forms and becomes a list or a vector.  A failure
 * is remembered: a form that is ERR spoils the whole, later ones are dropped,
 * and the end gives ERR, so that a macro is written without a check per form.
 */
#ifndef MACRO_FORMS_H
#define MACRO_FORMS_H

#include "data/symbol.h"
#include "data/type.h"

struct forms {
    Py_ssize_t n, capacity;
    bool failed;
    Value *items, few[24];
};

void forms_start(struct forms *f);
void forms_give(struct forms *f, Value form); // takes the form
static inline void forms_add(struct forms *f, Ref form) { forms_give(f, keep(form)); }
void forms_add_all(struct forms *f, const Ref *items, Py_ssize_t n);
Value forms_list(struct forms *f); // these end the collection and free it
Value forms_vec(struct forms *f);
void forms_free(struct forms *f);

// A list of the given values, which are taken; ERR when one of them is ERR.
#define FORM(...) form_of((Value[]){__VA_ARGS__}, sizeof((Value[]){__VA_ARGS__}) / sizeof(Value))
Value form_of(Value *items, Py_ssize_t n);

// A symbol that C code names often, "ns/name" or "name": a new reference.
Value form_symbol(Value *slot, const char *text);
#define SYM(text) ({ static Value symbol_; form_symbol(&symbol_, text); })

// A symbol that no program has: prefix and a running number.
Value form_gensym(const char *prefix);
// The form with the metadata of another one (its position).  Takes the form.
Value form_like(Value form, Ref original);

// The parts of a form, as seq_to_words has them; a form without an end is an error.
Py_ssize_t form_to_words(Ref form, Value **items);
// An error when a form, or one in it, has no end; reading makes none such.
int form_check_end(Ref form);

// Raises ArgumentError; %S in format is the form as pr writes it.
COLD Value form_error(const char *format, Ref form);

#endif
