// SPDX-License-Identifier: MIT
#include "shell/shell.h"

#include "shell/job.h"
#include "shell/lines.h"
#include "shell/writer.h"

#include <signal.h>

// Were SIGCHLD ignored, as whoever started us may have left it, the kernel
// would reap our children itself and their statuses be lost.
static void expect_children(void) {
    struct sigaction action;
    if (sigaction(SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN) signal(SIGCHLD, SIG_DFL);
}

int shell_init(void) {
    expect_children();
    return job_init() < 0 || lines_init() < 0 || writer_init() < 0 ? -1 : 0;
}
