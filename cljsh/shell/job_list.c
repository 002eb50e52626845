// SPDX-License-Identifier: MIT
#include "shell/job_list.h"

#include "shell/signals.h"

#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct job_list job_list_program;
struct job_list *(*job_list_of_shell)(void);

struct job_list *job_list_now(void) {
    struct job_list *list = job_list_of_shell ? job_list_of_shell() : NULL;
    return list ? list : &job_list_program;
}

// --- entries -------------------------------------------------------------------------

void job_list_remove(struct job_entry *e) {
    struct job_list *list = e->list;
    if (!list) return;
    for (struct job_entry **at = &list->first; *at; at = &(*at)->listed)
        if (*at == e) {
            *at = e->listed;
            break;
        }
    list->count--;
    e->list = NULL;
    e->listed = NULL;
    job_table_settle(e);
}

static void remove_all(struct job_list *list) {
    while (list->first) job_list_remove(list->first);
    list->ended_count = 0;
    list->inherited = false;
}

void job_list_free(struct job_list *list) {
    remove_all(list);
    free(list->ended);
    free(list);
}

// A program may start any number: of those that have ended long ago only the status is kept.
static void prune(struct job_list *list) {
    enum { KEPT_ENDED = 64 };
    if (list->interactive || list->count < (list->prune_at ? list->prune_at : KEPT_ENDED)) return;
    job_list_look(list);
    for (struct job_entry *e = list->first, *next; e; e = next) {
        next = e->listed;
        if (job_table_state(e) == PROC_DONE) job_list_note_ended(list, e, job_list_status(e, false), false);
    }
    list->prune_at = list->count < KEPT_ENDED / 2 ? KEPT_ENDED : 2 * list->count;
}

void job_list_add(struct job_list *list, struct job_entry *e) {
    if (list->inherited) remove_all(list); // a subshell has jobs of its own from the first that it starts
    list->outer = NULL;
    prune(list);
    struct job_entry **at = &list->first;
    e->number = 1;
    for (; *at; at = &(*at)->listed) // behind the last that is still one of the shell's
        if (!(*at)->disowned) e->number = (*at)->number + 1;
    *at = e;
    e->list = list;
    e->listed = NULL;
    list->count++;
}

void job_list_look(struct job_list *list) {
    if (list->inherited) return;
    for (struct job_entry *e = job_list_shown(list)->first; e; e = e->listed) job_table_look_at(e);
}

// --- which one is meant -----------------------------------------------------------------

static struct job_entry *best(struct job_list *list, const struct job_entry *other_than) {
    struct job_entry *found = NULL;
    bool found_stopped = false;
    for (struct job_entry *e = list->first; e; e = e->listed) {
        bool stopped = job_table_state(e) == PROC_STOPPED;
        if (e == other_than || e->disowned || (found && found_stopped && !stopped)) continue;
        if (found && stopped == found_stopped && e->touched < found->touched) continue;
        found = e;
        found_stopped = stopped;
    }
    return found;
}

struct job_entry *job_list_current(struct job_list *list) { return best(job_list_shown(list), NULL); }

struct job_entry *job_list_previous(struct job_list *list) {
    struct job_entry *current = job_list_current(list), *previous = best(job_list_shown(list), current);
    return previous ? previous : current;
}

static bool text_matches(struct job_entry *e, const char *s) {
    const char *text = job_table_text(e);
    return *s == '?' ? strstr(text, s + 1) != NULL : strncmp(text, s, strlen(s)) == 0;
}

struct job_entry *job_list_find(struct job_list *list, const char *spec, const char **why) {
    struct job_entry *found = NULL;
    const char *s = spec + (*spec == '%');
    char *end;
    *why = "no current job";
    if (!*s || !strcmp(s, "+") || !strcmp(s, "%")) return job_list_current(list);
    *why = "no previous job";
    if (!strcmp(s, "-")) return job_list_previous(list);
    long number = strtol(s, &end, 10);
    bool numbered = isdigit((unsigned char)*s) && !*end;
    for (struct job_entry *e = job_list_shown(list)->first; e; e = e->listed) {
        if (e->disowned || (numbered ? e->number != number : !text_matches(e, s))) continue;
        if (found) return (*why = "more than one job is meant", NULL);
        found = e;
    }
    *why = "no such job";
    return found;
}

struct job_entry *job_list_of_pid(struct job_list *list, pid_t pid) {
    for (struct job_entry *e = list->first; e; e = e->listed)
        if (job_table_last(e)->pid == pid) return e;
    for (struct job_entry *e = list->first; e; e = e->listed)
        for (int i = 0; i < e->count; i++)
            if (e->procs[i].pid == pid) return e;
    return NULL;
}

// --- those that have ended ----------------------------------------------------------------

void job_list_note_ended(struct job_list *list, struct job_entry *e, int status, bool told) {
    enum { KEPT = 4096 }; // a shell that never waits forgets the oldest
    pid_t pid = job_table_last(e)->pid;
    job_list_remove(e);
    if (list->ended_count == KEPT) memmove(list->ended, list->ended + 1, sizeof *list->ended * (size_t)--list->ended_count);
    if (list->ended_count == list->ended_max) {
        int max = list->ended_max ? 2 * list->ended_max : 16;
        struct job_ended *more = realloc(list->ended, sizeof *more * (size_t)max);
        if (!more) return;
        list->ended = more;
        list->ended_max = max;
    }
    list->ended[list->ended_count++] = (struct job_ended){pid, status, told};
}

int job_list_take_ended(struct job_list *list, pid_t *pid) {
    if (!*pid) {
        for (int i = 0; i < list->ended_count; i++) {
            struct job_ended *e = &list->ended[i];
            if (e->told) continue;
            e->told = true;
            *pid = e->pid;
            return e->status;
        }
        return -1;
    }
    int i = list->ended_count - 1;
    while (i >= 0 && list->ended[i].pid != *pid) i--;
    if (i < 0) return -1;
    struct job_ended ended = list->ended[i];
    memmove(list->ended + i, list->ended + i + 1, sizeof ended * (size_t)(--list->ended_count - i));
    return ended.status;
}

// --- telling ------------------------------------------------------------------------------

int job_list_status(const struct job_entry *e, bool pipefail) {
    for (int i = 0; i < e->count; i++)
        if (e->procs[i].state == PROC_STOPPED) return proc_status(&e->procs[i]);
    int status = proc_status(&e->procs[e->count - 1]);
    for (int i = e->count - 1; pipefail && !status && i >= 0; i--) status = proc_status(&e->procs[i]);
    return status;
}

const char *job_list_state_text(const struct job_entry *e, bool pipefail, char *buffer, size_t size) {
    enum proc_state state = job_table_state(e);
    if (state == PROC_RUNNING) return "Running";
    int status = job_list_status(e, pipefail);
    const struct proc *last = &e->procs[e->count - 1];
    if (state == PROC_STOPPED) {
        if (status - 128 == SIGTSTP) return "Stopped";
        snprintf(buffer, size, "Stopped (%s)", signal_name(status - 128));
    } else if (status == 0) {
        return "Done";
    } else if (WIFSIGNALED(last->wait_status) && status == proc_status(last)) {
        snprintf(buffer, size, "%s%s", strsignal(WTERMSIG(last->wait_status)), WCOREDUMP(last->wait_status) ? " (core dumped)" : "");
    } else {
        snprintf(buffer, size, "Done(%d)", status);
    }
    return buffer;
}

char job_list_mark(struct job_list *list, const struct job_entry *e) {
    return e == job_list_current(list) ? '+' : e == job_list_previous(list) ? '-' : ' ';
}

void job_list_tell(struct job_entry *e, char mark, bool pipefail) {
    char buffer[80];
    dprintf(STDERR_FILENO, "[%d]%c %s  %s\n", e->number, mark, job_list_state_text(e, pipefail, buffer, sizeof buffer), job_table_text(e));
}

void job_list_stopped(struct job_list *list, struct job_entry *e) {
    e->foreground = false;
    if (!e->list) job_list_add(list, e);
    if (!list->interactive) return;
    dprintf(STDERR_FILENO, "\n");
    job_list_tell(e, '+', false);
    e->told = true;
}
