/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * outputform.c -- OutputForm: fractions over lines, powers raised.
 *
 * Every expression becomes a box.  Precedences work as in InputForm, but a fraction needs no
 * parentheses around its numerator and denominator, and an exponent none around itself.  Inside an
 * exponent fractions are written on the line, as there is no room for more.
 */
#include "vm/print/outputform.h"

#include "vm/num/number.h"
#include "vm/print/format.h"
#include "vm/value/assoc.h"
#include "vm/value/bytes.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

Box *output_parens(Boxer *b, Box *box, bool needed)
{
    if (box == NULL || !needed)
        return box;
    Box *row = box_row(b->heap);
    box_add_text(b->heap, row, "(");
    box_add(b->heap, row, box);
    box_add_text(b->heap, row, ")");
    return row;
}

static bool add(Boxer *b, Box *row, Val v, int precedence)
{
    Box *box = output_box(b, v, precedence);

    if (box == NULL)
        return false;
    box_add(b->heap, row, box);
    return true;
}

static void add_text(Boxer *b, Box *row, const char *s)
{
    box_add_text(b->heap, row, s);
}

Box *output_sequence(Boxer *b, size_t n, const Val *v, const char *separator, int precedence)
{
    Box *row = box_row(b->heap), *between = box_separator(b->heap, separator);

    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            box_add(b->heap, row, between);
        if (!add(b, row, v[i], precedence))
            return NULL;
    }
    return row;
}

/* open items close */
static Box *enclose(Boxer *b, const char *open, Box *items, const char *close)
{
    if (items == NULL)
        return NULL;
    Box *row = box_row(b->heap);
    add_text(b, row, open);
    box_add(b->heap, row, items);
    add_text(b, row, close);
    return row;
}

static Box *output_call(Boxer *b, Val v)
{
    Box *row = box_row(b->heap), *items;
    int linear = b->linear;

    if (!add(b, row, expr_head(v), PREC_CALL))
        return NULL;
    b->linear = 0;
    items = enclose(b, "[", output_sequence(b, expr_len(v), expr_args(v), ", ", 0), "]");
    b->linear = linear;
    if (items == NULL)
        return NULL;
    box_add(b->heap, row, items);
    return row;
}

Box *output_text(Boxer *b, Val v, Form form)
{
    Out out;
    Box *box = NULL;

    out_init(&out);
    if (print_value(b->vm, &out, v, form))
        box = box_bytes(b->heap, out_text(&out), out.len);
    out_fini(&out);
    return box;
}

/* Factors side by side. */
static Box *factors(Boxer *b, size_t n, const Val *v, bool alone)
{
    Box *row = box_row(b->heap), *blank = box_separator(b->heap, " ");

    if (n == 1)
        return output_box(b, v[0], alone ? 0 : PREC_TIMES + 1);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            box_add(b->heap, row, blank);
        if (!add(b, row, v[i], PREC_TIMES + 1))
            return NULL;
    }
    return row;
}

/* above/below, or above over a line over below. */
static Box *fraction(Boxer *b, Box *above, bool above_parens, Box *below, bool below_parens)
{
    if (b->linear == 0)
        return box_fraction(b->heap, above, below);
    Box *row = box_row(b->heap);
    box_add(b->heap, row, output_parens(b, above, above_parens));
    add_text(b, row, "/");
    box_add(b->heap, row, output_parens(b, below, below_parens));
    return row;
}

static Box *minus(Boxer *b, Box *box)
{
    if (box == NULL)
        return NULL;
    Box *row = box_row(b->heap);
    add_text(b, row, "-");
    box_add(b->heap, row, box);
    return row;
}

static Box *product_box(Boxer *b, Val v, bool negate, int precedence)
{
    Product p;
    Box *above, *box;

    if (negate && expr_len(v) == 2 && num_is_minus_one(expr_arg(v, 0)))
        return output_box(b, expr_arg(v, 1), precedence);
    product_split(b->heap, v, negate, &p);
    if (!val_is_none(p.lead)) {
        /* -x/2 has its sign above the line. */
        Val below = rat_denominator(p.lead);
        memmove(p.below + 1, p.below, p.n_below * sizeof(Val));
        p.below[0] = below;
        p.n_below++;
    }
    if (p.n_below == 0) {
        above = factors(b, p.n_above, p.above, false);
        if (p.minus)
            above = minus(b, output_parens(b, above, p.n_above > 1));
        return output_parens(b, above, precedence > PREC_TIMES);
    }
    bool alone = b->linear == 0;
    above = p.n_above == 0 ? box_text(b->heap, "1") : factors(b, p.n_above, p.above, alone);
    if (above != NULL && !val_is_none(p.lead))
        above = minus(b, output_parens(b, above, p.n_above == 1 && value_is_sum(p.above[0]) && alone));
    if (above == NULL || (box = factors(b, p.n_below, p.below, alone)) == NULL)
        return NULL;
    box = fraction(b, above, p.n_above > 1, box, p.n_below > 1);
    if (p.minus)
        box = minus(b, output_parens(b, box, true));
    return output_parens(b, box, precedence > PREC_TIMES);
}

static Box *sum_box(Boxer *b, Val v, int precedence)
{
    Box *row = box_row(b->heap), *term;
    Box *plus = box_separator(b->heap, " + "), *less = box_separator(b->heap, " - ");

    for (size_t i = 0; i < expr_len(v); i++) {
        Val t = expr_arg(v, i);
        bool negative = i > 0 && term_is_negative(t);
        if (i > 0)
            box_add(b->heap, row, negative ? less : plus);
        if (!negative)
            term = output_box(b, t, PREC_PLUS + 1);
        else if (val_is_number(t))
            term = output_box(b, num_neg(b->heap, t), PREC_PLUS + 1);
        else
            term = product_box(b, t, true, PREC_PLUS + 1);
        if (term == NULL)
            return NULL;
        box_add(b->heap, row, term);
    }
    return output_parens(b, row, precedence > PREC_PLUS);
}

static Box *power_box(Boxer *b, Val v, int precedence)
{
    Val base = expr_arg(v, 0), exponent = expr_arg(v, 1);
    Box *below, *above;

    if (number_is_half(exponent, 1) || number_is_half(exponent, -1)) {
        int linear = b->linear;
        b->linear = 0;
        below = enclose(b, "Sqrt[", output_box(b, base, 0), "]");
        b->linear = linear;
        if (below == NULL || number_is_half(exponent, 1))
            return below;
        return output_parens(b, fraction(b, box_text(b->heap, "1"), false, below, false), precedence > PREC_TIMES);
    }
    if (num_is_minus_one(exponent)) {
        below = output_box(b, base, b->linear ? PREC_DIVIDE + 1 : 0);
        if (below == NULL)
            return NULL;
        return output_parens(b, fraction(b, box_text(b->heap, "1"), false, below, false), precedence > PREC_TIMES);
    }
    below = output_box(b, base, PREC_POWER + 1);
    if (below == NULL)
        return NULL;
    b->linear++;
    above = output_box(b, exponent, 0);
    b->linear--;
    if (above == NULL)
        return NULL;
    return output_parens(b, box_power(b->heap, below, above), precedence > PREC_POWER);
}

static Box *operator_box(Boxer *b, const Operator *op, Val v, int precedence)
{
    int own = operator_precedence(op);
    Box *row = box_row(b->heap), *between = NULL;
    size_t n = expr_len(v);

    if (op->kind == OPERATOR_PREFIX) {
        add_text(b, row, operator_text(op));
        if (!add(b, row, expr_arg(v, 0), op->head == SYM_Not ? own : own + 1))
            return NULL;
        return output_parens(b, row, precedence > own);
    }
    if (op->kind == OPERATOR_POSTFIX) {
        if (!add(b, row, expr_arg(v, 0), own + 1))
            return NULL;
        add_text(b, row, operator_text(op));
        return output_parens(b, row, precedence > own);
    }
    Out text;
    bool spaced = operator_spaced(op) || op->head == SYM_NonCommutativeMultiply;
    out_init(&text);
    out_format(&text, spaced ? " %s " : "%s", operator_text(op));
    between = box_separator(b->heap, out_text(&text));
    out_fini(&text);
    for (size_t i = 0; i < n; i++) {
        bool loose = n == 2 && op->kind == OPERATOR_BINARY
            && ((op->assoc == ASSOC_LEFT && i == 0) || (op->assoc == ASSOC_RIGHT && i == 1));
        if (i > 0)
            box_add(b->heap, row, between);
        if (!add(b, row, expr_arg(v, i), loose ? own : own + 1))
            return NULL;
    }
    return output_parens(b, row, precedence > own);
}

/* f', f'', f^(3), f^(1,0) for Derivative[..][f]. */
static Box *derivative_box(Boxer *b, Val v)
{
    Val orders = expr_head(v);
    size_t n = expr_len(orders);
    Box *f = output_box(b, expr_arg(v, 0), PREC_CALL), *order;

    if (f == NULL)
        return NULL;
    if (n == 1 && val_is_small(expr_arg(orders, 0))) {
        int64_t k = val_small(expr_arg(orders, 0));
        if (k == 1 || k == 2) {
            Box *row = box_row(b->heap);
            box_add(b->heap, row, f);
            add_text(b, row, k == 1 ? "'" : "''");
            return row;
        }
    }
    b->linear++;
    order = enclose(b, "(", output_sequence(b, n, expr_args(orders), ",", 0), ")");
    b->linear--;
    return order == NULL ? NULL : box_power(b->heap, f, order);
}

static Box *compound_box(Boxer *b, Val v, int precedence)
{
    size_t n = expr_len(v);
    Box *row = box_row(b->heap), *between = box_separator(b->heap, "; ");

    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            box_add(b->heap, row, between);
        if (i > 0 && i == n - 1 && val_is(expr_arg(v, i), S_Null))
            break;
        if (!add(b, row, expr_arg(v, i), PREC_COMPOUND + 1))
            return NULL;
    }
    return output_parens(b, row, precedence > PREC_COMPOUND);
}

static Box *assoc_box(Boxer *b, Val assoc)
{
    AssocEntry e;
    Box *row = box_row(b->heap), *comma = box_separator(b->heap, ", ");

    add_text(b, row, "<|");
    bool first = true;
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); first = false) {
        if (!first)
            box_add(b->heap, row, comma);
        if (!add(b, row, e.key, PREC_RULE + 1))
            return NULL;
        add_text(b, row, e.delayed ? " :> " : " -> ");
        if (!add(b, row, e.value, PREC_RULE))
            return NULL;
    }
    add_text(b, row, "|>");
    return row;
}

static Box *list_box(Boxer *b, Val list)
{
    size_t n = list_len(list);
    Box *row = box_row(b->heap), *comma = box_separator(b->heap, ", ");
    int linear = b->linear;

    b->linear = 0;
    add_text(b, row, "{");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            box_add(b->heap, row, comma);
        if (!add(b, row, list_item(b->heap, list, i), 0))
            return NULL;
    }
    add_text(b, row, "}");
    b->linear = linear;
    return row;
}

static Box *function_box(Boxer *b, Val v, int precedence)
{
    Box *row = box_row(b->heap);

    if (!add(b, row, expr_arg(v, 0), PREC_FUNCTION))
        return NULL;
    add_text(b, row, " & ");
    return output_parens(b, row, precedence > PREC_FUNCTION);
}

static Box *part_box(Boxer *b, Val v)
{
    Box *row = box_row(b->heap), *items;

    if (!add(b, row, expr_arg(v, 0), PREC_CALL))
        return NULL;
    items = enclose(b, "[[", output_sequence(b, expr_len(v) - 1, expr_args(v) + 1, ",", 0), "]]");
    if (items == NULL)
        return NULL;
    box_add(b->heap, row, items);
    return row;
}

static Box *expr_box(Boxer *b, Val v, int precedence)
{
    Val head = expr_head(v);
    size_t n = expr_len(v);
    bool done;
    Box *box;

    if (value_is_derivative(v))
        return derivative_box(b, v);
    if (!val_is_symbol(head))
        return output_call(b, v);
    switch (symbol_switch(head)) {
    case SYM_List:     return list_box(b, v);
    case SYM_Plus:     if (n >= 2) return sum_box(b, v, precedence); break;
    case SYM_Times:    if (n >= 2) return product_box(b, v, false, precedence); break;
    case SYM_Power:    if (n == 2) return power_box(b, v, precedence); break;
    case SYM_CompoundExpression: if (n >= 2) return compound_box(b, v, precedence); break;
    case SYM_Function: if (n == 1) return function_box(b, v, precedence); break;
    case SYM_Part:     if (n >= 2) return part_box(b, v); break;
    case SYM_Blank: case SYM_BlankSequence: case SYM_BlankNullSequence: case SYM_Pattern: case SYM_Optional:
    case SYM_Slot: case SYM_SlotSequence: case SYM_Out: case SYM_DirectedInfinity: case SYM_PatternTest:
    case SYM_TagSet: case SYM_TagSetDelayed: {
        /* These are one-line notations, the same as in the command form. */
        Out out;
        out_init(&out);
        box = print_input_at(b->vm, &out, v, precedence) ? box_bytes(b->heap, out_text(&out), out.len) : NULL;
        out_fini(&out);
        return box;
    }
    default:
        break;
    }
    box = output_layout(b, v, precedence, &done);
    if (box == NULL || done)
        return box;
    const Operator *op = operator_written(head, n);
    return op != NULL ? operator_box(b, op, v, precedence) : output_call(b, v);
}

static Box *real_box_of(Boxer *b, Val v)
{
    NumberStyle plain;
    const NumberStyle *style = b->style;
    Out mantissa, exponent;
    Box *box = NULL;

    if (style == NULL) {
        number_style_default(&plain);
        style = &plain;
    }
    out_init(&mantissa);
    out_init(&exponent);
    if (!number_parts(b->vm, v, style, &mantissa, &exponent)) {
        ;
    } else if (!val_is_none(style->number_format)) {
        Heap *h = b->heap;
        Val r = vm_call3(b->vm, style->number_format, text_new(h, out_text(&mantissa), mantissa.len),
                         text_new(h, "10", 2), text_new(h, out_text(&exponent), exponent.len));
        const NumberStyle *outer = b->style;
        b->style = NULL;
        box = val_is_unwind(r) ? NULL : output_box(b, r, 0);
        b->style = outer;
    } else if (exponent.len == 0) {
        box = box_bytes(b->heap, out_text(&mantissa), mantissa.len);
    } else {
        box = box_row(b->heap);
        box_add(b->heap, box, box_bytes(b->heap, out_text(&mantissa), mantissa.len));
        add_text(b, box, " ");
        add_text(b, box, style->multiplier);
        add_text(b, box, " ");
        box_add(b->heap, box, box_power(b->heap, box_text(b->heap, "10"),
                                        box_bytes(b->heap, out_text(&exponent), exponent.len)));
    }
    out_fini(&mantissa);
    out_fini(&exponent);
    return box;
}

static Box *number_box(Boxer *b, Val v, int precedence)
{
    int own = number_precedence(v);
    Box *box, *row, *im_box;

    if (val_is_rational(v)) {
        Heap *h = b->heap;
        bool negative = num_sign(v) < 0;
        Val above = rat_numerator(v);
        box = fraction(b, number_box(b, negative ? num_neg(h, above) : above, 0), false,
                       number_box(b, rat_denominator(v), 0), false);
        if (negative)
            box = minus(b, output_parens(b, box, true));
        return output_parens(b, box, own < precedence && precedence > PREC_TIMES + 1);
    }
    if (!val_is_complex(v))
        return output_parens(b, real_box_of(b, v), own < precedence && precedence != PREC_TIMES + 1);
    Val re = cplx_re(v), im = cplx_im(v);
    row = box_row(b->heap);
    if (!num_is_exact_zero(re)) {
        bool negative = !num_is_nan(im) && num_sign(im) < 0;
        if ((box = number_box(b, re, 0)) == NULL)
            return NULL;
        box_add(b->heap, row, box);
        add_text(b, row, negative ? " - " : " + ");
        if (negative)
            im = num_neg(b->heap, im);
    }
    if (num_is_one(im) || num_is_minus_one(im)) {
        add_text(b, row, num_is_one(im) ? "I" : "-I");
    } else if (val_is_rational(im)) {
        Out above;
        out_init(&above);
        Val p = rat_numerator(im);
        if (num_is_minus_one(p))
            out_char(&above, '-');
        else if (!num_is_one(p))
            print_number(b->heap, &above, p, FORM_INPUT);
        out_str(&above, num_is_one(p) || num_is_minus_one(p) ? "I" : " I");
        im_box = fraction(b, box_bytes(b->heap, out_text(&above), above.len), false,
                          number_box(b, rat_denominator(im), 0), false);
        out_fini(&above);
        box_add(b->heap, row, im_box);
    } else {
        if ((box = number_box(b, im, 0)) == NULL)
            return NULL;
        box_add(b->heap, row, box);
        add_text(b, row, " I");
    }
    return output_parens(b, row, own < precedence && (precedence != PREC_TIMES + 1 || own == PREC_PLUS));
}

Box *output_box(Boxer *b, Val v, int precedence)
{
    Val formatted;

    if (val_is_unwind(vm_check_stack(b->vm)) || val_is_unwind(vm_poll(b->vm)))
        return NULL;
    formatted = format_value(b->vm, v, S_OutputForm);
    if (val_is_unwind(formatted))
        return NULL;
    if (!val_is_none(formatted))
        return output_box(b, formatted, precedence);
    switch (val_kind(v)) {
    case KIND_STRING:
        return box_bytes(b->heap, text_data(v), text_bytes(v));
    case KIND_EXPR:
        return expr_box(b, v, precedence);
    case KIND_PACKED:
        return list_box(b, v);
    case KIND_ASSOC:
        return assoc_box(b, v);
    case KIND_SYMBOL:
        return output_text(b, v, FORM_INPUT);
    case KIND_BYTES: {
        Out out;
        out_init(&out);
        out_format(&out, "ByteArray[<%zu>]", val_bytes(v)->len);
        Box *box = box_bytes(b->heap, out_text(&out), out.len);
        out_fini(&out);
        return box;
    }
    case KIND_FOREIGN: {
        Out out;
        out_init(&out);
        foreign_print(v, &out);
        Box *box = box_bytes(b->heap, out_text(&out), out.len);
        out_fini(&out);
        return box;
    }
    default:
        return number_box(b, v, precedence);
    }
}

static Boxer boxer_of(Vm *vm, int page_width)
{
    return (Boxer){vm, vm_heap(vm), page_width, 0, NULL, VAL_NONE};
}

bool print_output(Vm *vm, Out *to, const char *label, Val v, int page_width)
{
    Boxer b = boxer_of(vm, page_width);
    Box *box = output_box(&b, v, 0), *row;

    if (box == NULL)
        return false;
    row = box;
    if (label[0] != '\0') {
        row = box_row(b.heap);
        add_text(&b, row, label);
        box_add(b.heap, row, box);
    }
    if (page_width > 0)
        box_print_wrapped(b.heap, row, to, page_width);
    else
        box_print(row, to);
    return true;
}

bool print_template(Vm *vm, Out *to, const char *text, size_t bytes, size_t n, const Val *args)
{
    Boxer b = boxer_of(vm, 0);
    Box *box = output_template(&b, text, bytes, n, args);

    if (box == NULL)
        return false;
    box_print(box, to);
    return true;
}
