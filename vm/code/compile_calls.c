/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_calls.c -- calls and lists to bytecode.
 */
#include "vm/code/compile.h"

#include "vm/eval/builtin.h"

/* The arguments in registers one after another; the first is [to] if that is the last one taken. */
int compile_arguments(Compiler *c, Val e, int to)
{
    int base = to == c->next_register - 1 ? to : register_new(c);

    for (size_t i = 0; i < expr_len(e); i++)
        compile_value(c, expr_arg(e, i), i == 0 ? base : register_new(c));
    return base;
}

bool has_wrapped_argument(Val e)
{
    for (size_t i = 0; i < expr_len(e); i++) {
        Val x = expr_arg(e, i);
        if (val_has_head(x, S_Unevaluated) || val_has_head(x, S_Evaluate) || val_has_head(x, S_Sequence))
            return true;
    }
    return false;
}

/* A call of a user's symbol whose arguments are in the registers from [base] on. */
static void emit_call(Compiler *c, bool tail, int base, size_t link, size_t n)
{
    Instruction last = c->count > 0 ? c->ins[c->last] : 0;

    if (!tail && n == 1 && c->joined < c->count && c->last + 1 == c->count && INS_OP(last) == OP_ADDI
        && INS_A(last) == (unsigned)base) {
        c->count = c->last;
        emit_k(c, OP_CALLADDI, base, link);
        emit_word(c, INS_B(last) | INS_C(last) << 8);
    } else {
        emit_k(c, tail ? OP_TAILCALL : OP_CALL, base, link);
    }
}

/* The register of argument [i] of a call: that of a local that nothing changes meanwhile, or [window]. */
static int argument_source(Compiler *c, Val e, size_t i, int window)
{
    Val x = expr_arg(e, i);
    Local *l = val_is_symbol(x) ? local_find(c, x) : NULL;
    bool changes = false;

    for (size_t k = i + 1; l != NULL && l->mutable && k < expr_len(e); k++)
        changes = changes || count_assignments(expr_arg(e, k), x) > 0;
    if (l != NULL && !changes)
        return l->reg;
    compile_value(c, x, window);
    return window;
}

/* A call of a user's symbol with few arguments, of which the locals stay where they are. */
static int compile_short_call(Compiler *c, Val e, int to, bool tail, size_t link)
{
    int base = to == c->next_register - 1 ? to : register_new(c);
    uint32_t from = 0;
    bool moved = false;

    for (size_t i = 0; i < expr_len(e); i++) {
        int window = i == 0 ? base : register_new(c), source = argument_source(c, e, i, window);
        moved = moved || source != window;
        from |= (uint32_t)source << 8 * i;
    }
    if (!moved) {
        emit_call(c, tail, base, link, expr_len(e));
        return base;
    }
    emit_k(c, tail ? OP_TAILR : OP_CALLR, base, link);
    emit_word(c, from);
    return base;
}

/* A call of a builtin that may wait: the locals stay where they are. */
static void compile_waiting_call(Compiler *c, Val e, int to)
{
    size_t n = expr_len(e);
    uint32_t word = (uint32_t)to << 8;

    for (size_t i = 0; i < n; i++)
        word |= (uint32_t)argument_source(c, e, i, register_new(c)) << (i == 0 ? 0 : 8 * (i + 1));
    emit_k(c, OP_WAIT, (int)n, constant_index(c, expr_head(e)));
    emit_word(c, word);
}

bool compile_call(Compiler *c, Val e, int to, bool tail)
{
    Val head = expr_head(e);
    const Builtin *b = val_symbol(head)->builtin;
    uint32_t attributes = vm_attributes(c->vm, head);
    size_t n = expr_len(e);

    if (n > 60 || has_wrapped_argument(e) || local_find(c, head) != NULL || val_symbol(head)->autoload != 0)
        return false;
    if (n == 1)
        attributes &= ~(uint32_t)ATTR_HOLD_REST;
    if (attributes & (ATTR_HOLD_ANY | ATTR_SEQUENCE_HOLD))
        return false;
    int saved = c->next_register, base;
    if (b == NULL && (attributes & ~ATTR_PLAIN) == 0) {
        if (n >= 1 && n <= 4) {
            base = compile_short_call(c, e, to, tail, link_index(c, head, n));
        } else {
            base = compile_arguments(c, e, to);
            emit_call(c, tail, base, link_index(c, head, n), n);
        }
        c->next_register = saved;
        if (tail)
            return true;
    } else if (n == 1 && b != NULL && b->direct != NULL && !b->parks) {
        int arg = compile_operand(c, expr_arg(e, 0));
        emit(c, OP_BUILD1, to, arg, 0);
        emit_word(c, (uint32_t)constant_index(c, head));
        c->next_register = saved;
        return true;
    } else if (b != NULL && b->parks && n >= 1 && n <= WAITING_MAX) {
        compile_waiting_call(c, e, to);
        c->next_register = saved;
        return true;
    } else {
        base = register_new(c);
        emit_k(c, OP_CONST, base, constant_index(c, head));
        for (size_t i = 0; i < n; i++)
            compile_value(c, expr_arg(e, i), register_new(c));
        emit(c, OP_BUILD, base, (int)n, 0);
    }
    if (base != to)
        emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
    return true;
}

void compile_list(Compiler *c, Val e, int to)
{
    int saved = c->next_register;

    if (expr_len(e) > 60 || has_wrapped_argument(e)) {
        compile_template(c, e, to);
        return;
    }
    int base = compile_arguments(c, e, to);
    emit(c, OP_LIST, base, (int)expr_len(e), 0);
    if (base != to)
        emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
}
