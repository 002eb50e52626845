// SPDX-License-Identifier: MIT
// Encoding of sections: what can be decoded later than what it stands in; see encoding.h for the format.
#include "encoding/encode_parts.h"

#include "base/absent.h"
#include "base/error.h"
#include "coll/coll.h"
#include "data/symbol.h"
#include "seq/list.h"
#include "vm/vm.h"

// An object of a section, and where its tag is.
struct note { Value object; uint32_t number; size_t place; };

struct sections {
    uint32_t count;        // of sections so far
    PyObject *file;        // str
    PyObject *known;       // dict: address -> (object, section, number, place of its tag, place of the section's byte)
    struct note *notes;    // of the section that is being written
    uint32_t nnotes, notes_size;
    Value *imports;        // the same
    uint32_t nimports, imports_size;
};

int encode_sections(struct encoder *e, PyObject *file, uint32_t already) {
    struct sections *s = PyMem_Calloc(1, sizeof *s);
    if (!s) return (PyErr_NoMemory(), -1);
    s->count = already;
    s->file = Py_NewRef(file);
    e->sections = s;
    return (s->known = PyDict_New()) ? 0 : -1;
}

static void forget_section(struct sections *s) {
    while (s->nnotes) drop(s->notes[--s->nnotes].object);
    while (s->nimports) drop(s->imports[--s->nimports]);
}

void encode_sections_free(struct encoder *e) {
    struct sections *s = e->sections;
    if (!s) return;
    forget_section(s);
    PyMem_Free(s->notes);
    PyMem_Free(s->imports);
    Py_XDECREF(s->known);
    Py_DECREF(s->file);
    PyMem_Free(s);
    e->sections = NULL;
}

// --- what stands where ----------------------------------------------------------

static bool is_host(Ref r) {
    PyObject *o = obj(r);
    return PyType_Check(o) || PyModule_Check(o) || PyCFunction_Check(o) || PyFunction_Check(o);
}

/* Could somebody tell it from another that is equal?  What there is once anyway
 * is found by its name, or made of nothing. */
static bool is_itself(struct encoder *e, Ref r) {
    if (is_symbol(r) || is_keyword(r) || is_var(r) || is_ns(r) || is_host(r)) return false;
    if (PyUnicode_Check(obj(r))) return !PyUnicode_CHECK_INTERNED(obj(r)) && PyUnicode_GET_LENGTH(obj(r)) > 1;
    if (PyTuple_CheckExact(obj(r))) return PyTuple_GET_SIZE(obj(r)) > 0;
    if (PyBytes_CheckExact(obj(r))) return PyBytes_GET_SIZE(obj(r)) > 1;
    if (is_fn(r) && encode_root_of(e, fn_of(r))) return false;
    PyObject **meta = meta_slot(r);
    if (kind_of(r) & K_COLL && !(kind_of(r) & K_SEQ)) return coll_count(r) != 0 || (meta && *meta);
    return !is_clj(r, &empty_list_type);
}

static enum lookup find(const struct sections *s, Ref r, PyObject **found) {
    SCOPED_PY PyObject *key = PyLong_FromVoidPtr(obj(r));
    return key ? lookup_in_dict(s->known, key, found) : LOOKUP_FAILED;
}

int encode_note(struct encoder *e, Ref r, size_t place) {
    struct sections *s = e->sections;
    if (e->plain || !is_itself(e, r)) return 0;
    if (s->nnotes == s->notes_size) {
        const uint32_t size = s->notes_size ? 2 * s->notes_size : 32;
        struct note *notes = PyMem_Realloc(s->notes, size * sizeof *notes);
        if (!notes) return (PyErr_NoMemory(), -1);
        s->notes = notes;
        s->notes_size = size;
    }
    s->notes[s->nnotes++] = (struct note){keep(r), e->used, place};
    return 0;
}

static int add_import(struct sections *s, Ref r) {
    if (s->nimports == s->imports_size) {
        const uint32_t size = s->imports_size ? 2 * s->imports_size : 8;
        Value *imports = PyMem_Realloc(s->imports, size * sizeof *imports);
        if (!imports) return (PyErr_NoMemory(), -1);
        s->imports = imports;
        s->imports_size = size;
    }
    s->imports[s->nimports++] = keep(r);
    return 0;
}

// Is it the name of a file of the program's own libraries?
static bool is_own_file(PyObject *file) {
    const char *name = PyUnicode_AsUTF8(file);
    PyErr_Clear(); // a path that is no UTF-8
    return name && strncmp(name, "cljsh:", 6) == 0;
}

/* Need a thing of the host not be there before somebody asks for it?  So it is with a class that the
 * program called by its full name: the part of the program that has it may not be loaded yet.  And with
 * what a library that is part of the program has of Python's modules, which are imported as late. */
static int is_found_late(struct encoder *e, Ref r) {
    PyObject *what;
    SCOPED_PY PyObject *key = e->names ? PyLong_FromVoidPtr(obj(r)) : NULL;
    enum lookup named = key ? lookup_in_dict(e->names, key, &what) : e->names ? LOOKUP_FAILED : LOOKUP_ABSENT;
    if (named != LOOKUP_FOUND) return named;
    if (PyTuple_GET_ITEM(what, 1) == Py_None && ns_names_class(PyTuple_GET_ITEM(what, 2))) return 1;
    const bool of_module = PyModule_Check(obj(r)) || PyTuple_GET_ITEM(what, 1) != Py_None;
    return of_module && is_own_file(e->sections->file);
}

// Does a section, or what is in it, get it from outside?
static int is_imported(struct encoder *e, Ref r) {
    if (obj(r) == e->sections->file) return 1;
    if (is_host(r)) {
        int late = is_found_late(e, r);
        return late < 0 ? -1 : !late;
    }
    if (is_ns(r)) return obj(r) != (PyObject *)core_ns && obj(r) != (PyObject *)ns_current();
    if (is_var(r)) return !var_of(r)->is_early && !(var_of(r)->ns && ns_names_class(var_of(r)->ns->name));
    struct var *root = is_fn(r) ? encode_root_of(e, fn_of(r)) : NULL;
    if (root) return is_imported(e, ref_of(root));
    if (e->plain || !is_itself(e, r)) return 0;
    if (encoder_has(e->outer, r)) return 1;
    PyObject *found;
    return find(e->sections, r, &found);
}

int encode_elsewhere(struct encoder *e, Ref r) {
    struct sections *s = e->sections;
    if (e->outer) {
        int imported = is_imported(e, r);
        if (imported <= 0) return imported;
        if (add_import(s, r) < 0 || encode_byte(e, TAG_IMPORT) < 0 || encode_number(e, s->nimports - 1) < 0) return -1;
        return 1;
    }
    PyObject *found;
    if (!is_itself(e, r)) return 0;
    enum lookup known = find(s, r, &found);
    if (known != LOOKUP_FOUND) return known == LOOKUP_FAILED ? -1 : 0;
    const size_t section = PyLong_AsSize_t(PyTuple_GET_ITEM(found, 1)), number = PyLong_AsSize_t(PyTuple_GET_ITEM(found, 2));
    e->data[PyLong_AsSize_t(PyTuple_GET_ITEM(found, 3))] |= TAG_FETCHED;
    e->data[PyLong_AsSize_t(PyTuple_GET_ITEM(found, 4))] = 1;
    return encode_byte(e, TAG_FAR) < 0 || encode_number(e, section) < 0 || encode_number(e, number) < 0 ? -1 : 1;
}

// --- a section ------------------------------------------------------------------

void encode_section_begin(struct encoder *e, struct encoder *part) {
    *part = (struct encoder){.outer = e, .sections = e->sections, .names = e->names, .depth = e->depth};
}

static int note_all(struct sections *s, size_t byte, size_t start) {
    for (uint32_t i = 0; i < s->nnotes; i++) {
        const struct note *n = &s->notes[i];
        SCOPED_PY PyObject *key = PyLong_FromVoidPtr(obj(ref(n->object)));
        SCOPED_PY PyObject *what = Py_BuildValue("(OInnn)", obj(ref(n->object)), s->count, (Py_ssize_t)n->number, (Py_ssize_t)(start + n->place), (Py_ssize_t)byte);
        if (!key || !what || PyDict_SetItem(s->known, key, what) < 0) return -1;
    }
    return 0;
}

int encode_section_end(struct encoder *e, struct encoder *part, int bad) {
    struct sections *s = e->sections;
    e->local |= part->local;
    bad |= bad || encode_number(e, s->nimports) < 0;
    // None of them writes a section: they stand elsewhere, or go by a name.
    for (uint32_t i = 0; !bad && i < s->nimports; i++) bad |= encode_value(e, ref(s->imports[i]));
    bad |= bad || encode_number(e, part->length) < 0;
    const size_t byte = e->length;
    bad |= bad || encode_byte(e, 0) < 0 || encode_bytes(e, part->data, part->length) < 0 || note_all(s, byte, byte + 1) < 0;
    s->count++;
    forget_section(s);
    encoder_free(part);
    return bad ? -1 : 0;
}
