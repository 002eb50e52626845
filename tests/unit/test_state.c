// SPDX-License-Identifier: MIT
// A shell's state belongs to a task and to what that starts; the process follows the task that runs.
#include "running.h"

#include "shell/environ.h"
#include "shell/fd.h"
#include "shell/shell.h"
#include "shell/state.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct task one = {.is_tasklet = true}, two = {.is_tasklet = true};

// The process goes over to a task, as it does when that gets the GIL.
static void go_to(struct task *t) {
    task_current = t;
    task_surroundings.follow();
}

// A task is started by the one that runs.
static void begin(struct task *t) {
    *t = (struct task){.is_tasklet = true};
    t->shell = task_surroundings.share();
}

static void end(struct task *t) {
    go_to(t);
    task_surroundings.end(t);
    go_to(&task_main);
}

static const char *here(void) {
    static char path[PATH_MAX];
    return getcwd(path, sizeof path);
}

static char base[] = "/tmp/cljsh-state-XXXXXX"; // as the kernel names it

START_TEST(nothing_is_copied) {
    begin(&one);
    ck_assert_ptr_eq(one.shell, task_main.shell);
    ck_assert_int_eq(environ_set("STATE_A", "main"), 0);
    struct shell *before = task_main.shell;
    begin(&two);
    ck_assert_ptr_eq(two.shell, before);
    go_to(&two);
    ck_assert_str_eq(getenv("STATE_A"), "main");
    ck_assert_ptr_eq(two.shell, before); // looking copies nothing
    ck_assert_int_eq(environ_set("STATE_A", "two"), 0);
    ck_assert_ptr_ne(two.shell, before);
    end(&two), end(&one);
    ck_assert_str_eq(getenv("STATE_A"), "main");
}
END_TEST

START_TEST(environment) {
    ck_assert_int_eq(environ_set("STATE_B", "0"), 0);
    begin(&one), begin(&two);
    go_to(&one);
    ck_assert_int_eq(environ_set("STATE_B", "1"), 0);
    go_to(&two);
    ck_assert_str_eq(getenv("STATE_B"), "0");
    ck_assert_int_eq(environ_set("STATE_B", NULL), 0);
    ck_assert_ptr_null(getenv("STATE_B"));
    go_to(&one);
    ck_assert_str_eq(getenv("STATE_B"), "1");
    ck_assert_int_eq(setenv("STATE_B", "c", 1), 0); // by C code that knows nothing of us
    go_to(&task_main);
    ck_assert_str_eq(getenv("STATE_B"), "0");
    go_to(&one);
    ck_assert_str_eq(getenv("STATE_B"), "c");
    end(&one), end(&two);
    ck_assert_str_eq(getenv("STATE_B"), "0");
    ck_assert_int_lt(environ_set("A=B", "x"), 0);
    PyErr_Clear();
}
END_TEST

START_TEST(directory) {
    const char *start = strdup(here());
    begin(&one);
    go_to(&one);
    ck_assert_int_eq(environ_cd(base), 0);
    begin(&two);
    go_to(&task_main);
    ck_assert_str_eq(here(), start);
    go_to(&two);
    ck_assert_str_eq(here(), base);
    ck_assert_int_eq(mkdir("below", 0700), 0);
    ck_assert_int_eq(environ_cd("below"), 0);
    go_to(&one);
    ck_assert_str_eq(here(), base);
    ck_assert_int_eq(rename("below", "moved"), 0); // a place is a directory, not its name
    go_to(&two);
    ck_assert_str_eq(strrchr(here(), '/'), "/moved");
    go_to(&one);
    ck_assert_int_eq(rmdir("moved"), 0);
    go_to(&two);
    ck_assert_ptr_null(here()); // gone, and yet nowhere else
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_int_eq(environ_cd(base), 0);
    ck_assert_str_eq(here(), base);
    ck_assert_int_lt(environ_cd("nowhere"), 0);
    PyErr_Clear();
    ck_assert_str_eq(here(), base);
    end(&two), end(&one);
    ck_assert_str_eq(here(), start);
    free((char *)start);
}
END_TEST

static mode_t mask_now(void) {
    mode_t m = umask(0);
    umask(m);
    return m;
}

START_TEST(mask) {
    mode_t before = mask_now();
    begin(&one);
    go_to(&one);
    ck_assert_uint_eq(shell_umask(shell_own(), 0137), before);
    go_to(&task_main);
    ck_assert_uint_eq(mask_now(), before);
    ck_assert_uint_eq(shell_umask(shell_own(), 0002), before);
    go_to(&one);
    ck_assert_uint_eq(mask_now(), 0137);
    end(&one);
    ck_assert_uint_eq(mask_now(), 0002);
    shell_umask(shell_own(), before);
}
END_TEST

START_TEST(streams) {
    for (int n = 0; n < 3; n++) ck_assert_int_eq(shell_stream(n), n);
    begin(&one);
    go_to(&one);
    int fd = fd_lift(open("/dev/null", O_WRONLY | O_CLOEXEC), FD_FIRST);
    ck_assert_int_eq(shell_set_stream(1, fd), 0);
    ck_assert_int_eq(shell_stream(1), fd);
    begin(&two); // it has the same
    end(&one);
    ck_assert_int_eq(shell_stream(1), 1);
    ck_assert_int_ge(fcntl(fd, F_GETFD), 0);
    go_to(&two);
    ck_assert_int_eq(shell_stream(1), fd);
    ck_assert_int_eq(shell_set_stream(1, -1), 0);
    ck_assert_int_eq(shell_stream(1), 1);
    ck_assert_int_lt(fcntl(fd, F_GETFD), 0); // with the last that had it
    end(&two);
}
END_TEST

START_TEST(memory) {
    drop(evaluated("(cljsh.process.prim/remember! :options #{:main})"));
    begin(&one);
    go_to(&one);
    gives(evaluated("(cljsh.process.prim/recall :options)"), "#{:main}");
    drop(evaluated("(cljsh.process.prim/remember! :options #{:one})"));
    go_to(&task_main);
    gives(evaluated("(cljsh.process.prim/recall :options)"), "#{:main}");
    gives(evaluated("(cljsh.process.prim/recall :nothing)"), "nil");
    go_to(&one);
    gives(evaluated("(cljsh.process.prim/recall :options)"), "#{:one}");
    end(&one);
}
END_TEST

static void start(void) {
    start_language();
    ck_assert_int_eq(shell_start(), 0);
    ck_assert_ptr_nonnull(mkdtemp(base));
    this_task();
}
static void clean_up(void) { rmdir(base); }

TESTS_BETWEEN("state", start, clean_up, nothing_is_copied, environment, directory, mask, streams, memory)
