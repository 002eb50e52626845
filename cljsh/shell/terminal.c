// SPDX-License-Identifier: MIT
#include "shell/terminal.h"

#include "shell/fd.h"
#include "shell/signals.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

int terminal_fd = -1;
bool terminal_prompt;
static pid_t own_group;
static struct termios own_modes;

// tcsetpgrp from the background would stop us; the caller may not ignore SIGTTOU yet.
static void set_foreground(int fd, pid_t group) {
    sigset_t ttou, before;
    sigemptyset(&ttou);
    sigaddset(&ttou, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &ttou, &before);
    tcsetpgrp(fd, group);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

int terminal_start(void) {
    if (terminal_fd >= 0) return 0;
    int fd = fd_open("/dev/tty", O_RDWR | O_NOCTTY, 0, FD_FIRST);
    if (fd < 0) {
        PyErr_SetFromErrnoWithFilename(PyExc_OSError, "/dev/tty");
        return -1;
    }
    // Started in the background: wait until somebody brings us to the foreground.
    while (tcgetpgrp(fd) != getpgrp()) kill(0, SIGTTIN);
    static const int ignored[] = {SIGTSTP, SIGTTIN, SIGTTOU, SIGQUIT};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signals_ignore(ignored[i]);
    own_group = getpid();
    if (getpgrp() != own_group && getsid(0) != own_group && setpgid(0, own_group) < 0) own_group = getpgrp();
    set_foreground(fd, own_group);
    tcgetattr(fd, &own_modes);
    terminal_fd = fd;
    return 0;
}

int terminal_borrow(void) {
    if (terminal_fd >= 0) return 0;
    int fd = fd_open("/dev/tty", O_RDWR | O_NOCTTY, 0, FD_FIRST);
    if (fd < 0) return (PyErr_Clear(), -1);
    if (tcgetpgrp(fd) != getpgrp()) {
        fd_close(&fd);
        return -1;
    }
    own_group = getpgrp();
    tcgetattr(fd, &own_modes);
    terminal_fd = fd;
    return 0;
}

void terminal_give(pid_t group) {
    if (terminal_fd >= 0) set_foreground(terminal_fd, group);
}

void terminal_take(void) {
    if (terminal_fd < 0) return;
    set_foreground(terminal_fd, own_group);
    WITHOUT_GIL(tcsetattr(terminal_fd, TCSADRAIN, &own_modes)); // which waits for what was written
}

void terminal_keep_modes(void) {
    if (terminal_fd >= 0) tcgetattr(terminal_fd, &own_modes);
}

bool terminal_is_ours(void) {
    int fd = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    bool ours = fd >= 0 && tcgetpgrp(fd) == getpgrp();
    fd_close(&fd);
    return ours;
}
