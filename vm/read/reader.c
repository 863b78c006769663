/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * reader.c -- one expression after another from a text.
 */
#include <unistr.h>

#include "vm/read/parser.h"

/* The text up to the next byte that is no UTF-8. */
static const char *valid_part(const char *s, const char *end)
{
    const uint8_t *bad = u8_check((const uint8_t *)s, (size_t)(end - s));

    return bad ? (const char *)bad : end;
}

void reader_start(Reader *r, Heap *h, const char *file, const char *text, size_t bytes,
                  SymbolResolver resolver, char *stack_limit)
{
    memset(r, 0, sizeof *r);
    r->heap = h;
    r->resolver = resolver;
    r->file = file;
    r->text = r->at = r->start = text;
    r->end = text + bytes;
    r->line = 1;
    r->stack_limit = stack_limit;
    r->valid_end = valid_part(text, r->end);
    if (bytes >= 3 && memcmp(r->at, "\xEF\xBB\xBF", 3) == 0)
        r->at += 3;
    if (r->end - r->at >= 2 && r->at[0] == '#' && r->at[1] == '!')
        while (r->at < r->end && *r->at != '\n')
            r->at++;
}

/* Moves r->at on to [to], counting lines. */
static void move_to(Reader *r, const char *to)
{
    const char *s = r->at;

    while (s < to && (s = memchr(s, '\n', (size_t)(to - s))) != NULL) {
        r->line++;
        s++;
    }
    r->at = to;
}

ReadResult reader_next(Reader *r, Val *expr)
{
    Parser p = {.r = r, .h = r->heap, .at = r->at, .limit = r->valid_end, .result = READ_EXPR};
    Val x;

    /* What followed an error may have been skipped past bytes that are no UTF-8. */
    if (r->at > r->valid_end) {
        r->valid_end = valid_part(r->at, r->end);
        p.limit = r->valid_end;
    }
    r->start = r->at;
    if (skip_blanks(&p, false)) {
        move_to(r, p.at);
        r->start = r->at;
        x = parse_top(&p);
    }
    if (p.result == READ_EXPR) {
        if (p.last == TOKEN_END && p.taken == NULL)
            return READ_END;
        move_to(r, p.taken);
        r->trailing_semicolon = p.last == TOKEN_Semi;
        *expr = x;
        return READ_EXPR;
    }
    const char *at = r->text + r->error.offset;
    if (r->valid_end < r->end && at >= r->valid_end) {
        /* Past all the bad bytes. */
        const char *s = r->valid_end;
        while (s < r->end && valid_part(s, r->end) == s)
            s++;
        r->valid_end = valid_part(s, r->end);
        at = s;
    }
    bool at_end = p.result == READ_INCOMPLETE || heap_stopping(r->heap);
    move_to(r, at_end ? r->end : syntax_resume(r, r->start, at));
    return p.result;
}
