/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * texform.h -- what the files of TeXForm share.
 */
#ifndef LYRA_PRINT_TEXFORM_H
#define LYRA_PRINT_TEXFORM_H

#include "vm/print/internal.h"

typedef struct TexPrinter {
    Vm  *vm;
    Out *to;
    int  linear;             /* above 0: inside an exponent, where fractions stay on the line */
} TexPrinter;

/* Writes a piece of TeX, with a blank before it where a command came last. */
void tex_put(TexPrinter *p, const char *s);
MUST_USE bool tex_value(TexPrinter *p, Val v, int precedence);
/* open a, b close; [separator] between. */
MUST_USE bool tex_items(TexPrinter *p, size_t n, const Val *v, const char *separator);
/* The same in delimiters that grow with what is inside. */
MUST_USE bool tex_delimited(TexPrinter *p, const char *open, size_t n, const Val *v, const char *separator,
                            const char *close);
/* ^ or _ and what comes after it, in braces where it is longer than a character. */
MUST_USE bool tex_script(TexPrinter *p, char mark, size_t n, const Val *v, bool parentheses);

/* How TeX writes functions: texform_names.c. */
typedef enum TexStyle {
    TEX_CALL,            /* name(a, b, ..) */
    TEX_INDEX,           /* name_a(b, ..) */
    TEX_INDEX_ONLY,      /* name_{a, b, ..} */
    TEX_RAISED,          /* name^{(a)}(b, ..) */
    TEX_ACCENT,          /* name{a} */
    TEX_DELIMITED        /* name a, b close */
} TexStyle;

typedef struct TexFunction {
    uint32_t    symbol;
    TexStyle    style;
    const char *name, *close;
    bool        raises;      /* its powers are written name^n(x) */
} TexFunction;

const TexFunction *tex_function(Val head);
/* An operator's TeX; NULL: none. */
const char *tex_operator(Val head, int *precedence);
/* A symbol's TeX, such as \pi; NULL: its name. */
const char *tex_symbol(Val symbol);
/* A letter's TeX, such as \alpha; NULL: the letter. */
const char *tex_letter(uint32_t c);

/* Tables and matrices: texform_layout.c.  *done is false where [v] has no layout of its own. */
MUST_USE bool tex_layout(TexPrinter *p, Val v, int precedence, bool *done);
MUST_USE bool tex_list(TexPrinter *p, Val list);

#endif
