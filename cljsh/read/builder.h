// SPDX-License-Identifier: MIT
/* java.lang.StringBuilder: text that grows.
 *
 * Its characters lie in one block, each of 1, 2 or 4 bytes as in Python's str;
 * the block grows by half, and gets wider characters with the first that needs
 * them.  It is no str, but a CharSequence: functions of strings take its text. */
#ifndef READ_BUILDER_H
#define READ_BUILDER_H

int builder_init(void);

#endif
