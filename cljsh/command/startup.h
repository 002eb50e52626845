// SPDX-License-Identifier: MIT
// The files that a shell reads at its start.  What goes wrong in them is told, and no reason not to start.
#ifndef COMMAND_STARTUP_H
#define COMMAND_STARTUP_H

#include "command/interpreter.h"

void startup_profiles(struct interp *sh); // /etc/profile and ~/.profile, of a login shell
void startup_env(struct interp *sh);      // $ENV, of an interactive one
// Of the user's folder: with login profile.clj; with rc config.sh and config.clj when the shell is interactive.
void startup_configuration(struct interp *sh, bool login, bool rc);

#endif
