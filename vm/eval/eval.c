/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * eval.c -- the standard evaluation sequence, as one page.
 *
 * Head first; then the arguments as the attributes say; Sequence spliced; Flat, Listable, Orderless;
 * then the rules (apply.c), up-values before down-values, the user's before ours; and again, until
 * nothing changes.  A right-hand side is reached by iteration, not recursion, so a tail call costs
 * no stack.
 *
 * What evaluated to itself is stamped with the epoch of definitions.  It is not walked again until
 * a symbol that may occur in it has changed since.
 */
#include "vm/code/code.h"
#include "vm/base/shared.h"
#include "vm/eval/eval.h"

#include "vm/eval/library.h"
#include "vm/eval/limits.h"
#include "vm/eval/packed_listable.h"
#include "vm/num/number.h"
#include "vm/pattern/rules.h"

bool vm_stamp_holds_slow(const Vm *vm, uint32_t stamp, unsigned bloom)
{
    if (stamp < vm->own_epochs || stamp > vm->epoch)
        if (stamp < vm->inherited_from || stamp > vm->inherited_until || stamp == 0)
            return false;
    for (; bloom != 0; bloom &= bloom - 1)
        if (vm->changed_at[__builtin_ctz(bloom)] > stamp)
            return false;
    return true;
}

static inline bool is_without_rules(const Definition *d)
{
    return !definition_has_value(d) && val_is_none(d->leader) && d->rules[RULES_DOWN] == NULL && (d->attributes & ~ATTR_PLAIN) == 0;
}

bool vm_is_bare(const Vm *vm, Val symbol)
{
    const Symbol *s = val_symbol(symbol);

    if (s->builtin != NULL || s->autoload != 0)
        return false;
    const Definition *d = definition_find(&vm->definitions, symbol);
    return d == NULL || is_without_rules(d);
}

/* vm_is_bare for a symbol that is asked about again and again. */
static inline bool is_bare_still(Vm *vm, Val symbol)
{
    if (val_is(symbol, vm->bare) && vm_stamp_holds(vm, vm->bare_stamp, val_bloom(symbol))) {
        if (vm->bare_stamp >= vm->own_epochs)                    /* the next look is a short one */
            vm->bare_stamp = vm_epoch(vm);
        return true;
    }
    if (!vm_is_bare(vm, symbol))
        return false;
    if (!symbol_is_temporary(symbol)) {
        vm->bare = symbol;
        vm->bare_stamp = vm_epoch(vm);
    }
    return true;
}

/* Evidently its own value. */
static inline bool is_settled(Vm *vm, Val v)
{
    if (val_is_inert(v))
        return true;
    if (val_is_expr(v)) {
        uint32_t stamp = shared_word(val_expr(v)->stamp);
        if (!vm_stamp_holds(vm, stamp, val_bloom(v)))
            return false;
        if (stamp != vm->epoch && stamp >= vm->own_epochs)     /* the next look is a short one */
            shared_word_set(val_expr(v)->stamp, vm_epoch(vm));
        return true;
    }
    return val_is_symbol(v) && is_bare_still(vm, v);
}

bool vm_is_settled(Vm *vm, Val v)
{
    return is_settled(vm, v);
}

void vm_settle(Vm *vm, Val v)
{
    Expr *e = val_expr(v);

    if ((e->node.flags & (FLAG_LIVE | FLAG_SPLICE)) != FLAG_LIVE || !val_is_symbol(e->head) || vm_may_have_up_values(vm, v)
        || (!val_is(e->head, S_List) && !vm_is_bare(vm, e->head)))
        return;
    for (size_t i = 0; i < e->len; i++)
        if (!is_settled(vm, e->args[i]))
            return;
    shared_word_set(e->stamp, vm_epoch(vm));
}

void vm_settle_but(Vm *vm, Val v, Val symbol)
{
    if (val_is_expr(v) && !is_settled(vm, v) && !val_contains_symbol(v, symbol))
        shared_word_set(val_expr(v)->stamp, vm_epoch(vm));
}

static bool settle_below(Vm *vm, Val v, unsigned depth)
{
    if (is_settled(vm, v))
        return true;
    if (!val_is_expr(v) || (val_flags(v) & FLAG_SPLICE) || vm_may_have_up_values(vm, v) || depth > SETTLE_DEPTH_MAX)
        return false;
    Val head = expr_head(v);
    if (!val_is_symbol(head) || (!val_is(head, S_List) && !vm_is_bare(vm, head)))
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!settle_below(vm, expr_arg(v, i), depth + 1))
            return false;
    shared_word_set(val_expr(v)->stamp, vm_epoch(vm));
    return true;
}

bool vm_settle_all(Vm *vm, Val v)
{
    return settle_below(vm, v, 0);
}

Val symbol_value(Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (UNLIKELY(library_is_due(vm, symbol))) {
        TRY(library_load(vm, val_symbol(symbol)->autoload - 1u));
        d = definition_find(&vm->definitions, symbol);
    }
    if (d != NULL) {
        if (!val_is_none(d->value)) {
            /* Whoever reads the value may keep it: from now on assignments to parts copy. */
            val_share(d->value);
            return d->value;
        }
        if (d->rules[RULES_OWN] != NULL) {
            Val v = rule_set_apply(vm, d->rules[RULES_OWN], symbol);
            if (!val_is_none(v))
                return v;
        }
    }
    const Builtin *b = val_symbol(symbol)->builtin;
    return b != NULL && b->value != NULL ? b->value(vm) : VAL_NONE;
}

static uint32_t head_attributes(Vm *vm, Val head)
{
    if (val_is_symbol(head)) {
        if (UNLIKELY(library_is_due(vm, head)))
            (void)!val_is_unwind(library_load(vm, val_symbol(head)->autoload - 1u));
        return vm_attributes(vm, head);
    }
    return val_has_head(head, S_Function) ? function_attributes(head) : 0;
}

typedef struct Head {
    bool     own;            /* a symbol that is its own value */
    bool     bare;           /* vm_is_bare */
    uint32_t attributes;
} Head;

/* What there is to know of a symbol as the head of a call, by one look. */
static inline Head head_of_symbol(const Vm *vm, Val symbol)
{
    const Symbol *s = val_symbol(symbol);
    const Builtin *b = s->builtin;
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (s->autoload != 0 || (b != NULL && b->value != NULL))
        return (Head){0};
    if (d == NULL)
        return (Head){.own = true, .bare = b == NULL, .attributes = b == NULL ? 0 : b->attrs};
    return (Head){
        .own = !definition_has_value(d),
        .bare = b == NULL && is_without_rules(d),
        .attributes = d->attributes,
    };
}

static bool is_held(uint32_t attributes, size_t i)
{
    if ((attributes & ATTR_HOLD_ANY) == 0)
        return false;
    if (attributes & (ATTR_HOLD_ALL | ATTR_HOLD_ALL_COMPLETE))
        return true;
    return i == 0 ? (attributes & ATTR_HOLD_FIRST) != 0 : (attributes & ATTR_HOLD_REST) != 0;
}

/* One argument evaluated as its place demands.  *unevaluated: it was wrapped so. */
static Val eval_argument(Vm *vm, Val x, uint32_t attributes, size_t i, bool *unevaluated)
{
    if (val_is_inert(x) || (attributes & ATTR_HOLD_ALL_COMPLETE))
        return x;
    if (is_held(attributes, i)) {
        if (val_is_call(x, S_Evaluate, 1))
            return vm_eval(vm, expr_arg(x, 0));
        if (!val_is_call(x, S_Unevaluated, 1))
            return x;
    }
    if (val_is_call(x, S_Unevaluated, 1)) {
        *unevaluated = true;
        return is_held(attributes, i) ? x : expr_arg(x, 0);
    }
    return vm_eval(vm, x);
}

/* [expr] with head and arguments evaluated; the same node where nothing changed. */
static Val eval_parts(Vm *vm, Val expr, Val head, uint32_t attributes, bool *unevaluated)
{
    size_t n = expr_len(expr), i;
    Val x = VAL_NONE;

    for (i = 0; i < n; i++) {
        TRY(x = eval_argument(vm, expr_arg(expr, i), attributes, i, unevaluated));
        if (!val_is(x, expr_arg(expr, i)))
            break;
    }
    if (i == n)
        return val_is(head, expr_head(expr)) ? expr : expr_with_head(vm_heap(vm), expr, head);
    Expr *e = expr_new(vm_heap(vm), head, n);
    memcpy(e->args, expr_args(expr), i * sizeof(Val));
    e->args[i] = x;
    for (i++; i < n; i++) {
        TRY(x = eval_argument(vm, expr_arg(expr, i), attributes, i, unevaluated));
        e->args[i] = x;
    }
    return expr_seal(e);
}

static bool has_packed(Val expr)
{
    for (size_t i = 0; i < expr_len(expr); i++)
        if (val_is_packed(expr_arg(expr, i)))
            return true;
    return false;
}

/* The parts of the sequence that attributes govern; a changed expression, or [expr]. *again: it has
 * become something to evaluate from the start. */
static Val eval_attributes(Vm *vm, Val expr, Val head, uint32_t attributes, bool *again)
{
    Heap *h = vm_heap(vm);

    if ((val_flags(expr) & FLAG_SPLICE) && (attributes & ATTR_HOLD_ALL_COMPLETE) == 0
        && ((attributes & ATTR_SEQUENCE_HOLD) == 0))
        expr = splice_sequences(h, expr, head);
    if (attributes & ATTR_FLAT)
        expr = flatten_flat(h, expr, head);
    if (attributes & ATTR_LISTABLE) {
        const Builtin *b = val_is_symbol(head) ? val_symbol(head)->builtin : NULL;
        if (b == NULL || !b->packed) {
            Val threaded = has_packed(expr) ? packed_listable(vm, expr) : VAL_NONE;
            if (val_is_none(threaded))
                threaded = thread_listable(vm, expr);
            TRY(threaded);
            if (!val_is_none(threaded)) {
                *again = true;
                return threaded;
            }
        }
    }
    if ((attributes & ATTR_ORDERLESS) && (val_flags(expr) & FLAG_SORTED) == 0)
        expr = sort_orderless(h, expr);
    return expr;
}

/* A builtin's short way for a call of a Flat head that nobody has redefined; VAL_NONE. */
static Val join_call(Vm *vm, Val expr, Val head)
{
    const Builtin *b = val_is_symbol(head) ? val_symbol(head)->builtin : NULL;

    if (b == NULL || b->join == NULL || vm_may_have_up_values(vm, expr) || vm->operators_changed || (val_flags(expr) & FLAG_SPLICE))
        return VAL_NONE;
    return b->join(vm, expr);
}

/* No rule wanted the arguments that Unevaluated kept as they are: they are wrapped again, as in [expr]. */
static Val wrapped_again(Heap *h, Val expr, Val evaluated, uint32_t attributes)
{
    for (size_t i = 0; i < expr_len(expr); i++)
        if (val_is_call(expr_arg(expr, i), S_Unevaluated, 1))
            evaluated = expr_with_arg(h, evaluated, i, expr_arg(expr, i));
    return attributes & (ATTR_SEQUENCE_HOLD | ATTR_HOLD_ALL_COMPLETE) ? evaluated : splice_sequences(h, evaluated, expr_head(evaluated));
}

/* A sum or product of machine integers, where that is one; VAL_NONE for anything else. */
static Val small_arithmetic(const Vm *vm, Val expr)
{
    bool product = val_is(expr_head(expr), S_Times);
    int64_t total = product;

    if ((!product && !val_is(expr_head(expr), S_Plus)) || vm->operators_changed || expr_len(expr) == 0)
        return VAL_NONE;
    for (size_t i = 0; i < expr_len(expr); i++)
        if (!small_total(product, &total, expr_arg(expr, i)))
            return VAL_NONE;
    return small_fits(total) ? val_int(total) : VAL_NONE;
}

/* 1/n and k/n of machine integers; VAL_NONE for anything else, and for n = 0. */
static Val small_quotient(Vm *vm, Val expr)
{
    bool product = val_is_call(expr, S_Times, 2);
    Val power = product ? expr_arg(expr, 1) : expr, over = product ? expr_arg(expr, 0) : val_int(1);

    if (vm->operators_changed || !val_is_small(over) || !val_is_call(power, S_Power, 2)
        || !val_is(expr_arg(power, 1), val_int(-1)))
        return VAL_NONE;
    Val n = expr_arg(power, 0);
    return val_is_small(n) && !val_is(n, val_int(0)) ? num_div(vm_heap(vm), over, n) : VAL_NONE;
}

/* A sum or product of two short numbers, in any order; VAL_NONE for anything else. */
static Val short_arithmetic(Vm *vm, Val expr)
{
    bool product = val_is_call(expr, S_Times, 2);

    if ((!product && !val_is_call(expr, S_Plus, 2)) || vm->operators_changed)
        return VAL_NONE;
    Val a = expr_arg(expr, 0), b = expr_arg(expr, 1);
    if (!num_is_short(a) || !num_is_short(b))
        return VAL_NONE;
    return product ? num_mul(vm_heap(vm), a, b) : num_add(vm_heap(vm), a, b);
}

/* Gives the next form of a normal expression; [expr] itself (or its evaluated parts, with *done set)
 * where nothing applies any more. */
static Val eval_step(Vm *vm, Val expr, bool *done, Val *user)
{
    Val head = expr_head(expr), v;
    bool unevaluated = false, again = false;
    uint32_t epoch = vm_epoch(vm);

    Head known = val_is_symbol(head) ? head_of_symbol(vm, head) : (Head){0};
    if (!known.own)
        TRY(head = vm_eval(vm, head));
    uint32_t attributes = known.own ? known.attributes : head_attributes(vm, head);
    Val parts = eval_parts(vm, expr, head, attributes, &unevaluated), evaluated = parts;
    TRY(parts);
    if (known.bare && !unevaluated && epoch == vm->epoch && (val_flags(parts) & FLAG_SPLICE) == 0 && !vm_may_have_up_values(vm, parts)) {
        *done = true;
        shared_word_set(val_expr(parts)->stamp, epoch);
        return parts;
    }
    if ((attributes & ATTR_FLAT) && !unevaluated && epoch == vm->epoch) {
        v = small_arithmetic(vm, parts);
        if (val_is_none(v))
            v = short_arithmetic(vm, parts);
        if (!val_is_none(v)) {
            *done = true;
            return v;
        }
        v = join_call(vm, parts, head);
        TRY(v);
        if (!val_is_none(v)) {
            *done = true;
            if (val_is_expr(v))
                shared_word_set(val_expr(v)->stamp, epoch);
            return v;
        }
    }
    parts = eval_attributes(vm, parts, head, attributes, &again);
    TRY(parts);
    if (again)
        return parts;
    TRY(v = apply_rules(vm, parts, attributes, user));
    if (!val_is_none(v))
        return v;
    *done = true;
    if (unevaluated)
        return wrapped_again(vm_heap(vm), expr, evaluated, attributes);
    if (val_is_expr(parts))
        shared_word_set(val_expr(parts)->stamp, epoch);
    return parts;
}

static Val eval_assoc(Vm *vm, Val assoc)
{
    AssocEntry e;
    AssocBuilder b;
    bool changed = false;
    uint32_t epoch = vm_epoch(vm);

    if (vm_stamp_holds(vm, assoc_stamp(assoc), val_bloom(assoc)))
        return assoc;
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e) && !changed; ) {
        if (e.delayed)
            continue;
        Val v = vm_eval(vm, e.value);
        TRY(v);
        changed = !val_is(v, e.value);
    }
    if (!changed) {
            assoc_set_stamp(assoc, epoch);
        return assoc;
    }
    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        if (!e.delayed)
            TRY(e.value = vm_eval(vm, e.value));
        assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

static Val iteration_limit(Vm *vm, Val expr)
{
    Val limit = val_int((int64_t)vm->iteration_limit);

    (void)expr;
    vm_message(vm, S_$IterationLimit, "itlim", 1, &limit);
    return vm_terminated(vm, "IterationLimit");
}

/* Is the value of a symbol one that := gave it?  Then it is a function of no arguments, for Return. */
static bool is_delayed(const Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    return d != NULL && d->value_delayed;
}

static Val eval_loop(Vm *vm, Val expr)
{
    Val user = VAL_NONE;         /* whose rule brought us to the present form */
    EvalFrame frame = {.symbol = VAL_NONE};

    for (size_t iteration = 0;; iteration++) {
        bool done = false;
        /* What has happened is not undone by a limit that is noticed afterwards. */
        if (iteration > 0 && is_settled(vm, expr))
            return expr;
        TRY(vm_poll(vm));
        if (UNLIKELY(iteration >= vm->iteration_limit))
            return iteration_limit(vm, expr);
        if (!val_is_none(user)) {
            if (val_is_none(frame.symbol))
                eval_frame_link(vm, &frame);
            frame.symbol = user;
        }
        switch (val_node(expr)->kind) {
        case KIND_SYMBOL: {
            Val v = symbol_value(vm, expr);
            if (val_is_none(v) || val_is(v, expr))
                return expr;
            TRY(v);
            if (is_delayed(vm, expr))
                user = expr;
            expr = v;
            break;
        }
        case KIND_EXPR: {
            if (vm_stamp_holds(vm, shared_word(val_expr(expr)->stamp), val_bloom(expr)))
                return expr;
            Val next = eval_step(vm, expr, &done, &user);
            if (val_is_unwind(next))
                return return_ends_here(vm, expr, user) ? vm->unwind.value : UNWIND;
            expr = next;
            if (done)
                return expr;
            break;
        }
        case KIND_ASSOC:
            return eval_assoc(vm, expr);
        default:
            return expr;
        }
    }
}

static COLD Val recursion_limit(Vm *vm, Val expr)
{
    Val args[] = {val_int((int64_t)vm->recursion_limit), expr};
    size_t depth = vm->depth;

    vm->depth = 0;       /* so that the message can be formatted */
    vm_message(vm, S_$RecursionLimit, "reclim2", 2, args);
    vm->depth = depth;
    return vm_terminated(vm, "RecursionLimit");
}

/* The value of x++, of a symbol that has a leader, and its like; NOT_MINE: it is to be evaluated as others are. */
static NOINLINE Val eval_led(Vm *vm, Val expr)
{
    uint32_t epoch = vm_epoch(vm);
    Val v = apply_leader_at_once(vm, expr);

    if (val_is_none(v)) {
        shared_word_set(val_expr(expr)->stamp, epoch);
        return expr;
    }
    if (val_is_unwind(v))
        return return_ends_here(vm, expr, VAL_NONE) ? vm->unwind.value : UNWIND;
    return val_is_not_mine(v) || val_is_inert(v) ? v : vm_eval(vm, v);
}

Val vm_eval(Vm *vm, Val expr)
{
    Val v;

    if (val_is_inert(expr))
        return expr;
    /* The common cases need no frame of their own. */
    if (val_is_symbol(expr)) {
        v = symbol_value(vm, expr);
        if (val_is_none(v) || val_is_inert(v))
            return val_is_none(v) ? expr : v;
    } else if (val_is_expr(expr)) {
        if (vm_stamp_holds(vm, shared_word(val_expr(expr)->stamp), val_bloom(expr)))
            return expr;
        v = small_arithmetic(vm, expr);
        if (val_is_none(v))
            v = small_quotient(vm, expr);
        if (!val_is_none(v))
            return v;
    }
    TRY(vm_check_stack(vm));
    if (UNLIKELY(vm->depth >= vm->recursion_limit))
        return recursion_limit(vm, expr);
    if (UNLIKELY(vm->led) && val_is_expr(expr) && vm_may_have_up_values(vm, expr) && !val_is_not_mine(v = eval_led(vm, expr)))
        return v;
    EvalFrame *outer = vm->eval_frames;
    vm->depth++;
    v = eval_loop(vm, expr);
    vm->depth--;
    vm->eval_frames = outer;
    return v;
}

Val vm_eval_call(Vm *vm, Val head, size_t n, const Val *args)
{
    Val v = expr_make(vm_heap(vm), head, n, args);

    vm_settle(vm, v);
    return vm_eval(vm, v);
}

/* Some argument was not evidently its own value at first sight. */
static NOINLINE Val construct_slowly(Vm *vm, Expr *e)
{
    Val v = val_from_node(e);

    if (vm_may_have_up_values(vm, v) || (e->node.flags & FLAG_SPLICE))
        return vm_eval(vm, v);
    for (size_t i = 0; i < e->len; i++)
        if (!is_settled(vm, e->args[i]))
            return vm_eval(vm, v);
    e->stamp = vm_epoch(vm);
    return v;
}

/* head[args..] in [e].  Argument [i] of [n] is args[i] or, where they are [listed], the register that byte i of [from] says. */
ALWAYS_INLINE Val construct_in(Vm *vm, Expr *e, Val head, size_t n, const Val *args, bool listed, uint32_t from)
{
    uint64_t all = node_word(val_node(head)), stale = 0;
    uint32_t epoch = vm->epoch;

    for (size_t i = 0; i < n; i++) {
        Val a = args[listed ? from & 255 : i];
        from >>= 8;
        e->args[i] = a;
        if ((a.w & 7) != 0)
            continue;
        uint64_t word = node_word(val_node(a));
        all |= word;
        if ((word & NODE_FLAGS(FLAG_LIVE))
            && (node_word_kind(word) == KIND_EXPR ? shared_word(val_expr(a)->stamp) != epoch
                                                  : !val_is(a, vm->bare) || vm->bare_stamp != epoch))
            stale = 1;
    }
    node_begin(&e->node, KIND_EXPR, all, FLAG_INHERITED);
    e->len = (uint32_t)n;
    e->head = head;
    if (UNLIKELY(listed && (all & NODE_FLAGS(FLAG_OWNED | FLAG_INNER))))
        for (size_t i = 0; i < n; i++)
            val_share(e->args[i]);
    if (UNLIKELY(stale | (all & NODE_FLAGS(FLAG_SPLICE)) | (node_word_bloom(all) & vm->up_values)) || UNLIKELY(epoch == UINT32_MAX))
        return construct_slowly(vm, e);
    e->stamp = epoch;
    vm->epoch_seen = true;
    return val_from_node(e);
}

static NOINLINE Val construct_refilling(Vm *vm, Val head, size_t n, const Val *args, bool listed, uint32_t from)
{
    return construct_in(vm, heap_alloc(vm_heap(vm), sizeof(Expr) + n * sizeof(Val)), head, n, args, listed, from);
}

/* Whatever is called from here is called last, so that no register has to be saved. */
ALWAYS_INLINE Val construct(Vm *vm, Val head, size_t n, const Val *args, bool listed, uint32_t from)
{
    Expr *e = heap_alloc_ready(vm_heap(vm), sizeof(Expr) + n * sizeof(Val));

    return UNLIKELY(e == NULL) ? construct_refilling(vm, head, n, args, listed, from)
                               : construct_in(vm, e, head, n, args, listed, from);
}

Val vm_eval_construct(Vm *vm, Val head, size_t n, const Val *args)
{
    switch (n) {
    case 1:  return construct(vm, head, 1, args, false, 0);
    case 2:  return construct(vm, head, 2, args, false, 0);
    default: return construct(vm, head, n, args, false, 0);
    }
}

Val vm_eval_construct_from(Vm *vm, Val head, size_t n, const Val *registers, uint32_t from)
{
    switch (n) {
    case 1:  return construct(vm, head, 1, registers, true, from);
    case 2:  return construct(vm, head, 2, registers, true, from);
    default: return construct(vm, head, n, registers, true, from);
    }
}

enum { DIRECT_ARGUMENTS_MAX = 4 };

/* The call of a user's symbol without attributes; VAL_NONE: it has no bytecode. */
static Val apply_symbol(Vm *vm, Val f, size_t n, const Val *values)
{
    RuleSet *rules = definition_plain_rules(&vm->definitions, f);
    Val literal = rules == NULL ? VAL_NONE : rule_set_literal(rules, f, n, values);

    if (!val_is_none(literal))
        return vm_eval(vm, literal);
    const Code *code = rules == NULL ? NULL : code_for(vm, f, rules, n);
    return code == NULL ? VAL_NONE : code_execute(vm, code, values);
}

/* f[args..] by bytecode, without making the expression; VAL_NONE where that is not possible, and nothing has been evaluated. */
static Val apply_directly(Vm *vm, Val f, size_t n, const Val *args)
{
    Val values[DIRECT_ARGUMENTS_MAX], v = VAL_NONE;
    const Code *code = NULL;
    bool plain = true;

    if (n > DIRECT_ARGUMENTS_MAX || vm->depth >= vm->recursion_limit)
        return VAL_NONE;
    if (val_has_head(f, S_Function))
        code = expr_len(f) <= 2 && expr_len(f) > 0 ? code_for_function(vm, f, n) : NULL;
    if (code == NULL && (!val_is_symbol(f) || definition_plain_rules(&vm->definitions, f) == NULL))
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        TRY(values[i] = vm_eval(vm, args[i]));
        plain = plain && (val_flags(values[i]) & FLAG_SPLICE) == 0 && !vm_may_have_up_values(vm, values[i]);
    }
    if (plain) {
        TRY(vm_check_stack(vm));
        vm->depth++;
        v = code != NULL ? code_execute(vm, code, values) : apply_symbol(vm, f, n, values);
        /* As everywhere what a call gives is evaluated again. */
        if (!val_is_none(v) && !val_is_unwind(v) && !val_is_inert(v))
            v = vm_eval(vm, v);
        vm->depth--;
    }
    /* The arguments are not evaluated once more. */
    return val_is_none(v) ? vm_eval(vm, expr_make(vm_heap(vm), f, n, values)) : v;
}

Val vm_apply(Vm *vm, Val f, size_t n, const Val *args)
{
    Val v;

    TRY(vm_poll(vm));
    v = apply_directly(vm, f, n, args);
    return val_is_none(v) ? vm_eval(vm, expr_make(vm_heap(vm), f, n, args)) : v;
}

Val vm_call1(Vm *vm, Val f, Val a)
{
    return vm_apply(vm, f, 1, &a);
}

Val vm_call2(Vm *vm, Val f, Val a, Val b)
{
    return vm_apply(vm, f, 2, (Val[]){a, b});
}

Val vm_call3(Vm *vm, Val f, Val a, Val b, Val c)
{
    return vm_apply(vm, f, 3, (Val[]){a, b, c});
}
