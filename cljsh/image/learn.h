// SPDX-License-Identifier: MIT
#ifndef IMAGE_LEARN_H
#define IMAGE_LEARN_H

// Runs the program, whose file has an image made while allocations were noted, on what short
// programs do, and learns which of its memory they need (placement.h).
void image_learn(const char *program);

#endif
