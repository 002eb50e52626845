// SPDX-License-Identifier: MIT
#include "node/nodes.h"

#include "base/prim.h"
#include "data/str.h"
#include "data/symbol.h"
#include "node/link.h"
#include "read/print.h"

#include <sys/random.h>

struct node_id node_own_id;
PyObject *node_own_name;
enum lookup (*node_unknown)(PyObject *name, struct node **node);
struct node nodes = {.next = &nodes, .before = &nodes};

static struct idmap tasks, references; // of this node, that others know

// --- this node's ----------------------------------------------------------------

static uint64_t last_number = (uint64_t)1 << 50; // of threads, which have none of their own

uint64_t node_local_number(struct task *t) {
    struct process *p = t->process;
    if (t->is_main) return 0;
    if (p->is_known) return p->id;
    if (!p->id) p->id = ++last_number;
    if (idmap_put(&tasks, p->id, t) < 0) return (PyErr_Clear(), p->id);
    p->is_known = true;
    return p->id;
}

struct task *node_local_task(uint64_t number) {
    if (number) return idmap_get(&tasks, number);
    if (!process_of(&task_main)) PyErr_Clear();
    if (!Py_TYPE(&task_main)) drop(pid_value(&task_main));
    return &task_main;
}

int node_local_take_number(struct task *t, uint64_t number) {
    if (idmap_put(&tasks, number, t) < 0) return -1;
    t->process->id = number;
    t->process->is_known = true;
    return 0;
}

uint64_t node_local_reference_number(struct reference *r) {
    static uint64_t last;
    if (!r->id && idmap_put(&references, ++last, r) == 0) r->id = last;
    PyErr_Clear();
    return r->id;
}

struct reference *node_local_reference(uint64_t number) { return idmap_get(&references, number); }

// --- other nodes' ----------------------------------------------------------------

struct proxy *node_proxy(struct node *node, uint64_t number) {
    if (!number && node->self) return (struct proxy *)Py_NewRef((PyObject *)node->self);
    struct proxy *p = number ? idmap_get(&node->proxies, number) : NULL;
    if (p) return (struct proxy *)Py_NewRef((PyObject *)p);
    if (!(p = PyMem_Calloc(1, sizeof *p))) return (struct proxy *)PyErr_NoMemory();
    PyObject_Init((PyObject *)p, TYPE_OBJECT(pid_type));
    p->task.is_remote = true;
    p->task.wake_fd = -1;
    p->task.state = node->link ? TASK_REMOTE : TASK_ENDED;
    p->task.process = &p->process;
    p->process.end = &p->process.first;
    p->process.id = number;
    p->node = (struct node *)Py_NewRef(node);
    if (number && idmap_put(&node->proxies, number, p) < 0) Py_CLEAR(p);
    return p;
}

void proxy_ended(struct proxy *p, Ref reason) {
    if (p->task.state == TASK_ENDED) return;
    Py_INCREF((PyObject *)p);
    process_end(&p->task, reason);
    if (p->number_here) idmap_remove(&tasks, p->number_here);
    p->number_here = 0;
    if (p->kept) Py_DECREF((PyObject *)p);
    p->kept = false;
    Py_DECREF((PyObject *)p);
}

void node_proxy_keep(struct proxy *p) {
    if (p->kept || p->task.state == TASK_ENDED) return;
    p->kept = true;
    Py_INCREF((PyObject *)p);
    remote_calls->watch(&p->task);
}

uint64_t node_number_here(struct task *t) {
    if (!t->is_remote) return node_local_number(t);
    struct proxy *p = proxy_of(t);
    if (p->number_here) return p->number_here;
    uint64_t number = ++last_number;
    if (t->state == TASK_ENDED) return number; // nobody's
    if (idmap_put(&tasks, number, t) < 0) return (PyErr_Clear(), number);
    p->number_here = number;
    node_proxy_keep(p);
    return number;
}

Value node_reference(struct node *node, uint64_t number) {
    struct reference *r = number ? idmap_get(&node->references, number) : NULL;
    if (r) return keep_obj(r);
    if (!(r = reference_new())) return ERR;
    r->id = number;
    r->node = Py_NewRef(node);
    if (idmap_put(&node->references, number, r) < 0) return (drop(adopt(r)), ERR);
    return adopt(r);
}

// --- the calls of sched/ ------------------------------------------------------------

static void forget(struct task *t) {
    if (!t->is_remote) {
        idmap_remove(&tasks, t->process->id);
        return;
    }
    struct proxy *p = proxy_of(t);
    idmap_remove(&p->node->proxies, p->process.id);
    Py_CLEAR(p->extra);
    Py_CLEAR(p->node);
}

static void forget_reference(struct reference *r) {
    struct node *node = r->node;
    idmap_remove(node ? &node->references : &references, r->id);
    Py_XDECREF(node);
}

static void print(struct task *t, void *buffer) {
    struct strbuf *b = buffer;
    struct proxy *p = proxy_of(t);
    strbuf_puts(b, "#pid[");
    strbuf_str(b, p->node->name);
    if (p->process.id) strbuf_puts(b, " ");
    if (p->process.id && p->node->calls->print) p->node->calls->print(p, b);
    else if (p->process.id) pid_number_print(b, p->process.id);
    strbuf_puts(b, "]");
}

static Value name_of(struct task *t) { return keep_obj(proxy_of(t)->node->name); }

static int send(struct task *to, Value message, struct task *from) {
    struct proxy *p = proxy_of(to);
    return p->node->calls->send(p, message, from);
}

static int send_named(Ref pair, Ref message) {
    struct task *self = this_task();
    SCOPED Value me = process_of(self) ? pid_value(self) : ERR;
    if (failed(me)) return -1;
    PyObject *o = obj(pair);
    SCOPED_PY PyObject *name = PySequence_Size(o) == 2 ? PySequence_GetItem(o, 0) : NULL, *where = name ? PySequence_GetItem(o, 1) : NULL;
    PyErr_Clear();
    if (!where || !(PyUnicode_Check(where) || is_node(ref_of(where))))
        return (err_type("a process is a pid, the name of one, or [name node], the node a string"), -1);
    if (PyUnicode_Check(where) && PyUnicode_Compare(where, node_own_name) == 0) {
        Ref pid = process_named(ref_of(name));
        return pid.w ? mailbox_send(pid_task(pid), keep(message), self) : 0;
    }
    struct node *node = PyUnicode_Check(where) ? node_named(where) : node_of(ref_of(where));
    if (!node && node_unknown && node_unknown(where, &node) < 0) return -1;
    if (!node || !node->link) return (err_arg("there is no connection to a node %R", where), -1);
    return node->calls->send_named(node, ref_of(name), message, self);
}

static int answer(struct reference *r, Ref message, struct task *from) {
    struct node *node = r->node;
    return node->link ? node->calls->answer(r, message, from) : 0;
}

static void signal_(struct task *to, Ref from, Ref reason) {
    struct proxy *p = proxy_of(to);
    p->node->calls->signal(p, from, reason);
}

static void ended(struct task *to, struct task *t, Ref reason) {
    struct proxy *p = proxy_of(to);
    if (t->is_remote && proxy_of(t)->node == p->node) return; // it knows
    p->node->calls->ended(p, t, reason);
}

static void watch(struct task *t) {
    struct proxy *p = proxy_of(t);
    if (p->watched) return;
    p->watched = true;
    p->node->calls->watch(p);
}

static void link_(struct task *self, struct task *t, bool begins) {
    struct proxy *p = proxy_of(t);
    p->node->calls->link(self, p, begins);
}

static const struct remote_calls calls = {
    .send = send, .send_named = send_named, .answer = answer, .signal = signal_, .ended = ended, .watch = watch,
    .link = link_, .forget = forget, .forget_reference = forget_reference, .print = print, .node = name_of,
};

// --- nodes ------------------------------------------------------------------------------

struct node *node_make(struct node_id id, PyObject *name, struct link *link, const struct node_calls *calls) {
    struct node *n = PyObject_New(struct node, TYPE_OBJECT(node_type));
    if (!n) return NULL;
    memset((char *)n + sizeof(PyObject), 0, sizeof *n - sizeof(PyObject));
    n->id = id;
    n->name = Py_NewRef(name);
    n->link = (struct link *)Py_NewRef((PyObject *)link);
    n->calls = calls;
    n->info = Py_NewRef(Py_None);
    n->next = &nodes;
    n->before = nodes.before;
    nodes.before->next = n;
    nodes.before = n;
    if (!(n->self = node_proxy(n, 0))) return (node_down(n, KW("noconnection")), Py_DECREF(n), NULL);
    return n;
}

struct node *node_find(struct node_id own, struct node_id id) {
    for (struct node *n = nodes.next; n != &nodes; n = n->next)
        if (node_id_same(n->id, id) && (!n->link || !n->link->own.a || node_id_same(n->link->own, own))) return n;
    return NULL;
}

/* Those that are down.  A third node may have pids of one and not know yet that
 * it has gone: what it says of them must not be taken for news of a node that
 * is reached by way of it, or a message would go there and back for ever. */
static PyObject *gone; // set of what node_pair gives

static PyObject *node_pair(struct node_id own, struct node_id id) {
    struct node_id both[2] = {own, id};
    return PyBytes_FromStringAndSize((const char *)both, sizeof both);
}

bool node_was_there(struct node_id own, struct node_id id) {
    SCOPED_PY PyObject *pair = gone ? node_pair(own, id) : NULL;
    bool was = pair && PySet_Contains(gone, pair) == 1;
    PyErr_Clear();
    return was;
}

static void note_gone(const struct node *n) {
    if (n->calls != &link_calls || !n->link) return; // an Erlang node's name comes again
    SCOPED_PY PyObject *pair = node_pair(n->link->own, n->id);
    if (!pair || (!gone && !(gone = PySet_New(NULL))) || PySet_Add(gone, pair) < 0) PyErr_Clear();
}

struct node *node_named(PyObject *name) {
    for (struct node *n = nodes.next; n != &nodes; n = n->next)
        if (PyUnicode_Compare(n->name, name) == 0) return n;
    return NULL;
}

void node_down(struct node *n, Ref reason) {
    if (!n->next) return;
    n->next->before = n->before;
    n->before->next = n->next;
    n->next = n->before = NULL;
    Py_INCREF(n);
    note_gone(n);
    Py_CLEAR(n->link);
    // Whoever is told may let go of pids: the table is walked by what is in it now, kept meanwhile.
    SCOPED_PY PyObject *all = PyList_New(0);
    for (uint32_t i = 0; all && n->proxies.entries && i <= n->proxies.mask; i++)
        if (n->proxies.entries[i].id && PyList_Append(all, n->proxies.entries[i].what) < 0) PyErr_Clear();
    for (Py_ssize_t i = 0; all && i < PyList_GET_SIZE(all); i++) proxy_ended((struct proxy *)PyList_GET_ITEM(all, i), reason);
    if (n->self) {
        proxy_ended(n->self, reason);
        Py_CLEAR(n->self);
    }
    Py_DECREF(n);
}

static void node_dealloc(PyObject *o) {
    struct node *n = (struct node *)o;
    Py_XDECREF(n->name);
    Py_XDECREF((PyObject *)n->link);
    Py_XDECREF(n->info);
    idmap_free(&n->proxies);
    idmap_free(&n->references);
    PyObject_Free(o);
}

static int node_print(Ref r, void *printer) {
    struct strbuf *b = &((struct printer *)printer)->out;
    strbuf_puts(b, "#node[");
    strbuf_str(b, node_of(r)->name);
    strbuf_puts(b, "]");
    return 0;
}

static const Ops node_ops = {.print = node_print};
CljType node_type = {CLJ_TYPE_HEAD("cljsh.Node", struct node), .ops = &node_ops};

int node_init(void) {
    TYPE_OBJECT(node_type)->tp_dealloc = node_dealloc;
    remote_calls = &calls;
    node_own_name = PyUnicode_InternFromString("local");
    return type_ready(&node_type, NULL) < 0 || !node_own_name ? -1 : 0;
}
