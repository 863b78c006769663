/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * session.h -- reading and evaluating whole texts: what the REPL, scripts, Get and tests share.
 */
#ifndef LYRA_EVAL_SESSION_H
#define LYRA_EVAL_SESSION_H

#include "vm/read/reader.h"
#include "vm/vm.h"

/* Starts reading a text in the VM's contexts. */
void session_read(Vm *vm, Reader *r, const char *file, const char *text, size_t bytes);

typedef enum SessionEnd {
    SESSION_VALUE,       /* a value */
    SESSION_ABORTED,     /* Abort[] or Ctrl-C; the value is $Aborted */
    SESSION_THROWN,      /* an uncaught Throw; the value is Hold[Throw[..]], the message was given */
    SESSION_LIMIT,       /* a limit of time, memory or recursion */
    SESSION_QUIT         /* Exit[n]; *exit_code is n */
} SessionEnd;

/* Evaluates one line of input as the main loop does: $Pre, $Post, In and Out (where vm->interactive),
 * % and $Line; uncaught exits become messages and values.  *value is what there is to print. */
SessionEnd session_evaluate(Vm *vm, Val expr, Val *value, int *exit_code);

/* Reads a file whole; malloc memory, *bytes its size; NULL and errno where it can't be read. */
char *session_read_file(const char *path, size_t *bytes);

/* From now on the bytecode of whatever is compiled is written to where messages go. */
void session_dump_code(Vm *vm);

#endif
