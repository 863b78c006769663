/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trig_product.c -- products of circular or hyperbolic functions of the same argument.
 *
 * Sin[x]^a Cos[x]^b with integers is written without negative powers:
 * Sin[x]/Cos[x] is Tan[x], 1/Cos[x] is Sec[x], Sin[x]/Cos[x]^2 is Sec[x] Tan[x].
 */
#include "vm/builtin/trig_product.h"

typedef struct TrigPower {
    bool    hyperbolic;
    int64_t sine, cosine;      /* what one such factor contributes */
} TrigPower;

static bool trig_power(Val head, TrigPower *p)
{
    switch (symbol_switch(head)) {
    case SYM_Sin:  *p = (TrigPower){false, 1, 0}; return true;
    case SYM_Cos:  *p = (TrigPower){false, 0, 1}; return true;
    case SYM_Tan:  *p = (TrigPower){false, 1, -1}; return true;
    case SYM_Cot:  *p = (TrigPower){false, -1, 1}; return true;
    case SYM_Sec:  *p = (TrigPower){false, 0, -1}; return true;
    case SYM_Csc:  *p = (TrigPower){false, -1, 0}; return true;
    case SYM_Sinh: *p = (TrigPower){true, 1, 0}; return true;
    case SYM_Cosh: *p = (TrigPower){true, 0, 1}; return true;
    case SYM_Tanh: *p = (TrigPower){true, 1, -1}; return true;
    case SYM_Coth: *p = (TrigPower){true, -1, 1}; return true;
    case SYM_Sech: *p = (TrigPower){true, 0, -1}; return true;
    case SYM_Csch: *p = (TrigPower){true, -1, 0}; return true;
    default:       return false;
    }
}

/* A factor f[x]^n with a small integer n: what it contributes. */
static bool factor_power(Val v, TrigPower *p, Val *argument)
{
    int64_t n = 1;

    if (val_is_call(v, S_Power, 2) && val_is_small(expr_arg(v, 1))) {
        n = val_small(expr_arg(v, 1));
        v = expr_arg(v, 0);
    }
    if (!val_is_expr(v) || expr_len(v) != 1 || n > 1000000 || n < -1000000 || !trig_power(expr_head(v), p))
        return false;
    p->sine *= n;
    p->cosine *= n;
    *argument = expr_arg(v, 0);
    return true;
}

static void push_power(Builder *out, Val f, Val x, int64_t n)
{
    Val v;

    if (n == 0)
        return;
    v = expr1(out->heap, f, x);
    builder_push(out, n == 1 ? v : expr2(out->heap, S_Power, v, val_int(n)));
}

/* sin^s cos^c in its normal form. */
static void push_product(Builder *out, TrigPower p, Val x)
{
    int64_t s = p.sine, c = p.cosine, t = 0;
    bool h = p.hyperbolic;

    if (s > 0 && c < 0) {
        t = s < -c ? s : -c;
        push_power(out, h ? S_Tanh : S_Tan, x, t);
    } else if (s < 0 && c > 0) {
        t = -s < c ? -s : c;
        push_power(out, h ? S_Coth : S_Cot, x, t);
    }
    s += s > 0 ? -t : t;
    c += c > 0 ? -t : t;
    if (s >= 0)
        push_power(out, h ? S_Sinh : S_Sin, x, s);
    else
        push_power(out, h ? S_Csch : S_Csc, x, -s);
    if (c >= 0)
        push_power(out, h ? S_Cosh : S_Cos, x, c);
    else
        push_power(out, h ? S_Sech : S_Sec, x, -c);
}

Val trig_reciprocal(Heap *h, Val base, Val exp)
{
    TrigPower p;
    Builder b;
    Val x;

    if (!val_is_small(exp) || val_small(exp) >= 0)
        return VAL_NONE;
    if (!factor_power(base, &p, &x) || val_small(exp) < -1000000)
        return VAL_NONE;
    p.sine *= val_small(exp);
    p.cosine *= val_small(exp);
    builder_start(&b, h, S_Times);
    push_product(&b, p, x);
    return b.n == 1 ? b.items[0] : builder_finish(&b);
}

/* Are the [n] items the same as those of [out], in any order? */
static bool same_items(const Builder *out, size_t n, const Val *items)
{
    if (out->n != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        bool found = false;

        for (size_t j = 0; j < n && !found; j++)
            found = val_same(out->items[i], items[j]);
        if (!found)
            return false;
    }
    return true;
}

/* The factors from [first] on with the argument and kind of that one: pushes them to [members] and
 * sums up their exponents. */
static void gather_members(const Builder *factors, size_t first, TrigPower *p, Val x, Builder *members)
{
    builder_push(members, factors->items[first]);
    for (size_t j = first + 1; j < factors->n; j++) {
        TrigPower q;
        Val y;

        if (val_is_none(factors->items[j]) || !factor_power(factors->items[j], &q, &y)
            || q.hyperbolic != p->hyperbolic || !val_same(x, y))
            continue;
        p->sine += q.sine;
        p->cosine += q.cosine;
        builder_push(members, factors->items[j]);
    }
}

bool trig_products(Heap *h, Builder *factors)
{
    bool changed = false;
    size_t n = factors->n, kept = 0;

    for (size_t i = 0; i < n; i++) {
        TrigPower p;
        Val x;
        Builder out, members;

        if (val_is_none(factors->items[i]) || !factor_power(factors->items[i], &p, &x))
            continue;
        builder_start(&members, h, S_Times);
        gather_members(factors, i, &p, x, &members);
        if (members.n == 1)
            continue;
        builder_start(&out, h, S_Times);
        push_product(&out, p, x);
        if (same_items(&out, members.n, members.items))
            continue;
        /* No more come out than went in, so they fit into the places of the members. */
        for (size_t j = i, at = 0, k = 0; j < n && k < members.n; j++) {
            if (val_is_none(factors->items[j]) || !val_is(factors->items[j], members.items[k]))
                continue;
            factors->items[j] = at < out.n ? out.items[at++] : VAL_NONE;
            k++;
        }
        changed = true;
    }
    for (size_t i = 0; changed && i < n; i++)
        if (!val_is_none(factors->items[i]))
            factors->items[kept++] = factors->items[i];
    if (changed)
        factors->n = kept;
    return changed;
}
