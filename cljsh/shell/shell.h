// SPDX-License-Identifier: MIT
// Starts every module of shell/, before an image is made, and at each start of the program: 0 or -1.
#ifndef SHELL_SHELL_H
#define SHELL_SHELL_H
int shell_init(void);
int shell_start(void);
#endif
