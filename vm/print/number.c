/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * number.c -- numbers as FullForm and InputForm write them.
 *
 * An inexact number of given precision is written with all the decimal digits that its binary
 * digits stand for, more than its precision warrants, so that reading it back gives the same number.
 */
#include <math.h>

#include "vm/num/number.h"
#include "vm/print/internal.h"

int number_precedence(Val number)
{
    if (val_is_complex(number)) {
        Val im = cplx_im(number);
        if (!num_is_exact_zero(cplx_re(number)))
            return PREC_PLUS;
        return num_is_one(im) ? PREC_ATOM : PREC_TIMES;
    }
    if (num_is_nan(number))
        return PREC_ATOM;
    if (val_is_rational(number))
        return PREC_DIVIDE;
    return num_sign(number) < 0 ? PREC_MINUS : PREC_ATOM;
}

/* 0.DIGITS * 10^exponent with a point, in exponent form outside 10^-5 <= x < 10^6; [mark] goes
 * between the digits and the exponent. */
static void put_decimal(Out *to, const char *digits, int n, int exponent, const char *mark)
{
    if (exponent < -4 || exponent > 6) {
        out_char(to, digits[0]);
        out_char(to, '.');
        out_bytes(to, digits + 1, (size_t)(n - 1));
        out_str(to, mark);
        out_format(to, "*^%d", exponent - 1);
        return;
    }
    if (exponent <= 0) {
        out_str(to, "0.");
        for (int i = exponent; i < 0; i++)
            out_char(to, '0');
        out_bytes(to, digits, (size_t)n);
    } else {
        for (int i = 0; i < exponent; i++)
            out_char(to, i < n ? digits[i] : '0');
        out_char(to, '.');
        if (n > exponent)
            out_bytes(to, digits + exponent, (size_t)(n - exponent));
    }
    out_str(to, mark);
}

static void put_shortest(Out *to, double d, const char *mark)
{
    char digits[40];
    int exponent;

    if (isnan(d)) {
        out_str(to, "Indeterminate");
        return;
    }
    if (signbit(d) && d != 0)
        out_char(to, '-');
    if (isinf(d)) {
        out_str(to, "Infinity");
    } else if (d == 0) {
        out_str(to, "0.");
        out_str(to, mark);
    } else {
        int n = real_shortest(fabs(d), digits, &exponent);
        put_decimal(to, digits, n, exponent, mark);
    }
}

/* A precision or an accuracy; an exponent here would be the number's own. */
static void put_mark(Out *to, double digits)
{
    if (fabs(digits) >= 1e15 && !isinf(digits))
        out_format(to, "%.0f", digits);
    else if (fabs(digits) >= 1e6 && fabs(digits) < 1e15)
        out_format(to, "%.17g", digits);
    else if (digits != 0 && fabs(digits) < 1e-3)
        out_format(to, "%.20f", digits);
    else
        put_shortest(to, digits, "");
}

/* How many decimal digits the binary digits of a number of [precision] stand for: its mantissa is
 * made of whole 64-bit words with at least 32 bits to spare. */
static int digits_to_show(double precision, int exponent)
{
    double bits = 64 * ceil((precision * 3.3219280948873623 + 32) / 64);
    double shift = exponent >= -4 && exponent <= 6 ? (exponent - 1) * 3.3219280948873623 : 0;
    double n = floor((bits + shift) * 0.30102999566398120) + 1;

    return n < 1 ? 1 : n > INT32_MAX / 2 ? INT32_MAX / 2 : (int)n;
}

static void put_big_real(Heap *h, Out *to, Val v)
{
    Out mark;

    out_init(&mark);
    if (num_is_zero(v)) {
        out_str(&mark, "``");
        put_mark(&mark, num_accuracy(v));
        out_char(to, '0');
        out_str(to, out_text(&mark));
    } else {
        int exponent;
        Val x = num_sign(v) < 0 ? num_neg(h, v) : v;
        double precision = num_precision(v);

        real_digits(h, x, 1, &exponent);
        int n = digits_to_show(precision, exponent);
        char *digits = real_digits(h, x, n, &exponent);
        if (digits == NULL) {
            to->failed = true;
            out_fini(&mark);
            return;
        }
        while (n > 1 && digits[n - 1] == '0')
            n--;
        out_char(&mark, '`');
        put_mark(&mark, precision);
        if (num_sign(v) < 0)
            out_char(to, '-');
        put_decimal(to, digits, n, exponent, out_text(&mark));
    }
    out_fini(&mark);
}

static void put_complex(Heap *h, Out *to, Val v, Form form)
{
    Val re = cplx_re(v), im = cplx_im(v);

    if (form == FORM_FULL) {
        out_str(to, "Complex[");
        print_number(h, to, re, form);
        out_str(to, ", ");
        print_number(h, to, im, form);
        out_char(to, ']');
        return;
    }
    if (!num_is_exact_zero(re)) {
        print_number(h, to, re, form);
        bool negative = !num_is_nan(im) && (num_sign(im) < 0 || (val_is_real(im) && signbit(val_real(im))));
        out_str(to, negative ? " - " : " + ");
        if (negative)
            im = num_neg(h, im);
    }
    if (num_is_one(im)) {
        out_char(to, 'I');
    } else if (num_is_minus_one(im)) {
        out_str(to, "-I");
    } else if (val_is_rational(im) && num_is_one(rat_numerator(im))) {
        out_str(to, "I/");
        print_number(h, to, rat_denominator(im), form);
    } else if (val_is_rational(im) && !num_is_minus_one(rat_numerator(im))) {
        out_char(to, '(');
        print_number(h, to, rat_numerator(im), form);
        out_str(to, "*I)/");
        print_number(h, to, rat_denominator(im), form);
    } else {
        print_number(h, to, im, form);
        out_str(to, "*I");
    }
}

void print_number(Heap *h, Out *to, Val v, Form form)
{
    switch (val_kind(v)) {
    case KIND_INTEGER:
        heavy_print(h, to, v, 10);
        break;
    case KIND_RATIONAL:
        if (form == FORM_FULL)
            out_str(to, "Rational[");
        heavy_print(h, to, rat_numerator(v), 10);
        out_str(to, form == FORM_FULL ? ", " : "/");
        heavy_print(h, to, rat_denominator(v), 10);
        if (form == FORM_FULL)
            out_char(to, ']');
        break;
    case KIND_REAL:
        put_shortest(to, val_real(v), form == FORM_FULL ? "`" : "");
        break;
    case KIND_BIG_REAL:
        put_big_real(h, to, v);
        break;
    case KIND_COMPLEX:
        put_complex(h, to, v, form);
        break;
    default:
        UNREACHABLE();
    }
}
