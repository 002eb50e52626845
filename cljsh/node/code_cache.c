// SPDX-License-Identifier: MIT
/* Definitions that were sent to this node from another machine, by what they
 * hold: in the folder of the cache (load/cache.h), a file for each, whose name
 * is 32 hexadecimal digits.  Who asks for one looks whether it is what its name says. */
#include "base/error.h"
#include "base/prim.h"
#include "data/str.h"
#include "load/cache.h"
#include "load/cache_folder.h"
#include "task/pause.h"

#include <unistd.h>

#define NS "cljsh.node.prim"
#define LARGEST ((size_t)64 << 20)
#define MOST_ENTRIES 2000

// NULL when it is no name of a file there.
static const char *file_name(Ref r) {
    const char *name = is_str(r) ? PyUnicode_AsUTF8(obj(r)) : NULL;
    PyErr_Clear();
    return name && strlen(name) == 32 && strspn(name, "0123456789abcdef") == 32 ? name : NULL;
}

PRIM(node_code_get, NS, "cached-code", "[name]", "Returns the bytes that are kept by a name, nil if there are none.")
{
    const char *name = file_name(a[0]);
    int folder = name && !cache_settings.off ? WITHOUT_GIL(folder_open(false)) : -1;
    if (folder < 0) return nil_value();
    size_t length;
    const void *data = WITHOUT_GIL(folder_map(folder, name, LARGEST, &length));
    close(folder);
    if (!data) return nil_value();
    PyObject *bytes = PyBytes_FromStringAndSize(data, (Py_ssize_t)length);
    folder_unmap(data, length);
    return adopt(bytes);
}

PRIM(node_code_put, NS, "cache-code!", "[name bytes]", "Keeps bytes by a name, if that can be done. Returns nil.")
{
    static bool swept;
    const char *name = file_name(a[0]);
    if (!name || !is_obj(a[1]) || !PyBytes_Check(obj(a[1]))) return err_type("a name and bytes are needed here");
    int folder = cache_settings.off || (size_t)PyBytes_GET_SIZE(obj(a[1])) > LARGEST ? -1 : WITHOUT_GIL(folder_open(true));
    if (folder < 0) return nil_value();
    const struct part part = {PyBytes_AS_STRING(obj(a[1])), (size_t)PyBytes_GET_SIZE(obj(a[1]))};
    WITHOUT_GIL(folder_write(folder, name, &part, 1));
    if (!swept) WITHOUT_GIL(folder_sweep(folder, false, MOST_ENTRIES));
    swept = true;
    close(folder);
    return nil_value();
}
