// SPDX-License-Identifier: MIT
/* Arithmetic: the text of $((…)) to an expression.
 *
 *     123                       an integer, of 64 bits
 *     [:name "x"]               the value of a variable, as an expression of its own
 *     [:expand "x"]             $x: the same if it is a number, else the text must be expanded first
 *     [:index "x" index]        x[index]: index the text, for it may be a key
 *     [:unary "-" a]            also + ! ~
 *     [:binary "+" a b]         all of C's, and **
 *     [:and a b] [:or a b] [:if c a b] [:comma a b]
 *     [:set "=" place a]        also += and its like; place: :name or :index
 *     [:pre "++" place] [:post "--" place]
 *
 * The operators and their order are those of C (POSIX 1.1.2.1).
 */
#include "base/cstack.h"
#include "language/parser.h"

#include <errno.h>

struct arith { const char *text, *at, *end; bool expand, unknown, expands, assigns, failed; };

static Value parse_comma(struct arith *a);
static Value parse_ternary(struct arith *a);

static void skip(struct arith *a) {
    while (a->at < a->end && (is_blank(*a->at) || *a->at == '\n' || *a->at == '\r')) a->at++;
}

static int peek(struct arith *a) { return a->at < a->end ? (unsigned char)*a->at : END; }

static COLD Value fail(struct arith *a, const char *what) {
    if (a->failed || a->unknown) return ERR;
    a->failed = true;
    SCOPED Value whole = parser_text_value(a->text, (size_t)(a->end - a->text)), rest = parser_text_value(a->at, (size_t)(a->end - a->at));
    if (failed(whole) || failed(rest)) return ERR;
    if (a->at >= a->end) return err_arg("%s in arithmetic: it ends behind \"%U\"", what, obj(ref(whole)));
    return err_arg("%s in arithmetic: at \"%U\" of \"%U\"", what, obj(ref(rest)), obj(ref(whole)));
}

static bool take_text(struct arith *a, const char *text) {
    skip(a);
    if (peek(a) != text[0]) return false;
    size_t n = strlen(text);
    if ((size_t)(a->end - a->at) < n || memcmp(a->at, text, n) != 0) return false;
    a->at += n;
    return true;
}

// --- operands -----------------------------------------------------------------------

static int digit_value(int c, int base) {
    if (is_digit_char(c)) return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + (base <= 36 ? 10 : 36);
    return c == '@' ? 62 : c == '_' ? 63 : 99;
}

static Value digits(struct arith *a, int base) {
    uint64_t value = 0; // overflow wraps, as in C on the machine
    bool some = false;
    for (int d; a->at < a->end && (d = digit_value(peek(a), base)) < 99; a->at++, some = true) {
        if (d >= base) return fail(a, "a digit that the base does not have");
        value = value * (uint64_t)base + (uint64_t)d;
    }
    return some ? int_value((int64_t)value) : fail(a, "digits are missing");
}

static Value parse_number(struct arith *a) {
    const char *start = a->at;
    if (*a->at == '0' && a->at + 1 < a->end && (a->at[1] | 32) == 'x') {
        a->at += 2;
        return digits(a, 16);
    }
    while (a->at < a->end && is_digit_char(*a->at)) a->at++;
    if (peek(a) == '#') { // base#digits
        long base = strtol(start, NULL, 10);
        if (a->at - start > 2 || base < 2 || base > 64) return fail(a, "a base must be from 2 to 64");
        a->at++;
        return digits(a, (int)base);
    }
    a->at = start;
    return digits(a, *start == '0' ? 8 : 10);
}

static Value parse_name(struct arith *a) {
    const char *start = a->at;
    while (a->at < a->end && is_name_char(*a->at)) a->at++;
    Value name = parser_text_value(start, (size_t)(a->at - start));
    if (failed(name) || peek(a) != '[') return ok(name) ? NODE("name", name) : ERR;
    const char *index = ++a->at;
    for (int depth = 1; a->at < a->end; a->at++) {
        depth += (*a->at == '[') - (*a->at == ']');
        if (!depth) break;
    }
    if (a->at == a->end) return (drop(name), fail(a, "] is missing"));
    return NODE("index", name, parser_text_value(index, (size_t)(a->at++ - index)));
}

// $x and ${x}, where they may stand.
static Value parse_expand(struct arith *a) {
    const char *start = ++a->at;
    bool braces = peek(a) == '{';
    if (braces) start = ++a->at;
    if (is_name_start(peek(a))) while (a->at < a->end && is_name_char(*a->at)) a->at++;
    else if (is_digit_char(peek(a))) { do a->at++; while (braces && a->at < a->end && is_digit_char(*a->at)); }
    else if (peek(a) != END && strchr("#?$!", peek(a))) a->at++;
    Value name = a->at > start ? parser_text_value(start, (size_t)(a->at - start)) : ERR;
    bool whole = ok(name) && (!braces || peek(a) == '}');
    if (braces) a->at++;
    // Behind it, the text goes on: $x1 is one thing, $x$y and ${x}1 are one number perhaps.
    if (!whole || (a->at < a->end && (is_name_char(*a->at) || strchr("$#[", *a->at)))) {
        a->unknown = true;
        xdrop(name);
        return ERR;
    }
    a->expands = true;
    return NODE("expand", name);
}

static bool is_place(Ref e) {
    return !is_int(e) && is_vec(e) && (same(vec_at(e, 0), KW("name")) || same(vec_at(e, 0), KW("index")));
}

static Value step(struct arith *a, Ref tag, const char *op, Value place) {
    if (failed(place)) return ERR;
    if (!is_place(ref(place))) return (drop(place), fail(a, "++ and -- need a variable"));
    a->assigns = true;
    return TAGGED(tag, str_value(op), place);
}

static Value parse_primary(struct arith *a) {
    skip(a);
    int c = peek(a);
    if (c == '(') {
        a->at++;
        Value inner = parse_comma(a);
        if (ok(inner) && !take_text(a, ")")) return (drop(inner), fail(a, ") is missing"));
        return inner;
    }
    if (is_digit_char(c)) return parse_number(a);
    if (is_name_start(c)) {
        Value place = parse_name(a);
        if (ok(place) && take_text(a, "++")) return step(a, KW("post"), "++", place);
        if (ok(place) && take_text(a, "--")) return step(a, KW("post"), "--", place);
        return place;
    }
    if (c == '$' && a->expand) return parse_expand(a);
    return fail(a, "an operand is missing");
}

static Value parse_unary(struct arith *a) {
    if (cstack_check() < 0) return ERR;
    static const char *const steps[] = {"++", "--"};
    for (int i = 0; i < 2; i++) {
        const char *before = a->at;
        if (!take_text(a, steps[i])) continue;
        skip(a);
        if (is_name_start(peek(a))) return step(a, KW("pre"), steps[i], parse_name(a));
        a->at = before; // two signs
        break;
    }
    skip(a);
    int c = peek(a);
    if (c == '-' || c == '+' || c == '!' || c == '~') {
        a->at++;
        Value operand = parse_unary(a);
        if (failed(operand)) return ERR;
        if (is_int(ref(operand)) && c == '-') return int_value(-int_of(ref(operand)));
        return NODE("unary", str_value((char[]){(char)c, 0}), operand);
    }
    return parse_primary(a);
}

// --- operators of two operands ---------------------------------------------------------

struct binary { const char *text; int level; };
static const struct binary binaries[] = { // longer ones first
    {"**", 12}, {"<<", 9}, {">>", 9}, {"<=", 8}, {">=", 8}, {"==", 7}, {"!=", 7}, {"&&", 3}, {"||", 2},
    {"*", 11}, {"/", 11}, {"%", 11}, {"+", 10}, {"-", 10}, {"<", 8}, {">", 8}, {"&", 6}, {"^", 5}, {"|", 4},
};

static const struct binary *binary_here(struct arith *a) {
    skip(a);
    int first = peek(a);
    for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++) {
        if (binaries[i].text[0] != first) continue;
        size_t n = strlen(binaries[i].text);
        if ((size_t)(a->end - a->at) < n || memcmp(a->at, binaries[i].text, n) != 0) continue;
        // += and its like are assignments.
        int level = binaries[i].level;
        bool assigns = a->at + n < a->end && a->at[n] == '=' && level != 7 && level != 8 && level != 2 && level != 3 && level != 12;
        return assigns ? NULL : &binaries[i];
    }
    return NULL;
}

// Precedence climbing: operators of this level or one that binds closer.
static Value parse_binary(struct arith *a, int lowest) {
    Value left = parse_unary(a);
    for (const struct binary *op; ok(left) && (op = binary_here(a)) && op->level >= lowest;) {
        a->at += strlen(op->text);
        Value right = parse_binary(a, op->level == 12 ? 12 : op->level + 1); // ** associates to the right
        if (failed(right)) return (drop(left), ERR);
        left = op->level == 3 ? NODE("and", left, right) : op->level == 2 ? NODE("or", left, right)
                                                                            : NODE("binary", str_value(op->text), left, right);
    }
    return left;
}

static Value parse_ternary(struct arith *a) {
    Value condition = parse_binary(a, 2);
    if (failed(condition) || !take_text(a, "?")) return condition;
    Value yes = parse_comma(a), no = ERR;
    if (ok(yes) && take_text(a, ":")) no = parse_ternary(a);
    else if (ok(yes)) fail(a, ": is missing");
    if (ok(no)) return NODE("if", condition, yes, no);
    drop(condition);
    xdrop(yes);
    return ERR;
}

static Value parse_assignment(struct arith *a) {
    static const char *const operators[] = {"=", "*=", "/=", "%=", "+=", "-=", "<<=", ">>=", "&=", "^=", "|="};
    if (cstack_check() < 0) return ERR;
    Value left = parse_ternary(a);
    if (failed(left)) return ERR;
    skip(a);
    if (peek(a) == '=' && a->at + 1 < a->end && a->at[1] == '=') return left;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (!take_text(a, operators[i])) continue;
        if (!is_place(ref(left))) return (drop(left), fail(a, "only a variable can be assigned to"));
        a->assigns = true;
        Value right = parse_assignment(a);
        return ok(right) ? NODE("set", str_value(operators[i]), left, right) : (drop(left), ERR);
    }
    return left;
}

static Value parse_comma(struct arith *a) {
    Value left = parse_assignment(a);
    while (ok(left) && take_text(a, ",")) {
        Value right = parse_assignment(a);
        left = ok(right) ? NODE("comma", left, right) : (drop(left), ERR);
    }
    return left;
}

enum lookup parse_arith(const char *text, size_t n, bool expand, Value *expression) {
    struct arith a = {.text = text, .at = text, .end = text + n, .expand = expand};
    skip(&a);
    if (a.at == a.end) return (*expression = int_value(0), LOOKUP_FOUND); // nothing is zero
    Value e = parse_comma(&a);
    skip(&a);
    if (ok(e) && a.at < a.end) {
        drop(e);
        e = fail(&a, "an operator is missing");
    } else if (ok(e) && a.expands && a.assigns) { // $x is what x was before anything is assigned
        drop(e);
        return LOOKUP_ABSENT;
    }
    *expression = e;
    return ok(e) ? LOOKUP_FOUND : a.unknown && !a.failed ? LOOKUP_ABSENT : LOOKUP_FAILED;
}
