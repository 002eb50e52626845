// SPDX-License-Identifier: MIT
// The vars that C code looks for by their names are there once the language has started.
#include <check.h>

#include "load/library.h"
#include "running.h"
#include "vars/lib_var.h"

// The text of a file in lib/, which is built in, or in cljsh/, where the tests run.
static PyObject *source_of(const char *file) {
    PyObject *text;
    library_source_of_builtin(file, &text);
    if (text || strlen(file) < 2 || strcmp(file + strlen(file) - 2, ".c") != 0) return text;
    char path[200], bytes[1 << 17];
    snprintf(path, sizeof path, "cljsh/%s", file);
    FILE *f = fopen(path, "r");
    if (!f) return NULL;
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    return PyUnicode_DecodeUTF8(bytes, (Py_ssize_t)n, "strict");
}

START_TEST(lib_vars_are_bound) {
    int seen = 0;
    for (const struct lib_vars *all = __start_lib_vars; all < __stop_lib_vars; all++)
        for (size_t i = 0; i < all->n; i++, seen++) {
            struct lib_var *v = &all->vars[i];
            ck_assert_ptr_nonnull(lib_var(v));
            if (!lib_var(v)->root.w && strcmp(v->ns, "cljsh.core") != 0) ck_assert_int_eq(load_require(v->ns), 0);
            if (strcmp(v->name, "*input*") != 0) // bound when it is first asked for
                ck_assert_msg(lib_var(v)->root.w != 0, "%s/%s is unbound", v->ns, v->name);
            SCOPED_PY PyObject *text = source_of(v->file), *name = PyUnicode_FromString(v->name);
            ck_assert_msg(text != NULL, "%s/%s: no file %s", v->ns, v->name, v->file);
            ck_assert_msg(PyUnicode_Contains(text, name) == 1, "%s/%s is not in %s", v->ns, v->name, v->file);
        }
    ck_assert_int_gt(seen, 30);
}
END_TEST

TESTS("lib_vars", lib_vars_are_bound)
