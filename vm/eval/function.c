/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * function.c -- application of pure functions.
 */
#include "vm/eval/eval.h"

#include "vm/code/code.h"
#include "vm/define/attribute_names.h"
#include "vm/pattern/match.h"

typedef struct Filling {
    Vm        *vm;
    Val        function;
    size_t     n;
    const Val *args;
    Val        missing;      /* a slot that could not be filled, or VAL_NONE */
} Filling;

/* Function with slots, which keep their own meaning inside. */
static bool is_slot_function(Val v)
{
    return val_has_head(v, S_Function) && (expr_len(v) == 1 || (expr_len(v) >= 2 && val_is(expr_arg(v, 0), S_Null)));
}

static Val fill_slot(Filling *f, Val v)
{
    Val which = expr_len(v) == 1 ? expr_arg(v, 0) : VAL_NONE;

    if (expr_len(v) == 0)
        which = val_int(1);
    if (val_is_none(which))
        return v;
    if (val_is_small(which)) {
        int64_t i = val_small(which);
        if (i == 0)
            return f->function;
        if (i > 0 && (size_t)i <= f->n)
            return f->args[i - 1];
        if (i > 0 && val_is_none(f->missing))
            f->missing = v;
    } else if (val_is_string(which) && f->n > 0) {
        if (val_is_assoc(f->args[0])) {
            Val x = assoc_get(f->args[0], which);
            if (!val_is_none(x))
                return x;
            return missing_key(vm_heap(f->vm), which);
        }
        if (val_is_none(f->missing))
            f->missing = v;
    }
    return v;
}

/* ## and ##n: a Sequence of the arguments. */
static Val fill_slot_sequence(Filling *f, Val v)
{
    int64_t from = 1;

    if (expr_len(v) == 1) {
        if (!val_is_small(expr_arg(v, 0)) || val_small(expr_arg(v, 0)) < 1)
            return v;
        from = val_small(expr_arg(v, 0));
    }
    size_t skip = (size_t)from - 1;
    if (skip > f->n)
        skip = f->n;
    return expr_make(vm_heap(f->vm), S_Sequence, f->n - skip, f->args + skip);
}

static Val fill(Filling *f, Val v)
{
    Heap *h = vm_heap(f->vm);

    if ((val_flags(v) & FLAG_SLOT) == 0 || val_is_unwind(vm_check_stack(f->vm)))
        return v;
    if (val_is_assoc(v)) {
        AssocBuilder b;
        AssocEntry e;
        assoc_builder_start(&b, h);
        for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); ) {
            e.key = fill(f, e.key);
            e.value = fill(f, e.value);
            assoc_builder_put(&b, e);
        }
        return assoc_builder_finish(&b);
    }
    if (!val_is_expr(v) || is_slot_function(v))
        return v;
    if (val_is(expr_head(v), S_Slot))
        return fill_slot(f, v);
    if (val_is(expr_head(v), S_SlotSequence))
        return fill_slot_sequence(f, v);
    Builder b;
    builder_start(&b, h, fill(f, expr_head(v)));
    for (size_t i = 0; i < expr_len(v); i++) {
        Val old = expr_arg(v, i), x = fill(f, old);
        /* ## goes in as so many arguments; a user's own Sequence stays for the evaluator. */
        if (val_has_head(old, S_SlotSequence) && val_has_head(x, S_Sequence))
            builder_push_all(&b, expr_len(x), expr_args(x));
        else
            builder_push(&b, x);
    }
    return builder_finish(&b);
}

static Val apply_slots(Vm *vm, Val f, Val body, Val expr, size_t n, const Val *args)
{
    Filling filling = {vm, f, n, args, VAL_NONE};
    Val v = fill(&filling, body);

    if (!val_is_none(filling.missing)) {
        bool named = expr_len(filling.missing) == 1 && val_is_string(expr_arg(filling.missing, 0));
        Val texts[] = {filling.missing, f, expr};
        vm_message(vm, S_Function, named ? "slot1" : "slotn", 3, texts);
    }
    return v;
}

static Val apply_named(Vm *vm, Val f, Val body, size_t n, const Val *args)
{
    Val params = expr_arg(f, 0);
    size_t count = val_is_symbol(params) ? 1 : expr_len(params);
    const Val *names = val_is_symbol(params) ? &params : expr_args(params);

    for (size_t i = 0; i < count; i++) {
        if (!val_is_symbol(names[i])) {
            Val texts[] = {params, f};
            vm_message(vm, S_Function, "flpar", 2, texts);
            return VAL_NONE;
        }
    }
    if (count > n) {
        Val texts[] = {params, expr_make(vm_heap(vm), f, n, args)};
        vm_message(vm, S_Function, "fpct", 2, texts);
        return VAL_NONE;
    }
    return names_substitute(vm, count, names, args, body);
}

uint32_t function_attributes(Val f)
{
    uint32_t bits = 0;
    Val spec;

    if (expr_len(f) != 3)
        return 0;
    spec = expr_arg(f, 2);
    if (val_is_symbol(spec))
        return attribute_bit(spec);
    if (val_is_plain_list(spec))
        for (size_t i = 0; i < expr_len(spec); i++)
            if (val_is_symbol(expr_arg(spec, i)))
                bits |= attribute_bit(expr_arg(spec, i));
    return bits;
}

Val function_apply(Vm *vm, Val f, Val expr, size_t n, const Val *args)
{
    size_t parts = expr_len(f);
    const Code *code = parts == 1 || parts == 2 ? code_for_function(vm, f, n) : NULL;

    if (code != NULL)
        return code_execute(vm, code, args);
    if (parts == 1)
        return apply_slots(vm, f, expr_arg(f, 0), expr, n, args);
    if (parts != 2 && parts != 3)
        return VAL_NONE;
    if (val_is(expr_arg(f, 0), S_Null))
        return apply_slots(vm, f, expr_arg(f, 1), expr, n, args);
    if (!val_is_symbol(expr_arg(f, 0)) && !val_is_plain_list(expr_arg(f, 0))) {
        Val texts[] = {expr_arg(f, 0), f};
        vm_message(vm, S_Function, "flpar", 2, texts);
        return VAL_NONE;
    }
    return apply_named(vm, f, expr_arg(f, 1), n, args);
}
