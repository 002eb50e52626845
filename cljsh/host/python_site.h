// SPDX-License-Identifier: MIT
/* sys.path, sys.prefix and sys.executable, as Python's `site` would set them,
 * without its cost: the folders of the system's packages or of the virtual
 * environment ($VIRTUAL_ENV) are put on the path as they are, and their .pth
 * files are read when a module is not found without them.
 */
#ifndef HOST_PYTHON_SITE_H
#define HOST_PYTHON_SITE_H

#include <stdbool.h>

// Once: 0, or -1 with an exception.
int python_site_init(void);
// For this process's environment and directory.
int python_site_refresh(void);
extern bool python_site_changed; // sys.path is a new list since then

#endif
