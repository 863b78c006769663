/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_template.c -- templates: StringTemplate, TemplateApply and what stands inside templates.
 *
 * StringTemplate turns its text into a TemplateObject of literal pieces, TemplateSlot and
 * TemplateExpression.  Filling a template walks over the expression with the arguments at hand; only
 * what a TemplateExpression or TemplateIf says is evaluated on the way, the rest by the caller.
 */
#include "vm/builtin/string_util.h"

/* Appends a piece of literal text, if there is any. */
static void push_text(Builder *b, const char *s, size_t n)
{
    if (n > 0)
        builder_push(b, text_new(b->heap, s, n));
}

/* The name between backquotes: nothing for the next slot, a number, or a name. */
static Val slot_of(Heap *h, const char *s, size_t n, int64_t *next)
{
    int64_t number = 0;

    if (n == 0)
        return expr1(h, S_TemplateSlot, val_int(++*next));
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9' || i > 8)
            return expr1(h, S_TemplateSlot, text_new(h, s, n));
        number = number * 10 + s[i] - '0';
    }
    *next = number;
    return expr1(h, S_TemplateSlot, val_int(number));
}

/* The pieces of a template's text; UNWIND if reading an expression unwound. */
static Val parse_template(Vm *vm, Val text)
{
    Heap *h = vm_heap(vm);
    const char *s = text_data(text), *end = s + text_bytes(text), *from = s;
    int64_t next = 0;
    Builder b;

    builder_start(&b, h, S_List);
    while (s < end) {
        const char *close = NULL;

        if (*s == '`' && (close = memchr(s + 1, '`', (size_t)(end - s - 1))) != NULL) {
            push_text(&b, from, (size_t)(s - from));
            builder_push(&b, slot_of(h, s + 1, (size_t)(close - s - 1), &next));
            from = s = close + 1;
        } else if (s[0] == '<' && s + 1 < end && s[1] == '*'
                   && (close = memmem(s + 2, (size_t)(end - s - 2), "*>", 2)) != NULL) {
            Val expr = string_read_expr(vm, text_new(h, s + 2, (size_t)(close - s - 2)));

            push_text(&b, from, (size_t)(s - from));
            builder_push(&b, expr1(h, S_TemplateExpression, val_is_none(expr) ? S_$Failed : expr));
            from = s = close + 2;
        } else
            s++;
    }
    push_text(&b, from, (size_t)(end - from));
    return builder_finish(&b);
}

static Val template_of_text(Vm *vm, Val text)
{
    Heap *h = vm_heap(vm);
    Val v[3];

    TRY(v[0] = parse_template(vm, text));
    v[1] = expr2(h, S_Rule, S_CombinerFunction, S_StringJoin);
    v[2] = expr2(h, S_Rule, S_InsertionFunction, S_TextString);
    return expr_make(h, S_TemplateObject, 3, v);
}

BUILTIN(StringTemplate,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS | EFFECT_STATE,
    .args    = "string_String",
    .usage   = "StringTemplate[\"string\"] gives a template with slots `1`, `name` and `` and expressions <* expr *>, "
               "to be filled by applying it to arguments.",
    .examples = EXAMPLES("StringTemplate[\"`1` + `2`\"][3, 4]", "3 + 4",
                         "StringTemplate[\"Hi `name`\"][<|\"name\" -> \"Bob\"|>]", "Hi Bob"))
{
    return template_of_text(vm, args.v[0]);
}

/* The value of a slot; VAL_NONE where the arguments have none. */
static Val slot_value(Val arguments, Val key)
{
    if (val_is_assoc(arguments))
        return assoc_get(arguments, key);
    if (val_is_plain_list(arguments) && val_is_small(key) && val_small(key) >= 1
        && (size_t)val_small(key) <= expr_len(arguments))
        return expr_arg(arguments, (size_t)val_small(key) - 1);
    return VAL_NONE;
}

static Val fill(Vm *vm, Val t, Val arguments);

static Val fill_slot(Vm *vm, Val t, Val arguments)
{
    Val value = slot_value(arguments, expr_arg(t, 0));

    if (!val_is_none(value))
        return value;
    for (size_t i = 1; i < expr_len(t); i++) {
        Val option = expr_arg(t, i);

        if (val_is_rule(option) && val_is_symbol(expr_arg(option, 0))
            && strcmp(symbol_name(expr_arg(option, 0)), "DefaultValue") == 0)
            return fill(vm, expr_arg(option, 1), arguments);
    }
    return t;
}

/* Only the slots of an expression, Slot among them, filled. */
static Val fill_slots(Vm *vm, Val t, Val arguments)
{
    Heap *h = vm_heap(vm);
    Val value;

    TRY(vm_check_stack(vm));
    if (!val_is_expr(t))
        return t;
    if (val_is_call(t, S_Slot, 1) || (val_has_head(t, S_TemplateSlot) && expr_len(t) >= 1)) {
        value = slot_value(arguments, expr_arg(t, 0));
        return val_is_none(value) ? t : value;
    }
    if (val_has_head(t, S_Function))
        return t;
    for (size_t i = 0; i < expr_len(t); i++) {
        Val old = expr_arg(t, i), x = fill_slots(vm, old, arguments);

        TRY(x);
        if (!val_is(x, old))
            t = expr_with_arg(h, t, i, x);
    }
    value = fill_slots(vm, expr_head(t), arguments);
    TRY(value);
    return val_is(value, expr_head(t)) ? t : expr_with_head(h, t, value);
}

static Val fill_if(Vm *vm, Val t, Val arguments)
{
    size_t n = expr_len(t);
    Val test = fill_slots(vm, expr_arg(t, 0), arguments);

    TRY(test);
    TRY(test = vm_eval(vm, test));
    if (val_is(test, S_True))
        return n > 1 ? fill(vm, expr_arg(t, 1), arguments) : S_Null;
    return n > 2 ? fill(vm, expr_arg(t, 2), arguments) : expr0(vm_heap(vm), S_Sequence);
}

static Val fill_sequence(Vm *vm, Val t, Val arguments)
{
    Heap *h = vm_heap(vm);
    Val list = fill(vm, expr_arg(t, 1), arguments);
    Builder b;

    TRY(list);
    TRY(list = vm_eval(vm, list));
    if (!val_is_plain_list(list = val_unpacked(h, list)))
        return t;
    builder_start(&b, h, S_Sequence);
    for (size_t i = 0; i < expr_len(list); i++) {
        Val item = expr_arg(list, i), x;

        if (!val_is_assoc(item) && !val_is_plain_list(item))
            item = list_make(h, 1, &item);
        TRY(x = fill(vm, expr_arg(t, 0), item));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* TemplateWith[name -> value, body] or with a list of rules: more arguments for the body. */
static Val fill_with(Vm *vm, Val t, Val arguments)
{
    Heap *h = vm_heap(vm);
    Val rules = expr_arg(t, 0), inner = val_is_assoc(arguments) ? arguments : assoc_empty(h);

    if (!val_is_plain_list(rules))
        rules = list_make(h, 1, &rules);
    for (size_t i = 0; val_is_plain_list(arguments) && i < expr_len(arguments); i++)
        inner = assoc_set(h, inner, val_int((int64_t)i + 1), expr_arg(arguments, i));
    for (size_t i = 0; i < expr_len(rules); i++) {
        Val rule = expr_arg(rules, i), x;

        if (!val_is_rule(rule))
            return t;
        x = fill(vm, expr_arg(rule, 1), inner);
        TRY(x);
        TRY(x = vm_eval(vm, x));
        inner = assoc_set(h, inner, expr_arg(rule, 0), x);
    }
    return fill(vm, expr_arg(t, 1), inner);
}

/* The pieces of a TemplateObject made of text, each as a string, combined. */
static Val fill_object(Vm *vm, Val t, Val arguments)
{
    Heap *h = vm_heap(vm);
    Val pieces = expr_arg(t, 0), combine = VAL_NONE, insert = VAL_NONE, x;
    Builder b;

    for (size_t i = 1; i < expr_len(t); i++) {
        Val rule = expr_arg(t, i);

        if (val_is_rule(rule) && val_is(expr_arg(rule, 0), S_CombinerFunction))
            combine = expr_arg(rule, 1);
        if (val_is_rule(rule) && val_is(expr_arg(rule, 0), S_InsertionFunction))
            insert = expr_arg(rule, 1);
    }
    if (!val_is_plain_list(pieces) || (val_is_none(combine) && val_is_none(insert)))
        return fill(vm, pieces, arguments);
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < expr_len(pieces); i++) {
        Val piece = expr_arg(pieces, i);

        if (!val_is_string(piece)) {
            TRY(x = fill(vm, piece, arguments));
            TRY(x = vm_eval(vm, x));
            if (val_has_head(x, S_Sequence) && expr_len(x) == 0)
                continue;
            piece = val_is_none(insert) || val_is(insert, S_TextString) ? string_of(vm, x) : vm_call1(vm, insert, x);
            TRY(piece);
        }
        builder_push(&b, piece);
    }
    x = builder_finish(&b);
    return val_is_none(combine) ? x : vm_call1(vm, combine, x);
}

static Val fill(Vm *vm, Val t, Val arguments)
{
    Heap *h = vm_heap(vm);
    size_t n;
    Val x;

    TRY(vm_check_stack(vm));
    if (!val_is_expr(t))
        return t;
    n = expr_len(t);
    if (n >= 1 && val_has_head(t, S_TemplateSlot))
        return fill_slot(vm, t, arguments);
    if (n == 1 && val_has_head(t, S_TemplateExpression)) {
        TRY(x = fill_slots(vm, expr_arg(t, 0), arguments));
        return vm_eval(vm, x);
    }
    if (n >= 2 && val_has_head(t, S_TemplateIf))
        return fill_if(vm, t, arguments);
    if (n >= 2 && val_has_head(t, S_TemplateSequence))
        return fill_sequence(vm, t, arguments);
    if (n == 2 && val_has_head(t, S_TemplateWith))
        return fill_with(vm, t, arguments);
    if (n >= 1 && val_has_head(t, S_TemplateObject))
        return fill_object(vm, t, arguments);
    for (size_t i = 0; i < n; i++) {
        Val old = expr_arg(t, i);

        TRY(x = fill(vm, old, arguments));
        if (!val_is(x, old))
            t = expr_with_arg(h, t, i, x);
    }
    TRY(x = fill(vm, expr_head(t), arguments));
    return val_is(x, expr_head(t)) ? t : expr_with_head(h, t, x);
}

BUILTIN(TemplateApply,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS | EFFECT_STATE,
    .usage   = "TemplateApply[template] evaluates the expressions in a template; TemplateApply[template, args] fills its "
               "slots from a list or an association.",
    .examples = EXAMPLES("TemplateApply[\"`1` and `2`\", {\"a\", \"b\"}]", "a and b",
                         "TemplateApply[\"x = `x`\", <|\"x\" -> 1|>]", "x = 1",
                         "TemplateApply[\"1 + 1 = <* 1 + 1 *>\"]", "1 + 1 = 2"))
{
    Heap *h = vm_heap(vm);
    Val t, arguments;

    CHECK_COUNT(vm, args, 1, 2);
    t = args.v[0];
    arguments = args.n == 2 ? args.v[1] : list_make(h, 0, NULL);
    if (!val_is_plain_list(arguments) && !val_is_assoc(arguments))
        arguments = list_make(h, 1, &arguments);
    if (val_is_string(t))
        TRY(t = template_of_text(vm, t));
    return fill(vm, t, arguments);
}

static Val apply_template(Vm *vm, Args args)
{
    Val t = expr_head(args.expr), arguments;

    if (!val_is_expr(t) || expr_len(t) == 0)
        return NOT_MINE;
    arguments = args.n == 1 && val_is_assoc(args.v[0]) ? args.v[0] : list_make(vm_heap(vm), args.n, args.v);
    return fill(vm, t, arguments);
}

BUILTIN(TemplateObject,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS | EFFECT_STATE,
    .args    = "template___",
    .apply   = apply_template,
    .usage   = "TemplateObject[expr] represents a template to be filled by applying it to arguments.",
    .examples = EXAMPLES("TemplateObject[{TemplateSlot[1], b}][a]", "{a, b}"))
{
    return NOT_MINE;
}

SYMBOL(TemplateSlot,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TemplateSlot[n] or TemplateSlot[\"name\"] represents a slot of a template.",
    .examples = EXAMPLES("TemplateApply[f[TemplateSlot[1]], {3}]", "f[3]"));

SYMBOL(TemplateExpression,
    .attrs   = ATTR_HOLD_FIRST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TemplateExpression[expr] is evaluated when the template that it stands in is filled.",
    .examples = EXAMPLES("TemplateApply[TemplateExpression[TemplateSlot[1] 2], {4}]", "8"));

SYMBOL(TemplateIf,
    .attrs   = ATTR_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TemplateIf[condition, t, f] gives t or f in a template, as condition says when the template is filled.",
    .examples = EXAMPLES("TemplateApply[TemplateIf[TemplateSlot[1] > 0, \"pos\", \"neg\"], {5}]", "pos"));

SYMBOL(TemplateSequence,
    .attrs   = ATTR_HOLD_FIRST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TemplateSequence[body, list] gives body filled for each element of list.",
    .examples = EXAMPLES("TemplateApply[{a, TemplateSequence[TemplateSlot[1], {1, 2}]}]", "{a, 1, 2}"));

SYMBOL(TemplateWith,
    .attrs   = ATTR_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TemplateWith[name -> value, body] fills body with a slot of this name more.",
    .examples = EXAMPLES("TemplateApply[TemplateWith[\"x\" -> 2, {TemplateSlot[\"x\"]}]]", "{2}"));
