/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * topology.h -- the machine as the scheduler sees it: processing units, what they share, and nodes of memory.
 *
 * A Topology never changes once it is made; who reads it holds it.  The machine's is read by hwloc, which
 * takes milliseconds to load and to look around: a pool that was told where its workers go waits for that,
 * others begin without (see topology.c).
 */
#ifndef LYRA_SCHED_TOPOLOGY_H
#define LYRA_SCHED_TOPOLOGY_H

#include <stdatomic.h>

#include "foreign/sched/cpuset.h"
#include "foreign/sched/pool.h"

enum { CACHE_LEVELS = 5, NO_CACHE = UINT16_MAX, DISTANCE_HERE = 10, DISTANCE_AWAY = 20 };

/* A processing unit that the process may use: a hardware thread. */
typedef struct Unit {
    unsigned cpu;                    /* the kernel's number */
    uint16_t core;
    uint16_t cache[CACHE_LEVELS];    /* which one of each level */
    uint16_t node;                   /* its place in Topology.nodes */
} Unit;

typedef struct Topology {
    atomic_uint holders;
    bool     real;                   /* this machine: one may bind to it */
    bool     read;                   /* by hwloc; else only the numbers of the units are known */
    unsigned quota;                  /* processors' worth of time, 0: all */
    CpuSet   allowed;
    unsigned unit_count, node_count;
    unsigned nodes[NODES_MAX];       /* the kernel's numbers, rising */
    uint16_t distance[NODES_MAX][NODES_MAX];
    Unit     units[];                /* in the order in which they lie in the machine */
} Topology;

/* Of what machine: for tests.  All NULL: of this one, or the one that hwloc's variables name. */
typedef struct TopologySource {
    const char   *synthetic, *xml;   /* as hwloc takes it: a description, the name of a file */
    const CpuSet *allowed;           /* no other units; NULL: what the process may use */
    unsigned      quota;
} TopologySource;

/* Looks at the machine now; NULL where hwloc can't. */
Topology *topology_read(const TopologySource *source);
/* What can be said without hwloc: the units that the process may use are all alike. */
Topology *topology_flat(void);
void topology_drop(Topology *t);

/* The one that counts at present.  [wait]: hwloc's, if there is hwloc. */
Topology *topology_hold(bool wait);
/* Rises when another one counts. */
unsigned topology_serial(void);
/* Once in a while: has what the process may use changed?  If so, a thread reads the machine again. */
void topology_look(int64_t now);

/* Where the pool's workers are is decided anew if another topology counts; the calling thread, the worker, is
 * bound accordingly, and knows whom to steal from. */
void worker_place(Worker *w);
/* How many of the pool's workers go to each node, by the kernel's numbers; on how many nodes there are some. */
unsigned pool_nodes(Pool *p, unsigned *workers);
/* A pool has ended: its processors are free for others. */
void pool_unplace(Pool *p);
/* The calling thread may run anywhere that the process may, and takes memory as the process does. */
void topology_unbind(void);
/* Before fork, and after it in the parent and in the child. */
void topology_take(void);
void topology_release(void);
void topology_child(void);

#endif
