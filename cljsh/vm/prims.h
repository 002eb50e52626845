// SPDX-License-Identifier: MIT
// Makes vars out of all PRIM declarations of the program: 0 or -1.
#ifndef VM_PRIMS_H
#define VM_PRIMS_H
int prims_register(void);
#endif
