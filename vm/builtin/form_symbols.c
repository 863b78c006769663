/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * form_symbols.c -- the wrappers that say how an expression is printed.
 *
 * They stand for themselves; what they look like is in vm/print/.
 */
#include "vm/eval/builtin.h"

SYMBOL(InputForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "InputForm[expr] prints as a version of expr suitable for input.",
    .examples = EXAMPLES(
        "ToString[InputForm[{x^2, \"s\"}]]", "{x^2, \"s\"}"));

SYMBOL(FullForm,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "FullForm[expr] prints as the full form of expr, with no special syntax.",
    .examples = EXAMPLES(
        "ToString[FullForm[a + b^2]]", "Plus[a, Power[b, 2]]"));

SYMBOL(OutputForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "OutputForm[expr] prints as a two-dimensional representation of expr using only keyboard characters.",
    .examples = EXAMPLES(
        "ToString[OutputForm[x^2]]", " 2\nx"));

SYMBOL(StandardForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StandardForm[expr] prints as the standard representation of expr.",
    .examples = EXAMPLES(
        "StandardForm[x]", "StandardForm[x]"));

SYMBOL(TraditionalForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TraditionalForm[expr] prints as an approximation to the traditional mathematical notation for expr.",
    .examples = EXAMPLES(
        "TraditionalForm[x]", "TraditionalForm[x]"));

SYMBOL(TeXForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TeXForm[expr] prints as a TeX version of expr.",
    .examples = EXAMPLES(
        "ToString[TeXForm[x/2]]", "\\frac{x}{2}"));

SYMBOL(CForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "CForm[expr] prints as a C language version of expr.",
    .examples = EXAMPLES(
        "ToString[CForm[x^2 + 1]]", "1 + Power(x,2)"));

SYMBOL(FortranForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "FortranForm[expr] prints as a Fortran language version of expr.",
    .examples = EXAMPLES(
        "ToString[FortranForm[x^2 + 1]]", "1 + x**2"));

SYMBOL(MathMLForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "MathMLForm[expr] prints as a MathML form of expr.",
    .examples = EXAMPLES(
        "MathMLForm[3]", "MathMLForm[3]"));

SYMBOL(MatrixForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "MatrixForm[list] prints with the elements of list arranged in a regular array.",
    .examples = EXAMPLES(
        "ToString[MatrixForm[{{1, 2}, {3, 4}}]]", "1   2\n\n3   4"));

SYMBOL(TableForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TableForm[list] prints with the elements of list arranged in an array of rectangular cells.",
    .examples = EXAMPLES(
        "ToString[TableForm[{a, b}]]", "a\n\nb"));

SYMBOL(NumberForm,
    .attrs   = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "NumberForm[expr, n] prints with approximate real numbers in expr given to n-digit precision.\n"
               "NumberForm[expr, {n, f}] prints with n digits, f of them to the right of the decimal point.",
    .examples = EXAMPLES(
        "ToString[NumberForm[3.14159, 3]]", "3.14",
        "ToString[NumberForm[2., {4, 2}]]", "2.00"));

SYMBOL(ScientificForm,
    .attrs   = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "ScientificForm[expr] prints with all real numbers in expr given in scientific notation.",
    .examples = EXAMPLES(
        "ToString[ScientificForm[123.45]]", "           2\n1.2345 × 10"));

SYMBOL(EngineeringForm,
    .attrs   = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "EngineeringForm[expr] prints with all real numbers in expr given in engineering notation.",
    .examples = EXAMPLES(
        "ToString[EngineeringForm[123.45]]", "123.45"));

SYMBOL(AccountingForm,
    .attrs   = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "AccountingForm[expr] prints with all numbers in expr given in standard accounting notation.",
    .examples = EXAMPLES(
        "ToString[AccountingForm[-5]]", "(5)"));

SYMBOL(PaddedForm,
    .attrs   = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "PaddedForm[expr, n] prints with all numbers in expr padded to leave room for a total of n digits.\n"
               "PaddedForm[expr, {n, f}] prints with exactly f digits to the right of the decimal point.",
    .examples = EXAMPLES(
        "ToString[PaddedForm[7, 4]]", "    7"));

SYMBOL(DecimalForm,
    .attrs   = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "DecimalForm[expr] prints with approximate real numbers in expr always given in decimal form, without scientific notation.",
    .examples = EXAMPLES(
        "ToString[DecimalForm[1234567.89]]", "1234568"));

SYMBOL(PercentForm,
    .attrs   = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "PercentForm[expr] prints with approximate real numbers in expr given as percentages.",
    .examples = EXAMPLES(
        "ToString[PercentForm[0.25]]", "25%"));

SYMBOL(BaseForm,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "BaseForm[expr, n] prints with the numbers in expr given in base n.",
    .examples = EXAMPLES(
        "ToString[BaseForm[10, 2]]", "1010\n    2"));

SYMBOL(StringForm,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StringForm[\"controlstring\", expr1, ...] prints as the text of the control string, with the printed forms of the expr_i embedded.",
    .examples = EXAMPLES(
        "ToString[StringForm[\"`1` of ``\", a, b]]", "a of b"));

SYMBOL(Row,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Row[{expr1, expr2, ...}] formats as a row of expr_i.\n"
               "Row[list, s] inserts s as a separator between successive elements.",
    .examples = EXAMPLES(
        "Row[{1, 2}, \", \"]", "1, 2"));

SYMBOL(Column,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Column[{expr1, expr2, ...}] formats as a column of expr_i.",
    .examples = EXAMPLES(
        "ToString[Column[{a, b}]]", "a\nb"));

SYMBOL(Grid,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Grid[{{expr11, ...}, ...}] formats as a grid of expr_ij.",
    .examples = EXAMPLES(
        "ToString[Grid[{{a, b}}]]", "a   b"));

SYMBOL(Subscript,
    .attrs   = ATTR_N_HOLD_REST,
    .effects = EFFECT_PURE,
    .usage   = "Subscript[x, y] formats as x with y as a subscript.",
    .examples = EXAMPLES(
        "ToString[Subscript[x, 1]]", "x\n 1"));

SYMBOL(Superscript,
    .attrs   = ATTR_N_HOLD_REST,
    .effects = EFFECT_PURE,
    .usage   = "Superscript[x, y] formats as x with y as a superscript.",
    .examples = EXAMPLES(
        "ToString[Superscript[x, 2]]", " 2\nx"));

SYMBOL(Subsuperscript,
    .attrs   = ATTR_N_HOLD_REST,
    .effects = EFFECT_PURE,
    .usage   = "Subsuperscript[x, y, z] formats as x with y as a subscript and z as a superscript.",
    .examples = EXAMPLES(
        "ToString[Subsuperscript[x, 1, 2]]", " 2\nx\n 1"));

SYMBOL(Overscript,
    .attrs   = 0,
    .effects = EFFECT_PURE,
    .usage   = "Overscript[x, y] formats as x with y above it.",
    .examples = EXAMPLES(
        "ToString[Overscript[x, y]]", "y\nx"));

SYMBOL(Underscript,
    .attrs   = 0,
    .effects = EFFECT_PURE,
    .usage   = "Underscript[x, y] formats as x with y below it.",
    .examples = EXAMPLES(
        "ToString[Underscript[x, y]]", "x\ny"));

SYMBOL(Short,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Short[expr] prints as a short form of expr, less than about one line long.",
    .examples = EXAMPLES(
        "ToString[Short[{1, 2, 3}]]", "{1, 2, 3}"));

SYMBOL(Shallow,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Shallow[expr] prints as a shallow form of expr.\n"
               "Shallow[expr, {depth, length}] shows all parts to the given depth and length.",
    .examples = EXAMPLES(
        "ToString[Shallow[f[f[f[f[f[x]]]]]]]", "f[f[f[f[<<1>>]]]]"));

SYMBOL(Skeleton,
    .attrs   = 0,
    .effects = EFFECT_PURE,
    .usage   = "Skeleton[n] represents a sequence of n omitted elements in an expression.",
    .examples = EXAMPLES(
        "ToString[Skeleton[10]]", "<<10>>"));

SYMBOL(Infix,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Infix[f[e1, e2, ...], h] prints with f[e1, e2, ...] given in infix form with h between the e_i.",
    .examples = EXAMPLES(
        "ToString[Infix[f[a, b], \" and \"]]", "a and b"));

SYMBOL(Prefix,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Prefix[f[expr], h] prints as h expr.",
    .examples = EXAMPLES(
        "ToString[Prefix[f[x], \"!\"]]", "!x"));

SYMBOL(Postfix,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Postfix[f[expr], h] prints as expr h.",
    .examples = EXAMPLES(
        "ToString[Postfix[f[x], \"!\"]]", "x!"));

SYMBOL(PrecedenceForm,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "PrecedenceForm[expr, prec] prints with expr parenthesized as if it contained an operator with precedence prec.",
    .examples = EXAMPLES(
        "ToString[a PrecedenceForm[b, 10]]", "a (b)"));

SYMBOL(Invisible,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Invisible[expr] displays as space the size of the formatted version of expr.",
    .examples = EXAMPLES(
        "ToString[Row[{a, Invisible[bc], d}]]", "a  d"));

SYMBOL(SequenceForm,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "SequenceForm[expr1, expr2, ...] prints as the textual concatenation of the printed forms of the expr_i.",
    .examples = EXAMPLES(
        "ToString[SequenceForm[a, b]]", "ab"));

SYMBOL(DisplayForm,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "DisplayForm[expr] prints with boxes inside expr shown in explicit two-dimensional form.",
    .examples = EXAMPLES(
        "DisplayForm[x]", "DisplayForm[x]"));

SYMBOL(HoldCompleteForm,
    .attrs   = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "HoldCompleteForm[expr] prints as the expression expr, with expr maintained in an unevaluated form.",
    .examples = EXAMPLES(
        "HoldCompleteForm[1 + 1]", "HoldCompleteForm[1 + 1]"));
