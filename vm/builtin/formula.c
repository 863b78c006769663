/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * formula.c -- expressions written as text in C code: exact values and transformations are easier
 * to check against a table of functions when they look like it.
 */
#include "vm/builtin/formula.h"
#include "vm/read/reader.h"

static Val resolve_system(void *state, const char *name, size_t len)
{
    (void)state;
    return symbol_intern(context_system, name, len);
}

static Val put_arguments(Heap *h, Val v, size_t n, const Val *args)
{
    Expr *e;

    if (!val_is_expr(v))
        return v;
    if (val_is_call(v, S_Slot, 1)) {
        int64_t i = val_small(expr_arg(v, 0));

        CHECK(i >= 1 && (size_t)i <= n);
        return args[i - 1];
    }
    e = expr_new(h, put_arguments(h, expr_head(v), n, args), expr_len(v));
    for (size_t i = 0; i < expr_len(v); i++)
        e->args[i] = put_arguments(h, expr_arg(v, i), n, args);
    return expr_seal(e);
}

Val formula(Vm *vm, const char *text, size_t n, const Val *args)
{
    Reader r;
    Val v = VAL_NONE;

    reader_start(&r, vm_heap(vm), NULL, text, strlen(text), (SymbolResolver){resolve_system, NULL}, vm->stack_limit);
    CHECK(reader_next(&r, &v) == READ_EXPR);
    return put_arguments(vm_heap(vm), v, n, args);
}
