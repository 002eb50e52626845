// SPDX-License-Identifier: MIT
/* Texts of the command language, read and run one complete command after the
 * other, so that what a command sets holds for the next. */
#include "command/node.h"
#include "command/prepare.h"
#include "command/traps.h"

#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "language/syntax.h"
#include "read/reader.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

// --- errors -------------------------------------------------------------------------

static long attribute(PyObject *error, const char *name, long otherwise) {
    SCOPED_PY PyObject *value = PyObject_GetAttrString(error, name);
    long n = value && PyLong_Check(value) ? PyLong_AsLong(value) : otherwise;
    PyErr_Clear();
    return n;
}

// Says what is wrong with the text.  Other exceptions stay, and end everything.
void sh_syntax_failed(struct interp *sh, bool fatal) {
    if (!PyErr_ExceptionMatches(ReaderError)) {
        sh_pend(sh, PENDING_EXCEPTION, 0, 1);
        return;
    }
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    PyErr_NormalizeException(&type, &error, &trace);
    SCOPED_PY PyObject *message = error ? PyObject_GetAttrString(error, "message") : NULL;
    SCOPED_PY PyObject *bytes = message && PyUnicode_Check(message) ? str_bytes(message) : NULL;
    PyErr_Clear();
    int before = sh->line;
    if (error) sh->line = (int)attribute(error, "line", sh->line);
    sh_report(sh, "syntax error: %s", bytes ? PyBytes_AS_STRING(bytes) : "the text is wrong");
    sh->line = before;
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(trace);
    sh->status = 2;
    sh->text_was_wrong = true;
    if (fatal) sh_fatal(sh, 2);
}

// --- aliases ----------------------------------------------------------------------------

enum lookup sh_reader_alias(void *arg, const char *name, size_t n, PyObject **result) {
    struct interp *sh = *(struct interp **)arg;
    if (!sh->aliases) return LOOKUP_ABSENT;
    char *text = sh_copy(name, n);
    const char *alias = sh_alias_get(sh, text);
    free(text);
    if (!alias) return LOOKUP_ABSENT;
    *result = PyUnicode_DecodeUTF8(alias, (Py_ssize_t)strlen(alias), "surrogateescape");
    return *result ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// --- running ------------------------------------------------------------------------------

struct reading {
    struct interp *sh; // first: what sh_reader_alias gets
    int fd;
    bool seekable, interactive;
    const char *text;     // or, where it is no descriptor
    size_t length, given; // given: what the parser has had of it
};

// The parser gets a long text in pieces of whole lines, and need not hold it all once more.
static int read_piece(void *arg, struct parser *parser) {
    enum { PIECE = 32 * 1024 };
    struct reading *r = arg;
    const char *from = r->text + r->given;
    size_t left = r->length - r->given;
    const char *newline = left > PIECE ? memchr(from + PIECE, '\n', left - PIECE) : NULL;
    size_t n = newline ? (size_t)(newline + 1 - from) : left;
    if (parser_add(parser, from, n) < 0) return -1;
    r->given += n;
    return n > 0;
}

static bool is_blank_text(const char *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n') return false;
    return true;
}

// *background: it was one in the background.
static int run_command(struct interp *sh, Value command, bool last, bool *background) {
    *background = false;
    if (unlikely(sh->subshell) && sh->subshell->movable && sh_node_needs_process(ref(command)) && !subshell_move(sh)) return sh->pending_status;
    struct program *p = sh_program_new(command);
    struct node *n = sh_node_lazy(p, ref(command));
    if (last && sh_node_prepare(sh, n) == 0) {
        sh->may_exec = n->kind == NODE_SIMPLE;
    }
    int status = sh_run_node(sh, n);
    sh->may_exec = false;
    *background = node_ends_in_background(n);
    sh_program_drop(p);
    return status;
}

int sh_run_parsed(struct interp *sh, Value command) {
    bool background;
    return run_command(sh, command, false, &background);
}

// What was read is shown with set -v.
static void show_text(struct interp *sh, const char *text, size_t n) {
    descriptor_write(sh, 2, text, n);
}

static COLD void tell_unended(struct interp *sh, PyObject *wanted, int begin, int stop) {
    int line = sh->line;
    sh->line = stop;
    if (!sh->options[OPT_POSIX]) sh_report(sh, "warning: here-document at line %d delimited by end-of-file (wanted `%s')", begin, PyBytes_AS_STRING(wanted));
    sh->line = line;
    Py_DECREF(wanted);
}

static int run_parser(struct interp *sh, struct parser *parser, const struct reading *reading, bool exec_last, bool fatal) {
    int status = 0, untested = sh->untested, loops = sh->loop_depth;
    size_t shown = 0;
    for (;;) {
        Value command;
        parser_set_groups(parser, shopt_is_set(sh, SHOPT_EXTGLOB));
        parser_set_keywords(parser, sh->options[OPT_KEYWORD]);
        enum parse_result r = parser_next(parser, &command);
        size_t rest;
        const char *after = parser_rest(parser, &rest);
        int begin, stop;
        PyObject *wanted = parser_unended_here_document(parser, &begin, &stop);
        if (unlikely(wanted != NULL)) tell_unended(sh, wanted, begin, stop);
        if (reading->text) {
            size_t now = reading->given - rest;
            if (sh->options[OPT_VERBOSE] && now > shown) show_text(sh, reading->text + shown, now - shown);
            shown = now;
        }
        if (r == PARSE_END) break;
        if (r == PARSE_ERROR) {
            const bool goes_on = !sh->options[OPT_POSIX] && parser_skips_line(parser);
            sh_syntax_failed(sh, fatal && !goes_on);
            status = 2;
            if (!goes_on || sh->pending) break;
            sh->text_was_wrong = false;
            sh->status = status = 1;
            continue;
        }
        bool background;
        const bool last = exec_last && is_blank_text(after, rest) && is_blank_text(reading->text + reading->given, reading->length - reading->given);
        status = run_command(sh, command, last, &background);
        // An interactive shell goes on with the next line, also of a script.
        if (unlikely(sh->pending == PENDING_LINE || (sh->pending == PENDING_PROMPT && fatal && sh->main_file))) {
            sh->status = status = sh->pending_status;
            sh->pending = PENDING_NOTHING;
            sh->untested = untested;
            sh->loop_depth = loops;
        }
        // A signal that a command in the background has sent finds the shell in its next command.
        if (unlikely(traps_due) && !background && !sh->pending) traps_run(sh);
        if (sh->pending) break;
    }
    if (unlikely(traps_due) && !sh->pending) traps_run(sh);
    return status;
}

static PyObject *file_name(const char *file) {
    PyObject *name = PyUnicode_DecodeFSDefault(file);
    if (!name) PyErr_Clear();
    return name ? name : PyUnicode_FromString("?");
}

static int run_text_as(struct interp *sh, const char *text, size_t n, const char *file, int line, bool exec_last, bool fatal) {
    struct reading reading = {.sh = sh, .fd = -1, .text = text, .length = n};
    struct syntax syntax = {.posix = sh->options[OPT_POSIX], .alias = sh_reader_alias, .more = read_piece, .arg = &reading};
    SCOPED_PY PyObject *name = file_name(file ? file : sh->name);
    struct parser *parser = name ? parser_new(&syntax, name, line) : NULL;
    int status = 0;
    if (!parser) sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    else status = run_parser(sh, parser, &reading, exec_last, fatal);
    if (parser) parser_free(parser);
    return status;
}

int sh_run_text(struct interp *sh, const char *text, size_t n, const char *file, int line) {
    return run_text_as(sh, text, n, file, line, false, false);
}

int sh_run_main_text(struct interp *sh, const char *text, size_t n) { return run_text_as(sh, text, n, NULL, 1, true, true); }

int sh_eval(struct interp *sh, const char *text, const char *file, int line) {
    const char *before = sh->file;
    bool may_exec = sh->may_exec;
    sh->may_exec = false;
    if (file) sh->file = file;
    sh->evaluated++;
    int status = sh_run_text(sh, text, strlen(text), file, line);
    sh->evaluated--;
    sh->file = before;
    sh->may_exec = may_exec;
    return status;
}

bool sh_text_was_wrong(struct interp *sh) {
    bool wrong = sh->text_was_wrong;
    sh->text_was_wrong = false;
    return wrong;
}

// --- functions of the environment ------------------------------------------------------------

// A text that is one definition of a function of this name, and nothing else.
static Value one_function(struct interp *sh, const char *name, const char *text) {
    struct reading reading = {.sh = sh, .fd = -1};
    struct syntax syntax = {.arg = &reading};
    SCOPED_PY PyObject *file = PyUnicode_FromString("environment");
    struct parser *parser = file ? parser_new(&syntax, file, 1) : NULL;
    Value command, more;
    if (!parser || parser_add(parser, text, strlen(text)) < 0 || parser_next(parser, &command) != PARSE_COMMAND) {
        command = ERR;
    } else {
        enum parse_result behind = parser_next(parser, &more);
        if (behind == PARSE_COMMAND) drop(more);
        if (behind != PARSE_END) {
            drop(command);
            command = ERR;
        }
    }
    if (parser) parser_free(parser);
    PyErr_Clear();
    if (failed(command)) return ERR;
    Ref tag = is_vec(ref(command)) && vec_count(ref(command)) > 1 ? vec_at(ref(command), 0) : NIL;
    bool right = same(tag, KW("function")) && is_str(vec_at(ref(command), 1)) && PyUnicode_CompareWithASCIIString(obj(vec_at(ref(command), 1)), name) == 0;
    return right ? command : (drop(command), ERR);
}

void functions_import(struct interp *sh) {
    int kept = 0;
    for (int i = 0; i < sh->foreign_count; i++) {
        char *entry = sh->foreign[i], *end = strstr(entry, "%%=() {");
        sh->foreign[kept++] = entry;
        if (strncmp(entry, "BASH_FUNC_", 10) != 0 || !end || end == entry + 10) continue;
        char *name = sh_copy(entry + 10, (size_t)(end - entry) - 10), *text = NULL;
        bool plain = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:+") == strlen(name);
        Value command = plain && asprintf(&text, "%s %s", name, end + 3) >= 0 ? one_function(sh, name, text) : ERR;
        if (ok(command) && sh_run_parsed(sh, command) == 0 && function_export(sh, name, true) == 0) kept--;
        free(name);
        free(text);
    }
    sh->foreign_count = kept;
    sh->environment = NULL;
}

// --- files -----------------------------------------------------------------------------------

char *script_text(struct interp *sh, int fd, size_t *n) {
    size_t capacity = 16384;
    char *text = sh_alloc(capacity);
    *n = 0;
    for (;;) {
        if (capacity - *n < 8192) text = sh_realloc(text, capacity *= 2);
        ssize_t got = WITHOUT_GIL(read(fd, text + *n, capacity - *n));
        if (got < 0 && errno == EINTR && !sh_interrupted(sh)) continue;
        if (got <= 0) {
            if (got < 0) {
                int error = errno;
                free(text);
                errno = error;
                return NULL;
            }
            return text;
        }
        *n += (size_t)got;
    }
}

int sh_source(struct interp *sh, const char *path) {
    int fd;
    do fd = WITHOUT_GIL(open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY));
    while (fd < 0 && errno == EINTR && !sh_interrupted(sh));
    size_t n = 0;
    char *text = fd < 0 ? NULL : script_text(sh, fd, &n);
    if (fd >= 0) {
        int error = errno;
        close(fd);
        errno = error;
    }
    if (!text) return -1;
    const char *before = sh->file;
    int line = sh->line;
    bool may_exec = sh->may_exec;
    char *name = sh_copy(path, strlen(path));
    sh->may_exec = false;
    sh->file = name;
    struct call_frame frame = {sh->frames, "source", name, line, false};
    sh->frames = &frame;
    sh->dot_depth++;
    sh->evaluated++;
    int status = sh_run_text(sh, text, n, path, 1);
    sh->evaluated--;
    if (sh->pending == PENDING_RETURN) {
        status = sh->pending_status;
        sh->pending = PENDING_NOTHING;
    }
    if (unlikely(sh->call_traps)) traps_returned(sh, NULL, status);
    sh->dot_depth--;
    sh->frames = frame.outer;
    sh->file = before;
    sh->line = line;
    sh->may_exec = may_exec;
    free(name);
    free(text);
    return status;
}

/* One line more of standard input, and not a byte beyond it: what comes
 * after belongs to the commands. */
static int read_line(void *arg, struct parser *parser) {
    struct reading *r = arg;
    struct interp *sh = r->sh;
    char block[1024];
    size_t total = 0;
    for (;;) {
        int fd = descriptor_real(sh, r->fd);
        ssize_t got;
        Py_BEGIN_ALLOW_THREADS
        got = fd < 0 ? 0 : read(fd, block, r->seekable ? sizeof block : 1);
        Py_END_ALLOW_THREADS
        if (got < 0 && errno == EINTR) {
            if (!sh_interrupted(sh) && traps_due) traps_run(sh);
            if (sh->pending) return 0;
            continue;
        }
        if (got <= 0) return total > 0;
        char *newline = memchr(block, '\n', (size_t)got);
        size_t n = newline ? (size_t)(newline + 1 - block) : (size_t)got;
        if (r->seekable && n < (size_t)got && lseek(fd, (off_t)n - got, SEEK_CUR) < 0) r->seekable = false;
        if (sh->options[OPT_VERBOSE]) show_text(sh, block, n);
        if (parser_add(parser, block, n) < 0) return -1;
        total += n;
        if (newline) return 1;
    }
}

int sh_run_descriptor(struct interp *sh, int fd, const char *file, bool interactive) {
    struct reading reading = {.sh = sh, .fd = fd, .seekable = lseek(fd, 0, SEEK_CUR) >= 0, .interactive = interactive};
    struct syntax syntax = {.posix = sh->options[OPT_POSIX], .alias = sh_reader_alias, .more = read_line, .arg = &reading};
    SCOPED_PY PyObject *name = file_name(file);
    struct parser *parser = name ? parser_new(&syntax, name, 1) : NULL;
    int status = 0;
    if (!parser) sh_pend(sh, PENDING_EXCEPTION, 0, 1);
    else status = run_parser(sh, parser, &reading, false, true);
    if (parser) parser_free(parser);
    return status;
}

// --- texts that are expanded ---------------------------------------------------------------------

char *sh_expand_text(struct interp *sh, const char *text) {
    if (!strpbrk(text, "$`\\")) return sh_copy(text, strlen(text));
    struct reading reading = {.sh = sh, .fd = -1};
    struct syntax syntax = {.posix = sh->options[OPT_POSIX], .arg = &reading};
    SCOPED_PY PyObject *str = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogateescape");
    Value data = str ? parser_syntax_text(&syntax, str) : ERR;
    if (failed(data)) {
        sh_forget_error();
        return sh_copy(text, strlen(text));
    }
    struct program *p = sh_program_new(data);
    struct mark m = arena_mark(&sh->arena);
    char *expanded = expand_single(sh, sh_word_prepare(sh, p, ref(data), USE_TEXT));
    char *copy = expanded ? sh_copy(expanded, strlen(expanded)) : NULL;
    arena_release(&sh->arena, m);
    sh_program_drop(p);
    return copy;
}

int sh_expand_words(struct interp *sh, const char *text, struct strings *out) {
    struct syntax syntax = {.posix = sh->options[OPT_POSIX]};
    SCOPED_PY PyObject *name = file_name("words");
    struct parser *parser = name ? parser_new(&syntax, name, sh->line) : NULL;
    Value data = ERR;
    // As the words of a command, for which they are parsed.
    if (!parser || parser_add(parser, ": ", 2) < 0 || parser_add(parser, text, strlen(text)) < 0 || parser_next(parser, &data) != PARSE_COMMAND) data = ERR;
    if (parser) parser_free(parser);
    if (failed(data)) return (sh_forget_error(), -1);
    if (!same(vec_at(ref(data), 0), KW("simple"))) return (drop(data), -1);
    struct program *p = sh_program_new(keep(ref(data)));
    struct mark m = arena_mark(&sh->arena);
    struct words words = {0};
    struct word_list prepared = {0};
    const bool noglob = sh->options[OPT_NOGLOB];
    int status = 0;
    sh->options[OPT_NOGLOB] = true;
    Ref parsed = vec_at(ref(data), 2);
    for (Py_ssize_t i = 1; i < vec_count(parsed); i++) prepare_braces(sh, p, vec_at(parsed, i), &prepared);
    for (int i = 0; !status && i < prepared.count; i++) status = expand_fields(sh, prepared.at[i], &words);
    sh->options[OPT_NOGLOB] = noglob;
    for (int i = 0; !status && i < words.count; i++) strings_add(out, sh_copy(words.at[i], strlen(words.at[i])));
    arena_release(&sh->arena, m);
    sh_program_drop(p);
    drop(data);
    return status;
}
