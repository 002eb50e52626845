// SPDX-License-Identifier: MIT
/* %t of format: parts of a moment, as Java's Formatter names them.  A moment
 * is a datetime, date or time of Python's, or the milliseconds since 1970
 * began in UTC, shown in the local zone. */
#include "read/format_time.h"

#include <math.h>

#include "num/number.h"

// The moment of so many milliseconds, in the local zone.
static PyObject *moment_of(int64_t ms) {
    int64_t rest = ms % 1000, seconds = ms / 1000 - (rest < 0);
    SCOPED_PY PyObject *module = PyImport_ImportModule("datetime");
    SCOPED_PY PyObject *class = module ? PyObject_GetAttrString(module, "datetime") : NULL;
    SCOPED_PY PyObject *whole = class ? PyObject_CallMethod(class, "fromtimestamp", "L", (long long)seconds) : NULL;
    SCOPED_PY PyObject *local = whole ? PyObject_CallMethod(whole, "astimezone", NULL) : NULL;
    SCOPED_PY PyObject *replace = local ? PyObject_GetAttrString(local, "replace") : NULL;
    SCOPED_PY PyObject *changed = replace ? Py_BuildValue("{s:i}", "microsecond", (int)(rest + (rest < 0) * 1000) * 1000) : NULL;
    SCOPED_PY PyObject *none = changed ? PyTuple_New(0) : NULL;
    return none ? PyObject_Call(replace, none, changed) : NULL;
}

// A moment without a zone is one in the local zone; a date alone or a time alone stays what it is.
static PyObject *zoned(PyObject *moment) {
    SCOPED_PY PyObject *zone = PyObject_GetAttrString(moment, "tzinfo");
    if (!zone) return PyErr_Clear(), Py_NewRef(moment);
    if (zone != Py_None || !PyObject_HasAttrString(moment, "astimezone")) return Py_NewRef(moment);
    return PyObject_CallMethod(moment, "astimezone", NULL);
}

static PyObject *number(PyObject *moment, const char *attribute, long (*of)(long), const char *format) {
    SCOPED_PY PyObject *n = PyObject_GetAttrString(moment, attribute);
    long value = n ? PyLong_AsLong(n) : -1;
    if (!n || (value == -1 && PyErr_Occurred())) return NULL;
    char text[32];
    snprintf(text, sizeof text, format, of ? of(value) : value);
    return PyUnicode_FromString(text);
}

static long thousandth(long n) { return n / 1000; }
static long thousandfold(long n) { return n * 1000; }
static long hundredth(long n) { return n / 100; }
static long of_twelve(long n) { return n % 12 ? n % 12 : 12; }

// Since 1970 began in UTC: seconds, or milliseconds.
static PyObject *elapsed(PyObject *moment, bool milliseconds) {
    SCOPED_PY PyObject *whole = PyObject_CallMethod(moment, "timestamp", NULL);
    SCOPED_PY PyObject *part = whole ? PyObject_GetAttrString(moment, "microsecond") : NULL;
    if (!part) return NULL;
    double seconds = floor(PyFloat_AsDouble(whole));
    long long n = (long long)seconds;
    if (milliseconds) n = n * 1000 + PyLong_AsLong(part) / 1000;
    return PyErr_Occurred() ? NULL : PyUnicode_FromFormat("%lld", n);
}

static PyObject *part_of(char part, PyObject *moment) {
    static const struct { char part; const char *pattern; } patterns[] = {
        {'H', "%H"}, {'I', "%I"}, {'M', "%M"}, {'S', "%S"}, {'z', "%z"}, {'Z', "%Z"}, {'B', "%B"}, {'b', "%b"}, {'h', "%b"},
        {'A', "%A"}, {'a', "%a"}, {'y', "%y"}, {'j', "%j"}, {'m', "%m"}, {'d', "%d"}, {'p', "%p"}, {'R', "%H:%M"},
        {'T', "%H:%M:%S"}, {'r', "%I:%M:%S %p"}, {'D', "%m/%d/%y"}, {'c', "%a %b %d %H:%M:%S %Z %Y"},
    };
    switch (part) {
    case 'k': return number(moment, "hour", NULL, "%ld");
    case 'l': return number(moment, "hour", of_twelve, "%ld");
    case 'L': return number(moment, "microsecond", thousandth, "%03ld");
    case 'N': return number(moment, "microsecond", thousandfold, "%09ld");
    case 'C': return number(moment, "year", hundredth, "%02ld");
    case 'Y': return number(moment, "year", NULL, "%04ld");
    case 'e': return number(moment, "day", NULL, "%ld");
    case 's': return elapsed(moment, false);
    case 'Q': return elapsed(moment, true);
    case 'F': {
        SCOPED_PY PyObject *year = part_of('Y', moment);
        SCOPED_PY PyObject *rest = year ? PyObject_CallMethod(moment, "strftime", "s", "-%m-%d") : NULL;
        return rest ? PyUnicode_Concat(year, rest) : NULL;
    }
    default: break;
    }
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (patterns[i].part == part) return PyObject_CallMethod(moment, "strftime", "s", patterns[i].pattern);
    Py_UNREACHABLE();
}

PyObject *format_time(char part, Ref arg) {
    int64_t ms;
    bool counted = int64_of(arg, &ms);
    SCOPED_PY PyObject *given = counted ? moment_of(ms) : py_of(arg);
    if (!given || (!counted && !PyObject_HasAttrString(given, "strftime"))) return NULL;
    SCOPED_PY PyObject *moment = strchr("zZsQc", part) ? zoned(given) : Py_NewRef(given);
    SCOPED_PY PyObject *text = moment ? part_of(part, moment) : NULL;
    if (!text || part != 'p') return Py_XNewRef(text);
    return PyObject_CallMethod(text, "lower", NULL);
}
