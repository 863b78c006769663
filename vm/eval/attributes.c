/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * attributes.c -- what Sequence, Flat, Orderless and Listable do to the arguments.
 */
#include <stdlib.h>

#include "vm/eval/eval.h"
#include "vm/value/sort.h"

/* Is [x] something that an argument list takes apart? */
static bool is_spliced(Val x, Val head)
{
    if (val_is(x, S_Nothing))
        return val_is(head, S_List);
    if (!val_is_expr(x))
        return false;
    if (val_is(expr_head(x), S_Sequence))
        return true;
    if (val_is(expr_head(x), S_Nothing))
        return val_is(head, S_List);
    if (val_is(expr_head(x), S_Splice) && expr_len(x) >= 1 && val_is_list(expr_arg(x, 0)))
        return expr_len(x) == 1 ? val_is(head, S_List) : expr_len(x) == 2 && val_same(expr_arg(x, 1), head);
    return false;
}

static void push_spliced(Builder *b, Val x, Val head)
{
    if (!is_spliced(x, head)) {
        builder_push(b, x);
    } else if (val_is(expr_head(x), S_Sequence)) {
        for (size_t i = 0; i < expr_len(x); i++)
            push_spliced(b, expr_arg(x, i), head);
    } else if (val_is(expr_head(x), S_Splice)) {
        Val list = val_unpacked(b->heap, expr_arg(x, 0));
        for (size_t i = 0; i < expr_len(list); i++)
            push_spliced(b, expr_arg(list, i), head);
    }
}

Val splice_sequences(Heap *h, Val expr, Val head)
{
    Builder b;
    size_t i = 0, n = expr_len(expr);

    while (i < n && !is_spliced(expr_arg(expr, i), head))
        i++;
    if (i == n)
        return expr;
    builder_start(&b, h, head);
    builder_push_all(&b, i, expr_args(expr));
    for (; i < n; i++) {
        Val x = expr_arg(expr, i);
        if (val_is_symbol(x) && is_spliced(x, head))
            continue;
        push_spliced(&b, x, head);
    }
    return builder_finish(&b);
}

static void push_flat(Builder *b, Val x, Val head)
{
    if (!val_has_head(x, head)) {
        builder_push(b, x);
        return;
    }
    for (size_t i = 0; i < expr_len(x); i++)
        push_flat(b, expr_arg(x, i), head);
}

Val flatten_flat(Heap *h, Val expr, Val head)
{
    Builder b;
    size_t i = 0, n = expr_len(expr);

    while (i < n && !val_has_head(expr_arg(expr, i), head))
        i++;
    if (i == n)
        return expr;
    builder_start(&b, h, head);
    builder_push_all(&b, i, expr_args(expr));
    for (; i < n; i++)
        push_flat(&b, expr_arg(expr, i), head);
    return builder_finish(&b);
}

/* A stable merge sort of [n] values by canonical order. */
static void merge_sort(Val *items, Val *scratch, size_t n)
{
    if (n < 8) {
        for (size_t i = 1; i < n; i++) {
            Val x = items[i];
            size_t k = i;
            for (; k > 0 && val_order(items[k - 1], x) > 0; k--)
                items[k] = items[k - 1];
            items[k] = x;
        }
        return;
    }
    size_t half = n / 2;
    merge_sort(items, scratch, half);
    merge_sort(items + half, scratch, n - half);
    if (val_order(items[half - 1], items[half]) <= 0)
        return;
    memcpy(scratch, items, half * sizeof(Val));
    size_t i = 0, k = half, to = 0;
    while (i < half && k < n)
        items[to++] = val_order(scratch[i], items[k]) <= 0 ? scratch[i++] : items[k++];
    while (i < half)
        items[to++] = scratch[i++];
}

enum { SORTED_BY_KEYS = 128 };      /* so many are worth more preparation */

Val sort_orderless(Heap *h, Val expr)
{
    size_t n = expr_len(expr), i = 1;

    while (i < n && val_order(expr_arg(expr, i - 1), expr_arg(expr, i)) <= 0)
        i++;
    if (i < n) {
        expr = expr_make(h, expr_head(expr), n, expr_args(expr));
        if (n < SORTED_BY_KEYS)
            merge_sort(val_expr(expr)->args, heap_alloc(h, n * sizeof(Val)), n);
        else
            vals_sort(h, n, val_expr(expr)->args);
    }
    /* Other VMs may know the expression too. */
    shared_word_set(val_node(expr)->flags, (uint8_t)(val_flags(expr) | FLAG_SORTED));
    return expr;
}

static Val unequal_lengths(Vm *vm, Val expr)
{
    vm_message(vm, S_Thread, "tdlen", 1, &expr);
    return VAL_NONE;
}

/* f[<|k -> a|>, c] as <|k -> f[a, c]|>. */
static Val thread_assoc(Vm *vm, Val expr, size_t which)
{
    Heap *h = vm_heap(vm);
    AssocBuilder b;
    AssocEntry e;
    Val assoc = expr_arg(expr, which);

    assoc_builder_start(&b, h);
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        Expr *x = expr_new(h, expr_head(expr), expr_len(expr));
        TRY(vm_poll(vm));
        for (size_t i = 0; i < expr_len(expr); i++) {
            Val a = expr_arg(expr, i);
            x->args[i] = i == which ? e.value : a;
            if (i != which && val_is_assoc(a)) {
                x->args[i] = assoc_get(a, e.key);
                if (val_is_none(x->args[i]))
                    return VAL_NONE;
            }
        }
        assoc_builder_set(&b, e.key, expr_seal(x));
    }
    return assoc_builder_finish(&b);
}

Val thread_listable(Vm *vm, Val expr)
{
    Heap *h = vm_heap(vm);
    size_t n = expr_len(expr), length = SIZE_MAX, assoc = SIZE_MAX;
    const Builtin *b = val_is_symbol(expr_head(expr)) ? val_symbol(expr_head(expr))->builtin : NULL;

    if (b != NULL && b->whole != NULL && b->whole(expr))
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        Val a = expr_arg(expr, i);
        if (val_is_assoc(a) && assoc == SIZE_MAX)
            assoc = i;
        if (val_has_head(a, S_SparseArray))     /* an array itself: its upvalues see the whole */
            return VAL_NONE;
        if (!val_is_list(a))
            continue;
        if (length != SIZE_MAX && list_len(a) != length)
            return unequal_lengths(vm, expr);
        length = list_len(a);
    }
    if (length == SIZE_MAX)
        return assoc == SIZE_MAX ? VAL_NONE : thread_assoc(vm, expr, assoc);
    Expr *list = expr_new(h, S_List, length);
    for (size_t k = 0; k < length; k++) {
        Expr *x = expr_new(h, expr_head(expr), n);
        TRY(vm_poll(vm));
        for (size_t i = 0; i < n; i++) {
            Val a = expr_arg(expr, i);
            x->args[i] = val_is_list(a) ? list_item(h, a, k) : a;
        }
        list->args[k] = expr_seal(x);
    }
    return expr_seal(list);
}
