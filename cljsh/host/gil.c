// SPDX-License-Identifier: MIT
/* Where Python notes that its lock is wanted, or a signal has come in: the
 * virtual machine looks there at every pause.  It must not let go of the lock
 * unasked: a thread that waits asks only after its patience (Python's switch
 * interval) has run out, and only then does letting go mean that it gets it. */
#define Py_BUILD_CORE 1
#include "task/pause.h"
#include "task/run.h"

#if PY_VERSION_HEX >= 0x030b0000 && PY_VERSION_HEX < 0x030c0000
#include <internal/pycore_interp.h>
#include <internal/pycore_runtime.h>

/* What take_gil() does when its patience has run out.  Where nobody has the
 * lock nothing is asked, for nobody else would take the request back. */
static void ask_for_gil(void) {
    if (!_Py_atomic_load_relaxed(&_PyRuntime.ceval.gil.locked)) return;
    struct _ceval_state *state = &PyInterpreterState_Main()->ceval;
    _Py_atomic_store_relaxed(&state->gil_drop_request, 1);
    _Py_atomic_store_relaxed(&state->eval_breaker, 1);
}

int gil_init(void) {
    pause_ask_for_gil = ask_for_gil;
    struct _ceval_state *state = &PyInterpreterState_Get()->ceval;
    pause_attention = (const volatile int *)&state->eval_breaker;
    pause_gil_wanted = (const volatile int *)&state->gil_drop_request;
    run_gil_locked = (const volatile int *)&_PyRuntime.ceval.gil.locked;
    return 0;
}
#else
int gil_init(void) { return 0; }
#endif
