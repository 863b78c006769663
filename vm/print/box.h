/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * box.h -- two-dimensional text: boxes of characters with a baseline.
 *
 * A box is a text of one line or boxes placed beside, above and below each other.  Nothing is
 * painted before the whole is known, so that putting boxes together costs O(1) each.  Boxes
 * lie in collected memory and are never changed once made (a row while it is being built excepted).
 */
#ifndef LYRA_PRINT_BOX_H
#define LYRA_PRINT_BOX_H

#include "vm/base/out.h"
#include "vm/value/heap.h"

typedef struct Box Box;

typedef struct Place {
    Box *box;
    int  dx, dy;             /* of its baseline's left end; dy counts downwards */
} Place;

struct Box {
    int         width;       /* in columns */
    int         above, below;/* lines above and below the baseline's line */
    bool        breaks;      /* a line may end after it */
    const char *text;        /* one line, `bytes` long; NULL: parts */
    size_t      bytes;
    size_t      n, capacity;
    Place      *parts;
};

typedef enum Align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

Box *box_text(Heap *h, const char *s);
Box *box_bytes(Heap *h, const char *s, size_t n);        /* several lines where there are newlines */
/* Text after which a line may end: ", " or " + ". */
Box *box_separator(Heap *h, const char *s);

/* A row: boxes side by side on one baseline. */
Box *box_row(Heap *h);
void box_add(Heap *h, Box *row, Box *part);
void box_add_text(Heap *h, Box *row, const char *s);

Box *box_fraction(Heap *h, Box *above, Box *below);
/* [exponent] stands just above the line of the base's baseline. */
Box *box_power(Heap *h, Box *base, Box *exponent);
Box *box_subscript(Heap *h, Box *base, Box *index);
Box *box_scripts(Heap *h, Box *base, Box *index, Box *exponent);
/* Boxes below each other, each with [gap] empty lines before it; the baseline is the first's. */
Box *box_column(Heap *h, size_t n, Box *const *items, Align align, int gap);
/* [over] centred above, [under] below the base; either may be NULL. */
Box *box_stack(Heap *h, Box *base, Box *over, Box *under);
/* A table of rows x columns (NULL: an empty cell), row by row. */
Box *box_table(Heap *h, size_t rows, size_t columns, Box *const *cells, const Align *align,
               const int *row_gaps, const int *column_gaps);

static inline int box_height(const Box *b) { return b->above + 1 + b->below; }

/* Writes the box, lines ended by newlines but the last, without blanks at the ends of lines. */
void box_print(const Box *b, Out *to);
/* The same, in lines of at most [width] columns where that can be had. */
void box_print_wrapped(Heap *h, Box *b, Out *to, int width);

#endif
