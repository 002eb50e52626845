// SPDX-License-Identifier: MIT
#include "command/prompt_wait.h"

#include "command/sh.h"
#include "shell/job.h"
#include "shell/signals.h"
#include "task/wait.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

// What came in while the prompt waited: 0; -1: an exception, or what the trap has left to be done.
static int attend(struct interp *sh, const struct typing *typing) {
    if (!traps_interrupted()) return -1;
    traps_may_interrupt(false);
    if (!traps_due) return 0;
    if (typing->aside) typing->aside();
    traps_run(sh);
    if (sh->pending) return -1;
    if (typing->back) typing->back();
    return 0;
}

static void tell(struct interp *sh, const struct typing *typing) {
    if (!jobs_to_tell(sh)) return;
    if (typing->aside) typing->aside();
    jobs_notify(sh);
    if (typing->back) typing->back();
}

static int64_t time_limit(struct interp *sh) {
    const char *text = variable_get(sh, "TMOUT");
    long seconds = text ? atol(text) : 0;
    return seconds > 0 ? wait_after((double)seconds * 1e3) : FOREVER;
}

enum prompt_event prompt_wait(struct interp *sh, int note, const struct typing *typing) {
    int64_t limit = sh ? time_limit(sh) : FOREVER;
    for (;;) {
        struct wait waits[3] = {{.fd = STDIN_FILENO, .events = POLLIN}};
        bool told = sh && sh->options[OPT_NOTIFY];
        int n = 1;
        if (note >= 0) waits[n++] = (struct wait){.fd = note, .events = POLLIN};
        if (told) waits[n++] = (struct wait){.list = &job_table_changed};
        if (told) signals_watch_children(true);
        if (sh) traps_may_interrupt(true);
        int r = wait_any(waits, n, limit);
        bool failed = r < 0 && (!sh || attend(sh, typing) < 0);
        if (sh) traps_may_interrupt(false);
        if (failed) return PROMPT_FAILED;
        if (r == 0) return PROMPT_TIME_OVER;
        if (r > 0 && waits[0].ready) return PROMPT_INPUT;
        if (r > 0 && note >= 0 && waits[1].ready) return PROMPT_NOTE;
        if (told) tell(sh, typing);
    }
}

bool prompt_ignores_end(struct interp *sh, int count) {
    const char *text = variable_get(sh, "IGNOREEOF");
    bool said = sh->options[OPT_IGNOREEOF] || text;
    int most = text && atoi(text) > 0 ? atoi(text) : 10;
    if (!said || count > most || !isatty(STDIN_FILENO)) return false;
    static const char message[] = "\nUse exit to leave the shell.\n";
    descriptor_write(sh, 2, message, sizeof message - 1);
    return true;
}
