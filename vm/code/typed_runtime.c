/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_runtime.c -- what instructions of typed bytecode do that take more than a line.
 */
#include "vm/code/typed_runtime.h"

#include <complex.h>
#undef complex
#include <math.h>
#include <stdlib.h>

static double typed_sec(double x)      { return 1 / cos(x); }
static double typed_csc(double x)      { return 1 / sin(x); }
static double typed_cot(double x)      { return 1 / tan(x); }
static double typed_sech(double x)     { return 1 / cosh(x); }
static double typed_csch(double x)     { return 1 / sinh(x); }
static double typed_coth(double x)     { return 1 / tanh(x); }
static double typed_acot(double x)     { return atan(1 / x); }
static double typed_sinc(double x)     { return x == 0 ? 1 : sin(x) / x; }
static double typed_fraction(double x) { return x - trunc(x); }
/* Of a negative number it is complex. */
static double typed_loggamma(double x) { return x <= 0 ? NAN : lgamma(x); }

const TypedFunctionRow typed_functions[TYPED_FN_COUNT] = {
#define F(name, real, cplx) [TYPED_FN_##name] = {real, cplx},
    TYPED_FUNCTIONS(F)
#undef F
};

bool typed_power_integer(int64_t x, int64_t n, int64_t *to)
{
    int64_t r = 1;

    if (n < 0 || (n == 0 && x == 0))
        return false;
    if (x == 0 || x == 1 || (x == -1 && n > 64))
        n = x == -1 ? n & 1 : n > 0;
    for (; n > 0; n >>= 1) {
        if ((n & 1) && __builtin_mul_overflow(r, x, &r))
            return false;
        if (n > 1 && __builtin_mul_overflow(x, x, &x))
            return false;
    }
    *to = r;
    return true;
}

double typed_power_real(double x, int64_t n)
{
    if (n == 2)
        return x * x;
    if (n == 3)
        return x * x * x;
    return n == -1 ? 1 / x : pow(x, (double)n);
}

TypedComplex typed_power_complex(TypedComplex z, int64_t n)
{
    TypedComplex r = 1;
    double a = creal(z), b = cimag(z);

    if (n == 2)
        return a * a - b * b + 2 * a * b * I;
    if (n > 1024 || n < -1024)
        return cpow(z, (double)n);
    for (uint64_t k = (uint64_t)llabs(n); k > 0; k >>= 1) {
        if (k & 1)
            r *= z;
        z *= z;
    }
    return n < 0 ? 1 / r : r;
}

bool typed_to_integer(double x, int how, int64_t *to)
{
    double r = how == TYPED_FLOOR ? floor(x) : how == TYPED_CEILING ? ceil(x) : how == TYPED_ROUND ? nearbyint(x) : trunc(x);

    if (!(fabs(r) < 0x1p63))
        return false;
    *to = (int64_t)r;
    return true;
}

bool typed_shift(int64_t x, int64_t n, int64_t *to)
{
    if (n <= 0) {
        *to = n <= -63 ? (x < 0 ? -1 : 0) : x >> -n;
        return true;
    }
    return x == 0 || (n < 63 && !__builtin_mul_overflow(x, (int64_t)1 << n, to)) ? (x == 0 ? *to = 0 : 0, true) : false;
}

int64_t typed_gcd(int64_t x, int64_t y)
{
    if (x == INT64_MIN || y == INT64_MIN)
        return -1;
    x = llabs(x);
    for (y = llabs(y); y != 0;) {
        int64_t r = x % y;
        x = y;
        y = r;
    }
    return x;
}

double typed_sorted(size_t n, const Slot *items, bool product)
{
    double sorted[32] = {0}, r;

    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k > 0 && sorted[k - 1] > items[i].d; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = items[i].d;
    }
    r = sorted[0];
    for (size_t i = 1; i < n; i++)
        r = product ? r * sorted[i] : r + sorted[i];
    return r;
}

bool typed_steps_integer(int64_t from, int64_t to, int64_t step, int64_t *count)
{
    int64_t gap;

    if (step == 0 || __builtin_sub_overflow(to, from, &gap) || step == INT64_MIN || gap == INT64_MIN)
        return false;
    *count = (step > 0) == (gap >= 0) || gap == 0 ? gap / step + 1 : 0;
    return *count < INT64_MAX / 2;
}

/* As steps_count (vm/eval/steps.c) does: rounding must not lose the last value. */
bool typed_steps_real(double from, double to, double step, int64_t *count)
{
    double d = (to - from) / step;

    if (!isfinite(d) || fabs(d) > 1e15)
        return false;
    if (fabs(d - nearbyint(d)) < 1e-9 * (1 + fabs(d)))
        d = nearbyint(d);
    *count = d < 0 ? 0 : (int64_t)floor(d) + 1;
    return true;
}

/* ---- arrays ---------------------------------------------------------------------------------- */

PackedType typed_packed(TypedBase base)
{
    return base == TYPED_INT ? PACKED_INTEGER : base == TYPED_REAL ? PACKED_REAL : PACKED_COMPLEX;
}

TypedBase typed_base(const Packed *p)
{
    return p->type == PACKED_INTEGER ? TYPED_INT : p->type == PACKED_REAL ? TYPED_REAL : TYPED_COMPLEX;
}

size_t typed_element(const Packed *p) { return p->type == PACKED_COMPLEX ? 2 * sizeof(double) : sizeof(double); }

Packed *typed_copy(Heap *h, const Packed *p)
{
    Packed *to = packed_new(h, (PackedType)p->type, p->rank, p->dims);

    if (to != NULL)
        memcpy(&to->data, &p->data, p->count * typed_element(p));
    return to;
}

Packed *typed_widen(Heap *h, const Packed *p, TypedBase base)
{
    Packed *to = typed_like(h, p, base);

    for (size_t i = 0; to != NULL && i < p->count; i++) {
        double x = p->type == PACKED_INTEGER ? (double)p->data.integers[i] : p->data.reals[i];
        if (base == TYPED_REAL) {
            to->data.reals[i] = x;
        } else {
            to->data.reals[2 * i] = x;
            to->data.reals[2 * i + 1] = 0;
        }
    }
    return to;
}

Packed *typed_like(Heap *h, const Packed *p, TypedBase base)
{
    return packed_new(h, typed_packed(base), p->rank, p->dims);
}

/* The dimensions lie at the end of the memory that there is, so that elements can be appended: an array with
 * room for [room] of them, and no element yet. */
static Packed *with_room(Heap *h, PackedType type, size_t rank, size_t room)
{
    size_t dims[TYPED_RANK_MAX] = {room};

    for (size_t i = 1; i < rank; i++)
        dims[i] = 1;
    Packed *p = packed_new(h, type, rank, dims);
    if (p != NULL) {
        p->count = 0;
        memset(p->dims, 0, rank * sizeof p->dims[0]);
    }
    return p;
}

static size_t room_of(const Packed *p)
{
    return (size_t)((const char *)p->dims - (const char *)&p->data) / typed_element(p);
}

static Packed *grow(Heap *h, Packed *p, size_t more)
{
    Packed *to;

    if (LIKELY(p->count + more <= room_of(p)))
        return p;
    to = with_room(h, (PackedType)p->type, p->rank, (p->count + more) * 3 / 2 + 8);
    if (to == NULL)
        return NULL;
    memcpy(&to->data, &p->data, p->count * typed_element(p));
    memcpy(to->dims, p->dims, p->rank * sizeof p->dims[0]);
    to->count = p->count;
    return to;
}

Packed *typed_new(Heap *h, TypedBase base, size_t rank, size_t room)
{
    return with_room(h, typed_packed(base), rank, room);
}

Packed *typed_push(Heap *h, Packed *p, const void *from)
{
    size_t bytes = typed_element(p);

    p = grow(h, p, 1);
    if (p != NULL) {
        memcpy((char *)&p->data + p->count++ * bytes, from, bytes);
        p->dims[0]++;
        p->node.hash = 0;
    }
    return p;
}

Packed *typed_push_row(Heap *h, Packed *p, const Packed *row)
{
    if (p->rank != row->rank + 1 || p->type != row->type)
        return NULL;
    if (p->dims[0] == 0)
        memcpy(p->dims + 1, row->dims, row->rank * sizeof row->dims[0]);
    else if (memcmp(p->dims + 1, row->dims, row->rank * sizeof row->dims[0]) != 0)
        return NULL;
    p = grow(h, p, row->count);
    if (p == NULL)
        return NULL;
    memcpy((char *)&p->data + p->count * typed_element(p), &row->data, row->count * typed_element(p));
    p->count += row->count;
    p->dims[0]++;
    p->node.hash = 0;
    return p;
}

bool typed_same_shape(const Packed *a, const Packed *b)
{
    return a->rank == b->rank && memcmp(a->dims, b->dims, a->rank * sizeof a->dims[0]) == 0;
}

Packed *typed_row(Heap *h, const Packed *p, size_t at)
{
    Packed *row = packed_new(h, (PackedType)p->type, p->rank - 1, p->dims + 1);

    if (row != NULL)
        memcpy(&row->data, (const char *)&p->data + at * row->count * typed_element(p), row->count * typed_element(p));
    return row;
}

bool typed_set_row(Packed *p, size_t at, const Packed *row)
{
    if (p->rank != row->rank + 1 || p->type != row->type || memcmp(p->dims + 1, row->dims, row->rank * sizeof row->dims[0]) != 0)
        return false;
    memcpy((char *)&p->data + at * row->count * typed_element(p), &row->data, row->count * typed_element(p));
    return true;
}

Packed *typed_fill(Heap *h, const Slot *value, TypedType type, const Slot *dims)
{
    size_t n[TYPED_RANK_MAX];

    for (size_t i = 0; i < type.rank; i++)
        n[i] = (size_t)dims[i].i;
    Packed *p = packed_new(h, typed_packed((TypedBase)type.base), type.rank, n);
    for (size_t i = 0; p != NULL && i < p->count; i++) {
        if (type.base == TYPED_COMPLEX)
            memcpy(&p->data.reals[2 * i], value, 2 * sizeof(double));
        else
            p->data.integers[i] = value->i;
    }
    return p;
}

Packed *typed_dimensions(Heap *h, const Packed *p)
{
    size_t n = p->rank;
    Packed *to = packed_new(h, PACKED_INTEGER, 1, &n);

    for (size_t i = 0; to != NULL && i < n; i++)
        to->data.integers[i] = (int64_t)p->dims[i];
    return to;
}

Packed *typed_vector(Heap *h, TypedOp op, const Packed *a, const Packed *b, double scale)
{
    const Packed *shape = op == TOP_SCALE_T ? a : b;
    Packed *to;

    if (op != TOP_SCALE_T && !typed_same_shape(a, b))
        return NULL;
    to = typed_like(h, shape, TYPED_REAL);
    if (to == NULL)
        return NULL;
    const double *x = a->data.reals, *y = op == TOP_SCALE_T ? NULL : b->data.reals;
    double *r = to->data.reals;
    for (size_t i = 0, n = to->count; i < n; i++)
        r[i] = op == TOP_ADD_T ? x[i] + y[i] : op == TOP_SUB_T ? x[i] - y[i] : op == TOP_MUL_T ? x[i] * y[i] : scale * x[i];
    return to;
}

bool typed_total_integer(const Packed *p, int64_t *to)
{
    int64_t sum = 0;

    for (size_t i = 0; i < p->count; i++)
        if (__builtin_add_overflow(sum, p->data.integers[i], &sum))
            return false;
    *to = sum;
    return true;
}

double typed_total_real(const Packed *p)
{
    double sum = 0;

    for (size_t i = 0; i < p->count; i++)
        sum += p->data.reals[i];
    return sum;
}

/* matrix.vector, vector.matrix, matrix.matrix */
Packed *typed_dot(Heap *h, const Packed *a, const Packed *b)
{
    size_t rows = a->rank == 2 ? a->dims[0] : 1, inner = a->dims[a->rank - 1], columns = b->rank == 2 ? b->dims[1] : 1;
    size_t dims[2] = {rows, columns};
    Packed *to;

    if (b->dims[0] != inner)
        return NULL;
    to = a->rank == 2 && b->rank == 2 ? packed_new(h, PACKED_REAL, 2, dims)
                                      : packed_new(h, PACKED_REAL, 1, a->rank == 2 ? dims : dims + 1);
    if (to == NULL)
        return NULL;
    memset(to->data.reals, 0, to->count * sizeof(double));
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < inner; k++) {
            double x = a->data.reals[i * inner + k];
            const double *y = &b->data.reals[k * columns];
            double *r = &to->data.reals[i * columns];
            for (size_t j = 0; j < columns; j++)
                r[j] += x * y[j];
        }
    return to;
}

Packed *typed_join(Heap *h, const Packed *a, const Packed *b)
{
    size_t dims[TYPED_RANK_MAX];

    if (a->rank != b->rank || a->type != b->type || a->rank > TYPED_RANK_MAX)
        return NULL;
    if (a->dims[0] > 0 && b->dims[0] > 0 && memcmp(a->dims + 1, b->dims + 1, (a->rank - 1) * sizeof a->dims[0]) != 0)
        return NULL;
    memcpy(dims, a->dims[0] > 0 ? a->dims : b->dims, a->rank * sizeof dims[0]);
    dims[0] = a->dims[0] + b->dims[0];
    Packed *to = packed_new(h, (PackedType)a->type, a->rank, dims);
    if (to != NULL) {
        memcpy(&to->data, &a->data, a->count * typed_element(a));
        memcpy((char *)&to->data + a->count * typed_element(a), &b->data, b->count * typed_element(b));
    }
    return to;
}

Packed *typed_reverse(Heap *h, const Packed *p)
{
    Packed *to = packed_new(h, (PackedType)p->type, p->rank, p->dims);

    if (to == NULL || p->count == 0)
        return to;
    size_t n = p->dims[0], bytes = p->count / n * typed_element(p);
    for (size_t i = 0; i < n; i++)
        memcpy((char *)&to->data + i * bytes, (const char *)&p->data + (n - 1 - i) * bytes, bytes);
    return to;
}

static int compare_integers(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int compare_reals(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

Packed *typed_sort(Heap *h, const Packed *p)
{
    Packed *to = typed_copy(h, p);

    if (to != NULL)
        qsort(&to->data, to->count, sizeof(double), p->type == PACKED_INTEGER ? compare_integers : compare_reals);
    return to;
}

Packed *typed_transpose(Heap *h, const Packed *p)
{
    size_t rows = p->dims[0], columns = p->dims[1], bytes = typed_element(p);
    Packed *to = packed_new(h, (PackedType)p->type, 2, (size_t[]){columns, rows});

    for (size_t i = 0; to != NULL && i < rows; i++)
        for (size_t j = 0; j < columns; j++)
            memcpy((char *)&to->data + (j * rows + i) * bytes, (const char *)&p->data + (i * columns + j) * bytes, bytes);
    return to;
}

Packed *typed_range(Heap *h, int64_t from, int64_t to, int64_t step)
{
    int64_t count;

    if (!typed_steps_integer(from, to, step, &count))
        return NULL;
    size_t n = (size_t)count;
    Packed *p = packed_new(h, PACKED_INTEGER, 1, &n);
    for (size_t i = 0; p != NULL && i < n; i++)
        p->data.integers[i] = from + (int64_t)i * step;
    return p;
}
