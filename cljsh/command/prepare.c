// SPDX-License-Identifier: MIT
// Nodes from data: commands.
#include "command/prepare.h"

#include <stdlib.h>

struct program *sh_program_new(Value data) {
    struct program *p = sh_alloc(sizeof *p);
    *p = (struct program){.references = 1, .data = data};
    return p;
}

static void program_free_pool(struct arena *a) {
    sh_arena_release_chunks(a, (struct mark){0});
    free(a->spare);
}

void sh_program_drop(struct program *p) {
    if (!p || --p->references) return;
    xdrop(p->data);
    program_free_pool(&p->pool);
    free(p);
}

char *sh_text_of_value(struct interp *sh, struct program *p, Ref str, size_t *n) {
    (void)sh;
    struct arena *a = &p->pool;
    PyObject *s = obj(str);
    if (PyUnicode_IS_ASCII(s)) {
        if (n) *n = (size_t)PyUnicode_GET_LENGTH(s);
        return sh_arena_text(a, (const char *)PyUnicode_1BYTE_DATA(s), (size_t)PyUnicode_GET_LENGTH(s));
    }
    SCOPED_PY PyObject *bytes = str_bytes(s);
    if (!bytes) { // half a surrogate pair, from Clojure
        sh_forget_error();
        if (n) *n = 0;
        return sh_arena_text(a, "", 0);
    }
    if (n) *n = (size_t)PyBytes_GET_SIZE(bytes);
    return sh_arena_text(a, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
}

struct node *sh_node_lazy(struct program *p, Ref data) {
    struct node *n = pool(p, sizeof *n);
    n->kind = is_nil(data) ? NODE_NOTHING : NODE_LAZY;
    n->data = data;
    n->program = p;
    return n;
}

static struct word **words_prepare(struct interp *sh, struct program *p, Ref words, int *count) {
    struct word_list list = {0};
    for (Py_ssize_t i = 0; i < vec_count(words); i++) prepare_braces(sh, p, vec_at(words, i), &list);
    *count = list.count;
    return list.at;
}

// --- assignments and redirections ---------------------------------------------------

static void elements_prepare(struct interp *sh, struct program *p, Ref array, struct assignment *a) {
    Ref elements = vec_at(array, 1);
    struct { struct element *at; int count, capacity; } list = {0};
    for (Py_ssize_t i = 0; i < vec_count(elements); i++) {
        Ref e = vec_at(elements, i);
        struct word_list words = {0};
        bool indexed = !is_nil(vec_at(e, 0));
        if (indexed) prepare_words_add(p, &words, sh_word_prepare(sh, p, vec_at(e, 2), USE_ASSIGNED));
        else prepare_braces(sh, p, vec_at(e, 2), &words);
        for (int k = 0; k < words.count; k++) {
            if (list.count == list.capacity) {
                int capacity = list.capacity * 2 + 8;
                struct element *at = pool(p, sizeof *at * (size_t)capacity);
                if (list.count) memcpy(at, list.at, sizeof *at * (size_t)list.count);
                list.at = at;
                list.capacity = capacity;
            }
            list.at[list.count++] = (struct element){
                .index = indexed ? sh_word_prepare(sh, p, vec_at(e, 0), USE_ASSIGNED) : NULL, .value = words.at[k], .append = is_true(vec_at(e, 1))};
        }
    }
    a->elements = list.at;
    a->count = list.count;
}

void prepare_assignment(struct interp *sh, struct program *p, Ref data, struct assignment *a) {
    size_t n;
    a->name = sh_text_of_value(sh, p, vec_at(data, 0), &n);
    a->variable = variable_intern(sh, a->name, n);
    a->index = is_nil(vec_at(data, 1)) ? NULL : sh_word_prepare(sh, p, vec_at(data, 1), USE_ASSIGNED);
    a->append = is_true(vec_at(data, 2));
    Ref value = vec_at(data, 3);
    if (is_tag(value, KW("array"))) {
        a->is_array = true;
        elements_prepare(sh, p, value, a);
        return;
    }
    struct word *w = a->value = sh_word_prepare(sh, p, value, USE_ASSIGNED);
    struct part *first = w->count ? &w->parts[0] : NULL;
    if (w->literal || a->append || a->index || !first) return;
    if (w->count == 1 && first->kind == PART_ARITH) a->arith = first->arith;
    if (first->kind == PART_QUOTED && !first->length && w->count > 1) first++; // "$x…"
    a->grows = first->kind == PART_VAR && first->variable == a->variable;
    for (struct part *part = first + 1; part < w->parts + w->count; part++) {
        if (part->kind != PART_TEXT && part->kind != PART_QUOTED && part->kind != PART_VAR && part->kind != PART_POSITIONAL) a->grows = false;
        if (part->kind == PART_VAR && part->variable == a->variable) a->grows = false;
    }
}

static const struct { const char *text; unsigned char op; } redirection_ops[] = {
    {"<", REDIR_IN}, {">", REDIR_OUT}, {">>", REDIR_APPEND}, {">|", REDIR_CLOBBER}, {"<>", REDIR_BOTH}, {"<&", REDIR_DUP_IN},
    {">&", REDIR_DUP_OUT}, {"<<", REDIR_HERE}, {"<<<", REDIR_STRING}, {"&>", REDIR_ALL}, {"&>>", REDIR_ALL_APPEND},
};

static struct redir *redirections_prepare(struct interp *sh, struct program *p, Ref data) {
    struct redir *list = NULL, **end = &list;
    for (Py_ssize_t i = 0; i < vec_count(data); i++) {
        Ref r = vec_at(data, i), fd = vec_at(r, 1);
        struct redir *item = pool(p, sizeof *item);
        for (size_t k = 0; k < sizeof redirection_ops / sizeof *redirection_ops; k++)
            if (str_is(vec_at(r, 0), redirection_ops[k].text)) item->op = redirection_ops[k].op;
        bool reads = item->op == REDIR_IN || item->op == REDIR_BOTH || item->op == REDIR_DUP_IN || item->op == REDIR_HERE || item->op == REDIR_STRING;
        item->fd = int_or(fd, is_str(fd) ? -1 : reads ? 0 : 1);
        if (is_str(fd)) {
            size_t n;
            const char *name = sh_text_of_value(sh, p, fd, &n);
            const char *bracket = memchr(name, '[', n);
            if (bracket) item->index = name_intern(sh, sh_arena_text(&sh->arena, bracket + 1, n - (size_t)(bracket - name) - 2))->name;
            item->variable = variable_intern(sh, name, bracket ? (size_t)(bracket - name) : n);
        }
        item->word = sh_word_prepare(sh, p, vec_at(r, 2), item->op == REDIR_HERE ? USE_TEXT : item->op == REDIR_STRING ? USE_ASSIGNED : USE_FIELDS);
        *end = item;
        end = &item->next;
    }
    return list;
}

// --- commands -----------------------------------------------------------------------

static struct node *child(struct node *n, Ref data) { return sh_node_lazy(n->program, data); }

static void prepare_simple(struct interp *sh, struct node *n, Ref d) {
    struct program *p = n->program;
    n->kind = NODE_SIMPLE;
    Ref assignments = vec_at(d, 1);
    n->assignment_count = (int)vec_count(assignments);
    if (n->assignment_count) n->assignments = pool(p, sizeof *n->assignments * (size_t)n->assignment_count);
    for (int i = 0; i < n->assignment_count; i++) prepare_assignment(sh, p, vec_at(assignments, i), &n->assignments[i]);
    n->words = words_prepare(sh, p, vec_at(d, 2), &n->word_count);
    n->redirections = redirections_prepare(sh, p, vec_at(d, 3));
    n->line = int_or(vec_at(d, 4), 0);
    if (n->word_count && n->words[0]->literal) n->name = name_intern(sh, n->words[0]->literal);
}

static struct test *prepare_test(struct interp *sh, struct program *p, Ref e) {
    struct test *t = pool(p, sizeof *t);
    Ref tag = vec_at(e, 0);
    if (same(tag, KW("and")) || same(tag, KW("or"))) {
        t->op = same(tag, KW("and")) ? '&' : '|';
        t->left = prepare_test(sh, p, vec_at(e, 1));
        t->right = prepare_test(sh, p, vec_at(e, 2));
    } else if (same(tag, KW("not"))) {
        t->op = '!';
        t->left = prepare_test(sh, p, vec_at(e, 1));
    } else {
        bool unary = same(tag, KW("unary"));
        t->op = unary ? 'u' : 'b';
        t->operator = sh_text_of_value(sh, p, vec_at(e, 1), NULL);
        t->a = sh_word_prepare(sh, p, vec_at(e, 2), USE_ASSIGNED);
        bool pattern = !unary && (t->operator[0] == '=' || t->operator[0] == '!');
        if (!unary) t->b = sh_word_prepare(sh, p, vec_at(e, 3), pattern ? USE_PATTERN : USE_ASSIGNED);
    }
    return t;
}

static struct expression prepare_expression(struct interp *sh, struct program *p, Ref word, Ref expression) {
    return (struct expression){sh_word_prepare(sh, p, word, USE_QUOTED), is_nil(expression) ? NULL : sh_arith_prepare(sh, p, expression)};
}

static void prepare_case(struct interp *sh, struct node *n, Ref d) {
    struct program *p = n->program;
    Ref items = vec_at(d, 2);
    n->subject = sh_word_prepare(sh, p, vec_at(d, 1), USE_ASSIGNED);
    n->item_count = (int)vec_count(items);
    n->items = pool(p, sizeof *n->items * (size_t)(n->item_count + 1));
    for (int i = 0; i < n->item_count; i++) {
        Ref item = vec_at(items, i), patterns = vec_at(item, 0);
        struct case_item *c = &n->items[i];
        c->count = (int)vec_count(patterns);
        c->patterns = pool(p, sizeof *c->patterns * (size_t)c->count);
        for (int k = 0; k < c->count; k++) c->patterns[k] = sh_word_prepare(sh, p, vec_at(patterns, k), USE_PATTERN);
        c->body = child(n, vec_at(item, 1));
        c->end = str_is(vec_at(item, 2), ";&") ? '&' : str_is(vec_at(item, 2), ";;&") ? 't' : ';';
    }
}

static void prepare_for(struct interp *sh, struct node *n, Ref d) {
    size_t length;
    const char *name = sh_text_of_value(sh, n->program, vec_at(d, 1), &length);
    n->variable = variable_intern(sh, name, length);
    n->over_parameters = is_nil(vec_at(d, 2));
    if (!n->over_parameters) n->list = words_prepare(sh, n->program, vec_at(d, 2), &n->list_count);
    n->loop_body = child(n, vec_at(d, 3));
}

// 0, or -1 with an exception.
static int prepare_compound(struct interp *sh, struct node *n, Ref d) {
    struct program *p = n->program;
    Ref tag = vec_at(d, 0);
    Py_ssize_t count = vec_count(d);
    // Compound commands end with their redirections and line.
    bool redirects = !same(tag, KW("pipe")) && !same(tag, KW("seq")) && !same(tag, KW("not")) && !same(tag, KW("and")) && !same(tag, KW("or")) &&
                     !same(tag, KW("bg")) && !same(tag, KW("time")) && !same(tag, KW("function"));
    if (redirects) {
        n->redirections = redirections_prepare(sh, p, vec_at(d, count - 2));
        n->line = int_or(vec_at(d, count - 1), 0);
    }
    if (same(tag, KW("pipe")) || same(tag, KW("seq"))) {
        Ref list = vec_at(d, 1);
        n->kind = same(tag, KW("pipe")) ? NODE_PIPE : NODE_SEQ;
        n->count = (int)vec_count(list);
        n->nodes = pool(p, sizeof *n->nodes * (size_t)(n->count + 1));
        for (int i = 0; i < n->count; i++) n->nodes[i] = child(n, vec_at(list, i));
    } else if (same(tag, KW("and")) || same(tag, KW("or"))) {
        n->kind = same(tag, KW("and")) ? NODE_AND : NODE_OR;
        n->left = child(n, vec_at(d, 1));
        n->right = child(n, vec_at(d, 2));
    } else if (same(tag, KW("not")) || same(tag, KW("bg")) || same(tag, KW("time")) || same(tag, KW("subshell")) || same(tag, KW("group"))) {
        n->kind = same(tag, KW("not")) ? NODE_NOT : same(tag, KW("bg")) ? NODE_BG : same(tag, KW("time")) ? NODE_TIME
                : same(tag, KW("subshell")) ? NODE_SUBSHELL : NODE_GROUP;
        n->left = child(n, vec_at(d, 1));
        if (n->kind == NODE_TIME) n->flag = is_true(vec_at(d, 2));
        if (n->kind == NODE_SUBSHELL) n->needs_process = sh_node_needs_process(vec_at(d, 1));
    } else if (same(tag, KW("if"))) {
        Ref branches = vec_at(d, 1);
        n->kind = NODE_IF;
        n->branch_count = (int)vec_count(branches);
        n->branches = pool(p, sizeof *n->branches * (size_t)n->branch_count);
        for (int i = 0; i < n->branch_count; i++)
            n->branches[i] = (struct branch){child(n, vec_at(vec_at(branches, i), 0)), child(n, vec_at(vec_at(branches, i), 1))};
        n->otherwise = is_nil(vec_at(d, 2)) ? NULL : child(n, vec_at(d, 2));
    } else if (same(tag, KW("while")) || same(tag, KW("until"))) {
        n->kind = same(tag, KW("while")) ? NODE_WHILE : NODE_UNTIL;
        n->condition = child(n, vec_at(d, 1));
        n->body = child(n, vec_at(d, 2));
    } else if (same(tag, KW("for")) || same(tag, KW("select"))) {
        n->kind = same(tag, KW("for")) ? NODE_FOR : NODE_SELECT;
        prepare_for(sh, n, d);
    } else if (same(tag, KW("for-arith"))) {
        n->kind = NODE_FOR_ARITH;
        for (int i = 0; i < 3; i++) n->expressions[i] = prepare_expression(sh, p, vec_at(vec_at(d, i + 1), 0), vec_at(vec_at(d, i + 1), 1));
        n->arith_body = child(n, vec_at(d, 4));
    } else if (same(tag, KW("case"))) {
        n->kind = NODE_CASE;
        prepare_case(sh, n, d);
    } else if (same(tag, KW("function"))) {
        n->kind = NODE_FUNCTION;
        n->function_name = name_intern(sh, sh_text_of_value(sh, p, vec_at(d, 1), NULL));
        n->function_body = vec_at(d, 2);
        n->line = int_or(vec_at(d, 3), 0);
        n->text = sh_text_of_value(sh, p, vec_at(d, 4), NULL);
    } else if (same(tag, KW("test"))) {
        n->kind = NODE_TEST;
        n->test = prepare_test(sh, p, vec_at(d, 1));
    } else if (same(tag, KW("arithmetic"))) {
        n->kind = NODE_ARITHMETIC;
        n->expression = prepare_expression(sh, p, vec_at(d, 1), vec_at(d, 2));
    } else {
        return (err_type("no command: %R", obj(d)), -1);
    }
    return 0;
}

int sh_node_prepare(struct interp *sh, struct node *n) {
    Ref d = n->data;
    if (!same(vec_at(d, 0), KW("simple"))) return prepare_compound(sh, n, d);
    prepare_simple(sh, n, d);
    return 0;
}

// Text for another shell, sh -c '… $PPID', which has to find this one.
static bool asks_for_parent(Ref text) {
    const char *bytes = is_str(text) ? PyUnicode_AsUTF8(obj(text)) : NULL;
    if (!bytes) sh_forget_error();
    return bytes && strstr(bytes, "PPID");
}

/* What cannot be undone in this process: limits, and what shells of other
 * kinds may do to a process.  Its own one is meant by kill, trap and BASHPID. */
bool sh_node_needs_process(Ref data) {
    if (is_str(data)) return str_is(data, "ulimit") || str_is(data, "kill") || str_is(data, "trap") || str_is(data, "BASHPID");
    if (!is_vec(data)) return false;
    if (is_tag(data, KW("function"))) return sh_node_needs_process(vec_at(data, 2));
    if (is_tag(data, KW("q"))) {
        for (Py_ssize_t i = 1; i < vec_count(data); i++)
            if (asks_for_parent(vec_at(data, i))) return true;
        return false;
    }
    for (Py_ssize_t i = 0; i < vec_count(data); i++)
        if (sh_node_needs_process(vec_at(data, i))) return true;
    return false;
}
