// SPDX-License-Identifier: MIT
#include "compile/compile.h"

#include "base/error.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "compile/ast.h"
#include "compile/recording.h"
#include "data/str.h"
#include "data/symbol.h"
#include "seq/seq.h"
#include "vars/lib_var.h"
#include "vm/rare.h"
#include "vm/vm.h"

#include <fcntl.h>

static int mark_settable(void);

int compile_init(void) {
    CompileError = PyErr_NewExceptionWithDoc("cljsh.CompileError", "A form that cannot be compiled.", PyExc_ValueError, NULL);
    if (!CompileError || PyModule_AddObjectRef(cljsh_module, "CompileError", CompileError) < 0) return -1;
    inline_init();
    return mark_settable();
}

/* Compiles a form as a function of no arguments and calls it; r is where the
 * code is recorded, or NULL. */
static Value compile_and_run(struct compiler *c, Ref form, struct recording *r) {
    int skip = r ? recording_skip(r) : 0;
    if (skip) return skip < 0 ? ERR : nil_value();
    if (task_in_c.load && origin_touch(ns_current()) < 0) return ERR;
    struct ast_fn *fn = ast_alloc(c, sizeof *fn);
    struct method *m = ast_alloc(c, sizeof *m);
    if (!fn || !m) return ERR;
    static PyObject *name;
    if (!name) name = PyUnicode_InternFromString("top level");
    fn->full_name = name;
    fn->methods = &m;
    fn->nmethods = 1;
    m->fn = fn;
    struct node *loop = ast_new(c, N_LOOP); // so that a stray recur is told
    if (!loop) return ERR;
    m->loop = c->top = loop;
    loop->locals = ast_alloc(c, sizeof *loop->locals);
    m->body = analyze(c, m, form, true);
    if (!m->body) return ERR;
    if (m->body->type == N_CONST) return keep(m->body->k);
    if (loop->number) {
        loop->b = m->body;
        m->body = loop;
    }
    struct fndef *def = gen_proto(c, fn);
    struct fn *f = def ? fn_new(def) : NULL;
    Py_XDECREF(def);
    if (!f) return ERR;
    if (r) {
        recording_unit(r, f->def);
        task_in_c.recording = NULL;
    }
    Value v = vm_call_give(ref_of(f), NULL, 0);
    if (r) task_in_c.recording = r;
    Py_DECREF(f);
    return v;
}

static bool head_is_do(Ref form) {
    if (!(kind_of(form) & (K_SEQ | K_LIST))) return false;
    SCOPED Value head = seq_first(form);
    return ok(head) && symbol_is(ref(head), "do");
}

// What programs that walk code say of the locals around a form, as on the JVM; nil otherwise.
LIB_VAR(local_env, "cljsh.core", "*local-env*", "clojure/core/70_ns.clj");

Value macroexpand_1(Ref form) {
    if (!(kind_of(form) & (K_SEQ | K_LIST))) return keep(form);
    SCOPED Value head = seq_first(form);
    if (failed(head)) return ERR;
    if (!is_symbol(ref(head)) || analyze_is_special_symbol(ref(head))) return keep(form);
    struct compiler c = {0};
    SCOPED Value macro = ERR;
    enum lookup is_macro = analyze_macro_of(&c, ref(head), &macro);
    if (is_macro != LOOKUP_FOUND) {
        compiler_free(&c);
        return is_macro < 0 ? ERR : keep(form);
    }
    SCOPED Value rest = seq_next(form);
    Value *args;
    Py_ssize_t n = ok(rest) ? form_to_words(ref(rest), &args) : -1;
    compiler_free(&c);
    if (n < 0) return ERR;
    Value *all = PyMem_New(Value, n + 2);
    if (!all) return (seq_words_free(args, n), PyErr_NoMemory(), ERR);
    all[0] = keep(form);
    all[1] = lib_var_root(&local_env).w ? var_get(lib_var(&local_env)) : nil_value();
    if (n) memcpy(all + 2, args, (size_t)n * sizeof *args);
    Value r = vm_call_give(ref(macro), all, n + 2);
    PyMem_Free(all);
    PyMem_Free(args);
    if (failed(r) && analyze_macro_miscounted(ref(macro), n)) {
        PyErr_Clear();
        SCOPED_PY PyObject *name = symbol_str(ref(head));
        char accepts[FN_ACCEPTS] = "other numbers";
        if (is_fn(ref(macro))) fn_accepts(fn_of(ref(macro))->def, 2, accepts);
        PyErr_Format(ArityError, "Wrong number of args (%zd) passed to: %U; it takes %s", n, name, accepts);
    }
    return r;
}

void compile_error_at(Ref form) {
    struct compiler c = {0};
    PyObject *error = exception_fetch();
    go_to(&c, form);
    PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_DECREF(error);
    locate_error(&c);
    compiler_free(&c);
}

uint32_t compile_forms;

/* Evaluates a form of the top level. It is part of outer's form if that is not
 * NULL, and stands there if it has no place of its own. */
static Value eval_top(Ref form, Reader *reader, struct recording *r, const struct compiler *outer) {
    compile_forms++;
    if (!(kind_of(form) & (K_SEQ | K_LIST | K_COLL)) && !is_symbol(form)) return keep(form);
    struct ns *ns = ns_current();
    struct compiler c = {.reader = reader, .core = ns == core_ns || ns == cljsh_ns};
    if (outer) c.line = outer->line, c.column = outer->column;
    go_to(&c, form);
    Value result;
    // The forms of a top-level `do` are compiled one after another, since each
    // may change what the next one means; so are a macro's.
    Value expanded = keep(form);
    // (One that never ends is left to analyze(), which says so.)
    for (int depth = 0; depth < 10000 && ok(expanded) && (kind_of(ref(expanded)) & (K_SEQ | K_LIST)) && !head_is_do(ref(expanded)); depth++) {
        SCOPED Value head = seq_first(ref(expanded));
        if (!ok(head) || !is_symbol(ref(head)) || analyze_is_special_symbol(ref(head))) break;
        SCOPED Value macro = ERR;
        if (analyze_macro_of(&c, ref(head), &macro) != LOOKUP_FOUND) { PyErr_Clear(); break; }
        struct fn *f = is_fn(ref(macro)) ? fn_of(ref(macro)) : NULL;
        struct proto *p = f ? f->def->arity[MAX_FIXED + 1] : NULL;
        if (p && (p->flags & PROTO_NATIVE)) break; // let, fn, defn …: never a do
        Value next = macroexpand_1(ref(expanded));
        if (failed(next)) { PyErr_Clear(); break; } // compiled below, the error gets its place
        drop(expanded);
        expanded = next;
    }
    if (ok(expanded) && head_is_do(ref(expanded))) {
        result = nil_value();
        struct cursor cursor;
        SCOPED Value rest = seq_next(ref(expanded));
        if (failed(rest) || cursor_start(&cursor, ref(rest)) < 0) { xdrop(result); drop(expanded); return ERR; }
        for (Value x; ok(result) && ok(x = cursor_next(&cursor));) {
            drop(result);
            result = eval_top(ref(x), reader, r, &c);
            drop(x);
        }
        if (cursor_end(&cursor) < 0) { xdrop(result); result = ERR; }
    } else {
        result = compile_and_run(&c, ref(expanded), r);
    }
    drop(expanded);
    compiler_free(&c);
    return result;
}

/* On behalf of a macro.  Many ask in this way what there is (a class, another version of Clojure), which
 * can be recorded as what other macros find out; who defines or requires something cannot. */
static Value eval_for_macro(struct recording *r, Ref form, Reader *reader) {
    struct ns *ns = ns_current();
    const uint64_t before = recording_changes;
    recording_used(ns);
    task_in_c.recording = NULL;
    Value result = eval_top(form, reader, NULL, NULL);
    if (recording_changes != before || ns_current() != ns) recording_spoil(r, "a macro evaluates code that defines something");
    return result;
}

Value eval_form(Ref form, Reader *reader) {
    struct recording *r = task_in_c.recording;
    if (likely(!r)) return eval_top(form, reader, NULL, NULL);
    Value result;
    if (r->compiling) {
        result = eval_for_macro(r, form, reader);
    } else {
        r->compiling = true;
        result = eval_top(form, reader, r, NULL);
        r->compiling = false;
    }
    task_in_c.recording = r;
    return result;
}

// --- texts ----------------------------------------------------------------

static Value read_and_eval(Reader *reader) {
    Value result = nil_value();
    for (;;) {
        Value form;
        enum read_result r = reader_read(reader, &form);
        if (r == READ_EOF) return result;
        drop(result);
        if (r == READ_ERROR) return ERR;
        result = eval_form(ref(form), reader);
        drop(form);
        if (failed(result)) return ERR;
    }
}

/* Vars of core that set! may change.  While a file is loaded, the first SETTABLE_IN_FILES of them have a
 * binding, which ends with the file.  At the prompt all of them have one.  A program has none, since bindings
 * cost time at each start; there set! changes the root value. */
#define CORE_VAR(name) {"clojure.core", name, "clojure/core/05_vars.clj"}
LIB_VARS(settable,
    {"clojure.core", "*ns*", "vars/ns.c"},
    CORE_VAR("*warn-on-reflection*"), CORE_VAR("*unchecked-math*"), CORE_VAR("*data-readers*"),
    CORE_VAR("*read-eval*"), CORE_VAR("*default-data-reader-fn*"), CORE_VAR("*assert*"),
    CORE_VAR("*math-context*"), CORE_VAR("*print-length*"), CORE_VAR("*print-level*"),
    CORE_VAR("*print-meta*"), CORE_VAR("*print-namespace-maps*"), CORE_VAR("*1"), CORE_VAR("*2"),
    CORE_VAR("*3"), CORE_VAR("*e"), CORE_VAR("*repl*"));
#define SETTABLE ((int)(sizeof settable / sizeof *settable))
#define SETTABLE_IN_FILES 5

// Binds the first n of them to what they are.
static int bind_settable(int n, PyObject *file) {
    Value map = map_empty();
    if (ok(map) && file) map = map_assoc(map, ref_of(file_var), ref_of(file));
    for (int i = 0; ok(map) && i < n; i++) {
        struct var *v = lib_var(&settable[i]);
        if (!v) return (drop(map), -1);
        if (!v->is_dynamic) continue; // while core is loaded
        SCOPED Value now = var_get(v);
        if (failed(now)) return (drop(map), -1);
        map = map_assoc(map, ref_of(v), ref(now));
    }
    if (failed(map)) return -1;
    int pushed = bindings_push(ref(map));
    drop(map);
    return pushed;
}

int compile_bind_file(PyObject *file) { return bind_settable(SETTABLE_IN_FILES, file); }

void compile_unbind_file(void) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    bindings_pop();
    PyErr_Restore(type, value, traceback);
}

int compile_bind_prompt(PyObject *file) { return bind_settable(SETTABLE, file); }

static int mark_settable(void) {
    for (int i = 0; i < SETTABLE; i++) {
        struct var *v = lib_var(&settable[i]);
        if (!v) return -1;
        v->is_settable = true;
    }
    return 0;
}

Value compile_load_text(PyObject *text, PyObject *file) {
    struct recording *outer = task_in_c.recording;
    if (outer && outer->compiling) recording_spoil(outer, "a macro loads %U", file);
    if (compile_bind_file(file) < 0) return ERR;
    task_in_c.recording = NULL; // what is loaded here is no part of it
    Reader *reader = reader_new(text, file);
    Value r = reader ? read_and_eval(reader) : ERR;
    if (reader) reader_free(reader);
    task_in_c.recording = outer;
    compile_unbind_file();
    return r;
}

PyObject *compile_read_file(PyObject *path) {
    SCOPED_PY PyObject *name = PyUnicode_EncodeFSDefault(path);
    if (!name) return NULL;
    int fd;
    Py_BEGIN_ALLOW_THREADS // a FIFO may have no writer yet
    fd = open(PyBytes_AS_STRING(name), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    Py_END_ALLOW_THREADS
    struct strbuf b = STRBUF_INIT;
    PyObject *bytes = strbuf_read(&b, fd, path) == 0 ? PyBytes_FromStringAndSize(b.data, (Py_ssize_t)b.length) : NULL;
    strbuf_free(&b);
    return bytes;
}

Value compile_load_path(PyObject *path) {
    SCOPED_PY PyObject *bytes = compile_read_file(path);
    if (!bytes) return ERR;
    struct library l = {.file = path, .text = PyBytes_AS_STRING(bytes), .length = (size_t)PyBytes_GET_SIZE(bytes)};
    l.sum = digest_of(l.text, l.length);
    Value r = recording_load_text(&l);
    Py_XDECREF(l.why);
    return r;
}
