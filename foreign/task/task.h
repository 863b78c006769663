/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * task.h -- a task: an expression that a worker evaluates in a VM clone; and how everything waits.
 *
 * A task that waits with nothing but bytecode below it is kept as VM state alone (registers and frames);
 * one that waits under a builtin written in C keeps its fiber.  Either way its worker goes on with
 * others.  The main VM is a task as well, whose fiber is the stack that its thread began on.
 *
 * A wait has a number.  Whoever ends it (a channel's other side, a timer, a cancellation) first claims
 * that number with one compare-and-swap: exactly one of them succeeds.
 */
#ifndef LYRA_TASK_TASK_H
#define LYRA_TASK_TASK_H

#include "foreign/fiber/fiber.h"
#include "foreign/sched/pool.h"
#include "vm/api.h"
#include "vm/num/number.h"

typedef struct Task Task;
typedef struct Scope Scope;
struct Suspended;
struct VmSnapshot;

/* Why a wait ended. */
typedef enum WakeReason { WAKE_VALUE, WAKE_TIMEOUT, WAKE_CANCELLED, WAKE_INTERRUPTED, WAKE_DEADLOCK } WakeReason;

/* A task in the queue of something that it waits for.  Collected memory of its own, since the collector
 * follows no pointers into the middle of objects. */
typedef struct Waiter {
    struct Waiter *next, *previous;
    Task    *task;
    void    *queue;                  /* whose it is in; NULL: in none */
    Val      value;                  /* to be sent */
    uint32_t wait;                   /* the number of the wait */
    uint32_t arm;                    /* of a select */
} Waiter;
typedef struct WaiterQueue { Waiter *first, *last; } WaiterQueue;

/* When Task.share is called: at each look at the clock; before the task waits; before and after it waits for what mostly comes soon. */
typedef enum ShareMoment { SHARE_WORKING, SHARE_WAITS, SHARE_WAITS_BRIEFLY, SHARE_HAS_WAITED } ShareMoment;
typedef void (*Share)(Vm *vm, Task *t, ShareMoment moment);

typedef enum TaskKind { TASK_SPAWNED, TASK_PROMISE, TASK_MAIN, TASK_TURN } TaskKind;   /* the last: see turn.h */

/* The state of a Future object.  What every wait looks at comes first: tasks that take turns are hardly ever in the nearest cache. */
struct Task {
    Job       job;                   /* first */
    atomic_uint wait;                /* number of the present wait, times 2; + 1 while it may be claimed */
    atomic_uint saved;               /* the last wait that the task's state was saved for */
    _Atomic(Lock *) guard;           /* of the present wait; NULL: none.  See wait.h */
    Fiber    *fiber;                 /* while it waits under C */
    atomic_bool done;
    atomic_bool cancelled;           /* it is to unwind: itself, or a part of what it evaluates */
    atomic_bool shielded;            /* its wait is not for cancellation to end */
    bool      cancelled_self;        /* under `lock` */
    bool      closing;               /* its scope waits for the last tasks: cancellation waits too */
    uint8_t   kind, reason;          /* of waking */
    bool      started, failed;
    atomic_bool observed;            /* somebody will see how it ends */
    bool      simulated;             /* its pool is */
    bool      careful;               /* before it does what others see there is more to do: see task_point_careful */
    atomic_bool value_due;           /* it was cancelled and has no value yet: see task_value */
    uint8_t   profile;               /* the session of samples that looks at it; 0: none */
    Waiter   *waiter;                /* its own, for simple waits */
    void     *on;                    /* what it waits for: whatever `release` and `finish` know */
    Val     (*finish)(Vm *vm, Task *t);  /* the value of the wait; PARKED: goes on waiting */
    void    (*release)(Task *t);     /* once its state is saved: lets others end a wait without a guard */
    Val       woken;                 /* what the wait ended with */
    struct TaskTimer *timer;         /* of the present wait; NULL: none */
    Share     share;                 /* may start others, who do what the task was to do next; NULL: it won't */
    uint32_t  arm, serial;           /* arm: of a select, what ended the wait; serial: no other task of the process has it */
    Lock      lock;                  /* guards the value and who waits for it */
    Val       value;                 /* the expression, until it is done; then its value, by task_value */
    WaiterQueue awaiting;            /* who waits for its end */
    const struct VmSnapshot *snapshot;   /* what it starts from, or goes on from */
    struct Suspended *suspended;     /* registers and frames, while it waits as VM state */
    Val     (*body)(Vm *vm, Task *t);    /* what it runs, cancelled or not, in place of an expression; NULL: that */
    void     *work;                  /* what `body` knows */
    struct Select *select;           /* the same as `waiter` for ChannelSelect: its arms, used again */
    struct Listener *listeners;      /* who else is told of it */
    struct CancelFrame *frames;      /* parts of its evaluation that may be cancelled, innermost first */
    Scope    *scope;                 /* that it was started in, or has opened since */
    Task     *scope_next, *scope_previous;
    union {
        struct Crossing *crossing;   /* the objects in what it waits to send, where there are some; or */
        Val   subject;               /* what an Await of several goes through, */
    };
    double    until;                 /* when it ends, by the pool's clock in seconds; < 0: never, */
    uint32_t  index;                 /* and how far it is; of one that has failed: its place in unobserved.c */
    uint32_t  lineage;               /* of its VM: a number that no other VM of the process has */
    Val       name;                  /* VAL_NONE: none */
    _Atomic(Task *) awaits;          /* whose end alone it waits for, without a limit of time; of a turn: who has it */
    union {
        double   rank;               /* in a pool with priorities: the lowest goes first */
        uint64_t random_seed;        /* in a simulated one: of its VM's generator */
    };
};

typedef struct TaskTimer {
    Timer    timer;                  /* first */
    Task    *task;
    uint32_t wait;
} TaskTimer;

extern const ForeignClass future_class;
static inline Task *future_task(Val future) { return foreign_state(future); }
static inline Val task_future(const Task *t) { return val_from_node((const char *)t - offsetof(Foreign, state)); }
static inline Task *job_task(Job *job)       { return (Task *)job; }
/* Its number where it was made: those of a simulated pool are counted there, so that the same seed gives the same ones. */
static inline uint32_t task_number_inside(const Task *t) { return foreign_serial(task_future(t)); }
/* What it is called by who looks: inside of simulated pools by that number, elsewhere by one that no other task has. */
uint32_t task_number(const Task *t);

/* The option Name of a builtin with NAME_MESSAGE: *name is a string, or VAL_NONE for None.  False: *name is what the builtin gives. */
MUST_USE bool task_name_option(Vm *vm, Args args, Val *name);
#define NAME_MESSAGE "name", "`1` is not a name."
/* As much of its name as [label] holds, whole letters of UTF-8; "Task" where it has none. */
void task_name_cut(const Task *t, char *label, size_t room);
/* A new promise, or the first VM's task, with its Future. */
Task *task_new(Vm *vm, TaskKind kind);
/* A new task that runs [body], which knows [work], in [pool], to be started by pool_push: no scope counts it, and nobody is told how
 * it ends. */
Task *task_new_body(Vm *vm, Pool *pool, Val (*body)(Vm *vm, Task *t), void *work);
/* Starts the evaluation of [expr] in [pool] with what [vm] sees now. */
Task *task_spawn(Vm *vm, Pool *pool, Val expr, Val name);
/* The same for a builtin, with the objects in [expr] (transfer.h): the Future; NOT_MINE where one can't go, its message "local" given. */
Val task_spawn_for(Vm *vm, Args args, Pool *pool, Val expr, Val name);
/* Has ended without ever having begun, as its scope took none any more?  For who has just spawned it. */
static inline bool task_never_ran(const Task *t)
{
    return UNLIKELY(atomic_load_explicit(&t->done, memory_order_acquire)) && !t->started;
}
/* The same without the start, which is pool_push; where its scope takes none any more it is done already. */
Task *task_prepare(Vm *vm, Pool *pool, Val expr, Val name);
/* The task that runs in this VM; the main VM's is made when first asked for, and its thread a guest of the session's pool. */
Task *task_main_new(Vm *vm);
static inline Task *task_of(Vm *vm)
{
    if (UNLIKELY(vm->task == NULL))
        vm->task = task_main_new(vm);
    return vm->task;
}
/* Completes: everybody who waits goes on.  False where it was complete already. */
bool task_complete(Task *t, Val value, bool failed);
/* The same of one that cancellation has ended in [calls] (as vm_calls_list gives them); the Failure is made when somebody asks. */
bool task_complete_cancelled(Heap *h, Task *t, Val calls);
/* The value of one that is done. */
Val task_value(Heap *h, Task *t);
/* The same; its lock is held. */
Val task_value_locked(Heap *h, Task *t);
/* Of one that is done and whose lock is held, or that nobody else knows: the tag of its Failure; NULL: its value is none. */
const char *task_failure_tag(const Task *t);
/* Is it done, and was it cancelled?  Its lock is held. */
bool task_was_cancelled(const Task *t);
/* Asks the task to end; at once where it is a promise.  False where that was asked before, or it has ended. */
bool task_cancel(Vm *vm, Task *t);
/* Ends its wait, if it is in one that cancellation may end: after t->cancelled was set. */
void task_poke(Task *t);
/* The parts of task_cancel, for tasks that are no promises, where locks are held that their end takes: each is asked to end;
 * lock_fence_rare; of those whose wait could be claimed, true, task_wake(t, WAKE_CANCELLED, VAL_NONE) is to follow without these
 * locks.  task_ask_to_end: false where that was asked before, or the task has ended. */
bool task_ask_to_end(Task *t);
bool task_cancel_claim(Task *t);
/* Lets others end the wait, now that all of its state is saved: from here on they may run the task. */
void task_let_go(Task *t);

/* Is told when a task ends; collected memory, usually the first member of something larger.  [ended] runs on
 * whatever thread completes the task, without its lock. */
typedef struct Listener {
    struct Listener *next, *previous;
    Task *task;                      /* whose list it is in; NULL: none */
    void (*ended)(struct Listener *l, Task *t);
} Listener;
/* False where the task has ended already: then nothing is told. */
bool task_listen(Task *t, Listener *l);
void task_unlisten(Task *t, Listener *l);

/* What mostly comes soon is waited for so many seconds first, and until then nothing is given away.  NULL: it is to be waited for as
 * anything else, without that limit; else for task_has_waited_briefly. */
#define TASK_BRIEFLY 0.001
MUST_USE static inline Share task_waits_briefly(Vm *vm, Task *t)
{
    Share share = t->simulated ? NULL : t->share;

    if (share != NULL)
        share(vm, t, SHARE_WAITS_BRIEFLY);
    t->share = share == NULL ? t->share : NULL;
    return share;
}
static inline void task_has_waited_briefly(Vm *vm, Task *t, Share share)
{
    if (share == NULL)
        return;
    t->share = share;
    share(vm, t, SHARE_HAS_WAITED);
}
/* The running task waits: when its state is saved the wait's guard is released, or [release] runs where it has none; [finish]
 * runs when the wait has ended.
 * `return task_wait(..)` from a builtin with .parks; elsewhere the value is never PARKED.
 * [seconds] < 0: without a limit of its own. */
MUST_USE Val task_wait(Vm *vm, Task *t, void (*release)(Task *t), Val (*finish)(Vm *vm, Task *t), double seconds);
/* The same for a wait that has a guard, and no limit of time, of its own or around it. */
MUST_USE Val task_wait_guarded(Vm *vm, Task *t, Val (*finish)(Vm *vm, Task *t));
/* Vm.pause of a task, or of a main VM that has one. */
MUST_USE Val task_pause(Vm *vm, double seconds);
/* Lets others run, on the same worker. */
void task_yield(Vm *vm, Task *t);
/* In a simulated pool others may run here; where fibers are nearly out, whoever could not wait under C ends; and a limit that is over ends
 * the evaluation, so that what is done next is done in time: for every builtin to call before it does what other tasks can see, or looks at
 * what they do.  VAL_NONE, or UNWIND. */
MUST_USE Val task_point_careful(Vm *vm);
MUST_USE static inline Val task_point(Vm *vm)
{
    const Task *t = vm->task;

    heap_keep(vm_heap(vm));
    if (UNLIKELY(vm->limits != NULL))
        TRY(limits_look(vm));
    return UNLIKELY(t != NULL && t->careful) ? task_point_careful(vm) : VAL_NONE;
}
/* A number below n: a choice that the pool's seed makes where it is simulated. */
uint64_t task_draw(Vm *vm, uint64_t n);
/* A new waiter for one arm of a select. */
Waiter *waiter_new(Vm *vm, Task *t, uint32_t wait, uint32_t arm);
/* After its wait was claimed (wait.h): the task goes on. */
void task_wake(Task *t, WakeReason reason, Val value);
/* What a wait that was not ended by a value gives: UNWIND for cancellation and interrupts; a Failure. */
MUST_USE Val task_woken_otherwise(Vm *vm, Task *t);
/* What [kind] of exit is as a Failure; VAL_NONE for Exit. */
Val task_failure(Vm *vm, const char *tag, const char *text, Val detail);
/* The same with these functions, as task_calls gives them. */
Val task_failure_in(Vm *vm, const char *tag, const char *text, Val calls);
/* The same for an exit that was caught: it began in the functions that vm->unwind says. */
Val task_failure_of_exit(Vm *vm, const char *tag, const char *text, Val detail);
/* The same failure with the functions that are being evaluated here. */
Val task_failure_located(Vm *vm, Val failure);
/* Those functions as a List of symbols, innermost first; VAL_NONE: there is none. */
Val task_calls(Vm *vm);
/* The same for vm->unwind; VAL_NONE for exits that are not failures: Return, Break, Exit and their like. */
Val task_failure_of_unwind(Vm *vm);
/* What vm->unwind is for a task that it ends, where it is none of these. */
const char *task_exit_text(const Vm *vm);

/* The value of [subject] with its futures (at level 0 or 1) replaced by their values; waits for them.
 * [seconds] < 0: without limit. */
MUST_USE Val task_await(Vm *vm, Val subject, double seconds);
/* The value of a future that is complete, which counts as observed then, and of each in a list; other values are their own. */
Val future_value_of(Heap *h, Val v);
Val future_values(Vm *vm, Val subject);
/* Such a promise as AwaitAny and its like wait for, which have something to do then: its `work` is their
 * Gathering, and this what they make of the value. */
struct Gathering;
MUST_USE Val gathering_ended(Vm *vm, struct Gathering *g, Val v);
/* The List that they go through, and whether the end of any one is enough. */
Val gathering_list(const struct Gathering *g, bool *any);
/* A builtin's argument for a duration (duration_seconds) that limits a wait, as waits take it: < 0 is without limit, as None and
 * Infinity say.  False: it says none. */
bool task_limit(Val v, double *seconds);
/* Does it stand in place of one where the call is an arm of ChannelSelect, evaluated before ChannelSelect sees it?  Then it stays. */
static inline bool argument_is_pattern(Val v)
{
    return val_contains_symbol(v, S_Blank) || val_contains_symbol(v, S_Pattern);
}

/* The session's own pool, started on first use; NULL where threads can't be had. */
Pool *task_session_pool(void);
/* The pool of the task that runs in this VM, where that is one of tasks that others may join; else the session's. */
Pool *task_pool(Vm *vm);
/* Where what the running task spawns goes: its own pool, unless that is a thread beside another's workers. */
static inline Pool *task_own_pool(Vm *vm)
{
    Pool *p = task_of(vm)->job.pool;

    return LIKELY(p != NULL && !p->options.beside) ? p : task_pool(vm);
}
/* What a pool of tasks is made with: options.thread is filled in. */
Pool *task_pool_new(PoolOptions *options);
/* One thread, virtual time, and every choice drawn from the seed. */
Pool *task_pool_simulated(uint64_t seed, bool (*stuck)(Pool *p));
/* Seconds as a deadline by the pool's clock. */
int64_t task_deadline(Pool *p, double seconds);
/* Once per process. */
void task_start_process(void);

#endif
