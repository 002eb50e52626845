// SPDX-License-Identifier: MIT
/* The grammar of the command language: shell text in, data out.
 *
 * A parser reads one complete command at a time (POSIX 2.10.1: what is up to
 * a newline that ends it), so that aliases and options which a command sets
 * hold for the next, and so that a script on standard input is read no
 * further than the command that runs.  Text is bytes; words become strings
 * with surrogate escapes for what is not UTF-8.
 *
 * The data.  A word is a string when nothing in it is quoted or expanded,
 * else a vector of parts:
 *
 *     "text"                     unquoted text; may be pattern characters, a leading ~
 *     [:q "text"]                quoted text
 *     [:dq part …]               what stands in double quotes
 *     [:var "name" short?]       $name, ${name}; also "1" "@" "*" "#" "?" "-" "$" "!" "0"; short: $name before { as a
 *                                brace, whose words may go on with the name; else it is left out
 *     [:param "name" op word word2 index]   ${name op word}, with "indirect" at the end ${!name op word}; op is a string as it is written, or
 *                                "len" ${#x}, "indirect" ${!x}, "names" ${!x*}, "keys" ${!x[@]};
 *                                word2: ${x/word/word2}, ${x:word:word2}; index: ${x[index]…}; all but name may be nil
 *     [:cmd script line]         $(…) and `…`
 *     [:arith word expression]   $((…)): the word to expand, and what it says where that is known (else nil)
 *     [:proc "<" script]         <(…), also ">"
 *     [:clj form]                ~(form)
 *     [:brace [word …]]          {a,b}
 *     [:range from to step width]  {1..9}: integers, or strings of one letter with step
 *     [:array [element …]]       as the value of an assignment: (a b [i]=c); an element is [index-word-or-nil append? word]
 *     [:assignment a]            an argument x=… of export and its like; a: see below
 *
 * A command is one of
 *
 *     [:simple assignments words redirections line]    assignment: ["name" index-word append? word]
 *     [:pipe [command …]]        [:not command]        [:and a b]    [:or a b]
 *     [:seq [command …]]         [:bg command]         [:time command posix?]
 *     [:subshell c redirections line]   [:group c redirections line]
 *     [:if [[condition body] …] else redirections line]
 *     [:while condition body redirections line]        [:until …]
 *     [:for "name" words-or-nil body redirections line]   [:select …]
 *     [:for-arith init condition step body redirections line]   words as in :arith
 *     [:case word [[[pattern …] body end] …] redirections line]   end ";;" ";&" ";;&"
 *     [:function "name" body line text]                text: as it was written
 *     [:test expression redirections line]             [[ … ]], see below
 *     [:arithmetic word expression redirections line]  (( … ))
 *
 * A redirection is [op fd word quoted?]: op "<" ">" ">>" ">|" "<>" "<&" ">&" "<<" "<<<" "&>" "&>>"; fd a number,
 * the name in {name}, or nil; word of << is the text of the here-document, quoted? whether nothing in it is expanded.
 *
 * An expression in [[ ]] is [:and a b], [:or a b], [:not a], [:unary "-f" word], [:binary "==" word word].
 * Expressions of arithmetic are described in arith.c.
 */
#ifndef LANGUAGE_SYNTAX_H
#define LANGUAGE_SYNTAX_H

#include "base/absent.h"
#include "data/type.h"

struct parser;

// How a text is read.
struct syntax {
    bool posix;                                    // what has a meaning in POSIX has that one: &> is & and >, {a,b} a word, ~(f) an error
    bool as_written;                               // words are what stands there, for showing commands: str, and here-documents have their delimiter as a fifth element
    bool keywords;                                 // NAME=VALUE behind the command's name is an assignment, too (set -k)
    bool groups;                                   // ?(a|b) and its like are patterns (shopt extglob); in [[ ]] they always are
    enum lookup (*alias)(void *arg, const char *name, size_t n, PyObject **text); // the alias's text, new; may be NULL
    int (*more)(void *arg, struct parser *p);      // appends one or more lines with parser_add: 1, 0 at the end, -1; may be NULL
    void *arg;
};

// file: a str, for messages.
struct parser *parser_new(const struct syntax *syntax, PyObject *file, int first_line);
void parser_free(struct parser *p);
int parser_add(struct parser *p, const char *bytes, size_t n); // appends text: 0 or -1

void parser_set_groups(struct parser *p, bool groups); // what a command has set holds for the next
void parser_set_keywords(struct parser *p, bool keywords);

enum parse_result { PARSE_ERROR = -1, PARSE_END = 0, PARSE_COMMAND = 1 };
/* The next complete command, new.  PARSE_ERROR: a ReaderError with file, line,
 * column, source_line, and incomplete when the text ended inside of a command. */
enum parse_result parser_next(struct parser *p, Value *command);
// After an error: is it one that only ends its line, and not the text?  Then what is left of the line is skipped.
bool parser_skips_line(struct parser *p);
// The bytes that the parser has taken and not used yet (valid until it goes on).
const char *parser_rest(struct parser *p, size_t *n);
int parser_line(struct parser *p);
// Did the text end inside of a here-document?  That is no error; somebody who types is asked for more.
bool parser_ended_in_here_document(struct parser *p);
// Has a here-document ended otherwise than by its delimiter, since this was asked?  The delimiter's
// bytes, which the caller gets, and the lines where it began and ended; NULL: none has.
PyObject *parser_unended_here_document(struct parser *p, int *line, int *stop);

/* A text with the quoting removed that a here-document or "…" has: parameters, commands and arithmetic are
 * parts.  For PS1, PS4 and ENV. */
Value parser_syntax_text(const struct syntax *syntax, PyObject *text);

// A text with the backslash escapes that $'…' has replaced: a str.
Value syntax_escapes(const char *text, size_t n);

/* What a text says as arithmetic (arith.c), new; absent when only its expansion can tell
 * (expand: $x may stand in it); an exception when it is wrong. */
enum lookup parse_arith(const char *text, size_t n, bool expand, Value *expression);

#endif
