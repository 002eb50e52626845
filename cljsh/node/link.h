// SPDX-License-Identifier: MIT
/* The connection to another node of our own kind: two descriptors, frames.
 *
 * Each side first says a line of text (hello), by which it is found behind
 * whatever a login on the other side prints; from then on all is frames:
 *
 *     4 bytes     the length of what follows, the lowest byte first
 *     1 byte      enum frame
 *     …           values and numbers as encoding.h has them; processes as `whose` and a number
 *
 * What is sent is put into a buffer, and written when the task that sent it
 * waits, ends its slice, or when much has come together; so messages that
 * follow each other cost one system call.  Where the other side does not read,
 * a tasklet waits until it does (write_on), and who sends waits for room.
 *
 * A thread of its own (beat.c) says now and then that this node is there,
 * whatever holds Python's lock.
 */
#ifndef NODE_LINK_H
#define NODE_LINK_H

#include "base/absent.h"
#include "encoding/encoding.h"
#include "node/nodes.h"

#include <pthread.h>

enum frame_kind {
    FRAME_PING = 1,   // nothing follows
    FRAME_SEND,       // to, from (FROM_NOBODY: none), message
    FRAME_SEND_NAMED, // from, name, message
    FRAME_ANSWER,     // a reference, from, message
    FRAME_SIGNAL,     // to, from, reason
    FRAME_ENDED,      // process, reason
    FRAME_WATCH,      // process
    FRAME_LINK,       // process, of the one who sends it; process, the other one
    FRAME_UNLINK,     // the same
    FRAME_SPAWN,      // number for the new process, a value for cljsh.node
    FRAME_REQUEST,    // a value for cljsh.node
    FRAME_STATUS,     // how many are ready to run, tasklets, spawns seen, kilobytes of memory
    FRAME_PROBE,      // a time of the sender's
    FRAME_ECHO,       // the same, sent back
    FRAME_RETURN,     // the number of memory that was shared: it has been opened (shared.c)
};

#define FRAME_MAX ((size_t)3 << 30)
#define ROOM ((size_t)1 << 20)        // with more to be written, who sends waits

struct beat;

#define LENT_MAX 16
#define SHARED_MIN ((size_t)1 << 20)  // so many bytes go by shared memory

struct bytes { uint8_t *data; size_t start, end, capacity; };

/* A frame that is being written.  Writing one can run code of the program (a
 * lazy seq), and so another one can begin meanwhile. */
struct out_frame {
    struct encoder encoder;
    struct link *link;
    PyObject *needs;         // list: vars and classes it needs that the other node has not, each as a tuple (x, late)
    bool busy;
    bool defines;            // it is a definition (message.c)
    bool personal;           // it says something of processes or memory that are there now: it means nothing later
    int lent[LENT_MAX], nlent; // memory that it shares
};

struct link {
    PyObject_HEAD
    int in, out;
    struct node_id own;      // who this node is to the other one
    bool carried;            // its bytes are taken and given by hand (link-take, link-give), in a simulation
    bool open;
    bool is_child;           // the other node is a worker of ours; else we are its
    bool blocked;            // the other side does not read
    bool drained;            // the last read has taken all there was
    bool shares;             // the other node is on this machine, a child or parent of ours
    PyObject *lent;          // set: descriptors of memory that is shared with it (shared.c), or NULL
    bool shipping;           // definitions are being sent
    struct node *peer;       // owned; NULL before hello
    struct out_frame frame;  // the first of those that are being written
    struct bytes waiting;    // what is to be written next
    struct bytes writing;    // what is being written
    struct bytes received;
    struct beat *beat;
    struct wait_list room, to_write, to_read, shipped; // to_read: of one that is carried
    PyObject *known;         // dict: vars and classes the other node has -> what Clojure code remembers of them
    uint64_t epoch;          // `known` is right as of then
    int64_t heard;           // when something came last
    uint64_t spawns, spawns_seen; // sent to the other node; seen by it
    uint64_t load, tasklets, memory; // as the other node has said last
    uint64_t sent, got;      // frames
    uint64_t sent_bytes;     // in them
    int64_t latency;         // ns, of the last probe
    uint64_t reported;       // what the last status said
    bool foreign;            // it speaks Erlang's protocol (erlang/): is framed, and says that it is there, in another way
    PyObject *more;          // what belongs to that, or NULL
    struct link *next;       // of all
};

extern CljType link_type;
extern const struct node_calls link_calls;
extern const struct travel link_travel;
extern uint64_t link_spawns;  // that came to this node
extern Py_ssize_t link_helpers; // tasklets that serve links

int link_init(void);
static inline bool is_link(Ref r) { return is_clj(r, &link_type); }
static inline struct link *link_of(Ref r) { return (struct link *)obj(r); }
struct link *link_new(int in, int out);                // takes the descriptors
void link_close(struct link *l, Ref reason);
int link_take(struct link *l, int socket);             // one that led nowhere leads there now: 0 or -1
int link_begin_beat(struct link *l);                   // from the hello on, however long the rest of a start takes: 0 or -1
int link_name(struct link *l, struct node_id id, PyObject *name); // who is at the other end: 0 or -1

// --- link.c: bytes -------------------------------------------------------------------

struct out_frame *link_frame_begin(struct link *l, enum frame_kind type); // NULL without memory
int link_frame_end(struct out_frame *f);                    // it goes out: 0 or -1
void link_frame_abandon(struct out_frame *f);
// What a frame brought was sent on (0), or could not be (-1 with an exception): no fault of the other side, so it is told here.
void link_sent_on(int sent);
int link_put(struct link *l, const void *data, size_t length); // a whole frame of another protocol: 0 or -1
static inline size_t link_unwritten(const struct link *l) { return l->waiting.end - l->waiting.start + l->writing.end - l->writing.start; }
// What is to be written is written, as far as the other side reads.
void link_flush(struct link *l);
void link_touched(struct link *l);                     // there is something to be written: soon
int link_wait_for_room(struct link *l);                // 0 or -1
// Of one that is carried: what is to be written, at most so much (new, or NULL); and what has come (0 or -1).
PyObject *link_take_bytes(struct link *l, size_t most);
int link_give_bytes(struct link *l, const void *data, size_t length);
// The next frame; 0: there is none whole yet, -1: it is malformed (DecodeError).
int link_next_frame(struct link *l, struct decoder *d);
enum link_filled { LINK_FAILED = -1, LINK_NOTHING, LINK_SOME, LINK_AT_END };
enum link_filled link_fill(struct link *l);            // reads

// The link of a node, when there is room (before, or NULL, is called ahead of a wait: 0 or -1); absent: it is down.
enum lookup link_way(struct node *n, int (*before)(struct link *l), struct link **way);
extern bool link_handling; // a frame: what it makes us send does not wait for room, or both ends might

// --- frames.c: what they say ----------------------------------------------------------

// Handles a frame: what Clojure code has to see to (new), nil for nothing, ERR.
Value frames_handle(struct link *l, struct decoder *d);
int frames_value(struct link *l, enum frame_kind type, uint64_t number, Ref value); // SPAWN (with a number), REQUEST: 0 or -1
int frames_put_whose(struct encoder *e, struct task *t);
int frames_put_whose_reference(struct encoder *e, struct reference *r);
struct node *node_nowhere(void);                       // borrowed, or NULL
struct task *frames_get_whose(struct decoder *d);             // new, or NULL
Value frames_get_whose_reference(struct decoder *d);
void link_report(struct link *l);                      // a status, if it is another than last time

// --- message.c: what they hold ----------------------------------------------------------

int message_init(void);
bool message_is_builtin(PyObject *ns_name); // has every node this namespace?
void message_is_up_to_date(struct link *l); // `known` is right

// --- shared.c: memory of both sides ---------------------------------------------------------

int shared_write(struct encoder *e, const void *data, size_t length); // what TAG_SHARED says: 1, 0 it is not shared, -1
Value shared_read(struct decoder *d);      // as bytes
// As an object that make gives for so many bytes, with where they go in *data; NULL.
PyObject *shared_read_as(struct decoder *d, PyObject *(*make)(size_t length, char **data, void *context), void *context);
PyObject *shared_map(struct decoder *d);   // as an object of mmap; NULL
int shared_lend(struct link *l, struct out_frame *f); // the frame goes out: 0 or -1
void shared_abandon(struct out_frame *f);
void shared_returned(struct link *l, uint64_t number);
void shared_close(struct link *l);

// --- beat.c ----------------------------------------------------------------------------

// NULL without memory; foreign: of a link that is
struct beat *beat_new(int in, int out, bool dies_with_it, bool foreign);
void beat_end(struct beat *b);
// Writes as write(2) does, so that no sign of life comes in between two halves; ends_frame: all of it makes whole frames.
ssize_t beat_write(struct beat *b, const void *data, size_t length);
extern int64_t beat_interval; // ns

#endif
