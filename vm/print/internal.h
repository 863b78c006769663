/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * internal.h -- what the files of print/ share.
 */
#ifndef LYRA_PRINT_INTERNAL_H
#define LYRA_PRINT_INTERNAL_H

#include "vm/print/print.h"
#include "vm/read/operators.h"

/* Precedences of the operators that the printers know by name. */
enum {
    PREC_COMPOUND = 10, PREC_SET = 40, PREC_FUNCTION = 90, PREC_RULE = 120, PREC_OPTIONAL = 140,
    PREC_PATTERN = 150, PREC_NOT = 230, PREC_SPAN = 298, PREC_PLUS = 310, PREC_TIMES = 400,
    PREC_DIVIDE = 470, PREC_MINUS = 480, PREC_POWER = 590, PREC_CALL = 670, PREC_TEST = 680,
    PREC_MESSAGE = 750, PREC_ATOM = 1000
};

/* The operator that head[..] with [n] arguments is written with by InputForm; NULL: it is written
 * as head[..]. */
const Operator *operator_written(Val head, size_t n);
/* Its precedence as the printers use it: And and Or alike, so that one in the other has parentheses. */
int operator_precedence(const Operator *op);
/* Does InputForm put blanks around it? */
bool operator_spaced(const Operator *op);
/* Xor and its like are written head[..] but parenthesised as the operators that they could be. */
int precedence_when_full(Val head);

/* A product taken apart as it is printed.  Lives in collected memory. */
typedef struct Product {
    bool   minus;                /* a sign stands before the whole */
    Val    lead;                 /* the rational -1/q that stands before the rest; VAL_NONE: none */
    size_t n_above, n_below;
    Val   *above, *below;        /* the factors of numerator and denominator */
} Product;

/* Takes Times[factors..] apart; [negate]: the product's negative. */
void product_split(Heap *h, Val times, bool negate, Product *p);
/* Would [v] as a term of a sum be written with a minus sign? */
bool term_is_negative(Val v);
/* Is it -1 times what is negative, as only a held product is? */
bool term_is_negated_negative(Val v);
bool number_is_negative(Val number);
/* 1/2 ([sign] 1) or -1/2 ([sign] -1). */
bool number_is_half(Val v, int sign);
/* A sum of two or more terms; an expression Derivative[..][f]. */
bool value_is_sum(Val v);
bool value_is_derivative(Val v);
/* How tightly a number holds together as it is written: -1 less than x, 1 + I less than that. */
int number_precedence(Val number);

/* Before each part of an expression: false where the stack, the time or the room for text is used up. */
MUST_USE bool print_may_go_on(Vm *vm, const Out *to);
/* A string without quotes; characters that stand for box notation are written as it is typed. */
void print_bare(Out *to, const char *s, size_t bytes);
MUST_USE bool print_full(Vm *vm, Out *to, Val v);
MUST_USE bool print_input(Vm *vm, Out *to, Val v, Form form);
MUST_USE bool print_c(Vm *vm, Out *to, Val v, bool fortran);
MUST_USE bool print_tex(Vm *vm, Out *to, Val v);
MUST_USE bool print_mathml(Vm *vm, Out *to, Val v);
/* Boxes in one line, as a string holds them: \!\(\*RowBox[..]\). */
MUST_USE bool print_linear_boxes(Vm *vm, Out *to, Val v, bool traditional);
/* In the command form, as an operand of an operator of this precedence. */
MUST_USE bool print_input_at(Vm *vm, Out *to, Val v, int precedence);
/* The heads that the command form lays out; *done is false where [v] is written as in InputForm. */
MUST_USE bool print_command_layout(Vm *vm, Out *to, Val v, int precedence, bool *done);
/* Writes what is shown in place of an expression too long or too dull to be read: -Graphics-,
 * Graph[<3>, <2>]; false where [v] is no such expression. */
bool print_summary(Vm *vm, Out *to, Val v);

#endif
