// SPDX-License-Identifier: MIT
// Waiting for jobs in the background: what `wait` does.
#include "command/job_control.h"

#include "command/traps.h"
#include "shell/fd.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <unistd.h>

/* A wait in `wait`: 1; 0 when a trap's signal ended it; -1 when something else is due. */
static int wait_once(struct interp *sh, struct wait *waits, int n, int *sig) {
    traps_may_interrupt(true);
    // One that came just before has a trap of this shell, or of one that this is a subshell of.
    *sig = traps_due ? traps_signal_due(sh) : 0;
    int r = *sig ? -1 : wait_any(waits, n, FOREVER);
    if (r < 0 && !*sig) *sig = traps_interrupted();
    traps_may_interrupt(false);
    if (r < 0 && *sig == SIGCHLD && !option_is_set(sh, OPT_POSIX)) { // beyond POSIX the end of one job does not end the wait for others
        traps_run(sh);
        return sh_pending(sh) == PENDING_NOTHING ? 1 : 0;
    }
    if (r < 0 && !*sig) {
        sh_pend(sh, PENDING_EXCEPTION, 0, 128 + SIGINT);
        return -1;
    }
    return r < 0 ? 0 : 1;
}

// The jobs that are waited for: these, or with count 0 all of the list.
struct awaited { struct job_list *list; struct job_entry **which; int count; };

static bool is_asked(const struct awaited *a, const struct job_entry *j) {
    if (!a->count) return !j->disowned;
    for (int i = 0; i < a->count; i++)
        if (a->which[i] == j) return true;
    return false;
}

// One of them that has ended, or NULL, and how many of their stages have not.
static struct job_entry *ended_one(const struct awaited *a, int *running) {
    *running = 0;
    for (struct job_entry *j = a->list->first; j; j = j->listed) {
        if (!is_asked(a, j)) continue;
        job_table_look_at(j);
        if (job_table_state(j) == PROC_DONE) return j;
        for (int i = 0; i < j->count; i++) *running += j->procs[i].state != PROC_DONE;
    }
    return NULL;
}

// What there is to wait for: the processes, and functions of Clojure's once.
static int fill_waits(const struct awaited *a, struct wait *waits) {
    int n = 0;
    bool functions = false;
    for (struct job_entry *j = a->list->first; j; j = j->listed) {
        for (int i = 0; i < j->count && is_asked(a, j); i++) {
            functions |= !j->procs[i].pid && j->procs[i].state != PROC_DONE;
            int fd = proc_runs(&j->procs[i]) ? fd_lift(pidfd_open(j->procs[i].pid, 0), FD_FIRST) : -1;
            if (fd >= 0) waits[n++] = (struct wait){.fd = fd, .events = POLLIN};
        }
    }
    if (functions) waits[n++] = (struct wait){.list = &job_table_changed};
    return n;
}

// Waits until one of them has ended: it, or NULL when there is none or *interrupted (*status is set).
static struct job_entry *wait_for_one(struct interp *sh, const struct awaited *a, bool *interrupted, int *status) {
    *interrupted = false;
    *status = 127;
    for (;;) {
        int running, sig = 0, r = 1;
        struct job_entry *ended = ended_one(a, &running);
        if (ended) *status = job_list_status(ended, option_is_set(sh, OPT_PIPEFAIL));
        if (ended || !running || jobs_inherited(sh)) return ended;
        struct wait *waits = calloc((size_t)running + 1, sizeof *waits);
        if (!waits) abort();
        int n = fill_waits(a, waits);
        if (n) r = wait_once(sh, waits, n, &sig);
        for (int i = 0; i < n; i++)
            if (!waits[i].list) close(waits[i].fd);
        free(waits);
        if (r > 0) continue;
        *interrupted = true;
        *status = 128 + (sig ? sig : SIGINT);
        return NULL;
    }
}

// The same; it is no job of the shell's any more then.  next (or NULL): the next that ends is waited for, whose last
// process this is; the status can still be asked for by its number.
static int wait_and_forget(struct interp *sh, int count, struct job_entry **which, pid_t *next, bool *interrupted) {
    const struct awaited a = {jobs_own(sh), which, count};
    int status;
    for (int i = 0; i < count; i++) job_table_hold(which[i]); // somebody else may wait for it, too
    struct job_entry *ended = wait_for_one(sh, &a, interrupted, &status);
    if (ended && next) {
        *next = job_table_last(ended)->pid;
        job_list_note_ended(a.list, ended, status, true);
    } else if (ended) {
        job_list_remove(ended);
    }
    for (int i = 0; i < count; i++) {
        if (status == 127 && !*interrupted && count == 1 && job_table_state(which[0]) == PROC_DONE) // they have had it
            status = job_list_status(which[0], option_is_set(sh, OPT_PIPEFAIL));
        job_table_release(which[i]);
    }
    return status;
}

int jobs_wait_job(struct interp *sh, struct job_entry *j, bool *interrupted) {
    *interrupted = false;
    return jobs_inherited(sh) ? 127 : wait_and_forget(sh, 1, &j, NULL, interrupted);
}

int jobs_wait_pid(struct interp *sh, pid_t pid, bool *interrupted) {
    *interrupted = false;
    if (jobs_inherited(sh)) return 127;
    struct job_entry *j = job_list_of_pid(jobs_own(sh), pid);
    if (j) return jobs_wait_job(sh, j, interrupted);
    int status = pid ? job_list_take_ended(jobs_own(sh), &pid) : -1;
    return status < 0 ? 127 : status;
}

int jobs_wait_all(struct interp *sh, bool *interrupted) {
    struct job_list *list = jobs_own(sh);
    const struct awaited all = {.list = list};
    *interrupted = false;
    if (jobs_inherited(sh)) return 0;
    int status;
    for (;;) {
        struct job_entry *ended = wait_for_one(sh, &all, interrupted, &status);
        if (*interrupted) return status;
        if (!ended) break;
        if (sh_interactive(sh) && !ended->told) jobs_notify(sh); // which removes it
        else job_list_remove(ended);
    }
    list->ended_count = 0;
    return 0;
}

int jobs_wait_next(struct interp *sh, int count, struct job_entry **which, pid_t *pid, bool *interrupted) {
    *interrupted = false;
    if (jobs_inherited(sh)) return 127;
    *pid = 0;
    int status = count ? -1 : job_list_take_ended(jobs_own(sh), pid);
    return status >= 0 ? status : wait_and_forget(sh, count, which, pid, interrupted);
}
