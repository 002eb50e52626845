// SPDX-License-Identifier: MIT
#include "command/invocation.h"

#include "command/job_control.h"
#include "command/session.h"
#include "command/sh.h"
#include "command/startup.h"
#include "shell/fd.h"
#include "shell/signals.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>


// --- what is asked for ----------------------------------------------------------------

static const char *base_name(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path ? path : "";
}

// sh, dash, bash, ksh: by such a name it is run in the place of one.
static bool is_shell_name(const char *name) {
    static const char *const names[] = {"sh", "dash", "bash", "ksh", "rbash", "ash"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

static bool is_login_name(const char *argv0) { return argv0 && argv0[0] == '-'; }

static bool is_cluster(const char *word) {
    return word[0] == '-' && word[1] && word[1] != '-' && strpbrk(word, "csl") && strspn(word + 1, "abcCefhiIlmnosuvx") == strlen(word + 1);
}

// Is it named as a program of Clojure's?
static bool is_clojure_file(const char *path) {
    static const char *const endings[] = {".clj", ".cljc", ".cljsh", ".bb"};
    const char *dot = strrchr(base_name(path), '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(dot, endings[i]) == 0) return true;
    return false;
}

bool invocation_is_shell(int argc, char **argv) {
    const char *name = argc ? argv[0] : "";
    if (is_login_name(name) || is_shell_name(base_name(name))) return true;
    for (int i = 1; i < argc; i++) {
        char *word = argv[i];
        if (word[0] == '+' && word[1] && strspn(word + 1, "abCefhimnoruvx") == strlen(word + 1)) return true;
        if (word[0] != '-' || !word[1] || strcmp(word, "--") == 0) return false;
        if (strcmp(word, "--posix") == 0 || strcmp(word, "--login") == 0) return true;
        if (strcmp(word, "--python") == 0) return false;
        if (is_cluster(word)) return true;
        if (strcmp(word, "-f") == 0 && i + 1 < argc && is_clojure_file(argv[i + 1])) return false; // a file to run
        // Letters that only a shell has; or -o and the name of an option.
        if (strspn(word + 1, "abCefhimnouvx") == strlen(word + 1) && strpbrk(word + 1, "abCfnuv")) return true;
        if (word[strlen(word) - 1] == 'o' && i + 1 < argc && option_by_name(argv[i + 1]) != OPT_COUNT) return true;
        if (strcmp(word, "-e") == 0) return false; // an expression
        bool takes = strcmp(word, "-m") == 0 || strcmp(word, "-x") == 0;
        if (takes && (i + 1 >= argc || argv[i + 1][0] != '-')) return false;
    }
    return false;
}

// "# text": a comment, which no form of Clojure's begins as.
static bool begins_with_comment(const char *text) {
    text += strspn(text, " \t\n");
    return text[0] == '#' && text[1] && strchr(" \t\n", text[text[1] == '#' ? 2 : 1]);
}

// The program that a file's first line names, or NULL.
static const char *interpreter_of(char *line) {
    if (line[0] != '#' || line[1] != '!') return NULL;
    char *rest = NULL, *word = strtok_r(line + 2, " \t", &rest);
    if (word && strcmp(base_name(word), "env") == 0)
        do word = strtok_r(NULL, " \t", &rest);
        while (word && (word[0] == '-' || strchr(word, '=')));
    return base_name(word);
}

bool invocation_is_script(const char *path) {
    const char *dot = strrchr(base_name(path), '.');
    if (dot && is_shell_name(dot + 1)) return true; // tool.sh, tool.bash
    char head[512];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK); // Python need not have been started yet
    ssize_t got = fd < 0 ? -1 : read(fd, head, sizeof head - 1);
    fd_close(&fd);
    if (got < 3) return false;
    head[got] = 0;
    char *line = head, *more = head;
    strsep(&more, "\n");
    const char *name = interpreter_of(line);
    if (name && is_shell_name(name)) return true;
    // Named by its own name it may be either; configure makes config.status so for the shell that runs it.
    return name && strncmp(name, "cljsh", 5) == 0 && more && begins_with_comment(more) && !is_clojure_file(path);
}

// --- the command line -------------------------------------------------------------------

struct invocation {
    bool command, stdin_, login, interactive, posix;
    bool no_profile, no_rc;
    bool unmonitored; // +m: also where somebody types
    const char *text, *file;
    int first; // of the parameters
};

static int usage(const char *format, const char *word) {
    fputs("cljsh: ", stderr);
    fprintf(stderr, format, word);
    fputs("\n", stderr);
    return -1;
}

static int set_option(struct interp *sh, struct invocation *v, char letter, bool on) {
    switch (letter) {
    case 'c': v->command = true; sh->options[OPT_COMMAND] = true; return 0;
    case 's': v->stdin_ = true; return 0;
    case 'l': v->login = true; return 0;
    case 'i': v->interactive = on; return 0;
    case 'I': option_set(sh, OPT_IGNOREEOF, on); return 0;
    }
    enum shell_option o = option_by_letter(letter);
    if (o == OPT_COUNT) return -1;
    if (o == OPT_MONITOR) v->unmonitored = !on;
    option_set(sh, o, on);
    return 0;
}

static int parse_long(struct interp *sh, struct invocation *v, const char *word) {
    (void)sh;
    if (strcmp(word, "--posix") == 0) v->posix = true;
    else if (strcmp(word, "--login") == 0) v->login = true;
    else if (strcmp(word, "--noprofile") == 0) v->no_profile = true;
    else if (strcmp(word, "--norc") == 0) v->no_rc = true;
    else return usage("unknown option: %s", word);
    return 0;
}

static int parse_command_line(struct interp *sh, struct invocation *v, int argc, char **argv) {
    int i = 1;
    bool ended = false;
    for (; i < argc && (argv[i][0] == '-' || argv[i][0] == '+') && argv[i][1]; i++) {
        char *word = argv[i];
        bool on = word[0] == '-';
        if (on && word[1] == '-' && !word[2]) {
            ended = true;
            i++;
            break;
        }
        if (on && word[1] == '-') {
            if (parse_long(sh, v, word) < 0) return -1;
            continue;
        }
        for (char *p = word + 1; *p; p++) {
            if (*p == 'o') {
                if (i + 1 >= argc) return usage("%s: the name of an option is missing", word);
                enum shell_option o = option_by_name(argv[++i]);
                if (o == OPT_COUNT) return usage("no such option: %s", argv[i]);
                if (o == OPT_MONITOR) v->unmonitored = !on;
                option_set(sh, o, on);
            } else if (set_option(sh, v, *p, on) < 0) {
                return usage(*p == 'r' ? "no shell is restricted here: %s" : "unknown option: %s", word);
            }
        }
    }
    if (i < argc && strcmp(argv[i], "-") == 0 && !ended) i++; // of old: end of options
    if (v->command) {
        if (i >= argc) return usage("%s: the commands are missing", "-c");
        v->text = argv[i++];
        if (i < argc) sh->name = sh->zero = argv[i++];
    } else if (!v->stdin_ && i < argc) {
        v->file = argv[i++];
        sh->name = sh->zero = v->file;
    }
    v->first = i;
    return 0;
}

// --- the start ----------------------------------------------------------------------------

static void set_if_unset(struct interp *sh, const char *name, const char *value) {
    struct variable *v = variable_intern(sh, name, strlen(name));
    if (!variable_set_p(v)) variable_assign(sh, v, value, strlen(value));
}

// PWD stays when it is a name of the directory we are in.
static void set_directory(struct interp *sh) {
    const char *pwd = variable_get(sh, "PWD");
    struct stat here, there;
    bool right = pwd && pwd[0] == '/' && !strstr(pwd, "/./") && !strstr(pwd, "/../") && stat(pwd, &there) == 0 && stat(".", &here) == 0 &&
                 there.st_dev == here.st_dev && there.st_ino == here.st_ino;
    char *real = right ? NULL : getcwd(NULL, 0);
    if (real) variable_set(sh, "PWD", real);
    free(real);
    variable_change_flags(sh, "PWD", VAR_EXPORT, 0);
    struct variable *old = variable_intern(sh, "OLDPWD", 6);
    if (!variable_set_p(old)) old->flags |= VAR_EXPORT;
}

// Whatever the environment says, which is nobody's word on who we are; nor can a script change it.
static void set_user(struct interp *sh, const char *name, uid_t id) {
    variable_set_number(sh, name, id);
    variable_change_flags(sh, name, VAR_INTEGER | VAR_READONLY, VAR_EXPORT);
}

// Who and where we are; programs find it elsewhere.
static void set_identity(struct interp *sh) {
    char host[HOST_NAME_MAX + 1];
    struct utsname machine;
    set_user(sh, "UID", getuid());
    set_user(sh, "EUID", geteuid());
    if (!sh->options[OPT_POSIX]) {
        variable_change_flags(sh, "SHELLOPTS", VAR_READONLY, 0);
        variable_change_flags(sh, "BASHOPTS", VAR_READONLY, 0);
    }
    if (gethostname(host, sizeof host) == 0) set_if_unset(sh, "HOSTNAME", host);
    set_if_unset(sh, "OSTYPE", "linux-gnu"); // what scripts and rc files ask for systems by
    if (uname(&machine) == 0) set_if_unset(sh, "HOSTTYPE", machine.machine);
}

// Under the name of bash: the version whose language this is, for scripts ask what they may use.
static void set_bash_version(struct interp *sh, const char *name) {
    static const char *const parts[] = {"5", "2", "15", "1", "release", "x86_64-pc-linux-gnu"};
    variable_set(sh, "BASH_VERSION", "5.2.15(1)-release");
    variable_set_array(sh, "BASH_VERSINFO", sizeof parts / sizeof *parts, (char **)parts);
    char *found = strchr(name, '/') ? NULL : sh_find_command(sh, name, false);
    variable_set(sh, "BASH", found ? found : name);
    free(found);
    variable_change_flags(sh, "BASH", 0, VAR_EXPORT);
    variable_change_flags(sh, "BASH_VERSION", 0, VAR_EXPORT);
    variable_change_flags(sh, "BASH_VERSINFO", VAR_READONLY, VAR_EXPORT);
}

static void set_variables(struct interp *sh) {
    char number[24];
    specials_start(sh);
    variables_import(sh);
    // These are not taken from the environment.
    variable_set(sh, "IFS", " \t\n");
    variable_change_flags(sh, "IFS", 0, VAR_EXPORT);
    variable_set(sh, "OPTIND", "1");
    variable_change_flags(sh, "OPTIND", 0, VAR_EXPORT);
    snprintf(number, sizeof number, "%d", (int)sh->parent);
    variable_set(sh, "PPID", number);
    variable_change_flags(sh, "PPID", VAR_READONLY, VAR_EXPORT);
    set_if_unset(sh, "PS4", "+ ");
    set_if_unset(sh, "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    if (!sh->options[OPT_POSIX]) {
        set_identity(sh);
        functions_import(sh);
    }
    const char *level = variable_get(sh, "SHLVL");
    snprintf(number, sizeof number, "%d", (level ? atoi(level) : 0) + 1);
    variable_set(sh, "SHLVL", number);
    variable_change_flags(sh, "SHLVL", VAR_EXPORT, 0);
    set_directory(sh);
}

struct interp *interp_new(const char *name) {
    struct interp *sh = sh_alloc(sizeof *sh);
    memset(sh, 0, sizeof *sh);
    sh->name = sh->zero = name;
    sh->pid = getpid();
    sh->parent = getppid();
    sh->substituted = -1;
    sh->line = 1;
    sh->shopts = SHOPT_DEFAULT;
    sh->inherited = -1;
    sh->options[OPT_HASHALL] = sh->options[OPT_BRACEEXPAND] = true;
    sh->jobs = &job_list_program;
    sh->task = this_task();
    return sh;
}

// --- running --------------------------------------------------------------------------------------


// A NUL in the first line: a program of some kind.
static bool is_binary(const char *text, size_t n) {
    const char *newline = memchr(text, '\n', n);
    return memchr(text, 0, newline ? (size_t)(newline - text) : n) != NULL;
}

static int run_file(struct interp *sh, const char *file) {
    int fd = WITHOUT_GIL(open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY));
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        fd = -1;
        errno = EISDIR;
    }
    if (fd < 0 && errno == ENOENT && !strchr(file, '/')) { // POSIX: then along PATH
        char *found = sh_find_command(sh, file, false);
        if (!found) found = sh_find_readable(sh, file); // it is read, not run
        fd = found ? WITHOUT_GIL(open(found, O_RDONLY | O_CLOEXEC | O_NOCTTY)) : -1;
        free(found);
    }
    if (fd < 0) {
        int error = errno;
        fprintf(stderr, "cljsh: %s: %s\n", file, strerror(error));
        return error == ENOENT ? 127 : 126;
    }
    size_t n;
    char *text = script_text(sh, fd, &n);
    close(fd);
    if (text && is_binary(text, n)) {
        fprintf(stderr, "cljsh: %s: a binary file is no script\n", file);
        free(text);
        return 126;
    }
    int status = text ? sh_run_main_text(sh, text, n) : 126;
    free(text);
    return status;
}

// An exception ends the shell: what is to be done at its end is done before that goes on.
static int abandon(struct interp *sh) {
    sh_trap_exit_thrown(sh);
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    sh->pending = PENDING_NOTHING;
    jobs_end_shell(sh);
    PyErr_Restore(type, error, trace);
    return -1;
}

static int finish(struct interp *sh, int status) {
    if (sh->pending == PENDING_EXIT || sh->pending == PENDING_RETURN) status = sh->pending_status;
    if (sh->pending == PENDING_EXCEPTION) {
        // A signal ends the shell: the trap for EXIT runs before.
        bool interrupt = PyErr_ExceptionMatches(PyExc_KeyboardInterrupt);
        if (!interrupt && !PyErr_ExceptionMatches(Terminated)) return abandon(sh);
        PyObject *type, *exception, *trace;
        PyErr_Fetch(&type, &exception, &trace);
        PyErr_NormalizeException(&type, &exception, &trace);
        sh->pending = PENDING_NOTHING;
        if (!interrupt && signals_cause(exception) == SIGHUP) jobs_hang_up(sh);
        trap_exit(sh, 128 + (interrupt ? SIGINT : signals_cause(exception)));
        PyErr_Clear();
        PyErr_Restore(type, exception, trace);
        return -1;
    }
    sh->pending = PENDING_NOTHING;
    status = trap_exit(sh, status);
    if (sh->pending == PENDING_EXIT) status = sh->pending_status;
    jobs_end_shell(sh);
    if (sh->pending == PENDING_EXCEPTION) return -1; // that trap has thrown
    if (sh->forked) _exit(status); // a child that has come here by some way
    return status & 255;
}

static int at_prompt(struct interp *sh, int (*prompt)(struct interp *sh)) {
    if (prompt(sh) == 0) return finish(sh, sh->status);
    bool signalled = PyErr_ExceptionMatches(Terminated);
    if (!signalled) return abandon(sh);
    sh->pending = PENDING_EXCEPTION;
    return finish(sh, 0);
}

int invocation_run(int argc, char **argv, int (*prompt)(struct interp *sh)) {
    const char *name = argc ? argv[0] : "cljsh";
    struct invocation v = {.login = is_login_name(name)};
    if (v.login) name++;
    struct interp *sh = sh_program = interp_new(name);
    v.posix = strcmp(base_name(name), "sh") == 0;
    if (parse_command_line(sh, &v, argc, argv) < 0) return 2;
    sh->options[OPT_POSIX] |= v.posix;
    if (sh->options[OPT_POSIX]) sh->options[OPT_BRACEEXPAND] = false;
    sh->login = v.login;
    sh->unmonitored = v.unmonitored;
    bool terminal = !v.command && !v.file && isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    sh->options[OPT_INTERACTIVE] = v.interactive || terminal;
    sh->options[OPT_STDIN] = !v.command && !v.file;
    if (terminal) {
        sh->name = base_name(name);
        sh->options[OPT_MONITOR] = !v.unmonitored;
        option_set(sh, OPT_EMACS, !sh->options[OPT_VI]);
    }
    set_variables(sh);
    if (!strcmp(base_name(name), "bash") && !sh->options[OPT_POSIX]) set_bash_version(sh, name);
    traps_start(sh);
    jobs_start(sh);
    if (sh->options[OPT_MONITOR]) jobs_monitor(sh, true);
    sh->main_file = v.file;
    sh->owns_process = !sh->options[OPT_INTERACTIVE];
    params_set(sh, argc - v.first, argv + v.first);
    int status = 0;
    if (sh->options[OPT_INTERACTIVE] && !sh->options[OPT_POSIX]) {
        option_set(sh, OPT_HISTEXPAND, true);
        set_if_unset(sh, "PS1", PROMPT_DEFAULT);
        set_if_unset(sh, "PS2", "> ");
    }
    if (v.login && !v.no_profile) startup_profiles(sh);
    if (sh->options[OPT_INTERACTIVE] && !v.no_rc && !sh->pending) startup_env(sh);
    if (!sh->options[OPT_POSIX]) startup_configuration(sh, v.login && !v.no_profile, !v.no_rc);
    sh->line = 1;
    if (!sh->pending) {
        if (v.command) status = sh_run_main_text(sh, v.text, strlen(v.text));
        else if (v.file) status = run_file(sh, v.file);
        else if (terminal && !sh->options[OPT_POSIX]) return at_prompt(sh, prompt);
        else if (sh->options[OPT_INTERACTIVE]) status = sh_run_prompt(sh);
        else status = sh_run_descriptor(sh, STDIN_FILENO, name, false);
    }
    return finish(sh, status);
}
