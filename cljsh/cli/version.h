// SPDX-License-Identifier: MIT
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#define CLJSH_VERSION "0.1.0"

#endif
