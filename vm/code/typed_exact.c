/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_exact.c -- numbers that are no machine numbers among those that are, in the exact dialect: x/2, 2 Pi x, E^-x.
 *
 * A sum or product takes its numbers first, smallest first, and each constant's machine number after them, in the
 * canonical order of the constants.  Where several exact numbers would be put together exactly before they meet a machine
 * number, code is made only if doing that in machine numbers is exact as well.
 */
#include "vm/code/typed_emit.h"

#include <math.h>

#include "vm/eval/builtin.h"
#include "vm/num/number.h"

enum { OPERANDS_MAX = 12, CONSTANT_DEPTH_MAX = 8, EXPONENT_MAX = 1000 };

typedef struct Operands {
    size_t     values, constants;
    TypedValue value[OPERANDS_MAX];
    Val        constant[OPERANDS_MAX];
    size_t     exact;            /* how many of the values are exact numbers */
    double     bits;             /* of their product */
    bool       rounded;          /* one of them is no machine number */
} Operands;

/* Functions whose values at constants are quickly had. */
static bool is_elementary(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Plus: case SYM_Times: case SYM_Power: case SYM_Sqrt: case SYM_Subtract: case SYM_Divide: case SYM_Minus: case SYM_Exp:
    case SYM_Log: case SYM_Sin: case SYM_Cos: case SYM_Tan: case SYM_ArcTan:
        return true;
    default:
        return false;
    }
}

static bool is_constant(TypedCompiler *c, Val e, unsigned depth)
{
    if (val_is_number(e))
        return val_is_real(e) || val_is_integer(e) || val_is_rational(e);
    if (val_is_symbol(e))
        return typed_var(c, e) == NULL && val_symbol(e)->builtin != NULL && val_symbol(e)->builtin->numeric != NULL;
    if (!val_is_expr(e) || expr_len(e) == 0 || depth > CONSTANT_DEPTH_MAX || !val_is_symbol(expr_head(e)) || !is_elementary(expr_head(e))
        || typed_var(c, expr_head(e)) != NULL || !typed_is_builtin(c, expr_head(e)))
        return false;
    if (val_is(expr_head(e), S_Power) && expr_len(e) == 2 && val_is_number(expr_arg(e, 1))
        && fabs(num_to_double(expr_arg(e, 1))) > EXPONENT_MAX)
        return false;
    for (size_t i = 0; i < expr_len(e); i++)
        if (!is_constant(c, expr_arg(e, i), depth + 1))
            return false;
    return true;
}

/* Is it a machine number with bits to spare? */
static bool is_short(Val v)
{
    Val up = rat_numerator(v), down = rat_denominator(v);

    return val_is_small(up) && val_is_small(down) && fabs((double)val_small(up)) < 0x1p40 && val_small(down) <= 1024
        && (val_small(down) & (val_small(down) - 1)) == 0;
}

/* Its messages come when the evaluator has to do it. */
static Val constant_value(TypedCompiler *c, Val e)
{
    return val_is_number(e) ? e : vm_tried(c->vm, vm_eval(c->vm, expr1(c->heap, S_Quiet, e)));
}

static bool put_number(TypedCompiler *c, Operands *o, Val v)
{
    double x = num_to_double(v);

    if (o->values == OPERANDS_MAX || !isfinite(x) || x == 0)
        return false;
    if (!val_is_real(v)) {
        o->exact++;
        o->bits += fabs(log2(fabs(x))) + 11;
        o->rounded |= !is_short(v);
    }
    o->value[o->values++] = typed_literal(c, val_is_rational(v) ? val_real_new(c->heap, x) : v);
    return true;
}

/* The value of a constant operand: its own terms or factors are the whole's. */
static bool put_constant(TypedCompiler *c, Operands *o, Val head, Val v)
{
    if (val_has_head(v, head)) {
        for (size_t i = 0; i < expr_len(v); i++)
            if (!put_constant(c, o, head, expr_arg(v, i)))
                return false;
        return true;
    }
    if (val_is_number(v))
        return !val_is_complex(v) && !val_is_big_real(v) && put_number(c, o, v);
    if (o->constants == OPERANDS_MAX)
        return false;
    size_t at = o->constants++;
    for (; at > 0 && val_order(v, o->constant[at - 1]) < 0; at--)
        o->constant[at] = o->constant[at - 1];
    o->constant[at] = v;
    return true;
}

/* The machine number that a constant is beside others. */
static TypedValue machine(TypedCompiler *c, Val head, Val constant)
{
    Val v = constant_value(c, expr2(c->heap, head, val_real_new(c->heap, val_is(head, S_Times)), constant));

    return val_is_unwind(v) || !val_is_real(v) ? typed_fail(c, NULL, 0, NULL) : typed_literal(c, v);
}

static bool combine(TypedCompiler *c, Val e, TypedValue *r)
{
    Val head = expr_head(e);
    bool product = val_is(head, S_Times), real = false;
    Operands o = {0};

    for (size_t i = 0; i < expr_len(e); i++) {
        Val a = expr_arg(e, i), v;
        if (is_constant(c, a, 0)) {
            v = constant_value(c, a);
            if (val_is_unwind(v) || !put_constant(c, &o, head, v))
                return false;
            continue;
        }
        if (o.values == OPERANDS_MAX)
            return false;
        TypedValue x = typed_operand(c, a, expr_len(e) - i - 1, expr_args(e) + i + 1);
        if (c->failed || (!typed_is(x.type, TYPED_REAL) && !typed_is(x.type, TYPED_INT)))
            return false;
        real |= typed_is(x.type, TYPED_REAL);
        if (typed_is(x.type, TYPED_INT)) {
            o.exact++;
            o.bits += 64;
        }
        o.value[o.values++] = x;
    }
    if (!real || (o.exact > 1 && (o.rounded || o.bits > 52)))
        return false;
    *r = o.values == 1 ? o.value[0] : typed_exact_combine(c, product, o.values, o.value);
    for (size_t i = 0; i < o.constants && !c->failed; i++)
        *r = typed_exact_combine(c, product, 2, (TypedValue[]){*r, machine(c, head, o.constant[i])});
    return !c->failed;
}

/* E^x, x^(3/2), x^2.5, 2^x, x^y. */
static bool power(TypedCompiler *c, Val base, Val exponent, TypedValue *r)
{
    TypedValue x, y;
    Val v;

    if (val_is(base, S_E) && typed_var(c, base) == NULL) {
        y = typed_operand(c, exponent, 0, NULL);
        if (c->failed || !typed_is(y.type, TYPED_REAL))
            return false;
        *r = typed_exact_exp(c, y);
        return !c->failed;
    }
    if (is_constant(c, base, 0)) {
        v = constant_value(c, base);
        if (!val_is_integer(v) && !val_is_rational(v))
            return false;
        x = typed_literal(c, val_real_new(c->heap, num_to_double(v)));
    } else {
        x = typed_operand(c, base, 1, &exponent);
        if (c->failed || !typed_is(x.type, TYPED_REAL))
            return false;
    }
    if (is_constant(c, exponent, 0)) {
        v = constant_value(c, exponent);
        if (is_constant(c, base, 0) || (!val_is_rational(v) && !val_is_real(v)) || val_is(rat_denominator(v), val_int(2)))
            return false;
        y = typed_literal(c, val_real_new(c->heap, num_to_double(v)));
    } else {
        y = typed_operand(c, exponent, 0, NULL);
        if (c->failed || !typed_is(y.type, TYPED_REAL))
            return false;
    }
    *r = typed_temporary(c, typed_type(TYPED_REAL, 0));
    typed_emit(c, TOP_POWX_D, r->slot, x.slot, y.slot);
    return true;
}

/* Is an operand a constant without a machine number of its own? */
static bool has_constant(TypedCompiler *c, Val e)
{
    for (size_t i = 0; i < expr_len(e); i++) {
        Val a = expr_arg(e, i);
        if (val_is_integer(a) || !is_constant(c, a, 0))
            continue;
        Val v = constant_value(c, a);
        if (!val_is_unwind(v) && !val_is_integer(v) && !val_is_real(v))
            return true;
    }
    return false;
}

static TypedValue power_value(TypedCompiler *c, Val e, bool *done)
{
    TypedValue r = typed_nothing();
    TypedMark m = typed_mark(c, true);

    *done = power(c, expr_arg(e, 0), expr_arg(e, 1), &r);
    c->failed |= !*done;
    (void)typed_undo(c, &m);
    return r;
}

bool typed_with_constants(TypedCompiler *c, Val e, TypedValue *r)
{
    Val head = expr_head(e);
    size_t n = expr_len(e);
    bool done;

    if (n < 1 || n > OPERANDS_MAX || !val_is_symbol(head) || !typed_is_builtin(c, head))
        return false;
    if (val_is(head, S_N) && n == 1 && is_constant(c, expr_arg(e, 0), 0)) {
        Val v = constant_value(c, e);
        *r = val_is_unwind(v) || !val_is_real(v) ? typed_fail(c, NULL, 0, NULL) : typed_literal(c, v);
        return true;
    }
    if (val_is(head, S_Power)) {
        if (n != 2 || val_is_integer(expr_arg(e, 1)))
            return false;
        *r = power_value(c, e, &done);
        return done;
    }
    if ((!val_is(head, S_Plus) && !val_is(head, S_Times)) || !has_constant(c, e))
        return false;
    if (!combine(c, e, r))
        *r = typed_fail(c, NULL, 0, NULL);
    return true;
}
