// SPDX-License-Identifier: MIT
#include "edit/line.h"

#include "builtins/bind.h"
#include "data/str.h"
#include "edit/history.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "shell/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define LISTED 200 // names shown at once

static LineCompleter names_for;

static EditLine *editor; // NULL: no terminal that can edit
static HistoryW *history_list;
static Value plain_reader;
static const wchar_t *current_prompt;
static bool interrupted; // an exception ended the reading

// --- signals ----------------------------------------------------------------

static volatile sig_atomic_t resized, continued;
static struct termios own_modes;     // as the terminal was at the start
static struct termios entered_modes; // as it was when the last line was entered

static void on_resize(int sig) { (void)sig, resized = 1; }
static void on_continue(int sig) { (void)sig, continued = 1; }

// Whoever ends us finds the terminal as we have found it.
static void on_death(int sig) {
    tcsetattr(STDIN_FILENO, TCSADRAIN, &own_modes);
    signal(sig, SIG_DFL);
    raise(sig);
}

static void handle_signals(void) {
    tcgetattr(STDIN_FILENO, &own_modes);
    struct sigaction action = {.sa_handler = on_resize}, before;
    sigaction(SIGWINCH, &action, NULL);
    action.sa_handler = on_continue;
    sigaction(SIGCONT, &action, NULL);
    action.sa_handler = on_death;
    static const int deaths[] = {SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++)
        if (sigaction(deaths[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL) sigaction(deaths[i], &action, NULL);
}

// --- characters -------------------------------------------------------------

// A signal came while we waited: false when it ends the reading.
static bool go_on(EditLine *el) {
    if (PyErr_Occurred() || PyErr_CheckSignals() < 0) {
        interrupted = true;
        return false;
    }
    if (resized) el_resize(el);
    if (continued) {
        el_wset(el, EL_PREP_TERM, 1);
        el_wset(el, EL_REFRESH);
    }
    resized = continued = 0;
    return true;
}

static bool is_noted(void) { return resized || continued; }

static ssize_t read_key(char *byte) { return fd_wait(STDIN_FILENO, is_noted) < 0 ? -1 : read(STDIN_FILENO, byte, 1); }

static int next_char(EditLine *el, wchar_t *c) {
    mbstate_t state = {0};
    for (;;) {
        char byte;
        ssize_t n = read_key(&byte);
        if (n < 0 && errno == EINTR && go_on(el)) continue;
        if (n <= 0) return (int)n;
        size_t used = mbrtowc(c, &byte, 1, &state);
        if (used == (size_t)-2) continue; // more bytes to come
        if (used == (size_t)-1) *c = L'\uFFFD';
        return 1;
    }
}

static wchar_t *prompt(EditLine *el) {
    (void)el;
    return (wchar_t *)current_prompt;
}

// --- completion -------------------------------------------------------------


// The longest beginning all names share, new.
static PyObject *common_prefix(PyObject *names) {
    PyObject *first = PyList_GET_ITEM(names, 0);
    Py_ssize_t n = PyUnicode_GET_LENGTH(first);
    for (Py_ssize_t i = 1; i < PyList_GET_SIZE(names); i++) {
        PyObject *name = PyList_GET_ITEM(names, i);
        Py_ssize_t same = 0;
        while (same < n && same < PyUnicode_GET_LENGTH(name) && PyUnicode_READ_CHAR(first, same) == PyUnicode_READ_CHAR(name, same)) same++;
        n = same;
    }
    return PyUnicode_Substring(first, 0, n);
}

static void list_names(EditLine *el, PyObject *names) {
    Py_ssize_t n = PyList_GET_SIZE(names), widest = 0;
    if (n > LISTED) n = LISTED;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_ssize_t width = PyUnicode_GET_LENGTH(PyList_GET_ITEM(names, i));
        if (width > widest) widest = width;
    }
    int columns = 80;
    el_wget(el, EL_GETTC, L"co", &columns);
    Py_ssize_t per_line = columns / (widest + 2) > 0 ? columns / (widest + 2) : 1;
    putchar('\n');
    for (Py_ssize_t i = 0; i < n; i++) {
        const char *name = PyUnicode_AsUTF8(PyList_GET_ITEM(names, i));
        bool ends_line = (i + 1) % per_line == 0 || i + 1 == n;
        if (ends_line) printf("%s\n", name ? name : "?");
        else printf("%-*s", (int)widest + 2, name ? name : "?");
    }
    if (n < PyList_GET_SIZE(names)) printf("… and %zd more\n", PyList_GET_SIZE(names) - n);
    fflush(stdout);
    PyErr_Clear();
}

static unsigned char complete(EditLine *el, int key) {
    (void)key;
    const LineInfoW *line = el_wline(el);
    const wchar_t *blank = line->cursor;
    while (blank > line->buffer && blank[-1] == L' ') blank--;
    if (blank == line->buffer) return el_winsertstr(el, L"  ") == 0 ? CC_REFRESH : CC_ERROR;
    Py_ssize_t from = 0;
    char end = 0;
    SCOPED_PY PyObject *before = PyUnicode_FromWideChar(line->buffer, line->cursor - line->buffer);
    SCOPED_PY PyObject *names = before && names_for ? names_for(before, &from, &end) : NULL;
    if (!names || PyList_GET_SIZE(names) == 0) return (PyErr_Clear(), CC_ERROR);
    SCOPED_PY PyObject *common = common_prefix(names);
    if (!common) return (PyErr_Clear(), CC_ERROR);
    Py_ssize_t had = PyUnicode_GET_LENGTH(before) - from, has = PyUnicode_GET_LENGTH(common);
    bool sole_name = PyList_GET_SIZE(names) == 1;
    if (has > had || sole_name) {
        SCOPED_PY PyObject *rest = PyUnicode_Substring(common, had, has);
        wchar_t *text = rest ? PyUnicode_AsWideCharString(rest, NULL) : NULL;
        if (!text) return (PyErr_Clear(), CC_ERROR);
        if (*text) el_winsertstr(el, text);
        PyMem_Free(text);
        bool there = line->cursor < line->lastchar && *line->cursor == (wchar_t)end;
        if (sole_name && PyUnicode_READ_CHAR(common, has - 1) != '/' && end && !there) el_winsertstr(el, (wchar_t[]){(wchar_t)end, 0});
        return CC_REFRESH;
    }
    list_names(el, names);
    return CC_REDISPLAY;
}

// --- start and end ----------------------------------------------------------

static bool can_edit(void) {
    const char *term = getenv("TERM");
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

static void bind_keys(void) {
    static const wchar_t *const keys[][2] = {
        {L"\t", L"cljsh-complete"},         {L"^R", L"em-inc-search-prev"},        {L"^W", L"ed-delete-prev-word"},
        {L"\\e[3~", L"ed-delete-next-char"}, {L"\\e[H", L"ed-move-to-beg"},         {L"\\e[F", L"ed-move-to-end"},
        {L"\\e[1~", L"ed-move-to-beg"},      {L"\\e[4~", L"ed-move-to-end"},        {L"\\e[1;5C", L"em-next-word"},
        {L"\\e[1;5D", L"ed-prev-word"},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) el_wset(editor, EL_BIND, keys[i][0], keys[i][1], NULL);
}

// For `bind`.
static int bind_words(int argc, char **argv) {
    const wchar_t **words = calloc((size_t)argc + 1, sizeof *words);
    if (!words) return -1;
    int result = 0;
    for (int i = 0; i < argc; i++) {
        size_t room = strlen(argv[i]) + 1;
        wchar_t *word = calloc(room, sizeof *word);
        if (!word || mbstowcs(word, argv[i], room) == (size_t)-1) result = -1;
        words[i] = word;
    }
    if (result == 0) result = el_wparse(editor, argc, words) == 0 ? 0 : -1;
    fflush(stdout);
    for (int i = 0; i < argc; i++) free((void *)words[i]);
    free(words);
    return result;
}

int line_start(LineCompleter completer) {
    names_for = completer;
    if (can_edit()) editor = el_init("cljsh", stdin, stdout, stderr);
    if (!editor) {
        PyObject *out = PySys_GetObject("stdout");
        plain_reader = lines_reader_new(STDIN_FILENO, NIL, out ? ref_of(out) : NIL);
        return ok(plain_reader) ? 0 : -1;
    }
    bind_keys_of_editor = bind_words;
    handle_signals();
    history_list = history_winit();
    if (history_list) {
        HistEventW event;
        history_w(history_list, &event, H_SETSIZE, HISTORY_SIZE);
        history_w(history_list, &event, H_SETUNIQUE, 1);
        history_file_load(history_list);
        el_wset(editor, EL_HIST, history_w, history_list);
    }
    el_wset(editor, EL_PROMPT, prompt);
    el_wset(editor, EL_EDITOR, L"emacs");
    el_wset(editor, EL_GETCFN, next_char);
    el_wset(editor, EL_ADDFN, L"cljsh-complete", L"Completes a name", complete);
    bind_keys();
    el_source(editor, NULL);
    return 0;
}

void line_end(void) {
    bind_keys_of_editor = NULL;
    if (editor) el_end(editor);
    if (history_list) history_wend(history_list);
    editor = NULL;
    history_list = NULL;
    xdrop(plain_reader);
    plain_reader = ERR;
}

// --- lines ------------------------------------------------------------------

static PyObject *read_plain(const char *text) {
    PySys_FormatStdout("%s", text);
    PyObject *out = PySys_GetObject("stdout");
    Py_XDECREF(out && out != Py_None ? PyObject_CallMethod(out, "flush", NULL) : NULL);
    if (PyErr_Occurred()) return NULL;
    PyObject *line;
    while (isatty(STDIN_FILENO) && fd_wait(STDIN_FILENO, NULL) < 0) // a person types lines: none is waiting in the reader
        if (PyErr_Occurred() || PyErr_CheckSignals() < 0) return NULL;
    if (lines_reader_next((struct line_reader *)plain_reader.w, &line) > 0) return line;
    if (isatty(STDIN_FILENO)) PySys_WriteStdout("\n");
    return NULL;
}

PyObject *line_read(const char *text) {
    if (!editor) return read_plain(text);
    wchar_t wide[256];
    if (mbstowcs(wide, text, 256) == (size_t)-1) wcscpy(wide, L"=> ");
    wide[255] = 0;
    current_prompt = wide;
    interrupted = false;
    int n = 0;
    if (resized) el_resize(editor);
    resized = continued = 0; // what was noted while something ran; no prompt is there to be drawn anew
    el_wset(editor, EL_PREP_TERM, 1); // before the prompt invites to type
    const wchar_t *line = el_wgets(editor, &n);
    if (interrupted || !line || n <= 0) {
        putchar('\n');
        fflush(stdout);
        return NULL;
    }
    tcgetattr(STDIN_FILENO, &entered_modes);
    while (n > 0 && (line[n - 1] == L'\n' || line[n - 1] == L'\r')) n--;
    return PyUnicode_FromWideChar(line, n);
}

void line_restore_modes(void) {
    if (editor && terminal_is_ours()) tcsetattr(STDIN_FILENO, TCSADRAIN, &entered_modes);
}

void line_remember(PyObject *text) {
    if (!history_list) return;
    wchar_t *wide = PyUnicode_AsWideCharString(text, NULL);
    SCOPED_PY PyObject *bytes = str_bytes(text);
    HistEventW event;
    if (wide) history_w(history_list, &event, H_ENTER, wide);
    if (bytes) history_file_add(PyBytes_AS_STRING(bytes));
    PyMem_Free(wide);
    PyErr_Clear();
}
