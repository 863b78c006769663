/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * waitgraph.c -- which tasks there are, what they wait for, and what is done when nothing can end it.
 *
 * Nobody keeps a list of tasks: that would cost each spawn a lock or a shared word.  Who asks walks the
 * heap after a collection.  A task that is reachable from nowhere is not found then, and need not be:
 * nobody can end its wait, nor notice it.
 */
#include "foreign/task/waitgraph.h"

#include <gc.h>
#include <gc/gc_mark.h>

#include "foreign/task/scope.h"
#include "foreign/task/wait.h"

enum { CYCLE_MAX = 64, NAMED_MAX = 1000 };

static struct {
    Lock lock;
    Val  report;
} last_deadlock;

/* ---- finding objects ---- */

typedef struct Search {
    const ForeignClass *class;
    void  **found;               /* states */
    size_t  n, room;
} Search;

static const ForeignClass *class_of_node(const void *node, size_t bytes)
{
    const Foreign *o = node;

    return bytes >= sizeof *o && o->node.kind == KIND_FOREIGN ? o->class : NULL;
}

static void look_at(void *object, size_t bytes, void *argument)
{
    Search *s = argument;

    if (class_of_node(object, bytes) != s->class || bytes < sizeof(Foreign) + s->class->size)
        return;
    if (s->found != NULL && s->n < s->room)
        s->found[s->n] = ((Foreign *)object)->state;
    s->n++;
}

static void *enumerate(void *argument)
{
    GC_enumerate_reachable_objects_inner(look_at, argument);
    return NULL;
}

/* The states of all objects of a class. */
static void **search(Heap *h, const ForeignClass *class, size_t *n)
{
    Search s = {.class = class};

    GC_gcollect();
    GC_call_with_alloc_lock(enumerate, &s);
    s.room = s.n;
    s.found = heap_alloc(h, (s.room + 1) * sizeof *s.found);
    s.n = 0;
    GC_call_with_alloc_lock(enumerate, &s);
    *n = s.n < s.room ? s.n : s.room;
    return s.found;
}

Val foreign_objects(Heap *h, const ForeignClass *class)
{
    Builder b;
    size_t n;
    void **found = search(h, class, &n);

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < n; i++)
        builder_push(&b, val_from_node((char *)found[i] - offsetof(Foreign, state)));
    return builder_finish(&b);
}

static int by_serial(const void *a, const void *b)
{
    const Task *x = *(Task *const *)a, *y = *(Task *const *)b;

    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

Task **tasks_live(Heap *h, size_t *n)
{
    size_t count, live = 0;
    Task **t = (Task **)search(h, &future_class, &count);

    for (size_t i = 0; i < count; i++)
        if (t[i]->kind != TASK_PROMISE && pools_has(t[i]->job.pool) && !atomic_load_explicit(&t[i]->done, memory_order_acquire))
            t[live++] = t[i];
    qsort(t, live, sizeof *t, by_serial);
    *n = live;
    return t;
}

/* ---- describing ---- */

bool task_waits(const Task *t)
{
    return (atomic_load_explicit(&t->wait, memory_order_acquire) & 1) != 0;
}

Val task_label(Heap *h, const Task *t)
{
    if (t->kind == TASK_MAIN)
        return text_from(h, "Main");
    return val_is_none(t->name) ? val_int((int64_t)task_number(t)) : t->name;
}

/* The foreign object whose state [on] is; VAL_NONE: it is something else. */
static Val object_of(void *on)
{
    void *node = on == NULL ? NULL : GC_base(on);

    if (node == NULL || (char *)node + offsetof(Foreign, state) != on)
        return VAL_NONE;
    const ForeignClass *class = class_of_node(node, heap_size_of(node));
    /* Classes are static: what looks like one and lies in the heap is none. */
    return class == NULL || GC_base((void *)class) != NULL ? VAL_NONE : val_from_node(node);
}

Val task_waits_for(Heap *h, Task *const *live, size_t n, const Task *t)
{
    void *on = t->on;
    Val v = object_of(on);

    if (!val_is_none(v))
        return v;
    for (size_t i = 0; i < n; i++) {
        const Scope *s = live[i]->scope;
        if (s != NULL && s->owner == t && s->wait != 0)
            return text_from(h, "Tasks");
    }
    return text_from(h, on == NULL ? "Time" : "Several");
}

/* ---- cycles ---- */

/* Tarjan's algorithm, without recursion.  A task's edges: to the task that it awaits, or, where it
 * waits for the end of a scope, to the tasks in it. */
typedef struct Graph {
    Heap         *heap;
    Task *const  *task;
    size_t        n;
    size_t       *edge, *edges;      /* of task i: edge[edges[i]] up to edge[edges[i + 1]] */
    size_t       *index, *low, *stack, *call, *next;
    bool         *on_stack;
    size_t        counter, height;
    Builder       found;
} Graph;

static size_t place_of(const Graph *g, const Task *t)
{
    size_t low = 0, high = g->n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (g->task[middle]->serial < t->serial)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->n && g->task[low] == t ? low : SIZE_MAX;
}

static const Task *awaited(const Task *t)
{
    Val v = task_waits(t) ? object_of(t->on) : VAL_NONE;

    return !val_is_none(v) && val_is_foreign_of(v, &future_class) ? future_task(v) : NULL;
}

static size_t scope_owner(const Graph *g, size_t i)
{
    const Scope *s = g->task[i]->scope;

    return s != NULL && s->wait != 0 && s->owner != NULL ? place_of(g, s->owner) : SIZE_MAX;
}

static void collect_edges(Graph *g)
{
    size_t *fill = heap_alloc_atomic(g->heap, (g->n + 1) * sizeof *fill), *awaits = heap_alloc_atomic(g->heap, (g->n + 1) * sizeof *fill);

    g->edges = heap_alloc(g->heap, (g->n + 2) * sizeof *g->edges);
    for (size_t i = 0; i < g->n; i++) {
        const Task *f = awaited(g->task[i]);
        size_t owner = scope_owner(g, i);
        awaits[i] = f == NULL ? SIZE_MAX : place_of(g, f);
        if (awaits[i] != SIZE_MAX)
            g->edges[i + 1]++;
        if (owner != SIZE_MAX)
            g->edges[owner + 1]++;
    }
    for (size_t i = 0; i < g->n; i++) {
        g->edges[i + 1] += g->edges[i];
        fill[i] = g->edges[i];
    }
    g->edge = heap_alloc_atomic(g->heap, (g->edges[g->n] + 1) * sizeof *g->edge);
    for (size_t i = 0; i < g->n; i++) {
        size_t owner = scope_owner(g, i);
        if (awaits[i] != SIZE_MAX)
            g->edge[fill[i]++] = awaits[i];
        if (owner != SIZE_MAX && fill[owner] < g->edges[owner + 1])
            g->edge[fill[owner]++] = i;
    }
}

/* The component whose root is v: a cycle if it has an edge at all. */
static void component_ends(Graph *g, size_t v)
{
    size_t from = g->height;
    Builder b;
    bool cycle;

    do
        g->on_stack[g->stack[--from]] = false;
    while (g->stack[from] != v);
    cycle = g->height - from > 1;
    for (size_t k = g->edges[v]; k < g->edges[v + 1]; k++)
        cycle = cycle || g->edge[k] == v;
    if (cycle) {
        builder_start(&b, g->heap, S_List);
        for (size_t i = from; i < g->height; i++)
            builder_push(&b, task_label(g->heap, g->task[g->stack[i]]));
        builder_push(&g->found, builder_finish(&b));
    }
    g->height = from;
}

static size_t enter(Graph *g, size_t v, size_t depth)
{
    g->index[v] = g->low[v] = ++g->counter;
    g->stack[g->height++] = v;
    g->on_stack[v] = true;
    g->next[v] = g->edges[v];
    g->call[depth] = v;
    return depth + 1;
}

static void visit(Graph *g, size_t root)
{
    size_t depth = enter(g, root, 0);

    while (depth > 0) {
        size_t v = g->call[depth - 1];
        if (g->next[v] < g->edges[v + 1]) {
            size_t u = g->edge[g->next[v]++];
            if (g->index[u] == 0)
                depth = enter(g, u, depth);
            else if (g->on_stack[u] && g->index[u] < g->low[v])
                g->low[v] = g->index[u];
            continue;
        }
        if (g->low[v] == g->index[v])
            component_ends(g, v);
        if (--depth > 0 && g->low[v] < g->low[g->call[depth - 1]])
            g->low[g->call[depth - 1]] = g->low[v];
    }
}

Val wait_cycles(Heap *h, Task *const *live, size_t n)
{
    Graph g = {.heap = h, .task = live, .n = n};
    size_t *numbers = heap_alloc(h, (5 * n + 1) * sizeof *numbers);

    collect_edges(&g);
    g.index = numbers;
    g.low = numbers + n;
    g.stack = numbers + 2 * n;
    g.call = numbers + 3 * n;
    g.next = numbers + 4 * n;
    g.on_stack = heap_alloc(h, n + 1);
    builder_start(&g.found, h, S_List);
    for (size_t i = 0; i < n; i++)
        if (g.index[i] == 0)
            visit(&g, i);
    return builder_finish(&g.found);
}

/* ---- deadlock ---- */

static void put(AssocBuilder *b, const char *key, Val value)
{
    assoc_builder_put(b, (AssocEntry){.key = text_from(b->heap, key), .value = value});
}

static Val deadlock_failure(Heap *h, const char *text, Val task, Val waits, Val cycles)
{
    AssocBuilder b;

    assoc_builder_start(&b, h);
    put(&b, "Message", text_from(h, text));
    put(&b, "Task", task);
    put(&b, "Waits", waits);
    put(&b, "Cycles", cycles);
    return expr2(h, S_Failure, text_from(h, "Deadlock"), assoc_builder_finish(&b));
}

static void remember(Heap *h, Val waits, Val cycles)
{
    AssocBuilder b;

    assoc_builder_start(&b, h);
    put(&b, "Waits", waits);
    put(&b, "Cycles", cycles);
    lock_take(&last_deadlock.lock);
    last_deadlock.report = assoc_builder_finish(&b);
    lock_release(&last_deadlock.lock);
}

Val deadlock_last(void)
{
    lock_take(&last_deadlock.lock);
    Val v = last_deadlock.report;
    lock_release(&last_deadlock.lock);
    return v;
}

/* A chain of tasks that each await the next alone and without a limit of time stays as it is until its
 * last one ends: what is seen of it one after another held at one time. */
Val await_closes_cycle(Vm *vm, Task *t, Task *f)
{
    Heap *h = vm_heap(vm);
    Builder labels, waits;
    size_t length = 0;
    Task *g = f;

    while (g != t) {
        if (g == NULL || ++length > CYCLE_MAX || atomic_load_explicit(&g->done, memory_order_acquire))
            return VAL_NONE;
        g = atomic_load_explicit(&g->awaits, memory_order_acquire);
    }
    builder_start(&labels, h, S_List);
    builder_start(&waits, h, S_List);
    g = t;
    do {
        Task *next = g == t ? f : atomic_load_explicit(&g->awaits, memory_order_acquire);
        builder_push(&labels, task_label(h, g));
        if (next == NULL || length-- > CYCLE_MAX)
            return VAL_NONE;
        builder_push(&waits, expr2(h, S_Rule, task_label(h, g), task_future(next)));
        g = next;
    } while (g != t);
    Val cycles = expr1(h, S_List, builder_finish(&labels)), rules = builder_finish(&waits);
    remember(h, rules, cycles);
    return deadlock_failure(h, "Tasks await each other in a cycle.", task_label(h, t), rules, cycles);
}

void deadlock_break(Vm *vm)
{
    Heap *h = vm_heap(vm);
    size_t n, named = 0;
    Task **live = tasks_live(h, &n);
    uint32_t *wait = heap_alloc_atomic(h, (n + 1) * sizeof *wait);
    Builder waits;

    builder_start(&waits, h, S_List);
    for (size_t i = 0; i < n; i++) {
        wait[i] = atomic_load_explicit(&live[i]->wait, memory_order_acquire);
        if ((wait[i] & 1) != 0 && named++ < NAMED_MAX)
            builder_push(&waits, expr2(h, S_Rule, task_label(h, live[i]), task_waits_for(h, live, n, live[i])));
    }
    Val rules = builder_finish(&waits), cycles = wait_cycles(h, live, n);
    remember(h, rules, cycles);
    for (size_t i = 0; i < n; i++) {
        if ((wait[i] & 1) == 0)
            continue;
        Val failure = deadlock_failure(h, "Everybody waits, and nothing can end it.", task_label(h, live[i]), rules, cycles);
        if (task_claim_any(live[i], wait[i]))
            task_wake(live[i], WAKE_DEADLOCK, failure);
    }
}
