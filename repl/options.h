/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.h -- the command line, read.
 */
#ifndef LYRA_REPL_OPTIONS_H
#define LYRA_REPL_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

typedef enum Task {
    TASK_SESSION,       /* a terminal or standard input */
    TASK_CODE,
    TASK_SCRIPT,
    TASK_TEST,
    TASK_PROMOTE,
    TASK_VERSION,
    TASK_HELP
} Task;

/* Exit statuses beside 0 and those that Exit[n] gives. */
enum { STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_TIMEOUT = 124, STATUS_INTERRUPTED = 130 };

typedef struct Options {
    Task               task;
    const char        *code;            /* of -e; several are joined by newlines (malloc memory) */
    const char        *file;            /* the script, or what to promote; "-": standard input */
    const char        *library;         /* of --lib; NULL: the embedded one */
    const char *const *arguments;       /* the script and what follows it; NULL at the end */
    double             timeout;         /* seconds; 0: none */
    char               memory[24];      /* bytes in decimal; empty: as the machine has it */
    unsigned           jobs;
    bool               print_last, print_all, strict, check, messages_to_stderr, no_prompt, no_init, slow;
    bool        no_compile;         /* --no-compile */
    bool        dump_code;          /* --dump=code */
} Options;

/* Reads the command line; false after telling stderr what is wrong with it. */
bool options_read(Options *o, int argc, char **argv);
void options_help(FILE *to);

#endif
