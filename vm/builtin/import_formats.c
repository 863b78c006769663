/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * import_formats.c -- text, lines, tables, CSV, TSV and JSON.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "vm/builtin/digest.h"
#include "vm/builtin/import.h"
#include "vm/builtin/items.h"
#include "vm/builtin/json.h"
#include "vm/print/print.h"

static const char *const known_formats[] = {
    "Text", "Plaintext", "String", "Lines", "Words", "CSV", "TSV", "Table", "List", "JSON", "RawJSON", "Byte",
    "Binary", "Base64", "Package", "Expression",
};

bool format_is_known(Val format)
{
    for (size_t i = 0; i < COUNT_OF(known_formats); i++)
        if (val_is_string(format) && strcasecmp(text_data(format), known_formats[i]) == 0)
            return true;
    return false;
}

static bool is_format(Val v, const char *name)
{
    return val_is_string(v) && strcasecmp(text_data(v), name) == 0;
}

/* ---- importing ---- */

/* A field as a number where it is one, else as a string. */
static Val field_value(Heap *h, const char *s, size_t n)
{
    char buffer[64], *stop;
    size_t i = 0, digits = 0;
    bool real = false;

    if (n == 0 || n >= sizeof buffer)
        return text_new(h, s, n);
    if (s[0] == '-' || s[0] == '+')
        i++;
    for (size_t k = i; k < n; k++) {
        if (!isdigit((unsigned char)s[k]) && (s[k] == '\0' || strchr(".eE+-", s[k]) == NULL))
            return text_new(h, s, n);
        digits += isdigit((unsigned char)s[k]) != 0;
        real |= !isdigit((unsigned char)s[k]);
    }
    if (digits == 0)
        return text_new(h, s, n);
    if (!real) {
        Val v = int_from_digits(h, s + i, n - i, 10);
        return s[0] == '-' ? num_neg(h, v) : v;
    }
    memcpy(buffer, s, n);
    buffer[n] = '\0';
    double d = strtod(buffer, &stop);
    return *stop == '\0' && isfinite(d) ? val_real_new(h, d) : text_new(h, s, n);
}

static Val not_available(Heap *h)
{
    return expr1(h, S_Missing, text_from(h, "NotAvailable"));
}

/* Rows of fields between [separator]s, with "quoted ""fields""". */
static Val import_separated(Vm *vm, Val text, char separator)
{
    Heap *h = vm_heap(vm);
    const char *s = text_data(text), *end = s + text_bytes(text);
    Builder rows, row;
    Out field;

    builder_start(&rows, h, S_List);
    while (s < end) {
        TRY(vm_poll(vm));
        builder_start(&row, h, S_List);
        for (bool more = true; more; ) {
            if (s < end && *s == '"') {
                out_init(&field);
                for (s++; s < end; s++) {
                    if (*s == '"' && (s + 1 == end || s[1] != '"'))
                        break;
                    s += *s == '"';
                    out_char(&field, *s);
                }
                s += s < end;
                builder_push(&row, text_new(h, out_text(&field), field.len));
                out_fini(&field);
                while (s < end && *s != separator && *s != '\n')
                    s++;
            } else {
                const char *from = s;
                while (s < end && *s != separator && *s != '\n')
                    s++;
                size_t n = (size_t)(s - from);
                if (n > 0 && s < end && *s == '\n' && from[n - 1] == '\r')
                    n--;
                builder_push(&row, n == 0 ? not_available(h) : field_value(h, from, n));
            }
            more = s < end && *s == separator;
            s += s < end;
        }
        /* An empty line is a row without fields. */
        bool blank = row.n == 1 && val_has_head(row.items[0], S_Missing);
        builder_push(&rows, blank ? list_make(h, 0, NULL) : builder_finish(&row));
    }
    return builder_finish(&rows);
}

static Val import_lines(Heap *h, Val text)
{
    const char *s = text_data(text), *end = s + text_bytes(text);
    Builder b;

    builder_start(&b, h, S_List);
    while (s < end && !heap_stops_at(h, b.n)) {
        const char *stop = memchr(s, '\n', (size_t)(end - s));
        size_t n = (size_t)((stop == NULL ? end : stop) - s);
        builder_push(&b, text_new(h, s, n > 0 && stop != NULL && s[n - 1] == '\r' ? n - 1 : n));
        s = stop == NULL ? end : stop + 1;
    }
    return builder_finish(&b);
}

/* The blank-separated fields of a line; as they stand where not [values]. */
static Val line_fields(Heap *h, Val line, bool values)
{
    const char *s = text_data(line), *end = s + text_bytes(line);
    Builder b;

    builder_start(&b, h, S_List);
    while (s < end && !heap_stops_at(h, b.n)) {
        while (s < end && isspace((unsigned char)*s))
            s++;
        const char *from = s;
        while (s < end && !isspace((unsigned char)*s))
            s++;
        if (s > from)
            builder_push(&b, values ? field_value(h, from, (size_t)(s - from)) : text_new(h, from, (size_t)(s - from)));
    }
    return builder_finish(&b);
}

static Val import_table(Heap *h, Val text, bool flat)
{
    Val lines = import_lines(h, text);
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < expr_len(lines) && !heap_stops_at(h, i); i++) {
        Val line = expr_arg(lines, i);
        builder_push(&b, flat ? field_value(h, text_data(line), text_bytes(line)) : line_fields(h, line, true));
    }
    return builder_finish(&b);
}

/* Text without the newline at its end. */
static Val without_newline(Heap *h, Val text)
{
    size_t n = text_bytes(text);

    return n > 0 && text_data(text)[n - 1] == '\n' ? text_new(h, text_data(text), n - 1) : text;
}

/* Rows under a header as associations. */
static Val rows_as_associations(Heap *h, Val rows)
{
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = 1; i < expr_len(rows); i++) {
        Val row = expr_arg(rows, i), header = expr_arg(rows, 0);
        AssocBuilder a;
        assoc_builder_start(&a, h);
        for (size_t k = 0; k < expr_len(header); k++)
            assoc_builder_set(&a, expr_arg(header, k), k < expr_len(row) ? expr_arg(row, k) : not_available(h));
        builder_push(&b, assoc_builder_finish(&a));
    }
    return builder_finish(&b);
}

/* An element of a table of rows. */
static Val table_element(Heap *h, Val rows, Val element)
{
    size_t widest = 0;

    if (val_is_none(element) || text_is(element, "Data") || text_is(element, "RawData") || text_is(element, "Grid"))
        return rows;
    if (text_is(element, "Dataset"))
        return expr_len(rows) == 0 ? expr1(h, S_Dataset, rows) : expr1(h, S_Dataset, rows_as_associations(h, rows));
    if (text_is(element, "RowCount"))
        return val_int((int64_t)expr_len(rows));
    for (size_t i = 0; i < expr_len(rows); i++)
        if (expr_len(expr_arg(rows, i)) > widest)
            widest = expr_len(expr_arg(rows, i));
    if (text_is(element, "ColumnCount"))
        return val_int((int64_t)widest);
    if (text_is(element, "Dimensions"))
        return expr2(h, S_List, val_int((int64_t)expr_len(rows)), val_int((int64_t)widest));
    if (text_is(element, "ColumnLabels") && expr_len(rows) > 0)
        return expr_arg(rows, 0);
    return VAL_NONE;
}

static Val skip_rows(Heap *h, Val rows, int64_t n)
{
    if (n <= 0 || !val_is_plain_list(rows))
        return rows;
    size_t skip = (uint64_t)n > expr_len(rows) ? expr_len(rows) : (size_t)n;
    return list_make(h, expr_len(rows) - skip, expr_args(rows) + skip);
}

static Val text_element(Heap *h, Val text, Val element)
{
    static const char *const names[] = {"Data", "Lines", "Plaintext", "String", "Summary", "Words"};

    if (is_format(element, "Lines") || text_is(element, "Data"))
        return import_lines(h, text);
    if (is_format(element, "Words"))
        return line_fields(h, text, false);
    if (is_format(element, "String"))
        return text;
    if (is_format(element, "Text") || is_format(element, "Plaintext"))
        return without_newline(h, text);
    if (!text_is(element, "Elements"))
        return VAL_NONE;
    Expr *list = expr_new(h, S_List, COUNT_OF(names));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        list->args[i] = text_from(h, names[i]);
    return expr_seal(list);
}

Val format_import(Vm *vm, Val text, Val format, Val element, int64_t header_lines)
{
    Heap *h = vm_heap(vm);
    Val v;

    if (is_format(format, "CSV") || is_format(format, "TSV")) {
        TRY(v = import_separated(vm, text, is_format(format, "CSV") ? ',' : '\t'));
        return table_element(h, skip_rows(h, v, header_lines), element);
    }
    if (is_format(format, "Table"))
        return table_element(h, skip_rows(h, import_table(h, text, false), header_lines), element);
    if (is_format(format, "List"))
        return skip_rows(h, import_table(h, text, true), header_lines);
    if (is_format(format, "JSON") || is_format(format, "RawJSON"))
        return json_parse(vm, text_data(text), text_bytes(text), is_format(format, "JSON"));
    if (is_format(format, "Base64")) {
        v = base64_decode(h, text_data(text), text_bytes(text));
        return val_is_none(v) ? v : text_new(h, (const char *)val_bytes(v)->data, val_bytes(v)->len);
    }
    if (is_format(format, "Byte") || is_format(format, "Binary")) {
        Expr *list = expr_new(h, S_List, text_bytes(text));
        for (size_t i = 0; i < text_bytes(text); i++)
            list->args[i] = val_int((unsigned char)text_data(text)[i]);
        return expr_seal(list);
    }
    if (is_format(format, "Package") || is_format(format, "Expression"))
        return vm_call1(vm, S_ToExpression, text);
    return text_element(h, text, val_is_none(element) ? format : element);
}

/* ---- exporting ---- */

/* [v] as OutputForm has it, strings bare; false where it unwound. */
static bool put_plain(Vm *vm, Out *out, Val v)
{
    if (val_is_string(v)) {
        out_bytes(out, text_data(v), text_bytes(v));
        return true;
    }
    return print_value(vm, out, v, FORM_COMMAND);
}

static void put_quoted(Out *out, const char *s, size_t n)
{
    out_char(out, '"');
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"')
            out_char(out, '"');
        out_char(out, s[i]);
    }
    out_char(out, '"');
}

/* A field of CSV: numbers of a machine bare, everything else quoted, other expressions by their head. */
static bool put_field(Vm *vm, Out *out, Val v)
{
    int64_t small;

    if (val_is_string(v)) {
        put_quoted(out, text_data(v), text_bytes(v));
        return true;
    }
    if (val_is(v, S_True) || val_is(v, S_False)) {
        out_str(out, val_is(v, S_True) ? "true" : "false");
        return true;
    }
    if (val_is_real(v) || (val_is_integer(v) && int_fits_i64(v, &small)))
        return print_value(vm, out, v, FORM_INPUT);
    if (val_has_head(v, S_Missing))
        return true;
    Out scratch;
    out_init(&scratch);
    if (val_is_expr(v) && val_is_symbol(expr_head(v)))
        out_format(&scratch, "-%s-", symbol_name(expr_head(v)));
    else if (!print_value(vm, &scratch, v, FORM_COMMAND))
        return out_fini(&scratch), false;
    put_quoted(out, out_text(&scratch), scratch.len);
    out_fini(&scratch);
    return true;
}

/* Rows of fields: CSV and TSV quote and end each row, Table does neither. */
static bool put_rows(Vm *vm, Out *out, Val v, char separator, bool quoted)
{
    Heap *h = vm_heap(vm);

    if (val_has_head(v, S_Dataset) && expr_len(v) > 0)
        v = expr_arg(v, 0);
    if (!val_is_list(v))
        v = list_make(h, 1, &v);
    for (size_t i = 0; i < list_len(v); i++) {
        Val row = list_item(h, v, i);
        if (i == 0 && val_is_assoc(row) && quoted) {
            Val keys = assoc_keys(h, row);
            for (size_t k = 0; k < expr_len(keys); k++) {
                if (k > 0)
                    out_char(out, separator);
                if (!put_field(vm, out, expr_arg(keys, k)))
                    return false;
            }
            out_char(out, '\n');
        }
        if (val_is_assoc(row))
            row = assoc_values(h, row);
        size_t n = val_is_list(row) ? list_len(row) : 1;
        for (size_t k = 0; k < n; k++) {
            Val field = val_is_list(row) ? list_item(h, row, k) : row;
            if (k > 0)
                out_char(out, separator);
            if (!(quoted ? put_field(vm, out, field) : put_plain(vm, out, field)))
                return false;
        }
        if (quoted || i + 1 < list_len(v))
            out_char(out, '\n');
    }
    return true;
}

/* A list as a line an element; anything else as it prints. */
static bool put_lines(Vm *vm, Out *out, Val v)
{
    Heap *h = vm_heap(vm);

    if (!val_is_list(v))
        return put_plain(vm, out, v);
    for (size_t i = 0; i < list_len(v); i++) {
        if (i > 0)
            out_char(out, '\n');
        if (!put_plain(vm, out, val_unpacked(h, list_item(h, v, i))))
            return false;
    }
    return true;
}

static Val put_base64(Vm *vm, Out *out, Val v)
{
    Val encoded;

    if (val_is_bytes(v))
        encoded = base64_encode(vm_heap(vm), val_bytes(v)->data, val_bytes(v)->len);
    else if (val_is_string(v))
        encoded = base64_encode(vm_heap(vm), (const unsigned char *)text_data(v), text_bytes(v));
    else
        return S_False;
    out_bytes(out, text_data(encoded), text_bytes(encoded));
    out_char(out, '\n');
    return S_True;
}

static Val put_bytes(Heap *h, Out *out, Val v)
{
    if (val_is_bytes(v)) {
        out_bytes(out, (const char *)val_bytes(v)->data, val_bytes(v)->len);
        return S_True;
    }
    if (!val_is_list(v))
        return S_False;
    for (size_t i = 0; i < list_len(v); i++) {
        Val b = list_item(h, v, i);
        if (!val_is_small(b) || val_small(b) < 0 || val_small(b) > 255)
            return S_False;
        out_char(out, (char)val_small(b));
    }
    return S_True;
}

Val format_export(Vm *vm, Out *out, Val v, Val format, bool compact)
{
    bool ok;

    if (is_format(format, "CSV") || is_format(format, "TSV")) {
        ok = put_rows(vm, out, v, is_format(format, "CSV") ? ',' : '\t', true);
    } else if (is_format(format, "Table")) {
        ok = put_rows(vm, out, v, '\t', false);
    } else if (is_format(format, "JSON") || is_format(format, "RawJSON")) {
        return json_write(vm, out, v, compact);
    } else if (is_format(format, "Text") || is_format(format, "Lines") || is_format(format, "List")
               || is_format(format, "Plaintext")) {
        ok = put_lines(vm, out, v);
    } else if (is_format(format, "String")) {
        ok = put_plain(vm, out, v);
    } else if (is_format(format, "Base64")) {
        return put_base64(vm, out, v);
    } else if (is_format(format, "Byte") || is_format(format, "Binary")) {
        return put_bytes(vm_heap(vm), out, v);
    } else if (is_format(format, "Package") || is_format(format, "Expression")) {
        ok = print_value(vm, out, v, FORM_INPUT);
        out_char(out, '\n');
    } else {
        return S_False;
    }
    return ok ? S_True : UNWIND;
}
