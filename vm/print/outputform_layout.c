/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * outputform_layout.c -- the heads that OutputForm lays out in a way of their own.
 */
#include <math.h>

#include "vm/num/number.h"
#include "vm/print/outputform.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

/* Boxes of several values on one line, a box or NULL between them. */
static Box *concatenate(Boxer *b, size_t n, const Val *v, Box *between)
{
    Box *row = box_row(b->heap);

    for (size_t i = 0; i < n; i++) {
        Box *box = output_box(b, v[i], 0);
        if (box == NULL)
            return NULL;
        if (i > 0 && between != NULL)
            box_add(b->heap, row, between);
        box_add(b->heap, row, box);
    }
    return row;
}

static Box *row_box(Boxer *b, Val v)
{
    Val items = val_unpacked(b->heap, expr_arg(v, 0));
    Box *between = NULL;

    if (expr_len(v) >= 2 && !val_is_rule(expr_arg(v, 1)) && (between = output_box(b, expr_arg(v, 1), 0)) == NULL)
        return NULL;
    return concatenate(b, expr_len(items), expr_args(items), between);
}

/* Subscript[x, i, j], Superscript[x, n], Subsuperscript[x, i, n]. */
static Box *script_box(Boxer *b, Val v)
{
    Val head = expr_head(v);
    Box *base = output_box(b, expr_arg(v, 0), PREC_POWER + 1), *index, *exponent;

    if (base == NULL)
        return NULL;
    b->linear++;
    if (val_is(head, S_Subsuperscript)) {
        index = output_box(b, expr_arg(v, 1), 0);
        exponent = index == NULL ? NULL : output_box(b, expr_arg(v, 2), 0);
        b->linear--;
        return exponent == NULL ? NULL : box_scripts(b->heap, base, index, exponent);
    }
    index = output_sequence(b, expr_len(v) - 1, expr_args(v) + 1, ",", 0);
    b->linear--;
    if (index == NULL)
        return NULL;
    return val_is(head, S_Subscript) ? box_subscript(b->heap, base, index) : box_power(b->heap, base, index);
}

/* Overscript, Underscript, Underoverscript, OverBar and its like: something above or below. */
static Box *stack_box(Boxer *b, Val v, bool over, const char *mark)
{
    Box *base = output_box(b, expr_arg(v, 0), 0), *script;

    if (base == NULL)
        return NULL;
    script = mark != NULL ? box_text(b->heap, mark) : output_box(b, expr_arg(v, 1), 0);
    if (script == NULL)
        return NULL;
    return box_stack(b->heap, base, over ? script : NULL, over ? NULL : script);
}

/* Writes the text between placeholders, where a newline starts a new line of boxes. */
static void add_template_text(Boxer *b, Box **line, const char *s, size_t n, Box **lines, size_t *count, size_t max)
{
    const char *newline;

    while ((newline = memchr(s, '\n', n)) != NULL && *count + 1 < max) {
        box_add(b->heap, *line, box_bytes(b->heap, s, (size_t)(newline - s)));
        lines[(*count)++] = *line;
        *line = box_row(b->heap);
        n -= (size_t)(newline - s) + 1;
        s = newline + 1;
    }
    if (n > 0)
        box_add(b->heap, *line, box_bytes(b->heap, s, n));
}

Box *output_template(Boxer *b, const char *text, size_t bytes, size_t n, const Val *args)
{
    enum { LINES_MAX = 256 };
    Box **lines = heap_alloc(b->heap, LINES_MAX * sizeof *lines);
    Box *line = box_row(b->heap);
    size_t count = 0, next = 0, start = 0;

    for (size_t i = 0; i < bytes; i++) {
        size_t j = i + 1, number = 0;
        if (text[i] == '\\' && i + 1 < bytes && text[i + 1] == '`') {
            i++;
            continue;
        }
        if (text[i] != '`')
            continue;
        while (j < bytes && text[j] >= '0' && text[j] <= '9' && number < 100000)
            number = number * 10 + (size_t)(text[j++] - '0');
        if (j >= bytes || text[j] != '`')
            continue;
        number = j == i + 1 ? next + 1 : number;
        next = number;
        if (number >= 1 && number <= n) {
            add_template_text(b, &line, text + start, i - start, lines, &count, LINES_MAX);
            Box *box = output_box(b, args[number - 1], 0);
            if (box == NULL)
                return NULL;
            box_add(b->heap, line, box);
            start = j + 1;
        }
        i = j;
    }
    add_template_text(b, &line, text + start, bytes - start, lines, &count, LINES_MAX);
    if (count == 0)
        return line;
    lines[count++] = line;
    return box_column(b->heap, count, lines, ALIGN_LEFT, 0);
}

/* Infix[f[a, b], sep], Prefix[f[a], op], Postfix[f[a], op], each with a precedence after it. */
static Box *affix_box(Boxer *b, Val v, int precedence)
{
    Val head = expr_head(v), inner = expr_arg(v, 0), op = expr_len(v) >= 2 ? expr_arg(v, 1) : VAL_NONE;
    int own = expr_len(v) >= 3 && val_is_small(expr_arg(v, 2)) ? (int)val_small(expr_arg(v, 2)) : PREC_CALL;
    Box *row = box_row(b->heap), *name;
    bool infix = val_is(head, S_Infix), postfix = val_is(head, S_Postfix);

    if (val_is_none(op)) {
        Out out;
        out_init(&out);
        bool fine = print_value(b->vm, &out, expr_head(inner), FORM_INPUT);
        Out text;
        out_init(&text);
        out_format(&text, infix ? " ~ %s ~ " : postfix ? " // %s" : "%s @ ", out_text(&out));
        name = fine ? box_text(b->heap, out_text(&text)) : NULL;
        out_fini(&text);
        out_fini(&out);
    } else {
        name = output_box(b, op, 0);
    }
    if (name == NULL)
        return NULL;
    if (!infix && !postfix)
        box_add(b->heap, row, name);
    for (size_t i = 0; i < expr_len(inner); i++) {
        Box *box = output_box(b, expr_arg(inner, i), own + (infix ? 1 : 0));
        if (box == NULL)
            return NULL;
        if (i > 0)
            box_add(b->heap, row, infix ? name : box_text(b->heap, ", "));
        box_add(b->heap, row, box);
    }
    if (postfix)
        box_add(b->heap, row, name);
    return output_parens(b, row, own < precedence);
}

/* Short and Shallow: [v] with the middle of what is too long left out. */
static Val shorten(Heap *h, Val v, int depth, size_t length)
{
    Val plain = val_unpacked(h, v);

    if (!val_is_expr(plain) || expr_len(plain) == 0)
        return v;
    size_t n = expr_len(plain);
    if (depth <= 1)
        return expr1(h, expr_head(plain), expr1(h, S_Skeleton, val_int((int64_t)n)));
    Builder b;
    builder_start(&b, h, expr_head(plain));
    for (size_t i = 0; i < n && i < length; i++)
        builder_push(&b, shorten(h, expr_arg(plain, i), depth - 1, length));
    if (n > length)
        builder_push(&b, expr1(h, S_Skeleton, val_int((int64_t)(n - length))));
    return builder_finish(&b);
}

static Box *shallow_box(Boxer *b, Val v, int precedence)
{
    int depth = 4;
    size_t length = 10;

    if (expr_len(v) >= 2) {
        Val spec = val_unpacked(b->heap, expr_arg(v, 1));
        Val d = val_is_call(spec, S_List, 2) ? expr_arg(spec, 0) : spec;
        Val l = val_is_call(spec, S_List, 2) ? expr_arg(spec, 1) : VAL_NONE;
        if (val_is_small(d) && val_small(d) >= 0 && val_small(d) < 1000000)
            depth = (int)val_small(d);
        else if (val_has_head(d, S_DirectedInfinity) || val_is(d, S_Infinity))
            depth = 1000000;
        if (!val_is_none(l))
            length = val_is_small(l) && val_small(l) >= 0 ? (size_t)val_small(l) : SIZE_MAX;
    }
    return output_box(b, shorten(b->heap, expr_arg(v, 0), depth, length), precedence);
}

/* As many elements as fit on the lines: most from the front, the rest from the end. */
static Box *short_box(Boxer *b, Val v, int precedence)
{
    Val e = val_unpacked(b->heap, expr_arg(v, 0));
    int width = b->page_width > 0 ? b->page_width : 78;
    double lines = expr_len(v) >= 2 && val_is_real_number(expr_arg(v, 1)) ? num_to_double(expr_arg(v, 1)) : 1;
    double room = width * (lines > 0 && lines < 10000 ? lines : 1);
    size_t n, front = 0, back = 0;
    double used = 8;
    Box *box;

    if (!val_is_expr(e) || expr_len(e) < 3)
        return output_box(b, e, precedence);
    n = expr_len(e);
    while (front + back < n) {
        bool at_end = back < front / 2 || back == 0;
        box = output_box(b, at_end ? expr_arg(e, n - 1 - back) : expr_arg(e, front), 0);
        if (box == NULL)
            return NULL;
        used += box->width + 2;
        if (used > room && front > 0 && back > 0)
            break;
        if (at_end)
            back++;
        else
            front++;
    }
    if (front + back >= n)
        return output_box(b, e, precedence);
    Builder short_form;
    builder_start(&short_form, b->heap, expr_head(e));
    builder_push_all(&short_form, front, expr_args(e));
    builder_push(&short_form, expr1(b->heap, S_Skeleton, val_int((int64_t)(n - front - back))));
    builder_push_all(&short_form, back, expr_args(e) + (n - back));
    return output_box(b, builder_finish(&short_form), precedence);
}

static Box *output_styled(Boxer *b, Val v, int precedence)
{
    NumberStyle style;
    const NumberStyle *outer = b->style;
    Val head = expr_head(v);
    size_t n = expr_len(v), first_option = 1;

    number_style_default(&style);
    switch (symbol_switch(head)) {
    case SYM_ScientificForm:  style.kind = NUMBER_SCIENTIFIC; break;
    case SYM_EngineeringForm: style.kind = NUMBER_ENGINEERING; break;
    case SYM_DecimalForm:     style.kind = NUMBER_DECIMAL; break;
    case SYM_AccountingForm:
        style.kind = NUMBER_ACCOUNTING;
        style.negative[0] = "(";
        style.negative[1] = ")";
        break;
    case SYM_PaddedForm:
        style.padding[0] = " ";
        break;
    default:
        break;
    }
    if (n >= 2 && !val_is_rule(expr_arg(v, 1))) {
        Val spec = val_unpacked(b->heap, expr_arg(v, 1));
        Val digits = val_is_call(spec, S_List, 2) ? expr_arg(spec, 0) : spec;
        first_option = 2;
        if (val_is_small(digits) && val_small(digits) > 0 && val_small(digits) < 1000000)
            style.digits = (int)val_small(digits);
        if (val_is_call(spec, S_List, 2) && val_is_small(expr_arg(spec, 1)) && val_small(expr_arg(spec, 1)) >= 0
            && val_small(expr_arg(spec, 1)) < 1000000)
            style.fraction = (int)val_small(expr_arg(spec, 1));
    }
    number_style_options(&style, n - first_option, expr_args(v) + first_option);
    b->style = &style;
    Box *box = output_box(b, expr_arg(v, 0), precedence);
    b->style = outer;
    return box;
}

static bool is_number_form(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_NumberForm: case SYM_ScientificForm: case SYM_EngineeringForm: case SYM_AccountingForm:
    case SYM_PaddedForm: case SYM_DecimalForm:
        return true;
    default:
        return false;
    }
}

static void real_in_base(Out *to, double x, int base)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    double whole = floor(x), rest = x - whole;
    int left = (int)ceil(6 * log(10) / log(base));
    char buffer[80];
    int n = 0;

    do {
        buffer[n++] = digits[(int)fmod(whole, base)];
        whole = floor(whole / base);
    } while (whole >= 1 && n < 70);
    left -= n;
    while (n > 0)
        out_char(to, buffer[--n]);
    out_char(to, '.');
    while (rest > 0 && left-- > 0) {
        rest *= base;
        out_char(to, digits[(int)floor(rest)]);
        rest -= floor(rest);
    }
}

static Box *output_base(Boxer *b, Val v)
{
    Val x = expr_arg(v, 0);
    int base = (int)val_small(expr_arg(v, 1));
    Out out;

    if (val_is_list(x)) {
        x = val_unpacked(b->heap, x);
        Builder items;
        builder_start(&items, b->heap, S_List);
        for (size_t i = 0; i < expr_len(x); i++)
            builder_push(&items, expr2(b->heap, S_BaseForm, expr_arg(x, i), expr_arg(v, 1)));
        return output_box(b, builder_finish(&items), 0);
    }
    if (base == 10 || !(val_is_integer(x) || (val_is_real(x) && fabs(val_real(x)) < 1e15)))
        return output_box(b, x, 0);
    out_init(&out);
    if (val_is_integer(x)) {
        heavy_print(b->heap, &out, x, base);
    } else {
        if (val_real(x) < 0)
            out_char(&out, '-');
        real_in_base(&out, fabs(val_real(x)), base);
    }
    Box *digits = box_bytes(b->heap, out_text(&out), out.len);
    out_fini(&out);
    out_init(&out);
    out_format(&out, "%d", base);
    Box *box = box_subscript(b->heap, digits, box_text(b->heap, out_text(&out)));
    out_fini(&out);
    return box;
}

/* 0.25 as 25%; anything but a non-negative real is left alone. */
static Box *percent_box(Boxer *b, Val v)
{
    Val x = val_unpacked(b->heap, expr_arg(v, 0));
    Heap *h = b->heap;

    if (val_is_plain_list(x)) {
        Builder items;
        builder_start(&items, h, S_List);
        for (size_t i = 0; i < expr_len(x); i++)
            builder_push(&items, expr_with_arg(h, v, 0, expr_arg(x, i)));
        return output_box(b, builder_finish(&items), 0);
    }
    if (!val_is_inexact_real(x) || num_is_nan(x))
        return output_box(b, x, 0);
    Val percent = num_mul(h, x, val_int(100));
    NumberStyle style;
    const NumberStyle *outer = b->style;
    Box *row = box_row(h), *digits;

    number_style_default(&style);
    style.kind = NUMBER_DECIMAL;
    if (expr_len(v) >= 2 && val_is_small(expr_arg(v, 1)) && val_small(expr_arg(v, 1)) > 0)
        style.digits = (int)(val_small(expr_arg(v, 1)) < 1000 ? val_small(expr_arg(v, 1)) : 1000);
    b->style = &style;
    digits = output_box(b, percent, 0);
    b->style = outer;
    if (digits == NULL)
        return NULL;
    box_add(h, row, digits);
    box_add_text(h, row, "%");
    return row;
}

/* c x^e as it is written, not evaluated: x may be a difference that is to keep its order. */
static Val series_term(Heap *h, Val c, Val x, Val e)
{
    Val power = x;
    Builder factors;

    if (num_is_exact_zero(e))
        return c;
    if (val_is_call(x, S_Power, 2))
        power = expr2(h, S_Power, expr_arg(x, 0), num_neg(h, e));
    else if (!num_is_one(e))
        power = expr2(h, S_Power, x, e);
    if (val_is_call(power, S_Power, 2) && num_is_one(expr_arg(power, 1)))
        power = expr_arg(power, 0);
    if (val_is_number(c) && num_is_one(c))
        return power;
    builder_start(&factors, h, S_Times);
    if (val_has_head(c, S_Times))
        builder_push_all(&factors, expr_len(c), expr_args(c));
    else
        builder_push(&factors, c);
    builder_push(&factors, power);
    return builder_finish(&factors);
}

/* SeriesData[x, x0, {c..}, from, to, denominator] as a sum and a term O[x - x0]^n. */
static Box *output_series(Boxer *b, Val v, int precedence, bool *done)
{
    Heap *h = b->heap;
    const Val *a = expr_args(v);
    Builder terms;

    *done = false;
    if (expr_len(v) != 6 || !val_is_list(a[2]) || !val_is_small(a[3]) || !val_is_small(a[4]) || !val_is_small(a[5])
        || val_small(a[5]) < 1)
        return box_row(h);
    *done = true;
    Val x = a[0], list = val_unpacked(h, a[2]), shift;
    if (val_has_head(a[1], S_DirectedInfinity)) {
        x = expr2(h, S_Power, a[0], val_int(-1));
    } else if (!num_is_exact_zero(a[1])) {
        /* x - x0 in this order, whatever the canonical one. */
        shift = vm_eval(b->vm, expr2(h, S_Times, val_int(-1), a[1]));
        if (val_is_unwind(shift))
            return NULL;
        x = expr2(h, S_Plus, a[0], shift);
    }
    builder_start(&terms, h, S_Plus);
    for (size_t i = 0; i < expr_len(list); i++) {
        Val c = expr_arg(list, i);
        if (!val_is_number(c) || !num_is_exact_zero(c))
            builder_push(&terms, series_term(h, c, x, rat_new(h, val_int(val_small(a[3]) + (int64_t)i), a[5])));
    }
    Val order = rat_new(h, a[4], a[5]), big_o = expr1(h, S_O, x);
    builder_push(&terms, num_is_one(order) ? big_o : expr2(h, S_Power, big_o, order));
    Val sum = builder_finish(&terms);
    return output_box(b, expr_len(sum) == 1 ? expr_arg(sum, 0) : sum, precedence);
}

/* 0 <= x < 1 */
static Box *inequality_box(Boxer *b, Val v, int precedence)
{
    enum { PREC_RELATION = 290 };
    Box *row = box_row(b->heap), *part;

    for (size_t i = 0; i < expr_len(v); i++) {
        const Operator *op = i % 2 == 1 ? operator_of_head(expr_arg(v, i)) : NULL;
        if (op != NULL) {
            Out text;
            out_init(&text);
            out_format(&text, " %s ", operator_text(op));
            part = box_separator(b->heap, out_text(&text));
            out_fini(&text);
        } else if ((part = output_box(b, expr_arg(v, i), PREC_RELATION + 1)) == NULL) {
            return NULL;
        }
        box_add(b->heap, row, part);
    }
    return output_parens(b, row, PREC_RELATION < precedence);
}

static Box *skeleton_box(Boxer *b, Val v)
{
    Box *row = box_row(b->heap), *inside = output_box(b, expr_arg(v, 0), 0);

    if (inside == NULL)
        return NULL;
    box_add_text(b->heap, row, "<<");
    box_add(b->heap, row, inside);
    box_add_text(b->heap, row, ">>");
    return row;
}

static Box *invisible_box(Boxer *b, Val v)
{
    Box *box = output_box(b, expr_arg(v, 0), 0);

    if (box == NULL)
        return NULL;
    char *blanks = heap_alloc_atomic(b->heap, (size_t)box->width + 1);
    memset(blanks, ' ', (size_t)box->width);
    return box_bytes(b->heap, blanks, (size_t)box->width);
}

/* Wrappers that say in which form their argument is to be written. */
static Box *wrapper_box(Boxer *b, Val v, int precedence, bool *done)
{
    Val first = expr_arg(v, 0);
    bool alone = expr_len(v) == 1;

    *done = true;
    switch (symbol_switch(expr_head(v))) {
    case SYM_HoldForm:
        if (alone && val_is_call(first, S_MessageName, 2))
            return output_text(b, first, FORM_INPUT);
        if (alone)
            return output_box(b, first, precedence);
        break;
    case SYM_Defer: case SYM_HoldCompleteForm: case SYM_OutputForm: case SYM_StandardForm: case SYM_TraditionalForm:
        if (alone)
            return output_box(b, first, precedence);
        break;
    case SYM_Style: case SYM_Interpretation: case SYM_Tooltip: case SYM_Text: case SYM_DisplayForm:
        return output_box(b, first, precedence);
    case SYM_InputForm:   if (alone) return output_text(b, first, FORM_INPUT); break;
    case SYM_FullForm:    if (alone) return output_text(b, first, FORM_FULL); break;
    case SYM_TeXForm:     if (alone) return output_text(b, first, FORM_TEX); break;
    case SYM_CForm:       if (alone) return output_text(b, first, FORM_C); break;
    case SYM_FortranForm: if (alone) return output_text(b, first, FORM_FORTRAN); break;
    case SYM_MathMLForm:  if (alone) return output_text(b, first, FORM_MATHML); break;
    default:
        break;
    }
    *done = false;
    return box_row(b->heap);
}

/* Indices, exponents and marks. */
static Box *mark_box(Boxer *b, Val v, bool *done)
{
    size_t n = expr_len(v);

    *done = true;
    switch (symbol_switch(expr_head(v))) {
    case SYM_Subscript: case SYM_Superscript: if (n >= 2) return script_box(b, v); break;
    case SYM_Subsuperscript: if (n == 3) return script_box(b, v); break;
    case SYM_Overscript:  if (n == 2) return stack_box(b, v, true, NULL); break;
    case SYM_Underscript: if (n == 2) return stack_box(b, v, false, NULL); break;
    case SYM_OverBar:     if (n == 1) return stack_box(b, v, true, "_"); break;
    case SYM_OverTilde:   if (n == 1) return stack_box(b, v, true, "~"); break;
    case SYM_OverHat:     if (n == 1) return stack_box(b, v, true, "^"); break;
    case SYM_OverDot:     if (n == 1) return stack_box(b, v, true, "."); break;
    case SYM_UnderBar:    if (n == 1) return stack_box(b, v, false, "_"); break;
    default: break;
    }
    *done = false;
    return box_row(b->heap);
}

static bool is_base(Val v)
{
    return expr_len(v) == 2 && val_is_small(expr_arg(v, 1)) && val_small(expr_arg(v, 1)) >= 2
        && val_small(expr_arg(v, 1)) <= 36;
}

static Box *other_box(Boxer *b, Val v, int precedence, bool *done)
{
    Val head = expr_head(v), first = expr_arg(v, 0);
    size_t n = expr_len(v);

    *done = true;
    if (is_number_form(head))
        return output_styled(b, v, precedence);
    switch (symbol_switch(head)) {
    case SYM_TableForm: case SYM_MatrixForm: return output_table(b, v);
    case SYM_Grid: case SYM_Column: if (val_is_list(first)) return output_grid(b, v); break;
    case SYM_Row:          if (val_is_list(first)) return row_box(b, v); break;
    case SYM_SequenceForm: return concatenate(b, n, expr_args(v), NULL);
    case SYM_StringForm:
        if (val_is_string(first))
            return output_template(b, text_data(first), text_bytes(first), n - 1, expr_args(v) + 1);
        break;
    case SYM_Infix: case SYM_Prefix: case SYM_Postfix:
        if (val_is_expr(first) && expr_len(first) > 0)
            return affix_box(b, v, precedence);
        break;
    case SYM_PrecedenceForm:
        if (n == 2 && val_is_small(expr_arg(v, 1)))
            return output_parens(b, output_box(b, first, 0), val_small(expr_arg(v, 1)) < precedence);
        break;
    case SYM_BaseForm:    if (is_base(v)) return output_base(b, v); break;
    case SYM_PercentForm: return percent_box(b, v);
    case SYM_Short:       return short_box(b, v, precedence);
    case SYM_Shallow:     return shallow_box(b, v, precedence);
    case SYM_Skeleton:    if (n == 1) return skeleton_box(b, v); break;
    case SYM_Invisible:   if (n == 1) return invisible_box(b, v); break;
    case SYM_Inequality:  if (n >= 3 && n % 2 == 1) return inequality_box(b, v, precedence); break;
    case SYM_SeriesData:  return output_series(b, v, precedence, done);
    default:
        break;
    }
    *done = false;
    return box_row(b->heap);
}

Box *output_layout(Boxer *b, Val v, int precedence, bool *done)
{
    Out summary;
    Box *box = NULL;

    *done = true;
    out_init(&summary);
    if (print_summary(b->vm, &summary, v))
        box = box_bytes(b->heap, out_text(&summary), summary.len);
    out_fini(&summary);
    if (box != NULL)
        return box;
    *done = false;
    if (expr_len(v) == 0)
        return box_row(b->heap);
    box = wrapper_box(b, v, precedence, done);
    if (box != NULL && !*done)
        box = mark_box(b, v, done);
    if (box != NULL && !*done)
        box = other_box(b, v, precedence, done);
    return box;
}
