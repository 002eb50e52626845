// SPDX-License-Identifier: MIT
/* What the reader's files share; nobody else includes this.
 *
 * The reader is a recursive descent over the code points of one str.  It
 * counts lines only where a line feed can be (space, comments, strings), so
 * that a column is a subtraction.  Forms of a collection gather on one stack
 * of the reader; a splicing reader conditional leaves what follows its first
 * form in `pending`, from where the next read takes it.
 *
 * Functions that read a construct are called with the position on its first
 * character, and leave it behind the last one.  They return ERR with a
 * ReaderError set.
 */
#ifndef READ_READER_INTERNAL_H
#define READ_READER_INTERNAL_H

#include "base/cstack.h"
#include "data/symbol.h"
#include "read/reader.h"

#define END_OF_TEXT ((Py_UCS4)-1)

struct mark { Py_ssize_t offset; int line, column; };

// A construct that has been begun; they live on the C stack, innermost first.
struct open_form { struct open_form *outer; const char *opener; struct mark at; };

struct words { Value *items; Py_ssize_t n, capacity; };

struct place { PyObject *form; struct position where; };
// Filled in reading order; the index over addresses is made at the first look-up.
struct places { struct place *items; Py_ssize_t n, capacity; uint32_t *index; size_t mask; };

#define FN_ARGS_MAX 20
struct fn_args { Value args[FN_ARGS_MAX + 1], rest; int highest; }; // of a #(…); args[0] unused

enum cond_mode { COND_ALLOW, COND_PRESERVE, COND_FORBID };

struct known_token; // token.c

struct reader {
    PyObject *source, *file;
    int kind;               // of the source's buffer
    const void *data;
    Py_ssize_t pos, end;
    int line;
    Py_ssize_t line_start;  // offset of the line's first code point
    enum read_mode mode;
    unsigned char stop_token, stop_number; // classes of characters that end one
    bool line_meta;         // lists carry :line and :column
    bool incomplete;
    int suppress;           // > 0: inside a branch of a reader conditional that is not taken
    enum cond_mode cond;
    PyObject *features;     // a Clojure set of more features, or NULL
    Value readers, default_reader; // EDN: the caller's tags; w 0: none
    struct open_form *open;
    struct fn_args *fn_args;
    PyObject *gensyms;      // name -> symbol of the innermost syntax-quote, or NULL
    struct words stack, pending;
    struct places places;
    struct known_token *known;
};

// --- characters -----------------------------------------------------------

enum { // classes of ASCII characters
    C_SPACE = 1, C_DIGIT = 2,
    C_TERM = 4, C_MACRO = 8,          // Clojure: ends a token; ends a number
    C_TERM_EDN = 16, C_MACRO_EDN = 32,
};
extern const unsigned char token_char_class[128];

static inline Py_UCS4 char_at(const Reader *r, Py_ssize_t i) {
    return likely(i < r->end) ? PyUnicode_READ(r->kind, r->data, i) : END_OF_TEXT;
}
static inline Py_UCS4 peek_char(const Reader *r) { return char_at(r, r->pos); }
bool token_is_wide_space(Py_UCS4 c); // of a character that is not ASCII
static inline bool is_space(Py_UCS4 c) { return c < 128 ? token_char_class[c] & C_SPACE : token_is_wide_space(c); }
static inline bool is_digit(Py_UCS4 c) { return c - '0' < 10; }
static inline struct mark mark_here(const Reader *r) {
    return (struct mark){r->pos, r->line, (int)(r->pos - r->line_start) + 1};
}
// Call with the offset of a line feed that is being passed.
static inline void pass_newline(Reader *r, Py_ssize_t i) { r->line++; r->line_start = i + 1; }
Py_UCS4 token_skip_space(Reader *r); // passes space and commas; the next character
void token_skip_line(Reader *r);     // up to the line feed

// --- errors (reader_error.c) ----------------------------------------------

COLD Value reader_error(Reader *r, struct mark at, const char *format, ...);
// The text ends inside `what` ("a string"; NULL: a form).
COLD Value reader_error_eof(Reader *r, const char *what);
// Wraps the exception that is set, when it is a ValueError or ArithmeticError.
COLD Value reader_error_wrap(Reader *r, struct mark at);
int reader_error_init(void);

// --- forms (reader.c) -----------------------------------------------------

enum next { NEXT_ERROR = -1, NEXT_EOF, NEXT_FORM, NEXT_CLOSE, NEXT_NOTHING };
// The next form; NEXT_CLOSE stands before a closing delimiter.
enum next read_next(Reader *r, Value *form);
// A form must follow; what names the construct that wants it.
Value read_required(Reader *r, struct mark at, const char *what);
// Reads up to the closer onto the stack: how many, or -1 (the stack is as before).
Py_ssize_t read_until(Reader *r, const char *opener, Py_UCS4 closer, struct mark at);
Value *reader_words_top(struct words *w, Py_ssize_t n); // the last n
int reader_words_push(struct words *w, Value v);        // consumes v; 0 or -1
void reader_words_pop_drop(struct words *w, Py_ssize_t n);
Value read_list(Reader *r, struct mark at, const char *opener); // at '('
Value read_map(Reader *r, struct mark at, PyObject *ns);        // at '{'; ns: of a namespaced map or NULL
Value read_set(Reader *r, struct mark at);                      // at '{' of #{
static inline Value open_error(Reader *r, struct open_form *frame) { r->open = frame->outer; return ERR; }

void places_add(Reader *r, Ref form, struct mark at); // ends at the position
void places_clear(struct places *p);
void places_free(struct places *p);
Value reader_list_of(int n, ...); // of Values, consumed; ERR when one of them is

// A constant symbol.
static inline Ref symbol_cached(Value *slot, const char *text) {
    if (unlikely(!slot->w)) *slot = symbol_parse(text);
    return ref(*slot);
}
#define SYM(text) ({ static Value sym_; symbol_cached(&sym_, text); })

// --- tokens and literals (token.c, literal.c, inst.c) ----------------------

Value read_token(Reader *r, struct mark at);  // symbol, keyword, nil, true, false
Value read_number(Reader *r, struct mark at);
Py_ssize_t token_end(const Reader *r, Py_ssize_t from);
void token_pass_joined(Reader *r); // where a branch is passed over: what another dialect joins to a name by backslashes
void token_free_known(Reader *r);
Value read_string(Reader *r, struct mark at);  // at '"'
Value read_char(Reader *r, struct mark at);    // at '\\'
Value read_pattern(Reader *r, struct mark at); // at '"' of #"
Value inst_parse(PyObject *text);              // ValueError when malformed
Value uuid_parse(PyObject *text);

// --- macros (reader_macros.c, tag.c, syntax_quote.c) -----------------------

enum next read_dispatch(Reader *r, struct mark at, Value *form); // at '#'
Value read_meta(Reader *r, struct mark at);                      // at '^'
Value read_fn(Reader *r, struct mark at);                        // at '(' of #(
Value read_fn_arg(Reader *r, struct mark at);                    // at '%', inside #(…)
enum next read_conditional(Reader *r, struct mark at, Value *form); // at '?' of #?
Value read_namespaced_map(Reader *r, struct mark at);            // at ':' of #:
Value read_tagged(Reader *r, struct mark at);                    // at the tag
Value read_syntax_quote(Reader *r, struct mark at);              // at '`'
Value reader_gensym(const char *prefix, PyObject *stem, const char *suffix); // prefix stem __N suffix

// --- the words of ($ …) (shell_words.c) ------------------------------------

bool shell_words_head(Ref form); // does a list that begins with this form hold words?
int shell_words_read(Reader *r); // onto the stack, up to the list's end: 0 or -1

// --- what read-string and friends share (reader_prims.c) -------------------

// Opens a reader over a value that must be a str; NULL with TypeError otherwise.
Reader *reader_over(Ref text, enum read_mode mode);

#endif
