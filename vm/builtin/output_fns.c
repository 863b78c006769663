/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * output_fns.c -- Print and Echo.
 *
 * In a REPL they write OutputForm; scripts and `lyra -e` write the one-line form of the command.
 */
#include "vm/builtin/stream.h"
#include "vm/print/print.h"

static Val output_value(Vm *vm)
{
    Heap *h = vm_heap(vm);
    Val stream = expr2(h, S_OutputStream, text_from(h, "stdout"), val_int(1));

    return list_make(h, 1, &stream);
}

SYMBOL_AS(Output_, "$Output",
    .attrs = 0, .effects = EFFECT_STATE, .value = output_value,
    .usage = "$Output is the list of the streams that Print writes to.",
    .examples = EXAMPLES("$Output", "{OutputStream[stdout, 1]}", "Block[{$Output = {}}, Print[1]]; 2", "2",
                         "s = OpenWrite[]; Block[{$Output = {s}}, Print[1]]; ReadString[Close[s]]", "1\n"));

/* To where $Output says, which has been set; what names no stream gives a message and is left out. */
static void write_to(Vm *vm, Val streams, Out *out)
{
    size_t n = val_is_plain_list(streams) ? expr_len(streams) : 1;

    for (size_t i = 0; i < n; i++) {
        StreamFile *s = sink_start(vm, &builtin_Output_, val_is_plain_list(streams) ? expr_arg(streams, i) : streams);
        if (s != NULL)
            stream_write(vm, s, out_text(out), out->len);
    }
}

static void write_output(Vm *vm, Out *out)
{
    const Definition *d = definition_find(&vm->definitions, S_$Output);

    if (LIKELY(d == NULL || val_is_none(d->value)))
        vm_write(vm, STREAM_OUTPUT, out_text(out), out->len);
    else
        write_to(vm, d->value, out);
}

/* Writes prefix, the values side by side, and a newline. */
static Val write_values(Vm *vm, const char *prefix, size_t n, const Val *v)
{
    Out out;
    bool fine = true;

    out_init(&out);
    if (vm->interactive) {
        Val row = expr_make(vm_heap(vm), S_SequenceForm, n, v);
        fine = print_output(vm, &out, prefix, n == 1 ? v[0] : row, vm->page_width);
    } else {
        out_str(&out, prefix);
        for (size_t i = 0; fine && i < n; i++)
            fine = print_value(vm, &out, v[i], FORM_COMMAND);
    }
    if (fine) {
        out_char(&out, '\n');
        write_output(vm, &out);
    }
    out_fini(&out);
    return fine ? VAL_NONE : UNWIND;
}

BUILTIN(Print,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_IO | EFFECT_CALLS,
    .args    = "exprs___",
    .usage   = "Print[expr] prints expr as output.\n"
               "Print[expr1, expr2, ...] prints them on one line, one after the other.",
    .examples = EXAMPLES("Print[\"a\", 1 + 1]; 3", "a2\n3"),
    .packed  = true)
{
    TRY(write_values(vm, "", args.n, args.v));
    return S_Null;
}

/* Writes ">> label value" for Echo and its like; label may be VAL_NONE. */
static Val echo(Vm *vm, Val label, Val v)
{
    if (val_is_none(label) || val_is(label, S_Null))
        return write_values(vm, ">> ", 1, &v);
    return write_values(vm, ">> ", 3, (Val[]){label, text_from(vm_heap(vm), " "), v});
}

BUILTIN(Echo,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_IO | EFFECT_CALLS,
    .usage   = "Echo[expr] prints the expression and returns expr.\n"
               "Echo[expr, label] prints expr, prepending label.\n"
               "Echo[expr, label, f] prints f[expr] prepending label, and returns expr.",
    .examples = EXAMPLES("Echo[3] + 1", ">> 3\n4", "Echo[3, \"n:\"]", ">> n: 3\n3"),
    .packed  = true)
{
    Val shown;

    if (args.n < 1 || args.n > 3)
        return NOT_MINE;
    shown = args.v[0];
    if (args.n == 3)
        TRY(shown = vm_call1(vm, args.v[2], args.v[0]));
    TRY(echo(vm, args.n >= 2 ? args.v[1] : VAL_NONE, shown));
    return args.v[0];
}

static Val apply_echo_function(Vm *vm, Args args)
{
    Val self = expr_head(args.expr), shown;
    size_t n = expr_len(self);

    if (args.n != 1 || n < 1 || n > 2)
        return NOT_MINE;
    TRY(shown = vm_call1(vm, expr_arg(self, n - 1), args.v[0]));
    TRY(echo(vm, n == 2 ? expr_arg(self, 0) : VAL_NONE, shown));
    return args.v[0];
}

BUILTIN(EchoFunction,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_IO | EFFECT_CALLS,
    .usage   = "EchoFunction[f][expr] prints f[expr] and returns expr.\n"
               "EchoFunction[label, f][expr] prints f[expr] prepending label.",
    .examples = EXAMPLES("EchoFunction[Length][{a, b}]", ">> 2\n{a, b}"),
    .apply   = apply_echo_function,
    .quiet_count = true)
{
    return NOT_MINE;
}

static Val apply_echo_label(Vm *vm, Args args)
{
    Val self = expr_head(args.expr);

    if (args.n != 1 || expr_len(self) != 1)
        return NOT_MINE;
    TRY(echo(vm, expr_arg(self, 0), args.v[0]));
    return args.v[0];
}

BUILTIN(EchoLabel,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_IO,
    .usage   = "EchoLabel[label][expr] prints expr prepending label, and returns expr.",
    .examples = EXAMPLES("EchoLabel[\"x is\"][2]", ">> x is 2\n2"),
    .apply   = apply_echo_label,
    .quiet_count = true)
{
    return NOT_MINE;
}

BUILTIN(EchoEvaluation,
    .attrs   = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED,
    .effects = EFFECT_IO | EFFECT_CALLS,
    .usage   = "EchoEvaluation[expr] prints expr unevaluated, evaluates it, prints its value and returns it.",
    .examples = EXAMPLES("EchoEvaluation[1 + 1]", "\u00BB 1 + 1\n\u00AB 2\n2"))
{
    Val value;

    if (args.n < 1)
        return NOT_MINE;
    Out out;
    out_init(&out);
    out_str(&out, "\u00BB ");
    bool fine = print_value(vm, &out, args.v[0], FORM_COMMAND);
    out_char(&out, '\n');
    if (fine)
        write_output(vm, &out);
    out_fini(&out);
    if (!fine)
        return UNWIND;
    TRY(value = vm_eval(vm, args.v[0]));
    TRY(write_values(vm, "\u00AB ", 1, &value));
    return value;
}
