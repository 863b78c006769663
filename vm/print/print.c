/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * print.c -- dispatch on form, and what all forms share.
 */
#include "vm/print/print.h"

#include "vm/print/internal.h"
#include "vm/value/text.h"

bool print_value(Vm *vm, Out *to, Val v, Form form)
{
    switch (form) {
    case FORM_FULL:
        return print_full(vm, to, v);
    case FORM_OUTPUT:
        return print_output(vm, to, "", v, 0);
    case FORM_C: case FORM_FORTRAN:
        return print_c(vm, to, v, form == FORM_FORTRAN);
    case FORM_TEX:
        return print_tex(vm, to, v);
    case FORM_MATHML:
        return print_mathml(vm, to, v);
    case FORM_STANDARD: case FORM_TRADITIONAL:
        return print_linear_boxes(vm, to, v, form == FORM_TRADITIONAL);
    default:
        return print_input(vm, to, v, form);
    }
}

Val print_to_text(Vm *vm, Val v, Form form)
{
    Out out;
    Val text = UNWIND;

    out_init(&out);
    if (print_value(vm, &out, v, form))
        text = text_new(vm_heap(vm), out_text(&out), out.len);
    out_fini(&out);
    return text;
}

void print_quoted(Out *to, const char *s, size_t bytes, Form form)
{
    out_char(to, '"');
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)s[i];
        switch (c) {
        case '"':  out_str(to, "\\\""); break;
        case '\\': out_str(to, "\\\\"); break;
        case '\n': out_str(to, "\\n"); break;
        case '\t': out_str(to, "\\t"); break;
        case '\r': out_str(to, "\\r"); break;
        case '\b': out_str(to, "\\b"); break;
        case '\f': out_str(to, "\\f"); break;
        default:
            if (c < ' ' || c == 0x7F)
                out_format(to, "\\.%02x", c);
            else
                out_char(to, (char)c);
        }
    }
    (void)form;
    out_char(to, '"');
}

/* Is [symbol] the one that its bare name finds here? */
static bool is_visible(Vm *vm, Val symbol)
{
    const Symbol *s = val_symbol(symbol);
    Val path = vm->context_path;

    if (s->context == context_system || s->context == vm->context)
        return true;
    if (!val_is_plain_list(path))
        return false;
    for (size_t i = 0; i < expr_len(path); i++) {
        Val name = expr_arg(path, i);
        if (!val_is_string(name))
            continue;
        const char *context = context_intern(text_data(name), text_bytes(name));
        if (context == s->context)
            return true;
        if (!val_is_none(symbol_find(context, s->name, s->name_len)))
            return false;
    }
    return false;
}

void print_symbol(Vm *vm, Out *to, Val symbol)
{
    if (!is_visible(vm, symbol))
        out_str(to, symbol_context(symbol));
    out_bytes(to, symbol_name(symbol), val_symbol(symbol)->name_len);
}
