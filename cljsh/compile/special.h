// SPDX-License-Identifier: MIT
/* What the parts of the special forms share.
 *
 *   special.c        the table, and the small ones
 *   special_var.c    def, var, set!, members
 *   special_bind.c   let*, loop*, recur
 *   special_fn.c     fn*, letfn*
 *   special_try.c    try, case*
 */
#ifndef COMPILE_SPECIAL_H
#define COMPILE_SPECIAL_H

#include "compile/ast.h"

// A form taken apart: words[0] is the head.
struct parts { Value *words; Py_ssize_t n; };
#define PART(i) ref(p->words[i])

struct node **ast_list(struct compiler *c, Py_ssize_t n);
// The forms from `first` on as a body.
struct node *body_from(struct compiler *c, struct method *m, struct parts *p, Py_ssize_t first, bool tail);

struct node *analyze_def(struct compiler *c, struct method *m, struct parts *p);
struct node *analyze_var(struct compiler *c, struct parts *p);
struct node *analyze_set(struct compiler *c, struct method *m, struct parts *p);
struct node *analyze_dot(struct compiler *c, struct method *m, struct parts *p);
struct node *analyze_member(struct compiler *c, enum node_type type, PyObject *name, struct node *object, struct node *value);
struct node *method_call(struct compiler *c, struct method *m, PyObject *name, struct node *object, struct parts *p, Py_ssize_t first);
PyObject *tail_name(PyObject *name, Py_ssize_t from, Py_ssize_t cut);

struct node *analyze_let(struct compiler *c, struct method *m, struct parts *p, bool tail);
struct node *analyze_loop(struct compiler *c, struct method *m, struct parts *p);
int recur_order(struct compiler *c, struct node *recur); // finds anew in which order its items are evaluated; 0 or -1
// key_path.c.  Is it a vector of a few keys?
bool path_is_known(struct node *path);
struct node *path_get(struct compiler *c, struct node *coll, struct node *path);
// args[0] with something else under the keys: args[1], or what the function args[1] gives of the value there and of the further arguments.
struct node *path_change(struct compiler *c, struct method *m, struct node **keys, int nkeys, struct node **args, int n, bool calls);
// The same with the path as args[1], before what is put there.
struct node *path_change_in(struct compiler *c, struct method *m, struct node **args, int n, bool calls);
// apart.c.  An element of what may be a local is taken there.
void apart_pick(struct node *pick);
// The locals of a row of lets down to its body, or of a loop, all of whose uses are known: one becomes one per element
// where it can.  The row as it is then (NULL: failed); 0 or -1.
struct node *apart_lets(struct compiler *c, struct node *first, struct node *body);
int apart_loop(struct compiler *c, struct node *loop);
struct node *analyze_recur(struct compiler *c, struct method *m, struct parts *p, bool tail);

bool analyze_is_async(Ref named); // is there ^:async on the name, or the vector of parameters?
struct node *ast_fn(struct compiler *c, struct method *m, Ref form, PyObject *hint);
struct node *analyze_letfn(struct compiler *c, struct method *m, struct parts *p, bool tail);

struct node *analyze_try(struct compiler *c, struct method *m, struct parts *p);
struct node *analyze_case(struct compiler *c, struct method *m, struct parts *p, bool tail);

/* Something is about to take the place of what the name refers to in ns: by,
 * or NULL for a var of ns itself.  May it?  1, with a warning when it is the var
 * of another namespace; 0, it may not: that is a var of ns's own, which only
 * clojure.core's do not complain of; -1. */
int analyze_check_replaced(struct ns *ns, PyObject *name, struct var *by);

// Raises an ex-info with the form as its data (:form), which becomes the cause of a CompileError: NULL.
void *analyze_blame_form(struct compiler *c, const char *message, Ref form);

// Has the symbol of a local this name as its type hint?
bool analyze_hinted(const struct local *l, const char *type);

#endif
