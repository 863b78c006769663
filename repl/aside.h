/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aside.h -- text of tasks that comes while a line is edited: it is shown above the line.
 */
#ifndef LYRA_REPL_ASIDE_H
#define LYRA_REPL_ASIDE_H

#include <stddef.h>
#include <stdio.h>

/* Writes [n] bytes to [file], from any thread: at once or, while a line is edited, when its thread shows what has come. */
void aside_write(FILE *file, const char *text, size_t n);
/* A line is edited from now on.  A descriptor that can be read from when there is something to show; -1: there is none to
 * be had, and text goes out at once. */
int aside_begin(void);
/* Writes what has come, each piece to its own file, and a newline where the last one ends without. */
void aside_show(void);
/* The same at the end of the line: from now on text goes out at once. */
void aside_end(void);

#endif
