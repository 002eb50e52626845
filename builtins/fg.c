// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include "command/job_control.h"

static struct job_entry *job_for(struct call *c, const char *spec) {
    struct job_entry *j = jobs_find(c->sh, c->argv[0], spec ? spec : "%+");
    jobs_look(c->sh);
    if (j && (!j->group || jobs_inherited(c->sh))) return (builtin_error(c, 1, "%s: it was started without job control", spec ? spec : "%+"), NULL);
    return j;
}

BUILTIN(fg, .summary = "bring a job to the foreground", .synopsis = "[%JOB]", .flags = BUILTIN_INTRINSIC,
        .doc = "The job, by default the current one, goes on when it has stopped, has the terminal, and is waited for.")
{
    if (!option_is_set(c->sh, OPT_MONITOR)) return builtin_error(c, 1, "there is no job control here");
    if (c->argc > 2) return builtin_usage(c, "too many arguments");
    struct job_entry *j = job_for(c, c->argv[1]);
    if (!j) return 1;
    builtin_printf(c, "%s\n", job_table_text(j));
    builtin_flush(c);
    return jobs_continue_foreground(c->sh, j);
}

BUILTIN(bg, .summary = "let stopped jobs go on in the background", .synopsis = "[%JOB…]", .flags = BUILTIN_INTRINSIC,
        .doc = "The jobs, by default the current one, go on as if they had been started with &.")
{
    if (!option_is_set(c->sh, OPT_MONITOR)) return builtin_error(c, 1, "there is no job control here");
    int status = 0;
    for (int i = c->argc > 1; i < c->argc || (i == 0 && c->argc == 1); i++) {
        struct job_entry *j = job_for(c, c->argc > 1 ? c->argv[i] : NULL);
        if (!j) {
            status = 1;
            continue;
        }
        if (job_table_state(j) == PROC_DONE) {
            status = builtin_error(c, 1, "%%%d: it has ended", j->number);
            continue;
        }
        builtin_printf(c, "[%d] %s\n", j->number, job_table_text(j));
        if (jobs_continue_background(c->sh, j)) status = 1;
    }
    return status;
}
