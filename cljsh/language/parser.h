// SPDX-License-Identifier: MIT
// What the files of the grammar share; nobody else includes this.
#ifndef LANGUAGE_PARSER_H
#define LANGUAGE_PARSER_H

#include "base/absent.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "language/syntax.h"
#include "seq/list.h"

#define END (-1) // a character: the text has ended

// A construct that has begun at a position and must end; for the message when the text ends first.
struct opened { const char *what; int line; size_t line_start, pos; struct opened *outer; };

// function: the definition that it stands in, whose text it belongs to; or none.
struct here { struct here *next; Value redirection, function; PyObject *delimiter; bool strip; int line; long number; };

struct parser {
    struct syntax syntax;
    PyObject *file;
    char *text;
    size_t length, capacity, pos;
    size_t line_start; // where the line at pos begins
    int line;
    bool ended;        // there is no more to come
    bool failed;       // an exception is set: nothing is read on, and no error of the grammar takes its place
    bool incomplete;
    bool line_wrong;   // the error is one that ends the line, and not the text
    bool here_open;    // the text of a here-document ended before its delimiter came
    int here_line, here_stop; // where that one began and ended
    PyObject *here_wanted; // its delimiter, until somebody has asked
    struct opened *open;
    struct here *here, **here_end; // here-documents whose text has not come yet
    long here_count;               // how many there have been: their numbers
    // The aliases whose text is being read: each until the position is behind its end.
    struct { PyObject *name; size_t end; bool blank; } *aliases; // blank: at its end, so that the word behind it is looked up, too
    int naliases, aliases_max;
    bool alias_due;     // an alias that ended in a blank has been left, and no word has come since
    int backquotes;     // how deep in `…`
    int texts_made;
    PyObject **texts;   // some of those: parser_text
};

// --- source.c: characters, errors, aliases -----------------------------------

// The character i behind the position, line continuations taken out; or END.
int parser_char_with_care(struct parser *p, size_t i);
static inline int parser_char_ahead(struct parser *p, size_t i) {
    // What cannot begin a continuation and is there needs no care.
    size_t at = p->pos + i;
    return likely(at < p->length && p->text[at] != '\\') ? (unsigned char)p->text[at] : parser_char_with_care(p, i);
}
static inline int char_here(struct parser *p) { return parser_char_ahead(p, 0); }
static inline bool double_char(struct parser *p, int c) { return char_here(p) == c && parser_char_ahead(p, 1) == c; }
// The same as it stands there: a backslash before a newline is kept.
int parser_raw_ahead(struct parser *p, size_t i);
void parser_advance_slow(struct parser *p, size_t n);
static inline void parser_advance(struct parser *p, size_t n) { // counts lines
    if (n == 1 && likely(p->text[p->pos] != '\n' && !p->naliases)) p->pos++;
    else parser_advance_slow(p, n);
}
// How many characters from the position on, of those that are there, are letters, digits, one of - . _ or not ASCII?
// They mean nothing but themselves, in whatever word.
size_t parser_plain_run(const struct parser *p);
void parser_advance_plain(struct parser *p, size_t n); // over characters without a newline
void parser_skip_blanks_here(struct parser *p);  // and comments
static inline void parser_skip_blanks(struct parser *p) {
    // Mostly there are none.
    if (likely(p->pos < p->length)) {
        const char c = p->text[p->pos];
        if (c != ' ' && c != '\t' && c != '#' && c != '\\') return;
    }
    parser_skip_blanks_here(p);
}
void forget_before(struct parser *p);     // between commands: what lies before the current line
COLD Value syntax_error(struct parser *p, size_t pos, const char *format, ...); // ReaderError
COLD Value parser_unexpected(struct parser *p, const char *where); // what is at the position does not belong there
void parser_opened(struct parser *p, struct opened *o, const char *what);
static inline void closed(struct parser *p, struct opened *o) { p->open = o->outer; }
// Replaces a word of n bytes by its alias when it has one that is not being read: 1, 0, -1.
int parser_substitute_alias(struct parser *p, size_t n);
// Where a blank follows an alias's text, the next word is looked up as well.
bool parser_alias_is_due(struct parser *p);
void alias_looked_up(struct parser *p); // the word at the position has been

// --- data ---------------------------------------------------------------------

// A growing array of values; it stays where it is, for the first few lie in it.
struct values { Value *items; Py_ssize_t n, capacity; Value few[6]; };
int values_add_slow(struct values *v, Value x);
static inline int values_add(struct values *v, Value x) { // takes x, also ERR: 0 or -1
    if (unlikely(v->n == v->capacity || failed(x))) return values_add_slow(v, x);
    v->items[v->n++] = x;
    return 0;
}
void values_free(struct values *v);
Value values_vector(struct values *v);     // a vector of them; empties v
// [:tag x …]: takes the values; ERR when one is.
Value parser_node(Value *items, int n); // the tag is the first
#define TAGGED(tag, ...) parser_node((Value[]){keep(tag), __VA_ARGS__}, 1 + (int)(sizeof((Value[]){__VA_ARGS__}) / sizeof(Value)))
#define NODE(tag, ...) TAGGED(KW(tag), __VA_ARGS__)
Value parser_text_value(const char *bytes, size_t n); // a str; bytes that are not UTF-8 become surrogate escapes
// The same; a text that comes again and again, as names and words do, is made once.
Value parser_text(struct parser *p, const char *bytes, size_t n);
static inline Value line_value(int line) { return int_value(line); }

static inline bool is_name_start(int c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool is_digit_char(int c) { return c >= '0' && c <= '9'; }
static inline bool is_name_char(int c) { return is_name_start(c) || is_digit_char(c); }
static inline bool is_blank(int c) { return c == ' ' || c == '\t'; }
// Does the character end a word that is not quoted?
static inline bool ends_word(int c) {
    switch (c) {
    case END: case ' ': case '\t': case '\n': case ';': case '&': case '|': case '<': case '>': case '(': case ')': return true;
    default: return false;
    }
}

// --- word.c ---------------------------------------------------------------------

enum context {
    WORD,        // a word of a command
    PATTERN,     // of case, [[ ]] or a redirection: no braces
    ASSIGNED,    // the value of an assignment: no braces
    BRACED,      // ${x-…}: up to }
    BRACED_DQ,   // the same within double quotes: ' is no quote
    REPLACED,    // ${x/…/: up to / or }
    REPLACED_ALL, // ${x//…/: the same, but a / may come first
    OFFSET,      // ${x:…: up to : or }
    SUBSCRIPT,   // x[…]: up to ]
    ALTERNATIVE, // {…,…}: up to , or }
    MATCHED,     // the pattern behind == in [[ ]]
    REGEX,       // behind =~ in [[ ]]: parentheses belong to it
    ELEMENT,     // in an array's parentheses
};
// The word at the position; quoted: whether anything in it was quoted (may be NULL).
Value parse_word(struct parser *p, enum context context, bool *quoted);
// The length of a word of unquoted literal characters at the position, 0 when it is none.
size_t plain_word(struct parser *p);
bool at_whole_word(struct parser *p, const char *word);
static inline bool at_word(struct parser *p, const char *word) { // is it this one?
    if (char_here(p) != word[0]) return false;
    // The second character tells most words apart, if it is there and begins no continued line.
    if (word[1] && p->pos + 1 < p->length && p->text[p->pos + 1] != word[1] && p->text[p->pos + 1] != '\\') return false;
    return at_whole_word(p, word);
}
// (…) of an assignment.
Value parse_array(struct parser *p);
// The text up to the two parentheses that end arithmetic (behind those that begin it), as a word; *expression as in [:arith].
Value parse_arithmetic(struct parser *p, const char *end, Value *expression);
// Text without quotes of its own, as in a here-document.
Value parse_text(struct parser *p);

// --- command_list.c, compound.c ----------------------------------------------------

// Commands inside of another, up to what ends them, which stays.
Value parse_list(struct parser *p);
Value parser_sequence(struct values *commands); // one or several commands as one; they are taken
bool parser_ends_list(struct parser *p);    // does a word stand here that ends a list of commands?
// Where a command may begin, or a word that ends the list: an alias may stand for either, or for nothing at all: 0 or -1.
int parser_begin_command(struct parser *p, bool behind_newlines);
size_t parser_parentheses_behind(struct parser *p, size_t n); // where () follows the word of n characters: the length of both; else 0
enum lookup parse_compound(struct parser *p, Value *command);
Value parse_function_word(struct parser *p, int line); // behind `function`
// Behind the name of a function (taken) and its (): the body.  start: where the definition begins.
Value parse_function_body(struct parser *p, Value name, size_t start, int line);

// Commands up to a closing parenthesis, which stays.
Value parse_until_paren(struct parser *p);
// The here-documents that are due, at the beginning of a line: 0 or -1.
int parse_here_documents(struct parser *p);
// Those from a number on whose text is still to come stand in a function, whose text ends with theirs.
void here_documents_belong(struct parser *p, long first, Value function);
// Newlines, blanks, comments: 0 or -1.
int parser_skip_newlines(struct parser *p);
Value parse_simple(struct parser *p);       // simple.c
int parse_redirections(struct parser *p, struct values *redirections); // those at the position: 0 or -1
Value parse_test(struct parser *p, int line); // test.c: behind [[

#endif
