/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * statistics.h -- what pools have counted, and objects that answer by property.
 */
#ifndef LYRA_OBSERVE_STATISTICS_H
#define LYRA_OBSERVE_STATISTICS_H

#include "foreign/task/task.h"

typedef struct PoolTotals {
    unsigned workers;
    uint64_t ended, turns, stolen, failed, parked, yielded;
    double   busy;                       /* seconds, of all workers together */
} PoolTotals;

PoolTotals pool_totals(const Pool *p);
/* Adds all but workers. */
void pool_totals_add(PoolTotals *sum, PoolTotals one);
/* Seconds that the worker's thread did not sleep; 0 for a guest. */
double worker_busy(const Worker *w);

void put_value(AssocBuilder *b, const char *key, Val value);
void put_count(AssocBuilder *b, const char *key, uint64_t n);
void put_real(AssocBuilder *b, const char *key, double x);

/* An object that answers to the keys of an association, their first letters large or small. */
Val properties_new(Vm *vm, Val association);

#endif
