// SPDX-License-Identifier: MIT
/* Patterns: PCRE2 with its JIT, UTF mode.  A pattern is compiled once; an
 * ASCII subject is matched where it lies, any other on its UTF-8, offsets
 * being turned back into code points.
 */
#ifndef TEXT_REGEX_H
#define TEXT_REGEX_H

#include "data/type.h"

extern CljType pattern_type; // cljsh.Pattern: attribute `pattern`; = by identity, as in Clojure
extern CljType matcher_type; // what re-matcher returns

int regex_init(void);
int matcher_init(void); // a part of regex_init
// May patterns be translated to machine code when they are used often?  That
// code lies outside Python's memory, so image/ says no while it makes a dump.
extern bool regex_jit;
// source: the text between the quotes of #"…" as read (escapes are the
// pattern's).  ValueError naming offset and cause when it does not compile.
Value pattern_new(PyObject *source);

#endif
