// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include "command/invocation.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "usage: cljsh [OPTION…] FILE [ARG…]       run a script\n"
    "       cljsh [OPTION…] -e EXPR… [ARG…]   evaluate, and print the last value\n"
    "       cljsh [OPTION…] EXPR [ARG…]       the same, if EXPR begins with ( [ { # @ or *\n"
    "       cljsh -m NS[/FUNCTION] [ARG…]     call a namespace's function -main\n"
    "       cljsh -x NS/FUNCTION [--KEY VALUE]…  call a function with a map of options\n"
    "       cljsh -                           run a script from standard input\n"
    "       cljsh -c TEXT [NAME [ARG…]]       run TEXT, commands as sh has them\n"
    "       cljsh -s [ARG…]                   run commands from standard input\n"
    "       cljsh --posix FILE [ARG…]         run FILE as sh does\n"
    "       cljsh                             read, evaluate, print; commands where input is no terminal\n"
    "\n"
    "  -e EXPR     evaluate EXPR; several are one program\n"
    "  -i          *input* is a lazy seq of the lines of standard input\n"
    "  -I          *input* is a lazy seq of the EDN values on standard input\n"
    "              (without either: its first EDN value)\n"
    "  -o          print the elements of the result, each on a line\n"
    "  -O          print the elements of the result as EDN, each on a line\n"
    "  --stream    evaluate once per EDN value (-i: line), with *input* bound to it\n"
    "  --python …  run the rest as the command python3 does: FILE, -c CODE, -m MODULE\n"
    "  --worker    run what another cljsh asks for over standard input and output\n"
    "  --classpath PATHS  look for libraries in these folders and jars first (-cp)\n"
    "  -f FILE     run a file, --file; also behind -i and -o\n"
    "  --prn       print the last value of a file\n"
    "  --init FILE  load a file before\n"
    "  --config FILE  the project's file, in the place of cljsh.edn and bb.edn\n"
    "  -Sdeps EDN  dependencies to add before, {:deps {…}}\n"
    "  --uberscript TO  write a script and what it requires (-m NS, or FILE) into one file\n"
    "  --verbose   (--debug) say on standard error how it started, and how libraries were loaded\n"
    "  --no-cache  compile required libraries, and keep nothing of it\n"
    "  --clear-cache  remove what is kept of libraries compiled before\n"
    "  --version   print the version\n"
    "  -h, --help  print this\n"
    "  --          end of options\n"
    "\n"
    "Letters may be joined: cljsh -io '(map str/upper-case *input*)'\n"
    "See cljsh(1) for more.\n";

void options_help(void) { fputs(help, stdout); }

static void bad(struct options *o, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("cljsh: ", stderr);
    vfprintf(stderr, format, args);
    va_end(args);
    fputs("\n", stderr);
    o->action = BAD_USAGE;
}

static void bad_option(struct options *o, const char *option) {
    bad(o, "unknown option: %s\nTry 'cljsh --help'.", option);
}

static bool is_expression(const char *word) {
    word += strspn(word, " \t\n");
    return *word && strchr("([{#@*", *word);
}

static void add_expr(struct options *o, char *expr) {
    o->exprs[o->nexprs++] = expr;
    o->action = RUN_EXPRS;
}

/* One word of options that begins with a single dash.  `next` is the word
 * behind it or NULL; true when that was used up. */
static bool short_options(struct options *o, const char *word, char *next) {
    for (const char *p = word + 1; *p && o->action != BAD_USAGE; p++) {
        switch (*p) {
        case 'i': o->input = INPUT_LINES; continue;
        case 'I': o->input = INPUT_VALUES; continue;
        case 'o': o->output = OUTPUT_LINES; continue;
        case 'O': o->output = OUTPUT_VALUES; continue;
        case 'h': o->action = SHOW_HELP; continue;
        case 'e': case 'm': case 'x': break;
        default:
            bad_option(o, word);
            return false;
        }
        if (p[1] || !next || (!*next && *p != 'e')) {
            if (p[1]) bad_option(o, word);
            else bad(o, "-%c: %s is missing", *p, *p == 'e' ? "an expression" : *p == 'm' ? "a namespace" : "a function");
            return false;
        }
        if (*p == 'e') {
            add_expr(o, next);
        } else {
            o->action = *p == 'm' ? RUN_MAIN : RUN_VAR;
            o->what = next;
        }
        return true;
    }
    return false;
}

static void long_option(struct options *o, const char *word) {
    if (strcmp(word, "--help") == 0) o->action = SHOW_HELP;
    else if (strcmp(word, "--version") == 0) o->action = SHOW_VERSION;
    else if (strcmp(word, "--verbose") == 0 || strcmp(word, "--debug") == 0) o->verbose = true;
    else if (strcmp(word, "--prn") == 0) o->print = true;
    else if (strcmp(word, "--stream") == 0) o->stream = true;
    else if (strcmp(word, "--no-cache") == 0) o->no_cache = true;
    else if (strcmp(word, "--clear-cache") == 0) o->action = CLEAR_CACHE;
    else if (strcmp(word, "--python") == 0) o->action = RUN_PYTHON;
    else if (strcmp(word, "--worker") == 0) o->action = RUN_WORKER;
    else bad_option(o, word);
}

static bool is_settled(const struct options *o) {
    return o->action == BAD_USAGE || o->action == SHOW_HELP || o->action == SHOW_VERSION || o->action == CLEAR_CACHE || o->action == RUN_MAIN ||
           o->action == RUN_VAR || o->action == RUN_PYTHON || o->action == RUN_WORKER;
}

// Was it started by the name python, python3 or python3.11?  So are links to it, see host/executable.h.
static bool is_python(const char *program) {
    const char *slash = program ? strrchr(program, '/') : NULL, *name = slash ? slash + 1 : program;
    return name && strncmp(name, "python", 6) == 0 && strspn(name + 6, "0123456789.") == strlen(name + 6);
}

// Is it a word that names what to do, and no file?  (run, when there is no file of that name)
static bool is_command(const char *word) {
    static const char *const words[] = {"tasks", "run", "doc", "nrepl-server", "uberscript"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0) return access(word, F_OK) < 0;
    return false;
}

// Is it the name of no file, in a folder with a project, whose tasks may have it?
static bool may_be_task(const char *word) {
    return !strchr(word, '/') && access(word, F_OK) < 0 && (access("cljsh.edn", F_OK) == 0 || access("bb.edn", F_OK) == 0);
}

static void run_command(struct options *o) {
    static char name[] = "cljsh.command";
    o->action = RUN_MAIN;
    o->what = name;
}

// Folders in front of those of CLJSH_PATH.
static void add_classpath(struct options *o, const char *folders) {
    if (!folders || !*folders) {
        bad(o, "--classpath: the folders are missing");
        return;
    }
    const char *before = getenv("CLJSH_PATH");
    char *all = NULL;
    if (asprintf(&all, "%s%s%s", folders, before && *before ? ":" : "", before ? before : "") >= 0) setenv("CLJSH_PATH", all, 1);
    free(all);
}

// The short names of options that have a long one too.
static char *short_name(char *word) {
    static char e[] = "-e", m[] = "-m", x[] = "-x", f[] = "-f", cp[] = "-cp";
    static const struct { const char *whole; char *letter; } names[] = {{"--eval", e}, {"--main", m}, {"--exec", x}, {"--file", f}, {"--classpath", cp}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(word, names[i].whole) == 0) return names[i].letter;
    return word;
}

// Options whose value is kept: where to keep it, or NULL.
static const char **kept_value(struct options *o, const char *word) {
    return strcmp(word, "--init") == 0 ? &o->init : strcmp(word, "-Sdeps") == 0 ? &o->deps : strcmp(word, "--config") == 0 ? &o->config : NULL;
}

/* Options of one word, and of one word with a value behind it, which is next or
 * NULL; true if that was used up. */
static bool worded_option(struct options *o, const char *word, const char *next) {
    if (strcmp(word, "-cp") == 0) {
        add_classpath(o, next);
        return true;
    }
    const char **kept = kept_value(o, word);
    if (!kept) return false;
    *kept = next;
    if (!next) bad(o, "%s: a word is missing", word);
    return true;
}

void options_parse(struct options *o, int argc, char **argv) {
    *o = (struct options){.action = RUN_REPL, .argc = argc, .argv = argv, .exprs = calloc((size_t)argc + 1, sizeof *o->exprs)};
    if (!is_python(argc ? argv[0] : NULL) && invocation_is_shell(argc, argv)) {
        o->action = RUN_SHELL;
        return;
    }
    int i = 1;
    bool interactive = false, file = false;
    if (is_python(argc ? argv[0] : NULL)) o->action = RUN_PYTHON;
    while (i < argc && !is_settled(o) && argv[i][0] == '-' && argv[i][1]) {
        char *word = short_name(argv[i++]);
        if (strcmp(word, "--") == 0) break;
        if (strcmp(word, "-f") == 0) { // the next word is the file
            file = true;
            break;
        }
        if (strcmp(word, "--nrepl-server") == 0 || strcmp(word, "--uberscript") == 0) {
            run_command(o);
            i--;
            break;
        }
        if (worded_option(o, word, i < argc ? argv[i] : NULL)) {
            if (i < argc) i++;
            continue;
        }
        if (word[1] == '-') long_option(o, word);
        else if (short_options(o, word, i < argc ? argv[i] : NULL)) i++;
        if (strcmp(word, "-i") == 0) interactive = true;
    }
    if (!is_settled(o) && o->action != RUN_EXPRS && i < argc) { // what the first word behind the options says
        if (strcmp(argv[i], "-") == 0) {
            o->action = RUN_STDIN;
        } else if (is_expression(argv[i]) && !file) {
            add_expr(o, argv[i]);
        } else if (is_command(argv[i]) || (!file && strcmp(argv[i], "repl") != 0 && may_be_task(argv[i]))) { // its arguments begin with the word
            run_command(o);
            i--;
        } else if (strcmp(argv[i], "repl") == 0 && access(argv[i], F_OK) < 0) {
            interactive = true;
        } else {
            o->action = invocation_is_script(argv[i]) ? RUN_SHELL : RUN_FILE;
            o->what = argv[i];
        }
        i++;
    }
    if (o->action == RUN_REPL && !interactive) {
        if (o->input != INPUT_VALUE || o->output != OUTPUT_VALUE || o->stream) bad(o, "an expression or a file is missing");
        else if (!isatty(STDIN_FILENO)) o->action = RUN_SHELL;
    }
    if (o->stream && o->action != RUN_EXPRS && o->action != BAD_USAGE && o->action != SHOW_HELP && o->action != SHOW_VERSION &&
        o->action != CLEAR_CACHE)
        bad(o, "--stream needs an expression");
    o->args = argv + i;
    o->nargs = argc - i;
}
