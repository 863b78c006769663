/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * derivative.c -- D, Dt and Derivative.
 *
 * One recursive function, derive, differentiates for D (the variable is any expression, everything
 * free of it is constant) and for Dt (every symbol that is no constant depends on the variable).  The
 * parts are evaluated as they are made, so that zeros and ones do not pile up.
 */
#include "vm/builtin/algebra.h"

typedef struct Deriving {
    Vm  *vm;
    Heap *heap;
    Val  x;                /* the variable; VAL_NONE for Dt[f] */
    Val  varying;          /* D: a list of NonConstants or VAL_NONE */
    Val  fixed;            /* Dt: the list of Constants */
    bool total;            /* Dt */
} Deriving;

static const struct { uint32_t symbol; uint32_t n, which; const char *text; } table[] = {
#define DERIVATIVE(symbol, n, which, text) {SYM_##symbol, n, which, text},
#include "vm/builtin/derivative_table.def"
#undef DERIVATIVE
};

MUST_USE static Val derive(const Deriving *d, Val f);

static bool list_contains(Val list, Val x)
{
    if (val_is_none(list))
        return false;
    for (size_t i = 0; i < expr_len(list); i++)
        if (val_same(expr_arg(list, i), x))
            return true;
    return false;
}

/* Is [f] certainly constant? */
static bool is_constant(const Deriving *d, Val f)
{
    if (val_is_number(f) || val_is_string(f))
        return true;
    if (d->total)
        return false;
    if (!val_is_none(d->varying))
        for (size_t i = 0; i < expr_len(d->varying); i++)
            if (val_contains(f, expr_arg(d->varying, i)))
                return false;
    return !val_contains(f, d->x);
}

static Val product2(const Deriving *d, Val a, Val b)
{
    if (val_is_one(a))
        return b;
    if (val_is_one(b))
        return a;
    return vm_eval(d->vm, expr2(d->heap, S_Times, a, b));
}

static Val derive_times(const Deriving *d, Val f)
{
    Heap *h = d->heap;
    Builder sum;

    builder_start(&sum, h, S_Plus);
    for (size_t i = 0; i < expr_len(f); i++) {
        Val p = derive(d, expr_arg(f, i));

        TRY(p);
        if (!val_is_zero(p))
            builder_push(&sum, expr_with_arg(h, f, i, p));
    }
    return vm_eval(d->vm, builder_finish(&sum));
}

static Val derive_power(const Deriving *d, Val f)
{
    Vm *vm = d->vm;
    Val a = expr_arg(f, 0), b = expr_arg(f, 1), da, db;

    TRY(da = derive(d, a));
    TRY(db = derive(d, b));
    if (val_is_zero(db)) {
        if (val_is_zero(da))
            return da;
        return vm_eval(vm, formula(vm, "#2 #1^(#2 - 1) #3", 3, (Val[]){a, b, da}));
    }
    if (val_is_zero(da))
        return vm_eval(vm, formula(vm, "#1^#2 Log[#1] #3", 3, (Val[]){a, b, db}));
    return vm_eval(vm, formula(vm, "#1^#2 (#2 #3/#1 + #4 Log[#1])", 4, (Val[]){a, b, da, db}));
}

static const char *table_text(Val head, size_t n, size_t which)
{
    if (!val_is_symbol(head))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (table[i].symbol == symbol_number(head) && table[i].n == n && table[i].which == which + 1)
            return table[i].text;
    return NULL;
}

/* The zeros of an order: one for each argument, lists as lists. */
static Val order_of(Heap *h, Val arg, bool one)
{
    Expr *e;

    if (!val_is_plain_list(arg))
        return val_int(one ? 1 : 0);
    e = expr_new(h, S_List, expr_len(arg));
    for (size_t i = 0; i < expr_len(arg); i++)
        e->args[i] = order_of(h, expr_arg(arg, i), false);
    return expr_seal(e);
}

/* The derivative of f[args..] in argument [i] as Derivative[..][f][args..]. */
static Val unknown_derivative(Heap *h, Val f, size_t i)
{
    Val head = expr_head(f), function = head;
    size_t n = expr_len(f);
    Expr *order = expr_new(h, S_Derivative, n);

    for (size_t j = 0; j < n; j++)
        order->args[j] = order_of(h, expr_arg(f, j), i == j);
    if (val_is_expr(head) && expr_len(head) == 1 && val_has_head(expr_head(head), S_Derivative)
        && expr_len(expr_head(head)) == n) {
        Val inner = expr_head(head);

        function = expr_arg(head, 0);
        for (size_t j = 0; j < n; j++)
            order->args[j] = val_is_plain_list(expr_arg(inner, j)) || val_is_plain_list(order->args[j])
                ? expr_arg(inner, j) : expr2(h, S_Plus, expr_arg(inner, j), order->args[j]);
    }
    return expr_with_head(h, f, expr1(h, expr_seal(order), function));
}

/* The chain rule over the arguments of f[..], those inside lists too. */
static Val derive_call(const Deriving *d, Val f)
{
    Heap *h = d->heap;
    Builder sum;

    builder_start(&sum, h, S_Plus);
    for (size_t i = 0; i < expr_len(f); i++) {
        Val inner = derive(d, expr_arg(f, i)), outer;
        const char *text;

        TRY(inner);
        if (val_is_zero(inner))
            continue;
        if (val_is_plain_list(inner)) {
            bool zero = true;

            for (size_t j = 0; j < expr_len(inner); j++)
                zero = zero && val_is_zero(expr_arg(inner, j));
            if (zero)
                continue;
        }
        text = table_text(expr_head(f), expr_len(f), i);
        outer = text ? formula(d->vm, text, expr_len(f), expr_args(f)) : unknown_derivative(h, f, i);
        TRY(outer = vm_eval(d->vm, outer));
        TRY(outer = product2(d, inner, outer));
        builder_push(&sum, outer);
    }
    return vm_eval(d->vm, builder_finish(&sum));
}

static Val derive_each(const Deriving *d, Val f)
{
    Expr *e = expr_new(d->heap, expr_head(f), expr_len(f));

    for (size_t i = 0; i < expr_len(f); i++)
        TRY(e->args[i] = derive(d, expr_arg(f, i)));
    return vm_eval(d->vm, expr_seal(e));
}

/* A condition with its boundary left out; VAL_NONE where nothing remains. */
static Val open_condition(Heap *h, Val c)
{
    if (!val_is_expr(c))
        return c;
    if (val_has_head(c, S_Equal))
        return VAL_NONE;
    Expr *e = expr_new(h, val_is(expr_head(c), S_LessEqual) ? S_Less
                          : val_is(expr_head(c), S_GreaterEqual) ? S_Greater : expr_head(c), expr_len(c));

    for (size_t i = 0; i < expr_len(c); i++) {
        Val x = expr_arg(c, i);

        if (val_is(x, S_LessEqual))
            x = S_Less;
        else if (val_is(x, S_GreaterEqual))
            x = S_Greater;
        else if (val_is_expr(x) && (val_has_head(c, S_And) || val_has_head(c, S_Or)))
            x = open_condition(h, x);
        if (val_is_none(x))
            return VAL_NONE;
        e->args[i] = x;
    }
    return expr_seal(e);
}

static Val derive_piecewise(const Deriving *d, Val f)
{
    Heap *h = d->heap;
    Builder cases;
    Val pairs = expr_arg(f, 0), last = S_Indeterminate;

    if (!val_is_plain_list(pairs))
        return derive_call(d, f);
    builder_start(&cases, h, S_List);
    for (size_t i = 0; i < expr_len(pairs); i++) {
        Val pair = expr_arg(pairs, i), value, condition;

        if (!val_is_call(pair, S_List, 2))
            return derive_call(d, f);
        TRY(value = derive(d, expr_arg(pair, 0)));
        condition = open_condition(h, expr_arg(pair, 1));
        if (!val_is_none(condition))
            builder_push(&cases, expr2(h, S_List, value, condition));
    }
    return vm_eval(d->vm, expr2(h, S_Piecewise, builder_finish(&cases), last));
}

/* Integrate[g, {t, a, b}] by Leibniz's rule, Integrate[g, t], Sum[g, {i, a, b}]. */
static Val derive_scoped(const Deriving *d, Val f)
{
    Heap *h = d->heap;
    bool integral = val_has_head(f, S_Integrate);
    Val body = expr_arg(f, 0), it = expr_arg(f, expr_len(f) - 1), inner, sum;

    if (expr_len(f) != 2 || d->total)
        return derive_call(d, f);
    if (integral && val_same(it, d->x))
        return body;
    TRY(inner = derive(d, body));
    if (integral || !val_is_zero(inner))
        TRY(inner = val_is_zero(inner) ? inner : vm_eval(d->vm, expr_with_arg(h, f, 0, inner)));
    if (!val_is_call(it, S_List, 3) || !integral) {
        if (val_is_plain_list(it))
            for (size_t i = 1; i < expr_len(it); i++)
                if (!is_constant(d, expr_arg(it, i)))
                    return vm_eval(d->vm, derive_call(d, f));
        return inner;
    }
    Val t = expr_arg(it, 0), a = expr_arg(it, 1), b = expr_arg(it, 2), da, db, low, high;

    TRY(da = derive(d, a));
    TRY(db = derive(d, b));
    low = expr2(h, S_ReplaceAll, body, expr2(h, S_Rule, t, a));
    high = expr2(h, S_ReplaceAll, body, expr2(h, S_Rule, t, b));
    if (val_is_zero(da) && val_is_zero(db))
        return inner;
    sum = formula(d->vm, "#1 - #2 #3 + #4 #5", 5,
                  (Val[]){inner, val_is_zero(da) ? da : low, da, val_is_zero(db) ? db : high, db});
    return vm_eval(d->vm, sum);
}

static Val derive_series(const Deriving *d, Val f)
{
    Heap *h = d->heap;
    Val list = expr_arg(f, 2), from = expr_arg(f, 3), to = expr_arg(f, 4), den = expr_arg(f, 5);
    Expr *e;

    if (!val_is_plain_list(list) || !val_same(expr_arg(f, 0), d->x))
        return derive_call(d, f);
    e = expr_new(h, S_List, expr_len(list));
    for (size_t i = 0; i < expr_len(list); i++)
        e->args[i] = expr2(h, S_Times, expr_arg(list, i),
                           num_div(h, num_add(h, from, val_int((int64_t)i)), den));
    return vm_eval(d->vm, expr_make(h, S_SeriesData, 6, (Val[]){d->x, expr_arg(f, 1), expr_seal(e),
                   num_sub(h, from, den), num_sub(h, to, den), den}));
}

static Val derive_symbol(const Deriving *d, Val f)
{
    Heap *h = d->heap;

    if (!val_is_none(d->x) && val_same(f, d->x))
        return val_int(1);
    if (d->total) {
        if ((vm_attributes(d->vm, f) & ATTR_CONSTANT) || list_contains(d->fixed, f))
            return val_int(0);
        return val_is_none(d->x) ? expr1(h, S_Dt, f) : expr2(h, S_Dt, f, d->x);
    }
    if (list_contains(d->varying, f))
        return expr3(h, S_D, f, d->x, expr2(h, S_Rule, S_NonConstants, d->varying));
    return val_int(0);
}

static Val derive(const Deriving *d, Val f)
{
    TRY(vm_check_stack(d->vm));
    TRY(vm_poll(d->vm));
    if (val_is_packed(f))
        f = val_unpacked(d->heap, f);
    if (val_is_symbol(f))
        return derive_symbol(d, f);
    if (val_is_plain_list(f))
        return derive_each(d, f);
    if (!val_is_none(d->x) && val_same(f, d->x))
        return val_int(1);
    if (is_constant(d, f) || !val_is_expr(f))
        return val_int(0);
    Val head = expr_head(f);

    if (val_is_symbol(head)) {
        switch (symbol_number(head)) {
        case SYM_Plus: case SYM_Equal: case SYM_Rule:
            return derive_each(d, f);
        case SYM_Times:
            return derive_times(d, f);
        case SYM_Power:
            if (expr_len(f) == 2)
                return derive_power(d, f);
            break;
        case SYM_Piecewise:
            if (expr_len(f) >= 1)
                return derive_piecewise(d, f);
            break;
        case SYM_Integrate: case SYM_Sum:
            if (expr_len(f) >= 2)
                return derive_scoped(d, f);
            break;
        case SYM_SeriesData:
            if (expr_len(f) == 6)
                return derive_series(d, f);
            break;
        case SYM_Dt:
            if (d->total && !val_is_none(d->x)) {
                Builder b;

                builder_start(&b, d->heap, S_Dt);
                builder_push_all(&b, expr_len(f), expr_args(f));
                builder_push(&b, d->x);
                return vm_eval(d->vm, builder_finish(&b));
            }
            break;
        default:
            break;
        }
    }
    if (val_is_call(head, S_InverseFunction, 1) && expr_len(f) == 1) {
        Val inner;

        TRY(inner = derive(d, expr_arg(f, 0)));
        return vm_eval(d->vm, formula(d->vm, "#3/Derivative[1][#1][#2]", 3, (Val[]){expr_arg(head, 0), f, inner}));
    }
    return derive_call(d, f);
}

/* Can one differentiate by [x]? */
static bool is_variable(Val x)
{
    if (val_is_symbol(x))
        return true;
    return val_is_expr(x) && !val_has_head(x, S_Plus) && !val_has_head(x, S_Times) && !val_has_head(x, S_Power);
}

/* f differentiated by one specification: x, {x, n}, {{x, y, ..}}, {{x, y, ..}, n}.  NOT_MINE with a
 * message where it is none; VAL_NONE where the order is symbolic. */
static Val derive_spec(Vm *vm, const Builtin *self, Deriving *d, Val f, Val spec)
{
    Heap *h = d->heap;
    Val x = spec, order = val_int(1);

    if (val_is_plain_list(spec)) {
        if (expr_len(spec) < 1 || expr_len(spec) > 2)
            return builtin_message(vm, self, "dvar", 1, &spec);
        x = expr_arg(spec, 0);
        order = expr_len(spec) == 2 ? expr_arg(spec, 1) : order;
        if (!val_is_plain_list(x) && expr_len(spec) == 1)
            return builtin_message(vm, self, "dvar", 1, &spec);
    }
    if (!val_is_plain_list(x) && !is_variable(x))
        return builtin_message(vm, self, "ivar", 1, &x);
    if (!val_is_small(order) || val_small(order) < 0)
        return VAL_NONE;
    for (int64_t i = 0; i < val_small(order); i++) {
        if (val_is_plain_list(x)) {
            Expr *e = expr_new(h, S_List, expr_len(x));

            for (size_t j = 0; j < expr_len(x); j++) {
                if (!is_variable(expr_arg(x, j)))
                    return builtin_message(vm, self, "ivar", 1, (Val[]){expr_arg(x, j)});
                d->x = expr_arg(x, j);
                TRY(e->args[j] = derive(d, f));
            }
            f = expr_seal(e);
            /* A gradient of a list of functions has the variables innermost. */
            if (expr_len(x) > 0 && val_is_plain_list(expr_arg(f, 0))) {
                size_t depth = 1;

                for (Val v = expr_arg(f, 0); val_is_plain_list(v) && expr_len(v) > 0; v = expr_arg(v, 0))
                    depth++;
                Expr *p = expr_new(h, S_List, depth);

                p->args[0] = val_int((int64_t)depth);
                for (size_t j = 1; j < depth; j++)
                    p->args[j] = val_int((int64_t)j);
                TRY(f = vm_eval(vm, expr2(h, S_Transpose, f, expr_seal(p))));
                f = val_unpacked(h, f);
            }
        } else {
            d->x = x;
            TRY(f = derive(d, f));
        }
        if (val_is_zero(f))
            break;
    }
    return f;
}

static Val option_list(Heap *h, Val v)
{
    return val_is_plain_list(v) ? v : expr1(h, S_List, v);
}

BUILTIN(D,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "NonConstants -> {}",
    .usage   = "D[f, x] is the partial derivative of f by x; D[f, {x, n}] the n-th one; D[f, x, y, ...] differentiates by\n"
               "x, then y, ..; D[f, {{x, y, ...}}] is the list of the derivatives by x, y, ...",
    .messages = MESSAGES("ivar", "`1` is not a valid variable.",
                         "dvar", "Multiple derivative specifier `1` does not have the form {variable, n}, where n is a "
                                 "symbolic expression or a nonnegative integer."),
    .examples = EXAMPLES("D[x^n, x]", "n*x^(-1 + n)",
                         "D[Sin[x]^2, x]", "2*Cos[x]*Sin[x]",
                         "D[x^3 y^2, {x, 2}, y]", "12*x*y",
                         "D[f[x^2], x]", "2*x*Derivative[1][f][x^2]",
                         "D[x y, {{x, y}}]", "{y, x}"))
{
    size_t n = options_split(args);
    Deriving d = {vm, vm_heap(vm), VAL_NONE, VAL_NONE, VAL_NONE, false};
    Val f, varying;

    if (n == 0)
        return MESSAGE(vm, "argmu", S_D, val_int(1));
    for (size_t i = 1; i < args.n; i++)
        if (i >= n ? false : val_is_rule(args.v[i]))
            return NOT_MINE;
    TRY(varying = option_get(vm, args, S_NonConstants));
    varying = option_list(d.heap, varying);
    d.varying = expr_len(varying) > 0 ? varying : VAL_NONE;
    f = args.v[0];
    if (n == 2 && !val_is_none(d.varying) && list_contains(d.varying, f))
        return val_same(f, args.v[1]) ? val_int(1) : NOT_MINE;
    for (size_t i = 1; i < n; i++) {
        Val r = derive_spec(vm, args.builtin, &d, f, args.v[i]);

        TRY(r);
        if (val_is_none(r))
            return NOT_MINE;
        if (val_is_not_mine(r))
            return r;
        f = r;
    }
    return f;
}

/* Dt[s, specs..] in the standard form: variables in order, gathered as {x, n}. */
static Val dt_of_symbol(Heap *h, Args args, size_t n)
{
    ValArray xs = valarray(h);
    Builder b;

    for (size_t i = 1; i < n; i++) {
        Val x = args.v[i];
        int64_t count = 1;

        if (val_is_call(x, S_List, 2)) {
            if (!val_is_small(expr_arg(x, 1)) || val_small(expr_arg(x, 1)) > 1000)
                return NOT_MINE;
            count = val_small(expr_arg(x, 1));
            x = expr_arg(x, 0);
        }
        if (val_same(x, args.v[0]))
            return n == 2 && count == 1 ? val_int(1) : val_int(0);
        for (; count > 0; count--)
            valarray_push(&xs, x);
    }
    vals_sort(h, xs.n, xs.v);
    builder_start(&b, h, S_Dt);
    builder_push(&b, args.v[0]);
    for (size_t i = 0, j; i < xs.n; i = j) {
        for (j = i; j < xs.n && val_same(xs.v[i], xs.v[j]); j++)
            continue;
        builder_push(&b, j - i == 1 ? xs.v[i] : expr2(h, S_List, xs.v[i], val_int((int64_t)(j - i))));
    }
    for (size_t i = n; i < args.n; i++)
        builder_push(&b, args.v[i]);
    Val r = builder_finish(&b);

    return val_same(r, args.expr) ? NOT_MINE : r;
}

BUILTIN(Dt,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Constants -> {}",
    .usage   = "Dt[f, x] is the total derivative of f by x; Dt[f] the total differential; Dt[f, {x, n}] the n-th total\n"
               "derivative.",
    .messages = MESSAGES("ivar", "`1` is not a valid variable.",
                         "dvar", "Multiple derivative specifier `1` does not have the form {variable, n}, where n is a "
                                 "symbolic expression or a nonnegative integer."),
    .examples = EXAMPLES("Dt[x^2 + y^2, x]", "2*x + 2*y*Dt[y, x]",
                         "Dt[a x^2]", "x^2*Dt[a] + 2*a*x*Dt[x]"))
{
    size_t n = options_split(args);
    Deriving d = {vm, vm_heap(vm), VAL_NONE, VAL_NONE, VAL_NONE, true};
    Val f;

    if (n == 0)
        return MESSAGE(vm, "argmu", S_Dt, val_int(1));
    TRY(d.fixed = option_get(vm, args, S_Constants));
    d.fixed = option_list(d.heap, d.fixed);
    f = args.v[0];
    if (val_is_symbol(f)) {
        if ((vm_attributes(vm, f) & ATTR_CONSTANT) || list_contains(d.fixed, f))
            return val_int(0);
        return n == 1 ? NOT_MINE : dt_of_symbol(d.heap, args, n);
    }
    if (n == 1)
        return derive(&d, f);
    for (size_t i = 1; i < n; i++) {
        Val r = derive_spec(vm, args.builtin, &d, f, args.v[i]);

        TRY(r);
        if (val_is_none(r))
            return NOT_MINE;
        if (val_is_not_mine(r))
            return r;
        f = r;
    }
    return f;
}

/* Does a derivative of an unknown function stand in [v]? */
static bool has_unknown(Val v)
{
    if (!val_is_expr(v) || (!val_contains_symbol(v, S_D) && !val_contains_symbol(v, S_Derivative)))
        return false;
    if (val_has_head(v, S_D) || val_has_head(v, S_Derivative) || has_unknown(expr_head(v)))
        return true;
    for (size_t i = 0; i < expr_len(v); i++)
        if (has_unknown(expr_arg(v, i)))
            return true;
    return false;
}

/* Can derive do something with f[..] to this order? */
static bool is_known_function(Val f, Val order)
{
    switch (symbol_switch(f)) {
    case SYM_Plus: case SYM_Times: case SYM_Power: case SYM_List:
        return true;
    default:
        for (size_t i = 0; i < expr_len(order); i++)
            if (!val_is_zero(expr_arg(order, i)) && !table_text(f, expr_len(order), i))
                return false;
        return true;
    }
}

/* Derivative[n..][f] as a pure function; NOT_MINE where f is not known. */
static Val derivative_function(Vm *vm, Val order, Val f)
{
    Heap *h = vm_heap(vm);
    size_t n = expr_len(order);
    Deriving d = {vm, h, VAL_NONE, VAL_NONE, VAL_NONE, false};
    Expr *call = expr_new(h, f, n);
    Val body, whole;

    for (size_t i = 0; i < n; i++)
        call->args[i] = expr1(h, S_Slot, val_int((int64_t)i + 1));
    whole = expr_seal(call);
    TRY(body = vm_eval(vm, whole));
    if (val_has_head(body, f) && !is_known_function(f, order))
        return NOT_MINE;
    for (size_t i = 0; i < n; i++) {
        d.x = expr1(h, S_Slot, val_int((int64_t)i + 1));
        for (int64_t k = val_small(expr_arg(order, i)); k > 0; k--)
            TRY(body = derive(&d, body));
    }
    if (has_unknown(body))
        return NOT_MINE;
    return expr1(h, S_Function, body);
}

static Val derivative_apply(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val order = expr_head(args.expr), f;
    bool zero = true;

    if (!val_has_head(order, S_Derivative) || args.n != 1 || expr_len(order) == 0)
        return NOT_MINE;
    f = args.v[0];
    for (size_t i = 0; i < expr_len(order); i++)
        zero = zero && val_is_zero(expr_arg(order, i));
    if (zero)
        return f;
    if (val_is_expr(f) && expr_len(f) == 1 && val_has_head(expr_head(f), S_Derivative)
        && expr_len(expr_head(f)) == expr_len(order)) {
        Val inner = expr_head(f);
        Expr *e = expr_new(h, S_Derivative, expr_len(order));

        for (size_t i = 0; i < expr_len(order); i++)
            e->args[i] = expr2(h, S_Plus, expr_arg(order, i), expr_arg(inner, i));
        return expr1(h, expr_seal(e), expr_arg(f, 0));
    }
    for (size_t i = 0; i < expr_len(order); i++)
        if (!val_is_small(expr_arg(order, i)) || val_small(expr_arg(order, i)) < 0)
            return NOT_MINE;
    if (!val_is_symbol(f) && !val_has_head(f, S_Function) && !val_has_head(f, S_InverseFunction))
        return NOT_MINE;
    return derivative_function(vm, order, f);
}

BUILTIN(Derivative,
    .attrs   = ATTR_N_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply   = derivative_apply,
    .usage   = "Derivative[n][f] is the n-th derivative of a function f, f' the first one; Derivative[n1, n2, ...][f] has been\n"
               "differentiated n1 times by the first argument, and so on.",
    .examples = EXAMPLES("Derivative[1][Sin]", "Cos[#1] & ",
                         "Derivative[2][Log][x]", "-x^(-2)",
                         "(#^3 &)'[t]", "3*t^2",
                         "f''[x]", "Derivative[2][f][x]"))
{
    return NOT_MINE;
}
