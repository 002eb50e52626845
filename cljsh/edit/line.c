// SPDX-License-Identifier: MIT
#include "edit/line.h"

#include "builtins/bind.h"
#include "data/str.h"
#include "edit/candidates.h"
#include "edit/history.h"
#include "edit/prompt_line.h"
#include "edit/screen.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static const struct line_input *input;
static EditLine *editor; // NULL: no terminal that can edit
static HistoryW *history_list;
static Value plain_reader;
static wchar_t *current_prompt;
static bool interrupted; // an exception ended the reading
static bool time_over;
static bool vi;          // which keys are bound

// --- signals ----------------------------------------------------------------

static volatile sig_atomic_t resized, continued;
static int notes[2] = {-1, -1};      // a pipe, which wakes who waits for a key when one of the two has come
static struct termios entered_modes; // as it was when the last line was entered

static void note(void) {
    int saved = errno;
    if (write(notes[1], "", 1) < 0) errno = saved; // it is full: somebody will look
}
static void on_resize(int sig) { (void)sig, resized = 1, note(); }
static void on_continue(int sig) { (void)sig, continued = 1, note(); }

static void handle_signals(void) {
    if (fd_pipe(notes, FD_FIRST) == 0)
        for (int i = 0; i < 2; i++) fcntl(notes[i], F_SETFL, O_NONBLOCK);
    signals_tell(SIGWINCH, on_resize);
    signals_tell(SIGCONT, on_continue);
}

static void take_notes(EditLine *el) {
    char bytes[64];
    while (read(notes[0], bytes, sizeof bytes) > 0) {}
    if (resized) el_resize(el);
    if (continued) {
        el_wset(el, EL_PREP_TERM, 1);
        el_wset(el, EL_REFRESH);
    }
    resized = continued = 0;
}

// Something else is to be written: it begins where the line did, and the line is shown again behind it.
static void aside(void) {
    fputs("\r\33[K", edit_screen);
    fflush(edit_screen);
    el_wset(editor, EL_PREP_TERM, 0);
}

static void back(void) {
    fflush(stdout);
    el_wset(editor, EL_PREP_TERM, 1);
    el_wset(editor, EL_REFRESH);
}

// --- pasted text ------------------------------------------------------------

/* The terminal is asked to tell what is pasted from what is typed, so that a
 * tab in it completes nothing, and several lines are one entry that can be
 * looked at before it runs.  It is told to stop before the line's newline is
 * shown: what a program writes comes behind that. */
static bool can_paste, pastes;
static void mark_pastes(bool on) {
    if (!can_paste || on == pastes || (on && vi)) return; // in vi's insert mode no key may begin with an escape
    fputs(on ? "\33[?2004h" : "\33[?2004l", edit_screen);
    if (on) fflush(edit_screen);
    pastes = on;
}

// --- characters -------------------------------------------------------------

static ssize_t read_key(EditLine *el, char *byte) {
    for (;;) {
        switch (input->wait(notes[0], &(struct typing){aside, back})) {
        case PROMPT_NOTE: take_notes(el); continue;
        case PROMPT_FAILED: interrupted = true; return -1;
        case PROMPT_TIME_OVER: time_over = true; return 0;
        case PROMPT_INPUT: break;
        }
        ssize_t n = WITHOUT_GIL(read(STDIN_FILENO, byte, 1));
        if (n >= 0 || (errno != EINTR && errno != EAGAIN)) return n;
    }
}

static int next_char(EditLine *el, wchar_t *c) {
    mbstate_t state = {0};
    mark_pastes(true);
    for (;;) {
        char byte;
        ssize_t n = read_key(el, &byte);
        if (n <= 0) return (int)n;
        size_t used = mbrtowc(c, &byte, 1, &state);
        if (used == (size_t)-2) continue; // more bytes to come
        if (used == (size_t)-1) *c = L'\uFFFD';
        return 1;
    }
}

static int next_key(EditLine *el, wchar_t *c) {
    int n = next_char(el, c);
    if (n <= 0 || *c == L'\r' || *c == L'\n') mark_pastes(false);
    return n;
}

// Behind the sequence that begins what is pasted: all up to the one that ends it.
static unsigned char paste(EditLine *el, int key) {
    static const wchar_t end[] = L"\33[201~";
    const size_t last = sizeof end / sizeof *end - 1;
    (void)key;
    size_t n = 0, room = 256;
    wchar_t *text = malloc(room * sizeof *text), c;
    while (text && next_char(el, &c) > 0) {
        if (n + 1 >= room) {
            wchar_t *more = realloc(text, (room *= 2) * sizeof *text);
            if (!more) break;
            text = more;
        }
        text[n++] = c == L'\r' ? L'\n' : c;
        if (n < last || wmemcmp(text + n - last, end, last) != 0) continue;
        n -= last;
        break;
    }
    if (!text) return CC_ERROR;
    while (n && text[n - 1] == L'\n') n--;
    text[n] = 0;
    if (n && !interrupted) el_winsertstr(el, text);
    free(text);
    return CC_REFRESH;
}

static wchar_t *prompt(EditLine *el) {
    (void)el;
    return current_prompt;
}

// --- completion -------------------------------------------------------------

static unsigned char complete(EditLine *el, int key) {
    (void)key;
    return candidates_take(el, input->complete);
}

// --- start and end ----------------------------------------------------------

static bool can_edit(void) {
    const char *term = getenv("TERM");
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

static void bind_keys(void) {
    static const wchar_t *const keys[][2] = {
        {L"\t", L"cljsh-complete"}, {L"^R", L"em-inc-search-prev"}, {L"^W", L"ed-delete-prev-word"},
    };
    static const wchar_t *const sequences[][2] = {
        {L"\\e[3~", L"ed-delete-next-char"}, {L"\\e[H", L"ed-move-to-beg"},  {L"\\e[F", L"ed-move-to-end"},  {L"\\e[1~", L"ed-move-to-beg"},
        {L"\\e[4~", L"ed-move-to-end"},      {L"\\e[1;5C", L"em-next-word"}, {L"\\e[1;5D", L"ed-prev-word"}, {L"\\e[200~", L"cljsh-paste"},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) el_wset(editor, EL_BIND, keys[i][0], keys[i][1], NULL);
    // In vi's insert mode an escape is a key of its own; what follows it is for the command mode.
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        if (vi) el_wset(editor, EL_BIND, L"-a", sequences[i][0] + 2, sequences[i][1], NULL);
        else el_wset(editor, EL_BIND, sequences[i][0], sequences[i][1], NULL);
    }
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
    fflush(edit_screen);
    for (int i = 0; i < argc; i++) free((void *)words[i]);
    free(words);
    return result;
}

int line_start(const struct line_input *how) {
    input = how;
    if (can_edit() && edit_screen_open() == 0) editor = el_init_fd("cljsh", stdin, edit_screen, stderr, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
    if (!editor) {
        PyObject *out = PySys_GetObject("stdout");
        plain_reader = lines_reader_new(STDIN_FILENO, NIL, out ? ref_of(out) : NIL);
        return ok(plain_reader) ? 0 : -1;
    }
    bind_keys_of_editor = bind_words;
    handle_signals();
    history_list = edit_history_start();
    if (history_list) el_wset(editor, EL_HIST, history_w, history_list);
    char *clear = NULL;
    can_paste = el_wget(editor, EL_GETTC, "ce", &clear) == 0 && clear && *clear;
    el_wset(editor, EL_PROMPT_ESC, prompt, PROMPT_MARK);
    el_wset(editor, EL_EDITOR, L"emacs");
    el_wset(editor, EL_GETCFN, next_key);
    el_wset(editor, EL_ADDFN, L"cljsh-paste", L"Puts in what is pasted", paste);
    el_wset(editor, EL_ADDFN, L"cljsh-complete", L"Completes a name", complete);
    bind_keys();
    el_source(editor, NULL);
    return 0;
}

void line_end(void) {
    bind_keys_of_editor = NULL;
    if (editor) {
        signals_tell(SIGWINCH, NULL);
        signals_tell(SIGCONT, NULL);
        el_end(editor);
    }
    edit_screen_close();
    edit_history_close();
    fd_close(&notes[0]);
    fd_close(&notes[1]);
    editor = NULL;
    history_list = NULL;
    xdrop(plain_reader);
    plain_reader = ERR;
}

// --- lines ------------------------------------------------------------------

static enum lookup read_plain(const char *text, PyObject **line) {
    SCOPED_PY PyObject *shown = PyUnicode_DecodeFSDefault(text);
    SCOPED_PY PyObject *plain = shown ? PyObject_CallMethod(shown, "replace", "ss", "\1", "") : NULL;
    if (!plain) return LOOKUP_FAILED;
    PySys_FormatStdout("%U", plain);
    PyObject *out = PySys_GetObject("stdout");
    SCOPED_PY PyObject *flushed = out && out != Py_None ? PyObject_CallMethod(out, "flush", NULL) : Py_NewRef(Py_None);
    if (!flushed) return LOOKUP_FAILED;
    if (isatty(STDIN_FILENO)) { // a person types lines: none is waiting in the reader
        enum prompt_event event = input->wait(-1, &(struct typing){0});
        time_over = event == PROMPT_TIME_OVER;
        if (event != PROMPT_INPUT) return event == PROMPT_FAILED ? LOOKUP_FAILED : LOOKUP_ABSENT;
    }
    int found = lines_reader_next((struct line_reader *)plain_reader.w, line);
    if (found) return found < 0 ? LOOKUP_FAILED : LOOKUP_FOUND;
    if (isatty(STDIN_FILENO)) {
        PySys_WriteStdout("\n");
        xdrop(plain_reader); // on a terminal more may come after an end
        plain_reader = lines_reader_new(STDIN_FILENO, NIL, out ? ref_of(out) : NIL);
    }
    return LOOKUP_ABSENT;
}

bool line_time_is_over(void) { return time_over; }

void line_keys(bool as_vi) {
    if (!editor || as_vi == vi) return;
    vi = as_vi;
    el_wset(editor, EL_EDITOR, vi ? L"vi" : L"emacs");
    bind_keys();
}

enum lookup line_read(const char *text, bool first, PyObject **result) {
    time_over = false;
    *result = NULL;
    if (!editor) return read_plain(text, result);
    char *above;
    free(current_prompt);
    current_prompt = edit_prompt_line(text, &above);
    if (above) fputs(above, edit_screen);
    free(above);
    interrupted = false;
    if (first) edit_history_sync();
    int n = 0;
    if (resized) el_resize(editor);
    resized = continued = 0; // what was noted while something ran; no prompt is there to be drawn anew
    el_wset(editor, EL_PREP_TERM, 1); // before the prompt invites to type
    const wchar_t *line = el_wgets(editor, &n);
    mark_pastes(false);
    if (interrupted || !line || n <= 0) {
        putc('\n', edit_screen);
        fflush(edit_screen);
        return interrupted ? LOOKUP_FAILED : LOOKUP_ABSENT;
    }
    tcgetattr(STDIN_FILENO, &entered_modes);
    while (n > 0 && (line[n - 1] == L'\n' || line[n - 1] == L'\r')) n--;
    *result = PyUnicode_FromWideChar(line, n);
    return *result ? LOOKUP_FOUND : LOOKUP_FAILED;
}

void line_restore_modes(void) {
    if (editor && terminal_is_ours()) WITHOUT_GIL(tcsetattr(STDIN_FILENO, TCSADRAIN, &entered_modes));
}

void line_remember(PyObject *text) {
    SCOPED_PY PyObject *bytes = str_bytes(text);
    if (bytes) edit_history_remember(PyBytes_AS_STRING(bytes));
    PyErr_Clear();
}
