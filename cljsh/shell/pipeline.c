// SPDX-License-Identifier: MIT
#include "shell/pipeline.h"

#include "base/cstack.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "read/show.h"
#include "seq/seq.h"
#include "shell/words.h"

#define NS "cljsh.process.prim"

// --- what keep owns -----------------------------------------------------------

static int own(PyObject *keep, PyObject *o) { // takes o
    int r = o ? PyList_Append(keep, o) : -1;
    Py_XDECREF(o);
    return r;
}

// Room that lives as long as keep; NULL with an exception.
static void *room(PyObject *keep, size_t count, size_t size) {
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(count * size));
    return own(keep, bytes) < 0 ? NULL : PyBytes_AS_STRING(bytes);
}

static int keep_value(PyObject *keep, Ref r) { return is_obj(r) ? PyList_Append(keep, obj(r)) : 0; }

// A value that must be one word; NULL with an exception.
static const char *one_word(PyObject *keep, Ref r, const char *what) {
    SCOPED_PY PyObject *list = PyList_New(0);
    if (!list || words_add(list, r) < 0) return NULL;
    if (PyList_GET_SIZE(list) != 1) {
        err_arg("%s must be one word, not %R", what, list);
        return NULL;
    }
    return word_chars(PyList_GET_ITEM(list, 0), keep);
}

// --- words and environment ----------------------------------------------------

static int set_words(struct stage *s, Ref argv) {
    SCOPED_PY PyObject *words = PyList_New(0);
    if (!words || words_add(words, argv) < 0) return -1;
    Py_ssize_t n = PyList_GET_SIZE(words);
    if (n == 0) return (err_arg("a command without words"), -1);
    char **chars = room(s->keep, (size_t)n + 1, sizeof *chars);
    if (!chars) return -1;
    for (Py_ssize_t i = 0; i < n; i++)
        if (!(chars[i] = (char *)word_chars(PyList_GET_ITEM(words, i), s->keep))) return -1;
    chars[n] = NULL;
    s->argv = chars;
    s->text = words_text(words);
    return own(s->keep, s->text);
}

static int make_setting(struct stage *s, struct setting *setting, Ref key, Ref value) {
    // A keyword names the variable without its colon.
    Ref named = is_keyword(key) ? ref_of(keyword_of(key)->name) : key;
    const char *name = one_word(s->keep, named, "the name of a variable");
    if (!name) return -1;
    if (!*name || strchr(name, '=')) return (err_arg("no name of a variable: %S", named), -1);
    *setting = (struct setting){.name = name, .length = strlen(name)};
    if (is_nil(value)) return 0;
    const char *text = one_word(s->keep, value, "the value of a variable");
    PyObject *both = text ? PyBytes_FromFormat("%s=%s", name, text) : NULL;
    if (own(s->keep, both) < 0) return -1;
    setting->entry = PyBytes_AS_STRING(both);
    if (strcmp(name, "PATH") == 0) s->path = setting->entry + 5;
    return 0;
}

static int set_environment(struct stage *s, Ref env) {
    Py_ssize_t n = is_nil(env) ? 0 : coll_count(env);
    struct setting *settings = n < 0 ? NULL : room(s->keep, (size_t)n, sizeof *settings);
    if (!settings) return -1;
    s->settings = settings;
    s->own_env = true;
    if (!n) return 0;
    struct cursor c;
    if (cursor_start(&c, env) < 0) return -1;
    int r = 0;
    for (Value entry; r == 0 && s->setting_count < n && (entry = cursor_next(&c)).w; drop(entry)) {
        SCOPED Value key = coll_nth(ref(entry), int_ref(0), NO_REF), value = failed(key) ? ERR : coll_nth(ref(entry), int_ref(1), NO_REF);
        r = failed(value) ? -1 : make_setting(s, &settings[s->setting_count++], ref(key), ref(value));
    }
    return cursor_end(&c) < 0 ? -1 : r;
}

// --- redirections -------------------------------------------------------------

static int descriptor_number(Ref r) {
    int64_t fd;
    if (int64_of(r, &fd) && fd >= 0 && fd < 1 << 16) return (int)fd;
    return (err_arg("not a descriptor: %s", err_type_name(r)), -1);
}

static int find_op(Ref r) {
    static const char *const names[] = {
        [REDIRECT_READ] = "read", [REDIRECT_WRITE] = "write", [REDIRECT_APPEND] = "append", [REDIRECT_READ_WRITE] = "read-write",
        [REDIRECT_NULL] = "null", [REDIRECT_CLOSE] = "close", [REDIRECT_INHERIT] = "inherit", [REDIRECT_DUP] = "dup",
        [REDIRECT_FILE] = "file", [REDIRECT_TEXT] = "text", [REDIRECT_IN_PIPE] = "in-pipe", [REDIRECT_LINES] = "lines",
        [REDIRECT_OUT_PIPE] = "out-pipe", [REDIRECT_ERR_PIPE] = "err-pipe",
    };
    if (!is_keyword(r)) return (err_type("a redirection is named by a keyword, not %s", err_type_name(r)), -1);
    for (size_t i = 0; !keyword_of(r)->ns && i < sizeof names / sizeof *names; i++)
        if (PyUnicode_CompareWithASCIIString(keyword_of(r)->name, names[i]) == 0) return (int)i;
    return (err_arg("no such redirection: :%U", keyword_of(r)->name), -1);
}

static int make_redirection(struct redirection *to, Ref description, PyObject *keep) {
    SCOPED Value fd = coll_nth(description, int_ref(0), NO_REF);
    SCOPED Value op = failed(fd) ? ERR : coll_nth(description, int_ref(1), NO_REF);
    SCOPED Value target = failed(op) ? ERR : coll_nth(description, int_ref(2), NIL);
    if (failed(target)) return -1;
    int number = descriptor_number(ref(fd)), what = number < 0 ? -1 : find_op(ref(op));
    if (what < 0 || keep_value(keep, ref(target)) < 0) return -1;
    *to = (struct redirection){.fd = number, .op = (enum redirect_op)what, .target = ref(target)};
    if (what <= REDIRECT_READ_WRITE) return (to->name = one_word(keep, ref(target), "the file of a redirection")) ? 0 : -1;
    if (what == REDIRECT_DUP) return (to->from = descriptor_number(ref(target))) < 0 ? -1 : 0;
    return 0;
}

int pipeline_redirections(Ref description, PyObject *keep, const struct redirection **made) {
    Value *items;
    Py_ssize_t n = seq_to_words(description, &items);
    if (n < 0) return -1;
    struct redirection *list = room(keep, (size_t)n, sizeof *list);
    int r = list ? (int)n : -1;
    for (Py_ssize_t i = 0; i < n && r >= 0; i++)
        if (make_redirection(&list[i], ref(items[i]), keep) < 0) r = -1;
    seq_words_free(items, n);
    *made = list;
    return r;
}

static int set_redirections(struct stage *s, Ref description) {
    s->redirection_count = pipeline_redirections(description, s->keep, &s->redirections);
    return s->redirection_count < 0 ? -1 : 0;
}

// --- stages -------------------------------------------------------------------

static struct pipeline *pipeline_new(int count) {
    struct pipeline *p = PyObject_GC_New(struct pipeline, TYPE_OBJECT(pipeline_type));
    if (!p) return NULL;
    p->count = 0;
    if (!(p->stages = PyMem_Calloc((size_t)count + 1, sizeof *p->stages))) {
        Py_DECREF(p);
        PyErr_NoMemory();
        return NULL;
    }
    return p;
}

// The next stage, which is empty; NULL with an exception.
static struct stage *add_stage(struct pipeline *p) {
    PyObject *keep = PyList_New(0);
    if (!keep) return NULL;
    struct stage *s = &p->stages[p->count++];
    *s = (struct stage){.fn = NIL, .keep = keep};
    return s;
}

// A new pipeline of one stage; its stage is filled in by the caller.
static struct pipeline *of_one(struct stage **s) {
    struct pipeline *p = pipeline_new(1);
    if (p && !(*s = add_stage(p))) Py_CLEAR(p);
    return p;
}

static struct pipeline *finished(struct pipeline *p, int result) {
    if (result < 0) Py_CLEAR(p);
    else if (p) gc_track(p);
    return p;
}

static int set_function(struct stage *s, Ref fn) {
    s->fn = fn;
    return keep_value(s->keep, fn);
}

static int fill_from_map(struct stage *s, Ref map) {
    SCOPED Value fn = coll_get(map, KW("fn"), NIL), argv = coll_get(map, KW("argv"), NIL), redirects = coll_get(map, KW("redirects"), NIL);
    SCOPED Value env = coll_get(map, KW("env"), NIL), dir = coll_get(map, KW("dir"), NIL), clear = coll_get(map, KW("clear-env"), NIL);
    if (failed(fn) || failed(argv) || failed(redirects) || failed(env) || failed(dir) || failed(clear)) return -1;
    if (!is_nil(ref(fn))) return set_function(s, ref(fn)) < 0 ? -1 : set_redirections(s, ref(redirects));
    if (set_words(s, ref(argv)) < 0) return -1;
    if (!is_nil(ref(dir)) && !(s->dir = one_word(s->keep, ref(dir), "the directory of a command"))) return -1;
    s->clear_env = is_true(ref(clear));
    if ((s->clear_env || !is_nil(ref(env))) && set_environment(s, ref(env)) < 0) return -1;
    return set_redirections(s, ref(redirects));
}

static bool is_stage_map(Ref r) {
    return kind_of(r) & K_MAP && (coll_contains(r, KW("argv")) > 0 || coll_contains(r, KW("fn")) > 0);
}

static struct pipeline *from_stage(Ref r) {
    struct stage *s;
    struct pipeline *p = of_one(&s);
    return p ? finished(p, kind_of(r) & K_MAP ? fill_from_map(s, r) : set_function(s, r)) : NULL;
}

// One after the other: a list of pipelines as one.
static struct pipeline *joined(PyObject *parts) {
    int count = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(parts); i++) count += ((struct pipeline *)PyList_GET_ITEM(parts, i))->count;
    struct pipeline *p = pipeline_new(count);
    for (Py_ssize_t i = 0; p && i < PyList_GET_SIZE(parts); i++) {
        struct pipeline *part = (struct pipeline *)PyList_GET_ITEM(parts, i);
        for (int k = 0; k < part->count; k++) {
            p->stages[p->count] = part->stages[k];
            Py_INCREF(p->stages[p->count++].keep);
        }
    }
    return finished(p, 0);
}

static struct pipeline *from_parts(Ref r) {
    if (cstack_check() < 0) return NULL;
    SCOPED_PY PyObject *parts = PyList_New(0);
    struct cursor c;
    if (!parts || cursor_start(&c, r) < 0) return NULL;
    bool fine = true;
    for (Value x; fine && (x = cursor_next(&c)).w; drop(x)) fine = own(parts, (PyObject *)pipeline_from(ref(x))) == 0;
    if (cursor_end(&c) < 0 || !fine) return NULL;
    if (PyList_GET_SIZE(parts) == 1) return (struct pipeline *)Py_NewRef(PyList_GET_ITEM(parts, 0));
    return joined(parts);
}

struct pipeline *pipeline_from(Ref r) {
    if (is_pipeline(r)) return (struct pipeline *)Py_NewRef(obj(r));
    if (is_stage_map(r) || kind_of(r) & (K_FN | K_MULTI)) return from_stage(r);
    if (kind_of(r) & K_SEQUENTIAL) return from_parts(r);
    SCOPED_PY PyObject *text = show(r);
    if (text) err_type("not a command or a pipeline: %U", text);
    return NULL;
}

// --- the type -----------------------------------------------------------------

static void pipeline_dealloc(PyObject *self) {
    struct pipeline *p = (struct pipeline *)self;
    PyObject_GC_UnTrack(self);
    for (int i = 0; i < p->count; i++) Py_XDECREF(p->stages[i].keep);
    PyMem_Free(p->stages);
    PyObject_GC_Del(self);
}

static int pipeline_traverse(PyObject *self, visitproc visit, void *arg) {
    struct pipeline *p = (struct pipeline *)self;
    for (int i = 0; i < p->count; i++) Py_VISIT(p->stages[i].keep);
    return 0;
}

static int pipeline_print(Ref self, void *printer) {
    struct pipeline *p = pipeline_of(self);
    struct strbuf *out = &((struct printer *)printer)->out;
    strbuf_puts(out, "#<pipeline ");
    for (int i = 0; i < p->count; i++) {
        if (i) strbuf_puts(out, " | ");
        if (p->stages[i].text) strbuf_str(out, p->stages[i].text);
        else strbuf_puts(out, "fn");
    }
    strbuf_puts(out, ">");
    return 0;
}

static const Ops pipeline_ops = {.print = pipeline_print};

CljType pipeline_type = {CLJ_TYPE_HEAD("cljsh.Pipeline", struct pipeline), .ops = &pipeline_ops};

int pipeline_init(void) {
    PyTypeObject *t = TYPE_OBJECT(pipeline_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = pipeline_dealloc;
    t->tp_traverse = pipeline_traverse; // what it holds does not change, and can be cleared by those it holds
    t->tp_hash = (hashfunc)_Py_HashPointer;
    return type_ready(&pipeline_type, NULL);
}

// --- primitives ---------------------------------------------------------------

static struct pipeline *pipeline_arg(Ref r) {
    if (is_pipeline(r)) return pipeline_of(r);
    return (err_type("not a pipeline: %s", err_type_name(r)), NULL);
}

PRIM(pipeline_make, NS, "pipeline", "[x]",
     "Returns the pipeline that x describes: a command (a map), a function, a pipeline, or a sequence of these.\n"
     "It is made out once and can be launched any number of times.")
{
    return adopt(pipeline_from(a[0]));
}

PRIM(pipeline_command, NS, "command", "[words redirects]",
     "Returns the pipeline that is one command of these words, with redirections [fd op target].")
{
    struct stage *s;
    struct pipeline *p = of_one(&s);
    return p ? adopt(finished(p, set_words(s, a[0]) < 0 ? -1 : set_redirections(s, a[1]))) : ERR;
}

static const struct redirection *last_of(const struct stage *s, int fd) {
    for (int i = s->redirection_count - 1; i >= 0; i--)
        if (s->redirections[i].fd == fd) return &s->redirections[i];
    return NULL;
}

PRIM(pipeline_redirects, NS, "redirects?", "[pipeline fd]",
     "Does the last stage of a pipeline redirect standard output (1), or any stage another descriptor?")
{
    struct pipeline *p = pipeline_arg(a[0]);
    int fd = p ? descriptor_number(a[1]) : -1;
    if (fd < 0) return ERR;
    for (int i = fd == 1 && p->count ? p->count - 1 : 0; i < p->count; i++)
        if (last_of(&p->stages[i], fd)) return bool_value(true);
    return bool_value(false);
}

PRIM(pipeline_captured, NS, "captured?", "[pipeline]",
     "Is the standard output of a pipeline's last stage to be collected, and not to be read as it comes?")
{
    struct pipeline *p = pipeline_arg(a[0]);
    if (!p) return ERR;
    const struct redirection *r = p->count ? last_of(&p->stages[p->count - 1], 1) : NULL;
    return bool_value(r && same(r->target, KW("capture")));
}

static Value add_part(Value parts, Ref kind, int stage, Ref what) {
    Ref part[] = {kind, int_ref(stage), what};
    SCOPED Value v = failed(parts) ? ERR : vec_from(part, 3);
    if (ok(v)) return vec_conj(parts, ref(v));
    xdrop(parts);
    return ERR;
}

PRIM(pipeline_parts_here, NS, "parts-here", "[pipeline]",
     "Returns what this process has to do while a pipeline runs, as a vector: [:fn stage function], [:lines stage seq].")
{
    struct pipeline *p = pipeline_arg(a[0]);
    Value parts = p ? vec_empty() : ERR;
    for (int i = 0; ok(parts) && i < p->count; i++) {
        const struct stage *s = &p->stages[i];
        if (!is_nil(s->fn)) parts = add_part(parts, KW("fn"), i, s->fn);
        for (int k = 0; ok(parts) && k < s->redirection_count; k++)
            if (s->redirections[k].op == REDIRECT_LINES) parts = add_part(parts, KW("lines"), i, s->redirections[k].target);
    }
    return parts;
}
