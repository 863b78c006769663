/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fiber.h -- a C stack of its own and a switch to it; knows nothing else.
 *
 * A thread that runs fibers says so with fiber_thread_start.  The collector scans the stacks of
 * suspended fibers and, of each thread, the stack that it is on at that moment, whichever it is:
 * see fiber.c.  A fiber may be resumed by another thread than the one that it was suspended on, so no
 * address of thread-local storage may be kept across a switch.
 */
#ifndef LYRA_FIBER_FIBER_H
#define LYRA_FIBER_FIBER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Fiber Fiber;
struct Fiber {
    void  *sp;                 /* while suspended: where its registers lie */
    char  *low, *top;          /* the stack */
    void (*entry)(void *argument, void *message);
    void  *argument;
    void  *user;               /* the layer's above: an evaluator */
    void  *forks;              /* the scheduler's: what its C functions have forked (foreign/sched/fork.h) */
    Fiber *next;               /* in a list of the layer above */
    Fiber *all_next, *all_previous;
    unsigned node;             /* of memory: where its stack was taken */
    bool   thread_stack;       /* the stack that a thread began on */
    bool   scanned;            /* while the world is stopped: the collector has it as a thread's stack */
    void  *sanitizer;          /* what ASan or TSan know it by */
};

/* Once per process, after the collector has started: its callbacks. */
void fiber_start_process(void);
/* This thread is going to switch between fibers; the stack that it is on is the first.  [low] is that
 * stack's lowest address.  NULL when there is no memory. */
Fiber *fiber_thread_start(char *low);
/* This thread ends; it must be on the stack that it began on. */
void fiber_thread_end(void);

/* The stacks of this thread's new fibers come from those that are kept for a node of memory. */
void fiber_near(int node);

/* A new fiber, suspended; entry(argument, message) runs when it is first switched to, with that switch's message, and must
 * not return.  NULL: no memory, or too many. */
Fiber *fiber_new(void (*entry)(void *argument, void *message), void *argument);
/* A suspended fiber that has nothing left to return to begins again, as a new one would, when it is next switched to:
 * what lay on its stack keeps nothing alive. */
void fiber_restart(Fiber *f);
/* The same of one that has not begun, and the system has the memory of its stack back: none of it keeps anything alive
 * once there are calls on it, whose frames never are written whole. */
void fiber_clean(Fiber *f);
/* Gives a suspended fiber's stack back. */
void fiber_free(Fiber *f);
/* Leaves the fiber that this thread is on and goes on with [to].  What it gives, once somebody switches back, is the
 * message of who did. */
void *fiber_switch(Fiber *to, void *message);
/* The fiber that this thread is on. */
Fiber *fiber_current(void);
/* Runs f(argument), which waits in the kernel and touches no collected memory; collections go on meanwhile. */
void fiber_blocking(void (*f)(void *argument), void *argument);
/* Before fork, and after it in both processes: the lists are whole.  In the child, only this thread is there. */
void fiber_lists_take(void);
void fiber_lists_release(void);
void fiber_only_this_thread(void);
/* Has fiber_thread_start been called on this thread? */
bool fiber_thread_known(void);
/* How many there are, threads' own stacks included. */
size_t fiber_count(void);

/* Bytes of address space a stack; what of it is kept for calls of libraries. */
enum { FIBER_STACK = 4 << 20, FIBER_RESERVE = 512 << 10, FIBERS_MAX = 120000 };

#endif
