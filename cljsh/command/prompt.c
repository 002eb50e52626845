// SPDX-License-Identifier: MIT
/* The command language at a prompt: lines as the terminal gives them, jobs
 * that are told of, and what ends a script only ends a command here. */
#include "command/node.h"

#include "command/job_control.h"
#include "command/prompt_wait.h"
#include "command/session.h"
#include "host/report.h"
#include "language/syntax.h"
#include "shell/fd.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "task/pause.h"
#include "vm/rare.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct prompting {
    struct interp *sh; // first: see sh_reader_alias
    bool continued;    // a command has begun: PS2
    bool ended, time_over;
    int ends;          // in a row
};

static void show_prompt(struct interp *sh, bool continued) {
    const char *text = variable_get_or(sh, continued ? "PS2" : "PS1", "");
    char *shown = prompt_expand(sh, text), *to = shown;
    for (const char *p = shown; *p; p++)
        if (*p != PROMPT_INVISIBLE) *to++ = *p;
    descriptor_write(sh, 2, shown, (size_t)(to - shown));
    free(shown);
}

// A line of what is typed: 1, 0 at the end, -1.
static int more(void *arg, struct parser *parser) {
    struct prompting *p = arg;
    char block[4096];
    if (!p->continued) jobs_notify(p->sh);
    show_prompt(p->sh, p->continued);
    size_t total = 0;
    for (;;) {
        enum prompt_event event = prompt_wait(p->sh, -1, &(struct typing){0});
        if (event == PROMPT_FAILED) return -1;
        if (event == PROMPT_TIME_OVER) {
            p->ended = p->time_over = true;
            return 0;
        }
        const size_t most = isatty(STDIN_FILENO) ? sizeof block : 1;
        ssize_t n = WITHOUT_GIL(read(STDIN_FILENO, block, most));
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (n <= 0) {
            p->ended = true;
            return total > 0;
        }
        if (!p->continued) {
            size_t blanks = 0;
            while (blanks < (size_t)n && strchr(" \t\n", block[blanks])) blanks++;
            p->continued = blanks < (size_t)n && block[blanks] != '#';
        }
        if (parser_add(parser, block, (size_t)n) < 0) return -1;
        total += (size_t)n;
        p->ends = 0;
        if (block[n - 1] == '\n') return 1;
    }
}

// What a command has left pending, at the top: true when the shell is to end.
static bool ends_shell(struct interp *sh, int *status) {
    enum pending pending = sh->pending;
    if (!pending) return false;
    if (pending == PENDING_EXIT || (pending == PENDING_EXCEPTION && PyErr_ExceptionMatches(PyExc_SystemExit))) return true;
    sh->pending = PENDING_NOTHING;
    if (pending < PENDING_PROMPT) return false; // a return or break that nothing was there for
    *status = sh->pending_status;
    sh->status = *status;
    if (pending == PENDING_PROMPT) return false;
    if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
        PyErr_Clear();
        *status = sh->status = 128 + SIGINT;
        descriptor_write(sh, 2, "\n", 1);
        return false;
    }
    PyObject *exception = exception_fetch();
    if (exception) report_exception(exception);
    Py_XDECREF(exception);
    return false;
}

// The end of what is typed: may the shell end?
static bool may_end(struct prompting *p) {
    if (p->time_over) return true;
    if (prompt_ignores_end(p->sh, ++p->ends)) return false;
    if (isatty(STDIN_FILENO)) descriptor_write(p->sh, 2, "\n", 1);
    return jobs_may_end(p->sh);
}

int sh_run_prompt(struct interp *sh) {
    static const char *const prompts[][2] = {{"PS1", "$ "}, {"PS2", "> "}};
    for (int i = 0; i < 2; i++)
        if (!variable_is_set(sh, prompts[i][0])) variable_set(sh, prompts[i][0], i == 0 && geteuid() == 0 ? "# " : prompts[i][1]);
    signals_ignore(SIGTERM);
    signals_ignore(SIGQUIT);
    if (!sh->unmonitored) {
        jobs_monitor(sh, true);
        if (terminal_fd < 0) jobs_monitor(sh, false);
        option_set(sh, OPT_MONITOR, terminal_fd >= 0);
    }
    struct prompting p = {.sh = sh};
    struct parser *parser = NULL;
    int status = sh->status;
    for (;;) {
        struct syntax syntax = {.posix = sh->options[OPT_POSIX], .alias = sh_reader_alias, .more = more, .arg = &p};
        if (!parser) {
            SCOPED_PY PyObject *name = PyUnicode_DecodeFSDefault(sh->name);
            parser = name ? parser_new(&syntax, name, 1) : NULL;
        }
        if (!parser) break;
        p.continued = false;
        Value command;
        parser_set_groups(parser, shopt_is_set(sh, SHOPT_EXTGLOB));
        parser_set_keywords(parser, sh->options[OPT_KEYWORD]);
        enum parse_result r = parser_next(parser, &command);
        if (r == PARSE_COMMAND) {
            status = sh_run_parsed(sh, command);
            if (unlikely(traps_due) && !sh->pending) traps_run(sh);
            if (ends_shell(sh, &status)) break;
            if (!p.ended) continue;
        } else if (r == PARSE_ERROR) {
            if (!sh->pending) sh_syntax_failed(sh, false);
            status = 2;
            if (ends_shell(sh, &status)) break;
        }
        // What was wrong, or at an end, is forgotten.
        parser_free(parser);
        parser = NULL;
        if (p.ended && may_end(&p)) break;
        p.ended = false;
    }
    if (parser) parser_free(parser);
    return status;
}
