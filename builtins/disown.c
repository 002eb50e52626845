// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include "command/job_control.h"

struct chosen { struct call *c; bool running_only; };

static void disown_job(struct interp *sh __attribute__((unused)), struct job_entry *j, void *arg) {
    struct chosen *chosen = arg;
    if (chosen->running_only && job_table_state(j) != PROC_RUNNING) return;
    if (builtin_has(chosen->c, 'h')) j->no_hangup = true;
    else if (job_table_state(j) == PROC_DONE) job_list_remove(j);
    else j->disowned = j->no_hangup = true; // its processes have to be reaped all the same
}

static const struct builtin_option options[] = {
    {'a', NULL, NULL, "all jobs"},
    {'r', NULL, NULL, "all that run"},
    {'h', NULL, NULL, "they stay jobs; only SIGHUP is kept from them when the shell ends"},
    {0},
};

BUILTIN(disown, .summary = "forget jobs, which go on", .synopsis = "[-h] [-ar] [%JOB…|PID…]", .options = options, .flags = BUILTIN_BEYOND,
        .doc = "The jobs, by default the current one, are not shown any more, and do not get SIGHUP when the shell ends.")
{
    struct chosen chosen = {c, builtin_has(c, 'r')};
    jobs_look(c->sh);
    if (c->argc == 1 && (builtin_has(c, 'a') || builtin_has(c, 'r'))) {
        jobs_each(c->sh, disown_job, &chosen);
        return 0;
    }
    int status = 0;
    for (int i = c->argc > 1; i < c->argc || (i == 0 && c->argc == 1); i++) {
        struct job_entry *j = jobs_find_operand(c->sh, "disown", c->argc > 1 ? c->argv[i] : "%+");
        if (j) disown_job(c->sh, j, &chosen);
        else status = 1;
    }
    return status;
}
