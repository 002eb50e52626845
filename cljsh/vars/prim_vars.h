// SPDX-License-Identifier: MIT
// Makes vars out of all PRIM declarations of the program: 0 or -1.
#ifndef VARS_PRIM_VARS_H
#define VARS_PRIM_VARS_H
int prims_register(void);
#endif
