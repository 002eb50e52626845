// SPDX-License-Identifier: MIT
// clojure.edn: reading data that nobody vouches for.
#include "base/prim.h"
#include "coll/coll.h"
#include "read/reader_internal.h"

// An option that may be nil into *slot (w 0 for nil): 0 or -1.
static int take_option(Ref options, Ref key, Value *slot) {
    *slot = coll_get(options, key, NIL);
    if (failed(*slot)) return -1;
    if (is_nil(ref(*slot))) {
        drop(*slot);
        *slot = ERR;
    }
    return 0;
}

static Value edn_read(Ref options, Ref text, Ref eof) {
    if (is_nil(text)) return nil_value();
    Reader *r = reader_over(text, READ_EDN);
    if (!r) return ERR;
    Value form = ERR;
    if (take_option(options, KW("readers"), &r->readers) == 0 &&
        take_option(options, KW("default"), &r->default_reader) == 0 && reader_read(r, &form) == READ_EOF)
        form = eof.w ? keep(eof) : reader_error_eof(r, NULL);
    reader_free(r);
    return form;
}

PRIM(edn_read_string_1, "clojure.edn", "read-string", "[s]",
     "Reads one value of EDN from a string; nil when there is none.\n"
     "Options, in a map before the string: :eof, what to return when there is no value (with a map that\n"
     "lacks it, that is an error); :readers, a map from tags to functions of the tagged form; :default, a\n"
     "function of tag and form for tags that are not in :readers and not #inst nor #uuid.")
{
    return edn_read(NIL, a[0], NIL);
}

PRIM(edn_read_string_2, "clojure.edn", "read-string", "[opts s]", NULL)
{
    if (is_nil(a[1])) return nil_value();
    if (!(kind_of(a[0]) & K_MAP)) return err_type("the options of read-string are a map, not %s", err_type_name(a[0]));
    SCOPED Value eof = coll_get(a[0], KW("eof"), KW("eofthrow"));
    if (failed(eof)) return ERR;
    return edn_read(a[0], a[1], same(ref(eof), KW("eofthrow")) ? NO_REF : ref(eof));
}
