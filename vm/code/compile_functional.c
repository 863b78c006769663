/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_functional.c -- Map, Select, Scan, Fold, Nest and their like to bytecode: loops over elements.
 *
 * All that such a loop needs is in registers.  A pure function that is there to be seen is no value: its body
 * becomes the body of the loop, its parameters registers.  Any other function is applied by APPLY.  Arguments
 * that the loop is not for (no list, no count, ..) go to the evaluator as the expression that they were in.
 */
#include <stdio.h>

#include "vm/code/compile.h"
#include "vm/eval/builtin.h"
#include "vm/pattern/match.h"

/* ---- functions ---- */

enum { PARAMETERS_MAX = 4 };

static Val numbered_name(const char *prefix, size_t depth, size_t i)
{
    char name[48];

    snprintf(name, sizeof name, "%s%zu$%zu", prefix, depth, i);
    return symbol_private(name);
}

static bool is_slot_function(Val v)
{
    return val_has_head(v, S_Function) && (expr_len(v) == 1 || (expr_len(v) >= 2 && val_is(expr_arg(v, 0), S_Null)));
}

/* [v] with #1 .. #n as names; *ok is false where there are other slots. */
static Val name_slots(Heap *h, Val v, size_t n, const Val *names, bool *ok)
{
    if ((val_flags(v) & FLAG_SLOT) == 0 || is_slot_function(v))
        return v;
    if (!val_is_expr(v) || val_has_head(v, S_SlotSequence)) {
        *ok = false;
        return v;
    }
    if (val_has_head(v, S_Slot)) {
        int64_t i = expr_len(v) == 1 && val_is_small(expr_arg(v, 0)) ? val_small(expr_arg(v, 0)) : 0;
        *ok = *ok && i >= 1 && (size_t)i <= n;
        return *ok ? names[i - 1] : v;
    }
    Builder b;
    builder_start(&b, h, name_slots(h, expr_head(v), n, names, ok));
    for (size_t i = 0; i < expr_len(v); i++)
        builder_push(&b, name_slots(h, expr_arg(v, i), n, names, ok));
    return builder_finish(&b);
}

Val function_body(Compiler *c, Val f, size_t n, Val *names)
{
    bool ok = true;
    Val params = expr_len(f) == 2 ? expr_arg(f, 0) : VAL_NONE;

    if (expr_len(f) == 1 || val_is(params, S_Null)) {
        for (size_t i = 0; i < n; i++)
            names[i] = numbered_name("slot", c->function_depth, i + 1);
        Val body = name_slots(c->heap, expr_arg(f, expr_len(f) - 1), n, names, &ok);
        return ok ? body : VAL_NONE;
    }
    if (expr_len(f) != 2)
        return VAL_NONE;
    size_t count = val_is_symbol(params) ? 1 : val_is_plain_list(params) ? expr_len(params) : SIZE_MAX;
    if (count > n)
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        /* Arguments that have no parameter are evaluated and forgotten. */
        names[i] = i >= count ? numbered_name("unused", c->function_depth, i + 1)
                 : val_is_symbol(params) ? params : expr_arg(params, i);
        if (!val_is_symbol(names[i]))
            return VAL_NONE;
        for (size_t k = 0; k < i; k++)
            if (val_is(names[k], names[i]))
                return VAL_NONE;
    }
    return expr_arg(f, 1);
}

/* A function to be applied in a loop. */
typedef struct Applied {
    size_t n;                        /* of arguments */
    Val    body;                     /* to be compiled with names for the arguments; VAL_NONE: it is in a register */
    Val    names[PARAMETERS_MAX];
    int    reg;
} Applied;

/* A symbol of ours whose calls are evaluated the plain way. */
static bool is_plain_builtin(Compiler *c, Val f)
{
    const Builtin *b = val_is_symbol(f) ? val_symbol(f)->builtin : NULL;

    return b != NULL && b->fn != NULL && b->value == NULL && val_symbol(f)->autoload == 0 && local_find(c, f) == NULL
           && (vm_attributes(c->vm, f) & (ATTR_HOLD_ANY | ATTR_SEQUENCE_HOLD)) == 0
           && definition_find(&c->vm->definitions, f) == NULL;
}

static void read_function(Compiler *c, Val f, size_t n, Applied *a)
{
    *a = (Applied){.n = n, .body = VAL_NONE, .reg = -1};
    if (val_has_head(f, S_Function) && expr_len(f) >= 1 && expr_len(f) <= 2) {
        a->body = function_body(c, f, n, a->names);
    } else if (is_plain_builtin(c, f)) {
        for (size_t i = 0; i < n; i++)
            a->names[i] = numbered_name("slot", c->function_depth, i + 1);
        a->body = expr_make(c->heap, f, n, a->names);
    }
    if (val_is_none(a->body)) {
        a->reg = register_new(c);
        compile_value(c, f, a->reg);
    }
}

/* The arguments are in registers from [first] on. */
static void open_parameters(Compiler *c, const Applied *a, int first)
{
    for (size_t i = 0; i < a->n; i++)
        local_add(c, a->names[i], first + (int)i, false);
    c->function_depth++;
}

static void close_parameters(Compiler *c, const Applied *a)
{
    c->local_count -= a->n;
    c->function_depth--;
}

static void apply_register(Compiler *c, const Applied *a, int first, int to)
{
    int saved = c->next_register, base = c->next_register;

    for (size_t i = 0; i < a->n; i++)
        emit(c, OP_MOVE, register_new(c), first + (int)i, 0);
    emit(c, OP_APPLY, base, (int)a->n, a->reg);
    emit(c, OP_MOVE, to, base, 0);
    c->next_register = saved;
}

static void apply_function(Compiler *c, const Applied *a, int first, int to)
{
    if (val_is_none(a->body)) {
        apply_register(c, a, first, to);
        return;
    }
    open_parameters(c, a, first);
    compile_value(c, a->body, to);
    close_parameters(c, a);
}

/* Goes on where the function gives True; else to [no]. */
static void test_function(Compiler *c, const Applied *a, int first, int test, JumpList *no)
{
    JumpList unknown = {0};

    open_parameters(c, a, first);
    if (val_is_none(a->body)) {
        apply_register(c, a, first, test);
        emit(c, OP_JNTRUE, test, 0, test);
        emit_jump(c, no);
        emit_jump(c, no);
    } else {
        compile_condition(c, a->body, test, no, &unknown);
        for (size_t i = 0; i < unknown.n; i++)
            jump_add(c, no, unknown.places[i]);
    }
    close_parameters(c, a);
}

/* ---- loops ---- */

static const char function_name[] = "function", list_name[] = "list", start_name[] = "start";

/* [e] with register [reg] for its argument [i], under a name. */
static Val with_register(Compiler *c, Val e, size_t i, const char *prefix, int reg)
{
    Val name = numbered_name(prefix, c->function_depth, 0);

    local_add(c, name, reg, false);
    return expr_with_arg(c->heap, e, i, name);
}

/* What the loop is not for: [e] with its arguments from registers, by the evaluator. */
static void compile_other(Compiler *c, Val e, const Applied *f, size_t list_at, int list, int start, int to,
                          JumpList *other)
{
    JumpList end = {0};
    size_t locals = c->local_count;

    emit_jump(c, &end);
    patch_here(c, other);
    if (f->reg >= 0)
        e = with_register(c, e, val_is(expr_head(e), S_Select) ? 1 : 0, function_name, f->reg);
    e = with_register(c, e, list_at, list_name, list);
    if (start >= 0)
        e = with_register(c, e, 1, start_name, start);
    emit_k(c, OP_EVAL, to, template_index(c, e, false));
    c->local_count = locals;
    patch_here(c, &end);
}

/* The jump after an instruction that goes on with a loop. */
static void jump_back(Compiler *c, size_t target)
{
    JumpList back = {0};

    emit_jump(c, &back);
    jumps_to(c, &back, target);
}

/* Is what stands from [top] on, up to the COLLECT behind it, one call: of a symbol's rules with arguments that are in registers
 * or small integers, or of a function in a register with the element?  With the jumps of a test where it is one for Select. */
static bool is_one_call(const Compiler *c, size_t top, bool select)
{
    size_t behind = select ? 4 : 1;

    while (top < c->count && INS_OP(c->ins[top]) == OP_INT)
        top++;
    if (top + 3 >= c->count)
        return false;
    Instruction call = c->ins[top], next = c->ins[top + 2];
    if (INS_OP(call) == OP_MOVE)
        return INS_OP(c->ins[top + 1]) == OP_APPLY && INS_OP(next) == OP_MOVE && c->count - top == 3 + behind;
    if (INS_OP(call) != OP_CALLR)
        return false;
    return select ? INS_OP(next) == OP_JNTRUE && INS_A(next) == INS_A(call) && c->count - top == 2 + behind
                  : INS_OP(next) == OP_MOVE && INS_B(next) == INS_A(call) && c->count - top == 3 + behind;
}

/* Map, Scan, Select. */
static void compile_map(Compiler *c, Val e, size_t f_at, int to)
{
    JumpList other = {0}, start = {0}, skip = {0};
    bool select = val_is(expr_head(e), S_Select), gathers = !val_is(expr_head(e), S_Scan);
    Applied f;
    int list, item, value, made;

    if (f_at == 0)
        read_function(c, expr_arg(e, 0), 1, &f);
    list = register_new(c);
    (void)register_new(c);
    item = register_new(c);
    value = register_new(c);
    made = register_new(c);
    compile_value(c, expr_arg(e, 1 - f_at), list);
    if (f_at == 1)
        read_function(c, expr_arg(e, 1), 1, &f);
    emit(c, OP_EACH, list, 0, 0);
    emit_jump(c, &other);
    if (gathers)
        emit(c, OP_GATHER, made, list, 0);
    emit_jump(c, &start);
    size_t top = c->count;
    if (select) {
        test_function(c, &f, item, value, &skip);
        emit(c, OP_COLLECT, made, item, 0);
        patch_here(c, &skip);
    } else {
        apply_function(c, &f, item, value);
        if (gathers)
            emit(c, OP_COLLECT, made, value, 0);
    }
    patch_here(c, &start);
    if (gathers && is_one_call(c, top, select)) {
        emit(c, OP_CALLEACH, list, made, select);
        jump_back(c, top);
    }
    emit(c, OP_NEXT, list, item, f.reg < 0);
    jump_back(c, top);
    if (gathers)
        emit(c, OP_DONE, to, made, 0);
    else
        emit_k(c, OP_CONST, to, constant_index(c, S_Null));
    compile_other(c, e, &f, 1 - f_at, list, -1, to, &other);
}

/* Fold and FoldList of a start and a list. */
static void compile_fold(Compiler *c, Val e, int to)
{
    JumpList other = {0}, start = {0};
    bool gathers = val_is(expr_head(e), S_FoldList);
    Applied f;

    read_function(c, expr_arg(e, 0), 2, &f);
    int list = register_new(c), x, item, value, made;
    (void)register_new(c);
    x = register_new(c);
    item = register_new(c);
    value = register_new(c);
    made = register_new(c);
    compile_value(c, expr_arg(e, 1), x);
    compile_value(c, expr_arg(e, 2), list);
    emit(c, OP_EACH, list, 0, 0);
    emit_jump(c, &other);
    if (gathers) {
        emit(c, OP_GATHER, made, list, 1);
        emit(c, OP_COLLECT, made, x, 0);
    }
    emit_jump(c, &start);
    size_t top = c->count;
    apply_function(c, &f, x, value);
    emit(c, OP_MOVE, x, value, 0);
    if (gathers)
        emit(c, OP_COLLECT, made, x, 0);
    patch_here(c, &start);
    emit(c, OP_NEXT, list, item, f.reg < 0);
    jump_back(c, top);
    if (gathers) {
        emit(c, OP_DONE, to, made, 0);
    } else {
        emit(c, OP_SETTLE, x, 0, 0);
        emit(c, OP_MOVE, to, x, 0);
    }
    compile_other(c, e, &f, 2, list, x, to, &other);
}

/* Nest and NestList. */
static void compile_nest(Compiler *c, Val e, int to)
{
    JumpList other = {0}, start = {0};
    bool gathers = val_is(expr_head(e), S_NestList);
    Applied f;

    read_function(c, expr_arg(e, 0), 1, &f);
    int x = register_new(c), times = register_new(c), value = register_new(c), made = register_new(c);
    compile_value(c, expr_arg(e, 1), x);
    compile_value(c, expr_arg(e, 2), times);
    emit(c, OP_TIMES, times, 0, 0);
    emit_jump(c, &other);
    if (gathers) {
        emit(c, OP_GATHER, made, times, 1);
        emit(c, OP_COLLECT, made, x, 0);
    }
    emit_jump(c, &start);
    size_t top = c->count;
    apply_function(c, &f, x, value);
    emit(c, OP_MOVE, x, value, 0);
    if (gathers)
        emit(c, OP_COLLECT, made, x, 0);
    patch_here(c, &start);
    emit(c, OP_AGAIN, times, 0, 0);
    jump_back(c, top);
    if (gathers) {
        emit(c, OP_DONE, to, made, 0);
    } else {
        emit(c, OP_SETTLE, x, 0, 0);
        emit(c, OP_MOVE, to, x, 0);
    }
    compile_other(c, e, &f, 2, times, x, to, &other);
}

/* NestWhile[f, x, test] and FixedPoint[f, x]. */
static void compile_until(Compiler *c, Val e, int to)
{
    JumpList done = {0};
    bool fixed = val_is(expr_head(e), S_FixedPoint);
    Applied f, test;

    read_function(c, expr_arg(e, 0), 1, &f);
    int x = register_new(c), value = register_new(c);
    compile_value(c, expr_arg(e, 1), x);
    if (!fixed)
        read_function(c, expr_arg(e, 2), 1, &test);
    size_t top = c->count;
    if (!fixed)
        test_function(c, &test, x, value, &done);
    apply_function(c, &f, x, value);
    if (fixed) {
        emit(c, OP_MATCHSAME, x, value, 0);
        emit_jump(c, &done);            /* they differ: go on */
        JumpList same = {0};
        emit(c, OP_MOVE, x, value, 0);
        emit_jump(c, &same);
        patch_here(c, &done);
        emit(c, OP_MOVE, x, value, 0);
        emit_loop(c, top);
        patch_here(c, &same);
    } else {
        emit(c, OP_MOVE, x, value, 0);
        emit_loop(c, top);
        patch_here(c, &done);
    }
    emit(c, OP_SETTLE, x, 0, 0);
    emit(c, OP_MOVE, to, x, 0);
}

static void compile_loop_of(Compiler *c, Val e, int to)
{
    switch (symbol_switch(expr_head(e))) {
    case SYM_Map: case SYM_Scan:              compile_map(c, e, 0, to); break;
    case SYM_Select:                          compile_map(c, e, 1, to); break;
    case SYM_Fold: case SYM_FoldList:         compile_fold(c, e, to); break;
    case SYM_Nest: case SYM_NestList:         compile_nest(c, e, to); break;
    default:                                  compile_until(c, e, to); break;
    }
}

static bool is_functional(Val e)
{
    switch (symbol_switch(expr_head(e))) {
    case SYM_Map: case SYM_Select: case SYM_FixedPoint:
        return expr_len(e) == 2;
    case SYM_Scan:
        /* Return ends a Scan, and nothing else that is compiled here. */
        return expr_len(e) == 2 && val_has_head(expr_arg(e, 0), S_Function) && !val_contains_symbol(e, S_Return);
    case SYM_Fold: case SYM_FoldList: case SYM_Nest: case SYM_NestList: case SYM_NestWhile:
        return expr_len(e) == 3;
    default:
        return false;
    }
}

bool compile_functional(Compiler *c, Val e, int to)
{
    if (!is_functional(e) || c->failed || (val_flags(e) & FLAG_SPLICE)
        || definition_find(&c->vm->definitions, expr_head(e)) != NULL)
        return false;
    for (size_t i = 0; i < expr_len(e); i++)
        if (val_is_rule(expr_arg(e, i)))
            return false;
    /* Where it can't be done all is as before. */
    Compiler before = *c;
    bool exits = c->loop != NULL && c->loop->breaks != NULL;
    size_t breaks = exits ? c->loop->breaks->n : 0, continues = exits ? c->loop->continues->n : 0;

    compile_loop_of(c, e, to);
    c->next_register = before.next_register;
    if (!c->failed)
        return true;
    Compiler after = *c;
    *c = before;
    c->ins = after.ins;
    c->capacity = after.capacity;
    c->constants = after.constants;
    c->constant_count = after.constant_count;
    c->constant_capacity = after.constant_capacity;
    c->templates = after.templates;
    c->template_capacity = after.template_capacity;
    c->ranges = after.ranges;
    c->range_capacity = after.range_capacity;
    if (exits) {
        c->loop->breaks->n = breaks;
        c->loop->continues->n = continues;
    }
    return false;
}

/* Head[f, ..] with registers for the other arguments: the code of a functional for one function, or, where that
 * is none to be seen, for any. */
Code *code_compile_functional(Vm *vm, Val head, Val f, size_t n)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = head, .pure = true};
    size_t f_at = val_is(head, S_Select) ? 1 : 0;
    Val args[PARAMETERS_MAX];

    c.register_count = c.next_register = (int)n;
    for (size_t i = 0; i < n; i++) {
        args[i] = numbered_name("argument", 0, i);
        if (i == f_at && !val_is_none(f))
            args[i] = f;
        else
            local_add(&c, args[i], (int)i, false);
    }
    int to = register_new(&c);
    if (!compile_functional(&c, expr_make(c.heap, head, n, args), to))
        return NULL;
    emit(&c, OP_RETURN, to, 0, 0);
    return compiler_finish(&c, n);
}
