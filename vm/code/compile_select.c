/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_select.c -- ChannelSelect: what its arms name is evaluated into registers, a builtin waits and says
 * which arm goes, and the arms' right sides are bytecode as well.
 *
 * That builtin is selectArm: see foreign/chan/select.c.  It gives HoldComplete[k, v]: arm k goes, with the value
 * v; or, n being the number of arms, HoldComplete[n, Null]: they are such that ChannelSelect itself is to see to them
 * (what they name is then evaluated once more); or HoldComplete[n + 1, v]: v is the value of it all.
 */
#include "vm/code/compile.h"

#include "vm/eval/builtin.h"

enum { ARMS_MAX = 12 };

typedef struct Arm {
    Val name;                /* of what comes; VAL_NONE: it has none */
    Val body;
} Arm;

/* The name x of x_, where the right side cannot be a condition on it. */
static bool plain_name(Val pattern, Val body, Val *name)
{
    if (!val_is_call(pattern, S_Pattern, 2) || !val_is_symbol(expr_arg(pattern, 0))
        || !val_is_call(expr_arg(pattern, 1), S_Blank, 0) || val_contains_symbol(body, S_Condition))
        return false;
    *name = expr_arg(pattern, 0);
    return count_assignments(body, *name) == 0;
}

/* Reads a rule; pushes what it names to [operands], and its kind to [kinds]. */
static bool read_arm(Compiler *c, Val rule, Arm *a, Builder *kinds, Builder *operands)
{
    if (!val_is_call(rule, S_RuleDelayed, 2))
        return false;
    Val left = expr_arg(rule, 0);
    a->body = expr_arg(rule, 1);
    a->name = VAL_NONE;
    if (val_is(left, S_Default)) {
        builder_push(kinds, S_Default);
        return true;
    }
    size_t n = val_is_expr(left) ? expr_len(left) : 0;
    Val head = val_is_expr(left) ? expr_head(left) : VAL_NONE;
    bool receives = val_is(head, S_Receive) || val_is(head, S_Await);
    if (n < 1 || n > 2 || !(receives || (val_is(head, S_Send) && n == 2) || (val_is(head, S_After) && n == 1)))
        return false;
    if (receives && n == 2
        && (!plain_name(expr_arg(left, 1), a->body, &a->name) || local_find(c, a->name) != NULL))
        return false;
    builder_push(kinds, head);
    builder_push(operands, expr_arg(left, 0));
    if (val_is(head, S_Send))
        builder_push(operands, expr_arg(left, 1));
    return true;
}

/* The arms of [e] and the call of the builtin that waits for one; VAL_NONE: not this way. */
static Val read_arms(Compiler *c, Val e, Arm *arms)
{
    Builder kinds, operands;
    Val list = expr_len(e) >= 1 ? expr_arg(e, 0) : VAL_NONE, biased = S_False;

    if (expr_len(e) == 2 && val_is_rule(expr_arg(e, 1)) && val_is_string(expr_arg(expr_arg(e, 1), 0))
        && text_is(expr_arg(expr_arg(e, 1), 0), "Biased"))
        biased = expr_arg(expr_arg(e, 1), 1);
    else if (expr_len(e) != 1)
        return VAL_NONE;
    if (!val_is_plain_list(list) || expr_len(list) == 0 || expr_len(list) > ARMS_MAX
        || !(val_is(biased, S_True) || val_is(biased, S_False)))
        return VAL_NONE;
    builder_start(&kinds, c->heap, S_List);
    builder_start(&operands, c->heap, symbol_private("selectArm"));
    builder_push(&kinds, biased);
    builder_push(&operands, VAL_NONE);
    for (size_t i = 0; i < expr_len(list); i++)
        if (!read_arm(c, expr_arg(list, i), &arms[i], &kinds, &operands))
            return VAL_NONE;
    operands.items[0] = builder_finish(&kinds);
    return builder_finish(&operands);
}

bool compile_select(Compiler *c, Val e, int to, bool tail)
{
    Arm arms[ARMS_MAX];
    JumpList end = {0}, arm[ARMS_MAX + 2] = {{0}};
    size_t locals = c->local_count;
    int saved = c->next_register;
    Val call = read_arms(c, e, arms);

    if (val_is_none(call))
        return false;
    size_t n = expr_len(expr_arg(e, 0));
    int value = register_new(c), base = register_new(c);
    emit_k(c, OP_CONST, base, constant_index(c, expr_head(call)));
    emit_k(c, OP_CONST, register_new(c), constant_index(c, expr_arg(call, 0)));
    for (size_t i = 1; i < expr_len(call); i++)
        compile_value(c, expr_arg(call, i), register_new(c));
    emit(c, OP_BUILD, base, (int)expr_len(call), 0);
    emit(c, OP_UNPAIR, base, value, (int)n + 1);
    emit(c, OP_SETTLE, value, 0, 0);
    c->next_register = base + 1;
    emit(c, OP_SWITCH, base, 0, (int)(n + 2));
    for (size_t i = 0; i < n + 2; i++)
        emit_jump(c, &arm[i]);
    emit_jump(c, &arm[n + 1]);
    for (size_t i = 0; i < n; i++) {
        patch_here(c, &arm[i]);
        if (!val_is_none(arms[i].name))
            local_add(c, arms[i].name, value, false);
        compile_branch(c, arms[i].body, to, tail, &end);
        c->local_count = locals;
    }
    patch_here(c, &arm[n]);
    compile_template(c, e, to);
    if (tail)
        emit(c, OP_RETURN, to, 0, 0);
    else
        emit_jump(c, &end);
    patch_here(c, &arm[n + 1]);
    emit(c, tail ? OP_RETURN : OP_MOVE, tail ? value : to, tail ? 0 : value, 0);
    patch_here(c, &end);
    c->next_register = saved;
    return true;
}
