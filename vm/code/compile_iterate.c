/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_iterate.c -- variables in loops, and loops over iterators, to bytecode.
 *
 * A variable that is no local is reached through a cell (vm/code/cells.h) for as long as a loop runs.  The
 * variable of an iterator is in a register, and bound as a symbol too where something in the body may look
 * for it under its name: the record made on entering is then written in place at each step.
 */
#include "vm/code/cells.h"
#include "vm/code/compile.h"
#include "vm/code/typed.h"

/* ---- cells ---- */

/* Registers that a loop may not take away from what is inside it. */
enum { CELL_REGISTER_LIMIT = 150 };

int cell_find_register(Compiler *c, Val symbol)
{
    /* A local of the same name is of a scope inside the loop. */
    if (local_find(c, symbol) != NULL)
        return -1;
    for (size_t i = 0; i < c->cell_count; i++)
        if (val_is(c->cells[i].name, symbol))
            return c->cells[i].reg;
    return -1;
}

static void open_cells_in(Compiler *c, Val e)
{
    if (val_is_symbol(e)) {
        if (c->cell_count == CELLS_MAX || c->next_register > CELL_REGISTER_LIMIT || symbol_switch(e) < SYM_KNOWN_COUNT
            || val_symbol(e)->builtin != NULL || val_symbol(e)->autoload != 0 || local_find(c, e) != NULL
            || cell_find_register(c, e) >= 0)
            return;
        c->cells[c->cell_count++] = (Cell){e, register_new(c)};
        (void)register_new(c);
        emit_k(c, OP_CELL, c->next_register - 2, constant_index(c, e));
        return;
    }
    if (!val_is_expr(e))
        return;
    if (!val_is_symbol(expr_head(e)))
        open_cells_in(c, expr_head(e));
    for (size_t i = 0; i < expr_len(e); i++)
        open_cells_in(c, expr_arg(e, i));
}

size_t cells_open(Compiler *c, Val e)
{
    size_t before = c->cell_count;

    open_cells_in(c, e);
    return before;
}

/* How many, and how many registers there must be beside. */
enum { CONSTANTS_MAX = 6 };

static void open_constants_in(Compiler *c, Val e, size_t *left)
{
    if (val_is_flonum(e) && *left > 0 && local_find(c, e) == NULL && c->next_register < CELL_REGISTER_LIMIT) {
        int reg = register_new(c);
        emit_k(c, OP_CONST, reg, constant_index(c, e));
        local_add(c, e, reg, false);
        --*left;
    }
    if (!val_is_expr(e))
        return;
    for (size_t i = 0; i < expr_len(e); i++)
        open_constants_in(c, expr_arg(e, i), left);
}

void constants_open(Compiler *c, Val e)
{
    size_t left = CONSTANTS_MAX;

    open_constants_in(c, e, &left);
}

/* Something whose value is there, so that evaluating it changes nothing: the register that has it, else -1. */
static int plain_operand(Compiler *c, Val e)
{
    Local *l = val_is_symbol(e) ? local_find(c, e) : NULL;

    if (l != NULL)
        return l->reg;
    if (val_is_small(e) || (val_is_inert(e) && val_is_number(e)))
        return compile_operand(c, e);
    return -1;
}

/* x = x + y, x = y + x. */
bool compile_cell_sum(Compiler *c, Val e, int to)
{
    Val x = expr_arg(e, 0), sum = expr_arg(e, 1), y;
    int cell = cell_find_register(c, x), saved = c->next_register;

    if (cell < 0 || !val_is_call(sum, S_Plus, 2))
        return false;
    if (val_is(expr_arg(sum, 0), x))
        y = expr_arg(sum, 1);
    else if (val_is(expr_arg(sum, 1), x))
        y = expr_arg(sum, 0);
    else
        return false;
    int r = plain_operand(c, y);
    if (r >= 0)
        emit(c, OP_SUMCELL, to, r, cell);
    c->next_register = saved;
    return r >= 0;
}

/* x += y. */
bool compile_cell_change(Compiler *c, Val e, int to)
{
    int cell = expr_len(e) == 2 ? cell_find_register(c, expr_arg(e, 0)) : -1, saved = c->next_register;

    if (cell < 0 || !val_has_head(e, S_AddTo) || (val_flags(expr_arg(e, 1)) & FLAG_SPLICE))
        return false;
    int r = compile_operand(c, expr_arg(e, 1));
    emit(c, OP_ADDCELL, to, r, cell);
    c->next_register = saved;
    return true;
}

/* x++ and its like as a statement. */
bool compile_cell_step(Compiler *c, Val e)
{
    int cell = expr_len(e) == 1 ? cell_find_register(c, expr_arg(e, 0)) : -1, step = 1;
    size_t operator;

    if (cell < 0)
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Decrement: case SYM_PreDecrement: step = -1; break;
    case SYM_Increment: case SYM_PreIncrement: break;
    default:                                   return false;
    }
    operator = constant_index(c, expr_head(e));
    if (operator > 255)
        return false;
    emit(c, OP_INCCELL, step, cell, (int)operator);
    return true;
}

/* ---- iterators ---- */

/* The parts of an iterator: {i, n}, {i, m, n}, {i, m, n, d}, {n}, n. */
typedef struct IteratorSpec {
    Val  name;                  /* VAL_NONE: none */
    Val  from, to, step;
    bool list;                  /* the only bound may be a list of the values */
} IteratorSpec;

static bool read_iterator(Val spec, IteratorSpec *it)
{
    *it = (IteratorSpec){.name = VAL_NONE, .from = val_int(1), .to = spec, .step = val_int(1), .list = true};
    if (!val_is_plain_list(spec))
        return true;
    switch (expr_len(spec)) {
    case 1:
        it->to = expr_arg(spec, 0);
        return true;
    case 2: case 3: case 4:
        it->name = expr_arg(spec, 0);
        it->to = expr_arg(spec, expr_len(spec) == 2 ? 1 : 2);
        it->list = expr_len(spec) == 2;
        if (expr_len(spec) >= 3)
            it->from = expr_arg(spec, 1);
        if (expr_len(spec) == 4)
            it->step = expr_arg(spec, 3);
        return val_is_symbol(it->name);
    default:
        return false;
    }
}

/* Can an instruction run no program, with numbers for operands? */
static bool is_quiet(Opcode op)
{
    switch (op) {
    case OP_FORSAFE: case OP_TYPEDTABLE:
    case OP_MOVE: case OP_CONST: case OP_INT: case OP_ADD: case OP_SUB: case OP_MUL: case OP_ADDI: case OP_MULI: case OP_NEGMUL:
    case OP_DIVIDE: case OP_POW: case OP_SUM: case OP_PRODUCT: case OP_MOD: case OP_MODI: case OP_QUOTIENT: case OP_QUOTIENTI:
    case OP_PART: case OP_LENGTH: case OP_EVENQ: case OP_ODDQ: case OP_NOT: case OP_SETITEM: case OP_APPEND: case OP_LIST:
    case OP_JUMP: case OP_LOOP: case OP_JNLT: case OP_JNLE: case OP_JNGT: case OP_JNGE: case OP_JNEQ: case OP_JNSAME:
    case OP_JNTRUE: case OP_LT: case OP_LE: case OP_GT: case OP_GE: case OP_EQ: case OP_SAME: case OP_JNUNEQ: case OP_JNUNSAME:
    case OP_JNLTI: case OP_JNLEI: case OP_JNGTI: case OP_JNGEI: case OP_JNEQI: case OP_JNUNEQI: case OP_JNEVEN: case OP_JNODD:
    case OP_ENTER: case OP_LEAVE: case OP_CELL: case OP_SETCELL: case OP_FORPREP: case OP_FORBIND: case OP_FORNEXT: case OP_FORENDED:
    case OP_GATHER: case OP_COLLECT: case OP_TIMES: case OP_AGAIN: case OP_PUTCELL: case OP_SETPART:
        return true;
    default:
        return false;
    }
}

/* May the body see the variable as a symbol: by a value of a symbol, a function, a template? */
static bool may_see_symbol(Compiler *c, size_t from)
{
    for (size_t i = from; i < c->count; i++)
        if (!is_quiet(INS_OP(c->ins[i])))
            return true;
    return false;
}

/* Jumps of a loop that end the one around it, of the same Do or Table: for want of bounds, in a Table, or with a Failure that an object
 * gave the iterator. */
typedef struct InnerJumps { JumpList bad, failed; } InnerJumps;

static bool compile_steps(Compiler *c, Val e, int to, InnerJumps *outer);

/* Do[body, i, j] as Do[Do[body, j], i], but for exits: they leave all the loops. */
static bool compile_nested(Compiler *c, Val e, int to)
{
    Val inner = expr_arg(e, 0);

    if (val_is(expr_head(e), S_Do)
        && (val_contains_symbol(inner, S_Break) || val_contains_symbol(inner, S_Return) || val_contains_symbol(inner, S_Continue)))
        return false;
    for (size_t i = expr_len(e); i-- > 1; )
        inner = expr2(c->heap, expr_head(e), inner, expr_arg(e, i));
    return compile_steps(c, inner, to, NULL);
}

/* Where there are no bounds to count by the evaluator says so, and evaluates nothing of the body. */
static void compile_no_bounds(Compiler *c, Val e, int to, JumpList *bad, JumpList *outer_bad)
{
    if (outer_bad != NULL) {
        for (size_t i = 0; i < bad->n; i++)
            jump_add(c, outer_bad, bad->places[i]);
        return;
    }
    patch_here(c, bad);
    emit_k(c, OP_NOLOOP, to, template_index(c, e, true));
}

/* First, last and step to their registers, and the count of steps: [bad] where there is none, [none] for 0. */
static void compile_bounds(Compiler *c, const IteratorSpec *it, int base, bool table, JumpList *bad, JumpList *none)
{
    compile_value(c, it->from, base + FOR_FIRST);
    compile_value(c, it->to, base + FOR_LAST);
    compile_value(c, it->step, base + FOR_STEP);
    if (!val_is_none(it->name)) {
        /* A value in a register that mentions the variable is the evaluator's: it would see it bound. */
        emit_k(c, OP_CONST, base + FOR_SYMBOL, constant_index(c, it->name));
        emit_k(c, OP_FORSAFE, base, template_index(c, c->whole_table, true));
        emit_jump(c, bad);
    }
    emit(c, OP_FORPREP, base, (it->list ? 1 : 0) + (table ? 2 : 0), 0);
    emit_jump(c, bad);
    emit_jump(c, none);
}

/* The body of a Table; another Table for the rest of its iterators. */
static void compile_element(Compiler *c, Val e, int to, InnerJumps *inner)
{
    if (c->nested_loops == 0 || !val_is_call(e, S_Table, 2)) {
        compile_value(c, e, to);
        return;
    }
    c->nested_loops--;
    if (!compile_steps(c, e, to, inner))
        c->failed = true;
}

/* The body of a Do; another Do for the rest of its iterators, which says itself where it has no bounds. */
static void compile_round(Compiler *c, Val e, int to, InnerJumps *inner)
{
    Val whole = c->whole_table;

    if (c->nested_loops == 0 || !val_is_call(e, S_Do, 2)) {
        compile_effect(c, e, to);
        return;
    }
    c->nested_loops--;
    c->whole_table = e;
    if (!compile_steps(c, e, to, inner))
        compile_effect(c, e, to);
    c->whole_table = whole;
}

/* Tries typed code for the Table [e], with the locals that it mentions; false: it has none. */
static bool compile_typed_table(Compiler *c, Val e, int base, JumpList *typed)
{
    Val names[TYPED_ROW_TYPES], registers[TYPED_ROW_TYPES];
    size_t n = 0;

    for (size_t i = 1; i < expr_len(e); i++) {
        Val name = val_is_plain_list(expr_arg(e, i)) && expr_len(expr_arg(e, i)) > 1 ? expr_arg(expr_arg(e, i), 0) : VAL_NONE;
        if (!val_is_none(name) && (!val_is_symbol(name) || val_symbol(name)->builtin != NULL || val_symbol(name)->autoload != 0
                                   || (vm_attributes(c->vm, name) & ATTR_PROTECTED)))
            return false;
    }
    for (size_t i = 0; i < c->local_count; i++) {
        const Local *l = &c->locals[i];
        if (!val_is_symbol(l->name) || !val_contains_symbol(e, l->name) || local_find(c, l->name) != l)
            continue;
        if (n == TYPED_ROW_TYPES)
            return false;
        names[n] = l->name;
        registers[n++] = val_int(l->reg);
    }
    Val key[] = {list_make(c->heap, n, names), e, list_make(c->heap, n, registers)};
    emit_k(c, OP_TYPEDTABLE, base, constant_index(c, list_make(c->heap, 3, key)));
    emit_jump(c, typed);
    return true;
}

/* Where that gave a value. */
static void compile_typed_value(Compiler *c, int to, int base, JumpList *typed)
{
    JumpList over = {0};

    emit_jump(c, &over);
    patch_here(c, typed);
    emit(c, OP_MOVE, to, base + FOR_VALUE, 0);
    patch_here(c, &over);
}

/* After a loop: where the one inside, or an object that this one [may] go through, had a Failure, which is the value of both. */
static void compile_failed(Compiler *c, bool may, int to, int base, int value, const Loop *loop, JumpList *inner, InnerJumps *outer)
{
    JumpList done = {0}, over = {0}, *failed = outer != NULL ? &outer->failed : &done;

    if (inner->n > 0) {
        emit_jump(c, &over);
        patch_here(c, inner);
        if (loop->kept >= 0)
            emit_k(c, OP_LEAVE, loop->kept, loop->variable);
        emit(c, OP_MOVE, to, value, 0);
        emit_jump(c, failed);
        patch_here(c, &over);
    }
    if (may) {
        emit(c, OP_FORENDED, to, base, 0);
        emit_jump(c, failed);
    }
    patch_here(c, &done);
}

/* After a loop: where there was nothing to go through, and where that could not be counted. */
static void compile_no_steps(Compiler *c, bool table, int to, const Loop *loop, JumpList *inner_bad, JumpList *none,
                             JumpList *bad, JumpList *outer_bad)
{
    JumpList done = {0};

    emit_jump(c, &done);
    if (inner_bad->n > 0) {
        patch_here(c, inner_bad);
        if (loop->kept >= 0)
            emit_k(c, OP_LEAVE, loop->kept, loop->variable);
        emit_jump(c, bad);
    }
    patch_here(c, none);
    emit_k(c, OP_CONST, to, constant_index(c, table ? expr0(c->heap, S_List) : S_Null));
    if (outer_bad == NULL)
        emit_jump(c, &done);
    compile_no_bounds(c, c->whole_table, to, bad, outer_bad);
    patch_here(c, &done);
}

/* One iterator of Do or Table: {i, m, n, d}.  [outer]: of the loop whose body this one is; e is then no whole expression. */
static bool compile_steps(Compiler *c, Val e, int to, InnerJumps *outer)
{
    InnerJumps inner = {0};
    JumpList bad = {0}, none = {0}, top = {0}, breaks = {0}, continues = {0}, typed = {0};
    bool table = val_is(expr_head(e), S_Table);
    JumpList *outer_bad = table && outer != NULL ? &outer->bad : NULL;
    IteratorSpec it;
    int saved = c->next_register;
    size_t locals = c->local_count, cells, bind = 0;
    Val body_expr = expr_arg(e, 0);

    if (!read_iterator(expr_arg(e, 1), &it))
        return false;
    if (!val_is_none(it.name) && (local_find(c, it.name) != NULL || count_assignments(body_expr, it.name) > 0
                                  || val_symbol(it.name)->builtin != NULL))
        return false;
    int base = c->next_register;
    for (int i = 0; i < FOR_REGISTERS; i++)
        (void)register_new(c);
    int value = register_new(c), kept = register_new(c), made = register_new(c);
    cells = cells_open(c, e);
    constants_open(c, e);
    compile_bounds(c, &it, base, table, &bad, &none);
    bool tried = table && outer_bad == NULL && compile_typed_table(c, c->whole_table, base, &typed);
    if (table)
        emit(c, OP_GATHER, made, base + FOR_LEFT, 0);
    Loop loop = {c->loop, table ? NULL : &breaks, &continues, to, -1, 0};
    c->loop = &loop;
    if (!val_is_none(it.name)) {
        loop.kept = kept;
        loop.variable = constant_index(c, it.name);
        emit_k(c, OP_ENTER, kept, loop.variable);
        emit_k(c, OP_CONST, base + FOR_SYMBOL, loop.variable);
        bind = c->count;
        emit(c, OP_FORBIND, base, 0, 0);
        local_add(c, it.name, base + FOR_VALUE, false)->dynamic = true;
    }
    size_t body = c->count;
    if (table)
        compile_element(c, body_expr, value, &inner);
    else
        compile_round(c, body_expr, value, &inner);
    if (bind != 0 && !may_see_symbol(c, body))
        c->ins[bind] = OP_MOVE | (Instruction)(base + FOR_VALUE) << 8 | (Instruction)(base + FOR_VALUE) << 16;
    if (table)
        emit(c, OP_COLLECT, made, value, 0);
    patch_here(c, &continues);
    size_t again = c->count;
    emit(c, OP_FORNEXT, base, 0, 0);
    emit_jump(c, &top);
    jumps_to(c, &top, body);
    c->local_count = locals;
    end_loop(c, &loop, body, again, &breaks);
    if (table)
        emit(c, OP_DONE, to, made, 0);
    compile_no_steps(c, table, to, &loop, &inner.bad, &none, &bad, outer_bad);
    compile_failed(c, it.list && !val_is_number(it.to), to, base, value, &loop, &inner.failed, outer);
    if (tried)
        compile_typed_value(c, to, base, &typed);
    c->cell_count = cells;
    c->next_register = saved;
    return true;
}

bool compile_do(Compiler *c, Val e, int to)
{
    Val whole = c->whole_table;
    size_t nested = c->nested_loops, n = expr_len(e);

    if (n < 2)
        return false;
    c->whole_table = e;
    c->nested_loops = n - 2;
    bool done = n == 2 ? compile_steps(c, e, to, NULL) : compile_nested(c, e, to);
    c->whole_table = whole;
    c->nested_loops = nested;
    return done;
}
