/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * table_builtins.c -- ParallelTable, ParallelDo, ParallelSum, ParallelProduct and ParallelArray.
 *
 * The values of the first iterator are divided among the workers; further iterators are evaluated inside,
 * so they may depend on it.
 */
#include "foreign/par/parallel.h"

#include "vm/builtin/iterator.h"

/* A call with iterators, cut into its parts. */
typedef struct Iteration {
    Parallel p;
    size_t   n;                  /* arguments without options */
    Val      body;               /* with the iterators after the first */
    Val      variable;           /* VAL_NONE: none */
    Val      values;             /* a List of its values; VAL_NONE: only their count matters */
    size_t   count;
} Iteration;

/* The values of a started iterator that has a variable. */
static Val values_of(Vm *vm, Iterator *it)
{
    Heap *h = vm_heap(vm);
    size_t n = (size_t)it->count;

    if (!val_is_none(it->list))
        return it->list;
    if (val_both_small(it->from, it->step) && n > 0) {
        __int128_t last = (__int128_t)val_small(it->from) + (__int128_t)val_small(it->step) * (__int128_t)(n - 1);
        Packed *p = last >= VAL_INT_MIN && last <= VAL_INT_MAX ? packed_new(h, PACKED_INTEGER, 1, &n) : NULL;
        if (p != NULL) {
            for (size_t i = 0; i < n; i++)
                p->data.integers[i] = val_small(it->from) + val_small(it->step) * (int64_t)i;
            return val_from_node(p);
        }
    }
    Val *v = vals_new(h, n);
    for (size_t i = 0; i < n; i++) {
        if (iterator_next(vm, it) != ITERATOR_OK)
            return UNWIND;
        v[i] = it->current;
    }
    return list_make(h, n, v);
}

/* Evaluates the first iterator's bounds.  ITERATOR_OK: all is known. */
static IteratorResult read_iteration(Vm *vm, Args args, Val inner, Iteration *t)
{
    Heap *h = vm_heap(vm);
    Iterator it;
    IteratorResult r = iterator_start(vm, &it, t->p.self, args.v[1], 2);

    if (r != ITERATOR_OK)
        return r;
    if (it.count == UINT64_MAX) {
        iterator_end(vm, &it);
        return ITERATOR_SYMBOLIC;
    }
    t->count = (size_t)it.count;
    t->variable = it.symbol;
    t->values = VAL_NONE;
    if (val_is_unwind(vm_check_length(vm, (double)it.count, sizeof(Val))))
        r = ITERATOR_UNWIND;
    else if (!val_is_none(it.symbol) && val_is_unwind(t->values = values_of(vm, &it)))
        r = ITERATOR_UNWIND;
    iterator_end(vm, &it);
    t->body = args.v[0];
    if (t->n > 2) {
        Builder b;
        builder_start(&b, h, inner);
        builder_push(&b, args.v[0]);
        builder_push_all(&b, t->n - 2, args.v + 2);
        t->body = builder_finish(&b);
    }
    return r;
}

/* s->f: the body; s->extra: the variable. */
static Val repeat_element(Vm *vm, Split *s, size_t i)
{
    (void)i;
    return vm_eval(vm, s->f);
}

static Val value_at(Vm *vm, const Split *s, size_t i)
{
    return list_item(vm_heap(vm), s->source, i);
}

static Val table_over(Heap *h, const Split *s, Val list)
{
    return expr2(h, S_Table, s->f, expr2(h, S_List, s->extra, list));
}

/* The variable has its value in the table of definitions, as in Table itself. */
static Val dynamic_element(Vm *vm, Split *s, size_t i)
{
    Heap *h = vm_heap(vm);
    Val list, one = value_at(vm, s, i);

    TRY(list = vm_eval(vm, table_over(h, s, list_make(h, 1, &one))));
    return val_is_list(list) && list_len(list) == 1 ? list_item(h, list, 0) : list;
}

static Val lexical_element(Vm *vm, Split *s, size_t i)
{
    return vm_call1(vm, s->f, value_at(vm, s, i));
}

static Val slice(Heap *h, Val list, size_t from, size_t to)
{
    size_t n = to - from;
    Packed *part;

    if (val_is_plain_list(list))
        return list_make(h, n, expr_args(list) + from);
    if (val_packed(list)->rank != 1 || val_packed(list)->type == PACKED_COMPLEX)
        return VAL_NONE;
    part = packed_new(h, (PackedType)val_packed(list)->type, 1, &n);
    if (part == NULL)
        return VAL_NONE;
    memcpy(part->data.integers, val_packed(list)->data.integers + from, n * sizeof(int64_t));
    return val_from_node(part);
}

static Val map_block(Vm *vm, Split *s, size_t from, size_t to)
{
    Val part = slice(vm_heap(vm), s->source, from, to);

    return val_is_none(part) ? part : vm_call2(vm, S_Map, s->f, part);
}

static Split *split_iteration(Vm *vm, const Iteration *t)
{
    Heap *h = vm_heap(vm);
    Split *s = split_new(vm, t->p.how, t->count);
    Independence body;

    s->f = t->body;
    s->source = t->values;
    s->extra = t->variable;
    if (val_is_none(t->variable)) {
        s->element = repeat_element;
        return s;
    }
    body = independence_of(vm, t->body, t->variable);
    s->element = dynamic_element;
    if (body.lexical && val_is_inert(t->values)) {
        s->f = expr2(h, S_Function, list_make(h, 1, &t->variable), t->body);
        s->element = lexical_element;
        if (body.pure && t->p.items != 1)
            s->block = map_block;
    }
    return s;
}

/* Reads options and the first iterator; *other is to be returned where that is not ITERATOR_OK. */
static IteratorResult start(Vm *vm, Args args, Val sequential, Iteration *t, Val *other)
{
    Val error = VAL_NONE;
    IteratorResult r;

    *other = NOT_MINE;
    t->n = options_split(args);
    if (!parallel_read(vm, args, &t->p, &error)) {
        if (!val_is_none(error))
            *other = error;
        return ITERATOR_BAD;
    }
    r = read_iteration(vm, args, sequential, t);
    if (r == ITERATOR_UNWIND)
        *other = UNWIND;
    if (r == ITERATOR_SYMBOLIC)
        *other = parallel_sequential(vm, args, sequential, t->n);
    return r;
}

#define ITERATION_MESSAGES                                                                          \
    MESSAGES(PARALLEL_MESSAGES, "iterb", "Iterator does not have appropriate bounds.",              \
        "itform", "Argument `1` at position `2` does not have the correct form for an iterator.",   \
        "itraw", "Raw object `1` cannot be used as an iterator.")

static Val packed_if_long(Heap *h, size_t n, const Val *values)
{
    Val list = list_make(h, n, values);

    return n >= PACKED_LENGTH_MIN ? list_pack(h, list) : list;
}

BUILTIN(ParallelTable,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "ParallelTable[expr, iter1, iter2, ...] is Table[expr, iter1, iter2, ...] with the values of the first iterator evaluated in parallel.",
    .messages = ITERATION_MESSAGES,
    .examples = EXAMPLES("ParallelTable[i^2, {i, 5}]", "{1, 4, 9, 16, 25}", "ParallelTable[10 i + j, {i, 2}, {j, i}]", "{{11}, {21, 22}}",
                         "ParallelTable[f[x], {x, {a, b}}]", "{f[a], f[b]}"))
{
    Iteration t;
    Val other;
    Split *s;

    if (options_split(args) == 0)
        return MESSAGE(vm, "argm", S_ParallelTable, val_int(0), val_int(1));
    if (options_split(args) == 1)
        return args.v[0];
    if (start(vm, args, S_Table, &t, &other) != ITERATOR_OK)
        return other;
    s = split_iteration(vm, &t);
    s->as_list = true;
    TRY(split_run(vm, s, t.p.self));
    return split_list(vm, s);
}

/* An element of Do: Continue ends it alone. */
static Val do_element(Vm *vm, Split *s, size_t i)
{
    Val v = val_is_none(s->extra) ? repeat_element(vm, s, i) : dynamic_element(vm, s, i);

    if (val_is_unwind(v) && vm->unwind.kind == UNWIND_CONTINUE)
        return S_Null;
    return val_is_unwind(v) ? v : S_Null;
}

BUILTIN(ParallelDo,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "ParallelDo[expr, iter1, iter2, ...] evaluates expr as Do does, in parallel for the values of the first iterator.",
    .messages = ITERATION_MESSAGES,
    .examples = EXAMPLES("ch = Channel[]; ParallelDo[Send[ch, i^2], {i, 3}]; Sort[ReceiveAll[ch]]", "{1, 4, 9}"))
{
    Iteration t;
    Val other;

    if (options_split(args) < 2)
        return MESSAGE(vm, "argm", S_ParallelDo, val_int((int64_t)options_split(args)), val_int(2));
    if (start(vm, args, S_Do, &t, &other) != ITERATOR_OK)
        return other;
    Split *s = split_iteration(vm, &t);
    s->f = t.body;
    s->block = NULL;
    s->element = do_element;
    Val ended = split_run(vm, s, t.p.self);
    if (val_is_unwind(ended)) {
        if (vm->unwind.kind == UNWIND_BREAK)
            return S_Null;
        if (vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag))
            return vm->unwind.value;
        return ended;
    }
    return S_Null;
}

/* All values with Plus or Times between, in their order: as Sum and Product do. */
static Val join_values(Vm *vm, Val operation, size_t n, const Val *values)
{
    Heap *h = vm_heap(vm);
    bool plus = val_is(operation, S_Plus);
    Val number = val_int(plus ? 0 : 1);
    Builder rest;

    builder_start(&rest, h, operation);
    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        if (val_is_number(values[i]))
            number = plus ? num_add(h, number, values[i]) : num_mul(h, number, values[i]);
        else
            builder_push(&rest, values[i]);
    }
    if (rest.n == 0)
        return number;
    builder_push(&rest, number);
    return builder_finish(&rest);
}

static Val sum(Vm *vm, Args args, Val sequential, Val operation)
{
    Iteration t;
    Val other;
    Split *s;

    if (options_split(args) < 2)
        return builtin_message(vm, args.builtin, "argm", 3, (Val[]){expr_head(args.expr), val_int((int64_t)options_split(args)), val_int(2)});
    if (start(vm, args, sequential, &t, &other) != ITERATOR_OK)
        return other;
    s = split_iteration(vm, &t);
    TRY(split_run(vm, s, t.p.self));
    return join_values(vm, operation, t.count, s->values);
}

BUILTIN(ParallelSum,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "ParallelSum[expr, iter1, iter2, ...] is Sum[expr, iter1, iter2, ...] with the terms evaluated in parallel.",
    .messages = ITERATION_MESSAGES,
    .examples = EXAMPLES("ParallelSum[i^2, {i, 10}]", "385", "ParallelSum[f[i, j], {i, 2}, {j, i}]", "f[1, 1] + f[2, 1] + f[2, 2]"))
{
    return sum(vm, args, S_Sum, S_Plus);
}

BUILTIN(ParallelProduct,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "ParallelProduct[expr, iter1, iter2, ...] is Product[expr, iter1, iter2, ...] with the factors evaluated in parallel.",
    .messages = ITERATION_MESSAGES,
    .examples = EXAMPLES("ParallelProduct[i, {i, 10}]", "3628800", "ParallelProduct[x + i, {i, 3}]", "(1 + x)*(2 + x)*(3 + x)"))
{
    return sum(vm, args, S_Product, S_Times);
}

/* ---- arrays ---- */

/* Element [k] of what may be a list of one thing for each dimension. */
static Val for_dimension(Heap *h, Val v, size_t k)
{
    return val_is_list(v) ? list_item(h, v, k) : v;
}

static Val array_element(Vm *vm, Split *s, size_t i)
{
    Heap *h = vm_heap(vm);
    Val index;

    TRY(index = vm_call2(vm, S_Plus, s->source, val_int((int64_t)i)));
    if (val_is_none(s->extra))
        return vm_call1(vm, s->f, index);
    /* extra: {dimensions, origins, head} of the other levels */
    Val call = expr1(h, S_Function, expr2(h, s->f, index, expr1(h, S_SlotSequence, val_int(1))));
    Val args[] = {call, expr_arg(s->extra, 0), expr_arg(s->extra, 1), expr_arg(s->extra, 2)};
    return vm_apply(vm, S_Array, 4, args);
}

static Val rest_of(Heap *h, Val v)
{
    if (!val_is_list(v))
        return v;
    Builder b;
    builder_start(&b, h, S_List);
    for (size_t i = 1; i < list_len(v); i++)
        builder_push(&b, list_item(h, v, i));
    return builder_finish(&b);
}

/* Are these dimensions and origins that Array takes, and no ranges?  Other ones are for Array to judge.  *count: of the first
 * dimension. */
static bool array_reads(Heap *h, Val dimensions, Val origins, size_t *count)
{
    size_t levels = val_is_list(dimensions) ? list_len(dimensions) : 1;

    if (levels == 0 || (val_is_list(origins) && !(val_is_list(dimensions) && list_len(origins) == levels)))
        return false;
    for (size_t k = 0; k < levels; k++) {
        Val size = for_dimension(h, dimensions, k);
        if (!val_is_small(size) || val_small(size) < 0 || !val_is_number(for_dimension(h, origins, k)))
            return false;
    }
    *count = (size_t)val_small(for_dimension(h, dimensions, 0));
    return true;
}

BUILTIN(ParallelArray,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "ParallelArray[f, n] is Array[f, n] with the elements evaluated in parallel; also ParallelArray[f, {n1, n2, ...}, origin, head].",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelArray[f, 3]", "{f[1], f[2], f[3]}", "ParallelArray[f, {2, 2}]", "{{f[1, 1], f[1, 2]}, {f[2, 1], f[2, 2]}}",
                         "ParallelArray[f, 2, 0]", "{f[0], f[1]}"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args), count;
    Parallel p;

    if (!count_ok(vm, args, n, 2, 4))
        return NOT_MINE;
    PARALLEL_READ(&p);
    if (!array_reads(h, args.v[1], n > 2 ? args.v[2] : val_int(1), &count))
        return parallel_sequential(vm, args, S_Array, n);
    Val origin = n > 2 ? for_dimension(h, args.v[2], 0) : val_int(1), head = n > 3 ? args.v[3] : S_List;
    Split *s = split_new(vm, p.how, count);
    s->f = args.v[0];
    s->source = origin;
    s->element = array_element;
    s->extra = VAL_NONE;
    if (val_is_list(args.v[1]) && list_len(args.v[1]) > 1)
        s->extra = list_make(h, 3, (Val[]){rest_of(h, args.v[1]), n > 2 ? rest_of(h, args.v[2]) : val_int(1), head});
    TRY(split_run(vm, s, p.self));
    return val_is(head, S_List) ? packed_if_long(h, count, s->values) : expr_make(h, head, count, s->values);
}
