/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * spelling.c -- which operators InputForm writes, and how.
 *
 * operators.def says what the reader understands.  The printers write most of it the same way; the
 * exceptions are here: operators that InputForm spells out as functions, and those without blanks.
 */
#include "vm/print/internal.h"

/* Does InputForm write this head as head[..] although there is an operator for it? */
static bool is_spelt_out(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Put: case SYM_PutAppend: case SYM_Get: case SYM_TagSet: case SYM_ApplyTo: case SYM_Function:
    case SYM_Optional: case SYM_Pattern: case SYM_SuchThat: case SYM_Conditioned: case SYM_Distributed:
    case SYM_Implies: case SYM_RoundImplies: case SYM_Nor: case SYM_Xor: case SYM_Xnor: case SYM_Nand:
    case SYM_ForAll: case SYM_Exists: case SYM_NotExists: case SYM_Element: case SYM_NotElement:
    case SYM_Union: case SYM_Intersection: case SYM_Sum: case SYM_Integrate: case SYM_Product:
    case SYM_Cross: case SYM_Divide: case SYM_Minus: case SYM_Sqrt: case SYM_CubeRoot: case SYM_Square:
    case SYM_Del: case SYM_DifferentialD: case SYM_CapitalDifferentialD: case SYM_Derivative:
    case SYM_Transpose: case SYM_Conjugate: case SYM_ConjugateTranspose: case SYM_Postfix: case SYM_Infix:
    case SYM_Prefix: case SYM_Application: case SYM_Receive: case SYM_ChannelSend: case SYM_MessageName:
    case SYM_Part: case SYM_PatternTest:
        return true;
    default:
        return false;
    }
}

const Operator *operator_written(Val head, size_t n)
{
    const Operator *op = operator_of_head(head);

    if (op == NULL || is_spelt_out(head))
        return NULL;
    if (n == 1 && (op->kind == OPERATOR_BINARY || op->kind == OPERATOR_INFIX)) {
        op = operator_of_head_as(head, OPERATOR_PREFIX);
        return op != NULL && (op->head == SYM_PlusMinus || op->head == SYM_MinusPlus) ? op : NULL;
    }
    switch ((OperatorKind)op->kind) {
    case OPERATOR_PREFIX:
    case OPERATOR_POSTFIX: return n == 1 ? op : NULL;
    case OPERATOR_BINARY:
        switch (op->head) {
        case SYM_Because: case SYM_Therefore: case SYM_PlusMinus: case SYM_MinusPlus:
            return n >= 2 ? op : NULL;
        default:
            return n == 2 ? op : NULL;
        }
    /* a;;b;;c;;d is a product of two. */
    case OPERATOR_INFIX:   return n >= 2 && !(op->head == SYM_Span && n > 3) ? op : NULL;
    }
    return NULL;
}

int operator_precedence(const Operator *op)
{
    switch (op->head) {
    case SYM_And:   return 215;
    case SYM_PlusMinus:
    case SYM_MinusPlus: return PREC_PLUS;
    case SYM_SameQ:
    case SYM_UnsameQ: return 290;
    default:        return op->precedence;
    }
}

bool operator_spaced(const Operator *op)
{
    switch (op->head) {
    case SYM_StringExpression: case SYM_NonCommutativeMultiply: case SYM_StringJoin:
    case SYM_Times: case SYM_Power:
        return false;
    default:
        return op->kind == OPERATOR_BINARY || op->kind == OPERATOR_INFIX;
    }
}

int precedence_when_full(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Xor: case SYM_Xnor: case SYM_Nor: case SYM_Nand:
        return 222;
    default:
        return PREC_ATOM;
    }
}
