/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * numa_builtins.c -- nodes of memory: how many there are, where packed arrays lie, and work that goes there.
 */
#include <gc.h>

#include "foreign/par/parallel.h"
#include "foreign/sched/numa.h"
#include "foreign/sched/topology.h"

enum { PAGES_AT_ONCE = 512, PAGES_BOUND = 64 };

/* ---- how many ---- */

BUILTIN(NumaNodeCount,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "",
    .usage = "NumaNodeCount[] is the number of nodes of memory that this process may use.",
    .examples = EXAMPLES("NumaNodeCount[] >= 1", "True"))
{
    Topology *t = topology_hold(true);
    unsigned n = t == NULL ? 1 : t->node_count;

    topology_drop(t);
    return val_int(n);
}

/* ---- the pages of packed arrays ---- */

static size_t packed_bytes(const Packed *p)
{
    return p->count * (p->type == PACKED_COMPLEX ? 16 : 8);
}

/* Calls f for each packed array in lists and associations of them.  VAL_NONE; UNWIND. */
static Val each_packed(Vm *vm, Val x, Val (*f)(Vm *vm, Packed *p, void *state), void *state)
{
    Items it;

    if (val_is_packed(x))
        return f(vm, val_packed(x), state);
    if (!val_is_plain_list(x) && !val_is_assoc(x))
        return VAL_NONE;
    TRY(vm_check_stack(vm));
    if (!items_of(vm_heap(vm), x, &it))
        return VAL_NONE;
    for (size_t i = 0; i < it.n; i++)
        TRY(each_packed(vm, it.v[i], f, state));
    return VAL_NONE;
}

typedef struct Counts { uint64_t of[NODES_MAX]; bool refused; } Counts;

static Val count_pages(Vm *vm, Packed *p, void *state)
{
    Counts *c = state;
    void *pages[PAGES_AT_ONCE];
    int nodes[PAGES_AT_ONCE];
    size_t n;

    for (size_t from = 0; (n = numa_page_list(&p->data, packed_bytes(p), from, pages, PAGES_AT_ONCE)) > 0; from += n) {
        TRY(vm_poll(vm));
        c->refused |= !numa_nodes_at(pages, n, nodes);
        for (size_t i = 0; i < n && !c->refused; i++)
            if (nodes[i] >= 0 && nodes[i] < NODES_MAX)
                c->of[nodes[i]]++;
    }
    return VAL_NONE;
}

BUILTIN(NumaPages,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "x_", .packed = true,
    .usage = "NumaPages[x] says how many pages of the packed arrays in x lie on each node of memory; Missing[\"NotAvailable\"] where the kernel does not say.",
    .examples = EXAMPLES("NumaPages[{1, 2, 3}]", "<||>"))
{
    Counts c = {.refused = false};
    AssocBuilder b;

    TRY(each_packed(vm, args.v[0], count_pages, &c));
    if (c.refused)
        return expr1(vm_heap(vm), S_Missing, text_from(vm_heap(vm), "NotAvailable"));
    assoc_builder_start(&b, vm_heap(vm));
    for (int i = 0; i < NODES_MAX; i++)
        if (c.of[i] > 0)
            assoc_builder_put(&b, (AssocEntry){.key = val_int(i), .value = val_int((int64_t)c.of[i])});
    return assoc_builder_finish(&b);
}

/* The nodes that pages go to, in turn; none: to the one where most of the array is. */
typedef struct Policy {
    int    nodes[NODES_MAX];
    size_t n;
} Policy;

static bool has_node(const Topology *t, Val v)
{
    for (unsigned i = 0; t != NULL && i < t->node_count; i++)
        if (val_is_small(v) && val_small(v) == t->nodes[i])
            return true;
    return false;
}

static bool read_nodes(Heap *h, const Topology *t, Val list, Policy *p)
{
    if (!val_is_list(list) || list_len(list) == 0 || list_len(list) > NODES_MAX)
        return false;
    for (size_t i = 0; i < list_len(list); i++) {
        Val node = list_item(h, list, i);
        if (!has_node(t, node))
            return false;
        p->nodes[p->n++] = (int)val_small(node);
    }
    return true;
}

/* "local" and "Local". */
static bool is_word(Val v, const char *word)
{
    return val_is_string(v) && text_bytes(v) == strlen(word) && (text_data(v)[0] | 32) == (word[0] | 32)
        && strcmp(text_data(v) + 1, word + 1) == 0;
}

static bool read_policy(Heap *h, const Topology *t, Val v, Policy *p)
{
    *p = (Policy){.n = 0};
    if (is_word(v, "Bind"))
        return true;
    if (is_word(v, "Local")) {
        p->nodes[p->n++] = numa_here();
        return true;
    }
    if (is_word(v, "Interleave")) {
        for (unsigned i = 0; t != NULL && i < t->node_count; i++)
            p->nodes[p->n++] = (int)t->nodes[i];
        return true;
    }
    if (has_node(t, v)) {
        p->nodes[p->n++] = (int)val_small(v);
        return true;
    }
    if (!val_is_plain_list(v) || expr_len(v) != 2)
        return false;
    Val kind = expr_arg(v, 0), where = expr_arg(v, 1);
    if (is_word(kind, "Bind") && has_node(t, where)) {
        p->nodes[p->n++] = (int)val_small(where);
        return true;
    }
    return is_word(kind, "Interleave") && read_nodes(h, t, where, p);
}

/* The node that has most pages. */
static int fullest(const Counts *c)
{
    int best = 0;

    for (int i = 1; i < NODES_MAX; i++)
        if (c->of[i] > c->of[best])
            best = i;
    return best;
}

/* The array is gone: its addresses are as any others. */
static void unbind(void *object, void *unused)
{
    Packed *p = object;

    (void)unused;
    numa_unbind(&p->data, packed_bytes(p));
}

static void bind_array(Packed *p, const Policy *policy)
{
    uint64_t nodes = 0;

    for (size_t i = 0; i < policy->n; i++)
        nodes |= 1ull << policy->nodes[i];
    if (numa_bind(&p->data, packed_bytes(p), nodes))
        GC_register_finalizer_no_order(p, unbind, NULL, NULL, NULL);
}

static Val move_pages_of(Vm *vm, Packed *p, void *state)
{
    Policy policy = *(const Policy *)state;
    void *pages[PAGES_AT_ONCE];
    int nodes[PAGES_AT_ONCE];
    size_t n, all = numa_page_count(&p->data, packed_bytes(p));

    if (policy.n == 0) {
        Counts c = {.refused = false};
        TRY(count_pages(vm, p, &c));
        policy.nodes[policy.n++] = fullest(&c);
    }
    if (all >= PAGES_BOUND)
        bind_array(p, &policy);
    for (size_t from = 0; (n = numa_page_list(&p->data, packed_bytes(p), from, pages, PAGES_AT_ONCE)) > 0; from += n) {
        TRY(vm_poll(vm));
        for (size_t i = 0; i < n; i++)
            nodes[i] = policy.nodes[numa_turn(pages[i], all, from + i) % policy.n];
        if (!numa_move(pages, n, nodes))
            break;
    }
    return VAL_NONE;
}

BUILTIN(SetNumaPolicy,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "x_, policy_", .packed = true,
    .usage = "SetNumaPolicy[x, policy] gives x, after the memory of the packed arrays in it has been moved: to the node of the processor that asks (\"Local\"), "
             "to all nodes in turn (\"Interleave\") or those of a list ({\"Interleave\", {n1, n2, ...}}), to one node (n or {\"Bind\", n}), "
             "each array to the node where most of it is (\"Bind\").  Where the kernel does not let it, nothing is moved.",
    .messages = MESSAGES("policy", "`1` is not \"Local\", \"Interleave\", \"Bind\" or a node of memory that there is."),
    .examples = EXAMPLES("SetNumaPolicy[{1, 2}, \"local\"]", "{1, 2}", "SetNumaPolicy[1, \"far\"]", "SetNumaPolicy::policy: far is not \"Local\", \"Interleave\", \"Bind\" or a node of memory that there is.\nSetNumaPolicy[1, far]",
                         "Total[SetNumaPolicy[Range[100000], {\"Bind\", 0}]]", "5000050000"))
{
    Topology *t = topology_hold(true);
    Policy policy;
    bool good = read_policy(vm_heap(vm), t, args.v[1], &policy);
    bool several = t != NULL && t->real && t->node_count > 1;

    topology_drop(t);
    if (!good)
        return MESSAGE(vm, "policy", args.v[1]);
    if (several)
        TRY(each_packed(vm, args.v[0], move_pages_of, &policy));
    return args.v[0];
}

/* ---- work that goes where the memory is ---- */

/* The address of element [i] of a packed array. */
static void *element_at(const Packed *p, size_t i)
{
    return (char *)p->data.integers + packed_bytes(p) / p->dims[0] * i;
}

/* Where the middle of each of [pieces] lies; false: the kernel does not say. */
static bool nodes_of_pieces(const Packed *p, size_t n, size_t pieces, int *nodes)
{
    void *at[NODES_MAX];

    for (size_t k = 0; k < pieces; k++)
        at[k] = element_at(p, (parallel_piece(n, pieces, k) + parallel_piece(n, pieces, k + 1)) / 2);
    if (!numa_nodes_at(at, pieces, nodes))
        return false;
    for (size_t k = 0; k < pieces; k++)
        if (nodes[k] < 0)
            nodes[k] = k > 0 ? nodes[k - 1] : 0;
    return true;
}

/* A block for each node, as large as it has workers. */
static void cut_by_workers(Split *s, const unsigned *workers, unsigned all)
{
    size_t from = 0, before = 0;

    for (int node = 0; node < NODES_MAX; node++) {
        if (workers[node] == 0)
            continue;
        before += workers[node];
        size_t to = s->n / all * before + s->n % all * before / all;
        if (to > from)
            s->how.near[s->how.near_count++] = (SplitNear){from, node};
        from = to;
    }
}

/* Packed arrays are cut where they go from one node to another, anything else into as many blocks as there are
 * nodes. */
static void cut_by_nodes(Vm *vm, Split *s)
{
    unsigned workers[NODES_MAX], all = 0;
    int nodes[NODES_MAX];

    topology_drop(topology_hold(true));
    if (pool_nodes(s->how.pool, workers) < 2 || s->how.pieces != 0 || s->n == 0)
        return;
    for (int i = 0; i < NODES_MAX; i++)
        all += workers[i];
    s->how.near = heap_alloc_atomic(vm_heap(vm), NODES_MAX * sizeof *s->how.near);
    size_t pieces = s->n < NODES_MAX ? s->n : NODES_MAX;
    if (!val_is_packed(s->source) || !nodes_of_pieces(val_packed(s->source), s->n, pieces, nodes)) {
        cut_by_workers(s, workers, all);
        return;
    }
    for (size_t k = 0; k < pieces; k++)
        if (k == 0 || nodes[k] != nodes[k - 1])
            s->how.near[s->how.near_count++] = (SplitNear){parallel_piece(s->n, pieces, k), nodes[k]};
}

BUILTIN(NumaAwareParallelMap,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS, .packed = true, .quiet_count = true,
    .usage = "NumaAwareParallelMap[f, expr] is ParallelMap[f, expr]; each worker begins with elements that lie in memory of its own node, or with a block for each node where expr is not packed.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("NumaAwareParallelMap[f, {a, b}]", "{f[a], f[b]}", "Total[NumaAwareParallelMap[#^2 &, Range[1000]]]", "333833500"))
{
    return parallel_map_call(vm, args, cut_by_nodes);
}
