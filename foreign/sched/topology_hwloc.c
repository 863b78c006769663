/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * topology_hwloc.c -- what hwloc knows of the machine, as a Topology.
 *
 * The library is loaded by the first call: a program that needs no pool, or none that lives for long, does
 * not pay for it.  Where there is none, everything goes on without.
 */
#include <dlfcn.h>
#include <hwloc.h>
#include <stdlib.h>
#include <string.h>

#include "foreign/sched/processors.h"
#include "foreign/sched/topology.h"

#if HWLOC_API_VERSION < 0x20100 || HWLOC_API_VERSION >= 0x30000
#error "hwloc 2.1 or a later version 2 is needed"
#endif

/* The functions that are called, by name and member. */
#define HWLOC_FUNCTIONS(row)                    \
    row(topology_init)                          \
    row(topology_destroy)                       \
    row(topology_load)                          \
    row(topology_set_components)                \
    row(topology_set_synthetic)                 \
    row(topology_set_xml)                       \
    row(topology_is_thissystem)                 \
    row(get_type_depth)                         \
    row(get_nbobjs_by_depth)                    \
    row(get_obj_by_depth)                       \
    row(distances_get_by_type)                  \
    row(distances_release)                      \
    row(bitmap_isset)                           \
    row(bitmap_weight)

typedef struct Hwloc {
    void *library;
#define MEMBER(f) __typeof__(hwloc_##f) *f;
    HWLOC_FUNCTIONS(MEMBER)
} Hwloc;

static bool load(Hwloc *h)
{
    h->library = dlopen("libhwloc.so.15", RTLD_NOW | RTLD_LOCAL);
    if (h->library == NULL)
        return false;
#define FIND(f)                                                 \
    if ((h->f = dlsym(h->library, "hwloc_" #f)) == NULL)        \
        return false;
    HWLOC_FUNCTIONS(FIND)
    return true;
}

/* Devices are not asked for, nor are the processors themselves where the kernel has said it all. */
static bool configure(const Hwloc *h, hwloc_topology_t from, const TopologySource *source)
{
    static const char *const unwanted[] = {"x86", "pci", "opencl", "cuda", "nvml", "rsmi", "levelzero", "gl"};

    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        h->topology_set_components(from, HWLOC_TOPOLOGY_COMPONENTS_FLAG_BLACKLIST, unwanted[i]);
    if (source->synthetic != NULL && h->topology_set_synthetic(from, source->synthetic) != 0)
        return false;
    if (source->xml != NULL && h->topology_set_xml(from, source->xml) != 0)
        return false;
    return h->topology_load(from) == 0;
}

static int object_count(const Hwloc *h, hwloc_topology_t from, hwloc_obj_type_t type)
{
    int depth = h->get_type_depth(from, type);

    return depth == HWLOC_TYPE_DEPTH_UNKNOWN || depth == HWLOC_TYPE_DEPTH_MULTIPLE ? 0 : (int)h->get_nbobjs_by_depth(from, depth);
}

static hwloc_obj_t object_at(const Hwloc *h, hwloc_topology_t from, hwloc_obj_type_t type, int i)
{
    return h->get_obj_by_depth(from, h->get_type_depth(from, type), (unsigned)i);
}

static unsigned node_place(const Topology *t, unsigned number)
{
    unsigned i = 0;

    while (i < t->node_count && t->nodes[i] != number)
        i++;
    return i;
}

/* Rising by the kernel's numbers. */
static void read_nodes(const Hwloc *h, hwloc_topology_t from, Topology *t)
{
    for (int i = 0; i < object_count(h, from, HWLOC_OBJ_NUMANODE); i++) {
        unsigned number = object_at(h, from, HWLOC_OBJ_NUMANODE, i)->os_index, k = t->node_count;
        if (number >= NODES_MAX || node_place(t, number) < k)
            continue;
        for (; k > 0 && t->nodes[k - 1] > number; k--)
            t->nodes[k] = t->nodes[k - 1];
        t->nodes[k] = number;
        t->node_count++;
    }
    if (t->node_count == 0)
        t->node_count = 1;
    for (unsigned a = 0; a < t->node_count; a++)
        for (unsigned b = 0; b < t->node_count; b++)
            t->distance[a][b] = a == b ? DISTANCE_HERE : DISTANCE_AWAY;
}

static void read_distances(const Hwloc *h, hwloc_topology_t from, Topology *t)
{
    struct hwloc_distances_s *d = NULL;
    unsigned n = 1;

    if (h->distances_get_by_type(from, HWLOC_OBJ_NUMANODE, &n, &d, HWLOC_DISTANCES_KIND_MEANS_LATENCY, 0) != 0 || n == 0)
        return;
    for (unsigned a = 0; a < d->nbobjs; a++)
        for (unsigned b = 0; b < d->nbobjs; b++) {
            if (d->objs[a] == NULL || d->objs[b] == NULL)
                continue;
            unsigned i = node_place(t, d->objs[a]->os_index), k = node_place(t, d->objs[b]->os_index);
            hwloc_uint64_t value = d->values[a * d->nbobjs + b];
            if (i < t->node_count && k < t->node_count)
                t->distance[i][k] = value > UINT16_MAX ? UINT16_MAX : (uint16_t)value;
        }
    h->distances_release(from, d);
}

/* The node whose memory is nearest to a processor: of those that list it the smallest, so that memory that
 * serves the whole machine comes last. */
static unsigned node_of(const Hwloc *h, hwloc_topology_t from, const Topology *t, unsigned cpu)
{
    unsigned best = 0;
    int least = -1;

    for (int i = 0; i < object_count(h, from, HWLOC_OBJ_NUMANODE); i++) {
        hwloc_obj_t node = object_at(h, from, HWLOC_OBJ_NUMANODE, i);
        if (!h->bitmap_isset(node->cpuset, cpu))
            continue;
        int weight = h->bitmap_weight(node->cpuset);
        unsigned place = node_place(t, node->os_index);
        if (place < t->node_count && (least < 0 || weight < least)) {
            least = weight;
            best = place;
        }
    }
    return best;
}

static Unit unit_of(const Hwloc *h, hwloc_topology_t from, const Topology *t, hwloc_obj_t object, unsigned count)
{
    Unit u = {.cpu = object->os_index, .node = (uint16_t)node_of(h, from, t, object->os_index)};

    for (int level = 0; level < CACHE_LEVELS; level++)
        u.cache[level] = NO_CACHE;
    u.core = (uint16_t)(CPUS_MAX + count);       /* one of its own, where hwloc knows of none */
    for (hwloc_obj_t up = object->parent; up != NULL; up = up->parent) {
        if (up->type == HWLOC_OBJ_CORE)
            u.core = (uint16_t)up->logical_index;
        else if (up->type >= HWLOC_OBJ_L1CACHE && up->type <= HWLOC_OBJ_L5CACHE)
            u.cache[up->type - HWLOC_OBJ_L1CACHE] = (uint16_t)up->logical_index;
    }
    return u;
}

static Topology *convert(const Hwloc *h, hwloc_topology_t from, const TopologySource *source)
{
    int n = object_count(h, from, HWLOC_OBJ_PU);
    Topology *t = calloc(1, sizeof *t + (size_t)n * sizeof(Unit));

    if (t == NULL || n <= 0 || n > CPUS_MAX) {
        free(t);
        return NULL;
    }
    atomic_init(&t->holders, 1);
    t->read = true;
    t->real = h->topology_is_thissystem(from) != 0;
    t->quota = source->quota;
    if (source->allowed != NULL)
        t->allowed = *source->allowed;
    else if (t->real)
        processors_allowed(&t->allowed);
    else
        memset(&t->allowed, 0xff, sizeof t->allowed);
    read_nodes(h, from, t);
    read_distances(h, from, t);
    for (int i = 0; i < n; i++) {
        hwloc_obj_t object = object_at(h, from, HWLOC_OBJ_PU, i);
        if (cpuset_has(&t->allowed, object->os_index)) {
            t->units[t->unit_count] = unit_of(h, from, t, object, t->unit_count);
            t->unit_count++;
        }
    }
    if (t->unit_count == 0) {
        free(t);
        return NULL;
    }
    return t;
}

Topology *topology_read(const TopologySource *source)
{
    hwloc_topology_t from;
    Topology *t = NULL;
    Hwloc h;

    if (!load(&h) || h.topology_init(&from) != 0)
        return NULL;
    if (configure(&h, from, source))
        t = convert(&h, from, source);
    h.topology_destroy(from);
    return t;
}
