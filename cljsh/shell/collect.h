// SPDX-License-Identifier: MIT
// Reading descriptors to their ends: primitives.
#ifndef SHELL_COLLECT_H
#define SHELL_COLLECT_H

int collect_init(void);

#endif
