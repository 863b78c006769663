/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_loop.c -- the loop that runs typed bytecode.
 *
 * Operands are read before the result is written, since a complex result may overlap them.
 */
#include <complex.h>
#undef complex
#include <math.h>

#include "vm/code/typed_runtime.h"

#define A frame[pc[-1].a]
#define B frame[pc[-1].b]
#define C frame[pc[-1].c]

#define FAIL(status)                       \
    do {                                   \
        *at = (size_t)(pc - code->ins) - 1; \
        return status;                     \
    } while (0)
#define NUMERIC(ok)                        \
    do {                                   \
        if (UNLIKELY(!(ok)))               \
            FAIL(TYPED_NUMERIC);           \
    } while (0)
#define POLL()                                          \
    do {                                                \
        if (UNLIKELY(val_is_unwind(vm_poll(vm))))       \
            FAIL(TYPED_UNWIND);                         \
    } while (0)
#define JUMP() (pc += (int16_t)pc[-1].c)
#define ARRAY(x)                           \
    do {                                   \
        Packed *array_ = (x);              \
        NUMERIC(array_ != NULL);           \
        A.t = array_;                      \
    } while (0)
/* An array may be absent where no assignment has been reached. */
#define HAVE(p) NUMERIC((p) != NULL)
#define COMPLEX_AT(s) (frame[s].d + frame[(s) + 1].d * I)
#define SET_COMPLEX(z)                     \
    do {                                   \
        TypedComplex z_ = (z);           \
        frame[pc[-1].a].d = creal(z_);          \
        frame[pc[-1].a + 1].d = cimag(z_);      \
    } while (0)
#define SET_PAIR(re, im)                   \
    do {                                   \
        double re_ = (re), im_ = (im);     \
        frame[pc[-1].a].d = re_;                \
        frame[pc[-1].a + 1].d = im_;            \
    } while (0)

/* Finite, and neither zero nor so small that digits are lost. */
static inline bool normal(double x) { return fabs(x) > 1e-300 && fabs(x) <= 1.7e308; }
static inline bool finite_pair(double re, double im) { return isfinite(re) && isfinite(im); }

/* Sum or product of the slots from [x], smallest first. */
static inline double in_order(size_t n, const Slot *x, bool product)
{
    if (LIKELY(n == 3)) {
        double low = x[0].d < x[1].d ? x[0].d : x[1].d, high = x[0].d < x[1].d ? x[1].d : x[0].d, z = x[2].d;
        double least = z < low ? z : low, rest = z < low ? low : z;
        double middle = rest < high ? rest : high, most = rest < high ? high : rest;
        return product ? least * middle * most : least + middle + most;
    }
    return typed_sorted(n, x, product);
}

/* Is a product that came out as 0 that of a zero, not of small numbers? */
static bool has_zero(size_t n, const Slot *x)
{
    for (size_t i = 0; i < n; i++)
        if (x[i].d == 0)
            return true;
    return false;
}

static inline void divide_complex(double a, double b, double c, double d, double *re, double *im)
{
    /* Smith's way: no overflow where the quotient has none. */
    if (fabs(c) >= fabs(d)) {
        double r = d / c, n = c + d * r;
        *re = (a + b * r) / n;
        *im = (b - a * r) / n;
    } else {
        double r = c / d, n = c * r + d;
        *re = (a * r + b) / n;
        *im = (b * r - a) / n;
    }
}

static inline int64_t floor_quotient(int64_t x, int64_t y)
{
    int64_t q = x / y;
    return x % y != 0 && (x < 0) != (y < 0) ? q - 1 : q;
}

TypedStatus typed_run(Vm *vm, const TypedCode *code, Slot *frame, size_t *at)
{
    static const void *const labels[] = {
#define TOP(name, operands, what) &&do_##name,
#include "vm/code/typed.def"
#undef TOP
    };
    Heap *h = vm_heap(vm);
    const TypedIns *pc = code->ins;
    TypedStatus status;
    int64_t n;
    size_t k, m;
    double x, y;
    Packed *p;
    /* Frames of calls that the code makes of itself lie above the first, which is the caller's. */
    Slot *const first = frame;
    Slot *bottom = frame, *end = frame + TYPED_RECURSION_SLOTS;
    Slot *ready = frame;                 /* the highest frame that has been in use: it and those below have their constants */
    size_t stride = code->slots + TYPED_FRAME_EXTRA, depth = 1;
    Slot s;

#define NEXT() goto *labels[(pc++)->op]
    NEXT();

do_END:  return TYPED_DONE;
do_FAIL: FAIL(TYPED_NUMERIC);
do_MOVE: A = B; NEXT();
do_MOVE2: SET_PAIR(B.d, frame[pc[-1].b + 1].d); NEXT();
do_COPY: HAVE(B.t); ARRAY(typed_copy(h, B.t)); NEXT();
do_I2D:  A.d = (double)B.i; NEXT();
do_I2DX: n = B.i; NUMERIC(n != 0 && n < 1LL << 50 && n > -(1LL << 50)); A.d = (double)n; NEXT();
do_D2C:  SET_PAIR(B.d, 0); NEXT();
do_T2D:  HAVE(B.t); ARRAY(typed_widen(h, B.t, TYPED_REAL)); NEXT();
do_T2C:  HAVE(B.t); ARRAY(typed_widen(h, B.t, TYPED_COMPLEX)); NEXT();

do_ADD_I: {
    int64_t sum;
    NUMERIC(!__builtin_add_overflow(B.i, C.i, &sum));
    A.i = sum;
    NEXT();
}
do_SUB_I: {
    int64_t difference;
    NUMERIC(!__builtin_sub_overflow(B.i, C.i, &difference));
    A.i = difference;
    NEXT();
}
do_MUL_I: {
    int64_t product;
    NUMERIC(!__builtin_mul_overflow(B.i, C.i, &product));
    A.i = product;
    NEXT();
}
do_NEG_I: NUMERIC(B.i != INT64_MIN); A.i = -B.i; NEXT();
do_ABS_I: NUMERIC(B.i != INT64_MIN); A.i = B.i < 0 ? -B.i : B.i; NEXT();
do_SIGN_I: A.i = (B.i > 0) - (B.i < 0); NEXT();
do_QUO_I: NUMERIC(C.i != 0 && !(C.i == -1 && B.i == INT64_MIN)); A.i = floor_quotient(B.i, C.i); NEXT();
do_MOD_I:
    NUMERIC(C.i != 0);
    n = C.i == -1 ? 0 : B.i % C.i;
    A.i = n != 0 && (n < 0) != (C.i < 0) ? n + C.i : n;
    NEXT();
do_POW_I: NUMERIC(typed_power_integer(B.i, C.i, &n)); A.i = n; NEXT();
do_MIN_I: A.i = B.i < C.i ? B.i : C.i; NEXT();
do_MAX_I: A.i = B.i > C.i ? B.i : C.i; NEXT();
do_GCD_I: n = typed_gcd(B.i, C.i); NUMERIC(n >= 0); A.i = n; NEXT();
do_AND_I: A.i = B.i & C.i; NEXT();
do_OR_I:  A.i = B.i | C.i; NEXT();
do_XOR_I: A.i = B.i ^ C.i; NEXT();
do_NOT_I: A.i = ~B.i; NEXT();
do_SHL_I: NUMERIC(C.i != INT64_MIN && typed_shift(B.i, C.i, &n)); A.i = n; NEXT();
do_SHR_I: NUMERIC(C.i != INT64_MIN && typed_shift(B.i, -C.i, &n)); A.i = n; NEXT();
do_ODD_I: A.i = B.i & 1; NEXT();

do_ADD_D: A.d = B.d + C.d; NEXT();
do_SUB_D: A.d = B.d - C.d; NEXT();
do_MUL_D: A.d = B.d * C.d; NEXT();
do_DIV_D: NUMERIC(C.d != 0); A.d = B.d / C.d; NEXT();
do_ADDX_D: x = B.d + C.d; NUMERIC(isfinite(x)); A.d = x; NEXT();
do_SUBX_D: x = B.d - C.d; NUMERIC(isfinite(x)); A.d = x; NEXT();
do_MULX_D: x = B.d * C.d; NUMERIC(normal(x) || (x == 0 && (B.d == 0 || C.d == 0))); A.d = x; NEXT();
do_INVX_D: x = 1 / B.d; NUMERIC(normal(x)); A.d = x; NEXT();
do_SUMX_D: x = in_order(pc[-1].c, &B, false); NUMERIC(isfinite(x)); A.d = x; NEXT();
do_PRODX_D: x = in_order(pc[-1].c, &B, true); NUMERIC(normal(x) || (x == 0 && has_zero(pc[-1].c, &B))); A.d = x; NEXT();
do_NEG_D: A.d = -B.d; NEXT();
do_ABS_D: A.d = fabs(B.d); NEXT();
do_SIGN_D: NUMERIC(!isnan(B.d)); A.i = (B.d > 0) - (B.d < 0); NEXT();
do_SQRT_D: NUMERIC(B.d >= 0); A.d = sqrt(B.d); NEXT();
do_MIN_D: A.d = B.d < C.d ? B.d : C.d; NEXT();
do_MAX_D: A.d = B.d > C.d ? B.d : C.d; NEXT();
do_POW_DI: NUMERIC(B.d != 0 || C.i > 0); A.d = typed_power_real(B.d, C.i); NEXT();
do_POW_D:
    NUMERIC(B.d > 0 || (B.d == 0 && C.d > 0) || (B.d < 0 && C.d == nearbyint(C.d)));
    A.d = pow(B.d, C.d);
    NEXT();
do_POWX_D: x = B.d > 0 ? C.d == 2 ? B.d * B.d : C.d == -1 ? 1 / B.d : pow(B.d, C.d) : 0; NUMERIC(normal(x)); A.d = x; NEXT();
do_POWX_DI: x = B.d == 0 && C.i > 0 ? 0 : pow(B.d, (double)C.i); NUMERIC(normal(x) || (B.d == 0 && C.i > 0)); A.d = x; NEXT();
do_MOD_D:
    NUMERIC(C.d != 0 && finite_pair(B.d, C.d));
    x = fmod(B.d, C.d);
    A.d = x != 0 && (x < 0) != (C.d < 0) ? x + C.d : x;
    NEXT();
do_QUO_D: NUMERIC(C.d != 0 && typed_to_integer(B.d / C.d, TYPED_FLOOR, &n)); A.i = n; NEXT();
do_ATAN2_D: NUMERIC(B.d != 0 || C.d != 0); A.d = atan2(C.d, B.d); NEXT();
do_FUN_D:
    x = typed_functions[pc[-1].c].real(B.d);
    NUMERIC(isfinite(x) || !isfinite(B.d) || (pc[-1].c == TYPED_FN_Exp || pc[-1].c == TYPED_FN_Cosh || pc[-1].c == TYPED_FN_Sinh));
    A.d = x;
    NEXT();
do_FUNX_D:
    x = typed_functions[pc[-1].c].real(B.d);
    NUMERIC(isfinite(x) && (fabs(B.d) < 700 || (pc[-1].c != TYPED_FN_Exp && pc[-1].c != TYPED_FN_Sinh && pc[-1].c != TYPED_FN_Cosh)));
    A.d = x;
    NEXT();
do_INT_D: NUMERIC(typed_to_integer(B.d, pc[-1].c, &n)); A.i = n; NEXT();

do_ADD_C: SET_PAIR(B.d + C.d, frame[pc[-1].b + 1].d + frame[pc[-1].c + 1].d); NEXT();
do_ADDX_C:
    x = B.d + C.d;
    y = frame[pc[-1].b + 1].d + frame[pc[-1].c + 1].d;
    NUMERIC(finite_pair(x, y));
    SET_PAIR(x, y);
    NEXT();
do_MULX_C: {
    double bi = frame[pc[-1].b + 1].d, ci = frame[pc[-1].c + 1].d;
    x = B.d * C.d - bi * ci;
    y = B.d * ci + bi * C.d;
    NUMERIC(finite_pair(x, y));
    SET_PAIR(x, y);
    NEXT();
}
do_SUB_C: SET_PAIR(B.d - C.d, frame[pc[-1].b + 1].d - frame[pc[-1].c + 1].d); NEXT();
do_MUL_C: {
    double bi = frame[pc[-1].b + 1].d, ci = frame[pc[-1].c + 1].d;
    SET_PAIR(B.d * C.d - bi * ci, B.d * ci + bi * C.d);
    NEXT();
}
do_DIV_C:
    NUMERIC(C.d != 0 || frame[pc[-1].c + 1].d != 0);
    divide_complex(B.d, frame[pc[-1].b + 1].d, C.d, frame[pc[-1].c + 1].d, &x, &y);
    SET_PAIR(x, y);
    NEXT();
do_NEG_C: SET_PAIR(-B.d, -frame[pc[-1].b + 1].d); NEXT();
do_CONJ_C: SET_PAIR(B.d, -frame[pc[-1].b + 1].d); NEXT();
do_ABS_C: A.d = hypot(B.d, frame[pc[-1].b + 1].d); NEXT();
do_ARG_C: A.d = B.d == 0 && frame[pc[-1].b + 1].d == 0 ? 0 : atan2(frame[pc[-1].b + 1].d, B.d); NEXT();
do_POW_CI:
    NUMERIC(C.i > 0 || B.d != 0 || frame[pc[-1].b + 1].d != 0);
    SET_COMPLEX(typed_power_complex(COMPLEX_AT(pc[-1].b), C.i));
    NEXT();
do_POW_C: NUMERIC(B.d != 0 || frame[pc[-1].b + 1].d != 0); SET_COMPLEX(cpow(COMPLEX_AT(pc[-1].b), COMPLEX_AT(pc[-1].c))); NEXT();
do_FUN_C: {
    TypedComplex z = typed_functions[pc[-1].c].complex(COMPLEX_AT(pc[-1].b));
    NUMERIC(finite_pair(creal(z), cimag(z)));
    SET_COMPLEX(z);
    NEXT();
}

do_JMP: JUMP(); NEXT();
do_LOOP: JUMP(); POLL(); NEXT();
do_JTRUE: if (A.i) JUMP(); NEXT();
do_JFALSE: if (!A.i) JUMP(); NEXT();
do_JLT_I: if (A.i < B.i) JUMP(); NEXT();
do_JLE_I: if (A.i <= B.i) JUMP(); NEXT();
do_JEQ_I: if (A.i == B.i) JUMP(); NEXT();
do_JNE_I: if (A.i != B.i) JUMP(); NEXT();
do_JLT_D: if (typed_less(A.d, B.d)) JUMP(); NEXT();
do_JNLT_D: if (!typed_less(A.d, B.d)) JUMP(); NEXT();
do_JLE_D: if (typed_less_equal(A.d, B.d)) JUMP(); NEXT();
do_JNLE_D: if (!typed_less_equal(A.d, B.d)) JUMP(); NEXT();
do_JEQ_D: if (typed_equal(A.d, B.d)) JUMP(); NEXT();
do_JNE_D: if (!typed_equal(A.d, B.d)) JUMP(); NEXT();
do_JEQ_C: if (typed_equal(A.d, B.d) && typed_equal(frame[pc[-1].a + 1].d, frame[pc[-1].b + 1].d)) JUMP(); NEXT();
do_JNE_C: if (!typed_equal(A.d, B.d) || !typed_equal(frame[pc[-1].a + 1].d, frame[pc[-1].b + 1].d)) JUMP(); NEXT();
do_JEQ_T: HAVE(A.t); HAVE(B.t); if (packed_same(val_from_node(A.t), val_from_node(B.t))) JUMP(); NEXT();
do_JNE_T: HAVE(A.t); HAVE(B.t); if (!packed_same(val_from_node(A.t), val_from_node(B.t))) JUMP(); NEXT();

do_STEPS_I: NUMERIC(typed_steps_integer(B.i, frame[pc[-1].b + 1].i, frame[pc[-1].b + 2].i, &n)); A.i = n; NEXT();
do_STEPS_D: NUMERIC(typed_steps_real(B.d, frame[pc[-1].b + 1].d, frame[pc[-1].b + 2].d, &n)); A.i = n; NEXT();
do_NEXT_I:
    if (--A.i > 0) {
        frame[pc[-1].a + 1].i += frame[pc[-1].a + 2].i;
        JUMP();
        POLL();
    }
    NEXT();
do_NEXT_D:
    if (--A.i > 0) {
        frame[pc[-1].a + 1].d = frame[pc[-1].a + 3].d + (double)++frame[pc[-1].a + 4].i * frame[pc[-1].a + 2].d;
        JUMP();
        POLL();
    }
    NEXT();
do_GIVE:
    s = A;
    if (frame == bottom) {
        first[code->result_slot] = s;
        return TYPED_DONE;
    }
    pc = frame[code->slots].p;
    frame -= stride;
    depth--;
    frame[pc[-1].a] = s;
    NEXT();
do_RECUR:
    NUMERIC(vm->depth + depth < vm->recursion_limit);
    POLL();
    if (UNLIKELY(frame + 2 * stride > end)) {
        Slot *grown = typed_frames_grow(h, bottom, (size_t)(end - bottom));
        NUMERIC(grown != NULL);
        frame = grown + (frame - bottom);
        ready = grown + (ready - bottom);
        end = grown + 2 * (end - bottom);
        bottom = grown;
    }
    depth++;
    for (k = 0; k < pc[-1].c; k++)
        frame[stride + k] = frame[pc[-1].b + k];
    frame += stride;
    if (frame > ready) {
        typed_frame_begin(code, frame);
        ready = frame;
    } else {
        typed_frame_again(code, frame);
    }
    for (k = 0; k < code->global_count; k++)
        frame[code->globals[k].slot] = *(frame + code->globals[k].slot - stride);
    frame[code->slots].p = pc;
    pc = code->ins;
    NEXT();
do_AGAIN:
    NUMERIC((uint64_t)++frame[code->slots + 1].i < vm->iteration_limit);
    JUMP();
    POLL();
    NEXT();
do_REST: NUMERIC(B.p != frame[pc[-1].b + 1].p); s = frame[pc[-1].b + 1]; A.p = (const Slot *)B.p + 1; frame[pc[-1].a + 1] = s; NEXT();
do_MOST: NUMERIC(B.p != frame[pc[-1].b + 1].p); s.p = (const Slot *)frame[pc[-1].b + 1].p - 1; A = B; frame[pc[-1].a + 1] = s; NEXT();
do_COUNT: A.i = (const Slot *)frame[pc[-1].b + 1].p - (const Slot *)B.p; NEXT();
do_FIRST_I:
    NUMERIC(B.p != frame[pc[-1].b + 1].p && val_is_small(*(const Val *)B.p));
    A.i = val_small(*(const Val *)B.p);
    NEXT();
do_ITEM_I: {
    const Val *items = B.p;
    NUMERIC(typed_at(C.i, (size_t)((const Val *)frame[pc[-1].b + 1].p - items), &k) && val_is_small(items[k]));
    A.i = val_small(items[k]);
    NEXT();
}
do_ITEM_D: {
    const Val *items = B.p;
    NUMERIC(typed_at(C.i, (size_t)((const Val *)frame[pc[-1].b + 1].p - items), &k) && val_is_real(items[k]));
    x = val_real(items[k]);
    NUMERIC(isfinite(x));
    A.d = x;
    NEXT();
}
do_ITEM: {
    const Slot *items = B.p;
    NUMERIC(typed_at(C.i, (size_t)((const Slot *)frame[pc[-1].b + 1].p - items), &k));
    A = items[k];
    NEXT();
}
do_JNONE: if (A.p == frame[pc[-1].a + 1].p) JUMP(); NEXT();
do_JSOME: if (A.p != frame[pc[-1].a + 1].p) JUMP(); NEXT();
do_SIZE: HAVE(B.t); A.i = (int64_t)B.t->count; NEXT();
do_LENGTH: HAVE(B.t); A.i = (int64_t)B.t->dims[0]; NEXT();
do_DIMS: HAVE(B.t); ARRAY(typed_dimensions(h, B.t)); NEXT();
do_SHAPE: HAVE(A.t); HAVE(B.t); NUMERIC(typed_same_shape(A.t, B.t)); NEXT();
do_SHAPE1: HAVE(A.t); HAVE(B.t); NUMERIC(A.t->dims[0] == B.t->dims[0]); NEXT();
do_FILLED: HAVE(A.t); NUMERIC(A.t->count > 0); NEXT();
do_NEWLIKE: HAVE(B.t); ARRAY(typed_like(h, B.t, (TypedBase)pc[-1].c)); NEXT();
do_NEW:
    n = B.i < 0 ? 0 : B.i;
    if (val_is_unwind(vm_check_length(vm, (double)n, pc[-1].c >> 8 > 1 ? 16 : 8)))
        FAIL(TYPED_UNWIND);
    ARRAY(typed_new(h, (TypedBase)(pc[-1].c & 255), pc[-1].c >> 8, (size_t)n));
    NEXT();
do_FILL: {
    TypedType type = {.base = (uint8_t)(pc[-1].c & 255), .rank = (uint8_t)(pc[-1].c >> 8)};
    y = 1;
    for (k = 0; k < type.rank; k++) {
        NUMERIC(frame[pc[-1].b + 2 + k].i >= 0);
        y *= (double)frame[pc[-1].b + 2 + k].i;
    }
    if (val_is_unwind(vm_check_length(vm, y, sizeof(double))))
        FAIL(TYPED_UNWIND);
    ARRAY(typed_fill(h, &B, type, &frame[pc[-1].b + 2]));
    NEXT();
}
do_FGET_I: A.i = B.t->data.integers[C.i]; NEXT();
do_FGET_C: p = B.t; n = C.i; SET_PAIR(p->data.reals[2 * n], p->data.reals[2 * n + 1]); NEXT();
do_FSET_I: A.t->data.integers[B.i] = C.i; NEXT();
do_FSET_C: A.t->data.reals[2 * B.i] = C.d; A.t->data.reals[2 * B.i + 1] = frame[pc[-1].c + 1].d; NEXT();
do_GET1: p = B.t; HAVE(p); NUMERIC(typed_at(C.i, p->dims[0], &k)); A.i = p->data.integers[k]; NEXT();
do_GET1_C: p = B.t; HAVE(p); NUMERIC(typed_at(C.i, p->dims[0], &k)); SET_PAIR(p->data.reals[2 * k], p->data.reals[2 * k + 1]); NEXT();
do_GET2:
    p = B.t;
    HAVE(p);
    NUMERIC(typed_at(C.i, p->dims[0], &k) && typed_at(frame[pc[-1].c + 1].i, p->dims[1], &m));
    A.i = p->data.integers[k * p->dims[1] + m];
    NEXT();
do_GET2_C:
    p = B.t;
    HAVE(p);
    NUMERIC(typed_at(C.i, p->dims[0], &k) && typed_at(frame[pc[-1].c + 1].i, p->dims[1], &m));
    k = k * p->dims[1] + m;
    SET_PAIR(p->data.reals[2 * k], p->data.reals[2 * k + 1]);
    NEXT();
do_ROW: p = B.t; HAVE(p); NUMERIC(typed_at(C.i, p->dims[0], &k)); ARRAY(typed_row(h, p, k)); NEXT();
do_ROW0: ARRAY(typed_row(h, B.t, (size_t)C.i)); NEXT();
do_SET1: p = A.t; HAVE(p); NUMERIC(typed_at(B.i, p->dims[0], &k)); p->data.integers[k] = C.i; NEXT();
do_SET1_C:
    p = A.t;
    HAVE(p);
    NUMERIC(typed_at(B.i, p->dims[0], &k));
    p->data.reals[2 * k] = C.d;
    p->data.reals[2 * k + 1] = frame[pc[-1].c + 1].d;
    NEXT();
do_SET2:
    p = A.t;
    HAVE(p);
    NUMERIC(typed_at(B.i, p->dims[0], &k) && typed_at(frame[pc[-1].b + 1].i, p->dims[1], &m));
    p->data.integers[k * p->dims[1] + m] = C.i;
    NEXT();
do_SET2_C:
    p = A.t;
    HAVE(p);
    NUMERIC(typed_at(B.i, p->dims[0], &k) && typed_at(frame[pc[-1].b + 1].i, p->dims[1], &m));
    k = k * p->dims[1] + m;
    p->data.reals[2 * k] = C.d;
    p->data.reals[2 * k + 1] = frame[pc[-1].c + 1].d;
    NEXT();
do_SETROW: HAVE(A.t); HAVE(C.t); NUMERIC(typed_at(B.i, A.t->dims[0], &k) && typed_set_row(A.t, k, C.t)); NEXT();
do_PUSH: HAVE(A.t); ARRAY(typed_push(h, A.t, &B)); NEXT();
do_PUSH_C: HAVE(A.t); ARRAY(typed_push(h, A.t, &B)); NEXT();
do_PUSH_T:
    HAVE(A.t);
    HAVE(B.t);
    p = typed_push_row(h, A.t, B.t);
    if (UNLIKELY(p == NULL))
        FAIL(TYPED_RAGGED);
    A.t = p;
    NEXT();
do_ADD_T:
do_SUB_T:
do_MUL_T: HAVE(B.t); HAVE(C.t); ARRAY(typed_vector(h, (TypedOp)pc[-1].op, B.t, C.t, 0)); NEXT();
do_SCALE_T: HAVE(C.t); ARRAY(typed_vector(h, TOP_SCALE_T, C.t, NULL, B.d)); NEXT();
do_TOTAL_I: HAVE(B.t); NUMERIC(typed_total_integer(B.t, &n)); A.i = n; NEXT();
do_TOTAL_D: HAVE(B.t); A.d = typed_total_real(B.t); NEXT();
do_DOT_D:
    HAVE(B.t);
    HAVE(C.t);
    NUMERIC(typed_same_shape(B.t, C.t));
    x = 0;
    for (k = 0; k < B.t->count; k++)
        x += B.t->data.reals[k] * C.t->data.reals[k];
    A.d = x;
    NEXT();
do_DOT_T: HAVE(B.t); HAVE(C.t); ARRAY(typed_dot(h, B.t, C.t)); NEXT();
do_JOIN: HAVE(B.t); HAVE(C.t); ARRAY(typed_join(h, B.t, C.t)); NEXT();
do_REVERSE: HAVE(B.t); ARRAY(typed_reverse(h, B.t)); NEXT();
do_SORT: HAVE(B.t); ARRAY(typed_sort(h, B.t)); NEXT();
do_FLIP: HAVE(B.t); ARRAY(typed_transpose(h, B.t)); NEXT();
do_RANGE:
    NUMERIC(typed_steps_integer(B.i, frame[pc[-1].b + 1].i, frame[pc[-1].b + 2].i, &n));
    if (val_is_unwind(vm_check_length(vm, (double)n, sizeof(int64_t))))
        FAIL(TYPED_UNWIND);
    ARRAY(typed_range(h, B.i, frame[pc[-1].b + 1].i, frame[pc[-1].b + 2].i));
    NEXT();

do_EXTERN:
    status = typed_external(vm, &code->externs[pc[-1].a], frame);
    if (UNLIKELY(status != TYPED_DONE))
        FAIL(status);
    NEXT();
do_CALL:
    status = typed_call_extern(vm, &code->externs[pc[-1].b], frame);
    if (UNLIKELY(status != TYPED_DONE))
        FAIL(status);
    NEXT();
}
