// SPDX-License-Identifier: MIT
#include "sched/clock.h"

#include "base/prim.h"
#include "num/number.h"
#include "vm/rare.h"

int64_t deadline_of(Ref milliseconds) {
    double ms;
    return num_as_double(milliseconds, &ms) < 0 ? -1 : wait_after(ms);
}

PRIM_WAITS(own_pause, "cljsh.core", "pause", "[ms]",
     "Waits so many milliseconds; other tasks go on meanwhile.")
{
    int64_t deadline = deadline_of(a[0]);
    return deadline < 0 || wait_until(deadline) < 0 ? ERR : nil_value();
}

// --- limits ---------------------------------------------------------------

PRIM(own_limit_begin, "cljsh.core", "limit-begin", "[ms]",
     "From now on until limit-end, what takes longer than so many milliseconds ends with TimeoutError. Returns nil.\n"
     "Limits can be nested.")
{
    double ms;
    if (num_as_double(a[0], &ms) < 0) return ERR;
    struct limit *l = PyMem_Malloc(sizeof *l);
    if (!l) return (PyErr_NoMemory(), ERR);
    if (limit_begin(l, ms) == 0) return nil_value();
    PyMem_Free(l);
    return ERR;
}

PRIM(own_limit_end, "cljsh.core", "limit-end", "[]", "Ends what limit-begin began last. Returns nil.")
{
    struct limit *l = this_task()->limit;
    if (!l) return nil_value();
    limit_end(l);
    PyMem_Free(l);
    return nil_value();
}
