/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scoping.c -- Module renames, With substitutes, Block rebinds; Function waits for arguments.
 */
#include "vm/builtin/assignment.h"
#include "vm/num/number.h"
#include "vm/pattern/match.h"
#include "vm/read/names.h"

/* The locals of a scoping construct: names, and initial values where there are any. */
typedef struct Locals {
    size_t n;
    Val   *names, *values;       /* values: VAL_NONE where there is none */
    bool  *delayed;
} Locals;

static bool read_local(Vm *vm, Args args, Val v, Locals *l)
{
    Val name = v, value = VAL_NONE;
    bool delayed = val_is_call(v, S_SetDelayed, 2);

    if (delayed || val_is_call(v, S_Set, 2)) {
        name = expr_arg(v, 0);
        value = expr_arg(v, 1);
    }
    if (!val_is_symbol(name)) {
        bool set = !val_is_none(value);
        MESSAGE(vm, set ? "lvset" : "lvsym", args.v[0], set ? v : name);
        return false;
    }
    for (size_t i = 0; i < l->n; i++) {
        if (val_is(l->names[i], name)) {
            MESSAGE(vm, "dup", name, args.v[0]);
            return false;
        }
    }
    l->names[l->n] = name;
    l->values[l->n] = value;
    l->delayed[l->n++] = delayed;
    return true;
}

/* Reads {x, y = 1, ..}; false after a message where it is something else. */
static bool read_locals(Vm *vm, Args args, Val list, Locals *l)
{
    Heap *h = vm_heap(vm);

    if (!val_is_plain_list(list)) {
        MESSAGE(vm, "lvlist", list, args.expr);
        return false;
    }
    size_t n = expr_len(list);
    *l = (Locals){0, heap_alloc(h, (n + 1) * sizeof(Val)), heap_alloc(h, (n + 1) * sizeof(Val)),
                  heap_alloc(h, (n + 1) * sizeof(bool))};
    for (size_t i = 0; i < n; i++)
        if (!read_local(vm, args, expr_arg(list, i), l))
            return false;
    return true;
}

#define LOCAL_MESSAGES                                                                              \
    "lvlist", "Local variable specification `1` is not a List.",                                    \
    "lvsym", "Local variable specification `1` contains `2`, which is not a symbol or an assignment to a symbol.", \
    "lvset", "Local variable specification `1` contains `2`, which is an assignment to `2`; only assignments to symbols are allowed.", \
    "dup", "Duplicate local variable `1` found in local variable specification `2`.",               \
    "lvws", "Variable `1` in local variable specification `2` requires a value."

/* x$123, a symbol of its own, or $123 ([like]: VAL_NONE): it goes when no value mentions it any more. */
static Val fresh_symbol(Vm *vm, Val like, uint64_t number)
{
    const char *context = val_is_none(like) ? vm->context : symbol_context(like);
    Out name;

    out_init(&name);
    out_format(&name, "%s$%llu", val_is_none(like) ? "" : symbol_name(like), (unsigned long long)number);
    Val s = symbol_intern_temporary(vm_heap(vm), context == context_system ? context_global : context, out_text(&name), name.len);
    out_fini(&name);
    definition_edit(&vm->definitions, vm_heap(vm), s)->attributes = ATTR_TEMPORARY;
    return s;
}

BUILTIN(Module,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "vars_, body_",
    .usage = "Module[{x, y = v, ...}, body] evaluates body with x, y, ... standing for new variables of their own.",
    .messages = MESSAGES(LOCAL_MESSAGES),
    .examples = EXAMPLES(">> x = 1; Module[{x = 2}, x + 1] + x", "4"))
{
    Locals l;
    uint64_t number;

    if (!read_locals(vm, args, args.v[0], &l))
        return NOT_MINE;
    for (size_t i = 0; i < l.n; i++)
        if (!val_is_none(l.values[i]) && !l.delayed[i])
            TRY(l.values[i] = vm_eval(vm, l.values[i]));
    number = vm->module_number++;
    Val *fresh = heap_alloc(vm_heap(vm), (l.n + 1) * sizeof(Val));
    for (size_t i = 0; i < l.n; i++) {
        fresh[i] = fresh_symbol(vm, l.names[i], number);
        if (!val_is_none(l.values[i]))
            assign_symbol_raw(vm, fresh[i], l.values[i]);
    }
    return vm_eval(vm, names_substitute(vm, l.n, l.names, fresh, args.v[1]));
}

BUILTIN(With,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "vars_, more__",
    .usage = "With[{x = v, ...}, body] puts the values of v, ... in the place of x, ... in body and evaluates it.",
    .messages = MESSAGES(LOCAL_MESSAGES),
    .examples = EXAMPLES(">> With[{x = 2}, Hold[x + y]]", "Hold[2 + y]",
                         ">> With[{x = 2}, {y = x}, y^2]", "4"))
{
    Locals l;
    Val body = args.v[args.n - 1];

    /* With[{..}, {..}, body] is With[{..}, With[{..}, body]]. */
    for (size_t i = args.n - 1; i-- > 1; )
        body = expr2(vm_heap(vm), S_With, args.v[i], body);
    if (!read_locals(vm, args, args.v[0], &l))
        return NOT_MINE;
    for (size_t i = 0; i < l.n; i++) {
        if (val_is_none(l.values[i]))
            return MESSAGE(vm, "lvws", l.names[i], args.v[0]);
        if (!l.delayed[i])
            TRY(l.values[i] = vm_eval(vm, l.values[i]));
    }
    return vm_eval(vm, names_substitute(vm, l.n, l.names, l.values, body));
}

BUILTIN(Block,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "vars_, body_",
    .usage = "Block[{x, y = v, ...}, body] evaluates body with the values of x, y, ... set aside.",
    .messages = MESSAGES(LOCAL_MESSAGES),
    .examples = EXAMPLES(">> f := x; x = 1; {Block[{x = 2}, f], x}", "{2, 1}"))
{
    Locals l;
    Val v;

    if (!read_locals(vm, args, args.v[0], &l))
        return NOT_MINE;
    for (size_t i = 0; i < l.n; i++)
        if (!val_is_none(l.values[i]) && !l.delayed[i])
            TRY(l.values[i] = vm_eval(vm, l.values[i]));
    const Definition **before = heap_alloc(vm_heap(vm), (l.n + 1) * sizeof *before);
    for (size_t i = 0; i < l.n; i++) {
        const Builtin *b = val_symbol(l.names[i])->builtin;
        /* A variable that lives in the VM itself is set and set back. */
        if (b != NULL && b->assign != NULL) {
            l.delayed[i] = true;
            Val old = b->value(vm);
            if (!val_is_none(l.values[i]) && val_is_unwind(b->assign(vm, l.values[i])))
                return UNWIND;
            l.values[i] = old;
            before[i] = NULL;
            continue;
        }
        l.delayed[i] = false;
        before[i] = scope_enter(vm, l.names[i]);
        if (!val_is_none(l.values[i]))
            assign_symbol_raw(vm, l.names[i], l.values[i]);
    }
    v = vm_eval(vm, args.v[1]);
    for (size_t i = l.n; i-- > 0; ) {
        if (!l.delayed[i])
            scope_leave(vm, l.names[i], before[i]);
        else if (val_is_unwind(val_symbol(l.names[i])->builtin->assign(vm, l.values[i])))
            v = UNWIND;
    }
    return v;
}

BUILTIN(Function,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage = "Function[body], written body &, is a function of #1, #2, ...; Function[x, body] or Function[{x, ...}, body] one of "
             "named parameters; a third argument gives its attributes.",
    .messages = MESSAGES(
        "slotn", "Slot number `1` in `2` cannot be filled from `3`.",
        "slot1", "Named slot `1` in `2` cannot be filled from `3`.",
        "flpar", "Parameter specification `1` in `2` should be a symbol or a list of symbols.",
        "fpct", "Too many parameters in `1` to be filled from `2`."),
    .examples = EXAMPLES(">> (#^2 &)[3]", "9", ">> Function[{x, y}, x - y][5, 3]", "2",
                         ">> Map[Function[x, x + 1], {1, 2}]", "{2, 3}"))
{
    return NOT_MINE;
}

static Val unique_symbol(Vm *vm, Val like)
{
    Out name;
    Val s;

    if (!val_is_string(like))
        return fresh_symbol(vm, like, vm->module_number++);
    const char *stem = text_data(like);
    do {
        out_init(&name);
        out_format(&name, "%s%llu", stem, (unsigned long long)vm->module_number++);
        s = symbol_find(vm->context, out_text(&name), name.len);
        bool taken = !val_is_none(s);
        if (!taken)
            s = symbol_intern(vm->context, out_text(&name), name.len);
        else
            s = VAL_NONE;
        out_fini(&name);
    } while (val_is_none(s));
    return s;
}

/* Can a name begin with it? */
static bool is_stem(Val v)
{
    return val_is_symbol(v) || (val_is_string(v) && reader_is_name(text_data(v), text_bytes(v), true));
}

BUILTIN(Unique,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_STATE,
    .usage = "Unique[] makes a new symbol $n; Unique[x] makes x$n; Unique[\"x\"] makes xn; a list gives a list.",
    .messages = MESSAGES("usym", "`1` is not a symbol or a valid symbol name."),
    .examples = EXAMPLES(">> Head[Unique[x]]", "Symbol", ">> Unique[] === Unique[]", "False"))
{
    Builder b;

    if (args.n == 0)
        return unique_symbol(vm, VAL_NONE);
    if (val_is_plain_list(args.v[0])) {
        builder_start(&b, vm_heap(vm), S_List);
        for (size_t i = 0; i < expr_len(args.v[0]); i++) {
            TRY(vm_poll(vm));
            if (!is_stem(expr_arg(args.v[0], i)))
                return MESSAGE(vm, "usym", expr_arg(args.v[0], i));
            builder_push(&b, unique_symbol(vm, expr_arg(args.v[0], i)));
        }
        return builder_finish(&b);
    }
    if (!is_stem(args.v[0]))
        return MESSAGE(vm, "usym", args.v[0]);
    return unique_symbol(vm, args.v[0]);
}
