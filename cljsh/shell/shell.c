// SPDX-License-Identifier: MIT
#include "shell/shell.h"

#include "shell/collect.h"
#include "shell/job.h"
#include "shell/lines.h"
#include "shell/pipeline.h"
#include "shell/python_state.h"
#include "shell/signals.h"
#include "shell/state.h"
#include "shell/writer.h"

int shell_init(void) {
    return signals_init() < 0 || shell_state_init() < 0 || python_state_init() < 0 || job_init() < 0 || pipeline_init() < 0 || lines_init() < 0 ||
           writer_init() < 0 || collect_init() < 0 ? -1 : 0;
}

int shell_start(void) { return signals_start() < 0 ? -1 : shell_state_start(); }
