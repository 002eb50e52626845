// SPDX-License-Identifier: MIT
/* The C library's libm, loaded when the first of its functions is called: to
 * find, map and bind it takes a tenth of the start of a process that has no
 * use for it.
 *
 * The linker gives the functions below the names they have in libm (LIBM in
 * GNUmakefile).  A build without image is linked with libm itself.
 *
 * Libraries that are loaded later may count on what the program has loaded,
 * as Python's extension modules do, so loading one loads libm before.
 */
#ifndef BASE_LIBM_H
#define BASE_LIBM_H

// Before an image is made: where libm lies is this process's own affair.
void libm_forget(void);

#endif
