// SPDX-License-Identifier: MIT
#include "edit/candidates.h"

#include "base/value.h"
#include "edit/screen.h"

#include <stdio.h>
#include <wchar.h>

#define LISTED 200    // candidates shown at once
#define EXPLAINED 40  // of those with an explanation, which take a line each

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
    // A backslash belongs to the character behind it.
    Py_ssize_t slashes = 0;
    while (PyList_GET_SIZE(names) > 1 && slashes < n && PyUnicode_READ_CHAR(first, n - 1 - slashes) == '\\') slashes++;
    return PyUnicode_Substring(first, 0, n - slashes % 2);
}

// --- the list ---------------------------------------------------------------

// Of a path only its last part is shown.
static PyObject *last_part(PyObject *name) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(name), slash = n > 1 ? PyUnicode_FindChar(name, '/', 0, n - 1, -1) : -1;
    return PyUnicode_Substring(name, slash < 0 ? 0 : slash + 1, n);
}

static int width_of(PyObject *text) {
    int width = 0;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); i++) {
        int w = wcwidth((wchar_t)PyUnicode_READ_CHAR(text, i));
        width += w > 0 ? w : 0;
    }
    return width;
}

static void show_name(PyObject *name, int columns) { // filled up with blanks; 0: not
    const char *text = PyUnicode_AsUTF8(name);
    fprintf(edit_screen, "%s", text ? text : "?");
    for (int i = width_of(name); i < columns; i++) putc(' ', edit_screen);
}

// As much of a text as has room.
static void show_doc(PyObject *doc, int room) {
    SCOPED_PY PyObject *part = room > 0 ? PyUnicode_Substring(doc, 0, room) : NULL;
    const char *text = part ? PyUnicode_AsUTF8(part) : NULL;
    if (text) fprintf(edit_screen, "%s", text);
}

static bool is_explained(PyObject *docs) {
    for (Py_ssize_t i = 0; docs && i < PyList_GET_SIZE(docs); i++) {
        PyObject *doc = PyList_GET_ITEM(docs, i);
        if (PyUnicode_Check(doc) && PyUnicode_GET_LENGTH(doc)) return true;
    }
    return false;
}

static void show_explained(PyObject *names, PyObject *docs, Py_ssize_t n, int widest, int columns) {
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *doc = PyList_GET_ITEM(docs, i);
        show_name(PyList_GET_ITEM(names, i), widest + 2);
        if (PyUnicode_Check(doc)) show_doc(doc, columns - widest - 3);
        putc('\n', edit_screen);
    }
}

// In columns, down and then to the right, as ls has it.
static void show_columns(PyObject *names, Py_ssize_t n, int widest, int columns) {
    Py_ssize_t per_line = columns / (widest + 2) > 0 ? columns / (widest + 2) : 1, lines = (n + per_line - 1) / per_line;
    for (Py_ssize_t line = 0; line < lines; line++) {
        for (Py_ssize_t i = line; i < n; i += lines) show_name(PyList_GET_ITEM(names, i), i + lines < n ? widest + 2 : 0);
        putc('\n', edit_screen);
    }
}

static void list_names(EditLine *el, PyObject *names, PyObject *docs) {
    Py_ssize_t n = PyList_GET_SIZE(names);
    int columns = 80, widest = 0;
    el_wget(el, EL_GETTC, "co", &columns); // the name is none of wide characters
    SCOPED_PY PyObject *shown = PyList_New(0);
    for (Py_ssize_t i = 0; shown && i < n; i++) {
        SCOPED_PY PyObject *part = last_part(PyList_GET_ITEM(names, i));
        if (!part || PyList_Append(shown, part) < 0) break;
        if (i < LISTED && width_of(part) > widest) widest = width_of(part);
    }
    if (!shown || PyList_GET_SIZE(shown) < n) return;
    Py_ssize_t most = is_explained(docs) ? EXPLAINED : LISTED, count = n < most ? n : most;
    putc('\n', edit_screen);
    if (is_explained(docs) && n <= EXPLAINED) show_explained(shown, docs, count, widest, columns);
    else show_columns(shown, count = n < LISTED ? n : LISTED, widest, columns);
    if (count < n) fprintf(edit_screen, "… and %zd more\n", n - count);
    fflush(edit_screen);
}

// --- the key ----------------------------------------------------------------

// Takes the text before the cursor away, from the place where the completion begins, and puts another there.
static void put_instead(EditLine *el, Py_ssize_t had, PyObject *text) {
    wchar_t *wide = PyUnicode_AsWideCharString(text, NULL);
    if (!wide) return;
    el_deletestr(el, (int)had);
    if (*wide) el_winsertstr(el, wide);
    PyMem_Free(wide);
}

static bool is_folder(PyObject *name) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(name);
    return n && PyUnicode_READ_CHAR(name, n - 1) == '/';
}

static unsigned char put(EditLine *el, PyObject *before, PyObject *names, const struct completion *c) {
    const LineInfoW *line = el_wline(el);
    SCOPED_PY PyObject *typed = PyUnicode_Substring(before, c->from, PyUnicode_GET_LENGTH(before)), *common = common_prefix(names);
    if (!typed || !common) return CC_ERROR;
    Py_ssize_t had = PyUnicode_GET_LENGTH(typed);
    bool sole = PyList_GET_SIZE(names) == 1;
    if (!sole && (PyUnicode_GET_LENGTH(common) < had || PyUnicode_Compare(common, typed) == 0)) {
        list_names(el, names, c->docs);
        return CC_REDISPLAY;
    }
    if (PyUnicode_Compare(common, typed) != 0) put_instead(el, had, common);
    if (!sole || !c->end || is_folder(common)) return CC_REFRESH;
    wchar_t end = (wchar_t)c->end;
    bool there = line->cursor < line->lastchar && *line->cursor == end;
    if (!there) el_winsertstr(el, (wchar_t[]){end, 0});
    if (!there && (end == L'"' || end == L'\'')) el_winsertstr(el, L" ");
    return CC_REFRESH;
}

unsigned char candidates_take(EditLine *el, LineCompleter completer) {
    const LineInfoW *line = el_wline(el);
    const wchar_t *blank = line->cursor;
    while (blank > line->buffer && (blank[-1] == L' ' || blank[-1] == L'\t')) blank--;
    if (blank == line->buffer) return el_winsertstr(el, L"  ") == 0 ? CC_REFRESH : CC_ERROR;
    struct completion c = {0};
    SCOPED_PY PyObject *before = PyUnicode_FromWideChar(line->buffer, line->cursor - line->buffer);
    SCOPED_PY PyObject *names = before ? completer(before, &c) : NULL;
    unsigned char result = names && PyList_GET_SIZE(names) ? put(el, before, names, &c) : CC_ERROR;
    Py_XDECREF(c.docs);
    PyErr_Clear();
    return result;
}
