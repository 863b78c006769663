/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * outputform.h -- what the files of OutputForm share.
 */
#ifndef LYRA_PRINT_OUTPUTFORM_H
#define LYRA_PRINT_OUTPUTFORM_H

#include "vm/print/box.h"
#include "vm/print/internal.h"
#include "vm/print/numberform.h"

typedef struct Boxer {
    Vm   *vm;
    Heap *heap;
    int   page_width;               /* 0: lines are not broken */
    int   linear;                   /* above 0: inside an exponent, where fractions stay on the line */
    const NumberStyle *style;       /* of NumberForm and its like; NULL: the default */
    Val   style_head;               /* which of them; what it does not apply to it leaves alone */
} Boxer;

/* Each gives NULL if it unwound. */
Box *output_box(Boxer *b, Val v, int precedence);
Box *output_sequence(Boxer *b, size_t n, const Val *v, const char *separator, int precedence);
/* [box] in parentheses where [needed]. */
Box *output_parens(Boxer *b, Box *box, bool needed);
/* What a form that is written on one line gives for [v]. */
Box *output_text(Boxer *b, Val v, Form form);

/* The heads with a layout of their own: tables, wrappers, forms.  *done is false where [v] is to
 * be written like any other expression. */
Box *output_layout(Boxer *b, Val v, int precedence, bool *done);
/* StringForm and the texts of messages. */
Box *output_template(Boxer *b, const char *text, size_t bytes, size_t n, const Val *args);
Box *output_table(Boxer *b, Val form);
Box *output_grid(Boxer *b, Val form);

#endif
