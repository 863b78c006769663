/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sums.c -- Sum, Product and Piecewise.
 *
 * Sums over ranges of known length are added up here; the others go, with the summand evaluated for a
 * symbolic variable, to the tables of lib/sum.wl.
 */
#include <math.h>
#include <stdlib.h>

#include "vm/builtin/algebra.h"
#include "vm/builtin/iterator.h"

typedef struct Summing {
    Val  self, operation;     /* Sum and Plus, or Product and Times */
    Val  symbolic;            /* the function of lib/sum.wl */
    Val  unit;
} Summing;

enum { EXPLICIT_MAX = 1000000, EXPLICIT_FIRST = 1000, TABLE_MIN = 64, TABLE_FROM_MAX = 1 << 30 };

/* What has been added up so far: a number, and terms that are none. */
typedef struct Total { Val number; Builder rest; } Total;

static void total_start(Heap *h, const Summing *s, Total *t)
{
    t->number = s->unit;
    builder_start(&t->rest, h, s->operation);
}

static void total_add(Heap *h, const Summing *s, Total *t, Val v)
{
    if (val_is_number(v))
        t->number = val_is(s->operation, S_Plus) ? num_add(h, t->number, v) : num_mul(h, t->number, v);
    else
        builder_push(&t->rest, v);
    if (!val_is_number(t->number)) {
        builder_push(&t->rest, t->number);
        t->number = s->unit;
    }
}

static Val total_value(Vm *vm, const Summing *s, Total *t)
{
    if (t->rest.n == 0)
        return t->number;
    if (!val_same(t->number, s->unit))
        builder_push(&t->rest, t->number);
    return vm_eval(vm, builder_finish(&t->rest));
}

/* Adds up f over a started iterator. */
static Val add_up(Vm *vm, const Summing *s, Iterator *it, Val f)
{
    Heap *h = vm_heap(vm);
    Total t;
    IteratorResult r;
    Val v;

    total_start(h, s, &t);
    while ((r = iterator_next(vm, it)) == ITERATOR_OK) {
        TRY(v = vm_eval(vm, f));
        TRY(vm_poll(vm));
        total_add(h, s, &t, v);
    }
    return r == ITERATOR_UNWIND ? iterator_unwound(vm, it) : total_value(vm, s, &t);
}

/* The sum or product of machine reals, one after another; VAL_NONE where it leaves the normal numbers. */
static Val total_of_reals(Heap *h, const Summing *s, const Packed *p)
{
    double x = p->data.reals[0];

    if (val_is(s->operation, S_Plus))
        for (size_t i = 1; i < p->count; i++)
            x += p->data.reals[i];
    else
        for (size_t i = 1; i < p->count && isnormal(x); i++)
            x *= p->data.reals[i];
    return isnormal(x) ? val_real_new(h, x) : VAL_NONE;
}

/* The terms made by Table, which has bytecode for that, or typed code; then they are added up. */
static Val add_table(Vm *vm, const Summing *s, const Iterator *it, Val f, Val variable)
{
    Heap *h = vm_heap(vm);
    int64_t from = val_small(it->from), step = val_small(it->step);
    Val last = val_int(from + step * (int64_t)(it->count - 1)), table, v;
    Total t;

    TRY(table = vm_eval(vm, expr2(h, S_Table, f, list_make(h, 4, (Val[]){variable, it->from, last, it->step}))));
    if (val_is_packed(table) && val_packed(table)->rank == 1 && val_packed(table)->type == PACKED_REAL
        && !val_is_none(v = total_of_reals(h, s, val_packed(table))))
        return v;
    total_start(h, s, &t);
    for (size_t i = 0; i < list_len(table); i++) {
        TRY(vm_poll(vm));
        total_add(h, s, &t, list_item(h, table, i));
    }
    return total_value(vm, s, &t);
}

/* The closed form, from the library; NOT_MINE where there is none. */
static Val closed_form(Vm *vm, const Summing *s, Val f, Val spec)
{
    Heap *h = vm_heap(vm);
    Val variable, call, value, r;
    Builder b;
    const Definition *before;

    builder_start(&b, h, s->symbolic);
    if (val_is_symbol(spec)) {
        variable = spec;
    } else {
        if (!val_is_plain_list(spec) || expr_len(spec) < 2 || !val_is_symbol(expr_arg(spec, 0)))
            return NOT_MINE;
        variable = expr_arg(spec, 0);
    }
    before = scope_enter(vm, variable);
    value = vm_eval(vm, f);
    scope_leave(vm, variable, before);
    TRY(value);
    builder_push(&b, value);
    builder_push(&b, variable);
    if (!val_is_symbol(spec)) {
        size_t n = expr_len(spec);

        if (n == 2)
            builder_push(&b, val_int(1));
        for (size_t i = 1; i < n; i++) {
            TRY(r = vm_eval(vm, expr_arg(spec, i)));
            builder_push(&b, r);
        }
    }
    call = builder_finish(&b);
    before = scope_enter(vm, variable);
    r = vm_eval(vm, call);
    scope_leave(vm, variable, before);
    TRY(r);
    return val_is(r, S_$Failed) || val_has_head(r, s->symbolic) ? NOT_MINE : r;
}

/* Does the summand mean the same for a symbol as for the integers that it stands for?  Numeric functions wait for a number;
 * PrimeQ, Length, If and a definition with a side effect don't. */
static bool holds_for_symbol(Vm *vm, Val f, int depth)
{
    enum { DEPTH_MAX = 100 };

    if (depth > DEPTH_MAX)
        return false;
    if (val_is_symbol(f)) {
        const Definition *d = definition_find(&vm->definitions, f);
        return d == NULL || val_is_none(d->value) || val_is_inert(d->value) || holds_for_symbol(vm, d->value, depth + 1);
    }
    if (!val_is_expr(f))
        return val_is_number(f);
    Val head = expr_head(f);
    const Val structural[] = {S_List, S_Rule, S_Sum, S_Product, S_Piecewise, S_Boole, S_Equal, S_Unequal, S_Less, S_LessEqual, S_Greater,
                              S_GreaterEqual, S_Inequality, S_And, S_Or, S_Not};
    bool known = val_is_symbol(head) && (~definition_attributes(&vm->definitions, head) & (ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED)) == 0;
    for (size_t i = 0; !known && i < COUNT_OF(structural); i++)
        known = val_is(head, structural[i]);
    for (size_t i = 0; known && i < expr_len(f); i++)
        known = holds_for_symbol(vm, expr_arg(f, i), depth + 1);
    return known;
}

/* True where what the summand gives for a symbol gives, at some of the integers, what the summand gives there. */
static Val same_at_samples(Vm *vm, Val f, Val variable, const Iterator *it)
{
    enum { FIRST = 16, SPREAD = 16 };
    Heap *h = vm_heap(vm);
    Builder b;
    Val points, value, there, here;
    const Definition *before = scope_enter(vm, variable);

    value = vm_eval(vm, f);
    scope_leave(vm, variable, before);
    TRY(value);
    builder_start(&b, h, S_List);
    uint64_t at = 0;
    for (size_t i = 0; i < FIRST + SPREAD && at < it->count; i++) {
        builder_push(&b, num_add(h, it->from, num_mul(h, val_int((int64_t)at), it->step)));
        at = i < FIRST ? at + 1 : at * 3 + 1;
    }
    points = list_make(h, 2, (Val[]){variable, builder_finish(&b)});
    TRY(here = vm_eval(vm, expr2(h, S_Table, f, points)));
    TRY(there = vm_eval(vm, expr2(h, S_Table, value, points)));
    return val_same(here, there) ? S_True : vm_eval(vm, expr2(h, S_Equal, here, there));
}

static Val sum_over(Vm *vm, const Summing *s, Val f, Val spec, size_t position)
{
    Iterator it;
    Val r;

    if (val_is_symbol(spec))
        return closed_form(vm, s, f, spec);
    switch (iterator_start(vm, &it, s->self, spec, position)) {
    case ITERATOR_OK:
        break;
    case ITERATOR_UNWIND:
        return UNWIND;
    case ITERATOR_SYMBOLIC:
        return closed_form(vm, s, f, spec);
    default:
        return NOT_MINE;
    }
    bool range = val_is_none(it.list) && val_is_none(it.object);
    if (range && it.count > EXPLICIT_FIRST && val_is_integer(it.from) && val_is_integer(it.step)
        && val_is_plain_list(spec) && expr_len(spec) > 1) {
        bool holds = holds_for_symbol(vm, f, 0);

        iterator_end(vm, &it);
        if (!holds && it.count > EXPLICIT_MAX) {
            TRY(r = same_at_samples(vm, f, expr_arg(spec, 0), &it));
            holds = val_is(r, S_True);
        }
        r = NOT_MINE;
        if (holds)
            TRY(r = closed_form(vm, s, f, spec));
        if (!val_is_not_mine(r) || it.count == UINT64_MAX)
            return r;
        if (iterator_start(vm, &it, s->self, spec, position) != ITERATOR_OK)
            return NOT_MINE;
    }
    if (range && it.count >= TABLE_MIN && it.count <= EXPLICIT_MAX && val_is_plain_list(spec) && expr_len(spec) > 1
        && val_is_small(it.from) && val_is_small(it.step) && llabs(val_small(it.from)) < TABLE_FROM_MAX
        && llabs(val_small(it.step)) < TABLE_FROM_MAX) {
        iterator_end(vm, &it);
        return add_table(vm, s, &it, f, expr_arg(spec, 0));
    }
    r = add_up(vm, s, &it, f);
    iterator_end(vm, &it);
    return r;
}

static Val sum_all(Vm *vm, Args args, const Summing *s)
{
    Heap *h = vm_heap(vm);
    size_t n = args.n;
    Val f, r;

    while (n > 1 && val_is_rule(args.v[n - 1]))
        n--;
    while (n > 1 && val_is_plain_list(args.v[n - 1]) && expr_len(args.v[n - 1]) > 0 && val_is_rule(expr_arg(args.v[n - 1], 0)))
        n--;
    if (args.n == 0)
        return MESSAGE(vm, "argmu", s->self, val_int(2));
    if (n < 2)
        return NOT_MINE;
    for (size_t i = n; i < args.n; i++)
        if (val_is_rule(args.v[i]) && val_is(expr_arg(args.v[i], 0), S_Regularization))
            return expr2(h, library_symbol("Lyra$RegularizedSum"), expr_make(h, S_Hold, n, args.v), args.v[i]);
    f = args.v[0];
    if (n > 2) {
        Builder b;

        builder_start(&b, h, s->self);
        builder_push(&b, args.v[0]);
        builder_push_all(&b, n - 2, args.v + 2);
        f = builder_finish(&b);
    }
    TRY(r = sum_over(vm, s, f, args.v[1], 2));
    if (n > 2 && !val_is_not_mine(r) && val_contains_symbol(r, s->self))
        return NOT_MINE;
    return r;
}

BUILTIN(Sum,
    .attrs   = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "Sum[f, {i, imax}], Sum[f, {i, imin, imax, di}] is the sum of the values of f; Sum[f, i] an indefinite sum;\n"
               "several iterators are nested, the last one innermost.",
    .examples = EXAMPLES("Sum[i^2, {i, 5}]", "55", "Sum[f[i], {i, 1, 3}]", "f[1] + f[2] + f[3]",
                         "Sum[i, {i, 1, n}]", "(n*(1 + n))/2", "Sum[1/n^2, {n, 1, Infinity}]", "Pi^2/6"))
{
    Summing s = {S_Sum, S_Plus, library_symbol("Lyra$SymbolicSum"), val_int(0)};

    return sum_all(vm, args, &s);
}

BUILTIN(Product,
    .attrs   = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "Product[f, {i, imax}], Product[f, {i, imin, imax, di}] is the product of the values of f.",
    .examples = EXAMPLES("Product[i, {i, 5}]", "120", "Product[f[i], {i, 1, 3}]", "f[1]*f[2]*f[3]",
                         "Product[k, {k, 1, n}]", "n!"))
{
    Summing s = {S_Product, S_Times, library_symbol("Lyra$SymbolicProduct"), val_int(1)};

    return sum_all(vm, args, &s);
}

/* ---- Piecewise ------------------------------------------------------------------------------ */

/* Adds a case; equal neighbours are joined by Or. */
static void add_case(Heap *h, ValArray *values, ValArray *conditions, Val value, Val condition)
{
    if (values->n > 0 && val_same(values->v[values->n - 1], value)) {
        Val *last = &conditions->v[conditions->n - 1];

        if (!val_same(*last, condition))
            *last = expr2(h, S_Or, *last, condition);
        return;
    }
    valarray_push(values, value);
    valarray_push(conditions, condition);
}

BUILTIN(Piecewise,
    .attrs   = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "cases_, default_:0",
    .usage   = "Piecewise[{{v1, c1}, {v2, c2}, ...}] is v1 where c1 holds, else v2 where c2 does, ..; else 0;\n"
               "Piecewise[{{v1, c1}, ...}, v] has v instead of 0.",
    .messages = MESSAGES("pairs", "The first argument `1` of Piecewise is not a list of pairs."),
    .examples = EXAMPLES("Piecewise[{{1, False}, {2, True}}]", "2",
                         "Piecewise[{{x, x > 0}, {y, 2 > 3}}]", "Piecewise[{{x, x > 0}}, 0]"))
{
    Heap *h = vm_heap(vm);
    Val cases = args.v[0], last = args.n > 1 ? args.v[1] : val_int(0), r;
    ValArray values = valarray(h), conditions = valarray(h);
    bool settled = false;

    if (!val_is_plain_list(cases))
        TRY(cases = vm_eval(vm, cases));
    cases = val_unpacked(h, cases);
    if (!val_is_plain_list(cases))
        return MESSAGE(vm, "pairs", cases);
    for (size_t i = 0; i < expr_len(cases) && !settled; i++) {
        Val pair = expr_arg(cases, i), c, v;

        if (!val_is_call(pair, S_List, 2))
            TRY(pair = vm_eval(vm, pair));
        pair = val_unpacked(h, pair);
        if (!val_is_call(pair, S_List, 2))
            return MESSAGE(vm, "pairs", cases);
        TRY(c = vm_eval(vm, expr_arg(pair, 1)));
        if (val_is(c, S_False))
            continue;
        if (val_is(c, S_True)) {
            last = expr_arg(pair, 0);
            settled = true;
            break;
        }
        TRY(v = vm_eval(vm, expr_arg(pair, 0)));
        add_case(h, &values, &conditions, v, c);
    }
    TRY(last = vm_eval(vm, last));
    while (values.n > 0 && val_same(values.v[values.n - 1], last))
        values.n--, conditions.n--;
    if (values.n == 0)
        return last;
    Expr *e = expr_new(h, S_List, values.n);

    for (size_t i = 0; i < values.n; i++)
        e->args[i] = expr2(h, S_List, values.v[i], conditions.v[i]);
    r = expr2(h, S_Piecewise, expr_seal(e), last);
    return val_same(r, args.expr) ? NOT_MINE : r;
}
