// SPDX-License-Identifier: MIT
/* The sockets of libei's handshakes.  Its own would do, but for one thing:
 * libei says to other nodes that it cannot be told the end of processes that
 * it monitors, since it has no functions for that.  This program has, and
 * says so: the flags go into the greeting when it is written. */
#include "erlang/erlang.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { FLAG_DIST_MONITOR = 0x8, FLAG_DIST_MONITOR_NAME = 0x20 };

static int fd_of(void *ctx) { return (int)(intptr_t)ctx - 1; }
static void *ctx_of(int fd) { return (void *)(intptr_t)(fd + 1); }

// 0, or an errno: ETIMEDOUT when nothing has come for so long.
static int ready(int fd, short events, unsigned ms) {
    struct pollfd p = {.fd = fd, .events = events};
    int n;
    do n = poll(&p, 1, ms == EI_SCLBK_INF_TMO ? -1 : (int)ms);
    while (n < 0 && errno == EINTR);
    return n > 0 ? 0 : n ? errno : ETIMEDOUT;
}

static int socket_(void **ctx, void *setup) {
    (void)setup;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    *ctx = ctx_of(fd);
    return fd < 0 ? errno : 0;
}

static int close_(void *ctx) { return close(fd_of(ctx)) < 0 ? errno : 0; }

static int listen_(void *ctx, void *address, int *length, int backlog) {
    int fd = fd_of(ctx);
    socklen_t size = (socklen_t)*length;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)) < 0 || bind(fd, address, size) < 0 ||
        getsockname(fd, address, &size) < 0 || listen(fd, backlog) < 0)
        return errno;
    *length = (int)size;
    return 0;
}

static int accept_(void **ctx, void *address, int *length, unsigned ms) {
    int fd = fd_of(*ctx), error = ready(fd, POLLIN, ms);
    if (error) return error;
    socklen_t size = (socklen_t)*length;
    int accepted = accept4(fd, address, &size, SOCK_CLOEXEC);
    if (accepted < 0) return errno;
    *length = (int)size;
    *ctx = ctx_of(accepted);
    return 0;
}

static int connect_(void *ctx, void *address, int length, unsigned ms) {
    int fd = fd_of(ctx);
    struct timeval limit = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000}, none = {0}; // connect(2) keeps to it
    if (ms != EI_SCLBK_INF_TMO) setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    int error = connect(fd, address, (socklen_t)length) < 0 ? errno : 0;
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &none, sizeof none);
    return error == EINPROGRESS ? ETIMEDOUT : error;
}

static int write_(void *ctx, const char *data, ssize_t *length, unsigned ms) {
    int fd = fd_of(ctx), error = ready(fd, POLLOUT, ms);
    char greeting[MAXNODELEN + 64];
    if (error) return error;
    bool is_new = *length > 11 && data[2] == 'N', is_old = *length > 9 && data[2] == 'n';
    if ((is_new || is_old) && (size_t)*length <= sizeof greeting) { // length, 2 bytes; flags, 8, of the old one 4 behind a version
        memcpy(greeting, data, (size_t)*length);
        greeting[is_new ? 10 : 8] |= FLAG_DIST_MONITOR | FLAG_DIST_MONITOR_NAME; // the lowest byte
        data = greeting;
    }
    ssize_t n = send(fd, data, (size_t)*length, MSG_NOSIGNAL);
    *length = n < 0 ? 0 : n;
    return n < 0 ? errno : 0;
}

static int read_(void *ctx, char *data, ssize_t *length, unsigned ms) {
    int fd = fd_of(ctx), error = ready(fd, POLLIN, ms);
    if (error) return error;
    ssize_t n = recv(fd, data, (size_t)*length, 0);
    *length = n < 0 ? 0 : n;
    return n < 0 ? errno : 0;
}

static int header_size(void *ctx, int *size) { return (void)ctx, *size = 2, 0; }
static int nothing(void *ctx) { return (void)ctx, 0; }
static int get_fd(void *ctx, int *fd) { return *fd = fd_of(ctx), 0; }

ei_socket_callbacks erlang_sockets = {
    .flags = EI_SCLBK_FLG_FULL_IMPL, .socket = socket_, .close = close_, .listen = listen_, .accept = accept_, .connect = connect_,
    .write = write_, .read = read_, .handshake_packet_header_size = header_size, .connect_handshake_complete = nothing,
    .accept_handshake_complete = nothing, .get_fd = get_fd,
};
