// SPDX-License-Identifier: MIT
// #inst and #uuid: instants are datetime in UTC, UUIDs uuid.UUID.
#include "read/reader_internal.h"

#include <datetime.h>

// A cursor over the ASCII text of an instant.
struct instant { const char *text; int year, month, day, hour, minute, second, micro, offset; };

// Exactly `count` digits into *n.
static bool take_digits(const char **text, int count, int *n) {
    *n = 0;
    for (int i = 0; i < count; i++) {
        if (!is_digit((unsigned char)(*text)[i])) return false;
        *n = *n * 10 + (*text)[i] - '0';
    }
    *text += count;
    return true;
}

// If c comes next, passes it and the two digits behind it.
static bool take_part(const char **text, char c, int *n) {
    if (**text != c) return false;
    const char *digits = *text + 1;
    if (!take_digits(&digits, 2, n)) return false;
    *text = digits;
    return true;
}

// The digits of a fraction of a second; what is below microseconds is cut off.
static bool take_fraction(const char **text, int *micro) {
    const char *p = *text + 1;
    int n = 0, scale = 100000;
    if (!is_digit((unsigned char)*p)) return false;
    for (; is_digit((unsigned char)*p); p++) {
        n += (*p - '0') * scale;
        scale /= 10;
    }
    *micro = n;
    *text = p;
    return true;
}

// yyyy[-MM[-dd[Thh[:mm[:ss[.f…]]]]]][Z|±hh:mm]
static bool scan_instant(const char *p, struct instant *t) {
    *t = (struct instant){.month = 1, .day = 1};
    if (!take_digits(&p, 4, &t->year)) return false;
    if (take_part(&p, '-', &t->month) && take_part(&p, '-', &t->day) && take_part(&p, 'T', &t->hour) &&
        take_part(&p, ':', &t->minute) && take_part(&p, ':', &t->second) && *p == '.' && !take_fraction(&p, &t->micro))
        return false;
    if (*p == 'Z') p++;
    else if (*p == '+' || *p == '-') {
        int sign = *p == '-' ? -1 : 1, hours, minutes;
        if (!take_part(&p, *p, &hours) || !take_part(&p, ':', &minutes) || hours > 23 || minutes > 59) return false;
        t->offset = sign * (hours * 60 + minutes);
    }
    return *p == 0;
}

Value inst_parse(PyObject *text) {
    Py_ssize_t length;
    const char *ascii = PyUnicode_Check(text) ? PyUnicode_AsUTF8AndSize(text, &length) : NULL;
    if (!ascii && PyUnicode_Check(text)) PyErr_Clear(); // lone surrogates
    struct instant t;
    if (!ascii || (Py_ssize_t)strlen(ascii) != length || !scan_instant(ascii, &t))
        return err_value("Unrecognized date/time syntax: %R", text);
    if (!PyDateTimeAPI) PyDateTime_IMPORT;
    if (!PyDateTimeAPI) return ERR;
    PyObject *local = PyDateTimeAPI->DateTime_FromDateAndTime(t.year, t.month, t.day, t.hour, t.minute, t.second, t.micro,
                                                              PyDateTime_TimeZone_UTC, PyDateTimeAPI->DateTimeType);
    if (!local || !t.offset) return adopt(local);
    SCOPED_PY PyObject *delta = PyDelta_FromDSU(0, t.offset * 60, 0);
    PyObject *utc = delta ? PyNumber_Subtract(local, delta) : NULL;
    Py_DECREF(local);
    return adopt(utc);
}

Value uuid_parse(PyObject *text) {
    // UUID() also takes braces and "urn:uuid:"; the literal does not.
    if (!PyUnicode_Check(text) || PyUnicode_GET_LENGTH(text) != 36 || PyUnicode_FindChar(text, '-', 0, 36, 1) != 8)
        return err_value("Invalid UUID string: %R", text);
    SCOPED_PY PyObject *module = PyImport_ImportModule("uuid");
    return module ? adopt(PyObject_CallMethod(module, "UUID", "O", text)) : ERR;
}
