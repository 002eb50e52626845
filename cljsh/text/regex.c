// SPDX-License-Identifier: MIT
/* Patterns: compiling and matching with PCRE2.
 *
 * A pattern is compiled when it is made, so that a mistake in it is reported
 * where it stands, and translated to machine code when it is used for the
 * second time or on a long text.  PCRE2's memory comes from Python's raw
 * allocator, its character tables are our own copy, so that a pattern holds
 * no address of the library and can be part of a memory image.
 */
#include "text/regex.h"

#include "coll/vector.h"
#include "task/pause.h"
#include "text/regex_impl.h"

#define LONG_SUBJECT 2048           // bytes from which machine code pays at once
#define JIT_STACK_MAX (8 << 20)
#define JIT_STACK_HUGE (1 << 30)    // for one match; only what is used of it becomes memory
#define MATCH_LIMIT 10000000        // steps of the interpreter, and so many for each byte:
#define STEPS_PER_BYTE 100

bool regex_jit = true;

static pcre2_general_context *general;
static pcre2_compile_context *compiling;
static pcre2_match_context *matching;
static pcre2_jit_stack *jit_stack;

static void *context_malloc(size_t size, void *unused) { return (void)unused, PyMem_RawMalloc(size); }
static void context_free(void *memory, void *unused) { (void)unused, PyMem_RawFree(memory); }

static int contexts_ready(void) {
    if (matching) return 0;
    if (!general) general = pcre2_general_context_create(context_malloc, context_free, NULL);
    if (general && !compiling) compiling = pcre2_compile_context_create(general);
    if (!compiling) return PyErr_NoMemory(), -1;
    const uint8_t *tables = pcre2_maketables(general);
    matching = pcre2_match_context_create(general);
    if (!tables || !matching) return PyErr_NoMemory(), -1;
    pcre2_set_character_tables(compiling, tables);
    pcre2_set_newline(compiling, PCRE2_NEWLINE_ANYCRLF); // what . excludes in Java, but for rarities
    return 0;
}

// --- compiling ------------------------------------------------------------

static COLD void compile_error(PyObject *source, const char *text, int code, size_t offset) {
    if (code == PCRE2_ERROR_HEAP_FAILED) { PyErr_NoMemory(); return; }
    PCRE2_UCHAR cause[160];
    if (pcre2_get_error_message(code, cause, sizeof cause) < 0) strcpy((char *)cause, "not understood");
    Py_ssize_t at = 0; // in code points; the translation differs little from the source
    for (size_t i = 0; i < offset; i++) at += ((unsigned char)text[i] & 0xc0) != 0x80;
    if (at > PyUnicode_GET_LENGTH(source)) at = PyUnicode_GET_LENGTH(source);
    err_arg("bad pattern: %s, at offset %zd of #\"%U\"", (const char *)cause, at, source);
}

static pcre2_code *compile(PyObject *source, uint32_t extra_options) {
    struct strbuf text = STRBUF_INIT;
    uint32_t options = 0;
    if (regex_translate(source, &text, &options) < 0) return strbuf_free(&text), NULL;
    options |= PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C | extra_options;
    int error;
    size_t offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)(text.data ? text.data : ""), text.length, options, &error, &offset, compiling);
    if (!code) compile_error(source, text.data ? text.data : "", error, offset);
    strbuf_free(&text);
    return code;
}

// --- simple patterns --------------------------------------------------------

static void run_add(struct pattern *p, const char *chars) {
    for (; *chars; chars++) p->run_set[*chars >> 6] |= 1ULL << (*chars & 63);
}

// What lines are mostly split at, such as "," or \s+, is found without PCRE2.
static void learn_run(struct pattern *p) {
    static const char digits[] = "0123456789", letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    p->run = RUN_NONE;
    p->run_set[0] = p->run_set[1] = 0;
    if (!PyUnicode_IS_ASCII(p->source)) return;
    const char *s = PyUnicode_DATA(p->source);
    if (*s == '\\') {
        switch (*++s) {
        case 's': run_add(p, " \t\n\v\f\r"); break;
        case 'd': run_add(p, digits); break;
        case 'w': run_add(p, digits), run_add(p, letters); break;
        case 't': run_add(p, "\t"); break;
        case 'n': run_add(p, "\n"); break;
        case '.': case '|': run_add(p, (char[]){*s, 0}); break;
        default: return;
        }
    } else if (*s && !strchr("\\^$.|?*+()[]{}#", *s)) {
        run_add(p, (char[]){*s, 0});
    } else {
        return;
    }
    if (!s[1]) p->run = RUN_ONE;
    else if (s[1] == '+' && !s[2]) p->run = RUN_MANY;
}

static inline bool run_has(const struct pattern *p, unsigned char c) { return c < 128 && p->run_set[c >> 6] >> (c & 63) & 1; }

static int find_run(struct search *s, size_t from) {
    const struct pattern *p = s->pattern;
    while (from < s->length && !run_has(p, (unsigned char)s->data[from])) from++;
    if (from == s->length) return 0;
    s->ov[0] = from++;
    while (p->run == RUN_MANY && from < s->length && run_has(p, (unsigned char)s->data[from])) from++;
    s->ov[1] = from;
    return 1;
}

Value pattern_new(PyObject *source) {
    if (contexts_ready() < 0) return ERR;
    struct pattern *p = PyObject_New(struct pattern, TYPE_OBJECT(pattern_type));
    if (!p) return ERR;
    p->source = Py_NewRef(source);
    p->match = NULL, p->groups = 0;
    learn_run(p);
    p->whole = (struct program){0};
    p->find = (struct program){compile(source, 0), 0};
    if (p->find.code) {
        pcre2_pattern_info(p->find.code, PCRE2_INFO_CAPTURECOUNT, &p->groups);
        p->match = pcre2_match_data_create_from_pattern(p->find.code, general);
        if (!p->match) PyErr_NoMemory();
    }
    if (p->match) return adopt(p);
    Py_DECREF(p);
    return ERR;
}

static void pattern_dealloc(PyObject *self) {
    struct pattern *p = (struct pattern *)self;
    if (p->match) pcre2_match_data_free(p->match);
    if (p->find.code) pcre2_code_free(p->find.code);
    if (p->whole.code) pcre2_code_free(p->whole.code);
    Py_DECREF(p->source);
    PyObject_Free(self);
}

// --- matching -------------------------------------------------------------

// Where PCRE2 has no machine code for a pattern, it goes on interpreting it.
static void to_machine_code(pcre2_code *code) {
    if (!jit_stack) {
        jit_stack = pcre2_jit_stack_create(32 * 1024, JIT_STACK_MAX, general);
        if (jit_stack) pcre2_jit_stack_assign(matching, NULL, jit_stack);
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
}

static COLD int match_error(struct pattern *p, int code) {
    if (code == PCRE2_ERROR_NOMEMORY) return (PyErr_NoMemory(), -1);
    PCRE2_UCHAR cause[160];
    if (pcre2_get_error_message(code, cause, sizeof cause) < 0) strcpy((char *)cause, "failed");
    PyErr_Format(PyExc_RuntimeError, "matching #\"%U\": %s", p->source, (const char *)cause);
    return -1;
}

static int run(struct search *s, struct program *program, size_t from, uint32_t options) {
    return pcre2_match(program->code, (PCRE2_SPTR)s->data, s->length, from, PCRE2_NO_UTF_CHECK | options, s->pattern->match, matching);
}

// A match with more to go back to than the stack has room for, such as (.|\n)* on a
// long text: with a much larger one, or else by the interpreter, which uses the heap.
static COLD int run_deep(struct search *s, struct program *program, size_t from) {
    pcre2_jit_stack *huge = pcre2_jit_stack_create(JIT_STACK_MAX, JIT_STACK_HUGE, general);
    int n = PCRE2_ERROR_JIT_STACKLIMIT;
    if (huge) {
        pcre2_jit_stack_assign(matching, NULL, huge);
        n = run(s, program, from, 0);
        pcre2_jit_stack_assign(matching, NULL, jit_stack);
        pcre2_jit_stack_free(huge);
    }
    if (n != PCRE2_ERROR_JIT_STACKLIMIT) return n;
    size_t steps = MATCH_LIMIT + s->length * STEPS_PER_BYTE;
    pcre2_set_match_limit(matching, steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX);
    n = run(s, program, from, PCRE2_NO_JIT);
    pcre2_set_match_limit(matching, MATCH_LIMIT);
    return n;
}

static int matched(struct search *s) {
    const size_t *ov = pcre2_get_ovector_pointer(s->pattern->match);
    size_t words = 2 * ((size_t)s->pattern->groups + 1);
    memcpy(s->ov, ov, words * sizeof *ov); // groups behind the last that matched are unset already
    return 1;
}

// 1 and s->ov, 0, or -1.
static int find(struct search *s, struct program *program, size_t from) {
    struct pattern *p = s->pattern;
    if (p->run && program == &p->find) return find_run(s, from);
    if (unlikely(program->uses < 2) && regex_jit) {
        program->uses += s->length - from >= LONG_SUBJECT ? 2 : 1;
        if (program->uses >= 2) to_machine_code(program->code);
    }
    int n = run(s, program, from, 0);
    if (unlikely(n == PCRE2_ERROR_JIT_STACKLIMIT)) n = run_deep(s, program, from);
    if (n == PCRE2_ERROR_NOMATCH) return 0;
    return n < 0 ? match_error(p, n) : matched(s);
}

// The same; a match and what it has passed of the subject are charged for, about a reduction for 32 bytes.
static int match(struct search *s, struct program *program, size_t from) {
    s->last = program;
    s->last_from = from;
    int found = find(s, program, from);
    s->uncharged += 32 + (found > 0 ? s->ov[1] : s->length) - from;
    if (likely(s->uncharged < 4096) || found < 0) return found;
    size_t reductions = s->uncharged / 32;
    s->uncharged = 0;
    return task_charge(reductions < 1 << 20 ? (int32_t)reductions : 1 << 20) < 0 ? -1 : found;
}

// The UTF-8 of a str with surrogates, which are replaced.
static char *copy_of(PyObject *str, size_t *length) {
    struct strbuf b = STRBUF_INIT;
    Py_ssize_t n = PyUnicode_GET_LENGTH(str);
    int kind = PyUnicode_KIND(str);
    const void *data = PyUnicode_DATA(str);
    for (Py_ssize_t i = 0; i < n; i++) regex_put(&b, PyUnicode_READ(kind, data, i));
    if (b.oom) return strbuf_free(&b), (char *)PyErr_NoMemory();
    *length = b.length;
    return b.data;
}

int search_start(struct search *s, struct pattern *pattern, PyObject *str) {
    *s = (struct search){.pattern = pattern, .str = str, .ov = s->few};
    if (PyUnicode_READY(str) < 0) return -1;
    Py_ssize_t length = 0;
    s->data = PyUnicode_AsUTF8AndSize(str, &length); // of ASCII the str's own bytes
    s->length = (size_t)length;
    if (!s->data) {
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return -1;
        PyErr_Clear();
        if (!(s->copy = copy_of(str, &s->length))) return -1;
        s->data = s->copy;
    }
    size_t words = 2 * ((size_t)pattern->groups + 1);
    if (words > sizeof s->few / sizeof *s->few && !(s->ov = PyMem_Malloc(words * sizeof *s->ov))) {
        PyMem_Free(s->copy);
        return PyErr_NoMemory(), -1;
    }
    Py_INCREF(pattern);
    Py_INCREF(str);
    return 0;
}

void search_end(struct search *s) {
    if (s->ov != s->few) PyMem_Free(s->ov);
    PyMem_Free(s->copy);
    Py_DECREF(s->pattern);
    Py_DECREF(s->str);
}

// After an empty match the search goes on one code point further.
int search_next(struct search *s) {
    if (s->done) return 0;
    size_t from = s->start;
    if (s->found) {
        from = s->ov[1];
        if (s->ov[0] == s->ov[1]) {
            from++;
            while (from < s->length && ((unsigned char)s->data[from] & 0xc0) == 0x80) from++;
        }
    }
    int result = from > s->length ? 0 : match(s, &s->pattern->find, from);
    s->found = result > 0;
    s->done = result <= 0;
    return result;
}

int search_whole(struct search *s) {
    struct pattern *p = s->pattern;
    if (!p->whole.code && !(p->whole.code = compile(p->source, PCRE2_ANCHORED | PCRE2_ENDANCHORED))) return -1;
    int result = match(s, &p->whole, 0);
    s->found = result > 0;
    return result;
}

int search_prefix(struct search *s) {
    s->last = &s->pattern->find;
    s->last_from = s->start;
    int n = run(s, s->last, s->start, PCRE2_ANCHORED | PCRE2_NO_JIT);
    s->found = n >= 0;
    s->done = n == PCRE2_ERROR_NOMATCH;
    return s->done ? 0 : n < 0 ? match_error(s->pattern, n) : matched(s);
}

// A partial match is told as soon as the end is looked at.
bool search_hit_end(struct search *s) {
    if (!s->last) return false;
    uint32_t anchored = s->last == &s->pattern->find ? 0 : PCRE2_ANCHORED;
    return s->last_from >= s->length
           || run(s, &s->pattern->find, s->last_from, anchored | PCRE2_PARTIAL_HARD | PCRE2_NO_JIT) == PCRE2_ERROR_PARTIAL;
}

PyObject *search_slice(const struct search *s, size_t from, size_t to) {
    if (!s->copy) {
        if (PyUnicode_IS_ASCII(s->str)) return PyUnicode_Substring(s->str, (Py_ssize_t)from, (Py_ssize_t)to);
        return PyUnicode_DecodeUTF8(s->data + from, (Py_ssize_t)(to - from), NULL);
    }
    Py_ssize_t start = 0, end;
    size_t i = 0;
    for (; i < from; i++) start += ((unsigned char)s->data[i] & 0xc0) != 0x80;
    for (end = start; i < to; i++) end += ((unsigned char)s->data[i] & 0xc0) != 0x80;
    return PyUnicode_Substring(s->str, start, end);
}

Value search_value(const struct search *s) {
    uint32_t groups = s->pattern->groups;
    if (!groups) return adopt(search_slice(s, s->ov[0], s->ov[1]));
    Value few[8], *items = few;
    if (groups >= 8 && !(items = PyMem_Malloc((groups + 1) * sizeof *items))) return PyErr_NoMemory(), ERR;
    uint32_t n = 0;
    for (; n <= groups; n++) {
        size_t from = s->ov[2 * n], to = s->ov[2 * n + 1];
        items[n] = from == PCRE2_UNSET ? nil_value() : adopt(search_slice(s, from, to));
        if (failed(items[n])) break;
    }
    Value result = ERR;
    if (n > groups) result = vec_give(items, n);
    else while (n--) drop(items[n]);
    if (items != few) PyMem_Free(items);
    return result;
}

int search_group(const struct search *s, const char *name, size_t length) {
    char copy[64];
    PyOS_snprintf(copy, sizeof copy, "%.*s", (int)(length < sizeof copy ? length : sizeof copy - 1), name);
    int number = length < sizeof copy ? pcre2_substring_number_from_name(s->pattern->find.code, (PCRE2_SPTR)copy) : -1;
    if (number < 0) return err_arg("No group with name {%s}", copy), -1;
    return number;
}

// --- the Python side ------------------------------------------------------

static PyObject *pattern_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    (void)type, (void)kwargs;
    PyObject *source;
    return PyArg_ParseTuple(args, "U", &source) ? (PyObject *)pattern_new(source).w : NULL;
}

static PyObject *pattern_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_BuildValue("O(O)", Py_TYPE(self), ((struct pattern *)self)->source);
}

static PyMethodDef pattern_methods[] = {{"__reduce__", pattern_reduce, METH_NOARGS, NULL}, {NULL}};
static PyMemberDef pattern_members[] = {
    {"pattern", T_OBJECT_EX, offsetof(struct pattern, source), READONLY, "The pattern as it was written."},
    {"groups", T_UINT, offsetof(struct pattern, groups), READONLY, "How many groups it has."},
    {NULL},
};
static const Ops pattern_ops = {0};
CljType pattern_type = {CLJ_TYPE_HEAD("cljsh.Pattern", struct pattern), .ops = &pattern_ops};

int regex_init(void) {
    PyTypeObject *t = TYPE_OBJECT(pattern_type);
    t->tp_dealloc = pattern_dealloc, t->tp_new = pattern_tp_new;
    t->tp_methods = pattern_methods, t->tp_members = pattern_members;
    return type_ready(&pattern_type, NULL) < 0 ? -1 : matcher_init();
}
