// SPDX-License-Identifier: MIT
// The grammar for Clojure code.
#include "base/prim.h"
#include "coll/coll.h"
#include "language/parser.h"

static enum lookup alias_in_map(void *map, const char *name, size_t n, PyObject **result) {
    SCOPED Value key = parser_text_value(name, n);
    Value text = ok(key) ? coll_get(*(Ref *)map, ref(key), NIL) : ERR;
    if (failed(text)) return LOOKUP_FAILED;
    if (is_str(ref(text))) return (*result = obj(ref(text)), LOOKUP_FOUND);
    drop(text);
    return LOOKUP_ABSENT;
}

static Value parse_all(Ref text, Ref file, const struct syntax *syntax) {
    SCOPED_PY PyObject *bytes = str_bytes(obj(text));
    struct parser *p = bytes ? parser_new(syntax, obj(file), 1) : NULL;
    if (!p) return ERR;
    struct values commands = {0};
    Value command;
    enum parse_result r = parser_add(p, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) < 0 ? PARSE_ERROR : PARSE_COMMAND;
    while (r == PARSE_COMMAND && (r = parser_next(p, &command)) == PARSE_COMMAND)
        if (values_add(&commands, command) < 0) r = PARSE_ERROR;
    parser_free(p);
    if (r == PARSE_END) return values_vector(&commands);
    values_free(&commands);
    return ERR;
}

PRIM(language_parse, "cljsh.sh.prim", "parse-all", "[text file posix? aliases]",
     "Returns the complete commands of a text of the command language as data; see cljsh.sh/parse.\n"
     "file: the name that messages show; posix?: what has a meaning in POSIX has that one, as {a,b}; aliases: a map of names to texts, or nil.")
{
    for (int i = 0; i < 2; i++)
        if (!is_str(a[i])) return err_type("a text and its name are needed, not %s", err_type_name(a[i]));
    Ref aliases = a[3];
    struct syntax syntax = {.posix = is_true(a[2]), .alias = is_nil(aliases) ? NULL : alias_in_map, .arg = &aliases};
    return parse_all(a[0], a[1], &syntax);
}

PRIM(language_parse_written, "cljsh.sh.prim", "parse-written", "[text posix? groups?]",
     "Returns the complete commands of a text as data in which words are what is written, and here-documents have their delimiter.\n"
     "groups?: ?(a|b) and its like are patterns.")
{
    if (!is_str(a[0])) return err_type("a text is needed, not %s", err_type_name(a[0]));
    struct syntax syntax = {.as_written = true, .posix = is_true(a[1]), .groups = is_true(a[2])};
    return parse_all(a[0], a[0], &syntax);
}

PRIM(language_arith, "cljsh.sh.prim", "parse-arithmetic", "[text]",
     "Returns what a text says as arithmetic, as data.")
{
    if (!is_str(a[0])) return err_type("arithmetic needs a string, not %s", err_type_name(a[0]));
    SCOPED_PY PyObject *bytes = str_bytes(obj(a[0]));
    Value expression = ERR;
    if (bytes) parse_arith(PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes), false, &expression);
    return expression;
}
