/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * emit.c -- appending instructions, constants and templates.
 */
#include "vm/code/emit.h"

#include "vm/code/stack.h"
#include "vm/code/typed.h"

void jump_add(Compiler *c, JumpList *list, size_t place)
{
    if (list->n == list->capacity) {
        size_t capacity = list->capacity == 0 ? 8 : 2 * list->capacity;
        list->places = heap_grow(c->heap, list->places, list->n * sizeof(size_t), capacity * sizeof(size_t));
        list->capacity = capacity;
    }
    list->places[list->n++] = place;
}

static void push_instruction(Compiler *c, Instruction i)
{
    if (c->count == c->capacity) {
        size_t capacity = c->capacity == 0 ? 64 : 2 * c->capacity;
        c->ins = heap_grow(c->heap, c->ins, c->count * sizeof *c->ins, capacity * sizeof *c->ins);
        c->capacity = capacity;
    }
    c->ins[c->count++] = i;
}

void emit(Compiler *c, Opcode op, int a, int b, int cc)
{
    c->last = c->count;
    push_instruction(c, (Instruction)op | (Instruction)(a & 255) << 8 | (Instruction)(b & 255) << 16
                            | (Instruction)(cc & 255) << 24);
}

void emit_k(Compiler *c, Opcode op, int a, size_t k)
{
    if (k > 32767)
        c->failed = true;
    c->last = c->count;
    push_instruction(c, (Instruction)op | (Instruction)(a & 255) << 8 | (Instruction)(k & 65535) << 16);
}

void emit_word(Compiler *c, uint32_t word)
{
    push_instruction(c, word);
}

void emit_jump(Compiler *c, JumpList *list)
{
    jump_add(c, list, c->count);
    push_instruction(c, (Instruction)OP_JUMP);
}

static void set_jump(Compiler *c, size_t place, size_t target)
{
    int64_t distance = (int64_t)target - (int64_t)place - 1;

    if (distance > JUMP_MAX || distance < -JUMP_MAX)
        c->failed = true;
    c->ins[place] = (c->ins[place] & 255) | (Instruction)distance << 8;
}

void patch_here(Compiler *c, JumpList *list)
{
    for (size_t i = 0; i < list->n; i++)
        set_jump(c, list->places[i], c->count);
    list->n = 0;
    c->joined = c->count;
}

void jumps_to(Compiler *c, JumpList *list, size_t target)
{
    for (size_t i = 0; i < list->n; i++)
        set_jump(c, list->places[i], target);
    list->n = 0;
}

void emit_loop(Compiler *c, size_t target)
{
    push_instruction(c, (Instruction)OP_LOOP);
    set_jump(c, c->count - 1, target);
}

size_t constant_index(Compiler *c, Val v)
{
    for (size_t i = 0; i < c->constant_count; i++)
        if (val_is(c->constants[i], v))
            return i;
    if (c->constant_count == c->constant_capacity) {
        size_t capacity = c->constant_capacity == 0 ? 16 : 2 * c->constant_capacity;
        c->constants = heap_grow(c->heap, c->constants, c->constant_count * sizeof(Val), capacity * sizeof(Val));
        c->constant_capacity = capacity;
    }
    c->constants[c->constant_count] = v;
    return c->constant_count++;
}

size_t link_index(Compiler *c, Val symbol, size_t n)
{
    for (size_t i = 0; i < c->link_count; i++)
        if (val_is(c->link_names[i].symbol, symbol) && c->link_names[i].n == n)
            return i;
    if (c->link_count == c->link_capacity) {
        size_t capacity = c->link_capacity == 0 ? 8 : 2 * c->link_capacity;
        c->link_names = heap_grow(c->heap, c->link_names, c->link_count * sizeof(LinkName), capacity * sizeof(LinkName));
        c->link_capacity = capacity;
    }
    c->link_names[c->link_count] = (LinkName){symbol, (uint32_t)n};
    return c->link_count++;
}

int register_new(Compiler *c)
{
    int r = c->next_register++;

    if (c->next_register > c->register_count)
        c->register_count = c->next_register;
    if (r >= REGISTERS_MAX) {
        c->failed = true;
        return 0;
    }
    return r;
}

Local *local_find(const Compiler *c, Val name)
{
    /* The innermost of that name. */
    for (size_t i = c->local_count; i-- > 0; )
        if (val_is(c->locals[i].name, name))
            return (Local *)&c->locals[i];
    return NULL;
}

Local *local_add(Compiler *c, Val name, int reg, bool mutable)
{
    if (c->local_count == LOCALS_MAX) {
        c->failed = true;
        return &c->locals[0];
    }
    c->locals[c->local_count] = (Local){.name = name, .reg = reg, .mutable = mutable, .symbol = -1};
    return &c->locals[c->local_count++];
}

/* Does a scoping construct inside bind one of the names?  Then substitution is no plain matter. */
static bool binds_local(Compiler *c, Val v)
{
    if (!val_is_expr(v) || (val_flags(v) & FLAG_SCOPE) == 0)
        return false;
    Builder bound;
    builder_start(&bound, c->heap, S_List);
    scope_bound_names(&bound, v);
    for (size_t i = 0; i < bound.n; i++)
        if (local_find(c, bound.items[i]) != NULL)
            return true;
    if (binds_local(c, expr_head(v)))
        return true;
    for (size_t i = 0; i < expr_len(v); i++)
        if (binds_local(c, expr_arg(v, i)))
            return true;
    return false;
}

/* Does an assignment to [lhs] change [name]? */
static bool is_target(Val lhs, Val name)
{
    if (!val_is_expr(lhs))
        return val_is(lhs, name);
    if (val_has_head(lhs, S_List)) {
        for (size_t i = 0; i < expr_len(lhs); i++)
            if (is_target(expr_arg(lhs, i), name))
                return true;
        return false;
    }
    if (val_has_head(lhs, S_Part) && expr_len(lhs) > 0)
        return is_target(expr_arg(lhs, 0), name);
    return is_target(expr_head(lhs), name);
}

/* How often a name is assigned to in [e]. */
size_t count_assignments(Val e, Val name)
{
    size_t n = 0;

    if (!val_is_expr(e) || (val_bloom(e) & val_bloom(name)) == 0)
        return 0;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Set: case SYM_SetDelayed: case SYM_Increment: case SYM_Decrement: case SYM_PreIncrement:
    case SYM_PreDecrement: case SYM_AddTo: case SYM_SubtractFrom: case SYM_TimesBy: case SYM_DivideBy:
    case SYM_AppendTo: case SYM_PrependTo: case SYM_ApplyTo: case SYM_Unset: case SYM_Clear: case SYM_ClearAll:
    case SYM_UpSet: case SYM_TagSet: case SYM_AssociateTo: case SYM_KeyDropFrom:
        n = expr_len(e) > 0 && is_target(expr_arg(e, 0), name);
        break;
    default:
        break;
    }
    n += count_assignments(expr_head(e), name);
    for (size_t i = 0; i < expr_len(e); i++)
        n += count_assignments(expr_arg(e, i), name);
    return n;
}

bool keeps_for_later(Val v)
{
    if (!val_is_expr(v))
        return false;
    switch (symbol_switch(expr_head(v))) {
    case SYM_Function: case SYM_SetDelayed: case SYM_RuleDelayed: case SYM_UpSetDelayed: case SYM_TagSetDelayed:
    case SYM_Hold: case SYM_HoldForm: case SYM_HoldComplete: case SYM_HoldPattern: case SYM_Unevaluated:
    case SYM_Module: case SYM_Block: case SYM_Spawn: case SYM_Dynamic:
        return true;
    default:
        break;
    }
    if (keeps_for_later(expr_head(v)))
        return true;
    for (size_t i = 0; i < expr_len(v); i++)
        if (keeps_for_later(expr_arg(v, i)))
            return true;
    return false;
}

/* Is [name] in something that shows what it holds? */
static bool is_held(Val e, Val name)
{
    if (!val_is_expr(e) || !val_contains_symbol(e, name))
        return false;
    if (val_has_head(e, S_Hold) || val_has_head(e, S_HoldForm) || val_has_head(e, S_HoldComplete))
        return true;
    for (size_t i = 0; i < expr_len(e); i++)
        if (is_held(expr_arg(e, i), name))
            return true;
    return is_held(expr_head(e), name);
}

bool is_behind_test(Val e, Val name)
{
    if (!val_is_expr(e) || !val_contains_symbol(e, name))
        return false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_If: case SYM_Which: case SYM_Switch: case SYM_And: case SYM_Or:
        return true;
    default:
        break;
    }
    for (size_t i = 0; i < expr_len(e); i++)
        if (is_behind_test(expr_arg(e, i), name))
            return true;
    return is_behind_test(expr_head(e), name);
}

void range_add(Compiler *c, LoopRange range)
{
    if (c->range_count == c->range_capacity) {
        size_t capacity = c->range_capacity == 0 ? 4 : 2 * c->range_capacity;
        c->ranges = heap_grow(c->heap, c->ranges, c->range_count * sizeof *c->ranges, capacity * sizeof *c->ranges);
        c->range_capacity = capacity;
    }
    c->ranges[c->range_count++] = range;
}

size_t template_index(Compiler *c, Val expr, bool inert)
{
    Template *t = heap_alloc(c->heap, sizeof *t);

    t->expr = expr;
    t->names = heap_alloc(c->heap, (c->local_count + 1) * sizeof(Val));
    t->registers = heap_alloc(c->heap, c->local_count + 1);
    for (size_t i = 0; i < c->local_count; i++) {
        Local *l = local_find(c, c->locals[i].name);
        if (!val_is_symbol(l->name) || l != &c->locals[i] || l->dynamic || !val_contains_symbol(expr, l->name))
            continue;
        if (l->mutable && !inert && (count_assignments(expr, l->name) > 0 || keeps_for_later(expr)))
            c->failed = true;
        if (l->of_module && !inert && is_held(expr, l->name))
            c->failed = true;           /* it is the symbol that is held, not its value */
        t->names[t->n] = l->name;
        t->registers[t->n++] = (uint8_t)l->reg;
    }
    if (t->n > 0 && binds_local(c, expr))
        c->failed = true;
    if (c->template_count == c->template_capacity) {
        size_t capacity = c->template_capacity == 0 ? 8 : 2 * c->template_capacity;
        c->templates = heap_grow(c->heap, c->templates, c->template_count * sizeof(Template *), capacity * sizeof(Template *));
        c->template_capacity = capacity;
    }
    c->templates[c->template_count] = t;
    return c->template_count++;
}

static bool is_settled_below(const Compiler *c, Val e, unsigned depth)
{
    if (val_is_inert(e))
        return true;
    if (val_is_symbol(e))
        return local_find(c, e) == NULL && vm_is_bare(c->vm, e);
    if (!val_is_expr(e) || depth > SETTLE_DEPTH_MAX || (val_flags(e) & FLAG_SPLICE))
        return false;
    Val head = expr_head(e);
    if (!val_is_symbol(head) || local_find(c, head) != NULL || (!val_is(head, S_List) && !vm_is_bare(c->vm, head)))
        return false;
    for (size_t i = 0; i < expr_len(e); i++)
        if (!is_settled_below(c, expr_arg(e, i), depth + 1))
            return false;
    return true;
}

bool is_settled_constant(const Compiler *c, Val e)
{
    return is_settled_below(c, e, 0);
}

void code_dump(Vm *vm)
{
    code_stack_of(vm)->dump = true;
}

/* After the name of the construct, or the symbol whose rules these are, and how many arguments it takes. */
static void write_code(Vm *vm, const Code *code)
{
    Out text;

    out_init(&text);
    out_format(&text, "%s: %zu argument%s\n", symbol_name(code->symbol), code->arguments, code->arguments == 1 ? "" : "s");
    code_print(code, &text);
    vm_write(vm, STREAM_MESSAGES, out_text(&text), text.len);
    out_fini(&text);
}

/* A jump to a jump goes where that goes. */
static void thread_jumps(Compiler *c)
{
    static const char *const operands[] = {
#define OP(name, operands, what) operands,
#include "vm/code/opcodes.def"
#undef OP
    };

    for (size_t i = 0; i < c->count; i++) {
        size_t to = i, hops = 0;
        while (to < c->count && INS_OP(c->ins[to]) == OP_JUMP && hops++ < c->count)
            to = (size_t)((int64_t)to + 1 + INS_J(c->ins[to]));
        if (hops > 1 && hops <= c->count)
            set_jump(c, i, to);
        /* A second word is no instruction. */
        if (strpbrk(operands[INS_OP(c->ins[i])], "DFW") != NULL)
            i++;
    }
}

Code *compiler_finish(Compiler *c, size_t arguments)
{
    Code *code;

    if (c->failed)
        return NULL;
    thread_jumps(c);
    code = heap_alloc(c->heap, sizeof *code);
    *code = (Code){.ins = c->ins, .count = c->count, .constants = c->constants, .templates = c->templates, .heads = c->heads,
                   .link_names = c->link_names, .link_count = c->link_count, .loops = c->ranges,
                   .loop_count = c->range_count, .registers = (size_t)c->register_count + 1, .arguments = arguments,
                   .attributes_epoch = c->vm->attributes_epoch, .symbol = c->symbol, .pure = c->pure};
    for (size_t i = 0; i < c->link_count && !c->pure; i++)
        if (val_is(c->link_names[i].symbol, c->symbol) && c->link_names[i].n == arguments && code->typed == NULL)
            code->typed = typed_recursion_new(c->heap);
    code_own(c->vm, code);
    if (c->vm->code_stack->dump)
        write_code(c->vm, code);
    return code;
}
