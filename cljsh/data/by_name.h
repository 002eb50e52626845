// SPDX-License-Identifier: MIT
/* Operations that few types have are not in Ops: a deftype or reify with a method
 * of Clojure's interfaces for one (asTransient, compareAndSet, getName) is asked
 * for it by its name. */
#ifndef DATA_BY_NAME_H
#define DATA_BY_NAME_H

#include "base/absent.h"
#include "data/type.h"

// Calls the method of an instance of a deftype, record or reify: *result is new.  Absent if it is none, or has no such method.
enum lookup by_name_call(Ref self, const char *method, const Ref *args, Py_ssize_t n, Value *result);

#endif
