/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * numberform.c -- numbers as people read them: rounded, padded, in blocks of digits.
 *
 * Digits come from real_digits, correctly rounded; everything here is about where the point and
 * the sign go and what fills the rest of the field.
 */
#include "vm/print/numberform.h"

#include <math.h>

#include "vm/num/number.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

enum { PRINT_PRECISION = 6, MACHINE_DIGITS = 16, DIGITS_MAX = 1000000 };

void number_style_default(NumberStyle *s)
{
    *s = (NumberStyle){
        .kind = NUMBER_PLAIN, .digits = -1, .fraction = -1, .separator = {",", " "}, .padding = {"", "0"},
        .point = ".", .multiplier = "\u00D7", .negative = {"-", ""}, .positive = {"", ""},
        .exponent_function = VAL_NONE, .number_format = VAL_NONE,
    };
}

static void set_text(const char **to, Val v)
{
    if (val_is_string(v))
        *to = text_data(v);
}

static void set_pair(const char *to[2], Val v)
{
    if (val_is_call(v, S_List, 2)) {
        set_text(&to[0], expr_arg(v, 0));
        set_text(&to[1], expr_arg(v, 1));
    } else if (val_is_string(v)) {
        to[0] = text_data(v);
    }
}

static void set_block(int *to, Val v)
{
    if (val_is_small(v) && val_small(v) > 0 && val_small(v) < DIGITS_MAX)
        *to = (int)val_small(v);
    else
        *to = 0;
}

static void set_signs(NumberStyle *s, Val v)
{
    if (!val_is_call(v, S_List, 2))
        return;
    Val negative = expr_arg(v, 0), positive = expr_arg(v, 1);
    s->negative[1] = s->positive[1] = "";
    set_pair(s->negative, negative);
    set_pair(s->positive, positive);
}

void number_style_options(NumberStyle *s, size_t n, const Val *rules)
{
    for (size_t i = 0; i < n; i++) {
        if (!val_is_rule(rules[i]))
            continue;
        Val value = expr_arg(rules[i], 1);
        switch (symbol_switch(expr_arg(rules[i], 0))) {
        case SYM_DigitBlock:
            if (val_is_call(value, S_List, 2)) {
                set_block(&s->block[0], expr_arg(value, 0));
                set_block(&s->block[1], expr_arg(value, 1));
            } else {
                set_block(&s->block[0], value);
                s->block[1] = s->block[0];
            }
            break;
        case SYM_NumberSeparator:
            set_pair(s->separator, value);
            if (val_is_string(value))
                s->separator[1] = s->separator[0];
            break;
        case SYM_NumberPoint:      set_text(&s->point, value); break;
        case SYM_NumberMultiplier: set_text(&s->multiplier, value); break;
        case SYM_NumberPadding:    set_pair(s->padding, value); break;
        case SYM_NumberSigns:      set_signs(s, value); break;
        case SYM_SignPadding:      s->sign_padding = val_is(value, S_True); break;
        case SYM_ExponentFunction:
            s->exponent_function = val_is(value, S_Automatic) ? VAL_NONE : value;
            break;
        case SYM_NumberFormat:
            s->number_format = val_is(value, S_Automatic) ? VAL_NONE : value;
            break;
        default:
            break;
        }
    }
}

/* The digits of a number once they are chosen: INTEGER part and FRACTION, as runs of `digits`. */
typedef struct Digits {
    const char *digits;      /* 0.digits * 10^point is the number to be written */
    int         n, point;
    bool        negative, real;
} Digits;

static void repeat(Out *to, const char *s, int times)
{
    for (int i = 0; i < times; i++)
        out_str(to, s);
}

static char digit_at(const Digits *d, int i)
{
    return i >= 0 && i < d->n ? d->digits[i] : '0';
}

static int put_integer_part(Out *to, const Digits *d, const NumberStyle *s)
{
    int length = d->point > 0 ? d->point : 1, separators = 0;

    for (int i = 0; i < length; i++) {
        if (i > 0 && s->block[0] > 0 && (length - i) % s->block[0] == 0) {
            out_str(to, s->separator[0]);
            separators++;
        }
        out_char(to, d->point > 0 ? digit_at(d, i) : '0');
    }
    return length + separators;
}

static void put_fraction(Out *to, const Digits *d, int length, const NumberStyle *s)
{
    for (int i = 0; i < length; i++) {
        if (i > 0 && s->block[1] > 0 && i % s->block[1] == 0)
            out_str(to, s->separator[1]);
        out_char(to, digit_at(d, d->point + i));
    }
}

/* Sign, padding, integer part, point, fraction, padding. */
static void put_field(Out *to, const Digits *d, const NumberStyle *s)
{
    const char *const *sign = d->negative ? s->negative : s->positive;
    int shown = d->n > d->point ? d->n - d->point : 0;       /* digits after the point */
    int width = 0, pad = 0;
    Out integer;

    out_init(&integer);
    width = put_integer_part(&integer, d, s);
    if (s->padding[0][0] != '\0' && s->digits >= 0) {
        int field = s->digits - (!d->real ? 0 : s->fraction >= 0 ? s->fraction : shown);
        if (s->block[0] > 0 && field > 0)
            field += (field - 1) / s->block[0];
        pad = field > width ? field - width : 0;
        if (!d->negative)
            pad += (int)(strlen(s->negative[0]) - strlen(s->positive[0]));
    }
    if (s->sign_padding)
        out_str(to, sign[0]);
    repeat(to, s->padding[0], pad);
    if (!s->sign_padding)
        out_str(to, sign[0]);
    out_bytes(to, out_text(&integer), integer.len);
    out_fini(&integer);
    if (d->real) {
        if (!(s->kind == NUMBER_DECIMAL && shown == 0 && s->fraction <= 0))
            out_str(to, s->point);
        put_fraction(to, d, shown, s);
        if (s->fraction > shown && sign[1][0] == '\0')
            repeat(to, s->padding[1], s->fraction - shown);
    }
    out_str(to, sign[1]);
    if (d->real && s->fraction > shown && sign[1][0] != '\0')
        repeat(to, s->padding[1], s->fraction - shown);
    if (!d->negative && s->padding[0][0] != '\0')
        repeat(to, s->padding[1], (int)(strlen(s->negative[1]) - strlen(s->positive[1])));
}

/* The power of ten that is split off a number with [exponent] as its leading digit's place;
 * *none: it is written without.  False if it unwound. */
static bool choose_exponent(Vm *vm, const NumberStyle *s, int exponent, int *chosen, bool *none)
{
    *chosen = 0;
    *none = true;
    if (!val_is_none(s->exponent_function)) {
        Val e = vm_call1(vm, s->exponent_function, val_int(exponent));
        if (val_is_unwind(e))
            return false;
        if (val_is_small(e) && val_small(e) > -DIGITS_MAX && val_small(e) < DIGITS_MAX) {
            *chosen = (int)val_small(e);
            *none = false;
        }
        return true;
    }
    switch (s->kind) {
    case NUMBER_PLAIN:
        if (exponent >= -5 && exponent <= 5)
            return true;
        *chosen = exponent;
        break;
    case NUMBER_SCIENTIFIC:
        *chosen = exponent;
        break;
    case NUMBER_ENGINEERING:
        *chosen = (exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3)) * 3;
        break;
    case NUMBER_ACCOUNTING:
    case NUMBER_DECIMAL:
        return true;
    }
    *none = *chosen == 0;
    return true;
}

static int automatic_digits(Val number)
{
    if (val_is_real(number))
        return PRINT_PRECISION;
    double p = floor(num_precision(number) + 0.5);
    return p < 1 ? 1 : p > DIGITS_MAX ? DIGITS_MAX : (int)p;
}

static bool put_real(Vm *vm, Val v, const NumberStyle *s, Out *mantissa, Out *exponent)
{
    Heap *h = vm_heap(vm);
    Digits d = {.digits = "0", .n = 1, .point = 1, .real = true, .negative = num_sign(v) < 0};
    int digits = s->digits >= 0 ? s->digits : automatic_digits(v), split = 0;
    bool none = true;

    if (val_is_real(v) && digits > MACHINE_DIGITS)
        digits = MACHINE_DIGITS;
    if (digits < 1)
        digits = 1;
    if (num_is_zero(v)) {
        d.n = 0;
        d.digits = "";
    } else {
        Val x = d.negative ? num_neg(h, v) : v;
        int e;
        d.digits = real_digits(h, x, digits, &e);
        if (d.digits == NULL)
            return false;
        d.n = digits;
        if (!choose_exponent(vm, s, e - 1, &split, &none))
            return false;
        d.point = e - split;
        int wanted = digits;
        if (s->digits < 0 && d.point > wanted && (s->kind != NUMBER_PLAIN || !val_is_none(s->exponent_function)))
            wanted = d.point;
        if (s->fraction >= 0 && d.point + s->fraction < wanted)
            wanted = d.point + s->fraction;
        if (wanted >= 1 && wanted != digits) {
            d.digits = real_digits(h, x, wanted, &e);
            if (d.digits == NULL)
                return false;
            d.n = wanted;
            d.point = e - split;
        } else if (wanted < 1) {
            bool up = wanted == 0 && real_digits(h, x, 2, &e)[0] >= '5';
            d.digits = up ? "1" : "";
            d.n = up ? 1 : 0;
            d.point = up ? 1 - s->fraction : 1;
        }
        if (val_is_real(v) || s->fraction >= 0)
            while (d.n > 0 && d.n > d.point && d.digits[d.n - 1] == '0')
                d.n--;
    }
    put_field(mantissa, &d, s);
    if (!none)
        out_format(exponent, "%d", split);
    return true;
}

bool number_parts(Vm *vm, Val v, const NumberStyle *s, Out *mantissa, Out *exponent)
{
    if (val_is_integer(v)) {
        Out digits;
        Digits d = {.negative = num_sign(v) < 0, .real = false};
        out_init(&digits);
        heavy_print(vm_heap(vm), &digits, v, 10);
        d.digits = out_text(&digits) + (d.negative ? 1 : 0);
        d.n = d.point = (int)digits.len - (d.negative ? 1 : 0);
        put_field(mantissa, &d, s);
        out_fini(&digits);
        return true;
    }
    if (num_is_nan(v)) {
        out_str(mantissa, "Indeterminate");
        return true;
    }
    if (val_is_real(v) && isinf(val_real(v))) {
        out_str(mantissa, val_real(v) < 0 ? "-Infinity" : "Infinity");
        return true;
    }
    return put_real(vm, v, s, mantissa, exponent);
}
