/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * history.c -- In[n] and Out[n] are rules of In and Out; there are those of $HistoryLength lines.
 */
#include "vm/eval/history.h"

#include "vm/pattern/rules.h"

static void remember(Vm *vm, Val symbol, Val value, bool delayed)
{
    Heap *h = vm_heap(vm);
    Definition *d = definition_edit(&vm->definitions, h, symbol);

    d->rules[RULES_DOWN] = rule_set_add(vm, d->rules[RULES_DOWN], expr1(h, symbol, val_int(vm->line)), value, delayed);
    vm_changed(vm, symbol);
}

static void forget(Vm *vm, Val symbol, int64_t line)
{
    const Definition *d = definition_find(&vm->definitions, symbol);
    bool found = false;

    if (d == NULL || d->rules[RULES_DOWN] == NULL)
        return;
    RuleSet *set = rule_set_remove(vm, d->rules[RULES_DOWN], expr1(vm_heap(vm), symbol, val_int(line)), &found);
    definition_edit(&vm->definitions, vm_heap(vm), symbol)->rules[RULES_DOWN] = set;
    vm_changed(vm, symbol);
}

void history_input(Vm *vm, Val expr)
{
    if (vm->interactive)
        remember(vm, S_In, expr, true);
}

void history_output(Vm *vm, Val value)
{
    remember(vm, S_Out, value, false);
    if (vm->history_length != SIZE_MAX && vm->line > (int64_t)vm->history_length) {
        forget(vm, S_In, vm->line - (int64_t)vm->history_length);
        forget(vm, S_Out, vm->line - (int64_t)vm->history_length);
    }
}

/* All lines of one symbol up to [last]. */
static void forget_to(Vm *vm, Val symbol, int64_t last)
{
    const Definition *d = definition_find(&vm->definitions, symbol);
    size_t n = 0;

    if (d == NULL || d->rules[RULES_DOWN] == NULL)
        return;
    const RuleText *all = rule_set_all(vm, d->rules[RULES_DOWN], &n);
    for (size_t i = 0; i < n; i++) {
        Val line = expr_len(all[i].lhs) == 1 ? expr_arg(all[i].lhs, 0) : VAL_NONE;
        if (!val_is_none(line) && val_is_small(line) && val_small(line) <= last)
            forget(vm, symbol, val_small(line));
    }
}

void history_trim(Vm *vm)
{
    /* The present line will come to them. */
    int64_t last = vm->history_length > (size_t)INT64_MAX ? -1 : vm->line - 1 - (int64_t)vm->history_length;

    forget_to(vm, S_In, last);
    forget_to(vm, S_Out, last);
}
