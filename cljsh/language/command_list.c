// SPDX-License-Identifier: MIT
// Commands: lists, pipelines, what a command begins with.
#include "base/cstack.h"
#include "language/expansion.h"

static Value parse_command(struct parser *p);

int parser_skip_newlines(struct parser *p) {
    for (;;) {
        parser_skip_blanks(p);
        if (char_here(p) != '\n') return p->failed ? -1 : 0;
        parser_advance(p, 1);
        if (parse_here_documents(p) < 0) return -1;
    }
}

// Do parentheses follow the word of n characters here?
size_t parser_parentheses_behind(struct parser *p, size_t n) {
    size_t i = n;
    while (is_blank(parser_char_ahead(p, i))) i++;
    if (parser_char_ahead(p, i++) != '(') return 0;
    while (is_blank(parser_char_ahead(p, i))) i++;
    return parser_char_ahead(p, i) == ')' ? i + 1 : 0;
}

// --- lists ----------------------------------------------------------------------

// Words that end a list of commands, where a command could begin.
bool parser_ends_list(struct parser *p) {
    switch (char_here(p)) {
    case END: case ')': return true;
    case ';': return parser_char_ahead(p, 1) == ';' || parser_char_ahead(p, 1) == '&';
    case 't': return at_word(p, "then");
    case 'e': return at_word(p, "else") || at_word(p, "elif") || at_word(p, "esac");
    case 'f': return at_word(p, "fi");
    case 'd': return at_word(p, "do") || at_word(p, "done");
    case '}': return at_word(p, "}");
    default: return false;
    }
}

static Value with_stderr(Value command) { // what |& adds to the command before it
    Value items[] = {str_value(">&"), int_value(2), str_value("1"), bool_value(false)};
    if (failed(items[0]) || failed(items[2])) {
        xdrop(items[0]);
        xdrop(items[2]);
        drop(items[3]);
        return (drop(command), ERR);
    }
    Value redirection = vec_give(items, 4);
    if (failed(redirection)) return (drop(command), ERR);
    // A simple command has its redirections third; any other one becomes a group.
    if (same(vec_at(ref(command), 0), KW("simple"))) {
        SCOPED Value all = keep(vec_at(ref(command), 3));
        all = vec_conj(all, ref(redirection));
        drop(redirection);
        return ok(all) ? vec_assoc_at(command, 3, ref(all)) : (drop(command), ERR);
    }
    Value redirections = vec_give(&redirection, 1);
    return ok(redirections) ? NODE("group", command, redirections, int_value(0)) : (drop(command), ERR);
}

static Value parse_pipe(struct parser *p) {
    struct values commands = {0};
    for (;;) {
        if (values_add(&commands, parse_command(p)) < 0) goto failed;
        parser_skip_blanks(p);
        if (char_here(p) != '|' || parser_char_ahead(p, 1) == '|') break;
        parser_advance(p, 1);
        if (char_here(p) == '&') {
            parser_advance(p, 1);
            Value *last = &commands.items[commands.n - 1], before = *last;
            commands.n--;
            if (values_add(&commands, with_stderr(before)) < 0) goto failed;
        }
        if (parser_begin_command(p, true) < 0) goto failed;
    }
    if (commands.n > 1) return NODE("pipe", values_vector(&commands));
    Value only = commands.items[0];
    commands.n = 0;
    values_free(&commands);
    return only;
failed:
    values_free(&commands);
    return ERR;
}

// With an option other than -p it is the utility of that name in posix mode, which has more of them.
static bool at_time(struct parser *p) {
    if (!at_word(p, "time")) return false;
    size_t n = 4;
    while (is_blank(parser_char_ahead(p, n))) n++;
    return !p->syntax.posix || parser_char_ahead(p, n) != '-' || parser_char_ahead(p, n + 1) == 'p';
}

static Value parse_pipeline(struct parser *p) {
    parser_skip_blanks(p);
    if (cstack_check() < 0) return ERR;
    if (at_word(p, "!")) {
        parser_advance(p, 1);
        Value inner = parse_pipeline(p);
        return ok(inner) ? NODE("not", inner) : ERR;
    }
    if (at_time(p)) {
        parser_advance(p, 4);
        parser_skip_blanks(p);
        bool portable = at_word(p, "-p");
        if (portable) parser_advance(p, 2);
        parser_skip_blanks(p);
        if (at_word(p, "--")) parser_advance(p, 2);
        parser_skip_blanks(p);
        int c = char_here(p);
        Value inner = c == END || c == '\n' || c == ';' || c == '&' || c == ')' ? nil_value() : parse_pipeline(p);
        return ok(inner) ? NODE("time", inner, bool_value(portable)) : ERR;
    }
    return parse_pipe(p);
}

static Value parse_and_or(struct parser *p) {
    Value left = parse_pipeline(p);
    while (ok(left)) {
        parser_skip_blanks(p);
        bool both = double_char(p, '&');
        if (!both && !double_char(p, '|')) return left;
        parser_advance(p, 2);
        if (parser_begin_command(p, true) < 0) return (drop(left), ERR);
        Value right = parse_pipeline(p);
        left = ok(right) ? TAGGED(both ? KW("and") : KW("or"), left, right) : (drop(left), ERR);
    }
    return ERR;
}

Value parser_sequence(struct values *commands) {
    if (commands->n != 1) return NODE("seq", values_vector(commands));
    Value only = commands->items[0];
    commands->n = 0;
    values_free(commands);
    return only;
}

// A command of a list and its & or ; — not a newline; true in *more when a command may follow.
static int parse_item(struct parser *p, struct values *commands, bool *more) {
    Value command = parse_and_or(p);
    if (failed(command)) return -1;
    parser_skip_blanks(p);
    *more = false;
    if (char_here(p) == '&' && (p->syntax.posix || parser_char_ahead(p, 1) != '>')) {
        parser_advance(p, 1);
        command = NODE("bg", command);
        *more = true;
    } else if (char_here(p) == ';' && parser_char_ahead(p, 1) != ';' && parser_char_ahead(p, 1) != '&') {
        parser_advance(p, 1);
        *more = true;
    }
    return values_add(commands, command);
}

// Does one of the words stand here that begin a command of several parts?
static bool at_reserved(struct parser *p) {
    switch (char_here(p)) {
    case 'i': return at_word(p, "if");
    case 'w': return at_word(p, "while");
    case 'u': return at_word(p, "until");
    case 'f': return at_word(p, "for") || at_word(p, "function");
    case 'c': return at_word(p, "case") || at_word(p, "coproc");
    case '{': return at_word(p, "{");
    case '!': return at_word(p, "!");
    case 't': return at_word(p, "time");
    case 's': return at_word(p, "select");
    case '[': return at_word(p, "[[");
    default: return false;
    }
}

int parser_begin_command(struct parser *p, bool behind_newlines) {
    for (;;) {
        if (behind_newlines && parser_skip_newlines(p) < 0) return -1;
        parser_skip_blanks(p);
        if (parser_ends_list(p) || at_reserved(p)) return 0;
        size_t n = plain_word(p);
        if (!n) return 0;
        alias_looked_up(p);
        int substituted = parser_substitute_alias(p, n);
        if (substituted <= 0) return substituted;
    }
}

// Commands inside of another, up to what ends them, which stays.
Value parse_list(struct parser *p) {
    struct values commands = {0};
    if (cstack_check() < 0) return ERR;
    for (;;) {
        bool more;
        if (parser_begin_command(p, true) < 0) goto failed;
        if (parser_ends_list(p)) break;
        if (parse_item(p, &commands, &more) < 0) goto failed;
        parser_skip_blanks(p);
        if (!more && char_here(p) != '\n') break;
    }
    if (!commands.n) {
        parser_unexpected(p, "where a command must stand");
        goto failed;
    }
    return parser_sequence(&commands);
failed:
    values_free(&commands);
    return ERR;
}

Value parse_until_paren(struct parser *p) {
    if (parser_begin_command(p, true) < 0) return ERR;
    if (char_here(p) == ')') {
        struct values none = {0};
        return NODE("seq", values_vector(&none));
    }
    Value body = parse_list(p);
    if (failed(body)) return ERR;
    if (parser_skip_newlines(p) < 0) return (drop(body), ERR);
    if (char_here(p) != ')') return (drop(body), parser_unexpected(p, "where ) is due"));
    return body;
}

static Value parse_command(struct parser *p) {
    if (cstack_check() < 0) return ERR;
    alias_looked_up(p);
    for (;;) {
        parser_skip_blanks(p);
        int line = p->line;
        Value command = ERR;
        if (parse_compound(p, &command) != LOOKUP_ABSENT) return command;
        size_t n = plain_word(p);
        if (at_word(p, "function")) return parse_function_word(p, line);
        if (!p->syntax.posix && at_word(p, "coproc")) return syntax_error(p, p->pos, "coproc is not part of the command language");
        if (n && parser_ends_list(p)) return parser_unexpected(p, "where a command must stand");
        bool assigned = n > 1 && p->text[p->pos + n - 1] == '='; // a=(): an array without elements
        size_t behind = n && !assigned ? parser_parentheses_behind(p, n) : 0;
        if (behind) {
            size_t start = p->pos;
            Value name = parser_text(p, p->text + p->pos, n);
            parser_advance(p, behind);
            return parse_function_body(p, name, start, line);
        }
        int substituted = parser_substitute_alias(p, n);
        if (substituted < 0) return ERR;
        if (!substituted) return parse_simple(p);
    }
}

enum parse_result parser_next(struct parser *p, Value *command) {
    struct values commands = {0};
    bool more = true;
    p->incomplete = p->failed = p->line_wrong = false;
    p->open = NULL;
    forget_before(p);
    while (more) {
        // Empty lines before the command; one behind a ; ends it.
        if (parser_begin_command(p, !commands.n) < 0) goto failed;
        int c = char_here(p);
        if (c == END || (c == '\n' && commands.n)) break;
        if (parser_ends_list(p)) {
            parser_unexpected(p, "where a command must stand");
            goto failed;
        }
        if (parse_item(p, &commands, &more) < 0) goto failed;
    }
    parser_skip_blanks(p);
    if (char_here(p) == '\n') {
        parser_advance(p, 1);
        if (parse_here_documents(p) < 0) goto failed;
    } else if (char_here(p) != END) {
        parser_unexpected(p, "behind a command");
        goto failed;
    } else if (parse_here_documents(p) < 0) {
        goto failed;
    }
    if (p->failed) goto failed;
    if (!commands.n) return PARSE_END;
    *command = parser_sequence(&commands);
    return ok(*command) ? PARSE_COMMAND : PARSE_ERROR;
failed:
    values_free(&commands);
    return PARSE_ERROR;
}
