// SPDX-License-Identifier: MIT
// [[ … ]].
#include "base/cstack.h"
#include "language/parser.h"

static Value parse_or(struct parser *p);

static bool at_operator(struct parser *p, const char *op) {
    return char_here(p) == op[0] && parser_char_ahead(p, 1) == op[1];
}

static bool is_binary(const char *word, size_t n) {
    static const char *const operators[] = {"=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strlen(operators[i]) == n && memcmp(operators[i], word, n) == 0) return true;
    return false;
}

static bool is_unary(struct parser *p) {
    return char_here(p) == '-' && parser_char_ahead(p, 1) != END && strchr("abcdefghknoprstuvwxzGLNORS", parser_char_ahead(p, 1)) &&
           ends_word(parser_char_ahead(p, 2)) && plain_word(p) == 2;
}

static Value operand(struct parser *p, enum context context) {
    if (parser_skip_newlines(p) < 0) return ERR;
    int c = char_here(p);
    bool process = (c == '<' || c == '>') && parser_char_ahead(p, 1) == '(';
    if (ends_word(c) && !process && !(context == REGEX && (c == '(' || c == '|'))) return parser_unexpected(p, "inside [[ … ]]");
    if (at_word(p, "]]")) return syntax_error(p, p->pos, "unexpected ]], an operand is missing");
    return parse_word(p, context, NULL);
}

// Does ]] stand behind the n characters and blanks?
static bool ends_test(struct parser *p, size_t n) {
    while (is_blank(parser_char_ahead(p, n))) n++;
    return parser_char_ahead(p, n) == ']' && parser_char_ahead(p, n + 1) == ']' && ends_word(parser_char_ahead(p, n + 2));
}

static Value parse_primary(struct parser *p) {
    if (cstack_check() < 0 || parser_skip_newlines(p) < 0) return ERR;
    if (at_word(p, "!")) {
        parser_advance(p, 1);
        Value inner = parse_primary(p);
        return ok(inner) ? NODE("not", inner) : ERR;
    }
    if (char_here(p) == '(') {
        parser_advance(p, 1);
        Value inner = parse_or(p);
        if (failed(inner)) return ERR;
        if (char_here(p) != ')') return (drop(inner), parser_unexpected(p, "inside [[ … ]], where ) is due"));
        parser_advance(p, 1);
        return inner;
    }
    if (is_unary(p)) {
        Value op = parser_text(p, p->text + p->pos, 2);
        size_t pos = p->pos;
        parser_advance(p, 2);
        parser_skip_blanks(p);
        size_t n = plain_word(p);
        // -x == y compares the text -x
        if (!(n && is_binary(p->text + p->pos, n) && !ends_test(p, n)) && !at_word(p, "]]")) {
            if (failed(op)) return ERR;
            Value word = operand(p, PATTERN);
            return ok(word) ? NODE("unary", op, word) : (drop(op), ERR);
        }
        drop(op);
        p->pos = pos;
    }
    Value left = operand(p, PATTERN);
    if (failed(left)) return ERR;
    parser_skip_blanks(p);
    int c = char_here(p);
    size_t n = c == '<' || c == '>' ? 1 : plain_word(p);
    if (!n || !(c == '<' || c == '>' || is_binary(p->text + p->pos, n))) return NODE("unary", str_value("-n"), left);
    bool regex = n == 2 && p->text[p->pos + 1] == '~';
    bool matches = c == '=' || c == '!';
    Value op = parser_text(p, p->text + p->pos, n);
    parser_advance(p, n);
    Value right = failed(op) ? ERR : operand(p, regex ? REGEX : matches ? MATCHED : WORD);
    if (failed(right)) return (drop(left), xdrop(op), ERR);
    return NODE("binary", op, left, right);
}

static Value parse_and(struct parser *p) {
    Value left = parse_primary(p);
    while (ok(left) && parser_skip_newlines(p) == 0 && at_operator(p, "&&")) {
        parser_advance(p, 2);
        Value right = parse_primary(p);
        left = ok(right) ? NODE("and", left, right) : (drop(left), ERR);
    }
    return left;
}

static Value parse_or(struct parser *p) {
    Value left = parse_and(p);
    while (ok(left) && parser_skip_newlines(p) == 0 && at_operator(p, "||")) {
        parser_advance(p, 2);
        Value right = parse_and(p);
        left = ok(right) ? NODE("or", left, right) : (drop(left), ERR);
    }
    return left;
}

Value parse_test(struct parser *p, int line) {
    struct values redirections = {0};
    Value expression = parse_or(p);
    if (failed(expression)) return ERR;
    if (!at_word(p, "]]")) return (drop(expression), parser_unexpected(p, "inside [[ … ]]"));
    parser_advance(p, 2);
    if (parse_redirections(p, &redirections) < 0) {
        values_free(&redirections);
        drop(expression);
        return ERR;
    }
    return NODE("test", expression, values_vector(&redirections), line_value(line));
}
