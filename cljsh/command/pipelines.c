// SPDX-License-Identifier: MIT
/* Pipelines, and commands in the background.
 *
 * A pipeline is launched stage by stage (shell/launch.h), each when its words
 * have been expanded, all of them before any is waited for.  Where there is no job control the last stage runs in this process when
 * it is no program, while the others do.  A builtin that only prints needs no
 * process either, if what it prints fits a pipe.  All else forks.
 */
#include "command/node.h"
#include "command/clojure_commands.h"

#include "shell/fd.h"
#include "shell/job_table.h"
#include "shell/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIPE_ROOM = 60000, MOST_STAGES = 64 };
enum { STARTED = -1 }; // in place of a status: a process will have it

// A pipeline that is being launched.
struct starting {
    struct launch launch;
    struct plumbing plumbing;
    struct stream *next; // the reading end for the next stage
};

static bool prepared(struct interp *sh, struct node *n) {
    if (n->kind != NODE_LAZY) return true;
    if (sh_node_prepare(sh, n) == 0) return true;
    PyErr_Clear();
    return false;
}

// A process that runs the node: 0 in nobody, for the child does not come back.
static pid_t fork_stage(struct interp *sh, struct starting *p, struct node *n) {
    if (descriptors_to_pipes(sh, &p->plumbing) < 0) return -1;
    pid_t pid = sh_fork(sh, &p->launch);
    if (pid) return pid;
    descriptors_in_child(sh, &p->plumbing);
    stream_drop(p->next); // or nobody would ever be told that the pipe is not read any more
    sh->disposable = n->kind == NODE_SUBSHELL;
    sh->only = n;
    sh_child_runs(sh, n);
}

// Prints into the pipe, without a process: 1 when that was possible.
static int run_printing(struct interp *sh, struct starting *p, const struct builtin *b, struct words *words, int *status) {
    struct stream *out = descriptor_stream(sh, 1), *memory = stream_of_memory();
    if (!out) return (stream_drop(memory), 0);
    descriptor_set(sh, 1, stream_keep(memory));
    *status = sh_run_builtin(sh, b, words->count, words->at, false);
    descriptor_set(sh, 1, stream_keep(out));
    int done = 0;
    if (memory->length <= PIPE_ROOM) {
        ssize_t written = memory->length ? write(out->fd, memory->text, memory->length) : 0;
        done = written == (ssize_t)memory->length;
    }
    if (!done) { // too much for the pipe: a process writes it
        pid_t pid = sh_fork(sh, &p->launch);
        if (pid == 0) {
            stream_drop(p->next);
            descriptor_write(sh, 1, memory->text, memory->length);
            _exit(0);
        }
        done = 1;
        *status = pid > 0 ? STARTED : 126;
    }
    stream_drop(memory);
    stream_drop(out);
    return done;
}

// What may wait, or leaves something behind.
static bool has_command(const struct word *w) {
    for (int q = 0; !w->literal && q < w->count; q++)
        if (w->parts[q].kind == PART_COMMAND || w->parts[q].kind == PART_PROCESS || w->parts[q].kind == PART_CLOJURE) return true;
    return false;
}

/* Is anything of the command to be expanded in the stage's own process?  What
 * is assigned and redirected, too, when nobody waits for the stage. */
static bool expands_itself(const struct node *n, bool async) {
    for (int k = 0; k < n->word_count; k++)
        if (has_command(n->words[k])) return true;
    if (!async) return false;
    for (int k = 0; k < n->assignment_count; k++)
        if (n->assignments[k].value && has_command(n->assignments[k].value)) return true;
    for (struct redir *r = n->redirections; r; r = r->next)
        if (has_command(r->word)) return true;
    return false;
}

// A stage that has come to nothing.  In the background that is a process, too: $! is its number.
static void stage_ended(struct interp *sh, struct starting *p, int status) {
    pid_t pid = p->launch.async ? sh_fork(sh, &p->launch) : -1;
    if (pid == 0) _exit(status);
    if (pid < 0) launch_here(&p->launch, status);
}

// What has become of a stage: it was started, or has its status; it needs a process; it is the last one, and may run in this one.
enum stage_start { STAGE_NEEDS_PROCESS, STAGE_STARTED, STAGE_RUNS_HERE };

// May a last stage that is no program run in this process?
static bool may_run_here(const struct starting *p) { return !p->launch.grouped && !p->launch.async && !p->plumbing.outlet_count; }

// A stage that is a simple command: its words are expanded here, as a subshell would.
static enum stage_start start_simple(struct interp *sh, struct starting *p, struct node *n, bool last) {
    struct subshell s;
    struct words words = {0};
    struct redirected undo = {0};
    int status = 0, processes = sh->process_count;
    enum stage_start done = STAGE_NEEDS_PROCESS;
    if (!n->word_count || expands_itself(n, p->launch.async)) return done;
    if (sh_is_function_word(sh, n->words[0]) || (n->words[0]->literal && clojure_command(n->words[0]->literal).w)) return done;
    if (n->name && (n->name->function || (n->name->builtin && !n->name->disabled && !(n->name->builtin->flags & BUILTIN_PURE)))) return done;
    struct mark m = arena_mark(&sh->arena);
    subshell_enter(sh, &s);
    sh->line = n->line;
    for (int k = 0; k < n->word_count; k++)
        if (expand_fields(sh, n->words[k], &words) < 0) {
            status = sh->pending ? sh->pending_status : 1;
            goto failed;
        }
    if (!words.count) goto out;
    words.at[words.count] = NULL;
    struct command_name *name = n->name ? n->name : name_intern(sh, words.at[0]);
    const struct builtin *b = name->disabled ? NULL : name->builtin;
    if (last && (name->function || b) && may_run_here(p)) done = STAGE_RUNS_HERE;
    if (name->function) goto out;
    if (b) {
        if (last || !(b->flags & BUILTIN_PURE) || n->redirections || n->assignment_count || p->launch.async || sh->options[OPT_XTRACE]) goto out;
        if (run_printing(sh, p, b, &words, &status)) done = STAGE_STARTED;
        goto out;
    }
    sh->may_not_wait = true;
    bool redirected = !n->redirections || redirect(sh, n->redirections, &undo) == 0, would_wait = sh->would_wait;
    sh->may_not_wait = sh->would_wait = false;
    if (would_wait) goto out;
    if (!redirected) {
        status = 1;
        goto failed;
    }
    struct words trace = {0};
    for (int k = 0; k < n->assignment_count; k++) {
        struct assignment *a = &n->assignments[k];
        char *prefix = unlikely(sh->options[OPT_XTRACE]) ? sh_assignment_prefix(sh) : NULL;
        char *value = a->is_array ? "" : expand_single(sh, a->value);
        variable_touch(sh, a->variable, true);
        if (!value || (a->append ? variable_append(sh, a->variable, value, strlen(value)) : variable_assign(sh, a->variable, value, strlen(value))) < 0) {
            free(prefix);
            status = 1;
            goto failed;
        }
        a->variable->flags |= VAR_EXPORT;
        sh->environment = NULL;
        if (sh->options[OPT_XTRACE]) sh_trace_assignment(sh, a, prefix, &trace);
    }
    if (sh->options[OPT_XTRACE]) sh_trace_outside(sh, &undo, &trace, words.count, words.at);
    const char *path;
    status = find_external(sh, name, words.at[0], &path);
    if (!status) {
        bool named = plumbing_make(sh, &p->plumbing) == 0;
        pid_t pid = named ? sh_launch_program(&p->launch, path, words.at, environment_for(sh, path), &p->plumbing) : -1;
        if (pid < 0) {
            int error = errno;
            sh_report(sh, "%s: %s", words.at[0], strerror(error));
            status = error == ENOENT ? 127 : 126;
        } else {
            status = STARTED;
        }
    }
    done = STAGE_STARTED;
    goto out;
failed:
    done = STAGE_STARTED;
out:
    sh_process_substitutions_end(sh, processes);
    redirect_undo(sh, &undo);
    sh->subshell->quiet = true; // no EXIT trap: nothing has run in it
    subshell_leave(sh, &s, 0);
    arena_release(&sh->arena, m);
    if (done == STAGE_STARTED && status != STARTED) stage_ended(sh, p, status);
    return done;
}

// Does the last stage run in this process, as far as that is known before its words are expanded?
static bool runs_here(struct interp *sh, struct starting *p, struct node *n) {
    if (!may_run_here(p) || !prepared(sh, n)) return false;
    if (n->kind == NODE_SUBSHELL) return !n->needs_process;
    if (n->kind != NODE_SIMPLE) return true;
    return n->name && (n->name->function || (n->name->builtin && !n->name->disabled));
}

static int run_last_here(struct interp *sh, struct node *n) {
    struct subshell s;
    if (shopt_is_set(sh, SHOPT_LASTPIPE)) return sh_run_node(sh, n);
    subshell_enter(sh, &s);
    s.movable = s.contains = true;
    int status = sh_run_node(sh, n);
    return subshell_leave(sh, &s, status);
}

// The next stage, with the pipes beside it in place.
static void start_stage(struct interp *sh, struct starting *p, struct node *n, bool last) {
    enum stage_start start = last && runs_here(sh, p, n) ? STAGE_RUNS_HERE : STAGE_NEEDS_PROCESS;
    if (start != STAGE_RUNS_HERE && prepared(sh, n) && n->kind == NODE_SIMPLE) start = start_simple(sh, p, n, last);
    if (start == STAGE_RUNS_HERE) launch_here(&p->launch, run_last_here(sh, n));
    else if (start == STAGE_NEEDS_PROCESS && fork_stage(sh, p, n) < 0) launch_here(&p->launch, 126);
}

static int finish(struct interp *sh, struct launch *l) {
    int status = 0, failed = 0;
    sh_launch_wait(sh, l);
    sh->pipe_count = l->job->count;
    for (int i = 0; i < l->job->count; i++) {
        status = sh->pipe_status[i] = proc_status(&l->job->procs[i]);
        if (status) failed = status;
    }
    job_table_release(l->job);
    return sh->options[OPT_PIPEFAIL] ? failed : status;
}

// All its stages, with the pipes between them.
static void start_stages(struct interp *sh, struct starting *p, struct node *n) {
    bool failed = false;
    struct stream *input = NULL, *output, *in_before = descriptor_saved(sh, 0), *out_before = descriptor_saved(sh, 1);
    for (int i = 0; i < n->count && !failed; i++) {
        bool last = i == n->count - 1;
        int ends[2];
        output = NULL;
        struct stream *next = NULL;
        if (!last) {
            if (pipe2(ends, O_CLOEXEC) < 0) {
                sh_report(sh, "cannot make a pipe: %s", strerror(errno));
                failed = true;
                while (p->launch.next < n->count) launch_here(&p->launch, p->launch.next == n->count - 1 ? 126 : 0);
                break;
            }
            output = stream_of_fd(ends[1]);
            p->next = next = stream_of_fd(ends[0]);
        }
        if (input) descriptor_set(sh, 0, input);
        if (output) descriptor_set(sh, 1, output);
        else descriptor_set(sh, 1, stream_keep(out_before));
        sh->input_given += i > 0;
        start_stage(sh, p, n->nodes[i], last);
        sh->input_given -= i > 0;
        input = next;
        p->next = NULL;
        // The shell itself keeps no end open.
        descriptor_set(sh, 0, stream_keep(in_before));
        descriptor_set(sh, 1, stream_keep(out_before));
    }
    stream_drop(failed ? input : NULL);
    stream_drop(in_before);
    stream_drop(out_before);
}

int sh_run_pipeline(struct interp *sh, struct node *n) {
    struct mark m = arena_mark(&sh->arena);
    if (n->count > MOST_STAGES) {
        sh_report(sh, "a pipeline of more than %d commands", MOST_STAGES);
        return 2;
    }
    struct starting p = {0};
    sh_launch_begin(sh, &p.launch, n->count, true);
    if (p.launch.grouped) p.launch.job->text = sh_node_text(sh, n);
    bool may_exec = sh->may_exec;
    sh->may_exec = false;
    start_stages(sh, &p, n);
    plumbing_drain(sh, &p.plumbing);
    int status = finish(sh, &p.launch);
    sh->may_exec = may_exec;
    arena_release(&sh->arena, m);
    if (sh->pending) return status;
    if (n->nodes[n->count - 1]->line) sh->line = n->nodes[n->count - 1]->line; // where the traps say that they are
    return check_errexit(sh, status);
}

// --- in the background ------------------------------------------------------------------

int sh_run_background(struct interp *sh, struct node *n) {
    // The subshell's own process has to be the parent: nobody else can wait for it, also when that must go elsewhere later.
    if (unlikely(sh->subshell) && !subshell_move(sh)) return sh->pending_status;
    struct mark m = arena_mark(&sh->arena);
    struct starting p = {0};
    struct node *command = n->left;
    bool stages = prepared(sh, command) && command->kind == NODE_PIPE && command->count <= MOST_STAGES;
    sh_launch_begin(sh, &p.launch, stages ? command->count : 1, false);
    struct stream *in_before = descriptor_saved(sh, 0), *gathering[3] = {0};
    bool may_exec = sh->may_exec;
    sh->may_exec = false;
    // What it writes to memory goes through a pipe that is read when the substitution ends.
    for (int i = 0; i < 3; i++) {
        struct stream *s = i < sh->descriptor_count ? sh->descriptors[i] : NULL;
        if (!s || !s->memory || stream_background_pipe(s) < 0) continue;
        gathering[i] = stream_keep(s);
    }
    for (int i = 0; i < 3; i++)
        if (gathering[i]) descriptor_set(sh, i, stream_of_fd(fcntl(gathering[i]->pipe_write, F_DUPFD_CLOEXEC, FD_FIRST)));
    if (!p.launch.grouped && !(sh->input_given && !sh->options[OPT_POSIX])) {
        int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (null >= 0) descriptor_set(sh, 0, stream_of_fd(null));
    }
    if (stages) start_stages(sh, &p, command);
    else start_stage(sh, &p, command, true);
    descriptor_set(sh, 0, in_before);
    for (int i = 0; i < 3; i++)
        if (gathering[i]) descriptor_set(sh, i, gathering[i]);
    plumbing_drain(sh, &p.plumbing);
    sh->may_exec = may_exec;
    if (job_table_last(p.launch.job)->pid) jobs_add_background(sh, p.launch.job, sh_node_text(sh, command));
    job_table_release(p.launch.job);
    arena_release(&sh->arena, m);
    return 0;
}
