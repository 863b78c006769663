/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compiled.c -- Compile: functions of typed arguments.
 *
 * A CompiledFunction holds the types of its arguments and a pure function.  Arguments are brought to
 * their types (an integer given for a _Real becomes a real), then the function is applied; where an
 * argument does not fit, the function is applied to what was given, after a message.
 */
#include "vm/eval/builtin.h"
#include "vm/num/number.h"

/* x, {x}, {x, _Integer}, {x, _Integer, rank}: its name and {type, rank}; false where it is none. */
static bool read_parameter(Heap *h, Val spec, Val *name, Val *type)
{
    Val blank = expr1(h, S_Blank, S_Real), rank = val_int(0);

    *name = spec;
    if (val_is_plain_list(spec)) {
        size_t n = expr_len(spec);
        if (n < 1 || n > 3)
            return false;
        *name = expr_arg(spec, 0);
        if (n >= 2)
            blank = expr_arg(spec, 1);
        if (n == 3)
            rank = expr_arg(spec, 2);
        /* True | False is how a truth value is declared. */
        if (!val_is_call(blank, S_Blank, 1) && !val_has_head(blank, S_Alternatives))
            return false;
        if (!val_is_small(rank) || val_small(rank) < 0)
            return false;
    }
    *type = list_make(h, 2, (Val[]){blank, rank});
    return val_is_symbol(*name);
}

BUILTIN(Compile,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .options = "CompilationOptions -> Automatic, CompilationTarget -> \"WVM\", Parallelization -> Automatic, "
               "RuntimeAttributes -> {}, RuntimeOptions -> Automatic",
    .usage = "Compile[{x1, x2, ...}, expr] gives a function of real arguments with the value expr; {x, _Integer} and {x, _Real, r} "
             "declare other types and arrays of rank r.",
    .messages = MESSAGES("fun", "Compilation of `1` cannot proceed.",
                         "comscv", "The variable specification `1` should be a symbol, or a list of a symbol, a type and a rank."),
    .examples = EXAMPLES(">> f = Compile[{x}, x^2]; f[3]", "9.", ">> Compile[{{n, _Integer}}, n + 1][3]", "4"))
{
    Heap *h = vm_heap(vm);
    Builder names, types;
    size_t n = options_split(args);

    if (n < 2)
        return args.n == 1 ? MESSAGE(vm, "argmu", S_Compile, val_int(2)) : NOT_MINE;
    if (!val_is_plain_list(args.v[0]))
        return MESSAGE(vm, "comscv", args.v[0]);
    builder_start(&names, h, S_List);
    builder_start(&types, h, S_List);
    for (size_t i = 0; i < expr_len(args.v[0]); i++) {
        Val name, type;
        if (!read_parameter(h, expr_arg(args.v[0], i), &name, &type))
            return MESSAGE(vm, "comscv", expr_arg(args.v[0], i));
        builder_push(&names, name);
        builder_push(&types, type);
    }
    Val function = expr2(h, S_Function, builder_finish(&names), args.v[1]);
    return expr2(h, S_CompiledFunction, builder_finish(&types), function);
}

/* [v] as an array of [rank] of the type; VAL_NONE where it is not one. */
static Val as_typed(Vm *vm, Val v, Val head, int64_t rank)
{
    Heap *h = vm_heap(vm);

    if (rank > 0) {
        Builder b;
        if (!val_is_list(v))
            return VAL_NONE;
        v = val_unpacked(h, v);
        builder_start(&b, h, S_List);
        for (size_t i = 0; i < expr_len(v); i++) {
            Val x = as_typed(vm, expr_arg(v, i), head, rank - 1);
            if (val_is_none(x) || val_is_unwind(x))
                return x;
            builder_push(&b, x);
        }
        return builder_finish(&b);
    }
    switch (symbol_switch(head)) {
    case SYM_Integer:
        return val_is_integer(v) ? v : VAL_NONE;
    case SYM_Real: case SYM_Complex:
        TRY(v = vm_call1(vm, S_N, v));
        return val_is_number(v) && (val_is(head, S_Complex) || val_is_real_number(v)) ? v : VAL_NONE;
    default:
        return val_is(v, S_True) || val_is(v, S_False) ? v : VAL_NONE;
    }
}

static Val compiled_apply(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val f = expr_head(args.expr);
    Builder b;

    if (!val_is_call(f, S_CompiledFunction, 2) || !val_is_plain_list(expr_arg(f, 0)))
        return NOT_MINE;
    Val types = expr_arg(f, 0), function = expr_arg(f, 1);
    if (args.n != expr_len(types)) {
        vm_message(vm, S_CompiledFunction, "cfct", 2, (Val[]){val_int((int64_t)args.n), val_int((int64_t)expr_len(types))});
        return NOT_MINE;
    }
    builder_start(&b, h, function);
    for (size_t i = 0; i < args.n; i++) {
        Val type = expr_arg(types, i), blank = expr_arg(type, 0), x;
        Val head = val_is_call(blank, S_Blank, 1) ? expr_arg(blank, 0) : S_True;
        TRY(x = as_typed(vm, args.v[i], head, val_small(expr_arg(type, 1))));
        if (val_is_none(x)) {
            vm_message(vm, S_CompiledFunction, "cfsa", 3, (Val[]){args.v[i], val_int((int64_t)i + 1), head});
            return expr_make(h, function, args.n, args.v);
        }
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(CompiledFunction,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .apply = compiled_apply,
    .usage = "CompiledFunction[types, function] is what Compile gives.",
    .messages = MESSAGES("cfct", "Number of arguments `1` does not match the length `2` of the argument template.",
                         "cfsa", "Argument `1` at position `2` should be a `3`."),
    .examples = EXAMPLES(">> Head[Compile[{x}, x]]", "CompiledFunction"))
{
    return NOT_MINE;
}
