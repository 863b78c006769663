/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * divisibility.c -- greatest common divisors, residues, and what else the Euclidean algorithm gives.
 */
#include "vm/builtin/integers.h"

bool val_is_gaussian(Val v)
{
    return val_is_integer(v) || (val_is_complex(v) && val_is_integer(cplx_re(v)) && val_is_integer(cplx_im(v)));
}

Val gaussian_normal(Heap *h, Val z)
{
    Val i = cplx_i(h);

    /* into the first quadrant, the real axis included */
    for (int k = 0; k < 4; k++) {
        if (num_sign(cplx_re(z)) > 0 && num_sign(cplx_im(z)) >= 0)
            return z;
        z = num_mul(h, z, i);
    }
    return z;
}

Val gaussian_mod(Heap *h, Val a, Val b)
{
    Val q = num_div(h, a, b);

    q = cplx_new(h, num_round(h, cplx_re(q)), num_round(h, cplx_im(q)));
    return num_sub(h, a, num_mul(h, q, b));
}

Val gaussian_gcd(Heap *h, Val a, Val b)
{
    while (!num_is_zero(b)) {
        Val r = gaussian_mod(h, a, b);
        a = b;
        b = r;
    }
    return num_is_zero(a) ? a : gaussian_normal(h, a);
}

/* gcd (lcm) of exact numbers. */
static Val gcd_numbers(Heap *h, Val a, Val b)
{
    if (val_is_integer(a) && val_is_integer(b))
        return int_gcd(h, a, b);
    if (val_is_complex(a) || val_is_complex(b))
        return gaussian_gcd(h, a, b);
    Val den = int_lcm(h, rat_denominator(a), rat_denominator(b));
    return rat_new(h, int_gcd(h, num_mul(h, a, den), num_mul(h, b, den)), den);
}

static Val lcm_numbers(Heap *h, Val a, Val b)
{
    if (num_is_zero(a) || num_is_zero(b))
        return val_int(0);
    Val r = num_mul(h, num_div(h, a, gcd_numbers(h, a, b)), b);
    return val_is_complex(a) || val_is_complex(b) ? gaussian_normal(h, r) : num_abs(h, r);
}

static bool all_divisible(Args args)
{
    for (size_t i = 0; i < args.n; i++)
        if (!val_is_exact_real(args.v[i]) && !val_is_gaussian(args.v[i]))
            return false;
    return true;
}

enum { ATTRS_GCD = ATTR_FLAT | ATTR_LISTABLE | ATTR_ONE_IDENTITY | ATTR_ORDERLESS | ATTR_PROTECTED };

BUILTIN(GCD,
    .attrs   = ATTRS_GCD,
    .effects = EFFECT_PURE,
    .usage   = "GCD[n1, n2, ...] gives the greatest common divisor of the ni.",
    .examples = EXAMPLES(
        ">> GCD[12, 18]",     "6",
        ">> GCD[{4, 6}, 10]", "{2, 2}",
        ">> GCD[1/2, 1/3]",   "1/6",
        ">> GCD[]",           "0",
        ">> GCD[2, x]",       "GCD[2, x]"))
{
    Heap *h = vm_heap(vm);
    Val g = val_int(0);

    if (!all_divisible(args))
        return NOT_MINE;
    for (size_t i = 0; i < args.n; i++) {
        TRY(vm_poll(vm));
        g = gcd_numbers(h, g, args.v[i]);
    }
    return val_is_real_number(g) ? num_abs(h, g) : g;
}

BUILTIN(LCM,
    .attrs   = ATTRS_GCD,
    .effects = EFFECT_PURE,
    .usage   = "LCM[n1, n2, ...] gives the least common multiple of the ni.",
    .examples = EXAMPLES(
        ">> LCM[15, 20]",   "60",
        ">> LCM[1/2, 1/3]", "1",
        ">> LCM[x, 5]",     "LCM[5, x]"))
{
    Heap *h = vm_heap(vm);

    if (args.n == 0 || !all_divisible(args))
        return NOT_MINE;
    Val g = args.n == 1 ? (val_is_complex(args.v[0]) ? gaussian_normal(h, args.v[0]) : num_abs(h, args.v[0])) : args.v[0];
    for (size_t i = 1; i < args.n; i++) {
        TRY(vm_poll(vm));
        g = lcm_numbers(h, g, args.v[i]);
    }
    return g;
}

BUILTIN(ExtendedGCD,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "ns__",
    .usage   = "ExtendedGCD[n1, n2, ...] gives {g, {r1, r2, ...}} where g is GCD[n1, n2, ...] and g = r1 n1 + r2 n2 + ....",
    .examples = EXAMPLES(">> ExtendedGCD[12, 18]", "{6, {-1, 1}}", ">> ExtendedGCD[6, 10]", "{2, {2, -1}}"))
{
    Heap *h = vm_heap(vm);
    Val g, *r = heap_alloc(h, (args.n + 1) * sizeof *r);

    for (size_t i = 0; i < args.n; i++)
        if (!val_is_integer(args.v[i]))
            return NOT_MINE;
    g = num_abs(h, args.v[0]);
    r[0] = val_int(num_sign(args.v[0]));
    for (size_t i = 1; i < args.n; i++) {
        Val s, t;
        TRY(vm_poll(vm));
        g = int_gcdext(h, g, args.v[i], &s, &t);
        for (size_t j = 0; j < i; j++)
            r[j] = num_mul(h, r[j], s);
        r[i] = t;
    }
    return expr2(h, S_List, g, list_make(h, args.n, r));
}

BUILTIN(CoprimeQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "ns__",
    .usage   = "CoprimeQ[n1, n2, ...] gives True if all pairs of the ni are relatively prime, and False otherwise.",
    .examples = EXAMPLES(">> CoprimeQ[8, 9]", "True", ">> CoprimeQ[2, 3, 4]", "False"))
{
    Heap *h = vm_heap(vm);

    for (size_t i = 0; i < args.n; i++)
        if (!val_is_gaussian(args.v[i]))
            return S_False;
    if (args.n == 1)
        return val_bool(num_is_one(gcd_numbers(h, args.v[0], val_int(0))));
    for (size_t i = 0; i < args.n; i++)
        for (size_t j = i + 1; j < args.n; j++) {
            TRY(vm_poll(vm));
            if (!num_is_one(gcd_numbers(h, args.v[i], args.v[j])))
                return S_False;
        }
    return S_True;
}

BUILTIN(Divisible,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, m_",
    .usage   = "Divisible[n, m] gives True if n is divisible by m, and False if it is not.",
    .examples = EXAMPLES(">> Divisible[12, {2, 3, 5}]", "{True, True, False}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], m = args.v[1], q;

    if (val_is_number(n) && val_is_number(m)) {
        if (!num_is_exact(n) || !num_is_exact(m) || num_is_zero(m))
            return NOT_MINE;
        return val_bool(val_is_gaussian(num_div(h, n, m)));
    }
    if (!val_is_numeric(vm, n) || !val_is_numeric(vm, m))
        return NOT_MINE;
    TRY(q = vm_eval(vm, div_expr(h, n, m)));
    if (val_is_gaussian(q))
        return S_True;
    return val_is_number(q) && num_is_exact(q) ? S_False : NOT_MINE;
}

/* ---- powers and inverses modulo an integer -------------------------------------------------------- */

/* The least x >= 0 with x^r = a modulo m > 0; VAL_NONE where there is none; or UNWIND. */
static Val root_mod(Vm *vm, Val a, uint64_t r, Val m)
{
    Heap *h = vm_heap(vm);
    int64_t limit;

    a = int_mod(h, a, m);
    if (r == 2 && int_is_prime(m) && !val_is(m, val_int(2))) {
        Val x = int_sqrt_mod_prime(h, a, m);
        if (val_is_none(x))
            return x;
        Val other = int_mod(h, num_neg(h, x), m);
        return num_compare(other, x) < 0 ? other : x;
    }
    if (!int_fits_i64(m, &limit))
        return VAL_NONE;
    for (int64_t x = 0; x < limit; x++) {
        TRY(vm_poll(vm));
        if (num_compare(int_powmod(h, val_int(x), int_from_u64(h, r), m), a) == 0)
            return val_int(x);
    }
    return VAL_NONE;
}

static Val gaussian_powmod(Vm *vm, Val a, Val exp, Val m)
{
    Heap *h = vm_heap(vm);
    Val r = val_int(1);

    a = gaussian_mod(h, a, m);
    for (size_t i = int_bits(exp); i-- > 0; ) {
        TRY(vm_poll(vm));
        r = gaussian_mod(h, num_mul(h, r, r), m);
        if (int_bit(exp, i))
            r = gaussian_mod(h, num_mul(h, r, a), m);
    }
    return r;
}

BUILTIN(PowerMod,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "a_, b_, m_",
    .usage   = "PowerMod[a, b, m] gives a^b mod m; b may be negative (inverses) or a fraction 1/r (roots).",
    .messages = MESSAGES(
        "ninv", "`1` is not invertible modulo `2`.",
        "divz", "The argument `1` in `2` should be nonzero.",
        "root", "The equation x^`1` = `2` (mod `3`) has no integer solutions."),
    .examples = EXAMPLES(
        ">> PowerMod[2, 10, 3]",  "1",
        ">> PowerMod[3, -1, 7]",  "5",
        ">> PowerMod[5, 1/2, 11]", "4"))
{
    Heap *h = vm_heap(vm);
    Val a = args.v[0], b = args.v[1], m = args.v[2], r;
    int64_t root = 1;

    if ((val_is_complex(a) || val_is_complex(m)) && val_is_gaussian(a) && val_is_gaussian(m) && val_is_integer(b)
        && num_sign(b) >= 0)
        return gaussian_powmod(vm, a, b, m);
    if (!val_is_integer(a) || !val_is_exact_real(b) || !val_is_integer(m))
        return NOT_MINE;
    if (num_is_zero(m))
        return MESSAGE(vm, "divz", m, args.expr);
    Val modulus = num_abs(h, m), exp = rat_numerator(b);
    if (!int_fits_i64(rat_denominator(b), &root))
        return NOT_MINE;
    if (num_sign(exp) < 0) {
        r = int_invmod(h, a, modulus);
        if (val_is_none(r) && !num_is_one(modulus))
            return MESSAGE(vm, "ninv", a, m);
        a = val_is_none(r) ? val_int(0) : r;
        exp = num_neg(h, exp);
    }
    r = int_mod(h, int_powmod(h, a, exp, modulus), modulus);
    TRY(vm_poll(vm));
    if (root > 1) {
        Val x;
        TRY(x = root_mod(vm, r, (uint64_t)root, modulus));
        if (val_is_none(x))
            return MESSAGE(vm, "root", val_int(root), r, m);
        r = x;
    }
    return int_mod(h, r, m);
}

BUILTIN(ModularInverse,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "k_, n_",
    .usage   = "ModularInverse[k, n] gives the modular inverse of k modulo n.",
    .examples = EXAMPLES(">> ModularInverse[3, 7]", "5", ">> ModularInverse[2, 4]", "ModularInverse[2, 4]"))
{
    Heap *h = vm_heap(vm);
    Val k = args.v[0], n = args.v[1];

    if (!val_is_integer(k) || !val_is_integer(n) || num_is_zero(n))
        return NOT_MINE;
    if (num_is_one(n) || num_is_minus_one(n))
        return val_int(0);
    Val r = int_invmod(h, k, num_abs(h, n));
    return val_is_none(r) ? NOT_MINE : int_mod(h, r, n);
}

static Val kronecker(Args args)
{
    if (!val_is_integer(args.v[0]) || !val_is_integer(args.v[1]))
        return NOT_MINE;
    return val_int(int_kronecker(args.v[0], args.v[1]));
}

BUILTIN(JacobiSymbol,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, m_",
    .usage   = "JacobiSymbol[n, m] gives the Jacobi symbol (n/m).",
    .examples = EXAMPLES(">> JacobiSymbol[7, 15]", "-1"))
{
    return kronecker(args);
}

BUILTIN(KroneckerSymbol,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, m_",
    .usage   = "KroneckerSymbol[n, m] gives the Kronecker symbol (n/m).",
    .examples = EXAMPLES(">> KroneckerSymbol[2, 7]", "1"))
{
    return kronecker(args);
}

BUILTIN(ChineseRemainder,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "rs_, ms_, d_:0",
    .usage   = "ChineseRemainder[{r1, r2, ...}, {m1, m2, ...}] gives the smallest x >= 0 that has the remainders ri modulo mi; "
               "ChineseRemainder[rs, ms, d] the smallest x >= d.",
    .messages = MESSAGES("pilist", "The arguments to `1` must be two lists of integers of identical length, "
                                   "with the second list containing only positive integers."),
    .examples = EXAMPLES(">> ChineseRemainder[{1, 2}, {3, 5}]", "7"))
{
    Heap *h = vm_heap(vm);
    Val rs = args.v[0], ms = args.v[1], d = args.v[2], x = val_int(0), m = val_int(1);

    if (!val_is_plain_list(rs) || !val_is_plain_list(ms) || !val_is_real_number(d))
        return NOT_MINE;
    if (expr_len(rs) == 0 && expr_len(ms) == 0)
        return NOT_MINE;
    bool good = expr_len(rs) == expr_len(ms);
    for (size_t i = 0; i < expr_len(rs) && good; i++)
        good = val_is_integer(expr_arg(rs, i)) && val_is_integer(expr_arg(ms, i)) && num_sign(expr_arg(ms, i)) > 0;
    if (!good)
        return MESSAGE(vm, "pilist", S_ChineseRemainder);
    for (size_t i = 0; i < expr_len(rs); i++) {
        Val r = expr_arg(rs, i), n = expr_arg(ms, i), s, t;
        Val g = int_gcdext(h, m, n, &s, &t);
        Val step = num_sub(h, r, x);
        if (!num_is_zero(int_mod(h, step, g)))
            return NOT_MINE;
        Val scaled = num_mul(h, int_divexact(h, step, g), s);
        Val lcm = int_lcm(h, m, n);
        x = int_mod(h, num_add(h, x, num_mul(h, m, scaled)), lcm);
        m = lcm;
    }
    Val low = num_ceiling(h, d);
    return num_add(h, low, int_mod(h, num_sub(h, x, low), m));
}

BUILTIN(IntegerExponent,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, b_:10",
    .usage   = "IntegerExponent[n, b] gives the highest power of b that divides n.",
    .messages = MESSAGES("ibase", "Base `1` is not an integer greater than 1."),
    .examples = EXAMPLES(">> IntegerExponent[1000]", "3", ">> IntegerExponent[40, 2]", "3"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], b = args.v[1], rest;

    if (!val_is_integer(n) || !val_is_integer(b))
        return NOT_MINE;
    if (num_compare(b, val_int(1)) <= 0)
        return MESSAGE(vm, "ibase", b);
    if (num_is_zero(n))
        return infinity_new(h, val_int(1));
    return int_from_u64(h, int_valuation(h, n, b, &rest));
}
