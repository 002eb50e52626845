// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include "shell/state.h"
#include "task/pause.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The arguments of a test.  With up to four the standard says by their number
 * what is an operator; with more it is a grammar of !, -a, -o, parentheses. */
struct expression {
    struct call *c;
    char **at;
    int n, pos;
    bool failed; // wrong: it has been reported
};

static bool fail(struct expression *e, const char *text, const char *what) {
    if (!e->failed) builtin_error(e->c, 2, "%s: %s", text, what);
    e->failed = true;
    return false;
}

// --- numbers and files -----------------------------------------------------------

static intmax_t whole_number(struct expression *e, const char *text) {
    char *end;
    errno = 0;
    intmax_t n = strtoimax(text, &end, 10);
    const char *rest = end;
    while (isspace((unsigned char)*rest)) rest++;
    if (end == text || *rest) fail(e, text, "not a whole number");
    else if (errno == ERANGE) fail(e, text, "out of range");
    return n;
}

static int newer(const struct stat *a, const struct stat *b) {
    if (a->st_mtim.tv_sec != b->st_mtim.tv_sec) return a->st_mtim.tv_sec > b->st_mtim.tv_sec ? 1 : -1;
    return (a->st_mtim.tv_nsec > b->st_mtim.tv_nsec) - (a->st_mtim.tv_nsec < b->st_mtim.tv_nsec);
}

static bool status_of(const char *path, struct stat *s) { return WITHOUT_GIL(stat(path, s)) == 0; }
static bool may(const char *path, int mode) { return WITHOUT_GIL(faccessat(AT_FDCWD, path, mode, AT_EACCESS)) == 0; }

static bool is_mode(const char *path, mode_t type) {
    struct stat s;
    return status_of(path, &s) && (s.st_mode & S_IFMT) == type;
}

static bool has_bit(const char *path, mode_t bit) {
    struct stat s;
    return status_of(path, &s) && s.st_mode & bit;
}

static bool unary(struct expression *e, char letter, const char *a) {
    struct stat s;
    switch (letter) {
    case 'n': return *a;
    case 'z': return !*a;
    case 'o': {
        enum shell_option o = option_by_name(a);
        return o != OPT_COUNT && option_is_set(e->c->sh, o);
    }
    case 'v': return variable_is_set(e->c->sh, a);
    case 'R': {
        struct variable *v = variable_find(e->c->sh, a);
        return v && v->flags & VAR_NAMEREF && variable_text(v);
    }
    case 't': {
        char *end; // what is no descriptor's number is no terminal's, and no mistake
        long fd = strtol(a, &end, 10);
        if (end == a || *end || fd < 0 || fd > 0xffff) return false;
        int real = builtin_fd(e->c, (int)fd);
        return real >= 0 && isatty(real);
    }
    }
    char own[32];
    shell_follow();
    a = builtin_path(e->c, a, own);
    switch (letter) {
    case 'a':
    case 'e': return status_of(a, &s);
    case 'f': return is_mode(a, S_IFREG);
    case 'd': return is_mode(a, S_IFDIR);
    case 'b': return is_mode(a, S_IFBLK);
    case 'c': return is_mode(a, S_IFCHR);
    case 'p': return is_mode(a, S_IFIFO);
    case 'S': return is_mode(a, S_IFSOCK);
    case 'h':
    case 'L': return WITHOUT_GIL(lstat(a, &s)) == 0 && S_ISLNK(s.st_mode);
    case 's': return status_of(a, &s) && s.st_size > 0;
    case 'g': return has_bit(a, S_ISGID);
    case 'u': return has_bit(a, S_ISUID);
    case 'k': return has_bit(a, S_ISVTX);
    case 'r': return may(a, R_OK);
    case 'w': return may(a, W_OK);
    case 'x': return may(a, X_OK);
    case 'O': return status_of(a, &s) && s.st_uid == geteuid();
    case 'G': return status_of(a, &s) && s.st_gid == getegid();
    case 'N': return status_of(a, &s) && (s.st_mtim.tv_sec > s.st_atim.tv_sec ||
                                          (s.st_mtim.tv_sec == s.st_atim.tv_sec && s.st_mtim.tv_nsec > s.st_atim.tv_nsec));
    }
    return false;
}

static bool is_unary(const char *word) { return word[0] == '-' && word[1] && !word[2] && strchr("aefdbcpShLsgukrwxOGNnzovtR", word[1]); }

static const char *const binaries[] = {"=", "!=", "==", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"};
enum { IS, IS_NOT, IS_TOO, BEFORE, AFTER, EQ, NE, LT, LE, GT, GE, NT, OT, EF, NO_BINARY };

static int binary_of(const char *word) {
    int i = 0;
    if (*word != '-' && *word != '=' && *word != '!' && *word != '<' && *word != '>') return NO_BINARY;
    while (i < NO_BINARY && strcmp(word, binaries[i]) != 0) i++;
    return i;
}

static bool binary(struct expression *e, const char *a, int op, const char *b) {
    if (op <= AFTER) {
        if (op == BEFORE) return strcoll(a, b) < 0;
        if (op == AFTER) return strcoll(a, b) > 0;
        return (strcmp(a, b) == 0) == (op != IS_NOT);
    }
    if (op <= GE) {
        intmax_t x = whole_number(e, a), y = e->failed ? 0 : whole_number(e, b);
        if (e->failed) return false;
        return op == EQ ? x == y : op == NE ? x != y : op == LT ? x < y : op == LE ? x <= y : op == GT ? x > y : x >= y;
    }
    struct stat s, t;
    char own_a[32], own_b[32];
    shell_follow();
    a = builtin_path(e->c, a, own_a);
    b = builtin_path(e->c, b, own_b);
    bool has_s = status_of(a, &s), has_t = status_of(b, &t);
    if (op == EF) return has_s && has_t && s.st_dev == t.st_dev && s.st_ino == t.st_ino;
    if (op == NT) return has_s && (!has_t || newer(&s, &t) > 0);
    return has_t && (!has_s || newer(&s, &t) < 0);
}

// --- by the number of arguments -----------------------------------------------------

static bool grammar(struct expression *e);

static bool by_number(struct expression *e, char **a, int n) {
    if (n == 0) return false;
    if (n == 1) return *a[0];
    if (n == 2) {
        if (!strcmp(a[0], "!")) return !*a[1];
        if (is_unary(a[0])) return unary(e, a[0][1], a[1]);
        return fail(e, a[0], "not an operator before one operand");
    }
    if (n == 3) {
        int op = binary_of(a[1]);
        if (op != NO_BINARY) return binary(e, a[0], op, a[2]);
        if (!strcmp(a[1], "-a")) return *a[0] && *a[2];
        if (!strcmp(a[1], "-o")) return *a[0] || *a[2];
        if (!strcmp(a[0], "!")) {
            bool inner = by_number(e, a + 1, 2);
            return !e->failed && !inner;
        }
        if (!strcmp(a[0], "(") && !strcmp(a[2], ")")) return *a[1];
        return fail(e, a[1], "not an operator between two operands");
    }
    if (n == 4) {
        if (!strcmp(a[0], "!")) {
            bool inner = by_number(e, a + 1, 3);
            return !e->failed && !inner;
        }
        if (!strcmp(a[0], "(") && !strcmp(a[3], ")")) return by_number(e, a + 1, 2);
    }
    struct expression more = {.c = e->c, .at = a, .n = n};
    bool value = grammar(&more);
    if (!more.failed && more.pos < n) fail(&more, a[more.pos], "not expected here");
    e->failed |= more.failed;
    return value && !e->failed;
}

// --- the grammar ----------------------------------------------------------------------

static bool is_next(const struct expression *e, const char *word) { return e->pos < e->n && !strcmp(e->at[e->pos], word); }

static bool primary(struct expression *e) {
    if (e->pos >= e->n) return fail(e, e->n ? e->at[e->n - 1] : "", "an operand is missing behind this");
    int left = e->n - e->pos;
    char **a = e->at + e->pos;
    // An operator between two operands wins over what the first looks like.
    int op = left >= 3 ? binary_of(a[1]) : NO_BINARY;
    if (op != NO_BINARY) {
        e->pos += 3;
        return binary(e, a[0], op, a[2]);
    }
    if (!strcmp(a[0], "!")) {
        e->pos++;
        return !primary(e);
    }
    if (!strcmp(a[0], "(")) {
        e->pos++;
        bool value = grammar(e);
        if (!is_next(e, ")")) return fail(e, a[0], "the parenthesis is not closed");
        e->pos++;
        return value;
    }
    if (left >= 2 && is_unary(a[0]) && !(left >= 3 && (!strcmp(a[1], "-a") || !strcmp(a[1], "-o")))) {
        e->pos += 2;
        return unary(e, a[0][1], a[1]);
    }
    e->pos++;
    return *a[0];
}

static bool conjunction(struct expression *e) {
    bool value = primary(e);
    while (!e->failed && is_next(e, "-a")) {
        e->pos++;
        bool other = primary(e);
        value = value && other;
    }
    return value;
}

static bool grammar(struct expression *e) {
    bool value = conjunction(e);
    while (!e->failed && is_next(e, "-o")) {
        e->pos++;
        bool other = conjunction(e);
        value = value || other;
    }
    return value;
}

static int evaluate(struct call *c, int n) {
    struct expression e = {.c = c};
    bool value = by_number(&e, c->argv + 1, n);
    return e.failed ? 2 : !value;
}

#define TEST_DOC                                                                                                       \
    "Its status is 0 when the expression is true, 1 when it is false, 2 when it is none.  -b -c -d -e -f -g -h -k -L -p -r -s -S -u -w " \
    "-x -O -G -N FILE are about files, -t N about a descriptor, -n and -z TEXT about text, -v NAME about a variable, -o NAME about an " \
    "option.  Between two: = == != < > compare texts, -eq -ne -lt -le -gt -ge numbers, -nt -ot -ef files.  ! negates; -a, -o and "  \
    "parentheses join, but use && and || instead."

BUILTIN(test, .summary = "evaluate a condition", .synopsis = "[EXPRESSION]", .flags = BUILTIN_RAW | BUILTIN_PURE, .doc = TEST_DOC)
{
    return evaluate(c, c->argc - 1);
}

BUILTIN_NAMED(bracket, "[", .summary = "evaluate a condition", .synopsis = "[EXPRESSION] ]", .flags = BUILTIN_RAW | BUILTIN_PURE,
              .doc = TEST_DOC)
{
    if (c->argc < 2 || strcmp(c->argv[c->argc - 1], "]") != 0) return builtin_error(c, 2, "the last argument must be ]");
    return evaluate(c, c->argc - 2);
}
