// SPDX-License-Identifier: MIT
// Arithmetic: trees of language/arith.c, prepared and evaluated.
#include "command/node.h"

#include "base/cstack.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "language/syntax.h"

#include <stdlib.h>

enum arith_kind { A_NUMBER, A_NAME, A_EXPAND, A_INDEX, A_UNARY, A_BINARY, A_AND, A_OR, A_IF, A_COMMA, A_SET, A_PRE, A_POST };

struct arith {
    unsigned char kind;
    unsigned char op;          // of unary, binary, set: see below
    int number;                // A_EXPAND: a positional parameter, 0: see letter
    char letter;
    bool expands;              // of the whole: $x is in it
    bool is_value;         // its text came out of an expansion
    int64_t value;
    struct variable *variable;
    struct arith *a, *b, *c;
    const char *index;
};

// Operators, by a character of their own.
static unsigned char operator_code(const char *op) {
    size_t n = strlen(op);
    if (n == 1) return (unsigned char)op[0];
    if (strcmp(op, "**") == 0) return 'p';
    if (strcmp(op, "<<") == 0) return 'l';
    if (strcmp(op, ">>") == 0) return 'r';
    if (strcmp(op, "<=") == 0) return 'L';
    if (strcmp(op, ">=") == 0) return 'G';
    if (strcmp(op, "==") == 0) return 'e';
    if (strcmp(op, "!=") == 0) return 'n';
    return 0;
}

static unsigned char assignment_code(const char *op) {
    char text[4] = {0};
    size_t n = strlen(op);
    if (n == 1) return 0;
    memcpy(text, op, n - 1);
    return operator_code(text);
}

static const char *utf8(Ref str) {
    const char *text = is_str(str) ? PyUnicode_AsUTF8(obj(str)) : NULL;
    if (!text) sh_forget_error();
    return text ? text : "";
}

static struct arith *prepare(struct interp *sh, struct arena *pool, Ref e) {
    struct arith *a = sh_arena_alloc(pool, sizeof *a);
    memset(a, 0, sizeof *a);
    int64_t number;
    if (int64_of(e, &number)) {
        a->kind = A_NUMBER;
        a->value = number;
        return a;
    }
    Ref tag = vec_at(e, 0);
    Py_ssize_t n = vec_count(e);
#define SUB(i) prepare(sh, pool, vec_at(e, i))
    if (same(tag, KW("name")) || same(tag, KW("index"))) {
        const char *name = utf8(vec_at(e, 1));
        a->kind = n > 2 ? A_INDEX : A_NAME;
        a->variable = variable_intern(sh, name, strlen(name));
        if (n > 2) a->index = sh_arena_text(pool, utf8(vec_at(e, 2)), strlen(utf8(vec_at(e, 2))));
    } else if (same(tag, KW("expand"))) {
        const char *name = utf8(vec_at(e, 1));
        a->kind = A_EXPAND;
        if (name[0] >= '0' && name[0] <= '9') a->number = atoi(name), a->letter = '0';
        else if (strchr("#?$!", name[0])) a->letter = name[0];
        else a->variable = variable_intern(sh, name, strlen(name));
    } else if (same(tag, KW("unary"))) {
        a->kind = A_UNARY;
        a->op = operator_code(utf8(vec_at(e, 1)));
        a->a = SUB(2);
    } else if (same(tag, KW("binary"))) {
        a->kind = A_BINARY;
        a->op = operator_code(utf8(vec_at(e, 1)));
        a->a = SUB(2);
        a->b = SUB(3);
    } else if (same(tag, KW("set"))) {
        a->kind = A_SET;
        a->op = assignment_code(utf8(vec_at(e, 1)));
        a->a = SUB(2);
        a->b = SUB(3);
    } else if (same(tag, KW("pre")) || same(tag, KW("post"))) {
        a->kind = same(tag, KW("pre")) ? A_PRE : A_POST;
        a->value = utf8(vec_at(e, 1))[0] == '+' ? 1 : -1;
        a->a = SUB(2);
    } else {
        a->kind = same(tag, KW("and")) ? A_AND : same(tag, KW("or")) ? A_OR : same(tag, KW("if")) ? A_IF : A_COMMA;
        a->a = SUB(1);
        a->b = SUB(2);
        if (n > 3) a->c = SUB(3);
    }
#undef SUB
    return a;
}

static bool has_expansion(const struct arith *a) {
    return a && (a->kind == A_EXPAND || has_expansion(a->a) || has_expansion(a->b) || has_expansion(a->c));
}

struct arith *sh_arith_prepare(struct interp *sh, struct program *p, Ref expression) {
    struct arith *a = prepare(sh, &p->pool, expression);
    a->expands = has_expansion(a);
    return a;
}

// --- values -------------------------------------------------------------------------

static int eval(struct interp *sh, struct arith *a, int64_t *value);

static COLD int complain(struct interp *sh, const char *what) {
    sh_report(sh, "arithmetic: %s", what);
    return -1;
}

// A variable's value is an expression of its own.
static COLD int eval_text(struct interp *sh, const char *text, int64_t *value) {
    if (cstack_check() < 0) return (PyErr_Clear(), complain(sh, "an expression refers to itself"));
    static int depth;
    if (depth > 512) return complain(sh, "an expression refers to itself");
    depth++;
    int r = sh_arith(sh, text, value);
    depth--;
    return r;
}

static inline int variable_value(struct interp *sh, struct variable *v, int64_t *value) {
    if (likely(v->has_number) || (variable_set_p(v) && variable_number(sh, v, value))) {
        if (v->has_number) *value = v->number;
        return 0;
    }
    const char *text = variable_text(v);
    if (!text) {
        if (sh->options[OPT_NOUNSET]) {
            sh_report(sh, "%s: parameter not set", v->name);
            return -1;
        }
        return (*value = 0, 0);
    }
    return eval_text(sh, text, value);
}

static int index_value(struct interp *sh, struct arith *a, const char **index) {
    // The text of an index is expanded like the rest; in what came out of expansions, no command is run.
    if (a->is_value && strpbrk(a->index, "$`")) {
        char *expanded = sh_index_of_text(sh, a->index, strlen(a->index));
        *index = sh_arena_text(&sh->arena, expanded, strlen(expanded));
        free(expanded);
        return 0;
    }
    if (!strpbrk(a->index, "$`\\\"'")) return (*index = a->index, 0);
    char *text = sh_expand_text(sh, a->index);
    if (!text) return -1;
    *index = sh_arena_text(&sh->arena, text, strlen(text));
    free(text);
    return 0;
}

/* Where a value is read or written. It is found once for an operator that does
 * both: an index is an expression, which can have effects. */
struct place { struct variable *variable; const char *index; char number[24]; };

static int place_find(struct interp *sh, struct arith *a, struct place *p) {
    p->variable = a->variable;
    p->index = NULL;
    if (likely(a->kind == A_NAME)) return 0;
    if (index_value(sh, a, &p->index) < 0) return -1;
    return (p->index = element_index(sh, a->variable, p->index, p->number)) ? 0 : -1;
}

static int place_value(struct interp *sh, struct place *p, int64_t *value) {
    if (likely(!p->index)) return variable_value(sh, p->variable, value);
    bool fail = false;
    const char *text = element_get(sh, p->variable, p->index, &fail);
    if (fail) return -1;
    return text ? eval_text(sh, text, value) : (*value = 0, 0);
}

static int place_set(struct interp *sh, struct place *p, int64_t value) {
    if (likely(!p->index)) return variable_assign_number(sh, p->variable, value);
    char text[24];
    sh_number_text(text, value);
    return element_set(sh, p->variable, p->index, text, false);
}

static int power(struct interp *sh, int64_t a, int64_t b, int64_t *value) {
    if (b < 0) return complain(sh, "an exponent is less than 0");
    uint64_t result = 1, base = (uint64_t)a;
    for (; b; b >>= 1, base *= base)
        if (b & 1) result *= base;
    *value = (int64_t)result;
    return 0;
}

static inline int binary(struct interp *sh, unsigned char op, int64_t a, int64_t b, int64_t *value) {
    switch (op) {
    case '+': *value = (int64_t)((uint64_t)a + (uint64_t)b); break;
    case '-': *value = (int64_t)((uint64_t)a - (uint64_t)b); break;
    case '*': *value = (int64_t)((uint64_t)a * (uint64_t)b); break;
    case '/': case '%':
        if (!b) return complain(sh, "division by 0");
        if (b == -1) *value = op == '/' ? (int64_t)(0 - (uint64_t)a) : 0; // the least number has no opposite
        else *value = op == '/' ? a / b : a % b;
        break;
    case '<': *value = a < b; break;
    case '>': *value = a > b; break;
    case 'L': *value = a <= b; break;
    case 'G': *value = a >= b; break;
    case 'e': *value = a == b; break;
    case 'n': *value = a != b; break;
    case '&': *value = a & b; break;
    case '|': *value = a | b; break;
    case '^': *value = a ^ b; break;
    case 'l': *value = (int64_t)((uint64_t)a << (b & 63)); break;
    case 'r': *value = a >> (b & 63); break;
    case 'p': return power(sh, a, b, value);
    }
    return 0;
}

static int expand_value(struct interp *sh, struct arith *a, int64_t *value) {
    if (a->variable) {
        if (!variable_set_p(a->variable)) return 1; // nothing, which may be an error where it stands
        if (a->variable->has_number && a->variable->number >= 0) return (*value = a->variable->number, 0);
        return variable_number(sh, a->variable, value) && *value >= 0 && *variable_text(a->variable) ? 0 : 1;
    }
    if (a->letter == '#') return (*value = sh->parameters.count, 0);
    if (a->letter == '?') return (*value = sh->status, 0);
    const char *text = a->letter == '0' && a->number ? params_get(sh, a->number) : NULL;
    if (!text || !*text || strspn(text, "0123456789") != strlen(text) || strlen(text) > 18 || (text[0] == '0' && text[1])) return 1;
    *value = strtoll(text, NULL, 10);
    return 0;
}

static int eval(struct interp *sh, struct arith *a, int64_t *value) {
    int64_t x, y;
    int r;
    struct place p;
    switch ((enum arith_kind)a->kind) {
    case A_NUMBER: *value = a->value; return 0;
    case A_NAME: return variable_value(sh, a->variable, value);
    case A_INDEX: return (r = place_find(sh, a, &p)) ? r : place_value(sh, &p, value);
    case A_EXPAND: return expand_value(sh, a, value);
    case A_UNARY:
        if ((r = eval(sh, a->a, &x))) return r;
        *value = a->op == '-' ? (int64_t)(0 - (uint64_t)x) : a->op == '!' ? !x : a->op == '~' ? ~x : x;
        return 0;
    case A_BINARY:
        if ((r = eval(sh, a->a, &x)) || (r = eval(sh, a->b, &y))) return r;
        return binary(sh, a->op, x, y, value);
    case A_AND: case A_OR:
        if ((r = eval(sh, a->a, &x))) return r;
        if (!x == (a->kind == A_AND)) return (*value = x != 0, 0);
        if ((r = eval(sh, a->b, &y))) return r;
        return (*value = y != 0, 0);
    case A_IF:
        if ((r = eval(sh, a->a, &x))) return r;
        return eval(sh, x ? a->b : a->c, value);
    case A_COMMA:
        if ((r = eval(sh, a->a, &x))) return r;
        return eval(sh, a->b, value);
    case A_SET:
        if (a->op && ((r = place_find(sh, a->a, &p)) || (r = place_value(sh, &p, &x)))) return r;
        if ((r = eval(sh, a->b, &y))) return r;
        if (a->op ? (r = binary(sh, a->op, x, y, &y)) : (r = place_find(sh, a->a, &p))) return r;
        *value = y;
        return place_set(sh, &p, y);
    case A_PRE: case A_POST:
        if ((r = place_find(sh, a->a, &p)) || (r = place_value(sh, &p, &x))) return r;
        y = (int64_t)((uint64_t)x + (uint64_t)a->value);
        *value = a->kind == A_PRE ? y : x;
        return place_set(sh, &p, y);
    }
    return -1;
}

/* Where $x is no number, its text must be put into the expression first: that
 * is found out before anything is evaluated, which might have effects. */
static bool expands(struct interp *sh, struct arith *a) {
    int64_t value;
    if (!a) return true;
    if (a->kind == A_EXPAND) return expand_value(sh, a, &value) == 0;
    return expands(sh, a->a) && expands(sh, a->b) && expands(sh, a->c);
}

int sh_arith_value(struct interp *sh, struct arith *a, int64_t *value) {
    if (unlikely(a->expands) && !expands(sh, a)) return 1;
    return eval(sh, a, value);
}

static void mark_as_value(struct arith *a) {
    if (!a) return;
    a->is_value = true;
    mark_as_value(a->a);
    mark_as_value(a->b);
    mark_as_value(a->c);
}

int sh_arith(struct interp *sh, const char *text, int64_t *value) {
    // The commonest: a number.
    const char *p = text + (*text == '-');
    if (*p >= '1' && *p <= '9') {
        char *end;
        const char *digits = p;
        while (*p >= '0' && *p <= '9') p++;
        if (!*p && p - digits <= 18) return (*value = strtoll(text, &end, 10), 0);
    }
    SCOPED Value expression = ERR;
    parse_arith(text, strlen(text), false, &expression);
    if (failed(expression)) {
        PyObject *type, *error, *trace;
        PyErr_Fetch(&type, &error, &trace);
        SCOPED_PY PyObject *message = error ? PyObject_Str(error) : NULL;
        sh_report(sh, "%s", message ? PyUnicode_AsUTF8(message) : "arithmetic: it is wrong");
        Py_XDECREF(type);
        Py_XDECREF(error);
        Py_XDECREF(trace);
        PyErr_Clear();
        return -1;
    }
    struct mark m = arena_mark(&sh->arena);
    struct arith *a = prepare(sh, &sh->arena, ref(expression));
    mark_as_value(a);
    int r = eval(sh, a, value);
    arena_release(&sh->arena, m);
    return r ? -1 : 0;
}
