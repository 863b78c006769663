/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cform.c -- CForm and FortranForm: expressions for other languages.
 *
 * Sums and products are written as InputForm writes them.  Rational numbers become real ones, since
 * 1/2 is 0 in both languages; every other head is a function call.
 */
#include <math.h>

#include "vm/num/number.h"
#include "vm/print/internal.h"
#include "vm/value/assoc.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

typedef struct CPrinter {
    Vm  *vm;
    Out *to;
    bool fortran;
} CPrinter;

static bool emit(CPrinter *p, Val v, int precedence);

static bool parens(CPrinter *p, bool needed, char c)
{
    if (needed)
        out_char(p->to, c);
    return needed;
}

static void put_real(CPrinter *p, double x)
{
    char digits[40];
    int exponent, n;

    if (x < 0)
        out_char(p->to, '-');
    if (x == 0) {
        out_str(p->to, "0.");
        return;
    }
    if (isinf(x) || isnan(x)) {
        out_str(p->to, isnan(x) ? "Indeterminate" : "DirectedInfinity(1)");
        return;
    }
    n = real_shortest(fabs(x), digits, &exponent);
    if (exponent >= -4 && exponent <= 6) {
        if (exponent <= 0)
            out_char(p->to, '0');
        for (int i = 0; i < exponent; i++)
            out_char(p->to, i < n ? digits[i] : '0');
        out_char(p->to, '.');
        for (int i = exponent; i < 0; i++)
            out_char(p->to, '0');
        if (n > exponent)
            out_str(p->to, digits + (exponent > 0 ? exponent : 0));
        return;
    }
    out_format(p->to, "%c.%se%d", digits[0], digits + 1, exponent - 1);
}

static bool put_number(CPrinter *p, Val v, int precedence)
{
    if (val_is_complex(v)) {
        out_str(p->to, p->fortran ? "(" : "Complex(");
        if (!put_number(p, cplx_re(v), 0))
            return false;
        out_char(p->to, ',');
        if (!put_number(p, cplx_im(v), 0))
            return false;
        out_char(p->to, ')');
        return true;
    }
    bool grouped = parens(p, num_sign(v) < 0 && precedence > PREC_MINUS, '(');
    if (val_is_integer(v))
        int_print(p->to, v, 10);
    else
        put_real(p, num_to_double(v));
    parens(p, grouped, ')');
    return true;
}

static bool put_arguments(CPrinter *p, size_t n, const Val *v)
{
    out_char(p->to, '(');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            out_char(p->to, ',');
        if (!emit(p, v[i], 0))
            return false;
    }
    out_char(p->to, ')');
    return true;
}

static bool put_factors(CPrinter *p, size_t n, const Val *v, int precedence, bool group, bool below)
{
    bool grouped = parens(p, group && n > 1, '(');

    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            out_char(p->to, '*');
        if (below && val_is_integer(v[i])) {
            int_print(p->to, v[i], 10);
            out_char(p->to, '.');
        } else if (!emit(p, v[i], n > 1 ? PREC_TIMES + 1 : precedence)) {
            return false;
        }
    }
    parens(p, grouped, ')');
    return true;
}

static bool put_product(CPrinter *p, Val v, bool negate, int precedence)
{
    Product product;
    bool lead, grouped;

    if (negate && expr_len(v) == 2 && num_is_minus_one(expr_arg(v, 0)))
        return emit(p, expr_arg(v, 1), precedence);
    product_split(vm_heap(p->vm), v, negate, &product);
    lead = !val_is_none(product.lead);
    if (lead) {
        memmove(product.below + 1, product.below, product.n_below * sizeof(Val));
        product.below[0] = rat_denominator(product.lead);
        product.n_below++;
    }
    bool outer = parens(p, precedence > PREC_TIMES, '(');
    if (product.minus || lead)
        out_char(p->to, '-');
    grouped = parens(p, (product.minus && product.n_above + product.n_below > 1)
                        || (product.minus && product.n_above == 0) || (lead && product.n_above > 0), '(');
    if (product.n_above == 0)
        out_char(p->to, '1');
    else if (!put_factors(p, product.n_above, product.above, PREC_TIMES + 1, product.n_below > 0, false))
        return false;
    if (product.n_below > 0) {
        out_char(p->to, '/');
        if (!put_factors(p, product.n_below, product.below, PREC_DIVIDE + 1, true, true))
            return false;
    }
    parens(p, grouped, ')');
    parens(p, outer, ')');
    return true;
}

static bool put_sum(CPrinter *p, Val v, int precedence)
{
    bool outer = parens(p, precedence > PREC_PLUS, '('), fine;

    for (size_t i = 0; i < expr_len(v); i++) {
        Val term = expr_arg(v, i);
        bool negative = i > 0 && term_is_negative(term) && !val_is_complex(term);
        if (i > 0)
            out_str(p->to, negative ? " - " : " + ");
        if (!negative)
            fine = emit(p, term, PREC_PLUS + 1);
        else if (val_is_number(term))
            fine = emit(p, num_neg(vm_heap(p->vm), term), PREC_PLUS + 1);
        else
            fine = put_product(p, term, true, PREC_PLUS + 1);
        if (!fine)
            return false;
    }
    parens(p, outer, ')');
    return true;
}

static bool put_power(CPrinter *p, Val v, int precedence)
{
    Val base = expr_arg(v, 0), exponent = expr_arg(v, 1);
    bool below = number_is_half(exponent, -1) || num_is_minus_one(exponent), outer;

    if (below || number_is_half(exponent, 1)) {
        outer = parens(p, below && precedence > PREC_TIMES, '(');
        if (below)
            out_str(p->to, "1/");
        if (num_is_minus_one(exponent)) {
            if (!emit(p, base, PREC_DIVIDE + 1))
                return false;
        } else {
            out_str(p->to, "Sqrt");
            if (!put_arguments(p, 1, &base))
                return false;
        }
        parens(p, outer, ')');
        return true;
    }
    if (!p->fortran) {
        if (val_is(base, S_E)) {
            out_str(p->to, "Exp");
            return put_arguments(p, 1, &exponent);
        }
        out_str(p->to, "Power");
        return put_arguments(p, 2, expr_args(v));
    }
    outer = parens(p, precedence > PREC_POWER, '(');
    if (!emit(p, base, PREC_POWER + 1))
        return false;
    out_str(p->to, "**");
    if (!emit(p, exponent, PREC_POWER))
        return false;
    parens(p, outer, ')');
    return true;
}

typedef struct COperator {
    uint32_t    symbol;
    int         precedence;
    const char *c, *fortran;         /* NULL: a function call there */
} COperator;

static const COperator operators[] = {
    {SYM_Equal, 290, " == ", ".eq."},      {SYM_Unequal, 290, " != ", ".ne."},
    {SYM_Less, 290, " < ", ".lt."},        {SYM_LessEqual, 290, " <= ", ".le."},
    {SYM_Greater, 290, " > ", ".gt."},     {SYM_GreaterEqual, 290, " >= ", ".ge."},
    {SYM_And, 215, " && ", ".and."},       {SYM_Or, 214, " || ", ".or."},
    {SYM_Mod, 405, " % ", NULL},           {SYM_Set, 40, " = ", "="},
    {SYM_AddTo, 100, " += ", NULL},        {SYM_SubtractFrom, 100, " -= ", NULL},
    {SYM_TimesBy, 100, " *= ", NULL},      {SYM_DivideBy, 100, " /= ", NULL},
};

static bool put_operator(CPrinter *p, Val v, int precedence, bool *done)
{
    size_t n = expr_len(v);

    *done = true;
    if (val_is_call(v, S_Not, 1)) {
        out_str(p->to, p->fortran ? ".not." : "!");
        return emit(p, expr_arg(v, 0), PREC_CALL);
    }
    for (size_t i = 0; n >= 2 && i < COUNT_OF(operators); i++) {
        const COperator *op = &operators[i];
        const char *text = p->fortran ? op->fortran : op->c;
        if (!val_is(expr_head(v), val_known(op->symbol)) || text == NULL)
            continue;
        bool outer = parens(p, precedence > op->precedence, '(');
        for (size_t j = 0; j < n; j++) {
            if (j > 0)
                out_str(p->to, text);
            if (!emit(p, expr_arg(v, j), op->precedence + 1))
                return false;
        }
        parens(p, outer, ')');
        return true;
    }
    *done = false;
    return true;
}

static bool emit_expr(CPrinter *p, Val v, int precedence)
{
    Val head = expr_head(v);
    size_t n = expr_len(v);
    bool done = false;

    if (val_is(head, S_Plus) && n >= 2)
        return put_sum(p, v, precedence);
    if (val_is(head, S_Times) && n >= 2)
        return put_product(p, v, false, precedence);
    if (val_is(head, S_Power) && n == 2)
        return put_power(p, v, precedence);
    if (val_is(head, S_HoldForm) && n == 1)
        return emit(p, expr_arg(v, 0), precedence);
    if (val_is_symbol(head)) {
        if (!put_operator(p, v, precedence, &done))
            return false;
        if (done)
            return true;
    }
    return emit(p, head, PREC_CALL) && put_arguments(p, n, expr_args(v));
}

static bool emit(CPrinter *p, Val v, int precedence)
{
    if (!print_may_go_on(p->vm, p->to))
        return false;
    switch (val_kind(v)) {
    case KIND_STRING:
        print_quoted(p->to, text_data(v), text_bytes(v), FORM_C);
        return true;
    case KIND_SYMBOL:
        if (val_is(v, S_Infinity) || val_is(v, S_ComplexInfinity))
            out_str(p->to, val_is(v, S_Infinity) ? "DirectedInfinity(1)" : "DirectedInfinity()");
        else
            out_bytes(p->to, symbol_name(v), val_symbol(v)->name_len);
        return true;
    case KIND_EXPR:
        return emit_expr(p, v, precedence);
    case KIND_PACKED:
        return emit_expr(p, packed_unpack(vm_heap(p->vm), v), precedence);
    case KIND_ASSOC: {
        Val rules = assoc_rules(vm_heap(p->vm), v);
        out_str(p->to, "Association");
        return put_arguments(p, expr_len(rules), expr_args(rules));
    }
    case KIND_BYTES: case KIND_FOREIGN:
        return print_input(p->vm, p->to, v, FORM_INPUT);
    default:
        return put_number(p, v, precedence);
    }
}

bool print_c(Vm *vm, Out *to, Val v, bool fortran)
{
    CPrinter p = {vm, to, fortran};

    return emit(&p, v, 0);
}
