/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * symbol_fns.c -- symbols and what is known of them: names, values, definitions.
 */
#include "vm/builtin/assignment.h"
#include "vm/define/attribute_names.h"
#include "vm/eval/eval.h"
#include "vm/eval/message.h"
#include "vm/num/number.h"
#include "vm/pattern/rules.h"
#include "vm/read/names.h"

static Val as_symbol(Vm *vm, Val v)
{
    if (val_is_string(v))
        return vm_symbol(vm, text_data(v), text_bytes(v));
    return val_is_symbol(v) ? v : VAL_NONE;
}

BUILTIN(Symbol,
    .attrs = ATTR_LOCKED | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "name_",
    .usage = "Symbol[\"name\"] is the symbol with that name.",
    .messages = MESSAGES("symname", "The string \"`1`\" cannot be used for a symbol name. A symbol name must start with a letter followed by "
                         "letters and numbers."),
    .examples = EXAMPLES(">> Symbol[\"x\"] === x", "True"))
{
    if (!val_is_string(args.v[0]))
        return val_is_symbol(args.v[0]) ? NOT_MINE : MESSAGE(vm, "string", val_int(1), args.expr);
    if (!reader_is_name(text_data(args.v[0]), text_bytes(args.v[0]), true))
        return MESSAGE(vm, "symname", args.v[0]);
    return vm_symbol(vm, text_data(args.v[0]), text_bytes(args.v[0]));
}

BUILTIN(SymbolName,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "symbol_",
    .usage = "SymbolName[symbol] gives the name of a symbol, without its context.",
    .examples = EXAMPLES(">> SymbolName[a`b`c]", "c"))
{
    if (!val_is_symbol(args.v[0]))
        return MESSAGE(vm, "sym", args.v[0], val_int(1));
    return text_from(vm_heap(vm), symbol_name(args.v[0]));
}

BUILTIN(ValueQ,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "ValueQ[expr] gives True if a value has been defined for expr.",
    .examples = EXAMPLES(">> x = 1; {ValueQ[x], ValueQ[y]}", "{True, False}"))
{
    Val x = args.n >= 1 ? args.v[0] : VAL_NONE, s = x;

    if (args.n < 1 || args.n > 2)
        return MESSAGE(vm, "argx", S_ValueQ, val_int((int64_t)args.n));
    if (val_is_symbol(x)) {
        const Definition *d = definition_find(&vm->definitions, x);
        const Builtin *b = val_symbol(x)->builtin;
        bool has = definition_has_value(d) || (b != NULL && b->value != NULL);
        return has ? S_True : S_False;
    }
    if (!val_is_expr(x))
        return S_False;
    while (val_is_expr(s))
        s = expr_head(s);
    if (val_is_symbol(s)) {
        const Definition *d = definition_find(&vm->definitions, s);
        const Builtin *b = val_symbol(s)->builtin;
        if ((b == NULL || b->fn == NULL) && (d == NULL || (d->rules[RULES_DOWN] == NULL && d->rules[RULES_SUB] == NULL
                                                          && val_is_none(d->value))))
            return S_False;
    }
    Val v = vm_eval(vm, x);
    TRY(v);
    return val_same(v, x) ? S_False : S_True;
}

/* ---- values as rules ---- */

static Val values_of(Vm *vm, Args args, RuleKind kind)
{
    Val s = as_symbol(vm, args.v[0]);

    if (val_is_none(s))
        return MESSAGE(vm, "sym", args.v[0], val_int(1));
    const Definition *d = definition_find(&vm->definitions, s);
    if (d == NULL)
        return list_make(vm_heap(vm), 0, NULL);
    if (!val_is_none(d->leader)) {
        Val v = vm_lead(vm, s, expr1(vm_heap(vm), expr_head(args.expr), s));
        if (!val_is_not_mine(v) && !val_is_none(v))
            return v;
    }
    if (kind == RULES_OWN && !val_is_none(d->value)) {
        Val rule = expr2(vm_heap(vm), S_RuleDelayed, expr1(vm_heap(vm), S_HoldPattern, s), d->value);
        return list_make(vm_heap(vm), 1, &rule);
    }
    return rule_set_list(vm, d->rules[kind]);
}

#define VALUES_BUILTIN(Name, kind, example_in, example_out, what)                                             \
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "symbol_",                      \
    .messages = MESSAGES("vlist", "`1` is not a list of rules for `2`."),                                     \
    .usage = #Name "[symbol] gives the list of rules that are the " what " of symbol.",                       \
    .examples = EXAMPLES(example_in, example_out)

BUILTIN(OwnValues, VALUES_BUILTIN(OwnValues, RULES_OWN, ">> x = 1; OwnValues[x]", "{HoldPattern[x] :> 1}", "own-values"))
{
    return values_of(vm, args, RULES_OWN);
}

BUILTIN(DownValues, VALUES_BUILTIN(DownValues, RULES_DOWN, ">> f[x_] := x^2; DownValues[f]", "{HoldPattern[f[x_]] :> x^2}", "down-values"))
{
    return values_of(vm, args, RULES_DOWN);
}

BUILTIN(UpValues, VALUES_BUILTIN(UpValues, RULES_UP, ">> f[g] ^= 1; UpValues[g]", "{HoldPattern[f[g]] :> 1}", "up-values"))
{
    return values_of(vm, args, RULES_UP);
}

BUILTIN(SubValues, VALUES_BUILTIN(SubValues, RULES_SUB, ">> f[1][x_] := x; SubValues[f]", "{HoldPattern[f[1][x_]] :> x}", "sub-values"))
{
    return values_of(vm, args, RULES_SUB);
}

BUILTIN(NValues, VALUES_BUILTIN(NValues, RULES_N, ">> NValues[f]", "{}", "rules for numerical values"))
{
    return values_of(vm, args, RULES_N);
}

BUILTIN(FormatValues, VALUES_BUILTIN(FormatValues, RULES_FORMAT, ">> FormatValues[f]", "{}", "rules for formatting"))
{
    return values_of(vm, args, RULES_FORMAT);
}

BUILTIN(DefaultValues, VALUES_BUILTIN(DefaultValues, RULES_DEFAULT, ">> Default[f] = 1; DefaultValues[f]", "{HoldPattern[Default[f]] :> 1}",
                                      "default values"))
{
    return values_of(vm, args, RULES_DEFAULT);
}

BUILTIN(Default,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Default[f] gives the default value of arguments of f that are given as x_.; Default[f, i] that of the i-th argument.",
    .examples = EXAMPLES(">> Default[f] = 7; f[x_.] := g[x]; f[]", "g[7]"))
{
    if (args.n == 0 || !val_is_symbol(args.v[0]))
        return NOT_MINE;
    const Definition *d = definition_find(&vm->definitions, args.v[0]);
    if (d != NULL && d->rules[RULES_DEFAULT] != NULL)
        for (size_t n = args.n; n >= 1; n--) {
            Val v = rule_set_apply(vm, d->rules[RULES_DEFAULT], expr_make(vm_heap(vm), S_Default, n, args.v));
            if (!val_is_none(v))
                return v;
        }
    switch (symbol_switch(args.v[0])) {
    case SYM_Plus:  return val_int(0);
    case SYM_Times: return val_int(1);
    case SYM_Power: return args.n >= 2 && val_is(args.v[1], val_int(2)) ? val_int(1) : NOT_MINE;
    default:        return NOT_MINE;
    }
}

/* ---- names ---- */

/* Does a symbol mean anything, so that Names should tell of it? */
static bool is_defined(Vm *vm, Val s)
{
    return symbol_context(s) != context_system || val_symbol(s)->builtin != NULL || val_symbol(s)->autoload != 0
           || definition_find(&vm->definitions, s) != NULL;
}

static bool on_path(Vm *vm, const char *context)
{
    if (context == vm->context)
        return true;
    for (size_t i = 0; i < expr_len(vm->context_path); i++)
        if (text_is(expr_arg(vm->context_path, i), context))
            return true;
    return false;
}

static void push_names(Vm *vm, Builder *b, const char *pattern)
{
    const char *mark = strrchr(pattern, '`');
    char context[256] = "";

    if (mark != NULL && (size_t)(mark - pattern) + 2 < sizeof context)
        memcpy(context, pattern, (size_t)(mark - pattern) + 1);
    Val s;
    for (uint32_t at = 0; symbol_next(&at, &s); ) {
        bool here = mark == NULL ? on_path(vm, symbol_context(s)) : symbol_name_matches(context, symbol_context(s));
        if (!here || !symbol_name_matches(mark == NULL ? pattern : mark + 1, symbol_name(s)) || !is_defined(vm, s))
            continue;
        if (mark == NULL || symbol_context(s) == context_system)
            builder_push(b, text_from(vm_heap(vm), symbol_name(s)));
        else
            builder_push(b, text_format(vm_heap(vm), "%s%s", symbol_context(s), symbol_name(s)));
    }
}

BUILTIN(Names,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Names[\"pattern\"] gives the names of symbols that match, where * stands for any characters and @ for any but capitals.",
    .examples = EXAMPLES(">> Names[\"Tab*e\"]", "{Table}"))
{
    Builder b;

    /* What nothing mentions is there no more, collected or not: nor what only saves time. */
    vm_after_collection(vm);
    vm_after_collection(vm);
    heap_collect(vm_heap(vm));
    builder_start(&b, vm_heap(vm), S_List);
    if (args.n == 0) {
        push_names(vm, &b, "*");
    } else {
        size_t n = val_is_plain_list(args.v[0]) ? expr_len(args.v[0]) : 1;
        for (size_t i = 0; i < n; i++) {
            Val p = val_is_plain_list(args.v[0]) ? expr_arg(args.v[0], i) : args.v[0];
            if (!val_is_string(p))
                return NOT_MINE;
            TRY(vm_poll(vm));
            push_names(vm, &b, text_data(p));
        }
    }
    return expr1(vm_heap(vm), S_Sort, builder_finish(&b));
}

BUILTIN(NameQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "name_String",
    .usage = "NameQ[\"name\"] gives True if there is a symbol with that name.",
    .examples = EXAMPLES(">> NameQ[\"Plus\"]", "True"))
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    push_names(vm, &b, text_data(args.v[0]));
    return b.n > 0 ? S_True : S_False;
}

/* ---- Definition and Information ---- */

static void push_assignments(Vm *vm, Builder *lines, const RuleSet *set)
{
    Heap *h = vm_heap(vm);

    size_t n;
    const RuleText *rules = rule_set_all(vm, set, &n);

    for (size_t i = 0; i < n; i++) {
        const RuleText *r = &rules[i];
        builder_push(lines, expr1(h, S_HoldForm, expr2(h, r->delayed ? S_SetDelayed : S_Set, r->lhs, r->rhs)));
    }
}

static Val definition_lines(Vm *vm, Val s)
{
    Heap *h = vm_heap(vm);
    const Definition *d = definition_find(&vm->definitions, s);
    Builder lines, attributes;
    static const RuleKind kinds[] = {RULES_OWN, RULES_DOWN, RULES_SUB, RULES_UP, RULES_N, RULES_FORMAT, RULES_DEFAULT};

    builder_start(&lines, h, S_List);
    builder_start(&attributes, h, S_List);
    for (unsigned i = 0; i < ATTR_COUNT; i++)
        if (vm_attributes(vm, s) & (1u << i))
            builder_push(&attributes, attribute_symbol(i));
    if (attributes.n > 0)
        builder_push(&lines, expr1(h, S_HoldForm, expr2(h, S_Set, expr1(h, S_Attributes, s), builder_finish(&attributes))));
    if (d != NULL) {
        if (!val_is_none(d->value))
            builder_push(&lines, expr1(h, S_HoldForm, expr2(h, d->value_delayed ? S_SetDelayed : S_Set, s, d->value)));
        for (size_t i = 0; i < COUNT_OF(kinds); i++)
            push_assignments(vm, &lines, d->rules[kinds[i]]);
        if (!val_is_none(d->options))
            builder_push(&lines, expr1(h, S_HoldForm, expr2(h, S_Set, expr1(h, S_Options, s), d->options)));
    }
    return builder_finish(&lines);
}

static Val definition_text(Vm *vm, Val s)
{
    const Definition *d = definition_find(&vm->definitions, s);
    if (d != NULL && !val_is_none(d->leader))
        return vm_lead(vm, s, expr1(vm_heap(vm), S_Definition, s));
    Val lines = definition_lines(vm, s);
    Out out;

    out_init(&out);
    for (size_t i = 0; i < expr_len(lines); i++) {
        Val text = vm_eval(vm, expr2(vm_heap(vm), S_ToString, expr1(vm_heap(vm), S_Unevaluated, expr_arg(expr_arg(lines, i), 0)), S_InputForm));
        if (val_is_unwind(text)) {
            out_fini(&out);
            return UNWIND;
        }
        if (i > 0)
            out_str(&out, "\n \n");
        if (val_is_string(text))
            out_bytes(&out, text_data(text), text_bytes(text));
    }
    Val v = expr_len(lines) == 0 ? S_Null : text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

BUILTIN(Definition,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "symbol_",
    .usage = "Definition[symbol] shows the definitions of a symbol.",
    .examples = EXAMPLES(">> f[x_] := x^2; Definition[f]", "f[x_] := x^2"))
{
    Val s = as_symbol(vm, args.v[0]);

    if (val_is_none(s))
        return NOT_MINE;
    return definition_text(vm, s);
}

BUILTIN(FullDefinition,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "symbol_",
    .usage = "FullDefinition[symbol] shows the definitions of a symbol.",
    .examples = EXAMPLES(">> f[x_] := x^2; FullDefinition[f]", "f[x_] := x^2"))
{
    Val s = as_symbol(vm, args.v[0]);

    if (val_is_none(s))
        return NOT_MINE;
    return definition_text(vm, s);
}

BUILTIN(Information,
    .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Information[symbol] gives what is known of a symbol; Information[symbol, \"Usage\"] its usage text.",
    .messages = MESSAGES("notfound", "Symbol `1` not found."),
    .examples = EXAMPLES(">> f::usage = \"f[x] does it.\"; Information[f, \"Usage\"]", "f[x] does it."))
{
    Val s = args.n >= 1 ? as_symbol(vm, args.v[0]) : VAL_NONE, usage;

    if (val_is_none(s))
        return NOT_MINE;
    usage = message_text(vm, s, "usage");
    if (args.n == 2 && val_is_string(args.v[1]) && text_is(args.v[1], "Usage"))
        return val_is_none(usage) ? expr1(vm_heap(vm), S_Missing, text_from(vm_heap(vm), "NotAvailable")) : usage;
    return val_is_none(usage) ? definition_text(vm, s) : usage;
}
