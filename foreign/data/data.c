/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * data.c -- what all data structures have in common: operations are looked up and called here, and here they are moved.
 */
#include "foreign/data/data.h"

#include "foreign/task/transfer.h"

static void data_print(const void *self, Out *to)
{
    const DataStructure *d = self;

    out_format(to, "DataStructure[\"%s\", <%u>]", d->kind->name, (unsigned)foreign_serial(data_value(d)));
}

/* ---- messages ---- */

Val data_empty_message(Vm *vm, const DataStructure *d)
{
    Val object = data_value(d);

    return vm_message(vm, S_DataStructure, "empty", 1, &object);
}

Val data_part_message(Vm *vm, const DataStructure *d, Val part)
{
    Val parts[] = {part, data_value(d)};

    return vm_message(vm, S_DataStructure, "part", 2, parts);
}

Val data_argument_message(Vm *vm, const DataStructure *d, Val argument)
{
    Val parts[] = {argument, data_value(d)};

    return vm_message(vm, S_DataStructure, "arg", 2, parts);
}

Val data_absent_message(Vm *vm, const DataStructure *d, Val element)
{
    Val parts[] = {element, data_value(d)};

    return vm_message(vm, S_DataStructure, "absent", 2, parts);
}

/* Whose it is is not for the task to use. */
static Val not_here(Vm *vm, const DataStructure *d)
{
    Val object = data_value(d);
    bool away = (atomic_load_explicit(&d->moved.owner, memory_order_relaxed) & MOVED_AWAY) != 0;

    return away ? vm_message(vm, S_DataStructure, "moved", 1, &object) : vm_message(vm, S_DataStructure, "other", 1, &object);
}

/* ---- the object ---- */

DataStructure *data_new(Vm *vm, const DataKind *kind)
{
    DataStructure *d = val_data(foreign_new(vm_heap(vm), &data_class, ++vm->foreign_serial));

    moved_begin(vm, &d->moved);
    d->kind = kind;
    d->map = d->extra = VAL_NONE;
    return d;
}

DataStructure *data_other(Vm *vm, Val v, const DataKind *kind, const DataKind *other)
{
    if (!val_is_data(v) || (val_data(v)->kind != kind && val_data(v)->kind != other) || !moved_use(vm, val_moved(v)))
        return NULL;
    return val_data(v);
}

static const DataOperation *find_operation(const DataKind *kind, Val name)
{
    for (const DataOperation *o = kind->operations; o->name != NULL; o++)
        if (text_is(name, o->name))
            return o;
    return NULL;
}

static Val operate(Vm *vm, DataStructure *d, Val name, size_t n, const Val *v)
{
    Val object = data_value(d);
    const DataOperation *o = val_is_string(name) ? find_operation(d->kind, name) : NULL;
    Val parts[] = {name, object, val_int((int64_t)n)};

    if (o == NULL)
        return vm_message(vm, S_DataStructure, "op", 2, parts);
    if (n < o->least || n > o->most)
        return vm_message(vm, S_DataStructure, "opargs", 3, parts);
    if (UNLIKELY(!moved_use(vm, &d->moved)))
        return not_here(vm, d);
    if (UNLIKELY(d->in_use && o->changes))
        return vm_message(vm, S_DataStructure, "use", 1, &object);
    heap_keep(vm_heap(vm));
    return o->run(vm, d, n, v);
}

static Val data_apply(Vm *vm, void *self, Args args)
{
    return args.n == 0 ? NOT_MINE : operate(vm, self, args.v[0], args.n - 1, args.v + 1);
}

/* ds["Part", i] = value */
static Val data_assign(Vm *vm, void *self, Val left, Val value)
{
    if (expr_len(left) == 2 && text_is(expr_arg(left, 0), "Part"))
        return operate(vm, self, text_from(vm_heap(vm), "SetPart"), 2, (Val[]){expr_arg(left, 1), value});
    return vm_message(vm, S_DataStructure, "set", 1, &left);
}

static Val data_normal(Vm *vm, void *self)
{
    DataStructure *d = self;

    if (!moved_use(vm, &d->moved))
        return not_here(vm, d);
    return d->kind->normal == NULL ? d->kind->elements(vm, d) : d->kind->normal(vm, d);
}

void data_take_over(DataStructure *d, const DataStructure *from)
{
    d->bloom = from->bloom;
    d->items = from->items;
    d->count = from->count;
    d->room = from->room;
    d->first = from->first;
    d->capacity = from->capacity;
    d->map = from->map;
    d->extra = from->extra;
    d->words = from->words;
}

static bool data_move(void *self, void *to, Mover *by)
{
    static const DataStructure nothing;
    DataStructure *d = self, *taker = to;

    if (to == NULL) {
        data_take_over(d, &nothing);
        return true;
    }
    taker->kind = d->kind;
    if (d->in_use)
        return false;
    data_take_over(taker, d);
    taker->map = val_is_none(d->map) ? d->map : mover_value(by, d->map);
    taker->extra = val_is_none(d->extra) ? d->extra : mover_value(by, d->extra);
    if ((d->bloom & BLOOM_LOCAL) != 0 && d->count > 0) {
        taker->items = mover_room(by, d->room * sizeof(Val));
        for (size_t i = 0; i < d->count; i++)
            *data_item(taker, i) = mover_value(by, *data_item(d, i));
    }
    return true;
}

const ForeignClass data_class = {
    .name = "DataStructure", .size = sizeof(DataStructure), .transfer = TRANSFER_MOVED, .usage = "a mutable data structure",
    .print = data_print, .apply = data_apply, .normal = data_normal, .assign = data_assign, .move = data_move,
};

/* ---- operations that several kinds have ---- */

Val data_call(Vm *vm, Val f, size_t n, const Val *v)
{
    bool may_park = vm->may_park;

    vm->may_park = false;
    Val x = vm_apply(vm, f, n, v);
    vm->may_park = may_park;
    return x;
}

static void *copied(Heap *h, const void *from, size_t bytes, bool atomic)
{
    void *to = from == NULL ? NULL : atomic ? heap_alloc_atomic(h, bytes) : heap_alloc_kept(h, bytes);

    return to == NULL ? NULL : memcpy(to, from, bytes);
}

Val data_copy(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    Heap *h = vm_heap(vm);
    DataStructure *copy = data_new(vm, d->kind);

    if (!val_is_none(d->map))
        val_share(d->map);
    data_take_over(copy, d);
    copy->items = copied(h, d->items, d->room * sizeof(Val), false);
    copy->words = copied(h, d->words, d->words == NULL ? 0 : heap_size_of(d->words), true);
    return data_value(copy);
}

Val data_length(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n, (void)v;
    return val_int((int64_t)d->kind->length(d));
}

Val data_is_empty(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n, (void)v;
    return val_bool(d->kind->length(d) == 0);
}

Val data_elements(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return d->kind->elements(vm, d);
}

/* Without a second argument the first element is where it begins. */
Val data_fold(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    bool in_use = d->in_use;
    size_t i = n == 2 ? 0 : 1;

    if (n == 1 && d->count == 0)
        return data_empty_message(vm, d);
    Val x = n == 2 ? v[1] : *data_item(d, 0);
    d->in_use = true;
    for (; i < d->count && !val_is_unwind(x); i++)
        x = data_call(vm, v[0], 2, (Val[]){x, *data_item(d, i)});
    d->in_use = in_use;
    return x;
}
