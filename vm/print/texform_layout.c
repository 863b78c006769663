/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * texform_layout.c -- matrices, cases, integrals and other notations of TeXForm.
 */
#include "vm/num/number.h"
#include "vm/print/texform.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

/* Rows and columns of a rectangular matrix of depth 2; ragged rows only where [ragged]. */
static bool is_matrix(Heap *h, Val v, bool ragged, size_t *columns)
{
    size_t rows = list_len(v);

    *columns = 0;
    if (rows == 0)
        return false;
    for (size_t i = 0; i < rows; i++) {
        Val row = list_item(h, v, i);
        if (!val_is_list(row))
            return false;
        if (i > 0 && !ragged && list_len(row) != *columns)
            return false;
        if (list_len(row) > *columns)
            *columns = list_len(row);
    }
    return *columns > 0;
}

static bool put_cell(TexPrinter *p, Val v)
{
    Out *outer = p->to, inner;
    bool fine;

    out_init(&inner);
    p->to = &inner;
    /* A list inside a matrix stays a list. */
    fine = val_is_list(v) ? tex_delimited(p, "\\{", list_len(v), expr_args(val_unpacked(vm_heap(p->vm), v)), ",", "\\}")
                          : tex_value(p, v, 0);
    p->to = outer;
    if (fine)
        out_format(p->to, " %s", out_text(&inner));
    out_fini(&inner);
    return fine;
}

/* \begin{array}..\end{array}: rows x columns, or one column of the elements where columns is 0. */
static bool put_array(TexPrinter *p, Val v, size_t columns)
{
    Heap *h = vm_heap(p->vm);

    tex_put(p, "\\begin{array}{");
    for (size_t j = 0; j < (columns == 0 ? 1 : columns); j++)
        out_char(p->to, 'c');
    out_str(p->to, "}\n");
    for (size_t i = 0; i < list_len(v); i++) {
        Val row = list_item(h, v, i);
        if (columns == 0) {
            if (!put_cell(p, row))
                return false;
        } else {
            for (size_t j = 0; j < columns; j++) {
                if (j > 0)
                    out_str(p->to, " &");
                if (j >= list_len(row))
                    out_str(p->to, " \\text{}");
                else if (!put_cell(p, list_item(h, row, j)))
                    return false;
            }
        }
        out_str(p->to, " \\\\\n");
    }
    out_str(p->to, "\\end{array}");
    return true;
}

static bool put_matrix(TexPrinter *p, Val v, size_t columns)
{
    tex_put(p, "\\left(\n");
    if (!put_array(p, v, columns))
        return false;
    out_str(p->to, "\n\\right)");
    return true;
}

bool tex_list(TexPrinter *p, Val list)
{
    size_t columns;

    if (is_matrix(vm_heap(p->vm), list, false, &columns))
        return put_matrix(p, list, columns);
    return tex_delimited(p, "\\{", expr_len(list), expr_args(list), ",", "\\}");
}

static bool put_table(TexPrinter *p, Val v, bool parentheses, int precedence)
{
    Val list = expr_arg(v, 0);
    size_t columns;

    if (!val_is_list(list) || list_len(list) == 0)
        return tex_value(p, list, precedence);
    bool matrix = is_matrix(vm_heap(p->vm), list, !parentheses, &columns);
    if (parentheses)
        return put_matrix(p, list, matrix ? columns : 0);
    return put_array(p, list, matrix ? columns : 0);
}

static bool put_piecewise(TexPrinter *p, Val v)
{
    Heap *h = vm_heap(p->vm);
    Val cases = expr_arg(v, 0);
    size_t n = list_len(cases);
    Val otherwise = expr_len(v) >= 2 ? expr_arg(v, 1) : val_int(0);
    bool has_true = false;

    tex_put(p, "\\begin{cases}\n");
    for (size_t i = 0; i < n; i++) {
        Val row = val_unpacked(h, list_item(h, cases, i));
        if (i > 0)
            out_str(p->to, " \\\\\n");
        has_true = has_true || val_is(expr_arg(row, 1), S_True);
        if (!put_cell(p, expr_arg(row, 0)))
            return false;
        out_str(p->to, " &");
        if (!put_cell(p, expr_arg(row, 1)))
            return false;
    }
    if (!has_true) {
        out_str(p->to, " \\\\\n");
        if (!put_cell(p, otherwise))
            return false;
        out_str(p->to, " & \\text{True}");
    }
    out_str(p->to, "\n\\end{cases}");
    return true;
}

static bool is_piecewise(Heap *h, Val v)
{
    size_t columns;

    return expr_len(v) >= 1 && val_is_list(expr_arg(v, 0)) && is_matrix(h, expr_arg(v, 0), false, &columns)
        && columns == 2;
}

/* {x, a, b} or x: the variable of an integral, sum or product. */
static bool put_limits(TexPrinter *p, Val spec, bool equals)
{
    if (!val_is_plain_list(spec))
        return true;
    size_t n = expr_len(spec);
    if (n < 2 || n > 3)
        return true;
    Val from = n == 3 ? expr_arg(spec, 1) : val_int(1), to = expr_arg(spec, n - 1);
    if (equals)
        from = expr2(vm_heap(p->vm), S_Equal, expr_arg(spec, 0), from);
    return tex_script(p, '_', 1, &from, false) && tex_script(p, '^', 1, &to, false);
}

static bool put_integral(TexPrinter *p, Val v)
{
    size_t n = expr_len(v);

    for (size_t i = 1; i < n; i++) {
        /* No blank after this command: what follows it is a script or a blank of its own. */
        tex_put(p, "\\int");
        if (!put_limits(p, expr_arg(v, i), false))
            return false;
    }
    if (val_is_plain_list(expr_arg(v, n - 1)))
        tex_put(p, " ");
    if (!tex_value(p, expr_arg(v, 0), PREC_PLUS + 1))
        return false;
    for (size_t i = n; i-- > 1;) {
        Val spec = expr_arg(v, i);
        out_str(p->to, " \\, d");
        if (!tex_value(p, val_is_plain_list(spec) && expr_len(spec) > 0 ? expr_arg(spec, 0) : spec, PREC_CALL))
            return false;
    }
    return true;
}

static bool put_sum_or_product(TexPrinter *p, Val v)
{
    for (size_t i = 1; i < expr_len(v); i++) {
        tex_put(p, val_is(expr_head(v), S_Sum) ? "\\sum" : "\\prod");
        if (!put_limits(p, expr_arg(v, i), true))
            return false;
    }
    tex_put(p, " ");
    return tex_value(p, expr_arg(v, 0), PREC_PLUS + 1);
}

static bool put_derivative(TexPrinter *p, Val v)
{
    Val orders = expr_head(v);

    if (!tex_value(p, expr_arg(v, 0), PREC_CALL))
        return false;
    if (expr_len(orders) == 1 && (val_is(expr_arg(orders, 0), val_int(1)) || val_is(expr_arg(orders, 0), val_int(2)))) {
        tex_put(p, val_is(expr_arg(orders, 0), val_int(1)) ? "'" : "''");
        return true;
    }
    return tex_script(p, '^', expr_len(orders), expr_args(orders), true);
}

static bool put_postfix(TexPrinter *p, Val v, const char *mark)
{
    if (!tex_value(p, expr_arg(v, 0), PREC_POWER + 1))
        return false;
    out_str(p->to, mark);
    return true;
}

static bool put_binomial(TexPrinter *p, Val v)
{
    tex_put(p, "\\binom{");
    if (!tex_value(p, expr_arg(v, 0), 0))
        return false;
    out_str(p->to, "}{");
    if (!tex_value(p, expr_arg(v, 1), 0))
        return false;
    out_char(p->to, '}');
    return true;
}

/* name_a^{(b)} */
static bool put_both(TexPrinter *p, const char *name, Val index, Val raised)
{
    tex_put(p, name);
    return tex_script(p, '_', 1, &index, false) && tex_script(p, '^', 1, &raised, true);
}

static bool put_scripts(TexPrinter *p, Val v)
{
    size_t n = expr_len(v);
    const Val *a = expr_args(v);

    if (!tex_value(p, a[0], PREC_POWER + 1))
        return false;
    switch (symbol_switch(expr_head(v))) {
    case SYM_Subscript:   return tex_script(p, '_', n - 1, a + 1, false);
    case SYM_Superscript: return tex_script(p, '^', n - 1, a + 1, false);
    default:              return tex_script(p, '_', 1, a + 1, false) && tex_script(p, '^', 1, a + 2, false);
    }
}

static bool put_inequality(TexPrinter *p, Val v)
{
    for (size_t i = 0; i < expr_len(v); i++) {
        int precedence = 0;
        const char *tex = i % 2 == 1 ? tex_operator(expr_arg(v, i), &precedence) : NULL;
        if (tex != NULL)
            tex_put(p, tex);
        else if (!tex_value(p, expr_arg(v, i), 291))
            return false;
    }
    return true;
}

static bool put_row(TexPrinter *p, Val v)
{
    Val items = val_unpacked(vm_heap(p->vm), expr_arg(v, 0));

    for (size_t i = 0; i < expr_len(items); i++) {
        if (i > 0 && expr_len(v) >= 2 && !tex_value(p, expr_arg(v, 1), 0))
            return false;
        if (!tex_value(p, expr_arg(items, i), 0))
            return false;
    }
    return true;
}

/* Wrappers, tables, and rows. */
static bool put_wrapper(TexPrinter *p, Val v, int precedence, bool *done)
{
    Val first = expr_arg(v, 0);

    *done = true;
    switch (symbol_switch(expr_head(v))) {
    case SYM_HoldForm: case SYM_Defer: case SYM_Style: case SYM_TraditionalForm: case SYM_StandardForm:
    case SYM_TeXForm: case SYM_OutputForm: case SYM_Interpretation: case SYM_Tooltip: case SYM_Text:
        return tex_value(p, first, precedence);
    case SYM_MatrixForm: return put_table(p, v, val_is_list(first), precedence);
    case SYM_TableForm:  return put_table(p, v, false, precedence);
    case SYM_Grid:   if (val_is_list(first)) return put_table(p, v, false, precedence); break;
    case SYM_Column: if (val_is_list(first)) return put_array(p, first, 0); break;
    case SYM_Row:    if (val_is_list(first)) return put_row(p, v); break;
    default: break;
    }
    *done = false;
    return true;
}

static bool put_mod(TexPrinter *p, Val v)
{
    tex_put(p, "(");
    if (!tex_value(p, expr_arg(v, 0), PREC_TIMES))
        return false;
    out_str(p->to, " \\bmod");
    if (!tex_value(p, expr_arg(v, 1), PREC_TIMES))
        return false;
    tex_put(p, ")");
    return true;
}

/* (a+b;a,b) */
static bool put_multinomial(TexPrinter *p, Val v)
{
    tex_put(p, "(");
    if (!tex_value(p, expr_with_head(vm_heap(p->vm), v, S_Plus), 0))
        return false;
    tex_put(p, ";");
    if (!tex_items(p, expr_len(v), expr_args(v), ","))
        return false;
    tex_put(p, ")");
    return true;
}

static bool put_harmonic(TexPrinter *p, Val v)
{
    if (expr_len(v) == 2)
        return put_both(p, "H", expr_arg(v, 0), expr_arg(v, 1));
    tex_put(p, "H");
    return tex_script(p, '_', 1, expr_args(v), false);
}

static bool put_polygamma(TexPrinter *p, Val v)
{
    size_t n = expr_len(v);

    tex_put(p, "\\psi");
    if (n == 2 && !tex_script(p, '^', 1, expr_args(v), true))
        return false;
    return tex_delimited(p, "(", 1, expr_args(v) + (n == 2 ? 1 : 0), ",", ")");
}

bool tex_layout(TexPrinter *p, Val v, int precedence, bool *done)
{
    size_t n = expr_len(v);
    const Val *a = expr_args(v);

    *done = true;
    if (value_is_derivative(v))
        return put_derivative(p, v);
    *done = false;
    if (n == 0)
        return true;
    if (!put_wrapper(p, v, precedence, done))
        return false;
    if (*done)
        return true;
    *done = true;
    switch (symbol_switch(expr_head(v))) {
    case SYM_Piecewise:  if (is_piecewise(vm_heap(p->vm), v)) return put_piecewise(p, v); break;
    case SYM_Integrate:  if (n >= 2) return put_integral(p, v); break;
    case SYM_Sum: case SYM_Product: if (n >= 2) return put_sum_or_product(p, v); break;
    case SYM_Inequality: if (n >= 3 && n % 2 == 1) return put_inequality(p, v); break;
    case SYM_Subscript: case SYM_Superscript: if (n >= 2) return put_scripts(p, v); break;
    case SYM_Subsuperscript: if (n == 3) return put_scripts(p, v); break;
    case SYM_Factorial:  if (n == 1) return put_postfix(p, v, "!"); break;
    case SYM_Factorial2: if (n == 1) return put_postfix(p, v, "\\text{!!}"); break;
    case SYM_Conjugate:  if (n == 1) return put_postfix(p, v, "^*"); break;
    case SYM_Transpose:  if (n == 1) return put_postfix(p, v, "^{\\mathsf{T}}"); break;
    case SYM_ConjugateTranspose: if (n == 1) return put_postfix(p, v, "^{\\dagger }"); break;
    case SYM_Binomial:   if (n == 2) return put_binomial(p, v); break;
    case SYM_StirlingS1: if (n == 2) return put_both(p, "S", a[0], a[1]); break;
    case SYM_StirlingS2: if (n == 2) return put_both(p, "\\mathcal{S}", a[0], a[1]); break;
    case SYM_HarmonicNumber: if (n <= 2) return put_harmonic(p, v); break;
    case SYM_PolyGamma:   if (n <= 2) return put_polygamma(p, v); break;
    case SYM_Mod:         if (n == 2) return put_mod(p, v); break;
    case SYM_Multinomial: return put_multinomial(p, v);
    case SYM_DirectedInfinity:
        if (n == 1 && (num_is_one(a[0]) || num_is_minus_one(a[0]))) {
            tex_put(p, num_is_one(a[0]) ? "\\infty" : "-\\infty");
            return true;
        }
        break;
    default:
        break;
    }
    *done = false;
    return true;
}
