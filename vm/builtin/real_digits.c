/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * real_digits.c -- real numbers as lists of digits, as mantissa and exponent.
 */
#include "vm/builtin/integers.h"

#include <math.h>

/* The e with b^(e - 1) <= |x| < b^e for an exact or inexact real x != 0. */
static Val exponent_of(Heap *h, Val x, Val b, int64_t *e)
{
    Val size = num_abs(h, num_to_exact(h, x));

    *e = (int64_t)floor(num_log10(size) / num_log10(b)) + 1;
    while (num_compare(num_pow(h, b, val_int(*e)), size) <= 0)
        ++*e;
    while (num_compare(num_pow(h, b, val_int(*e - 1)), size) > 0)
        --*e;
    return size;
}

/* Digits of the integer [whole], padded on the left to [len]; then [unknown] times Indeterminate. */
static Val digit_list(Vm *vm, Val whole, Val b, uint64_t len, uint64_t unknown)
{
    Heap *h = vm_heap(vm);
    size_t count;

    TRY(vm_check_length(vm, (double)len + (double)unknown, 2 * sizeof(Val)));
    Val *digits = int_digits(h, whole, b, &count);
    Expr *out = expr_new(h, S_List, len + unknown);
    for (uint64_t i = 0; i < len; i++)
        out->args[len - 1 - i] = i < count ? digits[count - 1 - i] : val_int(0);
    for (uint64_t i = 0; i < unknown; i++)
        out->args[len + i] = S_Indeterminate;
    return expr_seal(out);
}

/* The period and what comes before it of a rational 0 < x. */
static Val periodic_digits(Vm *vm, Val x, Val b)
{
    Heap *h = vm_heap(vm);
    int64_t e;

    exponent_of(h, x, b, &e);
    /* strip the factors of the base: as many digits before the period as that takes */
    Val y = num_div(h, x, num_pow(h, b, val_int(e)));
    uint64_t before = 0;
    Val den = rat_denominator(y), g;
    while (!num_is_one(g = int_gcd(h, den, b))) {
        den = int_divexact(h, den, g);
        before++;
        TRY(vm_poll(vm));
    }
    Val scaled = num_mul(h, y, int_pow_u64(h, b, before)), whole = num_floor(h, scaled);
    Builder list;
    builder_start(&list, h, S_List);
    size_t count;
    Val *digits = int_digits(h, whole, b, &count);
    for (size_t i = count; i < before; i++)
        builder_push(&list, val_int(0));
    builder_push_all(&list, count, digits);
    Val rest = num_sub(h, scaled, whole);
    if (!num_is_zero(rest)) {
        Val period = vm_call2(vm, S_MultiplicativeOrder, b, rat_denominator(rest));
        TRY(period);
        if (!val_is_small(period))
            return NOT_MINE;
        TRY(vm_check_length(vm, (double)val_small(period), 4 * sizeof(Val)));
        Val cycle = num_mul(h, rest, num_sub(h, int_pow_u64(h, b, val_count(period)), val_int(1))), repeated;
        TRY(repeated = digit_list(vm, cycle, b, val_count(period), 0));
        builder_push(&list, repeated);
    }
    return expr2(h, S_List, builder_finish(&list), val_int(e));
}

/* [len] digits from that of b^(top - 1) on, cut off, of an exact number or expression. */
static Val exact_digits(Vm *vm, Val x, Val b, uint64_t len, int64_t top)
{
    Heap *h = vm_heap(vm);
    Val scale = num_pow(h, b, val_int((int64_t)len - top)), whole, list;

    if (!val_is_number(scale))
        return NOT_MINE;
    if (val_is_number(x)) {
        whole = num_floor(h, num_mul(h, x, scale));
    } else {
        TRY(whole = certified_round(vm, expr2(h, S_Times, x, scale), ROUND_FLOOR));
        if (val_is_none(whole) || !val_is_integer(whole))
            return NOT_MINE;
    }
    TRY(list = digit_list(vm, int_mod(h, whole, int_pow_u64(h, b, len)), b, len, 0));
    return expr2(h, S_List, list, val_int(top));
}

/* How many base b digits an inexact number has. */
static int64_t known_digits(Val x, Val b)
{
    return (int64_t)rint(num_precision(x) / num_log10(b));
}

static Val inexact_digits(Vm *vm, Val x, Val b, bool has_len, uint64_t len, bool has_top, int64_t top)
{
    Heap *h = vm_heap(vm);
    int64_t e, known = known_digits(x, b);
    Val list;

    if (known < 1)
        known = 1;
    Val size = exponent_of(h, x, b, &e);
    Val whole = num_round(h, num_mul(h, size, num_pow(h, b, val_int(known - e))));
    if (num_compare(whole, int_pow_u64(h, b, (uint64_t)known)) >= 0) {
        e++;
        whole = int_quotient(h, whole, b);
    }
    if (!has_top)
        top = e;
    if (!has_len)
        len = (uint64_t)known;
    /* the digits b^(top - 1) .. b^(top - len); known are those down to b^(e - known) */
    int64_t lowest = e - known, last = top - (int64_t)len;
    uint64_t unknown = last < lowest ? (uint64_t)(lowest - last) : 0;
    if (unknown > len)
        unknown = len;
    len -= unknown;
    if (last > lowest)
        whole = int_quotient(h, whole, int_pow_u64(h, b, (uint64_t)(last - lowest)));
    whole = int_mod(h, whole, int_pow_u64(h, b, len));
    TRY(list = digit_list(vm, whole, b, len, unknown));
    return expr2(h, S_List, list, val_int(top));
}

BUILTIN(RealDigits,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, b_:10, len_:Automatic, n_.",
    .usage   = "RealDigits[x] gives a list of the digits in the approximate real number x, together with the number of digits that "
               "are to the left of the decimal point; RealDigits[x, b, len] gives len digits in base b; RealDigits[x, b, len, n] starts with b^n.",
    .messages = MESSAGES("ndig", "The number of digits to return cannot be determined.",
                         "rbase", "Base `1` is not a real number greater than 1."),
    .examples = EXAMPLES(
        ">> RealDigits[1/7]",         "{{{1, 4, 2, 8, 5, 7}}, 0}",
        ">> RealDigits[Pi, 10, 5]",   "{{3, 1, 4, 1, 5}, 1}",
        ">> RealDigits[10]",          "{{1, 0}, 2}"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], b = args.v[1], len = args.v[2], whole;
    bool has_top = args.n == 4, has_len = !val_is(len, S_Automatic);
    int64_t top = 0, e;

    if (val_is_complex(x) || !val_is_numeric(vm, x) || (val_is_number(b) ? !val_is_base(b) : true))
        return NOT_MINE;
    if ((has_len && !val_is_count(len)) || (has_top && !val_is_small(args.v[3])))
        return NOT_MINE;
    if (has_len)
        TRY(vm_check_length(vm, (double)val_count(len), 2 * sizeof(Val)));
    if (has_top)
        top = val_small(args.v[3]) + 1;
    if (val_is_number(x) && num_is_zero(x)) {
        uint64_t n = has_len ? val_count(len) : 1;
        Val list;
        TRY(list = digit_list(vm, val_int(0), b, n, 0));
        if (!num_is_exact(x) && !has_len && !has_top)
            top = -(int64_t)floor(num_accuracy(x));
        return expr2(h, S_List, list, val_int(has_top || !num_is_exact(x) ? top : 1));
    }
    if (val_is_inexact_real(x))
        return inexact_digits(vm, x, b, has_len, has_len ? val_count(len) : 0, has_top, top);
    if (val_is_number(x)) {
        x = num_abs(h, x);
        if (!has_len && !has_top) {
            if (val_is_rational(x))
                return periodic_digits(vm, x, b);
            exponent_of(h, x, b, &e);
            return exact_digits(vm, x, b, (uint64_t)e, e);
        }
        if (!has_top)
            exponent_of(h, x, b, &top);
        if (!has_len)
            return NOT_MINE;
        return exact_digits(vm, x, b, val_count(len), top);
    }
    if (!has_len)
        return MESSAGE0(vm, "ndig");
    int s = certified_sign(vm, x);
    if (s == SIGN_UNWIND)
        return UNWIND;
    if (s != 1 && s != -1)
        return NOT_MINE;
    if (s < 0)
        x = neg_expr(h, x);
    if (!has_top) {
        TRY(whole = n_value(vm, x, 20));
        if (!val_is_real_number(whole))
            return NOT_MINE;
        exponent_of(h, whole, b, &top);
    }
    return exact_digits(vm, x, b, val_count(len), top);
}

BUILTIN(NumberDigit,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, n_, b_:10",
    .usage   = "NumberDigit[x, n] gives the digit that corresponds to 10^n in the real number x; NumberDigit[x, n, b] to b^n in base b.",
    .examples = EXAMPLES(">> NumberDigit[210.345, 2]", "2", ">> NumberDigit[Pi, -3]", "1"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], n = args.v[1], b = args.v[2], whole;

    if (val_is_plain_list(x) || val_is_plain_list(n)) {
        Val over = val_is_plain_list(x) ? x : n;
        Builder each;
        builder_start(&each, h, S_List);
        for (size_t i = 0; i < expr_len(over); i++)
            builder_push(&each, val_is_plain_list(x) ? expr3(h, S_NumberDigit, expr_arg(x, i), n, b)
                                                     : expr3(h, S_NumberDigit, x, expr_arg(n, i), b));
        return builder_finish(&each);
    }
    if (val_is_complex(x) || !val_is_numeric(vm, x) || !val_is_small(n) || !val_is_base(b))
        return NOT_MINE;
    if (val_is_inexact_real(x)) {
        if (num_is_zero(x))
            return val_int(0);
        Val r;
        TRY(r = inexact_digits(vm, x, b, true, 1, true, val_small(n) + 1));
        return expr_arg(expr_arg(r, 0), 0);
    }
    if (val_is_number(x)) {
        Val scale = num_pow(h, b, num_neg(h, n));
        if (!val_is_number(scale))
            return NOT_MINE;
        whole = num_floor(h, num_mul(h, num_abs(h, x), scale));
    } else {
        int s = certified_sign(vm, x);
        if (s == SIGN_UNWIND)
            return UNWIND;
        if (s != 1 && s != -1)
            return NOT_MINE;
        TRY(whole = certified_round(vm, expr3(h, S_Times, val_int(s), x, expr2(h, S_Power, b, num_neg(h, n))), ROUND_FLOOR));
        if (val_is_none(whole))
            return NOT_MINE;
    }
    return int_mod(h, whole, b);
}

/* For a base that is no integer, by logarithms. */
static Val mantissa_any_base(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], b = args.v[1], value, base;

    TRY(value = n_value(vm, x, 20));
    TRY(base = n_value(vm, b, 20));
    if (!val_is_real_number(value) || !val_is_real_number(base))
        return NOT_MINE;
    if (num_compare(base, val_int(1)) <= 0)
        return MESSAGE(vm, "rbase", b);
    if (num_is_zero(value))
        return expr2(h, S_List, x, val_int(0));
    double e = floor(num_log10(value) / num_log10(base) + 1e-13) + 1;
    if (!(fabs(e) < 1e15))
        return NOT_MINE;
    return expr2(h, S_List, expr2(h, S_Times, x, expr2(h, S_Power, b, val_int(-(int64_t)e))), val_int((int64_t)e));
}

BUILTIN(MantissaExponent,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, b_:10",
    .usage   = "MantissaExponent[x] gives a list of the mantissa and exponent of the number x; MantissaExponent[x, b] in base b.",
    .messages = MESSAGES("rbase", "Base `1` is not a real number greater than 1.",
                         "realx", "The value `1` is not a real number."),
    .examples = EXAMPLES(">> MantissaExponent[350.12]", "{0.35012, 3}", ">> MantissaExponent[100]", "{1/10, 3}"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], b = args.v[1], value = x;
    int64_t e;

    if (val_is_complex(x))
        return MESSAGE(vm, "realx", x);
    if (!val_is_numeric(vm, x) || !val_is_numeric(vm, b))
        return NOT_MINE;
    if (!val_is_base(b))
        return val_is_integer(b) ? MESSAGE(vm, "rbase", b) : mantissa_any_base(vm, args);
    if (!val_is_number(x)) {
        TRY(value = n_value(vm, x, 20));
        if (!val_is_real_number(value))
            return MESSAGE(vm, "realx", x);
    }
    if (num_is_zero(value))
        return expr2(h, S_List, x, val_int(0));
    exponent_of(h, value, b, &e);
    Val scale = num_pow(h, b, val_int(e < 0 ? -e : e));
    if (val_is_number(x))
        return expr2(h, S_List, e < 0 ? num_mul(h, x, scale) : num_div(h, x, scale), val_int(e));
    return expr2(h, S_List, expr2(h, S_Times, x, expr2(h, S_Power, b, val_int(-e))), val_int(e));
}

BUILTIN(RealExponent,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, b_:10",
    .usage   = "RealExponent[x] gives log10(|x|); RealExponent[x, b] gives the logarithm to base b.",
    .examples = EXAMPLES(">> RealExponent[1000]", "3.", ">> RealExponent[81, 3]", "4."))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], b = args.v[1];

    if (!val_is_numeric(vm, x) || !val_is_numeric(vm, b))
        return NOT_MINE;
    TRY(x = n_value(vm, x, 0));
    TRY(b = n_value(vm, b, 0));
    if (!val_is_number(x) || !val_is_real_number(b) || num_compare(b, val_int(1)) <= 0)
        return NOT_MINE;
    if (num_is_zero(x))
        return infinity_new(h, val_int(-1));
    double size = val_is_real(num_abs(h, x)) ? num_to_double(num_abs(h, x)) : 0, base = num_to_double(b), r;
    if (size > 0 && isfinite(size))
        r = base == 2 ? log2(size) : base == 10 ? log10(size) : log(size) / log(base);
    else
        r = num_log10(x) / log10(base);
    /* whole powers come out whole */
    if (fabs(r - rint(r)) < 1e-14 * fmax(1, fabs(r)))
        r = rint(r);
    return val_real_new(h, r);
}
