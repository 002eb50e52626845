// SPDX-License-Identifier: MIT
// What one can see of a process: what it does, where it stands, its priority.
#include "sched/pid.h"

#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "base/call.h"
#include "task/deadlock.h"
#include "task/pause.h"
#include "task/run.h"
#include "vars/lib_var.h"
#include "vm/bytecode.h"
#include "vm/frame.h"
#include "vm/vm.h"

static int add_relatives(Value *map, const struct process *p, enum relation relation, Ref key) {
    SCOPED Value list = vec_empty();
    for (const struct relative *r = p->relatives; r; r = r->next)
        if (r->relation == relation && ok(list)) list = vec_conj(list, ref_of(r->other));
    if (ok(list) && ok(*map)) *map = map_assoc(*map, key, ref(list));
    return failed(list) || failed(*map) ? -1 : 0;
}

PRIM(tasklet_process_info, "cljsh.tasklet", "process-info", "[pid]",
     "Returns a map of what a process is and does, nil when it has ended.\n"
     ":status is :running, :runnable or :waiting; :messages the number of those in its mailbox; :name what it is\n"
     "registered by; :links, :monitors and :monitored-by the pids; :trap-exit; :priority; :function what it was\n"
     "spawned with; :reductions the number of calls and turns of loops that it has made, a measure of its work;\n"
     ":stack-size the bytes of its stack.")
{
    struct task *t = process_arg(a[0]);
    if (!t) return ERR;
    if (t->state == TASK_ENDED) return nil_value();
    struct process *p = process_of(t);
    if (!p) return ERR;
    Ref status = t->state == TASK_RUNNING ? KW("running") : t->state == TASK_READY ? KW("runnable") : KW("waiting");
    Ref priority = t->priority == PRIORITY_HIGH ? KW("high") : t->priority == PRIORITY_LOW ? KW("low") : KW("normal");
    Ref pairs[] = {
        KW("pid"), a[0], KW("status"), status, KW("messages"), int_ref(p->count), KW("name"), process_name(p).w ? process_name(p) : NIL,
        KW("trap-exit"), p->traps ? TRUE_REF : FALSE_REF, KW("priority"), priority, KW("function"), p->function.w ? ref(p->function) : NIL,
        KW("reductions"), int_ref(t->slices ? (int64_t)t->slices * SLICE - t->reductions : 0),
        KW("stack-size"), int_ref((t->run.stack_end - t->run.stack) * (int64_t)sizeof(Value)),
    };
    Value map = map_from(pairs, sizeof pairs / sizeof *pairs);
    if (ok(map) && t->is_remote) { // what is known of it here
        SCOPED Value node = remote_calls->node(t);
        map = ok(node) ? map_assoc(map, KW("node"), ref(node)) : (drop(map), ERR);
    }
    if (failed(map) || add_relatives(&map, p, LINKED, KW("links")) < 0 || add_relatives(&map, p, MONITORS, KW("monitors")) < 0 ||
        add_relatives(&map, p, MONITORED, KW("monitored-by")) < 0)
        return (xdrop(map), ERR);
    return map;
}

// Adds [function file line column] of a frame to the vector behind arg.
static int add_place(struct frame f, void *arg) {
    const struct proto *p = frame_proto(f);
    const struct line *line = p->def ? proto_line(p, frame_at(f) ? frame_at(f) : 1) : NULL;
    if (!p->def) return 0;
    SCOPED Value place = vec_from((Ref[]){ref_of(p->def->name), p->file ? ref_of(p->file) : NIL, line ? int_ref(line->line) : NIL,
                                          line ? int_ref(line->column) : NIL}, 4);
    Value *list = arg;
    if (ok(place)) *list = vec_conj(*list, ref(place));
    return failed(place) || failed(*list) ? -1 : 0;
}

PRIM(tasklet_process_stack, "cljsh.tasklet", "process-stack", "[pid]",
     "Returns where a tasklet stands that does not run: a vector of [function file line column], the innermost first.\n"
     "Nil for a process that runs, has ended, or waits below C code.")
{
    struct task *t = process_arg(a[0]);
    if (!t) return ERR;
    if (!t->is_tasklet || (t->state != TASK_PARKED && t->state != TASK_READY)) return nil_value();
    Value list = vec_empty();
    return ok(list) && frame_each(&t->run, add_place, &list) < 0 ? (xdrop(list), ERR) : list;
}

// The function that is called where a frame stands, and its arguments; NULL: there is no call.
static const struct fndef *called(struct frame f, const Value **args, Py_ssize_t *n) {
    const uint16_t *fields = (const uint16_t *)f.pc;
    const Value *k = frame_proto(f)->k;
    Ref callee = NO_REF;
    switch (*(const uint8_t *)f.pc) {
    case OP_CALLV: callee = ref(((struct var *)k[fields[2]].w)->root); break;
    case OP_CALLK: callee = ref(k[fields[2]]); break;
    case OP_CALL: callee = ref(f.base[fields[1]]); break;
    case OP_CALLR: callee = ref(f.base[fields[2]]); break;
    }
    if (!callee.w || !is_fn(callee)) return NULL;
    *args = f.base + fields[1] + FRAME_HEADER;
    *n = fields[3];
    return fn_of(callee)->def;
}

PRIM(tasklet_process_waits, "cljsh.tasklet", "process-waits", "[pid]",
     "Returns what a tasklet waits in: a vector of the name of a function and its arguments. Nil where that is not known.")
{
    struct task *t = process_arg(a[0]);
    if (!t) return ERR;
    if (!t->is_tasklet || t->state != TASK_PARKED) return nil_value();
    const Value *args;
    Py_ssize_t count;
    const struct fndef *def = called(frame_innermost(&t->run), &args, &count);
    if (!def || !def->name) return nil_value();
    Value list = vec_from((Ref[]){ref_of(def->name)}, 1);
    for (Py_ssize_t i = 0; i < count && ok(list); i++) list = vec_conj(list, ref(args[i]));
    return list;
}

LIB_VAR(deadlock_text, "cljsh.tasklet", "deadlock-text", "cljsh/tasklet.clj");

static int raise_deadlock(void) {
    deadlock_told = true;
    Ref f = lib_var_root(&deadlock_text);
    SCOPED Value text = f.w ? call0(f) : ERR;
    if (ok(text)) PyErr_SetObject(Deadlock, obj(ref(text)));
    return -1;
}

int process_info_init(void) {
    deadlock_raise = raise_deadlock;
    return 0;
}

PRIM(tasklet_process_priority, "cljsh.tasklet", "process-priority", "[level]",
     "Sets the priority of this process, :low, :normal or :high; returns what it was.\n"
     "Tasklets of a higher one run first; those of a low one now and then even so.")
{
    struct task *self = this_task();
    Ref levels[] = {KW("high"), KW("normal"), KW("low")};
    for (int i = 0; i < PRIORITIES; i++)
        if (same(levels[i], a[0])) {
            int before = self->is_tasklet ? self->priority : PRIORITY_NORMAL;
            self->priority = (uint8_t)i;
            return keep(levels[before]);
        }
    return err_arg("a priority is :low, :normal or :high");
}

#define THREADS_MIN 2 // one that runs tasklets, one that keeps watch

PRIM(tasklet_threads_max, "cljsh.tasklet", "threads-max", "[]",
     "Returns how many threads there may be that run tasklets, 4096 at first; with a number sets that, and returns what it was.\n"
     "A tasklet that waits below a function of C, such as a comparator of sort, or in a call of Python that blocks, keeps\n"
     "a thread meanwhile. When all are kept by tasklets that wait for others, cljsh.Deadlock tells so.")
{ return int_value(run_threads_max()); }

PRIM(tasklet_threads_max_1, "cljsh.tasklet", "threads-max", "[most]", NULL)
{
    int64_t most;
    if (!int64_of(a[0], &most) || most < THREADS_MIN || most > INT_MAX) return err_arg("threads-max takes a number of threads, %d at least", THREADS_MIN);
    return int_value(run_set_threads_max((int)most));
}

PRIM(own_threads_are_used_up, "cljsh.core", "threads-used-up?", "[]", "Returns true if no thread is left that could run tasklets, nor one can be started.")
{ return bool_value(run_threads_are_used_up()); }
