// SPDX-License-Identifier: MIT
// The line editor's parts that need no terminal: the history file, completion of names.
#include "running.h"

#include "edit/complete.h"
#include "edit/history.h"

#include <ftw.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

// --- history ----------------------------------------------------------------

#define FOLDER "/tmp/test_edit.XXXXXX"
static char folder[sizeof FOLDER];

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where) {
    (void)st, (void)kind, (void)where;
    return remove(path);
}

static void clean_up(void) {
    if (*folder) nftw(folder, remove_one, 4, FTW_DEPTH | FTW_PHYS);
}

static void fresh_folder(void) {
    setlocale(LC_ALL, "C.UTF-8");
    clean_up();
    strcpy(folder, FOLDER);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
}

// The entries of the file, the newest first, each followed by a newline.
static const wchar_t *loaded(void) {
    static wchar_t all[4096];
    HistoryW *h = edit_history_start();
    HistEventW event;
    all[0] = 0;
    for (int r = history_w(h, &event, H_FIRST); r >= 0; r = history_w(h, &event, H_NEXT)) {
        wcscat(all, event.str);
        wcscat(all, L"|");
    }
    edit_history_close();
    return all;
}

START_TEST(entries_come_back) {
    fresh_folder();
    ck_assert(wcscmp(loaded(), L"") == 0); // there is no file yet
    history_file_add("(+ 1 2)");
    history_file_add("(str \"a\\nb\\\\040\" \\newline)");
    history_file_add("(do\n\t1)");
    history_file_add("\177 ü€");
    const wchar_t *wanted = L"\177 ü€|(do\n\t1)|(str \"a\\nb\\\\040\" \\newline)|(+ 1 2)|";
    ck_assert_msg(wcscmp(loaded(), wanted) == 0, "%ls", loaded());
}
END_TEST

START_TEST(sessions_share_entries) {
    fresh_folder();
    HistoryW *h = edit_history_start();
    HistEventW event;
    edit_history_remember("mine");
    history_file_add("another's"); // as another session does it
    edit_history_remember("mine again");
    ck_assert(history_w(h, &event, H_FIRST) >= 0 && wcscmp(event.str, L"mine again") == 0);
    ck_assert(history_w(h, &event, H_NEXT) >= 0 && wcscmp(event.str, L"another's") == 0);
    ck_assert(history_w(h, &event, H_NEXT) >= 0 && wcscmp(event.str, L"mine") == 0);
    ck_assert(history_w(h, &event, H_NEXT) < 0);
    struct strings none = {0};
    ck_assert_int_eq(history_file_write(&none), 0); // as `history -c`
    edit_history_sync();
    ck_assert(history_w(h, &event, H_FIRST) < 0);
    edit_history_close();
}
END_TEST

START_TEST(only_the_end_of_a_long_file_is_read) {
    fresh_folder();
    history_file_add("first");
    char path[200];
    snprintf(path, sizeof path, "%s/cljsh/history", folder);
    FILE *f = fopen(path, "a");
    ck_assert_ptr_nonnull(f);
    for (int i = 0; i < 100000; i++) fprintf(f, "echo\\040%d\n", i);
    fclose(f);
    HistoryW *h = edit_history_start();
    HistEventW event;
    ck_assert(history_w(h, &event, H_FIRST) >= 0 && wcscmp(event.str, L"echo 99999") == 0);
    ck_assert(history_w(h, &event, H_GETSIZE) >= 0);
    ck_assert_int_eq(event.num, HISTORY_SIZE);
    edit_history_close();
}
END_TEST

START_TEST(the_file_is_private) {
    fresh_folder();
    mode_t before = umask(0);
    history_file_add("x");
    umask(before);
    char path[200];
    struct stat st;
    snprintf(path, sizeof path, "%s/cljsh/history", folder);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    snprintf(path, sizeof path, "%s/cljsh", folder);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0700);
}
END_TEST

START_TEST(what_cannot_be_kept_is_forgotten) {
    setenv("XDG_STATE_HOME", "/proc/no/such", 1);
    history_file_add("x");
    ck_assert(wcscmp(loaded(), L"") == 0);
    setenv("XDG_STATE_HOME", "relative", 1); // is as if it were not set
    unsetenv("HOME");
    history_file_add("x");
    ck_assert_int_eq(access("relative", F_OK), -1);
}
END_TEST

// --- completion ---------------------------------------------------------------

// The names for a prefix, with blanks between them.
static const char *completed(const char *prefix, const char *text) {
    static char all[1 << 16];
    PyObject *p = PyUnicode_FromString(prefix), *t = PyUnicode_FromString(text), *list = complete_name(p, t);
    ck_assert_ptr_nonnull(list);
    all[0] = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        strcat(all, i ? " " : "");
        strcat(all, PyUnicode_AsUTF8(PyList_GET_ITEM(list, i)));
    }
    Py_DECREF(p), Py_DECREF(t), Py_DECREF(list);
    return all;
}

static bool among(const char *name, const char *names) {
    char padded[1 << 16], wanted[200];
    snprintf(padded, sizeof padded, " %s ", names);
    snprintf(wanted, sizeof wanted, " %s ", name);
    return strstr(padded, wanted);
}

START_TEST(names) {
    drop(evaluated("(def apple-tree 1) (def apple-cake 2)"));
    ck_assert_str_eq(completed("apple-", ""), "apple-cake apple-tree");
    ck_assert_str_eq(completed("apple-t", ""), "apple-tree");
    ck_assert_str_eq(completed("no-such-name", ""), "");
    ck_assert(among("recur", completed("rec", "")));           // a special form
    ck_assert(among("clojure.core", completed("clojure.", ""))); // a namespace
    ck_assert(among("IndexError", completed("IndexE", "")));   // a class
}
END_TEST

START_TEST(behind_an_alias) {
    drop(evaluated("(require '[os.path :as path] '[clojure.set :as sets])"));
    ck_assert(among("path/", completed("pat", "")));
    ck_assert(among("path/basename", completed("path/base", "")));
    ck_assert_str_eq(completed("sets/un", ""), "sets/union");
    ck_assert_str_eq(completed("sets/no-such", ""), "");
    ck_assert_str_eq(completed("nothing/a", ""), "");
}
END_TEST

START_TEST(keywords) {
    const char *text = "{:alpha 1 :ns/beta [:alpine] \":almond\" ::al}";
    ck_assert_str_eq(completed(":al", text), ":almond :alpha :alpine");
    ck_assert_str_eq(completed("::", text), "::al");
    ck_assert_str_eq(completed(":ns/", text), ":ns/beta");
    ck_assert_str_eq(completed(":x", text), "");
}
END_TEST

TESTS_BETWEEN("edit", start_language, clean_up, entries_come_back, sessions_share_entries, only_the_end_of_a_long_file_is_read, the_file_is_private, what_cannot_be_kept_is_forgotten, names, behind_an_alias, keywords)
