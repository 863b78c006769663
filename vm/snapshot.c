/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * snapshot.c -- snapshots of a VM.
 */
#include "vm/snapshot.h"

#include <math.h>

#include "vm/base/words.h"
#include "vm/value/arena.h"

#define STATE(name, scope) \
    _Static_assert((SCOPE_##scope == SCOPE_TASK) == ((int)STATE_##name < (int)TASK_STATES), "order of the rows");
#define CACHE(name)
#include "vm/state.def"
#undef STATE
#undef CACHE
_Static_assert((int)CACHE_COUNT == (int)HEAP_CACHES, "room for each cache");

enum { COPIED_WORDS = sizeof(VmCopied) / sizeof(AnyWord) };
_Static_assert(sizeof(VmCopied) % sizeof(AnyWord) == 0 && sizeof(void *) == sizeof(AnyWord), "whole words");

/* Does the VM have these settings?  What is each task's own does not count. */
static bool has_settings(const Vm *vm, const VmSettings *s)
{
    return words_same(&s->copied, &vm->copied, COPIED_WORDS)
           && words_same(s->state + TASK_STATES, vm->state + TASK_STATES, INHERITED_STATES);
}

/* A task's own states, for itself; another begins with none. */
static void *const *own_states(const Vm *vm, bool for_itself)
{
    static void *const none[TASK_STATES];

    return for_itself ? vm->state : none;
}

static bool has_states(const VmSettings *s, void *const *own)
{
    return words_same(s->state, own, TASK_STATES);
}

/* The settings, for itself or for another task: the last ones where those are the same. */
static const VmSettings *settings_of(Vm *vm, bool for_itself)
{
    void *const *own = own_states(vm, for_itself);

    if (vm->settings != NULL && has_settings(vm, vm->settings) && has_states(vm->settings, own))
        return vm->settings;
    VmSettings *s = heap_alloc(vm_heap(vm), sizeof *s);
    s->copied = vm->copied;
    memcpy(s->state, own, TASK_STATES * sizeof *own);
    memcpy(s->state + TASK_STATES, vm->state + TASK_STATES, INHERITED_STATES * sizeof *own);
    return vm->settings = s;
}

static void take_changes(VmSnapshot *s, Vm *vm)
{
    const VmChanges *c = vm->changes;
    unsigned bit = 0, different = 0;

    for (unsigned i = 0; c != NULL && i < BLOOM_BITS; i++)
        if (c->at[i] != vm->changed_at[i]) {
            bit = i;
            different++;
        }
    if (c == NULL || different > 1) {
        VmChanges *taken = heap_alloc_atomic(vm_heap(vm), sizeof *taken);
        memcpy(taken->at, vm->changed_at, sizeof taken->at);
        vm->changes = c = taken;
    }
    s->changes = c;
    s->changed_bit = bit;
    s->changed_at = vm->changed_at[bit];
}

static void enter_changes(Vm *vm, const VmSnapshot *s)
{
    vm->changes = s->changes;
    memcpy(vm->changed_at, s->changes->at, sizeof vm->changed_at);
    vm->changed_at[s->changed_bit] = s->changed_at;
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
    take_changes(s, vm);
    /* What the first VM stamped counts for all that come from it. */
    bool first = !for_itself && vm->inherited_until == 0;
    s->inherited_from = first ? vm->own_epochs : vm->inherited_from;
    s->inherited_until = first ? vm->epoch : vm->inherited_until;
    s->settings = settings_of(vm, for_itself);
}

/* Did nothing change that a snapshot tells?  Any write to the definitions after a snapshot makes a new
 * directory, or a new record aside, since the table's token is new. */
static bool is_current(const Vm *vm, const VmSnapshot *s)
{
    return definitions_same(&s->definitions, &vm->definitions) && memory_of(s, vm) == vm->heap.most && has_settings(vm, s->settings);
}

bool vm_sees(const Vm *vm, const VmSnapshot *s)
{
    return is_current(vm, s);
}

void vm_hand_back(Vm *vm, const VmSnapshot *s, Val v)
{
    /* That epoch was seen when the snapshot was taken: what has changed since has a later one. */
    if (val_is_expr(v) && vm_is_settled(vm, v))
        shared_word_set(val_expr(v)->stamp, s->epoch);
}

const VmSnapshot *vm_snapshot(Vm *vm)
{
    heap_keep(vm_heap(vm));
    if (vm->snapshot != NULL && is_current(vm, vm->snapshot))
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
    arena_leave(vm_heap(vm));
    if (is_current(vm, start) && has_states(start->settings, own_states(vm, true)))
        return start;
    VmSnapshot *s = heap_alloc(vm_heap(vm), sizeof *s);
    take(s, vm, true);
    s->definitions = vm->definitions;
    s->left = vm;
    return s;
}

/* Only what is kept aside differs. */
static void forget_aside(Vm *vm, const VmSnapshot *s)
{
    if (!val_is_none(vm->definitions.aside))
        links_forget(vm, vm->definitions.aside);
    if (!val_is_none(s->definitions.aside))
        links_forget(vm, s->definitions.aside);
}

void vm_enter(Vm *vm, const VmSnapshot *s, const void *token, uint32_t lineage)
{
    /* What this VM's bytecode found out holds for the same definitions, unless another VM changed them. */
    if (s->definitions.directory != vm->definitions.directory || s->settings->copied.attributes_epoch != vm->attributes_epoch
        || s->settings->copied.operators_changed != vm->operators_changed || (s->definitions.token != NULL && s->left != vm))
        links_forget_all(vm);
    else if (!definitions_same(&s->definitions, &vm->definitions))
        forget_aside(vm, s);
    vm->definitions = s->definitions;
    if (s->definitions.token == NULL)
        vm->definitions.token = token;
    /* As long as it changes nothing, what it starts from is what its own tasks start from. */
    vm->snapshot = s->definitions.token == NULL ? s : NULL;
    if (++vm->epoch >= vm->epochs_end || vm->epoch <= s->epoch)
        vm_take_epochs(vm);
    vm->own_epochs = vm->epoch;
    vm->epoch_seen = false;
    vm->bare = VAL_NONE;
    enter_changes(vm, s);
    vm->inherited_from = s->inherited_from;
    vm->inherited_until = s->inherited_until;
    vm->lineage = lineage;
    const VmSettings *settings = vm->settings = s->settings;
    vm->copied = settings->copied;
    vm->depth = 0;
    vm->limits = s->memory;
    vm->heap.most = memory_of(s, vm);
    vm->abort_protected = 0;
    vm->abort_waiting = false;
    vm->message_frames = NULL;
    vm->message_list = vm->messages_given = vm->no_messages;
    vm->in_message = false;
    vm->random_seed = 0;
    memcpy(vm->state, settings->state, sizeof settings->state);
}

bool vm_arena_begin(Vm *vm)
{
    if (vm->heap.arena != NULL)
        return false;
    arena_begin(vm_heap(vm));
    return true;
}

Val vm_arena_end(Vm *vm, Val v)
{
    return arena_end(vm_heap(vm), v);
}
