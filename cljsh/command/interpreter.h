// SPDX-License-Identifier: MIT
/* The interpreter of the command language: what a shell remembers, and how
 * its commands run.
 *
 *     text ─ language/ ─▶ data ─ prepare.c ─▶ nodes ─ run_compound.c ─▶ effects, a status
 *
 * A shell is a struct interp.  A subshell is one as well: variables,
 * functions, options, traps and descriptors are shared with the shell it
 * comes from and copied when they are written to, so that ( … ) and $( … )
 * need no fork.  Words are C strings: bytes, whatever their encoding.
 *
 * Functions here return an exit status.  Beside it, sh->pending says what
 * else is due (break, return, exit, an exception), and everything that runs
 * one command after another looks at it.
 */
#ifndef COMMAND_INTERPRETER_H
#define COMMAND_INTERPRETER_H

#include "data/type.h"

#include <stdint.h>
#include <sys/types.h>

struct interp;
struct call;
struct node; // a command, prepared (node.h)

enum pending {
    PENDING_NOTHING,
    PENDING_BREAK,     // sh->levels loops
    PENDING_CONTINUE,
    PENDING_RETURN,    // from a function or a dot script, status sh->status
    PENDING_LINE,      // out of the complete command that was read; what reads the text goes on with the next one
    PENDING_EXIT,      // of this shell or subshell
    PENDING_PROMPT,    // back to the prompt: out of all commands of an interactive shell
    PENDING_EXCEPTION, // Python's current exception: out of all shells
};

// set -o: the letter of each, 0 where it has none, is in options.c
enum shell_option {
    OPT_ALLEXPORT, OPT_NOTIFY, OPT_NOCLOBBER, OPT_ERREXIT, OPT_NOGLOB, OPT_HASHALL, OPT_MONITOR, OPT_NOEXEC, OPT_NOUNSET,
    OPT_VERBOSE, OPT_XTRACE, OPT_PIPEFAIL, OPT_IGNOREEOF, OPT_NOLOG, OPT_VI, OPT_EMACS, OPT_POSIX, OPT_INTERACTIVE, OPT_STDIN,
    OPT_COMMAND, OPT_BRACEEXPAND, OPT_ERRTRACE, OPT_FUNCTRACE, OPT_KEYWORD, OPT_HISTEXPAND, OPT_COUNT
};

enum variable_flags {
    VAR_EXPORT = 1, VAR_READONLY = 2, VAR_INTEGER = 4, VAR_LOWER = 8, VAR_UPPER = 16, VAR_ARRAY = 32, VAR_ASSOC = 64, VAR_NAMEREF = 128,
    VAR_DECLARED = 256, // by `declare NAME`, without a value yet
    VAR_CAPITAL = 512, VAR_CASE = VAR_LOWER | VAR_UPPER | VAR_CAPITAL,
    VAR_TRACE = 1024, // by `declare -t`: of a variable it means nothing
};

/* A variable's value is text, or the number that the text would be (made when
 * it is asked for), or for arrays a Clojure vector or map.  Once made a
 * variable stays where it is, set or not, so that nodes can point to it. */
struct variable {
    struct variable *next;  // in its slot of the table
    char *text;             // NUL at its end; NULL: unset, or not made yet from number
    size_t length;
    int64_t number;
    bool has_number;
    unsigned char special;  // computed, or with consequences (special_vars.c)
    unsigned flags;
    Value array;            // no word: none
    char *buffer;           // where text is, when it is set
    size_t capacity;
    int level;              // of the subshell that has changed it last
    char name[];
};

// --- variables (variables.c) ---------------------------------------------------

struct variable *variable_find(struct interp *sh, const char *name);           // NULL: there is none (it may also be there and unset)
const char *variable_get(struct interp *sh, const char *name);                 // NULL: unset; valid until the variable is set
const char *variable_get_or(struct interp *sh, const char *name, const char *otherwise);
bool variable_is_set(struct interp *sh, const char *name);                     // NAME or NAME[INDEX]
// Sets it, with all that belongs to it (exports, integer, PATH, IFS, OPTIND …).  0, or -1: it is readonly, which has been reported.
int variable_set(struct interp *sh, const char *name, const char *value);
int variable_set_number(struct interp *sh, const char *name, int64_t number);
int variable_set_element(struct interp *sh, const char *name, const char *index, const char *value); // name[index]=value; index is expanded text
int variable_set_array(struct interp *sh, const char *name, int count, char **values);
int variable_unset(struct interp *sh, const char *name);                       // 0, or -1: readonly
bool variable_is_local(struct interp *sh, const struct variable *v); // to the function that runs
bool variable_is_anybodys(struct interp *sh, const struct variable *v); // local to any function that runs
/* Functions that run have a local variable of the name: the one outside of them
 * takes its place, until it is called again.  NULL: there is nothing to do. */
struct undo *variable_uncover(struct interp *sh, const char *name);
void variable_cover(struct interp *sh, struct undo *outer);
int variable_change_flags(struct interp *sh, const char *name, unsigned add, unsigned remove); // creates it unset when it is not there
// In the function that runs: -1 when none does (not reported).  inherits: what it hides is its value.
int variable_make_local(struct interp *sh, const char *name, bool inherits);
// Calls take for each variable, in the order of their names.
void variable_each(struct interp *sh, void (*take)(struct interp *sh, struct variable *v, void *arg), void *arg);
const char *variable_text(struct variable *v);                                 // its text, or NULL
int array_count(struct variable *v);                                       // its elements, or 1 for a value
int variable_append_element(struct interp *sh, const char *name, const char *index, const char *value);
int variable_unset_reference(struct interp *sh, const char *name);             // a nameref, not what it stands for
int variable_refer(struct interp *sh, struct variable *v, const char *name);   // makes it a nameref that stands for another variable: 0, or -1 (reported)
bool sh_is_reference(const char *text);                                        // NAME or NAME[INDEX]
int variable_set_referred(struct interp *sh, const char *name, const char *value); // such a one: the index is a text still
int variable_unset_element(struct interp *sh, const char *name, const char *index); // 0, or -1: readonly
// The elements of an array, in order: what stands in [ ] and the values.
struct strings;
void variable_elements(struct interp *sh, struct variable *v, struct strings *indexes, struct strings *values);
int variable_append_text(struct interp *sh, const char *name, const char *value); // name+=value
bool sh_is_variable_name(const char *text, size_t n);

// --- the rest of the state -----------------------------------------------------

bool option_is_set(struct interp *sh, enum shell_option o);
void option_set(struct interp *sh, enum shell_option o, bool on);
enum shell_option option_by_letter(char letter);                          // OPT_COUNT: none
enum shell_option option_by_name(const char *name);
const char *option_name(enum shell_option o);
char option_letter(enum shell_option o);

int params_count(struct interp *sh);                                      // $#
const char *params_get(struct interp *sh, int n);                         // $1 …; NULL: not there
void params_set(struct interp *sh, int count, char **values);             // copies them
unsigned long params_generation(struct interp *sh);                       // another number after each params_set: did a dot script set them?
int params_shift(struct interp *sh, int n);                               // 0, or -1: there are fewer

bool sh_function_exists(struct interp *sh, const char *name);
const char *sh_function_text(struct interp *sh, const char *name);           // as it was written, or NULL
char *sh_function_layout(struct interp *sh, const char *name);               // as it is shown: each command on a line of its own (malloc'd)
// Programs get it, as bash passes functions on: 0, or -1: none.
int function_export(struct interp *sh, const char *name, bool on);
void function_make_readonly(struct interp *sh, const char *name);
bool function_is_readonly(struct interp *sh, const char *name);
int sh_function_unset(struct interp *sh, const char *name);                  // 0, or -1: none
void sh_function_each(struct interp *sh, void (*take)(struct interp *sh, const char *name, const char *text, void *arg), void *arg);

const char *sh_alias_get(struct interp *sh, const char *name);
void sh_alias_set(struct interp *sh, const char *name, const char *text);
int sh_alias_unset(struct interp *sh, const char *name);                     // 0, or -1: none; NULL: all
void sh_alias_each(struct interp *sh, void (*take)(struct interp *sh, const char *name, const char *text, void *arg), void *arg);

// Traps (traps.c).  sig 0 is EXIT; text NULL: the default, "": ignored.
const char *trap_get(struct interp *sh, int sig);
int trap_set(struct interp *sh, int sig, const char *text);               // 0, or -1: was ignored on entry, nothing done
extern volatile int traps_due;                                            // a trapped signal has come in: traps_run has something to do
int traps_signal_due(struct interp *sh);                                  // one that has come in and has a trap of this shell; or 0
bool traps_run(struct interp *sh);                                        // runs what has come in; true when something ran
int trap_exit(struct interp *sh, int status);                             // runs the EXIT trap once; the status to exit with
/* A shell keeps its traps behind sh_traps(sh).  traps_start: of a new shell
 * (which signals were ignored on entry).  traps_enter: a subshell begins in
 * this process, caught signals are at their defaults for it, yet `trap`
 * still lists the parent's; traps_leave brings back what traps_enter
 * returned.  traps_forked: a child process begins, which is a subshell for
 * good; async: SIGINT and SIGQUIT are ignored in it (no job control). */
struct traps;
struct traps **sh_traps(struct interp *sh);
void traps_start(struct interp *sh);
struct traps *traps_enter(struct interp *sh);
void traps_leave(struct interp *sh, struct traps *before);
void traps_forked(struct interp *sh, bool async);
void traps_moved(struct interp *sh); // it begins in the middle of a subshell, whose traps it keeps

// Jobs (job_control.c).
struct job_list;
struct job_entry;
struct job_list **sh_jobs(struct interp *sh);                             // of the shell; of a subshell NULL until there is one
pid_t sh_last_background(struct interp *sh);                              // $!, or 0
void jobs_start(struct interp *sh);                                       // of the program's shell, whose options are known
// A job has been started in the background: it is one of the shell's. Takes text (malloc'd).
void jobs_add_background(struct interp *sh, struct job_entry *j, char *text);
void jobs_add_unlisted(struct interp *sh, struct job_entry *j); // of <(…): $! tells it, and it can be waited for by that
/* Waits for a job that is a group in the foreground and has the terminal, until
 * it ends or stops (it is then a job in the background that was stopped): the status. */
int jobs_wait_foreground(struct interp *sh, struct job_entry *j);
// Before the prompt: says what has ended or stopped, and forgets it.
void jobs_notify(struct interp *sh);
bool jobs_to_tell(struct interp *sh); // is there something that it would say?
// A subshell begins in this process: it has no jobs, though `jobs` lists the parent's; jobs_leave brings back what jobs_enter returned.
struct job_list *jobs_enter(struct interp *sh);
void jobs_leave(struct interp *sh, struct job_list *before);
// A forked child begins: the jobs are the parent's, and are only listed.
void jobs_forked(struct interp *sh);
bool jobs_any(struct interp *sh); // are there any of the subshell that runs?
// The shell ends: warns of stopped jobs (false: do not end yet, once), or hangs up on those that run.
bool jobs_may_end(struct interp *sh);
void jobs_end_shell(struct interp *sh);
void jobs_hang_up(struct interp *sh); // SIGHUP to all jobs: it has come to the shell

int sh_status(struct interp *sh);                                         // $?
void sh_set_status(struct interp *sh, int status);
enum pending sh_pending(struct interp *sh);
int sh_line(struct interp *sh);
bool sh_interactive(struct interp *sh);
bool sh_login(struct interp *sh);
int sh_loop_depth(struct interp *sh);                                     // how many loops run in this function
int sh_function_depth(struct interp *sh);                                 // how many functions
int sh_dot_depth(struct interp *sh);                                      // how many dot scripts
// The N-th call of a function or dot script outwards from here, 0 the innermost: where it stands, and in what function ("main").
struct sh_call { const char *function, *file; int line; };
bool sh_call_at(struct interp *sh, long n, struct sh_call *call);                    // false: there are fewer
bool sh_is_subshell(struct interp *sh);
/* The working directory and the umask belong to the process: a subshell that
 * has none of its own gives them back.  Called before either is changed. */
void sh_before_chdir(struct interp *sh);
void sh_before_umask(struct interp *sh);
void sh_pend(struct interp *sh, enum pending what, int levels, int status);
// Tells of an exception that ends the process, which is taken: the exit status.  Filled by cli/program.c.
extern int (*sh_uncaught)(PyObject *exception);
// The exit status that an exception means, which is kept.  Filled by cli/program.c.
extern int (*sh_status_of_exception)(PyObject *exception);
// A system call has come back for a signal: does the shell end for it?  Traps wait until the command is over.
bool sh_interrupted(struct interp *sh);

// --- running ---------------------------------------------------------------------

int sh_eval(struct interp *sh, const char *text, const char *file, int line);   // as `eval` does
int sh_source(struct interp *sh, const char *path);                              // as `.` does once the file is found; -1: cannot be opened, errno
enum { RUN_NO_FUNCTION = 1, RUN_NO_BUILTIN = 2, RUN_ONLY_BUILTIN = 4, RUN_DEFAULT_PATH = 8, RUN_NOT_SPECIAL = 16 };
int sh_run(struct interp *sh, int argc, char **argv, int flags);                 // a command whose words have been expanded
// Replaces the process (in a subshell without a process of its own: runs it and ends the subshell).  Returns on failure: 126, 127.
int sh_exec(struct interp *sh, int argc, char **argv, bool clear_env, const char *argv0);
// Has the text of the last sh_eval or sh_source been no valid one?  Asking makes it false.
bool sh_text_was_wrong(struct interp *sh);
int sh_arith(struct interp *sh, const char *text, int64_t *value);               // 0, or -1 and it has been reported
// The index of a text such as 'a[$i]': quotes and parameters, but no commands, for it may be anybody's text; malloc'd.
char *sh_index_of_text(struct interp *sh, const char *index, size_t n);
int sh_expand_words(struct interp *sh, const char *text, struct strings *out);   // the words of a text that has no operators, but no names of files; 0, or -1: nothing is added
char *sh_expand_text(struct interp *sh, const char *text);                       // $-expansions as in "…": PS1, PS4, ENV; malloc'd; NULL: failed
// The path of a command as it would be run: malloc'd, or NULL.  default_path: of `command -p`.
char *sh_find_command(struct interp *sh, const char *name, bool default_path);
char *sh_find_readable(struct interp *sh, const char *name); // the first file along PATH that can be read: for scripts
void sh_hash_forget(struct interp *sh, const char *name);                           // remembered places of commands; NULL: all
void sh_hash_set(struct interp *sh, const char *name, const char *path);
const char *sh_hash_get(struct interp *sh, const char *name); // or NULL: it is not remembered
void sh_hash_each(struct interp *sh, void (*take)(struct interp *sh, const char *name, const char *path, int hits, void *arg), void *arg);

bool sh_text_matches(struct interp *sh, const char *pattern, const char *text); // as in `case`

// Reports on standard error with the place: `NAME: line N: message`.
void sh_report(struct interp *sh, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Quotes a text so that it can be read again as one word (malloc'd; as it is when nothing is special).
char *sh_quote(const char *text);
// The same as $'…', if something in it (not of `plain`) is a control character or no character: else NULL.
char *sh_quote_codes(const char *text, const char *plain);
char *sh_quote_always(const char *text); // also where nothing is special
char *sh_quote_argument(const char *text); // behind a command's name, where NAME=… is no assignment

/* A number of an array's words with room; words are malloc'd and owned. */
struct strings { char **at; int count, capacity; };
void strings_add(struct strings *s, char *word);
void strings_free(struct strings *s);

// --- what an interpreter keeps for builtins: empty in a new shell, copied for a subshell ----------

void sh_local_options(struct interp *sh);          // `local -`: the options are restored when the function ends
int *sh_getopts_offset(struct interp *sh);         // in a cluster of options; a new value of OPTIND makes it 0
struct strings *sh_directories(struct interp *sh); // the stack of pushd, without the current one; the top is at [0]
// What a subshell shares with its parent until it puts something of its own in its place.
struct sh_kept { long references; void (*drop)(struct sh_kept *); };
void sh_kept_drop(struct sh_kept *k);              // one reference; NULL does nothing
struct sh_kept **sh_completions(struct interp *sh); // of `complete`
bool builtin_is_disabled(struct interp *sh, const char *name);     // `enable -n` took it away: it is not found
void builtin_disable(struct interp *sh, const char *name, bool off);
// shopt -s.  A shell begins with those that are 1 << SHOPT_… in SHOPT_DEFAULT.
enum shell_shopt {
    SHOPT_CDABLE_VARS, SHOPT_DOTGLOB, SHOPT_EXECFAIL, SHOPT_EXPAND_ALIASES, SHOPT_EXTGLOB, SHOPT_FAILGLOB, SHOPT_GLOBSKIPDOTS, SHOPT_GLOBSTAR, SHOPT_HUPONEXIT, SHOPT_INHERIT_ERREXIT, SHOPT_LASTPIPE,
    SHOPT_NOCASEGLOB, SHOPT_NOCASEMATCH, SHOPT_NULLGLOB, SHOPT_PATSUB, SHOPT_SHIFT_VERBOSE, SHOPT_SOURCEPATH, SHOPT_XPG_ECHO, SHOPT_COUNT
};
#define SHOPT_DEFAULT (1u << SHOPT_EXPAND_ALIASES | 1u << SHOPT_GLOBSKIPDOTS | 1u << SHOPT_PATSUB | 1u << SHOPT_SOURCEPATH)
unsigned *sh_shopts(struct interp *sh);
const char *shopt_name(enum shell_shopt o);
int shopt_fixed(const char *name); // of one that is the same always: 1 or 0; -1: it is none
void shopt_each(struct interp *sh, void (*each)(const char *name, bool on, void *arg), void *arg); // by their names
void shopt_set(struct interp *sh, enum shell_shopt o, bool on);
static inline bool shopt_is_set(struct interp *sh, enum shell_shopt o) { return *sh_shopts(sh) >> o & 1; }

#endif
