/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * options.c -- options: defaults of symbols, and those given in a call.
 */
#include "vm/eval/options.h"

#include "vm/eval/builtin.h"
#include "vm/eval/session.h"
#include "vm/value/assoc.h"

/* What the builtin's text says, read once. */
static Val options_read(Vm *vm, Val symbol, const char *options)
{
    Heap *h = vm_heap(vm);
    void *kept = vm->options_read;
    Reader r;
    Out text;
    Val v;

    if (kept != NULL && !val_is_none(v = assoc_get(val_from_node(kept), symbol)))
        return v;
    heap_keep(h);
    out_init(&text);
    out_format(&text, "{%s}", options);
    session_read(vm, &r, NULL, out_text(&text), text.len);
    bool read = reader_next(&r, &v) == READ_EXPR;
    out_fini(&text);
    if (!read)
        return list_make(h, 0, NULL);
    /* What a text says is the same for all that this VM will ever evaluate. */
    vm->options_read = val_node(assoc_set(h, kept == NULL ? assoc_empty(h) : val_from_node(kept), symbol, v));
    return v;
}

Val options_of(Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);
    const Builtin *b = val_symbol(symbol)->builtin;

    if (d != NULL && !val_is_none(d->options))
        return d->options;
    if (b == NULL || b->options == NULL)
        return list_make(vm_heap(vm), 0, NULL);
    return options_read(vm, symbol, b->options);
}

static bool same_option(Val a, Val b)
{
    const char *x = val_is_symbol(a) ? symbol_name(a) : val_is_string(a) ? text_data(a) : NULL;
    const char *y = val_is_symbol(b) ? symbol_name(b) : val_is_string(b) ? text_data(b) : NULL;

    if (x == NULL || y == NULL)
        return val_same(a, b);
    return strcmp(x, y) == 0;
}

Val options_find(Heap *h, Val rules, Val name)
{
    if (val_is_rule(rules))
        return same_option(expr_arg(rules, 0), name) ? expr_arg(rules, 1) : VAL_NONE;
    if (val_is_assoc(rules))
        rules = assoc_rules(h, rules);
    if (!val_is_plain_list(rules))
        return VAL_NONE;
    for (size_t i = 0; i < expr_len(rules); i++) {
        Val v = options_find(h, expr_arg(rules, i), name);
        if (!val_is_none(v))
            return v;
    }
    return VAL_NONE;
}

/* Is [name] among the options of the builtin, as its text lists them? */
static bool is_known(const Builtin *b, Val name)
{
    const char *s = val_is_symbol(name) ? symbol_name(name) : val_is_string(name) ? text_data(name) : NULL;
    size_t n = s == NULL ? 0 : strlen(s);

    if (n == 0 || b->options == NULL)
        return false;
    for (const char *at = strstr(b->options, s); at != NULL; at = strstr(at + 1, s)) {
        bool starts = at == b->options || at[-1] == ' ' || at[-1] == '"' || at[-1] == ',';
        if (starts && (at[n] == ' ' || at[n] == '"' || at[n] == '-'))
            return true;
    }
    return false;
}

enum { OPTIONS_DEPTH = 100 };

/* [depth]: of the lists that options may be in; what is in more of them is none. */
static bool are_options(const Builtin *b, Val v, int depth)
{
    if (val_is_rule(v))
        return is_known(b, expr_arg(v, 0));
    if (!val_is_plain_list(v) || expr_len(v) == 0 || depth == 0)
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!are_options(b, expr_arg(v, i), depth - 1))
            return false;
    return true;
}

size_t options_split(Args args)
{
    size_t n = args.n;

    while (n > 0 && are_options(args.builtin, args.v[n - 1], OPTIONS_DEPTH))
        n--;
    return n;
}

/* The first rule in [v] that is no option of the builtin; VAL_NONE. */
static Val unknown_option(const Builtin *b, Val v, int depth)
{
    if (val_is_rule(v))
        return is_known(b, expr_arg(v, 0)) ? VAL_NONE : v;
    if (!val_is_plain_list(v) || depth == 0)
        return VAL_NONE;
    for (size_t i = 0; i < expr_len(v); i++) {
        Val unknown = unknown_option(b, expr_arg(v, i), depth - 1);
        if (!val_is_none(unknown))
            return unknown;
    }
    return VAL_NONE;
}

bool options_known(Vm *vm, Args args, size_t from)
{
    for (size_t i = from; i < args.n; i++) {
        Val unknown = unknown_option(args.builtin, args.v[i], OPTIONS_DEPTH);
        if (!val_is_none(unknown))
            return MESSAGE(vm, "optx", expr_arg(unknown, 0), args.expr), false;
    }
    return true;
}

Val option_get(Vm *vm, Args args, Val name)
{
    Heap *h = vm_heap(vm);

    for (size_t i = options_split(args); i < args.n; i++) {
        Val v = options_find(h, args.v[i], name);
        if (!val_is_none(v))
            return vm_eval(vm, v);
    }
    Val symbol = val_root_symbol(args.expr);

    if (val_is_none(symbol) || val_symbol(symbol)->builtin != args.builtin)
        symbol = vm_symbol(vm, args.builtin->name, strlen(args.builtin->name));
    Val v = options_find(h, options_of(vm, symbol), name);
    return val_is_none(v) ? S_Automatic : vm_eval(vm, v);
}
