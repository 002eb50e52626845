// SPDX-License-Identifier: MIT
// Waiting: lists, descriptors, children, times, interrupts, limits; and what a parked tasklet is woken by.
#include "task/loop.h"
#include "task/once.h"
#include "task/pause.h"
#include "task/run.h"
#include "task/thread.h"
#include "task/wait.h"

#include <check.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void start_python(void) {
    Py_InitializeEx(1);
    PyRun_SimpleString("import signal; signal.signal(signal.SIGINT, signal.default_int_handler)");
}
static void in_child(void) { PyOS_AfterFork_Child(); }

#define MS 1000000LL
#define LONG (wait_now() + 20000 * MS)

// --- another thread that waits ---------------------------------------------

struct other {
    struct wait_list *list;
    int64_t deadline;
    int result;
    bool interrupted, timed_out;
    struct task *task;
    sem_t begun, ended;
};

static void wait_there(void *p) {
    struct other *o = p;
    PyGILState_STATE state = PyGILState_Ensure();
    o->task = this_task();
    sem_post(&o->begun); // seen when this thread lets the GIL go
    o->result = wait_on(o->list, o->deadline);
    if (o->result < 0) {
        o->interrupted = PyErr_ExceptionMatches(PyExc_KeyboardInterrupt);
        PyErr_Clear();
    }
    sem_post(&o->ended);
    PyGILState_Release(state);
}

static void start(struct other *o, struct wait_list *list) {
    *o = (struct other){.list = list, .deadline = LONG};
    sem_init(&o->begun, 0, 0);
    sem_init(&o->ended, 0, 0);
    ck_assert_int_eq(thread_start(wait_there, o, 1 << 20), 0);
    Py_BEGIN_ALLOW_THREADS
    sem_wait(&o->begun);
    Py_END_ALLOW_THREADS
    while (o->task->state != TASK_BLOCKED) ck_assert_int_eq(wait_until(wait_now() + MS), 0);
}

static void join(struct other *o) {
    Py_BEGIN_ALLOW_THREADS
    sem_wait(&o->ended);
    Py_END_ALLOW_THREADS
}

static bool has_ended(struct other *o) {
    ck_assert_int_eq(wait_until(wait_now() + 20 * MS), 0);
    int n;
    sem_getvalue(&o->ended, &n);
    return n > 0;
}

START_TEST(deadlines) {
    struct wait_list list = {0};
    int64_t before = wait_now();
    ck_assert_int_eq(wait_on(&list, before + 30 * MS), 0);
    ck_assert_int_ge(wait_now() - before, 30 * MS);
    ck_assert_int_eq(wait_on(&list, 0), 0); // past
    ck_assert_ptr_null(list.first);
    ck_assert_int_eq(wait_after(-1), 0);
    ck_assert_int_eq(wait_after(1e300), FOREVER);
} END_TEST

START_TEST(first_and_all) {
    struct wait_list list = {0};
    struct other a, b, c;
    start(&a, &list);
    start(&b, &list);
    start(&c, &list);
    wait_wake_first(&list);
    join(&a);
    ck_assert_int_eq(a.result, 1);
    ck_assert(!has_ended(&b) && !has_ended(&c));
    wait_wake_all(&list);
    join(&b);
    join(&c);
    ck_assert_int_eq(b.result + c.result, 2);
    ck_assert_ptr_null(list.first);
    wait_wake_first(&list); // nobody
} END_TEST

// A wake-up that meets a waiter which a signal interrupts at the same time is for the next one.
static struct other behind;

static void wake_and_interrupt(void *list) {
    PyGILState_STATE state = PyGILState_Ensure();
    while (task_main.state != TASK_BLOCKED) wait_until(wait_now() + MS);
    start(&behind, list); // the main program is before it
    wait_wake_first(list);
    PyErr_SetInterrupt();
    PyGILState_Release(state);
}

START_TEST(handed_on) {
    struct wait_list list = {0};
    ck_assert_int_eq(thread_start(wake_and_interrupt, &list, 1 << 20), 0);
    ck_assert_int_eq(wait_on(&list, LONG), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_KeyboardInterrupt));
    PyErr_Clear();
    join(&behind);
    ck_assert_int_eq(behind.result, 1);
    ck_assert_ptr_null(list.first);
} END_TEST

START_TEST(interrupts) {
    struct wait_list list = {0};
    struct other a;
    start(&a, &list);
    task_interrupt(a.task, PyExc_KeyboardInterrupt);
    join(&a);
    ck_assert(a.result < 0 && a.interrupted);
    ck_assert_ptr_null(list.first);
    // of a task that does not wait yet: at the next wait, once
    struct task *self = this_task();
    task_interrupt(self, PyExc_ValueError);
    ck_assert_int_eq(wait_on(&list, LONG), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_ValueError));
    PyErr_Clear();
    ck_assert_ptr_null(self->interrupt);
    ck_assert_int_eq(wait_on(&list, wait_now() + MS), 0);
} END_TEST

START_TEST(descriptors) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(wait_fd(ends[0], POLLIN, wait_now() + 10 * MS), 0);
    ck_assert_int_eq(wait_fd(ends[1], POLLOUT, LONG), 1);
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    ck_assert_int_eq(wait_fd(ends[0], POLLIN, LONG), 1);
    char c;
    ck_assert_int_eq(read(ends[0], &c, 1), 1);
    close(ends[1]);
    ck_assert_int_eq(wait_fd(ends[0], POLLIN, LONG), 1); // the other end is gone
    close(ends[0]);
} END_TEST

START_TEST(children) {
    pid_t pid = fork();
    if (pid == 0) {
        usleep(30000);
        _exit(3);
    }
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    ck_assert_int_ge(pidfd, 0);
    ck_assert_int_eq(wait_child(pidfd, wait_now() + MS), 0);
    ck_assert_int_eq(wait_child(pidfd, LONG), 1);
    int status;
    ck_assert_int_eq(waitpid(pid, &status, WNOHANG), pid);
    ck_assert_int_eq(WEXITSTATUS(status), 3);
    close(pidfd);
} END_TEST

START_TEST(several) {
    struct wait_list one = {0}, two = {0};
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    struct wait waits[] = {{.list = &one}, {.fd = ends[0], .events = POLLIN}, {.list = &two}};
    ck_assert_int_eq(wait_any(waits, 3, wait_now() + 10 * MS), 0);
    ck_assert(!waits[0].ready && !waits[1].ready && !waits[2].ready);
    ck_assert(!one.first && !two.first); // none is left behind
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    ck_assert_int_eq(wait_any(waits, 3, LONG), 1);
    ck_assert(!waits[0].ready && waits[1].ready & POLLIN && !waits[2].ready);
    ck_assert(!one.first && !two.first);
} END_TEST

START_TEST(limits) {
    struct limit outer, inner;
    ck_assert_int_eq(limit_begin(&outer, 60000), 0);
    ck_assert_int_eq(limit_begin(&inner, 30), 0);
    int64_t before = wait_now();
    ck_assert_int_eq(wait_until(FOREVER), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_TimeoutError));
    PyErr_Clear();
    ck_assert_int_lt(wait_now() - before, 10000 * MS);
    ck_assert_int_eq(wait_until(wait_now() + 5 * MS), 0); // told once
    limit_end(&inner);
    limit_end(&outer);
    ck_assert_ptr_null(this_task()->limit);
    // an outer one that is shorter
    ck_assert_int_eq(limit_begin(&outer, 20), 0);
    ck_assert_int_eq(limit_begin(&inner, 60000), 0);
    ck_assert_int_eq(wait_until(FOREVER), -1);
    PyErr_Clear();
    limit_end(&inner);
    limit_end(&outer);
} END_TEST

// In the main program Python code that waits is broken off, too.
START_TEST(limit_of_python) {
    struct limit l;
    ck_assert_int_eq(limit_begin(&l, 30), 0);
    ck_assert_int_eq(PyRun_SimpleString("import time\ntry:\n    time.sleep(20)\nexcept TimeoutError:\n    pass\nelse:\n    raise ValueError\n"), 0);
    limit_end(&l);
} END_TEST

// --- a tasklet, played by hand ------------------------------------------------

static struct task player;

// As the interpreter calls a primitive that waits.
#define AS_TASKLET(call) ({                              \
    struct task *main_ = task_current;                    \
    task_current = &player;                               \
    task_allow_parking(&player);                          \
    int r_ = (call);                                      \
    player.may_park = false;                              \
    task_current = main_;                                 \
    r_; })

static void set_up_player(void) {
    this_task();
    player = (struct task){.is_tasklet = true, .depth = 1, .wake_fd = -1, .priority = PRIORITY_NORMAL};
}

static bool parked(void) {
    if (!player.parking || player.state != TASK_RUNNING || PyErr_Occurred()) return false;
    wait_parked(&player);
    return player.state == TASK_PARKED && !player.parking;
}

static bool woken(void) {
    bool r = player.state == TASK_READY;
    run_withdraw(&player);
    player.state = TASK_RUNNING;
    return r;
}

static void nothing(struct task *t) { (void)t; }

START_TEST(parking) {
    set_up_player();
    run_tasklet = nothing;
    run_set_threads_max(0); // the queue is looked at here
    struct wait_list list = {0};
    ck_assert_int_eq(AS_TASKLET(wait_on(&list, FOREVER)), -1);
    ck_assert(parked() && list.first == &player.waiter);
    wait_wake_first(&list);
    ck_assert(woken() && !list.first);
    // with C frames in between it waits as everybody
    player.depth = 2;
    ck_assert_int_eq(AS_TASKLET(wait_on(&list, wait_now() + MS)), 0);
    player.depth = 1;
    // interrupted: woken, and the repeated wait tells it; nothing is left in the list
    ck_assert_int_eq(AS_TASKLET(wait_on(&list, FOREVER)), -1);
    ck_assert(parked());
    task_interrupt(&player, PyExc_KeyboardInterrupt);
    ck_assert(woken() && !list.first);
    ck_assert_int_eq(AS_TASKLET(wait_on(&list, FOREVER)), -1);
    ck_assert(!player.parking && PyErr_ExceptionMatches(PyExc_KeyboardInterrupt));
    PyErr_Clear();
    ck_assert_ptr_null(player.interrupt);
    // given up
    ck_assert_int_eq(AS_TASKLET(wait_on(&list, LONG)), -1);
    task_current = &player;
    wait_cancel();
    task_current = &task_main;
    ck_assert(!player.parking && !list.first && !player.timer);
} END_TEST

START_TEST(parked_in_the_loop) {
    set_up_player();
    run_set_threads_max(0);
    // a time
    ck_assert_int_eq(AS_TASKLET(wait_until(wait_now() + 20 * MS)), -1);
    ck_assert(parked() && player.timer);
    ck_assert_int_eq(loop_run(false), 0);
    ck_assert(player.state == TASK_PARKED);
    int64_t before = wait_now();
    ck_assert_int_eq(loop_run(true), 0);
    ck_assert(woken() && !player.timer);
    ck_assert_int_lt(wait_now() - before, 10000 * MS);
    // a descriptor
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(AS_TASKLET(wait_fd(ends[0], POLLIN, LONG)), -1);
        ck_assert(parked());
        ck_assert_int_eq(loop_run(false), 0);
        ck_assert(player.state == TASK_PARKED);
        ck_assert_int_eq(write(ends[1], "x", 1), 1);
        ck_assert_int_eq(loop_run(true), 0);
        ck_assert(woken() && !player.timer);
        char c;
        ck_assert_int_eq(read(ends[0], &c, 1), 1);
    }
    // one that was closed, and its number given to another
    close(ends[0]);
    close(ends[1]);
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(AS_TASKLET(wait_fd(ends[0], POLLIN, LONG)), -1);
    ck_assert(parked());
    close(ends[1]);
    ck_assert_int_eq(loop_run(true), 0);
    ck_assert(woken());
    close(ends[0]);
    // a file never blocks; what is no descriptor is an error
    FILE *file = tmpfile();
    ck_assert_int_eq(AS_TASKLET(wait_fd(fileno(file), POLLIN, LONG)), 1);
    fclose(file);
} END_TEST

// Woken before its interpreter has been left: nobody else can have it yet, and the wake-up is not lost.
START_TEST(woken_while_parking) {
    set_up_player();
    run_set_threads_max(0);
    struct wait_list list = {0};
    for (int way = 0; way < 2; way++) {
        ck_assert_int_eq(AS_TASKLET(wait_on(&list, LONG)), -1);
        if (way == 0) wait_wake_first(&list);
        else task_interrupt(&player, PyExc_KeyboardInterrupt);
        ck_assert(player.state == TASK_RUNNING && !run_is_ready() && !list.first && !player.timer);
        wait_parked(&player);
        ck_assert(woken());
    }
    Py_CLEAR(player.interrupt);
    // its turn is given up, and comes again
    ck_assert_int_eq(AS_TASKLET(wait_pass()), -1);
    ck_assert(player.state == TASK_RUNNING && !run_is_ready());
    wait_parked(&player);
    ck_assert(woken());
    player.repeats = true;
    ck_assert_int_eq(AS_TASKLET(wait_pass()), 0);
    player.given = 5;
    ck_assert_int_eq(AS_TASKLET(wait_after(1e300) == 5), 1);
    player.depth = 2; // another primitive, that the repeated one calls
    ck_assert_int_eq(AS_TASKLET(wait_after(1e300) == FOREVER), 1);
    player.depth = 1;
    // broken off at a pause before it was repeated: what waits next is another one
    task_interrupt(&player, PyExc_KeyboardInterrupt);
    ck_assert_int_eq(AS_TASKLET(task_pause()), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_KeyboardInterrupt));
    PyErr_Clear();
    ck_assert(!player.repeats);
} END_TEST

// Two slots that share a list: who waits for the one goes on waiting when the other is done, and is woken then.
static _Alignas(16) Value slots[2];
static struct other computing;

static void wait_for_slot(void *unused) {
    (void)unused;
    PyGILState_STATE state = PyGILState_Ensure();
    computing.task = this_task();
    sem_post(&computing.begun);
    computing.result = once_wait(&slots[0], "a test");
    sem_post(&computing.ended);
    PyGILState_Release(state);
}

START_TEST(slots_that_share_a_list) {
    slots[0] = slots[1] = (Value){(uintptr_t)&player | 1};
    sem_init(&computing.begun, 0, 0);
    sem_init(&computing.ended, 0, 0);
    ck_assert_int_eq(thread_start(wait_for_slot, NULL, 1 << 20), 0);
    Py_BEGIN_ALLOW_THREADS
    sem_wait(&computing.begun);
    Py_END_ALLOW_THREADS
    while (computing.task->state != TASK_BLOCKED) ck_assert_int_eq(wait_until(wait_now() + MS), 0);
    slots[1] = ERR;
    once_done(&slots[1]);
    ck_assert(!has_ended(&computing));
    slots[0] = ERR;
    once_done(&slots[0]);
    ck_assert(has_ended(&computing) && computing.result == 0 && !once_waiting);
} END_TEST

// A carrier sits in the loop; a tasklet that another thread runs waits for a time.
static struct task late;
static sem_t late_ran;
static void note_late(struct task *t) {
    t->state = TASK_ENDED;
    sem_post(&late_ran);
}

START_TEST(a_time_set_by_another_thread) {
    run_tasklet = note_late;
    run_set_threads_max(2);
    sem_init(&late_ran, 0, 0);
    set_up_player();
    run_ready(&player); // a carrier comes, runs it, and has nothing to do
    ck_assert_int_eq(wait_until(wait_now() + 50 * MS), 0);
    ck_assert_int_eq(sem_trywait(&late_ran), 0);
    late = (struct task){.is_tasklet = true, .depth = 1, .wake_fd = -1, .priority = PRIORITY_NORMAL,
                         .state = TASK_PARKED};
    ck_assert_int_eq(loop_add_timer(&late, wait_now() + 20 * MS), 0);
    ck_assert_int_eq(wait_until(wait_now() + 500 * MS), 0);
    ck_assert_int_eq(sem_trywait(&late_ran), 0);
} END_TEST

#define TIMERS 1000
START_TEST(many_timers) {
    run_set_threads_max(0);
    static struct task tasks[TIMERS];
    int64_t now = wait_now();
    for (int i = 0; i < TIMERS; i++) {
        tasks[i] = (struct task){.is_tasklet = true, .depth = 1, .state = TASK_PARKED, .priority = PRIORITY_NORMAL};
        ck_assert_int_eq(loop_add_timer(&tasks[i], now + (int64_t)((i * 7919) % TIMERS) * 1000), 0);
    }
    for (int i = 0; i < TIMERS; i += 3) loop_remove_timer(&tasks[i]);
    ck_assert_int_eq(wait_until(now + 2 * MS), 0);
    ck_assert_int_eq(loop_run(false), 0);
    for (int i = 0; i < TIMERS; i++) ck_assert_int_eq(tasks[i].state, i % 3 ? TASK_READY : TASK_PARKED);
} END_TEST

int main(void) {
    Suite *s = suite_create("wait");
    TCase *t = tcase_create("all");
    tcase_add_unchecked_fixture(t, start_python, NULL);
    tcase_add_checked_fixture(t, in_child, NULL);
    tcase_set_timeout(t, 60);
    const TTest *tests[] = {deadlines, first_and_all, handed_on, interrupts, descriptors, children, several, limits, limit_of_python,
                            parking, parked_in_the_loop, woken_while_parking, slots_that_share_a_list, a_time_set_by_another_thread, many_timers};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(t, tests[i]);
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
