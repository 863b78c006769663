/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trace.c -- Trace, TraceScan, TracePrint: evaluation, watched.
 *
 * The standard sequence once more (compare vm/eval/eval.c), slow and telling: what it evaluates itself it
 * shows.  What a builtin evaluates on its own account, as the body of a While, is not seen.
 */
#include "vm/eval/eval.h"
#include "vm/pattern/match.h"

typedef struct Tracer {
    Vm  *vm;
    Val  form;          /* which expressions to show: a pattern; VAL_NONE: all */
    Val  symbol;        /* or those with this head; VAL_NONE */
    Val  rhs;           /* what to show in their place; VAL_NONE: themselves */
    Val  f;             /* TraceScan: what to call; VAL_NONE: gather lists */
    Val  after;         /* TraceScan: what to call with the value; VAL_NONE */
    bool print;         /* TracePrint */
    size_t depth;
} Tracer;

static Val trace_eval(Tracer *t, Val expr, Builder *list);

/* Is [expr] to be shown, and as what?  VAL_NONE: it is not. */
static Val shown(Tracer *t, Val expr)
{
    Heap *h = vm_heap(t->vm);
    Val held = expr1(h, S_HoldForm, expr), head = expr;

    if (!val_is_none(t->symbol)) {
        while (val_is_expr(head))
            head = expr_head(head);
        return val_is(head, t->symbol) ? held : VAL_NONE;
    }
    if (val_is_none(t->form))
        return held;
    if (!val_is_none(t->rhs)) {
        Rules *rules = rules_compile(t->vm, expr2(h, S_RuleDelayed, t->form, expr1(h, S_HoldForm, t->rhs)));
        return rules_apply(t->vm, rules, expr);
    }
    MatchResult r = vm_match(t->vm, t->form, expr);
    return r == MATCH_UNWIND ? UNWIND : r == MATCH_YES ? held : VAL_NONE;
}

static Val print_shown(Tracer *t, Val held)
{
    Heap *h = vm_heap(t->vm);
    Out spaces;

    out_init(&spaces);
    for (size_t i = 0; i < t->depth; i++)
        out_str(&spaces, " ");
    Val margin = text_new(h, out_text(&spaces), spaces.len);
    out_fini(&spaces);
    return vm_call2(t->vm, S_Print, margin, held);
}

/* Tells of a form.  [change]: it is one of a chain of forms, which is what lists are made of. */
static Val tell(Tracer *t, Val expr, Builder *list, bool change)
{
    Val held;

    if (list != NULL && !change)
        return VAL_NONE;
    TRY(held = shown(t, expr));
    if (val_is_none(held))
        return VAL_NONE;
    if (list != NULL)
        builder_push(list, held);
    else if (t->print)
        return print_shown(t, held);
    else
        return vm_call1(t->vm, t->f, held);
    return VAL_NONE;
}

/* Evaluates a part; its trace, if it has one, becomes one element of [list]. */
static Val trace_part(Tracer *t, Val x, Builder *list)
{
    Builder inner;
    Val v;

    t->depth++;
    if (list == NULL) {
        v = trace_eval(t, x, NULL);
    } else {
        builder_start(&inner, vm_heap(t->vm), S_List);
        v = trace_eval(t, x, &inner);
        if (inner.n > 0)
            builder_push(list, builder_finish(&inner));
    }
    t->depth--;
    return v;
}

static bool is_held(uint32_t attributes, size_t i)
{
    if (attributes & (ATTR_HOLD_ALL | ATTR_HOLD_ALL_COMPLETE))
        return true;
    return (attributes & (i == 0 ? ATTR_HOLD_FIRST : ATTR_HOLD_REST)) != 0;
}

static Val trace_argument(Tracer *t, Val x, uint32_t attributes, size_t i, Builder *list)
{
    if (attributes & ATTR_HOLD_ALL_COMPLETE)
        return x;
    if (is_held(attributes, i))
        return val_is_call(x, S_Evaluate, 1) ? trace_part(t, expr_arg(x, 0), list) : x;
    if (val_is_call(x, S_Unevaluated, 1))
        return expr_arg(x, 0);
    return trace_part(t, x, list);
}

/* The arguments evaluated; then Sequence, Flat, Listable and Orderless. */
static Val trace_parts(Tracer *t, Val expr, Val head, uint32_t attributes, Builder *list)
{
    Builder b;
    Val x;
    bool same = val_is(head, expr_head(expr));

    builder_start(&b, vm_heap(t->vm), head);
    for (size_t i = 0; i < expr_len(expr); i++) {
        TRY(x = trace_argument(t, expr_arg(expr, i), attributes, i, list));
        same = same && val_is(x, expr_arg(expr, i));
        builder_push(&b, x);
    }
    return same ? expr : builder_finish(&b);
}

static Val arrange(Vm *vm, Val parts, Val head, uint32_t attributes)
{
    Heap *h = vm_heap(vm);

    if ((val_flags(parts) & FLAG_SPLICE) && (attributes & (ATTR_HOLD_ALL_COMPLETE | ATTR_SEQUENCE_HOLD)) == 0)
        parts = splice_sequences(h, parts, head);
    if (attributes & ATTR_FLAT)
        parts = flatten_flat(h, parts, head);
    if (attributes & ATTR_LISTABLE) {
        Val threaded = thread_listable(vm, parts);
        TRY(threaded);
        if (!val_is_none(threaded))
            return threaded;
    }
    if ((attributes & ATTR_ORDERLESS) && (val_flags(parts) & FLAG_SORTED) == 0)
        parts = sort_orderless(h, parts);
    return parts;
}

static bool has_label(Val expr)
{
    for (size_t i = 0; i < expr_len(expr); i++)
        if (val_has_head(expr_arg(expr, i), S_Label))
            return true;
    return false;
}

/* a; b; c, each shown as a part. */
static Val trace_compound(Tracer *t, Val expr, Builder *list, bool *told)
{
    Val v = S_Null;

    if (!*told)
        TRY(tell(t, expr, list, true));
    for (size_t i = 0; i < expr_len(expr); i++)
        TRY(v = trace_part(t, expr_arg(expr, i), list));
    TRY(tell(t, v, list, true));
    *told = true;
    return v;
}

/* One step of a normal expression; *told: the form at hand has been told of.  *done: nothing applies. */
static Val trace_step(Tracer *t, Val expr, Builder *list, bool *told, bool *done, Val *user)
{
    Vm *vm = t->vm;
    Val head, parts, arranged, v;

    TRY(head = trace_part(t, expr_head(expr), list));
    if (val_is(head, S_CompoundExpression) && !has_label(expr))
        return trace_compound(t, expr, list, told);
    uint32_t attributes = val_is_symbol(head) ? vm_attributes(vm, head)
                          : val_has_head(head, S_Function) ? function_attributes(head) : 0;
    TRY(parts = trace_parts(t, expr, head, attributes, list));
    if (!val_is(parts, expr) && !val_same(parts, expr)) {
        TRY(tell(t, parts, list, true));
        *told = true;
    }
    TRY(arranged = arrange(vm, parts, head, attributes));
    if (val_is_expr(arranged) && val_is(expr_head(arranged), head)) {
        TRY(v = apply_rules(vm, arranged, attributes, user));
        *done = val_is_none(v);
    } else {
        v = arranged;
    }
    if (*done && val_same(arranged, parts))
        return arranged;
    if (!*told)
        TRY(tell(t, parts, list, true));
    v = *done ? arranged : v;
    TRY(tell(t, v, list, true));
    *told = true;
    return v;
}

static Val trace_loop(Tracer *t, Val expr, Builder *list)
{
    Vm *vm = t->vm;
    Val user = VAL_NONE, next;
    bool told = false, done = false;

    for (size_t iteration = 0; !done; iteration++) {
        TRY(vm_poll(vm));
        if (iteration >= vm->iteration_limit || (!val_is_symbol(expr) && !val_is_expr(expr)))
            return vm_eval(vm, expr);
        if (val_is_symbol(expr)) {
            TRY(next = symbol_value(vm, expr));
            if (val_is_none(next) || val_is(next, expr))
                return expr;
            if (!told)
                TRY(tell(t, expr, list, true));
            TRY(tell(t, next, list, true));
            told = true;
        } else {
            next = trace_step(t, expr, list, &told, &done, &user);
            if (val_is_unwind(next))
                return return_ends_here(vm, expr, user) ? vm->unwind.value : UNWIND;
        }
        expr = next;
    }
    return expr;
}

static Val trace_eval(Tracer *t, Val expr, Builder *list)
{
    Vm *vm = t->vm;
    Val v;

    TRY(vm_check_stack(vm));
    if (vm->depth >= vm->recursion_limit)
        return vm_eval(vm, expr);          /* which gives the message */
    TRY(tell(t, expr, list, false));
    vm->depth++;
    v = trace_loop(t, expr, list);
    vm->depth--;
    if (!val_is_unwind(v) && !val_is_none(t->after))
        TRY(vm_call2(vm, t->after, expr1(vm_heap(vm), S_HoldForm, expr), expr1(vm_heap(vm), S_HoldForm, v)));
    return v;
}

/* The whole of an evaluation, without bytecode: that would show nothing of what it does. */
static Val trace_whole(Tracer *t, Val expr, Builder *list)
{
    bool before = t->vm->no_compile;
    size_t depth = t->vm->depth;
    Val v;

    t->vm->no_compile = true;
    v = trace_eval(t, expr, list);
    t->vm->no_compile = before;
    t->vm->depth = depth;
    return v;
}

/* The form argument: a pattern, a symbol, or form -> what to show. */
static void read_form(Tracer *t, Val form)
{
    if (val_is_rule(form)) {
        t->form = expr_arg(form, 0);
        t->rhs = expr_arg(form, 1);
    } else if (val_is_symbol(form)) {
        t->symbol = form;
    } else {
        t->form = form;
    }
}

static Tracer tracer_new(Vm *vm)
{
    return (Tracer){.vm = vm, .form = VAL_NONE, .symbol = VAL_NONE, .rhs = VAL_NONE, .f = VAL_NONE, .after = VAL_NONE};
}

BUILTIN(Trace,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Trace[expr] gives a list of the forms that expr takes as it is evaluated, with lists in it for its parts; "
             "Trace[expr, form] only those that match form.",
    .examples = EXAMPLES(">> Trace[2^2 + 1]", "{{HoldForm[2^2], HoldForm[4]}, HoldForm[4 + 1], HoldForm[5]}",
                         ">> x = 3; Trace[x + 1]", "{{HoldForm[x], HoldForm[3]}, HoldForm[3 + 1], HoldForm[4]}",
                         ">> Trace[2^2 + 1, _Integer]", "{{HoldForm[4]}, HoldForm[5]}"))
{
    Tracer t = tracer_new(vm);
    Builder list;

    if (args.n == 0)
        return MESSAGE(vm, "argm", S_Trace, val_int(0), val_int(1));
    if (args.n > 2)
        return NOT_MINE;
    if (args.n == 2)
        read_form(&t, args.v[1]);
    builder_start(&list, vm_heap(vm), S_List);
    TRY(trace_whole(&t, args.v[0], &list));
    return builder_finish(&list);
}

BUILTIN(TraceScan,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "TraceScan[f, expr] gives the value of expr and applies f to HoldForm of each expression that comes up on the way; "
             "TraceScan[f, expr, form] to those that match form; TraceScan[f, expr, form, g] applies g to each and its value.",
    .examples = EXAMPLES(">> TraceScan[Print, 2 + 3, _Integer]", "HoldForm[2]\nHoldForm[3]\nHoldForm[5]\n5"))
{
    Tracer t = tracer_new(vm);

    if (args.n < 2 || args.n > 4)
        return MESSAGE(vm, "argb", S_TraceScan, val_int((int64_t)args.n), val_int(2), val_int(4));
    TRY(t.f = vm_eval(vm, args.v[0]));
    if (args.n >= 3)
        read_form(&t, args.v[2]);
    if (args.n == 4)
        TRY(t.after = vm_eval(vm, args.v[3]));
    return trace_whole(&t, args.v[1], NULL);
}

BUILTIN(TracePrint,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_IO,
    .usage = "TracePrint[expr] gives the value of expr and prints each expression that comes up on the way, indented by its depth; "
             "TracePrint[expr, form] those that match form.",
    .examples = EXAMPLES(">> TracePrint[2 + 3, _Integer]", "  HoldForm[2]\n  HoldForm[3]\n HoldForm[5]\n5"))
{
    Tracer t = tracer_new(vm);

    if (args.n < 1 || args.n > 2)
        return MESSAGE(vm, "argt", S_TracePrint, val_int((int64_t)args.n), val_int(1), val_int(2));
    if (args.n == 2)
        read_form(&t, args.v[1]);
    t.print = true;
    t.depth = 1;
    return trace_whole(&t, args.v[0], NULL);
}
