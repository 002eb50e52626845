// SPDX-License-Identifier: MIT
/* The tree between forms and code.
 *
 * analyze.c makes it (macros expanded, names resolved), liveness.c marks in
 * it which use of a local is the last one and what is alive where branches
 * begin, codegen.c turns it into instructions.  All of it lives in one arena
 * that goes when the top-level form is done.
 */
#ifndef COMPILE_AST_H
#define COMPILE_AST_H

#include "base/absent.h"
#include "data/type.h"
#include "macro/forms.h"
#include "read/reader.h"
#include "vars/var.h"
#include "vm/bytecode.h"
#include "vm/function.h"
#include "vm/generator.h"

enum node_type {
    N_CONST,    // k
    N_LOCAL,    // local; last: this use consumes it
    N_VAR,      // k: the var whose value is wanted
    N_OP,       // op, items: an instruction in place of a call
    N_CALL,     // items[0] the function, then the arguments; k: a var or function to call directly, else items[0]
    N_METHOD,   // k: name, items: object and arguments
    N_MEMBER,   // k: name, a: object; op: OP_GETATTR or OP_ATTRCALL
    N_SETMEMBER,// k: name, a: object, b: value
    N_VECTOR, N_MAP, N_SET, // items
    N_IF,       // a test, b then, c else
    N_DO,       // items, at least one
    N_LET,      // local, a initial value, b body
    N_LOOP,     // locals with items as initial values (none: a method's parameters), b body; number: recurs to it
    N_RECUR,    // items, target: the loop
    N_FN,       // fn
    N_LETFN,    // locals, items (N_FN), b body
    N_THROW,    // a
    N_TRY,      // a body, catches, b finally after success, c finally after failure
    N_METHODS,  // fns: the vector of a deftype's methods
    N_REIFY,    // a what makes the class, fns its methods, items the values closed over
    N_YIELD,    // a; op: enum yield_mode (vm/generator.h)
    N_EACH,     // items: function, chunk, what is gathered; number: enum each_mode (vm/each.h)
    N_CASE,     // a test, items branches, c default, consts per branch
};

// What is known of a value before the program runs.  Doubles are computed raw,
// without tags, in registers that own nothing.
enum value_type { ANY_VALUE, INT_VALUE, DOUBLE_VALUE };

typedef uint64_t *LiveSet; // of local ids; its length is the method's

struct local {
    Ref name;              // symbol
    struct method *method;
    int id;                // within the method
    int reg;
    uint8_t value;         // enum value_type; DOUBLE_VALUE: the register holds a raw double
    uint8_t elements;      // of what is known to be an array, as in struct node
    int uses, npicks;      // in how many places it stands, and in how many of them an element of it is taken: see apart.c
    struct node *picks;    // these, linked by `next`
    bool misfit;           // a recur gives it another type than it began with
    bool is_loop;
    bool is_field;         // a field read at each use (see class_scope); id is its index
};

/* What the methods of a deftype or reify see of the instance, their first
 * parameter.  An immutable field becomes a local, loaded where the method
 * begins; a mutable one is read at each use.  by_name: the fields are
 * attributes, of a class that Python made.  Of a reify the fields are the
 * locals closed over, found as the methods are analysed. */
struct class_scope {
    Ref *names;            // symbols
    bool *is_mutable;
    int n;
    bool by_name;
    struct ast_fn *closing; // of a reify: gathers what is closed over; else NULL
};

struct catch_clause { struct node *class; struct local *local; struct node *body; LiveSet in; };

struct node {
    uint8_t type, op;
    uint8_t value;         // enum value_type
    uint8_t elements;      // the same of the elements, where it is known to be an array
    bool last, kwargs, swapped;
    bool unused;           // N_LET: the body does not read the local
    int line, column;
    int n;
    int64_t number;        // N_OP with an immediate operand
    struct node **items;
    struct node *a, *b, *c;
    Ref k;
    struct local *local, **locals;
    struct node *target;
    struct ast_fn *fn, **fns; // fns: ended by NULL
    struct catch_clause *catches; // N_TRY: n of them
    Ref **consts;          // N_CASE: per branch, ended by NO_REF
    struct node *next;     // of an N_LOOP the first recur to it, of this the next one; of a local's pick the next one
    int *order;            // N_RECUR: in which order the items are evaluated
    LiveSet in1, in2, *ins; // what is alive where branches begin
};

struct ast_fn {
    Ref name;              // symbol or NO_REF
    PyObject *full_name;   // str
    struct method *outer;  // the method it stands in, or NULL
    struct method **methods;
    int nmethods;
    struct local **captured; // locals of the outer method
    int ncaptured, captured_size;
    struct class_scope *class; // of the methods of a class
    bool async;
};

struct scope {
    struct scope *up, *same_hash;
    struct local *local;
    int depth;
    Ref environment;       // &env of the macros in it, or NO_REF
};

struct method {
    struct ast_fn *fn;
    struct scope *scope;
    struct scope **names; // where the scope is deep: a hash table of it by names, of SCOPE_HASH chains, innermost first
    struct local **params; // fixed ones, then the rest parameter
    int nparams;           // without the rest parameter
    bool variadic;
    struct local **capture_locals; // per captured value: this method's local or NULL
    int capture_size;
    struct local **fields; // per field of the class: this method's local or NULL
    struct local *self;    // when the function's own name is used
    int nlocals;
    struct node *body;
    struct node *loop;     // where recur goes: the innermost loop, NULL: the method itself
    bool no_recur;         // inside try
    bool yields, async;    // a call of it gives a generator, or a coroutine
    LiveSet in;            // alive at entry
};

struct arena_block;
struct compiler {
    struct arena_block *arena;
    Value *owned;          // values kept for as long as the arena
    int nowned, owned_size;
    struct node *top;      // the loop around a top-level form
    Reader *reader;        // for positions, may be NULL
    int line, column;      // of the innermost form with a position
    PyObject *name_hint;   // for the function that the next form is, from `def`
    PyObject *async_hint;  // the same, when the var is ^:async
    bool core;             // compiling clojure.core: link directly
};

void *ast_alloc(struct compiler *c, size_t size); // zeroed; NULL with MemoryError
Ref compiler_own(struct compiler *c, Value v);      // keeps v with the arena; NO_REF on failure
void compiler_free(struct compiler *c);
struct node *ast_new(struct compiler *c, enum node_type type);

// analyze.c: NULL with an exception on failure
void go_to(struct compiler *c, Ref form); // the place of what follows, if the form has one
struct node *analyze(struct compiler *c, struct method *m, Ref form, bool tail);
struct node *analyze_body(struct compiler *c, struct method *m, Ref forms, bool tail);
struct ast_fn *analyze_fn(struct compiler *c, struct method *outer, Ref form, PyObject *name_hint);
struct local *scope_new_local(struct compiler *c, struct method *m, Ref name);
int scope_push(struct compiler *c, struct method *m, struct local *local);
Value scope_environment(struct compiler *c, struct method *m); // &env for a macro: a map of the symbols of what is visible, or nil
void scope_restore(struct method *m, struct scope *saved); // leaves the scopes inside
struct local *scope_find_local(struct compiler *c, struct method *m, Ref symbol, bool *error);
struct node *const_node(struct compiler *c, Ref k);
struct lib_var;
struct node *analyze_call_of(struct compiler *c, struct method *m, struct node **items, int n); // of items[0] with the others
struct node *analyze_call_core(struct compiler *c, struct lib_var *function, struct node **args, int n);
// special.c: the special forms. *handled false: the head is none.
struct node *analyze_special(struct compiler *c, struct method *m, Ref head, Ref form, bool tail, bool *handled);
bool analyze_is_special_symbol(Ref symbol);
// Can arithmetic of these give nothing but a double?
bool doubles_only(struct node **items, int n);
bool ast_is_pure(struct node *n); // constants, locals and instructions on such only: no branch, no call
// class.c
struct local *field_find(struct compiler *c, struct method *m, Ref symbol, bool *error);
// The instance, for a method or a function inside of it.
struct local *this_local(struct compiler *c, struct method *m, struct method *owner);
struct node *field_node(struct compiler *c, struct method *m, struct local *field);
struct node *ast_set_field(struct compiler *c, struct method *m, struct local *field, struct node *value);
struct node *analyze_methods(struct compiler *c, struct method *m, Ref form);
struct node *analyze_reify(struct compiler *c, struct method *m, Ref form);
struct node *yield_node(struct compiler *c, struct method *m, struct node *value, enum yield_mode mode);
struct local *analyze_capture(struct compiler *c, struct method *m, struct local *outer);
struct ast_fn *analyze_class_method(struct compiler *c, struct method *outer, Ref form, PyObject *name, struct class_scope *class);
// inline.c
enum lookup inline_call(struct compiler *c, struct method *m, struct var *v, struct node **args, int n, struct node **call);
struct node *op_node(struct compiler *c, enum opcode op, struct node **items, int n);
struct node *inline_get(struct compiler *c, struct node **both); // (get a b)
void inline_init(void);
void note_array(struct var *v, struct node *call);   // sets the elements of a call that makes an array of numbers
void note_element(struct node *call, Ref array);     // sets the value of an aget whose array is known or hinted; the form of the array
void note_long(struct var *v, struct node *call); // sets the value of a call that gives a long, while *unchecked-math* is true
// resolve.c: what a symbol stands for, when it is no local
struct node *resolve_symbol(struct compiler *c, struct method *m, Ref symbol);
/* Is it clojure.core by its full name? A library may name what is not here,
 * a private part of Clojure's own: as with a class that is missing, that is no
 * error before it is used.  The node that throws then, what being what cannot be resolved. */
bool resolve_is_core(PyObject *ns);
int resolve_load_namespace(PyObject *name); // the library of a namespace that is not there yet: 1; 0 when there is none, -1
bool resolve_is_clojures(PyObject *ns); // is it clojure.core or another namespace that belongs to Clojure itself?
struct node *resolve_missing_core(struct compiler *c, PyObject *what);
// Is the error that of a macro called with n arguments, of which it takes other numbers (&form and &env not counted)?
// Runs a macro on a form: the expansion, owned by the compiler; NO_REF with an exception.
Ref analyze_expand(struct compiler *c, struct method *m, Ref macro, Ref form);
bool analyze_macro_miscounted(Ref macro, Py_ssize_t n);
enum lookup analyze_macro_of(struct compiler *c, Ref symbol, Value *macro); // the macro's function
// liveness.c
int liveness(struct compiler *c, struct method *m);
// codegen.c
struct fndef *gen_proto(struct compiler *c, struct ast_fn *fn);

// Is a name the number of dimensions in the symbol for a class of arrays, as in String/1?
bool resolve_is_dimensions(PyObject *name);
// The class that such a symbol stands for when it begins with the name of a primitive, borrowed; NULL otherwise.
PyTypeObject *resolve_array_class(Ref symbol);
// The class that stands before the slash of a symbol, as a node; NULL with an error when that is none.
struct node *qualifying_class(struct compiler *c, struct method *m, Ref symbol);
COLD void *compile_error(struct compiler *c, const char *format, ...); // CompileError at the current place; NULL
COLD void locate_error(struct compiler *c); // an error that knows no place, of a macro or so, gets the current one

#endif
