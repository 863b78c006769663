/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile.c -- the rules of a symbol to bytecode.
 *
 * Substitution is the semantics, registers are the optimisation: a name may live in a register only
 * where no held expression could see it change.
 */
#include "vm/code/compile.h"

#include "vm/eval/builtin.h"

Val compile_test_name(void)
{
    return symbol_private("test");
}

/* ---- simple values ---- */

void compile_template(Compiler *c, Val e, int to)
{
    emit_k(c, OP_EVAL, to, template_index(c, e, false));
}

/* A system symbol that nothing can give a value: True, List, .. */
static bool is_constant_symbol(Compiler *c, Val s)
{
    const Builtin *b = val_symbol(s)->builtin;

    if (symbol_switch(s) >= SYM_KNOWN_COUNT || (b != NULL && b->value != NULL))
        return false;
    if (val_is(s, S_True) || val_is(s, S_False) || val_is(s, S_Null))
        return true;
    return b != NULL && (vm_attributes(c->vm, s) & ATTR_PROTECTED) != 0
           && definition_find(&c->vm->definitions, s) == NULL;
}

/* The register of #n; -1 where there is none. */
static int slot_register(const Compiler *c, Val e)
{
    if (!val_has_head(e, S_Slot) || expr_len(e) != 1 || !val_is_small(expr_arg(e, 0)))
        return -1;
    int64_t n = val_small(expr_arg(e, 0));
    return n >= 1 && (size_t)n <= c->slots ? (int)n - 1 : -1;
}

static void compile_symbol(Compiler *c, Val s, int to)
{
    Local *l = local_find(c, s);

    if (l != NULL) {
        if (l->reg != to)
            emit(c, OP_MOVE, to, l->reg, 0);
    } else if (cell_find_register(c, s) >= 0) {
        emit(c, OP_GETCELL, to, cell_find_register(c, s), 0);
    } else {
        emit_k(c, is_constant_symbol(c, s) ? OP_CONST : OP_VAR, to, constant_index(c, s));
    }
}

/* The register of a value: that of a local that nothing changes meanwhile, or a new one. */
int compile_operand(Compiler *c, Val e)
{
    Local *l = val_is_symbol(e) ? local_find(c, e) : NULL;

    if (l != NULL && !l->mutable)
        return l->reg;
    if (c->slots > 0 && slot_register(c, e) >= 0)
        return slot_register(c, e);
    int r = register_new(c);
    compile_value(c, e, r);
    return r;
}

/* Two operands, evaluated in order.  A mutable local as the first may be used in place where the
 * second is a plain value that changes nothing. */
static void compile_operands(Compiler *c, Val a, Val b, int *ra, int *rb)
{
    bool plain = !val_is_expr(b) || val_has_head(b, S_Slot);
    Local *l = val_is_symbol(a) ? local_find(c, a) : NULL;

    *ra = l != NULL && plain ? l->reg : compile_operand(c, a);
    l = val_is_symbol(b) ? local_find(c, b) : NULL;
    *rb = l != NULL ? l->reg : compile_operand(c, b);
}

static void compile_binary(Compiler *c, Opcode op, Val a, Val b, int to)
{
    int saved = c->next_register, ra, rb;

    compile_operands(c, a, b, &ra, &rb);
    emit(c, op, to, ra, rb);
    c->next_register = saved;
}

static bool compile_unary(Compiler *c, Opcode op, Val a, int to)
{
    int saved = c->next_register;

    emit(c, op, to, compile_operand(c, a), 0);
    c->next_register = saved;
    return true;
}

/* ---- calls ---- */

/* Head and arguments in registers one after another, from the result on. */
static int compile_arguments(Compiler *c, Val e)
{
    int base = register_new(c);

    emit_k(c, OP_CONST, base, constant_index(c, expr_head(e)));
    for (size_t i = 0; i < expr_len(e); i++) {
        int r = register_new(c);
        compile_value(c, expr_arg(e, i), r);
    }
    return base;
}

static bool has_wrapped_argument(Val e)
{
    for (size_t i = 0; i < expr_len(e); i++) {
        Val x = expr_arg(e, i);
        if (val_has_head(x, S_Unevaluated) || val_has_head(x, S_Evaluate) || val_has_head(x, S_Sequence))
            return true;
    }
    return false;
}

static bool compile_call(Compiler *c, Val e, int to, bool tail)
{
    Val head = expr_head(e);
    const Builtin *b = val_symbol(head)->builtin;
    uint32_t attributes = vm_attributes(c->vm, head);
    size_t n = expr_len(e);

    if (n > 60 || has_wrapped_argument(e) || local_find(c, head) != NULL || val_symbol(head)->autoload != 0)
        return false;
    if (attributes & (ATTR_HOLD_ANY | ATTR_SEQUENCE_HOLD))
        return false;
    int saved = c->next_register;
    int base = compile_arguments(c, e);
    if (b == NULL && (attributes & ~ATTR_PLAIN) == 0) {
        if (tail) {
            emit(c, OP_TAILCALL, base, (int)n, 0);
            c->next_register = saved;
            return true;
        }
        emit(c, OP_CALL, base, (int)n, 0);
    } else {
        emit(c, OP_BUILD, base, (int)n, 0);
    }
    if (base != to)
        emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
    return true;
}

static void compile_list(Compiler *c, Val e, int to)
{
    int saved = c->next_register, base = c->next_register;

    if (expr_len(e) > 60 || has_wrapped_argument(e)) {
        compile_template(c, e, to);
        return;
    }
    for (size_t i = 0; i < expr_len(e); i++) {
        int r = register_new(c);
        compile_value(c, expr_arg(e, i), r);
    }
    if (expr_len(e) == 0)
        base = register_new(c);
    emit(c, OP_LIST, base, (int)expr_len(e), 0);
    emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
}

/* ---- arithmetic ---- */

static bool is_negated(Val e, Val *inner)
{
    if (!val_is_call(e, S_Times, 2) || !val_is(expr_arg(e, 0), val_int(-1)))
        return false;
    *inner = expr_arg(e, 1);
    return true;
}

/* A sum or product of more than two. */
static bool compile_nary(Compiler *c, Opcode op, Val e, int to)
{
    int saved = c->next_register, base = c->next_register;

    if (expr_len(e) < 3 || expr_len(e) > 30)
        return false;
    for (size_t i = 0; i < expr_len(e); i++)
        compile_value(c, expr_arg(e, i), register_new(c));
    emit(c, op, base, (int)expr_len(e), 0);
    emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
    return true;
}

static bool compile_plus(Compiler *c, Val e, int to)
{
    if (expr_len(e) != 2)
        return compile_nary(c, OP_SUM, e, to);
    Val a = expr_arg(e, 0), b = expr_arg(e, 1), inner;

    if (val_is_small(a) && !val_is_small(b)) {
        Val swap = a;
        a = b;
        b = swap;
    }
    if (val_is_small(b) && val_small(b) >= -128 && val_small(b) <= 127) {
        int saved = c->next_register;
        Local *l = val_is_symbol(a) ? local_find(c, a) : NULL;
        int ra = l != NULL ? l->reg : compile_operand(c, a);
        emit(c, OP_ADDI, to, ra, (int)val_small(b));
        c->next_register = saved;
        return true;
    }
    if (is_negated(b, &inner))
        compile_binary(c, OP_SUB, a, inner, to);
    else
        compile_binary(c, OP_ADD, a, b, to);
    return true;
}

/* x[[i]] of a symbol that is no local: its value is looked into, not taken out. */
static bool compile_part(Compiler *c, Val e, int to)
{
    Val x = expr_arg(e, 0);
    int saved = c->next_register;

    if (!val_is_symbol(x) || local_find(c, x) != NULL || val_symbol(x)->builtin != NULL || val_symbol(x)->autoload != 0) {
        compile_binary(c, OP_PART, x, expr_arg(e, 1), to);
        return true;
    }
    int index = compile_operand(c, expr_arg(e, 1)), cell = cell_find_register(c, x);
    if (cell >= 0) {
        emit(c, OP_PARTCELL, to, index, cell);
    } else {
        int symbol = register_new(c);
        emit_k(c, OP_CONST, symbol, constant_index(c, x));
        emit(c, OP_PARTVAR, to, index, symbol);
    }
    c->next_register = saved;
    return true;
}

/* ---- assignment ---- */

/* x[[i]] = v for a symbol that is no local. */
static bool compile_set_part(Compiler *c, Val lhs, Val rhs, int to)
{
    Val x = expr_len(lhs) == 2 ? expr_arg(lhs, 0) : VAL_NONE;
    int saved = c->next_register;

    if (val_is_none(x) || !val_is_symbol(x) || val_symbol(x)->builtin != NULL)
        return false;
    compile_value(c, rhs, to);
    Local *l = local_find(c, x);
    if (l != NULL) {
        if (!l->mutable)
            c->failed = true;
        int at = compile_operand(c, expr_arg(lhs, 1));
        emit(c, OP_SETITEM, to, at, l->reg);
        c->next_register = saved;
        return true;
    }
    int index = compile_operand(c, expr_arg(lhs, 1)), cell = cell_find_register(c, x);
    if (cell >= 0) {
        emit(c, OP_PUTCELL, to, index, cell);
    } else {
        int symbol = register_new(c);
        emit_k(c, OP_CONST, symbol, constant_index(c, x));
        emit(c, OP_SETPART, to, index, symbol);
    }
    c->next_register = saved;
    return true;
}

/* f[n] = v: the value by bytecode, the rule by the evaluator. */
static bool compile_set_rule(Compiler *c, Val e, int to)
{
    Val lhs = expr_arg(e, 0), name = symbol_private("value");
    size_t locals = c->local_count;
    int saved = c->next_register;

    if (!val_is_expr(lhs) || !val_is_symbol(expr_head(lhs)) || local_find(c, expr_head(lhs)) != NULL
        || val_symbol(expr_head(lhs))->builtin != NULL || has_wrapped_argument(e))
        return false;
    compile_value(c, expr_arg(e, 1), to);
    local_add(c, name, to, false);
    emit_k(c, OP_EVAL, register_new(c), template_index(c, expr_with_arg(c->heap, e, 1, name), false));
    c->local_count = locals;
    c->next_register = saved;
    return true;
}

static bool compile_set(Compiler *c, Val e, int to)
{
    Val lhs = expr_arg(e, 0);
    Local *l;

    if (val_has_head(lhs, S_Part))
        return compile_set_part(c, lhs, expr_arg(e, 1), to);
    if (!val_is_symbol(lhs))
        return compile_set_rule(c, e, to);
    l = local_find(c, lhs);
    if (l != NULL) {
        if (!l->mutable) {
            c->failed = true;      /* an argument or a constant of With: an error, for the tree to report */
            return true;
        }
        compile_value(c, expr_arg(e, 1), to);
        emit(c, OP_MOVE, l->reg, to, 0);
        return true;
    }
    if (val_symbol(lhs)->builtin != NULL)
        return false;
    if (compile_cell_sum(c, e, to))
        return true;
    compile_value(c, expr_arg(e, 1), to);
    if (cell_find_register(c, lhs) >= 0)
        emit(c, OP_SETCELL, to, cell_find_register(c, lhs), 0);
    else
        emit_k(c, OP_SETVAR, to, constant_index(c, lhs));
    return true;
}

/* AppendTo[x, v] as a statement, for a local or another variable. */
static bool compile_append(Compiler *c, Val e)
{
    Val x = expr_len(e) == 2 ? expr_arg(e, 0) : VAL_NONE;
    Local *l;
    int saved = c->next_register;

    if (val_is_none(x) || !val_is_symbol(x) || val_symbol(x)->builtin != NULL || has_wrapped_argument(e))
        return false;
    l = local_find(c, x);
    if (l != NULL && !l->mutable)
        return false;
    int value = register_new(c);
    compile_value(c, expr_arg(e, 1), value);
    if (l != NULL)
        emit(c, OP_APPEND, l->reg, value, 0);
    else if (cell_find_register(c, x) >= 0)
        emit(c, OP_APPENDCELL, value, cell_find_register(c, x), 0);
    else
        emit_k(c, OP_APPENDVAR, value, constant_index(c, x));
    c->next_register = saved;
    return true;
}

void compile_effect(Compiler *c, Val e, int to)
{
    if (!c->failed && val_has_head(e, S_AppendTo) && compile_append(c, e))
        return;
    if (!c->failed && val_is_expr(e) && compile_cell_step(c, e))
        return;
    compile_value(c, e, to);
}

/* i++, i += x, .. of a local. */
static bool compile_change(Compiler *c, Val e, int to)
{
    Local *l = expr_len(e) >= 1 && val_is_symbol(expr_arg(e, 0)) ? local_find(c, expr_arg(e, 0)) : NULL;
    int saved = c->next_register, step = 1;
    Opcode op = OP_ADD;

    if (l == NULL)
        return compile_cell_change(c, e, to);
    if (!l->mutable)
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Decrement: case SYM_PreDecrement:
        step = -1;
        /* fall through */
    case SYM_Increment: case SYM_PreIncrement:
        if (expr_len(e) != 1)
            return false;
        if (val_is(expr_head(e), S_Increment) || val_is(expr_head(e), S_Decrement)) {
            emit(c, OP_MOVE, to, l->reg, 0);
            emit(c, OP_ADDI, l->reg, l->reg, step);
        } else {
            emit(c, OP_ADDI, l->reg, l->reg, step);
            emit(c, OP_MOVE, to, l->reg, 0);
        }
        return true;
    case SYM_SubtractFrom: op = OP_SUB; break;
    case SYM_TimesBy:      op = OP_MUL; break;
    default:               break;
    }
    if (expr_len(e) != 2)
        return false;
    /* The variable is read before the right side is evaluated. */
    int old = val_is_expr(expr_arg(e, 1)) ? register_new(c) : l->reg;
    if (old != l->reg)
        emit(c, OP_MOVE, old, l->reg, 0);
    int r = compile_operand(c, expr_arg(e, 1));
    emit(c, op, l->reg, old, r);
    emit(c, OP_MOVE, to, l->reg, 0);
    c->next_register = saved;
    return true;
}

/* ---- conditions ---- */

static Opcode jump_of(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Less:                             return OP_JNLT;
    case SYM_LessEqual:                        return OP_JNLE;
    case SYM_Greater:                          return OP_JNGT;
    case SYM_GreaterEqual:                     return OP_JNGE;
    case SYM_Equal: case SYM_Unequal:          return OP_JNEQ;
    case SYM_SameQ: case SYM_UnsameQ:          return OP_JNSAME;
    default:                                   return OP_JNTRUE;
    }
}

static void test_register(Compiler *c, int test, JumpList *no, JumpList *unknown)
{
    emit(c, OP_JNTRUE, test, 0, test);
    emit_jump(c, no);
    emit_jump(c, unknown);
}

/* And and Or: [stop] is where an operand that settles the matter goes. */
static void compile_logic(Compiler *c, Val e, int test, JumpList *no, JumpList *unknown)
{
    bool is_and = val_is(expr_head(e), S_And);
    JumpList yes = {0}, decided = {0};
    size_t n = expr_len(e);

    for (size_t i = 0; i < n; i++) {
        JumpList open = {0}, next = {0};
        size_t locals = c->local_count;
        compile_condition(c, expr_arg(e, i), test, is_and ? no : &next, &open);
        if (!is_and)
            emit_jump(c, &yes);
        else
            emit_jump(c, &next);
        patch_here(c, &open);
        /* Open: the rest may still decide.  What went before has fallen away. */
        local_add(c, compile_test_name(), test, false);
        Val rest = expr_make(c->heap, expr_head(e), n - i, expr_args(e) + i);
        compile_template(c, expr_with_arg(c->heap, rest, 0, compile_test_name()), test);
        c->local_count = locals;
        test_register(c, test, no, unknown);
        emit_jump(c, &decided);
        patch_here(c, &next);
    }
    if (!is_and)
        emit_jump(c, no);
    patch_here(c, &yes);
    patch_here(c, &decided);
}

void compile_condition(Compiler *c, Val e, int test, JumpList *no, JumpList *unknown)
{
    int saved = c->next_register, ra, rb;
    Opcode op = val_is_expr(e) ? jump_of(expr_head(e)) : OP_JNTRUE;

    if (op != OP_JNTRUE && expr_len(e) == 2) {
        compile_operands(c, expr_arg(e, 0), expr_arg(e, 1), &ra, &rb);
        emit(c, op, ra, rb, test);
        if (val_is(expr_head(e), S_Unequal) || val_is(expr_head(e), S_UnsameQ)) {
            JumpList differ = {0}, open = {0}, yes = {0};
            emit_jump(c, &differ);
            emit_jump(c, &open);
            emit_jump(c, no);
            patch_here(c, &open);
            /* The test came out as an equation: say that it is none. */
            if (op == OP_JNEQ) {
                emit(c, OP_NOT, test, test, 0);
                test_register(c, test, no, unknown);
            }
            emit_jump(c, &yes);
            patch_here(c, &yes);
            patch_here(c, &differ);
        } else {
            emit_jump(c, no);
            emit_jump(c, unknown);
        }
        c->next_register = saved;
        return;
    }
    if ((val_has_head(e, S_And) || val_has_head(e, S_Or)) && expr_len(e) >= 2) {
        compile_logic(c, e, test, no, unknown);
        return;
    }
    compile_value(c, e, test);
    test_register(c, test, no, unknown);
    c->next_register = saved;
}

/* ---- expressions ---- */

static bool compile_operator(Compiler *c, Val e, int to)
{
    size_t n = expr_len(e);

    if (has_wrapped_argument(e))
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Length: return n == 1 && compile_unary(c, OP_LENGTH, expr_arg(e, 0), to);
    case SYM_EvenQ:  return n == 1 && compile_unary(c, OP_EVENQ, expr_arg(e, 0), to);
    case SYM_OddQ:   return n == 1 && compile_unary(c, OP_ODDQ, expr_arg(e, 0), to);
    case SYM_Not:    return n == 1 && compile_unary(c, OP_NOT, expr_arg(e, 0), to);
    case SYM_Plus:
        return compile_plus(c, e, to);
    case SYM_Times:
        if (n != 2)
            return compile_nary(c, OP_PRODUCT, e, to);
        compile_binary(c, OP_MUL, expr_arg(e, 0), expr_arg(e, 1), to);
        return true;
    case SYM_Subtract: if (n != 2) return false; compile_binary(c, OP_SUB, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_Power:    if (n != 2) return false; compile_binary(c, OP_POW, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_Mod:      if (n != 2) return false; compile_binary(c, OP_MOD, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_Quotient: if (n != 2) return false; compile_binary(c, OP_QUOTIENT, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_Part:     return n == 2 && compile_part(c, e, to);
    case SYM_Less:      if (n != 2) return false; compile_binary(c, OP_LT, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_LessEqual: if (n != 2) return false; compile_binary(c, OP_LE, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_Greater:      if (n != 2) return false; compile_binary(c, OP_GT, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_GreaterEqual: if (n != 2) return false; compile_binary(c, OP_GE, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_Equal:     if (n != 2) return false; compile_binary(c, OP_EQ, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    case SYM_SameQ:     if (n != 2) return false; compile_binary(c, OP_SAME, expr_arg(e, 0), expr_arg(e, 1), to); return true;
    default:
        return false;
    }
}

/* What has instructions of its own beside the operators. */
static bool compile_construct(Compiler *c, Val e, int to, bool tail)
{
    switch (symbol_switch(expr_head(e))) {
    case SYM_Set:
        return expr_len(e) == 2 && compile_set(c, e, to);
    case SYM_Increment: case SYM_Decrement: case SYM_PreIncrement: case SYM_PreDecrement:
    case SYM_AddTo: case SYM_SubtractFrom: case SYM_TimesBy:
        return compile_change(c, e, to);
    default:
        return compile_control(c, e, to, tail);
    }
}

/* [e] as a value in register [to]; as the last thing of the function where [tail]: then it returns. */
static void compile_any(Compiler *c, Val e, int to, bool tail)
{
    bool returned = false;

    if (c->failed)
        return;
    if (val_is_symbol(e)) {
        compile_symbol(c, e, to);
    } else if (c->slots > 0 && val_has_head(e, S_Slot) && slot_register(c, e) >= 0) {
        emit(c, OP_MOVE, to, slot_register(c, e), 0);
    } else if (c->has_slots && (val_has_head(e, S_Slot) || val_has_head(e, S_SlotSequence))) {
        c->failed = true;          /* ##, #name, or more than there are arguments */
    } else if (val_is_small(e) && val_small(e) >= -32768 && val_small(e) <= 32767) {
        emit(c, OP_INT, to, (int)(val_small(e) & 255), (int)((uint64_t)val_small(e) >> 8 & 255));
    } else if (val_is_inert(e)) {
        emit_k(c, OP_CONST, to, constant_index(c, e));
    } else if (val_is_expr(e) && val_is_symbol(expr_head(e)) && local_find(c, expr_head(e)) == NULL) {
        bool control = compile_construct(c, e, to, tail);
        if (control)
            returned = tail && (val_is(expr_head(e), S_If) || val_is(expr_head(e), S_CompoundExpression)
                                || val_is(expr_head(e), S_Module) || val_is(expr_head(e), S_With)
                                || val_is(expr_head(e), S_And) || val_is(expr_head(e), S_Or));
        else if (val_is(expr_head(e), S_List))
            compile_list(c, e, to);
        else if (!compile_operator(c, e, to) && !compile_call(c, e, to, tail))
            compile_template(c, e, to);
    } else {
        compile_template(c, e, to);
    }
    if (tail && !returned)
        emit(c, OP_RETURN, to, 0, 0);
}

void compile_value(Compiler *c, Val e, int to)
{
    compile_any(c, e, to, false);
}

void compile_tail(Compiler *c, Val e, int to)
{
    compile_any(c, e, to, c->loop == NULL);
}

/* ---- left sides ---- */

static bool compile_argument(Compiler *c, const Pattern *root, const Pattern *p, int reg, JumpList *next);

static bool compile_parts(Compiler *c, const Pattern *root, const Pattern *p, int reg, JumpList *next)
{
    if (p->sub->kind != PATTERN_LITERAL || !val_is(p->sub->value, S_List) || p->n > 30)
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (p->args[i]->min != 1 || p->args[i]->max != 1)
            return false;
    int first = c->next_register;
    for (size_t i = 0; i < p->n; i++)
        (void)register_new(c);
    emit(c, OP_UNPACK, reg, (int)p->n, first);
    emit_jump(c, next);
    for (size_t i = 0; i < p->n; i++)
        if (!compile_argument(c, root, p->args[i], first + (int)i, next))
            return false;
    return true;
}

static bool compile_guard(Compiler *c, Val condition, JumpList *next)
{
    int saved = c->next_register, test = register_new(c);

    compile_condition(c, condition, test, next, next);
    c->next_register = saved;
    return true;
}

/* Tests of the value in [reg]; false where the pattern is beyond this compiler. */
static bool compile_argument(Compiler *c, const Pattern *root, const Pattern *p, int reg, JumpList *next)
{
    Local *l;

    switch (p->kind) {
    case PATTERN_LITERAL:
        emit_k(c, OP_LITERAL, reg, constant_index(c, p->value));
        emit_jump(c, next);
        return true;
    case PATTERN_BLANK:
        if (val_is_none(p->value))
            return true;
        emit_k(c, OP_HEAD, reg, constant_index(c, p->value));
        emit_jump(c, next);
        return true;
    case PATTERN_NAMED:
        l = local_find(c, root->names[p->slot]);
        if (l != NULL) {
            emit(c, OP_MATCHSAME, reg, l->reg, 0);
            emit_jump(c, next);
        } else {
            local_add(c, root->names[p->slot], reg, false);
        }
        return compile_argument(c, root, p->sub, reg, next);
    case PATTERN_TEST: {
        if (!compile_argument(c, root, p->sub, reg, next) || !val_is_symbol(p->value))
            return false;
        int saved = c->next_register, base = register_new(c), argument = register_new(c);
        emit_k(c, OP_CONST, base, constant_index(c, p->value));
        emit(c, OP_MOVE, argument, reg, 0);
        emit(c, OP_BUILD, base, 1, 0);
        emit(c, OP_GUARD, base, 0, 0);
        emit_jump(c, next);
        c->next_register = saved;
        return (vm_attributes(c->vm, p->value) & ATTR_HOLD_ANY) == 0;
    }
    case PATTERN_CONDITION:
        return compile_argument(c, root, p->sub, reg, next) && compile_guard(c, p->value, next);
    case PATTERN_EXPR:
        return compile_parts(c, root, p, reg, next);
    default:
        return false;
    }
}

/* One rule; its failing tests go to what comes after it. */
static bool compile_rule(Compiler *c, const Rule *rule, size_t n)
{
    const Pattern *p = rule->pattern, *condition = NULL;
    JumpList next = {0};
    Val body = rule->body;

    c->local_count = 0;
    c->next_register = (int)n;
    if (p->kind == PATTERN_CONDITION) {
        condition = p;
        p = p->sub;
    }
    if (p->kind != PATTERN_EXPR || p->sub->kind != PATTERN_LITERAL || !val_is(p->sub->value, c->symbol))
        return false;
    if (n < p->args_min || n > p->args_max)
        return true;
    if (p->n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (p->args[i]->min != 1 || p->args[i]->max != 1
            || !compile_argument(c, rule->pattern, p->args[i], (int)i, &next))
            return false;
    if (condition != NULL)
        compile_guard(c, condition->value, &next);
    if (val_is_call(body, S_Condition, 2) && rule->delayed) {
        compile_guard(c, expr_arg(body, 1), &next);
        body = expr_arg(body, 0);
    }
    int to = register_new(c);
    compile_tail(c, body, to);
    patch_here(c, &next);
    return !c->failed;
}

/* Module[.., body /; test] makes a condition of a part of the right side: for the tree evaluator. */
static bool has_inner_condition(Val rhs)
{
    if (val_is_call(rhs, S_Condition, 2))
        rhs = expr_arg(rhs, 0);
    while (val_is_expr(rhs) && expr_len(rhs) == 2
           && (val_has_head(rhs, S_Module) || val_has_head(rhs, S_With) || val_has_head(rhs, S_Block))) {
        rhs = expr_arg(rhs, 1);
        if (val_is_call(rhs, S_Condition, 2))
            return true;
    }
    return false;
}

Code *code_compile(Vm *vm, Val symbol, const RuleSet *set, size_t n)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = symbol};

    if (n > 60)
        return NULL;
    c.register_count = (int)n;
    for (size_t i = 0; i < rule_set_pattern_count(set); i++) {
        const Rule *rule = rule_set_pattern_at(set, i);
        if (has_inner_condition(rule->body) || !compile_rule(&c, rule, n))
            return NULL;
    }
    emit(&c, OP_NOMATCH, 0, 0, 0);
    return compiler_finish(&c, n);
}

/* Slots are locals with the expressions #1, #2, .. for names. */
Code *code_compile_function(Vm *vm, Val f, size_t n)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = S_Function};
    Val params = expr_arg(f, 0), body;
    int to;

    if (n > 30 || expr_len(f) > 2)
        return NULL;
    c.register_count = c.next_register = (int)n;
    if (expr_len(f) == 1) {
        c.has_slots = true;
        c.slots = n;
        body = expr_arg(f, 0);
    } else {
        size_t count = val_is_symbol(params) ? 1 : val_is_plain_list(params) ? expr_len(params) : SIZE_MAX;
        if (count > n || val_is(params, S_Null))
            return NULL;
        body = expr_arg(f, 1);
        for (size_t i = 0; i < count; i++) {
            Val name = val_is_symbol(params) ? params : expr_arg(params, i);
            if (!val_is_symbol(name) || local_find(&c, name) != NULL)
                return NULL;
            local_add(&c, name, (int)i, false);
        }
    }
    to = register_new(&c);
    c.pure = true;
    compile_tail(&c, body, to);
    return compiler_finish(&c, n);
}

Code *code_compile_expression(Vm *vm, Val e)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = S_Do};
    int to = register_new(&c);

    c.pure = true;
    if (!compile_control(&c, e, to, false))
        return NULL;
    emit(&c, OP_RETURN, to, 0, 0);
    return compiler_finish(&c, 0);
}
