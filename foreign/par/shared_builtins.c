/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * shared_builtins.c -- SetSharedVariable, SetSharedFunction and CriticalSection.
 *
 * Shared symbols live in definitions of their own, beside the session's and the tasks'.  Rules lead each
 * use of such a symbol there: a task that has the lock evaluates the call with these definitions, and
 * leaves what it has changed for the next one.
 */
#include "foreign/par/parallel.h"

#include "foreign/task/transfer.h"
#include "foreign/task/turn.h"
#include "vm/num/number.h"
#include "vm/snapshot.h"

extern const Builtin builtin_SetSharedVariable;

/* ---- shared symbols ---- */

typedef struct Shared {
    Task       *turn;                  /* of who uses these definitions: see turn.h */
    const VmSnapshot *definitions;     /* of the shared symbols */
    /* One of the symbols whose value is a machine integer: it is read and changed without these definitions. */
    Val         counter, count;        /* counter VAL_NONE: there is none */
    bool        newer;                 /* the definitions do not know this value yet */
} Shared;

static const ForeignClass shared_class = {
    .name = "SharedDefinitions", .size = sizeof(Shared), .transfer = TRANSFER_SHARED,
    .usage = "the definitions of shared symbols",
};

/* The turn is the caller's: its call was about [symbol]. */
static void find_counter(Vm *vm, Shared *s, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);
    bool counts = d != NULL && !val_is_none(d->value) && val_is_small(d->value);

    s->counter = counts ? symbol : VAL_NONE;
    s->count = counts ? d->value : VAL_NONE;
    s->newer = false;
}

/* Runs in a task that started with the shared definitions. */
static Val shared_body(Vm *vm, Task *t)
{
    Shared *s = foreign_state(t->subject);
    Val v = VAL_NONE;

    t->subject = VAL_NONE;
    if (atomic_load(&t->cancelled))
        v = vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    else if (s->newer)
        v = vm_eval(vm, expr2(vm_heap(vm), S_Set, s->counter, s->count));
    if (!val_is_unwind(v))
        v = vm_eval(vm, t->value);
    if (!val_is_unwind(v) || vm->unwind.kind != UNWIND_CANCELLED) {
        s->definitions = vm_snapshot(vm);
        find_counter(vm, s, val_from_node(t->work));
    }
    turn_leave(s->turn);
    return v;
}

/* What the call does to a machine integer: *after is its value then, the result that of the call.  VAL_NONE: something
 * that is to be evaluated. */
static Val count_on(Heap *h, Val count, Args args, Val *after)
{
    Val list = args.n > 3 ? args.v[3] : VAL_NONE, x = VAL_NONE;

    *after = count;
    if (args.n == 2)
        return count;
    if (args.n != 4 || !val_is_symbol(args.v[2]) || !val_is_plain_list(list) || expr_len(list) > 1)
        return VAL_NONE;
    if (expr_len(list) == 1 && !val_is_small(x = expr_arg(list, 0)))
        return VAL_NONE;
    switch (symbol_switch(args.v[2])) {
    case SYM_Increment:    *after = num_add(h, count, val_int(1)); return count;
    case SYM_Decrement:    *after = num_sub(h, count, val_int(1)); return count;
    case SYM_PreIncrement: return *after = num_add(h, count, val_int(1));
    case SYM_PreDecrement: return *after = num_sub(h, count, val_int(1));
    case SYM_Set:          return *after = x;
    case SYM_AddTo:        return *after = num_add(h, count, x);
    case SYM_SubtractFrom: return *after = num_sub(h, count, x);
    default:               return VAL_NONE;
    }
}

/* The call done at once, where it is about the counter and nobody has the turn; else VAL_NONE. */
static Val call_at_once(Vm *vm, Shared *s, Args args)
{
    Val v = VAL_NONE, after;
    const Task *t = task_of(vm);

    if (t->simulated || atomic_load_explicit(&t->cancelled, memory_order_relaxed))
        return v;
    lock_take(&s->turn->lock);
    if (turn_holder(s->turn) == NULL && !val_is_none(s->counter) && val_is(s->counter, expr_arg(args.v[1], 0)))
        v = count_on(vm_heap(vm), s->count, args, &after);
    if (!val_is_none(v) && val_is_small(after)) {
        s->newer = s->newer || !val_is(after, s->count);
        s->count = after;
    } else {
        v = VAL_NONE;
    }
    lock_release(&s->turn->lock);
    return v;
}

/* Has [symbol] a value there?  Yes where somebody has the turn: what that does is not over yet. */
static bool has_value(Shared *s, Val symbol)
{
    const Definition *d;
    bool has;

    lock_take(&s->turn->lock);
    has = turn_holder(s->turn) != NULL || (!val_is_none(s->counter) && val_is(s->counter, symbol));
    if (!has) {
        d = definition_find(&s->definitions->definitions, symbol);
        has = d != NULL && (!val_is_none(d->value) || d->rules[RULES_OWN] != NULL);
    }
    lock_release(&s->turn->lock);
    return has;
}

BUILTIN_AS(SharedQ, "Lyra$SharedQ",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL,
    .usage = "Lyra$SharedQ[shared, HoldComplete[s]] gives True if s has a value in the shared definitions.",
    .examples = EXAMPLES("SetSharedVariable[n]; n = 1; {n, n =., n}", "{1, Null, n}"))
{
    if (args.n != 2 || !val_is_foreign_of(args.v[0], &shared_class) || !val_is_call(args.v[1], S_HoldComplete, 1))
        return NOT_MINE;
    return val_bool(has_value(foreign_state(args.v[0]), expr_arg(args.v[1], 0)));
}

/* head[symbol, args..], symbol[args..] or symbol, built without being evaluated. */
static Val shared_call(Heap *h, Args args)
{
    Val target = expr_arg(args.v[1], 0);
    Builder b;

    if (args.n == 5) {
        Val rest = val_unpacked(h, args.v[4]);
        target = expr_make(h, target, expr_len(rest), expr_args(rest));
    }

    if (args.n == 2)
        return target;
    Val list = val_unpacked(h, args.v[3]);
    if (!val_is(args.v[2], S_None)) {
        builder_start(&b, h, args.v[2]);
        builder_push(&b, target);
    } else {
        builder_start(&b, h, target);
    }
    for (size_t i = 0; i < expr_len(list); i++) {
        Val x = expr_arg(list, i);
        builder_push(&b, val_is_call(x, S_HoldComplete, 1) ? expr_arg(x, 0) : x);
    }
    return builder_finish(&b);
}

static Val held(Heap *h, Val v) { return expr1(h, S_HoldComplete, v); }

/* symbol := Lyra$SharedCall[shared, HoldComplete[symbol]], where it [may_lack] a value with /; Lyra$SharedQ[the same].
 * By OwnValues, since symbol := .. is led to the shared definitions. */
static Val lead_value(Vm *vm, Val shared, Val symbol, bool may_lack)
{
    Heap *h = vm_heap(vm);
    Val kept = held(h, symbol), rhs = expr2(h, vm_symbol(vm, "System`Lyra$SharedCall", 22), shared, kept);

    if (may_lack)
        rhs = expr2(h, S_Condition, rhs, expr2(h, vm_symbol(vm, "System`Lyra$SharedQ", 19), shared, kept));
    Val rule = expr2(h, S_RuleDelayed, expr1(h, S_HoldPattern, symbol), rhs);
    return vm_eval(vm, expr2(h, S_Set, expr1(h, S_OwnValues, symbol), list_make(h, 1, &rule)));
}

BUILTIN_AS(SharedCall, "Lyra$SharedCall",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .usage = "Lyra$SharedCall[shared, HoldComplete[s], head, {args}] evaluates head[s, args] with the shared definitions.",
    .examples = EXAMPLES("SetSharedVariable[n]; n = 1; ParallelDo[n += i, {i, 4}]; n", "11"))
{
    Heap *h = vm_heap(vm);

    if (args.n < 2 || !val_is_foreign_of(args.v[0], &shared_class) || !val_is_call(args.v[1], S_HoldComplete, 1)
        || (args.n != 2 && (args.n < 4 || args.n > 5 || !val_is_list(args.v[3]) || !val_is_list(args.v[args.n - 1]))))
        return NOT_MINE;
    Shared *s = foreign_state(args.v[0]);
    Val at_once = call_at_once(vm, s, args);
    if (!val_is_none(at_once))
        return at_once;
    /* Who uses the symbol next is another task. */
    if (UNLIKELY(transfer_refused(vm, (Args){.builtin = &builtin_SetSharedVariable}, args.expr)))
        return S_$Failed;
    Task *caller = task_of(vm), *t;
    Val mine = turn_take(vm, s->turn);
    if (!val_is(mine, S_True))
        return mine;
    t = task_new(vm, TASK_SPAWNED);
    t->value = shared_call(h, args);
    t->subject = args.v[0];
    t->work = val_node(expr_arg(args.v[1], 0));
    t->body = shared_body;
    t->observed = true;
    t->snapshot = s->definitions;
    turn_give(s->turn, t);
    pool_push(caller->job.pool, &t->job);
    bool may_park = vm->may_park;
    vm->may_park = false;
    Val v = task_await(vm, task_future(t), -1);
    vm->may_park = may_park;
    /* Without a value it is not to be asked for one again and again. */
    if (args.n == 2 && val_is(v, expr_arg(args.v[1], 0)))
        TRY(lead_value(vm, args.v[0], v, true));
    return v;
}

/* symbol /: lhs := Lyra$SharedCall[shared, HoldComplete[symbol], head, {args}, {rest}] */
static Val lead(Vm *vm, Val shared, Val symbol, Val lhs, Val rest, Val head, Val args)
{
    Heap *h = vm_heap(vm);
    Val call[] = {shared, held(h, symbol), head, args, rest};
    Val rhs = expr_make(h, vm_symbol(vm, "System`Lyra$SharedCall", 22), val_is_none(rest) ? 4 : 5, call);

    return vm_eval(vm, expr3(h, S_TagSetDelayed, symbol, lhs, rhs));
}

/* The assignments that [target] (s itself, or f[rest___]) can be the subject of.  [rest]: {rest}, or VAL_NONE. */
static Val lead_assignments(Vm *vm, Val shared, Val symbol, Val target, Val rest)
{
    Heap *h = vm_heap(vm);
    static const int with_value[] = {SYM_Set, SYM_AddTo, SYM_SubtractFrom, SYM_TimesBy, SYM_DivideBy, SYM_AppendTo, SYM_PrependTo, SYM_ApplyTo};
    static const int alone[] = {SYM_Increment, SYM_Decrement, SYM_PreIncrement, SYM_PreDecrement, SYM_Unset};
    Val x = vm_symbol(vm, "Lyra`Private`x", 14), any = expr2(h, S_Pattern, x, expr0(h, S_Blank));

    for (size_t i = 0; i < COUNT_OF(with_value); i++) {
        Val head = val_known(with_value[i]);
        TRY(lead(vm, shared, symbol, expr2(h, head, target, any), rest, head, list_make(h, 1, &x)));
    }
    Val kept = held(h, x);
    TRY(lead(vm, shared, symbol, expr2(h, S_SetDelayed, target, any), rest, S_SetDelayed, list_make(h, 1, &kept)));
    for (size_t i = 0; i < COUNT_OF(alone); i++) {
        Val head = val_known(alone[i]);
        TRY(lead(vm, shared, symbol, expr1(h, head, target), rest, head, list_make(h, 0, NULL)));
    }
    return S_Null;
}

/* All symbols of the call, with one set of shared definitions. */
static Val share_symbols(Vm *vm, Args args, bool functions)
{
    Heap *h = vm_heap(vm);
    Val object, list = args.n == 1 && val_is_plain_list(args.v[0]) ? args.v[0] : list_make(h, args.n, args.v);

    for (size_t i = 0; i < expr_len(list); i++)
        if (!val_is_symbol(expr_arg(list, i)) || (vm_attributes(vm, expr_arg(list, i)) & ATTR_PROTECTED) != 0)
            return builtin_message(vm, args.builtin, "symbol", 1, (Val[]){expr_arg(list, i)});
    (void)task_of(vm);
    object = foreign_new(h, &shared_class, ++vm->foreign_serial);
    /* What is shared is not under the limit that the call may be under. */
    size_t most = vm->heap.most;
    vm->heap.most = vm->heap.limit;
    ((Shared *)foreign_state(object))->turn = turn_new(h, expr_len(list) == 1 ? expr_arg(list, 0) : list);
    ((Shared *)foreign_state(object))->definitions = vm_snapshot(vm);
    vm->heap.most = most;
    ((Shared *)foreign_state(object))->counter = VAL_NONE;
    for (size_t i = 0; i < expr_len(list); i++) {
        Val s = expr_arg(list, i), target = s, arguments = VAL_NONE;
        TRY(vm_eval(vm, expr1(h, S_Clear, s)));
        if (functions) {
            Val rest = vm_symbol(vm, "Lyra`Private`rest", 17);
            Val any = expr2(h, S_Pattern, rest, expr0(h, S_BlankNullSequence));
            target = expr1(h, s, any);
            arguments = list_make(h, 1, &rest);
            Val rhs[] = {object, held(h, s), S_None, arguments};
            TRY(vm_eval(vm, expr2(h, S_SetDelayed, target, expr_make(h, vm_symbol(vm, "System`Lyra$SharedCall", 22), 4, rhs))));
        } else {
            TRY(lead_value(vm, object, s, false));
        }
        TRY(lead_assignments(vm, object, s, target, arguments));
    }
    return S_Null;
}

#define SHARED_MESSAGES MESSAGES("symbol", "`1` is not a symbol that can be shared.", TRANSFER_MESSAGE)

BUILTIN(SetSharedVariable,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CHANNEL, .messages = SHARED_MESSAGES,
    .usage = "SetSharedVariable[s1, s2, ...] makes the values of the symbols common to the session and all tasks that start later; x += 1 and its\n"
             "like are done at once, with nothing of others between.",
    .examples = EXAMPLES("SetSharedVariable[s]; s = 0; ParallelDo[s += i, {i, 100}]; s", "5050",
                         "SetSharedVariable[l]; l = {}; ParallelDo[AppendTo[l, i], {i, 5}]; Sort[l]", "{1, 2, 3, 4, 5}"))
{
    return share_symbols(vm, args, false);
}

BUILTIN(SetSharedFunction,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CHANNEL, .messages = SHARED_MESSAGES,
    .usage = "SetSharedFunction[f1, f2, ...] makes the definitions f[args] of the symbols common to the session and all tasks that start later;\n"
             "calls of them are evaluated one after another.",
    .examples = EXAMPLES("SetSharedFunction[f]; ParallelDo[f[i] = i^2, {i, 3}]; {f[1], f[2], f[3]}", "{1, 4, 9}"))
{
    return share_symbols(vm, args, true);
}

/* ---- critical sections ---- */

/* The process's locks by name.  In uncollectable memory, and never freed: programs have few. */
typedef struct NamedTurn {
    Task *turn;
    Val   symbol;
    struct NamedTurn *next;
} NamedTurn;

static struct {
    Lock       lock;               /* of who adds one */
    _Atomic(NamedTurn *) first;
} critical;

static NamedTurn *named_turn(Val symbol)
{
    NamedTurn *n = atomic_load_explicit(&critical.first, memory_order_acquire);

    while (n != NULL && !val_is(n->symbol, symbol))
        n = n->next;
    return n;
}

static Task *turn_of(Heap *h, Val symbol)
{
    NamedTurn *n = named_turn(symbol);

    if (LIKELY(n != NULL))
        return n->turn;
    lock_take(&critical.lock);
    if ((n = named_turn(symbol)) == NULL) {
        n = heap_alloc_root(sizeof *n);
        n->symbol = symbol;
        n->turn = turn_new(h, symbol);
        n->next = atomic_load_explicit(&critical.first, memory_order_relaxed);
        atomic_store_explicit(&critical.first, n, memory_order_release);
    }
    lock_release(&critical.lock);
    return n->turn;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = symbol_number(*(const Val *)a), y = symbol_number(*(const Val *)b);

    return x < y ? -1 : x > y;
}

BUILTIN(CriticalSection,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "locks_, expr_",
    .usage = "CriticalSection[{lock1, lock2, ...}, expr] evaluates expr while no other task is in a critical section with one of these locks,\n"
             "which are symbols.  The locks are taken in a fixed order, so that sections that do not nest can't wait for each other.  Where\n"
             "sections that nest would, and where the task has the lock already, it gives Failure[\"Deadlock\", ..] at once.",
    .messages = MESSAGES("lock", "`1` is not a symbol or a list of symbols."),
    .examples = EXAMPLES("CriticalSection[{lock}, 1 + 1]", "2",
                         "SetSharedVariable[n]; n = 0; ParallelDo[CriticalSection[lock, n = n + 1], {50}]; n", "50"))
{
    bool several = val_is_plain_list(args.v[0]);
    size_t n = several ? expr_len(args.v[0]) : 1, taken = 0;
    Val one, v = S_Null, *locks = n == 1 ? &one : vals_new(vm_heap(vm), n);

    for (size_t i = 0; i < n; i++) {
        locks[i] = several ? expr_arg(args.v[0], i) : args.v[0];
        if (!val_is_symbol(locks[i]))
            return MESSAGE(vm, "lock", args.v[0]);
    }
    if (n > 1)
        qsort(locks, n, sizeof *locks, by_number);
    bool may_park = vm->may_park;
    vm->may_park = false;
    for (; taken < n; taken++)
        if ((taken == 0 || !val_is(locks[taken], locks[taken - 1]))
            && !val_is(v = turn_take(vm, turn_of(vm_heap(vm), locks[taken])), S_True))
            break;
    if (taken == n)
        v = vm_eval(vm, args.v[1]);
    for (size_t i = 0; i < taken; i++)
        if (i == 0 || !val_is(locks[i], locks[i - 1]))
            turn_leave(turn_of(vm_heap(vm), locks[i]));
    vm->may_park = may_park;
    return v;
}
