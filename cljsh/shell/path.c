// SPDX-License-Identifier: MIT
#include "shell/path.h"

#include "base/prim.h"
#include "data/str.h"
#include "seq/seq.h"
#include "shell/lines.h"
#include "shell/words.h"

#include <errno.h>

const char *path_chars(Ref r, PyObject *kept) {
    if (is_obj(r) && (is_str(r) || PyBytes_Check(obj(r)))) return word_chars(obj(r), kept);
    if (is_obj(r) && PyObject_HasAttrString((PyObject *)Py_TYPE(obj(r)), "__fspath__")) return word_chars(obj(r), kept);
    if (is_nil(r)) return (err_arg("a path must be a string, not nil"), NULL);
    if (kind_of(r) & (K_COLL | K_SEQ) || (is_obj(r) && (PyList_Check(obj(r)) || PyTuple_Check(obj(r)))))
        return (err_arg("a path must be a string, not a collection (%s); for each of several: run! or doseq", err_type_name(r)), NULL);
    return (err_arg("a path must be a string, not %s", err_type_name(r)), NULL);
}

Value path_error(const char *path) {
    int number = errno;
    SCOPED_PY PyObject *text = lines_decode(path, strlen(path));
    errno = number;
    if (text) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, text);
    return ERR;
}

PRIM(path_text, "cljsh.process.prim", "path", "[x]", "Returns a path as a string; throws when x is none.")
{
    SCOPED_PY PyObject *kept = PyList_New(0);
    const char *path = kept ? path_chars(a[0], kept) : NULL;
    return path ? adopt(lines_decode(path, strlen(path))) : ERR;
}
