// SPDX-License-Identifier: MIT
/* What the reader makes of text it does not interpret: a tagged literal
 * (:tag, :form) and a reader conditional (:form, :splicing?).  Both are
 * values: equal when their parts are. */
#ifndef READ_TAGGED_H
#define READ_TAGGED_H

#include "data/type.h"

struct tagged { PyObject_HEAD Value tag, form; }; // a conditional's tag: splicing? (a boolean)
extern CljType tagged_literal_type, reader_conditional_type;

int tagged_init(void);
Value tagged_literal_new(Ref tag, Ref form);
Value reader_conditional_new(Ref form, bool splicing);

#endif
