/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * unwind.c -- non-local exits, and the checks that start them: stack, time, memory, interrupts.
 */
#include <gc.h>
#include <math.h>
#include <time.h>

#include "vm/code/park.h"
#include "vm/eval/eval.h"
#include "vm/eval/limits.h"
#include "vm/value/text.h"

enum { BUDGET = 500, REST_COLLECTIONS = 8, REST_SPARE = 1 << 20, LENGTH_UNASKED = 4096 };

/* May such an exit become a failure, whose reader wants to know where it began? */
static bool is_failure(UnwindKind kind)
{
    return kind == UNWIND_THROW || kind == UNWIND_ABORT || kind == UNWIND_CANCELLED || kind == UNWIND_TIMEOUT
           || kind == UNWIND_MEMORY || kind == UNWIND_TERMINATED;
}

Val vm_unwind(Vm *vm, UnwindKind kind, Val tag, Val value)
{
    vm->unwind = (Unwind){.kind = kind, .tag = tag, .value = value};
    if (vm->notes_calls && is_failure(kind))
        vm->unwind.calls = vm_calls_list(vm);
    return UNWIND;
}

Val vm_tried(Vm *vm, Val v)
{
    if (UNLIKELY(val_is_unwind(v)) && vm->unwind.kind == UNWIND_ABORT) {
        interrupt_raise(&vm->interrupt, INTERRUPT_ABORT);
        vm->budget = 0;
    }
    return v;
}

/* A limit is over: which one is its serial. */
static Val limit_unwind(Vm *vm, UnwindKind kind, uint64_t serial)
{
    (void)!val_is_unwind(vm_unwind(vm, kind, VAL_NONE, VAL_NONE));
    vm->unwind.serial = serial;
    return UNWIND;
}

Val vm_terminated(Vm *vm, const char *why)
{
    return vm_unwind(vm, UNWIND_TERMINATED, VAL_NONE,
                     expr1(vm_heap(vm), S_TerminatedEvaluation, text_from(vm_heap(vm), why)));
}

double limits_clock(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double vm_time(const Vm *vm, clockid_t which)
{
    struct timespec t;

    if (vm_is_simulated(vm))
        return vm->clock(vm, which);
    clock_gettime(which, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int64_t limits_coarse_clock(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The outermost exceeded limit, or NULL: an inner one would only be left to meet it. */
static const Limit *exceeded_limit(const Vm *vm, double now, double bytes)
{
    const Limit *over = NULL;

    for (const Limit *l = vm->limits; l != NULL; l = l->outer)
        if (now > l->deadline || (l->bytes != SIZE_MAX && bytes > (double)l->bytes))
            over = l;
    return over;
}

static Val check_limits(Vm *vm)
{
    double now = vm_clock(vm), used = vm->heap.most == vm->heap.limit ? 0 : (double)heap_taken();
    const Limit *over = exceeded_limit(vm, now, used);

    /* What nobody holds any more does not count. */
    if (over != NULL && now <= over->deadline) {
        GC_gcollect();
        over = exceeded_limit(vm, now, (double)heap_taken());
    }
    if (over == NULL)
        return VAL_NONE;
    return limit_unwind(vm, now > over->deadline ? UNWIND_TIMEOUT : UNWIND_MEMORY, over->serial);
}

/* Memory may be refused only because what took too long was stopped. */
static bool time_is_over(Vm *vm)
{
    const Limit *over = vm->limits == NULL ? NULL : exceeded_limit(vm, vm_clock(vm), 0);

    if (over == NULL)
        return false;
    vm->heap.refused = 0;
    vm->unwind = (Unwind){.kind = UNWIND_TIMEOUT, .serial = over->serial};
    return true;
}

/* [bytes] more are not to be had. */
static Val out_of_memory(Vm *vm, double bytes)
{
    const Limit *over = exceeded_limit(vm, 0, (double)heap_taken() + bytes);

    /* A collection since then has made room: it was the tightest limit that refused. */
    for (const Limit *l = vm->limits; l != NULL && over == NULL; l = l->outer)
        if (l->bytes != SIZE_MAX && (double)l->bytes == (double)vm->heap.most)
            over = l;
    vm->heap.refused = 0;
    if (over != NULL && (vm->heap.limit == 0 || bytes < (double)vm->heap.limit))
        return limit_unwind(vm, UNWIND_MEMORY, over->serial);
    vm_message(vm, S_General, "nomem", 0, NULL);
    return vm_unwind(vm, UNWIND_MEMORY, VAL_NONE, VAL_NONE);
}

bool limits_pending(Heap *h)
{
    Vm *vm = vm_of_heap(h);
    bool stop = (interrupt_pending(&vm->interrupt) & (INTERRUPT_ABORT | INTERRUPT_CANCEL)) && vm->abort_protected == 0;
    double now = vm->limits == NULL ? 0 : vm_clock(vm);

    for (const Limit *l = vm->limits; l != NULL && !stop; l = l->outer)
        stop = now > l->deadline;
    stop = stop || h->refused > 0;
    if (stop)
        vm->budget = 0;
    return stop;
}

static void look_for_collection(Vm *vm)
{
    if (UNLIKELY((uint32_t)GC_get_gc_no() != vm->collections)) {
        vm->collections = (uint32_t)GC_get_gc_no();
        vm_after_collection(vm);
    }
    if (GC_should_invoke_finalizers())
        GC_invoke_finalizers();
}

void vm_rest(Vm *vm)
{
    if (vm->on_rest != NULL)
        vm->on_rest(vm);
    code_rest(vm);
    heap_clear_stack();
    /* What the collector gives back was free at the collection before and has had no new neighbour since; and what ends
     * with a collection may have kept something alive. */
    for (int i = 0; i < REST_COLLECTIONS && (i < 2 || heap_spare() > REST_SPARE); i++) {
        heap_drop_free(vm_heap(vm));
        heap_give_back(vm_heap(vm));
        look_for_collection(vm);
    }
}

Val vm_protection_ends(Vm *vm, Val v)
{
    bool ends_all = val_is_unwind(v) && (vm->unwind.kind == UNWIND_CANCELLED || vm->unwind.kind == UNWIND_QUIT);

    if (vm->abort_protected > 0 || !vm->abort_waiting || ends_all)
        return v;
    vm->abort_waiting = false;
    interrupt_clear(&vm->interrupt, INTERRUPT_ABORT);
    return vm_unwind(vm, UNWIND_ABORT, VAL_NONE, VAL_NONE);
}

void limits_looked(Vm *vm)
{
    vm->budget = BUDGET;
    vm->looked_at = limits_coarse_clock();
}

Val vm_poll_slow(Vm *vm)
{
    vm->budget = BUDGET;
    look_for_collection(vm);
    /* A cancelled task stays so: each look ends it again until it has ended. */
    if ((interrupt_pending(&vm->interrupt) & INTERRUPT_CANCEL) && vm->abort_protected == 0)
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    if (interrupt_pending(&vm->interrupt) & INTERRUPT_ABORT) {
        if (vm->abort_protected > 0) {
            vm->abort_waiting = true;
        } else {
            interrupt_clear(&vm->interrupt, INTERRUPT_ABORT);
            return vm_unwind(vm, UNWIND_ABORT, VAL_NONE, VAL_NONE);
        }
    }
    if (vm->heap.refused > 0)
        return time_is_over(vm) ? UNWIND : out_of_memory(vm, vm->heap.refused);
    if (vm->heap.out_of_memory && !heap_recover(vm_heap(vm)))
        return out_of_memory(vm, INFINITY);
    if (vm->limits != NULL || vm->on_poll != NULL)
        vm->looked_at = limits_coarse_clock();
    if (vm->limits != NULL)
        TRY(check_limits(vm));
    return vm->on_poll == NULL ? VAL_NONE : vm->on_poll(vm);
}

Val vm_stack_overflow(Vm *vm)
{
    Val limit = val_int((int64_t)vm->depth);
    char *saved = vm->stack_limit;

    /* The message needs some stack itself; there is a reserve below the limit for that. */
    vm->stack_limit = saved - vm->stack_reserve / 2;
    vm_message(vm, S_$RecursionLimit, "reclim", 1, &limit);
    vm->stack_limit = saved;
    return vm_terminated(vm, "RecursionLimit");
}

Val vm_check_length(Vm *vm, double n, size_t bytes)
{
    double most = n * (double)(bytes == 0 ? 1 : bytes);

    if (most <= LENGTH_UNASKED || (n < EXPR_LEN_MAX && most < LIMITS_ALLOCATION_MAX && heap_has_room(vm_heap(vm), most)))
        return VAL_NONE;
    return out_of_memory(vm, most);
}

bool return_ends_here(Vm *vm, Val expr, Val user)
{
    if (vm->unwind.kind != UNWIND_RETURN)
        return false;
    if (val_is_none(vm->unwind.tag))
        return !val_is_none(user);
    return val_is(vm->unwind.tag, user) || (val_is_expr(expr) && val_is(vm->unwind.tag, expr_head(expr)));
}
