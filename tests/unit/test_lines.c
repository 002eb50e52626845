// SPDX-License-Identifier: MIT
// Reading and writing lines; shell patterns.
#include "base/call.h"
#include "boot/data.h"
#include "coll/vector.h"
#include "data/str.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "shell/match.h"
#include "shell/shell.h"
#include "shell/writer.h"

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

// No virtual machine here: what is called is a line reader, or a Python callable.
static Value call_without_vm(Ref f, const Ref *args, Py_ssize_t n) {
    (void)args;
    if (ops_of(f)->invoke) return ops_of(f)->invoke(f, NULL, n);
    return val_of(PyObject_CallNoArgs(obj(f)));
}

static void start_python(void) {
    Py_InitializeEx(1);
    ck_assert(data_init() == 0 && shell_init() == 0);
    call_hook = call_without_vm;
}

static struct line_reader *reader_of(const void *data, size_t size) {
    return (struct line_reader *)obj(ref(lines_reader_new(fd_of_bytes(data, size, FD_FIRST), NIL, NIL)));
}

static void expect_lines(const char *text, size_t size, const char *const *lines) {
    struct line_reader *r = reader_of(text, size);
    PyObject *line;
    for (; *lines; lines++) {
        ck_assert_int_eq(lines_reader_next(r, &line), 1);
        PyObject *bytes = str_bytes(line);
        ck_assert_str_eq(PyBytes_AS_STRING(bytes), *lines);
        Py_DECREF(bytes);
        Py_DECREF(line);
    }
    ck_assert_int_eq(lines_reader_next(r, &line), 0);
    ck_assert_int_eq(lines_reader_next(r, &line), 0);
    Py_DECREF(r);
}
#define LINES(text, ...) expect_lines(text, sizeof(text) - 1, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(lines) {
    expect_lines("", 0, (const char *const[]){NULL});
    LINES("a\nbc\n", "a", "bc");
    LINES("a\n\n\nlast", "a", "", "", "last");
    LINES("\n", "");
    LINES("a\r\nb", "a\r", "b");
    LINES("gr\xc3\xbc\xc3\x9f\n\xe2\x82\xac\n", "gr\xc3\xbc\xc3\x9f", "\xe2\x82\xac");
    LINES("bad \xff\xc3 byte\n\x80", "bad \xff\xc3 byte", "\x80");
}
END_TEST

START_TEST(long_lines) {
    size_t size = 3 << 20;
    char *text = malloc(size + 3);
    memset(text, 'x', size);
    memcpy(text + size, "\ny\n", 3);
    struct line_reader *r = reader_of(text, size + 3);
    PyObject *line;
    ck_assert_int_eq(lines_reader_next(r, &line), 1);
    ck_assert_int_eq(PyUnicode_GET_LENGTH(line), (Py_ssize_t)size);
    Py_DECREF(line);
    ck_assert_int_eq(lines_reader_next(r, &line), 1);
    ck_assert_str_eq(PyUnicode_AsUTF8(line), "y");
    Py_DECREF(line);
    Py_DECREF(r);
    free(text);
}
END_TEST

START_TEST(many_lines) {
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < 100000; i++) strbuf_printf(&text, "line %d\n", i);
    SCOPED Value reader = adopt(reader_of(text.data, text.length));
    SCOPED Value seq = lines_reader_seq(ref(reader));
    struct cursor c;
    ck_assert_int_eq(cursor_start(&c, ref(seq)), 0);
    int i = 0;
    char expected[32];
    for (Value x; (x = cursor_next(&c)).w; drop(x), i++) {
        snprintf(expected, sizeof expected, "line %d", i);
        ck_assert_str_eq(PyUnicode_AsUTF8(obj(ref(x))), expected);
    }
    ck_assert_int_eq(cursor_end(&c), 0);
    ck_assert_int_eq(i, 100000);
    strbuf_free(&text);
}
END_TEST

START_TEST(a_chunk_holds_what_is_there) {
    int ends[2];
    ck_assert_int_eq(fd_pipe(ends, FD_FIRST), 0);
    ck_assert_int_eq(write(ends[1], "a\nb\nhalf", 8), 8);
    SCOPED Value reader = lines_reader_new(ends[0], NIL, NIL);
    SCOPED Value seq = call0(ref(reader)); // would block if it wanted more than the two
    SCOPED Value chunk = ops_of(ref(seq))->chunk_first(ref(seq));
    struct chunk *c = (struct chunk *)obj(ref(chunk));
    ck_assert_int_eq(c->end - c->start, 2);
    close(ends[1]);
}
END_TEST

START_TEST(end_is_told_once) {
    PyObject *globals = PyModule_GetDict(PyImport_AddModule("__main__"));
    PyRun_SimpleString("n = 0\ndef end():\n  global n\n  n += 1\ndef fail():\n  raise OSError('broken')");
    Ref end = ref_of(PyDict_GetItemString(globals, "end")), fail = ref_of(PyDict_GetItemString(globals, "fail"));
    PyObject *line;
    SCOPED Value reader = lines_reader_new(fd_of_bytes("x", 1, FD_FIRST), end, NIL);
    struct line_reader *r = (struct line_reader *)obj(ref(reader));
    ck_assert_int_eq(lines_reader_next(r, &line), 1);
    Py_DECREF(line);
    ck_assert_int_eq(lines_reader_next(r, &line), 0);
    ck_assert_int_eq(lines_reader_next(r, &line), 0);
    ck_assert_int_eq(PyLong_AsLong(PyDict_GetItemString(globals, "n")), 1);
    SCOPED Value failing = lines_reader_new(fd_of_bytes("", 0, FD_FIRST), fail, NIL);
    ck_assert_int_eq(lines_reader_next((struct line_reader *)obj(ref(failing)), &line), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_OSError));
    PyErr_Clear();
    drop(lines_reader_new(fd_of_bytes("", 0, FD_FIRST), end, NIL)); // dropped early: not told
    ck_assert_int_eq(PyLong_AsLong(PyDict_GetItemString(globals, "n")), 1);
}
END_TEST

START_TEST(writing) {
    int ends[2];
    ck_assert_int_eq(fd_pipe(ends, FD_FIRST), 0);
    Value writer = writer_line_new(ends[1]);
    struct line_writer *w = (struct line_writer *)obj(ref(writer));
    SCOPED Value text = str_value("gr\xc3\xbc\xc3\x9f \xff");
    ck_assert_int_eq(writer_line_put(w, ref(text)), 1);
    ck_assert_int_eq(writer_line_put(w, int_ref(42)), 1);
    drop(writer);
    char got[64] = {0};
    ck_assert_int_eq(read(ends[0], got, sizeof got), 12);
    ck_assert_str_eq(got, "gr\xc3\xbc\xc3\x9f \xff\n42\n");
    close(ends[0]);
}
END_TEST

START_TEST(writing_to_nobody) {
    int ends[2];
    ck_assert_int_eq(fd_pipe(ends, FD_FIRST), 0);
    close(ends[0]);
    Value writer = writer_line_new(ends[1]);
    struct line_writer *w = (struct line_writer *)obj(ref(writer));
    SCOPED_PY PyObject *big = PyUnicode_New(1 << 17, 127);
    memset(PyUnicode_1BYTE_DATA(big), 'x', 1 << 17);
    ck_assert_int_eq(writer_line_put(w, ref_of(big)), 0);
    ck_assert_int_eq(writer_line_put(w, ref_of(big)), 0);
    ck_assert_ptr_null(PyErr_Occurred());
    drop(writer);
}
END_TEST

START_TEST(patterns) {
    static const struct { const char *pattern, *text; bool matches; } cases[] = {
        {"", "", true}, {"", "a", false}, {"a", "a", true}, {"a", "b", false}, {"*", "", true}, {"*", "abc", true},
        {"a*", "abc", true}, {"*c", "abc", true}, {"*b*", "abc", true}, {"*.txt", "a.txt", true}, {"*.txt", "a.tx", false},
        {"a*b*c", "aXbYbZc", true}, {"a*b*c", "aXbYbZ", false}, {"**", "x", true}, {"?", "x", true}, {"?", "", false},
        {"?", "xy", false}, {"?", "\xc3\xbc", true}, {"??", "\xc3\xbc", false}, {"?", "\xff", true}, {"*\xff*", "a\xff" "b", true},
        {"[abc]", "b", true}, {"[abc]", "d", false}, {"[!abc]", "d", true}, {"[^abc]", "a", false}, {"[a-c]x", "bx", true},
        {"[]]", "]", true}, {"[!]]", "]", false}, {"[a-]", "-", true}, {"[\\]]", "]", true}, {"[X-\\]]", "Z", true}, {"[X-\\]]", "]", true}, {"[X-\\]]", "Z]", false}, {"[", "[", true}, {"[a", "[a", true},
        {"[\xc3\xa4-\xc3\xbc]", "\xc3\xb6", true}, {"[[:digit:]]", "7", true}, {"[[:digit:]x]", "x", true}, {"[[:digit:]]", "a", false},
        {"\\*", "*", true}, {"\\*", "x", false}, {"a\\", "a\\", true}, {"*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(match_pattern(cases[i].pattern, strlen(cases[i].pattern), cases[i].text, strlen(cases[i].text)) == cases[i].matches,
                      "pattern %s, text %s", cases[i].pattern, cases[i].text);
    ck_assert(match_has_magic("a*", 2) && match_has_magic("[", 1) && !match_has_magic("a\\*", 3) && !match_has_magic("abc", 3));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("lines");
    TCase *t = tcase_create("lines");
    tcase_set_timeout(t, 60);
    tcase_add_unchecked_fixture(t, start_python, NULL);
    tcase_add_test(t, lines);
    tcase_add_test(t, long_lines);
    tcase_add_test(t, many_lines);
    tcase_add_test(t, a_chunk_holds_what_is_there);
    tcase_add_test(t, end_is_told_once);
    tcase_add_test(t, writing);
    tcase_add_test(t, writing_to_nobody);
    tcase_add_test(t, patterns);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed_tests = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed_tests != 0;
}
