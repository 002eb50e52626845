// SPDX-License-Identifier: MIT
#include "node/start.h"

#include "node/link.h"

int nodes_init(void) { return node_init() < 0 || link_init() < 0 ? -1 : message_init(); }
