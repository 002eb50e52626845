// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <sys/times.h>
#include <unistd.h>

static void show(struct call *c, clock_t user, clock_t system) {
    double second = (double)sysconf(_SC_CLK_TCK);
    double times[] = {(double)user / second, (double)system / second};
    for (int i = 0; i < 2; i++) {
        long minutes = (long)(times[i] / 60);
        builtin_printf(c, "%ldm%.3fs%s", minutes, times[i] - 60.0 * (double)minutes, i ? "\n" : " ");
    }
}

BUILTIN(times, .summary = "show the processor time that was used", .synopsis = "", .flags = BUILTIN_SPECIAL,
        .doc = "Two lines: user and system time of the shell, and of the processes it has waited for.")
{
    if (c->argc > 1) return builtin_usage(c, "too many arguments");
    struct tms t;
    times(&t);
    show(c, t.tms_utime, t.tms_stime);
    show(c, t.tms_cutime, t.tms_cstime);
    return 0;
}
