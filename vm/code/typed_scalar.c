/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_scalar.c -- typed code for functions of numbers.
 *
 * In the exact dialect only what is certain to have a machine number for an answer, or to fail, has code: a
 * function of an integer that would be exact, a sum of an integer and a real whose integer may be a zero
 * that stays exact, are left to the evaluator.
 */
#include "vm/code/typed_emit.h"

#include <stdlib.h>

#include "vm/num/number.h"

static TypedValue emit1(TypedCompiler *c, TypedOp op, TypedBase base, TypedValue a)
{
    TypedValue r = typed_temporary(c, typed_type(base, 0));

    typed_emit(c, op, r.slot, a.slot, 0);
    return r;
}

static TypedValue emit2(TypedCompiler *c, TypedOp op, TypedBase base, TypedValue a, TypedValue b)
{
    TypedValue r = typed_temporary(c, typed_type(base, 0));

    typed_emit(c, op, r.slot, a.slot, b.slot);
    return r;
}

static TypedValue to_base(TypedCompiler *c, TypedValue v, TypedBase base)
{
    return typed_convert(c, v, typed_type(base, 0));
}

static bool all_are(size_t n, const TypedValue *a, TypedBase base)
{
    for (size_t i = 0; i < n; i++)
        if (!typed_is(a[i].type, base))
            return false;
    return true;
}

/* The widest type; TYPED_NONE where there is a truth value. */
static TypedBase widest(size_t n, const TypedValue *a)
{
    TypedBase w = TYPED_INT;

    for (size_t i = 0; i < n; i++) {
        if (a[i].type.base < TYPED_INT)
            return TYPED_NONE;
        if (a[i].type.base > w)
            w = (TypedBase)a[i].type.base;
    }
    return w;
}

/* ---- sums and products ------------------------------------------------------------------------- */

static bool is_minus_one(TypedValue v) { return val_is(v.literal, val_int(-1)); }

/* An integer among reals: exact where it is not zero. */
static TypedValue exact_real(TypedCompiler *c, TypedValue v)
{
    if (v.type.base == TYPED_REAL)
        return v;
    if (val_is_small(v.literal) && val_small(v.literal) != 0 && num_to_double(v.literal) < 1e15 && num_to_double(v.literal) > -1e15)
        return typed_literal(c, val_real_new(c->heap, num_to_double(v.literal)));
    return emit1(c, TOP_I2DX, TYPED_REAL, v);
}

static TypedValue part_of_complex(TypedValue v, unsigned part)
{
    return (TypedValue){.type = typed_type(TYPED_REAL, 0), .slot = (uint16_t)(v.slot + part), .variable = true, .literal = VAL_NONE};
}

/* Two numbers, one of them complex: a real one meets the parts. */
static TypedValue exact_complex(TypedCompiler *c, bool product, TypedValue a, TypedValue b)
{
    TypedValue r = typed_temporary(c, typed_type(TYPED_COMPLEX, 0));

    if (a.type.base == TYPED_COMPLEX && b.type.base == TYPED_COMPLEX) {
        typed_emit(c, product ? TOP_MULX_C : TOP_ADDX_C, r.slot, a.slot, b.slot);
        return r;
    }
    if (a.type.base != TYPED_COMPLEX) {
        TypedValue t = a;
        a = b;
        b = t;
    }
    b = exact_real(c, b);
    typed_emit(c, product ? TOP_MULX_D : TOP_ADDX_D, r.slot, a.slot, b.slot);
    if (product)
        typed_emit(c, TOP_MULX_D, r.slot + 1u, a.slot + 1u, b.slot);
    else
        typed_emit(c, TOP_MOVE, r.slot + 1u, a.slot + 1u, 0);
    r.temporary = false;
    return r;
}

/* The difference that the sum of [a] and [b] is where the instruction before negated one of them for nothing else; false
 * where it is none. */
static bool difference(TypedCompiler *c, TypedOp negate, TypedOp subtract, TypedValue a, TypedValue b, TypedValue *r)
{
    const TypedIns *last = c->count > 0 ? &c->ins[c->count - 1] : NULL;

    if (last == NULL || c->label == c->count || last->op != negate)
        return false;
    bool second = b.temporary && last->a == b.slot;
    if (!second && !(a.temporary && last->a == a.slot))
        return false;
    uint16_t of = last->b;
    c->count--;
    *r = typed_temporary(c, a.type);
    typed_emit(c, subtract, r->slot, second ? a.slot : b.slot, of);
    return true;
}

TypedValue typed_exact_combine(TypedCompiler *c, bool product, size_t n, const TypedValue *a)
{
    TypedValue x, y, r;

    if (n == 2 && widest(n, a) == TYPED_COMPLEX)
        return product && is_minus_one(a[0]) ? emit1(c, TOP_NEG_C, TYPED_COMPLEX, a[1]) : exact_complex(c, product, a[0], a[1]);
    if (widest(n, a) != TYPED_REAL || n > 16)
        return typed_fail(c, NULL, 0, NULL);
    if (n == 2 && product && (is_minus_one(a[0]) || is_minus_one(a[1])))
        return emit1(c, TOP_NEG_D, TYPED_REAL, is_minus_one(a[0]) ? a[1] : a[0]);
    if (n == 2) {
        x = exact_real(c, a[0]);
        y = exact_real(c, a[1]);
        if (!product && difference(c, TOP_NEG_D, TOP_SUBX_D, x, y, &r))
            return r;
        return emit2(c, product ? TOP_MULX_D : TOP_ADDX_D, TYPED_REAL, x, y);
    }
    uint16_t first = typed_slot(c, (unsigned)n);
    for (size_t i = 0; i < n; i++)
        typed_move(c, (uint16_t)(first + i), exact_real(c, a[i]));
    r = typed_temporary(c, typed_type(TYPED_REAL, 0));
    typed_emit(c, product ? TOP_PRODX_D : TOP_SUMX_D, r.slot, first, n);
    return r;
}

static const TypedOp sum_ops[] = {[TYPED_INT] = TOP_ADD_I, [TYPED_REAL] = TOP_ADD_D, [TYPED_COMPLEX] = TOP_ADD_C};
static const TypedOp product_ops[] = {[TYPED_INT] = TOP_MUL_I, [TYPED_REAL] = TOP_MUL_D, [TYPED_COMPLEX] = TOP_MUL_C};
static const TypedOp minus_ops[] = {[TYPED_INT] = TOP_NEG_I, [TYPED_REAL] = TOP_NEG_D, [TYPED_COMPLEX] = TOP_NEG_C};

static TypedValue combine(TypedCompiler *c, bool product, size_t n, const TypedValue *a)
{
    TypedBase w = widest(n, a);
    TypedValue r;

    if (w == TYPED_NONE)
        return typed_fail(c, NULL, 0, NULL);
    if (n == 0)
        return typed_integer(c, product);
    if (c->exact && n > 1 && w != TYPED_INT)
        return typed_exact_combine(c, product, n, a);
    if (product && n == 2 && is_minus_one(a[0]))
        return emit1(c, minus_ops[w], w, to_base(c, a[1], w));
    r = a[0];
    for (size_t i = 1; i < n; i++) {
        /* As narrow as can be for as long as can be: 2 n x is one product of integers. */
        TypedBase base = r.type.base > a[i].type.base ? (TypedBase)r.type.base : (TypedBase)a[i].type.base;
        TypedValue x = to_base(c, r, base), y = to_base(c, a[i], base);
        if (product || base != TYPED_INT || !difference(c, TOP_NEG_I, TOP_SUB_I, x, y, &r))
            r = emit2(c, (product ? product_ops : sum_ops)[base], base, x, y);
    }
    return r;
}

static TypedValue subtract(TypedCompiler *c, TypedValue a, TypedValue b)
{
    static const TypedOp ops[] = {[TYPED_INT] = TOP_SUB_I, [TYPED_REAL] = TOP_SUB_D, [TYPED_COMPLEX] = TOP_SUB_C};
    TypedBase w = widest(2, (TypedValue[]){a, b});

    if (w == TYPED_NONE || (c->exact && w != TYPED_INT && a.type.base != b.type.base))
        return typed_fail(c, NULL, 0, NULL);
    return emit2(c, c->exact && w == TYPED_REAL ? TOP_SUBX_D : ops[w], w, to_base(c, a, w), to_base(c, b, w));
}

static TypedValue divide(TypedCompiler *c, TypedValue a, TypedValue b)
{
    TypedBase w = widest(2, (TypedValue[]){a, b});

    if (w == TYPED_NONE || (c->exact && !all_are(1, &b, TYPED_REAL)))
        return typed_fail(c, NULL, 0, NULL);
    if (c->exact)
        return typed_exact_combine(c, true, 2, (TypedValue[]){a, emit1(c, TOP_INVX_D, TYPED_REAL, b)});
    if (w == TYPED_INT)
        w = TYPED_REAL;
    return emit2(c, w == TYPED_REAL ? TOP_DIV_D : TOP_DIV_C, w, to_base(c, a, w), to_base(c, b, w));
}

/* ---- powers ------------------------------------------------------------------------------------ */

static TypedValue apply_function(TypedCompiler *c, TypedFunction f, TypedValue a);

static TypedValue power(TypedCompiler *c, TypedValue a, TypedValue b)
{
    bool half = val_is_rational(b.literal) && val_is(rat_numerator(b.literal), val_int(1)) && val_is(rat_denominator(b.literal), val_int(2));

    if (half)
        return apply_function(c, TYPED_FN_Sqrt, a);
    if (widest(2, (TypedValue[]){a, b}) == TYPED_NONE)
        return typed_fail(c, NULL, 0, NULL);
    if (b.type.base == TYPED_INT) {
        if (a.type.base == TYPED_INT) {
            if (!val_is_small(b.literal) || val_small(b.literal) >= 0 || c->exact)
                return emit2(c, TOP_POW_I, TYPED_INT, a, b);
            a = to_base(c, a, TYPED_REAL);
        }
        if (c->exact && a.type.base == TYPED_REAL && val_is(b.literal, val_int(-1)))
            return emit1(c, TOP_INVX_D, TYPED_REAL, a);
        if (c->exact && a.type.base == TYPED_COMPLEX && val_is(b.literal, val_int(2)))
            return emit2(c, TOP_MULX_C, TYPED_COMPLEX, a, a);
        if (c->exact && val_is(b.literal, val_int(2)))
            return emit2(c, TOP_MULX_D, TYPED_REAL, a, a);
        if (c->exact)
            return a.type.base != TYPED_REAL || !val_is_small(b.literal) || val_small(b.literal) == 0 || llabs(val_small(b.literal)) > 1000
                ? typed_fail(c, NULL, 0, NULL) : emit2(c, TOP_POWX_DI, TYPED_REAL, a, b);
        if (val_is(b.literal, val_int(2)))
            return emit2(c, a.type.base == TYPED_REAL ? TOP_MUL_D : TOP_MUL_C, (TypedBase)a.type.base, a, a);
        return emit2(c, a.type.base == TYPED_REAL ? TOP_POW_DI : TOP_POW_CI, (TypedBase)a.type.base, a, b);
    }
    if (c->exact)
        return typed_fail(c, NULL, 0, NULL);
    TypedBase w = a.type.base == TYPED_COMPLEX || b.type.base == TYPED_COMPLEX ? TYPED_COMPLEX : TYPED_REAL;
    return emit2(c, w == TYPED_REAL ? TOP_POW_D : TOP_POW_C, w, to_base(c, a, w), to_base(c, b, w));
}

/* ---- functions of one number ------------------------------------------------------------------- */

static bool find_function(Val head, TypedFunction *f)
{
    switch (symbol_switch(head)) {
#define F(name, real, cplx) case SYM_##name: *f = TYPED_FN_##name; return true;
    TYPED_FUNCTIONS(F)
#undef F
    default:
        return false;
    }
}

/* Those whose value for a machine real the evaluator takes from the same C function (vm/math/functions.def). */
static bool is_exact_function(TypedFunction f)
{
    switch (f) {
    case TYPED_FN_Sin: case TYPED_FN_Cos: case TYPED_FN_Tan: case TYPED_FN_Exp: case TYPED_FN_Log: case TYPED_FN_ArcTan:
    case TYPED_FN_Sinh: case TYPED_FN_Cosh: case TYPED_FN_Tanh: case TYPED_FN_Sqrt:
        return true;
    default:
        return false;
    }
}

static TypedValue apply_function(TypedCompiler *c, TypedFunction f, TypedValue a)
{
    TypedValue r;
    bool complex = a.type.base == TYPED_COMPLEX;

    if (a.type.base < TYPED_INT || (complex && typed_functions[f].complex == NULL))
        return typed_fail(c, NULL, 0, NULL);
    if (c->exact) {
        if (!typed_is(a.type, TYPED_REAL) || !is_exact_function(f))
            return typed_fail(c, NULL, 0, NULL);
    } else if (!complex) {
        a = to_base(c, a, TYPED_REAL);
    }
    if (f == TYPED_FN_Sqrt && !complex)
        return emit1(c, TOP_SQRT_D, TYPED_REAL, a);
    r = typed_temporary(c, typed_type(complex ? TYPED_COMPLEX : TYPED_REAL, 0));
    typed_emit(c, complex ? TOP_FUN_C : c->exact ? TOP_FUNX_D : TOP_FUN_D, r.slot, a.slot, f);
    return r;
}

TypedValue typed_exact_exp(TypedCompiler *c, TypedValue a) { return apply_function(c, TYPED_FN_Exp, a); }

static TypedValue round_to(TypedCompiler *c, int how, TypedValue a)
{
    TypedValue r;

    if (a.type.base == TYPED_INT)
        return a;
    if (a.type.base != TYPED_REAL)
        return typed_fail(c, NULL, 0, NULL);
    r = typed_temporary(c, typed_type(TYPED_INT, 0));
    typed_emit(c, TOP_INT_D, r.slot, a.slot, (size_t)how);
    return r;
}

/* 1 where the condition that [op] jumps for holds of a and 0, or b; else 0. */
static TypedValue indicator(TypedCompiler *c, TypedOp op, TypedValue a, TypedValue b)
{
    TypedValue r = typed_temporary(c, typed_type(TYPED_INT, 0));
    TypedJumps done = {0};

    typed_emit(c, TOP_MOVE, r.slot, typed_integer(c, 1).slot, 0);
    typed_jump(c, op, a.slot, b.slot, &done);
    typed_emit(c, TOP_MOVE, r.slot, typed_integer(c, 0).slot, 0);
    typed_land(c, &done);
    return r;
}

static TypedValue unit_step(TypedCompiler *c, TypedValue a)
{
    if (a.type.base == TYPED_COMPLEX || a.type.base < TYPED_INT || (c->exact && a.type.base == TYPED_REAL))
        return typed_fail(c, NULL, 0, NULL);
    return indicator(c, a.type.base == TYPED_INT ? TOP_JLE_I : TOP_JLE_D,
                     a.type.base == TYPED_INT ? typed_integer(c, 0) : typed_literal(c, val_real_new(c->heap, 0.0)), a);
}

static bool one_argument(TypedCompiler *c, Val head, TypedValue a, TypedValue *r)
{
    TypedBase base = (TypedBase)a.type.base;
    bool complex = base == TYPED_COMPLEX, real = base == TYPED_REAL;
    TypedFunction f;

    if (find_function(head, &f))
        return *r = apply_function(c, f, a), true;
    if (base == TYPED_BOOL && val_is(head, S_Boole))
        return *r = a, r->type.base = TYPED_INT, true;
    if (base < TYPED_INT)
        return false;
    switch (symbol_switch(head)) {
    case SYM_Minus:       *r = emit1(c, minus_ops[base], base, a); return true;
    case SYM_Abs: case SYM_Norm:
        *r = emit1(c, complex ? TOP_ABS_C : real ? TOP_ABS_D : TOP_ABS_I, base == TYPED_INT ? TYPED_INT : TYPED_REAL, a);
        return true;
    case SYM_Sign:
        if (complex)
            return false;
        *r = emit1(c, real ? TOP_SIGN_D : TOP_SIGN_I, TYPED_INT, a);
        return true;
    case SYM_Floor:       *r = round_to(c, TYPED_FLOOR, a); return true;
    case SYM_Ceiling:     *r = round_to(c, TYPED_CEILING, a); return true;
    case SYM_Round:       *r = round_to(c, TYPED_ROUND, a); return true;
    case SYM_IntegerPart: *r = round_to(c, TYPED_TRUNCATE, a); return true;
    case SYM_UnitStep:    *r = unit_step(c, a); return true;
    case SYM_Re: case SYM_Im:
        *r = a;
        if (complex) {
            *r = part_of_complex(a, val_is(head, S_Im));
        } else if (val_is(head, S_Im)) {
            *r = typed_integer(c, 0);
        }
        return true;
    case SYM_Conjugate:   *r = complex ? emit1(c, TOP_CONJ_C, base, a) : a; return true;
    case SYM_Arg:
        if (c->exact)
            return false;
        *r = emit1(c, TOP_ARG_C, TYPED_REAL, to_base(c, a, TYPED_COMPLEX));
        return true;
    case SYM_BitNot:      return base == TYPED_INT ? *r = emit1(c, TOP_NOT_I, TYPED_INT, a), true : false;
    case SYM_N:
        if (c->exact && complex)
            return false;
        *r = base == TYPED_INT ? emit1(c, TOP_I2D, TYPED_REAL, a) : a;
        return true;
    case SYM_Identity:    *r = a; return true;
    default:              return false;
    }
}

/* ---- several arguments ------------------------------------------------------------------------- */

static TypedValue fold(TypedCompiler *c, TypedOp integers, TypedOp reals, size_t n, const TypedValue *a)
{
    TypedBase w = widest(n, a);
    TypedValue r = a[0];

    if (w == TYPED_NONE || w == TYPED_COMPLEX || (c->exact && !all_are(n, a, TYPED_INT)) || (w == TYPED_REAL && reals == TOP_FAIL))
        return typed_fail(c, NULL, 0, NULL);
    r = to_base(c, r, w);
    for (size_t i = 1; i < n; i++)
        r = emit2(c, w == TYPED_INT ? integers : reals, w, r, to_base(c, a[i], w));
    return r;
}

static bool divide_integers(TypedCompiler *c, bool mod, TypedValue a, TypedValue b, TypedValue *r)
{
    TypedBase w = widest(2, (TypedValue[]){a, b});

    if (w == TYPED_NONE || w == TYPED_COMPLEX || (c->exact && w != TYPED_INT))
        return false;
    if (w == TYPED_INT)
        *r = emit2(c, mod ? TOP_MOD_I : TOP_QUO_I, w, a, b);
    else
        *r = emit2(c, mod ? TOP_MOD_D : TOP_QUO_D, mod ? w : TYPED_INT, to_base(c, a, w), to_base(c, b, w));
    return true;
}

static bool two_arguments(TypedCompiler *c, Val head, const TypedValue *a, TypedValue *r)
{
    bool integers = all_are(2, a, TYPED_INT);

    switch (symbol_switch(head)) {
    case SYM_Subtract: *r = subtract(c, a[0], a[1]); return true;
    case SYM_Divide:   *r = divide(c, a[0], a[1]); return true;
    case SYM_Power:    *r = power(c, a[0], a[1]); return true;
    case SYM_Mod: case SYM_Quotient:
        return divide_integers(c, val_is(head, S_Mod), a[0], a[1], r);
    case SYM_ArcTan:
        if (c->exact || widest(2, a) > TYPED_REAL || widest(2, a) == TYPED_NONE)
            return false;
        *r = emit2(c, TOP_ATAN2_D, TYPED_REAL, to_base(c, a[0], TYPED_REAL), to_base(c, a[1], TYPED_REAL));
        return true;
    case SYM_Log:
        if (c->exact)
            return false;
        *r = divide(c, apply_function(c, TYPED_FN_Log, a[1]), apply_function(c, TYPED_FN_Log, a[0]));
        return true;
    case SYM_Complex:
        if (c->exact || widest(2, a) > TYPED_REAL || widest(2, a) == TYPED_NONE)
            return false;
        *r = typed_temporary(c, typed_type(TYPED_COMPLEX, 0));
        typed_emit(c, TOP_MOVE, r->slot, to_base(c, a[0], TYPED_REAL).slot, 0);
        typed_emit(c, TOP_MOVE, r->slot + 1u, to_base(c, a[1], TYPED_REAL).slot, 0);
        return true;
    case SYM_BitShiftLeft: case SYM_BitShiftRight:
        return integers ? *r = emit2(c, val_is(head, S_BitShiftLeft) ? TOP_SHL_I : TOP_SHR_I, TYPED_INT, a[0], a[1]), true : false;
    case SYM_KroneckerDelta:
        return integers ? *r = indicator(c, TOP_JEQ_I, a[0], a[1]), true : false;
    default:
        return false;
    }
}

bool typed_scalar(TypedCompiler *c, Val head, size_t n, const TypedValue *a, TypedValue *r)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].type.rank > 0 || a[i].type.base == TYPED_NONE)
            return false;
    switch (symbol_switch(head)) {
    case SYM_Plus: case SYM_Times:
        *r = combine(c, val_is(head, S_Times), n, a);
        return true;
    case SYM_Min: case SYM_Max:
        if (n == 0)
            return false;
        *r = val_is(head, S_Min) ? fold(c, TOP_MIN_I, TOP_MIN_D, n, a) : fold(c, TOP_MAX_I, TOP_MAX_D, n, a);
        return true;
    case SYM_BitAnd: if (n == 0) return false; *r = fold(c, TOP_AND_I, TOP_FAIL, n, a); return true;
    case SYM_BitOr:  if (n == 0) return false; *r = fold(c, TOP_OR_I, TOP_FAIL, n, a); return true;
    case SYM_BitXor: if (n == 0) return false; *r = fold(c, TOP_XOR_I, TOP_FAIL, n, a); return true;
    case SYM_GCD:    if (n == 0) return false; *r = fold(c, TOP_GCD_I, TOP_FAIL, n, a); return true;
    default:
        return n == 1 ? one_argument(c, head, a[0], r) : n == 2 ? two_arguments(c, head, a, r) : false;
    }
}

enum { QUOTIENT_MAX = 8 };

/* The product of these: [numerators] of them, or the one Power[d, -1]'s d.  False: something else. */
static bool quotient_parts(Val e, size_t *numerators, Val *up, Val *down)
{
    size_t n = val_has_head(e, S_Times) ? expr_len(e) : 1;
    const Val *factors = val_has_head(e, S_Times) ? expr_args(e) : &e;

    *numerators = 0;
    *down = VAL_NONE;
    if (n > QUOTIENT_MAX)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!val_is_call(factors[i], S_Power, 2) || !val_is(expr_arg(factors[i], 1), val_int(-1)))
            up[(*numerators)++] = factors[i];
        else if (val_is_none(*down))
            *down = expr_arg(factors[i], 0);
        else
            return false;
    }
    return !val_is_none(*down);
}

static bool integer_operand(TypedCompiler *c, Val e, TypedValue *v)
{
    *v = typed_operand(c, e, 0, NULL);
    return !c->failed && typed_is(v->type, TYPED_INT);
}

/* N of a quotient of integers, correctly rounded as num_to_double has it; of Sin and its like of an integer. */
static bool number_of(TypedCompiler *c, Val e, TypedValue *r)
{
    Val up[QUOTIENT_MAX], down;
    TypedValue v, d;
    TypedFunction f;
    size_t n;

    if (val_is_expr(e) && expr_len(e) == 1 && val_is_symbol(expr_head(e)) && find_function(expr_head(e), &f)
        && (f == TYPED_FN_Sin || f == TYPED_FN_Cos || f == TYPED_FN_Tan)
        && typed_is_builtin(c, expr_head(e))) {
        if (!integer_operand(c, expr_arg(e, 0), &v))
            return false;
        *r = apply_function(c, f, emit1(c, TOP_I2D, TYPED_REAL, v));
        return !c->failed;
    }
    if (!quotient_parts(e, &n, up, &down) || !integer_operand(c, down, &d))
        return false;
    v = typed_integer(c, 1);
    for (size_t i = 0; i < n; i++) {
        TypedValue factor;
        if (!integer_operand(c, up[i], &factor))
            return false;
        v = i == 0 ? factor : emit2(c, TOP_MUL_I, TYPED_INT, v, factor);
    }
    *r = emit2(c, TOP_DIV_D, TYPED_REAL, emit1(c, TOP_I2DX, TYPED_REAL, v), emit1(c, TOP_I2DX, TYPED_REAL, d));
    return !c->failed;
}

bool typed_number_of(TypedCompiler *c, Val e, TypedValue *r)
{
    TypedMark m = typed_mark(c, true);

    if (typed_is_builtin(c, S_N) && number_of(c, e, r)) {
        (void)typed_undo(c, &m);
        return true;
    }
    c->failed = true;
    (void)typed_undo(c, &m);
    return false;
}

bool typed_is_listable(Val head)
{
    TypedFunction f;

    if (find_function(head, &f))
        return true;
    switch (symbol_switch(head)) {
    case SYM_Plus: case SYM_Times: case SYM_Minus: case SYM_Subtract: case SYM_Divide: case SYM_Power: case SYM_Mod:
    case SYM_Quotient: case SYM_Abs: case SYM_Sign: case SYM_Floor: case SYM_Ceiling: case SYM_Round: case SYM_IntegerPart:
    case SYM_UnitStep: case SYM_Re: case SYM_Im: case SYM_Conjugate: case SYM_Arg: case SYM_BitAnd: case SYM_BitOr: case SYM_BitXor:
    case SYM_BitNot: case SYM_BitShiftLeft: case SYM_BitShiftRight: case SYM_GCD: case SYM_N:
        return true;
    default:
        return false;
    }
}
