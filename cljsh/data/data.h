// SPDX-License-Identifier: MIT
// Starts every module of data/, in order: 0 or -1.
#ifndef DATA_DATA_H
#define DATA_DATA_H
int data_init(void);
#endif
