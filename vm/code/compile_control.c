/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_control.c -- branches, sequences, loops, exits and scopes to bytecode.
 */
#include "vm/code/compile.h"

void compile_branch(Compiler *c, Val e, int to, bool tail, JumpList *end)
{
    if (tail) {
        compile_tail(c, e, to);
    } else {
        compile_value(c, e, to);
        emit_jump(c, end);
    }
}

void show_symbols(Compiler *c, Val e)
{
    size_t n = c->local_count;

    for (size_t i = 0; i < n; i++) {
        Local l = c->locals[i];
        if (!l.of_module || !val_contains_symbol(e, l.name) || local_find(c, l.name)->reg != l.reg)
            continue;
        int symbol = l.symbol;
        if (symbol < 0) {
            symbol = register_new(c);
            emit_k(c, OP_CONST, symbol, constant_index(c, VAL_NONE));
        }
        emit_k(c, OP_NAME, symbol, constant_index(c, l.name));
        emit(c, OP_NAMEDSET, symbol, l.reg, 0);
        local_add(c, l.name, symbol, false);
    }
}

/* What stays as it is with its first part as it came out, in register [test]. */
static void compile_stays(Compiler *c, Val e, int test, int to, bool tail, JumpList *end)
{
    size_t locals = c->local_count;
    int saved = c->next_register;

    locals_open(c);
    show_symbols(c, e);
    local_add(c, compile_test_name(), test, false);
    emit_k(c, OP_EVAL, to, template_index(c, expr_with_arg(c->heap, e, 0, compile_test_name()), true));
    c->local_count = locals;
    c->next_register = saved;
    if (tail)
        emit(c, OP_RETURN, to, 0, 0);
    else
        emit_jump(c, end);
}

static bool compile_if(Compiler *c, Val e, int to, bool tail)
{
    JumpList no = {0}, unknown = {0}, end = {0};
    size_t n = expr_len(e);
    int saved = c->next_register;

    if (n < 2 || n > 4)
        return false;
    int test = register_new(c);
    compile_condition(c, expr_arg(e, 0), test, &no, &unknown);
    compile_branch(c, expr_arg(e, 1), to, tail, &end);
    patch_here(c, &no);
    compile_branch(c, n >= 3 ? expr_arg(e, 2) : S_Null, to, tail, &end);
    patch_here(c, &unknown);
    if (n == 4) {
        compile_branch(c, expr_arg(e, 3), to, tail, &end);
    } else {
        compile_stays(c, e, test, to, tail, &end);     /* neither True nor False */
    }
    patch_here(c, &end);
    c->next_register = saved;
    return true;
}

static void compile_sequence(Compiler *c, Val e, int to, bool tail)
{
    size_t n = expr_len(e);

    for (size_t i = 0; i < n; i++) {
        if (val_is_call(expr_arg(e, i), S_Label, 1))
            c->failed = true;
        if (tail && i + 1 == n)
            compile_tail(c, expr_arg(e, i), to);
        else if (i + 1 < n)
            compile_effect(c, expr_arg(e, i), to);
        else
            compile_value(c, expr_arg(e, i), to);
    }
}

void end_loop(Compiler *c, const Loop *loop, size_t from, size_t again, JumpList *breaks)
{
    LoopRange range = {.from = (uint32_t)from, .to = (uint32_t)c->count, .again = (uint32_t)again,
                       .result = (uint8_t)loop->result, .variable = VAL_NONE};

    if (loop->kept >= 0) {
        range.kept = (uint8_t)loop->kept;
        range.variable = c->constants[loop->variable];
    }
    c->loop = loop->outer;
    range.passes = loop->breaks == NULL;
    if (!range.passes)
        emit_k(c, OP_CONST, loop->result, constant_index(c, S_Null));
    patch_here(c, breaks);
    range.after = (uint32_t)c->count;
    range_add(c, range);
    if (loop->kept >= 0)
        emit_k(c, OP_LEAVE, loop->kept, loop->variable);
}

static bool compile_loop(Compiler *c, Val e, Val start, Val test_expr, Val step, Val body, int to)
{
    JumpList no = {0}, unknown = {0}, breaks = {0}, continues = {0};
    int saved = c->next_register, test = register_new(c), value = register_new(c);
    size_t cells = cells_open(c, e), locals = c->local_count;
    constants_open(c, e);
    Loop loop = {c->loop, &breaks, &continues, to, -1, 0};

    if (!val_is_none(start))
        compile_value(c, start, value);
    c->loop = &loop;
    size_t top = c->count;
    compile_condition(c, test_expr, test, &no, &unknown);
    compile_effect(c, body, value);
    patch_here(c, &continues);
    size_t again = c->count;
    if (!val_is_none(step))
        compile_effect(c, step, value);
    emit_loop(c, top);
    patch_here(c, &no);
    patch_here(c, &unknown);
    end_loop(c, &loop, top, again, &breaks);
    c->local_count = locals;
    c->cell_count = cells;
    c->next_register = saved;
    return true;
}

static bool compile_exit(Compiler *c, Val e, int to, bool tail)
{
    Val head = expr_head(e);

    if (c->loop != NULL && c->loop->breaks == NULL)
        return false;              /* the variable is to be put back on the way */
    if (val_is(head, S_Return)) {
        if (expr_len(e) > 1 || (c->loop == NULL && c->pure))
            return false;
        if (expr_len(e) == 1)
            compile_value(c, expr_arg(e, 0), to);
        else
            emit_k(c, OP_CONST, to, constant_index(c, S_Null));
        /* The nearest loop is what a Return leaves. */
        if (c->loop != NULL) {
            emit(c, OP_MOVE, c->loop->result, to, 0);
            emit_jump(c, c->loop->breaks);
        } else {
            emit(c, OP_RETURN, to, 0, 0);
        }
        (void)tail;
        return true;
    }
    if (c->loop == NULL || expr_len(e) != 0)
        return false;
    if (val_is(head, S_Break)) {
        emit_k(c, OP_CONST, c->loop->result, constant_index(c, S_Null));
        emit_jump(c, c->loop->breaks);
    } else {
        emit_jump(c, c->loop->continues);
    }
    return true;
}

/* ---- scoping ---- */

/* Is there a Return[.., head] in [e]? */
static bool returns_from(Val e, Val head)
{
    if (!val_is_expr(e) || !val_contains_symbol(e, S_Return))
        return false;
    if (val_is_call(e, S_Return, 2) && val_is(expr_arg(e, 1), head))
        return true;
    for (size_t i = 0; i < expr_len(e); i++)
        if (returns_from(expr_arg(e, i), head))
            return true;
    return returns_from(expr_head(e), head);
}

/* Module and With with their variables in registers. */
static bool compile_scope(Compiler *c, Val e, int to, bool tail)
{
    bool module = val_is(expr_head(e), S_Module);
    size_t locals = c->local_count;
    int saved = c->next_register;
    Local fresh[LOCALS_MAX];
    size_t n = 0;

    if (expr_len(e) != 2 || !val_is_plain_list(expr_arg(e, 0)) || expr_len(expr_arg(e, 0)) > 30)
        return false;
    Val list = expr_arg(e, 0), body = expr_arg(e, 1);
    for (size_t i = 0; i < expr_len(list); i++) {
        Val item = expr_arg(list, i), name = item, value = VAL_NONE;
        if (val_is_call(item, S_Set, 2)) {
            name = expr_arg(item, 0);
            value = expr_arg(item, 1);
        }
        if (!val_is_symbol(name) || local_find(c, name) != NULL)
            return false;
        size_t assignments = count_assignments(body, name);
        if (val_is_none(value) ? !module || !assigned_before_read(c, body, name) : !module && assignments > 0)
            return false;
        int r = register_new(c);
        if (!val_is_none(value))
            compile_value(c, value, r);
        fresh[n] = (Local){.name = name, .reg = r, .mutable = module && assignments > 0, .of_module = module, .symbol = -1};
        if (module && is_behind_test(body, name)) {
            fresh[n].symbol = register_new(c);
            fresh[n].late = val_is_none(value);
        }
        n++;
    }
    for (size_t i = 0; i < n; i++)
        *local_add(c, fresh[i].name, fresh[i].reg, fresh[i].mutable) = fresh[i];
    for (size_t i = 0; i < n; i++) {
        if (fresh[i].late)
            emit_k(c, OP_CONST, fresh[i].reg, constant_index(c, VAL_NONE));
        if (fresh[i].symbol >= 0)
            emit_k(c, OP_CONST, fresh[i].symbol, constant_index(c, VAL_NONE));
    }
    if (tail)
        compile_tail(c, body, to);
    else
        compile_value(c, body, to);
    c->local_count = locals;
    c->next_register = saved;
    return true;
}

static bool compile_which(Compiler *c, Val e, int to, bool tail)
{
    size_t n = expr_len(e);
    int saved = c->next_register, test;
    JumpList end = {0};

    if (n == 0 || n % 2 != 0 || (val_flags(e) & FLAG_SPLICE))
        return false;
    test = register_new(c);
    for (size_t i = 0; i < n; i += 2) {
        JumpList no = {0}, unknown = {0};
        compile_condition(c, expr_arg(e, i), test, &no, &unknown);
        compile_branch(c, expr_arg(e, i + 1), to, tail, &end);
        if (unknown.n > 0) {
            patch_here(c, &unknown);
            compile_stays(c, expr_make(c->heap, S_Which, n - i, expr_args(e) + i), test, to, tail, &end);
        }
        patch_here(c, &no);
    }
    compile_branch(c, S_Null, to, tail, &end);
    patch_here(c, &end);
    c->next_register = saved;
    return true;
}

/* Goes on where the value in [test] matches [form], else to [no]. */
static void compile_form(Compiler *c, Val form, int test, JumpList *no)
{
    size_t locals = c->local_count;
    int saved = c->next_register, matches;

    if (val_is_number(form) || val_is_string(form) || val_is(form, S_True) || val_is(form, S_False) || val_is(form, S_Null)) {
        compile_literal(c, form, test, no);
        return;
    }
    if (val_is_call(form, S_Blank, 1) && val_is_symbol(expr_arg(form, 0)) && val_symbol(expr_arg(form, 0))->builtin != NULL) {
        emit_k(c, OP_HEAD, test, constant_index(c, expr_arg(form, 0)));
        emit_jump(c, no);
        return;
    }
    matches = register_new(c);
    local_add(c, compile_test_name(), test, false);
    compile_template(c, expr2(c->heap, S_MatchQ, compile_test_name(), form), matches);
    c->local_count = locals;
    emit(c, OP_JNTRUE, matches, 0, matches);
    emit_jump(c, no);
    emit_jump(c, no);
    c->next_register = saved;
}

static bool compile_switch(Compiler *c, Val e, int to, bool tail)
{
    size_t n = expr_len(e), i;
    int saved = c->next_register, test;
    JumpList end = {0};

    if (n < 3 || n % 2 == 0 || (val_flags(e) & FLAG_SPLICE))
        return false;
    test = register_new(c);
    compile_value(c, expr_arg(e, 0), test);
    for (i = 1; i < n && !val_is_call(expr_arg(e, i), S_Blank, 0); i += 2) {
        JumpList no = {0};
        compile_form(c, expr_arg(e, i), test, &no);
        compile_branch(c, expr_arg(e, i + 1), to, tail, &end);
        patch_here(c, &no);
    }
    if (i < n)
        compile_branch(c, expr_arg(e, i + 1), to, tail, &end);
    else
        compile_stays(c, e, test, to, tail, &end);
    patch_here(c, &end);
    c->next_register = saved;
    return true;
}

bool assigns_locals(Compiler *c, Val e)
{
    for (size_t i = 0; i < c->local_count; i++)
        if (val_is_symbol(c->locals[i].name) && count_assignments(e, c->locals[i].name) > 0)
            return true;
    return false;
}

/* And and Or for their value: that of the last operand, where those before leave it open. */
static bool compile_logic_value(Compiler *c, Val e, int to, bool tail)
{
    bool is_and = val_is(expr_head(e), S_And);
    size_t n = expr_len(e), locals = c->local_count;
    int saved = c->next_register, test = register_new(c);
    JumpList decided = {0}, end = {0}, *open;

    if (n < 2)
        return false;
    open = heap_alloc(c->heap, n * sizeof *open);
    for (size_t i = 0; i + 1 < n; i++) {
        JumpList no = {0};
        compile_condition(c, expr_arg(e, i), test, is_and ? &decided : &no, &open[i]);
        if (!is_and) {
            emit_jump(c, &decided);
            patch_here(c, &no);
        }
    }
    compile_branch(c, expr_arg(e, n - 1), to, tail, &end);
    patch_here(c, &decided);
    compile_branch(c, is_and ? S_False : S_True, to, tail, &end);
    for (size_t i = 0; i + 1 < n; i++) {
        patch_here(c, &open[i]);
        Val rest = expr_make(c->heap, expr_head(e), n - i, expr_args(e) + i);
        locals_open(c);
        if (!assigns_locals(c, rest))
            show_symbols(c, rest);
        local_add(c, compile_test_name(), test, false);
        compile_template(c, expr_with_arg(c->heap, rest, 0, compile_test_name()), to);
        c->local_count = locals;
        if (tail)
            emit(c, OP_RETURN, to, 0, 0);
        else
            emit_jump(c, &end);
    }
    patch_here(c, &end);
    c->next_register = saved;
    return true;
}

static void compile_if_effect(Compiler *c, Val e, int to)
{
    JumpList no = {0}, unknown = {0}, end = {0};
    size_t n = expr_len(e);
    int saved = c->next_register, test = register_new(c);

    compile_condition(c, expr_arg(e, 0), test, &no, &unknown);
    compile_effect(c, expr_arg(e, 1), to);
    if (n >= 3) {
        emit_jump(c, &end);
        patch_here(c, &no);
        compile_effect(c, expr_arg(e, 2), to);
    }
    if (n == 4) {
        emit_jump(c, &end);
        patch_here(c, &unknown);
        compile_effect(c, expr_arg(e, 3), to);
    }
    /* An If that stays as it is has no effect. */
    if (n == 3) {
        emit_jump(c, &end);
        patch_here(c, &unknown);
        locals_open(c);
    }
    patch_here(c, &no);
    patch_here(c, &unknown);
    patch_here(c, &end);
    c->next_register = saved;
}

bool compile_control_effect(Compiler *c, Val e, int to)
{
    size_t n = expr_len(e);

    if (returns_from(e, expr_head(e)))
        return false;
    if (val_has_head(e, S_If) && n >= 2 && n <= 4) {
        compile_if_effect(c, e, to);
        return true;
    }
    if (!val_has_head(e, S_CompoundExpression) || n == 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (val_is_call(expr_arg(e, i), S_Label, 1))
            c->failed = true;
        compile_effect(c, expr_arg(e, i), to);
    }
    return true;
}

/* Timing and AbsoluteTiming: with no C frame below, a task that waits in them is VM state.  See builtin/timing.c. */
static bool compile_timing(Compiler *c, Val e, int to)
{
    int saved = c->next_register, list = register_new(c), value = register_new(c), start = register_new(c);
    int clock = val_is(expr_head(e), S_AbsoluteTiming);

    if (expr_len(e) != 1)
        return false;
    emit_k(c, OP_CONST, start, constant_index(c, symbol_private("clockRead")));
    emit(c, OP_INT, register_new(c), clock, 0);
    emit(c, OP_BUILD, start, 1, 0);
    c->next_register = start + 1;
    compile_value(c, expr_arg(e, 0), value);
    int since = register_new(c);
    emit_k(c, OP_CONST, since, constant_index(c, symbol_private("clockSince")));
    emit(c, OP_INT, register_new(c), clock, 0);
    emit(c, OP_MOVE, register_new(c), start, 0);
    emit(c, OP_BUILD, since, 2, 0);
    emit(c, OP_MOVE, list, since, 0);
    emit(c, OP_LIST, list, 2, 0);
    emit(c, OP_MOVE, to, list, 0);
    c->next_register = saved;
    return true;
}

bool compile_control(Compiler *c, Val e, int to, bool tail)
{
    size_t n = expr_len(e);

    /* A Return that names a construct needs that to be there. */
    if (returns_from(e, expr_head(e)))
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_If:
        return compile_if(c, e, to, tail);
    case SYM_Which:
        return compile_which(c, e, to, tail);
    case SYM_Switch:
        return compile_switch(c, e, to, tail);
    case SYM_And: case SYM_Or:
        return compile_logic_value(c, e, to, tail);
    case SYM_CompoundExpression:
        if (n == 0)
            return false;
        compile_sequence(c, e, to, tail);
        return true;
    case SYM_While:
        return (n == 1 || n == 2) && compile_loop(c, e, VAL_NONE, expr_arg(e, 0), VAL_NONE, n == 2 ? expr_arg(e, 1) : S_Null, to);
    case SYM_For:
        return (n == 3 || n == 4)
               && compile_loop(c, e, expr_arg(e, 0), expr_arg(e, 1), expr_arg(e, 2), n == 4 ? expr_arg(e, 3) : S_Null, to);
    case SYM_Do: case SYM_Table:
        return compile_do(c, e, to);
    case SYM_Return: case SYM_Break: case SYM_Continue:
        return compile_exit(c, e, to, tail);
    case SYM_Module: case SYM_With:
        return compile_scope(c, e, to, tail);
    case SYM_Timing: case SYM_AbsoluteTiming:
        return compile_timing(c, e, to);
    case SYM_ChannelSelect:
        return compile_select(c, e, to, tail);
    default:
        return false;
    }
}
