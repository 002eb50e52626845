// SPDX-License-Identifier: MIT
#ifndef READ_FORMAT_DATE_H
#define READ_FORMAT_DATE_H

#include "base/value.h"

// Is it a letter that follows %t?
bool format_date_knows(char part);
/* What %t and the letter make of a date, a time, or milliseconds since 1970;
 * NULL with an exception when the value has no such part. */
PyObject *format_date_text(char part, Ref arg);

#endif
