// SPDX-License-Identifier: MIT
/* From nothing to a running Clojure: Python, all modules of ours, core. */
#ifndef BOOT_RUNTIME_H
#define BOOT_RUNTIME_H

// All that does not depend on the process: once, by runtime_start() or before
// an image is made.  0, or -1 after a message on stderr.
int runtime_boot(void);
// Boots unless the process was restored from an image, and then makes
// everything this process's. 0, or -1 after a message on stderr.
int runtime_start(void);
// Ends Python without taking everything apart; what was written is flushed. The exit status.
int runtime_end(int status);

// The seed of Python's hashes, or 0: a random one. Set by image/dump.c.
extern unsigned long runtime_hash_seed;

#endif
