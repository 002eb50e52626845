// SPDX-License-Identifier: MIT
/* Variables.
 *
 * A table from names to variables that are never freed: nodes point to them.
 * Before a variable is changed in a subshell, what it was goes to the
 * subshell's log (variable_touch), once; a function's local variables and the
 * assignments before a command are kept in a list of their own (locals).
 */
#include "base/at_start.h"
#include "base/digits.h"
#include "command/variable_parts.h"
#include "command/clojure_commands.h"

#include <stdio.h>
#include <stdlib.h>

AT_START struct interp *sh_program;

bool sh_is_variable_name(const char *text, size_t n) {
    if (!n || !(text[0] == '_' || (text[0] | 32) >= 'a') || (text[0] | 32) > 'z') {
        if (!n || text[0] != '_') return false;
    }
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        bool letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(i && c >= '0' && c <= '9')) return false;
    }
    return true;
}

static unsigned hash_of(const char *name, size_t n) {
    unsigned h = 5381;
    for (size_t i = 0; i < n; i++) h = h * 33 ^ (unsigned char)name[i];
    return h;
}

static struct variable *lookup(struct interp *sh, const char *name, size_t n, unsigned h) {
    for (struct variable *v = sh->variables[h % VARIABLE_SLOTS]; v; v = v->next)
        if (strncmp(v->name, name, n) == 0 && !v->name[n]) return v;
    return NULL;
}

struct variable *variable_find(struct interp *sh, const char *name) {
    size_t n = strlen(name);
    return lookup(sh, name, n, hash_of(name, n));
}

struct variable *variable_intern(struct interp *sh, const char *name, size_t n) {
    unsigned h = hash_of(name, n);
    struct variable *v = lookup(sh, name, n, h);
    if (v) return v;
    v = sh_alloc(sizeof *v + n + 1);
    *v = (struct variable){.next = sh->variables[h % VARIABLE_SLOTS]};
    memcpy(v->name, name, n);
    v->name[n] = 0;
    sh->variables[h % VARIABLE_SLOTS] = v;
    return v;
}

struct variable *variable_target(struct interp *sh, struct variable *v) {
    for (int steps = 0; unlikely(v->flags & VAR_NAMEREF) && v->text && sh_is_variable_name(v->text, v->length) && steps < 8; steps++)
        v = variable_intern(sh, v->text, v->length);
    return v;
}

// A nameref that names an element: the array, and its index (which begins at *index); NULL: it does not.
static struct variable *reference_to_element(struct interp *sh, const struct variable *v, char **index) {
    const char *bracket = v->flags & VAR_NAMEREF && v->text ? strchr(v->text, '[') : NULL;
    if (!bracket || !sh_is_variable_name(v->text, (size_t)(bracket - v->text)) || v->text[v->length - 1] != ']') return NULL;
    *index = sh_copy(bracket + 1, strlen(bracket) - 2);
    return variable_intern(sh, v->text, (size_t)(bracket - v->text));
}

bool sh_is_reference(const char *text) {
    size_t n = strcspn(text, "["), length = strlen(text);
    return sh_is_variable_name(text, n) && (n == length || (length > n + 2 && text[length - 1] == ']'));
}

int variable_refer(struct interp *sh, struct variable *v, const char *name) {
    if (!sh_is_reference(name)) {
        sh_report(sh, "%s: %s is no name that it can stand for", v->name, name);
        return -1;
    }
    variable_touch(sh, v, true);
    v->flags &= ~(unsigned)VAR_NAMEREF;
    int r = variable_assign(sh, v, name, strlen(name));
    v->flags |= VAR_NAMEREF;
    return r;
}

// --- values ------------------------------------------------------------------------

int sh_number_text(char *buffer, int64_t number) {
    char digits[DIGITS_MAX], *end = digits + sizeof digits, *p = digits_before(end, number);
    const int length = (int)(end - p);
    memcpy(buffer, p, (size_t)length);
    buffer[length] = 0;
    return length;
}

const char *variable_text(struct variable *v) {
    if (likely(v->text != NULL)) return v->text;
    if (v->special >= SPECIAL_LINENO) return special_text(sh_now(), v);
    if (v->has_number) {
        variable_reserve(v, 24);
        v->length = (size_t)sh_number_text(v->buffer, v->number);
        return v->text = v->buffer;
    }
    if (v->array.w) {
        bool fail = false;
        return element_get(sh_now(), v, "0", &fail);
    }
    return unlikely(clojure_exports != NULL) ? exported_text(v) : NULL;
}

const char *variable_get(struct interp *sh, const char *name) {
    struct variable *v = variable_find(sh, name);
    return v ? variable_text(v) : NULL;
}

const char *variable_get_or(struct interp *sh, const char *name, const char *otherwise) {
    const char *text = variable_get(sh, name);
    return text ? text : otherwise;
}

bool variable_is_set(struct interp *sh, const char *name) {
    size_t n = strcspn(name, "["), length = strlen(name);
    if (!name[n] || name[length - 1] != ']') {
        struct variable *v = variable_find(sh, name);
        if (unlikely(v && v->flags & VAR_NAMEREF)) {
            v = variable_target(sh, v);
            if (v->flags & VAR_NAMEREF) return v->text && strchr(v->text, '[') && variable_is_set(sh, v->text);
        }
        return v && variable_set_p(v);
    }
    // An element.  Nothing in its index is expanded (again).
    char *base = sh_copy(name, n), *index = sh_copy(name + n + 1, length - n - 2);
    struct variable *v = variable_find(sh, base);
    bool all = strcmp(index, "@") == 0 || strcmp(index, "*") == 0, fail = false;
    struct mark m = arena_mark(&sh->arena);
    bool set = v && variable_set_p(v) && (all ? !v->array.w || array_count(v) > 0 : element_get(sh, v, index, &fail) != NULL);
    arena_release(&sh->arena, m);
    free(base);
    free(index);
    return set;
}

bool variable_number(struct interp *sh, struct variable *v, int64_t *number) {
    if (likely(v->has_number)) return (*number = v->number, true);
    (void)sh;
    const char *text = variable_text(v);
    if (!text || !*text) return (*number = 0, true);
    const char *p = text;
    bool negative = *p == '-';
    p += negative;
    if (*p == '0' ? p[1] != 0 : !(*p >= '1' && *p <= '9')) return false; // octal and the like: an expression
    uint64_t value = 0;
    int digits = 0;
    for (; *p >= '0' && *p <= '9'; p++, digits++) value = value * 10 + (uint64_t)(*p - '0');
    if (*p || digits > 18) return false;
    *number = negative ? -(int64_t)value : (int64_t)value;
    if (!v->special && !negative) {
        v->number = *number;
        v->has_number = true;
    }
    return true;
}

// --- changes ------------------------------------------------------------------------

static COLD int readonly(struct interp *sh, struct variable *v) {
    sh_report(sh, "%s: readonly variable", v->name);
    return -1;
}

static COLD int assign_attributed(struct interp *sh, struct variable *v, const char *text, size_t n) {
    // A reference that is readonly always stands for the same, which may change.
    if (v->flags & VAR_READONLY && !(v->flags & VAR_NAMEREF)) return readonly(sh, v);
    if (v->flags & VAR_NAMEREF && v->text && *v->text) {
        struct variable *target = variable_target(sh, v);
        char *index;
        struct variable *array = reference_to_element(sh, target, &index);
        if (array) {
            int r = element_set(sh, array, index, text, false);
            free(index);
            return r;
        }
        if (!(target->flags & VAR_NAMEREF) || !target->text || !*target->text) return variable_assign(sh, target, text, n);
        sh_report(sh, "%s: it stands for itself", v->name);
        return -1;
    }
    if (v->flags & VAR_NAMEREF && !sh_is_reference(text)) {
        sh_report(sh, "%s: %s is no name that it can stand for", v->name, text);
        return -1;
    }
    if (v->array.w) return element_set(sh, v, "0", text, false);
    if (v->flags & VAR_INTEGER) {
        int64_t number;
        char *copy = sh_copy(text, n);
        int r = sh_arith(sh, copy, &number);
        free(copy);
        if (r < 0) return -1;
        variable_touch(sh, v, false);
        v->text = NULL;
        v->number = number;
        v->has_number = true;
        variable_text(v);
        variable_changed(sh, v);
        return 0;
    }
    return 1;
}

int variable_assign(struct interp *sh, struct variable *v, const char *text, size_t n) {
    if (unlikely(v->flags & (VAR_READONLY | VAR_INTEGER | VAR_NAMEREF) || v->array.w)) {
        int r = assign_attributed(sh, v, text, n);
        if (r <= 0) return r;
    }
    if (unlikely(v->level < sh->level)) variable_touch(sh, v, text >= v->buffer && v->buffer && text < v->buffer + v->capacity);
    if (unlikely(v->capacity <= n)) {
        // The text may be the variable's own.
        size_t capacity = n < 24 ? 32 : n + n / 2 + 8;
        char *buffer = sh_alloc(capacity);
        memcpy(buffer, text, n);
        free(v->buffer);
        v->buffer = buffer;
        v->capacity = capacity;
    } else {
        memmove(v->buffer, text, n);
    }
    v->buffer[n] = 0;
    v->text = v->buffer;
    v->length = n;
    v->has_number = false;
    if (unlikely(v->flags & VAR_CASE)) variable_change_case(sh, v->flags, v->text, v->length);
    if (unlikely(sh->options[OPT_ALLEXPORT])) v->flags |= VAR_EXPORT;
    if (unlikely(v->special || v->flags & VAR_EXPORT)) variable_changed(sh, v);
    return 0;
}

int variable_append(struct interp *sh, struct variable *v, const char *text, size_t n) {
    if (unlikely(v->flags & VAR_NAMEREF)) {
        char *index;
        v = variable_target(sh, v);
        struct variable *array = reference_to_element(sh, v, &index);
        if (array) {
            int r = element_set(sh, array, index, text, true);
            free(index);
            return r;
        }
    }
    if (unlikely(v->flags & VAR_READONLY)) return readonly(sh, v);
    const char *before = variable_text(v);
    if (!before) return variable_assign(sh, v, text, n);
    if (v->flags & (VAR_INTEGER | VAR_NAMEREF) || v->array.w || v->special || !v->text) { // without text: a var of Clojure's
        char *all = sh_alloc(v->length + n + 8);
        size_t length = strlen(before);
        memcpy(all, before, length);
        if (v->flags & VAR_INTEGER) all[length++] = '+';
        memcpy(all + length, text, n);
        all[length + n] = 0;
        int r = variable_assign(sh, v, all, length + n);
        free(all);
        return r;
    }
    variable_touch(sh, v, true);
    bool elsewhere = v->text != v->buffer; // as it came with the environment
    variable_reserve(v, v->length + n);
    if (elsewhere) memcpy(v->buffer, before, v->length);
    memcpy(v->buffer + v->length, text, n);
    v->length += n;
    v->buffer[v->length] = 0;
    v->text = v->buffer;
    v->has_number = false;
    if (unlikely(v->flags & VAR_CASE)) variable_change_case(sh, v->flags, v->text, v->length);
    if (unlikely(sh->options[OPT_ALLEXPORT])) v->flags |= VAR_EXPORT;
    if (unlikely(v->flags & VAR_EXPORT)) variable_changed(sh, v);
    return 0;
}

int variable_assign_number(struct interp *sh, struct variable *v, int64_t number) {
    if (unlikely(v->flags & ~(unsigned)VAR_INTEGER || v->array.w || v->special || sh->options[OPT_ALLEXPORT])) {
        char text[24];
        return variable_assign(sh, v, text, (size_t)sh_number_text(text, number));
    }
    if (unlikely(v->level < sh->level)) variable_touch(sh, v, false);
    v->text = NULL;
    v->number = number;
    v->has_number = true;
    return 0;
}

int variable_set(struct interp *sh, const char *name, const char *value) {
    return variable_assign(sh, variable_intern(sh, name, strlen(name)), value, strlen(value));
}

int variable_set_number(struct interp *sh, const char *name, int64_t number) {
    return variable_assign_number(sh, variable_intern(sh, name, strlen(name)), number);
}

int variable_set_element(struct interp *sh, const char *name, const char *index, const char *value) {
    return element_set(sh, variable_intern(sh, name, strlen(name)), index, value, false);
}

int variable_append_element(struct interp *sh, const char *name, const char *index, const char *value) {
    return element_set(sh, variable_intern(sh, name, strlen(name)), index, value, true);
}

int variable_set_array(struct interp *sh, const char *name, int count, char **values) {
    struct variable *v = variable_target(sh, variable_intern(sh, name, strlen(name)));
    if (v->flags & VAR_READONLY) return readonly(sh, v);
    variable_touch(sh, v, false);
    array_clear(sh, v, false);
    array_append_words(sh, v, count, values);
    return 0;
}

static void unset(struct interp *sh, struct variable *v) {
    struct undo *hidden = variable_hidden(sh, v);
    if (unlikely(hidden != NULL)) return variable_reveal(sh, hidden);
    variable_touch(sh, v, false);
    v->text = NULL;
    v->has_number = false;
    v->length = 0;
    variable_drop_array(v);
    if (v->flags & VAR_EXPORT) sh->environment = NULL;
    v->flags = 0;
    if (v->special) special_set(sh, v);
    if (v->special >= SPECIAL_LINENO) v->special = SPECIAL_NONE; // it has lost its meaning
}

int variable_unset(struct interp *sh, const char *name) {
    const char *bracket = strchr(name, '[');
    if (bracket && name[strlen(name) - 1] == ']') {
        struct variable *v = variable_intern(sh, name, (size_t)(bracket - name));
        if (v->flags & VAR_READONLY) return readonly(sh, v);
        char *index = sh_copy(bracket + 1, strlen(bracket) - 2);
        int r = element_unset(sh, v, index);
        free(index);
        return r;
    }
    struct variable *v = variable_find(sh, name);
    if (!v) return 0;
    if (unlikely(v->flags & VAR_NAMEREF)) {
        char *index;
        v = variable_target(sh, v);
        struct variable *array = reference_to_element(sh, v, &index);
        if (array) {
            int r = array->flags & VAR_READONLY ? readonly(sh, array) : element_unset(sh, array, index);
            free(index);
            return r;
        }
    }
    if (v->flags & VAR_READONLY) return readonly(sh, v);
    unset(sh, v);
    return 0;
}

int variable_unset_reference(struct interp *sh, const char *name) {
    struct variable *v = variable_find(sh, name);
    if (!v) return 0;
    if (v->flags & VAR_READONLY) return readonly(sh, v);
    unset(sh, v);
    return 0;
}

int variable_change_flags(struct interp *sh, const char *name, unsigned add, unsigned remove) {
    struct variable *v = variable_intern(sh, name, strlen(name));
    if (!((add | remove) & VAR_NAMEREF)) v = variable_target(sh, v);
    if (v->flags & VAR_READONLY && remove & VAR_READONLY) return readonly(sh, v);
    variable_touch(sh, v, true);
    if ((add | remove | v->flags) & VAR_EXPORT) sh->environment = NULL;
    v->flags = (v->flags | add) & ~remove;
    if (add & (VAR_ARRAY | VAR_ASSOC) && !v->array.w) {
        if (v->text || v->has_number) {
            char *text = sh_copy(variable_text(v), strlen(variable_text(v)));
            v->text = NULL;
            v->has_number = false;
            array_clear(sh, v, add & VAR_ASSOC);
            element_set(sh, v, "0", text, false);
            free(text);
        } else {
            array_clear(sh, v, add & VAR_ASSOC);
        }
    }
    return 0;
}
