// SPDX-License-Identifier: MIT
/* A queue is read from one vector and written to another:
 *
 *     front: a b c d      rear: e f
 *                ↑ at
 *
 * When the front is used up the rear takes its place.  The front has items
 * left unless the queue is empty; rear is NULL when it has none. */
#include "coll/queue.h"

#include "base/prim.h"
#include "coll/vector.h"
#include "seq/list.h"
#include "seq/seq.h"

struct queue { PyObject_HEAD PyObject *front, *rear, *meta; Py_ssize_t at; };

static struct queue *empty_queue;

static struct queue *ptr(Ref r) { return (struct queue *)obj(r); }
static Py_ssize_t length(PyObject *vec) { return vec ? vec_count(ref_of(vec)) : 0; }
static Py_ssize_t count(Ref r) { return length(ptr(r)->front) - ptr(r)->at + length(ptr(r)->rear); }

// Takes front and rear.
static Value make(PyObject *front, Py_ssize_t at, PyObject *rear, PyObject *meta) {
    struct queue *q = PyObject_GC_New(struct queue, TYPE_OBJECT(queue_type));
    if (!q) {
        Py_XDECREF(front);
        Py_XDECREF(rear);
        return ERR;
    }
    q->front = front;
    q->rear = rear;
    q->meta = Py_XNewRef(meta);
    q->at = at;
    gc_track(q);
    return adopt(q);
}

Value queue_empty(void) { return keep_obj(empty_queue); }

static void dealloc(PyObject *self) {
    struct queue *q = (struct queue *)self;
    gc_untrack(self);
    Py_XDECREF(q->front);
    Py_XDECREF(q->rear);
    Py_XDECREF(q->meta);
    PyObject_GC_Del(self);
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
    struct queue *q = (struct queue *)self;
    Py_VISIT(q->front);
    Py_VISIT(q->rear);
    Py_VISIT(q->meta);
    return 0;
}

static Value empty(Ref r) {
    return ptr(r)->meta ? make(Py_NewRef(empty_queue->front), 0, NULL, ptr(r)->meta) : queue_empty();
}

static Value with_meta(Ref r, PyObject *meta) {
    struct queue *q = ptr(r);
    return make(Py_NewRef(q->front), q->at, Py_XNewRef(q->rear), meta);
}

// A queue that may be changed: this one, or a copy of it.
static Value queue_own(Value queue) {
    if (sole(queue)) return queue;
    Value copy = with_meta(ref(queue), ptr(ref(queue))->meta);
    drop(queue);
    return copy;
}

static Value add(Value queue, Ref x) {
    if (failed(queue = queue_own(queue))) return ERR;
    struct queue *q = ptr(ref(queue));
    PyObject **end = q->at == length(q->front) ? &q->front : &q->rear; // only an empty queue's front is used up
    Value vec = *end ? adopt(*end) : vec_empty();
    *end = NULL;
    vec = vec_conj(vec, x);
    if (ok(vec)) {
        *end = obj(ref(vec));
        return queue;
    }
    drop(queue);
    return ERR;
}

static Value pop(Value queue) {
    if (count(ref(queue)) == 0) return queue;
    if (failed(queue = queue_own(queue))) return ERR;
    struct queue *q = ptr(ref(queue));
    if (++q->at == length(q->front)) {
        Py_SETREF(q->front, q->rear ? q->rear : Py_NewRef(empty_queue->front));
        q->rear = NULL;
        q->at = 0;
    }
    return queue;
}

static Value nth(Ref r, Py_ssize_t i, Ref absent) {
    struct queue *q = ptr(r);
    Py_ssize_t in_front = length(q->front) - q->at;
    if (i >= 0 && i < in_front) return keep(vec_at(ref_of(q->front), q->at + i));
    if (i >= 0 && i - in_front < length(q->rear)) return keep(vec_at(ref_of(q->rear), i - in_front));
    return absent.w ? keep(absent) : err_index("index %zd is out of bounds for a queue of %zd", i, count(r));
}

static Value first(Ref r) { return nth(r, 0, NIL); }

// --- its seq: where there is a rear, a seq of the front and then the rear --

struct queue_seq { PyObject_HEAD Value front; PyObject *rear, *meta; };
static CljType queue_seq_type;

static struct queue_seq *seq_ptr(Ref r) { return (struct queue_seq *)obj(r); }

// Takes front, a seq or nil.
static Value make_seq(Value front, PyObject *rear, PyObject *meta) {
    if (failed(front) || (!rear && !meta)) return front;
    if (is_nil(ref(front))) {
        drop(front);
        return seq_of(ref_of(rear));
    }
    struct queue_seq *s = PyObject_GC_New(struct queue_seq, TYPE_OBJECT(queue_seq_type));
    if (!s) {
        drop(front);
        return ERR;
    }
    s->front = front;
    s->rear = Py_XNewRef(rear);
    s->meta = Py_XNewRef(meta);
    gc_track(s);
    return adopt(s);
}

static Value seq(Ref r) {
    struct queue *q = ptr(r);
    Py_ssize_t n = length(q->front);
    if (q->at == n) return nil_value();
    SCOPED Value rest = q->at ? vec_slice(ref_of(q->front), q->at, n) : keep_obj(q->front);
    return failed(rest) ? ERR : make_seq(seq_of(ref(rest)), q->rear, NULL);
}

static void seq_dealloc(PyObject *self) {
    struct queue_seq *s = (struct queue_seq *)self;
    gc_untrack(self);
    drop(s->front);
    Py_XDECREF(s->rear);
    Py_XDECREF(s->meta);
    PyObject_GC_Del(self);
}

static int seq_traverse(PyObject *self, visitproc visit, void *arg) {
    struct queue_seq *s = (struct queue_seq *)self;
    VISIT_WORD(s->front.w);
    Py_VISIT(s->rear);
    Py_VISIT(s->meta);
    return 0;
}

static Value seq_self(Ref r) { return keep(r); }
static Value front_first(Ref r) { return seq_first(ref(seq_ptr(r)->front)); }
static Value front_next(Ref r) {
    Value next = seq_next(ref(seq_ptr(r)->front));
    return seq_ptr(r)->rear ? make_seq(next, seq_ptr(r)->rear, NULL) : next;
}
static Value front_rest(Ref r) {
    Value next = front_next(r);
    if (failed(next) || !is_nil(ref(next))) return next;
    drop(next);
    return list_empty();
}
static Py_ssize_t front_count(Ref r) {
    return ops_of(ref(seq_ptr(r)->front))->count(ref(seq_ptr(r)->front)) + length(seq_ptr(r)->rear);
}
static Value seq_add(Value r, Ref x) {
    Value cons = cons_new(x, ref(r));
    drop(r);
    return cons;
}
static Value seq_empty(Ref r) { (void)r; return list_empty(); }
static Value seq_with_meta(Ref r, PyObject *meta) {
    struct queue_seq *s = seq_ptr(r);
    return make_seq(keep(ref(s->front)), s->rear, meta);
}

static const Ops seq_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COUNTED | K_COLL,
    .meta_offset = offsetof(struct queue_seq, meta),
    .seq = seq_self, .first = front_first, .rest = front_rest, .next = front_next,
    .count = front_count, .conj = seq_add, .empty = seq_empty,
    .equal = seq_equal, .hash = seq_hash, .with_meta = seq_with_meta,
};
static CljType queue_seq_type = {CLJ_TYPE_HEAD("cljsh.QueueSeq", struct queue_seq), .ops = &seq_ops};

static const Ops queue_ops = {
    .kind = K_LIST | K_SEQUENTIAL | K_COUNTED | K_COLL,
    .meta_offset = offsetof(struct queue, meta),
    .seq = seq, .first = first, .count = count, .conj = add, .empty = empty, .peek = first, .pop = pop, .nth = nth,
    .equal = seq_equal, .hash = seq_hash, .with_meta = with_meta,
};
CljType queue_type = {CLJ_TYPE_HEAD("cljsh.Queue", struct queue), .ops = &queue_ops};

int queue_init(void) {
    PyTypeObject *t = TYPE_OBJECT(queue_type), *s = TYPE_OBJECT(queue_seq_type);
    t->tp_doc = "A persistent queue: conj adds at the end, pop takes from the front.";
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = dealloc;
    t->tp_traverse = traverse;
    s->tp_doc = "A seq over a queue.";
    s->tp_flags |= Py_TPFLAGS_HAVE_GC;
    s->tp_dealloc = seq_dealloc;
    s->tp_traverse = seq_traverse;
    if (type_ready(&queue_type, "Sequence") < 0 || type_ready(&queue_seq_type, "Sequence") < 0) return -1;
    empty_queue = ptr(ref(make((PyObject *)vec_empty().w, 0, NULL, NULL)));
    return empty_queue ? 0 : -1;
}

PRIM(queue_empty_0, "cljsh.core", "queue-empty", "[]",
     "Returns the empty persistent queue.\n"
     "conj adds at its end; peek and pop look at and take from its front.")
{ return queue_empty(); }
