// SPDX-License-Identifier: MIT
/* What lib/cljsh/erlang.clj is made of. */
#include "erlang/erlang.h"

#include "base/error.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"

#include <unistd.h>

#define NS "cljsh.erlang.prim"
#define FRAMES_AT_ONCE 4096

#define NEED_LINK(l, r)                                                                                                       \
    if (!is_link(r) || !link_of(r)->foreign) return err_type("the link of an Erlang node is needed here, not %s", err_type_name(r)); \
    struct link *l = link_of(r)

PRIM_WAITS(erlang_wanted, NS, "next-wanted", "[]", "Waits for an Erlang node that something was sent to and that is not connected: its name.") { return erlang_next_wanted(); }

static struct node *node_of_name(Ref r) {
    if (!is_str(r)) return (err_type("the name of a node is a string, not %s", err_type_name(r)), NULL);
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(obj(r), &length);
    if (!text) return NULL;
    if (!erlang_name) return (err_state("this program is no Erlang node yet: see cljsh.erlang/start"), NULL);
    if (!memchr(text, '@', (size_t)length) || (size_t)length >= MAXNODELEN) return (err_arg("the name of an Erlang node is name@host, not %R", obj(r)), NULL);
    return erlang_node(text, (size_t)length);
}

PRIM(erlang_link, NS, "node-link", "[name]", "Returns the link of the Erlang node of a name; it may lead nowhere yet.")
{
    struct node *node = node_of_name(a[0]);
    return node ? keep_obj(node->link) : ERR;
}

PRIM(erlang_node_pid, NS, "node-pid", "[name]", "Returns the pid that stands for an Erlang node.")
{
    struct node *node = node_of_name(a[0]);
    return node ? keep_obj(node->self) : ERR;
}

PRIM(erlang_connected, NS, "connected?", "[link]", "Is a node connected by its link?")
{
    NEED_LINK(l, a[0]);
    return bool_value(l->open && l->in >= 0);
}

PRIM(erlang_attach, NS, "attach", "[link fd]", "Has a link lead somewhere: takes the socket of a node. Returns the link, nil if it has one already.")
{
    NEED_LINK(l, a[0]);
    int64_t fd;
    if (!int64_of(a[1], &fd)) return err_type("a descriptor is missing");
    if (l->in >= 0 || !l->open) return (close((int)fd), nil_value());
    if (link_take(l, (int)fd) < 0) return ERR;
    return keep_obj(l);
}

PRIM_WAITS(erlang_read, NS, "read", "[link]", "Does what a node says, waiting for it: true, nil at the end of the link.")
{
    NEED_LINK(l, a[0]);
    bool woken = task_repeats(this_task());
    for (int i = 0; i < FRAMES_AT_ONCE && l->open; i++) {
        struct bytes *b = &l->received;
        size_t length = 0, have = b->end - b->start;
        for (int k = 0; k < 4 && have >= 4; k++) length = length << 8 | b->data[b->start + (size_t)k];
        if (length > FRAME_MAX) return bad_code("a frame is malformed");
        if (have < 4 || have < 4 + length) {
            if (i) break;
            if (l->drained && !woken && wait_fd_again(l->in, POLLIN, FOREVER) < 0) return ERR; // nothing was done yet: it may wait
            woken = false;
            enum link_filled filled = link_fill(l);
            if (filled == LINK_FAILED || filled == LINK_AT_END) return filled == LINK_FAILED ? ERR : nil_value();
            i = -1;
            continue;
        }
        b->start += 4 + length;
        l->got++;
        SCOPED Value v = erlang_handle(l, b->data + b->start - length, length);
        if (failed(v)) return ERR;
    }
    return l->open ? bool_value(true) : nil_value();
}

PRIM(erlang_ask_for_sign, NS, "probe", "[link]", "Asks a connected node for a sign of life. Returns nil.")
{
    NEED_LINK(l, a[0]);
    return l->open && l->in >= 0 && erlang_probe(l) < 0 ? ERR : nil_value();
}

PRIM(erlang_close, NS, "close", "[link reason]", "Ends a link; the processes beyond it have ended for the reason. Returns nil.")
{
    NEED_LINK(l, a[0]);
    if (l->open) link_flush(l);
    link_close(l, a[1]);
    erlang_forget(l);
    return nil_value();
}

PRIM(erlang_named, NS, "named", "[name node]", "Returns a pid that stands for whoever is registered by a name at a node, now or later.")
{
    struct node *node = node_of_name(a[1]);
    if (!node) return ERR;
    SCOPED_PY PyObject *name = erlang_process_name(a[0]);
    if (!name) return ERR;
    erlang_pid none = {.node = ""};
    static uint32_t last;
    none.serial = 0x1fff;
    none.creation = 0x3ffff;
    none.num = ++last;
    struct proxy *p = erlang_process(node, &none);
    if (!p) return ERR;
    Py_SETREF(p->extra, Py_NewRef(name));
    return adopt(p);
}

PRIM(erlang_unwatch_pid, NS, "unwatch", "[pid]", "Has a node forget that a process of it is watched, which nobody monitors or links with any more. Returns nil.")
{
    if (!is_pid(a[0]) || !pid_task(a[0])->is_remote) return nil_value();
    erlang_unwatch(proxy_of(pid_task(a[0])));
    return nil_value();
}

PRIM(erlang_encode, NS, "encode", "[x]", "Writes a value as a term of Erlang's. Returns bytes.")
{
    ei_x_buff x;
    if (term_init() < 0) return ERR;
    if (ei_x_new_with_version(&x) < 0) return (PyErr_NoMemory(), ERR);
    PyObject *bytes = term_write(&x, a[0]) < 0 ? NULL : PyBytes_FromStringAndSize(x.buff, x.index);
    ei_x_free(&x);
    return adopt(bytes);
}

PRIM(erlang_decode, NS, "decode", "[bytes]", "Reads a term of Erlang's. Returns its value.")
{
    if (term_init() < 0) return ERR;
    if (!is_obj(a[0]) || !PyBytes_Check(obj(a[0]))) return err_type("bytes are needed here");
    const uint8_t *data = (const uint8_t *)PyBytes_AS_STRING(obj(a[0]));
    struct term_reader r = {.at = data, .end = data + PyBytes_GET_SIZE(obj(a[0]))};
    if (!term_is_version(&r)) return bad_code("a term of Erlang's begins with its version, 131");
    Value v = term_read(&r);
    return ok(v) && r.at != r.end ? (drop(v), bad_code("more follows the term")) : v;
}
