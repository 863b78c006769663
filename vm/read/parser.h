/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * parser.h -- what the files of the reader share: the state of reading one expression.
 *
 * Tokens are taken from the text one at a time and only when needed, because what a newline
 * means depends on whether an operand has been read: after one, outside all brackets, it ends the
 * expression, and nothing behind it may be looked at (a symbol there may mean something else
 * once the expression has been evaluated).
 */
#ifndef LYRA_READ_PARSER_H
#define LYRA_READ_PARSER_H

#include "vm/read/operators.h"
#include "vm/read/reader.h"

typedef struct Parser {
    Reader     *r;
    Heap       *h;
    const char *at;          /* where the next token is looked for */
    const char *limit;       /* the end of the text, or of its valid part */
    const char *taken;       /* the end of the last token taken */
    size_t      depth;       /* open brackets */
    const char *open;        /* the innermost of them; NULL: none */
    size_t      integral;    /* 1 + the depth at which an integrand is being read; 0: none */

    bool        have;        /* is there a token that was looked at and not taken? */
    Token       token;
    const char *start;       /* its first byte */
    bool        blank_before;
    Val         value;       /* of TOKEN_VALUE and TOKEN_SYMBOL */
    Token       last;        /* the last token taken */

    ReadResult  result;      /* READ_EXPR as long as nothing is wrong */
    unsigned    looks;       /* how many tokens there were, to look now and then whether to stop */

    Val        *stack;       /* operands waiting for their head; collected memory */
    size_t      n, capacity;
} Parser;

/* lexer.c */
/* Looks at the next token.  [operand]: one is expected here, so that newlines are blanks. */
Token parser_peek(Parser *p, bool operand);
static inline void parser_take(Parser *p)
{
    p->have = false;
    p->last = p->token;
    p->taken = p->at;
}
/* Past blanks and comments; false if a comment does not end.  Stops at a newline if [lines]. */
bool skip_blanks(Parser *p, bool lines);
/* The end of the identifier at [s] ([s] if there is none); [plain]: its bytes are the name. */
const char *identifier_end(Parser *p, const char *s, bool contexts, bool *plain);
/* The name written at [s, end) with its escapes resolved, as a string. */
Val identifier_text(Parser *p, const char *s, const char *end);
/* The bare or quoted file name or tag at p->at, past it; VAL_NONE with an error if there is none. */
Val read_file_name(Parser *p);
Val read_tag(Parser *p);

/* literal.c; all move p->at past what they read */
Val read_number(Parser *p);
Val read_string(Parser *p);
/* The character that the backslash at [s] begins: its length in bytes, 0 for an unknown escape. */
size_t read_escape(Parser *p, const char *s, uint32_t *c);

/* parser.c */
/* The next expression, VAL_NONE if there is none or p->result says otherwise. */
Val parse_top(Parser *p);
/* An expression of operators that bind at least as [min]; VAL_NONE: p->result says why not. */
Val parse(Parser *p, unsigned min);
/* The same after its first operand, which is [left]. */
Val parse_operators(Parser *p, Val left, unsigned min);
/* left == b == c; the first operator is looked at. */
Val parse_relation(Parser *p, Val left, const Operator *op);
/* -x; a literal number is negated at once. */
Val parse_negated(Parser *p, Val x, bool literal);
/* Operands that wait for their head, and head[..] of those since the stack had [base]. */
void parse_push(Parser *p, Val x);
Val parse_collect(Parser *p, Val head, size_t base);

/* send.c */
/* left <- value; <- is looked at. */
Val parse_send(Parser *p, Val left, const Operator *op);
/* Without blanks on both sides the <- that is looked at becomes < and a minus sign. */
void parse_unspaced_send(Parser *p);
/* The comparison that goes on here, looked at; <- is one.  NULL: none does. */
const Operator *parse_relation_next(Parser *p);

/* syntax.c */
/* Notes the error at [at]; the first one wins. */
void parser_fail(Parser *p, ReadResult result, const char *tag, const char *at,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));
bool token_is_close(Token token);
/* The token that is looked at, as it stands in messages. */
const char *parser_token_words(const Parser *p, char *buffer, size_t size);
/* An operand was expected at the token that is looked at; gives VAL_NONE. */
Val parser_fail_operand(Parser *p);
/* Where to go on after the error at [at]. */
const char *syntax_resume(const Reader *r, const char *start, const char *at);

/* named_characters.c */
/* The code point of \[name]; 0 if there is none.  The name of a code point; NULL if it has none. */
uint32_t named_character(const char *name, size_t len);
const char *character_name(uint32_t c);

#endif
