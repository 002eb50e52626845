// SPDX-License-Identifier: MIT
/* What a message can hold beyond what the encoding has for every process:
 * pids, references, exceptions, sorted collections with an order of their own,
 * objects that go by the name of a var; and what Python can pickle.
 *
 * Vars and classes go by their names.  Those of a program's own namespaces
 * must be made at the other end first: need() notes which. */
#include "node/link.h"

#include "base/error.h"
#include "class/instance.h"
#include "class/multi.h"
#include "class/protocol.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/prim_array.h"
#include "coll/sorted.h"
#include "compile/java_class.h"
#include "data/bytes.h"
#include "data/str.h"
#include "data/symbol.h"
#include "load/library.h"
#include "state/ref.h"
#include "vars/var.h"
#include "vm/trace.h"

static struct link *link_behind(struct encoder *e) { return ((struct out_frame *)e->traveller)->link; }

// --- what is everywhere -----------------------------------------------------------------

static PyObject *builtin; // dict: namespaces -> whether every node has them

// Those there are when the program starts, but the user's.
int message_init(void) {
    PyObject *name, *ns;
    Py_ssize_t i = 0;
    if (!(builtin = PyDict_New())) return -1;
    while (PyDict_Next(all_namespaces, &i, &name, &ns))
        if (PyUnicode_CompareWithASCIIString(name, "user") != 0 && PyDict_SetItem(builtin, name, Py_True) < 0) return -1;
    return 0;
}

static bool has_library(PyObject *name) {
    SCOPED_PY PyObject *path = PyUnicode_FromFormat("%U.clj", name);
    const char *utf8 = path ? PyUnicode_AsUTF8(path) : NULL;
    char file[512];
    if (!utf8 || strlen(utf8) >= sizeof file) return (PyErr_Clear(), false);
    strcpy(file, utf8);
    for (char *p = file; p < file + strlen(file) - 4; p++)
        if (*p == '.') *p = '/';
        else if (*p == '-') *p = '_';
    SCOPED_PY PyObject *source = NULL;
    if (library_source_of_builtin(file, &source) == LOOKUP_ABSENT) {
        strcat(file, "c");
        library_source_of_builtin(file, &source);
    }
    PyErr_Clear();
    return source != NULL;
}

bool message_is_builtin(PyObject *ns_name) {
    PyObject *known = PyDict_GetItem(builtin, ns_name);
    if (known) return known == Py_True;
    bool is = has_library(ns_name);
    if (PyDict_SetItem(builtin, ns_name, is ? Py_True : Py_False) < 0) PyErr_Clear();
    return is;
}

static struct ns *find_ns(PyObject *name) {
    if (message_is_builtin(name)) {
        const char *text = PyUnicode_AsUTF8(name);
        if (!text || load_require(text) < 0) return NULL;
        struct ns *ns = ns_find(name);
        if (!ns) bad_code("there is no namespace %U", name);
        return ns;
    }
    struct ns *ns = ns_make(name);
    return ns && ns_refer_all(ns, core_ns) == 0 ? ns : NULL;
}

static uint64_t epoch(void) { return var_epoch + protocol_epoch; }

static int need(struct encoder *e, Ref r, bool late) {
    struct out_frame *f = e->traveller;
    struct link *l = f->link;
    if (is_var(r)) {
        if (message_is_builtin(var_of(r)->ns->name)) return 0;
    } else {
        PyObject *there = ns_member(info_of_class((PyTypeObject *)obj(r))->name);
        if (there && is_var(ref_of(there)) && message_is_builtin(((struct var *)there)->ns->name)) return 0;
        if (there && PyType_Check(there)) return 0; // mapped, not made by the program
    }
    if (l->epoch == epoch() && PyDict_GetItem(l->known, obj(r))) return 0;
    SCOPED_PY PyObject *pair = PyTuple_Pack(2, obj(r), late ? Py_True : Py_False);
    return pair ? PyList_Append(f->needs, pair) : -1;
}

void message_is_up_to_date(struct link *l) { l->epoch = epoch(); }

// --- writing ---------------------------------------------------------------------------------

// Can it be written?  What that needs is noted for the frame.
static bool can(struct encoder *e, Ref r) {
    struct encoder trial = {.is_trial = true, .travel = e->travel, .traveller = e->traveller, .depth = e->depth};
    bool can = encode_value(&trial, r) == 0;
    if (!can) PyErr_Clear();
    encoder_free(&trial);
    return can;
}

static int put_or_text(struct encoder *e, Ref r) {
    if (can(e, r)) return encode_value(e, r);
    SCOPED_PY PyObject *object = py_of(r), *text = object ? error_show(object, true) : NULL;
    return text ? encode_value(e, ref_of(text)) : -1;
}

static int put_class(struct encoder *e, PyObject *x) {
    PyObject *mro = Py_TYPE(x)->tp_mro;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) // the first base that is there, too
        if (can(e, ref_of(PyTuple_GET_ITEM(mro, i)))) return encode_value(e, ref_of(PyTuple_GET_ITEM(mro, i)));
    return -1;
}

static int put_arguments(struct encoder *e, PyObject *x) {
    SCOPED_PY PyObject *args = PyObject_GetAttrString(x, "args");
    if (args && can(e, ref_of(args))) return encode_value(e, ref_of(args));
    PyErr_Clear();
    SCOPED_PY PyObject *text = PyObject_Str(x), *tuple = text ? PyTuple_Pack(1, text) : NULL;
    return tuple ? encode_value(e, ref_of(tuple)) : -1;
}

// The map of data with what cannot travel as text.
static Value travelling_data(struct encoder *e, Ref data) {
    if (can(e, data) || !is_map(data)) return keep(data);
    Value map = map_empty();
    struct map_cursor c = {0};
    Ref key, val;
    while (ok(map) && map_each(data, &c, &key, &val)) {
        SCOPED_PY PyObject *object = can(e, val) ? NULL : py_of(val), *text = object ? error_show(object, true) : NULL;
        if (can(e, key)) map = map_assoc(map, key, text ? ref_of(text) : val);
    }
    return map;
}

static int put_attributes(struct encoder *e, PyObject *x) {
    PyObject *dict = ((PyBaseExceptionObject *)x)->dict, *key, *val;
    SCOPED_PY PyObject *copy = dict ? PyDict_Copy(dict) : PyDict_New();
    Py_ssize_t at = 0, n = copy ? PyDict_GET_SIZE(copy) : 0;
    if (!copy || encode_byte(e, TAG_DICT) < 0) return -1;
    if (PyDict_GetItemString(copy, "__cljsh_shown__")) n--; // of this process's traceback
    if (encode_number(e, (uint64_t)n) < 0) return -1;
    while (PyDict_Next(copy, &at, &key, &val)) {
        if (PyUnicode_Check(key) && PyUnicode_CompareWithASCIIString(key, "__cljsh_shown__") == 0) continue;
        SCOPED Value v = val_from(val);
        SCOPED Value data = ok(v) ? travelling_data(e, ref(v)) : ERR;
        if (failed(data) || encode_value(e, ref_of(key)) < 0 || put_or_text(e, ref(data)) < 0) return -1;
    }
    return encoder_number(e, ref_of(copy));
}

static int write_exception(struct encoder *e, PyObject *x) {
    SCOPED_PY PyObject *cause = PyException_GetCause(x);
    bool hidden = ((PyBaseExceptionObject *)x)->suppress_context;
    if (encode_byte(e, TAG_EXCEPTION) < 0 || put_class(e, x) < 0 || put_arguments(e, x) < 0 || put_attributes(e, x) < 0) return -1;
    if ((cause ? put_or_text(e, ref_of(cause)) : encode_byte(e, TAG_NIL)) < 0) return -1;
    return encode_byte(e, hidden) < 0 ? -1 : 1;
}

static int write_sorted(struct encoder *e, Ref r) {
    bool map = is_clj(r, &sorted_map_type);
    PyObject **meta = meta_slot(r);
    struct map_cursor c = {0};
    Ref key, val;
    if (encode_tag(e, TAG_SORTED_BY, meta ? *meta : NULL) < 0 || encode_byte(e, map) < 0 || encode_value(e, sorted_comparator(r)) < 0 ||
        encode_number(e, (uint64_t)coll_count(r)) < 0)
        return -1;
    while (map_each(r, &c, &key, &val))
        if (encode_value(e, key) < 0 || (map && encode_value(e, val) < 0)) return -1;
    return 1;
}

// The var that holds an object, or NULL.
static PyObject *var_that_holds(PyObject *name, PyObject *ns_name, Ref r) {
    PyObject *key, *ns, *found = NULL;
    Py_ssize_t i = 0;
    while (!found && PyDict_Next(all_namespaces, &i, &key, &ns)) {
        if (ns_name && PyUnicode_Compare(key, ns_name) != 0) continue;
        PyObject *o = ns_lookup((struct ns *)ns, name);
        if (o && is_var(ref_of(o)) && ((struct var *)o)->root.w == r.w) found = o;
    }
    return found;
}

// Protocols, their methods, multimethods: as the roots of vars.
static int write_object(struct encoder *e, Ref r) {
    PyObject *var = NULL;
    if (is_protocol(r)) {
        var = protocol_of(r)->var;
    } else if (is_clj(r, &protocol_method_type)) {
        struct protocol_method *m = (struct protocol_method *)obj(r);
        var = var_that_holds(m->name, ((struct var *)m->protocol->var)->ns->name, r);
    } else if (is_multi(r)) {
        var = var_that_holds(multi_of(r)->name, NULL, r);
    }
    if (!var || ((struct var *)var)->root.w != r.w) return 0;
    if (need(e, ref_of(var), false) < 0 || encode_byte(e, TAG_OBJECT) < 0 || encode_value(e, ref_of(var)) < 0) return -1;
    return 1;
}

// With the buffers of arrays beside it, where they can be shared (owned list, may be empty).
static PyObject *dumps(PyObject *x, bool shares, PyObject **buffers) {
    SCOPED_PY PyObject *module = PyImport_ImportModule("pickle"), *f = module ? PyObject_GetAttrString(module, "dumps") : NULL;
    *buffers = f ? PyList_New(0) : NULL;
    SCOPED_PY PyObject *callback = *buffers ? PyObject_GetAttrString(*buffers, "append") : NULL;
    SCOPED_PY PyObject *args = callback ? PyTuple_Pack(1, x) : NULL;
    SCOPED_PY PyObject *options = !args ? NULL : shares ? Py_BuildValue("{sisO}", "protocol", 5, "buffer_callback", callback) : PyDict_New();
    return options ? PyObject_Call(f, args, options) : NULL;
}

// The bytes of an object: in memory that is shared, or here.
static int write_raw(struct encoder *e, PyObject *raw) {
    Py_buffer view;
    if (PyObject_GetBuffer(raw, &view, PyBUF_SIMPLE) < 0) return -1;
    size_t before = e->length;
    int bad = encode_byte(e, 1), shared = bad ? -1 : shared_write(e, view.buf, (size_t)view.len);
    if (!shared) {
        e->length = before;
        shared = encode_byte(e, 0) < 0 || encode_number(e, (uint64_t)view.len) < 0 || encode_bytes(e, view.buf, (size_t)view.len) < 0 ? -1 : 1;
    }
    PyBuffer_Release(&view);
    return shared < 0 ? -1 : 0;
}

// The bytes of a PickleBuffer.
static int write_buffer(struct encoder *e, PyObject *buffer) {
    SCOPED_PY PyObject *raw = PyObject_CallMethod(buffer, "raw", NULL);
    return raw ? write_raw(e, raw) : -1;
}

// An array of bytes or numbers: what it is of, and its bytes.
enum { BYTEARRAY, BYTES_OF_OURS, PRIM_ARRAY }; // the latter: and the kind

static int write_array(struct encoder *e, Ref r) {
    int kind = is_prim_array(r) ? PRIM_ARRAY + (int)prim_array_of(r)->kind : is_type(r, &byte_array_type) ? BYTES_OF_OURS : BYTEARRAY;
    return encode_byte(e, TAG_ARRAY) < 0 || encode_byte(e, (uint8_t)kind) < 0 || write_raw(e, obj(r)) < 0 ? -1 : 1;
}

/* Classes with names of Java's, and the collections that are of one: no module
 * of Python's holds them, so that pickle does not find them. */

// The full name of a class, if that is what names it: new, or NULL without exception.
static PyObject *java_name(PyTypeObject *t) {
    PyObject *module = PyType_HasFeature(t, Py_TPFLAGS_HEAPTYPE) && t->tp_dict ? PyDict_GetItemString(t->tp_dict, "__module__") : NULL;
    if (!module || !PyUnicode_Check(module) || strncmp(PyUnicode_AsUTF8(module), "java", 4) != 0) return NULL;
    PyObject *name = PyUnicode_FromFormat("%U.%U", module, ((PyHeapTypeObject *)t)->ht_qualname);
    SCOPED Value class = ERR;
    if (name && (java_class_named(name, &class) != LOOKUP_FOUND || obj(ref(class)) != (PyObject *)t)) Py_CLEAR(name);
    PyErr_Clear();
    return name;
}

// A collection as what Python has for its kind; NULL without exception: it is none, or more than that.
static PyObject *java_content(PyObject *o) {
    PyObject **own = _PyObject_GetDictPtr(o);
    if (own && *own && PyDict_GET_SIZE(*own)) return NULL;
    return PyList_Check(o) ? PySequence_List(o) : PyDict_Check(o) ? PyDict_Copy(o) : PyAnySet_Check(o) ? PySet_New(o) : NULL;
}

static int write_java(struct encoder *e, PyObject *o) {
    SCOPED_PY PyObject *name = java_name(PyType_Check(o) ? (PyTypeObject *)o : Py_TYPE(o));
    SCOPED_PY PyObject *content = name && !PyType_Check(o) ? java_content(o) : NULL;
    if (!name || (!content && !PyType_Check(o))) return PyErr_Occurred() ? -1 : 0;
    if (encode_byte(e, TAG_JAVA) < 0 || encode_value(e, ref_of(name)) < 0 || encode_byte(e, content != NULL) < 0) return -1;
    return content && encode_value(e, ref_of(content)) < 0 ? -1 : 1;
}

static int write_pickle(struct encoder *e, PyObject *o) {
    if (Py_TYPE(Py_TYPE(o)) == &clj_meta || PyModule_Check(o)) return 0;
    PyObject *list;
    SCOPED_PY PyObject *bytes = dumps(o, link_behind(e)->shares, &list), *buffers = list;
    if (!bytes || !PyBytes_Check(bytes)) {
        if (PyErr_ExceptionMatches(PyExc_MemoryError) || !PyErr_ExceptionMatches(PyExc_Exception)) return -1;
        PyErr_Clear();
        return 0;
    }
    if (encode_byte(e, TAG_PICKLE) < 0 || write_raw(e, bytes) < 0) return -1;
    if (encode_number(e, (uint64_t)PyList_GET_SIZE(buffers)) < 0) return -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(buffers); i++)
        if (write_buffer(e, PyList_GET_ITEM(buffers, i)) < 0) return -1;
    return 1;
}

static int write_other(struct encoder *e, Ref r) {
    if (!link_behind(e)->peer) return 0;
    if (is_pid(r)) return encode_byte(e, TAG_PID) < 0 || frames_put_whose(e, pid_task(r)) < 0 ? -1 : 1;
    if (is_clj(r, &reference_type))
        return encode_byte(e, TAG_REFERENCE) < 0 || frames_put_whose_reference(e, (struct reference *)obj(r)) < 0 ? -1 : 1;
    if (PyExceptionInstance_Check(obj(r))) return write_exception(e, obj(r));
    if (is_clj(r, &sorted_map_type) || is_clj(r, &sorted_set_type)) return write_sorted(e, r);
    if (is_protocol(r) || is_multi(r) || is_clj(r, &protocol_method_type)) return write_object(e, r);
    if (is_clj(r, &atom_type) && ((struct out_frame *)e->traveller)->defines)
        return encode_byte(e, TAG_ATOM) < 0 || encode_value(e, ref(((struct atom *)obj(r))->value)) < 0 ? -1 : 1;
    if (is_type(r, &PyByteArray_Type) || is_type(r, &byte_array_type) || is_prim_array(r)) return write_array(e, r);
    int written = write_java(e, obj(r));
    return written ? written : write_pickle(e, obj(r));
}

// --- reading ---------------------------------------------------------------------------------

static Value read_exception(struct decoder *d) {
    SCOPED Value class = decode_value(d), args = ok(class) ? decode_value(d) : ERR, attributes = ok(args) ? decode_value(d) : ERR;
    SCOPED Value cause = ok(attributes) ? decode_value(d) : ERR;
    int hidden = ok(cause) ? decode_byte(d) : -1;
    if (hidden < 0) return ERR;
    if (!is_obj(ref(class)) || !PyExceptionClass_Check(obj(ref(class))) || !is_type(ref(args), &PyTuple_Type) ||
        !is_type(ref(attributes), &PyDict_Type))
        return bad_code("an exception is malformed");
    // Its constructor may want other arguments than it keeps.
    SCOPED_PY PyObject *x = PyObject_CallMethod(obj(ref(class)), "__new__", "O", obj(ref(class)));
    if (!x) return ERR;
    if (!PyExceptionInstance_Check(x)) return bad_code("an exception is malformed");
    if (PyObject_SetAttrString(x, "args", obj(ref(args))) < 0) return ERR;
    PyObject *key, *val;
    Py_ssize_t at = 0;
    while (PyDict_Next(obj(ref(attributes)), &at, &key, &val)) {
        if (!PyUnicode_Check(key)) return bad_code("an exception is malformed");
        if (PyObject_SetAttr(x, key, val) < 0) PyErr_Clear(); // a property of its class
    }
    if (!is_nil(ref(cause)) && is_obj(ref(cause)) && PyExceptionInstance_Check(obj(ref(cause)))) PyException_SetCause(x, Py_NewRef(obj(ref(cause))));
    ((PyBaseExceptionObject *)x)->suppress_context = (char)(hidden == 1);
    return keep_obj(x);
}

static Value read_object(struct decoder *d) {
    SCOPED Value v = decode_value(d);
    if (failed(v)) return ERR;
    if (!is_var(ref(v)) || !var_of(ref(v))->root.w) return bad_code("a var has no value");
    return keep(ref(var_of(ref(v))->root));
}

static Value read_atom(struct decoder *d) {
    SCOPED Value v = decode_value(d);
    return ok(v) ? atom_new(ref(v)) : ERR;
}

static Value read_sorted(struct decoder *d) {
    int map = decode_byte(d);
    SCOPED Value comparator = map < 0 ? ERR : decode_value(d);
    int64_t n = ok(comparator) ? decode_count(d, map ? 2 : 1) : -1;
    if (n < 0) return ERR;
    Value coll = sorted_make_by(map, ref(comparator));
    for (int64_t i = 0; i < n && ok(coll); i++) {
        SCOPED Value key = decode_value(d), val = !ok(key) ? ERR : map ? decode_value(d) : nil_value();
        if (failed(val)) return (drop(coll), ERR);
        coll = map ? coll_assoc(coll, ref(key), ref(val)) : coll_conj(coll, ref(key));
    }
    return coll;
}

// What an array is made over, and may change.
static PyObject *read_buffer(struct decoder *d) {
    int how = decode_byte(d);
    if (how < 0 || how > 1) return how < 0 ? NULL : (bad_code("a buffer is neither here nor there"), NULL);
    if (how) return shared_map(d);
    int64_t n = decode_count(d, 1);
    return n < 0 ? NULL : PyByteArray_FromStringAndSize((const char *)decode_bytes(d, (size_t)n), n);
}

static PyObject *make_array(size_t length, char **data, void *context) {
    const int kind = *(int *)context;
    if (kind < PRIM_ARRAY) {
        PyObject *bytes = kind == BYTEARRAY ? PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)length) : byte_array_new((Py_ssize_t)length);
        if (bytes) *data = PyByteArray_AS_STRING(bytes);
        return bytes;
    }
    const size_t size = (size_t)prim_array_item_size((enum array_kind)(kind - PRIM_ARRAY));
    if (length % size) return (bad_code("an array has no whole number of elements"), NULL);
    struct prim_array *a = prim_array_new((enum array_kind)(kind - PRIM_ARRAY), (Py_ssize_t)(length / size));
    if (a) *data = (char *)&a->data;
    return (PyObject *)a;
}

static Value read_array(struct decoder *d) {
    int kind = decode_byte(d), how = kind < 0 ? -1 : decode_byte(d);
    if (how < 0) return ERR;
    if (kind >= PRIM_ARRAY + ARRAY_KINDS || how > 1) return bad_code("an array is malformed");
    if (how) return adopt(shared_read_as(d, make_array, &kind));
    int64_t n = decode_count(d, 1);
    char *data;
    PyObject *made = n < 0 ? NULL : make_array((size_t)n, &data, &kind);
    if (made) memcpy(data, decode_bytes(d, (size_t)n), (size_t)n);
    return adopt(made);
}

static Value read_pickle(struct decoder *d) {
    SCOPED_PY PyObject *bytes = read_buffer(d);
    int64_t count = bytes ? decode_count(d, 2) : -1;
    SCOPED_PY PyObject *buffers = count < 0 ? NULL : PyList_New(0);
    for (int64_t i = 0; buffers && i < count; i++) {
        SCOPED_PY PyObject *buffer = read_buffer(d);
        if (!buffer || PyList_Append(buffers, buffer) < 0) return ERR;
    }
    if (!buffers) return ERR;
    SCOPED_PY PyObject *module = PyImport_ImportModule("pickle"), *loads = module ? PyObject_GetAttrString(module, "loads") : NULL;
    SCOPED_PY PyObject *args = loads ? PyTuple_Pack(1, bytes) : NULL, *options = args ? Py_BuildValue("{sO}", "buffers", buffers) : NULL;
    PyObject *x = options ? PyObject_Call(loads, args, options) : NULL;
    if (!x && PyErr_ExceptionMatches(PyExc_Exception)) {
        PyObject *type, *e, *traceback;
        PyErr_Fetch(&type, &e, &traceback);
        bad_code("a Python object cannot be made here: %S", e ? e : Py_None);
        Py_XDECREF(type);
        Py_XDECREF(e);
        Py_XDECREF(traceback);
    }
    return val_of(x);
}

static Value read_java(struct decoder *d) {
    SCOPED Value name = decode_value(d);
    int how = ok(name) ? decode_byte(d) : -1;
    if (how < 0) return ERR;
    Value found = ERR;
    if (how > 1 || !is_str(ref(name)) || java_class_named(obj(ref(name)), &found) == LOOKUP_FAILED) return PyErr_Occurred() ? ERR : bad_code("a class is malformed");
    SCOPED Value class = found;
    if (!class.w || !is_obj(ref(class)) || !PyType_Check(obj(ref(class)))) return bad_code("there is no class %U", obj(ref(name)));
    if (!how) return keep(ref(class));
    SCOPED Value content = decode_value(d);
    if (failed(content)) return ERR;
    if (!is_type(ref(content), &PyList_Type) && !is_type(ref(content), &PyDict_Type) && !is_type(ref(content), &PySet_Type))
        return bad_code("a collection is malformed");
    PyObject *x = PyObject_CallOneArg(obj(ref(class)), obj(ref(content)));
    if (!x && PyErr_ExceptionMatches(PyExc_Exception)) return bad_code("a %U cannot be made of this", obj(ref(name)));
    return adopt(x);
}

static Value read_other(struct decoder *d, enum tag tag) {
    switch (tag) {
    case TAG_PID: return adopt(frames_get_whose(d));
    case TAG_REFERENCE: return frames_get_whose_reference(d);
    case TAG_EXCEPTION: return read_exception(d);
    case TAG_OBJECT: return read_object(d);
    case TAG_ATOM: return read_atom(d);
    case TAG_SORTED_BY: return read_sorted(d);
    case TAG_PICKLE: return read_pickle(d);
    case TAG_SHARED: return shared_read(d);
    case TAG_ARRAY: return read_array(d);
    case TAG_JAVA: return read_java(d);
    default: return bad_code("there is no tag %d", (int)tag);
    }
}

const struct travel link_travel = {.need = need, .write = write_other, .share = shared_write, .read = read_other, .ns = find_ns};
