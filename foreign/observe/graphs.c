/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * graphs.c -- TaskList, ScopeTree, WaitGraph and DeadlockReport.
 */
#include "foreign/chan/channel.h"
#include "foreign/observe/statistics.h"
#include "foreign/task/scope.h"
#include "foreign/task/waitgraph.h"

/* ---- tasks ---- */

/* It gave way, or its wait has ended, and no worker has come to it yet: what is set for a wait is still there. */
static bool is_ready(const Task *t)
{
    return t->fiber != NULL || t->timer != NULL || atomic_load_explicit(&t->guard, memory_order_relaxed) != NULL;
}

static const char *state_of(const Task *t)
{
    return task_waits(t) ? "Waiting" : !t->started ? "Queued" : is_ready(t) ? "Ready" : "Running";
}

BUILTIN(TaskList,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "TaskList[] lists the tasks that have not ended: number, name, state, what each waits for, and its future. The state is \"Queued\" before it begins, \"Running\", \"Waiting\", or \"Ready\" where it can go on once a worker comes to it.",
    .examples = EXAMPLES(">> c = Channel[]; f = Spawn[Receive[c], Name -> \"reader\"]; Pause[0.01]; Lookup[Select[TaskList[], #Future === f &], {\"Name\", \"State\"}]", "{{reader, Waiting}}"))
{
    Heap *h = vm_heap(vm);
    size_t n;
    Task **live = tasks_live(h, &n);
    Builder all;

    builder_start(&all, h, S_List);
    for (size_t i = 0; i < n; i++) {
        const Task *t = live[i];
        AssocBuilder b;
        if (t->kind != TASK_SPAWNED)
            continue;
        assoc_builder_start(&b, h);
        put_count(&b, "Task", t->serial);
        put_value(&b, "Name", val_is_none(t->name) ? S_None : t->name);
        put_value(&b, "State", text_from(h, state_of(t)));
        put_value(&b, "WaitsFor", task_waits(t) ? task_waits_for(h, live, n, t) : S_None);
        put_value(&b, "Future", task_future(t));
        builder_push(&all, assoc_builder_finish(&b));
    }
    return builder_finish(&all);
}

/* ---- scopes ---- */

static bool inside(const Scope *s, const Scope *outer)
{
    while (s != NULL && s != outer)
        s = s->outer;
    return s == outer;
}

/* The scope right below [outer] that the task is in or owns; NULL: none. */
static const Scope *scope_below(const Task *t, const Scope *outer)
{
    const Scope *s = t->scope;

    if (s == outer || !inside(s, outer))
        return NULL;
    while (s->outer != outer)
        s = s->outer;
    return s;
}

static Val tree_of(Vm *vm, Task *const *live, size_t n, const Scope *s)
{
    Heap *h = vm_heap(vm);
    Builder tasks, scopes;
    AssocBuilder b;

    TRY(vm_check_stack(vm));
    builder_start(&tasks, h, S_List);
    builder_start(&scopes, h, S_List);
    for (size_t i = 0; i < n; i++) {
        if (scope_around(live[i]) == s && live[i]->kind == TASK_SPAWNED)
            builder_push(&tasks, task_label(h, live[i]));
        const Scope *below = scope_below(live[i], s);
        for (size_t k = 0; k < i && below != NULL; k++)
            if (scope_below(live[k], s) == below)
                below = NULL;
        if (below == NULL)
            continue;
        Val child = tree_of(vm, live, n, below);
        TRY(child);
        builder_push(&scopes, child);
    }
    assoc_builder_start(&b, h);
    put_value(&b, "Scope", s == NULL ? text_from(h, "Session") : val_is_none(s->name) || val_is(s->name, S_None)
                                                                 ? val_int((int64_t)s->serial) : s->name);
    put_value(&b, "Owner", s == NULL || s->owner == NULL ? S_None : task_label(h, s->owner));
    put_value(&b, "Tasks", builder_finish(&tasks));
    put_value(&b, "Scopes", builder_finish(&scopes));
    return assoc_builder_finish(&b);
}

BUILTIN(ScopeTree,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "ScopeTree[] gives the scopes that are open, each with its tasks and the scopes inside it.",
    .examples = EXAMPLES(">> ScopeTree[][\"Scope\"]", "Session"))
{
    size_t n;
    Task **live = tasks_live(vm_heap(vm), &n);

    return tree_of(vm, live, n, NULL);
}

/* ---- waiting ---- */

typedef struct Edges { Heap *heap; Builder rules; } Edges;

static void push_edge(Edges *e, const Task *t, Val what)
{
    builder_push(&e->rules, expr2(e->heap, S_Rule, task_label(e->heap, t), what));
}

/* [selects]: only those of a select.  What else is in the queue of a future may wait for others too. */
static void push_waiters(Edges *e, const WaiterQueue *q, Val what, bool selects)
{
    for (const Waiter *w = q->first; w != NULL; w = w->next)
        if (atomic_load_explicit(&w->task->wait, memory_order_relaxed) == w->wait && !(selects && w == w->task->waiter))
            push_edge(e, w->task, what);
}

static void push_waits_for(Edges *e, const Task *t, Val what)
{
    if (val_is_list(what))
        for (size_t i = 0; i < expr_len(what); i++)
            push_edge(e, t, expr_arg(what, i));
    else if (!val_is_channel(what) && !(val_is_string(what) && text_is(what, "Several")))
        push_edge(e, t, what);
}

BUILTIN(WaitGraph,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "WaitGraph[] gives rules task -> object: who waits for which channel, future or lock at this moment, perhaps for several; \"Process\" is a child process all of whose tasks wait.",
    .examples = EXAMPLES(">> c = Channel[]; f = Spawn[Receive[c], Name -> \"reader\"]; Pause[0.01]; MemberQ[WaitGraph[], \"reader\" -> c]", "True"))
{
    Heap *h = vm_heap(vm);
    size_t n;
    Task **live = tasks_live(h, &n);
    Val channels = foreign_objects(h, &channel_class), futures = foreign_objects(h, &future_class);
    Edges e = {.heap = h};

    builder_start(&e.rules, h, S_List);
    for (size_t i = 0; i < list_len(channels); i++) {
        Channel *c = val_channel(expr_arg(channels, i));
        lock_take(&c->lock);
        push_waiters(&e, &c->receivers, expr_arg(channels, i), false);
        push_waiters(&e, &c->senders, expr_arg(channels, i), false);
        lock_release(&c->lock);
    }
    for (size_t i = 0; i < list_len(futures); i++) {
        Task *f = future_task(expr_arg(futures, i));
        lock_take(&f->lock);
        push_waiters(&e, &f->awaiting, expr_arg(futures, i), true);
        lock_release(&f->lock);
    }
    for (size_t i = 0; i < n; i++)
        if (task_waits(live[i]))
            push_waits_for(&e, live[i], task_waits_for(h, live, n, live[i]));
    return builder_finish(&e.rules);
}

BUILTIN(DeadlockReport,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "DeadlockReport[] gives the cycles of tasks that wait for each other at this moment, and the last deadlock that was ended.",
    .examples = EXAMPLES(">> Receive[Channel[]]; Keys[DeadlockReport[][\"Last\"]]", "{Waits, Cycles}", ">> DeadlockReport[][\"Cycles\"]", "{}"))
{
    Heap *h = vm_heap(vm);
    size_t n;
    Task **live = tasks_live(h, &n);
    Val last = deadlock_last();
    AssocBuilder b;

    assoc_builder_start(&b, h);
    put_value(&b, "Cycles", wait_cycles(h, live, n));
    put_value(&b, "Last", val_is_none(last) ? S_None : last);
    return assoc_builder_finish(&b);
}
