/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * outputform_table.c -- TableForm, MatrixForm, Grid and Column in OutputForm.
 */
#include "vm/print/outputform.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

enum { TABLE_DEPTH_MAX = 64 };

typedef struct Table {
    int   depth;                         /* levels of lists that become rows and columns */
    int   row_gap, column_gap;
    Align column_align;
    Val   row_headings, column_headings; /* lists, S_Automatic or S_None */
} Table;

static Align align_of(Val v, Align otherwise)
{
    switch (symbol_switch(v)) {
    case SYM_Left:   return ALIGN_LEFT;
    case SYM_Center: return ALIGN_CENTER;
    case SYM_Right:  return ALIGN_RIGHT;
    default:         return otherwise;
    }
}

static void read_headings(Table *t, Heap *h, Val v)
{
    if (val_is(v, S_Automatic)) {
        t->row_headings = t->column_headings = v;
    } else if (val_is_list(v)) {
        if (list_len(v) >= 1)
            t->row_headings = list_item(h, v, 0);
        if (list_len(v) >= 2)
            t->column_headings = list_item(h, v, 1);
    }
}

static void read_options(Table *t, Heap *h, Val form)
{
    for (size_t i = 1; i < expr_len(form); i++) {
        Val rule = expr_arg(form, i);
        if (!val_is_rule(rule))
            continue;
        Val value = expr_arg(rule, 1);
        switch (symbol_switch(expr_arg(rule, 0))) {
        case SYM_TableDepth:
            if (val_is_small(value) && val_small(value) >= 0 && val_small(value) < TABLE_DEPTH_MAX)
                t->depth = (int)val_small(value);
            break;
        case SYM_TableHeadings:
            read_headings(t, h, value);
            break;
        case SYM_TableSpacing:
            if (val_is_list(value)) {
                for (size_t j = 0; j < list_len(value) && j < 2; j++) {
                    Val gap = list_item(h, value, j);
                    if (val_is_small(gap) && val_small(gap) >= 0 && val_small(gap) < 1000)
                        *(j == 0 ? &t->row_gap : &t->column_gap) = (int)val_small(gap);
                }
            }
            break;
        case SYM_TableAlignments: case SYM_Alignment:
            t->column_align = align_of(val_is_list(value) && list_len(value) > 0 ? list_item(h, value, 0) : value,
                                       t->column_align);
            break;
        default:
            break;
        }
    }
}

static Box *heading_box(Boxer *b, Val headings, size_t i)
{
    if (val_is(headings, S_Automatic))
        return output_box(b, val_int((int64_t)i + 1), 0);
    if (val_is_list(headings) && i < list_len(headings)) {
        Val v = list_item(b->heap, headings, i);
        return val_is(v, S_None) ? box_text(b->heap, "") : output_box(b, v, 0);
    }
    return box_text(b->heap, "");
}

static bool has_headings(Val v)
{
    return val_is(v, S_Automatic) || val_is_list(v);
}

static Box *table_box(Boxer *b, Val v, const Table *t);

static Box *cell_box(Boxer *b, Val v, const Table *t)
{
    if (t->depth <= 0 || !val_is_list(v))
        return output_box(b, v, 0);
    Table inner = *t;
    inner.row_headings = inner.column_headings = S_None;
    inner.row_gap = 0;
    return table_box(b, v, &inner);
}

/* The widest row; *plain: no element is a list, so that the list is one column. */
static size_t count_columns(Heap *h, Val v, bool *plain)
{
    size_t columns = 1;

    *plain = true;
    for (size_t i = 0; i < list_len(v); i++) {
        Val row = list_item(h, v, i);
        if (!val_is_list(row))
            continue;
        *plain = false;
        if (list_len(row) > columns)
            columns = list_len(row);
    }
    return columns;
}

/* Paints rows x columns with the same gap everywhere. */
static Box *lay_out(Boxer *b, size_t rows, size_t columns, Box **cells, const Table *t)
{
    Heap *h = b->heap;
    Align *align = heap_alloc_atomic(h, (columns + 1) * sizeof *align);
    int *row_gaps = heap_alloc_atomic(h, (rows + 1) * sizeof(int));
    int *column_gaps = heap_alloc_atomic(h, (columns + 1) * sizeof(int));

    for (size_t j = 0; j < columns; j++) {
        align[j] = t->column_align;
        column_gaps[j] = t->column_gap;
    }
    for (size_t i = 0; i < rows; i++)
        row_gaps[i] = t->row_gap;
    return box_table(h, rows, columns, cells, align, row_gaps, column_gaps);
}

static Box *table_box(Boxer *b, Val v, const Table *t)
{
    bool plain;
    size_t rows = list_len(v), columns = count_columns(b->heap, v, &plain);
    Table inner = *t;

    if (t->depth == 1)
        plain = true;
    inner.depth = t->depth - (plain ? 1 : 2);
    if (plain)
        columns = 1;
    size_t left = has_headings(t->row_headings) ? 1 : 0;
    size_t top = has_headings(t->column_headings) && !plain ? 1 : 0;
    size_t width = columns + left, height = rows + top;
    Box **cells = heap_alloc(b->heap, (width * height + 1) * sizeof *cells);
    for (size_t i = 0; i < rows; i++) {
        Val row = list_item(b->heap, v, i);
        Box **at = cells + (i + top) * width;
        if (left && (at[0] = heading_box(b, t->row_headings, i)) == NULL)
            return NULL;
        bool whole = plain || !val_is_list(row);
        for (size_t j = 0; j < (whole ? 1 : list_len(row)); j++)
            if ((at[j + left] = cell_box(b, whole ? row : list_item(b->heap, row, j), &inner)) == NULL)
                return NULL;
    }
    for (size_t j = 0; top && j < columns; j++)
        if ((cells[j + left] = heading_box(b, t->column_headings, j)) == NULL)
            return NULL;
    return lay_out(b, height, width, cells, t);
}

Box *output_table(Boxer *b, Val form)
{
    Table t = {.depth = TABLE_DEPTH_MAX, .row_gap = 1, .column_gap = 3, .column_align = ALIGN_LEFT,
               .row_headings = S_None, .column_headings = S_None};
    Val v = expr_arg(form, 0);
    int linear = b->linear;

    if (!val_is_list(v) || list_len(v) == 0)
        return output_box(b, v, 0);
    if (val_is(expr_head(form), S_MatrixForm))
        t.depth = 2;
    read_options(&t, b->heap, form);
    if (t.depth == 0)
        return output_box(b, v, 0);
    b->linear = 0;
    Box *box = table_box(b, v, &t);
    b->linear = linear;
    return box;
}

static Box *column_box(Boxer *b, Val items, Align align, int gap)
{
    size_t n = list_len(items);
    Box **boxes = heap_alloc(b->heap, (n + 1) * sizeof *boxes);

    for (size_t i = 0; i < n; i++)
        if ((boxes[i] = output_box(b, list_item(b->heap, items, i), 0)) == NULL)
            return NULL;
    return box_column(b->heap, n, boxes, align, gap);
}

Box *output_grid(Boxer *b, Val form)
{
    Val v = expr_arg(form, 0);
    size_t n = expr_len(form);

    if (val_is(expr_head(form), S_Grid))
        return output_table(b, form);
    Align align = n >= 2 ? align_of(expr_arg(form, 1), ALIGN_LEFT) : ALIGN_LEFT;
    int gap = n >= 3 && val_is_small(expr_arg(form, 2)) && val_small(expr_arg(form, 2)) >= 0
        && val_small(expr_arg(form, 2)) < 100 ? (int)val_small(expr_arg(form, 2)) : 0;
    return column_box(b, v, align, gap);
}
