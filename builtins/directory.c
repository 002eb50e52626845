// SPDX-License-Identifier: MIT
#include "builtins/directory.h"

#include "shell/state.h"
#include "task/pause.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Is this absolute path, without . and .. in it, a name of the current directory?
static bool is_here(const char *path) {
    struct stat named, here;
    if (!path || *path != '/' || strstr(path, "/./") || strstr(path, "/../")) return false;
    size_t n = strlen(path);
    if ((n >= 2 && !strcmp(path + n - 2, "/.")) || (n >= 3 && !strcmp(path + n - 3, "/.."))) return false;
    return WITHOUT_GIL(stat(path, &named)) == 0 && WITHOUT_GIL(stat(".", &here)) == 0 && named.st_dev == here.st_dev && named.st_ino == here.st_ino;
}

char *directory_now(struct interp *sh, bool physical) {
    shell_follow();
    const char *pwd = physical ? NULL : variable_get(sh, "PWD");
    return is_here(pwd) ? strdup(pwd) : getcwd(NULL, 0);
}

char *directory_join(const char *base, const char *path) {
    if (*path == '/') base = "";
    char *result = malloc(strlen(base) + strlen(path) + 3), *end = result;
    if (!result) return NULL;
    const char *parts[] = {base, path};
    for (int i = 0; i < 2; i++) {
        for (const char *p = parts[i]; *p;) {
            size_t n = strcspn(p, "/");
            if (n == 2 && p[0] == '.' && p[1] == '.') {
                *end = 0;
                struct stat s;
                if (end > result && i && (WITHOUT_GIL(stat(result, &s)) < 0 || (!S_ISDIR(s.st_mode) && (errno = ENOTDIR)))) {
                    int error = errno;
                    free(result);
                    errno = error;
                    return NULL;
                }
                while (end > result && *--end != '/') {}
            } else if (n && !(n == 1 && *p == '.')) {
                *end++ = '/';
                end = mempcpy(end, p, n);
            }
            p += n;
            p += *p == '/';
        }
    }
    if (end == result) *end++ = '/';
    *end = 0;
    return result;
}

int directory_enter(struct call *c, const char *path, bool physical, bool *unknown) {
    struct interp *sh = c->sh;
    char *before = directory_now(sh, false), *target = NULL;
    const char *pwd = variable_get(sh, "PWD");
    if (!*path) {
        errno = ENOENT;
    } else if (physical || (!before && *path != '/')) {
        target = strdup(path);
    } else {
        target = directory_join(before ? before : "", path);
    }
    struct shell *state = target ? shell_leave_dir() : NULL;
    if (target) sh_before_chdir(sh);
    if (!target || !state || chdir(target) < 0) {
        int error = errno;
        // A path that is too long in one piece may do from here.
        bool shorter = target && state && error == ENAMETOOLONG && *path != '/' && chdir(path) == 0;
        if (!shorter) {
            PyErr_Clear();
            builtin_error(c, 1, "%s: %s", path, strerror(error));
            free(before);
            free(target);
            return 1;
        }
    }
    if (shell_moved(state) < 0) PyErr_Clear();
    char *here = physical || !is_here(target) ? getcwd(NULL, 0) : NULL;
    if (physical && !here && unknown) *unknown = true;
    int status = 0;
    if (variable_set(sh, "OLDPWD", pwd ? pwd : before ? before : "") < 0) status = 1;
    if (variable_set(sh, "PWD", here ? here : target) < 0) status = 1;
    free(here);
    free(before);
    free(target);
    return status;
}

void directory_show(struct call *c, const char *path, bool full) {
    const char *home = variable_get(c->sh, "HOME");
    size_t n = home ? strlen(home) : 0;
    while (n > 1 && home[n - 1] == '/') n--;
    if (full || n < 2 || strncmp(path, home, n) != 0 || (path[n] && path[n] != '/')) {
        builtin_puts(c, path);
        return;
    }
    builtin_puts(c, "~");
    builtin_puts(c, path + n);
}
