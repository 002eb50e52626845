// SPDX-License-Identifier: MIT
// Starts every module of shell/: 0 or -1.
#ifndef SHELL_SHELL_H
#define SHELL_SHELL_H
int shell_init(void);
#endif
