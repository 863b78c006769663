/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_loops.c -- typed code for While, For, Do, Table, Sum and Product.
 *
 * The variable of an iterator lies in a block of slots: steps left, value, step, first value, number of
 * the step.
 */
#include "vm/code/typed_emit.h"

static void open_loop(TypedCompiler *c, TypedLoop *loop, bool tail)
{
    *loop = (TypedLoop){.outer = c->loop, .tail = tail};
    c->loop = loop;
}

static TypedValue close_loop(TypedCompiler *c, TypedLoop *loop)
{
    c->loop = loop->outer;
    typed_land(c, &loop->breaks);
    return typed_nothing();
}

static TypedValue while_loop(TypedCompiler *c, Val test, Val body, bool tail)
{
    TypedLoop loop;
    TypedJumps out = {0};
    size_t top = typed_label(c), next = c->next;

    open_loop(c, &loop, tail);
    typed_block(c);
    typed_condition(c, test, false, &out);
    c->next = next;
    typed_effect(c, body);
    typed_block_end(c);
    typed_land(c, &loop.continues);
    typed_jump_back(c, TOP_LOOP, 0, 0, top);
    typed_land(c, &out);
    return close_loop(c, &loop);
}

static TypedValue for_loop(TypedCompiler *c, size_t n, const Val *a, bool tail)
{
    TypedLoop loop;
    TypedJumps out = {0};
    size_t top, next;

    typed_effect(c, a[0]);
    top = typed_label(c);
    next = c->next;
    open_loop(c, &loop, tail);
    typed_block(c);
    typed_condition(c, a[1], false, &out);
    c->next = next;
    if (n == 4)
        typed_effect(c, a[3]);
    typed_block_end(c);
    typed_land(c, &loop.continues);
    typed_block(c);
    typed_effect(c, a[2]);
    typed_block_end(c);
    typed_jump_back(c, TOP_LOOP, 0, 0, top);
    typed_land(c, &out);
    return close_loop(c, &loop);
}

/* ---- iterators ---------------------------------------------------------------------------------- */

typedef struct Iterator {
    Val        name;              /* VAL_NONE: none */
    TypedType  type;              /* of the variable */
    uint16_t   at;                /* the block of slots */
    TypedValue list;              /* what it runs over; void: numbers */
    TypedOp    next;
    size_t     top, vars;
    TypedJumps out;
} Iterator;

static TypedValue bound(TypedCompiler *c, Val e, TypedBase *base)
{
    TypedValue v = typed_operand(c, e, 0, NULL);

    if (c->failed || v.type.rank > 0 || (v.type.base != TYPED_INT && v.type.base != TYPED_REAL))
        return typed_fail(c, NULL, 0, NULL);
    if (v.type.base > *base)
        *base = (TypedBase)v.type.base;
    return typed_own(c, v);
}

/* from, to, step to three slots; the kind of the variable is that of from and step. */
static bool read_bounds(TypedCompiler *c, size_t n, const Val *a, Iterator *it)
{
    TypedBase base = TYPED_INT, end = TYPED_INT;
    TypedValue from = typed_integer(c, 1), step = typed_integer(c, 1), to;

    if (n >= 2)
        from = bound(c, a[0], &base);
    to = bound(c, a[n >= 2 ? 1 : 0], &end);
    if (n == 3)
        step = bound(c, a[2], &base);
    if (c->failed)
        return false;
    if (c->exact && (base == TYPED_REAL || end == TYPED_REAL))
        return false;
    if (end == TYPED_REAL && base == TYPED_INT) {
        TypedValue whole = typed_temporary(c, typed_type(TYPED_INT, 0));
        if (n == 3 && !val_is_small(step.literal))
            return false;
        typed_emit(c, TOP_INT_D, whole.slot, to.slot, val_is_small(step.literal) && val_small(step.literal) < 0 ? TYPED_CEILING : TYPED_FLOOR);
        to = whole;
    }
    uint16_t three = typed_slot(c, 3);
    typed_move(c, three, typed_convert(c, from, typed_type(base, 0)));
    typed_move(c, (uint16_t)(three + 1), typed_convert(c, to, typed_type(base, 0)));
    typed_move(c, (uint16_t)(three + 2), typed_convert(c, step, typed_type(base, 0)));
    it->type = typed_type(base, 0);
    it->next = base == TYPED_INT ? TOP_NEXT_I : TOP_NEXT_D;
    typed_emit(c, base == TYPED_INT ? TOP_STEPS_I : TOP_STEPS_D, it->at, three, 0);
    typed_emit(c, TOP_MOVE, it->at + 1u, three, 0);
    typed_emit(c, TOP_MOVE, it->at + 2u, three + 2u, 0);
    typed_emit(c, TOP_MOVE, it->at + 3u, three, 0);
    typed_emit(c, TOP_MOVE, it->at + 4u, typed_integer(c, 0).slot, 0);
    return !c->failed;
}

static bool run_over(TypedCompiler *c, Iterator *it, TypedValue list)
{
    it->list = list;
    it->type = typed_type((TypedBase)list.type.base, list.type.rank - 1u);
    it->next = TOP_NEXT_I;
    typed_emit(c, TOP_LENGTH, it->at, list.slot, 0);
    typed_emit(c, TOP_MOVE, it->at + 1u, typed_integer(c, 0).slot, 0);
    typed_emit(c, TOP_MOVE, it->at + 2u, typed_integer(c, 1).slot, 0);
    return !c->failed;
}

/* n, {n}, {i, n}, {i, a, b}, {i, a, b, s}, {i, list} */
static bool read_iterator(TypedCompiler *c, Val spec, Iterator *it)
{
    size_t n;

    *it = (Iterator){.name = VAL_NONE, .list = typed_nothing()};
    it->at = typed_slot(c, 5);
    if (!val_is_plain_list(spec))
        return read_bounds(c, 1, &spec, it);
    n = expr_len(spec);
    const Val *a = expr_args(spec);
    if (n == 0 || n > 4)
        return false;
    if (n == 1)
        return read_bounds(c, 1, a, it);
    if (!val_is_symbol(a[0]))
        return false;
    it->name = a[0];
    if (n > 2)
        return read_bounds(c, n - 1, a + 1, it);
    TypedMark m = typed_mark(c, true);
    TypedValue v = typed_operand(c, a[1], 0, NULL);
    if (!c->failed && v.type.rank > 0)
        return typed_undo(c, &m), run_over(c, it, typed_own(c, v));
    c->failed = true;
    typed_undo(c, &m);
    return read_bounds(c, 1, a + 1, it);
}

/* The top of the loop: the variable is there.  [body] may assign to it: then it has a copy. */
static void begin_steps(TypedCompiler *c, Iterator *it, Val body)
{
    uint16_t slot = (uint16_t)(it->at + 1);

    typed_jump(c, TOP_JLE_I, it->at, typed_integer(c, 0).slot, &it->out);
    it->top = typed_label(c);
    it->vars = c->var_count;
    typed_block(c);
    if (it->list.type.base != TYPED_NONE) {
        bool complex = typed_is(it->type, TYPED_COMPLEX);
        slot = typed_slot(c, 2);
        typed_emit(c, it->type.rank > 0 ? TOP_ROW0 : complex ? TOP_FGET_C : TOP_FGET_I, slot, it->list.slot, it->at + 1u);
    } else if (!val_is_none(it->name) && typed_assigned(body, it->name, false)) {
        slot = typed_slot(c, 1);
        typed_emit(c, TOP_MOVE, slot, it->at + 1u, 0);
    }
    if (!val_is_none(it->name)) {
        TypedVar *v = typed_var_add(c, it->name, it->type, slot);
        v->settable = true;
        v->mutated = it->type.rank > 0 && typed_assigned(body, it->name, true);
    }
}

static void end_steps(TypedCompiler *c, Iterator *it)
{
    typed_block_end(c);
    c->var_count = it->vars;
    typed_jump_back(c, it->next, it->at, 0, it->top);
    typed_land(c, &it->out);
}

/* Break leaves all the loops of one Do; Continue goes on with the next step of the innermost. */
static void do_steps(TypedCompiler *c, Val body, size_t n, const Val *specs, TypedLoop *loop)
{
    Iterator it;

    if (!read_iterator(c, specs[0], &it)) {
        typed_fail(c, NULL, 0, NULL);
        return;
    }
    begin_steps(c, &it, n > 1 ? expr2(c->heap, S_List, body, list_make(c->heap, n - 1, specs + 1)) : body);
    if (n > 1) {
        do_steps(c, body, n - 1, specs + 1, loop);
    } else {
        typed_effect(c, body);
        typed_land(c, &loop->continues);
    }
    end_steps(c, &it);
}

static void do_loop(TypedCompiler *c, Val body, size_t n, const Val *specs, bool tail)
{
    TypedLoop loop;
    size_t next = c->next;

    open_loop(c, &loop, tail);
    do_steps(c, body, n, specs, &loop);
    close_loop(c, &loop);
    c->next = next;
}

/* ---- what gathers values ------------------------------------------------------------------------ */

void typed_push_value(TypedCompiler *c, TypedValue to, TypedValue v)
{
    typed_emit(c, v.type.rank > 0 ? TOP_PUSH_T : v.type.base == TYPED_COMPLEX ? TOP_PUSH_C : TOP_PUSH, to.slot, v.slot, 0);
}

static TypedValue table(TypedCompiler *c, Val body, size_t n, const Val *specs)
{
    Iterator it;
    TypedValue to = typed_temporary(c, typed_type(TYPED_REAL, 1)), v;
    size_t make;
    TypedLoop *outer = c->loop;

    if (n == 0 || !read_iterator(c, specs[0], &it))
        return typed_fail(c, NULL, 0, NULL);
    make = typed_emit(c, TOP_NEW, to.slot, it.at, 0);
    begin_steps(c, &it, body);
    size_t next = c->next;
    c->loop = NULL;                 /* Break and Return have no meaning in here */
    size_t returns = c->returns.n;
    v = n > 1 ? table(c, body, n - 1, specs + 1) : typed_operand(c, body, 0, NULL);
    c->loop = outer;
    if (c->failed || c->returns.n != returns || v.type.base < TYPED_INT || v.type.rank >= TYPED_RANK_MAX)
        return typed_fail(c, NULL, 0, NULL);
    to.type = typed_type((TypedBase)v.type.base, v.type.rank + 1u);
    c->ins[make].c = (uint16_t)(to.type.base | to.type.rank << 8);
    typed_push_value(c, to, v);
    c->next = next;
    end_steps(c, &it);
    to.temporary = false;
    return to;
}

static TypedValue sum(TypedCompiler *c, bool product, Val body, size_t n, const Val *specs)
{
    Iterator it;
    TypedValue acc, v, args[2];
    uint16_t slot = typed_slot(c, 2);
    size_t start;

    if (n == 0)
        return typed_operand(c, body, 0, NULL);
    if (c->exact || !read_iterator(c, specs[0], &it))
        return typed_fail(c, NULL, 0, NULL);
    start = typed_emit(c, TOP_MOVE, slot, typed_integer(c, product).slot, 0);
    begin_steps(c, &it, body);
    size_t next = c->next;
    TypedLoop *outer = c->loop;
    size_t returns = c->returns.n;
    c->loop = NULL;
    v = sum(c, product, body, n - 1, specs + 1);
    c->loop = outer;
    if (c->failed || c->returns.n != returns || v.type.rank > 0 || v.type.base < TYPED_INT)
        return typed_fail(c, NULL, 0, NULL);
    acc = (TypedValue){.type = v.type, .slot = slot, .variable = true, .literal = VAL_NONE};
    c->ins[start].b = typed_convert(c, typed_integer(c, product), v.type).slot;
    c->ins[start].op = v.type.base == TYPED_COMPLEX ? TOP_MOVE2 : TOP_MOVE;
    args[0] = acc;
    args[1] = v;
    TypedValue r;
    if (!typed_scalar(c, product ? S_Times : S_Plus, 2, args, &r))
        return typed_fail(c, NULL, 0, NULL);
    typed_move(c, slot, r);
    c->next = next;
    end_steps(c, &it);
    return acc;
}

bool typed_loops(TypedCompiler *c, Val e, bool tail, TypedValue *r)
{
    size_t n = expr_len(e);
    const Val *a = expr_args(e);

    *r = typed_nothing();
    switch (symbol_switch(expr_head(e))) {
    case SYM_While:
        if (n < 1 || n > 2)
            return false;
        *r = while_loop(c, a[0], n == 2 ? a[1] : S_Null, tail);
        return true;
    case SYM_For:
        if (n < 3 || n > 4)
            return false;
        *r = for_loop(c, n, a, tail);
        return true;
    case SYM_Do:
        if (n < 2)
            return false;
        do_loop(c, a[0], n - 1, a + 1, tail);
        return true;
    case SYM_Table:
        if (n < 2)
            return false;
        *r = table(c, a[0], n - 1, a + 1);
        return true;
    case SYM_Sum: case SYM_Product:
        if (n < 2)
            return false;
        *r = sum(c, val_is(expr_head(e), S_Product), a[0], n - 1, a + 1);
        return true;
    default:
        return false;
    }
}
