// SPDX-License-Identifier: MIT
#include "command/traps.h"

#include "shell/signals.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct traps {
    char *action[TRAP_COUNT]; // NULL: the default, "": ignored
    struct traps *shown;      // the parent's, which `trap` lists until one is set here
    bool shown_is_ours;       // after a fork nobody else frees them
    bool replaced[TRAP_COUNT]; // what the signal does was changed in this subshell
    int running;              // how many actions run
    int status_before;        // $? before the outermost of them
    int depth;                // and how many functions ran then
    bool debugging, returning; // the DEBUG trap, the RETURN trap runs
};

// --- signals that have come in ----------------------------------------------------

volatile int traps_due;
static volatile bool came[NSIG];
static bool may_interrupt;
static int interrupted_by;
static PyObject *Interrupted; // an exception that nobody but this file sees

static void on_signal(int sig) {
    came[sig] = true;
    traps_due = 1;
}

// The same in the main thread, later: it may have been dealt with by then.
static int on_noted(int sig) {
    if (!may_interrupt || !came[sig]) return 0;
    if (!Interrupted) Interrupted = PyErr_NewException("cljsh.TrapInterrupt", PyExc_BaseException, NULL);
    if (!Interrupted) return -1;
    interrupted_by = sig;
    PyErr_SetNone(Interrupted);
    return -1;
}

void traps_may_interrupt(bool on) {
    may_interrupt = on;
    interrupted_by = 0;
}

int traps_interrupted(void) {
    if (!Interrupted || !PyErr_ExceptionMatches(Interrupted)) return 0;
    PyErr_Clear();
    return interrupted_by;
}

// --- a shell's table ---------------------------------------------------------------

static char *copied(const char *action) {
    char *copy = strdup(action);
    if (!copy) abort();
    return copy;
}

static struct traps *traps_of(struct interp *sh) {
    struct traps **at = sh_traps(sh);
    if (!*at) {
        *at = calloc(1, sizeof **at);
        if (!*at) abort();
    }
    signals_came = on_signal;
    signals_noted = on_noted;
    return *at;
}

static void forget_shown(struct traps *t) {
    if (t->shown && t->shown_is_ours) {
        for (int i = 0; i < TRAP_COUNT; i++) free(t->shown->action[i]);
        free(t->shown);
    }
    t->shown = NULL;
}

static void discard(struct traps *t) {
    forget_shown(t);
    for (int i = 0; i < TRAP_COUNT; i++) free(t->action[i]);
    free(t);
}

const char *trap_get(struct interp *sh, int sig) {
    struct traps *t = *sh_traps(sh);
    return t && sig >= 0 && sig < TRAP_COUNT ? t->action[sig] : NULL;
}

static bool is_signal(int sig) { return sig > 0 && sig < NSIG; }

static void set_signal(int sig, const char *action) {
    enum signal_action what = !action ? SIGNAL_AS_STARTED : *action ? SIGNAL_NOTED : SIGNAL_IGNORED;
    if (is_signal(sig) && signals_set(sig, what) < 0) PyErr_Clear(); // not in the main thread
}

// Is there anything that functions have to hide or run?
static void note_call_traps(struct interp *sh) {
    struct traps *t = *sh_traps(sh);
    *sh_call_traps(sh) = t && (t->action[TRAP_ERR] || t->action[TRAP_DEBUG] || t->action[TRAP_RETURN]);
    bool any = false;
    for (int i = 0; t && i < TRAP_COUNT && !any; i++) any = t->action[i] && *t->action[i];
    sh_traps_are_set(sh, any);
}

int trap_set(struct interp *sh, int sig, const char *text) {
    struct traps *t = traps_of(sh);
    if (is_signal(sig) && signals_were_ignored(sig) && !sh_interactive(sh)) return -1;
    forget_shown(t);
    if (!text && !t->action[sig] && !t->replaced[sig]) return 0;
    char *copy = text ? copied(text) : NULL;
    if (copy && strstr(copy, "BASH_COMMAND")) sh_asks_command(sh); // also about what functions run that do not have the trap
    free(t->action[sig]);
    t->action[sig] = copy;
    t->replaced[sig] = true;
    set_signal(sig, copy);
    note_call_traps(sh);
    return 0;
}

const char *trap_shown(struct interp *sh, int sig) {
    struct traps *t = *sh_traps(sh);
    const char *action = t ? (t->shown ? t->shown : t)->action[sig] : NULL;
    return !action && is_signal(sig) && signals_were_ignored(sig) ? "" : action;
}

// --- subshells -----------------------------------------------------------------------

void traps_start(struct interp *sh) { traps_of(sh); }

// Those that are ignored stay so.
static struct traps *inherited(struct interp *sh, struct traps *parent) {
    struct traps *t = calloc(1, sizeof *t);
    if (!t) abort();
    if (!parent) return t;
    for (int i = 1; i < NSIG; i++)
        if (parent->action[i] && !*parent->action[i]) t->action[i] = copied("");
    static const struct { int trap; enum shell_option option; } kept[] = {{TRAP_ERR, OPT_ERRTRACE}, {TRAP_DEBUG, OPT_FUNCTRACE}, {TRAP_RETURN, OPT_FUNCTRACE}};
    for (int i = 0; i < 3; i++)
        if (parent->action[kept[i].trap] && option_is_set(sh, kept[i].option)) t->action[kept[i].trap] = copied(parent->action[kept[i].trap]);
    t->shown = parent->shown ? parent->shown : parent;
    return t;
}

struct traps *traps_enter(struct interp *sh) {
    struct traps *before = *sh_traps(sh);
    if (!before) return NULL; // nothing to hide
    *sh_traps(sh) = inherited(sh, before);
    note_call_traps(sh);
    return before;
}

void traps_leave(struct interp *sh, struct traps *before) {
    struct traps *t = *sh_traps(sh);
    if (t == before || !t) return;
    for (int i = 1; i < NSIG; i++)
        if (t->replaced[i]) set_signal(i, before ? before->action[i] : NULL);
    *sh_traps(sh) = before;
    discard(t);
    note_call_traps(sh);
}

void traps_forked(struct interp *sh, bool async) {
    struct traps *before = *sh_traps(sh), *t = inherited(sh, before);
    *sh_traps(sh) = t;
    note_call_traps(sh);
    if (t->shown == before) t->shown_is_ours = true; // what lies above it is left to the parent's frames
    for (int i = 1; i < NSIG; i++) {
        came[i] = false;
        if (signals_is_noted(i)) set_signal(i, NULL); // for a trap of the parent's, or of a shell that this was a subshell of
    }
    traps_due = 0;
    may_interrupt = false;
    if (!async) return;
    static const int ignored[] = {SIGINT, SIGQUIT};
    for (int i = 0; i < 2; i++) {
        if (t->action[ignored[i]]) continue;
        set_signal(ignored[i], "");
        t->replaced[ignored[i]] = true; // `trap -` brings the default back
    }
}

// A subshell goes on in a child, with its own traps.
void traps_moved(struct interp *sh) {
    struct traps *t = *sh_traps(sh);
    for (int i = 1; i < NSIG; i++) {
        if (t && t->action[i] && *t->action[i]) continue;
        came[i] = false;
        if (signals_is_noted(i)) set_signal(i, NULL); // for a trap of the shell that it is a subshell of
    }
}

bool traps_action_runs(struct interp *sh) {
    struct traps *t = *sh_traps(sh);
    return t && (t->running || t->debugging);
}

// --- running ---------------------------------------------------------------------------

static void run_action(struct interp *sh, const char *action) {
    struct traps *t = traps_of(sh);
    int status = sh_status(sh);
    char *text = copied(action); // it may be replaced while it runs
    if (t->running++ == 0) {
        t->status_before = status;
        t->depth = sh_function_depth(sh);
    }
    sh_eval(sh, text, NULL, sh_line(sh));
    if (*sh_traps(sh) == t) t->running--;
    free(text);
    if (sh_pending(sh) == PENDING_NOTHING) sh_set_status(sh, status);
}

bool traps_run(struct interp *sh) {
    bool any = false, left = false;
    traps_due = 0;
    for (int sig = 1; sig < NSIG; sig++) {
        if (!came[sig]) continue;
        const char *action = trap_get(sh, sig);
        if (!action || !*action) { // of the shell that this subshell belongs to
            left = true;
            continue;
        }
        came[sig] = false;
        any = true;
        run_action(sh, action);
        if (sh_pending(sh) != PENDING_NOTHING) {
            left = true;
            break;
        }
    }
    if (left) traps_due = 1;
    return any;
}

int traps_signal_due(struct interp *sh) {
    for (int sig = 1; sig < NSIG; sig++) {
        const char *action = came[sig] ? trap_get(sh, sig) : NULL;
        if (action && *action) return sig;
    }
    return 0;
}

int traps_run_error(struct interp *sh, int status) {
    const char *action = trap_get(sh, TRAP_ERR);
    if (action && *action && !traps_of(sh)->running) run_action(sh, action);
    return status;
}

void traps_run_debug(struct interp *sh) {
    struct traps *t = traps_of(sh);
    const char *action = t->action[TRAP_DEBUG];
    if (!action || !*action || t->debugging) return;
    t->debugging = true;
    run_action(sh, action);
    t->debugging = false;
}

bool traps_hide(struct interp *sh, struct hidden_traps *hidden) {
    struct traps *t = traps_of(sh);
    bool any = false;
    for (int i = 0; i < 3; i++) {
        int trap = TRAP_ERR + i;
        bool kept = option_is_set(sh, trap == TRAP_ERR ? OPT_ERRTRACE : OPT_FUNCTRACE);
        hidden->action[i] = kept ? NULL : t->action[trap];
        if (!hidden->action[i]) continue;
        t->action[trap] = NULL;
        any = true;
    }
    note_call_traps(sh);
    return any;
}

void traps_returned(struct interp *sh, struct hidden_traps *hidden, int status) {
    struct traps *t = traps_of(sh);
    const char *action = t->action[TRAP_RETURN];
    if (action && *action && !t->returning && sh_pending(sh) == PENDING_NOTHING) {
        sh_set_status(sh, status);
        t->returning = true; // the functions that the action calls run none
        run_action(sh, action);
        t->returning = false;
    }
    for (int i = 0; hidden && i < 3; i++) {
        if (t->action[TRAP_ERR + i]) free(hidden->action[i]);
        else t->action[TRAP_ERR + i] = hidden->action[i];
    }
    note_call_traps(sh);
}

int trap_exit(struct interp *sh, int status) {
    struct traps *t = *sh_traps(sh);
    if (!t || !t->action[0]) return status;
    char *action = t->action[0];
    t->action[0] = NULL;
    if (*action) {
        sh_pend(sh, PENDING_NOTHING, 0, status);
        sh_set_status(sh, status);
        if (t->running++ == 0) {
            t->status_before = status;
            t->depth = sh_function_depth(sh);
        }
        sh_eval(sh, action, NULL, sh_line(sh));
        t->running--;
        if (sh_pending(sh) == PENDING_EXIT) status = sh_status(sh);
    }
    free(action);
    return status;
}

int traps_status_before(struct interp *sh, bool of_return) {
    struct traps *t = *sh_traps(sh);
    if (!t || !t->running) return -1;
    if (of_return && t->depth != sh_function_depth(sh)) return -1;
    return t->status_before;
}

// --- names ----------------------------------------------------------------------------

int sh_signal_number(const char *name) {
    if (strncasecmp(name, "SIG", 3) == 0) name += 3;
    if (isdigit((unsigned char)*name)) return -1;
    for (int sig = 1; sig < NSIG; sig++) {
        const char *known = sigabbrev_np(sig);
        if (known && strcasecmp(known, name) == 0) return sig;
    }
    if (strcasecmp(name, "CLD") == 0) return SIGCHLD;
    if (strcasecmp(name, "IOT") == 0) return SIGABRT;
    if (strncasecmp(name, "RTM", 3) == 0) {
        bool from_start = strncasecmp(name, "RTMIN", 5) == 0;
        if (!from_start && strncasecmp(name, "RTMAX", 5) != 0) return -1;
        char *end = (char *)name + 5;
        long offset = *end ? strtol(end, &end, 10) : 0;
        long sig = (from_start ? SIGRTMIN : SIGRTMAX) + offset;
        if (!*end && sig >= SIGRTMIN && sig <= SIGRTMAX) return (int)sig;
    }
    return -1;
}

const char *sh_signal_short_name(int sig) {
    static char name[16];
    const char *known = is_signal(sig) ? sigabbrev_np(sig) : NULL;
    if (known) return known;
    if (sig == SIGRTMIN) return "RTMIN";
    if (sig == SIGRTMAX) return "RTMAX";
    if (sig < SIGRTMIN || sig > SIGRTMAX) return NULL;
    if (sig - SIGRTMIN <= (SIGRTMAX - SIGRTMIN) / 2) snprintf(name, sizeof name, "RTMIN+%d", sig - SIGRTMIN);
    else snprintf(name, sizeof name, "RTMAX-%d", SIGRTMAX - sig);
    return name;
}

int trap_number(const char *text) {
    if (isdigit((unsigned char)*text)) {
        char *end;
        long n = strtol(text, &end, 10);
        return *end || n >= NSIG ? -1 : (int)n;
    }
    if (strcasecmp(text, "EXIT") == 0) return 0;
    if (strcasecmp(text, "ERR") == 0) return TRAP_ERR;
    if (strcasecmp(text, "DEBUG") == 0) return TRAP_DEBUG;
    if (strcasecmp(text, "RETURN") == 0) return TRAP_RETURN;
    return sh_signal_number(text);
}

const char *trap_name(int sig) {
    if (sig == 0) return "EXIT";
    if (sig >= TRAP_ERR) return sig == TRAP_ERR ? "ERR" : sig == TRAP_DEBUG ? "DEBUG" : "RETURN";
    const char *name = sh_signal_short_name(sig);
    return name ? name : "?";
}
