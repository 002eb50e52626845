// SPDX-License-Identifier: MIT
#include "base/cstack.h"
#include "base/popcount.h"
#include "cli/options.h"
#include "cli/program.h"
#include "cli/version.h"
#include "image/restore.h"
#include "load/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// So that what deep recursion may use does not depend on `ulimit -s`.
#define C_STACK ((size_t)256 << 20)

static int run(void *options) { return program_run(options); }

// What is opened later must not be taken for a standard stream. What is written to a
// standard output that is closed fails: it must not be lost without a word.
static void open_standard_streams(void) {
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", fd == 1 ? O_RDONLY : O_RDWR) < 0) _exit(1);
}

static int show(void (*text)(void)) {
    text();
    if (fflush(stdout) == 0) return 0;
    perror("cljsh: standard output");
    return 1;
}

static void version(void) { printf("cljsh %s (Clojure 1.12, Python %s)\n", CLJSH_VERSION, PY_VERSION); }

int main(int argc, char **argv) {
    int done = image_main(argc, argv, program_prepare);
    if (done >= 0) return done;
    popcount_start(); // the image was made elsewhere, perhaps
    open_standard_streams();
    struct options options;
    options_parse(&options, argc, argv);
    switch (options.action) {
    case BAD_USAGE: return 2;
    case SHOW_HELP: return show(options_help);
    case SHOW_VERSION: return show(version);
    case CLEAR_CACHE:
        if (cache_clear() == 0) return 0;
        perror("cljsh: the cache");
        return 1;
    default: exit(cstack_run(run, &options, C_STACK));
    }
}
