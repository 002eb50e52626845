// SPDX-License-Identifier: MIT
/* Nodes: programs like this one, or Erlang's, that processes live in.
 *
 *     pid of this node     a task, known to others by its number (node_local)
 *     pid of another one   a struct proxy, which stands for the process: one per process, so
 *                          that pids are equal when they are identical
 *     a node               what is known of it, its proxies among that, and the link it is
 *                          reached by; a node is met when its link is made, or when a pid of it
 *                          comes over a link, and is then reached by that one
 *
 * A node is an incarnation: when its link ends, all its processes have ended
 * for us, with the reason :noconnection, and nothing of it comes back.  A
 * program that is connected again is another node.
 *
 * Proxies are kept by whoever has the pid, and know their node; the node finds
 * them by number without keeping them.  All of it is guarded by the GIL.
 */
#ifndef NODE_NODES_H
#define NODE_NODES_H

#include "base/absent.h"
#include "node/idmap.h"
#include "sched/pid.h"

struct link;
struct node;
struct proxy;

// How what is to be told to a process of a node gets there.
struct node_calls {
    int (*send)(struct proxy *to, Value message, struct task *from); // 0 or -1
    int (*send_named)(struct node *node, Ref name, Ref message, struct task *from);
    int (*answer)(struct reference *r, Ref message, struct task *from);
    void (*signal)(struct proxy *to, Ref from, Ref reason);
    void (*ended)(struct proxy *to, struct task *t, Ref reason);
    void (*watch)(struct proxy *p);
    void (*link)(struct task *self, struct proxy *p, bool begins);
    void (*print)(struct proxy *p, struct strbuf *b); // what tells it from others of its node; NULL: its number
};

struct node_id { uint64_t a, b; };
static inline bool node_id_same(struct node_id x, struct node_id y) { return x.a == y.a && x.b == y.b; }

struct node {
    PyObject_HEAD
    struct node_id id;         // of this incarnation
    PyObject *name;            // str
    struct link *link;         // owned; NULL: it is down
    const struct node_calls *calls;
    struct idmap proxies, references;
    struct proxy *self;        // the program itself (its number is 0; owned while it is up): watches for its node
    PyObject *info;            // what Clojure code knows of it, or None
    struct node *next, *before; // of all that are up
};

struct proxy {
    struct task task;
    struct process process;
    struct node *node;         // owned
    bool watched;              // its node has been asked to tell its end
    PyObject *extra;           // of an Erlang pid: its bytes
    bool kept;                 // until it has ended (node_proxy_keep)
    uint64_t number_here;      // node_number_here; 0: it has none
};

extern CljType node_type;
extern struct node_id node_own_id;
extern PyObject *node_own_name; // str
extern struct node nodes;       // a ring, with this at its ends

// A node by a name that none has, which can perhaps be reached: borrowed, or NULL (with or without exception).  Filled by erlang/handshake.c.
extern enum lookup (*node_unknown)(PyObject *name, struct node **node);

int node_init(void);
static inline bool is_node(Ref r) { return is_clj(r, &node_type); }
static inline struct node *node_of(Ref r) { return (struct node *)obj(r); }
static inline struct proxy *proxy_of(struct task *t) { return (struct proxy *)t; }

// A node that is up, reached by a link: new; NULL.
struct node *node_make(struct node_id id, PyObject *name, struct link *link, const struct node_calls *calls);
// As this node, which is `own` to the others, knows it: borrowed, or NULL without exception.
struct node *node_find(struct node_id own, struct node_id id);
bool node_was_there(struct node_id own, struct node_id id); // it has been down since
struct node *node_named(PyObject *name);    // the same
// All its processes have ended.
void node_down(struct node *node, Ref reason);

// The process of that number: new, or NULL.
struct proxy *node_proxy(struct node *node, uint64_t number);
// A process of another node has ended, as it says.
void proxy_ended(struct proxy *p, Ref reason);
// A third node has been told of it by us, who have to find it again: it is kept until it has ended.
void node_proxy_keep(struct proxy *p);
// The number by which Erlang's nodes know a process: one of another node of ours, too, which to them is one of this node.
uint64_t node_number_here(struct task *t);
// Is it a process of this node to them?
static inline bool node_has_number_here(struct task *t) { return !t->is_remote || proxy_of(t)->number_here; }
// The reference of that number: new.
Value node_reference(struct node *node, uint64_t number);

// The number of a process of this node, which others may say from now on.
uint64_t node_local_number(struct task *t);
struct task *node_local_task(uint64_t number);   // borrowed, or NULL without exception
// Gives a new tasklet the number that another node has chosen for it: 0 or -1.
int node_local_take_number(struct task *t, uint64_t number);
uint64_t node_local_reference_number(struct reference *r);
struct reference *node_local_reference(uint64_t number); // borrowed, or NULL without exception

#endif
