// SPDX-License-Identifier: MIT
/* The table behind `case`: from a constant to the distance of a jump. */
#ifndef VM_SWITCH_H
#define VM_SWITCH_H

#include "coll/map.h"

extern PyTypeObject switch_type;
int switch_init(void);
Value switch_new(void);
int switch_add(Ref table, Ref constant, int64_t jump); // 1 when the constant is there already, -1 failed
// The distances, one after another: state starts as 0; -1 at the end.
int64_t switch_each(Ref table, struct map_cursor *state);
// The same with the constant.
int64_t switch_next(Ref table, struct map_cursor *state, Ref *constant);
#define SWITCH_NONE (-1)
#define SWITCH_FAILED (-2)
int64_t switch_find(Ref table, Ref x);                 // or one of these

#endif
