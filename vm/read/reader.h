/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * reader.h -- text to expressions.
 *
 * A Reader walks a text and gives one expression after another.  At the top level an expression
 * ends at a newline where it is complete.  It never evaluates anything; the names of symbols are
 * resolved by a function of the caller.
 */
#ifndef LYRA_READ_READER_H
#define LYRA_READ_READER_H

#include "vm/base/out.h"
#include "vm/value/expr.h"

typedef struct SymbolResolver {
    Val  (*resolve)(void *state, const char *name, size_t len);   /* "x", "a`b`x", "`x" */
    void  *state;
} SymbolResolver;

typedef struct SyntaxError {
    const char *file;            /* as given to reader_start; NULL: none */
    size_t      line, column;    /* from 1; column in characters */
    size_t      offset;          /* in bytes, from 0 */
    char        tag[16];         /* "sntxf", "sntxb", "tsntxi", "bktmop", .. as in Syntax::tag */
    char        what[256];       /* what is wrong and what was expected, in words */
    char        source[160];     /* the line (or the part of it near the error) */
    size_t      source_column;   /* where in `source` the caret goes, in columns from 0 */
} SyntaxError;

typedef enum ReadResult {
    READ_EXPR,          /* *expr is the next expression */
    READ_END,           /* nothing but blanks and comments is left */
    READ_INCOMPLETE,    /* the text ends in the middle of an expression; error says where it began */
    READ_ERROR          /* error says what; the reader is past the faulty expression: go on */
} ReadResult;

typedef struct Reader {
    Heap          *heap;
    SymbolResolver resolver;
    const char    *file, *text, *end;
    const char    *at;              /* what comes next */
    size_t         line;            /* of `at`, from 1 */
    const char    *start;           /* where the last expression given began */
    char          *stack_limit;     /* the lowest stack address the parser may reach: past it, an error */
    SyntaxError    error;
    bool           trailing_semicolon;   /* the last expression ended in ; */
    const char    *valid_end;       /* the text up to here is UTF-8; `end` where all of it is */
} Reader;

/* [text] need not end in NUL and must live as long as the reader.  A first line "#!.." is skipped.
 * Bytes that are no UTF-8 are an error with their place. */
void reader_start(Reader *r, Heap *h, const char *file, const char *text, size_t bytes,
                  SymbolResolver resolver, char *stack_limit);
ReadResult reader_next(Reader *r, Val *expr);

/* The expression that typeset boxes stand for, with the contexts and limits of the reader [like]; false
 * with an error where they stand for none. */
bool boxes_read(const Reader *like, Val box, Val *expr, SyntaxError *error);

/* The error as it is shown: file:line:column, what, the line and a caret below it. */
void syntax_error_print(const SyntaxError *e, Out *to);

#endif
