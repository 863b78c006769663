/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * send.c -- channel <- value, which may be a comparison as well.
 *
 * Where the left side turns out to be no channel, a <- b means a < -b.  The evaluator can tell; so both readings
 * are kept where they differ by more than a sign: ChannelSend[a, b], or ChannelSend[a, value, x, ..], where x is the value
 * with its first operand negated, and what follows is the rest of the comparison, as in Inequality.
 */
#include "vm/read/parser.h"

static bool failed(const Parser *p) { return p->result != READ_EXPR; }

void parse_unspaced_send(Parser *p)
{
    char after = p->at < p->limit ? *p->at : ' ';

    if (p->blank_before && (after == ' ' || after == '\t' || after == '\n' || after == '\r'))
        return;
    p->token = TOKEN_Less;
    p->at--;
}

const Operator *parse_relation_next(Parser *p)
{
    Token token = parser_peek(p, false);

    /* Nobody sends to a comparison, nor compares what sending gives. */
    if (token == TOKEN_LessMinus) {
        token = p->token = TOKEN_Less;
        p->at--;
    }
    const Operator *op = operator_after(token);
    return op != NULL && op->assoc == ASSOC_RELATION ? op : NULL;
}

/* [x] with [operand] in place of [place], which is its first operand or the first operand of that, and so on. */
static Val with_first(Parser *p, Val x, Val place, Val operand)
{
    size_t base = p->n;

    for (; !val_is(x, place); x = expr_arg(x, 0))
        parse_push(p, x);
    while (p->n > base) {
        p->n--;
        operand = expr_with_arg(p->h, p->stack[p->n], 0, operand);
        p->stack[p->n] = VAL_NONE;
    }
    return operand;
}

/* Is [x] a product, of a product, .. of [place]?  Then it is negated with its first operand. */
static bool is_product_of(Val x, Val place)
{
    while (!val_is(x, place) && val_has_head(x, S_Times))
        x = expr_arg(x, 0);
    return val_is(x, place);
}

/* The comparison's reading goes on as [chain], a relation of the value and others; VAL_NONE: not at all. */
static Val both_readings(Parser *p, Val left, Val value, Val compared, Val chain)
{
    size_t base = p->n;

    parse_push(p, left);
    parse_push(p, val_is_none(chain) ? value : chain);
    parse_push(p, compared);
    for (size_t i = 1; !val_is_none(chain) && i < expr_len(chain); i++) {
        if (!val_has_head(chain, S_Inequality))
            parse_push(p, expr_head(chain));
        parse_push(p, expr_arg(chain, i));
    }
    return parse_collect(p, S_ChannelSend, base);
}

Val parse_send(Parser *p, Val left, const Operator *op)
{
    /* Stands for the first operand while the operators after it are read: the two readings differ there. */
    const Val place = expr0(p->h, S_Slot);
    Val chain = VAL_NONE;

    parser_take(p);
    bool literal = parser_peek(p, true) == TOKEN_VALUE;
    Val first = parse(p, operator_before(TOKEN_Minus)->precedence);
    Val rest = failed(p) ? VAL_NONE : parse_operators(p, place, op->precedence + 1u);
    if (failed(p))
        return VAL_NONE;
    Val value = with_first(p, rest, place, first);
    bool negates = is_product_of(rest, place);
    const Operator *next = parse_relation_next(p);
    if (next != NULL)
        chain = parse_relation(p, value, next);
    if (failed(p))
        return VAL_NONE;
    if (negates && val_is_none(chain))
        return expr2(p->h, S_ChannelSend, left, value);
    return both_readings(p, left, value, with_first(p, rest, place, parse_negated(p, first, literal)), chain);
}
