// SPDX-License-Identifier: MIT
#include "vm/function.h"

#include "base/at_start.h"
#include "base/error.h"
#include "base/spare.h"
#include "coll/map.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "seq/chain.h"
#include "vm/fn_attributes.h"
#include "vm/named.h"
#include "vm/vm.h"

// --- protos ---------------------------------------------------------------

static void proto_dealloc(PyObject *self) {
    struct proto *p = (struct proto *)self;
    gc_untrack(self);
    Py_TRASHCAN_BEGIN(self, proto_dealloc)
    for (uint32_t i = 0; i < p->nk; i++) xdrop(p->k[i]);
    PyMem_Free(p->k ? proto_site(p, -(int64_t)p->nsites) : NULL);
    if (p->code != proto_late_code) PyMem_Free(p->code);
    PyMem_Free(p->captures);
    PyMem_Free(p->lines);
    PyMem_Free(p->live);
    PyMem_Free(p->live_bits);
    PyMem_Free(p->handlers);
    Py_XDECREF(p->file);
    Py_XDECREF(p->arglist);
    Py_XDECREF(p->late);
    Py_TYPE(self)->tp_free(self);
    Py_TRASHCAN_END
}

static int proto_traverse(PyObject *self, visitproc visit, void *arg) {
    struct proto *p = (struct proto *)self;
    Py_VISIT(p->late);
    for (uint32_t i = 0; i < p->nk; i++) VISIT_WORD(p->k[i].w);
    return 0;
}

static int proto_clear(PyObject *self) {
    struct proto *p = (struct proto *)self;
    for (uint32_t i = 0; i < p->nk; i++) {
        Value old = p->k[i];
        p->k[i] = nil_value();
        xdrop(old);
    }
    for (uint32_t i = 1; i <= p->nsites; i++) *proto_site(p, -(int64_t)i) = (struct site){.k = NIL};
    return 0;
}

PyTypeObject proto_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.Proto",
    .tp_basicsize = sizeof(struct proto),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = proto_dealloc,
    .tp_traverse = proto_traverse,
    .tp_clear = proto_clear,
    .tp_free = PyObject_GC_Del,
};

struct proto *proto_new(void) {
    struct proto *p = PyObject_GC_New(struct proto, &proto_type);
    if (!p) return NULL;
    memset((char *)p + sizeof(PyObject), 0, sizeof *p - sizeof(PyObject));
    gc_track(p);
    return p;
}

int proto_room(struct proto *p, uint32_t constants, uint32_t sites) {
    struct site *block = PyMem_Calloc(1, sites * sizeof *block + (constants + 1) * sizeof(Value));
    if (!block) return (PyErr_NoMemory(), -1);
    p->k = (Value *)(block + sites);
    p->nsites = sites;
    for (uint32_t i = 0; i < sites; i++) block[i].k = NIL;
    return 0;
}

// The last entry of a table sorted by pc that begins at or before pc.
#define FIND_BY_PC(table, count, key)                 \
    ({                                                \
        uint32_t lo_ = 0, hi_ = (count);              \
        while (lo_ < hi_) {                           \
            uint32_t mid_ = (lo_ + hi_) / 2;          \
            if ((table)[mid_].pc <= (key)) lo_ = mid_ + 1; \
            else hi_ = mid_;                          \
        }                                             \
        lo_ ? &(table)[lo_ - 1] : NULL;               \
    })

const struct line *proto_line(const struct proto *p, uint32_t pc) { return FIND_BY_PC(p->lines, p->nlines, pc - 1); }

/* What a function that has not begun owns: what it was given.  By their number. */
static uint64_t given[PROTO_LATE_REGISTERS + 1];

const uint64_t *proto_live(const struct proto *p, uint32_t pc) {
    if (unlikely(p->late)) return &given[p->nargs + !!(p->flags & PROTO_VARIADIC) + p->ncaptures + !!(p->flags & PROTO_SELF)];
    const struct live_entry *e = FIND_BY_PC(p->live, p->nlive, pc);
    return e ? p->live_bits + (size_t)e->bits * p->live_words : NULL;
}

// --- defs -----------------------------------------------------------------

static void fndef_dealloc(PyObject *self) {
    struct fndef *d = (struct fndef *)self;
    gc_untrack(self);
    Py_TRASHCAN_BEGIN(self, fndef_dealloc)
    for (int i = 0; i < MAX_FIXED + 2; i++) {
        if (d->arity[i]) d->arity[i]->def = NULL;
        Py_XDECREF(d->arity[i]);
    }
    Py_XDECREF(d->name);
    Py_XDECREF(d->class);
    Py_XDECREF(d->ahead);
    Py_XDECREF(d->many);
    Py_TYPE(self)->tp_free(self);
    Py_TRASHCAN_END
}

static int fndef_traverse(PyObject *self, visitproc visit, void *arg) {
    struct fndef *d = (struct fndef *)self;
    Py_VISIT(d->class);
    Py_VISIT(d->ahead);
    Py_VISIT(d->many);
    for (int i = 0; i < MAX_FIXED + 2; i++) Py_VISIT(d->arity[i]);
    return 0;
}

PyTypeObject fndef_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.FnDef",
    .tp_basicsize = sizeof(struct fndef),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = fndef_dealloc,
    .tp_traverse = fndef_traverse,
    .tp_free = PyObject_GC_Del,
};

struct fndef *fndef_new(PyObject *name) {
    struct fndef *d = PyObject_GC_New(struct fndef, &fndef_type);
    if (!d) return NULL;
    memset((char *)d + sizeof(PyObject), 0, sizeof *d - sizeof(PyObject));
    Py_INCREF(name);
    d->name = name;
    d->variadic = -1;
    gc_track(d);
    return d;
}

// Sets PROTO_LAZY where the code moves each argument into a window, makes a lazy seq of them and returns it.
static void find_lazy(struct proto *p) {
    if (p->flags || p->nargs == 0 || p->nargs > LAZY_ARGS) return;
    uint8_t from[LAZY_ARGS], moved = 0;
    const Instr *i = p->code, *end = i + p->ncode;
    const int all = (1 << p->nargs) - 1;
    int to = 0;
    for (; i < end && (I_OP(*i) == OP_MOVE || I_OP(*i) == OP_MOVE2); i++) {
        const int n = I_OP(*i) == OP_MOVE2 ? 2 : 1, flags = n == 2 ? FLAG_B | FLAG_C : FLAG_B;
        if (I_FLAGS(*i) != flags) return;
        for (int j = 0; j < n; j++) {
            const unsigned r = j ? (unsigned)I_C(*i) : I_B(*i);
            if (r >= p->nargs || moved >> r & 1 || I_A(*i) != p->nargs + to - j) return;
            moved |= (uint8_t)(1 << r);
            from[to++] = (uint8_t)r;
        }
    }
    if (moved != all || end - i != 2 || I_OP(i[0]) != OP_LAZY || I_A(i[0]) != p->nargs || I_C(i[0]) != p->nargs || I_OP(i[1]) != OP_RET ||
        I_A(i[1]) != p->nargs)
        return;
    p->lazy = (struct fndef *)p->k[I_B(i[0])].w;
    p->lazy_order = 0;
    for (int j = 0; j < p->nargs; j++) p->lazy_order |= (uint16_t)(from[j] << 4 * j);
    p->flags |= PROTO_LAZY;
}

const Instr proto_late_code[1] = {INSTR(OP_LATE, 0, 0, 0, 0)};

void proto_put_off(struct proto *p, struct late *late) {
    p->late = late;
    p->code = (Instr *)proto_late_code;
    p->live_words = 1;
}

#define MOVE_FIELD(name) (p->name = decoded->name, decoded->name = 0)

void proto_fill(struct proto *p, struct proto *decoded) {
    MOVE_FIELD(code), MOVE_FIELD(ncode), MOVE_FIELD(k), MOVE_FIELD(nk), MOVE_FIELD(nsites);
    MOVE_FIELD(lines), MOVE_FIELD(nlines), MOVE_FIELD(live), MOVE_FIELD(nlive), MOVE_FIELD(live_bits), MOVE_FIELD(live_words);
    MOVE_FIELD(handlers), MOVE_FIELD(nhandlers), MOVE_FIELD(file), MOVE_FIELD(arglist);
    find_lazy(p);
    Py_CLEAR(p->late);
}

int fndef_ready(struct fndef *def) {
    for (int i = 0; i < MAX_FIXED + 2; i++)
        if (def->arity[i] && proto_ready(def->arity[i]) < 0) return -1;
    return 0;
}

int fndef_add(struct fndef *def, struct proto *p) {
    int n = p->nargs;
    if (!p->late) find_lazy(p);
    if (p->flags & PROTO_VARIADIC) {
        if (def->variadic >= 0) {
            Py_DECREF(p);
            return (err_arg("%U: Can't have more than 1 variadic overload", def->name), -1);
        }
        for (int i = n + 1; i <= MAX_FIXED; i++)
            if (def->arity[i]) {
                Py_DECREF(p);
                return (err_arg("%U: Can't have fixed arity function with more params than variadic function", def->name), -1);
            }
        def->variadic = n;
        for (int i = n; i <= MAX_FIXED + 1; i++)
            if (!def->arity[i]) { Py_INCREF(p); def->arity[i] = p; }
    } else {
        struct proto *there = def->arity[n];
        if (there && !(there->flags & PROTO_VARIADIC)) {
            Py_DECREF(p);
            return (err_arg("%U: Can't have 2 overloads with same arity: %d", def->name, n), -1);
        }
        if (def->variadic >= 0 && n > def->variadic) {
            Py_DECREF(p);
            return (err_arg("%U: Can't have fixed arity function with more params than variadic function", def->name), -1);
        }
        Py_INCREF(p);
        Py_XSETREF(def->arity[n], p);
    }
    p->def = def;
    Py_DECREF(p);
    fndef_direct(def);
    return 0;
}

void fndef_direct(struct fndef *def) {
    for (int n = 0; n <= DIRECT_MAX; n++) {
        const struct proto *p = def->arity[n];
        def->direct[n] = p && (p->flags & (PROTO_NATIVE | PROTO_AHEAD)) == PROTO_NATIVE && !p->fast ? p->native : NULL;
    }
}

// --- functions ------------------------------------------------------------

// Closures come and go with every lazy seq: dead ones by how much they close over.
#define SPARE_CAPTURES 6
#define SPARE_MAX 32
static AT_START struct spare spare[SPARE_CAPTURES + 1];

void fn_forget_free(void) { spare_forget(spare, SPARE_CAPTURES + 1); }

void fn_give(struct fn *f) {
    const int n = f->def->ncaptures;
    gc_untrack(f);
    Py_DECREF(f->def);
    if (n > SPARE_CAPTURES) PyObject_GC_Del(f);
    else spare_give(&spare[n], f, SPARE_MAX);
}

static void fn_dealloc(PyObject *self) {
    struct fn *f = (struct fn *)self;
    gc_untrack(self);
    Py_TRASHCAN_BEGIN(self, fn_dealloc)
    if (unlikely(f->weak)) PyObject_ClearWeakRefs(self);
    for (int i = 0, n = f->def->ncaptures; i < n; i++) drop(f->captured[i]);
    Py_XDECREF(f->extras);
    fn_give(f);
    Py_TRASHCAN_END
}

static int fn_traverse(PyObject *self, visitproc visit, void *arg) {
    struct fn *f = (struct fn *)self;
    for (int i = 0, n = f->def->ncaptures; i < n; i++) VISIT_WORD(f->captured[i].w);
    Py_VISIT(f->def);
    Py_VISIT(f->extras);
    return 0;
}

static int fn_clear(PyObject *self) {
    struct fn *f = (struct fn *)self;
    for (int i = 0, n = f->def->ncaptures; i < n; i++) {
        Value old = f->captured[i];
        f->captured[i] = nil_value();
        drop(old);
    }
    Py_CLEAR(f->extras);
    return 0;
}

static PyObject *fn_vectorcall(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    return named_call_from_python((struct fn *)self, NO_REF, args, PyVectorcall_NARGS(nargsf), kwnames);
}

// An untracked function whose captured values are yet to be set.
static inline struct fn *fn_raw(struct fndef *def) {
    const int n = def->ncaptures;
    struct fn *f = n <= SPARE_CAPTURES ? spare_take(&spare[n]) : NULL;
    if (!f && !(f = PyObject_GC_NewVar(struct fn, TYPE_OBJECT(fn_type), n))) return NULL;
    Py_INCREF(def);
    f->def = def;
    f->vectorcall = fn_vectorcall;
    f->extras = f->weak = NULL;
    return f;
}

struct fn *fn_new(struct fndef *def) {
    struct fn *f = fn_raw(def);
    if (!f) return NULL;
    for (int i = 0; i < def->ncaptures; i++) f->captured[i] = nil_value();
    gc_track(f);
    return f;
}

struct fn *fn_closing_over(struct fndef *def, Value *values, Py_ssize_t n) {
    struct fn *f = fn_raw(def);
    if (unlikely(!f)) {
        for (Py_ssize_t i = 0; i < n; i++) drop(values[i]);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < def->ncaptures; i++) f->captured[i] = i < n ? values[i] : nil_value();
    gc_track(f);
    return f;
}

struct fn *fn_unshared(struct fndef *def, Value *values, Py_ssize_t n) {
    struct fn *f = fn_raw(def);
    bool tracked = false;
    if (unlikely(!f)) {
        for (Py_ssize_t i = 0; i < n; i++) drop(values[i]);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        f->captured[i] = values[i];
        tracked = tracked || may_close_cycle(ref(values[i]));
    }
    if (tracked) gc_track(f);
    return f;
}

static Value fn_with_meta(Ref r, PyObject *meta) {
    struct fn *f = fn_of(r), *copy = fn_new(f->def);
    if (!copy) return ERR;
    for (int i = 0; i < f->def->ncaptures; i++) copy->captured[i] = keep(ref(f->captured[i]));
    copy->extras = Py_XNewRef(meta);
    struct fn_extras *extras = fn_extras_of(f);
    if (extras && !fn_extras_add(copy, PyDict_Copy(extras->attributes))) return drop(adopt(copy)), ERR;
    return adopt(copy);
}

static Value fn_own_meta(Ref r) {
    PyObject *meta = fn_meta(fn_of(r));
    return meta ? keep_obj(meta) : nil_value();
}

static Value fn_invoke(Ref self, Value *args, Py_ssize_t n) {
    Value small[8], *copy = n <= 8 ? small : PyMem_New(Value, n);
    if (!copy) return (PyErr_NoMemory(), ERR);
    for (Py_ssize_t i = 0; i < n; i++) copy[i] = keep(ref(args[i]));
    Value r = vm_call_give(self, copy, n);
    if (copy != small) PyMem_Free(copy);
    return r;
}

static int fn_equal(Ref a, Ref b) { return same(a, b); }
static Py_hash_t fn_hash(Ref r) { return (Py_hash_t)(mix_hash(r.w) >> 1); }

static PyObject *fn_repr(PyObject *self) { return PyUnicode_FromFormat("#function[%U]", ((struct fn *)self)->def->name); }

static PyObject *fn_descr_get(PyObject *self, PyObject *instance, PyObject *owner) {
    (void)owner;
    return instance && instance != Py_None ? PyMethod_New(self, instance) : Py_NewRef(self);
}

static const Ops fn_ops = {
    .kind = K_FN | K_IFN,
    .meta = fn_own_meta,
    .with_meta = fn_with_meta,
    .invoke = fn_invoke,
    .equal = fn_equal,
    .hash = fn_hash,
};

CljType fn_type = {CLJ_TYPE_HEAD("cljsh.Function", struct fn), .ops = &fn_ops};

void fn_accepts(const struct fndef *d, int hidden, char *text) {
    size_t length = 0, size = FN_ACCEPTS;
    int last = d->variadic >= 0 ? d->variadic : MAX_FIXED + 1;
    *text = 0;
    for (int i = hidden; i <= last && i <= MAX_FIXED && length < size - 16; i++) {
        if (!d->arity[i]) continue;
        bool rest = i == d->variadic && (d->arity[i]->flags & PROTO_VARIADIC);
        length += snprintf(text + length, size - length, "%s%d%s", length ? ", " : "", i - hidden, rest ? " or more" : "");
    }
    if (d->variadic >= 0 && !(d->arity[d->variadic]->flags & PROTO_VARIADIC))
        snprintf(text + length, size - length, "%smore", length ? " or " : "");
}

COLD Value err_arity(Ref r, Py_ssize_t n) {
    if (!is_fn(r)) return err_arg("wrong number of arguments (%zd) to %s", n, err_type_name(r));
    char accepts[FN_ACCEPTS];
    fn_accepts(fn_of(r)->def, 0, accepts);
    PyErr_Format(ArityError, "Wrong number of args (%zd) passed to: %U; it takes %s", n, fn_of(r)->def->name, accepts);
    return ERR;
}

int function_init(void) {
    if (PyType_Ready(&proto_type) < 0 || PyType_Ready(&fndef_type) < 0 || late_init() < 0) return -1;
    for (int n = 1; n <= PROTO_LATE_REGISTERS; n++) given[n] = given[n - 1] << 1 | 1;
    PyTypeObject *t = TYPE_OBJECT(fn_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL;
    t->tp_itemsize = sizeof(Value);
    t->tp_dealloc = fn_dealloc;
    t->tp_traverse = fn_traverse;
    t->tp_clear = fn_clear;
    t->tp_repr = fn_repr;
    t->tp_call = PyVectorcall_Call;
    t->tp_vectorcall_offset = offsetof(struct fn, vectorcall);
    t->tp_descr_get = fn_descr_get;
    t->tp_weaklistoffset = offsetof(struct fn, weak);
    t->tp_getattro = fn_getattro;
    t->tp_setattro = fn_setattro;
    t->tp_getset = fn_attributes;
    t->tp_methods = fn_methods;
    return type_ready(&fn_type, NULL) < 0 ? -1 : fn_attributes_init();
}
