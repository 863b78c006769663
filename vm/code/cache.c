/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cache.c -- finding the code of rules, pure functions and loops, and compiling what has none yet.
 */
#include "vm/base/shared.h"
#include "vm/code/stack.h"
#include "vm/code/typed.h"
#include "vm/value/arena.h"

/* With more rules than this, compiling them all for one call does not pay. */
enum { RULES_MAX = 200 };
/* So many rules without patterns are tested one after another, until they have varied so often. */
enum { LITERALS_MAX = 6, LITERALS_VARIED_MAX = 4 };

const Code *code_for(Vm *vm, Val symbol, RuleSet *set, size_t n)
{
    RuleCode *rc = rule_set_code(set);

    if (n >= COUNT_OF(rc->code) || vm->no_compile || vm->operators_changed)
        return NULL;
    Code *code = shared_pointer(rc->code[n]);
    if (LIKELY(code != NULL && code->attributes_epoch == vm->attributes_epoch))
        return code_instance(vm, code);
    if (shared_word(rc->hopeless[n]) || rule_set_pattern_count(set) > RULES_MAX)
        return NULL;
    /* What another VM publishes meanwhile is its own: this one goes on with what it has made. */
    code = NULL;
    if (rule_set_literal_count(set) <= LITERALS_MAX && shared_word(rc->literals_varied) < LITERALS_VARIED_MAX)
        code = code_compile(vm, symbol, set, n, true);
    if (code == NULL)
        code = code_compile(vm, symbol, set, n, false);
    else
        shared_word_set(rc->literals_fixed, true);
    heap_keep(vm_heap(vm));
    shared_publish(rc->code[n], code);
    shared_word_set(rc->hopeless[n], code == NULL);
    return code;
}

/* Code by the identity of an expression: pure functions and loops. */
typedef struct CachedCode {
    Val      expr;
    size_t   n;
    Code    *code;             /* NULL: it can't be compiled */
    uint32_t attributes_epoch;
    bool     used;             /* since the last collection */
} CachedCode;

enum { CACHE_SIZE = 512 };

static CachedCode *cached(Vm *vm, Val expr, size_t n)
{
    struct CodeStack *s = code_stack_of(vm);

    if (s->cache == NULL)
        s->cache = heap_alloc(vm_heap(vm), CACHE_SIZE * sizeof(CachedCode));
    CachedCode *c = &s->cache[(expr.w >> 4 ^ n * 31) % CACHE_SIZE];
    if (!val_is(c->expr, expr) || c->n != n || c->attributes_epoch != vm->attributes_epoch) {
        arena_keep_entry(vm_heap(vm), expr, c, sizeof *c);
        *c = (CachedCode){.expr = VAL_NONE, .n = n, .attributes_epoch = vm->attributes_epoch};
    }
    c->used = true;
    return c;
}

void code_cache_age(Vm *vm)
{
    CachedCode *all = vm->code_stack == NULL ? NULL : vm->code_stack->cache;

    for (size_t i = 0; all != NULL && i < CACHE_SIZE; i++) {
        if (!all[i].used)
            all[i] = (CachedCode){.expr = VAL_NONE};
        all[i].used = false;
    }
}

const Code *code_for_function(Vm *vm, Val f, size_t n)
{
    if (vm->no_compile || vm->operators_changed)
        return NULL;
    CachedCode *c = cached(vm, f, n);
    if (val_is_none(c->expr)) {
        c->expr = f;
        c->code = code_compile_function(vm, f, n);
    }
    return c->code;
}

const Code *code_for_applied(Vm *vm, Val f, size_t n)
{
    if (val_has_head(f, S_Function))
        return expr_len(f) >= 1 && expr_len(f) <= 2 ? code_for_function(vm, f, n) : NULL;
    RuleSet *rules = val_is_symbol(f) ? definition_plain_rules(&vm->definitions, f) : NULL;
    return rules == NULL ? NULL : code_for(vm, f, rules, n);
}

/* Loops shorter than this are not worth a compilation of their own. */
enum { FUNCTIONAL_MIN = 12, CALL_KEY = 63, FUNCTIONAL_KEY = 64 };

const Code *code_for_functional(Vm *vm, Val head, Val f, size_t n, size_t size)
{
    bool own = size >= FUNCTIONAL_MIN && (val_has_head(f, S_Function) || (val_is_symbol(f) && val_symbol(f)->builtin != NULL));
    CachedCode *c;

    if (vm->no_compile || vm->operators_changed)
        return NULL;
    if (own) {
        c = cached(vm, f, FUNCTIONAL_KEY + symbol_number(head));
        if (val_is_none(c->expr)) {
            c->expr = f;
            c->code = code_compile_functional(vm, head, f, n);
        }
        if (c->code != NULL)
            return c->code;
    }
    c = cached(vm, head, FUNCTIONAL_KEY + n);
    if (val_is_none(c->expr)) {
        c->expr = head;
        c->code = code_compile_functional(vm, head, VAL_NONE, n);
    }
    return c->code;
}

const Code *code_for_loop(Vm *vm, Val expr)
{
    if (vm->no_compile || vm->operators_changed)
        return NULL;
    CachedCode *c = cached(vm, expr, 0);
    if (val_is_none(c->expr)) {
        c->expr = expr;
        c->code = code_compile_expression(vm, expr);
    }
    return c->code;
}

Val code_run_loop(Vm *vm, Val loop)
{
    Val v = typed_loop(vm, loop);

    if (!val_is_none(v))
        return v;
    const Code *code = code_for_loop(vm, loop);
    return code == NULL ? VAL_NONE : code_execute(vm, code, NULL);
}

const Code *code_for_call(Vm *vm, Val expr)
{
    if (vm->no_compile || vm->operators_changed)
        return NULL;
    CachedCode *c = cached(vm, expr, CALL_KEY);
    if (val_is_none(c->expr)) {
        c->expr = expr;
        c->code = code_compile_call(vm, expr);
    }
    return c->code;
}
