/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * polynomial_fns.c -- structure of polynomials: coefficients, exponents, variables, collecting.
 *
 * All of it works on the terms of the expression as it comes out of expand_in, so that what is free of
 * the variable keeps its shape.
 */
#include "vm/builtin/algebra.h"

/* ---- terms ------------------------------------------------------------------------------- */

/* The exponent of [x] in a term, and the rest of the term in *rest (VAL_NONE: not wanted). */
static Val term_exponent(Heap *h, Val term, Val x, Val *rest)
{
    Builder b;
    Val e = VAL_NONE;

    if (val_same(term, x)) {
        if (rest)
            *rest = val_int(1);
        return val_int(1);
    }
    if (val_is_call(term, S_Power, 2) && val_same(expr_arg(term, 0), x)) {
        if (rest)
            *rest = val_int(1);
        return expr_arg(term, 1);
    }
    if (!val_has_head(term, S_Times)) {
        if (rest)
            *rest = term;
        return val_int(0);
    }
    builder_start(&b, h, S_Times);
    for (size_t i = 0; i < expr_len(term); i++) {
        Val f = expr_arg(term, i), part = VAL_NONE;

        if (val_same(f, x))
            part = val_int(1);
        else if (val_is_call(f, S_Power, 2) && val_same(expr_arg(f, 0), x))
            part = expr_arg(f, 1);
        if (val_is_none(part))
            builder_push(&b, f);
        else
            e = val_is_none(e) ? part : expr2(h, S_Plus, e, part);
    }
    if (rest)
        *rest = b.n == 0 ? val_int(1) : b.n == 1 ? b.items[0] : builder_finish(&b);
    return val_is_none(e) ? val_int(0) : e;
}

static Val without_series(Vm *vm, Val v)
{
    return val_has_head(v, S_SeriesData) ? vm_eval(vm, expr1(vm_heap(vm), S_Normal, v)) : v;
}

/* Can [x] be asked for in a polynomial? */
static bool is_form(Val x)
{
    return val_is_symbol(x) || val_is_expr(x);
}

/* Is [p] a polynomial in [x]? */
static bool is_polynomial_in(Val p, size_t n, const Val *x)
{
    bool free = true;

    for (size_t i = 0; i < n; i++) {
        if (val_same(p, x[i]))
            return true;
        free = free && !val_contains(p, x[i]);
    }
    if (free)
        return true;
    if (val_has_head(p, S_Plus) || val_has_head(p, S_Times)) {
        for (size_t i = 0; i < expr_len(p); i++)
            if (!is_polynomial_in(expr_arg(p, i), n, x))
                return false;
        return true;
    }
    return val_is_call(p, S_Power, 2) && val_is_integer(expr_arg(p, 1)) && num_sign(expr_arg(p, 1)) > 0
        && is_polynomial_in(expr_arg(p, 0), n, x);
}

/* ---- variables ---------------------------------------------------------------------------- */

static Val gather_variables(Vm *vm, ValSet *s, Val v)
{
    bool fresh;
    Val numeric;

    if (val_is_number(v) || val_is_string(v))
        return S_Null;
    if (val_is_packed(v))
        return S_Null;
    if (val_has_head(v, S_Plus) || val_has_head(v, S_Times) || val_has_head(v, S_List) || val_has_head(v, S_Equal)) {
        for (size_t i = 0; i < expr_len(v); i++)
            TRY(gather_variables(vm, s, expr_arg(v, i)));
        return S_Null;
    }
    if (val_is_call(v, S_Power, 2) && val_is_exact_real(expr_arg(v, 1)))
        return gather_variables(vm, s, expr_arg(v, 0));
    TRY(numeric = vm_eval(vm, expr1(vm_heap(vm), S_NumericQ, v)));
    if (!val_is(numeric, S_True))
        valset_add(s, v, &fresh);
    return S_Null;
}

static Val variables_of(Vm *vm, Val v)
{
    ValSet s;

    valset_start(&s, vm_heap(vm));
    TRY(gather_variables(vm, &s, v));
    if (val_is_plain_list(v))
        vals_sort(vm_heap(vm), s.n, s.members);
    return list_make(vm_heap(vm), s.n, s.members);
}

BUILTIN(Variables,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "x_",
    .usage   = "Variables[poly] is the list of the variables in a polynomial or in a list of polynomials.",
    .examples = EXAMPLES("Variables[{(x + y)^2, x Sqrt[z]}]", "{x, y, z}"))
{
    return variables_of(vm, args.v[0]);
}

BUILTIN(PolynomialQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "p_, vars_:Automatic",
    .usage   = "PolynomialQ[expr, var] tells whether expr is a polynomial in var; PolynomialQ[expr, {var1, ...}] in\n"
               "several; PolynomialQ[expr] in its own variables.",
    .examples = EXAMPLES("PolynomialQ[x^3 - 2 x/y + 3 x z, x]", "True",
                         "PolynomialQ[x^3 - 2 x/y + 3 x z, y]", "False"))
{
    Val vars = args.v[1];

    if (args.n < 2 || val_is(vars, S_Automatic))
        TRY(vars = variables_of(vm, args.v[0]));
    if (!val_is_plain_list(vars))
        vars = expr1(vm_heap(vm), S_List, vars);
    return is_polynomial_in(args.v[0], expr_len(vars), expr_args(vars)) ? S_True : S_False;
}

/* ---- coefficients --------------------------------------------------------------------------- */

/* The coefficient of form^n in one term; VAL_NONE where the term has another power. */
static Val term_coefficient(Heap *h, Val term, Val form, Val n)
{
    const Val *factors;
    size_t count = terms_of(&form, S_Times, &factors);
    Val rest = term;
    bool zero = val_is_zero(n);

    for (size_t i = 0; i < count; i++) {
        Val x = factors[i], want = n, e;

        if (val_is_number(x)) {
            Val c = val_is_number(rest) ? rest
                : val_has_head(rest, S_Times) && val_is_number(expr_arg(rest, 0)) ? expr_arg(rest, 0) : val_int(1);

            if (zero)
                continue;
            if (!val_same(c, x) || !val_is_one(n))
                return VAL_NONE;
            rest = num_div(h, c, x);
            if (val_has_head(term, S_Times))
                rest = expr_with_arg(h, term, 0, rest);
            continue;
        }
        if (val_is_call(x, S_Power, 2)) {
            want = val_is_number(expr_arg(x, 1)) && val_is_number(n) ? num_mul(h, expr_arg(x, 1), n)
                : expr2(h, S_Times, expr_arg(x, 1), n);
            x = expr_arg(x, 0);
        }
        e = term_exponent(h, rest, x, &rest);
        if (!val_same(e, want))
            return VAL_NONE;
    }
    return rest;
}

/* The part of a form by which expressions are expanded: its first variable. */
static Val expansion_variable(Val form)
{
    const Val *factors;
    size_t n = terms_of(&form, S_Times, &factors);

    for (size_t i = 0; i < n; i++) {
        Val x = factors[i];

        if (val_is_number(x))
            continue;
        return n == 1 ? x : VAL_NONE;
    }
    return VAL_NONE;
}

static Val expand_for(Vm *vm, Val v, Val form)
{
    Val x = expansion_variable(form);

    if (!val_is_none(x) && val_is_call(x, S_Power, 2) && val_is_number(expr_arg(x, 1)))
        x = expr_arg(x, 0);
    return val_is_none(x) ? expand(vm, v) : expand_in(vm, v, x);
}

BUILTIN(Coefficient,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "p_, form_, n_:1",
    .usage   = "Coefficient[expr, form] is the coefficient of form in the polynomial expr; Coefficient[expr, form, n] that\n"
               "of form^n.",
    .messages = MESSAGES("ivar", "`1` is not a valid variable."),
    .examples = EXAMPLES("Coefficient[(x + 1)^3, x, 2]", "3",
                         "Coefficient[a x + b x + c, x]", "a + b",
                         "Coefficient[x^2 + y, x, 0]", "y"))
{
    Heap *h = vm_heap(vm);
    Val v, form = args.v[1];
    const Val *terms;
    Builder sum;

    if (!is_form(form))
        return MESSAGE(vm, "ivar", form);
    TRY(v = without_series(vm, args.v[0]));
    if (val_is_zero(args.v[2]) && !val_contains(v, form) && !val_has_head(form, S_Times))
        return v;
    TRY(v = expand_for(vm, v, form));
    size_t n = terms_of(&v, S_Plus, &terms);

    builder_start(&sum, h, S_Plus);
    for (size_t i = 0; i < n; i++) {
        Val c = term_coefficient(h, terms[i], form, args.v[2]);

        if (!val_is_none(c))
            builder_push(&sum, c);
    }
    return builder_finish(&sum);
}

/* The exponents of [x] in an expanded sum, without repetition, sorted. */
static Val exponents_in(Vm *vm, Val v, Val x, ValSet *s)
{
    const Val *terms;
    size_t n = terms_of(&v, S_Plus, &terms);
    bool fresh;

    for (size_t i = 0; i < n; i++) {
        Val e = term_exponent(vm_heap(vm), terms[i], x, NULL);

        TRY(e = vm_eval(vm, e));
        valset_add(s, e, &fresh);
    }
    vals_sort(vm_heap(vm), s->n, s->members);
    return S_Null;
}

BUILTIN(Exponent,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "p_, form_, h_:Max",
    .usage   = "Exponent[expr, form] is the highest power of form in the polynomial expr; Exponent[expr, form, h] applies h\n"
               "to the exponents.",
    .examples = EXAMPLES("Exponent[1 + x^2 + a x^3, x]", "3",
                         "Exponent[(x^2 + 1)^3 - 1, x, List]", "{2, 4, 6}",
                         "Exponent[0, x]", "-Infinity"))
{
    Heap *h = vm_heap(vm);
    ValSet s;
    Val v, form = args.v[1];

    if (!is_form(form) && !val_is_number(form))
        return NOT_MINE;
    TRY(v = without_series(vm, args.v[0]));
    if (val_is_number(form))
        return expr1(h, args.v[2], val_int(0));
    valset_start(&s, h);
    if (val_is_zero(v))
        return expr0(h, args.v[2]);
    TRY(v = expand_in(vm, v, form));
    if (val_is_zero(v))
        return expr0(h, args.v[2]);
    TRY(exponents_in(vm, v, form, &s));
    return expr_make(h, args.v[2], s.n, s.members);
}

/* The coefficients of a polynomial in x: VAL_NONE if it is none. */
static Val coefficient_list(Vm *vm, Val v, Val x)
{
    Heap *h = vm_heap(vm);
    const Val *terms;
    int64_t degree = -1;
    Val *sums;

    if (!is_polynomial_in(v, 1, &x))
        return VAL_NONE;
    TRY(v = expand_in(vm, v, x));
    if (val_is_zero(v))
        return list_make(h, 0, NULL);
    size_t n = terms_of(&v, S_Plus, &terms);
    int64_t *exps = heap_alloc_atomic(h, (n + 1) * sizeof *exps);
    Val *rests = vals_new(h, n);

    for (size_t i = 0; i < n; i++) {
        Val e = term_exponent(h, terms[i], x, &rests[i]);

        if (!val_is_small(e) || val_small(e) < 0)
            return VAL_NONE;
        exps[i] = val_small(e);
        degree = exps[i] > degree ? exps[i] : degree;
    }
    TRY(vm_check_length(vm, (double)degree + 1, sizeof(Val)));
    sums = vals_new(h, (size_t)degree + 1);
    for (int64_t i = 0; i <= degree; i++)
        sums[i] = VAL_NONE;
    for (size_t i = 0; i < n; i++)
        sums[exps[i]] = val_is_none(sums[exps[i]]) ? rests[i] : expr2(h, S_Plus, sums[exps[i]], rests[i]);
    for (int64_t i = 0; i <= degree; i++)
        TRY(sums[i] = val_is_none(sums[i]) ? val_int(0) : vm_eval(vm, sums[i]));
    return list_make(h, (size_t)degree + 1, sums);
}

/* Pads nested lists to the size of the largest at each level. */
static void nested_sizes(Val v, size_t depth, size_t *sizes)
{
    if (depth == 0)
        return;
    if (expr_len(v) > sizes[0])
        sizes[0] = expr_len(v);
    for (size_t i = 0; i < expr_len(v); i++)
        nested_sizes(expr_arg(v, i), depth - 1, sizes + 1);
}

static Val nested_pad(Vm *vm, Val v, size_t depth, const size_t *sizes)
{
    Expr *e;

    if (depth == 0)
        return val_is_none(v) ? val_int(0) : v;
    TRY(vm_poll(vm));
    e = expr_new(vm_heap(vm), S_List, sizes[0]);
    for (size_t i = 0; i < sizes[0]; i++)
        TRY(e->args[i] = nested_pad(vm, !val_is_none(v) && i < expr_len(v) ? expr_arg(v, i) : VAL_NONE, depth - 1, sizes + 1));
    return expr_seal(e);
}

static Val coefficient_lists(Vm *vm, Val v, size_t n, const Val *x)
{
    Val list, r;

    if (n == 0)
        return v;
    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    TRY(list = coefficient_list(vm, v, x[0]));
    if (val_is_none(list) || n == 1)
        return list;
    for (size_t i = 0; i < expr_len(list); i++) {
        TRY(r = coefficient_lists(vm, expr_arg(list, i), n - 1, x + 1));
        if (val_is_none(r))
            return r;
        list = expr_with_arg(vm_heap(vm), list, i, r);
    }
    return list;
}

BUILTIN(CoefficientList,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "p_, vars_, n_:Automatic",
    .usage   = "CoefficientList[poly, x] is the list of the coefficients of the powers of x in poly, from the 0th;\n"
               "CoefficientList[poly, {x, y, ...}] is an array.",
    .messages = MESSAGES("poly", "`1` is not a polynomial."),
    .examples = EXAMPLES("CoefficientList[1 + 6 x - x^4, x]", "{1, 6, 0, 0, -1}",
                         "CoefficientList[1 + a x + b y, {x, y}]", "{{1, b}, {a, 0}}"))
{
    Heap *h = vm_heap(vm);
    Val v, vars = args.v[1], r;
    size_t *sizes;

    if (val_is_plain_list(args.v[0])) {
        r = thread_first(h, args);
        return r;
    }
    TRY(v = without_series(vm, args.v[0]));
    if (!val_is_plain_list(vars))
        vars = expr1(h, S_List, vars);
    TRY(r = coefficient_lists(vm, v, expr_len(vars), expr_args(vars)));
    if (val_is_none(r))
        return MESSAGE(vm, "poly", v);
    if (expr_len(vars) < 2)
        return r;
    sizes = sizes_new(h, expr_len(vars));
    memset(sizes, 0, (expr_len(vars) + 1) * sizeof *sizes);
    nested_sizes(r, expr_len(vars), sizes);
    double total = 1;
    for (size_t i = 0; i < expr_len(vars); i++)
        total *= (double)sizes[i];
    TRY(vm_check_length(vm, total, sizeof(Val)));
    return nested_pad(vm, r, expr_len(vars), sizes);
}

/* ---- collecting ----------------------------------------------------------------------------- */

static Val collect(Vm *vm, Val v, size_t nx, const Val *x, Val f);

static Val finish_coefficient(Vm *vm, Val c, size_t nx, const Val *x, Val f)
{
    TRY(c = vm_eval(vm, c));
    TRY(c = collect(vm, c, nx, x, f));
    return c;
}

static Val collect(Vm *vm, Val v, size_t nx, const Val *x, Val f)
{
    Heap *h = vm_heap(vm);
    const Val *terms;
    ValSet s;
    Builder out;
    bool fresh;
    Val *sums;

    TRY(vm_check_stack(vm));
    if (nx == 0)
        return val_is_none(f) ? v : vm_call1(vm, f, v);
    if (!val_contains(v, x[0]))
        return collect(vm, v, nx - 1, x + 1, f);
    TRY(v = expand_in(vm, v, x[0]));
    size_t n = terms_of(&v, S_Plus, &terms);

    valset_start(&s, h);
    sums = vals_new(h, n);
    for (size_t i = 0; i < n; i++) {
        Val rest, e = term_exponent(h, terms[i], x[0], &rest);
        size_t k;

        TRY(e = vm_eval(vm, e));
        k = valset_add(&s, e, &fresh);
        sums[k] = fresh ? rest : expr2(h, S_Plus, sums[k], rest);
    }
    builder_start(&out, h, S_Plus);
    for (size_t k = 0; k < s.n; k++) {
        Val c;

        TRY(c = finish_coefficient(vm, sums[k], nx - 1, x + 1, f));
        builder_push(&out, expr2(h, S_Times, c, expr2(h, S_Power, x[0], s.members[k])));
    }
    return vm_eval(vm, builder_finish(&out));
}

BUILTIN(Collect,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "p_, vars_, h_:Automatic",
    .usage   = "Collect[expr, x] gathers terms with the same power of x; Collect[expr, {x, y, ...}] with the same powers of\n"
               "several; Collect[expr, var, h] applies h to the coefficients.",
    .examples = EXAMPLES("Collect[a x + b x + c, x]", "c + (a + b)*x",
                         "Collect[(1 + a + x)^2, x]", "1 + 2*a + a^2 + (2 + 2*a)*x + x^2",
                         "Collect[a x + b x + c, x, f]", "x*f[a + b] + f[c]"))
{
    Val vars = args.v[1], r = thread_first(vm_heap(vm), args);

    if (!val_is_not_mine(r))
        return r;
    if (!val_is_plain_list(vars))
        vars = expr1(vm_heap(vm), S_List, vars);
    return collect(vm, args.v[0], expr_len(vars), expr_args(vars), args.n == 3 && !val_is(args.v[2], S_Automatic) ? args.v[2] : VAL_NONE);
}
