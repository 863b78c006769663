/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cells.h -- variables that are no locals, in loops: fast paths of the instructions on cells and iterators.
 *
 * A cell is two registers: the definition record of a symbol, found when it is first needed, and the symbol.
 * The record may be read and written in place while it is the table's own (the owner's token) and the one
 * that the table has for the symbol (`current`); where it is not, it is looked for again.  So what Block,
 * another loop, a snapshot or Clear do meanwhile is seen.
 */
#ifndef LYRA_CODE_CELLS_H
#define LYRA_CODE_CELLS_H

#include "vm/code/operations.h"
#include "vm/vm.h"
#include "vm/value/foreign.h"

enum { CELL_REGISTERS = 2 };

/* An iterator in registers: what FORPREP makes of first, last and step. */
enum { FOR_LEFT, FOR_LAST, FOR_STEP, FOR_VALUE, FOR_CELL, FOR_SYMBOL, FOR_FIRST, FOR_REGISTERS };

/* The record of a cell where it may be read in place; NULL where it must be looked for. */
static inline Definition *cell_definition(const Vm *vm, Val cell)
{
    Definition *d = (Definition *)cell.w;

    return LIKELY(d != NULL && d->owner == vm->definitions.token && d->current) ? d : NULL;
}

/* The same where it may be written. */
static inline Definition *cell_writable(const Vm *vm, Val cell)
{
    Definition *d = cell_definition(vm, cell);

    return d != NULL && LIKELY(definition_settable(d)) ? d : NULL;
}

static inline void cell_write(Vm *vm, Definition *d, Val symbol, Val v)
{
    bool had = !val_is_none(d->value);

    d->value = v;
    if (LIKELY(had))
        vm_value_changed(vm, symbol);
    else
        vm_changed(vm, symbol);
}

/* x[[index]] = v in a plain list that only this record holds; false: another way. */
static inline bool cell_put(Vm *vm, Definition *d, Val index, Val v)
{
    const Val list = d->value;

    if (!val_is_small(index) || !val_is_plain_list(list) || vm->operators_changed || (val_node(list)->flags & FLAG_OWNED) == 0
        || (val_flags(v) & (FLAG_SPLICE | FLAG_OWNED | FLAG_INNER)))
        return false;
    int64_t at = val_small(index);
    if (at < 1 || at > (int64_t)expr_len(list))
        return false;
    (void)expr_put_owned(list, (size_t)at - 1, v, FLAG_OWNED);
    return true;
}

/* One more term for a sum that the record holds, in place where nothing else does; false: another way.  grow.c. */
bool cell_pile(Vm *vm, Definition *d, Val symbol, Val term);

/* The record of a symbol for its cell; VAL_NONE where it is not the table's own. */
Val cell_find(Vm *vm, Val symbol);

/* The rest of the instructions, for a record that was found again (or not). */
MUST_USE Val cell_add_slow(Vm *vm, Val symbol, Val x, bool as_set);
MUST_USE Val cell_increment_slow(Vm *vm, Val symbol, Val head);

/* Counts the steps of an iterator and sets its first value: the count, VAL_NONE, UNWIND. */
MUST_USE Val for_prepare(Vm *vm, const Val *r, bool list, Val *first);
/* The count of steps of an iterator over an object: not known. */
#define FOR_UNCOUNTED (VAL_INT_MAX - 1)
/* Is this an object that gives the values of an iterator, until it says that there are no more? */
static inline bool for_object(Val v) { return val_is_foreign(v) && foreign_class(v)->next != NULL; }
/* Is what unwinds a Failure that the object [last] gave, which is what the loop gives then?  See ForeignClass.next. */
static inline bool for_object_failed(const Vm *vm, Val last)
{
    return for_object(last) && vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag);
}
/* The value that comes after r[FOR_VALUE]; r[FOR_LEFT] counts this one already.  VAL_NONE: an object has no more. */
MUST_USE Val for_next_slow(Vm *vm, const Val *r);

#endif
