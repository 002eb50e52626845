// SPDX-License-Identifier: MIT
// Tagged literals: which function reads the form behind a tag.
#include "base/call.h"
#include "coll/coll.h"
#include "read/reader_internal.h"
#include "read/tagged.h"

// The function among the caller's readers (EDN) or of the namespaces for a
// tag: new, ERR without exception when there is none.
static Value find_reader(Reader *r, Ref tag) {
    if (r->mode == READ_CLJ) return reader_hooks.data_reader ? reader_hooks.data_reader(tag) : ERR;
    if (!r->readers.w) return ERR;
    Value f = coll_get(ref(r->readers), tag, NIL);
    if (failed(f) || !is_nil(ref(f))) return f;
    drop(f);
    return ERR;
}

// The literals that are always there: 1 and *out (ERR: failed), or 0.
static int read_builtin(Reader *r, struct mark at, Ref tag, Ref form, Value *out) {
    Value (*parse)(PyObject *) = symbol_is(tag, "inst") ? inst_parse : symbol_is(tag, "uuid") ? uuid_parse : NULL;
    if (!parse) return 0;
    if (!is_obj(form) || !PyUnicode_Check(obj(form)))
        *out = reader_error(r, at, "#%U wants a string", symbol_of(tag)->name);
    else if (failed(*out = parse(obj(form)))) reader_error_wrap(r, at);
    return 1;
}

Value read_tagged(Reader *r, struct mark at) {
    SCOPED Value tag = read_required(r, at, "#");
    if (failed(tag)) return ERR;
    if (!is_symbol(ref(tag))) return reader_error(r, at, "Reader tag must be a symbol");
    SCOPED Value form = read_required(r, at, "a tag");
    if (failed(form)) return ERR;
    if (r->suppress) return tagged_literal_new(ref(tag), ref(form));
    SCOPED Value f = find_reader(r, ref(tag));
    if (ok(f)) return call1(ref(f), ref(form));
    if (PyErr_Occurred()) return ERR;
    Value v;
    if (read_builtin(r, at, ref(tag), ref(form), &v)) return v;
    if (r->default_reader.w) return call2(ref(r->default_reader), ref(tag), ref(form));
    SCOPED_PY PyObject *name = symbol_str(ref(tag));
    return name ? reader_error(r, at, "No reader function for tag %U", name) : ERR;
}
