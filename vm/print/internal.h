/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * internal.h -- what the files of print/ share.
 */
#ifndef LYRA_PRINT_INTERNAL_H
#define LYRA_PRINT_INTERNAL_H

#include "vm/print/print.h"

/* Wolfram's precedences: of the operators that the printers know by name. */
enum {
    PREC_COMPOUND = 10, PREC_SET = 40, PREC_FUNCTION = 90, PREC_RULE = 120, PREC_PATTERN = 150,
    PREC_NOT = 230, PREC_PLUS = 310, PREC_TIMES = 400, PREC_DIVIDE = 470, PREC_MINUS = 480,
    PREC_POWER = 590, PREC_CALL = 670, PREC_TEST = 680, PREC_ATOM = 1000
};

typedef enum OperatorKind {
    OPERATOR_FLAT,       /* a op b op c, two or more */
    OPERATOR_LEFT,       /* a op b, and (a op b) op c needs no parentheses */
    OPERATOR_RIGHT,
    OPERATOR_PREFIX,
    OPERATOR_POSTFIX
} OperatorKind;

typedef struct Operator {
    uint32_t     symbol;         /* the number of the head */
    OperatorKind kind;
    int          precedence;
    const char  *text;           /* as InputForm spells it, blanks included */
} Operator;

/* The operator that head[..] with [n] arguments is written with; NULL: none. */
const Operator *operator_of(Val head, size_t n);

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
/* A sum's term without its minus sign; [v] is negative by term_is_negative and not a Times. */
bool number_is_negative(Val number);

MUST_USE bool print_full(Vm *vm, Out *to, Val v);
MUST_USE bool print_input(Vm *vm, Out *to, Val v, Form form);

#endif
