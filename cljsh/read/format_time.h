// SPDX-License-Identifier: MIT
#ifndef READ_FORMAT_TIME_H
#define READ_FORMAT_TIME_H

#include "base/value.h"

#define FORMAT_TIME_PARTS "HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc"

// The part of a moment that a letter of FORMAT_TIME_PARTS names: a new str; NULL without an exception when arg is none.
PyObject *format_time(char part, Ref arg);

#endif
