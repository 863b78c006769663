/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_emit.c -- the state of the compiler of typed bytecode: instructions, slots, constants, variables.
 *
 * Constants get slots behind all others; until it is known how many there are, their numbers have
 * TYPED_CONSTANT set.
 */
#include "vm/code/typed_emit.h"

#include "vm/num/number.h"

static const char operand_letters[TYPED_OP_COUNT][4] = {
#define TOP(name, operands, what) operands,
#include "vm/code/typed.def"
#undef TOP
};

size_t typed_emit(TypedCompiler *c, TypedOp op, size_t a, size_t b, size_t d)
{
    if (c->count == c->capacity) {
        size_t capacity = c->capacity == 0 ? 64 : 2 * c->capacity;
        c->ins = heap_grow(c->heap, c->ins, c->capacity * sizeof(TypedIns), capacity * sizeof(TypedIns));
        c->capacity = capacity;
    }
    c->ins[c->count] = (TypedIns){(uint16_t)op, (uint16_t)a, (uint16_t)b, (uint16_t)d};
    return c->count++;
}

static void jumps_add(TypedCompiler *c, TypedJumps *list, size_t place)
{
    if (list->n == list->capacity) {
        size_t capacity = list->capacity == 0 ? 8 : 2 * list->capacity;
        list->places = heap_grow(c->heap, list->places, list->capacity * sizeof(size_t), capacity * sizeof(size_t));
        list->capacity = capacity;
    }
    list->places[list->n++] = place;
}

static void set_target(TypedCompiler *c, size_t place, size_t target)
{
    ptrdiff_t distance = (ptrdiff_t)target - (ptrdiff_t)place - 1;

    if (distance > INT16_MAX || distance < INT16_MIN)
        c->failed = true;
    c->ins[place].c = (uint16_t)(int16_t)distance;
}

void typed_jump(TypedCompiler *c, TypedOp op, size_t a, size_t b, TypedJumps *list)
{
    jumps_add(c, list, typed_emit(c, op, a, b, 0));
}

void typed_land(TypedCompiler *c, TypedJumps *list)
{
    if (list->n > 0)
        c->label = c->count;
    for (size_t i = 0; i < list->n; i++)
        if (list->places[i] < c->count)
            set_target(c, list->places[i], c->count);
    list->n = 0;
}

size_t typed_label(TypedCompiler *c)
{
    c->label = c->count;
    return c->count;
}

void typed_jump_back(TypedCompiler *c, TypedOp op, size_t a, size_t b, size_t label)
{
    set_target(c, typed_emit(c, op, a, b, 0), label);
}

uint16_t typed_slot(TypedCompiler *c, unsigned width)
{
    size_t slot = c->next;

    c->next += width;
    if (c->next > c->most)
        c->most = c->next;
    if (c->next > TYPED_SLOTS_MAX - 64) {
        c->failed = true;
        c->next = slot;
        return 0;
    }
    return (uint16_t)slot;
}

TypedValue typed_fail(TypedCompiler *c, const char *tag, size_t n, const Val *args)
{
    if (!c->failed && c->warn && tag != NULL)
        vm_message(c->vm, S_Compile, tag, n, args);
    c->failed = true;
    return (TypedValue){.type = typed_type(TYPED_INT, 0), .literal = VAL_NONE};
}

TypedMark typed_mark(TypedCompiler *c, bool quiet)
{
    TypedMark m = {c->count, c->constant_count, c->extern_count, c->var_count, c->block_count, c->next, c->label,
                   c->returns.n, c->warn, c->tail, c->returned, c->loop};

    if (quiet)
        c->warn = false;
    return m;
}

bool typed_undo(TypedCompiler *c, const TypedMark *m)
{
    c->warn = m->warn;
    if (!c->failed)
        return false;
    c->failed = false;
    c->count = m->count;
    c->constant_count = m->constant_count;
    c->extern_count = m->extern_count;
    c->var_count = m->var_count;
    c->block_count = m->block_count;
    c->next = m->next;
    c->label = m->label;
    c->returns.n = m->returns;
    c->tail = m->tail;
    c->returned = m->returned;
    c->loop = m->loop;
    for (TypedLoop *l = c->loop; l != NULL; l = l->outer) {
        while (l->breaks.n > 0 && l->breaks.places[l->breaks.n - 1] >= c->count)
            l->breaks.n--;
        while (l->continues.n > 0 && l->continues.places[l->continues.n - 1] >= c->count)
            l->continues.n--;
    }
    return true;
}

TypedValue typed_temporary(TypedCompiler *c, TypedType type)
{
    return (TypedValue){.type = type, .slot = typed_slot(c, typed_width(type)), .temporary = true, .fresh = type.rank > 0,
                        .literal = VAL_NONE};
}

TypedValue typed_nothing(void) { return (TypedValue){.literal = VAL_NONE}; }
TypedValue typed_gone(void) { return (TypedValue){.literal = VAL_NONE, .gone = true}; }

static uint16_t constant(TypedCompiler *c, unsigned width, const Slot *s)
{
    for (size_t i = 0; i + width <= c->constant_count; i++)
        if (memcmp(&c->constants[i], s, width * sizeof(Slot)) == 0)
            return (uint16_t)(TYPED_CONSTANT | i);
    if (c->constant_count + 2 > c->constant_capacity) {
        size_t capacity = c->constant_capacity == 0 ? 16 : 2 * c->constant_capacity;
        c->constants = heap_grow(c->heap, c->constants, c->constant_capacity * sizeof(Slot), capacity * sizeof(Slot));
        c->constant_capacity = capacity;
    }
    memcpy(&c->constants[c->constant_count], s, width * sizeof(Slot));
    c->constant_count += width;
    return (uint16_t)(TYPED_CONSTANT | (c->constant_count - width));
}

TypedValue typed_integer(TypedCompiler *c, int64_t i)
{
    return (TypedValue){.type = typed_type(TYPED_INT, 0), .slot = constant(c, 1, &(Slot){.i = i}), .literal = int_from_i64(c->heap, i)};
}

TypedValue typed_bool(TypedCompiler *c, bool b)
{
    return (TypedValue){.type = typed_type(TYPED_BOOL, 0), .slot = constant(c, 1, &(Slot){.i = b}), .literal = VAL_NONE};
}

static TypedValue literal_as(TypedCompiler *c, Val v, TypedBase base)
{
    Slot s[2];
    TypedType type = typed_type(base, 0);

    if (!typed_unbox(c->heap, v, type, false, s))
        return typed_fail(c, NULL, 0, NULL);
    return (TypedValue){.type = type, .slot = constant(c, typed_width(type), s), .literal = v};
}

TypedValue typed_literal(TypedCompiler *c, Val v)
{
    int64_t i;

    if (val_is_integer(v) && int_fits_i64(v, &i))
        return literal_as(c, v, TYPED_INT);
    if (c->exact && !val_is_real(v) && !(val_is_complex(v) && val_is_real(cplx_re(v))))
        return typed_fail(c, NULL, 0, NULL);
    return literal_as(c, v, val_is_complex(v) ? TYPED_COMPLEX : TYPED_REAL);
}

TypedValue typed_array(TypedCompiler *c, Val list)
{
    list = list_pack(c->heap, list);
    if (!val_is_packed(list) || val_packed(list)->rank > TYPED_RANK_MAX)
        return typed_fail(c, NULL, 0, NULL);
    Slot s = {.t = val_packed(list)};
    return (TypedValue){.type = typed_type(typed_base(s.t), s.t->rank), .slot = constant(c, 1, &s), .literal = VAL_NONE};
}

TypedValue typed_convert(TypedCompiler *c, TypedValue v, TypedType type)
{
    if (typed_same(v.type, type) || c->failed)
        return v;
    if (v.type.rank != type.rank || c->exact || v.type.base < TYPED_INT || type.base < v.type.base)
        return typed_fail(c, NULL, 0, NULL);
    if (!val_is_none(v.literal))
        return literal_as(c, v.literal, (TypedBase)type.base);
    TypedValue r = typed_temporary(c, type);
    if (type.rank > 0) {
        typed_emit(c, type.base == TYPED_REAL ? TOP_T2D : TOP_T2C, r.slot, v.slot, 0);
    } else if (v.type.base == TYPED_INT) {
        typed_emit(c, TOP_I2D, r.slot, v.slot, 0);
        if (type.base == TYPED_COMPLEX)
            typed_emit(c, TOP_D2C, r.slot, r.slot, 0);
    } else {
        typed_emit(c, TOP_D2C, r.slot, v.slot, 0);
    }
    return r;
}

/* The instruction that made a temporary writes to where it is wanted instead. */
static bool redirect(TypedCompiler *c, uint16_t to, TypedValue v)
{
    if (!v.temporary || c->count == 0 || c->label == c->count)
        return false;
    TypedIns *last = &c->ins[c->count - 1];
    if (operand_letters[last->op][0] != 'w' || last->a != v.slot || last->op == TOP_CALL)
        return false;
    last->a = to;
    return true;
}

void typed_move(TypedCompiler *c, uint16_t to, TypedValue v)
{
    if (v.slot == to || c->failed || redirect(c, to, v))
        return;
    typed_emit(c, typed_width(v.type) == 2 ? TOP_MOVE2 : TOP_MOVE, to, v.slot, 0);
}

TypedValue typed_own(TypedCompiler *c, TypedValue v)
{
    if (v.temporary)
        return v;
    TypedValue r = typed_temporary(c, v.type);
    if (v.mutated)
        typed_emit(c, TOP_COPY, r.slot, v.slot, 0);
    else
        typed_move(c, r.slot, v);
    r.fresh = v.mutated;
    return r;
}

uint16_t typed_extern(TypedCompiler *c, TypedExtern e)
{
    if (c->extern_count == c->extern_capacity) {
        size_t capacity = c->extern_capacity == 0 ? 4 : 2 * c->extern_capacity;
        c->externs = heap_grow(c->heap, c->externs, c->extern_capacity * sizeof e, capacity * sizeof e);
        c->extern_capacity = capacity;
    }
    c->externs[c->extern_count] = e;
    return (uint16_t)c->extern_count++;
}

void typed_block(TypedCompiler *c)
{
    if (c->block_count == TYPED_BLOCKS_MAX)
        c->failed = true;
    else
        c->blocks[c->block_count++] = ++c->block_serial;
}

void typed_block_end(TypedCompiler *c)
{
    if (c->block_count > 0)
        c->block_count--;
}

TypedVar *typed_var(TypedCompiler *c, Val name)
{
    for (size_t i = c->var_count; i > 0; i--)
        if (val_is(c->vars[i - 1].name, name))
            return &c->vars[i - 1];
    return NULL;
}

TypedVar *typed_var_add(TypedCompiler *c, Val name, TypedType type, uint16_t slot)
{
    if (c->var_count == TYPED_VARS_MAX) {
        c->failed = true;
        return &c->vars[0];
    }
    TypedVar *v = &c->vars[c->var_count++];
    *v = (TypedVar){.name = name, .type = type, .slot = slot, .block = type.base == TYPED_NONE ? UINT32_MAX : c->block_count > 0 ? c->blocks[c->block_count - 1] : 0};
    return v;
}

bool typed_is_known(TypedCompiler *c, const TypedVar *v)
{
    if (v->type.base == TYPED_NONE)
        return false;
    for (size_t i = 0; i < c->block_count; i++)
        if (c->blocks[i] == v->block)
            return true;
    return v->block == 0;
}

TypedType typed_wider(const TypedCompiler *c, TypedType a, TypedType b)
{
    if (typed_same(a, b))
        return a;
    if (a.rank != b.rank || c->exact || a.base < TYPED_INT || b.base < TYPED_INT)
        return typed_type(TYPED_NONE, 0);
    return a.base > b.base ? a : b;
}

static bool sets(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Set: case SYM_SetDelayed: case SYM_AddTo: case SYM_SubtractFrom: case SYM_TimesBy: case SYM_DivideBy:
    case SYM_Increment: case SYM_Decrement: case SYM_PreIncrement: case SYM_PreDecrement: case SYM_AppendTo:
    case SYM_PrependTo: case SYM_Unset: case SYM_Clear: case SYM_AssociateTo:
        return true;
    default:
        return false;
    }
}

bool typed_assigned(Val e, Val name, bool part)
{
    if (!val_is_expr(e))
        return false;
    if (val_is_symbol(expr_head(e)) && expr_len(e) >= 1 && sets(expr_head(e))) {
        Val to = expr_arg(e, 0);
        bool appends = val_is(expr_head(e), S_AppendTo);
        if (val_has_head(to, S_Part) && expr_len(to) >= 1 && val_is(expr_arg(to, 0), name))
            return true;
        if (val_is(to, name) && (!part || appends))
            return true;
        if (!part && val_is_plain_list(to) && val_contains_symbol(to, name))
            return true;
    }
    for (size_t i = 0; i < expr_len(e); i++)
        if (typed_assigned(expr_arg(e, i), name, part))
            return true;
    return typed_assigned(expr_head(e), name, part);
}

bool typed_assigns_locals(TypedCompiler *c, Val e)
{
    for (size_t i = 0; i < c->var_count; i++)
        if (typed_assigned(e, c->vars[i].name, false))
            return true;
    return false;
}

static uint16_t final_slot(const TypedCompiler *c, uint16_t slot)
{
    return slot & TYPED_CONSTANT ? (uint16_t)(c->most + (slot & ~TYPED_CONSTANT)) : slot;
}

TypedCode *typed_finish(TypedCompiler *c, size_t n, const TypedType *types)
{
    TypedCode *code = heap_alloc(c->heap, sizeof *code);

    if (c->most + c->constant_count > TYPED_SLOTS_MAX)
        return NULL;
    for (size_t i = 0; i < c->count; i++) {
        TypedIns *ins = &c->ins[i];
        uint16_t *const fields[] = {&ins->a, &ins->b, &ins->c};
        for (size_t f = 0; f < 3; f++) {
            char o = operand_letters[ins->op][f];
            if (o == 'w' || o == 'r' || o == 'm')
                *fields[f] = final_slot(c, *fields[f]);
        }
    }
    for (size_t i = 0; i < c->extern_count; i++)
        for (size_t k = 0; k < c->externs[i].n; k++)
            c->externs[i].slots[k] = final_slot(c, c->externs[i].slots[k]);
    *code = (TypedCode){.ins = c->ins, .count = c->count, .slots = c->most + c->constant_count, .constants = c->constants,
                        .constant_count = c->constant_count, .externs = c->externs, .extern_count = c->extern_count,
                        .globals = c->globals, .global_count = c->global_count,
                        .arguments = n, .result = c->result, .result_slot = c->result_slot};
    code->types = heap_alloc(c->heap, (n + 1) * sizeof(TypedType));
    memcpy(code->types, types, n * sizeof(TypedType));
    return code;
}
