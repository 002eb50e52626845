// SPDX-License-Identifier: MIT
/* What libei does while it blocks: handshakes with other nodes, and with epmd.
 * Each is done by a thread that needs nothing of Python; its result comes out
 * of a pipe, which tasklets can wait for. */
#include "erlang/erlang.h"

#include "base/error.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "shell/fd.h"
#include "task/thread.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <unistd.h>

#define NS "cljsh.erlang.prim"
#define STACK ((size_t)1 << 20)

struct handshake {
    enum { CONNECT, ACCEPT, PUBLISH } kind;
    int number;                      // port, or listening descriptor
    unsigned ms;
    int to;                          // the pipe
    char name[MAXNODELEN + 1];
};

struct outcome { int fd, error; char name[MAXNODELEN + 1]; };

static void run(void *arg) {
    struct handshake *h = arg;
    struct outcome o = {0};
    erl_errno = 0;
    if (h->kind == CONNECT) {
        o.fd = ei_connect_tmo(&erlang_self, h->name, h->ms);
        memcpy(o.name, h->name, sizeof o.name);
    } else if (h->kind == ACCEPT) {
        ErlConnect who = {0};
        o.fd = ei_accept_tmo(&erlang_self, h->number, &who, h->ms);
        memcpy(o.name, who.nodename, sizeof who.nodename);
    } else {
        o.fd = ei_publish_tmo(&erlang_self, h->number, h->ms);
    }
    o.error = o.fd < 0 ? erl_errno ? erl_errno : EIO : 0;
    if (o.fd >= 0) fcntl(o.fd, F_SETFD, FD_CLOEXEC);
    if (o.fd >= 0 && h->kind != PUBLISH) setsockopt(o.fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (write(h->to, &o, sizeof o) != sizeof o && o.fd >= 0) close(o.fd); // nobody waits any more
    close(h->to);
    free(h);
}

PRIM(erlang_handshake, NS, "handshake", "[kind what ms]",
     "Begins a handshake: :connect to the node of a name, :accept at a listening descriptor, :publish a port with epmd.\n"
     "Returns a descriptor for outcome.")
{
    int64_t number = 0, ms;
    if (!erlang_name) return err_state("this program is no Erlang node yet");
    bool connects = same(a[0], KW("connect"));
    if (!int64_of(a[2], &ms) || ms < 1 || (connects ? !is_str(a[1]) : !int64_of(a[1], &number))) return err_type("a name or a number is missing");
    const char *name = connects ? PyUnicode_AsUTF8(obj(a[1])) : "";
    if (!name) return ERR;
    if (strlen(name) > MAXNODELEN) return err_arg("the name of a node is too long");
    int ends[2];
    struct handshake *h = calloc(1, sizeof *h);
    if (!h) return (PyErr_NoMemory(), ERR);
    if (pipe2(ends, O_CLOEXEC) < 0) return (free(h), PyErr_SetFromErrno(PyExc_OSError), ERR);
    ends[0] = fd_lift(ends[0], FD_FIRST);
    *h = (struct handshake){.kind = connects ? CONNECT : same(a[0], KW("accept")) ? ACCEPT : PUBLISH, .number = (int)number, .ms = (unsigned)ms, .to = ends[1]};
    strcpy(h->name, name);
    if (thread_start(run, h, STACK) == 0) return int_value(ends[0]);
    close(ends[0]);
    close(ends[1]);
    free(h);
    return err_state("a thread cannot be started");
}

PRIM_WAITS(erlang_outcome, NS, "outcome", "[fd]",
           "Waits for the end of a handshake: [descriptor name], or a text that says what is wrong. Closes fd.")
{
    int64_t fd;
    if (!int64_of(a[0], &fd)) return err_type("a descriptor is missing");
    if (wait_fd((int)fd, POLLIN, FOREVER) < 0) return ERR;
    struct outcome o;
    ssize_t length = read((int)fd, &o, sizeof o);
    close((int)fd);
    if (length != sizeof o) return err_state("a handshake came to nothing");
    if (o.error) return str_value(strerror(o.error));
    SCOPED Value name = str_value(o.name);
    return ok(name) ? vec_from((Ref[]){int_ref(o.fd), ref(name)}, 2) : ERR;
}

PRIM_WAITS(erlang_wait_readable, NS, "wait-readable", "[fd]", "Waits until something can be read from a descriptor. Returns nil.")
{
    int64_t fd;
    if (!int64_of(a[0], &fd)) return err_type("a descriptor is missing");
    return wait_fd((int)fd, POLLIN, FOREVER) < 0 ? ERR : nil_value();
}

// NULL with an exception.
static const char *text_of(Ref r) { return is_str(r) ? PyUnicode_AsUTF8(obj(r)) : (err_type("a text is missing"), NULL); }

PRIM(erlang_begin, NS, "begin", "[name alive host address cookie creation]",
     "Makes this program the node alive@host, with an IPv4 address for both to be reached at and a cookie. Returns nil.")
{
    const char *name = text_of(a[0]), *alive = text_of(a[1]), *host = text_of(a[2]), *address = text_of(a[3]), *cookie = text_of(a[4]);
    int64_t creation;
    struct in_addr ip;
    if (!name || !alive || !host || !address || !cookie) return ERR;
    if (!int64_of(a[5], &creation)) return err_type("a number is missing");
    if (erlang_name) return err_state("this program is the Erlang node %U already", erlang_name);
    if (!inet_aton(address, &ip)) return err_arg("%s is no IPv4 address", address);
    if (strlen(name) >= MAXNODELEN || strlen(alive) > EI_MAXALIVELEN || strlen(host) > EI_MAXHOSTNAMELEN) return err_arg("the name of a node is too long");
    if (strlen(cookie) > EI_MAX_COOKIE_SIZE) return err_arg("a cookie has at most %d bytes", EI_MAX_COOKIE_SIZE);
    if (term_init() < 0) return ERR;
    static bool ready;
    if (!ready && ei_init() != 0) return err_state("libei cannot be made ready");
    ready = true;
    if (ei_connect_xinit_ussi(&erlang_self, host, alive, name, &ip, cookie, (unsigned)creation, &erlang_sockets, sizeof erlang_sockets, NULL) < 0) return err_arg("%s cannot be the name of an Erlang node", name);
    erlang_name = Py_NewRef(obj(a[0]));
    node_unknown = erlang_unknown;
    return nil_value();
}

PRIM(erlang_listen, NS, "listen", "[address]", "Listens at an IPv4 address, nil: at all of this machine. Returns [descriptor port].")
{
    struct in_addr ip = {.s_addr = htonl(INADDR_ANY)};
    const char *address = is_nil(a[0]) ? NULL : text_of(a[0]);
    if (!address && !is_nil(a[0])) return ERR;
    if (address && !inet_aton(address, &ip)) return err_arg("%s is no IPv4 address", address);
    int port = 0, fd = ei_xlisten(&erlang_self, &ip, &port, 16);
    if (fd < 0) return err_state("cannot listen: %s", strerror(erl_errno));
    fd = fd_lift(fd, FD_FIRST);
    return vec_from((Ref[]){int_ref(fd), int_ref(port)}, 2);
}

PRIM(erlang_end, NS, "end", "[]", "This program is no Erlang node any more. Returns nil.")
{
    Py_CLEAR(erlang_name);
    return nil_value();
}

PRIM(erlang_own_name, NS, "own-name", "[]", "Returns the name of this node, nil if it is none.") { return erlang_name ? keep_obj(erlang_name) : nil_value(); }
