// SPDX-License-Identifier: MIT
#include "shell/job_wait.h"

#include "base/error.h"
#include "shell/fd.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "task/pause.h"
#include "task/task.h"

#include <errno.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/wait.h>

// --- Ctrl-C ------------------------------------------------------------------------

static bool has_reached(const struct job_entry *e) { // typed at the terminal, or meant for us alone
    if (e->family) return !e->group && terminal_is_ours();
    return !e->group || terminal_fd >= 0;
}

/* An exception came while we waited.  0: wait on, as it was Ctrl-C, which is
 * noted in the job, for who waits may be parked, and come again; -1: it stands. */
static int interrupted(struct job_entry *e) {
    if (!e->foreground || !PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) return -1;
    if (e->interrupt_ends && signals_interrupt_was_sent()) return -1;
    PyErr_Clear();
    e->ctrl_c = true;
    if (has_reached(e)) return 0;
    job_table_look_at(e);
    if (job_table_signal(e, SIGINT) == 0 || errno == ESRCH) return 0;
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

bool job_wait_died_of_ctrl_c(const struct job_entry *e) {
    for (int i = 0; i < e->count; i++)
        if (e->procs[i].state == PROC_DONE && proc_status(&e->procs[i]) == 128 + SIGINT) return true;
    return false;
}

// --- waiting -----------------------------------------------------------------------

// Until the process has ended, or stopped if that is of interest.
static int wait_for_process(struct job_entry *e, struct proc *p, int64_t deadline, bool until_stopped) {
    // Where a tasklet is parked the descriptor stays, until the process has been reaped.
    const struct task *self = this_task();
    const bool stays = self->may_park && self->depth == 1;
    int fd = stays && p->pidfd >= 0 ? p->pidfd : fd_lift(pidfd_open(p->pid, 0), FD_FIRST);
    if (fd < 0) {
        if (errno != ESRCH) return fd_error(-1);
        job_table_look_at(e); // reaped already
        return 1;
    }
    if (stays) p->pidfd = fd;
    if (until_stopped) signals_watch_children(true); // before the look
    struct wait waits[] = {{.fd = fd, .events = POLLIN}, {.list = &job_table_changed}};
    job_table_look_at(e);
    bool there = p->state == PROC_DONE || (until_stopped && p->state == PROC_STOPPED);
    int result = there ? 1 : wait_any(waits, until_stopped ? 2 : 1, deadline);
    if (result > 0) job_table_look_at(e); // which may close it
    if (!stays) fd_close(&fd);
    return result;
}

int job_wait_for(struct job_entry *e, int64_t deadline) {
    const bool until_stopped = e->foreground && e->group;
    int result = 1;
    job_table_hold(e);
    for (int i = 0; i < e->count && result > 0; i++) {
        struct proc *p = &e->procs[i];
        while (proc_runs(p) && !(until_stopped && p->state == PROC_STOPPED) && result > 0) {
            int waited = wait_for_process(e, p, deadline, until_stopped);
            if (waited == 0) result = 0;
            else if (waited < 0 && interrupted(e) < 0) result = -1;
        }
        while (!p->pid && p->state != PROC_DONE && result > 0) result = wait_on(&job_table_changed, deadline); // a function
    }
    // The job may have been gone before our own signal woke us.
    if (result > 0 && e->foreground && !e->ctrl_c && (e->interrupt_ends || job_wait_died_of_ctrl_c(e)) && PyErr_CheckSignals() < 0 && interrupted(e) < 0) result = -1;
    bool stopped = until_stopped && job_table_state(e) == PROC_STOPPED;
    job_table_release(e);
    return result > 0 && stopped ? 0 : result;
}

int job_wait_plainly(struct job_entry *e) {
    if (!this_task()->is_main) return job_wait_for(e, FOREVER); // a task can be interrupted where it waits
    for (int i = 0; i < e->count; i++) {
        struct proc *p = &e->procs[i];
        while (proc_runs(p)) {
            siginfo_t info;
            int r;
            Py_BEGIN_ALLOW_THREADS
            r = waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOWAIT);
            Py_END_ALLOW_THREADS
            if (r == 0 || errno != EINTR) job_table_look_at_stage(e, i); // another thread may have done so
            if (unlikely(PyErr_CheckSignals() < 0) && interrupted(e) < 0) return -1;
        }
    }
    return 1;
}

// --- the terminal --------------------------------------------------------------------

void job_wait_give_terminal(struct job_entry *e) {
    if (terminal_fd < 0 || !e->group) return;
    if (e->has_modes) WITHOUT_GIL(tcsetattr(terminal_fd, TCSADRAIN, &e->modes)); // which waits for what was written
    e->has_modes = false;
    terminal_give(e->group);
}

void job_wait_take_terminal(struct job_entry *e) {
    if (terminal_fd < 0 || !e->group) return;
    enum proc_state state = job_table_state(e);
    if (state == PROC_STOPPED) {
        e->has_modes = tcgetattr(terminal_fd, &e->modes) == 0;
    } else if (state == PROC_DONE && proc_status(job_table_last(e)) < 128) {
        terminal_keep_modes(); // what `stty` was meant to set stays
    }
    terminal_take();
}
