// SPDX-License-Identifier: MIT
/* What a look-up has come to.
 *
 * A function that may find nothing, and may also fail, says which of the two
 * it was by its result, and gives what it has found through its last argument,
 * which it sets to NULL otherwise.  Nobody has to ask whether an exception is set. */
#ifndef BASE_ABSENT_H
#define BASE_ABSENT_H

#include "base/value.h"

enum lookup {
    LOOKUP_FAILED = -1, // with an exception
    LOOKUP_ABSENT = 0,
    LOOKUP_FOUND = 1,
};

/* Of Python's functions that leave it open; found is borrowed. */
static inline enum lookup lookup_in_dict(PyObject *dict, PyObject *key, PyObject **found) {
    *found = PyDict_GetItemWithError(dict, key);
    return likely(*found != NULL) ? LOOKUP_FOUND : unlikely(PyErr_Occurred() != NULL) ? LOOKUP_FAILED : LOOKUP_ABSENT;
}

// A module (new) that has been imported.
static inline enum lookup lookup_module(PyObject *name, PyObject **found) {
    *found = PyImport_GetModule(name);
    return *found ? LOOKUP_FOUND : PyErr_Occurred() ? LOOKUP_FAILED : LOOKUP_ABSENT;
}

// The next element (new) of an iterator.
static inline enum lookup lookup_next(PyObject *iterator, PyObject **found) {
    *found = PyIter_Next(iterator);
    return likely(*found != NULL) ? LOOKUP_FOUND : unlikely(PyErr_Occurred() != NULL) ? LOOKUP_FAILED : LOOKUP_ABSENT;
}

#endif
