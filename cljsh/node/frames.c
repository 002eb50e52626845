// SPDX-License-Identifier: MIT
/* What frames say: written for sched/'s calls, and done when they come. */
#include "node/link.h"

#include "base/call.h"
#include "base/error.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "task/run.h"
#include "vars/lib_var.h"
#include "vm/rare.h"

#include <stdio.h>
#include <unistd.h>

enum { OWN, YOURS, ANOTHERS, NOBODY }; // whose, as the sender says it

uint64_t link_spawns;
Py_ssize_t link_helpers;

// --- whose ---------------------------------------------------------------------------------

static int put_another(struct encoder *e, struct node *n) {
    return encode_byte(e, ANOTHERS) < 0 || encode_bytes(e, &n->id, sizeof n->id) < 0 ? -1 : encode_value(e, ref_of(n->name));
}

static int put_owner(struct encoder *e, struct node *n) {
    struct out_frame *f = e->traveller;
    struct link *l = f->link;
    f->personal = true;
    return !n ? encode_byte(e, OWN) : n == l->peer ? encode_byte(e, YOURS) : put_another(e, n);
}

int frames_put_whose(struct encoder *e, struct task *t) {
    if (!t) return encode_byte(e, NOBODY);
    if (!process_of(t) || put_owner(e, t->is_remote ? proxy_of(t)->node : NULL) < 0) return -1;
    if (t->is_remote && proxy_of(t)->extra) node_proxy_keep(proxy_of(t)); // its number alone is not enough to find it again
    return encode_number(e, t->is_remote ? t->process->id : node_local_number(t));
}

int frames_put_whose_reference(struct encoder *e, struct reference *r) {
    uint64_t number = r->node ? r->id : node_local_reference_number(r);
    return put_owner(e, r->node) < 0 ? -1 : encode_number(e, number);
}

// Where processes live that are there no more, of this node or of one that nobody knows any more.
struct node *node_nowhere(void) {
    static struct node *n;
    if (n || !(n = PyObject_New(struct node, TYPE_OBJECT(node_type)))) return n;
    memset((char *)n + sizeof(PyObject), 0, sizeof *n - sizeof(PyObject));
    n->name = Py_NewRef(node_own_name);
    n->info = Py_NewRef(Py_None);
    n->calls = &link_calls;
    return n;
}

// Whose it is: 0 this node's, 1 *node's, 2 nobody's, -1.
static int get_owner(struct decoder *d, struct node **node) {
    struct link *l = d->traveller;
    int whose = decode_byte(d);
    if (whose < 0) return -1;
    if (whose == YOURS) return 0;
    if (whose == NOBODY) return 2;
    if (whose == OWN && l->peer) return (*node = l->peer, 1);
    if (whose != ANOTHERS) return (bad_code("a process is nobody's"), -1);
    const uint8_t *bytes = decode_bytes(d, sizeof(struct node_id));
    SCOPED_PY PyObject *name = bytes ? decode_str(d) : NULL;
    if (!name) return -1;
    if (name == Py_None) return (bad_code("a node has no name"), -1);
    struct node_id id;
    memcpy(&id, bytes, sizeof id);
    if (node_id_same(id, l->own)) return 0;
    if ((*node = node_find(l->own, id))) return 1;
    if (!l->open || node_was_there(l->own, id)) return (*node = node_nowhere(), *node ? 1 : -1);
    *node = node_make(id, name, l, &link_calls); // met here, and reached this way
    Py_XDECREF(*node);                          // node->self keeps it
    return *node ? 1 : -1;
}

struct task *frames_get_whose(struct decoder *d) {
    struct node *node = NULL;
    uint64_t number;
    int whose = get_owner(d, &node);
    if (whose < 0 || whose == 2) return whose < 0 ? NULL : (bad_code("a process is missing"), NULL);
    if (decode_number(d, &number) < 0) return NULL;
    if (whose) return (struct task *)node_proxy(node, number);
    struct task *t = node_local_task(number);
    if (t) return (struct task *)Py_NewRef((PyObject *)t);
    struct node *n = node_nowhere(); // it has ended
    return n ? (struct task *)node_proxy(n, number) : NULL;
}

Value frames_get_whose_reference(struct decoder *d) {
    struct node *node = NULL;
    uint64_t number;
    int whose = get_owner(d, &node);
    if (whose < 0 || whose == 2) return whose < 0 ? ERR : bad_code("a reference is nobody's");
    if (decode_number(d, &number) < 0) return ERR;
    struct reference *r = whose ? NULL : node_local_reference(number);
    if (r) return keep_obj(r);
    if (!whose && !(node = node_nowhere())) return ERR;
    return number ? node_reference(node, number) : bad_code("a reference has no number");
}

// --- sending -----------------------------------------------------------------------------------

LIB_VAR(ship_function, "cljsh.node", "ship", "cljsh/node/code.clj");
LIB_VAR(refused_function, "cljsh.node", "refused", "cljsh/node/code.clj");

// What cannot be written is told with the place it has in the value.
static int refuse(struct link *l, Ref value) {
    if (!PyErr_ExceptionMatches(PyExc_Exception) || PyErr_ExceptionMatches(PyExc_MemoryError)) return -1;
    PyObject *type, *e, *traceback;
    PyErr_Fetch(&type, &e, &traceback);
    PyErr_NormalizeException(&type, &e, &traceback);
    Ref f = lib_var_root(&refused_function);
    SCOPED Value told = f.w && e ? call3(f, ref_of(l), value, ref_of(e)) : nil_value();
    if (ok(told)) return (PyErr_Restore(type, e, traceback), -1);
    Py_XDECREF(type);
    Py_XDECREF(e);
    Py_XDECREF(traceback);
    return -1;
}

// The definitions that a frame needs go before it: 0 or -1.
static int ship_waiting(struct link *l, PyObject *needs) {
    while (l->shipping && l->open)
        if (wait_on(&l->shipped, FOREVER) < 0) return -1;
    l->shipping = true;
    bool before = link_handling;
    SCOPED Value r = call2(ref_of(lib_var(&ship_function)), ref_of(l), ref_of(needs));
    link_handling = before;
    l->shipping = false;
    wait_wake_all(&l->shipped);
    return failed(r) ? -1 : 0;
}

// It is in the middle of sending, which cannot be repeated.
static int ship(struct link *l, PyObject *needs) {
    struct task *self = this_task();
    bool may = task_part_begins(self);
    int r = ship_waiting(l, needs);
    task_part_ends(self, may);
    return r;
}

// Ends a frame whose parts have been written (bad: or not): 0 or -1.
static int finish(struct out_frame *f, int bad, Ref value) {
    if (!bad && PyList_GET_SIZE(f->needs)) bad = ship(f->link, f->needs);
    else if (bad && value.w && f) bad = refuse(f->link, value);
    if (!bad) return link_frame_end(f);
    link_frame_abandon(f);
    return -1;
}

static int send(struct proxy *to, Value message, struct task *from) {
    SCOPED Value m = message;
    struct link *l;
    enum lookup there = link_way(to->node, NULL, &l);
    if (there != LOOKUP_FOUND) return there;
    struct out_frame *f = link_frame_begin(l, FRAME_SEND);
    int bad = !f || frames_put_whose(&f->encoder, &to->task) < 0 || frames_put_whose(&f->encoder, from) < 0 || encode_value(&f->encoder, ref(m)) < 0 ? -1 : 0;
    return finish(f, bad, ref(m));
}

static int send_named(struct node *node, Ref name, Ref message, struct task *from) {
    struct link *l;
    enum lookup there = link_way(node, NULL, &l);
    if (there != LOOKUP_FOUND) return there;
    struct out_frame *f = link_frame_begin(l, FRAME_SEND_NAMED);
    int bad = !f || frames_put_whose(&f->encoder, from) < 0 || encode_value(&f->encoder, name) < 0 || encode_value(&f->encoder, message) < 0 ? -1 : 0;
    return finish(f, bad, message);
}

static int answer(struct reference *r, Ref message, struct task *from) {
    struct link *l;
    enum lookup there = link_way(r->node, NULL, &l);
    if (there != LOOKUP_FOUND) return there;
    struct out_frame *f = link_frame_begin(l, FRAME_ANSWER);
    int bad = !f || frames_put_whose_reference(&f->encoder, r) < 0 || frames_put_whose(&f->encoder, from) < 0 || encode_value(&f->encoder, message) < 0 ? -1 : 0;
    return finish(f, bad, message);
}

// A reason that cannot travel is told as its text.
static void tell(struct node *node, enum frame_kind type, struct task *a, struct task *b, Ref reason) {
    struct link *l = node->link;
    if (!l || !l->open) return;
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    for (int again = 0; again < 2; again++) {
        SCOPED_PY PyObject *object = again && reason.w ? py_of(reason) : NULL;
        SCOPED Value text = object ? adopt(error_show(object, true)) : ERR;
        struct out_frame *f = link_frame_begin(l, type);
        int bad = !f || (a && frames_put_whose(&f->encoder, a) < 0) || (b && frames_put_whose(&f->encoder, b) < 0) ? -1 : 0;
        if (!bad && reason.w) bad = encode_value(&f->encoder, ok(text) ? ref(text) : reason);
        if (finish(f, bad, NO_REF) == 0) break;
        PyErr_Clear();
    }
    PyErr_Clear();
    PyErr_Restore(t, v, tb);
}

static void signal_(struct proxy *to, Ref from, Ref reason) { tell(to->node, FRAME_SIGNAL, &to->task, is_pid(from) ? pid_task(from) : NULL, reason); }
static void ended(struct proxy *to, struct task *t, Ref reason) { tell(to->node, FRAME_ENDED, t, NULL, reason); }
static void watch(struct proxy *p) { tell(p->node, FRAME_WATCH, &p->task, NULL, NO_REF); }

static void link_(struct task *self, struct proxy *p, bool begins) {
    tell(p->node, begins ? FRAME_LINK : FRAME_UNLINK, self, &p->task, NO_REF);
    p->watched |= begins;
}

const struct node_calls link_calls = {
    .send = send, .send_named = send_named, .answer = answer, .signal = signal_, .ended = ended, .watch = watch, .link = link_,
};

int frames_value(struct link *l, enum frame_kind type, uint64_t number, Ref value) {
    if (!link_handling && link_wait_for_room(l) < 0) return -1;
    if (!l->open) return (err_state("the connection is closed"), -1);
    struct out_frame *f = link_frame_begin(l, type);
    int bad = !f || (type == FRAME_SPAWN && encode_number(&f->encoder, number) < 0) || encode_value(&f->encoder, value) < 0 ? -1 : 0;
    return finish(f, bad, value);
}

static void put_numbers(struct link *l, enum frame_kind type, const uint64_t *numbers, int n) {
    struct out_frame *f = link_frame_begin(l, type);
    int bad = !f ? -1 : 0;
    for (int i = 0; i < n && !bad; i++) bad = encode_number(&f->encoder, numbers[i]);
    if (bad) link_frame_abandon(f);
    else link_frame_end(f);
    PyErr_Clear();
}

static uint64_t resident_kilobytes(void) {
    FILE *f = fopen("/proc/self/statm", "re");
    unsigned long size, resident = 0;
    if (f && fscanf(f, "%lu %lu", &size, &resident) != 2) resident = 0;
    if (f) fclose(f);
    return resident * ((uint64_t)sysconf(_SC_PAGESIZE) / 1024);
}

void link_report(struct link *l) {
    static int64_t looked;
    static uint64_t memory;
    if (!l->open || !l->peer || l->is_child) return;
    uint64_t ready = (uint64_t)run_queue_length(), tasklets = (uint64_t)(tasklet_count() > link_helpers ? tasklet_count() - link_helpers : 0);
    uint64_t now = ready << 48 ^ tasklets << 24 ^ link_spawns;
    if (now == l->reported) return;
    l->reported = now;
    if (wait_now() - looked > 500000000) {
        looked = wait_now();
        memory = resident_kilobytes();
    }
    put_numbers(l, FRAME_STATUS, (uint64_t[]){ready, tasklets, link_spawns, memory}, 4);
}

// --- receiving ---------------------------------------------------------------------------------

// A process that the frame names (new), or ERR.
static Value named_process(struct decoder *d) { return adopt(frames_get_whose(d)); }

// The sender of a message, or nil.
static Value sender(struct decoder *d) {
    if (d->at < d->end && *d->at == NOBODY) return (d->at++, nil_value());
    return named_process(d);
}

static struct task *task_or_null(Ref r) { return is_nil(r) ? NULL : pid_task(r); }

static Value malformed_end(struct decoder *d) { return d->at == d->end ? nil_value() : bad_code("a frame is longer than what it says"); }

static Value handle_send(struct decoder *d) {
    SCOPED Value to = named_process(d), from = ok(to) ? sender(d) : ERR;
    Value message = ok(from) ? decode_value(d) : ERR;
    if (failed(message)) return ERR;
    link_sent_on(mailbox_send(pid_task(ref(to)), message, task_or_null(ref(from))));
    return malformed_end(d);
}

static Value handle_named(struct decoder *d) {
    SCOPED Value from = sender(d), name = ok(from) ? decode_value(d) : ERR, message = ok(name) ? decode_value(d) : ERR;
    if (failed(message)) return ERR;
    Ref pid = process_named(ref(name));
    if (pid.w) link_sent_on(mailbox_send(pid_task(pid), keep(ref(message)), task_or_null(ref(from))));
    return malformed_end(d);
}

static Value handle_answer(struct decoder *d) {
    SCOPED Value reference = frames_get_whose_reference(d), from = ok(reference) ? sender(d) : ERR, message = ok(from) ? decode_value(d) : ERR;
    if (failed(message)) return ERR;
    if (reference_answer(ref(reference), ref(message), task_or_null(ref(from))) < 0) return ERR;
    return malformed_end(d);
}

static Value handle_signal(struct decoder *d) {
    SCOPED Value to = named_process(d), from = ok(to) ? named_process(d) : ERR, reason = ok(from) ? decode_value(d) : ERR;
    if (failed(reason)) return ERR;
    link_sent_on(process_signal(pid_task(ref(to)), ref(from), ref(reason)));
    return malformed_end(d);
}

static Value handle_ended(struct decoder *d) {
    SCOPED Value process = named_process(d), reason = ok(process) ? decode_value(d) : ERR;
    if (failed(reason)) return ERR;
    struct task *t = pid_task(ref(process));
    if (t->is_remote) proxy_ended(proxy_of(t), ref(reason));
    return malformed_end(d);
}

static Value handle_watch(struct link *l, struct decoder *d) {
    SCOPED Value process = named_process(d);
    if (failed(process) || process_watch(pid_task(ref(process)), &l->peer->self->task) < 0) return ERR;
    return malformed_end(d);
}

static Value handle_link(struct decoder *d, bool begins) {
    SCOPED Value a = named_process(d), b = ok(a) ? named_process(d) : ERR;
    if (failed(b)) return ERR;
    struct task *theirs = pid_task(ref(a)), *ours = pid_task(ref(b));
    if (!theirs->is_remote) return bad_code("a process that is linked is not the sender's");
    if (!begins) process_unlink(theirs, ours);
    else if (process_link(theirs, ours) < 0) return ERR;
    return malformed_end(d);
}

static Value handle_numbers(struct link *l, struct decoder *d, enum frame_kind type) {
    uint64_t n[4] = {0};
    for (int i = 0; i < (type == FRAME_STATUS ? 4 : 1); i++)
        if (decode_number(d, &n[i]) < 0) return ERR;
    if (type == FRAME_RETURN) {
        shared_returned(l, n[0]);
    } else if (type == FRAME_STATUS) {
        l->load = n[0];
        l->tasklets = n[1];
        l->spawns_seen = n[2];
        l->memory = n[3];
    } else if (type == FRAME_PROBE) {
        put_numbers(l, FRAME_ECHO, n, 1);
    } else {
        l->latency = wait_now() - (int64_t)n[0];
    }
    return malformed_end(d);
}

static Value handle_request(struct link *l, struct decoder *d, enum frame_kind type) {
    uint64_t number = 0;
    if (type == FRAME_SPAWN) {
        link_spawns++;
        if (decode_number(d, &number) < 0) return ERR;
        if (!number || node_local_task(number)) return bad_code("a process has a number that is taken");
    }
    Value v = decode_value(d);
    if (ok(v) && d->at != d->end) drop(v), v = bad_code("a frame is longer than what it says");
    if (failed(v) && type == FRAME_SPAWN && PyErr_ExceptionMatches(PyExc_Exception)) { // the process comes to nothing
        PyObject *t, *e, *tb;
        PyErr_Fetch(&t, &e, &tb);
        PyErr_NormalizeException(&t, &e, &tb);
        v = adopt(e);
        Py_XDECREF(t);
        Py_XDECREF(tb);
    }
    (void)l;
    Value event = ok(v) ? vec_from((Ref[]){type == FRAME_SPAWN ? KW("spawn") : KW("request"), int_ref((int64_t)number), ref(v)}, 3) : ERR;
    xdrop(v);
    return event;
}

static Value handle(struct link *l, struct decoder *d, int type) {
    switch (type) {
    case FRAME_PING: return nil_value();
    case FRAME_SEND: return handle_send(d);
    case FRAME_SEND_NAMED: return handle_named(d);
    case FRAME_ANSWER: return handle_answer(d);
    case FRAME_SIGNAL: return handle_signal(d);
    case FRAME_ENDED: return handle_ended(d);
    case FRAME_WATCH: return handle_watch(l, d);
    case FRAME_LINK: case FRAME_UNLINK: return handle_link(d, type == FRAME_LINK);
    case FRAME_SPAWN: case FRAME_REQUEST: return handle_request(l, d, (enum frame_kind)type);
    case FRAME_STATUS: case FRAME_PROBE: case FRAME_ECHO: case FRAME_RETURN: return handle_numbers(l, d, (enum frame_kind)type);
    default: return bad_code("there is no frame of kind %d", type);
    }
}

Value frames_handle(struct link *l, struct decoder *d) {
    if (!l->peer) return bad_code("something came before the other side has said who it is");
    this_task()->may_park = false; // in the middle of a frame
    link_handling = true;
    Value v = handle(l, d, decode_byte(d));
    link_handling = false;
    decoder_free(d);
    return v;
}
