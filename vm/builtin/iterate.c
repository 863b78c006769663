/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * iterate.c -- Do and Table.
 */
#include "vm/builtin/iterator.h"

#include "vm/code/code.h"
#include "vm/num/number.h"

#define ITERATION_MESSAGES                                                                          \
    "iterb", "Iterator does not have appropriate bounds.",                                          \
    "itform", "Argument `1` at position `2` does not have the correct form for an iterator.",       \
    "itraw", "Raw object `1` cannot be used as an iterator."

static Val not_bounded(Vm *vm, Args args, IteratorResult r, Val spec, size_t position)
{
    if (r == ITERATOR_UNWIND)
        return UNWIND;
    if (r == ITERATOR_SYMBOLIC)
        MESSAGE(vm, "iterb", spec, val_int((int64_t)position));
    return NOT_MINE;
}

static Val unwound(const Vm *vm, const Iterator *it, bool *failed)
{
    Val v = iterator_unwound(vm, it);

    *failed = !val_is_unwind(v);
    return v;
}

/* Evaluates the body for all values of the iterators from number [k] on.  NOT_MINE: a bad iterator.  *failed: the value is the
 * Failure that an object gave an iterator, and that of the whole. */
static Val do_level(Vm *vm, Args args, size_t k, bool *failed)
{
    Iterator it;
    Val v = S_Null;

    if (k == args.n)
        return vm_eval(vm, args.v[0]);
    IteratorResult r = iterator_start(vm, &it, S_Do, args.v[k], k + 1);
    if (r != ITERATOR_OK)
        return not_bounded(vm, args, r, args.v[k], k + 1);
    while ((r = iterator_next(vm, &it)) == ITERATOR_OK) {
        v = do_level(vm, args, k + 1, failed);
        if (val_is_unwind(v) && vm->unwind.kind == UNWIND_CONTINUE && k + 1 == args.n)
            v = S_Null;
        if (val_is_unwind(v) || val_is_not_mine(v) || *failed)
            break;
    }
    iterator_end(vm, &it);
    if (r == ITERATOR_UNWIND)
        return unwound(vm, &it, failed);
    return val_is_unwind(v) || val_is_not_mine(v) || *failed ? v : S_Null;
}

BUILTIN(Do,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, iter__",
    .usage = "Do[expr, n] evaluates expr n times; Do[expr, {i, m, n, d}] with i from m to n in steps of d.",
    .messages = MESSAGES(ITERATION_MESSAGES),
    .examples = EXAMPLES(">> s = 0; Do[s += i, {i, 4}]; s", "10", ">> Do[Print[{i, j}], {i, 2}, {j, i}]", "{1, 1}\n{2, 1}\n{2, 2}"))
{
    Val v = code_run_loop(vm, args.expr);
    bool failed = false;

    if (!val_is_none(v))
        return v;
    v = do_level(vm, args, 1, &failed);
    if (val_is_unwind(v)) {
        if (vm->unwind.kind == UNWIND_BREAK)
            return S_Null;
        if (vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag))
            return vm->unwind.value;
    }
    return v;
}

static Val table_level(Vm *vm, Args args, size_t k, bool *failed)
{
    Iterator it;
    Builder b;
    Val v = VAL_NONE;

    if (k == args.n)
        return vm_eval(vm, args.v[0]);
    IteratorResult r = iterator_start(vm, &it, S_Table, args.v[k], k + 1);
    if (r != ITERATOR_OK)
        return not_bounded(vm, args, r, args.v[k], k + 1);
    if (it.count == UINT64_MAX && val_is_none(it.object)) {
        iterator_end(vm, &it);
        return not_bounded(vm, args, ITERATOR_SYMBOLIC, args.v[k], k + 1);
    }
    if (val_is_none(it.object) && val_is_unwind(vm_check_length(vm, (double)it.count, sizeof(Val)))) {
        iterator_end(vm, &it);
        return UNWIND;
    }
    builder_start(&b, vm_heap(vm), S_List);
    while ((r = iterator_next(vm, &it)) == ITERATOR_OK) {
        v = table_level(vm, args, k + 1, failed);
        if (val_is_unwind(v) || val_is_not_mine(v) || *failed)
            break;
        builder_push(&b, v);
    }
    iterator_end(vm, &it);
    if (r == ITERATOR_UNWIND)
        return unwound(vm, &it, failed);
    return val_is_unwind(v) || val_is_not_mine(v) || *failed ? v : builder_finish(&b);
}

BUILTIN(Table,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, iter___",
    .usage = "Table[expr, n] gives a list of n values of expr; Table[expr, {i, m, n, d}, ...] with i from m to n in steps of d.",
    .messages = MESSAGES(ITERATION_MESSAGES),
    .examples = EXAMPLES(">> Table[i^2, {i, 4}]", "{1, 4, 9, 16}", ">> Table[10 i + j, {i, 2}, {j, 2}]", "{{11, 12}, {21, 22}}",
                         ">> Table[x, 3]", "{x, x, x}", ">> Table[i, {i, {a, b}}]", "{a, b}"))
{
    const Code *code = code_for_loop(vm, args.expr);
    bool failed = false;

    if (code == NULL)
        return table_level(vm, args, 1, &failed);
    Val v = code_execute(vm, code, NULL);
    /* It stays as it is where there are no bounds. */
    return val_is(v, args.expr) ? NOT_MINE : v;
}
