/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * placement.h -- which worker goes where, and whom it steals from: decisions, and nothing done.
 */
#ifndef LYRA_SCHED_PLACEMENT_H
#define LYRA_SCHED_PLACEMENT_H

#include "foreign/sched/topology.h"

/* Where a worker goes.  Both -1: anywhere. */
typedef struct Place {
    int unit;                    /* of Topology.units; -1: any of the node's */
    int node;                    /* of Topology.nodes */
} Place;

typedef struct PlaceHow {
    PoolPlacement    placement;
    uint64_t         nodes;      /* PLACE_NODES: a bit for each, by the kernel's numbers */
    const uint16_t  *load;       /* how many are bound to each processor already, by its number; NULL: none */
} PlaceHow;

/* Compact begins on a node with room for all, goes from one to the nearest, in each through the cores, and to a
 * core's second unit when all cores have one worker.  Scatter takes the nodes in turn, and in a node the caches.
 * Units that others are bound to come last.  Where there are more workers than units they are bound to nodes
 * alone. */
void placement_decide(const Topology *t, const PlaceHow *how, unsigned count, Place *places);

/* How far the workers are apart: the smaller the nearer. */
enum { NEAR_CORE = 0, NEAR_CACHE = 1, NEAR_NODE = NEAR_CACHE + CACHE_LEVELS, NEAR_FAR = NEAR_NODE + 1 };
unsigned placement_distance(const Topology *t, Place a, Place b);

/* Whom a worker steals from: the first class are the nearest.  Numbers from [workers] on are guests. */
typedef struct Victims {
    unsigned  workers, classes;
    uint16_t *end;               /* of each class, in `who` */
    uint16_t  who[];
} Victims;

/* NULL: all are equally near. */
Victims *victims_decide(const Topology *t, const Place *places, unsigned count, unsigned thief);

#endif
