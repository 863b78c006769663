/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arena.c -- arenas: what is left of an evaluation stays what it was, whatever is evaluated after it, and what is not left
 * is given again.
 *
 * Random expressions are made of what is left of earlier ones and of new nodes, short and long, with and without
 * pointers.  Of each that stays a sum over all that is in it is known, which is looked at again later, with collections
 * between.
 */

#include "tests/unit/tap.h"
#include "vm/num/number.h"
#include "vm/value/arena.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

enum { ROUNDS = 20000, LEFT = 64, DEPTH = 5 };

/* A number that anything in [v] decides. */
static uint64_t sum_of(Val v)
{
    uint64_t sum = (uint64_t)val_kind(v) * 31 + 7;

    if (val_is_expr(v)) {
        sum += sum_of(expr_head(v)) * 3;
        for (size_t i = 0; i < expr_len(v); i++)
            sum = sum * 1000003 + sum_of(expr_arg(v, i));
        return sum;
    }
    if (val_is_string(v)) {
        for (size_t i = 0; i < text_bytes(v); i++)
            sum = sum * 131 + (unsigned char)text_data(v)[i];
        return sum;
    }
    if (val_is_packed(v)) {
        for (size_t i = 0; i < val_packed(v)->count; i++)
            sum = sum * 131 + (uint64_t)val_packed(v)->data.integers[i];
        return sum;
    }
    return sum * 17 + (val_is_symbol(v) ? symbol_number(v) : val_hash(v));
}

static Val left[LEFT];         /* static data is scanned */
static uint64_t sums[LEFT];

static Val random_packed(Heap *h)
{
    size_t n = 1 + tap_random(100);
    Packed *p = packed_new(h, PACKED_INTEGER, 1, &n);

    for (size_t i = 0; i < n; i++)
        p->data.integers[i] = (int64_t)tap_random(1000);
    return val_from_node(p);
}

static Val random_value(Heap *h, int depth)
{
    int64_t i = (int64_t)tap_random(1 << 20);

    switch (tap_random(depth == 0 ? 8 : 12)) {
    case 0: return val_int(i);
    case 1: return S_Pi;
    case 2: return text_from_integer(h, i * i);
    case 3: return num_pow(h, val_int(i + 2), val_int((int64_t)tap_random(60)));
    case 4: return rat_new(h, val_int(i), val_int(7));
    case 5: return cplx_new(h, val_int(i), val_int(i + 1));
    case 6: return left[tap_random(LEFT)];
    case 7: return val_real_new(h, tap_random(2) == 0 ? 1e300 : 1.5);
    default: break;
    }
    /* Now and then one that has a block of its own, or is too great to be copied. */
    size_t n = tap_random(100) == 0 ? tap_random(300) : tap_random(5);
    Expr *e = expr_new(h, tap_random(8) == 0 ? random_value(h, depth - 1) : S_List, n);
    for (size_t k = 0; k < n; k++)
        e->args[k] = random_value(h, depth - 1);
    return expr_seal(e);
}

/* What is made on the way, and nobody wants. */
static void make_garbage(Heap *h)
{
    for (uint64_t n = tap_random(tap_random(50) == 0 ? 40000 : 300); n > 0; n--)
        (void)expr2(h, S_Plus, val_int((int64_t)n), S_Pi);
}

static void look(void)
{
    for (size_t i = 0; i < LEFT; i++)
        if (sum_of(left[i]) != sums[i]) {
            tap_ok(false, "what is left stays what it was");
            exit(1);
        }
}

static void evaluate_many(Heap *h)
{
    for (long round = 0, rounds = tap_rounds(ROUNDS); round < rounds; round++) {
        size_t place = tap_random(LEFT), other = tap_random(LEFT);
        arena_begin(h);
        make_garbage(h);
        Val v = tap_random(20) == 0 ? random_packed(h) : random_value(h, (int)tap_random(DEPTH));
        make_garbage(h);
        bool kept = tap_random(10) == 0;
        if (kept) {
            Val also = random_value(h, 3);
            heap_keep(h);
            left[other] = also;
            sums[other] = sum_of(also);
        }
        sums[place] = sum_of(v);
        if (tap_random(30) == 0) {
            arena_leave(h);
            left[place] = v;
        } else {
            left[place] = arena_end(h, v);
        }
        if (round % 64 == 0)
            look();
        if (round % 1000 == 0)
            heap_collect(h);
    }
    look();
    tap_ok(true, "what is left stays what it was");
}

#ifndef LYRA_HARD
/* The same few nodes are given for evaluation after evaluation. */
static void give_again(Heap *h)
{
    enum { NODES = 5000, SEEN_MAX = 4 };
    void *seen[SEEN_MAX];
    size_t n = 0;

    for (int round = 0; round < 300; round++) {
        arena_begin(h);
        void *first = heap_alloc(h, 48);
        for (int i = 1; i < NODES; i++)
            CHECK(*(long *)heap_alloc(h, 48) == 0);
        (void)arena_end(h, val_int(1));
        size_t i = 0;
        while (i < n && seen[i] != first)
            i++;
        if (round > 10 && i == n && n < SEEN_MAX)
            seen[n++] = first;
    }
    tap_ok(n < SEEN_MAX, "nodes are given again");
}

/* A cache finds what it has by an address: it is to forget what is given for something else. */
static void forget_entries(Heap *h)
{
    Val outside = expr1(h, S_Sin, val_int(1)), entry[2] = {VAL_NONE, VAL_NONE};

    arena_begin(h);
    entry[0] = expr1(h, S_Sin, val_int(2));
    arena_keep_entry(h, entry[0], &entry[0], sizeof entry[0]);
    (void)arena_end(h, S_Null);
    tap_ok(val_is_none(entry[0]), "an entry for what was made is cleared");
    arena_begin(h);
    entry[1] = outside;
    Val made = expr1(h, S_Cos, val_int(3));
    arena_keep_entry(h, outside, &entry[1], sizeof entry[1]);
    (void)arena_end(h, S_Null);
    for (int i = 0; i < 20; i++) {
        arena_begin(h);
        make_garbage(h);
        (void)arena_end(h, S_Null);
    }
    tap_ok(val_is(entry[1], outside) && val_is(expr_arg(made, 0), val_int(3)), "what is made for another entry is kept");
}
#endif

int main(void)
{
    static Heap heap, another;

    heap_start();
    heap_init(&heap);
    heap_init(&another);
    symbols_start();
    for (size_t i = 0; i < LEFT; i++) {
        left[i] = val_int((int64_t)i);
        sums[i] = sum_of(left[i]);
    }
    evaluate_many(&heap);
#ifndef LYRA_HARD
    give_again(&another);
    forget_entries(&another);
#endif
    return tap_end();
}
