/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * snapshot.c -- snapshots of a VM.
 */
#include "vm/snapshot.h"

#include <math.h>

/* How each part's state goes to a task: see state.def.  Those of THREAD are the first ones, those of INHERITED the last. */
typedef enum StateScope { SCOPE_THREAD, SCOPE_TASK, SCOPE_INHERITED } StateScope;
enum {
    THREAD_STATES = 0
#define STATE(name, scope) + (SCOPE_##scope == SCOPE_THREAD)
#include "vm/state.def"
#undef STATE
    , TASK_STATES = 0
#define STATE(name, scope) + (SCOPE_##scope == SCOPE_TASK)
#include "vm/state.def"
#undef STATE
};
#define STATE(name, scope)                                                                                                    \
    _Static_assert((SCOPE_##scope == SCOPE_THREAD) == ((int)STATE_##name < (int)THREAD_STATES)                                \
                   && (SCOPE_##scope == SCOPE_INHERITED) == ((int)STATE_##name >= (int)(THREAD_STATES + TASK_STATES)), "order of the rows");
#include "vm/state.def"
#undef STATE

/* The states from here on are part of a snapshot: for a task that starts, or [for_itself]. */
static size_t first_state(bool for_itself)
{
    return for_itself ? THREAD_STATES : THREAD_STATES + TASK_STATES;
}

static size_t state_bytes(bool for_itself)
{
    return (STATE_COUNT - first_state(for_itself)) * sizeof(void *);
}

/* Bytes that the heap may have. */
static size_t memory_of(const VmSnapshot *s, const Vm *vm)
{
    return s->memory == NULL ? vm->heap.limit : s->memory->bytes;
}

static void take(VmSnapshot *s, Vm *vm, bool for_itself)
{
    if (vm->heap.most != vm->heap.limit) {
        s->memory = heap_alloc(vm_heap(vm), sizeof *s->memory);
        *s->memory = (Limit){.deadline = INFINITY, .bytes = vm->heap.most};
    }
    s->epoch = vm->epoch;
    memcpy(s->changed_at, vm->changed_at, sizeof s->changed_at);
    /* What the first VM stamped counts for all that come from it. */
    bool first = !for_itself && vm->inherited_until == 0;
    s->inherited_from = first ? vm->own_epochs : vm->inherited_from;
    s->inherited_until = first ? vm->epoch : vm->inherited_until;
#define X(type, name) s->name = vm->name;
    VM_COPIED(X)
#undef X
    memcpy(s->state + first_state(for_itself), vm->state + first_state(for_itself), state_bytes(for_itself));
}

/* Did nothing change that a snapshot tells?  Any write to the definitions after a snapshot makes a new
 * directory, since the table's token is new. */
static bool is_current(const Vm *vm, const VmSnapshot *s, bool for_itself)
{
    if (s->definitions.directory != vm->definitions.directory || memory_of(s, vm) != vm->heap.most)
        return false;
#define X(type, name) if (memcmp(&s->name, &vm->name, sizeof s->name) != 0) return false;
    VM_COPIED(X)
#undef X
    return memcmp(s->state + first_state(for_itself), vm->state + first_state(for_itself), state_bytes(for_itself)) == 0;
}

bool vm_sees(const Vm *vm, const VmSnapshot *s)
{
    return is_current(vm, s, false);
}

const VmSnapshot *vm_snapshot(Vm *vm)
{
    if (vm->snapshot != NULL && is_current(vm, vm->snapshot, false))
        return vm->snapshot;
    VmSnapshot *s = heap_alloc(vm_heap(vm), sizeof *s);
    take(s, vm, false);
    definitions_snapshot(&s->definitions, &vm->definitions, vm_heap(vm));
    s->definitions.token = NULL;
    /* Its present epoch's stamps are known now: what changes next is later. */
    vm->epoch_seen = true;
    vm->snapshot = s;
    return s;
}

const VmSnapshot *vm_leave(Vm *vm, const VmSnapshot *start)
{
    if (is_current(vm, start, true))
        return start;
    VmSnapshot *s = heap_alloc(vm_heap(vm), sizeof *s);
    take(s, vm, true);
    s->definitions = vm->definitions;
    s->left = vm;
    return s;
}

void vm_enter(Vm *vm, const VmSnapshot *s, const void *token, uint32_t lineage)
{
    /* What this VM's bytecode found out holds for the same definitions, unless another VM changed them. */
    if (s->definitions.directory != vm->definitions.directory || s->attributes_epoch != vm->attributes_epoch
        || s->operators_changed != vm->operators_changed || (s->definitions.token != NULL && s->left != vm))
        links_forget_all(vm);
    vm->definitions = s->definitions;
    if (s->definitions.token == NULL)
        vm->definitions.token = token;
    /* As long as it changes nothing, what it starts from is what its own tasks start from. */
    vm->snapshot = s->definitions.token == NULL ? s : NULL;
    if (++vm->epoch >= vm->epochs_end || vm->epoch <= s->epoch)
        vm_take_epochs(vm);
    vm->own_epochs = vm->epoch;
    vm->epoch_seen = false;
    memcpy(vm->changed_at, s->changed_at, sizeof vm->changed_at);
    vm->inherited_from = s->inherited_from;
    vm->inherited_until = s->inherited_until;
    vm->lineage = lineage;
#define X(type, name) vm->name = s->name;
    VM_COPIED(X)
#undef X
    vm->depth = 0;
    vm->limits = s->memory;
    vm->heap.most = memory_of(s, vm);
    vm->abort_protected = 0;
    vm->abort_waiting = false;
    vm->message_frames = NULL;
    vm->message_list = vm->messages_given = vm->no_messages;
    vm->in_message = false;
    vm->random_seed = 0;
    memcpy(vm->state + THREAD_STATES, s->state + THREAD_STATES, (STATE_COUNT - THREAD_STATES) * sizeof *vm->state);
}

void vm_hand_over(Vm *from, Vm *to)
{
    heap_move(&to->heap, &from->heap);
    memcpy(to->state, from->state, THREAD_STATES * sizeof *to->state);
    memset(from->state, 0, THREAD_STATES * sizeof *from->state);
}
