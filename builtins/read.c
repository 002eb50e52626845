// SPDX-License-Identifier: MIT
#include "builtins/line_input.h"

#include "task/pause.h"
#include "task/wait.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// What was read, and for each byte whether a backslash stood before it.
struct line { struct bytes text, quoted; };

static void line_add(struct line *l, unsigned char byte, bool quoted) {
    bytes_char(&l->text, (char)byte);
    bytes_char(&l->quoted, quoted);
}

// --- splitting ----------------------------------------------------------------------

struct splitter { const char *text, *quoted; size_t n, at; const char *ifs; };

static size_t character_length(const char *s, const char *end) {
    unsigned char c = (unsigned char)*s;
    size_t n = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < n; i++)
        if (s + i >= end || ((unsigned char)s[i] & 0xC0) != 0x80) return 1;
    return n;
}

enum role { PLAIN, BLANK, DELIMITER }; // BLANK: white space of IFS

static enum role kind_at(const struct splitter *s, size_t at, size_t *length) {
    *length = character_length(s->text + at, s->text + s->n);
    if (s->quoted[at]) return PLAIN;
    for (const char *p = s->ifs, *end = p + strlen(p); p < end;) {
        size_t n = character_length(p, end);
        if (n == *length && memcmp(p, s->text + at, n) == 0) return isspace((unsigned char)*p) && n == 1 ? BLANK : DELIMITER;
        p += n;
    }
    return PLAIN;
}

static void skip_blanks(struct splitter *s) {
    size_t n;
    while (s->at < s->n && kind_at(s, s->at, &n) == BLANK) s->at += n;
}

// The next field, malloc'd, and the delimiter behind it.
static char *next_field(struct splitter *s) {
    size_t start = s->at, n = 1;
    enum role kind = PLAIN;
    while (s->at < s->n && (kind = kind_at(s, s->at, &n)) == PLAIN) s->at += n;
    char *field = strndup(s->text + start, s->at - start);
    if (s->at == s->n) return field;
    if (kind == BLANK) {
        skip_blanks(s);
        if (s->at < s->n && kind_at(s, s->at, &n) == DELIMITER) kind = DELIMITER;
    }
    if (kind == DELIMITER) {
        s->at += n;
        skip_blanks(s);
    }
    return field;
}

// What is left, for the last name: a single field without its delimiter, else all but the blanks at the end.
static char *rest(struct splitter *s) {
    struct splitter one = *s;
    char *field = next_field(&one);
    if (one.at == one.n) return field;
    free(field);
    size_t end = s->n, last = s->at, n;
    for (size_t at = s->at; at < s->n; at += n) // the last that is no blank ends it
        if (kind_at(s, at, &n) != BLANK) last = at + n;
    end = last;
    return strndup(s->text + s->at, end - s->at);
}

// --- reading -------------------------------------------------------------------------

struct reading {
    struct call *c;
    struct input in;
    bool raw, exact;    // exact: -N
    int delimiter;
    long most;          // characters; -1: no limit
    int tty;            // a terminal that was changed, or -1
    struct termios modes;
};

static void say(struct call *c, const char *text) {
    int fd = builtin_fd(c, STDERR_FILENO);
    if (fd >= 0 && WITHOUT_GIL(write(fd, text, strlen(text))) < 0) return;
}

static enum input_result read_line(struct reading *r, struct line *l) {
    long characters = 0;
    for (bool quoted = false; r->most < 0 || characters < r->most;) {
        unsigned char byte;
        enum input_result result = line_input_byte(&r->in, &byte);
        if (result != INPUT_BYTE) return result; // a backslash at the very end goes
        if (quoted) {
            quoted = false;
            if (byte == '\n') { // the line goes on
                if (r->tty >= 0 || isatty(r->in.fd)) say(r->c, variable_get_or(r->c->sh, "PS2", "> "));
                continue;
            }
            if (byte) line_add(l, byte, true);
        } else if (byte == '\\' && !r->raw) {
            quoted = true;
            continue;
        } else if (byte == r->delimiter && !r->exact) {
            return INPUT_BYTE;
        } else if (byte) {
            line_add(l, byte, false);
        }
        // A character counts with its last byte.
        if (r->most >= 0 && byte >= 0x80) {
            int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
            for (; more > 0; more--) {
                result = line_input_byte(&r->in, &byte);
                if (result != INPUT_BYTE) return result;
                line_add(l, byte, false);
            }
        }
        characters++;
    }
    return INPUT_BYTE;
}

static bool assign_fields(struct reading *r, struct line *l, const char *array) {
    struct interp *sh = r->c->sh;
    bool good = true;
    bytes_char(&l->text, 0);
    bytes_char(&l->quoted, 0);
    struct splitter s = {.text = l->text.at, .quoted = l->quoted.at, .n = l->text.n - 1, .ifs = r->exact ? "" : variable_get_or(sh, "IFS", " \t\n")};
    if (array) {
        struct strings fields = {0};
        skip_blanks(&s);
        while (s.at < s.n) strings_add(&fields, next_field(&s));
        good = variable_set_array(sh, array, fields.count, fields.at) == 0;
        strings_free(&fields);
    } else if (r->c->argc == 1) {
        good = variable_set(sh, "REPLY", l->text.at) == 0;
    } else {
        skip_blanks(&s);
        for (int i = 1; i < r->c->argc; i++) {
            char *field = i < r->c->argc - 1 ? next_field(&s) : rest(&s);
            if (variable_set_referred(sh, r->c->argv[i], field) < 0) good = false;
            free(field);
        }
    }
    return good;
}

// --- the terminal ----------------------------------------------------------------------

static void set_terminal(struct reading *r, bool silent) {
    bool by_character = r->most >= 0 || r->delimiter != '\n';
    if ((!silent && !by_character) || tcgetattr(r->in.fd, &r->modes) < 0) return;
    struct termios modes = r->modes;
    if (silent) modes.c_lflag &= ~(tcflag_t)ECHO;
    if (by_character) {
        modes.c_lflag &= ~(tcflag_t)ICANON;
        modes.c_cc[VMIN] = 1;
        modes.c_cc[VTIME] = 0;
    }
    if (WITHOUT_GIL(tcsetattr(r->in.fd, TCSADRAIN, &modes)) == 0) r->tty = r->in.fd;
}

static const struct builtin_option options[] = {
    {'r', "raw", NULL, "backslashes are characters like others"},
    {'p', "prompt", "TEXT", "what is written before, when a terminal is read"},
    {'e', "edit", NULL, "the line can be edited, as the terminal lets people do in any case"},
    {'i', "initial", "TEXT", "with -e: what an empty line from a terminal stands for; it is shown in parentheses"},
    {'s', "silent", NULL, "what is typed is not shown"},
    {'t', "timeout", "SECONDS", "give up after so long, with a status above 128; 0: only say whether there is something"},
    {'n', NULL, "COUNT", "read at most so many characters"},
    {'N', NULL, "COUNT", "read just so many characters, which are not split"},
    {'d', "delimiter", "CHARACTER", "in place of a newline; \"\": NUL"},
    {'a', "array", "NAME", "the fields become an array"},
    {'u', "fd", "N", "the descriptor, in place of 0"},
    {0},
};

static bool number_option(struct call *c, char letter, intmax_t *number) {
    const char *text = builtin_option(c, letter);
    if (text && !builtin_number(c, text, number)) return false;
    if (text && *number < 0) return (builtin_error(c, 2, "-%c: %s: less than nothing", letter, text), false);
    return true;
}

BUILTIN(read, .summary = "read a line into variables", .options = options, .flags = BUILTIN_INTRINSIC,
        .synopsis = "[-ers] [-p TEXT] [-i TEXT] [-t SECONDS] [-n|-N COUNT] [-d CHARACTER] [-a NAME] [-u N] [NAME…]",
        .doc = "Reads a line, no further, and splits it at the characters of IFS; the last NAME takes what is left.  A backslash keeps the "
               "next character from splitting, or joins lines; -r leaves it alone.  Without NAMEs the line goes into REPLY.  The status is 1 at the "
               "end of the input.")
{
    struct reading r = {.c = c, .raw = builtin_has(c, 'r'), .delimiter = '\n', .most = -1, .tty = -1};
    intmax_t fd = 0, most = -1;
    if (!number_option(c, 'u', &fd) || !number_option(c, 'n', &most) || !number_option(c, 'N', &most)) return 2;
    r.exact = builtin_has(c, 'N');
    r.most = (long)most;
    if (builtin_has(c, 'd')) r.delimiter = (unsigned char)builtin_option(c, 'd')[0];
    int64_t deadline = FOREVER;
    if (builtin_has(c, 't')) {
        char *end;
        const char *text = builtin_option(c, 't');
        double seconds = strtod(text, &end);
        if (end == text || *end || !(seconds >= 0)) return builtin_error(c, 2, "%s: not a time in seconds", text);
        deadline = seconds == 0 ? 0 : wait_after(seconds * 1e3);
    }
    for (int i = 1; i < c->argc; i++)
        if (!sh_is_reference(c->argv[i])) return builtin_error(c, 2, "%s: not a name", c->argv[i]);
    bool known = deadline != 0 && fd <= INT32_MAX && line_input_begin_text(&r.in, c, (int)fd);
    int real = known || fd > INT32_MAX ? -1 : fd == 0 ? builtin_stdin(c) : builtin_fd(c, (int)fd);
    if (real < 0 && !known) return builtin_error(c, 2, "%jd: %s", fd, strerror(EBADF));
    if (deadline == 0) {
        struct pollfd look = {.fd = real, .events = POLLIN};
        return poll(&look, 1, 0) > 0 ? 0 : 1;
    }
    if (!known) line_input_begin(&r.in, real, deadline);
    const bool person = !known && isatty(real);
    if (builtin_has(c, 'p') && person) say(c, builtin_option(c, 'p'));
    const char *initial = person && builtin_has(c, 'e') ? builtin_option(c, 'i') : NULL;
    if (initial) say(c, "("), say(c, initial), say(c, ") ");
    set_terminal(&r, builtin_has(c, 's'));
    struct line l = {0};
    enum input_result result = r.most == 0 ? INPUT_BYTE : read_line(&r, &l);
    int error = errno;
    for (const char *p = result == INPUT_BYTE && !l.text.n && initial ? initial : ""; *p; p++) line_add(&l, (unsigned char)*p, false);
    line_input_end(&r.in);
    if (r.tty >= 0) WITHOUT_GIL(tcsetattr(r.tty, TCSADRAIN, &r.modes));
    int status = result == INPUT_BYTE ? 0 : result == INPUT_TIMEOUT ? 128 + SIGALRM : 1;
    if (result == INPUT_RAISED) {
        sh_pend(c->sh, PENDING_EXCEPTION, 0, 128 + SIGINT);
        status = 128 + SIGINT;
    } else {
        if (result == INPUT_FAILED) status = builtin_error(c, 2, "%s", strerror(error));
        if (!assign_fields(&r, &l, builtin_option(c, 'a'))) status = 2;
    }
    escapes_bytes_free(&l.text);
    escapes_bytes_free(&l.quoted);
    return status;
}
