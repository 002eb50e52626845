// SPDX-License-Identifier: MIT
/* Code and constants as bytes.
 *
 * The encoding holds values of every kind that can be read, and functions
 * with what they close over.  It says nothing of the process that made it:
 * vars, classes and host objects go by their names, and are looked up where
 * it is decoded.  What it cannot hold (an open file, an atom, a function of
 * the host without a name) makes encoding fail, so nothing is ever decoded
 * into something else than it was, with one exception: a seq other than a
 * list becomes a chain of conses.
 *
 * Format, version ENCODING_VERSION
 *
 * An unsigned number `u` is written in groups of seven bits, the lowest
 * first, the high bit set in all bytes but the last.  A signed number `s` is
 * written as the unsigned one 2s, or -2s-1 for a negative one.  A word is 8
 * bytes, the lowest first.  A value is a tag, what the tag says, and, when
 * TAG_META is set in the tag, the metadata (a value) between the two:
 *
 *     NIL TRUE FALSE
 *     INT        s
 *     BIG        u bytes, the int in two's complement, the lowest byte first
 *     DOUBLE     word: the bits of the double
 *     RATIO      numerator, denominator: values
 *     DECIMAL    its text: u bytes
 *     STR        u bytes of UTF-8 (lone surrogates as three bytes)
 *     NAME       the same: a str that is interned
 *     BYTES      u bytes
 *     SYMBOL     namespace (a value, or nil), name
 *     KEYWORD    the same
 *     LIST SEQ VECTOR SET QUEUE SORTED_SET    u values
 *     ENTRY      key, value
 *     MAP HASH_MAP SORTED_MAP            u pairs (sorted: in the order of `compare`)
 *     RECORD     class, u fields, what was added (a map, or nil)
 *     INSTANCE   class, u fields
 *     PATTERN    its source, a str
 *     INST       seven u: year month day hour minute second microsecond, UTC
 *     UUID       16 bytes
 *     TUPLE PY_LIST PY_SET FROZENSET     u values      DICT u pairs
 *     VOLATILE   its value
 *     VAR        its namespace (a str, NIL: none), its name, a byte: 1 when it is made if there is none
 *     NS         its name
 *     ROOT       a var: the function that is its root
 *     CLASS      the name of a class of deftype, "ns.Name"
 *     MODULE     the name of a module
 *     HOST       module, qualified name: a class or function of the host
 *     NAMED      namespace, prefix (or nil), name: what the symbol names in the namespace
 *     FNDEF      name, u captured values, u protos (below)
 *     FN         fndef, its captured values
 *     SWITCH     u pairs: constant, u distance
 *     LATE_FNDEF name, u captured values, u protos, each its head (the first two lines below) and a section: the rest
 *     IMPORT     u: of the values in front of the section
 *     FAR        u: number of a section, u: the value of that number in it
 *     REF        u: the value of that number again
 *
 * A section can be decoded later than what it stands in, or never:
 *
 *     u values, for IMPORT; u bytes; a byte: 1 when it must be decoded at once; the bytes
 *
 * Its values have numbers of their own, from 0 on, and sections do not lie in
 * each other.  What every process has under a name (keywords, vars of core and
 * the functions that are their roots, classes of the JVM by their full names and
 * their static members, which are loaded then) and the namespace itself are
 * written as elsewhere (in libraries that are part of the program what is of Python's modules, too); who changes what such a name means has late code decoded first
 * (vm/late.h).  All else that the section does not have for itself alone it
 * imports, so that what is missing is missed at once: other vars, functions
 * and namespaces, classes, modules, functions of the host, and objects that
 * stand outside of the section as well.  An object that turns up in a second section or behind the first one
 * is fetched out of the first one by FAR; then TAG_FETCHED is set in its tag,
 * and the section is decoded at once.
 *
 * What only travels between nodes (node/message.c):
 *
 *     PID REFERENCE   whose (below), u: its number there
 *     EXCEPTION  class, arguments (a tuple), attributes (a dict), cause or nil, a byte: 1 when its context is not shown
 *     OBJECT     a var: what is its root, a protocol, one of its methods, a multimethod
 *     ATOM       its value
 *     SORTED_BY  a byte: 1 a map, 0 a set; comparator, u pairs or values
 *     JAVA       full name of a class of Java's, a byte: 0 the class; 1 a collection of it, as Python's: list, dict, set
 *     PICKLE     u bytes, u buffers, each a byte: 0 u bytes, 1 as of SHARED
 *     SHARED     bytes: u process of this machine, u its descriptor of a memory file, u bytes in that
 *
 * whose: a byte, 0 the sender's, 1 the receiver's, 2 another node's, whose id of 16 bytes and name follow.
 *
 * Every value that is no number, nil, true or false gets the next number, from 0
 * on (in each section), when it is complete, parts before the whole; REF gets none.  So what
 * was one object is one object again.
 *
 * A proto:
 *
 *     u flags, u nregs, u nargs
 *     u captures, each u
 *     u instructions, each a word (opcodes.def)
 *     u constants, u sites; each constant a value, each site u: its constant
 *     u lines, each u pc (from the last one on), s line (from the last one on), u column
 *     u words per row, u rows, each word as u
 *     u live entries, each u pc (from the last one on), u row
 *     u handlers, each u start, end, target, exc_reg, row
 *     file, arglist: values, or nil
 *
 * What travels alone (cljsh.vm/encode) begins with ENCODING_MAGIC and u version,
 * and is one value; a file of the cache has a header of its own (load/cache.h).
 *
 * Decoding believes nothing: lengths are held against what is left, depth is
 * bounded, names may lead nowhere, and code must pass check_code_proto().  Then
 * every operand is within its frame, table or constant of the right type,
 * and control never leaves the code.  Whether registers are owned where they
 * are read is what proto_verify() (vm/verify.h) tells, which is for code that
 * comes from elsewhere; DECODE_VERIFY asks for it.  (The index of FIELD and of
 * CAPTURE is good for the class and the function the compiler saw; nothing
 * in the code says so again.)
 */
#ifndef ENCODING_ENCODING_H
#define ENCODING_ENCODING_H

#include "base/value.h"
#include "vars/var.h"
#include "vm/function.h"

#define ENCODING_VERSION 3
#define ENCODING_MAGIC "clj\x7f"

enum tag {
    TAG_NIL, TAG_TRUE, TAG_FALSE, TAG_INT, TAG_BIG, TAG_DOUBLE, TAG_RATIO, TAG_DECIMAL, TAG_STR, TAG_NAME, TAG_BYTES,
    TAG_SYMBOL, TAG_KEYWORD, TAG_LIST, TAG_SEQ, TAG_VECTOR, TAG_SET, TAG_QUEUE, TAG_ENTRY, TAG_MAP, TAG_HASH_MAP,
    TAG_SORTED_MAP, TAG_SORTED_SET, TAG_RECORD, TAG_INSTANCE, TAG_PATTERN, TAG_INST, TAG_UUID, TAG_TUPLE, TAG_PY_LIST,
    TAG_PY_SET, TAG_FROZENSET, TAG_DICT, TAG_VOLATILE, TAG_VAR, TAG_NS, TAG_ROOT, TAG_CLASS, TAG_MODULE, TAG_HOST,
    TAG_NAMED, TAG_FNDEF, TAG_FN, TAG_SWITCH, TAG_LATE_FNDEF, TAG_IMPORT, TAG_FAR, TAG_REF,
    TAG_PID, TAG_REFERENCE, TAG_EXCEPTION, TAG_OBJECT, TAG_ATOM, TAG_SORTED_BY, TAG_PICKLE, TAG_SHARED, TAG_ARRAY,
    TAG_JAVA,
    TAG_COUNT,
    TAG_FETCHED = 0x40,
    TAG_META = 0x80,
};
_Static_assert(TAG_COUNT <= TAG_FETCHED, "the flags are no part of a tag");

#define ENCODING_DEPTH 1000 // of values in values

/* What goes to another node holds more than what stands for the same in every
 * process, and names only what is there already.  NULL: it does not travel. */
struct encoder;
struct decoder;
struct travel {
    // A var (late: only the var, else what is its root), or a class, is about to be written by its name: 0 or -1.
    int (*need)(struct encoder *e, Ref r, bool late);
    int (*write)(struct encoder *e, Ref r);            // what is of no other kind: 1, or 0 if that cannot be, or -1
    int (*share)(struct encoder *e, const void *data, size_t length); // writes large bytes behind TAG_SHARED: 1, or 0 if not, or -1
    Value (*read)(struct decoder *d, enum tag tag);    // what write has written, behind the tag
    struct ns *(*ns)(PyObject *name);                  // a namespace that is not there: found or made (borrowed); NULL with an exception
};

// --- encoding -------------------------------------------------------------

struct encoder {
    uint8_t *data;
    size_t length, capacity;
    uintptr_t *keys;          // table of what has a number: addresses (0: free) and numbers
    uint32_t *numbers, used, mask;
    Value *kept;              // by number: it must stay where it is for as long as the table
    uint32_t kept_size;
    PyObject *names;          // dict: address -> (namespace, prefix or None, name), for NAMED
    int depth;
    bool local;               // something of the current namespace was encoded
    const struct travel *travel;
    void *traveller;          // of travel's functions
    bool is_trial;            // only whether it can be written is to be known
    struct var *defining;     // a function that is its root is written as a function
    struct sections *sections; // where functions are written as sections: what is known of these; NULL: nowhere
    struct encoder *outer;    // of a section: what it stands in
    int plain;                // in what is a copy wherever it stands: metadata of symbols
};

void encoder_free(struct encoder *e);
void encoder_forget(struct encoder *e); // all numbers: what follows is read by another decoder
// 0, or -1 with an exception, which says what cannot be encoded.
int encode_value(struct encoder *e, Ref r);
int encode_fndef(struct encoder *e, struct fndef *def);
// Append plain bytes, one byte, a number of variable length: 0 or -1.
int encode_bytes(struct encoder *e, const void *data, size_t length);
int encode_byte(struct encoder *e, unsigned byte);
int encode_number(struct encoder *e, uint64_t n);
int encode_tag(struct encoder *e, enum tag tag, PyObject *meta); // the metadata, too, if there are any (not NULL)
// Gives the next number to a value that stands in the data already.
int encoder_number(struct encoder *e, Ref r);
bool encoder_has(struct encoder *e, Ref r); // does it stand in the data already?
// Says that the symbol prefix/name means the object in a namespace: the object is then encoded as that name.
int encoder_name(struct encoder *e, PyObject *o, struct ns *ns, PyObject *prefix, PyObject *name);

/* From now on functions are written as sections, of which there are so many
 * already.  The str file, which all of them name, is imported: 0 or -1. */
int encode_sections(struct encoder *e, PyObject *file, uint32_t already);
// A section: what is encoded between the two with `part`, which the second frees; bad: that failed.  0 or -1.
void encode_section_begin(struct encoder *e, struct encoder *part);
int encode_section_end(struct encoder *e, struct encoder *part, int bad);

// --- decoding -------------------------------------------------------------

#define PROTO_FLAGS (PROTO_VARIADIC | PROTO_CAPTURES | PROTO_SELF | PROTO_YIELDS | PROTO_ASYNC) // that can be encoded

enum decode_flags { DECODE_VERIFY = 1 };

struct decoder {
    const uint8_t *start, *at, *end;
    Value *table;             // by number; owned
    uint32_t used, size;
    int depth;
    enum decode_flags flags;
    const struct travel *travel;
    void *traveller;
    bool late;                // sections may be decoded later, since
    PyObject *source;         // this keeps the data (NULL: nothing needs to)
    uint32_t sections;        // how many there were
    PyObject *fetched;        // dict: number of a section and of a value in it -> that value
    const Value *imports;     // of a section
    Py_ssize_t nimports;
    struct decoder *outer;    // of a section that is decoded at once; else NULL
};

// A section that was read, but not decoded.
struct section {
    const uint8_t *data;
    size_t length;
    bool at_once;
    Value *imports;
    Py_ssize_t nimports;
};
int decode_section(struct decoder *d, struct section *s); // 0, or -1 with an exception
void section_free(struct section *s);
struct decoder section_decoder(struct decoder *d, const struct section *s); // of what is in it, now
int section_done(struct decoder *part, int bad);  // frees it: 0, or -1 when bad, or when something is left
// What decodes it when it is needed, for an owner; NULL without memory.
struct late *section_late(struct decoder *d, const struct section *s, int (*load)(struct late *l), PyObject *owner);
struct decoder late_decoder(const struct late *l);

void decoder_free(struct decoder *d);
// ERR or NULL with an exception, DecodeError when the data are malformed or name what is not there.
Value decode_value(struct decoder *d);
struct fndef *decode_fndef(struct decoder *d);
// Read what encode_number and the others have written: 0, the byte, or -1 with DecodeError at the end.
int decode_number(struct decoder *d, uint64_t *n);
int decode_byte(struct decoder *d);
const uint8_t *decode_bytes(struct decoder *d, size_t n); // NULL: there are not that many
PyObject *decode_str(struct decoder *d);   // new; nil: None
int64_t decode_count(struct decoder *d, size_t size); // a number of things of at least so many bytes each; -1: there cannot be that many
COLD Value bad_code(const char *format, ...);

extern PyObject *DecodeError; // cljsh.DecodeError(ValueError)
int encoding_init(void);

// A var that code may have the root of: where that is a function with another name, it is written as the root. 0 or -1.
int encoder_root(struct encoder *e, struct var *v);
// What a symbol that is no var names in a namespace: borrowed, or NULL without exception.
PyObject *encode_named_object(struct ns *ns, PyObject *prefix, PyObject *name);

// --- code (check_code.c) ----------------------------------------------------

/* Is a compiled proto sound (see above)?  Its def need not be set; captures: how many values its
 * function closes over.  0, or -1 with DecodeError.  Follows the operand kinds of opcodes.def. */
int check_code_head(const struct proto *p, unsigned captures); // the same of what comes before its code
int check_code_proto(const struct proto *p, unsigned captures);

#endif
