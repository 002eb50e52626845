// SPDX-License-Identifier: MIT
#include "builtins/directory.h"
#include "task/pause.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_directory(const char *path) {
    struct stat s;
    return WITHOUT_GIL(stat(path, &s)) == 0 && S_ISDIR(s.st_mode);
}

static bool begins_with_dots(const char *path) {
    size_t n = strcspn(path, "/");
    return (n == 1 && path[0] == '.') || (n == 2 && path[0] == '.' && path[1] == '.');
}

// With `shopt -s cdable_vars` the name of a variable whose value is the directory: that, or NULL.
static const char *of_variable(struct interp *sh, const char *name) {
    if (!shopt_is_set(sh, SHOPT_CDABLE_VARS) || is_directory(name)) return NULL;
    const char *value = variable_get(sh, name);
    return value && *value ? value : NULL;
}

// The directory along CDPATH: malloc'd, or NULL; *told: it is to be written.
static char *along_cdpath(struct interp *sh, const char *name, bool *told) {
    const char *path = variable_get(sh, "CDPATH");
    if (!path || !*path || *name == '/' || !*name || begins_with_dots(name)) return NULL;
    for (const char *p = path, *end;; p = end + 1) {
        end = strchrnul(p, ':');
        char *directory = malloc((size_t)(end - p) + strlen(name) + 4);
        if (!directory) return NULL;
        char *to = directory;
        if (end > p) {
            to = mempcpy(to, p, (size_t)(end - p));
            if (to[-1] != '/') *to++ = '/';
        }
        strcpy(to, name);
        if (is_directory(directory)) {
            *told = end > p;
            return directory;
        }
        free(directory);
        if (!*end) return NULL;
    }
}

static const struct builtin_option options[] = {
    {'L', "logical", NULL, "symbolic links stay in the path, and .. takes off its last part (default)", "P"},
    {'P', "physical", NULL, "symbolic links are resolved", "L"},
    {'e', NULL, NULL, "with -P: status 1 when the name of the new directory cannot be found out"},
    {0},
};

BUILTIN(cd, .summary = "change the current directory", .synopsis = "[-L|-P [-e]] [DIRECTORY|-]", .options = options,
        .flags = BUILTIN_INTRINSIC,
        .doc = "Without DIRECTORY goes to $HOME; - is the directory before, whose name is written then.  A DIRECTORY that does not begin with "
               "/, . or .. is looked for along $CDPATH, and after `shopt -s cdable_vars` it may be a variable whose value is the directory.  "
               "Sets PWD and OLDPWD.")
{
    if (c->argc > 2) return builtin_usage(c, "too many arguments");
    bool physical = builtin_has(c, 'P'), told = false, unknown = false;
    const char *to = c->argv[1];
    char *found = NULL, *copy = NULL;
    if (!to) {
        to = variable_get(c->sh, "HOME");
        if (!to || !*to) return builtin_error(c, 1, "HOME is not set");
    } else if (!strcmp(to, "-")) {
        to = variable_get(c->sh, "OLDPWD");
        if (!to || !*to) return builtin_error(c, 1, "OLDPWD is not set");
        told = true;
    } else {
        found = along_cdpath(c->sh, to, &told);
        const char *value = found ? NULL : of_variable(c->sh, to);
        if (found) to = found;
        else if (value) to = value, told = true;
    }
    copy = strdup(to); // a variable's value, which changes
    int status = directory_enter(c, copy, physical, &unknown);
    if (status == 0 && told) builtin_printf(c, "%s\n", variable_get_or(c->sh, "PWD", copy));
    if (status == 0 && unknown && builtin_has(c, 'e')) status = 1;
    free(found);
    free(copy);
    return status;
}
