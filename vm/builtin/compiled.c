/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compiled.c -- Compile: functions of typed arguments, run on machine numbers.
 *
 * A CompiledFunction holds the types of its arguments, declarations, options and a pure function; its
 * code is made from these (vm/code/typed.h).  Arguments are brought to their types, an integer given for
 * a _Real becomes a real.  Where an argument does not fit, or a value has no machine number, a message
 * says so and the pure function is applied by the evaluator.
 */
#include "vm/code/typed.h"
#include "vm/eval/builtin.h"
#include "vm/num/number.h"

/* x, {x}, {x, _Integer}, {x, _Integer, rank}: its name, type and rank; false where it is none. */
static bool read_parameter(Heap *h, Val spec, Val *name, Val *type, Val *rank)
{
    *name = spec;
    *type = expr1(h, S_Blank, S_Real);
    *rank = val_int(0);
    if (val_is_plain_list(spec)) {
        size_t n = expr_len(spec);
        if (n < 1 || n > 3)
            return false;
        *name = expr_arg(spec, 0);
        if (n >= 2)
            *type = expr_arg(spec, 1);
        if (n == 3)
            *rank = expr_arg(spec, 2);
        if (typed_base_of(*type) == TYPED_NONE || !val_is_small(*rank) || val_small(*rank) < 0)
            return false;
    }
    return val_is_symbol(*name);
}

/* {{pattern, type}, {pattern, type, rank}, ..}: what the evaluator gives for calls that have no code. */
static bool read_declarations(Heap *h, Val list, Val *to)
{
    Builder b;

    builder_start(&b, h, S_List);
    if (!val_is_plain_list(list))
        return false;
    for (size_t i = 0; i < expr_len(list); i++) {
        Val d = expr_arg(list, i);
        if (!val_is_plain_list(d) || expr_len(d) < 2 || expr_len(d) > 3 || typed_base_of(expr_arg(d, 1)) == TYPED_NONE)
            return false;
        Val rank = expr_len(d) == 3 ? expr_arg(d, 2) : val_int(0);
        if (!val_is_small(rank) || val_small(rank) < 0)
            return false;
        builder_push(&b, list_make(h, 3, (Val[]){expr1(h, S_HoldPattern, expr_arg(d, 0)), expr_arg(d, 1), rank}));
    }
    *to = builder_finish(&b);
    return true;
}

/* The options that change what a call does, as rules. */
static Val read_options(Vm *vm, Args args)
{
    static const int known[] = {SYM_CompilationTarget, SYM_RuntimeAttributes, SYM_RuntimeOptions};
    Heap *h = vm_heap(vm);
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        Val name = val_known(known[i]), value;
        TRY(value = option_get(vm, args, name));
        if (val_is(value, S_Automatic) || (val_is_plain_list(value) && expr_len(value) == 0)
            || (val_is_string(value) && text_is(value, "WVM")))
            continue;
        builder_push(&b, expr2(h, S_Rule, name, value));
    }
    return builder_finish(&b);
}

BUILTIN(Compile,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .options = "CompilationOptions -> Automatic, CompilationTarget -> \"WVM\", Parallelization -> Automatic, "
               "RuntimeAttributes -> {}, RuntimeOptions -> Automatic",
    .usage = "Compile[{x1, x2, ...}, expr] gives a function of real arguments with the value expr, which runs on machine "
             "numbers. {x, type}, {x, type, r} declare other types, _Integer, _Real, _Complex or True | False, and arrays of rank r. "
             "Compile[vars, expr, {{pattern, type}, ...}] says of what type expressions are that the evaluator computes.",
    .messages = MESSAGES("fun", "Compilation of `1` cannot proceed.",
                         "comscv", "The variable specification `1` should be a symbol, or a list of a symbol, a type and a rank.",
                         "decl", "`1` is not a list of declarations {pattern, type} or {pattern, type, rank}.",
                         "initvar", "The variable `1` has not been initialized or has been initialized to Null.",
                         "argset", "The assignment to `1` is illegal; it is not valid to assign a value to an argument.",
                         "cset", "Variable `1` of type `2` encountered in assignment of type `3`.",
                         "cret", "The type of return values in `1` are different. Evaluation will use the uncompiled function.",
                         "part", "Part specification `1` cannot be compiled since the argument is not a tensor of sufficient rank. "
                                 "Evaluation will use the uncompiled function.",
                         "cplist", "`1` should be a tensor of type Integer, Real, or Complex; evaluation will use the uncompiled function."),
    .examples = EXAMPLES(">> f = Compile[{x}, x^2]; f[3]", "9.", ">> Compile[{{n, _Integer}}, n + 1][3]", "4",
                         ">> Compile[{{v, _Real, 1}}, Total[v^2]][{3, 4}]", "25.",
                         ">> Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += i^2, {i, n}]; s]][10]", "385"))
{
    Heap *h = vm_heap(vm);
    Builder names, types, ranks;
    Val declarations = list_make(h, 0, NULL), options;
    size_t n = options_split(args);

    if (n < 2)
        return args.n == 1 ? MESSAGE(vm, "argmu", S_Compile, val_int(2)) : NOT_MINE;
    if (!val_is_plain_list(args.v[0]))
        return MESSAGE(vm, "comscv", args.v[0]);
    if (n > 3 || (n == 3 && !read_declarations(h, args.v[2], &declarations)))
        return n > 3 ? NOT_MINE : MESSAGE(vm, "decl", args.v[2]);
    builder_start(&names, h, S_List);
    builder_start(&types, h, S_List);
    builder_start(&ranks, h, S_List);
    for (size_t i = 0; i < expr_len(args.v[0]); i++) {
        Val name, type, rank;
        if (!read_parameter(h, expr_arg(args.v[0], i), &name, &type, &rank))
            return MESSAGE(vm, "comscv", expr_arg(args.v[0], i));
        builder_push(&names, name);
        builder_push(&types, type);
        builder_push(&ranks, rank);
    }
    TRY(options = read_options(vm, args));
    Val function = expr2(h, S_Function, builder_finish(&names), args.v[1]);
    Val f = expr_make(h, S_CompiledFunction, 5, (Val[]){builder_finish(&types), builder_finish(&ranks), declarations, options, function});
    /* For its messages. */
    typed_compile_function(vm, f, true);
    return f;
}

/* ---- calls ----------------------------------------------------------------------------------------- */

/* An option that the function was compiled with, or a part of RuntimeOptions; VAL_NONE: it has its default. */
static Val option_of(Val f, Val name)
{
    Val options = expr_arg(f, 3);

    for (size_t i = 0; val_is_plain_list(options) && i < expr_len(options); i++)
        if (val_is_rule(expr_arg(options, i)) && val_is(expr_arg(expr_arg(options, i), 0), name))
            return expr_arg(expr_arg(options, i), 1);
    return VAL_NONE;
}

static bool runtime_option_is(Val f, const char *name, Val value)
{
    Val given = option_of(f, S_RuntimeOptions);
    size_t n = val_is_plain_list(given) ? expr_len(given) : 1;

    if (val_is_none(given))
        return false;
    for (size_t i = 0; i < n; i++) {
        Val r = val_is_plain_list(given) ? expr_arg(given, i) : given;
        if (val_is_rule(r) && val_is_string(expr_arg(r, 0)) && text_is(expr_arg(r, 0), name))
            return val_is(expr_arg(r, 1), value);
    }
    return false;
}

static void warn(Vm *vm, Val f, const char *tag, size_t n, const Val *args)
{
    if (!runtime_option_is(f, "WarningMessages", S_False))
        vm_message(vm, S_CompiledFunction, tag, n, args);
}

/* Argument [i] to its slots; a real one may be any numeric expression. */
static Val read_argument(Vm *vm, Val v, TypedType type, Slot *to)
{
    Val numeric;

    if (typed_unbox(vm_heap(vm), v, type, false, to))
        return S_True;
    if (type.base != TYPED_REAL && type.base != TYPED_COMPLEX)
        return S_False;
    TRY(numeric = vm_call1(vm, S_N, v));
    return val_bool(typed_unbox(vm_heap(vm), numeric, type, false, to));
}

static void say_argument(Vm *vm, Val f, Val v, size_t at, TypedType type)
{
    Heap *h = vm_heap(vm);
    const char *name = typed_name(type);
    Val text = text_new(h, name, strlen(name));

    if (type.rank == 0)
        warn(vm, f, "cfsa", 3, (Val[]){v, val_int((int64_t)at), text});
    else
        warn(vm, f, "cfta", 4, (Val[]){v, val_int((int64_t)at), val_int(type.rank), text});
}

static Val run(Vm *vm, Val f, const TypedCode *code, const Slot *slots)
{
    Heap *h = vm_heap(vm);
    Slot result[2];
    size_t at;
    TypedStatus status = typed_call(vm, code, slots, result, &at);
    Val target = option_of(f, S_CompilationTarget), place = val_int((int64_t)at + 1);
    bool native = val_is_string(target) && text_is(target, "C");

    switch (status) {
    case TYPED_DONE:     return typed_box(h, code->result, result);
    case TYPED_UNWIND:   return UNWIND;
    case TYPED_NUMERIC:  warn(vm, f, native ? "cfne" : "cfn", !native, &place); break;
    case TYPED_EXTERNAL: warn(vm, f, native ? "cfexe" : "cfex", !native, &place); break;
    case TYPED_RAGGED:   warn(vm, f, "cflist", 0, NULL); break;
    }
    return VAL_NONE;
}

/* How deep a list is, down its first elements. */
static size_t depth_of(Val v)
{
    size_t d = 0;

    while (val_is_list(v)) {
        d++;
        if (val_is_packed(v))
            return d - 1 + val_packed(v)->rank;
        if (list_len(v) == 0)
            break;
        v = expr_arg(v, 0);
    }
    return d;
}

/* RuntimeAttributes -> {Listable}: the length to thread over, 0 for none, -1 where lengths differ. */
static int64_t threads(Val f, Args args)
{
    Val attributes = option_of(f, S_RuntimeAttributes), ranks = expr_arg(f, 1);
    int64_t n = -2;

    if (val_is_none(attributes) || !val_contains_symbol(attributes, S_Listable))
        return -2;
    for (size_t i = 0; i < args.n && i < expr_len(ranks); i++) {
        Val rank = expr_arg(ranks, i);
        if (!val_is_small(rank) || depth_of(args.v[i]) <= (size_t)val_small(rank))
            continue;
        int64_t len = (int64_t)list_len(args.v[i]);
        if (n != -2 && n != len)
            return -1;
        n = len;
    }
    return n;
}

static Val thread(Vm *vm, Val f, Args args, int64_t n)
{
    Heap *h = vm_heap(vm);
    Builder b;
    Val values[TYPED_ARGUMENTS_MAX], v;

    builder_start(&b, h, S_List);
    for (int64_t k = 0; k < n; k++) {
        TRY(vm_poll(vm));
        for (size_t i = 0; i < args.n; i++) {
            bool over = depth_of(args.v[i]) > (size_t)val_small(expr_arg(expr_arg(f, 1), i));
            values[i] = over ? list_item(h, args.v[i], (size_t)k) : args.v[i];
        }
        TRY(v = vm_apply(vm, f, args.n, values));
        builder_push(&b, v);
    }
    v = builder_finish(&b);
    return n >= PACKED_LENGTH_MIN ? list_pack(h, v) : v;
}

/* The evaluator's way: the pure function of the arguments, those of machine types brought to them. */
static Val uncompiled(Vm *vm, Val f, const TypedCode *code, Args args, const Slot *slots)
{
    Heap *h = vm_heap(vm);
    Val values[TYPED_ARGUMENTS_MAX];

    if (code == NULL)
        return expr_make(h, expr_arg(f, 4), args.n, args.v);
    for (size_t i = 0; i < args.n; i++) {
        values[i] = typed_box(h, code->types[i], slots);
        slots += typed_width(code->types[i]);
    }
    return expr_make(h, expr_arg(f, 4), args.n, values);
}

static Val compiled_apply(Vm *vm, Args args)
{
    Val f = expr_head(args.expr), ok, v;
    Slot slots[2 * TYPED_ARGUMENTS_MAX];

    if (!val_is_call(f, S_CompiledFunction, 5) || !val_is_plain_list(expr_arg(f, 0)) || !val_is_plain_list(expr_arg(f, 1)))
        return NOT_MINE;
    size_t n = expr_len(expr_arg(f, 0));
    if (args.n != n || n > TYPED_ARGUMENTS_MAX || expr_len(expr_arg(f, 1)) != n) {
        vm_message(vm, S_CompiledFunction, "cfct", 2, (Val[]){val_int((int64_t)args.n), val_int((int64_t)n)});
        return NOT_MINE;
    }
    if (!val_is_plain_list(expr_arg(f, 3)) || expr_len(expr_arg(f, 3)) > 0) {
        int64_t length = threads(f, args);
        if (length == -1) {
            vm_message(vm, S_Thread, "tdlen", 1, &args.expr);
            return NOT_MINE;
        }
        if (length >= 0)
            return thread(vm, f, args, length);
    }
    const TypedCode *code = typed_code_of(vm, f);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        Val rank = expr_arg(expr_arg(f, 1), i);
        TypedType type = typed_type(typed_base_of(expr_arg(expr_arg(f, 0), i)), 0);
        if (type.base == TYPED_NONE || !val_is_small(rank) || val_small(rank) < 0 || val_small(rank) > TYPED_RANK_MAX)
            return NOT_MINE;
        type.rank = (uint8_t)val_small(rank);
        TRY(ok = read_argument(vm, args.v[i], type, &slots[at]));
        if (!val_is(ok, S_True)) {
            if (runtime_option_is(f, "EvaluateSymbolically", S_False))
                return NOT_MINE;
            say_argument(vm, f, args.v[i], i + 1, type);
            return uncompiled(vm, f, NULL, args, slots);
        }
        at += typed_width(type);
    }
    if (code == NULL)
        return uncompiled(vm, f, NULL, args, slots);
    v = run(vm, f, code, slots);
    return val_is_none(v) ? uncompiled(vm, f, code, args, slots) : v;
}

BUILTIN(CompiledFunction,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .apply = compiled_apply, .packed = true,
    .usage = "CompiledFunction[types, ranks, declarations, options, function] is what Compile gives.",
    .messages = MESSAGES("cfct", "Number of arguments `1` does not match the length `2` of the argument template.",
                         "cfsa", "Argument `1` at position `2` should be a `3`.",
                         "cfta", "Argument `1` at position `2` should be a rank `3` tensor of `4`s.",
                         "cfse", "Compiled expression `1` should be a `2`.",
                         "cfte", "Compiled expression `1` should be a rank `2` tensor of `3`s.",
                         "cfn", "Numerical error encountered at instruction `1`; proceeding with uncompiled evaluation.",
                         "cfne", "Numerical error encountered; proceeding with uncompiled evaluation.",
                         "cfex", "Could not complete external evaluation at instruction `1`; proceeding with uncompiled evaluation.",
                         "cfexe", "Could not complete external evaluation; proceeding with uncompiled evaluation.",
                         "cflist", "Nontensor object generated; proceeding with uncompiled evaluation."),
    .examples = EXAMPLES(">> Head[Compile[{x}, x]]", "CompiledFunction",
                         ">> f = Compile[{{n, _Integer}}, n^20]; {f[3], Quiet[f[100]]}",
                         "{3486784401, 10000000000000000000000000000000000000000}"))
{
    return NOT_MINE;
}
