// SPDX-License-Identifier: MIT
/* Matching a name against a shell pattern.
 *
 *   *  any characters     ?  one character     \x  x itself
 *   [abc] [a-z] [!a-z] [^a-z] [[:alpha:]] [[.a.]] [[=a=]]   one character of a set
 *
 * Characters are those of UTF-8; a byte that is not part of one counts as a
 * character, so any file name can be matched.  A [ that is never closed
 * stands for itself.
 */
#ifndef SHELL_MATCH_H
#define SHELL_MATCH_H

#include <stdbool.h>
#include <stddef.h>

bool match_pattern(const char *pattern, size_t pattern_length, const char *text, size_t text_length);

/* The same with groups: ?(a|b) none or one of the patterns, *(…) any number, +(…) one or
 * more, @(…) one, !(…) whatever none of them matches. */
bool match_groups(const char *pattern, size_t pattern_length, const char *text, size_t text_length);
// The same, when only a dot in the pattern matches one at the text's beginning; false without a group.
bool match_groups_of_dots(const char *pattern, size_t pattern_length, const char *text, size_t text_length);
bool match_has_groups(const char *pattern, size_t length);

/* The length of the part at the beginning of the text that the pattern matches, the longest or
 * the shortest one; -1: none.  The text is gone through once, or twice behind a star. */
long match_prefix(const char *pattern, size_t pattern_length, const char *text, size_t text_length, bool longest);
long match_prefix_groups(const char *pattern, size_t pattern_length, const char *text, size_t text_length, bool longest);

bool match_has_magic(const char *pattern, size_t length); // does it contain * ? or [ unquoted?

/* The alternatives of the first {a,b} in a pattern that has a comma of its own:
 * calls take with a copy of the pattern, NUL at its end, for each of them, until
 * that returns false.  Braces within, or further on, are left for the next time.
 * 1; 0: there are none; -1: no memory. */
int match_alternatives(const char *pattern, bool (*take)(const char *pattern, void *arg), void *arg);

#endif
