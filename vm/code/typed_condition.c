/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_condition.c -- typed code for truth values: comparisons and logic become jumps.
 */
#include "vm/code/typed_emit.h"

typedef enum Relation { LESS, LESS_EQUAL, EQUAL } Relation;

/* Jumps where a relation holds, or (negated) where it does not. */
static void jump_pair(TypedCompiler *c, Relation relation, bool sense, TypedValue a, TypedValue b, TypedJumps *to)
{
    static const TypedOp reals[3][2] = {{TOP_JNLT_D, TOP_JLT_D}, {TOP_JNLE_D, TOP_JLE_D}, {TOP_JNE_D, TOP_JEQ_D}};

    if (a.type.rank > 0 || a.type.base == TYPED_COMPLEX) {
        TypedOp op = a.type.rank > 0 ? sense ? TOP_JEQ_T : TOP_JNE_T : sense ? TOP_JEQ_C : TOP_JNE_C;
        if (relation != EQUAL)
            typed_fail(c, NULL, 0, NULL);
        typed_jump(c, op, a.slot, b.slot, to);
    } else if (a.type.base == TYPED_REAL) {
        typed_jump(c, reals[relation][sense], a.slot, b.slot, to);
    } else if (relation == EQUAL) {
        typed_jump(c, sense ? TOP_JEQ_I : TOP_JNE_I, a.slot, b.slot, to);
    } else if (a.type.base == TYPED_INT) {
        /* not a < b is b <= a */
        TypedOp op = (relation == LESS) == sense ? TOP_JLT_I : TOP_JLE_I;
        typed_jump(c, op, sense ? a.slot : b.slot, sense ? b.slot : a.slot, to);
    } else {
        typed_fail(c, NULL, 0, NULL);
    }
}

static TypedValue as(TypedCompiler *c, TypedValue v, TypedType type)
{
    /* An integer compares with a real as one, where that is exact. */
    if (c->exact && v.type.base == TYPED_INT && type.base == TYPED_REAL && type.rank == 0) {
        TypedValue r = typed_temporary(c, type);
        if (val_is_small(v.literal) && val_small(v.literal) < 1LL << 50 && val_small(v.literal) > -(1LL << 50))
            return typed_literal(c, val_real_new(c->heap, (double)val_small(v.literal)));
        typed_emit(c, TOP_I2DX, r.slot, v.slot, 0);
        return r;
    }
    return typed_convert(c, v, type);
}

static bool find_relation(Val head, Relation *relation, bool *swap, bool *negate)
{
    *swap = *negate = false;
    switch (symbol_switch(head)) {
    case SYM_Less:         *relation = LESS; return true;
    case SYM_LessEqual:    *relation = LESS_EQUAL; return true;
    case SYM_Greater:      *relation = LESS; *swap = true; return true;
    case SYM_GreaterEqual: *relation = LESS_EQUAL; *swap = true; return true;
    case SYM_Equal: case SYM_SameQ: *relation = EQUAL; return true;
    case SYM_Unequal: case SYM_UnsameQ: *relation = EQUAL; *negate = true; return true;
    default: return false;
    }
}

/* Jumps if a relation of two values has the truth value [sense]. */
static void relate(TypedCompiler *c, Val head, TypedValue a, TypedValue b, bool sense, TypedJumps *to)
{
    Relation relation;
    bool swap, negate, same = val_is(head, S_SameQ) || val_is(head, S_UnsameQ);

    if (!find_relation(head, &relation, &swap, &negate) || a.type.base == TYPED_NONE || b.type.base == TYPED_NONE) {
        typed_fail(c, NULL, 0, NULL);
        return;
    }
    if (same && !typed_same(a.type, b.type)) {
        if (negate == sense)
            typed_jump(c, TOP_JMP, 0, 0, to);
        return;
    }
    TypedType type = a.type;
    if (!typed_same(a.type, b.type)) {
        if (a.type.rank != b.type.rank || a.type.base < TYPED_INT || b.type.base < TYPED_INT) {
            typed_fail(c, NULL, 0, NULL);
            return;
        }
        type = a.type.base > b.type.base ? a.type : b.type;
    }
    /* SameQ of reals and Equal differ in how far: the evaluator decides in the exact dialect. */
    if (c->exact && (type.rank > 0 || type.base == TYPED_COMPLEX || (same && type.base == TYPED_REAL)))
        typed_fail(c, NULL, 0, NULL);
    a = as(c, a, type);
    b = as(c, b, type);
    jump_pair(c, relation, sense != negate, swap ? b : a, swap ? a : b, to);
}

/* a < b < c, a <= b < c: each neighbouring pair. */
static void chain(TypedCompiler *c, size_t n, const Val *values, const Val *heads, size_t step, bool sense, TypedJumps *to)
{
    TypedJumps no = {0};
    TypedValue v[16];
    Val items[16];

    if (n < 2 || n > 16) {
        typed_fail(c, NULL, 0, NULL);
        return;
    }
    for (size_t i = 0; i < n; i++)
        items[i] = values[i * step];
    if (!typed_operands(c, n, items, v))
        return;
    for (size_t i = 0; i + 1 < n; i++) {
        Val head = step == 1 ? heads[0] : heads[i * step];
        if (i + 2 == n && sense)
            relate(c, head, v[i], v[i + 1], true, to);
        else
            relate(c, head, v[i], v[i + 1], false, sense ? &no : to);
    }
    typed_land(c, &no);
}

/* And, Or: jumps to [to] where the whole is [sense]. */
static void connect(TypedCompiler *c, bool all, size_t n, const Val *e, bool sense, TypedJumps *to)
{
    TypedJumps past = {0};

    for (size_t i = 0; i < n; i++) {
        size_t next = c->next;
        if (i + 1 == n)
            typed_condition(c, e[i], sense, to);
        else if (all == sense)
            typed_condition(c, e[i], !sense, &past);
        else
            typed_condition(c, e[i], sense, to);
        c->next = next;
        if (i == 0)
            typed_block(c);
    }
    if (n == 0 && all == sense)
        typed_jump(c, TOP_JMP, 0, 0, to);
    if (n > 0)
        typed_block_end(c);
    typed_land(c, &past);
}

static void test_number(TypedCompiler *c, Val head, Val e, bool sense, TypedJumps *to)
{
    TypedValue v = typed_operand(c, e, 0, NULL), r;

    switch (symbol_switch(head)) {
    case SYM_EvenQ: case SYM_OddQ:
        if (!typed_is(v.type, TYPED_INT)) {
            typed_fail(c, NULL, 0, NULL);
            return;
        }
        r = typed_temporary(c, typed_type(TYPED_BOOL, 0));
        typed_emit(c, TOP_ODD_I, r.slot, v.slot, 0);
        typed_jump(c, (val_is(head, S_OddQ)) == sense ? TOP_JTRUE : TOP_JFALSE, r.slot, 0, to);
        return;
    case SYM_Positive:    relate(c, S_Greater, v, typed_integer(c, 0), sense, to); return;
    case SYM_Negative:    relate(c, S_Less, v, typed_integer(c, 0), sense, to); return;
    case SYM_NonNegative: relate(c, S_GreaterEqual, v, typed_integer(c, 0), sense, to); return;
    case SYM_NonPositive: relate(c, S_LessEqual, v, typed_integer(c, 0), sense, to); return;
    case SYM_IntegerQ:
        if (typed_is(v.type, TYPED_INT) == sense)
            typed_jump(c, TOP_JMP, 0, 0, to);
        return;
    default:
        typed_fail(c, NULL, 0, NULL);
    }
}

bool typed_is_condition(Val head)
{
    Relation relation;
    bool swap, negate;

    if (find_relation(head, &relation, &swap, &negate))
        return true;
    switch (symbol_switch(head)) {
    case SYM_Not: case SYM_And: case SYM_Or: case SYM_Inequality: case SYM_EvenQ: case SYM_OddQ: case SYM_Positive: case SYM_Negative:
    case SYM_NonNegative: case SYM_NonPositive: case SYM_IntegerQ:
        return true;
    default:
        return false;
    }
}

static void xor_pair(TypedCompiler *c, Val e, bool sense, TypedJumps *to)
{
    TypedValue v[2];

    if (!typed_operands(c, 2, expr_args(e), v))
        return;
    if (!typed_is(v[0].type, TYPED_BOOL) || !typed_is(v[1].type, TYPED_BOOL))
        typed_fail(c, NULL, 0, NULL);
    typed_jump(c, sense ? TOP_JNE_I : TOP_JEQ_I, v[0].slot, v[1].slot, to);
}

void typed_condition(TypedCompiler *c, Val e, bool sense, TypedJumps *to)
{
    size_t n = val_is_expr(e) ? expr_len(e) : 0;
    Val head = n > 0 ? expr_head(e) : VAL_NONE;

    if (c->failed)
        return;
    if (c->rules != NULL && typed_rules_condition(c, e, sense, to))
        return;
    if (val_is(e, S_True) || val_is(e, S_False)) {
        if (val_is(e, S_True) == sense)
            typed_jump(c, TOP_JMP, 0, 0, to);
        return;
    }
    if (n == 1 && (val_is(head, S_Not) || val_is(head, S_TrueQ))) {
        typed_condition(c, expr_arg(e, 0), val_is(head, S_Not) ? !sense : sense, to);
        return;
    }
    if (n > 0 && (val_is(head, S_And) || val_is(head, S_Or))) {
        connect(c, val_is(head, S_And), n, expr_args(e), sense, to);
        return;
    }
    if (n == 2 && val_is(head, S_Xor)) {
        xor_pair(c, e, sense, to);
        return;
    }
    Relation relation;
    bool swap, negate;
    if (n >= 2 && find_relation(head, &relation, &swap, &negate)) {
        if (n > 2 && negate)
            typed_fail(c, NULL, 0, NULL);      /* all pairs, not neighbours */
        chain(c, n, expr_args(e), &head, 1, sense, to);
    } else if (n >= 3 && n % 2 == 1 && val_is(head, S_Inequality)) {
        chain(c, (n + 1) / 2, expr_args(e), expr_args(e) + 1, 2, sense, to);
    } else if (n == 1 && typed_is_condition(head)) {
        test_number(c, head, expr_arg(e, 0), sense, to);
    } else {
        TypedValue v = typed_operand(c, e, 0, NULL);
        if (!typed_is(v.type, TYPED_BOOL))
            typed_fail(c, NULL, 0, NULL);
        typed_jump(c, sense ? TOP_JTRUE : TOP_JFALSE, v.slot, 0, to);
    }
}
