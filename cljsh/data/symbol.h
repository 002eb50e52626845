// SPDX-License-Identifier: MIT
/* Symbols and keywords.  Names are interned str, so that equal names are
 * identical objects.  Symbols are made anew each time (they carry metadata,
 * and the reader tells their positions by identity); keywords are interned
 * and live for ever.
 */
#ifndef DATA_SYMBOL_H
#define DATA_SYMBOL_H

#include "data/type.h"

struct symbol { PyObject_HEAD PyObject *ns, *name; Py_hash_t hash; PyObject *meta; }; // ns: str or NULL
struct keyword { PyObject_HEAD PyObject *ns, *name; Py_hash_t hash; };
extern CljType symbol_type, keyword_type;

int symbol_init(void);

static inline bool is_symbol(Ref r) { return is_clj(r, &symbol_type); }
static inline bool is_keyword(Ref r) { return is_clj(r, &keyword_type); }
static inline struct symbol *symbol_of(Ref r) { return (struct symbol *)obj(r); }
static inline struct keyword *keyword_of(Ref r) { return (struct keyword *)obj(r); }

// ns and name are borrowed str (ns may be NULL); they are interned.
Value symbol_new(PyObject *ns, PyObject *name);
Value keyword_new(PyObject *ns, PyObject *name);
// From "ns/name" or "name" ("/" alone is a name): splits at the first slash.
Value symbol_parse(const char *text);
Value keyword_parse(const char *text);
Value symbol_parse_str(PyObject *text);
Value keyword_parse_str(PyObject *text);
COLD struct keyword *keyword_for_ever(const char *text); // never fails: without memory for it the program ends
// A keyword that C code names: KW("line") -> Ref. The linker gathers them; an image has them all.
struct keyword_use { struct keyword **slot; const char *text; };
static inline Ref keyword_cached(struct keyword **slot, const char *text) {
    if (unlikely(!*slot)) *slot = keyword_for_ever(text);
    return ref_of(*slot);
}
#define KW(text)                                                                                                \
    ({                                                                                                          \
        static struct keyword *kw_;                                                                             \
        static const struct keyword_use use_ __attribute__((section("keyword_uses"), used)) = {&kw_, text};     \
        keyword_cached(&kw_, text);                                                                             \
    })
extern const struct keyword_use __start_keyword_uses[], __stop_keyword_uses[];
void keywords_ready(void); // looks for all of them

// "ns/name" or "name": a new str.
PyObject *symbol_str(Ref symbol_or_keyword);
// Is it the unqualified symbol of this (ASCII) name?
bool symbol_is(Ref r, const char *name);

// The number in the last symbol that gensym made.
extern int64_t gensym_last;

#endif
