/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * context_fns.c -- contexts and packages.
 */
#include "vm/eval/builtin.h"

/* What Begin and BeginPackage put aside. */
typedef struct ContextFrame {
    struct ContextFrame *outer;
    bool                 package;
    const char          *context;
    Val                  path;
} ContextFrame;

static void push_frame(Vm *vm, bool package)
{
    ContextFrame *f = heap_alloc(vm_heap(vm), sizeof *f);

    *f = (ContextFrame){vm->state[STATE_CONTEXT], package, vm->context, vm->context_path};
    vm->state[STATE_CONTEXT] = f;
}

static Val context_text(Vm *vm, const char *context)
{
    return text_from(vm_heap(vm), context);
}

/* A context named by a string, "`sub`" being relative; NULL where it is no context's name. */
static const char *context_named(Vm *vm, Val name)
{
    if (!val_is_string(name) || text_bytes(name) == 0 || text_data(name)[text_bytes(name) - 1] != '`')
        return NULL;
    if (text_data(name)[0] != '`')
        return context_intern(text_data(name), text_bytes(name));
    Out full;
    out_init(&full);
    out_str(&full, vm->context);
    out_bytes(&full, text_data(name) + 1, text_bytes(name) - 1);
    const char *context = context_intern(out_text(&full), full.len);
    out_fini(&full);
    return context;
}


static Val list_prepend(Vm *vm, Val list, Val x)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    builder_push(&b, x);
    for (size_t i = 0; i < expr_len(list); i++)
        if (!val_same(expr_arg(list, i), x))
            builder_push(&b, expr_arg(list, i));
    return builder_finish(&b);
}

BUILTIN(Begin,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "context_",
    .usage = "Begin[\"context`\"] makes a context the current one.",
    .messages = MESSAGES("cxt", "`1` is not a valid context specification."),
    .examples = EXAMPLES(">> Begin[\"try`\"]; s = Context[]; End[]; s", "try`"))
{
    const char *context = context_named(vm, args.v[0]);

    if (context == NULL)
        return MESSAGE(vm, "cxt", args.v[0]);
    push_frame(vm, false);
    vm->context = context;
    return context_text(vm, context);
}

BUILTIN(End,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "",
    .usage = "End[] goes back to the context before the last Begin, and gives the context that ended.",
    .messages = MESSAGES("noctx", "No previous context defined."),
    .examples = EXAMPLES(">> Begin[\"try`\"]; End[]", "try`"))
{
    ContextFrame *f = vm->state[STATE_CONTEXT];
    const char *ended = vm->context;

    if (f == NULL || f->package) {
        MESSAGE0(vm, "noctx");
        return context_text(vm, vm->context);
    }
    vm->context = f->context;
    vm->state[STATE_CONTEXT] = f->outer;
    return context_text(vm, ended);
}

BUILTIN(BeginPackage,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_IO,
    .usage = "BeginPackage[\"context`\", {\"need1`\", ...}] starts a package: its context and System` are what is visible.",
    .messages = MESSAGES("cxt", "`1` is not a valid context specification."),
    .examples = EXAMPLES(">> BeginPackage[\"pack`\"]; EndPackage[]; MemberQ[$ContextPath, \"pack`\"]", "True"))
{
    const char *context = args.n >= 1 ? context_named(vm, args.v[0]) : NULL;
    Builder path;

    if (context == NULL)
        return args.n == 0 ? NOT_MINE : MESSAGE(vm, "cxt", args.v[0]);
    push_frame(vm, true);
    vm->context = context;
    builder_start(&path, vm_heap(vm), S_List);
    builder_push(&path, context_text(vm, context));
    if (args.n >= 2) {
        Val needs = val_is_plain_list(args.v[1]) ? args.v[1] : list_make(vm_heap(vm), 1, &args.v[1]);
        for (size_t i = 0; i < expr_len(needs); i++) {
            TRY(vm_call1(vm, S_Needs, expr_arg(needs, i)));
            builder_push(&path, expr_arg(needs, i));
        }
    }
    builder_push(&path, context_text(vm, context_system));
    vm->context_path = builder_finish(&path);
    vm->packages = list_prepend(vm, vm->packages, context_text(vm, context));
    return context_text(vm, context);
}

BUILTIN(EndPackage,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "",
    .usage = "EndPackage[] ends a package and puts its context in front of $ContextPath.",
    .messages = MESSAGES("noctx", "No previous context defined."),
    .examples = EXAMPLES(">> BeginPackage[\"pack`\"]; EndPackage[]", ""))
{
    ContextFrame *f = vm->state[STATE_CONTEXT];
    const char *ended = vm->context;

    while (f != NULL && !f->package)
        f = f->outer;
    if (f == NULL)
        return MESSAGE0(vm, "noctx");
    vm->context = f->context;
    vm->context_path = list_prepend(vm, f->path, context_text(vm, ended));
    vm->state[STATE_CONTEXT] = f->outer;
    return S_Null;
}

BUILTIN(Context,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "symbol_:Null",
    .usage = "Context[] gives the current context; Context[symbol] that of a symbol.",
    .messages = MESSAGES("notfound", "Symbol `1` not found."),
    .examples = EXAMPLES(">> Context[]", "Global`", ">> Context[Plus]", "System`"))
{
    Val x = args.v[0];

    if (expr_len(args.expr) == 0 || (val_is(x, S_Null)))
        return context_text(vm, vm->context);
    if (val_is_string(x))
        x = vm_symbol(vm, text_data(x), text_bytes(x));
    if (!val_is_symbol(x))
        return NOT_MINE;
    return context_text(vm, symbol_context(x));
}

BUILTIN(Contexts,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Contexts[] gives the names of all contexts; Contexts[\"string\"] of those that match.",
    .examples = EXAMPLES(">> MemberQ[Contexts[], \"System`\"]", "True"))
{
    Heap *h = vm_heap(vm);
    Builder b;
    const char *last = NULL;

    builder_start(&b, h, S_List);
    Val s;
    for (uint32_t at = 0; symbol_next(&at, &s); ) {
        const char *context = symbol_context(s);
        if (context != last)
            builder_push(&b, text_from(h, context));
        last = context;
    }
    Val all = expr1(h, S_Union, builder_finish(&b));
    if (args.n == 0)
        return all;
    Val test = expr1(h, S_StringMatchQ, args.v[0]);
    return expr2(h, S_Select, all, test);
}

/* ---- the variables ---- */

static Val context_value(Vm *vm)
{
    return context_text(vm, vm->context);
}

static Val context_assign(Vm *vm, Val v)
{
    const char *context = context_named(vm, v);

    if (context == NULL) {
        vm_message(vm, S_$Context, "cxset", 1, &v);
        return NOT_MINE;
    }
    vm->context = context;
    return S_Null;
}

SYMBOL_AS(Context_, "$Context", .effects = EFFECT_STATE, .value = context_value, .assign = context_assign,
    .messages = MESSAGES("cxset", "`1` is not a valid context specification."),
    .usage = "$Context is the name of the current context.");

static Val path_value(Vm *vm)
{
    return vm->context_path;
}

static Val path_assign(Vm *vm, Val v)
{
    bool good = val_is_plain_list(v);

    for (size_t i = 0; good && i < expr_len(v); i++)
        good = context_named(vm, expr_arg(v, i)) != NULL;
    if (!good) {
        vm_message(vm, S_$ContextPath, "cxlist", 1, &v);
        return NOT_MINE;
    }
    vm->context_path = v;
    return S_Null;
}

SYMBOL_AS(ContextPath_, "$ContextPath", .effects = EFFECT_STATE, .value = path_value, .assign = path_assign,
    .messages = MESSAGES("cxlist", "`1` is not a list of valid context specifications."),
    .usage = "$ContextPath is the list of contexts in which names are looked for after $Context.");

static Val packages_value(Vm *vm)
{
    return vm->packages;
}

static Val packages_assign(Vm *vm, Val v)
{
    if (!val_is_plain_list(v))
        return NOT_MINE;
    vm->packages = v;
    return S_Null;
}

SYMBOL_AS(Packages_, "$Packages", .effects = EFFECT_STATE, .value = packages_value, .assign = packages_assign,
    .usage = "$Packages is the list of contexts of the packages that were loaded.");
