// SPDX-License-Identifier: MIT
/* Sorted maps and sets: persistent balanced trees, ordered by val_compare or
 * by a Clojure comparator (number or boolean). */
#ifndef COLL_SORTED_H
#define COLL_SORTED_H

#include "data/type.h"

extern CljType sorted_map_type, sorted_set_type;
int sorted_init(void);
Value sorted_make(bool map);   // a map or a set, in the order of `compare`
bool sorted_is_plain(Ref r);    // is it in that order?
Ref sorted_comparator(Ref r);   // of one that is not
Value sorted_make_by(bool map, Ref comparator); // ERR when that is no function
int comparator_check(Ref r); // 0; -1 with an error when it is no function. What looks up a key when it is called is none here.

// The part of a deftype that is a clojure.lang.Sorted, with limits as subseq is given them, [test key …].  Filled by class/instance.c.
extern Value (*sorted_instance_part)(Ref sorted, Ref descending, Ref limits);

#endif
