// SPDX-License-Identifier: MIT
/* Erlang's nodes: their terms, and the protocol they speak with each other.
 *
 * What Erlang calls a hidden node is made of its own library, libei: who is
 * there (epmd), the handshake with the cookie, and the encoding of terms.
 * Reading is ours, since libei believes what it reads, and waits for it.
 *
 *     nil true false      the atoms of these names
 *     keyword             atom (also from a symbol); :a/b is 'a/b'
 *     integer, double     integer, float
 *     string              binary; one that is no UTF-8 comes as bytes, and bytes go as binaries
 *     vector              tuple (also from a tuple of Python)
 *     list, seq           list (also from a list of Python)
 *     map, record         map
 *     pid                 pid
 *     reference           reference, of this node
 *     exception           {error, Class, Message}
 *     struct term         everything else: other nodes' references, functions, ports, bit strings, lists that
 *                         end in no list.  It is equal to another one of the same bytes, and goes back as it came.
 *
 * A process of such a node is a struct proxy, like any other node's; the link
 * of the node has `foreign` set, and leads nowhere until something is sent:
 * then it is made (cljsh.erlang waits for erlang_wanted).
 */
#ifndef ERLANG_ERLANG_H
#define ERLANG_ERLANG_H

#include "base/absent.h"
#include "node/link.h"

#include <ei.h>

extern ei_cnode erlang_self;     // of this node
extern PyObject *erlang_name;    // its name; NULL: it is none of Erlang's
extern const struct node_calls erlang_calls;
extern ei_socket_callbacks erlang_sockets; // socket.c

// --- term.c, read_term.c ------------------------------------------------------------------

struct term { PyObject_HEAD PyObject *bytes; }; // as in the external format, without its version
extern CljType term_type;
int term_init(void);
Value term_new(const uint8_t *data, size_t length);

struct term_reader { const uint8_t *at, *end; int depth; };

#define TERM_MAX ((size_t)1 << 30)
// Appends a value as a term: 0, or -1 with an exception that says what has no counterpart.
int term_write(ei_x_buff *x, Ref r);
int term_write_task(ei_x_buff *x, struct task *t);
Value term_read(struct term_reader *r);  // DecodeError when it is malformed
bool term_is_version(struct term_reader *r); // the byte before a term

// --- distribution.c, control.c: nodes and processes -------------------------------------------------------------

struct distribution {                // in a capsule, with the link
    PyObject *watches;               // dict: number of a monitor of ours -> the process it is for
    PyObject *monitors;              // dict: number of a process of ours -> list of (pid, reference, what was asked for)
    bool wanted;                     // it is to be made
};

static inline struct distribution *distribution_of(struct link *l) { return PyCapsule_GetPointer(l->more, NULL); }
struct node *erlang_node(const char *name, size_t length);             // found or made: borrowed, or NULL
struct proxy *erlang_process(struct node *node, const erlang_pid *pid); // new, or NULL
Value erlang_next_wanted(void);      // waits for a node that is to be reached: its name
enum lookup erlang_unknown(PyObject *name, struct node **node); // node_unknown
PyObject *erlang_process_name(Ref name); // what is registered is named by a keyword, symbol or string: a new str
int erlang_probe(struct link *l);    // asks a connected node for a sign of life: 0 or -1
void erlang_unwatch(struct proxy *p);    // if nobody has to do with it any more, its node need not tell its end
void erlang_forget(struct link *l);  // it has been closed
Value erlang_handle(struct link *l, const uint8_t *data, size_t length); // what a frame says: nil or ERR

#endif
