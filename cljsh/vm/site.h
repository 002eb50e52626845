// SPDX-License-Identifier: MIT
/* Looking at a site (struct site) for what is not remembered there, and
 * remembering it.  Classes of deftype and defrecord live for ever, so their
 * addresses may be kept; those of reify do not. */
#ifndef VM_SITE_H
#define VM_SITE_H

#include "vm/function.h"

// The value of the site's key in anything, or nil.
Value site_get(struct site *site, Ref coll);
// The attribute of an object.
Value site_attribute(struct site *site, Ref o);
// The method of an instance of a deftype, or the function that stands for one of the JVM's, borrowed; NULL without exception when
// there is none of ours.
struct fn *site_method(struct site *site, Ref self);

#endif
