// SPDX-License-Identifier: MIT
// clojure.core's functions on patterns, matchers, and the seq of all matches.
#include "base/prim.h"
#include "coll/vector.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "text/regex_impl.h"

// --- matchers -------------------------------------------------------------

struct matcher { PyObject_HEAD struct search search; size_t passed; }; // passed: what matcher-passed! has given

static inline bool is_matcher(Ref r) { return is_clj(r, &matcher_type); }
static inline struct search *search_of(Ref matcher) { return &((struct matcher *)obj(matcher))->search; }

static Value matcher_new(struct pattern *pattern, PyObject *str) {
    struct matcher *m = PyObject_New(struct matcher, TYPE_OBJECT(matcher_type));
    if (!m) return ERR;
    m->passed = 0;
    if (search_start(&m->search, pattern, str) == 0) return adopt(m);
    PyObject_Free(m);
    return ERR;
}

static void matcher_dealloc(PyObject *self) {
    search_end(&((struct matcher *)self)->search);
    PyObject_Free(self);
}

// The groups of the last match, 0 for all of it: what destructuring asks for.
static Value matcher_nth(Ref r, Py_ssize_t i, Ref absent) {
    struct search *s = search_of(r);
    if (!s->found) return absent.w && !s->pattern->groups ? keep(absent) : err_state("No match found");
    if (i < 0 || i > (Py_ssize_t)s->pattern->groups) return absent.w ? keep(absent) : err_index("No group %zd", i);
    if (s->ov[2 * i] == PCRE2_UNSET) return nil_value();
    return adopt(search_slice(s, s->ov[2 * i], s->ov[2 * i + 1]));
}

static const Ops matcher_ops = {.nth = matcher_nth};
CljType matcher_type = {CLJ_TYPE_HEAD("cljsh.Matcher", struct matcher), .ops = &matcher_ops};

// --- the seq of all matches -----------------------------------------------

/* Each node holds its match; the next one is looked for when it is asked
 * for.  All nodes of a seq share one matcher, which is always at the match of
 * the last node. */
struct match_seq { PyObject_HEAD Value first, next, matcher; }; // next.w 0: not looked for yet

static CljType match_seq_type;
static inline struct match_seq *match_seq_of(Ref r) { return (struct match_seq *)obj(r); }

// The seq that begins at the matcher's next match, or nil.
static Value match_seq_new(Ref matcher) {
    int found = search_next(search_of(matcher));
    if (found <= 0) return found < 0 ? ERR : nil_value();
    Value first = search_value(search_of(matcher));
    if (failed(first)) return ERR;
    struct match_seq *s = PyObject_New(struct match_seq, TYPE_OBJECT(match_seq_type));
    if (!s) return drop(first), ERR;
    s->first = first, s->next = ERR, s->matcher = keep(matcher);
    return adopt(s);
}

// A loop, as a chain of matches may be long.
static void match_seq_dealloc(PyObject *self) {
    for (;;) {
        struct match_seq *s = (struct match_seq *)self;
        Value next = s->next;
        drop(s->first);
        drop(s->matcher);
        PyObject_Free(s);
        if (!next.w) return;
        if (!sole(next) || !is_clj(ref(next), &match_seq_type)) {
            drop(next);
            return;
        }
        self = obj(ref(next));
    }
}

static Value match_seq_first(Ref r) { return keep(ref(match_seq_of(r)->first)); }

static Value match_seq_next(Ref r) {
    struct match_seq *s = match_seq_of(r);
    if (!s->next.w) s->next = match_seq_new(ref(s->matcher));
    return ok(s->next) ? keep(ref(s->next)) : ERR;
}

static Value match_seq_rest(Ref r) {
    Value next = match_seq_next(r);
    if (failed(next) || !is_nil(ref(next))) return next;
    drop(next);
    return list_empty();
}

static const Ops match_seq_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL,
    .seq = seq_itself, .first = match_seq_first, .rest = match_seq_rest, .next = match_seq_next,
    .count = seq_count, .conj = seq_conj, .empty = seq_emptied, .equal = seq_equal, .hash = seq_hash,
};
static CljType match_seq_type = {CLJ_TYPE_HEAD("cljsh.MatchSeq", struct match_seq), .ops = &match_seq_ops};

int matcher_init(void) {
    TYPE_OBJECT(matcher_type)->tp_dealloc = matcher_dealloc;
    TYPE_OBJECT(match_seq_type)->tp_dealloc = match_seq_dealloc;
    return type_ready(&matcher_type, NULL) < 0 || type_ready(&match_seq_type, "Collection") < 0 ? -1 : 0;
}

// --- primitives -----------------------------------------------------------

// A pattern and a string, or a TypeError.
static int pattern_and_string(const char *what, Ref *a) {
    if (!is_pattern(a[0])) return err_type("%s needs a pattern, not %s", what, err_type_name(a[0])), -1;
    if (str_argument(&a[1]) < 0) return -1;
    if (!is_str(a[1])) return err_type("%s needs a string, not %s", what, err_type_name(a[1])), -1;
    return 0;
}

PRIM(core_re_pattern, "clojure.core", "re-pattern", "[s]",
     "Makes a pattern of a string; a pattern is returned as it is.\nThe syntax is Java's and PCRE2's.")
{
    if (is_pattern(a[0])) return keep(a[0]);
    if (!is_str(a[0])) return err_type("re-pattern needs a string, not %s", err_type_name(a[0]));
    return pattern_new(obj(a[0]));
}

PRIM(core_re_matcher, "clojure.core", "re-matcher", "[re s]",
     "Returns a matcher, with which re-find goes through the matches in a string one after the other.")
{
    if (pattern_and_string("re-matcher", a) < 0) return ERR;
    return matcher_new(pattern_of(a[0]), obj(a[1]));
}

PRIM(core_re_groups, "clojure.core", "re-groups", "[m]",
     "Returns a matcher's last match.\n"
     "It is a string, or where the pattern has groups a vector of the whole match and each group (nil: no part of the match).")
{
    if (!is_matcher(a[0])) return err_type("re-groups needs a matcher, not %s", err_type_name(a[0]));
    if (!search_of(a[0])->found) return err_state("No match found");
    return search_value(search_of(a[0]));
}

PRIM(core_re_find_1, "clojure.core", "re-find", "[m]",
     "Returns the first match of a pattern in a string, or a matcher's next match; nil when there is none.\n"
     "A match is what re-groups describes.")
{
    if (!is_matcher(a[0])) return err_type("re-find needs a matcher, not %s", err_type_name(a[0]));
    int found = search_next(search_of(a[0]));
    return found < 0 ? ERR : found ? search_value(search_of(a[0])) : nil_value();
}

// The one match that `find` is to make.
static Value match_once(Ref *a, int (*find)(struct search *)) {
    struct search s;
    if (search_start(&s, pattern_of(a[0]), obj(a[1])) < 0) return ERR;
    int found = find(&s);
    Value result = found < 0 ? ERR : found ? search_value(&s) : nil_value();
    search_end(&s);
    return result;
}

PRIM(core_re_find_2, "clojure.core", "re-find", "[re s]", NULL)
{ return pattern_and_string("re-find", a) < 0 ? ERR : match_once(a, search_next); }

PRIM(core_re_matches, "clojure.core", "re-matches", "[re s]",
     "Returns the match of a pattern with all of a string, or nil.\nA match is what re-groups describes.")
{ return pattern_and_string("re-matches", a) < 0 ? ERR : match_once(a, search_whole); }

PRIM(own_matcher_matches, "cljsh.core", "matcher-matches", "[m]", "Does all of a matcher's string match?\nIf so, re-groups gives the groups.")
{
    if (!is_matcher(a[0])) return err_type("matcher-matches needs a matcher, not %s", err_type_name(a[0]));
    int found = search_whole(search_of(a[0]));
    if (found >= 0) search_of(a[0])->found = found;
    return found < 0 ? ERR : bool_value(found);
}

// The number of characters in so many bytes of UTF-8.
static int64_t characters(const char *data, size_t bytes) {
    int64_t n = 0;
    for (size_t i = 0; i < bytes; i++) n += ((unsigned char)data[i] & 0xc0) != 0x80;
    return n;
}

PRIM(own_matcher_bounds, "cljsh.core", "matcher-bounds", "[m group]",
     "Returns where a group of a matcher's last match begins and ends, [start end]; nil when it is no part of the match.")
{
    int64_t group;
    if (!is_matcher(a[0])) return err_type("matcher-bounds needs a matcher, not %s", err_type_name(a[0]));
    struct search *s = search_of(a[0]);
    if (!s->found) return err_state("No match found");
    if (!int64_of(a[1], &group) || group < 0 || group > s->pattern->groups) return err_index("there is no such group");
    size_t from = s->ov[2 * group], to = s->ov[2 * group + 1];
    if (from == PCRE2_UNSET) return nil_value();
    return vec_from((Ref[]){int_ref(characters(s->data, from)), int_ref(characters(s->data, to))}, 2);
}

static struct search *needs_matcher(Ref r, const char *name) {
    return is_matcher(r) ? search_of(r) : (err_type("%s needs a matcher, not %s", name, err_type_name(r)), NULL);
}

PRIM(own_matcher_prefix, "cljsh.core", "matcher-prefix", "[m]", "Does a matcher's string begin with a match?\nIf so, re-groups gives the groups.")
{
    struct search *s = needs_matcher(a[0], "matcher-prefix");
    int found = s ? search_prefix(s) : -1;
    return found < 0 ? ERR : bool_value(found);
}

PRIM(own_matcher_hit_end, "cljsh.core", "matcher-hit-end", "[m]", "Did the last search of a matcher look at the end of its string?")
{
    struct search *s = needs_matcher(a[0], "matcher-hit-end");
    return s ? bool_value(search_hit_end(s)) : ERR;
}

PRIM(own_matcher_subject, "cljsh.core", "matcher-subject", "[m]", "Returns a matcher's pattern, its string, and how many groups the pattern has.")
{
    struct search *s = needs_matcher(a[0], "matcher-subject");
    return s ? vec_from((Ref[]){ref_of((PyObject *)s->pattern), ref_of(s->str), int_ref(s->pattern->groups)}, 3) : ERR;
}

PRIM(own_matcher_group_number, "cljsh.core", "matcher-group-number", "[m name]", "Returns the number of a named group.")
{
    struct search *s = needs_matcher(a[0], "matcher-group-number");
    if (!s) return ERR;
    if (!is_str(a[1])) return err_type("a group's name is a string, not %s", err_type_name(a[1]));
    Py_ssize_t length;
    const char *name = PyUnicode_AsUTF8AndSize(obj(a[1]), &length);
    int number = name ? search_group(s, name, (size_t)length) : -1;
    return number < 0 ? ERR : int_value(number);
}

// The byte at which a character begins; the length for those behind the last.
static size_t byte_at(const struct search *s, int64_t index) {
    size_t i = 0;
    for (; i < s->length && index > 0; index--)
        do i++; while (i < s->length && ((unsigned char)s->data[i] & 0xc0) == 0x80);
    return i;
}

PRIM(own_matcher_reset, "cljsh.core", "matcher-reset!", "[m s start]", "Has a matcher begin anew, with another string, at a character.")
{
    int64_t start;
    struct search *s = needs_matcher(a[0], "matcher-reset!");
    if (!s) return ERR;
    if (!is_str(a[1])) return err_type("a matcher is reset to a string, not %s", err_type_name(a[1]));
    if (!int64_of(a[2], &start) || start < 0 || start > PyUnicode_GET_LENGTH(obj(a[1]))) return err_index("Illegal start index");
    struct search fresh;
    if (search_start(&fresh, s->pattern, obj(a[1])) < 0) return ERR;
    search_end(s);
    *s = fresh;
    if (fresh.ov == fresh.few) s->ov = s->few; // it is within itself
    s->start = byte_at(s, start);
    ((struct matcher *)obj(a[0]))->passed = 0;
    return take(&a[0]);
}

PRIM(own_matcher_passed, "cljsh.core", "matcher-passed!", "[m to-end]",
     "Returns the text between the match of the last call of this, or the beginning,\nand a matcher's match; or between that and the end.")
{
    struct search *s = needs_matcher(a[0], "matcher-passed!");
    if (!s) return ERR;
    struct matcher *m = (struct matcher *)obj(a[0]);
    bool to_end = is_true(a[1]);
    if (!to_end && !s->found) return err_state("No match available");
    size_t from = m->passed, to = to_end ? s->length : s->ov[0];
    m->passed = to_end ? from : s->ov[1];
    return adopt(search_slice(s, from < to ? from : to, to));
}

PRIM(core_re_seq, "clojure.core", "re-seq", "[re s]",
     "Returns a lazy seq of all matches of a pattern in a string, or nil when there are none.\nA match is what re-groups describes.")
{
    if (pattern_and_string("re-seq", a) < 0) return ERR;
    SCOPED Value matcher = matcher_new(pattern_of(a[0]), obj(a[1]));
    return ok(matcher) ? match_seq_new(ref(matcher)) : ERR;
}
