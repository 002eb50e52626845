// SPDX-License-Identifier: MIT
/* Predicates: what a value is.  What our types are they say by their kind;
 * host objects are none of these, save that anything callable is an ifn. */
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/transient.h"
#include "coll/vector.h"
#include "data/str.h"
#include "seq/seq.h"

#define PREDICATE(id, name, doc, test)              \
    PRIM(id, "clojure.core", name, "[x]", doc) {    \
        Ref x = a[0];                          \
        return bool_value(test);                    \
    }
#define KIND(id, name, doc, bits) PREDICATE(id, name, doc, kind_of(x) & (bits))

KIND(core_is_coll, "coll?", "Tells whether x is a persistent collection.", K_COLL)
KIND(core_is_list, "list?", "Tells whether x is a list; other seqs are none.", K_LIST)
KIND(core_is_vector, "vector?", "Tells whether x is a vector; map entries are.", K_VECTOR)
KIND(core_is_map, "map?", "Tells whether x is a map; records are.", K_MAP)
KIND(core_is_set, "set?", "Tells whether x is a set.", K_SET)
KIND(core_is_seq, "seq?", "Tells whether x is a seq.", K_SEQ)
KIND(core_is_sequential, "sequential?", "Tells whether x is a collection of elements in an order of their own, as lists and vectors are.",
     K_SEQUENTIAL)
KIND(core_is_associative, "associative?", "Tells whether assoc works on x.", K_ASSOCIATIVE)
KIND(core_is_counted, "counted?", "Tells whether x knows its count without being walked.", K_COUNTED)
PREDICATE(core_is_indexed, "indexed?", "Tells whether nth finds an element of x without walking.",
          kind_of(x) & K_INDEXED || transient_is_vector(x))
KIND(core_is_reversible, "reversible?", "Tells whether rseq works on x.", K_REVERSIBLE)
KIND(core_is_sorted, "sorted?", "Tells whether x is a sorted collection.", K_SORTED)
KIND(core_is_record, "record?", "Tells whether x is a record.", K_RECORD)
KIND(core_is_entry, "map-entry?", "Tells whether x is an entry of a map.", K_ENTRY)
KIND(core_is_chunked_seq, "chunked-seq?", "Tells whether x is a seq that is read several elements at a time.", K_CHUNKED)
PREDICATE(core_is_ifn, "ifn?", "Tells whether x can be called like a function.",
          kind_of(x) & (K_IFN | K_FN) || (is_obj(x) && PyCallable_Check(obj(x))))

PREDICATE(core_is_nil, "nil?", "Tells whether x is nil.", is_nil(x))
PREDICATE(core_is_true, "true?", "Tells whether x is the value true.", x.w == W_TRUE)
PREDICATE(core_is_false, "false?", "Tells whether x is the value false.", x.w == W_FALSE)
PREDICATE(core_is_some, "some?", "Tells whether x is anything but nil.", !is_nil(x))
PREDICATE(core_is_boolean, "boolean?", "Tells whether x is true or false.", x.w == W_TRUE || x.w == W_FALSE)
PREDICATE(core_is_any, "any?", "Returns true, whatever x is.", ((void)x, true))
PREDICATE(core_not, "not", "Returns true if x is nil or false, and false otherwise.", !is_true(x))
PREDICATE(core_boolean, "boolean", "Returns false if x is nil or false, and true otherwise.", is_true(x))

PRIM(core_is_empty, "clojure.core", "empty?", "[coll]",
     "Tells whether a collection has no elements; nil has none.\n"
     "What does not know its count is asked for its first element.")
{
    if (kind_of(a[0]) & K_COUNTED) {
        Py_ssize_t size = coll_count(a[0]);
        return size < 0 ? ERR : bool_value(size == 0);
    }
    SCOPED Value seq = seq_of(a[0]);
    return ok(seq) ? bool_value(is_nil(ref(seq))) : ERR;
}

/* Characters are strings of length 1, of which Python may have several
 * objects: they are the same if they are equal. */
static bool identical(Ref x, Ref y) {
    if (same(x, y)) return true;
    return is_str(x) && is_str(y) && PyUnicode_GET_LENGTH(obj(x)) == 1 && PyUnicode_GET_LENGTH(obj(y)) == 1
        && PyUnicode_READ_CHAR(obj(x), 0) == PyUnicode_READ_CHAR(obj(y), 0);
}

PRIM(core_is_identical, "clojure.core", "identical?", "[x y]",
     "Tells whether two values are the same object.\n"
     "Small numbers, characters, keywords, nil and booleans are whenever they are equal.")
{ return bool_value(identical(a[0], a[1])); }

PRIM(own_vector_size, "cljsh.core", "vector-size", "[x]", "Returns the number of elements of a vector, nil of what is none.")
{
    if (is_vec(a[0])) return int_value(vec_count(a[0]));
    if (!(kind_of(a[0]) & K_VECTOR)) return nil_value();
    Py_ssize_t count = ops_of(a[0])->count(a[0]);
    return count < 0 ? ERR : int_value(count);
}
