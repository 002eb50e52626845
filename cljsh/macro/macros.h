// SPDX-License-Identifier: MIT
/* What the macros written in C share. */
#ifndef MACRO_MACROS_H
#define MACRO_MACROS_H

#include "macro/forms.h"

// (let* [what the pairs bind] body…), with the position of form.
Value let_form(const Value *pairs, Py_ssize_t n, const Ref *body, Py_ssize_t body_n, Ref form);

// (fn* name? ([params] body…)+) for what follows `fn`, with form's metadata.
Value macro_fn_form(const Ref *parts, Py_ssize_t n, Ref form);

#endif
