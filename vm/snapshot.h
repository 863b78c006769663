/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * snapshot.h -- what one VM sees, as a value: what a task starts from, and what it is while it waits.
 */
#ifndef LYRA_SNAPSHOT_H
#define LYRA_SNAPSHOT_H

#include "vm/value/arena.h"
#include "vm/vm.h"

/* How many states there are of each scope (see state.def): those of TASK are the first ones. */
enum { SCOPE_TASK, SCOPE_INHERITED };
enum {
    TASK_STATES = 0
#define STATE(name, scope) + (SCOPE_##scope == SCOPE_TASK)
#define CACHE(name)
#include "vm/state.def"
#undef STATE
#undef CACHE
    , INHERITED_STATES = STATE_COUNT - TASK_STATES
};

/* What seldom changes: many snapshots have the same. */
typedef struct VmSettings {
    VmCopied copied;
    void *state[STATE_COUNT];
} VmSettings;

/* When what the bits of Node.bloom stand for changed last.  From one snapshot to the next it is mostly one bit's, a loop's variable:
 * they have the same changes then, but for that one. */
typedef struct VmChanges { uint32_t at[BLOOM_BITS]; } VmChanges;

typedef struct VmSnapshot {
    DefinitionTable definitions;       /* without a token: whoever enters brings one */
    const VmSettings *settings;
    Limit      *memory;                /* the MemoryConstrained around who starts tasks is for them too; NULL: none */
    const Vm   *left;                  /* by vm_leave: the VM that was left, with what its bytecode has found out */
    const VmChanges *changes;
    uint32_t    changed_bit, changed_at;   /* what is different from those */
    uint32_t    epoch, inherited_from, inherited_until;
} VmSnapshot;

/* What [vm] sees now, for a task that it starts: O(1).  The same one again while nothing has changed. */
const VmSnapshot *vm_snapshot(Vm *vm);
/* What [vm] has become, for itself to go on from later: with its token, its numbers and all its state.
 * [start] is what it entered with: given back where nothing has changed since. */
const VmSnapshot *vm_leave(Vm *vm, const VmSnapshot *start);
/* Does [vm] see what a task that started from [s] sees at first? */
bool vm_sees(const Vm *vm, const VmSnapshot *s);
/* [v] has been evaluated in [vm], which sees what [s] says (vm_sees): who took the snapshot need not do that again as long as
 * nothing in [v] means anything else.  Atoms and what is not known to be evaluated stay as they are. */
void vm_hand_back(Vm *vm, const VmSnapshot *s, Val v);
/* [vm] becomes what the snapshot says.  [token] is an address that no other VM has as its token and that
 * the collector knows; [lineage] a number of its own, not 0.  Depth, limits and exits start anew. */
void vm_enter(Vm *vm, const VmSnapshot *s, const void *token, uint32_t lineage);
/* [vm] evaluates one of many values: what it makes is taken again once the value is there (vm/value/arena.h).  Nothing but
 * the value is left of it, nor is anything defined by it seen again: else heap_keep before the end.  False where it does so already. */
bool vm_arena_begin(Vm *vm);
/* The value, or a copy of it.  Where something was kept that the evaluation made, and where it did not end on the VM that it
 * began on, all is left to the collector. */
Val vm_arena_end(Vm *vm, Val v);
/* What belongs to the thread and not to the task goes from one VM to another on the same thread: free
 * lists and caches. */
static inline void vm_hand_over(Vm *from, Vm *to)
{
    if (UNLIKELY(vm_heap(from)->arena != NULL))
        arena_leave(vm_heap(from));
    heap_swap_lists(vm_heap(to), vm_heap(from));
}

#endif
