// SPDX-License-Identifier: MIT
// Starts every module of data/, num/, coll/, seq/, text/ and state/, in order: 0 or -1.
#ifndef BOOT_DATA_H
#define BOOT_DATA_H
int data_init(void);
#endif
