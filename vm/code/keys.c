/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * keys.c -- associations that variables hold: values looked up without the association being seen, and
 * keys changed in place.
 */
#include "vm/code/operations.h"

#include "vm/eval/builtin.h"
#include "vm/eval/scope.h"
#include "vm/num/number.h"

/* May [key] be looked for as it is? */
static bool is_plain_key(const Vm *vm, Val key)
{
    return !val_is_call(key, S_Key, 1) && (val_flags(key) & FLAG_SPLICE) == 0 && !vm_may_have_up_values(vm, key);
}

Val operate_key_of(Vm *vm, Val assoc, Val key)
{
    if (!val_is_assoc(assoc) || !is_plain_key(vm, key))
        return VAL_NONE;
    AssocEntry e = assoc_find(assoc, key);
    if (val_is_none(e.key) || e.delayed)
        return VAL_NONE;
    return val_is_inert(e.value) ? e.value : vm_eval(vm, e.value);
}

Val operate_assoc_of(const Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    return d != NULL && !val_is_none(d->value) && !d->value_delayed && val_is_assoc(d->value) ? d->value : VAL_NONE;
}

Val operate_call(Vm *vm, Val symbol, size_t n, const Val *args)
{
    if (n == 1) {
        Val assoc = operate_assoc_of(vm, symbol), v = VAL_NONE;
        if (!val_is_none(assoc))
            v = operate_key_of(vm, assoc, args[0]);
        if (!val_is_none(v))
            return v;
    }
    return vm_eval_call(vm, symbol, n, args);
}

/* The definition of a symbol whose association may be changed; NULL where it is another matter. */
static Definition *changeable(Vm *vm, Val symbol, Val key)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d == NULL || d->owner != vm->definitions.token || !definition_settable(d)
        || val_is_none(d->value) || !val_is_assoc(d->value) || !is_plain_key(vm, key))
        return NULL;
    return (Definition *)d;
}

Val operate_set_key(Vm *vm, Val symbol, Val key, Val v)
{
    Heap *h = vm_heap(vm);
    Definition *d = changeable(vm, symbol, key);

    if (d == NULL || (val_flags(v) & FLAG_SPLICE))
        return vm_eval(vm, expr2(h, S_Set, expr1(h, symbol, key), v));
    val_share(v);
    d->value = assoc_put_owned(h, d->value, (AssocEntry){.key = key, .value = v});
    vm_value_changed(vm, symbol);
    return val_is_inert(v) ? v : vm_eval(vm, v);
}

Val operate_associate(Vm *vm, Val symbol, Val key, Val v)
{
    Heap *h = vm_heap(vm);
    Definition *d = changeable(vm, symbol, key);

    if (d == NULL || (val_flags(v) & FLAG_SPLICE) || vm->operators_changed
        || vm_may_have_up_values(vm, v) || d->rules[RULES_UP] != NULL)
        return vm_eval(vm, expr2(h, S_AssociateTo, symbol, expr2(h, S_Rule, key, v)));
    val_share(v);
    d->value = assoc_put_owned(h, d->value, (AssocEntry){.key = key, .value = v});
    vm_value_changed(vm, symbol);
    return S_Null;
}

/* An assignment to a part of a value in a register, by the evaluator, with a variable for the time being.
 * [assignment] has `name` for it.  *done: what it gives; the result: what the register holds then. */
static Val assign_by_name(Vm *vm, Val value, Val assignment, Val *done)
{
    Val name = operate_register_name(), after;
    const Definition *before = scope_enter(vm, name);

    operate_bind(vm, name, value);
    *done = vm_eval(vm, assignment);
    after = val_is_unwind(*done) ? UNWIND : vm_eval(vm, name);
    scope_leave(vm, name, before);
    return after;
}

Val operate_register_name(void)
{
    return symbol_private("list");
}

Val operate_put_key(Vm *vm, Val held, Val key, Val v)
{
    Heap *h = vm_heap(vm);
    Val done;

    if (!val_is_assoc(held) || !is_plain_key(vm, key) || (val_flags(v) & FLAG_SPLICE))
        return assign_by_name(vm, held, expr2(h, S_Set, expr1(h, operate_register_name(), key), v), &done);
    val_share(v);
    return assoc_put_owned(h, held, (AssocEntry){.key = key, .value = v});
}

/* The new value at a key; VAL_NONE where that is for the evaluator. */
static Val changed_value(Vm *vm, Val assoc, Val key, Val operator, Val x)
{
    Heap *h = vm_heap(vm);
    AssocEntry e = assoc_find(assoc, key);

    if (val_is_none(e.key) || e.delayed || !val_is_number(e.value) || !val_is_number(x) || vm->operators_changed)
        return VAL_NONE;
    Val v = val_is(operator, S_SubtractFrom) ? num_sub(h, e.value, x)
          : val_is(operator, S_TimesBy)      ? num_mul(h, e.value, x) : num_add(h, e.value, x);
    return val_is_number(v) ? v : VAL_NONE;
}

static Val change_expr(Heap *h, Val operator, Val place, Val x)
{
    bool steps = val_is(operator, S_Increment) || val_is(operator, S_Decrement) || val_is(operator, S_PreIncrement)
                 || val_is(operator, S_PreDecrement);

    return steps ? expr1(h, operator, place) : expr2(h, operator, place, x);
}

Val operate_change_key(Vm *vm, const Val *r)
{
    Val x = r[0], key = r[1], symbol = r[2], operator = r[3];
    Definition *d = changeable(vm, symbol, key);
    Val v = d == NULL ? VAL_NONE : changed_value(vm, d->value, key, operator, x);

    if (val_is_none(v)) {
        Heap *h = vm_heap(vm);
        return vm_eval(vm, change_expr(h, operator, expr1(h, symbol, key), x));
    }
    d->value = assoc_put_owned(vm_heap(vm), d->value, (AssocEntry){.key = key, .value = v});
    vm_value_changed(vm, symbol);
    return v;
}

Val operate_change_key_of(Vm *vm, Val held, const Val *r, Val *done)
{
    Heap *h = vm_heap(vm);
    Val x = r[0], key = r[1], operator = r[3];

    *done = val_is_assoc(held) && is_plain_key(vm, key) ? changed_value(vm, held, key, operator, x) : VAL_NONE;
    if (val_is_none(*done))
        return assign_by_name(vm, held, change_expr(h, operator, expr1(h, operate_register_name(), key), x), done);
    return assoc_put_owned(h, held, (AssocEntry){.key = key, .value = *done});
}
