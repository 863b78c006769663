/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * boxes.c -- what typeset boxes stand for.
 *
 * Boxes are written out as one-dimensional input text, which is then read: a RowBox is its parts in a row, so
 * only reading the whole tells what is an operand and what is an operator.
 */
#include <ctype.h>

#include "vm/num/number.h"
#include "vm/read/parser.h"
#include "vm/value/text.h"

typedef struct BoxWriter {
    Out   out;
    char *stack_limit;
} BoxWriter;

static bool write_box(BoxWriter *w, Val box);

static bool is_word(unsigned char c) { return isalnum(c) || c == '$' || c >= 0x80; }

/* A piece of text, with a blank before it where it would run into what is there. */
static void write_text(BoxWriter *w, const char *s, size_t n)
{
    if (n > 0 && w->out.len > 0 && is_word((unsigned char)s[0]) &&
        is_word((unsigned char)w->out.data[w->out.len - 1]))
        out_char(&w->out, ' ');
    out_bytes(&w->out, s, n);
}

/* The arguments between these pieces of text: [pieces] are one more than the arguments. */
static bool write_parts(BoxWriter *w, Val box, const char *const *pieces)
{
    size_t n = 0;

    while (pieces[n + 1] != NULL)
        n++;
    if (expr_len(box) < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        write_text(w, pieces[i], strlen(pieces[i]));
        if (!write_box(w, expr_arg(box, i)))
            return false;
    }
    write_text(w, pieces[n], strlen(pieces[n]));
    return true;
}

static bool write_list(BoxWriter *w, Val list, const char *open, const char *between, const char *close,
                       bool (*write)(BoxWriter *, Val))
{
    if (!val_is_plain_list(list))
        return false;
    out_str(&w->out, open);
    for (size_t i = 0; i < expr_len(list); i++) {
        if (i > 0)
            out_str(&w->out, between);
        if (!write(w, expr_arg(list, i)))
            return false;
    }
    out_str(&w->out, close);
    return true;
}

static bool write_grid_row(BoxWriter *w, Val row) { return write_list(w, row, "{", ", ", "}", write_box); }

static bool write_box(BoxWriter *w, Val box)
{
#define PIECES(...) (const char *const[]){__VA_ARGS__, NULL}
    if ((char *)__builtin_frame_address(0) < w->stack_limit)
        return false;
    if (val_is_string(box)) {
        write_text(w, text_data(box), text_bytes(box));
        return true;
    }
    if (val_is_integer(box)) {
        write_text(w, "", 0);
        out_char(&w->out, ' ');
        int_print(&w->out, box, 10);
        return true;
    }
    if (!val_is_expr(box) || expr_len(box) == 0)
        return false;
    switch (symbol_switch(expr_head(box))) {
    case SYM_RowBox:            return write_list(w, expr_arg(box, 0), "", "", "", write_box);
    case SYM_FormBox: case SYM_StyleBox: case SYM_TagBox: case SYM_BoxData: case SYM_AdjustmentBox:
        return write_parts(w, box, PIECES("", ""));
    case SYM_SqrtBox:           return write_parts(w, box, PIECES("Sqrt[", "]"));
    case SYM_RadicalBox:        return write_parts(w, box, PIECES("((", ")^(1/(", ")))"));
    case SYM_FractionBox:       return write_parts(w, box, PIECES("((", ")/(", "))"));
    case SYM_SuperscriptBox:    return write_parts(w, box, PIECES("((", ")^(", "))"));
    case SYM_SubscriptBox:      return write_parts(w, box, PIECES("Subscript[", ", ", "]"));
    case SYM_SubsuperscriptBox: return write_parts(w, box, PIECES("(Subscript[", ", ", "]^(", "))"));
    case SYM_OverscriptBox:     return write_parts(w, box, PIECES("Overscript[", ", ", "]"));
    case SYM_UnderscriptBox:    return write_parts(w, box, PIECES("Underscript[", ", ", "]"));
    case SYM_GridBox:           return write_list(w, expr_arg(box, 0), "{", ", ", "}", write_grid_row);
    default:                    return false;
    }
#undef PIECES
}

bool boxes_read(const Reader *like, Val box, Val *expr, SyntaxError *error)
{
    BoxWriter w = {.stack_limit = like->stack_limit};
    Reader r;
    Val text, rest;
    bool good;

    out_init(&w.out);
    good = write_box(&w, box);
    text = text_new(like->heap, out_text(&w.out), w.out.len);
    out_fini(&w.out);
    reader_start(&r, like->heap, NULL, text_data(text), text_bytes(text), like->resolver, like->stack_limit);
    if (!good) {
        memset(error, 0, sizeof *error);
        strcpy(error->tag, "boxes");
        strcpy(error->what, "these boxes stand for no expression");
        return false;
    }
    good = reader_next(&r, expr) == READ_EXPR && reader_next(&r, &rest) == READ_END;
    *error = r.error;
    return good;
}
