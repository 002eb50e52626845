// SPDX-License-Identifier: MIT
#include "host/type_hooks.h"

#include "base/call.h"
#include "base/prim.h"
#include "class/instance.h"
#include "class/multi.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/symbol.h"
#include "read/print.h"
#include "task/task.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/trace.h"

// --- printing -------------------------------------------------------------

LIB_VARS(print_methods, {"clojure.core", "print-method", "clojure/core/80_multi.clj"}, {"clojure.core", "print-dup", "clojure/core/80_multi.clj"});
LIB_VAR(print_readably, "clojure.core", "*print-readably*", "clojure/core/05_vars.clj");
LIB_VAR(record_reader, "cljsh.core", "record-reader", "clojure/core/86_records.clj");

// print-method, or with dup print-dup.
static struct multi *print_method(bool dup) {
    Ref m = lib_var_root(&print_methods[dup]);
    return m.w && is_multi(m) ? multi_of(m) : NULL;
}

// print has the methods know: it binds *print-readably* to nil around them.
static Value call_print_method(bool readably, Ref method, Ref value, PyObject *stream) {
    struct var *setting = lib_var(&print_readably);
    SCOPED Value now = readably || !setting ? nil_value() : var_get(setting);
    if (failed(now)) return ERR;
    if (!is_true(ref(now))) return call2(method, value, ref_of(stream));
    SCOPED Value bindings = map_assoc(map_empty(), ref_of(setting), NIL);
    if (failed(bindings) || bindings_push(ref(bindings)) < 0) return ERR;
    Value r = call2(method, value, ref_of(stream));
    if (bindings_pop() == 0) return r;
    xdrop(r);
    return ERR;
}

// Calls the method with a stream whose text is then appended.
static int print_by(struct printer *p, Ref method, Ref value) {
    SCOPED_PY PyObject *io = PyImport_ImportModule("_io");
    SCOPED_PY PyObject *stream = io ? PyObject_CallMethod(io, "StringIO", NULL) : NULL;
    Value r = stream ? call_print_method(p->readably, method, value, stream) : ERR;
    if (failed(r)) return -1;
    drop(r);
    SCOPED_PY PyObject *text = PyObject_CallMethod(stream, "getvalue", NULL);
    return text && strbuf_str(&p->out, text) == 0 ? 0 : -1;
}

static int print_by_multi(struct printer *p, struct multi *m, Ref value);

static int print_by_method(struct printer *p, Ref value) {
    int done = p->dup ? print_by_multi(p, print_method(true), value) : 0;
    return done ? done : print_by_multi(p, print_method(false), value);
}

// 1, 0 when there is no method but the default, or -1.
static int print_by_multi(struct printer *p, struct multi *m, Ref value) {
    if (!m || map_count(ref_of(m->methods)) < 2) return 0; // nothing but the default
    if (task_in_c.plainly == obj(value)) {
        task_in_c.plainly = NULL;
        return 0;
    }
    SCOPED Value dispatch = call2(ref(m->dispatch), value, NIL);
    if (failed(dispatch)) return -1;
    SCOPED Value method = multi_method_for(m, ref(dispatch));
    if (failed(method)) return -1;
    SCOPED Value otherwise = coll_get(ref_of(m->methods), ref(m->fallback), NIL);
    if (failed(otherwise)) return -1;
    if (is_nil(ref(method)) || same(ref(method), ref(otherwise))) return 0;
    return print_by(p, ref(method), value) < 0 ? -1 : 1;
}

PRIM(own_plain_text, "cljsh.core", "plain-text", "[x]", "Returns the text that pr writes for x, x itself printed as if there were no print-method for it.")
{
    PyObject *before = task_in_c.plainly;
    task_in_c.plainly = is_obj(a[0]) ? obj(a[0]) : NULL;
    PyObject *text = print_as_set(a[0]);
    task_in_c.plainly = before;
    return adopt(text);
}

PRIM(own_print_method_for, "cljsh.core", "print-method-for!", "[dispatch]",
     "Makes the printer ask print-method about values of every class, when the method is for others than those made at run time.")
{
    bool made = is_obj(a[0]) && PyType_Check(obj(a[0])) && ((PyTypeObject *)obj(a[0]))->tp_flags & Py_TPFLAGS_HEAPTYPE;
    if (!made) print_hook_all = true;
    return nil_value();
}

// --- reading --------------------------------------------------------------

enum lookup type_hooks_class_reader(Ref tag, Value *f) {
    *f = ERR;
    struct symbol *s = symbol_of(tag);
    PyObject *member = s->ns ? NULL : ns_member(s->name);
    if (member && is_var(ref_of(member))) member = ((struct var *)member)->root.w ? obj(ref(((struct var *)member)->root)) : NULL;
    if (!member || !is_obj(ref_of(member)) || !PyType_Check(member) || !info_of_class((PyTypeObject *)member)) return LOOKUP_ABSENT;
    Ref reader = lib_var_root(&record_reader);
    if (!reader.w) return LOOKUP_ABSENT;
    *f = call1(reader, ref_of(member));
    return ok(*f) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// Nothing beside its fields, and no metadata's place either.
static bool only_fields(Ref record) {
    const struct class_info *info = info_of(record);
    return info && coll_count(record) == info->nfields;
}

void type_hooks_init(void) {
    print_hook = print_by_method;
    print_only_fields = only_fields;
    print_trace_of = trace_of;
}
