// SPDX-License-Identifier: MIT
#include "builtins/lookup.h"

#include "command/clojure_commands.h"

#include "shell/state.h"
#include "task/pause.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const words[] = {"!", "{", "}", "[[", "]]", "case", "do", "done", "elif", "else", "esac", "fi", "for", "function",
                                     "if", "in", "select", "then", "time", "until", "while", NULL};

const char *lookup_keyword(int i) { return words[i]; }

bool lookup_is_keyword(const char *name) {
    for (int i = 0; words[i]; i++)
        if (!strcmp(words[i], name)) return true;
    return false;
}

static bool can_run(const char *path) {
    struct stat s;
    return WITHOUT_GIL(stat(path, &s)) == 0 && S_ISREG(s.st_mode) && WITHOUT_GIL(access(path, X_OK)) == 0;
}

enum meaning lookup_name(struct interp *sh, const char *name, struct command_lookup how, char **path) {
    *path = NULL;
    if (!how.no_aliases && sh_alias_get(sh, name)) return MEANS_ALIAS;
    if (!how.no_aliases && lookup_is_keyword(name)) return MEANS_KEYWORD;
    const struct builtin *b = strchr(name, '/') || builtin_is_disabled(sh, name) ? NULL : builtin_find(name);
    bool function = !how.no_functions && sh_function_exists(sh, name);
    if (b && b->flags & BUILTIN_SPECIAL && (!function || option_is_set(sh, OPT_POSIX))) return MEANS_SPECIAL;
    if (function) return MEANS_FUNCTION;
    if (b && !(b->flags & BUILTIN_BEYOND && option_is_set(sh, OPT_POSIX))) return MEANS_BUILTIN;
    if (!how.no_functions && !option_is_set(sh, OPT_POSIX) && clojure_command(name).w) return MEANS_FUNCTION;
    shell_follow();
    if (strchr(name, '/')) {
        if (!can_run(name)) return MEANS_NOTHING;
        *path = strdup(name);
    } else {
        *path = sh_find_command(sh, name, how.default_path);
    }
    return *path ? MEANS_FILE : b ? MEANS_BUILTIN : MEANS_NOTHING;
}

void lookup_files(struct interp *sh, const char *name, void (*take)(const char *path, void *arg), void *arg) {
    shell_follow();
    if (strchr(name, '/')) {
        if (can_run(name)) take(name, arg);
        return;
    }
    if (!*name) return;
    for (const char *p = variable_get_or(sh, "PATH", ""), *end;; p = end + 1) {
        end = strchrnul(p, ':');
        char *file = malloc((size_t)(end - p) + strlen(name) + 4);
        if (!file) return;
        char *to = end > p ? mempcpy(file, p, (size_t)(end - p)) : stpcpy(file, ".");
        if (to[-1] != '/') *to++ = '/';
        strcpy(to, name);
        if (can_run(file)) take(file, arg);
        free(file);
        if (!*end) return;
    }
}

void lookup_tell(struct call *c, const char *name, enum meaning m, const char *path) {
    switch (m) {
    case MEANS_NOTHING: break;
    case MEANS_ALIAS: builtin_printf(c, "%s is an alias for %s\n", name, sh_alias_get(c->sh, name)); break;
    case MEANS_KEYWORD: builtin_printf(c, "%s is a shell keyword\n", name); break;
    case MEANS_SPECIAL: builtin_printf(c, "%s is a special shell builtin\n", name); break;
    case MEANS_FUNCTION: {
        builtin_printf(c, "%s is a function\n", name);
        if (option_is_set(c->sh, OPT_POSIX) || !sh_function_text(c->sh, name)) break; // or one of Clojure's
        char *text = sh_function_layout(c->sh, name);
        builtin_printf(c, "%s\n", text);
        free(text);
        break;
    }
    case MEANS_BUILTIN: builtin_printf(c, "%s is a shell builtin\n", name); break;
    case MEANS_FILE: builtin_printf(c, "%s is %s\n", name, path); break;
    }
}

void lookup_write(struct call *c, const char *name, enum meaning m, const char *path) {
    if (m == MEANS_ALIAS) {
        builtin_printf(c, "alias %s=", name);
        builtin_quoted_always(c, sh_alias_get(c->sh, name));
        builtin_puts(c, "\n");
        return;
    }
    if (m != MEANS_FILE) {
        builtin_printf(c, "%s\n", name);
        return;
    }
    builtin_printf(c, "%s\n", path);
}
