/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * parallel.c -- what the Parallel functions share: their options, and f over elements.
 */
#include "foreign/par/parallel.h"

#include "foreign/task/pool_object.h"

unsigned parallel_kernels(Vm *vm)
{
    Pool *p = task_pool(vm);

    return p == NULL ? 1 : p->count;
}

/* A number of elements or evaluations; 0: none. */
static size_t positive(Val v)
{
    return val_is_small(v) && val_small(v) > 0 ? (size_t)val_small(v) : 0;
}

static bool read_method(Val v, Parallel *p)
{
    if (val_is_plain_list(v) && expr_len(v) == 1)
        v = expr_arg(v, 0);
    if (val_is(v, S_Automatic) || (val_is_string(v) && text_is(v, "Automatic")))
        return true;
    if (val_is_string(v) && text_is(v, "FinestGrained")) {
        p->items = 1;
        return true;
    }
    if (val_is_string(v) && text_is(v, "CoarsestGrained")) {
        p->kernel_pieces = 1;
        return true;
    }
    if (!val_is_rule(v) || !val_is_string(expr_arg(v, 0)))
        return false;
    size_t n = positive(expr_arg(v, 1));
    if (text_is(expr_arg(v, 0), "ItemsPerEvaluation"))
        p->items = n;
    else if (text_is(expr_arg(v, 0), "EvaluationsPerKernel"))
        p->kernel_pieces = n;
    return p->items + p->kernel_pieces != 0;
}

static bool read_chunk(Vm *vm, Args args, const char *name, Parallel *p, Val *error)
{
    Val v = option_get(vm, args, vm_symbol(vm, name, strlen(name)));

    if (val_is_unwind(v)) {
        *error = v;
        return false;
    }
    if (val_is(v, S_Automatic))
        return true;
    p->items = positive(v);
    if (p->items == 0)
        vm_message(vm, p->self, "chunk", 1, &v);
    return p->items != 0;
}

/* Does the call or SetOptions say anything? */
static bool options_given(Vm *vm, Args args, Val self)
{
    const Definition *d = definition_find(&vm->definitions, self);

    return options_split(args) < args.n || (d != NULL && !val_is_none(d->options));
}

bool parallel_read(Vm *vm, Args args, Parallel *p, Val *error)
{

    *p = (Parallel){.how = {.pool = task_pool(vm), .grain = 1},
                    .self = vm_symbol(vm, args.builtin->name, strlen(args.builtin->name))};
    (void)task_of(vm);
    if (options_given(vm, args, p->self)) {
        Val v = option_get(vm, args, S_Method);
        if (val_is_unwind(v)) {
            *error = v;
            return false;
        }
        if (!read_method(v, p)) {
            vm_message(vm, p->self, "method", 1, &v);
            return false;
        }
        if (!read_chunk(vm, args, "ChunkSize", p, error) || !read_chunk(vm, args, "chunkSize", p, error))
            return false;
        v = option_get(vm, args, S_Pool);
        if (val_is_unwind(v)) {
            *error = v;
            return false;
        }
        if (!val_is(v, S_Automatic))
            p->how.pool = pool_object_pool(v);
        if (p->how.pool == NULL) {
            vm_message(vm, p->self, "pool", 1, &v);
            return false;
        }
    }
    if (p->items != 0)
        p->how.grain = p->items;
    p->how.pieces = p->kernel_pieces * p->how.pool->count;
    return true;
}

size_t parallel_pieces(const Parallel *p, size_t n)
{
    enum { PIECES_MAX = 256, PIECES_KERNELS = 16 };
    size_t pieces = 1;

    if (n == 0)
        return 1;
    if (p->items != 0)
        return (n + p->items - 1) / p->items;
    if (p->kernel_pieces != 0)
        return p->kernel_pieces <= n / PIECES_KERNELS ? p->kernel_pieces * PIECES_KERNELS : n;
    while (pieces * pieces < n && pieces < PIECES_MAX)
        pieces++;
    return pieces;
}

static Val map_element(Vm *vm, Split *s, size_t i)
{
    return vm_call1(vm, s->f, s->v != NULL ? s->v[i] : list_item(vm_heap(vm), s->source, i));
}

/* Elements [from, to) of a list. */
static Val slice(Heap *h, const Split *s, size_t from, size_t to)
{
    if (s->v != NULL)
        return list_make(h, to - from, s->v + from);
    const Packed *all = val_packed(s->source);
    size_t dims[16], row = 1;
    if (all->rank > COUNT_OF(dims))
        return VAL_NONE;
    dims[0] = to - from;
    for (size_t k = 1; k < all->rank; k++)
        row *= dims[k] = all->dims[k];
    Packed *part = packed_new(h, (PackedType)all->type, all->rank, dims);
    if (part == NULL)
        return VAL_NONE;
    size_t words = all->type == PACKED_COMPLEX ? 2 : 1;
    memcpy(part->data.integers, all->data.integers + from * row * words, (to - from) * row * words * sizeof(int64_t));
    return val_from_node(part);
}

static Val map_block(Vm *vm, Split *s, size_t from, size_t to)
{
    Val part = slice(vm_heap(vm), s, from, to);

    return val_is_none(part) ? part : vm_call2(vm, S_Map, s->f, part);
}

/* [it] has the values of [source]; a packed array need not be taken apart. */
Split *parallel_map(Vm *vm, const Parallel *p, Val f, Val source, const Items *it)
{
    Split *s = split_new(vm, p->how, it->n);
    bool packed = val_is_packed(source);

    s->f = f;
    s->source = source;
    s->v = packed ? NULL : it->v;
    s->element = map_element;
    if ((packed || (val_is_plain_list(source) && val_is_inert(source))) && p->items != 1
        && independence_of(vm, f, VAL_NONE).pure)
        s->block = map_block;
    return s;
}

void parallel_say_sequential(Vm *vm, Args args)
{
    Val held = expr1(vm_heap(vm), S_HoldForm, args.expr);

    vm_message(vm, vm_symbol(vm, args.builtin->name, strlen(args.builtin->name)), "nopar1", 1, &held);
}

Val parallel_sequential(Vm *vm, Args args, Val head, size_t n)
{
    parallel_say_sequential(vm, args);
    return expr_make(vm_heap(vm), head, n, args.v);
}
