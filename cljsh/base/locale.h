// SPDX-License-Identifier: MIT
/* The locale of characters (LC_CTYPE), set when something of the C library's
 * that depends on it is first called: to find and read its tables takes longer
 * than all else that a short command of the shell does.
 *
 * The linker leads every call of those functions (LOCALE in GNUmakefile), be
 * it Python's or a library's, through locale.c.  What is loaded later is not
 * led there, so loading itself sets the locale (libm.c).
 */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

// From the environment; in a build without image at once.
void locale_start(void);
void locale_now(void); // if it is not set yet

#endif
