// SPDX-License-Identifier: MIT
/* The conversions of format that begin with %t: parts of dates and times, by
 * Java's letters. */
#include "read/format_date.h"

#include "base/error.h"
#include "data/foreign.h"

// needs: d a date, t a time, z both and a zone.
static const struct { char part, needs; const char *strftime; } parts[] = {
    {'H', 't', "%H"}, {'I', 't', "%I"}, {'k', 't', "%-H"}, {'l', 't', "%-I"}, {'M', 't', "%M"}, {'S', 't', "%S"},
    {'L', 't', NULL}, {'N', 't', NULL}, {'p', 't', "%p"}, {'R', 't', "%H:%M"}, {'T', 't', "%H:%M:%S"}, {'r', 't', "%I:%M:%S %p"},
    {'z', 'z', "%z"}, {'Z', 'z', "%Z"}, {'s', 'z', NULL}, {'Q', 'z', NULL}, {'c', 'z', "%a %b %d %H:%M:%S %Z %Y"},
    {'B', 'd', "%B"}, {'b', 'd', "%b"}, {'h', 'd', "%b"}, {'A', 'd', "%A"}, {'a', 'd', "%a"}, {'C', 'd', NULL}, {'Y', 'd', "%Y"},
    {'y', 'd', "%y"}, {'j', 'd', "%j"}, {'m', 'd', "%m"}, {'d', 'd', "%d"}, {'e', 'd', "%-d"}, {'D', 'd', "%m/%d/%y"},
    {'F', 'd', "%Y-%m-%d"},
};

static int place_of(char part) {
    for (int i = 0; i < (int)Py_ARRAY_LENGTH(parts); i++)
        if (parts[i].part == part) return i;
    return -1;
}

bool format_date_knows(char part) { return place_of(part) >= 0; }

// The moment in the zone of the machine, as java.util.Date is shown; other values as they are.
static PyObject *shown(Ref arg) {
    int64_t ms;
    if (int64_of(arg, &ms)) {
        SCOPED_PY PyObject *datetime = PyImport_ImportModule("datetime");
        SCOPED_PY PyObject *class = datetime ? PyObject_GetAttrString(datetime, "datetime") : NULL;
        SCOPED_PY PyObject *moment = class ? PyObject_CallMethod(class, "fromtimestamp", "d", (double)ms / 1000) : NULL;
        return moment ? PyObject_CallMethod(moment, "astimezone", NULL) : NULL;
    }
    if (!is_obj(arg)) return Py_NewRef(Py_None);
    if (PyObject_HasAttrString(obj(arg), "python_")) return PyObject_CallMethod(obj(arg), "python_", NULL); // of java.time
    SCOPED_PY PyObject *zone = PyObject_GetAttrString(obj(arg), "tzinfo");
    if (!zone) return PyErr_Clear(), Py_NewRef(obj(arg));
    SCOPED_PY PyObject *datetime = PyImport_ImportModule("datetime");
    SCOPED_PY PyObject *utc_class = datetime ? PyObject_GetAttrString(datetime, "timezone") : NULL;
    SCOPED_PY PyObject *utc = utc_class ? PyObject_GetAttrString(utc_class, "utc") : NULL;
    if (!utc) return NULL;
    return zone == utc ? PyObject_CallMethod(obj(arg), "astimezone", NULL) : Py_NewRef(obj(arg));
}

static bool has(PyObject *date, char needs) {
    if (needs != 'd' && !PyObject_HasAttrString(date, "minute")) return false;
    if (needs != 't' && !PyObject_HasAttrString(date, "year")) return false;
    if (needs != 'z') return true;
    SCOPED_PY PyObject *zone = PyObject_GetAttrString(date, "tzinfo");
    PyErr_Clear();
    return zone && zone != Py_None;
}

static int number_of(PyObject *date, const char *attribute, long *n) {
    SCOPED_PY PyObject *value = PyObject_GetAttrString(date, attribute);
    *n = value ? PyLong_AsLong(value) : -1;
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *reckoned(char part, PyObject *date) {
    long n;
    char text[32];
    if (part == 's' || part == 'Q') {
        SCOPED_PY PyObject *stamp = PyObject_CallMethod(date, "timestamp", NULL);
        double seconds = stamp ? PyFloat_AsDouble(stamp) : -1;
        if (PyErr_Occurred() || number_of(date, "microsecond", &n) < 0) return NULL;
        double whole = (seconds * 1e6 - (double)n) / 1e6; // of seconds, which the microseconds are added to exactly
        long long ms = (long long)(whole < 0 ? whole - 0.5 : whole + 0.5) * 1000 + n / 1000;
        return PyUnicode_FromFormat("%lld", part == 's' ? ms / 1000 : ms);
    }
    if (number_of(date, part == 'C' ? "year" : "microsecond", &n) < 0) return NULL;
    if (part == 'C') PyOS_snprintf(text, sizeof text, "%02ld", n / 100);
    else if (part == 'L') PyOS_snprintf(text, sizeof text, "%03ld", n / 1000);
    else PyOS_snprintf(text, sizeof text, "%09ld", n * 1000);
    return PyUnicode_FromString(text);
}

PyObject *format_date_text(char part, Ref arg) {
    int at = place_of(part);
    SCOPED_PY PyObject *date = shown(arg);
    if (!date) return NULL;
    if (!has(date, parts[at].needs)) return err_arg("%%t%c cannot format %s", part, err_type_name(arg)), NULL;
    PyObject *text = parts[at].strftime ? PyObject_CallMethod(date, "strftime", "s", parts[at].strftime) : reckoned(part, date);
    if (text && part == 'p') Py_SETREF(text, PyObject_CallMethod(text, "lower", NULL));
    return text;
}
