/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * packed_listable.c -- arithmetic and elementary functions of packed arrays.
 *
 * Each loop either gives what element by element evaluation would give, or gives up.  The checks come
 * after the loop where they can (a result that is not finite), so that the loop itself stays one that
 * the compiler vectorises.
 */
#include "vm/eval/packed_listable.h"

#include <math.h>

#include "vm/num/number.h"
#include "vm/value/packed.h"

/* An argument: an array, or one number for all places. */
typedef struct Operand {
    const Packed *array;         /* NULL: a scalar */
    bool          real;
    int64_t       integer;
    double        value;
} Operand;

static bool read_operand(Val v, Operand *o)
{
    *o = (Operand){.array = NULL};
    if (val_is_packed(v)) {
        o->array = val_packed(v);
        o->real = o->array->type == PACKED_REAL;
        return o->array->type != PACKED_COMPLEX;
    }
    if (val_is_small(v)) {
        o->integer = val_small(v);
        o->value = (double)o->integer;
        return true;
    }
    if (!val_is_real(v))
        return false;
    o->real = true;
    o->value = val_real(v);
    return isfinite(o->value);
}

static bool same_shape(const Packed *a, const Packed *b)
{
    return a->rank == b->rank && memcmp(a->dims, b->dims, a->rank * sizeof a->dims[0]) == 0;
}

static bool all_finite(const double *x, size_t n)
{
    double sum = 0;

    /* Anything infinite or undefined makes the sum of differences undefined. */
    for (size_t i = 0; i < n; i++)
        sum += x[i] - x[i];
    return sum == 0;
}

static double real_at(const Operand *o, size_t i)
{
    if (o->array == NULL)
        return o->value;
    return o->real ? o->array->data.reals[i] : (double)o->array->data.integers[i];
}

static bool integers_combine(bool product, const Operand *o, int64_t *to, size_t n)
{
    bool overflow = false;

    for (size_t i = 0; i < n; i++) {
        int64_t x = o->array == NULL ? o->integer : o->array->data.integers[i];
        overflow |= product ? __builtin_mul_overflow(to[i], x, &to[i]) : __builtin_add_overflow(to[i], x, &to[i]);
        overflow |= !small_fits(to[i]);
    }
    return !overflow;
}

static void reals_combine(bool product, const Operand *o, double *to, size_t n)
{
    if (o->array != NULL && o->real) {
        const double *x = o->array->data.reals;
        if (product)
            for (size_t i = 0; i < n; i++) to[i] *= x[i];
        else
            for (size_t i = 0; i < n; i++) to[i] += x[i];
    } else {
        for (size_t i = 0; i < n; i++)
            to[i] = product ? to[i] * real_at(o, i) : to[i] + real_at(o, i);
    }
}

/* Plus and Times of any number of operands, from left to right. */
static Val combine(Heap *h, bool product, size_t n, const Operand *o, const Packed *shape)
{
    bool real = false;

    for (size_t i = 0; i < n; i++)
        real = real || o[i].real;
    Packed *r = packed_new(h, real ? PACKED_REAL : PACKED_INTEGER, shape->rank, shape->dims);
    if (r == NULL)
        return VAL_NONE;
    for (size_t i = 0; i < shape->count; i++) {
        if (real)
            r->data.reals[i] = real_at(&o[0], i);
        else
            r->data.integers[i] = o[0].array == NULL ? o[0].integer : o[0].array->data.integers[i];
    }
    for (size_t k = 1; k < n; k++) {
        if (real)
            reals_combine(product, &o[k], r->data.reals, shape->count);
        else if (!integers_combine(product, &o[k], r->data.integers, shape->count))
            return VAL_NONE;
    }
    if (real && !all_finite(r->data.reals, shape->count))
        return VAL_NONE;
    return val_from_node(r);
}

typedef double RealFn(double);

static double reciprocal(double x) { return 1 / x; }
static double square(double x)     { return x * x; }

/* f of each element, where every element is above [least]. */
static Val map_reals(Heap *h, const Packed *a, RealFn *f, double least)
{
    Packed *r = packed_new(h, PACKED_REAL, a->rank, a->dims);

    if (r == NULL || a->type != PACKED_REAL)
        return VAL_NONE;
    for (size_t i = 0; i < a->count; i++) {
        if (!(a->data.reals[i] >= least))
            return VAL_NONE;
        r->data.reals[i] = f(a->data.reals[i]);
    }
    return all_finite(r->data.reals, a->count) ? val_from_node(r) : VAL_NONE;
}

static Val power(Heap *h, Val base, Val exponent)
{
    if (val_is(base, S_E) && val_is_packed(exponent))
        return map_reals(h, val_packed(exponent), exp, -INFINITY);
    if (!val_is_packed(base))
        return VAL_NONE;
    if (val_is(exponent, val_int(2)))
        return map_reals(h, val_packed(base), square, -INFINITY);
    if (val_is(exponent, val_int(-1)))
        return map_reals(h, val_packed(base), reciprocal, -INFINITY);
    if (val_is_rational(exponent) && val_is(rat_numerator(exponent), val_int(1))
        && val_is(rat_denominator(exponent), val_int(2)))
        return map_reals(h, val_packed(base), sqrt, 0);
    return VAL_NONE;
}

static RealFn *function_of(Val head, double *least)
{
    *least = -INFINITY;
    switch (symbol_switch(head)) {
    case SYM_Sin:    return sin;
    case SYM_Cos:    return cos;
    case SYM_Tan:    return tan;
    case SYM_ArcTan: return atan;
    case SYM_Sinh:   return sinh;
    case SYM_Cosh:   return cosh;
    case SYM_Tanh:   return tanh;
    case SYM_Abs:    return fabs;
    case SYM_Exp:    return exp;
    case SYM_Sqrt:   *least = 0; return sqrt;
    case SYM_Log:    *least = 1e-300; return log;
    default:         return NULL;
    }
}

enum { OPERANDS_MAX = 16 };

Val packed_listable(Vm *vm, Val expr)
{
    Heap *h = vm_heap(vm);
    Val head = expr_head(expr);
    size_t n = expr_len(expr);
    const Packed *shape = NULL;
    Operand o[OPERANDS_MAX];
    double least;

    if (vm->operators_changed || n == 0 || n > OPERANDS_MAX)
        return VAL_NONE;
    if (val_is(head, S_Power))
        return n == 2 ? power(h, expr_arg(expr, 0), expr_arg(expr, 1)) : VAL_NONE;
    if (n == 1) {
        RealFn *f = function_of(head, &least);
        return f == NULL || !val_is_packed(expr_arg(expr, 0)) ? VAL_NONE
                                                             : map_reals(h, val_packed(expr_arg(expr, 0)), f, least);
    }
    if (!val_is(head, S_Plus) && !val_is(head, S_Times))
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        if (!read_operand(expr_arg(expr, i), &o[i]))
            return VAL_NONE;
        if (o[i].array != NULL && shape != NULL && !same_shape(o[i].array, shape))
            return VAL_NONE;
        if (o[i].array != NULL)
            shape = o[i].array;
    }
    return shape == NULL ? VAL_NONE : combine(h, val_is(head, S_Times), n, o, shape);
}
