// SPDX-License-Identifier: MIT
// Dead objects that are used again, and the program's own libraries.
#include "running.h"

#include "coll/map.h"
#include "coll/vector.h"
#include "load/own_library.h"
#include "vm/function.h"

// --- dead objects that are used again --------------------------------------------

static Value closure_over(Value x) { // takes x
    static Value make;
    if (!make.w) make = evaluated("(fn [x] (fn [] x))");
    return run_given(keep(ref(make)), &x, 1);
}

START_TEST(closures_again) {
    Value x = probe(), f = closure_over(keep(ref(x)));
    HELD(x, 2);
    SCOPED_PY PyObject *weak = PyWeakref_NewRef(obj(ref(f)), NULL);
    ck_assert_ptr_nonnull(weak);
    ck_assert_int_eq(PyObject_SetAttrString(obj(ref(f)), "mark", Py_None), 0);
    PyObject *was = obj(ref(f));
    drop(f);
    HELD(x, 1); // the dead one holds nothing
    ck_assert_ptr_eq(PyWeakref_GetObject(weak), Py_None);
    Value y = probe(), g = closure_over(keep(ref(y)));
#ifndef CLJSH_DEBUG
    ck_assert_ptr_eq(obj(ref(g)), was);
#else
    (void)was;
#endif
    ck_assert(!PyObject_HasAttrString(obj(ref(g)), "mark"));
    ck_assert_ptr_eq(PyWeakref_GetObject(weak), Py_None);
    ck_assert(PyObject_GC_IsTracked(obj(ref(g))));
    Value r = RUN0(g);
    ck_assert_ptr_eq(obj(ref(r)), obj(ref(y)));
    drop(r);
    HELD(y, 1);
    drop(x);
    drop(y);
}
END_TEST

START_TEST(more_than_are_kept) {
    enum { N = 200 };
    static Value fs[N], vs[N];
    Value x = probe();
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < N; i++) {
            fs[i] = closure_over(keep(ref(x)));
            Ref items[] = {ref(x), ref(fs[i])};
            vs[i] = vec_from(items, 1 + i % 2);
            for (int j = 0; j < i; j++) ck_assert(fs[i].w != fs[j].w && vs[i].w != vs[j].w); // each is its own
        }
        for (int i = 0; i < N; i++) {
            ck_assert_int_eq(vec_count(ref(vs[i])), 1 + i % 2);
            drop(vs[i]);
            Value r = RUN0(fs[i]);
            ck_assert_ptr_eq(obj(ref(r)), obj(ref(x)));
            drop(r);
        }
        HELD(x, 1);
        if (round == 1) fn_forget_free(), vec_forget_free(), map_forget_free();
    }
    drop(x);
}
END_TEST

// --- the program's own libraries ----------------------------------------------------

START_TEST(own_libraries) {
    for (const struct own_file *f = builtin_files; f->path; f++) {
        ck_assert_ptr_eq(own_library_find(f->path), f);
        if (f != builtin_files) ck_assert_int_lt(strcmp(f[-1].path, f->path), 0);
    }
    ck_assert_ptr_null(own_library_find("clojure/no_such.clj"));
    ck_assert_ptr_null(own_library_find("clojure"));
    const struct own_file *zip = own_library_find("clojure/zip.clj");
    ck_assert_ptr_nonnull(zip);
    Value v = own_library_load(zip);
    if (failed(v)) PyErr_Print();
    ck_assert(ok(v));
    drop(v);
    gives(evaluated("(clojure.zip/node (clojure.zip/next (clojure.zip/vector-zip [1 2])))"), "1");
    const struct own_file broken = {"broken.clj", "(def a", 6};
    fails(own_library_load(&broken), PyExc_Exception);
}
END_TEST

TESTS("memory", closures_again, more_than_are_kept, own_libraries)
