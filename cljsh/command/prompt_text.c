// SPDX-License-Identifier: MIT
/* What PS1 and PS2 say: the escapes that users know from bash, and \N, the
 * namespace.  Escapes come first and expansions after; what an escape gives is
 * never expanded, whatever the directory is named. */
#include "command/session.h"

#include "command/job_control.h"
#include "command/sh.h"
#include "vars/var.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

// What is given as it is, though it will be expanded.
static void put_literal(FILE *f, const char *text) {
    for (; *text; text++) {
        if (strchr("$`\\", *text)) fputc('\\', f);
        fputc(*text, f);
    }
}

static void put_time(FILE *f, const char *format) {
    char text[128];
    time_t now = time(NULL);
    struct tm parts;
    if (localtime_r(&now, &parts) && strftime(text, sizeof text, format, &parts)) put_literal(f, text);
}

static void put_host(FILE *f, bool whole) {
    char name[256] = "";
    gethostname(name, sizeof name - 1);
    if (!whole) name[strcspn(name, ".")] = 0;
    put_literal(f, name);
}

static void put_user(struct interp *sh, FILE *f) {
    const char *name = NULL;
    const char *said = variable_get(sh, "LOGNAME");
    struct passwd *user = said && *said ? NULL : getpwuid(geteuid());
    name = said && *said ? said : user ? user->pw_name : "?";
    put_literal(f, name);
}

static void put_directory(struct interp *sh, FILE *f, bool last) {
    const char *path = variable_get_or(sh, "PWD", "?"), *home = variable_get_or(sh, "HOME", "");
    size_t n = strlen(home);
    while (n > 1 && home[n - 1] == '/') n--;
    bool below = n > 1 && strncmp(path, home, n) == 0 && (path[n] == '/' || !path[n]);
    if (last && below && !path[n]) put_literal(f, "~");
    else if (last) {
        const char *slash = strrchr(path, '/');
        put_literal(f, slash && slash[1] ? slash + 1 : path);
    } else {
        const char *shown = below ? path + n : path, *tail = shown + strlen(shown);
        long most = strtol(variable_get_or(sh, "PROMPT_DIRTRIM", ""), NULL, 10); // so many parts, or all
        for (long left = most; left > 0 && tail > shown; left -= *tail == '/') tail--;
        bool trimmed = most > 0 && tail > shown;
        if (below) fputs(trimmed ? "~/" : "~", f);
        if (trimmed) fputs("...", f);
        put_literal(f, trimmed ? tail : shown);
    }
}

static void count_job(struct interp *sh, struct job_entry *j, void *count) { (void)sh, (void)j, ++*(int *)count; }

static void put_jobs(struct interp *sh, FILE *f) {
    int count = 0;
    jobs_each(sh, count_job, &count);
    fprintf(f, "%d", count);
}

static void put_namespace(FILE *f) {
    const char *name = PyUnicode_AsUTF8(ns_current()->name);
    PyErr_Clear();
    put_literal(f, name ? name : "?");
}

// \NNN: up to three octal digits.
static const char *put_octal(FILE *f, const char *p) {
    int c = 0;
    for (int i = 0; i < 3 && *p >= '0' && *p <= '7'; i++) c = c * 8 + *p++ - '0';
    char text[2] = {(char)c, 0};
    put_literal(f, text);
    return p;
}

// \D{FORMAT}, behind the D.
static const char *put_date(FILE *f, const char *p) {
    char format[64];
    size_t n = *p == '{' ? strcspn(p + 1, "}") : 0;
    if (*p != '{' || !p[1 + n] || n >= sizeof format) return p;
    memcpy(format, p + 1, n);
    format[n] = 0;
    put_time(f, n ? format : "%X");
    return p + n + 2;
}

// What stands behind a backslash; where to go on.
static const char *put_escape(struct interp *sh, FILE *f, const char *p) {
    switch (*p) {
    case 'a': fputc('\a', f); break;
    case 'e': fputc(27, f); break;
    case 'n': fputc('\n', f); break;
    case 'r': fputc('\r', f); break;
    case '[': case ']': fputc(PROMPT_INVISIBLE, f); break;
    case 'd': put_time(f, "%a %b %d"); break;
    case 't': put_time(f, "%H:%M:%S"); break;
    case 'T': put_time(f, "%I:%M:%S"); break;
    case '@': put_time(f, "%I:%M %p"); break;
    case 'A': put_time(f, "%H:%M"); break;
    case 'D': return put_date(f, p + 1);
    case 'h': put_host(f, false); break;
    case 'H': put_host(f, true); break;
    case 'u': put_user(sh, f); break;
    case 'w': put_directory(sh, f, false); break;
    case 'W': put_directory(sh, f, true); break;
    case 'j': put_jobs(sh, f); break;
    case 'l': {
        const char *name = ttyname(STDIN_FILENO), *slash = name ? strrchr(name, '/') : NULL;
        put_literal(f, slash ? slash + 1 : "tty");
        break;
    }
    case 's': {
        const char *slash = strrchr(sh->zero, '/');
        put_literal(f, slash ? slash + 1 : sh->zero);
        break;
    }
    case '$': put_literal(f, geteuid() == 0 ? "#" : "$"); break;
    case 'N': put_namespace(f); break;
    case '!': case '#': fprintf(f, "%d", sh->line); break;
    case '\\': fputs("\\\\", f); break;
    case 0: fputs("\\\\", f); return p;
    default:
        if (*p >= '0' && *p <= '7') return put_octal(f, p);
        fprintf(f, "\\\\%c", *p);
    }
    return p + 1;
}

char *prompt_decode(struct interp *sh, const char *text) {
    char *decoded = NULL;
    size_t n;
    FILE *f = open_memstream(&decoded, &n);
    if (!f) return sh_copy(text, strlen(text));
    for (const char *p = text; *p;) {
        if (*p == '\\') p = put_escape(sh, f, p + 1);
        else fputc(*p++, f);
    }
    fclose(f);
    return decoded ? decoded : sh_copy("", 0);
}

char *prompt_expand(struct interp *sh, const char *text) {
    int status = sh->status;
    char *decoded = sh->options[OPT_POSIX] ? NULL : prompt_decode(sh, text), *shown = sh_expand_text(sh, decoded ? decoded : text);
    sh->status = status;
    sh->pending = PENDING_NOTHING;
    free(decoded);
    return shown ? shown : sh_copy(text, strlen(text));
}
