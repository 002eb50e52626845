// SPDX-License-Identifier: MIT
// Parameters, command substitution, arithmetic in words.
#include "language/expansion.h"

#include "read/reader.h"

static bool is_special(int c) { return c > 0 && strchr("@*#?-$!", c); }

// --- ${…} -------------------------------------------------------------------------

// The length of the parameter i characters on: a name, a number, or a special one; 0: none.
static size_t parameter_length(struct parser *p, size_t i) {
    int c = parser_char_ahead(p, i);
    size_t n = 0;
    if (is_name_start(c)) {
        while (is_name_char(parser_char_ahead(p, i + n))) n++;
    } else if (is_digit_char(c)) {
        while (is_digit_char(parser_char_ahead(p, i + n))) n++;
    } else if (is_special(c)) n = 1;
    return n;
}

// An operator at the position that a word follows; its length.
static size_t operator_length(struct parser *p) {
    int c = char_here(p), next = parser_char_ahead(p, 1);
    switch (c) {
    case '-': case '=': case '?': case '+': return 1;
    case ':':
        if (next > 0 && strchr("-=?+", next)) return 2;
        return next != '}';
    case '#': case '%': return next == c ? 2 : 1;
    case '/': return next == '/' || next == '#' || next == '%' ? 2 : 1;
    case '^': case ',': case '~': return next == c ? 2 : 1;
    case '@': return next == END || !strchr("QEPAaKkULu", next) ? 0 : 2;
    default: return 0;
    }
}

// What is no parameter expansion: an error when it is expanded, as in other shells.
static Value bad_parameter(struct parser *p, size_t start) {
    int depth = 0;
    for (int c; (c = char_here(p)) != END; parser_advance(p, 1)) {
        if (c == '\\' && parser_raw_ahead(p, 1) != END) { parser_advance(p, 1); continue; }
        if (c == '{') depth++;
        if (c == '}' && !depth--) break;
    }
    if (char_here(p) == END) return parser_unexpected(p, "");
    parser_advance(p, 1);
    return NODE("bad", parser_text_value(p->text + start, p->pos - start));
}

// The words behind an operator.
static int operands(struct parser *p, const char *op, size_t n, bool in_double_quotes, Value *word, Value *second) {
    enum context context = BRACED;
    bool replaces = op[0] == '/';
    if (replaces) context = op[1] == '/' ? REPLACED_ALL : REPLACED;
    else if (n == 1 && op[0] == ':') context = OFFSET;
    else if (in_double_quotes && (op[0] == ':' || strchr("-=?+", op[0]))) context = BRACED_DQ;
    if (failed(*word = parse_word(p, context, NULL))) return -1;
    int c = char_here(p);
    if ((replaces && c == '/') || (context == OFFSET && c == ':')) {
        parser_advance(p, 1);
        if (failed(*second = parse_word(p, BRACED, NULL))) return -1;
    }
    return 0;
}

static Value or_nil(Value v) { return ok(v) ? v : nil_value(); }

static Value param(Value name, Value op, Value word, Value second, Value index) {
    return NODE("param", name, or_nil(op), or_nil(word), or_nil(second), or_nil(index));
}

static Value braced(struct parser *p, bool in_double_quotes) {
    struct opened o;
    size_t start = p->pos;
    parser_opened(p, &o, "${…}");
    parser_advance(p, 2);
    int c = char_here(p), next = parser_char_ahead(p, 1);
    const char *prefix = NULL;
    size_t n;
    // ${#x}, but ${#}, ${#-x}: the number of parameters
    if (c == '#' && next != '}' && (n = parameter_length(p, 1))) {
        int behind = parser_char_ahead(p, 1 + n);
        if (behind == '}' || (behind == '[' && is_name_start(next))) prefix = "len";
    } else if (c == '!' && (is_name_char(next) || (is_special(next) && parser_char_ahead(p, 2) == '}' && next != '-'))) {
        prefix = "indirect";
    }
    if (prefix) parser_advance(p, 1);
    if (!(n = parameter_length(p, 0))) {
        Value bad = bad_parameter(p, start);
        closed(p, &o);
        return bad;
    }
    Value name = parser_text(p, p->text + p->pos, n), index = ERR, op = ERR, word = ERR, second = ERR;
    bool is_name = is_name_start(char_here(p));
    parser_advance(p, n);
    if (failed(name)) return ERR;
    if (is_name && char_here(p) == '[') {
        parser_advance(p, 1);
        if (failed(index = parse_word(p, SUBSCRIPT, NULL))) goto failed;
        if (char_here(p) == END) { parser_unexpected(p, ""); goto failed; }
        parser_advance(p, 1);
    }
    if (prefix && prefix[0] == 'i' && ok(index) && is_str(ref(index)) && char_here(p) == '}' &&
        PyUnicode_GET_LENGTH(obj(ref(index))) == 1 && strchr("@*", PyUnicode_READ_CHAR(obj(ref(index)), 0)))
        prefix = "keys";
    if (prefix && prefix[0] == 'i' && (char_here(p) == '*' || char_here(p) == '@') && parser_char_ahead(p, 1) == '}') {
        prefix = "names";
        if (failed(word = parser_text(p, p->text + p->pos, 1))) goto failed;
        parser_advance(p, 1);
    }
    if (char_here(p) == '}') {
        parser_advance(p, 1);
        closed(p, &o);
        if (!prefix && failed(index)) return NODE("var", name);
        if (prefix && failed(op = str_value(prefix))) goto failed;
        return param(name, op, word, ERR, index);
    }
    n = operator_length(p);
    if (char_here(p) == END) { parser_unexpected(p, ""); goto failed; }
    bool indirect = prefix && prefix[0] == 'i';
    if (!n || (prefix && !indirect)) {
        Value bad = bad_parameter(p, start);
        closed(p, &o);
        drop(name);
        xdrop(index);
        xdrop(word);
        return bad;
    }
    char symbol[3] = {(char)char_here(p), n > 1 ? (char)parser_char_ahead(p, 1) : 0, 0};
    if (failed(op = str_value(symbol))) goto failed;
    parser_advance(p, n);
    if (operands(p, symbol, n, in_double_quotes, &word, &second) < 0) goto failed;
    if (char_here(p) != '}') { parser_unexpected(p, "in ${…}"); goto failed; }
    parser_advance(p, 1);
    closed(p, &o);
    if (!indirect) return param(name, op, word, second, index);
    Value named = str_value("indirect");
    if (failed(named)) goto failed;
    Value items[] = {keep(KW("param")), name, op, word, or_nil(second), or_nil(index), named};
    return vec_give(items, 7);
failed:
    drop(name);
    xdrop(index);
    xdrop(op);
    xdrop(word);
    xdrop(second);
    return ERR;
}

// --- commands -------------------------------------------------------------------------

static Value parenthesised(struct parser *p, const char *what, size_t skip) {
    struct opened o;
    parser_opened(p, &o, what);
    parser_advance(p, skip);
    // Here-documents that are due outside come behind the line that ends outside; those of the commands within, behind theirs.
    struct here *due = p->here, **due_end = p->here_end;
    p->here = NULL;
    p->here_end = &p->here;
    Value body = parse_until_paren(p);
    if (due) {
        *due_end = p->here;
        if (!p->here) p->here_end = due_end;
        p->here = due;
    }
    if (failed(body)) return ERR;
    parser_advance(p, 1);
    closed(p, &o);
    return body;
}

int parse_process(struct parser *p, struct parts *w) {
    Value direction = parser_text(p, p->text + p->pos, 1);
    if (failed(direction)) return -1;
    Value body = parenthesised(p, "<(…)", 2);
    if (failed(body)) return (drop(direction), -1);
    return parts_add(w, NODE("proc", direction, body));
}

// The commands of a text of their own, which stands in backquotes.
static Value commands_of(struct parser *outer, const struct strbuf *text, int line) {
    struct syntax syntax = outer->syntax;
    syntax.more = NULL;
    struct parser *p = parser_new(&syntax, outer->file, line);
    if (!p) return ERR;
    struct values commands = {0};
    Value command;
    enum parse_result r = text->oom ? (PyErr_NoMemory(), PARSE_ERROR) : PARSE_COMMAND;
    if (r == PARSE_COMMAND && parser_add(p, text->data ? text->data : "", text->length) < 0) r = PARSE_ERROR;
    while (r == PARSE_COMMAND && (r = parser_next(p, &command)) == PARSE_COMMAND)
        if (values_add(&commands, command) < 0) r = PARSE_ERROR;
    parser_free(p);
    if (r == PARSE_END) return parser_sequence(&commands);
    values_free(&commands);
    return ERR;
}

static Value backquoted(struct parser *p, bool in_double_quotes) {
    struct opened o;
    struct strbuf text = STRBUF_INIT;
    int line = p->line;
    parser_opened(p, &o, "`…`");
    parser_advance(p, 1);
    for (int c; (c = parser_raw_ahead(p, 0)) != '`'; parser_advance(p, 1)) {
        if (c == END) {
            strbuf_free(&text);
            return parser_unexpected(p, "");
        }
        int next = c == '\\' ? parser_raw_ahead(p, 1) : 0;
        if (next == '\n') { // gone before anything is quoted, as everywhere
            parser_advance(p, 1);
            continue;
        }
        if (next == '`' || next == '\\' || next == '$' || (next == '"' && in_double_quotes)) {
            parser_advance(p, 1);
            c = next;
        }
        strbuf_putc(&text, (char)c);
    }
    parser_advance(p, 1);
    closed(p, &o);
    Value body = commands_of(p, &text, line);
    strbuf_free(&text);
    return ok(body) ? NODE("cmd", body, line_value(line)) : ERR;
}

// --- arithmetic ----------------------------------------------------------------------

bool parse_is_arithmetic(struct parser *p, size_t i) {
    int depth = 0;
    for (;; i++) {
        int c = parser_raw_ahead(p, i);
        if (c == END) return true; // the message is then about arithmetic
        if (c == '\\') i++;
        else if (c == '(') depth++;
        else if (c == ')' && !depth--) {
            while (parser_raw_ahead(p, i + 1) == '\\' && parser_raw_ahead(p, i + 2) == '\n') i += 2;
            return parser_raw_ahead(p, i + 1) == ')';
        }
        else if (c == '\'' || c == '"') { // a quote of a command, most likely
            size_t k = i + 1;
            while (parser_raw_ahead(p, k) != c && parser_raw_ahead(p, k) != END) k++;
            if (parser_raw_ahead(p, k) == END) return false;
            i = k;
        }
    }
}

// Is the word text and simple parameters only, so that the expression can be known before they are?
static bool is_static(Ref word) {
    if (is_str(word)) return true;
    for (Py_ssize_t i = 0; i < vec_count(word); i++) {
        Ref part = vec_at(word, i);
        if (!is_str(part) && !same(vec_at(part, 0), KW("var"))) return false;
    }
    return true;
}

Value parse_arithmetic(struct parser *p, const char *end, Value *expression) {
    struct parts w = {0};
    int depth = 0;
    size_t start = p->pos;
    *expression = ERR;
    for (;;) {
        int c = char_here(p);
        if (c == END) {
            parser_unexpected(p, "");
            goto failed;
        }
        if (!depth && c == end[0] && (!end[1] || parser_char_ahead(p, 1) == end[1])) break;
        if (c == '$' || c == '`') {
            if (parse_expansion(p, &w, true) < 0) goto failed;
            continue;
        }
        if (c == ')' && !depth) {
            parser_unexpected(p, "in arithmetic");
            goto failed;
        }
        depth += (c == '(') - (c == ')');
        if (end[0] == ']') depth += (c == '[') - (c == ']');
        if (c == '\\' && parser_raw_ahead(p, 1) != END) parser_advance(p, 1), c = parser_raw_ahead(p, 0);
        if (c != '"' && parts_text(&w, &(char){(char)c}, 1, false) < 0) goto failed;
        parser_advance(p, 1);
    }
    size_t stop = p->pos;
    parser_advance(p, strlen(end));
    Value word = parts_finish(&w);
    if (failed(word)) return ERR;
    if (p->syntax.as_written) {
        drop(word);
        *expression = nil_value();
        return parser_text_value(p->text + start, stop - start);
    }
    enum lookup known = is_static(ref(word)) ? parse_arith(p->text + start, stop - start, true, expression) : LOOKUP_ABSENT;
    if (known == LOOKUP_FAILED) PyErr_Clear(); // an expression that is wrong is an error when it is evaluated
    if (known != LOOKUP_FOUND) *expression = nil_value();
    return word;
failed:
    parts_drop(&w);
    return ERR;
}

static Value arithmetic(struct parser *p, const char *what, size_t skip, const char *end) {
    struct opened o;
    Value expression;
    parser_opened(p, &o, what);
    parser_advance(p, skip);
    Value word = parse_arithmetic(p, end, &expression);
    if (failed(word)) return ERR;
    closed(p, &o);
    return NODE("arith", word, expression);
}

// --- Clojure ---------------------------------------------------------------------------

static COLD Value clojure_error(struct parser *p) {
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    PyErr_NormalizeException(&type, &error, &trace);
    syntax_error(p, p->pos, "%S", error);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(trace);
    return ERR;
}

Value parse_clojure(struct parser *p) {
    // The form may go on over several lines: they are asked for until it is whole.
    for (;;) {
        SCOPED_PY PyObject *rest = PyUnicode_DecodeUTF8(p->text + p->pos, (Py_ssize_t)(p->length - p->pos), "surrogateescape");
        Reader *r = rest ? reader_new(rest, p->file) : NULL;
        if (!r) return ERR;
        reader_set_start(r, p->line, 1 + (int)(p->pos - p->line_start));
        Value form;
        enum read_result got = reader_read(r, &form);
        if (got == READ_FORM) {
            SCOPED_PY PyObject *read = PyUnicode_Substring(rest, 0, reader_offset(r));
            SCOPED_PY PyObject *bytes = read ? str_bytes(read) : NULL;
            reader_free(r);
            if (!bytes) return (drop(form), ERR);
            parser_advance(p, (size_t)PyBytes_GET_SIZE(bytes));
            return NODE("clj", form);
        }
        bool incomplete = got == READ_EOF || reader_incomplete(r);
        reader_free(r);
        // What is wrong with the form is wrong with the text, whatever found it.
        if (got != READ_EOF && !PyErr_ExceptionMatches(ReaderError) && PyErr_ExceptionMatches(PyExc_Exception) && !PyErr_ExceptionMatches(PyExc_MemoryError))
            return clojure_error(p);
        size_t before = p->length;
        if (!incomplete || parser_raw_ahead(p, p->length - p->pos) == END || p->length == before) {
            if (got == READ_EOF) parser_unexpected(p, "");
            p->incomplete = incomplete;
            return ERR;
        }
        PyErr_Clear();
    }
}

// --- all of them -------------------------------------------------------------------------

int parse_expansion(struct parser *p, struct parts *w, bool in_double_quotes) {
    if (char_here(p) == '`') return parts_add(w, backquoted(p, in_double_quotes));
    int c = parser_char_ahead(p, 1);
    size_t n;
    switch (c) {
    case '(':
        if (parser_char_ahead(p, 2) == '(' && parse_is_arithmetic(p, 3)) return parts_add(w, arithmetic(p, "$((…))", 3, "))"));
        {
            int line = p->line;
            Value body = parenthesised(p, "$(…)", 2);
            return failed(body) ? -1 : parts_add(w, NODE("cmd", body, line_value(line)));
        }
    case '[': // as bash has it of old
        if (p->syntax.posix) break;
        return parts_add(w, arithmetic(p, "$[…]", 2, "]"));
    case '{': return parts_add(w, braced(p, in_double_quotes));
    case '\'': if (!in_double_quotes) return parse_dollar_quoted(p, w); break;
    case '"': // translated in other shells
        if (in_double_quotes || p->syntax.posix) break;
        parser_advance(p, 1);
        return 0;
    default:
        n = is_digit_char(c) ? 1 : parameter_length(p, 1);
        if (!n) break;
        Value name = parser_text(p, p->text + p->pos + 1, n);
        parser_advance_plain(p, 1 + n);
        if (failed(name)) return -1;
        // What braces put behind $x is more of its name, as what is written there would be.
        const bool may_go_on = !is_digit_char(c) && is_name_char(c) && !in_double_quotes && char_here(p) == '{';
        return parts_add(w, may_go_on ? NODE("var", name, bool_value(true)) : NODE("var", name));
    }
    parser_advance(p, 1);
    return parts_text(w, "$", 1, false);
}
