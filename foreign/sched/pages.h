/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pages.h -- threads take turns at asking the collector for pages of nodes.
 *
 * The collector's mutex spins for a microsecond and then sleeps.  It is held for about that long, several times for a page, so
 * workers that allocate much would often sleep and be woken for it.  Who asks for a page takes a Lock first, which spins as long
 * as a page takes, and then has the collector's mutex nearly always to itself.  (skynet with 10^6 tasks on two processors: 1,800
 * calls of futex instead of 8,200, and 0.94 of the time while the processors share a core, else the same.)
 */
#ifndef LYRA_SCHED_PAGES_H
#define LYRA_SCHED_PAGES_H

/* Once per process, before it has other threads. */
void pages_start_process(void);
/* Around fork: the lock is in one piece in both processes. */
void pages_take(void);
void pages_release(void);

#endif
