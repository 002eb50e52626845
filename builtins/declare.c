// SPDX-License-Identifier: MIT
#include "builtins/declare.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- operands ----------------------------------------------------------------------

bool assignment_parse(struct call *c, const char *text, struct assignment *a) {
    *a = (struct assignment){0};
    size_t n = strcspn(text, "=[+");
    if (!sh_is_variable_name(text, n)) goto wrong;
    const char *rest = text + n;
    if (*rest == '[') {
        const char *end = strstr(rest, "]=");
        const char *append = strstr(rest, "]+=");
        if (append && (!end || append < end)) end = append;
        if (!end) {
            size_t length = strlen(rest);
            if (rest[length - 1] != ']') goto wrong;
            end = rest + length - 1;
        }
        a->index = sh_index_of_text(c->sh, rest + 1, (size_t)(end - rest - 1));
        rest = end + 1;
    }
    if (*rest == '+' && rest[1] == '=') {
        a->append = true;
        rest++;
    }
    if (*rest && *rest != '=') goto wrong;
    if (*rest) a->value = rest + 1;
    a->name = strndup(text, n);
    return true;
wrong:
    assignment_free(a);
    builtin_error(c, 1, "%s: not a name", text);
    return false;
}

void assignment_free(struct assignment *a) {
    free(a->name);
    free(a->index);
    *a = (struct assignment){0};
}

int assignment_do(struct call *c, const struct assignment *a) {
    if (!a->value) return 0;
    if (a->value[0] == '\001' && a->value[1] == '(') { // NAME=(…): the words have been expanded, and are quoted
        char *text = NULL;
        if (asprintf(&text, "%s%s=%s", a->name, a->append ? "+" : "", a->value + 1) < 0) return -1;
        int status = sh_eval(c->sh, text, NULL, sh_line(c->sh));
        free(text);
        return status ? -1 : 0;
    }
    if (a->index) {
        return a->append ? variable_append_element(c->sh, a->name, a->index, a->value) : variable_set_element(c->sh, a->name, a->index, a->value);
    }
    return a->append ? variable_append_text(c->sh, a->name, a->value) : variable_set(c->sh, a->name, a->value);
}

// --- showing -------------------------------------------------------------------------

static bool is_array(const struct variable *v) { return v->flags & (VAR_ARRAY | VAR_ASSOC); }

// As `declare -p` writes values: in double quotes, or as one line of codes.
static void double_quoted(struct call *c, const char *text) {
    char *codes = sh_quote_codes(text, "");
    if (codes) {
        builtin_puts(c, codes);
        free(codes);
        return;
    }
    builtin_puts(c, "\"");
    for (const char *p = text; *p; p++) {
        if (strchr("\"\\$`", *p)) builtin_puts(c, "\\");
        builtin_write(c, p, 1);
    }
    builtin_puts(c, "\"");
}

static void quoted_key(struct call *c, const char *key, bool declared) {
    if (!declared) return builtin_quoted(c, key);
    for (const char *p = key; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr("_-./:,+@%", *p)) return double_quoted(c, key);
    if (*key) builtin_puts(c, key);
    else double_quoted(c, key);
}

// (…) of an array.
static void show_elements(struct call *c, struct variable *v, bool declared) {
    struct strings indexes = {0}, values = {0};
    variable_elements(c->sh, v, &indexes, &values);
    builtin_puts(c, "(");
    for (int i = 0; i < values.count; i++) {
        builtin_puts(c, i ? " [" : "[");
        if (v->flags & VAR_ASSOC) quoted_key(c, indexes.at[i], declared);
        else builtin_puts(c, indexes.at[i]);
        builtin_puts(c, "]=");
        if (declared) double_quoted(c, values.at[i]);
        else builtin_quoted(c, values.at[i]);
    }
    builtin_puts(c, v->flags & VAR_ASSOC && values.count ? " )" : ")"); // as it is known
    strings_free(&indexes);
    strings_free(&values);
}

// NAME=VALUE, or NAME alone when it is unset.
static void show_value(struct call *c, struct variable *v, bool declared) {
    builtin_puts(c, v->name);
    if (is_array(v)) {
        if (!v->array.w || (v->flags & VAR_DECLARED && !array_count(v))) return;
        builtin_puts(c, "=");
        show_elements(c, v, declared);
        return;
    }
    const char *text = variable_text(v);
    if (!text) return;
    builtin_puts(c, "=");
    char *codes = declared || option_is_set(c->sh, OPT_POSIX) ? NULL : sh_quote_codes(text, ""); // one line for each then
    if (declared) double_quoted(c, text);
    else if (codes) builtin_puts(c, codes);
    else builtin_quoted(c, text);
    free(codes);
}

static void show_set(struct interp *sh, struct variable *v, void *arg) {
    (void)sh;
    struct call *c = arg;
    if (!is_array(v) && !variable_text(v)) return;
    show_value(c, v, false);
    builtin_puts(c, "\n");
}

void declare_show_all(struct call *c) { variable_each(c->sh, show_set, c); }

struct flagged { struct call *c; const char *command; unsigned flag; };

static void show_flagged(struct interp *sh, struct variable *v, void *arg) {
    (void)sh;
    struct flagged *f = arg;
    if (!(v->flags & f->flag)) return;
    builtin_puts(f->c, f->command);
    if (is_array(v)) builtin_puts(f->c, v->flags & VAR_ASSOC ? " -A" : " -a");
    builtin_puts(f->c, " ");
    show_value(f->c, v, false);
    builtin_puts(f->c, "\n");
}

void declare_show_flagged(struct call *c, const char *command, unsigned flag) {
    variable_each(c->sh, show_flagged, &(struct flagged){c, command, flag});
}

static const struct { char letter; unsigned flag; } attributes[] = {
    {'a', VAR_ARRAY}, {'A', VAR_ASSOC}, {'c', VAR_CAPITAL}, {'i', VAR_INTEGER}, {'l', VAR_LOWER}, {'n', VAR_NAMEREF}, {'r', VAR_READONLY}, {'t', VAR_TRACE}, {'u', VAR_UPPER}, {'x', VAR_EXPORT},
};
enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

static void show_declared(struct call *c, struct variable *v) {
    char letters[ATTRIBUTES + 2] = "-", *to = letters + 1;
    for (int i = 0; i < ATTRIBUTES; i++)
        if (v->flags & attributes[i].flag) *to++ = attributes[i].letter;
    if (to == letters + 1) *to++ = '-';
    *to = 0;
    builtin_printf(c, "declare %s ", letters);
    show_value(c, v, true);
    builtin_puts(c, "\n");
}

struct chosen { struct call *c; unsigned flags; bool only_local; };

static void show_chosen(struct interp *sh, struct variable *v, void *arg) {
    struct chosen *chosen = arg;
    if (chosen->only_local && !variable_is_local(sh, v)) return;
    if ((v->flags & chosen->flags) != chosen->flags) return;
    if (!v->flags && !variable_text(v) && !is_array(v)) return;
    show_declared(chosen->c, v);
}

static void show_layout(struct call *c, const char *name) {
    char *text = sh_function_layout(c->sh, name);
    builtin_printf(c, "%s\n", text);
    free(text);
}

static void show_function(struct interp *sh, const char *name, const char *text, void *arg) {
    (void)sh;
    (void)text;
    struct call *c = arg;
    const bool readonly = function_is_readonly(c->sh, name);
    if (builtin_has(c, 'r') && !readonly) return;
    if (!builtin_has(c, 'F')) show_layout(c, name);
    if (builtin_has(c, 'F') || readonly) builtin_printf(c, readonly ? "declare -fr %s\n" : "declare -f %s\n", name);
}

// Attributes of functions: what bodies mean stays, only readonly and export are kept.
static int mark_functions(struct call *c, bool readonly, bool export, bool on) {
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        const char *name = c->argv[i];
        if (!sh_function_exists(c->sh, name)) status = builtin_error(c, 1, "%s: no such function", name);
        else if (readonly && !on && function_is_readonly(c->sh, name)) status = builtin_error(c, 1, "%s: readonly function", name);
        else if (readonly && on) function_make_readonly(c->sh, name);
        else if (export) function_export(c->sh, name, on);
    }
    return status;
}

static int declare_functions(struct call *c) {
    const char *readonly = builtin_option(c, 'r'), *export = builtin_option(c, 'x');
    if (c->argc > 1 && (readonly || export))
        return mark_functions(c, readonly, export, *(readonly ? readonly : export) != '+');
    if (c->argc == 1) return (sh_function_each(c->sh, show_function, c), 0);
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        if (!sh_function_exists(c->sh, c->argv[i])) {
            status = 1; // as elsewhere without a word, for scripts ask this way
        } else if (builtin_has(c, 'F')) {
            builtin_printf(c, "%s\n", c->argv[i]);
        } else {
            show_layout(c, c->argv[i]);
        }
    }
    return status;
}

// --- declaring -------------------------------------------------------------------------

// Can it have the attributes with what it holds? An array stays what it is; only a name can be stood for.
static bool can_become(struct call *c, const char *name, unsigned add) {
    struct variable *v = variable_find(c->sh, name);
    if (!v) return true;
    if (add & VAR_NAMEREF && !is_array(v) && variable_is_set(c->sh, name) && *variable_text(v) && !sh_is_reference(variable_text(v)))
        return builtin_error(c, 1, "%s: %s is no name that it can stand for", name, variable_text(v)), false;
    if ((add & VAR_ASSOC && v->flags & VAR_ARRAY) || (add & VAR_ARRAY && v->flags & VAR_ASSOC))
        return builtin_error(c, 1, "%s: an array with numbers and one with names do not become each other", name), false;
    return true;
}

static int declare_one(struct call *c, const char *operand, bool local, unsigned add, unsigned remove) {
    struct assignment a;
    if (!assignment_parse(c, operand, &a)) return 1;
    int status = 0;
    const unsigned wanted = add & ~(unsigned)(a.value ? VAR_NAMEREF : 0);
    if (add & VAR_NAMEREF && a.value) {
        if (!sh_is_reference(a.value)) status = builtin_error(c, 1, "%s: %s is no name that it can stand for", a.name, a.value);
        else if (!local && !strcmp(a.name, a.value)) status = builtin_error(c, 1, "%s: it would stand for itself", a.name);
        else variable_change_flags(c->sh, a.name, 0, VAR_NAMEREF); // its own value is set, not that of what it stood for
    }
    if (a.value) add &= ~(unsigned)VAR_DECLARED;
    // declare -a NAME='(…)', as scripts keep arrays in texts: NAME=(…), whose words are expanded only now.
    char *compound = NULL;
    size_t length = a.value ? strlen(a.value) : 0;
    if (add & (VAR_ARRAY | VAR_ASSOC) && !a.index && length > 1 && a.value[0] == '(' && a.value[length - 1] == ')' && asprintf(&compound, "\001%s", a.value) > 0)
        a.value = compound;
    struct variable *v = variable_find(c->sh, a.name);
    if (a.index && !(add & VAR_ASSOC) && !(v && !local && v->flags & VAR_ASSOC)) add |= VAR_ARRAY;
    if (local && v && v->flags & VAR_READONLY && !option_is_set(c->sh, OPT_POSIX) && !variable_is_anybodys(c->sh, v))
        status = builtin_error(c, 1, "%s: readonly variable", a.name); // and what it is outside can be seen
    if (!status && local && variable_make_local(c->sh, a.name, builtin_has(c, 'I')) < 0) status = 1;
    if (!status && !can_become(c, a.name, wanted)) status = 1;
    if (!status && !local && v && v->flags & VAR_READONLY && remove & VAR_READONLY) status = builtin_error(c, 1, "%s: is readonly", a.name);
    // The attributes come first, for they say what the value means; but nothing can be set after readonly.
    if (!status && variable_change_flags(c->sh, a.name, add & ~(unsigned)(VAR_READONLY | (a.value ? VAR_NAMEREF : 0)), remove) < 0) status = 1;
    if (!status && assignment_do(c, &a) < 0) status = 1;
    const unsigned last = add & (VAR_READONLY | (a.value ? VAR_NAMEREF : 0)); // together, for of a reference both are its own
    if (!status && last && variable_change_flags(c->sh, a.name, last, 0) < 0) status = 1;
    assignment_free(&a);
    free(compound);
    return status;
}

// `local` without operands: what the function has of its own, as assignments.
static void show_local(struct interp *sh, struct variable *v, void *arg) {
    if (variable_is_local(sh, v)) show_set(sh, v, arg);
}

// -g: it is the one outside of all functions, also where one of them has its own.
static int declare_outside(struct call *c, const char *operand, unsigned add, unsigned remove) {
    char *name = strndup(operand, strcspn(operand, "=[+"));
    struct undo *outer = sh_is_variable_name(name, strlen(name)) ? variable_uncover(c->sh, name) : NULL;
    int status = declare_one(c, operand, false, add, remove);
    if (outer) variable_cover(c->sh, outer);
    free(name);
    return status;
}

static int declare(struct call *c, bool local, bool only_local) {
    if (builtin_has(c, 'f') || builtin_has(c, 'F')) return declare_functions(c);
    unsigned add = 0, remove = 0;
    for (int i = 0; i < ATTRIBUTES; i++) {
        const char *given = builtin_option(c, attributes[i].letter);
        if (given && *given == '+') remove |= attributes[i].flag;
        else if (given) add |= attributes[i].flag;
    }
    unsigned cases = add & VAR_CASE;
    if (cases & (cases - 1)) add &= ~(unsigned)VAR_CASE, remove |= VAR_CASE; // two of them: neither
    else if (cases) remove |= VAR_CASE & ~cases;
    add |= VAR_DECLARED;
    if (c->argc == 1) {
        add &= ~(unsigned)VAR_DECLARED;
        if (!add && !builtin_has(c, 'p') && only_local) variable_each(c->sh, show_local, c);
        else if (!add && !builtin_has(c, 'p')) declare_show_all(c);
        else variable_each(c->sh, show_chosen, &(struct chosen){c, add, only_local});
        return 0;
    }
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        if (builtin_has(c, 'p')) {
            struct variable *v = variable_find(c->sh, c->argv[i]);
            if (v && (v->flags || variable_text(v) || is_array(v))) show_declared(c, v);
            else status = builtin_error(c, 1, "%s: not found", c->argv[i]);
        } else if (only_local && !strcmp(c->argv[i], "-")) {
            sh_local_options(c->sh);
        } else if (builtin_has(c, 'g') ? declare_outside(c, c->argv[i], add, remove) : declare_one(c, c->argv[i], local, add, remove)) {
            status = 1;
        }
    }
    return status;
}

static const struct builtin_option declare_options[] = {
    {'a', NULL, NULL, "arrays"},
    {'A', NULL, NULL, "arrays whose indexes are texts"},
    {'c', NULL, NULL, "what is assigned becomes lower case, its first letter upper case"},
    {'i', NULL, NULL, "integers: what is assigned is an arithmetic expression"},
    {'l', NULL, NULL, "what is assigned becomes lower case"},
    {'u', NULL, NULL, "what is assigned becomes upper case"},
    {'n', NULL, NULL, "names of other variables, which are meant"},
    {'r', NULL, NULL, "readonly"},
    {'t', NULL, NULL, "traced, which means nothing for variables"},
    {'x', NULL, NULL, "exported"},
    {'f', NULL, NULL, "show functions"},
    {'F', NULL, NULL, "show functions' names"},
    {'g', NULL, NULL, "in a function: not local to it"},
    {'I', NULL, NULL, "in a function: what they hide is their value and their attributes"},
    {'p', NULL, NULL, "show them with their attributes, so that they can be read again"},
    {0},
};

#define DECLARE_DOC                                                                                                    \
    "Gives variables values and attributes; with + in place of - attributes are taken back.  In a function the variables are local to "  \
    "it.  Without operands shows the variables that have the attributes."

BUILTIN(declare, .summary = "declare variables and their attributes", .synopsis = "[-aAcilunrtx] [-gI] [-p] [-fF] [NAME[=VALUE]…]",
        .options = declare_options, .flags = BUILTIN_ASSIGNS | BUILTIN_PLUS | BUILTIN_BEYOND, .doc = DECLARE_DOC)
{
    return declare(c, sh_function_depth(c->sh) > 0 && !builtin_has(c, 'g'), false);
}

BUILTIN(typeset, .summary = "declare variables and their attributes", .synopsis = "[-aAcilunrtx] [-gI] [-p] [-fF] [NAME[=VALUE]…]",
        .options = declare_options, .flags = BUILTIN_ASSIGNS | BUILTIN_PLUS | BUILTIN_BEYOND, .doc = DECLARE_DOC)
{
    return declare(c, sh_function_depth(c->sh) > 0 && !builtin_has(c, 'g'), false);
}

BUILTIN(local, .summary = "declare variables of a function", .synopsis = "[-aAcilunrtx] [-I] [NAME[=VALUE]…] | -", .options = declare_options,
        .flags = BUILTIN_ASSIGNS | BUILTIN_PLUS,
        .doc = "The variables belong to the function that runs and to what it calls; those that they hide come back when it ends.  With - as "
               "NAME the shell's options come back as well.")
{
    if (sh_function_depth(c->sh) == 0) return builtin_error(c, 1, "only in a function");
    return declare(c, true, true);
}

// --- export and readonly -------------------------------------------------------------------

static void show_readonly_function(struct interp *sh, const char *name, const char *text, void *arg) {
    if (function_is_readonly(sh, name)) show_function(sh, name, text, arg);
}

static int mark(struct call *c, const char *command, unsigned flag, bool on) {
    if (builtin_has(c, 'f') && c->argc == 1 && flag == VAR_READONLY) return (sh_function_each(c->sh, show_readonly_function, c), 0);
    if (builtin_has(c, 'f')) return mark_functions(c, flag == VAR_READONLY, flag == VAR_EXPORT, on);
    if (c->argc == 1) return (declare_show_flagged(c, command, flag), 0);
    if (builtin_has(c, 'a')) flag |= VAR_ARRAY;
    if (builtin_has(c, 'A')) flag |= VAR_ASSOC;
    int status = 0;
    for (int i = 1; i < c->argc; i++)
        if (declare_one(c, c->argv[i], false, on ? flag : 0, on ? 0 : flag)) status = builtin_fatal(c, 1);
    return status;
}

static const struct builtin_option export_options[] = {
    {'p', NULL, NULL, "show those that are exported, so that they can be read again"},
    {'n', NULL, NULL, "export them no more"},
    {'a', NULL, NULL, "arrays"},
    {'A', NULL, NULL, "arrays whose indexes are texts"},
    {'f', NULL, NULL, "functions, for other shells of this kind"},
    {0},
};

BUILTIN(export, .summary = "let programs see variables", .synopsis = "[-aAfn] NAME[=VALUE]… | -p", .options = export_options,
        .flags = BUILTIN_SPECIAL | BUILTIN_ASSIGNS,
        .doc = "The variables are in the environment of the programs that the shell starts.")
{
    return mark(c, "export", VAR_EXPORT, !builtin_has(c, 'n'));
}

static const struct builtin_option readonly_options[] = {
    {'p', NULL, NULL, "show those that are readonly, so that they can be read again"},
    {'a', NULL, NULL, "arrays"},
    {'A', NULL, NULL, "arrays whose indexes are texts"},
    {'f', NULL, NULL, "functions"},
    {0},
};

BUILTIN(readonly, .summary = "keep variables from being changed", .synopsis = "[-aAf] NAME[=VALUE]… | -p", .options = readonly_options,
        .flags = BUILTIN_SPECIAL | BUILTIN_ASSIGNS,
        .doc = "The variables can be neither set nor unset any more; with -f the functions neither defined anew nor unset.")
{
    return mark(c, "readonly", VAR_READONLY, true);
}

// --- unset -----------------------------------------------------------------------------------

static int unset_variable(struct call *c, const char *name) {
    const char *bracket = strchr(name, '[');
    size_t length = strlen(name), n = bracket ? (size_t)(bracket - name) : length;
    if (!sh_is_variable_name(name, n) || (bracket && name[length - 1] != ']')) return (builtin_error(c, 1, "%s: not a name", name), -1);
    if (!bracket) return builtin_has(c, 'n') ? variable_unset_reference(c->sh, name) : variable_unset(c->sh, name);
    char *array = strndup(name, n), *index = strndup(bracket + 1, length - n - 2);
    const struct variable *v = variable_find(c->sh, array);
    if (!(v && v->flags & VAR_ASSOC && variable_is_set(c->sh, name))) { // a key that looks like an expansion goes first
        free(index);
        index = sh_index_of_text(c->sh, bracket + 1, length - n - 2);
    }
    int r = variable_unset_element(c->sh, array, index);
    free(array);
    free(index);
    return r;
}

static const struct builtin_option unset_options[] = {
    {'f', NULL, NULL, "functions"},
    {'v', NULL, NULL, "variables"},
    {'n', NULL, NULL, "variables that name others: not those that they name"},
    {0},
};

BUILTIN(unset, .summary = "remove variables or functions", .synopsis = "[-fvn] NAME…", .options = unset_options, .flags = BUILTIN_SPECIAL,
        .doc = "Without an option removes the variable NAME, or the function when there is no variable.  NAME[INDEX] is an element of an array.")
{
    if (builtin_has(c, 'f') && builtin_has(c, 'v')) return builtin_usage(c, "-f and -v exclude each other");
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        const char *name = c->argv[i];
        bool is_function = builtin_has(c, 'f');
        if (!is_function && !builtin_has(c, 'v') && !variable_is_set(c->sh, name) && sh_function_exists(c->sh, name)) is_function = true;
        if (is_function && function_is_readonly(c->sh, name)) status = builtin_error(c, 1, "%s: readonly function", name);
        else if (is_function) sh_function_unset(c->sh, name);
        else if (unset_variable(c, name) < 0) status = builtin_fatal(c, 1);
    }
    return status;
}
