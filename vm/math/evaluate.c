/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * evaluate.c -- values of functions for inexact arguments.
 */
#include <math.h>

#include "vm/math/eval_table.h"

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

static bool has_machine_part(Val v)
{
    return val_is_real(cplx_re(v)) || val_is_real(cplx_im(v));
}

static Val evaluate_at(Heap *h, const MathFunction *f, size_t n, const Val *args, slong prec, bool machine,
                       double digits, bool real, bool last)
{
    acb_ptr a = _acb_vec_init((slong)n);
    acb_t r;
    Val v = VAL_NONE;

    acb_init(r);
    for (size_t i = 0; i < n; i++)
        ball_load(&a[i], args[i], prec, !machine);
    f->ball(r, a, n, prec);
    if (acb_is_finite(r)) {
        bool is_real = real && acb_is_real(r);

        if (!machine)
            v = ball_to_big(h, r, digits, is_real);
        else if (last || ball_is_accurate(r, 60))
            v = ball_to_machine(h, r, is_real);
    }
    _acb_vec_clear(a, (slong)n);
    acb_clear(r);
    return v;
}

Val math_evaluate(Heap *h, const MathFunction *f, size_t n, const Val *args)
{
    bool machine = false, real = true;
    double digits = 0;
    Val v = VAL_NONE;

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

        machine = machine || has_machine_part(args[i]);
        real = real && !val_is_complex(args[i]);
        if (isfinite(p) && p > digits)
            digits = p;
        if (isfinite(a) && a > digits)
            digits = a;
    }
    if (!machine) {
        if (digits > 1e8)
            return VAL_NONE;
        return evaluate_at(h, f, n, args, (slong)(digits * 3.3219280948873626) + 96, false, digits + 40, real, true);
    }
    for (slong prec = 128; prec <= 2048 && val_is_none(v); prec *= 2)
        v = evaluate_at(h, f, n, args, prec, true, 0, real, prec == 2048);
    return v;
}
