// SPDX-License-Identifier: MIT
// What Erlang's nodes say.
#include "base/absent.h"
#include "erlang/erlang.h"

#include "base/error.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "vm/rare.h"


enum { // beyond those that ei.h names
    PAYLOAD_EXIT = 24, PAYLOAD_EXIT_TT, PAYLOAD_EXIT2, PAYLOAD_EXIT2_TT, PAYLOAD_MONITOR_P_EXIT,
    SEND_SENDER = 22, SEND_SENDER_TT, UNLINK_ID = 35, UNLINK_ID_ACK,
};

static bool is_remote_pid(Ref r) { return is_pid(r) && pid_task(r)->is_remote; }
static bool is_own_pid(Ref r) { return is_pid(r) && node_has_number_here(pid_task(r)); }

static Value wrong(void) { return bad_code("an Erlang node says what has no meaning"); }

/* An answer that nobody waits for: it is marked with a reference of this node
 * which is no more, since its call has given up. */
static bool is_late_answer(Ref message) {
    if (!is_vec(message) || vec_count(message) != 2 || !is_clj(vec_at(message, 0), &term_type)) return false;
    const char *bytes = PyBytes_AS_STRING(((struct term *)obj(vec_at(message, 0)))->bytes);
    erlang_ref r;
    int at = 0;
    return ei_decode_ref(bytes, &at, &r) == 0 && r.len == 3 && r.n[0] == 0 && strcmp(r.node, erlang_self.thisnodename) == 0 &&
           r.creation == erlang_self.creation;
}

static Value deliver(struct term_reader *r, Ref to, Ref from) {
    if (!term_is_version(r)) return wrong();
    Value message = term_read(r);
    if (failed(message)) return ERR;
    if (is_own_pid(to) && !is_late_answer(ref(message))) link_sent_on(mailbox_send(pid_task(to), message, is_pid(from) ? pid_task(from) : NULL));
    else drop(message); // to who has ended
    return nil_value();
}

// Who sent a message is not said with all of them.
static Value deliver_named(struct term_reader *r, Ref name, Ref from) {
    Ref pid = is_keyword(name) ? process_named(name) : NO_REF;
    SCOPED Value to = pid.w ? keep(pid) : nil_value();
    return deliver(r, ref(to), from);
}

static Value begin_link(struct link *l, Ref from, Ref to) {
    if (!is_remote_pid(from) || !is_pid(to)) return wrong();
    if (pid_task(to)->state == TASK_ENDED) {
        l->peer->calls->ended(proxy_of(pid_task(from)), pid_task(to), KW("noproc"));
        return nil_value();
    }
    return process_link(pid_task(from), pid_task(to)) < 0 ? ERR : nil_value();
}

static Value end_link(struct link *l, Ref from, Ref to, Ref id) {
    if (!is_remote_pid(from) || !is_pid(to)) return wrong();
    process_unlink(pid_task(from), pid_task(to));
    if (!id.w) return nil_value();
    ei_x_buff x;
    if (ei_x_new(&x) < 0) return (PyErr_NoMemory(), ERR);
    bool begun = ei_x_append_buf(&x, "\0\0\0\0p", 5) == 0 && ei_x_encode_version(&x) == 0 && ei_x_encode_tuple_header(&x, 4) == 0 &&
                 ei_x_encode_long(&x, UNLINK_ID_ACK) == 0;
    if (!begun) PyErr_NoMemory();
    int bad = !begun || term_write(&x, id) < 0 || term_write(&x, to) < 0 || term_write(&x, from) < 0;
    for (int i = 0; i < 4; i++) x.buff[i] = (char)((uint32_t)(x.index - 4) >> (8 * (3 - i)));
    if (!bad) bad = link_put(l, x.buff, (size_t)x.index) < 0;
    ei_x_free(&x);
    return bad ? ERR : nil_value();
}

// The end of a process there that is linked with one here.
static Value linked_end(Ref from, Ref reason) {
    if (is_remote_pid(from)) proxy_ended(proxy_of(pid_task(from)), reason);
    return nil_value();
}

static Value exit_signal(Ref from, Ref to, Ref reason) {
    if (is_own_pid(to)) link_sent_on(process_signal(pid_task(to), from, reason));
    return nil_value();
}

static Value begin_monitor(struct link *l, Ref from, Ref to, Ref reference) {
    if (!is_remote_pid(from)) return wrong();
    Ref pid = is_pid(to) ? to : is_keyword(to) ? process_named(to) : NO_REF;
    struct distribution *d = distribution_of(l);
    bool here = pid.w && is_own_pid(pid) && pid_task(pid)->state != TASK_ENDED;
    uint64_t number = here ? node_number_here(pid_task(pid)) : UINT64_MAX; // of nobody
    SCOPED_PY PyObject *key = PyLong_FromUnsignedLongLong(number);
    PyObject *all = key ? PyDict_GetItem(d->monitors, key) : NULL;
    bool first = !all;
    if (key && !all) {
        SCOPED_PY PyObject *list = PyList_New(0);
        if (!list || PyDict_SetItem(d->monitors, key, list) < 0) return ERR;
        all = PyDict_GetItem(d->monitors, key);
    }
    SCOPED_PY PyObject *asked = is_pid(to) && here ? Py_NewRef(Py_None) : py_of(to), *reference_ = py_of(reference);
    SCOPED_PY PyObject *one = all && asked && reference_ ? PyTuple_Pack(3, obj(from), reference_, asked) : NULL;
    if (!one || PyList_Append(all, one) < 0) return ERR;
    if (here) return first && process_watch(pid_task(pid), &l->peer->self->task) < 0 ? ERR : nil_value();
    struct proxy nobody = {.task = {.is_tasklet = true, .process = &nobody.process}, .process = {.id = number, .is_known = true}};
    l->peer->calls->ended(l->peer->self, &nobody.task, KW("noproc"));
    return nil_value();
}

static Value end_monitor(struct link *l, Ref to, Ref reference) {
    Ref pid = is_pid(to) ? to : is_keyword(to) ? process_named(to) : NO_REF;
    if (!pid.w || !is_own_pid(pid)) return nil_value();
    SCOPED_PY PyObject *key = PyLong_FromUnsignedLongLong(node_number_here(pid_task(pid))), *wanted = py_of(reference);
    PyObject *all = key && wanted ? PyDict_GetItem(distribution_of(l)->monitors, key) : NULL;
    for (Py_ssize_t i = 0; all && i < PyList_GET_SIZE(all); i++) {
        int same = PyObject_RichCompareBool(PyTuple_GET_ITEM(PyList_GET_ITEM(all, i), 1), wanted, Py_EQ);
        if (same < 0 || (same && PyList_SetSlice(all, i, i + 1, NULL) < 0)) return ERR;
        if (same) break;
    }
    return nil_value();
}

// Of a monitor of ours: what is monitored is found by its number, the reference's.
static Value monitored_end(struct link *l, Ref reference, Ref reason) {
    if (!is_clj(reference, &term_type)) return nil_value();
    PyObject *bytes = ((struct term *)obj(reference))->bytes;
    erlang_ref r;
    int at = 0;
    if (ei_decode_ref(PyBytes_AS_STRING(bytes), &at, &r) < 0 || r.len != 3 || r.n[0] != 1) return nil_value();
    SCOPED_PY PyObject *key = PyLong_FromUnsignedLongLong((uint64_t)r.n[2] << 32 | r.n[1]);
    PyObject *watches = distribution_of(l)->watches;
    PyObject *found;
    enum lookup there = key ? lookup_in_dict(watches, key, &found) : LOOKUP_FAILED;
    if (there != LOOKUP_FOUND) return there < 0 ? ERR : nil_value();
    SCOPED_PY PyObject *p = Py_NewRef(found);
    if (PyDict_DelItem(watches, key) < 0) PyErr_Clear();
    proxy_ended((struct proxy *)p, reason);
    return nil_value();
}

static Value reason_after(struct term_reader *r) { return term_is_version(r) ? term_read(r) : wrong(); }

static Value say(struct link *l, struct term_reader *r, Ref v) {
    Py_ssize_t n = vec_count(v);
    int64_t operation;
    if (n < 2 || !int64_of(vec_at(v, 0), &operation)) return wrong();
    static const uint8_t arity[UNLINK_ID_ACK + 1] = {
        [ERL_LINK] = 3, [ERL_SEND] = 3, [ERL_EXIT] = 4, [ERL_UNLINK] = 3, [ERL_NODE_LINK] = 1, [ERL_REG_SEND] = 4, [ERL_GROUP_LEADER] = 3,
        [ERL_EXIT2] = 4, [ERL_SEND_TT] = 4, [ERL_EXIT_TT] = 5, [ERL_REG_SEND_TT] = 5, [ERL_EXIT2_TT] = 5, [ERL_MONITOR_P] = 4,
        [ERL_DEMONITOR_P] = 4, [ERL_MONITOR_P_EXIT] = 5, [SEND_SENDER] = 3, [SEND_SENDER_TT] = 4, [PAYLOAD_EXIT] = 3, [PAYLOAD_EXIT_TT] = 4,
        [PAYLOAD_EXIT2] = 3, [PAYLOAD_EXIT2_TT] = 4, [PAYLOAD_MONITOR_P_EXIT] = 4, [UNLINK_ID] = 4, [UNLINK_ID_ACK] = 4,
    };
    if (operation < 1 || operation > UNLINK_ID_ACK || !arity[operation]) return bad_code("an Erlang node asks for operation %d, which is unknown", (int)operation);
    if (n != arity[operation]) return wrong();
#define AT(i) vec_at(v, i)
    switch (operation) {
    case ERL_SEND: case ERL_SEND_TT: return deliver(r, AT(2), NIL);
    case SEND_SENDER: case SEND_SENDER_TT: return deliver(r, AT(2), AT(1));
    case ERL_REG_SEND: case ERL_REG_SEND_TT: return deliver_named(r, AT(3), AT(1));
    case ERL_LINK: return begin_link(l, AT(1), AT(2));
    case ERL_UNLINK: return end_link(l, AT(1), AT(2), NO_REF);
    case UNLINK_ID: return end_link(l, AT(2), AT(3), AT(1));
    case ERL_EXIT: return linked_end(AT(1), AT(3));
    case ERL_EXIT_TT: return linked_end(AT(1), AT(4));
    case ERL_EXIT2: return exit_signal(AT(1), AT(2), AT(3));
    case ERL_EXIT2_TT: return exit_signal(AT(1), AT(2), AT(4));
    case ERL_MONITOR_P: return begin_monitor(l, AT(1), AT(2), AT(3));
    case ERL_DEMONITOR_P: return end_monitor(l, AT(2), AT(3));
    case ERL_MONITOR_P_EXIT: return monitored_end(l, AT(3), AT(4));
    case PAYLOAD_EXIT: case PAYLOAD_EXIT_TT: case PAYLOAD_EXIT2: case PAYLOAD_EXIT2_TT: case PAYLOAD_MONITOR_P_EXIT: {
        SCOPED Value reason = reason_after(r);
        if (failed(reason)) return ERR;
        if (operation == PAYLOAD_MONITOR_P_EXIT) return monitored_end(l, AT(3), ref(reason));
        return operation <= PAYLOAD_EXIT_TT ? linked_end(AT(1), ref(reason)) : exit_signal(AT(1), AT(2), ref(reason));
    }
    default: return nil_value(); // there are no group leaders here, and nothing waits for an acknowledgement
    }
#undef AT
}

Value erlang_handle(struct link *l, const uint8_t *data, size_t length) {
    if (!length) return nil_value(); // it is there
    struct term_reader r = {.at = data + 1, .end = data + length};
    if (*data != ERL_PASS_THROUGH || !term_is_version(&r)) return wrong();
    this_task()->may_park = false; // in the middle of a frame
    link_handling = true;
    SCOPED Value v = term_read(&r);
    Value result = failed(v) ? ERR : !is_vec(ref(v)) ? wrong() : say(l, &r, ref(v));
    link_handling = false;
    return result;
}
