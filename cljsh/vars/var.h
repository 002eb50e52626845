// SPDX-License-Identifier: MIT
/* Vars and namespaces. */
#ifndef VARS_VAR_H
#define VARS_VAR_H

#include "base/absent.h"
#include "data/type.h"
#include "state/ref.h"
#include "vm/vm.h"

struct ns;
struct var {
    PyObject_HEAD
    Value root;              // w == 0: unbound
    struct ns *ns;           // owned
    PyObject *name;          // str
    PyObject *meta;          // map or NULL; or a struct late: through meta_slot() alone
    struct watchable watch;
    bool is_dynamic, is_macro, is_private, is_const;
    uint8_t inlined;         // compile/inline.c: index of the first way to inline a call, 0 none
    bool is_settable;        // set! of it outside of any binding is for the whole program
    bool is_early;           // of core, and there before any form of a program runs: so in every process
    bool is_redefined;       // a var of core or of an inlined function whose root was changed: no longer inlined
};
struct ns {
    PyObject_HEAD
    PyObject *name;          // str
    PyObject *mappings;      // dict: str -> var, class or other object
    bool sees_core;          // core's public vars are behind the mappings: most namespaces have all 700, and look at few
    PyObject *unmapped;      // a set of names that ns-unmap was asked for and that had no mapping, as those of java.lang; or NULL
    PyObject *hidden;        // a set of names that are not seen there, or NULL
    PyObject *aliases;       // dict: str -> ns or Python module
    PyObject *awaited;       // dict: str -> the name of a Python module that is imported when its alias is first used; or NULL
    PyObject *meta;
};
extern CljType var_type, ns_type;

int var_init(void);
int ns_init(void);
static inline bool is_var(Ref r) { return is_clj(r, &var_type); }
static inline struct var *var_of(Ref r) { return (struct var *)obj(r); }
static inline bool is_ns(Ref r) { return is_clj(r, &ns_type); }

extern PyObject *all_namespaces; // dict: str -> ns
extern struct ns *core_ns, *cljsh_ns;
extern struct var *ns_var;       // *ns*
extern bool ns_core_changed;     // something of core is not what it was after the boot: what its names stand for, or the flags of a var
extern uint64_t ns_epoch;        // counts what may make a name of a namespace mean something else that meant something already
extern uint64_t var_epoch;       // counts what is defined anew: roots of vars, methods of multimethods
extern struct var *file_var;     // *file*

struct ns *ns_find(PyObject *name);            // borrowed or NULL, no exception
struct ns *ns_find_utf8(const char *name);
struct ns *ns_make(PyObject *name);            // borrowed; finds or creates; refers nothing
struct ns *ns_current(void);                   // borrowed
// The var of a name in its namespace: found or made (borrowed); NULL on failure.
struct var *ns_intern(struct ns *ns, PyObject *name);
void ns_core_settle(void); // what core has now, is what it has in every process
void ns_changed(struct ns *ns); // a name of it means something else from now on, or nothing
struct var *ns_intern_utf8(const char *ns, const char *name);
struct var *var_unnamed(void);                 // a new dynamic var of no namespace
PyObject *ns_lookup(struct ns *ns, PyObject *name); // mapping, borrowed or NULL without exception
// ns and in-ns, which are there where clojure.core is not referred to as well: their var, borrowed; else NULL.
PyObject *ns_always(PyObject *name);
// What a symbol names in ns (new): a var, class, or other mapping; for alias/name of
// a Python module the attribute.
enum lookup ns_resolve(struct ns *ns, Ref symbol, Value *found);
// May this be the name of a Python module: one with a dot, or one that was required?
bool ns_names_module(PyObject *name);
// Does a name look like that of a class in a package: my.package.Class?  The static members of a class are in a namespace of its name.
bool ns_names_class(PyObject *name);
int ns_refer_all(struct ns *ns, struct ns *from);
// core but for the names in a set, which is taken (NULL: an exception is set): 0 or -1.
int ns_refer_core(struct ns *ns, PyObject *but);
// The mappings with all that is behind them (borrowed), for who looks at each of them; NULL on failure.
PyObject *ns_all(struct ns *ns);
/* Namespaces that have every name: where no namespace or alias is called ns, the value of ns/name is
 * what a function, called the maker of ns, makes of the name.  Borrowed, or NULL without exception. */
struct var *ns_maker(PyObject *ns);
// What some.name.space.Name names, - of the namespace perhaps written _: a
// var or class, borrowed, or NULL without exception.
PyObject *ns_member(PyObject *dotted);

/* What a namespace has without asking for it (cli/defaults.h): asked when
 * nothing is known by an alias (name NULL) or a name (alias NULL).  It adds
 * what there is to the namespace: 1; 0 when there is nothing, -1 with an
 * exception.  once: the place that asks is evaluated at most once.
 * Filled by cli/defaults.c. */
extern int (*ns_default_hook)(struct ns *ns, PyObject *alias, PyObject *name, bool once);
int ns_default(struct ns *ns, PyObject *alias, PyObject *name, bool once);
// Makes an alias of a Python module that is imported when it is first used: that is one of the things ns_default does.
int ns_await_module(struct ns *ns, PyObject *alias, PyObject *module);

/* Parts of the program that are loaded when they are needed may be needed by recorded code, which names
 * what is in them.  Asked where there is no namespace, or class of the JVM's, of a name: 1 when what
 * could have it was loaded now, 0 when nothing has it, -1 with an exception.
 * class (NULL: a namespace is wanted) gets the class (new), or what stands for one that is not here.
 * Filled by load/own_library.c. */
extern int (*ns_absent_hook)(PyObject *name, Value *class);
static inline int ns_load_absent(PyObject *name, Value *class) { return ns_absent_hook ? ns_absent_hook(name, class) : 0; }

Value var_get(struct var *v);                  // thread binding or root; what says that there is none (vm/unbound.h)
// What an unbound var gives: a value, or ERR (without exception: nothing).  Filled by cli/input.c.
extern enum lookup (*var_unbound_hook)(struct var *v, Value *value);
int var_set_root(struct var *v, Ref value);
int var_set_meta(struct var *v, PyObject *meta); // reads :dynamic :macro :private :const
enum var_flags { VAR_DYNAMIC = 1, VAR_MACRO = 2, VAR_PRIVATE = 4, VAR_CONST = 8 };
unsigned var_flags(PyObject *meta);            // what it reads
void var_put_off_meta(struct var *v, struct late *late, unsigned flags); // takes the late
Value var_binding(struct var *v);              // the thread binding's value, or ERR without exception
int var_set(struct var *v, Ref value);         // set!: the thread binding
PyObject *var_str(struct var *v);              // "ns/name", new

// Dynamic bindings of this thread.
int bindings_push(Ref map);                    // var -> value
int bindings_pop(void);
// All of them, for another thread or a later time: a new reference, or NULL for none.
static inline PyObject *bindings_frame(void) { return Py_XNewRef(this_task()->bindings); }
// Puts a frame (consumed, may be NULL) in their place and returns what was there.
static inline PyObject *bindings_exchange(PyObject *frame) {
    struct task *self = this_task();
    PyObject *before = self->bindings;
    self->bindings = frame;
    return before;
}

#endif
