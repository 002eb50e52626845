// SPDX-License-Identifier: MIT
/* *input*: what a program reads from standard input without saying how.
 *
 * Nothing is read before the program asks for the value.  The var keeps it
 * for the next time, but for one case: where the program's text has the name
 * only once, and in a place that is evaluated only once, the seq is given
 * away, so that input of any length goes through in constant memory.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "cli/options.h"
#include "vars/var.h"

int input_prepare(void); // before an image is made, or at a start without one: 0 or -1
void input_init(enum input_form form);
void input_program(PyObject *text);   // the program's text
bool input_mentioned(bool once);      // the compiler has met the name; in a place evaluated at most once?
// For --stream: the next item into *item: 1; 0 at the end; -1.
int input_next(Value *item);
struct var *input_var(void);           // borrowed
int input_set(Ref item);              // what *input* is now

#endif
