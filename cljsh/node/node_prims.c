// SPDX-License-Identifier: MIT
/* What lib/cljsh/node.clj is made of. */
#include "node/link.h"

#include "base/error.h"
#include "class/instance.h"
#include "class/multi.h"
#include "class/protocol.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "load/cache.h"
#include "seq/seq.h"
#include "shell/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#define NS "cljsh.node.prim"
#define HELLO "cljsh-node "
#define HELLO_MAX 512
#define NOISE_MAX 16384      // of what the other side prints before
#define FRAMES_AT_ONCE 4096

#define NEED_LINK(l, r) \
    if (!is_link(r)) return err_type("a link is needed here, not %s", err_type_name(r)); \
    struct link *l = link_of(r)

// --- oneself ------------------------------------------------------------------------------

static void need_id(void) {
    while (!node_own_id.a)
        if (getrandom(&node_own_id, sizeof node_own_id, 0) != sizeof node_own_id) node_own_id.a = (uint64_t)wait_now() ^ (uint64_t)getpid() << 32;
}

static Value id_text(struct node_id id) {
    char text[33];
    snprintf(text, sizeof text, "%016llx%016llx", (unsigned long long)id.a, (unsigned long long)id.b);
    return str_value(text);
}

PRIM(node_own_id_, NS, "own-id", "[]", "Returns the id of this node as hexadecimal digits.")
{
    need_id();
    return id_text(node_own_id);
}

PRIM(node_own_name_, NS, "own-name", "[]", "Returns the name of this node.") { return keep_obj(node_own_name); }

PRIM(node_set_name, NS, "set-own-name!", "[name]", "Sets the name of this node. Returns it.")
{
    if (!is_str(a[0])) return err_type("the name of a node is a string, not %s", err_type_name(a[0]));
    Py_SETREF(node_own_name, Py_NewRef(obj(a[0])));
    return keep(a[0]);
}

PRIM(node_build, NS, "build", "[]", "Returns what identifies this build of the program, and its encoding, as hexadecimal digits.")
{
    char text[65];
    for (int i = 0; i < 32; i++) snprintf(text + 2 * i, 3, "%02x", cache_settings.build_id[i]);
    return adopt(PyUnicode_FromFormat("%d-%.40s", ENCODING_VERSION, text));
}

PRIM(node_take_streams, NS, "take-streams", "[]",
     "Takes the process's standard input and output for a link: returns two other descriptors for them.\n"
     "What is written to standard output from then on goes to standard error.")
{
    int in = fd_lift(dup(0), FD_FIRST), out = fd_lift(dup(1), FD_FIRST), null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (in < 0 || out < 0 || null < 0 || dup2(null, 0) < 0 || dup2(2, 1) < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return ERR;
    }
    close(null);
    return vec_from((Ref[]){int_ref(in), int_ref(out)}, 2);
}

PRIM(node_set_beat, NS, "set-beat!", "[ms]", "Sets how many milliseconds may pass between two signs of life. Returns nil.")
{
    double ms;
    if (is_int(a[0])) ms = (double)int_of(a[0]);
    else if (!float_of(a[0], &ms)) return err_type("a time is a number, not %s", err_type_name(a[0]));
    beat_interval = (int64_t)(ms < 1 ? 1e6 : ms > 1e7 ? 1e13 : ms * 1e6);
    return nil_value();
}

// --- links ----------------------------------------------------------------------------------

PRIM(node_make_link, NS, "make-link", "[in out child]",
     "Makes a link of two descriptors, which it takes; child: the other node is a worker of this one.\n"
     "Without descriptors (nil) it leads nowhere.")
{
    int64_t in = -1, out = -1;
    if (!is_nil(a[0]) && (!int64_of(a[0], &in) || !int64_of(a[1], &out))) return err_type("descriptors are integers");
    struct link *l = link_new((int)in, (int)out);
    if (l) l->is_child = is_true(a[2]);
    return adopt(l);
}

static int hex_digit(Py_UCS4 c) { return c >= '0' && c <= '9' ? (int)c - '0' : c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1; }

static bool read_id(PyObject *text, struct node_id *id) {
    *id = (struct node_id){0};
    if (PyUnicode_GET_LENGTH(text) != 32) return false;
    for (int i = 0; i < 32; i++) {
        int x = hex_digit(PyUnicode_READ_CHAR(text, i));
        if (x < 0) return false;
        uint64_t *half = i < 16 ? &id->a : &id->b;
        *half = *half << 4 | (uint64_t)x;
    }
    return true;
}

PRIM(node_carry_link, NS, "carry!", "[link id]",
     "Says that the bytes of a link without descriptors are taken and given by link-take and link-give, as in a simulation of\n"
     "many nodes in one program, and who this node is to the other one. Returns nil.")
{
    NEED_LINK(l, a[0]);
    if (!is_str(a[1]) || !read_id(obj(a[1]), &l->own)) return err_arg("an id has 32 hexadecimal digits");
    l->carried = true;
    return nil_value();
}

PRIM(node_link_take, NS, "link-take", "[link most]", "Takes bytes, at most so many, that a link has to write.")
{
    NEED_LINK(l, a[0]);
    int64_t most;
    if (!int64_of(a[1], &most) || most < 0) return err_type("a number is missing");
    return adopt(link_take_bytes(l, (size_t)most));
}

PRIM(node_link_give, NS, "link-give", "[link bytes]", "Gives a link bytes that the other side has written. Returns nil.")
{
    NEED_LINK(l, a[0]);
    if (!is_obj(a[1]) || !PyBytes_Check(obj(a[1]))) return err_type("bytes are needed here");
    return link_give_bytes(l, PyBytes_AS_STRING(obj(a[1])), (size_t)PyBytes_GET_SIZE(obj(a[1]))) < 0 ? ERR : nil_value();
}

PRIM(node_share_link, NS, "share!", "[link]", "Says that the other node is on this machine, so that memory can be shared with it. Returns nil.")
{
    NEED_LINK(l, a[0]);
    l->shares = true;
    return nil_value();
}

PRIM(node_name_link, NS, "name-link!", "[link id name]", "Says which node is at the other end: its id, hexadecimal digits, and name. Returns its pid.")
{
    NEED_LINK(l, a[0]);
    need_id();
    struct node_id id;
    if (!is_str(a[1]) || !is_str(a[2]) || !read_id(obj(a[1]), &id)) return err_arg("an id has 32 hexadecimal digits");
    if (l->peer) return err_state("the link has a node already");
    return link_name(l, id, obj(a[2])) < 0 ? ERR : keep_obj(l->peer->self);
}

PRIM(node_write_hello, NS, "write-hello", "[link text]", "Writes a line with what this node says of itself. Returns nil.")
{
    NEED_LINK(l, a[0]);
    SCOPED_PY PyObject *line = PyUnicode_FromFormat(HELLO "%S\n", obj(a[1]));
    Py_ssize_t length;
    const char *text = line ? PyUnicode_AsUTF8AndSize(line, &length) : NULL;
    if (!text) return ERR;
    if (write(l->out, text, (size_t)length) == length) return link_begin_beat(l) < 0 ? ERR : nil_value();
    PyErr_SetFromErrno(PyExc_OSError);
    return ERR;
}

PRIM_WAITS(node_read_hello, NS, "read-hello", "[link ms]",
           "Waits so many milliseconds for the line of the other node: [text before ended]; text nil: it ends without one, or has not\n"
           "come. before is what it has printed in front of that.")
{
    NEED_LINK(l, a[0]);
    int64_t deadline = is_int(a[1]) ? wait_after((double)int_of(a[1])) : FOREVER;
    for (bool over = false, ended = false;;) {
        struct bytes *b = &l->received;
        const char *from = (const char *)b->data + b->start, *end = (const char *)b->data + b->end;
        const char *hello = b->end > b->start ? memmem(from, (size_t)(end - from), HELLO, strlen(HELLO)) : NULL;
        const char *line = hello ? memchr(hello, '\n', (size_t)(end - hello)) : NULL;
        if (line || over || end - from > NOISE_MAX) {
            SCOPED Value text = line && line - hello < HELLO_MAX
                ? adopt(PyUnicode_DecodeUTF8(hello + strlen(HELLO), line - hello - (Py_ssize_t)strlen(HELLO), "replace")) : nil_value();
            SCOPED Value before = adopt(PyUnicode_DecodeUTF8(from, (line ? hello : end) - from, "replace"));
            if (line) b->start += (size_t)(line + 1 - from);
            return ok(text) && ok(before) ? vec_from((Ref[]){ref(text), ref(before), ended ? TRUE_REF : FALSE_REF}, 3) : ERR;
        }
        int r = l->open ? wait_fd(l->in, POLLIN, deadline) : 0;
        if (r < 0) return ERR;
        enum link_filled filled = r ? link_fill(l) : LINK_NOTHING;
        if (filled == LINK_FAILED) return ERR;
        ended = filled == LINK_AT_END;
        over = !r || ended;
    }
}

PRIM_WAITS(node_link_read, NS, "link-read", "[link]",
           "Does what the frames say that have come, waiting for one: true; or [kind number value] of one that is for Clojure\n"
           "code to see to; nil at the end of the link.")
{
    NEED_LINK(l, a[0]);
    struct decoder d;
    bool woken = task_repeats(this_task());
    for (int i = 0; i < FRAMES_AT_ONCE && l->open; i++) {
        int next = link_next_frame(l, &d);
        if (next < 0) return ERR;
        if (!next && i) break;
        if (!next && l->carried) {
            if (wait_on(&l->to_read, FOREVER) < 0) return ERR;
            i = -1;
            continue;
        }
        if (!next) { // nothing was done yet: it may wait
            if (l->drained && !woken && wait_fd_again(l->in, POLLIN, FOREVER) < 0) return ERR;
            woken = false;
            enum link_filled filled = link_fill(l);
            if (filled == LINK_FAILED || filled == LINK_AT_END) return filled == LINK_FAILED ? ERR : nil_value();
            i = -1;
            continue;
        }
        Value v = frames_handle(l, &d);
        if (failed(v) || !is_nil(ref(v))) return v;
        drop(v);
    }
    return l->open ? bool_value(true) : nil_value();
}

PRIM_WAITS(node_link_write, NS, "link-write", "[link]", "Waits until something has to be written that nobody else writes: true; nil at the end of the link.")
{
    NEED_LINK(l, a[0]);
    if (!l->open) return nil_value();
    int r = l->blocked ? wait_fd(l->out, POLLOUT, FOREVER) : l->waiting.end ? 1 : wait_on(&l->to_write, FOREVER);
    if (r < 0) return ERR;
    if (!l->open) return nil_value();
    l->blocked = false;
    link_flush(l);
    return bool_value(true);
}

PRIM(node_link_close, NS, "close-link", "[link reason]", "Ends a link; the processes beyond it have ended for the reason. Returns nil.")
{
    NEED_LINK(l, a[0]);
    if (l->open) link_flush(l);
    link_close(l, a[1]);
    return nil_value();
}

PRIM(node_link_open, NS, "link-open?", "[link]", "Is the link still there?")
{
    NEED_LINK(l, a[0]);
    return bool_value(l->open);
}

PRIM(node_link_tick, NS, "link-tick", "[link]",
     "Looks after a link, now and then: returns how many milliseconds nothing has come that could have been read.")
{
    NEED_LINK(l, a[0]);
    if (!l->open) return int_value(0);
    link_report(l);
    struct pollfd p = {.fd = l->in, .events = POLLIN};
    if (poll(&p, 1, 0) > 0) l->heard = wait_now();
    return int_value((wait_now() - l->heard) / 1000000);
}

PRIM(node_link_probe, NS, "link-probe", "[link]", "Has the other side answer, for :latency in link-info. Returns nil.")
{
    NEED_LINK(l, a[0]);
    if (!l->open) return nil_value();
    struct out_frame *f = link_frame_begin(l, FRAME_PROBE);
    if (f && encode_number(&f->encoder, (uint64_t)wait_now()) == 0) return link_frame_end(f) < 0 ? ERR : nil_value();
    link_frame_abandon(f);
    return ERR;
}

PRIM(node_link_info, NS, "link-info", "[link]", "Returns a map of what is known of a link and the node at its other end.")
{
    NEED_LINK(l, a[0]);
    Ref pairs[] = {
        KW("load"), int_ref((int64_t)l->load), KW("tasklets"), int_ref((int64_t)l->tasklets), KW("memory"), int_ref((int64_t)l->memory * 1024),
        KW("starting"), int_ref((int64_t)(l->spawns - l->spawns_seen)), KW("sent"), int_ref((int64_t)l->sent),
        KW("received"), int_ref((int64_t)l->got), KW("sent-bytes"), int_ref((int64_t)l->sent_bytes), KW("unwritten"), int_ref((int64_t)link_unwritten(l)),
        KW("latency"), l->latency ? int_ref(l->latency / 1000) : NIL, KW("spawned"), int_ref((int64_t)l->spawns),
    };
    return map_from(pairs, sizeof pairs / sizeof *pairs);
}

PRIM(node_link_load, NS, "link-load", "[link]", "Returns how many tasklets wait for their turn at the other end of a link, as far as is known.")
{
    NEED_LINK(l, a[0]);
    return int_value((int64_t)(l->load + l->spawns - l->spawns_seen));
}

// --- requests, processes ------------------------------------------------------------------------

PRIM(node_request, NS, "request", "[link x]", "Sends a value to what serves the other node. Returns nil.")
{
    NEED_LINK(l, a[0]);
    return frames_value(l, FRAME_REQUEST, 0, a[1]) < 0 ? ERR : nil_value();
}

static uint64_t last_number = PID_GIVEN; // of processes that other nodes start for us: each has one parent, so none is chosen twice

PRIM(node_spawn_there, NS, "spawn-there", "[link x how]",
     "Asks the other node for a process, as x says; how is :link, :monitor or nil. Returns the pid, or [pid ref].")
{
    NEED_LINK(l, a[0]);
    struct task *self = this_task();
    if (!process_of(self)) return ERR;
    if (!l->peer) return err_state("the link has no node");
    uint64_t number = ++last_number;
    struct proxy *p = node_proxy(l->peer, number);
    if (!p) return ERR;
    SCOPED Value pid = adopt(p);
    l->spawns++; // also while it is being written, which may take long: the node is not idle
    if (frames_value(l, FRAME_SPAWN, number, a[1]) < 0) return (l->spawns--, ERR);
    if (!l->open) return err_state("the node has gone meanwhile");
    if (same(a[2], KW("link"))) return process_link(self, &p->task) < 0 ? ERR : keep(ref(pid));
    if (!same(a[2], KW("monitor"))) return keep(ref(pid));
    SCOPED Value reference = process_monitor(self, &p->task, NO_REF, false);
    return ok(reference) ? vec_from((Ref[]){ref(pid), ref(reference)}, 2) : ERR;
}

PRIM(node_spawn_here, NS, "spawn-here", "[number f args]",
     "Starts a tasklet that another node has asked for, with the number it has chosen and the bindings in force. Returns its pid.")
{
    int64_t number;
    Value *args;
    if (!int64_of(a[0], &number)) return err_type("a number is missing");
    Py_ssize_t count = seq_to_words(a[2], &args);
    if (count < 0) return ERR;
    struct task *t = tasklet_spawn(a[1], lend(args), count, bindings_frame(), NO_REF);
    seq_words_free(args, count);
    return t && node_local_take_number(t, (uint64_t)number) == 0 ? keep_obj(t) : ERR;
}

PRIM(node_end_number, NS, "end-number", "[link number reason]", "Tells the other node that a process it has asked for has come to nothing. Returns nil.")
{
    NEED_LINK(l, a[0]);
    int64_t number;
    if (!int64_of(a[1], &number)) return err_type("a number is missing");
    struct proxy fake = {.task = {.is_tasklet = true, .process = &fake.process}, .process = {.id = (uint64_t)number, .is_known = true}};
    if (l->peer) l->peer->calls->ended(l->peer->self, &fake.task, a[2]);
    return nil_value();
}

// --- definitions ----------------------------------------------------------------------------------

PRIM(node_definition, NS, "definition", "[link var x]",
     "Writes a request with a definition: [bytes needs lasts], needs a vector of [x late] of what the other node must have,\n"
     "lasts: the bytes mean the same to any node at any time.\n"
     "A function that is the root of var (nil: of none) is written as such, and atoms as what they hold.")
{
    NEED_LINK(l, a[0]);
    struct out_frame *f = link_frame_begin(l, FRAME_REQUEST);
    if (!f) return ERR;
    f->defines = true;
    f->encoder.defining = is_var(a[1]) ? var_of(a[1]) : NULL;
    if (encode_value(&f->encoder, a[2]) < 0) return (link_frame_abandon(f), ERR);
    SCOPED_PY PyObject *bytes = PyBytes_FromStringAndSize((const char *)f->encoder.data + 5, (Py_ssize_t)f->encoder.length - 5);
    SCOPED Value needs = bytes ? vec_of_seqable(ref_of(f->needs)) : ERR;
    bool lasts = !f->personal;
    link_frame_abandon(f);
    return ok(needs) ? vec_from((Ref[]){ref_of(bytes), ref(needs), lasts ? TRUE_REF : FALSE_REF}, 3) : ERR;
}

PRIM(node_send_definition, NS, "send-definition", "[link bytes]", "Sends what definition has written. Returns nil.")
{
    NEED_LINK(l, a[0]);
    if (!is_obj(a[1]) || !PyBytes_Check(obj(a[1]))) return err_type("bytes are needed here");
    struct out_frame *f = link_frame_begin(l, FRAME_REQUEST);
    if (f && encode_bytes(&f->encoder, PyBytes_AS_STRING(obj(a[1])), (size_t)PyBytes_GET_SIZE(obj(a[1]))) == 0) return link_frame_end(f) < 0 ? ERR : nil_value();
    link_frame_abandon(f);
    return ERR;
}

PRIM(node_is_handling, NS, "handling?", "[]", "Is something being done that another node has asked for, so that none can be waited for?")
{ return bool_value(link_handling); }

PRIM(node_known, NS, "known", "[link]", "Returns the dict of vars and classes that the other node has.")
{
    NEED_LINK(l, a[0]);
    return keep_obj(l->known);
}

PRIM(node_up_to_date, NS, "up-to-date!", "[link]", "Says that all in known is as it was when it was sent. Returns nil.")
{
    NEED_LINK(l, a[0]);
    message_is_up_to_date(l);
    return nil_value();
}

PRIM(node_can_travel, NS, "can-travel?", "[link x]", "Can x be sent to the other node?")
{
    NEED_LINK(l, a[0]);
    struct out_frame *f = link_frame_begin(l, FRAME_REQUEST);
    if (!f) return ERR;
    int bad = encode_value(&f->encoder, a[1]);
    link_frame_abandon(f);
    if (bad && !PyErr_ExceptionMatches(PyExc_Exception)) return ERR;
    PyErr_Clear();
    return bool_value(!bad);
}

PRIM(node_message_bytes, NS, "message-bytes", "[link x]", "Writes a value as it goes over a link. Returns bytes.")
{
    NEED_LINK(l, a[0]);
    struct out_frame *f = link_frame_begin(l, FRAME_REQUEST);
    if (!f) return ERR;
    PyObject *bytes = encode_value(&f->encoder, a[1]) < 0 ? NULL
        : PyBytes_FromStringAndSize((const char *)f->encoder.data + 5, (Py_ssize_t)f->encoder.length - 5);
    link_frame_abandon(f);
    return adopt(bytes);
}

PRIM(node_message_of, NS, "message-of", "[link bytes]", "Reads a value that message-bytes has written.")
{
    NEED_LINK(l, a[0]);
    if (!is_obj(a[1]) || !PyBytes_Check(obj(a[1]))) return err_type("bytes are needed here");
    const uint8_t *data = (const uint8_t *)PyBytes_AS_STRING(obj(a[1]));
    struct decoder d = {.start = data, .at = data, .end = data + PyBytes_GET_SIZE(obj(a[1])), .flags = DECODE_VERIFY,
                        .travel = &link_travel, .traveller = l};
    Value v = decode_value(&d);
    decoder_free(&d);
    return ok(v) && d.at != d.end ? (drop(v), bad_code("more follows the value")) : v;
}

PRIM(node_is_builtin, NS, "built-in?", "[ns-name]", "Does every node have the namespace of that name (a string)?")
{ return is_str(a[0]) ? bool_value(message_is_builtin(obj(a[0]))) : err_type("a name is a string"); }

PRIM(node_closed_over, NS, "closed-over", "[f]", "Returns a vector of what a function closes over, nil for what is no function of Clojure.")
{
    if (!is_fn(a[0])) return nil_value();
    struct fn *f = fn_of(a[0]);
    return vec_from(lend(f->captured), f->def->ncaptures);
}

// --- nodes ----------------------------------------------------------------------------------------

PRIM(node_nodes, NS, "nodes", "[]", "Returns a vector of [name pid link] of the nodes that are known and up.")
{
    Value v = vec_empty();
    for (struct node *n = nodes.next; n != &nodes && ok(v); n = n->next) {
        if (!n->self || (n->link && n->link->foreign && n->link->in < 0)) continue; // one that was only heard of
        SCOPED Value entry = vec_from((Ref[]){ref_of(n->name), ref_of(n->self), ref_of(n->link)}, 3);
        v = ok(entry) ? vec_conj(v, ref(entry)) : (drop(v), ERR);
    }
    return v;
}

PRIM(node_of_pid, NS, "pid-node", "[pid]", "Returns the name of the node that a process lives on.")
{
    if (!is_pid(a[0])) return err_type("%s is not a pid", err_type_name(a[0]));
    struct task *t = pid_task(a[0]);
    return t->is_remote ? keep_obj(proxy_of(t)->node->name) : keep_obj(node_own_name);
}

PRIM(node_link_of_pid, NS, "pid-link", "[pid]", "Returns the link that the node of a process is reached by, nil for one of this node or one that is down.")
{
    if (!is_pid(a[0])) return err_type("%s is not a pid", err_type_name(a[0]));
    struct task *t = pid_task(a[0]);
    struct link *l = t->is_remote ? proxy_of(t)->node->link : NULL;
    return l ? keep_obj(l) : nil_value();
}

// --- classes, protocols, multimethods as parts --------------------------------------------------------

PRIM(node_class_parts, NS, "class-parts", "[x]",
     "Returns what a class of deftype or defrecord was made of: [kind name fields mutable method-names functions specs var];\n"
     "nil for anything else.")
{
    const struct class_info *info = is_obj(a[0]) && PyType_Check(obj(a[0])) ? info_of_class((PyTypeObject *)obj(a[0])) : NULL;
    if (!info || info->ops.kind & K_REIFIED || (PyObject *)info->class != obj(a[0])) return nil_value();
    PyObject *var = ns_member(info->name);
    if (!var || !is_var(ref_of(var))) return nil_value();
    SCOPED Value mutable = vec_empty(), names = vec_empty(), functions = vec_empty(), fields = vec_of_seqable(ref_of(info->field_names));
    for (int i = 0; i < info->nfields; i++) mutable = vec_conj(mutable, info->is_mutable && info->is_mutable[i] ? TRUE_REF : FALSE_REF);
    PyObject *name, *function;
    Py_ssize_t i = 0;
    while (info->methods && PyDict_Next(info->methods, &i, &name, &function)) {
        names = vec_conj(names, ref_of(name));
        functions = vec_conj(functions, ref_of(function));
    }
    SCOPED Value specs = info->interfaces ? vec_of_seqable(ref_of(info->interfaces)) : vec_empty();
    if (failed(fields) || failed(specs)) return ERR;
    return vec_from((Ref[]){info->ops.kind & K_RECORD ? KW("record") : KW("type"), ref_of(info->name), ref(fields), ref(mutable), ref(names),
                            ref(functions), ref(specs), ref_of(var)}, 8);
}

PRIM(node_unfinished, NS, "unfinished?", "[class]", "Has a class of make-class no methods yet?")
{
    const struct class_info *info = is_obj(a[0]) && PyType_Check(obj(a[0])) ? info_of_class((PyTypeObject *)obj(a[0])) : NULL;
    return bool_value(info && !info->methods);
}

PRIM(node_multi_parts, NS, "multi-parts", "[multi]", "Returns what a multimethod was made of: [name dispatch-fn default hierarchy].")
{
    if (!is_multi(a[0])) return err_type("a multimethod is needed here, not %s", err_type_name(a[0]));
    struct multi *m = multi_of(a[0]);
    return vec_from((Ref[]){ref_of(m->name), ref(m->dispatch), ref(m->fallback), m->hierarchy ? ref_of(m->hierarchy) : NIL}, 4);
}

PRIM(node_is_protocol, NS, "protocol-object?", "[x]", "Is x a protocol, and not the interface of one?") { return bool_value(is_protocol(a[0])); }

PRIM(node_via_metadata, NS, "via-metadata?", "[protocol]", "Has a protocol the option :extend-via-metadata?")
{ return bool_value(is_protocol(a[0]) && protocol_of(a[0])->via_metadata); }

PRIM(node_is_method, NS, "protocol-method?", "[x]", "Is x the function of a protocol's method?") { return bool_value(is_clj(a[0], &protocol_method_type)); }

PRIM(node_method_protocol, NS, "method-protocol", "[method]", "Returns the protocol of a method.")
{
    if (!is_clj(a[0], &protocol_method_type)) return err_type("a method of a protocol is needed here, not %s", err_type_name(a[0]));
    return keep_obj(((struct protocol_method *)obj(a[0]))->protocol);
}

PRIM(node_link_name, NS, "link-name", "[link]", "Returns the name of the node at the other end, nil before it has one.")
{
    NEED_LINK(l, a[0]);
    return l->peer ? keep_obj(l->peer->name) : nil_value();
}

PRIM(node_now, NS, "now-ms", "[]", "Returns the milliseconds of the monotonic clock.") { return int_value(wait_now() / 1000000); }

PRIM(node_new_id, NS, "new-id", "[]", "Returns an id that no other node has, as hexadecimal digits.")
{
    struct node_id id = {0};
    while (getrandom(&id, sizeof id, 0) != sizeof id) {}
    return id_text(id);
}

PRIM(node_set_id, NS, "set-own-id!", "[id]", "Sets the id of this node, before it has any link: hexadecimal digits. Returns nil.")
{ return is_str(a[0]) && read_id(obj(a[0]), &node_own_id) ? nil_value() : err_arg("an id has 32 hexadecimal digits"); }

PRIM(node_baseline, NS, "set-baseline!", "[n]", "Says that so many tasklets serve links: they are not counted. Returns nil.")
{
    int64_t count;
    if (!int64_of(a[0], &count)) return err_type("a number is missing");
    link_helpers = (Py_ssize_t)count;
    return nil_value();
}
