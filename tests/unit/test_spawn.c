// SPDX-License-Identifier: MIT
// Spawning, jobs and pipelines, with real processes.
#include "boot/data.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "read/reader.h"
#include "seq/seq.h"
#include "shell/command_search.h"
#include "shell/fd.h"
#include "shell/job.h"
#include "shell/launch.h"
#include "shell/shell.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void start_python(void) {
    Py_InitializeEx(1);
    ck_assert(data_init() == 0 && reader_init() == 0 && print_init() == 0 && shell_init() == 0);
}

// A pipeline written as EDN, started.
static struct job *start(const char *edn) {
    PyObject *source = PyUnicode_FromString(edn), *file = PyUnicode_FromString("test");
    Reader *r = reader_new(source, file);
    reader_set_mode(r, READ_EDN);
    Value stages;
    ck_assert_int_eq(reader_read(r, &stages), READ_FORM);
    reader_free(r);
    struct job *j = launch(ref(stages), (struct launch_options){.foreground = true});
    drop(stages);
    Py_DECREF(source);
    Py_DECREF(file);
    return j;
}

static int run(const char *edn) {
    struct job *j = start(edn);
    ck_assert_ptr_nonnull(j);
    ck_assert_int_eq(job_wait(j, -1), 1);
    int status = job_status(j);
    Py_DECREF(j);
    return status;
}

// What the job writes to its :out-pipe.
static const char *output_of(const char *edn) {
    static char text[1 << 16];
    struct job *j = start(edn);
    ck_assert_ptr_nonnull(j);
    ck_assert_int_ge(j->out, FD_FIRST);
    size_t length = 0;
    for (ssize_t n; (n = fd_read(j->out, text + length, sizeof text - 1 - length)) > 0;) length += (size_t)n;
    text[length] = 0;
    ck_assert_int_eq(job_wait(j, -1), 1);
    Py_DECREF(j);
    return text;
}

static int count_fds(void) {
    DIR *d = opendir("/proc/self/fd");
    int n = 0;
    while (readdir(d)) n++;
    closedir(d);
    return n;
}

static const char *failure_of(const char *edn) {
    static char text[512];
    struct job *j = start(edn);
    ck_assert_ptr_nonnull(j);
    job_wait(j, -1);
    PyObject *failure;
    job_failure(j, &failure);
    snprintf(text, sizeof text, "%s", failure ? PyUnicode_AsUTF8(failure) : "");
    Py_XDECREF(failure);
    Py_DECREF(j);
    return text;
}

START_TEST(statuses) {
    ck_assert_int_eq(run("[{:argv [\"true\"]}]"), 0);
    ck_assert_int_eq(run("[{:argv [\"/bin/true\"]}]"), 0);
    ck_assert_int_eq(run("[{:argv [\"false\"]}]"), 1);
    ck_assert_int_eq(run("[{:argv [\"sh\" \"-c\" \"exit 42\"]}]"), 42);
    ck_assert_int_eq(run("[{:argv [\"sh\" \"-c\" \"kill -9 $$\"]}]"), 128 + SIGKILL);
    ck_assert_int_eq(run("[{:argv [\"true\"]} {:argv [\"sh\" \"-c\" \"exit 3\"]} {:argv [\"true\"]}]"), 3);
}
END_TEST

START_TEST(failures) {
    ck_assert_str_eq(failure_of("[{:argv [\"true\"]}]"), "");
    ck_assert_str_eq(failure_of("[{:argv [\"false\"]}]"), "false: exited with 1");
    ck_assert_str_eq(failure_of("[{:argv [\"sh\" \"-c\" \"kill $$\"]}]"), "sh -c 'kill $$': killed by SIGTERM");
    ck_assert_str_eq(failure_of("[{:argv [\"no-such-command\"]}]"), "no-such-command: command not found");
    ck_assert_str_eq(failure_of("[{:argv [\"./no/such\"]}]"), "./no/such: No such file or directory");
    ck_assert_str_eq(failure_of("[{:argv [\"/etc\"]}]"), "/etc: Is a directory");
    ck_assert_str_eq(failure_of("[{:argv [\"/etc/passwd\"]}]"), "/etc/passwd: Permission denied");
    ck_assert_str_eq(failure_of("[{:argv [\"true\"] :dir \"/no/such\"}]"), "true: cannot run in /no/such: No such file or directory");
    ck_assert_int_eq(run("[{:argv [\"no-such-command\"]}]"), 127);
    ck_assert_int_eq(run("[{:argv [\"/etc\"]}]"), 126);
    ck_assert_int_eq(run("[{:argv [\"no-such-command\"]} {:argv [\"cat\"]}]"), 127);
    // A writer whose reader has had enough has not failed, the last stage never dies in vain.
    ck_assert_int_eq(run("[{:argv [\"yes\"]} {:argv [\"head\" \"-1\"] :redirects [[1 :null]]}]"), 0);
}
END_TEST

START_TEST(redirections) {
    for (int fd = 3; fd < 20; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC); // Check's are no leaks of ours
    ck_assert_str_eq(output_of("[{:argv [\"echo\" \"a\" 1 2.5 :k sym [\"b\" nil [\"c d\"]]] :redirects [[1 :out-pipe]]}]"), "a 1 2.5 :k sym b c d\n");
    ck_assert_str_eq(output_of("[{:argv [\"cat\"] :redirects [[0 :text \"in\\nput\"] [1 :out-pipe]]}]"), "in\nput");
    ck_assert_str_eq(output_of("[{:argv [\"sh\" \"-c\" \"echo o; echo e >&2\"] :redirects [[1 :out-pipe] [2 :dup 1]]}]"), "o\ne\n");
    ck_assert_str_eq(output_of("[{:argv [\"sh\" \"-c\" \"echo o; echo e >&2\"] :redirects [[1 :out-pipe] [2 :dup 1] [1 :null]]}]"), "e\n");
    ck_assert_str_eq(output_of("[{:argv [\"sh\" \"-c\" \"cat <&7\"] :redirects [[7 :text \"seven\"] [1 :out-pipe]]}]"), "seven");
    ck_assert_str_eq(output_of("[{:argv [\"bash\" \"-c\" \"cat <&12\"] :redirects [[12 :text \"twelve\"] [1 :out-pipe]]}]"), "twelve");
    ck_assert_str_eq(output_of("[{:argv [\"pwd\"] :dir \"/usr\" :redirects [[1 :out-pipe]]}]"), "/usr\n");
    ck_assert_str_eq(output_of("[{:argv [\"sh\" \"-c\" \"echo $A-$HOME\"] :env {\"A\" 7 \"HOME\" nil} :redirects [[1 :out-pipe]]}]"), "7-\n");
    ck_assert_str_eq(output_of("[{:argv [\"env\"] :clear-env true :env {:B \"x\"} :redirects [[1 :out-pipe]]}]"), "B=x\n");
    ck_assert_str_eq(output_of("[{:argv [\"printf\" \"c\\nb\\na\\n\"]} {:argv [\"sort\"]} {:argv [\"head\" \"-2\"] :redirects [[1 :out-pipe]]}]"), "a\nb\n");
    ck_assert_str_eq(output_of("[{:argv [\"sh\" \"-c\" \"ls /proc/self/fd\"] :redirects [[1 :out-pipe]]}]"), "0\n1\n2\n3\n"); // 3: ls itself
    ck_assert_ptr_null(start("[{:argv [\"cat\"] :redirects [[0 :read \"/no/such\"]]}]"));
    ck_assert(PyErr_ExceptionMatches(PyExc_FileNotFoundError));
    PyErr_Clear();
    ck_assert_ptr_null(start("[{:argv [\"cat\"] :redirects [[0 :nonsense]]}]"));
    PyErr_Clear();
    ck_assert_ptr_null(start("[{:argv [\"a\\u0000b\"]}]"));
    PyErr_Clear();
    ck_assert_ptr_null(start("[]"));
    PyErr_Clear();
}
END_TEST

START_TEST(nothing_leaks) {
    run("[{:argv [\"true\"]}]");
    int before = count_fds();
    for (int i = 0; i < 50; i++) {
        run("[{:argv [\"true\"]} {:argv [\"cat\"]} {:argv [\"no-such-command\"]}]");
        output_of("[{:argv [\"echo\"] :redirects [[0 :text \"x\"] [1 :out-pipe] [2 :err-pipe]]}]");
        ck_assert_ptr_null(start("[{:argv [\"cat\"] :redirects [[1 :null] [0 :read \"/no/such\"]]}]"));
        PyErr_Clear();
    }
    ck_assert_int_eq(count_fds(), before);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}
END_TEST

START_TEST(dropped_jobs_are_reaped) {
    struct job *j = start("[{:argv [\"yes\"] :redirects [[1 :out-pipe]]}]");
    pid_t pid = j->entry->procs[0].pid;
    Py_DECREF(j);
    for (int i = 0; i < 200 && kill(pid, 0) == 0; i++) { // a signal says so; here nobody waits for one
        job_table_poll();
        usleep(10000);
    }
    ck_assert_int_eq(kill(pid, 0), -1);
}
END_TEST

static bool becomes(struct job *j, enum proc_state state) {
    for (int i = 0; i < 1000 && j->entry->procs[0].state != state; i++) {
        job_poll(j);
        usleep(5000);
    }
    return j->entry->procs[0].state == state;
}

START_TEST(stopped_and_continued) {
    struct job *j = start("[{:argv [\"sleep\" 100]}]");
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(job_signal(j, SIGSTOP), 0);
        ck_assert(becomes(j, PROC_STOPPED));
        ck_assert(!job_done(j));
        ck_assert_int_eq(job_signal(j, SIGCONT), 0);
        ck_assert(becomes(j, PROC_RUNNING));
    }
    ck_assert_int_eq(job_signal(j, SIGTERM), 0);
    ck_assert_int_eq(job_wait(j, 5), 1);
    ck_assert_int_eq(job_status(j), 128 + SIGTERM);
    Py_DECREF(j);
}
END_TEST

START_TEST(signals_and_time) {
    struct job *j = start("[{:argv [\"sleep\" 100]} {:argv [\"sleep\" 100]}]");
    ck_assert_int_eq(job_wait(j, 0.02), 0);
    ck_assert_int_eq(job_status(j), -1);
    ck_assert_int_eq(job_signal(j, SIGTERM), 0);
    ck_assert_int_eq(job_wait(j, 5), 1);
    ck_assert_int_eq(job_status(j), 128 + SIGTERM);
    Py_DECREF(j);
    // A child starts with the signals as a program expects them, whatever we ignore.
    // (32 and 33 are libc's own: its posix_spawn, by which make started us, leaves them ignored.)
    ck_assert_str_eq(output_of("[{:argv [\"sh\" \"-c\" \"grep -E 'Sig(Blk|Ign)' /proc/self/status | tr -d '\\\\t ' | sed 's/[01]80000000$/000000000/'\"] :redirects [[1 :out-pipe]]}]"),
                     "SigBlk:0000000000000000\nSigIgn:0000000000000000\n");
}
END_TEST

static void on_alarm(int sig) { (void)sig; }

START_TEST(interrupted_waits_go_on) {
    struct sigaction action = {.sa_handler = on_alarm};
    sigaction(SIGALRM, &action, NULL);
    ualarm(2000, 2000);
    ck_assert_int_eq(run("[{:argv [\"sleep\" 0.1]}]"), 0);
    ck_assert_str_eq(output_of("[{:argv [\"sh\" \"-c\" \"sleep 0.1; echo x\"] :redirects [[1 :out-pipe]]}]"), "x\n");
    ualarm(0, 0);
}
END_TEST

START_TEST(ctrl_c_reaches_the_child) {
    PyRun_SimpleString("import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"); // Check has its own
    struct job *j = start("[{:argv [\"sleep\" 100]}]");
    pid_t pid = fork();
    if (pid == 0) {
        usleep(50000);
        kill(getppid(), SIGINT);
        _exit(0);
    }
    setsid(); // no terminal: nobody else tells the child
    ck_assert_int_eq(job_wait(j, -1), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_KeyboardInterrupt));
    PyErr_Clear();
    ck_assert_int_eq(job_status(j), 128 + SIGINT);
    Py_DECREF(j);
    waitpid(pid, NULL, 0);
}
END_TEST

START_TEST(closed_standard_descriptors) {
    int saved[3];
    for (int fd = 0; fd < 3; fd++) saved[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 20);
    for (int fd = 0; fd < 2; fd++) close(fd);
    char text[64];
    snprintf(text, sizeof text, "%s", output_of("[{:argv [\"echo\" \"x\"]} {:argv [\"cat\"]} {:argv [\"cat\"] :redirects [[1 :out-pipe]]}]"));
    for (int fd = 0; fd < 3; fd++) dup2(saved[fd], fd), close(saved[fd]);
    ck_assert_str_eq(text, "x\n");
}
END_TEST

START_TEST(onto_itself) {
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    ck_assert_int_eq(dup3(null, 7, O_CLOEXEC), 7);
    ck_assert_int_eq(run("[{:argv [\"sh\" \"-c\" \"echo x >&7\"] :redirects [[7 :dup 7]]}]"), 0);
    ck_assert_int_ne(run("[{:argv [\"sh\" \"-c\" \"echo x >&7\"] :redirects [[2 :null]]}]"), 0); // it is ours alone
    close(7);
    close(null);
}
END_TEST

START_TEST(scripts_and_programs) {
    char dir[] = "/tmp/test_spawn.XXXXXX", path[64], edn[200];
    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/tool", dir);
    int fd = open(path, O_CREAT | O_WRONLY, 0755);
    ck_assert_int_eq(write(fd, "echo script $1\n", 15), 15);
    close(fd);
    snprintf(edn, sizeof edn, "[{:argv [\"%s\" 5] :redirects [[1 :out-pipe]]}]", path);
    ck_assert_str_eq(output_of(edn), "script 5\n"); // no #!: run by sh
    snprintf(edn, sizeof edn, "[{:argv [\"tool\" 6] :env {:PATH \"%s:/bin\"} :redirects [[1 :out-pipe]]}]", dir);
    ck_assert_str_eq(output_of(edn), "script 6\n"); // found along the command's own PATH
    fd = open(path, O_TRUNC | O_WRONLY);
    ck_assert_int_eq(write(fd, "\1\2\0\3", 4), 4);
    close(fd);
    snprintf(edn, sizeof edn, "[{:argv [\"%s\"]}]", path);
    ck_assert_int_eq(run(edn), 126);
    fd = open(path, O_TRUNC | O_WRONLY);
    ck_assert_int_eq(write(fd, "#!/no/such/sh\n", 14), 14);
    close(fd);
    ck_assert_int_eq(run(edn), 126);
    // A remembered command that has gone is looked for again.
    char *before = strdup(getenv("PATH")), longer[4096];
    snprintf(longer, sizeof longer, "%s:%s", dir, before);
    setenv("PATH", longer, 1);
    unlink(path);
    snprintf(path, sizeof path, "%s/true", dir);
    ck_assert_int_eq(symlink("/bin/false", path), 0);
    ck_assert_int_eq(run("[{:argv [\"true\"]}]"), 1);
    unlink(path);
    ck_assert_int_eq(run("[{:argv [\"true\"]}]"), 0);
    setenv("PATH", before, 1);
    free(before);
    rmdir(dir);
}
END_TEST

START_TEST(a_job_is_a_value) {
    struct job *j = start("[{:argv [\"sh\" \"-c\" \"exit 3\"]} {:argv [\"true\"]}]");
    SCOPED Value status = ops_of(ref_of(j))->deref(ref_of(j));
    ck_assert(is_int(ref(status)));
    ck_assert_int_eq(int_of(ref(status)), 3);
    SCOPED Value statuses = coll_get(ref_of(j), KW("statuses"), NIL);
    ck_assert_int_eq(vec_count(ref(statuses)), 2);
    ck_assert_int_eq(int_of(vec_at(ref(statuses), 0)), 3);
    SCOPED Value state = coll_get(ref_of(j), KW("state"), NIL);
    ck_assert(same(ref(state), KW("done")));
    PyObject *repr = PyObject_Repr((PyObject *)j);
    ck_assert_ptr_nonnull(repr);
    ck_assert_str_eq(PyUnicode_AsUTF8(repr), "#<job sh -c 'exit 3' | true, status 3>");
    Py_DECREF(repr);
    Py_DECREF(j);
}
END_TEST

int main(void) {
    closefrom(3); // what we were started with is no leak of ours
    Suite *suite = suite_create("spawn");
    TCase *t = tcase_create("spawn");
    tcase_set_timeout(t, 60);
    tcase_add_unchecked_fixture(t, start_python, NULL);
    tcase_add_test(t, statuses);
    tcase_add_test(t, failures);
    tcase_add_test(t, redirections);
    tcase_add_test(t, nothing_leaks);
    tcase_add_test(t, dropped_jobs_are_reaped);
    tcase_add_test(t, stopped_and_continued);
    tcase_add_test(t, signals_and_time);
    tcase_add_test(t, interrupted_waits_go_on);
    tcase_add_test(t, scripts_and_programs);
    tcase_add_test(t, onto_itself);
    tcase_add_test(t, closed_standard_descriptors);
    tcase_add_test(t, a_job_is_a_value);
    tcase_add_test(t, ctrl_c_reaches_the_child);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed_tests = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed_tests != 0;
}
