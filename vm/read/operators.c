/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * operators.c -- operators.def as tables.
 *
 * All tables are constant and indexed directly: by token, and by the number of the head's symbol.
 */
#include "vm/read/operators.h"

/* The rows in order, each with a number; 0 is no operator. */
enum {
    ROW_NONE,
#define OPERATOR(token, head, precedence, kind, assoc) ROW_##kind##_##token##_##head,
#include "vm/read/operators.def"
    ROW_COUNT
};

static const Operator rows[ROW_COUNT] = {
    {0, 0, 0, 0, 0},
#define OPERATOR(token, head, precedence, kind, assoc) \
    {SYM_##head, precedence, OPERATOR_##kind, ASSOC_##assoc, TOKEN_##token},
#include "vm/read/operators.def"
};

static const uint16_t row_before[TOKEN_COUNT] = {
#define PREFIX(token, head, precedence) [TOKEN_##token] = ROW_PREFIX_##token##_##head,
#define OPERATOR(token, head, precedence, kind, assoc)
#include "vm/read/operators.def"
};

static const uint16_t row_after[TOKEN_COUNT] = {
#define PREFIX(token, head, precedence)
#define POSTFIX(token, head, precedence) [TOKEN_##token] = ROW_POSTFIX_##token##_##head,
#define BINARY(token, head, precedence, assoc) [TOKEN_##token] = ROW_BINARY_##token##_##head,
#define INFIX(token, head, precedence) [TOKEN_##token] = ROW_INFIX_##token##_##head,
#define RELATION(token, head, precedence) INFIX(token, head, precedence)
#define BINARY_TOO(token, head, precedence, assoc) AFTER_##head(token, head)
#define AFTER_Function(token, head) [TOKEN_##token] = ROW_BINARY_##token##_##head,
#define AFTER_Pattern(token, head)
#include "vm/read/operators.def"
#undef AFTER_Function
#undef AFTER_Pattern
};

static const uint16_t row_prefix_head[SYM_KNOWN_COUNT] = {
#define PREFIX(token, head, precedence) [SYM_##head] = ROW_PREFIX_##token##_##head,
#define PREFIX_TOO(token, head, precedence)
#define OPERATOR(token, head, precedence, kind, assoc)
#include "vm/read/operators.def"
};

static const uint16_t row_postfix_head[SYM_KNOWN_COUNT] = {
#define POSTFIX(token, head, precedence) [SYM_##head] = ROW_POSTFIX_##token##_##head,
#define POSTFIX_TOO(token, head, precedence)
#define OPERATOR(token, head, precedence, kind, assoc)
#include "vm/read/operators.def"
};

static const uint16_t row_infix_head[SYM_KNOWN_COUNT] = {
#define PREFIX(token, head, precedence)
#define POSTFIX(token, head, precedence)
#define BINARY(token, head, precedence, assoc) [SYM_##head] = ROW_BINARY_##token##_##head,
#define INFIX(token, head, precedence) [SYM_##head] = ROW_INFIX_##token##_##head,
#define RELATION(token, head, precedence) INFIX(token, head, precedence)
#define BINARY_TOO(token, head, precedence, assoc) AFTER_##head(token, head)
#define AFTER_Function(token, head)
#define AFTER_Pattern(token, head) [SYM_##head] = ROW_BINARY_##token##_##head,
#define INFIX_TOO(token, head, precedence)
#include "vm/read/operators.def"
#undef AFTER_Function
#undef AFTER_Pattern
};

static const char *const texts[TOKEN_COUNT] = {
#define TOKEN(name, text) [TOKEN_##name] = text,
#define CHARACTER(name, code_point) [TOKEN_##name] = UTF8(code_point),
#define SPELLING(name, code_point)
/* The characters all lie between U+0080 and U+FFFF. */
#define UTF8(c) (const char[]){(char)((c) < 0x800 ? 0xC0 | (c) >> 6 : 0xE0 | (c) >> 12),                  \
                               (char)((c) < 0x800 ? 0x80 | ((c) & 63) : 0x80 | ((c) >> 6 & 63)),          \
                               (char)((c) < 0x800 ? 0 : 0x80 | ((c) & 63)), 0}
#include "vm/read/tokens.def"
#undef UTF8
#undef TOKEN
#undef CHARACTER
#undef SPELLING
};

static const Operator *row_or_null(uint16_t row) { return row == ROW_NONE ? NULL : &rows[row]; }

const char *token_text(Token token)               { return texts[token] ? texts[token] : ""; }
const Operator *operator_after(Token token)       { return row_or_null(row_after[token]); }
const Operator *operator_before(Token token)      { return row_or_null(row_before[token]); }

const Operator *operator_of_head_as(Val head, OperatorKind kind)
{
    int64_t number = symbol_switch(head);
    uint16_t row;

    if (number < 0 || number >= SYM_KNOWN_COUNT)
        return NULL;
    switch (kind) {
    case OPERATOR_PREFIX:  return row_or_null(row_prefix_head[number]);
    case OPERATOR_POSTFIX: return row_or_null(row_postfix_head[number]);
    default:
        row = row_infix_head[number];
        return row != ROW_NONE && rows[row].kind == kind ? &rows[row] : NULL;
    }
}

const Operator *operator_of_head(Val head)
{
    int64_t number = symbol_switch(head);

    if (number < 0 || number >= SYM_KNOWN_COUNT)
        return NULL;
    if (row_infix_head[number] != ROW_NONE)
        return &rows[row_infix_head[number]];
    if (row_prefix_head[number] != ROW_NONE)
        return &rows[row_prefix_head[number]];
    return row_or_null(row_postfix_head[number]);
}

Token token_of_character(uint32_t c)
{
    switch (c) {
#define TOKEN(name, text)
#define CHARACTER(name, code_point) case code_point: return TOKEN_##name;
#define SPELLING(name, code_point)  case code_point: return TOKEN_##name;
#include "vm/read/tokens.def"
#undef TOKEN
#undef CHARACTER
#undef SPELLING
    default: return TOKEN_END;
    }
}
