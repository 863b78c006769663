/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_keys.c -- associations in variables to bytecode: x[k] = v, x[k] += v, AssociateTo[x, k -> v], Lookup[x, k].
 *
 * The association is looked into and changed where it lies, so that a loop over keys costs no copies.
 */
#include "vm/code/cells.h"
#include "vm/code/compile.h"

/* Does evaluating [e] give a value and change nothing, however often: an atom, or arithmetic on such? */
static bool is_plain(Val e, int depth)
{
    if (!val_is_expr(e))
        return true;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Plus: case SYM_Times: case SYM_Mod: case SYM_Quotient: case SYM_Subtract: case SYM_List:
        break;
    default:
        return val_is_inert(e);
    }
    for (size_t i = 0; i < expr_len(e); i++)
        if (depth == 0 || !is_plain(expr_arg(e, i), depth - 1))
            return false;
    return true;
}

/* The symbol of x[key], where the key is evaluated before it is used: not of ours, and holding nothing. */
static bool is_key_place(Compiler *c, Val e)
{
    if (!val_is_expr(e) || expr_len(e) != 1 || !val_is_symbol(expr_head(e)) || (val_flags(e) & (FLAG_PATTERN | FLAG_SPLICE)))
        return false;
    Val x = expr_head(e);
    return symbol_switch(x) >= SYM_KNOWN_COUNT && val_symbol(x)->builtin == NULL && val_symbol(x)->autoload == 0
           && (local_find(c, x) != NULL || (vm_attributes(c->vm, x) & ~(uint32_t)ATTR_PLAIN) == 0);
}

static int symbol_register(Compiler *c, Val symbol)
{
    int r = register_new(c);

    emit_k(c, OP_CONST, r, constant_index(c, symbol));
    return r;
}

bool compile_set_key(Compiler *c, Val lhs, Val rhs, int to)
{
    int saved = c->next_register;

    if (!is_key_place(c, lhs))
        return false;
    Local *l = local_find(c, expr_head(lhs));
    compile_value(c, rhs, to);
    int key = compile_operand(c, expr_arg(lhs, 0));
    if (l == NULL) {
        emit(c, OP_SETKEY, to, key, symbol_register(c, expr_head(lhs)));
    } else {
        if (!l->mutable)
            c->failed = true;
        emit(c, OP_PUTKEY, to, key, l->reg);
    }
    c->next_register = saved;
    return true;
}

/* AssociateTo[x, key -> v] as a statement, for a variable that is no local. */
static bool compile_associate(Compiler *c, Val e)
{
    int saved = c->next_register;
    Val x = val_is_call(e, S_AssociateTo, 2) ? expr_arg(e, 0) : VAL_NONE, rule = val_is_none(x) ? VAL_NONE : expr_arg(e, 1);

    if (val_is_none(x) || !val_is_call(rule, S_Rule, 2) || (val_flags(e) & FLAG_SPLICE) || !val_is_symbol(x)
        || symbol_switch(x) < SYM_KNOWN_COUNT || val_symbol(x)->builtin != NULL || val_symbol(x)->autoload != 0
        || local_find(c, x) != NULL)
        return false;
    int base = register_new(c), value = register_new(c);
    compile_value(c, expr_arg(rule, 0), base);
    compile_value(c, expr_arg(rule, 1), value);
    emit(c, OP_ASSOCIATE, base, 0, symbol_register(c, x));
    c->next_register = saved;
    return true;
}

/* x[key] += v and its like; x[key]++ where nobody wants the value. */
bool compile_change_key(Compiler *c, Val e, int to, bool effect)
{
    int saved = c->next_register, step = 0;
    Val place = expr_len(e) >= 1 ? expr_arg(e, 0) : VAL_NONE;

    switch (symbol_switch(expr_head(e))) {
    case SYM_Increment: case SYM_PreIncrement: step = 1; break;
    case SYM_Decrement: case SYM_PreDecrement: step = -1; break;
    case SYM_AddTo: case SYM_SubtractFrom: case SYM_TimesBy: break;
    case SYM_AssociateTo: return effect && compile_associate(c, e);
    default: return false;
    }
    if (expr_len(e) != (step == 0 ? 2 : 1) || (step != 0 && !effect) || (val_flags(e) & FLAG_SPLICE)
        || !is_key_place(c, place) || !is_plain(expr_arg(place, 0), 3))
        return false;
    Local *l = local_find(c, expr_head(place));
    int base = register_new(c), key = register_new(c);
    if (step == 0)
        compile_value(c, expr_arg(e, 1), base);
    else
        emit_k(c, OP_CONST, base, constant_index(c, val_int(step)));
    compile_value(c, expr_arg(place, 0), key);
    (void)symbol_register(c, l == NULL ? expr_head(place) : S_Null);
    (void)symbol_register(c, expr_head(e));
    if (l != NULL && !l->mutable)
        c->failed = true;
    emit(c, OP_CHANGEKEY, base, l == NULL ? NO_REGISTER : l->reg, 0);
    emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
    return true;
}

/* Lookup[x, key, default]: the default is evaluated only where it is needed. */
bool compile_lookup(Compiler *c, Val e, int to)
{
    JumpList absent = {0}, other = {0}, end = {0};
    int saved = c->next_register;
    size_t n = expr_len(e);

    if ((n != 2 && n != 3) || !val_is_symbol(expr_arg(e, 0)) || !is_plain(expr_arg(e, 1), 3) || (val_flags(e) & FLAG_SPLICE)
        || symbol_switch(expr_arg(e, 0)) < SYM_KNOWN_COUNT || val_symbol(expr_arg(e, 0))->autoload != 0
        || definition_find(&c->vm->definitions, S_Lookup) != NULL)
        return false;
    Local *l = local_find(c, expr_arg(e, 0));
    int key = compile_operand(c, expr_arg(e, 1));
    emit(c, l == NULL ? OP_LOOKUP : OP_LOOKIN, to, key, l == NULL ? symbol_register(c, expr_arg(e, 0)) : l->reg);
    emit_jump(c, &absent);
    emit_jump(c, &other);
    emit_jump(c, &end);
    if (n == 3) {
        patch_here(c, &absent);
        compile_value(c, expr_arg(e, 2), to);
        emit_jump(c, &end);
    }
    patch_here(c, &absent);
    patch_here(c, &other);
    emit_k(c, OP_EVAL, to, template_index(c, e, false));
    patch_here(c, &end);
    c->next_register = saved;
    return true;
}

bool compile_local_call(Compiler *c, Val e, int to)
{
    Local *f = val_is_expr(e) && val_is_symbol(expr_head(e)) ? local_find(c, expr_head(e)) : NULL;
    int saved = c->next_register, base = c->next_register;
    size_t n = f == NULL ? 0 : expr_len(e);

    if (n == 0 || n > 4)
        return false;
    for (size_t i = 0; i < n; i++) {
        Val x = expr_arg(e, i);
        if (!(val_is_symbol(x) ? local_find(c, x) != NULL : val_is_inert(x)) || (val_flags(x) & FLAG_SPLICE))
            return false;
    }
    for (size_t i = 0; i < n; i++)
        compile_value(c, expr_arg(e, i), register_new(c));
    emit(c, OP_APPLY, base, (int)n, f->reg);
    emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
    return true;
}
