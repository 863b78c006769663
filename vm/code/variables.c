/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * variables.c -- cells and iterators off their fast path.
 *
 * Each gives the expression that the instruction stands for to the evaluator, or does the same.
 */
#include "vm/code/cells.h"

#include "vm/eval/builtin.h"
#include "vm/eval/steps.h"
#include "vm/num/number.h"

Val cell_find(Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    return d != NULL && d->owner == vm->definitions.token && d->current ? val_from_node(d) : VAL_NONE;
}

Val cell_add_slow(Vm *vm, Val symbol, Val x, bool as_set)
{
    Heap *h = vm_heap(vm);
    Val v;

    if (!as_set)
        return vm_eval(vm, expr2(h, S_AddTo, symbol, x));
    TRY(v = vm_eval(vm, symbol));
    TRY(v = operate_arithmetic(vm, OP_ADD, v, x));
    TRY(v = operate_set(vm, symbol, v));
    return vm_eval(vm, v);       /* as what any assignment gives */
}

Val cell_increment_slow(Vm *vm, Val symbol, Val head)
{
    return vm_eval(vm, expr1(vm_heap(vm), head, symbol));
}

bool code_loops_over(const Vm *vm, Val v)
{
    return val_is_list(v) && (val_flags(v) & FLAG_SPLICE) == 0 && !vm->operators_changed;
}

bool code_loops_times(const Vm *vm, Val v)
{
    return val_is_small(v) && val_small(v) >= 0 && !vm->operators_changed;
}

/* Of an iterator over a list, or from first to last. */
static Val value_at(Vm *vm, const Val *r, size_t at)
{
    Heap *h = vm_heap(vm);
    Val n = val_int((int64_t)at);

    if (val_is_list(r[FOR_LAST]))
        return list_item(h, r[FOR_LAST], at);
    if (val_is_number(r[FOR_FIRST]) && val_is_number(r[FOR_STEP]))
        return num_add(h, r[FOR_FIRST], num_mul(h, n, r[FOR_STEP]));
    return vm_eval(vm, expr2(h, S_Plus, r[FOR_FIRST], expr2(h, S_Times, n, r[FOR_STEP])));
}

Val for_prepare(Vm *vm, const Val *r, bool list, Val *first)
{
    Val n;

    *first = r[FOR_FIRST];
    if (list && for_object(r[FOR_LAST])) {
        TRY(*first = vm_next(vm, r[FOR_LAST]));
        return val_int(val_is_none(*first) ? 0 : FOR_UNCOUNTED);
    }
    if (list && val_is_list(r[FOR_LAST])) {
        n = val_int((int64_t)list_len(r[FOR_LAST]));
        if (!val_is(n, val_int(0)))
            *first = list_item(vm_heap(vm), r[FOR_LAST], 0);
        return n;
    }
    n = steps_count(vm, r[FOR_FIRST], r[FOR_LAST], r[FOR_STEP]);
    TRY(n);
    if (val_is(n, S_Infinity))
        return val_int(VAL_INT_MAX);
    if (val_is_none(n) || val_is(n, val_int(0)) || val_both_small(r[FOR_FIRST], r[FOR_STEP]))
        return n;
    TRY(*first = value_at(vm, r, 0));
    return n;
}

Val for_next_slow(Vm *vm, const Val *r)
{
    if (for_object(r[FOR_LAST]))
        return vm_next(vm, r[FOR_LAST]);
    size_t total = val_is_list(r[FOR_LAST]) ? list_len(r[FOR_LAST]) : (size_t)val_small(r[FOR_LAST]);

    return value_at(vm, r, total - (size_t)val_small(r[FOR_LEFT]));
}
