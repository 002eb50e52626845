// SPDX-License-Identifier: MIT
/* Loading a library so that it need not be compiled again.
 *
 * While a file is loaded, each form of its top level that is compiled, and
 * each form inside a `do` there, is recorded before it runs: a unit.  Later
 * the units run one after another in place of the text.  Beside its code a
 * unit holds what else of the world went into it:
 *
 *     resolved   what a symbol meant, in the current namespace (vars only,
 *                with their being a macro, private, constant or redefined)
 *     own        that an unqualified symbol named nothing of another namespace
 *     alias      what namespace an alias stood for, in ::alias/name
 *     tag        whose function read a tagged literal
 *     interned   a var that a def made which is not in the code, since it is never reached
 *     used       a namespace whose macro, constant, class or protocol the
 *                compiler made use of, and its identity (compile/origin.h)
 *
 * That is checked again after the units before have run, since only then the
 * namespaces it is about are there.  A unit that does not fit is where the
 * recording ends: from its form on, the text is compiled after all, and
 * recorded anew behind the units that still hold.
 *
 * What a macro does besides expanding is not recorded, as with Clojure's
 * compiled files: a file whose macros define something, or look for a file of
 * others, is not kept at all.  The program's own libraries, which the names
 * of Java's classes load as well, are loaded again when something in them is
 * named (ns_load_absent).
 *
 * A recording is, see encoding/encoding.h for u and values:
 *
 *     per unit   u kind; u the offset of its form in code points; u which part
 *                of the form it is;
 *                kind 1: an FNDEF without its tag, to be called
 *                kind 2: a definition, (def* var metadata value): a var; u enum
 *                var_flags, what of the metadata is needed at once; a section
 *                with the metadata, a map; the value
 *                u checks:
 *                  u 0 RESOLVED: u flags, prefix (str or nil), name, var
 *                  u 1 OWN: name        u 2 ALIAS: alias, name of the namespace
 *                  u 3 TAG: prefix, name of the tag, name of the function or nil
 *                  u 4 USED: name of the namespace, 16 bytes
 *                  u 5 IN_NS: name of the current namespace
 *                  u 6 INTERNED: var
 *                u checks of names of core, and if there are any, a section with them: RESOLVED, without a prefix or with its name
 *     end        u 0
 *
 * Names of core are most of all names, and mean what they meant unless the
 * namespace has others in their places, or core was changed: their checks are
 * skipped where neither is.
 *
 * Symbols that gensym and syntax-quote made live on in the recording.  So that
 * none of another process is like them, their numbers begin somewhere else
 * for each text that is recorded.
 */
#ifndef COMPILE_RECORDING_H
#define COMPILE_RECORDING_H

#include "compile/origin.h"
#include "encoding/encoding.h"

struct check;

struct recording {
    struct encoder encoder;
    bool compiling;              // a form of the top level, now
    PyObject *why;               // str: why it cannot be kept; NULL: it can
    struct check *checks;        // of the next unit
    uint32_t nchecks, checks_size;
    PyObject *noted;             // dict: what was noted before
    PyObject *used;              // dict of the namespaces the next unit uses
    struct ns *noted_ns;         // the one of the last IN_NS
    Py_ssize_t offset;           // of the form in the file
    uint32_t part, skip;         // the part of the form; parts that have run already
    struct ns *after;            // the namespace they have left behind: the form itself began in another
};

// What the compiler works on is noted in the task's recording (NULL: nobody asks), not while the code runs.

/* For the compiler and the reader.  They change no exception and never fail:
 * what cannot be noted spoils the recording. */
void recording_resolved(Ref symbol, struct var *v);
void recording_used(struct ns *ns);
void recording_interned(struct var *v);
void recording_macro(struct var *macro);
static inline void note_resolved(Ref symbol, struct var *v) { if (unlikely(task_in_c.recording)) recording_resolved(symbol, v); }
static inline void note_interned(struct var *v) { if (unlikely(task_in_c.recording)) recording_interned(v); }
static inline void note_macro(struct var *macro) { if (unlikely(task_in_c.recording)) recording_macro(macro); } // it is about to expand
// An object of the host that the symbol prefix/name stands for in the current namespace.
void recording_host(PyObject *prefix, PyObject *name, Ref o);
static inline void note_host(PyObject *prefix, PyObject *name, Ref o) { if (unlikely(task_in_c.recording)) recording_host(prefix, name, o); }
// A var was looked up, perhaps by a macro.
static inline void note_looked_up(struct var *v) { if (unlikely(task_in_c.recording) && v->ns != ns_current()) recording_used(v->ns); }
COLD void recording_spoil(struct recording *r, const char *format, ...);
// Has the next part of the form run already?  1, 0, or -1 with an exception.
int recording_skip(struct recording *r);
// The code of a form of the top level, before it runs.
void recording_unit(struct recording *r, struct fndef *def);
// Counts what an evaluation leaves behind: definitions, names that were mapped, libraries that were looked for.
extern uint64_t recording_changes;
int recording_init(void); // after the reader's hooks are set

/* Loads a file's text.  *ns* and *file* are bound meanwhile, as by compile_load_text(). */
struct library {
    PyObject *file;              // str
    bool own;                    // a part of the program, and known by it
    const char *text;            // UTF-8, with bytes that are none; NULL: read() gets it when it is needed
    size_t length;
    struct digest sum;           // of the text
    int (*read)(struct library *l); // sets the three above: 0 or -1
    PyObject *owner;             // of the text, or NULL: the caller lets go of it
    const uint8_t *recorded;     // what a former load recorded, or NULL
    size_t recorded_length;
    PyObject *holder;            // keeps what was recorded, for what is decoded later; NULL: it stays anyway
    bool record;                 // is a recording wanted?
    // the answer
    bool compiled;               // at least in part
    PyObject *why;               // str or NULL: why the recording did not fit; or why none was made
    uint8_t *data;               // a new recording, PyMem, or NULL
    size_t data_length;
};
Value recording_load_text(struct library *l);

#endif
