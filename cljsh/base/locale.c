// SPDX-License-Identifier: MIT
#include "base/locale.h"

#include "base/at_start.h"

#include <locale.h>

#ifdef CLJSH_IMAGE

#include <langinfo.h>
#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>
#include <wchar.h>
#include <wctype.h>

static AT_START bool due; // the environment's locale has not been set yet

static void set(void);

// type of the result, name, parameters, arguments
#define F(type, name, parameters, arguments)                \
    type __real_##name parameters;                          \
    type __wrap_##name parameters;                          \
    type __wrap_##name parameters {                         \
        if (__builtin_expect(due, 0)) set();                \
        return __real_##name arguments;                     \
    }
F(int, fnmatch, (const char *pattern, const char *string, int flags), (pattern, string, flags))
F(int, iswalnum, (wint_t c), (c))
F(int, iswalpha, (wint_t c), (c))
F(int, iswcntrl, (wint_t c), (c))
F(int, iswctype, (wint_t c, wctype_t type), (c, type))
F(int, iswdigit, (wint_t c), (c))
F(int, iswgraph, (wint_t c), (c))
F(int, iswlower, (wint_t c), (c))
F(int, iswprint, (wint_t c), (c))
F(int, iswspace, (wint_t c), (c))
F(int, iswupper, (wint_t c), (c))
F(int, iswxdigit, (wint_t c), (c))
F(struct lconv *, localeconv, (void), ())
F(size_t, mbrtowc, (wchar_t *to, const char *s, size_t n, mbstate_t *state), (to, s, n, state))
F(size_t, mbstowcs, (wchar_t *to, const char *s, size_t n), (to, s, n))
F(int, mbtowc, (wchar_t *to, const char *s, size_t n), (to, s, n))
F(char *, nl_langinfo, (nl_item item), (item))
F(int, regcomp, (regex_t *regex, const char *pattern, int flags), (regex, pattern, flags))
F(char *, setlocale, (int category, const char *name), (category, name))
F(int, strcoll, (const char *x, const char *y), (x, y))
F(size_t, strftime, (char *to, size_t n, const char *format, const struct tm *time), (to, n, format, time))
F(wint_t, towlower, (wint_t c), (c))
F(wint_t, towupper, (wint_t c), (c))
F(size_t, wcrtomb, (char *to, wchar_t c, mbstate_t *state), (to, c, state))
F(int, wcscoll, (const wchar_t *x, const wchar_t *y), (x, y))
F(size_t, wcsftime, (wchar_t *to, size_t n, const wchar_t *format, const struct tm *time), (to, n, format, time))
F(size_t, wcstombs, (char *to, const wchar_t *s, size_t n), (to, s, n))
F(size_t, wcsxfrm, (wchar_t *to, const wchar_t *s, size_t n), (to, s, n))
F(int, wctob, (wint_t c), (c))
F(int, wctomb, (char *to, wchar_t c), (to, c))
F(wctype_t, wctype, (const char *name), (name))
F(int, wcwidth, (wchar_t c), (c))
F(size_t, __ctype_get_mb_cur_max, (void), ())
F(char *, dcgettext, (const char *domain, const char *id, int category), (domain, id, category))
#undef F

static __attribute__((noinline, cold)) void set(void) {
    due = false;
    __real_setlocale(LC_CTYPE, "");
}

void locale_start(void) { due = true; }

void locale_now(void) {
    if (due) set();
}

#else

void locale_start(void) { setlocale(LC_CTYPE, ""); }
void locale_now(void) {}

#endif
