/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * evaluate.c -- values of functions for inexact arguments.
 */
#include <math.h>

#include <acb_hypgeom.h>

#include "vm/math/eval_table.h"
#include "vm/num/heavy.h"

static const MathFunction table[] = {
#define FUNCTION(name, n, machine, lo, hi) {SYM_##name, n, machine, lo, hi, ball_##name##_##n},
#include "vm/math/functions.def"
#undef FUNCTION
};

const MathFunction *math_function(Val symbol, size_t n)
{
    uint32_t number;

    if (!val_is_symbol(symbol))
        return NULL;
    number = symbol_number(symbol);
    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (table[i].symbol == number && table[i].n == n)
            return &table[i];
    return NULL;
}

/* f at the middle of the arguments. */
static void evaluate_middle(acb_t r, const MathFunction *f, size_t n, const Val *args, slong prec)
{
    acb_ptr a = _acb_vec_init((slong)n);

    for (size_t i = 0; i < n; i++)
        ball_load(&a[i], args[i], prec, false);
    f->ball(r, a, n, prec);
    _acb_vec_clear(a, (slong)n);
}

/* log10 of the error of f that comes from the errors of its arguments, to first order: the sum of
 * what moving each by its error changes.  [r] is f in the middle. */
static double log_error_of(const MathFunction *f, size_t n, const Val *args, const acb_t r, slong prec)
{
    acb_ptr a = _acb_vec_init((slong)n);
    acb_t moved;
    arb_t size;
    double total = -INFINITY;

    acb_init(moved);
    arb_init(size);
    for (size_t i = 0; i < n; i++)
        ball_load(&a[i], args[i], prec, false);
    for (size_t i = 0; i < n; i++) {
        double error = num_log_error(args[i]);
        mpfr_t m;

        if (!isfinite(error))
            continue;
        mpfr_init2(m, 64);
        mpfr_set_d(m, error, MPFR_RNDN);
        mpfr_exp10(m, m, MPFR_RNDN);
        arf_set_mpfr(arb_midref(size), m);
        mag_zero(arb_radref(size));
        mpfr_clear(m);
        arb_add(acb_realref(&a[i]), acb_realref(&a[i]), size, prec);
        f->ball(moved, a, n, prec);
        arb_sub(acb_realref(&a[i]), acb_realref(&a[i]), size, prec);
        acb_sub(moved, moved, r, prec);
        acb_abs(size, moved, prec);
        if (!arb_is_finite(size)) {
            total = INFINITY;
            break;
        }
        mpfr_init2(m, 64);
        arf_get_mpfr(m, arb_midref(size), MPFR_RNDN);
        total = log10_add(total, real_log10(m));
        mpfr_clear(m);
    }
    arb_clear(size);
    acb_clear(moved);
    _acb_vec_clear(a, (slong)n);
    return total;
}

static Val evaluate_big(Heap *h, const MathFunction *f, size_t n, const Val *args, double digits, bool real)
{
    slong bits = (slong)real_bits(digits), prec = 2 * bits + 64;
    acb_t r;
    Val v = VAL_NONE;

    acb_init(r);
    for (int tries = 0; tries < 6; tries++, prec *= 2) {
        evaluate_middle(r, f, n, args, prec);
        /* What is infinite twice is a pole. */
        if (ball_is_accurate(r, bits + 64) || heap_stopping(h) || (tries > 0 && !acb_is_finite(r)))
            break;
    }
    if (acb_is_finite(r)) {
        double error = log_error_of(f, n, args, r, prec);

        if (isfinite(error))
            v = ball_to_big_error(h, r, error, real && acb_is_real(r));
    }
    acb_clear(r);
    return v;
}

static Val evaluate_machine(Heap *h, const MathFunction *f, size_t n, const Val *args, bool real)
{
    Val v = VAL_NONE;
    acb_t r;

    acb_init(r);
    for (slong prec = 128; prec <= 2048 && val_is_none(v); prec *= 2) {
        evaluate_middle(r, f, n, args, prec);
        if (acb_is_finite(r) && (prec == 2048 || ball_is_accurate(r, 60)))
            v = ball_to_machine(h, r, real && acb_is_real(r));
    }
    acb_clear(r);
    return v;
}

/* With so many digits, of an elementary function or of another, in a child process: Arb can't be interrupted.  Where it
 * was ended the answer does not matter, since the next poll unwinds. */
#define HEAVY_DIGIT_COUNT 1.5e4
#define HEAVY_DIGIT_COUNT_SPECIAL 1500

typedef struct Request {
    const MathFunction *f;
    size_t n;
    const Val *args;
    double digits;
    bool   real;
} Request;

static Val request(Heap *h, void *state)
{
    const Request *r = state;

    return evaluate_big(h, r->f, r->n, r->args, r->digits, r->real);
}

Val math_evaluate(Heap *h, const MathFunction *f, size_t n, const Val *args)
{
    bool machine = false, real = true;
    double digits = 0;

    if (n == 1 && f->machine != NULL && val_is_real(args[0])) {
        double x = val_real(args[0]);

        if (x > f->lo && x < f->hi) {
            double y = f->machine(x);

            if (isfinite(y))
                return val_real_new(h, y);
        }
    }
    for (size_t i = 0; i < n; i++) {
        double p = num_precision(args[i]), a = num_accuracy(args[i]);

        machine = machine || num_has_machine_part(args[i]);
        real = real && !val_is_complex(args[i]);
        if (isfinite(p) && p > digits)
            digits = p;
        if (isfinite(a) && a > digits)
            digits = a;
    }
    if (machine)
        return evaluate_machine(h, f, n, args, real);
    if (digits > 1e8)
        return VAL_NONE;
    if (digits > (f->machine == NULL ? HEAVY_DIGIT_COUNT_SPECIAL : HEAVY_DIGIT_COUNT)) {
        Request r = {f, n, args, digits, real};
        return heavy_number(h, request, &r, (size_t)digits * 4 + 4096, &real);
    }
    return evaluate_big(h, f, n, args, digits, real);
}

/* A generalised hypergeometric function of numbers, one of them inexact. */
typedef struct Pfq {
    size_t     p, q;
    const Val *a, *b;
    Val        z;
    bool       machine, real;
    double     digits;
} Pfq;

static Val pfq(Heap *h, void *state)
{
    const Pfq *f = state;
    Val v = VAL_NONE;
    acb_ptr upper = _acb_vec_init((slong)f->p), lower = _acb_vec_init((slong)f->q + 1);
    acb_t point, r;

    acb_init(point);
    acb_init(r);
    for (slong prec = f->machine ? 128 : (slong)real_bits(f->digits) * 2; prec <= (slong)real_bits(f->digits) * 2 + 4096; prec *= 2) {
        for (size_t i = 0; i < f->p; i++)
            ball_load(&upper[i], f->a[i], prec, false);
        for (size_t i = 0; i < f->q; i++)
            ball_load(&lower[i], f->b[i], prec, false);
        acb_one(&lower[f->q]);
        ball_load(point, f->z, prec, false);
        acb_hypgeom_pfq(r, upper, (slong)f->p, lower, (slong)f->q, point, 0, prec);
        if (ball_is_accurate(r, f->machine ? 60 : (slong)real_bits(f->digits))) {
            bool real = f->real && acb_is_real(r);
            v = f->machine ? ball_to_machine(h, r, real) : ball_to_big(h, r, f->digits, real);
            break;
        }
    }
    _acb_vec_clear(upper, (slong)f->p);
    _acb_vec_clear(lower, (slong)f->q + 1);
    acb_clear(point);
    acb_clear(r);
    return v;
}

Val math_pfq(Heap *h, size_t p, const Val *a, size_t q, const Val *b, Val z)
{
    Pfq f = {.p = p, .q = q, .a = a, .b = b, .z = z, .real = true};
    bool inexact = false;

    for (size_t i = 0; i < p + q + 1; i++) {
        Val x = i < p ? a[i] : i < p + q ? b[i - p] : z;

        if (!val_is_number(x))
            return VAL_NONE;
        inexact = inexact || !num_is_exact(x);
        f.machine = f.machine || num_has_machine_part(x);
        f.real = f.real && !val_is_complex(x);
        if (isfinite(num_precision(x)) && num_precision(x) > f.digits)
            f.digits = num_precision(x);
    }
    if (!inexact || f.digits > 1e6)
        return VAL_NONE;
    /* Of more than two parameters above there is nothing but the series, which takes long near the unit circle. */
    bool slow = p > 2 && p == q + 1 && fabs(num_log10(z)) < 0.1;
    return heavy_value_if(h, slow || f.digits > HEAVY_DIGIT_COUNT_SPECIAL, pfq, &f);
}
