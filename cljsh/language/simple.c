// SPDX-License-Identifier: MIT
// Simple commands: assignments, words, redirections.
#include "language/expansion.h"

// --- redirections -------------------------------------------------------------------

// How a redirection at the position begins: the length of what stands before its operator (digits, {name}), or -1: none.
static int redirection_prefix(struct parser *p) {
    size_t n = 0;
    int c = char_here(p);
    if (is_digit_char(c)) {
        while (is_digit_char(parser_char_ahead(p, n))) n++;
    } else if (c == '{' && is_name_start(parser_char_ahead(p, 1))) {
        for (n = 1; is_name_char(parser_char_ahead(p, n));) n++;
        if (parser_char_ahead(p, n) == '[' && !p->syntax.posix) {
            for (int in; (in = parser_char_ahead(p, ++n)) != ']';)
                if (ends_word(in)) return -1;
            n++;
        }
        if (parser_char_ahead(p, n++) != '}') return -1;
    } else if (c == '&' && !p->syntax.posix) {
        return parser_char_ahead(p, 1) == '>' ? 0 : -1;
    }
    c = parser_char_ahead(p, n);
    if (c != '<' && c != '>') return -1;
    return parser_char_ahead(p, n + 1) == '(' ? -1 : (int)n; // <( is a word
}

static const char *const operators[] = {"&>>", "&>", "<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">"};

static const char *redirection_operator(struct parser *p) {
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        const char *op = operators[i];
        if (p->syntax.posix && op[0] == '&') continue;
        size_t n = 0;
        while (op[n] && parser_char_ahead(p, n) == op[n]) n++;
        if (!op[n]) return op;
    }
    return ">"; // not reached
}

// The delimiter of a here-document as it is compared: its quotes taken away.
static PyObject *unquoted(const char *text, size_t n) {
    struct strbuf b = STRBUF_INIT;
    int quote = 0;
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        if (quote ? c == quote : c == '\'' || c == '"') quote = quote ? 0 : c;
        else if (c == '$' && !quote && i + 1 < n && (text[i + 1] == '\'' || text[i + 1] == '"')) continue;
        else if (c == '\\' && quote != '\'' && i + 1 < n && (!quote || strchr("$`\"\\", text[i + 1]))) strbuf_putc(&b, text[++i]);
        else strbuf_putc(&b, c);
    }
    PyObject *delimiter = b.oom ? PyErr_NoMemory() : PyBytes_FromStringAndSize(b.data ? b.data : "", (Py_ssize_t)b.length);
    strbuf_free(&b);
    return delimiter;
}

static int here_document(struct parser *p, Value redirection, size_t start, bool strip) {
    struct here *h = PyMem_Calloc(1, sizeof *h);
    PyObject *delimiter = h ? unquoted(p->text + start, p->pos - start) : (PyErr_NoMemory(), NULL);
    if (!delimiter) {
        PyMem_Free(h);
        drop(redirection);
        return -1;
    }
    *h = (struct here){.redirection = redirection, .function = ERR, .delimiter = delimiter, .strip = strip, .line = p->line, .number = p->here_count++};
    *p->here_end = h;
    p->here_end = &h->next;
    return 0;
}

static Value redirection(struct parser *p, size_t prefix) {
    Value fd = !prefix ? nil_value()
               : p->text[p->pos] == '{' ? parser_text(p, p->text + p->pos + 1, prefix - 2)
               : prefix < 9 ? int_value(strtol(p->text + p->pos, NULL, 10))
                            : syntax_error(p, p->pos, "no descriptor has a number as large as this");
    if (failed(fd)) return ERR;
    parser_advance(p, prefix);
    const char *op = redirection_operator(p);
    parser_advance(p, strlen(op));
    parser_skip_blanks(p);
    int c = char_here(p);
    if (ends_word(c) && !((c == '<' || c == '>') && parser_char_ahead(p, 1) == '(')) {
        drop(fd);
        return parser_unexpected(p, "where the word of a redirection must stand");
    }
    bool quoted = false, here = strncmp(op, "<<", 2) == 0 && op[2] != '<';
    size_t start = p->pos;
    Value word = parse_word(p, here ? ASSIGNED : PATTERN, &quoted);
    if (failed(word)) return (drop(fd), ERR);
    bool shown = here && p->syntax.as_written;
    Value items[] = {here && !shown ? parser_text(p, "<<", 2) : parser_text(p, op, strlen(op)), fd, word, bool_value(quoted), shown ? keep(ref(word)) : nil_value()};
    if (failed(items[0])) {
        for (int i = 1; i < 5; i++) drop(items[i]);
        return ERR;
    }
    if (!shown) drop(items[4]);
    Value r = vec_give(items, shown ? 5 : 4);
    if (here && ok(r) && here_document(p, keep(ref(r)), start, strcmp(op, "<<-") == 0) < 0) {
        drop(r);
        return ERR;
    }
    return r;
}

int parse_redirections(struct parser *p, struct values *redirections) {
    for (;;) {
        parser_skip_blanks(p);
        const int c = char_here(p);
        if (c != '<' && c != '>' && c != '&' && c != '{' && !is_digit_char(c)) return 0;
        int prefix = redirection_prefix(p);
        if (prefix < 0) return 0;
        if (values_add(redirections, redirection(p, (size_t)prefix)) < 0) return -1;
    }
}

// --- the text of here-documents ------------------------------------------------------

// One line without its newline, at the position; *n its length. END of text: false.
static bool next_line(struct parser *p, size_t *n) {
    *n = 0;
    if (parser_raw_ahead(p, 0) == END) return false;
    for (int c; (c = parser_raw_ahead(p, *n)) != '\n' && c != END;) ++*n;
    return true;
}

// Does a backslash that is not itself escaped end the n characters?
static bool goes_on(const char *text, size_t n) {
    size_t backslashes = 0;
    while (backslashes < n && text[n - 1 - backslashes] == '\\') backslashes++;
    return backslashes % 2;
}

// Beyond POSIX a substitution's ) may follow the delimiter at once.
static bool ends_with_substitution(struct parser *p, const struct here *h, const char *text, size_t n) {
    size_t length = (size_t)PyBytes_GET_SIZE(h->delimiter);
    return !p->syntax.posix && p->open && strcmp(p->open->what, "$(…)") == 0 && length && n > length && text[length] == ')' &&
           memcmp(text, PyBytes_AS_STRING(h->delimiter), length) == 0;
}

static Value here_text(struct parser *p, const struct here *h, bool quoted) {
    struct strbuf body = STRBUF_INIT;
    int line = p->line;
    size_t begin = 0; // of the line with those that it continues
    bool last = false, substitution = false, begins = true; // a line that another continues keeps its tabs
    for (size_t n; !last && next_line(p, &n);) {
        size_t tabs = 0;
        const bool met = n == (size_t)PyBytes_GET_SIZE(h->delimiter) && memcmp(p->text + p->pos, PyBytes_AS_STRING(h->delimiter), n) == 0;
        while (h->strip && begins && !met && tabs < n && p->text[p->pos + tabs] == '\t') tabs++;
        const char *text = p->text + p->pos + tabs;
        if (begins && ends_with_substitution(p, h, text, n - tabs)) {
            parser_advance(p, tabs + (size_t)PyBytes_GET_SIZE(h->delimiter));
            substitution = true;
            break;
        }
        bool newline = parser_raw_ahead(p, n) == '\n', continued = newline && !quoted && goes_on(text, n - tabs), shown = p->syntax.as_written;
        strbuf_add(&body, text, n - tabs - (continued && !shown));
        size_t length = body.length - begin;
        last = !continued && length == (size_t)PyBytes_GET_SIZE(h->delimiter) && (!length || memcmp(body.data + begin, PyBytes_AS_STRING(h->delimiter), length) == 0);
        if (last) body.length = begin;
        else if (newline && (!continued || shown)) strbuf_putc(&body, '\n');
        begins = !continued;
        if (begins) begin = body.length;
        parser_advance(p, n + newline);
    }
    if (!last) {
        p->here_open |= !substitution;
        p->here_line = h->line;
        p->here_stop = p->line - (!substitution && p->pos == p->line_start);
        Py_XSETREF(p->here_wanted, Py_NewRef(h->delimiter));
    }
    SCOPED Value text = body.oom ? (PyErr_NoMemory(), ERR) : parser_text_value(body.data ? body.data : "", body.length);
    strbuf_free(&body);
    if (p->syntax.as_written && ok(text)) return keep(ref(text));
    if (failed(text) || quoted) return ok(text) ? NODE("q", keep(ref(text))) : ERR;
    struct syntax syntax = p->syntax;
    syntax.more = NULL;
    struct parser *inner = parser_new(&syntax, p->file, line);
    SCOPED_PY PyObject *bytes = inner ? str_bytes(obj(ref(text))) : NULL;
    Value word = bytes && parser_add(inner, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) == 0 ? parse_text(inner) : ERR;
    parser_free(inner);
    return word;
}

/* A redirection or function is in its command already.  Nobody else has seen
 * it yet, so that an element of the vector can be replaced: the delimiter by
 * the text, the text of a function by one that ends with its here-documents. */
static void replace(Ref vector, Py_ssize_t i, Value by) {
    Py_ssize_t n;
    Value *slot = (Value *)vec_leaf(vector, i, &n);
    drop(*slot);
    *slot = by;
}

enum { FUNCTION_TEXT = 4 };

void here_documents_belong(struct parser *p, long first, Value function) {
    for (struct here *h = ok(function) ? p->here : NULL; h; h = h->next) {
        if (h->number < first) continue;
        xdrop(h->function); // the outer one's text is the one that is run
        h->function = keep(ref(function));
    }
}

static int extend_text(struct parser *p, Ref function, size_t start) {
    SCOPED_PY PyObject *before = str_bytes(obj(vec_at(function, FUNCTION_TEXT)));
    if (!before) return -1;
    struct strbuf text = STRBUF_INIT;
    strbuf_add(&text, PyBytes_AS_STRING(before), (size_t)PyBytes_GET_SIZE(before));
    if (text.length && text.data[text.length - 1] != '\n') strbuf_putc(&text, '\n');
    strbuf_add(&text, p->text + start, p->pos - start);
    if (text.length && text.data[text.length - 1] != '\n') strbuf_putc(&text, '\n');
    Value whole = text.oom ? (PyErr_NoMemory(), ERR) : parser_text_value(text.data, text.length);
    strbuf_free(&text);
    if (failed(whole)) return -1;
    replace(function, FUNCTION_TEXT, whole);
    return 0;
}

int parse_here_documents(struct parser *p) {
    while (p->here) {
        struct here *h = p->here;
        size_t start = p->pos;
        Value text = here_text(p, h, is_true(vec_at(ref(h->redirection), 3)));
        if (failed(text) || (ok(h->function) && extend_text(p, ref(h->function), start) < 0)) return (xdrop(text), -1);
        replace(ref(h->redirection), 2, text);
        p->here = h->next;
        drop(h->redirection);
        xdrop(h->function);
        Py_DECREF(h->delimiter);
        PyMem_Free(h);
    }
    p->here_end = &p->here;
    return 0;
}

// --- assignments --------------------------------------------------------------------------

// Does a name with = or += (or an index and those) stand here? The name's length, else 0.
static size_t assignment_name(struct parser *p) {
    if (!is_name_start(char_here(p))) return 0;
    size_t n = 1, i;
    while (is_name_char(parser_char_ahead(p, n))) n++;
    int c = parser_char_ahead(p, i = n);
    if (c == '[') {
        int depth = 0;
        do {
            c = parser_raw_ahead(p, i++);
            if (c == END || c == '\n') return 0;
            if (c == '\\' || c == '\'' || c == '"') { // a bracket that is quoted is none of them
                int quote = c;
                do c = parser_raw_ahead(p, i++);
                while (quote != '\\' && c != quote && c != END);
                if (c == END) return 0;
                continue;
            }
            depth += (c == '[') - (c == ']');
        } while (depth);
        c = parser_char_ahead(p, i);
    }
    if (c == '+') c = parser_char_ahead(p, i + 1);
    return c == '=' ? n : 0;
}

// ["name" index append? word], behind the name's n characters.
static Value assignment(struct parser *p, size_t n) {
    Value name = parser_text(p, p->text + p->pos, n), index = nil_value();
    parser_advance(p, n);
    if (char_here(p) == '[') {
        drop(index);
        parser_advance(p, 1);
        index = parse_word(p, SUBSCRIPT, NULL);
        if (failed(index) || char_here(p) != ']') {
            drop(name);
            if (failed(index)) return ERR;
            drop(index);
            return parser_unexpected(p, "in an index");
        }
        parser_advance(p, 1);
    }
    bool append = char_here(p) == '+';
    parser_advance(p, append + 1);
    Value word = char_here(p) == '(' ? parse_array(p) : parse_word(p, ASSIGNED, NULL);
    if (failed(word) || failed(name)) {
        xdrop(name);
        xdrop(word);
        drop(index);
        return ERR;
    }
    Value items[] = {name, index, bool_value(append), word};
    return vec_give(items, 4);
}

// Is the word the name, which is ASCII?
static inline bool is_named(Ref word, const char *name) {
    size_t n = strlen(name);
    return is_str(word) && (size_t)PyUnicode_GET_LENGTH(obj(word)) == n && PyUnicode_IS_ASCII(obj(word)) && memcmp(PyUnicode_1BYTE_DATA(obj(word)), name, n) == 0;
}

// Utilities whose arguments are assignments (POSIX 3.110).
static bool declares(Ref word) {
    return is_named(word, "export") || is_named(word, "readonly") || is_named(word, "declare") || is_named(word, "typeset") || is_named(word, "local");
}

// Does NAME=(, NAME+=( or, of let, another assigning operator and ( stand here? The length up to the parenthesis, else 0.
static size_t assigned_parenthesis(struct parser *p, const char *operators) {
    size_t n = 0;
    if (!is_name_start(char_here(p))) return 0;
    while (is_name_char(parser_char_ahead(p, n))) n++;
    if (parser_char_ahead(p, n) > 0 && strchr(operators, parser_char_ahead(p, n))) n++;
    return parser_char_ahead(p, n) == '=' && parser_char_ahead(p, n + 1) == '(' ? n + 1 : 0;
}

// (…) behind the = of an operand of let, as text, where beyond POSIX it needs no quotes.
static Value let_operand(struct parser *p, size_t n) {
    struct parts w = {0};
    if (parts_text(&w, p->text + p->pos, n, false) < 0) return (parts_drop(&w), ERR);
    parser_advance(p, n);
    for (int c; !ends_word(c = char_here(p)) || c == '(';) {
        Value expression = ERR, word;
        struct opened o;
        if (c == '(') {
            parser_opened(p, &o, "(…)");
            parser_advance(p, 1);
            word = parse_arithmetic(p, ")", &expression);
            xdrop(expression);
            if (ok(word)) closed(p, &o);
        } else {
            word = parse_word(p, WORD, NULL);
        }
        if ((c == '(' && parts_text(&w, "(", 1, false) < 0) || parts_word(&w, word) < 0 || (c == '(' && parts_text(&w, ")", 1, false) < 0)) {
            parts_drop(&w);
            return ERR;
        }
    }
    return parts_finish(&w);
}

// NAME=( words ), an operand of eval, as text: what it evaluates is an array's assignment.
static Value eval_operand(struct parser *p, size_t n) {
    struct parts w = {0};
    struct opened o;
    if (parts_text(&w, p->text + p->pos, n, false) < 0 || parts_text(&w, "(", 1, false) < 0) goto failed;
    parser_advance(p, n);
    parser_opened(p, &o, "the array (…)");
    parser_advance(p, 1);
    for (bool first = true;; first = false) {
        if (parser_skip_newlines(p) < 0) goto failed;
        int c = char_here(p);
        if (c == ')') break;
        if (ends_word(c)) {
            p->line_wrong = c != END;
            parser_unexpected(p, "in an array");
            goto failed;
        }
        if ((!first && parts_text(&w, " ", 1, true) < 0) || parts_word(&w, parse_word(p, WORD, NULL)) < 0) goto failed;
    }
    parser_advance(p, 1);
    closed(p, &o);
    if (parts_text(&w, ")", 1, false) == 0) return parts_finish(&w);
failed:
    parts_drop(&w);
    return ERR;
}

// --- the command -----------------------------------------------------------------------------

Value parse_simple(struct parser *p) {
    struct values assignments = {0}, words = {0}, redirections = {0};
    int line = p->line;
    bool declaring = false, may_declare = true, again = false, in_let = false, in_eval = false;
    for (;;) {
        if (parse_redirections(p, &redirections) < 0) goto failed;
        int c = char_here(p);
        bool process = (c == '<' || c == '>') && parser_char_ahead(p, 1) == '(';
        if (ends_word(c) && !process) break;
        bool names_command = !words.n && (assignments.n || redirections.n); // else the caller has looked it up
        if (parser_alias_is_due(p) || names_command || again) {
            alias_looked_up(p);
            int substituted = words.n || names_command ? parser_substitute_alias(p, plain_word(p)) : 0;
            if (substituted < 0) goto failed;
            again = substituted && p->aliases[p->naliases - 1].end > p->pos; // what an alias begins with is looked up in its place
            if (substituted) continue;
        }
        bool assigns = !words.n || (p->syntax.keywords && !declaring);
        size_t n = assigns || declaring ? assignment_name(p) : 0;
        if (n && assigns) {
            if (values_add(&assignments, assignment(p, n)) < 0) goto failed;
            continue;
        }
        size_t opens = (in_let || in_eval) && !p->syntax.posix ? assigned_parenthesis(p, in_let ? "+-*/%^" : "+") : 0;
        Value word = opens ? (in_let ? let_operand : eval_operand)(p, opens) : n ? NODE("assignment", assignment(p, n)) : parse_word(p, WORD, NULL);
        if (values_add(&words, word) < 0) goto failed;
        if (words.n == 1) {
            in_let = is_named(ref(word), "let");
            in_eval = is_named(ref(word), "eval");
        }
        if (may_declare && !is_named(ref(word), "command")) {
            declaring = declares(ref(word));
            may_declare = false;
        }
    }
    if (!assignments.n && !words.n && !redirections.n) {
        parser_unexpected(p, "where a command must stand");
        goto failed;
    }
    if (words.n == 1 && char_here(p) == '(') {
        parser_unexpected(p, "behind a word");
        goto failed;
    }
    return NODE("simple", values_vector(&assignments), values_vector(&words), values_vector(&redirections), line_value(line));
failed:
    values_free(&assignments);
    values_free(&words);
    values_free(&redirections);
    return ERR;
}
