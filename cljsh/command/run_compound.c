// SPDX-License-Identifier: MIT
// Compound commands and lists.
#include "command/node.h"
#include "command/traps.h"

#include "base/cstack.h"
#include "data/str.h"
#include "task/pause.h"

#include <regex.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

int sh_run_program_status(struct interp *sh, int status) {
    if (!sh->pending) {
        sh->status = status; // what $? is in the action
        traps_run_error(sh, status);
    }
    if (!sh->pending && sh->options[OPT_ERREXIT]) sh_pend(sh, PENDING_EXIT, 0, status);
    return status;
}

// An exception of Python's ends everything.
static COLD int exception(struct interp *sh) {
    sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    return 1;
}

// The DEBUG trap, before a loop's turn, a case …: false when it has left something pending.
static COLD bool debug_trap(struct interp *sh, int line) {
    sh->line = line;
    traps_run_debug(sh);
    return !sh->pending;
}

// --- loops ------------------------------------------------------------------------

// What the body of a loop has left pending: true when the loop ends.
static bool leaves_loop(struct interp *sh) {
    if (likely(!sh->pending)) return false;
    if (sh->pending != PENDING_BREAK && sh->pending != PENDING_CONTINUE) return true;
    if (sh->levels > 1) {
        sh->levels--;
        return true;
    }
    bool leaves = sh->pending == PENDING_BREAK;
    sh->pending = PENDING_NOTHING;
    return leaves;
}

// A turn of a loop: others have their turn, and Ctrl-C its effect; so have traps, whatever the body was.
static inline bool turn(struct interp *sh) {
    if (unlikely(task_charge(1) < 0)) exception(sh);
    if (unlikely(traps_due) && !sh->pending) traps_run(sh);
    return !sh->pending;
}

static int run_while(struct interp *sh, struct node *n) {
    int status = 0;
    bool until = n->kind == NODE_UNTIL;
    sh->loop_depth++;
    while (turn(sh)) {
        sh->untested++;
        int condition = sh_run_node(sh, n->condition);
        sh->untested--;
        if (unlikely(sh->pending)) {
            if (leaves_loop(sh)) break;
            continue;
        }
        if ((condition == 0) == until) break;
        status = sh_run_node(sh, n->body);
        if (unlikely(sh->pending) && leaves_loop(sh)) break;
    }
    sh->loop_depth--;
    return status;
}

static int expand_list(struct interp *sh, struct node *n, struct words *words) {
    if (n->over_parameters) {
        for (int i = 0; i < sh->parameters.count; i++)
            words_put(&sh->arena, words, sh_arena_text(&sh->arena, sh->parameters.at[i], strlen(sh->parameters.at[i])));
        return 0;
    }
    for (int i = 0; i < n->list_count; i++)
        if (expand_fields(sh, n->list[i], words) < 0) return -1;
    return 0;
}

// set -x: the beginning of a turn, with all the words.
static COLD void trace_for(struct interp *sh, const char *loop, const char *name, const struct words *words) {
    char **trace = sh_arena_alloc(&sh->arena, sizeof *trace * (size_t)(words->count + 3));
    trace[0] = (char *)loop;
    trace[1] = (char *)name;
    trace[2] = "in";
    memcpy(trace + 3, words->at, sizeof *trace * (size_t)words->count);
    sh_trace_words(sh, NULL, words->count + 3, trace);
}

static int run_for(struct interp *sh, struct node *n) {
    struct mark m = arena_mark(&sh->arena);
    struct words words = {0};
    int status = 0;
    sh->line = n->line;
    if (expand_list(sh, n, &words) < 0) {
        arena_release(&sh->arena, m);
        return check_errexit(sh, 1);
    }
    sh->loop_depth++;
    for (int i = 0; i < words.count && turn(sh); i++) {
        if (unlikely(sh->call_traps) && !debug_trap(sh, n->line)) break;
        if (unlikely(sh->options[OPT_XTRACE])) trace_for(sh, "for", n->variable->name, &words);
        if ((unlikely(n->variable->flags & VAR_NAMEREF) ? variable_refer(sh, n->variable, words.at[i])
                                                         : variable_assign(sh, n->variable, words.at[i], strlen(words.at[i]))) < 0) {
            if (sh->options[OPT_POSIX]) sh_abandon_line(sh);
            status = sh->options[OPT_POSIX] ? 2 : check_errexit(sh, 1); // beyond it only the loop has failed
            break;
        }
        status = sh_run_node(sh, n->loop_body);
        if (unlikely(sh->pending) && leaves_loop(sh)) break;
    }
    sh->loop_depth--;
    arena_release(&sh->arena, m);
    return status;
}

static int value_of(struct interp *sh, struct expression *e, int64_t *value) {
    int r = e->arith ? sh_arith_value(sh, e->arith, value) : 1;
    if (r <= 0) return r;
    struct mark m = arena_mark(&sh->arena);
    char *text = expand_single(sh, e->word);
    r = text ? sh_arith(sh, text, value) : -1;
    arena_release(&sh->arena, m);
    return r;
}

static bool is_empty(const struct expression *e) {
    return e->word->literal && strspn(e->word->literal, " \t\n") == e->word->length;
}

static COLD void trace_arithmetic(struct interp *sh, struct expression *e, bool in_loop) {
    struct mark m = arena_mark(&sh->arena);
    char *text = expand_single(sh, e->word), *line;
    if (text && in_loop) text += strspn(text, " "); // as in bash, which others compare with
    if (text && asprintf(&line, "(( %s ))", text) >= 0) {
        sh_trace_text(sh, line);
        free(line);
    }
    arena_release(&sh->arena, m);
}

// One of the three expressions of for ((…)).
static int value_in_loop(struct interp *sh, struct node *n, struct expression *e, int64_t *value) {
    if (is_empty(e)) return 0;
    sh->line = n->line;
    if (unlikely(sh->call_traps) && !debug_trap(sh, n->line)) return -1;
    if (unlikely(sh->options[OPT_XTRACE])) trace_arithmetic(sh, e, true);
    return value_of(sh, e, value);
}

static int run_for_arith(struct interp *sh, struct node *n) {
    int64_t value = 1;
    int status = 0;
    if (value_in_loop(sh, n, &n->expressions[0], &value) < 0) return check_errexit(sh, 1);
    sh->loop_depth++;
    while (turn(sh)) {
        value = 1;
        if (value_in_loop(sh, n, &n->expressions[1], &value) < 0) {
            status = 1;
            break;
        }
        if (!value) break;
        status = sh_run_node(sh, n->arith_body);
        if (unlikely(sh->pending) && leaves_loop(sh)) break;
        if (value_in_loop(sh, n, &n->expressions[2], &value) < 0) {
            status = 1;
            break;
        }
    }
    sh->loop_depth--;
    return status;
}

// --- select -------------------------------------------------------------------------

static void show_menu(struct interp *sh, const struct words *words) {
    for (int i = 0; i < words->count; i++) {
        char head[32];
        int n = snprintf(head, sizeof head, "%d) ", i + 1);
        descriptor_write(sh, 2, head, (size_t)n);
        descriptor_write(sh, 2, words->at[i], strlen(words->at[i]));
        descriptor_write(sh, 2, "\n", 1);
    }
}

static int run_select(struct interp *sh, struct node *n) {
    struct mark m = arena_mark(&sh->arena);
    struct words words = {0};
    int status = 0;
    if (expand_list(sh, n, &words) < 0) {
        arena_release(&sh->arena, m);
        return check_errexit(sh, 1);
    }
    bool show = true;
    sh->loop_depth++;
    while (words.count && turn(sh)) {
        if (unlikely(sh->call_traps) && show && !debug_trap(sh, n->line)) break;
        if (unlikely(sh->options[OPT_XTRACE]) && show) trace_for(sh, "select", n->variable->name, &words);
        if (show) show_menu(sh, &words);
        const char *prompt = variable_get_or(sh, "PS3", "#? ");
        descriptor_write(sh, 2, prompt, strlen(prompt));
        char *read[] = {"read", "-r", "REPLY", NULL};
        int r = sh_run(sh, 3, read, RUN_NO_FUNCTION);
        if (r || sh->pending) {
            descriptor_write(sh, 2, "\n", 1);
            status = r;
            break;
        }
        const char *reply = variable_get_or(sh, "REPLY", "");
        if ((show = !*reply)) continue;
        long choice = strspn(reply, "0123456789") == strlen(reply) ? strtol(reply, NULL, 10) : 0;
        const char *word = choice >= 1 && choice <= words.count ? words.at[choice - 1] : "";
        if (variable_assign(sh, n->variable, word, strlen(word)) < 0) {
            sh_abandon_line(sh);
            break;
        }
        status = sh_run_node(sh, n->loop_body);
        if (sh->pending && leaves_loop(sh)) break;
    }
    sh->loop_depth--;
    arena_release(&sh->arena, m);
    return status;
}

// --- case -----------------------------------------------------------------------------

// 1, 0, or -1 when an expansion has failed.
static int pattern_fits(struct interp *sh, struct word *w, const char *text, size_t n) {
    if (w->pattern_plain && likely(!shopt_is_set(sh, SHOPT_NOCASEMATCH))) return w->pattern_length == n && memcmp(w->pattern, text, n) == 0;
    size_t length;
    const char *pattern = expand_pattern(sh, w, &length);
    return pattern ? sh_pattern_matches(pattern, length, text, n, true) : -1;
}

static int run_case(struct interp *sh, struct node *n) {
    struct mark m = arena_mark(&sh->arena);
    int status = 0, fits = 0;
    sh->line = n->line;
    if (unlikely(sh->call_traps) && !debug_trap(sh, n->line)) return sh->status;
    sh->substituted = -1;
    char *text = expand_single(sh, n->subject);
    if (!text) {
        arena_release(&sh->arena, m);
        return check_errexit(sh, 1);
    }
    if (sh->options[OPT_XTRACE]) {
        char *trace[] = {"case", text, "in", NULL};
        sh_trace_words(sh, NULL, 3, trace);
    }
    size_t length = strlen(text);
    for (int i = 0; i < n->item_count; i++) {
        struct case_item *item = &n->items[i];
        for (int k = 0; k < item->count && fits <= 0; k++)
            if ((fits = pattern_fits(sh, item->patterns[k], text, length)) < 0) {
                arena_release(&sh->arena, m);
                return check_errexit(sh, 1);
            }
        if (!fits) continue;
        if (item->body->kind != NODE_NOTHING) status = sh_run_node(sh, item->body);
        else status = 0;
        if (item->end == ';' || sh->pending) break;
        if (item->end == 't') fits = 0;
    }
    arena_release(&sh->arena, m);
    return status;
}

// --- [[ ]] ----------------------------------------------------------------------------

static int run_regex(struct interp *sh, const char *text, struct word *pattern) {
    char *source;
    regex_t regex;
    regmatch_t groups[32];
    if (expand_regex(sh, pattern, &source) < 0) return 2;
    int error = regcomp(&regex, source, REG_EXTENDED | (shopt_is_set(sh, SHOPT_NOCASEMATCH) ? REG_ICASE : 0));
    if (error == REG_ESPACE) sh_out_of_memory();
    if (error) {
        sh_report(sh, "%s: no regular expression", source);
        return 2;
    }
    error = regexec(&regex, text, 32, groups, 0);
    if (error == REG_ESPACE) sh_out_of_memory();
    int status = error != 0;
    size_t count = status ? 0 : regex.re_nsub + 1 > 32 ? 32 : regex.re_nsub + 1;
    char *parts[32];
    for (size_t i = 0; i < count; i++)
        parts[i] = groups[i].rm_so < 0 ? "" : sh_arena_text(&sh->arena, text + groups[i].rm_so, (size_t)(groups[i].rm_eo - groups[i].rm_so));
    regfree(&regex);
    variable_set_array(sh, "BASH_REMATCH", (int)count, parts);
    return status;
}

// set -x: each test of [[ ]] for itself; pattern: b as one.
static COLD void trace_test(struct interp *sh, const char *a, const char *op, struct word *b) {
    size_t n;
    char *left = sh_quote_argument(a), *right = b ? expand_pattern(sh, b, &n) : NULL, *text;
    if (b ? asprintf(&text, "[[ %s %s %s ]]", left, op, right ? right : "") >= 0 : asprintf(&text, "[[ %s %s ]]", op, left) >= 0) {
        sh_trace_text(sh, text);
        free(text);
    }
    free(left);
}

static int run_binary_test(struct interp *sh, struct test *t) {
    const char *op = t->operator;
    char *a = expand_single(sh, t->a);
    if (!a) return 2;
    if (unlikely(sh->options[OPT_XTRACE])) trace_test(sh, a, op, t->b);
    if (strcmp(op, "=~") == 0) return run_regex(sh, a, t->b);
    if (op[0] == '=' || op[0] == '!') {
        size_t n = strlen(a);
        sh->matching_groups = true;
        int fits = pattern_fits(sh, t->b, a, n);
        sh->matching_groups = false;
        return fits < 0 ? 2 : fits == (op[0] == '!');
    }
    char *b = expand_single(sh, t->b);
    if (!b) return 2;
    if (op[0] == '<' || op[0] == '>') return op[0] == '<' ? !(strcmp(a, b) < 0) : !(strcmp(a, b) > 0);
    static const char *const names[] = {"-eq", "-ne", "-lt", "-le", "-gt", "-ge"};
    for (int i = 0; i < 6; i++) {
        if (strcmp(op, names[i]) != 0) continue;
        int64_t x, y;
        if (sh_arith(sh, a, &x) < 0 || sh_arith(sh, b, &y) < 0) return 1;
        bool results[] = {x == y, x != y, x < y, x <= y, x > y, x >= y};
        return !results[i];
    }
    char *words[] = {"test", a, (char *)op, b, NULL};
    return sh_run(sh, 4, words, RUN_NO_FUNCTION);
}

static int run_test(struct interp *sh, struct test *t) {
    int status;
    if (cstack_check() < 0) return (PyErr_Clear(), 2);
    switch (t->op) {
    case '&': return (status = run_test(sh, t->left)) ? status : run_test(sh, t->right);
    case '|': return (status = run_test(sh, t->left)) == 1 ? run_test(sh, t->right) : status;
    case '!': return (status = run_test(sh, t->left)) > 1 ? status : !status;
    case 'b': return run_binary_test(sh, t);
    }
    char *a = expand_single(sh, t->a);
    if (!a) return 2;
    if (unlikely(sh->options[OPT_XTRACE])) trace_test(sh, a, t->operator, NULL);
    if (strcmp(t->operator, "-n") == 0) return !*a;
    if (strcmp(t->operator, "-z") == 0) return *a != 0;
    char *words[] = {"test", (char *)t->operator, a, NULL};
    return sh_run(sh, 3, words, RUN_NO_FUNCTION);
}

// --- the others ---------------------------------------------------------------------------

static int run_if(struct interp *sh, struct node *n) {
    for (int i = 0; i < n->branch_count; i++) {
        sh->untested++;
        int condition = sh_run_node(sh, n->branches[i].condition);
        sh->untested--;
        if (sh->pending) return condition;
        if (condition == 0) return sh_run_node(sh, n->branches[i].body);
    }
    return n->otherwise ? sh_run_node(sh, n->otherwise) : 0;
}

static int run_and_or(struct interp *sh, struct node *n) {
    sh->untested++;
    int status = sh_run_node(sh, n->left);
    sh->untested--;
    if (sh->pending || (status == 0) != (n->kind == NODE_AND)) return status;
    return sh_run_node(sh, n->right);
}

static int run_not(struct interp *sh, struct node *n) {
    sh->untested++;
    int status = sh_run_node(sh, n->left);
    sh->untested--;
    return sh->pending ? status : !status;
}

static int run_sequence(struct interp *sh, struct node *n) {
    int status = 0;
    for (int i = 0; i < n->count && !sh->pending; i++) status = sh_run_node(sh, n->nodes[i]);
    return status;
}

static int define_function(struct interp *sh, struct node *n) {
    struct command_name *name = n->function_name;
    // One with the name of a special builtin is never found, and may be defined.
    if (sh->options[OPT_POSIX] && !name->builtin && !sh_is_variable_name(name->name, strlen(name->name))) {
        sh_report(sh, "%s: a function cannot have this name", name->name);
        sh_fatal(sh, 2);
        return 2;
    }
    if (unlikely(name->function && name->function->readonly)) {
        sh_report(sh, "%s: readonly function", name->name);
        return 1;
    }
    struct function *f = sh_alloc(sizeof *f);
    *f = (struct function){.references = 1, .body = keep(n->function_body), .text = sh_copy(n->text, strlen(n->text)), .line = n->line,
                           .file = sh->file ? sh_copy(sh->file, strlen(sh->file)) : NULL};
    sh_function_define(sh, name, f);
    return 0;
}

static double seconds(const struct timeval *t) { return (double)t->tv_sec + (double)t->tv_usec / 1e6; }

// $TIMEFORMAT: %R, %U and %S, with a number of decimals and l for minutes before the letter; %P; %%.
static void show_times(struct interp *sh, const char *format, const double *times) {
    static const char letters[] = "RUS";
    struct strbuf b = STRBUF_INIT;
    for (; *format; format++) {
        if (*format != '%') {
            strbuf_putc(&b, *format);
            continue;
        }
        const char *at = format + 1;
        int decimals = *at >= '0' && *at <= '9' ? *at++ - '0' : 3;
        bool minutes = *at == 'l';
        at += minutes;
        if (decimals > 6) decimals = 6;
        const char *letter = *at ? strchr(letters, *at) : NULL;
        double t = letter ? times[letter - letters] : 0;
        if (*at == '%') strbuf_putc(&b, '%');
        else if (*at == 'P') strbuf_printf(&b, "%.2f", times[0] > 0 ? 100 * (times[1] + times[2]) / times[0] : 0.0);
        else if (letter && minutes) strbuf_printf(&b, "%dm%.*fs", (int)(t / 60), decimals, t - 60 * (int)(t / 60));
        else if (letter) strbuf_printf(&b, "%.*f", decimals, t);
        else {
            strbuf_putc(&b, '%');
            continue;
        }
        format = at;
    }
    if (b.length) {
        strbuf_putc(&b, '\n');
        descriptor_write(sh, 2, sh_built(&b), b.length);
    }
    strbuf_free(&b);
}

static int run_time(struct interp *sh, struct node *n) {
    struct timespec begin, end;
    struct rusage own[2], children[2];
    clock_gettime(CLOCK_MONOTONIC, &begin);
    getrusage(RUSAGE_SELF, &own[0]);
    getrusage(RUSAGE_CHILDREN, &children[0]);
    int status = n->left->kind == NODE_NOTHING ? 0 : sh_run_node(sh, n->left);
    clock_gettime(CLOCK_MONOTONIC, &end);
    getrusage(RUSAGE_SELF, &own[1]);
    getrusage(RUSAGE_CHILDREN, &children[1]);
    double times[3] = {(double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9,
                       seconds(&own[1].ru_utime) - seconds(&own[0].ru_utime) + seconds(&children[1].ru_utime) - seconds(&children[0].ru_utime),
                       seconds(&own[1].ru_stime) - seconds(&own[0].ru_stime) + seconds(&children[1].ru_stime) - seconds(&children[0].ru_stime)};
    static const char *const names[] = {"real", "user", "sys"};
    const char *format = n->flag || sh->options[OPT_POSIX] ? NULL : variable_get(sh, "TIMEFORMAT");
    if (format) return (show_times(sh, format, times), status);
    char text[256];
    int length = n->flag ? 0 : snprintf(text, sizeof text, "\n");
    for (int i = 0; i < 3; i++) {
        if (n->flag) length += snprintf(text + length, sizeof text - (size_t)length, "%s %.2f\n", names[i], times[i]);
        else length += snprintf(text + length, sizeof text - (size_t)length, "%s\t%dm%.3fs\n", names[i], (int)(times[i] / 60), times[i] - 60 * (int)(times[i] / 60));
    }
    descriptor_write(sh, 2, text, (size_t)length);
    return status;
}

static int run_arithmetic(struct interp *sh, struct node *n) {
    int64_t value;
    sh->line = n->line;
    if (unlikely(sh->notes_commands)) sh_note_command(sh, n);
    if (unlikely(sh->call_traps)) traps_run_debug(sh);
    if (unlikely(sh->options[OPT_XTRACE])) trace_arithmetic(sh, &n->expression, false);
    int status = value_of(sh, &n->expression, &value) < 0 ? 1 : value == 0;
    return check_errexit(sh, status);
}

static int run_compound(struct interp *sh, struct node *n) {
    switch ((enum node_kind)n->kind) {
    case NODE_SIMPLE: return sh_run_simple(sh, n);
    case NODE_PIPE: return sh_run_pipeline(sh, n);
    case NODE_NOT: return run_not(sh, n);
    case NODE_AND: case NODE_OR: return run_and_or(sh, n);
    case NODE_SEQ: return run_sequence(sh, n);
    case NODE_BG: return sh_run_background(sh, n);
    case NODE_TIME: return run_time(sh, n);
    case NODE_SUBSHELL: {
        int status = sh_run_subshell(sh, n);
        if (unlikely(sh->notes_commands)) sh_note_command(sh, n);
        return check_errexit(sh, status);
    }
    case NODE_GROUP: return sh_run_node(sh, n->left);
    case NODE_IF: return run_if(sh, n);
    case NODE_WHILE: case NODE_UNTIL: return run_while(sh, n);
    case NODE_FOR: return run_for(sh, n);
    case NODE_SELECT: return run_select(sh, n);
    case NODE_FOR_ARITH: return run_for_arith(sh, n);
    case NODE_CASE: return run_case(sh, n);
    case NODE_FUNCTION: return define_function(sh, n);
    case NODE_TEST: {
        struct mark m = arena_mark(&sh->arena);
        sh->line = n->line;
        if (unlikely(sh->notes_commands)) sh_note_command(sh, n);
        if (unlikely(sh->call_traps)) traps_run_debug(sh);
        int status = run_test(sh, n->test);
        arena_release(&sh->arena, m);
        return check_errexit(sh, status);
    }
    case NODE_ARITHMETIC: return run_arithmetic(sh, n);
    case NODE_NOTHING: return 0;
    case NODE_LAZY: break;
    }
    return 0;
}

static COLD int run_redirected(struct interp *sh, struct node *n) {
    struct mark m = arena_mark(&sh->arena);
    struct redirected undo;
    int status = 1, processes = sh->process_count;
    sh->line = n->line;
    if (redirect(sh, n->redirections, &undo) == 0) {
        if (sh->only == n) sh->only = NULL, redirect_keep(sh, &undo);
        status = run_compound(sh, n);
        redirect_undo(sh, &undo);
    } else {
        status = check_errexit(sh, 1);
    }
    sh_process_substitutions_end(sh, processes);
    arena_release(&sh->arena, m);
    return status;
}

static COLD int too_deep(struct interp *sh) {
    PyErr_Clear();
    sh_report(sh, "functions or commands are nested too deeply");
    sh_pend(sh, sh->options[OPT_INTERACTIVE] ? PENDING_PROMPT : PENDING_EXIT, 0, 2);
    return 2;
}

int sh_run_node(struct interp *sh, struct node *n) {
    if (unlikely(n->kind == NODE_LAZY) && sh_node_prepare(sh, n) < 0) return exception(sh);
    if (unlikely(sh->options[OPT_NOEXEC]) && !sh->options[OPT_INTERACTIVE]) return 0;
    if (likely(n->kind == NODE_SIMPLE)) return sh->status = sh_run_simple(sh, n);
    if (unlikely(cstack_check() < 0)) return too_deep(sh);
    int status = n->redirections ? run_redirected(sh, n) : run_compound(sh, n);
    sh->status = status;
    if (unlikely(traps_due) && !sh->pending && !node_ends_in_background(n)) traps_run(sh); // what came while a subshell ran is due now
    return status;
}
