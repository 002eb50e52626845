// SPDX-License-Identifier: MIT
#include "read/tagged.h"

#include "base/prim.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "read/print.h"

static struct tagged *tagged_of(Ref r) { return (struct tagged *)obj(r); }

static Value make(CljType *type, Ref tag, Ref form) {
    struct tagged *t = PyObject_GC_New(struct tagged, TYPE_OBJECT(*type));
    if (!t) return ERR;
    t->tag = keep(tag);
    t->form = keep(form);
    if (may_cycle(form)) gc_track(t);
    return adopt(t);
}

Value tagged_literal_new(Ref tag, Ref form) { return make(&tagged_literal_type, tag, form); }

Value reader_conditional_new(Ref form, bool splicing) {
    return make(&reader_conditional_type, splicing ? TRUE_REF : FALSE_REF, form);
}

static void tagged_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, tagged_dealloc)
    drop(((struct tagged *)self)->tag);
    drop(((struct tagged *)self)->form);
    PyObject_GC_Del(self);
    Py_TRASHCAN_END
}

static int tagged_traverse(PyObject *self, visitproc visit, void *arg) {
    VISIT_WORD(((struct tagged *)self)->tag.w);
    VISIT_WORD(((struct tagged *)self)->form.w);
    return 0;
}

static int tagged_clear(PyObject *self) {
    Value form = ((struct tagged *)self)->form;
    ((struct tagged *)self)->form = nil_value();
    drop(form);
    return 0;
}

static Value tagged_get(Ref self, Ref key, Ref absent) {
    bool literal = is_clj(self, &tagged_literal_type);
    if (same(key, KW("form"))) return keep(ref(tagged_of(self)->form));
    if (same(key, literal ? KW("tag") : KW("splicing?"))) return keep(ref(tagged_of(self)->tag));
    return absent.w ? keep(absent) : nil_value();
}

static int tagged_equal(Ref a, Ref b) {
    if (!is_obj(b) || Py_TYPE(obj(a)) != Py_TYPE(obj(b))) return 0;
    int equal = val_equal(ref(tagged_of(a)->tag), ref(tagged_of(b)->tag));
    return equal == 1 ? val_equal(ref(tagged_of(a)->form), ref(tagged_of(b)->form)) : equal;
}

static Py_hash_t tagged_hash(Ref self) {
    Py_hash_t tag = val_hash(ref(tagged_of(self)->tag));
    Py_hash_t form = tag == -1 ? -1 : val_hash(ref(tagged_of(self)->form));
    if (form == -1) return -1;
    return hash_ordered_end(hash_ordered_step(hash_ordered_step(HASH_ORDERED_START, tag), form), 2);
}

static int tagged_print(Ref self, void *to) {
    struct printer *p = to;
    struct tagged *t = tagged_of(self);
    if (is_clj(self, &tagged_literal_type)) {
        strbuf_putc(&p->out, '#');
        if (print_value(p, ref(t->tag)) < 0) return -1;
        strbuf_putc(&p->out, ' ');
    } else strbuf_puts(&p->out, is_true(ref(t->tag)) ? "#?@" : "#?");
    return print_value(p, ref(t->form));
}

static const Ops tagged_ops = {
    .get = tagged_get, .equal = tagged_equal, .hash = tagged_hash, .print = tagged_print};

CljType tagged_literal_type = {CLJ_TYPE_HEAD("cljsh.TaggedLiteral", struct tagged), .ops = &tagged_ops};
CljType reader_conditional_type = {CLJ_TYPE_HEAD("cljsh.ReaderConditional", struct tagged), .ops = &tagged_ops};

int tagged_init(void) {
    CljType *types[] = {&tagged_literal_type, &reader_conditional_type};
    for (int i = 0; i < 2; i++) {
        PyTypeObject *t = TYPE_OBJECT(*types[i]);
        t->tp_flags |= Py_TPFLAGS_HAVE_GC;
        t->tp_dealloc = tagged_dealloc;
        t->tp_traverse = tagged_traverse;
        t->tp_clear = tagged_clear;
        if (type_ready(types[i], NULL) < 0) return -1;
    }
    return 0;
}

// --- primitives -----------------------------------------------------------

PRIM(core_tagged_literal, "clojure.core", "tagged-literal", "[tag form]",
     "Makes a tagged literal out of a symbol and a form, without reading it.\n"
     "Its parts are looked up with :tag and :form.")
{
    if (!is_symbol(a[0])) return err_type("The tag of a tagged literal must be a symbol, not %s", err_type_name(a[0]));
    return tagged_literal_new(a[0], a[1]);
}

PRIM(core_is_tagged_literal, "clojure.core", "tagged-literal?", "[value]",
     "Returns true if value is a tagged literal that no function has read.")
{
    return bool_value(is_clj(a[0], &tagged_literal_type));
}

PRIM(core_reader_conditional, "clojure.core", "reader-conditional", "[form splicing?]",
     "Makes a reader conditional out of its list of features and forms.\n"
     "Its parts are looked up with :form and :splicing?.")
{
    if (!same(a[1], TRUE_REF) && !same(a[1], FALSE_REF))
        return err_type("whether a reader conditional is splicing is true or false, not %s", err_type_name(a[1]));
    return reader_conditional_new(a[0], is_true(a[1]));
}

PRIM(core_is_reader_conditional, "clojure.core", "reader-conditional?", "[value]",
     "Returns true if value is a reader conditional that was read as data.")
{
    return bool_value(is_clj(a[0], &reader_conditional_type));
}
