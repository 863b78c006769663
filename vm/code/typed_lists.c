/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_lists.c -- typed code for arrays: parts, lists written out, functions of arrays.
 */
#include "vm/code/typed_emit.h"

/* ---- parts --------------------------------------------------------------------------------------- */

static bool all_integers(size_t n, const TypedValue *v)
{
    for (size_t i = 0; i < n; i++)
        if (!typed_is(v[i].type, TYPED_INT))
            return false;
    return true;
}

/* Two positions side by side. */
static uint16_t index_pair(TypedCompiler *c, TypedValue i, TypedValue j)
{
    uint16_t slot = typed_slot(c, 2);

    typed_emit(c, TOP_MOVE, slot, i.slot, 0);
    typed_emit(c, TOP_MOVE, slot + 1u, j.slot, 0);
    return slot;
}

static TypedValue part_of(TypedCompiler *c, TypedValue list, size_t n, const TypedValue *at)
{
    TypedBase base = (TypedBase)list.type.base;
    bool complex = base == TYPED_COMPLEX;
    TypedValue r;

    if (list.type.rank == 2 && n == 2) {
        uint16_t pair = index_pair(c, at[0], at[1]);
        r = typed_temporary(c, typed_type(base, 0));
        typed_emit(c, complex ? TOP_GET2_C : TOP_GET2, r.slot, list.slot, pair);
        return r;
    }
    for (size_t i = 0; i < n; i++) {
        r = typed_temporary(c, typed_type(base, list.type.rank - 1u));
        typed_emit(c, list.type.rank > 1 ? TOP_ROW : complex ? TOP_GET1_C : TOP_GET1, r.slot, list.slot, at[i].slot);
        list = r;
    }
    return list;
}

/* Spans, All and lists of positions: by the evaluator, which keeps the type. */
static TypedValue part_outside(TypedCompiler *c, Val e, TypedValue list)
{
    unsigned rank = list.type.rank;

    for (size_t i = 1; i < expr_len(e); i++) {
        Val p = expr_arg(e, i);
        if (val_is(p, S_All) || val_has_head(p, S_Span) || val_is_plain_list(p))
            continue;
        rank--;
    }
    if (!val_is_symbol(expr_arg(e, 0)) || rank == 0)
        return typed_fail(c, NULL, 0, NULL);
    return typed_outside(c, e, typed_type((TypedBase)list.type.base, rank));
}

TypedValue typed_part(TypedCompiler *c, Val e)
{
    size_t n = expr_len(e) - 1;
    TypedValue v[TYPED_RANK_MAX + 1];

    if (n > TYPED_RANK_MAX)
        return typed_fail(c, NULL, 0, NULL);
    for (size_t i = 0; i < n; i++) {
        Val p = expr_arg(e, i + 1);
        if (val_is(p, S_All) || val_has_head(p, S_Span) || val_is_plain_list(p)) {
            v[0] = typed_operand(c, expr_arg(e, 0), 0, NULL);
            return c->failed || v[0].type.rank < n ? typed_fail(c, NULL, 0, NULL) : part_outside(c, e, v[0]);
        }
    }
    if (!typed_operands(c, n + 1, expr_args(e), v))
        return v[0];
    if (v[0].type.rank < n || !all_integers(n, v + 1))
        return typed_fail(c, v[0].type.rank < n ? "part" : NULL, 1, &e);
    return part_of(c, v[0], n, v + 1);
}

TypedValue typed_set_part(TypedCompiler *c, Val part, Val value, bool wanted)
{
    Val name = expr_arg(part, 0);
    size_t n = expr_len(part) - 1;
    TypedVar *var = val_is_symbol(name) ? typed_var(c, name) : NULL;
    TypedValue v, at[2];

    if (var == NULL)
        return typed_outside(c, expr2(c->heap, S_Set, part, value), typed_type(wanted ? TYPED_REAL : TYPED_NONE, 0));
    if (!var->settable)
        return typed_fail(c, "argset", 1, &name);
    if (!typed_is_known(c, var) || n > 2 || var->type.rank < n || n == 0)
        return typed_fail(c, NULL, 0, NULL);
    TypedType type = var->type;
    uint16_t list = var->slot;
    v = typed_operand(c, value, n, expr_args(part) + 1);
    if (c->failed || !typed_operands(c, n, expr_args(part) + 1, at) || !all_integers(n, at))
        return typed_fail(c, NULL, 0, NULL);
    bool complex = type.base == TYPED_COMPLEX;
    if (type.rank > n && v.type.rank == 0)
        return typed_fail(c, NULL, 0, NULL);
    v = typed_convert(c, v, typed_type((TypedBase)type.base, type.rank - (unsigned)n));
    if (n == 2 && type.rank == 2)
        typed_emit(c, complex ? TOP_SET2_C : TOP_SET2, list, index_pair(c, at[0], at[1]), v.slot);
    else if (n == 1)
        typed_emit(c, type.rank > 1 ? TOP_SETROW : complex ? TOP_SET1_C : TOP_SET1, list, at[0].slot, v.slot);
    else
        return typed_fail(c, NULL, 0, NULL);
    v.temporary = false;
    return v;
}

/* ---- lists written out --------------------------------------------------------------------------- */

TypedValue typed_list(TypedCompiler *c, Val e)
{
    size_t n = expr_len(e);
    TypedValue v[64], to;
    TypedType type;

    if (n == 0)
        return typed_fail(c, NULL, 0, NULL);
    if (val_is_packed(list_pack(c->heap, e)))
        return typed_array(c, e);
    if (n > COUNT_OF(v) || !typed_operands(c, n, expr_args(e), v))
        return typed_fail(c, "cplist", 1, &e);
    type = v[0].type;
    for (size_t i = 1; i < n; i++)
        type = typed_wider(c, type, v[i].type);
    if (type.base < TYPED_INT || type.rank >= TYPED_RANK_MAX)
        return typed_fail(c, "cplist", 1, &e);
    to = typed_temporary(c, typed_type((TypedBase)type.base, type.rank + 1u));
    typed_emit(c, TOP_NEW, to.slot, typed_integer(c, (int64_t)n).slot, (size_t)(to.type.base | to.type.rank << 8));
    for (size_t i = 0; i < n && !c->failed; i++)
        typed_push_value(c, to, typed_convert(c, v[i], type));
    to.temporary = false;
    return to;
}

/* ---- functions of arrays -------------------------------------------------------------------------- */

static TypedValue emit(TypedCompiler *c, TypedOp op, TypedType type, TypedValue a, uint16_t b)
{
    TypedValue r = typed_temporary(c, type);

    typed_emit(c, op, r.slot, a.slot, b);
    return r;
}

static TypedValue as_row(TypedCompiler *c, TypedValue v)
{
    TypedValue to = typed_temporary(c, typed_type((TypedBase)v.type.base, v.type.rank + 1u));

    typed_emit(c, TOP_NEW, to.slot, typed_integer(c, 1).slot, (size_t)(to.type.base | to.type.rank << 8));
    typed_push_value(c, to, v);
    to.temporary = false;
    return to;
}

/* Append, Prepend, Join: arrays of one rank and, once converted, of one kind. */
static bool join(TypedCompiler *c, Val head, size_t n, const TypedValue *a, TypedValue *r)
{
    bool append = val_is(head, S_Append), one = append || val_is(head, S_Prepend);
    TypedValue x = a[0], y;

    if (n < 1 || (one && n != 2) || x.type.rank == 0)
        return false;
    for (size_t i = 1; i < n && !c->failed; i++) {
        y = a[i];
        unsigned rank = y.type.rank + (one ? 1u : 0u);
        if (rank != x.type.rank || y.type.base < TYPED_INT)
            return false;
        TypedBase base = x.type.base > y.type.base ? (TypedBase)x.type.base : (TypedBase)y.type.base;
        x = typed_convert(c, x, typed_type(base, rank));
        y = typed_convert(c, y, typed_type(base, y.type.rank));
        if (one)
            y = as_row(c, y);
        x = one && !append ? emit(c, TOP_JOIN, y.type, y, x.slot) : emit(c, TOP_JOIN, x.type, x, y.slot);
    }
    *r = x;
    return true;
}

static bool dot(TypedCompiler *c, const TypedValue *a, TypedValue *r)
{
    TypedValue x = a[0], y = a[1];

    if (x.type.rank < 1 || x.type.rank > 2 || y.type.rank < 1 || y.type.rank > 2 || x.type.base < TYPED_INT || y.type.base < TYPED_INT)
        return false;
    unsigned rank = x.type.rank + y.type.rank - 2u;
    if (x.type.base == TYPED_REAL || y.type.base == TYPED_REAL) {
        if (x.type.base == TYPED_COMPLEX || y.type.base == TYPED_COMPLEX)
            return false;
        x = typed_convert(c, x, typed_type(TYPED_REAL, x.type.rank));
        y = typed_convert(c, y, typed_type(TYPED_REAL, y.type.rank));
        *r = emit(c, rank == 0 ? TOP_DOT_D : TOP_DOT_T, typed_type(TYPED_REAL, rank), x, y.slot);
        return true;
    }
    TypedBase base = x.type.base > y.type.base ? (TypedBase)x.type.base : (TypedBase)y.type.base;
    *r = typed_outside_call(c, S_Dot, 2, a, typed_type(base, rank));
    return true;
}

static bool total(TypedCompiler *c, TypedValue a, TypedValue *r)
{
    if (a.type.rank == 1 && a.type.base != TYPED_COMPLEX)
        *r = emit(c, a.type.base == TYPED_INT ? TOP_TOTAL_I : TOP_TOTAL_D, typed_type((TypedBase)a.type.base, 0), a, 0);
    else
        *r = typed_outside_call(c, S_Total, 1, &a, typed_type((TypedBase)a.type.base, a.type.rank - 1u));
    return true;
}

/* The least or greatest of a vector: a fold. */
static bool extreme(TypedCompiler *c, Val head, TypedValue a, TypedValue *r)
{
    Val name = typed_private_name(c);
    size_t before = c->var_count;

    if (a.type.rank != 1 || a.type.base == TYPED_COMPLEX)
        return false;
    typed_var_add(c, name, a.type, a.slot)->mutated = a.mutated;
    *r = typed_value(c, expr2(c->heap, S_Fold, head, name));
    c->var_count = before;
    return true;
}

static bool range(TypedCompiler *c, size_t n, const TypedValue *a, TypedValue *r)
{
    if (n < 1 || n > 3)
        return false;
    if (!all_integers(n, a)) {
        for (size_t i = 0; i < n; i++)
            if (a[i].type.rank > 0 || a[i].type.base < TYPED_INT || a[i].type.base > TYPED_REAL)
                return false;
        bool reals = n > 1 && (a[0].type.base == TYPED_REAL || (n == 3 && a[2].type.base == TYPED_REAL));
        *r = typed_outside_call(c, S_Range, n, a, typed_type(reals ? TYPED_REAL : TYPED_INT, 1));
        return true;
    }
    uint16_t three = typed_slot(c, 3);
    typed_emit(c, TOP_MOVE, three, n == 1 ? typed_integer(c, 1).slot : a[0].slot, 0);
    typed_emit(c, TOP_MOVE, three + 1u, a[n == 1 ? 0 : 1].slot, 0);
    typed_emit(c, TOP_MOVE, three + 2u, n == 3 ? a[2].slot : typed_integer(c, 1).slot, 0);
    *r = typed_temporary(c, typed_type(TYPED_INT, 1));
    typed_emit(c, TOP_RANGE, r->slot, three, 0);
    return true;
}

/* ConstantArray[x, n]; with {n, m} the list is written out, so its elements are separate. */
static bool constant_array(TypedCompiler *c, TypedValue x, size_t n, const TypedValue *dims, TypedValue *r)
{
    uint16_t from;

    if (x.type.rank > 0 || x.type.base < TYPED_INT || n == 0 || n > TYPED_RANK_MAX || !all_integers(n, dims))
        return false;
    from = typed_slot(c, 2 + (unsigned)n);
    typed_emit(c, typed_width(x.type) == 2 ? TOP_MOVE2 : TOP_MOVE, from, x.slot, 0);
    for (size_t i = 0; i < n; i++)
        typed_emit(c, TOP_MOVE, from + 2u + i, dims[i].slot, 0);
    *r = typed_temporary(c, typed_type((TypedBase)x.type.base, (unsigned)n));
    typed_emit(c, TOP_FILL, r->slot, from, (size_t)(r->type.base | r->type.rank << 8));
    return true;
}

static bool ends(TypedCompiler *c, Val head, TypedValue a, TypedValue *r)
{
    TypedValue at = typed_integer(c, val_is(head, S_First) ? 1 : -1);

    *r = part_of(c, a, 1, &at);
    return true;
}

/* By the evaluator, with a value of the same type as the array. */
static bool keeps_type(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Sort: case SYM_Take: case SYM_Drop: case SYM_Most: case SYM_Rest: case SYM_RotateLeft: case SYM_RotateRight:
    case SYM_Accumulate: case SYM_Differences: case SYM_Union: case SYM_DeleteDuplicates: case SYM_Delete: case SYM_Insert:
    case SYM_Transpose: case SYM_Reverse: case SYM_PadRight: case SYM_PadLeft: case SYM_Complement: case SYM_Intersection: case SYM_Clip:
        return true;
    default:
        return false;
    }
}

static bool vector_function(TypedCompiler *c, Val head, TypedValue a, TypedValue *r)
{
    TypedBase base = (TypedBase)a.type.base;
    TypedType row = typed_type(base, a.type.rank - 1u), flat = typed_type(base, 1);

    switch (symbol_switch(head)) {
    case SYM_Length:     *r = emit(c, TOP_LENGTH, typed_type(TYPED_INT, 0), a, 0); return true;
    case SYM_Dimensions: *r = emit(c, TOP_DIMS, typed_type(TYPED_INT, 1), a, 0); return true;
    case SYM_Total:      return total(c, a, r);
    case SYM_Min: case SYM_Max: return extreme(c, head, a, r);
    case SYM_Reverse:    *r = emit(c, TOP_REVERSE, a.type, a, 0); return true;
    case SYM_Transpose:
        if (a.type.rank != 2)
            return false;
        *r = emit(c, TOP_FLIP, a.type, a, 0);
        return true;
    case SYM_Sort:
        if (a.type.rank == 1 && base != TYPED_COMPLEX) {
            *r = emit(c, TOP_SORT, a.type, a, 0);
            return true;
        }
        break;
    case SYM_First: case SYM_Last: return ends(c, head, a, r);
    case SYM_Flatten:    *r = typed_outside_call(c, head, 1, &a, flat); return true;
    case SYM_Ordering:   *r = typed_outside_call(c, head, 1, &a, typed_type(TYPED_INT, 1)); return true;
    case SYM_Mean:
        row.base = base == TYPED_INT ? TYPED_REAL : row.base;
        *r = typed_outside_call(c, head, 1, &a, row);
        return true;
    case SYM_Norm: case SYM_Variance: case SYM_StandardDeviation: case SYM_Median:
        *r = typed_outside_call(c, head, 1, &a, typed_type(TYPED_REAL, 0));
        return true;
    case SYM_Det: case SYM_Tr:
        *r = typed_outside_call(c, head, 1, &a, typed_type(base, 0));
        return true;
    case SYM_Inverse:
        *r = typed_outside_call(c, head, 1, &a, typed_type(base == TYPED_INT ? TYPED_REAL : base, 2));
        return true;
    default:
        break;
    }
    if (!keeps_type(head))
        return false;
    *r = typed_outside_call(c, head, 1, &a, a.type);
    return true;
}

static bool random_number(TypedCompiler *c, Val head, size_t n, const TypedValue *a, TypedValue *r)
{
    bool integer = val_is(head, S_RandomInteger);
    unsigned rank = n < 2 ? 0 : a[1].type.rank == 0 ? 1 : 2;

    *r = typed_outside_call(c, head, n, a, typed_type(integer ? TYPED_INT : TYPED_REAL, rank));
    return n <= 2;
}

bool typed_lists(TypedCompiler *c, Val head, size_t n, const TypedValue *a, TypedValue *r)
{
    if (c->exact)
        return false;
    switch (symbol_switch(head)) {
    case SYM_Join: case SYM_Append: case SYM_Prepend:
        return n > 0 && join(c, head, n, a, r);
    case SYM_Dot:    return n == 2 && dot(c, a, r);
    case SYM_Range:  return range(c, n, a, r);
    case SYM_ConstantArray: return n == 2 && a[1].type.rank == 0 && constant_array(c, a[0], 1, a + 1, r);
    case SYM_RandomReal: case SYM_RandomInteger: return random_number(c, head, n, a, r);
    case SYM_IdentityMatrix:
        if (n != 1 || !all_integers(1, a))
            return false;
        *r = typed_outside_call(c, head, 1, a, typed_type(TYPED_INT, 2));
        return true;
    case SYM_Clip:
        *r = typed_outside_call(c, head, n, a, n > 0 ? a[0].type : typed_type(TYPED_REAL, 0));
        return n == 2 && a[1].type.base == a[0].type.base;
    case SYM_Partition:
        if (n < 2 || a[0].type.rank != 1)
            return false;
        *r = typed_outside_call(c, head, n, a, typed_type((TypedBase)a[0].type.base, 2));
        return true;
    case SYM_Count:
        *r = typed_outside_call(c, head, n, a, typed_type(TYPED_INT, 0));
        return n == 2;
    default:
        break;
    }
    if (n == 0 || a[0].type.rank == 0)
        return false;
    if (n == 1)
        return vector_function(c, head, a[0], r);
    if (!keeps_type(head))
        return false;
    *r = typed_outside_call(c, head, n, a, a[0].type);
    return true;
}
