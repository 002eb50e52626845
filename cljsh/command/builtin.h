// SPDX-License-Identifier: MIT
/* Builtins: commands that are functions of this program.
 *
 * Each is a file in builtins/ with one declaration, which the linker gathers.
 * From it come the command, the parser of its options with its usage errors,
 * `NAME --help`, the Clojure function cljsh.sh/NAME, its completion, and its
 * page NAME.1cljsh in the manual:
 *
 *     static const struct builtin_option options[] = {
 *         {'L', "logical", NULL, "symbolic links stay in the path (default)"},
 *         {'P', "physical", NULL, "symbolic links are resolved"},
 *         {0},
 *     };
 *     BUILTIN(pwd, .summary = "print the current directory", .synopsis = "[-L|-P]", .options = options,
 *             .doc = "Prints the absolute path of the current directory.")
 *     {
 *         bool physical = builtin_has(c, 'P');
 *         …
 *         return 0;
 *     }
 *
 * The body gets a struct call: c->argv[0] is the name, c->argv[1] … the
 * operands, options taken out.  It returns the exit status.  It writes with
 * builtin_write and builtin_printf, which may go to memory (`$(pwd)`), and never
 * with stdio; a failed write is reported and makes the status 1 by itself.
 */
#ifndef COMMAND_BUILTIN_H
#define COMMAND_BUILTIN_H

#include "command/interpreter.h"

struct builtin_option {
    char letter;
    const char *name;     // after --, or NULL
    const char *argument; // what it takes, for people; NULL: nothing
    const char *doc;
    const char *excludes; // letters that it takes back, for the last one counts; NULL: none
};

enum builtin_flags {
    BUILTIN_SPECIAL = 1,   // a special builtin of POSIX: found before functions, its errors end a script in posix mode, assignments before it stay
    BUILTIN_RAW = 2,       // no option parsing at all: argv is as it was written (echo, test, [, :, true, false)
    BUILTIN_ASSIGNS = 4,   // a declaration utility: NAME=word arguments are read and expanded as assignments (export, readonly, local, …)
    BUILTIN_PLUS = 8,      // options may begin with + as well (set, typeset): builtin_has(c, 'x') is then OPTION_PLUS
    BUILTIN_INTRINSIC = 16,// of POSIX 1.7: found without regard to PATH
    BUILTIN_PURE = 32,     // reads no input and leaves nothing behind but variables: a stage of a pipeline needs no process for it
    BUILTIN_BEYOND = 64,   // not there in posix mode when a program of that name is on PATH
    BUILTIN_ENDS = 128,    // its errors end a script out of posix mode, too: what follows counts on it
};

struct builtin {
    const char *name, *summary, *synopsis, *doc;
    const struct builtin_option *options; // ends with a letter 0; NULL: none
    int (*run)(struct call *c);
    unsigned flags;
};

enum { OPTION_ABSENT = 0, OPTION_MINUS = 1, OPTION_PLUS = 2 };

struct call {
    struct interp *sh;
    const struct builtin *builtin;
    int argc;
    char **argv;                 // argv[argc] is NULL; belongs to the caller
    const char *option_of[128];  // by letter: NULL, or its last argument ("" where it takes none, "+" after a plus)
    bool fatal;                  // set by builtin_fatal: a special builtin ends a script that is not interactive (see BUILTIN_ENDS)
};

// c->option_of[letter] in words.
static inline bool builtin_has(const struct call *c, char letter) { return c->option_of[(int)letter] != NULL; }
static inline const char *builtin_option(const struct call *c, char letter) { return c->option_of[(int)letter]; }

#define BUILTIN_NAMED(id, name_, ...)                                                                      \
    static int id##_run(struct call *c);                                                                  \
    static const struct builtin id##_builtin = {.name = name_, .run = id##_run, __VA_ARGS__};              \
    static const struct builtin *const id##_builtin_entry __attribute__((section("builtins"), used)) = &id##_builtin; \
    static int id##_run(struct call *c __attribute__((unused)))
#define BUILTIN(id, ...) BUILTIN_NAMED(id, #id, __VA_ARGS__)

extern const struct builtin *const __start_builtins[], *const __stop_builtins[];
const struct builtin *builtin_find(const char *name); // NULL: none

// --- what a body may use (call.c) --------------------------------------------

void builtin_write(struct call *c, const char *bytes, size_t n);                                  // to standard output
void builtin_puts(struct call *c, const char *text);                                              // without a newline of its own
void builtin_printf(struct call *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
int builtin_stdin(struct call *c); // the descriptor of standard input; -1 when it is closed
/* What is left to read from a descriptor, when that is known text (a
 * here-document): no descriptor is made for it then; NULL: it is none. */
const char *builtin_text(struct call *c, int fd, size_t *n);
void builtin_text_taken(struct call *c, int fd, size_t n); // so much of it was read
/* A file's path as the system knows it: /dev/stdin, /dev/fd/N and
 * /proc/self/fd/N are descriptors of the shell, and the process's may be
 * others.  Itself, or in the buffer. */
const char *builtin_path(struct call *c, const char *path, char buffer[32]);
int builtin_fd(struct call *c, int fd); // the real descriptor behind descriptor fd of the shell; -1 when it is closed

// Reports on standard error as `cljsh: [line N: ]NAME: message`, and returns the status.
int builtin_error(struct call *c, int status, const char *format, ...) __attribute__((format(printf, 3, 4)));
int builtin_usage(struct call *c, const char *format, ...) __attribute__((format(printf, 2, 3))); // the same with the synopsis; 2, and fatal
// What the standard says of errors in special builtins: a script ends after it.  Returns the status.
int builtin_fatal(struct call *c, int status);

/* What follows cannot be undone: a subshell that has no process of its own gets
 * one.  False: it runs there, and here the builtin is to return. */
bool builtin_own_process(struct call *c);
void builtin_flush(struct call *c); // what was written reaches its descriptor now, before others write
int builtin_help(struct call *c); // what --help shows, for a builtin that reads its options itself; 0

// A whole number as an operand: true, or false and an error has been reported.
bool builtin_number(struct call *c, const char *text, intmax_t *number);
void builtin_quoted(struct call *c, const char *text); // writes it so that it can be read again as one word
void builtin_quoted_always(struct call *c, const char *text);

#endif
