/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * topology.c -- the topology that counts at present, and binding workers according to it.
 *
 * At first it is a flat one, for which hwloc is not needed: a program that is over in a moment never loads
 * it, nor does one on a machine where nothing depends on it.  Once pools have been there for a while, or
 * when what the process may use has changed, a thread of its own reads the machine; each worker takes note
 * the next time that it looks around: before it sleeps, or when its slice is over.
 */
#include "foreign/sched/topology.h"

#include <dirent.h>
#include <numaif.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "foreign/fiber/fiber.h"
#include "foreign/sched/placement.h"
#include "foreign/sched/processors.h"

enum {
    FIRST_LOOK_NS = 20000000,    /* after the first pool */
    LOOK_NS = 1000000000,
    UNITS_ALIKE = 2              /* so few that nobody is nearer than another */
};

static struct {
    Lock        lock;            /* guards what follows, up to the atomics */
    Topology   *now;
    bool        told;            /* hwloc is told to look at another machine than this one */
    bool        own_policy;      /* the process was not started with a policy for its memory */
    uint16_t    load[CPUS_MAX];  /* workers that are bound to each processor */
    Lock        reading;         /* held by who looks at the machine */
    atomic_uint serial;
    atomic_bool reader;          /* a thread does, */
    atomic_bool ends_with_reader;    /* and the process's end waits for it */
    _Atomic int64_t look_at;     /* when to look again; 0: nobody has needed it yet */
} machine;

/* ---- the present one ---- */

void topology_drop(Topology *t)
{
    if (t != NULL && atomic_fetch_sub(&t->holders, 1) == 1)
        free(t);
}

Topology *topology_flat(void)
{
    CpuSet allowed;

    processors_allowed(&allowed);
    unsigned n = cpuset_count(&allowed);
    Topology *t = calloc(1, sizeof *t + n * sizeof(Unit));
    if (t == NULL)
        return NULL;
    atomic_init(&t->holders, 1);
    t->real = true;
    t->quota = processors_quota("");
    t->allowed = allowed;
    t->node_count = 1;
    t->distance[0][0] = DISTANCE_HERE;
    for (unsigned cpu = 0; cpu < CPUS_MAX; cpu++) {
        if (!cpuset_has(&allowed, cpu))
            continue;
        Unit *u = &t->units[t->unit_count];
        *u = (Unit){.cpu = cpu, .core = (uint16_t)t->unit_count++};
        memset(u->cache, 0xff, sizeof u->cache);
    }
    return t;
}

/* Does the kernel know more nodes than one? */
static bool many_nodes(void)
{
    DIR *d = opendir("/sys/devices/system/node");
    unsigned n = 0;

    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL; )
        n += strncmp(e->d_name, "node", 4) == 0;
    if (d != NULL)
        closedir(d);
    return n > 1;
}

static void rouse(Pool *p, void *unused)
{
    (void)unused;
    pool_rouse(p);
}

static void publish(Topology *t)
{
    lock_take(&machine.lock);
    Topology *old = machine.now;
    machine.now = t;
    atomic_fetch_add(&machine.serial, 1);
    lock_release(&machine.lock);
    topology_drop(old);
    if (old != NULL)
        pools_each(rouse, NULL);
}

static Topology *hold(void)
{
    lock_take(&machine.lock);
    Topology *t = machine.now;
    if (t != NULL)
        atomic_fetch_add(&t->holders, 1);
    lock_release(&machine.lock);
    return t;
}

/* Does it still say what the process may use? */
static bool is_current(const Topology *t)
{
    CpuSet allowed;

    if (!t->real)
        return true;
    processors_allowed(&allowed);
    return memcmp(&allowed, &t->allowed, sizeof allowed) == 0 && processors_quota("") == t->quota;
}

static bool says_enough(const Topology *t)
{
    return t->read || (t->unit_count <= UNITS_ALIKE && !many_nodes());
}

/* Where hwloc has nothing to say the flat one serves, and counts as read: to ask again would not help. */
static void read_machine(void)
{
    lock_take(&machine.reading);
    Topology *t = hold();
    if (t == NULL || !t->read || !is_current(t)) {
        Topology *made = topology_read(&(TopologySource){.quota = processors_quota("")});
        if (made == NULL && (made = topology_flat()) != NULL)
            made->read = true;
        if (made != NULL)
            publish(made);
    }
    topology_drop(t);
    lock_release(&machine.reading);
}

/* By a thread that nobody has bound yet. */
static void begin(void)
{
    int mode = MPOL_DEFAULT;

    lock_take(&machine.reading);
    Topology *t = hold();
    if (t == NULL && (t = topology_flat()) != NULL) {
        machine.told = getenv("HWLOC_SYNTHETIC") != NULL || getenv("HWLOC_XMLFILE") != NULL || getenv("HWLOC_FSROOT") != NULL;
        machine.own_policy = syscall(SYS_get_mempolicy, &mode, NULL, 0, NULL, 0) == 0 && mode == MPOL_DEFAULT;
        publish(t);
        atomic_store(&machine.look_at, clock_ns() + FIRST_LOOK_NS);
    } else {
        topology_drop(t);
    }
    lock_release(&machine.reading);
}

Topology *topology_hold(bool wait)
{
    Topology *t = hold();

    if (t == NULL) {
        begin();
        t = hold();
    }
    if (t != NULL && (wait || machine.told) && !t->read) {
        topology_drop(t);
        read_machine();
        t = hold();
    }
    return t;
}

unsigned topology_serial(void)
{
    return atomic_load_explicit(&machine.serial, memory_order_relaxed);
}

/* ---- the thread that reads it ---- */

static void *reader(void *unused)
{
    (void)unused;
    read_machine();
    atomic_store(&machine.reader, false);
    return NULL;
}

/* What the thread is busy with must not be torn down under it. */
static void wait_for_reader(void)
{
    while (atomic_load(&machine.reader))
        sched_yield();
}

static void start_reader(void)
{
    bool idle = false;
    sigset_t all, before;
    pthread_attr_t attr;
    pthread_t thread;

    if (!atomic_compare_exchange_strong(&machine.reader, &idle, true))
        return;
    if (!atomic_exchange(&machine.ends_with_reader, true))
        atexit(wait_for_reader);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &attr, reader, NULL) != 0)
        atomic_store(&machine.reader, false);
    pthread_attr_destroy(&attr);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void topology_look(int64_t now)
{
    int64_t at = atomic_load_explicit(&machine.look_at, memory_order_relaxed);

    if (at == 0 || now < at || !atomic_compare_exchange_strong(&machine.look_at, &at, now + LOOK_NS))
        return;
    Topology *t = hold();
    if (t != NULL && !(says_enough(t) && is_current(t)))
        start_reader();
    topology_drop(t);
}

/* ---- binding ---- */

static bool bind_thread(const CpuSet *set)
{
    return sched_setaffinity(0, sizeof *set, (const cpu_set_t *)set) == 0;
}

/* New pages come from the node while it has some; node < 0: from the one that the thread is on.  What the
 * kernel refuses is no harm.  A policy that the process was started with stays. */
static void prefer_node(int node)
{
    unsigned long mask = node < 0 ? 0 : 1ul << node;

    if (machine.own_policy)
        syscall(SYS_set_mempolicy, node < 0 ? MPOL_DEFAULT : MPOL_PREFERRED, node < 0 ? NULL : &mask,
                node < 0 ? 0 : NODES_MAX + 1);
}

/* The processor that the thread is bound to now; -1: none. */
static int bind_to(const Topology *t, Place place)
{
    CpuSet set = {0};
    int cpu = place.unit >= 0 ? (int)t->units[place.unit].cpu : -1;

    if (!t->real)
        return cpu;
    for (unsigned i = 0; i < t->unit_count; i++)
        if (place.unit >= 0 ? place.unit == (int)i : place.node < 0 || t->units[i].node == place.node)
            cpuset_add(&set, t->units[i].cpu);
    bool bound = bind_thread(&set);
    prefer_node(bound && place.node >= 0 && t->node_count > 1 ? (int)t->nodes[place.node] : -1);
    return bound ? cpu : -1;
}

void topology_unbind(void)
{
    Topology *t = hold();

    if (t != NULL && t->real) {
        bind_thread(&t->allowed);
        prefer_node(-1);
    }
    topology_drop(t);
}

/* Until the machine is read the kernel is asked where a thread that is bound to a processor is. */
static int node_of(const Topology *t, Place place)
{
    unsigned cpu, node;

    if (place.node < 0)
        return 0;
    if (t->read)
        return (int)t->nodes[place.node];
    return place.unit >= 0 && getcpu(&cpu, &node) == 0 && node < NODES_MAX ? (int)node : 0;
}

/* ---- pools ---- */

static void count_load(const Topology *t, const Pool *p, int change)
{
    for (unsigned i = 0; i < p->options.workers && t->real; i++)
        if (p->places[i].unit >= 0) {
            uint16_t *load = &machine.load[t->units[p->places[i].unit].cpu];
            *load = (uint16_t)(*load + change);
        }
}

/* With the lock held. */
static void decide(Pool *p, Topology *t)
{
    PlaceHow how = {p->options.placement, p->options.nodes, machine.load};

    if (p->topology == t)
        return;
    if (p->topology != NULL) {
        count_load(p->topology, p, -1);
        topology_drop(p->topology);
    } else {
        p->places = calloc(p->options.workers, sizeof *p->places);
    }
    p->topology = p->places == NULL ? NULL : t;
    if (p->places == NULL)
        return;
    atomic_fetch_add(&t->holders, 1);
    placement_decide(t, &how, p->options.workers, p->places);
    count_load(t, p, 1);
}

void worker_place(Worker *w)
{
    Pool *p = w->pool;
    unsigned serial = topology_serial();
    Place place = {-1, -1};
    Victims *victims = NULL;
    bool told = p->options.placement != PLACE_NONE && p->options.placement != PLACE_AUTOMATIC;
    Topology *t = topology_hold(told);

    if (t == NULL)
        return;
    lock_take(&machine.lock);
    decide(p, t);
    if (p->topology == t) {
        place = p->places[w->index];
        victims = victims_decide(t, p->places, p->options.workers, w->index);
    }
    lock_release(&machine.lock);
    w->cpu = bind_to(t, place);
    w->node = node_of(t, place);
    fiber_near(w->node);
    free(w->victims);
    w->victims = victims;
    w->placed = serial;
    topology_drop(t);
}

unsigned pool_nodes(Pool *p, unsigned *workers)
{
    Topology *t = topology_hold(false);
    unsigned n = 0;

    memset(workers, 0, NODES_MAX * sizeof *workers);
    lock_take(&machine.lock);
    if (t != NULL)
        decide(p, t);
    for (unsigned i = 0; t != NULL && p->topology == t && i < p->options.workers; i++)
        if (p->places[i].node >= 0)
            n += workers[t->nodes[p->places[i].node]]++ == 0;
    lock_release(&machine.lock);
    topology_drop(t);
    return n;
}

void pool_unplace(Pool *p)
{
    lock_take(&machine.lock);
    if (p->topology != NULL) {
        count_load(p->topology, p, -1);
        topology_drop(p->topology);
        p->topology = NULL;
    }
    free(p->places);
    p->places = NULL;
    lock_release(&machine.lock);
}

/* ---- fork ---- */

void topology_take(void)
{
    lock_take(&machine.lock);
}

void topology_release(void)
{
    lock_release(&machine.lock);
}

/* No other thread is here: none reads the machine. */
void topology_child(void)
{
    machine.reading = (Lock){0};
    atomic_store(&machine.reader, false);
    lock_release(&machine.lock);
    if (worker_self() != NULL && !worker_self()->guest)
        topology_unbind();
}
