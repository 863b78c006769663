/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * operators.h -- the operators of the language, by token for the reader and by head for the printer.
 *
 * The facts are in operators.def and tokens.def.
 */
#ifndef LYRA_READ_OPERATORS_H
#define LYRA_READ_OPERATORS_H

#include "vm/value/expr.h"

typedef enum OperatorKind { OPERATOR_PREFIX, OPERATOR_POSTFIX, OPERATOR_BINARY, OPERATOR_INFIX } OperatorKind;

typedef enum OperatorAssoc {
    ASSOC_LEFT, ASSOC_RIGHT,
    ASSOC_FLAT,              /* any number of operands */
    ASSOC_RELATION           /* the same; different ones in a row make an Inequality */
} OperatorAssoc;

typedef enum Token {
    TOKEN_END, TOKEN_NEWLINE, TOKEN_ERROR,
    TOKEN_NUMBER, TOKEN_STRING, TOKEN_SYMBOL, TOKEN_BLANK, TOKEN_SLOT, TOKEN_OUT, TOKEN_VALUE,
#define TOKEN(name, text)           TOKEN_##name,
#define CHARACTER(name, code_point) TOKEN_##name,
#define SPELLING(name, code_point)
#include "vm/read/tokens.def"
#undef TOKEN
#undef CHARACTER
#undef SPELLING
    TOKEN_COUNT
} Token;

typedef struct Operator {
    uint16_t head;           /* SYM_ number */
    uint16_t precedence;     /* greater binds tighter */
    uint8_t  kind, assoc;    /* OperatorKind, OperatorAssoc */
    uint16_t token;          /* Token */
} Operator;

/* Precedences that are no row's. */
enum {
    PRECEDENCE_LOWEST = 0,
    PRECEDENCE_CALL = 670,      /* f[x] */
    PRECEDENCE_ATOM = 1000
};

/* How the operator is written, without blanks: "+", or UTF-8 for operators like \[CirclePlus]. */
const char *token_text(Token token);
static inline const char *operator_text(const Operator *op) { return token_text((Token)op->token); }

/* The operator that head[..] is written with; NULL where there is none.  For a head with several
 * (PlusMinus[x], PlusMinus[x, y]) the binary or infix one; operator_of_head_as asks for one kind. */
const Operator *operator_of_head(Val head);
const Operator *operator_of_head_as(Val head, OperatorKind kind);

/* The operator that this token is after an operand (binary, infix or postfix), or before one;
 * NULL where it is none.  `:` and `[` are left to the parser. */
const Operator *operator_after(Token token);
const Operator *operator_before(Token token);
/* The token that one character is; TOKEN_END if none. */
Token token_of_character(uint32_t c);

#endif
