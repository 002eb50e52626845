// SPDX-License-Identifier: MIT
/* Calls of core functions that are instructions.
 *
 * A call is inlined as long as the core var has not been redefined.
 */
#include "coll/map.h"
#include "compile/special.h"
#include "data/symbol.h"
#include "num/math.h"
#include "vars/lib_var.h"
#include "vm/borrowing.h"

enum how { PLAIN, ELEMENT, NUMBERED, SWAP, PLUS_NUMBER, WITH_NUMBER, OF_NUMBER, NEGATED, FOLD, CHAIN, NEGATED_CHAIN, SPREAD, GET_IN, ASSOC_IN, UPDATE, UPDATE_IN };
struct way { const char *ns, *name; int n; enum opcode op; enum how how; int number; };

// Ways of the same name follow each other. FOLD: at least n arguments, from the left;
// CHAIN: at least n, each compared with the next (NEGATED_CHAIN: and not so); number: whether the operands are swapped;
// NUMBERED: the instruction has the number, that of a function in a table;
// SPREAD: at least n arguments, the last one a seq of more;
// GET_IN, ASSOC_IN, UPDATE, UPDATE_IN: see key_path.c, the last two with at least n arguments.
static const struct way ways[] = {
    {"", "", 0, OP_MOVE, PLAIN, 0},
#define ARITH(op, name, operator, verb) \
    {"clojure.core", name, 2, OP_##op, PLAIN, 0}, {"clojure.core", name, 3, OP_##op, FOLD, 0},
#define DIVISION(op, name, verb) {"clojure.core", name, 2, OP_##op, PLAIN, 0},
#define BITWISE(op, name, verb) {"clojure.core", name, 2, OP_##op, PLAIN, 0},
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) \
    {"clojure.core", name, 2, OP_##op, PLAIN, 0}, {"clojure.core", name, 3, OP_##op, CHAIN, false}, \
    {"clojure.core", mirrored_name, 2, OP_##op, SWAP, 0}, {"clojure.core", mirrored_name, 3, OP_##op, CHAIN, true},
#include "num/arithmetic.def"
    {"clojure.core", "inc", 1, OP_ADDI, PLUS_NUMBER, 1},
    {"clojure.core", "dec", 1, OP_ADDI, PLUS_NUMBER, -1},
    {"clojure.core", "==", 2, OP_NUMEQ, PLAIN, 0},
    {"clojure.core", "=", 2, OP_EQ, PLAIN, 0},
    {"clojure.core", "=", 3, OP_EQ, CHAIN, false},
    {"clojure.core", "not=", 2, OP_EQ, NEGATED, 0},
    {"clojure.core", "not=", 3, OP_EQ, NEGATED_CHAIN, false},
    {"clojure.core", "identical?", 2, OP_SAME, PLAIN, 0},
    {"clojure.core", "not", 1, OP_NOT, PLAIN, 0},
    {"clojure.core", "nil?", 1, OP_ISNIL, PLAIN, 0},
    {"clojure.core", "some?", 1, OP_ISNIL, NEGATED, 0},
    {"clojure.core", "reduced?", 1, OP_ISREDUCED, PLAIN, 0},
    {"clojure.core", "zero?", 1, OP_NUMEQ, WITH_NUMBER, 0},
    {"clojure.core", "neg?", 1, OP_LT, WITH_NUMBER, 0},
    {"clojure.core", "pos?", 1, OP_LT, OF_NUMBER, 0},
    {"clojure.core", "get", 2, OP_GET, PLAIN, 0},
    {"cljsh.core", "take-value", 2, OP_TAKE, PLAIN, 0},
    {"clojure.core", "nth", 2, OP_NTH, PLAIN, 0},
    {"clojure.core", "nth", 3, OP_ELEM, ELEMENT, 0}, // of a number and nil, as destructuring writes it
    {"cljsh.core", "chunk-nth", 2, OP_NTH, PLAIN, 0},
    {"clojure.core", "chunk-append", 2, OP_APPEND, PLAIN, 0},
    {"clojure.core", "aget", 2, OP_AGET, PLAIN, 0},
    {"clojure.core", "aset", 3, OP_ASET, PLAIN, 0},
    {"clojure.core", "alength", 1, OP_ALEN, PLAIN, 0},
    {"clojure.core", "conj", 2, OP_CONJ, PLAIN, 0},
    {"clojure.core", "cons", 2, OP_CONS, PLAIN, 0},
    {"clojure.core", "assoc", 3, OP_ASSOC, PLAIN, 0},
    {"clojure.core", "conj!", 2, OP_CONJMUT, PLAIN, 0},
    {"clojure.core", "assoc!", 3, OP_ASSOCMUT, PLAIN, 0},
    {"clojure.core", "first", 1, OP_FIRST, PLAIN, 0},
    {"clojure.core", "next", 1, OP_NEXT, PLAIN, 0},
    {"clojure.core", "rest", 1, OP_REST, PLAIN, 0},
    {"clojure.core", "seq", 1, OP_SEQ, PLAIN, 0},
    {"clojure.core", "count", 1, OP_COUNT, PLAIN, 0},
    {"clojure.core", "double", 1, OP_FUNBOX, PLAIN, 0},
#define UNARY(id, name, arglist, function, doc) {"clojure.math", name, 1, OP_FCALL, NUMBERED, MATH_##id},
#define BINARY(id, name, arglist, function, doc) {"clojure.math", name, 2, OP_FCALL2, NUMBERED, MATH_##id},
#include "num/math.def"
    {"clojure.core", "get-in", 2, OP_GET, GET_IN, 0},
    {"clojure.core", "assoc-in", 3, OP_ASSOC, ASSOC_IN, 0},
    {"clojure.core", "update", 3, OP_ASSOC, UPDATE, 0},
    {"clojure.core", "update-in", 3, OP_ASSOC, UPDATE_IN, 0},
    {"clojure.core", "apply", 2, OP_APPLY, SPREAD, 0},
#define BORROWS(id, ns, name) {ns, name, 1, OP_PRIM, NUMBERED, BORROWS_##id},
#include "vm/borrowing.def"
    {"clojure.core", "max", 2, OP_MAX, PLAIN, 0},
    {"clojure.core", "max", 3, OP_MAX, FOLD, 0},
    {"clojure.core", "min", 2, OP_MIN, PLAIN, 0},
    {"clojure.core", "min", 3, OP_MIN, FOLD, 0},
};
#define WAYS (sizeof ways / sizeof *ways)
_Static_assert(WAYS <= UINT8_MAX, "a var has the index of its first way in a byte");

// Primitives that are often passed to map, filter and reduce.
static void set_fast_natives(void) {
    static const struct { const char *name; int n; enum fast_native fast; } table[] = {
        {"inc", 1, FAST_INC}, {"dec", 1, FAST_DEC}, {"odd?", 1, FAST_ODD}, {"even?", 1, FAST_EVEN}, {"compare", 2, FAST_ORDER},
#define ARITH(op, name, operator, verb) {name, 2, FAST_##op},
#define DIVISION(op, name, verb) {name, 2, FAST_##op},
#define BITWISE(op, name, verb) {name, 2, FAST_##op},
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) {name, 2, FAST_##op}, {mirrored_name, 2, FAST_##mirror},
#include "num/arithmetic.def"
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct var *v = ns_intern_utf8("clojure.core", table[i].name);
        if (v && v->root.w && is_fn(ref(v->root))) {
            struct proto *p = fn_entry(fn_of(ref(v->root)), table[i].n);
            if (p && p->nargs == table[i].n) p->fast = (uint8_t)table[i].fast;
            fndef_direct(fn_of(ref(v->root))->def);
        }
    }
}

void inline_init(void) {
    for (size_t i = WAYS; i-- > 1;) {
        struct var *v = ns_intern_utf8(ways[i].ns, ways[i].name);
        if (v) v->inlined = (uint8_t)i;
        if (v && ways[i].op == OP_PRIM) borrowing_set((enum borrowing)ways[i].number, v);
    }
    set_fast_natives();
}

bool doubles_only(struct node **items, int n) {
    bool one = false;
    for (int i = 0; i < n; i++) {
        if (items[i]->value == ANY_VALUE) return false;
        one |= items[i]->value == DOUBLE_VALUE;
    }
    return one;
}

static enum value_type value_of_op(struct node *n) {
    bool ints = true;
    for (int i = 0; i < n->n; i++) ints &= n->items[i]->value == INT_VALUE;
    switch ((enum op_result)opcode_info[n->op].result) {
    case RESULT_INT: return INT_VALUE;
    case RESULT_DOUBLE: return DOUBLE_VALUE;
    case RESULT_INTEGER: return ints ? INT_VALUE : ANY_VALUE;
    case RESULT_NUMBER: return ints ? INT_VALUE : doubles_only(n->items, n->n) ? DOUBLE_VALUE : ANY_VALUE;
    case RESULT_QUOTIENT: return doubles_only(n->items, n->n) ? DOUBLE_VALUE : ANY_VALUE;
    default: return ANY_VALUE;
    }
}

struct node *op_node(struct compiler *c, enum opcode op, struct node **items, int n) {
    struct node *node = ast_new(c, N_OP);
    if (!node || !(node->items = ast_alloc(c, (size_t)(n + 1) * sizeof *items))) return NULL;
    memcpy(node->items, items, (size_t)n * sizeof *items);
    node->n = n;
    node->op = (uint8_t)op;
    node->value = (uint8_t)value_of_op(node);
    return node;
}

static bool is_name_const(struct node *n) { return n->type == N_CONST && is_obj(n->k) && (kind_of(n->k) & K_NAMED); }

static bool small_const(struct node *n) { return n->type == N_CONST && is_int(n->k) && int_of(n->k) > -30000 && int_of(n->k) < 30000; }

// x + number in one instruction; `of` says which operator the program named.
static struct node *plus_number(struct compiler *c, struct node *x, int64_t number, enum opcode of) {
    struct node *node = op_node(c, OP_ADDI, &x, 1);
    if (!node) return NULL;
    node->number = number;
    node->swapped = of == OP_SUB;
    return node;
}

// --- arithmetic that wraps ------------------------------------------------

#define WRAPPING(name) {"clojure.core", name, "num/number_cast.c"}
LIB_VAR(unchecked_math_var, "clojure.core", "*unchecked-math*", "clojure/core/05_vars.clj");
LIB_VARS(wrapping, WRAPPING("unchecked-add"), WRAPPING("unchecked-subtract"), WRAPPING("unchecked-multiply"), WRAPPING("unchecked-inc"),
         WRAPPING("unchecked-dec"));

/* While *unchecked-math* is true, sums, differences and products of what is
 * known to be a long wrap at 64 bits: of literals, of locals with the hint,
 * of what long, int, count and other such sums give. */
static bool unchecked_math(void) {
    struct var *v = lib_var(&unchecked_math_var);
    Value now = v ? var_get(v) : ERR;
    if (failed(now)) return PyErr_Clear(), false;
    bool on = is_true(ref(now));
    drop(now);
    return on;
}

// An operation that wraps, where all operands are known to be ints; else absent.
static enum lookup wrapping_call(struct compiler *c, enum opcode op, struct node **args, int n, int number, struct node **call) {
    for (int i = 0; i < n; i++)
        if (args[i]->value != INT_VALUE) return LOOKUP_ABSENT;
    enum { ADD, SUBTRACT, MULTIPLY, INC, DEC, NONE } which = op == OP_ADD ? ADD : op == OP_SUB ? SUBTRACT : op == OP_MUL ? MULTIPLY : NONE;
    if (op == OP_ADDI) which = number < 0 ? DEC : INC;
    if (which == NONE) return LOOKUP_ABSENT;
    if (!(*call = analyze_call_core(c, &wrapping[which], args, n))) return LOOKUP_FAILED;
    (*call)->value = INT_VALUE;
    return LOOKUP_FOUND;
}

static enum lookup wrapping_calls(struct compiler *c, const struct way *way, struct node **args, int n, struct node **call) {
    if (way->how != FOLD) return wrapping_call(c, way->op, args, n, way->number, call);
    struct node *sum = args[0];
    enum lookup r = LOOKUP_FOUND;
    for (int j = 1; r == LOOKUP_FOUND && j < n; j++) r = wrapping_call(c, way->op, (struct node *[]){sum, args[j]}, 2, 0, &sum);
    *call = sum;
    return r;
}

void note_long(struct var *v, struct node *call) {
    static const char *const longs[] = {
        "long", "int", "short", "byte", "unchecked-long", "unchecked-int", "unchecked-add", "unchecked-subtract", "unchecked-multiply",
        "unchecked-inc", "unchecked-dec", "unchecked-negate", "alength", "hash", "bit-shift-left", "unsigned-bit-shift-right", "bit-not",
    };
    if (v->ns != core_ns || !unchecked_math()) return;
    for (size_t i = 0; i < sizeof longs / sizeof *longs; i++)
        if (PyUnicode_CompareWithASCIIString(v->name, longs[i]) == 0) call->value = INT_VALUE;
}

// --- arrays -------------------------------------------------------------------

static enum value_type value_in(PyObject *name, const char *suffix) {
    static const struct { const char *name; enum value_type value; } types[] = {
        {"double", DOUBLE_VALUE}, {"float", DOUBLE_VALUE}, {"long", INT_VALUE}, {"int", INT_VALUE}, {"short", INT_VALUE}, {"byte", INT_VALUE},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char full[16];
        PyOS_snprintf(full, sizeof full, "%s%s", types[i].name, suffix);
        if (PyUnicode_CompareWithASCIIString(name, full) == 0) return types[i].value;
    }
    return ANY_VALUE;
}

// What is in the array that has the hint ^doubles, ^longs …
static enum value_type value_in_hinted(PyObject *meta) {
    bool error = false;
    Ref tag = meta ? map_find(ref_of(meta), KW("tag"), &error) : NO_REF;
    if (error) PyErr_Clear();
    return tag.w && is_symbol(tag) ? value_in(symbol_of(tag)->name, "s") : ANY_VALUE;
}

void note_array(struct var *v, struct node *call) {
    if (v->ns != core_ns) return;
    if (PyUnicode_CompareWithASCIIString(v->name, "aclone") == 0) call->elements = call->n > 1 ? call->items[1]->elements : ANY_VALUE;
    else call->elements = (uint8_t)value_in(v->name, "-array");
}

void note_element(struct node *call, Ref array) {
    enum value_type value = (enum value_type)call->items[0]->elements;
    if (is_symbol(array) && !value) value = value_in_hinted(symbol_of(array)->meta);
    else if (!value && kind_of(array) & K_SEQ) {
        PyObject **meta = meta_slot(array);
        value = meta ? value_in_hinted(*meta) : ANY_VALUE;
    }
    if (!value && call->items[0]->type == N_LOCAL) value = value_in_hinted(symbol_of(call->items[0]->local->name)->meta);
    call->value = (uint8_t)value;
}

// What is read twice, or perhaps not at all, must be a local or a constant: then that makes no difference.
static bool chainable(struct node **args, int n) {
    for (int i = 1; i < n; i++)
        if (args[i]->type != N_LOCAL && args[i]->type != N_CONST) return false;
    return true;
}

// (< a b c) is (if (< a b) (< b c) false).
static struct node *chain(struct compiler *c, const struct way *way, struct node **args, int n) {
    struct node *all = NULL;
    for (int i = n - 1; i-- > 0;) {
        struct node *again = i ? ast_new(c, (enum node_type)args[i]->type) : args[i];
        if (!again) return NULL;
        *again = *args[i];
        struct node *both[] = {again, args[i + 1]}, *one = op_node(c, way->op, both, 2);
        if (!one) return NULL;
        one->swapped = way->number;
        struct node *test = all ? ast_new(c, N_IF) : NULL;
        if (!all) { all = one; continue; }
        if (!test || !(test->c = const_node(c, FALSE_REF))) return NULL;
        test->a = one;
        test->b = all;
        all = test;
    }
    return all;
}

static const struct way *way_for(struct var *v, struct node **args, int n) {
    for (size_t i = v->inlined; i < WAYS && strcmp(ways[i].name, ways[v->inlined].name) == 0; i++) {
        const struct way *way = &ways[i];
        if (way->op == OP_PRIM && !borrowing[way->number].var) continue;
        const bool chains = way->how == CHAIN || way->how == NEGATED_CHAIN;
        const bool more = way->how == FOLD || chains || way->how == SPREAD || way->how == UPDATE || way->how == UPDATE_IN;
        if (more ? n < way->n : n != way->n) continue;
        if ((way->how == GET_IN || way->how == ASSOC_IN || way->how == UPDATE_IN) && !path_is_known(args[1])) continue;
        if (chains && !chainable(args, n)) continue;
        if (way->how != ELEMENT || (small_const(args[1]) && int_of(args[1]->k) >= 0 && args[2]->type == N_CONST && is_nil(args[2]->k))) return way;
    }
    return NULL;
}

static struct node *plain_node(struct compiler *c, const struct way *way, struct node **args, int n) {
    struct node *node;
    if (way->op == OP_GET && is_name_const(args[1])) {
        node = op_node(c, OP_GETK, args, 1);
        if (node) node->k = args[1]->k;
        return node;
    }
    if ((way->op == OP_ADD || way->op == OP_SUB) && small_const(args[1]))
        return plus_number(c, args[0], way->op == OP_ADD ? int_of(args[1]->k) : -int_of(args[1]->k), way->op);
    if (way->op == OP_ADD && small_const(args[0])) return plus_number(c, args[1], int_of(args[0]->k), way->op);
    node = op_node(c, way->op, args, n);
    if (node) node->swapped = way->how == SWAP;
    return node;
}

struct node *inline_get(struct compiler *c, struct node **both) {
    static const struct way get = {.op = OP_GET, .how = PLAIN};
    return plain_node(c, &get, both, 2);
}

static struct node *way_node(struct compiler *c, struct method *m, const struct way *way, struct node **args, int n) {
    struct node *node;
    switch (way->how) {
    case PLAIN:
    case SWAP: return plain_node(c, way, args, n);
    case ELEMENT:
        node = op_node(c, way->op, args, 1);
        if (node) node->number = int_of(args[1]->k), apart_pick(node);
        return node;
    case NUMBERED:
        node = op_node(c, way->op, args, n);
        if (node) node->number = way->number;
        return node;
    case PLUS_NUMBER: return plus_number(c, args[0], way->number, way->number < 0 ? OP_SUB : OP_ADD);
    case WITH_NUMBER: {
        struct node *both[] = {args[0], const_node(c, int_ref(way->number))};
        return both[1] ? op_node(c, way->op, both, 2) : NULL;
    }
    case OF_NUMBER: { // the number stands before the operand
        struct node *both[] = {args[0], const_node(c, int_ref(way->number))};
        if (!both[1] || !(node = op_node(c, way->op, both, 2))) return NULL;
        node->swapped = true;
        return node;
    }
    case NEGATED:
        node = op_node(c, way->op, args, n);
        return node ? op_node(c, OP_NOT, &node, 1) : NULL;
    case FOLD:
        node = args[0];
        for (int j = 1; node && j < n; j++) {
            struct node *both[] = {node, args[j]};
            node = op_node(c, way->op, both, 2);
        }
        return node;
    case CHAIN: return chain(c, way, args, n);
    case NEGATED_CHAIN:
        node = chain(c, way, args, n);
        return node ? op_node(c, OP_NOT, &node, 1) : NULL;
    case SPREAD:
        node = ast_new(c, N_CALL);
        if (!node) return NULL;
        node->items = args;
        node->n = n;
        node->op = OP_APPLY;
        return node;
    case GET_IN: return path_get(c, args[0], args[1]);
    case ASSOC_IN: return path_change_in(c, m, args, n, false);
    case UPDATE_IN: return path_change_in(c, m, args, n, true);
    case UPDATE: {
        struct node **others = ast_alloc(c, (size_t)n * sizeof *others);
        if (!others) return NULL;
        others[0] = args[0];
        memcpy(others + 1, args + 2, (size_t)(n - 2) * sizeof *others);
        return path_change(c, m, args + 1, 1, others, n - 1, true);
    }
    }
    return NULL;
}

enum lookup inline_call(struct compiler *c, struct method *m, struct var *v, struct node **args, int n, struct node **call) {
    const struct way *way = way_for(v, args, n);
    if (!way) return LOOKUP_ABSENT;
    if ((way->op == OP_ADD || way->op == OP_SUB || way->op == OP_MUL || way->op == OP_ADDI) && unlikely(unchecked_math())) {
        enum lookup wraps = wrapping_calls(c, way, args, n, call);
        if (wraps != LOOKUP_ABSENT) return wraps;
    }
    *call = way_node(c, m, way, args, n);
    return *call ? LOOKUP_FOUND : LOOKUP_FAILED;
}
