// SPDX-License-Identifier: MIT
// Starts every module of node/, when the language and its libraries are there: 0 or -1.
#ifndef NODE_START_H
#define NODE_START_H

int nodes_init(void);

#endif
