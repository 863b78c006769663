/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_runtime.h -- what instructions of typed bytecode do that take more than a line: for its loop.
 *
 * An array that cannot be had (a part that is not there, a size that memory does not hold) is NULL, a number
 * that has no machine value false.
 */
#ifndef LYRA_CODE_TYPED_RUNTIME_H
#define LYRA_CODE_TYPED_RUNTIME_H

#include "vm/code/typed.h"

/* The functions that FUN_D and FUN_C number. */
#define TYPED_FUNCTIONS(F)                                                                                      \
    F(Sin, sin, csin) F(Cos, cos, ccos) F(Tan, tan, ctan) F(Sinh, sinh, csinh) F(Cosh, cosh, ccosh)            \
    F(Tanh, tanh, ctanh) F(ArcSin, asin, casin) F(ArcCos, acos, cacos) F(ArcTan, atan, catan)                  \
    F(ArcSinh, asinh, casinh) F(ArcCosh, acosh, cacosh) F(ArcTanh, atanh, catanh) F(Exp, exp, cexp)            \
    F(Log, log, clog) F(Sqrt, sqrt, csqrt) F(Sec, typed_sec, NULL) F(Csc, typed_csc, NULL)                     \
    F(Cot, typed_cot, NULL) F(Sech, typed_sech, NULL) F(Csch, typed_csch, NULL) F(Coth, typed_coth, NULL)      \
    F(ArcCot, typed_acot, NULL) F(Log2, log2, NULL) F(Log10, log10, NULL) F(Erf, erf, NULL) F(Erfc, erfc, NULL)  \
    F(Gamma, tgamma, NULL) F(LogGamma, typed_loggamma, NULL) F(Sinc, typed_sinc, NULL)                         \
    F(FractionalPart, typed_fraction, NULL) F(CubeRoot, cbrt, NULL)

typedef enum TypedFunction {
#define F(name, real, cplx) TYPED_FN_##name,
    TYPED_FUNCTIONS(F)
#undef F
    TYPED_FN_COUNT
} TypedFunction;

typedef double _Complex TypedComplex;

typedef struct TypedFunctionRow {
    double         (*real)(double);
    TypedComplex   (*complex)(TypedComplex);      /* NULL: it has none */
} TypedFunctionRow;

extern const TypedFunctionRow typed_functions[TYPED_FN_COUNT];

enum { TYPED_FLOOR, TYPED_CEILING, TYPED_ROUND, TYPED_TRUNCATE };
/* Comparing as the evaluator does: reals that agree but for their last bits are equal. */
static inline double typed_size(double x) { return x < 0 ? -x : x; }
static inline bool typed_equal(double x, double y)
{
    double gap = typed_size(x - y);
    return gap == 0 || x == y || (gap <= 0x1p-46 * typed_size(x) && gap < 1e308) || (gap <= 0x1p-46 * typed_size(y) && gap < 1e308);
}
static inline bool typed_less(double x, double y)       { return x < y && !typed_equal(x, y); }
static inline bool typed_less_equal(double x, double y) { return x <= y || typed_equal(x, y); }

bool typed_power_integer(int64_t x, int64_t n, int64_t *to);
/* x^n as the evaluator has it. */
double typed_power_real(double x, int64_t n);
TypedComplex typed_power_complex(TypedComplex z, int64_t n);
bool typed_to_integer(double x, int how, int64_t *to);
bool typed_shift(int64_t x, int64_t n, int64_t *to);
int64_t typed_gcd(int64_t x, int64_t y);
double typed_sorted(size_t n, const Slot *items, bool product);
/* How many of from, from + step, .. do not pass [to]; false where the step is zero. */
bool typed_steps_integer(int64_t from, int64_t to, int64_t step, int64_t *count);
bool typed_steps_real(double from, double to, double step, int64_t *count);

size_t typed_element(const Packed *p);           /* bytes of an element */
PackedType typed_packed(TypedBase base);
TypedBase typed_base(const Packed *p);
Packed *typed_copy(Heap *h, const Packed *p);
Packed *typed_widen(Heap *h, const Packed *p, TypedBase base);
Packed *typed_like(Heap *h, const Packed *p, TypedBase base);
/* An empty array with room for [n] elements. */
Packed *typed_new(Heap *h, TypedBase base, size_t rank, size_t room);
/* [p] with the element at [from] appended, in place where there is room; the array is another one else. */
Packed *typed_push(Heap *h, Packed *p, const void *from);
/* The same with a row; NULL where it does not fit the rows that are there. */
Packed *typed_push_row(Heap *h, Packed *p, const Packed *row);
bool typed_same_shape(const Packed *a, const Packed *b);
/* A frame of a call by rules serves another such call: it has not begun again. */
static inline void typed_frame_again(const TypedCode *code, Slot *frame) { frame[code->slots + 1].i = 0; }
/* What such a frame begins with but for arguments: constants, and that it has not begun again. */
static inline void typed_frame_begin(const TypedCode *code, Slot *frame)
{
    size_t from = code->slots - code->constant_count;

    for (size_t k = 0; k < code->constant_count; k++)
        frame[from + k] = code->constants[k];
    typed_frame_again(code, frame);
}
/* Frames of [room] slots in twice as much memory; NULL where that is too much. */
Slot *typed_frames_grow(Heap *h, const Slot *frames, size_t room);
/* Position [i] of [n], from 1 or from the end, as an offset; false where it is none. */
static inline bool typed_at(int64_t i, size_t n, size_t *at)
{
    *at = (size_t)(i > 0 ? i - 1 : (int64_t)n + i);
    return i != 0 && *at < n;
}
Packed *typed_row(Heap *h, const Packed *p, size_t at);
bool typed_set_row(Packed *p, size_t at, const Packed *row);
Packed *typed_fill(Heap *h, const Slot *value, TypedType type, const Slot *dims);
Packed *typed_dimensions(Heap *h, const Packed *p);
Packed *typed_vector(Heap *h, TypedOp op, const Packed *a, const Packed *b, double scale);
bool typed_total_integer(const Packed *p, int64_t *to);
double typed_total_real(const Packed *p);
Packed *typed_dot(Heap *h, const Packed *a, const Packed *b);
Packed *typed_join(Heap *h, const Packed *a, const Packed *b);
Packed *typed_reverse(Heap *h, const Packed *p);
Packed *typed_sort(Heap *h, const Packed *p);
Packed *typed_transpose(Heap *h, const Packed *p);
Packed *typed_range(Heap *h, int64_t from, int64_t to, int64_t step);

/* The evaluator's value of a part, to its slot. */
TypedStatus typed_external(Vm *vm, const TypedExtern *e, Slot *frame);
/* A call of the compiled function in e->head. */
TypedStatus typed_call_extern(Vm *vm, const TypedExtern *e, Slot *frame);

#endif
