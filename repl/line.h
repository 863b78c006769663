/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * line.h -- lines from the terminal, with editing, history and completion.
 */
#ifndef LYRA_REPL_LINE_H
#define LYRA_REPL_LINE_H

#include "vm/api.h"

typedef struct Line Line;
typedef enum LineResult { LINE_TEXT, LINE_END, LINE_INTERRUPTED } LineResult;

Line *line_open(Vm *vm);
void line_close(Line *in);
/* Reads one line and adds it to [entry], with a newline. */
LineResult line_read(Line *in, const char *prompt, Out *entry);
/* Reads another line of the same entry; false at an empty line, the end or Ctrl-C. */
bool line_continue(Line *in, Out *entry);
/* Puts an entry into the history. */
void line_remember(Line *in, const Out *entry);

/* readline's completer for the word text[start..end) of the line. */
char **complete_word(const char *text, int start, int end);
/* The VM whose symbols are completed. */
void complete_for(Vm *vm);

#endif
