# SPDX-License-Identifier: MIT
# Extension modules and the program share no names but Python's. An extension that
# has a global for each of the program's own names, functions and variables in
# turn, gets all of its own.
[ -e /usr/include/python3.11/Python.h ] || { skip "no Python.h"; return; }

equal '' "$(nm -D --defined-only "$cljsh" | sed 's/.* //' | grep -vE '^_?Py|^(_?_?environ|std(in|out|err))@|^(__|_)[a-z]|^_(IO|edata|end)')" \
    "what is exported"

objects=${cljsh%/bin/*}/cljsh
[ -d "$objects" ] || { skip "no object files beside the program"; return; }
{
    find "$objects" -name '*.o' -exec nm -g --defined-only {} +
    nm "$cljsh" | grep -E ' (el_|tok_|history|XML_|pcre2_|inflate|deflate|compress|crc32|adler32|tget|tputs|arc4|strl)'
} | sed -n 's/.* [A-Za-z] \([A-Za-z][A-Za-z0-9_]*\)$/\1/p' | grep -vxE 'main' | sort -u > names
[ "$(grep -cxE 'el_init|compress|history|vec_conj|coll_conj|print_value' names)" -ge 4 ] || fail "the names of $cljsh: $(wc -l < names)"
awk '
    { kind[NR] = NR % 2; name[NR] = $1 }
    END {
        for (i = 1; i <= NR; i++)
            if (kind[i]) printf "int f%d(void) __asm__(\"%s\"); int f%d(void) { return %d; }\n", i, name[i], i, i
            else printf "int v%d __asm__(\"%s\"); int v%d = %d;\n", i, name[i], i, i
        print "static const struct { const char *name; int (*f)(void); int *v; } _all[] = {"
        for (i = 1; i <= NR; i++) printf kind[i] ? "{\"%s\", f%d, 0},\n" : "{\"%s\", 0, &v%d},\n", name[i], i
        print "};"
    }' names > names.h
cat > shadow.c <<'END'
#define _GNU_SOURCE
#include <Python.h>
#include <dlfcn.h>
#include "names.h"

// The names whose global is not this file's, of which none is called.
static PyObject *_foreign(PyObject *self, PyObject *none) {
    (void)none;
    Dl_info here, there;
    PyObject *names = PyList_New(0);
    if (!names || !dladdr((void *)_foreign, &here)) return NULL;
    for (size_t i = 0; i < sizeof _all / sizeof *_all; i++) {
        const void *p = _all[i].f ? (void *)_all[i].f : (void *)_all[i].v;
        if (dladdr(p, &there) && there.dli_fbase == here.dli_fbase
            && (_all[i].f ? _all[i].f() : *_all[i].v) == (int)i + 1) continue;
        PyObject *name = PyUnicode_FromString(_all[i].name);
        if (!name || PyList_Append(names, name) < 0) return NULL;
        Py_DECREF(name);
    }
    return names;
}
static PyMethodDef _methods[] = {{"foreign", _foreign, METH_NOARGS, NULL}, {0}};
static struct PyModuleDef _module = {PyModuleDef_HEAD_INIT, "shadow", NULL, -1, _methods};
PyMODINIT_FUNC PyInit_shadow(void) { return PyModule_Create(&_module); }
END
gcc -w -O0 -fPIC -shared -I/usr/include/python3.11 -o shadow.so shadow.c || { fail "the extension"; return; }
# What the C library has is foreign in Python itself, too.
python3 -c 'import shadow; print(*shadow.foreign())' | tr ' ' '\n' | sort > in-python
PYTHONPATH=. cljsh -e "(require '[shadow]) (println (clojure.string/join \" \" (shadow/foreign)))" | tr ' ' '\n' | sort > in-cljsh
equal '' "$(comm -13 in-python in-cljsh)" "names that are not the extension's own"
