/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * number_theory.c -- primes, factors, and the functions that factors give.
 */
#include "vm/builtin/integers.h"

/* Where nobody has set an option: who has, has made a definition, and is not here. */
static Val prime_q_direct(Vm *vm, size_t n, const Val *args)
{
    return n == 1 && val_is_small(args[0]) ? int_prime_test(vm, args[0]) : VAL_NONE;
}

BUILTIN(PrimeQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .options = "GaussianIntegers -> False",
    .direct  = prime_q_direct,
    .usage   = "PrimeQ[n] gives True if n is a prime number, and False otherwise.",
    .examples = EXAMPLES(">> PrimeQ[{2, 9, 2^127 - 1}]", "{True, False, True}", ">> PrimeQ[x]", "False"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], gaussian;

    if (!val_is_gaussian(n))
        return S_False;
    TRY(gaussian = option_get(vm, args, S_GaussianIntegers));
    if (val_is_integer(n)) {
        Val test;
        TRY(test = int_prime_test(vm, n));
        bool prime = val_is(test, S_True);
        if (prime && val_is(gaussian, S_True))
            prime = val_is(int_mod(h, num_abs(h, n), val_int(4)), val_int(3));
        return val_bool(prime);
    }
    Val re = cplx_re(n), im = cplx_im(n);
    if (num_is_zero(re))
        return val_bool(int_is_prime(im) && val_is(int_mod(h, num_abs(h, im), val_int(4)), val_int(3)));
    return val_bool(int_is_prime(num_add(h, num_mul(h, re, re), num_mul(h, im, im))));
}

BUILTIN(CompositeQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "n_",
    .usage   = "CompositeQ[n] gives True if n is a composite number, and False otherwise.",
    .examples = EXAMPLES(">> CompositeQ[{1, 4, 7}]", "{False, True, False}"))
{
    Val n = args.v[0], prime;

    /* an inexact number is no prime and no unit */
    if (val_is_number(n) && !num_is_exact(n))
        return S_True;
    if (!val_is_gaussian(n) || num_is_zero(n) || num_is_one(gaussian_normal(vm_heap(vm), n)))
        return S_False;
    TRY(prime = vm_call1(vm, S_PrimeQ, n));
    return val_bool(val_is(prime, S_False));
}

/* The factors of |n|, n != 0. */
static Val factors_of(Vm *vm, Val n, Factors *f)
{
    n = num_abs(vm_heap(vm), n);
    if (num_is_one(n)) {
        f->n = 0;
        return VAL_NONE;
    }
    return int_factor(vm, n, f);
}

static Val factor_gaussian(Vm *vm, Val z);

BUILTIN(PrimePowerQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "PrimePowerQ[n] gives True if n is a power of a prime, and False otherwise.",
    .examples = EXAMPLES(">> PrimePowerQ[{8, 6, 1}]", "{True, False, False}"))
{
    Factors f, g;
    Val n = args.v[0];

    if (!val_is_exact_real(n) || num_is_zero(n))
        return S_False;
    TRY(factors_of(vm, rat_numerator(n), &f));
    TRY(factors_of(vm, rat_denominator(n), &g));
    return val_bool(f.n + g.n == 1);
}

/* Has the polynomial [p] no squared factor? */
static Val polynomial_square_free(Vm *vm, Val p)
{
    Heap *h = vm_heap(vm);
    Val factors;

    TRY(factors = vm_eval(vm, expr1(h, S_FactorSquareFreeList, p)));
    if (!val_is_plain_list(factors))
        return S_False;
    for (size_t i = 0; i < expr_len(factors); i++) {
        Val pair = expr_arg(factors, i);
        if (!val_is_call(pair, S_List, 2))
            return S_False;
        if (!val_is_number(expr_arg(pair, 0)) && !num_is_one(expr_arg(pair, 1)))
            return S_False;
    }
    return S_True;
}

BUILTIN(SquareFreeQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .options = "GaussianIntegers -> False",
    .usage   = "SquareFreeQ[expr] gives True if expr is a square-free number or polynomial, and False otherwise.",
    .examples = EXAMPLES(">> SquareFreeQ[{10, 12}]", "{True, False}", ">> SquareFreeQ[3/2]", "True"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0];
    Factors f;

    if (val_is_exact_real(n)) {
        if (num_is_zero(n))
            return S_False;
        for (int part = 0; part < 2; part++) {
            TRY(factors_of(vm, part == 0 ? rat_numerator(n) : rat_denominator(n), &f));
            for (size_t i = 0; i < f.n; i++)
                if (f.items[i].exp > 1)
                    return S_False;
        }
        return S_True;
    }
    if (val_is_gaussian(n)) {
        Val pairs;
        TRY(pairs = factor_gaussian(vm, n));
        for (size_t i = 0; i < expr_len(pairs); i++)
            if (num_compare(expr_arg(expr_arg(pairs, i), 1), val_int(1)) > 0
                && !num_is_one(gaussian_normal(h, expr_arg(expr_arg(pairs, i), 0))))
                return S_False;
        return S_True;
    }
    if (val_is_number(n) || val_is_string(n))
        return S_False;
    return polynomial_square_free(vm, n);
}

BUILTIN(PerfectNumberQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "PerfectNumberQ[n] gives True if n is a perfect number, and False otherwise.",
    .examples = EXAMPLES(">> Select[Range[500], PerfectNumberQ]", "{6, 28, 496}"))
{
    Heap *h = vm_heap(vm);
    Factors f;
    Val n = args.v[0], sum = val_int(1);

    if (!val_is_integer(n) || num_compare(n, val_int(2)) < 0)
        return S_False;
    TRY(factors_of(vm, n, &f));
    for (size_t i = 0; i < f.n; i++) {
        Val p = f.items[i].prime;
        Val top = num_sub(h, int_pow_u64(h, p, f.items[i].exp + 1), val_int(1));
        sum = num_mul(h, sum, int_divexact(h, top, num_sub(h, p, val_int(1))));
    }
    return val_bool(num_compare(sum, num_add(h, n, n)) == 0);
}

/* ---- FactorInteger ----------------------------------------------------------------------------------- */

static Val factor_pair(Heap *h, Val p, int64_t exp)
{
    return expr2(h, S_List, p, val_int(exp));
}

static int compare_pairs(const void *a, const void *b)
{
    return num_order(expr_arg(*(const Val *)a, 0), expr_arg(*(const Val *)b, 0));
}

/* The Gaussian prime in the first quadrant above a rational prime p = 1 mod 4: a + b I with a > b. */
static Val gaussian_prime_above(Heap *h, Val p)
{
    Val root = int_sqrt_mod_prime(h, val_int(-1), p);

    return gaussian_gcd(h, p, cplx_new(h, root, val_int(1)));
}

/* Divides *z by powers of [prime]; pushes the pair. */
static void strip_gaussian(Heap *h, Builder *b, Val *z, Val prime)
{
    int64_t exp = 0;

    for (;;) {
        Val q = num_div(h, *z, prime);
        if (!val_is_gaussian(q))
            break;
        *z = q;
        exp++;
    }
    if (exp > 0)
        builder_push(b, factor_pair(h, prime, exp));
}

static Val factor_gaussian(Vm *vm, Val z)
{
    Heap *h = vm_heap(vm);
    Val re = cplx_re(z), im = cplx_im(z);
    Val norm = num_add(h, num_mul(h, re, re), num_mul(h, im, im));
    Factors f;
    Builder b, all;

    if (num_is_zero(z))
        return expr1(h, S_List, factor_pair(h, z, 1));
    TRY(factors_of(vm, norm, &f));
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < f.n; i++) {
        Val p = f.items[i].prime;
        TRY(vm_poll(vm));
        if (val_is(p, val_int(2))) {
            strip_gaussian(h, &b, &z, cplx_new(h, val_int(1), val_int(1)));
        } else if (val_is(int_mod(h, p, val_int(4)), val_int(3))) {
            strip_gaussian(h, &b, &z, p);
        } else {
            Val q = gaussian_prime_above(h, p);
            Val other = cplx_new(h, cplx_im(q), cplx_re(q));
            strip_gaussian(h, &b, &z, num_compare(cplx_re(q), cplx_im(q)) < 0 ? q : other);
            strip_gaussian(h, &b, &z, num_compare(cplx_re(q), cplx_im(q)) < 0 ? other : q);
        }
    }
    qsort(b.items, b.n, sizeof b.items[0], compare_pairs);
    builder_start(&all, h, S_List);
    if (!num_is_one(z) || b.n == 0)
        builder_push(&all, factor_pair(h, z, 1));
    builder_push_all(&all, b.n, b.items);
    return builder_finish(&all);
}

/* At most [most] entries: the largest primes on their own, the rest multiplied together. */
static Val factor_partially(Heap *h, const Factors *f, uint64_t most)
{
    Builder b;
    Val rest = val_int(1);
    size_t lumped = f->n - (most - 1);

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < lumped; i++)
        rest = num_mul(h, rest, int_pow_u64(h, f->items[i].prime, f->items[i].exp));
    builder_push(&b, factor_pair(h, rest, 1));
    for (size_t i = lumped; i < f->n; i++)
        builder_push(&b, factor_pair(h, f->items[i].prime, (int64_t)f->items[i].exp));
    qsort(b.items, b.n, sizeof b.items[0], compare_pairs);
    return builder_finish(&b);
}

BUILTIN(FactorInteger,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_.",
    .options = "GaussianIntegers -> False",
    .usage   = "FactorInteger[n] gives a list of the prime factors of the integer or rational n, together with their exponents; "
               "FactorInteger[n, k] does partial factorization, to at most k distinct factors.",
    .messages = MESSAGES("exact", "Argument `1` in `2` is not an exact number."),
    .examples = EXAMPLES(
        ">> FactorInteger[360]",  "{{2, 3}, {3, 2}, {5, 1}}",
        ">> FactorInteger[-3/4]", "{{-1, 1}, {2, -2}, {3, 1}}",
        ">> FactorInteger[5, GaussianIntegers -> True]", "{{-I, 1}, {1 + 2*I, 1}, {2 + I, 1}}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], gaussian;
    Factors f, g;
    Builder b;
    size_t positional = options_split(args);

    if (positional >= 2 && (!val_is_count(args.v[1]) || val_count(args.v[1]) == 0) && !val_is(args.v[1], S_Automatic))
        return NOT_MINE;
    TRY(gaussian = option_get(vm, args, S_GaussianIntegers));
    if (val_is_gaussian(n) && (val_is_complex(n) || val_is(gaussian, S_True)))
        return factor_gaussian(vm, n);
    if (!val_is_exact_real(n))
        return val_is_number(n) && !num_is_exact(n) ? MESSAGE(vm, "exact", n, args.expr) : NOT_MINE;
    if (num_is_zero(n))
        return expr1(h, S_List, factor_pair(h, n, 1));
    TRY(factors_of(vm, rat_numerator(n), &f));
    TRY(factors_of(vm, rat_denominator(n), &g));
    if (positional >= 2 && val_is_count(args.v[1]) && val_count(args.v[1]) > 0
        && f.n > val_count(args.v[1]) && g.n == 0 && num_sign(n) > 0)
        return factor_partially(h, &f, val_count(args.v[1]));
    builder_start(&b, h, S_List);
    if (num_sign(n) < 0)
        builder_push(&b, factor_pair(h, val_int(-1), 1));
    size_t first = b.n;
    for (size_t i = 0; i < f.n; i++)
        builder_push(&b, factor_pair(h, f.items[i].prime, (int64_t)f.items[i].exp));
    for (size_t i = 0; i < g.n; i++)
        builder_push(&b, factor_pair(h, g.items[i].prime, -(int64_t)g.items[i].exp));
    qsort(b.items + first, b.n - first, sizeof b.items[0], compare_pairs);
    if (b.n == 0)
        builder_push(&b, factor_pair(h, val_int(1), 1));
    return builder_finish(&b);
}

/* ---- divisors ----------------------------------------------------------------------------------------- */

static int compare_values(const void *a, const void *b)
{
    return num_order(*(const Val *)a, *(const Val *)b);
}

/* All products of powers up to the given exponents. */
static Val all_products(Vm *vm, const Val *primes, const uint64_t *exps, size_t n)
{
    Heap *h = vm_heap(vm);
    double count = 1;

    for (size_t i = 0; i < n; i++)
        count *= (double)exps[i] + 1;
    TRY(vm_check_length(vm, count, sizeof(Val)));
    Val *all = heap_alloc(h, ((size_t)count + 1) * sizeof *all);
    size_t made = 1;
    all[0] = val_int(1);
    for (size_t i = 0; i < n; i++) {
        size_t before = made;
        Val power = val_int(1);
        for (uint64_t e = 0; e < exps[i]; e++) {
            power = num_mul(h, power, primes[i]);
            for (size_t k = 0; k < before; k++) {
                TRY(vm_poll(vm));
                all[made++] = num_mul(h, all[k], power);
            }
        }
    }
    for (size_t i = 0; i < made; i++)
        if (val_is_complex(all[i]))
            all[i] = gaussian_normal(h, all[i]);
    qsort(all, made, sizeof *all, compare_values);
    return list_make(h, made, all);
}

BUILTIN(Divisors,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .options = "GaussianIntegers -> False",
    .usage   = "Divisors[n] gives a list of the integers that divide n.",
    .examples = EXAMPLES(">> Divisors[12]", "{1, 2, 3, 4, 6, 12}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], gaussian, *primes;
    uint64_t *exps;
    size_t count = 0;

    if (!val_is_gaussian(n) || num_is_zero(n))
        return NOT_MINE;
    TRY(gaussian = option_get(vm, args, S_GaussianIntegers));
    if (val_is_complex(n) || val_is(gaussian, S_True)) {
        Val pairs;
        TRY(pairs = factor_gaussian(vm, n));
        primes = heap_alloc(h, (expr_len(pairs) + 1) * sizeof *primes);
        exps = heap_alloc_atomic(h, (expr_len(pairs) + 1) * sizeof *exps);
        for (size_t i = 0; i < expr_len(pairs); i++) {
            Val p = expr_arg(expr_arg(pairs, i), 0);
            if (num_is_one(gaussian_normal(h, p)))
                continue;
            primes[count] = p;
            exps[count++] = val_count(expr_arg(expr_arg(pairs, i), 1));
        }
    } else {
        Factors f;
        TRY(factors_of(vm, n, &f));
        primes = heap_alloc(h, (f.n + 1) * sizeof *primes);
        exps = heap_alloc_atomic(h, (f.n + 1) * sizeof *exps);
        for (; count < f.n; count++) {
            primes[count] = f.items[count].prime;
            exps[count] = f.items[count].exp;
        }
    }
    return all_products(vm, primes, exps, count);
}

BUILTIN(DivisorSigma,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "k_, n_",
    .usage   = "DivisorSigma[k, n] gives the divisor function: the sum of the k-th powers of the divisors of n.",
    .examples = EXAMPLES(">> DivisorSigma[1, 20]", "42", ">> DivisorSigma[-1, 6]", "2"))
{
    Heap *h = vm_heap(vm);
    Val k = args.v[0], n = args.v[1], product = val_int(1);
    Factors f;

    if (!val_is_integer(n) || num_is_zero(n) || !val_is_small(k))
        return NOT_MINE;
    uint64_t size = val_small(k) < 0 ? -(uint64_t)val_small(k) : (uint64_t)val_small(k);
    if (!integer_size_allowed(vm, (double)size * (double)int_bits(n)))
        return overflow_result(vm);
    TRY(factors_of(vm, n, &f));
    for (size_t i = 0; i < f.n; i++) {
        Val p = int_pow_u64(h, f.items[i].prime, size), term;
        if (size == 0)
            term = int_from_u64(h, f.items[i].exp + 1);
        else
            term = int_divexact(h, num_sub(h, int_pow_u64(h, p, f.items[i].exp + 1), val_int(1)),
                                num_sub(h, p, val_int(1)));
        product = num_mul(h, product, term);
    }
    return val_small(k) < 0 ? num_div(h, product, int_pow_u64(h, num_abs(h, n), size)) : product;
}

BUILTIN(EulerPhi,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "EulerPhi[n] gives the Euler totient function of n.",
    .examples = EXAMPLES(">> EulerPhi[12]", "4"))
{
    Heap *h = vm_heap(vm);
    Factors f;
    Val n = args.v[0];

    if (!val_is_integer(n))
        return NOT_MINE;
    if (num_is_zero(n))
        return n;
    TRY(factors_of(vm, n, &f));
    n = num_abs(h, n);
    for (size_t i = 0; i < f.n; i++)
        n = num_mul(h, int_divexact(h, n, f.items[i].prime), num_sub(h, f.items[i].prime, val_int(1)));
    return n;
}

BUILTIN(CarmichaelLambda,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "CarmichaelLambda[n] gives the Carmichael function of n: the smallest m such that k^m is 1 modulo n for all k coprime to n.",
    .examples = EXAMPLES(">> CarmichaelLambda[8]", "2", ">> CarmichaelLambda[100]", "20"))
{
    Heap *h = vm_heap(vm);
    Factors f;
    Val n = args.v[0], lambda = val_int(1);

    if (!val_is_integer(n))
        return NOT_MINE;
    if (num_is_zero(n))
        return n;
    TRY(factors_of(vm, n, &f));
    for (size_t i = 0; i < f.n; i++) {
        Val p = f.items[i].prime;
        uint64_t e = f.items[i].exp;
        Val part = num_mul(h, int_pow_u64(h, p, e - 1), num_sub(h, p, val_int(1)));
        if (val_is(p, val_int(2)) && e >= 3)
            part = int_divexact(h, part, val_int(2));
        lambda = int_lcm(h, lambda, part);
    }
    return lambda;
}

/* What a function of the exponents makes of n. */
typedef Val OfFactors(const Factors *f);

static Val of_factors(Vm *vm, Args args, OfFactors *function)
{
    Heap *h = vm_heap(vm);
    Factors f;
    Val n = args.v[0], gaussian;

    if (!val_is_gaussian(n) || num_is_zero(n))
        return NOT_MINE;
    TRY(gaussian = option_get(vm, args, S_GaussianIntegers));
    if (val_is_complex(n) || val_is(gaussian, S_True)) {
        Val pairs;
        TRY(pairs = factor_gaussian(vm, n));
        f.items = heap_alloc(h, (expr_len(pairs) + 1) * sizeof *f.items);
        f.n = 0;
        for (size_t i = 0; i < expr_len(pairs); i++) {
            Val p = expr_arg(expr_arg(pairs, i), 0);
            if (!num_is_one(gaussian_normal(h, p)))
                f.items[f.n++] = (Factor){p, val_count(expr_arg(expr_arg(pairs, i), 1))};
        }
        return function(&f);
    }
    TRY(factors_of(vm, n, &f));
    return function(&f);
}

static Val count_distinct(const Factors *f)
{
    return val_int((int64_t)f->n);
}

static Val count_all(const Factors *f)
{
    int64_t sum = 0;

    for (size_t i = 0; i < f->n; i++)
        sum += (int64_t)f->items[i].exp;
    return val_int(sum);
}

static Val liouville(const Factors *f)
{
    return val_int(val_small(count_all(f)) & 1 ? -1 : 1);
}

static Val moebius(const Factors *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->items[i].exp > 1)
            return val_int(0);
    return val_int(f->n & 1 ? -1 : 1);
}

BUILTIN(MoebiusMu,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .options = "GaussianIntegers -> False",
    .usage   = "MoebiusMu[n] gives the Moebius function of n.",
    .examples = EXAMPLES(">> MoebiusMu[{1, 4, 30}]", "{1, 0, -1}"))
{
    if (val_is(args.v[0], val_int(0)))
        return val_int(0);
    return of_factors(vm, args, moebius);
}

BUILTIN(LiouvilleLambda,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .options = "GaussianIntegers -> False",
    .usage   = "LiouvilleLambda[n] gives the Liouville function of n: (-1)^PrimeOmega[n].",
    .examples = EXAMPLES(">> LiouvilleLambda[{8, 12, 6}]", "{-1, -1, 1}"))
{
    return of_factors(vm, args, liouville);
}

BUILTIN(PrimeNu,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .options = "GaussianIntegers -> False",
    .usage   = "PrimeNu[n] gives the number of distinct primes that divide n.",
    .examples = EXAMPLES(">> PrimeNu[60]", "3"))
{
    return of_factors(vm, args, count_distinct);
}

BUILTIN(PrimeOmega,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .options = "GaussianIntegers -> False",
    .usage   = "PrimeOmega[n] gives the number of prime factors of n, counted with multiplicity.",
    .examples = EXAMPLES(">> PrimeOmega[60]", "4"))
{
    return of_factors(vm, args, count_all);
}

/* ---- primes in order ---------------------------------------------------------------------------------- */

BUILTIN(Prime,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "Prime[n] gives the n-th prime number.",
    .messages = MESSAGES("intpp", "Positive integer argument expected in `1`.",
                         "largp", "Argument `1` is too large for this implementation."),
    .examples = EXAMPLES(">> Prime[{1, 2, 100}]", "{2, 3, 541}", ">> Prime[n]", "Prime[n]"))
{
    Val n = args.v[0];
    uint64_t p;

    if (!val_is_number(n))
        return NOT_MINE;
    if (!val_is_integer(n) || num_sign(n) <= 0)
        return MESSAGE(vm, "intpp", args.expr);
    if (!val_is_count(n) || val_count(n) > 300000000000u)
        return MESSAGE(vm, "largp", args.expr);
    TRY(prime_nth(vm, val_count(n), &p));
    return int_from_u64(vm_heap(vm), p);
}

BUILTIN(PrimePi,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .options = "Method -> Automatic",
    .usage   = "PrimePi[x] gives the number of primes less than or equal to x.",
    .messages = MESSAGES("largp", "Argument `1` is too large for this implementation."),
    .examples = EXAMPLES(">> PrimePi[100]", "25", ">> PrimePi[3.5]", "2"))
{
    Val x = args.v[0], n;
    uint64_t count;

    if (val_is_complex(x) || !val_is_numeric(vm, x))
        return NOT_MINE;
    TRY(n = round_value(vm, x, ROUND_FLOOR));
    if (val_is_none(n) || !val_is_integer(n))
        return NOT_MINE;
    if (num_sign(n) <= 0)
        return val_int(0);
    if (!val_is_count(n) || val_count(n) > 10000000000000u)
        return MESSAGE(vm, "largp", args.expr);
    TRY(prime_pi(vm, val_count(n), &count));
    return int_from_u64(vm_heap(vm), count);
}

BUILTIN(NextPrime,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, k_:1",
    .usage   = "NextPrime[x] gives the smallest prime above x; NextPrime[x, k] the k-th prime above x, below it for negative k.",
    .examples = EXAMPLES(">> NextPrime[10]", "11", ">> NextPrime[100, -1]", "97", ">> NextPrime[10, 2]", "13"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], n;

    if (!val_is_small(args.v[1]) || val_is_complex(x) || !val_is_numeric(vm, x))
        return NOT_MINE;
    int64_t k = val_small(args.v[1]);
    if (k == 0)
        return NOT_MINE;
    TRY(n = round_value(vm, x, k > 0 ? ROUND_FLOOR : ROUND_CEILING));
    if (val_is_none(n) || !val_is_integer(n))
        return NOT_MINE;
    /* the primes below 2 are the negatives of primes */
    for (int64_t step = k > 0 ? 1 : -1; k != 0; k -= step) {
        TRY(vm_poll(vm));
        bool up = step > 0;
        if (up ? num_compare(n, val_int(-2)) < 0 : num_compare(n, val_int(2)) > 0) {
            Val p;
            TRY(p = int_previous_prime(vm, num_abs(h, n)));
            n = up ? num_neg(h, p) : p;
        } else if (up) {
            TRY(n = int_next_prime(vm, n));
        } else {
            TRY(n = int_next_prime(vm, num_neg(h, n)));
            n = num_neg(h, n);
        }
    }
    return n;
}
