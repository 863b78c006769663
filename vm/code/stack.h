/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * stack.h -- the stack that bytecode runs on: registers, frames, and the code found so far.
 */
#ifndef LYRA_CODE_STACK_H
#define LYRA_CODE_STACK_H

#include "vm/code/code.h"

typedef struct Frame {
    const Code        *code;
    const Instruction *pc;         /* where to go on, once the callee has returned */
    size_t             base;       /* of the registers, in the stack of values */
    int                result;     /* the caller's register for the value */
    uint32_t           tail_calls; /* so far: they count as iterations */
    bool               entry;      /* returns to C */
} Frame;

struct CodeStack {
    Val   *values;
    size_t size, top;              /* in use below top */
    Frame *frames;
    size_t frame_count, frame_capacity;
    struct CachedCode *cache;
};

/* The VM's, made on first use; roots of the collector. */
struct CodeStack *code_stack_of(Vm *vm);

#endif
