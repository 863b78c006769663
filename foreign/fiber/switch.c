/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * switch.c -- a new stack's first frame; and the switch by ucontext where there is none in assembly.
 */
#include "foreign/fiber/switch.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && !defined(FIBER_UCONTEXT)

void *fiber_new_stack(char *low, char *top)
{
    /* Six registers, the address to return to, and a word that keeps the alignment that a called function expects. */
    uint64_t *sp = (uint64_t *)((uintptr_t)top & ~(uintptr_t)15) - 2;

    (void)low;
    sp[0] = (uint64_t)(uintptr_t)fiber_first;
    sp -= 6;
    memset(sp, 0, 6 * sizeof *sp);
    return sp;
}

#elif defined(__aarch64__) && !defined(FIBER_UCONTEXT)

void *fiber_new_stack(char *low, char *top)
{
    uint64_t *sp = (uint64_t *)((uintptr_t)top & ~(uintptr_t)15) - 20;

    (void)low;
    memset(sp, 0, 20 * sizeof *sp);
    sp[11] = (uint64_t)(uintptr_t)fiber_first;       /* x30 */
    return sp;
}

#else

#include <ucontext.h>

/* Lies on the stack that it is of; the pointer to it stands for the stack pointer. */
typedef struct Place {
    ucontext_t context;
    void *message;
} Place;

void *fiber_switch_stack(void **save, void *load, void *message)
{
    Place here;

    *save = &here;
    ((Place *)load)->message = message;
    swapcontext(&here.context, &((Place *)load)->context);
    return here.message;
}

static void begin(unsigned high, unsigned low)
{
    const Place *first = (const Place *)((uintptr_t)high << 16 << 16 | low);

    fiber_first(first->message);
}

void *fiber_new_stack(char *low, char *top)
{
    Place *first = (Place *)(((uintptr_t)top - sizeof *first) & ~(uintptr_t)63);

    getcontext(&first->context);
    first->context.uc_stack.ss_sp = low;
    first->context.uc_stack.ss_size = (size_t)((char *)first - low);
    first->context.uc_link = NULL;
    makecontext(&first->context, (void (*)(void))begin, 2, (unsigned)((uintptr_t)first >> 16 >> 16), (unsigned)(uintptr_t)first);
    return first;
}

#endif
