// SPDX-License-Identifier: MIT
/* Where the line editor draws.  A terminal may be stopped (^S), and then
 * writing to it waits: that is done without the GIL. */
#ifndef EDIT_SCREEN_H
#define EDIT_SCREEN_H

#include <stdio.h>

extern FILE *edit_screen; // NULL: it is not open

int edit_screen_open(void); // on standard output: 0, or -1 with errno
void edit_screen_close(void);

#endif
