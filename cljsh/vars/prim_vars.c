// SPDX-License-Identifier: MIT
#include "vars/prim_vars.h"

#include "base/error.h"
#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/reader.h"
#include "seq/list.h"
#include "vars/var.h"
#include "vm/vm.h"

// The arglist as a vector of symbols.
static Value read_arglist(const char *text) {
    SCOPED_PY PyObject *s = PyUnicode_FromString(text), *file = PyUnicode_FromString("arglist");
    Reader *reader = s && file ? reader_new(s, file) : NULL;
    if (!reader) return ERR;
    Value form = ERR;
    if (reader_read(reader, &form) == READ_EOF) err_state("empty arglist");
    reader_free(reader);
    return form;
}

static bool has_rest(Ref arglist) {
    Py_ssize_t n = vec_count(arglist);
    return n >= 2 && symbol_is(vec_at(arglist, n - 2), "&");
}

static struct proto *native_proto(const struct prim *prim, Ref arglist) {
    struct proto *p = proto_new();
    if (!p) return NULL;
    Py_ssize_t n = vec_count(arglist);
    bool variadic = has_rest(arglist);
    p->native = prim->body;
    p->nargs = (uint16_t)((variadic ? n - 2 : n) + (prim->kind == PRIM_OF_MACRO ? 2 : 0));
    p->flags = (uint16_t)(PROTO_NATIVE | (variadic ? PROTO_VARIADIC : 0) | (prim->kind == PRIM_WAITING ? PROTO_WAITS : 0));
    p->arglist = py_of(arglist);
    return p;
}

// The function of the var, made at the first of its arities.
static struct fndef *def_of(struct var *v) {
    if (v->root.w) return fn_of(ref(v->root))->def;
    PyObject *name = var_str(v);
    struct fndef *def = name ? fndef_new(name) : NULL;
    Py_XDECREF(name);
    struct fn *f = def ? fn_new(def) : NULL;
    Py_XDECREF(def);
    if (!f) return NULL;
    v->root = adopt(f);
    return def;
}

// Is an arglist shown behind another? Ascending, the one with & at the end.
static bool is_behind(Ref arglist, Ref other) {
    if (has_rest(arglist) != has_rest(other)) return has_rest(arglist);
    return vec_count(arglist) > vec_count(other);
}

static int set_meta(struct var *v, const struct prim *prim, Ref arglist) {
    Value map = v->meta ? keep_obj(v->meta) : map_empty();
    bool error = false;
    Ref lists = map_find(ref(map), KW("arglists"), &error);
    Value all;
    if (lists.w) { // the arities come in whatever order the linker left them
        struct list *rest = (struct list *)obj(lists);
        Py_ssize_t n = rest->count, i = 0;
        Value *items = PyMem_New(Value, n + 1);
        if (!items) return -1;
        for (; i < n && is_behind(arglist, ref(rest->first)); rest = (struct list *)rest->rest) items[i++] = keep(ref(rest->first));
        items[i] = keep(arglist);
        for (; i < n; rest = (struct list *)rest->rest) items[++i] = keep(ref(rest->first));
        all = list_give(items, n + 1);
        PyMem_Free(items);
    } else {
        all = list_from(&arglist, 1);
    }
    if (failed(all)) return -1;
    map = map_assoc(map, KW("arglists"), ref(all));
    drop(all);
    if (prim->doc) {
        SCOPED Value doc = str_value(prim->doc);
        if (ok(map)) map = map_assoc(map, KW("doc"), ref(doc));
    }
    SCOPED Value name = symbol_new(NULL, v->name);
    if (ok(map)) map = map_assoc(map, KW("name"), ref(name));
    if (ok(map)) map = map_assoc(map, KW("ns"), ref_of(v->ns));
    if (ok(map) && prim->kind == PRIM_OF_MACRO) map = map_assoc(map, KW("macro"), TRUE_REF);
    if (failed(map)) return -1;
    int r = var_set_meta(v, obj(ref(map)));
    drop(map);
    return r;
}

static int register_one(const struct prim *prim) {
    struct var *v = ns_intern_utf8(prim->ns, prim->name);
    SCOPED Value arglist = read_arglist(prim->arglist);
    if (!v || failed(arglist)) return -1;
    if (!is_vec(ref(arglist))) {
        PyErr_Format(PyExc_SystemError, "%s/%s: arglist %s is no vector", prim->ns, prim->name, prim->arglist);
        return -1;
    }
    struct fndef *def = def_of(v);
    struct proto *p = def ? native_proto(prim, ref(arglist)) : NULL;
    if (!p || fndef_add(def, p) < 0) return -1;
    return set_meta(v, prim, ref(arglist));
}

int prims_register(void) {
    for (const struct prim *const *p = __start_prims; p < __stop_prims; p++)
        if (register_one(*p) < 0) return -1;
    return 0;
}
