// SPDX-License-Identifier: MIT
#include "edit/screen.h"

#include "base/py.h"
#include "task/pause.h"

#include <errno.h>
#include <unistd.h>

FILE *edit_screen;

static ssize_t put(void *unused, const char *bytes, size_t size) {
    (void)unused;
    size_t done = 0;
    while (done < size) {
        ssize_t n = WITHOUT_GIL(write(STDOUT_FILENO, bytes + done, size - done));
        if (n < 0 && errno != EINTR) return (ssize_t)done;
        if (n > 0) done += (size_t)n;
    }
    return (ssize_t)done;
}

int edit_screen_open(void) {
    edit_screen = fopencookie(NULL, "w", (cookie_io_functions_t){.write = put});
    return edit_screen ? 0 : -1;
}

void edit_screen_close(void) {
    if (edit_screen) fclose(edit_screen);
    edit_screen = NULL;
}
