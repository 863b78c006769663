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

#include "foreign/task/listen.h"
#include "foreign/task/scope.h"
#include "foreign/task/team.h"
#include "foreign/task/wait.h"

/* Chains of waits are followed so far when a wait begins; of a task that somebody awaits, so that it can be in a cycle with futures
 * alone, far.  Long ones in which nobody waits for the next that joins them cost it little so. */
enum { CHAIN_SHORT = 64, CHAIN_MAX = 10000, NAMED_MAX = 1000 };

static struct {
    Lock lock;                       /* held by who gives up the wait that closes a cycle, too */
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

    /* Tasks of simulated pools have numbers of their own. */
    return x->serial != y->serial ? (x->serial < y->serial ? -1 : 1) : x < y ? -1 : x > y;
}

Task **tasks_live(Heap *h, size_t *n)
{
    size_t count, live = 0;
    Task **t = (Task **)search(h, &future_class, &count);

    for (size_t i = 0; i < count; i++)
        if (t[i]->kind != TASK_PROMISE && t[i]->kind != TASK_TURN && pools_has(t[i]->job.pool) && !atomic_load_explicit(&t[i]->done, memory_order_acquire))
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

/* Tasks, each list of them linked by scope_next. */
typedef struct TaskList {
    Heap   *heap;
    Task  **task;
    size_t  n, room;
} TaskList;

static void add_tasks(TaskList *l, Lock *lock, Task *const *first, const size_t *count)
{
    lock_take(lock);
    while (l->room - l->n < *count) {
        size_t room = 2 * l->room + *count;
        lock_release(lock);
        l->task = heap_grow(l->heap, l->task, l->n * sizeof(Task *), room * sizeof(Task *));
        l->room = room;
        lock_take(lock);
    }
    for (Task *t = *first; t != NULL; t = t->scope_next)
        l->task[l->n++] = t;
    lock_release(lock);
}

static Team *team_of(Val object)
{
    return !val_is_none(object) && val_is_foreign_of(object, &team_class) ? foreign_state(object) : NULL;
}

/* Those whose end the task waits for as the one whose work they do; NULL: it does not. */
static Team *task_waits_for_team(const Task *t)
{
    return task_waits(t) ? team_of(object_of(t->on)) : NULL;
}

/* The tasks of the scope, of scopes which these have opened, and of their teams, that have not ended; by serial.  NULL: there are none,
 * or one of them is not in [pool], where nothing is running. */
static Task **tasks_of_scope(Heap *h, Scope *s, const Pool *pool, size_t *n)
{
    TaskList l = {.heap = h};

    add_tasks(&l, &s->lock, &s->tasks, &s->count);
    for (size_t i = 0; i < l.n; i++) {
        const Task *t = l.task[i];
        if (t->job.pool != pool)
            return NULL;
        Team *g = task_waits_for_team(t);
        for (s = t->scope; s != NULL && s->owner == t; s = s->outer)
            add_tasks(&l, &s->lock, &s->tasks, &s->count);
        if (g != NULL)
            add_tasks(&l, &g->lock, &g->members, &g->count);
    }
    if (l.n > 0)
        qsort(l.task, l.n, sizeof *l.task, by_serial);
    *n = l.n;
    return l.task;
}

/* What a future is called as what is waited for. */
static Val future_label(Heap *h, const Task *f)
{
    return f->kind == TASK_TURN ? expr1(h, S_HoldForm, f->name) : task_future(f);
}

/* What a task awaits: of these futures, those that are not complete; the end of all of them, or of any. */
typedef struct Awaited {
    Val    futures;                  /* one, or a List with other values too */
    size_t next;
    bool   any;
} Awaited;

/* False: it awaits nothing.  As long as its waiter is in the future's queue the task can't go on, and what it says stands. */
static bool task_awaits(const Task *t, Awaited *a)
{
    Val v = task_waits(t) ? object_of(t->on) : VAL_NONE;

    if (val_is_none(v) || !val_is_foreign_of(v, &future_class))
        return false;
    Task *f = future_task(v);
    *a = (Awaited){.futures = v};
    lock_take(&f->lock);
    const Waiter *w = t->waiter;
    bool there = w != NULL && w->queue == f;
    if (there && f->kind == TASK_PROMISE && f->work != NULL)
        a->futures = gathering_list(f->work, &a->any);
    else if (there && f->kind != TASK_TURN && val_is_list(t->subject))
        *a = (Awaited){.futures = t->subject, .next = t->index};
    lock_release(&f->lock);
    return there;
}

/* The next of them; NULL: there is no more. */
static Task *awaited_next(Heap *h, Awaited *a)
{
    bool several = val_is_list(a->futures);

    while (a->next < (several ? list_len(a->futures) : 1)) {
        Val v = several ? list_item(h, a->futures, a->next) : a->futures;
        a->next++;
        if (val_is_foreign_of(v, &future_class) && !atomic_load_explicit(&future_task(v)->done, memory_order_acquire))
            return future_task(v);
    }
    return NULL;
}

static Val team_label(Heap *h, Team *g)
{
    TaskList l = {.heap = h};
    Builder b;

    add_tasks(&l, &g->lock, &g->members, &g->count);
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < l.n; i++)
        builder_push(&b, task_future(l.task[i]));
    return builder_finish(&b);
}

static Val awaited_label(Heap *h, Awaited *a)
{
    Builder b;

    builder_start(&b, h, S_List);
    for (const Task *f; (f = awaited_next(h, a)) != NULL; )
        builder_push(&b, future_label(h, f));
    Val v = builder_finish(&b);
    return expr_len(v) == 1 ? expr_arg(v, 0) : v;
}

Val task_waits_for(Heap *h, Task *const *live, size_t n, const Task *t)
{
    void *on = t->on;
    Val v = object_of(on);
    Awaited a;

    if (task_awaits(t, &a))
        return awaited_label(h, &a);
    if (team_of(v) != NULL)
        return team_label(h, team_of(v));
    if (!val_is_none(v) && val_is_foreign_of(v, &child_class))
        return text_from(h, "Process");
    if (!val_is_none(v))
        return val_is_foreign_of(v, &future_class) ? future_label(h, future_task(v)) : v;
    for (size_t i = 0; i < n; i++) {
        const Scope *s = live[i]->scope;
        if (s != NULL && s->owner == t && s->wait != 0)
            return text_from(h, "Tasks");
    }
    return text_from(h, on == NULL ? "Time" : "Several");
}

/* ---- cycles ---- */

/* Edges from each of n tasks: place[start[i]] up to place[start[i + 1]]. */
typedef struct Edges { size_t *start, *place; } Edges;

/* A task's edges: to the tasks that it awaits or, where it waits for the end of a scope or of a team, to the tasks in it.  Who waits for all is
 * held up by one of them; who waits for any, only by all: so tasks that can go on, for all that is known, are found first.
 * Cycles are the strongly connected components of the others: Tarjan's algorithm, without recursion. */
typedef struct Graph {
    Heap         *heap;
    Task *const  *task;
    size_t        n;
    size_t       *from, *to, count, room;   /* the edges one by one */
    Edges         out, in;
    size_t       *left;              /* how many of its edges must lead to who can go on, until the task can */
    bool         *any, *goes_on;
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
        if (by_serial(&g->task[middle], &t) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->n && g->task[low] == t ? low : SIZE_MAX;
}

static size_t *grown(const Graph *g, const size_t *old)
{
    size_t *made = heap_alloc_atomic(g->heap, g->room * sizeof *made);

    if (g->count > 0)
        memcpy(made, old, g->count * sizeof *made);
    return made;
}

static void add_edge(Graph *g, size_t from, size_t to)
{
    if (g->count == g->room) {
        g->room = 2 * g->room + g->n + 1;
        g->from = grown(g, g->from);
        g->to = grown(g, g->to);
    }
    g->from[g->count] = from;
    g->to[g->count++] = to;
}

static void add_awaited(Graph *g, size_t i)
{
    Awaited a;

    if (!task_awaits(g->task[i], &a))
        return;
    g->any[i] = a.any;
    g->left[i] = a.any;
    for (Task *f; (f = awaited_next(g->heap, &a)) != NULL; ) {
        const Task *ends = f->kind == TASK_TURN ? atomic_load_explicit(&f->awaits, memory_order_acquire) : f;
        size_t to = ends == NULL ? SIZE_MAX : place_of(g, ends);
        if (to != SIZE_MAX)
            add_edge(g, i, to);
        else if (a.any)
            g->left[i] = 0;
    }
}

static void add_team(Graph *g, size_t i)
{
    TaskList l = {.heap = g->heap};
    Team *team = task_waits_for_team(g->task[i]);

    if (team != NULL)
        add_tasks(&l, &team->lock, &team->members, &team->count);
    for (size_t k = 0; k < l.n; k++) {
        size_t to = place_of(g, l.task[k]);
        if (to != SIZE_MAX)
            add_edge(g, i, to);
    }
}

static void add_scope(Graph *g, size_t i)
{
    const Scope *s = scope_around(g->task[i]);
    size_t owner = s != NULL && s->wait != 0 && s->owner != NULL ? place_of(g, s->owner) : SIZE_MAX;

    if (owner != SIZE_MAX)
        add_edge(g, owner, i);
}

static Edges sorted_edges(const Graph *g, const size_t *from, const size_t *to)
{
    Edges e = {.start = heap_alloc(g->heap, (g->n + 2) * sizeof *e.start), .place = heap_alloc_atomic(g->heap, (g->count + 1) * sizeof *e.place)};

    for (size_t k = 0; k < g->count; k++)
        e.start[from[k] + 2]++;
    for (size_t i = 2; i < g->n + 2; i++)
        e.start[i] += e.start[i - 1];
    for (size_t k = 0; k < g->count; k++)
        e.place[e.start[from[k] + 1]++] = to[k];
    return e;
}

static void find_who_goes_on(Graph *g)
{
    size_t height = 0;

    for (size_t i = 0; i < g->n; i++) {
        if (!g->any[i])
            g->left[i] = g->out.start[i + 1] - g->out.start[i];
        if (g->left[i] == 0)
            g->stack[height++] = i;
        g->goes_on[i] = g->left[i] == 0;
    }
    while (height > 0) {
        size_t v = g->stack[--height];
        for (size_t k = g->in.start[v]; k < g->in.start[v + 1]; k++) {
            size_t u = g->in.place[k];
            if (g->goes_on[u] || --g->left[u] > 0)
                continue;
            g->goes_on[u] = true;
            g->stack[height++] = u;
        }
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
    for (size_t k = g->out.start[v]; k < g->out.start[v + 1]; k++)
        cycle = cycle || g->out.place[k] == v;
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
    g->next[v] = g->out.start[v];
    g->call[depth] = v;
    return depth + 1;
}

static void visit(Graph *g, size_t root)
{
    size_t depth = enter(g, root, 0);

    while (depth > 0) {
        size_t v = g->call[depth - 1];
        if (g->next[v] < g->out.start[v + 1]) {
            size_t u = g->out.place[g->next[v]++];
            if (g->goes_on[u])
                continue;
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
    size_t *numbers = heap_alloc(h, (6 * n + 1) * sizeof *numbers);

    g.left = numbers;
    g.index = numbers + n;
    g.low = numbers + 2 * n;
    g.stack = numbers + 3 * n;
    g.call = numbers + 4 * n;
    g.next = numbers + 5 * n;
    g.any = heap_alloc(h, 3 * n + 1);
    g.goes_on = g.any + n;
    g.on_stack = g.any + 2 * n;
    for (size_t i = 0; i < n; i++) {
        add_awaited(&g, i);
        add_scope(&g, i);
        add_team(&g, i);
    }
    g.out = sorted_edges(&g, g.from, g.to);
    g.in = sorted_edges(&g, g.to, g.from);
    find_who_goes_on(&g);
    builder_start(&g.found, h, S_List);
    for (size_t i = 0; i < n; i++)
        if (g.index[i] == 0 && !g.goes_on[i])
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

/* One who waits in a chain: its wait, what that is for, and whose end it takes. */
typedef struct Link {
    Task    *task, *on, *next;
    uint32_t wait;
} Link;

/* False where its wait is not one for one alone and without a limit, or is about to end. */
static bool link_read(Link *l, Task *t)
{
    l->task = t;
    l->wait = atomic_load_explicit(&t->wait, memory_order_acquire);
    l->on = atomic_load_explicit(&t->awaits, memory_order_acquire);
    if ((l->wait & 1) == 0 || l->on == NULL)
        return false;
    l->next = l->on->kind == TASK_TURN ? atomic_load_explicit(&l->on->awaits, memory_order_acquire) : l->on;
    return l->next != NULL && (!atomic_load_explicit(&t->cancelled, memory_order_acquire)
                               || atomic_load_explicit(&t->shielded, memory_order_relaxed));
}

/* How many links the chain has that begins and ends with [t]; 0: there is none. */
static size_t chain_length(Task *t)
{
    size_t most = atomic_load_explicit(&t->observed, memory_order_relaxed) ? CHAIN_MAX : CHAIN_SHORT, n = 0;
    Link l = {.next = t};

    do
        if (n++ == most || !link_read(&l, l.next))
            return 0;
    while (l.next != t);
    return n;
}

/* The same chain, if it has [n] links still. */
static bool chain_read(Link *chain, size_t n, Task *t)
{
    Task *g = t;

    for (size_t i = 0; i < n; g = chain[i++].next)
        if ((i > 0 && g == t) || !link_read(&chain[i], g))
            return false;
    return g == t;
}

/* Is everything as it was read?  Then all of it was so at one time, between the two looks: a wait's number does not come again,
 * and who waits gives no turn away. */
static bool chain_stands(const Link *chain, size_t n)
{
    Link now;

    for (size_t i = 0; i < n; i++)
        if (!link_read(&now, chain[i].task) || now.wait != chain[i].wait || now.on != chain[i].on || now.next != chain[i].next)
            return false;
    return true;
}

/* Of several that close a cycle at once the first one here gives its wait up; the others find no cycle then. */
Val wait_closes_cycle(Vm *vm, Task *t)
{
    Heap *h = vm_heap(vm);
    Builder labels, waits;
    size_t n = chain_length(t);

    if (n == 0)
        return VAL_NONE;
    Link *chain = heap_alloc(h, n * sizeof *chain);
    lock_take(&last_deadlock.lock);
    if (chain_read(chain, n, t) && chain_stands(chain, n)) {
        atomic_store_explicit(&t->awaits, NULL, memory_order_release);
        atomic_store_explicit(&t->guard, NULL, memory_order_relaxed);
        atomic_store_explicit(&t->wait, chain[0].wait & ~1u, memory_order_release);
    } else {
        n = 0;
    }
    lock_release(&last_deadlock.lock);
    if (n == 0)
        return VAL_NONE;
    builder_start(&labels, h, S_List);
    builder_start(&waits, h, S_List);
    for (size_t i = 0; i < n; i++) {
        builder_push(&labels, task_label(h, chain[i].task));
        builder_push(&waits, expr2(h, S_Rule, task_label(h, chain[i].task), future_label(h, chain[i].on)));
    }
    Val cycles = expr1(h, S_List, builder_finish(&labels)), rules = builder_finish(&waits);
    remember(h, rules, cycles);
    return deadlock_failure(h, "Tasks wait for each other in a cycle.", task_label(h, t), rules, cycles);
}

/* What [n] tasks wait for, and in which cycles. */
typedef struct Deadlock {
    Task    **task;                  /* by serial */
    uint32_t *wait;
    size_t    n;
    Val       waits, cycles;
} Deadlock;

static Deadlock deadlock_read(Heap *h, Task **task, size_t n)
{
    Deadlock d = {.task = task, .n = n, .wait = heap_alloc_atomic(h, (n + 1) * sizeof *d.wait)};
    size_t named = 0;
    Builder waits;

    builder_start(&waits, h, S_List);
    for (size_t i = 0; i < n; i++) {
        d.wait[i] = atomic_load_explicit(&task[i]->wait, memory_order_acquire);
        if ((d.wait[i] & 1) != 0 && named++ < NAMED_MAX)
            builder_push(&waits, expr2(h, S_Rule, task_label(h, task[i]), task_waits_for(h, task, n, task[i])));
    }
    d.waits = builder_finish(&waits);
    d.cycles = wait_cycles(h, task, n);
    return d;
}

/* Ends these waits; false: there was none. */
static bool deadlock_end(Heap *h, const Deadlock *d)
{
    bool any = false;

    for (size_t i = 0; i < d->n; i++) {
        if ((d->wait[i] & 1) == 0)
            continue;
        Val failure = deadlock_failure(h, "Everybody waits, and nothing can end it.", task_label(h, d->task[i]), d->waits, d->cycles);
        if (!task_claim_any(d->task[i], d->wait[i]))
            continue;
        task_wake(d->task[i], WAKE_DEADLOCK, failure);
        any = true;
    }
    return any;
}

void deadlock_break(Vm *vm)
{
    Heap *h = vm_heap(vm);
    size_t n;
    Task **live = tasks_live(h, &n);
    Deadlock d = deadlock_read(h, live, n);

    remember(h, d.waits, d.cycles);
    (void)deadlock_end(h, &d);
}

bool deadlock_break_scope(Heap *h, Scope *s, const Pool *pool)
{
    size_t n;
    Task **task = tasks_of_scope(h, s, pool, &n);

    if (task == NULL)
        return false;
    Deadlock d = deadlock_read(h, task, n);
    return deadlock_end(h, &d);
}
