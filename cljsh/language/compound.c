// SPDX-License-Identifier: MIT
// Compound commands and functions.
#include "language/expansion.h"

// Is the reserved word here, or an alias that stands for it?
static int word_or_alias(struct parser *p, const char *word) {
    while (!at_word(p, word)) {
        int substituted = parser_substitute_alias(p, plain_word(p));
        if (substituted <= 0) return substituted;
        parser_skip_blanks(p);
    }
    return 1;
}

// A reserved word that must come now.
static int expect(struct parser *p, const char *word) {
    if (parser_skip_newlines(p) < 0 || word_or_alias(p, word) < 0) return -1;
    if (!at_word(p, word)) {
        char where[40];
        snprintf(where, sizeof where, "where %s is due", word);
        return (parser_unexpected(p, where), -1);
    }
    parser_advance_plain(p, strlen(word));
    return 0;
}

// The list up to a reserved word, which is taken.
static Value list_until(struct parser *p, const char *word) {
    Value list = parse_list(p);
    if (ok(list) && expect(p, word) < 0) return (drop(list), ERR);
    return list;
}

static Value redirections_here(struct parser *p) {
    struct values redirections = {0};
    if (parse_redirections(p, &redirections) < 0) {
        values_free(&redirections);
        return ERR;
    }
    return values_vector(&redirections);
}

static Value parse_subshell(struct parser *p, int line) {
    parser_advance(p, 1);
    Value body = parse_list(p);
    if (failed(body)) return ERR;
    if (parser_skip_newlines(p) < 0) return (drop(body), ERR);
    if (char_here(p) != ')') return (drop(body), parser_unexpected(p, "where ) is due"));
    parser_advance(p, 1);
    return NODE("subshell", body, redirections_here(p), line_value(line));
}

static Value parse_group(struct parser *p, int line) {
    parser_advance(p, 1);
    Value body = list_until(p, "}");
    return ok(body) ? NODE("group", body, redirections_here(p), line_value(line)) : ERR;
}

static Value parse_if(struct parser *p, int line) {
    struct values branches = {0};
    Value otherwise = ERR;
    parser_advance(p, 2);
    for (;;) {
        Value items[2] = {list_until(p, "then"), ERR};
        if (failed(items[0])) goto failed;
        if (failed(items[1] = parse_list(p))) {
            drop(items[0]);
            goto failed;
        }
        if (values_add(&branches, vec_give(items, 2)) < 0) goto failed;
        if (!at_word(p, "elif")) break;
        parser_advance(p, 4);
    }
    if (at_word(p, "else")) {
        parser_advance(p, 4);
        if (failed(otherwise = parse_list(p))) goto failed;
    } else {
        otherwise = nil_value();
    }
    if (expect(p, "fi") < 0) goto failed;
    return NODE("if", values_vector(&branches), otherwise, redirections_here(p), line_value(line));
failed:
    values_free(&branches);
    xdrop(otherwise);
    return ERR;
}

static Value parse_while(struct parser *p, Ref tag, int line) {
    parser_advance(p, 5);
    Value condition = list_until(p, "do");
    Value body = ok(condition) ? list_until(p, "done") : ERR;
    if (failed(body)) return (xdrop(condition), ERR);
    return TAGGED(tag, condition, body, redirections_here(p), line_value(line));
}

// do … done, or { … }.
static Value loop_body(struct parser *p) {
    if (parser_skip_newlines(p) < 0) return ERR;
    if (at_word(p, "{")) {
        parser_advance(p, 1);
        return list_until(p, "}");
    }
    return expect(p, "do") < 0 ? ERR : list_until(p, "done");
}

static bool has_semicolon(Ref word) {
    if (is_str(word)) return PyUnicode_FindChar(obj(word), ';', 0, PyUnicode_GET_LENGTH(obj(word)), 1) >= 0;
    for (Py_ssize_t i = 0; i < vec_count(word); i++)
        if (is_str(vec_at(word, i)) && has_semicolon(vec_at(word, i))) return true;
    return false;
}

static Value for_arithmetic(struct parser *p, int line) {
    Value parts[3], unused;
    int n = 0;
    parser_advance(p, 2);
    for (; n < 3; n++) {
        // The expressions are known or not as in $((…)); the words are what counts.
        struct values both = {0};
        Value word = parse_arithmetic(p, n < 2 ? ";" : "))", &unused);
        if (failed(word)) goto failed;
        if (n == 2 && has_semicolon(ref(word))) {
            syntax_error(p, p->pos, "the loop has three expressions and no more");
            drop(word);
            drop(unused);
            goto failed;
        }
        if (values_add(&both, word) < 0 || values_add(&both, unused) < 0) {
            values_free(&both);
            goto failed;
        }
        if (failed(parts[n] = values_vector(&both))) goto failed;
    }
    parser_skip_blanks(p);
    if (char_here(p) == ';') parser_advance(p, 1);
    Value body = loop_body(p);
    if (failed(body)) goto failed;
    return NODE("for-arith", parts[0], parts[1], parts[2], body, redirections_here(p), line_value(line));
failed:
    while (n) drop(parts[--n]);
    return ERR;
}

// Behind an alias that ends in a blank, also the name of a loop's variable or the word of `case` is looked up.
static int alias_of_word(struct parser *p) {
    int substituted = 0;
    parser_skip_blanks(p);
    while (substituted > 0 || parser_alias_is_due(p)) {
        alias_looked_up(p);
        if ((substituted = parser_substitute_alias(p, plain_word(p))) < 0) return -1;
        if (!substituted) return 0;
        parser_skip_blanks(p);
    }
    return 0;
}

static Value parse_for(struct parser *p, Ref tag, size_t length, int line) {
    parser_advance(p, length);
    if (alias_of_word(p) < 0) return ERR;
    if (length == 3 && double_char(p, '(')) return for_arithmetic(p, line);
    size_t n = plain_word(p);
    bool valid = n && is_name_start(p->text[p->pos]);
    for (size_t i = 1; valid && i < n; i++) valid = is_name_char(p->text[p->pos + i]);
    if (!valid) return parser_unexpected(p, "where the name of a variable must stand");
    Value name = parser_text(p, p->text + p->pos, n), words;
    parser_advance_plain(p, n);
    if (failed(name) || parser_skip_newlines(p) < 0) goto failed;
    struct values list = {0};
    int in = word_or_alias(p, "in");
    if (in < 0) goto failed;
    if (in) {
        parser_advance(p, 2);
        for (;;) {
            if (alias_of_word(p) < 0) {
                values_free(&list);
                goto failed;
            }
            int c = char_here(p);
            if (ends_word(c) && !((c == '<' || c == '>') && parser_char_ahead(p, 1) == '(')) break;
            if (values_add(&list, parse_word(p, WORD, NULL)) < 0) {
                values_free(&list);
                goto failed;
            }
        }
        if (char_here(p) != ';' && char_here(p) != '\n') {
            values_free(&list);
            parser_unexpected(p, "in the words of a loop");
            goto failed;
        }
        words = values_vector(&list);
    } else {
        words = nil_value();
    }
    if (failed(words)) goto failed;
    parser_skip_blanks(p);
    if (char_here(p) == ';') parser_advance(p, 1);
    Value body = loop_body(p);
    if (failed(body)) {
        drop(words);
        goto failed;
    }
    return TAGGED(tag, name, words, body, redirections_here(p), line_value(line));
failed:
    xdrop(name);
    return ERR;
}

// [[pattern …] body end]
static Value case_item(struct parser *p) {
    struct values patterns = {0};
    if (char_here(p) == '(') parser_advance(p, 1);
    for (;;) {
        parser_skip_blanks(p);
        if (ends_word(char_here(p))) {
            parser_unexpected(p, "where a pattern must stand");
            goto failed;
        }
        if (values_add(&patterns, parse_word(p, PATTERN, NULL)) < 0) goto failed;
        parser_skip_blanks(p);
        if (char_here(p) != '|') break;
        parser_advance(p, 1);
    }
    if (char_here(p) != ')') {
        parser_unexpected(p, "behind a pattern, where ) is due");
        goto failed;
    }
    parser_advance(p, 1);
    if (parser_begin_command(p, true) < 0) goto failed;
    Value body = parser_ends_list(p) ? nil_value() : parse_list(p);
    if (failed(body)) goto failed;
    if (parser_skip_newlines(p) < 0) {
        drop(body);
        goto failed;
    }
    const char *end = ";;";
    if (char_here(p) == ';') {
        int next = parser_char_ahead(p, 1), third = parser_char_ahead(p, 2);
        end = next == '&' ? ";&" : third == '&' ? ";;&" : ";;";
        parser_advance(p, strlen(end));
    } else if (!at_word(p, "esac")) {
        drop(body);
        parser_unexpected(p, "where ;; or esac is due");
        goto failed;
    }
    Value items[] = {values_vector(&patterns), body, parser_text(p, end, strlen(end))};
    if (ok(items[0]) && ok(items[2])) return vec_give(items, 3);
    for (int i = 0; i < 3; i++) xdrop(items[i]);
    return ERR;
failed:
    values_free(&patterns);
    return ERR;
}

static Value parse_case(struct parser *p, int line) {
    struct values items = {0};
    parser_advance(p, 4);
    if (alias_of_word(p) < 0) return ERR;
    if (ends_word(char_here(p))) return parser_unexpected(p, "where the word of case must stand");
    Value word = parse_word(p, PATTERN, NULL);
    if (failed(word)) return ERR;
    if (expect(p, "in") < 0) goto failed;
    for (;;) {
        if (parser_skip_newlines(p) < 0) goto failed;
        if (at_word(p, "esac")) break;
        if (values_add(&items, case_item(p)) < 0) goto failed;
    }
    parser_advance(p, 4);
    return NODE("case", word, values_vector(&items), redirections_here(p), line_value(line));
failed:
    values_free(&items);
    drop(word);
    return ERR;
}

static Value parse_arithmetic_command(struct parser *p, int line) {
    Value expression;
    parser_advance(p, 2);
    Value word = parse_arithmetic(p, "))", &expression);
    return ok(word) ? NODE("arithmetic", word, expression, redirections_here(p), line_value(line)) : ERR;
}

// --- functions -----------------------------------------------------------------------------

// Behind the name: (), and the body.  start: where the definition begins.
Value parse_function_body(struct parser *p, Value name, size_t start, int line) {
    if (failed(name) || parser_skip_newlines(p) < 0) return (xdrop(name), ERR);
    Value body;
    long first = p->here_count;
    enum lookup found = parse_compound(p, &body);
    if (found == LOOKUP_ABSENT) parser_unexpected(p, "where the body of a function must stand, such as { …; }");
    if (found != LOOKUP_FOUND) return (drop(name), ERR);
    Value function = NODE("function", name, body, line_value(line), parser_text_value(p->text + start, p->pos - start));
    here_documents_belong(p, first, function);
    return function;
}

Value parse_function_word(struct parser *p, int line) {
    size_t start = p->pos;
    parser_advance(p, 8);
    parser_skip_blanks(p);
    size_t n = plain_word(p);
    if (!n) return parser_unexpected(p, "where the name of a function must stand");
    Value name = parser_text(p, p->text + p->pos, n);
    size_t behind = parser_parentheses_behind(p, n);
    parser_advance(p, behind ? behind : n);
    return parse_function_body(p, name, start, line);
}

// --- commands --------------------------------------------------------------------------------

// The first character of the compound command that begins here, '[' of [[; 0 where none does.
static int compound_here(struct parser *p) {
    int c = char_here(p);
    bool begins = false;
    switch (c) {
    case '(': return c;
    case '{': begins = at_word(p, "{"); break;
    case 'i': begins = at_word(p, "if"); break;
    case 'w': begins = at_word(p, "while"); break;
    case 'u': begins = at_word(p, "until"); break;
    case 'f': begins = at_word(p, "for"); break;
    case 'c': begins = at_word(p, "case"); break;
    case 's': begins = at_word(p, "select"); break;
    case '[': begins = at_word(p, "[["); break;
    }
    return begins ? c : 0;
}

/* What follows (( is no arithmetic where two operands stand beside each other: POSIX has ((exit 1)) as two subshells
 * and lets a shell have the rest. */
static bool reads_as_words(struct parser *p, size_t at) {
    bool operand = false;
    for (int c; (c = parser_char_ahead(p, at)) != END && !(c == ')' && parser_char_ahead(p, at + 1) == ')');) {
        if (c == ';') return true;
        if (is_name_char(c)) {
            if (operand) return true;
            while (is_name_char(parser_char_ahead(p, at))) at++;
            operand = true;
            continue;
        }
        if (!is_blank(c) && c != '\n') operand = c == ')' || c == '}';
        at++;
    }
    return false;
}

static Value compound_of(struct parser *p, int kind, int line) {
    switch (kind) {
    case '(':
        if (parser_char_ahead(p, 1) == '(' && parse_is_arithmetic(p, 2) && !(p->syntax.posix && reads_as_words(p, 2))) return parse_arithmetic_command(p, line);
        return parse_subshell(p, line);
    case '{': return parse_group(p, line);
    case 'i': return parse_if(p, line);
    case 'w': return parse_while(p, KW("while"), line);
    case 'u': return parse_while(p, KW("until"), line);
    case 'f': return parse_for(p, KW("for"), 3, line);
    case 'c': return parse_case(p, line);
    case 's': return parse_for(p, KW("select"), 6, line);
    default:
        parser_advance(p, 2);
        return parse_test(p, line);
    }
}

static const char *compound_name(int c) {
    switch (c) {
    case '(': return "(…)";
    case '{': return "{ … }";
    case 'i': return "if … fi";
    case 'w': return "while … done";
    case 'u': return "until … done";
    case 'f': return "for … done";
    case 'c': return "case … esac";
    case '[': return "[[ … ]]";
    default: return "select … done";
    }
}

enum lookup parse_compound(struct parser *p, Value *command) {
    int kind = compound_here(p);
    if (!kind) return p->failed ? LOOKUP_FAILED : LOOKUP_ABSENT;
    struct opened o;
    parser_opened(p, &o, compound_name(kind));
    *command = compound_of(p, kind, p->line);
    if (failed(*command)) return LOOKUP_FAILED;
    closed(p, &o);
    return LOOKUP_FOUND;
}
