/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * switch.c -- a new stack's first frame; and the switch by ucontext where there is none in assembly.
 */
#include "foreign/fiber/switch.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)

void *fiber_new_stack(char *low, char *top)
{
    /* Control words, six registers, the address to return to, and a word that keeps the alignment that a
     * called function expects. */
    uint64_t *sp = (uint64_t *)((uintptr_t)top & ~(uintptr_t)15) - 2;
    uint32_t mxcsr;
    uint16_t control;

    (void)low;
    __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
    __asm__ volatile("fnstcw %0" : "=m"(control));
    sp[0] = (uint64_t)(uintptr_t)fiber_first;
    sp -= 7;
    memset(sp, 0, 7 * sizeof *sp);
    sp[0] = (uint64_t)mxcsr | (uint64_t)control << 32;
    return sp;
}

#elif defined(__aarch64__)

void *fiber_new_stack(char *low, char *top)
{
    uint64_t *sp = (uint64_t *)((uintptr_t)top & ~(uintptr_t)15) - 22;

    (void)low;
    memset(sp, 0, 22 * sizeof *sp);
    __asm__ volatile("mrs %0, fpcr" : "=r"(sp[20]));
    sp[11] = (uint64_t)(uintptr_t)fiber_first;       /* x30 */
    return sp;
}

#else

#include <ucontext.h>

/* The context lies on the stack that it is of; the pointer to it stands for the stack pointer. */
void fiber_switch_stack(void **save, void *load)
{
    ucontext_t here;

    *save = &here;
    swapcontext(&here, load);
}

void *fiber_new_stack(char *low, char *top)
{
    ucontext_t *first = (ucontext_t *)(((uintptr_t)top - sizeof *first) & ~(uintptr_t)63);

    getcontext(first);
    first->uc_stack.ss_sp = low;
    first->uc_stack.ss_size = (size_t)((char *)first - low);
    first->uc_link = NULL;
    makecontext(first, fiber_first, 0);
    return first;
}

#endif
