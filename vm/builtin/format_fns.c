/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * format_fns.c -- expressions as strings: ToString, TextString, Format.
 */
#include "vm/eval/builtin.h"
#include "vm/num/number.h"
#include "vm/print/format.h"
#include "vm/print/numberform.h"
#include "vm/print/print.h"

/* Do the programs' Format rules make something else of [v] in this form? */
static Val formatted(Vm *vm, Val v, Form form, Val symbol)
{
    return form == FORM_OUTPUT || form == FORM_FULL ? VAL_NONE : format_value(vm, v, symbol);
}

/* An integer option's value, or 0 where it is Infinity or anything else. */
static int width_option(Val v)
{
    return val_is_small(v) && val_small(v) > 0 && val_small(v) < 100000000 ? (int)val_small(v) : 0;
}

/* Characters outside ASCII written as \[Name] or \:xxxx. */
static Val in_ascii(Heap *h, Val text)
{
    const char *s = text_data(text), *end = s + text_bytes(text);
    Out out;

    out_init(&out);
    while (s < end) {
        uint32_t c;
        size_t n = utf8_decode(s, end, &c);
        if (c < 0x80)
            out_char(&out, (char)c);
        else if (c < 0x100)
            out_format(&out, "\\.%02x", c);
        else if (c < 0x10000)
            out_format(&out, "\\:%04x", c);
        else
            out_format(&out, "\\|%06x", c);
        s += n;
    }
    Val result = text_from_out(h, &out);
    out_fini(&out);
    return result;
}

/* The first [width] characters, with a mark where some are missing. */
static Val cut(Heap *h, Val text, int width)
{
    if (width == 0 || text_chars(text) <= (size_t)width)
        return text;
    Val start = text_slice(h, text, 0, (size_t)width);
    size_t missing = text_chars(text) - (size_t)width;
    return text_format(h, "%s<<%zu>>", text_data(start), missing);
}

/* The decimal digits of a machine integer. */
/* ToString of anything, with options. */
static Val to_string(Vm *vm, Args args)
{
    Form form = FORM_OUTPUT;

    size_t n = options_split(args);
    Val symbol = S_OutputForm, value = VAL_NONE, text;

    if (n < 1 || n > 2)
        return builtin_message(vm, args.builtin, n == 0 ? "argt" : "argt", 4,
                               (Val[]){S_ToString, val_int((int64_t)n), val_int(1), val_int(2)});
    if (n == 2) {
        symbol = args.v[1];
    } else if (args.n > n) {
        symbol = option_get(vm, args, S_FormatType);
        TRY(symbol);
    }
    if (!form_named(symbol, &form))
        return MESSAGE(vm, "fmtval", symbol);
    TRY(value = formatted(vm, args.v[0], form, symbol));
    if (val_is_none(value))
        value = args.v[0];
    else if (form != FORM_TEX)
        form = FORM_OUTPUT;
    int page_width = 0, total_width = 0;
    bool ascii = false;
    if (args.n > n) {
        Val o;
        TRY(o = option_get(vm, args, S_PageWidth));
        page_width = width_option(o);
        TRY(o = option_get(vm, args, S_TotalWidth));
        total_width = width_option(o);
        TRY(o = option_get(vm, args, S_CharacterEncoding));
        ascii = text_is(o, "ASCII") || text_is(o, "PrintableASCII");
    }
    if (form == FORM_OUTPUT) {
        Out out;
        out_init(&out);
        bool fine = print_output(vm, &out, "", value, page_width);
        text = fine ? text_from_out(vm_heap(vm), &out) : UNWIND;
        out_fini(&out);
    } else {
        text = print_to_text(vm, value, form);
    }
    TRY(text);
    if (ascii && !text_is_ascii(text))
        text = in_ascii(vm_heap(vm), text);
    return cut(vm_heap(vm), text, total_width);
}

/* Of what is printed the same in every form. */
static Val to_string_direct(Vm *vm, size_t n, const Val *args)
{
    if (n == 1 && val_is_small(args[0]))
        return text_from_integer(vm_heap(vm), val_small(args[0]));
    return n == 1 && val_is_string(args[0]) ? args[0] : VAL_NONE;
}

BUILTIN(ToString,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "CharacterEncoding -> Automatic, FormatType -> OutputForm, NumberMarks :> $NumberMarks, "
               "PageHeight -> Infinity, PageWidth -> Infinity, TotalHeight -> Infinity, TotalWidth -> Infinity",
    .usage   = "ToString[expr] gives a string corresponding to the printed form of expr in OutputForm.\n"
               "ToString[expr, form] gives the string corresponding to output in the specified form.",
    .messages = MESSAGES("fmtval", "`1` is not a valid format type."),
    .examples = EXAMPLES(
        "ToString[3]", "3",
        "ToString[a + b, InputForm]", "a + b",
        "ToString[\"x\", InputForm]", "\"x\"",
        "ToString[1/2]", "1\n-\n2",
        "ToString[{1, 2}, FullForm]", "List[1, 2]"),
    .direct  = to_string_direct,
    .packed  = true,
    .quiet_count = true)
{
    Val v = to_string_direct(vm, args.n, args.v);

    return val_is_none(v) ? to_string(vm, args) : v;
}

BUILTIN(Format,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Format[expr] prints as the formatted form of expr. Assign values to Format[f[..]] to define "
               "how expressions with head f are printed.\n"
               "Format[expr, form] gives a format for the specified form of output.",
    .examples = EXAMPLES(
        "Format[rgb[r_]] := \"red\"; ToString[{rgb[1], rgb[x, y]}]", "{red, rgb[x, y]}",
        "Head[Format[x + y]]", "Format"),
    .packed  = true,
    .quiet_count = true)
{
    return NOT_MINE;
}

static bool text_string(Vm *vm, Out *to, Val v);

static bool text_items(Vm *vm, Out *to, Val list)
{
    size_t n = list_len(list);

    out_char(to, '{');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            out_str(to, ", ");
        if (!text_string(vm, to, list_item(vm_heap(vm), list, i)))
            return false;
    }
    out_char(to, '}');
    return true;
}

static bool text_assoc(Vm *vm, Out *to, Val assoc)
{
    AssocEntry e;
    bool first = true;

    out_str(to, "<|");
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); first = false) {
        if (!first)
            out_str(to, ", ");
        if (!text_string(vm, to, e.key))
            return false;
        out_str(to, " -> ");
        if (!text_string(vm, to, e.value))
            return false;
    }
    out_str(to, "|>");
    return true;
}

/* A real number in the digits of OutputForm, but never with an exponent or an empty fraction. */
static bool text_real(Vm *vm, Out *to, Val v)
{
    NumberStyle style;
    Out exponent;

    number_style_default(&style);
    if (num_to_double(v) < 1e15 && num_to_double(v) > -1e15)
        style.kind = NUMBER_ACCOUNTING;
    out_init(&exponent);
    bool fine = number_parts(vm, v, &style, to, &exponent);
    if (fine && exponent.len > 0)
        out_format(to, "*10^%s", out_text(&exponent));
    out_fini(&exponent);
    return fine;
}

/* A number as people write it: exact ones that are no integers as decimals. */
static bool text_number(Vm *vm, Out *to, Val v)
{
    Heap *h = vm_heap(vm);

    if (val_is_complex(v)) {
        Val im = num_to_machine(h, cplx_im(v)), re = cplx_re(v);
        bool negative = num_sign(im) < 0;
        if (!num_is_exact_zero(re)) {
            if (!text_number(vm, to, re))
                return false;
            out_str(to, negative ? " - " : " + ");
        } else if (negative) {
            out_char(to, '-');
        }
        if (!text_number(vm, to, num_abs(h, im)))
            return false;
        out_char(to, 'i');
        return true;
    }
    if (val_is_integer(v)) {
        heavy_print(h, to, v, 10);
        return true;
    }
    if (val_is_rational(v))
        v = num_to_machine(h, v);
    if (!text_real(vm, to, v))
        return false;
    if (to->data[to->len - 1] == '.' && num_to_double(v) < 1e6 && num_to_double(v) > -1e6)
        out_char(to, '0');
    return true;
}

static bool text_string(Vm *vm, Out *to, Val v)
{
    if (val_is_unwind(vm_check_stack(vm)))
        return false;
    if (val_is_list(v))
        return text_items(vm, to, v);
    if (val_is_assoc(v))
        return text_assoc(vm, to, v);
    if (val_is_number(v))
        return text_number(vm, to, v);
    if (val_has_head(v, S_Missing))
        return true;
    if (val_is(v, S_Infinity) || val_is(v, S_ComplexInfinity) || val_has_head(v, S_DirectedInfinity)) {
        bool negative = val_is_call(v, S_DirectedInfinity, 1) && num_is_minus_one(expr_arg(v, 0));
        out_str(to, negative ? "-\u221E" : "\u221E");
        return true;
    }
    if (val_is_expr(v) && !val_is_call(v, S_Rule, 2)) {
        Val x = vm_eval(vm, expr1(vm_heap(vm), S_N, v));
        if (val_is_unwind(x))
            return false;
        if (val_is_number(x))
            return text_number(vm, to, x);
    }
    if (val_is_string(v)) {
        out_bytes(to, text_data(v), text_bytes(v));
        return true;
    }
    return print_value(vm, to, v, val_is_expr(v) ? FORM_COMMAND : FORM_OUTPUT);
}

BUILTIN(TextString,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "expr_",
    .usage   = "TextString[expr] gives a human-readable string representation of expr.",
    .examples = EXAMPLES(
        "TextString[\"hello\"]", "hello",
        "TextString[{1/2, a}]", "{0.5, a}"),
    .packed  = true)
{
    Out out;
    Val text = UNWIND;

    out_init(&out);
    if (text_string(vm, &out, args.v[0]))
        text = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return text;
}
