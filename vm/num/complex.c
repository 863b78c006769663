/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * complex.c -- complex numbers: a pair of real numbers of like exactness.
 */
#include "vm/num/big.h"

Val cplx_new(Heap *h, Val re, Val im)
{
    if (!val_is_number(re))
        return re;
    if (!val_is_number(im))
        return im;
    if (num_is_exact_zero(im))
        return re;
    /* one machine part makes the other one machine; big reals leave only an exact zero exact */
    if (val_is_real(re) != val_is_real(im)) {
        Val r = num_to_machine(h, re), i = num_to_machine(h, im);
        if (val_is_real(r) && val_is_real(i)) {
            re = r;
            im = i;
        } else {
            re = num_to_big_real(h, re, NUM_MACHINE_DIGITS);
            im = num_to_big_real(h, im, NUM_MACHINE_DIGITS);
        }
    } else if (val_is_big_real(re) && val_is_exact_real(im)) {
        im = num_to_big_real(h, im, num_precision(re));
    } else if (val_is_big_real(im) && val_is_exact_real(re)) {
        re = num_to_big_real(h, re, num_precision(im));
    }
    Complex *c = heap_alloc(h, sizeof *c);
    memset(&c->node, 0, sizeof c->node);
    c->node.kind = KIND_COMPLEX;
    c->re = re;
    c->im = im;
    return val_from_node(c);
}

Val cplx_re(Val v)
{
    return val_is_complex(v) ? val_complex(v)->re : v;
}

Val cplx_im(Val v)
{
    return val_is_complex(v) ? val_complex(v)->im : val_int(0);
}

Val *num_parts(Val v)
{
    return val_is_rational(v) ? &((Rational *)v.w)->num : &((Complex *)v.w)->re;
}

void cplx_load(mpc_t z, Val v)
{
    real_load(mpc_realref(z), cplx_re(v));
    real_load(mpc_imagref(z), cplx_im(v));
}

Val cplx_from_mpc_error(Heap *h, const mpc_t z, double log_error)
{
    return cplx_new(h, real_from_mpfr_error(h, mpc_realref(z), log_error),
                    real_from_mpfr_error(h, mpc_imagref(z), log_error));
}

Val cplx_sqrt_exact(Heap *h, Val z)
{
    Val half = rat_make(h, val_int(1), val_int(2));
    Val re = cplx_re(z), im = cplx_im(z);
    Val norm = num_add(h, num_mul(h, re, re), num_mul(h, im, im));
    Val size = num_pow(h, norm, half);

    if (!val_is_number(size))
        return VAL_NONE;
    Val a = num_pow(h, num_mul(h, half, num_add(h, size, re)), half);
    Val b = num_pow(h, num_mul(h, half, num_sub(h, size, re)), half);
    if (!val_is_number(a) || !val_is_number(b))
        return VAL_NONE;
    return cplx_new(h, a, num_sign(im) < 0 ? num_neg(h, b) : b);
}
