// SPDX-License-Identifier: MIT
#include "sched/mailbox.h"
#include "sched/receive.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "read/print.h"
#include "vars/var.h"
#include "vm/rare.h"

PyObject *ProcessExit, *ExitSignal, *Become, *Deadlock;
const struct remote_calls *remote_calls;
static Value names; // a map from keyword or symbol to pid

// --- exit signals that end a process -------------------------------------------

// An exception that is the reason is shown by its message, and told as the cause, with its own place.
static PyObject *exit_exception(PyObject *class, Ref reason) {
    SCOPED_PY PyObject *object = py_of(reason);
    const bool is_exception = object && PyExceptionInstance_Check(object);
    SCOPED_PY PyObject *text = is_exception ? PyUnicode_FromFormat("%s: %S", err_type_name(reason), object) : object ? print_str(reason, true) : NULL;
    PyObject *e = text ? PyObject_CallOneArg(class, text) : NULL;
    if (e && PyObject_SetAttrString(e, "reason", object) < 0) Py_CLEAR(e);
    if (e && is_exception) PyException_SetCause(e, Py_NewRef(object));
    return e;
}

int process_interrupt(struct task *t, Ref reason) {
    PyObject *e = exit_exception(ExitSignal, reason);
    if (!e) return -1;
    task_interrupt(t, e);
    t->is_ending = true;
    Py_DECREF(e);
    return 0;
}

// --- the type of pids ---------------------------------------------------------

struct process *process_make(struct task *t) {
    struct process *p = PyMem_Calloc(1, sizeof *p);
    if (!p) return (PyErr_NoMemory(), NULL);
    p->end = &p->first;
    return t->process = p;
}

struct process_extra *process_extra(struct process *p) {
    if (!p->extra && !(p->extra = PyMem_Calloc(1, sizeof *p->extra))) PyErr_NoMemory();
    return p->extra;
}

void pid_number_print(struct strbuf *b, uint64_t number) {
    if (number < PID_GIVEN) strbuf_printf(b, "%llu", (unsigned long long)number);
    else strbuf_printf(b, "+%llu", (unsigned long long)(number - PID_GIVEN));
}

static int pid_print(Ref r, void *printer) {
    struct printer *p = printer;
    struct task *t = pid_task(r);
    if (t->is_remote) remote_calls->print(t, &p->out);
    else if (t->is_tasklet) {
        strbuf_puts(&p->out, "#pid[");
        pid_number_print(&p->out, t->process->id);
        strbuf_puts(&p->out, "]");
    } else strbuf_printf(&p->out, t->is_main ? "#pid[main]" : "#pid[thread 0x%zx]", (size_t)t);
    return 0;
}

static void pid_dealloc(PyObject *o) { // a tasklet that has ended, or a thread's task
    struct task *t = (struct task *)o;
    struct process *p = t->process;
    if (p && (t->is_remote || p->is_known)) remote_calls->forget(t);
    if (p) {
        mailbox_clear(p);
        if (p->extra) {
            filters_drop(p->extra);
            xdrop(p->extra->name);
            xdrop(p->extra->held);
            PyMem_Free(p->extra);
        }
        xdrop(p->function);
        if (p->group && t->is_tasklet && --p->group->references == 0) PyMem_Free(p->group);
    }
    if (t->is_tasklet || t->is_remote) {
        PyMem_Free(t);
    } else {
        PyMem_Free(p);
        PyMem_RawFree(t);
    }
}

static inline struct reference *reference_of(Ref r) { return (struct reference *)obj(r); }

static int reference_print(Ref r, void *printer) {
    strbuf_printf(&((struct printer *)printer)->out, "#ref[0x%zx]", (size_t)obj(r));
    return 0;
}

static void reference_dealloc(PyObject *o) {
    if (((struct reference *)o)->id) remote_calls->forget_reference((struct reference *)o);
    Py_XDECREF((PyObject *)((struct reference *)o)->owner);
    xdrop(((struct reference *)o)->name);
    PyObject_Free(o);
}

static const Ops reference_ops = {.print = reference_print};
CljType reference_type = {CLJ_TYPE_HEAD("cljsh.Reference", struct reference), .ops = &reference_ops};

static const Ops pid_ops = {.print = pid_print};
CljType pid_type = {CLJ_TYPE_HEAD("cljsh.Pid", struct task), .ops = &pid_ops};

// A thread's task becomes an object when somebody sees it.
Value pid_value(struct task *t) {
    if (!Py_TYPE(t)) {
        PyObject_Init((PyObject *)t, TYPE_OBJECT(pid_type));
        if (t->is_main) Py_INCREF(t); // for ever
    }
    return keep_obj(t);
}

static void forget_thread(struct task *t) {
    if (!Py_TYPE(t) && !t->process && !t->interrupt) {
        PyMem_RawFree(t);
        return;
    }
    PyGILState_STATE state = PyGILState_Ensure();
    Py_CLEAR(t->interrupt);
    if (!Py_TYPE(t)) PyObject_Init((PyObject *)t, TYPE_OBJECT(pid_type));
    if (t->process) process_end(t, KW("normal"));
    t->state = TASK_ENDED;
    Py_DECREF(t);
    PyGILState_Release(state);
}

// --- relatives ------------------------------------------------------------------

static int add_relative(struct task *t, struct task *other, enum relation relation, Ref reference) {
    struct process *p = process_of(t);
    struct relative *r = p ? PyMem_Malloc(sizeof *r) : NULL;
    if (!r) return (PyErr_NoMemory(), -1);
    *r = (struct relative){.next = p->relatives, .other = (struct task *)Py_NewRef((PyObject *)other), .relation = relation,
                           .ref = reference.w ? keep(reference) : ERR};
    p->relatives = r;
    return 0;
}

static struct relative *find_relative(struct task *t, struct task *other, enum relation relation, Ref reference) {
    for (struct relative *r = t->process ? t->process->relatives : NULL; r; r = r->next)
        if (r->relation == relation && (reference.w ? r->ref.w == reference.w : r->other == other)) return r;
    return NULL;
}

static void remove_relative(struct task *t, struct relative *gone) {
    if (!gone) return;
    struct relative **at = &t->process->relatives;
    while (*at != gone) at = &(*at)->next;
    *at = gone->next;
    if (gone->relation == MONITORS && gone->ref.w) Py_CLEAR(reference_of(ref(gone->ref))->owner); // no alias any more
    xdrop(gone->ref);
    Py_DECREF(gone->other);
    PyMem_Free(gone);
}

// --- exit signals -----------------------------------------------------------------

static Value exit_message(Ref from, Ref reason) { return vec_from((Ref[]){KW("EXIT"), from, reason}, 3); }

// linked: it comes from the end of a process, not from kill.  0 or -1.
static int signal_exit(struct task *to, Ref from, Ref reason, bool linked) {
    if (to->state == TASK_ENDED) return 0;
    if (to->state == TASK_REMOTE) {
        if (linked) remote_calls->ended(to, pid_task(from), reason);
        else remote_calls->signal(to, from, reason);
        return 0;
    }
    struct process *p = process_of(to);
    if (!p) return -1;
    if (!linked && same(reason, KW("kill"))) return process_interrupt(to, KW("killed"));
    if (p->traps) {
        Value message = exit_message(from, reason);
        return failed(message) ? -1 : mailbox_send(to, message, NULL);
    }
    return same(reason, KW("normal")) && (linked || obj(from) != (PyObject *)to) ? 0 : process_interrupt(to, reason);
}

// Has an exit signal come to this process that ends it?  Then it does so here.
static bool ends_now(void) {
    struct task *self = this_task();
    return self->interrupt && task_check(self) < 0;
}

int process_signal(struct task *to, Ref from, Ref reason) { return signal_exit(to, from, reason, false); }

struct reference *reference_new(void) {
    struct reference *r = PyObject_New(struct reference, TYPE_OBJECT(reference_type));
    if (r) memset((char *)r + sizeof(PyObject), 0, sizeof *r - sizeof(PyObject));
    return r;
}

// 0 or -1.
static int tell_down(struct task *to, Ref reference, Ref pid, Ref reason) {
    if (to->state == TASK_REMOTE) remote_calls->ended(to, pid_task(pid), reason);
    if (!reference.w) return 0; // another node's
    const Ref name = ref(reference_of(reference)->name);
    Value message = vec_from((Ref[]){KW("DOWN"), reference, KW("process"), name.w ? name : pid, reason}, 5);
    return failed(message) ? -1 : mailbox_send(to, message, NULL);
}

int process_link(struct task *self, struct task *t) {
    SCOPED Value me = process_of(self) ? pid_value(self) : ERR;
    if (failed(me)) return -1;
    if (t == self || find_relative(self, t, LINKED, NO_REF)) return 0;
    if (t->state == TASK_ENDED) return signal_exit(self, ref_of(t), KW("noproc"), true);
    if (t->state == TASK_REMOTE) remote_calls->link(self, t, true);
    return add_relative(self, t, LINKED, NO_REF) < 0 ? -1 : add_relative(t, self, LINKED, NO_REF);
}

void process_unlink(struct task *self, struct task *t) {
    struct relative *r = find_relative(self, t, LINKED, NO_REF);
    if (!r) return;
    SCOPED Value pid = keep_obj(t); // the link may be the last to hold it
    (void)pid;
    remove_relative(self, r);
    remove_relative(t, find_relative(t, self, LINKED, NO_REF));
    if (t->state == TASK_REMOTE) remote_calls->link(self, t, false);
}

int process_watch(struct task *t, struct task *other) {
    SCOPED Value pid = process_of(t) ? pid_value(t) : ERR;
    if (failed(pid)) return -1;
    if (t->state == TASK_ENDED) return (remote_calls->ended(other, t, KW("noproc")), 0);
    if (find_relative(t, other, MONITORED, NO_REF)) return 0;
    if (t->state == TASK_REMOTE) remote_calls->watch(t);
    return add_relative(other, t, MONITORS, NO_REF) < 0 ? -1 : add_relative(t, other, MONITORED, NO_REF);
}

Ref process_named(Ref name) {
    bool error = false;
    Ref pid = map_find(ref(names), name, &error);
    if (error) PyErr_Clear();
    return pid;
}

Value process_monitor(struct task *self, struct task *t, Ref name, bool alias) {
    SCOPED Value me = process_of(self) ? pid_value(self) : ERR;
    if (failed(me)) return ERR;
    struct reference *r = reference_new();
    if (!r) return ERR;
    Value reference = adopt(r);
    if (name.w) r->name = keep(name);
    if (t->state == TASK_REMOTE) remote_calls->watch(t);
    r->owner = alias && t->state != TASK_ENDED ? (struct task *)Py_NewRef((PyObject *)self) : NULL;
    if (t->state == TASK_ENDED ? tell_down(self, ref(reference), ref_of(t), KW("noproc")) < 0 :
        t != self && (add_relative(self, t, MONITORS, ref(reference)) < 0 || add_relative(t, self, MONITORED, ref(reference)) < 0))
        return (drop(reference), ERR);
    return reference;
}

int process_end(struct task *t, Ref reason) {
    struct process *p = t->process;
    int told = 0;
    t->state = TASK_ENDED; // for those that are told
    for (struct relative *r; (r = p->relatives);) {
        struct task *other = r->other;
        switch (r->relation) {
        case LINKED:
            remove_relative(other, find_relative(other, t, LINKED, NO_REF));
            if (signal_exit(other, ref_of(t), reason, true) < 0) PyErr_Clear(); // no memory: the others are told
            told++;
            break;
        case MONITORED:
            remove_relative(other, find_relative(other, t, MONITORS, ref(r->ref)));
            if (tell_down(other, ref(r->ref), ref_of(t), reason) < 0) PyErr_Clear();
            told++;
            break;
        case MONITORS: remove_relative(other, find_relative(other, t, MONITORED, ref(r->ref)));
        }
        remove_relative(t, r);
    }
    if (process_name(p).w) {
        Value before = names;
        names = map_dissoc(keep(ref(names)), process_name(p));
        if (failed(names)) names = before, PyErr_Clear();
        else drop(before);
    }
    if (p->group && t->is_tasklet && --p->group->alive == 0) wait_wake_all(&p->group->ended);
    mailbox_clear(p);
    return told;
}

// --- start --------------------------------------------------------------------------

static PyObject *exit_class(const char *name, const char *doc, PyObject *base) {
    PyObject *class = PyErr_NewExceptionWithDoc(name, doc, base, NULL);
    if (class && (PyDict_SetItemString(core_ns->mappings, strchr(name, '.') + 1, class) < 0 ||
                  PyModule_AddObjectRef(cljsh_module, strchr(name, '.') + 1, class) < 0))
        Py_CLEAR(class);
    return class;
}

int process_init(void) {
    PyTypeObject *t = TYPE_OBJECT(pid_type);
    t->tp_dealloc = pid_dealloc;
    TYPE_OBJECT(reference_type)->tp_dealloc = reference_dealloc;
    if (type_ready(&pid_type, NULL) < 0 || type_ready(&reference_type, NULL) < 0) return -1;
    task_forget_hook = forget_thread;
    names = map_empty();
    ProcessExit = exit_class("cljsh.ProcessExit", "Ends a process, by die; its reason is the attribute of that name.", PyExc_BaseException);
    ExitSignal = ProcessExit ? exit_class("cljsh.ExitSignal", "Ends a process from outside: nothing catches it.", ProcessExit) : NULL;
    Become = ExitSignal ? exit_class("cljsh.Become", "Has a tasklet go on as a call of another function.", ExitSignal) : NULL;
    exception_uncatchable = ExitSignal;
    Deadlock = Become ? exit_class("cljsh.Deadlock", "Everything waits, and nothing can wake it: who waits for what, and where.", StateError) : NULL;
    return ok(names) && Deadlock && process_info_init() == 0 ? receive_init() : -1;
}

// --- primitives: oneself, messages --------------------------------------------------

static void err_about_name(const char *format, Ref name) {
    SCOPED_PY PyObject *text = print_str(name, true);
    if (text) err_arg(format, text);
}

struct task *process_target_named(Ref r) {
    if (is_keyword(r) || is_symbol(r)) {
        Ref pid = process_named(r);
        if (pid.w) return pid_task(pid);
        err_about_name("no process is registered by that name: %U", r);
        return NULL;
    }
    err_type("a process is a pid, or the name of one, not %s", err_type_name(r));
    return NULL;
}

struct task *process_arg(Ref r) {
    if (is_pid(r)) return pid_task(r);
    err_type("%s is not a pid", err_type_name(r));
    return NULL;
}

bool pid_make(struct task *self) {
    if (!process_of(self)) return false;
    drop(pid_value(self));
    return true;
}

// A message to an alias: 0 or -1.
int reference_answer(Ref reference, Ref message, struct task *from) {
    if (reference_of(reference)->node) return remote_calls->answer(reference_of(reference), message, from);
    struct task *to = reference_of(reference)->owner;
    if (!to) return 0;
    SCOPED Value kept = keep_obj(to);
    (void)kept;
    struct relative *r = find_relative(to, NULL, MONITORS, reference);
    Value pair = vec_from((Ref[]){reference, message}, 2);
    if (failed(pair)) return -1;
    int sent = mailbox_send(to, pair, from);
    if (!r) { // of itself
        Py_CLEAR(reference_of(reference)->owner);
        return sent;
    }
    struct task *other = r->other;
    SCOPED Value other_kept = keep_obj(other);
    (void)other_kept;
    remove_relative(other, find_relative(other, to, MONITORED, reference));
    remove_relative(to, r);
    return sent;
}

PRIM(tasklet_self, "cljsh.tasklet", "self", "[]", "Returns the pid of the process that runs: a tasklet, the main program, or a thread.")
{ return process_of(this_task()) ? pid_value(this_task()) : ERR; }

PRIM(tasklet_is_pid, "cljsh.tasklet", "pid?", "[x]", "Returns true if x is the pid of a process.")
{ return bool_value(is_pid(a[0])); }

// --- primitives: ends, links, monitors --------------------------------------------------

PRIM(tasklet_die, "cljsh.tasklet", "die", "[reason]",
     "Ends this process with a reason, any value, by throwing ProcessExit.\n"
     ":normal is the reason of a process whose function returns. Those linked to it get the reason as an exit signal.")
{
    SCOPED_PY PyObject *e = exit_exception(ProcessExit, a[0]);
    if (e) PyErr_SetObject((PyObject *)Py_TYPE(e), e);
    return ERR;
}

PRIM(tasklet_die_0, "cljsh.tasklet", "die", "[]", NULL)
{
    Ref normal = KW("normal");
    return tasklet_die(&normal, 1);
}

PRIM(tasklet_kill, "cljsh.tasklet", "kill-process", "[process reason]",
     "Sends an exit signal to a process. Returns nil.\n"
     "With the reason :kill it ends, whatever it does, the reason being :killed; one that traps exits gets any other\n"
     "as a message; :normal does nothing, but to oneself. One to oneself has its effect before this returns.")
{
    struct task *t = process_target(a[0]);
    if (!t) return ERR;
    SCOPED Value self = process_of(this_task()) ? pid_value(this_task()) : ERR;
    if (failed(self)) return ERR;
    return process_signal(t, ref(self), a[1]) < 0 || ends_now() ? ERR : nil_value();
}

PRIM(tasklet_end, "cljsh.tasklet", "end-process", "[pid reason]",
     "Ends a process as if it had ended by itself: with any reason, also :normal, and whether it traps exits or not. Returns nil.")
{
    struct task *t = process_arg(a[0]);
    if (!t) return ERR;
    return t->state != TASK_ENDED && process_interrupt(t, a[1]) < 0 ? ERR : nil_value();
}

PRIM(tasklet_link, "cljsh.tasklet", "link", "[pid]",
     "Links this process and another: when one ends with a reason other than :normal, the other gets that as an exit signal.\n"
     "Returns true. Of a process that has ended the signal comes at once, with the reason :noproc.")
{
    struct task *t = process_arg(a[0]);
    return t && process_link(this_task(), t) == 0 && !ends_now() ? bool_value(true) : ERR;
}

PRIM(tasklet_unlink, "cljsh.tasklet", "unlink", "[pid]", "Ends the link between this process and another, if there is one. Returns true.")
{
    struct task *t = process_arg(a[0]), *self = this_task();
    if (!t) return ERR;
    process_unlink(self, t);
    return bool_value(true);
}

// A name that no process has: nobody is told of its end.
static bool is_nobody(Ref r) { return (is_keyword(r) || is_symbol(r)) && !process_named(r).w; }

static Value monitor_nobody(Ref name) {
    struct reference *r = process_of(this_task()) ? reference_new() : NULL;
    if (!r) return ERR;
    tell_down(this_task(), ref_of(r), name, KW("noproc"));
    return adopt(r);
}

static Ref name_given(Ref process) { return is_pid(process) ? NO_REF : process; }

PRIM(tasklet_monitor, "cljsh.tasklet", "monitor", "[process]",
     "Has this process told when another ends, by the message [:DOWN ref :process pid reason]; returns ref.\n"
     "In the place of the pid is the name, if process is one. Of a process that has ended, or a name that none has,\n"
     "it comes at once, with the reason :noproc. With the option :alias true in a map, ref is an address, too: the first\n"
     "message sent to it comes as [ref message] and ends the monitor; later ones, and those after :DOWN or demonitor,\n"
     "are dropped.")
{
    if (is_nobody(a[0])) return monitor_nobody(a[0]);
    struct task *t = process_target(a[0]);
    return t ? process_monitor(this_task(), t, name_given(a[0]), false) : ERR;
}

PRIM(tasklet_monitor_2, "cljsh.tasklet", "monitor", "[process options]", NULL)
{
    if (is_nobody(a[0])) return monitor_nobody(a[0]);
    struct task *t = process_target(a[0]);
    SCOPED Value alias = t ? coll_get(a[1], KW("alias"), FALSE_REF) : ERR;
    return ok(alias) ? process_monitor(this_task(), t, name_given(a[0]), is_true(ref(alias))) : ERR;
}

PRIM(tasklet_demonitor, "cljsh.tasklet", "demonitor", "[ref]",
     "Ends what monitor began; a message that has come already stays, unless options are {:flush true}. Returns true.")
{
    if (!is_clj(a[0], &reference_type)) return err_type("a monitor is ended by its reference, not by %s", err_type_name(a[0]));
    struct task *self = this_task();
    struct relative *r = find_relative(self, NULL, MONITORS, a[0]);
    if (r) {
        struct task *t = r->other;
        SCOPED Value pid = keep_obj(t);
        (void)pid;
        remove_relative(t, find_relative(t, self, MONITORED, a[0]));
        remove_relative(self, r);
    }
    return bool_value(true);
}

PRIM(tasklet_demonitor_2, "cljsh.tasklet", "demonitor", "[ref options]", NULL)
{
    SCOPED Value flush = coll_get(a[1], KW("flush"), NIL), done = failed(flush) ? ERR : tasklet_demonitor(a, 1);
    if (failed(done)) return ERR;
    if (is_true(ref(flush))) mailbox_forget_down(process_of(this_task()), a[0]);
    return bool_value(true);
}

PRIM(tasklet_trap_exit, "cljsh.tasklet", "trap-exit", "[on]",
     "Says whether exit signals to this process become messages [:EXIT pid reason], instead of ending it; returns whether they did.")
{
    struct process *p = process_of(this_task());
    if (!p) return ERR;
    bool before = p->traps;
    p->traps = is_true(a[0]);
    return bool_value(before);
}

PRIM_WAITS(tasklet_pass, "cljsh.tasklet", "pass", "[]", "Gives up the rest of this time slice: others have their turn. Returns nil.")
{ return wait_pass() < 0 ? ERR : nil_value(); }

// --- primitives: names, information -----------------------------------------------------

PRIM(tasklet_register, "cljsh.tasklet", "register", "[name pid]",
     "Gives a process a name, a keyword or symbol, that ! and others take in its place. Returns true.\n"
     "Throws when the name is taken, or the process has ended or has a name.")
{
    Ref name = a[0];
    struct task *t = process_arg(a[1]);
    struct process *p = t ? process_of(t) : NULL;
    if (!p) return ERR;
    if (!is_keyword(name) && !is_symbol(name)) return err_type("a name is a keyword or symbol, not %s", err_type_name(name));
    bool error = false;
    if (map_find(ref(names), name, &error).w) return (err_about_name("another process has the name %U", name), ERR);
    if (error) return ERR;
    if (t->state == TASK_ENDED) return err_arg("the process has ended");
    if (process_name(p).w) return (err_about_name("the process has a name already, %U", process_name(p)), ERR);
    if (!process_extra(p)) return ERR;
    Value more = map_assoc(keep(ref(names)), name, a[1]);
    if (failed(more)) return ERR;
    drop(names);
    names = more;
    p->extra->name = keep(name);
    return bool_value(true);
}

PRIM(tasklet_unregister, "cljsh.tasklet", "unregister", "[name]", "Takes a name from the process that has it. Returns true.")
{
    struct task *t = process_target(a[0]);
    if (!t) return ERR;
    if (is_pid(a[0])) return err_type("a name is a keyword or symbol, not a pid");
    Value fewer = map_dissoc(keep(ref(names)), a[0]);
    if (failed(fewer)) return ERR;
    xdrop(t->process->extra->name);
    t->process->extra->name = ERR;
    drop(names);
    names = fewer;
    return bool_value(true);
}

PRIM(tasklet_whereis, "cljsh.tasklet", "whereis", "[name]", "Returns the pid registered by a name, or nil.")
{
    bool error = false;
    Ref pid = map_find(ref(names), a[0], &error);
    return error ? ERR : pid.w ? keep(pid) : nil_value();
}

PRIM(tasklet_registered, "cljsh.tasklet", "registered", "[]", "Returns the map of the names of processes to their pids.")
{ return keep(ref(names)); }

PRIM(tasklet_is_alive, "cljsh.tasklet", "alive?", "[pid]", "Returns true if the process has not ended.\n"
     "Of one on another node: if it is not known here that it has ended, as monitor tells.")
{
    struct task *t = process_arg(a[0]);
    return t ? bool_value(t->state != TASK_ENDED) : ERR;
}
