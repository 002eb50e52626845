// SPDX-License-Identifier: MIT
#include "base/cstack.h"

#include <pthread.h>
#include <sys/mman.h>
#include <ucontext.h>

#define RESERVE (64 * 1024) // what error handling itself may need

__thread struct cstack cstack;

int cstack_overflow(void) {
    if (!cstack.limit) {
        pthread_attr_t attr;
        void *low;
        size_t size;
        if (pthread_getattr_np(pthread_self(), &attr) == 0) {
            pthread_attr_getstack(&attr, &low, &size);
            pthread_attr_destroy(&attr);
            cstack.limit = (char *)low + RESERVE;
            if ((char *)__builtin_frame_address(0) > cstack.limit) return 0;
        }
    }
    PyErr_SetString(PyExc_RecursionError, "nested too deeply: the C stack is used up");
    return -1;
}

struct run { int (*body)(void *); void *arg; int result; ucontext_t back; };

static void enter(unsigned low, unsigned high) {
    struct run *run = (struct run *)((uintptr_t)high << 32 | low);
    run->result = run->body(run->arg);
}

int cstack_run(int (*body)(void *), void *arg, size_t size) {
    char *stack = mmap(NULL, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return body(arg);
    mprotect(stack, 4096, PROT_NONE);
    char *outer = cstack.limit;
    cstack.limit = stack + 4096 + RESERVE;
    struct run run = {.body = body, .arg = arg};
    ucontext_t context;
    getcontext(&context);
    context.uc_stack.ss_sp = stack;
    context.uc_stack.ss_size = size;
    context.uc_link = &run.back;
    uintptr_t p = (uintptr_t)&run;
    makecontext(&context, (void (*)(void))enter, 2, (unsigned)p, (unsigned)(p >> 32));
    swapcontext(&run.back, &context);
    cstack.limit = outer;
    munmap(stack, size);
    return run.result;
}
