// SPDX-License-Identifier: MIT
// Redirections: changes of the table of descriptors, and back.
#include "command/node.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct stream *failed_stream(struct interp *sh, const char *word, const char *doing, int error) {
    if (!sh->would_wait) sh_report(sh, "cannot %s %s: %s", doing, word, strerror(error));
    return NULL;
}

int sh_device_descriptor(const char *path) {
    if (strncmp(path, "/proc/self/fd/", 14) == 0) path += 11;
    else if (strncmp(path, "/dev/", 5) == 0) path += 5;
    else return -1;
    if (strcmp(path, "stdin") == 0) return 0;
    if (strcmp(path, "stdout") == 0) return 1;
    if (strcmp(path, "stderr") == 0) return 2;
    if (strncmp(path, "fd/", 3) != 0 || !path[3] || strspn(path + 3, "0123456789") != strlen(path + 3) || strlen(path) > 9) return -1;
    return atoi(path + 3);
}

static bool is_fifo(const char *path) {
    struct stat st;
    return WITHOUT_GIL(stat(path, &st)) == 0 && S_ISFIFO(st.st_mode);
}

static int open_file(struct interp *sh, const char *path, int flags) {
    if (sh->may_not_wait && (flags & O_ACCMODE) != O_RDWR && is_fifo(path)) {
        sh->would_wait = true;
        return -1;
    }
    for (;;) {
        int fd = WITHOUT_GIL(open(path, flags | O_CLOEXEC | O_NOCTTY, 0666)); // a FIFO waits for its other end
        if (fd >= 0 || errno != EINTR) return fd;
        if (sh_interrupted(sh)) return -1;
        if (traps_due && traps_run(sh) && sh->pending) return -1;
    }
}

// With set -C an existing regular file is not overwritten.
static int open_new(struct interp *sh, const char *path) {
    struct stat st;
    int fd = open_file(sh, path, O_WRONLY | O_CREAT | O_EXCL);
    if (fd >= 0 || errno != EEXIST) return fd;
    if (WITHOUT_GIL(stat(path, &st)) == 0 && S_ISREG(st.st_mode)) return (errno = EEXIST, -1);
    fd = open_file(sh, path, O_WRONLY);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        close(fd);
        return (errno = EEXIST, -1);
    }
    return fd;
}

static struct stream *open_stream(struct interp *sh, unsigned char op, const char *path) {
    int device = sh_device_descriptor(path);
    bool reads = op == REDIR_IN || op == REDIR_BOTH;
    if (device >= 0) {
        struct stream *s = descriptor_stream(sh, device);
        if (s) return s;
    }
    int fd;
    switch (op) {
    case REDIR_IN: fd = open_file(sh, path, O_RDONLY); break;
    case REDIR_BOTH: fd = open_file(sh, path, O_RDWR | O_CREAT); break;
    case REDIR_APPEND: case REDIR_ALL_APPEND: fd = open_file(sh, path, O_WRONLY | O_CREAT | O_APPEND); break;
    case REDIR_OUT: case REDIR_ALL:
        fd = sh->options[OPT_NOCLOBBER] ? open_new(sh, path) : open_file(sh, path, O_WRONLY | O_CREAT | O_TRUNC);
        break;
    default: fd = open_file(sh, path, O_WRONLY | O_CREAT | O_TRUNC);
    }
    if (fd < 0) return failed_stream(sh, path, reads ? "open" : "create", errno);
    return stream_of_fd(fd);
}

// >&word: a number, "-", or (beyond POSIX) a file for both outputs.  *moved: a descriptor that is closed afterwards.
static struct stream *duplicate(struct interp *sh, const char *word, int *moved, bool *is_file) {
    size_t n = strlen(word);
    if (strcmp(word, "-") == 0) return &stream_closed;
    bool moves = n > 1 && word[n - 1] == '-';
    size_t digits = strspn(word, "0123456789");
    if (!digits || digits != n - moves || digits > 8) {
        *is_file = !digits && n;
        if (!*is_file) sh_report(sh, "%s: bad descriptor", word);
        return NULL;
    }
    int from = atoi(word);
    struct stream *s = descriptor_stream(sh, from);
    if (!s) {
        sh_report(sh, "%d: %s", from, strerror(EBADF));
        return NULL;
    }
    if (moves) *moved = from;
    return s;
}

static struct saved *put(struct interp *sh, struct redirected *undo, int fd, struct stream *s) {
    struct stream *before = fd < sh->descriptor_count ? sh->descriptors[fd] : NULL;
    struct saved *saved = &undo->saved[undo->count++];
    *saved = (struct saved){fd, stream_keep(before), false};
    if (fd == 0 && !undo->gives_input) {
        undo->gives_input = true;
        sh->input_given++;
    }
    descriptor_set(sh, fd, s);
    return saved;
}

static int free_descriptor(struct interp *sh) {
    for (int n = 10;; n++)
        if (!(n < sh->descriptor_count && sh->descriptors[n] && sh->descriptors[n] != &stream_closed) && fcntl(n, F_GETFD) < 0) return n;
}

static struct stream *here_text(const char *text, bool newline) {
    size_t n = strlen(text);
    struct stream *s = stream_of_text(text, n + newline);
    if (newline) s->text[n] = '\n';
    return s;
}

/* Beyond POSIX the word is expanded as a command's words are, and has to become
 * one: else text that was meant as one file's name would name another. */
static char *target(struct interp *sh, struct redir *r) {
    if (r->word->literal || r->op == REDIR_HERE || r->op == REDIR_STRING || sh->options[OPT_POSIX]) return expand_single(sh, r->word);
    struct words fields = {0};
    if (expand_fields(sh, r->word, &fields) < 0) return NULL;
    if (fields.count == 1) return fields.at[0];
    if (!fields.count) sh_report(sh, "ambiguous redirect: its word is empty");
    else sh_report(sh, "ambiguous redirect: %s, %s%s", fields.at[0], fields.at[1], fields.count > 2 ? ", …" : "");
    return NULL;
}

// The number that the variable of {name}> has.
static const char *named_number(struct interp *sh, struct redir *r) {
    if (!r->index) return variable_text(r->variable);
    char *index = sh_index_of_text(sh, r->index, strlen(r->index));
    bool failed = false;
    const char *number = element_get(sh, r->variable, index, &failed);
    free(index);
    return failed ? NULL : number;
}

static int name_number(struct interp *sh, struct redir *r, int fd) {
    if (!r->index) return variable_assign_number(sh, r->variable, fd);
    char *index = sh_index_of_text(sh, r->index, strlen(r->index)), number[24];
    sh_number_text(number, fd);
    int result = variable_set_element(sh, r->variable->name, index, number);
    free(index);
    return result;
}

static int redirect_one(struct interp *sh, struct redir *r, struct redirected *undo) {
    struct mark m = arena_mark(&sh->arena);
    int fd = r->fd, moved = -1, result = -1;
    bool is_file = false, all = r->op == REDIR_ALL || r->op == REDIR_ALL_APPEND;
    struct stream *s = NULL;
    char *word = target(sh, r);
    if (!word) goto out;
    if (r->variable) {
        if ((r->op == REDIR_DUP_IN || r->op == REDIR_DUP_OUT) && strcmp(word, "-") == 0) {
            const char *number = named_number(sh, r);
            if (!number || !*number || strspn(number, "0123456789") != strlen(number)) {
                sh_report(sh, "%s: no descriptor", r->variable->name);
                goto out;
            }
            fd = atoi(number);
        } else {
            fd = free_descriptor(sh);
        }
    }
    switch (r->op) {
    case REDIR_HERE: s = here_text(word, false); break;
    case REDIR_STRING: s = here_text(word, true); break;
    case REDIR_DUP_IN: case REDIR_DUP_OUT:
        s = duplicate(sh, word, &moved, &is_file);
        if (!s && is_file && r->op == REDIR_DUP_OUT && !sh->options[OPT_POSIX] && fd == 1) {
            all = true;
            s = open_stream(sh, REDIR_ALL, word);
        } else if (!s && is_file) {
            sh_report(sh, "%s: bad descriptor", word);
        }
        break;
    default: s = open_stream(sh, r->op, word);
    }
    if (!s) goto out;
    put(sh, undo, fd, s)->stays = r->variable && s != &stream_closed;
    if (all) put(sh, undo, 2, stream_keep(s));
    if (moved >= 0 && moved != fd) put(sh, undo, moved, &stream_closed);
    if (r->variable && s != &stream_closed && name_number(sh, r, fd) < 0) goto out;
    result = 0;
out:
    arena_release(&sh->arena, m);
    return result;
}

int redirect(struct interp *sh, struct redir *list, struct redirected *undo) {
    int n = 0;
    for (struct redir *r = list; r; r = r->next) n++;
    sh->redirections++;
    *undo = (struct redirected){.active = true, .saved = sh_arena_alloc(&sh->arena, sizeof *undo->saved * (size_t)(3 * n))};
    for (struct redir *r = list; r; r = r->next)
        if (redirect_one(sh, r, undo) < 0) {
            for (int i = 0; i < undo->count; i++) undo->saved[i].stays = false;
            redirect_undo(sh, undo);
            return -1;
        }
    return 0;
}

static COLD void settle(struct interp *sh) {
    if (!sh->redirections && sh->owns_process && !sh->level) descriptors_settle(sh);
}

// {name}> stays open, as in bash, whose manual has who wrote it close it.
void redirect_undo(struct interp *sh, struct redirected *undo) {
    bool any_stays = false;
    sh->redirections -= undo->active;
    sh->input_given -= undo->gives_input;
    undo->active = undo->gives_input = false;
    while (undo->count) {
        struct saved *s = &undo->saved[--undo->count];
        any_stays |= s->stays;
        if (unlikely(s->stays)) stream_drop(s->before);
        else descriptor_set(sh, s->fd, s->before);
    }
    if (unlikely(any_stays)) settle(sh);
}

void redirect_keep(struct interp *sh, struct redirected *undo) {
    while (undo->count) stream_drop(undo->saved[--undo->count].before);
    sh->redirections -= undo->active;
    undo->active = false;
    settle(sh);
}
