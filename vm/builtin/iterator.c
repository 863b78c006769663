/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * iterator.c -- iterator specifications, for Do, Table, Sum, Product and their like.
 */
#include "vm/builtin/iterator.h"

#include "vm/builtin/items.h"
#include "vm/eval/steps.h"
#include "vm/num/number.h"

static IteratorResult bad(Vm *vm, Val self, const char *tag, Val spec, size_t position)
{
    Val args[] = {spec, val_int((int64_t)position)};

    vm_message(vm, self, tag, 2, args);
    return ITERATOR_BAD;
}

static IteratorResult count_steps(Vm *vm, Iterator *it, Val to)
{
    Val count = steps_count(vm, it->from, to, it->step);

    if (val_is_unwind(count))
        return ITERATOR_UNWIND;
    if (val_is_none(count))
        return ITERATOR_SYMBOLIC;
    it->count = val_is_small(count) ? (uint64_t)val_small(count) : UINT64_MAX;
    return ITERATOR_OK;
}

static IteratorResult start_range(Vm *vm, Iterator *it, size_t n, const Val *bounds)
{
    Val v[3] = {VAL_NONE, VAL_NONE, VAL_NONE};

    for (size_t i = 0; i < n; i++) {
        v[i] = vm_eval(vm, bounds[i]);
        if (val_is_unwind(v[i]))
            return ITERATOR_UNWIND;
    }
    Val listed = n == 1 ? items_source(vm, v[0]) : VAL_NONE;
    if (val_is_unwind(listed))
        return ITERATOR_UNWIND;
    if (n == 1 && val_is_list(listed))
        v[0] = listed;
    if (n == 1 && val_is_list(v[0])) {
        it->list = v[0];
        it->count = list_len(v[0]);
        return ITERATOR_OK;
    }
    if (n == 1 && val_is_assoc(v[0])) {
        it->list = assoc_values(vm_heap(vm), v[0]);
        it->count = assoc_len(v[0]);
        return ITERATOR_OK;
    }
    if (n == 1 && val_is_foreign(v[0]) && foreign_class(v[0])->next != NULL) {
        it->object = v[0];
        it->count = UINT64_MAX;
        return ITERATOR_OK;
    }
    it->from = n == 1 ? val_int(1) : v[0];
    it->step = n == 3 ? v[2] : val_int(1);
    Val to = n == 1 ? v[0] : v[1];
    return count_steps(vm, it, to);
}

IteratorResult iterator_start(Vm *vm, Iterator *it, Val self, Val spec, size_t position)
{
    *it = (Iterator){.symbol = VAL_NONE, .list = VAL_NONE, .object = VAL_NONE, .from = val_int(1), .step = val_int(1), .current = VAL_NONE};
    if (!val_is_plain_list(spec)) {
        spec = vm_eval(vm, spec);
        if (val_is_unwind(spec))
            return ITERATOR_UNWIND;
        if (!val_is_list(spec)) {
            if (val_is_string(spec))
                return bad(vm, self, "iterb", spec, position);
            return start_range(vm, it, 1, &spec);
        }
        spec = val_unpacked(vm_heap(vm), spec);
    }
    size_t n = expr_len(spec);
    if (n == 0 || n > 4)
        return bad(vm, self, "itform", spec, position);
    if (n == 1)
        return start_range(vm, it, 1, expr_args(spec));
    Val symbol = expr_arg(spec, 0);
    if (!val_is_symbol(symbol)) {
        Val v = vm_eval(vm, symbol);
        if (val_is_unwind(v))
            return ITERATOR_UNWIND;
        if (!val_is_symbol(v) && !val_is_expr(v)) {
            vm_message(vm, self, "itraw", 1, &v);
            return ITERATOR_BAD;
        }
        symbol = v;
    }
    if (!val_is_symbol(symbol))
        return bad(vm, self, "itform", spec, position);
    IteratorResult r = start_range(vm, it, n - 1, expr_args(spec) + 1);
    if (r != ITERATOR_OK)
        return r;
    it->symbol = symbol;
    it->before = scope_enter(vm, symbol);
    it->localised = true;
    return ITERATOR_OK;
}

/* from + at * step. */
static Val value_at(Vm *vm, Iterator *it)
{
    Heap *h = vm_heap(vm);
    Val at = int_from_u64(h, it->at);

    if (!val_is_none(it->list))
        return list_item(h, it->list, (size_t)it->at);
    if (val_both_small(it->from, it->step) && val_is(it->step, val_int(1)) && val_is_small(at)
        && small_fits(val_small(it->from) + val_small(at)))
        return val_int(val_small(it->from) + val_small(at));
    if (val_is_number(it->from) && val_is_number(it->step))
        return num_add(h, it->from, num_mul(h, at, it->step));
    return vm_eval(vm, expr2(h, S_Plus, it->from, expr2(h, S_Times, at, it->step)));
}

IteratorResult iterator_next(Vm *vm, Iterator *it)
{
    if (it->at == it->count)
        return ITERATOR_END;
    if (val_is_unwind(vm_poll(vm)))
        return ITERATOR_UNWIND;
    it->current = val_is_none(it->object) ? value_at(vm, it) : vm_next(vm, it->object);
    if (val_is_none(it->current))
        return ITERATOR_END;
    if (val_is_unwind(it->current))
        return ITERATOR_UNWIND;
    it->at++;
    if (!val_is_none(it->symbol))
        assign_symbol_raw(vm, it->symbol, it->current);
    return ITERATOR_OK;
}

Val iterator_unwound(const Vm *vm, const Iterator *it)
{
    bool failed = !val_is_none(it->object) && vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag);

    return failed ? vm->unwind.value : UNWIND;
}

void iterator_end(Vm *vm, Iterator *it)
{
    if (it->localised)
        scope_leave(vm, it->symbol, it->before);
    it->localised = false;
}
