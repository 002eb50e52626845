// SPDX-License-Identifier: MIT
// Decoding of sections, now or later; see encoding.h for the format.
#include "encoding/decode_parts.h"

#include "base/error.h"

int decode_section(struct decoder *d, struct section *s) {
    *s = (struct section){0};
    const int64_t n = decode_count(d, 1);
    if (n < 0 || (n && !(s->imports = decode_items(d, n)))) return -1;
    s->nimports = n;
    const int64_t length = decode_count(d, 1);
    const int byte = length < 0 ? -1 : decode_byte(d);
    if (byte >= 0 && (s->data = decode_bytes(d, (size_t)length))) {
        s->length = (size_t)length;
        s->at_once = byte & 1;
        d->sections++;
        return 0;
    }
    section_free(s);
    return -1;
}

void section_free(struct section *s) {
    while (s->nimports > 0) drop(s->imports[--s->nimports]);
    PyMem_Free(s->imports);
    s->imports = NULL;
}

struct decoder section_decoder(struct decoder *d, const struct section *s) {
    return (struct decoder){.start = s->data, .at = s->data, .end = s->data + s->length, .depth = d->depth, .flags = d->flags,
                            .imports = s->imports, .nimports = s->nimports, .outer = d};
}

int section_done(struct decoder *part, int bad) {
    if (!bad && part->at != part->end) {
        bad_code("a section does not end where it should");
        bad = -1;
    }
    PyObject *type, *value, *traceback; // what dies may run code
    PyErr_Fetch(&type, &value, &traceback);
    decoder_free(part);
    PyErr_Restore(type, value, traceback);
    return bad ? -1 : 0;
}

struct late *section_late(struct decoder *d, const struct section *s, int (*load)(struct late *l), PyObject *owner) {
    struct late *l = late_new(load, owner, d->source, s->imports, s->nimports);
    if (l) l->data = s->data, l->length = s->length;
    return l;
}

struct decoder late_decoder(const struct late *l) {
    return (struct decoder){.start = l->data, .at = l->data, .end = l->data + l->length, .imports = l->given, .nimports = Py_SIZE(l)};
}

Value decode_import(struct decoder *d) {
    uint64_t n;
    if (decode_number(d, &n) < 0) return ERR;
    return n < (uint64_t)d->nimports ? keep(ref(d->imports[n])) : bad_code("an import leads nowhere");
}

// --- objects that others fetch ----------------------------------------------------

static PyObject *key_of(uint64_t section, uint64_t number) {
    return section > UINT32_MAX || number > UINT32_MAX ? PyLong_FromLong(-1) : PyLong_FromUnsignedLongLong(section << 32 | number);
}

// Sections are counted when they have been read: the one that is being decoded has the last number.
int decode_fetched(struct decoder *part, Ref r, uint32_t number) {
    struct decoder *d = part->outer;
    if (!d->fetched && !(d->fetched = PyDict_New())) return -1;
    SCOPED_PY PyObject *key = key_of(d->sections - 1, number), *o = py_of(r);
    return key && o ? PyDict_SetItem(d->fetched, key, o) : -1;
}

Value decode_far(struct decoder *d) {
    uint64_t section, number;
    if (decode_number(d, &section) < 0 || decode_number(d, &number) < 0) return ERR;
    SCOPED_PY PyObject *key = key_of(section, number);
    PyObject *o = key && d->fetched ? PyDict_GetItemWithError(d->fetched, key) : NULL;
    if (o) return keep_obj(o);
    return key && !PyErr_Occurred() ? bad_code("what is fetched from a section is not there") : ERR;
}
