/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * write.c -- Write and its relatives, Put.
 */
#include "vm/builtin/stream.h"
#include "vm/print/print.h"

/* Puts the text of [v] in [form] at the end of [out]; false where it unwound. */
static bool append_form(Vm *vm, Out *out, Val v, Form form)
{
    if (val_is_string(v) && form == FORM_OUTPUT) {
        out_bytes(out, text_data(v), text_bytes(v));
        return true;
    }
    return print_value(vm, out, v, form);
}

/* The streams that the first argument names: one, or each of a list. */
static bool sinks_start(Vm *vm, Args args, StreamFile **sinks, size_t *n)
{
    Val v = args.v[0];

    *n = 0;
    if (!val_is_plain_list(v)) {
        sinks[0] = sink_start(vm, args.builtin, v);
        *n = 1;
        return sinks[0] != NULL;
    }
    for (size_t i = 0; i < expr_len(v) && i < 16; i++) {
        sinks[i] = sink_start(vm, args.builtin, expr_arg(v, i));
        if (sinks[i] == NULL)
            return false;
        ++*n;
    }
    return true;
}

/* Writes all arguments but the first, and [end]. */
static Val write_forms(Vm *vm, Args args, Form file_form, const char *end)
{
    StreamFile *sinks[16];
    size_t n;

    if (args.n == 0)
        return NOT_MINE;
    if (!sinks_start(vm, args, sinks, &n)) {
        TRY(vm_poll(vm));
        return NOT_MINE;
    }
    for (size_t k = 0; k < n; k++) {
        Form form = sinks[k]->standard != 0 ? FORM_OUTPUT : file_form;
        Out out;
        out_init(&out);
        for (size_t i = 1; i < args.n; i++)
            if (!append_form(vm, &out, args.v[i], form)) {
                out_fini(&out);
                return UNWIND;
            }
        out_str(&out, end);
        Val written = sink_write(vm, args.builtin, sinks[k], &out);
        out_fini(&out);
        if (!val_is(written, S_Null))
            return written;
    }
    return S_Null;
}

BUILTIN(Write,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "channel_, x___",
    .usage = "Write[channel, expr1, expr2, ...] writes the expressions in InputForm, followed by a newline, to an "
             "output stream.",
    .examples = EXAMPLES("s = OpenWrite[]; Write[s, {\"a\", x + 1}]; ReadString[Close[s]]", "{\"a\", 1 + x}\n"))
{
    return write_forms(vm, args, FORM_INPUT, "\n");
}

BUILTIN(WriteString,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "channel_, x___",
    .usage = "WriteString[channel, expr1, expr2, ...] writes the expressions as strings, without a newline, to an "
             "output stream.",
    .examples = EXAMPLES("s = OpenWrite[]; WriteString[s, \"a\", 12]; ReadString[Close[s]]", "a12"))
{
    return write_forms(vm, args, FORM_OUTPUT, "");
}

BUILTIN(WriteLine,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "channel_, x_",
    .usage = "WriteLine[stream, \"string\"] writes a string followed by a newline to an output stream.",
    .examples = EXAMPLES("s = OpenWrite[]; WriteLine[s, \"a\"]; WriteLine[s, \"b\"]; ReadList[Close[s], String]",
                         "{a, b}"))
{
    if (val_is_plain_list(args.v[1])) {
        for (size_t i = 0; i < expr_len(args.v[1]); i++) {
            Val one[] = {args.v[0], expr_arg(args.v[1], i)};
            Args line = {.v = one, .n = 2, .expr = args.expr, .builtin = args.builtin};
            Val v = write_forms(vm, line, FORM_OUTPUT, "\n");
            if (!val_is(v, S_Null))
                return v;
        }
        return S_Null;
    }
    return write_forms(vm, args, FORM_OUTPUT, "\n");
}

/* ---- Put ---- */

/* Does a form wrapper say how the expression is to be written?  Then that form, without it. */
static Form put_form(Val *v)
{
    static const struct { unsigned symbol; Form form; } wrappers[] = {
        {SYM_InputForm, FORM_INPUT}, {SYM_FullForm, FORM_FULL}, {SYM_OutputForm, FORM_OUTPUT},
        {SYM_CForm, FORM_C}, {SYM_FortranForm, FORM_FORTRAN}, {SYM_TeXForm, FORM_TEX},
    };

    for (size_t i = 0; i < COUNT_OF(wrappers); i++)
        if (val_is_call(*v, val_known(wrappers[i].symbol), 1)) {
            *v = expr_arg(*v, 0);
            return wrappers[i].form;
        }
    return FORM_INPUT;
}

static Val put(Vm *vm, Args args, bool append)
{
    Val file;
    Out out;

    if (args.n == 0)
        return NOT_MINE;
    file = args.v[args.n - 1];
    if (val_is_none(path_of(vm_heap(vm), file)) && stream_find(vm, file, false) == NULL) {
        stream_refused(vm, args.builtin, file);
        return NOT_MINE;
    }
    out_init(&out);
    for (size_t i = 0; i + 1 < args.n; i++) {
        Val v = args.v[i];
        Form form = put_form(&v);
        if (!print_value(vm, &out, v, form)) {
            out_fini(&out);
            return UNWIND;
        }
        out_char(&out, '\n');
    }
    StreamFile *s = stream_find(vm, file, false);
    bool opened = s == NULL;
    if (opened)
        s = stream_open_output(vm, file, append);
    bool ok = s != NULL && stream_write(vm, s, out_text(&out), out.len);
    out_fini(&out);
    if (opened && s != NULL)
        stream_close(vm, s);
    TRY(vm_poll(vm));
    if (!ok) {
        MESSAGE(vm, s == NULL ? "noopen" : "nowrite", file);
        return S_$Failed;
    }
    return S_Null;
}

BUILTIN(Put,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "x__",
    .usage = "Put[expr, \"file\"] or expr >> file writes expr in InputForm to a file; Put[expr1, expr2, ..., file] "
             "writes several expressions.",
    .examples = EXAMPLES("f = Close[OpenWrite[]]; Put[x + 1, {2}, f]; ReadList[f]", "{1 + x, {2}}"))
{
    return put(vm, args, false);
}

BUILTIN(PutAppend,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "x__",
    .usage = "PutAppend[expr, \"file\"] or expr >>> file appends expr in InputForm to a file.",
    .examples = EXAMPLES("f = Close[OpenWrite[]]; PutAppend[1, f]; PutAppend[2, f]; ReadList[f]", "{1, 2}"))
{
    return put(vm, args, true);
}
