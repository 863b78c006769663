/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * summary.c -- what OutputForm and the command form show in place of pictures, graphs and the like.
 */
#include "vm/print/internal.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

/* <2,3> for the dimensions of a rectangular array. */
static void put_dimensions(Heap *h, Out *to, Val v)
{
    out_char(to, '<');
    for (bool first = true; val_is_list(v); first = false) {
        out_format(to, first ? "%zu" : ",%zu", list_len(v));
        v = list_len(v) > 0 ? list_item(h, v, 0) : VAL_NONE;
        if (val_is_none(v))
            break;
    }
    out_char(to, '>');
}

bool print_summary(Vm *vm, Out *to, Val v)
{
    size_t n = expr_len(v);
    const Val *a = expr_args(v);

    switch (symbol_switch(expr_head(v))) {
    case SYM_Graphics:   out_str(to, "-Graphics-"); return true;
    case SYM_Graphics3D: out_str(to, "-Graphics3D-"); return true;
    case SYM_Image:      out_str(to, "-Image-"); return true;
    case SYM_Sound:      out_str(to, "-Sound-"); return true;
    case SYM_Graph:
        if (n < 2 || !val_is_list(a[0]) || !val_is_list(a[1]))
            return false;
        out_format(to, "Graph[<%zu>, <%zu>]", list_len(a[0]), list_len(a[1]));
        return true;
    case SYM_NumericArray:
        if (n != 2 || !val_is_list(a[0]) || !val_is_string(a[1]))
            return false;
        out_str(to, "NumericArray[");
        put_dimensions(vm_heap(vm), to, a[0]);
        out_format(to, ", %s]", text_data(a[1]));
        return true;
    case SYM_CompiledFunction: {
        Val f = n == 5 ? a[4] : VAL_NONE;
        if (n != 5 || !val_is_call(f, S_Function, 2))
            return false;
        out_str(to, "CompiledFunction[");
        if (!print_input_at(vm, to, expr_arg(f, 0), 0))
            return false;
        out_str(to, ", ");
        if (!print_input_at(vm, to, expr_arg(f, 1), 0))
            return false;
        out_str(to, ", -CompiledCode-]");
        return true;
    }
    case SYM_InterpolatingFunction:
        if (n < 3)
            return false;
        out_str(to, "InterpolatingFunction[");
        if (!print_input_at(vm, to, a[0], 0))
            return false;
        out_str(to, ", <>]");
        return true;
    default:
        return false;
    }
}
