// SPDX-License-Identifier: MIT
/* Erlang's nodes and their processes: what is told to them.
 *
 * A frame is the length of what follows (4 bytes, the highest first), 'p', a
 * control term, and for most of them a message.  An empty one says that the
 * sender is there. */
#include "erlang/erlang.h"

#include "base/error.h"
#include "data/str.h"
#include "data/symbol.h"
#include "vars/var.h"

#include <sys/random.h>

ei_cnode erlang_self;
PyObject *erlang_name;

static PyObject *wanted;            // list: names of nodes that are to be reached
static struct wait_list to_reach;

// --- nodes ------------------------------------------------------------------------------

static void free_distribution(PyObject *capsule) {
    struct distribution *d = PyCapsule_GetPointer(capsule, NULL);
    Py_CLEAR(d->watches);
    Py_CLEAR(d->monitors);
    PyMem_Free(d);
}

static int give_distribution(struct link *l) {
    struct distribution *d = PyMem_Calloc(1, sizeof *d);
    if (!d) return (PyErr_NoMemory(), -1);
    if (!(l->more = PyCapsule_New(d, NULL, free_distribution))) return (PyMem_Free(d), -1);
    d->watches = PyDict_New();
    d->monitors = PyDict_New();
    return d->watches && d->monitors ? 0 : -1;
}

void erlang_forget(struct link *l) {
    struct distribution *d = distribution_of(l);
    PyDict_Clear(d->watches);
    PyDict_Clear(d->monitors);
}

// Nodes that were only heard of, and of which nobody has a process any more, are forgotten.
static void forget_idle(void) {
    for (struct node *n = nodes.next, *next; n != &nodes; n = next) {
        next = n->next;
        if (n->calls != &erlang_calls || !n->link || n->link->in >= 0 || n->proxies.used || Py_REFCNT((PyObject *)n->self) > 1) continue;
        if (distribution_of(n->link)->wanted || n->link->waiting.end) continue;
        SCOPED Value link = keep_obj(n->link);
        link_close(link_of(ref(link)), KW("noconnection"));
        erlang_forget(link_of(ref(link)));
    }
}

struct node *erlang_node(const char *name, size_t length) {
    static unsigned made;
    for (struct node *n = nodes.next; n != &nodes; n = n->next) {
        if (n->calls != &erlang_calls) continue;
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(n->name, &size);
        if (text && (size_t)size == length && memcmp(text, name, length) == 0) return n;
    }
    if (++made % 256 == 0) forget_idle();
    SCOPED_PY PyObject *str = PyUnicode_DecodeUTF8(name, (Py_ssize_t)length, "replace");
    struct link *l = str ? link_new(-1, -1) : NULL;
    if (!l) return NULL;
    l->foreign = l->is_child = true;
    struct node_id id = {0};
    while (getrandom(&id, sizeof id, 0) != sizeof id) {}
    struct node *n = give_distribution(l) < 0 ? NULL : node_make(id, str, l, &erlang_calls);
    if (n) {
        l->peer = n; // new; and the node is kept by its own process
    }
    Py_DECREF(l);
    return n;
}

enum lookup erlang_unknown(PyObject *name, struct node **node) {
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(name, &length);
    *node = NULL;
    if (!text) return LOOKUP_FAILED;
    if (!erlang_name || !memchr(text, '@', (size_t)length)) return LOOKUP_ABSENT;
    if ((size_t)length >= MAXNODELEN) return (err_arg("the name of an Erlang node has less than %d bytes", MAXNODELEN), LOOKUP_FAILED);
    *node = erlang_node(text, (size_t)length);
    return *node ? LOOKUP_FOUND : LOOKUP_FAILED;
}

static int want(struct link *l) {
    struct distribution *d = distribution_of(l);
    if (l->in >= 0 || d->wanted) return 0;
    if (!wanted && !(wanted = PyList_New(0))) return -1;
    if (PyList_Append(wanted, l->peer->name) < 0) return -1;
    d->wanted = true;
    wait_wake_all(&to_reach);
    return 0;
}

Value erlang_next_wanted(void) {
    while (!wanted || !PyList_GET_SIZE(wanted))
        if (wait_on(&to_reach, FOREVER) < 0) return ERR;
    Value name = keep_obj(PyList_GET_ITEM(wanted, 0));
    if (PyList_SetSlice(wanted, 0, 1, NULL) < 0) return (drop(name), ERR);
    return name;
}

// --- processes ----------------------------------------------------------------------------------

// The number of a process at its node, which is a guess: what tells is the pid itself.
static uint64_t number_of(const erlang_pid *pid) {
    return (uint64_t)pid->num | (uint64_t)(pid->serial & 0x1fff) << 32 | (uint64_t)(pid->creation & 0x3ffff) << 45 | (uint64_t)1 << 63;
}

struct proxy *erlang_process(struct node *node, const erlang_pid *given) {
    erlang_pid pid = *given;
    char bytes[MAXATOMLEN_UTF8 + 32];
    int length = 0;
    ei_encode_pid(bytes, &length, &pid);
    struct proxy *p = node_proxy(node, number_of(&pid));
    if (!p || (p->extra && PyBytes_GET_SIZE(p->extra) == length && memcmp(PyBytes_AS_STRING(p->extra), bytes, (size_t)length) == 0)) return p;
    if (p->extra) { // two that share a number: the second is known by nobody
        Py_DECREF(p);
        if (!(p = node_proxy(node, 0)) || p == node->self) return p;
    }
    if (!(p->extra = PyBytes_FromStringAndSize(bytes, length))) Py_CLEAR(p);
    return p;
}

static void print(struct proxy *p, struct strbuf *b) {
    erlang_pid pid;
    int i = 0;
    if (p->extra && PyBytes_Check(p->extra) && ei_decode_pid(PyBytes_AS_STRING(p->extra), &i, &pid) == 0) strbuf_printf(b, "%u.%u", pid.num, pid.serial);
    else if (p->extra) strbuf_str(b, p->extra);
}

// --- frames ------------------------------------------------------------------------------------------

static ei_x_buff shared;            // of the frame that is being written, if it is the only one
static bool shared_is_used;

// Writing can run code of the program (a lazy seq), and that send something, too.
static ei_x_buff *begin(ei_x_buff *own, int arity, long operation) {
    ei_x_buff *x = own;
    *own = (ei_x_buff){0};
    if (!shared_is_used) {
        x = &shared;
        shared_is_used = true;
    }
    if (!x->buff && ei_x_new(x) < 0) {
        if (x == &shared) shared_is_used = false;
        return (ei_x_buff *)PyErr_NoMemory();
    }
    x->index = 0;
    if (ei_x_append_buf(x, "\0\0\0\0p", 5) == 0 && ei_x_encode_version(x) == 0 && ei_x_encode_tuple_header(x, arity) == 0 &&
        ei_x_encode_long(x, operation) == 0)
        return x;
    PyErr_NoMemory();
    return x;
}

static int end(struct link *l, ei_x_buff *x, int bad) {
    if (!x) return -1;
    uint32_t length = (uint32_t)x->index - 4;
    for (int i = 0; i < 4; i++) x->buff[i] = (char)(length >> (8 * (3 - i)));
    if (!bad) bad = want(l) < 0 ? -1 : link_put(l, x->buff, (size_t)x->index);
    if (x != &shared) {
        ei_x_free(x);
    } else {
        if (x->buffsz > 1 << 20) {
            ei_x_free(x);
            *x = (ei_x_buff){0};
        }
        shared_is_used = false;
    }
    return bad;
}

static int write_message(ei_x_buff *x, Ref message) {
    return ei_x_encode_version(x) < 0 ? (PyErr_NoMemory(), -1) : term_write(x, message);
}

static int write_sender(ei_x_buff *x, struct task *from) {
    bool is_node = from && from->is_remote && !proxy_of(from)->extra && proxy_of(from)->node->calls == &erlang_calls;
    if (from && !is_node) return term_write_task(x, from);
    return ei_x_encode_pid(x, &erlang_self.self) < 0 ? (PyErr_NoMemory(), -1) : 0;
}

static int send_to_name(struct link *l, PyObject *name, Ref message, struct task *from) {
    ei_x_buff own, *x = begin(&own, 4, ERL_REG_SEND);
    const char *text = x ? PyUnicode_AsUTF8(name) : NULL;
    int bad = !text || write_sender(x, from) < 0 || ei_x_encode_atom(x, "") < 0 || ei_x_encode_atom_as(x, text, ERLANG_UTF8, ERLANG_UTF8) < 0 ||
              write_message(x, message) < 0 ? -1 : 0;
    return end(l, x, bad);
}

static int send_(struct proxy *to, Value message, struct task *from) {
    SCOPED Value m = message;
    struct link *l;
    enum lookup there = link_way(to->node, want, &l);
    if (there != LOOKUP_FOUND) return there;
    if (to == to->node->self) return 0;
    if (to->extra && !PyBytes_Check(to->extra)) return send_to_name(l, to->extra, ref(m), from);
    ei_x_buff own, *x = begin(&own, 3, ERL_SEND);
    int bad = !x || ei_x_encode_atom(x, "") < 0 || term_write_task(x, &to->task) < 0 || write_message(x, ref(m)) < 0 ? -1 : 0;
    return end(l, x, bad);
}

PyObject *erlang_process_name(Ref name) {
    if (is_keyword(name) || is_symbol(name)) return symbol_str(name);
    if (is_str(name)) return Py_NewRef(obj(name));
    return (err_type("the name of a process is a keyword, not %s", err_type_name(name)), NULL);
}

static int send_named(struct node *node, Ref name, Ref message, struct task *from) {
    struct link *l;
    enum lookup there = link_way(node, want, &l);
    if (there != LOOKUP_FOUND) return there;
    SCOPED_PY PyObject *text = erlang_process_name(name);
    return !text ? -1 : send_to_name(l, text, message, from);
}

static int answer(struct reference *r, Ref message, struct task *from) {
    (void)r, (void)message, (void)from;
    return (err_unsupported("a reference of an Erlang node cannot be sent to"), -1);
}

// What has no counterpart among terms is told as its text.
static int write_reason(ei_x_buff *x, Ref reason) {
    int before = x->index;
    if (term_write(x, reason) == 0) return 0;
    PyErr_Clear();
    x->index = before;
    SCOPED_PY PyObject *object = py_of(reason), *text = object ? error_show(object, true) : NULL;
    return text ? term_write(x, ref_of(text)) : -1;
}

static void control(struct node *node, int arity, long operation, struct task *from, Ref to, Ref reference, Ref reason, bool asks) {
    struct link *l = node->link;
    if (!l || !l->open || (l->in < 0 && !asks)) return;
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    ei_x_buff own, *x = begin(&own, arity, operation);
    int bad = x ? 0 : -1;
    if (!bad && operation == 35) bad = ei_x_encode_long(x, 1) < 0 ? -1 : 0;  // UNLINK_ID: which one does not matter here
    if (!bad) bad = write_sender(x, from);
    if (!bad && is_pid(to)) bad = write_sender(x, pid_task(to));
    else if (!bad) bad = term_write(x, to);
    if (!bad && reference.w) bad = term_write(x, reference);
    if (!bad && reason.w) bad = write_reason(x, reason);
    end(l, x, bad);
    PyErr_Clear();
    PyErr_Restore(t, v, tb);
}

static void signal_(struct proxy *to, Ref from, Ref reason) {
    control(to->node, 4, ERL_EXIT2, is_pid(from) ? pid_task(from) : NULL, ref_of(to), NO_REF, reason, true);
}

// --- monitors ----------------------------------------------------------------------------------------

static int write_monitor(struct proxy *p, long operation, uint64_t number) {
    erlang_ref r = {.len = 3, .n = {1, (unsigned)number, (unsigned)(number >> 32)}, .creation = erlang_self.creation};
    strcpy(r.node, erlang_self.thisnodename);
    ei_x_buff own, *x = begin(&own, 4, operation);
    const char *name = p->extra && PyUnicode_Check(p->extra) ? PyUnicode_AsUTF8(p->extra) : NULL;
    int bad = !x || write_sender(x, NULL) < 0 ? -1 : 0;
    if (!bad && name) bad = ei_x_encode_atom_as(x, name, ERLANG_UTF8, ERLANG_UTF8);
    else if (!bad) bad = term_write_task(x, &p->task);
    if (!bad) bad = ei_x_encode_ref(x, &r);
    return end(p->node->link, x, bad);
}

static void watch(struct proxy *p) {
    static uint64_t last;
    struct link *l = p->node->link;
    if (!l || !l->open || p == p->node->self) return;
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    SCOPED_PY PyObject *number = PyLong_FromUnsignedLongLong(++last);
    if (number && PyDict_SetItem(distribution_of(l)->watches, number, (PyObject *)p) == 0) {
        p->process.count = (Py_ssize_t)last; // it has no mailbox: what to say when nobody wants to know any more
        write_monitor(p, ERL_MONITOR_P, last);
    }
    PyErr_Clear();
    PyErr_Restore(t, v, tb);
}

// Asks for a monitor of a name that nobody has, which the runtime there answers at once; that an answer comes is all there is to it.
int erlang_probe(struct link *l) {
    erlang_ref r = {.len = 3, .n = {1, 0, 0}, .creation = erlang_self.creation};
    strcpy(r.node, erlang_self.thisnodename);
    ei_x_buff own, *x = begin(&own, 4, ERL_MONITOR_P);
    int bad = !x || write_sender(x, NULL) < 0 || ei_x_encode_atom(x, "$cljsh_probe") < 0 || ei_x_encode_ref(x, &r) < 0 ? -1 : 0;
    return end(l, x, bad);
}

void erlang_unwatch(struct proxy *p) {
    struct link *l = p->node->link;
    if (!p->watched || p->kept || p->process.relatives || !l || !l->open) return;
    uint64_t number = (uint64_t)p->process.count;
    SCOPED_PY PyObject *key = PyLong_FromUnsignedLongLong(number);
    if (key && PyDict_Contains(distribution_of(l)->watches, key) == 1) {
        p->watched = false;
        write_monitor(p, ERL_DEMONITOR_P, number);
        PyDict_DelItem(distribution_of(l)->watches, key);
    }
    PyErr_Clear();
}

static void link_(struct task *self, struct proxy *p, bool begins) {
    if (p == p->node->self) return;
    if (begins) control(p->node, 3, ERL_LINK, self, ref_of(p), NO_REF, NO_REF, true);
    else control(p->node, 4, 35, self, ref_of(p), NO_REF, NO_REF, true); // UNLINK_ID
}

// A process of ours has ended: who is linked with it is told, and, for all of a node at once, who monitors it there.
static void ended(struct proxy *to, struct task *t, Ref reason) {
    struct link *l = to->node->link;
    if (!l || !l->open) return;
    if (to != to->node->self) {
        control(to->node, 4, ERL_EXIT, t, ref_of(to), NO_REF, reason, false);
        return;
    }
    PyObject *monitors = distribution_of(l)->monitors;
    SCOPED_PY PyObject *key = PyLong_FromUnsignedLongLong(node_number_here(t));
    SCOPED_PY PyObject *all = key ? Py_XNewRef(PyDict_GetItem(monitors, key)) : NULL;
    if (!all) return;
    PyDict_DelItem(monitors, key);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(all); i++) {
        PyObject *one = PyList_GET_ITEM(all, i);
        SCOPED_PY PyObject *asked = PyTuple_GET_ITEM(one, 2) == Py_None ? pid_make(t) ? Py_NewRef((PyObject *)t) : NULL : Py_NewRef(PyTuple_GET_ITEM(one, 2));
        struct link *link = to->node->link;
        if (!asked || !link) break;
        ei_x_buff own, *x = begin(&own, 5, ERL_MONITOR_P_EXIT);
        int bad = !x || term_write(x, ref_of(asked)) < 0 || term_write(x, ref_of(PyTuple_GET_ITEM(one, 0))) < 0 ||
                  term_write(x, ref_of(PyTuple_GET_ITEM(one, 1))) < 0 || write_reason(x, reason) < 0 ? -1 : 0;
        end(link, x, bad);
        PyErr_Clear();
    }
}

const struct node_calls erlang_calls = {
    .send = send_, .send_named = send_named, .answer = answer, .signal = signal_, .ended = ended, .watch = watch, .link = link_, .print = print,
};
