// SPDX-License-Identifier: MIT
#include "vm/rare.h"

#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/vector_impl.h"
#include "data/equal.h"
#include "num/number.h"
#include "read/show.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vars/var.h"
#include "vm/function.h"
#include "vm/vm.h"

bool rare_value_identical(Ref a, Ref b) {
    if (a.w == b.w) return true;
    if (!is_obj(a) || !is_obj(b)) return false;
    PyObject *x = obj(a), *y = obj(b);
    // A character is a value, not an object, to a Clojure programmer.
    return PyUnicode_CheckExact(x) && PyUnicode_CheckExact(y) && PyUnicode_GET_LENGTH(x) == 1 &&
           PyUnicode_GET_LENGTH(y) == 1 && PyUnicode_READ_CHAR(x, 0) == PyUnicode_READ_CHAR(y, 0);
}

Py_ssize_t rare_spread_run(Value *to, Value *rest) {
    Ref seq = ref(*rest);
    const Value *items;
    Py_ssize_t n;
    if (is_clj(seq, &chunked_cons_type)) {
        const struct chunked_cons *c = (const struct chunked_cons *)obj(seq);
        items = chunk_of(ref(c->chunk))->items + c->at;
        n = chunk_of(ref(c->chunk))->end - c->at;
    } else if (is_clj(seq, &vector_seq_type)) {
        const struct vec_seq *s = (const struct vec_seq *)obj(seq);
        items = s->leaf + (s->i & MASK);
        n = Py_MIN(WIDTH - (s->i & MASK), s->bound - s->i);
    } else {
        return 0;
    }
    if (n > WIDTH) return 0;
    for (Py_ssize_t i = 0; i < n; i++) to[i] = keep(ref(items[i]));
    Value more = ops_of(seq)->chunk_rest(seq);
    drop(*rest);
    *rest = failed(more) ? ERR : seq_of(ref(more));
    xdrop(more);
    return n;
}

static void drop_all(Value *items, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) drop(items[i]);
}

// Throws for keys that are there twice; 0 where these are classes alone, since
// names of several classes of the JVM's (Integer, Long) are one class here: the
// last of them counts.
static int check_keys(Value *items, Py_ssize_t n, Py_ssize_t step) {
    for (Py_ssize_t i = 0; i < n; i += step)
        for (Py_ssize_t j = 0; j < i; j += step) {
            if (is_obj(ref(items[i])) && PyType_Check(obj(ref(items[i])))) continue;
            int same = val_equal(ref(items[i]), ref(items[j]));
            if (same < 0) return -1;
            if (!same) continue;
            SCOPED_PY PyObject *text = show(ref(items[i]));
            if (text) err_arg("Duplicate key: %U", text);
            return -1;
        }
    return 0;
}

Value rare_lazy(struct fndef *def, Value *values, Py_ssize_t n) {
    const int joined = unlikely(def->joins) ? flow_join(def, values) : 0;
    if (unlikely(joined)) {
        if (joined > 0) return values[0];
        drop_all(values, n);
        return ERR;
    }
    struct fn *body = fn_unshared(def, values, n);
    return body ? lazy_of_own(adopt(body)) : ERR;
}

Value rare_lazy_call(const struct proto *p, const Value *args) {
    Value values[LAZY_ARGS];
    for (unsigned i = 0, order = p->lazy_order; i < p->nargs; i++, order >>= 4) values[i] = args[order & 15];
    return rare_lazy(p->lazy, values, p->nargs);
}

Value rare_map_literal(Value *items, Py_ssize_t n) {
    Ref *refs = (Ref *)items; // the same word under either type
    Value r = map_from(refs, n);
    if (ok(r) && map_count(ref(r)) != n / 2 && check_keys(items, n, 2) < 0) {
        drop(r);
        r = ERR;
    }
    drop_all(items, n);
    return r;
}

Value rare_set_literal(Value *items, Py_ssize_t n) {
    Ref *refs = (Ref *)items;
    Value r = set_from(refs, n);
    if (ok(r) && coll_count(ref(r)) != n && check_keys(items, n, 1) < 0) {
        drop(r);
        r = ERR;
    }
    drop_all(items, n);
    return r;
}

enum lookup callable_target(Ref f, Value *args, Py_ssize_t n, Value *target) {
    const Ops *ops = ops_of(f);
    if (!ops->target) return LOOKUP_ABSENT;
    *target = ops->target(f, args, n);
    return ok(*target) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// (Exception. message cause): what Java takes as the cause is Python's __cause__.
static void link_cause(PyObject *e) {
    PyObject *args = ((PyBaseExceptionObject *)e)->args;
    if (!args || !PyTuple_Check(args) || PyTuple_GET_SIZE(args) != 2 || ((PyBaseExceptionObject *)e)->cause) return;
    PyObject *cause = PyTuple_GET_ITEM(args, 1);
    if (PyExceptionInstance_Check(cause) && cause != e) PyException_SetCause(e, Py_NewRef(cause));
}

void raise_value(Ref e) {
    if (is_obj(e) && PyExceptionInstance_Check(obj(e))) {
        link_cause(obj(e));
        PyErr_SetObject((PyObject *)Py_TYPE(obj(e)), obj(e));
    } else if (is_obj(e) && PyExceptionClass_Check(obj(e))) {
        PyErr_SetNone(obj(e));
    } else {
        err_type("can't throw %s: it is no exception", err_type_name(e));
    }
}

void reraise_value(Value e) {
    PyObject *o = (PyObject *)e.w;
    PyObject *traceback = PyException_GetTraceback(o);
    PyErr_Restore(Py_NewRef(Py_TYPE(o)), o, traceback);
}

void exception_context(Ref e, Ref handled) {
    PyObject *context = PyException_GetContext(obj(e));
    bool fine = !context && e.w != handled.w;
    Py_XDECREF(context);
    for (PyObject *o = obj(handled); fine && o;) { // no circle
        o = PyException_GetContext(o);
        fine = o != obj(e);
        Py_XDECREF(o);
    }
    if (fine) PyException_SetContext(obj(e), Py_NewRef(obj(handled)));
}

PyObject *exception_uncatchable;

int exception_matches(Ref e, Ref classes) {
    if (exception_uncatchable && PyErr_GivenExceptionMatches(obj(e), exception_uncatchable)) return 0;
    if (is_vec(classes)) {
        for (Py_ssize_t i = 0, n = vec_count(classes); i < n; i++) {
            int r = exception_matches(e, vec_at(classes, i));
            if (r) return r;
        }
        return 0;
    }
    if (!is_obj(classes) || !PyType_Check(obj(classes)))
        return (err_type("catch needs an exception class, not %s", err_type_name(classes)), -1);
    // Leaving the program is no failure that (catch Throwable …) is about: only by its own class it is caught.
    if (PyErr_GivenExceptionMatches(obj(e), PyExc_SystemExit) && !PyType_IsSubtype((PyTypeObject *)obj(classes), (PyTypeObject *)PyExc_SystemExit))
        return 0;
    int in_branch = error_in_branch(Py_TYPE(obj(e)), obj(classes));
    return in_branch >= 0 ? in_branch : PyObject_IsInstance(obj(e), obj(classes));
}

Value rare_redefined(struct var *v, Ref x) {
    SCOPED Value f = var_get(v);
    if (failed(f)) return ERR;
    SCOPED Value argument = keep(x); // a function may take it
    return invoke_value(ref(f), &argument, 1);
}

PyObject *exception_fetch(void) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback && value) PyException_SetTraceback(value, traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return value;
}
