/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * calls.c -- which functions are being evaluated: for failures and profiles.
 *
 * Bytecode's calls are frames on its stack.  The tree evaluator links a record on the C stack for each function
 * whose right side it evaluates, with the number of frames that there were: so the two are put in order.
 */
#include "vm/eval/eval.h"

#include "vm/code/stack.h"

void eval_frame_link(Vm *vm, EvalFrame *f)
{
    const struct CodeStack *s = vm->code_stack;

    f->outer = vm->eval_frames;
    f->bytecode = s == NULL ? 0 : (size_t)(s->frame - s->frames);
    vm->eval_frames = f;
}

size_t vm_calls(const Vm *vm, bool pure, Val *symbols, size_t max)
{
    const struct CodeStack *s = vm->code_stack;
    const EvalFrame *e = vm->eval_frames;
    size_t n = 0, frames = s == NULL ? 0 : (size_t)(s->frame - s->frames);

    while (n < max && (frames > 0 || e != NULL)) {
        if (e != NULL && e->bytecode >= frames) {
            symbols[n++] = e->symbol;
            e = e->outer;
        } else {
            const Code *code = s->frames[frames--].code;
            if (code_has_name(code) || (pure && !val_is(code->symbol, S_Do)))
                symbols[n++] = code->symbol;
        }
    }
    return n;
}

Val vm_calls_list(Vm *vm)
{
    Val symbols[CALLS_MAX];
    size_t n = vm_calls(vm, false, symbols, CALLS_MAX);

    return n == 0 ? VAL_NONE : list_make(vm_heap(vm), n, symbols);
}
