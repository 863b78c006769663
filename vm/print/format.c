/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * format.c -- the rules that programs give for how their expressions are printed.
 *
 * They are rules for Format[f[..]] or Format[f[..], form], kept with f.
 */
#include "vm/print/format.h"

#include "vm/pattern/rules.h"

/* Text forms that a rule without a form says nothing about. */
static bool is_exact_form(Val form)
{
    switch (symbol_switch(form)) {
    case SYM_InputForm: case SYM_FullForm: case SYM_CForm: case SYM_FortranForm:
        return true;
    default:
        return false;
    }
}

Val format_value(Vm *vm, Val v, Val form)
{
    Val symbol = val_root_symbol(v), result;
    const Definition *d;
    Heap *h = vm_heap(vm);

    if (val_is_none(symbol))
        return VAL_NONE;
    d = definition_find(&vm->definitions, symbol);
    if (d == NULL || d->rules[RULES_FORMAT] == NULL)
        return VAL_NONE;
    TRY(result = rule_set_apply(vm, d->rules[RULES_FORMAT], expr2(h, S_Format, v, form)));
    if (val_is_none(result) && !is_exact_form(form))
        TRY(result = rule_set_apply(vm, d->rules[RULES_FORMAT], expr1(h, S_Format, v)));
    if (val_is_none(result))
        return VAL_NONE;
    TRY(result = vm_eval(vm, result));
    /* A rule that gives the expression back leaves it to the printer. */
    return val_same(result, v) ? VAL_NONE : result;
}
