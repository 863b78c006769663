/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * placement.c -- which worker goes where, and whom it steals from.
 */
#include "foreign/sched/placement.h"

#include <stdlib.h>
#include <string.h>

/* ---- places ---- */

/* A unit that may be chosen, and what decides when. */
typedef struct Candidate {
    uint32_t load;       /* how many are bound to it */
    uint32_t node;       /* the node's turn */
    uint32_t sibling;    /* units of its core before it */
    uint32_t cache_turn; /* cores before it under its cache */
    uint32_t cache;      /* the last cache that units of a node share, or the core */
    uint32_t turn;       /* its place among its node's */
    int      unit;
} Candidate;

static int compare(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int compact_order(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    int c = compare(x->load, y->load);

    if (c == 0)
        c = compare(x->node, y->node);
    if (c == 0)
        c = compare(x->sibling, y->sibling);
    return c != 0 ? c : x->unit - y->unit;
}

/* Within a node. */
static int spread_order(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    int c = compare(x->node, y->node);

    if (c == 0)
        c = compare(x->load, y->load);
    if (c == 0)
        c = compare(x->sibling, y->sibling);
    if (c == 0)
        c = compare(x->cache_turn, y->cache_turn);
    if (c == 0)
        c = compare(x->cache, y->cache);
    return c != 0 ? c : x->unit - y->unit;
}

static int scatter_order(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    int c = compare(x->turn, y->turn);

    if (c == 0)
        c = compare(x->load, y->load);
    return c != 0 ? c : compare(x->node, y->node);
}

/* The outermost cache that is not the node's as a whole: of the highest level that there is. */
static uint32_t cache_of(const Unit *u)
{
    for (int level = CACHE_LEVELS; level-- > 0; )
        if (u->cache[level] != NO_CACHE)
            return u->cache[level];
    return u->core;
}

/* The first node with free units for all workers, or the one with most. */
static int first_node(const Topology *t, const unsigned *vacant, unsigned count)
{
    int best = 0;

    for (unsigned i = 0; i < t->node_count; i++) {
        if (vacant[i] >= count)
            return (int)i;
        if (vacant[i] > vacant[best])
            best = (int)i;
    }
    return best;
}

/* turn[node]: after which others it comes, each time the nearest to all before it. */
static void order_nodes(const Topology *t, int first, unsigned *turn)
{
    uint32_t sum[NODES_MAX] = {0};
    bool done[NODES_MAX] = {false};

    for (unsigned k = 0; k < t->node_count; k++) {
        int next = k == 0 ? first : -1;
        for (unsigned i = 0; i < t->node_count && k > 0; i++)
            if (!done[i] && (next < 0 || sum[i] < sum[next]))
                next = (int)i;
        done[next] = true;
        turn[next] = k;
        for (unsigned i = 0; i < t->node_count; i++)
            sum[i] += t->distance[next][i];
    }
}

/* Units of the same core before it, and cores before it under the same cache. */
static void count_before(const Topology *t, Candidate *list, unsigned n)
{
    enum { NAMES = UINT16_MAX + 1 };
    uint16_t *of_core = calloc(2 * NAMES, sizeof *of_core), *of_cache = of_core + NAMES;

    for (unsigned i = 0; of_core != NULL && i < n; i++) {
        Candidate *c = &list[i];
        c->sibling = of_core[t->units[c->unit].core]++;
        c->cache = cache_of(&t->units[c->unit]);
        c->cache_turn = c->sibling > 0 ? 0 : of_cache[c->cache]++;
    }
    free(of_core);
}

static unsigned candidates(const Topology *t, const PlaceHow *how, unsigned count, Candidate *list)
{
    unsigned vacant[NODES_MAX] = {0}, turn[NODES_MAX] = {0}, n = 0;

    for (unsigned i = 0; i < t->unit_count; i++) {
        const Unit *u = &t->units[i];
        if (how->placement == PLACE_NODES && (how->nodes >> t->nodes[u->node] & 1) == 0)
            continue;
        list[n] = (Candidate){.load = how->load == NULL ? 0 : how->load[u->cpu], .unit = (int)i};
        vacant[u->node] += list[n++].load == 0;
    }
    order_nodes(t, first_node(t, vacant, count), turn);
    for (unsigned i = 0; i < n; i++)
        list[i].node = turn[t->units[list[i].unit].node];
    count_before(t, list, n);
    if (how->placement == PLACE_SCATTER) {
        qsort(list, n, sizeof *list, spread_order);
        for (unsigned i = 0; i < n; i++)
            list[i].turn = i > 0 && list[i].node == list[i - 1].node ? list[i - 1].turn + 1 : 0;
        qsort(list, n, sizeof *list, scatter_order);
    } else {
        qsort(list, n, sizeof *list, compact_order);
    }
    return n;
}

/* A quota that is less than the units has the process share them with others: nobody asked for certain ones,
 * so it keeps to none. */
static bool anywhere(const Topology *t, const PlaceHow *how)
{
    return how->placement == PLACE_NONE
        || (how->placement == PLACE_AUTOMATIC && t->quota != 0 && t->quota < t->unit_count);
}

void placement_decide(const Topology *t, const PlaceHow *how, unsigned count, Place *places)
{
    Candidate *list = anywhere(t, how) ? NULL : malloc((size_t)t->unit_count * sizeof *list);
    unsigned n = list == NULL ? 0 : candidates(t, how, count, list);

    for (unsigned i = 0; i < count; i++) {
        if (n == 0) {
            places[i] = (Place){-1, -1};
            continue;
        }
        int unit = list[i % n].unit;
        places[i] = (Place){count <= n ? unit : -1, t->units[unit].node};
    }
    free(list);
}

/* ---- victims ---- */

unsigned placement_distance(const Topology *t, Place a, Place b)
{
    if (a.node < 0 || b.node < 0)
        return NEAR_NODE;
    if (a.node != b.node)
        return NEAR_FAR + t->distance[a.node][b.node];
    if (a.unit < 0 || b.unit < 0)
        return NEAR_NODE;
    const Unit *x = &t->units[a.unit], *y = &t->units[b.unit];
    if (x->core == y->core)
        return NEAR_CORE;
    for (unsigned level = 0; level < CACHE_LEVELS; level++)
        if (x->cache[level] != NO_CACHE && x->cache[level] == y->cache[level])
            return NEAR_CACHE + level;
    return NEAR_NODE;
}

typedef struct Neighbour { unsigned distance; uint16_t who; } Neighbour;

static int nearer(const void *a, const void *b)
{
    const Neighbour *x = a, *y = b;
    int c = compare(x->distance, y->distance);

    return c != 0 ? c : x->who - y->who;
}

/* A guest may be anywhere: it counts with the farthest of the same node. */
static unsigned neighbours(const Topology *t, const Place *places, unsigned count, unsigned thief, Neighbour *list)
{
    unsigned n = 0, guest = NEAR_CORE;

    for (unsigned i = 0; i < count; i++) {
        if (i == thief)
            continue;
        unsigned distance = placement_distance(t, places[thief], places[i]);
        if (distance < NEAR_FAR && distance > guest)
            guest = distance;
        list[n++] = (Neighbour){distance, (uint16_t)i};
    }
    for (unsigned i = 0; i < GUESTS_MAX; i++)
        list[n++] = (Neighbour){guest, (uint16_t)(count + i)};
    return n;
}

Victims *victims_decide(const Topology *t, const Place *places, unsigned count, unsigned thief)
{
    Neighbour *list = malloc((count + GUESTS_MAX) * sizeof *list);
    unsigned n = list == NULL ? 0 : neighbours(t, places, count, thief, list), changes = 0;

    for (unsigned i = 1; i < n; i++)
        changes += list[i].distance != list[i - 1].distance;
    /* There are at most as many classes as changes and one more. */
    Victims *v = changes == 0 ? NULL : malloc(sizeof *v + (n + changes + 1) * sizeof v->who[0]);
    if (v != NULL) {
        qsort(list, n, sizeof *list, nearer);
        v->workers = count;
        v->classes = 0;
        v->end = v->who + n;
        for (unsigned i = 0; i < n; i++) {
            v->who[i] = list[i].who;
            if (i + 1 == n || list[i + 1].distance != list[i].distance)
                v->end[v->classes++] = (uint16_t)(i + 1);
        }
    }
    free(list);
    return v;
}
