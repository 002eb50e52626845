// SPDX-License-Identifier: MIT
#include "shell/spawn.h"

#include "base/at_start.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "task/thread.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What runs in the child shares memory with us and may only make system
// calls.  The sanitisers would follow its stack, which is never left in order.
#define IN_CHILD __attribute__((no_sanitize("address", "undefined"), noinline))

struct child {
    const struct spawn *spawn;
    sigset_t mask; // as the program has it, to be restored before execve
    bool uncaught; // the kernel has put the signals that we catch to their defaults
    volatile int error;
    volatile enum spawn_step step;
};

// The GIL keeps spawns apart, so one stack serves them all.
static char child_stack[64 * 1024] __attribute__((aligned(64)));

IN_CHILD static int move_descriptors(const struct spawn *s) {
    for (int i = 0; i < s->action_count; i++) {
        int fd = s->actions[i].fd, from = s->actions[i].from;
        if (from < 0) {
            close(fd);
        } else if (from == fd) { // only has to survive execve
            int flags = fcntl(fd, F_GETFD);
            if (flags < 0 || fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC) < 0) return -1;
        } else {
            int moved;
            do moved = dup2(from, fd);
            while (moved < 0 && errno == EINTR);
            if (moved < 0) return -1;
        }
    }
    return 0;
}

IN_CHILD static int run_child(void *arg) {
    struct child *c = arg;
    const struct spawn *s = c->spawn;
    c->step = SPAWN_GROUP;
    if (s->group != SPAWN_OUR_GROUP) {
        if (setpgid(0, s->group) < 0) goto failed;
        // All signals are blocked here, so SIGTTOU cannot stop us.
        if (s->terminal >= 0) tcsetpgrp(s->terminal, getpgrp());
    }
    c->step = SPAWN_DIR;
    if (s->dir && chdir(s->dir) < 0) goto failed;
    c->step = SPAWN_FD;
    if (move_descriptors(s) < 0) goto failed;
    c->step = SPAWN_EXEC;
    signals_reset(!c->uncaught, s->uninterrupted);
    sigprocmask(SIG_SETMASK, &c->mask, NULL);
    execve(s->path, s->argv, s->envp);
failed:
    c->error = errno;
    _exit(127);
}

/* clone3 can put all signals that we catch to their defaults, which takes a
 * call for each otherwise.  It has no function in the C library. */
static AT_START bool lacks_clone3; // so may a sandbox have it

static pid_t clone_uncaught(struct child *child) {
#if defined __x86_64__ && defined CLONE_CLEAR_SIGHAND
    struct clone_args args = {
        .flags = CLONE_VM | CLONE_VFORK | CLONE_CLEAR_SIGHAND, .exit_signal = SIGCHLD,
        .stack = (uintptr_t)child_stack, .stack_size = sizeof child_stack,
    };
    long pid;
    child->uncaught = true;
    __asm__ volatile("syscall\n\t"
                     "test %%rax, %%rax\n\t"
                     "jnz 1f\n\t"
                     "xor %%ebp, %%ebp\n\t" // the child, on its own stack, whose outermost frame this is
                     "mov %[child], %%rdi\n\t"
                     "call *%[run]\n\t"
                     "hlt\n"
                     "1:"
                     : "=a"(pid)
                     : "0"((long)SYS_clone3), "D"(&args), "S"(sizeof args), [child] "r"(child), [run] "r"(run_child)
                     : "rcx", "r11", "memory", "cc");
    if (pid > 0) return (pid_t)pid;
    errno = (int)-pid;
#else
    (void)child;
    errno = ENOSYS;
#endif
    return -1;
}

static pid_t clone_child(struct child *child) {
    pid_t pid = lacks_clone3 ? -1 : clone_uncaught(child);
    if (pid > 0 || (!lacks_clone3 && errno != ENOSYS && errno != EPERM && errno != EINVAL)) return pid;
    lacks_clone3 = true;
    child->uncaught = false;
    return clone(run_child, child_stack + sizeof child_stack, CLONE_VM | CLONE_VFORK | SIGCHLD, child);
}

pid_t spawn_process(const struct spawn *s, enum spawn_step *step) {
    struct child child = {.spawn = s, .step = SPAWN_CLONE};
    sigset_t all, before;
    sigfillset(&all);
    // A handler must not run in the child, where it would change our memory.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    child.mask = thread_mask_for_child(&before);
    pid_t pid = clone_child(&child);
    int error = pid < 0 ? errno : child.error;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (pid > 0 && error) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
        if (s->terminal >= 0 && s->group == 0) terminal_take(); // the group that had it died with the child
        pid = -1;
    }
    *step = child.step;
    errno = error;
    return pid;
}
