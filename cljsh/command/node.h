// SPDX-License-Identifier: MIT
/* Nodes: commands made ready to run.
 *
 * A node is made once from the data of the grammar (language/syntax.h): texts
 * as bytes, names of variables and commands looked up, arithmetic as a tree.
 * It is made when it first runs; until then it only knows its data
 * (NODE_LAZY).  Nodes belong to a program, which holds the data and the
 * memory, and ends as a whole.
 */
#ifndef COMMAND_NODE_H
#define COMMAND_NODE_H

#include "command/sh.h"

enum node_kind {
    NODE_LAZY, NODE_SIMPLE, NODE_PIPE, NODE_NOT, NODE_AND, NODE_OR, NODE_SEQ, NODE_BG, NODE_TIME, NODE_SUBSHELL, NODE_GROUP, NODE_IF,
    NODE_WHILE, NODE_UNTIL, NODE_FOR, NODE_SELECT, NODE_FOR_ARITH, NODE_CASE, NODE_FUNCTION, NODE_TEST, NODE_ARITHMETIC, NODE_NOTHING,
};

struct program {
    long references;
    Value data;
    struct arena pool;
};
struct program *sh_program_new(Value data); // takes it
void sh_program_drop(struct program *p);

enum part_kind {
    PART_TEXT,       // literal text, not quoted: may be pattern characters
    PART_QUOTED,     // literal text, quoted
    PART_TILDE,      // ~name: text is the name
    PART_VAR, PART_POSITIONAL, PART_SPECIAL, // $x  $1  $?
    PART_AT, PART_STAR,
    PART_PARAM,      // ${…} with an operator or an index
    PART_COMMAND, PART_ARITH, PART_PROCESS, PART_CLOJURE, PART_BAD,
};

enum parameter_op {
    OP_NONE, OP_LENGTH, OP_INDIRECT, OP_NAMES, OP_KEYS,
    OP_DEFAULT, OP_ASSIGN, OP_ERROR, OP_ALTERNATIVE,
    OP_PREFIX, OP_SUFFIX, OP_REPLACE, OP_SUBSTRING, OP_UPPER, OP_LOWER, OP_TOGGLE, OP_TRANSFORM,
};

struct part {
    unsigned char kind, op;
    bool quoted;
    bool colon;             // :- and its like
    bool all;               // ## %% // ^^ ,, ~~
    bool indirect;          // ${!x…}
    char letter;            // PART_SPECIAL; < and > of a process
    char way;               // of an operator: /# and /%, @Q, * and @ of names
    unsigned char target;   // of PART_PARAM: PART_VAR, PART_POSITIONAL, PART_SPECIAL, PART_AT, PART_STAR
    int number;             // PART_POSITIONAL
    size_t length;
    const char *text;
    struct variable *variable;
    struct word *word, *second, *index;
    char list_index;        // index is @ or *
    struct arith *arith;
    struct node *script;
    Ref form;
    Value function;         // of a form, once it was compiled
};

struct word {
    const char *literal;    // the whole word, when nothing in it is expanded
    size_t length;
    struct part *parts;
    int count;
    const char *pattern;    // as a pattern, when it is known
    size_t pattern_length;
    bool pattern_plain;     // in which nothing is special
    bool assigns;           // is an assignment: `export x=…`
    struct assignment *assignment;
};

struct element { struct word *index, *value; bool append; };
struct assignment {
    struct variable *variable;
    const char *name;
    struct word *index, *value;
    bool append, is_array;
    bool grows;             // x=$x…: parts of value from the second on are appended
    struct arith *arith;    // the value is $((…)) alone
    struct element *elements;
    int count;
};

enum redir_op { REDIR_IN, REDIR_OUT, REDIR_APPEND, REDIR_CLOBBER, REDIR_BOTH, REDIR_DUP_IN, REDIR_DUP_OUT, REDIR_HERE,
                      REDIR_STRING, REDIR_ALL, REDIR_ALL_APPEND };
struct redir {
    struct redir *next;
    unsigned char op;
    int fd;                 // -1: name has it
    struct variable *variable;
    const char *index;      // of its element that has it, not yet expanded; or NULL
    struct word *word;
};

struct branch { struct node *condition, *body; };
struct case_item { struct word **patterns; int count; struct node *body; char end; }; // ';' '&' 't' (;;&)
struct test { char op; const char *operator; struct word *a, *b; struct test *left, *right; struct code_cache *cache; }; // op: '&' '|' '!' 'u' 'b'
struct expression { struct word *word; struct arith *arith; };

struct node {
    unsigned char kind;
    bool flag;              // NODE_TIME: -p
    bool needs_process;     // of ( ), of $( ) and of a function: as a subshell it is no part of this process
    int line;
    Ref data;               // NODE_LAZY
    struct program *program;
    struct redir *redirections;
    union {
        struct {
            struct assignment *assignments;
            struct word **words;
            int assignment_count, word_count;
            struct command_name *name; // of a command whose name is literal
        };
        struct { struct node **nodes; int count; };  // NODE_PIPE, NODE_SEQ
        struct { struct node *left, *right; };       // AND OR; NOT, BG, TIME, GROUP, SUBSHELL: left
        struct { struct branch *branches; int branch_count; struct node *otherwise; };
        struct { struct node *condition, *body; };
        struct { struct variable *variable; struct word **list; int list_count; bool over_parameters; struct node *loop_body; };
        struct { struct expression expressions[3]; struct node *arith_body; };
        struct { struct word *subject; struct case_item *items; int item_count; };
        struct { struct command_name *function_name; Ref function_body; const char *text; };
        struct { struct test *test; };
        struct { struct expression expression; };
    };
};

struct node *sh_node_lazy(struct program *p, Ref data);
int sh_node_prepare(struct interp *sh, struct node *n); // 0, or -1 with an exception
// How a word is prepared.
enum word_use { USE_FIELDS, USE_ASSIGNED, USE_PATTERN, USE_QUOTED, USE_TEXT };
struct word *sh_word_prepare(struct interp *sh, struct program *p, Ref data, enum word_use use);
char *sh_text_of_value(struct interp *sh, struct program *p, Ref str, size_t *n);
// Of a node that has run, as it would be written (malloc'd): for jobs and messages.
char *sh_node_text(struct interp *sh, struct node *n);
// It is the one that $BASH_COMMAND says, unless the action of a trap runs.
void sh_note_command(struct interp *sh, struct node *n);
struct words;
// The words that a form of Clojure's gives (PART_CLOJURE): 0, or -1 with an exception pending (clojure_words.c).
int clojure_words(struct interp *sh, struct part *part, struct words *words);
int sh_words_of_value(struct interp *sh, Ref value, struct words *words);
// The same for ~name: 1; 0: no var has the name here.
int clojure_name_words(struct interp *sh, const char *name, struct words *words);
// Does something in the commands want a process of its own (ulimit)?
bool sh_node_needs_process(Ref data);

// Has the node, when it has run, left a command in the background as its last one?
static inline bool node_ends_in_background(const struct node *n) {
    while (n->kind == NODE_SEQ && n->count) n = n->nodes[n->count - 1];
    return n->kind == NODE_BG;
}

// --- tracing (simple_command.c) ------------------------------------------------------

// sh_trace_words of a command whose redirections are in place, and hold for it alone (undo may be NULL).
void sh_trace_outside(struct interp *sh, const struct redirected *undo, struct words *assignments, int argc, char **argv);
// An assignment that was done, for the two above; prefix: what was said before its value was expanded (it is taken).
void sh_trace_assignment(struct interp *sh, struct assignment *a, char *prefix, struct words *trace);
char *sh_assignment_prefix(struct interp *sh); // malloc'd, or NULL

#endif
