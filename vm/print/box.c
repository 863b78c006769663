/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * box.c -- two-dimensional text: boxes of characters with a baseline.
 */
#include "vm/print/box.h"

#include <stdlib.h>

#include "vm/value/text.h"

static Box *box_new(Heap *h)
{
    return heap_alloc(h, sizeof(Box));
}

static void place(Heap *h, Box *b, Box *part, int dx, int dy)
{
    if (b->n == b->capacity) {
        size_t capacity = b->capacity == 0 ? 4 : 2 * b->capacity;
        b->parts = heap_grow(h, b->parts, b->n * sizeof(Place), capacity * sizeof(Place));
        b->capacity = capacity;
    }
    b->parts[b->n++] = (Place){part, dx, dy};
    if (dx + part->width > b->width)
        b->width = dx + part->width;
    if (part->above - dy > b->above)
        b->above = part->above - dy;
    if (part->below + dy > b->below)
        b->below = part->below + dy;
}

static Box *one_line(Heap *h, const char *s, size_t n)
{
    Box *b = box_new(h);
    char *copy = heap_alloc_atomic(h, n + 1);

    memcpy(copy, s, n);
    copy[n] = '\0';
    b->text = copy;
    b->bytes = n;
    b->width = (int)utf8_count(s, n);
    return b;
}

Box *box_bytes(Heap *h, const char *s, size_t n)
{
    const char *newline = memchr(s, '\n', n);
    Box *b;

    if (newline == NULL)
        return one_line(h, s, n);
    b = box_new(h);
    for (int dy = 0;; dy++) {
        size_t length = newline == NULL ? n : (size_t)(newline - s);
        place(h, b, one_line(h, s, length), 0, dy);
        if (newline == NULL)
            return b;
        n -= length + 1;
        s = newline + 1;
        newline = memchr(s, '\n', n);
    }
}

Box *box_text(Heap *h, const char *s)
{
    return box_bytes(h, s, strlen(s));
}

Box *box_separator(Heap *h, const char *s)
{
    Box *b = box_text(h, s);

    b->breaks = true;
    return b;
}

Box *box_row(Heap *h)
{
    return box_new(h);
}

void box_add(Heap *h, Box *row, Box *part)
{
    place(h, row, part, row->width, 0);
}

void box_add_text(Heap *h, Box *row, const char *s)
{
    box_add(h, row, box_text(h, s));
}

Box *box_fraction(Heap *h, Box *above, Box *below)
{
    int width = above->width > below->width ? above->width : below->width;
    char *line = heap_alloc_atomic(h, (size_t)width + 1);
    Box *b = box_new(h);

    memset(line, '-', (size_t)width);
    line[width] = '\0';
    place(h, b, above, (width - above->width) / 2, -1 - above->below);
    place(h, b, box_text(h, line), 0, 0);
    place(h, b, below, (width - below->width) / 2, 1 + below->above);
    return b;
}

Box *box_power(Heap *h, Box *base, Box *exponent)
{
    Box *b = box_new(h);

    place(h, b, base, 0, 0);
    place(h, b, exponent, base->width, -1 - exponent->below);
    return b;
}

Box *box_subscript(Heap *h, Box *base, Box *index)
{
    Box *b = box_new(h);

    place(h, b, base, 0, 0);
    place(h, b, index, base->width, 1 + index->above);
    return b;
}

Box *box_scripts(Heap *h, Box *base, Box *index, Box *exponent)
{
    Box *b = box_new(h);

    place(h, b, base, 0, 0);
    place(h, b, index, base->width, 1 + index->above);
    place(h, b, exponent, base->width, -1 - exponent->below);
    return b;
}

static int indent(Align align, int width, const Box *part)
{
    switch (align) {
    case ALIGN_CENTER: return (width - part->width) / 2;
    case ALIGN_RIGHT:  return width - part->width;
    default:           return 0;
    }
}

Box *box_column(Heap *h, size_t n, Box *const *items, Align align, int gap)
{
    Box *b = box_new(h);
    int width = 0, dy = 0;

    for (size_t i = 0; i < n; i++)
        if (items[i]->width > width)
            width = items[i]->width;
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            dy += 1 + gap + items[i]->above;
        place(h, b, items[i], indent(align, width, items[i]), dy);
        dy += items[i]->below;
    }
    return b;
}

Box *box_stack(Heap *h, Box *base, Box *over, Box *under)
{
    Box *b = box_new(h);
    int width = base->width;

    if (over != NULL && over->width > width)
        width = over->width;
    if (under != NULL && under->width > width)
        width = under->width;
    if (over != NULL)
        place(h, b, over, (width - over->width) / 2, -base->above - 1 - over->below);
    place(h, b, base, (width - base->width) / 2, 0);
    if (under != NULL)
        place(h, b, under, (width - under->width) / 2, base->below + 1 + under->above);
    return b;
}

Box *box_table(Heap *h, size_t rows, size_t columns, Box *const *cells, const Align *align,
               const int *row_gaps, const int *column_gaps)
{
    Box *b = box_new(h);
    int *width = heap_alloc_atomic(h, (columns + 1) * sizeof(int));
    int dy = 0;

    for (size_t j = 0; j < columns; j++) {
        width[j] = 0;
        for (size_t i = 0; i < rows; i++) {
            const Box *cell = cells[i * columns + j];
            if (cell != NULL && cell->width > width[j])
                width[j] = cell->width;
        }
    }
    for (size_t i = 0; i < rows; i++) {
        int above = 0, below = 0, dx = 0;
        for (size_t j = 0; j < columns; j++) {
            const Box *cell = cells[i * columns + j];
            if (cell != NULL && cell->above > above)
                above = cell->above;
            if (cell != NULL && cell->below > below)
                below = cell->below;
        }
        if (i > 0)
            dy += 1 + row_gaps[i - 1] + above;
        for (size_t j = 0; j < columns; j++) {
            Box *cell = cells[i * columns + j];
            if (cell != NULL)
                place(h, b, cell, dx + indent(align[j], width[j], cell), dy);
            dx += width[j] + (j + 1 < columns ? column_gaps[j] : 0);
        }
        dy += below;
    }
    return b;
}

/* A line being painted: text so far, and how many columns it takes. */
typedef struct Line {
    Out out;
    int columns;
} Line;

static void paint(const Box *b, Line *lines, int x, int y)
{
    if (b->text != NULL) {
        Line *line = &lines[y];
        if (b->bytes == 0)
            return;
        while (line->columns < x) {
            out_char(&line->out, ' ');
            line->columns++;
        }
        out_bytes(&line->out, b->text, b->bytes);
        line->columns += b->width;
        return;
    }
    for (size_t i = 0; i < b->n; i++)
        paint(b->parts[i].box, lines, x + b->parts[i].dx, y + b->parts[i].dy);
}

static void print_lines(const Box *b, Out *to, int indentation)
{
    int height = box_height(b);
    Line *lines = calloc((size_t)height, sizeof *lines);

    CHECK(lines != NULL);
    for (int i = 0; i < height; i++)
        out_init(&lines[i].out);
    paint(b, lines, indentation, b->above);
    for (int i = 0; i < height; i++) {
        if (i > 0)
            out_char(to, '\n');
        out_bytes(to, out_text(&lines[i].out), lines[i].out.len);
        out_fini(&lines[i].out);
    }
    free(lines);
}

void box_print(const Box *b, Out *to)
{
    print_lines(b, to, 0);
}

/* Appends the parts of rows within rows, so that every place where a line may end is at the top. */
static void flatten(Heap *h, Box *row, Box *b)
{
    bool is_row = b->text == NULL;

    for (size_t i = 0; is_row && i < b->n; i++)
        is_row = b->parts[i].dy == 0;
    if (!is_row) {
        box_add(h, row, b);
        return;
    }
    for (size_t i = 0; i < b->n; i++)
        flatten(h, row, b->parts[i].box);
}

/* The first [columns] columns of a line of text; the rest goes to *rest. */
static Box *split_text(Heap *h, const Box *b, int columns, Box **rest)
{
    const char *s = b->text, *end = b->text + b->bytes;
    Out out;
    Box *first;

    for (int i = 0; i < columns && s < end; i++) {
        uint32_t c;
        s += utf8_decode(s, end, &c);
    }
    *rest = one_line(h, s, (size_t)(end - s));
    out_init(&out);
    out_bytes(&out, b->text, (size_t)(s - b->text));
    out_char(&out, '\\');
    first = one_line(h, out_text(&out), out.len);
    out_fini(&out);
    return first;
}

void box_print_wrapped(Heap *h, Box *b, Out *to, int width)
{
    enum { CONTINUATION = 5, NARROWEST = 10 };
    Box *all, *line;
    int used = 0;
    size_t i = 0;

    if (width < NARROWEST || b->width <= width) {
        box_print(b, to);
        return;
    }
    all = box_row(h);
    flatten(h, all, b);
    while (i < all->n) {
        size_t end = i, last_break = 0;
        int x = used;
        while (end < all->n && x + all->parts[end].box->width <= width + (all->parts[end].box->breaks ? 1 : 0)) {
            x += all->parts[end].box->width;
            end++;
            if (all->parts[end - 1].box->breaks)
                last_break = end;
        }
        if (end < all->n && last_break > i)
            end = last_break;
        line = box_row(h);
        if (used > 0)
            box_add_text(h, line, ">    ");
        while (i < end)
            box_add(h, line, all->parts[i++].box);
        if (i < all->n && (last_break == 0 || last_break != end)) {
            /* No place to end the line: a long text is cut, anything else stands out. */
            Box *next = all->parts[i].box;
            int room = width - line->width - 1;
            if (next->text != NULL && room > 0 && next->width > width - CONTINUATION)
                box_add(h, line, split_text(h, next, room, &all->parts[i].box));
            else if (line->width <= CONTINUATION)
                box_add(h, line, all->parts[i++].box);
        }
        if (used > 0)
            out_str(to, "\n\n");
        print_lines(line, to, 0);
        used = CONTINUATION;
    }
}
