/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile.c -- expressions to bytecode.
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

/* May what it holds come out as it is?  What evaluates that once gives it where it stays; what a user's function does with it
 * is not known. */
static bool shows_held(Compiler *c, Val e)
{
    if (!val_is_expr(e) || !val_is_symbol(expr_head(e)))
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Catch: case SYM_Check: case SYM_CheckAbort: case SYM_Quiet: case SYM_TimeConstrained: case SYM_MemoryConstrained:
        return true;
    default:
        return val_symbol(expr_head(e))->builtin == NULL && (vm_attributes(c->vm, expr_head(e)) & ATTR_HOLD_ANY) != 0;
    }
}

/* May a test in it leave a symbol of Module's as it is? */
static bool has_local_behind_test(const Compiler *c, Val e)
{
    for (size_t i = 0; i < c->local_count; i++)
        if (c->locals[i].of_module && is_behind_test(e, c->locals[i].name))
            return true;
    return false;
}

void compile_template(Compiler *c, Val e, int to)
{
    size_t locals = c->local_count;
    int saved = c->next_register;

    if ((shows_held(c, e) || has_local_behind_test(c, e)) && !assigns_locals(c, e) && !keeps_for_later(e))
        show_symbols(c, e);
    emit_k(c, OP_EVAL, to, template_index(c, e, false));
    c->local_count = locals;
    c->next_register = saved;
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

static void compile_symbol(Compiler *c, Val s, int to)
{
    Local *l = local_find(c, s);

    if (l != NULL) {
        if (l->reg != to)
            emit(c, OP_MOVE, to, l->reg, 0);
    } else if (cell_find_register(c, s) >= 0) {
        emit(c, OP_GETCELL, to, cell_find_register(c, s), 0);
    } else {
        if (is_constant_symbol(c, s))
            emit_k(c, OP_CONST, to, constant_index(c, s));
        else
            emit_k(c, OP_VAR, to, link_index(c, s, LINK_VALUE));
    }
}

/* The register of a value: that of a local that nothing changes while [n] more operands are evaluated, or
 * a new one. */
static int compile_operand_before(Compiler *c, Val e, size_t n, const Val *rest)
{
    Local *l = val_is_symbol(e) || val_is_flonum(e) ? local_find(c, e) : NULL;
    bool changes = false;

    for (size_t i = 0; l != NULL && l->mutable && i < n; i++)
        changes = changes || count_assignments(rest[i], e) > 0;
    if (l != NULL && !changes)
        return l->reg;
    int r = register_new(c);
    compile_value(c, e, r);
    return r;
}

int compile_operand(Compiler *c, Val e)
{
    return compile_operand_before(c, e, 0, NULL);
}

/* Two operands, evaluated in order. */
static void compile_operands(Compiler *c, Val a, Val b, int *ra, int *rb)
{
    *ra = compile_operand_before(c, a, 1, &b);
    *rb = compile_operand(c, b);
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

bool is_immediate(Val v)
{
    return val_is_small(v) && val_small(v) >= -128 && val_small(v) <= 127;
}

/* With an immediate as the second operand where there is one. */
static void compile_binary_i(Compiler *c, Opcode op, Opcode op_i, Val a, Val b, int to)
{
    int saved = c->next_register;

    if (is_immediate(b))
        emit(c, op_i, to, compile_operand(c, a), (int)val_small(b));
    else
        compile_binary(c, op, a, b, to);
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

/* x^-1: what it is the inverse of. */
static bool is_inverse(Val e, Val *inner)
{
    if (!val_is_call(e, S_Power, 2) || !val_is(expr_arg(e, 1), val_int(-1)) || has_wrapped_argument(e))
        return false;
    *inner = expr_arg(e, 0);
    return true;
}

/* A sum or product of three. */
static void compile_three(Compiler *c, Opcode op, Val e, int to)
{
    Val last = expr_arg(e, 2);
    int saved = c->next_register;
    uint32_t inverse = op == OP_PRODUCT3 && is_inverse(last, &last) ? 256 : 0;
    Val rest[] = {expr_arg(e, 1), last};
    int ra = compile_operand_before(c, expr_arg(e, 0), 2, rest);
    int rb = compile_operand_before(c, expr_arg(e, 1), 1, rest + 1);
    int rc;

    if (inverse != 0) {      /* the register is overwritten */
        rc = register_new(c);
        compile_value(c, last, rc);
    } else {
        rc = compile_operand(c, last);
    }
    emit(c, op, to, ra, rb);
    emit_word(c, inverse | (uint32_t)rc);
    c->next_register = saved;
}

/* A sum or product of more than two. */
static bool compile_nary(Compiler *c, Opcode op, Val e, int to)
{
    int saved = c->next_register;

    if (expr_len(e) < 3 || expr_len(e) > 30)
        return false;
    if (expr_len(e) == 3) {
        compile_three(c, op == OP_SUM ? OP_SUM3 : OP_PRODUCT3, e, to);
        return true;
    }
    int base = compile_arguments(c, e, to);
    emit(c, op, base, (int)expr_len(e), 0);
    if (base != to)
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
    if (is_negated(b, &inner) && !has_wrapped_argument(b))
        compile_binary(c, OP_SUB, a, inner, to);
    else
        compile_binary_i(c, OP_ADD, OP_ADDI, a, b, to);
    return true;
}

/* x (y z^-1). */
static void compile_part_of(Compiler *c, Val x, Val y, Val z, int to)
{
    Val rest[] = {y, z};
    int saved = c->next_register, ra = compile_operand_before(c, x, 2, rest), rb = compile_operand_before(c, y, 1, &z);
    int rc = compile_operand(c, z);

    emit(c, OP_PARTOF, to, ra, rb);
    emit_word(c, (uint32_t)rc);
    c->next_register = saved;
}

static bool compile_times(Compiler *c, Val e, int to)
{
    size_t n = expr_len(e);
    Val inner;

    if (n != 2)
        return compile_nary(c, OP_PRODUCT, e, to);
    Val a = expr_arg(e, 0), b = expr_arg(e, 1);
    bool product = val_is_call(b, S_Times, 2) && !has_wrapped_argument(b);
    if (is_inverse(b, &inner))
        compile_binary(c, OP_DIVIDE, a, inner, to);
    else if (product && is_inverse(expr_arg(b, 1), &inner))
        compile_part_of(c, a, expr_arg(b, 0), inner, to);
    else if (product && val_is(a, val_int(-1)))
        compile_binary(c, OP_NEGMUL, expr_arg(b, 0), expr_arg(b, 1), to);
    else if (is_immediate(a))
        compile_binary_i(c, OP_MUL, OP_MULI, b, a, to);
    else
        compile_binary(c, OP_MUL, a, b, to);
    return true;
}

/* x[[i]] of a symbol that is no local: its value is looked into, not taken out. */
static bool compile_part(Compiler *c, Val e, int to)
{
    Val x = expr_arg(e, 0), at = expr_arg(e, 1);
    int saved = c->next_register;

    if (is_immediate(at) && val_small(at) > 0 && (!val_is_symbol(x) || local_find(c, x) != NULL)) {
        emit(c, OP_PARTI, to, compile_operand(c, x), (int)val_small(at));
        c->next_register = saved;
        return true;
    }
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
        return compile_set_part(c, lhs, expr_arg(e, 1), to) || compile_put_parts(c, lhs, expr_arg(e, 1), to);
    if (!val_is_symbol(lhs))
        return compile_set_key(c, lhs, expr_arg(e, 1), to) || compile_set_rule(c, e, to);
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
        emit_k(c, OP_SETVAR, to, link_index(c, lhs, LINK_VALUE));
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

/* The value in [from], which nobody else wants, to another register: the instruction that made it can put it
 * there at once. */
static void move_result(Compiler *c, int from, int to)
{
    Instruction *i = &c->ins[c->last];
    size_t words = INS_OP(*i) == OP_SUM3 || INS_OP(*i) == OP_PRODUCT3 || INS_OP(*i) == OP_PARTOF ? 2 : 1;
    bool makes = false;

    if (c->joined < c->count && c->last + words == c->count && INS_A(*i) == (unsigned)from) {
        switch (INS_OP(*i)) {
        case OP_MOVE: case OP_CONST: case OP_INT: case OP_VAR: case OP_ADD: case OP_SUB: case OP_MUL: case OP_POW:
        case OP_ADDI: case OP_MULI: case OP_MOD: case OP_MODI: case OP_QUOTIENT: case OP_QUOTIENTI: case OP_DIVIDE:
        case OP_NEGMUL: case OP_SUM3: case OP_PRODUCT3: case OP_PARTOF: case OP_PART: case OP_LENGTH:
            makes = true;
            break;
        default:
            break;
        }
    }
    if (makes)
        *i = (*i & ~(Instruction)0xff00) | (Instruction)to << 8;
    else
        emit(c, OP_MOVE, to, from, 0);
}

void compile_effect(Compiler *c, Val e, int to)
{
    Local *l = val_is_call(e, S_Set, 2) && val_is_symbol(expr_arg(e, 0)) ? local_find(c, expr_arg(e, 0)) : NULL;

    if (!c->failed && val_has_head(e, S_AppendTo) && compile_append(c, e))
        return;
    if (!c->failed && val_is_expr(e) && (compile_cell_step(c, e) || compile_change_key(c, e, to, true)
                                       || compile_text_join(c, e) || compile_cell_pile(c, e, to)
                                       || compile_prepend(c, e)))
        return;
    if (c->failed)
        return;
    if (l != NULL && l->mutable) {
        compile_value(c, expr_arg(e, 1), to);
        move_result(c, to, l->reg);
    } else if (!val_is_expr(e) || !compile_control_effect(c, e, to)) {
        compile_value(c, e, to);
    }
}

/* i++, i += x, .. of a local. */
static bool compile_change(Compiler *c, Val e, int to)
{
    Local *l = expr_len(e) >= 1 && val_is_symbol(expr_arg(e, 0)) ? local_find(c, expr_arg(e, 0)) : NULL;
    int saved = c->next_register, step = 1;
    Opcode op = OP_ADD;

    if (l == NULL)
        return compile_cell_change(c, e, to) || compile_change_key(c, e, to, false);
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
    /* The right side is an argument, and evaluated before the variable is read. */
    int r = compile_operand(c, expr_arg(e, 1));
    emit(c, op, l->reg, l->reg, r);
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
    case SYM_Equal:                            return OP_JNEQ;
    case SYM_Unequal:                          return OP_JNUNEQ;
    case SYM_SameQ:                            return OP_JNSAME;
    case SYM_UnsameQ:                          return OP_JNUNSAME;
    default:                                   return OP_JNTRUE;
    }
}

/* The same for a comparison with an immediate; the same where there is none. */
static Opcode jump_i_of(Opcode op)
{
    switch (op) {
    case OP_JNLT:   return OP_JNLTI;
    case OP_JNLE:   return OP_JNLEI;
    case OP_JNGT:   return OP_JNGTI;
    case OP_JNGE:   return OP_JNGEI;
    case OP_JNEQ:   return OP_JNEQI;
    case OP_JNUNEQ: return OP_JNUNEQI;
    default:        return op;
    }
}

static void test_register(Compiler *c, int test, JumpList *no, JumpList *unknown)
{
    Instruction *last = &c->ins[c->last];

    /* What was only brought to the register is tested where it was. */
    if (c->joined < c->count && c->last + 1 == c->count && INS_OP(*last) == OP_MOVE && INS_A(*last) == (unsigned)test)
        *last = (Instruction)OP_JNTRUE | INS_B(*last) << 8 | (Instruction)test << 24;
    else
        emit(c, OP_JNTRUE, test, 0, test);
    emit_jump(c, no);
    emit_jump(c, unknown);
}

/* An operand of And or Or came out open, in register [test]: the rest may still decide.  What went before it
 * has fallen away. */
static void compile_open(Compiler *c, Val e, size_t i, int test, JumpList *no, JumpList *unknown)
{
    size_t locals = c->local_count;

    locals_open(c);
    local_add(c, compile_test_name(), test, false);
    Val rest = expr_make(c->heap, expr_head(e), expr_len(e) - i, expr_args(e) + i);
    compile_template(c, expr_with_arg(c->heap, rest, 0, compile_test_name()), test);
    c->local_count = locals;
    test_register(c, test, no, unknown);
}

/* And and Or: an operand that settles the matter goes to [no] or on; what is to be done with open ones comes
 * after all of them. */
static void compile_logic(Compiler *c, Val e, int test, JumpList *no, JumpList *unknown)
{
    bool is_and = val_is(expr_head(e), S_And);
    JumpList yes = {0}, *open;
    size_t n = expr_len(e);

    open = heap_alloc(c->heap, n * sizeof *open);
    for (size_t i = 0; i < n; i++) {
        JumpList next = {0};
        compile_condition(c, expr_arg(e, i), test, is_and ? no : &next, &open[i]);
        if (!is_and)
            emit_jump(c, &yes);
        patch_here(c, &next);
    }
    emit_jump(c, is_and ? &yes : no);
    for (size_t i = 0; i < n; i++) {
        patch_here(c, &open[i]);
        compile_open(c, e, i, test, no, unknown);
        if (i + 1 < n)
            emit_jump(c, &yes);
    }
    patch_here(c, &yes);
}

void compile_condition(Compiler *c, Val e, int test, JumpList *no, JumpList *unknown)
{
    int saved = c->next_register, ra, rb;
    Opcode op = val_is_expr(e) ? jump_of(expr_head(e)) : OP_JNTRUE;

    if (op != OP_JNTRUE && expr_len(e) == 2 && !has_wrapped_argument(e)) {
        Val a = expr_arg(e, 0), b = expr_arg(e, 1);
        if (is_immediate(b) && jump_i_of(op) != op) {
            emit(c, jump_i_of(op), compile_operand(c, a), (int)val_small(b), test);
        } else {
            compile_operands(c, a, b, &ra, &rb);
            emit(c, op, ra, rb, test);
        }
        emit_jump(c, no);
        emit_jump(c, unknown);
        c->next_register = saved;
        return;
    }
    if ((val_is_call(e, S_EvenQ, 1) || val_is_call(e, S_OddQ, 1)) && !has_wrapped_argument(e)) {
        emit(c, val_has_head(e, S_OddQ) ? OP_JNODD : OP_JNEVEN, compile_operand(c, expr_arg(e, 0)), 0, test);
        emit_jump(c, no);
        emit_jump(c, unknown);
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

/* The instruction of an operator of two operands; RETURN: it has none. */
static Opcode binary_of(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Subtract:     return OP_SUB;
    case SYM_Power:        return OP_POW;
    case SYM_Mod:          return OP_MOD;
    case SYM_Quotient:     return OP_QUOTIENT;
    case SYM_Less:         return OP_LT;
    case SYM_LessEqual:    return OP_LE;
    case SYM_Greater:      return OP_GT;
    case SYM_GreaterEqual: return OP_GE;
    case SYM_Equal:        return OP_EQ;
    case SYM_Unequal:      return OP_UNEQ;
    case SYM_SameQ:        return OP_SAME;
    case SYM_UnsameQ:      return OP_UNSAME;
    default:               return OP_RETURN;
    }
}

static bool compile_operator(Compiler *c, Val e, int to)
{
    size_t n = expr_len(e);

    if (has_wrapped_argument(e))
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Length:
        return n == 1 && (compile_length_of(c, expr_arg(e, 0), to) || compile_unary(c, OP_LENGTH, expr_arg(e, 0), to));
    case SYM_EvenQ:  return n == 1 && compile_unary(c, OP_EVENQ, expr_arg(e, 0), to);
    case SYM_OddQ:   return n == 1 && compile_unary(c, OP_ODDQ, expr_arg(e, 0), to);
    case SYM_Not:    return n == 1 && compile_unary(c, OP_NOT, expr_arg(e, 0), to);
    case SYM_Plus:   return compile_plus(c, e, to);
    case SYM_Times:  return compile_times(c, e, to);
    case SYM_Part:   return n == 2 ? compile_part(c, e, to) : n > 2 && compile_parts_of(c, e, to);
    default:         break;
    }
    Opcode op = binary_of(expr_head(e));
    if (op == OP_RETURN || n != 2)
        return false;
    if (op == OP_MOD || op == OP_QUOTIENT)
        compile_binary_i(c, op, op == OP_MOD ? OP_MODI : OP_QUOTIENTI, expr_arg(e, 0), expr_arg(e, 1), to);
    else
        compile_binary(c, op, expr_arg(e, 0), expr_arg(e, 1), to);
    return true;
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
    case SYM_Lookup:
        return compile_lookup(c, e, to);
    default:
        return compile_control(c, e, to, tail);
    }
}

/* Returns the value in [from]: the instruction that made it can do it at once. */
static void emit_return(Compiler *c, int from)
{
    Instruction *i = &c->ins[c->last];
    Opcode op = OP_RETURN;

    if (c->joined < c->count && c->last + 1 == c->count && INS_A(*i) == (unsigned)from) {
        switch (INS_OP(*i)) {
        case OP_ADD:  op = OP_RETURNADD; break;
        case OP_SUB:  op = OP_RETURNSUB; break;
        case OP_MUL:  op = OP_RETURNMUL; break;
        case OP_ADDI: op = OP_RETURNADDI; break;
        default:      break;
        }
    }
    if (op != OP_RETURN)
        *i = (*i & ~(Instruction)255) | op;
    else
        emit(c, OP_RETURN, from, 0, 0);
}

/* [e] as a value in register [to]; as the last thing of the function where [tail]: then it returns. */
static void compile_any(Compiler *c, Val e, int to, bool tail)
{
    JumpList known = {0};
    bool returned = false;

    if (c->failed)
        return;
    if (tail && val_is_symbol(e) && local_find(c, e) != NULL) {
        emit(c, OP_RETURN, local_find(c, e)->reg, 0, 0);
        returned = true;
    } else if (tail && val_is_small(e) && val_small(e) >= -32768 && val_small(e) <= 32767) {
        emit(c, OP_RETURNI, 0, (int)(val_small(e) & 255), (int)((uint64_t)val_small(e) >> 8 & 255));
        returned = true;
    } else if (tail && (val_is_inert(e) || (val_is_symbol(e) && is_constant_symbol(c, e)))) {
        emit_k(c, OP_RETURNK, 0, constant_index(c, e));
        returned = true;
    } else if (val_is_symbol(e)) {
        compile_symbol(c, e, to);
    } else if (val_is_small(e) && val_small(e) >= -32768 && val_small(e) <= 32767) {
        emit(c, OP_INT, to, (int)(val_small(e) & 255), (int)((uint64_t)val_small(e) >> 8 & 255));
    } else if (val_is_inert(e)) {
        emit_k(c, OP_CONST, to, constant_index(c, e));
    } else if (val_is_expr(e) && val_is_symbol(expr_head(e)) && local_find(c, expr_head(e)) == NULL) {
        if (!c->in_constant && is_settled_constant(c, e)) {
            emit_k(c, OP_VALUE, to, constant_index(c, e));
            emit_jump(c, &known);
            c->in_constant = true;
        }
        bool control = compile_construct(c, e, to, tail);
        if (control)
            returned = tail && (val_is(expr_head(e), S_If) || val_is(expr_head(e), S_CompoundExpression)
                                || val_is(expr_head(e), S_Module) || val_is(expr_head(e), S_With)
                                || val_is(expr_head(e), S_And) || val_is(expr_head(e), S_Or)
                                || val_is(expr_head(e), S_ChannelSelect));
        else if (val_is(expr_head(e), S_List))
            compile_list(c, e, to);
        else if (!compile_functional(c, e, to) && !compile_operator(c, e, to) && !compile_call(c, e, to, tail))
            compile_template(c, e, to);
    } else if (!compile_local_call(c, e, to)) {
        compile_template(c, e, to);
    }
    if (known.n > 0) {
        c->in_constant = false;
        patch_here(c, &known);
        if (tail)
            emit(c, OP_RETURN, to, 0, 0);
    } else if (tail && !returned) {
        emit_return(c, to);
    }
}

void compile_value(Compiler *c, Val e, int to)
{
    compile_any(c, e, to, false);
}

void compile_tail(Compiler *c, Val e, int to)
{
    compile_any(c, e, to, c->loop == NULL);
}
