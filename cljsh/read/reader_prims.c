// SPDX-License-Identifier: MIT
// Reading from Clojure: read-string, and all forms of a text.
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/vector.h"
#include "read/reader_internal.h"

Reader *reader_over(Ref text, enum read_mode mode) {
    if (!is_obj(text) || !PyUnicode_Check(obj(text)))
        return (err_type("Cannot read from a value of type %s: a string is needed", err_type_name(text)), NULL);
    SCOPED_PY PyObject *file = PyUnicode_FromString("<string>");
    Reader *r = file ? reader_new(obj(text), file) : NULL;
    if (!r) return NULL;
    reader_set_mode(r, mode);
    r->line_meta = false;
    return r;
}

// :read-cond and :features: 0 or -1.
static int set_options(Reader *r, Ref options) {
    SCOPED Value cond = coll_get(options, KW("read-cond"), NIL);
    SCOPED Value features = ok(cond) ? coll_get(options, KW("features"), NIL) : ERR;
    if (failed(features)) return -1;
    r->cond = same(ref(cond), KW("allow"))      ? COND_ALLOW
              : same(ref(cond), KW("preserve")) ? COND_PRESERVE
                                                : COND_FORBID;
    if (is_nil(ref(features))) return 0;
    if (!(kind_of(ref(features)) & K_SET)) return (err_type("The :features of a reader must be a set"), -1);
    r->features = Py_NewRef(obj(ref(features)));
    return 0;
}

// The next form, or what :eof says; frees the reader.
static Value read_one(Reader *r, Ref options) {
    Value form;
    enum read_result result = reader_read(r, &form);
    if (result == READ_EOF) {
        form = coll_get(options, KW("eof"), KW("eofthrow"));
        if (ok(form) && same(ref(form), KW("eofthrow"))) {
            drop(form);
            form = reader_error_eof(r, NULL);
        }
    }
    reader_free(r);
    return result == READ_ERROR ? ERR : form;
}

PRIM(core_read_string_1, "clojure.core", "read-string", "[s]",
     "Reads one form from a string.\n"
     "Options, in a map before the string: :eof, what to return when there is no form (otherwise that is an\n"
     "error); :read-cond, :allow or :preserve reader conditionals (otherwise they are an error); :features, a\n"
     "set of keywords that hold in them besides :cljsh and :default.")
{
    Reader *r = reader_over(a[0], READ_CLJ);
    if (!r) return ERR;
    r->cond = COND_FORBID;
    return read_one(r, NIL);
}

PRIM(core_read_string_2, "clojure.core", "read-string", "[opts s]", NULL)
{
    if (!is_nil(a[0]) && !(kind_of(a[0]) & K_MAP)) return err_type("the options of read-string are a map, not %s", err_type_name(a[0]));
    Reader *r = reader_over(a[1], READ_CLJ);
    if (!r) return ERR;
    if (set_options(r, a[0]) < 0) return (reader_free(r), ERR);
    return read_one(r, a[0]);
}

PRIM(cljsh_read_at, "cljsh.core", "read-at", "[opts s line column]",
     "Reads one form from a string as read-string does, with the places of lists as their metadata.\n"
     "line and column are where the string begins.")
{
    int64_t line, column;
    if (!int64_of(a[2], &line) || !int64_of(a[3], &column)) return err_arg("a line and a column are needed");
    Reader *r = reader_over(a[1], READ_CLJ);
    if (!r) return ERR;
    if (set_options(r, a[0]) < 0) return (reader_free(r), ERR);
    r->line_meta = true;
    reader_set_start(r, (int)line, (int)column);
    return read_one(r, a[0]);
}

PRIM(cljsh_read_all, "cljsh.core", "read-all", "[s file]",
     "Reads all forms of a string into a vector.\n"
     "file is the name that error messages show.")
{
    for (int i = 0; i < 2; i++)
        if (!is_obj(a[i]) || !PyUnicode_Check(obj(a[i])))
            return err_type("read-all needs two strings, not %s", err_type_name(a[i]));
    Reader *r = reader_new(obj(a[0]), obj(a[1]));
    if (!r) return ERR;
    Value forms = vec_empty(), form;
    enum read_result result;
    while (ok(forms) && (result = reader_read(r, &form)) == READ_FORM) {
        forms = vec_conj(forms, ref(form));
        drop(form);
    }
    reader_free(r);
    if (ok(forms) && result == READ_ERROR) return (drop(forms), ERR);
    return forms;
}
