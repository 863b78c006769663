/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * failure.c -- Failure and Success: objects that say how something went.
 */
#include "vm/builtin/failure.h"

Val failure_make(Heap *h, const char *tag, Val properties)
{
    return expr2(h, S_Failure, text_from(h, tag), properties);
}

bool is_failure(Val v)
{
    return val_is(v, S_$Failed) || val_is(v, S_$Aborted) || val_has_head(v, S_Failure);
}

BUILTIN(FailureQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "expr_",
    .usage = "FailureQ[expr] gives True if expr is $Failed, $Aborted or a Failure object.",
    .examples = EXAMPLES(">> FailureQ /@ {$Failed, Failure[\"tag\", <||>], 3}", "{True, True, False}"))
{
    return is_failure(args.v[0]) ? S_True : S_False;
}

static Val property(Heap *h, Val properties, const char *key)
{
    Val v = assoc_get(properties, text_from(h, key));

    return v;
}

/* The template with its parameters filled in. */
static Val failure_message(Vm *vm, Val properties)
{
    Heap *h = vm_heap(vm);
    Val template = property(h, properties, "MessageTemplate"), parameters = property(h, properties, "MessageParameters");

    if (val_is_none(template))
        return expr2(h, S_Missing, text_from(h, "NotAvailable"), text_from(h, "Message"));
    TRY(template = vm_eval(vm, template));
    if (!val_is_string(template))
        return template;
    if (val_is_none(parameters))
        return template;
    TRY(parameters = vm_eval(vm, parameters));
    return vm_call2(vm, S_TemplateApply, expr1(h, S_StringTemplate, template), parameters);
}

static Val property_names(Vm *vm, Val properties)
{
    static const char *const always[] = {"HeldMessageTemplate", "Message", "MessageName", "MessageTemplate", "StyledMessage", "Tag"};
    Heap *h = vm_heap(vm);
    Builder b;
    Val keys = assoc_keys(h, properties);

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < COUNT_OF(always); i++)
        builder_push(&b, text_from(h, always[i]));
    builder_push_all(&b, expr_len(keys), expr_args(keys));
    return expr1(h, S_Union, builder_finish(&b));
}

static Val failure_apply(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val failure = expr_head(args.expr), properties, key = args.n == 1 ? args.v[0] : VAL_NONE;

    if (args.n != 1 || !val_is_expr(failure) || !val_is(expr_head(failure), S_Failure) || expr_len(failure) != 2
        || !val_is_assoc(expr_arg(failure, 1)))
        return NOT_MINE;
    properties = expr_arg(failure, 1);
    AssocEntry e = assoc_find(properties, key);
    if (!val_is_none(e.key))
        return e.value;
    if (!val_is_string(key))
        return missing_key(h, key);
    if (text_is(key, "Tag"))
        return expr_arg(failure, 0);
    if (text_is(key, "Message") || text_is(key, "StyledMessage"))
        return failure_message(vm, properties);
    if (text_is(key, "HeldMessageTemplate")) {
        e = assoc_find(properties, text_from(h, "MessageTemplate"));
        return val_is_none(e.key) ? missing_key(h, key) : expr1(h, S_Hold, e.value);
    }
    if (text_is(key, "MessageName")) {
        e = assoc_find(properties, text_from(h, "MessageTemplate"));
        return val_has_head(e.value, S_MessageName) ? expr1(h, S_Hold, e.value) : missing_key(h, key);
    }
    if (text_is(key, "Properties"))
        return property_names(vm, properties);
    return missing_key(h, key);
}

BUILTIN(Failure,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_STATE, .apply = failure_apply,
    .usage = "Failure[tag, assoc] is an object that says what failed; f[\"Message\"], f[\"Tag\"] and f[key] give its properties.",
    .examples = EXAMPLES(">> f = Failure[\"NoFile\", <|\"MessageTemplate\" -> \"No file `1`.\", \"MessageParameters\" -> {\"x\"}|>]; "
                         "{f[\"Tag\"], f[\"Message\"]}", "{NoFile, No file x.}"))
{
    return NOT_MINE;
}

static Val success_apply(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val success = expr_head(args.expr);

    if (args.n != 1 || !val_is_call(success, S_Success, 2) || !val_is_assoc(expr_arg(success, 1)))
        return NOT_MINE;
    AssocEntry e = assoc_find(expr_arg(success, 1), args.v[0]);
    if (!val_is_none(e.key))
        return e.value;
    if (val_is_string(args.v[0]) && text_is(args.v[0], "Properties"))
        return assoc_keys(h, expr_arg(success, 1));
    if (val_is_string(args.v[0]) && text_is(args.v[0], "Message"))
        return failure_message(vm, expr_arg(success, 1));
    return missing_key(h, args.v[0]);
}

BUILTIN(Success,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_STATE, .apply = success_apply,
    .usage = "Success[tag, assoc] is an object that says what succeeded; s[key] gives its properties.",
    .examples = EXAMPLES(">> Success[\"Saved\", <|\"File\" -> \"x\"|>][\"File\"]", "x"))
{
    return NOT_MINE;
}
