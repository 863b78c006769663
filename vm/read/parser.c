/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * parser.c -- tokens to expressions.
 *
 * A Pratt parser over operators.def.  parse() reads an operand and then operators that bind at least as
 * tightly as asked for.  It is the only function that recurses for nested text, and looks at the C stack
 * each time.  Operands whose head comes later wait on a stack of the parser.
 */
#include "vm/num/number.h"
#include "vm/read/parser.h"
#include "vm/value/text.h"

static bool failed(const Parser *p) { return p->result != READ_EXPR; }

void parse_push(Parser *p, Val x)
{
    if (p->n == p->capacity) {
        size_t bigger = p->capacity ? 2 * p->capacity : 64;
        p->stack = heap_grow(p->h, p->stack, p->capacity * sizeof(Val), bigger * sizeof(Val));
        p->capacity = bigger;
    }
    p->stack[p->n++] = x;
}

Val parse_collect(Parser *p, Val head, size_t base)
{
    Val x = p->n > base ? expr_make(p->h, head, p->n - base, p->stack + base) : expr0(p->h, head);

    if (p->n > base)
        memset(p->stack + base, 0, (p->n - base) * sizeof(Val));
    p->n = base;
    return x;
}

/* Can this token begin an operand? */
static bool begins_operand(Token token)
{
    switch (token) {
    case TOKEN_VALUE: case TOKEN_SYMBOL:
    case TOKEN_OpenParen: case TOKEN_OpenCurly: case TOKEN_OpenAssociation: case TOKEN_LeftAssociation:
    case TOKEN_LeftFloor: case TOKEN_LeftCeiling: case TOKEN_LeftAngleBracket:
    case TOKEN_LeftBracketingBar: case TOKEN_LeftDoubleBracketingBar: case TOKEN_SemiSemi: case TOKEN_BangBang:
    case TOKEN_BoxBang: case TOKEN_OpenBoxes:
        return true;
    default:
        return operator_before(token) != NULL;
    }
}

/* Takes the closing bracket; [open] is where it was opened. */
static bool expect_close(Parser *p, Token close, const char *open)
{
    char buffer[60];
    Token token = parser_peek(p, true);

    if (token == close) {
        p->depth--;
        parser_take(p);
        return true;
    }
    if (failed(p))
        return false;
    if (token == TOKEN_END)
        parser_fail(p, READ_INCOMPLETE, "bktmcp", open, "this bracket is not closed: %s is missing",
                    token_text(close));
    else if (token_is_close(token))
        parser_fail(p, READ_ERROR, "bktmcp", p->start,
                    "%s was expected here, not %s: the bracket opened before is \"%c\"",
                    token_text(close), parser_token_words(p, buffer, sizeof buffer), *open);
    else
        parser_fail(p, READ_ERROR, "sntxf", p->start, "an operator or %s was expected before %s",
                    token_text(close), parser_token_words(p, buffer, sizeof buffer));
    return false;
}

/* Takes an opening bracket; gives the one around it, for close_bracket. */
static const char *open_bracket(Parser *p)
{
    const char *outer = p->open;

    p->open = p->start;
    p->depth++;
    parser_take(p);
    return outer;
}

/* Pushes the arguments up to the closing bracket and takes that.  Nothing between two commas is Null. */
static bool parse_arguments(Parser *p, Token close, const char *open)
{
    size_t base = p->n;

    for (;;) {
        Token token = parser_peek(p, true);
        if (token == TOKEN_ERROR)
            return false;
        if (token == TOKEN_Comma || token == close) {
            if (token == close && p->n == base && p->last != TOKEN_Comma)
                return expect_close(p, close, open);
            parse_push(p, S_Null);
        } else {
            Val x = parse(p, PRECEDENCE_LOWEST);
            if (failed(p))
                return false;
            parse_push(p, x);
        }
        if (parser_peek(p, true) != TOKEN_Comma)
            return expect_close(p, close, open);
        parser_take(p);
    }
}

static Val parse_bracketed(Parser *p, Token close, Val head)
{
    const char *outer = open_bracket(p);
    size_t base = p->n;

    if (!parse_arguments(p, close, p->open))
        return VAL_NONE;
    p->open = outer;
    return parse_collect(p, head, base);
}

static Val parse_paren(Parser *p)
{
    const char *outer = open_bracket(p);
    Val x = parse(p, PRECEDENCE_LOWEST);

    if (failed(p) || !expect_close(p, TOKEN_CloseParen, p->open))
        return VAL_NONE;
    p->open = outer;
    return x;
}

/* -x; a number is negated at once. */
Val parse_negated(Parser *p, Val x, bool literal)
{
    if (literal && val_is_number(x))
        return num_neg(p->h, x);
    return expr2(p->h, S_Times, val_int(-1), x);
}

/* An integrand and its differential after the integral sign. */
static Val parse_integral(Parser *p, unsigned precedence)
{
    size_t outer = p->integral;
    char buffer[60];

    p->integral = p->depth + 1;
    Val x = parse(p, precedence);
    p->integral = outer;
    if (failed(p))
        return VAL_NONE;
    if (parser_peek(p, true) != TOKEN_DifferentialD) {
        parser_fail(p, p->token == TOKEN_END ? READ_INCOMPLETE : READ_ERROR, "sntxf", p->start,
                    "\\[DifferentialD] and a variable were expected before %s",
                    parser_token_words(p, buffer, sizeof buffer));
        return VAL_NONE;
    }
    parser_take(p);
    Val variable = parse(p, operator_before(TOKEN_DifferentialD)->precedence);
    return failed(p) ? VAL_NONE : expr2(p->h, S_Integrate, x, variable);
}

/* The operand after `-`, `!` and so on. */
static Val parse_prefix(Parser *p, const Operator *op)
{
    Token token = p->token;
    bool literal;
    Val x;

    parser_take(p);
    if (token == TOKEN_LessLess) {
        x = read_file_name(p);
        p->taken = p->at;
        return failed(p) ? VAL_NONE : expr1(p->h, S_Get, x);
    }
    if (token == TOKEN_Integral)
        return parse_integral(p, op->precedence);
    literal = parser_peek(p, true) == TOKEN_VALUE;
    x = parse(p, op->precedence);
    if (failed(p))
        return VAL_NONE;
    switch (token) {
    case TOKEN_Minus:
        return parse_negated(p, x, literal);
    case TOKEN_Plus:
        return literal && val_is_number(x) ? x : expr1(p->h, S_Plus, x);
    default:
        break;
    }
    return expr1(p->h, val_known(op->head), x);
}

/* The rest of a;;b;;c after the start; the first ;; is looked at. */
static Val parse_span(Parser *p, Val start)
{
    Val parts[3] = {start, S_All, VAL_NONE};
    unsigned tighter = operator_after(TOKEN_SemiSemi)->precedence + 1u;
    size_t n = 2;

    parser_take(p);
    Token token = parser_peek(p, false);
    if (begins_operand(token) && token != TOKEN_SemiSemi) {
        parts[1] = parse(p, tighter);
        if (failed(p))
            return VAL_NONE;
        token = parser_peek(p, false);
    }
    if (token == TOKEN_SemiSemi) {
        /* Only a step makes this part of the same span. */
        Parser before = *p;
        parser_take(p);
        token = parser_peek(p, false);
        if (begins_operand(token) && token != TOKEN_SemiSemi) {
            parts[2] = parse(p, tighter);
            n = 3;
        } else if (!failed(p)) {
            before.stack = p->stack;
            before.capacity = p->capacity;
            *p = before;
        }
    }
    return failed(p) ? VAL_NONE : expr_make(p->h, S_Span, n, parts);
}

/* ?name and ??name at the beginning of an expression. */
static Val parse_information(Parser *p)
{
    const char *s = p->at, *end;
    bool full = s < p->limit && *s == '?';

    s += full;
    while (s < p->limit && (*s == ' ' || *s == '\t'))
        s++;
    for (end = s; end < p->limit && *end != '\n' && *end != '\r' && *end != ' ' && *end != ';'; end++) { }
    if (end == s) {
        parser_fail(p, READ_ERROR, "sntxf", s, "a name was expected after ?");
        return VAL_NONE;
    }
    p->at = end;
    parser_take(p);
    return expr2(p->h, S_Information, text_new(p->h, s, (size_t)(end - s)),
                 expr2(p->h, S_Rule, S_LongForm, full ? S_True : S_False));
}

/* \!\(\* boxes \): the expression that the boxes stand for. */
static Val parse_boxes(Parser *p)
{
    static const Token opening[] = {TOKEN_BoxBang, TOKEN_OpenBoxes, TOKEN_BoxStar};
    const char *start = p->start, *outer = p->open;
    SyntaxError error;
    Val x;

    for (size_t i = 0; i < sizeof opening / sizeof opening[0]; i++) {
        if (parser_peek(p, true) != opening[i]) {
            parser_fail(p, p->token == TOKEN_END ? READ_INCOMPLETE : READ_ERROR, "boxes", start,
                        "boxes are read in the form \\!\\(\\* boxes \\); "
                        "otherwise write the expression as plain text");
            return VAL_NONE;
        }
        if (opening[i] == TOKEN_OpenBoxes)
            outer = open_bracket(p);
        else
            parser_take(p);
    }
    x = parse(p, PRECEDENCE_LOWEST);
    if (failed(p) || !expect_close(p, TOKEN_CloseBoxes, p->open))
        return VAL_NONE;
    p->open = outer;
    if (!boxes_read(p->r, x, &x, &error)) {
        parser_fail(p, READ_ERROR, error.tag, start, "%s", error.what);
        return VAL_NONE;
    }
    return x;
}

static Val parse_operand(Parser *p)
{
    Token token = parser_peek(p, true);
    const Operator *op;
    Val x;

    switch (token) {
    case TOKEN_VALUE:
    case TOKEN_SYMBOL:
        x = p->value;
        parser_take(p);
        return x;
    case TOKEN_OpenParen:             return parse_paren(p);
    case TOKEN_OpenCurly:             return parse_bracketed(p, TOKEN_CloseCurly, S_List);
    case TOKEN_OpenAssociation:       return parse_bracketed(p, TOKEN_CloseAssociation, S_Association);
    case TOKEN_LeftAssociation:       return parse_bracketed(p, TOKEN_RightAssociation, S_Association);
    case TOKEN_LeftFloor:             return parse_bracketed(p, TOKEN_RightFloor, S_Floor);
    case TOKEN_LeftCeiling:           return parse_bracketed(p, TOKEN_RightCeiling, S_Ceiling);
    case TOKEN_LeftAngleBracket:      return parse_bracketed(p, TOKEN_RightAngleBracket, S_AngleBracket);
    case TOKEN_LeftBracketingBar:     return parse_bracketed(p, TOKEN_RightBracketingBar, S_BracketingBar);
    case TOKEN_LeftDoubleBracketingBar:
        return parse_bracketed(p, TOKEN_RightDoubleBracketingBar, S_DoubleBracketingBar);
    case TOKEN_SemiSemi:
        return parse_span(p, val_int(1));
    case TOKEN_BoxBang: case TOKEN_OpenBoxes:
        return parse_boxes(p);
    case TOKEN_BangBang:
        parser_take(p);
        x = parse(p, operator_before(TOKEN_Bang)->precedence);
        return failed(p) ? VAL_NONE : expr1(p->h, S_Not, expr1(p->h, S_Not, x));
    case TOKEN_Question:
        if (p->depth == 0 && p->start == p->r->start)
            return parse_information(p);
        return parser_fail_operand(p);
    case TOKEN_ERROR:
        return VAL_NONE;
    default:
        op = operator_before(token);
        return op != NULL ? parse_prefix(p, op) : parser_fail_operand(p);
    }
}

/* f[..], f[[..]]; the opening bracket is looked at. */
static Val parse_call(Parser *p, Val head)
{
    const char *outer = open_bracket(p);
    size_t base = p->n;

    if (parser_peek(p, true) == TOKEN_OpenSquare) {
        const char *first = open_bracket(p);
        parse_push(p, head);
        if (!parse_arguments(p, TOKEN_CloseSquare, p->open) || !expect_close(p, TOKEN_CloseSquare, first))
            return VAL_NONE;
        head = S_Part;
    } else if (!parse_arguments(p, TOKEN_CloseSquare, p->open)) {
        return VAL_NONE;
    }
    p->open = outer;
    return parse_collect(p, head, base);
}

/* Does obj.name( with nothing between stand at the dot that is looked at? */
static bool is_method_call(Parser *p)
{
    bool plain;
    const char *name = p->at, *end;
    char before = p->start > p->r->text ? p->start[-1] : ' ';

    if (p->blank_before || name >= p->limit || before == '.' ||
        (before >= '0' && before <= '9' && p->last == TOKEN_VALUE))
        return false;
    if (p->last != TOKEN_SYMBOL && p->last != TOKEN_CloseSquare && p->last != TOKEN_CloseParen &&
        p->last != TOKEN_CloseCurly && p->last != TOKEN_VALUE)
        return false;
    end = identifier_end(p, name, false, &plain);
    return !failed(p) && end > name && end < p->limit && *end == '(' && !(end + 1 < p->limit && end[1] == '*');
}

static Val parse_method_call(Parser *p, Val object)
{
    bool plain;
    const char *name = p->at, *end = identifier_end(p, name, false, &plain);
    size_t base = p->n;

    parse_push(p, object);
    parse_push(p, identifier_text(p, name, end));
    p->at = end;
    p->have = false;
    parser_peek(p, true);
    const char *outer = open_bracket(p);
    if (!parse_arguments(p, TOKEN_CloseParen, p->open))
        return VAL_NONE;
    p->open = outer;
    return parse_collect(p, S_MethodCall, base);
}

/* a == b == c is Equal[a, b, c]; a < b <= c is Inequality[a, Less, b, LessEqual, c]. */
Val parse_relation(Parser *p, Val left, const Operator *op)
{
    size_t base = p->n;
    const Operator *first = op;
    bool mixed = false;

    parse_push(p, left);
    for (;;) {
        parser_take(p);
        parse_push(p, val_known(op->head));
        Val x = parse(p, op->precedence + 1u);
        if (failed(p))
            return VAL_NONE;
        parse_push(p, x);
        if ((op = parse_relation_next(p)) == NULL)
            break;
        mixed |= op->head != first->head;
    }
    if (failed(p))
        return VAL_NONE;
    if (mixed)
        return parse_collect(p, S_Inequality, base);
    size_t n = (p->n - base + 1) / 2;
    for (size_t i = 1; i < n; i++)
        p->stack[base + i] = p->stack[base + 2 * i];
    p->n = base + n;
    return parse_collect(p, val_known(first->head), base);
}

/* a + b - c; the first operator is looked at. */
static Val parse_sum(Parser *p, Val left, unsigned precedence)
{
    size_t base = p->n;
    Token token = p->token;

    parse_push(p, left);
    do {
        parser_take(p);
        bool literal = parser_peek(p, true) == TOKEN_VALUE;
        Val x = parse(p, precedence + 1);
        if (failed(p))
            return VAL_NONE;
        parse_push(p, token == TOKEN_Minus ? parse_negated(p, x, literal) : x);
        token = parser_peek(p, false);
    } while (token == TOKEN_Plus || token == TOKEN_Minus);
    return failed(p) ? VAL_NONE : parse_collect(p, S_Plus, base);
}

/* Is the token that is looked at the next factor of a product without an operator between? */
static bool is_juxtaposed(const Parser *p, Token token)
{
    if (token == TOKEN_DifferentialD && p->integral == p->depth + 1)
        return false;
    return begins_operand(token) && operator_after(token) == NULL;
}

/* a b c, a*b*c; the operator or the second factor is looked at. */
static Val parse_product(Parser *p, Val left, unsigned precedence)
{
    size_t base = p->n;
    Token token = p->token;

    parse_push(p, left);
    do {
        if (token == TOKEN_Star)
            parser_take(p);
        Val x = parse(p, precedence + 1);
        if (failed(p))
            return VAL_NONE;
        parse_push(p, x);
        token = parser_peek(p, false);
    } while (token == TOKEN_Star || is_juxtaposed(p, token));
    return failed(p) ? VAL_NONE : parse_collect(p, S_Times, base);
}

/* a; b; -- what is left out is Null. */
static Val parse_sequence(Parser *p, Val left, unsigned precedence)
{
    size_t base = p->n;
    Token token;

    parse_push(p, left);
    do {
        parser_take(p);
        token = parser_peek(p, false);
        if (begins_operand(token)) {
            Val x = parse(p, precedence + 1);
            if (failed(p))
                return VAL_NONE;
            parse_push(p, x);
            token = parser_peek(p, false);
        } else {
            parse_push(p, S_Null);
        }
    } while (token == TOKEN_Semi);
    return failed(p) ? VAL_NONE : parse_collect(p, S_CompoundExpression, base);
}

static Val parse_flat(Parser *p, Val left, const Operator *op)
{
    size_t base = p->n;
    Token token = (Token)op->token;

    parse_push(p, left);
    do {
        parser_take(p);
        Val x = parse(p, op->precedence + 1u);
        if (failed(p))
            return VAL_NONE;
        parse_push(p, x);
    } while (parser_peek(p, false) == token);
    return failed(p) ? VAL_NONE : parse_collect(p, val_known(op->head), base);
}

/* symbol::tag::language */
static Val parse_message_name(Parser *p, Val left)
{
    size_t base = p->n;

    parse_push(p, left);
    do {
        parser_take(p);
        Val tag = read_tag(p);
        p->taken = p->at;
        p->last = TOKEN_VALUE;
        if (failed(p))
            return VAL_NONE;
        parse_push(p, tag);
    } while (parser_peek(p, false) == TOKEN_ColonColon);
    return failed(p) ? VAL_NONE : parse_collect(p, S_MessageName, base);
}

/* Is the next token the dot of x = . (the same as x =.)? */
static bool is_lone_dot(Parser *p)
{
    return parser_peek(p, true) == TOKEN_Dot;
}

/* symbol /: left = right, := right, =. */
static Val parse_tag_set(Parser *p, Val symbol, const Operator *op)
{
    char buffer[60];

    parser_take(p);
    Val left = parse(p, op->precedence + 1u);
    if (failed(p))
        return VAL_NONE;
    Token token = parser_peek(p, false);
    switch (token) {
    case TOKEN_EqualDot:
        parser_take(p);
        return expr2(p->h, S_TagUnset, symbol, left);
    case TOKEN_Equal:
    case TOKEN_ColonEqual: {
        parser_take(p);
        if (token == TOKEN_Equal && is_lone_dot(p)) {
            parser_take(p);
            return expr2(p->h, S_TagUnset, symbol, left);
        }
        Val right = parse(p, operator_after(token)->precedence);
        if (failed(p))
            return VAL_NONE;
        return expr3(p->h, token == TOKEN_Equal ? S_TagSet : S_TagSetDelayed, symbol, left, right);
    }
    case TOKEN_ERROR:
        return VAL_NONE;
    default:
        parser_fail(p, token == TOKEN_END ? READ_INCOMPLETE : READ_ERROR, "sntxf", p->start,
                    "=, := or =. was expected before %s to go with /:",
                    parser_token_words(p, buffer, sizeof buffer));
        return VAL_NONE;
    }
}

/* symbol : pattern, or pattern : default. */
static Val parse_colon(Parser *p, Val left, unsigned precedence)
{
    bool pattern = val_is_symbol(left);

    parser_take(p);
    Val right = parse(p, precedence + 1);
    if (failed(p))
        return VAL_NONE;
    return expr2(p->h, pattern ? S_Pattern : S_Optional, left, right);
}

/* a ~f~ b */
static Val parse_infix_call(Parser *p, Val left, unsigned precedence)
{
    char buffer[60];

    parser_take(p);
    Val head = parse(p, precedence + 1);
    if (failed(p))
        return VAL_NONE;
    if (parser_peek(p, true) != TOKEN_Tilde) {
        parser_fail(p, p->token == TOKEN_END ? READ_INCOMPLETE : READ_ERROR, "sntxf", p->start,
                    "~ was expected before %s, as in a ~f~ b", parser_token_words(p, buffer, sizeof buffer));
        return VAL_NONE;
    }
    parser_take(p);
    Val right = parse(p, precedence + 1);
    return failed(p) ? VAL_NONE : expr2(p->h, head, left, right);
}

/* Two operands, as operators.def says; most heads are that of the row. */
static Val parse_binary(Parser *p, Val left, const Operator *op)
{
    Token token = p->token;
    unsigned precedence = op->precedence + (op->assoc == ASSOC_RIGHT ? 0u : 1u);

    switch (token) {
    case TOKEN_GreaterGreater:
    case TOKEN_GreaterGreaterGreater: {
        parser_take(p);
        Val name = read_file_name(p);
        p->taken = p->at;
        return failed(p) ? VAL_NONE : expr2(p->h, val_known(op->head), left, name);
    }
    case TOKEN_SlashColon: return parse_tag_set(p, left, op);
    case TOKEN_Tilde:      return parse_infix_call(p, left, op->precedence);
    case TOKEN_LessMinus:  return parse_send(p, left, op);
    default:               break;
    }
    parser_take(p);
    if (token == TOKEN_Equal && is_lone_dot(p)) {
        parser_take(p);
        return expr1(p->h, S_Unset, left);
    }
    Val right = parse(p, precedence);
    if (failed(p))
        return VAL_NONE;
    switch (token) {
    case TOKEN_Slash: {
        Val inverse = expr2(p->h, S_Power, right, val_int(-1));
        return expr2(p->h, S_Times, left, inverse);
    }
    case TOKEN_At:         return expr1(p->h, left, right);
    case TOKEN_SlashSlash: return expr1(p->h, right, left);
    default:               return expr2(p->h, val_known(op->head), left, right);
    }
}

static Val parse_postfix(Parser *p, Val left, const Operator *op)
{
    int64_t primes = 1;

    parser_take(p);
    if (op->token != TOKEN_Quote)
        return expr1(p->h, val_known(op->head), left);
    while (parser_peek(p, false) == TOKEN_Quote) {
        parser_take(p);
        primes++;
    }
    if (failed(p))
        return VAL_NONE;
    return expr1(p->h, expr1(p->h, S_Derivative, val_int(primes)), left);
}

/* After a;;b;;c a fourth part begins another span, from 1 on, and they are factors. */
static Val parse_more_spans(Parser *p, Val span)
{
    size_t base = p->n;

    if (failed(p) || parser_peek(p, false) != TOKEN_SemiSemi)
        return span;
    parse_push(p, span);
    do {
        span = parse_span(p, val_int(1));
        if (failed(p))
            return VAL_NONE;
        parse_push(p, span);
    } while (parser_peek(p, false) == TOKEN_SemiSemi);
    return failed(p) ? VAL_NONE : parse_collect(p, S_Times, base);
}

/* Operators that are no plain row of operators.def.  Gives false if [token] is none of them or binds
 * less than [min]; *left is what was read otherwise. */
static bool parse_special(Parser *p, Token token, unsigned min, Val *left)
{
    const unsigned times = operator_after(TOKEN_Star)->precedence;

    switch (token) {
    case TOKEN_OpenSquare:
        if (min > PRECEDENCE_CALL)
            return false;
        *left = parse_call(p, *left);
        return true;
    case TOKEN_LeftDoubleBracket: {
        size_t base = p->n;
        if (min > PRECEDENCE_CALL)
            return false;
        const char *outer = open_bracket(p);
        parse_push(p, *left);
        *left = parse_arguments(p, TOKEN_RightDoubleBracket, p->open) ? parse_collect(p, S_Part, base) : VAL_NONE;
        p->open = outer;
        return true;
    }
    case TOKEN_ColonColonOpenSquare:
        if (min > PRECEDENCE_CALL)
            return false;
        *left = parse_bracketed(p, TOKEN_CloseSquare, expr1(p->h, S_TypeSpecifier, *left));
        return true;
    case TOKEN_Dot:
        if (min > PRECEDENCE_CALL || !is_method_call(p))
            return false;
        *left = parse_method_call(p, *left);
        return true;
    case TOKEN_Colon: {
        unsigned precedence = val_is_symbol(*left) ? 150 : 140;
        if (min > precedence)
            return false;
        *left = parse_colon(p, *left, precedence);
        return true;
    }
    case TOKEN_LessMinus:
        parse_unspaced_send(p);
        return false;
    case TOKEN_SemiSemi:
        if (min > operator_after(token)->precedence)
            return false;
        *left = parse_more_spans(p, parse_span(p, *left));
        return true;
    default:
        if (!is_juxtaposed(p, token) || min > times)
            return false;
        *left = parse_product(p, *left, times);
        return true;
    }
}

Val parse(Parser *p, unsigned min)
{
    if (UNLIKELY((char *)__builtin_frame_address(0) < p->r->stack_limit)) {
        parser_fail(p, READ_ERROR, "nested", p->at, "the expression is nested too deeply here");
        return VAL_NONE;
    }
    bool span = parser_peek(p, true) == TOKEN_SemiSemi;
    Val left = parse_operand(p);
    if (span && min <= operator_after(TOKEN_SemiSemi)->precedence)
        left = parse_more_spans(p, left);
    return parse_operators(p, left, min);
}

Val parse_operators(Parser *p, Val left, unsigned min)
{
    while (!failed(p)) {
        Token token = parser_peek(p, false);
        if (parse_special(p, token, min, &left))
            continue;
        token = p->token;
        const Operator *op = operator_after(token);
        if (op == NULL || op->precedence < min || failed(p) || token == TOKEN_Colon ||
            token == TOKEN_OpenSquare)
            break;
        if (op->kind == OPERATOR_POSTFIX)
            left = parse_postfix(p, left, op);
        else if (op->kind == OPERATOR_BINARY)
            left = parse_binary(p, left, op);
        else if (op->assoc == ASSOC_RELATION)
            left = parse_relation(p, left, op);
        else if (op->head == SYM_Plus)
            left = parse_sum(p, left, op->precedence);
        else if (op->head == SYM_Times)
            left = parse_product(p, left, op->precedence);
        else if (token == TOKEN_Semi)
            left = parse_sequence(p, left, op->precedence);
        else if (token == TOKEN_ColonColon)
            left = parse_message_name(p, left);
        else
            left = parse_flat(p, left, op);
    }
    return left;
}

Val parse_top(Parser *p)
{
    char buffer[60];
    Val x;

    if (parser_peek(p, true) == TOKEN_END || failed(p))
        return VAL_NONE;
    x = parse(p, PRECEDENCE_LOWEST);
    if (failed(p))
        return VAL_NONE;
    Token token = parser_peek(p, false);
    if (token == TOKEN_END || token == TOKEN_NEWLINE)
        return x;
    parser_fail(p, READ_ERROR, token_is_close(token) ? "bktmop" : "sntxf", p->start,
                token_is_close(token) ? "%s closes no bracket"
                                      : "the expression before can't be followed by %s",
                parser_token_words(p, buffer, sizeof buffer));
    return VAL_NONE;
}
