// SPDX-License-Identifier: MIT
// What recording and replaying share; nobody else includes this.
#ifndef COMPILE_RECORDING_PARTS_H
#define COMPILE_RECORDING_PARTS_H

#include "compile/recording.h"
#include "read/reader.h"

enum unit_kind { UNIT_END, UNIT_CODE, UNIT_DEF };
enum check_kind { CHECK_RESOLVED, CHECK_OWN, CHECK_ALIAS, CHECK_TAG, CHECK_USED, CHECK_IN_NS, CHECK_INTERNED };
enum resolved_flags { WAS_MACRO = 1, WAS_PRIVATE = 2, WAS_CONST = 4, WAS_REDEFINED = 8 };

// What the strings are, depends on the kind; NULL: nil.
struct check {
    enum check_kind kind;
    unsigned flags;
    PyObject *a, *b, *c;
    struct var *var;
};

extern struct reader_hooks recording_plain_hooks; // as they were before anything was noted

void recording_free(struct recording *r);
COLD void recording_spoil_by_exception(struct recording *r); // the exception that is set, as the reason
// What is held against the world: what a name stands for in a namespace (borrowed or NULL), and how.
struct var *recording_var(struct ns *ns, PyObject *prefix, PyObject *name);
unsigned recording_flags(struct ns *ns, struct var *v);
enum lookup recording_reader_name(Value f, PyObject **name); // of the function that reads a tag: new

#endif
