/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * switch.h -- the switch itself: one file for each machine.
 */
#ifndef LYRA_FIBER_SWITCH_H
#define LYRA_FIBER_SWITCH_H

/* Pushes the registers that a call must keep, stores the stack pointer at *save, takes [load] for it,
 * pops the registers and returns [message] to where that stack was left. */
void *fiber_switch_stack(void **save, void *load, void *message);
/* What a new stack's first pointer is, so that switching to it calls fiber_first. */
void *fiber_new_stack(char *low, char *top);
/* Where a new fiber begins; in fiber.c. */
void fiber_first(void *message);

#endif
