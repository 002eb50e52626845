// SPDX-License-Identifier: MIT
/* Arrays: a Clojure vector of strings, nil where there is no element, or a map
 * of strings to strings. */
#include "command/variable_parts.h"

#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"

#include <stdlib.h>

enum { MOST = 1 << 24 }; // elements of a vector

static Value text_of(const char *text) {
    Value v = str_value(text);
    if (failed(v)) {
        sh_forget_error();
        return nil_value();
    }
    return v;
}

static char *arena_of(struct interp *sh, Ref str) {
    SCOPED_PY PyObject *bytes = is_str(str) ? str_bytes(obj(str)) : NULL;
    if (!bytes) return (sh_forget_error(), sh_arena_text(&sh->arena, "", 0));
    return sh_arena_text(&sh->arena, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
}

static void set_array(struct variable *v, Value array) {
    if (failed(array)) {
        sh_forget_error();
        return;
    }
    v->array = array;
}

void array_clear(struct interp *sh, struct variable *v, bool assoc) {
    (void)sh;
    xdrop(v->array);
    v->text = NULL;
    v->has_number = false;
    v->array = assoc ? map_empty() : vec_empty();
    v->flags = (v->flags & ~(unsigned)(VAR_ARRAY | VAR_ASSOC)) | (assoc ? VAR_ASSOC : VAR_ARRAY);
}

int array_index(struct interp *sh, struct variable *v, const char *text, int64_t *index) {
    if (sh_arith(sh, text, index) < 0) return -1;
    if (*index < 0 && v->array.w && is_vec(ref(v->array))) *index += vec_count(ref(v->array));
    if (*index < 0 || *index > MOST) {
        sh_report(sh, "%s[%s]: bad array subscript", v->name, text);
        return -1;
    }
    return 0;
}

const char *element_index(struct interp *sh, struct variable *v, const char *index, char number[24]) {
    if (variable_target(sh, v)->flags & VAR_ASSOC) return index;
    int64_t i;
    if (sh_arith(sh, index, &i) < 0) return NULL;
    sh_number_text(number, i);
    return number;
}

const char *element_get(struct interp *sh, struct variable *v, const char *index, bool *fail) {
    v = variable_target(sh, v);
    if (special_is_array(v)) {
        int64_t i;
        struct words values = {0};
        if (sh_arith(sh, index, &i) < 0) return (*fail = true, NULL);
        special_elements(sh, v, &values);
        if (i < 0) i += values.count;
        return i >= 0 && i < values.count ? values.at[i] : NULL;
    }
    if (v->array.w && v->flags & VAR_ASSOC) {
        bool error = false;
        SCOPED Value key = text_of(index);
        Ref found = map_find(ref(v->array), ref(key), &error);
        if (error) sh_forget_error();
        return found.w ? arena_of(sh, found) : NULL;
    }
    int64_t i;
    if (sh_arith(sh, index, &i) < 0) return (*fail = true, NULL);
    if (i < 0) i += v->array.w ? vec_count(ref(v->array)) : 1;
    if (i < 0) { // said, and no more: what is not there is unset
        sh_report(sh, "%s[%s]: bad array subscript", v->name, index);
        return NULL;
    }
    if (!v->array.w) return i == 0 ? variable_text(v) : NULL;
    if (i >= vec_count(ref(v->array)) || is_nil(vec_at(ref(v->array), i))) return NULL;
    return arena_of(sh, vec_at(ref(v->array), i));
}

char *sh_index_of_text(struct interp *sh, const char *index, size_t n) {
    char *text = sh_copy(index, n);
    if (!strpbrk(text, "$\\\"'") || strchr(text, '`') || strstr(text, "$(")) return text;
    struct strbuf whole = STRBUF_INIT;
    for (char *p = text, *end; *p; p = end) {
        char quote = *p == '\'' || *p == '"' ? *p++ : 0;
        end = p + strcspn(p, quote == '\'' ? "'" : quote ? "\"" : "'\"");
        char after = *end;
        *end = 0;
        char *part = quote == '\'' ? NULL : sh_expand_text(sh, p);
        strbuf_puts(&whole, part ? part : p);
        free(part);
        *end = after;
        if (quote && after) end++;
    }
    free(text);
    text = sh_copy(sh_built(&whole), whole.length);
    strbuf_free(&whole);
    return text;
}

int variable_set_referred(struct interp *sh, const char *name, const char *value) {
    const char *bracket = strchr(name, '[');
    if (!bracket) return variable_set(sh, name, value);
    char *index = sh_index_of_text(sh, bracket + 1, strlen(bracket) - 2);
    int r = element_set(sh, variable_intern(sh, name, (size_t)(bracket - name)), index, value, false);
    free(index);
    return r;
}

const char *sh_named_element(struct interp *sh, const char *text) {
    const char *bracket = strchr(text, '[');
    size_t n = bracket ? (size_t)(bracket - text) : 0, length = strlen(text);
    if (!n || !sh_is_variable_name(text, n) || text[length - 1] != ']') return text;
    bool fail = false;
    char *index = sh_index_of_text(sh, bracket + 1, length - n - 2);
    const char *value = element_get(sh, variable_intern(sh, text, n), index, &fail);
    free(index);
    return value;
}

// A variable with a plain value becomes an array with that as its first element.
static void make_array(struct interp *sh, struct variable *v) {
    if (v->array.w) return;
    const char *text = variable_text(v);
    char *copy = text ? sh_copy(text, strlen(text)) : NULL;
    array_clear(sh, v, v->flags & VAR_ASSOC);
    if (copy) element_set(sh, v, "0", copy, false);
    free(copy);
}

int element_set(struct interp *sh, struct variable *v, const char *index, const char *value, bool append) {
    v = variable_target(sh, v);
    if (v->flags & VAR_READONLY) {
        sh_report(sh, "%s: readonly variable", v->name);
        return -1;
    }
    variable_touch(sh, v, true);
    v->flags &= ~(unsigned)VAR_DECLARED;
    make_array(sh, v);
    char number[24], once[24];
    if (append && !(index = element_index(sh, v, index, once))) return -1; // it is read, then written
    if (v->flags & VAR_INTEGER) {
        int64_t n, sum = 0;
        bool fail = false;
        const char *before = append ? element_get(sh, v, index, &fail) : NULL;
        if (fail || (before && sh_arith(sh, before, &sum) < 0) || sh_arith(sh, value, &n) < 0) return -1;
        sh_number_text(number, (int64_t)((uint64_t)sum + (uint64_t)n));
        value = number;
        append = false; // they are added
    }
    char *joined = NULL;
    if (append) {
        bool fail = false;
        const char *before = element_get(sh, v, index, &fail);
        if (fail) return -1;
        if (before) {
            joined = sh_alloc(strlen(before) + strlen(value) + 1);
            stpcpy(stpcpy(joined, before), value);
            value = joined;
        }
    }
    if (unlikely(v->flags & VAR_CASE)) {
        if (!joined) value = joined = sh_copy(value, strlen(value));
        variable_change_case(sh, v->flags, joined, strlen(joined));
    }
    int r = 0;
    SCOPED Value text = text_of(value);
    if (v->flags & VAR_ASSOC) {
        SCOPED Value key = text_of(index);
        set_array(v, map_assoc(v->array, ref(key), ref(text)));
    } else {
        int64_t i;
        r = array_index(sh, v, index, &i);
        if (r == 0) {
            Value a = v->array;
            while (ok(a) && vec_count(ref(a)) < i) a = vec_conj(a, NIL);
            set_array(v, ok(a) ? vec_assoc_at(a, i, ref(text)) : ERR);
        }
    }
    free(joined);
    return r;
}

int element_unset(struct interp *sh, struct variable *v, const char *index) {
    v = variable_target(sh, v);
    if (!v->array.w) {
        if (strcmp(index, "0") == 0) return variable_unset(sh, v->name);
        return 0;
    }
    if (strcmp(index, "@") == 0 || strcmp(index, "*") == 0) return variable_unset(sh, v->name);
    variable_touch(sh, v, true);
    if (v->flags & VAR_ASSOC) {
        SCOPED Value key = text_of(index);
        set_array(v, map_dissoc(v->array, ref(key)));
        return 0;
    }
    int64_t i;
    if (array_index(sh, v, index, &i) < 0) return -1;
    Value a = v->array;
    Py_ssize_t n = vec_count(ref(a));
    if (i < n - 1) {
        a = vec_assoc_at(a, i, NIL);
    } else if (i == n - 1) {
        a = vec_pop(a);
        while (ok(a) && vec_count(ref(a)) && is_nil(vec_at(ref(a), vec_count(ref(a)) - 1))) a = vec_pop(a);
    }
    set_array(v, a);
    return 0;
}

int array_count(struct variable *v) {
    if (!v->array.w) return variable_text(v) != NULL;
    if (v->flags & VAR_ASSOC) return (int)map_count(ref(v->array));
    int n = 0;
    for (Py_ssize_t i = 0; i < vec_count(ref(v->array)); i++) n += !is_nil(vec_at(ref(v->array), i));
    return n;
}

void array_each(struct interp *sh, struct variable *v, struct words *keys, struct words *values) {
    struct arena *a = &sh->arena;
    char number[24];
    if (special_is_array(v)) {
        struct words all = {0};
        special_elements(sh, v, &all);
        for (int i = 0; i < all.count; i++) {
            if (keys) words_put(a, keys, sh_arena_text(a, number, (size_t)sh_number_text(number, i)));
            if (values) words_put(a, values, all.at[i]);
        }
    }
    if (!v->array.w) return;
    SCOPED Value array = keep(ref(v->array));
    if (v->flags & VAR_ASSOC) {
        struct map_cursor c = {0};
        Ref key, val;
        while (map_each(ref(array), &c, &key, &val) > 0) {
            char *k = arena_of(sh, key), *text = arena_of(sh, val);
            if (keys) words_put(a, keys, k);
            if (values) words_put(a, values, text);
        }
        return;
    }
    for (Py_ssize_t i = 0; i < vec_count(ref(array)); i++) {
        Ref item = vec_at(ref(array), i);
        if (is_nil(item)) continue;
        if (keys) words_put(a, keys, sh_arena_text(a, number, (size_t)sh_number_text(number, i)));
        if (values) words_put(a, values, arena_of(sh, item));
    }
}

void array_append_words(struct interp *sh, struct variable *v, int count, char **values) {
    (void)sh;
    Value a = v->array;
    for (int i = 0; i < count && ok(a); i++) {
        SCOPED Value text = text_of(values[i]);
        a = vec_conj(a, ref(text));
    }
    set_array(v, a);
}
