// SPDX-License-Identifier: MIT
/* Compiling and evaluating forms. */
#ifndef COMPILE_COMPILE_H
#define COMPILE_COMPILE_H

#include "read/reader.h"

/* cljsh.CompileError(ValueError): attributes file, line, column, and
 * __cause__ where a macro failed. */
extern PyObject *CompileError;
// The error that a form has raised becomes one of the compiler, with the form's place, unless it is one.
COLD void compile_error_at(Ref form);
int compile_init(void);

// Counts the forms of the top level that were evaluated.
extern uint32_t compile_forms;
// Evaluates a form in the current namespace; reader (may be NULL) knows positions.
Value eval_form(Ref form, Reader *reader);
// Reads and evaluates all of a text; the value of the last form. *ns* and
// *file* are bound meanwhile.
Value compile_load_text(PyObject *text, PyObject *file);
// Push bindings, of *file* and of what a file, or who types at the prompt, may set!, as it is; 0 or -1.
int compile_bind_file(PyObject *file);
void compile_unbind_file(void); // an exception that is set stays
int compile_bind_prompt(PyObject *file);
Value compile_load_path(PyObject *path); // a file, as UTF-8 with surrogate escapes
PyObject *compile_read_file(PyObject *path); // its bytes, new, or NULL
Value macroexpand_1(Ref form);   // new; the form itself when it is no macro call

#endif
