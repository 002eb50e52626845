// SPDX-License-Identifier: MIT
#include "shell/signals.h"

#include "data/str.h"
#include "data/symbol.h"

#include <signal.h>
#include <stdio.h>
#include <strings.h>

const char *signal_name(int sig) {
    static char name[32];
    const char *abbreviation = sigabbrev_np(sig);
    if (abbreviation) snprintf(name, sizeof name, "SIG%s", abbreviation);
    else snprintf(name, sizeof name, "signal %d", sig);
    return name;
}

int signal_of(Ref r) {
    int64_t number;
    if (int64_of(r, &number)) {
        if (number >= 0 && number < NSIG) return (int)number;
        return (err_arg("no such signal: %lld", (long long)number), -1);
    }
    PyObject *text = is_keyword(r) ? keyword_of(r)->name : is_symbol(r) ? symbol_of(r)->name : is_str(r) ? obj(r) : NULL;
    const char *name = text ? PyUnicode_AsUTF8(text) : NULL;
    if (name && strncasecmp(name, "SIG", 3) == 0) name += 3;
    for (int sig = 1; name && sig < NSIG; sig++) {
        const char *known = sigabbrev_np(sig);
        if (known && strcasecmp(known, name) == 0) return sig;
    }
    if (PyErr_Occurred()) return -1;
    if (text) err_arg("no such signal: %U", text);
    else err_type("a signal is a number or a name, not %s", type_name(r));
    return -1;
}
