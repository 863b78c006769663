/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * packed_listable.c -- arithmetic and elementary functions of packed arrays.
 *
 * Each loop either gives what element by element evaluation would give, or gives up.  The checks come
 * after the loop where they can (a result that is not finite), so that the loop itself stays one that
 * the compiler vectorises, which gcc does not at -O2.
 */
#pragma GCC optimize ("O3", "no-math-errno")
#include "vm/eval/packed_listable.h"

#include <math.h>

#include "vm/num/number.h"
#include "vm/value/packed.h"

/* Loops that are also made for processors with longer vectors, of the same operations in the same order. */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define LONG_VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define LONG_VECTORS
#endif

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

/* Infinite or undefined numbers have all bits of the exponent set. */
LONG_VECTORS static bool all_finite(const double *x, size_t n)
{
    const uint64_t exponent = (uint64_t)0x7FF << 52;
    uint64_t bad = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t bits;

        memcpy(&bits, &x[i], sizeof bits);
        bad |= (bits & exponent) == exponent;
    }
    return bad == 0;
}

/* Operands are combined a block at a time, so that each is read from memory once. */
enum { BLOCK = 1024 };

/* The numbers of an operand from [at]: where they are, or put into [buffer]. */
static const double *reals_of(const Operand *o, size_t at, size_t n, double *buffer)
{
    if (o->array != NULL && o->real)
        return o->array->data.reals + at;
    for (size_t i = 0; i < n; i++)
        buffer[i] = o->array == NULL ? o->value : (double)o->array->data.integers[at + i];
    return buffer;
}

/* r = x + y or x y, of two arrays and of an array and a number. */
LONG_VECTORS static void pair(bool product, size_t n, double *r, const double *x, const double *y)
{
    if (product)
        for (size_t i = 0; i < n; i++) r[i] = x[i] * y[i];
    else
        for (size_t i = 0; i < n; i++) r[i] = x[i] + y[i];
}

LONG_VECTORS static void with_number(bool product, size_t n, double *r, const double *x, double y)
{
    if (product)
        for (size_t i = 0; i < n; i++) r[i] = x[i] * y;
    else
        for (size_t i = 0; i < n; i++) r[i] = x[i] + y;
}

static bool reals_combine(bool product, size_t n, const Operand *o, double *to, size_t count)
{
    double first[BLOCK], second[BLOCK];
    bool finite = true;

    for (size_t at = 0; at < count && finite; at += BLOCK) {
        size_t m = count - at < BLOCK ? count - at : BLOCK;
        double *r = to + at;
        size_t k = 1;
        const double *x;

        /* A number and an array in this order: both operations commute. */
        if (n > 1 && o[0].array == NULL && o[1].array != NULL) {
            x = reals_of(&o[1], at, m, first);
            with_number(product, m, r, x, o[0].value);
            x = r;
            k = 2;
        } else {
            x = reals_of(&o[0], at, m, first);
        }
        if (n == 1)
            memcpy(r, x, m * sizeof *r);
        for (; k < n; k++, x = r) {
            if (o[k].array == NULL)
                with_number(product, m, r, x, o[k].value);
            else
                pair(product, m, r, x, reals_of(&o[k], at, m, second));
        }
        finite = all_finite(r, m);
    }
    return finite;
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

/* Plus and Times of any number of operands, from left to right. */
static Val combine(Heap *h, bool product, size_t n, const Operand *o, const Packed *shape)
{
    bool real = false;

    for (size_t i = 0; i < n; i++)
        real = real || o[i].real;
    Packed *r = packed_new(h, real ? PACKED_REAL : PACKED_INTEGER, shape->rank, shape->dims);
    if (r == NULL)
        return VAL_NONE;
    if (real)
        return reals_combine(product, n, o, r->data.reals, shape->count) ? val_from_node(r) : VAL_NONE;
    for (size_t i = 0; i < shape->count; i++)
        r->data.integers[i] = o[0].array == NULL ? o[0].integer : o[0].array->data.integers[i];
    for (size_t k = 1; k < n; k++)
        if (!integers_combine(product, &o[k], r->data.integers, shape->count))
            return VAL_NONE;
    return val_from_node(r);
}

/* Mod of integers by one above 0. */
static Val modulo(Heap *h, Val array, Val modulus)
{
    if (!val_is_packed(array) || val_packed(array)->type != PACKED_INTEGER || !val_is_small(modulus) || val_small(modulus) <= 0)
        return VAL_NONE;
    const Packed *a = val_packed(array);
    Packed *r = packed_new(h, PACKED_INTEGER, a->rank, a->dims);
    int64_t m = val_small(modulus);
    if (r == NULL)
        return VAL_NONE;
    for (size_t i = 0; i < a->count; i++) {
        int64_t x = a->data.integers[i], rest;

        if ((uint64_t)x <= UINT32_MAX && m <= UINT32_MAX)
            rest = (int64_t)((uint32_t)x % (uint32_t)m);
        else if ((rest = x % m) < 0)
            rest += m;
        r->data.integers[i] = rest;
    }
    return val_from_node(r);
}

typedef double RealFn(double);

/* Those that are one instruction each. */
typedef enum Quick { QUICK_RECIPROCAL, QUICK_SQUARE, QUICK_ROOT } Quick;

LONG_VECTORS static void quick(Quick f, size_t n, double *r, const double *x)
{
    if (f == QUICK_RECIPROCAL)
        for (size_t i = 0; i < n; i++) r[i] = 1 / x[i];
    else if (f == QUICK_SQUARE)
        for (size_t i = 0; i < n; i++) r[i] = x[i] * x[i];
    else
        for (size_t i = 0; i < n; i++) r[i] = sqrt(x[i]);     /* of a negative number: not finite */
}

static Val map_quick(Heap *h, const Packed *a, Quick f)
{
    Packed *made = a->type == PACKED_REAL ? packed_new(h, PACKED_REAL, a->rank, a->dims) : NULL;

    if (made == NULL)
        return VAL_NONE;
    const double *x = a->data.reals;
    double *r = made->data.reals;
    for (size_t at = 0; at < a->count; at += BLOCK) {
        size_t end = a->count - at < BLOCK ? a->count : at + BLOCK;

        quick(f, end - at, r + at, x + at);
        if (!all_finite(r + at, end - at))
            return VAL_NONE;
    }
    return val_from_node(made);
}

/* f of each element, where every element is above [least]. */
static Val map_reals(Heap *h, const Packed *a, RealFn *f, double least)
{
    Packed *r = a->type == PACKED_REAL ? packed_new(h, PACKED_REAL, a->rank, a->dims) : NULL;

    if (r == NULL)
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
        return map_quick(h, val_packed(base), QUICK_SQUARE);
    if (val_is(exponent, val_int(-1)))
        return map_quick(h, val_packed(base), QUICK_RECIPROCAL);
    if (val_is_rational(exponent) && val_is(rat_numerator(exponent), val_int(1))
        && val_is(rat_denominator(exponent), val_int(2)))
        return map_quick(h, val_packed(base), QUICK_ROOT);
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
    if (val_is(head, S_Mod))
        return n == 2 ? modulo(h, expr_arg(expr, 0), expr_arg(expr, 1)) : VAL_NONE;
    if (n == 1 && val_is(head, S_Sqrt) && val_is_packed(expr_arg(expr, 0)))
        return map_quick(h, val_packed(expr_arg(expr, 0)), QUICK_ROOT);
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
