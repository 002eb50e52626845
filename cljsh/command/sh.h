// SPDX-License-Identifier: MIT
/* What the files of command/ share: the interpreter's own state.
 *
 * Subshells without a process.  There is one struct interp; ( … ) and $( … )
 * run in it between subshell_enter and subshell_leave (subshell.c).  What is
 * small is copied into a struct subshell; variables, functions and the table
 * of descriptors are logged when they are first changed at a level, and the
 * log is played back at the end.
 *
 * Memory.  Words live in the arena, a stack that each command gives back at
 * its end.  Where memory runs out, the shell ends (sh_alloc).
 */
#ifndef COMMAND_SH_H
#define COMMAND_SH_H

#include "command/builtin.h"
#include "command/interpreter.h"
#include "command/traps.h"
#include "task/task.h"

// --- the arena (words_arena.c) --------------------------------------------------------

struct chunk { struct chunk *before; char *end; char data[]; };
struct arena { struct chunk *chunk; char *at, *end; struct chunk *spare; };
struct mark { struct chunk *chunk; char *at; };

COLD void sh_arena_more(struct arena *a, size_t n);
void sh_arena_release_chunks(struct arena *a, struct mark m);

static inline struct mark arena_mark(struct arena *a) { return (struct mark){a->chunk, a->at}; }
static inline void arena_release(struct arena *a, struct mark m) {
    if (likely(a->chunk == m.chunk)) a->at = m.at;
    else sh_arena_release_chunks(a, m);
}
static inline void *sh_arena_alloc(struct arena *a, size_t n) {
    char *p = (char *)(((uintptr_t)a->at + 7) & ~(uintptr_t)7);
    if (unlikely(!a->at || p > a->end || (size_t)(a->end - p) < n)) {
        sh_arena_more(a, n + 8);
        p = (char *)(((uintptr_t)a->at + 7) & ~(uintptr_t)7);
    }
    a->at = p + n;
    return p;
}
char *sh_arena_text(struct arena *a, const char *text, size_t n); // a copy with NUL

COLD _Noreturn void sh_out_of_memory(void);
// What is without a value by an error counts as empty; but a lack of memory ends the shell.
COLD void sh_forget_error(void);
struct strbuf;
const char *sh_built(const struct strbuf *b); // its text; without memory for it the shell has ended
void *sh_alloc(size_t n);
void *sh_realloc(void *p, size_t n);
char *sh_copy(const char *text, size_t n); // with NUL
char *sh_copy_lower(const char *text, size_t n); // in small letters, byte by byte

struct words { char **at; int count, capacity; }; // in the arena; at[count] has room
COLD void sh_words_more(struct arena *a, struct words *w);
static inline void words_put(struct arena *a, struct words *w, char *word) {
    if (unlikely(w->count + 1 >= w->capacity)) sh_words_more(a, w);
    w->at[w->count++] = word;
}

// --- descriptors (descriptors.c) ----------------------------------------------------

/* What a descriptor of the shell is.  Redirections change the table alone;
 * programs get what it says by dup2 in the child.  An entry that is NULL is
 * the process's descriptor of that number. */
struct stream {
    int references;
    int fd;            // -1: in memory, or closed
    bool memory;       // gathers what is written, for $(…)
    bool inherited;    // the process's own: not to be closed
    char *text;        // memory: what was written; here-documents: what is to be read, until somebody needs a descriptor
    size_t length, capacity;
    size_t taken;      // of a here-document's text, by builtins that have read it
    int pipe, pipe_write; // memory: of children in the background, which may write until it is read to its end; -1
};
extern struct stream stream_closed;

struct stream *stream_of_fd(int fd);               // takes fd
struct stream *stream_of_memory(void);
struct stream *stream_of_text(const char *text, size_t n);
void stream_drop(struct stream *s);
static inline struct stream *stream_keep(struct stream *s) { if (s) s->references++; return s; }
int stream_background_pipe(struct stream *s);      // 0 or -1
int stream_descriptor(struct stream *s);           // the real one; a here-document gets its own now; -1: closed or memory
void stream_write(struct stream *s, const char *bytes, size_t n);
// What stands behind descriptor n of the shell: new reference; NULL: it is closed.
struct stream *descriptor_stream(struct interp *sh, int n);
int descriptor_real(struct interp *sh, int n);     // -1: closed, or in memory
const char *descriptor_text(struct interp *sh, int n, size_t *length); // of a here-document that is still text, or NULL
void descriptor_text_taken(struct interp *sh, int n, size_t length);   // so much of it has been read
struct stream *descriptor_saved(struct interp *sh, int n); // the entry as it is, to be set again: new reference
void descriptor_set(struct interp *sh, int n, struct stream *s); // takes s; NULL: the process's
// Writes all to descriptor n: 0, or an errno.
int descriptor_write(struct interp *sh, int n, const char *bytes, size_t n_bytes);
bool descriptor_is_inherited(struct interp *sh, int n); // is the process's own of this number a user's?

// What programs are started with (from the table).
struct outlet { struct stream *stream; int read, write; }; // a pipe to gather what a child writes to memory
struct plumbing { struct fd_action *actions; int count; struct outlet outlets[4]; int outlet_count; };
// In the arena, from {0}; called again for another command, which shares the outlets: 0 or -1 with errno.
int plumbing_make(struct interp *sh, struct plumbing *p);
void plumbing_started(struct plumbing *p);                    // closes the children's ends
void plumbing_drain(struct interp *sh, struct plumbing *p);   // gathers until all writers are gone
int descriptors_to_pipes(struct interp *sh, struct plumbing *p); // before a fork: what goes to memory gets its outlets, a text to be read its descriptor
void descriptors_in_child(struct interp *sh, struct plumbing *p); // after it
// The same for a subshell that goes on in a child: also what its frames come back to.
int descriptors_to_pipes_of_all(struct interp *sh, struct plumbing *p);
void descriptors_moved(struct plumbing *p);
/* The process's descriptors become those of the table: whoever waits for the
 * end of a pipe that the shell has left is not to wait for the shell.  For a
 * process that never goes back to what was before. */
void descriptors_settle(struct interp *sh);
void descriptors_drain_all(struct interp *sh, struct stream *s); // what is still written to memory from the background
void descriptors_apply(struct interp *sh);                    // makes the process's descriptors those of the table (exec, after fork)

// --- redirections (redirect.c) -------------------------------------------------------

struct redir;
struct saved { int fd; struct stream *before; bool stays; }; // stays: it is that of {name}
struct redirected { struct saved *saved; int count; bool active, gives_input; };
// 0, or -1 when one has failed (reported, undone).  permanent: nothing is kept.
int redirect(struct interp *sh, struct redir *list, struct redirected *undo);
int sh_device_descriptor(const char *path); // /dev/fd/N and its like are the shell's own descriptors: the number, or -1
void redirect_undo(struct interp *sh, struct redirected *undo);
void redirect_keep(struct interp *sh, struct redirected *undo); // `exec`: they stay

// --- functions, aliases, names of commands (names.c) ----------------------------------

struct program; // nodes and the data they were made of (node.h)
struct function {
    long references;
    Value body;            // as data
    struct program *program; // once it has been called
    struct node *node;
    char *text;            // as it was written
    int line;
    char *file;
    bool exported;         // programs get it as BASH_FUNC_name%%
    bool readonly;         // neither defined anew nor unset
};
struct command_name {
    struct command_name *next;
    struct function *function;
    const struct builtin *builtin;
    bool disabled;         // `enable -n`
    bool missed;           // it was reported that there is none
    char *path;            // where it was found, or NULL
    int hits;
    int level;             // of the subshell that has changed function
    unsigned hash;         // of the name
    char name[];
};
struct command_name *name_intern(struct interp *sh, const char *name);
struct command_name *name_find(struct interp *sh, const char *name);
void sh_function_define(struct interp *sh, struct command_name *n, struct function *f); // takes f, NULL: removes it
void sh_function_drop(struct function *f);
void functions_environment(struct interp *sh, struct strings *out); // entries of those that are exported
void functions_import(struct interp *sh); // those of the environment (script.c)
struct aliases;
void aliases_drop(struct aliases *a);
struct aliases *aliases_share(struct interp *sh); // new reference
void sh_forget_relative(struct interp *sh);    // paths of commands that were found in relative directories
// The path of an external command: 0 and *path (valid until PATH changes), or an errno.
int name_path(struct interp *sh, struct command_name *n, const char **path);

// --- the interpreter ------------------------------------------------------------------

struct parameters { int count; char **at; char **owned; int owned_count; }; // owned: to be freed, with the strings in it

struct undo {
    struct undo *next;
    struct variable *variable;     // or
    struct command_name *name;
    struct function *function;
    char *buffer, *text;
    size_t length, capacity;
    int64_t number;
    bool has_number;
    bool assigned;                 // by an assignment before a command
    bool temporary;                // the same, before a builtin: makes nothing local
    unsigned flags;
    Value array;
    int level;
    int64_t state;                 // of a special one: what it is beside its text
};

enum { VARIABLE_SLOTS = 512, NAME_SLOTS = 256 }; // names get more when there are as many

// A function or a dot script that runs; in the C stack of what runs it.
struct call_frame {
    struct call_frame *outer;
    const char *name;              // "source" of a script
    const char *file;              // where its commands are, NULL: the main text
    int line;                      // where it was called
    bool is_function;
};

struct interp {
    struct arena arena;
    int status;                    // $?
    enum pending pending;
    int levels;                    // of break and continue
    int pending_status;
    int line;
    bool options[OPT_COUNT];
    int untested;                  // > 0: set -e does not hold (conditions, !, && and ||)
    struct parameters parameters;
    const char *zero, *name;       // $0; the name in reports
    const char *main_file;         // the script that the shell was called with, or NULL
    const char *file;              // of the script that runs, NULL: the main text
    int loop_depth, function_depth, dot_depth;
    int functions_deep;            // how many calls may be within each other: FUNCNEST
    bool text_was_wrong;   // of sh_eval or sh_source, see there
    int level;                     // how deep in subshells without a process
    int input_given;               // commands that run whose input was redirected, or is a pipe: beyond POSIX what they start in the background has it, too
    bool disposable;               // a child that is to run one subshell and end
    bool forked;                   // a subshell with one
    bool owns_process;             // its descriptors are the shell's: a script's, or a child's
    struct node *only;             // the command that a child was made for: its redirections are the child's until it ends
    int redirections;              // that will be undone
    int forked_level;              // and how deep it was
    struct undo *undo;             // of this level
    struct undo *locals;           // of functions and temporary assignments
    struct undo *frame;            // where those of the function that runs begin, with the assignments before its name
    struct variable *variables[VARIABLE_SLOTS];
    struct command_name **names; // lists by hash
    unsigned name_slots, name_count;
    struct aliases *aliases;
    struct stream **descriptors;
    int descriptor_count;
    struct subshell *subshell;     // the innermost
    struct traps *traps;
    struct job_list *jobs;
    struct task *task;             // that runs it
    pid_t pid, parent;
    int substituted;               // status of the last command substitution of this command; -1: none
    // characters: of IFS; those that keep a value from being a word as it is
    unsigned char ifs[256];
    unsigned char plain[256];      // 0: nothing special, in an unquoted expansion
    unsigned char ifs_bytes;       // IFS has characters of several bytes
    const char *ifs_text;
    char **environment;            // made of the exported variables; NULL: to be made anew
    char **imported_environment;   // the one that the process was started with
    char **made_environment;       // the last one that was made: another shell of this process has its own
    bool gave_environment;         // it is, or was, the process's
    char *underscore;              // _=… for a program, which stands before the one that was made
    char **told_environment;       // the one that the program's own environment was made like (session.c)
    char **foreign;                // of the environment, what is no variable: NAME=value
    int foreign_count;
    char *output;                  // of the builtin that runs, not yet written
    size_t output_length;
    int evaluated;                 // texts in each other: of `eval`, of substitutions, of files that are sourced
    int write_error;
    char last_word[256];           // $_
    int64_t seconds_base;
    uint32_t random;
    struct variable *v_ifs, *v_path, *v_home, *v_ps4;
    int depth;                     // of nested commands
    int pipe_status[64], pipe_count;
    struct interp *outer;          // the next idle one (from_clojure.c)
    struct call_frame *frames;          // the innermost
    int process_fds[32], process_count; // of <(…) whose command has not ended
    char *assignment_shown;        // the one that is done, for set -x; malloc'd
    bool keep_redirections;        // of the command that runs, which is `exec`
    bool may_not_wait, would_wait; // redirections are tried here for a process to come: a FIFO is its own to wait for
    bool may_exec;                 // the command that runs is the last one: it may take the place of the process
    int inherited;                 // bits: descriptors 0 to 9 that were open at the start; -1 not asked
    bool login;
    bool unmonitored;              // it was started with +m
    unsigned long params_generation;
    int getopts_offset;
    struct strings directories;    // of pushd
    struct sh_kept *completions;   // of complete
    unsigned shopts;
    bool exports_functions;        // there has been one with export -f
    bool call_traps;               // traps of functions are set (traps.h)
    bool asks_command;             // some text does, for $BASH_COMMAND
    bool notes_commands;           // it does, or some trap is set, whose action may ask
    struct node *noted;            // the command, and
    struct program *noted_in;      // what it belongs to: kept
    bool matching_groups;          // in [[ ]]: as with extglob
    bool *local_options;           // `local -`: those when the function began; NULL: it has not been said
};

struct interp *interp_new(const char *name); // without variables
extern struct interp *sh_program; // the program's own, which runs in its main task; NULL: the program is no shell
// The one that runs: of a call that this task makes, else the program's; or NULL.
static inline struct interp *sh_now(void) {
    struct interp *own = task_in_c.interp;
    return own ? own : sh_program;
}

// --- variables (variables.c) ------------------------------------------------------------

enum special { SPECIAL_NONE, SPECIAL_IFS, SPECIAL_PATH, SPECIAL_OPTIND, SPECIAL_FUNCNEST, SPECIAL_IGNOREEOF, SPECIAL_LINENO, SPECIAL_RANDOM, SPECIAL_SECONDS, SPECIAL_UNDERSCORE, SPECIAL_PPID,
               SPECIAL_EPOCH, SPECIAL_PIPESTATUS, SPECIAL_FUNCNAME, SPECIAL_BASHPID, SPECIAL_SOURCE, SPECIAL_EPOCH_REAL, SPECIAL_LINES, SPECIAL_COMMAND,
               SPECIAL_SUBSHELL, SPECIAL_ZERO, SPECIAL_DIRECTORIES, SPECIAL_SRANDOM, SPECIAL_SHELLOPTS, SPECIAL_SHOPTS, SPECIAL_GROUPS };
struct variable *variable_intern(struct interp *sh, const char *name, size_t n);
static inline bool variable_set_p(const struct variable *v) { return v->text || v->has_number || v->array.w || v->special >= SPECIAL_LINENO; }
void variable_touch(struct interp *sh, struct variable *v, bool keep_text); // before it is changed
int variable_assign(struct interp *sh, struct variable *v, const char *text, size_t n); // 0, or -1: readonly, reported
int variable_append(struct interp *sh, struct variable *v, const char *text, size_t n);
int variable_assign_number(struct interp *sh, struct variable *v, int64_t number);
bool variable_number(struct interp *sh, struct variable *v, int64_t *number); // false: it is no number alone
void variable_save(struct interp *sh, struct variable *v);  // its value, until locals_restore
void locals_restore(struct interp *sh, struct undo *mark);
// Only what was saved between the two marks: what has become local since stays so.
void locals_take_back(struct interp *sh, struct undo *from, struct undo *mark);
void undo_restore(struct interp *sh, struct undo *mark);
void variables_import(struct interp *sh);
char **variables_environment(struct interp *sh);
char **environment_for(struct interp *sh, const char *path); // the same with _, for a program that is to be started
const char *variable_for_programs(struct variable *v);             // what it is in their environment; NULL: it is not there
void ifs_changed(struct interp *sh);
void specials_start(struct interp *sh);
const char *special_text(struct interp *sh, struct variable *v);   // its value now, in its buffer; NULL unset
void special_set(struct interp *sh, struct variable *v);           // it has been set
bool special_is_array(const struct variable *v);                   // computed, of several elements
void special_elements(struct interp *sh, struct variable *v, struct words *values); // them, in the arena
struct variable *variable_target(struct interp *sh, struct variable *v); // what a nameref names, if that is a variable; else v itself
int sh_number_text(char *buffer, int64_t number);                     // at least 24 characters; the length

// arrays: a value, in the arena; NULL: not there
const char *sh_named_element(struct interp *sh, const char *text); // of NAME[INDEX]; what has no such form is its own value
const char *element_get(struct interp *sh, struct variable *v, const char *index, bool *fail);
// An index to be used more than once: what it evaluates to, in number, or itself where it is a key.  NULL: failed (reported).
const char *element_index(struct interp *sh, struct variable *v, const char *index, char number[24]);
void array_each(struct interp *sh, struct variable *v, struct words *keys, struct words *values); // either may be NULL
int array_index(struct interp *sh, struct variable *v, const char *text, int64_t *index);
void array_append_words(struct interp *sh, struct variable *v, int count, char **values);
int element_set(struct interp *sh, struct variable *v, const char *index, const char *value, bool append);
int element_unset(struct interp *sh, struct variable *v, const char *index);
void array_clear(struct interp *sh, struct variable *v, bool assoc);

// --- expansion (expand.c, parameter.c, fields.c) ---------------------------------------

struct word;
/* The words that a word becomes: 0, or -1: it has failed (reported; sh->pending
 * may be set). */
int expand_fields(struct interp *sh, struct word *w, struct words *out);
char *expand_single(struct interp *sh, struct word *w);   // no splitting, no pathnames: in the arena; NULL: failed
char *expand_pattern(struct interp *sh, struct word *w, size_t *n);  // a pattern in which what was quoted is escaped by backslashes
char *expand_replacement(struct interp *sh, struct word *w); // of ${x/a/word}: an & that means what was matched is the one without ESCAPE
int expand_regex(struct interp *sh, struct word *w, char **text);
void expansion_error(struct interp *sh);                   // what an error in an expansion does to the shell
int sh_words_of_pattern(struct interp *sh, char *field, struct words *out, bool *found); // pathnames (pathnames.c); -1: reported
bool sh_pattern_matches(const char *pattern, size_t pattern_length, const char *text, size_t length, bool may_fold); // nocasematch may hold
long sh_pattern_prefix(const char *pattern, size_t pattern_length, const char *text, size_t length, bool longest); // as match_prefix

// --- running (run_compound.c, …) ------------------------------------------------------------------

int sh_run_node(struct interp *sh, struct node *n);
int sh_run_simple(struct interp *sh, struct node *n);
int sh_run_pipeline(struct interp *sh, struct node *n);
int sh_run_background(struct interp *sh, struct node *n);
int sh_run_subshell(struct interp *sh, struct node *n);   // ( … ): in this process, or with one
int sh_run_function(struct interp *sh, struct command_name *name, int argc, char **argv, struct undo *frame);
int sh_run_builtin(struct interp *sh, const struct builtin *b, int argc, char **argv, bool special);
int sh_run_program_status(struct interp *sh, int status);  // set -e
static inline int check_errexit(struct interp *sh, int status) {
    if (likely(!status || sh->untested || (!sh->options[OPT_ERREXIT] && !trap_get(sh, TRAP_ERR)))) return status;
    return sh_run_program_status(sh, status);
}
void sh_trace_text(struct interp *sh, const char *text); // behind PS4
void sh_trace_words(struct interp *sh, struct words *assignments, int argc, char **argv);
// An error that ends a shell that is not interactive.
void sh_fatal(struct interp *sh, int status);
/* An error of an expansion or an assignment.  In POSIX mode it ends a shell
 * that is not interactive; else, as in bash, the line that it is in, or the
 * subshell, or a script with set -e. */
void sh_abandon_line(struct interp *sh);

struct subshell {
    struct subshell *outer;
    bool options[OPT_COUNT];
    struct parameters parameters;
    int loop_depth, function_depth, dot_depth, line;
    struct undo *undo, *locals;
    struct aliases *aliases;
    struct stream **descriptors;
    int descriptor_count;
    struct traps *traps;
    struct job_list *jobs;
    int directory;              // a descriptor of the one to come back to; -1: it was not left
    int umask;                  // -1: not changed
    bool may_exec;
    bool quiet;                 // nothing has run in it: no EXIT trap
    bool movable;               // its commands are all that there is to it: a child may go on with them
    bool moved;                 // this process is that child
    bool contains;              // what its Clojure code throws ends it alone
    char last_word[sizeof ((struct interp *)0)->last_word];
    struct stream *gathers;     // what it writes to memory, of $( … )
    int getopts_offset;
    unsigned shopts;
    const char *zero;
    struct strings directories;
    struct sh_kept *completions;
};
void subshell_enter(struct interp *sh, struct subshell *s);
void sh_trap_exit_thrown(struct interp *sh); // the EXIT trap of a shell that an exception ends; that one stays
int subshell_leave(struct interp *sh, struct subshell *s, int status); // runs its EXIT trap; the status
/* Something comes that cannot be undone in this process: the innermost subshell
 * goes on in a child.  True there, and where none is needed or possible; false in
 * this process, in which the subshell has ended (PENDING_EXIT). */
bool subshell_move(struct interp *sh);
struct launch;
// A child process that goes on as a subshell, the next stage of the launch: 0 in the child, the pid, or -1 (reported).
pid_t sh_fork(struct interp *sh, struct launch *l);
_Noreturn void sh_end_child(struct interp *sh, int status);
_Noreturn void sh_child_runs(struct interp *sh, struct node *n); // all that a child is there for
// What a command substitution gives, without its last newlines: in a malloc'd buffer.
int sh_substitute(struct interp *sh, struct node *script, char **text, size_t *n);
char *sh_process_substitution(struct interp *sh, struct node *script, bool reads); // /dev/fd/N in the arena
void sh_process_substitutions_end(struct interp *sh, int before);                  // those since there were so many

// A pipeline of so many stages is to be started: as a job of its own where there is job control.
void sh_launch_begin(struct interp *sh, struct launch *l, int stages, bool foreground);
bool sh_job_control(struct interp *sh);
// The next stage is a program: its pid, or -1 with errno.
pid_t sh_launch_program(struct launch *l, const char *path, char **argv, char **envp, const struct plumbing *p);
/* All of it runs in the foreground: waits until it has ended, or stopped. The
 * status of the last stage; those of all are in the job, which the caller releases. */
int sh_launch_wait(struct interp *sh, struct launch *l);
int find_external(struct interp *sh, struct command_name *name, const char *text, const char **path); // 0, 126, 127 (reported)
int sh_run_external(struct interp *sh, const char *path, int argc, char **argv, char **envp);
COLD char *near_names(struct interp *sh, const char *name);   // of commands, "a, b" (malloc'd), or NULL (near_names.c)
COLD void package_hint(struct interp *sh, const char *name);  // what Debian's command-not-found has to say
int replace_process(struct interp *sh, const char *path, char **argv, char **envp);

// --- arithmetic (calculate.c) ------------------------------------------------------------

struct arith;
struct arith *sh_arith_prepare(struct interp *sh, struct program *p, Ref expression); // NULL: an exception
int sh_arith_value(struct interp *sh, struct arith *a, int64_t *value);  // 0; -1: failed (reported); 1: the text must be expanded

// --- texts (script.c) ----------------------------------------------------------------------

struct source; // where text comes from
int sh_run_text(struct interp *sh, const char *text, size_t n, const char *file, int line);
int sh_run_parsed(struct interp *sh, Value command); // takes it
void sh_syntax_failed(struct interp *sh, bool fatal); // reports the exception of a parser's
enum lookup sh_reader_alias(void *arg, const char *name, size_t n, PyObject **text); // struct syntax's alias; arg: a struct that begins with the interpreter
int sh_run_prompt(struct interp *sh);                 // commands that somebody types, until the end (prompt.c)
int sh_run_descriptor(struct interp *sh, int fd, const char *file, bool interactive);
int sh_run_main_text(struct interp *sh, const char *text, size_t n); // the program's: its last command may take the place of the process
char *script_text(struct interp *sh, int fd, size_t *n); // all of a file, malloc'd; NULL with errno

#endif
