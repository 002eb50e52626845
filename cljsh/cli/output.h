// SPDX-License-Identifier: MIT
/* What becomes of a program's result: printed as one value unless it is nil,
 * or (-o, -O) its elements each on a line, through a buffer in C. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/options.h"
#include "data/type.h"

int output_init(enum output_form form);
Ref output_tie(void);            // what holds back output, to be flushed before input is waited for
int output_result(Value result); // consumes: 0 or -1
int output_end(void);            // writes what is still buffered: 0 or -1

#endif
