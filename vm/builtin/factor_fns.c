/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * factor_fns.c -- factoring, greatest common divisors, division, resultants.
 */
#include "vm/builtin/algebra.h"
#include "vm/math/polynomial.h"

/* The option Modulus: 0 where it is no positive integer. */
static Val modulus_option(Vm *vm, Args args)
{
    Val m;

    TRY(m = option_get(vm, args, S_Modulus));
    return val_is_integer(m) && num_sign(m) > 0 ? m : val_int(0);
}

/* Times @@ Power @@@ pairs. */
static Val from_pairs(Heap *h, Val pairs)
{
    Expr *e = expr_new(h, S_Times, expr_len(pairs));

    for (size_t i = 0; i < expr_len(pairs); i++)
        e->args[i] = expr_with_head(h, expr_arg(pairs, i), S_Power);
    return expr_seal(e);
}

static Val factor_with(Vm *vm, Args args, PolyForm form)
{
    Heap *h = vm_heap(vm);
    Val modulus, r = thread_first(h, args), v = args.v[0];

    if (!val_is_not_mine(r))
        return r;
    if (val_is_number(v) || val_has_head(v, S_SeriesData))
        return v;
    TRY(modulus = modulus_option(vm, args));
    if (!val_is_zero(modulus)) {
        r = poly_factor_modulus(h, v, modulus, form);
        return val_is_none(r) ? NOT_MINE : from_pairs(h, r);
    }
    r = poly_rational(h, v, form);
    return val_is_none(r) ? v : r;
}

BUILTIN(Factor,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "Extension -> None, GaussianIntegers -> False, Modulus -> 0, Trig -> False",
    .usage   = "Factor[poly] factors a polynomial over the integers.",
    .examples = EXAMPLES("Factor[x^4 - 1]", "(-1 + x)*(1 + x)*(1 + x^2)",
                         "Factor[x^2 + 2 x y + y^2]", "(x + y)^2",
                         "Factor[x^2 + 1, Modulus -> 2]", "(1 + x)^2",
                         "Factor[1/x + 1/y]", "(x + y)/(x*y)"))
{
    size_t n = options_split(args);
    Val extension, gaussian;

    if (!count_ok(vm, args, n, 1, 1))
        return NOT_MINE;
    TRY(extension = option_get(vm, args, S_Extension));
    TRY(gaussian = option_get(vm, args, S_GaussianIntegers));
    if (val_is(gaussian, S_True))
        extension = cplx_new(vm_heap(vm), val_int(0), val_int(1));
    if (!val_is(extension, S_None))
        return expr2(vm_heap(vm), library_symbol("Lyra$FactorExtension"), args.v[0], extension);
    return factor_with(vm, args, POLY_FACTOR);
}

BUILTIN(FactorSquareFree,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "Extension -> None, Modulus -> 0, Trig -> False",
    .usage   = "FactorSquareFree[poly] writes a polynomial as a product of powers of square-free ones.",
    .examples = EXAMPLES("FactorSquareFree[(x - 1)^2 (x^2 - 4)]", "(-1 + x)^2*(-4 + x^2)"))
{
    if (!count_ok(vm, args, options_split(args), 1, 1))
        return NOT_MINE;
    return factor_with(vm, args, POLY_SQUARE_FREE);
}

static int order_pairs(const void *a, const void *b)
{
    return val_order(expr_arg(*(const Val *)a, 0), expr_arg(*(const Val *)b, 0));
}

static Val factor_list(Vm *vm, Args args, PolyForm form)
{
    Heap *h = vm_heap(vm);
    Val modulus, r, v = args.v[0], c;
    Builder b;

    if (!count_ok(vm, args, options_split(args), 1, 1))
        return NOT_MINE;
    TRY(modulus = modulus_option(vm, args));
    r = val_is_zero(modulus) ? poly_factor_list(h, v, form) : poly_factor_modulus(h, v, modulus, form);
    if (val_is_none(r))
        return expr2(h, S_List, list_make(h, 2, (Val[]){val_int(1), val_int(1)}),
                     list_make(h, 2, (Val[]){v, val_int(1)}));
    builder_start(&b, h, S_List);
    c = expr_arg(expr_arg(r, 0), 0);
    if (val_is_rational(c)) {
        if (!val_is_one(rat_numerator(c)))
            builder_push(&b, list_make(h, 2, (Val[]){rat_numerator(c), val_int(1)}));
        builder_push(&b, list_make(h, 2, (Val[]){rat_denominator(c), val_int(-1)}));
    } else {
        builder_push(&b, expr_arg(r, 0));
    }
    if (val_is_zero(c))
        return builder_finish(&b);
    size_t n = expr_len(r) - 1;
    Val *pairs = vals_new(h, n);

    for (size_t i = 0; i < n; i++) {
        Val p;

        TRY(p = vm_eval(vm, expr_arg(expr_arg(r, i + 1), 0)));
        pairs[i] = list_make(h, 2, (Val[]){p, expr_arg(expr_arg(r, i + 1), 1)});
    }
    if (n > 1)
        qsort(pairs, n, sizeof *pairs, order_pairs);
    builder_push_all(&b, n, pairs);
    return builder_finish(&b);
}

BUILTIN(FactorList,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Extension -> None, GaussianIntegers -> False, Modulus -> 0, Trig -> False",
    .usage   = "FactorList[poly] is the list of the factors of a polynomial with their exponents, the numerical factor first.",
    .examples = EXAMPLES("FactorList[2 x^2 + 4 x + 2]", "{{2, 1}, {1 + x, 2}}"))
{
    return factor_list(vm, args, POLY_FACTOR);
}

BUILTIN(FactorSquareFreeList,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Extension -> None, Modulus -> 0, Trig -> False",
    .usage   = "FactorSquareFreeList[poly] is the list of the square-free factors of a polynomial with their exponents.",
    .examples = EXAMPLES("FactorSquareFreeList[(x + 1)^2 x]", "{{1, 1}, {x, 1}, {1 + x, 2}}"))
{
    return factor_list(vm, args, POLY_SQUARE_FREE);
}

/* Folds a function of two polynomials over the arguments. */
static Val fold_polynomials(Vm *vm, Args args, Val (*f)(Heap *, Val, Val, Val))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Val modulus, r;

    TRY(modulus = modulus_option(vm, args));
    if (n == 0)
        return NOT_MINE;
    r = args.v[0];
    if (n == 1)
        return r;
    for (size_t i = 1; i < n; i++) {
        r = f(h, r, args.v[i], modulus);
        if (val_is_none(r))
            return NOT_MINE;
        TRY(r = vm_eval(vm, r));
    }
    return r;
}

BUILTIN(PolynomialGCD,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Extension -> None, Modulus -> 0, Trig -> False",
    .usage   = "PolynomialGCD[p1, p2, ...] is the greatest common divisor of polynomials.",
    .examples = EXAMPLES("PolynomialGCD[x^2 - 1, x^2 + 2 x + 1]", "1 + x",
                         "PolynomialGCD[2 x y, 4 x^2]", "2*x"))
{
    return fold_polynomials(vm, args, poly_gcd);
}

BUILTIN(PolynomialLCM,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Extension -> None, Modulus -> 0, Trig -> False",
    .usage   = "PolynomialLCM[p1, p2, ...] is the least common multiple of polynomials.",
    .examples = EXAMPLES("PolynomialLCM[x^2 - 1, x - 1]", "(-1 + x)*(1 + x)"))
{
    return fold_polynomials(vm, args, poly_lcm);
}

/* ---- division ------------------------------------------------------------------------------ */

static Val coefficients(Vm *vm, Val p, Val x)
{
    return vm_eval(vm, expr2(vm_heap(vm), S_CoefficientList, p, x));
}

static Val together(Vm *vm, Val v)
{
    return vm_eval(vm, expr1(vm_heap(vm), S_Together, v));
}

static Val from_coefficients(Heap *h, size_t n, const Val *c, Val x)
{
    Expr *e = expr_new(h, S_Plus, n);

    for (size_t i = 0; i < n; i++)
        e->args[i] = expr2(h, S_Times, c[i], expr2(h, S_Power, x, val_int((int64_t)i)));
    return expr_seal(e);
}

/* {quotient, remainder} with any coefficients; NOT_MINE where one is no polynomial. */
static Val divide_symbolic(Vm *vm, Val a, Val b, Val x)
{
    Heap *h = vm_heap(vm);
    Val la, lb, *r, *q;

    TRY(la = coefficients(vm, a, x));
    TRY(lb = coefficients(vm, b, x));
    la = val_unpacked(h, la);
    lb = val_unpacked(h, lb);
    if (!val_is_plain_list(la) || !val_is_plain_list(lb) || expr_len(lb) == 0)
        return NOT_MINE;
    size_t na = expr_len(la), nb = expr_len(lb), nq = na >= nb ? na - nb + 1 : 0;

    r = vals_new(h, na);
    q = vals_new(h, nq);
    memcpy(r, expr_args(la), na * sizeof *r);
    for (size_t k = nq; k-- > 0;) {
        TRY(vm_poll(vm));
        TRY(q[k] = together(vm, expr2(h, S_Times, r[k + nb - 1],
                                      expr2(h, S_Power, expr_arg(lb, nb - 1), val_int(-1)))));
        for (size_t j = 0; j + 1 < nb; j++)
            TRY(r[k + j] = together(vm, expr2(h, S_Plus, r[k + j],
                                              expr3(h, S_Times, val_int(-1), q[k], expr_arg(lb, j)))));
    }
    return expr2(h, S_List, from_coefficients(h, nq, q, x), from_coefficients(h, na < nb ? na : nb - 1, r, x));
}

static Val divide(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val modulus, r;

    if (!count_ok(vm, args, options_split(args), 3, 3))
        return NOT_MINE;
    TRY(modulus = modulus_option(vm, args));
    if (val_is_zero(args.v[1]))
        return NOT_MINE;
    r = poly_divide(h, args.v[0], args.v[1], args.v[2], modulus);
    if (!val_is_none(r))
        return r;
    if (!val_is_zero(modulus))
        return NOT_MINE;
    return divide_symbolic(vm, args.v[0], args.v[1], args.v[2]);
}

BUILTIN(PolynomialQuotient,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Modulus -> 0",
    .usage   = "PolynomialQuotient[p, q, x] is the quotient of p and q as polynomials in x.",
    .examples = EXAMPLES("PolynomialQuotient[x^2 + x + 1, x + 1, x]", "x"))
{
    Val r;

    TRY(r = divide(vm, args));
    return val_is_not_mine(r) ? r : expr_arg(r, 0);
}

BUILTIN(PolynomialRemainder,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Modulus -> 0",
    .usage   = "PolynomialRemainder[p, q, x] is the remainder of p divided by q as polynomials in x.",
    .examples = EXAMPLES("PolynomialRemainder[a x^2 + b x + c, x + 1, x]", "a - b + c"))
{
    Val r;

    TRY(r = divide(vm, args));
    return val_is_not_mine(r) ? r : expr_arg(r, 1);
}

BUILTIN(PolynomialQuotientRemainder,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Modulus -> 0",
    .usage   = "PolynomialQuotientRemainder[p, q, x] is {quotient, remainder} of p and q as polynomials in x.",
    .examples = EXAMPLES("PolynomialQuotientRemainder[x^3 + 2 x + 1, x + 1, x]", "{3 - x + x^2, -2}"))
{
    return divide(vm, args);
}

BUILTIN(PolynomialExtendedGCD,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Modulus -> 0",
    .usage   = "PolynomialExtendedGCD[p, q, x] is {g, {r, s}} with g = r p + s q, the greatest common divisor of p and q.",
    .examples = EXAMPLES("PolynomialExtendedGCD[x^4 - 1, x^3 - 1, x]", "{-1 + x, {1, -x}}"))
{
    Val modulus, r;

    if (!count_ok(vm, args, options_split(args), 3, 3))
        return NOT_MINE;
    TRY(modulus = modulus_option(vm, args));
    r = poly_xgcd(vm_heap(vm), args.v[0], args.v[1], args.v[2], modulus);
    if (!val_is_none(r))
        return r;
    if (!val_is_zero(modulus))
        return NOT_MINE;
    return expr3(vm_heap(vm), library_symbol("Lyra$ExtendedGCD"), args.v[0], args.v[1], args.v[2]);
}

/* ---- resultants ----------------------------------------------------------------------------- */

static Val reduce(Heap *h, Val r, Val modulus)
{
    Val e;

    if (val_is_zero(modulus))
        return r;
    e = poly_expand(h, r, VAL_NONE, modulus, 0);
    return val_is_none(e) ? r : e;
}

BUILTIN(Resultant,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "Method -> Automatic, Modulus -> 0",
    .usage   = "Resultant[p, q, x] is the resultant of two polynomials in x.",
    .examples = EXAMPLES("Resultant[a x + b, c x + d, x]", "-(b*c) + a*d", "Resultant[x^2 - 1, x + 1, x]", "0"))
{
    Val modulus, r;

    if (!count_ok(vm, args, options_split(args), 3, 3))
        return NOT_MINE;
    TRY(modulus = modulus_option(vm, args));
    r = poly_resultant(vm_heap(vm), args.v[0], args.v[1], args.v[2]);
    return val_is_none(r) ? NOT_MINE : reduce(vm_heap(vm), r, modulus);
}

BUILTIN(Discriminant,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "Method -> Automatic, Modulus -> 0",
    .usage   = "Discriminant[p, x] is the discriminant of a polynomial in x.",
    .examples = EXAMPLES("Discriminant[a x^2 + b x + c, x]", "b^2 - 4*a*c"))
{
    Heap *h = vm_heap(vm);
    Val modulus, r;

    if (!count_ok(vm, args, options_split(args), 2, 2))
        return NOT_MINE;
    TRY(modulus = modulus_option(vm, args));
    /* By the general formula a constant c has the discriminant c^(2 0 - 2). */
    if (val_is_number(args.v[0]) && !val_is_zero(args.v[0]))
        return expr2(h, S_Power, args.v[0], val_int(-2));
    r = poly_discriminant(h, args.v[0], args.v[1]);
    return val_is_none(r) ? NOT_MINE : reduce(h, r, modulus);
}

/* ---- content -------------------------------------------------------------------------------- */

BUILTIN(FactorTerms,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "FactorTerms[poly] pulls out the overall numerical factor of a polynomial; FactorTerms[poly, x] also the\n"
               "factor that does not depend on x.",
    .examples = EXAMPLES("FactorTerms[3 + 6 x + 3 x^2]", "3*(1 + 2*x + x^2)"))
{
    Heap *h = vm_heap(vm);
    Val r = args.n >= 1 ? thread_first(h, args) : NOT_MINE, c, p;
    size_t n = args.n;

    if (!count_ok(vm, args, n, 1, 2))
        return NOT_MINE;
    if (!val_is_not_mine(r))
        return r;
    if (n == 2)
        return expr2(h, S_Apply, S_Times, expr2(h, S_FactorTermsList, args.v[0], args.v[1]));
    if (val_is_number(args.v[0]))
        return args.v[0];
    r = poly_content(h, args.v[0]);
    if (val_is_none(r))
        return args.v[0];
    c = expr_arg(r, 0);
    p = expr_arg(r, 1);
    /* (1 - x)/2, not -(-1 + x)/2. */
    if (val_is_one(rat_numerator(num_neg(h, c))) && val_has_head(p, S_Plus)) {
        TRY(p = expand(vm, expr2(h, S_Times, val_int(-1), p)));
        c = num_neg(h, c);
    }
    return expr2(h, S_Times, c, p);
}

/* {c, factor free of x, rest}. */
static Val terms_list_in(Vm *vm, Val c, Val p, Val x)
{
    Heap *h = vm_heap(vm);
    Val list, g, q;

    TRY(p = vm_eval(vm, p));
    if (!val_contains(p, x))
        return val_is_number(p) ? expr2(h, S_List, c, p) : expr3(h, S_List, c, p, val_int(1));
    TRY(list = coefficients(vm, p, x));
    list = val_unpacked(h, list);
    if (!val_is_plain_list(list))
        return expr3(h, S_List, c, val_int(1), p);
    g = val_int(0);
    for (size_t i = 0; i < expr_len(list); i++) {
        g = poly_gcd(h, g, expr_arg(list, i), val_int(0));
        if (val_is_none(g))
            return NOT_MINE;
        TRY(g = vm_eval(vm, g));
    }
    TRY(q = vm_eval(vm, expr1(h, S_Expand, expr1(h, S_Cancel,
                    expr2(h, S_Times, p, expr2(h, S_Power, g, val_int(-1)))))));
    return expr3(h, S_List, c, g, q);
}

BUILTIN(FactorTermsList,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "p_, x_:Automatic",
    .usage   = "FactorTermsList[poly] is {number, rest}: the overall numerical factor of a polynomial and what it\n"
               "multiplies; FactorTermsList[poly, x] is {number, factor without x, rest}.",
    .examples = EXAMPLES("FactorTermsList[6 x^2 - 12 x + 6]", "{6, 1 - 2*x + x^2}",
                         "FactorTermsList[2 a x + 2 a, x]", "{2, a, 1 + x}"))
{
    Heap *h = vm_heap(vm);
    Val r, v = args.v[0];

    if (val_is_number(v))
        return expr2(h, S_List, v, val_int(1));
    r = poly_content(h, v);
    if (val_is_none(r))
        return expr2(h, S_List, val_int(1), v);
    if (args.n < 2 || val_is(args.v[1], S_Automatic))
        return r;
    return terms_list_in(vm, expr_arg(r, 0), expr_arg(r, 1), args.v[1]);
}
