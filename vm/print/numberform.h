/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * numberform.h -- numbers as people read them: rounded, padded, in blocks of digits.
 */
#ifndef LYRA_PRINT_NUMBERFORM_H
#define LYRA_PRINT_NUMBERFORM_H

#include "vm/vm.h"

typedef enum NumberKind {
    NUMBER_PLAIN, NUMBER_SCIENTIFIC, NUMBER_ENGINEERING, NUMBER_ACCOUNTING, NUMBER_DECIMAL
} NumberKind;

typedef struct NumberStyle {
    NumberKind  kind;
    int         digits;              /* of precision; -1: automatic */
    int         fraction;            /* digits after the point; -1: as many as there are */
    int         block[2];            /* DigitBlock, before and after the point; 0: none */
    const char *separator[2], *padding[2];
    const char *point, *multiplier;
    const char *negative[2], *positive[2];     /* signs: what stands before and after the digits */
    bool        sign_padding;
    Val         exponent_function, number_format;   /* VAL_NONE: automatic */
} NumberStyle;

/* What OutputForm uses. */
void number_style_default(NumberStyle *s);

/* The options of NumberForm and its like, [n] rules; unknown ones and bad values are ignored. */
void number_style_options(NumberStyle *s, size_t n, const Val *rules);

/* Writes a real number or an integer: sign, digits and padding to [mantissa], the exponent of 10
 * to [exponent], which stays empty where there is none.  False if it unwound. */
MUST_USE bool number_parts(Vm *vm, Val number, const NumberStyle *s, Out *mantissa, Out *exponent);

#endif
