/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * interrupt.h -- the interrupt word: the one thing that other threads and signal handlers write.
 */
#ifndef LYRA_BASE_INTERRUPT_H
#define LYRA_BASE_INTERRUPT_H

#include <stdatomic.h>

enum {
    INTERRUPT_ABORT = 1,      /* Ctrl-C: unwind as Abort[] */
    INTERRUPT_CANCEL = 2,     /* the task was cancelled */
    INTERRUPT_YIELD = 4,      /* give the worker to another task */
    INTERRUPT_TERMINATE = 8   /* end the program */
};

typedef atomic_uint Interrupt;

static inline unsigned interrupt_pending(const Interrupt *word)
{
    return atomic_load_explicit(word, memory_order_relaxed);
}
static inline void interrupt_raise(Interrupt *word, unsigned bits)
{
    atomic_fetch_or_explicit(word, bits, memory_order_relaxed);
}
static inline void interrupt_clear(Interrupt *word, unsigned bits)
{
    atomic_fetch_and_explicit(word, ~bits, memory_order_relaxed);
}

#endif
