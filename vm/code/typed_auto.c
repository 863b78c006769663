/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_auto.c -- typed code for programs that nobody asked to be compiled.
 *
 * Only the exact dialect is used, whose values are the evaluator's to the last bit, and which reads and
 * changes nothing but its arguments, locals and the values of symbols that are numbers.  So a run that fails has done
 * nothing, and the evaluator begins again where it began.
 */
#include "vm/code/typed.h"

/* Below this many steps making code does not pay; a function that fails more often than this has no more chances. */
enum { STEPS_MIN = 32, FAILURES_MAX = 3 };

bool typed_begin(Vm *vm, const TypedCode *code, Slot *frame)
{
    typed_enter(code, frame);
    for (size_t i = 0; i < code->global_count; i++) {
        const TypedGlobal *g = &code->globals[i];
        const Definition *d = definition_find(&vm->definitions, g->symbol);
        if (d == NULL || val_is_none(d->value) || d->value_delayed
            || !typed_same(typed_type_of(d->value), g->type) || !typed_unbox(vm_heap(vm), d->value, g->type, true, &frame[g->slot]))
            return false;
    }
    return true;
}

/* ---- functions applied to elements ------------------------------------------------------------------ */

/* A function that is applied as it stands: a pure one, or one that is built in. */
static bool is_function(Val f)
{
    return val_has_head(f, S_Function) || (val_is_symbol(f) && val_symbol(f)->builtin != NULL);
}

const TypedCode *typed_function_code(Vm *vm, Val f, size_t n, const TypedType *types, size_t calls, bool *tried)
{
    bool found;
    TypedRow *r;

    *tried = true;
    if (!is_function(f))
        return NULL;
    r = typed_cached(vm, f, n, types, &found);
    *tried = r->tried;
    if (!r->tried) {
        r->heat = calls > STEPS_MIN ? STEPS_MIN : r->heat + (uint32_t)calls;
        if (r->heat < STEPS_MIN)
            return NULL;
        Val names[CALLER_ARGS_MAX], given[CALLER_ARGS_MAX];
        TypedType own[CALLER_ARGS_MAX];
        for (size_t i = 0; i < n; i++) {
            names[i] = symbol_private((const char *[]){"x", "y", "z", "w"}[i]);
            given[i] = types[i].rank == 0 ? names[i] : list_make(vm_heap(vm), 1, &names[i]);
            own[i] = typed_type((TypedBase)types[i].base, 0);
        }
        TypedCode *code = typed_compile(vm, n, names, own, expr_make(vm_heap(vm), f, n, given), NULL, true, false);
        r = typed_cache_put(vm, f, n, types, code != NULL && code->result.base != TYPED_NONE ? code : NULL);
        *tried = r->tried = true;
    }
    return r->failures > FAILURES_MAX ? NULL : r->code;
}

static const TypedCode *function_code(Vm *vm, Val f, size_t n, const TypedType *types)
{
    bool tried;

    return typed_function_code(vm, f, n, types, STEPS_MIN, &tried);
}

/* One run: true and the value in the result's slot; false where the evaluator is to do it, or *unwound. */
static bool run(Vm *vm, const TypedCode *code, Slot *frame, bool *unwound)
{
    size_t at;
    TypedStatus s = typed_run(vm, code, frame, &at);

    *unwound = s == TYPED_UNWIND;
    return s == TYPED_DONE;
}

/* Takes down whether the evaluator had to go on. */
static void failed(Vm *vm, Val f, size_t n, const TypedType *types, bool yes)
{
    bool found;
    TypedRow *r = typed_cached(vm, f, n, types, &found);

    if (found)
        r->failures = yes ? r->failures + 1 : 0;
}

/* Puts item [i] of a list into a slot. */
static bool load(Heap *h, Val list, size_t i, TypedType type, Slot *to)
{
    if (val_is_packed(list) && val_packed(list)->rank == 1 && type.base != TYPED_COMPLEX) {
        to->i = val_packed(list)->data.integers[i];
        return true;
    }
    return typed_unbox(h, val_is_packed(list) ? list_item(h, list, i) : expr_arg(list, i), type, true, to);
}

static TypedType type_of_items(Heap *h, Val list)
{
    return val_is_list(list) && list_len(list) > 0 ? typed_type_of(list_item(h, list, 0)) : typed_type(TYPED_NONE, 0);
}

/* What the typed code gave for the first [n], and the evaluator's values for what is left. */
static Val finish_map(Vm *vm, Val f, Val list, TypedType type, const Slot *done, size_t n)
{
    Heap *h = vm_heap(vm);
    size_t len = list_len(list);
    Builder b;
    Val v;

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < n; i++)
        builder_push(&b, typed_box(h, type, &done[i * typed_width(type)]));
    for (size_t i = n; i < len; i++) {
        TRY(vm_poll(vm));
        TRY(v = vm_call1(vm, f, list_item(h, list, i)));
        builder_push(&b, v);
    }
    v = builder_finish(&b);
    return len >= PACKED_LENGTH_MIN ? list_pack(h, v) : v;
}

static Val typed_map(Vm *vm, Val f, Val list)
{
    Heap *h = vm_heap(vm);
    TypedType type = type_of_items(h, list);
    const TypedCode *code;
    bool unwound = false;
    size_t n, i;

    if (!typed_allowed(vm) || type.base == TYPED_NONE || (n = list_len(list)) < STEPS_MIN)
        return VAL_NONE;
    code = function_code(vm, f, 1, &type);
    if (code == NULL || code->result.rank > 0 || code->result.base == TYPED_NONE)
        return VAL_NONE;
    Slot frame[code->slots];
    if (!typed_begin(vm, code, frame))
        return VAL_NONE;
    unsigned width = typed_width(code->result);
    TRY(vm_check_length(vm, (double)n, width * sizeof(Slot)));
    Packed *p = code->result.base == TYPED_BOOL ? packed_new(h, PACKED_INTEGER, 1, &n)
              : packed_new(h, code->result.base == TYPED_INT ? PACKED_INTEGER : code->result.base == TYPED_REAL ? PACKED_REAL : PACKED_COMPLEX, 1, &n);
    if (p == NULL)
        return VAL_NONE;
    Slot *out = (Slot *)&p->data;
    for (i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        if (!load(h, list, i, type, frame) || !run(vm, code, frame, &unwound))
            break;
        memcpy(&out[i * width], &frame[code->result_slot], width * sizeof(Slot));
    }
    if (unwound)
        return UNWIND;
    failed(vm, f, 1, &type, i < n);
    if (i == n && n >= PACKED_LENGTH_MIN && code->result.base != TYPED_BOOL)
        return val_from_node(p);
    return finish_map(vm, f, list, code->result, out, i);
}

static Val typed_select(Vm *vm, Val list, Val f)
{
    Heap *h = vm_heap(vm);
    TypedType type = type_of_items(h, list);
    const TypedCode *code;
    bool unwound = false;
    size_t n, i;
    Builder b;
    Val v;

    if (!typed_allowed(vm) || type.base == TYPED_NONE || (n = list_len(list)) < STEPS_MIN)
        return VAL_NONE;
    code = function_code(vm, f, 1, &type);
    if (code == NULL || !typed_is(code->result, TYPED_BOOL))
        return VAL_NONE;
    Slot frame[code->slots];
    if (!typed_begin(vm, code, frame))
        return VAL_NONE;
    builder_start(&b, h, S_List);
    for (i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        if (!load(h, list, i, type, frame) || !run(vm, code, frame, &unwound))
            break;
        if (frame[code->result_slot].i)
            builder_push(&b, list_item(h, list, i));
    }
    for (; i < n && !unwound; i++) {
        TRY(vm_poll(vm));
        TRY(v = vm_call1(vm, f, list_item(h, list, i)));
        if (val_is(v, S_True))
            builder_push(&b, list_item(h, list, i));
    }
    v = unwound ? UNWIND : builder_finish(&b);
    return !unwound && b.n >= PACKED_LENGTH_MIN ? list_pack(h, v) : v;
}

/* ---- values that a function replaces ----------------------------------------------------------------- */

static int64_t typed_nest(Vm *vm, Val f, Val *x, int64_t n, Builder *to)
{
    Heap *h = vm_heap(vm);
    TypedType type = typed_type_of(*x);
    const TypedCode *code;
    bool unwound = false;
    int64_t i;

    if (!typed_allowed(vm) || type.base == TYPED_NONE || n < STEPS_MIN)
        return 0;
    code = function_code(vm, f, 1, &type);
    if (code == NULL || !typed_same(code->result, type))
        return 0;
    Slot frame[code->slots];
    if (!typed_begin(vm, code, frame) || !typed_unbox(h, *x, type, true, frame))
        return 0;
    for (i = 0; i < n; i++) {
        if (val_is_unwind(vm_poll(vm)))
            return -1;
        Slot before[2] = {frame[0], frame[1]};
        if (!run(vm, code, frame, &unwound)) {
            memcpy(frame, before, typed_width(type) * sizeof(Slot));
            break;
        }
        memcpy(frame, &frame[code->result_slot], typed_width(type) * sizeof(Slot));
        if (to != NULL)
            builder_push(to, typed_box(h, type, frame));
    }
    *x = typed_box(h, type, frame);
    return unwound ? -1 : i;
}

static int64_t typed_fold(Vm *vm, Val f, Val *x, Val list, size_t at, Builder *to)
{
    Heap *h = vm_heap(vm);
    TypedType types[2] = {typed_type_of(*x), type_of_items(h, list)};
    const TypedCode *code;
    bool unwound = false;
    size_t n, i, width;

    if (!typed_allowed(vm) || types[0].base == TYPED_NONE || types[1].base == TYPED_NONE || (n = list_len(list)) < STEPS_MIN)
        return 0;
    code = function_code(vm, f, 2, types);
    if (code == NULL || !typed_same(code->result, types[0]))
        return 0;
    Slot frame[code->slots];
    width = typed_width(types[0]);
    if (!typed_begin(vm, code, frame) || !typed_unbox(h, *x, types[0], true, frame))
        return 0;
    for (i = at; i < n; i++) {
        if (val_is_unwind(vm_poll(vm)))
            return -1;
        Slot before[2] = {frame[0], frame[1]};
        if (!load(h, list, i, types[1], &frame[width]) || !run(vm, code, frame, &unwound)) {
            memcpy(frame, before, width * sizeof(Slot));
            break;
        }
        memcpy(frame, &frame[code->result_slot], width * sizeof(Slot));
        if (to != NULL)
            builder_push(to, typed_box(h, types[0], frame));
    }
    *x = typed_box(h, types[0], frame);
    return unwound ? -1 : (int64_t)(i - at);
}

/* Nest, NestList; Fold, FoldList: what typed code does not do is done here step by step. */
static Val nest(Vm *vm, bool list, Val f, Val x, int64_t n)
{
    TypedType type = typed_type_of(x);
    Builder b;
    int64_t done;

    if (!typed_allowed(vm) || n < STEPS_MIN || type.base == TYPED_NONE)
        return VAL_NONE;
    if (list) {
        TRY(vm_check_length(vm, (double)n + 1, sizeof(Val)));
        builder_start(&b, vm_heap(vm), S_List);
        builder_push(&b, x);
    }
    const TypedCode *code = function_code(vm, f, 1, &type);
    if (code != NULL && typed_is(type, TYPED_INT) && typed_is(code->result, TYPED_REAL)) {
        /* Nest[# + 0.5 &, 0, n]: real from the first step on. */
        TRY(x = vm_call1(vm, f, x));
        if (list)
            builder_push(&b, x);
        done = typed_nest(vm, f, &x, n - 1, list ? &b : NULL);
        n -= 1;
    } else {
        done = typed_nest(vm, f, &x, n, list ? &b : NULL);
        if (done == 0)
            return VAL_NONE;
    }
    if (done < 0)
        return UNWIND;
    for (n -= done; n > 0; n--) {
        TRY(vm_poll(vm));
        TRY(x = vm_call1(vm, f, x));
        if (list)
            builder_push(&b, x);
    }
    return list ? builder_finish(&b) : x;
}

static Val fold(Vm *vm, bool list, Val f, Val x, Val over)
{
    Heap *h = vm_heap(vm);
    Builder b;
    int64_t done;

    builder_start(&b, h, S_List);
    if (list)
        builder_push(&b, x);
    done = typed_fold(vm, f, &x, over, 0, list ? &b : NULL);
    if (done <= 0)
        return done < 0 ? UNWIND : VAL_NONE;
    for (size_t i = (size_t)done; i < list_len(over); i++) {
        TRY(vm_poll(vm));
        TRY(x = vm_call2(vm, f, x, list_item(h, over, i)));
        if (list)
            builder_push(&b, x);
    }
    return list ? builder_finish(&b) : x;
}

Val typed_apply(Vm *vm, Val head, size_t n, const Val *a)
{
    switch (symbol_switch(head)) {
    case SYM_Map:    return n == 2 ? typed_map(vm, a[0], a[1]) : VAL_NONE;
    case SYM_Select: return n == 2 ? typed_select(vm, a[0], a[1]) : VAL_NONE;
    case SYM_Nest: case SYM_NestList:
        return n == 3 && val_is_small(a[2]) ? nest(vm, val_is(head, S_NestList), a[0], a[1], val_small(a[2])) : VAL_NONE;
    case SYM_Fold: case SYM_FoldList:
        return n == 3 ? fold(vm, val_is(head, S_FoldList), a[0], a[1], a[2]) : VAL_NONE;
    default:
        return VAL_NONE;
    }
}

/* ---- right-hand sides --------------------------------------------------------------------------------- */

bool typed_worthwhile(Val body)
{
    if (!val_is_expr(body))
        return false;
    switch (symbol_switch(val_is_symbol(expr_head(body)) ? expr_head(body) : S_Null)) {
    case SYM_While: case SYM_For: case SYM_Do: case SYM_Nest: case SYM_NestWhile:
        return true;
    default:
        break;
    }
    for (size_t i = 0; i < expr_len(body); i++)
        if (typed_worthwhile(expr_arg(body, i)))
            return true;
    return false;
}

/* The value of expr_arg(key, 1) for these values of the names in expr_arg(key, 0). */
static Val typed_body(Vm *vm, Val key, const Val *args)
{
    Heap *h = vm_heap(vm);
    size_t n = expr_len(expr_arg(key, 0)), at = 0;
    TypedType types[TYPED_ROW_TYPES];
    bool found, unwound;
    TypedRow *r;

    if (!typed_allowed(vm) || n > TYPED_ROW_TYPES)
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        types[i] = typed_type_of(args[i]);
        if (types[i].base == TYPED_NONE)
            return VAL_NONE;
    }
    r = typed_cached(vm, key, n, types, &found);
    if (!found) {
        TypedCode *made = typed_compile(vm, n, expr_args(expr_arg(key, 0)), types, expr_arg(key, 1), NULL, true, false);
        r = typed_cache_put(vm, key, n, types, made != NULL && made->result.base != TYPED_NONE ? made : NULL);
    }
    const TypedCode *code = r->code;
    if (code == NULL || r->failures > FAILURES_MAX)
        return VAL_NONE;
    Slot frame[code->slots];
    if (!typed_begin(vm, code, frame))
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        if (!typed_unbox(h, args[i], types[i], true, &frame[at]))
            return VAL_NONE;
        at += typed_width(types[i]);
    }
    if (run(vm, code, frame, &unwound))
        return typed_box(h, code->result, &frame[code->result_slot]);
    if (unwound)
        return UNWIND;
    typed_cached(vm, key, n, types, &found)->failures++;
    return VAL_NONE;
}

Val typed_rule(Vm *vm, Val key, const Val *args)
{
    return typed_body(vm, key, args);
}

Val typed_table(Vm *vm, Val key, const Val *registers, int64_t steps)
{
    Val args[TYPED_ROW_TYPES] = {VAL_NONE};
    size_t n = expr_len(expr_arg(key, 0));
    /* The inner iterators may make more. */
    int64_t least = expr_len(expr_arg(key, 1)) > 2 || val_has_head(expr_arg(expr_arg(key, 1), 0), S_Table) ? 4 : STEPS_MIN;

    if (steps < least)
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        args[i] = registers[val_small(expr_arg(expr_arg(key, 2), i))];
        if (val_is_none(args[i]))
            return VAL_NONE;
    }
    Val v = typed_body(vm, key, args);
    /* A short list is none that packs. */
    return !val_is_unwind(v) && val_is_packed(v) && val_packed(v)->count < PACKED_LENGTH_MIN ? packed_unpack(vm_heap(vm), v) : v;
}
