/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * commandform.c -- what the form of the command line shows otherwise than InputForm.
 *
 * The reference command line lays out a few heads (Row, Style, PercentForm) and leaves all others,
 * TableForm say, as they are.
 */
#include "vm/num/number.h"
#include "vm/print/internal.h"
#include "vm/value/packed.h"

static bool put_row(Vm *vm, Out *to, Val v)
{
    Val items = val_unpacked(vm_heap(vm), expr_arg(v, 0));
    bool separated = expr_len(v) >= 2 && !val_is_rule(expr_arg(v, 1));

    if (expr_len(items) == 0 && separated) {
        out_str(to, "{}");
        return true;
    }
    for (size_t i = 0; i < expr_len(items); i++) {
        if (i > 0 && separated && !print_input_at(vm, to, expr_arg(v, 1), 0))
            return false;
        if (!print_input_at(vm, to, expr_arg(items, i), 0))
            return false;
    }
    return true;
}

static bool put_percent(Vm *vm, Out *to, Val v)
{
    Heap *h = vm_heap(vm);
    Val x = val_unpacked(h, expr_arg(v, 0));

    if (val_is_plain_list(x)) {
        out_char(to, '{');
        for (size_t i = 0; i < expr_len(x); i++) {
            if (i > 0)
                out_str(to, ", ");
            if (!put_percent(vm, to, expr_with_arg(h, v, 0, expr_arg(x, i))))
                return false;
        }
        out_char(to, '}');
        return true;
    }
    if (!val_is_inexact_real(x) || num_is_nan(x) || num_sign(x) < 0)
        return print_input_at(vm, to, x, 0);
    print_number(h, to, num_mul(h, x, val_int(100)), FORM_INPUT);
    if (to->data[to->len - 1] == '.')
        to->data[--to->len] = '\0';
    out_char(to, '%');
    return true;
}

static bool put_enclosed(Vm *vm, Out *to, Val v, const char *open, const char *close)
{
    out_str(to, open);
    for (size_t i = 0; i < expr_len(v); i++) {
        if (i > 0)
            out_str(to, ", ");
        if (!print_input_at(vm, to, expr_arg(v, i), 0))
            return false;
    }
    out_str(to, close);
    return true;
}

bool print_command_layout(Vm *vm, Out *to, Val v, int precedence, bool *done)
{
    size_t n = expr_len(v);
    Form form;

    *done = true;
    if (n == 0) {
        *done = false;
        return true;
    }
    switch (symbol_switch(expr_head(v))) {
    case SYM_Row:
        if (val_is_list(expr_arg(v, 0)))
            return put_row(vm, to, v);
        break;
    case SYM_Style:
        return print_input_at(vm, to, expr_arg(v, 0), precedence);
    case SYM_PercentForm:
        return put_percent(vm, to, v);
    case SYM_Skeleton:
        return put_enclosed(vm, to, v, "<<", ">>");
    case SYM_AngleBracket:
        return put_enclosed(vm, to, v, "\u2329 ", " \u232A");
    case SYM_Format:
        if (n == 1)
            return print_input_at(vm, to, expr_arg(v, 0), precedence);
        if (n == 2 && form_named(expr_arg(v, 1), &form))
            return print_value(vm, to, expr_arg(v, 0), form);
        break;
    default:
        break;
    }
    *done = false;
    return true;
}
