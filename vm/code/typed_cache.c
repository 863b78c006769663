/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_cache.c -- the code of a CompiledFunction, and typed code of pure functions, by identity.
 *
 * CompiledFunction[types, ranks, declarations, options, function] holds no code: each VM makes it when the
 * function is first called there, so that an expression that a program wrote itself is harmless.
 */
#include "vm/code/typed.h"
#include "vm/value/arena.h"

enum { CACHE_ROWS = 256, CACHE_WAYS = 4 };

typedef struct TypedCache {
    TypedRow rows[CACHE_ROWS][CACHE_WAYS];
    unsigned turn;
} TypedCache;

static TypedCache *cache_of(Vm *vm)
{
    if (*vm_cache(vm, CACHE_TYPED) == NULL)
        *vm_cache(vm, CACHE_TYPED) = heap_alloc_kept(vm_heap(vm), sizeof(TypedCache));
    return *vm_cache(vm, CACHE_TYPED);
}

TypedRow *typed_cached(Vm *vm, Val key, size_t n, const TypedType *types, bool *found)
{
    TypedCache *cache = cache_of(vm);
    TypedRow *rows = cache->rows[(key.w >> 4 ^ key.w >> 12) % CACHE_ROWS];

    for (size_t i = 0; i < CACHE_WAYS; i++)
        if (val_is(rows[i].key, key) && rows[i].n == n && rows[i].attributes_epoch == vm->attributes_epoch
            && memcmp(rows[i].types, types, n * sizeof(TypedType)) == 0) {
            *found = true;
            rows[i].used = true;
            return &rows[i];
        }
    *found = false;
    TypedRow *r = &rows[cache->turn++ % CACHE_WAYS];
    arena_keep_entry(vm_heap(vm), key, r, sizeof *r);
    *r = (TypedRow){.key = key, .n = (uint32_t)n, .attributes_epoch = vm->attributes_epoch, .used = true};
    memcpy(r->types, types, n * sizeof(TypedType));
    return r;
}

TypedRow *typed_cache_put(Vm *vm, Val key, size_t n, const TypedType *types, TypedCode *code)
{
    bool found;
    TypedRow *r = typed_cached(vm, key, n, types, &found);

    arena_keep_entry(vm_heap(vm), key, r, sizeof *r);
    r->code = code;
    return r;
}

void typed_cache_age(Vm *vm)
{
    TypedCache *cache = *vm_cache(vm, CACHE_TYPED);

    for (size_t i = 0; cache != NULL && i < CACHE_ROWS * CACHE_WAYS; i++) {
        TypedRow *r = &cache->rows[i / CACHE_WAYS][i % CACHE_WAYS];
        if (!r->used && !val_is_none(r->key))
            *r = (TypedRow){.key = VAL_NONE};
        r->used = false;
    }
}

/* {type, rank} as they stand in a CompiledFunction. */
static bool read_type(Val pattern, Val rank, TypedType *type)
{
    *type = typed_type(typed_base_of(pattern), 0);
    if (type->base == TYPED_NONE || !val_is_small(rank) || val_small(rank) < 0 || val_small(rank) > TYPED_RANK_MAX)
        return false;
    type->rank = (uint8_t)val_small(rank);
    return type->rank == 0 || type->base != TYPED_BOOL;
}

TypedCode *typed_compile_function(Vm *vm, Val f, bool warn)
{
    Val names[TYPED_ARGUMENTS_MAX], patterns[TYPED_ARGUMENTS_MAX];
    TypedType types[TYPED_ARGUMENTS_MAX], declared[TYPED_ARGUMENTS_MAX];

    if (!val_is_call(f, S_CompiledFunction, 5))
        return NULL;
    Val type = expr_arg(f, 0), rank = expr_arg(f, 1), hints = expr_arg(f, 2), function = expr_arg(f, 4);
    if (!val_is_plain_list(type) || !val_is_plain_list(rank) || !val_is_plain_list(hints) || !val_is_call(function, S_Function, 2)
        || !val_is_plain_list(expr_arg(function, 0)))
        return NULL;
    size_t n = expr_len(type), m = expr_len(hints);
    if (n > TYPED_ARGUMENTS_MAX || m > TYPED_ARGUMENTS_MAX || expr_len(rank) != n || expr_len(expr_arg(function, 0)) != n)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        names[i] = expr_arg(expr_arg(function, 0), i);
        if (!val_is_symbol(names[i]) || !read_type(expr_arg(type, i), expr_arg(rank, i), &types[i]))
            return NULL;
    }
    for (size_t i = 0; i < m; i++) {
        Val h = expr_arg(hints, i);
        if (!val_is_call(h, S_List, 3) || !val_is_call(expr_arg(h, 0), S_HoldPattern, 1)
            || !read_type(expr_arg(h, 1), expr_arg(h, 2), &declared[i]))
            return NULL;
        patterns[i] = expr_arg(expr_arg(h, 0), 0);
    }
    TypedHints given = {m, patterns, declared};
    return typed_compile(vm, n, names, types, expr_arg(function, 1), &given, false, warn);
}

const TypedCode *typed_code_of(Vm *vm, Val compiled)
{
    static const TypedType none[1];
    bool found;
    TypedRow *r = typed_cached(vm, compiled, 0, none, &found);

    if (!found) {
        TypedCode *code = typed_compile_function(vm, compiled, false);
        r = typed_cache_put(vm, compiled, 0, none, code);
    }
    return r->code;
}
