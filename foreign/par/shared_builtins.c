/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * shared_builtins.c -- SetSharedVariable, SetSharedFunction and CriticalSection.
 *
 * Shared symbols live in definitions of their own, beside the session's and the tasks'.  The evaluator leads
 * each use of such a symbol there (Definition.leader): a task that has the lock evaluates the call with these
 * definitions, and leaves what it has changed for the next one.
 */
#include "foreign/par/message_context.h"
#include "foreign/par/parallel.h"

#include "foreign/task/transfer.h"
#include "foreign/task/turn.h"
#include "vm/num/number.h"
#include "vm/snapshot.h"

extern const Builtin builtin_SetSharedVariable;

/* ---- shared symbols ---- */

typedef struct Shared {
    Task       *turn;                  /* of who uses these definitions: see turn.h */
    const VmSnapshot *definitions;     /* of the shared symbols; those of other symbols are as the last caller saw them: */
    DefinitionTable followed;
    /* One of the symbols whose value is a machine integer: it is read and changed without these definitions. */
    Val         counter, count;        /* counter VAL_NONE: there is none */
    bool        newer;                 /* the definitions do not know this value yet */
} Shared;

/* The turn is the caller's: its call was about [symbol]. */
static void find_counter(Vm *vm, Shared *s, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);
    bool counts = d != NULL && !val_is_none(d->value) && val_is_small(d->value);

    s->counter = counts ? symbol : VAL_NONE;
    s->count = counts ? d->value : VAL_NONE;
    s->newer = false;
}

/* A call that a task evaluates with the shared definitions. */
typedef struct SharedCall {
    Val            symbol;         /* that it is about */
    const VmSnapshot *caller;      /* what that sees; NULL: what the last one saw */
    MessageContext messages;       /* of the caller */
    void          *enclosing;      /* the Enclose that it is in: STATE_ENCLOSE */
    Unwind         unwind;         /* how it ended, if with no value */
} SharedCall;

typedef struct Following { Vm *vm; const DefinitionTable *shared; } Following;

/* A shared symbol: what is assigned to f::name, Format[f] and their like is not led here. */
static void follow_texts(Vm *vm, Val symbol, const Definition *was, const Definition *is)
{
    for (size_t kind = RULES_N; kind < RULES_KIND_COUNT; kind++)
        if (is->rules[kind] != was->rules[kind])
            definition_edit(&vm->definitions, vm_heap(vm), symbol)->rules[kind] = is->rules[kind];
    vm_changed(vm, symbol);
}

/* A symbol means to this caller something else than to the last one: so it does here, unless a shared call has changed it. */
static void follow_symbol(void *about, Val symbol, const Definition *was, const Definition *is)
{
    const Following *f = about;
    uint32_t attributes = definition_attributes(f->shared, symbol);

    if (definition_find(f->shared, symbol) != was) {
        if (was != NULL && is != NULL && !val_is_none(was->leader) && val_is(was->leader, is->leader))
            follow_texts(f->vm, symbol, was, is);
        return;
    }
    definition_restore(&f->vm->definitions, vm_heap(f->vm), symbol, is);
    vm_changed(f->vm, symbol);
    if (definition_attributes(&f->vm->definitions, symbol) != attributes)
        vm_attributes_changed(f->vm);
}

/* What a shared function uses is what its caller means by that: what was defined after the symbols were shared, too. */
static void follow_caller(Vm *vm, Shared *s, const VmSnapshot *caller)
{
    Following f = {vm, &s->definitions->definitions};

    definitions_compare(&s->followed, &caller->definitions, follow_symbol, &f);
    vm->up_values |= caller->settings->copied.up_values;
    vm->led |= caller->settings->copied.led;
}

/* Runs in a task that started with the shared definitions.  An exit is the caller's. */
static Val shared_body(Vm *vm, Task *t)
{
    Shared *s = foreign_state(t->subject);
    SharedCall *c = t->work;
    MessageContext own = message_context_enter(vm, &c->messages);
    Val v = VAL_NONE;

    t->subject = VAL_NONE;
    vm->state[STATE_ENCLOSE] = c->enclosing;
    if (c->caller != NULL)
        follow_caller(vm, s, c->caller);
    if (atomic_load(&t->cancelled))
        v = vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    else if (s->newer)
        v = vm_eval(vm, expr2(vm_heap(vm), S_Set, s->counter, s->count));
    if (!val_is_unwind(v))
        v = vm_eval(vm, t->value);
    if (!val_is_unwind(v) || vm->unwind.kind != UNWIND_CANCELLED) {
        s->definitions = vm_snapshot(vm);
        if (c->caller != NULL)
            s->followed = c->caller->definitions;
        find_counter(vm, s, c->symbol);
    }
    c->messages.given = vm->messages_given;
    message_context_leave(vm, &c->messages, &own);
    turn_leave(s->turn);
    if (!val_is_unwind(v) || vm->unwind.kind == UNWIND_CANCELLED)
        return v;
    c->unwind = vm->unwind;
    c->unwind.value = transfer_owned(vm, c->unwind.value);
    return S_Null;
}

/* What [expr], about a symbol that is a machine integer, does to it: *after is its value then, the result that of the call.
 * VAL_NONE: something that is to be evaluated. */
static Val count_on(Heap *h, Val count, Val expr, Val *after)
{
    Val x = VAL_NONE;

    *after = count;
    if (val_is_symbol(expr))
        return count;
    if (expr_len(expr) == 0 || expr_len(expr) > 2 || !val_is_symbol(expr_arg(expr, 0)))
        return VAL_NONE;
    if (expr_len(expr) == 2 && !val_is_small(x = expr_arg(expr, 1)))
        return VAL_NONE;
    switch (symbol_switch(expr_head(expr)) * 4 + (int64_t)expr_len(expr)) {
    case SYM_Increment * 4 + 1:    *after = num_add(h, count, val_int(1)); return count;
    case SYM_Decrement * 4 + 1:    *after = num_sub(h, count, val_int(1)); return count;
    case SYM_PreIncrement * 4 + 1: return *after = num_add(h, count, val_int(1));
    case SYM_PreDecrement * 4 + 1: return *after = num_sub(h, count, val_int(1));
    case SYM_Set * 4 + 2:          return *after = x;
    case SYM_AddTo * 4 + 2:        return *after = num_add(h, count, x);
    case SYM_SubtractFrom * 4 + 2: return *after = num_sub(h, count, x);
    default:                       return VAL_NONE;
    }
}

/* The call done at once, where it is about the counter and nobody has the turn; else VAL_NONE. */
static Val call_at_once(Vm *vm, Shared *s, Val symbol, Val expr)
{
    Val v = VAL_NONE, after;
    const Task *t = task_of(vm);

    if (t->simulated || atomic_load_explicit(&t->cancelled, memory_order_relaxed))
        return v;
    lock_take(&s->turn->lock);
    if (turn_holder(s->turn) == NULL && !val_is_none(s->counter) && val_is(s->counter, symbol))
        v = count_on(vm_heap(vm), s->count, expr, &after);
    if (!val_is_none(v) && val_is_small(after)) {
        s->newer = s->newer || !val_is(after, s->count);
        s->count = after;
    } else {
        v = VAL_NONE;
    }
    lock_release(&s->turn->lock);
    return v;
}

/* The caller's wait has ended with [v]: what the call came to, if it has ended as well. */
static Val call_ended(Vm *vm, Task *t, Val v)
{
    const SharedCall *c = t->work;

    /* The call ends where who called it does. */
    if (val_is_unwind(v))
        task_cancel(vm, t);
    /* A deadlock may end the wait alone. */
    if (val_is_unwind(v) || !atomic_load_explicit(&t->done, memory_order_acquire))
        return v;
    message_context_join(vm, &c->messages);
    vm->messages_given = c->messages.given;
    if (c->unwind.kind == UNWIND_NONE)
        return v;
    vm->unwind = c->unwind;
    return UNWIND;
}

/* Its end, which is near mostly. */
static Val await_call(Vm *vm, Task *call)
{
    Task *t = task_of(vm);
    Share share = task_waits_briefly(vm, t);
    Val v = task_await(vm, task_future(call), share != NULL ? TASK_BRIEFLY : -1);

    task_has_waited_briefly(vm, t, share);
    /* What the first wait gave may be that its time was over, though the call has ended since. */
    return share == NULL || val_is_unwind(v) ? v : task_await(vm, task_future(call), -1);
}

/* [expr] in a task with the shared definitions: the turn is ours. */
static Val call_in_task(Vm *vm, Val shared, Val symbol, Val expr)
{
    Shared *s = foreign_state(shared);
    SharedCall *c = heap_alloc_kept(vm_heap(vm), sizeof *c);
    Task *t = task_new_body(vm, task_of(vm)->job.pool, shared_body, c);
    bool may_park = vm->may_park;

    c->symbol = symbol;
    if (!definitions_same(&vm->definitions, &s->followed))
        c->caller = vm_snapshot(vm);
    c->messages = message_context_of(vm);
    c->enclosing = vm->state[STATE_ENCLOSE];
    t->value = expr;
    t->subject = shared;
    t->snapshot = s->definitions;
    turn_give(s->turn, t);
    pool_push(t->job.pool, &t->job);
    vm->may_park = false;
    Val v = call_ended(vm, t, await_call(vm, t));
    vm->may_park = may_park;
    return v;
}

static Val call_symbol(Vm *vm)
{
    return vm_symbol(vm, "System`Lyra$SharedCall", 22);
}

/* An exit as a value, for the child process that the call was made for, whose Catch is there: Lyra$SharedCall[kind, tag, value, extra]. */
static Val exit_as_value(Vm *vm)
{
    Heap *h = vm_heap(vm);
    const Unwind u = vm->unwind;
    Val absent = expr0(h, call_symbol(vm));

    vm->unwind.kind = UNWIND_NONE;
    return expr_make(h, call_symbol(vm), 4, (Val[]){val_int(u.kind), val_is_none(u.tag) ? absent : u.tag,
                                                    val_is_none(u.value) ? absent : u.value, val_is_none(u.extra) ? absent : u.extra});
}

/* What a call came to whose value in the parent is [v]. */
static Val value_or_exit(Vm *vm, Val v)
{
    Val absent = expr0(vm_heap(vm), call_symbol(vm)), part[4];

    if (val_is_unwind(v) || !val_is_call(v, call_symbol(vm), 4))
        return v;
    for (size_t i = 0; i < COUNT_OF(part); i++)
        part[i] = val_same(expr_arg(v, i), absent) ? VAL_NONE : expr_arg(v, i);
    (void)!val_is_unwind(vm_unwind(vm, (UnwindKind)val_small(part[0]), part[1], part[2]));
    vm->unwind.extra = part[3];
    return UNWIND;
}

/* The value of [expr], which is about [symbol], with the shared definitions. */
static Val shared_eval(Vm *vm, Val shared, Val symbol, Val expr)
{
    if (UNLIKELY(!foreign_is_here(shared))) {
        Heap *h = vm_heap(vm);
        Val call = expr3(h, call_symbol(vm), shared, expr1(h, S_HoldComplete, symbol), expr1(h, S_HoldComplete, expr));
        return value_or_exit(vm, vm_eval(vm, call));
    }
    Shared *s = foreign_state(shared);
    Val at_once = call_at_once(vm, s, symbol, expr);

    if (!val_is_none(at_once))
        return at_once;
    /* Who uses the symbol next is another task. */
    if (UNLIKELY(transfer_refused(vm, (Args){.builtin = &builtin_SetSharedVariable}, expr)))
        return S_$Failed;
    Val mine = turn_take(vm, s->turn);
    return val_is(mine, S_True) ? call_in_task(vm, shared, symbol, expr) : mine;
}

/* ---- where they are used ---- */

static Val leader_of(Vm *vm, Val symbol)
{
    const Definition *d = val_is_none(symbol) ? NULL : definition_find(&vm->definitions, symbol);

    return d == NULL ? VAL_NONE : d->leader;
}

/* Does the first argument of such a call stand for what the call is about? */
static bool is_around(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Part: case SYM_Condition: case SYM_HoldPattern:
    case SYM_OwnValues: case SYM_DownValues: case SYM_SubValues: case SYM_UpValues:
        return true;
    default:
        return false;
    }
}

/* Are all symbols that an assignment to [target] changes of this object? */
static bool is_here(Vm *vm, Val shared, Val target)
{
    while (val_is_expr(target) && expr_len(target) > 0 && is_around(expr_head(target)))
        target = expr_arg(target, 0);
    if (!val_is_plain_list(target))
        return val_is(leader_of(vm, val_root_symbol(target)), shared);
    for (size_t i = 0; i < expr_len(target); i++)
        if (val_is_unwind(vm_check_stack(vm)) || !is_here(vm, shared, expr_arg(target, i)))
            return false;
    return true;
}

/* Such a target with the caller's values for what stands in it: s[[i]], f[x], {s, t[[i]]}. */
static Val target_here(Vm *vm, Val target)
{
    Val head = val_is_expr(target) ? expr_head(target) : VAL_NONE, x;
    bool list = val_is(head, S_List), around = !val_is_none(head) && is_around(head);
    Builder b;

    TRY(vm_check_stack(vm));
    if (val_is_none(head) || val_is(head, S_HoldPattern))
        return target;
    if (val_is_expr(head))
        TRY(head = target_here(vm, head));
    uint32_t attributes = val_is_symbol(head) ? vm_attributes(vm, head) : 0;
    builder_start(&b, vm_heap(vm), head);
    for (size_t i = 0; i < expr_len(target); i++) {
        x = expr_arg(target, i);
        bool held = (attributes & (ATTR_HOLD_ALL | ATTR_HOLD_ALL_COMPLETE | (i == 0 ? ATTR_HOLD_FIRST : ATTR_HOLD_REST))) != 0;
        if (list || (around && i == 0))
            TRY(x = target_here(vm, x));
        else if (!held)
            TRY(x = vm_eval(vm, x));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* What changes the symbol in its first argument. */
static bool assigns(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Set: case SYM_SetDelayed: case SYM_Unset: case SYM_AddTo: case SYM_SubtractFrom: case SYM_TimesBy: case SYM_DivideBy:
    case SYM_Increment: case SYM_Decrement: case SYM_PreIncrement: case SYM_PreDecrement:
    case SYM_AppendTo: case SYM_PrependTo: case SYM_ApplyTo: case SYM_AssociateTo: case SYM_KeyDropFrom:
    case SYM_Clear: case SYM_ClearAll:
        return true;
    default:
        return false;
    }
}

/* What asks for its definitions. */
static bool asks(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_ValueQ: case SYM_OwnValues: case SYM_DownValues: case SYM_SubValues: case SYM_UpValues:
    case SYM_Definition: case SYM_FullDefinition:
        return true;
    default:
        return false;
    }
}

/* Is a call with this head, which has a symbol with [attributes] in its first argument, for the shared definitions?  Attributes are the
 * caller's: where they protect the symbol, what assigns to it says so here. */
static bool leads(Val head, uint32_t attributes)
{
    return assigns(head) ? (attributes & ATTR_PROTECTED) == 0 : asks(head);
}

static Val shared_lead(Vm *vm, void *self, Val symbol, uint32_t attributes, Val expr)
{
    Val shared = val_from_node((const char *)self - offsetof(Foreign, state)), sent = expr, v;
    bool call = val_is(val_root_symbol(expr), symbol);

    if (!call) {
        Val target = expr_arg(expr, 0);
        /* Clear takes several symbols, and comes here with each. */
        if (!leads(expr_head(expr), attributes) || ((val_has_head(expr, S_Clear) || val_has_head(expr, S_ClearAll))
                                        && (expr_len(expr) != 1 || !val_is_symbol(target))))
            return NOT_MINE;
        if (!val_is(target, symbol)) {
            /* Of several objects: each of the list comes here by itself. */
            if (!is_here(vm, shared, target))
                return NOT_MINE;
            TRY(v = target_here(vm, target));
            sent = expr_with_arg(vm_heap(vm), expr, 0, v);
        }
    }
    TRY(v = shared_eval(vm, shared, symbol, sent));
    if (!val_same(v, sent))
        return v;
    /* No rule was for the call; one may be at any time. */
    if (call)
        vm_value_changed(vm, symbol);
    return VAL_NONE;
}

static const ForeignClass shared_class = {
    .name = "SharedDefinitions", .size = sizeof(Shared), .transfer = TRANSFER_SHARED, .lead = shared_lead,
    .usage = "the definitions of shared symbols",
};

/* Has [symbol] a value there?  Yes where somebody has the turn: what that does is not over yet. */
static bool has_value(Shared *s, Val symbol)
{
    const Definition *d;
    bool has;

    lock_take(&s->turn->lock);
    has = turn_holder(s->turn) != NULL || (!val_is_none(s->counter) && val_is(s->counter, symbol));
    if (!has) {
        d = definition_find(&s->definitions->definitions, symbol);
        has = definition_has_value(d);
    }
    lock_release(&s->turn->lock);
    return has;
}

static bool about_shared(Args args)
{
    return args.n == 2 && val_is_foreign_of(args.v[0], &shared_class) && val_is_call(args.v[1], S_HoldComplete, 1);
}

BUILTIN_AS(SharedQ, "Lyra$SharedQ",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL,
    .usage = "Lyra$SharedQ[shared, HoldComplete[s]] gives True if s has a value in the shared definitions.",
    .examples = EXAMPLES("SetSharedVariable[n]; n = 1; {n, n =., n}", "{1, Null, n}"))
{
    if (!about_shared(args))
        return NOT_MINE;
    bool has = has_value(foreign_state(args.v[0]), expr_arg(args.v[1], 0));
    if (!has)
        vm_value_changed(vm, expr_arg(args.v[1], 0));
    return val_bool(has);
}

/* symbol := Lyra$SharedValue[shared, HoldComplete[symbol]], where it [may_lack] a value with /; Lyra$SharedQ[the same]. */
static Val lead_value(Vm *vm, Val shared, Val symbol, bool may_lack)
{
    Heap *h = vm_heap(vm);
    Val kept = expr1(h, S_HoldComplete, symbol), rhs = expr2(h, vm_symbol(vm, "System`Lyra$SharedValue", 23), shared, kept);

    if (may_lack)
        rhs = expr2(h, S_Condition, rhs, expr2(h, vm_symbol(vm, "System`Lyra$SharedQ", 19), shared, kept));
    Val rule = expr2(h, S_RuleDelayed, expr1(h, S_HoldPattern, symbol), rhs);
    /* This assignment is about the rule here. */
    definition_edit(&vm->definitions, h, symbol)->leader = VAL_NONE;
    Val v = vm_eval(vm, expr2(h, S_Set, expr1(h, S_OwnValues, symbol), list_make(h, 1, &rule)));
    definition_edit(&vm->definitions, h, symbol)->leader = shared;
    return v;
}

BUILTIN_AS(SharedCall, "Lyra$SharedCall",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .usage = "Lyra$SharedCall[shared, HoldComplete[s], HoldComplete[expr]] evaluates expr, which is about s, with the shared definitions, for a child process too.",
    .examples = EXAMPLES("SetSharedVariable[n]; n = 1; ParallelDo[n += i, {i, 4}, Pool -> ThreadPool[1, Isolation -> \"Process\"]]; n", "11"))
{
    if (args.n != 3 || !val_is_foreign_of(args.v[0], &shared_class) || !val_is_call(args.v[1], S_HoldComplete, 1) || !val_is_call(args.v[2], S_HoldComplete, 1))
        return NOT_MINE;
    Val v = shared_eval(vm, args.v[0], expr_arg(args.v[1], 0), expr_arg(args.v[2], 0));
    if (!val_is_unwind(v))
        return v;
    switch (vm->unwind.kind) {
    case UNWIND_CANCELLED: case UNWIND_TIMEOUT: case UNWIND_MEMORY: case UNWIND_QUIT:
        return v;
    default:
        return exit_as_value(vm);
    }
}

BUILTIN_AS(SharedValue, "Lyra$SharedValue",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .usage = "Lyra$SharedValue[shared, HoldComplete[s]] gives the value that s has in the shared definitions.",
    .examples = EXAMPLES("SetSharedVariable[n]; n = 1; ParallelDo[n += i, {i, 4}]; n", "11"))
{
    Val v;

    if (!about_shared(args))
        return NOT_MINE;
    TRY(v = shared_eval(vm, args.v[0], expr_arg(args.v[1], 0), expr_arg(args.v[1], 0)));
    /* Without a value it is not to be asked for one again and again. */
    if (val_is(v, expr_arg(args.v[1], 0)))
        TRY(lead_value(vm, args.v[0], v, true));
    return v;
}

/* [symbol] has its values there from now on: f[..] of a function, and of a variable its own. */
static Val share(Vm *vm, Val shared, Val symbol, bool function)
{
    Val before = leader_of(vm, symbol);

    if (val_is_none(before)) {
        TRY(vm_eval(vm, expr1(vm_heap(vm), S_Clear, symbol)));
        Definition *d = definition_edit(&vm->definitions, vm_heap(vm), symbol);
        d->leader = shared;
        d->has_up_values = vm->led = true;
        vm->up_values |= val_bloom(symbol);
        vm_changed(vm, symbol);
    }
    return function ? S_Null : lead_value(vm, val_is_none(before) ? shared : before, symbol, false);
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
    for (size_t i = 0; i < expr_len(list); i++)
        TRY(share(vm, object, expr_arg(list, i), functions));
    /* That they are shared is different there from the first. */
    ((Shared *)foreign_state(object))->followed = vm_snapshot(vm)->definitions;
    return S_Null;
}

#define SHARED_MESSAGES MESSAGES("symbol", "`1` is not a symbol that can be shared.", TRANSFER_MESSAGE)

BUILTIN(SetSharedVariable,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CHANNEL, .messages = SHARED_MESSAGES,
    .usage = "SetSharedVariable[s1, s2, ...] makes the values of the symbols common to the session and all tasks that start later; x += 1,\n"
             "x[[i]] = v, AssociateTo[x, ..] and all else that assigns to them is done at once, with nothing of others between.",
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

/* The value of [expr] while this task has all [n] turns, which it takes in their order. */
static Val section(Vm *vm, size_t n, Task *const *turns, Val expr)
{
    bool may_park = vm->may_park;
    size_t taken = 0;
    Val v = S_True;

    vm->may_park = false;
    while (taken < n && val_is(v = turn_take(vm, turns[taken]), S_True))
        taken++;
    if (taken == n)
        v = vm_eval(vm, expr);
    for (size_t i = 0; i < taken; i++)
        turn_leave(turns[i]);
    vm->may_park = may_park;
    return v;
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
    Heap *h = vm_heap(vm);
    Task *turn;

    if (!val_is_plain_list(args.v[0])) {
        if (!val_is_symbol(args.v[0]))
            return MESSAGE(vm, "lock", args.v[0]);
        turn = turn_of(h, args.v[0]);
        return section(vm, 1, &turn, args.v[1]);
    }
    size_t n = expr_len(args.v[0]), different = 0;
    Val *locks = vals_new(h, n);
    Task **turns = heap_alloc(h, (n + 1) * sizeof(Task *));

    for (size_t i = 0; i < n; i++) {
        locks[i] = expr_arg(args.v[0], i);
        if (!val_is_symbol(locks[i]))
            return MESSAGE(vm, "lock", args.v[0]);
    }
    qsort(locks, n, sizeof *locks, by_number);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || !val_is(locks[i], locks[i - 1]))
            turns[different++] = turn_of(h, locks[i]);
    return section(vm, different, turns, args.v[1]);
}
