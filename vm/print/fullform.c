/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fullform.c -- FullForm: every expression as head[arguments].
 */
#include "vm/print/internal.h"
#include "vm/value/assoc.h"
#include "vm/value/bytes.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

static bool put_entries(Vm *vm, Out *to, Val assoc)
{
    AssocEntry e;
    bool first = true;

    out_str(to, "Association[");
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); first = false) {
        if (!first)
            out_str(to, ", ");
        out_str(to, e.delayed ? "RuleDelayed[" : "Rule[");
        if (!print_full(vm, to, e.key))
            return false;
        out_str(to, ", ");
        if (!print_full(vm, to, e.value))
            return false;
        out_char(to, ']');
    }
    out_char(to, ']');
    return true;
}

static bool put_packed(Vm *vm, Out *to, Val list)
{
    size_t n = list_len(list);

    out_str(to, "List[");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            out_str(to, ", ");
        if (!print_full(vm, to, list_item(vm_heap(vm), list, i)))
            return false;
    }
    out_char(to, ']');
    return true;
}

/* -1[x] would be read as the product of -1 and x. */
static bool put_head(Vm *vm, Out *to, Val head)
{
    bool negative = val_is_number(head) && number_precedence(head) < PREC_ATOM && !val_is_rational(head) && !val_is_complex(head);

    if (negative)
        out_char(to, '(');
    if (!print_full(vm, to, head))
        return false;
    if (negative)
        out_char(to, ')');
    return true;
}

bool print_full(Vm *vm, Out *to, Val v)
{
    if (!print_may_go_on(vm, to))
        return false;
    switch (val_kind(v)) {
    case KIND_STRING:
        print_quoted(to, text_data(v), text_bytes(v), FORM_FULL);
        return true;
    case KIND_SYMBOL:
        print_symbol(vm, to, v);
        return true;
    case KIND_EXPR:
        if (!put_head(vm, to, expr_head(v)))
            return false;
        out_char(to, '[');
        for (size_t i = 0; i < expr_len(v); i++) {
            if (i > 0)
                out_str(to, ", ");
            if (!print_full(vm, to, expr_arg(v, i)))
                return false;
        }
        out_char(to, ']');
        return true;
    case KIND_PACKED:
        return put_packed(vm, to, v);
    case KIND_ASSOC:
        return put_entries(vm, to, v);
    case KIND_BYTES:
        return print_input(vm, to, v, FORM_INPUT);
    case KIND_FOREIGN:
        foreign_print(v, to);
        return true;
    default:
        print_number(vm_heap(vm), to, v, FORM_FULL);
        return true;
    }
}
