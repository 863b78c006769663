/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pages.c -- the lock before the collector's.
 */
#include "foreign/sched/pages.h"

#include "foreign/sched/lock.h"
#include "vm/value/heap.h"

static Lock pages;

void pages_take(void)
{
    lock_take(&pages);
}

void pages_release(void)
{
    lock_release(&pages);
}

void pages_start_process(void)
{
    heap_take_turns(pages_take, pages_release);
}
