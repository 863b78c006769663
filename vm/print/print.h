/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * print.h -- expressions to text.
 *
 * Printing may run programs (Format rules), so every function takes a Vm and says by its result
 * whether it unwound.
 */
#ifndef LYRA_PRINT_PRINT_H
#define LYRA_PRINT_PRINT_H

#include "vm/base/out.h"
#include "vm/vm.h"

typedef enum Form {
    FORM_INPUT,          /* InputForm: what the reader reads back */
    FORM_FULL,           /* FullForm */
    FORM_OUTPUT,         /* OutputForm: two-dimensional */
    FORM_COMMAND,        /* what `lyra -e` prints: one line of InputForm, strings without quotes */
    FORM_TEX, FORM_C, FORM_FORTRAN, FORM_MATHML,
    FORM_STANDARD, FORM_TRADITIONAL
} Form;

/* The form that a symbol such as InputForm names; false: none. */
bool form_named(Val symbol, Form *form);
/* Writes [v] in a form; false if it unwound (vm->unwind says why; nothing is to be printed then). */
MUST_USE bool print_value(Vm *vm, Out *to, Val v, Form form);
/* The same as a string of the language; UNWIND if it unwound. */
MUST_USE Val print_to_text(Vm *vm, Val v, Form form);
/* The boxes of StandardForm or TraditionalForm, an expression; UNWIND if it unwound. */
MUST_USE Val print_boxes(Vm *vm, Val v, bool traditional);
/* OutputForm after a label such as "Out[1]= ", in lines of at most [page_width] columns (0: of any length). */
MUST_USE bool print_output(Vm *vm, Out *to, const char *label, Val v, int page_width);
/* Writes the text of a message: `1`, `2`, .. and `` in [text] stand for the arguments, in OutputForm.
 * Where an argument takes several lines, the text runs along its baseline. */
MUST_USE bool print_template(Vm *vm, Out *to, const char *text, size_t bytes, size_t n, const Val *args);

/* A number as InputForm writes it (machine reals: shortest digits that read back). */
void print_number(Heap *h, Out *to, Val number, Form form);
/* A string with quotes and escapes, as InputForm writes it. */
void print_quoted(Out *to, const char *s, size_t bytes, Form form);
/* A symbol's name, with as much context as it takes to read it back here. */
void print_symbol(Vm *vm, Out *to, Val symbol);

#endif
