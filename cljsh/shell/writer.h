// SPDX-License-Identifier: MIT
/* Writing lines to a descriptor, through a buffer.
 *
 * The writer owns its descriptor unless that is 0, 1 or 2; dropping it
 * writes what is left.  When nobody reads any more (EPIPE) the writer is
 * `broken` and swallows the rest: for whoever feeds a command that has read
 * enough, that is no error.
 */
#ifndef SHELL_WRITER_H
#define SHELL_WRITER_H

#include "data/type.h"

struct line_writer;
extern CljType writer_line_type;
int writer_init(void);

Value writer_line_new(int fd); // takes fd, also on failure
// A value as a line: text as it is, bytes raw, others as (str x).  1, 0 when nobody reads, -1.
int writer_line_put(struct line_writer *w, Ref value);
int writer_line_flush(struct line_writer *w); // 0 or -1

#endif
