// SPDX-License-Identifier: MIT
/* Functions.
 *
 *   proto    the code of one arity: instructions, constants, tables
 *   fndef    what all closures of one fn form share: a proto per number of
 *            arguments.  arity[n] for n <= MAX_FIXED is what a call with n
 *            arguments enters; arity[MAX_FIXED + 1] takes all longer calls.
 *            A variadic proto stands in every slot it serves.
 *   fn       the function value: an fndef and the values closed over
 *
 * A frame's registers are: the arguments (of a variadic proto: nreq and the
 * rest seq), then the captured values the proto names, then the function
 * itself when it refers to itself by name, then locals and temporaries.
 *
 * The code of a function that was compiled by another process is decoded when
 * it is first called.  Until then its proto is late: it knows its head alone
 * (what comes before `code` is read, in encoding.h), and its code is one
 * instruction, which decodes it.  Who looks at anything else of a proto makes
 * it ready first.
 */
#ifndef VM_FUNCTION_H
#define VM_FUNCTION_H

#include "base/prim.h"
#include "data/type.h"
#include "vm/bytecode.h"
#include "vm/late.h"

#define MAX_PARAMS 20     // of a function
#define MAX_FIXED (MAX_PARAMS + 2) // a method: with the instance, and IFn's invoke takes what is over in an array
#define SITES_MAX (1 << 15) // of a proto

enum proto_flags { PROTO_VARIADIC = 1, PROTO_CAPTURES = 2, PROTO_SELF = 4, PROTO_NATIVE = 8, PROTO_YIELDS = 16, PROTO_ASYNC = 32, PROTO_WAITS = 64,
                   PROTO_AHEAD = 128, // a primitive in whose place the def's `ahead` is called where it would wait for an argument
                   PROTO_LAZY = 256 }; // it only makes a lazy seq that closes over its arguments: known from its code, see fndef_add()

// What the interpreter and the loops over chunks do themselves, without a call of the function.
enum fast_native {
    FAST_NONE, FAST_INC, FAST_DEC, FAST_ODD, FAST_EVEN,
    FAST_ORDER, // compare: only known as a comparator
#define ARITH(op, name, operator, verb) FAST_##op,
#define DIVISION(op, name, verb) FAST_##op,
#define BITWISE(op, name, verb) FAST_##op,
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) FAST_##op, FAST_##mirror,
#include "num/arithmetic.def"
    // Steps of transducers, compiled functions that close over the next step and a function (see each.c).
    FAST_MAP, FAST_FILTER, FAST_REMOVE, FAST_KEEP,
    // Bodies of lazy seqs (flow.c).
    LAZY_MAP, LAZY_FILTER, LAZY_REMOVE, LAZY_KEEP, LAZY_TAKE, LAZY_TAKE_WHILE, LAZY_MAP_2, LAZY_MAP_3, LAZY_CONCAT
};

/* What an instruction with an operand S looks for, and what it found there
 * last.  Sites lie before the constants in one block of memory: a site is
 * found from the constants by its (negative) number. */
struct site {
    Ref k;                // what it looks for, one of the proto's constants
    uintptr_t seen;       // the class that `found` is good for; 0: none yet
    uintptr_t found;      // the index of the field, or the method
    uint32_t entry;       // where in a small map the key was
    uint32_t misses;      // how often it had to look anew
};

struct handler {          // instructions [start, end) are protected
    uint32_t start, end, target;
    uint16_t exc_reg;     // gets the exception
    uint32_t live;        // index into proto.live_bits: what is owned at target
};
struct line { uint32_t pc; int line, column; };      // from pc on
struct live_entry { uint32_t pc; uint32_t bits; };   // from pc on: index into live_bits

struct proto {
    PyObject_HEAD
    Instr *code;
    Value *k;              // behind the sites, in their block
    uint16_t nregs;
    uint8_t nargs;         // without the rest argument
    uint8_t fast;          // enum fast_native
    uint16_t flags, ncaptures;
    uint16_t *captures;    // which of the fn's values go into the registers after the arguments
    PrimBody native;
    uint32_t ncode, nk, nsites, nlines, nlive, nhandlers, live_words;
    uint16_t lazy_order;   // of PROTO_LAZY: which arguments the body closes over, four bits each
    struct line *lines;
    struct live_entry *live;
    uint64_t *live_bits;   // live_words words each
    struct handler *handlers;
    struct fndef *def;     // borrowed: the def owns the proto
    struct fndef *lazy;    // of PROTO_LAZY: the body; borrowed from the constants
    PyObject *file;        // str or NULL
    PyObject *arglist;     // vector or NULL
    struct late *late;     // what the rest is decoded from, or NULL
};

extern const Instr proto_late_code[1];
#define PROTO_LATE_REGISTERS 64 // at most, of one that can be late
// Decodes what is not decoded yet: 0, or -1 with an exception.
static inline int proto_ready(struct proto *p) { return likely(!p->late) ? 0 : late_load(p->late); }
// The same for all protos of a def.
struct fndef;
int fndef_ready(struct fndef *def);
// Makes a new proto, whose head is set, late; takes the late.
void proto_put_off(struct proto *p, struct late *late);
// Moves what was decoded into the late proto with the same head.
void proto_fill(struct proto *p, struct proto *decoded);

#define DIRECT_MAX 3
#define LAZY_ARGS 4 // at most, of PROTO_LAZY

struct fndef {
    PyObject_HEAD
    PrimBody direct[DIRECT_MAX + 1]; // what a call with so many arguments runs: the body of a primitive that needs nothing else, or NULL
    struct proto *arity[MAX_FIXED + 2];
    PyObject *name;        // str "ns/name" or "ns/fn--12"
    PyObject *class;       // what (class f) gives, or NULL; see class/function_class.h
    PyObject *many;        // of a primitive: the function that apply calls when its arguments are more than it can take; or NULL
    PyObject *ahead;       // of a primitive: the function that PROTO_AHEAD speaks of; or NULL
    uint16_t ncaptures;
    bool joins;            // the body of a lazy seq that may become part of another one, see flow_join()
    int variadic;          // required arguments of the variadic arity, or -1
};

struct fn {
    PyObject_HEAD
    PyObject *weak;      // weak references to it; in the place of a size, which the def knows
    struct fndef *def;
    vectorcallfunc vectorcall;
    PyObject *extras;    // its metadata; once it has attributes, a struct fn_extras; or NULL
    Value captured[];
};

// Of a function that was given attributes, as Python's functions can be.
struct fn_extras { PyObject_HEAD PyObject *meta, *attributes; }; // a map or NULL; a dict
extern PyTypeObject fn_extras_type;

extern CljType fn_type;
extern PyTypeObject proto_type, fndef_type;
int function_init(void);

static inline struct fn_extras *fn_extras_of(const struct fn *f) {
    return f->extras && Py_TYPE(f->extras) == &fn_extras_type ? (struct fn_extras *)f->extras : NULL;
}
// Its metadata, borrowed, or NULL.
static inline PyObject *fn_meta(const struct fn *f) {
    struct fn_extras *extras = fn_extras_of(f);
    return extras ? extras->meta : f->extras;
}
static inline bool is_fn(Ref r) { return is_clj(r, &fn_type); }
static inline struct fn *fn_of(Ref r) { return (struct fn *)obj(r); }

struct proto *proto_new(void);
// Room for constants, which are entered one by one (counted by nk), and sites, which are filled in. 0 or -1.
int proto_room(struct proto *p, uint32_t constants, uint32_t sites);
// The site of that number, -nsites … -1.
static inline struct site *proto_site(const struct proto *p, int64_t number) { return (struct site *)p->k + number; }
// An empty def; name is kept.
struct fndef *fndef_new(PyObject *name);
// Enters a proto (consumed) into the slots of its arity; ValueError when two collide.
int fndef_add(struct fndef *def, struct proto *proto);
void fndef_direct(struct fndef *def); // finds `direct` anew
// A function of the def (kept) with room for its captured values, which are nil.
struct fn *fn_new(struct fndef *def);
// The same with its first n captured values, which are taken (also when it fails).
struct fn *fn_closing_over(struct fndef *def, Value *values, Py_ssize_t n);
// The same for one that nobody else will have: it is tracked only when something it closes over can be part of a cycle.
struct fn *fn_unshared(struct fndef *def, Value *values, Py_ssize_t n);
// Is the call of this proto, which gives the function away, the end of it, so that its values, all of them, can be moved?
static inline bool fn_is_spent(const struct fn *f, const struct proto *p) {
    return Py_REFCNT(f) == 1 && p->ncaptures == f->def->ncaptures && !(p->flags & PROTO_SELF) && !f->weak && !f->extras;
}
void fn_give(struct fn *f); // then: the last reference, after they have been
void fn_forget_free(void); // none is kept for reuse any longer, see vec_forget_free()
// The entry for a call with n arguments, or NULL.
static inline struct proto *fn_entry(struct fn *f, Py_ssize_t n) {
    return f->def->arity[n <= MAX_FIXED ? n : MAX_FIXED + 1];
}
COLD Value err_arity(Ref f, Py_ssize_t n); // names the function and what it accepts
// The numbers of arguments it accepts, for a message; the first `hidden` parameters are not counted.
enum { FN_ACCEPTS = 200 };
COLD void fn_accepts(const struct fndef *d, int hidden, char *text); // of FN_ACCEPTS bytes

// Where an instruction of a proto (by the index of the one after it) stands in the source.
const struct line *proto_line(const struct proto *p, uint32_t pc);
const uint64_t *proto_live(const struct proto *p, uint32_t pc);

#endif
