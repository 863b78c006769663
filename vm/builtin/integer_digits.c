/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * integer_digits.c -- integers as lists and strings of digits.
 */
#include "vm/builtin/integers.h"

#include <ctype.h>

/* An integer base above 1. */
/* The radices of MixedRadix[{..}]; VAL_NONE for anything else. */
static Val mixed_radix(Val b)
{
    if (!val_is_call(b, S_MixedRadix, 1) || !val_is_plain_list(expr_arg(b, 0)))
        return VAL_NONE;
    Val radices = expr_arg(b, 0);
    for (size_t i = 0; i < expr_len(radices); i++)
        if (!val_is_integer(expr_arg(radices, i)) || num_sign(expr_arg(radices, i)) <= 0)
            return VAL_NONE;
    return radices;
}

/* The digits of |n| in a base or mixed radix, most significant first; NULL where [b] is neither. */
static Val *digits_of(Heap *h, Val n, Val b, size_t *count)
{
    n = num_abs(h, n);
    if (val_is_base(b))
        return int_digits(h, n, b, count);
    Val radices = mixed_radix(b);
    if (val_is_none(radices))
        return NULL;
    size_t most = expr_len(radices) + 1;
    Val *digits = heap_alloc(h, most * sizeof *digits);
    size_t at = most;
    for (size_t i = expr_len(radices); i-- > 0 && num_sign(n) > 0; ) {
        digits[--at] = int_mod(h, n, expr_arg(radices, i));
        n = int_quotient(h, n, expr_arg(radices, i));
    }
    if (num_sign(n) > 0)
        digits[--at] = n;
    memmove(digits, digits + at, (most - at) * sizeof *digits);
    *count = most - at;
    return digits;
}

/* May as many digits of [n] in base [b] be made? */
static Val check_digits(Vm *vm, Val n, Val b)
{
    double per = val_is_base(b) ? (double)int_bits(b) - 1 : 64;

    return vm_check_length(vm, (double)int_bits(n) / (per < 1 ? 1 : per), 2 * sizeof(Val));
}

/* [count] digits padded or cut to [len], on the left. */
static Val padded_list(Vm *vm, const Val *digits, size_t count, uint64_t len)
{
    Heap *h = vm_heap(vm);

    TRY(vm_check_length(vm, (double)len, sizeof(Val)));
    Expr *out = expr_new(h, S_List, len);
    for (uint64_t i = 0; i < len; i++)
        out->args[len - 1 - i] = i < count ? digits[count - 1 - i] : val_int(0);
    return expr_seal(out);
}

BUILTIN(IntegerDigits,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, b_:10, len_.",
    .usage   = "IntegerDigits[n] gives a list of the decimal digits in the integer n; IntegerDigits[n, b] those in base b; "
               "IntegerDigits[n, b, len] pads or cuts to length len.",
    .messages = MESSAGES("ibase", "Base `1` is not an integer greater than 1.",
                         "intnm", "Non-negative machine-sized integer expected at position `2` in `1`."),
    .examples = EXAMPLES(
        ">> IntegerDigits[-12345]",   "{1, 2, 3, 4, 5}",
        ">> IntegerDigits[6, 2, 5]",  "{0, 0, 1, 1, 0}",
        ">> IntegerDigits[0]",        "{0}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], b = args.v[1];
    size_t count;

    if (!val_is_integer(n))
        return NOT_MINE;
    if (!val_is_base(b) && val_is_none(mixed_radix(b)))
        return val_is_number(b) ? MESSAGE(vm, "ibase", b) : NOT_MINE;
    if (args.n == 3 && !val_is_count(args.v[2]))
        return val_is_number(args.v[2]) ? MESSAGE(vm, "intnm", args.expr, val_int(3)) : NOT_MINE;
    TRY(check_digits(vm, n, b));
    Val *digits = digits_of(h, n, b, &count);
    if (args.n == 3)
        return padded_list(vm, digits, count, val_count(args.v[2]));
    if (count == 0)
        return expr1(h, S_List, val_int(0));
    return list_make(h, count, digits);
}

BUILTIN(IntegerLength,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, b_:10",
    .usage   = "IntegerLength[n, b] gives the number of digits in the base b representation of the integer n.",
    .messages = MESSAGES("ibase", "Base `1` is not an integer greater than 1."),
    .examples = EXAMPLES(">> IntegerLength[10^100]", "101", ">> IntegerLength[255, 2]", "8"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], b = args.v[1];
    size_t count;

    if (!val_is_integer(n))
        return NOT_MINE;
    if (!val_is_base(b) && val_is_none(mixed_radix(b)))
        return val_is_number(b) ? MESSAGE(vm, "ibase", b) : NOT_MINE;
    if (val_is(b, val_int(2)))
        return int_from_u64(h, int_bits(n));
    if (val_is_base(b) && int_bits(n) > 4096) {
        /* the logarithm, then one power to settle the border */
        n = num_abs(h, n);
        uint64_t k = (uint64_t)(num_log10(n) / num_log10(b));
        Val power = int_pow_u64(h, b, k);
        while (!heap_stopping(h) && num_compare(power, n) > 0) {
            power = int_quotient(h, power, b);
            k--;
        }
        while (!heap_stopping(h) && num_compare(num_mul(h, power, b), n) <= 0) {
            power = num_mul(h, power, b);
            k++;
        }
        return int_from_u64(h, k + 1);
    }
    digits_of(h, n, b, &count);
    return val_int((int64_t)count);
}

BUILTIN(DigitCount,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, b_:10, d_.",
    .usage   = "DigitCount[n, b, d] gives the number of d digits in the base b representation of n; "
               "DigitCount[n, b] gives the numbers of 1, 2, ..., b - 1, 0 digits.",
    .messages = MESSAGES("ibase", "Base `1` is not an integer greater than 1."),
    .examples = EXAMPLES(">> DigitCount[1001, 10, 0]", "2", ">> DigitCount[123]", "{1, 1, 1, 0, 0, 0, 0, 0, 0, 0}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], b = args.v[1];
    size_t count;

    if (!val_is_integer(n))
        return NOT_MINE;
    if (!val_is_base(b))
        return val_is_number(b) ? MESSAGE(vm, "ibase", b) : NOT_MINE;
    if (args.n == 3 && !val_is_integer(args.v[2]))
        return NOT_MINE;
    TRY(check_digits(vm, n, b));
    Val *digits = digits_of(h, n, b, &count);
    if (args.n == 3) {
        int64_t found = 0;
        for (size_t i = 0; i < count; i++)
            found += num_compare(digits[i], args.v[2]) == 0;
        if (count == 0 && num_is_zero(args.v[2]))
            found = 1;
        return val_int(found);
    }
    if (!val_is_small(b))
        return NOT_MINE;
    size_t base = val_count(b);
    TRY(vm_check_length(vm, (double)base, 2 * sizeof(Val)));
    Expr *out = expr_new(h, S_List, base);
    for (size_t i = 0; i < base; i++)
        out->args[i] = val_int(0);
    if (count == 0)
        out->args[base - 1] = val_int(1);
    for (size_t i = 0; i < count; i++) {
        size_t at = (val_count(digits[i]) + base - 1) % base;
        out->args[at] = val_int(val_small(out->args[at]) + 1);
    }
    return expr_seal(out);
}

BUILTIN(DigitSum,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, b_:10",
    .usage   = "DigitSum[n, b] gives the sum of the digits of the base b representation of n.",
    .messages = MESSAGES("ibase", "Base `1` is not an integer greater than 1."),
    .examples = EXAMPLES(">> DigitSum[{12, 123}]", "{3, 6}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], sum = val_int(0);
    size_t count;

    if (!val_is_integer(n))
        return NOT_MINE;
    if (!val_is_base(args.v[1]) && val_is_none(mixed_radix(args.v[1])))
        return val_is_number(args.v[1]) ? MESSAGE(vm, "ibase", args.v[1]) : NOT_MINE;
    TRY(check_digits(vm, n, args.v[1]));
    Val *digits = digits_of(h, n, args.v[1], &count);
    for (size_t i = 0; i < count; i++)
        sum = num_add(h, sum, digits[i]);
    return sum;
}

BUILTIN(IntegerReverse,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, b_:10, len_.",
    .usage   = "IntegerReverse[n, b] gives the integer whose base b digits are those of n reversed; "
               "IntegerReverse[n, b, len] pads or cuts n to len digits first.",
    .messages = MESSAGES("ibmr", "Positive integer greater than 1 or mixed radix specification expected at position `1` of `2`."),
    .examples = EXAMPLES(">> IntegerReverse[-123]", "321", ">> IntegerReverse[1234, 10, 2]", "43"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], b = args.v[1];
    size_t count;

    if (!val_is_integer(n))
        return NOT_MINE;
    if (!val_is_base(b))
        return val_is_number(b) ? MESSAGE(vm, "ibmr", val_int(2), args.expr) : NOT_MINE;
    TRY(check_digits(vm, n, b));
    Val *digits = digits_of(h, n, b, &count);
    if (args.n == 3) {
        if (!val_is_count(args.v[2]))
            return NOT_MINE;
        Val list;
        TRY(list = padded_list(vm, digits, count, val_count(args.v[2])));
        count = expr_len(list);
        digits = heap_alloc(h, (count + 1) * sizeof *digits);
        memcpy(digits, expr_args(list), count * sizeof *digits);
    }
    for (size_t i = 0; i < count / 2; i++) {
        Val t = digits[i];
        digits[i] = digits[count - 1 - i];
        digits[count - 1 - i] = t;
    }
    return count == 0 ? val_int(0) : int_from_digit_values(h, digits, count, b);
}

BUILTIN(IntegerString,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, b_:10, len_.",
    .usage   = "IntegerString[n, b] gives a string of the base b digits in the integer n; "
               "IntegerString[n, b, len] pads or cuts to length len.",
    .messages = MESSAGES("basf", "Requested base `1` must be between 2 and 36."),
    .examples = EXAMPLES(">> IntegerString[255, 16]", "ff", ">> IntegerString[5, 2, 8]", "00000101"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], b = args.v[1];
    Out out;

    if (!val_is_integer(n))
        return NOT_MINE;
    if (val_is_string(b) && text_is(b, "Roman")) {
        return expr1(h, S_RomanNumeral, n);
    }
    if (!val_is_small(b))
        return NOT_MINE;
    if (val_small(b) < 2 || val_small(b) > 36)
        return MESSAGE(vm, "basf", b);
    if (args.n == 3 && !val_is_count(args.v[2]))
        return NOT_MINE;
    out_init(&out);
    heavy_print(h, &out, num_abs(h, n), (int)val_small(b));
    const char *s = out_text(&out);
    size_t len = strlen(s);
    if (args.n == 2) {
        Val r = text_new(h, s, len);
        out_fini(&out);
        return r;
    }
    uint64_t want = val_count(args.v[2]);
    if (val_is_unwind(vm_check_length(vm, (double)want, 1))) {
        out_fini(&out);
        return UNWIND;
    }
    char *text = heap_alloc_atomic(h, want + 1);
    for (uint64_t i = 0; i < want; i++)
        text[want - 1 - i] = i < len ? s[len - 1 - i] : '0';
    out_fini(&out);
    return text_new(h, text, want);
}

/* ---- FromDigits ---------------------------------------------------------------------------------------------- */

static Val digits_value(Vm *vm, const Val *digits, size_t n, Val b);

/* The value of digits in a mixed radix. */
static Val mixed_value(Vm *vm, const Val *digits, size_t n, Val radices)
{
    Heap *h = vm_heap(vm);
    Val r = val_int(0), weight = val_int(1);
    size_t k = expr_len(radices);

    for (size_t i = 0; i < n; i++) {
        Val d = digits[n - 1 - i];
        r = expr2(h, S_Plus, r, expr2(h, S_Times, d, weight));
        /* beyond the radices and one more digit nothing counts */
        weight = i < k ? num_mul(h, weight, expr_arg(radices, k - 1 - i)) : val_int(0);
    }
    return vm_eval(vm, r);
}

static Val digits_value(Vm *vm, const Val *digits, size_t n, Val b)
{
    Heap *h = vm_heap(vm);
    bool integers = val_is_integer(b);
    Val r = val_int(0), radices = mixed_radix(b);

    if (!val_is_none(radices))
        return mixed_value(vm, digits, n, radices);
    for (size_t i = 0; i < n && integers; i++)
        integers = val_is_integer(digits[i]);
    if (integers)
        return n == 0 ? val_int(0) : int_from_digit_values(h, digits, n, b);
    if (!val_is_number(b) && n > 0) {
        Builder sum;
        builder_start(&sum, h, S_Plus);
        for (size_t i = 0; i < n; i++) {
            Val d = digits[n - 1 - i];
            builder_push(&sum, i == 0 ? d : expr2(h, S_Times, d, expr2(h, S_Power, b, val_int((int64_t)i))));
        }
        return builder_finish(&sum);
    }
    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        if (i == 0)
            r = digits[0];
        else if (val_is_number(r) && val_is_number(digits[i]))
            r = num_add(h, num_mul(h, r, b), digits[i]);
        else
            TRY(r = vm_eval(vm, expr2(h, S_Plus, expr2(h, S_Times, b, r), digits[i])));
    }
    return r;
}

/* {digits, exponent}, the digits perhaps ending in a list that repeats. */
static Val real_value(Vm *vm, Val digits, Val exp, Val b)
{
    Heap *h = vm_heap(vm);
    size_t n = expr_len(digits);
    Val r;

    if (n > 0 && val_is_plain_list(expr_arg(digits, n - 1))) {
        Val period = expr_arg(digits, n - 1), repeated;
        TRY(r = digits_value(vm, expr_args(digits), n - 1, b));
        TRY(repeated = digits_value(vm, expr_args(period), expr_len(period), b));
        n--;
        Val nines = expr2(h, S_Plus, expr2(h, S_Power, b, val_int((int64_t)expr_len(period))), val_int(-1));
        r = expr2(h, S_Plus, r, div_expr(h, repeated, nines));
    } else {
        TRY(r = digits_value(vm, expr_args(digits), n, b));
    }
    Val scale = expr2(h, S_Power, b, expr2(h, S_Plus, exp, val_int(-(int64_t)n)));
    return expr2(h, S_Times, r, scale);
}

static Val string_value(Vm *vm, Val s, Val b)
{
    Heap *h = vm_heap(vm);
    size_t n = text_bytes(s);
    const char *p = text_data(s);
    Val *digits = heap_alloc(h, (n + 1) * sizeof *digits);

    if (val_is_string(b) && text_is(b, "Roman")) {
        return expr1(h, S_FromRomanNumeral, s);
    }
    for (size_t i = 0; i < n; i++) {
        int c = tolower((unsigned char)p[i]);
        if (!isdigit(c) && !(c >= 'a' && c <= 'z'))
            return NOT_MINE;
        digits[i] = val_int(isdigit(c) ? c - '0' : c - 'a' + 10);
    }
    return digits_value(vm, digits, n, b);
}

BUILTIN(FromDigits,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "digits_, b_:10",
    .usage   = "FromDigits[list] constructs an integer from the list of its decimal digits; FromDigits[list, b] from digits in base b; "
               "FromDigits[\"string\"] from a string of digits; FromDigits[{list, n}] from the output of RealDigits.",
    .messages = MESSAGES("nlst", "The expression `1` is not a list of digits or a string of valid digits."),
    .examples = EXAMPLES(
        ">> FromDigits[{1, 2, 3}]",       "123",
        ">> FromDigits[{1, 0, 1}, 2]",    "5",
        ">> FromDigits[\"ff\", 16]",      "255",
        ">> FromDigits[{{{3}}, 0}]",      "1/3"))
{
    Heap *h = vm_heap(vm);
    Val list = args.v[0], b = args.v[1];

    if (val_is_string(list)) {
        Val r = string_value(vm, list, b);
        return val_is_not_mine(r) ? MESSAGE(vm, "nlst", list) : r;
    }
    if (!val_is_plain_list(list))
        return NOT_MINE;
    if (expr_len(list) == 2 && val_is_plain_list(expr_arg(list, 0))) {
        Val digits = expr_arg(list, 0), exp = expr_arg(list, 1);
        if (!val_is_plain_list(exp))
            return real_value(vm, digits, exp, b);
        Builder each;
        builder_start(&each, h, S_List);
        for (size_t i = 0; i < expr_len(exp); i++) {
            Val r;
            TRY(r = real_value(vm, digits, expr_arg(exp, i), b));
            builder_push(&each, r);
        }
        return builder_finish(&each);
    }
    return digits_value(vm, expr_args(list), expr_len(list), b);
}
