/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * residue_groups.c -- orders and generators of the units modulo an integer, sums of squares.
 */
#include "vm/builtin/integers.h"

/* phi(n) and its prime factors; n > 1. */
static Val unit_group(Vm *vm, Val n, Val *order, Factors *of_order)
{
    Heap *h = vm_heap(vm);
    Factors f;

    TRY(int_factor(vm, n, &f));
    *order = n;
    for (size_t i = 0; i < f.n; i++)
        *order = num_mul(h, int_divexact(h, *order, f.items[i].prime), num_sub(h, f.items[i].prime, val_int(1)));
    of_order->n = 0;
    if (!num_is_one(*order))
        TRY(int_factor(vm, *order, of_order));
    return VAL_NONE;
}

/* The least m > 0 with k^m = 1 modulo n, k coprime to n. */
static Val order_of(Vm *vm, Val k, Val n)
{
    Heap *h = vm_heap(vm);
    Val order;
    Factors f;

    if (num_is_one(n))
        return val_int(1);
    TRY(unit_group(vm, n, &order, &f));
    for (size_t i = 0; i < f.n; i++)
        for (uint64_t e = 0; e < f.items[i].exp; e++) {
            Val less = int_divexact(h, order, f.items[i].prime);
            TRY(vm_poll(vm));
            if (!num_is_one(int_powmod(h, k, less, n)))
                break;
            order = less;
        }
    return order;
}

BUILTIN(MultiplicativeOrder,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "k_, n_, rs_.",
    .usage   = "MultiplicativeOrder[k, n] gives the smallest m with k^m = 1 modulo n; "
               "MultiplicativeOrder[k, n, {r1, ...}] the smallest m with k^m one of the ri.",
    .examples = EXAMPLES(">> MultiplicativeOrder[3, 10]", "4", ">> MultiplicativeOrder[4, 6]", "MultiplicativeOrder[4, 6]"))
{
    Heap *h = vm_heap(vm);
    Val k = args.v[0], n = args.v[1], order;

    /* lists in the first two places are threaded over; the third is a set */
    if (val_is_plain_list(k) || val_is_plain_list(n)) {
        Val lists = val_is_plain_list(k) ? k : n;
        Builder b;
        if (val_is_plain_list(k) && val_is_plain_list(n) && expr_len(k) != expr_len(n))
            return NOT_MINE;
        builder_start(&b, h, S_List);
        for (size_t i = 0; i < expr_len(lists); i++) {
            Expr *e = expr_new(h, S_MultiplicativeOrder, args.n);
            e->args[0] = val_is_plain_list(k) ? expr_arg(k, i) : k;
            e->args[1] = val_is_plain_list(n) ? expr_arg(n, i) : n;
            if (args.n == 3)
                e->args[2] = args.v[2];
            builder_push(&b, expr_seal(e));
        }
        return builder_finish(&b);
    }
    if (!val_is_integer(k) || !val_is_integer(n) || num_is_zero(n))
        return NOT_MINE;
    n = num_abs(h, n);
    if (!num_is_one(int_gcd(h, k, n)))
        return NOT_MINE;
    TRY(order = order_of(vm, k, n));
    if (args.n < 3)
        return order;
    Val rs = args.v[2], power = val_int(1);
    if (!val_is_plain_list(rs))
        rs = expr1(h, S_List, rs);
    for (Val m = val_int(0); num_compare(m, order) < 0; m = num_add(h, m, val_int(1))) {
        TRY(vm_poll(vm));
        for (size_t i = 0; i < expr_len(rs); i++)
            if (val_is_integer(expr_arg(rs, i)) && num_is_zero(int_mod(h, num_sub(h, expr_arg(rs, i), power), n)))
                return m;
        power = int_mod(h, num_mul(h, power, k), n);
    }
    return NOT_MINE;
}

/* Does g generate the units modulo n, whose number is [order] with these primes? */
static bool generates(Heap *h, Val g, Val n, Val order, const Factors *f)
{
    if (!num_is_one(int_gcd(h, g, n)))
        return false;
    for (size_t i = 0; i < f->n; i++)
        if (num_is_one(int_powmod(h, g, int_divexact(h, order, f->items[i].prime), n)))
            return false;
    return true;
}

/* Is n 2, 4, p^k or 2 p^k?  *odd is p^k (1 for 2 and 4). */
static Val has_generator(Vm *vm, Val n, bool *has, Val *odd)
{
    Heap *h = vm_heap(vm);
    Factors f;

    *has = false;
    *odd = val_int(1);
    if (num_compare(n, val_int(2)) < 0)
        return VAL_NONE;
    if (num_compare(n, val_int(4)) <= 0 && !val_is(n, val_int(3))) {
        *has = true;
        return VAL_NONE;
    }
    *odd = int_is_odd(n) ? n : int_divexact(h, n, val_int(2));
    if (!int_is_odd(*odd))
        return VAL_NONE;
    TRY(int_factor(vm, *odd, &f));
    *has = f.n == 1;
    return VAL_NONE;
}

BUILTIN(PrimitiveRoot,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_.",
    .usage   = "PrimitiveRoot[n] gives a primitive root of n; PrimitiveRoot[n, k] the smallest one not below k.",
    .examples = EXAMPLES(">> PrimitiveRoot[23]", "5", ">> PrimitiveRoot[8]", "PrimitiveRoot[8]"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], odd, order, g;
    Factors f;
    bool has;

    if (!val_is_integer(n))
        return NOT_MINE;
    TRY(has_generator(vm, n, &has, &odd));
    if (!has)
        return NOT_MINE;
    bool given = args.n == 2;
    if (given && !val_is_integer(args.v[1]))
        return NOT_MINE;
    /* modulo 2 p^k: the root of p^k, made odd */
    Val m = given || num_is_one(odd) ? n : odd;
    TRY(unit_group(vm, m, &order, &f));
    g = given ? args.v[1] : val_int(1);
    while (!generates(h, g, m, order, &f)) {
        TRY(vm_poll(vm));
        g = num_add(h, g, val_int(1));
        if (num_compare(g, num_add(h, m, given ? args.v[1] : val_int(1))) > 0)
            return NOT_MINE;
    }
    if (!given && num_compare(m, n) != 0 && !int_is_odd(g))
        g = num_add(h, g, odd);
    return g;
}

BUILTIN(PrimitiveRootList,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "PrimitiveRootList[n] gives a list of the primitive roots of n.",
    .examples = EXAMPLES(">> PrimitiveRootList[9]", "{2, 5}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], odd, order;
    Factors f;
    bool has;
    Builder b;

    if (!val_is_small(n))
        return NOT_MINE;
    builder_start(&b, h, S_List);
    TRY(has_generator(vm, n, &has, &odd));
    if (has) {
        TRY(unit_group(vm, n, &order, &f));
        for (int64_t g = 1; g < val_small(n); g++) {
            TRY(vm_poll(vm));
            if (generates(h, val_int(g), n, order, &f))
                builder_push(&b, val_int(g));
        }
    }
    return builder_finish(&b);
}

BUILTIN(SquaresR,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "d_, n_",
    .usage   = "SquaresR[d, n] gives the number of ways to represent n as a sum of d squares.",
    .examples = EXAMPLES(">> SquaresR[2, 25]", "12", ">> SquaresR[4, 1]", "8"))
{
    Val d = args.v[0], n = args.v[1];

    if (!val_is_count(d) || !val_is_integer(n) || val_count(d) > 10000)
        return NOT_MINE;
    if (num_sign(n) < 0)
        return val_int(0);
    if (val_count(d) == 0)
        return val_int(num_is_zero(n));
    if (!(val_count(d) <= 2 || val_count(d) == 4) && (!val_is_count(n) || val_count(n) > 10000000))
        return NOT_MINE;
    return int_sum_of_squares(vm_heap(vm), val_count(d), n);
}

typedef struct Search {
    Vm      *vm;
    uint64_t power;
    size_t   count;
    Val     *chosen;
    Builder  found;
} Search;

/* Fills chosen[i..] with non-decreasing values >= low whose powers add up to rest. */
static Val search_powers(Search *s, size_t i, Val low, Val rest)
{
    Heap *h = vm_heap(s->vm);

    TRY(vm_poll(s->vm));
    TRY(vm_check_stack(s->vm));
    if (i + 1 == s->count) {
        if (num_sign(rest) < 0)
            return VAL_NONE;
        Val x = num_is_zero(rest) ? rest : int_root_exact(h, rest, s->power);
        if (val_is_none(x) || num_compare(x, low) < 0)
            return VAL_NONE;
        s->chosen[i] = x;
        builder_push(&s->found, list_make(h, s->count, s->chosen));
        return VAL_NONE;
    }
    for (Val x = low; ; x = num_add(h, x, val_int(1))) {
        Val p = int_pow_u64(h, x, s->power);
        if (num_compare(num_mul(h, p, val_int((int64_t)(s->count - i))), rest) > 0)
            return VAL_NONE;
        s->chosen[i] = x;
        TRY(search_powers(s, i + 1, x, num_sub(h, rest, p)));
    }
}

BUILTIN(PowersRepresentations,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_Integer, k_Integer, p_Integer",
    .usage   = "PowersRepresentations[n, k, p] gives the distinct representations of n as a sum of k non-negative p-th powers.",
    .examples = EXAMPLES(">> PowersRepresentations[50, 2, 2]", "{{1, 7}, {5, 5}}"))
{
    Heap *h = vm_heap(vm);

    if (!val_is_count(args.v[1]) || !val_is_count(args.v[2]) || val_count(args.v[2]) == 0
        || val_count(args.v[1]) == 0 || val_count(args.v[1]) > 100000)
        return NOT_MINE;
    Search s = {.vm = vm, .power = val_count(args.v[2]), .count = val_count(args.v[1])};
    s.chosen = heap_alloc(h, s.count * sizeof(Val));
    builder_start(&s.found, h, S_List);
    if (num_sign(args.v[0]) >= 0)
        TRY(search_powers(&s, 0, val_int(0), args.v[0]));
    return builder_finish(&s.found);
}
