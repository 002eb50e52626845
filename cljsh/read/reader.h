// SPDX-License-Identifier: MIT
/* The Clojure reader: text in, forms out.
 *
 * Lists carry :line and :column metadata; every form that is an object of
 * its own (symbol, list, vector, map, set) is also entered in the reader's
 * table of positions, by identity, for the compiler's messages.
 */
#ifndef READ_READER_H
#define READ_READER_H

#include "base/absent.h"
#include "data/type.h"

struct position { int line, column, end_line, end_column; }; // from 1; columns count code points

/* What the reader asks of the namespaces (filled by host/hooks.c; compile/recording.c
 * puts itself in between): how syntax-quote resolves a symbol (new symbol), what namespace an alias in ::a/b or
 * #::a{…} stands for (new str; alias NULL: the current namespace), and the
 * function for a tagged literal (new).  It is asked about every
 * tag, and so can take over #inst and #uuid, which otherwise are built in; a
 * record's class (#user.Point{…}, #user.Point[…]) is such a tag too. */
struct reader_hooks {
    Value (*resolve_symbol)(Ref symbol);
    enum lookup (*resolve_alias)(PyObject *alias, PyObject **ns);
    enum lookup (*data_reader)(Ref tag, Value *f);
    Value (*read_eval)(Ref form);  // what #= before the form gives; NULL: #= is not allowed
};
extern struct reader_hooks reader_hooks;

typedef struct reader Reader;

// source: str (kept), as is; file: name for messages (str, kept).
Reader *reader_new(PyObject *source, PyObject *file);
void reader_free(Reader *r);
enum read_mode { READ_CLJ, READ_EDN }; // EDN: no eval, no reader conditionals, no fn literals …
void reader_set_mode(Reader *r, enum read_mode mode);
void reader_set_start(Reader *r, int line, int column); // the position of the first character
/* One form: READ_FORM, READ_EOF when nothing is left, or READ_ERROR with a
 * ReaderError set (or what a tag's function raised, or RecursionError). */
enum read_result { READ_ERROR = -1, READ_EOF = 0, READ_FORM = 1 };
enum read_result reader_read(Reader *r, Value *form);
// Was the last error only that the text ended inside a form? (for the prompt)
bool reader_incomplete(Reader *r);
// Offset in code points of the next unread character.
Py_ssize_t reader_offset(Reader *r);
// Where a form stood: 1 and *where, or 0.  Valid until the next reader_read.
int reader_position(Reader *r, Ref form, struct position *where);

/* cljsh.ReaderError(ValueError), raised with file, line, column, and the
 * message; attributes `file`, `line`, `column`, `source_line`, `incomplete`. */
extern PyObject *ReaderError;
// The number in the last symbol that x# in a syntax-quote or % in #(…) was read as.
extern int64_t reader_gensym_last;
// The features that hold, the most particular first, where they were set: a vector, or NULL; borrowed.
PyObject *reader_feature_order(void);
int reader_init(void); // starts the reader and the printer: 0 or -1

#endif
