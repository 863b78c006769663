/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * special.c -- what the special functions share.
 */
#include "vm/builtin/special.h"

/* The arguments with integral inexact numbers made exact; VAL_NONE where one is not integral. */
static Val exact_call(Heap *h, Args args)
{
    Expr *e = expr_new(h, expr_head(args.expr), args.n);

    for (size_t i = 0; i < args.n; i++) {
        Val x = args.v[i];

        if (val_is_number(x) && !num_is_exact(x)) {
            x = num_to_exact(h, x);
            if (!val_is_number(x) || val_is_complex(x) || !val_is_integer(num_mul(h, x, val_int(2))))
                return VAL_NONE;
        }
        e->args[i] = x;
    }
    return expr_seal(e);
}

Val special_numeric(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val v = function_numeric(vm, expr_head(args.expr), args), exact;
    bool inexact = false;

    if (!val_is_not_mine(v))
        return v;
    for (size_t i = 0; i < args.n; i++) {
        if (!val_is_number(args.v[i]))
            return NOT_MINE;
        inexact = inexact || !num_is_exact(args.v[i]);
    }
    if (!inexact)
        return NOT_MINE;
    exact = exact_call(h, args);
    if (val_is_none(exact))
        return NOT_MINE;
    TRY(v = vm_eval(vm, exact));
    if (val_has_head(v, expr_head(args.expr)))
        return NOT_MINE;
    return expr1(h, S_N, v);
}

static bool is_point(Val z, const char *name, size_t n)
{
    static const struct { const char *name; int kind; } points[] = {
        {"0", 0}, {"1", 1}, {"-1", 2}, {"1/2", 3}, {"oo", 4}, {"-oo", 5}, {"~oo", 6}, {"Ioo", 7}, {"-Ioo", 8}};

    for (size_t i = 0; i < COUNT_OF(points); i++) {
        if (strlen(points[i].name) != n || memcmp(points[i].name, name, n) != 0)
            continue;
        switch (points[i].kind) {
        case 0: return val_is_zero(z);
        case 1: return val_is_one(z);
        case 2: return val_is_minus_one(z);
        case 3: return val_is_rational(z) && val_is_one(rat_numerator(z)) && val_is(rat_denominator(z), val_int(2));
        case 4: return val_is_plus_infinity(z);
        case 5: return val_is_minus_infinity(z);
        case 6: return val_is_complex_infinity(z);
        default:
            return val_is_call(z, S_DirectedInfinity, 1) && val_is_complex(expr_arg(z, 0))
                && num_is_exact_zero(cplx_re(expr_arg(z, 0)))
                && (num_sign(cplx_im(expr_arg(z, 0))) > 0) == (points[i].kind == 7);
        }
    }
    return false;
}

Val value_at_point(Vm *vm, Val z, const char *table)
{
    char text[160];

    if (val_is(z, S_Indeterminate))
        return z;
    while (*table != '\0') {
        const char *equals = strchr(table, '='), *end = strchr(equals, ';');
        size_t n = end == NULL ? strlen(equals + 1) : (size_t)(end - equals - 1);

        if (is_point(z, table, (size_t)(equals - table))) {
            CHECK(n < sizeof text);
            memcpy(text, equals + 1, n);
            text[n] = '\0';
            return formula0(vm, text);
        }
        if (end == NULL)
            break;
        table = end + 1;
    }
    return NOT_MINE;
}

Val odd_function(Vm *vm, Val head, Val z)
{
    Val body;

    if (expr_is_negative(vm_heap(vm), z, &body))
        return neg_expr(vm_heap(vm), expr1(vm_heap(vm), head, body));
    return NOT_MINE;
}

Val even_function(Vm *vm, Val head, Val z)
{
    Val body;

    return expr_is_negative(vm_heap(vm), z, &body) ? expr1(vm_heap(vm), head, body) : NOT_MINE;
}

bool val_is_half_integer(Heap *h, Val v, int64_t *n)
{
    Val twice;

    if (!val_is_rational(v))
        return false;
    twice = num_mul(h, v, val_int(2));
    if (!val_is_small(twice))
        return false;
    *n = (val_small(twice) - 1) / 2;
    if (2 * *n + 1 != val_small(twice))
        (*n)--;
    return true;
}

Val polynomial_expr(Heap *h, size_t n, const Val *coef, Val x)
{
    Builder b;

    if (val_is_number(x)) {
        Val sum = val_int(0);

        for (size_t k = n + 1; k-- > 0; )
            sum = num_add(h, num_mul(h, sum, x), coef[k]);
        return sum;
    }
    builder_start(&b, h, S_Plus);
    for (size_t k = 0; k <= n; k++) {
        Val power = k == 0 ? val_int(1) : k == 1 ? x : expr2(h, S_Power, x, val_int((int64_t)k));

        if (!num_is_zero(coef[k]))
            builder_push(&b, val_is_one(coef[k]) ? power : expr2(h, S_Times, coef[k], power));
    }
    return b.n == 0 ? val_int(0) : b.n == 1 ? b.items[0] : builder_finish(&b);
}

Val polynomial_over_denominator(Heap *h, size_t n, const Val *coef, Val x)
{
    Val d = val_int(1), *whole, sum;
    size_t terms = 0;

    if (val_is_number(x))
        return polynomial_expr(h, n, coef, x);
    for (size_t k = 0; k <= n; k++) {
        if (!val_is_exact_real(coef[k]))
            return polynomial_expr(h, n, coef, x);
        d = int_lcm(h, d, rat_denominator(coef[k]));
        terms += !val_is_zero(coef[k]);
    }
    if (val_is_one(d) || terms < 2)
        return polynomial_expr(h, n, coef, x);
    whole = heap_alloc(h, (n + 1) * sizeof *whole);
    for (size_t k = 0; k <= n; k++)
        whole[k] = num_mul(h, coef[k], d);
    sum = polynomial_expr(h, n, whole, x);
    return expr2(h, S_Times, rat_new(h, val_int(1), d), sum);
}

Val factorial_of(Heap *h, int64_t n)
{
    Val f = val_int(1);

    for (int64_t i = 2; i <= n; i++)
        f = num_mul(h, f, val_int(i));
    return f;
}
