// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include "command/job_control.h"
#include "command/traps.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct builtin_option options[] = {
    {'n', NULL, NULL, "only for the next of them that ends"},
    {'p', NULL, "NAME", "put the number of the process whose status it is into NAME"},
    {'f', NULL, NULL, "until they have ended, not stopped (as always here)"},
    {0},
};

static int wait_for(struct call *c, const char *operand, pid_t *pid, bool *interrupted) {
    if (*operand == '%') {
        struct job_entry *j = jobs_find(c->sh, "wait", operand);
        if (!j) return 127;
        *pid = j->procs[j->count - 1].pid;
        return jobs_wait_job(c->sh, j, interrupted);
    }
    char *end;
    errno = 0;
    long n = strtol(operand, &end, 10);
    if (!isdigit((unsigned char)*operand) || *end || errno || n != (pid_t)n) return builtin_error(c, 2, "%s: neither a process nor a job", operand);
    *pid = (pid_t)n;
    return jobs_wait_pid(c->sh, (pid_t)n, interrupted);
}

// The next of those that are named.
static int wait_for_next(struct call *c, pid_t *pid, bool *interrupted) {
    struct job_entry **jobs = calloc((size_t)c->argc, sizeof *jobs);
    int count = 0, status = 127;
    for (int i = 1; jobs && i < c->argc; i++) {
        struct job_entry *j = jobs_find_operand(c->sh, "wait", c->argv[i]);
        if (j) jobs[count++] = j;
    }
    if (c->argc == 1 || count) status = jobs_wait_next(c->sh, count, jobs, pid, interrupted);
    free(jobs);
    return status;
}

BUILTIN(wait, .summary = "wait for processes to end", .synopsis = "[-n] [-p NAME] [PID|%JOB…]", .options = options, .flags = BUILTIN_INTRINSIC,
        .doc = "Waits for the processes and jobs that are named, and has the status of the last, 127 for one that is no child of the shell; without "
               "operands waits for all, with status 0.  A signal that has a trap ends the wait, with a status above 128, and then the trap runs.")
{
    const char *name = builtin_option(c, 'p');
    if (name && !sh_is_variable_name(name, strlen(name))) return builtin_error(c, 2, "%s: not a name", name);
    if (name) variable_unset(c->sh, name);
    bool interrupted = false;
    pid_t pid = 0;
    int status = 0;
    if (builtin_has(c, 'n')) status = wait_for_next(c, &pid, &interrupted);
    else if (c->argc == 1) status = jobs_wait_all(c->sh, &interrupted);
    for (int i = 1; i < c->argc && !interrupted && !builtin_has(c, 'n'); i++) status = wait_for(c, c->argv[i], &pid, &interrupted);
    if (name && pid && status != 127) variable_set_number(c->sh, name, pid);
    return status;
}
