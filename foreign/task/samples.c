/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * samples.c -- where the processors' time goes.
 */
#include "foreign/task/samples.h"

#include <time.h>

enum { FIRST_NODES = 256, NODES_MOST = 1 << 20 };

_Atomic(Samples *) samples_current;

/* It stays: a worker may be about to add its last sample when nobody reads any more. */
static struct {
    atomic_bool taken;
    Samples    *samples;
} profiles;

static int64_t time_used(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec + 1;
}

static void forget(SampleThread *s)
{
    lock_take(&s->lock);
    if (s->node != NULL)
        heap_free_root(s->node);
    s->node = NULL;
    s->worker = NULL;
    s->active = false;
    s->count = s->room = 0;
    s->looked = s->used = 0;
    lock_release(&s->lock);
}

Samples *samples_start(Vm *vm, Task *t, int64_t interval)
{
    Val symbols[SAMPLE_DEPTH];

    if (atomic_exchange(&profiles.taken, true))
        return NULL;
    if (profiles.samples == NULL)
        profiles.samples = heap_alloc_root(sizeof *profiles.samples);
    Samples *s = profiles.samples;
    s->interval = interval;
    uint8_t session = atomic_load_explicit(&s->session, memory_order_relaxed) % UINT8_MAX + 1;
    atomic_store_explicit(&s->session, session, memory_order_relaxed);
    s->task = t;
    s->outer = vm_calls(vm, true, symbols, SAMPLE_DEPTH);
    t->profile = session;
    atomic_store(&samples_current, s);
    sample_begin(t);
    return s;
}

void samples_pause(Samples *s, Vm *vm, Task *t)
{
    sample(vm, t, true);
    t->profile = 0;
    atomic_store(&samples_current, NULL);
    for (size_t i = 0; i < SAMPLE_THREADS; i++) {
        lock_take(&s->thread[i].lock);
        s->thread[i].active = false;
        lock_release(&s->thread[i].lock);
    }
}

void samples_end(void)
{
    for (size_t i = 0; i < SAMPLE_THREADS; i++)
        forget(&profiles.samples->thread[i]);
    atomic_store(&profiles.taken, false);
}

/* ---- a thread's nodes: its lock is held ---- */

/* The running thread's place, locked; NULL: there are too many. */
static SampleThread *take_thread(Samples *to)
{
    const Worker *w = worker_self();
    size_t from = ((uintptr_t)w >> 6) * 0x9e3779b97f4a7c15u >> 40;

    for (size_t i = 0; w != NULL && i < SAMPLE_THREADS; i++) {
        SampleThread *s = &to->thread[(from + i) % SAMPLE_THREADS];
        lock_take(&s->lock);
        if (s->worker == w)
            return s;
        if (s->worker == NULL) {
            s->worker = w;
            s->active = true;
            s->node = heap_alloc_root(FIRST_NODES * sizeof *s->node);
            s->room = FIRST_NODES;
            s->count = 1;
            worker_label(w, s->label, sizeof s->label);
            return s;
        }
        lock_release(&s->lock);
    }
    return NULL;
}

static bool is_node(const SampleNode *n, Val symbol, const char *label)
{
    return val_is(n->symbol, symbol) && (!val_is_none(symbol) || strcmp(n->label, label) == 0);
}

/* The node inside [parent] for a symbol, or a task of this name; [parent] itself where there is no room. */
static uint32_t node_inside(SampleThread *s, uint32_t parent, Val symbol, const char *label)
{
    uint32_t i = s->node[parent].first, before = 0;

    for (; i != 0 && !is_node(&s->node[i], symbol, label); i = s->node[i].next)
        before = i;
    if (i == 0) {
        if (s->count == s->room) {
            if (s->room >= NODES_MOST)
                return parent;
            SampleNode *more = heap_alloc_root(2 * s->room * sizeof *more);
            memcpy(more, s->node, s->room * sizeof *more);
            heap_free_root(s->node);
            s->node = more;
            s->room *= 2;
        }
        i = s->count++;
        s->node[i].symbol = symbol;
        strcpy(s->node[i].label, label);
    } else if (before != 0) {
        s->node[before].next = s->node[i].next;
    }
    /* To the front, where it is found at once the next time. */
    if (s->node[parent].first != i) {
        s->node[i].next = s->node[parent].first;
        s->node[parent].first = i;
    }
    return i;
}

/* The function that the task was started with; VAL_NONE: it is no user's. */
static Val first_function(const Task *t)
{
    Val symbol = t->kind == TASK_SPAWNED && val_is_expr(t->value) ? val_root_symbol(t->value) : VAL_NONE;

    return val_is_none(symbol) || val_symbol(symbol)->builtin != NULL ? VAL_NONE : symbol;
}

/* ---- samples ---- */

void samples_mark(Samples *to, const Task *t)
{
    SampleThread *s = take_thread(to);

    (void)t;
    if (s == NULL)
        return;
    s->looked = clock_ns();
    s->used = time_used();
    lock_release(&s->lock);
}

static void add(const Samples *to, SampleThread *s, Vm *vm, const Task *t, int64_t ns)
{
    char label[SAMPLE_LABEL];
    Val symbols[SAMPLE_DEPTH];
    size_t n = vm_calls(vm, true, symbols, SAMPLE_DEPTH);

    task_name_cut(t, label, SAMPLE_LABEL);
    uint32_t at = node_inside(s, 0, VAL_NONE, label);
    if (t == to->task)
        n = n > to->outer ? n - to->outer : 0;
    if (n == 0 && !val_is_none(symbols[0] = first_function(t)))
        n = 1;
    while (n-- > 0)
        at = node_inside(s, at, symbols[n], "");
    s->node[at].ns += ns;
    s->node[at].count++;
}

void samples_add(Samples *to, Vm *vm, const Task *t, bool leaves)
{
    SampleThread *s = take_thread(to);

    if (s == NULL)
        return;
    int64_t now = clock_ns();
    if (s->active && s->used != 0 && (leaves || now - s->looked >= to->interval)) {
        int64_t used = time_used();
        add(to, s, vm, t, used - s->used);
        s->used = leaves ? 0 : used;
        s->looked = now;
    }
    lock_release(&s->lock);
}
