/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * split.c -- lazy splitting of a range over the workers of a pool.
 */
#include "foreign/par/split.h"

#include "foreign/sched/simulate.h"
#include "foreign/task/evaluator.h"
#include "foreign/task/isolate.h"
#include "foreign/task/team.h"
#include "foreign/task/transfer.h"
#include "foreign/task/wait.h"
#include "vm/builtin/random.h"
#include "vm/eval/library.h"
#include "vm/snapshot.h"

enum {
    BLOCK_LEAST = 1, BLOCK_MAX = 1 << 16,
    BLOCK_NS = 100000                           /* about how long that should take */
};

/* A part of the range, and the task that works on it. */
struct Range {
    Split    *split;
    size_t    to;                    /* only its own task changes this, */
    size_t    claimed;               /* and this: where what is not yet begun begins */
    atomic_size_t at;                /* the element that is evaluated now */
    const struct VmSnapshot *base;   /* what each element starts from */
    MessageContext messages;
    uint32_t  lineage;
    bool      splits;                /* it waits for a split of its own, which others can help with */
};

/* The values of [from, from + length of list). */
typedef struct Block {
    struct Block *next;
    size_t from;
    Val    list;
} Block;

static Task *range_task(Vm *vm, Split *s, size_t from, size_t to, const VmSnapshot *base);
static void push_range(Vm *vm, Split *s, size_t from, size_t to, const VmSnapshot *base);

/* ---- the results ---- */

static void make_values(Heap *h, Split *s)
{
    lock_take(&s->team->lock);
    if (s->values == NULL)
        s->values = heap_alloc(h, (s->n + 1) * sizeof(Val));
    lock_release(&s->team->lock);
}

static void add_block(Heap *h, Split *s, size_t from, Val list)
{
    Block *b = heap_alloc(h, sizeof *b);

    b->from = from;
    b->list = list;
    lock_take(&s->team->lock);
    b->next = s->blocks;
    s->blocks = b;
    lock_release(&s->team->lock);
}

/* All values one by one. */
static void expand_blocks(Heap *h, Split *s)
{
    make_values(h, s);
    for (const Block *b = s->blocks; b != NULL; b = b->next) {
        size_t n = list_len(b->list);
        if (val_is_plain_list(b->list))
            memcpy(s->values + b->from, expr_args(b->list), n * sizeof(Val));
        for (size_t i = 0; i < n && val_is_packed(b->list); i++)
            s->values[b->from + i] = packed_item(h, b->list, i);
    }
    s->blocks = NULL;
}

/* All are blocks of machine numbers of one type: put together as they are.  Else VAL_NONE. */
static Val packed_blocks(Heap *h, const Split *s)
{
    const Packed *first;

    if (s->blocks == NULL || s->values != NULL || s->n < PACKED_LENGTH_MIN)
        return VAL_NONE;
    /* Short ones were left as they are. */
    for (Block *b = s->blocks; b != NULL; b = b->next)
        b->list = list_pack(h, b->list);
    if (!val_is_packed(s->blocks->list) || val_packed(s->blocks->list)->type == PACKED_COMPLEX)
        return VAL_NONE;
    first = val_packed(s->blocks->list);
    for (const Block *b = s->blocks; b != NULL; b = b->next)
        if (!val_is_packed(b->list) || val_packed(b->list)->type != first->type || val_packed(b->list)->rank != 1)
            return VAL_NONE;
    Packed *all = packed_new(h, (PackedType)first->type, 1, &s->n);
    if (all == NULL)
        return VAL_NONE;
    for (const Block *b = s->blocks; b != NULL; b = b->next)
        memcpy(all->data.integers + b->from, val_packed(b->list)->data.integers, val_packed(b->list)->count * sizeof(int64_t));
    return val_from_node(all);
}

Val split_list(Vm *vm, Split *s)
{
    Heap *h = vm_heap(vm);
    Val list = packed_blocks(h, s);

    if (!val_is_none(list))
        return list;
    expand_blocks(h, s);
    list = list_make(h, s->n, s->values);
    return s->n >= PACKED_LENGTH_MIN ? list_pack(h, list) : list;
}

/* ---- what an element sees ---- */

static Limit *copy_limits(Heap *h, const Limit *l)
{
    Limit *copy;

    if (l == NULL)
        return NULL;
    copy = heap_alloc(h, sizeof *copy);
    *copy = *l;
    copy->outer = copy_limits(h, l->outer);
    return copy;
}

/* After vm_enter: what the caller's evaluation has around it. */
static void take_context(Vm *vm, const Range *r)
{
    vm->limits = r->split->limits;
    vm->limit_serial = r->split->limit_serial;
    vm->message_frames = r->messages.frames;
    vm->state[STATE_ENCLOSE] = r->split->enclosing;
}

/* The base with the files of the library that the element has loaded, so that the next need not. */
static void widen_base(Vm *vm, Range *r)
{
    size_t n = library_count();
    bool *loaded = heap_alloc_atomic(vm_heap(vm), n);

    for (unsigned i = 0; i < n; i++)
        loaded[i] = library_is_loaded(vm, i);
    vm_enter(vm, r->base, heap_alloc(vm_heap(vm), HEAP_GRANULE), r->lineage);
    for (unsigned i = 0; i < n; i++)
        if (loaded[i] && !library_is_loaded(vm, i) && val_is_unwind(library_load(vm, i)))
            break;
    r->base = vm_snapshot(vm);
}

/* Forgets what the last element has defined. */
static void forget(Vm *vm, Range *r)
{
    Val list = vm->message_list, given = vm->messages_given;
    bool library = vm->state[STATE_LIBRARY] != r->base->settings->state[STATE_LIBRARY];

    vm->limits = NULL;
    if (library)
        widen_base(vm, r);
    /* A token that nothing made before has. */
    vm_enter(vm, r->base, heap_alloc(vm_heap(vm), HEAP_GRANULE), r->lineage);
    vm->message_list = list;
    vm->messages_given = given;
    take_context(vm, r);
}

/* ---- a range's task ---- */

static bool is_after(const Task *t, const void *i)
{
    return atomic_load_explicit(&((const Range *)t->work)->at, memory_order_seq_cst) > *(const size_t *)i;
}

static bool is_another(const Task *t, const void *task)
{
    return t != task;
}

/* Element [i] ended with no value: those after it don't count any more. */
static void end_at(Vm *vm, Split *s, size_t i)
{
    vm->unwind.value = transfer_owned(vm, vm->unwind.value);
    lock_take(&s->team->lock);
    if (i < atomic_load_explicit(&s->limit, memory_order_relaxed)) {
        s->unwind = vm->unwind;
        atomic_store_explicit(&s->limit, i, memory_order_seq_cst);
        team_cancel(vm, s->team, is_after, &i);
    }
    lock_release(&s->team->lock);
}

void split_found(Vm *vm, Split *s, Val v, size_t wanted)
{
    heap_keep(vm_heap(vm));
    v = transfer_owned(vm, v);
    lock_take(&s->team->lock);
    if (s->found == NULL)
        s->found = heap_alloc(vm_heap(vm), wanted * sizeof(Val));
    if (s->found_count < wanted)
        s->found[s->found_count++] = v;
    if (s->found_count == wanted) {
        s->unwind.kind = UNWIND_NONE;
        atomic_store_explicit(&s->limit, 0, memory_order_seq_cst);
        team_cancel(vm, s->team, is_another, vm->task);
    }
    lock_release(&s->team->lock);
}

/* Is somebody without work, and nothing here to be taken?  In a simulated pool the seed says so. */
static bool somebody_waits(const Split *s)
{
    Worker *w = worker_self();
    Pool *p = s->how.pool;

    if (UNLIKELY(p->options.order == ORDER_SIMULATED))
        return simulate_draw(p, 2) == 0;
    return (atomic_load_explicit(&p->sleepers, memory_order_relaxed) != 0
            || atomic_load_explicit(&p->spinners, memory_order_relaxed) != 0)
        && w != NULL && deque_size(&w->deque) == 0 && atomic_load_explicit(&p->waiting, memory_order_relaxed) == 0;
}

/* Gives half of what is left to others, if they want it.  [keep] is 1 between elements: the task goes on
 * with one itself. */
static void give_half(Vm *vm, Range *r, size_t keep)
{
    Split *s = r->split;
    size_t grain = s->how.grain, middle = r->claimed + (r->to - r->claimed + keep) / 2;

    if (middle >= r->to || s->how.pieces != 0 || !somebody_waits(s) || atomic_load_explicit(&s->brief, memory_order_relaxed) != 0)
        return;
    middle += (grain - middle % grain) % grain;
    if (middle >= r->to)
        return;
    push_range(vm, s, middle, r->to, r->base);
    r->to = middle;
}

/* Task.share: in the middle of an element.  Who is about to wait gives all that is left; but where it waits for its turn with something,
 * others would come to wait for the same, so nobody begins more meanwhile. */
static void share(Vm *vm, Task *t, ShareMoment moment)
{
    Range *r = t->work;

    switch (moment) {
    case SHARE_WORKING:
        give_half(vm, r, 0);
        break;
    case SHARE_WAITS:
        if (r->claimed < r->to && !r->splits) {
            /* What this waits for may be at hand: nobody is to begin more, which would wait as well, before that has run. */
            pool_push_last(r->split->how.pool, &range_task(vm, r->split, r->claimed, r->to, r->base)->job);
            r->to = r->claimed;
        }
        break;
    case SHARE_WAITS_BRIEFLY:
        atomic_fetch_add_explicit(&r->split->brief, 1, memory_order_relaxed);
        break;
    case SHARE_HAS_WAITED:
        atomic_fetch_sub_explicit(&r->split->brief, 1, memory_order_relaxed);
        break;
    }
}

/* Evaluates element [i]; false: the range ends here. */
static bool do_element(Vm *vm, Range *r, size_t i)
{
    Split *s = r->split;

    atomic_store_explicit(&r->at, i, memory_order_seq_cst);
    if (i >= atomic_load_explicit(&s->limit, memory_order_seq_cst))
        return false;
    r->claimed = i + 1;
    random_restart(vm, s->seed, i);
    (void)vm_arena_begin(vm);
    Val v = s->element(vm, s, i);
    bool unchanged = vm_sees(vm, r->base);
    if (unchanged)
        vm_hand_back(vm, r->base, v);
    v = vm_arena_end(vm, transfer_owned(vm, v));
    if (val_is_unwind(v)) {
        if (vm->unwind.kind != UNWIND_CANCELLED || !atomic_load_explicit(&task_of(vm)->cancelled, memory_order_relaxed))
            end_at(vm, s, i);
        return false;
    }
    val_share(v);
    s->values[i] = v;
    if (!unchanged)
        forget(vm, r);
    return true;
}

/* Evaluates [from, to) at once; false: it has to be done one by one. */
static bool do_block(Vm *vm, Range *r, size_t from, size_t to)
{
    Split *s = r->split;
    Val list;

    atomic_store_explicit(&r->at, from, memory_order_seq_cst);
    if (to > atomic_load_explicit(&s->limit, memory_order_seq_cst))
        return false;
    r->claimed = to;
    random_restart(vm, s->seed, from);
    (void)vm_arena_begin(vm);
    list = s->block(vm, s, from, to);
    bool unchanged = vm_sees(vm, r->base);
    for (size_t i = 0; unchanged && val_is_plain_list(list) && i < expr_len(list); i++)
        vm_hand_back(vm, r->base, expr_arg(list, i));
    list = vm_arena_end(vm, transfer_owned(vm, list));
    if (val_is_none(list) || val_is_unwind(list) || !val_is_list(list) || list_len(list) != to - from)
        return false;
    add_block(vm_heap(vm), s, from, list);
    if (!unchanged)
        forget(vm, r);
    return true;
}

/* ---- in child processes ---- */

enum { ISOLATED_BLOCK = 256 };

typedef struct Elements { Split *split; size_t from, to; } Elements;

static Val evaluate_elements(Vm *vm, void *state)
{
    const Elements *e = state;
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = e->from; i < e->to; i++) {
        random_restart(vm, e->split->seed, i);
        Val v = e->split->isolated(vm, e->split, i);
        TRY(v);
        builder_push(&b, v);
    }
    return builder_finish(&b);
}

/* The elements' values; where the children died, a Failure for each. */
static Val isolated_block(Vm *vm, Split *s, size_t from, size_t to)
{
    Elements e = {s, from, to};
    Val list = isolate_call(vm, s->how.pool, evaluate_elements, &e);

    if (!val_is_none(list))
        return list;
    /* Which of them it was shows when each has a child of its own. */
    if (to - from > 1)
        return VAL_NONE;
    list = task_failure(vm, "Panic", "The process that evaluated the element ended.", VAL_NONE);
    return list_make(vm_heap(vm), 1, &list);
}

static Val isolated_element(Vm *vm, Split *s, size_t i)
{
    Val list = isolated_block(vm, s, i, i + 1);

    TRY(list);
    Val v = val_is_list(list) && list_len(list) == 1 ? list_item(vm_heap(vm), list, 0) : S_$Failed;
    if (s->heard != NULL)
        s->heard(vm, s, v);
    return v;
}

static void isolate(Split *s)
{
    if (!s->how.pool->options.isolated || s->isolated != NULL)
        return;
    s->isolated = s->element;
    s->element = isolated_element;
    s->block = s->heard == NULL ? isolated_block : NULL;
}

/* By blocks, as far as that goes. */
static size_t do_blocks(Vm *vm, Range *r, size_t i)
{
    size_t block = r->split->isolated != NULL ? ISOLATED_BLOCK : BLOCK_LEAST;

    while (i < r->to) {
        size_t n = r->to - i < block ? r->to - i : block;
        int64_t before = pool_now(r->split->how.pool);
        if (!do_block(vm, r, i, i + n)) {
            r->claimed = i;
            break;
        }
        i += n;
        int64_t ns = pool_now(r->split->how.pool) - before;
        if (r->split->isolated != NULL)
            continue;
        if (ns < BLOCK_NS / 2 && block < BLOCK_MAX)
            block *= ns < BLOCK_NS / 8 ? 4 : 2;
        else if (ns > 2 * BLOCK_NS && block > BLOCK_LEAST)
            block /= 2;
        give_half(vm, r, 1);
    }
    return i;
}

static void do_range(Vm *vm, Range *r)
{
    size_t i = atomic_load_explicit(&r->at, memory_order_relaxed);

    give_half(vm, r, 1);
    if (r->split->block != NULL)
        i = do_blocks(vm, r, i);
    if (i < r->to)
        make_values(vm_heap(vm), r->split);
    while (i < r->to && do_element(vm, r, i)) {
        i++;
        give_half(vm, r, 1);
    }
}

/* The last to end wakes the caller. */
static void leave(Vm *vm, Range *r)
{
    Split *s = r->split;

    lock_take(&s->team->lock);
    message_context_leave(vm, &s->messages, &r->messages);
    Waiter *w = team_leave(s->team, vm->task);
    lock_release(&s->team->lock);
    if (w != NULL)
        waiter_wake(w, S_Null);
}

static Val range_body(Vm *vm, Task *t)
{
    Range *r = t->work;

    r->lineage = vm->lineage;
    /* Who leaves adds to them. */
    lock_take(&r->split->team->lock);
    r->messages = message_context_enter(vm, &r->split->messages);
    lock_release(&r->split->team->lock);
    take_context(vm, r);
    t->scope = r->split->scope;
    t->share = share;
    do_range(vm, r);
    t->share = NULL;
    t->scope = NULL;
    vm->limits = NULL;
    leave(vm, r);
    return S_Null;
}

const Split *split_of(const Task *t, size_t *at)
{
    if (t->body != range_body)
        return NULL;
    *at = atomic_load_explicit(&((const Range *)t->work)->at, memory_order_relaxed);
    return ((const Range *)t->work)->split;
}

static Task *range_task(Vm *vm, Split *s, size_t from, size_t to, const VmSnapshot *base)
{
    Range *r = heap_alloc(vm_heap(vm), sizeof *r);
    Task *t = task_new_body(vm, s->how.pool, range_body, r);

    r->split = s;
    r->to = to;
    r->claimed = from;
    r->base = base;
    atomic_init(&r->at, from);
    t->snapshot = base;
    team_join(s->team, t);
    return t;
}

static void push_range(Vm *vm, Split *s, size_t from, size_t to, const VmSnapshot *base)
{
    pool_push(s->how.pool, &range_task(vm, s, from, to, base)->job);
}

/* ---- the caller ---- */

Split *split_new(Vm *vm, SplitHow how, size_t n)
{
    Split *s = heap_alloc(vm_heap(vm), sizeof *s);

    s->how = how;
    s->n = n;
    s->team = team_new(vm_heap(vm));
    atomic_init(&s->limit, SIZE_MAX);
    return s;
}

static void end_all(Vm *vm, void *split)
{
    end_at(vm, split, 0);
}

/* Says which element it was, where that is not evident from how it ended. */
static void tell_element(Vm *vm, const Split *s, Val self)
{
    const char *how;

    switch (s->unwind.kind) {
    case UNWIND_ABORT:      how = "Abort"; break;
    case UNWIND_MEMORY:     how = "MemoryLimit"; break;
    case UNWIND_TERMINATED: how = "RecursionLimit"; break;
    default:                return;
    }
    Val args[] = {val_int((int64_t)atomic_load(&s->limit) + 1), text_from(vm_heap(vm), how)};
    vm_message(vm, self, "elem", 2, args);
}

static void push_all(Vm *vm, Split *s)
{
    size_t pieces = s->how.pieces == 0 ? 1 : s->how.pieces < s->n ? s->how.pieces : s->n;

    for (size_t i = s->how.near_count, to = s->n; i-- > 0; to = s->how.near[i].from)
        pool_push_near(s->how.pool, &range_task(vm, s, s->how.near[i].from, to, s->snapshot)->job, s->how.near[i].node);
    if (s->how.near_count > 0)
        return;
    /* The last first, since a worker takes what it pushed last. */
    for (size_t i = pieces; i-- > 0; )
        push_range(vm, s, s->n / pieces * i + (i < s->n % pieces ? i : s->n % pieces),
                   s->n / pieces * (i + 1) + (i + 1 < s->n % pieces ? i + 1 : s->n % pieces), s->snapshot);
}

Val split_run(Vm *vm, Split *s, Val self)
{
    Heap *h = vm_heap(vm);
    Task *t = task_of(vm);

    TRY(vm_check_length(vm, (double)s->n, sizeof(Val)));
    isolate(s);
    if (s->n == 0 || s->block == NULL)
        make_values(h, s);
    if (s->n == 0)
        return VAL_NONE;
    if (atomic_load_explicit(&t->cancelled, memory_order_relaxed) && vm->abort_protected == 0)
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    if (UNLIKELY(!evaluator_may_leave(false)))
        return evaluator_refuses(vm);
    s->snapshot = vm_snapshot(vm);
    s->seed = random_draw(vm);
    s->limit_serial = vm->limit_serial;
    s->limits = copy_limits(h, vm->limits);
    s->messages = message_context_of(vm);
    s->enclosing = vm->state[STATE_ENCLOSE];
    s->scope = t->scope;
    Range *outer = t->body == range_body ? t->work : NULL;
    if (outer != NULL)
        outer->splits = true;
    push_all(vm, s);
    bool all = team_wait(vm, s->team, end_all, s);
    if (outer != NULL)
        outer->splits = false;
    message_context_join(vm, &s->messages);
    if (!all)
        return UNWIND;
    if (s->unwind.kind == UNWIND_NONE) {
        if (!s->as_list)
            expand_blocks(h, s);
        return VAL_NONE;
    }
    tell_element(vm, s, self);
    vm->unwind = s->unwind;
    return UNWIND;
}
