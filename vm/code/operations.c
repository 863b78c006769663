/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * operations.c -- what instructions do off their fast path.
 *
 * Each does what the expression that the instruction stands for would: with machine numbers and plain lists
 * by itself, with anything else by giving that expression to the evaluator.
 */
#include "vm/code/operations.h"

#include <math.h>
#include <stdlib.h>

#include "vm/base/shared.h"
#include "vm/code/fast.h"
#include "vm/eval/eval.h"
#include "vm/eval/scope.h"
#include "vm/num/number.h"
#include "vm/value/owned.h"

/* Exactly one operand is a real, and the other a small integer but 0. */
static bool mixed_machine(Val a, Val b)
{
    return (val_is_flonum(a) && val_is_small(b) && val_small(b) != 0)
        || (val_is_small(a) && val_small(a) != 0 && val_is_flonum(b));
}

Val operate_arithmetic(Vm *vm, Opcode op, Val a, Val b)
{
    Heap *h = vm_heap(vm);
    Val v = VAL_NONE;

    if (op == OP_DIVIDE) {
        if (val_both_small(a, b) && val_small(b) > 0 && !vm->operators_changed)
            return num_div(h, a, b);
        TRY(b = operate_inverse(vm, b));
        op = OP_MUL;
    }
    if (val_is_number(a) && val_is_number(b) && !vm->operators_changed) {
        double x = fast_double(a), y = fast_double(b);
        if (mixed_machine(a, b) && op != OP_POW && !isnan(x + y))
            return val_real_new(h, op == OP_ADD ? x + y : op == OP_SUB ? x - y : x * y);
        switch (op) {
        case OP_ADD: v = num_add(h, a, b); break;
        case OP_SUB: v = num_sub(h, a, b); break;
        case OP_MUL: v = num_mul(h, a, b); break;
        /* x^0 is for Power, which gives what is as exact as x. */
        default:     v = val_is(b, val_int(0)) || num_pow_too_big(a, b) ? VAL_NONE : num_pow(h, a, b); break;
        }
        if (!val_is_none(v) && val_is_number(v))
            return v;
    }
    val_share(a);
    val_share(b);
    switch (op) {
    case OP_ADD: return vm_eval(vm, expr2(h, S_Plus, a, b));
    case OP_SUB: return vm_eval(vm, expr2(h, S_Plus, a, expr2(h, S_Times, val_int(-1), b)));
    case OP_MUL: return vm_eval(vm, expr2(h, S_Times, a, b));
    default:     return vm_eval(vm, expr2(h, S_Power, a, b));
    }
}

/* a^-1: 1. / a rather than a rational number with a real to come. */
Val operate_inverse(Vm *vm, Val a)
{
    if (val_is_flonum(a) && val_real(a) != 0 && !vm->operators_changed)
        return val_real_new(vm_heap(vm), 1 / val_real(a));
    return operate_arithmetic(vm, OP_POW, a, val_int(-1));
}

Val operate_negated_product(Vm *vm, Val a, Val b)
{
    Val v = operate_arithmetic(vm, OP_MUL, a, b);

    TRY(v);
    return operate_arithmetic(vm, OP_MUL, val_int(-1), v);
}

Val operate_part_of_number(Vm *vm, Val a, Val b, Val c)
{
    Val v = operate_arithmetic(vm, OP_DIVIDE, b, c);

    TRY(v);
    return operate_arithmetic(vm, OP_MUL, a, v);
}

/* The same for machine numbers only; false where that has no machine number for an answer, or an order
 * that doubles can't tell. */
static bool combine_machine(Heap *h, Opcode op, size_t n, const Val *items, Val *result)
{
    double sorted[32] = {0}, acc;
    bool real = false;

    for (size_t i = 0; i < n; i++) {
        double x;
        size_t k = i;
        if (val_is_flonum(items[i])) {
            x = val_real(items[i]);
            real = true;
        } else if (val_is_small(items[i]) && val_small(items[i]) != 0 && llabs(val_small(items[i])) < 1LL << 50) {
            x = (double)val_small(items[i]);
        } else {
            return false;
        }
        for (; k > 0 && sorted[k - 1] > x; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = x;
    }
    acc = sorted[0];
    for (size_t i = 1; i < n; i++)
        acc = op == OP_SUM ? acc + sorted[i] : acc * sorted[i];
    if (!isfinite(acc) || (op == OP_PRODUCT && fabs(acc) < 1e-300))
        return false;
    if (real)
        *result = val_real_new(h, acc);
    else if (fabs(acc) < (double)(1LL << 50))
        *result = val_int((int64_t)acc);      /* every step was exact */
    else
        return false;
    return true;
}

/* A sum or product of several: numbers in canonical order, as Plus and Times combine them. */
Val operate_combine(Vm *vm, Opcode op, size_t n, const Val *items)
{
    Heap *h = vm_heap(vm);
    Val sorted[32] = {VAL_NONE}, v;
    bool numbers = !vm->operators_changed;

    if (numbers && combine_machine(h, op, n, items, &v))
        return v;

    for (size_t i = 0; i < n && numbers; i++) {
        size_t k = i;
        numbers = val_is_number(items[i]);
        for (; numbers && k > 0 && num_order(sorted[k - 1], items[i]) > 0; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = items[i];
    }
    v = sorted[0];
    for (size_t i = 1; i < n && numbers; i++) {
        v = op == OP_SUM ? num_add(h, v, sorted[i]) : num_mul(h, v, sorted[i]);
        numbers = val_is_number(v);
    }
    for (size_t i = 0; i < n; i++)
        val_share(items[i]);
    return numbers ? v : vm_eval(vm, expr_make(h, op == OP_SUM ? S_Plus : S_Times, n, items));
}

Val operate_divide(Vm *vm, Opcode op, Val a, Val b)
{
    if (val_both_small(a, b) && val_small(b) != 0 && !vm->operators_changed) {
        int64_t x = val_small(a), y = val_small(b), q = x / y, r = x % y;
        if (r != 0 && (r < 0) != (y < 0)) {
            q--;
            r += y;
        }
        if (op == OP_MOD)
            return val_int(r);
        if (small_fits(q))
            return val_int(q);
    }
    val_share(a);
    val_share(b);
    return vm_eval(vm, expr2(vm_heap(vm), op == OP_MOD ? S_Mod : S_Quotient, a, b));
}

/* True, False, or what the evaluator makes of it; UNWIND. */
Val operate_compare(Vm *vm, Opcode op, Val a, Val b)
{
    Val head = op == OP_LT ? S_Less : op == OP_LE ? S_LessEqual : op == OP_GT ? S_Greater : op == OP_GE ? S_GreaterEqual
             : op == OP_EQ ? S_Equal : op == OP_UNEQ ? S_Unequal : op == OP_SAME ? S_SameQ : S_UnsameQ;

    val_share(a);
    val_share(b);
    return vm_eval(vm, expr2(vm_heap(vm), head, a, b));
}

Val operate_part(Vm *vm, Val list, Val index)
{
    if (val_is_small(index) && val_is_expr(list) && !vm->operators_changed) {
        int64_t i = val_small(index), n = (int64_t)expr_len(list);
        if (i < 0)
            i += n + 1;
        if (i > 0 && i <= n) {
            Val x = expr_arg(list, (size_t)i - 1);
            val_share(x);
            return val_is_inert(x) ? x : vm_eval(vm, x);      /* the list may be one that holds it */
        }
    } else if (val_is_packed(list) && !vm->operators_changed) {
        Val x = owned_part(vm_heap(vm), list, 1, &index);
        if (!val_is_none(x))
            return x;
    }
    val_share(list);
    return vm_eval(vm, expr2(vm_heap(vm), S_Part, list, index));
}

Val operate_unary(Vm *vm, Opcode op, Val a)
{
    if (!vm->operators_changed) {
        if (op == OP_LENGTH && val_is_expr(a))
            return val_int((int64_t)expr_len(a));
        if (op == OP_LENGTH && val_is_packed(a))
            return val_int((int64_t)list_len(a));
        if ((op == OP_EVENQ || op == OP_ODDQ) && val_is_small(a))
            return ((val_small(a) & 1) != 0) == (op == OP_ODDQ) ? S_True : S_False;
        if (op == OP_NOT && (val_is(a, S_True) || val_is(a, S_False)))
            return val_is(a, S_True) ? S_False : S_True;
    }
    Val head = op == OP_LENGTH ? S_Length : op == OP_EVENQ ? S_EvenQ : op == OP_ODDQ ? S_OddQ : S_Not;
    val_share(a);
    return vm_eval(vm, expr1(vm_heap(vm), head, a));
}

/* A call that the whole sequence of evaluation comes to. */
static Val call_builtin(Vm *vm, const Builtin *b, Val expr)
{
    TRY(vm_check_stack(vm));
    uint32_t epoch = vm_epoch(vm);
    vm->depth++;
    Val v = builtin_call(vm, b, expr);
    vm->depth--;
    if (val_is_unwind(v))
        return return_ends_here(vm, expr, VAL_NONE) ? vm->unwind.value : UNWIND;
    if (val_is_not_mine(v)) {
        shared_word_set(val_expr(expr)->stamp, epoch);
        return expr;
    }
    return val_is_inert(v) ? v : vm_eval(vm, v);
}

/* The builtin that [head] is, if nobody has said anything else about it and it may be called from here; NULL. */
static const Builtin *untouched_builtin(const Vm *vm, Val head)
{
    const Symbol *s = val_is_symbol(head) ? val_symbol(head) : NULL;

    if (s == NULL || s->builtin == NULL || s->builtin->fn == NULL || s->autoload != 0
        || vm->depth + 1 >= vm->recursion_limit || definition_find(&vm->definitions, head) != NULL)
        return NULL;
    return s->builtin;
}

/* The builtin of a call with all arguments held, if nothing else is to be done with the call; else NULL. */
static const Builtin *builtin_of_held(Vm *vm, Val expr)
{
    const Builtin *b = val_is_expr(expr) && (val_flags(expr) & FLAG_SPLICE) == 0 ? untouched_builtin(vm, expr_head(expr)) : NULL;
    enum { MATTER = ATTR_HOLD_ALL | ATTR_LISTABLE | ATTR_FLAT | ATTR_ORDERLESS };

    return b != NULL && (b->attrs & MATTER) == ATTR_HOLD_ALL && apply_is_plain(vm, expr) ? b : NULL;
}

/* The same of what [t] has made.  Where that is always the same call, it is so until something in it changes. */
static const Builtin *builtin_of_template(Vm *vm, Template *t, Val expr)
{
    if (t->n == 0 && vm_stamp_holds(vm, shared_word(t->held), val_bloom(expr)) && vm->depth + 1 < vm->recursion_limit)
        return val_symbol(expr_head(expr))->builtin;
    uint32_t epoch = vm_epoch(vm);
    const Builtin *b = builtin_of_held(vm, expr);
    if (b != NULL && t->n == 0)
        shared_word_set(t->held, epoch);
    return b;
}

Val operate_template(Vm *vm, Template *t, const Val *registers)
{
    Val values[REGISTERS_MAX];

    for (size_t i = 0; i < t->n; i++) {
        values[i] = registers[t->registers[i]];
        val_share(values[i]);
    }
    Bindings b = {t->n, t->names, values};
    Val expr = bindings_substitute(vm, &b, t->expr);
    const Builtin *held = builtin_of_template(vm, t, expr);
    if (held == NULL || vm_stamp_holds(vm, shared_word(val_expr(expr)->stamp), val_bloom(expr)))
        return vm_eval(vm, expr);
    return call_builtin(vm, held, expr);
}

bool operate_mentions(const Template *t, const Val *registers, Val symbol)
{
    for (size_t i = 0; i < t->n; i++) {
        Val v = registers[t->registers[i]];
        if (!val_is_inert(v) && val_contains_symbol(v, symbol))
            return true;
    }
    return false;
}

Val operate_template_by_tree(Vm *vm, Template *t, const Val *registers)
{
    bool before = vm->no_compile;

    vm->no_compile = true;
    Val v = operate_template(vm, t, registers);
    vm->no_compile = before;
    return v;
}

bool operate_evaluates_arguments(const Vm *vm, Val f)
{
    if (val_is_symbol(f))
        return (vm_attributes(vm, f) & (ATTR_HOLD_ANY | ATTR_SEQUENCE_HOLD)) == 0;
    return val_has_head(f, S_Function) && expr_len(f) <= 2;
}

Val operate_set(Vm *vm, Val symbol, Val v)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && d->owner == vm->definitions.token && (d->attributes & ATTR_PROTECTED) == 0 && !d->has_up_values) {
        Definition *edit = (Definition *)d;
        bool had = !val_is_none(d->value);
        edit->value = v;
        edit->value_delayed = false;
        if (had)
            vm_value_changed(vm, symbol);
        else
            vm_changed(vm, symbol);
        return v;
    }
    return vm_eval(vm, expr2(vm_heap(vm), S_Set, symbol, v));
}

void operate_bind(Vm *vm, Val symbol, Val v)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && d->owner == vm->definitions.token && !val_is_none(d->value)) {
        ((Definition *)d)->value = v;
        vm_value_changed(vm, symbol);
        return;
    }
    definition_put_aside(&vm->definitions, vm_heap(vm), symbol);
    definition_edit(&vm->definitions, vm_heap(vm), symbol)->value = v;
    vm_changed(vm, symbol);
}

/* The variable's value is looked into and stays its own: an assignment to a part may go on in place. */
Val operate_part_of(Vm *vm, Val symbol, Val index)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && !val_is_none(d->value) && !d->value_delayed && !vm->operators_changed) {
        Val x = owned_part(vm_heap(vm), d->value, 1, &index);
        if (!val_is_none(x))
            return val_is_inert(x) ? x : vm_eval(vm, x);
    }
    return vm_eval(vm, expr2(vm_heap(vm), S_Part, symbol, index));
}

/* symbol[[index]] = v.  A list that only this variable holds is changed in place; the copy made otherwise
 * is such a list. */
Val operate_set_part(Vm *vm, Val symbol, Val index, Val v)
{
    Heap *h = vm_heap(vm);
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && d->owner == vm->definitions.token && definition_settable(d)
        && !val_is_none(d->value) && !vm->operators_changed && (val_flags(v) & FLAG_SPLICE) == 0) {
        Val list = owned_set_part(h, d->value, 1, &index, v);
        if (!val_is_none(list)) {
            ((Definition *)d)->value = list;
            vm_value_changed(vm, symbol);
            return v;
        }
    }
    return vm_eval(vm, expr2(h, S_Set, expr2(h, S_Part, symbol, index), v));
}

/* list[[index]] = v for a list in a register: what the register holds then. */
Val operate_set_item(Vm *vm, Val list, Val index, Val v)
{
    Heap *h = vm_heap(vm);

    if (!vm->operators_changed && (val_flags(v) & FLAG_SPLICE) == 0) {
        Val changed = owned_set_part(h, list, 1, &index, v);
        if (!val_is_none(changed))
            return changed;
    }
    /* Anything else as the evaluator has it, with a variable for the time being. */
    Val name = operate_register_name(), done;
    const Definition *before = scope_enter(vm, name);
    operate_bind(vm, name, list);
    done = vm_eval(vm, expr2(h, S_Set, expr2(h, S_Part, name, index), v));
    if (!val_is_unwind(done))
        done = vm_eval(vm, name);
    scope_leave(vm, name, before);
    return done;
}

Val operate_append(Vm *vm, Val list, Val x)
{
    if (val_has_head(list, S_List) && (val_flags(x) & FLAG_SPLICE) == 0 && !vm->operators_changed
        && expr_len(list) < EXPR_LEN_MAX)
        return expr_append_owned(vm_heap(vm), list, x);
    return vm_call2(vm, S_Append, list, x);
}

/* May AppendTo[symbol, x] and its like be done without being evaluated as such? */
static bool grows_plainly(const Vm *vm, Val symbol, Val x)
{
    return (val_flags(x) & FLAG_SPLICE) == 0 && !vm->operators_changed
        && !vm_has_up_values(vm, symbol) && !vm_has_up_values(vm, val_root_symbol(x));
}

/* AppendTo[symbol, x] whose value nobody wants. */
Val operate_append_to(Vm *vm, Val symbol, Val x)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d == NULL || d->owner != vm->definitions.token || !definition_settable(d)
        || val_is_none(d->value) || !val_has_head(d->value, S_List) || !grows_plainly(vm, symbol, x))
        return vm_eval(vm, expr2(vm_heap(vm), S_AppendTo, symbol, x));
    ((Definition *)d)->value = expr_append_owned(vm_heap(vm), d->value, x);
    vm_value_changed(vm, symbol);
    return x;
}

Val operate_prepend_to(Vm *vm, Val symbol, Val x)
{
    if (!grows_plainly(vm, symbol, x) || !definition_prepend(&vm->definitions, vm_heap(vm), symbol, x))
        return vm_eval(vm, expr2(vm_heap(vm), S_PrependTo, symbol, x));
    vm_changed(vm, symbol);
    return x;
}

Val operate_list(Vm *vm, size_t n, const Val *items)
{
    Val v = list_make(vm_heap(vm), n, items);

    return val_flags(v) & FLAG_SPLICE ? vm_eval(vm, v) : v;
}

/* Does the whole sequence of evaluation come to a call of the builtin? */
static bool goes_to_builtin(Vm *vm, Val head, size_t n, const Val *args)
{
    const Builtin *b = untouched_builtin(vm, head);
    bool numbers = true;

    if (b == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!val_is_inert(args[i]) || (val_flags(args[i]) & FLAG_SPLICE) || vm_may_have_up_values(vm, args[i]))
            return false;
        numbers = numbers && val_is_number(args[i]);
    }
    uint32_t matter = ATTR_HOLD_ANY | ATTR_SEQUENCE_HOLD | (n > 1 ? ATTR_ORDERLESS : 0);
    if (n == 1)
        matter &= ~(uint32_t)ATTR_HOLD_REST;
    if (!numbers)
        matter |= ATTR_LISTABLE | ATTR_FLAT;
    return (b->attrs & matter) == 0;
}

Val operate_name(Vm *vm, Val symbol)
{
    Heap *h = vm_heap(vm);

    return vm_eval(vm, expr2(h, S_Module, list_make(h, 1, &symbol), symbol));
}

Val operate_direct(Vm *vm, Val head, const Val *arg)
{
    const Builtin *b = val_symbol(head)->builtin;
    enum { MATTER = ATTR_HOLD_FIRST | ATTR_HOLD_ALL | ATTR_HOLD_ALL_COMPLETE | ATTR_SEQUENCE_HOLD | ATTR_LISTABLE | ATTR_FLAT };

    if (LIKELY((val_flags(*arg) & (FLAG_LIVE | FLAG_SPLICE)) == 0 && !vm_may_have_up_values(vm, *arg) && (b->attrs & MATTER) == 0
               && vm->depth + 1 < vm->recursion_limit && definition_find(&vm->definitions, head) == NULL)) {
        Val v = b->direct(vm, 1, arg);
        if (LIKELY(!val_is_none(v)))
            return v;
    }
    return operate_build(vm, head, 1, arg);
}

Val operate_build(Vm *vm, Val head, size_t n, const Val *args)
{
    bool builtin = goes_to_builtin(vm, head, n, args);
    Val v = builtin && val_symbol(head)->builtin->direct != NULL ? val_symbol(head)->builtin->direct(vm, n, args) : VAL_NONE;

    if (!val_is_none(v))
        return v;
    Val expr = expr_make(vm_heap(vm), head, n, args);
    if (!builtin)
        return vm_eval(vm, expr);
    return call_builtin(vm, val_symbol(head)->builtin, expr);
}
