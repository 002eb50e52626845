// SPDX-License-Identifier: MIT
#include "sched/agent.h"

#include "base/prim.h"
#include "coll/map.h"
#include "sched/pid.h"

static inline struct agent *agent_of(Ref r) { return (struct agent *)obj(r); }

static struct agent *agent_arg(Ref r) {
    if (is_clj(r, &agent_type)) return agent_of(r);
    err_type("%s is not an agent", err_type_name(r));
    return NULL;
}

static Value agent_deref(Ref r) { return keep(ref(agent_of(r)->value)); }

static int agent_traverse(PyObject *o, visitproc visit, void *arg) {
    struct agent *agent = (struct agent *)o;
    VISIT_WORD(agent->value.w);
    VISIT_WORD(agent->control.w);
    Py_VISIT(agent->meta);
    return watch_traverse(&agent->watch, visit, arg);
}

static int agent_clear(PyObject *o) {
    struct agent *agent = (struct agent *)o;
    Value value = agent->value, control = agent->control;
    agent->value = nil_value();
    agent->control = nil_value();
    drop(value);
    drop(control);
    Py_CLEAR(agent->meta);
    watch_clear(&agent->watch);
    return 0;
}

static void agent_dealloc(PyObject *o) {
    PyObject_GC_UnTrack(o);
    Py_TRASHCAN_BEGIN(o, agent_dealloc)
    agent_clear(o);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static const Ops agent_ops = {
    .kind = K_REF,
    .meta_offset = offsetof(struct agent, meta),
    .watch_offset = offsetof(struct agent, watch),
    .deref = agent_deref,
};
CljType agent_type = {CLJ_TYPE_HEAD("cljsh.Agent", struct agent), .ops = &agent_ops};

int agent_init(void) {
    PyTypeObject *t = TYPE_OBJECT(agent_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = agent_dealloc;
    t->tp_traverse = agent_traverse;
    t->tp_clear = agent_clear;
    return type_ready(&agent_type, NULL);
}

PRIM(own_agent, "cljsh.core", "agent*", "[state control]", "Makes an agent with a state, and the atom that its machinery uses.")
{
    struct agent *agent = PyObject_GC_New(struct agent, TYPE_OBJECT(agent_type));
    if (!agent) return ERR;
    agent->value = take(&a[0]);
    agent->control = take(&a[1]);
    agent->meta = NULL;
    agent->watch = (struct watchable){0};
    gc_track(agent);
    return adopt(agent);
}

PRIM(own_is_agent, "cljsh.core", "agent?", "[x]", "Returns true if x is an agent.")
{ return bool_value(is_clj(a[0], &agent_type)); }

PRIM(own_agent_control, "cljsh.core", "agent-control", "[agent]", "Gets the atom that the agent was made with.")
{
    struct agent *agent = agent_arg(a[0]);
    return agent ? keep(ref(agent->control)) : ERR;
}

PRIM(own_agent_check, "cljsh.core", "agent-validate", "[agent state]", "Throws if the agent's validator does not accept the state. Returns nil.")
{
    struct agent *agent = agent_arg(a[0]);
    return agent && watch_validate(&agent->watch, a[1]) == 0 ? nil_value() : ERR;
}

PRIM(own_agent_set, "cljsh.core", "agent-set!", "[agent state notify]",
     "Gives the agent a state; the validator is asked first, and if notify is true the watches are called. Returns nil.")
{
    struct agent *agent = agent_arg(a[0]);
    if (!agent || watch_validate(&agent->watch, a[1]) < 0) return ERR;
    SCOPED Value before = agent->value;
    agent->value = keep(a[1]);
    if (!is_true(a[2]) || watch_notify(a[0], ref(before), a[1]) == 0) return nil_value();
    return ERR;
}

// --- sends held back ------------------------------------------------------

PRIM(own_held, "cljsh.core", "held-sends", "[]", "Gets the sends that the running action of an agent holds back, nil outside of one.")
{
    const struct process *p = this_task()->process;
    return p && p->extra && p->extra->held.w ? keep(ref(p->extra->held)) : nil_value();
}

PRIM(own_hold, "cljsh.core", "hold-sends!", "[actions]", "Sets what held-sends gives.")
{
    struct process *p = process_of(this_task());
    struct process_extra *extra = p ? process_extra(p) : NULL;
    if (!extra) return ERR;
    Value before = extra->held;
    extra->held = is_nil(a[0]) ? ERR : take(&a[0]);
    xdrop(before);
    return nil_value();
}
