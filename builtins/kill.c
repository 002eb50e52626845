// SPDX-License-Identifier: MIT
#include "builtins/operands.h"
#include "command/job_control.h"
#include "command/traps.h"
#include "shell/signals.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

// A signal's name or number; 0 is none, which only asks whether the process is there.
static int signal_from(const char *text) {
    char *end;
    long n = strtol(text, &end, 10);
    if (isdigit((unsigned char)*text) && !*end) return n < NSIG ? (int)n : -1;
    return strcasecmp(text, "EXIT") == 0 ? 0 : sh_signal_number(text);
}

static int list(struct call *c, int first) {
    if (first >= c->argc) {
        for (int sig = 1; sig < NSIG; sig++)
            if (sh_signal_short_name(sig)) builtin_printf(c, "%s%c", sh_signal_short_name(sig), sig < NSIG - 1 ? ' ' : '\n');
        return 0;
    }
    int status = 0;
    for (int i = first; i < c->argc; i++) {
        char *end;
        long n = strtol(c->argv[i], &end, 10);
        if (isdigit((unsigned char)*c->argv[i]) && !*end) {
            if (n > 128) n -= 128; // an exit status
            const char *name = n > 0 && n < NSIG ? sh_signal_short_name((int)n) : NULL;
            if (name) builtin_printf(c, "%s\n", name);
            else if (n == 0) builtin_puts(c, "EXIT\n");
            else status = builtin_error(c, 1, "%s: no such signal", c->argv[i]);
        } else {
            int sig = signal_from(c->argv[i]);
            if (sig >= 0) builtin_printf(c, "%d\n", sig);
            else status = builtin_error(c, 1, "%s: no such signal", c->argv[i]);
        }
    }
    return status;
}

static int send(struct call *c, const char *target, int sig) {
    if (*target == '%') {
        struct job_entry *j = jobs_find(c->sh, "kill", target);
        if (!j) return 1;
        jobs_look(c->sh);
        if (job_table_signal(j, sig) < 0) return builtin_error(c, 1, "%s: %s", target, strerror(errno));
        // A job that has stopped must run to end of the signal.
        if (job_table_state(j) == PROC_STOPPED && sig != SIGSTOP && sig != SIGTSTP && sig != SIGTTIN && sig != SIGTTOU && sig != 0) job_table_signal(j, SIGCONT);
        return 0;
    }
    char *end;
    errno = 0;
    long pid = strtol(target, &end, 10);
    if (end == target || *end || errno || pid != (pid_t)pid) return builtin_error(c, 1, "%s: neither a process nor a job", target);
    jobs_look(c->sh); // one that has ended is not there any more
    if (kill((pid_t)pid, sig) < 0) return builtin_error(c, 1, "%s: %s", target, strerror(errno));
    // One that this process ignores for reasons of its own ends a shell all the same.
    bool to_us = pid == getpid() || pid == 0 || pid == -getpgrp();
    if (to_us && sig && signals_ignored_by_us(sig) && !sh_interactive(c->sh)) signals_die(sig);
    return 0;
}

static const struct builtin_option options[] = {
    {'s', NULL, "SIGNAL", "by its name"},
    {'n', NULL, "SIGNAL", "by its number"},
    {'l', NULL, NULL, "list the signals, or tell the name of a number (or exit status) and the number of a name"},
    {'L', NULL, NULL, "the same"},
    {0},
};

BUILTIN(kill, .summary = "send signals", .synopsis = "[-s SIGNAL|-n SIGNAL|-SIGNAL] PID|%JOB… | -l [SIGNAL|STATUS…]", .options = options,
        .flags = BUILTIN_RAW | BUILTIN_INTRINSIC,
        .doc = "Sends SIGNAL, by default TERM, to processes and jobs.  A negative PID is a process group, 0 the shell's own.  SIGNAL 0 only asks "
               "whether they are there.")
{
    int sig = SIGTERM, i = 1;
    bool given = false;
    for (; i < c->argc && c->argv[i][0] == '-' && c->argv[i][1]; i++) {
        const char *word = c->argv[i], *name = word + 1;
        if (!strcmp(word, "--")) {
            i++;
            break;
        }
        if (!strcmp(word, "--help")) return builtin_help(c);
        if (given) break; // -PID
        if (!strcmp(word, "-l") || !strcmp(word, "-L")) return list(c, i + 1);
        if (word[1] == 'l' && isdigit((unsigned char)word[2])) {
            c->argv[i] += 2;
            return list(c, i);
        }
        if ((word[1] == 's' || word[1] == 'n') && (!word[2] || signal_from(word) < 0)) {
            bool separate = !word[2];
            if (separate && i + 1 >= c->argc) return builtin_usage(c, "%s: a signal is missing", word);
            name = separate ? c->argv[++i] : word + 2;
        }
        sig = signal_from(name);
        if (sig < 0) return builtin_error(c, 1, "%s: no such signal", name);
        given = true;
    }
    if (i >= c->argc) return builtin_usage(c, "a process or job is missing");
    int status = 0;
    for (; i < c->argc; i++)
        if (send(c, c->argv[i], sig)) status = 1;
    if (PyErr_CheckSignals() < 0) { // it was for us
        sh_pend(c->sh, PENDING_EXCEPTION, 0, 128 + sig);
        return 128 + sig;
    }
    return status;
}
