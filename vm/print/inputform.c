/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * inputform.c -- InputForm: one line that the reader reads back to the same expression.
 *
 * FORM_COMMAND is the same but for strings without quotes and a few habits of the reference command
 * line.  Each expression is written for the precedence that its place asks for, and puts
 * itself in parentheses where it holds together less tightly.
 */
#include <ctype.h>

#include "vm/num/number.h"
#include "vm/print/format.h"
#include "vm/print/internal.h"
#include "vm/read/names.h"
#include "vm/value/assoc.h"
#include "vm/value/bytes.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

typedef struct Printer {
    Vm  *vm;
    Out *to;
    Form form;
} Printer;

static bool emit(Printer *p, Val v, int precedence);

static void put(Printer *p, const char *s)
{
    out_str(p->to, s);
}

static bool open_if(Printer *p, bool parentheses)
{
    if (parentheses)
        out_char(p->to, '(');
    return parentheses;
}

static bool close_if(Printer *p, bool parentheses)
{
    if (parentheses)
        out_char(p->to, ')');
    return true;
}

static bool emit_sequence(Printer *p, size_t n, const Val *v, const char *separator, int precedence)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            put(p, separator);
        if (!emit(p, v[i], precedence))
            return false;
    }
    return true;
}

static bool emit_call(Printer *p, Val v, int precedence)
{
    Val head = expr_head(v);
    bool parentheses = open_if(p, precedence > PREC_CALL || precedence_when_full(head) < precedence);
    Form outer = p->form;

    if (val_is_string(head))
        print_quoted(p->to, text_data(head), text_bytes(head), p->form);
    else if (!emit(p, head, PREC_CALL))
        return false;
    if (val_is(head, S_FullForm) || val_is(head, S_InputForm))
        p->form = FORM_INPUT;
    out_char(p->to, '[');
    if (!emit_sequence(p, expr_len(v), expr_args(v), ", ", 0))
        return false;
    out_char(p->to, ']');
    p->form = outer;
    return close_if(p, parentheses);
}

/* Parentheses about what was written from [start] on: only now it is seen that it needs them. */
static void enclose(Printer *p, size_t start)
{
    out_str(p->to, "()");
    if (p->to->failed)
        return;
    memmove(p->to->data + start + 1, p->to->data + start, p->to->len - 2 - start);
    p->to->data[start] = '(';
}

/* One factor or several: several in parentheses where [group]. */
static bool emit_factors(Printer *p, size_t n, const Val *v, int precedence, bool group)
{
    bool parentheses = open_if(p, group && n > 1);

    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            out_char(p->to, '*');
        /* a*b/c divides a*b. */
        bool fraction = val_is_rational(v[i]) && (i > 0 || p->form == FORM_INPUT);
        if (!emit(p, v[i], fraction ? PREC_DIVIDE + 1 : n > 1 ? PREC_TIMES + 1 : precedence))
            return false;
    }
    return close_if(p, parentheses);
}

/* What [times] multiplies by its first factor. */
static Val other_factors(Heap *h, Val times)
{
    return expr_len(times) == 2 ? expr_arg(times, 1) : expr_make(h, S_Times, expr_len(times) - 1, expr_args(times) + 1);
}

static bool emit_product(Printer *p, Val times, bool negate, int precedence)
{
    Product product;

    if (negate && num_is_minus_one(expr_arg(times, 0)))
        return emit(p, other_factors(vm_heap(p->vm), times), precedence);
    if (term_is_negated_negative(times)) {
        bool parentheses = open_if(p, precedence > PREC_TIMES);
        put(p, "-(");
        if (!emit(p, other_factors(vm_heap(p->vm), times), 0))
            return false;
        out_char(p->to, ')');
        return close_if(p, parentheses);
    }
    product_split(vm_heap(p->vm), times, negate, &product);
    bool parentheses = open_if(p, precedence > PREC_TIMES);
    bool grouped = false;
    /* A factor that is a held product of -1 and 2 is not the number -2. */
    if (product.minus && parentheses && product.n_above == 1 && product.n_below == 0 && (val_is_integer(product.above[0]) || val_is_inexact_real(product.above[0]))
        && !number_is_negative(product.above[0])) {
        product.minus = false;
        product.above[1] = product.above[0];
        product.above[0] = val_int(-1);
        product.n_above = 2;
    }
    if (product.minus) {
        out_char(p->to, '-');
        grouped = product.n_above + product.n_below > 1;
        /* A single power below the line is written as that power: -x^(-1); only roots are 1/Sqrt[x], and -1/2 is a number. */
        if (product.n_above == 0 && product.n_below == 1 && !val_is_integer(product.below[0])) {
            size_t start = p->to->len;
            if (!emit(p, expr_arg(times, expr_len(times) - 1), PREC_TIMES + 1))
                return false;
            if (!p->to->failed && p->to->data[start] == '-')
                enclose(p, start);
            return close_if(p, parentheses);
        }
    } else if (!val_is_none(product.lead)) {
        print_number(vm_heap(p->vm), p->to, product.lead, p->form);
        out_char(p->to, '*');
        grouped = product.n_below == 0 && product.n_above > 1;
    }
    open_if(p, grouped);
    size_t start = p->to->len;
    if (product.n_above == 0)
        out_char(p->to, '1');
    else if (!emit_factors(p, product.n_above, product.above, PREC_TIMES + 1, product.n_below > 0))
        return false;
    /* ---x is not -(--x). */
    if (product.minus && !grouped && !p->to->failed && p->to->data[start] == '-')
        enclose(p, start);
    if (product.n_below > 0) {
        out_char(p->to, '/');
        if (!emit_factors(p, product.n_below, product.below, PREC_DIVIDE + 1, true))
            return false;
    }
    close_if(p, grouped);
    return close_if(p, parentheses);
}

static bool emit_sum(Printer *p, Val v, int precedence)
{
    bool parentheses = open_if(p, precedence > PREC_PLUS);

    for (size_t i = 0; i < expr_len(v); i++) {
        Val term = expr_arg(v, i);
        if (i == 0) {
            if (!emit(p, term, PREC_PLUS + 1))
                return false;
        } else if (!term_is_negative(term)) {
            put(p, " + ");
            if (!emit(p, term, PREC_PLUS + 1))
                return false;
        } else {
            put(p, " - ");
            bool fine = val_is_number(term) ? emit(p, num_neg(vm_heap(p->vm), term), PREC_PLUS + 1)
                                            : emit_product(p, term, true, PREC_PLUS + 1);
            if (!fine)
                return false;
        }
    }
    return close_if(p, parentheses);
}

/* Is [v] the number 1/2, or -1/2 for sign -1? */
static bool emit_power(Printer *p, Val v, int precedence)
{
    Val base = expr_arg(v, 0), exponent = expr_arg(v, 1);
    bool parentheses;

    if (number_is_half(exponent, 1) || number_is_half(exponent, -1)) {
        bool below = number_is_half(exponent, -1);
        parentheses = open_if(p, precedence > (below ? PREC_TIMES : PREC_CALL));
        put(p, below ? "1/Sqrt[" : "Sqrt[");
        if (!emit(p, base, 0))
            return false;
        out_char(p->to, ']');
        return close_if(p, parentheses);
    }
    parentheses = open_if(p, precedence > PREC_POWER);
    if (!emit(p, base, PREC_POWER + 1))
        return false;
    out_char(p->to, '^');
    if (!emit(p, exponent, PREC_POWER))
        return false;
    return close_if(p, parentheses);
}

/* Does the text end in a number that a point would go on with: 1. or 1.`20? */
static bool takes_a_point(const Out *to)
{
    size_t i = to->len;

    while (i > 0 && to->data[i - 1] >= '0' && to->data[i - 1] <= '9')
        i--;
    return i > 0 && (to->data[i - 1] == '`' || (i == to->len && to->data[i - 1] == '.'));
}

static bool emit_operator(Printer *p, const Operator *op, Val v, int precedence)
{
    int own = operator_precedence(op);
    bool parentheses = open_if(p, precedence > own);
    size_t n = expr_len(v), start = p->to->len;
    bool fine = true;

    switch ((OperatorKind)op->kind) {
    case OPERATOR_PREFIX:
        if (op->head == SYM_Not)
            out_char(p->to, ' ');
        put(p, operator_text(op));
        fine = emit(p, expr_arg(v, 0), op->head == SYM_Not ? own : op->precedence + 1);
        break;
    case OPERATOR_POSTFIX:
        fine = emit(p, expr_arg(v, 0), own + 1);
        if (operator_text(op)[0] == '.' && takes_a_point(p->to))
            enclose(p, start);
        /* n! =. is not n != . */
        else if (operator_text(op)[0] == '=' && p->to->len > start && p->to->data[p->to->len - 1] == '!')
            out_char(p->to, ' ');
        put(p, operator_text(op));
        break;
    case OPERATOR_BINARY:
    case OPERATOR_INFIX:
        for (size_t i = 0; fine && i < n; i++) {
            bool loose = n == 2 && op->kind == OPERATOR_BINARY
                && ((op->assoc == ASSOC_LEFT && i == 0) || (op->assoc == ASSOC_RIGHT && i == 1));
            if (i > 0) {
                put(p, operator_spaced(op) ? " " : "");
                put(p, operator_text(op));
                put(p, operator_spaced(op) ? " " : "");
            }
            fine = emit(p, expr_arg(v, i), loose ? own : own + 1);
        }
        break;
    }
    return fine && close_if(p, parentheses);
}

static bool emit_compound(Printer *p, Val v, int precedence)
{
    size_t n = expr_len(v);
    bool parentheses = open_if(p, precedence > PREC_COMPOUND);

    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            put(p, "; ");
        if (i > 0 && i == n - 1 && val_is(expr_arg(v, i), S_Null))
            break;
        if (!emit(p, expr_arg(v, i), PREC_COMPOUND + 1))
            return false;
    }
    return close_if(p, parentheses);
}

/* _, __, ___ with an optional symbol after it; false: not of that shape. */
static const char *blank_text(Val v)
{
    if (!val_is_expr(v) || expr_len(v) > 1 || (expr_len(v) == 1 && !val_is_symbol(expr_arg(v, 0))))
        return NULL;
    switch (symbol_switch(expr_head(v))) {
    case SYM_Blank:             return "_";
    case SYM_BlankSequence:     return "__";
    case SYM_BlankNullSequence: return "___";
    default:                    return NULL;
    }
}

static void put_blank(Printer *p, Val v)
{
    put(p, blank_text(v));
    if (expr_len(v) == 1)
        print_symbol(p->vm, p->to, expr_arg(v, 0));
}

static bool emit_pattern(Printer *p, Val v, int precedence)
{
    Val name = expr_arg(v, 0), pattern = expr_arg(v, 1);
    bool parentheses = open_if(p, precedence > PREC_PATTERN);

    print_symbol(p->vm, p->to, name);
    if (blank_text(pattern) != NULL) {
        put_blank(p, pattern);
    } else {
        out_char(p->to, ':');
        if (!emit(p, pattern, PREC_PATTERN + 1))
            return false;
    }
    return close_if(p, parentheses);
}

static bool is_simple_pattern(Val v)
{
    return val_is_call(v, S_Pattern, 2) && val_is_symbol(expr_arg(v, 0));
}

static bool emit_optional(Printer *p, Val v, int precedence)
{
    Val pattern = expr_arg(v, 0);
    bool dot = expr_len(v) == 1;
    bool parentheses = open_if(p, precedence > PREC_OPTIONAL);

    if (!emit(p, pattern, PREC_PATTERN))
        return false;
    if (dot) {
        out_char(p->to, '.');
    } else {
        out_char(p->to, ':');
        if (!emit(p, expr_arg(v, 1), PREC_PATTERN + 1))
            return false;
    }
    return close_if(p, parentheses);
}

static bool is_optional(Val v)
{
    Val pattern = expr_arg(v, 0);
    Val blank = is_simple_pattern(pattern) ? expr_arg(pattern, 1) : pattern;

    if (expr_len(v) == 1)
        return val_is_call(blank, S_Blank, 0);
    return is_simple_pattern(pattern) || blank_text(pattern) != NULL;
}

/* Slot[1], SlotSequence[2], Slot["name"], Out[3]; false: not of the shape that has a notation. */
static bool put_slot(Printer *p, Val v)
{
    int64_t head = symbol_switch(expr_head(v));
    int64_t k;

    if (head == SYM_Out && expr_len(v) == 0) {
        put(p, "%");
        return true;
    }
    if (expr_len(v) != 1)
        return false;
    Val a = expr_arg(v, 0);
    if (head == SYM_Slot && val_is_string(a) && reader_is_name(text_data(a), text_bytes(a), false)) {
        out_char(p->to, '#');
        out_bytes(p->to, text_data(a), text_bytes(a));
        return true;
    }
    if (!val_is_small(a))
        return false;
    k = val_small(a);
    if (head == SYM_Out) {
        if (k > 0)
            out_format(p->to, "%%%lld", (long long)k);
        else
            for (int64_t i = k; i < 0 && i > -100; i++)
                out_char(p->to, '%');
        return k != 0 && k > -100;
    }
    if (k < 0 || (head == SYM_SlotSequence && k == 0))
        return false;
    out_format(p->to, head == SYM_Slot ? "#%lld" : "##%lld", (long long)k);
    return true;
}

static bool emit_assoc(Printer *p, Val assoc)
{
    AssocEntry e;
    bool first = true;

    put(p, "<|");
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); first = false) {
        if (!first)
            put(p, ", ");
        if (!emit(p, e.key, PREC_RULE + 1))
            return false;
        put(p, e.delayed ? " :> " : " -> ");
        if (!emit(p, e.value, PREC_RULE))
            return false;
    }
    put(p, "|>");
    return true;
}

static bool emit_packed(Printer *p, Val list)
{
    size_t n = list_len(list);

    out_char(p->to, '{');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            put(p, ", ");
        if (!emit(p, list_item(vm_heap(p->vm), list, i), 0))
            return false;
    }
    out_char(p->to, '}');
    return true;
}

static void put_bytes(Printer *p, Val v)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const Bytes *b = val_bytes(v);

    if (p->form == FORM_COMMAND) {
        out_format(p->to, "ByteArray[<%zu>]", b->len);
        return;
    }
    put(p, "ByteArray[\"");
    for (size_t i = 0; i < b->len; i += 3) {
        size_t left = b->len - i;
        unsigned word = (unsigned)b->data[i] << 16;
        if (left > 1)
            word |= (unsigned)b->data[i + 1] << 8;
        if (left > 2)
            word |= b->data[i + 2];
        out_char(p->to, alphabet[word >> 18]);
        out_char(p->to, alphabet[word >> 12 & 63]);
        out_char(p->to, left > 1 ? alphabet[word >> 6 & 63] : '=');
        out_char(p->to, left > 2 ? alphabet[word & 63] : '=');
    }
    put(p, "\"]");
}

static bool emit_function(Printer *p, Val v, int precedence)
{
    bool parentheses = open_if(p, precedence > PREC_FUNCTION);

    if (!emit(p, expr_arg(v, 0), PREC_FUNCTION))
        return false;
    put(p, " & ");
    return close_if(p, parentheses);
}

static bool emit_part(Printer *p, Val v)
{
    if (!emit(p, expr_arg(v, 0), PREC_CALL))
        return false;
    put(p, "[[");
    if (!emit_sequence(p, expr_len(v) - 1, expr_args(v) + 1, ",", 0))
        return false;
    put(p, "]]");
    return true;
}

static bool emit_test(Printer *p, Val v, int precedence)
{
    bool parentheses = open_if(p, precedence > PREC_TEST);

    if (!emit_sequence(p, 2, expr_args(v), "?", PREC_TEST + 1))
        return false;
    return close_if(p, parentheses);
}

/* f /: lhs = rhs */
static bool emit_tag_set(Printer *p, Val v, int precedence)
{
    bool parentheses = open_if(p, precedence > PREC_SET);

    if (!emit(p, expr_arg(v, 0), PREC_SET + 6))
        return false;
    put(p, " /: ");
    if (!emit(p, expr_arg(v, 1), PREC_SET + 1))
        return false;
    put(p, val_is(expr_head(v), S_TagSet) ? " = " : " := ");
    if (!emit(p, expr_arg(v, 2), PREC_SET))
        return false;
    return close_if(p, parentheses);
}

static bool is_message_name(Val v)
{
    return expr_len(v) == 2 && val_is_symbol(expr_arg(v, 0)) && val_is_string(expr_arg(v, 1));
}

static bool put_message_name(Printer *p, Val v)
{
    Val tag = expr_arg(v, 1);
    const char *s = text_data(tag);
    bool plain = text_bytes(tag) > 0 && isalpha((unsigned char)s[0]);

    for (size_t i = 0; i < text_bytes(tag) && plain; i++)
        plain = isalnum((unsigned char)s[i]);
    print_symbol(p->vm, p->to, expr_arg(v, 0));
    put(p, "::");
    if (plain)
        out_bytes(p->to, s, text_bytes(tag));
    else
        print_quoted(p->to, s, text_bytes(tag), FORM_INPUT);
    return true;
}

static bool is_named_infinity(Val v)
{
    return expr_len(v) == 0
        || (expr_len(v) == 1 && (num_is_one(expr_arg(v, 0)) || num_is_minus_one(expr_arg(v, 0))));
}

static bool put_infinity(Printer *p, Val v, int precedence)
{
    bool negative = expr_len(v) == 1 && num_is_minus_one(expr_arg(v, 0));
    bool parentheses = open_if(p, negative && precedence > PREC_MINUS);

    put(p, expr_len(v) == 0 ? "ComplexInfinity" : negative ? "-Infinity" : "Infinity");
    return close_if(p, parentheses);
}

static bool emit_list(Printer *p, Val v)
{
    out_char(p->to, '{');
    if (!emit_sequence(p, expr_len(v), expr_args(v), ", ", 0))
        return false;
    out_char(p->to, '}');
    return true;
}

/* The heads with a notation of their own; *done is false where this expression has none. */
static bool emit_special(Printer *p, Val v, int precedence, bool *done)
{
    Val head = expr_head(v);
    size_t n = expr_len(v);

    *done = true;
    switch (symbol_switch(head)) {
    case SYM_List:     return emit_list(p, v);
    case SYM_Plus:     if (n >= 2) return emit_sum(p, v, precedence); break;
    case SYM_Times:    if (n >= 2) return emit_product(p, v, false, precedence); break;
    case SYM_Power:    if (n == 2) return emit_power(p, v, precedence); break;
    case SYM_Pattern:  if (is_simple_pattern(v)) return emit_pattern(p, v, precedence); break;
    case SYM_Function: if (n == 1) return emit_function(p, v, precedence); break;
    case SYM_Part:     if (n >= 2) return emit_part(p, v); break;
    case SYM_CompoundExpression: if (n >= 2) return emit_compound(p, v, precedence); break;
    case SYM_PatternTest:        if (n == 2) return emit_test(p, v, precedence); break;
    case SYM_DirectedInfinity:   if (is_named_infinity(v)) return put_infinity(p, v, precedence); break;
    case SYM_Blank: case SYM_BlankSequence: case SYM_BlankNullSequence:
        if (blank_text(v) != NULL) {
            put_blank(p, v);
            return true;
        }
        break;
    case SYM_Optional:
        if ((n == 1 || n == 2) && is_optional(v))
            return emit_optional(p, v, precedence);
        break;
    case SYM_Slot: case SYM_SlotSequence: case SYM_Out:
        if (put_slot(p, v))
            return true;
        break;
    case SYM_MessageName:
        if (p->form != FORM_COMMAND && is_message_name(v))
            return put_message_name(p, v);
        break;
    case SYM_TagSet: case SYM_TagSetDelayed:
        if (n == 3)
            return emit_tag_set(p, v, precedence);
        break;
    case SYM_TraditionalForm: case SYM_StandardForm:
        if (p->form == FORM_INPUT && n == 1)
            return print_linear_boxes(p->vm, p->to, expr_arg(v, 0), val_is(head, S_TraditionalForm));
        break;
    default:
        break;
    }
    *done = false;
    return true;
}

/* Heads that one of InputForm and the command form writes as operators and the other as head[..]. */
static bool spells_out(const Printer *p, Val head)
{
    if (p->form == FORM_COMMAND)
        return val_is(head, S_Span) || val_is(head, S_StringExpression);
    return val_is(head, S_DirectedEdge) || val_is(head, S_UndirectedEdge);
}

static bool emit_expr(Printer *p, Val v, int precedence)
{
    Val head = expr_head(v);
    bool done = false;

    if (val_is_symbol(head)) {
        const Operator *op;
        if (p->form == FORM_COMMAND && print_summary(p->vm, p->to, v))
            return true;
        if (p->form == FORM_COMMAND && !print_command_layout(p->vm, p->to, v, precedence, &done))
            return false;
        if (!done && !emit_special(p, v, precedence, &done))
            return false;
        if (done)
            return true;
        op = operator_written(head, expr_len(v));
        if (op != NULL && !spells_out(p, head))
            return emit_operator(p, op, v, precedence);
    }
    return emit_call(p, v, precedence);
}

static bool emit_number(Printer *p, Val v, int precedence)
{
    int own = number_precedence(v);

    if (p->form == FORM_COMMAND && val_is_complex(v) && own == PREC_TIMES && precedence == PREC_TIMES + 1) {
        /* -I and I/2 stand bare in a product there, 2*I does not. */
        Val im = cplx_im(v);
        if (num_is_minus_one(im) || (val_is_rational(im) && !num_is_minus_one(rat_numerator(im))))
            own = precedence;
    }
    /* 3/2 is read as a quotient, which binds less than some operators that bind tighter than products. */
    if (val_is_rational(v) && precedence > PREC_TIMES + 1)
        own = PREC_TIMES;
    bool parentheses = open_if(p, own < precedence);
    print_number(vm_heap(p->vm), p->to, v, p->form);
    return close_if(p, parentheses);
}

static bool emit(Printer *p, Val v, int precedence)
{
    Val formatted;

    if (!print_may_go_on(p->vm, p->to))
        return false;
    formatted = format_value(p->vm, v, p->form == FORM_COMMAND ? S_OutputForm : S_InputForm);
    if (val_is_unwind(formatted))
        return false;
    if (!val_is_none(formatted))
        return emit(p, formatted, precedence);
    switch (val_kind(v)) {
    case KIND_STRING:
        if (p->form == FORM_COMMAND)
            print_bare(p->to, text_data(v), text_bytes(v));
        else
            print_quoted(p->to, text_data(v), text_bytes(v), p->form);
        return true;
    case KIND_SYMBOL:
        print_symbol(p->vm, p->to, v);
        return true;
    case KIND_EXPR:
        return emit_expr(p, v, precedence);
    case KIND_PACKED:
        return emit_packed(p, v);
    case KIND_ASSOC:
        return emit_assoc(p, v);
    case KIND_BYTES:
        put_bytes(p, v);
        return true;
    case KIND_FOREIGN:
        foreign_print(v, p->to);
        return true;
    default:
        return emit_number(p, v, precedence);
    }
}

bool print_input(Vm *vm, Out *to, Val v, Form form)
{
    Printer p = {vm, to, form == FORM_COMMAND ? FORM_COMMAND : FORM_INPUT};

    /* A Sequence that nothing took is shown as its elements, run together. */
    if (form == FORM_COMMAND && val_has_head(v, S_Sequence))
        return emit_sequence(&p, expr_len(v), expr_args(v), "", 0);
    return emit(&p, v, 0);
}

bool print_input_at(Vm *vm, Out *to, Val v, int precedence)
{
    Printer p = {vm, to, FORM_COMMAND};

    return emit(&p, v, precedence);
}
