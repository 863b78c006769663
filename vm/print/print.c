/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * print.c -- dispatch on form, and what all forms share.
 */
#include "vm/print/print.h"

#include "vm/print/internal.h"
#include "vm/value/text.h"

bool form_named(Val symbol, Form *form)
{
    switch (symbol_switch(symbol)) {
    case SYM_InputForm:       *form = FORM_INPUT; return true;
    case SYM_FullForm:        *form = FORM_FULL; return true;
    case SYM_OutputForm:      *form = FORM_OUTPUT; return true;
    case SYM_TeXForm:         *form = FORM_TEX; return true;
    case SYM_CForm:           *form = FORM_C; return true;
    case SYM_FortranForm:     *form = FORM_FORTRAN; return true;
    case SYM_MathMLForm:      *form = FORM_MATHML; return true;
    case SYM_StandardForm:    *form = FORM_STANDARD; return true;
    case SYM_TraditionalForm: *form = FORM_TRADITIONAL; return true;
    default:                  return false;
    }
}

/* A text that is cut off is not for use. */
static bool is_whole(Vm *vm, const Out *to)
{
    if (!to->failed)
        return true;
    if (val_is_unwind(vm_poll(vm)))
        return false;
    vm_message(vm, S_General, "nomem", 0, NULL);
    return !val_is_unwind(vm_unwind(vm, UNWIND_MEMORY, VAL_NONE, VAL_NONE));
}

bool print_may_go_on(Vm *vm, const Out *to)
{
    return !val_is_unwind(vm_check_stack(vm)) && !val_is_unwind(vm_poll(vm)) && is_whole(vm, to);
}

static bool print_in_form(Vm *vm, Out *to, Val v, Form form)
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

bool print_value(Vm *vm, Out *to, Val v, Form form)
{
    return print_in_form(vm, to, v, form) && is_whole(vm, to);
}

Val print_to_text(Vm *vm, Val v, Form form)
{
    Out out;
    Val text = UNWIND;

    out_init(&out);
    if (print_value(vm, &out, v, form))
        text = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return text;
}

/* The characters U+F7C0 to U+F7CD stand for the operators of box notation: the character that follows
 * the backslash when it is typed; 0: none. */
static char box_escape(const char *s, size_t left)
{
    static const char typed[] = ")!@\0\0%^&*(_+/`";

    if (left < 3 || (unsigned char)s[0] != 0xEF || (unsigned char)s[1] != 0x9F)
        return 0;
    unsigned char c = (unsigned char)s[2];
    return c >= 0x80 && c < 0x8E ? typed[c - 0x80] : 0;
}

void print_bare(Out *to, const char *s, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        char typed = (unsigned char)s[i] == 0xEF ? box_escape(s + i, bytes - i) : 0;
        if (typed == 0) {
            out_char(to, s[i]);
            continue;
        }
        out_format(to, "\\%c", typed);
        i += 2;
    }
}

/* How many of the [n] bytes stand for themselves between quotes. */
static size_t plain_bytes(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && (unsigned char)s[i] >= ' ' && s[i] != '"' && s[i] != '\\' && s[i] != 0x7F && (unsigned char)s[i] != 0xEF)
        i++;
    return i;
}

void print_quoted(Out *to, const char *s, size_t bytes, Form form)
{
    out_char(to, '"');
    for (size_t i = 0; i < bytes; i++) {
        size_t plain = plain_bytes(s + i, bytes - i);
        if (plain > 0)
            out_bytes(to, s + i, plain);
        i += plain;
        if (i == bytes)
            break;
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
            if (c < ' ' || c == 0x7F) {
                out_format(to, "\\.%02x", c);
            } else if (c == 0xEF && box_escape(s + i, bytes - i) != 0) {
                out_format(to, "\\%c", box_escape(s + i, bytes - i));
                i += 2;
            }
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
