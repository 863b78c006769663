/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * format.c -- the rules that programs give for how their expressions are printed.
 */
#include "vm/print/format.h"

/* The symbol whose definition may say how [v] is printed: f of f[..], f[..][..]; VAL_NONE: none. */
static Val symbol_of(Val v)
{
    while (val_is_expr(v))
        v = expr_head(v);
    return val_is_symbol(v) ? v : VAL_NONE;
}

Val format_value(Vm *vm, Val v, Val form)
{
    Val symbol = symbol_of(v);
    const Definition *d;

    if (val_is_none(symbol))
        return VAL_NONE;
    d = definition_find(&vm->definitions, symbol);
    if (d == NULL || d->rules[RULES_FORMAT] == NULL)
        return VAL_NONE;
    (void)form;
    return VAL_NONE;
}
