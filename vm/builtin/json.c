/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * json.c -- JSON to expressions and back.
 */
#include "vm/builtin/json.h"

#include <math.h>
#include <stdlib.h>

#include "vm/num/number.h"
#include "vm/print/print.h"

typedef struct Json {
    Vm         *vm;
    const char *at, *end;
    bool        rules;
} Json;

static Val parse_value(Json *j);

static void skip_blanks(Json *j)
{
    while (j->at < j->end && (*j->at == ' ' || *j->at == '\t' || *j->at == '\n' || *j->at == '\r'))
        j->at++;
}

static bool take(Json *j, char c)
{
    skip_blanks(j);
    if (j->at == j->end || *j->at != c)
        return false;
    j->at++;
    return true;
}

static bool hex4(Json *j, uint32_t *c)
{
    *c = 0;
    if (j->end - j->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        char d = *j->at++;
        int v = d >= '0' && d <= '9' ? d - '0' : d >= 'a' && d <= 'f' ? d - 'a' + 10
              : d >= 'A' && d <= 'F' ? d - 'A' + 10 : -1;
        if (v < 0)
            return false;
        *c = *c << 4 | (uint32_t)v;
    }
    return true;
}

static bool parse_escape(Json *j, Out *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    uint32_t c, low;

    if (j->at == j->end)
        return false;
    char e = *j->at++;
    const char *known = e == '\0' ? NULL : strchr(from, e);
    if (known != NULL) {
        out_char(out, to[known - from]);
        return true;
    }
    if (e != 'u' || !hex4(j, &c))
        return false;
    if (c >= 0xD800 && c < 0xDC00 && j->end - j->at >= 6 && j->at[0] == '\\' && j->at[1] == 'u') {
        const char *back = j->at;
        j->at += 2;
        if (hex4(j, &low) && low >= 0xDC00 && low < 0xE000)
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        else
            j->at = back;
    }
    out_code_point(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    return true;
}

/* After the opening quote. */
static Val parse_string(Json *j)
{
    Out out;
    Val v = VAL_NONE;

    out_init(&out);
    while (j->at < j->end) {
        char c = *j->at++;
        if (c == '"') {
            v = text_from_out(vm_heap(j->vm), &out);
            break;
        }
        if (c != '\\')
            out_char(&out, c);
        else if (!parse_escape(j, &out))
            break;
    }
    out_fini(&out);
    return v;
}

static Val parse_number(Json *j)
{
    Heap *h = vm_heap(j->vm);
    const char *from = j->at;
    bool real = false;
    char buffer[64];

    while (j->at < j->end && *j->at != '\0' && strchr("+-.eE0123456789", *j->at) != NULL) {
        real |= *j->at == '.' || *j->at == 'e' || *j->at == 'E';
        j->at++;
    }
    size_t n = (size_t)(j->at - from);
    bool minus = n > 0 && from[0] == '-';
    if (n == 0)
        return VAL_NONE;
    if (!real) {
        Val v = n == (size_t)minus ? VAL_NONE : int_from_digits(h, from + minus, n - minus, 10);
        return val_is_none(v) || !minus ? v : num_neg(h, v);
    }
    if (n >= sizeof buffer)
        n = sizeof buffer - 1;
    memcpy(buffer, from, n);
    buffer[n] = '\0';
    char *stop;
    double d = strtod(buffer, &stop);
    return *stop == '\0' && isfinite(d) ? val_real_new(h, d) : VAL_NONE;
}

static Val parse_array(Json *j)
{
    Builder b;
    Val v;

    builder_start(&b, vm_heap(j->vm), S_List);
    if (take(j, ']'))
        return builder_finish(&b);
    do {
        v = parse_value(j);
        if (val_is_none(v) || val_is_unwind(v))
            return v;
        builder_push(&b, v);
    } while (take(j, ','));
    return take(j, ']') ? builder_finish(&b) : VAL_NONE;
}

static Val parse_object(Json *j)
{
    Heap *h = vm_heap(j->vm);
    AssocBuilder a;

    assoc_builder_start(&a, h);
    if (!take(j, '}')) {
        do {
            if (!take(j, '"'))
                return VAL_NONE;
            Val key = parse_string(j);
            if (val_is_none(key) || !take(j, ':'))
                return VAL_NONE;
            Val v = parse_value(j);
            if (val_is_none(v) || val_is_unwind(v))
                return v;
            assoc_builder_set(&a, key, v);
        } while (take(j, ','));
        if (!take(j, '}'))
            return VAL_NONE;
    }
    Val object = assoc_builder_finish(&a);
    return j->rules ? assoc_rules(h, object) : object;
}

static bool take_word(Json *j, const char *word)
{
    size_t n = strlen(word);

    if ((size_t)(j->end - j->at) < n || memcmp(j->at, word, n) != 0)
        return false;
    j->at += n;
    return true;
}

static Val parse_value(Json *j)
{
    TRY(vm_check_stack(j->vm));
    TRY(vm_poll(j->vm));
    skip_blanks(j);
    if (j->at == j->end)
        return VAL_NONE;
    if (take(j, '"'))
        return parse_string(j);
    if (take(j, '['))
        return parse_array(j);
    if (take(j, '{'))
        return parse_object(j);
    if (take_word(j, "true"))
        return S_True;
    if (take_word(j, "false"))
        return S_False;
    if (take_word(j, "null"))
        return S_Null;
    return parse_number(j);
}

Val json_parse(Vm *vm, const char *s, size_t n, bool rules)
{
    Json j = {.vm = vm, .at = s, .end = s + n, .rules = rules};
    Val v = parse_value(&j);

    skip_blanks(&j);
    return val_is_unwind(v) || j.at == j.end ? v : VAL_NONE;
}

/* ---- writing ---- */

static void write_string(Out *out, Val v)
{
    const char *s = text_data(v);

    out_char(out, '"');
    for (size_t i = 0; i < text_bytes(v); i++) {
        unsigned char c = (unsigned char)s[i];
        switch (c) {
        case '"':  out_str(out, "\\\""); break;
        case '\\': out_str(out, "\\\\"); break;
        case '\n': out_str(out, "\\n"); break;
        case '\r': out_str(out, "\\r"); break;
        case '\t': out_str(out, "\\t"); break;
        case '\b': out_str(out, "\\b"); break;
        case '\f': out_str(out, "\\f"); break;
        default:
            if (c < 0x20)
                out_format(out, "\\u%04x", c);
            else
                out_char(out, (char)c);
        }
    }
    out_char(out, '"');
}

static bool write_number(Out *out, Val v)
{
    char digits[32];
    int exponent;

    if (val_is_integer(v)) {
        int_print(out, v, 10);
        return true;
    }
    double d = num_to_double(v);
    if (!isfinite(d))
        return false;
    if (d < 0)
        out_char(out, '-');
    if (d == 0) {
        out_str(out, "0.0");
        return true;
    }
    int n = real_shortest(fabs(d), digits, &exponent);
    if (exponent > 0 && exponent <= 17) {
        for (int i = 0; i < exponent; i++)
            out_char(out, i < n ? digits[i] : '0');
        out_char(out, '.');
        out_bytes(out, n > exponent ? digits + exponent : "0", n > exponent ? (size_t)(n - exponent) : 1);
    } else if (exponent <= 0 && exponent > -5) {
        out_str(out, "0.");
        for (int i = exponent; i < 0; i++)
            out_char(out, '0');
        out_bytes(out, digits, (size_t)n);
    } else {
        out_char(out, digits[0]);
        out_char(out, '.');
        out_bytes(out, n > 1 ? digits + 1 : "0", n > 1 ? (size_t)(n - 1) : 1);
        out_format(out, "e%d", exponent - 1);
    }
    return true;
}

static void new_line(Out *out, bool compact, int depth)
{
    if (compact)
        return;
    out_char(out, '\n');
    /* Bounded, so that the text of a deeply nested list is not quadratic in its depth. */
    for (int i = 0; i < depth && i < 200; i++)
        out_char(out, '\t');
}

static bool is_rules(Val v)
{
    if (!val_is_plain_list(v) || expr_len(v) == 0)
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!val_is_rule(expr_arg(v, i)))
            return false;
    return true;
}

static Val write_value(Vm *vm, Out *out, Val v, bool compact, int depth);

static Val write_entry(Vm *vm, Out *out, AssocEntry e, bool compact, int depth, bool first)
{
    if (!val_is_string(e.key))
        return S_False;
    if (!first)
        out_char(out, ',');
    new_line(out, compact, depth + 1);
    write_string(out, e.key);
    out_char(out, ':');
    return write_value(vm, out, e.value, compact, depth + 1);
}

static Val write_object(Vm *vm, Out *out, Val v, bool compact, int depth)
{
    size_t n = 0;
    AssocEntry e;
    Val ok;

    out_char(out, '{');
    if (val_is_assoc(v)) {
        for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); n++) {
            ok = write_entry(vm, out, e, compact, depth, n == 0);
            if (!val_is(ok, S_True))
                return ok;
        }
    } else {
        for (; n < expr_len(v); n++) {
            e = (AssocEntry){.key = expr_arg(expr_arg(v, n), 0), .value = expr_arg(expr_arg(v, n), 1)};
            ok = write_entry(vm, out, e, compact, depth, n == 0);
            if (!val_is(ok, S_True))
                return ok;
        }
    }
    if (n > 0)
        new_line(out, compact, depth);
    out_char(out, '}');
    return S_True;
}

static Val write_value(Vm *vm, Out *out, Val v, bool compact, int depth)
{
    Heap *h = vm_heap(vm);

    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    if (val_is_string(v)) {
        write_string(out, v);
        return S_True;
    }
    if (val_is_real_number(v))
        return write_number(out, v) ? S_True : S_False;
    if (val_is(v, S_True) || val_is(v, S_False) || val_is(v, S_Null)) {
        out_str(out, val_is(v, S_True) ? "true" : val_is(v, S_False) ? "false" : "null");
        return S_True;
    }
    if (val_is_assoc(v) || is_rules(v))
        return write_object(vm, out, v, compact, depth);
    if (!val_is_list(v))
        return S_False;
    out_char(out, '[');
    for (size_t i = 0; i < list_len(v); i++) {
        if (i > 0)
            out_char(out, ',');
        new_line(out, compact, depth + 1);
        Val ok = write_value(vm, out, list_item(h, v, i), compact, depth + 1);
        if (!val_is(ok, S_True))
            return ok;
    }
    if (list_len(v) > 0)
        new_line(out, compact, depth);
    out_char(out, ']');
    return S_True;
}

Val json_write(Vm *vm, Out *out, Val v, bool compact)
{
    return write_value(vm, out, v, compact, 0);
}
