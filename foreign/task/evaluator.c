/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * evaluator.c -- what a worker does: takes tasks and runs them on fibers, each with a VM of its own.
 *
 * A worker's loop runs on a fiber.  A task that waits as VM state gives that fiber back at once; one
 * that waits under C keeps it, and the worker goes on with another fiber's loop.  Free lists and caches
 * go from VM to VM with the worker (vm_hand_over).
 */
#include "foreign/task/evaluator.h"

#include <gc.h>
#include <math.h>
#include <stdlib.h>

#include "foreign/fiber/stack.h"
#include "foreign/sched/fork.h"
#include "foreign/sched/pages.h"
#include "foreign/sched/processors.h"
#include "foreign/sched/simulate.h"
#include "foreign/task/blocking.h"
#include "foreign/task/descriptor_wait.h"
#include "foreign/task/fault.h"
#include "foreign/task/isolate.h"
#include "foreign/task/output.h"
#include "foreign/task/relay.h"
#include "foreign/task/samples.h"
#include "foreign/task/scope.h"
#include "foreign/task/simulated.h"
#include "foreign/task/trace.h"
#include "foreign/task/transfer.h"
#include "foreign/task/wait.h"
#include "foreign/task/waitgraph.h"
#include "vm/code/park.h"
#include "vm/snapshot.h"

enum { SPARE_MAX = 32 };

/* Where time stands still between deadlines, a limit's timer fires once it is over. */
static const double VIRTUAL_LATE = 1e-6;

/* A fiber's `user` is the VM that evaluates on it. */

/* A worker's: Worker.user. */
typedef struct Bench {
    Fiber   *spare;                    /* fibers that begin their loop when the worker switches to them */
    unsigned spare_count;
    Job     *handed;                   /* what the loop that goes on is to run first */
    Fiber   *native;                   /* the stack that the thread began on */
} Bench;

/* What a switch tells the other side: the task that has left its fiber and waits, now that it is saved, or, by the lowest bits, a
 * fiber that was left for good. */
enum { LEFT_TO_WAIT, LEFT_IDLE, LEFT_SURPLUS, LEFT_KINDS = 4 };

/* The numbers of the process's tasks. */
static struct {
    /* Counted by whoever makes tasks, and by whoever starts them: not in one cache line. */
    _Alignas(64) atomic_uint serial;
    _Alignas(64) atomic_uint lineage;
} tasks;

uint32_t task_serial_next(void)
{
    return atomic_fetch_add_explicit(&tasks.serial, 1, memory_order_relaxed) + 1;
}

/* ---- fibers ---- */

static void loop(void *argument, void *message);
static Val poll_task(Vm *vm);

static Vm *vm_of(Fiber *f)
{
    return f->user;
}

/* Evaluators are nearly out: who would wait under C makes sure of one first. */
static atomic_bool scarce;

/* An evaluator takes so much memory, the ends of its stack included; and so many are seen to be the last ones. */
enum { EVALUATOR_BYTES = 128 << 10, LAST_EVALUATORS = 100 };

static Fiber *evaluator_new(void)
{
    /* A thread's first one is made before there is a VM. */
    Vm *vm = vm_of(fiber_current());
    Fiber *f = vm == NULL || heap_has_room(vm_heap(vm), EVALUATOR_BYTES) ? fiber_new(loop, NULL) : NULL;
    bool few = f == NULL || stacks_are_short() || fiber_count() > FIBERS_MAX - LAST_EVALUATORS
            || (vm != NULL && heap_room(vm_heap(vm)) < LAST_EVALUATORS * EVALUATOR_BYTES);

    atomic_store_explicit(&scarce, few, memory_order_relaxed);
    if (f == NULL)
        return NULL;
    vm = vm_try_new();
    Output *out = vm == NULL ? NULL : heap_try_alloc_root(sizeof *out);
    if (out == NULL) {
        if (vm != NULL)
            vm_free(vm);
        fiber_free(f);
        atomic_store_explicit(&scarce, true, memory_order_relaxed);
        return NULL;
    }
    size_t bytes = worker_self()->pool->options.stack_bytes, most = (size_t)(f->top - f->low) - FIBER_RESERVE;
    vm->stack_limit = f->top - (bytes == 0 || bytes > most ? most : bytes);
    vm->code_bytes = bytes;
    vm->stack_reserve = FIBER_RESERVE;
    out->heap = vm_heap(vm);
    vm->write = output_write;
    vm->write_state = out;
    vm->on_poll = poll_task;
    vm->notes_calls = true;
    vm->pause = task_pause;
    descriptor_wait_start(vm);
    vm->heap.fills_first = false;
    if (worker_self()->pool->options.order == ORDER_SIMULATED)
        vm->clock = simulated_clock;
    f->user = vm;
    return f;
}

static void evaluator_free(Fiber *f)
{
    Vm *vm = f->user;
    Output *out = vm->write_state;

    vm_free(vm);
    heap_free_root(out);
    fiber_free(f);
}

static Bench *bench_of(Worker *w)
{
    if (w->user == NULL)
        w->user = heap_alloc_root(sizeof(Bench));
    return w->user;
}

/* [f] was left by a loop for good. */
static void spare_put(Bench *b, Fiber *f)
{
    if (b->spare_count >= SPARE_MAX) {
        evaluator_free(f);
        return;
    }
    fiber_restart(f);
    code_rest(vm_of(f));
    f->next = b->spare;
    b->spare = f;
    b->spare_count++;
}

static NOINLINE void after_leaving(void *message)
{
    uintptr_t how = (uintptr_t)message % LEFT_KINDS;
    Fiber *f = (Fiber *)((char *)message - how);

    if (how == LEFT_IDLE)
        spare_put(bench_of(worker_self()), f);
    else if (how == LEFT_SURPLUS)
        evaluator_free(f);
}

/* What the switch that just ended left to do, on this side. */
static inline void after_switch(void *message)
{
    if (LIKELY(message != NULL && (uintptr_t)message % LEFT_KINDS == LEFT_TO_WAIT))
        task_let_go(message);
    else
        after_leaving(message);
}

/* From a fiber that is not come back to. */
_Noreturn static void leave_for(Fiber *to, Fiber *here, unsigned how)
{
    fiber_switch(to, (char *)here + how);
    abort();
}

static bool spare_ready(Worker *w)
{
    Bench *b = bench_of(w);
    Fiber *f = b->spare == NULL ? evaluator_new() : NULL;

    if (f != NULL) {
        b->spare = f;
        b->spare_count = 1;
    }
    return b->spare != NULL;
}

bool evaluator_may_leave(bool may_park)
{
    return LIKELY(may_park || !atomic_load_explicit(&scarce, memory_order_relaxed)) || spare_ready(worker_self());
}

Val evaluator_refuses(Vm *vm)
{
    vm_message(vm, S_General, "nomem", 0, NULL);
    return vm_unwind(vm, UNWIND_MEMORY, VAL_NONE, VAL_NONE);
}

Val task_point_careful(Vm *vm)
{
    if (!evaluator_may_leave(vm->may_park))
        return evaluator_refuses(vm);
    return ((const Task *)vm->task)->simulated ? simulated_point(vm) : VAL_NONE;
}

static inline void begin_careful(Task *t)
{
    t->careful = t->simulated || atomic_load_explicit(&scarce, memory_order_relaxed);
}

static Fiber *spare_take(Worker *w)
{
    Bench *b = bench_of(w);
    Fiber *f = b->spare;

    if (f == NULL)
        return evaluator_new();
    b->spare = f->next;
    b->spare_count--;
    f->next = NULL;
    return f;
}

/* What a worker keeps only to save time, or because it lies there. */
static void keep_nothing(Worker *w)
{
    Bench *b = bench_of(w);
    Fiber *f;

    deque_wipe(&w->deque);
    while ((f = b->spare) != NULL) {
        b->spare = f->next;
        evaluator_free(f);
    }
    b->spare_count = 0;
}

/* A worker has had nothing to do for a while.  It goes on on another fiber, whose VM and stack refer to nothing. */
static void rest(Worker *w)
{
    Fiber *here = fiber_current(), *other;

    keep_nothing(w);
    if ((other = evaluator_new()) == NULL)
        return;
    Vm *vm = vm_of(other);
    vm_hand_over(vm_of(here), vm);
    /* What has not been used since the last time goes: all. */
    vm_after_collection(vm);
    vm_after_collection(vm);
    heap_drop_free(vm_heap(vm));
    fiber_clean(other);
    leave_for(other, here, LEFT_SURPLUS);
}

/* The same of the main VM's thread. */
static void rest_main(Vm *vm)
{
    Worker *w = worker_self();

    (void)vm;
    if (w != NULL)
        keep_nothing(w);
    stacks_clean();
}

/* ---- running ---- */

/* A task that did not end with a value: what it ended with instead. */
static Val ended_otherwise(Vm *vm, const Task *t)
{
    Val v = task_failure_of_unwind(vm);

    if (!val_is_none(v))
        return v;
    if (vm->unwind.kind == UNWIND_RETURN)
        return vm->unwind.value;
    return task_failure_of_exit(vm, atomic_load(&t->cancelled) ? "Cancelled" : "Aborted", task_exit_text(vm), VAL_NONE);
}

static void finish_task(Vm *vm, Task *t, Val v)
{
    bool failed = val_is_unwind(v) && vm->unwind.kind != UNWIND_RETURN;
    bool cancelled = failed && vm->unwind.kind == UNWIND_CANCELLED;
    Heap *h = vm_heap(vm);

    if (!cancelled && val_is_unwind(v))
        v = ended_otherwise(vm, t);
    if (!cancelled && UNLIKELY(!transfer_result(vm, &v)))
        v = task_failure(vm, "Local", "The value holds what belongs to one task, such as an open stream.", VAL_NONE);
    output_flush(vm->write_state);
    sample(vm, t, true);
    /* What changes definitions may leave some of them in the VM until it enters another task. */
    bool unchanged = !failed && vm_sees(vm, t->snapshot);
    if (h->arena != NULL && !unchanged)
        heap_keep(h);
    if (unchanged)
        vm_hand_back(vm, t->snapshot, v);
    v = vm_arena_end(vm, v);
    vm->task = NULL;
    trace(TRACE_END, t);
    if (cancelled)
        task_complete_cancelled(h, t, vm->unwind.calls);
    else
        task_complete(t, v, failed || val_has_head(v, S_Failure));
    pool_job_ended(worker_self());
}

/* The task is in the middle of bytecode and waits: only its state is kept. */
static void put_aside(Vm *vm, Task *t)
{
    t->suspended = code_suspend(vm, t->suspended);
    if (UNLIKELY(((Output *)vm->write_state)->lines != NULL))
        output_put_aside(vm);
    t->snapshot = vm_leave(vm, t->snapshot);
    vm->task = NULL;
    trace(TRACE_LEAVE, t);
    task_let_go(t);
}

static void run_new(Vm *vm, Task *t)
{
    Val v;

    t->started = true;
    t->lineage = atomic_fetch_add_explicit(&tasks.lineage, 1, memory_order_relaxed) + 1;
    vm_enter(vm, t->snapshot, (const void *)task_future(t).w, t->lineage);
    vm->module_number = vm->first_stream = task_numbers(t);
    vm->task = t;
    if (UNLIKELY(t->simulated))
        simulated_begin(vm, t);
    if (t->body != NULL) {
        v = t->body(vm, t);
    } else if (atomic_load_explicit(&t->cancelled, memory_order_acquire)) {
        v = vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    } else {
        (void)vm_arena_begin(vm);
        v = t->job.pool->options.isolated ? isolate_evaluate(vm, t->job.pool->options.retries, t->value) : code_start(vm, t->value);
    }
    if (val_is_parked(v))
        put_aside(vm, t);
    else
        finish_task(vm, t, v);
}

/* The value of a wait that has ended, or PARKED: it goes on. */
static inline Val waited(Vm *vm, Task *t)
{
    if (UNLIKELY(t->timer != NULL)) {
        timers_remove(&t->job.pool->timers, &t->timer->timer);
        t->timer = NULL;
        /* A value came first. */
        if (t->reason == WAKE_VALUE)
            limits_looked(vm);
    }
    /* It would keep alive what it lies in; and giving way has none. */
    atomic_store_explicit(&t->guard, NULL, memory_order_relaxed);
    vm->may_park = true;
    return t->finish(vm, t);
}

static void run_suspended(Vm *vm, Task *t)
{
    Val v;

    vm_enter(vm, t->snapshot, (const void *)task_future(t).w, t->lineage);
    vm->first_stream = task_numbers(t);
    vm->task = t;
    if (UNLIKELY(t->simulated))
        simulated_go_on(vm, t);
    v = waited(vm, t);
    vm->may_park = false;
    if (val_is_parked(v)) {
        vm->task = NULL;
        trace(TRACE_LEAVE, t);
        task_let_go(t);
        return;
    }
    if (UNLIKELY(vm->state[STATE_OUTPUT] != NULL))
        output_take_up(vm);
    if (val_is_unwind(v) && val_is_none(vm->unwind.calls))
        vm->unwind.calls = task_calls(vm);
    v = code_resume(vm, t->suspended, v);
    if (val_is_parked(v))
        put_aside(vm, t);
    else
        finish_task(vm, t, v);
}

/* From [vm] to the fiber on which [t] waits. */
static inline void go_on(Vm *vm, Task *t, void *message)
{
    Fiber *to = t->fiber;

    trace(TRACE_RUN, t);
    sample_begin(t);
    begin_careful(t);
    vm_hand_over(vm, vm_of(to));
    after_switch(fiber_switch(to, message));
}

static void run_job(Job *job)
{
    Task *t = job_task(job);
    Fiber *here = fiber_current();

    if (t->fiber != NULL) {
        /* In virtual time it sees at once what has happened meanwhile, as that must not depend on real time. */
        if (UNLIKELY(t->simulated))
            vm_of(t->fiber)->budget = 1;
        /* This loop ends here: the worker begins another when it needs one again. */
        go_on(vm_of(here), t, (char *)here + LEFT_IDLE);
        abort();
    }
    trace(TRACE_RUN, t);
    sample_begin(t);
    begin_careful(t);
    if (t->started)
        run_suspended(vm_of(here), t);
    else
        run_new(vm_of(here), t);
}

static void interrupt_main(Worker *w)
{
    Task *t = w->user == NULL ? NULL : ((Vm *)((Bench *)w->user)->native->user)->task;

    if (t == NULL)
        return;
    uint32_t wait = atomic_load(&t->wait);
    if ((wait & 1) != 0 && task_claim_any(t, wait))
        task_wake(t, WAKE_INTERRUPTED, VAL_NONE);
}

static void loop(void *argument, void *message)
{
    (void)argument;
    after_switch(message);
    for (;;) {
        Worker *w = worker_self();
        Bench *b = bench_of(w);
        Job *job = b->handed;
        b->handed = NULL;
        if (job != NULL || (job = worker_next(w)) != NULL) {
            w->slice_start = 0;
            run_job(job);
        } else if (w->guest) {
            interrupt_main(w);
        } else {
            leave_for(b->native, fiber_current(), LEFT_IDLE);
        }
    }
}

static void worker_thread(Worker *w)
{
    Fiber *f = evaluator_new();

    CHECK(f != NULL);
    fault_thread_start();
    bench_of(w)->native = fiber_current();
    after_switch(fiber_switch(f, NULL));
    /* The pool has stopped. */
    keep_nothing(w);
    heap_free_root(w->user);
    w->user = NULL;
    fault_thread_end();
}

/* ---- faults ---- */

Vm *evaluator_vm(void)
{
    Fiber *f = fiber_thread_known() ? fiber_current() : NULL;

    if (f == NULL || f->user == NULL)
        return NULL;
    return vm_of(f);
}

bool evaluator_can_give_up(void)
{
    Fiber *f = fiber_thread_known() && worker_self() != NULL ? fiber_current() : NULL;
    const Task *t = f == NULL || f->thread_stack || f->user == NULL ? NULL : vm_of(f)->task;

    return t != NULL && t->kind == TASK_SPAWNED;
}

/* Nothing of the VM is used any more, its free lists neither. */
void evaluator_give_up(void)
{
    Worker *w = worker_self();
    Fiber *here = fiber_current(), *other = spare_take(w);
    Vm *vm = vm_of(here), *fresh;
    Task *t = vm->task;
    Val symbols[CALLS_MAX];

    CHECK(other != NULL);
    fresh = vm_of(other);
    fresh->task = t;
    size_t n = vm_calls(vm, false, symbols, CALLS_MAX);
    Val failure = task_failure_in(fresh, "Panic", "A fault of the processor ended the task.",
                                  n == 0 ? VAL_NONE : list_make(vm_heap(fresh), n, symbols));
    fresh->task = NULL;
    output_flush(vm->write_state);
    trace(TRACE_END, t);
    task_complete(t, failure, true);
    pool_job_ended(w);
    leave_for(other, here, LEFT_SURPLUS);
}

/* ---- waiting ---- */

static void timer_fired(Timer *timer)
{
    TaskTimer *tt = (TaskTimer *)timer;

    if (task_claim(tt->task, tt->wait))
        task_wake(tt->task, WAKE_TIMEOUT, VAL_NONE);
}

int64_t task_deadline(Pool *p, double seconds)
{
    double ns = seconds * 1e9;

    return ns > 4e18 ? INT64_MAX - 1 : pool_now(p) + (int64_t)ns;
}

/* The earliest of the wait's own limit and those in force around it. */
static double earliest_limit(const Vm *vm, double seconds)
{
    double now = vm->limits == NULL ? 0 : vm_clock(vm), late = vm->clock == NULL ? 0 : VIRTUAL_LATE;

    for (const Limit *l = vm->limits; l != NULL; l = l->outer)
        if (l->deadline != INFINITY && (seconds < 0 || l->deadline - now < seconds))
            seconds = fmax(l->deadline - now + late, 0);
    return seconds;
}

static void set_timer(Vm *vm, Task *t, double seconds)
{
    Pool *p = t->job.pool;

    /* A new one each time: the last one may be about to fire still. */
    t->timer = heap_alloc_kept(vm_heap(vm), sizeof *t->timer);
    t->timer->timer.fire = timer_fired;
    t->timer->task = t;
    t->timer->wait = atomic_load_explicit(&t->wait, memory_order_relaxed) | 1;
    if (timers_add(&p->timers, &t->timer->timer, task_deadline(p, seconds)))
        pool_timer_first_and_wait(p);
}

/* Must the first VM go on as soon as its wait ends?  Then its thread takes no task meanwhile, which could be in a call of
 * a library or a long loop of C just then. */
static bool must_answer(const Vm *vm, const Task *t)
{
    if (t->timer != NULL || descriptor_waits_enough(t->job.pool))
        return true;
    for (const Limit *l = vm->limits; l != NULL; l = l->outer)
        if (l->deadline != INFINITY)
            return true;
    return vm->interactive;
}

static NOINLINE void main_begins_to_wait(const Vm *vm, const Task *t, Worker *w)
{
    w->reserved = must_answer(vm, t);
    w->until_timer = t->timer != NULL;
    worker_looping(w, true);
}

static NOINLINE void main_has_waited(void)
{
    Worker *w = worker_self();

    w->reserved = w->until_timer = false;
    worker_looping(w, false);
}

/* Leaves this fiber until somebody wakes the task: for that of a task that can go on, or for another loop.  A timer
 * that fired here would wait for [t] to be saved, which is after the switch. */
ALWAYS_INLINE void park_under_c(Vm *vm, Task *t)
{
    Worker *w = worker_self();

    t->fiber = fiber_current();
    CHECK(forks_may_wait(t->fiber));
    if (UNLIKELY(t->kind == TASK_MAIN))
        main_begins_to_wait(vm, t, w);
    trace(TRACE_LEAVE, t);
    Job *job = worker_next_at_hand(w);
    if (LIKELY(job != NULL && job_task(job)->fiber != NULL)) {
        w->slice_start = 0;
        go_on(vm, job_task(job), t);
    } else {
        Fiber *other = spare_take(w);
        bench_of(w)->handed = job;
        vm_hand_over(vm, vm_of(other));
        after_switch(fiber_switch(other, t));
    }
    t->fiber = NULL;
    if (UNLIKELY(t->kind == TASK_MAIN))
        main_has_waited();
}

/* With nothing but C below. */
static NOINLINE Val wait_under_c(Vm *vm, Task *t)
{
    Val v;

    do {
        park_under_c(vm, t);
        v = waited(vm, t);
    } while (UNLIKELY(val_is_parked(v)));
    vm->may_park = false;
    return v;
}

/* With what few waits need. */
static NOINLINE Val wait_watched(Vm *vm, Task *t, double seconds)
{
    if (t->share != NULL)
        t->share(vm, t, SHARE_WAITS);
    sample(vm, t, true);
    if ((seconds >= 0 || vm->limits != NULL) && (seconds = earliest_limit(vm, seconds)) >= 0)
        set_timer(vm, t, seconds);
    return vm->may_park ? PARKED : wait_under_c(vm, t);
}

/* Has somebody to be told of it? */
static inline bool begin_wait(const Vm *vm, Task *t, Val (*finish)(Vm *, Task *))
{
    t->finish = finish;
    atomic_store_explicit(&t->shielded, t->closing || vm->abort_protected > 0, memory_order_relaxed);
    return t->share != NULL || samples_are_on();
}

Val task_wait(Vm *vm, Task *t, void (*release)(Task *), Val (*finish)(Vm *, Task *), double seconds)
{
    t->release = release;
    if (UNLIKELY(begin_wait(vm, t, finish) || seconds >= 0 || vm->limits != NULL))
        return wait_watched(vm, t, seconds);
    return vm->may_park ? PARKED : wait_under_c(vm, t);
}

Val task_wait_guarded(Vm *vm, Task *t, Val (*finish)(Vm *, Task *))
{
    if (UNLIKELY(begin_wait(vm, t, finish)))
        return wait_watched(vm, t, -1);
    return vm->may_park ? PARKED : wait_under_c(vm, t);
}

/* Was the evaluation of the guest's own VM interrupted? */
static bool guest_interrupted(Worker *w)
{
    const Vm *vm = w->user == NULL ? NULL : ((const Bench *)w->user)->native->user;

    return vm != NULL && vm->abort_protected == 0 && interrupt_pending(&vm->interrupt) != 0;
}

/* Called at each look at the clock: cancellation, and giving way. */
static Val poll_task(Vm *vm)
{
    Task *t = vm->task;
    Worker *w = worker_self();

    if (t == NULL || w == NULL)
        return VAL_NONE;
    if (UNLIKELY(w->guest && t->kind != TASK_MAIN && guest_interrupted(w))) {
        /* The thread's own evaluation was interrupted while it runs another's task. */
        interrupt_main(w);
        task_yield(vm, t);
    }
    if (atomic_load_explicit(&t->cancelled, memory_order_relaxed) && vm->abort_protected == 0 && !t->closing)
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    sample(vm, t, false);
    if (t->share != NULL)
        t->share(vm, t, SHARE_WORKING);
    if (t->kind != TASK_MAIN && worker_must_yield(w))
        task_yield(vm, t);
    return VAL_NONE;
}

static void release_yielded(Task *t)
{
    worker_yield(worker_self(), &t->job);
}

void task_yield(Vm *vm, Task *t)
{
    bool may_park = vm->may_park;

    if (!evaluator_may_leave(false))
        return;
    sample(vm, t, true);
    t->release = release_yielded;
    vm->may_park = false;
    park_under_c(vm, t);
    vm->may_park = may_park;
}

uint64_t task_draw(Vm *vm, uint64_t n)
{
    Task *t = vm->task;

    return t != NULL && t->simulated ? simulate_draw(t->job.pool, n) : worker_random(worker_self(), n);
}

/* ---- the process's tasks ---- */

Pool *task_pool_new(PoolOptions *options)
{
    options->thread = worker_thread;
    options->rest = rest;
    return pool_new(options);
}

static void main_found_nothing(Worker *w)
{
    if (UNLIKELY(pools_stuck(w)) && !relay_rests())
        deadlock_break(vm_of(fiber_current()));
}

Task *task_main_new(Vm *vm)
{
    Task *t = task_new(vm, TASK_MAIN);
    Worker *w = worker_self();
    Pool *p = task_pool(vm);

    t->started = true;
    vm->pause = task_pause;
    vm->on_poll = poll_task;
    vm->on_rest = rest_main;
    descriptor_wait_start(vm);
    if (w == NULL && p != NULL) {
        w = worker_guest(p);
        CHECK(w != NULL);
        bench_of(w)->native = fiber_thread_known() ? fiber_current() : fiber_thread_start(vm->stack_limit - vm->stack_reserve);
        w->interrupted = guest_interrupted;
        w->found_nothing = main_found_nothing;
    }
    bench_of(w)->native->user = vm;
    t->job.home = w;
    t->job.pool = p;
    output_goes_with(vm);
    return t;
}

void evaluator_alone(Vm *vm)
{
    Task *t = vm->task;

    session_pool_forget();
    output_alone();
    worker_forget();
    blocking_forget();
    pools_forget();
    vm->on_poll = NULL;
    vm->on_rest = NULL;
    vm->pause = NULL;
    vm->heap.pending = limits_pending;
    vm->heap.wait = NULL;
    vm->task = NULL;
    atomic_store(&samples_current, NULL);
    if (t != NULL)
        atomic_store(&t->cancelled, false);
}

void task_start_process(void)
{
    lock_start_process();
    pages_start_process();
    isolate_start_process();
    fault_start_process();
    GC_register_displacement(offsetof(Foreign, state));
    GC_register_displacement(offsetof(Foreign, state) + offsetof(Task, lock));   /* who releases it may have no other */
    fiber_start_process();
}
