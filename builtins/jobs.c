// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include "command/job_control.h"
#include "shell/signals.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

struct listing { struct call *c; const struct job_entry *current, *previous; };

static const char *process_state(const struct proc *p, char *buffer, size_t size) {
    if (p->state == PROC_RUNNING) return "Running";
    if (p->state == PROC_STOPPED) return "Stopped";
    if (WIFSIGNALED(p->wait_status)) return strsignal(WTERMSIG(p->wait_status));
    if (!WEXITSTATUS(p->wait_status)) return "Done";
    snprintf(buffer, size, "Done(%d)", WEXITSTATUS(p->wait_status));
    return buffer;
}

static int first_pid(const struct job_entry *j) {
    for (int i = 0; i < j->count; i++)
        if (j->procs[i].pid) return (int)j->procs[i].pid;
    return 0;
}

static void show(struct interp *sh, struct job_entry *j, void *arg) {
    struct listing *l = arg;
    struct call *c = l->c;
    char buffer[80];
    enum proc_state state = job_table_state(j);
    if (j->disowned || (builtin_has(c, 'r') && state != PROC_RUNNING) || (builtin_has(c, 's') && state != PROC_STOPPED)) return;
    if (builtin_has(c, 'n') && j->told) return;
    if (builtin_has(c, 'p')) {
        builtin_printf(c, "%d\n", j->group ? (int)j->group : first_pid(j));
    } else {
        char mark = j == l->current ? '+' : j == l->previous ? '-' : ' ';
        if (builtin_has(c, 'l')) {
            builtin_printf(c, "[%d] %c %d %s %s\n", j->number, mark, first_pid(j), jobs_state_text(sh, j, buffer, sizeof buffer), job_table_text(j));
            for (int i = 1; i < j->count; i++)
                if (j->procs[i].pid && (int)j->procs[i].pid != first_pid(j)) builtin_printf(c, "      %d %s\n", (int)j->procs[i].pid, process_state(&j->procs[i], buffer, sizeof buffer));
        } else {
            builtin_printf(c, "[%d] %c %s %s\n", j->number, mark, jobs_state_text(sh, j, buffer, sizeof buffer), job_table_text(j));
        }
    }
    jobs_told(sh, j);
}

static const struct builtin_option options[] = {
    {'l', NULL, NULL, "with the numbers of the processes"},
    {'p', NULL, NULL, "only the number of each process group"},
    {'n', NULL, NULL, "only those whose state has changed since it was told"},
    {'r', NULL, NULL, "only those that run"},
    {'s', NULL, NULL, "only those that have stopped"},
    {0},
};

BUILTIN(jobs, .summary = "show the jobs", .synopsis = "[-l|-p] [-nrs] [%JOB…]", .options = options, .flags = BUILTIN_INTRINSIC,
        .doc = "A line for each job: its number, + for the one that is meant when none is named, - for the one after it, its state, the command.  "
               "Those that have ended are shown once.")
{
    jobs_look(c->sh);
    struct job_entry *current = job_list_current(jobs_own(c->sh)), *previous = job_list_previous(jobs_own(c->sh));
    struct listing l = {c, current, previous == current ? NULL : previous};
    if (c->argc == 1) {
        jobs_each(c->sh, show, &l);
        return 0;
    }
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        struct job_entry *j = jobs_find(c->sh, "jobs", c->argv[i]);
        if (j) show(c->sh, j, &l);
        else status = 1;
    }
    return status;
}
