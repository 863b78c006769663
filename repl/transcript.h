/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * transcript.h -- transcripts: inputs, and exactly what each is to print.
 *
 *     #fresh
 *     #near 1e-12
 *     >> x = N[Pi];
 *     .. x + 1
 *     4.141592653589793
 *
 * An input begins with >> and goes on with .. ; the lines up to the next blank line or input are
 * what it prints.  A line that is empty in the output is written <BLANKLINE>.  Directives stand
 * before an input and are for it alone: #fresh (a new session), #skip reason, #slow, #hard, #near
 * tolerance (numbers may differ by that).
 */
#ifndef LYRA_REPL_TRANSCRIPT_H
#define LYRA_REPL_TRANSCRIPT_H

#include "repl/options.h"
#include "vm/api.h"

typedef struct Case {
    char   *input, *expected;     /* malloc memory; lines are separated by newlines, none at the end */
    char   *skip;                 /* the reason; NULL: it is run */
    size_t  line;                 /* of the input in the file */
    size_t  first, last;          /* lines [first, last) of the file hold what is expected */
    double  near;
    bool    fresh, slow, hard;
} Case;

typedef struct Transcript {
    Case  *cases;
    size_t n;
} Transcript;

/* Reads a transcript; [indent] is how far it is indented (4 in doc comments, else 0). */
void transcript_read(Transcript *t, const char *text, size_t bytes, size_t indent);
void transcript_free(Transcript *t);

/* Evaluates an input and gives what it prints: Print and messages, then the value (Null: nothing).
 * True where the value is Null. */
bool transcript_evaluate(Vm *vm, const char *input, Out *printed);
/* Makes a VM whose text transcript_evaluate collects. */
Vm *transcript_vm(const Options *given);
/* Is this what was expected?  Trailing blanks are ignored. */
bool transcript_agrees(const char *expected, const char *printed, double near);

#endif
