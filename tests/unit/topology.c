/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * topology.c -- where workers go and whom they steal from, on machines that are only described; what the
 * kernel says of workers on this one; quotas, from files that stand for the kernel's.
 */
#include <errno.h>
#include <gc.h>
#include <numaif.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foreign/fiber/fiber.h"
#include "foreign/foreign.h"
#include "foreign/sched/numa.h"
#include "foreign/sched/placement.h"
#include "foreign/sched/processors.h"
#include "tests/unit/tap.h"
#include "vm/value/heap.h"

enum { MOST = 64 };

static char folder[] = "/tmp/lyra-topology-XXXXXX";

/* The kernel's numbers of the processors, -1 for those bound to none: "0 2 4". */
static const char *placed(const Topology *t, PoolPlacement placement, uint64_t nodes, const uint16_t *load, unsigned count)
{
    static char text[8 * MOST];
    PlaceHow how = {placement, nodes, load};
    Place places[MOST];

    placement_decide(t, &how, count, places);
    *text = 0;
    for (unsigned i = 0; i < count; i++)
        sprintf(text + strlen(text), "%s%d", i > 0 ? " " : "", places[i].unit < 0 ? -1 : (int)t->units[places[i].unit].cpu);
    return text;
}

/* The nodes of the places, by the kernel's numbers. */
static const char *placed_nodes(const Topology *t, PoolPlacement placement, uint64_t nodes, unsigned count)
{
    static char text[8 * MOST];
    PlaceHow how = {placement, nodes, NULL};
    Place places[MOST];

    placement_decide(t, &how, count, places);
    *text = 0;
    for (unsigned i = 0; i < count; i++)
        sprintf(text + strlen(text), "%s%d", i > 0 ? " " : "", places[i].node < 0 ? -1 : (int)t->nodes[places[i].node]);
    return text;
}

/* The victims of a worker of a pool with one on each unit: classes are separated by |, guests are left out. */
static const char *victims(const Topology *t, PoolPlacement placement, unsigned thief)
{
    static char text[8 * MOST];
    PlaceHow how = {placement, 0, NULL};
    Place places[MOST];

    placement_decide(t, &how, t->unit_count, places);
    Victims *v = victims_decide(t, places, t->unit_count, thief);
    *text = 0;
    for (unsigned c = 0, i = 0; v != NULL && c < v->classes; c++) {
        for (; i < v->end[c]; i++)
            if (v->who[i] < v->workers)
                sprintf(text + strlen(text), " %u", v->who[i]);
        sprintf(text + strlen(text), "%s", c + 1 < v->classes ? " |" : "");
    }
    if (v == NULL)
        strcpy(text, " all");
    free(v);
    return text;
}

static void same(const char *found, const char *expected, const char *what)
{
    if (!tap_ok(strcmp(found, expected) == 0, what))
        printf("# found    %s\n# expected %s\n", found, expected);
}

static Topology *described(const char *synthetic, const CpuSet *allowed, unsigned quota)
{
    return topology_read(&(TopologySource){.synthetic = synthetic, .allowed = allowed, .quota = quota});
}

/* ---- two nodes ---- */

static void test_two_nodes(void)
{
    Topology *t = described("pack:2 [numa] l3:1 core:4 pu:1", NULL, 0);
    uint16_t load[CPUS_MAX] = {1, 1, 1};

    tap_ok(t != NULL && t->unit_count == 8 && t->node_count == 2 && !t->real, "2 nodes: 8 units, another machine");
    same(placed(t, PLACE_COMPACT, 0, NULL, 8), "0 1 2 3 4 5 6 7", "2 nodes: compact, as many as units");
    same(placed(t, PLACE_COMPACT, 0, NULL, 3), "0 1 2", "2 nodes: compact stays on a node");
    same(placed(t, PLACE_AUTOMATIC, 0, NULL, 3), "0 1 2", "2 nodes: automatic is compact");
    same(placed(t, PLACE_SCATTER, 0, NULL, 4), "0 4 1 5", "2 nodes: scatter takes the nodes in turn");
    same(placed(t, PLACE_NODES, 1u << 1, NULL, 4), "4 5 6 7", "2 nodes: the second");
    same(placed(t, PLACE_NODES, 1u << 1, NULL, 5), "-1 -1 -1 -1 -1", "2 nodes: too many for the second are bound to no unit");
    same(placed_nodes(t, PLACE_NODES, 1u << 1, 5), "1 1 1 1 1", "2 nodes: but to the node");
    same(placed_nodes(t, PLACE_COMPACT, 0, 10), "0 0 0 0 1 1 1 1 0 0", "2 nodes: more workers than units");
    same(placed_nodes(t, PLACE_NODES, 1u << 5, 2), "-1 -1", "2 nodes: a node that is not there binds to nothing");
    same(placed(t, PLACE_NONE, 0, NULL, 2), "-1 -1", "2 nodes: none is none");
    same(placed_nodes(t, PLACE_NONE, 0, 2), "-1 -1", "2 nodes: nor any node");
    same(placed(t, PLACE_COMPACT, 0, load, 1), "3", "2 nodes: units that others are bound to come last");
    same(placed(t, PLACE_COMPACT, 0, load, 2), "4 5", "2 nodes: compact begins on a node with room for all");
    same(placed(t, PLACE_COMPACT, 0, load, 6), "4 5 6 7 3 0", "2 nodes: or on the one that has most");
    same(placed(t, PLACE_SCATTER, 0, load, 4), "4 3 5 0", "2 nodes: scatter takes both all the same");
    same(victims(t, PLACE_COMPACT, 5), " 4 6 7 | 0 1 2 3", "2 nodes: the nearest are stolen from first");
    same(victims(t, PLACE_NONE, 5), " all", "2 nodes: who is anywhere steals from all alike");
    topology_drop(t);
}

/* ---- four nodes with distances ---- */

static void write_text(const char *name, const char *text)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    for (char *s = path + strlen(folder) + 1; (s = strchr(s, '/')) != NULL; s++) {
        *s = 0;
        mkdir(path, 0700);
        *s = '/';
    }
    FILE *f = fopen(path, "w");
    if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
        printf("# %s: %s\n", path, strerror(errno));
}

/* As hwloc writes it: node i has the units 2 i and 2 i + 1. */
static char *four_nodes(void)
{
    static char text[8000];
    char *s = text;

    s += sprintf(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE topology SYSTEM \"hwloc2.dtd\">\n<topology version=\"2.0\">\n"
        "<object type=\"Machine\" os_index=\"0\" cpuset=\"0xff\" complete_cpuset=\"0xff\" allowed_cpuset=\"0xff\" nodeset=\"0xf\" "
        "complete_nodeset=\"0xf\" allowed_nodeset=\"0xf\" gp_index=\"1\">\n");
    for (int i = 0; i < 4; i++) {
        char sets[200];
        sprintf(sets, "cpuset=\"0x%x\" complete_cpuset=\"0x%x\" nodeset=\"0x%x\" complete_nodeset=\"0x%x\"", 3 << 2 * i, 3 << 2 * i, 1 << i, 1 << i);
        s += sprintf(s, "<object type=\"Package\" os_index=\"%d\" %s gp_index=\"%d\">\n", i, sets, 10 * i + 2);
        s += sprintf(s, "<object type=\"NUMANode\" os_index=\"%d\" %s gp_index=\"%d\"/>\n", i, sets, 10 * i + 3);
        for (int k = 2 * i; k < 2 * i + 2; k++) {
            sprintf(sets, "cpuset=\"0x%x\" complete_cpuset=\"0x%x\" nodeset=\"0x%x\" complete_nodeset=\"0x%x\"", 1 << k, 1 << k, 1 << i, 1 << i);
            s += sprintf(s, "<object type=\"Core\" os_index=\"%d\" %s gp_index=\"%d\">", k, sets, 100 + k);
            s += sprintf(s, "<object type=\"PU\" os_index=\"%d\" %s gp_index=\"%d\"/></object>\n", k, sets, 200 + k);
        }
        s += sprintf(s, "</object>\n");
    }
    sprintf(s, "</object>\n<distances2 type=\"NUMANode\" nbobjs=\"4\" kind=\"6\" name=\"NUMALatency\" indexing=\"os\">\n"
        "<indexes length=\"8\">0 1 2 3 </indexes>\n<u64values length=\"48\">10 32 16 22 32 10 22 16 16 22 10 32 22 16 32 10 </u64values>\n"
        "</distances2>\n</topology>\n");
    return text;
}

static void test_distances(void)
{
    char path[256];

    write_text("four.xml", four_nodes());
    snprintf(path, sizeof path, "%s/four.xml", folder);
    Topology *t = topology_read(&(TopologySource){.xml = path});
    if (!tap_ok(t != NULL && t->unit_count == 8 && t->node_count == 4, "4 nodes: 8 units"))
        return;
    tap_ok(t->distance[0][2] == 16 && t->distance[3][0] == 22 && t->distance[1][1] == 10, "4 nodes: the distances are as described");
    same(placed(t, PLACE_COMPACT, 0, NULL, 8), "0 1 4 5 2 3 6 7", "4 nodes: compact goes to the nearest node next");
    same(placed(t, PLACE_SCATTER, 0, NULL, 5), "0 4 2 6 1", "4 nodes: scatter takes them in turn");
    same(placed(t, PLACE_NODES, 1u << 3 | 1u << 1, NULL, 4), "2 3 6 7", "4 nodes: two of them");
    /* By workers, which lie as compact says: 0 and 1 on node 0, 2 and 3 on node 2, 4 and 5 on 1, 6 and 7 on 3. */
    same(victims(t, PLACE_COMPACT, 0), " 1 | 2 3 | 6 7 | 4 5", "4 nodes: the nearest node is stolen from first");
    same(victims(t, PLACE_COMPACT, 7), " 6 | 4 5 | 0 1 | 2 3", "4 nodes: from another one");
    topology_drop(t);
}

/* ---- hardware threads, caches ---- */

static void test_smt(void)
{
    Topology *t = described("pack:1 [numa] l3:2 core:2 pu:2", NULL, 0);

    tap_ok(t != NULL && t->unit_count == 8 && t->node_count == 1, "SMT: 8 units of 4 cores");
    same(placed(t, PLACE_COMPACT, 0, NULL, 4), "0 2 4 6", "SMT: each core has one worker before any has two");
    same(placed(t, PLACE_COMPACT, 0, NULL, 8), "0 2 4 6 1 3 5 7", "SMT: then the second units");
    same(placed(t, PLACE_SCATTER, 0, NULL, 4), "0 4 2 6", "SMT: scatter takes the caches in turn");
    same(victims(t, PLACE_COMPACT, 0), " 4 | 1 5 | 2 3 6 7", "SMT: same core, same cache, same node");
    topology_drop(t);
}

static void test_caches(void)
{
    Topology *t = described("pack:2 [numa] l3:2 l2:2 core:2 pu:1", NULL, 0);

    same(victims(t, PLACE_COMPACT, 0), " 1 | 2 3 | 4 5 6 7 | 8 9 10 11 12 13 14 15", "caches: the second level, the third, the node, the other node");
    same(placed(t, PLACE_SCATTER, 0, NULL, 6), "0 8 4 12 1 9", "caches: scatter over nodes, then over caches");
    topology_drop(t);
}

/* ---- a part of the machine ---- */

static void test_part(void)
{
    CpuSet half = {{0}}, lame = {{0}};

    for (unsigned i = 0; i < 16; i += 2)
        cpuset_add(&half, i);
    for (unsigned i = 6; i < 10; i++)
        cpuset_add(&lame, i);
    Topology *t = described("pack:2 [numa] l3:1 core:8 pu:1", &half, 0);
    tap_ok(t->unit_count == 8 && t->node_count == 2, "half: every second unit");
    same(placed(t, PLACE_COMPACT, 0, NULL, 8), "0 2 4 6 8 10 12 14", "half: only allowed ones are used");
    same(placed_nodes(t, PLACE_COMPACT, 0, 9), "0 0 0 0 1 1 1 1 0", "half: nine workers are too many for eight units");
    same(victims(t, PLACE_COMPACT, 6), " 4 5 7 | 0 1 2 3", "half: victims");
    topology_drop(t);
    t = described("pack:2 [numa] l3:1 core:8 pu:1", &lame, 0);
    same(placed(t, PLACE_SCATTER, 0, NULL, 4), "6 8 7 9", "half: two units of each node");
    topology_drop(t);
    t = described("pack:2 [numa] l3:1 core:8 pu:1", NULL, 3);
    same(placed(t, PLACE_AUTOMATIC, 0, NULL, 3), "-1 -1 -1", "quota: a part of the time is not certain units");
    same(placed(t, PLACE_COMPACT, 0, NULL, 3), "0 1 2", "quota: unless they are asked for");
    topology_drop(t);
    cpuset_add(&(CpuSet){{0}}, CPUS_MAX);
    tap_ok(described("pack:2 core:2 pu:1", &(CpuSet){{0}}, 0) == NULL, "half: no unit at all is no topology");
    tap_ok(described("no such thing", NULL, 0) == NULL, "a description that is none is no topology");
}

/* ---- quotas ---- */

static unsigned quota(const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return processors_quota(path);
}

static void test_quota(void)
{
    tap_ok(quota("nothing") == 0, "quota: without files there is no limit");
    write_text("two/proc/self/cgroup", "0::/a/b\n");
    write_text("two/sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
    tap_ok(quota("two") == 0, "quota: max is no limit");
    write_text("two/sys/fs/cgroup/a/cpu.max", "250000 100000\n");
    tap_ok(quota("two") == 3, "quota: of a group around it, rounded up");
    write_text("two/sys/fs/cgroup/a/b/cpu.max", "50000 100000\n");
    tap_ok(quota("two") == 1, "quota: the least counts");
    write_text("one/proc/self/cgroup", "5:memory:/x\n4:cpuset:/\n3:cpu,cpuacct:/x/y\n0::/\n");
    write_text("one/sys/fs/cgroup/cpu,cpuacct/x/y/cpu.cfs_quota_us", "-1\n");
    write_text("one/sys/fs/cgroup/cpu,cpuacct/x/y/cpu.cfs_period_us", "100000\n");
    tap_ok(quota("one") == 0, "quota: version 1, none");
    write_text("one/sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_quota_us", "400000\n");
    write_text("one/sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_period_us", "100000\n");
    tap_ok(quota("one") == 4, "quota: version 1, nested");
    write_text("inside/proc/self/cgroup", "3:cpu:/docker/0123\n");
    write_text("inside/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n");
    write_text("inside/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    tap_ok(quota("inside") == 2, "quota: version 1, seen from inside a container");
    write_text("odd/proc/self/cgroup", "nonsense\n0::/../..\n0::\n:::\n");
    write_text("odd/sys/fs/cgroup/cpu.max", "-5 0\n");
    tap_ok(quota("odd") == 0, "quota: nonsense is no limit");
}

/* ---- this machine ---- */

/* What a worker finds out about itself: the processors that it may run on, its memory policy, and on which node
 * the memory is that it touches first; -1 where that is on several. */
typedef struct Look {
    Job           job;
    CpuSet        set;
    unsigned      cpus;
    int           cpu, node, policy, touched;
    unsigned long preferred;
    bool          done;
} Look;

enum { TOUCHED = 1 << 20, PAGES = TOUCHED / 4096 };      /* at most: pages may be larger */

static int page_count(void)
{
    return TOUCHED / (int)sysconf(_SC_PAGESIZE);
}

static atomic_long looked;

/* The node where the page is. */
static int node_at(void *page)
{
    int node = -1;

    return syscall(SYS_get_mempolicy, &node, NULL, 0, page, MPOL_F_NODE | MPOL_F_ADDR) == 0 ? node : -1;
}

/* Of all pages that are touched now; -1: they are on several. */
static int node_touched(void)
{
    char *p = mmap(NULL, TOUCHED, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int node = -1;

    for (int i = 0; p != MAP_FAILED && i < page_count(); i++) {
        char *page = p + i * sysconf(_SC_PAGESIZE);
        *page = 1;
        int one = node_at(page);
        node = i == 0 || one == node ? one : -1;
    }
    munmap(p, TOUCHED);
    return node;
}

static void look(Worker *w, Look *l)
{
    sched_getaffinity(0, sizeof l->set, (cpu_set_t *)&l->set);
    l->cpus = cpuset_count(&l->set);
    l->cpu = w->cpu;
    l->node = w->node;
    l->done = l->cpu < 0 || cpuset_has(&l->set, (unsigned)l->cpu);
    l->policy = -1;
    syscall(SYS_get_mempolicy, &l->policy, &l->preferred, NODES_MAX + 1, NULL, 0);
    l->touched = node_touched();
    pool_job_ended(w);
    atomic_fetch_add(&looked, 1);
}

static void run_looks(Worker *w)
{
    for (Job *job; (job = worker_next(w)) != NULL; )
        look(w, (Look *)job);
}

static Pool *pool_on(PoolPlacement placement, uint64_t nodes, unsigned workers)
{
    PoolOptions options = {.workers = workers, .name = "unit", .placement = placement, .nodes = nodes, .thread = run_looks};

    return pool_new(&options);
}

static Pool *pool_at(PoolPlacement placement, unsigned workers)
{
    return pool_on(placement, 0, workers);
}

static Look ask(Pool *p)
{
    Look *l = heap_alloc_root(sizeof *l);
    long before = atomic_load(&looked);

    pool_push(p, &l->job);
    while (atomic_load(&looked) == before)
        usleep(100);
    return *l;
}

static void end(Pool *p)
{
    pool_stop(p);
    pool_join(p);
}

/* A pool that was told nothing begins without hwloc, and has the machine read once it has lived for a while, where
 * there is something to be known. */
static void test_automatic(void)
{
    Pool *p = pool_at(PLACE_AUTOMATIC, 1);
    Topology *t = topology_hold(false), *few = topology_read(&(TopologySource){.quota = 0});
    bool real = t->real, before = t->read, matters = few->unit_count > 2 || few->node_count > 1, after = before;

    topology_drop(few);
    topology_drop(t);
    for (int i = 0; i < 100 && !after; i++) {
        usleep(i < 10 ? 5000 : 50000);
        ask(p);
        t = topology_hold(false);
        after = t->read;
        topology_drop(t);
        if (!matters && i == 20)
            break;
    }
    if (real)
        tap_ok(!before && after == matters, "here: the machine is read when a pool has lived for a while");
    else
        tap_ok(before, "here: another machine is read at once");
    end(p);
}

static void test_here(void)
{
    CpuSet allowed;
    Pool *p = pool_at(PLACE_COMPACT, 1);
    Look l = ask(p);

    processors_allowed(&allowed);
    Topology *t = topology_hold(true);
    tap_ok(t->unit_count == cpuset_count(&allowed) && memcmp(&t->allowed, &allowed, sizeof allowed) == 0,
           "here: the units are those that the kernel lets the process use");
    if (t->real)
        tap_ok(l.done && l.cpus == 1 && l.cpu >= 0, "here: the kernel has bound the worker to its unit");
    else
        tap_ok(true, "here: the kernel has bound the worker to its unit # SKIP hwloc looks at another machine");
    end(p);
    p = pool_at(PLACE_NONE, 1);
    l = ask(p);
    tap_ok(l.cpu == -1 && l.cpus == cpuset_count(&allowed), "here: a worker that is placed nowhere may run anywhere");
    end(p);
    p = pool_at(PLACE_SCATTER, cpuset_count(&allowed) + 1);
    l = ask(p);
    tap_ok(l.cpu == -1 && l.cpus >= 1, "here: with more workers than units none is bound to one");
    end(p);
    topology_drop(t);
}

/* Where there are several nodes: the kernel is asked about each. */
static void test_nodes(void)
{
    Topology *t = topology_hold(true);

    if (!t->real || t->node_count < 2) {
        tap_ok(true, "nodes: workers and their memory # SKIP there is one node of memory");
        topology_drop(t);
        return;
    }
    for (unsigned i = 0; i < t->node_count; i++) {
        unsigned units = 0, own = 0;
        for (unsigned k = 0; k < t->unit_count; k++)
            units += t->units[k].node == i;
        if (units == 0)
            continue;
        Pool *p = pool_on(PLACE_NODES, 1ull << t->nodes[i], units + 1);
        Look l = ask(p);
        for (unsigned k = 0; k < t->unit_count; k++)
            own += t->units[k].node == i && cpuset_has(&l.set, t->units[k].cpu);
        tap_ok(own == units && l.cpus == units, "nodes: the kernel has bound the worker to its node's processors");
        tap_ok(l.node == (int)t->nodes[i], "nodes: the worker knows it");
        tap_ok(l.policy == MPOL_PREFERRED && l.preferred == 1ul << t->nodes[i], "nodes: it prefers its node's memory");
        tap_ok(l.touched == (int)t->nodes[i], "nodes: what it touches first is there");
        end(p);
    }
    topology_drop(t);
}

/* Pages are moved one by one to the nodes in turn, and all to the last. */
static void test_move(void)
{
    Topology *t = topology_hold(true);
    char *p = mmap(NULL, TOUCHED, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    void *pages[PAGES];
    int nodes[PAGES], found[PAGES], wrong = 0;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), n = (size_t)page_count();

    memset(p, 1, TOUCHED);
    tap_ok(numa_page_count(p, TOUCHED) == n && numa_page_count(p + 1, page) == 0 && numa_page_count(p + 1, 2 * page - 1) == 1,
           "pages: whole ones are counted");
    tap_ok(numa_page_list(p, TOUCHED, n - 1, pages, 2) == 1 && pages[0] == p + TOUCHED - page, "pages: the last one");
    numa_page_list(p, TOUCHED, 0, pages, n);
    for (unsigned i = 0; i < n; i++)
        nodes[i] = (int)t->nodes[i % t->node_count];
    if (!t->real || !numa_move(pages, n, nodes)) {
        tap_ok(true, "pages: moved # SKIP the kernel does not move pages");
        topology_drop(t);
        return;
    }
    bool told = numa_nodes_at(pages, n, found);
    for (unsigned i = 0; i < n; i++)
        wrong += found[i] != nodes[i] || node_at(pages[i]) != nodes[i];
    tap_ok(told && wrong == 0, "pages: in turn");
    for (unsigned i = 0; i < n; i++)
        nodes[i] = (int)t->nodes[t->node_count - 1];
    told = numa_move(pages, n, nodes) && numa_nodes_at(pages, n, found);
    for (unsigned i = 0; i < n; i++)
        wrong += found[i] != nodes[i] || p[i * page] != 1;
    tap_ok(told && wrong == 0, "pages: all on one node, with what was in them");
    munmap(p, TOUCHED);
    topology_drop(t);
}

/* A worker that sleeps and wakes finds out that the process may use less now. */
static void test_change(void)
{
    CpuSet before, one = {{0}};
    unsigned cpu = CPUS_MAX - 1;

    processors_allowed(&before);
    if (cpuset_count(&before) < 2) {
        tap_ok(true, "here: a smaller affinity is noticed # SKIP there is one processor");
        return;
    }
    while (!cpuset_has(&before, cpu))
        cpu--;
    cpuset_add(&one, cpu);
    Pool *p = pool_at(PLACE_COMPACT, 1);
    Look l = ask(p);
    bool first = l.cpu != (int)cpu;
    sched_setaffinity(getpid(), sizeof one, (const cpu_set_t *)&one);
    tap_ok(processors_usable() == 1, "here: one processor is left");
    for (int i = 0; i < 100 && l.cpu != (int)cpu; i++) {
        usleep(50000);
        l = ask(p);
    }
    tap_ok(first && l.cpu == (int)cpu && l.cpus == 1, "here: a smaller affinity is noticed");
    sched_setaffinity(getpid(), sizeof before, (const cpu_set_t *)&before);
    end(p);
}

int main(void)
{
    foreign_start_process();
    fiber_thread_start((char *)__builtin_frame_address(0) - (1 << 20));
    if (mkdtemp(folder) == NULL)
        return 1;
    Topology *t = described("core:2 pu:1", NULL, 0);
    if (t == NULL) {
        puts("1..0 # SKIP there is no hwloc");
        return 0;
    }
    topology_drop(t);
    test_two_nodes();
    test_distances();
    test_smt();
    test_caches();
    test_part();
    test_quota();
    test_automatic();
    test_here();
    test_nodes();
    test_move();
    test_change();
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        printf("# %s stays\n", folder);
    return tap_end();
}
