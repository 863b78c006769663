/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * stack.h -- address space for the stacks of fibers.
 */
#ifndef LYRA_FIBER_STACK_H
#define LYRA_FIBER_STACK_H

#include <stdbool.h>
#include <stddef.h>

/* The lowest address of a stack of FIBER_STACK bytes; NULL: no address space.  Thread-safe.  [node]: of memory;
 * what one took, others of that node take again, so that the pages stay where they were touched first. */
char *stack_take(unsigned node);
/* Are those that are free now, a few, the last ones? */
bool stacks_are_short(void);
/* Where the stack begins: it grows downwards from there. */
char *stack_top(char *low);
/* For the next stack_take; its memory goes back to the system where it was used deeply. */
void stack_give(char *low, unsigned node);
/* The system has a stack's memory back: it is as if it had never been used. */
void stack_clean(char *low);
/* So are the free ones, but for the page in which each begins. */
void stacks_clean(void);

enum { STACK_NODES = 64 };

/* Around fork: nobody takes or gives. */
void stacks_take(void);
void stacks_release(void);

#endif
