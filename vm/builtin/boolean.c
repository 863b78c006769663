/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * boolean.c -- boolean functions by their truth tables: BooleanTable, BooleanConvert, SatisfiableQ..
 *
 * A row of a table is a number whose bits say which variables are False, the first variable's bit
 * on top: row 0 is all True, the order in which the language lists assignments.
 */
#include "vm/builtin/arith.h"

enum { VARIABLES_MAX = 16, IMPLICANTS_MAX = 20000 };

typedef struct Boolean {
    size_t n;
    Val    variables[VARIABLES_MAX];
    bool   too_many;
} Boolean;

static bool is_connective(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_And: case SYM_Or: case SYM_Not: case SYM_Nand: case SYM_Nor: case SYM_Xor: case SYM_Xnor:
    case SYM_Implies: case SYM_Equivalent: case SYM_Majority: case SYM_If:
        return true;
    default:
        return false;
    }
}

static bool is_boolean_node(Val v)
{
    return val_is_expr(v) && is_connective(expr_head(v)) && (!val_is(expr_head(v), S_If) || expr_len(v) == 3);
}

static void collect_variables(Boolean *b, Val v)
{
    if (is_boolean_node(v)) {
        for (size_t i = 0; i < expr_len(v); i++)
            collect_variables(b, expr_arg(v, i));
        return;
    }
    if (val_is(v, S_True) || val_is(v, S_False))
        return;
    size_t at = b->n;
    for (size_t i = 0; i < b->n; i++) {
        int order = val_order(v, b->variables[i]);

        if (order == 0)
            return;
        if (order < 0) {
            at = i;
            break;
        }
    }
    if (b->n == VARIABLES_MAX) {
        b->too_many = true;
        return;
    }
    memmove(b->variables + at + 1, b->variables + at, (b->n - at) * sizeof(Val));
    b->variables[at] = v;
    b->n++;
}

/* The variables of [v], or those that [list] gives; false where the table would be too large or
 * the list leaves some out. */
static bool boolean_start(Boolean *b, Val v, Val list)
{
    *b = (Boolean){0};
    if (val_is_none(list)) {
        collect_variables(b, v);
        return !b->too_many;
    }
    if (!val_is_plain_list(list)) {
        b->variables[b->n++] = list;
        return true;
    }
    if (expr_len(list) > VARIABLES_MAX)
        return false;
    for (size_t i = 0; i < expr_len(list); i++)
        b->variables[b->n++] = expr_arg(list, i);
    return true;
}

/* The truth of [v] in a row: 1, 0, or -1 where it has something that is no variable. */
static int boolean_value(const Boolean *b, Val v, uint32_t row)
{
    int count = 0, first = -1;
    size_t n;

    if (val_is(v, S_True) || val_is(v, S_False))
        return val_is(v, S_True);
    for (size_t i = 0; i < b->n; i++)
        if (val_same(v, b->variables[i]))
            return !(row >> (b->n - 1 - i) & 1);
    if (!is_boolean_node(v))
        return -1;
    n = expr_len(v);
    for (size_t i = 0; i < n; i++) {
        int x = boolean_value(b, expr_arg(v, i), row);

        if (x < 0)
            return -1;
        if (i == 0)
            first = x;
        if (val_is(expr_head(v), S_If) && i == 0) {
            x = boolean_value(b, expr_arg(v, first ? 1 : 2), row);
            return x;
        }
        count += x;
    }
    switch (symbol_switch(expr_head(v))) {
    case SYM_And:        return (size_t)count == n;
    case SYM_Or:         return count > 0;
    case SYM_Not:        return n == 1 ? !first : -1;
    case SYM_Nand:       return (size_t)count != n;
    case SYM_Nor:        return count == 0;
    case SYM_Xor:        return count % 2;
    case SYM_Xnor:       return count % 2 == 0;
    case SYM_Implies:    return n == 2 ? !first || count == 2 : -1;
    case SYM_Equivalent: return count == 0 || (size_t)count == n;
    default:             return 2 * (size_t)count > n;
    }
}

/* Tables are long: their loops stop where the next poll unwinds, and what they give then nobody will see.  Each step
 * takes long enough to ask more often than heap_stops_at does. */
static bool stops_at(Heap *h, size_t i)
{
    return (i & 255) == 255 && heap_stopping(h);
}

/* The whole table, one byte a row; NULL where the value is not always settled. */
static uint8_t *boolean_table(Vm *vm, const Boolean *b, Val v)
{
    size_t rows = (size_t)1 << b->n;
    uint8_t *table = heap_alloc_atomic(vm_heap(vm), rows);

    for (size_t row = 0; row < rows; row++) {
        int x = boolean_value(b, v, (uint32_t)row);

        if (x < 0 || stops_at(vm_heap(vm), row))
            return NULL;
        table[row] = (uint8_t)x;
    }
    return table;
}

/* A product of literals: for each variable in [care], whether it is False. */
typedef struct Implicant { uint32_t care, value; bool merged; } Implicant;

static int compare_implicants(const Implicant *a, const Implicant *b, size_t n)
{
    for (size_t i = n; i-- > 0; ) {
        int x = a->care >> i & 1 ? (int)(a->value >> i & 1) : 2, y = b->care >> i & 1 ? (int)(b->value >> i & 1) : 2;

        if (x != y)
            return x - y;
    }
    return 0;
}

/* All prime implicants of the rows where the table is [target] (Quine and McCluskey). */
static size_t prime_implicants(Heap *h, size_t n, const uint8_t *table, int target, Implicant **out)
{
    size_t count = 0, capacity = 256, from = 0;
    Implicant *all = heap_alloc_atomic(h, capacity * sizeof *all);
    uint32_t full = (uint32_t)(((uint64_t)1 << n) - 1);

    for (uint32_t row = 0; row <= full; row++) {
        if (table[row] != target)
            continue;
        if (count == capacity) {
            all = heap_grow(h, all, capacity * sizeof *all, 2 * capacity * sizeof *all);
            capacity *= 2;
        }
        all[count++] = (Implicant){full, row, false};
    }
    while (from < count && count < IMPLICANTS_MAX) {
        size_t to = count;

        for (size_t i = from; i < to && !heap_stopping(h); i++) {
            for (size_t j = i + 1; j < to; j++) {
                uint32_t diff = all[i].value ^ all[j].value;
                bool known = false;
                Implicant merged;

                if (all[i].care != all[j].care || diff == 0 || (diff & (diff - 1)) != 0)
                    continue;
                all[i].merged = all[j].merged = true;
                merged = (Implicant){all[i].care & ~diff, all[i].value & ~diff, false};
                for (size_t k = to; k < count && !known; k++)
                    known = all[k].care == merged.care && all[k].value == merged.value;
                if (known)
                    continue;
                if (count == capacity) {
                    all = heap_grow(h, all, capacity * sizeof *all, 2 * capacity * sizeof *all);
                    capacity *= 2;
                }
                all[count++] = merged;
            }
        }
        from = to;
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!all[i].merged)
            all[kept++] = all[i];
    *out = all;
    return kept;
}

static bool covers(const Implicant *p, uint32_t row)
{
    return (row & p->care) == p->value;
}

/* A small set of primes that covers all target rows: essential ones, then the largest. */
static size_t minimal_cover(Heap *h, size_t n, const uint8_t *table, int target, Implicant *primes, size_t count)
{
    size_t rows = (size_t)1 << n, kept = 0;
    uint8_t *open = heap_alloc_atomic(h, rows), *chosen = heap_alloc_atomic(h, count + 1);

    memset(chosen, 0, count + 1);
    for (size_t row = 0; row < rows; row++)
        open[row] = table[row] == target;
    for (size_t row = 0; row < rows; row++) {
        size_t only = count, number = 0;

        if (stops_at(h, row))
            break;
        if (table[row] != target)
            continue;
        for (size_t i = 0; i < count; i++) {
            if (covers(&primes[i], (uint32_t)row)) {
                only = i;
                number++;
            }
        }
        if (number == 1)
            chosen[only] = 1;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t row = 0; chosen[i] && row < rows; row++)
            if (covers(&primes[i], (uint32_t)row))
                open[row] = 0;
    for (;;) {
        size_t best = count, best_gain = 0;

        for (size_t i = 0; i < count && !stops_at(h, i); i++) {
            size_t gain = 0;

            for (size_t row = 0; !chosen[i] && row < rows; row++)
                gain += open[row] && covers(&primes[i], (uint32_t)row);
            if (gain > best_gain || (gain == best_gain && gain > 0 && compare_implicants(&primes[i], &primes[best], n) < 0)) {
                best = i;
                best_gain = gain;
            }
        }
        if (best_gain == 0 || heap_stopping(h))
            break;
        chosen[best] = 1;
        for (size_t row = 0; row < rows; row++)
            if (covers(&primes[best], (uint32_t)row))
                open[row] = 0;
    }
    for (size_t i = 0; i < count; i++)
        if (chosen[i])
            primes[kept++] = primes[i];
    return kept;
}

/* The table as an Or of Ands (target 1) or an And of Ors (target 0). */
static Val normal_form(Heap *h, const Boolean *b, const uint8_t *table, bool dnf)
{
    Implicant *primes;
    int target = dnf;
    size_t count = prime_implicants(h, b->n, table, target, &primes);
    Builder outer;

    count = minimal_cover(h, b->n, table, target, primes, count);
    for (size_t i = 1; i < count; i++) {
        Implicant p = primes[i];
        size_t at = i;

        /* for an And of Ors the literals are the negated ones, and so is their order */
        while (at > 0) {
            Implicant x = p, y = primes[at - 1];

            if (!dnf) {
                x.value = x.care & ~x.value;
                y.value = y.care & ~y.value;
            }
            if (compare_implicants(&x, &y, b->n) >= 0)
                break;
            primes[at] = primes[at - 1];
            at--;
        }
        primes[at] = p;
    }
    if (count == 0)
        return dnf ? S_False : S_True;
    builder_start(&outer, h, dnf ? S_Or : S_And);
    for (size_t i = 0; i < count; i++) {
        Builder inner;

        builder_start(&inner, h, dnf ? S_And : S_Or);
        for (size_t k = 0; k < b->n; k++) {
            size_t bit = b->n - 1 - k;
            bool negative = (primes[i].value >> bit & 1) == (dnf ? 1u : 0u);

            if (primes[i].care >> bit & 1)
                builder_push(&inner, negative ? expr1(h, S_Not, b->variables[k]) : b->variables[k]);
        }
        if (inner.n == 0)
            return dnf ? S_True : S_False;
        builder_push(&outer, inner.n == 1 ? inner.items[0] : builder_finish(&inner));
    }
    return outer.n == 1 ? outer.items[0] : builder_finish(&outer);
}

/* Sums modulo 2 of products: the algebraic normal form. */
static Val algebraic_form(Heap *h, const Boolean *b, const uint8_t *table)
{
    size_t rows = (size_t)1 << b->n;
    uint8_t *c = heap_alloc_atomic(h, rows);
    Builder outer;
    bool constant = false;

    /* index by which variables are True */
    for (size_t row = 0; row < rows; row++)
        c[~row & (rows - 1)] = table[row];
    for (size_t bit = 1; bit < rows; bit *= 2)
        for (size_t i = 0; i < rows; i++)
            if (i & bit)
                c[i] ^= c[i ^ bit];
    builder_start(&outer, h, S_Xor);
    constant = c[0];
    for (size_t size = 1; size <= b->n; size++) {
        for (size_t i = rows; i-- > 1; ) {
            Builder inner;

            if (!c[i] || (size_t)__builtin_popcountll(i) != size)
                continue;
            builder_start(&inner, h, S_And);
            for (size_t k = 0; k < b->n; k++)
                if (i >> (b->n - 1 - k) & 1)
                    builder_push(&inner, b->variables[k]);
            builder_push(&outer, inner.n == 1 ? inner.items[0] : builder_finish(&inner));
        }
    }
    if (outer.n == 0)
        return constant ? S_True : S_False;
    if (outer.n == 1)
        return constant ? expr1(h, S_Not, outer.items[0]) : outer.items[0];
    Val r = builder_finish(&outer);
    return constant ? expr1(h, S_Not, r) : r;
}

/* Converts [v] to the named form; NOT_MINE where it is no boolean expression. */
static Val convert(Vm *vm, Val v, Val form)
{
    Heap *h = vm_heap(vm);
    Boolean b;
    uint8_t *table;

    if (!boolean_start(&b, v, VAL_NONE) || b.n > 12)
        return NOT_MINE;
    table = boolean_table(vm, &b, v);
    if (table == NULL)
        return NOT_MINE;
    if (val_is_none(form) || text_is(form, "DNF") || text_is(form, "SOP") || text_is(form, "IMPLIES"))
        return normal_form(h, &b, table, true);
    if (text_is(form, "CNF") || text_is(form, "POS"))
        return normal_form(h, &b, table, false);
    if (text_is(form, "ANF"))
        return algebraic_form(h, &b, table);
    return NOT_MINE;
}

/* Applies [convert] below a pure function. */
static Val convert_any(Vm *vm, Args args)
{
    Val form = args.n == 2 ? args.v[1] : VAL_NONE, v = args.v[0], r;

    if (args.n == 2 && !val_is_string(form))
        return NOT_MINE;
    if (val_is_call(v, S_Function, 1)) {
        r = convert(vm, expr_arg(v, 0), form);
        return val_is_not_mine(r) ? r : expr1(vm_heap(vm), S_Function, r);
    }
    return convert(vm, v, form);
}

BUILTIN(BooleanConvert,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_, form_:\"DNF\"",
    .usage   = "BooleanConvert[expr] is a disjunctive normal form of expr. BooleanConvert[expr, form] is the form "
               "\"DNF\", \"CNF\" or \"ANF\".",
    .examples = EXAMPLES("BooleanConvert[a && (b || c)]", "(a && b) || (a && c)",
        "BooleanConvert[Implies[a, b], \"CNF\"]", " !a || b"))
{
    return convert_any(vm, args);
}

BUILTIN(BooleanMinimize,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_, form_:\"DNF\"",
    .usage   = "BooleanMinimize[expr] is a shortest disjunctive normal form of expr.",
    .examples = EXAMPLES("BooleanMinimize[a && b || a && !b]", "a"))
{
    return convert_any(vm, args);
}

BUILTIN(LogicalExpand,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "LogicalExpand[expr] expands logical connectives in expr to a disjunction of conjunctions.",
    .examples = EXAMPLES("LogicalExpand[a && (b || c)]", "(a && b) || (a && c)"))
{
    Heap *h = vm_heap(vm);
    Val r = convert(vm, args.v[0], VAL_NONE);

    if (val_is_not_mine(r) || !val_has_head(r, S_Or))
        return val_is_not_mine(r) ? args.v[0] : r;
    size_t n = expr_len(r);
    Val *items = heap_alloc(h, n * sizeof *items);
    for (size_t i = 0; i < n; i++) {
        size_t at = i;

        while (at > 0 && val_order(expr_arg(r, i), items[at - 1]) < 0) {
            items[at] = items[at - 1];
            at--;
        }
        items[at] = expr_arg(r, i);
    }
    return expr_make(h, S_Or, n, items);
}

BUILTIN(BooleanVariables,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "BooleanVariables[expr] lists the variables of a boolean expression.",
    .examples = EXAMPLES("BooleanVariables[b || a && !c]", "{a, b, c}"))
{
    Boolean b = {0};
    Val v = args.v[0];

    if (val_is_number(v) || val_has_head(v, S_Plus) || val_has_head(v, S_Times))
        return list_make(vm_heap(vm), 0, NULL);
    collect_variables(&b, v);
    return b.too_many ? NOT_MINE : list_make(vm_heap(vm), b.n, b.variables);
}

static Val truth_of(int x) { return x ? S_True : S_False; }

/* Table of the rows, nested by groups of variables: args.v[from..] are lists. */
static Val nested_table(Heap *h, const Boolean *b, const uint8_t *table, size_t groups, const size_t *sizes, size_t row)
{
    size_t n, below = 0;
    Expr *e;

    if (groups == 0)
        return truth_of(table[row]);
    for (size_t i = 1; i < groups; i++)
        below += sizes[i];
    n = (size_t)1 << sizes[0];
    e = expr_new(h, S_List, n);
    for (size_t i = 0; i < n; i++)
        e->args[i] = nested_table(h, b, table, groups - 1, sizes + 1, row | i << below);
    return expr_seal(e);
}

BUILTIN(BooleanTable,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "BooleanTable[expr] lists the values of expr for all assignments of its variables. "
               "BooleanTable[expr, {a, b, ...}, ...] does so for given groups of variables.",
    .examples = EXAMPLES("BooleanTable[p || q]", "{True, True, True, False}",
        "BooleanTable[p || q, {p}, {q}]", "{{True, True}, {True, False}}"))
{
    Heap *h = vm_heap(vm);
    Boolean b = {0};
    size_t sizes[8], groups = 0;
    uint8_t *table;

    if (args.n == 0 || args.n > 9)
        return NOT_MINE;
    if (args.n == 1) {
        if (!boolean_start(&b, args.v[0], VAL_NONE))
            return NOT_MINE;
        sizes[groups++] = b.n;
    }
    for (size_t i = 1; i < args.n; i++) {
        Boolean more;

        if (!boolean_start(&more, args.v[0], args.v[i]) || b.n + more.n > VARIABLES_MAX)
            return NOT_MINE;
        memcpy(b.variables + b.n, more.variables, more.n * sizeof(Val));
        b.n += more.n;
        sizes[groups++] = more.n;
    }
    table = boolean_table(vm, &b, args.v[0]);
    return table == NULL ? NOT_MINE : nested_table(h, &b, table, groups, sizes, 0);
}

/* How many rows are True; -1 where that is not settled. */
static int64_t count_true(Vm *vm, Args args)
{
    Boolean b;
    uint8_t *table;
    int64_t count = 0;

    if (!boolean_start(&b, args.v[0], args.n > 1 ? args.v[1] : VAL_NONE))
        return -1;
    table = boolean_table(vm, &b, args.v[0]);
    if (table == NULL)
        return -1;
    for (size_t row = 0; row < (size_t)1 << b.n; row++)
        count += table[row];
    return count;
}

BUILTIN(SatisfiableQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "SatisfiableQ[expr] is True if some assignment of truth values makes expr True.",
    .examples = EXAMPLES("SatisfiableQ[a && !a]", "False", "SatisfiableQ[a || b]", "True"))
{
    int64_t count = args.n == 0 ? -1 : count_true(vm, args);

    return count < 0 ? NOT_MINE : truth_of(count > 0);
}

BUILTIN(SatisfiabilityCount,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "SatisfiabilityCount[expr] counts the assignments of truth values that make expr True.",
    .examples = EXAMPLES("SatisfiabilityCount[a || b]", "3"))
{
    int64_t count = args.n == 0 ? -1 : count_true(vm, args);

    return count < 0 ? NOT_MINE : val_int(count);
}

BUILTIN(TautologyQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TautologyQ[expr] is True if every assignment of truth values makes expr True.",
    .examples = EXAMPLES("TautologyQ[a || !a]", "True", "TautologyQ[a || b]", "False"))
{
    Boolean b;
    int64_t count = args.n == 0 ? -1 : count_true(vm, args);

    if (count < 0 || !boolean_start(&b, args.v[0], args.n > 1 ? args.v[1] : VAL_NONE))
        return NOT_MINE;
    return truth_of(count == (int64_t)1 << b.n);
}

BUILTIN(SatisfiabilityInstances,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "SatisfiabilityInstances[expr, vars, m] lists at most m assignments of vars that make expr True.",
    .examples = EXAMPLES("SatisfiabilityInstances[Xor[a, b], {a, b}, All]", "{{True, False}, {False, True}}"))
{
    Heap *h = vm_heap(vm);
    size_t most = 1, rows, found = 0;
    uint8_t *table;
    Boolean b;
    Builder list;

    if (args.n == 0 || !boolean_start(&b, args.v[0], args.n > 1 ? args.v[1] : VAL_NONE))
        return NOT_MINE;
    if (args.n > 2) {
        if (val_is(args.v[2], S_All))
            most = SIZE_MAX;
        else if (val_is_small(args.v[2]) && val_small(args.v[2]) >= 0)
            most = (size_t)val_small(args.v[2]);
        else
            return NOT_MINE;
    }
    table = boolean_table(vm, &b, args.v[0]);
    if (table == NULL)
        return NOT_MINE;
    rows = (size_t)1 << b.n;
    builder_start(&list, h, S_List);
    for (size_t i = 0; i < rows && found < most; i++) {
        /* a single instance is the last row that there is, as the solver would find it */
        size_t row = args.n > 2 ? i : rows - 1 - i;
        Expr *e;

        if (!table[row])
            continue;
        e = expr_new(h, S_List, b.n);
        for (size_t k = 0; k < b.n; k++)
            e->args[k] = truth_of(!(row >> (b.n - 1 - k) & 1));
        builder_push(&list, expr_seal(e));
        found++;
    }
    return builder_finish(&list);
}

/* Bit [i] of an integer, in two's complement. */
static bool integer_bit(Heap *h, Val k, uint64_t i)
{
    return !val_is_zero(int_mod(h, int_quotient(h, k, int_pow_u64(h, val_int(2), i)), val_int(2)));
}

/* The value of BooleanFunction[k, n] for arguments that are True, False, 1 or 0. */
static Val apply_boolean_function(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val head = expr_head(args.expr), k;
    uint64_t index = 0;
    bool numbers = false, known = true;

    if (expr_len(head) != 2 || !val_is_integer(expr_arg(head, 0)) || !val_is_small(expr_arg(head, 1))
        || (size_t)val_small(expr_arg(head, 1)) != args.n || args.n > VARIABLES_MAX)
        return NOT_MINE;
    k = expr_arg(head, 0);
    for (size_t i = 0; i < args.n; i++) {
        Val x = args.v[i];

        numbers = numbers || val_is_small(x);
        if (val_is(x, S_True) || val_is_one(x))
            index = 2 * index + 1;
        else if (val_is(x, S_False) || val_is_zero(x))
            index = 2 * index;
        else
            known = false;
    }
    (void)numbers;
    if (known)
        return truth_of(integer_bit(h, k, index));
    Boolean b = {0};
    Val r;
    for (size_t i = 0; i < args.n; i++)
        b.variables[b.n++] = args.v[i];
    size_t rows = (size_t)1 << b.n;
    uint8_t *table = heap_alloc_atomic(h, rows);
    for (size_t row = 0; row < rows; row++)
        table[row] = integer_bit(h, k, ~row & (rows - 1));
    r = normal_form(h, &b, table, true);
    return r;
}

BUILTIN(BooleanFunction,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply   = apply_boolean_function,
    .quiet_count = true,
    .usage   = "BooleanFunction[k, n] is the k-th boolean function of n variables. "
               "BooleanFunction[k, {a, b, ...}] is an expression for it.",
    .examples = EXAMPLES("BooleanFunction[7, 2][True, True]", "False", "BooleanFunction[8, {a, b}]", "a && b"))
{
    Heap *h = vm_heap(vm);
    Val f;

    if (args.n < 2 || !val_is_integer(args.v[0]) || !val_is_plain_list(args.v[1]))
        return NOT_MINE;
    f = expr2(h, S_BooleanFunction, args.v[0], val_int((int64_t)expr_len(args.v[1])));
    return expr_make(h, f, expr_len(args.v[1]), expr_args(args.v[1]));
}
