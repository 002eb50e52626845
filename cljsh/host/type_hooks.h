// SPDX-License-Identifier: MIT
/* What the printer and the reader ask about types made at run time:
 * print-method, and the literals #ns.Name{…} and #ns.Name[…]. */
#ifndef HOST_TYPE_HOOKS_H
#define HOST_TYPE_HOOKS_H

#include "base/absent.h"
#include "data/type.h"

void type_hooks_init(void);
// The function that reads the form behind a tag that names a class: new, ERR
// without exception when it names none.
enum lookup type_hooks_class_reader(Ref tag, Value *f);

#endif
