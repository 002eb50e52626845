// SPDX-License-Identifier: MIT
#include "cli/program.h"

#include "base/call.h"
#include "base/digest.h"
#include "base/stress.h"
#include "boot/runtime.h"
#include "cli/defaults.h"
#include "cli/input.h"
#include "cli/output.h"
#include "coll/map.h"
#include "command/builtin.h"
#include "command/invocation.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "edit/repl.h"
#include "host/host.h"
#include "host/process.h"
#include "host/python_site.h"
#include "host/report.h"
#include "image/elf.h"
#include "image/restore.h"
#include "load/cache.h"
#include "load/library.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "shell/fd.h"
#include "task/run.h"
#include "shell/job.h"
#include "shell/signals.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/rare.h"
#include "vm/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// --- how it ends ------------------------------------------------------------

static int flush_stdout(void) {
    if (!process_holds_output(STDOUT_FILENO)) return 0;
    PyObject *out = PySys_GetObject("stdout");
    PyObject *r = out && out != Py_None ? PyObject_CallMethod(out, "flush", NULL) : Py_NewRef(Py_None);
    Py_XDECREF(r);
    if (!r && PyErr_ExceptionMatches(PyExc_ValueError)) { // the program has closed it
        PyErr_Clear();
        return 0;
    }
    return r ? 0 : -1;
}

static int exit_code(PyObject *exc) {
    SCOPED_PY PyObject *code = PyObject_GetAttrString(exc, "code");
    if (!code) PyErr_Clear();
    if (!code || code == Py_None) return 0;
    if (PyLong_Check(code)) {
        long n = PyLong_AsLong(code);
        PyErr_Clear();
        return (int)(n & 255);
    }
    PySys_FormatStderr("%S\n", code);
    return 1;
}

// Is it about the text of a program, not about data that a program has read?
static bool is_source_error(PyObject *exc) {
    if (PyObject_TypeCheck(exc, (PyTypeObject *)CompileError)) return true;
    if (!PyObject_TypeCheck(exc, (PyTypeObject *)ReaderError)) return false;
    SCOPED_PY PyObject *file = PyObject_GetAttrString(exc, "file");
    if (!file || !PyUnicode_Check(file)) return (PyErr_Clear(), false);
    return PyUnicode_CompareWithASCIIString(file, "<string>") != 0 &&
           PyUnicode_CompareWithASCIIString(file, "standard input") != 0;
}

// The status of the pipeline whose failure it is, which is passed on as a shell would; else 1.
static int failure_status(PyObject *exc) {
    if (!PyObject_TypeCheck(exc, (PyTypeObject *)ExceptionInfo)) return 1;
    SCOPED_PY PyObject *data = PyObject_GetAttrString(exc, "data");
    bool error = false;
    Ref job = data && is_map(ref_of(data)) ? map_find(ref_of(data), KW("job"), &error) : NO_REF;
    int status = job.w && is_job(job) ? job_status((struct job *)obj(job)) : 1;
    PyErr_Clear();
    return status > 0 ? status : 1;
}

// The errno of an OSError that was reported: output that could not be written
// is tried again at the end, and told once.
static long reported;

static long errno_of(PyObject *exc) {
    if (!PyErr_GivenExceptionMatches(exc, PyExc_OSError)) return 0;
    SCOPED_PY PyObject *number = PyObject_GetAttrString(exc, "errno");
    long n = number && PyLong_Check(number) ? PyLong_AsLong(number) : 0;
    PyErr_Clear();
    return n;
}

static PyObject *threading, *atexit_; // names of modules
static bool at_once;                   // by exit, which waits for no other thread

// Told to end while it ends: nothing more is waited for.
static void end_now(PyObject *terminated) {
    int sig = signals_cause(terminated);
    Py_DECREF(terminated);
    if (flush_stdout() < 0) PyErr_Clear();
    job_table_end(sig);
    _exit(signals_die(sig));
}

static void run_at_end(PyObject *name, const char *function) {
    PyObject *module = PyDict_GetItem(PyImport_GetModuleDict(), name);
    if (!module) return;
    PyObject *r = PyObject_CallMethod(module, function, NULL);
    if (!r && PyErr_ExceptionMatches(Terminated)) end_now(exception_fetch());
    if (!r) PyErr_WriteUnraisable(module);
    Py_XDECREF(r);
}

static int status_of_exception(PyObject *exc) {
    if (PyErr_GivenExceptionMatches(exc, PyExc_SystemExit)) return exit_code(exc);
    return is_source_error(exc) ? 2 : failure_status(exc);
}

int program_failed(PyObject *exc) {
    int status = 1, sig = 0;
    if (PyErr_GivenExceptionMatches(exc, Terminated)) {
        sig = signals_cause(exc);
    } else if (PyErr_GivenExceptionMatches(exc, PyExc_SystemExit)) {
        status = status_of_exception(exc);
        at_once = PyObject_HasAttrString(exc, "cljsh_at_once");
    } else if (PyErr_GivenExceptionMatches(exc, PyExc_KeyboardInterrupt)) {
        sig = SIGINT;
    } else if (PyErr_GivenExceptionMatches(exc, PyExc_BrokenPipeError) && fd_unread(STDOUT_FILENO)) {
        sig = SIGPIPE;
    } else {
        report_exception(exc);
        reported = errno_of(exc);
        status = status_of_exception(exc);
    }
    Py_DECREF(exc);
    if (!sig) return status;
    run_at_end(atexit_, "_run_exitfuncs"); // the other threads are not waited for
    if (sig != SIGPIPE && flush_stdout() < 0) PyErr_Clear();
    job_table_end(sig);
    return signals_die(sig);
}

static int failed_now(void) {
    PyObject *exc = exception_fetch();
    if (output_end() < 0) PyErr_Clear(); // comes before the report
    return exc ? program_failed(exc) : 1;
}

// What Python would do at its end: other threads, functions that were registered.
static void end_python(void) {
    if (!at_once) run_at_end(threading, "_shutdown");
    run_at_end(atexit_, "_run_exitfuncs");
}

static int end(int status) {
    end_python();
    if (output_end() < 0 || flush_stdout() < 0) {
        PyObject *exc = exception_fetch();
        if (exc && PyErr_GivenExceptionMatches(exc, PyExc_OSError)) {
            SCOPED_PY PyObject *name = PyUnicode_FromString("standard output");
            if (name && PyObject_SetAttrString(exc, "filename", name) < 0) PyErr_Clear();
        }
        bool again = exc && status && reported && errno_of(exc) == reported;
        int failure = exc && !again ? program_failed(exc) : 1;
        if (again) Py_DECREF(exc);
        if (status == 0) status = failure;
    }
    return runtime_end(status);
}

// --- how it begins ----------------------------------------------------------

// sys.argv, for what of Python looks there; without a file and arguments it stays [''].
static int set_python_arguments(const struct options *o) {
    const char *name = o->action == RUN_FILE ? o->what : o->action == RUN_STDIN ? "-" : "";
    if (!*name && !o->nargs) return 0;
    SCOPED_PY PyObject *list = PyList_New(o->nargs + 1);
    for (int i = 0; list && i <= o->nargs; i++) {
        PyObject *word = PyUnicode_DecodeFSDefault(i ? o->args[i - 1] : name);
        if (!word) return -1;
        PyList_SET_ITEM(list, i, word);
    }
    return list ? PySys_SetObject("argv", list) : -1;
}

LIB_VAR(arguments, "clojure.core", "*command-line-args*", "clojure/core/05_vars.clj");

static int set_arguments(const struct options *o) {
    if (!o->nargs) return 0; // it is nil
    struct var *v = lib_var(&arguments);
    Value *items = PyMem_New(Value, o->nargs + 1);
    if (!v || !items) return -1;
    for (int i = 0; i < o->nargs; i++) {
        items[i] = adopt(PyUnicode_DecodeFSDefault(o->args[i]));
        if (failed(items[i])) return -1;
    }
    Value args = o->nargs ? list_give(items, o->nargs) : nil_value();
    PyMem_Free(items);
    int r = failed(args) ? -1 : var_set_root(v, ref(args));
    xdrop(args);
    return r;
}

static int add_path(PyObject *list, const char *dir, size_t length) {
    SCOPED_PY PyObject *s = length ? PyUnicode_DecodeFSDefaultAndSize(dir, (Py_ssize_t)length) : PyUnicode_FromString(".");
    return s ? PyList_Append(list, s) : -1;
}

static size_t folder_length(const char *file) {
    const char *slash = strrchr(file, '/');
    return !slash ? 0 : slash == file ? 1 : (size_t)(slash - file);
}

// The folder of what a script is a link to.
static int add_real_folder(PyObject *libraries, PyObject *modules, const char *script) {
    struct stat st;
    char *real = lstat(script, &st) == 0 && S_ISLNK(st.st_mode) ? realpath(script, NULL) : NULL;
    int r = 0;
    if (real) r = add_path(libraries, real, folder_length(real)) < 0 || add_path(modules, real, folder_length(real)) < 0;
    free(real);
    return -r;
}

// Where they are looked for when there is neither a script nor a variable: part of an image.
static PyObject *here;

static int paths_prepare(void) {
    PyObject *python = PySys_GetObject("path");
    here = PyUnicode_FromString(".");
    if (!here || PyList_Append(load_path_list, here) < 0) return -1;
    return python && PyList_Check(python) ? PyList_Append(python, here) : 0;
}

// Takes back what paths_prepare() has added.
static int paths_forget(PyObject *python) {
    if (PyList_SetSlice(load_path_list, 0, PY_SSIZE_T_MAX, NULL) < 0) return -1;
    Py_ssize_t n = python ? PyList_GET_SIZE(python) : 0;
    return n && PyList_GET_ITEM(python, n - 1) == here ? PyList_SetSlice(python, n - 1, n, NULL) : 0;
}

/* Libraries are looked for in CLJSH_PATH, among what is built in, and then
 * beside the script, or in the current directory when there is none; Python
 * modules, too, beside the script last.  When the script is a link, beside the
 * real file before that. */
static int set_paths(const struct options *o) {
    const char *path = getenv("CLJSH_PATH");
    bool file = o->action == RUN_FILE;
    if (!file && !(path && *path) && !python_site_changed) return 0;
    PyObject *python = PySys_GetObject("path");
    if (python && !PyList_Check(python)) python = NULL;
    if (paths_forget(python) < 0) return -1;
    while (path && *path) {
        size_t n = strcspn(path, ":");
        if (add_path(load_path_list, path, n) < 0) return -1;
        path += n + (path[n] == ':');
    }
    load_path_first = PyList_GET_SIZE(load_path_list);
    size_t n = file ? folder_length(o->what) : 0;
    if (!python) return add_path(load_path_list, o->what, n);
    if (file && add_real_folder(load_path_list, python, o->what) < 0) return -1;
    return add_path(load_path_list, o->what, n) < 0 ? -1 : add_path(python, o->what, n);
}

LIB_VAR(unpack_jars_function, "babashka.classpath", "unpack-jars!", "babashka/classpath.clj");

// Libraries are loaded from folders: the jars that CLJSH_PATH names are unpacked.
static int unpack_jars(void) {
    for (Py_ssize_t i = 0; i < load_path_first; i++) {
        PyObject *entry = PyList_GET_ITEM(load_path_list, i);
        Py_ssize_t n = PyUnicode_GET_LENGTH(entry);
        SCOPED_PY PyObject *jar = PyUnicode_Substring(entry, n > 4 ? n - 4 : 0, n);
        if (!jar) return -1;
        if (PyUnicode_CompareWithASCIIString(jar, ".jar") != 0) continue;
        struct var *unpack = load_require("babashka.classpath") == 0 ? lib_var(&unpack_jars_function) : NULL;
        SCOPED Value done = unpack ? call0(ref_of(unpack)) : ERR;
        return ok(done) ? 0 : -1;
    }
    return 0;
}

// What compiled code is good for: this program.  Without a build id, this file.
static void set_cache(const struct options *o) {
    cache_settings = (struct cache_settings){.off = o->no_cache, .verbose = o->verbose};
#ifdef CLJSH_IMAGE
    if (program_build_id(cache_settings.build_id)) return;
#endif
    struct stat st;
    if (stat("/proc/self/exe", &st) < 0) return;
    const uint64_t file[] = {st.st_dev, st.st_ino, (uint64_t)st.st_size, (uint64_t)st.st_mtim.tv_sec, (uint64_t)st.st_mtim.tv_nsec};
    struct digest d = digest_of(file, sizeof file);
    memcpy(cache_settings.build_id, &d, sizeof d);
}

int program_prepare(void) {
    defaults_prepare();
    threading = PyUnicode_InternFromString("threading");
    atexit_ = PyUnicode_InternFromString("atexit");
    (void)builtin_find(""); // makes the table of builtins
    if (!threading || !atexit_ || paths_prepare() < 0 || input_prepare() < 0) return -1;
    ns_core_settle();
    return 0;
}

static int start(const struct options *o) {
    set_cache(o);
    if (output_init(o->output) < 0) return -1;
    input_init(o->input);
    return set_arguments(o) < 0 || set_python_arguments(o) < 0 || set_paths(o) < 0 ? -1 : unpack_jars();
}

// --- the text ---------------------------------------------------------------

static PyObject *decode(const char *bytes, size_t length) {
    return PyUnicode_DecodeUTF8(bytes ? bytes : "", (Py_ssize_t)length, "surrogateescape");
}

// All of a file; NULL with an OSError that names it.
static PyObject *read_source(int fd, const char *name) {
    struct strbuf b = STRBUF_INIT;
    SCOPED_PY PyObject *title = PyUnicode_DecodeFSDefault(name);
    PyObject *text = title && strbuf_read(&b, fd, title) == 0 ? decode(b.data, b.length) : NULL;
    strbuf_free(&b);
    return text;
}

static PyObject *join_expressions(const struct options *o) {
    struct strbuf b = STRBUF_INIT;
    for (int i = 0; i < o->nexprs; i++) {
        strbuf_puts(&b, o->exprs[i]);
        strbuf_putc(&b, '\n');
    }
    PyObject *text = b.oom ? PyErr_NoMemory() : decode(b.data, b.length);
    strbuf_free(&b);
    return text;
}

// The program as one function of no arguments, for an expression that is evaluated again and again.
static Value compile_function(PyObject *text, PyObject *file) {
    SCOPED_PY PyObject *before = PyUnicode_FromString("(fn [] "), *after = PyUnicode_FromString("\n)");
    SCOPED_PY PyObject *opened = before && after ? PyUnicode_Concat(before, text) : NULL;
    SCOPED_PY PyObject *all = opened ? PyUnicode_Concat(opened, after) : NULL;
    Reader *reader = all ? reader_new(all, file) : NULL;
    if (!reader) return ERR;
    reader_set_start(reader, 1, 1 - (int)PyUnicode_GET_LENGTH(before));
    Value form, f = ERR;
    if (reader_read(reader, &form) > 0) {
        f = eval_form(ref(form), reader);
        drop(form);
    }
    reader_free(reader);
    return f;
}

static int run_stream(PyObject *text, PyObject *file) {
    // What is wrong with the text alone is told as such.
    Reader *check = reader_new(text, file);
    enum read_result r = READ_EOF;
    for (Value form; check && (r = reader_read(check, &form)) > 0;) drop(form);
    if (check) reader_free(check);
    if (!check || r == READ_ERROR) return -1;
    SCOPED Value f = compile_function(text, file);
    if (failed(f)) return -1;
    Value item = ERR;
    int found;
    while ((found = input_next(&item)) > 0) {
        int set = input_set(ref(item));
        drop(item);
        Value result = set < 0 ? ERR : call0(ref(f));
        if (failed(result) || output_result(result) < 0 || PyErr_CheckSignals() < 0) return -1;
    }
    return found;
}

LIB_VAR(use_project_function, "cljsh.main", "use-project", "cljsh/main.clj");

static int use_project_file(const char *file) {
    SCOPED_PY PyObject *name = PyUnicode_DecodeFSDefault(file);
    struct var *use = name && load_require("cljsh.main") == 0 ? lib_var(&use_project_function) : NULL;
    SCOPED Value done = use ? call1(ref_of(use), ref_of(name)) : ERR;
    return ok(done) ? 0 : -1;
}

// Takes what the project's file in the folder of a path says, if there is one: "" is this folder.
static int use_project(const struct options *o, const char *path) {
    static const char *const names[] = {"cljsh.edn", "bb.edn"};
    if (o->config) return use_project_file(o->config);
    const char *slash = strrchr(path, '/');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *file = NULL;
        if (asprintf(&file, "%.*s%s", slash ? (int)(slash - path) + 1 : 0, path, names[i]) < 0) return -1;
        bool there = access(file, R_OK) == 0;
        int r = there ? use_project_file(file) : 0;
        free(file);
        if (there) return r;
    }
    return 0;
}

LIB_VAR(prepare_function, "cljsh.main", "prepare", "cljsh/main.clj");

static PyObject *text_or_none(const char *bytes) { return bytes ? PyUnicode_DecodeFSDefault(bytes) : Py_NewRef(Py_None); }

// Dependencies of the command line's, and a file that is loaded before.
static int prepare(const struct options *o) {
    if (!o->deps && !o->init) return 0;
    SCOPED_PY PyObject *deps = text_or_none(o->deps), *init = text_or_none(o->init);
    struct var *f = deps && init && load_require("cljsh.main") == 0 ? lib_var(&prepare_function) : NULL;
    SCOPED Value done = f ? call2(ref_of(f), ref_of(deps), ref_of(init)) : ERR;
    return ok(done) ? 0 : -1;
}

static int run_text(const struct options *o, PyObject *text, const char *name) {
    SCOPED_PY PyObject *file = PyUnicode_DecodeFSDefault(name);
    if (!file) return -1;
    defaults_program(file);
    input_program(text);
    if ((o->action == RUN_FILE || o->config) && use_project(o, o->what ? o->what : "") < 0) return -1;
    if (prepare(o) < 0) return -1;
    if (o->action != RUN_FILE) report_source(file, text);
    if (o->stream) return run_stream(text, file);
    Value result = compile_load_text(text, file);
    if (failed(result)) return -1;
    if (o->action == RUN_EXPRS || o->print || o->output != OUTPUT_VALUE) return output_result(result);
    drop(result);
    return 0;
}

// (apply NAMESPACE/-main args), through Clojure's own require; with a map of options for -x.
LIB_VAR(run_main_function, "cljsh.main", "run-main", "cljsh/main.clj");
LIB_VAR(run_var_function, "cljsh.main", "run-var", "cljsh/main.clj");

static int run_main(const struct options *o) {
    if (strcmp(o->what, "cljsh.command") != 0 && (use_project(o, "") < 0 || prepare(o) < 0)) return -1;
    struct var *run = lib_var(o->action == RUN_MAIN ? &run_main_function : &run_var_function);
    SCOPED_PY PyObject *what = PyUnicode_DecodeFSDefault(o->what);
    if (!run || !what || load_require("cljsh.main") < 0) return -1;
    SCOPED Value r = call1(ref_of(run), ref_of(what));
    return ok(r) ? 0 : -1;
}

LIB_VAR(run_python_function, "cljsh.python-main", "run", "cljsh/python_main.clj");

// What the words of a command python3 say; its status.
static int run_python(void) {
    struct var *run = lib_var(&run_python_function), *words = lib_var(&arguments);
    if (signals_as_python() < 0) return -1;
    SCOPED Value args = run && words && load_require("cljsh.python-main") == 0 ? var_get(words) : ERR;
    SCOPED Value status = ok(args) ? call1(ref_of(run), ref(args)) : ERR;
    return ok(status) && is_int(ref(status)) ? (int)int_of(ref(status)) : -1;
}

LIB_VAR(run_worker_function, "cljsh.node", "run-worker", "cljsh/node/links.clj");

static int run_worker(void) {
    struct var *run = lib_var(&run_worker_function);
    SCOPED Value status = run ? call0(ref_of(run)) : ERR;
    return ok(status) && is_int(ref(status)) ? (int)int_of(ref(status)) : -1;
}

static int run(const struct options *o) {
    SCOPED_PY PyObject *text = NULL;
    sh_uncaught = program_failed;
    sh_status_of_exception = status_of_exception;
    switch (o->action) {
    case RUN_REPL: return isatty(STDIN_FILENO) ? invocation_run(1, o->argv, repl_run) : repl_run(NULL);
    case RUN_SHELL: return invocation_run(o->argc, o->argv, repl_run);
    case RUN_MAIN: case RUN_VAR: return run_main(o);
    case RUN_PYTHON: return run_python();
    case RUN_WORKER: return run_worker();
    case RUN_EXPRS:
        text = join_expressions(o);
        return text ? run_text(o, text, "-e") : -1;
    default: break;
    }
    bool from_stdin = o->action == RUN_STDIN;
    const char *name = from_stdin ? "<stdin>" : o->what;
    int fd = from_stdin ? STDIN_FILENO : open(o->what, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    text = read_source(fd, name);
    if (text) return run_text(o, text, name);
    PyObject *exc = exception_fetch(); // no program, and so no stack to show
    if (!exc || !PyErr_GivenExceptionMatches(exc, PyExc_OSError)) {
        if (exc) reraise_value(adopt(exc));
        return -1;
    }
    Py_DECREF(exc);
    fprintf(stderr, "cljsh: %s: %s\n", name, strerror(errno));
    return 2;
}

// At its end a program waits for the futures and agents it has left running.
static int await_others(void) {
    if (!run_awaited) return 0;
    return flush_stdout() < 0 || run_await_all() < 0 ? -1 : 0;
}

static double milliseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

// Python does not start when its standard input is a folder; so it gets another one meanwhile.
static int start_runtime(void) {
    struct stat st;
    int folder = fstat(STDIN_FILENO, &st) == 0 && S_ISDIR(st.st_mode) ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10) : -1;
    int null = folder >= 0 ? open("/dev/null", O_RDONLY | O_CLOEXEC) : -1;
    if (null >= 0) dup2(null, STDIN_FILENO);
    int r = runtime_start();
    if (null >= 0) {
        dup2(folder, STDIN_FILENO);
        close(null);
    }
    if (folder >= 0) close(folder);
    return r;
}

int program_run(const struct options *o) {
    double begin = milliseconds();
    stress_read();
    if (start_runtime() < 0) return 1;
    if ((image_how() && program_prepare() < 0) || start(o) < 0 || stress_start() < 0) {
        PyErr_Print();
        return 1;
    }
    double taken = milliseconds() - begin;
    if (o->verbose && image_how()) fprintf(stderr, "cljsh: started from source in %.1f ms: %s\n", taken, image_how());
    if (o->verbose && !image_how()) fprintf(stderr, "cljsh: started from the image in %.1f ms\n", taken);
    int r = run(o);
    if (r == 0 && await_others() < 0) r = -1;
    r = end(r < 0 ? failed_now() : r);
    stress_end();
    return r;
}
