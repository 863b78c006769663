/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * logic.c -- And, Or, Not, Nand, Nor, Xor, Xnor, Implies, Equivalent, Majority, Between.
 */
#include "vm/builtin/arith.h"

static bool is_true(Val v)  { return val_is(v, S_True); }
static bool is_false(Val v) { return val_is(v, S_False); }
static Val truth(bool b)    { return b ? S_True : S_False; }

/* Evaluates the held arguments from the left until one is [stop]; what is not [stop] and not its
 * opposite is kept.  Sets *stopped, or pushes to [kept]; true in *changed if the result differs. */
static Val evaluate_until(Vm *vm, Args args, Val stop, Builder *kept, bool *stopped, bool *changed)
{
    Val skip = is_true(stop) ? S_False : S_True;

    *stopped = *changed = false;
    for (size_t i = 0; i < args.n; i++) {
        Val x;

        TRY(x = vm_eval(vm, args.v[i]));
        if (val_is(x, stop)) {
            *stopped = true;
            return VAL_NONE;
        }
        if (!val_is(x, args.v[i]) && !val_same(x, args.v[i]))
            *changed = true;
        if (val_is(x, skip))
            *changed = true;
        else
            builder_push(kept, x);
    }
    return VAL_NONE;
}

static Val and_or(Vm *vm, Args args, Val head, Val stop)
{
    Builder kept;
    bool stopped, changed;

    builder_start(&kept, vm_heap(vm), head);
    TRY(evaluate_until(vm, args, stop, &kept, &stopped, &changed));
    if (stopped)
        return stop;
    if (kept.n == 0)
        return truth(is_false(stop));
    if (kept.n == 1)
        return kept.items[0];
    return changed ? builder_finish(&kept) : NOT_MINE;
}

BUILTIN(And,
    .attrs   = ATTR_FLAT | ATTR_HOLD_ALL | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "And[e1, e2, ...], e1 && e2 && ..., is False as soon as an argument is, True if all are.",
    .examples = EXAMPLES("True && False", "False", "And[]", "True", "a && True && b", "a && b"))
{
    return and_or(vm, args, S_And, S_False);
}

BUILTIN(Or,
    .attrs   = ATTR_FLAT | ATTR_HOLD_ALL | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "Or[e1, e2, ...], e1 || e2 || ..., is True as soon as an argument is, False if all are.",
    .examples = EXAMPLES("True || False", "True", "Or[]", "False", "a || False || b", "a || b"))
{
    return and_or(vm, args, S_Or, S_True);
}

static Val not_of(Heap *h, Val x)
{
    return is_true(x) ? S_False : is_false(x) ? S_True : expr1(h, S_Not, x);
}

BUILTIN(Not,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "Not[expr], !expr, is False if expr is True, True if it is False.",
    .examples = EXAMPLES("!True", "False", "!(x < y)", "x >= y", "!!a", "a"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], opposite;

    if (is_true(x) || is_false(x))
        return not_of(h, x);
    if (val_is_call(x, S_Not, 1))
        return expr_arg(x, 0);
    if (!val_is_expr(x) || expr_len(x) != 2)
        return NOT_MINE;
    switch (symbol_switch(expr_head(x))) {
    case SYM_Equal:        opposite = S_Unequal; break;
    case SYM_Unequal:      opposite = S_Equal; break;
    case SYM_Less:         opposite = S_GreaterEqual; break;
    case SYM_LessEqual:    opposite = S_Greater; break;
    case SYM_Greater:      opposite = S_LessEqual; break;
    case SYM_GreaterEqual: opposite = S_Less; break;
    case SYM_Element:      opposite = S_NotElement; break;
    case SYM_NotElement:   opposite = S_Element; break;
    default:               return NOT_MINE;
    }
    return expr_with_head(h, x, opposite);
}

static Val negated_connective(Vm *vm, Args args, Val head, Val stop)
{
    Heap *h = vm_heap(vm);
    Builder kept;
    bool stopped, changed;

    builder_start(&kept, h, head);
    TRY(evaluate_until(vm, args, stop, &kept, &stopped, &changed));
    if (stopped)
        return truth(is_false(stop));
    if (kept.n == 0)
        return truth(is_true(stop));
    if (kept.n == 1)
        return expr1(h, S_Not, kept.items[0]);
    return changed ? builder_finish(&kept) : NOT_MINE;
}

BUILTIN(Nand,
    .attrs   = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "Nand[e1, e2, ...] is Not[And[e1, e2, ...]].",
    .examples = EXAMPLES("Nand[True, True]", "False", "Nand[a, False]", "True", "Nand[a, True]", " !a"))
{
    return negated_connective(vm, args, S_Nand, S_False);
}

BUILTIN(Nor,
    .attrs   = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "Nor[e1, e2, ...] is Not[Or[e1, e2, ...]].",
    .examples = EXAMPLES("Nor[False, False]", "True", "Nor[a, True]", "False"))
{
    return negated_connective(vm, args, S_Nor, S_True);
}

/* Sorted arguments: pairs of equal ones and the constants drop out.  True in *odd if an odd number
 * of them was True. */
static void cancel_pairs(Args args, Builder *kept, bool *odd)
{
    *odd = false;
    for (size_t i = 0; i < args.n; i++) {
        Val x = args.v[i];

        if (is_true(x))
            *odd = !*odd;
        else if (is_false(x))
            continue;
        else if (kept->n > 0 && val_same(kept->items[kept->n - 1], x))
            kept->n--;
        else
            builder_push(kept, x);
    }
}

static Val exclusive(Vm *vm, Args args, Val head, bool negated)
{
    Heap *h = vm_heap(vm);
    Builder kept;
    bool odd;
    Val r;

    builder_start(&kept, h, head);
    cancel_pairs(args, &kept, &odd);
    if (kept.n == 0)
        return truth(odd != negated);
    if (kept.n == 1)
        return odd != negated ? expr1(h, S_Not, kept.items[0]) : kept.items[0];
    if (kept.n == args.n)
        return NOT_MINE;
    r = builder_finish(&kept);
    return odd ? expr1(h, S_Not, r) : r;
}

BUILTIN(Xor,
    .attrs   = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Xor[e1, e2, ...] is True if an odd number of the e_i are True and the rest False.",
    .examples = EXAMPLES("Xor[True, False]", "True", "Xor[a, a]", "False", "Xor[a, True]", " !a"))
{
    return exclusive(vm, args, S_Xor, false);
}

BUILTIN(Xnor,
    .attrs   = ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Xnor[e1, e2, ...] is Not[Xor[e1, e2, ...]].",
    .examples = EXAMPLES("Xnor[True, True]", "True", "Xnor[a, True]", "a"))
{
    return exclusive(vm, args, S_Xnor, true);
}

BUILTIN(Implies,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "p_, q_",
    .usage   = "Implies[p, q] is the implication p => q.",
    .examples = EXAMPLES("Implies[True, a]", "a", "Implies[a, False]", " !a", "Implies[a, a]", "True"))
{
    Val p = args.v[0], q = args.v[1];

    if (is_true(p))
        return q;
    if (is_false(p) || is_true(q) || val_same(p, q))
        return S_True;
    return is_false(q) ? expr1(vm_heap(vm), S_Not, p) : NOT_MINE;
}

BUILTIN(Equivalent,
    .attrs   = ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Equivalent[e1, e2, ...] is True if all the e_i are True or all are False.",
    .examples = EXAMPLES("Equivalent[True, True]", "True", "Equivalent[a, a]", "True",
        "Equivalent[a, b, True]", "a && b"))
{
    Heap *h = vm_heap(vm);
    bool with_true = false, with_false = false;
    Builder kept;

    builder_start(&kept, h, S_Equivalent);
    for (size_t i = 0; i < args.n; i++) {
        Val x = args.v[i];

        if (is_true(x))
            with_true = true;
        else if (is_false(x))
            with_false = true;
        else if (kept.n == 0 || !val_same(kept.items[kept.n - 1], x))
            builder_push(&kept, x);
    }
    if (with_true && with_false)
        return S_False;
    if (with_true || with_false) {
        if (with_false)
            for (size_t i = 0; i < kept.n; i++)
                kept.items[i] = expr1(h, S_Not, kept.items[i]);
        return expr_make(h, S_And, kept.n, kept.items);
    }
    if (kept.n < 2)
        return S_True;
    return kept.n == args.n ? NOT_MINE : builder_finish(&kept);
}

BUILTIN(Majority,
    .attrs   = ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Majority[e1, e2, ...] is True if more than half of the e_i are True.",
    .examples = EXAMPLES("Majority[True, True, False]", "True", "Majority[True, False]", "False"))
{
    size_t yes = 0, no = 0;

    for (size_t i = 0; i < args.n; i++) {
        yes += is_true(args.v[i]);
        no += is_false(args.v[i]);
    }
    if (2 * yes > args.n)
        return S_True;
    if (2 * no >= args.n)
        return S_False;
    if (args.n == 2 && yes + no == 0)
        return expr_make(vm_heap(vm), S_And, 2, args.v);
    return NOT_MINE;
}

BUILTIN(BooleanQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "BooleanQ[expr] is True if expr is True or False, else False.",
    .examples = EXAMPLES("BooleanQ[True]", "True", "BooleanQ[x]", "False"))
{
    return truth(is_true(args.v[0]) || is_false(args.v[0]));
}

static bool is_range(Val v)
{
    return val_is_call(v, S_List, 2) && !val_is_list(expr_arg(v, 0)) && !val_is_list(expr_arg(v, 1));
}

/* x between the ends of one of the ranges. */
static Val between(Vm *vm, Val x, Val range)
{
    Heap *h = vm_heap(vm);
    Builder b;

    if (is_range(range))
        return expr3(h, S_LessEqual, expr_arg(range, 0), x, expr_arg(range, 1));
    if (!val_is_plain_list(range))
        return NOT_MINE;
    builder_start(&b, h, S_Or);
    for (size_t i = 0; i < expr_len(range); i++) {
        Val r = expr_arg(range, i);

        if (!is_range(r))
            return NOT_MINE;
        builder_push(&b, expr3(h, S_LessEqual, expr_arg(r, 0), x, expr_arg(r, 1)));
    }
    return builder_finish(&b);
}

static Val apply_between(Vm *vm, Args args)
{
    Val head = expr_head(args.expr);

    return args.n == 1 && expr_len(head) == 1 ? between(vm, args.v[0], expr_arg(head, 0)) : NOT_MINE;
}

BUILTIN(Between,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply   = apply_between,
    .quiet_count = true,
    .usage   = "Between[x, {min, max}] is min <= x <= max. Between[x, {{min1, max1}, ...}] is true for any of "
               "the ranges. Between[range] is an operator form.",
    .examples = EXAMPLES("Between[5, {1, 10}]", "True", "Between[{4, 10}][3]", "False", "Between[x, {0, 1}]", "0 <= x <= 1"))
{
    return args.n == 2 ? between(vm, args.v[0], args.v[1]) : NOT_MINE;
}
