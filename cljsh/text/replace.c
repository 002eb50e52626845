// SPDX-License-Identifier: MIT
/* Replacing and splitting, of clojure.string. */
#include <ctype.h>

#include "base/call.h"
#include "coll/vector.h"
#include "text/regex_impl.h"

// --- replacing matches ----------------------------------------------------

static int add_slice(struct strbuf *b, const struct search *s, size_t from, size_t to) {
    if (from >= to) return 0;
    if (!s->copy) return strbuf_add(b, s->data + from, to - from), 0;
    SCOPED_PY PyObject *text = search_slice(s, from, to);
    return text ? strbuf_str(b, text) : -1;
}

static int add_group(struct strbuf *b, const struct search *s, int group) {
    size_t from = s->ov[2 * group], to = s->ov[2 * group + 1];
    return from == PCRE2_UNSET ? 0 : add_slice(b, s, from, to);
}

// $n or ${name}, after the dollar; moves *p behind it.
static int add_reference(struct strbuf *b, const struct search *s, const char **p, const char *end) {
    const char *at = *p;
    if (at < end && *at == '{') {
        const char *close = memchr(at, '}', (size_t)(end - at));
        if (!close) return err_arg("named capturing group is missing trailing '}'"), -1;
        int group = search_group(s, at + 1, (size_t)(close - at - 1));
        *p = close + 1;
        return group < 0 ? -1 : add_group(b, s, group);
    }
    if (at == end || !isdigit((unsigned char)*at)) return err_arg("Illegal group reference"), -1;
    int group = *at++ - '0', groups = (int)s->pattern->groups;
    if (group > groups) return err_index("No group %d", group), -1;
    while (at < end && isdigit((unsigned char)*at) && group * 10 + (*at - '0') <= groups) group = group * 10 + (*at++ - '0');
    *p = at;
    return add_group(b, s, group);
}

// A replacement text with $ and \ in it.
static int add_template(struct strbuf *b, const struct search *s, const char *p, const char *end) {
    while (p < end) {
        if (*p == '$') {
            p++;
            if (add_reference(b, s, &p, end) < 0) return -1;
            continue;
        }
        if (*p == '\\' && ++p == end) return err_arg("character to be escaped is missing"), -1;
        strbuf_putc(b, *p++);
    }
    return 0;
}

// What a function (or a map…) makes of the match.
static int add_call(struct strbuf *b, const struct search *s, Ref fn) {
    SCOPED Value match = search_value(s);
    SCOPED Value text = ok(match) ? call1(fn, ref(match)) : ERR;
    if (failed(text)) return -1;
    if (!is_str(ref(text))) return err_type("the replacement must be a string, not %s", err_type_name(ref(text))), -1;
    return strbuf_str(b, obj(ref(text)));
}

// Up to where the text was copied, in *copied; 0 or -1.
static int replace_matches(struct strbuf *b, struct search *s, Ref replacement, const char *template, size_t length,
                           bool first_only, size_t *copied) {
    int found;
    while ((found = search_next(s)) > 0) {
        if (add_slice(b, s, *copied, search_from(s)) < 0) return -1;
        if ((template ? add_template(b, s, template, template + length) : add_call(b, s, replacement)) < 0) return -1;
        *copied = search_to(s);
        if (first_only) return 0;
    }
    return found;
}

static Value replace_pattern(PyObject *str, struct pattern *pattern, Ref replacement, bool first_only) {
    struct strbuf out = STRBUF_INIT, template = STRBUF_INIT;
    struct search s;
    if (is_str(replacement)) {
        strbuf_putc(&template, 0); // so that an empty template is no null pointer
        template.length = 0;
        if (strbuf_str(&template, obj(replacement)) < 0) return strbuf_free(&template), ERR;
    }
    if (search_start(&s, pattern, str) < 0) return strbuf_free(&template), ERR;
    size_t copied = 0;
    int result = replace_matches(&out, &s, replacement, template.data, template.length, first_only, &copied);
    Value v = ERR;
    if (result == 0 && copied == 0 && !s.found && out.length == 0) v = keep_obj(str); // no match
    else if (result == 0 && add_slice(&out, &s, copied, s.length) == 0) v = adopt(strbuf_finish(&out));
    strbuf_free(&out);
    strbuf_free(&template);
    search_end(&s);
    return v;
}

Value text_replace(PyObject *s, Ref match, Ref replacement, bool first_only) {
    if (is_pattern(match)) return replace_pattern(s, pattern_of(match), replacement, first_only);
    if (!is_str(match)) return err_arg("Invalid match arg: a string, character or pattern is needed, not %s", err_type_name(match));
    if (!is_str(replacement)) return err_type("a string is replaced by a string, not %s", err_type_name(replacement));
    return adopt(PyUnicode_Replace(s, obj(match), obj(replacement), first_only ? 1 : -1));
}

// --- splitting ------------------------------------------------------------

struct parts { Value *items; Py_ssize_t n, capacity; };

static int parts_add(struct parts *parts, Value part) {
    if (failed(part)) return -1;
    if (parts->n == parts->capacity) {
        Py_ssize_t capacity = parts->capacity ? parts->capacity * 2 : 16;
        Value *items = PyMem_Realloc(parts->items, (size_t)capacity * sizeof *items);
        if (!items) return drop(part), PyErr_NoMemory(), -1;
        parts->items = items, parts->capacity = capacity;
    }
    parts->items[parts->n++] = part;
    return 0;
}

// The parts as a vector; without the empty ones at the end where asked.
static Value parts_vector(struct parts *parts, int result, bool trim) {
    Value *items = parts->items;
    Py_ssize_t n = parts->n;
    while (trim && n > 0 && PyUnicode_GET_LENGTH(obj(ref(items[n - 1]))) == 0) drop(items[--n]);
    Value v = ERR;
    if (result == 0) v = vec_give(items, n);
    else while (n > 0) drop(items[--n]);
    PyMem_Free(items);
    return v;
}

static int split(struct parts *parts, struct search *s, Py_ssize_t limit) {
    size_t from = 0;
    bool any = false;
    int found = 0;
    while ((limit <= 0 || parts->n < limit - 1) && (found = search_next(s)) > 0) {
        if (search_to(s) == 0) continue; // an empty match at the very beginning parts nothing
        if (parts_add(parts, adopt(search_slice(s, from, search_from(s)))) < 0) return -1;
        from = search_to(s);
        any = true;
    }
    if (found < 0) return -1;
    if (!any) return parts_add(parts, keep_obj(s->str));
    return parts_add(parts, adopt(search_slice(s, from, s->length)));
}

// As Java's split: nothing matched gives the string itself; without a limit,
// empty parts at the end are left out.
Value text_split(PyObject *str, struct pattern *pattern, Py_ssize_t limit) {
    struct search s;
    if (search_start(&s, pattern, str) < 0) return ERR;
    struct parts parts = {0};
    int result = split(&parts, &s, limit);
    bool whole = parts.n == 1 && parts.items[0].w == (uintptr_t)str;
    Value v = parts_vector(&parts, result, limit == 0 && !whole);
    search_end(&s);
    return v;
}

Value text_split_lines(PyObject *s) {
    struct parts parts = {0};
    Py_ssize_t length = PyUnicode_GET_LENGTH(s), from = 0, end;
    int result = 0;
    while (result == 0 && (end = PyUnicode_FindChar(s, '\n', from, length, 1)) >= 0) {
        Py_ssize_t to = end > from && PyUnicode_READ_CHAR(s, end - 1) == '\r' ? end - 1 : end;
        result = parts_add(&parts, str_slice(s, from, to));
        from = end + 1;
    }
    bool whole = parts.n == 0;
    if (result == 0) result = parts_add(&parts, str_slice(s, from, length));
    return parts_vector(&parts, result, !whole);
}
