// SPDX-License-Identifier: MIT
// Simple commands: words, assignments, redirections, and what the name stands for.
#include "command/node.h"
#include "command/traps.h"
#include "command/clojure_commands.h"

#include "base/cstack.h"
#include "data/str.h"

#include <stdio.h>
#include <stdlib.h>

// --- tracing ----------------------------------------------------------------------

// What PS4 says; in evaluated text beyond POSIX its first character once more for each level.
static char *trace_prefix(struct interp *sh) {
    bool before = sh->options[OPT_XTRACE];
    int status = sh->status, substituted = sh->substituted;
    sh->options[OPT_XTRACE] = false; // PS4 may hold commands
    const char *ps4 = variable_text(sh->v_ps4);
    if (!ps4) ps4 = "+ ";
    char *prefix = sh_expand_text(sh, ps4);
    sh->options[OPT_XTRACE] = before;
    if (!prefix) { // it is wrong, which is no fault of the command's
        if (sh->pending != PENDING_EXCEPTION) sh->pending = PENDING_NOTHING;
        prefix = sh_copy(ps4, strlen(ps4));
    }
    sh->status = status;
    sh->substituted = substituted;
    int more = sh->options[OPT_POSIX] || !*prefix ? 0 : sh->evaluated < 100 ? sh->evaluated : 100;
    if (!more) return prefix;
    size_t n = strlen(prefix);
    char *deep = sh_alloc(n + (size_t)more + 1);
    memset(deep, prefix[0], (size_t)more);
    memcpy(deep + more, prefix, n + 1);
    free(prefix);
    return deep;
}

static void trace_write(struct interp *sh, const char *prefix, const char *text) {
    struct strbuf line = STRBUF_INIT;
    strbuf_puts(&line, prefix);
    strbuf_puts(&line, text);
    strbuf_putc(&line, '\n');
    const char *number = variable_get_or(sh, "BASH_XTRACEFD", "");
    int fd = *number && strspn(number, "0123456789") == strlen(number) && strlen(number) < 5 ? atoi(number) : 2;
    const char *whole = sh_built(&line);
    if (descriptor_write(sh, fd, whole, line.length) && fd != 2) descriptor_write(sh, 2, whole, line.length);
    strbuf_free(&line);
}

void sh_trace_text(struct interp *sh, const char *text) {
    char *prefix = trace_prefix(sh);
    trace_write(sh, prefix, text);
    free(prefix);
}

static void trace_word(struct strbuf *line, const char *text, bool is_name) {
    char *quoted = is_name ? sh_quote(text) : sh_quote_argument(text);
    if (line->length) strbuf_putc(line, ' ');
    strbuf_puts(line, quoted);
    free(quoted);
}

void sh_trace_words(struct interp *sh, struct words *assignments, int argc, char **argv) {
    struct strbuf line = STRBUF_INIT;
    for (int i = 0; assignments && i < assignments->count; i++) {
        if (!sh->options[OPT_POSIX]) {
            trace_write(sh, "", assignments->at[i]);
            continue;
        }
        if (i) strbuf_putc(&line, ' ');
        strbuf_puts(&line, assignments->at[i]);
    }
    for (int i = 0; i < argc; i++) trace_word(&line, argv[i], i == 0);
    strbuf_putc(&line, 0);
    if (*sh_built(&line)) sh_trace_text(sh, line.data);
    strbuf_free(&line);
}

// A command's own redirections do not hold for its trace.
COLD void sh_trace_outside(struct interp *sh, const struct redirected *undo, struct words *trace, int argc, char **argv) {
    int i = 0;
    while (undo && i < undo->count && undo->saved[i].fd != 2) i++;
    struct stream *inside = undo && i < undo->count ? sh->descriptors[2] : NULL;
    if (inside) sh->descriptors[2] = undo->saved[i].before;
    sh_trace_words(sh, trace, argc, argv);
    if (inside) sh->descriptors[2] = inside;
}

// --- assignments --------------------------------------------------------------------

// For set -x: NAME=(…) with what its words have become.
static COLD void show_array(struct interp *sh, struct assignment *a, const struct words *keys, const struct words *values) {
    struct strbuf line = STRBUF_INIT;
    strbuf_printf(&line, "%s%s=(", a->name, a->append ? "+" : "");
    for (int i = 0; i < values->count; i++) {
        char *key = keys->at[i] ? sh_quote(keys->at[i]) : NULL, *value = sh_quote(values->at[i]);
        if (i) strbuf_putc(&line, ' ');
        if (key) strbuf_printf(&line, "[%s]=", key);
        strbuf_puts(&line, value);
        free(key);
        free(value);
    }
    strbuf_putc(&line, ')');
    sh->assignment_shown = sh_copy(sh_built(&line), line.length);
    strbuf_free(&line);
}

static COLD int assign_array(struct interp *sh, struct assignment *a) {
    struct variable *v = variable_target(sh, a->variable);
    struct arena *arena = &sh->arena;
    struct words keys = {0}, values = {0}, appends = {0};
    for (int i = 0; i < a->count; i++) {
        struct element *e = &a->elements[i];
        char *key = NULL;
        if (e->index) {
            if (!(key = expand_single(sh, e->index))) return -1;
            char *value = expand_single(sh, e->value);
            if (!value) return -1;
            words_put(arena, &keys, key);
            words_put(arena, &values, value);
            words_put(arena, &appends, e->append ? key : NULL);
            continue;
        }
        int before = values.count;
        if (expand_fields(sh, e->value, &values) < 0) return -1;
        for (; before < values.count; before++) {
            words_put(arena, &keys, NULL);
            words_put(arena, &appends, NULL);
        }
    }
    if (unlikely(sh->options[OPT_XTRACE])) show_array(sh, a, &keys, &values);
    if (v->flags & VAR_READONLY) {
        sh_report(sh, "%s: readonly variable", v->name);
        return -1;
    }
    bool assoc = v->flags & VAR_ASSOC;
    variable_touch(sh, v, true);
    v->flags &= ~(unsigned)VAR_DECLARED;
    int64_t next = 0;
    if (!a->append) array_clear(sh, v, assoc);
    else if (v->array.w) {
        struct words before = {0};
        array_each(sh, v, &before, NULL);
        if (before.count && !assoc) next = atoll(before.at[before.count - 1]) + 1;
    } else if (variable_text(v)) {
        next = 1;
    }
    if (!v->array.w && !(a->append && variable_text(v))) array_clear(sh, v, assoc);
    for (int i = 0; i < values.count; i++) {
        char number[24];
        const char *key = keys.at[i];
        if (assoc && !key && keys.at[0]) { // among such that have a key
            sh_report(sh, "%s: %s: the key is missing", v->name, values.at[i]);
            continue;
        }
        if (assoc && !key) { // (key value key value)
            const char *value = i + 1 < values.count ? values.at[i + 1] : "";
            if (element_set(sh, v, values.at[i], value, false) < 0) return -1;
            i++;
            continue;
        }
        if (key && !assoc && array_index(sh, v, key, &next) < 0) return -1;
        if (!key || !assoc) sh_number_text(number, next++);
        if (element_set(sh, v, assoc ? key : number, values.at[i], appends.at[i] != NULL) < 0) return -1;
    }
    return 0;
}

// For set -x: NAME[INDEX]=VALUE or NAME+=VALUE, whose parts are known only while it is done.
static COLD void show_assignment(struct interp *sh, struct assignment *a, const char *index, const char *value) {
    char *quoted = sh_quote_argument(value);
    if (index ? asprintf(&sh->assignment_shown, "%s[%s]%s%s", a->name, index, a->append ? "+=" : "=", *value ? quoted : "") < 0
              : asprintf(&sh->assignment_shown, "%s+=%s", a->name, *value ? quoted : "") < 0)
        sh->assignment_shown = NULL;
    free(quoted);
}

static int assign_general(struct interp *sh, struct assignment *a) {
    if (a->is_array && a->index) {
        sh_report(sh, "%s: an element cannot be a list", a->name);
        return -1;
    }
    if (a->is_array) return assign_array(sh, a);
    char *index = a->index ? expand_single(sh, a->index) : NULL;
    if (a->index && !index) return -1;
    char *value = expand_single(sh, a->value);
    if (!value) return -1;
    if (unlikely(sh->options[OPT_XTRACE]) && (index || a->append)) show_assignment(sh, a, index, value);
    if (index) return element_set(sh, a->variable, index, value, a->append);
    if (a->append) return variable_append(sh, a->variable, value, strlen(value));
    return variable_assign(sh, a->variable, value, strlen(value));
}

// x=$x…: what follows is appended.
static int assign_growing(struct interp *sh, struct assignment *a) {
    struct variable *v = a->variable;
    struct part *part = a->value->parts;
    if (part->kind == PART_QUOTED && !part->length) part++;
    if (v->flags || v->special || v->array.w || !variable_text(v)) return 1;
    size_t before = v->length;
    for (part++; part < a->value->parts + a->value->count; part++) {
        const char *text = part->text;
        size_t n = part->length;
        if (part->kind == PART_VAR) {
            text = variable_text(part->variable);
            n = text ? strlen(text) : 0;
        } else if (part->kind == PART_POSITIONAL) {
            text = params_get(sh, part->number);
            n = text ? strlen(text) : 0;
        }
        if (!text && sh->options[OPT_NOUNSET]) {
            v->length = before;
            v->buffer[before] = 0;
            return 1;
        }
        if (n && variable_append(sh, v, text, n) < 0) return -1;
    }
    return 0;
}

static int assign(struct interp *sh, struct assignment *a) {
    if (a->arith) {
        int64_t value;
        int r = sh_arith_value(sh, a->arith, &value);
        if (r < 0) {
            expansion_error(sh);
            return -1;
        }
        if (r == 0) return variable_assign_number(sh, a->variable, value);
    }
    if (a->grows) {
        int r = assign_growing(sh, a);
        if (r <= 0) return r;
    }
    struct mark m = arena_mark(&sh->arena);
    int r = assign_general(sh, a);
    arena_release(&sh->arena, m);
    return r;
}

// NAME=value of one that was done, for set -x: as it can be read again.  prefix: what PS4 said before.
COLD void sh_trace_assignment(struct interp *sh, struct assignment *a, char *prefix, struct words *trace) {
    struct strbuf word = STRBUF_INIT;
    char *shown = sh->assignment_shown;
    sh->assignment_shown = NULL;
    if (prefix) strbuf_puts(&word, prefix);
    if (shown) {
        strbuf_puts(&word, shown);
    } else {
        const char *text = variable_text(variable_target(sh, a->variable));
        char *quoted = sh_quote_argument(text ? text : "");
        strbuf_printf(&word, "%s=%s", a->name, text && *text ? quoted : "");
        free(quoted);
    }
    words_put(&sh->arena, trace, sh_arena_text(&sh->arena, sh_built(&word), word.length));
    strbuf_free(&word);
    free(shown);
    free(prefix);
}

COLD char *sh_assignment_prefix(struct interp *sh) { return sh->options[OPT_XTRACE] && !sh->options[OPT_POSIX] ? trace_prefix(sh) : NULL; }

static int assign_all(struct interp *sh, struct node *n, struct words *trace) {
    for (int i = 0; i < n->assignment_count; i++) {
        char *prefix = unlikely(sh->options[OPT_XTRACE]) ? sh_assignment_prefix(sh) : NULL;
        if (unlikely(assign(sh, &n->assignments[i]) < 0)) {
            free(prefix);
            sh_abandon_line(sh);
            return -1;
        }
        if (unlikely(sh->options[OPT_XTRACE])) sh_trace_assignment(sh, &n->assignments[i], prefix, trace);
    }
    return 0;
}

// Assignments that hold for one command: in its environment, taken back by locals_restore.
static int assign_for_command(struct interp *sh, struct node *n, struct words *trace) {
    for (int i = 0; i < n->assignment_count; i++) {
        struct assignment *a = &n->assignments[i];
        struct mark m = arena_mark(&sh->arena);
        struct variable *v = a->variable;
        if (v->flags & VAR_READONLY) {
            sh_report(sh, "%s: readonly variable", v->name);
            sh_abandon_line(sh);
            return -1;
        }
        char *prefix = unlikely(sh->options[OPT_XTRACE]) ? sh_assignment_prefix(sh) : NULL;
        char *value = a->is_array ? "" : expand_single(sh, a->value);
        if (!value) return (free(prefix), -1);
        const char *before = a->append ? variable_text(v) : NULL;
        if (before) {
            char *joined = sh_arena_alloc(&sh->arena, strlen(before) + strlen(value) + 1);
            stpcpy(stpcpy(joined, before), value);
            value = joined;
        }
        unsigned flags = v->flags;
        variable_save(sh, v);
        v->flags = (flags & ~(unsigned)(VAR_ARRAY | VAR_ASSOC | VAR_NAMEREF)) | VAR_EXPORT;
        if (variable_assign(sh, v, value, strlen(value)) < 0) return (free(prefix), -1);
        sh->environment = NULL;
        arena_release(&sh->arena, m);
        if (sh->options[OPT_XTRACE]) sh_trace_assignment(sh, a, prefix, trace);
    }
    return 0;
}

// --- functions -----------------------------------------------------------------------

static COLD int prepare_function(struct function *f) {
    f->program = sh_program_new(keep(ref(f->body)));
    f->node = sh_node_lazy(f->program, ref(f->body));
    f->node->needs_process = sh_node_needs_process(ref(f->body));
    return 0;
}

// With set -T the DEBUG trap runs where a function begins, too.
static COLD void debug_before(struct interp *sh, struct node *body) {
    if (body->kind == NODE_LAZY && sh_node_prepare(sh, body) < 0) PyErr_Clear();
    if (body->line) sh->line = body->line;
    traps_run_debug(sh);
}

int sh_run_function(struct interp *sh, struct command_name *name, int argc, char **argv, struct undo *frame) {
    struct function *f = name->function;
    if (unlikely(cstack_check() < 0) || sh->function_depth >= sh->functions_deep) {
        PyErr_Clear();
        sh_report(sh, "%s: functions are nested too deeply", name->name);
        sh_pend(sh, sh->options[OPT_INTERACTIVE] ? PENDING_PROMPT : PENDING_EXIT, 0, 2);
        return 2;
    }
    if (unlikely(!f->program)) prepare_function(f);
    if (unlikely(f->node->needs_process) && !subshell_move(sh)) return sh->pending_status;
    f->references++;
    struct parameters before = sh->parameters;
    struct undo *locals = sh->locals, *frame_before = sh->frame;
    int loops = sh->loop_depth, line = sh->line;
    const char *file = sh->file;
    struct call_frame frame_here = {sh->frames, name->name, f->file, line, true};
    bool *local_options = sh->local_options;
    sh->local_options = NULL;
    sh->parameters = (struct parameters){argc - 1, argv + 1, NULL, 0};
    sh->loop_depth = 0;
    sh->function_depth++;
    sh->frames = &frame_here;
    sh->frame = frame;
    sh->file = f->file;
    struct hidden_traps hidden;
    bool hides = unlikely(sh->call_traps) && traps_hide(sh, &hidden);
    if (unlikely(sh->call_traps) && sh->options[OPT_FUNCTRACE]) debug_before(sh, f->node);
    int status = sh->pending ? sh->status : sh_run_node(sh, f->node);
    if (sh->pending == PENDING_RETURN) {
        status = sh->pending_status;
        sh->pending = PENDING_NOTHING;
    }
    if (unlikely(sh->call_traps || hides)) traps_returned(sh, hides ? &hidden : NULL, status);
    if (unlikely(sh->local_options)) {
        memcpy(sh->options, sh->local_options, sizeof sh->options);
        free(sh->local_options);
    }
    sh->local_options = local_options;
    sh->file = file;
    sh->frames = frame_here.outer;
    sh->frame = frame_before;
    sh->function_depth--;
    sh->loop_depth = loops;
    sh->line = line;
    if (sh->locals != locals) locals_restore(sh, locals);
    for (int i = 0; i < sh->parameters.owned_count; i++) free(sh->parameters.owned[i]);
    free(sh->parameters.owned);
    sh->parameters = before;
    sh_function_drop(f);
    return status;
}

// --- the command ---------------------------------------------------------------------

enum what { IS_EXTERNAL, IS_FUNCTION, IS_BUILTIN, IS_SPECIAL };

static enum what what_is(struct interp *sh, const struct command_name *name) {
    const struct builtin *b = name->disabled ? NULL : name->builtin;
    if (b && b->flags & BUILTIN_SPECIAL && (sh->options[OPT_POSIX] || !name->function)) return IS_SPECIAL;
    if (name->function) return IS_FUNCTION;
    return b ? IS_BUILTIN : IS_EXTERNAL;
}

static void remember_last_word(struct interp *sh, const char *word) {
    size_t n = strlen(word);
    if (n >= sizeof sh->last_word) n = sizeof sh->last_word - 1;
    memcpy(sh->last_word, word, n);
    sh->last_word[n] = 0;
    char *list = memchr(sh->last_word, '\001', n); // of `declare a=(…)`: the name
    if (unlikely(list != NULL) && list > sh->last_word && list[1] == '(') {
        while (list > sh->last_word && (list[-1] == '=' || list[-1] == '+')) list--;
        *list = 0;
    }
}

// After the words, with the redirections in place.
static int run_words(struct interp *sh, struct node *n, struct command_name *name, enum what what, int argc, char **argv, const struct redirected *undo) {
    struct words trace = {0};
    struct undo *locals = sh->locals;
    bool stay = false;
    int status;
    if (n->assignment_count) {
        // Only the standard's mode lets them stay; and what exec runs gets them as any program would.
        stay = what == IS_SPECIAL && sh->options[OPT_POSIX] && (argc == 1 || strcmp(argv[0], "exec") != 0);
        if (stay ? assign_all(sh, n, &trace) < 0 : assign_for_command(sh, n, &trace) < 0) {
            if (!stay) locals_restore(sh, locals);
            return sh->pending ? sh->pending_status : 1;
        }
    }
    struct undo *assigned = sh->locals;
    for (struct undo *u = assigned; u != locals; u = u->next) {
        u->assigned = true;
        u->temporary = what == IS_BUILTIN || what == IS_SPECIAL;
    }
    if (unlikely(sh->options[OPT_XTRACE])) sh_trace_outside(sh, undo, &trace, argc, argv);
    if (what != IS_EXTERNAL) sh->may_exec = false; // what it runs is not the last one
    switch (what) {
    case IS_SPECIAL: case IS_BUILTIN: status = sh_run_builtin(sh, name->builtin, argc, argv, what == IS_SPECIAL); break;
    case IS_FUNCTION: status = sh_run_function(sh, name, argc, argv, locals); break;
    default: {
        const char *path;
        if (unlikely(argv[0][0] == '%') && argc == 1 && sh->options[OPT_MONITOR] && builtin_find("fg")) { // %1: a job's name alone
            status = sh_run_builtin(sh, builtin_find("fg"), 2, (char *[]){"fg", argv[0], NULL}, false);
            break;
        }
        Ref command = clojure_command(argv[0]);
        if (unlikely(command.w)) {
            status = sh_run_clojure(sh, command, true, argc - 1, argv + 1);
            break;
        }
        status = find_external(sh, name, argv[0], &path);
        if (!status) status = sh_run_external(sh, path, argc, argv, environment_for(sh, path));
    }
    }
    if (n->assignment_count && !stay) locals_take_back(sh, assigned, locals);
    return status;
}

/* What a process runs for its own sake keeps its redirections, and no pipe of
 * the shell's open.  After a trap is set something may still run: its action,
 * which is not to write where the builtin did. */
static bool keeps_redirections(struct interp *sh, const struct command_name *name, enum what what) {
    if (sh->options[OPT_XTRACE]) return false; // the trace is to go where it went before
    return what != IS_SPECIAL || strcmp(name->builtin->name, "trap") != 0;
}

/* The input of a simple command, be that a function or a dot script, is not for what it starts in the background, as
 * that of a compound command is; and after exec it is as if the shell had been started with it. */
static void input_is_its_own(struct interp *sh, struct redirected *undo) {
    sh->input_given -= undo->gives_input;
    undo->gives_input = false;
}

static COLD int run_redirected_words(struct interp *sh, struct node *n, struct command_name *name, enum what what, int argc, char **argv) {
    struct redirected undo;
    if (redirect(sh, n->redirections, &undo) < 0) {
        if (what == IS_SPECIAL && sh->options[OPT_POSIX]) sh_fatal(sh, 2);
        return sh->pending ? sh->pending_status : 1;
    }
    input_is_its_own(sh, &undo);
    sh->keep_redirections = false;
    if (sh->only == n) {
        sh->only = NULL;
        if (keeps_redirections(sh, name, what)) redirect_keep(sh, &undo);
    }
    int status = run_words(sh, n, name, what, argc, argv, &undo);
    if (sh->keep_redirections) redirect_keep(sh, &undo);
    else redirect_undo(sh, &undo);
    sh->keep_redirections = false;
    return status;
}

static int run_assignments(struct interp *sh, struct node *n) {
    struct words trace = {0};
    struct redirected undo = {0};
    if (n->redirections && redirect(sh, n->redirections, &undo) < 0) return sh->pending ? sh->pending_status : 1;
    input_is_its_own(sh, &undo);
    int failed = assign_all(sh, n, &trace);
    if (n->redirections) redirect_undo(sh, &undo);
    if (unlikely(sh->options[OPT_XTRACE]) && trace.count) sh_trace_words(sh, &trace, 0, NULL);
    if (failed < 0) return sh->pending ? sh->pending_status : 2;
    sh->last_word[0] = 0;
    return sh->substituted >= 0 ? sh->substituted : 0;
}

// ~(form) words: a function of Clojure's.
static COLD int run_function_word(struct interp *sh, struct node *n, Value f, struct words *words) {
    struct redirected undo = {0};
    struct words trace = {0};
    struct undo *locals = sh->locals;
    int status = 1;
    if (!n->redirections || redirect(sh, n->redirections, &undo) == 0) {
        if (assign_for_command(sh, n, &trace) == 0) status = sh_run_clojure(sh, ref(f), false, words->count, words->at);
        if (sh->locals != locals) locals_restore(sh, locals);
        if (n->redirections) redirect_undo(sh, &undo);
    }
    drop(f);
    return status;
}

static inline int run_expanded(struct interp *sh, struct node *n, struct words *words) {
    if (unlikely(!words->count)) return run_assignments(sh, n); // its status is the last substitution's, be that among the words
    words->at[words->count] = NULL;
    struct command_name *name = likely(n->name != NULL) ? n->name : name_intern(sh, words->at[0]);
    enum what what = what_is(sh, name);
    int status = n->redirections ? run_redirected_words(sh, n, name, what, words->count, words->at) : run_words(sh, n, name, what, words->count, words->at, NULL);
    remember_last_word(sh, words->at[words->count - 1]);
    return status;
}

// A command whose first word is ~(form) or ~name: a function of Clojure's, or words like any others.
static COLD int run_clojure_word(struct interp *sh, struct node *n) {
    struct words words = {0};
    sh_words_more(&sh->arena, &words);
    Value function = ERR;
    bool failed_words = sh_function_of_word(sh, n->words[0], &function, &words) < 0;
    for (int i = 1; i < n->word_count && !failed_words; i++) failed_words = expand_fields(sh, n->words[i], &words) < 0;
    if (failed_words) {
        xdrop(function);
        return sh->pending ? sh->pending_status : 1;
    }
    return ok(function) ? run_function_word(sh, n, function, &words) : run_expanded(sh, n, &words);
}

static int run_simple_inner(struct interp *sh, struct node *n) {
    struct words words = {0};
    sh->substituted = -1;
    if (!n->word_count) return run_assignments(sh, n);
    if (unlikely(!n->words[0]->literal) && sh_is_function_word(sh, n->words[0])) return run_clojure_word(sh, n);
    char *few[10]; // most commands have no more
    words.at = few;
    words.capacity = 10;
    for (int i = 0; i < n->word_count; i++) {
        struct word *w = n->words[i];
        if (likely(w->literal != NULL)) words_put(&sh->arena, &words, (char *)w->literal);
        else if (unlikely(expand_fields(sh, w, &words) < 0)) return sh->pending ? sh->pending_status : 1;
    }
    return run_expanded(sh, n, &words);
}

int sh_run_simple(struct interp *sh, struct node *n) {
    struct mark m = arena_mark(&sh->arena);
    sh->line = n->line;
    int processes = sh->process_count;
    if (unlikely(sh->notes_commands)) sh_note_command(sh, n);
    if (unlikely(sh->call_traps)) {
        traps_run_debug(sh);
        if (sh->pending) return (arena_release(&sh->arena, m), sh->status);
    }
    int status = run_simple_inner(sh, n);
    if (unlikely(sh->process_count > processes)) sh_process_substitutions_end(sh, processes);
    arena_release(&sh->arena, m);
    sh->status = status;
    sh->pipe_count = 0;
    if (unlikely(traps_due) && !sh->pending) {
        traps_run(sh);
        if (sh->pending) return status;
    }
    return check_errexit(sh, status);
}

// --- a command whose words are known ---------------------------------------------------

int sh_run(struct interp *sh, int argc, char **argv, int flags) {
    struct command_name *name = name_intern(sh, argv[0]);
    bool special = name->builtin && name->builtin->flags & BUILTIN_SPECIAL;
    if (name->function && !(flags & (RUN_NO_FUNCTION | RUN_ONLY_BUILTIN))) return sh_run_function(sh, name, argc, argv, sh->locals);
    if (name->builtin && !(flags & RUN_NO_BUILTIN) && !(name->disabled && !(flags & RUN_ONLY_BUILTIN)))
        return sh_run_builtin(sh, name->builtin, argc, argv, special && !(flags & RUN_NOT_SPECIAL));
    if (flags & RUN_ONLY_BUILTIN) {
        sh_report(sh, "%s: not a builtin", argv[0]);
        return 1;
    }
    const char *path;
    char *found = flags & RUN_DEFAULT_PATH ? sh_find_command(sh, argv[0], true) : NULL;
    if (found) {
        path = sh_arena_text(&sh->arena, found, strlen(found));
        free(found);
    } else {
        int status = find_external(sh, name, argv[0], &path);
        if (status) return status;
    }
    return sh_run_external(sh, path, argc, argv, environment_for(sh, path));
}
