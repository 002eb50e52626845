// SPDX-License-Identifier: MIT
#include "vm/unbound.h"

#include "base/error.h"
#include "read/print.h"

struct unbound { PyObject_HEAD struct var *var; };

static struct var *var_behind(Ref r) { return ((struct unbound *)obj(r))->var; }

Value unbound_new(struct var *v) {
    struct unbound *u = PyObject_New(struct unbound, TYPE_OBJECT(unbound_type));
    if (u) u->var = (struct var *)Py_NewRef(v);
    return adopt(u);
}

static void dealloc(PyObject *self) {
    Py_DECREF(((struct unbound *)self)->var);
    PyObject_Free(self);
}

static PyObject *text(PyObject *self) {
    SCOPED_PY PyObject *name = var_str(((struct unbound *)self)->var);
    return name ? PyUnicode_FromFormat("Unbound: #'%U", name) : NULL;
}

static int print(Ref r, void *printer) {
    struct printer *p = printer;
    SCOPED_PY PyObject *shown = text(obj(r));
    if (!shown || print_object_head(p, r) < 0) return -1;
    strbuf_puts(&p->out, " \"");
    if (strbuf_str(&p->out, shown) < 0) return -1;
    strbuf_puts(&p->out, "\"]");
    return 0;
}

static Value invoke(Ref self, Value *args, Py_ssize_t n) {
    (void)args, (void)n;
    SCOPED_PY PyObject *name = var_str(var_behind(self));
    return name ? err_state("Attempting to call unbound fn: #'%U", name) : ERR;
}

static int equal(Ref a, Ref b) { return is_clj(b, &unbound_type) && var_behind(a) == var_behind(b); }
static Py_hash_t hash(Ref r) { return _Py_HashPointer(var_behind(r)); }

static const Ops ops = {.kind = K_IFN, .print = print, .invoke = invoke, .equal = equal, .hash = hash};
CljType unbound_type = {CLJ_TYPE_HEAD("cljsh.Unbound", struct unbound), .ops = &ops};

int unbound_init(void) {
    PyTypeObject *t = TYPE_OBJECT(unbound_type);
    t->tp_doc = "The value of a var that has none.";
    t->tp_dealloc = dealloc;
    t->tp_str = text;
    return type_ready(&unbound_type, NULL);
}
