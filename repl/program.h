/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * program.h -- what the parts of the program share: the console and the four ways to run.
 */
#ifndef LYRA_REPL_PROGRAM_H
#define LYRA_REPL_PROGRAM_H

#include "repl/options.h"
#include "vm/api.h"

/* A VM for this program: its text goes to the terminal or pipe, its limits fit this thread. */
Vm *program_vm(const Options *o);
/* Runs f(o) on a thread with a stack for deep recursion; gives what f gave. */
int program_run(int (*f)(const Options *o), const Options *o);
/* The VM that Ctrl-C interrupts. */
void program_interrupts(Vm *vm);
/* Did Ctrl-C come since program_forget_interrupt? */
bool program_interrupted(void);
void program_forget_interrupt(void);
/* Writes out what is buffered: before waiting for input and at the end of a line of input. */
void program_flush(void);

/* The session at a terminal; gives the exit status, as all that follow. */
int repl_run(const Options *o);
/* Standard input that is no terminal. */
int stdin_run(const Options *o);
int code_run(const Options *o);
int script_run(const Options *o);
/* lyra --test and lyra --promote. */
int tests_run(const Options *o);
int promote_run(const Options *o);

/* Evaluates ?name, ??name or ?pattern and prints the answer; false where [line] is none of these. */
bool help_answer(Vm *vm, const char *line);

/* Prints a value, and the end of the line. */
void console_value(Vm *vm, Val value, Form form);
/* Gives a syntax error as a message of the session. */
void console_syntax_error(Vm *vm, const SyntaxError *error);
/* What the exit status becomes after a line that ended so. */
int status_after(SessionEnd end, int exit_code, int status);

#endif
