/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fiber.c -- fibers, and how the collector finds what lies on their stacks.
 *
 * The collector scans of each thread the stack from where the thread was stopped up to the stack's
 * bottom.  A thread that is on a fiber's stack has another bottom than the one it was born with; it is
 * put right when the world is stopped and not at each switch, which would cost and race: the handler of
 * the collector's suspend signal is wrapped to note the stack pointer, and from it the callback that
 * pushes roots decides which fiber the thread is on, sets the bottom, and pushes the stacks of all
 * fibers that no thread is on.
 */
#include "foreign/fiber/fiber.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include <gc.h>
#include <gc/gc_mark.h>

#include "foreign/fiber/stack.h"
#include "foreign/fiber/switch.h"
#include "vm/base/list.h"
#include "vm/value/heap.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

/* A thread that switches between fibers. */
typedef struct FiberThread {
    struct FiberThread *next, *previous;
    Fiber  *first;                 /* the stack that it began on */
    Fiber *volatile current;       /* set before the switch to it, so that the stack pointer may still ... */
    Fiber *volatile left;          /* ... be on the one that it leaves */
    void  *volatile sp;            /* when the world stopped, or when it began to wait */
    volatile bool blocked;         /* inside fiber_blocking */
    unsigned node;                 /* of memory, where its new fibers' stacks are to be */
    void   *collector;             /* the collector's handle of the thread */
    pthread_t thread;
    struct GC_stack_base bottom;
} FiberThread;

static struct {
    pthread_mutex_t lock;          /* guards the lists; not taken while the world is stopped */
    FiberThread    *threads;
    Fiber          *fibers;
    size_t          count;
    GC_push_other_roots_proc push_others;
    struct sigaction suspend;
} all = {.lock = PTHREAD_MUTEX_INITIALIZER};

static __thread FiberThread *this_thread;

/* The fiber may go on on another thread: what this gives must not be kept across a switch, nor may the
 * compiler keep the address of the thread-local variable. */
static __attribute__((noinline)) FiberThread *thread_self(void)
{
    FiberThread *t = this_thread;

    __asm__ volatile("" : "+r"(t));
    return t;
}

static bool is_on(const Fiber *f, const void *sp)
{
    return f != NULL && (const char *)sp >= f->low && (const char *)sp < f->top;
}

static void on_suspend(int signal_number, siginfo_t *info, void *context)
{
    FiberThread *t = this_thread;

    if (t != NULL)
        t->sp = __builtin_frame_address(0);
    if (all.suspend.sa_flags & SA_SIGINFO)
        all.suspend.sa_sigaction(signal_number, info, context);
    else
        all.suspend.sa_handler(signal_number);
}

/* The world is stopped; this runs on the thread that collects. */
static void push_stacks(void)
{
    for (FiberThread *t = all.threads; t != NULL; t = t->next) {
        const void *sp = t == this_thread && !t->blocked ? __builtin_frame_address(0) : t->sp;
        Fiber *f = is_on(t->current, sp) ? t->current : is_on(t->left, sp) ? t->left : t->first;
        struct GC_stack_base bottom = t->bottom;
        if (!f->thread_stack)
            bottom.mem_base = f->top;
        GC_set_stackbottom(t->collector, &bottom);
        f->scanned = true;
    }
    for (Fiber *f = all.fibers; f != NULL; f = f->all_next) {
        if (!f->scanned && f->sp != NULL)
            GC_push_all_eager(f->sp, f->top);
        f->scanned = false;
    }
    if (all.push_others != NULL)
        all.push_others();
}

void fiber_start_process(void)
{
    struct sigaction mine;

    all.push_others = GC_get_push_other_roots();
    GC_set_push_other_roots(push_stacks);
    sigaction(GC_get_suspend_signal(), NULL, &all.suspend);
    mine = all.suspend;
    mine.sa_flags |= SA_SIGINFO;
    mine.sa_sigaction = on_suspend;
    sigaction(GC_get_suspend_signal(), &mine, NULL);
}

static Fiber *fiber_made(void)
{
    Fiber *f = heap_try_alloc_root(sizeof *f);

    if (f == NULL)
        return NULL;
    /* The lists change only while no collection can begin: a collection walks them. */
    pthread_mutex_lock(&all.lock);
    GC_alloc_lock();
    LIST_PREPEND(all.fibers, f, all_next, all_previous);
    __atomic_store_n(&all.count, all.count + 1, __ATOMIC_RELAXED);
    GC_alloc_unlock();
    pthread_mutex_unlock(&all.lock);
    return f;
}

static void fiber_forget(Fiber *f)
{
    pthread_mutex_lock(&all.lock);
    GC_alloc_lock();
    LIST_REMOVE(all.fibers, f, all_next, all_previous);
    __atomic_store_n(&all.count, all.count - 1, __ATOMIC_RELAXED);
    GC_alloc_unlock();
    pthread_mutex_unlock(&all.lock);
    heap_free_root(f);
}

Fiber *fiber_thread_start(char *low)
{
    FiberThread *t = heap_try_alloc_root(sizeof *t);
    Fiber *f = t == NULL ? NULL : fiber_made();

    if (f == NULL)
        return NULL;
    t->collector = GC_get_my_stackbottom(&t->bottom);
    t->thread = pthread_self();
    f->thread_stack = true;
    f->low = low;
    f->top = t->bottom.mem_base;
    t->first = t->current = f;
#if defined(__SANITIZE_THREAD__)
    f->sanitizer = __tsan_get_current_fiber();
#endif
    pthread_mutex_lock(&all.lock);
    GC_alloc_lock();
    LIST_PREPEND(all.threads, t, next, previous);
    this_thread = t;
    GC_alloc_unlock();
    pthread_mutex_unlock(&all.lock);
    return f;
}

void fiber_thread_end(void)
{
    FiberThread *t = thread_self();

    pthread_mutex_lock(&all.lock);
    GC_alloc_lock();
    LIST_REMOVE(all.threads, t, next, previous);
    GC_set_stackbottom(t->collector, &t->bottom);
    this_thread = NULL;
    GC_alloc_unlock();
    pthread_mutex_unlock(&all.lock);
    fiber_forget(t->first);
    heap_free_root(t);
}

void fiber_near(int node)
{
    FiberThread *t = thread_self();

    if (t != NULL && node >= 0 && node < STACK_NODES)
        t->node = (unsigned)node;
}

static void switched(void)
{
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(fiber_current()->sanitizer, NULL, NULL);
#endif
}

void fiber_first(void *message)
{
    Fiber *f = fiber_current();

    switched();
    f->entry(f->argument, message);
    abort();
}

Fiber *fiber_new(void (*entry)(void *, void *), void *argument)
{
    if (fiber_count() >= FIBERS_MAX)
        return NULL;
    const FiberThread *t = thread_self();
    unsigned node = t == NULL ? 0 : t->node;
    char *low = stack_take(node);
    Fiber *f = low == NULL ? NULL : fiber_made();

    if (f == NULL)
        return NULL;
    f->node = node;
    f->low = low;
    f->top = stack_top(low);
    f->entry = entry;
    f->argument = argument;
    f->sp = fiber_new_stack(f->low, f->top);
#if defined(__SANITIZE_THREAD__)
    f->sanitizer = __tsan_create_fiber(0);
#endif
    return f;
}

void fiber_restart(Fiber *f)
{
#if defined(__SANITIZE_ADDRESS__)
    __asan_unpoison_memory_region(f->low, (size_t)(f->top - f->low));
#endif
#if defined(__SANITIZE_THREAD__)
    __tsan_destroy_fiber(f->sanitizer);
    f->sanitizer = __tsan_create_fiber(0);
#endif
    f->sp = fiber_new_stack(f->low, f->top);
}

void fiber_clean(Fiber *f)
{
    stack_clean(f->low);
    fiber_restart(f);
}

void fiber_free(Fiber *f)
{
    char *low = f->low;
    unsigned node = f->node;

#if defined(__SANITIZE_THREAD__)
    __tsan_destroy_fiber(f->sanitizer);
#endif
    fiber_forget(f);
    stack_give(low, node);
}

/* Not in line: this_thread is another on the other side of the switch, and so may its address be. */
NOINLINE void *fiber_switch(Fiber *to, void *message)
{
    FiberThread *t = this_thread;         /* of before the switch, and not looked at after it */
    Fiber *from = t->current;

    t->left = from;
    t->current = to;
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(&from->sanitizer, to->low, (size_t)(to->top - to->low));
#endif
#if defined(__SANITIZE_THREAD__)
    __tsan_switch_to_fiber(to->sanitizer, 0);
#endif
    message = fiber_switch_stack(&from->sp, to->sp, message);
    switched();
    return message;
}

Fiber *fiber_current(void)
{
    return thread_self()->current;
}

typedef struct Blocking {
    void (*f)(void *argument);
    void *argument;
} Blocking;

static void *block(void *argument)
{
    Blocking *b = argument;

    b->f(b->argument);
    return NULL;
}

void fiber_blocking(void (*f)(void *), void *argument)
{
    FiberThread *t = thread_self();
    Blocking b = {f, argument};

    t->sp = __builtin_frame_address(0);
    t->blocked = true;
    GC_do_blocking(block, &b);
    t->blocked = false;
}

size_t fiber_count(void)
{
    return __atomic_load_n(&all.count, __ATOMIC_RELAXED);
}

void fiber_lists_take(void)
{
    pthread_mutex_lock(&all.lock);
}

void fiber_lists_release(void)
{
    pthread_mutex_unlock(&all.lock);
}

void fiber_only_this_thread(void)
{
    FiberThread *t = thread_self();

    if (t != NULL)
        t->next = t->previous = NULL;
    all.threads = t;
}

bool fiber_thread_known(void)
{
    return thread_self() != NULL;
}
