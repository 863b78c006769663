/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * syntax_fns.c -- reading expressions from strings: ToExpression, MakeExpression, SyntaxQ, SyntaxLength.
 *
 * A string may hold several expressions, one after another as in a file.  ToExpression evaluates each before
 * it reads the next, because evaluating one may change what a name in the next means.
 */
#include "vm/eval/builtin.h"
#include "vm/eval/session.h"

/* Is [form] one whose strings are read as program text? */
static bool is_text_form(Val form)
{
    return val_is(form, S_InputForm) || val_is(form, S_StandardForm) || val_is(form, S_FullForm) ||
           val_is(form, S_OutputForm) || val_is(form, S_TraditionalForm);
}

/* Gives the message for what is wrong with a string; $Failed. */
static Val syntax_message(Vm *vm, const Builtin *builtin, const SyntaxError *e, ReadResult result)
{
    Heap *h = vm_heap(vm);
    Val args[] = {text_from(h, e->source), text_from(h, e->what)};

    TRY(vm_poll(vm));
    builtin_message(vm, builtin, result == READ_INCOMPLETE ? "sntxi" : "sntx", 2, args);
    return S_$Failed;
}

/* Every expression of the string as an argument of [head], none evaluated. */
static Val read_held(Vm *vm, const Builtin *builtin, Val text, Val head)
{
    Reader r;
    Builder b;
    ReadResult result;
    Val x;

    session_read(vm, &r, NULL, text_data(text), text_bytes(text));
    builder_start(&b, vm_heap(vm), head);
    while ((result = reader_next(&r, &x)) == READ_EXPR) {
        builder_push(&b, x);
        TRY(vm_poll(vm));
    }
    if (result != READ_END)
        return syntax_message(vm, builtin, &r.error, result);
    if (b.n == 0)
        builder_push(&b, S_Null);
    return builder_finish(&b);
}

/* The value of the last expression of the string. */
static Val read_evaluated(Vm *vm, const Builtin *builtin, Val text)
{
    Reader r;
    ReadResult result;
    Val x, value = S_Null;

    session_read(vm, &r, NULL, text_data(text), text_bytes(text));
    while ((result = reader_next(&r, &x)) == READ_EXPR) {
        TRY(value = vm_eval(vm, x));
        TRY(vm_poll(vm));
    }
    return result == READ_END ? value : syntax_message(vm, builtin, &r.error, result);
}

static bool is_box(Val v)
{
    const char *name;
    size_t n;

    if (!val_is_expr(v) || !val_is_symbol(expr_head(v)) || symbol_context(expr_head(v)) != context_system)
        return false;
    name = symbol_name(expr_head(v));
    n = strlen(name);
    return (n > 3 && strcmp(name + n - 3, "Box") == 0) || strcmp(name, "BoxData") == 0;
}

/* head[expr] of what boxes stand for; $Failed with a message where they stand for nothing. */
static Val read_boxes(Vm *vm, const Builtin *builtin, Val box, Val head)
{
    Reader r;
    SyntaxError error;
    Val x;

    session_read(vm, &r, NULL, "", 0);
    if (!boxes_read(&r, box, &x, &error))
        return syntax_message(vm, builtin, &error, READ_ERROR);
    return val_is(head, S_None) ? x : expr1(vm_heap(vm), head, x);
}

BUILTIN(ToExpression,
    .attrs = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS | EFFECT_STATE,
    .args = "input_, form_:InputForm, h_:None",
    .usage = "ToExpression[input] gives the value of the expressions that the string input holds. "
             "ToExpression[input, form] reads it in a form such as InputForm. "
             "ToExpression[input, form, h] wraps h around what was read before it is evaluated.",
    .messages = MESSAGES(
        "sntx", "Invalid syntax in or before \"`1`\": `2`.",
        "sntxi", "Incomplete input \"`1`\": `2`.",
        "notstrbox", "`1` is not a string or a box. ToExpression can only interpret strings or boxes as "
                     "Wolfram Language input.",
        "interpfmt", "`1` is not a valid interpretation format. Valid interpretation formats include "
                     "InputForm and any member of $BoxForms."),
    .examples = EXAMPLES("ToExpression[\"1 + 2\"]", "3",
                         "ToExpression[\"1 + 2\", InputForm, Hold]", "Hold[1 + 2]",
                         "ToExpression[{\"2^10\", \"{a, b}\"}]", "{1024, {a, b}}"))
{
    if (is_box(args.v[0]))
        return read_boxes(vm, args.builtin, args.v[0], args.v[2]);
    if (!val_is_string(args.v[0])) {
        MESSAGE(vm, "notstrbox", args.v[0]);
        return S_$Failed;
    }
    if (!is_text_form(args.v[1])) {
        MESSAGE(vm, "interpfmt", args.v[1]);
        return S_$Failed;
    }
    if (val_is(args.v[2], S_None))
        return read_evaluated(vm, args.builtin, args.v[0]);
    return read_held(vm, args.builtin, args.v[0], args.v[2]);
}

BUILTIN(MakeExpression,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_STATE,
    .args = "input_, form_:StandardForm",
    .usage = "MakeExpression[input] reads the string or boxes input and gives the expression in HoldComplete.",
    .messages = MESSAGES("sntx", "Invalid syntax in or before \"`1`\": `2`.",
                         "sntxi", "Incomplete input \"`1`\": `2`."),
    .examples = EXAMPLES("MakeExpression[\"f[x, y]\"]", "HoldComplete[f[x, y]]"))
{
    if (is_box(args.v[0]))
        return read_boxes(vm, args.builtin, args.v[0], S_HoldComplete);
    if (!val_is_string(args.v[0]))
        return NOT_MINE;
    return read_held(vm, args.builtin, args.v[0], S_HoldComplete);
}

BUILTIN(SyntaxQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_STATE,
    .args = "text_String, form_:InputForm",
    .usage = "SyntaxQ[text] gives True if the string text is correct input, and False otherwise.",
    .examples = EXAMPLES("SyntaxQ[\"1 + f[x]\"]", "True", "SyntaxQ[\"f[x\"]", "False"))
{
    Reader r;
    ReadResult result;
    Val x;

    session_read(vm, &r, NULL, text_data(args.v[0]), text_bytes(args.v[0]));
    while ((result = reader_next(&r, &x)) == READ_EXPR)
        TRY(vm_poll(vm));
    TRY(vm_poll(vm));
    return result == READ_END ? S_True : S_False;
}

BUILTIN(SyntaxLength,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_STATE,
    .args = "text_String",
    .usage = "SyntaxLength[text] gives the number of characters at the beginning of the string text that are correct "
             "input, and more than there are if the text is correct but needs to go on.",
    .examples = EXAMPLES("SyntaxLength[\"a + b\"]", "5", "SyntaxLength[\"a + b + \"]", "10",
                         "SyntaxLength[\"a) + b\"]", "1"))
{
    Reader r;
    ReadResult result;
    Val x;

    session_read(vm, &r, NULL, text_data(args.v[0]), text_bytes(args.v[0]));
    while ((result = reader_next(&r, &x)) == READ_EXPR)
        TRY(vm_poll(vm));
    TRY(vm_poll(vm));
    if (result == READ_ERROR)
        return val_int((int64_t)utf8_count(text_data(args.v[0]), r.error.offset));
    return val_int((int64_t)text_chars(args.v[0]) + (result == READ_INCOMPLETE ? 2 : 0));
}
