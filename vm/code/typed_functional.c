/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_functional.c -- typed code for Nest, Fold, FixedPoint, Map and what else applies a function.
 *
 * The function is compiled where it is applied, for arguments of the types that it gets there.
 */
#include "vm/code/typed_emit.h"

/* A value that each step replaces. */
typedef struct Turn {
    TypedValue acc;
    size_t     next;
} Turn;

static TypedValue variable_of(TypedType type, uint16_t slot)
{
    return (TypedValue){.type = type, .slot = slot, .variable = true, .literal = VAL_NONE};
}

/* acc = v, which must be of its type. */
static void replace(TypedCompiler *c, TypedValue acc, TypedValue v)
{
    if (c->failed)
        return;
    if (!typed_same(v.type, acc.type) && !typed_same(typed_wider(c, v.type, acc.type), acc.type)) {
        typed_fail(c, NULL, 0, NULL);
        return;
    }
    v = typed_convert(c, v, acc.type);
    if (v.mutated)
        typed_emit(c, TOP_COPY, acc.slot, v.slot, 0);
    else
        typed_move(c, acc.slot, v);
}

static TypedValue start_value(TypedCompiler *c, TypedValue v)
{
    uint16_t slot = typed_slot(c, 2);

    if (v.mutated)
        typed_emit(c, TOP_COPY, slot, v.slot, 0);
    else
        typed_move(c, slot, v);
    return variable_of(v.type, slot);
}

/* Runs [step] with a first value of its own type, or of the wider types in turn: Nest[# + 0.5 &, 0, n]. */
typedef TypedValue Stepper(TypedCompiler *c, TypedValue first, const void *state);

static TypedValue widening(TypedCompiler *c, TypedValue first, Stepper *step, const void *state)
{
    for (TypedBase base = (TypedBase)first.type.base; base <= TYPED_COMPLEX; base++) {
        TypedMark m = typed_mark(c, true);
        TypedValue r = step(c, typed_convert(c, first, typed_type(base, first.type.rank)), state);
        if (!typed_undo(c, &m))
            return r;
        if (c->exact || first.type.base < TYPED_INT)
            break;
    }
    return typed_fail(c, NULL, 0, NULL);
}

static TypedValue new_list(TypedCompiler *c, TypedType element, uint16_t room)
{
    TypedValue to = typed_temporary(c, typed_type((TypedBase)element.base, element.rank + 1u));

    if (element.base < TYPED_INT || element.rank >= TYPED_RANK_MAX)
        return typed_fail(c, NULL, 0, NULL);
    typed_emit(c, TOP_NEW, to.slot, room, (size_t)(to.type.base | to.type.rank << 8));
    to.temporary = false;
    return to;
}

/* ---- Nest, NestList ------------------------------------------------------------------------------ */

typedef struct Nested { Val f; TypedValue count; bool list; } Nested;

static TypedValue nest_steps(TypedCompiler *c, TypedValue first, const void *state)
{
    const Nested *s = state;
    TypedValue acc = start_value(c, first), left = typed_own(c, s->count), to = typed_nothing();
    TypedJumps none = {0};
    size_t top;

    if (s->count.temporary) {
        left = typed_temporary(c, s->count.type);
        typed_emit(c, TOP_MOVE, left.slot, s->count.slot, 0);
    }
    if (s->list) {
        to = new_list(c, acc.type, left.slot);
        typed_push_value(c, to, acc);
    }
    typed_jump(c, TOP_JLE_I, left.slot, typed_integer(c, 0).slot, &none);
    top = typed_label(c);
    typed_block(c);
    size_t next = c->next;
    replace(c, acc, typed_call_function(c, s->f, 1, &acc));
    c->next = next;
    if (s->list)
        typed_push_value(c, to, acc);
    typed_block_end(c);
    typed_emit(c, TOP_SUB_I, left.slot, left.slot, typed_integer(c, 1).slot);
    TypedJumps done = {0};
    typed_jump(c, TOP_JLE_I, left.slot, typed_integer(c, 0).slot, &done);
    typed_jump_back(c, TOP_LOOP, 0, 0, top);
    typed_land(c, &none);
    typed_land(c, &done);
    return s->list ? to : acc;
}

static TypedValue nest(TypedCompiler *c, const Val *a, bool list)
{
    TypedValue v[2];

    if (!typed_operands(c, 2, a + 1, v) || !typed_is(v[1].type, TYPED_INT))
        return typed_fail(c, NULL, 0, NULL);
    Nested s = {a[0], v[1], list};
    return widening(c, v[0], nest_steps, &s);
}

/* ---- NestWhile, FixedPoint ------------------------------------------------------------------------ */

typedef struct Repeated { Val f, test; TypedValue most; bool fixed, list; } Repeated;

/* Jumps where test[v] is false. */
static void jump_unless(TypedCompiler *c, Val test, TypedValue v, TypedJumps *out)
{
    TypedValue t = typed_call_function(c, test, 1, &v);

    if (!c->failed && !typed_is(t.type, TYPED_BOOL))
        typed_fail(c, NULL, 0, NULL);
    typed_jump(c, TOP_JFALSE, t.slot, 0, out);
}

static TypedValue repeat_steps(TypedCompiler *c, TypedValue first, const void *state)
{
    const Repeated *s = state;
    TypedValue acc = start_value(c, first), left = typed_temporary(c, typed_type(TYPED_INT, 0)), after, to = typed_nothing();
    TypedJumps out = {0};
    size_t top, next;

    typed_emit(c, TOP_MOVE, left.slot, s->most.slot, 0);
    if (s->list) {
        to = new_list(c, acc.type, typed_integer(c, 8).slot);
        typed_push_value(c, to, acc);
    }
    top = typed_label(c);
    next = c->next;
    typed_block(c);
    if (!s->fixed)
        jump_unless(c, s->test, acc, &out);
    typed_jump(c, TOP_JLE_I, left.slot, typed_integer(c, 0).slot, &out);
    typed_emit(c, TOP_SUB_I, left.slot, left.slot, typed_integer(c, 1).slot);
    after = typed_call_function(c, s->f, 1, &acc);
    if (!c->failed && !typed_same(after.type, acc.type))
        typed_fail(c, NULL, 0, NULL);
    if (s->fixed) {
        TypedValue kept = start_value(c, after);
        if (s->list)
            typed_push_value(c, to, kept);
        TypedOp same = acc.type.rank > 0 ? TOP_JEQ_T : acc.type.base == TYPED_COMPLEX ? TOP_JEQ_C : TOP_JEQ_I;
        typed_jump(c, same, acc.slot, kept.slot, &out);
        after = kept;
    }
    replace(c, acc, after);
    if (s->list && !s->fixed)
        typed_push_value(c, to, acc);
    typed_block_end(c);
    c->next = next;
    typed_jump_back(c, TOP_LOOP, 0, 0, top);
    typed_land(c, &out);
    return s->list ? to : acc;
}

static TypedValue repeated(TypedCompiler *c, size_t n, const Val *a, bool fixed, bool list)
{
    size_t fixed_args = fixed ? 2 : 3;
    TypedValue first = typed_operand(c, a[1], 0, NULL), most = typed_integer(c, INT64_MAX);

    if (n == fixed_args + 1 && fixed && !val_is(a[2], S_Infinity))
        most = typed_own(c, typed_operand(c, a[2], 0, NULL));
    else if (n != fixed_args && !(n == 3 && fixed))
        return typed_fail(c, NULL, 0, NULL);
    if (c->failed || !typed_is(most.type, TYPED_INT))
        return typed_fail(c, NULL, 0, NULL);
    Repeated s = {a[0], fixed ? VAL_NONE : a[2], most, fixed, list};
    return widening(c, first, repeat_steps, &s);
}

/* ---- over the elements of an array ------------------------------------------------------------------ */

/* A loop over positions: counter and length in slots of their own. */
typedef struct Walk {
    TypedValue list, at, length;
    TypedJumps out;
    size_t     top, next;
} Walk;

static void walk_begin(TypedCompiler *c, Walk *w, TypedValue list, int64_t from)
{
    *w = (Walk){.list = list};
    w->at = typed_temporary(c, typed_type(TYPED_INT, 0));
    w->length = typed_temporary(c, typed_type(TYPED_INT, 0));
    typed_emit(c, TOP_MOVE, w->at.slot, typed_integer(c, from).slot, 0);
    typed_emit(c, TOP_LENGTH, w->length.slot, list.slot, 0);
}

static void walk_top(TypedCompiler *c, Walk *w)
{
    TypedJumps in = {0};

    typed_jump(c, TOP_JMP, 0, 0, &in);
    w->top = typed_label(c);
    typed_emit(c, TOP_ADD_I, w->at.slot, w->at.slot, typed_integer(c, 1).slot);
    typed_land(c, &in);
    typed_jump(c, TOP_JLE_I, w->length.slot, w->at.slot, &w->out);
    w->next = c->next;
    typed_block(c);
}

static TypedValue walk_item(TypedCompiler *c, const Walk *w, TypedValue list)
{
    TypedType type = typed_type((TypedBase)list.type.base, list.type.rank - 1u);
    TypedValue item = typed_temporary(c, type);

    typed_emit(c, type.rank > 0 ? TOP_ROW0 : type.base == TYPED_COMPLEX ? TOP_FGET_C : TOP_FGET_I, item.slot, list.slot, w->at.slot);
    item.temporary = false;
    item.variable = true;
    return item;
}

static void walk_end(TypedCompiler *c, Walk *w)
{
    typed_block_end(c);
    c->next = w->next;
    typed_jump_back(c, TOP_LOOP, 0, 0, w->top);
    typed_land(c, &w->out);
}

static TypedValue array_operand(TypedCompiler *c, Val e)
{
    TypedValue v = typed_operand(c, e, 0, NULL);

    if (!c->failed && v.type.rank == 0)
        return typed_fail(c, NULL, 0, NULL);
    return typed_own(c, v);
}

/* Map; MapThread over several; with [scan] for the effect alone; with [select] what the function is true of. */
typedef enum MapKind { MAP_VALUES, MAP_SELECT, MAP_SCAN } MapKind;

static TypedValue map(TypedCompiler *c, Val f, size_t n, const Val *lists, MapKind how)
{
    TypedValue l[8], items[8], v, to = typed_nothing();
    TypedJumps skip = {0};
    Walk w;

    if (n == 0 || n > COUNT_OF(l))
        return typed_fail(c, NULL, 0, NULL);
    for (size_t i = 0; i < n && !c->failed; i++)
        l[i] = array_operand(c, lists[i]);
    if (c->failed)
        return to;
    for (size_t i = 1; i < n; i++)
        typed_emit(c, TOP_SHAPE1, l[0].slot, l[i].slot, 0);
    uint16_t slot = typed_slot(c, 1);
    walk_begin(c, &w, l[0], 0);
    size_t make = typed_emit(c, TOP_NEW, slot, w.length.slot, TYPED_REAL | 1 << 8);
    walk_top(c, &w);
    for (size_t i = 0; i < n; i++)
        items[i] = walk_item(c, &w, l[i]);
    v = typed_call_function(c, f, n, items);
    if (c->failed || (how == MAP_SELECT && !typed_is(v.type, TYPED_BOOL)))
        return typed_fail(c, NULL, 0, NULL);
    if (how == MAP_SELECT) {
        typed_jump(c, TOP_JFALSE, v.slot, 0, &skip);
        v = items[0];
    }
    if (how != MAP_SCAN) {
        if (v.type.base < TYPED_INT || v.type.rank >= TYPED_RANK_MAX)
            return typed_fail(c, NULL, 0, NULL);
        to = (TypedValue){.type = typed_type((TypedBase)v.type.base, v.type.rank + 1u), .slot = slot, .fresh = true, .literal = VAL_NONE};
        c->ins[make].c = (uint16_t)(to.type.base | to.type.rank << 8);
        typed_push_value(c, to, v);
    }
    typed_land(c, &skip);
    walk_end(c, &w);
    return to;
}

typedef struct Folded { Val f; TypedValue list; bool gather; int64_t from; } Folded;

static TypedValue fold_steps(TypedCompiler *c, TypedValue first, const void *state)
{
    const Folded *s = state;
    TypedValue args[2], to = typed_nothing();
    Walk w;

    args[0] = start_value(c, first);
    walk_begin(c, &w, s->list, s->from);
    if (s->gather) {
        to = new_list(c, args[0].type, w.length.slot);
        typed_push_value(c, to, args[0]);
    }
    walk_top(c, &w);
    args[1] = walk_item(c, &w, s->list);
    replace(c, args[0], typed_call_function(c, s->f, 2, args));
    if (s->gather)
        typed_push_value(c, to, args[0]);
    walk_end(c, &w);
    return s->gather ? to : args[0];
}

static TypedValue fold(TypedCompiler *c, size_t n, const Val *a, bool gather)
{
    TypedValue first, list;

    if (n == 3)
        first = typed_own(c, typed_operand(c, a[1], 0, NULL));
    list = array_operand(c, a[n - 1]);
    if (c->failed)
        return list;
    if (n == 2) {
        Walk w = {.at = typed_integer(c, 0)};
        typed_emit(c, TOP_FILLED, list.slot, 0, 0);
        first = walk_item(c, &w, list);
    }
    Folded s = {a[0], list, gather, n == 2};
    return widening(c, first, fold_steps, &s);
}

/* Array[f, n] as Table[f[i], {i, n}]. */
static TypedValue array(TypedCompiler *c, Val f, Val dims)
{
    Heap *h = c->heap;
    size_t n = val_is_plain_list(dims) ? expr_len(dims) : 1;
    Expr *call = expr_new(h, f, n), *e = expr_new(h, S_Table, n + 1);

    for (size_t i = 0; i < n; i++) {
        call->args[i] = typed_private_name(c);
        e->args[i + 1] = list_make(h, 2, (Val[]){call->args[i], val_is_plain_list(dims) ? expr_arg(dims, i) : dims});
    }
    e->args[0] = expr_seal(call);
    return typed_value(c, expr_seal(e));
}

/* Plus @@ v, Times @@ v, Max @@ v, Min @@ v; f @@ {..} of a list that is written out. */
static bool apply(TypedCompiler *c, Val f, Val list, TypedValue *r)
{
    Heap *h = c->heap;

    if (val_is_plain_list(list))
        *r = typed_value(c, expr_make(h, f, expr_len(list), expr_args(list)));
    else if (val_is(f, S_Plus))
        *r = typed_value(c, expr1(h, S_Total, list));
    else if (val_is(f, S_Max) || val_is(f, S_Min))
        *r = typed_value(c, expr1(h, f, list));
    else if (val_is(f, S_Times))
        *r = typed_value(c, expr3(h, S_Fold, S_Times, val_int(1), list));
    else
        return false;
    return true;
}

bool typed_functional(TypedCompiler *c, Val e, TypedValue *r)
{
    size_t n = expr_len(e);
    const Val *a = expr_args(e);

    if (n < 2)
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Nest: case SYM_NestList:
        return n == 3 ? *r = nest(c, a, val_is(expr_head(e), S_NestList)), true : false;
    case SYM_NestWhile: case SYM_NestWhileList:
        return n == 3 ? *r = repeated(c, n, a, false, val_is(expr_head(e), S_NestWhileList)), true : false;
    case SYM_FixedPoint: case SYM_FixedPointList:
        if (n > 3 || c->exact)
            return false;
        *r = repeated(c, n, a, true, val_is(expr_head(e), S_FixedPointList));
        return true;
    case SYM_Map:    return n == 2 ? *r = map(c, a[0], 1, a + 1, MAP_VALUES), true : false;
    case SYM_Scan:   return n == 2 ? *r = map(c, a[0], 1, a + 1, MAP_SCAN), true : false;
    case SYM_Select: return n == 2 ? *r = map(c, a[1], 1, a, MAP_SELECT), true : false;
    case SYM_MapThread:
        if (n != 2 || !val_is_plain_list(a[1]))
            return false;
        *r = map(c, a[0], expr_len(a[1]), expr_args(a[1]), MAP_VALUES);
        return true;
    case SYM_Fold: case SYM_FoldList:
        if (n > 3)
            return false;
        *r = fold(c, n, a, val_is(expr_head(e), S_FoldList));
        return true;
    case SYM_Array: return n == 2 ? *r = array(c, a[0], a[1]), true : false;
    case SYM_Apply: return n == 2 && apply(c, a[0], a[1], r);
    default:
        return false;
    }
}
