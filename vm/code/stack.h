/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * stack.h -- the stack that bytecode runs on: registers, frames, and the code found so far.
 */
#ifndef LYRA_CODE_STACK_H
#define LYRA_CODE_STACK_H

#include "vm/code/code.h"
#include "vm/vm.h"

/* What a symbol comes to in this VM, for its calls with n arguments or for its value: found at the first use,
 * forgotten when the symbol changes (links_forget). */
typedef struct Link {
    const Code       *code;        /* of the calls; NULL: not found yet, or there is none */
    const Definition *definition;  /* with an immediate own-value; NULL: not found yet, or it has none */
    Val               symbol;
    uint32_t          n;           /* LINK_VALUE: for the value */
    struct Link      *next;        /* of those with the same place in vm->links */
    struct Link      *next_resolved;   /* in vm->links_resolved, */
    bool              resolved;    /* where it is if something was found */
    bool              bare;        /* the symbol has no rules: vm_is_bare; for the value: it has none */
} Link;

enum { FRAME_ENTRY = 1u << 31 };

typedef struct Frame {
    const Code        *code;
    const Instruction *pc;         /* where to go on, once the callee has returned */
    uint32_t           base;       /* of the registers, in the stack of values */
    uint32_t           tail_calls; /* so far: they count as iterations.  FRAME_ENTRY: returns to C */
} Frame;

struct CodeStack {
    Val   *values, *values_end;
    Frame *frames, *frames_end;
    Frame *frame;                  /* the innermost; frames[0] is nobody's */
    struct CachedCode *cache;
    bool   parkable;               /* the first frame is a task's, with nothing below it: builtins may park */
    bool   dump;                   /* --dump=code: what is compiled is printed */
    struct Gather *gathers;        /* that are not in use: gather.c */
    struct Instances  *instances;  /* this VM's own of code that another VM made */
};

struct CodeStack *code_stack_new(Vm *vm);
/* The VM's, made on first use; roots of the collector. */
static inline struct CodeStack *code_stack_of(Vm *vm)
{
    return LIKELY(vm->code_stack != NULL) ? vm->code_stack : code_stack_new(vm);
}
/* More room: the stacks move.  UNWIND where there is none. */
MUST_USE Val code_stack_grow_values(Vm *vm, size_t need);
MUST_USE Val code_stack_grow_frames(Vm *vm);

/* A frame for a call whose arguments are in place: [registers] is its window.  UNWIND where there is no room. */
MUST_USE Val code_frame_push(Vm *vm, const Code *callee, const Instruction *pc, Val *registers);
/* As code_execute for the bytecode of a task, on an empty stack: a builtin may give PARKED, and so does this. */
MUST_USE Val code_execute_task(Vm *vm, const Code *code, const Val *args);
/* Calls the builtin [head] on evaluated arguments; [may_park]: nothing but the task's bytecode is below, so that it
 * gives PARKED where it waits. */
MUST_USE Val code_call_waiting(Vm *vm, Val head, size_t n, const Val *args, bool may_park);
/* Goes on with the frames that are on the stack: [value] is what the last instruction gives. */
MUST_USE Val code_continue(Vm *vm, Val value);

/* The code of pure functions and loops that was not used since the last call of this is forgotten. */
void code_cache_age(Vm *vm);
/* Gives new code the links of this VM. */
void code_own(Vm *vm, Code *code);
/* The code as this VM may run it. */
const Code *code_instance(Vm *vm, Code *code);
/* Looks again for the code of the link's calls; NULL where they are the evaluator's. */
const Code *link_resolve(Vm *vm, Link *link);
/* Looks again for the definition with the value. */
void link_resolve_value(Vm *vm, Link *link);

#endif
