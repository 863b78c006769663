/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * park.c -- taking bytecode off its stack and putting it back.
 */
#include "vm/code/park.h"

#include "vm/code/stack.h"
#include "vm/vm.h"

struct Suspended {
    uint32_t frame_count, value_count;
    uint32_t frame_room, value_room;
    size_t   depth;
    Frame    frames[];               /* then the values */
};

static Val *values_of(const Suspended *s)
{
    return (Val *)(s->frames + s->frame_room);
}

Suspended *code_suspend(Vm *vm, Suspended *old)
{
    struct CodeStack *stack = vm->code_stack;
    size_t frames = (size_t)(stack->frame - stack->frames);
    size_t values = stack->frame->base + stack->frame->code->registers;
    Suspended *s = old;

    if (s == NULL || s->frame_room < frames || s->value_room < values) {
        s = heap_alloc(vm_heap(vm), sizeof *s + frames * sizeof(Frame) + values * sizeof(Val));
        s->frame_room = (uint32_t)frames;
        s->value_room = (uint32_t)values;
    }
    s->frame_count = (uint32_t)frames;
    s->value_count = (uint32_t)values;
    s->depth = vm->depth;
    memcpy(s->frames, stack->frames + 1, frames * sizeof(Frame));
    memcpy(values_of(s), stack->values, values * sizeof(Val));
    stack->frame = stack->frames;
    return s;
}

Val code_resume(Vm *vm, const Suspended *s, Val value)
{
    struct CodeStack *stack = code_stack_of(vm);

    if (s->value_count > (size_t)(stack->values_end - stack->values))
        TRY(code_stack_grow_values(vm, s->value_count));
    while (s->frame_count + 1 >= (size_t)(stack->frames_end - stack->frames))
        TRY(code_stack_grow_frames(vm));
    memcpy(stack->frames + 1, s->frames, s->frame_count * sizeof(Frame));
    memcpy(stack->values, values_of(s), s->value_count * sizeof(Val));
    stack->frame = stack->frames + s->frame_count;
    /* The code may be another VM's instance: the instructions are the same. */
    for (Frame *f = stack->frames + 1; f <= stack->frame; f++)
        f->code = code_instance(vm, (Code *)f->code);
    vm->depth = s->depth;
    return code_continue(vm, value);
}

const Code *code_for_task(Vm *vm, Val expr)
{
    return val_is_expr(expr) ? code_for_loop(vm, expr) : NULL;
}
