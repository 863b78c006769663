/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * syntax.c -- what is wrong and where, in words; and where to go on after an error.
 */
#include <stdarg.h>
#include <stdio.h>

#include "vm/read/parser.h"
#include "vm/value/text.h"

static size_t count_newlines(const char *s, const char *end)
{
    size_t n = 0;

    while (s < end && (s = memchr(s, '\n', (size_t)(end - s))) != NULL)
        n++, s++;
    return n;
}

/* Columns of the characters in [s, end): one each, as far as can be told without a terminal. */
static size_t columns(const char *s, const char *end)
{
    size_t n = 0;

    for (; s < end; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

/* Cuts the line around the error out of the text. */
static void quote_line(SyntaxError *e, const char *line, const char *at, const char *end)
{
    enum { BEFORE = 60, SIZE = sizeof e->source - 1 };
    const char *from = at - line > BEFORE ? at - BEFORE : line;
    size_t n = 0;

    while (from < at && ((unsigned char)*from & 0xC0) == 0x80)
        from++;
    const char *to = memchr(at, '\n', (size_t)(end - at));
    if (to == NULL)
        to = end;
    if ((size_t)(to - from) > SIZE) {
        to = from + SIZE;
        while (to > at && ((unsigned char)*to & 0xC0) == 0x80)
            to--;
    }
    for (const char *s = from; s < to; s++)
        e->source[n++] = (unsigned char)*s < ' ' ? ' ' : *s;
    e->source[n] = '\0';
    e->source_column = columns(from, at);
}

void parser_fail(Parser *p, ReadResult result, const char *tag, const char *at, const char *format, ...)
{
    Reader *r = p->r;
    SyntaxError *e = &r->error;
    const char *line = at;
    va_list args;

    if (p->result != READ_EXPR)
        return;
    p->result = result;
    while (line > r->text && line[-1] != '\n')
        line--;
    e->file = r->file;
    e->line = at >= r->start ? r->line + count_newlines(r->start, at) : r->line;
    e->column = columns(line, at) + 1;
    e->offset = (size_t)(at - r->text);
    snprintf(e->tag, sizeof e->tag, "%s", tag);
    va_start(args, format);
    vsnprintf(e->what, sizeof e->what, format, args);
    va_end(args);
    /* A character cut in half at the end of the text would be no UTF-8. */
    size_t n = strlen(e->what);
    if (n == sizeof e->what - 1)
        while (n > 0 && (signed char)e->what[n - 1] < 0)
            e->what[--n] = '\0';
    quote_line(e, line, at, r->end);
}

const char *parser_token_words(const Parser *p, char *buffer, size_t size)
{
    size_t n = (size_t)(p->at - p->start);

    switch (p->token) {
    case TOKEN_END:     return "the end of the text";
    case TOKEN_NEWLINE: return "the end of the line";
    default:            break;
    }
    if (n > size - 6)
        n = size - 6;
    while (n > 0 && p->start + n < p->at && ((unsigned char)p->start[n] & 0xC0) == 0x80)
        n--;
    buffer[0] = '"';
    memcpy(buffer + 1, p->start, n);
    strcpy(buffer + 1 + n, "\"");
    return buffer;
}

bool token_is_close(Token token)
{
    return token == TOKEN_CloseSquare || token == TOKEN_CloseParen || token == TOKEN_CloseCurly ||
           token == TOKEN_CloseAssociation;
}

Val parser_fail_operand(Parser *p)
{
    char buffer[60];

    if (p->token == TOKEN_END && p->open != NULL)
        parser_fail(p, READ_INCOMPLETE, "bktmcp", p->open, "the bracket opened here is not closed");
    else if (p->token == TOKEN_END)
        parser_fail(p, READ_INCOMPLETE, "sntxi", p->start, "incomplete expression; more input is needed");
    else if (token_is_close(p->token) && p->depth == 0)
        parser_fail(p, READ_ERROR, "bktmop", p->start, "%s closes no bracket",
                    parser_token_words(p, buffer, sizeof buffer));
    else
        parser_fail(p, READ_ERROR, "sntxf", p->start, "an expression was expected before %s",
                    parser_token_words(p, buffer, sizeof buffer));
    return VAL_NONE;
}

/* The text is walked from the start of the expression with its strings, comments and brackets in
 * view.  The next expression is taken to begin after the first newline behind the error that is
 * outside all brackets, or before a line that begins with a name at its first column: a forgotten
 * bracket then spoils one definition and not the rest of the file. */
const char *syntax_resume(const Reader *r, const char *start, const char *at)
{
    const char *s = start, *end = r->end;
    int64_t depth = 0;
    size_t comment = 0;

    for (; s < end; s++) {
        if (s + 1 < end && *s == '(' && s[1] == '*') {
            comment++;
            s++;
        } else if (comment > 0) {
            if (s + 1 < end && *s == '*' && s[1] == ')') {
                comment--;
                s++;
            }
        } else if (*s == '"' && s < at) {
            for (s++; s < end && *s != '"'; s++)
                if (*s == '\\')
                    s++;
        } else if (*s == '(' || *s == '[' || *s == '{') {
            depth++;
        } else if (*s == ')' || *s == ']' || *s == '}') {
            depth -= depth > 0;
        } else if (*s == '\n' && s >= at) {
            char next = s + 1 < end ? s[1] : '\0';
            if (depth == 0 || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '$')
                return s + 1;
        }
    }
    return end;
}

void syntax_error_print(const SyntaxError *e, Out *to)
{
    if (e->file != NULL)
        out_format(to, "%s:", e->file);
    out_format(to, "%zu:%zu: %s\n", e->line, e->column, e->what);
    out_format(to, "    %s\n    ", e->source);
    for (size_t i = 0; i < e->source_column; i++)
        out_format(to, " ");
    out_format(to, "^\n");
}
