// SPDX-License-Identifier: MIT
#include "shell/shell.h"

#include "shell/job.h"
#include "shell/lines.h"
#include "shell/writer.h"

int shell_init(void) {
    return job_init() < 0 || lines_init() < 0 || writer_init() < 0 ? -1 : 0;
}
