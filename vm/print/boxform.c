/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * boxform.c -- expressions as the boxes of StandardForm, and those as MathML.
 *
 * Boxes are expressions: RowBox[{"a", "+", "b"}], FractionBox["1", "2"].  MakeBoxes gives them, and
 * the forms that are made of boxes (StandardForm, TraditionalForm, MathMLForm) start from them.
 */
#include <ctype.h>

#include "vm/num/number.h"
#include "vm/print/format.h"
#include "vm/print/internal.h"
#include "vm/value/assoc.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

typedef struct BoxMaker {
    Vm   *vm;
    Heap *heap;
    bool  traditional;
} BoxMaker;

/* Each gives UNWIND if it unwound. */
static Val boxes(BoxMaker *m, Val v, int precedence);

static Val text(BoxMaker *m, const char *s)
{
    return text_from(m->heap, s);
}

static Val row(BoxMaker *m, size_t n, const Val *items)
{
    return expr1(m->heap, S_RowBox, list_make(m->heap, n, items));
}

static Val parens(BoxMaker *m, Val box, bool needed)
{
    if (!needed || val_is_unwind(box))
        return box;
    return row(m, 3, (Val[]){text(m, "("), box, text(m, ")")});
}

static Val text_of_out(BoxMaker *m, Out *out)
{
    Val v = text_new(m->heap, out_text(out), out->len);

    out_fini(out);
    return v;
}

/* The items with a separator between, as one RowBox; one item stands alone. */
static Val separated(BoxMaker *m, size_t n, const Val *v, const char *separator, int precedence)
{
    Builder b;
    Val sign = text(m, separator), box;

    if (n == 1)
        return boxes(m, v[0], precedence);
    builder_start(&b, m->heap, S_List);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            builder_push(&b, sign);
        TRY(box = boxes(m, v[i], precedence));
        builder_push(&b, box);
    }
    return expr1(m->heap, S_RowBox, builder_finish(&b));
}

static Val delimited(BoxMaker *m, const char *open, size_t n, const Val *v, const char *close)
{
    if (n == 0)
        return row(m, 2, (Val[]){text(m, open), text(m, close)});
    Val inner = separated(m, n, v, ",", 0);
    TRY(inner);
    return row(m, 3, (Val[]){text(m, open), inner, text(m, close)});
}

static Val call_boxes(BoxMaker *m, Val v)
{
    size_t n = expr_len(v);
    Val head = boxes(m, expr_head(v), PREC_CALL), inner;
    const char *open = m->traditional ? "(" : "[", *close = m->traditional ? ")" : "]";

    TRY(head);
    if (n == 0)
        return row(m, 3, (Val[]){head, text(m, open), text(m, close)});
    TRY(inner = separated(m, n, expr_args(v), ",", 0));
    return row(m, 4, (Val[]){head, text(m, open), inner, text(m, close)});
}

static Val minus(BoxMaker *m, Val box)
{
    TRY(box);
    return row(m, 2, (Val[]){text(m, "-"), box});
}

static Val product_boxes(BoxMaker *m, Val v, bool negate, int precedence)
{
    Product p;
    Val above, below, box;

    if (negate && expr_len(v) == 2 && num_is_minus_one(expr_arg(v, 0)))
        return boxes(m, expr_arg(v, 1), precedence);
    product_split(m->heap, v, negate, &p);
    if (!val_is_none(p.lead)) {
        memmove(p.below + 1, p.below, p.n_below * sizeof(Val));
        p.below[0] = rat_denominator(p.lead);
        p.n_below++;
    }
    if (p.n_below == 0) {
        TRY(box = separated(m, p.n_above, p.above, " ", PREC_TIMES + 1));
        if (p.minus)
            box = minus(m, parens(m, box, p.n_above > 1));
        return parens(m, box, precedence > PREC_TIMES);
    }
    above = p.n_above == 0 ? text(m, "1")
                           : separated(m, p.n_above, p.above, " ", p.n_above == 1 ? 0 : PREC_TIMES + 1);
    TRY(above);
    TRY(below = separated(m, p.n_below, p.below, " ", p.n_below == 1 ? 0 : PREC_TIMES + 1));
    box = expr2(m->heap, S_FractionBox, above, below);
    if (p.minus || !val_is_none(p.lead))
        box = minus(m, box);
    return parens(m, box, precedence > PREC_TIMES && p.minus);
}

static Val sum_boxes(BoxMaker *m, Val v, int precedence)
{
    Builder b;
    Val box;

    builder_start(&b, m->heap, S_List);
    for (size_t i = 0; i < expr_len(v); i++) {
        Val t = expr_arg(v, i);
        bool negative = i > 0 && term_is_negative(t);
        if (i > 0)
            builder_push(&b, text(m, negative ? "-" : "+"));
        if (!negative)
            box = boxes(m, t, PREC_PLUS + 1);
        else if (val_is_number(t))
            box = boxes(m, num_neg(m->heap, t), PREC_PLUS + 1);
        else
            box = product_boxes(m, t, true, PREC_PLUS + 1);
        TRY(box);
        builder_push(&b, box);
    }
    return parens(m, expr1(m->heap, S_RowBox, builder_finish(&b)), precedence > PREC_PLUS);
}

static Val power_boxes(BoxMaker *m, Val v, int precedence)
{
    Val base = expr_arg(v, 0), exponent = expr_arg(v, 1), box, above;

    if (val_is_rational(exponent) && num_is_one(rat_numerator(exponent)) && val_is(rat_denominator(exponent), val_int(2))) {
        TRY(box = boxes(m, base, 0));
        return expr1(m->heap, S_SqrtBox, box);
    }
    if (val_is_exact_real(exponent) && num_sign(exponent) < 0) {
        Val e = num_neg(m->heap, exponent);
        TRY(box = boxes(m, num_is_one(e) ? base : expr2(m->heap, S_Power, base, e), 0));
        return expr2(m->heap, S_FractionBox, text(m, "1"), box);
    }
    TRY(above = boxes(m, exponent, 0));
    if (val_is_call(base, S_Subscript, 2)) {
        TRY(box = boxes(m, expr_arg(base, 0), PREC_POWER + 1));
        Val index = boxes(m, expr_arg(base, 1), 0);
        TRY(index);
        return expr3(m->heap, S_SubsuperscriptBox, box, index, above);
    }
    TRY(box = boxes(m, base, PREC_POWER + 1));
    return parens(m, expr2(m->heap, S_SuperscriptBox, box, above), precedence > PREC_POWER);
}

/* What StandardForm writes for an operator where that is not what InputForm writes. */
static const char *operator_sign(const Operator *op)
{
    switch (op->head) {
    case SYM_Rule:         return "\u2192";
    case SYM_RuleDelayed:  return "\u29F4";
    case SYM_Equal:        return "\u2A75";
    case SYM_Unequal:      return "\u2260";
    case SYM_LessEqual:    return "\u2264";
    case SYM_GreaterEqual: return "\u2265";
    default:               return operator_text(op);
    }
}

static Val operator_boxes(BoxMaker *m, const Operator *op, Val v, int precedence)
{
    int own = operator_precedence(op);
    Val box;

    if (op->kind == OPERATOR_PREFIX || op->kind == OPERATOR_POSTFIX) {
        TRY(box = boxes(m, expr_arg(v, 0), own + (op->head == SYM_Not ? 0 : 1)));
        Val sign = text(m, operator_text(op));
        box = op->kind == OPERATOR_PREFIX ? row(m, 2, (Val[]){sign, box}) : row(m, 2, (Val[]){box, sign});
    } else {
        TRY(box = separated(m, expr_len(v), expr_args(v), operator_sign(op), own + 1));
    }
    return parens(m, box, precedence > own);
}

static Val part_boxes(BoxMaker *m, Val v)
{
    Val head = boxes(m, expr_arg(v, 0), PREC_CALL), inner;

    TRY(head);
    TRY(inner = separated(m, expr_len(v) - 1, expr_args(v) + 1, ",", 0));
    return row(m, 4, (Val[]){head, text(m, "\u301A"), inner, text(m, "\u301B")});
}

/* A form of text inside boxes: the text, remembering what it stands for. */
static Val interpretation(BoxMaker *m, Val v, Form form)
{
    Heap *h = m->heap;
    Val inner = print_to_text(m->vm, expr_arg(v, 0), form);
    Out out;

    TRY(inner);
    out_init(&out);
    print_quoted(&out, text_data(inner), text_bytes(inner), FORM_INPUT);
    Val shown = text_of_out(m, &out);
    Val items[] = {shown, v, expr2(h, S_Rule, S_Editable, S_True), expr2(h, S_Rule, S_AutoDelete, S_True)};
    return expr_make(h, S_InterpretationBox, 4, items);
}

static Val table_boxes(BoxMaker *m, Val v)
{
    Builder rows;
    Val list = val_unpacked(m->heap, expr_arg(v, 0)), box;

    builder_start(&rows, m->heap, S_List);
    for (size_t i = 0; i < expr_len(list); i++) {
        Builder cells;
        Val r = val_unpacked(m->heap, expr_arg(list, i));
        builder_start(&cells, m->heap, S_List);
        if (val_is_plain_list(r)) {
            for (size_t j = 0; j < expr_len(r); j++) {
                TRY(box = boxes(m, expr_arg(r, j), 0));
                builder_push(&cells, box);
            }
        } else {
            TRY(box = boxes(m, r, 0));
            builder_push(&cells, box);
        }
        builder_push(&rows, builder_finish(&cells));
    }
    Val grid = expr1(m->heap, S_GridBox, builder_finish(&rows));
    if (val_is(expr_head(v), S_MatrixForm))
        return row(m, 3, (Val[]){text(m, "("), grid, text(m, ")")});
    return grid;
}

static Val scripts(BoxMaker *m, Val v, Val head)
{
    Val items[3];
    size_t n = expr_len(v);

    for (size_t i = 0; i < n; i++)
        TRY(items[i] = boxes(m, expr_arg(v, i), i == 0 ? PREC_POWER + 1 : 0));
    return expr_make(m->heap, head, n, items);
}

static Val special_boxes(BoxMaker *m, Val v, int precedence)
{
    Val head = expr_head(v), first = expr_len(v) > 0 ? expr_arg(v, 0) : VAL_NONE;
    size_t n = expr_len(v);

    switch (symbol_switch(head)) {
    case SYM_List:  return delimited(m, "{", n, expr_args(v), "}");
    case SYM_Plus:  if (n >= 2) return sum_boxes(m, v, precedence); break;
    case SYM_Times: if (n >= 2) return product_boxes(m, v, false, precedence); break;
    case SYM_Power: if (n == 2) return power_boxes(m, v, precedence); break;
    case SYM_Sqrt:  if (n == 1) return scripts(m, v, S_SqrtBox); break;
    case SYM_Part:  if (n >= 2) return part_boxes(m, v); break;
    case SYM_Subscript:      if (n == 2) return scripts(m, v, S_SubscriptBox); break;
    case SYM_Superscript:    if (n == 2) return scripts(m, v, S_SuperscriptBox); break;
    case SYM_Subsuperscript: if (n == 3) return scripts(m, v, S_SubsuperscriptBox); break;
    case SYM_Overscript:     if (n == 2) return scripts(m, v, S_OverscriptBox); break;
    case SYM_Underscript:    if (n == 2) return scripts(m, v, S_UnderscriptBox); break;
    case SYM_CForm:       if (n == 1) return interpretation(m, v, FORM_C); break;
    case SYM_FortranForm: if (n == 1) return interpretation(m, v, FORM_FORTRAN); break;
    case SYM_InputForm:   if (n == 1) return interpretation(m, v, FORM_INPUT); break;
    case SYM_OutputForm:  if (n == 1) return interpretation(m, v, FORM_OUTPUT); break;
    case SYM_TeXForm:     if (n == 1) return interpretation(m, v, FORM_TEX); break;
    case SYM_HoldForm: case SYM_Defer: case SYM_StandardForm:
        if (n == 1)
            return boxes(m, first, precedence);
        break;
    case SYM_TraditionalForm:
        if (n == 1) {
            BoxMaker inner = *m;
            Val box;
            inner.traditional = true;
            TRY(box = boxes(&inner, first, 0));
            box = expr2(m->heap, S_FormBox, box, S_TraditionalForm);
            return expr2(m->heap, S_TagBox, box, expr2(m->heap, S_Rule, S_Editable, S_True));
        }
        break;
    case SYM_MatrixForm: case SYM_TableForm: case SYM_Grid:
        if (n >= 1 && val_is_list(first))
            return table_boxes(m, v);
        break;
    case SYM_Row:
        if (n >= 1 && val_is_list(first)) {
            Builder b;
            Val items = val_unpacked(m->heap, first), between = VAL_NONE, box;
            if (n >= 2)
                TRY(between = boxes(m, expr_arg(v, 1), 0));
            builder_start(&b, m->heap, S_List);
            for (size_t i = 0; i < expr_len(items); i++) {
                TRY(box = boxes(m, expr_arg(items, i), 0));
                if (i > 0 && !val_is_none(between))
                    builder_push(&b, between);
                builder_push(&b, box);
            }
            return expr1(m->heap, S_RowBox, builder_finish(&b));
        }
        break;
    default:
        break;
    }
    return VAL_NONE;
}

static Val expr_boxes(BoxMaker *m, Val v, int precedence)
{
    Val head = expr_head(v), box;

    if (val_is_symbol(head)) {
        TRY(box = special_boxes(m, v, precedence));
        if (!val_is_none(box))
            return box;
        if (val_is_call(v, S_Function, 1)) {
            TRY(box = boxes(m, expr_arg(v, 0), PREC_FUNCTION));
            return parens(m, row(m, 2, (Val[]){box, text(m, "&")}), precedence > PREC_FUNCTION);
        }
        const Operator *op = operator_written(head, expr_len(v));
        if (op != NULL && op->head != SYM_CompoundExpression)
            return operator_boxes(m, op, v, precedence);
    }
    switch (symbol_switch(head)) {
    case SYM_Slot: case SYM_SlotSequence: case SYM_Blank: case SYM_BlankSequence: case SYM_BlankNullSequence:
    case SYM_Pattern: case SYM_DirectedInfinity: {
        Out out;
        out_init(&out);
        if (!print_input(m->vm, &out, v, FORM_INPUT)) {
            out_fini(&out);
            return UNWIND;
        }
        return text_of_out(m, &out);
    }
    default:
        return call_boxes(m, v);
    }
}

static Val number_boxes(BoxMaker *m, Val v, int precedence)
{
    Heap *h = m->heap;
    Out out;

    if (val_is_complex(v)) {
        Val re = cplx_re(v), im = cplx_im(v), i = text(m, m->traditional ? "i" : "\u2148"), sign, box;
        bool negative = num_sign(im) < 0;
        Val size = negative ? num_neg(h, im) : im;
        box = num_is_one(size) ? i : row(m, 3, (Val[]){number_boxes(m, size, 0), text(m, " "), i});
        if (num_is_exact_zero(re))
            return negative ? minus(m, box) : box;
        sign = text(m, negative ? "-" : "+");
        return parens(m, row(m, 3, (Val[]){number_boxes(m, re, 0), sign, box}), precedence > PREC_PLUS);
    }
    if (num_sign(v) < 0)
        return parens(m, minus(m, number_boxes(m, num_neg(h, v), 0)), precedence > PREC_MINUS && precedence != PREC_TIMES + 1);
    if (val_is_rational(v)) {
        Val box = expr2(h, S_FractionBox, number_boxes(m, rat_numerator(v), 0), number_boxes(m, rat_denominator(v), 0));
        return parens(m, box, precedence > PREC_DIVIDE);
    }
    out_init(&out);
    print_number(h, &out, v, FORM_FULL);
    return text_of_out(m, &out);
}

static Val boxes(BoxMaker *m, Val v, int precedence)
{
    Out out;
    Val shown;

    TRY(vm_check_stack(m->vm));
    TRY(vm_poll(m->vm));
    TRY(shown = format_value(m->vm, v, m->traditional ? S_TraditionalForm : S_StandardForm));
    if (!val_is_none(shown))
        return boxes(m, shown, precedence);
    switch (val_kind(v)) {
    case KIND_STRING:
        out_init(&out);
        print_quoted(&out, text_data(v), text_bytes(v), FORM_INPUT);
        return text_of_out(m, &out);
    case KIND_SYMBOL:
        out_init(&out);
        print_symbol(m->vm, &out, v);
        return text_of_out(m, &out);
    case KIND_EXPR:
        return expr_boxes(m, v, precedence);
    case KIND_PACKED:
        return expr_boxes(m, packed_unpack(m->heap, v), precedence);
    case KIND_ASSOC: {
        Val rules = assoc_rules(m->heap, v);
        return delimited(m, "<|", expr_len(rules), expr_args(rules), "|>");
    }
    case KIND_BYTES: case KIND_FOREIGN:
        out_init(&out);
        if (!print_input(m->vm, &out, v, FORM_INPUT)) {
            out_fini(&out);
            return UNWIND;
        }
        return text_of_out(m, &out);
    default:
        return number_boxes(m, v, precedence);
    }
}

Val print_boxes(Vm *vm, Val v, bool traditional)
{
    BoxMaker m = {vm, vm_heap(vm), traditional};

    return boxes(&m, v, 0);
}

bool print_linear_boxes(Vm *vm, Out *to, Val v, bool traditional)
{
    Val box = print_boxes(vm, v, traditional);

    if (val_is_unwind(box))
        return false;
    if (val_is_string(box) && !traditional) {
        out_bytes(to, text_data(box), text_bytes(box));
        return true;
    }
    if (traditional)
        box = expr2(vm_heap(vm), S_FormBox, box, S_TraditionalForm);
    out_str(to, "\uF7C1\uF7C9\uF7C8");
    if (!print_input(vm, to, box, FORM_INPUT))
        return false;
    out_str(to, "\uF7C0");
    return true;
}

static void put_escaped(Out *to, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        switch (s[i]) {
        case '<': out_str(to, "&lt;"); break;
        case '>': out_str(to, "&gt;"); break;
        case '&': out_str(to, "&amp;"); break;
        default:  out_char(to, s[i]); break;
        }
    }
}

static void indent(Out *to, int depth)
{
    for (int i = 0; i < depth; i++)
        out_char(to, ' ');
}

static void put_mathml(Out *to, Val box, int depth);

static void put_element(Out *to, const char *tag, size_t n, const Val *v, int depth)
{
    indent(to, depth);
    out_format(to, "<%s>\n", tag);
    for (size_t i = 0; i < n; i++)
        put_mathml(to, v[i], depth + 1);
    indent(to, depth);
    out_format(to, "</%s>\n", tag);
}

static void put_token(Out *to, Val s, int depth)
{
    const char *text_bytes_at = text_data(s);
    size_t n = text_bytes(s);
    unsigned char c = n > 0 ? (unsigned char)text_bytes_at[0] : ' ';
    const char *tag = isdigit(c) ? "mn" : isalpha(c) || c >= 0x80 ? "mi" : c == '"' ? "mtext" : "mo";

    if (c == '"' && n >= 2) {
        text_bytes_at++;
        n -= 2;
    }
    indent(to, depth);
    out_format(to, "<%s>", tag);
    if (n == 1 && c == ' ')
        out_str(to, "&#8290;");
    else
        put_escaped(to, text_bytes_at, n);
    out_format(to, "</%s>\n", tag);
}

static void put_mathml(Out *to, Val box, int depth)
{
    if (val_is_string(box)) {
        put_token(to, box, depth);
        return;
    }
    if (!val_is_expr(box))
        return;
    size_t n = expr_len(box);
    const Val *a = expr_args(box);
    switch (symbol_switch(expr_head(box))) {
    case SYM_RowBox:
        if (n == 1 && val_is_plain_list(a[0]))
            put_element(to, "mrow", expr_len(a[0]), expr_args(a[0]), depth);
        break;
    case SYM_FractionBox:       put_element(to, "mfrac", n, a, depth); break;
    case SYM_SuperscriptBox:    put_element(to, "msup", n, a, depth); break;
    case SYM_SubscriptBox:      put_element(to, "msub", n, a, depth); break;
    case SYM_SubsuperscriptBox: put_element(to, "msubsup", n, a, depth); break;
    case SYM_SqrtBox:           put_element(to, "msqrt", n, a, depth); break;
    case SYM_OverscriptBox:     put_element(to, "mover", n, a, depth); break;
    case SYM_UnderscriptBox:    put_element(to, "munder", n, a, depth); break;
    case SYM_GridBox:           put_element(to, "mtable", expr_len(a[0]), expr_args(a[0]), depth); break;
    case SYM_List:              put_element(to, "mtr", n, a, depth); break;
    default:
        if (n > 0)
            put_mathml(to, a[0], depth);
        break;
    }
}

bool print_mathml(Vm *vm, Out *to, Val v)
{
    Val box = print_boxes(vm, v, true);

    if (val_is_unwind(box))
        return false;
    out_str(to, "<math>\n");
    put_mathml(to, box, 1);
    out_str(to, "</math>");
    return true;
}
