// SPDX-License-Identifier: MIT
#include "builtins/operands.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct limit {
    char letter;
    int resource; // -1: cannot be changed, value says what it is
    rlim_t unit;
    const char *name, *unit_name;
} limits[] = {
    {'c', RLIMIT_CORE, 512, "core file size", "blocks"},
    {'d', RLIMIT_DATA, 1024, "data seg size", "kbytes"},
    {'e', RLIMIT_NICE, 1, "scheduling priority", NULL},
    {'f', RLIMIT_FSIZE, 512, "file size", "blocks"},
    {'i', RLIMIT_SIGPENDING, 1, "pending signals", NULL},
    {'l', RLIMIT_MEMLOCK, 1024, "max locked memory", "kbytes"},
    {'m', RLIMIT_RSS, 1024, "max memory size", "kbytes"},
    {'n', RLIMIT_NOFILE, 1, "open files", NULL},
    {'p', -1, 512, "pipe size", "512 bytes"},
    {'q', RLIMIT_MSGQUEUE, 1, "POSIX message queues", "bytes"},
    {'r', RLIMIT_RTPRIO, 1, "real-time priority", NULL},
    {'R', RLIMIT_RTTIME, 1, "real-time non-blocking time", "microseconds"},
    {'s', RLIMIT_STACK, 1024, "stack size", "kbytes"},
    {'t', RLIMIT_CPU, 1, "cpu time", "seconds"},
    {'u', RLIMIT_NPROC, 1, "max user processes", NULL},
    {'v', RLIMIT_AS, 1024, "virtual memory", "kbytes"},
    {'x', RLIMIT_LOCKS, 1, "file locks", NULL},
};
enum { LIMITS = sizeof limits / sizeof *limits };

static const struct limit *limit_of(char letter) {
    for (int i = 0; i < LIMITS; i++)
        if (limits[i].letter == letter) return &limits[i];
    return NULL;
}

enum { SOFT = 1, HARD = 2 };

static void show(struct call *c, const struct limit *l, int which, bool with_name) {
    if (with_name) {
        char unit[32] = "";
        if (l->unit_name) snprintf(unit, sizeof unit, "%s, ", l->unit_name);
        builtin_printf(c, "%-28s(%s-%c) ", l->name, unit, l->letter);
    }
    if (l->resource < 0) {
        builtin_printf(c, "%d\n", 4096 / 512); // PIPE_BUF
        return;
    }
    struct rlimit r;
    getrlimit((__rlimit_resource_t)l->resource, &r);
    rlim_t n = which & SOFT ? r.rlim_cur : r.rlim_max;
    if (n == RLIM_INFINITY) builtin_puts(c, "unlimited\n");
    else builtin_printf(c, "%ju\n", (uintmax_t)(n / l->unit));
}

static int set(struct call *c, const struct limit *l, int which, const char *text) {
    if (l->resource < 0) return builtin_error(c, 1, "-%c: it cannot be changed", l->letter);
    struct rlimit r;
    if (getrlimit((__rlimit_resource_t)l->resource, &r) < 0) return builtin_error(c, 1, "%s: %s", l->name, strerror(errno));
    rlim_t n;
    if (!strcmp(text, "unlimited")) {
        n = RLIM_INFINITY;
    } else if (!strcmp(text, "hard")) {
        n = r.rlim_max;
    } else if (!strcmp(text, "soft")) {
        n = r.rlim_cur;
    } else {
        char *end;
        errno = 0;
        unsigned long long value = strtoull(text, &end, 10);
        if (!isdigit((unsigned char)*text) || *end) return builtin_error(c, 2, "%s: not a limit", text);
        if (errno || value > RLIM_INFINITY / l->unit) return builtin_error(c, 2, "%s: out of range", text);
        n = (rlim_t)value * l->unit;
    }
    if (which & SOFT) r.rlim_cur = n;
    if (which & HARD) r.rlim_max = n;
    if (!builtin_own_process(c)) return 0;
    if (setrlimit((__rlimit_resource_t)l->resource, &r) < 0) return builtin_error(c, 1, "%s: %s", l->name, strerror(errno));
    return 0;
}

static const struct builtin_option options[] = {
    {'S', NULL, NULL, "the soft limit, which may be raised up to the hard one"},
    {'H', NULL, NULL, "the hard limit; a new limit is both when neither is given"},
    {'a', NULL, NULL, "show all"},
    {'c', NULL, NULL, "core files, in blocks of 512 bytes"},
    {'d', NULL, NULL, "data segment, in kilobytes"},
    {'e', NULL, NULL, "scheduling priority"},
    {'f', NULL, NULL, "files that are written, in blocks of 512 bytes (the default)"},
    {'i', NULL, NULL, "pending signals"},
    {'l', NULL, NULL, "locked memory, in kilobytes"},
    {'m', NULL, NULL, "resident memory, in kilobytes"},
    {'n', NULL, NULL, "open descriptors"},
    {'p', NULL, NULL, "a pipe's buffer, in blocks of 512 bytes"},
    {'q', NULL, NULL, "POSIX message queues, in bytes"},
    {'r', NULL, NULL, "real-time priority"},
    {'R', NULL, NULL, "time of a real-time process without a system call that blocks, in microseconds"},
    {'s', NULL, NULL, "stack, in kilobytes"},
    {'t', NULL, NULL, "processor time, in seconds"},
    {'u', NULL, NULL, "processes of this user"},
    {'v', NULL, NULL, "virtual memory, in kilobytes"},
    {'x', NULL, NULL, "file locks"},
    {0},
};

BUILTIN(ulimit, .summary = "show or set limits of the shell and what it starts", .synopsis = "[-SH] [-a | -cdefilmnpqrRstuvx [LIMIT]]",
        .options = options, .flags = BUILTIN_RAW | BUILTIN_INTRINSIC,
        .doc = "LIMIT is a number, unlimited, hard or soft: what the hard and soft limits are now.  Without LIMIT the limit is shown.")
{
    int which = 0, i = 1, status = 0;
    bool all = false;
    struct { const struct limit *limit; const char *value; } asked[64];
    int count = 0;
    for (; i < c->argc && c->argv[i][0] == '-' && c->argv[i][1]; i++) {
        if (!strcmp(c->argv[i], "--")) {
            i++;
            break;
        }
        if (!strcmp(c->argv[i], "--help")) return builtin_help(c);
        for (const char *p = c->argv[i] + 1; *p; p++) {
            const struct limit *l = limit_of(*p);
            if (*p == 'S') which |= SOFT;
            else if (*p == 'H') which |= HARD;
            else if (*p == 'a') all = true;
            else if (!l) return builtin_usage(c, "-%c: no such option", *p);
            else if (count < 64) asked[count++].limit = l;
            if (l) asked[count - 1].value = NULL;
        }
        // The limit behind its option; another option may follow.
        if (count && i + 1 < c->argc && c->argv[i + 1][0] != '-' && !asked[count - 1].value) asked[count - 1].value = c->argv[++i];
    }
    if (i < c->argc) {
        if (i + 1 < c->argc || (count && asked[count - 1].value)) return builtin_usage(c, "too many arguments");
        if (!count) asked[count++].limit = limit_of('f');
        asked[count - 1].value = c->argv[i];
    }
    if (all) {
        for (int n = 0; n < LIMITS; n++) show(c, &limits[n], which ? which : SOFT, true);
        return 0;
    }
    if (!count) {
        asked[count].value = NULL;
        asked[count++].limit = limit_of('f');
    }
    for (int n = 0; n < count; n++) {
        if (!asked[n].value) show(c, asked[n].limit, which ? which : SOFT, count > 1);
        else if ((status = set(c, asked[n].limit, which ? which : SOFT | HARD, asked[n].value))) return status;
    }
    return status;
}
