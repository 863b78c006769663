/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_util.c -- what the string builtins share: threading over lists, positions, operator forms.
 */
#include "vm/builtin/string_util.h"

#include "vm/eval/session.h"
#include "vm/print/print.h"

bool is_string_or_list(Val v)
{
    if (val_is_string(v))
        return true;
    if (!val_is_plain_list(v))
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!val_is_string(expr_arg(v, i)))
            return false;
    return true;
}

Val string_thread(Vm *vm, Val v, StringFn *f, void *state)
{
    Builder b;

    if (val_is_string(v))
        return f(vm, v, state);
    if (!is_string_or_list(v))
        return NOT_MINE;
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < expr_len(v); i++) {
        Val x;

        TRY(vm_poll(vm));
        x = f(vm, expr_arg(v, i), state);
        if (val_is_unwind(x) || val_is_not_mine(x))
            return x;
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

Val string_of(Vm *vm, Val v)
{
    Val text;

    if (val_is_string(v))
        return v;
    TRY(text = vm_call1(vm, S_TextString, v));
    return val_is_string(text) ? text : print_to_text(vm, v, FORM_OUTPUT);
}

Val string_read_expr(Vm *vm, Val text)
{
    Reader reader;
    Val expr, next;

    session_read(vm, &reader, NULL, text_data(text), text_bytes(text));
    switch (reader_next(&reader, &expr)) {
    case READ_END:  return S_Null;
    case READ_EXPR: break;
    default:        return VAL_NONE;
    }
    for (;;) {
        switch (reader_next(&reader, &next)) {
        case READ_END:  return expr;
        case READ_EXPR: expr = expr2(vm_heap(vm), S_CompoundExpression, expr, next); break;
        default:        return VAL_NONE;
        }
    }
}

Val string_count_message(Vm *vm, Args args, int64_t least, int64_t most)
{
    Val name = vm_symbol(vm, args.builtin->name, strlen(args.builtin->name));
    int64_t n = (int64_t)args.n;

    if (least == most)
        return MESSAGE(vm, n == 1 ? "argr" : least == 1 ? "argx" : "argrx", name, val_int(n == 1 ? least : n), val_int(least));
    if (least + 1 == most)
        return MESSAGE(vm, n == 1 ? "argtu" : "argt", name, val_int(n == 1 ? least : n),
                       val_int(n == 1 ? most : least), val_int(most));
    return MESSAGE(vm, n == 1 ? "argbu" : "argb", name, val_int(n == 1 ? least : n),
                   val_int(n == 1 ? most : least), val_int(most));
}

Val string_option_true(Vm *vm, Args args, Val name, bool *on)
{
    Val v;

    TRY(v = option_get(vm, args, name));
    *on = val_is(v, S_True);
    return VAL_NONE;
}

/* A position, counted from the end where negative; All and UpTo as the end of a range. */
static bool position(Val v, int64_t len, int64_t *at)
{
    if (val_is(v, S_All)) {
        *at = len;
        return true;
    }
    if (val_is_call(v, S_UpTo, 1) && val_is_small(expr_arg(v, 0))) {
        int64_t n = val_small(expr_arg(v, 0));

        *at = n < len ? n : len;
        return true;
    }
    if (val_is_call(v, S_UpTo, 1) && val_is_plus_infinity(expr_arg(v, 0))) {
        *at = len;
        return true;
    }
    if (!val_is_small(v))
        return false;
    *at = val_small(v) < 0 ? len + 1 + val_small(v) : val_small(v);
    return true;
}

/* [m, n] with m, n resolved: in range, or empty at a border. */
static SpanResult check_span(CharSpan *span, int64_t len)
{
    if (span->step == 0)
        return SPAN_SYNTAX;
    if (span->step > 0 && span->last == span->first - 1 && span->first >= 1 && span->last <= len)
        return SPAN_OK;
    if (span->step < 0 && span->last == span->first + 1 && span->last >= 1 && span->first <= len)
        return SPAN_OK;
    if (span->first < 1 || span->first > len || span->last < 1 || span->last > len)
        return SPAN_RANGE;
    return (span->step > 0) == (span->first <= span->last) || span->first == span->last ? SPAN_OK : SPAN_RANGE;
}

static SpanResult list_span(Val spec, int64_t len, CharSpan *span)
{
    size_t n = expr_len(spec);
    bool is_span = val_has_head(spec, S_Span);

    *span = (CharSpan){1, len, 1};
    if (n < 1 || n > 3 || !position(expr_arg(spec, 0), len, &span->first))
        return SPAN_SYNTAX;
    if (n == 3) {
        if (!val_is_small(expr_arg(spec, 2)))
            return SPAN_SYNTAX;
        span->step = val_small(expr_arg(spec, 2));
    }
    if (val_is(expr_arg(spec, 0), S_All))
        span->first = span->step < 0 ? len : 1;
    if (n == 1) {
        span->last = span->first;
        return is_span ? SPAN_SYNTAX : span->first < 1 || span->first > len ? SPAN_RANGE : SPAN_OK;
    }
    if (!position(expr_arg(spec, 1), len, &span->last))
        return SPAN_SYNTAX;
    if (val_is(expr_arg(spec, 1), S_All) && span->step < 0)
        span->last = 1;
    return check_span(span, len);
}

SpanResult char_span(Val spec, int64_t len, CharSpan *span)
{
    *span = (CharSpan){1, len, 1};
    if (val_is(spec, S_All))
        return SPAN_OK;
    if (val_is(spec, S_None)) {
        span->last = 0;
        return SPAN_OK;
    }
    if (val_is_small(spec)) {
        int64_t n = val_small(spec);

        if (n >= 0)
            span->last = n;
        else
            span->first = len + 1 + n;
        return n > len || n < -len ? SPAN_RANGE : SPAN_OK;
    }
    if (val_is_call(spec, S_UpTo, 1)) {
        Val n = expr_arg(spec, 0);

        if (val_is_plus_infinity(n))
            return SPAN_OK;
        if (!val_is_small(n) || val_small(n) < 0)
            return SPAN_SYNTAX;
        if (val_small(n) < len)
            span->last = val_small(n);
        return SPAN_OK;
    }
    if (val_is_plain_list(spec) || val_has_head(spec, S_Span))
        return list_span(spec, len, span);
    return SPAN_SYNTAX;
}

bool is_span_list(Val spec)
{
    if (!val_is_plain_list(spec))
        return false;
    if (expr_len(spec) == 0 || expr_len(spec) > 3)
        return true;
    if (expr_len(spec) == 3 && val_is(expr_arg(spec, 2), val_int(0)))
        return true;
    for (size_t i = 0; i < expr_len(spec); i++)
        if (val_is_expr(expr_arg(spec, i)) && !val_has_head(expr_arg(spec, i), S_UpTo))
            return true;
    return false;
}

bool string_read_times(Args args, size_t positional, size_t i, int64_t *n)
{
    *n = INT64_MAX;
    if (positional <= i || val_is_plus_infinity(args.v[i]))
        return true;
    if (!val_is_small(args.v[i]) || val_small(args.v[i]) < 0)
        return false;
    *n = val_small(args.v[i]);
    return true;
}
