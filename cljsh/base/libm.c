// SPDX-License-Identifier: MIT
#include "base/libm.h"

#ifdef CLJSH_IMAGE

#include "base/locale.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

// name, type of the result, parameters, arguments
#define UNARY(X, name) X(name, double, (double x), (x))
#define BINARY(X, name) X(name, double, (double x, double y), (x, y))
#define FUNCTIONS(X) \
    UNARY(X, acos) UNARY(X, acosh) UNARY(X, asin) UNARY(X, asinh) UNARY(X, atan) UNARY(X, atanh) UNARY(X, cbrt) UNARY(X, ceil) \
    UNARY(X, cos) UNARY(X, cosh) UNARY(X, erf) UNARY(X, erfc) UNARY(X, exp) UNARY(X, exp2) UNARY(X, expm1) UNARY(X, floor) \
    UNARY(X, log) UNARY(X, log10) UNARY(X, log1p) UNARY(X, log2) UNARY(X, rint) UNARY(X, round) UNARY(X, sin) UNARY(X, sinh) \
    UNARY(X, sqrt) UNARY(X, tan) UNARY(X, tanh) UNARY(X, trunc) BINARY(X, atan2) BINARY(X, fmax) BINARY(X, fmin) BINARY(X, fmod) BINARY(X, hypot) \
    BINARY(X, nextafter) BINARY(X, pow) BINARY(X, remainder) X(sincos, void, (double x, double *sine, double *cosine), (x, sine, cosine))

#define MEMBER(name, type, parameters, arguments) type (*name) parameters;
#define NAME(name, type, parameters, arguments) #name,
static struct libm { FUNCTIONS(MEMBER) } real;
static const char *const names[] = {FUNCTIONS(NAME)};

void *__real_dlopen(const char *file, int mode);
void *__wrap_dlopen(const char *file, int mode);

static __attribute__((noinline, cold)) void load(void) {
    void *library = __real_dlopen("libm.so.6", RTLD_NOW | RTLD_GLOBAL), **function = (void **)&real;
    for (size_t i = 0; library && i < sizeof names / sizeof *names; i++)
        if (!(function[i] = dlsym(library, names[i]))) library = NULL;
    if (library) return;
    fprintf(stderr, "cljsh: %s\n", dlerror());
    abort();
}

// Each looks at its own pointer alone: a thread that loads at the same time sets the same.
#define FUNCTION(name, type, parameters, arguments) \
    type libm_##name parameters; \
    type libm_##name parameters { \
        if (__builtin_expect(!real.name, 0)) load(); \
        return real.name arguments; \
    }
FUNCTIONS(FUNCTION)

void *__wrap_dlopen(const char *file, int mode) {
    locale_now();
    if (!real.sin) load();
    return __real_dlopen(file, mode);
}

void libm_forget(void) { real = (struct libm){0}; }

#else

void libm_forget(void) {}

#endif
