/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * service_thread.h -- a thread that sleeps in the kernel for others.
 */
#ifndef LYRA_TASK_SERVICE_THREAD_H
#define LYRA_TASK_SERVICE_THREAD_H

#include <stdbool.h>

/* What it does for as long as the process lasts; it may allocate, and sleeps by fiber_blocking. */
typedef struct Service { void (*run)(void); } Service;

/* Starts a thread that is no worker, so that all may be at rest meanwhile, and takes no signals but the collector's.  [s] is static.
 * False: there is none. */
bool service_thread_start(const Service *s);

#endif
